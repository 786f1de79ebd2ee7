/*
 * What the files of the module share: configuration, the context of one
 * request, and the verbs that a request meets in this order:
 *
 *     identify → load → decode → decide → validate → save → render
 *
 * A verb returns NGX_OK (on to the next), NGX_AGAIN (it waits, and calls
 * ngx_http_lead_form_resume later), NGX_DONE (the answer is settled: on to
 * render), or an HTTP status that ends the request.
 */

#ifndef NGX_HTTP_LEAD_FORM_MODULE_H
#define NGX_HTTP_LEAD_FORM_MODULE_H

#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_http.h>

#include <lead_form/lf_accept.h>
#include <lead_form/lf_attribution.h>
#include <lead_form/lf_body.h>
#include <lead_form/lf_data.h>
#include <lead_form/lf_folder.h>
#include <lead_form/lf_form.h>
#include <lead_form/lf_geo.h>
#include <lead_form/lf_keys.h>
#include <lead_form/lf_link.h>
#include <lead_form/lf_page.h>
#include <lead_form/lf_preview.h>
#include <lead_form/lf_submission.h>
#include <lead_form/lf_visitor.h>

#include "ngx_http_lead_form_redis.h"


#define NGX_HTTP_LEAD_FORM_SUSPECT_TTL      (30 * 24 * 3600)    /* seconds */
#define NGX_HTTP_LEAD_FORM_RETRY_AFTER     "5"                  /* seconds */
#define NGX_HTTP_LEAD_FORM_UNPROCESSABLE    422
#define NGX_HTTP_LEAD_FORM_FUNNEL_LISTS     64
#define NGX_HTTP_LEAD_FORM_JSON             ".json"

typedef enum {
    NGX_HTTP_LEAD_FORM_NONE,
    NGX_HTTP_LEAD_FORM_NEW,             /* the first step was shown */
    NGX_HTTP_LEAD_FORM_QUESTION,        /* a question was shown */
    NGX_HTTP_LEAD_FORM_KNOWN,           /* the form's own button was shown */
    NGX_HTTP_LEAD_FORM_SAVED,
    NGX_HTTP_LEAD_FORM_SPOOLED,
    NGX_HTTP_LEAD_FORM_INVALID,
    NGX_HTTP_LEAD_FORM_RETRY,           /* asked to press once more */
    NGX_HTTP_LEAD_FORM_SUSPECT,         /* quarantined */
    NGX_HTTP_LEAD_FORM_REFUSED,         /* 403, 405, 413, 415, 400 */
    NGX_HTTP_LEAD_FORM_UNAVAILABLE,     /* 503 */
    NGX_HTTP_LEAD_FORM_OUTCOMES
} ngx_http_lead_form_outcome_e;

/* In what shape the answer goes out; what it says is the same. */
typedef enum {
    NGX_HTTP_LEAD_FORM_PAGE,
    NGX_HTTP_LEAD_FORM_FRAGMENT,        /* ?fragment */
    NGX_HTTP_LEAD_FORM_DATA             /* Accept: application/json */
} ngx_http_lead_form_shape_e;

/* What the funnel counts, by form and field ("" is the first step). */
typedef enum {
    NGX_HTTP_LEAD_FORM_SHOWN,
    NGX_HTTP_LEAD_FORM_ANSWERED,
    NGX_HTTP_LEAD_FORM_BLANK,
    NGX_HTTP_LEAD_FORM_DECLINED,
    NGX_HTTP_LEAD_FORM_INVALID_INPUT,
    NGX_HTTP_LEAD_FORM_STEPS
} ngx_http_lead_form_step_e;

typedef struct {
    ngx_str_t   file;
    ngx_uint_t  line;                   /* 0: not given */
} ngx_http_lead_form_place_t;

typedef struct ngx_http_lead_form_funnel_s  ngx_http_lead_form_funnel_t;

/*
 * A version of a folder's forms.  A request holds the one that it began with
 * to its end; it is freed when the folder has another one and nobody is left.
 */
