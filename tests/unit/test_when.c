/*
 * Conditions: what holds for which visitor, and what where something is not
 * known.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_visitor.h>
#include <lead_form/lf_when.h>

#include "lf_test_memory.h"


#define VALUES_MAX  8


static lf_facts_t  facts;
static lf_known_t  known[3];


static int
forget_everything(void **state)
{
    (void) state;

    memset(&facts, 0, sizeof(lf_facts_t));
    memset(known, 0, sizeof(known));
    facts.days_since_first = -1;

    return 0;
}


static int
test_holds(const lf_test_t *test)
{
    int                holds;
    lf_when_t          when;
    lf_test_t          copy;
    const lf_test_t   *failed;
    lf_alternative_t   alternative;

    copy = *test;
    alternative.tests = &copy;
    alternative.count = 1;
    when.alternatives = &alternative;
    when.count = 1;

    holds = lf_when_holds(&when, &facts, &failed);

    assert_ptr_equal(failed, holds ? NULL : &copy);
    assert_int_equal(lf_when_holds(&when, &facts, NULL), holds);

    return holds;
}


/* Values are separated by "|". */

static int
holds_of(lf_subject_t subject, const char *name, unsigned field,
    lf_test_kind_t kind, const char *values)
{
    int             holds;
    lf_str_t        rest, list[VALUES_MAX];
    lf_test_t       test;
    lf_test_mem_t   memory;

    lf_test_mem_init(&memory);
    memset(&test, 0, sizeof(lf_test_t));

    test.subject = subject;
    test.kind = kind;
    test.name = lf_str_of(name);
    test.field = field;
    test.values = list;

    for (rest = lf_str_of(values); rest.len > 0; test.count++) {
        assert_true(test.count < VALUES_MAX);
        list[test.count] = lf_test_butt(&memory, lf_str_cut(&rest, '|'));
    }

    holds = test_holds(&test);

    lf_test_mem_free(&memory);

    return holds;
}


static int
holds(lf_subject_t subject, lf_test_kind_t kind, const char *values)
{
    return holds_of(subject, NULL, 0, kind, values);
}


static int
field_holds(unsigned field, lf_test_kind_t kind, const char *values)
{
    return holds_of(LF_SUBJECT_FIELD, "f", field, kind, values);
}


static int
is_known(lf_subject_t subject, const char *name, unsigned field)
{
    int        yes;
    lf_test_t  test;

    memset(&test, 0, sizeof(lf_test_t));
    test.subject = subject;
    test.kind = LF_TEST_KNOWN;
    test.name = lf_str_of(name);
    test.field = field;
    test.boolean = 1;

    yes = test_holds(&test);

    test.boolean = 0;
    assert_int_equal(test_holds(&test), !yes);

    return yes;
}


static int
number_holds(lf_subject_t subject, unsigned field, lf_test_kind_t kind,
    double number)
{
    lf_test_t  test;

    memset(&test, 0, sizeof(lf_test_t));
    test.subject = subject;
    test.kind = kind;
    test.field = field;
    test.number = number;

    return test_holds(&test);
}


static void
no_condition_holds_always(void **state)
{
    lf_when_t          when;
    const lf_test_t   *failed;
    lf_alternative_t   alternative;

    (void) state;

    memset(&when, 0, sizeof(lf_when_t));
    assert_true(lf_when_holds(&when, &facts, &failed));
    assert_null(failed);

    memset(&alternative, 0, sizeof(lf_alternative_t));
    when.alternatives = &alternative;
    when.count = 1;
    assert_true(lf_when_holds(&when, &facts, &failed));
    assert_null(failed);
}


