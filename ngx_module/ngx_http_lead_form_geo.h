/*
 * Databases of geography while their files change.  Looking for a new version
 * and loading it is one thing, done where blocking harms no one; taking it is
 * another, done where requests are answered:
 *
 *     ngx_http_lead_form_geos_look(lmcf);
 *     ... in a thread: ngx_http_lead_form_geos_load(lmcf); ...
 *     ngx_http_lead_form_geos_take(lmcf, log);
 *
 * A look has one owner: the event loop until the thread begins and after it
 * ends, the thread in between.
 */

#ifndef NGX_HTTP_LEAD_FORM_GEO_H
#define NGX_HTTP_LEAD_FORM_GEO_H

#include "ngx_http_lead_form_module.h"


/* Which file a path named when it was looked at; all zero: none yet. */
typedef struct {
    dev_t            device;
    ino_t            inode;
    off_t            size;
    struct timespec  modified;
    struct timespec  changed;
    ngx_err_t        error;             /* that it could not be opened by */
} ngx_http_lead_form_geo_file_t;

/* A version in use, by the configurations that hold it. */
typedef struct {
    lf_geo_t                       *geo;
    ngx_http_lead_form_geo_file_t   file;
    ngx_uint_t                      holders;
} ngx_http_lead_form_geo_version_t;

typedef enum {
    NGX_HTTP_LEAD_FORM_GEO_SAME,        /* as the one in use, or as refused */
    NGX_HTTP_LEAD_FORM_GEO_NEW,
    NGX_HTTP_LEAD_FORM_GEO_BROKEN
} ngx_http_lead_form_geo_result_e;

typedef struct {
    ngx_http_lead_form_geo_file_t     used;
    ngx_http_lead_form_geo_file_t     refused;  /* not to be tried again */
    ngx_http_lead_form_geo_file_t     before;   /* what was seen last time */
    unsigned                          twice:1;  /* what changes, may go on */
    ngx_http_lead_form_geo_result_e   result;
    ngx_http_lead_form_geo_file_t     file;
    lf_geo_t                         *geo;      /* of NEW */
    lf_geo_error_t                    error;    /* of BROKEN */
} ngx_http_lead_form_geo_look_t;

struct ngx_http_lead_form_geo_s {
    ngx_str_t                          path;    /* NUL-terminated */
    ngx_http_lead_form_geo_version_t  *version; /* NULL: all is unknown */
    ngx_http_lead_form_geo_look_t      look;
};


/* Before a look at every file that the configuration names. */
void ngx_http_lead_form_geos_look(ngx_http_lead_form_main_conf_t *lmcf);

/*
 * Blocks; touches the looks only, needs no pool and no log.  A file is read
 * when two looks in a row find it the same, and not the one in use.
 */
void ngx_http_lead_form_geos_load(ngx_http_lead_form_main_conf_t *lmcf);

/*
 * A version that works comes into use, one that does not is reported, once,
 * and by one worker.
 */
void ngx_http_lead_form_geos_take(ngx_http_lead_form_main_conf_t *lmcf,
    ngx_log_t *log);

#endif
