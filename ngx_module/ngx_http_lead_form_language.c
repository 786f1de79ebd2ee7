/*
 * Language: what a request is answered in: ?lang=, then lead_form_language,
 * then Accept-Language.
 */

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_choose_own_language(
    ngx_http_lead_form_ctx_t *ctx, ngx_str_t accept_language);


ngx_int_t
ngx_http_lead_form_choose_language(ngx_http_lead_form_ctx_t *ctx,
    ngx_str_t accept_language)
{
    size_t           none, chosen;
    ngx_str_t        value;
    lf_form_t       *form;
    const lf_str_t  *lang;

    form = ctx->form;

    if (form == NULL) {
        return ngx_http_lead_form_choose_own_language(ctx, accept_language);
    }

    none = form->languages_count;
    chosen = none;

    lang = lf_pairs_find(ctx->args, ctx->args_count, lf_str("lang"));
    if (lang != NULL) {
        chosen = lf_language_choose(*lang, form->languages,
                                    form->languages_count, none);
        ctx->view.keep_language = chosen != none;
    }

    if (chosen == none && ctx->conf->language != NULL) {
        if (ngx_http_complex_value(ctx->request, ctx->conf->language, &value)
            != NGX_OK)
        {
            return NGX_ERROR;
        }

        chosen = lf_language_choose(ngx_http_lead_form_to_core(value),
                                    form->languages, form->languages_count,
                                    none);
    }

    if (chosen == none) {
        chosen = lf_language_choose(
                           ngx_http_lead_form_to_core(accept_language),
                           form->languages, form->languages_count, 0);
    }

    ctx->view.language = chosen;
    ctx->facts.language = form->languages[chosen];

    return NGX_OK;
}


/* Where there is no form, among those that the module itself speaks. */

static ngx_int_t
ngx_http_lead_form_choose_own_language(ngx_http_lead_form_ctx_t *ctx,
    ngx_str_t accept_language)
{
    ngx_str_t        value;
    lf_str_t        *language;
    const lf_str_t  *lang;

    language = &ctx->facts.language;

    lang = lf_pairs_find(ctx->args, ctx->args_count, lf_str("lang"));
    if (lang != NULL) {
        *language = lf_message_choose(*lang);
    }

    if (language->len == 0 && ctx->conf->language != NULL) {
        if (ngx_http_complex_value(ctx->request, ctx->conf->language, &value)
            != NGX_OK)
        {
            return NGX_ERROR;
        }

        *language = lf_message_choose(ngx_http_lead_form_to_core(value));
    }

    if (language->len == 0) {
        *language = lf_message_choose(
                           ngx_http_lead_form_to_core(accept_language));
    }

    return NGX_OK;
}
