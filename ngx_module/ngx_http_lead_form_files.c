/*
 * The form files of a folder: their names and what a change shows by, then
 * their texts.  Nothing but its arguments is touched, so that a thread may do
 * it.
 */

#include "ngx_http_lead_form_module.h"


/* One more than a site may have: the core says that there are too many. */
#define NGX_HTTP_LEAD_FORM_FILES_MAX  (LF_FORMS_MAX + 2)

#define NGX_HTTP_LEAD_FORM_HASH       UINT64_C(0xcbf29ce484222325)
#define NGX_HTTP_LEAD_FORM_HASH_PRIME UINT64_C(0x100000001b3)


static ngx_int_t ngx_http_lead_form_files_add(
    ngx_http_lead_form_files_t *files, u_char *name, size_t len);
static uint64_t ngx_http_lead_form_files_hash(uint64_t hash, const void *data,
    size_t len);
static ssize_t ngx_http_lead_form_file_fill(ngx_fd_t fd, u_char *buffer,
    size_t size);


/*
 * Names only.  NGX_DECLINED: the folder cannot be opened, files->err says
 * why; NGX_ERROR: memory is out.
 */

ngx_int_t
ngx_http_lead_form_files_look(ngx_http_lead_form_files_t *files)
{
    lf_str_t   name;
    ngx_int_t  rc;
    ngx_dir_t  dir;

    files->count = 0;
    files->seen = 0;
    files->err = 0;
    files->sources = lf_calloc(files->mem, NGX_HTTP_LEAD_FORM_FILES_MAX,
                               sizeof(lf_source_t));
    if (files->sources == NULL) {
        return NGX_ERROR;
    }

    if (ngx_open_dir(&files->path, &dir) == NGX_ERROR) {
        files->err = ngx_errno;
        return NGX_DECLINED;
    }

    rc = NGX_OK;

    while (rc == NGX_OK && files->count < NGX_HTTP_LEAD_FORM_FILES_MAX) {
        ngx_set_errno(0);

        if (ngx_read_dir(&dir) == NGX_ERROR) {
            if (ngx_errno != 0 && ngx_errno != NGX_ENOMOREFILES) {
                files->err = ngx_errno;
                rc = NGX_DECLINED;
            }

            break;
        }

        name = (lf_str_t) { (char *) ngx_de_name(&dir),
                            ngx_de_namelen(&dir) };

        if (lf_folder_form_name(name).data != NULL) {
            rc = ngx_http_lead_form_files_add(files, ngx_de_name(&dir),
                                              ngx_de_namelen(&dir));
        }
    }

    (void) ngx_close_dir(&dir);

    return rc;
}


/* Whatever of a file's state may tell of a change, in no order of files. */

static ngx_int_t
ngx_http_lead_form_files_add(ngx_http_lead_form_files_t *files, u_char *name,
    size_t len)
{
    lf_str_t      parts[3];
    uint64_t      hash, state[7];
    struct stat   info;
    lf_source_t  *source;

    source = &files->sources[files->count];
    parts[0] = ngx_http_lead_form_to_core(files->path);
    parts[1] = lf_str("/");
    parts[2] = (lf_str_t) { (char *) name, len };

    source->file = lf_str_concat(files->mem, parts, 3);
    if (source->file.data == NULL) {
        return NGX_ERROR;
    }

    source->name = lf_folder_form_name((lf_str_t) {
        source->file.data + files->path.len + 1, len
    });

    ngx_memzero(state, sizeof(state));

    if (stat(source->file.data, &info) == 0) {
        state[0] = info.st_size;
        state[1] = info.st_ino;
        state[2] = info.st_mtim.tv_sec;
        state[3] = info.st_mtim.tv_nsec;
        state[4] = info.st_ctim.tv_sec;
        state[5] = info.st_ctim.tv_nsec;
        state[6] = info.st_mode;
    }

    hash = ngx_http_lead_form_files_hash(NGX_HTTP_LEAD_FORM_HASH, name, len);
    files->seen += ngx_http_lead_form_files_hash(hash, state, sizeof(state));
    files->count++;

    return NGX_OK;
}


/* FNV-1a. */

static uint64_t
ngx_http_lead_form_files_hash(uint64_t hash, const void *data, size_t len)
{
    size_t          i;
    const uint8_t  *bytes = data;

    for (i = 0; i < len; i++) {
        hash = (hash ^ bytes[i]) * NGX_HTTP_LEAD_FORM_HASH_PRIME;
    }

    return hash;
}


/* Texts of what was looked at; one that cannot be read has no data. */

