/*
 * What a page says about consent: the boxes, the list of what was agreed to,
 * and the privacy notice.
 */

#include "lf_test_page.h"


#define SUMMARY  "<details><summary>What you agreed to</summary>"


static page_t *
known_page(void)
{
    page_t  *p;

    p = page_create();
    p->form.consents_count = 2;
    p->view.kind = LF_VIEW_KNOWN;

    return p;
}


static void
what_was_agreed_to_can_be_withdrawn_below_a_known_visitors_page(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = known_page();
    assert_lacks(page_html(p), SUMMARY);

    p->view.consents = 2;
    p->view.agreed = 1;
    html = page_html(p);

    assert_in_order(html, (const char *const []) {
        "</main>", "<footer class=\"lf-footer\">", SUMMARY,
        "<form method=\"post\"><input type=\"hidden\" name=\"lf_do\""
        " value=\"withdraw\">",
        "<p id=\"c-lf_consent-news\">You agreed to: Send me the monthly"
        " letter.</p><button type=\"submit\" class=\"lf-quiet\""
            " name=\"lf_consent\""
        " value=\"news\" aria-describedby=\"c-lf_consent-news\">Withdraw"
        "</button></form></details>", "</footer>", NULL });
    assert_lacks(html, "c-lf_consent-terms");
    assert_lacks(html, " open");

    page_free(p);
}


static void
an_earlier_version_is_named_as_such(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = known_page();
    p->view.consents = 2;
    p->view.agreed_before = 2;
    html = page_html(p);

    assert_has(html, "You agreed to an earlier version of this: I agree<br>");
    assert_has(html, "<input type=\"checkbox\" name=\"lf_consent\""
                     " value=\"terms 1 ");
    assert_lacks(html, "c-lf_consent-news");

    page_free(p);
}


static void
only_a_known_visitor_sees_the_list(void **state)
{
    page_t  *p;

    (void) state;

    p = page_create();
    p->form.consents_count = 2;
    p->view.agreed = 3;
    assert_lacks(page_html(p), "withdraw");

    page_free(p);
}


static void
nobody_who_is_known_is_stopped_by_a_box(void **state)
{
    page_t  *p;

    (void) state;

    p = known_page();
    p->view.consents = 2;
    assert_lacks(page_html(p), " required");

    p->view.kind = LF_VIEW_FIRST;
    assert_has(page_html(p), "id=\"f-lf_consent-terms\" required"
               " aria-invalid=\"false\">");

    page_free(p);
}


static void
a_withdrawal_is_confirmed_in_the_visitors_language(void **state)
{
    page_t  *p;

    (void) state;

    p = page_create();
    p->view.kind = LF_VIEW_WITHDRAWN;
    assert_has(page_html(p), "<h1>Your consent is withdrawn</h1>");

    p->view.language = 1;
    assert_has(page_html(p), "<h1>Ihre Einwilligung ist widerrufen</h1>");

    page_free(p);
}


static void
the_privacy_notice_stands_beside_what_is_agreed_to(void **state)
{
    page_t      *p;
    const char  *html;

    static const char  link[] = " href=\"/privacy\">Privacy notice</a>";

    (void) state;

    p = page_create();
    assert_int_equal(count_of(page_html(p), link), 1);

    p->view.consents = 1;
    assert_int_equal(count_of(page_html(p), link), 2);

    p->view.consents = 0;
    p->view.ask_remember = 1;
    html = page_html(p);
    assert_int_equal(count_of(html, link), 2);
    assert_in_order(html, (const char *const []) {
        "name=\"lf_remember\"", link, "<button type=\"submit\">", NULL });

    p->view.language = 1;
    assert_int_equal(count_of(page_html(p), " href=\"/datenschutz\">"), 2);

    p->view.kind = LF_VIEW_KNOWN;
    p->view.ask_remember = 0;
    assert_int_equal(count_of(page_html(p), " href=\"/datenschutz\">"), 1);

    page_free(p);
}


static void
as_many_consents_as_a_form_can_have_can_be_withdrawn(void **state)
{
    size_t         i;
    page_t        *p;
    const char    *html;
    lf_consent_t   consents[LF_CONSENTS_MAX];

    (void) state;

    p = known_page();

    for (i = 0; i < LF_CONSENTS_MAX; i++) {
        consents[i] = p->consents[1];
    }

    p->form.consents = consents;
    p->form.consents_count = LF_CONSENTS_MAX;
    p->view.consents = (1 << LF_CONSENTS_MAX) - 1;
    p->view.agreed_before = (1 << LF_CONSENTS_MAX) - 1;
    html = page_html(p);

    assert_int_equal(count_of(html, "value=\"terms 1 "), LF_CONSENTS_MAX);
    assert_int_equal(count_of(html, "value=\"terms\""), LF_CONSENTS_MAX);

    page_free(p);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(
            what_was_agreed_to_can_be_withdrawn_below_a_known_visitors_page),
        cmocka_unit_test(an_earlier_version_is_named_as_such),
        cmocka_unit_test(only_a_known_visitor_sees_the_list),
        cmocka_unit_test(nobody_who_is_known_is_stopped_by_a_box),
        cmocka_unit_test(a_withdrawal_is_confirmed_in_the_visitors_language),
        cmocka_unit_test(the_privacy_notice_stands_beside_what_is_agreed_to),
        cmocka_unit_test(as_many_consents_as_a_form_can_have_can_be_withdrawn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
