/*
 * What is legal and wrong in effect: the warnings that a marketer gets for a
 * form that loads.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_form.h>

#include "lf_test_load.h"
#include "lf_test_memory.h"


#define FORM_MAX  4000

static const char  site_json[] =
    "{ 'fields': {"
    "  'role': { 'type': 'text', 'label': 'Role' },"
    "  'size': { 'type': 'choice', 'label': 'Size', 'options': [ 'a', 'b' ] },"
    "  'many': { 'type': 'choices', 'label': 'Many', 'options': [ 'a', 'b' ] },"
    "  'sure': { 'type': 'yes_no', 'label': 'Sure?' },"
    "  'seats': { 'type': 'number', 'label': 'Seats', 'min': 1, 'max': 50 },"
    "  'day': { 'type': 'date', 'label': 'Day', 'min': '2026-01-01' },"
    "  'land': { 'type': 'country', 'label': 'Country' },"
    "  'mood': { 'type': 'text', 'label': 'Mood', 'fresh_for': '30d' },"
    "  'spare': { 'type': 'text', 'label': 'Spare' } } }";

/* A form that asks all of them but "spare", and "role" under a condition. */
#define ASK(when)                                                             \
    "{ 'title': 'T', 'first': [ 'name', 'email' ], 'then': [ 'size', 'many', "\
    "'sure', 'seats', 'day', 'mood', 'phone',\n"                              \
    "{ 'ask': 'role', 'when': " when " } ] }"


/* JSON in single quotes, which C reads better. */

static const char *
json(const char *single, char text[FORM_MAX])
{
    char    *p;
    size_t   len;

    len = strlen(single);
    assert_true(len < FORM_MAX);
    memcpy(text, single, len + 1);

    for (p = text; *p != '\0'; p++) {
        if (*p == '\'') {
            *p = '"';
        }
    }

    return text;
}


/* `expected` is one finding, or NULL; '^' marks its place in the form. */

static void
warns(const char *site, const char *marked, const char *expected)
{
    char    site_text[FORM_MAX], form_text[FORM_MAX], start[TEXT_MAX];
    char   *mark, *p;
    int     line, column;

    again();

    (void) json(marked, form_text);
    mark = strchr(form_text, '^');
    line = 1;
    column = 1;

    if (mark != NULL) {
        for (p = form_text; p < mark; p++) {
            column = *p == '\n' ? 1 : column + 1;
            line += *p == '\n';
        }

        memmove(mark, mark + 1, strlen(mark));
    }

    lf_test_load_form(&load, json(site, site_text), form_text);

    if (load.site->forms_count != 1) {
        fail_msg("%s\nrefused: %s", marked, lf_test_finding(&load, 0));
    }

    if (expected == NULL) {
        lf_test_found_nothing(&load);
        return;
    }

    assert_int_equal(load.diagnostics.errors, 0);
    (void) snprintf(start, sizeof(start), "form.json:%d:%d: warning: %s", line,
                    column, expected);
    lf_test_found(&load, 0, start);
    assert_int_equal(load.diagnostics.warnings, 1);
}


