/*
 * Stats: the shared zone that all workers count in and that a reload keeps,
 * and the flush of the funnel's counters to Redis by one worker.
 */

#include "ngx_http_lead_form_stats.h"


#define NGX_HTTP_LEAD_FORM_ZONE_SIZE      (4 * 1024 * 1024)
#define NGX_HTTP_LEAD_FORM_FLUSH_EVERY    10000             /* ms */
#define NGX_HTTP_LEAD_FORM_STATS_TTL      "34560000"        /* 400 days, in s */

/* What one flush took out of a funnel, to be put back if it was never sent. */
typedef struct {
    ngx_http_lead_form_funnel_t  *funnel;
    ngx_pool_t                   *pool;
    ngx_atomic_uint_t             taken[][NGX_HTTP_LEAD_FORM_STEPS];
} ngx_http_lead_form_flush_t;


static ngx_int_t ngx_http_lead_form_zone_init(ngx_shm_zone_t *zone,
    void *data);
static ngx_int_t ngx_http_lead_form_resolve_counters(ngx_shm_zone_t *zone);
static ngx_int_t ngx_http_lead_form_resolve_funnel(ngx_slab_pool_t *slab,
    ngx_http_lead_form_funnel_t *funnel);
static ngx_http_lead_form_counters_t *ngx_http_lead_form_find_counters(
    ngx_slab_pool_t *slab, ngx_http_lead_form_counters_t **lists,
    uint32_t node, ngx_str_t *site, lf_str_t form, lf_str_t field);
static void ngx_http_lead_form_observe_round_trip(ngx_msec_t microseconds);
static void ngx_http_lead_form_observe_connection(ngx_int_t change);
static void ngx_http_lead_form_observe_failure(
    ngx_http_lead_form_redis_result_e result);
static void ngx_http_lead_form_flush_handler(ngx_event_t *event);
static void ngx_http_lead_form_flush_funnel(
    ngx_http_lead_form_funnel_t *funnel, ngx_log_t *log);
static ngx_uint_t ngx_http_lead_form_take(ngx_http_lead_form_flush_t *flush);
static ngx_int_t ngx_http_lead_form_send_counts(
    ngx_http_lead_form_flush_t *flush, ngx_uint_t count);
static void ngx_http_lead_form_flushed(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);


const ngx_str_t  ngx_http_lead_form_step_names[] = {
    ngx_string("shown"),
    ngx_string("answered"),
    ngx_string("blank"),
    ngx_string("declined"),
    ngx_string("invalid")
};

const ngx_msec_t  ngx_http_lead_form_buckets[NGX_HTTP_LEAD_FORM_BUCKETS] = {
    50, 100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000,
    500000, 1000000
};

static const ngx_http_lead_form_redis_observer_t  ngx_http_lead_form_observer =
{
    ngx_http_lead_form_observe_round_trip,
    ngx_http_lead_form_observe_connection,
    ngx_http_lead_form_observe_failure
};

static ngx_event_t  ngx_http_lead_form_flush_event;

/* The zone of the worker's configuration. */
static ngx_http_lead_form_stats_t  *ngx_http_lead_form_worker_stats;


