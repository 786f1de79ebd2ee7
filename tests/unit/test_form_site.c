/*
 * Forms of one site: the fields and settings they share, and what one file
 * means for the others.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_form.h>

#include "lf_test_load.h"


static void
a_form_overrides_the_texts_of_a_shared_field(void **state)
{
    lf_form_t         *form;
    const lf_field_t  *field;

    (void) state;

    form = good_form(COMPANY_SITE, ASKS("company", "\"company\": { "
        "\"label\": \"Firm\", \"placeholder\": \"Acme\" }"));

    field = field_of(form, "company");
    assert_plain(field->label, "Firm");
    assert_plain(field->placeholder, "Acme");
    assert_plain(field->why, "Because");
    assert_str(field->pattern, "A.*");
    assert_non_null(field->pattern_code);
    assert_int_equal(field->length_max, 50);
    again();

    form = good_form(COMPANY_SITE, ASKS("size", "\"size\": { \"type\": "
        "\"choice\", \"options\": [ { \"value\": \"a\", \"label\": \"small\" "
        "}, \"b\" ] }"));

    field = field_of(form, "size");
    assert_plain(field->label, "Size");
    assert_plain(field->options[0].label, "small");
    assert_plain(field->options[1].label, "B");
}


static void
a_field_is_the_same_in_the_whole_site(void **state)
{
    static const char *const  rows[][2] = {
        { ASKS("company", "\"company\": { ^\"type\": \"textarea\" }"),
          "fields.company.type: \"type\" of this field "
          "differs from its definition in site.json" },
        { ASKS("company", "\"company\": { ^\"pattern\": \"B\" }"),
          "fields.company.pattern: \"pattern\" of this" },
        { ASKS("company", "\"company\": { ^\"max_length\": 51 }"),
          "fields.company.max_length: \"max_length\" of" },
        { ASKS("company", "\"company\": { ^\"fresh_for\": \"1d\" }"),
          "fields.company.fresh_for: \"fresh_for\" of" },
        { ASKS("size", "\"size\": { \"options\": ^[ \"a\" ] }"),
          "fields.size.options: these are not the options "
          "that site.json defines" },
        { ASKS("size", "\"size\": { \"options\": ^[ \"b\", \"a\" ] }"),
          "fields.size.options: these are not the options" },
        { ASKS("size", "\"size\": { \"options\": [ \"a\", { \"value\": \"b\", "
               "^\"when\": { \"visits\": { \"min\": 2 } } } ] }"),
          "fields.size.options[1].when: a form changes texts "
          "only" }
    };

    (void) state;

    assert_rows(COMPANY_SITE, rows, LF_ARRAY_SIZE(rows));
}


static void
two_forms_that_define_a_field_differently_are_told_of_each_other(void **state)
{
    (void) state;

    lf_test_load_init(&load);
    lf_test_load_add(&load, "b", ASKS("f", "\"f\": { \"type\": \"number\", "
                                           "\"label\": \"F\" }"));
    lf_test_load_add(&load, "a", ASKS("f", "\"f\": { \"type\": \"text\", "
                                           "\"label\": \"F\" }"));
    lf_test_load_add(&load, "c", ASKS("f", "\"f\": { \"type\": \"text\", "
                                           "\"label\": \"Other\" }"));
    lf_test_load_run(&load);

    lf_test_found(&load, 0, "b.json:2:20: fields.f.type: \"type\" of this "
                            "field differs from its definition in a.json; ");
    assert_int_equal(load.diagnostics.count, 1);
    assert_int_equal(load.site->forms_count, 2);
    assert_non_null(lf_site_form(load.site, lf_str("a")));
    assert_null(lf_site_form(load.site, lf_str("b")));
    assert_non_null(lf_site_form(load.site, lf_str("c")));
}


static void
a_broken_form_leaves_the_others_alone(void **state)
{
    (void) state;

    lf_test_load_init(&load);
    lf_test_load_add(&load, "good", "{ " FIRST " }");
    lf_test_load_add(&load, "broken", "{ " FIRST ", }");
    lf_test_load_add(&load, "wrong", "{ " FIRST ", \"x\": 1,\n\"then\": 1 }");
    lf_test_load_run(&load);

    assert_int_equal(load.site->forms_count, 1);
    assert_str(load.site->forms[0]->name, "good");
    assert_int_equal(load.diagnostics.count, 3);
    lf_test_found(&load, 0, "broken.json:1:45: a comma with nothing behind");
    lf_test_found(&load, 1, "wrong.json:1:47: x: unknown key");
    lf_test_found(&load, 2, "wrong.json:2:9: then: ");
}


static void
a_broken_site_file_leaves_no_form(void **state)
{
    char    site[TEXT_MAX], finding[TEXT_MAX];
    size_t  i;

    static const char *const  rows[][2] = {
        { "{^", "the file ends too early" },
        { "^[]", "a list does not belong here; site.json is" },
        { "{ ^\"visit_gab\": \"30m\" }",
          "visit_gab: unknown key \"visit_gab\"; did you mean "
          "\"visit_gap\"?" },
        { "{ \"visit_gap\": ^30 }",
          "visit_gap: this is no duration" },
        { "{ \"visit_gap\": ^\"30\" }",
          "visit_gap: this is no duration" },
        { "{ \"visit_gap\": ^\"-3m\" }",
          "visit_gap: this is no duration" },
        { "{ \"visit_gap\": ^\"99999999999999999999d\" }",
          "visit_gap: this is no duration" },
        { "{ \"visit_gap\": ^\"9000000000000000000w\" }",
          "visit_gap: this duration is out of bounds; it must "
          "be from \"1s\" to \"30d\"" },
        { "{ \"visit_gap\": ^\"0s\" }",
          "visit_gap: this duration is out of bounds" },
        { "{ \"remember\": { \"for\": ^\"401d\" } }",
          "remember.for: this duration is out of bounds; it "
          "must be from \"1s\" to \"400d\"" },
        { "{ \"min_fill\": ^\"2m\" }",
          "min_fill: this duration is out of bounds; it must "
          "be from \"0s\" to \"1m\"" },
        { "{ \"give_up_after\": ^0 }",
          "give_up_after: this must be a whole number from 1 "
          "to 100" },
        { "{ \"remember\": ^\"400d\" }",
          "remember: a text does not belong here" },
        { "{ \"remember\": { \"ask_when\": { ^\"company\": { \"known\": true } "
          "} } }",
          "remember.ask_when.company: \"company\" cannot be "
          "tested here" },
        { "{ \"fields\": { \"size\": { \"type\": \"choice\", \"label\": \"S\","
          " \"options\": [ { \"value\": \"a\", \"when\": ^1 } ] } } }",
          "fields.size.options[0].when: a number is no" },
        { "{ ^\"keep_leads\": \"1d\" }",
          "keep_leads: unknown key \"keep_leads\"" }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(rows); i++) {
        mark("site.json", rows[i][0], rows[i][1], site, finding);
        lf_test_load_form(&load, site, "{ " FIRST " }");
        lf_test_found(&load, 0, finding);

        assert_int_equal(load.diagnostics.count, 1);
        assert_int_equal(load.site->forms_count, 0);
        again();
    }

    /* The forms are looked at all the same. */

    lf_test_load_form(&load, "{ \"x\": 1 }", "{ " FIRST ", \"x\": 1 }");
    assert_int_equal(load.diagnostics.count, 2);
    lf_test_found(&load, 1, "form.json:1:47: x: unknown key");
    again();

    /* But not blamed for fields that could not be read. */

    lf_test_load_form(&load, "{ \"fields\": ", "{ " FIRST ", \"then\": "
                      "[ \"team_size\" ] }");
    assert_int_equal(load.diagnostics.count, 1);
}


