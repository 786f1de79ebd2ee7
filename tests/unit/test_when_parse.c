/*
 * Conditions as a marketer writes them: what they become, and what is said
 * where one can never mean what it says.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lf_test_when.h"


static void
an_object_joins_tests_and_a_list_offers_alternatives(void **state)
{
    const lf_test_t  *tests;

    (void) state;

    assert_int_equal(parse(lf_str(
        "[ { \"country\": { \"in\": [\"DE\", \"AT\"] },"
        "    \"company\": { \"known\": true, \"not\": \"Acme\" } },"
        "  { \"visits\": { \"min\": 3 } } ]")), 0);

    assert_int_equal(found.count, 0);
    assert_int_equal(when.count, 2);
    assert_int_equal(when.alternatives[0].count, 3);
    assert_int_equal(when.alternatives[1].count, 1);

    tests = when.alternatives[0].tests;

    assert_int_equal(tests[0].subject, LF_SUBJECT_COUNTRY);
    assert_int_equal(tests[0].kind, LF_TEST_IN);
    assert_values(&tests[0], 2, "DE", "AT");

    assert_int_equal(tests[1].subject, LF_SUBJECT_FIELD);
    assert_int_equal(tests[1].kind, LF_TEST_KNOWN);
    assert_int_equal(tests[1].field, COMPANY);
    assert_int_equal(tests[1].boolean, 1);
    assert_true(lf_str_is(tests[1].name, "company"));

    assert_int_equal(tests[2].kind, LF_TEST_NOT);
    assert_values(&tests[2], 1, "Acme");

    tests = when.alternatives[1].tests;

    assert_int_equal(tests[0].subject, LF_SUBJECT_VISITS);
    assert_int_equal(tests[0].kind, LF_TEST_MIN);
    assert_true(tests[0].number == 3);
    assert_int_equal(tests[0].count, 0);
}


static void
each_subject_has_its_tests(void **state)
{
    size_t  i;

    static const struct {
        const char      *text;
        lf_subject_t     subject;
        lf_test_kind_t   kind;
        const char      *value;
    } rows[] = {
        { "{\"country\":{\"is\":\"unknown\"}}", LF_SUBJECT_COUNTRY,
          LF_TEST_IS, "unknown" },
        { "{\"country\":{\"not\":\"de\"}}", LF_SUBJECT_COUNTRY, LF_TEST_NOT,
          "DE" },
        { "{\"continent\":{\"not_in\":[\"eu\"]}}", LF_SUBJECT_CONTINENT,
          LF_TEST_NOT_IN, "EU" },
        { "{\"region\":{\"is\":\"DE-BY\"}}", LF_SUBJECT_REGION, LF_TEST_IS,
          "DE-BY" },
        { "{\"language\":{\"in\":[\"de\"]}}", LF_SUBJECT_LANGUAGE, LF_TEST_IN,
          "de" },
        { "{\"page\":{\"starts_with\":\"/blog/\"}}", LF_SUBJECT_PAGE,
          LF_TEST_STARTS_WITH, "/blog/" },
        { "{\"referrer\":{\"contains\":\"example.com\"}}",
          LF_SUBJECT_REFERRER, LF_TEST_CONTAINS, "example.com" },
        { "{\"utm.source\":{\"is\":\"letter\"}}", LF_SUBJECT_UTM, LF_TEST_IS,
          "letter" },
        { "{\"visits\":{\"is\":1}}", LF_SUBJECT_VISITS, LF_TEST_IS, "1" },
        { "{\"days_since_first\":{\"in\":[30]}}", LF_SUBJECT_DAYS_SINCE_FIRST,
          LF_TEST_IN, "30" },
        { "{\"company\":{\"starts_with\":\"Acme\"}}", LF_SUBJECT_FIELD,
          LF_TEST_STARTS_WITH, "Acme" },
        { "{\"budget\":{\"is\":1.50}}", LF_SUBJECT_FIELD, LF_TEST_IS, "1.5" },
        { "{\"budget\":{\"not\":-200}}", LF_SUBJECT_FIELD, LF_TEST_NOT,
          "-200" },
        { "{\"start\":{\"min\":\"2026-02-28\"}}", LF_SUBJECT_FIELD,
          LF_TEST_MIN, "2026-02-28" },
        { "{\"team_size\":{\"is\":\"11-50\"}}", LF_SUBJECT_FIELD, LF_TEST_IS,
          "11-50" },
        { "{\"seat\":{\"is\":\"at\"}}", LF_SUBJECT_FIELD, LF_TEST_IS, "AT" },
        { "{\"sure\":{\"is\":\"yes\"}}", LF_SUBJECT_FIELD, LF_TEST_IS,
          "yes" },
        { "{\"industry\":{\"contains\":\"x\"}}", LF_SUBJECT_FIELD,
          LF_TEST_CONTAINS, "x" },
        { "{\"industry\":{\"max\":\"2026-01-01\"}}", LF_SUBJECT_FIELD,
          LF_TEST_MAX, "2026-01-01" },
        { "{\"industry\":{\"is\":7}}", LF_SUBJECT_FIELD, LF_TEST_IS, "7" }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(rows); i++) {
        const lf_test_t  *test;

        test = test_of(lf_str_of(rows[i].text));

        assert_int_equal(test->subject, rows[i].subject);
        assert_int_equal(test->kind, rows[i].kind);
        assert_values(test, 1, rows[i].value);
    }
}


static void
a_part_behind_the_dot_is_the_name(void **state)
{
    const lf_test_t  *test;

    (void) state;

    test = test_of(lf_str("{\"utm.campaign\":{\"known\":false}}"));

    assert_int_equal(test->subject, LF_SUBJECT_UTM);
    assert_true(lf_str_is(test->name, "campaign"));
    assert_int_equal(test->boolean, 0);

    test = test_of(lf_str("{\"consent.news\":{\"known\":true}}"));

    assert_int_equal(test->subject, LF_SUBJECT_CONSENT);
    assert_true(lf_str_is(test->name, "news"));
}


static void
a_group_stands_for_its_countries(void **state)
{
    size_t            eu, eea;
    const lf_test_t  *test;

    (void) state;

    (void) lf_country_group(lf_str("EU"), &eu);
    (void) lf_country_group(lf_str("EEA"), &eea);

    test = test_of(lf_str("{\"country\":{\"in\":[\"EU\",\"CH\"]}}"));
    assert_int_equal(test->count, eu + 1);
    assert_true(lf_str_is(test->values[eu], "CH"));

    test = test_of(lf_str("{\"country\":{\"not\":\"EEA\"}}"));
    assert_int_equal(test->count, eea);

    test = test_of(lf_str("{\"seat\":{\"is\":\"EU\"}}"));
    assert_int_equal(test->count, eu);

    /* Nowhere else: a company may have that name. */

    test = test_of(lf_str("{\"company\":{\"is\":\"EU\"}}"));
    assert_values(test, 1, "EU");
}


