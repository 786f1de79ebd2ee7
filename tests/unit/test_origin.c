/*
 * lf_origin: the origins that a configuration may name, as browsers write
 * them.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <lead_form/lf_origin.h>

#include "lf_test_memory.h"


typedef struct {
    const char  *text;
    const char  *origin;
} pair_t;


static void
an_origin_is_kept_as_browsers_write_it(void **state)
{
    size_t         i;
    lf_str_t       origin;
    lf_test_mem_t  memory;

    static const pair_t  pairs[] = {
        { "https://www.example.com", "https://www.example.com" },
        { "https://WWW.Example.com", "https://www.example.com" },
        { "HTTPS://www.example.com:443", "https://www.example.com" },
        { "https://www.example.com:8443", "https://www.example.com:8443" },
        { "https://www.example.com:80", "https://www.example.com:80" },
        { "https://192.0.2.1", "https://192.0.2.1" },
        { "https://[2001:DB8::1]:8443", "https://[2001:db8::1]:8443" },
        { "https://xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example" },
        { "https://a_b.example:65535", "https://a_b.example:65535" },
        { "http://localhost", "http://localhost" },
        { "http://localhost:80", "http://localhost" },
        { "http://localhost:443", "http://localhost:443" },
        { "http://shop.localhost:3000", "http://shop.localhost:3000" },
        { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
        { "http://[::1]:8080", "http://[::1]:8080" }
    };

    (void) state;

    lf_test_mem_init(&memory);

    for (i = 0; i < LF_ARRAY_SIZE(pairs); i++) {
        assert_int_equal(lf_origin_read(&memory.mem,
                                        lf_test_butt(&memory,
                                                     lf_str_of(pairs[i].text)),
                                        &origin), LF_ORIGIN_OK);
        assert_int_equal(origin.len, strlen(pairs[i].origin));
        assert_memory_equal(origin.data, pairs[i].origin, origin.len);
    }

    lf_test_mem_free(&memory);
}


static void
anything_else_is_told_what_is_wrong_with_it(void **state)
{
    size_t              i;
    lf_str_t            origin;
    lf_test_mem_t       memory;
    lf_origin_result_t  result;

    static const struct {
        const char          *text;
        lf_origin_result_t   result;
    } wrong[] = {
        { "", LF_ORIGIN_SCHEME },
        { "null", LF_ORIGIN_SCHEME },
        { "www.example.com", LF_ORIGIN_SCHEME },
        { "//www.example.com", LF_ORIGIN_SCHEME },
        { "ftp://www.example.com", LF_ORIGIN_SCHEME },
        { "https:/www.example.com", LF_ORIGIN_SCHEME },
        { "*", LF_ORIGIN_WILDCARD },
        { "https://*", LF_ORIGIN_WILDCARD },
        { "https://*.example.com", LF_ORIGIN_WILDCARD },
        { "https://www.example.com:*", LF_ORIGIN_WILDCARD },
        { "https://www.example.com/", LF_ORIGIN_PATH },
        { "https://www.example.com/contact", LF_ORIGIN_PATH },
        { "https://www.example.com:8443/", LF_ORIGIN_PATH },
        { "https://www.example.com?x", LF_ORIGIN_PATH },
        { "https://www.example.com#x", LF_ORIGIN_PATH },
        { "https://[::1]/", LF_ORIGIN_PATH },
        { "https:///", LF_ORIGIN_PATH },
        { "https://", LF_ORIGIN_HOST },
        { "https://:8443", LF_ORIGIN_HOST },
        { "https://.example.com", LF_ORIGIN_HOST },
        { "https://ada@www.example.com", LF_ORIGIN_HOST },
        { "https://www example.com", LF_ORIGIN_HOST },
        { "https://m\xc3\xbcnchen.example", LF_ORIGIN_HOST },
        { "https://[]", LF_ORIGIN_HOST },
        { "https://[:", LF_ORIGIN_HOST },
        { "https://[::1", LF_ORIGIN_HOST },
        { "https://[::1%eth0]", LF_ORIGIN_HOST },
        { "https://[::1]x", LF_ORIGIN_HOST },
        { "https://www.example.com:", LF_ORIGIN_PORT },
        { "https://www.example.com:0", LF_ORIGIN_PORT },
        { "https://www.example.com:0443", LF_ORIGIN_PORT },
        { "https://www.example.com:65536", LF_ORIGIN_PORT },
        { "https://www.example.com:99999999999999999999", LF_ORIGIN_PORT },
        { "https://www.example.com:https", LF_ORIGIN_PORT },
        { "http://www.example.com", LF_ORIGIN_PLAIN },
        { "http://192.0.2.1:8080", LF_ORIGIN_PLAIN },
        { "http://notlocalhost", LF_ORIGIN_PLAIN },
        { "http://localhost.example", LF_ORIGIN_PLAIN },
        { "http://.localhost", LF_ORIGIN_HOST }
    };

    (void) state;

    lf_test_mem_init(&memory);

    for (i = 0; i < LF_ARRAY_SIZE(wrong); i++) {
        result = lf_origin_read(&memory.mem,
                                lf_test_butt(&memory,
                                             lf_str_of(wrong[i].text)),
                                &origin);

        if (result != wrong[i].result) {
            fail_msg("\"%s\" is %d", wrong[i].text, result);
        }

        assert_true(lf_origin_problem(result).len > 20);
    }

    assert_int_equal(lf_origin_read(&memory.mem,
                                    (lf_str_t) { "https://a\0b", 11 },
                                    &origin), LF_ORIGIN_HOST);

    lf_test_mem_free(&memory);
}


static void
one_that_no_host_can_have_is_refused_unread(void **state)
{
    char           text[LF_ORIGIN_LEN_MAX + 1];
    lf_str_t       origin;
    lf_test_mem_t  memory;

    (void) state;

    memset(text, 'a', sizeof(text));
    memcpy(text, "https://", 8);
    lf_test_mem_init(&memory);

    assert_int_equal(lf_origin_read(&memory.mem,
                                    (lf_str_t) { text, LF_ORIGIN_LEN_MAX },
                                    &origin), LF_ORIGIN_OK);
    assert_int_equal(lf_origin_read(&memory.mem,
                                    (lf_str_t) { text, LF_ORIGIN_LEN_MAX + 1 },
                                    &origin), LF_ORIGIN_HOST);
    assert_int_equal(memory.count, 1);

    lf_test_mem_free(&memory);
}


static void
memory_that_is_out_is_told(void **state)
{
    lf_str_t       origin;
    lf_test_mem_t  memory;

    (void) state;

    lf_test_mem_init(&memory);
    lf_test_mem_fail_at(&memory, 1);

    assert_int_equal(lf_origin_read(&memory.mem, lf_str("https://a.example"),
                                    &origin), LF_ORIGIN_NO_MEMORY);
    assert_true(lf_str_is(lf_origin_problem(LF_ORIGIN_NO_MEMORY),
                          "memory is out"));

    lf_test_mem_free(&memory);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(an_origin_is_kept_as_browsers_write_it),
        cmocka_unit_test(anything_else_is_told_what_is_wrong_with_it),
        cmocka_unit_test(one_that_no_host_can_have_is_refused_unread),
        cmocka_unit_test(memory_that_is_out_is_told)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
