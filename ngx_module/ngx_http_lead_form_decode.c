/*
 * Decode: the body of a post, from memory or a temporary file, into the
 * submission.
 */

#include <lead_form/lf_urlencoded.h>

#include "ngx_http_lead_form_module.h"


static lf_body_type_t ngx_http_lead_form_body_type(ngx_http_request_t *r);
static void ngx_http_lead_form_body_read(ngx_http_request_t *r);
static ngx_int_t ngx_http_lead_form_parse_body(ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_parse_json(ngx_http_lead_form_ctx_t *ctx,
    lf_str_t body, lf_pair_t **pairs, size_t *count);
static ngx_int_t ngx_http_lead_form_parse_urlencoded(
    ngx_http_lead_form_ctx_t *ctx, lf_str_t body, lf_pair_t **pairs,
    size_t *count);
static ngx_int_t ngx_http_lead_form_collect_body(ngx_http_request_t *r,
    lf_str_t *body);
static u_char *ngx_http_lead_form_copy_buffer(ngx_http_request_t *r,
    ngx_buf_t *b, u_char *p);


ngx_int_t
ngx_http_lead_form_decode(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_int_t            rc;
    ngx_http_request_t  *r;

    r = ctx->request;

    if (r->method != NGX_HTTP_POST) {
        return NGX_OK;
    }

    rc = ngx_http_lead_form_check_key(ctx);
    if (rc != NGX_OK) {
        return rc;
    }

    if (ngx_http_lead_form_body_type(r) == LF_BODY_FOREIGN) {
        return ngx_http_lead_form_refuse(ctx,
                                         NGX_HTTP_UNSUPPORTED_MEDIA_TYPE,
                                         LF_MSG_MEDIA_TYPE);
    }

    /* A body that was in the first read already calls back from inside. */

    ctx->reading = 1;

    rc = ngx_http_read_client_request_body(r, ngx_http_lead_form_body_read);

    if (rc >= NGX_HTTP_SPECIAL_RESPONSE) {
        return rc;
    }

    ctx->held = 1;

    if (ctx->reading) {
        ctx->reading = 0;
        return NGX_AGAIN;
    }

    return ngx_http_lead_form_parse_body(ctx);
}


static lf_body_type_t
ngx_http_lead_form_body_type(ngx_http_request_t *r)
{
    ngx_table_elt_t  *h;

    h = r->headers_in.content_type;

    return h == NULL ? LF_BODY_FOREIGN
                     : lf_body_type(ngx_http_lead_form_to_core(h->value));
}


static void
ngx_http_lead_form_body_read(ngx_http_request_t *r)
{
    ngx_int_t                  rc;
    ngx_http_lead_form_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_lead_form_module);

    if (ctx->reading) {
        ctx->reading = 0;
        return;
    }

    rc = ngx_http_lead_form_parse_body(ctx);

    if (rc == NGX_OK) {
        ngx_http_lead_form_resume(ctx);

    } else if (rc == NGX_DONE) {
        ngx_http_lead_form_settle(ctx);

    } else {
        ngx_http_finalize_request(r, rc);
    }
}