static void
texts_are_compared_in_their_normal_form(void **state)
{
    (void) state;

    assert_values(test_of(lf_str("{\"company\":{\"is\":\"Mu\xcc\x88ller\"}}")),
                  1, "Müller");
}


static void
bounds_of_numbers_are_numbers(void **state)
{
    const lf_test_t  *test;

    (void) state;

    test = test_of(lf_str("{\"budget\":{\"max\":1e6}}"));
    assert_true(test->number == 1000000);
    assert_int_equal(test->count, 0);

    test = test_of(lf_str("{\"industry\":{\"min\":0.5}}"));
    assert_true(test->number == 0.5);
}


static void
what_cannot_be_meant_is_named_with_the_remedy(void **state)
{
    size_t  i;

    static const char *rows[][2] = {
        { "3", "form.json:1:1: a number is no condition; write" },
        { "[]", "form.json:1:1: an empty list is no condition" },
        { "{}", "form.json:1:1: an empty object is no condition" },
        { "[{}]", "form.json:1:2: [0]: an empty object is no condition" },
        { "[[1]]", "form.json:1:2: [0]: a list is no condition" },
        { "{\"country\":\"DE\"}",
          "form.json:1:12: country: a text is no test; write" },
        { "{\"country\":{}}", "form.json:1:12: country: an empty object" },
        { "{\"country\":{\"si\":\"DE\"}}",
          "form.json:1:13: country.si: unknown test \"si\"; did you mean "
          "\"is\"?" },
        { "{\"country\":{\"min\":1}}",
          "form.json:1:13: country.min: this cannot be tested by \"min\"; use "
          "known, is, not, in, not_in" },
        { "{\"consent.news\":{\"is\":\"yes\"}}",
          "form.json:1:18: consent.news.is: this cannot be tested by \"is\"; "
          "use \"known\"" },
        { "{\"visits\":{\"contains\":\"1\"}}",
          "form.json:1:12: visits.contains: this cannot be tested" },
        { "{\"company\":{\"min\":1}}",
          "form.json:1:13: company.min: this cannot be tested" },
        { "{\"team_size\":{\"contains\":\"1\"}}",
          "form.json:1:15: team_size.contains: this cannot be tested" },
        { "{\"country\":{\"is\":\"UK\"}}",
          "form.json:1:18: country.is: \"UK\" is no country; write a code of "
          "ISO 3166-1 like \"DE\" (\"GB\" is the United Kingdom), " },
        { "{\"country\":{\"in\":[\"DE\",\"Germany\"]}}",
          "form.json:1:24: country.in[1]: \"Germany\" is no country" },
        { "{\"country\":{\"in\":[\"XX\"]}}",
          "form.json:1:19: country.in[0]: \"XX\" is no country" },
        { "{\"country\":{\"in\":[\"eu\"]}}",
          "form.json:1:19: country.in[0]: \"eu\" is no country" },
        { "{\"seat\":{\"is\":\"unknown\"}}",
          "form.json:1:15: seat.is: \"unknown\" is no country" },
        { "{\"country\":{\"in\":\"DE\"}}",
          "form.json:1:18: country.in: \"in\" takes a list" },
        { "{\"country\":{\"in\":[]}}",
          "form.json:1:18: country.in: \"in\" takes a list" },
        { "{\"country\":{\"is\":[\"DE\"]}}",
          "form.json:1:18: country.is: \"is\" takes one value; write \"in\"" },
        { "{\"country\":{\"not\":[\"DE\"]}}",
          "form.json:1:19: country.not: \"not\" takes one value; write "
          "\"not_in\"" },
        { "{\"country\":{\"known\":\"yes\"}}",
          "form.json:1:21: country.known: a text does not belong here; write "
          "true or false" },
        { "{\"continent\":{\"is\":\"Europe\"}}",
          "form.json:1:20: continent.is: this is no continent; write AF" },
        { "{\"visits\":{\"min\":\"3\"}}",
          "form.json:1:18: visits.min: this is no number; write a number" },
        { "{\"visits\":{\"is\":\"3\"}}",
          "form.json:1:17: visits.is: this is no number" },
        { "{\"budget\":{\"is\":1e30}}",
          "form.json:1:17: budget.is: this is no number that could be" },
        { "{\"start\":{\"min\":5}}",
          "form.json:1:17: start.min: this is no date; write a day" },
        { "{\"start\":{\"max\":\"2026-02-29\"}}",
          "form.json:1:17: start.max: this is no date" },
        { "{\"start\":{\"is\":\"soon\"}}",
          "form.json:1:16: start.is: this is no date" },
        { "{\"sure\":{\"is\":\"true\"}}",
          "form.json:1:15: sure.is: this field is \"yes\" or \"no\"" },
        { "{\"company\":{\"is\":5}}",
          "form.json:1:18: company.is: a number does not belong here" },
        { "{\"company\":{\"is\":\" \"}}",
          "form.json:1:18: company.is: this text is empty" },
        { "{\"utm.\":{\"known\":true}}",
          "form.json:1:2: utm.: a name must follow the dot" },
        { "{\"consent.A b\":{\"known\":true}}",
          "form.json:1:2: \"consent.A b\": a name must follow the dot" },
        { "{\"Country\":{\"is\":\"DE\"}}",
          "form.json:1:2: Country: \"Country\" cannot be tested here; did you "
          "mean \"country\"?" },
        { "{\"utm_source\":{\"is\":5}, \"X.y\":{\"known\":true}}",
          "form.json:1:25: X.y: \"X.y\" cannot be tested here; there are "
          "country, " }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(rows); i++) {
        assert_int_equal(parse(lf_str_of(rows[i][0])), -1);
        assert_false(doc.no_memory);
        assert_found(0, rows[i][1]);
        assert_int_equal(found.count, 1);
    }
}


