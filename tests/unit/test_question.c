/*
 * The visit and its question: when a visit begins, which field is asked in
 * it, and what the second tab sees.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_visitor.h>

#include "lf_test_form.h"
#include "lf_test_memory.h"


#define TEST_NOW   INT64_C(1763920000)
#define TEST_SEEN  (TEST_NOW - 60)

#define TEST(name)                                                            \
    cmocka_unit_test_setup_teardown(name, test_setup, test_teardown)


typedef struct {
    lf_test_form_t  f;
    lf_known_t      known[LF_TEST_FIELDS];
    lf_visitor_t    v;
    lf_facts_t      facts;
    lf_visit_t      visit;
} test_t;


/* In their second visit, which began a minute ago; nothing was asked yet. */

static int
test_setup(void **state)
{
    test_t  *t;

    t = calloc(1, sizeof(test_t));

    lf_test_form_init(&t->f);

    t->known[LF_TEST_NAME].known = 1;
    t->known[LF_TEST_EMAIL].known = 1;
    t->known[LF_TEST_PHONE].known = 1;

    t->v.exists = 1;
    t->v.visits = 2;
    t->v.first = TEST_NOW - 10 * LF_TEST_DAYS - 1;
    t->v.seen = TEST_SEEN * 1000;
    t->v.known = t->known;

    *state = t;

    return 0;
}


static int
test_teardown(void **state)
{
    free(*state);

    return 0;
}


static void
decide_at(test_t *t, int64_t now)
{
    memset(&t->visit, 0xa5, sizeof(t->visit));
    lf_visit_decide(&t->f.form, &t->v, &t->facts, now * 1000, 0, &t->visit);
}


static void
answered(test_t *t, unsigned field, int64_t at)
{
    t->known[field].known = 1;
    t->known[field].at = at;
    t->known[field].value = lf_str("x");
}


static void
shown(test_t *t, unsigned field, unsigned count, int64_t at)
{
    t->known[field].shown = count;
    t->known[field].shown_at = at;
}


static void
the_earliest_unknown_field_is_asked(void **state)
{
    test_t  *t = *state;

    decide_at(t, TEST_NOW);

    assert_int_equal(t->visit.question, LF_TEST_COMPANY);
    assert_true(t->visit.pin);
    assert_false(t->visit.is_new_visit);
    assert_false(t->visit.write_seen);
    assert_int_equal(t->visit.visits, 2);
}


static void
an_answer_already_given_opens_the_condition_of_the_next(void **state)
{
    test_t  *t = *state;

    answered(t, LF_TEST_COMPANY, TEST_NOW - 1);
    decide_at(t, TEST_NOW);

    assert_int_equal(t->visit.question, LF_TEST_VAT_ID);
    assert_ptr_equal(t->facts.known, t->known);
}


static void
a_question_waits_for_its_visit(void **state)
{
    test_t  *t = *state;

    answered(t, LF_TEST_COMPANY, TEST_NOW - 1);
    answered(t, LF_TEST_VAT_ID, TEST_NOW - 1);

    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, LF_TEST_INTERESTS);

    /* the third visit begins with this request: it counts already */

    decide_at(t, TEST_NOW + LF_TEST_GAP);
    assert_true(t->visit.is_new_visit);
    assert_int_equal(t->visit.visits, 3);
    assert_int_equal(t->facts.visits, 3);
    assert_int_equal(t->visit.question, LF_TEST_TEAM_SIZE);
}


static void
a_declined_question_is_never_asked_again(void **state)
{
    test_t  *t = *state;

    t->known[LF_TEST_COMPANY].declined = 1;

    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, LF_TEST_INTERESTS);

    decide_at(t, TEST_NOW + 10000 * (int64_t) LF_TEST_DAYS);
    assert_int_not_equal(t->visit.question, LF_TEST_COMPANY);
}


static void
an_answer_older_than_fresh_for_is_asked_again(void **state)
{
    test_t  *t = *state;

    t->f.fields[LF_TEST_COMPANY].fresh_for = 365 * LF_TEST_DAYS;

    answered(t, LF_TEST_COMPANY, TEST_NOW - 365 * LF_TEST_DAYS);
    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, LF_TEST_VAT_ID);

    answered(t, LF_TEST_COMPANY, TEST_NOW - 365 * LF_TEST_DAYS - 1);
    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, LF_TEST_COMPANY);
}