static void
a_field_in_a_condition_may_be_another_forms(void **state)
{
    lf_form_t  *form;

    (void) state;

    lf_test_load_init(&load);
    lf_test_load_add(&load, "a", "{ " FIRST ", \"then\": [ { \"ask\": "
        "\"phone\", \"when\": { \"budget\": { \"min\": 5 } } } ] }");
    lf_test_load_add(&load, "b", ASKS("budget", "\"budget\": { \"type\": "
                                      "\"number\", \"label\": \"B\" }"));
    lf_test_load_run(&load);
    lf_test_found_nothing(&load);

    form = lf_site_form(load.site, lf_str("a"));
    assert_int_equal(field_of(form, "budget")->type, LF_TYPE_FOREIGN);
    assert_int_equal(form->sequence[0].when.alternatives[0].tests[0].field,
                     lf_form_field(form, lf_str("budget")));
}


static void
a_field_in_a_condition_that_no_form_has_is_a_warning(void **state)
{
    (void) state;

    lf_test_load_form(&load, NULL, "{ " FIRST ", \"then\": [ { \"ask\": "
        "\"phone\", \"when\": {\n\"contry\": { \"is\": \"DE\" } } } ] }");

    assert_int_equal(load.diagnostics.count, 1);
    assert_int_equal(load.diagnostics.errors, 0);
    lf_test_found(&load, 0, "form.json:2:1: warning: then[0].when.contry: no "
                            "form has a field of this name, so it is never known; did "
                            "you mean \"country\"?");
    assert_int_equal(load.site->forms_count, 1);
}


