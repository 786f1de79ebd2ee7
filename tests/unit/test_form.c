/*
 * A form loaded from its file: what a good one becomes.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_form.h>
#include <lead_form/lf_value.h>

#include "lf_test_design.h"
#include "lf_test_load.h"


static void
the_examples_of_the_design_load_without_a_finding(void **state)
{
    lf_form_t         *form;
    const lf_field_t  *field;

    (void) state;

    lf_test_load_init(&load);
    lf_test_load_add(&load, "contact", LF_TEST_DESIGN_CONTACT);
    lf_test_load_add(&load, "site", LF_TEST_DESIGN_SITE);
    lf_test_load_run(&load);
    lf_test_found_nothing(&load);

    assert_int_equal(load.site->visit_gap, 1800);
    assert_int_equal(load.site->give_up_after, 3);
    assert_int_equal(load.site->ask_again_after, 90 * 86400);
    assert_int_equal(load.site->min_fill, 2000);
    assert_int_equal(load.site->remember_for, 400 * 86400);
    assert_int_equal(load.site->remember_ask, 1);
    assert_int_equal(load.site->remember_ask_when.count, 1);
    assert_plain(load.site->privacy_controller, "Acme GmbH");
    assert_int_equal(load.site->privacy_url.count, 2);
    assert_str(load.site->privacy_url.variants[1].text, "/datenschutz");

    form = lf_site_form(load.site, lf_str("contact"));
    assert_non_null(form);
    assert_ptr_equal(form->site, load.site);

    assert_int_equal(form->title.count, 2);
    assert_str(form->title.variants[1].language, "de");
    assert_str(form->title.variants[1].text, "Sprechen Sie mit uns");
    assert_plain(form->intro, "Two fields, and a person replies.");
    assert_plain(form->submit, "Send");
    assert_plain(form->known_title, "Welcome back");
    assert_plain(form->known_submit, "Talk to me");
    assert_int_equal(form->known_intro.count, 0);
    assert_str(form->handoff, "sales");
    assert_int_equal(form->message, 1);
    assert_int_equal(form->closed.count, 0);

    assert_int_equal(form->languages_count, 2);
    assert_str(form->languages[0], "en");
    assert_str(form->languages[1], "de");

    assert_str(form->fields[form->name_field].name, "name");
    assert_int_equal(form->contacts_count, 2);
    assert_str(form->fields[form->contacts[0]].name, "email");
    assert_str(form->fields[form->contacts[1]].name, "phone");
    assert_int_equal(form->fields[form->contacts[1]].type, LF_TYPE_PHONE);

    assert_int_equal(form->sequence_count, 3);
    assert_str(form->fields[form->sequence[1].field].name, "vat_id");
    assert_int_equal(form->sequence[0].when.count, 0);
    assert_int_equal(form->sequence[1].when.alternatives[0].count, 2);

    field = field_of(form, "team_size");
    assert_int_equal(field->type, LF_TYPE_CHOICE);
    assert_int_equal(field->options_count, 2);
    assert_str(field->options[0].value, "1-10");
    assert_int_equal(field->options[0].label.count, 0);
    assert_plain(field->options[1].label, "11 to 50");
    assert_int_equal(field->fresh_for, 365 * 86400);
    assert_plain(field->why, "So the right colleague calls you");

    field = field_of(form, "vat_id");
    assert_str(field->pattern, "[A-Z]{2}[0-9A-Z]{8,12}");
    assert_non_null(field->pattern_code);
    assert_int_equal(field->length_max, LF_TEXT_VALUE_LEN_MAX);

    assert_int_equal(form->consents_count, 1);
    assert_str(form->consents[0].id, "news");
    assert_str(form->consents[0].version, "2026-11");
    assert_int_equal(form->consents[0].required, 0);

    assert_int_equal(form->thanks_count, 2);
    assert_str(form->thanks[0].redirect, "/de/danke");
    assert_plain(form->thanks[1].title, "Thank you");

    assert_non_null(form->page);
}


static void
load_file(const char *name)
{
    FILE        *file;
    char         path[1200], *text;
    size_t       len;
    const char  *folder;

    folder = getenv("LF_FORMS");
    (void) snprintf(path, sizeof(path), "%s/%s.json",
                    folder != NULL ? folder : "forms", name);

    file = fopen(path, "rb");

    if (file == NULL) {
        fail_msg("cannot open %s", path);
    }

    text = lf_alloc(lf_arena_mem(load.arena), LF_FILE_SIZE_MAX);
    len = fread(text, 1, LF_FILE_SIZE_MAX, file);
    (void) fclose(file);

    lf_test_load_add_str(&load, name, (lf_str_t) { text, len });
}


static void
the_sample_forms_load_without_a_finding(void **state)
{
    (void) state;

    lf_test_load_init(&load);
    load_file("site");
    load_file("contact");
    load_file("demo");
    lf_test_load_run(&load);
    lf_test_found_nothing(&load);

    assert_int_equal(load.site->forms_count, 2);
    assert_int_equal(load.site->forms[0]->languages_count, 2);

    /* Whoever may not be remembered unasked is asked, by their country. */

    assert_int_equal(load.site->remember_ask, 1);
    assert_int_equal(load.site->forms[0]->needs_geo, 1);
    assert_int_equal(load.site->forms[1]->needs_geo, 1);
}


