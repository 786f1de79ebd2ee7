/*
 * Identify: who asks, in what language, from where.  Reads the request's head
 * only.
 */

#include <lead_form/lf_urlencoded.h>

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_admit(ngx_http_lead_form_ctx_t *ctx);
static void ngx_http_lead_form_read_head(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_head_t *head);
static void ngx_http_lead_form_read_header(ngx_http_lead_form_ctx_t *ctx,
    ngx_table_elt_t *h, ngx_http_lead_form_head_t *head);
static void ngx_http_lead_form_find_cookie(ngx_http_lead_form_ctx_t *ctx,
    ngx_str_t *header, ngx_str_t *name);
static ngx_int_t ngx_http_lead_form_read_args(ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_read_remember(
    ngx_http_lead_form_ctx_t *ctx);


ngx_int_t
ngx_http_lead_form_identify(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_int_t                   rc;
    ngx_time_t                 *now;
    ngx_http_request_t         *r;
    ngx_http_lead_form_head_t   head;

    r = ctx->request;
    now = ngx_timeofday();

    ctx->now = (int64_t) now->sec * 1000 + now->msec;
    ctx->facts.days_since_first = -1;
    ctx->facts.page = ngx_http_lead_form_to_core(r->uri);
    ctx->view.question = -1;
    ctx->view.thanks = -1;

#if (NGX_HTTP_SSL)
    ctx->secure = r->connection->ssl != NULL;
#endif

    if (ctx->conf->secure != NGX_HTTP_LEAD_FORM_SECURE_AUTO) {
        ctx->secure = ctx->conf->secure == NGX_HTTP_LEAD_FORM_SECURE_ON;
    }

    ngx_http_lead_form_read_head(ctx, &head);
    ngx_http_lead_form_find_origin(ctx, &head);

    if (ngx_http_lead_form_read_args(ctx) != NGX_OK
        || ngx_http_lead_form_choose_shape(ctx, &head.accept) != NGX_OK
        || ngx_http_lead_form_choose_language(ctx, head.accept_language)
           != NGX_OK
        || ngx_http_lead_form_read_remember(ctx) != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    rc = ngx_http_lead_form_admit(ctx);
    if (rc != NGX_OK) {
        return rc;
    }

    ctx->countless = r->main->method == NGX_HTTP_HEAD
                     || head.sec_purpose.len > 0;
    ctx->gpc = head.sec_gpc.len == 1 && head.sec_gpc.data[0] == '1';

    rc = r->method == NGX_HTTP_POST
         ? ngx_http_lead_form_check_origin(ctx, &head) : NGX_OK;

    rc = rc == NGX_OK ? ngx_http_lead_form_preview_identify(ctx) : rc;
    rc = rc == NGX_OK ? ngx_http_lead_form_link_identify(ctx) : rc;

    if (rc != NGX_OK) {
        return rc;
    }

    if (ctx->named) {
        ctx->known = ctx->may_remember && !ctx->gpc && !ctx->stranger_post;
        lf_id_text(ctx->cookie.visitor, ctx->visitor_text);
        lf_id_text(ctx->cookie.lead, ctx->lead_text);
    }

    if (!ctx->known) {
        ngx_http_lead_form_forget_facts(ctx);
    }

    if (ctx->form->needs_geo) {
        ngx_http_lead_form_locate(ctx);
    }

    if (r->method == NGX_HTTP_POST) {
        return NGX_OK;
    }

    ngx_http_lead_form_choose_view(ctx);
    ngx_http_lead_form_link_view(ctx);

    return ngx_http_lead_form_find_page(ctx, &head.referer) == NGX_OK
           && ngx_http_lead_form_attribute(ctx) == NGX_OK
           ? NGX_OK : NGX_HTTP_INTERNAL_SERVER_ERROR;
}


/* What needs no further look: too large, of no form, by a foreign method. */

static ngx_int_t
ngx_http_lead_form_admit(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_int_t            rc;
    ngx_http_request_t  *r;

    r = ctx->request;

    if (r->error_page
        && r->err_status == NGX_HTTP_REQUEST_ENTITY_TOO_LARGE)
    {
        return ngx_http_lead_form_refuse(ctx,
                                         NGX_HTTP_REQUEST_ENTITY_TOO_LARGE,
                                         LF_MSG_TOO_LARGE);
    }

    /* No form's request: it has no outcome. */

    if (ctx->form == NULL) {
        rc = ngx_http_lead_form_refuse(ctx, NGX_HTTP_NOT_FOUND,
                                       LF_MSG_NOT_FOUND);
        ctx->outcome = NGX_HTTP_LEAD_FORM_NONE;
        return rc;
    }

    if (!(r->method & (NGX_HTTP_GET|NGX_HTTP_HEAD|NGX_HTTP_POST))) {
        return ngx_http_lead_form_refuse(ctx, NGX_HTTP_NOT_ALLOWED,
                                         LF_MSG_METHOD);
    }

    return NGX_OK;
}


static void
ngx_http_lead_form_read_head(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_head_t *head)
{
    ngx_uint_t        i;
    ngx_list_part_t  *part;
    ngx_table_elt_t  *h;

    ngx_memzero(head, sizeof(ngx_http_lead_form_head_t));

    part = &ctx->request->headers_in.headers.part;

    for ( /* void */ ; part != NULL; part = part->next) {
        h = part->elts;

        for (i = 0; i < part->nelts; i++) {
            ngx_http_lead_form_read_header(ctx, &h[i], head);
        }
    }
}


static void
ngx_http_lead_form_read_header(ngx_http_lead_form_ctx_t *ctx,
    ngx_table_elt_t *h, ngx_http_lead_form_head_t *head)
{
    ngx_str_t         *value;
    ngx_uint_t         i;
    static ngx_str_t   cookie = ngx_string("lead");
    static ngx_str_t   secure_cookie = ngx_string("__Host-lead");

    static const struct {
        ngx_str_t  name;
        size_t     offset;
    } known[] = {
        { ngx_string("accept-language"),
          offsetof(ngx_http_lead_form_head_t, accept_language) },
        { ngx_string("origin"),
          offsetof(ngx_http_lead_form_head_t, origin) },
        { ngx_string("referer"),
          offsetof(ngx_http_lead_form_head_t, referer) },
        { ngx_string("sec-fetch-site"),
          offsetof(ngx_http_lead_form_head_t, sec_fetch_site) },
        { ngx_string("sec-gpc"),
          offsetof(ngx_http_lead_form_head_t, sec_gpc) },
        { ngx_string("sec-purpose"),
          offsetof(ngx_http_lead_form_head_t, sec_purpose) }
    };

    if (h->key.len == 6 && ngx_memcmp(h->lowcase_key, "cookie", 6) == 0) {

        /* Where there is no form, nobody is known. */

        if (ctx->form != NULL) {
            ngx_http_lead_form_find_cookie(ctx, &h->value,
                                  ctx->secure ? &secure_cookie : &cookie);
        }

        return;
    }

    if (h->key.len == 6 && ngx_memcmp(h->lowcase_key, "accept", 6) == 0) {
        lf_accept_add(&head->accept, ngx_http_lead_form_to_core(h->value));
        return;
    }

    if (h->key.len == 15
        && ngx_memcmp(h->lowcase_key, "idempotency-key", 15) == 0)
    {
        ngx_http_lead_form_read_key(ctx, &h->value);
        return;
    }

    for (i = 0; i < LF_ARRAY_SIZE(known); i++) {
        if (h->key.len == known[i].name.len
            && ngx_memcmp(h->lowcase_key, known[i].name.data, h->key.len) == 0)
        {
            value = (ngx_str_t *) ((u_char *) head + known[i].offset);

            if (value->len == 0) {
                *value = h->value;
            }

            return;
        }
    }
}


/*
 * RFC 6265, section 4.2.1: pairs separated by "; ".  Another path or domain
 * may have a cookie of our name: the first good one counts.
 */

static void
ngx_http_lead_form_find_cookie(ngx_http_lead_form_ctx_t *ctx,
    ngx_str_t *header, ngx_str_t *name)
{
    u_char    *p, *last, *end;
    lf_str_t   value;

    p = header->data;
    last = p + header->len;

    while (p < last && !ctx->named) {
        while (p < last && (*p == ' ' || *p == ';')) {
            p++;
        }

        end = ngx_strlchr(p, last, ';');
        if (end == NULL) {
            end = last;
        }

        if ((size_t) (end - p) > name->len && p[name->len] == '='
            && ngx_memcmp(p, name->data, name->len) == 0)
        {
            p += name->len + 1;
            value = (lf_str_t) { (char *) p, end - p };

            ctx->named = lf_cookie_read(ctx->conf->keys,
                             ngx_http_lead_form_to_core(ctx->conf->site),
                             value, ctx->now / 1000,
                             ctx->form->site->remember_for,
                             &ctx->cookie) == 0;
        }

        p = end;
    }
}


static ngx_int_t
ngx_http_lead_form_read_args(ngx_http_lead_form_ctx_t *ctx)
{
    if (ctx->request->args.len == 0) {
        return NGX_OK;
    }

    switch (lf_urlencoded_decode(&ctx->mem.mem,
                          ngx_http_lead_form_to_core(ctx->request->args),
                          &ctx->args, &ctx->args_count))
    {
    case LF_URLENCODED_OK:
        return NGX_OK;

    case LF_URLENCODED_TOO_MANY:
        ctx->args_count = 0;
        return NGX_OK;

    default:
        return NGX_ERROR;
    }
}


static ngx_int_t
ngx_http_lead_form_read_remember(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_str_t  value;

    ctx->may_remember = !ctx->foreign;

    if (ctx->conf->remember == NULL || ctx->foreign) {
        return NGX_OK;
    }

    if (ngx_http_complex_value(ctx->request, ctx->conf->remember, &value)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    /* A consent banner's word: what is neither yes nor no is no. */

    ctx->may_remember = lf_str_is(ngx_http_lead_form_to_core(value), "on")
                        || lf_str_is(ngx_http_lead_form_to_core(value), "1");

    return NGX_OK;
}
