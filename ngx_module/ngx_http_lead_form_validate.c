/*
 * Validate: what was typed against what was asked.  A page that goes back
 * keeps everything typed, and consumes nothing.
 */

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_once_more(ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_keep_answers(
    ngx_http_lead_form_ctx_t *ctx);
static ngx_uint_t ngx_http_lead_form_ticks(ngx_http_lead_form_ctx_t *ctx,
    lf_str_t id);
static void ngx_http_lead_form_count_problems(ngx_http_lead_form_ctx_t *ctx);


ngx_int_t
ngx_http_lead_form_validate(ngx_http_lead_form_ctx_t *ctx)
{
    lf_submission_t  *submission;

    submission = &ctx->submission;

    if (submission->action == LF_DO_FORGET
        || submission->action == LF_DO_WITHDRAW
        || submission->action == LF_DO_ITS_ME)
    {
        return NGX_OK;
    }

    if (!ctx->ticket_ok) {
        return ngx_http_lead_form_once_more(ctx);
    }

    if (submission->action == LF_DO_ERASE) {
        return NGX_OK;
    }

    submission->consents_shown = ngx_http_lead_form_consents(ctx);

    if (lf_submission_check(&ctx->mem.mem, ctx->form, ctx->step,
                            ctx->ticket.question, submission) != 0)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_lead_form_keep_answers(ctx) != NGX_OK) {
        return NGX_DONE;
    }

    if (submission->problems > 0 && ctx->step == LF_STEP_KNOWN
        && ctx->ticket.time < ngx_http_lead_form_version_since(ctx)
        && lf_submission_take_old(&ctx->mem.mem, ctx->form,
                                  ctx->ticket.question, submission) != 0)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (submission->problems > 0) {
        ngx_http_lead_form_count_problems(ctx);
        ctx->status = NGX_HTTP_LEAD_FORM_UNPROCESSABLE;
        ctx->outcome = NGX_HTTP_LEAD_FORM_INVALID;
        return ngx_http_lead_form_load_again(ctx);
    }

    if (ctx->step == LF_STEP_FIRST && !submission->honeypot
        && !(ctx->ticket.flags & LF_TICKET_AGAIN)
        && ctx->now - ctx->ticket.time < ctx->form->site->min_fill)
    {
        ctx->status = NGX_HTTP_LEAD_FORM_UNPROCESSABLE;
        ctx->outcome = NGX_HTTP_LEAD_FORM_RETRY;
        ctx->view.has_notice = 1;
        ctx->view.notice = LF_MSG_PRESS_AGAIN;
        ctx->ticket_ok = 0;
        return NGX_DONE;
    }

    return NGX_OK;
}


/* A ticket that does not hold costs a person nothing but one more press. */

static ngx_int_t
ngx_http_lead_form_once_more(ngx_http_lead_form_ctx_t *ctx)
{
    /* Whoever has a retired form's page is taken; nobody gets it anew. */

    if (ctx->form->closed.count > 0) {
        ctx->view.kind = LF_VIEW_CLOSED;
        ctx->outcome = NGX_HTTP_LEAD_FORM_REFUSED;

        if (ctx->shape == NGX_HTTP_LEAD_FORM_DATA) {
            ctx->status = NGX_HTTP_LEAD_FORM_UNPROCESSABLE;
        }

        return NGX_DONE;
    }

    ctx->status = NGX_HTTP_LEAD_FORM_UNPROCESSABLE;
    ctx->outcome = NGX_HTTP_LEAD_FORM_RETRY;
    ctx->view.has_notice = 1;
    ctx->view.notice = LF_MSG_STALE;

    return ngx_http_lead_form_load_again(ctx);
}


/*
 * The bits of the form's consents that this visitor's page shows.  Without
 * what is remembered nobody can tell what they gave already: only what they
 * just ticked stays.
 */

unsigned
ngx_http_lead_form_consents(ngx_http_lead_form_ctx_t *ctx)
{
    size_t      i;
    unsigned    ticked;
    lf_form_t  *form;

    form = ctx->form;

    if (ctx->view.kind != LF_VIEW_KNOWN) {
        return lf_consents_shown(form, &ctx->facts);
    }

    if (ctx->loaded) {
        return lf_visitor_consents(form, &ctx->visitor, &ctx->facts);
    }

    ticked = 0;

    for (i = 0; i < ctx->submission.consents_count; i++) {
        ticked |= 1u << (ctx->submission.consents[i] - form->consents);
    }

    return ticked;
}


/*
 * The consent that an answer needs may have been withdrawn since the page was
 * opened, in another tab: then there is no asking, and no answer.
 */

static ngx_int_t
ngx_http_lead_form_keep_answers(ngx_http_lead_form_ctx_t *ctx)
{
    size_t             i;
    lf_input_t        *input;
    const lf_field_t  *field;

    for (i = 0; i < ctx->submission.inputs_count; i++) {
        input = &ctx->submission.inputs[i];
        field = &ctx->form->fields[input->field];

        if (field->needs_consent.len == 0
            || ngx_http_lead_form_ticks(ctx, field->needs_consent))
        {
            continue;
        }

        if (!ctx->loaded) {
            ngx_http_lead_form_unavailable(ctx, LF_MSG_UNAVAILABLE);
            return NGX_DONE;
        }

        if (!lf_visitor_may_be_asked(&ctx->visitor, field)) {
            ctx->submission.problems -= input->bad != 0;
            input->bad = 0;
            input->given = 0;
        }
    }

    return NGX_OK;
}


static ngx_uint_t
ngx_http_lead_form_ticks(ngx_http_lead_form_ctx_t *ctx, lf_str_t id)
{
    size_t  i;

    for (i = 0; i < ctx->submission.consents_count; i++) {
        if (lf_str_eq(ctx->submission.consents[i]->id, id)) {
            return 1;
        }
    }

    return 0;
}


static void
ngx_http_lead_form_count_problems(ngx_http_lead_form_ctx_t *ctx)
{
    size_t             i;
    const lf_input_t  *input;

    for (i = 0; i < ctx->submission.inputs_count; i++) {
        input = &ctx->submission.inputs[i];

        if (input->bad) {
            ngx_http_lead_form_count_step(ctx, input->field,
                                          NGX_HTTP_LEAD_FORM_INVALID_INPUT);
        }
    }
}
