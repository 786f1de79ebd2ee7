/*
 * lf_attribution (private): what its two files share.
 */

#ifndef LF_ATTRIBUTION_PRIVATE_H
#define LF_ATTRIBUTION_PRIVATE_H

#include <lead_form/lf_attribution.h>

/*
 * lf_attribution_page.c: the page as a condition has it; empty when the
 * address is none.  `host` is this server's own.  0, or -1: memory is out.
 */
int lf_attribution_page(lf_mem_t *mem, lf_str_t address, lf_str_t host,
    lf_str_t *page);

/* What stands between "?" and "#"; borrowed. */
lf_str_t lf_attribution_query(lf_str_t address);

/* A value made clean; empty where it is not usable.  0, or -1. */
int lf_attribution_clean(lf_mem_t *mem, lf_str_t s, size_t characters_max,
    lf_str_t *value);

#endif
