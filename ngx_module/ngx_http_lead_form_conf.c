/*
 * What the configuration names and nginx reads while it configures itself:
 * the folder of forms and the secret file, each once.
 */

#include "ngx_http_lead_form_module.h"


#define NGX_HTTP_LEAD_FORM_JSON  ".json"

/* The files of a folder, read whole. */
typedef struct {
    ngx_conf_t   *cf;
    ngx_str_t     path;
    lf_source_t  *sources;
    size_t        count;
} ngx_http_lead_form_listing_t;


static ngx_int_t ngx_http_lead_form_load_site(ngx_conf_t *cf,
    ngx_http_lead_form_folder_t *folder, ngx_http_lead_form_place_t *place);
static ngx_int_t ngx_http_lead_form_list(ngx_http_lead_form_listing_t *listing,
    ngx_http_lead_form_place_t *place);
static ngx_int_t ngx_http_lead_form_list_file(
    ngx_http_lead_form_listing_t *listing, u_char *name, size_t len);
static ngx_int_t ngx_http_lead_form_read_file(ngx_conf_t *cf, ngx_str_t *path,
    size_t size_max, lf_str_t *text);
static void ngx_http_lead_form_report(ngx_conf_t *cf,
    lf_diagnostics_t *diagnostics, ngx_uint_t level);
static void ngx_http_lead_form_free_site(void *data);
static void ngx_http_lead_form_free_keys(void *data);


void
ngx_http_lead_form_place(ngx_conf_t *cf, ngx_http_lead_form_place_t *place)
{
    place->file = cf->conf_file->file.name;
    place->line = cf->conf_file->line;
}


ngx_http_lead_form_folder_t *
ngx_http_lead_form_folder(ngx_conf_t *cf,
    ngx_http_lead_form_main_conf_t *conf, ngx_str_t *path,
    ngx_http_lead_form_place_t *place)
{
    ngx_uint_t                    i;
    ngx_pool_cleanup_t           *cleanup;
    ngx_http_lead_form_folder_t  *folder;

    folder = conf->folders.elts;

    for (i = 0; i < conf->folders.nelts; i++) {
        if (folder[i].path.len == path->len
            && ngx_memcmp(folder[i].path.data, path->data, path->len) == 0)
        {
            return &folder[i];
        }
    }

    cleanup = ngx_pool_cleanup_add(cf->pool, 0);
    if (cleanup == NULL) {
        return NULL;
    }

    folder = ngx_array_push(&conf->folders);
    if (folder == NULL) {
        return NULL;
    }

    folder->path = *path;

    if (ngx_http_lead_form_load_site(cf, folder, place) != NGX_OK) {
        conf->folders.nelts--;
        return NULL;
    }

    cleanup->handler = ngx_http_lead_form_free_site;
    cleanup->data = folder->site;

    return folder;
}


static ngx_int_t
ngx_http_lead_form_load_site(ngx_conf_t *cf,
    ngx_http_lead_form_folder_t *folder, ngx_http_lead_form_place_t *place)
{
    lf_diagnostics_t              *diagnostics;
    ngx_http_lead_form_mem_t       mem;
    ngx_http_lead_form_listing_t   listing;

    listing.cf = cf;
    listing.path = folder->path;
    listing.count = 0;

    if (ngx_http_lead_form_list(&listing, place) != NGX_OK) {
        return NGX_ERROR;
    }

    diagnostics = ngx_palloc(cf->temp_pool, sizeof(lf_diagnostics_t));
    if (diagnostics == NULL) {
        return NGX_ERROR;
    }

    ngx_http_lead_form_mem_init(&mem, cf->temp_pool);
    lf_diagnostics_init(diagnostics, &mem.mem);

    folder->diagnostics = diagnostics;
    folder->site = lf_site_load(listing.sources, listing.count, diagnostics);

    if (folder->site == NULL) {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "no memory to load the forms of \"%V\"", &folder->path);
        return NGX_ERROR;
    }

    ngx_http_lead_form_report(cf, diagnostics, NGX_LOG_WARN);

    return NGX_OK;
}


/*
 * What keeps a form from being served, as loud as the refusal: a log of
 * nginx's own level, error, holds no warning.
 */

