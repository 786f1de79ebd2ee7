/*
 * lf_cli_folder: reads the form files of a folder.
 */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lead_form/lf_folder.h>

#include "folder.h"
#include "lf_cli.h"


static int lf_cli_folder_list(lf_cli_folder_t *folder, const char *path,
    lf_str_t prefix);
static int lf_cli_folder_add(lf_cli_folder_t *folder, lf_str_t prefix,
    const char *file);
static int lf_cli_file_read(const char *file, char *buffer, size_t size,
    size_t *len);
static int lf_cli_source_compare(const void *a, const void *b);


int
lf_cli_folder_read(lf_cli_folder_t *folder, const char *path)
{
    size_t    len;
    lf_str_t  parts[2], prefix;

    memset(folder, 0, sizeof(lf_cli_folder_t));

    folder->arena = lf_arena_create();
    if (folder->arena == NULL) {
        (void) lf_cli_failed("no memory");
        return -1;
    }

    /* "forms/" names its files as "forms" does, and "/" is itself. */

    for (len = strlen(path); len > 0 && path[len - 1] == '/'; len--) {
        /* void */
    }

    parts[0] = (lf_str_t) { path, len };
    parts[1] = lf_str("/");

    if (lf_str_is(parts[0], ".")) {
        parts[0].len = 0;
        parts[1].len = 0;
    }

    prefix = lf_str_concat(lf_arena_mem(folder->arena), parts, 2);

    if (prefix.data == NULL) {
        (void) lf_cli_failed("no memory");
        lf_cli_folder_free(folder);
        return -1;
    }

    if (lf_cli_folder_list(folder, path, prefix) != 0) {
        lf_cli_folder_free(folder);
        return -1;
    }

    return 0;
}


int
lf_cli_folder_read_around(lf_cli_folder_t *folder, const char *file)
{
    lf_str_t     path, prefix;
    const char  *slash;

    memset(folder, 0, sizeof(lf_cli_folder_t));

    folder->arena = lf_arena_create();
    if (folder->arena == NULL) {
        (void) lf_cli_failed("no memory");
        return -1;
    }

    slash = strrchr(file, '/');
    prefix = (lf_str_t) { file, slash == NULL ? 0 : slash + 1 - file };
    path = lf_str_copy(lf_arena_mem(folder->arena),
                       prefix.len == 0 ? lf_str(".") : prefix);

    if (path.data == NULL) {
        (void) lf_cli_failed("no memory");
        lf_cli_folder_free(folder);
        return -1;
    }

    if (lf_cli_folder_list(folder, path.data, prefix) != 0) {
        lf_cli_folder_free(folder);
        return -1;
    }

    return 0;
}


void
lf_cli_folder_free(lf_cli_folder_t *folder)
{
    lf_arena_destroy(folder->arena);
    memset(folder, 0, sizeof(lf_cli_folder_t));
}


static int
lf_cli_folder_list(lf_cli_folder_t *folder, const char *path, lf_str_t prefix)
{
    int             rc;
    DIR            *dir;
    struct dirent  *entry;

    folder->sources = lf_calloc(lf_arena_mem(folder->arena), LF_FORMS_MAX + 1,
                                sizeof(lf_source_t));
    if (folder->sources == NULL) {
        (void) lf_cli_failed("no memory");
        return -1;
    }

    dir = opendir(path);
    if (dir == NULL) {
        (void) lf_cli_failed("cannot read the folder %s: %s", path,
                             strerror(errno));
        return -1;
    }

    rc = 0;

    do {
        errno = 0;
        entry = readdir(dir);

        if (entry == NULL) {
            if (errno != 0) {
                (void) lf_cli_failed("cannot read the folder %s: %s", path,
                                     strerror(errno));
                rc = -1;
            }

            break;
        }

        if (lf_cli_form_name(entry->d_name).data == NULL) {
            continue;
        }

        if (folder->count == LF_FORMS_MAX + 1) {
            (void) lf_cli_failed("%s holds more than %d forms", path,
                                 LF_FORMS_MAX);
            rc = -1;
            break;
        }

        rc = lf_cli_folder_add(folder, prefix, entry->d_name);

    } while (rc == 0);

    (void) closedir(dir);

    qsort(folder->sources, folder->count, sizeof(lf_source_t),
          lf_cli_source_compare);

    return rc;
}


