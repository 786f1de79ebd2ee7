/*
 * Attribution: which page holds the form, and what it says beside it, from
 * the head of a GET or from what a POST carries along.
 */

#include "ngx_http_lead_form_module.h"


static void ngx_http_lead_form_attribute_get(ngx_http_lead_form_ctx_t *ctx,
    lf_attribution_t *attribution);
static lf_str_t ngx_http_lead_form_attributes(ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_attribute_post(
    ngx_http_lead_form_ctx_t *ctx, lf_attribution_t *attribution);
static ngx_int_t ngx_http_lead_form_collect_cookies(
    ngx_http_lead_form_ctx_t *ctx, lf_attribution_t *attribution);
static ngx_uint_t ngx_http_lead_form_takes_cookies(
    ngx_http_lead_form_ctx_t *ctx);


ngx_int_t
ngx_http_lead_form_attribute(ngx_http_lead_form_ctx_t *ctx)
{
    lf_facts_t         facts;
    lf_attribution_t  *attribution;

    attribution = &ctx->attribution;

    attribution->host = ngx_http_lead_form_host(ctx->request);
    attribution->path = ngx_http_lead_form_to_core(ctx->request->uri);
    attribution->args = ctx->args;
    attribution->args_count = ctx->args_count;
    attribution->gpc = ctx->gpc;

    if (!ctx->posted) {
        ngx_http_lead_form_attribute_get(ctx, attribution);

    } else if (ngx_http_lead_form_attribute_post(ctx, attribution) != NGX_OK)
    {
        return NGX_ERROR;
    }

    facts = ctx->facts;

    if (lf_attribution_read(&ctx->mem.mem, attribution, &facts) != 0) {
        return NGX_ERROR;
    }

    /* In a preview the link says where its visitor is. */

    if (ctx->preview == NULL) {
        ctx->facts = facts;
    }

    /* Which page that is, shape settles: the form leads back there. */

    ctx->view.attributes = lf_attribution_attributes(&ctx->mem.mem, ctx->form,
                                                     attribution->attributes);

    return ctx->view.attributes.data == NULL ? NGX_ERROR : NGX_OK;
}


/*
 * The page that includes a fragment is the main request, by the address that
 * the browser shows: inside the server it may be a file's, or a script's.  A
 * script that fetches one adds the landing page's parameters to its address.
 */

static void
ngx_http_lead_form_attribute_get(ngx_http_lead_form_ctx_t *ctx,
    lf_attribution_t *attribution)
{
    lf_str_t             referer;
    ngx_http_request_t  *r;

    r = ctx->request;
    referer = lf_null_str;

    if (r->headers_in.referer != NULL) {
        referer = ngx_http_lead_form_to_core(r->headers_in.referer->value);
    }

    attribution->attributes = ngx_http_lead_form_attributes(ctx);

    if (r != r->main) {
        attribution->page = ngx_http_lead_form_to_core(r->main->unparsed_uri);
        attribution->referrer = referer;

    } else if (ctx->shape == NGX_HTTP_LEAD_FORM_FRAGMENT) {
        attribution->page = ctx->view.page.len > 0 ? ctx->view.page : referer;
        attribution->landing = ngx_http_lead_form_to_core(r->args);

    } else {
        attribution->page = ctx->view.page;
        attribution->referrer = referer;
    }
}


/* As an include says it, else as a link in the fragment does. */

static lf_str_t
ngx_http_lead_form_attributes(ngx_http_lead_form_ctx_t *ctx)
{
    const lf_str_t  *attributes;

    attributes = lf_pairs_find(ctx->args, ctx->args_count,
                               lf_str("attributes"));
    if (attributes == NULL) {
        attributes = lf_pairs_find(ctx->args, ctx->args_count,
                                   lf_str(LF_INPUT_ATTRIBUTES));
    }

    return attributes != NULL ? *attributes : lf_null_str;
}


static ngx_int_t
ngx_http_lead_form_attribute_post(ngx_http_lead_form_ctx_t *ctx,
    lf_attribution_t *attribution)
{
    attribution->page = ctx->submission.page;
    attribution->landing = ctx->submission.query;
    attribution->referrer = ctx->submission.referrer;
    attribution->attributes = ctx->submission.attributes;

    return ngx_http_lead_form_takes_cookies(ctx)
           ? ngx_http_lead_form_collect_cookies(ctx, attribution) : NGX_OK;
}


/* Not of a post that may come from anywhere, nor of a preview's author. */

static ngx_uint_t
ngx_http_lead_form_takes_cookies(ngx_http_lead_form_ctx_t *ctx)
{
    size_t  i;

    if (ctx->stranger_post || ctx->preview != NULL) {
        return 0;
    }

    for (i = 0; i < ctx->form->hidden_count; i++) {
        if (ctx->form->hidden[i].from == LF_FROM_COOKIE) {
            return 1;
        }
    }

    return 0;
}


static ngx_int_t
ngx_http_lead_form_collect_cookies(ngx_http_lead_form_ctx_t *ctx,
    lf_attribution_t *attribution)
{
    size_t            n;
    lf_str_t         *cookies;
    ngx_uint_t        i;
    ngx_list_part_t  *part, *head;
    ngx_table_elt_t  *h;

    head = &ctx->request->headers_in.headers.part;
    n = 0;

    for (part = head; part != NULL; part = part->next) {
        n += part->nelts;
    }

    cookies = ngx_palloc(ctx->mem.pool, n * sizeof(lf_str_t));
    if (cookies == NULL) {
        return NGX_ERROR;
    }

    n = 0;

    for (part = head; part != NULL; part = part->next) {
        h = part->elts;

        for (i = 0; i < part->nelts; i++) {
            if (h[i].key.len == sizeof("cookie") - 1
                && ngx_memcmp(h[i].lowcase_key, "cookie",
                              sizeof("cookie") - 1) == 0)
            {
                cookies[n++] = ngx_http_lead_form_to_core(h[i].value);
            }
        }
    }

    attribution->cookies = cookies;
    attribution->cookies_count = n;

    return NGX_OK;
}
