/*
 * The Redis client: bytes out, replies in.
 *
 * Commands leave straight from the memory they were formatted in, as many as
 * fit into one writev().  Nothing is asked of the kernel twice: sockets are
 * edge-triggered, and a short read or write tells that it is done.
 */

#include "ngx_http_lead_form_redis_private.h"

#define NGX_HTTP_LEAD_FORM_REDIS_IOVS      256
#define NGX_HTTP_LEAD_FORM_REDIS_SLICE     4096


static ngx_int_t ngx_http_lead_form_redis_writable(ngx_event_t *wev);
static ngx_queue_t *ngx_http_lead_form_redis_source(
    ngx_http_lead_form_redis_t *redis);
static void ngx_http_lead_form_redis_gather(ngx_http_lead_form_redis_t *redis,
    ngx_iovec_t *vec);
static void ngx_http_lead_form_redis_advance(ngx_http_lead_form_redis_t *redis,
    size_t n);
static ngx_uint_t ngx_http_lead_form_redis_next(
    ngx_http_lead_form_redis_op_t *op, ngx_uint_t i);
static ngx_int_t ngx_http_lead_form_redis_parse_replies(
    ngx_http_lead_form_redis_t *redis, u_char *p, size_t len);
static ngx_int_t ngx_http_lead_form_redis_take(
    ngx_http_lead_form_redis_t *redis);
static ngx_int_t ngx_http_lead_form_redis_answer(
    ngx_http_lead_form_redis_t *redis, redisReply *reply);
static ngx_int_t ngx_http_lead_form_redis_noscript(
    ngx_http_lead_form_redis_op_t *op, ngx_uint_t i, redisReply *reply);
static void ngx_http_lead_form_redis_too_large(
    ngx_http_lead_form_redis_t *redis);


/* What was just read; the reader takes a copy before anything else runs. */
static u_char  ngx_http_lead_form_redis_buffer[NGX_HTTP_LEAD_FORM_REDIS_BUFFER];


void
ngx_http_lead_form_redis_write_handler(ngx_event_t *wev)
{
    ngx_connection_t            *c;
    ngx_http_lead_form_redis_t  *redis;

    c = wev->data;
    redis = c->data;

    ngx_http_lead_form_redis_write(redis);
}


void
ngx_http_lead_form_redis_write(ngx_http_lead_form_redis_t *redis)
{
    ssize_t            n;
    ngx_iovec_t        vec;
    struct iovec       iovs[NGX_HTTP_LEAD_FORM_REDIS_IOVS];
    ngx_connection_t  *c;

    c = redis->connection;
    vec.iovs = iovs;
    vec.nalloc = NGX_HTTP_LEAD_FORM_REDIS_IOVS;

    while (c->write->ready) {

        ngx_http_lead_form_redis_gather(redis, &vec);

        if (vec.count == 0) {
            break;
        }

        n = ngx_writev(c, &vec);

        if (n == NGX_ERROR) {
            ngx_http_lead_form_redis_lost(redis, "writing failed",
                                          ngx_socket_errno);
            return;
        }

        if (n == NGX_AGAIN) {
            c->write->ready = 0;
            break;
        }

        ngx_http_lead_form_redis_advance(redis, n);

        if ((size_t) n < vec.size) {
            c->write->ready = 0;
        }
    }

    if (ngx_http_lead_form_redis_writable(c->write) != NGX_OK) {
        ngx_http_lead_form_redis_lost(redis, "writing failed", 0);
    }
}


/*
 * Linux tells of each command that the other end of a unix socket has read,
 * by EPOLLOUT.  That would wake the worker before the reply does, so that it
 * is asked for only while something could not be written.
 */

static ngx_int_t
ngx_http_lead_form_redis_writable(ngx_event_t *wev)
{
    if (wev->ready
        && wev->active
        && (ngx_event_flags & NGX_USE_EPOLL_EVENT))
    {
        return ngx_del_event(wev, NGX_WRITE_EVENT, NGX_CLEAR_EVENT);
    }

    return ngx_handle_write_event(wev, 0);
}


/* Until the greeting is over, it alone leaves. */

static ngx_queue_t *
ngx_http_lead_form_redis_source(ngx_http_lead_form_redis_t *redis)
{
    if (redis->state == NGX_HTTP_LEAD_FORM_REDIS_READY) {
        return &redis->waiting;
    }

    return &redis->greeting;
}


