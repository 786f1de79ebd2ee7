/*
 * lf_text: a marketer's text in the language of the person who reads it.
 */

#include <lead_form/lf_text.h>

#include "lf_language.h"


static const lf_text_variant_t *lf_text_lookup(const lf_text_t *text,
    lf_str_t language);


lf_str_t
lf_text_in(const lf_text_t *text, lf_str_t language, lf_str_t fallback)
{
    const lf_text_variant_t  *variant;

    variant = lf_text_variant(text, language, fallback);

    return variant != NULL ? variant->text : lf_str("");
}


const lf_text_variant_t *
lf_text_variant(const lf_text_t *text, lf_str_t language, lf_str_t fallback)
{
    const lf_text_variant_t  *found;

    if (text->count == 0) {
        return NULL;
    }

    found = lf_text_lookup(text, language);

    if (found == NULL) {
        found = lf_text_lookup(text, fallback);
    }

    return found == NULL ? &text->variants[0] : found;
}


static const lf_text_variant_t *
lf_text_lookup(const lf_text_t *text, lf_str_t language)
{
    size_t  i;

    for ( /* void */ ; language.len > 0;
         language = lf_language_shorten(language))
    {
        for (i = 0; i < text->count; i++) {
            if (lf_str_eq_nocase(text->variants[i].language, language)) {
                return &text->variants[i];
            }
        }
    }

    return NULL;
}
