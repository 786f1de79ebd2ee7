/*
 * Link: a personal link that sales put into a mail.  Opening it asks whether
 * this is the person, and costs nothing; saying so makes this browser one of
 * the lead's own.  Nothing of the lead is looked up, or shown, on the way.
 */

#include "ngx_http_lead_form_module.h"


#define NGX_HTTP_LEAD_FORM_LINK_WORDS  11       /* five keys, six arguments */
#define NGX_HTTP_LEAD_FORM_LINK_KEYS   5
#define NGX_HTTP_LEAD_FORM_GONE        410

static ngx_uint_t ngx_http_lead_form_link_may_remember(
    ngx_http_lead_form_ctx_t *ctx);
static void ngx_http_lead_form_link_notice(ngx_http_lead_form_ctx_t *ctx,
    lf_message_t notice);
static ngx_int_t ngx_http_lead_form_link_refuse(ngx_http_lead_form_ctx_t *ctx,
    ngx_uint_t status, lf_message_t notice);
static ngx_uint_t ngx_http_lead_form_link_names_cookie(
    ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_link_visitor(
    ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_link_words(ngx_http_lead_form_ctx_t *ctx,
    ngx_str_t *argv);
static void ngx_http_lead_form_linked(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static void ngx_http_lead_form_link_over(ngx_http_lead_form_ctx_t *ctx);


ngx_int_t
ngx_http_lead_form_link_identify(ngx_http_lead_form_ctx_t *ctx)
{
    lf_link_t         *link;
    lf_link_result_t   result;
    const lf_str_t    *token;

    token = lf_pairs_find(ctx->args, ctx->args_count, lf_str("link"));

    if (token == NULL || ctx->preview != NULL
        || ctx->shape != NGX_HTTP_LEAD_FORM_PAGE)
    {
        return NGX_OK;
    }

    link = ngx_palloc(ctx->mem.pool, sizeof(lf_link_t));
    if (link == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->with_link = 1;

    result = lf_link_read(ctx->conf->keys,
                          ngx_http_lead_form_to_core(ctx->conf->site),
                          ctx->form->name, *token, ctx->now / 1000, link);

    ctx->link = result != LF_LINK_BAD ? link : NULL;
    ctx->link_holds = result == LF_LINK_OK;

    return NGX_OK;
}


/* Of a GET, whose view is chosen: in place of the form's own page. */

void
ngx_http_lead_form_link_view(ngx_http_lead_form_ctx_t *ctx)
{
    if (!ctx->with_link || ctx->view.kind > LF_VIEW_KNOWN) {
        return;
    }

    if (!ctx->link_holds) {
        ngx_http_lead_form_link_notice(ctx, LF_MSG_LINK_OVER);

    } else if (!ngx_http_lead_form_link_may_remember(ctx)) {
        ngx_http_lead_form_link_notice(ctx, LF_MSG_LINK_PRIVATE);

    } else {
        ctx->view.kind = LF_VIEW_LINK;
        ctx->view.other = 0;
    }
}


static ngx_uint_t
ngx_http_lead_form_link_may_remember(ngx_http_lead_form_ctx_t *ctx)
{
    return ctx->may_remember && !ctx->gpc;
}


static void
ngx_http_lead_form_link_notice(ngx_http_lead_form_ctx_t *ctx,
    lf_message_t notice)
{
    ctx->view.has_notice = 1;
    ctx->view.notice = notice;
}


/*
 * Who is not the person of the link stays who they are; but a browser that
 * was this very person's until now is not.
 */

ngx_int_t
ngx_http_lead_form_link_decide(ngx_http_lead_form_ctx_t *ctx)
{
    if (ctx->shape != NGX_HTTP_LEAD_FORM_PAGE) {
        return ngx_http_lead_form_refuse(ctx, NGX_HTTP_BAD_REQUEST,
                                         LF_MSG_BAD_REQUEST);
    }

    if (ctx->submission.action == LF_DO_NOT_MINE) {
        if (ngx_http_lead_form_link_names_cookie(ctx)) {
            ngx_http_lead_form_forget_cookie(ctx);
        }

        return ngx_http_lead_form_follow(ctx, LF_VIEW_FIRST);
    }

    if (ctx->stranger_post) {
        return ngx_http_lead_form_refuse(ctx, NGX_HTTP_FORBIDDEN,
                                         LF_MSG_CROSS_SITE);
    }

    if (ctx->form->closed.count > 0) {
        ctx->view.kind = LF_VIEW_CLOSED;
        ctx->outcome = NGX_HTTP_LEAD_FORM_REFUSED;
        return NGX_DONE;
    }

    if (!ctx->link_holds) {
        return ngx_http_lead_form_link_refuse(ctx, NGX_HTTP_LEAD_FORM_GONE,
                                              LF_MSG_LINK_OVER);
    }

    if (!ngx_http_lead_form_link_may_remember(ctx)) {
        return ngx_http_lead_form_link_refuse(ctx,
                                              NGX_HTTP_LEAD_FORM_UNPROCESSABLE,
                                              LF_MSG_LINK_PRIVATE);
    }

    ctx->view.kind = LF_VIEW_LINK;

    if (lf_ticket_read(ctx->conf->keys,
                       ngx_http_lead_form_to_core(ctx->conf->site),
                       ctx->form->name, NULL, ctx->submission.ticket,
                       ctx->now, &ctx->ticket) != LF_TICKET_OK)
    {
        ctx->status = NGX_HTTP_LEAD_FORM_UNPROCESSABLE;
        ctx->outcome = NGX_HTTP_LEAD_FORM_RETRY;
        ngx_http_lead_form_link_notice(ctx, LF_MSG_LINK_STALE);
        return NGX_DONE;
    }

    ctx->ticket_ok = 1;

    return NGX_OK;
}


/* Of a link that is over, too, and of a cookie that may not be used. */

static ngx_uint_t
ngx_http_lead_form_link_names_cookie(ngx_http_lead_form_ctx_t *ctx)
{
    return ctx->link != NULL && ctx->named
           && ngx_memcmp(ctx->cookie.lead, ctx->link->lead, LF_ID_LEN) == 0;
}


/* The form's own page, as if it had just been opened, with the notice. */

static ngx_int_t
ngx_http_lead_form_link_refuse(ngx_http_lead_form_ctx_t *ctx,
    ngx_uint_t status, lf_message_t notice)
{
    ctx->posted = 0;
    ctx->ticket_ok = 0;
    ctx->status = status;
    ctx->outcome = NGX_HTTP_LEAD_FORM_REFUSED;
    ctx->view.kind = ctx->known ? LF_VIEW_KNOWN : LF_VIEW_FIRST;
    ngx_http_lead_form_link_notice(ctx, notice);

    return ngx_http_lead_form_load_again(ctx);
}


ngx_int_t
ngx_http_lead_form_link_save(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_str_t                       argv[NGX_HTTP_LEAD_FORM_LINK_WORDS];
    ngx_http_lead_form_redis_op_t  *op;

    if (ngx_http_lead_form_link_visitor(ctx) != NGX_OK
        || ngx_http_lead_form_link_words(ctx, argv) != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    op = ngx_http_lead_form_redis_op(ctx->conf->redis, 1,
                                     ngx_http_lead_form_linked, ctx);
    if (op == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_lead_form_redis_script(op, &ngx_http_lead_form_link_script,
                                        NGX_HTTP_LEAD_FORM_LINK_KEYS,
                                        NGX_HTTP_LEAD_FORM_LINK_WORDS, argv)
        != NGX_OK)
    {
        ngx_http_lead_form_redis_discard(op);
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_lead_form_wait(ctx, op);
}


/* Of the link and the page's ticket: a double press makes one. */

static ngx_int_t
ngx_http_lead_form_link_visitor(ngx_http_lead_form_ctx_t *ctx)
{
    lf_str_t  parts[2];

    parts[0] = (lf_str_t) { (char *) ctx->link->nonce, LF_NONCE_LEN };
    parts[1] = (lf_str_t) { (char *) ctx->ticket.nonce, LF_NONCE_LEN };

    if (lf_id_make(ctx->conf->keys, LF_ID_VISITOR, parts, 2,
                   ctx->saved.visitor) != 0)
    {
        return NGX_ERROR;
    }

    ctx->saved.shard = 0;
    ctx->saved.minted = ctx->now / 1000;
    ngx_memcpy(ctx->saved.lead, ctx->link->lead, LF_ID_LEN);

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_link_words(ngx_http_lead_form_ctx_t *ctx, ngx_str_t *argv)
{
    char       *text;
    ngx_str_t   visitor, lead, nonce, former, *arg;

    text = ngx_pnalloc(ctx->mem.pool, LF_ID_TEXT_LEN + LF_ID_TEXT_LEN
                                      + LF_BASE64URL_LEN(LF_NONCE_LEN));
    if (text == NULL) {
        return NGX_ERROR;
    }

    visitor = (ngx_str_t) { LF_ID_TEXT_LEN, (u_char *) text };
    lead = (ngx_str_t) { LF_ID_TEXT_LEN, visitor.data + LF_ID_TEXT_LEN };
    nonce = (ngx_str_t) { LF_BASE64URL_LEN(LF_NONCE_LEN),
                          lead.data + LF_ID_TEXT_LEN };

    lf_id_text(ctx->saved.visitor, (char *) visitor.data);
    lf_id_text(ctx->saved.lead, (char *) lead.data);
    lf_base64url_encode((char *) nonce.data, ctx->link->nonce, LF_NONCE_LEN);

    ngx_str_set(&former, "");

    if (ctx->known && ngx_http_lead_form_link_names_cookie(ctx)) {
        former = (ngx_str_t) { LF_ID_TEXT_LEN, (u_char *) ctx->visitor_text };
    }

    arg = argv + NGX_HTTP_LEAD_FORM_LINK_KEYS;

    if (ngx_http_lead_form_key(ctx, "v:", visitor, &argv[0]) != NGX_OK
        || ngx_http_lead_form_key(ctx, "lead:", lead, &argv[1]) != NGX_OK
        || ngx_http_lead_form_key(ctx, "link:", nonce, &argv[2]) != NGX_OK
        || ngx_http_lead_form_key(ctx, "gone:", lead, &argv[3]) != NGX_OK
        || ngx_http_lead_form_key(ctx, "v:", former.len > 0 ? former : visitor,
                                  &argv[4]) != NGX_OK
        || ngx_http_lead_form_number(ctx, ctx->now, &arg[0]) != NGX_OK
        || ngx_http_lead_form_number(ctx, ctx->link->minted, &arg[1])
           != NGX_OK
        || ngx_http_lead_form_number(ctx, ctx->link->expires, &arg[2])
           != NGX_OK
        || ngx_http_lead_form_number(ctx, ctx->saved.minted
                                          + ctx->form->site->remember_for,
                                     &arg[3]) != NGX_OK)
    {
        return NGX_ERROR;
    }

    arg[4] = visitor;
    arg[5] = former;

    return NGX_OK;
}


static void
ngx_http_lead_form_linked(void *data, ngx_http_lead_form_redis_result_e result,
    redisReply **replies, ngx_uint_t count)
{
    redisReply                *reply;
    ngx_http_lead_form_ctx_t  *ctx = data;

    ctx->op = NULL;

    if (result != NGX_HTTP_LEAD_FORM_REDIS_OK
        || ngx_http_lead_form_reply_failed(ctx, replies, count))
    {
        ngx_http_lead_form_unavailable(ctx, LF_MSG_LINK_UNAVAILABLE);
        ngx_http_lead_form_settle(ctx);
        return;
    }

    reply = replies[0];

    if (ngx_http_lead_form_reply_says(reply, "gone")
        || ngx_http_lead_form_reply_says(reply, "full"))
    {
        ngx_http_lead_form_link_over(ctx);
        return;
    }

    if (ngx_http_lead_form_reply_says(reply, "linked")
        || ngx_http_lead_form_reply_says(reply, "own"))
    {
        ctx->set_cookie = ngx_http_lead_form_reply_says(reply, "linked");
        ctx->outcome = NGX_HTTP_LEAD_FORM_SAVED;
        (void) ngx_http_lead_form_follow(ctx, LF_VIEW_FIRST);

    } else {
        ngx_http_lead_form_unavailable(ctx, LF_MSG_LINK_UNAVAILABLE);
    }

    ngx_http_lead_form_settle(ctx);
}


/*
 * Gone, whatever is sent again.  Whether the lead was erased, never was, or
 * has its browsers already is nobody's to learn from a link.
 */

static void
ngx_http_lead_form_link_over(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_int_t  rc;

    rc = ngx_http_lead_form_link_refuse(ctx, NGX_HTTP_LEAD_FORM_GONE,
                                        LF_MSG_LINK_OVER);

    if (rc == NGX_DONE) {
        ngx_http_lead_form_settle(ctx);

    } else if (rc != NGX_AGAIN) {
        ngx_http_lead_form_fail(ctx);
    }
}
