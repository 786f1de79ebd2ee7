/*
 * What a step asks for, and what becomes of the values sent.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <lead_form/lf_value.h>

#include "lf_test_submission.h"


static void
a_new_visitor_gives_a_name_and_one_contact(void **state)
{
    test_t  *t = *state;

    sent(t, "name", " Ada Lovelace ");
    sent(t, "email", "Ada@Example.COM");
    test_check(t, LF_STEP_FIRST, lf_null_str);

    assert_int_equal(t->s.problems, 0);
    assert_int_equal(t->s.inputs_count, 2);
    assert_given(t, LF_TEST_NAME, "Ada Lovelace");
    assert_given(t, LF_TEST_EMAIL, "Ada@example.com");
    assert_int_equal(t->s.inputs[t->s.contact].field, LF_TEST_EMAIL);
    assert_int_equal(t->s.action, LF_DO_SEND);
}


static void
either_contact_is_enough(void **state)
{
    test_t  *t = *state;

    sent(t, "phone", "+49 30 1234567");
    sent(t, "email", "  ");
    sent(t, "name", "Ada");
    test_check(t, LF_STEP_FIRST, lf_null_str);

    assert_int_equal(t->s.problems, 0);
    assert_given(t, LF_TEST_PHONE, "+49301234567");
    assert_false(lf_submission_input(&t->s, LF_TEST_EMAIL)->given);
    assert_int_equal(lf_submission_answers(&t->s), 2);
    assert_int_equal(t->s.inputs[t->s.contact].field, LF_TEST_PHONE);
}


static void
of_two_contacts_the_forms_first_is_the_contact_and_both_are_kept(void **state)
{
    test_t  *t = *state;

    sent(t, "phone", "+49 30 1234567");
    sent(t, "email", "ada@example.com");
    sent(t, "name", "Ada");
    test_check(t, LF_STEP_FIRST, lf_null_str);

    assert_int_equal(t->s.problems, 0);
    assert_given(t, LF_TEST_EMAIL, "ada@example.com");
    assert_given(t, LF_TEST_PHONE, "+49301234567");
    assert_int_equal(t->s.inputs[t->s.contact].field, LF_TEST_EMAIL);

    t->f.contacts[0] = LF_TEST_PHONE;
    t->f.contacts[1] = LF_TEST_EMAIL;
    test_check(t, LF_STEP_FIRST, lf_null_str);
    assert_int_equal(t->s.inputs[t->s.contact].field, LF_TEST_PHONE);
}


static void
a_wrong_contact_beside_a_right_one_is_pointed_out(void **state)
{
    test_t  *t = *state;

    sent(t, "name", "Ada");
    sent(t, "email", "ada@example.com");
    sent(t, "phone", "call me");
    test_check(t, LF_STEP_FIRST, lf_null_str);

    assert_int_equal(t->s.problems, 1);
    assert_bad(t, LF_TEST_PHONE, LF_MSG_PHONE);
}


static void
nothing_sent_asks_for_name_and_the_first_contact(void **state)
{
    test_t  *t = *state;

    test_check(t, LF_STEP_FIRST, lf_null_str);

    assert_int_equal(t->s.problems, 2);
    assert_int_equal(t->s.inputs_count, 2);
    assert_int_equal(t->s.contact, -1);
    assert_bad(t, LF_TEST_NAME, LF_MSG_REQUIRED);
    assert_bad(t, LF_TEST_EMAIL, LF_MSG_REQUIRED);

    /* as the page lists its problems: in the form's order */

    assert_int_equal(t->s.inputs[0].field, LF_TEST_NAME);
    assert_int_equal(t->s.inputs[1].field, LF_TEST_EMAIL);
}


static void
the_contact_that_was_shown_is_the_one_missed(void **state)
{
    test_t  *t = *state;

    sent(t, "phone", "");
    test_check(t, LF_STEP_FIRST, lf_null_str);

    assert_int_equal(t->s.problems, 2);
    assert_bad(t, LF_TEST_NAME, LF_MSG_REQUIRED);
    assert_bad(t, LF_TEST_PHONE, LF_MSG_REQUIRED);
    assert_null(lf_submission_input(&t->s, LF_TEST_EMAIL));
    assert_int_equal(t->s.inputs[0].field, LF_TEST_NAME);
}


