/*
 * lf_message (private): the catalogues of the module's own texts.  They and
 * their list are made by tools/languages.js from languages/TAG.json.
 */

#ifndef LF_MESSAGE_H
#define LF_MESSAGE_H

#include <lead_form/lf_text.h>

#include "lf_country_names.h"

#define LF_MESSAGE_TEXT(text)  { text, sizeof(text) - 1 }

typedef struct {
    lf_str_t                  language;     /* BCP 47, lower case */
    lf_str_t                  script;       /* ISO 15924, lower case */
    const lf_str_t           *texts;        /* LF_MSG_COUNT of them */
    const lf_country_name_t  *countries;    /* LF_COUNTRY_NAMES of them */
} lf_catalogue_t;

extern const lf_catalogue_t  lf_catalogues[];       /* [0] is English */
extern const size_t          lf_catalogues_count;

/*
 * The catalogue for a page in `language`, English where there is none: by
 * RFC 4647 look-up, but never in another script.
 */
const lf_catalogue_t *lf_catalogue(lf_str_t language);

#endif
