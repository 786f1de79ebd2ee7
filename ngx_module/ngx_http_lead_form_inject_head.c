/*
 * What caches and browsers are told of a page that may hold a visitor's own
 * form, and what they may not ask: it has no versions and no parts.
 */

#include "ngx_http_lead_form_inject.h"


static ngx_int_t ngx_http_lead_form_inject_names(ngx_table_elt_t *h,
    const ngx_str_t *names);
static ngx_int_t ngx_http_lead_form_inject_tells_cache(ngx_table_elt_t *h);


/*
 * A browser is to run a page, not to keep it: neither versions (ETag, …), nor
 * digests of what the upstream sent, nor what caches alone are told.
 */

static const ngx_str_t  ngx_http_lead_form_inject_dropped[] = {
    ngx_string("cache-control"),
    ngx_string("expires"),
    ngx_string("pragma"),
    ngx_string("etag"),
    ngx_string("last-modified"),
    ngx_string("accept-ranges"),
    ngx_string("surrogate-control"),
    ngx_string("edge-control"),
    ngx_string("x-accel-expires"),
    ngx_string("content-md5"),
    ngx_string("digest"),
    ngx_string("content-digest"),
    ngx_string("repr-digest"),
    ngx_null_string
};


static const ngx_str_t  ngx_http_lead_form_inject_conditions[] = {
    ngx_string("if-modified-since"),
    ngx_string("if-unmodified-since"),
    ngx_string("if-none-match"),
    ngx_string("if-match"),
    ngx_string("if-range"),
    ngx_string("range"),
    ngx_null_string
};


/* With a body that somebody looks at; not of the module itself. */

ngx_int_t
ngx_http_lead_form_inject_is_page(ngx_http_request_t *r)
{
    ngx_uint_t                      status;
    ngx_http_lead_form_loc_conf_t  *llcf;

    status = r->headers_out.status;
    llcf = ngx_http_get_module_loc_conf(r, ngx_http_lead_form_module);

    return llcf->name.len == 0
           && status != NGX_HTTP_NO_CONTENT
           && status != NGX_HTTP_PARTIAL_CONTENT
           && (status < NGX_HTTP_SPECIAL_RESPONSE
               || status >= NGX_HTTP_BAD_REQUEST)
           && r->headers_out.content_type_len == sizeof("text/html") - 1
           && ngx_strncasecmp(r->headers_out.content_type.data,
                              (u_char *) "text/html", sizeof("text/html") - 1)
              == 0;
}


ngx_int_t
ngx_http_lead_form_inject_uncache(ngx_http_request_t *r)
{
    ngx_uint_t        i;
    ngx_list_part_t  *part;
    ngx_table_elt_t  *h;

    static const ngx_str_t  no_store = ngx_string("private, no-store");

    for (part = &r->headers_out.headers.part; part != NULL; part = part->next)
    {
        h = part->elts;

        for (i = 0; i < part->nelts; i++) {
            if (ngx_http_lead_form_inject_names(&h[i],
                                          ngx_http_lead_form_inject_dropped)
                || ngx_http_lead_form_inject_tells_cache(&h[i]))
            {
                h[i].hash = 0;
            }
        }
    }

    ngx_http_clear_last_modified(r);
    ngx_http_clear_etag(r);
    ngx_http_clear_accept_ranges(r);
    r->headers_out.expires = NULL;

    /* An array before nginx 1.23, a list since. */

    ngx_memzero(&r->headers_out.cache_control,
                sizeof(r->headers_out.cache_control));

    return ngx_http_lead_form_add_header(r, "Cache-Control", no_store);
}


/*
 * Neither nginx nor an upstream sees a condition or a range.  The list of
 * headers is made anew: pointers to those that stay lead into the old one.
 */

ngx_int_t
ngx_http_lead_form_inject_uncondition(ngx_http_request_t *r)
{
    ngx_list_t              headers;
    ngx_uint_t              i;
    ngx_list_part_t        *part;
    ngx_table_elt_t        *h, *copy;
    ngx_http_headers_in_t  *in;

    in = &r->headers_in;

    if (in->if_modified_since == NULL && in->if_unmodified_since == NULL
        && in->if_none_match == NULL && in->if_match == NULL
        && in->if_range == NULL && in->range == NULL)
    {
        return NGX_OK;
    }

    if (ngx_list_init(&headers, r->pool, 20, sizeof(ngx_table_elt_t))
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    for (part = &in->headers.part; part != NULL; part = part->next) {
        h = part->elts;

        for (i = 0; i < part->nelts; i++) {
            if (ngx_http_lead_form_inject_names(&h[i],
                                       ngx_http_lead_form_inject_conditions))
            {
                continue;
            }

            copy = ngx_list_push(&headers);
            if (copy == NULL) {
                return NGX_ERROR;
            }

            *copy = h[i];
        }
    }

    in->headers = headers;

    /* The list's last part may be the one inside it. */

    if (headers.last == &headers.part) {
        in->headers.last = &in->headers.part;
    }

    in->if_modified_since = NULL;
    in->if_unmodified_since = NULL;
    in->if_none_match = NULL;
    in->if_match = NULL;
    in->if_range = NULL;
    in->range = NULL;

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_inject_names(ngx_table_elt_t *h, const ngx_str_t *names)
{
    for ( /* void */ ; names->len > 0; names++) {
        if (h->key.len == names->len
            && ngx_strncasecmp(h->key.data, names->data, names->len) == 0)
        {
            return 1;
        }
    }

    return 0;
}


/* RFC 9213: CDN-Cache-Control, and each network's own in front of it. */

static ngx_int_t
ngx_http_lead_form_inject_tells_cache(ngx_table_elt_t *h)
{
    static const ngx_str_t  end = ngx_string("-cache-control");

    return h->key.len > end.len
           && ngx_strncasecmp(h->key.data + h->key.len - end.len, end.data,
                              end.len)
              == 0;
}