static void
all_tests_of_one_alternative_have_to_hold(void **state)
{
    lf_str_t           germany, austria;
    lf_when_t          when;
    lf_test_t          first[2], second[1];
    const lf_test_t   *failed;
    lf_alternative_t   alternatives[2];

    (void) state;

    germany = lf_str("DE");
    austria = lf_str("AT");

    memset(first, 0, sizeof(first));
    first[0].subject = LF_SUBJECT_COUNTRY;
    first[0].kind = LF_TEST_IS;
    first[0].values = &germany;
    first[0].count = 1;
    first[1].subject = LF_SUBJECT_VISITS;
    first[1].kind = LF_TEST_MIN;
    first[1].number = 3;

    second[0] = first[0];
    second[0].values = &austria;

    alternatives[0].tests = first;
    alternatives[0].count = 2;
    alternatives[1].tests = second;
    alternatives[1].count = 1;
    when.alternatives = alternatives;
    when.count = 1;

    facts.country = germany;
    facts.visits = 3;
    assert_true(lf_when_holds(&when, &facts, &failed));
    assert_null(failed);

    facts.visits = 2;
    assert_false(lf_when_holds(&when, &facts, &failed));
    assert_ptr_equal(failed, &first[1]);

    facts.country = austria;
    assert_false(lf_when_holds(&when, &facts, &failed));
    assert_ptr_equal(failed, &first[0]);

    when.count = 2;
    assert_true(lf_when_holds(&when, &facts, &failed));
    assert_null(failed);

    facts.country = germany;
    assert_false(lf_when_holds(&when, &facts, &failed));
    assert_ptr_equal(failed, &second[0]);
}


static void
what_is_unknown_fails_every_test_but_the_negative_ones(void **state)
{
    size_t         i;
    lf_subject_t   subject;

    static const lf_test_kind_t  positive[] = {
        LF_TEST_IS, LF_TEST_IN, LF_TEST_STARTS_WITH, LF_TEST_CONTAINS,
        LF_TEST_MIN, LF_TEST_MAX
    };

    (void) state;

    for (subject = LF_SUBJECT_COUNTRY; subject <= LF_SUBJECT_FIELD;
         subject++)
    {
        assert_false(is_known(subject, "x", 1));

        for (i = 0; i < LF_ARRAY_SIZE(positive); i++) {
            assert_false(holds_of(subject, "x", 1, positive[i], "DE|1|"));
            assert_false(holds_of(subject, "x", 1, positive[i], ""));
        }

        assert_true(holds_of(subject, "x", 1, LF_TEST_NOT, "DE"));
        assert_true(holds_of(subject, "x", 1, LF_TEST_NOT_IN, "DE|AT"));
    }

    facts.known = known;
    assert_false(is_known(LF_SUBJECT_FIELD, "x", 1));
    assert_false(field_holds(1, LF_TEST_IS, "DE"));
    assert_true(field_holds(1, LF_TEST_NOT, "DE"));
}


static void
an_unknown_country_can_be_named(void **state)
{
    (void) state;

    assert_true(holds(LF_SUBJECT_COUNTRY, LF_TEST_IS, "unknown"));
    assert_true(holds(LF_SUBJECT_COUNTRY, LF_TEST_IN, "DE|unknown"));
    assert_false(holds(LF_SUBJECT_COUNTRY, LF_TEST_NOT, "unknown"));
    assert_false(holds(LF_SUBJECT_COUNTRY, LF_TEST_NOT_IN, "DE|unknown"));
    assert_false(holds(LF_SUBJECT_COUNTRY, LF_TEST_CONTAINS, "unknown"));
    assert_false(holds(LF_SUBJECT_CONTINENT, LF_TEST_IS, "unknown"));
    assert_false(holds(LF_SUBJECT_LANGUAGE, LF_TEST_IN, "unknown"));

    facts.country = lf_str("FR");
    assert_false(holds(LF_SUBJECT_COUNTRY, LF_TEST_IN, "DE|unknown"));
    assert_true(holds(LF_SUBJECT_COUNTRY, LF_TEST_NOT, "unknown"));
}