static void
ngx_http_lead_form_redis_gather(ngx_http_lead_form_redis_t *redis,
    ngx_iovec_t *vec)
{
    size_t                               skip;
    ngx_uint_t                           i;
    ngx_queue_t                         *q, *source;
    struct iovec                        *iov;
    ngx_http_lead_form_redis_op_t       *op;
    ngx_http_lead_form_redis_command_t  *command;

    vec->count = 0;
    vec->size = 0;

    source = ngx_http_lead_form_redis_source(redis);
    q = source;
    op = redis->writing;
    skip = redis->written;

    for ( ;; ) {
        i = op ? op->next : 0;

        for ( /* void */ ; op && i < op->count; i++) {

            if (!(op->missing & ngx_http_lead_form_redis_bit(i))) {
                continue;
            }

            if (vec->count == vec->nalloc) {
                return;
            }

            command = &op->commands[i];
            iov = &vec->iovs[vec->count++];
            iov->iov_base = command->data + skip;
            iov->iov_len = command->len - skip;
            vec->size += iov->iov_len;
            skip = 0;
        }

        q = ngx_queue_next(q);
        if (q == source) {
            return;
        }

        op = ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue);
    }
}


/* n more bytes have left. */

static void
ngx_http_lead_form_redis_advance(ngx_http_lead_form_redis_t *redis, size_t n)
{
    size_t                          left;
    ngx_queue_t                    *q;
    ngx_http_lead_form_redis_op_t  *op;

    while (n) {
        op = redis->writing;

        if (op == NULL) {
            q = ngx_queue_head(ngx_http_lead_form_redis_source(redis));
            op = ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue);

            ngx_queue_remove(q);
            ngx_queue_insert_tail(&redis->sent, q);

            op->next = ngx_http_lead_form_redis_next(op, 0);
            redis->writing = op;
        }

        left = op->commands[op->next].len - redis->written;

        if (n < left) {
            redis->written += n;
            return;
        }

        n -= left;
        redis->written = 0;
        op->next = ngx_http_lead_form_redis_next(op, op->next + 1);

        if (op->next == op->count) {
            redis->writing = NULL;
        }
    }
}


/* The first command from i on whose reply is due, or their count. */

static ngx_uint_t
ngx_http_lead_form_redis_next(ngx_http_lead_form_redis_op_t *op, ngx_uint_t i)
{
    while (i < op->count && !(op->missing & ngx_http_lead_form_redis_bit(i))) {
        i++;
    }

    return i;
}


void
ngx_http_lead_form_redis_read_handler(ngx_event_t *rev)
{
    ssize_t                      n;
    ngx_connection_t            *c;
    ngx_http_lead_form_redis_t  *redis;

    c = rev->data;
    redis = c->data;

    if (c->close) {
        ngx_http_lead_form_redis_lost(redis, "the worker exits", 0);
        return;
    }

    do {
        n = c->recv(c, ngx_http_lead_form_redis_buffer,
                    NGX_HTTP_LEAD_FORM_REDIS_BUFFER);

        if (n == NGX_AGAIN) {
            break;
        }

        if (n == NGX_ERROR) {
            ngx_http_lead_form_redis_lost(redis, "reading failed",
                                          ngx_socket_errno);
            return;
        }

        if (n == 0) {
            ngx_http_lead_form_redis_lost(redis, "connection closed", 0);
            return;
        }

        if (ngx_http_lead_form_redis_parse_replies(redis,
                                               ngx_http_lead_form_redis_buffer,
                                               n)
            != NGX_OK)
        {
            return;
        }

    } while (rev->ready);

    if (ngx_handle_read_event(rev, 0) != NGX_OK) {
        ngx_http_lead_form_redis_lost(redis, "reading failed", 0);
        return;
    }

    ngx_http_lead_form_redis_rest(redis);
}


/*
 * NGX_OK, or NGX_DONE when the connection is another one now, or none.  The
 * reader moves what it has not read yet each time it has read 1024 bytes, so
 * that it gets a little at a time.
 */

