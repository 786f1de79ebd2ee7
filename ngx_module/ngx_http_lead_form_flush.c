/*
 * Flush: one worker adds what was counted to the day's counters in Redis, by
 * site and form.  It goes by the shared zone, not by the configuration: what
 * was counted for a form that is gone since is written, too.
 */

#include <stdlib.h>

#include "ngx_http_lead_form_stats.h"


#define NGX_HTTP_LEAD_FORM_FLUSH_EVERY  10000           /* ms */
#define NGX_HTTP_LEAD_FORM_FLUSH_MAX    100             /* fields at once */
#define NGX_HTTP_LEAD_FORM_STATS_TTL    "34560000"      /* 400 days, in s */

/* What was taken out of one field's counters. */
typedef struct {
    ngx_http_lead_form_counters_t  *counters;
    ngx_atomic_uint_t               count[NGX_HTTP_LEAD_FORM_STEPS];
} ngx_http_lead_form_taken_t;

/* Of one form and site; put back if it was never sent. */
typedef struct {
    ngx_pool_t                    *pool;
    ngx_http_lead_form_redis_t    *redis;
    ngx_uint_t                     count;
    ngx_http_lead_form_taken_t     fields[NGX_HTTP_LEAD_FORM_FLUSH_MAX];
} ngx_http_lead_form_flush_t;


static void ngx_http_lead_form_flush_handler(ngx_event_t *event);
static void ngx_http_lead_form_flush_node(ngx_http_lead_form_stats_t *stats,
    ngx_http_lead_form_redis_t *redis, ngx_log_t *log);
static ngx_uint_t ngx_http_lead_form_flush_list(
    ngx_http_lead_form_stats_t *stats, uint32_t node,
    ngx_http_lead_form_counters_t **list);
static int ngx_http_lead_form_flush_compare(const void *a, const void *b);
static ngx_uint_t ngx_http_lead_form_flush_group(
    ngx_http_lead_form_redis_t *redis, ngx_http_lead_form_counters_t **list,
    ngx_uint_t count, ngx_log_t *log);
static void ngx_http_lead_form_flush_take(ngx_http_lead_form_taken_t *taken,
    ngx_http_lead_form_counters_t *counters);
static ngx_int_t ngx_http_lead_form_flush_send(
    ngx_http_lead_form_flush_t *flush);
static ngx_int_t ngx_http_lead_form_flush_key(
    ngx_http_lead_form_flush_t *flush, ngx_str_t *key);
static ngx_str_t *ngx_http_lead_form_flush_args(
    ngx_http_lead_form_flush_t *flush, ngx_http_lead_form_taken_t *taken,
    ngx_str_t *arg);
static void ngx_http_lead_form_flushed(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);


static ngx_event_t  ngx_http_lead_form_flush_event;


void
ngx_http_lead_form_flush_start(ngx_cycle_t *cycle,
    ngx_http_lead_form_main_conf_t *conf)
{
    ngx_event_t  *event;

    if (ngx_worker != 0 || conf->locations.nelts == 0
        || (ngx_process != NGX_PROCESS_WORKER
            && ngx_process != NGX_PROCESS_SINGLE))
    {
        return;
    }

    event = &ngx_http_lead_form_flush_event;
    ngx_memzero(event, sizeof(ngx_event_t));

    event->handler = ngx_http_lead_form_flush_handler;
    event->data = conf;
    event->log = cycle->log;
    event->cancelable = 1;

    ngx_add_timer(event, NGX_HTTP_LEAD_FORM_FLUSH_EVERY);
}


static void
ngx_http_lead_form_flush_handler(ngx_event_t *event)
{
    ngx_uint_t                        i, n;
    ngx_http_lead_form_main_conf_t   *conf;
    ngx_http_lead_form_loc_conf_t   **locations;

    conf = event->data;
    locations = conf->locations.elts;

    for (i = 0; i < conf->locations.nelts; i++) {
        for (n = 0; n < i; n++) {
            if (locations[n]->redis == locations[i]->redis) {
                break;
            }
        }

        if (n == i) {
            ngx_http_lead_form_flush_node(ngx_http_lead_form_stats(conf),
                                          locations[i]->redis, event->log);
        }
    }

    if (!ngx_exiting && !ngx_terminate && !ngx_quit) {
        ngx_add_timer(event, NGX_HTTP_LEAD_FORM_FLUSH_EVERY);
    }
}


