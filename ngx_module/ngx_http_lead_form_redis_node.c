/*
 * The Redis client: the nodes of a cycle.
 *
 * Owns the list of nodes.  Each cycle has its own, found by the cycle's
 * address and dropped with the cycle's pool: a configuration that failed to
 * load leaves the running one's nodes alone.
 */

#include "ngx_http_lead_form_redis_private.h"


typedef struct ngx_http_lead_form_redis_nodes_s
    ngx_http_lead_form_redis_nodes_t;

struct ngx_http_lead_form_redis_nodes_s {
    ngx_http_lead_form_redis_nodes_t  *next;
    ngx_cycle_t                       *cycle;
    ngx_array_t                        nodes;   /* of pointers */
};


static ngx_http_lead_form_redis_nodes_t *ngx_http_lead_form_redis_nodes(
    ngx_cycle_t *cycle);
static ngx_http_lead_form_redis_nodes_t *ngx_http_lead_form_redis_nodes_add(
    ngx_cycle_t *cycle);
static void ngx_http_lead_form_redis_nodes_cleanup(void *data);


static ngx_http_lead_form_redis_nodes_t  *ngx_http_lead_form_redis_cycles;


ngx_http_lead_form_redis_t *
ngx_http_lead_form_redis_add(ngx_conf_t *cf, ngx_str_t *url,
    ngx_msec_t connect_timeout, ngx_msec_t timeout)
{
    const char                         *reason;
    ngx_uint_t                          i;
    ngx_http_lead_form_redis_t        **node, *redis;
    ngx_http_lead_form_redis_nodes_t   *nodes;

    nodes = ngx_http_lead_form_redis_nodes_add(cf->cycle);
    if (nodes == NULL) {
        return NULL;
    }

    node = nodes->nodes.elts;

    for (i = 0; i < nodes->nodes.nelts; i++) {
        if (node[i]->url.len != url->len
            || ngx_memcmp(node[i]->url.data, url->data, url->len) != 0)
        {
            continue;
        }

        if (node[i]->connect_timeout != connect_timeout
            || node[i]->timeout != timeout)
        {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "the same Redis URL stands elsewhere with other "
                               "timeouts; a node has one connection a worker, "
                               "and so one of each");
            return NULL;
        }

        return node[i];
    }

    redis = ngx_pcalloc(cf->cycle->pool, sizeof(ngx_http_lead_form_redis_t));
    if (redis == NULL) {
        return NULL;
    }

    redis->url = *url;
    redis->log = cf->log;
    redis->connect_timeout = connect_timeout;
    redis->timeout = timeout;

    ngx_queue_init(&redis->greeting);
    ngx_queue_init(&redis->waiting);
    ngx_queue_init(&redis->sent);
    ngx_queue_init(&redis->failed);
    ngx_queue_init(&redis->spare);

    reason = ngx_http_lead_form_redis_parse(cf, redis);
    if (reason) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "invalid Redis URL: %s",
                           reason);
        return NULL;
    }

    node = ngx_array_push(&nodes->nodes);
    if (node == NULL) {
        return NULL;
    }

    *node = redis;

    return redis;
}


uint32_t
ngx_http_lead_form_redis_id(ngx_http_lead_form_redis_t *redis)
{
    return ngx_crc32_long(redis->url.data, redis->url.len) | 1;
}


ngx_int_t
ngx_http_lead_form_redis_init_process(ngx_cycle_t *cycle)
{
    ngx_uint_t                          i;
    ngx_http_lead_form_redis_t        **node;
    ngx_http_lead_form_redis_nodes_t   *nodes;

    nodes = ngx_http_lead_form_redis_nodes(cycle);
    if (nodes == NULL) {
        return NGX_OK;
    }

    node = nodes->nodes.elts;

    for (i = 0; i < nodes->nodes.nelts; i++) {
        if (ngx_http_lead_form_redis_start(node[i], cycle) != NGX_OK) {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


static ngx_http_lead_form_redis_nodes_t *
ngx_http_lead_form_redis_nodes(ngx_cycle_t *cycle)
{
    ngx_http_lead_form_redis_nodes_t  *nodes;

    for (nodes = ngx_http_lead_form_redis_cycles; nodes; nodes = nodes->next) {
        if (nodes->cycle == cycle) {
            return nodes;
        }
    }

    return NULL;
}


static ngx_http_lead_form_redis_nodes_t *
ngx_http_lead_form_redis_nodes_add(ngx_cycle_t *cycle)
{
    ngx_pool_cleanup_t                *cln;
    ngx_http_lead_form_redis_nodes_t  *nodes;

    nodes = ngx_http_lead_form_redis_nodes(cycle);
    if (nodes) {
        return nodes;
    }

    cln = ngx_pool_cleanup_add(cycle->pool,
                               sizeof(ngx_http_lead_form_redis_nodes_t));
    if (cln == NULL) {
        return NULL;
    }

    nodes = cln->data;

    if (ngx_array_init(&nodes->nodes, cycle->pool, 1, sizeof(void *))
        != NGX_OK)
    {
        return NULL;
    }

    cln->handler = ngx_http_lead_form_redis_nodes_cleanup;

    nodes->cycle = cycle;
    nodes->next = ngx_http_lead_form_redis_cycles;
    ngx_http_lead_form_redis_cycles = nodes;

    return nodes;
}


static void
ngx_http_lead_form_redis_nodes_cleanup(void *data)
{
    ngx_http_lead_form_redis_nodes_t  *nodes = data;

    ngx_uint_t                          i;
    ngx_http_lead_form_redis_t        **node;
    ngx_http_lead_form_redis_nodes_t  **p;

    for (p = &ngx_http_lead_form_redis_cycles; *p; p = &(*p)->next) {
        if (*p == nodes) {
            *p = nodes->next;
            break;
        }
    }

    node = nodes->nodes.elts;

    for (i = 0; i < nodes->nodes.nelts; i++) {
        ngx_http_lead_form_redis_free(node[i]);
    }
}
