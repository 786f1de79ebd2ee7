/*
 * lf_test_page: the contact form of DESIGN.md, with a question of every type,
 * for the tests of the pages.  A test changes the model as it likes before
 * the first page is rendered, and the view at any time.
 */

#ifndef LF_TEST_PAGE_H
#define LF_TEST_PAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_page.h>
#include <lead_form/lf_value.h>

#include "lf_test_memory.h"


enum {
    NAME, EMAIL, PHONE, COMPANY, VAT_ID, TEAM_SIZE, PLAN, TOPICS, BUDGET,
    START, COUNTRY, RETURNING, ABOUT, WEBSITE, FOREIGN, FIELDS
};

#define TICKET  "AQEAAY3V8z7kDq3n0aJmC2vF5h1RkT9yWxZLsPbUoEiGt4Nc.company"


typedef struct {
    lf_test_mem_t    memory;
    lf_site_t        site;
    lf_form_t        form;
    lf_field_t       fields[FIELDS];
    unsigned         contacts[2];
    lf_str_t         languages[3];
    lf_consent_t     consents[2];
    lf_thanks_t      thanks[4];
    lf_view_t        view;
    lf_submission_t  submission;
    lf_input_t       inputs[4];
} page_t;


#define assert_has(html, part)    assert_non_null(strstr(html, part))
#define assert_lacks(html, part)  assert_null(strstr(html, part))


/* `de` NULL: the one text of all languages. */

static inline lf_text_t
text_of(page_t *p, const char *en, const char *de)
{
    lf_text_t  text;

    text.variants = lf_test_take(&p->memory, 2 * sizeof(lf_text_variant_t));
    text.variants[0].text = lf_str_of(en);
    text.count = 1;

    if (de != NULL) {
        text.variants[0].language = lf_str("en");
        text.variants[1].language = lf_str("de");
        text.variants[1].text = lf_str_of(de);
        text.count = 2;
    }

    return text;
}


static inline lf_field_t *
field_init(page_t *p, unsigned n, const char *name, lf_type_t type,
    const char *en, const char *de, const char *autocomplete)
{
    lf_field_t  *field;

    field = &p->fields[n];

    field->name = lf_str_of(name);
    field->type = type;
    field->label = text_of(p, en, de);
    field->autocomplete = lf_str_of(autocomplete);

    return field;
}


static inline void
options_init(page_t *p, unsigned n, const char *const *values, size_t count)
{
    size_t       i;
    lf_field_t  *field;

    field = &p->fields[n];

    field->options = lf_test_take(&p->memory, count * sizeof(lf_option_t));
    field->options_count = count;

    for (i = 0; i < count; i++) {
        field->options[i].value = lf_str_of(values[i]);
    }
}


static inline void
fields_init(page_t *p)
{
    lf_field_t               *f;
    static const char *const  sizes[] = { "1-10", "11-50", "more" };
    static const char *const  topics[] = { "price", "security", "support" };
    static const char *const  plans[] = {
        "free", "small", "team", "business", "enterprise", "other"
    };

    f = field_init(p, NAME, "name", LF_TYPE_TEXT, "Your name", "Ihr Name",
                   "name");
    f->length_max = LF_TEXT_VALUE_LEN_MAX;

    f = field_init(p, EMAIL, "email", LF_TYPE_EMAIL, "Work e-mail",
                   "E-Mail bei der Arbeit", "email");
    f->length_max = 254;

    field_init(p, PHONE, "phone", LF_TYPE_PHONE, "Phone", "Telefon", "tel");

    f = field_init(p, COMPANY, "company", LF_TYPE_TEXT, "Company", "Firma",
                   "organization");
    f->length_max = LF_TEXT_VALUE_LEN_MAX;
    f->why = text_of(p, "So the right colleague calls you", NULL);

    f = field_init(p, VAT_ID, "vat_id", LF_TYPE_TEXT, "VAT number", NULL, "");
    f->pattern = lf_str("[A-Z]{2}[0-9A-Z]{8,12}");
    f->placeholder = text_of(p, "DE123456789", NULL);

    f = field_init(p, TEAM_SIZE, "team_size", LF_TYPE_CHOICE,
                   "How large is your team?", "Wie groß ist Ihr Team?", "");
    f->why = text_of(p, "So the right colleague calls you", NULL);
    options_init(p, TEAM_SIZE, sizes, 3);
    f->options[1].label = text_of(p, "11 to 50", "11 bis 50");

    field_init(p, PLAN, "plan", LF_TYPE_CHOICE, "Plan", NULL, "");
    options_init(p, PLAN, plans, 6);

    field_init(p, TOPICS, "topics", LF_TYPE_CHOICES,
               "What would you like to hear about?", NULL, "");
    options_init(p, TOPICS, topics, 3);

    f = field_init(p, BUDGET, "budget", LF_TYPE_NUMBER, "Budget in euros",
                   NULL, "");
    f->has_min = 1;

    f = field_init(p, START, "start", LF_TYPE_DATE,
                   "When would you like to start?", NULL, "");
    f->date_min = lf_str("2026-01-01");

    field_init(p, COUNTRY, "country", LF_TYPE_COUNTRY, "Country", "Land",
               "country");
    field_init(p, RETURNING, "returning", LF_TYPE_YES_NO,
               "Are you a customer already?", NULL, "");

    f = field_init(p, ABOUT, "about", LF_TYPE_TEXTAREA, "About your project",
                   NULL, "");
    f->length_max = LF_VALUE_LEN_MAX;

    field_init(p, WEBSITE, "website", LF_TYPE_URL, "Website", NULL, "url");
    field_init(p, FOREIGN, "elsewhere", LF_TYPE_FOREIGN, "", NULL, "");
}


