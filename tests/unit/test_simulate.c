/*
 * A visitor played without a server: what the records hold after each step,
 * why a question is not asked, and in what words a condition is explained.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_simulate.h>
#include <lead_form/lf_value.h>

#include "lf_test_form.h"
#include "lf_test_memory.h"


#define TEST_NOW   INT64_C(1763920000000)
#define TEST_DAY   (INT64_C(1000) * LF_TEST_DAYS)

#define TEST(name)                                                            \
    cmocka_unit_test_setup_teardown(name, test_setup, test_teardown)

#define assert_str(s, literal)                                                \
    assert_true(lf_str_is(s, literal))


typedef struct {
    lf_test_mem_t       memory;
    lf_test_form_t      f;
    lf_facts_t          facts;
    lf_simulate_t       sim;
    lf_simulate_post_t  post;
} test_t;


static int
test_setup(void **state)
{
    test_t  *t;

    t = calloc(1, sizeof(test_t));

    lf_test_mem_init(&t->memory);
    lf_test_form_init(&t->f);
    t->f.site.remember_for = 100 * LF_TEST_DAYS;
    t->f.fields[LF_TEST_NAME].length_max = 200;
    t->f.fields[LF_TEST_COMPANY].length_max = 200;
    t->f.fields[LF_TEST_VAT_ID].length_max = 200;
    t->facts.language = lf_str("en");
    lf_simulate_init(&t->sim, &t->memory.mem);

    *state = t;

    return 0;
}


static int
test_teardown(void **state)
{
    test_t  *t = *state;

    lf_test_mem_free(&t->memory);
    free(t);

    return 0;
}


static int
open_at(test_t *t, int64_t ms)
{
    return lf_simulate_open(&t->sim, &t->f.form, &t->facts, ms, 0);
}


static int
post_at(test_t *t, int64_t ms, const char *name, const char *value)
{
    lf_pair_t  pair;

    pair.name = lf_str_of(name);
    pair.value = lf_str_of(value);

    return lf_simulate_post(&t->sim, &t->facts, ms, &pair, 1, &t->post);
}


static int
first_at(test_t *t, int64_t ms, const char *email)
{
    lf_pair_t  pairs[2];

    pairs[0] = (lf_pair_t) { lf_str("name"), lf_str("Ada") };
    pairs[1] = (lf_pair_t) { lf_str("email"), lf_str_of(email) };

    return open_at(t, ms) != 0
           || lf_simulate_post(&t->sim, &t->facts, ms + 5000, pairs, 2,
                               &t->post) != 0;
}


static void
known(test_t *t)
{
    assert_int_equal(first_at(t, TEST_NOW, "ada@example.org"), 0);
    assert_int_equal(t->post.result, LF_SIMULATE_SAVED);
}


static lf_str_t
held(const lf_record_t *record, const char *name)
{
    const lf_str_t  *value;

    value = lf_record_get(record, lf_null_str, lf_str_of(name));

    return value == NULL ? lf_null_str : *value;
}


static lf_why_t
why(test_t *t, size_t entry)
{
    lf_reason_t  reason;

    lf_simulate_reason(&t->sim.page, entry, &reason);

    return reason.why;
}


static void
a_first_step_makes_both_records(void **state)
{
    test_t  *t = *state;

    known(t);

    assert_int_equal(t->sim.minted, TEST_NOW / 1000 + 5);
    assert_str(held(&t->sim.browser->record, "ask"), "-");
    assert_str(held(&t->sim.browser->record, "seen"), "1763920005000");
    assert_str(held(&t->sim.browser->record, "sent:contact"), "1");
    assert_str(held(&t->sim.browser->record, "visits"), "");
    assert_str(held(&t->sim.lead->record, "a:name"), "1763920005 Ada");
    assert_str(held(&t->sim.lead->record, "own"), "v1");
    assert_str(t->post.location, "?thanks");
}


static void
each_visit_rolls_and_pins_one_question(void **state)
{
    test_t  *t = *state;

    known(t);
    assert_int_equal(open_at(t, TEST_NOW + TEST_DAY), 0);

    assert_int_equal(t->sim.page.question, LF_TEST_COMPANY);
    assert_str(held(&t->sim.browser->record, "visits"), "2");
    assert_str(held(&t->sim.browser->record, "ask"), "company");
    assert_str(held(&t->sim.browser->record, "shown:company"),
               "1 1764006400");
    assert_int_equal(why(t, 0), LF_WHY_ASKED);
    assert_int_equal(why(t, 1), LF_WHY_WHEN);
    assert_int_equal(why(t, 2), LF_WHY_WHEN);
    assert_int_equal(why(t, 3), LF_WHY_TURN_LATER);

    /* a second tab sees the same, and counts nothing */

    assert_int_equal(open_at(t, TEST_NOW + TEST_DAY + 1000), 0);
    assert_int_equal(t->sim.page.question, LF_TEST_COMPANY);
    assert_int_equal(why(t, 3), LF_WHY_VISIT);
    assert_str(held(&t->sim.browser->record, "shown:company"),
               "1 1764006400");
}