static void
name_and_contact_are_never_asked_again(void **state)
{
    test_t  *t = *state;

    t->f.fields[LF_TEST_PHONE].fresh_for = 1;
    t->f.sequence[0].field = LF_TEST_PHONE;
    decide_at(t, TEST_NOW);

    assert_int_equal(t->visit.question, LF_TEST_INTERESTS);
}


static void
an_unpopular_question_never_blocks_the_rest(void **state)
{
    test_t  *t = *state;

    shown(t, LF_TEST_COMPANY, 1, TEST_NOW - 100000);
    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, LF_TEST_INTERESTS);

    shown(t, LF_TEST_INTERESTS, 1, TEST_NOW - 5000);
    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, LF_TEST_COMPANY);
}


static void
a_question_is_given_up_and_asked_again_much_later(void **state)
{
    int64_t  again;
    test_t  *t = *state;

    t->f.form.sequence_count = 1;
    again = TEST_NOW - 100 + 90 * LF_TEST_DAYS;

    shown(t, LF_TEST_COMPANY, 2, TEST_NOW - 100);
    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, LF_TEST_COMPANY);

    shown(t, LF_TEST_COMPANY, 3, TEST_NOW - 100);
    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, -1);
    assert_false(t->visit.pin);
    decide_at(t, again - 1);
    assert_int_equal(t->visit.question, -1);
    decide_at(t, again);
    assert_int_equal(t->visit.question, LF_TEST_COMPANY);

    /* and once more shown, it waits as long again */

    shown(t, LF_TEST_COMPANY, 4, again);
    decide_at(t, again + LF_TEST_GAP + 1);
    assert_int_equal(t->visit.question, -1);
}


static void
when_asked_again_its_count_lets_others_go_first(void **state)
{
    test_t  *t = *state;

    shown(t, LF_TEST_COMPANY, 3, TEST_NOW - 91 * LF_TEST_DAYS);
    decide_at(t, TEST_NOW);

    assert_int_equal(t->visit.question, LF_TEST_INTERESTS);
}


static void
simulate_is_told_why_an_entry_is_not_the_question(void **state)
{
    test_t  *t = *state;

    t->facts.known = t->known;
    t->facts.visits = 2;
    shown(t, LF_TEST_INTERESTS, 3, TEST_NOW - 100);

    assert_int_equal(lf_question_state(&t->f.form, &t->v, &t->facts, TEST_NOW,
                                       0), LF_ASK_CANDIDATE);
    assert_int_equal(lf_question_state(&t->f.form, &t->v, &t->facts, TEST_NOW,
                                       1), LF_ASK_WHEN);
    assert_int_equal(lf_question_state(&t->f.form, &t->v, &t->facts, TEST_NOW,
                                       3), LF_ASK_GIVEN_UP);

    t->known[LF_TEST_COMPANY].declined = 1;
    assert_int_equal(lf_question_state(&t->f.form, &t->v, &t->facts, TEST_NOW,
                                       0), LF_ASK_DECLINED);

    answered(t, LF_TEST_COMPANY, TEST_NOW);
    assert_int_equal(lf_question_state(&t->f.form, &t->v, &t->facts, TEST_NOW,
                                       0), LF_ASK_KNOWN);
}


static void
a_visitor_in_a_second_tab_sees_the_same_question(void **state)
{
    test_t  *t = *state;

    t->v.ask = lf_str("interests");
    decide_at(t, TEST_NOW);

    assert_int_equal(t->visit.question, LF_TEST_INTERESTS);
    assert_false(t->visit.pin);
    assert_false(t->visit.is_new_visit);
}


static void
a_pinned_question_stays_though_its_condition_ended(void **state)
{
    test_t  *t = *state;

    t->v.ask = lf_str("team_size");
    shown(t, LF_TEST_TEAM_SIZE, 3, TEST_NOW - 60);
    decide_at(t, TEST_NOW);

    assert_int_equal(t->visit.question, LF_TEST_TEAM_SIZE);
}


