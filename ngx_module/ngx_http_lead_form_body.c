/*
 * How large a body a form's location takes, and that a larger one is refused
 * in words.
 */

#include "ngx_http_lead_form_module.h"


#define NGX_HTTP_LEAD_FORM_BODY_MAX  (1024 * 1024)


static ngx_int_t ngx_http_lead_form_copy_error_pages(
    ngx_array_t *pages, ngx_array_t *inherited);
static ngx_int_t ngx_http_lead_form_own_error_page(ngx_conf_t *cf,
    ngx_array_t *pages);


/*
 * A body is held in memory whole: what the server takes for other locations,
 * uploads say, is no bound for a form.
 *
 * nginx refuses a body that is too large before a handler sees it, or in the
 * middle of reading it.  Unless the admin gave a page for that, it comes back
 * here (an internal redirect to the same location), to be answered in words.
 */

ngx_int_t
ngx_http_lead_form_bound_body(ngx_conf_t *cf)
{
    ngx_int_t                  rc;
    ngx_array_t               *pages;
    ngx_http_core_loc_conf_t  *clcf;

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);

    if (clcf->client_max_body_size == 0
        || clcf->client_max_body_size > NGX_HTTP_LEAD_FORM_BODY_MAX)
    {
        clcf->client_max_body_size = NGX_HTTP_LEAD_FORM_BODY_MAX;
    }

    pages = ngx_array_create(cf->pool, 2, sizeof(ngx_http_err_page_t));
    if (pages == NULL) {
        return NGX_ERROR;
    }

    rc = ngx_http_lead_form_copy_error_pages(pages, clcf->error_pages);

    if (rc != NGX_OK) {
        return rc == NGX_DECLINED ? NGX_OK : NGX_ERROR;
    }

    if (ngx_http_lead_form_own_error_page(cf, pages) != NGX_OK) {
        return NGX_ERROR;
    }

    clcf->error_pages = pages;

    return NGX_OK;
}


/*
 * Inherited pages are shared with other locations: ours is a copy.
 * NGX_DECLINED: the admin gave a page for this already.
 */

static ngx_int_t
ngx_http_lead_form_copy_error_pages(ngx_array_t *pages,
    ngx_array_t *inherited)
{
    ngx_uint_t            i;
    ngx_http_err_page_t  *page, *copy;

    if (inherited == NULL) {
        return NGX_OK;
    }

    page = inherited->elts;

    for (i = 0; i < inherited->nelts; i++) {
        if (page[i].status == NGX_HTTP_REQUEST_ENTITY_TOO_LARGE) {
            return NGX_DECLINED;
        }

        copy = ngx_array_push(pages);
        if (copy == NULL) {
            return NGX_ERROR;
        }

        *copy = page[i];
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_own_error_page(ngx_conf_t *cf, ngx_array_t *pages)
{
    ngx_str_t                          uri =
                                           ngx_string("$uri$is_args$args");
    ngx_http_err_page_t               *page;
    ngx_http_compile_complex_value_t   ccv;

    page = ngx_array_push(pages);
    if (page == NULL) {
        return NGX_ERROR;
    }

    ngx_memzero(page, sizeof(ngx_http_err_page_t));
    page->status = NGX_HTTP_REQUEST_ENTITY_TOO_LARGE;
    page->overwrite = -1;

    ngx_memzero(&ccv, sizeof(ngx_http_compile_complex_value_t));
    ccv.cf = cf;
    ccv.value = &uri;
    ccv.complex_value = &page->value;

    return ngx_http_compile_complex_value(&ccv);
}
