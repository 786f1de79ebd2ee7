/*
 * Validate: what was typed against what was asked.  A page that goes back
 * keeps everything typed, and consumes nothing.
 */

#include "ngx_http_lead_form_module.h"


static void ngx_http_lead_form_count_problems(ngx_http_lead_form_ctx_t *ctx);


ngx_int_t
ngx_http_lead_form_validate(ngx_http_lead_form_ctx_t *ctx)
{
    lf_submission_t  *submission;

    submission = &ctx->submission;

    if (submission->action == LF_DO_FORGET
        || submission->action == LF_DO_ERASE)
    {
        return NGX_OK;
    }

    submission->consents_shown = ctx->step == LF_STEP_FIRST
                                 ? lf_consents_shown(ctx->form,
                                                     &ctx->facts)
                                 : 0;

    if (lf_submission_check(&ctx->mem.mem, ctx->form, ctx->step,
                            ctx->ticket.question, submission) != 0)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (submission->problems > 0) {
        ngx_http_lead_form_count_problems(ctx);
        ctx->status = NGX_HTTP_LEAD_FORM_UNPROCESSABLE;
        ctx->outcome = NGX_HTTP_LEAD_FORM_INVALID;
        return NGX_DONE;
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
