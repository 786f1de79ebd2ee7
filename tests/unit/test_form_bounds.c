/*
 * How much a site can be, and that it is whole or not there when memory is out.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_form.h>

#include "lf_test_design.h"
#include "lf_test_load.h"
#include "lf_test_memory.h"


#define FILLER_MAX   8000               /* bytes */
#define FILLER_STEP  160


static void
add_numbers(lf_out_t *out, const char *before, const char *after,
    size_t count)
{
    size_t  i;

    for (i = 0; i < count; i++) {
        lf_out_add(out, i > 0 ? lf_str(",") : lf_str(""));
        lf_out_add(out, lf_str_of(before));
        lf_out_int(out, (int64_t) i);
        lf_out_add(out, lf_str_of(after));
    }
}


/* A form in which `before`N`after` is repeated. */

static void
load_many(const char *start, const char *before, const char *after,
    size_t count, const char *end_)
{
    lf_out_t  out;

    lf_test_load_init(&load);
    lf_out_init(&out, lf_arena_mem(load.arena), 0);
    lf_out_add(&out, lf_str_of(start));
    add_numbers(&out, before, after, count);
    lf_out_add(&out, lf_str_of(end_));
    lf_test_load_add_str(&load, "form", lf_out_str(&out));
    lf_test_load_run(&load);
}


/* A form of two fields, and so many in site.json. */

static void
load_shared(size_t count)
{
    lf_out_t  out;

    lf_test_load_init(&load);
    lf_out_init(&out, lf_arena_mem(load.arena), 0);
    lf_out_lit(&out, "{ \"fields\": {");
    add_numbers(&out, "\"f", "\": { \"type\": \"text\", \"label\": \"F\" }",
                count);
    lf_out_lit(&out, "} }");
    lf_test_load_add_str(&load, "site", lf_out_str(&out));
    lf_test_load_add(&load, "form", "{ " FIRST " }");
    lf_test_load_run(&load);
}


static void
repeat_in_title(size_t count)
{
    size_t    i;
    lf_out_t  out;

    lf_test_load_init(&load);
    lf_out_init(&out, lf_arena_mem(load.arena), 0);
    lf_out_lit(&out, "{ \"first\": [ \"name\", \"email\" ], \"title\": \"");

    for (i = 0; i < count; i++) {
        lf_out_lit(&out, "ä");
    }

    lf_out_lit(&out, "\" }");
    lf_test_load_add_str(&load, "form", lf_out_str(&out));
    lf_test_load_run(&load);
}


static void
every_list_has_a_bound(void **state)
{
    (void) state;

    load_many("{ " FIRST ", \"then\": [ \"f\" ], \"fields\": { \"f\": { "
              "\"type\": \"choice\", \"label\": \"F\", \"options\": [", "\"o",
              "\"", LF_OPTIONS_MAX, "] } } }");
    lf_test_found_nothing(&load);
    again();

    load_many("{ " FIRST ", \"then\": [ \"f\" ], \"fields\": { \"f\": { "
              "\"type\": \"choice\", \"label\": \"F\", \"options\": [", "\"o",
              "\"", LF_OPTIONS_MAX + 1, "] } } }");
    lf_test_found(&load, 0, "form.json:1:126: fields.f.options: too many");
    again();

    load_many("{ " FIRST ", \"fields\": {", "\"f", "\": 1",
              LF_FIELDS_MAX + 1, "} }");
    lf_test_found(&load, 0, "form.json:1:57: fields: too many fields");
    again();

    load_shared(LF_FIELDS_MAX - 2);
    lf_test_found_nothing(&load);
    assert_int_equal(load.site->forms[0]->fields_count, LF_FIELDS_MAX);
    again();

    load_shared(LF_FIELDS_MAX - 1);
    lf_test_found(&load, 0, "form.json:1:1: the form has too many fields");
    again();

    load_many("{ " FIRST ", \"then\": [", "\"f", "\"", LF_SEQUENCE_MAX + 1,
              "] }");
    lf_test_found(&load, 0, "form.json:1:55: then: too many fields");
    again();

    load_many("{ " FIRST ", \"consent\": [", "{ \"id\": \"a", "\" }",
              LF_CONSENTS_MAX + 1, "] }");
    lf_test_found(&load, 0, "form.json:1:58: consent: too many entries");
    again();

    load_many("{ " FIRST ", \"thanks\": [", "{ \"title\": \"", "\" }",
              LF_THANKS_MAX + 1, "] }");
    lf_test_found(&load, 0, "form.json:1:57: thanks: too many entries");
    again();

    load_many("{ " FIRST ", \"hidden\": {", "\"h", "\": { \"from\": "
              "\"query:q\" }", LF_HIDDEN_MAX + 1, "} }");
    lf_test_found(&load, 0, "form.json:1:57: hidden: too many hidden values; "
                            "at most 16 are allowed");
    again();

    load_many("{ " FIRST ", \"hidden\": {", "\"h", "\": { \"from\": "
              "\"query:q\" }", LF_HIDDEN_MAX, "} }");
    lf_test_found_nothing(&load);
    again();

    load_many("{ " FIRST ", \"intro\": {", "\"en-x", "\": \"T\"",
              LF_LANGUAGES_MAX + 1, "} }");
    lf_test_found(&load, 0, "form.json:1:56: intro: too many languages");
    again();

    load_many("{ \"first\": [ \"name\", \"email\" ], \"title\": \"T\", "
              "\"intro\": {", "\"en-x", "\": \"T\"", LF_LANGUAGES_MAX,
              "} }");
    lf_test_found(&load, 0, "form.json:1:491: intro.en-x31: the form has too "
                            "many languages");
    again();

    repeat_in_title(LF_LABEL_LEN_MAX);
    lf_test_found_nothing(&load);
    again();

    repeat_in_title(LF_LABEL_LEN_MAX + 1);
    lf_test_found(&load, 0, "form.json:1:42: title: this text has 201 "
                            "characters; at most 200 are allowed");
}


