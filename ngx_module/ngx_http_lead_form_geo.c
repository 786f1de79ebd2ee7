/*
 * Geography: the database that lead_form_geoip names, read while nginx
 * configures itself and asked by requests.  A version that works stays in use
 * until another one works, across reloads too: each configuration that uses it
 * is a holder of it.
 */

#include "ngx_http_lead_form_geo.h"


static ngx_http_lead_form_geo_t *ngx_http_lead_form_geo_add(ngx_conf_t *cf,
    ngx_str_t *path);
static ngx_http_lead_form_geo_version_t *ngx_http_lead_form_geo_inherited(
    ngx_conf_t *cf, ngx_str_t *path);
static ngx_http_lead_form_geo_t *ngx_http_lead_form_geo_named(
    ngx_http_lead_form_main_conf_t *lmcf, ngx_str_t *path);
static void ngx_http_lead_form_geo_look(ngx_http_lead_form_geo_t *geo);
static void ngx_http_lead_form_geo_load(ngx_http_lead_form_geo_t *geo);
static void ngx_http_lead_form_geo_take(ngx_http_lead_form_geo_t *geo,
    ngx_log_t *log);
static ngx_fd_t ngx_http_lead_form_geo_open(ngx_http_lead_form_geo_t *geo);
static ngx_uint_t ngx_http_lead_form_geo_same(
    ngx_http_lead_form_geo_file_t *a, ngx_http_lead_form_geo_file_t *b);
static void ngx_http_lead_form_geo_release(
    ngx_http_lead_form_geo_version_t *version);
static void ngx_http_lead_form_geo_cleanup(void *data);


char *
ngx_http_lead_form_geoip(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_str_t                      *value, path;
    ngx_http_lead_form_loc_conf_t  *llcf = conf;

    if (llcf->geo != NGX_CONF_UNSET_PTR) {
        return "is duplicate";
    }

    value = cf->args->elts;

    if (value[1].len == 0) {
        return "needs a path, or \"off\"";
    }

    if (lf_str_is(ngx_http_lead_form_to_core(value[1]), "off")) {
        llcf->geo = NULL;
        return NGX_CONF_OK;
    }

    path = value[1];

    if (ngx_conf_full_name(cf->cycle, &path, 1) != NGX_OK) {
        return NGX_CONF_ERROR;
    }

    llcf->geo = ngx_http_lead_form_geo_add(cf, &path);

    return llcf->geo == NULL ? NGX_CONF_ERROR : NGX_CONF_OK;
}


static ngx_http_lead_form_geo_t *
ngx_http_lead_form_geo_add(ngx_conf_t *cf, ngx_str_t *path)
{
    ngx_pool_cleanup_t              *cleanup;
    ngx_http_lead_form_geo_t        *geo, **geos;
    ngx_http_lead_form_main_conf_t  *lmcf;

    lmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_lead_form_module);

    geo = ngx_http_lead_form_geo_named(lmcf, path);
    if (geo != NULL) {
        return geo;
    }

    geo = ngx_pcalloc(cf->pool, sizeof(ngx_http_lead_form_geo_t));
    geos = ngx_array_push(&lmcf->geos);
    cleanup = ngx_pool_cleanup_add(cf->pool, 0);

    if (geo == NULL || geos == NULL || cleanup == NULL) {
        return NULL;
    }

    *geos = geo;
    geo->path = *path;
    geo->version = ngx_http_lead_form_geo_inherited(cf, path);

    if (geo->version != NULL) {
        geo->version->holders++;
    }

    cleanup->handler = ngx_http_lead_form_geo_cleanup;
    cleanup->data = geo;

    ngx_http_lead_form_geo_look(geo);
    ngx_http_lead_form_geo_load(geo);
    ngx_http_lead_form_geo_take(geo, cf->log);
    geo->look.twice = 1;

    return geo;
}


static ngx_http_lead_form_geo_t *
ngx_http_lead_form_geo_named(ngx_http_lead_form_main_conf_t *lmcf,
    ngx_str_t *path)
{
    ngx_uint_t                  i;
    ngx_http_lead_form_geo_t  **geos;

    geos = lmcf->geos.elts;

    for (i = 0; i < lmcf->geos.nelts; i++) {
        if (lf_str_eq(ngx_http_lead_form_to_core(geos[i]->path),
                      ngx_http_lead_form_to_core(*path)))
        {
            return geos[i];
        }
    }

    return NULL;
}


/* What the configuration in use has of that file. */

