/*
 * lead_form_inject: what its files share.  It is a module of its own, since a
 * request has one context of each module, and its filters have a place in the
 * chain: the last ones that see a page whole, right before subrequests are
 * put in order.
 */

#ifndef NGX_HTTP_LEAD_FORM_INJECT_H
#define NGX_HTTP_LEAD_FORM_INJECT_H

#include <lead_form/lf_tag.h>

#include "ngx_http_lead_form_module.h"


#define NGX_HTTP_LEAD_FORM_TAGS_MAX  16     /* looked at, of one page */
#define NGX_HTTP_LEAD_FORM_FILE_LEN  16

/* What is said once in a location and process. */
#define NGX_HTTP_LEAD_FORM_TOLD_COMPRESSED  1
#define NGX_HTTP_LEAD_FORM_TOLD_UNSERVED    2
#define NGX_HTTP_LEAD_FORM_TOLD_NO_ANSWER   4

typedef struct {
    ngx_flag_t  on;
    ngx_uint_t  told;
} ngx_http_lead_form_inject_conf_t;

/* A page that passes. */
typedef struct {
    ngx_http_lead_form_mem_t           mem;
    ngx_http_lead_form_inject_conf_t  *conf;
    lf_tag_scanner_t                   scanner;
    ngx_uint_t                         tags;
    ngx_chain_t                       *out;     /* to be passed on */
    ngx_chain_t                      **last;
    ngx_chain_t                       *busy;    /* our own, passed on */
    ngx_chain_t                       *free;
    u_char                             file[NGX_HTTP_LEAD_FORM_FILE_LEN];
    off_t                              file_left;   /* 0: is no file */
} ngx_http_lead_form_inject_ctx_t;


extern ngx_module_t  ngx_http_lead_form_inject_filter_module;

void ngx_http_lead_form_inject_tell(ngx_http_request_t *r,
    ngx_http_lead_form_inject_conf_t *conf, ngx_uint_t what, ngx_str_t *name);

/* ngx_http_lead_form_inject_head.c: what caches and browsers are told. */
ngx_int_t ngx_http_lead_form_inject_is_page(ngx_http_request_t *r);
ngx_int_t ngx_http_lead_form_inject_uncache(ngx_http_request_t *r);
ngx_int_t ngx_http_lead_form_inject_uncondition(ngx_http_request_t *r);

/* ngx_http_lead_form_inject_file.c: files that need no second look. */
void ngx_http_lead_form_inject_file(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx);
ngx_int_t ngx_http_lead_form_inject_has_no_tag(
    ngx_http_lead_form_inject_ctx_t *ctx);
void ngx_http_lead_form_inject_read(ngx_http_lead_form_inject_ctx_t *ctx,
    off_t size);

/* ngx_http_lead_form_inject_memory.c: of a page, until its pool goes. */
ngx_int_t ngx_http_lead_form_inject_memory(
    ngx_http_lead_form_inject_ctx_t *ctx, ngx_pool_t *pool);

/* ngx_http_lead_form_inject_body.c: the body filter. */
void ngx_http_lead_form_inject_body_init(void);
ngx_int_t ngx_http_lead_form_inject_next(ngx_http_request_t *r,
    ngx_chain_t *in);

/*
 * ngx_http_lead_form_inject_form.c: the subrequest of a tag.  NGX_DECLINED
 * from ask: the element stays.  The element is copied.
 */
ngx_int_t ngx_http_lead_form_inject_ask(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx, lf_tag_t *tag, lf_str_t element);
void ngx_http_lead_form_inject_answered(ngx_http_request_t *r);
ngx_int_t ngx_http_lead_form_inject_drops(ngx_http_request_t *r);

#endif
