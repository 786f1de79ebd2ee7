/*
 * Thanks: where a visitor goes after a submission that was taken.  Conditions
 * may be about the visitor: then what is remembered is read beside the script
 * that saves, and this submission's own answers and consents count as known.
 */

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_know_answers(
    ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_know_consents(
    ngx_http_lead_form_ctx_t *ctx);


ngx_uint_t
ngx_http_lead_form_thanks_reads(ngx_http_lead_form_ctx_t *ctx)
{
    return ctx->step == LF_STEP_KNOWN && !ctx->loaded
           && ctx->submission.action != LF_DO_ERASE
           && lf_form_thanks_about_visitor(ctx->form);
}


ngx_int_t
ngx_http_lead_form_thank(ngx_http_lead_form_ctx_t *ctx)
{
    int               n;
    const lf_form_t  *form;

    form = ctx->form;

    if (lf_form_thanks_about_visitor(form)
        && ngx_http_lead_form_know_answers(ctx) != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    n = lf_form_thanks(form, &ctx->facts);

    ctx->view.thanks = n;

    if (n >= 0 && form->thanks[n].redirect.len > 0
        && ctx->shape == NGX_HTTP_LEAD_FORM_PAGE)
    {
        ctx->location = ngx_http_lead_form_to_ngx(form->thanks[n].redirect);
        ctx->status = NGX_HTTP_SEE_OTHER;
        return NGX_DONE;
    }

    return ngx_http_lead_form_follow(ctx, LF_VIEW_THANKS);
}


static ngx_int_t
ngx_http_lead_form_know_answers(ngx_http_lead_form_ctx_t *ctx)
{
    size_t             i;
    lf_known_t        *known;
    lf_visit_t         visit;
    const lf_form_t   *form;
    const lf_input_t  *input;

    form = ctx->form;

    if (ctx->loaded) {
        lf_visit_decide(form, &ctx->visitor, &ctx->facts, ctx->now, 0,
                        &visit);
        known = ctx->visitor.known;

    } else {
        known = lf_calloc(&ctx->mem.mem, form->fields_count,
                          sizeof(lf_known_t));
        if (known == NULL) {
            return NGX_ERROR;
        }

        if (ctx->is_new_visitor) {
            ctx->facts.visits = 1;
            ctx->facts.days_since_first = 0;
        }
    }

    for (i = 0; i < ctx->submission.inputs_count; i++) {
        input = &ctx->submission.inputs[i];

        if (input->given) {
            known[input->field].known = 1;
            known[input->field].value = input->value;
        }
    }

    lf_facts_know(form, known, &ctx->facts);

    return ngx_http_lead_form_know_consents(ctx);
}


/* Those given before, and those that were ticked just now. */

static ngx_int_t
ngx_http_lead_form_know_consents(ngx_http_lead_form_ctx_t *ctx)
{
    size_t     i, n;
    lf_str_t  *ids;

    n = ctx->facts.consents_count;

    if (ctx->submission.consents_count == 0) {
        return NGX_OK;
    }

    ids = lf_calloc(&ctx->mem.mem, n + ctx->submission.consents_count,
                    sizeof(lf_str_t));
    if (ids == NULL) {
        return NGX_ERROR;
    }

    for (i = 0; i < n; i++) {
        ids[i] = ctx->facts.consents[i];
    }

    for (i = 0; i < ctx->submission.consents_count; i++) {
        ids[n++] = ctx->submission.consents[i]->id;
    }

    ctx->facts.consents = ids;
    ctx->facts.consents_count = n;

    return NGX_OK;
}
