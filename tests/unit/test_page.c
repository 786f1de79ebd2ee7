/*
 * The pages: what a visitor is shown, and what no page may ever show.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "lf_style.h"
#include "lf_test_page.h"


static void
a_new_visitor_meets_a_name_and_one_contact(void **state)
{
    page_t                   *p;
    const char               *html;
    static const char *const  parts[] = {
        "<!DOCTYPE html><html lang=\"en\"><head>",
        "<title>Talk to us</title>",
        "<h1>Talk to us</h1><p>Two fields, and a person replies.</p>",
        "<form method=\"post\">",
        "<input type=\"hidden\" name=\"lf_ticket\" value=\"" TICKET "\">",
        "<label for=\"f-name\">Your name</label>",
        "<input id=\"f-name\" name=\"name\" type=\"text\" maxlength=\"200\"",
        " autocomplete=\"name\" required>",
        "<label for=\"f-email\">Work e-mail</label>",
        "<input id=\"f-email\" name=\"email\" type=\"email\"",
        " autocomplete=\"email\" required>",
        "<a class=\"lf-link\" href=\"?with=phone\">",
        "<details><summary>",
        "<textarea id=\"f-lf_message\" name=\"lf_message\"",
        "<button type=\"submit\">Send</button></form>",
        "Acme GmbH · <a href=\"/privacy\">",
        NULL
    };

    (void) state;

    p = page_create();
    html = page_html(p);

    assert_in_order(html, parts);

    assert_int_equal(count_of(html, " required"), 2);
    assert_lacks(html, "name=\"phone\"");
    assert_lacks(html, "name=\"company\"");
    assert_lacks(html, "action=");
    assert_lacks(html, " value=\"\"");
    assert_lacks(html, "lf_referrer");
    assert_lacks(html, "aria-invalid=\"");
    assert_lacks(html, "role=\"alert\"");

    page_free(p);
}


static void
the_first_page_is_small(void **state)
{
    page_t  *p;

    (void) state;

    p = page_create();
    p->view.ask_remember = 1;
    p->view.consents = 1;
    p->view.referrer = lf_str("https://www.example.com/campaign/autumn");

    assert_in_range(strlen(page_html(p)), 1, 4096);

    page_free(p);
}


static void
the_other_contact_is_a_plain_link_away(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();
    p->view.contact = 1;
    html = page_html(p);

    assert_has(html, "<input id=\"f-phone\" name=\"phone\" type=\"tel\"");
    assert_lacks(html, "name=\"email\"");
    assert_has(html, "href=\"?with=email\"");
    assert_has(html, "Work e-mail");

    p->view.other = 1;
    assert_has(page_html(p), "href=\"?other&amp;with=email\"");

    p->view.language = 1;
    p->view.keep_language = 1;
    html = page_html(p);
    assert_has(html, "<html lang=\"de\">");
    assert_has(html, "href=\"?lang=de&amp;other&amp;with=email\"");

    page_free(p);
}


static void
a_form_with_one_contact_offers_no_other(void **state)
{
    page_t  *p;

    (void) state;

    p = page_create();
    p->form.contacts_count = 1;

    assert_lacks(page_html(p), "?with=");

    page_free(p);
}


static void
the_honeypot_is_away_from_people_but_not_from_programs(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();
    html = page_html(p);

    assert_has(html, "<label class=\"lf-away\" aria-hidden=\"true\">");
    assert_has(html, "<input type=\"text\" name=\"lf_homepage\""
                     " tabindex=\"-1\" autocomplete=\"off\">");
    assert_has(html, ".lf-away{position:absolute;");
    assert_lacks(html, "display:none");

    page_free(p);
}


static void
what_a_marketer_writes_stays_text(void **state)
{
    size_t                    i;
    page_t                   *p;
    const char               *html;
    static const char         evil[] = "\"'><script>&amp;</textarea>";
    static const lf_view_kind_t  kinds[] = {
        LF_VIEW_FIRST, LF_VIEW_KNOWN, LF_VIEW_THANKS, LF_VIEW_ERASE,
        LF_VIEW_CLOSED
    };

    (void) state;

    p = page_create();

    p->form.title = text_of(p, evil, NULL);
    p->form.intro = p->form.title;
    p->form.submit = p->form.title;
    p->form.known_title = p->form.title;
    p->form.known_intro = p->form.title;
    p->form.known_submit = p->form.title;
    p->form.message_label = p->form.title;
    p->form.closed = p->form.title;
    p->site.privacy_controller = p->form.title;
    p->site.privacy_url = p->form.title;
    p->consents[0].text = p->form.title;
    p->consents[0].id = lf_str_of(evil);
    p->thanks[1].title = p->form.title;
    p->thanks[1].text = p->form.title;
    p->view.thanks = 1;
    p->view.consents = 1;
    p->view.referrer = lf_str_of(evil);
    p->view.ticket = lf_str_of(evil);
    p->view.question = TEAM_SIZE;

    for (i = 0; i < FIELDS; i++) {
        p->fields[i].label = p->form.title;
        p->fields[i].why = p->form.title;
        p->fields[i].placeholder = p->form.title;
        p->fields[i].autocomplete = lf_str_of(evil);
    }

    p->fields[TEAM_SIZE].options[0].value = lf_str_of(evil);
    p->fields[TEAM_SIZE].options[1].label = p->form.title;

    for (i = 0; i < LF_ARRAY_SIZE(kinds); i++) {
        p->view.kind = kinds[i];
        html = page_html(p);

        assert_has(html, "&quot;&#39;&gt;&lt;script&gt;&amp;amp;");
        assert_lacks(html, evil);
        assert_lacks(html, "<script");
    }

    page_free(p);
}


static void
line_ends_of_a_text_are_kept(void **state)
{
    page_t  *p;

    (void) state;

    p = page_create();
    p->form.intro = text_of(p, "One\ntwo <b>\n\nthree", NULL);

    assert_has(page_html(p), "<p>One<br>two &lt;b&gt;<br><br>three</p>");

    page_free(p);
}


static void
a_known_visitor_s_page_leads_with_the_form_s_own_button(void **state)
{
    page_t                   *p;
    const char               *html, *first;
    static const char *const  parts[] = {
        "<h1>Welcome back</h1>",
        "<form method=\"post\">",
        "name=\"lf_ticket\"",
        "<label for=\"f-company\">Company <small>",
        "<button type=\"submit\">Talk to me</button>",
        "name=\"lf_do\" value=\"decline\" formnovalidate>",
        "<details><summary>",
        "</form></main><footer class=\"lf-footer\"><form method=\"post\">",
        "name=\"lf_ticket\"",
        "name=\"lf_do\" value=\"not_me\">",
        "<a class=\"lf-quiet\" href=\"?other\">",
        "name=\"lf_do\" value=\"forget\">",
        "name=\"lf_do\" value=\"erase\">",
        "</form>",
        "<a href=\"/privacy\">",
        NULL
    };

    (void) state;

    p = page_create();
    html = known_html(p, COMPANY);

    assert_in_order(html, parts);

    first = strstr(html, "<button");
    assert_true(lf_str_starts_with(lf_str_of(first),
                    lf_str("<button type=\"submit\">Talk to me</button>")));

    assert_lacks(html, "required");
    assert_lacks(html, "name=\"email\"");
    assert_lacks(html, "name=\"name\"");
    assert_lacks(html, " value=\"\"");

    page_free(p);
}


static void
without_a_question_there_is_nothing_to_decline(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();
    html = known_html(p, -1);
    assert_has(html, "Talk to me");
    assert_lacks(html, "decline");

    assert_lacks(known_html(p, FOREIGN), "decline");
    assert_lacks(known_html(p, FIELDS), "decline");

    page_free(p);
}


static void
a_page_speaks_the_visitor_s_language(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();
    p->view.language = 1;
    html = page_html(p);

    assert_has(html, "<html lang=\"de\">");
    assert_has(html, "<h1>Sprechen Sie mit uns</h1>");
    assert_has(html, ">Ihr Name</label>");
    assert_has(html, "href=\"/datenschutz\"");

    p->view.language = 2;
    html = page_html(p);
    assert_has(html, "<html lang=\"ar\" dir=\"rtl\">");
    assert_has(html, "<h1><span lang=\"en\" dir=\"ltr\">Talk to us</span>");
    assert_has(html, " type=\"email\" maxlength=\"254\" spellcheck=\"false\""
                     " dir=\"ltr\"");

    p->view.language = 99;
    assert_has(page_html(p), "<html lang=\"en\">");

    page_free(p);
}


static void
the_thanks_are_the_form_s_or_the_module_s(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();
    p->view.kind = LF_VIEW_THANKS;
    p->view.thanks = 1;
    html = page_html(p);
    assert_has(html, "<h1>Thank you!</h1><p>We have what we need.</p>");
    assert_lacks(html, "<footer");
    assert_lacks(html, "<form");

    p->view.thanks = -1;
    html = page_html(p);
    assert_has(html, "<h1>");
    assert_lacks(html, "Thank you!");

    p->view.thanks = 0;
    assert_string_equal(page_html(p), html);

    page_free(p);
}


static void
the_last_pages_say_what_was_done(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();

    p->view.kind = LF_VIEW_FORGOTTEN;
    html = page_html(p);
    assert_has(html, "<h1>");
    assert_lacks(html, "<form");
    assert_lacks(html, "Acme GmbH");

    p->view.kind = LF_VIEW_ERASE;
    assert_has(page_html(p), "<p>Acme GmbH</p>");

    p->form.page = NULL;
    p->form.closed = text_of(p, "The fair is over.", NULL);
    p->view.kind = LF_VIEW_CLOSED;
    html = page_html(p);
    assert_has(html, "<h1>Talk to us</h1><p>The fair is over.</p>");
    assert_lacks(html, "<form");

    page_free(p);
}


static void
a_plain_page_has_the_message_and_the_style(void **state)
{
    page_t     *p;
    lf_out_t    out;
    lf_str_t    html, message, heading;

    (void) state;

    p = page_create();
    message = lf_message(LF_MSG_TOO_LARGE, lf_str("en"));
    heading = message;
    heading.len = lf_str_cut(&message, '.').len;
    (void) lf_str_cut(&message, ' ');

    lf_out_init(&out, &p->memory.mem, 0);
    lf_page_plain(LF_MSG_TOO_LARGE, lf_str("en"), lf_null_str, &out);
    html = lf_out_str(&out);

    assert_true(lf_str_starts_with(html,
                                   lf_str("<!DOCTYPE html><html lang=\"en\">")
                                   ));
    assert_true(lf_str_contains(html, lf_str("<style>" LF_STYLE "</style>")));
    assert_true(lf_str_contains(html, lf_str("<h1>")));
    assert_true(lf_str_contains(html, heading));
    assert_true(lf_str_contains(html, message));

    page_free(p);
}


static void
the_policy_allows_the_style_and_nothing_else(void **state)
{
    page_t        *p;
    unsigned char  digest[SHA256_DIGEST_LENGTH];
    char           base64[64], more[64], expected[512];
    const char    *html;

    (void) state;

    p = page_create();

    SHA256((const unsigned char *) LF_STYLE, sizeof(LF_STYLE) - 1, digest);
    EVP_EncodeBlock((unsigned char *) base64, digest, sizeof(digest));
    SHA256((const unsigned char *) LF_STYLE_MORE, sizeof(LF_STYLE_MORE) - 1,
           digest);
    EVP_EncodeBlock((unsigned char *) more, digest, sizeof(digest));

    snprintf(expected, sizeof(expected),
             "default-src 'none'; style-src 'sha256-%s' 'sha256-%s'; "
             "form-action 'self'; frame-ancestors 'self'; base-uri 'none'",
             base64, more);

    html = page_html(p);
    assert_has(html, "<style>" LF_STYLE "</style></head>");
    assert_lacks(html, "style=\"");
    assert_lacks(html, "<script");

    html = known_html(p, TEAM_SIZE);
    assert_has(html, "<style>" LF_STYLE "</style><style>" LF_STYLE_MORE
                     "</style></head>");

    assert_true(lf_str_eq(lf_page_policy(&p->form), lf_str_of(expected)));
    assert_true(lf_str_eq(lf_page_plain_policy(), lf_str_of(expected)));

    page_free(p);
}


static void
the_policy_lets_a_post_be_redirected_to_thanks(void **state)
{
    page_t  *p;

    (void) state;

    p = page_create();
    p->form.thanks_count = 4;
    p->thanks[0].redirect = lf_str("https://www.example.com:8443/danke?a=1");
    p->thanks[1].redirect = lf_str("HTTPS://WWW.example.com:8443");
    p->thanks[2].redirect = lf_str("https://x.example; script-src */");
    p->thanks[3].redirect = lf_str("https://b.example#top");

    (void) page_html(p);

    assert_true(lf_str_contains(lf_page_policy(&p->form),
                    lf_str("; form-action 'self' "
                           "https://www.example.com:8443 https://b.example"
                           "; frame-ancestors ")));

    page_free(p);
}


