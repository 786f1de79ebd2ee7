/*
 * A location that serves forms: what it inherits, what it cannot be without,
 * and what is made of that once it is merged.
 */

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_is_alone(ngx_conf_t *cf,
    ngx_http_lead_form_loc_conf_t *conf);
static ngx_int_t ngx_http_lead_form_require(ngx_conf_t *cf,
    ngx_http_lead_form_loc_conf_t *conf);


/*
 * The blocks of `if` and `limit_except` are locations without a name: a
 * request that enters one is answered by what stands around it.
 */

void
ngx_http_lead_form_location_inherit(ngx_conf_t *cf,
    ngx_http_lead_form_loc_conf_t *prev, ngx_http_lead_form_loc_conf_t *conf)
{
    ngx_http_core_loc_conf_t  *clcf;

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);

    if (!clcf->noname || clcf->handler != NULL
        || conf->name.len > 0 || prev->name.len == 0)
    {
        return;
    }

    conf->name = prev->name;
    conf->any = prev->any;
    conf->place = prev->place;

    if (clcf->lmt_excpt) {
        clcf->handler = ngx_http_lead_form_handler;
    }
}


char *
ngx_http_lead_form_location_complete(ngx_conf_t *cf,
    ngx_http_lead_form_loc_conf_t *conf)
{
    ngx_http_lead_form_main_conf_t   *lmcf;
    ngx_http_lead_form_loc_conf_t   **location;

    lmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_lead_form_module);

    if (ngx_http_lead_form_is_alone(cf, conf) != NGX_OK
        || ngx_http_lead_form_require(cf, conf) != NGX_OK)
    {
        return NGX_CONF_ERROR;
    }

    conf->keys = ngx_http_lead_form_secret(cf, lmcf, &conf->secret,
                                           &conf->secret_place);
    if (conf->keys == NULL) {
        return NGX_CONF_ERROR;
    }

    conf->folder = ngx_http_lead_form_folder(cf, lmcf, conf);
    if (conf->folder == NULL) {
        return NGX_CONF_ERROR;
    }

    if (conf->any == NULL
        && lf_site_form(conf->folder->current->forms->site,
                        ngx_http_lead_form_to_core(conf->name))
           == NULL)
    {
        ngx_http_lead_form_report_form(cf, conf->folder, &conf->name);
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "form \"%V\" of lead_form in %V:%ui cannot be served: "
                      "\"%V/%V.json\" is missing or has errors (see above)",
                      &conf->name, &conf->place.file, conf->place.line,
                      &conf->forms, &conf->name);
        return NGX_CONF_ERROR;
    }

    conf->prefix.data = ngx_pnalloc(cf->pool, sizeof("lf:{.0}:")
                                              + conf->site.len);
    if (conf->prefix.data == NULL) {
        return NGX_CONF_ERROR;
    }

    conf->prefix.len = ngx_sprintf(conf->prefix.data, "lf:{%V.0}:",
                                   &conf->site) - conf->prefix.data;

    location = ngx_array_push(&lmcf->locations);
    if (location == NULL || ngx_http_lead_form_bound_body(cf) != NGX_OK
        || ngx_http_lead_form_address_add(cf, lmcf, conf) != NGX_OK)
    {
        return NGX_CONF_ERROR;
    }

    *location = conf;

    return NGX_CONF_OK;
}


/* A directive like proxy_pass takes a location over without a word. */

static ngx_int_t
ngx_http_lead_form_is_alone(ngx_conf_t *cf,
    ngx_http_lead_form_loc_conf_t *conf)
{
    ngx_http_core_loc_conf_t  *clcf;

    clcf = ngx_http_conf_get_module_loc_conf(cf, ngx_http_core_module);

    if (clcf->handler == ngx_http_lead_form_handler || clcf->noname) {
        return NGX_OK;
    }

    ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                  "lead_form \"%V\" in %V:%ui conflicts with another handler "
                  "of its location", &conf->name, &conf->place.file,
                  conf->place.line);

    return NGX_ERROR;
}


static ngx_int_t
ngx_http_lead_form_require(ngx_conf_t *cf, ngx_http_lead_form_loc_conf_t *conf)
{
    const char  *missing;

    missing = conf->redis == NULL       ? "lead_form_redis"
              : conf->forms.len == 0    ? "lead_form_forms"
              : conf->secret.len == 0   ? "lead_form_secret"
                                        : NULL;

    if (missing == NULL) {
        return NGX_OK;
    }

    ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                  "lead_form \"%V\" in %V:%ui needs the directive \"%s\"",
                  &conf->name, &conf->place.file, conf->place.line, missing);

    return NGX_ERROR;
}
