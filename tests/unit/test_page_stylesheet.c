/*
 * A site's own stylesheet: behind the styles that pages inline, and allowed by
 * their policy.
 */

#include <stdio.h>

#include "lf_style.h"
#include "lf_test_page.h"


static void
a_page_links_the_site_s_stylesheet_behind_its_own_styles(void **state)
{
    page_t      *p;
    lf_out_t     out;
    const char  *link = "</style><link rel=\"stylesheet\""
                        " href=\"/form.css?v=1&amp;x\"></head>";

    (void) state;

    p = page_create();
    assert_lacks(page_html(p), "<link");

    p->view.stylesheet = lf_str("/form.css?v=1&x");
    assert_has(page_html(p), link);
    assert_has(known_html(p, TEAM_SIZE), link);

    lf_out_init(&out, &p->memory.mem, 0);
    lf_page_plain(LF_MSG_METHOD, lf_str("en"), p->view.stylesheet, &out);
    lf_out_byte(&out, '\0');
    assert_has(out.data, link);

    p->view.fragment = 1;
    assert_lacks(page_html(p), "<link");

    page_free(p);
}


static void
paths_of_the_site_and_https_urls_are_stylesheets(void **state)
{
    size_t    i;
    lf_str_t  source;

    static const struct {
        const char  *url;
        const char  *source;
    } good[] = {
        { "/form.css", "'self'" },
        { "/a/b;c,d.css?v=2", "'self'" },
        { "https://cdn.example.com/form.css",
          "https://cdn.example.com/form.css" },
        { "https://cdn.example.com:8443/a%2Cb.css?v=2#x",
          "https://cdn.example.com:8443/a%2Cb.css" },
        { "HTTPS://cdn.example.com", "HTTPS://cdn.example.com" }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(good); i++) {
        assert_int_equal(lf_page_stylesheet(lf_str_of(good[i].url), &source),
                         0);
        assert_true(lf_str_eq(source, lf_str_of(good[i].source)));
    }
}


static void
nothing_else_is_a_stylesheet(void **state)
{
    size_t    i;
    char     *long_url;
    lf_str_t  source;

    static const char *const  bad[] = {
        "", "/", "form.css", "//cdn.example.com/form.css", "/\\x", "/a b",
        "/a\"b", "/a'b", "/<b>", "/a\tb", "/\x7f", "/\xc3\xa4.css",
        "http://example.com/form.css", "https://", "https:///form.css",
        "https://a@b.example/x", "https://*.example.com/x",
        "https://a.example/x;script-src", "https://a.example/x,y",
        "https://a.example, https://b.example", "data:text/css,a{}",
        "javascript:alert(1)"
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(bad); i++) {
        assert_int_equal(lf_page_stylesheet(lf_str_of(bad[i]), &source), -1);
    }

    long_url = test_malloc(LF_URL_LEN_MAX + 1);
    memset(long_url, '/', LF_URL_LEN_MAX + 1);
    memset(long_url + 1, 'a', LF_URL_LEN_MAX);

    assert_int_equal(lf_page_stylesheet(
                         (lf_str_t) { long_url, LF_URL_LEN_MAX }, &source), 0);
    assert_int_equal(lf_page_stylesheet(
                         (lf_str_t) { long_url, LF_URL_LEN_MAX + 1 }, &source),
                     -1);

    test_free(long_url);
}


static void
the_policy_allows_the_stylesheet_and_no_other(void **state)
{
    page_t    *p;
    lf_str_t   policy;

    static const char  expected[] =
        "default-src 'none'; style-src '" LF_STYLE_HASH "' '"
        LF_STYLE_MORE_HASH "' https://cdn.example.com/form.css; "
        "form-action 'self'; frame-ancestors 'self'; base-uri 'none'";

    (void) state;

    p = page_create();
    (void) page_html(p);

    policy = lf_page_policy_styled(&p->memory.mem, lf_page_policy(&p->form),
                                   lf_str("https://cdn.example.com/form.css"));
    assert_true(lf_str_eq(policy, lf_str_of(expected)));

    policy = lf_page_policy_styled(&p->memory.mem, lf_page_plain_policy(),
                                   lf_str("https://cdn.example.com/form.css"));
    assert_true(lf_str_eq(policy, lf_str_of(expected)));

    lf_test_fail_at(&p->memory, 1);
    policy = lf_page_policy_styled(&p->memory.mem, lf_page_plain_policy(),
                                   lf_str("'self'"));
    assert_null(policy.data);
    lf_test_fail_at(&p->memory, 0);

    page_free(p);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(
            a_page_links_the_site_s_stylesheet_behind_its_own_styles),
        cmocka_unit_test(paths_of_the_site_and_https_urls_are_stylesheets),
        cmocka_unit_test(nothing_else_is_a_stylesheet),
        cmocka_unit_test(the_policy_allows_the_stylesheet_and_no_other)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
