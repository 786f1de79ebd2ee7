/*
 * Where a visitor came from: the page that holds the form, the campaign, the
 * click, and the hidden values, whoever sent them and whatever they sent.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <lead_form/lf_attribution.h>

#include "lf_test_submission.h"


#define HIDDEN(i, hidden_name, hidden_from, hidden_source)                    \
    hidden[i] = (lf_hidden_t) { lf_str(hidden_name), hidden_from,             \
                                lf_str(hidden_source) }


static lf_attribution_t  a;
static lf_hidden_t       hidden[4];


static int
begin(void **state)
{
    int      rc;
    test_t  *t;

    rc = test_setup(state);
    t = *state;

    memset(&a, 0, sizeof(lf_attribution_t));
    a.host = lf_str("example.com");
    a.path = lf_str("/contact");

    HIDDEN(0, "product", LF_FROM_ATTRIBUTE, "product");
    HIDDEN(1, "ad", LF_FROM_QUERY, "gclid");
    HIDDEN(2, "first_touch", LF_FROM_COOKIE, "_ft");
    HIDDEN(3, "plan", LF_FROM_QUERY, "plan");

    t->f.form.hidden = hidden;
    t->f.form.hidden_count = 4;
    t->context.attribution = &a;

    return rc;
}


/* Bytes that end where their block ends. */

static lf_str_t
butt(test_t *t, const char *s)
{
    return lf_test_butt(&t->memory, lf_str_of(s));
}


static void
read_it(test_t *t)
{
    assert_int_equal(lf_attribution_read(&t->memory.mem, &a, &t->facts), 0);
}


static void
assert_text(lf_str_t s, const char *expected)
{
    if (!lf_str_eq(s, lf_str_of(expected))) {
        fail_msg("\"%s\" expected, but: \"%.*s\"", expected, (int) s.len,
                 s.data);
    }
}


/* "name=value,…" of all pairs. */

static void
assert_pairs(test_t *t, const lf_pair_t *pairs, size_t count,
    const char *expected)
{
    size_t    i;
    lf_out_t  out;

    lf_out_init(&out, &t->memory.mem, 64);

    for (i = 0; i < count; i++) {
        if (i > 0) {
            lf_out_byte(&out, ',');
        }

        lf_out_add(&out, pairs[i].name);
        lf_out_byte(&out, '=');
        lf_out_add(&out, pairs[i].value);
    }

    assert_text(lf_out_str(&out), expected);
}


static void
assert_utm(test_t *t, const char *expected)
{
    read_it(t);
    assert_pairs(t, t->facts.utm, t->facts.utm_count, expected);
}


static void
assert_click(test_t *t, const char *expected)
{
    size_t            count;
    const lf_pair_t  *pairs;

    read_it(t);
    assert_int_equal(lf_attribution_click(&t->memory.mem, &a, &pairs, &count),
                     0);
    assert_pairs(t, pairs, count, expected);
}


static void
assert_hidden(test_t *t, const char *expected)
{
    size_t            count;
    const lf_pair_t  *pairs;

    read_it(t);
    assert_int_equal(lf_attribution_hidden(&t->memory.mem, &t->f.form, &a,
                                           &pairs, &count),
                     0);
    assert_pairs(t, pairs, count, expected);
}


static void
own_query(test_t *t, const char *query)
{
    lf_pair_t  *args;

    assert_int_equal(lf_urlencoded_decode(&t->memory.mem, butt(t, query),
                                          &args, &a.args_count),
                     LF_URLENCODED_OK);
    a.args = args;
}


static void
a_page_of_its_own_is_the_page(void **state)
{
    test_t  *t = *state;

    own_query(t, "utm_source=letter&gclid=G1&plan=pro");
    a.referrer = butt(t, "https://search.example/find?q=secret#top");

    read_it(t);
    assert_text(t->facts.page, "/contact");
    assert_text(t->facts.referrer, "https://search.example/find");
    assert_utm(t, "source=letter");
    assert_click(t, "gclid=G1");
    assert_hidden(t, "ad=G1,plan=pro");
}