static void
a_country_is_compared_by_its_code(void **state)
{
    (void) state;

    facts.country = lf_str("DE");
    facts.continent = lf_str("EU");

    assert_true(holds(LF_SUBJECT_COUNTRY, LF_TEST_IS, "DE"));
    assert_true(holds(LF_SUBJECT_COUNTRY, LF_TEST_IS, "de"));
    assert_true(holds(LF_SUBJECT_COUNTRY, LF_TEST_IN, "AT|CH|DE"));
    assert_false(holds(LF_SUBJECT_COUNTRY, LF_TEST_IN, "AT|CH"));
    assert_false(holds(LF_SUBJECT_COUNTRY, LF_TEST_NOT, "DE"));
    assert_true(holds(LF_SUBJECT_COUNTRY, LF_TEST_NOT_IN, "AT|CH"));
    assert_false(holds(LF_SUBJECT_COUNTRY, LF_TEST_IS, "D"));
    assert_true(is_known(LF_SUBJECT_COUNTRY, NULL, 0));

    assert_true(holds(LF_SUBJECT_CONTINENT, LF_TEST_IN, "EU|AF"));
    assert_true(holds(LF_SUBJECT_CONTINENT, LF_TEST_NOT, "AS"));
}


static void
a_region_is_named_with_or_without_its_country(void **state)
{
    (void) state;

    facts.country = lf_str("DE");
    facts.region = lf_str("DE-BY");

    assert_true(holds(LF_SUBJECT_REGION, LF_TEST_IS, "DE-BY"));
    assert_true(holds(LF_SUBJECT_REGION, LF_TEST_IS, "BY"));
    assert_true(holds(LF_SUBJECT_REGION, LF_TEST_IS, "by"));
    assert_false(holds(LF_SUBJECT_REGION, LF_TEST_IS, "AT-BY"));
    assert_false(holds(LF_SUBJECT_REGION, LF_TEST_IS, "DE"));
    assert_false(holds(LF_SUBJECT_REGION, LF_TEST_NOT_IN, "BE|BY"));

    facts.region = lf_str("BY");
    assert_true(holds(LF_SUBJECT_REGION, LF_TEST_IS, "DE-BY"));
    assert_true(holds(LF_SUBJECT_REGION, LF_TEST_IS, "BY"));
    assert_false(holds(LF_SUBJECT_REGION, LF_TEST_IS, "AT-BY"));
    assert_false(holds(LF_SUBJECT_REGION, LF_TEST_IS, "B"));
}


static void
a_language_has_its_regional_forms(void **state)
{
    (void) state;

    facts.language = lf_str("de-AT");

    assert_true(holds(LF_SUBJECT_LANGUAGE, LF_TEST_IS, "de"));
    assert_true(holds(LF_SUBJECT_LANGUAGE, LF_TEST_IS, "DE-at"));
    assert_true(holds(LF_SUBJECT_LANGUAGE, LF_TEST_IN, "en|de"));
    assert_false(holds(LF_SUBJECT_LANGUAGE, LF_TEST_NOT, "de"));
    assert_false(holds(LF_SUBJECT_LANGUAGE, LF_TEST_IS, "d"));
    assert_false(holds(LF_SUBJECT_LANGUAGE, LF_TEST_IS, "de-AT-1901"));

    facts.language = lf_str("den");
    assert_false(holds(LF_SUBJECT_LANGUAGE, LF_TEST_IS, "de"));

    facts.language = lf_str("de");
    assert_false(holds(LF_SUBJECT_LANGUAGE, LF_TEST_IS, "de-AT"));
}


