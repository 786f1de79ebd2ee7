/*
 * The element: the script behind `<lead-form src>`, at the address of any
 * form.  It is the same for everybody, whoever asks from wherever: no form's
 * request, without context, cookie, outcome or count.
 */

#include "lf_element.h"

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_head_of_element(ngx_http_request_t *r);


/* ?element, first in the query: ?element&2 is another address of the same. */

ngx_uint_t
ngx_http_lead_form_is_element(ngx_http_request_t *r)
{
    lf_str_t  args;

    if (!(r->method & (NGX_HTTP_GET|NGX_HTTP_HEAD))) {
        return 0;
    }

    args = ngx_http_lead_form_to_core(r->args);

    return lf_str_is(lf_str_cut(&args, '&'), "element");
}


ngx_int_t
ngx_http_lead_form_send_element(ngx_http_request_t *r)
{
    ngx_int_t  rc;

    rc = ngx_http_discard_request_body(r);
    if (rc != NGX_OK) {
        return rc;
    }

    if (ngx_http_lead_form_head_of_element(r) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_lead_form_output(r, lf_str(LF_ELEMENT));
}


/*
 * A module script is fetched with CORS, from whatever origin.  nginx compares
 * the tag with If-None-Match.
 */

static ngx_int_t
ngx_http_lead_form_head_of_element(ngx_http_request_t *r)
{
    ngx_table_elt_t  *etag;

    static const ngx_str_t  tag = ngx_string(LF_ELEMENT_TAG);
    static const ngx_str_t  cache_control = ngx_string("public, max-age=3600");
    static const ngx_str_t  anybody = ngx_string("*");
    static const ngx_str_t  cross_origin = ngx_string("cross-origin");
    static const ngx_str_t  nosniff = ngx_string("nosniff");

    r->headers_out.status = NGX_HTTP_OK;
    r->headers_out.content_length_n = sizeof(LF_ELEMENT) - 1;
    ngx_str_set(&r->headers_out.content_type, "text/javascript");
    ngx_str_set(&r->headers_out.charset, "utf-8");
    r->headers_out.content_type_len = r->headers_out.content_type.len;
    r->headers_out.content_type_lowcase = NULL;

    if (ngx_http_lead_form_add_header(r, "Cache-Control", cache_control)
        != NGX_OK
        || ngx_http_lead_form_add_header(r, "Access-Control-Allow-Origin",
                                         anybody) != NGX_OK
        || ngx_http_lead_form_add_header(r, "Cross-Origin-Resource-Policy",
                                         cross_origin) != NGX_OK
        || ngx_http_lead_form_add_header(r, "X-Content-Type-Options", nosniff)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    etag = ngx_list_push(&r->headers_out.headers);
    if (etag == NULL) {
        return NGX_ERROR;
    }

#if (nginx_version >= 1023000)
    etag->next = NULL;
#endif
    etag->hash = 1;
    ngx_str_set(&etag->key, "ETag");
    etag->value = tag;

    r->headers_out.etag = etag;

    return NGX_OK;
}
