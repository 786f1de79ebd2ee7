/*
 * Withdraw: a consent is taken back by the visitor who gave it.  What is held
 * is read first, so that the event names the very grant that ends; a grant
 * ends once, however often the button is pressed, and from whichever tab.
 */

#include "ngx_http_lead_form_module.h"


#define NGX_HTTP_LEAD_FORM_WITHDRAW_KEYS  5
#define NGX_HTTP_LEAD_FORM_WITHDRAW_HEAD  7     /* arguments before the event */


static ngx_int_t ngx_http_lead_form_withdraw_grant(
    ngx_http_lead_form_ctx_t *ctx, const lf_grant_t *grant);
static ngx_int_t ngx_http_lead_form_withdraw_id(ngx_http_lead_form_ctx_t *ctx,
    const lf_grant_t *grant);
static ngx_int_t ngx_http_lead_form_withdraw_words(
    ngx_http_lead_form_ctx_t *ctx, const lf_grant_t *grant, ngx_str_t *argv);
static ngx_int_t ngx_http_lead_form_withdraw_event(
    ngx_http_lead_form_ctx_t *ctx, const lf_grant_t *grant, lf_str_t **fields,
    size_t *count);
static void ngx_http_lead_form_withdrawn(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);


/*
 * As with "Forget this browser", a cookie that may not be used by its bearer's
 * own word (Sec-GPC, the banner) still serves to take back what it gave.
 */

ngx_int_t
ngx_http_lead_form_decide_withdraw(ngx_http_lead_form_ctx_t *ctx)
{
    ctx->view.kind = ctx->form->closed.count > 0 ? LF_VIEW_CLOSED
                     : ctx->known ? LF_VIEW_KNOWN : LF_VIEW_FIRST;

    if (!ctx->named) {
        ctx->status = NGX_HTTP_LEAD_FORM_UNPROCESSABLE;
        ctx->outcome = NGX_HTTP_LEAD_FORM_RETRY;
        ctx->view.has_notice = 1;
        ctx->view.notice = LF_MSG_NOT_WITHDRAWN;
        return NGX_DONE;
    }

    return ctx->stranger_post
           ? ngx_http_lead_form_refuse(ctx, NGX_HTTP_FORBIDDEN,
                                       LF_MSG_CROSS_SITE)
           : ngx_http_lead_form_load_post(ctx);
}


/* What is not held needs no withdrawal: it is as it was asked to be. */

ngx_int_t
ngx_http_lead_form_withdraw(ngx_http_lead_form_ctx_t *ctx)
{
    const lf_grant_t  *grant;

    if (!ctx->loaded) {
        ngx_http_lead_form_unavailable(ctx, LF_MSG_NOT_WITHDRAWN);
        return NGX_DONE;
    }

    grant = lf_visitor_grant(&ctx->visitor, ctx->submission.withdraw);

    if (grant == NULL) {
        ctx->outcome = NGX_HTTP_LEAD_FORM_SAVED;
        return ngx_http_lead_form_follow(ctx, LF_VIEW_WITHDRAWN);
    }

    return ngx_http_lead_form_withdraw_grant(ctx, grant);
}


