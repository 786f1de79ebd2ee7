/*
 * The Redis client: replies in memory.
 *
 * hiredis parses, and lets its user make the objects.  A reply of many
 * elements lives in one pool, not in two allocations for each of them; it is
 * freed as a whole, and the pool waits for the next one.  hiredis's own
 * freeReplyObject() must not see it.
 */

#include "ngx_http_lead_form_redis_private.h"


#define NGX_HTTP_LEAD_FORM_REDIS_REPLY_POOL  4096


/* The outermost object; the others are in its pool, too. */
typedef struct {
    ngx_http_lead_form_redis_t  *redis;
    ngx_pool_t                  *pool;
    redisReply                   reply;
} ngx_http_lead_form_redis_root_t;


static void *ngx_http_lead_form_redis_string(const redisReadTask *task,
    char *data, size_t len);
static void *ngx_http_lead_form_redis_array(const redisReadTask *task, int n);
static void *ngx_http_lead_form_redis_integer(const redisReadTask *task,
    long long value);
static void *ngx_http_lead_form_redis_nil(const redisReadTask *task);
static redisReply *ngx_http_lead_form_redis_object(const redisReadTask *task,
    size_t size, void **more);
static redisReply *ngx_http_lead_form_redis_root(
    ngx_http_lead_form_redis_t *redis);
static void ngx_http_lead_form_redis_pool_free(
    ngx_http_lead_form_redis_t *redis, ngx_pool_t *pool);


static redisReplyObjectFunctions  ngx_http_lead_form_redis_functions = {
    ngx_http_lead_form_redis_string,
    ngx_http_lead_form_redis_array,
    ngx_http_lead_form_redis_integer,
    ngx_http_lead_form_redis_nil,
    ngx_http_lead_form_redis_reply_free
};


redisReader *
ngx_http_lead_form_redis_reader(ngx_http_lead_form_redis_t *redis)
{
    redisReader  *reader;

    reader = redisReaderCreateWithFunctions(
                                       &ngx_http_lead_form_redis_functions);
    if (reader == NULL) {
        return NULL;
    }

    reader->privdata = redis;
    reader->maxbuf = NGX_HTTP_LEAD_FORM_REDIS_BUFFER;

    return reader;
}


static void *
ngx_http_lead_form_redis_string(const redisReadTask *task, char *data,
    size_t len)
{
    void        *copy;
    redisReply  *reply;

    reply = ngx_http_lead_form_redis_object(task, len + 1, &copy);
    if (reply == NULL) {
        return NULL;
    }

    reply->str = copy;
    reply->len = len;

    *ngx_cpymem(reply->str, data, len) = '\0';

    return reply;
}


/*
 * An array is allocated by the length it announces.  An element has four
 * bytes at least: more of them than that cannot follow.
 */

static void *
ngx_http_lead_form_redis_array(const redisReadTask *task, int n)
{
    void        *elements;
    redisReply  *reply;

    if (n < 0 || n > NGX_HTTP_LEAD_FORM_REDIS_REPLY_MAX / 4) {
        return NULL;
    }

    reply = ngx_http_lead_form_redis_object(task, n * sizeof(redisReply *),
                                            &elements);
    if (reply == NULL) {
        return NULL;
    }

    ngx_memzero(elements, n * sizeof(redisReply *));

    reply->element = elements;
    reply->elements = n;

    return reply;
}


static void *
ngx_http_lead_form_redis_integer(const redisReadTask *task, long long value)
{
    redisReply  *reply;

    reply = ngx_http_lead_form_redis_object(task, 0, NULL);
    if (reply == NULL) {
        return NULL;
    }

    reply->integer = value;

    return reply;
}


static void *
ngx_http_lead_form_redis_nil(const redisReadTask *task)
{
    return ngx_http_lead_form_redis_object(task, 0, NULL);
}


/* An object in its place; *more is uninitialized memory that belongs to it. */

static redisReply *
ngx_http_lead_form_redis_object(const redisReadTask *task, size_t size,
    void **more)
{
    redisReply                  *reply, *parent;
    ngx_http_lead_form_redis_t  *redis = task->privdata;

    if (task->parent == NULL) {
        reply = ngx_http_lead_form_redis_root(redis);

    } else {
        reply = ngx_pcalloc(redis->growing, sizeof(redisReply));
    }

    if (reply == NULL) {
        return NULL;
    }

    reply->type = task->type;

    if (more) {
        *more = ngx_palloc(redis->growing, size);

        if (*more == NULL) {
            if (task->parent == NULL) {
                ngx_http_lead_form_redis_reply_free(reply);
            }

            return NULL;
        }
    }

    if (task->parent) {
        parent = task->parent->obj;
        parent->element[task->idx] = reply;
    }

    return reply;
}


static redisReply *
ngx_http_lead_form_redis_root(ngx_http_lead_form_redis_t *redis)
{
    ngx_pool_t                       *pool;
    ngx_http_lead_form_redis_root_t  *root;

    if (redis->spare_pools_count) {
        pool = redis->spare_pools[--redis->spare_pools_count];

    } else {
        pool = ngx_create_pool(NGX_HTTP_LEAD_FORM_REDIS_REPLY_POOL,
                               redis->log);
        if (pool == NULL) {
            return NULL;
        }
    }

    root = ngx_pcalloc(pool, sizeof(ngx_http_lead_form_redis_root_t));
    if (root == NULL) {
        ngx_destroy_pool(pool);
        return NULL;
    }

    root->redis = redis;
    root->pool = pool;
    redis->growing = pool;

    return &root->reply;
}


void
ngx_http_lead_form_redis_reply_free(void *reply)
{
    ngx_http_lead_form_redis_root_t  *root;

    root = (ngx_http_lead_form_redis_root_t *)
               ((u_char *) reply
                - offsetof(ngx_http_lead_form_redis_root_t, reply));

    ngx_http_lead_form_redis_pool_free(root->redis, root->pool);
}


/* A pool that had to grow is not kept. */

static void
ngx_http_lead_form_redis_pool_free(ngx_http_lead_form_redis_t *redis,
    ngx_pool_t *pool)
{
    if (pool->d.next
        || redis->spare_pools_count == NGX_HTTP_LEAD_FORM_REDIS_SPARE_POOLS)
    {
        ngx_destroy_pool(pool);
        return;
    }

    ngx_reset_pool(pool);
    redis->spare_pools[redis->spare_pools_count++] = pool;
}


void
ngx_http_lead_form_redis_pools_free(ngx_http_lead_form_redis_t *redis)
{
    while (redis->spare_pools_count) {
        ngx_destroy_pool(redis->spare_pools[--redis->spare_pools_count]);
    }
}