ngx_int_t
ngx_http_lead_form_files_read(ngx_http_lead_form_files_t *files)
{
    size_t        i;
    uint64_t      hash;
    ngx_str_t     path;
    lf_source_t  *source;

    files->read = 0;

    for (i = 0; i < files->count; i++) {
        source = &files->sources[i];
        path = ngx_http_lead_form_to_ngx(source->file);

        if (ngx_http_lead_form_file_read(files->mem, &path, LF_FILE_SIZE_MAX,
                                         &source->text, files->log)
            == NGX_ERROR)
        {
            return NGX_ERROR;
        }

        hash = ngx_http_lead_form_files_hash(NGX_HTTP_LEAD_FORM_HASH,
                                             source->name.data,
                                             source->name.len);
        hash += source->text.data != NULL;
        files->read += ngx_http_lead_form_files_hash(hash, source->text.data,
                                                     source->text.len);
    }

    return NGX_OK;
}


/* Last good versions; there may be none yet: NGX_DECLINED as above. */

ngx_int_t
ngx_http_lead_form_files_read_good(ngx_http_lead_form_files_t *files)
{
    size_t     i, count;
    ngx_int_t  rc;

    rc = ngx_http_lead_form_files_look(files);

    if (rc != NGX_OK) {
        files->count = 0;
        return rc;
    }

    if (ngx_http_lead_form_files_read(files) != NGX_OK) {
        return NGX_ERROR;
    }

    count = 0;

    for (i = 0; i < files->count; i++) {
        if (files->sources[i].text.data != NULL) {
            files->sources[count++] = files->sources[i];
        }
    }

    files->count = count;

    return NGX_OK;
}


/* What serves, too, where the files say nothing; borrowed from `forms`. */

ngx_int_t
ngx_http_lead_form_files_add_good(ngx_http_lead_form_files_t *files,
    const lf_folder_t *forms)
{
    size_t        i, n, count;
    lf_source_t  *sources;

    count = files->count;

    sources = lf_calloc(files->mem, count + forms->taken_count + 1,
                        sizeof(lf_source_t));
    if (sources == NULL) {
        return NGX_ERROR;
    }

    for (i = 0; i < count; i++) {
        sources[i] = files->sources[i];
    }

    for (i = 0; i < forms->taken_count; i++) {
        for (n = 0; n < count; n++) {
            if (lf_str_eq(sources[n].name, forms->taken[i].name)) {
                break;
            }
        }

        if (n == count) {
            sources[files->count++] = forms->taken[i];
        }
    }

    files->sources = sources;

    return NGX_OK;
}


/*
 * One byte more than allowed is read, so that the core can say "too large"
 * with the file's name like any other finding.  NGX_DECLINED: it cannot be
 * read; NGX_ERROR: memory is out.
 */

ngx_int_t
ngx_http_lead_form_file_read(lf_mem_t *mem, ngx_str_t *path, size_t size_max,
    lf_str_t *text, ngx_log_t *log)
{
    size_t            size;
    u_char           *buffer;
    ssize_t           n;
    ngx_fd_t          fd;
    ngx_int_t         rc;
    ngx_file_info_t   info;

    *text = lf_null_str;

    fd = ngx_open_file(path->data, NGX_FILE_RDONLY|NGX_FILE_NONBLOCK,
                       NGX_FILE_OPEN, 0);
    if (fd == NGX_INVALID_FILE) {
        if (log != NULL) {
            ngx_log_error(NGX_LOG_WARN, log, ngx_errno,
                          ngx_open_file_n " \"%V\" failed", path);
        }

        return NGX_DECLINED;
    }

    rc = NGX_OK;
    n = NGX_ERROR;

    if (ngx_fd_info(fd, &info) != NGX_FILE_ERROR && ngx_is_file(&info)) {
        size = ngx_min((size_t) ngx_file_size(&info), size_max) + 1;
        buffer = lf_alloc(mem, size);

        if (buffer != NULL) {
            n = ngx_http_lead_form_file_fill(fd, buffer, size);
            *text = (lf_str_t) { (char *) buffer, n };

        } else {
            rc = NGX_ERROR;
        }
    }

    if (n < 0 && rc == NGX_OK) {
        *text = lf_null_str;
        rc = NGX_DECLINED;

        if (log != NULL) {
            ngx_log_error(NGX_LOG_WARN, log, ngx_errno,
                          "\"%V\" is not a file that can be read", path);
        }
    }

    (void) ngx_close_file(fd);

    return rc;
}


static ssize_t
ngx_http_lead_form_file_fill(ngx_fd_t fd, u_char *buffer, size_t size)
{
    size_t   len;
    ssize_t  n;

    for (len = 0; len < size; len += n) {
        n = ngx_read_fd(fd, buffer + len, size - len);

        if (n < 0) {
            return NGX_ERROR;
        }

        if (n == 0) {
            break;
        }
    }

    return len;
}