static void
everything_has_a_default(void **state)
{
    lf_form_t         *form;
    const lf_field_t  *field;

    (void) state;

    form = good_form(NULL, "{ " FIRST " }");

    assert_int_equal(load.site->visit_gap, 1800);
    assert_int_equal(load.site->give_up_after, 3);
    assert_int_equal(load.site->ask_again_after, 90 * 86400);
    assert_int_equal(load.site->min_fill, 2000);
    assert_int_equal(load.site->remember_for, 400 * 86400);
    assert_int_equal(load.site->remember_ask, 0);

    assert_str(form->name, "form");
    assert_str(form->handoff, "sales");
    assert_int_equal(form->message, 0);
    assert_int_equal(form->languages_count, 1);
    assert_str(form->languages[0], "en");
    assert_int_equal(form->fields_count, 2);

    field = field_of(form, "name");
    assert_int_equal(field->type, LF_TYPE_TEXT);
    assert_str(field->autocomplete, "name");
    assert_str(lf_text_in(&field->label, lf_str("de"), lf_str("en")),
               "Ihr Name");

    field = field_of(form, "email");
    assert_int_equal(field->type, LF_TYPE_EMAIL);
    assert_str(field->autocomplete, "email");
}


static void
one_contact_is_enough_and_either_is_one(void **state)
{
    lf_form_t  *form;

    (void) state;

    form = good_form(NULL, "{ \"title\": \"T\", \"first\": [ \"name\", "
                           "\"phone\" ] }");
    assert_int_equal(form->contacts_count, 1);
    assert_int_equal(lf_form_is_first(form, form->name_field), 1);
    assert_int_equal(lf_form_is_first(form, form->contacts[0]), 1);

    again();

    form = good_form(NULL, "{ \"title\": \"T\", \"first\": [ \"name\", "
        "{ \"either\": [ \"phone\", \"mobile\" ] } ], \"fields\": { "
        "\"mobile\": { \"type\": \"phone\", \"label\": \"M\" } } }");
    assert_int_equal(form->contacts_count, 2);
    assert_str(form->fields[form->contacts[1]].name, "mobile");
    assert_str(form->fields[form->contacts[1]].autocomplete, "tel");
}


static void
a_plain_form_has_one_language(void **state)
{
    lf_form_t  *form;

    (void) state;

    form = good_form(NULL, "{ \"language\": \"DE-at\", " FIRST " }");
    assert_int_equal(form->languages_count, 1);
    assert_str(form->languages[0], "de-at");
    again();

    form = good_form("{ \"language\": \"fr\" }", "{ " FIRST " }");
    assert_str(form->languages[0], "fr");
    again();

    form = good_form("{ \"language\": \"fr\" }",
                     "{ \"language\": \"de\", " FIRST " }");
    assert_int_equal(form->languages_count, 1);
    assert_str(form->languages[0], "de");
}


