/*
 * lf_folder: what a folder of form files serves.  A broken edit changes
 * nothing: where a file has errors or is gone, its last good version takes its
 * place, and where the files of now would take away a form that served, the
 * last good versions serve all together.
 *
 * What is wrong is always said of the files of now.
 */

#ifndef LF_FOLDER_H
#define LF_FOLDER_H

#include <lead_form/lf_form.h>

typedef enum {
    LF_FOLDER_LIVE,                 /* the file as it is now */
    LF_FOLDER_LAST_GOOD,            /* the file of now cannot serve */
    LF_FOLDER_DELETED,              /* it is gone; the last good version serves */
    LF_FOLDER_ABSENT                /* it cannot serve, and never did */
} lf_folder_state_t;

typedef struct {
    lf_str_t           name;        /* of the form; "site" is site.json */
    lf_str_t           file;        /* as its source names it */
    lf_str_t           version;     /* that serves; empty: none */
    lf_str_t           seen;        /* of the file of now; empty: none */
    lf_folder_state_t  state;
    size_t             errors;      /* findings kept about the file of now */
} lf_folder_file_t;

/* Never changed once it is made; all of it lives in the arena. */
typedef struct {
    lf_arena_t        *arena;
    lf_site_t         *site;        /* freed with the folder */
    lf_source_t       *taken;       /* what the site is made of: the last good */
    size_t             taken_count; /* versions of the next load */
    lf_folder_file_t  *files;       /* site.json first, then by name */
    size_t             files_count;
    size_t             held;        /* files that are not LIVE */
    lf_diagnostics_t   diagnostics;
} lf_folder_t;

/*
 * `now` are the files as they are, `good` the last good versions, each name
 * once.  A source of `now` whose text.data is NULL could not be read.
 * Everything is copied.  NULL only when memory is out.
 */
lf_folder_t *lf_folder_load(const lf_source_t *now, size_t now_count,
    const lf_source_t *good, size_t good_count);
void lf_folder_free(lf_folder_t *folder);   /* NULL is allowed */

/* NULL when there is none of that name. */
const lf_source_t *lf_folder_taken(const lf_folder_t *folder, lf_str_t name);
const lf_folder_file_t *lf_folder_file(const lf_folder_t *folder,
    lf_str_t name);

/*
 * "contact" of the file name "contact.json" (without its folder), borrowed;
 * data is NULL where a file so named is no form's: one that begins with a dot
 * is an editor's, and "*.schema.json" is for editors, too.
 */
lf_str_t lf_folder_form_name(lf_str_t file);

/* "live", "last good", "deleted", "absent"; borrowed for ever. */
lf_str_t lf_folder_state_name(lf_folder_state_t state);

#endif
