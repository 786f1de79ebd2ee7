/*
 * The module: its directives, its configuration, its life in a process.
 */

#include "ngx_http_lead_form_module.h"


#define NGX_HTTP_LEAD_FORM_SITE_LEN_MAX     40
#define NGX_HTTP_LEAD_FORM_CONNECT_TIMEOUT  250         /* ms */
#define NGX_HTTP_LEAD_FORM_TIMEOUT          1000        /* ms */

static char *ngx_http_lead_form_form(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
static ngx_int_t ngx_http_lead_form_any(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_complex_value_t **any);
static char *ngx_http_lead_form_path(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
static char *ngx_http_lead_form_redis_url(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
static char *ngx_http_lead_form_site(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);

static ngx_int_t ngx_http_lead_form_preconfiguration(ngx_conf_t *cf);
static void *ngx_http_lead_form_create_main_conf(ngx_conf_t *cf);
static void *ngx_http_lead_form_create_loc_conf(ngx_conf_t *cf);
static char *ngx_http_lead_form_merge_loc_conf(ngx_conf_t *cf, void *parent,
    void *child);
static ngx_int_t ngx_http_lead_form_init_process(ngx_cycle_t *cycle);


static ngx_conf_enum_t  ngx_http_lead_form_secure[] = {
    { ngx_string("off"), NGX_HTTP_LEAD_FORM_SECURE_OFF },
    { ngx_string("on"), NGX_HTTP_LEAD_FORM_SECURE_ON },
    { ngx_string("auto"), NGX_HTTP_LEAD_FORM_SECURE_AUTO },
    { ngx_null_string, 0 }
};


static ngx_command_t  ngx_http_lead_form_commands[] = {

    { ngx_string("lead_form"),
      NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_lead_form_form,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("lead_form_status"),
      NGX_HTTP_LOC_CONF|NGX_CONF_NOARGS,
      ngx_http_lead_form_status,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("lead_form_redis"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE123,
      ngx_http_lead_form_redis_url,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("lead_form_forms"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_lead_form_path,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_lead_form_loc_conf_t, forms),
      NULL },

    { ngx_string("lead_form_secret"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_lead_form_path,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_lead_form_loc_conf_t, secret),
      NULL },

    { ngx_string("lead_form_state"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_path_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_lead_form_loc_conf_t, state),
      NULL },

    { ngx_string("lead_form_site"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_lead_form_site,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("lead_form_language"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_set_complex_value_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_lead_form_loc_conf_t, language),
      NULL },

    { ngx_string("lead_form_remember"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_set_complex_value_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_lead_form_loc_conf_t, remember),
      NULL },

    { ngx_string("lead_form_secure"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_enum_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_lead_form_loc_conf_t, secure),
      &ngx_http_lead_form_secure },

    { ngx_string("lead_form_stylesheet"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_lead_form_stylesheet,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("lead_form_geoip"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_lead_form_geoip,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("lead_form_allow_origin"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_1MORE,
      ngx_http_lead_form_allow_origin,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

      ngx_null_command
};


static ngx_http_module_t  ngx_http_lead_form_module_ctx = {
    ngx_http_lead_form_preconfiguration,   /* preconfiguration */
    NULL,                                  /* postconfiguration */

    ngx_http_lead_form_create_main_conf,   /* create main configuration */
    NULL,                                  /* init main configuration */

    NULL,                                  /* create server configuration */
    NULL,                                  /* merge server configuration */

    ngx_http_lead_form_create_loc_conf,    /* create location configuration */
    ngx_http_lead_form_merge_loc_conf      /* merge location configuration */
};


ngx_module_t  ngx_http_lead_form_module = {
    NGX_MODULE_V1,
    &ngx_http_lead_form_module_ctx,        /* module context */
    ngx_http_lead_form_commands,           /* module directives */
    NGX_HTTP_MODULE,                       /* module type */
    NULL,                                  /* init master */
    NULL,                                  /* init module */
    ngx_http_lead_form_init_process,       /* init process */
    NULL,                                  /* init thread */
    NULL,                                  /* exit thread */
    NULL,                                  /* exit process */
    NULL,                                  /* exit master */
    NGX_MODULE_V1_PADDING
};


static char *
ngx_http_lead_form_form(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_str_t                      *value;
    ngx_http_core_loc_conf_t       *clcf;
    ngx_http_lead_form_loc_conf_t  *llcf = conf;

    if (llcf->name.data != NULL) {
        return "is duplicate";
    }

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);

    if (clcf->handler != NULL) {
        return "conflicts with another handler of this location";
    }

    value = cf->args->elts;

    if (ngx_http_script_variables_count(&value[1]) > 0) {
        if (ngx_http_lead_form_any(cf, &value[1], &llcf->any) != NGX_OK) {
            return NGX_CONF_ERROR;
        }

    } else if (!ngx_http_lead_form_is_name(&value[1], LF_NAME_LEN_MAX)) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "\"%V\" cannot be a form's name; "
                           "a-z, 0-9, \"_\" and \"-\" make one", &value[1]);
        return NGX_CONF_ERROR;
    }

    llcf->name = value[1];
    ngx_http_lead_form_place(cf, &llcf->place);
    clcf->handler = ngx_http_lead_form_handler;

    return NGX_CONF_OK;
}


/* The name is told by variables, request by request. */

static ngx_int_t
ngx_http_lead_form_any(ngx_conf_t *cf, ngx_str_t *value,
    ngx_http_complex_value_t **any)
{
    ngx_http_compile_complex_value_t  ccv;

    *any = ngx_palloc(cf->pool, sizeof(ngx_http_complex_value_t));
    if (*any == NULL) {
        return NGX_ERROR;
    }

    ngx_memzero(&ccv, sizeof(ngx_http_compile_complex_value_t));
    ccv.cf = cf;
    ccv.value = value;
    ccv.complex_value = *any;

    return ngx_http_compile_complex_value(&ccv);
}


/* A file's or folder's path, relative to nginx.conf's, and where it stands. */

static char *
ngx_http_lead_form_path(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_str_t                      *value, *path;
    ngx_http_lead_form_loc_conf_t  *llcf = conf;

    path = (ngx_str_t *) ((u_char *) conf + cmd->offset);

    if (path->data != NULL) {
        return "is duplicate";
    }

    value = cf->args->elts;
    *path = value[1];

    if (path->len == 0) {
        return "needs a path";
    }

    if (ngx_conf_full_name(cf->cycle, path, 1) != NGX_OK) {
        return NGX_CONF_ERROR;
    }

    while (path->len > 1 && path->data[path->len - 1] == '/') {
        path->len--;
    }

    path->data[path->len] = '\0';

    ngx_http_lead_form_place(cf, path == &llcf->forms ? &llcf->forms_place
                                                      : &llcf->secret_place);

    return NGX_CONF_OK;
}


static char *
ngx_http_lead_form_redis_url(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_str_t                      *value, text;
    ngx_uint_t                      i;
    ngx_msec_t                     *timeout, connect_timeout, reply_timeout;
    ngx_http_lead_form_loc_conf_t  *llcf = conf;

    if (llcf->redis != NGX_CONF_UNSET_PTR) {
        return "is duplicate";
    }

    connect_timeout = NGX_HTTP_LEAD_FORM_CONNECT_TIMEOUT;
    reply_timeout = NGX_HTTP_LEAD_FORM_TIMEOUT;
    value = cf->args->elts;

    for (i = 2; i < cf->args->nelts; i++) {
        if (ngx_strncmp(value[i].data, "connect_timeout=", 16) == 0) {
            timeout = &connect_timeout;
            text = (ngx_str_t) { value[i].len - 16, value[i].data + 16 };

        } else if (ngx_strncmp(value[i].data, "timeout=", 8) == 0) {
            timeout = &reply_timeout;
            text = (ngx_str_t) { value[i].len - 8, value[i].data + 8 };

        } else {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "unknown parameter %ui behind the URL; "
                               "connect_timeout=TIME and timeout=TIME are "
                               "known", i - 1);
            return NGX_CONF_ERROR;
        }

        *timeout = ngx_parse_time(&text, 0);

        if (*timeout == (ngx_msec_t) NGX_ERROR || *timeout == 0) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "\"%V\" is no time above 0, like 250ms or 1s",
                               &value[i]);
            return NGX_CONF_ERROR;
        }
    }

    llcf->redis = ngx_http_lead_form_redis_add(cf, &value[1], connect_timeout,
                                               reply_timeout);

    return llcf->redis == NULL ? NGX_CONF_ERROR : NGX_CONF_OK;
}


static char *
ngx_http_lead_form_site(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_str_t                      *value;
    ngx_http_lead_form_loc_conf_t  *llcf = conf;

    if (llcf->site.data != NULL) {
        return "is duplicate";
    }

    value = cf->args->elts;

    if (!ngx_http_lead_form_is_name(&value[1],
                                    NGX_HTTP_LEAD_FORM_SITE_LEN_MAX))
    {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "\"%V\" cannot be a site's name; "
                           "a-z, 0-9, \"_\" and \"-\" make one", &value[1]);
        return NGX_CONF_ERROR;
    }

    llcf->site = value[1];

    return NGX_CONF_OK;
}


ngx_int_t
ngx_http_lead_form_is_name(ngx_str_t *name, size_t len_max)
{
    u_char  c;
    size_t  i;

    if (name->len == 0 || name->len > len_max) {
        return 0;
    }

    for (i = 0; i < name->len; i++) {
        c = name->data[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
              || (i > 0 && (c == '_' || c == '-'))))
        {
            return 0;
        }
    }

    return 1;
}


static ngx_int_t
ngx_http_lead_form_preconfiguration(ngx_conf_t *cf)
{
    ngx_http_lead_form_scripts_init();

    return ngx_http_lead_form_add_variables(cf);
}


static void *
ngx_http_lead_form_create_main_conf(ngx_conf_t *cf)
{
    ngx_http_lead_form_main_conf_t  *conf;

    conf = ngx_pcalloc(cf->pool, sizeof(ngx_http_lead_form_main_conf_t));
    if (conf == NULL) {
        return NULL;
    }

    if (ngx_array_init(&conf->folders, cf->pool, 1,
                       sizeof(ngx_http_lead_form_folder_t *)) != NGX_OK
        || ngx_array_init(&conf->secrets, cf->pool, 1,
                          sizeof(ngx_http_lead_form_secret_t)) != NGX_OK
        || ngx_array_init(&conf->locations, cf->pool, 4,
                          sizeof(ngx_http_lead_form_loc_conf_t *)) != NGX_OK
        || ngx_http_lead_form_stats_zone(cf, conf) != NGX_OK
        || ngx_array_init(&conf->geos, cf->pool, 1,
                          sizeof(ngx_http_lead_form_geo_t *)) != NGX_OK
        || ngx_array_init(&conf->addresses, cf->pool, 4,
                          sizeof(ngx_http_lead_form_address_t)) != NGX_OK)
    {
        return NULL;
    }

    return conf;
}


static void *
ngx_http_lead_form_create_loc_conf(ngx_conf_t *cf)
{
    ngx_http_lead_form_loc_conf_t  *conf;

    conf = ngx_pcalloc(cf->pool, sizeof(ngx_http_lead_form_loc_conf_t));
    if (conf == NULL) {
        return NULL;
    }

    conf->redis = NGX_CONF_UNSET_PTR;
    conf->geo = NGX_CONF_UNSET_PTR;
    conf->origins = NGX_CONF_UNSET_PTR;
    conf->language = NGX_CONF_UNSET_PTR;
    conf->remember = NGX_CONF_UNSET_PTR;
    conf->secure = NGX_CONF_UNSET_UINT;

    return conf;
}


static char *
ngx_http_lead_form_merge_loc_conf(ngx_conf_t *cf, void *parent, void *child)
{
    ngx_http_lead_form_loc_conf_t  *prev = parent;
    ngx_http_lead_form_loc_conf_t  *conf = child;

    if (conf->forms.data == NULL) {
        conf->forms = prev->forms;
        conf->forms_place = prev->forms_place;
    }

    if (conf->secret.data == NULL) {
        conf->secret = prev->secret;
        conf->secret_place = prev->secret_place;
    }

    if (conf->state == NULL) {
        conf->state = prev->state;
    }

    ngx_conf_merge_str_value(conf->site, prev->site, "main");
    ngx_conf_merge_ptr_value(conf->redis, prev->redis, NULL);
    ngx_conf_merge_ptr_value(conf->language, prev->language, NULL);
    ngx_conf_merge_ptr_value(conf->remember, prev->remember, NULL);
    ngx_conf_merge_uint_value(conf->secure, prev->secure,
                              NGX_HTTP_LEAD_FORM_SECURE_AUTO);
    ngx_conf_merge_ptr_value(conf->geo, prev->geo, NULL);
    ngx_conf_merge_ptr_value(conf->origins, prev->origins, NULL);

    ngx_http_lead_form_stylesheet_merge(prev, conf);
    ngx_http_lead_form_location_inherit(cf, prev, conf);

    return conf->name.len > 0 ? ngx_http_lead_form_location_complete(cf, conf)
                              : NGX_CONF_OK;
}


static ngx_int_t
ngx_http_lead_form_init_process(ngx_cycle_t *cycle)
{
    if (ngx_http_lead_form_redis_init_process(cycle) != NGX_OK
        || ngx_http_lead_form_live_init_process(cycle) != NGX_OK)
    {
        return NGX_ERROR;
    }

    return ngx_http_lead_form_stats_init_process(cycle);
}
