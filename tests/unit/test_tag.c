/*
 * The tag in a page that passes by: found wherever the page is cut, nowhere
 * that HTML does not see it as a tag, and never more than a bound is kept.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_tag.h>

#include "lf_test_memory.h"


#define PAGE_MAX  20000


static void
put(char *page, size_t *len, lf_str_t s)
{
    assert_true(*len + s.len < PAGE_MAX);

    if (s.len > 0) {
        memcpy(page + *len, s.data, s.len);
    }

    *len += s.len;
    page[*len] = '\0';
}


/* One piece of a page, butted against the end of its memory. */

static int
one_piece(lf_tag_scanner_t *scanner, lf_str_t piece, int last, char *page,
    size_t *len)
{
    int             rc;
    lf_tag_t        tag;
    lf_str_t        input;
    lf_tag_part_t   part;
    lf_test_mem_t   memory;

    lf_test_mem_init(&memory);
    input = lf_test_butt(&memory, piece);
    rc = 0;

    while (input.len > 0) {
        rc = lf_tag_scan(scanner, &input, last, &part);
        if (rc != 0) {
            break;
        }

        put(page, len, part.kept);
        put(page, len, part.text);

        if (part.element.len > 0) {
            assert_true(part.element.len <= LF_TAG_LEN_MAX);
            assert_int_equal(lf_tag_read(&memory.mem, part.element, &tag), 0);
            put(page, len, lf_str("["));
            put(page, len, tag.name);
            put(page, len, lf_str("|"));
            put(page, len, tag.query);
            put(page, len, lf_str("]"));
        }
    }

    lf_test_mem_free(&memory);

    return rc;
}


/* The page cut before each of the offsets, which rise. */

static void
in_pieces(lf_str_t page, const size_t *cuts, size_t count, char *passed)
{
    size_t             i, from, to, len;
    lf_test_mem_t      memory;
    lf_tag_scanner_t   scanner;

    lf_test_mem_init(&memory);
    lf_tag_scanner_init(&scanner, &memory.mem);
    len = 0;
    from = 0;
    passed[0] = '\0';

    for (i = 0; i <= count; i++) {
        to = i < count ? cuts[i] : page.len;
        assert_int_equal(one_piece(&scanner, (lf_str_t) { page.data + from,
                                                          to - from },
                                   i == count, passed, &len), 0);
        from = to;
    }

    put(passed, &len, lf_tag_rest(&scanner));
    assert_true(memory.count <= 1 + LF_TAG_UNREAD_MAX);
    lf_test_mem_free(&memory);
}


static void
cut_anywhere(lf_str_t page, const char *expected)
{
    size_t        i, n, cuts[64], *every;
    static char   passed[PAGE_MAX];

    in_pieces(page, NULL, 0, passed);
    assert_string_equal(passed, expected);

    for (cuts[0] = 1; cuts[0] < page.len; cuts[0]++) {
        in_pieces(page, cuts, 1, passed);
        assert_string_equal(passed, expected);
    }

    every = malloc(page.len * sizeof(size_t));
    assert_non_null(every);

    for (i = 1; i < page.len; i++) {
        every[i - 1] = i;
    }

    in_pieces(page, every, page.len - 1, passed);
    assert_string_equal(passed, expected);
    free(every);

    for (i = 0; i < 50; i++) {
        cuts[0] = 0;

        for (n = 0; n < 64; n++) {
            cuts[n] = (n > 0 ? cuts[n - 1] : 0) + (size_t) rand() % 40;

            if (cuts[n] >= page.len) {
                break;
            }
        }

        in_pieces(page, cuts, n, passed);
        assert_string_equal(passed, expected);
    }
}

#define passes_as(page, expected)  cut_anywhere(lf_str(page), expected)
#define passes(page)               passes_as(page, page)