static void
a_pinned_question_that_nobody_saw_is_to_be_counted(void **state)
{
    test_t  *t = *state;

    t->v.ask = lf_str("team_size");
    decide_at(t, TEST_NOW);
    assert_false(t->visit.unseen);

    t->v.ask_unseen = 1;
    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, LF_TEST_TEAM_SIZE);
    assert_false(t->visit.pin);
    assert_true(t->visit.unseen);

    t->v.ask = lf_str("budget");
    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, -1);
    assert_false(t->visit.unseen);

    t->v.ask = lf_str("team_size");
    decide_at(t, TEST_NOW + LF_TEST_GAP + 1);
    assert_true(t->visit.pin);
    assert_false(t->visit.unseen);
}


static void
a_form_whose_sequence_lacks_the_pinned_field_asks_nothing(void **state)
{
    test_t  *t = *state;

    t->v.ask = lf_str("budget");
    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, -1);
    assert_false(t->visit.pin);

    t->v.ask = lf_str("shoe_size");
    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, -1);
    assert_false(t->visit.pin);
}


static void
a_pinned_question_answered_meanwhile_is_not_asked(void **state)
{
    test_t  *t = *state;

    t->v.ask = lf_str("company");
    answered(t, LF_TEST_COMPANY, TEST_NOW - 5);
    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, -1);
    assert_false(t->visit.pin);

    t->known[LF_TEST_COMPANY].known = 0;
    t->known[LF_TEST_COMPANY].declined = 1;
    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, -1);
}


static void
once_submitted_nothing_more_is_asked_in_a_visit(void **state)
{
    test_t  *t = *state;

    t->v.ask = lf_str(LF_ASK_OVER);
    decide_at(t, TEST_NOW);
    assert_int_equal(t->visit.question, -1);
    assert_false(t->visit.pin);

    decide_at(t, TEST_NOW + LF_TEST_GAP);
    assert_true(t->visit.is_new_visit);
    assert_true(t->visit.pin);
    assert_int_equal(t->visit.question, LF_TEST_COMPANY);
}


static void
a_visit_begins_after_more_than_the_gap(void **state)
{
    test_t  *t = *state;

    decide_at(t, TEST_SEEN + LF_TEST_GAP);
    assert_false(t->visit.is_new_visit);
    assert_int_equal(t->facts.visits, 2);

    decide_at(t, TEST_SEEN + LF_TEST_GAP + 1);
    assert_true(t->visit.is_new_visit);
    assert_int_equal(t->visit.visits, 3);
    assert_false(t->visit.write_seen);
}


static void
a_new_visit_with_nothing_to_ask_is_rolled_all_the_same(void **state)
{
    test_t  *t = *state;

    t->f.form.sequence_count = 0;
    decide_at(t, TEST_SEEN + LF_TEST_GAP + 1);

    assert_true(t->visit.is_new_visit);
    assert_false(t->visit.pin);
    assert_int_equal(t->visit.question, -1);
}


static void
a_visitor_without_a_record_is_in_a_new_visit(void **state)
{
    test_t  *t = *state;

    t->v.exists = 0;
    t->v.visits = 1;
    t->v.first = 0;
    t->v.seen = 0;
    decide_at(t, TEST_NOW);

    assert_true(t->visit.is_new_visit);
    assert_int_equal(t->visit.visits, 2);
    assert_int_equal(t->facts.days_since_first, -1);
    assert_int_equal(t->visit.question, LF_TEST_COMPANY);
}