typedef struct {
    ngx_queue_t                   queue;    /* of folder->versions */
    lf_folder_t                  *forms;
    int64_t                      *since;    /* of forms->site->forms[]; ms */
    ngx_uint_t                    users;    /* requests, and the folder */
    ngx_http_lead_form_funnel_t  *funnels[NGX_HTTP_LEAD_FORM_FUNNEL_LISTS];
} ngx_http_lead_form_version_t;

/* A folder of forms, as this process knows it. */
typedef struct {
    ngx_str_t                      path;
    ngx_str_t                      state;   /* of last good versions, or "" */
    ngx_http_lead_form_version_t  *current;
    ngx_uint_t                     serial;  /* of the current version */
    ngx_queue_t                    versions;
    uint64_t                       seen;    /* of the files, as configured */
    uint64_t                       read;
#if (NGX_THREADS)
    ngx_thread_pool_t             *thread_pool;
#endif
} ngx_http_lead_form_folder_t;

typedef struct {
    ngx_str_t   path;
    lf_keys_t  *keys;
} ngx_http_lead_form_secret_t;

/* A database of geography, of whatever version; one per file. */
typedef struct ngx_http_lead_form_geo_s  ngx_http_lead_form_geo_t;

/* Funnel counters of one field of one form, in the shared zone. */
typedef struct ngx_http_lead_form_counters_s  ngx_http_lead_form_counters_t;

/* Where a server serves a form. */
typedef struct {
    ngx_http_core_srv_conf_t  *server;
    ngx_str_t                  form;    /* empty: any */
    ngx_str_t                  uri;     /* empty: not told by the location */
    unsigned                   exact:1;
} ngx_http_lead_form_address_t;

typedef struct {
    ngx_array_t      folders;           /* ngx_http_lead_form_folder_t * */
    ngx_array_t      secrets;           /* ngx_http_lead_form_secret_t */
    ngx_array_t      locations;         /* ngx_http_lead_form_loc_conf_t *,
                                           those that serve forms */
    ngx_shm_zone_t  *zone;
    ngx_array_t      geos;              /* ngx_http_lead_form_geo_t * */
    ngx_array_t      addresses;         /* ngx_http_lead_form_address_t */
} ngx_http_lead_form_main_conf_t;

typedef enum {
    NGX_HTTP_LEAD_FORM_SECURE_OFF,
    NGX_HTTP_LEAD_FORM_SECURE_ON,
    NGX_HTTP_LEAD_FORM_SECURE_AUTO
} ngx_http_lead_form_secure_e;

typedef struct {
    ngx_str_t                     name;         /* of the form, as written */
    ngx_http_complex_value_t     *any;          /* if it has variables */
    ngx_http_lead_form_place_t    place;        /* of the directive */
    ngx_str_t                     forms;
    ngx_http_lead_form_place_t    forms_place;
    ngx_str_t                     secret;
    ngx_http_lead_form_place_t    secret_place;
    ngx_path_t                   *state;        /* NULL: none */
    ngx_http_lead_form_redis_t   *redis;
    ngx_str_t                     site;
    ngx_http_complex_value_t     *language;
    ngx_http_complex_value_t     *remember;     /* NULL: on */
    ngx_uint_t                    secure;
    ngx_http_lead_form_geo_t     *geo;          /* NULL: off */
    ngx_array_t                  *origins;      /* ngx_str_t; NULL: none */
    ngx_str_t                     stylesheet;   /* "": none */
    ngx_str_t                     stylesheet_source;    /* for the policy */

    /* Made of the above where `lead_form` stands. */
    ngx_http_lead_form_folder_t  *folder;
    lf_keys_t                    *keys;
    ngx_str_t                     prefix;       /* "lf:{SITE.0}:" */

    /* Looked up for the version of this number. */
    ngx_uint_t                    serial;
    lf_form_t                    *form;
    ngx_http_lead_form_funnel_t  *funnel;
} ngx_http_lead_form_loc_conf_t;


/* The request headers that matter here; borrowed, empty where absent. */
typedef struct {
    lf_accept_t  accept;
    ngx_str_t    accept_language;
    ngx_str_t    origin;
    ngx_str_t    referer;
    ngx_str_t    sec_fetch_site;
    ngx_str_t    sec_gpc;
    ngx_str_t    sec_purpose;
} ngx_http_lead_form_head_t;