static void
the_tag_is_found_wherever_a_page_is_cut(void **state)
{
    (void) state;

    passes_as("<!DOCTYPE html><html><body><p class=\"a b\">Hello</p>"
              "<lead-form name=\"contact\"></lead-form><p>Bye</p></body>",
              "<!DOCTYPE html><html><body><p class=\"a b\">Hello</p>"
              "[contact|fragment]<p>Bye</p></body>");
    passes_as("<lead-form name='a'></lead-form><lead-form name=b></lead-form>",
              "[a|fragment][b|fragment]");
    passes_as("<LEAD-FORM NAME=a\n></Lead-Form\t>x", "[a|fragment]x");
    passes_as("<lead-form\n\tname = \"a\" />x", "[a|fragment]x");
    passes_as("<lead-form name=\"a\"/>x", "[a|fragment]x");
    passes_as("<<lead-form name=a></lead-form>", "<[a|fragment]");
    passes_as("a < b <3 <lead-form name=a></lead-form> c > d",
              "a < b <3 [a|fragment] c > d");
    passes_as("<a title=it's><lead-form name=a></lead-form><b c'>",
              "<a title=it's>[a|fragment]<b c'>");
}


static void
what_stands_in_the_tag_gives_way_to_the_form(void **state)
{
    (void) state;

    passes_as("<lead-form name=a><a href=\"/a\">Write to us</a></lead-form>.",
              "[a|fragment].");
    passes_as("<lead-form name=a><!-- </lead-form> --><script>'</lead-form>'"
              "</script><a title='</lead-form>'>x</a></lead-form>.",
              "[a|fragment].");
    passes_as("<lead-form name=a><lead-form name=b></lead-form></lead-form>",
              "[a|fragment]</lead-form>");
}


static void
attributes_go_along(void **state)
{
    (void) state;

    passes_as("<lead-form product=\"A &amp; B\" lang=de name=contact "
              "src=/x PRODUCT=late campaign='&#x20ac;1&#50;&bogus;&#0;' "
              "open></lead-form>",
              "[contact|fragment&lang=de&attributes=product%3DA%2520%2526%2520"
              "B%26campaign%3D%25E2%2582%25AC12%2526bogus%253B%2526%25230%253B"
              "%26open%3D]");
    passes_as("<lead-form src=\"/contact\"></lead-form>", "[|fragment]");
    passes_as("<lead-form a/name='b>'/></lead-form>",
              "[b>|fragment&attributes=a%3D]</lead-form>");
    passes_as("<lead-form =\"x name=a></lead-form>",
              "[a|fragment&attributes=%253D%2522x%3D]");
    passes_as("<lead-form a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8 i=9 j=10 k=11 l=12 "
              "m=13 n=14 o=15 name=p q=17></lead-form>",
              "[p|fragment&attributes=a%3D1%26b%3D2%26c%3D3%26d%3D4%26e%3D5"
              "%26f%3D6%26g%3D7%26h%3D8%26i%3D9%26j%3D10%26k%3D11%26l%3D12"
              "%26m%3D13%26n%3D14%26o%3D15]");
}


#define TAG  "<lead-form name=x></lead-form>"

static void
no_tag_is_found_where_html_sees_none(void **state)
{
    (void) state;

    passes("<!-- " TAG " -->");
    passes_as("<!-->" TAG, "<!-->[x|fragment]");
    passes_as("<!--->" TAG, "<!--->[x|fragment]");
    passes_as("<!-- a -- b --!>" TAG, "<!-- a -- b --!>[x|fragment]");
    passes_as("<!-- --- ->-->" TAG, "<!-- --- ->-->[x|fragment]");
    passes("<!-- --! " TAG " --!- >");
    passes_as("<!doctype '>" TAG, "<!doctype '>[x|fragment]");
    passes_as("<!->" TAG "<?x '>" TAG, "<!->[x|fragment]<?x '>[x|fragment]");
    passes("<script>" TAG "</scrip></script x=\">" TAG "\"/>");
    passes("<STYLE media=x>" TAG "</style\n>");
    passes("<textarea>" TAG "</textareas></textarea>");
    passes("<title/>" TAG "</title>");
    passes("<title><</title</" TAG);
    passes_as("<iframe>" TAG "</iframe><xmp><xmp></xmp>" TAG,
              "<iframe>" TAG "</iframe><xmp><xmp></xmp>[x|fragment]");
    passes_as("<style></style><scripts>" TAG,
              "<style></style><scripts>[x|fragment]");
    passes("<a title=\"" TAG "\">");
    passes("<a b c = '" TAG "'>");
    passes("</a title=\"" TAG "\">");
    passes_as("<a title=\">\" b='\"'>" TAG,
              "<a title=\">\" b='\"'>[x|fragment]");
    passes_as("<a =\">" TAG "<b \">", "<a =\">[x|fragment]<b \">");
    passes_as("<a=\">" TAG, "<a=\">[x|fragment]");
    passes_as("<a b=c=\">" TAG, "<a b=c=\">[x|fragment]");
    passes("<a b=c/d=\" e=\"" TAG "\">");
    passes("<a/b=\"" TAG "\">");
    passes("<a b\n =\n\"" TAG "\">");
    passes("<a b=\"c\"d='" TAG "'>");
    passes_as("<a b= c=\"d>" TAG, "<a b= c=\"d>[x|fragment]");
}