static void
a_question_that_can_never_be_asked_is_named(void **state)
{
    size_t  i;

    static const char *const  rows[][2] = {
        { ASK("{ 'visits': { 'max': ^1 } }"),
          "then[7].when.visits.max: visit 1 is that of the first step, and "
          "questions come from visit 2 on, so this question is never asked; "
          "write 2 or more" },
        { ASK("{ 'visits': { 'is': ^1 } }"),
          "then[7].when.visits.is: visit 1 is that of the first step" },
        { ASK("{ 'visits': { 'min': 5, 'max': ^4 } }"),
          "then[7].when.visits.max: \"min\" is greater than \"max\"" },
        { ASK("{ 'visits': { 'in': ^[ 2, 3 ], 'min': 4 } }"),
          "then[7].when.visits.in: " },
        { ASK("{ 'days_since_first': { 'max': ^-1 } }"),
          "then[7].when.days_since_first.max: days are counted from 0" },
        { ASK("{ 'country': { 'in': ^[ 'DE', 'FR' ], 'not_in': [ 'EU' ] } }"),
          "then[7].when.country.in: this cannot hold together" },
        { ASK("{ 'country': { 'known': false, 'is': ^'DE' } }"),
          "then[7].when.country.is: what is not known fulfils no such" },
        { ASK("{ 'country': { 'known': true, 'is': ^'unknown' } }"),
          "then[7].when.country.is: this cannot hold" },
        { ASK("{ 'language': { 'is': ^'de-AT', 'not': 'de' } }"),
          "then[7].when.language.is: this cannot hold" },
        { ASK("{ 'size': { 'known': false, 'is': ^'a' } }"),
          "then[7].when.size.is: what is not known" },
        { ASK("{ 'size': { 'is': ^'a', 'not_in': [ 'a' ] } }"),
          "then[7].when.size.is: this cannot hold" },
        { ASK("{ 'size': { 'is': ^'a', 'in': [ 'b' ] } }"),
          "then[7].when.size.is: this cannot hold" },
        { ASK("{ 'size': { 'known': true, 'not_in': ^[ 'a', 'b' ] } }"),
          "then[7].when.size.not_in: no answer is left" },
        { ASK("{ 'sure': { 'known': true, 'not': 'yes', 'not_in': ^[ 'no' ] "
              "} }"),
          "then[7].when.sure.not_in: no answer is left" },
        { ASK("{ 'seats': { 'min': ^51 } }"),
          "then[7].when.seats.min: this is greater than the field's own" },
        { ASK("{ 'seats': { 'max': ^0 } }"),
          "then[7].when.seats.max: this is smaller than the field's own" },
        { ASK("{ 'seats': { 'is': ^51 } }"),
          "then[7].when.seats.is: this cannot hold" },
        { ASK("{ 'day': { 'max': ^'2025-12-31' } }"),
          "then[7].when.day.max: this is earlier than the field's own" },
        { ASK("{ 'day': { 'in': ^[ '2026-02-01' ], 'min': '2026-03-01' } }"),
          "then[7].when.day.in: this cannot hold" },
        { ASK("{ 'role': { 'known': ^true } }"),
          "then[7].when.role.known: this is the answer to the question "
          "itself, and what is known is not asked" },
        { ASK("{ 'name': { 'known': ^false } }"),
          "then[7].when.name.known: \"first\" asks for this field" },
        { ASK("{ 'utm.source': { 'is': ^'spring', 'starts_with': 'autumn' } "
              "}"),
          "then[7].when.utm.source.is: this cannot hold" },
        { ASK("[ { 'visits': { 'min': 3 } }, { 'visits': { 'max': ^1 } } ]"),
          "then[7].when[1].visits.max: visit 1 is that of the first step, and "
          "questions come from visit 2 on, so this alternative never holds" },
        { ASK("{ 'page': { 'is': ^'pricing' } }"),
          "then[7].when.page.is: the path of a page begins with \"/\"" },
        { ASK("{ 'page': { 'contains': ^'a?b' } }"),
          "then[7].when.page.contains: what follows ? or #" },
        { ASK("{ 'referrer': { 'in': [ 'https://a.example/', "
              "^'b.example' ] } }"),
          "then[7].when.referrer.in[1]: a referrer begins with" }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(rows); i++) {
        warns(site_json, rows[i][0], rows[i][1]);
    }
}


