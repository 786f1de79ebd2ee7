/*
 * The fields on the pages: the control of each type, what was typed in its
 * place, and what is wrong with it.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lf_test_page.h"


/* SHA-256 of the text of the consent "terms" */
#define TERMS_HASH \
    "2c90f1a5aa5bf86ebde24fe1ffe7c046" \
    "610feccdf8b9cc36a9b4ebbf0ed7ff20"


static void
typed_values_come_back_in_place(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();
    type_in(p, NAME, "Zoë \"Z\" <O'Neil> & \xff");
    type_in(p, EMAIL, "zoe@@example.com");
    p->submission.message_typed = lf_str("\r\nHi </textarea>");
    html = page_html(p);

    assert_has(html, " value=\"Zoë &quot;Z&quot; &lt;O&#39;Neil&gt; &amp; "
                     "\xef\xbf\xbd\">");
    assert_has(html, " value=\"zoe@@example.com\">");
    assert_has(html, "<details open>");
    assert_has(html, ">\n\r\nHi &lt;/textarea&gt;</textarea>");

    page_free(p);
}


static void
a_value_longer_than_any_person_types_is_cut_between_characters(void **state)
{
    char    *huge;
    size_t   i;
    page_t  *p;

    (void) state;

    p = page_create();
    huge = lf_test_take(&p->memory, 40001);

    for (i = 0; i < 40000; i += 2) {
        memcpy(huge + i, "\xc3\xa9", 2);
    }

    huge[0] = 'x';
    huge[1] = 'y';
    huge[2] = 'z';
    memmove(huge + 3, huge + 4, 40000 - 4);

    type_in(p, NAME, huge);

    assert_in_range(strlen(page_html(p)), 16384, 16384 + 4096);
    assert_lacks(page_html(p), "\xef\xbf\xbd");

    page_free(p);
}


static void
an_error_is_said_first_and_beside_its_input(void **state)
{
    page_t                   *p;
    const char               *html;
    static const char *const  parts[] = {
        "<title>", " – Talk to us</title>",
        "<main><div class=\"lf-summary\" role=\"alert\" tabindex=\"-1\""
            " autofocus>",
        "<li><a href=\"#f-email\">Work e-mail: ",
        "<h1>",
        "<p class=\"lf-error\" id=\"e-email\">",
        "<input id=\"f-email\"",
        " aria-invalid=\"true\" aria-describedby=\"e-email\"",
        NULL
    };

    (void) state;

    p = page_create();
    type_in(p, NAME, "Zoë");
    make_bad(p, type_in(p, EMAIL, "zoe@"), LF_MSG_EMAIL);
    html = page_html(p);

    assert_in_order(html, parts);
    assert_int_equal(count_of(html, "aria-invalid=\"true\""), 1);
    assert_int_equal(count_of(html, "<li>"), 1);
    assert_has(html, " value=\"zoe@\">");

    page_free(p);
}


static void
an_error_and_the_reason_are_both_bound_to_the_input(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();
    html = known_html(p, COMPANY);
    assert_has(html, "<p class=\"lf-why\" id=\"w-company\">");
    assert_has(html, " aria-describedby=\"w-company\"");

    make_bad(p, type_in(p, COMPANY, "x"), LF_MSG_TOO_LONG);
    html = page_html(p);
    assert_has(html, " aria-describedby=\"e-company w-company\"");

    page_free(p);
}


static void
a_bad_message_is_in_the_summary(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();
    p->view.submission = &p->submission;
    p->submission.message_typed = lf_str("far too long");
    p->submission.message_bad = 1;
    p->submission.message_problem = LF_MSG_TOO_LONG;
    p->submission.problems = 1;
    html = page_html(p);

    assert_has(html, "<a href=\"#f-lf_message\">");
    assert_has(html, " aria-describedby=\"e-lf_message\">\nfar too long<");

    page_free(p);
}


static void
only_what_is_on_the_page_is_in_its_summary(void **state)
{
    page_t  *p;

    (void) state;

    p = page_create();
    make_bad(p, type_in(p, VAT_ID, "x"), LF_MSG_PATTERN);

    assert_lacks(page_html(p), "role=\"alert\"");

    page_free(p);
}


static void
a_notice_has_the_focus_unless_there_are_errors(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();
    type_in(p, NAME, "Zoë");
    p->view.has_notice = 1;
    p->view.notice = LF_MSG_PRESS_AGAIN;
    html = page_html(p);

    assert_has(html, "<p class=\"lf-notice\" role=\"alert\" tabindex=\"-1\""
                     " autofocus>");
    assert_lacks(html, "aria-invalid=\"");

    make_bad(p, type_in(p, EMAIL, ""), LF_MSG_REQUIRED);
    html = page_html(p);

    assert_has(html, "<p class=\"lf-notice\" role=\"alert\">");
    assert_int_equal(count_of(html, "autofocus"), 1);

    page_free(p);
}


