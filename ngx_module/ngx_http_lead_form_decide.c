/*
 * Decide: for a page, what to ask in this visit; for a post, which step it
 * is, by its ticket, and whether it is a submission at all.
 */

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_decide_page(ngx_http_lead_form_ctx_t *ctx);
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

    return ngx_http_lead_form_visit(ctx);
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
            || action == LF_DO_WITHDRAW || action == LF_DO_ITS_ME
            || action == LF_DO_NOT_MINE))
    {
        return ngx_http_lead_form_preview_return(ctx);
    }

    if (action == LF_DO_ITS_ME || action == LF_DO_NOT_MINE) {
        return ngx_http_lead_form_link_decide(ctx);
    }

    if (action == LF_DO_NOT_ME) {
        ngx_http_lead_form_forget_cookie(ctx);
        return ngx_http_lead_form_follow(ctx, LF_VIEW_FIRST);
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

    if (result == LF_TICKET_BAD) {
        ngx_memzero(&ctx->ticket, sizeof(lf_ticket_t));

        if (lf_submission_has_first(ctx->form, &ctx->submission)) {
            ctx->step = LF_STEP_FIRST;
        }

    } else {
        ctx->step = ctx->ticket.flags & LF_TICKET_KNOWN ? LF_STEP_KNOWN
                                                        : LF_STEP_FIRST;
        ctx->view.other = (ctx->ticket.flags & LF_TICKET_OTHER) != 0;
    }

    if (ctx->step == LF_STEP_FIRST && !ctx->view.other) {
        ngx_http_lead_form_forget_facts(ctx);
    }

    /* In a first step nobody is known whose data could be deleted. */

    ctx->ticket_ok = result == LF_TICKET_OK
                     && (action != LF_DO_ERASE || ctx->step == LF_STEP_KNOWN);

    if (action == LF_DO_SHOWN) {
        return ngx_http_lead_form_report_shown(ctx);
    }

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
        return ngx_http_lead_form_follow(ctx, LF_VIEW_FORGOTTEN);
    }

    return ctx->stranger_post
           ? ngx_http_lead_form_refuse(ctx, NGX_HTTP_FORBIDDEN,
                                       LF_MSG_CROSS_SITE)
           : NGX_OK;
}
