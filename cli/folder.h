/*
 * lf_cli_folder: the form files of a folder as the loader wants them, read by
 * the rules of the module: NAME.json and site.json, but no dot file and no
 * *.schema.json.
 */

#ifndef LF_CLI_FOLDER_H
#define LF_CLI_FOLDER_H

#include <lead_form/lf_form.h>


typedef struct {
    lf_arena_t   *arena;            /* holds all below */
    lf_source_t  *sources;          /* sorted by name */
    size_t        count;            /* LF_FORMS_MAX + 1 at most */
    size_t        unreadable;       /* form files that could not be read */
} lf_cli_folder_t;


/*
 * What cannot be read is told on stderr.  A file that cannot be read is
 * passed over and counted; -1 when that is the folder itself, or it holds too
 * many forms, or memory is out.  The folder is then empty, and may be freed
 * or not.  Files are named "PATH/NAME.json", by the path as it was given; those
 * of "." are named "NAME.json".
 */
int lf_cli_folder_read(lf_cli_folder_t *folder, const char *path);

/* Likewise the folder in which that file lies; the file may be missing. */
int lf_cli_folder_read_around(lf_cli_folder_t *folder, const char *file);

void lf_cli_folder_free(lf_cli_folder_t *folder);

/* NULL when there is none of that name; borrowed. */
const lf_source_t *lf_cli_folder_source(const lf_cli_folder_t *folder,
    lf_str_t name);

/*
 * "contact" of "forms/contact.json", borrowed; data is NULL when a file so
 * named is no form file.
 */
lf_str_t lf_cli_form_name(const char *file);

/* Whether it is a folder (1), something else (0) or not to be found (-1). */
int lf_cli_is_folder(const char *path);

#endif
