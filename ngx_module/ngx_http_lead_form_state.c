/*
 * State: each form's last good version on disk, for reloads and restarts.
 *
 * One worker writes, in a thread; a file is written beside its place and
 * renamed, so that whoever reads finds the old text or the new one whole.
 */

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_state_folder(ngx_str_t *path,
    ngx_log_t *log);
static ngx_int_t ngx_http_lead_form_state_keep(lf_mem_t *mem, ngx_str_t *path,
    const lf_source_t *source, ngx_uint_t live, ngx_log_t *log);
static ngx_int_t ngx_http_lead_form_state_replace(ngx_str_t *temp,
    ngx_str_t *path, const lf_source_t *source, ngx_log_t *log);
static ngx_int_t ngx_http_lead_form_state_fill(ngx_fd_t fd, lf_str_t text);


/* NGX_ERROR: something could not be kept, and log, if given, says what. */

ngx_int_t
ngx_http_lead_form_state_write(ngx_str_t *path, const lf_folder_t *forms,
    ngx_log_t *log)
{
    size_t               i;
    ngx_int_t            rc;
    ngx_uint_t           live;
    lf_arena_t          *arena;
    const lf_source_t   *source;

    if (forms->taken_count == 0) {
        return NGX_OK;
    }

    if (ngx_http_lead_form_state_folder(path, log) != NGX_OK) {
        return NGX_ERROR;
    }

    rc = NGX_OK;

    for (i = 0; i < forms->taken_count; i++) {
        source = &forms->taken[i];
        live = lf_folder_file(forms, source->name)->state == LF_FOLDER_LIVE;
        arena = lf_arena_create();

        if (arena == NULL
            || ngx_http_lead_form_state_keep(lf_arena_mem(arena), path, source,
                                             live, log) != NGX_OK)
        {
            rc = NGX_ERROR;
        }

        lf_arena_destroy(arena);
    }

    return rc;
}


/* STATE is there; STATE/forms and the folder in it may not be. */

static ngx_int_t
ngx_http_lead_form_state_folder(ngx_str_t *path, ngx_log_t *log)
{
    u_char     *end, name[NGX_MAX_PATH];
    ngx_uint_t  i;

    if (path->len >= sizeof(name)) {
        return NGX_ERROR;
    }

    for (i = 0; i < 2; i++) {
        ngx_memcpy(name, path->data, path->len + 1);

        if (i == 0) {
            end = (u_char *) strrchr((char *) name, '/');
            *end = '\0';
        }

        if (ngx_create_dir(name, 0700) == NGX_FILE_ERROR
            && ngx_errno != NGX_EEXIST)
        {
            if (log != NULL) {
                ngx_log_error(NGX_LOG_ERR, log, ngx_errno,
                              ngx_create_dir_n " \"%s\" failed", name);
            }

            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_state_keep(lf_mem_t *mem, ngx_str_t *path,
    const lf_source_t *source, ngx_uint_t live, ngx_log_t *log)
{
    u_char      pid[NGX_INT64_LEN];
    lf_str_t    parts[6], kept, file, temp;
    ngx_str_t   file_path, temp_path;

    parts[0] = ngx_http_lead_form_to_core(*path);
    parts[1] = lf_str("/");
    parts[2] = source->name;
    parts[3] = lf_str(NGX_HTTP_LEAD_FORM_JSON);
    file = lf_str_concat(mem, parts, 4);

    parts[1] = lf_str("/.");
    parts[4] = lf_str(".");
    parts[5] = (lf_str_t) { (char *) pid,
                            ngx_sprintf(pid, "%P", ngx_pid) - pid };
    temp = lf_str_concat(mem, parts, 6);

    if (file.data == NULL || temp.data == NULL) {
        return NGX_ERROR;
    }

    file_path = ngx_http_lead_form_to_ngx(file);
    temp_path = ngx_http_lead_form_to_ngx(temp);

    /* What does not serve of now was taken from here, or was never here. */

    if (ngx_http_lead_form_file_read(mem, &file_path, LF_FILE_SIZE_MAX, &kept,
                                     NULL) == NGX_OK
        && (!live || lf_str_eq(kept, source->text)))
    {
        return NGX_OK;
    }

    return ngx_http_lead_form_state_replace(&temp_path, &file_path, source,
                                            log);
}


static ngx_int_t
ngx_http_lead_form_state_replace(ngx_str_t *temp, ngx_str_t *path,
    const lf_source_t *source, ngx_log_t *log)
{
    ngx_fd_t   fd;
    ngx_int_t  rc;

    fd = ngx_open_file(temp->data, NGX_FILE_WRONLY, NGX_FILE_TRUNCATE, 0600);
    rc = NGX_ERROR;

    if (fd != NGX_INVALID_FILE) {
        rc = ngx_http_lead_form_state_fill(fd, source->text);

        if (ngx_close_file(fd) == NGX_FILE_ERROR) {
            rc = NGX_ERROR;
        }

        if (rc == NGX_OK
            && ngx_rename_file(temp->data, path->data) == NGX_FILE_ERROR)
        {
            rc = NGX_ERROR;
        }
    }

    if (rc == NGX_OK) {
        return NGX_OK;
    }

    if (log != NULL) {
        ngx_log_error(NGX_LOG_ERR, log, ngx_errno,
                      "the last good version of \"%*s\" cannot be kept in "
                      "\"%V\"", source->file.len, source->file.data, path);
    }

    (void) ngx_delete_file(temp->data);

    return NGX_ERROR;
}


static ngx_int_t
ngx_http_lead_form_state_fill(ngx_fd_t fd, lf_str_t text)
{
    size_t   len;
    ssize_t  n;

    for (len = 0; len < text.len; len += n) {
        n = ngx_write_fd(fd, (char *) text.data + len, text.len - len);

        if (n <= 0) {
            return NGX_ERROR;
        }
    }

    return fsync(fd) == 0 ? NGX_OK : NGX_ERROR;
}