static void
languages_come_in_the_order_of_the_title(void **state)
{
    lf_form_t  *form;

    (void) state;

    form = good_form(NULL, "{ \"intro\": { \"de\": \"D\", \"en\": \"E\" }, "
                           "\"title\": { \"en\": \"E\", \"de\": \"D\" }, "
                           "\"first\": [ \"name\", \"email\" ] }");
    assert_int_equal(form->languages_count, 2);
    assert_str(form->languages[0], "en");
    assert_str(form->languages[1], "de");
    again();

    form = good_form(NULL, "{ \"title\": { \"en\": \"E\", \"de\": \"D\" }, "
                           "\"language\": \"de\", \"intro\": \"D\", "
                           "\"first\": [ \"name\", \"email\" ] }");
    assert_int_equal(form->languages_count, 2);
    assert_str(form->languages[0], "de");
    again();

    /* A shared field's languages are not the form's. */

    form = good_form("{ \"fields\": { \"email\": { \"type\": \"email\", "
                     "\"label\": { \"en\": \"E\", \"fr\": \"F\" } } } }",
                     "{ " FIRST " }");
    assert_int_equal(form->languages_count, 1);
}


static void
a_text_that_lacks_a_language_is_a_warning(void **state)
{
    (void) state;

    lf_test_load_form(&load, NULL,
                      "{ \"title\": { \"en\": \"E\", \"de\": \"D\" },\n"
                      "\"intro\": { \"en\": \"E\" },\n"
                      "\"first\": [ \"name\", \"email\" ] }");

    assert_int_equal(load.diagnostics.errors, 0);
    assert_int_equal(load.diagnostics.warnings, 1);
    lf_test_found(&load, 0, "form.json:2:10: warning: intro: no text in "
                            "\"de\", a language of this form; add it");
    assert_int_equal(load.site->forms_count, 1);
}


static void
texts_are_kept_in_normal_form(void **state)
{
    lf_form_t  *form;

    (void) state;

    form = good_form(NULL, "{ \"title\": \"U\xcc\x88" "ber uns\", \"intro\": "
                           "\"a\\nb\", \"first\": [ \"name\", \"email\" ] }");
    assert_plain(form->title, "Über uns");
    assert_plain(form->intro, "a\nb");
}


static void
fields_are_found_by_name(void **state)
{
    size_t      i;
    lf_form_t  *form;

    (void) state;

    form = good_form(COMPANY_SITE, "{ " FIRST ", \"then\": [ \"size\", "
                                   "\"phone\", \"company\" ] }");

    for (i = 0; i < form->fields_count; i++) {
        assert_int_equal(lf_form_field(form, form->fields[i].name), i);
    }

    assert_int_equal(lf_form_field(form, lf_str("")), -1);
    assert_int_equal(lf_form_field(form, lf_str("zzz")), -1);
    assert_int_equal(lf_form_is_first(form, form->sequence[0].field), 0);
}


static void
the_first_thanks_that_holds_is_given(void **state)
{
    lf_form_t   *form;
    lf_facts_t   facts;

    (void) state;

    memset(&facts, 0, sizeof(lf_facts_t));

    lf_test_load_form(&load, NULL, "{ " FIRST ", \"thanks\": [ { \"when\": { "
        "\"visits\": { \"min\": 2 } }, \"title\": \"A\" }, { \"when\": { "
        "\"visits\": { \"min\": 1 } }, \"title\": \"B\" } ] }");
    lf_test_found_nothing(&load);
    form = load.site->forms[0];

    facts.visits = 3;
    assert_int_equal(lf_form_thanks(form, &facts), 0);
    facts.visits = 1;
    assert_int_equal(lf_form_thanks(form, &facts), 1);
    facts.visits = 0;
    assert_int_equal(lf_form_thanks(form, &facts), -1);
}


static void
the_version_is_the_files_digest(void **state)
{
    lf_form_t  *form;

    (void) state;

    /* As sha256sum computes it. */

    form = good_form(NULL, "{ " FIRST " }");
    assert_str(form->version, "5c41711b7de0");
}


