/*
 * Versions of a folder's forms: who holds which, and which one a request
 * begins with.  Only the event loop comes here, and the configuration.
 */

#include "ngx_http_lead_form_stats.h"


static void ngx_http_lead_form_version_date(
    ngx_http_lead_form_version_t *version, ngx_http_lead_form_version_t *old);
static lf_str_t ngx_http_lead_form_site_version(const lf_folder_t *forms);
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

    version = ngx_calloc(sizeof(ngx_http_lead_form_version_t)
                         + forms->site->forms_count * sizeof(int64_t), log);
    if (version == NULL) {
        lf_folder_free(forms);
        return NGX_ERROR;
    }

    old = folder->current;

    version->forms = forms;
    version->since = (int64_t *) (version + 1);
    version->users = 1;
    ngx_http_lead_form_version_date(version, old);
    ngx_queue_insert_tail(&folder->versions, &version->queue);

    folder->current = version;
    folder->serial++;

    if (old != NULL) {
        ngx_http_lead_form_version_release(old);
    }

    return NGX_OK;
}


/* A form is as old as its file and site.json are unchanged. */

static void
ngx_http_lead_form_version_date(ngx_http_lead_form_version_t *version,
    ngx_http_lead_form_version_t *old)
{
    size_t       i, n;
    int64_t      now;
    lf_site_t   *site, *before;
    ngx_time_t  *tp;

    tp = ngx_timeofday();
    now = (int64_t) tp->sec * 1000 + tp->msec;
    site = version->forms->site;
    before = NULL;

    if (old != NULL
        && lf_str_eq(ngx_http_lead_form_site_version(version->forms),
                     ngx_http_lead_form_site_version(old->forms)))
    {
        before = old->forms->site;
    }

    for (i = 0; i < site->forms_count; i++) {
        version->since[i] = now;

        for (n = 0; before != NULL && n < before->forms_count; n++) {
            if (lf_str_eq(before->forms[n]->name, site->forms[i]->name)
                && lf_str_eq(before->forms[n]->version,
                             site->forms[i]->version))
            {
                version->since[i] = old->since[n];
                break;
            }
        }
    }
}


static lf_str_t
ngx_http_lead_form_site_version(const lf_folder_t *forms)
{
    const lf_folder_file_t  *file;

    file = lf_folder_file(forms, lf_str("site"));

    return file == NULL ? lf_null_str : file->version;
}


int64_t
ngx_http_lead_form_version_since(ngx_http_lead_form_ctx_t *ctx)
{
    size_t      i;
    lf_site_t  *site;

    site = ctx->version->forms->site;

    for (i = 0; i < site->forms_count; i++) {
        if (site->forms[i] == ctx->form) {
            return ctx->version->since[i];
        }
    }

    return 0;
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
