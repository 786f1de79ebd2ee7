/*
 * The answer: a page or a redirect, its headers, the cookie.
 */

#include <lead_form/lf_urlencoded.h>

#include "ngx_http_lead_form_module.h"


#define NGX_HTTP_LEAD_FORM_COOKIE_ATTRIBUTES  "; Path=/; HttpOnly; SameSite=Lax"


static ngx_int_t ngx_http_lead_form_send_discretion(
    ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_send_cookie(ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_send_location(
    ngx_http_lead_form_ctx_t *ctx);


/* From here on a stranger; a cookie that was sent is taken back. */

void
ngx_http_lead_form_forget_cookie(ngx_http_lead_form_ctx_t *ctx)
{
    ctx->clear_cookie = ctx->named && !ctx->stranger_post;
    ctx->known = 0;
    ctx->loaded = 0;
    ctx->view.kind = LF_VIEW_FIRST;
    ctx->view.question = -1;
    ctx->view.other = 0;

    ngx_http_lead_form_forget_facts(ctx);
}


/* For conditions: somebody new, in their first visit. */

void
ngx_http_lead_form_forget_facts(ngx_http_lead_form_ctx_t *ctx)
{
    ctx->facts.visits = 1;
    ctx->facts.days_since_first = 0;
    ctx->facts.known = NULL;
    ctx->facts.told_country = lf_null_str;
    ctx->facts.consents = NULL;
    ctx->facts.consents_count = 0;
}


ngx_uint_t
ngx_http_lead_form_asks_to_remember(ngx_http_lead_form_ctx_t *ctx)
{
    lf_site_t  *site;

    site = ctx->form->site;

    return site->remember_ask
           && lf_when_holds(&site->remember_ask_when, &ctx->facts, NULL);
}


ngx_uint_t
ngx_http_lead_form_has_previous(ngx_http_lead_form_ctx_t *ctx)
{
    return ctx->view.other && ctx->known
           && ngx_memcmp(ctx->lead, ctx->cookie.lead, LF_ID_LEN) != 0;
}


ngx_int_t
ngx_http_lead_form_send(ngx_http_lead_form_ctx_t *ctx, lf_out_t *body,
    lf_str_t policy)
{
    ngx_http_request_t  *r;

    static const ngx_str_t  no_store = ngx_string("private, no-store");
    static const ngx_str_t  nosniff = ngx_string("nosniff");

    r = ctx->request;

    r->headers_out.status = ctx->status;

    /* nginx knows no words for it (RFC 9110, section 15.5.21). */

    if (ctx->status == NGX_HTTP_LEAD_FORM_UNPROCESSABLE) {
        ngx_str_set(&r->headers_out.status_line, "422 Unprocessable Content");
    }

    r->headers_out.content_length_n = body->len;

    if (ngx_http_lead_form_add_header(r, "Cache-Control", no_store) != NGX_OK
        || ngx_http_lead_form_send_origin(ctx) != NGX_OK
        || ngx_http_lead_form_send_cookie(ctx) != NGX_OK
        || ngx_http_lead_form_send_location(ctx) != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_lead_form_send_discretion(ctx) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (body->len > 0) {
        if (ctx->shape == NGX_HTTP_LEAD_FORM_DATA) {
            r->headers_out.content_type = ngx_http_lead_form_data_type(ctx);

        } else {
            ngx_str_set(&r->headers_out.content_type, "text/html");
            ngx_str_set(&r->headers_out.charset, "utf-8");
        }

        r->headers_out.content_type_len = r->headers_out.content_type.len;
        r->headers_out.content_type_lowcase = NULL;

        if (ngx_http_lead_form_add_header(r, "X-Content-Type-Options", nosniff)
            != NGX_OK)
        {
            return NGX_HTTP_INTERNAL_SERVER_ERROR;
        }

        /* What is no page of its own is governed by the one that holds it. */

        if (policy.len > 0
            && ngx_http_lead_form_add_header(r, "Content-Security-Policy",
                                             ngx_http_lead_form_to_ngx(policy))
               != NGX_OK)
        {
            return NGX_HTTP_INTERNAL_SERVER_ERROR;
        }
    }

    if (body->len == 0) {
        r->header_only = 1;
    }

    return ngx_http_lead_form_output(r, lf_out_str(body));
}


ngx_int_t
ngx_http_lead_form_output(ngx_http_request_t *r, lf_str_t body)
{
    ngx_int_t    rc;
    ngx_buf_t   *b;
    ngx_chain_t  out;

    rc = ngx_http_send_header(r);

    if (rc == NGX_ERROR || rc > NGX_OK || r->header_only) {
        return rc;
    }

    b = ngx_calloc_buf(r->pool);
    if (b == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    b->pos = (u_char *) body.data;
    b->last = b->pos + body.len;
    b->memory = 1;
    b->last_buf = r == r->main;
    b->last_in_chain = 1;

    out.buf = b;
    out.next = NULL;

    return ngx_http_output_filter(r, &out);
}


/*
 * The address of a preview, or of a personal link, is for whoever has it, and
 * a link's is not for other pages of the site either, which may log where
 * their visitors come from.  Under no-referrer a post would say "Origin: null".
 */

static ngx_int_t
ngx_http_lead_form_send_discretion(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_uint_t  has_link;

    static const ngx_str_t  noindex = ngx_string("noindex, nofollow");
    static const ngx_str_t  origin = ngx_string("strict-origin");

    has_link = lf_pairs_find(ctx->args, ctx->args_count, lf_str("link"))
               != NULL;

    if ((ctx->preview != NULL || has_link)
        && ngx_http_lead_form_add_header(ctx->request, "X-Robots-Tag", noindex)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    return has_link
           ? ngx_http_lead_form_add_header(ctx->request, "Referrer-Policy",
                                           origin)
           : NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_send_location(ngx_http_lead_form_ctx_t *ctx)
{
    static const ngx_str_t  retry_after =
        ngx_string(NGX_HTTP_LEAD_FORM_RETRY_AFTER);
    static const ngx_str_t  allow = ngx_string("GET, HEAD, POST");
    static const ngx_str_t  types =
        ngx_string(LF_DATA_TYPE ", " LF_FORM_TYPE);

    switch (ctx->status) {

    case NGX_HTTP_SEE_OTHER:
        return ngx_http_lead_form_add_header(ctx->request, "Location",
                                             ctx->location);

    case NGX_HTTP_SERVICE_UNAVAILABLE:
        return ngx_http_lead_form_add_header(ctx->request, "Retry-After",
                                             retry_after);

    case NGX_HTTP_NOT_ALLOWED:
        return ngx_http_lead_form_add_header(ctx->request, "Allow", allow);

    case NGX_HTTP_UNSUPPORTED_MEDIA_TYPE:
        return ngx_http_lead_form_add_header(ctx->request, "Accept-Post",
                                             types);

    default:
        return NGX_OK;
    }
}


/* RFC 6265bis: the __Host- prefix wants Secure, Path=/ and no Domain. */

static ngx_int_t
ngx_http_lead_form_send_cookie(ngx_http_lead_form_ctx_t *ctx)
{
    u_char     *p;
    int64_t     max_age;
    ngx_str_t   value;
    char        text[LF_COOKIE_LEN];

    if (!ctx->set_cookie && !ctx->clear_cookie) {
        return NGX_OK;
    }

    value.data = ngx_pnalloc(ctx->mem.pool,
                             sizeof("__Host-lead=; Max-Age=; Secure")
                             + LF_COOKIE_LEN + NGX_INT64_LEN
                             + sizeof(NGX_HTTP_LEAD_FORM_COOKIE_ATTRIBUTES));
    if (value.data == NULL) {
        return NGX_ERROR;
    }

    p = ngx_cpymem(value.data, "__Host-", ctx->secure ? 7 : 0);
    p = ngx_cpymem(p, "lead=", sizeof("lead=") - 1);
    max_age = 0;

    if (ctx->set_cookie) {
        if (lf_cookie_make(ctx->conf->keys,
                           ngx_http_lead_form_to_core(ctx->conf->site),
                           &ctx->saved, text) != 0)
        {
            return NGX_ERROR;
        }

        p = ngx_cpymem(p, text, LF_COOKIE_LEN);
        max_age = ctx->saved.minted + ctx->form->site->remember_for
                  - ctx->now / 1000;
    }

    p = ngx_sprintf(p, "; Max-Age=%L" NGX_HTTP_LEAD_FORM_COOKIE_ATTRIBUTES "%s",
                    max_age, ctx->secure ? "; Secure" : "");
    value.len = p - value.data;

    return ngx_http_lead_form_add_header(ctx->request, "Set-Cookie", value);
}


ngx_int_t
ngx_http_lead_form_header(ngx_http_request_t *r, const char *name, size_t len,
    ngx_str_t value)
{
    ngx_table_elt_t  *h;

    h = ngx_list_push(&r->headers_out.headers);
    if (h == NULL) {
        return NGX_ERROR;
    }

#if (nginx_version >= 1023000)
    h->next = NULL;
#endif
    h->hash = 1;
    h->key.data = (u_char *) name;
    h->key.len = len;
    h->value = value;

    return NGX_OK;
}