static void
the_page_that_holds_the_form_is_named_by_its_path(void **state)
{
    size_t   i;
    test_t  *t = *state;

    static const char *const  rows[][2] = {
        { "/", "/" },
        { "/pricing?plan=pro#top", "/pricing" },
        { "/pricing#a?b", "/pricing" },
        { "/%C3%BCber%20uns/?x", "/\xc3\xbc" "ber uns/" },
        { "/a%2", "/a%2" },
        { "/a%zz", "/a%zz" },
        { "/100%25", "/100%" },
        { "https://example.com/shop?x", "/shop" },
        { "HTTPS://EXAMPLE.com/", "/" },
        { "http://example.com", "/" },
        { "http://example.com?x=1", "/" },
        { "https://other.example/shop/?id=7#a",
          "https://other.example/shop/" },
        { "https://example.com:8443/a", "https://example.com:8443/a" },
        { "https://example.com.evil.example/a",
          "https://example.com.evil.example/a" },
    };

    for (i = 0; i < LF_ARRAY_SIZE(rows); i++) {
        a.page = butt(t, rows[i][0]);
        read_it(t);
        assert_text(t->facts.page, rows[i][1]);
    }
}


static void
an_address_that_is_none_is_left_out(void **state)
{
    size_t   i;
    test_t  *t = *state;

    static const char *const  rows[] = {
        "//evil.example/", "/\\evil.example/", "pricing", "?x=1", "#top",
        "javascript:alert(1)", "data:text/html,x", "https://", "https:///a",
        "https://user:pw@evil.example/", "https://a\nb/", "/a%0Ab", "/%00",
        "/\xff", "/%ff", " /a"
    };

    own_query(t, "utm_source=own");

    for (i = 0; i < LF_ARRAY_SIZE(rows); i++) {
        a.page = butt(t, rows[i]);
        a.referrer = a.page;

        assert_utm(t, "source=own");
        assert_text(t->facts.page, "/contact");
        assert_text(t->facts.referrer, "");
    }
}


static void
the_landing_page_goes_before_the_page_that_holds_the_form(void **state)
{
    test_t  *t = *state;

    own_query(t, "fragment&utm_source=own&utm_term=own&gclid=own");
    a.page = butt(t, "/pricing?plan=pro&utm_source=page&utm_medium=page"
                     "&fbclid=F#utm_term=x");

    /* Two addresses make no campaign, but each click stands for itself. */

    assert_utm(t, "source=page,medium=page");
    assert_click(t, "fbclid=F");

    a.landing = butt(t, "?utm_source=landing&msclkid=M&fbclid=L");
    assert_utm(t, "source=landing");
    assert_click(t, "fbclid=L,msclkid=M");
    assert_hidden(t, "plan=pro");

    a.landing = butt(t, "li_fat_id=I&utm_source=");
    assert_utm(t, "source=page,medium=page");
    assert_click(t, "fbclid=F,li_fat_id=I");
}


static void
the_first_usable_value_wins(void **state)
{
    test_t          *t = *state;
    const lf_str_t   cookies[] = {
        butt(t, "_ftx=no; a; _ft=; =x; _ft=\x01; xx_ft=no"),
        butt(t, "lead=secret; _ft= spring \tletter ;_ft=late"),
    };

    own_query(t, "utm_=x&utm_source=&utm_source=%ff&utm_source=%0b"
                 "&utm_source=+a++b+&utm_source=c&UTM_medium=x&utm_m%20x=1"
                 "&utm_%C3%A4=1&gclid=&gclid=%00&gclid=G&gclid=H");
    a.attributes = butt(t, "Product=no&product=&product=%E2%98%83%20%2B&"
                           "product=late&other=x");
    a.cookies = cookies;
    a.cookies_count = 2;

    assert_utm(t, "source=a b");
    assert_click(t, "gclid=G");
    assert_hidden(t, "product=\xe2\x98\x83 +,ad=G,"
                     "first_touch=spring letter");
}


static char *
many(test_t *t, const char *piece, size_t count)
{
    char    *s;
    size_t   i, len;

    len = strlen(piece);
    s = lf_test_take(&t->memory, len * count + 1);

    for (i = 0; i < count; i++) {
        memcpy(s + i * len, piece, len);
    }

    return s;
}


static lf_str_t
joined(test_t *t, const char *first, const char *piece, size_t count)
{
    lf_str_t  parts[2];

    parts[0] = lf_str_of(first);
    parts[1] = lf_str_of(many(t, piece, count));

    return lf_test_butt(&t->memory,
                        lf_str_concat(&t->memory.mem, parts, 2));
}


