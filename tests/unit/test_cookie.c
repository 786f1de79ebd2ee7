/*
 * The cookie: it names a visitor and a lead, and proves it.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lf_test_keys.h"
#include "lf_test_memory.h"


#define TEST_LIFETIME  INT64_C(34560000)            /* 400 days */

#define TEST_COOKIE                                                           \
    "AfYABwBpI0iAAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9fZ6lPVhHTuVrD0fs" \
    "zohbV"

#define TEST_KEYS_1   "sign " LF_TEST_SIGN_1 "\nlead " LF_TEST_LEAD
#define TEST_KEYS_2   "sign " LF_TEST_SIGN_2 "\nlead " LF_TEST_LEAD
#define TEST_KEYS_21                                                          \
    "sign " LF_TEST_SIGN_2 "\nsign " LF_TEST_SIGN_1 "\nlead " LF_TEST_LEAD


static void
test_cookie_fill(lf_cookie_t *cookie)
{
    size_t  i;

    cookie->shard = 7;
    cookie->minted = LF_TEST_NOW;

    for (i = 0; i < LF_ID_LEN; i++) {
        cookie->visitor[i] = (uint8_t) i;
        cookie->lead[i] = (uint8_t) (16 + i);
    }
}


static int
test_read(const char *secret, lf_str_t site, lf_str_t text, int64_t now,
    lf_cookie_t *cookie)
{
    int             rc;
    lf_keys_t      *keys;
    lf_test_mem_t   memory;

    lf_test_mem_init(&memory);
    keys = lf_test_keys(secret);
    assert_non_null(keys);

    rc = lf_cookie_read(keys, site, lf_test_butt(&memory, text), now,
                        TEST_LIFETIME, cookie);

    lf_keys_free(keys);
    lf_test_mem_free(&memory);

    return rc;
}


static int
test_read_at(int64_t now)
{
    lf_cookie_t  cookie;

    return test_read(TEST_KEYS_1, lf_str("main"), lf_str(TEST_COOKIE), now,
                     &cookie);
}


static void
a_cookie_is_made_as_the_format_says(void **state)
{
    char          text[LF_COOKIE_LEN];
    lf_keys_t    *keys;
    lf_cookie_t   cookie;

    (void) state;

    keys = lf_test_keys(TEST_KEYS_1);
    test_cookie_fill(&cookie);

    assert_int_equal(lf_cookie_make(keys, lf_str("main"), &cookie, text), 0);
    assert_int_equal(sizeof(text), sizeof(TEST_COOKIE) - 1);
    assert_memory_equal(text, TEST_COOKIE, sizeof(text));

    lf_keys_free(keys);
}


static void
a_cookie_brings_visitor_and_lead_back(void **state)
{
    lf_cookie_t  made, cookie;

    (void) state;

    test_cookie_fill(&made);

    assert_int_equal(test_read(TEST_KEYS_1, lf_str("main"),
                               lf_str(TEST_COOKIE), LF_TEST_NOW, &cookie),
                     0);

    assert_int_equal(cookie.shard, 7);
    assert_int_equal(cookie.minted, LF_TEST_NOW);
    assert_memory_equal(cookie.visitor, made.visitor, LF_ID_LEN);
    assert_memory_equal(cookie.lead, made.lead, LF_ID_LEN);
}


static void
a_new_sign_key_lets_old_cookies_verify(void **state)
{
    lf_cookie_t  cookie;

    (void) state;

    assert_int_equal(test_read(TEST_KEYS_21, lf_str("main"),
                               lf_str(TEST_COOKIE), LF_TEST_NOW, &cookie),
                     0);
    assert_int_equal(test_read(TEST_KEYS_2, lf_str("main"),
                               lf_str(TEST_COOKIE), LF_TEST_NOW, &cookie),
                     -1);
}


static void
two_sign_keys_of_one_key_id_both_verify(void **state)
{
    int           i;
    char          text[LF_COOKIE_LEN];
    lf_keys_t    *keys, *both;
    lf_cookie_t   cookie;

    /* These two have the same key id. */

    static const char  *secrets[] = {
        "sign collision-0000000000000000000008\nlead " LF_TEST_LEAD,
        "sign collision-0000000000000000000014\nlead " LF_TEST_LEAD,
    };

    (void) state;

    both = lf_test_keys("sign collision-0000000000000000000008\n"
                        "sign collision-0000000000000000000014\n"
                        "lead " LF_TEST_LEAD);
    assert_non_null(both);

    for (i = 0; i < 2; i++) {
        keys = lf_test_keys(secrets[i]);
        test_cookie_fill(&cookie);

        assert_int_equal(lf_cookie_make(keys, lf_str("main"), &cookie, text),
                         0);
        assert_int_equal(lf_cookie_read(both, lf_str("main"),
                                        (lf_str_t) { text, LF_COOKIE_LEN },
                                        LF_TEST_NOW, TEST_LIFETIME, &cookie),
                         0);
        lf_keys_free(keys);
    }

    lf_keys_free(both);
}


