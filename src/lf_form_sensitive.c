/*
 * lf_form_sensitive: what a form may ask only of those who agreed to it.
 *
 * `needs_consent` of a field names the consent; it is one per site, as a type
 * is.  Labels, names and options that ask for what GDPR, Art. 9 protects are
 * warned about where it is missing.  The words are few and whole: a car race,
 * a health insurer as a place of work or a golfer's handicap are none of it.
 */

#include <stdlib.h>

#include <utf8proc.h>

#include "lf_form_load.h"


#define LF_FOLDED_MAX  1024             /* bytes of a text looked at */


/*
 * Words as lf_sensitive_fold makes them: lower case, no accents.  A word that
 * ends in * is the beginning of one; several are one behind the other.
 *
 *   =  the whole text is this: in a longer one it means many things
 *   -  of a name or label only: as an option it is a trade, or a product
 *   ~  anywhere: of scripts that put no blanks between words
 */

typedef struct {
    const char         *about;
    const char *const  *words;
} lf_sensitive_t;

static const char *const  lf_words_religion[] = {
    "-religi*", "-=faith", "your faith", "konfession*", "-glaubensbekenntnis",
    "kirchensteuer*", "church tax", "geloofsovertuiging",
    "levensbeschouwing", "-=wyznanie", "-croyance*", "catholic", "katholisch",
    "catholique", "evangelisch", "protestant*", "muslim*", "musulman*",
    "moslim", "~宗教", "~信仰", "الديانة", "ديانة", "ديانتك", "الدين",
    "المعتقد", NULL
};

static const char *const  lf_words_politics[] = {
    "political opinion*", "political view*", "political affiliation*",
    "political party", "parteizugehorigkeit", "parteimitglied*",
    "politische meinung*", "politische einstellung*",
    "politische uberzeugung*", "politische ansicht*", "opinion politique",
    "opinions politiques", "orientation politique", "opinion politica",
    "opiniones politicas", "ideologia politica", "afiliacion politica",
    "opinione politica", "opinioni politiche", "orientamento politico",
    "opiniao politica", "opinioes politicas", "filiacao partidaria",
    "politieke voorkeur*", "politieke opvatting*", "politieke overtuiging*",
    "poglady polityczne", "przynaleznosc partyjna", "~支持政党",
    "~政治的意見", "~政治观点", "~政治觀點", "~政治面貌", "الاراء السياسية",
    "الانتماء السياسي", NULL
};

static const char *const  lf_words_health[] = {
    "-=health", "health condition*", "health status", "health problem*",
    "health issue*", "state of health", "mental health condition*",
    "medical condition*", "medical history", "disability", "disabilities",
    "-illness*", "-disease*", "allergy", "allergies", "pregnant",
    "-pregnancy", "vaccination status", "blood type", "blood group",
    "-=gesundheit", "gesundheitszustand", "gesundheitsdaten",
    "gesundheitliche*", "-krankheit*", "vorerkrankung*", "-behinderung*",
    "schwerbehindert*", "schwanger", "-schwangerschaft", "allergie",
    "allergien", "impfstatus", "-=sante", "etat de sante",
    "probleme* de sante", "situation de handicap", "-maladie*", "enceinte",
    "-=salud", "estado de salud", "problema* de salud", "-discapacidad*",
    "-enfermedad*", "embarazada", "alergia", "alergias", "-=salute",
    "stato di salute", "problemi di salute", "-disabilita", "-malattia",
    "-malattie", "incinta", "allergia", "-=saude", "estado de saude",
    "problema* de saude", "-deficiencia", "-doenca*", "gravida",
    "-=gezondheid", "gezondheidstoestand", "gezondheidsproblemen",
    "gezondheidsklachten", "arbeidsbeperking", "-ziekte", "-ziektes",
    "-ziekten", "zwanger", "-=zdrowie", "stan zdrowia", "stanu zdrowia",
    "problemy zdrowotne", "-niepełnosprawnosc*", "-choroba", "-choroby",
    "alergie", "~健康状態", "~病気", "~持病", "~既往歴", "~障害者手帳",
    "~妊娠", "~健康状况", "~健康狀況", "~疾病", "~病史", "~残疾", "~殘疾",
    "~怀孕", "~懷孕", "الحالة الصحية", "-الامراض", "-اعاقة", NULL
};