static void
an_answer_settles_the_question(void **state)
{
    test_t  *t = *state;

    known(t);
    assert_int_equal(open_at(t, TEST_NOW + TEST_DAY), 0);
    assert_int_equal(post_at(t, TEST_NOW + TEST_DAY + 1000, "company",
                             "Acme"), 0);

    assert_int_equal(t->post.result, LF_SIMULATE_SAVED);
    assert_str(held(&t->sim.lead->record, "a:company"),
               "1764006401 Acme");
    assert_str(held(&t->sim.browser->record, "shown:company"), "");

    /* the same page sent again changes nothing */

    assert_int_equal(post_at(t, TEST_NOW + TEST_DAY + 2000, "company",
                             "Acme"), 0);
    assert_int_equal(t->post.result, LF_SIMULATE_AGAIN);

    assert_int_equal(open_at(t, TEST_NOW + TEST_DAY + 3000), 0);
    assert_int_equal(t->sim.page.question, -1);
    assert_int_equal(why(t, 0), LF_WHY_KNOWN);
    assert_int_equal(why(t, 1), LF_WHY_OVER);

    assert_int_equal(open_at(t, TEST_NOW + 2 * TEST_DAY), 0);
    assert_int_equal(t->sim.page.question, LF_TEST_VAT_ID);
}


static void
a_question_left_blank_gives_way_and_waits_in_the_end(void **state)
{
    int          i;
    test_t      *t = *state;
    lf_reason_t  reason;

    known(t);
    t->f.form.sequence_count = 1;

    for (i = 1; i <= 3; i++) {
        assert_int_equal(open_at(t, TEST_NOW + i * TEST_DAY), 0);
        assert_int_equal(t->sim.page.question, LF_TEST_COMPANY);
        assert_int_equal(post_at(t, TEST_NOW + i * TEST_DAY + 1000,
                                 "company", " "), 0);
    }

    assert_int_equal(open_at(t, TEST_NOW + 4 * TEST_DAY), 0);
    assert_int_equal(t->sim.page.question, -1);

    lf_simulate_reason(&t->sim.page, 0, &reason);
    assert_int_equal(reason.why, LF_WHY_WAITS);
    assert_int_equal(reason.shown, 3);
    assert_int_equal(reason.until, (TEST_NOW + 93 * TEST_DAY) / 1000);
}


static void
a_question_declined_is_never_asked_again(void **state)
{
    test_t  *t = *state;

    known(t);
    assert_int_equal(open_at(t, TEST_NOW + TEST_DAY), 0);
    assert_int_equal(post_at(t, TEST_NOW + TEST_DAY + 1000, "lf_do",
                             "decline"), 0);

    assert_int_equal(t->post.result, LF_SIMULATE_QUIET);
    assert_str(held(&t->sim.browser->record, "no:company"), "1764006401");
    assert_str(held(&t->sim.browser->record, "shown:company"), "");

    assert_int_equal(open_at(t, TEST_NOW + 50 * TEST_DAY), 0);
    assert_int_equal(t->sim.page.question, LF_TEST_TEAM_SIZE);
    assert_int_equal(why(t, 0), LF_WHY_DECLINED);
}


