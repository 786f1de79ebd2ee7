/*
 * The way of a request, from the top down: each verb once, in order.  This
 * file owns the context, the waiting in between, and the end of a request.
 */

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_run(ngx_http_lead_form_ctx_t *ctx);
static ngx_http_lead_form_ctx_t *ngx_http_lead_form_create_ctx(
    ngx_http_request_t *r);
static void ngx_http_lead_form_cleanup(void *data);
static void *ngx_http_lead_form_pool_alloc(lf_mem_t *mem, size_t size);


static const ngx_http_lead_form_verb_pt  ngx_http_lead_form_verbs[] = {
    ngx_http_lead_form_identify,
    ngx_http_lead_form_load,
    ngx_http_lead_form_decode,
    ngx_http_lead_form_decide,
    ngx_http_lead_form_validate,
    ngx_http_lead_form_save,
    ngx_http_lead_form_render
};

#define NGX_HTTP_LEAD_FORM_RENDER_VERB                                       \
    (LF_ARRAY_SIZE(ngx_http_lead_form_verbs) - 1)


ngx_int_t
ngx_http_lead_form_handler(ngx_http_request_t *r)
{
    ngx_int_t                  rc;
    ngx_http_lead_form_ctx_t  *ctx;

    if (ngx_http_lead_form_is_element(r)) {
        return ngx_http_lead_form_send_element(r);
    }

    if (ngx_http_lead_form_is_preflight(r)) {
        return ngx_http_lead_form_send_preflight(r);
    }

    ctx = ngx_http_lead_form_create_ctx(r);
    if (ctx == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    rc = ngx_http_lead_form_run(ctx);

    if (rc == NGX_AGAIN) {
        if (!ctx->held) {
            ctx->held = 1;
            r->main->count++;
        }

        return NGX_DONE;
    }

    if (ctx->held) {
        ngx_http_finalize_request(r, rc);
        return NGX_DONE;
    }

    return rc;
}


void
ngx_http_lead_form_resume(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_int_t            rc;
    ngx_connection_t    *c;
    ngx_http_request_t  *r;

    r = ctx->request;
    c = r->connection;

    ctx->verb++;
    rc = ngx_http_lead_form_run(ctx);

    if (rc != NGX_AGAIN) {
        ngx_http_finalize_request(r, rc);
    }

    ngx_http_run_posted_requests(c);
}


static ngx_int_t
ngx_http_lead_form_run(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_int_t  rc;

    for ( ;; ) {
        rc = ngx_http_lead_form_verbs[ctx->verb](ctx);

        /* What a slow client has not taken yet is nginx's to send. */

        if (ctx->verb == NGX_HTTP_LEAD_FORM_RENDER_VERB) {
            return rc == NGX_AGAIN ? NGX_OK : rc;
        }

        if (rc == NGX_OK) {
            ctx->verb++;

        } else if (rc == NGX_DONE) {
            ctx->verb = NGX_HTTP_LEAD_FORM_RENDER_VERB;

        } else {
            return rc;
        }
    }
}


/*
 * The answer is settled while a verb waits: what comes next is render.
 */

void
ngx_http_lead_form_settle(ngx_http_lead_form_ctx_t *ctx)
{
    ctx->verb = NGX_HTTP_LEAD_FORM_RENDER_VERB - 1;
    ngx_http_lead_form_resume(ctx);
}


/* Memory is out while a verb waits. */

void
ngx_http_lead_form_fail(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_connection_t    *c;
    ngx_http_request_t  *r;

    r = ctx->request;
    c = r->connection;

    ngx_http_finalize_request(r, NGX_HTTP_INTERNAL_SERVER_ERROR);
    ngx_http_run_posted_requests(c);
}


ngx_int_t
ngx_http_lead_form_refuse(ngx_http_lead_form_ctx_t *ctx, ngx_uint_t status,
    lf_message_t message)
{
    ctx->status = status;
    ctx->plain = message;
    ctx->has_plain = 1;
    ctx->outcome = NGX_HTTP_LEAD_FORM_REFUSED;

    return NGX_DONE;
}


/*
 * Hands an operation to Redis on behalf of the request.  While it is under
 * way the request watches for a client that leaves, nothing else.
 */

ngx_int_t
ngx_http_lead_form_wait(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_redis_op_t *op)
{
    ctx->op = op;
    ctx->request->read_event_handler = ngx_http_test_reading;

    ngx_http_lead_form_redis_submit(op);

    return NGX_AGAIN;
}


static ngx_http_lead_form_ctx_t *
ngx_http_lead_form_create_ctx(ngx_http_request_t *r)
{
    ngx_pool_cleanup_t        *cleanup;
    ngx_http_lead_form_ctx_t  *ctx;

    ctx = ngx_pcalloc(r->pool, sizeof(ngx_http_lead_form_ctx_t));
    if (ctx == NULL) {
        return NULL;
    }

    cleanup = ngx_pool_cleanup_add(r->pool, 0);
    if (cleanup == NULL) {
        return NULL;
    }

    cleanup->handler = ngx_http_lead_form_cleanup;
    cleanup->data = ctx;

    ctx->request = r;
    ctx->conf = ngx_http_get_module_loc_conf(r, ngx_http_lead_form_module);
    ctx->status = NGX_HTTP_OK;
    ngx_http_lead_form_mem_init(&ctx->mem, r->pool);

    if (ngx_http_lead_form_version_hold(ctx) != NGX_OK) {
        return NULL;
    }

    ngx_http_set_ctx(r, ctx, ngx_http_lead_form_module);

    return ctx;
}


static void
ngx_http_lead_form_cleanup(void *data)
{
    ngx_http_lead_form_ctx_t  *ctx = data;

    if (ctx->op != NULL) {
        ngx_http_lead_form_redis_detach(ctx->op);
        ctx->op = NULL;
    }

    if (ctx->version != NULL) {
        ngx_http_lead_form_version_release(ctx->version);
    }
}


void
ngx_http_lead_form_mem_init(ngx_http_lead_form_mem_t *mem, ngx_pool_t *pool)
{
    mem->mem.alloc = ngx_http_lead_form_pool_alloc;
    mem->pool = pool;
}


static void *
ngx_http_lead_form_pool_alloc(lf_mem_t *mem, size_t size)
{
    return ngx_palloc(((ngx_http_lead_form_mem_t *) mem)->pool, size);
}