static void
what_is_too_long_is_left_out(void **state)
{
    lf_str_t   fits;
    test_t    *t = *state;

    a.page = lf_str("/");

    a.landing = joined(t, "utm_source=", "x", LF_UTM_LEN_MAX + 1);
    assert_utm(t, "");
    a.landing = joined(t, "utm_source=", "x", LF_UTM_LEN_MAX);
    read_it(t);
    assert_int_equal(t->facts.utm_count, 1);

    a.landing = joined(t, "gclid=", "%C3%BC", LF_CLICK_LEN_MAX + 1);
    assert_click(t, "");
    assert_hidden(t, "");
    a.landing = joined(t, "gclid=", "%C3%BC", LF_CLICK_LEN_MAX);
    read_it(t);
    fits = joined(t, "gclid=", "\xc3\xbc", LF_CLICK_LEN_MAX);
    assert_click(t, lf_str_copy(&t->memory.mem, fits).data);

    a.landing = joined(t, "gclid=G&", "&", LF_QUERY_LEN_MAX);
    assert_click(t, "");
    a.landing = joined(t, "gclid=G&", "a&", LF_PAIRS_MAX);
    assert_click(t, "");
    a.landing = joined(t, "gclid=G&", "a&", LF_PAIRS_MAX - 1);
    assert_click(t, "gclid=G");
    a.landing = lf_null_str;

    a.attributes = joined(t, "product=x&", "&", LF_ATTRIBUTES_LEN_MAX);
    assert_hidden(t, "");
    a.attributes = joined(t, "product=x&", "&", LF_ATTRIBUTES_LEN_MAX - 10);
    assert_hidden(t, "product=x");

    a.page = joined(t, "/", "a", LF_URL_LEN_MAX);
    read_it(t);
    assert_text(t->facts.page, "/contact");
}


static void
of_a_campaign_eight_parameters_are_kept(void **state)
{
    test_t  *t = *state;

    own_query(t, "utm_a=1&utm_a=2&utm_b=1&utm_c=1&utm_d=1&utm_e=1&utm_f=1"
                 "&utm_g=1&utm_h=1&utm_i=1");
    assert_utm(t, "a=1,b=1,c=1,d=1,e=1,f=1,g=1,h=1");
}


static void
global_privacy_control_keeps_clicks_and_cookies_out(void **state)
{
    test_t          *t = *state;
    const lf_str_t   cookie = lf_str("_ft=spring");

    own_query(t, "utm_source=letter&gclid=G&plan=pro&ScCid=S");
    a.attributes = lf_str("product=lamp");
    a.cookies = &cookie;
    a.cookies_count = 1;

    assert_hidden(t, "product=lamp,ad=G,first_touch=spring,plan=pro");

    a.gpc = 1;
    assert_utm(t, "source=letter");
    assert_click(t, "");
    assert_hidden(t, "product=lamp,plan=pro");

    HIDDEN(3, "plan", LF_FROM_QUERY, "ScCid");
    HIDDEN(0, "product", LF_FROM_ATTRIBUTE, "gclid");
    a.attributes = lf_str("gclid=G");
    assert_hidden(t, "");
}


static void
an_event_has_click_and_hidden_before_the_answers(void **state)
{
    size_t   i, found;
    test_t  *t = *state;

    own_query(t, "gclid=%22G%5c&plan=%3C/script%3E");
    read_it(t);

    sent(t, "name", "Ada");
    sent(t, "email", "ada@example.com");
    test_check(t, LF_STEP_FIRST, lf_null_str);

    assert_int_equal(lf_submission_event(&t->memory.mem, &t->f.form, &t->s,
                                         &t->context, &t->fields,
                                         &t->fields_count),
                     0);

    found = 0;

    for (i = 0; i < t->fields_count; i++) {
        if (lf_str_is(t->fields[2 * i], "click")) {
            assert_text(t->fields[2 * i + 1], "{\"gclid\":\"\\\"G\\\\\"}");
            assert_text(t->fields[2 * i + 2], "hidden");
            assert_text(t->fields[2 * i + 3], "{\"ad\":\"\\\"G\\\\\","
                                              "\"plan\":\"</script>\"}");
            assert_text(t->fields[2 * i + 4], "answers");
            found++;
        }
    }

    assert_int_equal(found, 1);

    /* Nobody who wants to be deleted is followed to where they came from. */

    assert_int_equal(lf_submission_event(&t->memory.mem, &t->f.form, NULL,
                                         &t->context, &t->fields,
                                         &t->fields_count),
                     0);

    for (i = 0; i < t->fields_count; i++) {
        assert_false(lf_str_is(t->fields[2 * i], "click"));
        assert_false(lf_str_is(t->fields[2 * i], "hidden"));
    }
}


