/*
 * The way back from a form to the page that holds it: pages of this site
 * only, whatever a browser was made to send.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_form.h>
#include <lead_form/lf_return.h>

#include "lf_test_memory.h"


static int
is_local(const char *page)
{
    int            local;
    lf_test_mem_t  memory;

    lf_test_mem_init(&memory);
    local = lf_return_is_local(lf_test_butt(&memory, lf_str_of(page)));
    lf_test_mem_free(&memory);

    return local;
}


static void
assert_led(const char *page, const char *state, const char *expected)
{
    lf_str_t       location;
    lf_test_mem_t  memory;

    lf_test_mem_init(&memory);
    location = lf_return_location(&memory.mem,
                                  lf_test_butt(&memory, lf_str_of(page)),
                                  lf_str("contact"), lf_str_of(state));

    if (!lf_str_eq(location, lf_str_of(expected))) {
        fail_msg("%s leads to %.*s", page, (int) location.len, location.data);
    }

    lf_test_mem_free(&memory);
}


static void
a_page_of_this_site_is_gone_back_to(void **state)
{
    size_t  i;

    static const char  *pages[] = {
        "/", "/about", "/about/", "/a/b.html?x=1&y=/2#z", "/?p=42",
        "/%e2%82%ac", "/%0d%0aX:y", "/...", "/..a", "/.well-known/x",
        "/a?back=https://else.example/", "/?//else.example", "/:80",
        "/@else.example", "/https://else.example", "/%2f%2felse.example",
        "/%5celse.example", "/?..", "/a?/../b", "/#/../b", "/a//b", "/%2",
        "/%2eb", "/~^`{|}[]!$&()*+,;=:@_-.",
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(pages); i++) {
        if (!is_local(pages[i])) {
            fail_msg("%s is refused", pages[i]);
        }
    }
}


static void
what_could_lead_elsewhere_is_none(void **state)
{
    size_t  i;

    static const char  *pages[] = {
        "", "about", "?x", "#x", ".", "//", "//else.example", "///else",
        "/\\else.example", "\\\\else.example", "/a\\b", "/a?b\\c",
        "https://else.example/", "https:else.example", "javascript:alert(1)",
        "data:text/html,x", "mailto:a@b.example", " /a", "/a b", "/a ",
        "/\t/else.example", "/\n/else.example", "/\r/else.example",
        "/a\r\nSet-Cookie: x=y", "/\x0b/else", "/\x7f", "/\x01",
        "/caf\xc3\xa9", "/\xff", "/\"", "/'", "/<", "/>", "/a?b=<script>",
        "/.", "/..", "/./", "/../", "/..//else.example", "/.//else.example",
        "/a/..//else.example", "/%2e%2e//else.example", "/%2E.//x", "/.%2e",
        "/a/%2e", "/a/.?b",
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(pages); i++) {
        if (is_local(pages[i])) {
            fail_msg("%s is taken", pages[i]);
        }
    }
}


static void
a_page_has_a_length_that_a_header_takes(void **state)
{
    char  page[LF_URL_LEN_MAX + 2];

    (void) state;

    memset(page, 'a', sizeof(page));
    page[0] = '/';
    page[LF_URL_LEN_MAX] = '\0';
    assert_true(is_local(page));

    page[LF_URL_LEN_MAX] = 'a';
    page[LF_URL_LEN_MAX + 1] = '\0';
    assert_false(is_local(page));
}


static void
the_target_of_a_request_becomes_a_page(void **state)
{
    size_t         i;
    lf_str_t       page;
    lf_test_mem_t  memory;

    static const struct {
        const char  *target;
        const char  *page;
    } cases[] = {
        { "/about?x=1", "/about?x=1" },
        { "/l'\xc3\xa9t\xc3\xa9?q=\"a\\b\"#top",
          "/l%27%C3%A9t%C3%A9?q=%22a%5Cb%22" },
        { "//else.example/", "" }, { "/a/../b", "" }, { "", "" },
        { "*", "" }, { "https://else.example/", "" },
        { "/\\else.example", "/%5Celse.example" },
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(cases); i++) {
        lf_test_mem_init(&memory);
        page = lf_return_page(&memory.mem,
                              lf_test_butt(&memory,
                                           lf_str_of(cases[i].target)));
        assert_non_null(page.data);

        if (!lf_str_eq(page, lf_str_of(cases[i].page))) {
            fail_msg("%s is %.*s", cases[i].target, (int) page.len,
                     page.data);
        }

        lf_test_mem_free(&memory);
    }
}


static void
a_page_learns_what_happened_once(void **state)
{
    (void) state;

    assert_led("/", "thanks", "/?lead-form=contact.thanks#lead-form-contact");
    assert_led("/a?p=42", "thanks-2",
               "/a?p=42&lead-form=contact.thanks-2#lead-form-contact");
    assert_led("/a?lead-form=demo.thanks&p=42#x", "erase",
               "/a?p=42&lead-form=contact.erase#lead-form-contact");
    assert_led("/a?lead-form&&lead-form=x&q", "thanks",
               "/a?q&lead-form=contact.thanks#lead-form-contact");
    assert_led("/a?lead-forms=1&b=lead-form=2", "thanks",
               "/a?lead-forms=1&b=lead-form=2&lead-form=contact.thanks"
               "#lead-form-contact");
}


static void
a_fresh_start_takes_the_state_away(void **state)
{
    (void) state;

    assert_led("/a?lead-form=contact.thanks", "", "/a#lead-form-contact");
    assert_led("/a?x=1&lead-form=contact.thanks&y=2", "",
               "/a?x=1&y=2#lead-form-contact");
    assert_led("/", "", "/#lead-form-contact");
    assert_led("/?", "", "/#lead-form-contact");
}


static void
each_form_of_a_page_reads_its_own_state(void **state)
{
    size_t         i;
    lf_str_t       found;
    lf_test_mem_t  memory;

    static const struct {
        const char  *query;
        const char  *state;
    } cases[] = {
        { "", "" }, { "lead-form", "" }, { "lead-form=", "" },
        { "lead-form=contact", "" }, { "lead-form=contact.", "" },
        { "lead-form=contact.thanks", "thanks" },
        { "p=42&lead-form=contact.thanks-2&x", "thanks-2" },
        { "lead-form=demo.thanks", "" },
        { "lead-form=demo.thanks&lead-form=contact.erase", "erase" },
        { "x-lead-form=contact.thanks", "" },
        { "lead-form=contact2.thanks", "" },
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(cases); i++) {
        lf_test_mem_init(&memory);
        found = lf_return_state(lf_test_butt(&memory,
                                             lf_str_of(cases[i].query)),
                                lf_str("contact"));

        if (!lf_str_eq(found, lf_str_of(cases[i].state))) {
            fail_msg("%s has %.*s", cases[i].query, (int) found.len,
                     found.data);
        }

        lf_test_mem_free(&memory);
    }
}


static void
memory_may_run_out_on_the_way(void **state)
{
    int            failed;
    size_t         n;
    lf_str_t       page, location;
    lf_test_mem_t  memory;

    (void) state;

    for (n = 1, failed = 1; failed; n++) {
        lf_test_mem_init(&memory);
        lf_test_fail_at(&memory, n);

        page = lf_return_page(&memory.mem, lf_str("/l'\xc3\xa9t\xc3\xa9"));
        location = page.data == NULL ? lf_null_str
                   : lf_return_location(&memory.mem, page, lf_str("contact"),
                                        lf_str("thanks"));

        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);
        assert_int_equal(location.data == NULL, failed);
        lf_test_mem_free(&memory);
    }

    assert_true(n > 2);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(a_page_of_this_site_is_gone_back_to),
        cmocka_unit_test(what_could_lead_elsewhere_is_none),
        cmocka_unit_test(a_page_has_a_length_that_a_header_takes),
        cmocka_unit_test(the_target_of_a_request_becomes_a_page),
        cmocka_unit_test(a_page_learns_what_happened_once),
        cmocka_unit_test(a_fresh_start_takes_the_state_away),
        cmocka_unit_test(each_form_of_a_page_reads_its_own_state),
        cmocka_unit_test(memory_may_run_out_on_the_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
