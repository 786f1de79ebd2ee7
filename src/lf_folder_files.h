/*
 * What the two files of lf_folder share.
 */

#ifndef LF_FOLDER_FILES_H
#define LF_FOLDER_FILES_H

#include <lead_form/lf_folder.h>

#include "lf_form_load.h"

/*
 * Fills folder->files: `now` are the files as they are, `alone` the site that
 * is made of their forms, `site_is_good` tells of their site.json.  -1 only
 * when memory is out.
 */
int lf_folder_list(lf_folder_t *folder, const lf_source_t *now,
    size_t now_count, const lf_site_t *alone, int site_is_good);

/* NULL when there is none of that name. */
const lf_source_t *lf_source_find(const lf_source_t *sources, size_t count,
    lf_str_t name);

#endif
