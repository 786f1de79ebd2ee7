/*
 * lead_form_stylesheet: the site's own style, behind the one that pages
 * inline, and allowed by their policy.
 */

#include "ngx_http_lead_form_module.h"


char *
ngx_http_lead_form_stylesheet(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    lf_str_t                        source;
    ngx_str_t                      *value;
    ngx_http_lead_form_loc_conf_t  *llcf = conf;

    if (llcf->stylesheet.data != NULL) {
        return "is duplicate";
    }

    value = cf->args->elts;

    if (ngx_strcmp(value[1].data, "off") == 0) {
        ngx_str_set(&llcf->stylesheet, "");
        return NGX_CONF_OK;
    }

    if (lf_page_stylesheet(ngx_http_lead_form_to_core(value[1]), &source)
        != 0)
    {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "\"%V\" cannot be a stylesheet; a path of this "
                           "site (/style.css), an https:// URL or \"off\" "
                           "is one", &value[1]);
        return NGX_CONF_ERROR;
    }

    llcf->stylesheet = value[1];
    llcf->stylesheet_source = ngx_http_lead_form_to_ngx(source);

    return NGX_CONF_OK;
}


void
ngx_http_lead_form_stylesheet_merge(ngx_http_lead_form_loc_conf_t *prev,
    ngx_http_lead_form_loc_conf_t *conf)
{
    if (conf->stylesheet.data == NULL) {
        conf->stylesheet = prev->stylesheet;
        conf->stylesheet_source = prev->stylesheet_source;
    }
}


ngx_int_t
ngx_http_lead_form_stylesheet_allow(ngx_http_lead_form_ctx_t *ctx,
    lf_str_t *policy)
{
    if (policy->len == 0 || ctx->conf->stylesheet.len == 0) {
        return NGX_OK;
    }

    *policy = lf_page_policy_styled(&ctx->mem.mem, *policy,
                  ngx_http_lead_form_to_core(ctx->conf->stylesheet_source));

    return policy->data != NULL ? NGX_OK : NGX_ERROR;
}