static void
what_may_hold_is_left_alone(void **state)
{
    size_t  i;

    static const char *const  rows[] = {
        ASK("{ 'visits': { 'min': 1, 'max': 2 } }"),
        ASK("{ 'visits': { 'not': 2 } }"),
        ASK("{ 'country': { 'in': [ 'EU', 'unknown' ], 'not_in': [ 'DE' ] } "
            "}"),
        ASK("{ 'country': { 'known': false, 'is': 'unknown' } }"),
        ASK("{ 'language': { 'is': 'de', 'not': 'de-AT' } }"),
        ASK("{ 'language': { 'is': 'de-AT', 'in': [ 'de', 'fr' ] } }"),
        ASK("{ 'region': { 'is': 'DE-BY', 'in': [ 'BY' ] } }"),
        ASK("{ 'many': { 'is': 'a', 'in': [ 'b' ] } }"),
        ASK("{ 'size': { 'not_in': [ 'a', 'b' ] } }"),
        ASK("{ 'seats': { 'min': 50 }, 'day': { 'min': '2026-05-01' } }"),
        ASK("{ 'email': { 'known': true } }"),
        ASK("{ 'land': { 'is': 'DE' } }"),
        ASK("{ 'spare': { 'known': false } }"),
        ASK("{ 'page': { 'is': 'https://other.example/shop' } }"),
        ASK("{ 'page': { 'starts_with': '/de/' }, 'referrer': { "
            "'starts_with': 'https://a.example' } }"),
        "{ 'title': 'T', 'first': [ 'name', 'email' ], 'then': [ { 'ask': "
        "'mood', 'when': [ { 'mood': { 'known': false } }, { 'mood': { 'is': "
        "'bad' } } ] } ] }",
        "{ 'title': 'T', 'first': [ 'name', { 'either': [ 'email', 'phone' ] "
        "} ], 'then': [ { 'ask': 'role', 'when': { 'phone': { 'known': false "
        "} } } ] }"
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(rows); i++) {
        warns(site_json, rows[i], NULL);
    }
}


static void
a_condition_needs_answers_that_can_come(void **state)
{
    (void) state;

    warns(site_json, ASK("{ ^'spare': { 'known': true } }"),
          "then[7].when.spare: no form asks for this field, so it is known "
          "only where sales or an import set it");

    warns(site_json, "{ 'title': 'T', 'first': [ 'name', 'email' ], 'thanks': "
          "[ { 'when': { ^'spare': { 'is': 'x' } }, 'title': 'T' }, { 'title':"
          " 'U' } ] }",
          "thanks[0].when.spare: no form asks for this field");

    again();
    lf_test_load_init(&load);
    lf_test_load_add(&load, "a", "{ " FIRST ", \"fields\": { \"p\": { "
        "\"type\": \"text\", \"label\": \"P\" }, \"q\": { \"type\": \"text\", "
        "\"label\": \"Q\" } },\n\"then\": [ { \"ask\": \"p\", \"when\": {\n"
        "\"q\": { \"known\": true } } },\n{ \"ask\": \"q\", \"when\": {\n"
        "\"p\": { \"known\": true } } } ] }");
    lf_test_load_run(&load);
    lf_test_found(&load, 0, "a.json:3:1: warning: then[0].when.q: the question "
                            "\"q\" waits for this one or for itself, so "
                            "neither is ever asked");
    lf_test_found(&load, 1, "a.json:5:1: warning: then[1].when.p: the "
                            "question \"p\"");
    assert_int_equal(load.diagnostics.warnings, 2);

    /* another form breaks the circle */

    lf_test_load_add(&load, "b", "{ " FIRST ", \"fields\": { \"q\": { "
        "\"type\": \"text\", \"label\": \"Q\" } }, \"then\": [ \"q\" ] }");
    lf_site_free(load.site);
    lf_diagnostics_init(&load.diagnostics, lf_arena_mem(load.arena));
    lf_test_load_run(&load);
    lf_test_found_nothing(&load);
}


static void
a_field_nobody_has_is_named_beside_errors_of_other_files(void **state)
{
    (void) state;

    lf_test_load_init(&load);
    lf_test_load_add(&load, "a", "{ " FIRST ", \"then\": [ { \"ask\": "
        "\"phone\", \"when\": {\n\"budgt\": { \"known\": true } } }, { "
        "\"ask\": \"phone\" } ] }");
    lf_test_load_add(&load, "b", "{ \"fields\": { \"rank\": { } } ");
    lf_test_load_add(&load, "c", "{ " FIRST ", \"then\": [ { \"ask\": "
        "\"phone\", \"when\": { \"rank\": { \"known\": true } } } ] }");
    lf_test_load_run(&load);

    assert_int_equal(load.diagnostics.errors, 2);
    assert_int_equal(load.diagnostics.warnings, 1);
    lf_test_found(&load, 2, "a.json:2:1: warning: then[0].when.budgt: no form "
                            "has a field of this name");
}