static void
consent_is_ticked_by_the_visitor_alone(void **state)
{
    page_t               *p;
    const char           *html;
    const lf_consent_t   *ticked[1];

    (void) state;

    p = page_create();
    p->form.consents_count = 2;

    assert_lacks(page_html(p), "lf_consent");

    p->view.consents = 2;
    html = page_html(p);
    assert_lacks(html, "value=\"news ");
    assert_has(html, "name=\"lf_consent\" value=\"terms 1 "
                     TERMS_HASH "\" id=\"f-lf_consent-terms\" required"
                     " aria-invalid=\"false\">"
                     "<span>I agree<br>to the terms.</span>");

    p->view.consents = 3;
    p->view.ask_remember = 1;
    html = page_html(p);
    assert_has(html, "value=\"news 2026-11 ");
    assert_has(html, "name=\"lf_remember\"");
    assert_lacks(html, "checked");

    ticked[0] = &p->consents[0];
    p->view.submission = &p->submission;
    p->submission.consents = ticked;
    p->submission.consents_count = 1;
    html = page_html(p);
    assert_in_order(html, (const char *const []) {
        "value=\"news 2026-11 ", "\" checked><span>Send me", NULL });
    assert_int_equal(count_of(html, "checked"), 1);

    p->submission.remember = 1;
    assert_has(page_html(p), "name=\"lf_remember\" value=\"1\" checked>");

    page_free(p);
}


static void
a_consent_that_is_missing_is_asked_for_like_a_field(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();
    p->form.consents_count = 2;
    p->view.consents = 3;
    p->view.submission = &p->submission;
    p->submission.consents_missing = 2;
    p->submission.problems = 1;
    html = page_html(p);

    assert_has(html, "<a href=\"#f-lf_consent-terms\">Please tick this box"
                     " to go on: I agree\nto the ");
    assert_has(html, "<p class=\"lf-error\" id=\"e-lf_consent-terms\">"
                     "Please tick this box to go on</p>");
    assert_has(html, " id=\"f-lf_consent-terms\" required"
                     " aria-invalid=\"true\""
                     " aria-describedby=\"e-lf_consent-terms\">");
    assert_int_equal(count_of(html, "aria-invalid=\"true\""), 1);

    p->view.consents = 1;
    assert_lacks(page_html(p), "role=\"alert\"");

    page_free(p);
}


static void
as_many_consents_as_a_form_can_have_fit_on_a_page(void **state)
{
    size_t         i;
    page_t        *p;
    lf_consent_t   consents[LF_CONSENTS_MAX];

    (void) state;

    p = page_create();

    for (i = 0; i < LF_CONSENTS_MAX; i++) {
        consents[i] = p->consents[1];
    }

    p->form.consents = consents;
    p->form.consents_count = LF_CONSENTS_MAX;
    p->view.consents = (1 << LF_CONSENTS_MAX) - 1;

    assert_int_equal(count_of(page_html(p), "value=\"terms 1 "),
                     LF_CONSENTS_MAX);

    page_free(p);
}


static void
each_type_has_its_control(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();

    html = known_html(p, VAT_ID);
    assert_has(html, " pattern=\"\\s*(?:[A-Z]{2}[0-9A-Z]{8,12})\\s*\"");
    assert_has(html, " placeholder=\"DE123456789\"");

    html = known_html(p, BUDGET);
    assert_has(html, "name=\"budget\" type=\"text\" inputmode=\"decimal\"");
    assert_lacks(html, "type=\"number\"");

    html = known_html(p, WEBSITE);
    assert_has(html, " inputmode=\"url\"");
    assert_lacks(html, "type=\"url\"");

    html = known_html(p, START);
    assert_has(html, " type=\"date\" min=\"2026-01-01\"");

    html = known_html(p, ABOUT);
    assert_has(html, "name=\"about\" rows=\"4\" maxlength=\"4000\">\n"
                     "</textarea>");

    html = known_html(p, RETURNING);
    assert_has(html, "<fieldset><legend>Are you a customer already? <small>");
    assert_has(html, "<input type=\"radio\" id=\"f-returning\""
                     " name=\"returning\" value=\"yes\">");
    assert_has(html, "<input type=\"radio\" name=\"returning\""
                     " value=\"no\">");

    page_free(p);
}


static void
a_number_that_may_be_negative_gets_a_keyboard_with_a_minus(void **state)
{
    page_t  *p;

    (void) state;

    p = page_create();
    p->fields[BUDGET].has_min = 0;
    assert_lacks(known_html(p, BUDGET), "inputmode=\"decimal\"");
    page_free(p);

    p = page_create();
    p->fields[BUDGET].step = 1;
    assert_has(known_html(p, BUDGET), "inputmode=\"numeric\"");
    page_free(p);
}


static void
few_options_stand_side_by_side_and_many_in_a_select(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();

    html = known_html(p, TEAM_SIZE);
    assert_int_equal(count_of(html, "type=\"radio\""), 3);
    assert_has(html, "<fieldset aria-describedby=\"w-team_size\">");
    assert_has(html, "value=\"11-50\">11 to 50</label>");
    assert_int_equal(count_of(html, "id=\"f-team_size\""), 1);

    html = known_html(p, PLAN);
    assert_has(html, "<select id=\"f-plan\" name=\"plan\">"
                     "<option value=\"\">");
    assert_int_equal(count_of(html, "<option"), 7);
    assert_lacks(html, "selected");

    html = known_html(p, TOPICS);
    assert_int_equal(count_of(html, "type=\"checkbox\" "), 3);

    page_free(p);
}