static void
a_page_is_added_to_what_is_there(void **state)
{
    page_t      *p;
    lf_out_t     out;
    const char  *html;

    (void) state;

    p = page_create();
    html = page_html(p);

    lf_out_init(&out, &p->memory.mem, 1);
    lf_out_lit(&out, "in front: ");
    lf_page_render(&p->form, &p->view, &out);
    lf_out_byte(&out, '\0');

    assert_memory_equal(out.data, "in front: ", 10);
    assert_string_equal(out.data + 10, html);

    page_free(p);
}


static void
a_compiled_page_costs_one_allocation(void **state)
{
    size_t    before;
    page_t   *p;
    lf_out_t  out;

    (void) state;

    p = page_create();
    (void) page_html(p);

    before = p->memory.count;
    lf_out_init(&out, &p->memory.mem, 0);
    lf_page_render(&p->form, &p->view, &out);
    assert_false(out.failed);
    assert_int_equal(p->memory.count, before + 1);

    page_free(p);
}


static void
running_out_of_memory_is_said_and_leaves_no_half_page(void **state)
{
    int        failed, rc;
    size_t     n;
    page_t    *p;
    lf_out_t   out;

    (void) state;

    for (n = 1, failed = 1; failed; n++) {
        p = page_create();
        make_bad(p, type_in(p, NAME, "ill-formed \xff"), LF_MSG_REQUIRED);

        lf_test_fail_at(&p->memory, n);

        rc = lf_page_compile(&p->memory.mem, &p->form);
        memset(&out, 0, sizeof(out));

        if (rc == 0) {
            lf_out_init(&out, &p->memory.mem, 0);
            lf_page_render(&p->form, &p->view, &out);
        }

        failed = lf_test_failed(&p->memory);
        lf_test_fail_at(&p->memory, 0);

        if (failed) {
            assert_true(rc == -1 || out.failed);
            assert_true(rc == 0 || p->form.page == NULL);

        } else {
            assert_int_equal(rc, 0);
            assert_false(out.failed);
        }

        page_free(p);
    }

    assert_true(n > 20);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(a_new_visitor_meets_a_name_and_one_contact),
        cmocka_unit_test(the_first_page_is_small),
        cmocka_unit_test(the_other_contact_is_a_plain_link_away),
        cmocka_unit_test(a_form_with_one_contact_offers_no_other),
        cmocka_unit_test(
            the_honeypot_is_away_from_people_but_not_from_programs),
        cmocka_unit_test(what_a_marketer_writes_stays_text),
        cmocka_unit_test(line_ends_of_a_text_are_kept),
        cmocka_unit_test(
            a_known_visitor_s_page_leads_with_the_form_s_own_button),
        cmocka_unit_test(without_a_question_there_is_nothing_to_decline),
        cmocka_unit_test(a_page_speaks_the_visitor_s_language),
        cmocka_unit_test(the_thanks_are_the_form_s_or_the_module_s),
        cmocka_unit_test(the_last_pages_say_what_was_done),
        cmocka_unit_test(a_plain_page_has_the_message_and_the_style),
        cmocka_unit_test(the_policy_allows_the_style_and_nothing_else),
        cmocka_unit_test(the_policy_lets_a_post_be_redirected_to_thanks),
        cmocka_unit_test(a_page_is_added_to_what_is_there),
        cmocka_unit_test(a_compiled_page_costs_one_allocation),
        cmocka_unit_test(running_out_of_memory_is_said_and_leaves_no_half_page)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