static ngx_http_lead_form_geo_version_t *
ngx_http_lead_form_geo_inherited(ngx_conf_t *cf, ngx_str_t *path)
{
    ngx_http_lead_form_geo_t        *geo;
    ngx_http_lead_form_main_conf_t  *lmcf;

    lmcf = ngx_http_lead_form_running_conf(cf);
    geo = lmcf == NULL ? NULL : ngx_http_lead_form_geo_named(lmcf, path);

    return geo == NULL ? NULL : geo->version;
}


void
ngx_http_lead_form_geos_look(ngx_http_lead_form_main_conf_t *lmcf)
{
    ngx_uint_t                  i;
    ngx_http_lead_form_geo_t  **geos;

    geos = lmcf->geos.elts;

    for (i = 0; i < lmcf->geos.nelts; i++) {
        ngx_http_lead_form_geo_look(geos[i]);
    }
}


void
ngx_http_lead_form_geos_load(ngx_http_lead_form_main_conf_t *lmcf)
{
    ngx_uint_t                  i;
    ngx_http_lead_form_geo_t  **geos;

    geos = lmcf->geos.elts;

    for (i = 0; i < lmcf->geos.nelts; i++) {
        ngx_http_lead_form_geo_load(geos[i]);
    }
}


void
ngx_http_lead_form_geos_take(ngx_http_lead_form_main_conf_t *lmcf,
    ngx_log_t *log)
{
    ngx_uint_t                  i;
    ngx_http_lead_form_geo_t  **geos;

    geos = lmcf->geos.elts;

    for (i = 0; i < lmcf->geos.nelts; i++) {
        ngx_http_lead_form_geo_take(geos[i], log);
    }
}


static void
ngx_http_lead_form_geo_look(ngx_http_lead_form_geo_t *geo)
{
    ngx_http_lead_form_geo_look_t  *look;

    look = &geo->look;
    look->before = look->file;
    look->error.text[0] = '\0';
    ngx_memzero(&look->file, sizeof(ngx_http_lead_form_geo_file_t));
    ngx_memzero(&look->used, sizeof(ngx_http_lead_form_geo_file_t));

    if (geo->version != NULL) {
        look->used = geo->version->file;
    }
}


static void
ngx_http_lead_form_geo_load(ngx_http_lead_form_geo_t *geo)
{
    ngx_fd_t                        fd;
    ngx_http_lead_form_geo_look_t  *look;

    look = &geo->look;
    look->result = NGX_HTTP_LEAD_FORM_GEO_BROKEN;

    fd = ngx_http_lead_form_geo_open(geo);

    if (ngx_http_lead_form_geo_same(&look->file, &look->used)
        || ngx_http_lead_form_geo_same(&look->file, &look->refused)
        || (look->twice
            && !ngx_http_lead_form_geo_same(&look->file, &look->before)))
    {
        look->result = NGX_HTTP_LEAD_FORM_GEO_SAME;

    } else if (look->error.text[0] == '\0') {
        look->geo = lf_geo_load(fd, &look->error);

        if (look->geo != NULL) {
            look->result = NGX_HTTP_LEAD_FORM_GEO_NEW;
        }
    }

    if (fd != NGX_INVALID_FILE) {
        (void) ngx_close_file(fd);
    }
}


/* Opened without waiting: what the path names may be a pipe. */

static ngx_fd_t
ngx_http_lead_form_geo_open(ngx_http_lead_form_geo_t *geo)
{
    u_char                         *p;
    ngx_fd_t                        fd;
    ngx_file_info_t                 info;
    lf_geo_error_t                 *error;
    ngx_http_lead_form_geo_look_t  *look;

    look = &geo->look;
    error = &look->error;

    fd = ngx_open_file(geo->path.data, NGX_FILE_RDONLY|NGX_FILE_NONBLOCK,
                       NGX_FILE_OPEN, 0);

    if (fd == NGX_INVALID_FILE || ngx_fd_info(fd, &info) == NGX_FILE_ERROR) {
        look->file.error = ngx_errno;
        p = ngx_snprintf((u_char *) error->text, LF_GEO_ERROR_LEN / 2,
                         "it cannot be opened: %d: ", look->file.error);
        p = ngx_strerror(look->file.error, p, LF_GEO_ERROR_LEN / 2 - 1);
        *p = '\0';
        return fd;
    }

    look->file.device = info.st_dev;
    look->file.inode = info.st_ino;
    look->file.size = info.st_size;
    look->file.modified = info.st_mtim;
    look->file.changed = info.st_ctim;

    if (!ngx_is_file(&info)) {
        (void) ngx_cpystrn((u_char *) error->text, (u_char *) "it is no file",
                           LF_GEO_ERROR_LEN);
    }

    return fd;
}


