/*
 * lf_message: the module's own texts, in the language of the person who
 * reads them.
 */

#include "lf_language.h"
#include "lf_message.h"


lf_str_t
lf_message(lf_message_t message, lf_str_t language)
{
    return lf_catalogue(language)->texts[message];
}


lf_str_t
lf_message_language(lf_str_t language)
{
    return lf_catalogue(language)->language;
}


const lf_country_name_t *
lf_country_names(lf_str_t language)
{
    return lf_catalogue(language)->countries;
}


/*
 * As in CLDR, a language in another script inherits nothing: what is written
 * in Simplified Chinese is no text for a page in Traditional Chinese.
 */
const lf_catalogue_t *
lf_catalogue(lf_str_t language)
{
    size_t                 i;
    lf_str_t               script;
    const lf_catalogue_t  *catalogue;

    script = lf_language_script(language);

    for ( /* void */ ; language.len > 0;
         language = lf_language_shorten(language))
    {
        for (i = 0; i < lf_catalogues_count; i++) {
            catalogue = &lf_catalogues[i];

            if (lf_str_eq_nocase(catalogue->language, language)) {
                return script.len == 0
                       || lf_str_eq_nocase(catalogue->script, script)
                       ? catalogue : &lf_catalogues[0];
            }
        }
    }

    return &lf_catalogues[0];
}
