/*
 * Preview: the page as a visitor would see it who was made up by the author
 * of a signed link.  What is posted is validated, and shown instead of saved.
 */

#include "ngx_http_lead_form_module.h"


static void ngx_http_lead_form_preview_facts(ngx_http_lead_form_ctx_t *ctx,
    lf_preview_t *preview);


/* From here on the browser's own cookie and signals count for nothing. */

ngx_int_t
ngx_http_lead_form_preview_identify(ngx_http_lead_form_ctx_t *ctx)
{
    lf_preview_t    *preview;
    const lf_str_t  *token;

    token = lf_pairs_find(ctx->args, ctx->args_count, lf_str("preview"));
    if (token == NULL) {
        return NGX_OK;
    }

    preview = ngx_palloc(ctx->mem.pool, sizeof(lf_preview_t));
    if (preview == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->named = 0;
    ctx->known = 0;

    switch (lf_preview_read(&ctx->mem.mem, ctx->conf->keys,
                            ngx_http_lead_form_to_core(ctx->conf->site),
                            ctx->form->name, *token, ctx->now / 1000,
                            preview))
    {
    case LF_PREVIEW_OK:
        break;

    case LF_PREVIEW_NO_MEMORY:
        return NGX_HTTP_INTERNAL_SERVER_ERROR;

    default:    /* LF_PREVIEW_OLD, LF_PREVIEW_BAD */
        return ngx_http_lead_form_refuse(ctx, NGX_HTTP_FORBIDDEN,
                                         LF_MSG_PREVIEW_OVER);
    }

    ctx->preview = preview;
    ngx_http_lead_form_refuse_shape(ctx);
    ctx->view.preview = *token;
    ctx->known = preview->known;
    ctx->located = 1;
    ctx->countless = 1;
    ctx->gpc = 0;
    ctx->may_remember = 1;

    ngx_memzero(&ctx->cookie, sizeof(lf_cookie_t));
    lf_id_text(ctx->cookie.visitor, ctx->visitor_text);
    lf_id_text(ctx->cookie.lead, ctx->lead_text);

    ngx_http_lead_form_preview_facts(ctx, preview);

    return NGX_OK;
}


/* ?lang= says more than the link: it is how the author looks around. */

static void
ngx_http_lead_form_preview_facts(ngx_http_lead_form_ctx_t *ctx,
    lf_preview_t *preview)
{
    size_t       none, chosen;
    lf_str_t     language, page;
    lf_form_t   *form;

    form = ctx->form;
    language = ctx->facts.language;
    page = ctx->facts.page;

    if (!ctx->view.keep_language && preview->facts.language.len > 0) {
        none = form->languages_count;
        chosen = lf_language_choose(preview->facts.language, form->languages,
                                    form->languages_count, none);

        if (chosen != none) {
            language = form->languages[chosen];
            ctx->view.language = chosen;
        }
    }

    ctx->facts = preview->facts;
    ctx->facts.language = language;

    if (ctx->facts.page.len == 0) {
        ctx->facts.page = page;
    }
}


/* At the time of the link, however often it is opened. */

ngx_int_t
ngx_http_lead_form_preview_load(ngx_http_lead_form_ctx_t *ctx)
{
    lf_preview_t  *preview;

    preview = ctx->preview;

    if (lf_visitor_read(&ctx->mem.mem, ctx->form, preview->id,
                        preview->visitor.items, preview->visitor.count,
                        preview->lead.items, preview->lead.count,
                        &ctx->visitor) != 0)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->loaded = 1;

    lf_visit_decide(ctx->form, &ctx->visitor, &ctx->facts, preview->now, 0,
                    &ctx->visit);

    return NGX_OK;
}


ngx_int_t
ngx_http_lead_form_preview_decide(ngx_http_lead_form_ctx_t *ctx)
{
    ctx->view.question = ctx->visit.question;

    if (ctx->visit.offered >= 0) {
        ctx->view.has_offered = 1;
        ctx->view.offered = ctx->visit.offered;
    }

    return NGX_DONE;
}


/* "Not you?" and "Forget this browser": nobody is there to be forgotten. */

ngx_int_t
ngx_http_lead_form_preview_return(ngx_http_lead_form_ctx_t *ctx)
{
    u_char     *p;
    ngx_str_t   token;

    token = ngx_http_lead_form_to_ngx(ctx->view.preview);

    p = ngx_pnalloc(ctx->mem.pool, sizeof("?preview=") + token.len);
    if (p == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->location.data = p;
    ctx->location.len = ngx_sprintf(p, "?preview=%V", &token) - p;
    ctx->status = NGX_HTTP_SEE_OTHER;

    return NGX_DONE;
}


/* "Rather not say" alone makes no event, as the script submit has it. */

ngx_int_t
ngx_http_lead_form_preview_save(ngx_http_lead_form_ctx_t *ctx)
{
    size_t            count;
    lf_out_t          out;
    lf_str_t         *fields, type;
    lf_submission_t  *submission;

    submission = &ctx->submission;

    if (submission->action == LF_DO_DECLINE
        && ctx->step == LF_STEP_KNOWN && ctx->ticket.question.len > 0
        && submission->message.len == 0 && submission->consents_count == 0)
    {
        return NGX_DONE;
    }

    type = submission->action == LF_DO_ERASE
               ? lf_str("lead.erasure_requested")
           : ctx->step == LF_STEP_FIRST ? lf_str("lead.created")
                                        : lf_str("lead.returned");

    if (ngx_http_lead_form_event(ctx, &fields, &count) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    lf_out_init(&out, &ctx->mem.mem, 1024);
    lf_preview_event(type, fields, count, &out);
    ctx->preview_event = lf_out_str(&out);

    return out.failed ? NGX_HTTP_INTERNAL_SERVER_ERROR : NGX_DONE;
}