static void
a_pattern_holds_from_end_to_end(void **state)
{
    lf_str_t       value, typed;
    lf_message_t   message;
    lf_form_t     *form;

    (void) state;

    form = good_form(NULL, FIELD("{ \"type\": \"text\", \"label\": \"L\", "
                                 "\"pattern\": \"[A-Z]{2}|\\\\u00e4\\\\d\" "
                                 "}"));

#define matches(s)                                                            \
    (typed = lf_str(s),                                                       \
     lf_value_check(lf_arena_mem(load.arena), field_of(form, "f"),            \
                    lf_null_str, &typed, 1, &value, &message) == LF_VALUE_OK)

    assert_true(matches("AB"));
    assert_true(matches("ä7"));
    assert_false(matches("ABC"));
    assert_false(matches("xAB"));
    assert_false(matches("AB\nx"));
}


static void
hidden_values_come_from_where_the_form_stands(void **state)
{
    lf_form_t  *form;

    (void) state;

    lf_test_load_form(&load, NULL, "{ " FIRST ", \"hidden\": { "
        "\"product\": { \"from\": \"attribute:data-product\" }, "
        "\"gclid\": { \"from\": \"query:gclid\" }, "
        "\"first_touch\": { \"from\": \"cookie:_ft\" } } }");
    lf_test_found_nothing(&load);

    form = lf_site_form(load.site, lf_str("form"));
    assert_non_null(form);
    assert_int_equal(form->hidden_count, 3);
    assert_true(lf_str_is(form->hidden[0].name, "product"));
    assert_int_equal(form->hidden[0].from, LF_FROM_ATTRIBUTE);
    assert_true(lf_str_is(form->hidden[0].source, "data-product"));
    assert_true(lf_str_is(form->hidden[1].name, "gclid"));
    assert_int_equal(form->hidden[1].from, LF_FROM_QUERY);
    assert_true(lf_str_is(form->hidden[1].source, "gclid"));
    assert_true(lf_str_is(form->hidden[2].name, "first_touch"));
    assert_int_equal(form->hidden[2].from, LF_FROM_COOKIE);
    assert_true(lf_str_is(form->hidden[2].source, "_ft"));
}


static void
a_hidden_value_is_no_answer_and_no_key_to_an_account(void **state)
{
    (void) state;

    lf_test_load_form(&load, COMPANY_SITE, "{ " FIRST ",\n\"hidden\": {\n"
        "\"company\": { \"from\": \"query:a\" },\n"
        "\"email\": { \"from\": \"query:b\" },\n"
        "\"own\": { \"from\": \"query:c\" },\n"
        "\"who\": { \"from\": \"cookie:PHPSESSID\" },\n"
        "\"me\": { \"from\": \"cookie:__Host-lead\" } },\n"
        "\"fields\": { \"own\": { \"type\": \"text\", \"label\": \"O\" } "
        "},\n\"then\": [ \"own\" ] }");

    assert_null(lf_site_form(load.site, lf_str("form")));
    lf_test_found(&load, 0, "form.json:3:1: hidden.company: a field has this "
                            "name");
    lf_test_found(&load, 1, "form.json:4:1: hidden.email: a field has this "
                            "name");
    lf_test_found(&load, 2, "form.json:5:1: hidden.own: a field has this "
                            "name");
    lf_test_found(&load, 3, "form.json:6:18: warning: hidden.who.from: this "
                            "looks like the cookie of a login");
    lf_test_found(&load, 4, "form.json:7:17: hidden.me.from: this cookie is "
                            "the form's own");
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        story(the_examples_of_the_design_load_without_a_finding),
        story(the_sample_forms_load_without_a_finding),
        story(everything_has_a_default),
        story(one_contact_is_enough_and_either_is_one),
        story(a_plain_form_has_one_language),
        story(languages_come_in_the_order_of_the_title),
        story(a_text_that_lacks_a_language_is_a_warning),
        story(texts_are_kept_in_normal_form),
        story(fields_are_found_by_name),
        story(the_first_thanks_that_holds_is_given),
        story(the_version_is_the_files_digest),
        story(a_pattern_holds_from_end_to_end),
        story(hidden_values_come_from_where_the_form_stands),
        story(a_hidden_value_is_no_answer_and_no_key_to_an_account)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