static void
what_sales_learned_is_known(void **state)
{
    test_t  *t = *state;

    assert_int_equal(lf_simulate_learn(&t->sim, lf_str("company"),
                                       lf_str("Acme"), 1), -1);
    known(t);
    assert_int_equal(lf_simulate_learn(&t->sim, lf_str("company"),
                                       lf_str(""), TEST_NOW / 1000 + 9), 0);

    assert_int_equal(open_at(t, TEST_NOW + TEST_DAY), 0);
    assert_int_equal(t->sim.page.question, LF_TEST_VAT_ID);
    assert_int_equal(why(t, 0), LF_WHY_KNOWN);
}


static void
another_browser_of_the_same_person_is_asked_by_its_own_answers(void **state)
{
    test_t  *t = *state;

    known(t);
    assert_int_equal(lf_simulate_learn(&t->sim, lf_str("company"),
                                       lf_str("Acme"), TEST_NOW / 1000), 0);
    assert_int_equal(post_at(t, TEST_NOW + 6000, "lf_do", "forget"), 0);
    assert_int_equal(t->post.result, LF_SIMULATE_FORGOTTEN);
    assert_null(t->sim.browser);

    assert_int_equal(first_at(t, TEST_NOW + TEST_DAY, "ADA@example.org"), 0);
    assert_str(held(&t->sim.lead->record, "own"), "v1");
    assert_str(t->sim.browser->id, "v2");
    assert_str(held(&t->sim.browser->record, "a:name"), "1764006405 Ada");

    assert_int_equal(open_at(t, TEST_NOW + 2 * TEST_DAY), 0);
    assert_int_equal(t->sim.page.question, LF_TEST_COMPANY);
}


static void
a_page_that_came_back_changes_nothing(void **state)
{
    test_t  *t = *state;

    t->f.site.min_fill = 10000;

    assert_int_equal(first_at(t, TEST_NOW, "nonsense"), 0);
    assert_int_equal(t->post.result, LF_SIMULATE_INVALID);
    assert_int_equal(first_at(t, TEST_NOW, "ada@example.org"), 0);
    assert_int_equal(t->post.result, LF_SIMULATE_FAST);
    assert_null(t->sim.leads);

    assert_int_equal(post_at(t, TEST_NOW + 2 * TEST_DAY, "name", "Ada"), 0);
    assert_int_equal(t->post.result, LF_SIMULATE_STALE);
    assert_null(t->sim.browser);
}


static void
a_cookie_lasts_as_long_as_visitors_are_remembered(void **state)
{
    test_t  *t = *state;

    known(t);
    assert_int_equal(open_at(t, TEST_NOW + 100 * TEST_DAY + 5000), 0);
    assert_int_equal(t->sim.page.kind, LF_VIEW_KNOWN);
    assert_int_equal(open_at(t, TEST_NOW + 100 * TEST_DAY + 6000), 0);
    assert_int_equal(t->sim.page.kind, LF_VIEW_FIRST);
}


static void
prefetches_write_nothing(void **state)
{
    test_t  *t = *state;
    size_t   count;

    known(t);
    count = t->sim.browser->record.count;

    assert_int_equal(lf_simulate_open(&t->sim, &t->f.form, &t->facts,
                                      TEST_NOW + TEST_DAY, 1), 0);
    assert_int_equal(t->sim.page.question, -1);
    assert_int_equal(t->sim.browser->record.count, count);
    assert_int_equal(why(t, 0), LF_WHY_VISIT);
}


static void
explains(lf_test_t test, const lf_facts_t *facts, const char *text)
{
    lf_out_t          out;
    lf_when_t         when;
    lf_test_mem_t     memory;
    lf_alternative_t  alternative;

    lf_test_mem_init(&memory);
    alternative = (lf_alternative_t) { &test, 1 };
    when = (lf_when_t) { &alternative, 1 };

    lf_out_init(&out, &memory.mem, 0);
    lf_when_explain(&when, facts, &out);
    lf_out_byte(&out, '\0');
    assert_string_equal(out.data, text);
    lf_test_mem_free(&memory);
}


