/*
 * The Redis client: an operation while it is made, its commands, its memory.
 *
 * hiredis formats a command into memory of its own, which is written to the
 * socket as it is and kept until the reply, should it have to leave again.
 */

#include "ngx_http_lead_form_redis_private.h"


static ngx_http_lead_form_redis_op_t *ngx_http_lead_form_redis_op_get(
    ngx_http_lead_form_redis_t *redis);
static ngx_int_t ngx_http_lead_form_redis_format(
    ngx_http_lead_form_redis_command_t *command, ngx_uint_t argc,
    const char **argv, const size_t *lens);


ngx_http_lead_form_redis_op_t *
ngx_http_lead_form_redis_op(ngx_http_lead_form_redis_t *redis,
    ngx_uint_t idempotent, ngx_http_lead_form_redis_handler_pt handler,
    void *data)
{
    ngx_http_lead_form_redis_op_t  *op;

    op = ngx_http_lead_form_redis_op_get(redis);
    if (op == NULL) {
        return NULL;
    }

    op->redis = redis;
    op->handler = handler;
    op->data = data;
    op->deadline = 0;
    op->started = 0;
    op->count = 0;
    op->missing = 0;
    op->again = 0;
    op->next = 0;
    op->bytes = 0;
    op->idempotent = idempotent ? 1 : 0;
    op->resent = 0;
    op->internal = 0;

    return op;
}


static ngx_http_lead_form_redis_op_t *
ngx_http_lead_form_redis_op_get(ngx_http_lead_form_redis_t *redis)
{
    ngx_queue_t  *q;

    if (ngx_queue_empty(&redis->spare)) {
        return ngx_alloc(sizeof(ngx_http_lead_form_redis_op_t), redis->log);
    }

    q = ngx_queue_head(&redis->spare);
    ngx_queue_remove(q);

    return ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue);
}


