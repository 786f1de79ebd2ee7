/*
 * The ticket: proof of what was asked, when, of whom.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <lead_form/lf_form.h>

#include "lf_test_keys.h"
#include "lf_test_memory.h"


#define TEST_TIME    INT64_C(1763920000123)         /* milliseconds */
#define TEST_DAY     ((int64_t) LF_TICKET_LIFETIME * 1000)
#define TEST_TICKET                                                           \
    "AfYBAZqx0zR7AAECAwQFBgcICQoLY3pKyMS53zKp27p8WRuVnQ.company"


#define TEST(name)                                                            \
    cmocka_unit_test_setup_teardown(name, test_setup, test_teardown)


typedef struct {
    lf_test_mem_t   memory;
    lf_keys_t      *keys;
    uint8_t         visitor[LF_ID_LEN];
    uint8_t         stranger[LF_ID_LEN];
    lf_ticket_t     ticket;             /* as read */
} test_t;


static int
test_setup(void **state)
{
    size_t   i;
    test_t  *t;

    t = calloc(1, sizeof(test_t));
    lf_test_mem_init(&t->memory);
    t->keys = lf_test_keys("sign " LF_TEST_SIGN_1 "\nlead " LF_TEST_LEAD);

    for (i = 0; i < LF_ID_LEN; i++) {
        t->visitor[i] = (uint8_t) i;
    }

    *state = t;

    return t->keys == NULL;
}


static int
test_teardown(void **state)
{
    test_t  *t = *state;

    lf_keys_free(t->keys);
    lf_test_mem_free(&t->memory);
    free(t);

    return 0;
}


static lf_str_t
test_make(test_t *t, unsigned flags, const uint8_t *visitor,
    lf_str_t question)
{
    int          rc;
    size_t       i;
    lf_out_t     out;
    lf_ticket_t  ticket;

    ticket.flags = flags;
    ticket.time = TEST_TIME;
    ticket.question = question;

    for (i = 0; i < LF_NONCE_LEN; i++) {
        ticket.nonce[i] = (uint8_t) i;
    }

    lf_out_init(&out, &t->memory.mem, 0);

    rc = lf_ticket_make(t->keys, lf_str("main"), lf_str("contact"), visitor,
                        &ticket, &out);
    assert_int_equal(rc, 0);

    return lf_out_str(&out);
}


static lf_ticket_result_t
test_read(test_t *t, const uint8_t *visitor, lf_str_t text, int64_t now)
{
    return lf_ticket_read(t->keys, lf_str("main"), lf_str("contact"), visitor,
                          lf_test_butt(&t->memory, text), now, &t->ticket);
}


static void
a_ticket_is_made_as_the_format_says(void **state)
{
    lf_str_t   text;
    test_t    *t = *state;

    text = test_make(t, LF_TICKET_KNOWN, t->visitor, lf_str("company"));

    assert_true(lf_str_is(text, TEST_TICKET));
    assert_int_equal(text.len, LF_TICKET_LEN + sizeof(".company") - 1);
}


static void
a_ticket_brings_back_what_was_asked_and_when(void **state)
{
    size_t   i;
    test_t  *t = *state;

    assert_int_equal(test_read(t, t->visitor, lf_str(TEST_TICKET), TEST_TIME),
                     LF_TICKET_OK);
    assert_int_equal(t->ticket.flags, LF_TICKET_KNOWN);
    assert_int_equal(t->ticket.time, TEST_TIME);
    assert_true(lf_str_is(t->ticket.question, "company"));

    for (i = 0; i < LF_NONCE_LEN; i++) {
        assert_int_equal(t->ticket.nonce[i], i);
    }
}


static void
a_ticket_of_no_question_has_no_dot(void **state)
{
    lf_str_t   text;
    test_t    *t = *state;

    text = test_make(t, LF_TICKET_AGAIN, NULL, lf_null_str);

    assert_int_equal(text.len, LF_TICKET_LEN);
    assert_int_equal(test_read(t, NULL, text, TEST_TIME), LF_TICKET_OK);
    assert_int_equal(t->ticket.flags, LF_TICKET_AGAIN);
    assert_int_equal(t->ticket.question.len, 0);

    text = lf_str_concat(&t->memory.mem,
                         (lf_str_t[]) { text, lf_str(".") }, 2);
    assert_int_equal(test_read(t, NULL, text, TEST_TIME), LF_TICKET_BAD);
}


