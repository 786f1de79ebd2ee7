/*
 * The subrequest of a tag: where it goes, and whether its answer is the form's
 * own.  Anything else, such as an error page or another location's, is no part
 * of a page: the element stays as it was, with what stands in it.
 */

#include "ngx_http_lead_form_inject.h"


/* What a subrequest is for. */
typedef struct {
    ngx_str_t                          element;
    ngx_http_lead_form_inject_conf_t  *conf;
    unsigned                           foreign:1;   /* the answer is dropped */
    unsigned                           stays:1;     /* the element went out */
} ngx_http_lead_form_inject_form_t;


static ngx_int_t ngx_http_lead_form_inject_find(ngx_http_request_t *r,
    ngx_str_t *name, ngx_str_t *uri);
static ngx_http_lead_form_inject_form_t *ngx_http_lead_form_inject_form(
    ngx_http_request_t *r);
static ngx_int_t ngx_http_lead_form_inject_done(ngx_http_request_t *r,
    void *data, ngx_int_t rc);
static ngx_int_t ngx_http_lead_form_inject_stays(ngx_http_request_t *r,
    ngx_http_lead_form_inject_form_t *form);


/* While configuring: a location that serves a form has an address. */

ngx_int_t
ngx_http_lead_form_address_add(ngx_conf_t *cf,
    ngx_http_lead_form_main_conf_t *lmcf, ngx_http_lead_form_loc_conf_t *conf)
{
    ngx_http_core_loc_conf_t      *clcf;
    ngx_http_lead_form_address_t  *address;

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);

    if (clcf->noname || clcf->named) {
        return NGX_OK;
    }

    address = ngx_array_push(&lmcf->addresses);
    if (address == NULL) {
        return NGX_ERROR;
    }

    address->server = ngx_http_conf_get_module_srv_conf(cf,
                                                        ngx_http_core_module);
    address->exact = clcf->exact_match;
    ngx_str_null(&address->form);
    ngx_str_null(&address->uri);

    if (conf->any == NULL) {
        address->form = conf->name;
    }

#if (NGX_PCRE)
    if (clcf->regex != NULL) {
        return NGX_OK;
    }
#endif

    if (conf->any == NULL) {
        address->uri = clcf->name;
    }

    return NGX_OK;
}


ngx_int_t
ngx_http_lead_form_inject_ask(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx, lf_tag_t *tag, lf_str_t element)
{
    ngx_int_t                          rc;
    ngx_str_t                          name, uri, query;
    ngx_http_request_t                *sr;
    ngx_http_post_subrequest_t        *post;
    ngx_http_lead_form_inject_form_t  *form;

    name = ngx_http_lead_form_to_ngx(tag->name);
    query = ngx_http_lead_form_to_ngx(tag->query);

    rc = ngx_http_lead_form_inject_find(r, &name, &uri);
    if (rc != NGX_OK) {
        return rc;
    }

    post = ngx_palloc(r->pool, sizeof(ngx_http_post_subrequest_t));
    form = ngx_pcalloc(r->pool, sizeof(ngx_http_lead_form_inject_form_t));

    if (post == NULL || form == NULL) {
        return NGX_ERROR;
    }

    form->element = ngx_http_lead_form_to_ngx(element);
    form->element.data = ngx_pstrdup(r->pool, &form->element);
    if (form->element.data == NULL) {
        return NGX_ERROR;
    }

    form->conf = ctx->conf;
    post->handler = ngx_http_lead_form_inject_done;
    post->data = form;

    return ngx_http_subrequest(r, &uri, &query, &sr, post, 0);
}


/*
 * The location of this server that serves the form, an exact one first; where
 * only one for any form may have it, or a regular expression, it is /NAME.
 */