/* A pool as the core's allocator. */
typedef struct {
    lf_mem_t     mem;                   /* first */
    ngx_pool_t  *pool;
} ngx_http_lead_form_mem_t;

typedef struct ngx_http_lead_form_ctx_s  ngx_http_lead_form_ctx_t;

typedef ngx_int_t (*ngx_http_lead_form_verb_pt)(ngx_http_lead_form_ctx_t *ctx);

struct ngx_http_lead_form_ctx_s {
    ngx_http_request_t             *request;
    ngx_http_lead_form_loc_conf_t  *conf;
    ngx_http_lead_form_version_t   *version;    /* the same to the end */
    lf_form_t                      *form;       /* of that version */
    ngx_http_lead_form_funnel_t    *funnel;     /* NULL: not counted */
    ngx_http_lead_form_mem_t        mem;
    ngx_uint_t                      verb;       /* the one at work */
    unsigned                        held:1;     /* r->main->count is raised */
    unsigned                        reading:1;  /* inside the body's reading */
    ngx_http_lead_form_redis_op_t  *op;         /* under way; NULL: none */

    /* identify */
    int64_t                         now;        /* milliseconds */
    lf_pair_t                      *args;       /* of the query string */
    size_t                          args_count;
    lf_facts_t                      facts;
    lf_attribution_t                attribution;
    ngx_http_lead_form_shape_e      shape;
    lf_cookie_t                     cookie;
    char                            visitor_text[LF_ID_TEXT_LEN];
    char                            lead_text[LF_ID_TEXT_LEN];
    unsigned                        secure:1;
    unsigned                        gpc:1;
    ngx_str_t                       origin;     /* allowed; empty: none */
    unsigned                        named:1;    /* the cookie is good */
    unsigned                        known:1;    /* and may be used */
    unsigned                        stranger_post:1; /* its cookie is ignored */
    unsigned                        null_origin:1;   /* and none is set */
    unsigned                        foreign:1;  /* of an allowed origin */
    unsigned                        countless:1;     /* HEAD, prefetch */
    unsigned                        may_remember:1;  /* lead_form_remember */
    unsigned                        located:1;       /* facts are of `place` */
    lf_geo_facts_t                  place;
    lf_preview_t                   *preview;    /* NULL: a real visitor */
    lf_link_t                      *link;       /* ours; or NULL */
    unsigned                        with_link:1;     /* good or not */
    unsigned                        link_holds:1;    /* and is not over */
    lf_str_t                        key;        /* Idempotency-Key; has_key */
    unsigned                        has_key:1;
    unsigned                        key_repeated:1;

    /* load */
    lf_visitor_t                    visitor;
    unsigned                        loaded:1;
    unsigned                        redis_away:1;

    /* decode, decide, validate */
    lf_submission_t                 submission;
    lf_ticket_t                     ticket;
    unsigned                        posted:1;   /* submission is filled */
    unsigned                        ticket_ok:1;
    lf_step_t                       step;
    lf_visit_t                      visit;

    /* save */
    lf_cookie_t                     saved;      /* what a cookie is made of */
    uint8_t                         lead[LF_ID_LEN];
    uint8_t                         id[LF_ID_LEN];
    char                            saved_lead_text[LF_ID_TEXT_LEN];
    char                            id_text[LF_ID_TEXT_LEN];
    char                            print_text[LF_ID_TEXT_LEN]; /* has_key */
    unsigned                        is_new_visitor:1;
    unsigned                        remembered:1;    /* has a visitor record */
    unsigned                        suspect:1;
    unsigned                        key_reused:1;   /* for other answers */
    lf_str_t                        preview_event;  /* what is not saved */

    /* render */
    lf_view_t                       view;
    ngx_uint_t                      status;
    lf_message_t                    plain;      /* where has_plain */
    lf_body_error_t                *body_error; /* beside it; NULL: none */
    ngx_str_t                       location;   /* of a 303 */
    unsigned                        has_plain:1;
    unsigned                        set_cookie:1;
    unsigned                        clear_cookie:1;
    ngx_http_lead_form_outcome_e    outcome;
    lf_str_t                        field;      /* the question asked */
};