static void
ngx_http_lead_form_flush_node(ngx_http_lead_form_stats_t *stats,
    ngx_http_lead_form_redis_t *redis, ngx_log_t *log)
{
    ngx_uint_t                       i, count;
    ngx_http_lead_form_counters_t  **list;

    list = ngx_alloc(NGX_HTTP_LEAD_FORM_COUNTED_MAX
                     * sizeof(ngx_http_lead_form_counters_t *), log);
    if (list == NULL) {
        return;
    }

    count = ngx_http_lead_form_flush_list(stats,
                                ngx_http_lead_form_redis_id(redis), list);
    qsort(list, count, sizeof(ngx_http_lead_form_counters_t *),
          ngx_http_lead_form_flush_compare);

    for (i = 0; i < count; /* void */ ) {
        i += ngx_http_lead_form_flush_group(redis, list + i, count - i, log);
    }

    ngx_free(list);
}


/* The counters of a node that have counted anything. */

static ngx_uint_t
ngx_http_lead_form_flush_list(ngx_http_lead_form_stats_t *stats, uint32_t node,
    ngx_http_lead_form_counters_t **list)
{
    ngx_uint_t                      i, step, count;
    ngx_http_lead_form_counters_t  *counters;

    count = 0;

    for (i = 0; i < NGX_HTTP_LEAD_FORM_COUNTER_LISTS; i++) {
        counters = stats->pending[i];

        for ( /* void */ ; counters != NULL; counters = counters->next) {
            for (step = 0; counters->node == node
                 && step < NGX_HTTP_LEAD_FORM_STEPS; step++)
            {
                if (counters->count[step] > 0
                    && count < NGX_HTTP_LEAD_FORM_COUNTED_MAX)
                {
                    list[count++] = counters;
                    break;
                }
            }
        }
    }

    return count;
}


static int
ngx_http_lead_form_flush_compare(const void *a, const void *b)
{
    ngx_int_t                       order;
    ngx_http_lead_form_counters_t  *left, *right;

    left = *(ngx_http_lead_form_counters_t **) a;
    right = *(ngx_http_lead_form_counters_t **) b;

    order = ngx_memn2cmp(left->site.data, right->site.data, left->site.len,
                         right->site.len);

    return order != 0 ? order
           : ngx_memn2cmp(left->form.data, right->form.data, left->form.len,
                          right->form.len);
}


/* The first ones of the list that belong together; how many. */

static ngx_uint_t
ngx_http_lead_form_flush_group(ngx_http_lead_form_redis_t *redis,
    ngx_http_lead_form_counters_t **list, ngx_uint_t count, ngx_log_t *log)
{
    ngx_uint_t                   i;
    ngx_pool_t                  *pool;
    ngx_http_lead_form_flush_t  *flush;

    pool = ngx_create_pool(4096, log);
    if (pool == NULL) {
        return count;
    }

    flush = ngx_pcalloc(pool, sizeof(ngx_http_lead_form_flush_t));
    if (flush == NULL) {
        ngx_destroy_pool(pool);
        return count;
    }

    flush->pool = pool;
    flush->redis = redis;

    for (i = 0; i < count && i < NGX_HTTP_LEAD_FORM_FLUSH_MAX; i++) {
        if (ngx_http_lead_form_flush_compare(&list[0], &list[i]) != 0) {
            break;
        }

        ngx_http_lead_form_flush_take(&flush->fields[i], list[i]);
        flush->count++;
    }

    if (ngx_http_lead_form_flush_send(flush) != NGX_OK) {
        ngx_http_lead_form_flushed(flush,
                                   NGX_HTTP_LEAD_FORM_REDIS_UNAVAILABLE,
                                   NULL, 0);
    }

    return i;
}


static void
ngx_http_lead_form_flush_take(ngx_http_lead_form_taken_t *taken,
    ngx_http_lead_form_counters_t *counters)
{
    ngx_uint_t         step;
    ngx_atomic_uint_t  n;

    taken->counters = counters;

    for (step = 0; step < NGX_HTTP_LEAD_FORM_STEPS; step++) {
        n = counters->count[step];

        if (n > 0 && ngx_atomic_cmp_set(&counters->count[step], n, 0)) {
            taken->count[step] = n;
        }
    }
}