static void
an_option_may_depend_on_a_condition(void **state)
{
    lf_form_t           *form;
    const lf_field_t    *field;
    const lf_test_t     *test;

    static const char  site[] = "{ \"fields\": { "
        "\"role\": { \"type\": \"text\", \"label\": \"R\" },"
        "\"size\": { \"type\": \"choice\", \"label\": \"S\", \"options\": [ "
        "\"a\", { \"value\": \"b\", \"when\": { \"role\": { \"known\": true } "
        "} } ] } } }";

    (void) state;

    form = good_form(site, "{ " FIRST ", \"then\": [ \"role\", \"size\" ] "
                           "}");

    field = field_of(form, "size");
    assert_int_equal(field->options[0].when.count, 0);
    assert_int_equal(field->options[1].when.count, 1);

    test = &field->options[1].when.alternatives[0].tests[0];
    assert_int_equal(test->field, lf_form_field(form, lf_str("role")));
}


static void
an_answer_to_a_removed_question_is_still_of_the_form(void **state)
{
    lf_form_t  *form;

    (void) state;

    form = good_form(COMPANY_SITE, "{ " FIRST " }");

    assert_true(lf_form_field(form, lf_str("company")) >= 0);
    assert_int_equal(form->sequence_count, 0);
    assert_int_equal(lf_form_field(form, lf_str("nothing")), -1);
}


static void
files_have_names(void **state)
{
    size_t  i;

    static const char *const  bad[] = {
        "Contact", "a b", "-a", "_a", "form.schema", "",
        "a1234567890123456789012345678901234567890"
    };

    (void) state;

    lf_test_load_init(&load);

    for (i = 0; i < LF_ARRAY_SIZE(bad); i++) {
        lf_test_load_add(&load, bad[i], "{ " FIRST " }");
    }

    lf_test_load_add(&load, "a-1_b", "{ " FIRST " }");
    lf_test_load_add(&load, "0", "{ " FIRST " }");
    lf_test_load_add(&load, "0", "{ " FIRST " }");
    lf_test_load_add(&load, "site", "{}");
    lf_test_load_add(&load, "site", "{}");
    lf_test_load_run(&load);

    assert_int_equal(load.site->forms_count, 2);
    assert_str(load.site->forms[0]->name, "0");
    assert_str(load.site->forms[1]->name, "a-1_b");

    assert_int_equal(load.diagnostics.count, LF_ARRAY_SIZE(bad) + 2);
    lf_test_found(&load, 0, "site.json:1:1: there is another file of this "
                            "name");
    lf_test_found(&load, 1, ".json:1:1: \"\" is no name of a form");
}


static void
an_empty_folder_is_a_site_without_forms(void **state)
{
    (void) state;

    lf_test_load_init(&load);
    lf_test_load_run(&load);
    lf_test_found_nothing(&load);
    assert_int_equal(load.site->forms_count, 0);
    assert_null(lf_site_form(load.site, lf_str("contact")));

    lf_site_free(NULL);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        story(a_form_overrides_the_texts_of_a_shared_field),
        story(a_field_is_the_same_in_the_whole_site),
        story(two_forms_that_define_a_field_differently_are_told_of_each_other),
        story(a_broken_form_leaves_the_others_alone),
        story(a_broken_site_file_leaves_no_form),
        story(a_field_in_a_condition_may_be_another_forms),
        story(a_field_in_a_condition_that_no_form_has_is_a_warning),
        story(an_option_may_depend_on_a_condition),
        story(an_answer_to_a_removed_question_is_still_of_the_form),
        story(files_have_names),
        story(an_empty_folder_is_a_site_without_forms)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
