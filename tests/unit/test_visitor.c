/*
 * The two records of a known visitor, and what is known from them.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_visitor.h>

#include "lf_test_form.h"
#include "lf_test_memory.h"


#define TEST_ID     "AAAAAAAAAAAAAAAAAAAAAA"
#define TEST_OTHER  "BBBBBBBBBBBBBBBBBBBBBB"

#define TEST(name)                                                            \
    cmocka_unit_test_setup_teardown(name, test_setup, test_teardown)

#define TEST_PAIRS_MAX  32


typedef struct {
    lf_test_mem_t   memory;
    lf_test_form_t  f;
    lf_str_t        visitor[TEST_PAIRS_MAX];
    size_t          visitor_count;
    lf_str_t        lead[TEST_PAIRS_MAX];
    size_t          lead_count;
    lf_visitor_t    v;
} test_t;


static int
test_setup(void **state)
{
    test_t  *t;

    t = calloc(1, sizeof(test_t));
    lf_test_mem_init(&t->memory);
    lf_test_form_init(&t->f);
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


static void
visitor_has(test_t *t, const char *name, const char *value)
{
    t->visitor[t->visitor_count++] = lf_test_butt(&t->memory,
                                                  lf_str_of(name));
    t->visitor[t->visitor_count++] = lf_test_butt(&t->memory,
                                                  lf_str_of(value));
}


static void
lead_has(test_t *t, const char *name, const char *value)
{
    t->lead[t->lead_count++] = lf_test_butt(&t->memory, lf_str_of(name));
    t->lead[t->lead_count++] = lf_test_butt(&t->memory, lf_str_of(value));
}


static void
test_read(test_t *t)
{
    assert_int_equal(lf_visitor_read(&t->memory.mem, &t->f.form,
                                     lf_str(TEST_ID), t->visitor,
                                     t->visitor_count, t->lead, t->lead_count,
                                     &t->v),
                     0);
}


static void
assert_known(test_t *t, unsigned field, int64_t at, const char *value)
{
    assert_true(t->v.known[field].known);
    assert_int_equal(t->v.known[field].at, at);
    assert_true(lf_str_eq(t->v.known[field].value, lf_str_of(value)));
}


static void
without_a_record_only_the_first_step_is_known(void **state)
{
    size_t   i;
    test_t  *t = *state;

    test_read(t);

    assert_false(t->v.exists);
    assert_false(t->v.lead_exists);
    assert_false(t->v.own);
    assert_int_equal(t->v.visits, 1);
    assert_int_equal(t->v.first, 0);
    assert_int_equal(t->v.seen, 0);
    assert_int_equal(t->v.lead_erased, 0);
    assert_int_equal(t->v.ask.len, 0);

    for (i = 0; i < LF_TEST_FIELDS; i++) {
        assert_int_equal(t->v.known[i].known, i <= LF_TEST_PHONE);
        assert_int_equal(t->v.known[i].value.len, 0);
        assert_int_equal(t->v.known[i].shown, 0);
        assert_false(t->v.known[i].declined);
    }
}


static void
a_visitors_record_is_read(void **state)
{
    test_t  *t = *state;

    visitor_has(t, "visits", "4");
    visitor_has(t, "first", "1763000000");
    visitor_has(t, "seen", "1763900000123");
    visitor_has(t, "ask", "company");
    visitor_has(t, "shown:company", "2 1763800000");
    visitor_has(t, "no:vat_id", "1763700000");
    visitor_has(t, "sent:contact", "3");
    test_read(t);

    assert_true(t->v.exists);
    assert_int_equal(t->v.visits, 4);
    assert_int_equal(t->v.first, 1763000000);
    assert_int_equal(t->v.seen, 1763900000123);
    assert_true(lf_str_is(t->v.ask, "company"));
    assert_int_equal(t->v.known[LF_TEST_COMPANY].shown, 2);
    assert_int_equal(t->v.known[LF_TEST_COMPANY].shown_at, 1763800000);
    assert_false(t->v.known[LF_TEST_COMPANY].known);
    assert_true(t->v.known[LF_TEST_VAT_ID].declined);
    assert_false(t->v.known[LF_TEST_COMPANY].declined);
}


static void
what_sales_learned_is_known_to_the_leads_own_visitor(void **state)
{
    test_t  *t = *state;

    lead_has(t, "a:company", "1763000001 Acme & Sons GmbH");
    lead_has(t, "a:vat_id", "1763000002/s:jo%20doe DE123456789");
    lead_has(t, "a:team_size", "1763000003/i:crm 11-50");
    lead_has(t, "a:name", "1763000004 Ada Lovelace");
    lead_has(t, "own", TEST_OTHER " " TEST_ID);
    test_read(t);

    assert_true(t->v.lead_exists);
    assert_true(t->v.own);
    assert_known(t, LF_TEST_COMPANY, 1763000001, "Acme & Sons GmbH");
    assert_known(t, LF_TEST_VAT_ID, 1763000002, "DE123456789");
    assert_known(t, LF_TEST_TEAM_SIZE, 1763000003, "11-50");
    assert_known(t, LF_TEST_NAME, 1763000004, "Ada Lovelace");
    assert_known(t, LF_TEST_EMAIL, 0, "");
}


static void
nothing_of_a_lead_is_known_to_another_visitor(void **state)
{
    test_t  *t = *state;

    lead_has(t, "own", TEST_OTHER);
    lead_has(t, "a:company", "1763000001 Acme");
    lead_has(t, "a:vat_id", "1763000002/s:jo DE123456789");
    lead_has(t, "a:name", "1763000004 Ada");
    visitor_has(t, "visits", "1");
    visitor_has(t, "a:vat_id", "1763000005 DE999999999");
    test_read(t);

    assert_true(t->v.lead_exists);
    assert_false(t->v.own);
    assert_false(t->v.known[LF_TEST_COMPANY].known);
    assert_known(t, LF_TEST_VAT_ID, 1763000005, "DE999999999");
    assert_known(t, LF_TEST_NAME, 0, "");
}


static void
consents_given_are_known_to_the_leads_own_visitor(void **state)
{
    test_t  *t = *state;

    lead_has(t, "consent:news", "1500 2026-11 0123");
    lead_has(t, "own", TEST_OTHER " " TEST_ID);
    lead_has(t, "consent:terms", "1500 1 0123");
    test_read(t);

    assert_int_equal(t->v.consents_count, 2);
    assert_true(lf_str_is(t->v.consents[0], "news"));
    assert_true(lf_str_is(t->v.consents[1], "terms"));

    t->lead_count = 0;
    lead_has(t, "consent:news", "1500 2026-11 0123");
    lead_has(t, "own", TEST_OTHER);
    test_read(t);

    assert_int_equal(t->v.consents_count, 0);
}


static void
part_of_an_id_is_not_the_id(void **state)
{
    test_t  *t = *state;

    lead_has(t, "own", TEST_ID "A " TEST_OTHER "  AAAA");
    test_read(t);
    assert_false(t->v.own);

    t->lead_count = 0;
    lead_has(t, "own", "");
    test_read(t);
    assert_false(t->v.own);
}


static void
an_own_visitors_newer_answer_counts(void **state)
{
    test_t  *t = *state;

    lead_has(t, "own", TEST_ID);
    lead_has(t, "a:company", "1763000001 Old");
    lead_has(t, "a:vat_id", "1763000009/s:jo DE1");
    visitor_has(t, "a:company", "1763000005 New");
    visitor_has(t, "a:vat_id", "1763000005 DE2");
    test_read(t);

    assert_known(t, LF_TEST_COMPANY, 1763000005, "New");
    assert_known(t, LF_TEST_VAT_ID, 1763000009, "DE1");
}


static void
an_erasure_of_a_former_lead_is_read_by_anyone(void **state)
{
    test_t  *t = *state;

    lead_has(t, "erased", "1763000000123");
    test_read(t);

    assert_int_equal(t->v.lead_erased, 1763000000123);
}


static void
malformed_values_are_read_as_absent(void **state)
{
    test_t  *t = *state;

    lead_has(t, "own", TEST_ID);
    lead_has(t, "erased", "-5");
    lead_has(t, "a:company", "Acme");
    lead_has(t, "a:vat_id", "1763000000/x DE1");
    lead_has(t, "a:team_size", "-1 11-50");
    lead_has(t, "a:interests", "1763000000");
    lead_has(t, "a:budget", "99999999999999999999 5");
    visitor_has(t, "visits", "0");
    visitor_has(t, "first", "yesterday");
    visitor_has(t, "seen", "9223372036854775807");
    visitor_has(t, "ask", "<script>");
    visitor_has(t, "shown:company", "2");
    visitor_has(t, "shown:vat_id", "4294967296 1763000000");
    visitor_has(t, "shown:team_size", " 1763000000");
    visitor_has(t, "no:vat_id", "");
    visitor_has(t, "a:sure", "1763000000/s:jo yes");
    visitor_has(t, "a:", "1763000000 x");
    visitor_has(t, "", "");
    test_read(t);

    assert_int_equal(t->v.visits, 1);
    assert_int_equal(t->v.first, 0);
    assert_int_equal(t->v.seen, 0);
    assert_int_equal(t->v.lead_erased, 0);
    assert_int_equal(t->v.ask.len, 0);
    assert_false(t->v.known[LF_TEST_COMPANY].known);
    assert_int_equal(t->v.known[LF_TEST_COMPANY].shown, 0);
    assert_false(t->v.known[LF_TEST_VAT_ID].known);
    assert_int_equal(t->v.known[LF_TEST_VAT_ID].shown, 0);
    assert_false(t->v.known[LF_TEST_VAT_ID].declined);
    assert_false(t->v.known[LF_TEST_TEAM_SIZE].known);
    assert_int_equal(t->v.known[LF_TEST_TEAM_SIZE].shown, 0);
    assert_false(t->v.known[LF_TEST_INTERESTS].known);
    assert_false(t->v.known[LF_TEST_BUDGET].known);
    assert_false(t->v.known[LF_TEST_SURE].known);
}


static void
a_pin_of_another_form_is_kept(void **state)
{
    test_t  *t = *state;

    visitor_has(t, "ask", "shoe_size");
    test_read(t);
    assert_true(lf_str_is(t->v.ask, "shoe_size"));

    t->visitor_count = 0;
    visitor_has(t, "ask", "?shoe_size");
    test_read(t);
    assert_true(lf_str_is(t->v.ask, "shoe_size"));
    assert_true(t->v.ask_unseen);

    t->visitor_count = 0;
    visitor_has(t, "ask", "?");
    test_read(t);
    assert_int_equal(t->v.ask.len, 0);

    t->visitor_count = 0;
    visitor_has(t, "ask", "-");
    test_read(t);
    assert_true(lf_str_is(t->v.ask, LF_ASK_OVER));
}


static void
fields_of_other_forms_are_passed_over(void **state)
{
    test_t  *t = *state;

    lead_has(t, "own", TEST_ID);
    lead_has(t, "a:industry", "1763000000 steel");
    lead_has(t, "a:shoe_size", "1763000000 43");
    visitor_has(t, "no:shoe_size", "1763000000");
    visitor_has(t, "shown:shoe_size", "1 1763000000");
    test_read(t);

    assert_known(t, LF_TEST_INDUSTRY, 1763000000, "steel");
}


static void
a_name_without_a_value_is_passed_over(void **state)
{
    test_t  *t = *state;

    visitor_has(t, "visits", "4");
    t->visitor[t->visitor_count++] = lf_str("first");
    test_read(t);

    assert_int_equal(t->v.visits, 4);
    assert_int_equal(t->v.first, 0);
}


static void
a_record_is_read_or_memory_is_out(void **state)
{
    int            rc, failed;
    size_t         n;
    test_t        *t = *state;
    lf_test_mem_t  memory;

    visitor_has(t, "visits", "4");
    lead_has(t, "own", TEST_ID);

    for (n = 1; ; n++) {
        lf_test_mem_init(&memory);
        lf_test_fail_at(&memory, n);

        rc = lf_visitor_read(&memory.mem, &t->f.form, lf_str(TEST_ID),
                             t->visitor, t->visitor_count, t->lead,
                             t->lead_count, &t->v);

        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);
        lf_test_mem_free(&memory);

        assert_int_equal(rc, failed ? -1 : 0);

        if (!failed) {
            assert_true(n > 1);
            break;
        }
    }
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        TEST(without_a_record_only_the_first_step_is_known),
        TEST(a_visitors_record_is_read),
        TEST(what_sales_learned_is_known_to_the_leads_own_visitor),
        TEST(nothing_of_a_lead_is_known_to_another_visitor),
        TEST(consents_given_are_known_to_the_leads_own_visitor),
        TEST(part_of_an_id_is_not_the_id),
        TEST(an_own_visitors_newer_answer_counts),
        TEST(an_erasure_of_a_former_lead_is_read_by_anyone),
        TEST(malformed_values_are_read_as_absent),
        TEST(a_pin_of_another_form_is_kept),
        TEST(fields_of_other_forms_are_passed_over),
        TEST(a_name_without_a_value_is_passed_over),
        TEST(a_record_is_read_or_memory_is_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