static void
a_test_that_failed_is_put_in_words(void **state)
{
    lf_facts_t  facts;
    lf_known_t  known[1];
    lf_str_t    codes[60], two[] = { lf_str("DE"), lf_str("FR") };
    size_t      count;

    (void) state;

    memset(&facts, 0, sizeof(facts));
    memset(known, 0, sizeof(known));
    facts.country = lf_str("US");
    facts.page = lf_str("/x");
    facts.visits = 2;
    facts.days_since_first = -1;
    facts.known = known;
    known[0].known = 1;
    known[0].value = lf_str("price\nsport");

    explains((lf_test_t) { .subject = LF_SUBJECT_COUNTRY,
                           .kind = LF_TEST_IN, .values = two, .count = 2 },
             &facts, "country is \"US\", not one of \"DE\", \"FR\"");
    explains((lf_test_t) { .subject = LF_SUBJECT_COUNTRY,
                           .kind = LF_TEST_KNOWN, .boolean = 0 },
             &facts, "country is known");
    explains((lf_test_t) { .subject = LF_SUBJECT_VISITS,
                           .kind = LF_TEST_MIN, .number = 3 },
             &facts, "visits is 2, below 3");
    explains((lf_test_t) { .subject = LF_SUBJECT_DAYS_SINCE_FIRST,
                           .kind = LF_TEST_MAX, .number = 3 },
             &facts, "days_since_first is unknown, above 3");
    explains((lf_test_t) { .subject = LF_SUBJECT_PAGE,
                           .kind = LF_TEST_STARTS_WITH,
                           .values = two, .count = 1 },
             &facts, "page is \"/x\", and does not start with \"DE\"");
    explains((lf_test_t) { .subject = LF_SUBJECT_UTM, .kind = LF_TEST_IS,
                           .name = lf_str("source"),
                           .values = two, .count = 1 },
             &facts, "utm.source is unknown, not \"DE\"");
    explains((lf_test_t) { .subject = LF_SUBJECT_FIELD, .kind = LF_TEST_IS,
                           .name = lf_str("goods"),
                           .values = two, .count = 1 },
             &facts, "goods is \"price\" and \"sport\", not \"DE\"");

    memcpy(codes, lf_country_group(lf_str("EU"), &count),
           27 * sizeof(lf_str_t));
    assert_int_equal(count, 27);
    codes[count++] = lf_str("CH");

    explains((lf_test_t) { .subject = LF_SUBJECT_COUNTRY,
                           .kind = LF_TEST_IN,
                           .values = codes, .count = count },
             &facts, "country is \"US\", not one of EU, \"CH\"");
}


static void
memory_that_runs_out_is_said(void **state)
{
    int             rc, failed;
    size_t          n;
    test_t         *t = *state;
    lf_test_mem_t   memory;

    for (n = 1; ; n++) {
        lf_test_mem_init(&memory);
        lf_simulate_init(&t->sim, &memory.mem);
        lf_test_fail_at(&memory, n);

        rc = first_at(t, TEST_NOW, "ada@example.org") != 0
             || open_at(t, TEST_NOW + TEST_DAY) != 0
             || post_at(t, TEST_NOW + TEST_DAY + 1, "company", "Acme") != 0
             || lf_simulate_learn(&t->sim, lf_str("budget"), lf_str("1"), 2)
                != 0;

        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);
        lf_test_mem_free(&memory);

        if (!failed) {
            break;
        }

        assert_int_equal(rc, 1);
    }

    assert_int_equal(rc, 0);
    assert_true(n > 20);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        TEST(a_first_step_makes_both_records),
        TEST(each_visit_rolls_and_pins_one_question),
        TEST(an_answer_settles_the_question),
        TEST(a_question_left_blank_gives_way_and_waits_in_the_end),
        TEST(a_question_declined_is_never_asked_again),
        TEST(what_sales_learned_is_known),
        TEST(another_browser_of_the_same_person_is_asked_by_its_own_answers),
        TEST(a_page_that_came_back_changes_nothing),
        TEST(a_cookie_lasts_as_long_as_visitors_are_remembered),
        TEST(prefetches_write_nothing),
        TEST(a_test_that_failed_is_put_in_words),
        TEST(memory_that_runs_out_is_said)
    };

    return cmocka_run_group_tests_name("simulate", tests, NULL, NULL);
}
