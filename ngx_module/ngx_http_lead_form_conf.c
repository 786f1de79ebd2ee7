/*
 * What the configuration names and nginx reads while it configures itself:
 * the folder of forms and the secret file, each once.
 */

#include "ngx_http_lead_form_module.h"

#include <ngx_md5.h>


#define NGX_HTTP_LEAD_FORM_STATE_FOLDER  "/forms/"


static ngx_http_lead_form_folder_t *ngx_http_lead_form_add_folder(
    ngx_conf_t *cf, ngx_http_lead_form_loc_conf_t *conf, ngx_str_t *state);
static ngx_int_t ngx_http_lead_form_state_path(ngx_conf_t *cf,
    ngx_http_lead_form_loc_conf_t *conf, ngx_str_t *state);
static ngx_int_t ngx_http_lead_form_load_folder(ngx_conf_t *cf,
    ngx_http_lead_form_folder_t *folder, ngx_http_lead_form_place_t *place);
static ngx_int_t ngx_http_lead_form_read_good(ngx_conf_t *cf,
    ngx_http_lead_form_folder_t *folder, ngx_http_lead_form_files_t *good);
static ngx_http_lead_form_folder_t *ngx_http_lead_form_running(
    ngx_conf_t *cf, ngx_http_lead_form_folder_t *folder);
static ngx_http_lead_form_folder_t *ngx_http_lead_form_find_folder(
    ngx_http_lead_form_main_conf_t *lmcf, ngx_str_t *path, ngx_str_t *state);
static void ngx_http_lead_form_report_held(ngx_conf_t *cf,
    ngx_http_lead_form_folder_t *folder);
static void ngx_http_lead_form_report(ngx_conf_t *cf,
    lf_diagnostics_t *diagnostics, ngx_uint_t level);
static void ngx_http_lead_form_free_keys(void *data);


void
ngx_http_lead_form_place(ngx_conf_t *cf, ngx_http_lead_form_place_t *place)
{
    place->file = cf->conf_file->file.name;
    place->line = cf->conf_file->line;
}


ngx_http_lead_form_folder_t *
ngx_http_lead_form_folder(ngx_conf_t *cf,
    ngx_http_lead_form_main_conf_t *lmcf, ngx_http_lead_form_loc_conf_t *conf)
{
    ngx_str_t                      state;
    ngx_http_lead_form_folder_t   *folder, **place;

    if (ngx_http_lead_form_state_path(cf, conf, &state) != NGX_OK) {
        return NULL;
    }

    folder = ngx_http_lead_form_find_folder(lmcf, &conf->forms, &state);
    if (folder != NULL) {
        return folder;
    }

    folder = ngx_http_lead_form_add_folder(cf, conf, &state);
    if (folder == NULL) {
        return NULL;
    }

    place = ngx_array_push(&lmcf->folders);
    if (place == NULL) {
        return NULL;
    }

    *place = folder;

    return folder;
}


static ngx_http_lead_form_folder_t *
ngx_http_lead_form_add_folder(ngx_conf_t *cf,
    ngx_http_lead_form_loc_conf_t *conf, ngx_str_t *state)
{
    ngx_pool_cleanup_t           *cleanup;
    ngx_http_lead_form_folder_t  *folder;

    folder = ngx_pcalloc(cf->pool, sizeof(ngx_http_lead_form_folder_t));
    if (folder == NULL) {
        return NULL;
    }

    folder->path = conf->forms;
    folder->state = *state;
    ngx_queue_init(&folder->versions);

    cleanup = ngx_pool_cleanup_add(cf->pool, 0);
    if (cleanup == NULL) {
        return NULL;
    }

    cleanup->handler = ngx_http_lead_form_versions_free;
    cleanup->data = folder;

    if (ngx_http_lead_form_load_folder(cf, folder, &conf->forms_place)
        != NGX_OK
        || ngx_http_lead_form_live_add(cf, folder) != NGX_OK)
    {
        return NULL;
    }

    return folder;
}


/* STATE/forms/, and a folder there that stands for the folder of forms. */

