/*
 * The body of a page, as it passes.  Buffers without a tag pass as they are;
 * of others parts pass, and the buffer is given back when all that was made of
 * it has been sent.
 */

#include "ngx_http_lead_form_inject.h"


static ngx_int_t ngx_http_lead_form_inject_body_filter(ngx_http_request_t *r,
    ngx_chain_t *in);
static ngx_int_t ngx_http_lead_form_inject_buffer(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx, ngx_chain_t *cl);
static ngx_int_t ngx_http_lead_form_inject_parts(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx, ngx_buf_t *b, lf_str_t input,
    lf_tag_part_t *part);
static ngx_int_t ngx_http_lead_form_inject_element(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx, ngx_buf_t *b, lf_str_t element);
static ngx_int_t ngx_http_lead_form_inject_end(
    ngx_http_lead_form_inject_ctx_t *ctx, ngx_buf_t *b);
static ngx_int_t ngx_http_lead_form_inject_text(
    ngx_http_lead_form_inject_ctx_t *ctx, ngx_buf_t *b, lf_str_t text);
static ngx_buf_t *ngx_http_lead_form_inject_add(
    ngx_http_lead_form_inject_ctx_t *ctx, ngx_buf_t *b);
static ngx_int_t ngx_http_lead_form_inject_send(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx);
static void ngx_http_lead_form_inject_reclaim(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx);


static ngx_http_output_body_filter_pt  ngx_http_next_body_filter;

#define NGX_HTTP_LEAD_FORM_INJECT_TAG                                        \
    ((ngx_buf_tag_t) &ngx_http_lead_form_inject_filter_module)


void
ngx_http_lead_form_inject_body_init(void)
{
    ngx_http_next_body_filter = ngx_http_top_body_filter;
    ngx_http_top_body_filter = ngx_http_lead_form_inject_body_filter;
}


ngx_int_t
ngx_http_lead_form_inject_next(ngx_http_request_t *r, ngx_chain_t *in)
{
    return ngx_http_next_body_filter(r, in);
}


static ngx_int_t
ngx_http_lead_form_inject_body_filter(ngx_http_request_t *r, ngx_chain_t *in)
{
    ngx_chain_t                      *cl;
    ngx_http_lead_form_inject_ctx_t  *ctx;

    if (r != r->main) {
        if (!ngx_http_lead_form_inject_drops(r)) {
            return ngx_http_next_body_filter(r, in);
        }

        for (cl = in; cl != NULL; cl = cl->next) {
            cl->buf->pos = cl->buf->last;
            cl->buf->file_pos = cl->buf->file_last;
        }

        return NGX_OK;
    }

    ctx = ngx_http_get_module_ctx(r, ngx_http_lead_form_inject_filter_module);

    if (ctx == NULL) {
        return ngx_http_next_body_filter(r, in);
    }

    for (cl = in; cl != NULL; cl = cl->next) {
        if (ngx_http_lead_form_inject_buffer(r, ctx, cl) != NGX_OK) {
            return NGX_ERROR;
        }
    }

    return ngx_http_lead_form_inject_send(r, ctx);
}


static ngx_int_t
ngx_http_lead_form_inject_buffer(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx, ngx_chain_t *cl)
{
    ngx_buf_t      *b;
    lf_str_t        input, rest;
    ngx_uint_t      ends;
    lf_tag_part_t   part;

    b = cl->buf;

    if (!ngx_buf_in_memory(b) || b->pos == b->last) {
        rest = b->last_buf ? lf_tag_rest(&ctx->scanner) : lf_null_str;

        if (ngx_http_lead_form_inject_text(ctx, NULL, rest) != NGX_OK) {
            return NGX_ERROR;
        }

        return ngx_http_lead_form_inject_add(ctx, b) == NULL ? NGX_ERROR
                                                             : NGX_OK;
    }

    input = (lf_str_t) { (char *) b->pos, b->last - b->pos };
    ends = b->last_buf || (cl->next != NULL && cl->next->buf->last_buf
                           && ngx_buf_size(cl->next->buf) == 0);

    if (lf_tag_scan(&ctx->scanner, &input, ends, &part) != 0) {
        return NGX_ERROR;
    }

    if (part.text.len == (size_t) (b->last - b->pos) && part.kept.len == 0) {
        ngx_http_lead_form_inject_read(ctx, b->last - b->pos);

        return ngx_http_lead_form_inject_add(ctx, b) == NULL ? NGX_ERROR
                                                             : NGX_OK;
    }

    return ngx_http_lead_form_inject_parts(r, ctx, b, input, &part);
}


static ngx_int_t
ngx_http_lead_form_inject_parts(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx, ngx_buf_t *b, lf_str_t input,
    lf_tag_part_t *part)
{
    for ( ;; ) {
        if (ngx_http_lead_form_inject_text(ctx, NULL, part->kept) != NGX_OK
            || ngx_http_lead_form_inject_text(ctx, b, part->text) != NGX_OK
            || ngx_http_lead_form_inject_element(r, ctx, b, part->element)
               != NGX_OK)
        {
            return NGX_ERROR;
        }

        if (input.len == 0) {
            return ngx_http_lead_form_inject_end(ctx, b);
        }

        if (lf_tag_scan(&ctx->scanner, &input, b->last_buf, part) != 0) {
            return NGX_ERROR;
        }
    }
}


