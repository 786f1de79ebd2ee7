/*
 * Stats: the shared zone that all workers count in and that a reload keeps.
 * Forms and fields come and go; their counters are made when they are first
 * wanted, found again by name, and stay.
 */

#include "ngx_http_lead_form_stats.h"


#define NGX_HTTP_LEAD_FORM_ZONE_SIZE  (4 * 1024 * 1024)


static ngx_int_t ngx_http_lead_form_zone_init(ngx_shm_zone_t *zone,
    void *data);
static ngx_http_lead_form_funnel_t *ngx_http_lead_form_make_funnel(
    ngx_http_lead_form_main_conf_t *lmcf,
    ngx_http_lead_form_loc_conf_t *conf, lf_form_t *form);
static void ngx_http_lead_form_resolve(ngx_slab_pool_t *slab,
    ngx_http_lead_form_funnel_t *funnel, size_t field);
static ngx_http_lead_form_counters_t *ngx_http_lead_form_find_counters(
    ngx_slab_pool_t *slab, ngx_http_lead_form_counters_t **lists,
    ngx_uint_t *count, uint32_t node, ngx_str_t *site, lf_str_t form,
    lf_str_t field);
static ngx_http_lead_form_counters_t *ngx_http_lead_form_make_counters(
    ngx_slab_pool_t *slab, ngx_str_t *site, lf_str_t form, lf_str_t field);
static void ngx_http_lead_form_observe_round_trip(ngx_msec_t microseconds);
static void ngx_http_lead_form_observe_connection(ngx_int_t change);
static void ngx_http_lead_form_observe_failure(
    ngx_http_lead_form_redis_result_e result);


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

/* The zone of the worker's configuration. */
static ngx_slab_pool_t             *ngx_http_lead_form_worker_slab;
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


/* Forms that the configuration names are counted from 0 on. */

static ngx_int_t
ngx_http_lead_form_zone_init(ngx_shm_zone_t *zone, void *data)
{
    ngx_uint_t                       i;
    ngx_slab_pool_t                 *slab;
    ngx_http_lead_form_stats_t      *stats;
    ngx_http_lead_form_main_conf_t  *lmcf;
    ngx_http_lead_form_loc_conf_t  **locations;

    lmcf = zone->data;
    slab = (ngx_slab_pool_t *) zone->shm.addr;

    if (data == NULL && !zone->shm.exists) {
        stats = ngx_slab_calloc(slab, sizeof(ngx_http_lead_form_stats_t));
        if (stats == NULL) {
            return NGX_ERROR;
        }

        slab->data = stats;
        slab->log_nomem = 0;
        ngx_str_set(&stats->rest.site, "*");
        ngx_str_set(&stats->rest.form, "*");
        ngx_str_set(&stats->rest.field, "*");
    }

    locations = lmcf->locations.elts;

    for (i = 0; i < lmcf->locations.nelts; i++) {
        if (locations[i]->any == NULL) {
            ngx_http_lead_form_version_choose(locations[i], lmcf);
        }
    }

    return NGX_OK;
}


/*
 * The funnel of a form of the folder's current version; NULL: not counted,
 * memory is out.  Locations of the same form, site and Redis share one.
 */

ngx_http_lead_form_funnel_t *
ngx_http_lead_form_funnel(ngx_http_lead_form_main_conf_t *lmcf,
    ngx_http_lead_form_loc_conf_t *conf, lf_form_t *form)
{
    uint32_t                       node;
    ngx_http_lead_form_funnel_t   *funnel, **list;

    if (form == NULL) {
        return NULL;
    }

    node = ngx_http_lead_form_redis_id(conf->redis);
    list = &conf->folder->current->funnels[
               ((uintptr_t) form / sizeof(lf_form_t))
               % NGX_HTTP_LEAD_FORM_FUNNEL_LISTS];

    for (funnel = *list; funnel != NULL; funnel = funnel->next) {
        if (funnel->form == form && funnel->node == node
            && lf_str_eq(ngx_http_lead_form_to_core(funnel->site),
                         ngx_http_lead_form_to_core(conf->site)))
        {
            return funnel;
        }
    }

    funnel = ngx_http_lead_form_make_funnel(lmcf, conf, form);

    if (funnel != NULL) {
        funnel->next = *list;
        *list = funnel;
    }

    return funnel;
}


/* What a form asks is shown from 0 on; other fields once they are counted. */

static ngx_http_lead_form_funnel_t *
ngx_http_lead_form_make_funnel(ngx_http_lead_form_main_conf_t *lmcf,
    ngx_http_lead_form_loc_conf_t *conf, lf_form_t *form)
{
    size_t                        i;
    ngx_slab_pool_t              *slab;
    ngx_http_lead_form_funnel_t  *funnel;

    funnel = ngx_calloc(sizeof(ngx_http_lead_form_funnel_t)
                        + (form->fields_count + 1)
                          * sizeof(ngx_http_lead_form_counted_t),
                        ngx_cycle->log);
    if (funnel == NULL) {
        return NULL;
    }

    funnel->form = form;
    funnel->site = conf->site;
    funnel->node = ngx_http_lead_form_redis_id(conf->redis);
    slab = (ngx_slab_pool_t *) lmcf->zone->shm.addr;

    ngx_http_lead_form_resolve(slab, funnel, form->fields_count);
    ngx_http_lead_form_resolve(slab, funnel, form->name_field);

    for (i = 0; i < form->contacts_count; i++) {
        ngx_http_lead_form_resolve(slab, funnel, form->contacts[i]);
    }

    for (i = 0; i < form->sequence_count; i++) {
        ngx_http_lead_form_resolve(slab, funnel, form->sequence[i].field);
    }

    return funnel;
}