static void
a_wrong_contact_alone_is_one_problem(void **state)
{
    test_t  *t = *state;

    sent(t, "name", "Ada");
    sent(t, "email", "ada@");
    sent(t, "phone", "");
    test_check(t, LF_STEP_FIRST, lf_null_str);

    assert_int_equal(t->s.problems, 1);
    assert_bad(t, LF_TEST_EMAIL, LF_MSG_EMAIL);
    assert_int_equal(t->s.contact, -1);
    assert_true(lf_str_is(lf_submission_input(&t->s, LF_TEST_EMAIL)->typed[0],
                          "ada@"));
}


static void
a_blank_contact_beside_a_wrong_one_is_no_problem(void **state)
{
    test_t  *t = *state;

    sent(t, "name", "Ada");
    sent(t, "email", "");
    sent(t, "phone", "call me");
    test_check(t, LF_STEP_FIRST, lf_null_str);

    assert_int_equal(t->s.problems, 1);
    assert_bad(t, LF_TEST_PHONE, LF_MSG_PHONE);
    assert_false(lf_submission_input(&t->s, LF_TEST_EMAIL)->bad);
}


static void
without_a_ticket_the_inputs_say_what_was_asked(void **state)
{
    test_t  *t = *state;

    test_read(t);
    assert_false(lf_submission_has_first(&t->f.form, &t->s));
    assert_int_equal(lf_submission_question(&t->f.form, &t->s), -1);

    sent(t, "budget", "1");
    sent(t, "interests", "1-10");
    sent(t, "vat_id", "");
    test_read(t);
    assert_false(lf_submission_has_first(&t->f.form, &t->s));
    assert_int_equal(lf_submission_question(&t->f.form, &t->s),
                     LF_TEST_VAT_ID);

    sent(t, "phone", "");
    test_read(t);
    assert_true(lf_submission_has_first(&t->f.form, &t->s));
}


static void
fields_the_first_step_did_not_ask_are_dropped(void **state)
{
    test_t  *t = *state;

    sent(t, "company", "Acme");
    sent(t, "industry", "steel");
    sent(t, "shoe_size", "43");
    sent(t, "name", "Ada");
    sent(t, "email", "ada@example.com");

    test_read(t);
    assert_int_equal(t->s.inputs_count, 3);

    test_check(t, LF_STEP_FIRST, lf_null_str);
    assert_int_equal(t->s.inputs_count, 2);
    assert_null(lf_submission_input(&t->s, LF_TEST_COMPANY));
}


static void
a_known_visitor_may_answer_the_question(void **state)
{
    test_t  *t = *state;

    sent(t, "company", "Acme\tGmbH");
    sent(t, "vat_id", "DE1");
    test_check(t, LF_STEP_KNOWN, lf_str("company"));

    assert_int_equal(t->s.problems, 0);
    assert_int_equal(t->s.inputs_count, 1);
    assert_given(t, LF_TEST_COMPANY, "Acme GmbH");
    assert_int_equal(t->s.contact, -1);
}


static void
a_known_visitor_may_leave_it_blank_or_press_the_button_only(void **state)
{
    test_t  *t = *state;

    test_check(t, LF_STEP_KNOWN, lf_str("company"));
    assert_int_equal(t->s.problems, 0);
    assert_int_equal(t->s.inputs_count, 0);

    sent(t, "company", " \t");
    test_check(t, LF_STEP_KNOWN, lf_str("company"));
    assert_int_equal(t->s.problems, 0);
    assert_false(lf_submission_input(&t->s, LF_TEST_COMPANY)->given);

    test_check(t, LF_STEP_KNOWN, lf_null_str);
    assert_int_equal(t->s.problems, 0);
    assert_int_equal(t->s.inputs_count, 0);
}


