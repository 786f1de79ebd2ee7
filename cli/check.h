/*
 * lf_check: what `lead-form check` found, on its way from the loader to
 * whoever reads it.
 */

#ifndef LF_CHECK_H
#define LF_CHECK_H

#include "folder.h"


/* A folder, and which of its files were named. */
typedef struct {
    lf_cli_folder_t   folder;
    lf_str_t          prefix;           /* of its files: "forms/" */
    char             *named;            /* one per folder.sources[] */
    lf_diagnostics_t  diagnostics;
    lf_site_t        *site;
} lf_check_folder_t;

typedef struct {
    lf_arena_t         *arena;          /* all but the folders' own */
    lf_check_folder_t  *folders;
    size_t              folders_count;

    const char         *since;          /* NULL: nothing to compare with */
    lf_cli_folder_t     since_folder;
    lf_site_t          *since_site;

    int                 json;
    int                 strict;
    int                 from_stdin;

    size_t              unreadable;     /* named, and could not be read */
    size_t              files;
    size_t              errors;         /* of what is shown */
    size_t              warnings;
    size_t              others;         /* errors of files that were not named */
    size_t              unkept;         /* found, and only counted */
} lf_check_t;


/*
 * Prints the findings to stdout, the summary to stderr, and sums them up in
 * *check; -1 when memory is out.
 */
int lf_check_report(lf_check_t *check);

#endif