static void
options_can_be_told_apart_and_chosen(void **state)
{
    (void) state;

#define CHOICE(options)                                                       \
    "{ 'title': 'T', 'first': [ 'name', 'email' ], 'then': [ 'c' ], 'fields':"\
    " { 'c': { 'type': 'choice', 'label': 'C', 'options': " options " } } }"

    warns("{}", CHOICE("[ 'a', ^{ 'value': 'b', 'label': 'a' } ]"),
          "fields.c.options[1]: this option looks like the option \"a\"");
    warns("{}", CHOICE("[ { 'value': 'a', 'label': { 'en': 'A', 'de': 'X' } },"
                       " ^{ 'value': 'b', 'label': { 'en': 'B', 'de': 'X' } } "
                       "]"),
          "fields.c.options[1]: this option looks like the option \"a\"");
    warns("{}", CHOICE("[ { 'value': 'a', 'label': 'A' }, 'b' ]"), NULL);
    warns("{}", CHOICE("^[ { 'value': 'a', 'when': { 'visits': { 'min': 3 } } }"
                       ", { 'value': 'b', 'when': { 'visits': { 'min': 4 } } }"
                       " ]"),
          "fields.c.options: each option has a \"when\"");
    warns("{}", CHOICE("[ 'a', { 'value': 'b', 'when': { 'visits': { 'max': "
                       "^0 } } } ]"),
          "fields.c.options[1].when.visits.max: visits are counted from 1, so "
          "this option is never shown");
}


static void
a_consent_is_retired_by_visits_that_never_are(void **state)
{
    (void) state;

    warns("{}", "{ 'title': 'T', 'first': [ 'name', 'email' ], 'consent': [ { "
          "'id': 'news', 'version': '1', 'text': 'x', 'when': { 'visits': { "
          "'max': 0 } } } ] }", NULL);
}


static void
entries_that_are_never_reached_are_named(void **state)
{
    (void) state;

    warns("{}", "{ 'title': 'T', 'first': [ 'name', 'email' ], 'thanks': [ { "
          "'when': { 'country': { 'is': ^'DE', 'not': 'DE' } }, 'title': 'A' }"
          ", { 'title': 'B' } ] }",
          "thanks[0].when.country.is: this cannot hold together with the other "
          "tests here or the field's own limits, so this entry is never "
          "reached");
    warns("{}", "{ 'title': 'T', 'first': [ 'name', 'email' ], 'consent': { "
          "'id': 'a', 'version': '1', 'text': 'T', 'when': { 'country': { "
          "'known': false, 'in': ^[ 'DE' ] } } } }",
          "consent.when.country.in: what is not known fulfils no such test, so "
          "this consent is never shown");

    again();
    lf_test_load_form(&load, "{ \"remember\": { \"ask_when\": {\n\"country\": "
                      "{ \"in\": [ \"DE\" ], \"not_in\": [ \"DE\" ] } } },\n"
                      "\"privacy\": { \"url\": \"http://example.com/\" } }",
                      "{ " FIRST " }");
    lf_test_found(&load, 0, "site.json:2:20: warning: remember.ask_when."
                            "country.in: ");
    lf_test_found(&load, 1, "site.json:3:21: warning: privacy.url: this "
                            "address is not encrypted");
}


static void
shared_texts_speak_the_languages_of_the_forms_that_show_them(void **state)
{
    static const char  site[] = "{ 'fields': { 'role': { 'type': 'text', "
        "'label': { 'en': 'Role', 'de': 'Funktion' } }, 'size': { 'type': "
        "'text', 'label': { 'en': 'Size' } } } }";
    static const char  form[] = "{ 'title': { 'en': 'T', 'de-AT': 'T', 'fr': "
        "'T' }, 'first': [ 'name', 'email' ], 'then': [ 'role' ] }";

    (void) state;

    again();

    {
        char  a[FORM_MAX], b[FORM_MAX];

        lf_test_load_form(&load, json(site, a), json(form, b));
    }

    assert_int_equal(load.diagnostics.warnings, 1);
    lf_test_found(&load, 0, "site.json:1:50: warning: fields.role.label: no "
                            "text in \"fr\", a language of the form form");
}