extern ngx_module_t  ngx_http_lead_form_module;

static inline ngx_str_t
ngx_http_lead_form_to_ngx(lf_str_t s)
{
    return (ngx_str_t) { s.len, (u_char *) s.data };
}

static inline lf_str_t
ngx_http_lead_form_to_core(ngx_str_t s)
{
    return (lf_str_t) { (const char *) s.data, s.len };
}

void ngx_http_lead_form_mem_init(ngx_http_lead_form_mem_t *mem,
    ngx_pool_t *pool);

/* ngx_http_lead_form_conf.c: folder and secret, read while configuring. */
ngx_http_lead_form_folder_t *ngx_http_lead_form_folder(ngx_conf_t *cf,
    ngx_http_lead_form_main_conf_t *lmcf, ngx_http_lead_form_loc_conf_t *conf);
lf_keys_t *ngx_http_lead_form_secret(ngx_conf_t *cf,
    ngx_http_lead_form_main_conf_t *conf, ngx_str_t *path,
    ngx_http_lead_form_place_t *place);
ngx_http_lead_form_main_conf_t *ngx_http_lead_form_running_conf(
    ngx_conf_t *cf);
void ngx_http_lead_form_report_form(ngx_conf_t *cf,
    ngx_http_lead_form_folder_t *folder, ngx_str_t *name);
void ngx_http_lead_form_place(ngx_conf_t *cf,
    ngx_http_lead_form_place_t *place);

/* ngx_http_lead_form_files.c: the files of a folder, in any thread. */
typedef struct {
    lf_mem_t     *mem;
    ngx_log_t    *log;                  /* of what cannot be read; or NULL */
    ngx_str_t     path;                 /* NUL-terminated */
    lf_source_t  *sources;
    size_t        count;
    uint64_t      seen;                 /* stands for names, times, sizes */
    uint64_t      read;                 /* stands for names and texts */
    ngx_err_t     err;                  /* of the folder itself */
} ngx_http_lead_form_files_t;

ngx_int_t ngx_http_lead_form_files_look(ngx_http_lead_form_files_t *files);
ngx_int_t ngx_http_lead_form_files_read(ngx_http_lead_form_files_t *files);
ngx_int_t ngx_http_lead_form_file_read(lf_mem_t *mem, ngx_str_t *path,
    size_t size_max, lf_str_t *text, ngx_log_t *log);

ngx_int_t ngx_http_lead_form_files_read_good(
    ngx_http_lead_form_files_t *files);     /* without what cannot be read */
ngx_int_t ngx_http_lead_form_files_add_good(
    ngx_http_lead_form_files_t *files, const lf_folder_t *forms);

/* ngx_http_lead_form_state.c: last good versions on disk, in a thread. */
ngx_int_t ngx_http_lead_form_state_write(ngx_str_t *path,
    const lf_folder_t *forms, ngx_log_t *log);

/* ngx_http_lead_form_live.c: edits take effect by themselves. */
ngx_int_t ngx_http_lead_form_live_add(ngx_conf_t *cf,
    ngx_http_lead_form_folder_t *folder);
ngx_int_t ngx_http_lead_form_live_init_process(ngx_cycle_t *cycle);

/* ngx_http_lead_form_version.c: versions of a folder's forms. */
ngx_int_t ngx_http_lead_form_version_add(ngx_http_lead_form_folder_t *folder,
    lf_folder_t *forms, ngx_log_t *log);    /* owns forms, whatever comes */
void ngx_http_lead_form_version_release(ngx_http_lead_form_version_t *version);
void ngx_http_lead_form_versions_free(void *data);  /* all of a folder */
void ngx_http_lead_form_version_choose(ngx_http_lead_form_loc_conf_t *conf,
    ngx_http_lead_form_main_conf_t *lmcf);