void
ngx_http_lead_form_report_form(ngx_conf_t *cf,
    ngx_http_lead_form_folder_t *folder, ngx_str_t *name)
{
    size_t                     i;
    lf_str_t                   line, parts[4], form_file, site_file;
    const lf_diagnostic_t     *item;
    ngx_http_lead_form_mem_t   mem;

    ngx_http_lead_form_mem_init(&mem, cf->temp_pool);

    parts[0] = ngx_http_lead_form_to_core(folder->path);
    parts[1] = lf_str("/");
    parts[2] = ngx_http_lead_form_to_core(*name);
    parts[3] = lf_str(NGX_HTTP_LEAD_FORM_JSON);
    form_file = lf_str_concat(&mem.mem, parts, 4);

    parts[2] = lf_str("site");
    site_file = lf_str_concat(&mem.mem, parts, 4);

    for (i = 0; i < folder->diagnostics->count; i++) {
        item = &folder->diagnostics->items[i];

        if (item->severity != LF_SEVERITY_ERROR
            || (!lf_str_eq(item->file, form_file)
                && !lf_str_eq(item->file, site_file)))
        {
            continue;
        }

        line = lf_diagnostic_line(&mem.mem, item);

        if (line.data != NULL) {
            ngx_log_error(NGX_LOG_EMERG, cf->log, 0, "%*s", line.len,
                          line.data);
        }
    }
}


static ngx_int_t
ngx_http_lead_form_list(ngx_http_lead_form_listing_t *listing,
    ngx_http_lead_form_place_t *place)
{
    u_char     *name;
    size_t      len;
    ngx_int_t   rc;
    ngx_dir_t   dir;

    listing->sources = ngx_palloc(listing->cf->temp_pool,
                                  (LF_FORMS_MAX + 1) * sizeof(lf_source_t));
    if (listing->sources == NULL) {
        return NGX_ERROR;
    }

    if (ngx_open_dir(&listing->path, &dir) == NGX_ERROR) {
        ngx_log_error(NGX_LOG_EMERG, listing->cf->log, ngx_errno,
                      ngx_open_dir_n " \"%V\" failed: lead_form_forms in %V:%ui"
                      " names the folder of the forms", &listing->path,
                      &place->file, place->line);
        return NGX_ERROR;
    }

    rc = NGX_OK;

    for ( ;; ) {
        ngx_set_errno(0);

        if (ngx_read_dir(&dir) == NGX_ERROR) {
            if (ngx_errno != 0 && ngx_errno != NGX_ENOMOREFILES) {
                ngx_log_error(NGX_LOG_EMERG, listing->cf->log, ngx_errno,
                              ngx_read_dir_n " \"%V\" failed",
                              &listing->path);
                rc = NGX_ERROR;
            }

            break;
        }

        name = ngx_de_name(&dir);
        len = ngx_de_namelen(&dir);

        /* A name that begins with a dot is an editor's, not a form's. */

        if (name[0] == '.' || len <= sizeof(NGX_HTTP_LEAD_FORM_JSON) - 1
            || ngx_strcmp(name + len - (sizeof(NGX_HTTP_LEAD_FORM_JSON) - 1),
                          NGX_HTTP_LEAD_FORM_JSON) != 0
            || (len > 12 && ngx_strcmp(name + len - 12, ".schema.json") == 0))
        {
            continue;
        }

        rc = ngx_http_lead_form_list_file(listing, name, len);
        if (rc != NGX_OK) {
            break;
        }
    }

    if (ngx_close_dir(&dir) == NGX_ERROR) {
        ngx_log_error(NGX_LOG_ALERT, listing->cf->log, ngx_errno,
                      ngx_close_dir_n " \"%V\" failed", &listing->path);
    }

    return rc;
}


static ngx_int_t
ngx_http_lead_form_list_file(ngx_http_lead_form_listing_t *listing,
    u_char *name, size_t len)
{
    u_char       *p;
    ngx_str_t     path;
    lf_source_t  *source;

    if (listing->count == LF_FORMS_MAX + 1) {
        ngx_log_error(NGX_LOG_EMERG, listing->cf->log, 0,
                      "\"%V\" holds more than %d forms", &listing->path,
                      LF_FORMS_MAX);
        return NGX_ERROR;
    }

    path.len = listing->path.len + 1 + len;
    path.data = ngx_pnalloc(listing->cf->temp_pool, path.len + 1);
    if (path.data == NULL) {
        return NGX_ERROR;
    }

    p = ngx_cpymem(path.data, listing->path.data, listing->path.len);
    *p++ = '/';
    p = ngx_cpymem(p, name, len);
    *p = '\0';

    source = &listing->sources[listing->count];
    source->file = ngx_http_lead_form_to_core(path);
    source->name = (lf_str_t) {
        (char *) path.data + listing->path.len + 1,
        len - (sizeof(NGX_HTTP_LEAD_FORM_JSON) - 1)
    };

    if (ngx_http_lead_form_read_file(listing->cf, &path, LF_FILE_SIZE_MAX,
                                     &source->text) == NGX_OK)
    {
        listing->count++;
    }

    return NGX_OK;
}


/*
 * Reads one byte more than allowed, so that the core can say "too large" with
 * the file's name like any other finding.  A file that cannot be read is
 * reported and passed over.
 */