static void
what_only_looks_like_the_tag_stays(void **state)
{
    (void) state;

    passes("<lead-form");
    passes("<lead-form name=a>");
    passes("<lead-form name=a></lead-form");
    passes("<lead-forms name=a></lead-forms>");
    passes("<lead-for name=a></lead-for>");
    passes("<lead_form name=a></lead_form>");
    passes("</lead-form>");
    passes("< lead-form name=a></lead-form>");
    passes("<l<le<lead<lead-<");
    passes("<");
    passes_as("<le" TAG "lead-form>", "<le" TAG "lead-form>");
    passes_as("<lead-form name=a></lead-forms></lead-form >",
              "[a|fragment]");
}


static void
a_long_tag_stays_and_the_next_is_found(void **state)
{
    size_t        n, len;
    static char   page[PAGE_MAX], passed[PAGE_MAX], expected[PAGE_MAX];
    size_t        cut;

    (void) state;

    for (n = LF_TAG_LEN_MAX - 40; n < LF_TAG_LEN_MAX + 10; n++) {
        len = (size_t) snprintf(page, sizeof(page), "-<lead-form name=a>%*s"
                                "<lead-form name=b></lead-form>.", (int) n, "");

        if (n + sizeof("<lead-form name=a><lead-form name=b></lead-form>") - 1
            <= LF_TAG_LEN_MAX)
        {
            (void) snprintf(expected, sizeof(expected), "-[a|fragment].");

        } else if (n + sizeof("<lead-form name=a>") - 1 < LF_TAG_LEN_MAX) {
            (void) snprintf(expected, sizeof(expected), "%s", page);

        } else {
            (void) snprintf(expected, sizeof(expected), "-<lead-form name=a>"
                            "%*s[b|fragment].", (int) n, "");
        }

        for (cut = 1; cut < len; cut += cut > 30 && cut < n ? 37 : 1) {
            in_pieces((lf_str_t) { page, len }, &cut, 1, passed);
            assert_string_equal(passed, expected);
        }
    }
}


static void
random_pages_pass_alike_however_they_are_cut(void **state)
{
    size_t        round, i, len;
    static char   page[PAGE_MAX], whole[PAGE_MAX];

    static const char  *words[] = {
        "<lead-form", " name=a", ">", "</lead-form>", "<lead-form name='b'>",
        "<!--", "-->", "--!>", "-", "<script>", "</script>", "<title>",
        "</title", "<a ", "b=\"", "\"", "'", "c='", "=", "/", "/>", " ", "x",
        "<", "</", "<p>", "</p>", "<!", "<?", "\n", "<textarea>",
        "</textarea>", "<style/", "</style>", "\xe2\x82\xac", "&amp;"
    };

    (void) state;

    for (round = 0; round < 1500; round++) {
        len = 0;

        for (i = (size_t) rand() % 60; i > 0; i--) {
            put(page, &len, lf_str_of(words[(size_t) rand()
                                            % LF_ARRAY_SIZE(words)]));
        }

        if (len > 1) {
            in_pieces((lf_str_t) { page, len }, NULL, 0, whole);
            cut_anywhere((lf_str_t) { page, len }, whole);
        }
    }
}


/* Behind `before`, so much of `often` and `then`: is a tag found? */

