/*
 * Visit: the script that rolls a visitor's visit, pins its question, and
 * counts the question as shown.  A page's is shown when it is rendered; what
 * goes into somebody else's page may stand where nobody scrolls to: it counts
 * when the browser reports it, else when it is submitted.
 */

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_visit_call(ngx_http_lead_form_ctx_t *ctx,
    lf_str_t candidate, const char *showing,
    ngx_http_lead_form_redis_handler_pt handler);
static void ngx_http_lead_form_visited(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static void ngx_http_lead_form_take_pin(ngx_http_lead_form_ctx_t *ctx,
    redisReply *reply);
static void ngx_http_lead_form_ignore(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static void ngx_http_lead_form_reported(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static void ngx_http_lead_form_count_question(ngx_http_lead_form_ctx_t *ctx,
    lf_str_t question);


/* What lf_visit_decide found to be written; NGX_DONE: nothing to wait for. */

ngx_int_t
ngx_http_lead_form_visit(ngx_http_lead_form_ctx_t *ctx)
{
    lf_str_t     candidate;
    const char  *showing;
    ngx_uint_t   counts;
    lf_visit_t  *visit;

    visit = &ctx->visit;
    showing = ctx->shape == NGX_HTTP_LEAD_FORM_PAGE ? "now" : "later";
    counts = visit->unseen && !ctx->countless
             && ctx->shape == NGX_HTTP_LEAD_FORM_PAGE;

    if (visit->is_new_visit || visit->pin || counts) {
        candidate = visit->pin || counts
                    ? ctx->form->fields[visit->question].name : lf_null_str;

        return ngx_http_lead_form_visit_call(ctx, candidate, showing,
                                             ngx_http_lead_form_visited);
    }

    if (visit->write_seen) {
        (void) ngx_http_lead_form_visit_call(ctx, lf_null_str, showing,
                                             ngx_http_lead_form_ignore);
    }

    return NGX_DONE;
}


static ngx_int_t
ngx_http_lead_form_visit_call(ngx_http_lead_form_ctx_t *ctx,
    lf_str_t candidate, const char *showing,
    ngx_http_lead_form_redis_handler_pt handler)
{
    lf_site_t                      *site;
    ngx_str_t                       argv[8];
    ngx_uint_t                      wait;
    ngx_http_lead_form_redis_op_t  *op;

    site = ctx->form->site;
    wait = handler != ngx_http_lead_form_ignore;

    if (ngx_http_lead_form_visitor_key(ctx, &argv[0]) != NGX_OK
        || ngx_http_lead_form_lead_key(ctx, "gone:", &argv[1]) != NGX_OK
        || ngx_http_lead_form_number(ctx, ctx->now, &argv[2]) != NGX_OK
        || ngx_http_lead_form_number(ctx, site->visit_gap, &argv[3]) != NGX_OK
        || ngx_http_lead_form_number(ctx, ctx->cookie.minted
                                          + site->remember_for, &argv[4])
           != NGX_OK
        || ngx_http_lead_form_number(ctx, ctx->cookie.minted, &argv[5])
           != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    argv[6] = ngx_http_lead_form_to_ngx(candidate);
    argv[7] = ngx_http_lead_form_to_ngx(lf_str_of(showing));

    op = ngx_http_lead_form_redis_op(ctx->conf->redis, 0, handler,
                                     wait ? ctx : NULL);
    if (op == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_lead_form_redis_script(op, &ngx_http_lead_form_visit_script,
                                        2, 8, argv) != NGX_OK)
    {
        ngx_http_lead_form_redis_discard(op);
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (wait) {
        return ngx_http_lead_form_wait(ctx, op);
    }

    ngx_http_lead_form_redis_submit(op);

    return NGX_OK;
}


static void
ngx_http_lead_form_visited(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count)
{
    ngx_http_lead_form_ctx_t  *ctx = data;

    ctx->op = NULL;

    if (result != NGX_HTTP_LEAD_FORM_REDIS_OK
        || ngx_http_lead_form_reply_failed(ctx, replies, count))
    {
        /* Not pinned, so not asked: another tab might ask another. */

        ctx->redis_away = 1;
        ctx->view.question = -1;

    } else {
        ngx_http_lead_form_take_pin(ctx, replies[0]);
    }

    ngx_http_lead_form_settle(ctx);
}


static void
ngx_http_lead_form_take_pin(ngx_http_lead_form_ctx_t *ctx, redisReply *reply)
{
    lf_str_t  pin;

    if (ngx_http_lead_form_reply_says(reply, "gone")) {
        ngx_http_lead_form_forget_cookie(ctx);
        return;
    }

    if (!ngx_http_lead_form_reply_says(reply, "visit") || reply->elements < 4
        || reply->element[2]->type != REDIS_REPLY_STRING)
    {
        ctx->redis_away = 1;
        ctx->view.question = -1;
        return;
    }

    pin = (lf_str_t) { reply->element[2]->str, reply->element[2]->len };

    ctx->view.question = lf_question_pinned(ctx->form, &ctx->visitor,
                                            pin, ctx->now / 1000);

    if (reply->element[3]->integer == 1 && ctx->view.question >= 0) {
        ngx_http_lead_form_count_step(ctx, ctx->view.question,
                                      NGX_HTTP_LEAD_FORM_SHOWN);
    }
}


static void
ngx_http_lead_form_ignore(void *data, ngx_http_lead_form_redis_result_e result,
    redisReply **replies, ngx_uint_t count)
{
}


/*
 * A browser says that what it was given can be seen now.  There is nothing to
 * answer, whatever becomes of it: what is not counted here is counted when it
 * is submitted.
 */

ngx_int_t
ngx_http_lead_form_report_shown(ngx_http_lead_form_ctx_t *ctx)
{
    ctx->status = NGX_HTTP_NO_CONTENT;

    if (ctx->preview != NULL || !ctx->ticket_ok
        || !(ctx->ticket.flags & LF_TICKET_UNSEEN))
    {
        return NGX_DONE;
    }

    if (ctx->step == LF_STEP_FIRST) {
        ngx_http_lead_form_count_step(ctx, -1, NGX_HTTP_LEAD_FORM_SHOWN);
        return NGX_DONE;
    }

    if (ctx->ticket.question.len == 0) {
        return NGX_DONE;
    }

    return ngx_http_lead_form_visit_call(ctx, ctx->ticket.question, "report",
                                         ngx_http_lead_form_reported);
}


static void
ngx_http_lead_form_reported(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count)
{
    ngx_http_lead_form_ctx_t  *ctx = data;

    ctx->op = NULL;

    if (result == NGX_HTTP_LEAD_FORM_REDIS_OK
        && !ngx_http_lead_form_reply_failed(ctx, replies, count)
        && ngx_http_lead_form_reply_says(replies[0], "visit")
        && replies[0]->elements == 4
        && replies[0]->element[3]->integer == 1)
    {
        ngx_http_lead_form_count_question(ctx, ctx->ticket.question);
    }

    ngx_http_lead_form_settle(ctx);
}


/* Of a submission that was taken: what it answers was shown after all. */

void
ngx_http_lead_form_count_unseen(ngx_http_lead_form_ctx_t *ctx,
    redisReply *reply)
{
    if (!(ctx->ticket.flags & LF_TICKET_UNSEEN)) {
        return;
    }

    if (ctx->step != LF_STEP_FIRST) {

        /* Whether a report was before it the record knows. */

        if (reply->elements == 3) {
            ngx_http_lead_form_count_question(ctx, ctx->ticket.question);
        }

    } else if (!ctx->submission.seen) {
        ngx_http_lead_form_count_step(ctx, -1, NGX_HTTP_LEAD_FORM_SHOWN);
    }
}


/* The funnel is of fields that the form has by now. */

static void
ngx_http_lead_form_count_question(ngx_http_lead_form_ctx_t *ctx,
    lf_str_t question)
{
    int  field;

    field = lf_form_field(ctx->form, question);

    if (field >= 0) {
        ngx_http_lead_form_count_step(ctx, field, NGX_HTTP_LEAD_FORM_SHOWN);
    }
}