static ngx_int_t
ngx_http_lead_form_redis_parse_replies(ngx_http_lead_form_redis_t *redis,
    u_char *p, size_t len)
{
    size_t      size;
    ngx_uint_t  generation;

    generation = redis->generation;

    while (len) {
        size = ngx_min(len, NGX_HTTP_LEAD_FORM_REDIS_SLICE);

        if (redisReaderFeed(redis->reader, (char *) p, size) != REDIS_OK) {
            ngx_http_lead_form_redis_lost(redis, "memory is out", 0);
            return NGX_DONE;
        }

        redis->unparsed += size;
        p += size;
        len -= size;

        while (ngx_http_lead_form_redis_take(redis) == NGX_OK) {
            /* void */
        }

        if (redis->generation != generation) {
            return NGX_DONE;
        }

        if (redis->unparsed > NGX_HTTP_LEAD_FORM_REDIS_REPLY_MAX) {
            ngx_http_lead_form_redis_too_large(redis);
            return NGX_DONE;
        }
    }

    return NGX_OK;
}


/* One reply: NGX_OK, NGX_AGAIN when it is not complete, NGX_DONE as above. */

static ngx_int_t
ngx_http_lead_form_redis_take(ngx_http_lead_form_redis_t *redis)
{
    void  *reply;

    if (redisReaderGetReply(redis->reader, &reply) != REDIS_OK) {
        ngx_http_lead_form_redis_distrust(redis,
                                          NGX_HTTP_LEAD_FORM_REDIS_LOST,
                                          "protocol error");
        return NGX_DONE;
    }

    if (reply == NULL) {
        return NGX_AGAIN;
    }

    redis->unparsed = 0;

    return ngx_http_lead_form_redis_answer(redis, reply);
}


static ngx_int_t
ngx_http_lead_form_redis_answer(ngx_http_lead_form_redis_t *redis,
    redisReply *reply)
{
    ngx_uint_t                      i, generation;
    ngx_queue_t                    *q;
    ngx_http_lead_form_redis_op_t  *op;

    q = ngx_queue_head(&redis->sent);
    op = ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue);
    i = 0;

    if (!ngx_queue_empty(&redis->sent)) {
        i = ngx_http_lead_form_redis_next(op, 0);
    }

    if (ngx_queue_empty(&redis->sent) || i >= op->next) {
        ngx_http_lead_form_redis_reply_free(reply);
        ngx_http_lead_form_redis_distrust(redis,
                                          NGX_HTTP_LEAD_FORM_REDIS_LOST,
                                          "a reply to no command");
        return NGX_DONE;
    }

    op->missing &= ~ngx_http_lead_form_redis_bit(i);

    if (!op->internal) {
        redis->failures = 0;
        redis->breaks = 0;
    }

    if (ngx_http_lead_form_redis_noscript(op, i, reply) == NGX_OK) {
        op->again |= ngx_http_lead_form_redis_bit(i);
        ngx_http_lead_form_redis_reply_free(reply);

    } else {
        op->replies[i] = reply;
    }

    if (op->missing) {
        return NGX_OK;
    }

    ngx_queue_remove(q);

    if (op->again) {
        ngx_http_lead_form_redis_again(op, 0);
        return NGX_OK;
    }

    generation = redis->generation;
    ngx_http_lead_form_redis_complete(op, NGX_HTTP_LEAD_FORM_REDIS_OK);

    return redis->generation == generation ? NGX_OK : NGX_DONE;
}


/* NGX_OK when Redis did not know the script and now its text is to leave. */

static ngx_int_t
ngx_http_lead_form_redis_noscript(ngx_http_lead_form_redis_op_t *op,
    ngx_uint_t i, redisReply *reply)
{
    if (reply->type != REDIS_REPLY_ERROR
        || op->commands[i].script == NULL
        || ngx_strncmp(reply->str, "NOSCRIPT", sizeof("NOSCRIPT") - 1) != 0)
    {
        return NGX_DECLINED;
    }

    return ngx_http_lead_form_redis_text(op, i);
}


/* It would be as large the next time: its operation is not sent again. */

static void
ngx_http_lead_form_redis_too_large(ngx_http_lead_form_redis_t *redis)
{
    ngx_queue_t                    *q;
    ngx_http_lead_form_redis_op_t  *op;

    q = ngx_queue_head(&redis->sent);

    if (q != ngx_queue_sentinel(&redis->sent)) {
        op = ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue);
        op->resent = 1;
    }

    ngx_log_error(NGX_LOG_ERR, redis->log, 0, "redis %V: a reply of more than "
                  "%d bytes", &redis->name, NGX_HTTP_LEAD_FORM_REDIS_REPLY_MAX);

    ngx_http_lead_form_redis_lost(redis, "reply too large", 0);
}
