/*
 * A form in somebody else's page: the same content, without what a page has
 * once, and with names of its own.
 */

#include "lf_test_page.h"


/* What a link of such a fragment says of the page and the tag that hold it. */
#define BACK  "lf_page=/prices%3Fplan%3Dteam" \
              "&amp;lf_attributes=product%3Dbig%26b%3D%221%22"


static page_t *
fragment_create(void)
{
    page_t  *p;

    p = page_create();

    p->view.fragment = 1;
    p->view.action = lf_str("/contact");
    p->view.page = lf_str("/prices?plan=team");
    p->view.attributes = lf_str("product=big&b=\"1\"");

    return p;
}


/* What every fragment lacks. */

static void
assert_fragment(const char *html)
{
    size_t                    i;
    static const char *const  parts[] = {
        "<!DOCTYPE", "<html", "<head", "<title", "<meta", "<style", "style=",
        "<body", "<main", "<footer", "<h1", "<script", "autofocus"
    };

    for (i = 0; i < LF_ARRAY_SIZE(parts); i++) {
        assert_lacks(html, parts[i]);
    }

    assert_int_equal(count_of(html, "<div"), count_of(html, "</div>"));
    assert_int_equal(strncmp(html, "<div class=\"lead-form\"", 22), 0);
    assert_string_equal(html + strlen(html) - 7, "</div>\n");
}


/* `id` up to its quote or blank; how often the page has it as an id. */

static size_t
ids_of(page_t *p, const char *html, const char *id)
{
    char    *attribute;
    size_t   len;

    len = strcspn(id, "\" ");
    attribute = lf_test_take(&p->memory, len + sizeof(" id=\"\""));
    memcpy(attribute, " id=\"", 5);
    memcpy(attribute + 5, id, len);
    attribute[5 + len] = '"';

    return count_of(html, attribute);
}


/* What refers to an id finds one of the form's own, and only one. */

static void
assert_refers(page_t *p, const char *html, const char *attribute)
{
    const char  *id;

    for (id = strstr(html, attribute); id != NULL; id = strstr(id, attribute))
    {
        id += strlen(attribute);

        for ( ;; ) {
            assert_int_equal(strncmp(id, "lf-contact-", 11), 0);
            assert_int_equal(ids_of(p, html, id), 1);

            id += strcspn(id, "\" ");

            if (*id != ' ') {
                break;
            }

            id++;
        }
    }
}


static void
assert_own_names(page_t *p, const char *html)
{
    const char  *id;

    assert_refers(p, html, " for=\"");
    assert_refers(p, html, " href=\"#");
    assert_refers(p, html, " aria-describedby=\"");

    assert_int_equal(count_of(html, " id=\"lead-form-contact\""), 1);

    for (id = strstr(html, " id=\""); id != NULL; id = strstr(id, " id=\"")) {
        id += 5;

        assert_int_equal(ids_of(p, html, id), 1);
        assert_true(strncmp(id, "lf-contact-", 11) == 0
                    || strncmp(id, "lead-form-contact\"", 18) == 0);
    }
}


static void
a_fragment_is_the_form_without_a_page_around_it(void **state)
{
    page_t                   *p;
    const char               *html;
    static const char *const  parts[] = {
        "<div class=\"lead-form\" id=\"lead-form-contact\" lang=\"en\""
            " dir=\"ltr\" data-unavailable=\"We cannot receive",
        " minutes.\"><h2>Talk to us</h2>"
            "<p>Two fields, and a person replies.</p>",
        "<form method=\"post\" action=\"/contact\">",
        "<input type=\"hidden\" name=\"lf_ticket\" value=\"" TICKET "\">",
        "<input type=\"hidden\" name=\"lf_page\" value=\"/prices?plan=team\">",
        "<input type=\"hidden\" name=\"lf_attributes\""
            " value=\"product=big&amp;b=&quot;1&quot;\">",
        "<label for=\"lf-contact-f-name\">Your name</label>",
        "<input id=\"lf-contact-f-name\" name=\"name\"",
        "<input id=\"lf-contact-f-email\" name=\"email\"",
        " href=\"/contact?" BACK "&amp;with=phone\">",
        "<label for=\"lf-contact-f-lf_message\">",
        "<textarea id=\"lf-contact-f-lf_message\" name=\"lf_message\"",
        "<button type=\"submit\">Send</button></form>"
            "<div class=\"lf-footer\">Acme GmbH · <a href=\"/privacy\">",
        "</a></div></div>\n",
        NULL
    };

    (void) state;

    p = fragment_create();
    html = page_html(p);

    assert_in_order(html, parts);
    assert_fragment(html);
    assert_own_names(p, html);

    page_free(p);
}


