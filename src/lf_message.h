/*
 * lf_message (private): the catalogues of the module's own texts.  Each
 * language is a file lf_message_LANGUAGE.c of one table, indexed by
 * lf_message_t and complete, and a row of lf_catalogues.
 */

#ifndef LF_MESSAGE_H
#define LF_MESSAGE_H

#include <lead_form/lf_text.h>

#define LF_MESSAGE_TEXT(text)  { text, sizeof(text) - 1 }

typedef struct {
    lf_str_t         language;          /* BCP 47, lower case */
    const lf_str_t  *texts;             /* LF_MSG_COUNT of them */
} lf_catalogue_t;

extern const lf_str_t        lf_message_en[LF_MSG_COUNT];
extern const lf_str_t        lf_message_de[LF_MSG_COUNT];

extern const lf_catalogue_t  lf_catalogues[];       /* [0] is English */
extern const size_t          lf_catalogues_count;

#endif
