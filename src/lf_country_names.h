/*
 * lf_country_names (private): the countries of ISO 3166-1 by their names in
 * one language, in the order of that language: the options of a country
 * field.  The tables are made by tools/countries.js.
 */

#ifndef LF_COUNTRY_NAMES_H
#define LF_COUNTRY_NAMES_H

#include <lead_form/lf_base.h>

#define LF_COUNTRY_NAMES  249

typedef struct {
    char         code[3];
    const char  *name;                      /* UTF-8, NFC */
} lf_country_name_t;

/* For a page in `language`; English where there are none. */
const lf_country_name_t *lf_country_names(lf_str_t language);

#endif
