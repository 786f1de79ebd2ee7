/*
 * Origins: whether a post comes from a page of this site, and what browsers
 * are told of the pages elsewhere that may use a form (CORS, always without
 * credentials).  Who comes from one of those is nobody we know, and stays so.
 */

#include <lead_form/lf_origin.h>

#include "ngx_http_lead_form_module.h"


#define NGX_HTTP_LEAD_FORM_ORIGINS_MAX  64


static ngx_int_t ngx_http_lead_form_add_origin(ngx_conf_t *cf,
    ngx_array_t *origins, ngx_str_t *value);
static ngx_str_t *ngx_http_lead_form_listed_origin(
    ngx_http_lead_form_loc_conf_t *conf, ngx_str_t *value);
static ngx_str_t *ngx_http_lead_form_request_header(ngx_http_request_t *r,
    const char *name);


char *
ngx_http_lead_form_allow_origin(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_str_t                      *value;
    ngx_uint_t                      i;
    ngx_http_lead_form_loc_conf_t  *llcf = conf;

    if (llcf->origins != NGX_CONF_UNSET_PTR) {
        return "is duplicate";
    }

    value = cf->args->elts;
    llcf->origins = NULL;

    if (cf->args->nelts == 2
        && lf_str_is(ngx_http_lead_form_to_core(value[1]), "off"))
    {
        return NGX_CONF_OK;
    }

    if (cf->args->nelts - 1 > NGX_HTTP_LEAD_FORM_ORIGINS_MAX) {
        return "takes at most 64 origins";
    }

    llcf->origins = ngx_array_create(cf->pool, cf->args->nelts - 1,
                                     sizeof(ngx_str_t));
    if (llcf->origins == NULL) {
        return NGX_CONF_ERROR;
    }

    for (i = 1; i < cf->args->nelts; i++) {
        if (ngx_http_lead_form_add_origin(cf, llcf->origins, &value[i])
            != NGX_OK)
        {
            return NGX_CONF_ERROR;
        }
    }

    return NGX_CONF_OK;
}


static ngx_int_t
ngx_http_lead_form_add_origin(ngx_conf_t *cf, ngx_array_t *origins,
    ngx_str_t *value)
{
    lf_str_t                   origin, problem;
    ngx_str_t                 *place;
    lf_origin_result_t         result;
    ngx_http_lead_form_mem_t   mem;

    ngx_http_lead_form_mem_init(&mem, cf->pool);

    result = lf_origin_read(&mem.mem, ngx_http_lead_form_to_core(*value),
                            &origin);

    if (result != LF_ORIGIN_OK) {
        problem = lf_origin_problem(result);
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "origin \"%V\" cannot be allowed: %*s", value,
                           problem.len, problem.data);
        return NGX_ERROR;
    }

    place = ngx_array_push(origins);
    if (place == NULL) {
        return NGX_ERROR;
    }

    *place = ngx_http_lead_form_to_ngx(origin);

    return NGX_OK;
}


/*
 * Before a browser sends what no HTML form could send, it asks (Fetch, section
 * 3.2).  One whose origin is not allowed is answered as any other method is.
 */

ngx_uint_t
ngx_http_lead_form_is_preflight(ngx_http_request_t *r)
{
    ngx_str_t                      *origin;
    ngx_http_lead_form_loc_conf_t  *conf;

    conf = ngx_http_get_module_loc_conf(r, ngx_http_lead_form_module);

    if (r->method != NGX_HTTP_OPTIONS || conf->origins == NULL) {
        return 0;
    }

    origin = ngx_http_lead_form_request_header(r, "origin");

    return origin != NULL
           && ngx_http_lead_form_listed_origin(conf, origin) != NULL
           && ngx_http_lead_form_request_header(r,
                                     "access-control-request-method") != NULL;
}