static ngx_int_t
ngx_http_lead_form_state_path(ngx_conf_t *cf,
    ngx_http_lead_form_loc_conf_t *conf, ngx_str_t *state)
{
    u_char     *p, digest[16];
    ngx_md5_t   md5;

    if (conf->state == NULL) {
        ngx_str_null(state);
        return NGX_OK;
    }

    ngx_md5_init(&md5);
    ngx_md5_update(&md5, conf->forms.data, conf->forms.len);
    ngx_md5_final(digest, &md5);

    state->len = conf->state->name.len
                 + sizeof(NGX_HTTP_LEAD_FORM_STATE_FOLDER) - 1
                 + 2 * sizeof(digest);

    p = ngx_pnalloc(cf->pool, state->len + 1);
    if (p == NULL) {
        return NGX_ERROR;
    }

    state->data = p;
    p = ngx_sprintf(p, "%V" NGX_HTTP_LEAD_FORM_STATE_FOLDER,
                    &conf->state->name);
    p = ngx_hex_dump(p, digest, sizeof(digest));
    *p = '\0';

    return NGX_OK;
}


/*
 * The files as they are, the last good versions where those cannot serve.  A
 * folder that cannot be opened is refused unless it has served before.
 */

static ngx_int_t
ngx_http_lead_form_load_folder(ngx_conf_t *cf,
    ngx_http_lead_form_folder_t *folder, ngx_http_lead_form_place_t *place)
{
    ngx_int_t                    rc;
    ngx_uint_t                   level;
    lf_folder_t                 *forms;
    ngx_http_lead_form_mem_t     mem;
    ngx_http_lead_form_files_t   now, good;

    ngx_http_lead_form_mem_init(&mem, cf->temp_pool);

    now.mem = &mem.mem;
    now.log = cf->log;
    now.path = folder->path;
    good = now;
    good.path = folder->state;

    if (ngx_http_lead_form_read_good(cf, folder, &good) != NGX_OK) {
        return NGX_ERROR;
    }

    rc = ngx_http_lead_form_files_look(&now);

    if (rc == NGX_DECLINED) {
        level = good.count > 0 ? NGX_LOG_WARN : NGX_LOG_EMERG;
        ngx_log_error(level, cf->log, now.err, ngx_open_dir_n " \"%V\" failed: "
                      "lead_form_forms in %V:%ui names the folder of the forms",
                      &folder->path, &place->file, place->line);

        if (good.count == 0) {
            return NGX_ERROR;
        }

        now.count = 0;
    }

    if (rc == NGX_ERROR || ngx_http_lead_form_files_read(&now) != NGX_OK) {
        return NGX_ERROR;
    }

    folder->seen = now.seen;
    folder->read = now.read;
    forms = lf_folder_load(now.sources, now.count, good.sources, good.count);

    if (forms == NULL
        || ngx_http_lead_form_version_add(folder, forms, cf->log) != NGX_OK)
    {
        ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                      "no memory to load the forms of \"%V\"", &folder->path);
        return NGX_ERROR;
    }

    ngx_http_lead_form_report(cf, &forms->diagnostics, NGX_LOG_WARN);
    ngx_http_lead_form_report_held(cf, folder);

    return NGX_OK;
}


/*
 * What was kept on disk, else what the configuration before this one served.
 * A form whose last good version was removed from the disk is gone for good.
 */

static ngx_int_t
ngx_http_lead_form_read_good(ngx_conf_t *cf,
    ngx_http_lead_form_folder_t *folder, ngx_http_lead_form_files_t *good)
{
    ngx_int_t                     rc;
    ngx_http_lead_form_folder_t  *running;

    good->count = 0;

    if (folder->state.len > 0) {
        rc = ngx_http_lead_form_files_read_good(good);

        if (rc != NGX_DECLINED) {
            return rc;
        }

        if (good->err != NGX_ENOENT) {
            ngx_log_error(NGX_LOG_WARN, cf->log, good->err,
                          ngx_open_dir_n " \"%V\" failed", &folder->state);
        }
    }

    running = ngx_http_lead_form_running(cf, folder);

    if (running == NULL || running->current == NULL) {
        return NGX_OK;
    }

    return ngx_http_lead_form_files_add_good(good, running->current->forms);
}