static ngx_int_t
ngx_http_lead_form_inject_element(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx, ngx_buf_t *b, lf_str_t element)
{
    ngx_int_t  rc;
    lf_tag_t   tag;

    if (element.len == 0) {
        return NGX_OK;
    }

    rc = NGX_DECLINED;

    if (ctx->tags++ < NGX_HTTP_LEAD_FORM_TAGS_MAX) {
        if (lf_tag_read(&ctx->mem.mem, element, &tag) != 0) {
            return NGX_ERROR;
        }

        /* What stands before the tag leaves before the subrequest begins. */

        if (tag.name.len > 0) {
            if (ngx_http_lead_form_inject_send(r, ctx) == NGX_ERROR) {
                return NGX_ERROR;
            }

            rc = ngx_http_lead_form_inject_ask(r, ctx, &tag, element);
        }
    }

    if (rc != NGX_DECLINED) {
        return rc;
    }

    if ((u_char *) element.data < b->pos || (u_char *) element.data > b->last)
    {
        b = NULL;
    }

    return ngx_http_lead_form_inject_text(ctx, b, element);
}


/* Behind the parts of a buffer: what it said, and that it is done with. */

static ngx_int_t
ngx_http_lead_form_inject_end(ngx_http_lead_form_inject_ctx_t *ctx,
    ngx_buf_t *b)
{
    lf_str_t    rest;
    ngx_buf_t  *end;

    rest = b->last_buf ? lf_tag_rest(&ctx->scanner) : lf_null_str;

    if (ngx_http_lead_form_inject_text(ctx, NULL, rest) != NGX_OK) {
        return NGX_ERROR;
    }

    end = ngx_http_lead_form_inject_add(ctx, NULL);
    if (end == NULL) {
        return NGX_ERROR;
    }

    end->sync = 1;
    end->flush = b->flush;
    end->last_buf = b->last_buf;
    end->last_in_chain = b->last_in_chain;
    end->recycled = b->recycled;
    end->shadow = b;

    return NGX_OK;
}


/* Of the buffer; where that is NULL, a copy. */

static ngx_int_t
ngx_http_lead_form_inject_text(ngx_http_lead_form_inject_ctx_t *ctx,
    ngx_buf_t *b, lf_str_t text)
{
    u_char     *p;
    ngx_buf_t  *part;

    if (text.len == 0) {
        return NGX_OK;
    }

    p = (u_char *) text.data;

    if (b == NULL) {
        p = ngx_pnalloc(ctx->mem.pool, text.len);
        if (p == NULL) {
            return NGX_ERROR;
        }

        ngx_memcpy(p, text.data, text.len);
    }

    part = ngx_http_lead_form_inject_add(ctx, NULL);
    if (part == NULL) {
        return NGX_ERROR;
    }

    part->start = p;
    part->pos = p;
    part->last = p + text.len;
    part->end = part->last;
    part->memory = 1;

    return NGX_OK;
}


/* Appends the buffer, or where that is NULL an empty one of our own. */

static ngx_buf_t *
ngx_http_lead_form_inject_add(ngx_http_lead_form_inject_ctx_t *ctx,
    ngx_buf_t *b)
{
    ngx_chain_t  *cl;

    if (b != NULL) {
        cl = ngx_alloc_chain_link(ctx->mem.pool);
        if (cl == NULL) {
            return NULL;
        }

        cl->buf = b;

    } else {
        cl = ngx_chain_get_free_buf(ctx->mem.pool, &ctx->free);
        if (cl == NULL) {
            return NULL;
        }

        ngx_memzero(cl->buf, sizeof(ngx_buf_t));
        cl->buf->tag = NGX_HTTP_LEAD_FORM_INJECT_TAG;
    }

    cl->next = NULL;
    *ctx->last = cl;
    ctx->last = &cl->next;

    return cl->buf;
}


static ngx_int_t
ngx_http_lead_form_inject_send(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx)
{
    ngx_int_t     rc;
    ngx_chain_t  *cl, *next, **busy;

    rc = ngx_http_next_body_filter(r, ctx->out);

    for (busy = &ctx->busy; *busy != NULL; busy = &(*busy)->next) {
        /* void */
    }

    for (cl = ctx->out; cl != NULL; cl = next) {
        next = cl->next;

        if (cl->buf->tag == NGX_HTTP_LEAD_FORM_INJECT_TAG) {
            cl->next = NULL;
            *busy = cl;
            busy = &cl->next;

        } else {
            ngx_free_chain(r->pool, cl);
        }
    }

    ctx->out = NULL;
    ctx->last = &ctx->out;

    ngx_http_lead_form_inject_reclaim(r, ctx);

    return rc;
}


static void
ngx_http_lead_form_inject_reclaim(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx)
{
    ngx_buf_t    *b;
    ngx_chain_t  *cl;

    while (ctx->busy != NULL) {
        cl = ctx->busy;
        b = cl->buf;

        if (ngx_buf_size(b) != 0) {
            return;
        }

        if (b->shadow != NULL) {
            b->shadow->pos = b->shadow->last;
            b->shadow->file_pos = b->shadow->file_last;
        }

        ctx->busy = cl->next;

        /* One without bytes may still wait in a chain. */

        if (ngx_buf_in_memory(b)) {
            cl->next = ctx->free;
            ctx->free = cl;

        } else {
            ngx_free_chain(r->pool, cl);
        }
    }
}