static void
every_view_has_its_fragment(void **state)
{
    int          view;
    page_t      *p;
    const char  *html;

    (void) state;

    p = fragment_create();
    p->form.closed = text_of(p, "The fair is over.", NULL);
    p->form.consents_count = 2;
    p->view.consents = 3;
    p->view.agreed = 1;
    p->view.agreed_before = 2;
    p->view.ask_remember = 1;
    p->view.has_offered = 1;
    p->view.offered = COUNTRY;

    for (view = LF_VIEW_FIRST; view <= LF_VIEW_CLOSED; view++) {
        p->view.kind = (lf_view_kind_t) view;
        p->view.question = view == LF_VIEW_KNOWN ? TEAM_SIZE : -1;
        html = page_html(p);

        assert_fragment(html);
        assert_own_names(p, html);
        assert_int_equal(count_of(html, "<h2>"), 1);
        assert_int_equal(count_of(html, "<form"),
                         count_of(html, "<form method=\"post\""
                                        " action=\"/contact\">"));
        assert_int_equal(count_of(html, "<form"),
                         count_of(html, "name=\"lf_page\""));
    }

    page_free(p);
}


static void
every_question_of_a_fragment_has_names_of_its_own(void **state)
{
    int      question;
    page_t  *p;

    (void) state;

    p = fragment_create();

    for (question = COMPANY; question < FOREIGN; question++) {
        p->submission.inputs_count = 0;
        make_bad(p, type_in(p, (unsigned) question, "?"), LF_MSG_CHOICE);

        assert_own_names(p, known_html(p, question));
    }

    page_free(p);
}


static void
what_is_wrong_in_a_fragment_waits_for_the_focus(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = fragment_create();
    make_bad(p, type_in(p, EMAIL, "ada"), LF_MSG_EMAIL);
    html = page_html(p);

    assert_has(html, "role=\"alert\" tabindex=\"-1\"><h2>");
    assert_has(html, "<a href=\"#lf-contact-f-email\">");
    assert_has(html, " aria-describedby=\"lf-contact-e-email\"");
    assert_has(html, " id=\"lf-contact-e-email\"");
    assert_fragment(html);
    assert_own_names(p, html);

    p->view.submission = NULL;
    p->view.has_notice = 1;
    p->view.notice = LF_MSG_PRESS_AGAIN;
    html = page_html(p);
    assert_has(html, "role=\"alert\" tabindex=\"-1\">");
    assert_fragment(html);

    page_free(p);
}


static void
a_fragment_says_its_direction_whatever_holds_it(void **state)
{
    page_t  *p;

    (void) state;

    p = fragment_create();

    p->view.language = 1;
    assert_has(page_html(p), " lang=\"de\" dir=\"ltr\" data-unavailable=\"");

    p->view.language = 2;
    assert_has(page_html(p), " lang=\"ar\" dir=\"rtl\"");

    page_free(p);
}


static void
forms_and_links_of_a_fragment_lead_to_where_the_form_lives(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = fragment_create();
    p->view.action = lf_str("/a&b\"");
    p->view.keep_language = 1;
    p->view.other = 1;
    html = page_html(p);

    assert_has(html, " action=\"/a&amp;b&quot;?lang=en&amp;other\">");
    assert_has(html, " href=\"/a&amp;b&quot;?lang=en&amp;other&amp;" BACK
                     "&amp;with=");

    p->view.other = 0;
    html = known_html(p, -1);
    assert_has(html, " href=\"/a&amp;b&quot;?lang=en&amp;" BACK
                     "&amp;other\">");

    p->view.action = lf_null_str;
    html = page_html(p);
    assert_lacks(html, "action=");
    assert_has(html, " href=\"?lang=en&amp;" BACK "&amp;other\">");

    page_free(p);
}