static ngx_int_t
ngx_http_lead_form_parse_body(ngx_http_lead_form_ctx_t *ctx)
{
    size_t      count;
    lf_str_t    body;
    ngx_int_t   rc;
    lf_pair_t  *pairs;

    if (ngx_http_lead_form_collect_body(ctx->request, &body) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    rc = ngx_http_lead_form_body_type(ctx->request) == LF_BODY_JSON
         ? ngx_http_lead_form_parse_json(ctx, body, &pairs, &count)
         : ngx_http_lead_form_parse_urlencoded(ctx, body, &pairs, &count);

    if (rc != NGX_OK) {
        return rc;
    }

    if (lf_submission_read(&ctx->mem.mem, ctx->form, pairs, count,
                           &ctx->submission) != 0)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->posted = 1;
    ngx_http_lead_form_take_page(ctx, pairs, count);

    return ngx_http_lead_form_attribute(ctx) == NGX_OK
           ? NGX_OK : NGX_HTTP_INTERNAL_SERVER_ERROR;
}


static ngx_int_t
ngx_http_lead_form_parse_json(ngx_http_lead_form_ctx_t *ctx, lf_str_t body,
    lf_pair_t **pairs, size_t *count)
{
    lf_body_error_t  error;

    switch (lf_body_json_read(&ctx->mem.mem, ctx->form, body, pairs, count,
                              &error))
    {
    case LF_BODY_OK:
        return NGX_OK;

    case LF_BODY_BAD:
        return ngx_http_lead_form_refuse_body(ctx, &error);

    case LF_BODY_TOO_LARGE:
        return ngx_http_lead_form_refuse(ctx,
                                         NGX_HTTP_REQUEST_ENTITY_TOO_LARGE,
                                         LF_MSG_TOO_LARGE);

    default:    /* LF_BODY_NO_MEMORY */
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }
}


static ngx_int_t
ngx_http_lead_form_parse_urlencoded(ngx_http_lead_form_ctx_t *ctx,
    lf_str_t body, lf_pair_t **pairs, size_t *count)
{
    if (!lf_urlencoded_is_whole(body)) {
        return ngx_http_lead_form_refuse(ctx, NGX_HTTP_BAD_REQUEST,
                                         LF_MSG_BAD_REQUEST);
    }

    switch (lf_urlencoded_decode(&ctx->mem.mem, body, pairs, count)) {

    case LF_URLENCODED_OK:
        return NGX_OK;

    case LF_URLENCODED_TOO_MANY:
        return ngx_http_lead_form_refuse(ctx, NGX_HTTP_BAD_REQUEST,
                                         LF_MSG_BAD_REQUEST);

    default:
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }
}


static ngx_int_t
ngx_http_lead_form_collect_body(ngx_http_request_t *r, lf_str_t *body)
{
    off_t         size;
    u_char       *p;
    ngx_chain_t  *cl;

    *body = lf_str("");

    if (r->request_body == NULL || r->request_body->bufs == NULL) {
        return NGX_OK;
    }

    cl = r->request_body->bufs;

    if (cl->next == NULL && ngx_buf_in_memory(cl->buf)) {
        *body = (lf_str_t) { (char *) cl->buf->pos,
                             cl->buf->last - cl->buf->pos };
        return NGX_OK;
    }

    size = 0;

    for ( /* void */ ; cl != NULL; cl = cl->next) {
        size += ngx_buf_size(cl->buf);
    }

    p = ngx_pnalloc(r->pool, size + 1);
    if (p == NULL) {
        return NGX_ERROR;
    }

    *body = (lf_str_t) { (char *) p, size };

    for (cl = r->request_body->bufs; cl != NULL; cl = cl->next) {
        p = ngx_http_lead_form_copy_buffer(r, cl->buf, p);
        if (p == NULL) {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


/* The temporary file was written a moment ago: it is in the page cache. */

static u_char *
ngx_http_lead_form_copy_buffer(ngx_http_request_t *r, ngx_buf_t *b, u_char *p)
{
    size_t   size;
    ssize_t  n;

    /* The end of a chunked body is a buffer of nothing. */

    if (ngx_buf_special(b)) {
        return p;
    }

    size = ngx_buf_size(b);

    if (ngx_buf_in_memory(b)) {
        return ngx_cpymem(p, b->pos, size);
    }

    n = ngx_read_file(b->file, p, size, b->file_pos);

    if (n == NGX_ERROR || (size_t) n != size) {
        ngx_log_error(NGX_LOG_ERR, ngx_cycle->log, 0,
                      "lead_form: the request body's temporary file "
                      "is shorter than it was");
        return NULL;
    }

    return p + size;
}