int64_t ngx_http_lead_form_version_since(      /* when its form began, ms */
    ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_version_hold(ngx_http_lead_form_ctx_t *ctx);

/* ngx_http_lead_form_location.c: one that serves forms, being merged */
void ngx_http_lead_form_location_inherit(ngx_conf_t *cf,
    ngx_http_lead_form_loc_conf_t *prev, ngx_http_lead_form_loc_conf_t *conf);
char *ngx_http_lead_form_location_complete(ngx_conf_t *cf,
    ngx_http_lead_form_loc_conf_t *conf);

/* ngx_http_lead_form_module.c: of a form or a site. */
ngx_int_t ngx_http_lead_form_is_name(ngx_str_t *name, size_t len_max);

/* ngx_http_lead_form_inject_form.c: once the location is merged. */
ngx_int_t ngx_http_lead_form_address_add(ngx_conf_t *cf,
    ngx_http_lead_form_main_conf_t *lmcf,
    ngx_http_lead_form_loc_conf_t *conf);

/* ngx_http_lead_form_body.c: how much a location takes, once it is merged. */
ngx_int_t ngx_http_lead_form_bound_body(ngx_conf_t *cf);

/* ngx_http_lead_form_stylesheet.c */
char *ngx_http_lead_form_stylesheet(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
void ngx_http_lead_form_stylesheet_merge(ngx_http_lead_form_loc_conf_t *prev,
    ngx_http_lead_form_loc_conf_t *conf);
ngx_int_t ngx_http_lead_form_stylesheet_allow(ngx_http_lead_form_ctx_t *ctx,
    lf_str_t *policy);

/* ngx_http_lead_form_geo.c */
char *ngx_http_lead_form_geoip(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
void ngx_http_lead_form_locate(ngx_http_lead_form_ctx_t *ctx);
void ngx_http_lead_form_locate_request(ngx_http_request_t *r,
    lf_geo_facts_t *place);

/* ngx_http_lead_form_element.c: ?element, which is no form's request. */
ngx_uint_t ngx_http_lead_form_is_element(ngx_http_request_t *r);
ngx_int_t ngx_http_lead_form_send_element(ngx_http_request_t *r);

/* ngx_http_lead_form_origin.c: whose page a request comes from, and CORS */
char *ngx_http_lead_form_allow_origin(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
ngx_uint_t ngx_http_lead_form_is_preflight(ngx_http_request_t *r);
ngx_int_t ngx_http_lead_form_send_preflight(ngx_http_request_t *r);
void ngx_http_lead_form_find_origin(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_head_t *head);
ngx_int_t ngx_http_lead_form_check_origin(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_head_t *head);
ngx_int_t ngx_http_lead_form_same_host(ngx_http_request_t *r, ngx_str_t *url);
lf_str_t ngx_http_lead_form_host(ngx_http_request_t *r);
ngx_int_t ngx_http_lead_form_send_origin(ngx_http_lead_form_ctx_t *ctx);

/* ngx_http_lead_form_handler.c */
ngx_int_t ngx_http_lead_form_handler(ngx_http_request_t *r);
void ngx_http_lead_form_resume(ngx_http_lead_form_ctx_t *ctx);
void ngx_http_lead_form_settle(ngx_http_lead_form_ctx_t *ctx);
void ngx_http_lead_form_fail(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_refuse(ngx_http_lead_form_ctx_t *ctx,
    ngx_uint_t status, lf_message_t message);
ngx_int_t ngx_http_lead_form_wait(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_redis_op_t *op);

/* The verbs, each in the file of its name. */
ngx_int_t ngx_http_lead_form_identify(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_load(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_decode(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_decide(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_validate(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_save(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_render(ngx_http_lead_form_ctx_t *ctx);

/* ngx_http_lead_form_language.c: part of identify */
ngx_int_t ngx_http_lead_form_choose_language(ngx_http_lead_form_ctx_t *ctx,
    ngx_str_t accept_language);

/* ngx_http_lead_form_shape.c: part of identify */
ngx_int_t ngx_http_lead_form_choose_shape(ngx_http_lead_form_ctx_t *ctx,
    const lf_accept_t *accept);
void ngx_http_lead_form_refuse_shape(ngx_http_lead_form_ctx_t *ctx);
void ngx_http_lead_form_choose_view(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_find_page(ngx_http_lead_form_ctx_t *ctx,
    ngx_str_t *referer);
void ngx_http_lead_form_take_page(ngx_http_lead_form_ctx_t *ctx,
    const lf_pair_t *pairs, size_t count);      /* of the holding page */

/* ngx_http_lead_form_attribution.c: part of identify, and of decode */
ngx_int_t ngx_http_lead_form_attribute(ngx_http_lead_form_ctx_t *ctx);

/* ngx_http_lead_form_data.c: the answer as JSON. */
ngx_int_t ngx_http_lead_form_render_data(ngx_http_lead_form_ctx_t *ctx,
    lf_out_t *out);
ngx_str_t ngx_http_lead_form_data_type(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_refuse_body(ngx_http_lead_form_ctx_t *ctx,
    const lf_body_error_t *error);

/* ngx_http_lead_form_once.c: the id of a submission, Idempotency-Key. */
void ngx_http_lead_form_read_key(ngx_http_lead_form_ctx_t *ctx,
    ngx_str_t *header);
ngx_int_t ngx_http_lead_form_check_key(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_name_submission(ngx_http_lead_form_ctx_t *ctx);
void ngx_http_lead_form_key_reused(ngx_http_lead_form_ctx_t *ctx);

/* ngx_http_lead_form_render.c: what the verbs left of the view. */
ngx_int_t ngx_http_lead_form_complete_view(ngx_http_lead_form_ctx_t *ctx);

/* ngx_http_lead_form_load.c: what else reads the two records. */
ngx_int_t ngx_http_lead_form_add_reads(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_redis_op_t *op);
ngx_int_t ngx_http_lead_form_read_records(ngx_http_lead_form_ctx_t *ctx,
    redisReply **replies);
ngx_int_t ngx_http_lead_form_load_post(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_load_again(ngx_http_lead_form_ctx_t *ctx);

/* ngx_http_lead_form_visit.c: the script visit; part of decide, and of save */
ngx_int_t ngx_http_lead_form_visit(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_report_shown(ngx_http_lead_form_ctx_t *ctx);
void ngx_http_lead_form_count_unseen(ngx_http_lead_form_ctx_t *ctx,
    redisReply *reply);                         /* of the script submit */

/* ngx_http_lead_form_follow.c: after a post; NGX_DONE, or a status */
ngx_int_t ngx_http_lead_form_follow(ngx_http_lead_form_ctx_t *ctx,
    lf_view_kind_t kind);

/* ngx_http_lead_form_thanks.c */
ngx_uint_t ngx_http_lead_form_thanks_reads(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_thank(ngx_http_lead_form_ctx_t *ctx);

/* ngx_http_lead_form_validate.c: bits of form->consents[] */
unsigned ngx_http_lead_form_consents(ngx_http_lead_form_ctx_t *ctx);

/* ngx_http_lead_form_save.c */
void ngx_http_lead_form_unavailable(ngx_http_lead_form_ctx_t *ctx,
    lf_message_t notice);

/* ngx_http_lead_form_withdraw.c */
ngx_int_t ngx_http_lead_form_decide_withdraw(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_withdraw(ngx_http_lead_form_ctx_t *ctx);

/* ngx_http_lead_form_submit.c: what save sends; completes in saved. */
ngx_int_t ngx_http_lead_form_submit(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_quarantine(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_event(ngx_http_lead_form_ctx_t *ctx,
    lf_str_t **fields, size_t *count);
void ngx_http_lead_form_saved(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);

/* ngx_http_lead_form_scripts.c: the Lua scripts built in. */
extern ngx_http_lead_form_script_t  ngx_http_lead_form_visit_script;
extern ngx_http_lead_form_script_t  ngx_http_lead_form_submit_script;
extern ngx_http_lead_form_script_t  ngx_http_lead_form_withdraw_script;
extern ngx_http_lead_form_script_t  ngx_http_lead_form_link_script;
extern ngx_http_lead_form_script_t  ngx_http_lead_form_count_script;
void ngx_http_lead_form_scripts_init(void);

/* ngx_http_lead_form_keys.c: Redis keys, and what replies have in common. */
ngx_int_t ngx_http_lead_form_key(ngx_http_lead_form_ctx_t *ctx,
    const char *kind, ngx_str_t id, ngx_str_t *key);
ngx_int_t ngx_http_lead_form_visitor_key(ngx_http_lead_form_ctx_t *ctx,
    ngx_str_t *key);                            /* of ctx->visitor_text */
ngx_int_t ngx_http_lead_form_lead_key(ngx_http_lead_form_ctx_t *ctx,
    const char *kind, ngx_str_t *key);          /* of the cookie's lead */
ngx_int_t ngx_http_lead_form_site_key(ngx_http_lead_form_ctx_t *ctx,
    const char *kind, ngx_str_t *key);
ngx_int_t ngx_http_lead_form_number(ngx_http_lead_form_ctx_t *ctx,
    int64_t n, ngx_str_t *text);
ngx_int_t ngx_http_lead_form_reply_failed(ngx_http_lead_form_ctx_t *ctx,
    redisReply **replies, ngx_uint_t count);
ngx_uint_t ngx_http_lead_form_reply_says(redisReply *reply, const char *word);

/* ngx_http_lead_form_answer.c: what a request is answered with. */
void ngx_http_lead_form_forget_facts(ngx_http_lead_form_ctx_t *ctx);
void ngx_http_lead_form_forget_cookie(ngx_http_lead_form_ctx_t *ctx);
ngx_uint_t ngx_http_lead_form_asks_to_remember(ngx_http_lead_form_ctx_t *ctx);
ngx_uint_t ngx_http_lead_form_has_previous(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_send(ngx_http_lead_form_ctx_t *ctx,
    lf_out_t *body, lf_str_t policy);
/* The header, and the body, which is borrowed, where one is wanted. */
ngx_int_t ngx_http_lead_form_output(ngx_http_request_t *r, lf_str_t body);

ngx_int_t ngx_http_lead_form_header(ngx_http_request_t *r, const char *name,
    size_t len, ngx_str_t value);               /* name: kept as it is */

#define ngx_http_lead_form_add_header(r, name, value)                        \
    ngx_http_lead_form_header(r, name, sizeof(name) - 1, value)

/*
 * ngx_http_lead_form_preview.c: a visitor made of a signed link.  Verbs ask
 * ctx->preview and hand on; none of this touches Redis, a cookie or a count.
 */
ngx_int_t ngx_http_lead_form_preview_identify(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_preview_load(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_preview_decide(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_preview_return(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_preview_save(ngx_http_lead_form_ctx_t *ctx);

/* ngx_http_lead_form_link.c: a personal link, opened and pressed. */
ngx_int_t ngx_http_lead_form_link_identify(ngx_http_lead_form_ctx_t *ctx);
void ngx_http_lead_form_link_view(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_link_decide(ngx_http_lead_form_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_link_save(ngx_http_lead_form_ctx_t *ctx);

/* ngx_http_lead_form_nonce.c */
ngx_int_t ngx_http_lead_form_nonce(uint8_t nonce[LF_NONCE_LEN]);

/* ngx_http_lead_form_variables.c */
ngx_int_t ngx_http_lead_form_add_variables(ngx_conf_t *cf);
extern const ngx_str_t  ngx_http_lead_form_outcome_names[];

/* ngx_http_lead_form_stats.c: the shared zone and what is counted in it. */
ngx_int_t ngx_http_lead_form_stats_zone(ngx_conf_t *cf,
    ngx_http_lead_form_main_conf_t *conf);
ngx_int_t ngx_http_lead_form_stats_init_process(ngx_cycle_t *cycle);
ngx_http_lead_form_funnel_t *ngx_http_lead_form_funnel(
    ngx_http_lead_form_main_conf_t *lmcf,
    ngx_http_lead_form_loc_conf_t *conf, lf_form_t *form);
void ngx_http_lead_form_count_outcome(ngx_http_lead_form_ctx_t *ctx);
void ngx_http_lead_form_count_step(ngx_http_lead_form_ctx_t *ctx,
    ngx_int_t field, ngx_http_lead_form_step_e step);

/* ngx_http_lead_form_flush.c: from the shared zone to Redis. */
void ngx_http_lead_form_flush_start(ngx_cycle_t *cycle,
    ngx_http_lead_form_main_conf_t *conf);

/* ngx_http_lead_form_status.c */
char *ngx_http_lead_form_status(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);

#endif