static void
a_page_that_answers_a_fragment_knows_what_held_it(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = fragment_create();
    p->view.fragment = 0;
    html = page_html(p);

    assert_has(html, "<!DOCTYPE html>");
    assert_has(html, "<h1>Talk to us</h1>");
    assert_has(html, " name=\"lf_page\" value=\"/prices?plan=team\">");
    assert_has(html, " name=\"lf_attributes\" value=\"product=big");
    assert_has(html, " id=\"f-name\"");
    assert_lacks(html, "action=");
    assert_lacks(html, "lf-contact-");

    p->view.page = lf_null_str;
    p->view.attributes = lf_null_str;
    html = page_html(p);
    assert_lacks(html, "lf_page");
    assert_lacks(html, "lf_attributes");

    page_free(p);
}


static void
the_honeypot_of_a_fragment_is_hidden_without_a_style(void **state)
{
    page_t  *p;

    (void) state;

    p = fragment_create();

    assert_has(page_html(p), "<div hidden><label class=\"lf-away\" aria");
    assert_has(page_html(p), "</label></div>");

    p->view.fragment = 0;
    assert_has(page_html(p), " aria-hidden=\"true\">");

    page_free(p);
}


static void
thanks_that_lead_elsewhere_are_a_link(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = fragment_create();
    p->view.kind = LF_VIEW_THANKS;
    p->view.thanks = 0;
    p->view.next = lf_str("/de/danke?a=1&b=\"");
    html = page_html(p);

    assert_has(html, "<h2>Thank you</h2>");
    assert_has(html, "<p><a rel=\"next\" href=\"/de/danke?a=1&amp;b=&quot;\">"
                     "Continue</a></p></div>\n");

    p->view.language = 1;
    assert_has(page_html(p), ">Weiter</a>");

    p->view.next = lf_null_str;
    assert_lacks(page_html(p), "rel=\"next\"");

    page_free(p);
}


static void
a_refusal_can_be_a_fragment(void **state)
{
    page_t    *p;
    lf_out_t   out;

    (void) state;

    p = page_create();

    lf_out_init(&out, &p->memory.mem, 0);
    lf_page_plain_fragment(lf_str("contact"), LF_MSG_TOO_LARGE, lf_str("de"),
                           &out);
    lf_out_byte(&out, '\0');
    assert_fragment(out.data);
    assert_has(out.data, " id=\"lead-form-contact\" lang=\"de\" dir=\"ltr\"");
    assert_has(out.data, "\"><h2>");
    assert_has(out.data, "</p></div>");

    lf_out_init(&out, &p->memory.mem, 0);
    lf_page_plain_fragment(lf_null_str, LF_MSG_NOT_FOUND, lf_str("ar"), &out);
    lf_out_byte(&out, '\0');
    assert_fragment(out.data);
    assert_lacks(out.data, "id=");
    assert_has(out.data, " dir=\"rtl\"");

    page_free(p);
}


static void
a_fragment_costs_one_allocation(void **state)
{
    size_t    before;
    page_t   *p;
    lf_out_t  out;

    (void) state;

    p = fragment_create();
    (void) page_html(p);

    before = p->memory.count;
    lf_out_init(&out, &p->memory.mem, 0);
    lf_page_render(&p->form, &p->view, &out);
    assert_false(out.failed);
    assert_int_equal(p->memory.count, before + 1);

    page_free(p);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(a_fragment_is_the_form_without_a_page_around_it),
        cmocka_unit_test(every_view_has_its_fragment),
        cmocka_unit_test(every_question_of_a_fragment_has_names_of_its_own),
        cmocka_unit_test(what_is_wrong_in_a_fragment_waits_for_the_focus),
        cmocka_unit_test(a_fragment_says_its_direction_whatever_holds_it),
        cmocka_unit_test(
            forms_and_links_of_a_fragment_lead_to_where_the_form_lives),
        cmocka_unit_test(a_page_that_answers_a_fragment_knows_what_held_it),
        cmocka_unit_test(the_honeypot_of_a_fragment_is_hidden_without_a_style),
        cmocka_unit_test(thanks_that_lead_elsewhere_are_a_link),
        cmocka_unit_test(a_refusal_can_be_a_fragment),
        cmocka_unit_test(a_fragment_costs_one_allocation)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
