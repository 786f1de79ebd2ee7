/*
 * lf_folder: every file there is or was, and how it serves.
 */

#include <stdlib.h>

#include "lf_folder_files.h"


/* How one file serves is told by these. */
typedef struct {
    lf_folder_t      *folder;
    lf_mem_t         *mem;
    const lf_site_t  *alone;
    int               site_is_good;
} lf_folder_view_t;


static int lf_folder_describe(const lf_folder_view_t *view,
    lf_folder_file_t *file, const lf_source_t *now, const lf_source_t *taken);
static void lf_folder_count(const lf_folder_view_t *view,
    lf_folder_file_t *file);
static int lf_folder_file_compare(const void *a, const void *b);
static int lf_folder_name_ends(lf_str_t file, lf_str_t end);


int
lf_folder_list(lf_folder_t *folder, const lf_source_t *now, size_t now_count,
    const lf_site_t *alone, int site_is_good)
{
    size_t              i;
    lf_folder_view_t    view;
    const lf_source_t  *source;

    view.folder = folder;
    view.mem = lf_arena_mem(folder->arena);
    view.alone = alone;
    view.site_is_good = site_is_good;

    folder->files = lf_calloc(view.mem, now_count + folder->taken_count + 1,
                              sizeof(lf_folder_file_t));
    if (folder->files == NULL) {
        return -1;
    }

    for (i = 0; i < now_count; i++) {
        source = lf_folder_taken(folder, now[i].name);

        if (lf_folder_describe(&view, &folder->files[folder->files_count++],
                               &now[i], source) != 0)
        {
            return -1;
        }
    }

    for (i = 0; i < folder->taken_count; i++) {
        source = &folder->taken[i];

        if (lf_source_find(now, now_count, source->name) == NULL
            && lf_folder_describe(&view,
                                  &folder->files[folder->files_count++],
                                  NULL, source) != 0)
        {
            return -1;
        }
    }

    qsort(folder->files, folder->files_count, sizeof(lf_folder_file_t),
          lf_folder_file_compare);

    return folder->diagnostics.no_memory ? -1 : 0;
}


static int
lf_folder_describe(const lf_folder_view_t *view, lf_folder_file_t *file,
    const lf_source_t *now, const lf_source_t *taken)
{
    int                 served;
    const lf_source_t  *source;

    source = now != NULL ? now : taken;

    file->name = lf_str_copy(view->mem, source->name);
    file->file = lf_str_copy(view->mem, source->file);

    if (file->name.data == NULL || file->file.data == NULL
        || (taken != NULL
            && lf_form_version(view->mem, taken->text, &file->version) != 0)
        || (now != NULL && now->text.data != NULL
            && lf_form_version(view->mem, now->text, &file->seen) != 0))
    {
        return -1;
    }

    served = lf_str_is(file->name, "site")
             ? view->site_is_good
             : lf_site_form(view->alone, file->name) != NULL;

    file->state = now == NULL     ? LF_FOLDER_DELETED
                  : taken == NULL ? LF_FOLDER_ABSENT
                  : served && lf_str_eq(now->text, taken->text)
                                  ? LF_FOLDER_LIVE
                                  : LF_FOLDER_LAST_GOOD;

    view->folder->held += file->state != LF_FOLDER_LIVE;
    lf_folder_count(view, file);

    return 0;
}


/* A file kept back by others has no error of its own to show. */

static void
lf_folder_count(const lf_folder_view_t *view, lf_folder_file_t *file)
{
    size_t             i;
    lf_diagnostics_t  *diagnostics;

    diagnostics = &view->folder->diagnostics;

    for (i = 0; i < diagnostics->count; i++) {
        file->errors += diagnostics->items[i].severity == LF_SEVERITY_ERROR
                        && lf_str_eq(diagnostics->items[i].file, file->file);
    }

    if (file->errors > 0 || file->state == LF_FOLDER_LIVE
        || file->state == LF_FOLDER_DELETED)
    {
        return;
    }

    file->errors = 1;
    lf_diagnostic_add(diagnostics, LF_SEVERITY_ERROR, file->file, 0, 0,
                      lf_null_str, "the file is held back until the other "
                      "files of the folder are mended");
}


static int
lf_folder_file_compare(const void *a, const void *b)
{
    int                      first, second;
    const lf_folder_file_t  *left, *right;

    left = a;
    right = b;
    first = lf_str_is(left->name, "site");
    second = lf_str_is(right->name, "site");

    return first != second ? second - first
                           : lf_str_compare(left->name, right->name);
}


const lf_source_t *
lf_source_find(const lf_source_t *sources, size_t count, lf_str_t name)
{
    size_t  i;

    for (i = 0; i < count; i++) {
        if (lf_str_eq(sources[i].name, name)) {
            return &sources[i];
        }
    }

    return NULL;
}


const lf_source_t *
lf_folder_taken(const lf_folder_t *folder, lf_str_t name)
{
    return lf_source_find(folder->taken, folder->taken_count, name);
}


const lf_folder_file_t *
lf_folder_file(const lf_folder_t *folder, lf_str_t name)
{
    size_t  i;

    for (i = 0; i < folder->files_count; i++) {
        if (lf_str_eq(folder->files[i].name, name)) {
            return &folder->files[i];
        }
    }

    return NULL;
}


lf_str_t
lf_folder_state_name(lf_folder_state_t state)
{
    static const lf_str_t  names[] = {
        { "live", 4 }, { "last good", 9 }, { "deleted", 7 }, { "absent", 6 }
    };

    return names[state];
}


lf_str_t
lf_folder_form_name(lf_str_t file)
{
    if (lf_str_starts_with(file, lf_str("."))
        || !lf_folder_name_ends(file, lf_str(".json"))
        || lf_folder_name_ends(file, lf_str(".schema.json")))
    {
        return lf_null_str;
    }

    return (lf_str_t) { file.data, file.len - lf_str(".json").len };
}


/* A name that is nothing but the ending does not end with it. */

static int
lf_folder_name_ends(lf_str_t file, lf_str_t end)
{
    return file.len > end.len
           && memcmp(file.data + file.len - end.len, end.data, end.len) == 0;
}