static void
an_answer_to_a_question_just_removed_is_still_stored(void **state)
{
    test_t  *t = *state;

    sent(t, "budget", "1500,5");
    test_check(t, LF_STEP_KNOWN, lf_str("budget"));

    assert_given(t, LF_TEST_BUDGET, "1500.5");

    assert_int_equal(t->s.removed_answer.len, 0);
}


static void
so_is_one_to_a_field_that_is_the_forms_no_more(void **state)
{
    lf_str_t  canonical;
    test_t   *t = *state;

    sent(t, "shoe_size", " 43 ");
    test_check(t, LF_STEP_KNOWN, lf_str("shoe_size"));
    assert_int_equal(t->s.inputs_count, 0);
    assert_true(lf_str_is(t->s.removed, "shoe_size"));
    assert_true(lf_str_is(t->s.removed_answer, "43"));
    assert_int_equal(lf_submission_answers(&t->s), 1);

    canonical = lf_submission_canonical(&t->memory.mem, &t->f.form, &t->s);
    assert_true(lf_str_starts_with(canonical, lf_str("9:shoe_size2:430:")));

    /* of another form, several of them */

    sent(t, "industry", "steel");
    sent(t, "industry", "wood");
    test_check(t, LF_STEP_KNOWN, lf_str("industry"));
    assert_int_equal(t->s.inputs_count, 0);
    assert_true(lf_str_is(t->s.removed_answer, "steel\nwood"));

    /* but not what was not asked */

    test_check(t, LF_STEP_KNOWN, lf_str("company"));
    assert_int_equal(lf_submission_answers(&t->s), 0);
    test_check(t, LF_STEP_KNOWN, lf_null_str);
    assert_int_equal(lf_submission_answers(&t->s), 0);
}


static void
an_option_of_the_page_before_an_edit_is_taken(void **state)
{
    test_t  *t = *state;

    sent(t, "team_size", "a few");
    test_check(t, LF_STEP_KNOWN, lf_str("team_size"));
    assert_int_equal(t->s.problems, 1);

    assert_int_equal(lf_submission_take_old(&t->memory.mem, &t->f.form,
                                            lf_str("team_size"), &t->s),
                     0);
    assert_int_equal(t->s.problems, 0);
    assert_int_equal(t->s.inputs_count, 0);
    assert_true(lf_str_is(t->s.removed, "team_size"));
    assert_true(lf_str_is(t->s.removed_answer, "a few"));
    assert_int_equal(lf_submission_answers(&t->s), 1);

    /* what a person typed can be corrected, and is no option */

    t->count = 0;
    sent(t, "budget", "a lot");
    test_check(t, LF_STEP_KNOWN, lf_str("budget"));
    assert_int_equal(lf_submission_take_old(&t->memory.mem, &t->f.form,
                                            lf_str("budget"), &t->s),
                     0);
    assert_int_equal(t->s.problems, 1);
    assert_int_equal(t->s.removed_answer.len, 0);

    /* nor is what cannot be a text */

    t->count = 0;
    sent(t, "team_size", "4\xff");
    test_check(t, LF_STEP_KNOWN, lf_str("team_size"));
    assert_int_equal(lf_submission_take_old(&t->memory.mem, &t->f.form,
                                            lf_str("team_size"), &t->s),
                     0);
    assert_int_equal(t->s.problems, 1);
}


