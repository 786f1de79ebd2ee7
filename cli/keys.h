/*
 * lf_cli_keys: the site's secret, for what the command signs.
 */

#ifndef LF_CLI_KEYS_H
#define LF_CLI_KEYS_H

#include <lead_form/lf_keys.h>

/*
 * The keys of the file; owned by the caller.  NULL: it was said why.  `mem`
 * is for what is read on the way.
 */
lf_keys_t *lf_cli_keys(lf_mem_t *mem, const char *file);

#endif