static void
visits_and_days_are_numbers(void **state)
{
    (void) state;

    facts.visits = 3;
    facts.days_since_first = 0;

    assert_true(number_holds(LF_SUBJECT_VISITS, 0, LF_TEST_MIN, 3));
    assert_false(number_holds(LF_SUBJECT_VISITS, 0, LF_TEST_MIN, 4));
    assert_true(number_holds(LF_SUBJECT_VISITS, 0, LF_TEST_MAX, 3));
    assert_false(number_holds(LF_SUBJECT_VISITS, 0, LF_TEST_MAX, 2));
    assert_true(holds(LF_SUBJECT_VISITS, LF_TEST_IS, "3"));
    assert_true(holds(LF_SUBJECT_VISITS, LF_TEST_IN, "1|3"));
    assert_true(holds(LF_SUBJECT_VISITS, LF_TEST_NOT, "1"));
    assert_true(is_known(LF_SUBJECT_VISITS, NULL, 0));

    assert_true(number_holds(LF_SUBJECT_DAYS_SINCE_FIRST, 0, LF_TEST_MAX, 0));
    assert_false(number_holds(LF_SUBJECT_DAYS_SINCE_FIRST, 0, LF_TEST_MIN,
                              1));
    assert_true(is_known(LF_SUBJECT_DAYS_SINCE_FIRST, NULL, 0));
}


static void
pages_referrers_and_campaigns_are_compared_as_they_are(void **state)
{
    lf_pair_t  utm[2];

    (void) state;

    facts.page = lf_str("/pricing/team");
    facts.referrer = lf_str("https://example.com/a");
    utm[0].name = lf_str("source");
    utm[0].value = lf_str("News");
    utm[1].name = lf_str("medium");
    utm[1].value = lf_str("");
    facts.utm = utm;
    facts.utm_count = 2;

    assert_true(holds(LF_SUBJECT_PAGE, LF_TEST_STARTS_WITH, "/pricing"));
    assert_false(holds(LF_SUBJECT_PAGE, LF_TEST_STARTS_WITH, "/Pricing"));
    assert_false(holds(LF_SUBJECT_PAGE, LF_TEST_STARTS_WITH,
                       "/pricing/team/x"));
    assert_true(holds(LF_SUBJECT_PAGE, LF_TEST_CONTAINS, "/te"));
    assert_false(holds(LF_SUBJECT_PAGE, LF_TEST_IS, "/pricing"));
    assert_true(holds(LF_SUBJECT_REFERRER, LF_TEST_CONTAINS, "example.com"));

    assert_true(holds_of(LF_SUBJECT_UTM, "source", 0, LF_TEST_IS, "News"));
    assert_false(holds_of(LF_SUBJECT_UTM, "source", 0, LF_TEST_IS, "news"));
    assert_true(is_known(LF_SUBJECT_UTM, "source", 0));
    assert_false(is_known(LF_SUBJECT_UTM, "medium", 0));
    assert_false(is_known(LF_SUBJECT_UTM, "sourc", 0));
}


static void
a_consent_is_known_once_given(void **state)
{
    lf_str_t  given[1];

    (void) state;

    given[0] = lf_str("news");
    facts.consents = given;
    facts.consents_count = 1;

    assert_true(is_known(LF_SUBJECT_CONSENT, "news", 0));
    assert_false(is_known(LF_SUBJECT_CONSENT, "calls", 0));
}


static void
a_field_is_compared_by_what_was_answered(void **state)
{
    (void) state;

    facts.known = known;
    known[1].known = 1;
    known[1].value = lf_str("Acme Inc");
    known[2].declined = 1;

    assert_true(is_known(LF_SUBJECT_FIELD, "f", 1));
    assert_false(is_known(LF_SUBJECT_FIELD, "f", 2));
    assert_true(field_holds(1, LF_TEST_IS, "Acme Inc"));
    assert_false(field_holds(1, LF_TEST_IS, "Acme"));
    assert_true(field_holds(1, LF_TEST_STARTS_WITH, "Acme"));
    assert_true(field_holds(1, LF_TEST_CONTAINS, "Inc"));
    assert_true(field_holds(1, LF_TEST_NOT, "Acme"));

    known[1].value = lf_null_str;
    assert_true(is_known(LF_SUBJECT_FIELD, "f", 1));
    assert_true(field_holds(1, LF_TEST_NOT, "Acme"));
    assert_false(number_holds(LF_SUBJECT_FIELD, 1, LF_TEST_MIN, 0));
}


