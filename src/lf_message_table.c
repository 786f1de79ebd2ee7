/*
 * lf_message_table: the languages of the module's own texts, and of the
 * countries' names.
 * Made by tools/languages.js from the files of languages/.
 */

#include "lf_message.h"


extern const lf_str_t  lf_message_en[LF_MSG_COUNT];
extern const lf_str_t  lf_message_ar[LF_MSG_COUNT];
extern const lf_str_t  lf_message_de[LF_MSG_COUNT];
extern const lf_str_t  lf_message_es[LF_MSG_COUNT];
extern const lf_str_t  lf_message_fr[LF_MSG_COUNT];
extern const lf_str_t  lf_message_it[LF_MSG_COUNT];
extern const lf_str_t  lf_message_ja[LF_MSG_COUNT];
extern const lf_str_t  lf_message_nl[LF_MSG_COUNT];
extern const lf_str_t  lf_message_pl[LF_MSG_COUNT];
extern const lf_str_t  lf_message_pt[LF_MSG_COUNT];
extern const lf_str_t  lf_message_zh[LF_MSG_COUNT];

extern const lf_country_name_t  lf_country_names_en[LF_COUNTRY_NAMES];
extern const lf_country_name_t  lf_country_names_ar[LF_COUNTRY_NAMES];
extern const lf_country_name_t  lf_country_names_de[LF_COUNTRY_NAMES];
extern const lf_country_name_t  lf_country_names_es[LF_COUNTRY_NAMES];
extern const lf_country_name_t  lf_country_names_fr[LF_COUNTRY_NAMES];
extern const lf_country_name_t  lf_country_names_it[LF_COUNTRY_NAMES];
extern const lf_country_name_t  lf_country_names_ja[LF_COUNTRY_NAMES];
extern const lf_country_name_t  lf_country_names_nl[LF_COUNTRY_NAMES];
extern const lf_country_name_t  lf_country_names_pl[LF_COUNTRY_NAMES];
extern const lf_country_name_t  lf_country_names_pt[LF_COUNTRY_NAMES];
extern const lf_country_name_t  lf_country_names_zh[LF_COUNTRY_NAMES];


const lf_catalogue_t  lf_catalogues[] = {
    { LF_MESSAGE_TEXT("en"), LF_MESSAGE_TEXT("latn"),
      lf_message_en, lf_country_names_en },
    { LF_MESSAGE_TEXT("ar"), LF_MESSAGE_TEXT("arab"),
      lf_message_ar, lf_country_names_ar },
    { LF_MESSAGE_TEXT("de"), LF_MESSAGE_TEXT("latn"),
      lf_message_de, lf_country_names_de },
    { LF_MESSAGE_TEXT("es"), LF_MESSAGE_TEXT("latn"),
      lf_message_es, lf_country_names_es },
    { LF_MESSAGE_TEXT("fr"), LF_MESSAGE_TEXT("latn"),
      lf_message_fr, lf_country_names_fr },
    { LF_MESSAGE_TEXT("it"), LF_MESSAGE_TEXT("latn"),
      lf_message_it, lf_country_names_it },
    { LF_MESSAGE_TEXT("ja"), LF_MESSAGE_TEXT("jpan"),
      lf_message_ja, lf_country_names_ja },
    { LF_MESSAGE_TEXT("nl"), LF_MESSAGE_TEXT("latn"),
      lf_message_nl, lf_country_names_nl },
    { LF_MESSAGE_TEXT("pl"), LF_MESSAGE_TEXT("latn"),
      lf_message_pl, lf_country_names_pl },
    { LF_MESSAGE_TEXT("pt"), LF_MESSAGE_TEXT("latn"),
      lf_message_pt, lf_country_names_pt },
    { LF_MESSAGE_TEXT("zh"), LF_MESSAGE_TEXT("hans"),
      lf_message_zh, lf_country_names_zh }
};

const size_t  lf_catalogues_count = LF_ARRAY_SIZE(lf_catalogues);