static inline void
form_init(page_t *p)
{
    lf_form_t  *form;

    form = &p->form;

    p->languages[0] = lf_str("en");
    p->languages[1] = lf_str("de");
    p->languages[2] = lf_str("ar");
    p->contacts[0] = EMAIL;
    p->contacts[1] = PHONE;

    form->name = lf_str("contact");
    form->site = &p->site;
    form->languages = p->languages;
    form->languages_count = 3;
    form->title = text_of(p, "Talk to us", "Sprechen Sie mit uns");
    form->intro = text_of(p, "Two fields, and a person replies.", NULL);
    form->submit = text_of(p, "Send", NULL);
    form->known_title = text_of(p, "Welcome back", NULL);
    form->known_submit = text_of(p, "Talk to me", NULL);
    form->message = 1;
    form->fields = p->fields;
    form->fields_count = FIELDS;
    form->name_field = NAME;
    form->contacts = p->contacts;
    form->contacts_count = 2;
    form->consents = p->consents;
    form->consents_count = 1;
    form->thanks = p->thanks;
    form->thanks_count = 2;

    p->consents[0].id = lf_str("news");
    p->consents[0].version = lf_str("2026-11");
    p->consents[0].text = text_of(p, "Send me the monthly letter.", NULL);
    p->consents[1].id = lf_str("terms");
    p->consents[1].version = lf_str("1");
    p->consents[1].text = text_of(p, "I agree\nto the terms.", NULL);
    p->consents[1].required = 1;

    p->thanks[0].redirect = lf_str("/de/danke");
    p->thanks[1].title = text_of(p, "Thank you!", NULL);
    p->thanks[1].text = text_of(p, "We have what we need.", NULL);

    p->site.privacy_controller = text_of(p, "Acme GmbH", NULL);
    p->site.privacy_url = text_of(p, "/privacy", "/datenschutz");
}


/* A new visitor's first page; freed with page_free. */

static inline page_t *
page_create(void)
{
    page_t  *p;

    p = test_calloc(1, sizeof(page_t));

    lf_test_mem_init(&p->memory);
    fields_init(p);
    form_init(p);

    p->view.kind = LF_VIEW_FIRST;
    p->view.question = -1;
    p->view.thanks = -1;
    p->view.ticket = lf_str(TICKET);

    return p;
}


static inline void
page_free(page_t *p)
{
    lf_test_mem_free(&p->memory);
    test_free(p);
}


/* The page as a C string in the fixture's memory; compiled once. */

static inline const char *
page_html(page_t *p)
{
    lf_out_t  out;

    if (p->form.page == NULL) {
        assert_int_equal(lf_page_compile(&p->memory.mem, &p->form), 0);
    }

    lf_out_init(&out, &p->memory.mem, 0);
    lf_page_render(&p->form, &p->view, &out);
    lf_out_byte(&out, '\0');

    assert_false(out.failed);

    return out.data;
}


/* A known visitor's page; `question` is a field, or -1. */

static inline const char *
known_html(page_t *p, int question)
{
    p->view.kind = LF_VIEW_KNOWN;
    p->view.question = question;

    return page_html(p);
}


/* One more input that this request sent. */

static inline lf_input_t *
type_in(page_t *p, unsigned field, const char *value)
{
    lf_input_t  *input;

    p->view.submission = &p->submission;
    p->submission.inputs = p->inputs;

    input = &p->inputs[p->submission.inputs_count++];

    input->field = field;
    input->typed = lf_test_take(&p->memory, sizeof(lf_str_t));
    input->typed[0] = lf_str_of(value);
    input->typed_count = 1;

    return input;
}


static inline void
make_bad(page_t *p, lf_input_t *input, lf_message_t message)
{
    input->bad = 1;
    input->message = message;
    p->submission.problems++;
}


static inline size_t
count_of(const char *html, const char *part)
{
    size_t  n;

    for (n = 0; (html = strstr(html, part)) != NULL; html++) {
        n++;
    }

    return n;
}


/* Every part is on the page, each behind the one before it; NULL ends. */

static inline void
assert_in_order(const char *html, const char *const *parts)
{
    const char  *found;

    for ( /* void */ ; *parts != NULL; parts++) {
        found = strstr(html, *parts);

        if (found == NULL) {
            fail_msg("not there, or not in its place: %s", *parts);
        }

        html = found + 1;
    }
}

#endif