static void
ngx_http_lead_form_resolve(ngx_slab_pool_t *slab,
    ngx_http_lead_form_funnel_t *funnel, size_t field)
{
    lf_str_t                       name;
    ngx_http_lead_form_stats_t    *stats;
    ngx_http_lead_form_counted_t  *counted;

    stats = slab->data;
    counted = &funnel->fields[field];
    name = field < funnel->form->fields_count
           ? funnel->form->fields[field].name : lf_str("");

    ngx_shmtx_lock(&slab->mutex);

    counted->total = ngx_http_lead_form_find_counters(slab, stats->totals,
                               &stats->totals_count, 0, &funnel->site,
                               funnel->form->name, name);

    if (counted->total != NULL) {
        counted->pending = ngx_http_lead_form_find_counters(slab,
                               stats->pending, &stats->pending_count,
                               funnel->node, &funnel->site,
                               funnel->form->name, name);
    } else {
        counted->total = &stats->rest;
    }

    ngx_shmtx_unlock(&slab->mutex);
}


/* Under the zone's lock; NULL: there is no room. */

static ngx_http_lead_form_counters_t *
ngx_http_lead_form_find_counters(ngx_slab_pool_t *slab,
    ngx_http_lead_form_counters_t **lists, ngx_uint_t *count, uint32_t node,
    ngx_str_t *site, lf_str_t form, lf_str_t field)
{
    uint32_t                         hash;
    ngx_http_lead_form_counters_t   *found, **list;

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

    if (*count == NGX_HTTP_LEAD_FORM_COUNTED_MAX) {
        return NULL;
    }

    found = ngx_http_lead_form_make_counters(slab, site, form, field);
    if (found == NULL) {
        return NULL;
    }

    /* Readers walk the list unlocked: an entry is whole before it is seen. */

    found->node = node;
    found->next = *list;
    ngx_memory_barrier();
    *list = found;
    (*count)++;

    return found;
}


static ngx_http_lead_form_counters_t *
ngx_http_lead_form_make_counters(ngx_slab_pool_t *slab, ngx_str_t *site,
    lf_str_t form, lf_str_t field)
{
    u_char                         *p;
    ngx_http_lead_form_counters_t  *counters;

    counters = ngx_slab_calloc_locked(slab,
                                      sizeof(ngx_http_lead_form_counters_t)
                                      + site->len + form.len + field.len);
    if (counters == NULL) {
        return NULL;
    }

    p = (u_char *) (counters + 1);
    counters->site = (ngx_str_t) { site->len, p };
    p = ngx_cpymem(p, site->data, site->len);
    counters->form = (ngx_str_t) { form.len, p };
    p = ngx_cpymem(p, form.data, form.len);
    counters->field = (ngx_str_t) { field.len, p };
    ngx_memcpy(p, field.data, field.len);

    return counters;
}


ngx_http_lead_form_stats_t *
ngx_http_lead_form_stats(ngx_http_lead_form_main_conf_t *conf)
{
    return ((ngx_slab_pool_t *) conf->zone->shm.addr)->data;
}


ngx_int_t
ngx_http_lead_form_stats_init_process(ngx_cycle_t *cycle)
{
    ngx_http_lead_form_main_conf_t  *conf;

    conf = ngx_http_cycle_get_module_main_conf(cycle,
                                               ngx_http_lead_form_module);

    if (conf == NULL || conf->zone == NULL) {
        return NGX_OK;
    }

    ngx_http_lead_form_worker_slab = (ngx_slab_pool_t *) conf->zone->shm.addr;
    ngx_http_lead_form_worker_stats = ngx_http_lead_form_stats(conf);
    ngx_http_lead_form_worker_stats->connections[ngx_process_slot] = 0;
    ngx_http_lead_form_redis_observe(&ngx_http_lead_form_observer);
    ngx_http_lead_form_flush_start(cycle, conf);

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
    ngx_http_lead_form_counted_t  *counted;

    if (ctx->funnel == NULL || ctx->preview != NULL) {
        return;
    }

    if (field < 0) {
        field = ctx->form->fields_count;
    }

    counted = &ctx->funnel->fields[field];

    if (counted->total == NULL) {
        ngx_http_lead_form_resolve(ngx_http_lead_form_worker_slab,
                                   ctx->funnel, field);
    }

    (void) ngx_atomic_fetch_add(&counted->total->count[step], 1);

    if (counted->pending != NULL) {
        (void) ngx_atomic_fetch_add(&counted->pending->count[step], 1);
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