static void
of_a_field_that_is_no_more_only_a_text_is_taken(void **state)
{
    char     text[LF_VALUE_LEN_MAX + 2];
    test_t  *t = *state;

    memset(text, 'x', sizeof(text) - 1);
    text[LF_VALUE_LEN_MAX + 1] = '\0';

    sent(t, "shoe_size", text + 1);
    test_check(t, LF_STEP_KNOWN, lf_str("shoe_size"));
    assert_int_equal(t->s.removed_answer.len, LF_VALUE_LEN_MAX);

    t->count = 0;
    sent(t, "shoe_size", text);
    test_check(t, LF_STEP_KNOWN, lf_str("shoe_size"));
    assert_int_equal(t->s.removed_answer.len, 0);
    assert_int_equal(t->s.problems, 0);

    t->count = 0;
    sent(t, "shoe_size", "4\xff");
    test_check(t, LF_STEP_KNOWN, lf_str("shoe_size"));
    assert_int_equal(t->s.removed_answer.len, 0);

    t->count = 0;
    sent(t, "shoe_size", " ");
    test_check(t, LF_STEP_KNOWN, lf_str("shoe_size"));
    assert_int_equal(t->s.removed_answer.len, 0);

    t->count = 0;
    sent(t, "shoe_size", "43");
    sent(t, "lf_do", "decline");
    test_check(t, LF_STEP_KNOWN, lf_str("shoe_size"));
    assert_int_equal(t->s.removed_answer.len, 0);
}


static void
a_wrong_answer_is_a_problem(void **state)
{
    test_t  *t = *state;

    sent(t, "team_size", "a lot");
    test_check(t, LF_STEP_KNOWN, lf_str("team_size"));

    assert_int_equal(t->s.problems, 1);
    assert_bad(t, LF_TEST_TEAM_SIZE, LF_MSG_CHOICE);
}


static void
several_choices_are_one_answer(void **state)
{
    test_t  *t = *state;

    sent(t, "interests", "11-50");
    sent(t, "interests", "1-10");
    test_check(t, LF_STEP_KNOWN, lf_str("interests"));

    assert_int_equal(t->s.inputs[0].typed_count, 2);
    assert_true(lf_str_is(t->s.inputs[0].typed[0], "11-50"));
    assert_given(t, LF_TEST_INTERESTS, "1-10\n11-50");
}


static void
a_value_sent_twice_is_a_problem(void **state)
{
    test_t  *t = *state;

    sent(t, "name", "Ada");
    sent(t, "name", "Bob");
    sent(t, "email", "ada@example.com");
    test_check(t, LF_STEP_FIRST, lf_null_str);

    assert_int_equal(t->s.problems, 1);
    assert_bad(t, LF_TEST_NAME, LF_MSG_REPEATED);
}


static void
rather_not_say_needs_no_right_answer(void **state)
{
    test_t  *t = *state;

    sent(t, "team_size", "a lot");
    sent(t, "lf_do", "decline");
    test_check(t, LF_STEP_KNOWN, lf_str("team_size"));

    assert_int_equal(t->s.action, LF_DO_DECLINE);
    assert_int_equal(t->s.problems, 0);
    assert_int_equal(t->s.inputs_count, 0);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        TEST(a_new_visitor_gives_a_name_and_one_contact),
        TEST(either_contact_is_enough),
        TEST(of_two_contacts_the_forms_first_is_the_contact_and_both_are_kept),
        TEST(a_wrong_contact_beside_a_right_one_is_pointed_out),
        TEST(nothing_sent_asks_for_name_and_the_first_contact),
        TEST(the_contact_that_was_shown_is_the_one_missed),
        TEST(a_wrong_contact_alone_is_one_problem),
        TEST(a_blank_contact_beside_a_wrong_one_is_no_problem),
        TEST(without_a_ticket_the_inputs_say_what_was_asked),
        TEST(fields_the_first_step_did_not_ask_are_dropped),
        TEST(a_known_visitor_may_answer_the_question),
        TEST(a_known_visitor_may_leave_it_blank_or_press_the_button_only),
        TEST(an_answer_to_a_question_just_removed_is_still_stored),
        TEST(so_is_one_to_a_field_that_is_the_forms_no_more),
        TEST(an_option_of_the_page_before_an_edit_is_taken),
        TEST(of_a_field_that_is_no_more_only_a_text_is_taken),
        TEST(a_wrong_answer_is_a_problem),
        TEST(several_choices_are_one_answer),
        TEST(a_value_sent_twice_is_a_problem),
        TEST(rather_not_say_needs_no_right_answer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