static int
is_found_behind(const char *before, const char *often, size_t bytes,
    const char *then)
{
    int                found;
    size_t             sent;
    lf_str_t           input, pieces[4];
    lf_tag_part_t      part;
    lf_test_mem_t      memory;
    lf_tag_scanner_t   scanner;

    lf_test_mem_init(&memory);
    lf_tag_scanner_init(&scanner, &memory.mem);
    found = 0;
    sent = 0;
    pieces[0] = lf_str_of(before);
    pieces[1] = lf_str_of(often);
    pieces[2] = lf_str_of(then);
    pieces[3] = lf_str(TAG);

    for (size_t i = 0; i < 4; i += i != 1 || sent >= bytes) {
        input = pieces[i];
        sent += i == 1 ? input.len : 0;

        while (input.len > 0) {
            assert_int_equal(lf_tag_scan(&scanner, &input, i == 3, &part), 0);
            found += part.element.len > 0;
        }
    }

    assert_true(memory.count <= 1 + LF_TAG_UNREAD_MAX);
    lf_test_mem_free(&memory);

    return found;
}


static void
however_much_has_passed_it_is_known_what_it_left(void **state)
{
    size_t  bytes;

    static const size_t  lengths[] = {
        1, LF_TAG_UNREAD_LEN, LF_TAG_UNREAD_LEN * LF_TAG_UNREAD_MAX,
        3 * LF_TAG_UNREAD_LEN * LF_TAG_UNREAD_MAX + 1
    };

    (void) state;

    for (size_t i = 0; i < LF_ARRAY_SIZE(lengths); i++) {
        bytes = lengths[i];

        assert_true(is_found_behind("<p>", "<b class=\"x\">words</b> ", bytes,
                                    "</p>"));
        assert_true(is_found_behind("<script>", "'<li-' + ", bytes,
                                    "</script>"));
        assert_false(is_found_behind("<script>", "'<li-' + ", bytes, "<p>"));
        assert_false(is_found_behind("<!--", "<p>words</p>", bytes, "->"));
        assert_true(is_found_behind("<!--", "<p>words</p>", bytes, "-->"));
        assert_false(is_found_behind("<a title='", "<p>\"words\"</p>", bytes,
                                     "\""));
        assert_true(is_found_behind("<a title='", "<p>\"words\"</p>", bytes,
                                    "'>"));
    }
}


static void
without_memory_a_cut_tag_says_so(void **state)
{
    char               page[PAGE_MAX];
    size_t             n, len;
    lf_tag_t           tag;
    lf_test_mem_t      memory;
    lf_tag_scanner_t   scanner;

    (void) state;

    lf_test_mem_init(&memory);
    lf_test_mem_fail_at(&memory, 1);
    lf_tag_scanner_init(&scanner, &memory.mem);
    len = 0;
    assert_int_equal(one_piece(&scanner, lf_str("x<lea"), 0, page, &len), -1);
    lf_test_mem_free(&memory);

    lf_test_mem_init(&memory);
    lf_test_mem_fail_at(&memory, 1);
    lf_tag_scanner_init(&scanner, &memory.mem);
    assert_int_equal(one_piece(&scanner, lf_str("words"), 0, page, &len), -1);
    lf_test_mem_free(&memory);

    for (n = 1; ; n++) {
        int  rc, failed;

        lf_test_mem_init(&memory);
        lf_test_fail_at(&memory, n);
        rc = lf_tag_read(&memory.mem, lf_str("<lead-form name=a b='&lt;' "
                                             "lang=de c=d></lead-form>"), &tag);
        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);
        assert_int_equal(rc, failed ? -1 : 0);
        lf_test_mem_free(&memory);

        if (!failed) {
            break;
        }
    }

    assert_true(n > 5);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(the_tag_is_found_wherever_a_page_is_cut),
        cmocka_unit_test(what_stands_in_the_tag_gives_way_to_the_form),
        cmocka_unit_test(attributes_go_along),
        cmocka_unit_test(no_tag_is_found_where_html_sees_none),
        cmocka_unit_test(what_only_looks_like_the_tag_stays),
        cmocka_unit_test(a_long_tag_stays_and_the_next_is_found),
        cmocka_unit_test(random_pages_pass_alike_however_they_are_cut),
        cmocka_unit_test(however_much_has_passed_it_is_known_what_it_left),
        cmocka_unit_test(without_memory_a_cut_tag_says_so)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
