/* Pages in every language, and what on them is in another one. */

#include <stdio.h>

#include "lf_message.h"
#include "lf_test_page.h"


/* A page in `language`, for which the form itself has English and German. */

static page_t *
page_in(const char *language)
{
    page_t  *p;

    p = page_create();
    p->languages[2] = lf_str_of(language);
    p->view.language = 2;

    return p;
}


static void
a_text_in_the_page_s_language_bears_no_mark(void **state)
{
    size_t    i;
    page_t   *p;

    static const char  *languages[] = { "de", "de-at", "de-ch-1901" };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(languages); i++) {
        p = page_in(languages[i]);
        assert_has(page_html(p), "<h1>Sprechen Sie mit uns</h1>");
        assert_lacks(page_html(p), "<span lang=");
        assert_has(page_html(p), ">Stattdessen: Telefon</a>");
        page_free(p);
    }

    p = page_create();
    assert_lacks(page_html(p), "<span lang=");
    assert_lacks(page_html(p), "<bdi>");
    page_free(p);
}


static void
the_form_s_own_text_in_another_language_says_so(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_in("fr");
    html = page_html(p);

    assert_has(html, "<html lang=\"fr\">");
    assert_has(html, "<title>Talk to us</title>");
    assert_has(html, "<h1><span lang=\"en\">Talk to us</span></h1>");
    assert_has(html, "<span lang=\"en\">Your name</span></label>");
    assert_has(html, ">Ou plutôt\u00a0: <span lang=\"en\">Phone</span></a>");
    assert_has(html, "href=\"/privacy\"");

    page_free(p);
}


static void
the_module_s_words_say_so_where_the_page_has_no_catalogue(void **state)
{
    page_t            *p;
    const char        *html;
    lf_text_variant_t  title[1];

    (void) state;

    title[0].language = lf_str("sv");
    title[0].text = lf_str("Prata med oss");

    p = page_in("sv");
    p->form.title.variants = title;
    p->form.title.count = 1;
    p->form.fields[VAT_ID].label.count = 1;

    html = known_html(p, VAT_ID);
    assert_has(html, "<html lang=\"sv\">");
    assert_has(html, "VAT number <small><span lang=\"en\">(optional)</span>");
    assert_has(html, "<span lang=\"en\">Rather not say</span></button>");

    p->view.kind = LF_VIEW_FIRST;
    html = page_html(p);
    assert_has(html, "<h1>Prata med oss</h1>");
    assert_has(html, "<a class=\"lf-link\" lang=\"en\" href=\"?with=phone\">");

    page_free(p);
}


static void
english_words_in_a_page_from_right_to_left_run_from_left_to_right(
    void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_in("he");
    html = known_html(p, RETURNING);

    assert_has(html, "<html lang=\"he\" dir=\"rtl\">");
    assert_has(html, "<span lang=\"en\" dir=\"ltr\">Yes</span></label>");
    assert_has(html, "<span lang=\"en\" dir=\"ltr\">Not you?</span>");

    page_free(p);
}


static void
a_label_in_an_error_moves_nothing_from_right_to_left(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_in("ar");
    make_bad(p, type_in(p, COMPANY, ""), LF_MSG_REQUIRED);
    html = known_html(p, COMPANY);

    assert_has(html, "<h2>يُرجى مراجعة ما أدخلتموه</h2>");
    assert_has(html, "<a href=\"#f-company\"><bdi><span lang=\"en\""
                     " dir=\"ltr\">Company</span></bdi>: يُرجى ملء هذا الحقل"
                     "</a>");

    page_free(p);
}


static void
an_error_names_its_field_as_the_language_writes_it(void **state)
{
    size_t   i;
    page_t  *p;

    static const struct {
        const char  *language;
        const char  *entry;
    } pages[] = {
        { "en", "<a href=\"#f-vat_id\">VAT number: Please fill in" },
        { "fr", "<a href=\"#f-vat_id\">VAT number\u00a0: Veuillez remplir" },
        { "ja", "<a href=\"#f-vat_id\">VAT number：この欄に" },
        { "sv", "<a href=\"#f-vat_id\" lang=\"en\"><span lang=\"sv\">VAT "
                "number</span>: Please fill in" }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(pages); i++) {
        p = page_in(pages[i].language);
        make_bad(p, type_in(p, VAT_ID, ""), LF_MSG_REQUIRED);
        assert_has(known_html(p, VAT_ID), pages[i].entry);
        page_free(p);
    }
}