ngx_int_t
ngx_http_lead_form_redis_command(ngx_http_lead_form_redis_op_t *op,
    ngx_uint_t argc, ngx_str_t *argv)
{
    size_t                               total;
    ngx_uint_t                           i;
    ngx_http_lead_form_redis_command_t  *command;
    const char                *pointers[NGX_HTTP_LEAD_FORM_REDIS_ARGS_MAX];
    size_t                     lens[NGX_HTTP_LEAD_FORM_REDIS_ARGS_MAX];

    if (op->count == NGX_HTTP_LEAD_FORM_REDIS_COMMANDS_MAX
        || argc == 0
        || argc > NGX_HTTP_LEAD_FORM_REDIS_ARGS_MAX)
    {
        return NGX_ERROR;
    }

    total = 0;

    for (i = 0; i < argc; i++) {
        if (argv[i].len > NGX_HTTP_LEAD_FORM_REDIS_BYTES_MAX - total) {
            return NGX_ERROR;
        }

        total += argv[i].len;
        pointers[i] = argv[i].len ? (const char *) argv[i].data : "";
        lens[i] = argv[i].len;
    }

    command = &op->commands[op->count];

    if (ngx_http_lead_form_redis_format(command, argc, pointers, lens)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    command->script = NULL;
    op->replies[op->count] = NULL;
    op->missing |= ngx_http_lead_form_redis_bit(op->count);
    op->bytes += command->len;
    op->count++;

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_redis_format(ngx_http_lead_form_redis_command_t *command,
    ngx_uint_t argc, const char **argv, const size_t *lens)
{
    int  len;

    len = redisFormatSdsCommandArgv(&command->data, (int) argc, argv, lens);
    if (len < 0) {
        return NGX_ERROR;
    }

    command->len = len;

    return NGX_OK;
}


ngx_int_t
ngx_http_lead_form_redis_script(ngx_http_lead_form_redis_op_t *op,
    ngx_http_lead_form_script_t *script, ngx_uint_t keys, ngx_uint_t argc,
    ngx_str_t *argv)
{
    u_char      count[NGX_INT_T_LEN];
    ngx_str_t   args[NGX_HTTP_LEAD_FORM_REDIS_ARGS_MAX];

    if (keys > argc || argc > NGX_HTTP_LEAD_FORM_REDIS_ARGS_MAX - 3) {
        return NGX_ERROR;
    }

    ngx_str_set(&args[0], "EVALSHA");
    args[1].data = script->sha1;
    args[1].len = sizeof(script->sha1);
    args[2].data = count;
    args[2].len = ngx_sprintf(count, "%ui", keys) - count;

    if (argc) {
        ngx_memcpy(&args[3], argv, argc * sizeof(ngx_str_t));
    }

    if (ngx_http_lead_form_redis_command(op, argc + 3, args) != NGX_OK) {
        return NGX_ERROR;
    }

    op->commands[op->count - 1].script = script;

    return NGX_OK;
}


/*
 * EVALSHA becomes EVAL.  The arguments are read back from what was sent, so
 * that no copy of them is kept for the one time that it is wanted.
 */

ngx_int_t
ngx_http_lead_form_redis_text(ngx_http_lead_form_redis_op_t *op, ngx_uint_t i)
{
    size_t                               argc;
    ngx_int_t                            rc;
    redisReader                         *reader;
    redisReply                          *args;
    ngx_http_lead_form_redis_command_t  *command, text;
    size_t                     lens[NGX_HTTP_LEAD_FORM_REDIS_ARGS_MAX];
    const char                *argv[NGX_HTTP_LEAD_FORM_REDIS_ARGS_MAX];

    command = &op->commands[i];
    rc = NGX_ERROR;
    args = NULL;

    reader = redisReaderCreate();
    if (reader == NULL) {
        return NGX_ERROR;
    }

    if (redisReaderFeed(reader, command->data, command->len) != REDIS_OK
        || redisReaderGetReply(reader, (void **) &args) != REDIS_OK
        || args == NULL)
    {
        goto done;
    }

    for (argc = 0; argc < args->elements; argc++) {
        argv[argc] = args->element[argc]->str;
        lens[argc] = args->element[argc]->len;
    }

    argv[0] = "EVAL";
    lens[0] = sizeof("EVAL") - 1;
    argv[1] = (const char *) command->script->text.data;
    lens[1] = command->script->text.len;

    rc = ngx_http_lead_form_redis_format(&text, argc, argv, lens);
    if (rc != NGX_OK) {
        goto done;
    }

    text.script = NULL;

    op->bytes += text.len - command->len;
    op->redis->bytes += text.len - command->len;

    redisFreeSdsCommand(command->data);
    *command = text;

done:

    if (args) {
        freeReplyObject(args);
    }

    redisReaderFree(reader);

    return rc;
}


void
ngx_http_lead_form_redis_discard(ngx_http_lead_form_redis_op_t *op)
{
    ngx_http_lead_form_redis_release(op);
}


void
ngx_http_lead_form_redis_release(ngx_http_lead_form_redis_op_t *op)
{
    ngx_uint_t  i;

    for (i = 0; i < op->count; i++) {
        redisFreeSdsCommand(op->commands[i].data);

        if (op->replies[i]) {
            ngx_http_lead_form_redis_reply_free(op->replies[i]);
        }
    }

    op->count = 0;
    op->handler = NULL;

    ngx_queue_insert_head(&op->redis->spare, &op->queue);
}


/* What the heap holds for a node: nothing of it is in use any more. */

void
ngx_http_lead_form_redis_free(ngx_http_lead_form_redis_t *redis)
{
    ngx_uint_t                      i;
    ngx_queue_t                    *q;
    ngx_http_lead_form_redis_op_t  *op;

    ngx_queue_t *queues[] = { &redis->greeting, &redis->waiting, &redis->sent,
                              &redis->failed };

    for (i = 0; i < sizeof(queues) / sizeof(queues[0]); i++) {
        while (!ngx_queue_empty(queues[i])) {
            q = ngx_queue_head(queues[i]);
            ngx_queue_remove(q);
            ngx_http_lead_form_redis_release(
                ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue));
        }
    }

    while (!ngx_queue_empty(&redis->spare)) {
        q = ngx_queue_head(&redis->spare);
        ngx_queue_remove(q);

        op = ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue);
        ngx_free(op);
    }

    if (redis->reader) {
        redisReaderFree(redis->reader);
    }

    ngx_http_lead_form_redis_pools_free(redis);
}
