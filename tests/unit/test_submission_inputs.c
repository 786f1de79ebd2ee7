/*
 * The page's own inputs: buttons, referrer, message and consents.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lf_test_submission.h"


static void
each_button_is_told_by_its_name(void **state)
{
    size_t   i;
    test_t  *t = *state;

    static const struct {
        const char  *sent;
        lf_do_t      action;
    } cases[] = {
        { "decline", LF_DO_DECLINE }, { "not_me", LF_DO_NOT_ME },
        { "forget", LF_DO_FORGET }, { "erase", LF_DO_ERASE },
        { "shown", LF_DO_SHOWN },
        { "its_me", LF_DO_ITS_ME }, { "not_mine", LF_DO_NOT_MINE },
        { "send", LF_DO_SEND }, { "", LF_DO_SEND }, { "Erase", LF_DO_SEND },
        { "forgetful", LF_DO_SEND },
    };

    for (i = 0; i < LF_ARRAY_SIZE(cases); i++) {
        t->count = 0;
        sent(t, "lf_do", cases[i].sent);
        test_read(t);
        assert_int_equal(t->s.action, cases[i].action);
    }
}


static void
the_pages_own_inputs_are_read(void **state)
{
    test_t  *t = *state;

    test_read(t);
    assert_int_equal(t->s.ticket.len, 0);
    assert_false(t->s.honeypot);
    assert_false(t->s.remember);

    sent(t, "lf_ticket", "abc.company");
    sent(t, "lf_ticket", "second");
    sent(t, "lf_referrer", "https://search.example/path?q=secret#x");
    sent(t, "lf_homepage", "http://spam.example");
    sent(t, "lf_remember", "1");
    test_read(t);

    assert_true(lf_str_is(t->s.ticket, "abc.company"));
    assert_true(lf_str_is(t->s.referrer, "https://search.example/path"));
    assert_true(t->s.honeypot);
    assert_true(t->s.remember);

    t->count = 0;
    sent(t, "lf_homepage", "");
    sent(t, "lf_remember", "");
    test_read(t);
    assert_false(t->s.honeypot);
    assert_false(t->s.remember);
}


static void
a_referrer_is_origin_and_path_or_nothing(void **state)
{
    size_t         i;
    lf_test_mem_t  memory;
    char           longest[LF_URL_LEN_MAX + 3];

    static const char  *cases[][2] = {
        { "https://a.example", "https://a.example" },
        { "http://a.example:8080/b?c", "http://a.example:8080/b" },
        { "HTTPS://A.example/#f", "HTTPS://A.example/" },
        { "https://[::1]/a@b", "https://[::1]/a@b" },
        { "https://a.example?x@y", "https://a.example" },
        { "https://user:pw@a.example/", "" },
        { "https://", "" }, { "https:///path", "" }, { "https://?q", "" },
        { "https:/a", "" }, { "ftp://a.example/", "" },
        { "javascript:alert(1)", "" }, { "android-app://x", "" }, { "", "" },
        { "/path", "" }, { "https://a.example/\"><script>", "" },
        { "https://a.example/a b", "" }, { "https://a.example/\xc3\xa4", "" },
        { "https://a.example/\n", "" },
    };

    (void) state;

    lf_test_mem_init(&memory);

    for (i = 0; i < LF_ARRAY_SIZE(cases); i++) {
        assert_true(lf_str_eq(
            lf_referrer_clean(lf_test_butt(&memory, lf_str_of(cases[i][0]))),
            lf_str_of(cases[i][1])));
    }

    lf_test_mem_free(&memory);

    memset(longest, 'a', sizeof(longest));
    memcpy(longest, "https://", 8);
    longest[LF_URL_LEN_MAX] = '?';

    assert_int_equal(lf_referrer_clean((lf_str_t) { longest,
                                                    sizeof(longest) }).len,
                     LF_URL_LEN_MAX);

    longest[LF_URL_LEN_MAX] = 'a';

    assert_int_equal(lf_referrer_clean((lf_str_t) { longest,
                                                    sizeof(longest) }).len,
                     0);
}


static void
a_message_goes_along_where_the_form_has_one(void **state)
{
    test_t  *t = *state;

    sent(t, "lf_message", " Hello\r\nthere ");
    test_check(t, LF_STEP_KNOWN, lf_null_str);
    assert_true(lf_str_is(t->s.message, "Hello\nthere"));
    assert_int_equal(t->s.problems, 0);

    t->f.form.message = 0;
    test_check(t, LF_STEP_KNOWN, lf_null_str);
    assert_int_equal(t->s.message.len, 0);
    assert_int_equal(t->s.message_typed.len, 0);
}


static void
a_message_that_is_no_text_is_a_problem(void **state)
{
    test_t  *t = *state;

    sent(t, "lf_message", "\xff\xfe");
    test_check(t, LF_STEP_KNOWN, lf_null_str);

    assert_int_equal(t->s.problems, 1);
    assert_true(t->s.message_bad);
    assert_int_equal(t->s.message_problem, LF_MSG_NOT_TEXT);
    assert_int_equal(t->s.message.len, 0);
    assert_int_equal(t->s.message_typed.len, 2);
}


static void
ticked_consents_are_the_forms_own_in_its_order(void **state)
{
    test_t  *t = *state;

    sent(t, "lf_consent", "terms");
    sent(t, "lf_consent", "everything");
    sent(t, "lf_consent", "news");
    sent(t, "lf_consent", "news");
    test_read(t);

    assert_int_equal(t->s.consents_count, 2);
    assert_ptr_equal(t->s.consents[0], &t->f.consents[LF_TEST_NEWS]);
    assert_ptr_equal(t->s.consents[1], &t->f.consents[LF_TEST_TERMS]);
}


static void
a_required_consent_is_missed_where_it_was_shown(void **state)
{
    test_t  *t = *state;

    t->f.consents[LF_TEST_TERMS].required = 1;
    sent(t, "name", "Ada");
    sent(t, "email", "ada@example.com");
    sent(t, "lf_consent", "news");

    test_check(t, LF_STEP_FIRST, lf_null_str);
    assert_int_equal(t->s.problems, 1);
    assert_int_equal(t->s.consents_missing, 1 << LF_TEST_TERMS);

    /* a known visitor is not stopped by it */

    test_check(t, LF_STEP_KNOWN, lf_null_str);
    assert_int_equal(t->s.problems, 0);
    assert_int_equal(t->s.consents_missing, 0);

    /* with a condition, by what the facts say */

    lf_test_consent_in_germany(&t->f, LF_TEST_TERMS);
    test_check(t, LF_STEP_FIRST, lf_null_str);
    assert_int_equal(t->s.problems, 0);

    t->facts.country = lf_str("FR");
    assert_int_equal(lf_consents_shown(&t->f.form, &t->facts),
                     1 << LF_TEST_NEWS);

    t->facts.country = lf_str("DE");
    t->s.consents_shown = lf_consents_shown(&t->f.form, &t->facts);
    assert_int_equal(t->s.consents_shown, 3);
    assert_int_equal(lf_submission_check(&t->memory.mem, &t->f.form,
                                         LF_STEP_FIRST, lf_null_str, &t->s),
                     0);
    assert_int_equal(t->s.problems, 1);

    sent(t, "lf_consent", "terms");
    test_read(t);
    t->s.consents_shown = 3;
    assert_int_equal(lf_submission_check(&t->memory.mem, &t->f.form,
                                         LF_STEP_FIRST, lf_null_str, &t->s),
                     0);
    assert_int_equal(t->s.problems, 0);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        TEST(each_button_is_told_by_its_name),
        TEST(the_pages_own_inputs_are_read),
        TEST(a_referrer_is_origin_and_path_or_nothing),
        TEST(a_message_goes_along_where_the_form_has_one),
        TEST(a_message_that_is_no_text_is_a_problem),
        TEST(ticked_consents_are_the_forms_own_in_its_order),
        TEST(a_required_consent_is_missed_where_it_was_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