static void
a_site_has_many_forms_but_not_too_many(void **state)
{
    char    name[20];
    size_t  i;

    (void) state;

    lf_test_load_init(&load);

    for (i = 0; i < LF_FORMS_MAX + 1; i++) {
        (void) snprintf(name, sizeof(name), "form-%03u", (unsigned) i);
        lf_test_load_add(&load, name, "{ " FIRST " }");
    }

    lf_test_load_run(&load);

    assert_int_equal(load.site->forms_count, LF_FORMS_MAX);
    assert_int_equal(load.diagnostics.count, 1);
    lf_test_found(&load, 0, "form-500.json:1:1: too many forms; a site has "
                            "at most 500");

    for (i = 0; i < LF_FORMS_MAX; i++) {
        (void) snprintf(name, sizeof(name), "form-%03u", (unsigned) i);
        assert_non_null(lf_site_form(load.site, lf_str_of(name)));
    }

    assert_null(lf_site_form(load.site, lf_str("form-500")));
}


static void
no_more_findings_are_kept_than_one_can_read(void **state)
{
    (void) state;

    load_many("{ " FIRST ", ", "\"k", "\": 1", 2 * LF_DIAGNOSTICS_MAX, " }");
    assert_int_equal(load.diagnostics.count, LF_DIAGNOSTICS_MAX);
    assert_int_equal(load.diagnostics.errors, 2 * LF_DIAGNOSTICS_MAX);
}


/* Loads while the nth allocation fails; whether it came to that. */

static int
load_failing(size_t n, size_t forms)
{
    int                failed;
    lf_site_t         *site;
    lf_test_mem_t      memory;
    lf_diagnostics_t  *found;

    lf_test_mem_init(&memory);
    found = lf_test_take(&memory, sizeof(lf_diagnostics_t));
    lf_diagnostics_init(found, &memory.mem);
    lf_test_fail_at(&memory, n);

    site = lf_site_load(load.sources, load.count, found);

    failed = lf_test_failed(&memory);
    lf_test_fail_at(&memory, 0);

    if (!failed) {
        assert_non_null(site);
        assert_int_equal(site->forms_count, forms);
    }

    if (site != NULL) {
        assert_int_equal(site->forms_count, forms);
    }

    lf_site_free(site);
    lf_test_mem_free(&memory);

    return failed;
}


/*
 * A form that fills `bytes` of the arena before the others come: which of
 * their pieces asks for the next block, and fails, is another one each time.
 */

static void
add_filler(size_t bytes)
{
    size_t    i, n, part;
    lf_out_t  out;

    lf_out_init(&out, lf_arena_mem(load.arena), 0);
    lf_out_lit(&out, "{ \"first\": [ \"name\", \"email\" ], \"title\": "
                     "\"T\", \"consent\": [");

    for (n = 0; n == 0 || bytes > 0; n++) {
        part = bytes < LF_TEXT_LEN_MAX ? bytes : LF_TEXT_LEN_MAX;
        bytes -= part;

        lf_out_add(&out, n > 0 ? lf_str(",") : lf_str(""));
        lf_out_lit(&out, "{ \"version\": \"1\", \"id\": \"c");
        lf_out_int(&out, (int64_t) n);
        lf_out_lit(&out, "\", \"text\": \"-");

        for (i = 1; i < part; i++) {
            lf_out_byte(&out, 'x');
        }

        lf_out_lit(&out, "\" }");
    }

    lf_out_lit(&out, "] }");
    lf_test_load_add_str(&load, "filler", lf_out_str(&out));
}


static void
no_memory_is_no_site_and_no_leak(void **state)
{
    size_t  n, bytes;

    (void) state;

    for (bytes = 0; bytes < FILLER_MAX; bytes += FILLER_STEP) {
        lf_test_load_init(&load);
        add_filler(bytes);
        lf_test_load_add(&load, "site", LF_TEST_DESIGN_SITE);
        lf_test_load_add(&load, "kontakt", LF_TEST_DESIGN_CONTACT);

        for (n = 1; load_failing(n, 2); n++) {
            /* void */
        }

        assert_true(n > 10);
        again();
    }
}


static void
no_memory_for_what_is_found_is_no_crash(void **state)
{
    size_t  n, bytes;

    (void) state;

    for (bytes = 0; bytes < FILLER_MAX; bytes += FILLER_STEP) {
        lf_test_load_init(&load);
        add_filler(bytes);
        lf_test_load_add(&load, "site", COMPANY_SITE);
        lf_test_load_add(&load, "good", "{ " FIRST ", \"then\": [ { \"ask\": "
            "\"phone\", \"when\": { \"contry\": { \"is\": \"DE\" } } } ], "
            "\"hidden\": { \"who\": { \"from\": \"cookie:sid\" } } }");
        lf_test_load_add(&load, "wrong", ASKS("company", "\"company\": { "
            "\"pattern\": \"(\" }, \"lf_x\": 1"));

        for (n = 1; load_failing(n, 2); n++) {
            /* void */
        }

        assert_true(n > 10);
        again();
    }
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        story(every_list_has_a_bound),
        story(a_site_has_many_forms_but_not_too_many),
        story(no_more_findings_are_kept_than_one_can_read),
        story(no_memory_is_no_site_and_no_leak),
        story(no_memory_for_what_is_found_is_no_crash)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
