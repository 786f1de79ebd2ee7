/*
 * The personal link: it names a lead, for one form, until it is over.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <lead_form/lf_link.h>

#include "lf_test_keys.h"
#include "lf_test_memory.h"


#define TEST_DAY  INT64_C(86400)

#define TEST_LINK                                                             \
    "AfYABwBpI0iAAGlK1YBkZWZnaGlqa2xtbm8AAQID"                                \
    "BAUGBwgJCgsMDQ4P2rU0ExdJPb7hnZE4FUF32A"

#define TEST_KEYS_1   "sign " LF_TEST_SIGN_1 "\nlead " LF_TEST_LEAD
#define TEST_KEYS_2   "sign " LF_TEST_SIGN_2 "\nlead " LF_TEST_LEAD
#define TEST_KEYS_21                                                          \
    "sign " LF_TEST_SIGN_2 "\nsign " LF_TEST_SIGN_1 "\nlead " LF_TEST_LEAD


static void
test_link_fill(lf_link_t *link)
{
    size_t  i;

    link->shard = 7;
    link->minted = LF_TEST_NOW;
    link->expires = LF_TEST_NOW + 30 * TEST_DAY;

    for (i = 0; i < LF_NONCE_LEN; i++) {
        link->nonce[i] = (uint8_t) (100 + i);
    }

    for (i = 0; i < LF_ID_LEN; i++) {
        link->lead[i] = (uint8_t) i;
    }
}


static lf_link_result_t
test_read(const char *secret, lf_str_t site, lf_str_t form, lf_str_t text,
    int64_t now, lf_link_t *link)
{
    lf_keys_t         *keys;
    lf_test_mem_t      memory;
    lf_link_result_t   result;

    lf_test_mem_init(&memory);
    keys = lf_test_keys(secret);
    assert_non_null(keys);

    result = lf_link_read(keys, site, form, lf_test_butt(&memory, text), now,
                          link);

    lf_keys_free(keys);
    lf_test_mem_free(&memory);

    return result;
}


static lf_link_result_t
test_read_text(lf_str_t text)
{
    lf_link_t  link;

    return test_read(TEST_KEYS_1, lf_str("main"), lf_str("contact"), text,
                     LF_TEST_NOW, &link);
}


static lf_link_result_t
test_read_at(int64_t now)
{
    lf_link_t  link;

    return test_read(TEST_KEYS_1, lf_str("main"), lf_str("contact"),
                     lf_str(TEST_LINK), now, &link);
}


static void
a_link_is_made_as_the_format_says(void **state)
{
    char        text[LF_LINK_LEN];
    lf_keys_t  *keys;
    lf_link_t   link;

    (void) state;

    keys = lf_test_keys(TEST_KEYS_1);
    test_link_fill(&link);

    assert_int_equal(lf_link_make(keys, lf_str("main"), lf_str("contact"),
                                  &link, text),
                     0);
    assert_int_equal(sizeof(text), sizeof(TEST_LINK) - 1);
    assert_memory_equal(text, TEST_LINK, sizeof(text));

    lf_keys_free(keys);
}


static void
a_link_brings_its_lead_back(void **state)
{
    lf_link_t  made, link;

    (void) state;

    test_link_fill(&made);

    assert_int_equal(test_read(TEST_KEYS_1, lf_str("main"), lf_str("contact"),
                               lf_str(TEST_LINK), LF_TEST_NOW, &link),
                     LF_LINK_OK);

    assert_int_equal(link.shard, 7);
    assert_int_equal(link.minted, made.minted);
    assert_int_equal(link.expires, made.expires);
    assert_memory_equal(link.nonce, made.nonce, LF_NONCE_LEN);
    assert_memory_equal(link.lead, made.lead, LF_ID_LEN);
}


static void
a_new_sign_key_lets_old_links_verify(void **state)
{
    lf_link_t  link;

    (void) state;

    assert_int_equal(test_read(TEST_KEYS_21, lf_str("main"),
                               lf_str("contact"), lf_str(TEST_LINK),
                               LF_TEST_NOW, &link),
                     LF_LINK_OK);
    assert_int_equal(test_read(TEST_KEYS_2, lf_str("main"),
                               lf_str("contact"), lf_str(TEST_LINK),
                               LF_TEST_NOW, &link),
                     LF_LINK_BAD);
}


static void
a_link_is_of_one_site_and_one_form(void **state)
{
    size_t     i;
    lf_link_t  link;

    static const struct {
        const char  *site;
        const char  *form;
    } others[] = {
        { "other", "contact" },
        { "main", "demo" },
        { "", "contact" },
        { "main", "" },
        { "mainc", "ontact" },
        { "contact", "main" }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(others); i++) {
        assert_int_equal(test_read(TEST_KEYS_1, lf_str_of(others[i].site),
                                   lf_str_of(others[i].form),
                                   lf_str(TEST_LINK), LF_TEST_NOW, &link),
                         LF_LINK_BAD);
    }
}


static void
a_link_with_any_bit_changed_is_none(void **state)
{
    char     text[LF_LINK_LEN];
    size_t   i;
    uint8_t  bytes[LF_LINK_BYTES];

    (void) state;

    for (i = 0; i < LF_LINK_BYTES * 8; i++) {
        assert_int_equal(lf_base64url_decode(bytes, LF_LINK_BYTES,
                                             lf_str(TEST_LINK)),
                         0);
        bytes[i / 8] ^= (uint8_t) (1u << (i % 8));
        lf_base64url_encode(text, bytes, LF_LINK_BYTES);

        assert_int_equal(test_read_text((lf_str_t) { text, LF_LINK_LEN }),
                         LF_LINK_BAD);
    }
}


static void
garbage_is_no_link(void **state)
{
    size_t  i;

    static const char  *garbage[] = {
        "", "x", TEST_LINK "A", TEST_LINK "=", TEST_LINK TEST_LINK
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(garbage); i++) {
        assert_int_equal(test_read_text(lf_str_of(garbage[i])), LF_LINK_BAD);
    }

    for (i = 0; i < LF_LINK_LEN; i++) {
        assert_int_equal(test_read_text((lf_str_t) { TEST_LINK, i }),
                         LF_LINK_BAD);
    }

    assert_int_equal(test_read_text(lf_null_str), LF_LINK_BAD);
}


static void
a_link_holds_until_the_second_it_expires(void **state)
{
    lf_link_t  link;

    (void) state;

    assert_int_equal(test_read_at(LF_TEST_NOW + 30 * TEST_DAY - 1),
                     LF_LINK_OK);
    assert_int_equal(test_read_at(LF_TEST_NOW + 30 * TEST_DAY), LF_LINK_OLD);

    assert_int_equal(test_read(TEST_KEYS_1, lf_str("main"), lf_str("contact"),
                               lf_str(TEST_LINK), LF_TEST_NOW + 31 * TEST_DAY,
                               &link),
                     LF_LINK_OLD);
    assert_int_equal(link.expires, LF_TEST_NOW + 30 * TEST_DAY);
}


static void
a_link_from_the_future_is_none_but_for_a_slow_clock(void **state)
{
    (void) state;

    assert_int_equal(test_read_at(LF_TEST_NOW - LF_LINK_CLOCK_SLACK),
                     LF_LINK_OK);
    assert_int_equal(test_read_at(LF_TEST_NOW - LF_LINK_CLOCK_SLACK - 1),
                     LF_LINK_BAD);
}


static void
a_link_lives_a_second_to_a_year(void **state)
{
    char        text[LF_LINK_LEN];
    size_t      i;
    lf_keys_t  *keys;
    lf_link_t   link;

    static const struct {
        unsigned  shard;
        int64_t   minted;
        int64_t   lives;
        int       rc;
    } cases[] = {
        { 0, LF_TEST_NOW, 1, 0 },
        { 0, LF_TEST_NOW, LF_LINK_LIFETIME_MAX, 0 },
        { 65535, 0, 1, 0 },
        { 0, LF_TEST_NOW, LF_LINK_LIFETIME_MAX + 1, -1 },
        { 0, LF_TEST_NOW, 0, -1 },
        { 0, LF_TEST_NOW, -1, -1 },
        { 0, -1, 1, -1 },
        { 0, ((int64_t) 1 << 40) - 1, 1, -1 },
        { 0, (int64_t) 1 << 40, 1, -1 },
        { 65536, LF_TEST_NOW, 1, -1 }
    };

    (void) state;

    keys = lf_test_keys(TEST_KEYS_1);

    for (i = 0; i < LF_ARRAY_SIZE(cases); i++) {
        test_link_fill(&link);
        link.shard = cases[i].shard;
        link.minted = cases[i].minted;
        link.expires = cases[i].minted + cases[i].lives;

        assert_int_equal(lf_link_make(keys, lf_str("main"), lf_str("contact"),
                                      &link, text),
                         cases[i].rc);
    }

    lf_keys_free(keys);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(a_link_is_made_as_the_format_says),
        cmocka_unit_test(a_link_brings_its_lead_back),
        cmocka_unit_test(a_new_sign_key_lets_old_links_verify),
        cmocka_unit_test(a_link_is_of_one_site_and_one_form),
        cmocka_unit_test(a_link_with_any_bit_changed_is_none),
        cmocka_unit_test(garbage_is_no_link),
        cmocka_unit_test(a_link_holds_until_the_second_it_expires),
        cmocka_unit_test(a_link_from_the_future_is_none_but_for_a_slow_clock),
        cmocka_unit_test(a_link_lives_a_second_to_a_year),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