static ngx_uint_t
ngx_http_lead_form_geo_same(ngx_http_lead_form_geo_file_t *a,
    ngx_http_lead_form_geo_file_t *b)
{
    return a->error == b->error && a->device == b->device
           && a->inode == b->inode && a->size == b->size
           && a->modified.tv_sec == b->modified.tv_sec
           && a->modified.tv_nsec == b->modified.tv_nsec
           && a->changed.tv_sec == b->changed.tv_sec
           && a->changed.tv_nsec == b->changed.tv_nsec;
}


static void
ngx_http_lead_form_geo_take(ngx_http_lead_form_geo_t *geo, ngx_log_t *log)
{
    ngx_uint_t                         says;
    ngx_http_lead_form_geo_look_t     *look;
    ngx_http_lead_form_geo_version_t  *version;

    look = &geo->look;

    /* What all workers do is said by one. */

    says = ngx_process != NGX_PROCESS_WORKER || ngx_worker == 0;

    if (look->result == NGX_HTTP_LEAD_FORM_GEO_SAME) {
        return;
    }

    if (look->result == NGX_HTTP_LEAD_FORM_GEO_BROKEN) {
        look->refused = look->file;

        if (says) {
            ngx_log_error(NGX_LOG_ERR, log, 0,
                          "lead_form_geoip \"%V\" cannot be used: %s; %s",
                          &geo->path, look->error.text,
                          geo->version != NULL
                          ? "the version read before stays in use"
                          : "every country is unknown");
        }

        return;
    }

    version = ngx_alloc(sizeof(ngx_http_lead_form_geo_version_t), log);
    if (version == NULL) {
        lf_geo_free(look->geo);
        look->geo = NULL;
        return;
    }

    if (says && look->twice) {
        ngx_log_error(NGX_LOG_NOTICE, log, 0,
                      "lead_form_geoip \"%V\" is read anew", &geo->path);
    }

    version->geo = look->geo;
    look->geo = NULL;
    version->file = look->file;
    version->holders = 1;

    ngx_http_lead_form_geo_release(geo->version);
    geo->version = version;
    ngx_memzero(&look->refused, sizeof(ngx_http_lead_form_geo_file_t));
}


static void
ngx_http_lead_form_geo_release(ngx_http_lead_form_geo_version_t *version)
{
    if (version != NULL && --version->holders == 0) {
        lf_geo_free(version->geo);
        ngx_free(version);
    }
}


static void
ngx_http_lead_form_geo_cleanup(void *data)
{
    ngx_http_lead_form_geo_t  *geo = data;

    ngx_http_lead_form_geo_release(geo->version);
    geo->version = NULL;
    lf_geo_free(geo->look.geo);
    geo->look.geo = NULL;
}


/* Once a request: what it was told stays true of it to its end. */

void
ngx_http_lead_form_locate(ngx_http_lead_form_ctx_t *ctx)
{
    if (ctx->located) {
        return;
    }

    ctx->located = 1;
    ngx_http_lead_form_locate_request(ctx->request, &ctx->place);
    lf_geo_facts(&ctx->place, &ctx->facts);
}


/*
 * By the connection's address, which realip has put in the place of a
 * proxy's; without one on a unix socket.
 */

void
ngx_http_lead_form_locate_request(ngx_http_request_t *r,
    lf_geo_facts_t *place)
{
    lf_geo_t                       *geo;
    struct sockaddr                *sa;
    struct sockaddr_in             *sin;
#if (NGX_HAVE_INET6)
    struct sockaddr_in6            *sin6;
#endif
    ngx_http_lead_form_loc_conf_t  *llcf;

    llcf = ngx_http_get_module_loc_conf(r, ngx_http_lead_form_module);
    geo = llcf->geo == NULL || llcf->geo->version == NULL
          ? NULL : llcf->geo->version->geo;
    sa = r->connection->sockaddr;

    switch (sa->sa_family) {

    case AF_INET:
        sin = (struct sockaddr_in *) sa;
        lf_geo_find(geo, (uint8_t *) &sin->sin_addr, 4, place);
        break;

#if (NGX_HAVE_INET6)
    case AF_INET6:
        sin6 = (struct sockaddr_in6 *) sa;
        lf_geo_find(geo, (uint8_t *) &sin6->sin6_addr, 16, place);
        break;
#endif

    default:
        ngx_memzero(place, sizeof(lf_geo_facts_t));
    }
}