ngx_int_t
ngx_http_lead_form_stats_zone(ngx_conf_t *cf,
    ngx_http_lead_form_main_conf_t *conf)
{
    ngx_str_t  name = ngx_string("lead_form");

    conf->zone = ngx_shared_memory_add(cf, &name,
                                       NGX_HTTP_LEAD_FORM_ZONE_SIZE,
                                       &ngx_http_lead_form_module);
    if (conf->zone == NULL) {
        return NGX_ERROR;
    }

    conf->zone->init = ngx_http_lead_form_zone_init;
    conf->zone->data = conf;

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_zone_init(ngx_shm_zone_t *zone, void *data)
{
    ngx_slab_pool_t             *slab;
    ngx_http_lead_form_stats_t  *stats;

    slab = (ngx_slab_pool_t *) zone->shm.addr;

    if (data == NULL && !zone->shm.exists) {
        stats = ngx_slab_calloc(slab, sizeof(ngx_http_lead_form_stats_t));
        if (stats == NULL) {
            return NGX_ERROR;
        }

        slab->data = stats;
        slab->log_nomem = 0;
    }

    return ngx_http_lead_form_resolve_counters(zone);
}


static ngx_int_t
ngx_http_lead_form_resolve_counters(ngx_shm_zone_t *zone)
{
    ngx_uint_t                        i;
    ngx_slab_pool_t                  *slab;
    ngx_http_lead_form_funnel_t     **funnels;
    ngx_http_lead_form_main_conf_t   *conf;

    conf = zone->data;
    slab = (ngx_slab_pool_t *) zone->shm.addr;
    funnels = conf->funnels.elts;

    for (i = 0; i < conf->funnels.nelts; i++) {
        if (ngx_http_lead_form_resolve_funnel(slab, funnels[i]) != NGX_OK) {
            ngx_log_error(NGX_LOG_WARN, zone->shm.log, 0,
                          "lead_form: no room to count form \"%*s\"",
                          funnels[i]->form->name.len,
                          funnels[i]->form->name.data);
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_resolve_funnel(ngx_slab_pool_t *slab,
    ngx_http_lead_form_funnel_t *funnel)
{
    size_t                           i;
    uint32_t                         node;
    lf_str_t                         field;
    lf_form_t                       *form;
    ngx_http_lead_form_stats_t      *stats;
    ngx_http_lead_form_counters_t   *total, *pending;

    stats = slab->data;
    form = funnel->form;
    node = ngx_http_lead_form_redis_id(funnel->redis);

    for (i = 0; i <= form->fields_count; i++) {
        field = i < form->fields_count ? form->fields[i].name : lf_str("");

        total = ngx_http_lead_form_find_counters(slab, stats->totals, 0,
                                       &funnel->site, form->name, field);
        pending = ngx_http_lead_form_find_counters(slab, stats->pending, node,
                                       &funnel->site, form->name, field);

        if (total == NULL || pending == NULL) {
            return NGX_ERROR;
        }

        funnel->totals[i] = total;
        funnel->pending[i] = pending;
    }

    return NGX_OK;
}


static ngx_http_lead_form_counters_t *
ngx_http_lead_form_find_counters(ngx_slab_pool_t *slab,
    ngx_http_lead_form_counters_t **lists, uint32_t node, ngx_str_t *site,
    lf_str_t form, lf_str_t field)
{
    u_char                          *p;
    size_t                           len;
    uint32_t                         hash;
    ngx_http_lead_form_counters_t   *found, **list;

    len = site->len + form.len + field.len;

    ngx_crc32_init(hash);
    ngx_crc32_update(&hash, site->data, site->len);
    ngx_crc32_update(&hash, (u_char *) form.data, form.len);
    ngx_crc32_update(&hash, (u_char *) field.data, field.len);
    ngx_crc32_final(hash);

    list = &lists[hash % NGX_HTTP_LEAD_FORM_COUNTER_LISTS];

    for (found = *list; found != NULL; found = found->next) {
        if (found->node == node
            && lf_str_eq(ngx_http_lead_form_to_core(found->site),
                         ngx_http_lead_form_to_core(*site))
            && lf_str_eq(ngx_http_lead_form_to_core(found->form), form)
            && lf_str_eq(ngx_http_lead_form_to_core(found->field), field))
        {
            return found;
        }
    }

    found = ngx_slab_calloc(slab,
                            sizeof(ngx_http_lead_form_counters_t) + len);
    if (found == NULL) {
        return NULL;
    }

    p = (u_char *) (found + 1);
    found->node = node;
    found->site = (ngx_str_t) { site->len, p };
    p = ngx_cpymem(p, site->data, site->len);
    found->form = (ngx_str_t) { form.len, p };
    p = ngx_cpymem(p, form.data, form.len);
    found->field = (ngx_str_t) { field.len, p };
    ngx_memcpy(p, field.data, field.len);

    /* Readers walk the list unlocked: an entry is whole before it is seen. */

    found->next = *list;
    ngx_memory_barrier();
    *list = found;

    return found;
}


ngx_http_lead_form_stats_t *
ngx_http_lead_form_stats(ngx_http_lead_form_main_conf_t *conf)
{
    return ((ngx_slab_pool_t *) conf->zone->shm.addr)->data;
}


ngx_int_t
ngx_http_lead_form_stats_init_process(ngx_cycle_t *cycle)
{
    ngx_event_t                     *event;
    ngx_http_lead_form_main_conf_t  *conf;

    conf = ngx_http_cycle_get_module_main_conf(cycle,
                                               ngx_http_lead_form_module);

    if (conf == NULL || conf->zone == NULL) {
        return NGX_OK;
    }

    ngx_http_lead_form_worker_stats = ngx_http_lead_form_stats(conf);
    ngx_http_lead_form_worker_stats->connections[ngx_process_slot] = 0;
    ngx_http_lead_form_redis_observe(&ngx_http_lead_form_observer);

    if (ngx_worker != 0 || conf->funnels.nelts == 0
        || (ngx_process != NGX_PROCESS_WORKER
            && ngx_process != NGX_PROCESS_SINGLE))
    {
        return NGX_OK;
    }

    event = &ngx_http_lead_form_flush_event;
    ngx_memzero(event, sizeof(ngx_event_t));

    event->handler = ngx_http_lead_form_flush_handler;
    event->data = conf;
    event->log = cycle->log;
    event->cancelable = 1;

    ngx_add_timer(event, NGX_HTTP_LEAD_FORM_FLUSH_EVERY);

    return NGX_OK;
}


void
ngx_http_lead_form_count_outcome(ngx_http_lead_form_ctx_t *ctx)
{
    if (ctx->outcome != NGX_HTTP_LEAD_FORM_NONE) {
        (void) ngx_atomic_fetch_add(
            &ngx_http_lead_form_worker_stats->outcomes[ctx->outcome], 1);
    }
}


void
ngx_http_lead_form_count_step(ngx_http_lead_form_ctx_t *ctx, ngx_int_t field,
    ngx_http_lead_form_step_e step)
{
    ngx_http_lead_form_funnel_t  *funnel;

    funnel = ctx->conf->funnel;

    if (field < 0) {
        field = ctx->form->fields_count;
    }

    if (funnel->pending[field] != NULL) {
        (void) ngx_atomic_fetch_add(&funnel->totals[field]->count[step], 1);
        (void) ngx_atomic_fetch_add(&funnel->pending[field]->count[step], 1);
    }
}


static void
ngx_http_lead_form_observe_round_trip(ngx_msec_t microseconds)
{
    ngx_uint_t                   i;
    ngx_http_lead_form_stats_t  *stats;

    stats = ngx_http_lead_form_worker_stats;

    for (i = 0; i < NGX_HTTP_LEAD_FORM_BUCKETS; i++) {
        if (microseconds <= ngx_http_lead_form_buckets[i]) {
            break;
        }
    }

    (void) ngx_atomic_fetch_add(&stats->round_trips[i], 1);
    (void) ngx_atomic_fetch_add(&stats->round_trip_sum, microseconds);
}


static void
ngx_http_lead_form_observe_connection(ngx_int_t change)
{
    ngx_http_lead_form_stats_t  *stats;

    stats = ngx_http_lead_form_worker_stats;
    stats->connections[ngx_process_slot] += change;

    if (change > 0) {
        (void) ngx_atomic_fetch_add(&stats->connects, 1);
    }
}


static void
ngx_http_lead_form_observe_failure(ngx_http_lead_form_redis_result_e result)
{
    (void) ngx_atomic_fetch_add(
        &ngx_http_lead_form_worker_stats->failures[result], 1);
}


static void
ngx_http_lead_form_flush_handler(ngx_event_t *event)
{
    ngx_uint_t                        i;
    ngx_http_lead_form_funnel_t     **funnels;
    ngx_http_lead_form_main_conf_t   *conf;

    conf = event->data;
    funnels = conf->funnels.elts;

    for (i = 0; i < conf->funnels.nelts; i++) {
        ngx_http_lead_form_flush_funnel(funnels[i], event->log);
    }

    if (!ngx_exiting && !ngx_terminate && !ngx_quit) {
        ngx_add_timer(event, NGX_HTTP_LEAD_FORM_FLUSH_EVERY);
    }
}


static void
ngx_http_lead_form_flush_funnel(ngx_http_lead_form_funnel_t *funnel,
    ngx_log_t *log)
{
    size_t                       size;
    ngx_pool_t                  *pool;
    ngx_uint_t                   count;
    ngx_http_lead_form_flush_t  *flush;

    pool = ngx_create_pool(1024, log);
    if (pool == NULL) {
        return;
    }

    size = sizeof(ngx_http_lead_form_flush_t)
           + (funnel->form->fields_count + 1) * sizeof(flush->taken[0]);

    flush = ngx_pcalloc(pool, size);
    if (flush == NULL) {
        ngx_destroy_pool(pool);
        return;
    }

    flush->funnel = funnel;
    flush->pool = pool;
    count = ngx_http_lead_form_take(flush);

    if (count == 0) {
        ngx_destroy_pool(pool);
        return;
    }

    if (ngx_http_lead_form_send_counts(flush, count) != NGX_OK) {
        ngx_http_lead_form_flushed(flush,
                                   NGX_HTTP_LEAD_FORM_REDIS_UNAVAILABLE,
                                   NULL, 0);
    }
}


static ngx_uint_t
ngx_http_lead_form_take(ngx_http_lead_form_flush_t *flush)
{
    size_t                          i;
    ngx_uint_t                      step, count;
    ngx_atomic_uint_t               n;
    ngx_http_lead_form_counters_t  *counters;

    count = 0;

    for (i = 0; i <= flush->funnel->form->fields_count; i++) {
        counters = flush->funnel->pending[i];

        for (step = 0; counters != NULL && step < NGX_HTTP_LEAD_FORM_STEPS;
             step++)
        {
            n = counters->count[step];

            if (n > 0
                && ngx_atomic_cmp_set(&counters->count[step], n, 0))
            {
                flush->taken[i][step] = n;
                count++;
            }
        }
    }

    return count;
}


static ngx_int_t
ngx_http_lead_form_send_counts(ngx_http_lead_form_flush_t *flush,
    ngx_uint_t count)
{
    size_t                          i;
    ngx_tm_t                        tm;
    ngx_str_t                      *argv, *arg, field;
    ngx_uint_t                      step;
    ngx_http_lead_form_funnel_t    *funnel;
    ngx_http_lead_form_redis_op_t  *op;

    funnel = flush->funnel;

    argv = ngx_palloc(flush->pool, (2 + 2 * count) * sizeof(ngx_str_t));
    if (argv == NULL) {
        return NGX_ERROR;
    }

    ngx_gmtime(ngx_time(), &tm);

    argv[0].data = ngx_pnalloc(flush->pool, sizeof("lf:{.0}:stats::YYYY-MM-DD")
                               + funnel->site.len + funnel->form->name.len);
    if (argv[0].data == NULL) {
        return NGX_ERROR;
    }

    argv[0].len = ngx_sprintf(argv[0].data, "lf:{%V.0}:stats:%*s:%4d-%02d-%02d",
                              &funnel->site, funnel->form->name.len,
                              funnel->form->name.data, tm.ngx_tm_year,
                              tm.ngx_tm_mon, tm.ngx_tm_mday)
                  - argv[0].data;
    ngx_str_set(&argv[1], NGX_HTTP_LEAD_FORM_STATS_TTL);
    arg = argv + 2;

    for (i = 0; i <= funnel->form->fields_count; i++) {
        for (step = 0; step < NGX_HTTP_LEAD_FORM_STEPS; step++) {
            if (flush->taken[i][step] == 0) {
                continue;
            }

            field = funnel->pending[i]->field;
            arg[0].data = ngx_pnalloc(flush->pool, sizeof("answered:")
                                                   + field.len);
            arg[1].data = ngx_pnalloc(flush->pool, NGX_INT64_LEN);

            if (arg[0].data == NULL || arg[1].data == NULL) {
                return NGX_ERROR;
            }

            arg[0].len = ngx_sprintf(arg[0].data, "%V%s%V",
                                     &ngx_http_lead_form_step_names[step],
                                     field.len > 0 ? ":" : "", &field)
                         - arg[0].data;
            arg[1].len = ngx_sprintf(arg[1].data, "%uA",
                                     flush->taken[i][step]) - arg[1].data;
            arg += 2;
        }
    }

    op = ngx_http_lead_form_redis_op(funnel->redis, 0,
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


/*
 * What never reached Redis is counted again later; what may have reached it
 * is not: a counter may miss a little, never show what was not there.
 */

static void
ngx_http_lead_form_flushed(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count)
{
    size_t                       i;
    ngx_uint_t                   step;
    ngx_http_lead_form_flush_t  *flush = data;

    if (result == NGX_HTTP_LEAD_FORM_REDIS_UNAVAILABLE
        || (result == NGX_HTTP_LEAD_FORM_REDIS_OK
            && replies[0]->type == REDIS_REPLY_ERROR))
    {
        for (i = 0; i <= flush->funnel->form->fields_count; i++) {
            for (step = 0; step < NGX_HTTP_LEAD_FORM_STEPS; step++) {
                if (flush->taken[i][step] > 0) {
                    (void) ngx_atomic_fetch_add(
                        &flush->funnel->pending[i]->count[step],
                        flush->taken[i][step]);
                }
            }
        }
    }

    ngx_destroy_pool(flush->pool);
}