static void
a_ticket_is_of_one_form_and_one_site(void **state)
{
    test_t  *t = *state;

    assert_int_equal(lf_ticket_read(t->keys, lf_str("main"), lf_str("demo"),
                                    t->visitor, lf_str(TEST_TICKET),
                                    TEST_TIME, &t->ticket),
                     LF_TICKET_BAD);
    assert_int_equal(lf_ticket_read(t->keys, lf_str("other"),
                                    lf_str("contact"), t->visitor,
                                    lf_str(TEST_TICKET), TEST_TIME,
                                    &t->ticket),
                     LF_TICKET_BAD);
}


static void
a_known_visitors_ticket_is_of_that_visitor_only(void **state)
{
    size_t         i;
    lf_str_t       text;
    test_t        *t = *state;
    const unsigned bound[] = {
        LF_TICKET_KNOWN, LF_TICKET_OTHER, LF_TICKET_OTHER|LF_TICKET_AGAIN
    };

    for (i = 0; i < LF_ARRAY_SIZE(bound); i++) {
        text = test_make(t, bound[i], t->visitor, lf_null_str);

        assert_int_equal(test_read(t, t->visitor, text, TEST_TIME),
                         LF_TICKET_OK);
        assert_int_equal(test_read(t, t->stranger, text, TEST_TIME),
                         LF_TICKET_BAD);
        assert_int_equal(test_read(t, NULL, text, TEST_TIME), LF_TICKET_BAD);
    }
}


static void
an_unknown_visitors_ticket_verifies_whatever_the_cookie_is(void **state)
{
    lf_str_t   text;
    test_t    *t = *state;

    text = test_make(t, 0, NULL, lf_null_str);

    assert_int_equal(test_read(t, NULL, text, TEST_TIME), LF_TICKET_OK);
    assert_int_equal(test_read(t, t->visitor, text, TEST_TIME), LF_TICKET_OK);
}


static void
a_ticket_with_another_question_is_forged(void **state)
{
    lf_str_t   text;
    test_t    *t = *state;

    text = lf_str("AfYBAZqx0zR7AAECAwQFBgcICQoLY3pKyMS53zKp27p8WRuVnQ.budget");
    assert_int_equal(test_read(t, t->visitor, text, TEST_TIME), LF_TICKET_BAD);

    text = (lf_str_t) { TEST_TICKET, LF_TICKET_LEN };
    assert_int_equal(test_read(t, t->visitor, text, TEST_TIME), LF_TICKET_BAD);
}


static void
a_ticket_with_any_character_changed_is_forged(void **state)
{
    char     text[sizeof(TEST_TICKET) - 1];
    size_t   i;
    test_t  *t = *state;

    for (i = 0; i < sizeof(text); i++) {
        memcpy(text, TEST_TICKET, sizeof(text));
        text[i] = text[i] == 'B' ? 'C' : 'B';

        assert_int_equal(test_read(t, t->visitor,
                                   (lf_str_t) { text, sizeof(text) },
                                   TEST_TIME),
                         LF_TICKET_BAD);
    }
}


static void
garbage_is_a_bad_ticket(void **state)
{
    size_t   i;
    test_t  *t = *state;

    for (i = 0; i < sizeof(TEST_TICKET) - 1; i++) {
        assert_int_equal(test_read(t, t->visitor,
                                   (lf_str_t) { TEST_TICKET, i }, TEST_TIME),
                         LF_TICKET_BAD);
    }

    assert_int_equal(test_read(t, t->visitor, lf_null_str, TEST_TIME),
                     LF_TICKET_BAD);
}