static ngx_http_lead_form_folder_t *
ngx_http_lead_form_running(ngx_conf_t *cf, ngx_http_lead_form_folder_t *folder)
{
    ngx_http_lead_form_main_conf_t  *lmcf;

    lmcf = ngx_http_lead_form_running_conf(cf);

    return lmcf == NULL ? NULL
           : ngx_http_lead_form_find_folder(lmcf, &folder->path, NULL);
}


/*
 * Of the configuration in use while another one is read; NULL: there is none.
 * A module that was replaced on the disk is another one, with structures of
 * its own.
 */

ngx_http_lead_form_main_conf_t *
ngx_http_lead_form_running_conf(ngx_conf_t *cf)
{
    ngx_uint_t    i;
    ngx_cycle_t  *old;

    old = cf->cycle->old_cycle;

    if (old == NULL || old->conf_ctx == NULL || old->modules == NULL) {
        return NULL;
    }

    for (i = 0; old->modules[i] != &ngx_http_lead_form_module; i++) {
        if (old->modules[i] == NULL) {
            return NULL;
        }
    }

    return ngx_http_cycle_get_module_main_conf(old, ngx_http_lead_form_module);
}


/* With any state folder, where `state` is NULL. */

static ngx_http_lead_form_folder_t *
ngx_http_lead_form_find_folder(ngx_http_lead_form_main_conf_t *lmcf,
    ngx_str_t *path, ngx_str_t *state)
{
    ngx_uint_t                     i;
    ngx_http_lead_form_folder_t  **folders;

    folders = lmcf->folders.elts;

    for (i = 0; i < lmcf->folders.nelts; i++) {
        if (lf_str_eq(ngx_http_lead_form_to_core(folders[i]->path),
                      ngx_http_lead_form_to_core(*path))
            && (state == NULL
                || lf_str_eq(ngx_http_lead_form_to_core(folders[i]->state),
                             ngx_http_lead_form_to_core(*state))))
        {
            return folders[i];
        }
    }

    return NULL;
}


static void
ngx_http_lead_form_report_held(ngx_conf_t *cf,
    ngx_http_lead_form_folder_t *folder)
{
    size_t             i;
    lf_folder_t       *forms;
    lf_folder_file_t  *file;

    forms = folder->current->forms;

    for (i = 0; i < forms->files_count; i++) {
        file = &forms->files[i];

        if (file->state == LF_FOLDER_LAST_GOOD
            || file->state == LF_FOLDER_DELETED)
        {
            ngx_log_error(NGX_LOG_WARN, cf->log, 0,
                          "\"%V/%*s.json\" %s; its last good version %*s "
                          "serves", &folder->path,
                          file->name.len, file->name.data,
                          file->state == LF_FOLDER_DELETED ? "is deleted"
                                                           : "cannot serve",
                          file->version.len, file->version.data);
        }
    }
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
    const lf_diagnostics_t    *diagnostics;
    ngx_http_lead_form_mem_t   mem;

    ngx_http_lead_form_mem_init(&mem, cf->temp_pool);

    parts[0] = ngx_http_lead_form_to_core(folder->path);
    parts[1] = lf_str("/");
    parts[2] = ngx_http_lead_form_to_core(*name);
    parts[3] = lf_str(NGX_HTTP_LEAD_FORM_JSON);
    form_file = lf_str_concat(&mem.mem, parts, 4);

    parts[2] = lf_str("site");
    site_file = lf_str_concat(&mem.mem, parts, 4);

    diagnostics = &folder->current->forms->diagnostics;

    for (i = 0; i < diagnostics->count; i++) {
        item = &diagnostics->items[i];

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

    if (ngx_http_lead_form_file_read(&mem.mem, path, LF_SECRET_SIZE_MAX, &text,
                                     cf->log) != NGX_OK)
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
ngx_http_lead_form_free_keys(void *data)
{
    lf_keys_free(data);
}