static const char *const  lf_words_ethnicity[] = {
    "-ethnic", "-ethnicity", "-ethni*", "-etni*", "-racial", "skin colour",
    "skin color", "hautfarbe", "rassische*", "-migrationshintergrund",
    "couleur de peau", "color de piel", "colore della pelle", "cor da pele",
    "huidskleur", "kolor skory", "caucasian", "hispanic", "~人種", "~民族",
    "~种族", "~種族", "العرق", "عرقك", NULL
};

static const char *const  lf_words_union[] = {
    "-trade union*", "-labor union*", "-labour union*", "a union member",
    "-=union membership", "-gewerkschaft*", "-=syndicat", "-syndique*",
    "appartenance syndicale", "affiliation syndicale", "-sindicato*",
    "afiliacion sindical", "filiacao sindical", "-sindacato",
    "iscrizione sindacale", "-vakbond*", "-zwiazek zawodowy",
    "-zwiazku zawodowego", "-zwiazki zawodowe", "~労働組合", "~工会", "~工會",
    "-النقابة", "-نقابة", NULL
};

static const char *const  lf_words_sex[] = {
    "sexual orientation", "sexual preference*", "sex life", "sexuality",
    "homosexual*", "heterosexual*", "bisexual*", "lesbian", "gay",
    "sexuelle orientierung", "sexuellen orientierung", "sexualitat",
    "sexualleben", "homosexuell*", "heterosexuell*", "bisexuell*",
    "lesbisch", "schwul", "orientation sexuelle", "sexualite", "vie sexuelle",
    "orientacion sexual", "sexualidad", "vida sexual",
    "orientamento sessuale", "sessualita", "vita sessuale",
    "orientacao sexual", "sexualidade", "seksuele geaardheid",
    "seksuele voorkeur", "seksualiteit", "orientacja seksualna",
    "seksualnosc", "~性的指向", "~性取向", "~性生活", "الميول الجنسية",
    "التوجه الجنسي", NULL
};

static const char *const  lf_words_body[] = {
    "biometric data", "genetic data", "biometrische daten",
    "genetische daten", "donnees biometriques", "donnees genetiques",
    "datos biometricos", "datos geneticos", "dati biometrici",
    "dati genetici", "dados biometricos", "dados geneticos",
    "biometrische gegevens", "genetische gegevens", "dane biometryczne",
    "dane genetyczne", "~生体情報", "~遺伝情報", "~生物识别", "~基因信息",
    NULL
};

static const lf_sensitive_t  lf_sensitive[] = {
    { "religion", lf_words_religion },
    { "political opinions", lf_words_politics },
    { "health", lf_words_health },
    { "ethnic origin", lf_words_ethnicity },
    { "union membership", lf_words_union },
    { "sexual life", lf_words_sex },
    { "genetic or biometric data", lf_words_body }
};


static void lf_form_needs_item(lf_form_builder_t *builder,
    const lf_json_t *at, int is_first);
static const char *lf_sensitive_declared(lf_json_doc_t *doc,
    const lf_declared_t *declared, const lf_json_t **at);
static const char *lf_sensitive_text(lf_json_doc_t *doc,
    const lf_json_t *value, int is_option, const lf_json_t **at);
static const char *lf_sensitive_options(lf_json_doc_t *doc,
    const lf_json_t *list, const lf_json_t **at);
static const char *lf_sensitive_find(lf_json_doc_t *doc, lf_str_t text,
    int is_option);
static int lf_sensitive_fold(lf_str_t text, char *folded, size_t size);
static int lf_sensitive_says(const char *folded, const char *words,
    int is_option);
static const char *lf_sensitive_here(const char *text, const char *words);