static void
prefetches_roll_and_pin_nothing(void **state)
{
    test_t  *t = *state;

    lf_visit_decide(&t->f.form, &t->v, &t->facts,
                    (TEST_NOW + LF_TEST_GAP) * 1000, 1, &t->visit);
    assert_false(t->visit.is_new_visit);
    assert_false(t->visit.pin);
    assert_false(t->visit.write_seen);
    assert_int_equal(t->visit.question, -1);
    assert_int_equal(t->visit.visits, 2);

    lf_visit_decide(&t->f.form, &t->v, &t->facts, TEST_NOW * 1000, 1,
                    &t->visit);
    assert_int_equal(t->visit.question, -1);

    t->v.ask = lf_str("company");
    lf_visit_decide(&t->f.form, &t->v, &t->facts, (TEST_NOW + 600) * 1000, 1,
                    &t->visit);
    assert_int_equal(t->visit.question, LF_TEST_COMPANY);
    assert_false(t->visit.write_seen);

    /* the pin of a visit that is over is none */

    lf_visit_decide(&t->f.form, &t->v, &t->facts,
                    (TEST_NOW + LF_TEST_GAP) * 1000, 1, &t->visit);
    assert_int_equal(t->visit.question, -1);
}


static void
last_seen_is_written_when_older_than_a_minute(void **state)
{
    test_t  *t = *state;

    t->v.ask = lf_str("company");

    decide_at(t, TEST_SEEN + 60);
    assert_false(t->visit.write_seen);
    decide_at(t, TEST_SEEN + 61);
    assert_true(t->visit.write_seen);

    /* or than a tenth of a short gap */

    t->f.site.visit_gap = 100;
    decide_at(t, TEST_SEEN + 10);
    assert_false(t->visit.write_seen);
    decide_at(t, TEST_SEEN + 11);
    assert_true(t->visit.write_seen);
}


static void
a_clock_that_went_back_breaks_nothing(void **state)
{
    test_t  *t = *state;

    t->v.ask = lf_str("company");
    t->f.fields[LF_TEST_VAT_ID].fresh_for = LF_TEST_DAYS;
    answered(t, LF_TEST_VAT_ID, TEST_NOW);
    decide_at(t, t->v.first - 5 * LF_TEST_DAYS);

    assert_false(t->visit.is_new_visit);
    assert_int_equal(t->visit.visits, 2);
    assert_int_equal(t->visit.question, LF_TEST_COMPANY);
    assert_int_equal(t->facts.days_since_first, 0);

    /* and the time that is ahead does not stay so */

    assert_true(t->visit.write_seen);

    t->v.ask = lf_null_str;
    answered(t, LF_TEST_COMPANY, TEST_NOW);
    shown(t, LF_TEST_INTERESTS, 3, TEST_NOW);
    decide_at(t, 0);
    assert_int_equal(t->visit.question, -1);
}


static void
days_since_first_are_whole_days(void **state)
{
    test_t  *t = *state;

    decide_at(t, TEST_NOW);
    assert_int_equal(t->facts.days_since_first, 10);
    decide_at(t, t->v.first + LF_TEST_DAYS - 1);
    assert_int_equal(t->facts.days_since_first, 0);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        TEST(the_earliest_unknown_field_is_asked),
        TEST(an_answer_already_given_opens_the_condition_of_the_next),
        TEST(a_question_waits_for_its_visit),
        TEST(a_declined_question_is_never_asked_again),
        TEST(an_answer_older_than_fresh_for_is_asked_again),
        TEST(name_and_contact_are_never_asked_again),
        TEST(an_unpopular_question_never_blocks_the_rest),
        TEST(a_question_is_given_up_and_asked_again_much_later),
        TEST(when_asked_again_its_count_lets_others_go_first),
        TEST(simulate_is_told_why_an_entry_is_not_the_question),
        TEST(a_visitor_in_a_second_tab_sees_the_same_question),
        TEST(a_pinned_question_stays_though_its_condition_ended),
        TEST(a_pinned_question_that_nobody_saw_is_to_be_counted),
        TEST(a_form_whose_sequence_lacks_the_pinned_field_asks_nothing),
        TEST(a_pinned_question_answered_meanwhile_is_not_asked),
        TEST(once_submitted_nothing_more_is_asked_in_a_visit),
        TEST(a_visit_begins_after_more_than_the_gap),
        TEST(a_new_visit_with_nothing_to_ask_is_rolled_all_the_same),
        TEST(a_visitor_without_a_record_is_in_a_new_visit),
        TEST(prefetches_roll_and_pin_nothing),
        TEST(last_seen_is_written_when_older_than_a_minute),
        TEST(a_clock_that_went_back_breaks_nothing),
        TEST(days_since_first_are_whole_days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