static ngx_int_t
ngx_http_lead_form_flush_send(ngx_http_lead_form_flush_t *flush)
{
    ngx_str_t                      *argv, *arg;
    ngx_uint_t                      i;
    ngx_http_lead_form_redis_op_t  *op;

    argv = ngx_palloc(flush->pool,
                      (2 + 2 * NGX_HTTP_LEAD_FORM_STEPS * flush->count)
                      * sizeof(ngx_str_t));
    if (argv == NULL
        || ngx_http_lead_form_flush_key(flush, &argv[0]) != NGX_OK)
    {
        return NGX_ERROR;
    }

    ngx_str_set(&argv[1], NGX_HTTP_LEAD_FORM_STATS_TTL);
    arg = argv + 2;

    for (i = 0; i < flush->count; i++) {
        arg = ngx_http_lead_form_flush_args(flush, &flush->fields[i], arg);
        if (arg == NULL) {
            return NGX_ERROR;
        }
    }

    if (arg == argv + 2) {
        return NGX_ERROR;
    }

    op = ngx_http_lead_form_redis_op(flush->redis, 0,
                                     ngx_http_lead_form_flushed, flush);
    if (op == NULL) {
        return NGX_ERROR;
    }

    if (ngx_http_lead_form_redis_script(op, &ngx_http_lead_form_count_script,
                                        1, arg - argv, argv) != NGX_OK)
    {
        ngx_http_lead_form_redis_discard(op);
        return NGX_ERROR;
    }

    ngx_http_lead_form_redis_submit(op);

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_flush_key(ngx_http_lead_form_flush_t *flush,
    ngx_str_t *key)
{
    ngx_tm_t                        tm;
    ngx_http_lead_form_counters_t  *counters;

    counters = flush->fields[0].counters;
    ngx_gmtime(ngx_time(), &tm);

    key->data = ngx_pnalloc(flush->pool, sizeof("lf:{.0}:stats::YYYY-MM-DD")
                            + counters->site.len + counters->form.len);
    if (key->data == NULL) {
        return NGX_ERROR;
    }

    key->len = ngx_sprintf(key->data, "lf:{%V.0}:stats:%V:%4d-%02d-%02d",
                           &counters->site, &counters->form, tm.ngx_tm_year,
                           tm.ngx_tm_mon, tm.ngx_tm_mday)
               - key->data;

    return NGX_OK;
}


/* STEP:FIELD and its number, for each step; NULL: memory is out. */

static ngx_str_t *
ngx_http_lead_form_flush_args(ngx_http_lead_form_flush_t *flush,
    ngx_http_lead_form_taken_t *taken, ngx_str_t *arg)
{
    ngx_str_t   field;
    ngx_uint_t  step;

    field = taken->counters->field;

    for (step = 0; step < NGX_HTTP_LEAD_FORM_STEPS; step++) {
        if (taken->count[step] == 0) {
            continue;
        }

        arg[0].data = ngx_pnalloc(flush->pool, sizeof("answered:")
                                               + field.len);
        arg[1].data = ngx_pnalloc(flush->pool, NGX_INT64_LEN);

        if (arg[0].data == NULL || arg[1].data == NULL) {
            return NULL;
        }

        arg[0].len = ngx_sprintf(arg[0].data, "%V%s%V",
                                 &ngx_http_lead_form_step_names[step],
                                 field.len > 0 ? ":" : "", &field)
                     - arg[0].data;
        arg[1].len = ngx_sprintf(arg[1].data, "%uA", taken->count[step])
                     - arg[1].data;
        arg += 2;
    }

    return arg;
}


/*
 * What never reached Redis is counted again later; what may have reached it
 * is not: a counter may miss a little, never show what was not there.
 */

static void
ngx_http_lead_form_flushed(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count)
{
    ngx_uint_t                   i, step;
    ngx_http_lead_form_flush_t  *flush = data;
    ngx_http_lead_form_taken_t  *taken;

    if (result == NGX_HTTP_LEAD_FORM_REDIS_UNAVAILABLE
        || (result == NGX_HTTP_LEAD_FORM_REDIS_OK
            && replies[0]->type == REDIS_REPLY_ERROR))
    {
        for (i = 0; i < flush->count; i++) {
            taken = &flush->fields[i];

            for (step = 0; step < NGX_HTTP_LEAD_FORM_STEPS; step++) {
                if (taken->count[step] > 0) {
                    (void) ngx_atomic_fetch_add(
                        &taken->counters->count[step], taken->count[step]);
                }
            }
        }
    }

    ngx_destroy_pool(flush->pool);
}
