/*
 * Save: one submission, one script call.  The visitor has the answer only
 * after Redis confirmed it; the same submission sent again changes nothing.
 */

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_forget(ngx_http_lead_form_ctx_t *ctx);
static void ngx_http_lead_form_forgotten(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static ngx_int_t ngx_http_lead_form_name_ids(ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_name_visitor(
    ngx_http_lead_form_ctx_t *ctx);
static void ngx_http_lead_form_gone(ngx_http_lead_form_ctx_t *ctx);
static ngx_uint_t ngx_http_lead_form_is_confirmed(
    ngx_http_lead_form_ctx_t *ctx, redisReply *reply);
static void ngx_http_lead_form_accept(ngx_http_lead_form_ctx_t *ctx,
    redisReply *reply);
static void ngx_http_lead_form_count_answer(ngx_http_lead_form_ctx_t *ctx);


ngx_int_t
ngx_http_lead_form_save(ngx_http_lead_form_ctx_t *ctx)
{
    if (ctx->submission.action == LF_DO_FORGET) {
        return ngx_http_lead_form_forget(ctx);
    }

    if (ctx->submission.action == LF_DO_ITS_ME) {
        return ngx_http_lead_form_link_save(ctx);
    }

    ngx_http_lead_form_locate(ctx);

    if (ctx->submission.action == LF_DO_WITHDRAW) {
        return ngx_http_lead_form_withdraw(ctx);
    }

    if (ngx_http_lead_form_name_ids(ctx) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ctx->preview != NULL) {
        return ngx_http_lead_form_preview_save(ctx);
    }

    return ctx->submission.honeypot ? ngx_http_lead_form_quarantine(ctx)
                                    : ngx_http_lead_form_submit(ctx);
}


static ngx_int_t
ngx_http_lead_form_forget(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_str_t                       argv[2];
    ngx_http_lead_form_redis_op_t  *op;

    ngx_str_set(&argv[0], "UNLINK");

    if (ngx_http_lead_form_visitor_key(ctx, &argv[1]) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    op = ngx_http_lead_form_redis_op(ctx->conf->redis, 1,
                                     ngx_http_lead_form_forgotten, ctx);
    if (op == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_lead_form_redis_command(op, 2, argv) != NGX_OK) {
        ngx_http_lead_form_redis_discard(op);
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_lead_form_wait(ctx, op);
}


/* Not forgotten until the record is gone: a cookie can be made again. */

static void
ngx_http_lead_form_forgotten(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count)
{
    ngx_http_lead_form_ctx_t  *ctx = data;

    ctx->op = NULL;

    if (result != NGX_HTTP_LEAD_FORM_REDIS_OK
        || ngx_http_lead_form_reply_failed(ctx, replies, count))
    {
        ctx->view.kind = LF_VIEW_KNOWN;
        ngx_http_lead_form_unavailable(ctx, LF_MSG_UNAVAILABLE);

    } else {
        ngx_http_lead_form_forget_cookie(ctx);
        (void) ngx_http_lead_form_follow(ctx, LF_VIEW_FORGOTTEN);
    }

    ngx_http_lead_form_settle(ctx);
}


/* The ids of lead and submission, and of the visitor that they belong to. */

static ngx_int_t
ngx_http_lead_form_name_ids(ngx_http_lead_form_ctx_t *ctx)
{
    lf_form_t  *form;

    form = ctx->form;

    if (ctx->step == LF_STEP_FIRST) {
        if (lf_submission_lead(&ctx->mem.mem, ctx->conf->keys,
                               ngx_http_lead_form_to_core(ctx->conf->site),
                               form, &ctx->submission, ctx->lead) != 0)
        {
            return NGX_ERROR;
        }

    } else {
        ngx_memcpy(ctx->lead, ctx->cookie.lead, LF_ID_LEN);
    }

    if (ngx_http_lead_form_name_submission(ctx) != NGX_OK) {
        return NGX_ERROR;
    }

    lf_id_text(ctx->lead, ctx->saved_lead_text);
    lf_id_text(ctx->id, ctx->id_text);

    return ngx_http_lead_form_name_visitor(ctx);
}


/*
 * The cookie's visitor goes on being that visitor, unless the contact names
 * another person.  A new visitor's id follows from the submission's, so that
 * a double click makes one.
 */

static ngx_int_t
ngx_http_lead_form_name_visitor(ngx_http_lead_form_ctx_t *ctx)
{
    lf_str_t  part;

    ctx->saved = ctx->cookie;
    ctx->remembered = 1;

    if (ctx->step == LF_STEP_FIRST) {
        ctx->is_new_visitor = !ctx->known
                              || (!ctx->view.other
                                  && ngx_memcmp(ctx->lead, ctx->cookie.lead,
                                                LF_ID_LEN) != 0);
    }

    if (ctx->is_new_visitor) {
        ctx->remembered = ctx->may_remember && !ctx->gpc && !ctx->null_origin
                          && (!ngx_http_lead_form_asks_to_remember(ctx)
                              || ctx->submission.remember);

        part = (lf_str_t) { (char *) ctx->id, LF_ID_LEN };

        if (lf_id_make(ctx->conf->keys, LF_ID_VISITOR, &part, 1,
                       ctx->saved.visitor) != 0)
        {
            return NGX_ERROR;
        }

        ctx->saved.shard = 0;
        ctx->saved.minted = ctx->now / 1000;
    }

    ngx_memcpy(ctx->saved.lead, ctx->lead, LF_ID_LEN);
    lf_id_text(ctx->saved.visitor, ctx->visitor_text);

    return NGX_OK;
}


void
ngx_http_lead_form_saved(void *data, ngx_http_lead_form_redis_result_e result,
    redisReply **replies, ngx_uint_t count)
{
    redisReply                *reply;
    ngx_http_lead_form_ctx_t  *ctx = data;

    ctx->op = NULL;

    if (result != NGX_HTTP_LEAD_FORM_REDIS_OK
        || ngx_http_lead_form_reply_failed(ctx, replies, count))
    {
        ngx_http_lead_form_unavailable(ctx, LF_MSG_UNAVAILABLE);
        ngx_http_lead_form_settle(ctx);
        return;
    }

    /* Reads for the thanks may stand before: the script comes last. */

    if (count > 1 && ngx_http_lead_form_read_records(ctx, replies) != NGX_OK) {
        ngx_http_lead_form_fail(ctx);
        return;
    }

    reply = replies[count - 1];

    if (ngx_http_lead_form_reply_says(reply, "gone")) {
        ngx_http_lead_form_gone(ctx);

    } else if (ngx_http_lead_form_reply_says(reply, "reused")) {
        ngx_http_lead_form_key_reused(ctx);

    } else if (ngx_http_lead_form_is_confirmed(ctx, reply)) {
        ngx_http_lead_form_accept(ctx, reply);

    } else {
        ngx_http_lead_form_unavailable(ctx, LF_MSG_UNAVAILABLE);
    }

    ngx_http_lead_form_settle(ctx);
}


/* Erased meanwhile: a stranger, who keeps what they just typed. */

static void
ngx_http_lead_form_gone(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_http_lead_form_forget_cookie(ctx);

    ctx->ticket_ok = 0;
    ctx->status = NGX_HTTP_LEAD_FORM_UNPROCESSABLE;
    ctx->outcome = NGX_HTTP_LEAD_FORM_RETRY;
    ctx->view.has_notice = 1;
    ctx->view.notice = LF_MSG_STALE;
}


/* Only what these commands answer confirms anything. */

static ngx_uint_t
ngx_http_lead_form_is_confirmed(ngx_http_lead_form_ctx_t *ctx,
    redisReply *reply)
{
    if (ctx->suspect) {
        return reply->type == REDIS_REPLY_STRING;
    }

    return ngx_http_lead_form_reply_says(reply, "saved")
           || ngx_http_lead_form_reply_says(reply, "again")
           || ngx_http_lead_form_reply_says(reply, "quiet");
}


/* One sent again is answered the same, and counted once. */

static void
ngx_http_lead_form_accept(ngx_http_lead_form_ctx_t *ctx, redisReply *reply)
{
    ctx->outcome = ctx->suspect ? NGX_HTTP_LEAD_FORM_SUSPECT
                                : NGX_HTTP_LEAD_FORM_SAVED;

    if (ctx->submission.action == LF_DO_ERASE) {
        (void) ngx_http_lead_form_follow(ctx, LF_VIEW_ERASE);
        return;
    }

    if (!ctx->suspect && !ngx_http_lead_form_reply_says(reply, "again")) {
        ngx_http_lead_form_count_unseen(ctx, reply);
        ngx_http_lead_form_count_answer(ctx);
    }

    ctx->set_cookie = ctx->step == LF_STEP_FIRST && ctx->remembered
                      && (ctx->is_new_visitor || ctx->view.other);

    (void) ngx_http_lead_form_thank(ctx);
}


static void
ngx_http_lead_form_count_answer(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_int_t                  field;
    ngx_http_lead_form_step_e  step;

    if (ctx->step == LF_STEP_FIRST) {
        ngx_http_lead_form_count_step(ctx, -1, NGX_HTTP_LEAD_FORM_ANSWERED);
        return;
    }

    field = lf_form_field(ctx->form, ctx->ticket.question);
    if (field < 0) {
        return;
    }

    step = ctx->submission.action == LF_DO_DECLINE
               ? NGX_HTTP_LEAD_FORM_DECLINED
           : lf_submission_answered(ctx->form, &ctx->submission,
                                    ctx->ticket.question)
               ? NGX_HTTP_LEAD_FORM_ANSWERED
               : NGX_HTTP_LEAD_FORM_BLANK;

    ngx_http_lead_form_count_step(ctx, field, step);
}


/*
 * Redis could not take it: the page comes back with everything typed and the
 * same ticket, so that pressing again is the same submission.
 */

void
ngx_http_lead_form_unavailable(ngx_http_lead_form_ctx_t *ctx,
    lf_message_t notice)
{
    ctx->status = NGX_HTTP_SERVICE_UNAVAILABLE;
    ctx->outcome = NGX_HTTP_LEAD_FORM_UNAVAILABLE;
    ctx->view.has_notice = 1;
    ctx->view.notice = notice;
}
