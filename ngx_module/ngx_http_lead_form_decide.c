/*
 * Decide: for a page, what to ask in this visit; for a post, which step it
 * is, by its ticket, and whether it is a submission at all.
 */

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_decide_page(ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_visit(ngx_http_lead_form_ctx_t *ctx,
    ngx_uint_t wait);
static void ngx_http_lead_form_visited(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static void ngx_http_lead_form_take_pin(ngx_http_lead_form_ctx_t *ctx,
    redisReply *reply);
static void ngx_http_lead_form_ignore(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static ngx_int_t ngx_http_lead_form_decide_post(ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_decide_forget(
    ngx_http_lead_form_ctx_t *ctx);
static ngx_uint_t ngx_http_lead_form_post_reads(ngx_http_lead_form_ctx_t *ctx);


ngx_int_t
ngx_http_lead_form_decide(ngx_http_lead_form_ctx_t *ctx)
{
    return ctx->request->method == NGX_HTTP_POST
           ? ngx_http_lead_form_decide_post(ctx)
           : ngx_http_lead_form_decide_page(ctx);
}


static ngx_int_t
ngx_http_lead_form_decide_page(ngx_http_lead_form_ctx_t *ctx)
{
    if (!ctx->loaded || ctx->view.kind != LF_VIEW_KNOWN) {
        return NGX_DONE;
    }

    if (ctx->preview != NULL) {
        return ngx_http_lead_form_preview_decide(ctx);
    }

    lf_visit_decide(ctx->form, &ctx->visitor, &ctx->facts,
                    ctx->now, ctx->countless, &ctx->visit);

    ctx->view.question = ctx->visit.question;

    if (ctx->visit.offered >= 0) {
        ctx->view.has_offered = 1;
        ctx->view.offered = ctx->visit.offered;
    }

    if (ctx->visit.is_new_visit || ctx->visit.pin) {
        return ngx_http_lead_form_visit(ctx, 1);
    }

    if (ctx->visit.write_seen) {
        (void) ngx_http_lead_form_visit(ctx, 0);
    }

    return NGX_DONE;
}


/* Rolls the visit and pins the question; the first page of a visit wins. */

static ngx_int_t
ngx_http_lead_form_visit(ngx_http_lead_form_ctx_t *ctx, ngx_uint_t wait)
{
    lf_site_t                      *site;
    ngx_str_t                       argv[7];
    ngx_http_lead_form_redis_op_t  *op;

    site = ctx->form->site;

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

    ngx_str_null(&argv[6]);

    if (ctx->visit.pin) {
        argv[6] = ngx_http_lead_form_to_ngx(
                      ctx->form->fields[ctx->visit.question].name);
    }

    op = ngx_http_lead_form_redis_op(ctx->conf->redis, 0,
                                     wait ? ngx_http_lead_form_visited
                                          : ngx_http_lead_form_ignore,
                                     wait ? ctx : NULL);
    if (op == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_lead_form_redis_script(op, &ngx_http_lead_form_visit_script,
                                        2, 7, argv) != NGX_OK)
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


static ngx_int_t
ngx_http_lead_form_decide_post(ngx_http_lead_form_ctx_t *ctx)
{
    lf_do_t              action;
    const uint8_t       *visitor;
    lf_ticket_result_t   result;

    action = ctx->submission.action;
    ctx->submission.country = ctx->facts.country;

    if (ctx->preview != NULL
        && (action == LF_DO_NOT_ME || action == LF_DO_FORGET
            || action == LF_DO_WITHDRAW))
    {
        return ngx_http_lead_form_preview_return(ctx);
    }

    if (action == LF_DO_NOT_ME) {
        ngx_http_lead_form_forget_cookie(ctx);
        return ngx_http_lead_form_redirect(ctx, "?");
    }

    if (action == LF_DO_FORGET) {
        return ngx_http_lead_form_decide_forget(ctx);
    }

    if (action == LF_DO_WITHDRAW) {
        return ngx_http_lead_form_decide_withdraw(ctx);
    }

    visitor = ctx->known ? ctx->cookie.visitor : NULL;

    result = lf_ticket_read(ctx->conf->keys,
                            ngx_http_lead_form_to_core(ctx->conf->site),
                            ctx->form->name, visitor,
                            ctx->submission.ticket, ctx->now, &ctx->ticket);

    ctx->step = ctx->known ? LF_STEP_KNOWN : LF_STEP_FIRST;

    if (result != LF_TICKET_BAD) {
        ctx->step = ctx->ticket.flags & LF_TICKET_KNOWN ? LF_STEP_KNOWN
                                                        : LF_STEP_FIRST;
        ctx->view.other = (ctx->ticket.flags & LF_TICKET_OTHER) != 0;

    } else if (lf_submission_has_first(ctx->form, &ctx->submission)) {
        ctx->step = LF_STEP_FIRST;
    }

    if (ctx->step == LF_STEP_FIRST && !ctx->view.other) {
        ngx_http_lead_form_forget_facts(ctx);
    }

    /* In a first step nobody is known whose data could be deleted. */

    ctx->ticket_ok = result == LF_TICKET_OK
                     && (action != LF_DO_ERASE || ctx->step == LF_STEP_KNOWN);

    if (ctx->step == LF_STEP_KNOWN) {
        ctx->view.question = result == LF_TICKET_BAD
            ? lf_submission_question(ctx->form, &ctx->submission)
            : lf_form_field(ctx->form, ctx->ticket.question);
        ctx->field = ctx->ticket.question;
    }

    ctx->view.kind = ctx->step == LF_STEP_KNOWN ? LF_VIEW_KNOWN
                                                : LF_VIEW_FIRST;

    return ngx_http_lead_form_post_reads(ctx)
           ? ngx_http_lead_form_load_post(ctx) : NGX_OK;
}


/* Most posts are one round trip: what is remembered is read where it counts. */

static ngx_uint_t
ngx_http_lead_form_post_reads(ngx_http_lead_form_ctx_t *ctx)
{
    return ctx->step == LF_STEP_KNOWN && ctx->ticket_ok
           && ctx->submission.action != LF_DO_ERASE
           && lf_submission_needs_consents(ctx->form, &ctx->submission);
}


/*
 * A cookie that may not be used, by its bearer's own word, is still to be
 * forgotten.  A post that may come from anywhere forgets nothing, and must not
 * say that it did.
 */

static ngx_int_t
ngx_http_lead_form_decide_forget(ngx_http_lead_form_ctx_t *ctx)
{
    if (!ctx->named) {
        return ngx_http_lead_form_redirect(ctx, "?forgotten");
    }

    return ctx->stranger_post
           ? ngx_http_lead_form_refuse(ctx, NGX_HTTP_FORBIDDEN,
                                       LF_MSG_CROSS_SITE)
           : NGX_OK;
}
