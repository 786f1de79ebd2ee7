/*
 * lf_message: the module's own texts, in the language of the person who
 * reads them.
 */

#include "lf_language.h"
#include "lf_message.h"


#define LF_CATALOGUES_MAX  32


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


lf_str_t
lf_message_choose(lf_str_t wanted)
{
    size_t    i, count;
    lf_str_t  languages[LF_CATALOGUES_MAX];

    memset(languages, 0, sizeof(languages));
    count = lf_catalogues_count < LF_CATALOGUES_MAX ? lf_catalogues_count
                                                    : LF_CATALOGUES_MAX;

    for (i = 0; i < count; i++) {
        languages[i] = lf_catalogues[i].language;
    }

    i = lf_language_choose(wanted, languages, count, count);

    return i < count ? languages[i] : lf_null_str;
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
