/*
 * The page of a personal link: a question, and two buttons.
 */

#include "lf_test_page.h"


static page_t *
link_create(void)
{
    page_t  *p;

    p = page_create();

    p->view.kind = LF_VIEW_LINK;
    p->view.ticket = lf_str(TICKET);

    return p;
}


static void
it_asks_and_shows_nothing_of_anybody(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = link_create();
    html = page_html(p);

    assert_has(html, "<h1>Is this you?</h1>");
    assert_has(html, "<title>Is this you?</title>");
    assert_has(html, "this device will be remembered");
    assert_has(html, "<input type=\"hidden\" name=\"lf_ticket\" value=\""
                     TICKET "\">");
    assert_has(html, "name=\"lf_do\" value=\"its_me\">It’s me</button>");
    assert_has(html, "name=\"lf_do\" value=\"not_mine\">Not me</button>");

    assert_int_equal(count_of(html, "<form method=\"post\">"), 1);
    assert_int_equal(count_of(html, "<input"), 1);
    assert_int_equal(count_of(html, "<button"), 2);

    page_free(p);
}


static void
what_could_not_be_done_is_said_above(void **state)
{
    page_t  *p;

    (void) state;

    p = link_create();
    p->view.has_notice = 1;
    p->view.notice = LF_MSG_UNAVAILABLE;

    assert_has(page_html(p), "We cannot receive your entries");

    page_free(p);
}


static void
it_speaks_the_forms_language(void **state)
{
    page_t  *p;

    (void) state;

    p = link_create();
    p->view.language = 1;

    assert_has(page_html(p), "<h1>Sind Sie das?</h1>");

    page_free(p);
}


static void
it_leads_to_the_privacy_notice(void **state)
{
    page_t  *p;

    (void) state;

    p = link_create();
    p->site.privacy_url = text_of(p, "https://example.com/privacy", NULL);

    assert_has(page_html(p), "https://example.com/privacy");

    page_free(p);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(it_asks_and_shows_nothing_of_anybody),
        cmocka_unit_test(what_could_not_be_done_is_said_above),
        cmocka_unit_test(it_speaks_the_forms_language),
        cmocka_unit_test(it_leads_to_the_privacy_notice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
