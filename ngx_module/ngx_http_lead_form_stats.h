/*
 * The shared zone's layout.
 */

#ifndef NGX_HTTP_LEAD_FORM_STATS_H
#define NGX_HTTP_LEAD_FORM_STATS_H

#include "ngx_http_lead_form_module.h"


#define NGX_HTTP_LEAD_FORM_BUCKETS        14        /* and one for the rest */
#define NGX_HTTP_LEAD_FORM_COUNTER_LISTS  1021
#define NGX_HTTP_LEAD_FORM_COUNTED_MAX    6000      /* fields of all forms */

struct ngx_http_lead_form_counters_s {
    ngx_http_lead_form_counters_t  *next;
    ngx_str_t                       site;
    ngx_str_t                       form;
    ngx_str_t                       field;          /* empty: the first step */
    uint32_t                        node;           /* 0: a total */
    ngx_atomic_t                    count[NGX_HTTP_LEAD_FORM_STEPS];
};

/* One field's counters: NULL until they are wanted. */
typedef struct {
    ngx_http_lead_form_counters_t  *total;
    ngx_http_lead_form_counters_t  *pending;    /* NULL: not for Redis */
} ngx_http_lead_form_counted_t;

/* One form of one version, as one site counts it in one Redis. */
struct ngx_http_lead_form_funnel_s {
    ngx_http_lead_form_funnel_t    *next;
    lf_form_t                      *form;
    ngx_str_t                       site;
    uint32_t                        node;
    ngx_http_lead_form_counted_t    fields[];   /* fields_count + 1; last: "" */
};

typedef struct {
    ngx_atomic_t                    outcomes[NGX_HTTP_LEAD_FORM_OUTCOMES];
    ngx_atomic_t                    round_trips[NGX_HTTP_LEAD_FORM_BUCKETS
                                                + 1];
    ngx_atomic_t                    round_trip_sum;     /* microseconds */
    ngx_atomic_t                    connects;
    ngx_atomic_t                    failures[
                                    NGX_HTTP_LEAD_FORM_REDIS_LOST + 1];
    ngx_atomic_int_t                connections[NGX_MAX_PROCESSES];
    ngx_http_lead_form_counters_t  *totals[
                                    NGX_HTTP_LEAD_FORM_COUNTER_LISTS];
    ngx_http_lead_form_counters_t  *pending[        /* not in Redis yet */
                                    NGX_HTTP_LEAD_FORM_COUNTER_LISTS];
    ngx_uint_t                      totals_count;
    ngx_uint_t                      pending_count;

    /* What came when there was no room for counters of its own. */
    ngx_http_lead_form_counters_t   rest;
} ngx_http_lead_form_stats_t;


extern const ngx_str_t   ngx_http_lead_form_step_names[];

/* Upper bounds, in microseconds. */
extern const ngx_msec_t  ngx_http_lead_form_buckets[];

ngx_http_lead_form_stats_t *ngx_http_lead_form_stats(
    ngx_http_lead_form_main_conf_t *conf);

/* ngx_http_lead_form_status_forms.c */
void ngx_http_lead_form_status_forms_json(lf_out_t *out,
    ngx_http_lead_form_main_conf_t *lmcf);
void ngx_http_lead_form_status_forms_prometheus(lf_out_t *out,
    ngx_http_lead_form_main_conf_t *lmcf);

#endif
