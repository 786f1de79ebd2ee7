/*
 * The status page: what the shared zone counted, as JSON or as Prometheus
 * text.  Names of forms and fields, and numbers; never a value.
 */

#include "ngx_http_lead_form_stats.h"


#define NGX_HTTP_LEAD_FORM_STATUS_SIZE  (16 * 1024)

/* A response under way, in either format. */
typedef struct {
    lf_out_t                         out;
    ngx_http_lead_form_stats_t      *stats;
    ngx_http_lead_form_main_conf_t  *conf;
    ngx_uint_t                       items;     /* of the list at work */
} ngx_http_lead_form_status_t;


static ngx_int_t ngx_http_lead_form_status_handler(ngx_http_request_t *r);
static ngx_int_t ngx_http_lead_form_status_refuse(ngx_http_request_t *r);
static ngx_uint_t ngx_http_lead_form_wants_prometheus(ngx_http_request_t *r);
static ngx_uint_t ngx_http_lead_form_accepts(ngx_str_t *accept,
    const char *type);
static void ngx_http_lead_form_status_json(
    ngx_http_lead_form_status_t *status);
static void ngx_http_lead_form_status_prometheus(
    ngx_http_lead_form_status_t *status);
static void ngx_http_lead_form_status_histogram(
    ngx_http_lead_form_status_t *status);
static void ngx_http_lead_form_status_buckets(
    ngx_http_lead_form_status_t *status);
static void ngx_http_lead_form_each_funnel(
    ngx_http_lead_form_status_t *status,
    void (*each)(ngx_http_lead_form_status_t *status,
                 ngx_http_lead_form_counters_t *counters));
static void ngx_http_lead_form_funnel_json(ngx_http_lead_form_status_t *status,
    ngx_http_lead_form_counters_t *counters);
static void ngx_http_lead_form_funnel_prometheus(
    ngx_http_lead_form_status_t *status,
    ngx_http_lead_form_counters_t *counters);
static int64_t ngx_http_lead_form_connections(
    ngx_http_lead_form_stats_t *stats);
static void ngx_http_lead_form_seconds(lf_out_t *out, uint64_t microseconds);


static const char * const  ngx_http_lead_form_failure_names[] = {
    "", "unavailable", "timeout", "lost"
};


char *
ngx_http_lead_form_status(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_core_loc_conf_t  *clcf;

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);

    if (clcf->handler != NULL) {
        return "conflicts with another handler of this location";
    }

    clcf->handler = ngx_http_lead_form_status_handler;

    return NGX_CONF_OK;
}


static ngx_int_t
ngx_http_lead_form_status_handler(ngx_http_request_t *r)
{
    ngx_int_t                        rc;
    ngx_buf_t                       *b;
    ngx_chain_t                      out;
    ngx_http_lead_form_mem_t         mem;
    ngx_http_lead_form_status_t      status;
    ngx_http_lead_form_main_conf_t  *conf;

    if (!(r->method & (NGX_HTTP_GET|NGX_HTTP_HEAD))) {
        return ngx_http_lead_form_status_refuse(r);
    }

    rc = ngx_http_discard_request_body(r);
    if (rc != NGX_OK) {
        return rc;
    }

    conf = ngx_http_get_module_main_conf(r, ngx_http_lead_form_module);
    ngx_http_lead_form_mem_init(&mem, r->pool);
    lf_out_init(&status.out, &mem.mem, NGX_HTTP_LEAD_FORM_STATUS_SIZE);
    status.conf = conf;
    status.stats = ngx_http_lead_form_stats(conf);
    status.items = 0;

    if (ngx_http_lead_form_wants_prometheus(r)) {
        ngx_str_set(&r->headers_out.content_type,
                    "text/plain; version=0.0.4; charset=utf-8");
        ngx_http_lead_form_status_prometheus(&status);

    } else {
        ngx_str_set(&r->headers_out.content_type, "application/json");
        ngx_http_lead_form_status_json(&status);
    }

    b = ngx_calloc_buf(r->pool);
    if (b == NULL || status.out.failed) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    b->pos = (u_char *) status.out.data;
    b->last = b->pos + status.out.len;
    b->memory = 1;
    b->last_buf = r == r->main;
    b->last_in_chain = 1;
    out.buf = b;
    out.next = NULL;

    r->headers_out.content_type_len = r->headers_out.content_type.len;
    r->headers_out.status = NGX_HTTP_OK;
    r->headers_out.content_length_n = status.out.len;

    rc = ngx_http_send_header(r);

    if (rc == NGX_ERROR || rc > NGX_OK || r->header_only) {
        return rc;
    }

    return ngx_http_output_filter(r, &out);
}