static void
the_module_s_own_pages_are_in_the_language_they_claim(void **state)
{
    size_t           i, j;
    page_t          *p;
    char             head[64];
    lf_out_t         out;
    const lf_str_t  *tag;

    static const lf_message_t  messages[] = {
        LF_MSG_CROSS_SITE, LF_MSG_METHOD, LF_MSG_TOO_LARGE,
        LF_MSG_MEDIA_TYPE, LF_MSG_BAD_REQUEST
    };

    (void) state;

    p = page_create();

    for (i = 0; i < lf_catalogues_count; i++) {
        tag = &lf_catalogues[i].language;
        snprintf(head, sizeof(head), "<html lang=\"%.*s\"", (int) tag->len,
                 tag->data);

        for (j = 0; j < LF_ARRAY_SIZE(messages); j++) {
            lf_out_init(&out, &p->memory.mem, 0);
            lf_page_plain(messages[j], *tag, lf_null_str, &out);

            /* each is a heading and what to do */

            assert_true(lf_str_contains(lf_out_str(&out), lf_str_of(head)));
            assert_true(lf_str_contains(lf_out_str(&out),
                                        lf_str("</h1><p>")));
        }
    }

    lf_out_init(&out, &p->memory.mem, 0);
    lf_page_plain(LF_MSG_METHOD, lf_str("he"), lf_null_str, &out);
    assert_true(lf_str_contains(lf_out_str(&out),
                                lf_str("<html lang=\"en\"><head>")));

    page_free(p);
}


static void
every_country_can_be_chosen_by_its_name(void **state)
{
    size_t                    i, j, k, count;
    const lf_str_t           *codes;
    const lf_country_name_t  *names;

    (void) state;

    codes = lf_countries(&count);
    assert_int_equal(count, LF_COUNTRY_NAMES);

    for (k = 0; k < lf_catalogues_count; k++) {
        names = lf_country_names(lf_catalogues[k].language);

        for (i = 0; i < count; i++) {
            for (j = 0; j < count; j++) {
                if (lf_str_eq(lf_str_of(names[j].code), codes[i])) {
                    break;
                }
            }

            assert_int_not_equal(j, count);
            assert_true(lf_utf8_valid(lf_str_of(names[j].name)));
            assert_true(names[j].name[0] != '\0');
        }
    }
}


static void
countries_are_named_in_the_page_s_language_and_order(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();
    type_in(p, COUNTRY, "de");
    html = known_html(p, COUNTRY);
    assert_has(html, "<option value=\"DE\" selected>Germany</option>");
    assert_int_equal(count_of(html, "<option"), LF_COUNTRY_NAMES + 1);
    assert_has(html, "name=\"country\" autocomplete=\"country\">"
                     "<option value=\"\">Please choose</option>");

    p->view.language = 1;
    html = known_html(p, COUNTRY);
    assert_has(html, "name=\"country\" autocomplete=\"country\">");
    assert_has(html, "<option value=\"DE\" selected>Deutschland</option>");
    assert_has(html, ">Afghanistan</option><option value=\"EG\">Ägypten</");

    p->view.language = 2;
    html = known_html(p, COUNTRY);
    assert_has(html, "selected>ألمانيا</option>");

    page_free(p);
}


static void
countries_without_names_in_a_language_are_named_in_english(void **state)
{
    page_t      *p;
    const char  *html;

    (void) state;

    p = page_create();
    p->languages[2] = lf_str("sv");
    p->view.language = 2;
    html = known_html(p, COUNTRY);

    assert_has(html, "name=\"country\" lang=\"en\" autocomplete=");
    assert_has(html, "<option value=\"\">Please choose</option>");
    assert_has(html, "<option value=\"DE\">Germany</option>");

    page_free(p);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(a_text_in_the_page_s_language_bears_no_mark),
        cmocka_unit_test(the_form_s_own_text_in_another_language_says_so),
        cmocka_unit_test(
            the_module_s_words_say_so_where_the_page_has_no_catalogue),
        cmocka_unit_test(
            english_words_in_a_page_from_right_to_left_run_from_left_to_right),
        cmocka_unit_test(
            a_label_in_an_error_moves_nothing_from_right_to_left),
        cmocka_unit_test(an_error_names_its_field_as_the_language_writes_it),
        cmocka_unit_test(the_module_s_own_pages_are_in_the_language_they_claim),
        cmocka_unit_test(every_country_can_be_chosen_by_its_name),
        cmocka_unit_test(countries_are_named_in_the_page_s_language_and_order),
        cmocka_unit_test(
            countries_without_names_in_a_language_are_named_in_english)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