int
lf_form_needs_parse(lf_loader_t *loader, lf_declared_t *declared)
{
    lf_str_t          id;
    lf_json_doc_t    *doc;
    const lf_json_t  *value;

    doc = declared->doc;
    value = lf_json_member(declared->json, lf_str("needs_consent"));

    if (value == NULL) {
        return 0;
    }

    if (lf_form_string_parse(doc, value, "\"health\"", &id) != 0
        || lf_form_name_check(doc, value, id) != 0)
    {
        return -1;
    }

    declared->field.needs_consent = lf_str_copy(loader->mem, id);

    if (declared->field.needs_consent.data == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    return 0;
}


/* Each form that asks such a field has to have the consent, too. */

void
lf_form_needs_check(lf_form_builder_t *builder, const lf_json_t *root)
{
    const lf_json_t  *list, *item;

    list = lf_json_member(root, lf_str("first"));

    if (list != NULL && list->type == LF_JSON_ARRAY) {
        for (item = list->first; item != NULL; item = item->next) {
            lf_form_needs_item(builder, item, 1);
        }
    }

    list = lf_json_member(root, lf_str("then"));

    if (list != NULL && list->type == LF_JSON_ARRAY) {
        for (item = list->first; item != NULL; item = item->next) {
            lf_form_needs_item(builder, item, 0);
        }
    }
}


static void
lf_form_needs_item(lf_form_builder_t *builder, const lf_json_t *at,
    int is_first)
{
    size_t             i;
    lf_form_t         *form;
    lf_json_shown_t    shown;
    const lf_json_t   *item;
    const lf_field_t  *field;

    if (at->type == LF_JSON_OBJECT) {

        item = lf_json_member(at, is_first ? lf_str("either")
                                           : lf_str("ask"));

        if (item != NULL && item->type == LF_JSON_ARRAY && is_first) {
            for (item = item->first; item != NULL; item = item->next) {
                if (item->type == LF_JSON_STRING) {
                    lf_form_needs_item(builder, item, 1);
                }
            }

            return;
        }

        at = item;
    }

    if (at == NULL || at->type != LF_JSON_STRING) {
        return;
    }

    form = builder->form;
    field = NULL;

    for (i = 0; i < form->fields_count; i++) {
        if (lf_str_eq(form->fields[i].name, at->string)) {
            field = &form->fields[i];
        }
    }

    if (field == NULL || field->needs_consent.len == 0) {
        return;
    }

    if (is_first) {
        lf_json_error(builder->doc, at, "this field needs a consent, and the "
                      "first step is asked before any; put it into \"then\", "
                      "or remove \"needs_consent\"");
        return;
    }

    for (i = 0; i < form->consents_count; i++) {
        if (lf_str_eq(form->consents[i].id, field->needs_consent)) {
            return;
        }
    }

    lf_json_error(builder->doc, at, "this field needs the consent %s, which "
                  "this form does not have; add it to \"consent\", or do not "
                  "ask for the field here",
                  lf_json_show(&shown, field->needs_consent));
}


void
lf_form_sensitive_warn(lf_json_doc_t *doc,
    const lf_declarations_t *declarations)
{
    size_t                i;
    const char           *about;
    const lf_json_t      *at;
    const lf_declared_t  *declared;

    for (i = 0; i < declarations->count && !doc->no_memory; i++) {
        declared = &declarations->items[i];

        if (!declared->good || declared->field.needs_consent.len > 0) {
            continue;
        }

        about = lf_sensitive_declared(doc, declared, &at);

        if (about != NULL) {
            lf_json_warning(doc, at, "this seems to ask about %s, which the "
                            "law lets you ask only of those who agreed to it "
                            "(GDPR, Art. 9); name that consent by "
                            "\"needs_consent\": \"ID\"", about);
        }
    }
}


void
lf_form_required_warn(lf_json_doc_t *doc, const lf_json_t *at)
{
    lf_json_warning(doc, at, "an enquiry needs no consent: a person who asks "
                    "is answered without it, and one that has to be given is "
                    "hardly given freely (GDPR, Art. 7); remove \"required\"");
}


static const char *
lf_sensitive_declared(lf_json_doc_t *doc, const lf_declared_t *declared,
    const lf_json_t **at)
{
    const char       *about;
    const lf_json_t  *json;

    json = declared->json;
    *at = json;

    about = lf_sensitive_find(doc, declared->field.name, 0);

    if (about == NULL) {
        about = lf_sensitive_text(doc, lf_json_member(json, lf_str("label")),
                                  0, at);
    }

    return about != NULL ? about
           : lf_sensitive_options(doc,
                                  lf_json_member(json, lf_str("options")),
                                  at);
}


/* A text, or one by language. */

static const char *
lf_sensitive_text(lf_json_doc_t *doc, const lf_json_t *value, int is_option,
    const lf_json_t **at)
{
    const char       *about;
    const lf_json_t  *variant;

    if (value == NULL) {
        return NULL;
    }

    if (value->type == LF_JSON_STRING) {
        *at = value;
        return lf_sensitive_find(doc, value->string, is_option);
    }

    if (value->type != LF_JSON_OBJECT) {
        return NULL;
    }

    for (variant = value->first; variant != NULL; variant = variant->next) {

        if (variant->type == LF_JSON_STRING) {
            about = lf_sensitive_find(doc, variant->string, is_option);

            if (about != NULL) {
                *at = variant;
                return about;
            }
        }
    }

    return NULL;
}


static const char *
lf_sensitive_options(lf_json_doc_t *doc, const lf_json_t *list,
    const lf_json_t **at)
{
    const char       *about;
    const lf_json_t  *item, *label, *value;

    if (list == NULL || list->type != LF_JSON_ARRAY) {
        return NULL;
    }

    for (item = list->first; item != NULL; item = item->next) {
        value = item;
        label = NULL;

        if (item->type == LF_JSON_OBJECT) {
            value = lf_json_member(item, lf_str("value"));
            label = lf_json_member(item, lf_str("label"));
        }

        about = lf_sensitive_text(doc, value, 1, at);

        if (about == NULL) {
            about = lf_sensitive_text(doc, label, 1, at);
        }

        if (about != NULL) {
            return about;
        }
    }

    return NULL;
}


static const char *
lf_sensitive_find(lf_json_doc_t *doc, lf_str_t text, int is_option)
{
    char                folded[LF_FOLDED_MAX];
    size_t              i;
    const char *const  *words;

    if (lf_sensitive_fold(text, folded, sizeof(folded)) != 0) {
        doc->no_memory = 1;
        return NULL;
    }

    for (i = 0; i < LF_ARRAY_SIZE(lf_sensitive); i++) {
        for (words = lf_sensitive[i].words; *words != NULL; words++) {
            if (lf_sensitive_says(folded, *words, is_option)) {
                return lf_sensitive[i].about;
            }
        }
    }

    return NULL;
}


/*
 * Words of lower case without accents, a blank in front of each and behind
 * the last; what does not fit is left out.  -1 when memory is out.
 */

static int
lf_sensitive_fold(lf_str_t text, char *folded, size_t size)
{
    char                     *p;
    size_t                    len;
    utf8proc_int32_t          c;
    utf8proc_ssize_t          n, total;
    utf8proc_uint8_t         *plain;
    const utf8proc_uint8_t   *at, *end;

    plain = NULL;
    folded[0] = '\0';

    total = utf8proc_map((const utf8proc_uint8_t *) text.data,
                         (utf8proc_ssize_t) text.len, &plain,
                         UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD
                         | UTF8PROC_STRIPMARK);
    if (total < 0) {
        return total == UTF8PROC_ERROR_NOMEM ? -1 : 0;
    }

    p = folded;
    *p++ = ' ';
    end = plain + total;

    for (at = plain; at < end; at += n) {
        n = utf8proc_iterate(at, end - at, &c);
        len = (size_t) (p - folded);

        if (n <= 0 || len + (size_t) n + 2 > size) {
            break;
        }

        if (utf8proc_category(c) <= UTF8PROC_CATEGORY_NO
            && utf8proc_category(c) != UTF8PROC_CATEGORY_CN)
        {
            memcpy(p, at, (size_t) n);
            p += n;

        } else if (p[-1] != ' ') {
            *p++ = ' ';
        }
    }

    if (p[-1] != ' ') {
        *p++ = ' ';
    }

    *p = '\0';
    free(plain);

    return 0;
}


static int
lf_sensitive_says(const char *folded, const char *words, int is_option)
{
    int          whole;
    const char  *p, *end;

    if (*words == '-') {
        if (is_option) {
            return 0;
        }

        words++;
    }

    if (*words == '~') {
        return strstr(folded, words + 1) != NULL;
    }

    whole = *words == '=';
    words += whole;

    for (p = folded; p != NULL && p[0] != '\0'; p = strchr(p + 1, ' ')) {

        end = lf_sensitive_here(p + 1, words);

        if (end != NULL && (!whole || (p == folded && end[1] == '\0'))) {
            return 1;
        }

        if (whole) {
            return 0;
        }
    }

    return 0;
}


/* The blank behind the words, where they stand at `text`; NULL: they do not. */

static const char *
lf_sensitive_here(const char *text, const char *words)
{
    for ( ;; ) {

        if (*words == '*') {
            text += strcspn(text, " ");
            words++;
            continue;
        }

        if (*words == '\0') {
            return *text == ' ' ? text : NULL;
        }

        if (*words++ != *text++) {
            return NULL;
        }
    }
}