static void
all_errors_of_a_condition_are_found(void **state)
{
    (void) state;

    assert_int_equal(parse(lf_str("[{\"country\":{\"in\":[\"QQ\",\"RR\"]},"
                                  "\"visits\":3},{\"page\":{\"min\":1}}]")),
                     -1);

    assert_int_equal(found.count, 4);
    assert_found(0, "form.json:1:20: [0].country.in[0]: ");
    assert_found(1, "form.json:1:25: [0].country.in[1]: ");
    assert_found(2, "form.json:1:41: [0].visits: ");
    assert_found(3, "form.json:1:53: [1].page.min: ");
}


static void
an_option_that_is_not_there_is_a_warning(void **state)
{
    (void) state;

    assert_int_equal(parse(lf_str("{\"team_size\":{\"is\":\"10-20\"}}")), 0);
    assert_int_equal(found.errors, 0);
    assert_int_equal(found.warnings, 1);
    assert_found(0, "form.json:1:20: warning: team_size.is: \"10-20\" is no "
                    "option of this field");
}


static void
where_no_form_is_no_field_can_be_named(void **state)
{
    (void) state;

    no_fields = 1;

    assert_int_equal(parse(lf_str("{\"company\":{\"known\":true}}")), -1);
    assert_found(0, "form.json:1:2: company: \"company\" cannot be tested "
                    "here; ");

    assert_int_equal(parse(lf_str("{\"consent.news\":{\"known\":true}}")), 0);
}


