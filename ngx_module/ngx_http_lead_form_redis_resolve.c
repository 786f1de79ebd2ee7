/*
 * The Redis client: host names, looked up when a connection is made.
 *
 * By nginx's resolver when http {} has one, else by getaddrinfo() in nginx's
 * thread pool.  A look-up by a thread cannot be cancelled: its task belongs
 * to the node, there is one at a time, and a result that comes late is used
 * by whichever attempt waits then, or dropped.
 */

#include "ngx_http_lead_form_redis_private.h"
#include <ngx_http.h>

#if (NGX_THREADS)
#include <netdb.h>
#endif


static ngx_resolver_t *ngx_http_lead_form_redis_resolver(ngx_cycle_t *cycle);
static void ngx_http_lead_form_redis_resolve_handler(ngx_resolver_ctx_t *ctx);


#if (NGX_THREADS)

typedef struct {
    ngx_http_lead_form_redis_t  *redis;
    const char                  *host;      /* NUL-terminated */
    struct addrinfo             *addrs;
} ngx_http_lead_form_redis_task_t;

static void ngx_http_lead_form_redis_task(void *data, ngx_log_t *log);
static void ngx_http_lead_form_redis_task_handler(ngx_event_t *ev);

#endif


/*
 * http's resolver may still follow in the configuration: unless it is there
 * already, the pool is asked for, and its threads sleep if not needed.
 */

const char *
ngx_http_lead_form_redis_resolve_add(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis)
{
    if (ngx_http_lead_form_redis_resolver(cf->cycle)) {
        return NULL;
    }

#if (NGX_THREADS)

    redis->thread_pool = ngx_thread_pool_add(cf, NULL);

    return redis->thread_pool ? NULL : "there is no thread pool";

#else

    (void) redis;

    return "a host name needs a \"resolver\" before it, or nginx built with "
           "threads";

#endif
}


ngx_int_t
ngx_http_lead_form_redis_resolve_init(ngx_http_lead_form_redis_t *redis,
    ngx_cycle_t *cycle)
{
    if (!redis->named) {
        return NGX_OK;
    }

    redis->resolver = ngx_http_lead_form_redis_resolver(cycle);

    if (redis->resolver) {
        return NGX_OK;
    }

#if (NGX_THREADS)
    {
    ngx_http_lead_form_redis_task_t  *lookup;

    redis->task = ngx_thread_task_alloc(cycle->pool,
                                      sizeof(ngx_http_lead_form_redis_task_t));
    if (redis->task == NULL) {
        return NGX_ERROR;
    }

    lookup = redis->task->ctx;
    lookup->redis = redis;
    lookup->host = (const char *) redis->host.data;

    redis->task->handler = ngx_http_lead_form_redis_task;
    redis->task->event.handler = ngx_http_lead_form_redis_task_handler;
    redis->task->event.data = lookup;
    redis->task->event.log = cycle->log;
    }
#endif

    return NGX_OK;
}


/* The one of http {}; nginx makes an empty one there when there is none. */

static ngx_resolver_t *
ngx_http_lead_form_redis_resolver(ngx_cycle_t *cycle)
{
    ngx_http_conf_ctx_t       *ctx;
    ngx_http_core_loc_conf_t  *clcf;

    ctx = (ngx_http_conf_ctx_t *) ngx_get_conf(cycle->conf_ctx,
                                               ngx_http_module);
    if (ctx == NULL) {
        return NULL;
    }

    clcf = ctx->loc_conf[ngx_http_core_module.ctx_index];

    if (clcf->resolver == NULL || clcf->resolver->connections.nelts == 0) {
        return NULL;
    }

    return clcf->resolver;
}


void
ngx_http_lead_form_redis_resolve(ngx_http_lead_form_redis_t *redis)
{
    ngx_resolver_ctx_t  *ctx;

    if (redis->resolver == NULL) {

#if (NGX_THREADS)
        if (redis->task->event.active
            || ngx_thread_task_post(redis->thread_pool, redis->task) == NGX_OK)
        {
            return;
        }
#endif

        ngx_http_lead_form_redis_resolved(redis);
        return;
    }

    ctx = ngx_resolve_start(redis->resolver, NULL);

    if (ctx == NULL || ctx == NGX_NO_RESOLVER) {
        ngx_http_lead_form_redis_resolved(redis);
        return;
    }

    ctx->name = redis->host;
    ctx->handler = ngx_http_lead_form_redis_resolve_handler;
    ctx->data = redis;
    ctx->timeout = redis->connect_timeout;
    ctx->cancelable = 1;

    redis->resolving = ctx;

    /* A failure has freed ctx. */

    if (ngx_resolve_name(ctx) != NGX_OK) {
        redis->resolving = NULL;
        ngx_http_lead_form_redis_resolved(redis);
    }
}


static void
ngx_http_lead_form_redis_resolve_handler(ngx_resolver_ctx_t *ctx)
{
    ngx_uint_t                   i;
    ngx_http_lead_form_redis_t  *redis;

    redis = ctx->data;
    redis->resolving = NULL;

    if (ctx->state == NGX_OK) {
        for (i = 0; i < ctx->naddrs; i++) {
            ngx_http_lead_form_redis_address_add(redis, ctx->addrs[i].sockaddr,
                                                 ctx->addrs[i].socklen);
        }
    }

    ngx_resolve_name_done(ctx);

    ngx_http_lead_form_redis_resolved(redis);
}


void
ngx_http_lead_form_redis_resolve_cancel(ngx_http_lead_form_redis_t *redis)
{
    if (redis->resolving) {
        ngx_resolve_name_done(redis->resolving);
        redis->resolving = NULL;
    }
}


#if (NGX_THREADS)

/* In a thread: nothing but the task's own context is touched. */

static void
ngx_http_lead_form_redis_task(void *data, ngx_log_t *log)
{
    struct addrinfo                   hints;
    ngx_http_lead_form_redis_task_t  *lookup = data;

    (void) log;

    ngx_memzero(&hints, sizeof(struct addrinfo));
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;

    if (getaddrinfo(lookup->host, NULL, &hints, &lookup->addrs) != 0) {
        lookup->addrs = NULL;
    }
}


static void
ngx_http_lead_form_redis_task_handler(ngx_event_t *ev)
{
    struct addrinfo                  *addr;
    ngx_http_lead_form_redis_t       *redis;
    ngx_http_lead_form_redis_task_t  *lookup;

    lookup = ev->data;
    redis = lookup->redis;

    if (redis->state == NGX_HTTP_LEAD_FORM_REDIS_RESOLVE) {
        for (addr = lookup->addrs; addr; addr = addr->ai_next) {
            ngx_http_lead_form_redis_address_add(redis, addr->ai_addr,
                                                 addr->ai_addrlen);
        }
    }

    if (lookup->addrs) {
        freeaddrinfo(lookup->addrs);
        lookup->addrs = NULL;
    }

    if (redis->state == NGX_HTTP_LEAD_FORM_REDIS_RESOLVE) {
        ngx_http_lead_form_redis_resolved(redis);
    }
}

#endif
