/*
 * Memory for what of a page is not read yet: blocks that a process keeps for
 * its next page, since taking them from the system costs more than filling
 * them.  Anything smaller comes from the request's pool.
 */

#include "ngx_http_lead_form_inject.h"


#define NGX_HTTP_LEAD_FORM_BLOCKS_MAX  64       /* kept; a MB */

typedef struct ngx_http_lead_form_block_s  ngx_http_lead_form_block_t;

struct ngx_http_lead_form_block_s {
    ngx_http_lead_form_block_t  *next;
};


static void *ngx_http_lead_form_inject_alloc(lf_mem_t *mem, size_t size);
static void ngx_http_lead_form_inject_give_back(void *data);


static ngx_http_lead_form_block_t  *ngx_http_lead_form_blocks;
static ngx_uint_t                   ngx_http_lead_form_blocks_count;


ngx_int_t
ngx_http_lead_form_inject_memory(ngx_http_lead_form_inject_ctx_t *ctx,
    ngx_pool_t *pool)
{
    ngx_pool_cleanup_t  *cleanup;

    cleanup = ngx_pool_cleanup_add(pool, 0);
    if (cleanup == NULL) {
        return NGX_ERROR;
    }

    cleanup->handler = ngx_http_lead_form_inject_give_back;
    cleanup->data = ctx;

    ctx->mem.mem.alloc = ngx_http_lead_form_inject_alloc;
    ctx->mem.pool = pool;

    return NGX_OK;
}


static void *
ngx_http_lead_form_inject_alloc(lf_mem_t *mem, size_t size)
{
    ngx_http_lead_form_mem_t    *pool;
    ngx_http_lead_form_block_t  *block;

    pool = (ngx_http_lead_form_mem_t *) mem;

    if (size != LF_TAG_UNREAD_LEN) {
        return ngx_palloc(pool->pool, size);
    }

    block = ngx_http_lead_form_blocks;

    if (block == NULL) {
        return ngx_alloc(size, pool->pool->log);
    }

    ngx_http_lead_form_blocks = block->next;
    ngx_http_lead_form_blocks_count--;

    return block;
}


static void
ngx_http_lead_form_inject_give_back(void *data)
{
    ngx_http_lead_form_inject_ctx_t  *ctx = data;

    ngx_uint_t                   i;
    ngx_http_lead_form_block_t  *block;

    for (i = 0; i < LF_TAG_UNREAD_MAX; i++) {
        block = (ngx_http_lead_form_block_t *) ctx->scanner.unread[i];

        if (block == NULL) {
            return;
        }

        if (ngx_http_lead_form_blocks_count == NGX_HTTP_LEAD_FORM_BLOCKS_MAX)
        {
            ngx_free(block);
            continue;
        }

        block->next = ngx_http_lead_form_blocks;
        ngx_http_lead_form_blocks = block;
        ngx_http_lead_form_blocks_count++;
    }
}