static void
add_many(lf_out_t *out, const char *part, size_t count)
{
    size_t  i;

    for (i = 0; i < count; i++) {
        lf_out_add(out, i > 0 ? lf_str(",") : lf_str(""));
        lf_out_add(out, lf_str_of(part));
    }
}


static int
parse_many(const char *before, const char *part, size_t count,
    const char *after)
{
    lf_out_t  out;

    lf_out_init(&out, &memory.mem, 0);
    lf_out_add(&out, lf_str_of(before));
    add_many(&out, part, count);
    lf_out_add(&out, lf_str_of(after));

    return parse(lf_out_str(&out));
}


static void
a_condition_has_bounds(void **state)
{
    size_t      i;
    lf_out_t    out;

    (void) state;

    assert_int_equal(parse_many("[", "{\"visits\":{\"min\":1}}",
                                LF_WHEN_ALTERNATIVES_MAX, "]"), 0);
    assert_int_equal(parse_many("[", "{\"visits\":{\"min\":1}}",
                                LF_WHEN_ALTERNATIVES_MAX + 1, "]"), -1);
    assert_found(0, "form.json:1:1: too many alternatives");

    assert_int_equal(parse_many("{\"country\":{\"in\":[", "\"DE\"",
                                LF_WHEN_VALUES_MAX, "]}}"), 0);
    assert_int_equal(parse_many("{\"country\":{\"in\":[", "\"DE\"",
                                LF_WHEN_VALUES_MAX + 1, "]}}"), -1);
    assert_found(0, "form.json:1:18: country.in: too many values");
    assert_int_equal(parse_many("{\"country\":{\"in\":[", "\"EU\"", 10,
                                "]}}"), -1);

    lf_out_init(&out, &memory.mem, 0);
    lf_out_byte(&out, '{');

    for (i = 0; i <= LF_WHEN_TESTS_MAX; i++) {
        lf_out_add(&out, i > 0 ? lf_str(",\"utm.a") : lf_str("\"utm.a"));
        lf_out_int(&out, (int64_t) i);
        lf_out_lit(&out, "\":{\"known\":true}");
    }

    lf_out_byte(&out, '}');

    assert_int_equal(parse(lf_out_str(&out)), -1);
    assert_found(0, "form.json:1:1: too many tests");
}


static void
no_memory_is_no_crash(void **state)
{
    int     rc, failed;
    size_t  n;

    (void) state;

    for (n = 1; /* void */ ; n++) {
        lf_test_mem_free(&memory);
        lf_test_mem_init(&memory);
        lf_test_fail_at(&memory, n);

        rc = parse(lf_str("[{\"country\":{\"in\":[\"EU\",\"ch\"]},"
                          "\"company\":{\"is\":\"Mu\xcc\x88ller\"},"
                          "\"utm.source\":{\"contains\":\"x\"},"
                          "\"start\":{\"min\":\"2026-01-01\"},"
                          "\"budget\":{\"is\":3},"
                          "\"team_size\":{\"in\":[\"1-10\"]}},"
                          "{\"consent.news\":{\"known\":true}}]"));

        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);

        if (!failed) {
            break;
        }

        assert_int_equal(rc, -1);
        assert_true(doc.no_memory);
        assert_int_equal(doc.errors, 0);
    }

    assert_int_equal(rc, 0);
    assert_true(n > 20);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        story(an_object_joins_tests_and_a_list_offers_alternatives),
        story(each_subject_has_its_tests),
        story(a_part_behind_the_dot_is_the_name),
        story(a_group_stands_for_its_countries),
        story(texts_are_compared_in_their_normal_form),
        story(bounds_of_numbers_are_numbers),
        story(what_cannot_be_meant_is_named_with_the_remedy),
        story(all_errors_of_a_condition_are_found),
        story(an_option_that_is_not_there_is_a_warning),
        story(where_no_form_is_no_field_can_be_named),
        story(a_condition_has_bounds),
        story(no_memory_is_no_crash)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