static void
several_choices_match_by_any_of_them(void **state)
{
    (void) state;

    facts.known = known;
    known[0].known = 1;
    known[0].value = lf_str("crm\nshop\nnewsletter");

    assert_true(field_holds(0, LF_TEST_IS, "crm"));
    assert_true(field_holds(0, LF_TEST_IS, "shop"));
    assert_true(field_holds(0, LF_TEST_IS, "newsletter"));
    assert_false(field_holds(0, LF_TEST_IS, "news"));
    assert_true(field_holds(0, LF_TEST_IN, "blog|shop"));
    assert_false(field_holds(0, LF_TEST_IN, "blog|wiki"));
    assert_false(field_holds(0, LF_TEST_NOT, "shop"));
    assert_false(field_holds(0, LF_TEST_NOT_IN, "blog|shop"));
    assert_true(field_holds(0, LF_TEST_NOT_IN, "blog|wiki"));
    assert_true(field_holds(0, LF_TEST_CONTAINS, "letter"));
    assert_true(field_holds(0, LF_TEST_STARTS_WITH, "sh"));
    assert_false(field_holds(0, LF_TEST_STARTS_WITH, "letter"));
}


static void
a_number_has_bounds_by_its_value_and_a_date_by_its_text(void **state)
{
    (void) state;

    facts.known = known;
    known[0].known = 1;

    known[0].value = lf_str("9.5");
    assert_true(number_holds(LF_SUBJECT_FIELD, 0, LF_TEST_MIN, 9.5));
    assert_true(number_holds(LF_SUBJECT_FIELD, 0, LF_TEST_MAX, 10));
    assert_false(number_holds(LF_SUBJECT_FIELD, 0, LF_TEST_MIN, 10));

    known[0].value = lf_str("-0.1");
    assert_true(number_holds(LF_SUBJECT_FIELD, 0, LF_TEST_MIN, -0.1));
    assert_true(number_holds(LF_SUBJECT_FIELD, 0, LF_TEST_MAX, -0.1));

    known[0].value = lf_str("many");
    assert_false(number_holds(LF_SUBJECT_FIELD, 0, LF_TEST_MIN, 0));
    assert_false(number_holds(LF_SUBJECT_FIELD, 0, LF_TEST_MAX, 0));

    known[0].value = lf_str("2026-11-23");
    assert_true(field_holds(0, LF_TEST_MIN, "2026-11-23"));
    assert_true(field_holds(0, LF_TEST_MAX, "2026-11-23"));
    assert_true(field_holds(0, LF_TEST_MIN, "2026-09-30"));
    assert_false(field_holds(0, LF_TEST_MIN, "2026-11-24"));
    assert_false(field_holds(0, LF_TEST_MAX, "2025-12-31"));
}


int
main(void)
{
#define lf_test(f)  cmocka_unit_test_setup(f, forget_everything)

    const struct CMUnitTest  tests[] = {
        lf_test(no_condition_holds_always),
        lf_test(all_tests_of_one_alternative_have_to_hold),
        lf_test(what_is_unknown_fails_every_test_but_the_negative_ones),
        lf_test(an_unknown_country_can_be_named),
        lf_test(a_country_is_compared_by_its_code),
        lf_test(a_region_is_named_with_or_without_its_country),
        lf_test(a_language_has_its_regional_forms),
        lf_test(visits_and_days_are_numbers),
        lf_test(pages_referrers_and_campaigns_are_compared_as_they_are),
        lf_test(a_consent_is_known_once_given),
        lf_test(a_field_is_compared_by_what_was_answered),
        lf_test(several_choices_match_by_any_of_them),
        lf_test(a_number_has_bounds_by_its_value_and_a_date_by_its_text)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