static void
a_form_carries_only_the_attributes_that_it_names(void **state)
{
    lf_str_t   s;
    test_t    *t = *state;

    HIDDEN(1, "offer", LF_FROM_ATTRIBUTE, "data-offer");
    HIDDEN(2, "again", LF_FROM_ATTRIBUTE, "product");

    s = lf_attribution_attributes(&t->memory.mem, &t->f.form,
            butt(t, "name=contact&data-offer=%22%26%3D%C3%BC+%01&onclick=x"
                    "&product=A+%22%3C%26%2B&data-offer=B&product=C&plan=D"));
    assert_text(s, "product=A+%22%3C%26%2B&data-offer=B");

    s = lf_attribution_attributes(&t->memory.mem, &t->f.form,
                                  lf_str("name=contact"));
    assert_non_null(s.data);
    assert_int_equal(s.len, 0);

    s = lf_attribution_attributes(&t->memory.mem, &t->f.form,
            joined(t, "product=x&", "&", LF_ATTRIBUTES_LEN_MAX));
    assert_non_null(s.data);
    assert_int_equal(s.len, 0);

    t->f.form.hidden_count = 0;
    s = lf_attribution_attributes(&t->memory.mem, &t->f.form,
                                  lf_str("product=x"));
    assert_non_null(s.data);
    assert_int_equal(s.len, 0);
}


static int
all_of_it(test_t *t, lf_mem_t *mem)
{
    size_t            count;
    const lf_pair_t  *pairs;

    return lf_attribution_read(mem, &a, &t->facts) != 0
           || lf_attribution_click(mem, &a, &pairs, &count) != 0
           || lf_attribution_hidden(mem, &t->f.form, &a, &pairs, &count) != 0
           || lf_attribution_attributes(mem, &t->f.form, a.attributes).data
              == NULL
           ? -1 : 0;
}


static void
it_is_whole_or_memory_is_out(void **state)
{
    int             rc, failed;
    size_t          n;
    test_t         *t = *state;
    lf_test_mem_t   memory;
    const lf_str_t  cookie = lf_str("_ft=A\xcc\x88  b");

    a.page = lf_str("/%C3%BC?plan=a%20%20A%CC%88&utm_source=a++b");
    a.landing = lf_str("gclid=a++b&utm_source=%ff");
    a.attributes = lf_str("product=%41%CC%88++b");
    a.cookies = &cookie;
    a.cookies_count = 1;

    for (n = 1; ; n++) {
        lf_test_mem_init(&memory);
        lf_test_fail_at(&memory, n);

        rc = all_of_it(t, &memory.mem);

        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);
        lf_test_mem_free(&memory);

        assert_int_equal(rc, failed ? -1 : 0);

        if (!failed) {
            assert_true(n > 12);
            break;
        }
    }

    t->facts.utm = NULL;
}


#define STORY(name)  cmocka_unit_test_setup_teardown(name, begin, test_teardown)


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        STORY(a_page_of_its_own_is_the_page),
        STORY(the_page_that_holds_the_form_is_named_by_its_path),
        STORY(an_address_that_is_none_is_left_out),
        STORY(the_landing_page_goes_before_the_page_that_holds_the_form),
        STORY(the_first_usable_value_wins),
        STORY(what_is_too_long_is_left_out),
        STORY(of_a_campaign_eight_parameters_are_kept),
        STORY(global_privacy_control_keeps_clicks_and_cookies_out),
        STORY(an_event_has_click_and_hidden_before_the_answers),
        STORY(a_form_carries_only_the_attributes_that_it_names),
        STORY(it_is_whole_or_memory_is_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