static ngx_int_t
ngx_http_lead_form_status_refuse(ngx_http_request_t *r)
{
    ngx_table_elt_t  *allow;

    allow = ngx_list_push(&r->headers_out.headers);
    if (allow == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    allow->hash = 1;
#if (nginx_version >= 1023000)
    allow->next = NULL;
#endif
    ngx_str_set(&allow->key, "Allow");
    ngx_str_set(&allow->value, "GET, HEAD");

    return NGX_HTTP_NOT_ALLOWED;
}


/* A scraper asks for text; a person or a program gets JSON. */

static ngx_uint_t
ngx_http_lead_form_wants_prometheus(ngx_http_request_t *r)
{
    ngx_str_t         format;
    ngx_uint_t        i;
    ngx_list_part_t  *part;
    ngx_table_elt_t  *h;

    if (ngx_http_arg(r, (u_char *) "format", 6, &format) == NGX_OK) {
        return format.len == sizeof("prometheus") - 1
               && ngx_strncmp(format.data, "prometheus", format.len) == 0;
    }

    for (part = &r->headers_in.headers.part; part != NULL; part = part->next) {
        h = part->elts;

        for (i = 0; i < part->nelts; i++) {
            if (h[i].key.len != 6
                || ngx_memcmp(h[i].lowcase_key, "accept", 6) != 0)
            {
                continue;
            }

            return !ngx_http_lead_form_accepts(&h[i].value,
                                               "application/json")
                   && (ngx_http_lead_form_accepts(&h[i].value, "text/plain")
                       || ngx_http_lead_form_accepts(&h[i].value,
                                                     "openmetrics"));
        }
    }

    return 0;
}


static ngx_uint_t
ngx_http_lead_form_accepts(ngx_str_t *accept, const char *type)
{
    return ngx_strlcasestrn(accept->data, accept->data + accept->len,
                            (u_char *) type, ngx_strlen(type) - 1) != NULL;
}


static void
ngx_http_lead_form_status_json(ngx_http_lead_form_status_t *status)
{
    lf_out_t    *out;
    ngx_uint_t   i;

    out = &status->out;
    lf_out_lit(out, "{\"requests\":{");

    for (i = 1; i < NGX_HTTP_LEAD_FORM_OUTCOMES; i++) {
        if (i > 1) {
            lf_out_byte(out, ',');
        }

        lf_out_json(out, ngx_http_lead_form_to_core(
                             ngx_http_lead_form_outcome_names[i]));
        lf_out_byte(out, ':');
        lf_out_int(out, status->stats->outcomes[i]);
    }

    lf_out_lit(out, "},\"redis\":{\"connections\":");
    lf_out_int(out, ngx_http_lead_form_connections(status->stats));
    lf_out_lit(out, ",\"connects\":");
    lf_out_int(out, status->stats->connects);
    lf_out_lit(out, ",\"errors\":{");

    for (i = 1; i <= NGX_HTTP_LEAD_FORM_REDIS_LOST; i++) {
        if (i > 1) {
            lf_out_byte(out, ',');
        }

        lf_out_json(out, lf_str_of(ngx_http_lead_form_failure_names[i]));
        lf_out_byte(out, ':');
        lf_out_int(out, status->stats->failures[i]);
    }

    lf_out_lit(out, "},\"round_trip_seconds\":");
    ngx_http_lead_form_status_histogram(status);
    lf_out_lit(out, "},\"funnel\":[");
    ngx_http_lead_form_each_funnel(status, ngx_http_lead_form_funnel_json);
    lf_out_lit(out, "],\"forms\":");
    ngx_http_lead_form_status_forms_json(out, status->conf);
    lf_out_lit(out, "}\n");
}


static void
ngx_http_lead_form_status_histogram(ngx_http_lead_form_status_t *status)
{
    lf_out_t    *out;
    uint64_t     count;
    ngx_uint_t   i;

    out = &status->out;
    count = 0;
    lf_out_lit(out, "{\"buckets\":[");

    for (i = 0; i < NGX_HTTP_LEAD_FORM_BUCKETS; i++) {
        count += status->stats->round_trips[i];

        lf_out_add(out, i > 0 ? lf_str(",{\"le\":") : lf_str("{\"le\":"));
        ngx_http_lead_form_seconds(out, ngx_http_lead_form_buckets[i]);
        lf_out_lit(out, ",\"count\":");
        lf_out_int(out, count);
        lf_out_byte(out, '}');
    }

    lf_out_lit(out, "],\"count\":");
    lf_out_int(out, count
                    + status->stats->round_trips[NGX_HTTP_LEAD_FORM_BUCKETS]);
    lf_out_lit(out, ",\"sum\":");
    ngx_http_lead_form_seconds(out, status->stats->round_trip_sum);
    lf_out_byte(out, '}');
}


static void
ngx_http_lead_form_funnel_json(ngx_http_lead_form_status_t *status,
    ngx_http_lead_form_counters_t *counters)
{
    lf_out_t    *out;
    ngx_uint_t   i;

    out = &status->out;

    lf_out_add(out, status->items++ > 0 ? lf_str(",{\"site\":")
                                        : lf_str("{\"site\":"));
    lf_out_json(out, ngx_http_lead_form_to_core(counters->site));
    lf_out_lit(out, ",\"form\":");
    lf_out_json(out, ngx_http_lead_form_to_core(counters->form));
    lf_out_lit(out, ",\"field\":");
    lf_out_json(out, ngx_http_lead_form_to_core(counters->field));

    for (i = 0; i < NGX_HTTP_LEAD_FORM_STEPS; i++) {
        lf_out_byte(out, ',');
        lf_out_json(out, ngx_http_lead_form_to_core(
                             ngx_http_lead_form_step_names[i]));
        lf_out_byte(out, ':');
        lf_out_int(out, counters->count[i]);
    }

    lf_out_byte(out, '}');
}


/* Exposition format 0.0.4: HELP and TYPE of a family, then its samples. */

static void
ngx_http_lead_form_status_prometheus(ngx_http_lead_form_status_t *status)
{
    lf_out_t    *out;
    ngx_uint_t   i;

    out = &status->out;

    lf_out_lit(out,
        "# HELP lead_form_requests_total Requests for forms, by outcome.\n"
        "# TYPE lead_form_requests_total counter\n");

    for (i = 1; i < NGX_HTTP_LEAD_FORM_OUTCOMES; i++) {
        lf_out_lit(out, "lead_form_requests_total{outcome=\"");
        lf_out_add(out, ngx_http_lead_form_to_core(
                            ngx_http_lead_form_outcome_names[i]));
        lf_out_lit(out, "\"} ");
        lf_out_int(out, status->stats->outcomes[i]);
        lf_out_byte(out, '\n');
    }

    lf_out_lit(out,
        "# HELP lead_form_redis_connections Connections to Redis now.\n"
        "# TYPE lead_form_redis_connections gauge\n"
        "lead_form_redis_connections ");
    lf_out_int(out, ngx_http_lead_form_connections(status->stats));
    lf_out_lit(out,
        "\n# HELP lead_form_redis_connects_total Connections made to Redis.\n"
        "# TYPE lead_form_redis_connects_total counter\n"
        "lead_form_redis_connects_total ");
    lf_out_int(out, status->stats->connects);
    lf_out_lit(out,
        "\n# HELP lead_form_redis_errors_total Operations that failed.\n"
        "# TYPE lead_form_redis_errors_total counter\n");

    for (i = 1; i <= NGX_HTTP_LEAD_FORM_REDIS_LOST; i++) {
        lf_out_lit(out, "lead_form_redis_errors_total{reason=\"");
        lf_out_add(out, lf_str_of(ngx_http_lead_form_failure_names[i]));
        lf_out_lit(out, "\"} ");
        lf_out_int(out, status->stats->failures[i]);
        lf_out_byte(out, '\n');
    }

    ngx_http_lead_form_status_buckets(status);

    lf_out_lit(out,
        "# HELP lead_form_funnel_total Steps of the funnel, by form and "
        "field; no field is the first step.\n"
        "# TYPE lead_form_funnel_total counter\n");
    ngx_http_lead_form_each_funnel(status,
                                   ngx_http_lead_form_funnel_prometheus);
    ngx_http_lead_form_status_forms_prometheus(out, status->conf);
}


static void
ngx_http_lead_form_status_buckets(ngx_http_lead_form_status_t *status)
{
    lf_out_t    *out;
    uint64_t     count;
    ngx_uint_t   i;

    out = &status->out;
    count = 0;

    lf_out_lit(out,
        "# HELP lead_form_redis_round_trip_seconds From submitting to Redis "
        "to having the reply.\n"
        "# TYPE lead_form_redis_round_trip_seconds histogram\n");

    for (i = 0; i <= NGX_HTTP_LEAD_FORM_BUCKETS; i++) {
        count += status->stats->round_trips[i];
        lf_out_lit(out, "lead_form_redis_round_trip_seconds_bucket{le=\"");

        if (i < NGX_HTTP_LEAD_FORM_BUCKETS) {
            ngx_http_lead_form_seconds(out, ngx_http_lead_form_buckets[i]);

        } else {
            lf_out_lit(out, "+Inf");
        }

        lf_out_lit(out, "\"} ");
        lf_out_int(out, count);
        lf_out_byte(out, '\n');
    }

    lf_out_lit(out, "lead_form_redis_round_trip_seconds_sum ");
    ngx_http_lead_form_seconds(out, status->stats->round_trip_sum);
    lf_out_lit(out, "\nlead_form_redis_round_trip_seconds_count ");
    lf_out_int(out, count);
    lf_out_byte(out, '\n');
}


/* Site, form and field names need no escape: none can hold a quote. */

static void
ngx_http_lead_form_funnel_prometheus(ngx_http_lead_form_status_t *status,
    ngx_http_lead_form_counters_t *counters)
{
    lf_out_t    *out;
    ngx_uint_t   i;

    out = &status->out;

    for (i = 0; i < NGX_HTTP_LEAD_FORM_STEPS; i++) {
        lf_out_lit(out, "lead_form_funnel_total{site=\"");
        lf_out_add(out, ngx_http_lead_form_to_core(counters->site));
        lf_out_lit(out, "\",form=\"");
        lf_out_add(out, ngx_http_lead_form_to_core(counters->form));
        lf_out_lit(out, "\",field=\"");
        lf_out_add(out, ngx_http_lead_form_to_core(counters->field));
        lf_out_lit(out, "\",step=\"");
        lf_out_add(out, ngx_http_lead_form_to_core(
                            ngx_http_lead_form_step_names[i]));
        lf_out_lit(out, "\"} ");
        lf_out_int(out, counters->count[i]);
        lf_out_byte(out, '\n');
    }
}


static void
ngx_http_lead_form_each_funnel(ngx_http_lead_form_status_t *status,
    void (*each)(ngx_http_lead_form_status_t *status,
                 ngx_http_lead_form_counters_t *counters))
{
    ngx_uint_t                      i;
    ngx_http_lead_form_counters_t  *counters;

    for (i = 0; i < NGX_HTTP_LEAD_FORM_COUNTER_LISTS; i++) {
        counters = status->stats->totals[i];

        for ( /* void */ ; counters != NULL; counters = counters->next) {
            each(status, counters);
        }
    }

    for (i = 0; i < NGX_HTTP_LEAD_FORM_STEPS; i++) {
        if (status->stats->rest.count[i] > 0) {
            each(status, &status->stats->rest);
            break;
        }
    }
}


static int64_t
ngx_http_lead_form_connections(ngx_http_lead_form_stats_t *stats)
{
    int64_t     sum;
    ngx_uint_t  i;

    sum = 0;

    for (i = 0; i < NGX_MAX_PROCESSES; i++) {
        sum += stats->connections[i];
    }

    return sum;
}


static void
ngx_http_lead_form_seconds(lf_out_t *out, uint64_t microseconds)
{
    u_char  text[NGX_INT64_LEN + sizeof(".000000")], *end;

    end = ngx_sprintf(text, "%uL.%06uL", microseconds / 1000000,
                      microseconds % 1000000);

    lf_out_add(out, (lf_str_t) { (char *) text, end - text });
}
