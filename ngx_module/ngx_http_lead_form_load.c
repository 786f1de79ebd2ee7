/*
 * Load: what is remembered of a known visitor, in one round trip of plain
 * reads, visitor and lead side by side.  A stranger costs Redis nothing.
 */

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_read(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_redis_handler_pt handler);
static void ngx_http_lead_form_post_loaded(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static void ngx_http_lead_form_again_loaded(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static ngx_int_t ngx_http_lead_form_take_records(
    ngx_http_lead_form_ctx_t *ctx, ngx_http_lead_form_redis_result_e result,
    redisReply **replies, ngx_uint_t count);
static void ngx_http_lead_form_loaded(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static ngx_int_t ngx_http_lead_form_flatten(ngx_http_lead_form_ctx_t *ctx,
    redisReply *reply, lf_str_t **list);
static ngx_int_t ngx_http_lead_form_look_for_erasure(
    ngx_http_lead_form_ctx_t *ctx);
static void ngx_http_lead_form_erasure_looked_for(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static ngx_int_t ngx_http_lead_form_is_erased(ngx_http_lead_form_ctx_t *ctx,
    int64_t erased);


ngx_int_t
ngx_http_lead_form_load(ngx_http_lead_form_ctx_t *ctx)
{
    if (ctx->request->method == NGX_HTTP_POST
        || ctx->view.kind != LF_VIEW_KNOWN)
    {
        return NGX_OK;
    }

    if (ctx->preview != NULL) {
        return ngx_http_lead_form_preview_load(ctx);
    }

    return ngx_http_lead_form_read(ctx, ngx_http_lead_form_loaded);
}


/*
 * What the post of a known visitor is judged by: which consents they were
 * shown, and which they hold.  Whether they were erased the script says.
 */

ngx_int_t
ngx_http_lead_form_load_post(ngx_http_lead_form_ctx_t *ctx)
{
    if (ctx->preview != NULL) {
        return ngx_http_lead_form_preview_load(ctx);
    }

    return ngx_http_lead_form_read(ctx, ngx_http_lead_form_post_loaded);
}


/* The same for a page that goes back: the answer is settled. */

ngx_int_t
ngx_http_lead_form_load_again(ngx_http_lead_form_ctx_t *ctx)
{
    if (ctx->view.kind != LF_VIEW_KNOWN || ctx->loaded || ctx->redis_away
        || ctx->form->consents_count == 0)
    {
        return NGX_DONE;
    }

    if (ctx->preview != NULL) {
        return ngx_http_lead_form_preview_load(ctx) == NGX_OK
               ? NGX_DONE : NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_lead_form_read(ctx, ngx_http_lead_form_again_loaded);
}


static ngx_int_t
ngx_http_lead_form_read(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_redis_handler_pt handler)
{
    ngx_http_lead_form_redis_op_t  *op;

    op = ngx_http_lead_form_redis_op(ctx->conf->redis, 1, handler, ctx);
    if (op == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_lead_form_add_reads(ctx, op) != NGX_OK) {
        ngx_http_lead_form_redis_discard(op);
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_lead_form_wait(ctx, op);
}


static void
ngx_http_lead_form_post_loaded(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count)
{
    ngx_http_lead_form_ctx_t  *ctx = data;

    if (ngx_http_lead_form_take_records(ctx, result, replies, count)
        == NGX_OK)
    {
        ngx_http_lead_form_resume(ctx);
    }
}


static void
ngx_http_lead_form_again_loaded(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count)
{
    ngx_http_lead_form_ctx_t  *ctx = data;

    if (ngx_http_lead_form_take_records(ctx, result, replies, count)
        == NGX_OK)
    {
        ngx_http_lead_form_settle(ctx);
    }
}


/* The page was shown in a visit that had begun: the post begins none. */

static ngx_int_t
ngx_http_lead_form_take_records(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count)
{
    lf_visit_t  visit;

    ctx->op = NULL;

    if (result != NGX_HTTP_LEAD_FORM_REDIS_OK
        || ngx_http_lead_form_reply_failed(ctx, replies, count))
    {
        ctx->redis_away = 1;
        return NGX_OK;
    }

    if (ngx_http_lead_form_read_records(ctx, replies) != NGX_OK) {
        ngx_http_lead_form_fail(ctx);
        return NGX_ERROR;
    }

    lf_visit_decide(ctx->form, &ctx->visitor, &ctx->facts, ctx->now, 1,
                    &visit);

    return NGX_OK;
}


/* The two commands whose replies ngx_http_lead_form_read_records takes. */

ngx_int_t
ngx_http_lead_form_add_reads(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_redis_op_t *op)
{
    ngx_str_t  visitor[2], lead[2];

    ngx_str_set(&visitor[0], "HGETALL");
    ngx_str_set(&lead[0], "HGETALL");

    if (ngx_http_lead_form_visitor_key(ctx, &visitor[1]) != NGX_OK
        || ngx_http_lead_form_lead_key(ctx, "lead:", &lead[1]) != NGX_OK
        || ngx_http_lead_form_redis_command(op, 2, visitor) != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_lead_form_redis_command(op, 2, lead);
}


/*
 * Without an answer the signed cookie alone tells that the visitor is known:
 * the form's own button, and no question.
 */

static void
ngx_http_lead_form_loaded(void *data, ngx_http_lead_form_redis_result_e result,
    redisReply **replies, ngx_uint_t count)
{
    ngx_http_lead_form_ctx_t  *ctx = data;

    ctx->op = NULL;

    if (result != NGX_HTTP_LEAD_FORM_REDIS_OK
        || ngx_http_lead_form_reply_failed(ctx, replies, count))
    {
        ctx->redis_away = 1;
        ngx_http_lead_form_resume(ctx);
        return;
    }

    if (ngx_http_lead_form_read_records(ctx, replies) != NGX_OK) {
        ngx_http_lead_form_fail(ctx);
        return;
    }

    if (!ctx->visitor.lead_exists) {
        if (ngx_http_lead_form_look_for_erasure(ctx) != NGX_AGAIN) {
            ngx_http_lead_form_fail(ctx);
        }

        return;
    }

    if (ngx_http_lead_form_is_erased(ctx, ctx->visitor.lead_erased)) {
        ngx_http_lead_form_forget_cookie(ctx);
    }

    ngx_http_lead_form_resume(ctx);
}


ngx_int_t
ngx_http_lead_form_read_records(ngx_http_lead_form_ctx_t *ctx,
    redisReply **replies)
{
    lf_str_t  *visitor, *lead, id;

    if (ngx_http_lead_form_flatten(ctx, replies[0], &visitor) != NGX_OK
        || ngx_http_lead_form_flatten(ctx, replies[1], &lead) != NGX_OK)
    {
        return NGX_ERROR;
    }

    id = (lf_str_t) { ctx->visitor_text, LF_ID_TEXT_LEN };

    if (lf_visitor_read(&ctx->mem.mem, ctx->form, id,
                        visitor, replies[0]->elements,
                        lead, replies[1]->elements, &ctx->visitor) != 0)
    {
        return NGX_ERROR;
    }

    ctx->loaded = 1;

    return NGX_OK;
}


/* Copied: a reply does not outlive its handler, a request may wait again. */

static ngx_int_t
ngx_http_lead_form_flatten(ngx_http_lead_form_ctx_t *ctx, redisReply *reply,
    lf_str_t **list)
{
    char    *p;
    size_t   i, len;

    len = 0;

    for (i = 0; i < reply->elements; i++) {
        len += reply->element[i]->len;
    }

    *list = ngx_palloc(ctx->mem.pool,
                       reply->elements * sizeof(lf_str_t) + len + 1);
    if (*list == NULL) {
        return NGX_ERROR;
    }

    p = (char *) (*list + reply->elements);

    for (i = 0; i < reply->elements; i++) {
        (*list)[i] = (lf_str_t) { p, reply->element[i]->len };

        /* What is no string has no bytes. */

        if (reply->element[i]->len > 0) {
            p = (char *) ngx_cpymem(p, reply->element[i]->str,
                                    reply->element[i]->len);
        }
    }

    return NGX_OK;
}


/* No lead under this id: lost, or erased?  Rare, so asked only then. */

static ngx_int_t
ngx_http_lead_form_look_for_erasure(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_str_t                       argv[2];
    ngx_http_lead_form_redis_op_t  *op;

    ngx_str_set(&argv[0], "GET");

    if (ngx_http_lead_form_lead_key(ctx, "gone:", &argv[1]) != NGX_OK) {
        return NGX_ERROR;
    }

    op = ngx_http_lead_form_redis_op(ctx->conf->redis, 1,
                                     ngx_http_lead_form_erasure_looked_for,
                                     ctx);
    if (op == NULL) {
        return NGX_ERROR;
    }

    if (ngx_http_lead_form_redis_command(op, 2, argv) != NGX_OK) {
        ngx_http_lead_form_redis_discard(op);
        return NGX_ERROR;
    }

    return ngx_http_lead_form_wait(ctx, op);
}


static void
ngx_http_lead_form_erasure_looked_for(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count)
{
    int64_t                    erased;
    ngx_http_lead_form_ctx_t  *ctx = data;

    ctx->op = NULL;

    if (result == NGX_HTTP_LEAD_FORM_REDIS_OK
        && replies[0]->type == REDIS_REPLY_STRING
        && lf_str_int((lf_str_t) { replies[0]->str, replies[0]->len }, &erased)
           == 0
        && ngx_http_lead_form_is_erased(ctx, erased))
    {
        ngx_http_lead_form_forget_cookie(ctx);
    }

    ngx_http_lead_form_resume(ctx);
}


/*
 * A cookie knows its second, an erasure its millisecond: within the same
 * second the erasure wins.
 */

static ngx_int_t
ngx_http_lead_form_is_erased(ngx_http_lead_form_ctx_t *ctx, int64_t erased)
{
    return erased > 0 && ctx->cookie.minted <= erased / 1000;
}
