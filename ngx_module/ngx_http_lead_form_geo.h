/*
 * A database of geography while its file changes.  Looking for a new version
 * and loading it is one thing, done where blocking harms no one; taking it is
 * another, done where requests are answered.
 *
 *     look = ngx_http_lead_form_geo_look(geo);
 *     ... in a thread: ngx_http_lead_form_geo_load(look); ...
 *     ngx_http_lead_form_geo_take(geo, look, log);
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

struct ngx_http_lead_form_geo_s {
    ngx_str_t                          path;    /* NUL-terminated */
    ngx_http_lead_form_geo_version_t  *version; /* NULL: all is unknown */
    ngx_http_lead_form_geo_file_t      refused; /* not to be tried again */
};

typedef enum {
    NGX_HTTP_LEAD_FORM_GEO_SAME,        /* as the one in use, or as refused */
    NGX_HTTP_LEAD_FORM_GEO_NEW,
    NGX_HTTP_LEAD_FORM_GEO_BROKEN
} ngx_http_lead_form_geo_result_e;

/* One look at the file; owned by who has it, until it is taken. */
typedef struct {
    u_char                           *path;     /* of its geo, borrowed */
    ngx_http_lead_form_geo_file_t     used;
    ngx_http_lead_form_geo_file_t     refused;
    ngx_http_lead_form_geo_result_e   result;
    ngx_http_lead_form_geo_file_t     file;
    lf_geo_t                         *geo;      /* of NEW */
    lf_geo_error_t                    error;    /* of BROKEN */
} ngx_http_lead_form_geo_look_t;


/* Fills *look before a look. */
void ngx_http_lead_form_geo_look(ngx_http_lead_form_geo_t *geo,
    ngx_http_lead_form_geo_look_t *look);

/* Blocks; touches nothing but *look, and needs no pool and no log. */
void ngx_http_lead_form_geo_load(ngx_http_lead_form_geo_look_t *look);

/* A version that works comes into use, one that does not is reported, once. */
void ngx_http_lead_form_geo_take(ngx_http_lead_form_geo_t *geo,
    ngx_http_lead_form_geo_look_t *look, ngx_log_t *log);

#endif