static void
what_is_gone_since_the_last_good_version_is_named(void **state)
{
    size_t           i;
    char             text[FORM_MAX];
    lf_arena_t      *arena;
    lf_site_t       *before;
    lf_source_t      source;

    static const char *const  expected[] = {
        "form.json:1:15: warning: fields.c.options: the option \"b\" of the "
        "last good version is gone",
        "form.json:1:15: warning: fields.n.type: this field was of type number",
        "form.json:1:15: warning: then: the last good version asked for the "
        "field \"g\", which is gone",
        "form.json:1:15: warning: consent[0].text: this is not the text of the"
    };

    (void) state;

    lf_test_load_form(&load, NULL, json("{ 'title': 'T', 'first': [ 'name', "
        "'email' ], 'then': [ 'c', 'n', 'g' ], 'fields': { 'c': { 'type': "
        "'choice', 'label': 'C', 'options': [ 'a', 'b' ] }, 'n': { 'type': "
        "'number', 'label': 'N' }, 'g': { 'type': 'text', 'label': 'G' } }, "
        "'consent': [ { 'id': 'news', 'version': '1', 'text': 'Yes' }, { 'id':"
        " 'more', 'version': '1', 'text': 'Yes' } ] }", text));
    before = load.site;
    arena = load.arena;
    load.site = NULL;

    lf_test_load_init(&load);
    source.name = lf_str("form");
    source.file = lf_str("form.json");
    source.text = lf_str_of(json("{ 'title': 'T', 'first': [ 'name', 'email' "
        "], 'then': [ 'c', 'n' ], 'fields': { 'c': { 'type': 'choice', "
        "'label': 'C', 'options': [ 'a', 'z' ] }, 'n': { 'type': 'text', "
        "'label': 'N' } }, 'consent': [ { 'id': 'news', 'version': '1', "
        "'text': 'No' }, { 'id': 'more', 'version': '2', 'text': 'No' } ] }",
        text));

    load.site = lf_site_load_since(before, &source, 1, &load.diagnostics);
    assert_non_null(load.site);
    assert_int_equal(load.site->forms_count, 1);
    assert_int_equal(load.diagnostics.warnings, 4);

    for (i = 0; i < LF_ARRAY_SIZE(expected); i++) {
        size_t       n;
        const char  *said;

        said = strstr(expected[i], "warning: ");

        for (n = 0; n < load.diagnostics.count; n++) {
            if (strstr(lf_test_finding(&load, n), said) != NULL) {
                break;
            }
        }

        if (n == load.diagnostics.count) {
            fail_msg("not found: %s", said);
        }
    }

    lf_site_free(before);
    lf_arena_destroy(arena);
}


static void
no_memory_is_no_site(void **state)
{
    int                failed;
    char               site_text[FORM_MAX], form_text[FORM_MAX];
    size_t             n;
    lf_site_t         *site;
    lf_source_t        sources[2];
    lf_test_mem_t      memory;
    lf_diagnostics_t   found;

    (void) state;

    sources[0] = (lf_source_t) { lf_str("site"), lf_str("site.json"),
                                 lf_str_of(json(site_json, site_text)) };
    sources[1] = (lf_source_t) { lf_str("form"), lf_str("form.json"),
        lf_str_of(json(ASK("{ 'spare': { 'known': true }, 'visits': { 'max': "
                           "1 } }"), form_text)) };

    for (n = 1, failed = 1; failed; n++) {
        lf_test_mem_init(&memory);
        lf_diagnostics_init(&found, &memory.mem);
        lf_test_fail_at(&memory, n);

        site = lf_site_load(sources, 2, &found);
        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);

        assert_true(site == NULL || !failed || found.no_memory);
        assert_true(failed || found.count == 2);
        lf_site_free(site);
        lf_test_mem_free(&memory);
    }
}


#define story(name)  cmocka_unit_test_teardown(name, end)

int
main(void)
{
    const struct CMUnitTest  tests[] = {
        story(a_question_that_can_never_be_asked_is_named),
        story(what_may_hold_is_left_alone),
        story(a_condition_needs_answers_that_can_come),
        story(a_field_nobody_has_is_named_beside_errors_of_other_files),
        story(options_can_be_told_apart_and_chosen),
        story(a_consent_is_retired_by_visits_that_never_are),
        story(entries_that_are_never_reached_are_named),
        story(shared_texts_speak_the_languages_of_the_forms_that_show_them),
        story(what_is_gone_since_the_last_good_version_is_named),
        story(no_memory_is_no_site)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