static void
another_sites_cookie_is_no_cookie(void **state)
{
    lf_cookie_t  cookie;

    (void) state;

    assert_int_equal(test_read(TEST_KEYS_1, lf_str("other"),
                               lf_str(TEST_COOKIE), LF_TEST_NOW, &cookie),
                     -1);
    assert_int_equal(test_read(TEST_KEYS_1, lf_null_str, lf_str(TEST_COOKIE),
                               LF_TEST_NOW, &cookie),
                     -1);
}


static void
a_cookie_with_any_character_changed_is_no_cookie(void **state)
{
    char          text[LF_COOKIE_LEN];
    size_t        i;
    lf_keys_t    *keys;
    lf_cookie_t   cookie;

    (void) state;

    keys = lf_test_keys(TEST_KEYS_1);

    for (i = 0; i < LF_COOKIE_LEN; i++) {
        memcpy(text, TEST_COOKIE, LF_COOKIE_LEN);
        text[i] = text[i] == 'A' ? 'B' : 'A';

        assert_int_equal(lf_cookie_read(keys, lf_str("main"),
                                        (lf_str_t) { text, LF_COOKIE_LEN },
                                        LF_TEST_NOW, TEST_LIFETIME, &cookie),
                         -1);
    }

    lf_keys_free(keys);
}


static void
garbage_is_no_cookie(void **state)
{
    size_t       i;
    lf_str_t     text;
    lf_cookie_t  cookie;

    static const char  *garbage[] = {
        "", "x", "AfYABwBpI0iA", TEST_COOKIE "A", TEST_COOKIE "=",
        "####################################################################"
        "########",
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(garbage); i++) {
        text = lf_str_of(garbage[i]);
        assert_int_equal(test_read(TEST_KEYS_1, lf_str("main"), text,
                                   LF_TEST_NOW, &cookie),
                         -1);
    }

    text = (lf_str_t) { TEST_COOKIE, LF_COOKIE_LEN - 1 };
    assert_int_equal(test_read(TEST_KEYS_1, lf_str("main"), text, LF_TEST_NOW,
                               &cookie),
                     -1);
    assert_int_equal(test_read(TEST_KEYS_1, lf_str("main"), lf_null_str,
                               LF_TEST_NOW, &cookie),
                     -1);
}


static void
a_cookie_ends_after_its_lifetime(void **state)
{
    (void) state;

    assert_int_equal(test_read_at(LF_TEST_NOW + TEST_LIFETIME), 0);
    assert_int_equal(test_read_at(LF_TEST_NOW + TEST_LIFETIME + 1), -1);
}


static void
a_cookie_from_the_future_is_none_but_for_a_slow_clock(void **state)
{
    (void) state;

    assert_int_equal(test_read_at(LF_TEST_NOW - LF_COOKIE_CLOCK_SLACK), 0);
    assert_int_equal(test_read_at(LF_TEST_NOW - LF_COOKIE_CLOCK_SLACK - 1),
                     -1);
}


static void
what_has_no_room_in_a_cookie_makes_none(void **state)
{
    char          text[LF_COOKIE_LEN];
    lf_keys_t    *keys;
    lf_cookie_t   cookie;

    (void) state;

    keys = lf_test_keys(TEST_KEYS_1);

    test_cookie_fill(&cookie);
    cookie.shard = 65536;
    assert_int_equal(lf_cookie_make(keys, lf_str("main"), &cookie, text), -1);

    test_cookie_fill(&cookie);
    cookie.minted = -1;
    assert_int_equal(lf_cookie_make(keys, lf_str("main"), &cookie, text), -1);

    cookie.minted = (int64_t) 1 << 40;
    assert_int_equal(lf_cookie_make(keys, lf_str("main"), &cookie, text), -1);

    lf_keys_free(keys);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(a_cookie_is_made_as_the_format_says),
        cmocka_unit_test(a_cookie_brings_visitor_and_lead_back),
        cmocka_unit_test(a_new_sign_key_lets_old_cookies_verify),
        cmocka_unit_test(two_sign_keys_of_one_key_id_both_verify),
        cmocka_unit_test(another_sites_cookie_is_no_cookie),
        cmocka_unit_test(a_cookie_with_any_character_changed_is_no_cookie),
        cmocka_unit_test(garbage_is_no_cookie),
        cmocka_unit_test(a_cookie_ends_after_its_lifetime),
        cmocka_unit_test(
            a_cookie_from_the_future_is_none_but_for_a_slow_clock),
        cmocka_unit_test(what_has_no_room_in_a_cookie_makes_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