static ngx_int_t
ngx_http_lead_form_withdraw_grant(ngx_http_lead_form_ctx_t *ctx,
    const lf_grant_t *grant)
{
    size_t                          i, count;
    lf_str_t                       *fields;
    ngx_str_t                      *argv, *arg;
    ngx_http_lead_form_redis_op_t  *op;

    if (ngx_http_lead_form_withdraw_event(ctx, grant, &fields, &count)
        != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    argv = ngx_palloc(ctx->mem.pool, sizeof(ngx_str_t)
                      * (NGX_HTTP_LEAD_FORM_WITHDRAW_KEYS
                         + NGX_HTTP_LEAD_FORM_WITHDRAW_HEAD + 2 * count));

    if (argv == NULL
        || ngx_http_lead_form_withdraw_id(ctx, grant) != NGX_OK
        || ngx_http_lead_form_withdraw_words(ctx, grant, argv) != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    arg = argv + NGX_HTTP_LEAD_FORM_WITHDRAW_KEYS
          + NGX_HTTP_LEAD_FORM_WITHDRAW_HEAD;

    for (i = 0; i < 2 * count; i++) {
        arg[i] = ngx_http_lead_form_to_ngx(fields[i]);
    }

    op = ngx_http_lead_form_redis_op(ctx->conf->redis, 1,
                                     ngx_http_lead_form_withdrawn, ctx);
    if (op == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_lead_form_redis_script(op, &ngx_http_lead_form_withdraw_script,
                                        NGX_HTTP_LEAD_FORM_WITHDRAW_KEYS,
                                        arg + 2 * count - argv, argv)
        != NGX_OK)
    {
        ngx_http_lead_form_redis_discard(op);
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_lead_form_wait(ctx, op);
}


/* Of the grant, not of the page: two tabs withdraw it once. */

static ngx_int_t
ngx_http_lead_form_withdraw_id(ngx_http_lead_form_ctx_t *ctx,
    const lf_grant_t *grant)
{
    lf_str_t  parts[5];

    parts[0] = lf_str("withdraw");
    parts[1] = (lf_str_t) { (char *) ctx->cookie.visitor, LF_ID_LEN };
    parts[2] = (lf_str_t) { (char *) ctx->cookie.lead, LF_ID_LEN };
    parts[3] = grant->id;
    parts[4] = grant->stored;

    if (lf_id_make(ctx->conf->keys, LF_ID_SUBMISSION, parts, 5, ctx->id)
        != 0)
    {
        return NGX_ERROR;
    }

    lf_id_text(ctx->id, ctx->id_text);

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_withdraw_words(ngx_http_lead_form_ctx_t *ctx,
    const lf_grant_t *grant, ngx_str_t *argv)
{
    ngx_str_t  id, *arg;

    id = (ngx_str_t) { LF_ID_TEXT_LEN, (u_char *) ctx->id_text };
    arg = argv + NGX_HTTP_LEAD_FORM_WITHDRAW_KEYS;

    if (ngx_http_lead_form_visitor_key(ctx, &argv[0]) != NGX_OK
        || ngx_http_lead_form_lead_key(ctx, "lead:", &argv[1]) != NGX_OK
        || ngx_http_lead_form_site_key(ctx, "events", &argv[2]) != NGX_OK
        || ngx_http_lead_form_key(ctx, "sub:", id, &argv[3]) != NGX_OK
        || ngx_http_lead_form_lead_key(ctx, "gone:", &argv[4]) != NGX_OK
        || ngx_http_lead_form_number(ctx, ctx->now, &arg[0]) != NGX_OK
        || ngx_http_lead_form_number(ctx, ctx->cookie.minted, &arg[4])
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    arg[1] = (ngx_str_t) { LF_ID_TEXT_LEN, (u_char *) ctx->visitor_text };
    arg[2] = (ngx_str_t) { LF_ID_TEXT_LEN, (u_char *) ctx->lead_text };
    arg[3] = id;
    arg[5] = ngx_http_lead_form_to_ngx(grant->id);
    arg[6] = ngx_http_lead_form_to_ngx(grant->stored);

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_withdraw_event(ngx_http_lead_form_ctx_t *ctx,
    const lf_grant_t *grant, lf_str_t **fields, size_t *count)
{
    lf_event_context_t  context;

    context.site = ngx_http_lead_form_to_core(ctx->conf->site);
    context.at = ctx->now;
    context.visitor = ctx->known
                      ? (lf_str_t) { ctx->visitor_text, LF_ID_TEXT_LEN }
                      : lf_str("");
    context.lead = (lf_str_t) { ctx->lead_text, LF_ID_TEXT_LEN };
    context.gpc = ctx->gpc;
    context.facts = &ctx->facts;
    context.attribution = NULL;

    return lf_withdrawal_event(&ctx->mem.mem, ctx->form, grant, &context,
                               fields, count) == 0 ? NGX_OK : NGX_ERROR;
}


static void
ngx_http_lead_form_withdrawn(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count)
{
    redisReply                *reply;
    ngx_http_lead_form_ctx_t  *ctx = data;

    ctx->op = NULL;

    if (result != NGX_HTTP_LEAD_FORM_REDIS_OK
        || ngx_http_lead_form_reply_failed(ctx, replies, count))
    {
        ngx_http_lead_form_unavailable(ctx, LF_MSG_NOT_WITHDRAWN);
        ngx_http_lead_form_settle(ctx);
        return;
    }

    reply = replies[0];

    if (ngx_http_lead_form_reply_says(reply, "gone")) {

        /* The consent went with the erasure. */

        ngx_http_lead_form_forget_cookie(ctx);
        ctx->outcome = NGX_HTTP_LEAD_FORM_SAVED;
        (void) ngx_http_lead_form_follow(ctx, LF_VIEW_WITHDRAWN);

    } else if (ngx_http_lead_form_reply_says(reply, "saved")
               || ngx_http_lead_form_reply_says(reply, "again"))
    {
        ctx->outcome = NGX_HTTP_LEAD_FORM_SAVED;
        (void) ngx_http_lead_form_follow(ctx, LF_VIEW_WITHDRAWN);

    } else {

        /* Given anew in the meantime. */

        ngx_http_lead_form_unavailable(ctx, LF_MSG_NOT_WITHDRAWN);
    }

    ngx_http_lead_form_settle(ctx);
}
