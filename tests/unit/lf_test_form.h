/*
 * lf_test_form: a form for the unit tests, put together by hand, so that a
 * test can change any part of it.
 *
 *     first  name, email or phone
 *     then   company; vat_id, when company is known; team_size, when
 *            visits >= 3; interests
 *
 * `budget` and `sure` are fields that the sequence does not have, `industry`
 * is another form's.
 */

#ifndef LF_TEST_FORM_H
#define LF_TEST_FORM_H

#include <lead_form/lf_form.h>

#define LF_TEST_GAP    1800
#define LF_TEST_DAYS   (24 * 3600)

enum {
    LF_TEST_NAME, LF_TEST_EMAIL, LF_TEST_PHONE, LF_TEST_COMPANY,
    LF_TEST_VAT_ID, LF_TEST_TEAM_SIZE, LF_TEST_INTERESTS, LF_TEST_BUDGET,
    LF_TEST_SURE, LF_TEST_INDUSTRY, LF_TEST_FIELDS
};

enum { LF_TEST_NEWS, LF_TEST_TERMS, LF_TEST_CONSENTS };

typedef struct {
    lf_site_t          site;
    lf_form_t          form;
    lf_str_t           languages[2];
    lf_field_t         fields[LF_TEST_FIELDS];
    unsigned           by_name[LF_TEST_FIELDS];
    unsigned           contacts[2];
    lf_option_t        options[3];
    lf_ask_t           sequence[4];
    lf_test_t          tests[3];
    lf_alternative_t   alternatives[3];
    lf_str_t           germany;
    lf_consent_t       consents[LF_TEST_CONSENTS];
    lf_text_variant_t  texts[3];
} lf_test_form_t;


static inline void
lf_test_field(lf_test_form_t *t, unsigned field, lf_str_t name,
    lf_type_t type)
{
    size_t  i;

    t->fields[field].name = name;
    t->fields[field].type = type;

    if (type == LF_TYPE_CHOICE || type == LF_TYPE_CHOICES) {
        t->fields[field].options = t->options;
        t->fields[field].options_count = 3;
    }

    /* kept in the order of the names */

    for (i = field; i > 0; i--) {
        lf_str_t  before = t->fields[t->by_name[i - 1]].name;

        if (memcmp(before.data, name.data,
                   before.len < name.len ? before.len : name.len) < 0)
        {
            break;
        }

        t->by_name[i] = t->by_name[i - 1];
    }

    t->by_name[i] = field;
}


static inline lf_when_t
lf_test_when(lf_test_form_t *t, size_t i, lf_test_t test)
{
    t->tests[i] = test;
    t->alternatives[i] = (lf_alternative_t) { &t->tests[i], 1 };

    return (lf_when_t) { &t->alternatives[i], 1 };
}


static inline void
lf_test_form_init(lf_test_form_t *t)
{
    lf_form_t  *form;

    memset(t, 0, sizeof(lf_test_form_t));

    form = &t->form;

    t->site.visit_gap = LF_TEST_GAP;
    t->site.give_up_after = 3;
    t->site.ask_again_after = 90 * LF_TEST_DAYS;

    t->options[0].value = lf_str("1-10");
    t->options[1].value = lf_str("11-50");
    t->options[2].value = lf_str("a \"b\"");

    lf_test_field(t, LF_TEST_NAME, lf_str("name"), LF_TYPE_TEXT);
    lf_test_field(t, LF_TEST_EMAIL, lf_str("email"), LF_TYPE_EMAIL);
    lf_test_field(t, LF_TEST_PHONE, lf_str("phone"), LF_TYPE_PHONE);
    lf_test_field(t, LF_TEST_COMPANY, lf_str("company"), LF_TYPE_TEXT);
    lf_test_field(t, LF_TEST_VAT_ID, lf_str("vat_id"), LF_TYPE_TEXT);
    lf_test_field(t, LF_TEST_TEAM_SIZE, lf_str("team_size"), LF_TYPE_CHOICE);
    lf_test_field(t, LF_TEST_INTERESTS, lf_str("interests"), LF_TYPE_CHOICES);
    lf_test_field(t, LF_TEST_BUDGET, lf_str("budget"), LF_TYPE_NUMBER);
    lf_test_field(t, LF_TEST_SURE, lf_str("sure"), LF_TYPE_YES_NO);
    lf_test_field(t, LF_TEST_INDUSTRY, lf_str("industry"), LF_TYPE_FOREIGN);

    t->contacts[0] = LF_TEST_EMAIL;
    t->contacts[1] = LF_TEST_PHONE;

    t->sequence[0].field = LF_TEST_COMPANY;
    t->sequence[1].field = LF_TEST_VAT_ID;
    t->sequence[1].when = lf_test_when(t, 0, (lf_test_t) {
        .subject = LF_SUBJECT_FIELD, .kind = LF_TEST_KNOWN,
        .name = lf_str("company"), .field = LF_TEST_COMPANY, .boolean = 1 });
    t->sequence[2].field = LF_TEST_TEAM_SIZE;
    t->sequence[2].when = lf_test_when(t, 1, (lf_test_t) {
        .subject = LF_SUBJECT_VISITS, .kind = LF_TEST_MIN, .number = 3 });
    t->sequence[3].field = LF_TEST_INTERESTS;

    t->texts[0].language = lf_str("en");
    t->texts[0].text = lf_str("Send me the monthly letter.");
    t->texts[1].language = lf_str("de");
    t->texts[1].text = lf_str("Schicken Sie mir den Monatsbrief.");
    t->texts[2].text = lf_str("I have read the terms.");

    t->consents[LF_TEST_NEWS].id = lf_str("news");
    t->consents[LF_TEST_NEWS].version = lf_str("2026-11");
    t->consents[LF_TEST_NEWS].text = (lf_text_t) { t->texts, 2 };
    t->consents[LF_TEST_TERMS].id = lf_str("terms");
    t->consents[LF_TEST_TERMS].version = lf_str("1");
    t->consents[LF_TEST_TERMS].text = (lf_text_t) { t->texts + 2, 1 };

    t->languages[0] = lf_str("en");
    t->languages[1] = lf_str("de");

    form->name = lf_str("contact");
    form->version = lf_str("0123456789ab");
    form->site = &t->site;
    form->languages = t->languages;
    form->languages_count = 2;
    form->handoff = lf_str("sales");
    form->message = 1;
    form->fields = t->fields;
    form->fields_count = LF_TEST_FIELDS;
    form->by_name = t->by_name;
    form->name_field = LF_TEST_NAME;
    form->contacts = t->contacts;
    form->contacts_count = 2;
    form->sequence = t->sequence;
    form->sequence_count = 4;
    form->consents = t->consents;
    form->consents_count = LF_TEST_CONSENTS;
}


/* The consent is shown to visitors from Germany only. */

static inline void
lf_test_consent_in_germany(lf_test_form_t *t, unsigned consent)
{
    t->germany = lf_str("DE");
    t->consents[consent].when = lf_test_when(t, 2, (lf_test_t) {
        .subject = LF_SUBJECT_COUNTRY, .kind = LF_TEST_IN,
        .values = &t->germany, .count = 1 });
}

#endif