static void
what_was_chosen_is_chosen_again(void **state)
{
    page_t      *p;
    const char  *html;
    lf_str_t     both[2];

    (void) state;

    p = page_create();

    type_in(p, PLAN, "team");
    html = known_html(p, PLAN);
    assert_has(html, "<option value=\"team\" selected>");
    assert_int_equal(count_of(html, " selected"), 1);

    both[0] = lf_str("support");
    both[1] = lf_str("price");
    p->inputs[0].field = TOPICS;
    p->inputs[0].typed = both;
    p->inputs[0].typed_count = 2;
    html = known_html(p, TOPICS);
    assert_has(html, "value=\"price\" checked>");
    assert_has(html, "value=\"support\" checked>");
    assert_int_equal(count_of(html, " checked"), 2);

    make_bad(p, &p->inputs[0], LF_MSG_CHOICE);
    html = known_html(p, TOPICS);
    assert_int_equal(count_of(html, "\"checkbox\" aria-invalid=\"true\""), 3);
    assert_has(html, "<fieldset aria-describedby=\"e-topics\">");
    assert_has(html, "href=\"#f-topics\"");

    p->inputs[0].field = TEAM_SIZE;
    html = known_html(p, TEAM_SIZE);
    assert_has(html, "<fieldset role=\"radiogroup\" aria-invalid=\"true\""
                     " aria-describedby=\"e-team_size w-team_size\">");

    page_free(p);
}


static void
an_option_stands_under_its_condition_unless_it_was_chosen(void **state)
{
    page_t            *p;
    lf_str_t           germany;
    lf_test_t          test;
    lf_facts_t         facts;
    lf_alternative_t   alternative;

    (void) state;

    p = page_create();

    memset(&facts, 0, sizeof(facts));
    memset(&test, 0, sizeof(test));

    germany = lf_str("DE");
    test.subject = LF_SUBJECT_COUNTRY;
    test.kind = LF_TEST_IS;
    test.values = &germany;
    test.count = 1;
    alternative.tests = &test;
    alternative.count = 1;
    p->fields[TEAM_SIZE].options[0].when.alternatives = &alternative;
    p->fields[TEAM_SIZE].options[0].when.count = 1;

    facts.country = lf_str("FR");
    p->view.facts = &facts;
    assert_lacks(known_html(p, TEAM_SIZE), "value=\"1-10\"");
    assert_has(known_html(p, TEAM_SIZE),
               "id=\"f-team_size\" name=\"team_size\" value=\"11-50\"");

    facts.country = lf_str("DE");
    assert_has(known_html(p, TEAM_SIZE), "value=\"1-10\"");

    facts.country = lf_str("FR");
    type_in(p, TEAM_SIZE, "1-10");
    assert_has(known_html(p, TEAM_SIZE), "value=\"1-10\" checked");

    page_free(p);
}


static void
what_is_no_date_survives_as_text(void **state)
{
    page_t      *p;
    const char  *html;
    lf_input_t  *input;

    (void) state;

    p = page_create();
    input = type_in(p, START, "2026-02-30");
    make_bad(p, input, LF_MSG_DATE);

    html = known_html(p, START);
    assert_lacks(html, "type=\"date\"");
    assert_lacks(html, "min=\"2026");
    assert_has(html, " value=\"2026-02-30\"");

    input->message = LF_MSG_TOO_EARLY;
    assert_has(known_html(p, START), "type=\"date\"");

    input->bad = 0;
    input->given = 1;
    input->value = input->typed[0];
    assert_has(known_html(p, START), "type=\"date\"");

    page_free(p);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(typed_values_come_back_in_place),
        cmocka_unit_test(
            a_value_longer_than_any_person_types_is_cut_between_characters),
        cmocka_unit_test(an_error_is_said_first_and_beside_its_input),
        cmocka_unit_test(an_error_and_the_reason_are_both_bound_to_the_input),
        cmocka_unit_test(a_bad_message_is_in_the_summary),
        cmocka_unit_test(only_what_is_on_the_page_is_in_its_summary),
        cmocka_unit_test(a_notice_has_the_focus_unless_there_are_errors),
        cmocka_unit_test(consent_is_ticked_by_the_visitor_alone),
        cmocka_unit_test(a_consent_that_is_missing_is_asked_for_like_a_field),
        cmocka_unit_test(as_many_consents_as_a_form_can_have_fit_on_a_page),
        cmocka_unit_test(each_type_has_its_control),
        cmocka_unit_test(
            a_number_that_may_be_negative_gets_a_keyboard_with_a_minus),
        cmocka_unit_test(few_options_stand_side_by_side_and_many_in_a_select),
        cmocka_unit_test(what_was_chosen_is_chosen_again),
        cmocka_unit_test(
            an_option_stands_under_its_condition_unless_it_was_chosen),
        cmocka_unit_test(what_is_no_date_survives_as_text)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