static ngx_int_t
ngx_http_lead_form_read_file(ngx_conf_t *cf, ngx_str_t *path, size_t size_max,
    lf_str_t *text)
{
    u_char           *buffer;
    ssize_t           n;
    ngx_fd_t          fd;
    ngx_int_t         rc;
    ngx_file_info_t   info;

    rc = NGX_ERROR;
    n = NGX_ERROR;
    buffer = NULL;

    fd = ngx_open_file(path->data, NGX_FILE_RDONLY|NGX_FILE_NONBLOCK,
                       NGX_FILE_OPEN, 0);
    if (fd == NGX_INVALID_FILE) {
        ngx_log_error(NGX_LOG_WARN, cf->log, ngx_errno,
                      ngx_open_file_n " \"%V\" failed", path);
        return NGX_ERROR;
    }

    if (ngx_fd_info(fd, &info) != NGX_FILE_ERROR && ngx_is_file(&info)) {
        buffer = ngx_pnalloc(cf->temp_pool, size_max + 1);
        if (buffer != NULL) {
            n = ngx_read_fd(fd, buffer, size_max + 1);
        }
    }

    if (n >= 0) {
        *text = (lf_str_t) { (char *) buffer, n };
        rc = NGX_OK;

    } else {
        ngx_log_error(NGX_LOG_WARN, cf->log, ngx_errno,
                      "\"%V\" is not a file that can be read", path);
    }

    if (ngx_close_file(fd) == NGX_FILE_ERROR) {
        ngx_log_error(NGX_LOG_ALERT, cf->log, ngx_errno,
                      ngx_close_file_n " \"%V\" failed", path);
    }

    return rc;
}


lf_keys_t *
ngx_http_lead_form_secret(ngx_conf_t *cf,
    ngx_http_lead_form_main_conf_t *conf, ngx_str_t *path,
    ngx_http_lead_form_place_t *place)
{
    lf_str_t                      text;
    ngx_uint_t                    i;
    lf_diagnostics_t             *diagnostics;
    ngx_pool_cleanup_t           *cleanup;
    ngx_http_lead_form_mem_t      mem;
    ngx_http_lead_form_secret_t  *secret;

    secret = conf->secrets.elts;

    for (i = 0; i < conf->secrets.nelts; i++) {
        if (secret[i].path.len == path->len
            && ngx_memcmp(secret[i].path.data, path->data, path->len) == 0)
        {
            return secret[i].keys;
        }
    }

    diagnostics = ngx_palloc(cf->temp_pool, sizeof(lf_diagnostics_t));
    cleanup = ngx_pool_cleanup_add(cf->pool, 0);
    secret = ngx_array_push(&conf->secrets);

    if (diagnostics == NULL || cleanup == NULL || secret == NULL) {
        return NULL;
    }

    ngx_http_lead_form_mem_init(&mem, cf->temp_pool);
    lf_diagnostics_init(diagnostics, &mem.mem);

    if (ngx_http_lead_form_read_file(cf, path, LF_SECRET_SIZE_MAX, &text)
        != NGX_OK)
    {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "lead_form_secret \"%V\" in %V:%ui cannot be read; "
                      "\"lead-form secret new FILE\" writes one", path,
                      &place->file, place->line);
        return NULL;
    }

    secret->path = *path;
    secret->keys = lf_keys_load(text, ngx_http_lead_form_to_core(*path),
                                diagnostics);
    ngx_memzero((void *) text.data, text.len);

    if (secret->keys == NULL) {
        ngx_http_lead_form_report(cf, diagnostics, NGX_LOG_EMERG);
        return NULL;
    }

    cleanup->handler = ngx_http_lead_form_free_keys;
    cleanup->data = secret->keys;

    return secret->keys;
}


static void
ngx_http_lead_form_report(ngx_conf_t *cf, lf_diagnostics_t *diagnostics,
    ngx_uint_t level)
{
    size_t                     i;
    lf_str_t                   line;
    ngx_http_lead_form_mem_t   mem;

    ngx_http_lead_form_mem_init(&mem, cf->temp_pool);

    for (i = 0; i < diagnostics->count; i++) {
        line = lf_diagnostic_line(&mem.mem, &diagnostics->items[i]);

        if (line.data != NULL) {
            ngx_log_error(level, cf->log, 0, "%*s", line.len, line.data);
        }
    }

    if (diagnostics->errors + diagnostics->warnings > diagnostics->count) {
        ngx_log_error(level, cf->log, 0, "and %uz more",
                      diagnostics->errors + diagnostics->warnings
                      - diagnostics->count);
    }
}


static void
ngx_http_lead_form_free_site(void *data)
{
    lf_site_free(data);
}


static void
ngx_http_lead_form_free_keys(void *data)
{
    lf_keys_free(data);
}
