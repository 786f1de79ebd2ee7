/*
 * Versions of a folder's forms: who holds which, and which one a request
 * begins with.  Only the event loop comes here, and the configuration.
 */

#include "ngx_http_lead_form_stats.h"


static void ngx_http_lead_form_version_free(
    ngx_http_lead_form_version_t *version);
static ngx_int_t ngx_http_lead_form_version_find(
    ngx_http_lead_form_ctx_t *ctx);


/* From now on requests begin with these forms; those under way do not. */

ngx_int_t
ngx_http_lead_form_version_add(ngx_http_lead_form_folder_t *folder,
    lf_folder_t *forms, ngx_log_t *log)
{
    ngx_http_lead_form_version_t  *version, *old;

    version = ngx_calloc(sizeof(ngx_http_lead_form_version_t), log);
    if (version == NULL) {
        lf_folder_free(forms);
        return NGX_ERROR;
    }

    version->forms = forms;
    version->users = 1;
    ngx_queue_insert_tail(&folder->versions, &version->queue);

    old = folder->current;
    folder->current = version;
    folder->serial++;

    if (old != NULL) {
        ngx_http_lead_form_version_release(old);
    }

    return NGX_OK;
}


void
ngx_http_lead_form_version_release(ngx_http_lead_form_version_t *version)
{
    if (--version->users == 0) {
        ngx_queue_remove(&version->queue);
        ngx_http_lead_form_version_free(version);
    }
}


static void
ngx_http_lead_form_version_free(ngx_http_lead_form_version_t *version)
{
    ngx_uint_t                    i;
    ngx_http_lead_form_funnel_t  *funnel, *next;

    for (i = 0; i < NGX_HTTP_LEAD_FORM_FUNNEL_LISTS; i++) {
        for (funnel = version->funnels[i]; funnel != NULL; funnel = next) {
            next = funnel->next;
            ngx_free(funnel);
        }
    }

    lf_folder_free(version->forms);
    ngx_free(version);
}


/* With the configuration that they belong to; no request is left then. */

void
ngx_http_lead_form_versions_free(void *data)
{
    ngx_queue_t                  *q;
    ngx_http_lead_form_folder_t  *folder = data;

    while (!ngx_queue_empty(&folder->versions)) {
        q = ngx_queue_head(&folder->versions);
        ngx_queue_remove(q);
        ngx_http_lead_form_version_free(
            ngx_queue_data(q, ngx_http_lead_form_version_t, queue));
    }

    folder->current = NULL;
}


/* What a location with a fixed name serves, once per version. */

void
ngx_http_lead_form_version_choose(ngx_http_lead_form_loc_conf_t *conf,
    ngx_http_lead_form_main_conf_t *lmcf)
{
    conf->serial = conf->folder->serial;
    conf->form = lf_site_form(conf->folder->current->forms->site,
                              ngx_http_lead_form_to_core(conf->name));
    conf->funnel = ngx_http_lead_form_funnel(lmcf, conf, conf->form);
}


/* From here on the request's version is the current one, whatever comes. */

ngx_int_t
ngx_http_lead_form_version_hold(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_http_lead_form_loc_conf_t  *conf;

    conf = ctx->conf;
    ctx->version = conf->folder->current;
    ctx->version->users++;

    if (conf->any != NULL) {
        return ngx_http_lead_form_version_find(ctx);
    }

    if (conf->serial != conf->folder->serial) {
        ngx_http_lead_form_version_choose(conf,
                        ngx_http_get_module_main_conf(ctx->request,
                                                  ngx_http_lead_form_module));
    }

    ctx->form = conf->form;
    ctx->funnel = conf->funnel;

    return NGX_OK;
}


/* A name that no form has, or can have, leaves the request without one. */

static ngx_int_t
ngx_http_lead_form_version_find(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_str_t  name;

    if (ngx_http_complex_value(ctx->request, ctx->conf->any, &name) != NGX_OK)
    {
        return NGX_ERROR;
    }

    ctx->form = lf_site_form(ctx->version->forms->site,
                             ngx_http_lead_form_to_core(name));
    ctx->funnel = ngx_http_lead_form_funnel(
                        ngx_http_get_module_main_conf(ctx->request,
                                                  ngx_http_lead_form_module),
                        ctx->conf, ctx->form);

    return NGX_OK;
}