static ngx_int_t
ngx_http_lead_form_inject_find(ngx_http_request_t *r, ngx_str_t *name,
    ngx_str_t *uri)
{
    ngx_uint_t                       i;
    ngx_http_core_srv_conf_t        *cscf;
    ngx_http_lead_form_address_t    *address, *found;
    ngx_http_lead_form_main_conf_t  *lmcf;

    static ngx_str_t  no_name = ngx_string("?");

    if (!ngx_http_lead_form_is_name(name, LF_NAME_LEN_MAX)) {
        name = &no_name;
    }

    cscf = ngx_http_get_module_srv_conf(r, ngx_http_core_module);
    lmcf = ngx_http_get_module_main_conf(r, ngx_http_lead_form_module);
    address = lmcf->addresses.elts;
    found = NULL;

    for (i = 0; i < lmcf->addresses.nelts && name != &no_name; i++) {
        if (address[i].server != cscf
            || (address[i].form.len > 0
                && !lf_str_eq(ngx_http_lead_form_to_core(address[i].form),
                              ngx_http_lead_form_to_core(*name))))
        {
            continue;
        }

        if (found == NULL || address[i].exact
            || (found->uri.len == 0 && address[i].uri.len > 0))
        {
            found = &address[i];
        }

        if (found->exact && found->form.len > 0) {
            break;
        }
    }

    if (found == NULL) {
        ngx_http_lead_form_inject_tell(r,
             ngx_http_get_module_loc_conf(r,
                                     ngx_http_lead_form_inject_filter_module),
             NGX_HTTP_LEAD_FORM_TOLD_UNSERVED, name);
        return NGX_DECLINED;
    }

    *uri = found->uri;

    if (uri->len > 0) {
        return NGX_OK;
    }

    uri->data = ngx_pnalloc(r->pool, name->len + 1);
    if (uri->data == NULL) {
        return NGX_ERROR;
    }

    uri->len = ngx_sprintf(uri->data, "/%V", name) - uri->data;

    return NGX_OK;
}


/* Of a subrequest of ours, whatever redirects it went through; or NULL. */

static ngx_http_lead_form_inject_form_t *
ngx_http_lead_form_inject_form(ngx_http_request_t *r)
{
    ngx_http_post_subrequest_t  *post;

    post = r->post_subrequest;

    return post != NULL && post->handler == ngx_http_lead_form_inject_done
           ? post->data : NULL;
}


/* The head of a subrequest's answer. */

void
ngx_http_lead_form_inject_answered(ngx_http_request_t *r)
{
    ngx_http_lead_form_ctx_t          *ctx;
    ngx_http_lead_form_inject_form_t  *form;

    form = ngx_http_lead_form_inject_form(r);
    if (form == NULL) {
        return;
    }

    ctx = ngx_http_get_module_ctx(r, ngx_http_lead_form_module);

    form->foreign = ctx == NULL || ctx->has_plain
                    || ctx->shape != NGX_HTTP_LEAD_FORM_FRAGMENT
                    || ctx->status != r->headers_out.status;
}


ngx_int_t
ngx_http_lead_form_inject_drops(ngx_http_request_t *r)
{
    ngx_http_lead_form_inject_form_t  *form;

    form = ngx_http_lead_form_inject_form(r);

    return form != NULL && form->foreign;
}


static ngx_int_t
ngx_http_lead_form_inject_done(ngx_http_request_t *r, void *data, ngx_int_t rc)
{
    ngx_http_lead_form_inject_form_t  *form = data;

    if (rc == NGX_ERROR || rc == NGX_HTTP_CLIENT_CLOSED_REQUEST
        || r->connection->error || form->stays)
    {
        return rc;
    }

    /* No error page is made of a status that has not been sent. */

    if (rc >= NGX_HTTP_CREATED && !r->header_sent) {
        form->foreign = 1;
    }

    if (!form->foreign) {
        return rc;
    }

    form->stays = 1;
    ngx_http_lead_form_inject_tell(r, form->conf,
                               NGX_HTTP_LEAD_FORM_TOLD_NO_ANSWER, &r->uri);

    return ngx_http_lead_form_inject_stays(r, form);
}


static ngx_int_t
ngx_http_lead_form_inject_stays(ngx_http_request_t *r,
    ngx_http_lead_form_inject_form_t *form)
{
    ngx_buf_t    *b;
    ngx_chain_t   out;

    b = ngx_calloc_buf(r->pool);
    if (b == NULL) {
        return NGX_ERROR;
    }

    b->pos = form->element.data;
    b->last = b->pos + form->element.len;
    b->memory = 1;
    b->last_in_chain = 1;

    out.buf = b;
    out.next = NULL;
    r->header_sent = 1;

    return ngx_http_lead_form_inject_next(r, &out) == NGX_ERROR ? NGX_ERROR
                                                                : NGX_OK;
}