ngx_int_t
ngx_http_lead_form_send_preflight(ngx_http_request_t *r)
{
    ngx_int_t    rc;
    ngx_str_t   *origin;

    static const ngx_str_t  vary = ngx_string("Origin");
    static const ngx_str_t  methods = ngx_string("GET, HEAD, POST");
    static const ngx_str_t  headers =
        ngx_string("Accept, Accept-Language, Content-Type, Idempotency-Key");
    static const ngx_str_t  max_age = ngx_string("3600");

    rc = ngx_http_discard_request_body(r);
    if (rc != NGX_OK) {
        return rc;
    }

    origin = ngx_http_lead_form_request_header(r, "origin");

    if (ngx_http_lead_form_add_header(r, "Access-Control-Allow-Origin",
                                      *origin) != NGX_OK
        || ngx_http_lead_form_add_header(r, "Access-Control-Allow-Methods",
                                         methods) != NGX_OK
        || ngx_http_lead_form_add_header(r, "Access-Control-Allow-Headers",
                                         headers) != NGX_OK
        || ngx_http_lead_form_add_header(r, "Access-Control-Max-Age", max_age)
           != NGX_OK
        || ngx_http_lead_form_add_header(r, "Vary", vary) != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    r->headers_out.status = NGX_HTTP_NO_CONTENT;
    r->header_only = 1;

    return ngx_http_send_header(r);
}


/*
 * A page of the form's own host needs no permission, and loses nothing by
 * having it.
 */

void
ngx_http_lead_form_find_origin(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_head_t *head)
{
    ngx_str_t  *origin, *site;

    origin = ngx_http_lead_form_listed_origin(ctx->conf, &head->origin);
    if (origin == NULL) {
        return;
    }

    site = &head->sec_fetch_site;
    ctx->origin = *origin;
    ctx->foreign = site->len > 0
        ? !lf_str_is(ngx_http_lead_form_to_core(*site), "same-origin")
        : !ngx_http_lead_form_same_host(ctx->request, origin);
}


/* Where origins are allowed, what is answered depends on the asker's. */

ngx_int_t
ngx_http_lead_form_send_origin(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_http_request_t  *r;

    static const ngx_str_t  vary = ngx_string("Origin");
    static const ngx_str_t  exposed = ngx_string("Retry-After");

    r = ctx->request;

    if (ctx->conf->origins != NULL
        && ngx_http_lead_form_add_header(r, "Vary", vary) != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (ctx->origin.len == 0) {
        return NGX_OK;
    }

    if (ngx_http_lead_form_add_header(r, "Access-Control-Allow-Origin",
                                      ctx->origin) != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_lead_form_add_header(r, "Access-Control-Expose-Headers",
                                         exposed);
}


/*
 * Sec-Fetch-Site decides where a browser sends it, then Origin, then Referer.
 * A post of a neighbour (same-site: another host of the domain), and one that
 * names none of them or a null origin, may come from anywhere: it is taken for
 * a stranger's, as is one from an origin that the configuration allows.
 */

ngx_int_t
ngx_http_lead_form_check_origin(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_head_t *head)
{
    ngx_int_t   same;
    ngx_str_t  *site;

    site = &head->sec_fetch_site;

    if (ctx->foreign) {
        ctx->stranger_post = 1;
        same = 1;

    } else if (site->len > 0) {
        same = !lf_str_is(ngx_http_lead_form_to_core(*site), "cross-site");
        ctx->stranger_post = lf_str_is(ngx_http_lead_form_to_core(*site),
                                       "same-site");

    } else if (head->origin.len == 4
               && ngx_strncmp(head->origin.data, "null", 4) == 0)
    {
        ctx->stranger_post = 1;
        ctx->null_origin = 1;
        same = 1;

    } else if (head->origin.len > 0) {
        same = ngx_http_lead_form_same_host(ctx->request, &head->origin);

    } else if (head->referer.len > 0) {
        same = ngx_http_lead_form_same_host(ctx->request, &head->referer);

    } else {
        ctx->stranger_post = 1;
        same = 1;
    }

    return same ? NGX_OK
                : ngx_http_lead_form_refuse(ctx, NGX_HTTP_FORBIDDEN,
                                            LF_MSG_CROSS_SITE);
}


/* Whether the URL's host and port are those that the request was sent to. */

ngx_int_t
ngx_http_lead_form_same_host(ngx_http_request_t *r, ngx_str_t *url)
{
    lf_str_t  host, rest, scheme;

    host = ngx_http_lead_form_host(r);
    if (host.len == 0) {
        return 0;
    }

    rest = ngx_http_lead_form_to_core(*url);
    scheme = lf_str_cut(&rest, ':');

    if (!lf_str_is(scheme, "http") && !lf_str_is(scheme, "https")) {
        return 0;
    }

    if (!lf_str_starts_with(rest, lf_str("//"))) {
        return 0;
    }

    rest = (lf_str_t) { rest.data + 2, rest.len - 2 };

    return lf_str_eq_nocase(lf_str_cut(&rest, '/'), host);
}


/* With its port, as it was asked for; empty: nobody said. */

lf_str_t
ngx_http_lead_form_host(ngx_http_request_t *r)
{
    if (r->headers_in.host != NULL) {
        return ngx_http_lead_form_to_core(r->headers_in.host->value);
    }

    /* HTTP/3 has an authority, which nginx makes no header of. */

    if (r->host_start != NULL && r->http_version > NGX_HTTP_VERSION_20) {
        return (lf_str_t) { (char *) r->host_start,
                            r->host_end - r->host_start };
    }

    return lf_null_str;
}


static ngx_str_t *
ngx_http_lead_form_listed_origin(ngx_http_lead_form_loc_conf_t *conf,
    ngx_str_t *value)
{
    ngx_str_t   *origin;
    ngx_uint_t   i;

    if (conf->origins == NULL || value->len == 0) {
        return NULL;
    }

    origin = conf->origins->elts;

    for (i = 0; i < conf->origins->nelts; i++) {
        if (lf_str_eq(ngx_http_lead_form_to_core(origin[i]),
                      ngx_http_lead_form_to_core(*value)))
        {
            return &origin[i];
        }
    }

    return NULL;
}


/* The first header of that name, or NULL. */

static ngx_str_t *
ngx_http_lead_form_request_header(ngx_http_request_t *r, const char *name)
{
    size_t            len;
    ngx_uint_t        i;
    ngx_list_part_t  *part;
    ngx_table_elt_t  *h;

    len = ngx_strlen(name);
    part = &r->headers_in.headers.part;

    for ( /* void */ ; part != NULL; part = part->next) {
        h = part->elts;

        for (i = 0; i < part->nelts; i++) {
            if (h[i].key.len == len
                && ngx_memcmp(h[i].lowcase_key, name, len) == 0)
            {
                return &h[i].value;
            }
        }
    }

    return NULL;
}