static void
a_question_is_a_fields_name_even_if_it_was_signed(void **state)
{
    size_t     i;
    lf_str_t   text;
    test_t    *t = *state;

    static const struct {
        lf_str_t            question;
        lf_ticket_result_t  result;
    } cases[] = {
        { { "a", 1 }, LF_TICKET_OK },
        { { "a2345678901234567890123456789012345678_0", 40 }, LF_TICKET_OK },
        { { "a2345678901234567890123456789012345678901", 41 },
          LF_TICKET_BAD },
        { { "A", 1 }, LF_TICKET_BAD },
        { { "1a", 2 }, LF_TICKET_BAD },
        { { "a b", 3 }, LF_TICKET_BAD },
        { { "a<b", 3 }, LF_TICKET_BAD },
        { { "a\0b", 3 }, LF_TICKET_BAD },
    };

    for (i = 0; i < LF_ARRAY_SIZE(cases); i++) {
        text = test_make(t, LF_TICKET_KNOWN, t->visitor, cases[i].question);
        assert_int_equal(test_read(t, t->visitor, text, TEST_TIME),
                         cases[i].result);
    }
}


static void
a_ticket_is_old_after_a_day(void **state)
{
    lf_str_t   text = lf_str(TEST_TICKET);
    test_t    *t = *state;

    assert_int_equal(test_read(t, t->visitor, text, TEST_TIME + TEST_DAY),
                     LF_TICKET_OK);
    assert_int_equal(test_read(t, t->visitor, text, TEST_TIME + TEST_DAY + 1),
                     LF_TICKET_OLD);
    assert_true(lf_str_is(t->ticket.question, "company"));
    assert_int_equal(t->ticket.time, TEST_TIME);
}


static void
a_ticket_from_the_future_is_bad_but_for_a_slow_clock(void **state)
{
    lf_str_t   text = lf_str(TEST_TICKET);
    test_t    *t = *state;

    assert_int_equal(test_read(t, t->visitor, text,
                               TEST_TIME - LF_TICKET_CLOCK_SLACK),
                     LF_TICKET_OK);
    assert_int_equal(test_read(t, t->visitor, text,
                               TEST_TIME - LF_TICKET_CLOCK_SLACK - 1),
                     LF_TICKET_BAD);
}


static void
a_cookie_is_no_ticket(void **state)
{
    char          text[LF_COOKIE_LEN];
    test_t       *t = *state;
    lf_cookie_t   cookie;

    memset(&cookie, 0, sizeof(cookie));

    assert_int_equal(lf_cookie_make(t->keys, lf_str("main"), &cookie, text),
                     0);
    assert_int_equal(test_read(t, NULL, (lf_str_t) { text, LF_TICKET_LEN },
                               TEST_TIME),
                     LF_TICKET_BAD);
}


static void
what_has_no_room_in_a_ticket_makes_none(void **state)
{
    size_t       i;
    test_t      *t = *state;
    lf_out_t     out;
    lf_ticket_t  tickets[] = {
        { 0, -1, { 0 }, lf_null_str },
        { 0, (int64_t) 1 << 48, { 0 }, lf_null_str },
        { 0x10, TEST_TIME, { 0 }, lf_null_str },
        { LF_TICKET_KNOWN, TEST_TIME, { 0 }, lf_null_str },  /* no visitor */
    };

    lf_out_init(&out, &t->memory.mem, 0);

    for (i = 0; i < LF_ARRAY_SIZE(tickets); i++) {
        assert_int_equal(lf_ticket_make(t->keys, lf_str("main"),
                                        lf_str("contact"), NULL, &tickets[i],
                                        &out),
                         -1);
    }

    assert_int_equal(out.len, 0);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        TEST(a_ticket_is_made_as_the_format_says),
        TEST(a_ticket_brings_back_what_was_asked_and_when),
        TEST(a_ticket_of_no_question_has_no_dot),
        TEST(a_ticket_is_of_one_form_and_one_site),
        TEST(a_known_visitors_ticket_is_of_that_visitor_only),
        TEST(an_unknown_visitors_ticket_verifies_whatever_the_cookie_is),
        TEST(a_ticket_with_another_question_is_forged),
        TEST(a_ticket_with_any_character_changed_is_forged),
        TEST(garbage_is_a_bad_ticket),
        TEST(a_question_is_a_fields_name_even_if_it_was_signed),
        TEST(a_ticket_is_old_after_a_day),
        TEST(a_ticket_from_the_future_is_bad_but_for_a_slow_clock),
        TEST(a_cookie_is_no_ticket),
        TEST(what_has_no_room_in_a_ticket_makes_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
