/*
 * lf_geo_read (private): what one record of a database tells.
 */

#ifndef LF_GEO_READ_H
#define LF_GEO_READ_H

#include <lead_form/lf_geo.h>

#include "lf_geo_value.h"


/* Whether it names a country; *found is written whole. */
int lf_geo_read(const lf_geo_section_t *section, size_t offset,
    lf_geo_facts_t *found);

#endif