/*
 * One byte more than allowed is read, so that the loader can say "too large"
 * with the file's name like any other finding.
 */

static int
lf_cli_folder_add(lf_cli_folder_t *folder, lf_str_t prefix, const char *file)
{
    int           rc;
    char         *buffer;
    size_t        len;
    lf_mem_t     *mem;
    lf_str_t      parts[2];
    lf_source_t  *source;

    mem = lf_arena_mem(folder->arena);
    source = &folder->sources[folder->count];

    parts[0] = prefix;
    parts[1] = lf_str_of(file);
    source->file = lf_str_concat(mem, parts, 2);

    buffer = malloc(LF_FILE_SIZE_MAX + 1);

    if (source->file.data == NULL || buffer == NULL) {
        (void) lf_cli_failed("no memory");
        free(buffer);
        return -1;
    }

    source->name = lf_folder_form_name((lf_str_t) {
        source->file.data + prefix.len, parts[1].len
    });

    rc = 0;

    if (lf_cli_file_read(source->file.data, buffer, LF_FILE_SIZE_MAX + 1, &len)
        != 0)
    {
        folder->unreadable++;

    } else {
        source->text = lf_str_copy(mem, (lf_str_t) { buffer, len });

        if (source->text.data != NULL) {
            folder->count++;

        } else {
            (void) lf_cli_failed("no memory");
            rc = -1;
        }
    }

    free(buffer);

    return rc;
}


static int
lf_cli_file_read(const char *file, char *buffer, size_t size, size_t *len)
{
    int          fd, err;
    ssize_t      n;
    struct stat  info;

    *len = 0;
    err = 0;

    /* a FIFO so named keeps nobody waiting */
    fd = open(file, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd == -1) {
        (void) lf_cli_failed("cannot read %s: %s", file, strerror(errno));
        return -1;
    }

    if (fstat(fd, &info) != 0) {
        err = errno;

    } else if (!S_ISREG(info.st_mode)) {
        err = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
    }

    while (err == 0 && *len < size) {
        n = read(fd, buffer + *len, size - *len);

        if (n == 0) {
            break;
        }

        if (n > 0) {
            *len += (size_t) n;

        } else if (errno != EINTR) {
            err = errno;
        }
    }

    (void) close(fd);

    if (err != 0) {
        (void) lf_cli_failed("cannot read %s: %s", file,
                             err == EINVAL ? "not a plain file"
                             : strerror(err));
        return -1;
    }

    return 0;
}


const lf_source_t *
lf_cli_folder_source(const lf_cli_folder_t *folder, lf_str_t name)
{
    size_t  i;

    for (i = 0; i < folder->count; i++) {
        if (lf_str_eq(folder->sources[i].name, name)) {
            return &folder->sources[i];
        }
    }

    return NULL;
}


lf_str_t
lf_cli_form_name(const char *file)
{
    const char  *slash;

    slash = strrchr(file, '/');

    return lf_folder_form_name(lf_str_of(slash == NULL ? file : slash + 1));
}


int
lf_cli_is_folder(const char *path)
{
    struct stat  info;

    if (stat(path, &info) != 0) {
        return -1;
    }

    return S_ISDIR(info.st_mode);
}


static int
lf_cli_source_compare(const void *a, const void *b)
{
    int                 order;
    size_t              len;
    const lf_source_t  *left, *right;

    left = a;
    right = b;
    len = left->name.len < right->name.len ? left->name.len : right->name.len;
    order = memcmp(left->name.data, right->name.data, len);

    return order != 0 ? order
           : (left->name.len > right->name.len)
             - (left->name.len < right->name.len);
}
