/*
 * lead_form_inject: puts forms into pages that pass by.  The directive, and the
 * moments of a request at which it acts: before its content is made, and when
 * the head of the answer goes out.
 */

#include "ngx_http_lead_form_inject.h"


typedef struct {
    ngx_uint_t  used;                   /* it is on somewhere */
} ngx_http_lead_form_inject_main_conf_t;


static ngx_int_t ngx_http_lead_form_inject_handler(ngx_http_request_t *r);
static ngx_int_t ngx_http_lead_form_inject_header_filter(
    ngx_http_request_t *r);
static ngx_int_t ngx_http_lead_form_inject_begin(ngx_http_request_t *r,
    ngx_http_lead_form_inject_conf_t *conf);
static ngx_uint_t ngx_http_lead_form_inject_is_coded(ngx_http_request_t *r);

static char *ngx_http_lead_form_inject(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
static ngx_int_t ngx_http_lead_form_inject_init(ngx_conf_t *cf);
static ngx_int_t ngx_http_lead_form_inject_has_order(ngx_conf_t *cf);
static void *ngx_http_lead_form_inject_create_main_conf(ngx_conf_t *cf);
static void *ngx_http_lead_form_inject_create_loc_conf(ngx_conf_t *cf);
static char *ngx_http_lead_form_inject_merge_loc_conf(ngx_conf_t *cf,
    void *parent, void *child);


static ngx_http_output_header_filter_pt  ngx_http_next_header_filter;


static ngx_command_t  ngx_http_lead_form_inject_commands[] = {

    { ngx_string("lead_form_inject"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_FLAG,
      ngx_http_lead_form_inject,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_lead_form_inject_conf_t, on),
      NULL },

      ngx_null_command
};


static ngx_http_module_t  ngx_http_lead_form_inject_filter_module_ctx = {
    NULL,                                  /* preconfiguration */
    ngx_http_lead_form_inject_init,        /* postconfiguration */

    ngx_http_lead_form_inject_create_main_conf,
                                           /* create main configuration */
    NULL,                                  /* init main configuration */

    NULL,                                  /* create server configuration */
    NULL,                                  /* merge server configuration */

    ngx_http_lead_form_inject_create_loc_conf,
                                           /* create location configuration */
    ngx_http_lead_form_inject_merge_loc_conf
                                           /* merge location configuration */
};


ngx_module_t  ngx_http_lead_form_inject_filter_module = {
    NGX_MODULE_V1,
    &ngx_http_lead_form_inject_filter_module_ctx,
                                           /* module context */
    ngx_http_lead_form_inject_commands,    /* module directives */
    NGX_HTTP_MODULE,                       /* module type */
    NULL,                                  /* init master */
    NULL,                                  /* init module */
    NULL,                                  /* init process */
    NULL,                                  /* init thread */
    NULL,                                  /* exit thread */
    NULL,                                  /* exit process */
    NULL,                                  /* exit master */
    NGX_MODULE_V1_PADDING
};


/* Before the content: a page that is each visitor's own has no versions. */

static ngx_int_t
ngx_http_lead_form_inject_handler(ngx_http_request_t *r)
{
    ngx_http_lead_form_inject_conf_t  *conf;

    conf = ngx_http_get_module_loc_conf(r,
                                     ngx_http_lead_form_inject_filter_module);

    if (!conf->on || r != r->main
        || !(r->method & (NGX_HTTP_GET|NGX_HTTP_HEAD)))
    {
        return NGX_DECLINED;
    }

    if (ngx_http_lead_form_inject_uncondition(r) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return NGX_DECLINED;
}


static ngx_int_t
ngx_http_lead_form_inject_header_filter(ngx_http_request_t *r)
{
    ngx_http_lead_form_inject_conf_t  *conf;

    if (r != r->main) {
        ngx_http_lead_form_inject_answered(r);
        return ngx_http_next_header_filter(r);
    }

    conf = ngx_http_get_module_loc_conf(r,
                                     ngx_http_lead_form_inject_filter_module);

    if (conf->on && ngx_http_lead_form_inject_is_page(r)
        && ngx_http_lead_form_inject_begin(r, conf) != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_next_header_filter(r);
}


static ngx_int_t
ngx_http_lead_form_inject_begin(ngx_http_request_t *r,
    ngx_http_lead_form_inject_conf_t *conf)
{
    ngx_http_lead_form_inject_ctx_t  *ctx;

    ctx = ngx_pcalloc(r->pool, sizeof(ngx_http_lead_form_inject_ctx_t));
    if (ctx == NULL) {
        return NGX_ERROR;
    }

    ctx->conf = conf;
    ctx->last = &ctx->out;
    ngx_http_lead_form_inject_file(r, ctx);

    if (ngx_http_lead_form_inject_uncache(r) != NGX_OK) {
        return NGX_ERROR;
    }

    if (ngx_http_lead_form_inject_is_coded(r)) {
        ngx_http_lead_form_inject_tell(r, conf,
                                  NGX_HTTP_LEAD_FORM_TOLD_COMPRESSED, NULL);
        return NGX_OK;
    }

    ngx_http_clear_content_length(r);

    if (r->header_only || r->method == NGX_HTTP_HEAD
        || (ctx->file_left > 0 && ngx_http_lead_form_inject_has_no_tag(ctx)))
    {
        return NGX_OK;
    }

    lf_tag_scanner_init(&ctx->scanner, &ctx->mem.mem);

    if (ngx_http_lead_form_inject_memory(ctx, r->pool) != NGX_OK) {
        return NGX_ERROR;
    }

    ngx_http_set_ctx(r, ctx, ngx_http_lead_form_inject_filter_module);
    r->filter_need_in_memory = 1;

    return NGX_OK;
}


/* "identity" is no coding, though some say it (RFC 9110, section 12.5.3). */

static ngx_uint_t
ngx_http_lead_form_inject_is_coded(ngx_http_request_t *r)
{
    ngx_table_elt_t  *encoding;

    encoding = r->headers_out.content_encoding;

    return encoding != NULL && encoding->hash != 0 && encoding->value.len > 0
           && !lf_str_eq_nocase(ngx_http_lead_form_to_core(encoding->value),
                                lf_str("identity"));
}


/* A page may come a thousand times an hour; its admin is told once. */

void
ngx_http_lead_form_inject_tell(ngx_http_request_t *r,
    ngx_http_lead_form_inject_conf_t *conf, ngx_uint_t what, ngx_str_t *name)
{
    ngx_log_t                 *log;
    ngx_http_core_loc_conf_t  *clcf;

    if (conf->told & what) {
        return;
    }

    conf->told |= what;
    log = r->connection->log;
    clcf = ngx_http_get_module_loc_conf(r->main, ngx_http_core_module);

    switch (what) {

    case NGX_HTTP_LEAD_FORM_TOLD_COMPRESSED:
        ngx_log_error(NGX_LOG_WARN, log, 0,
                      "lead_form_inject: a page of location \"%V\" is "
                      "compressed and passes as it is; %s makes it come plain",
                      &clcf->name, r->upstream == NULL
                                   ? "gzip_static off"
                                   : "proxy_set_header Accept-Encoding \"\"");
        return;

    case NGX_HTTP_LEAD_FORM_TOLD_UNSERVED:
        ngx_log_error(NGX_LOG_WARN, log, 0,
                      "lead_form_inject: no location of this server has "
                      "lead_form \"%V\": its tag in a page of location "
                      "\"%V\" stays", name, &clcf->name);
        return;

    default:
        ngx_log_error(NGX_LOG_WARN, log, 0,
                      "lead_form_inject: \"%V\" has no fragment for a page of "
                      "location \"%V\": its tag stays", name, &clcf->name);
    }
}


static char *
ngx_http_lead_form_inject(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    char                                   *rv;
    ngx_http_lead_form_inject_conf_t       *licf = conf;
    ngx_http_lead_form_inject_main_conf_t  *limcf;

    rv = ngx_conf_set_flag_slot(cf, cmd, conf);

    if (rv == NGX_CONF_OK && licf->on) {
        limcf = ngx_http_conf_get_module_main_conf(cf,
                                     ngx_http_lead_form_inject_filter_module);
        limcf->used = 1;
    }

    return rv;
}


/* Where nothing is injected, no request meets a filter. */

static ngx_int_t
ngx_http_lead_form_inject_init(ngx_conf_t *cf)
{
    ngx_http_handler_pt                    *handler;
    ngx_http_core_main_conf_t              *cmcf;
    ngx_http_lead_form_inject_main_conf_t  *limcf;

    limcf = ngx_http_conf_get_module_main_conf(cf,
                                     ngx_http_lead_form_inject_filter_module);

    if (!limcf->used) {
        return NGX_OK;
    }

    if (!ngx_http_lead_form_inject_has_order(cf)) {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "lead_form_inject needs an nginx that can put "
                      "subrequests in order, as one built with SSI does");
        return NGX_ERROR;
    }

    cmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_core_module);

    handler = ngx_array_push(&cmcf->phases[NGX_HTTP_PREACCESS_PHASE].handlers);
    if (handler == NULL) {
        return NGX_ERROR;
    }

    *handler = ngx_http_lead_form_inject_handler;

    ngx_http_next_header_filter = ngx_http_top_header_filter;
    ngx_http_top_header_filter = ngx_http_lead_form_inject_header_filter;

    ngx_http_lead_form_inject_body_init();

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_inject_has_order(ngx_conf_t *cf)
{
    ngx_uint_t  i;

    for (i = 0; cf->cycle->modules[i] != NULL; i++) {
        if (ngx_strcmp(cf->cycle->modules[i]->name,
                       "ngx_http_postpone_filter_module")
            == 0)
        {
            return 1;
        }
    }

    return 0;
}


static void *
ngx_http_lead_form_inject_create_main_conf(ngx_conf_t *cf)
{
    return ngx_pcalloc(cf->pool,
                       sizeof(ngx_http_lead_form_inject_main_conf_t));
}


static void *
ngx_http_lead_form_inject_create_loc_conf(ngx_conf_t *cf)
{
    ngx_http_lead_form_inject_conf_t  *conf;

    conf = ngx_pcalloc(cf->pool, sizeof(ngx_http_lead_form_inject_conf_t));
    if (conf == NULL) {
        return NULL;
    }

    conf->on = NGX_CONF_UNSET;

    return conf;
}


static char *
ngx_http_lead_form_inject_merge_loc_conf(ngx_conf_t *cf, void *parent,
    void *child)
{
    ngx_http_lead_form_inject_conf_t  *prev = parent;
    ngx_http_lead_form_inject_conf_t  *conf = child;

    ngx_conf_merge_value(conf->on, prev->on, 0);

    return NGX_CONF_OK;
}
