/*
 * lf_message: the module's own texts, in the language of the person who
 * reads them.
 */

#include "lf_language.h"
#include "lf_message.h"


const lf_catalogue_t  lf_catalogues[] = {
    { LF_MESSAGE_TEXT("en"), lf_message_en },
    { LF_MESSAGE_TEXT("de"), lf_message_de }
};

const size_t  lf_catalogues_count = LF_ARRAY_SIZE(lf_catalogues);


lf_str_t
lf_message(lf_message_t message, lf_str_t language)
{
    size_t  i;

    for ( /* void */ ; language.len > 0;
         language = lf_language_shorten(language))
    {
        for (i = 0; i < lf_catalogues_count; i++) {
            if (lf_str_eq_nocase(lf_catalogues[i].language, language)) {
                return lf_catalogues[i].texts[message];
            }
        }
    }

    return lf_catalogues[0].texts[message];
}
