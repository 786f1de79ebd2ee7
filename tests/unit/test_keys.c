/*
 * The secret file: what is taken, what is refused and how it is said, and the
 * ids that are made with it.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>
#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include "lf_test_keys.h"
#include "lf_test_memory.h"


/* OpenSSL's allocations go through the calls that can be made to fail. */

static void *
test_openssl_malloc(size_t size, const char *file, int line)
{
    (void) file;
    (void) line;

    return malloc(size);
}


static void *
test_openssl_realloc(void *p, size_t size, const char *file, int line)
{
    (void) file;
    (void) line;

    return realloc(p, size);
}


static void
test_openssl_free(void *p, const char *file, int line)
{
    (void) file;
    (void) line;

    free(p);
}


/* The text is refused, with one finding at that place that has these words. */

static void
test_refused(const char *text, unsigned line, unsigned column,
    const char *words)
{
    size_t             i;
    lf_str_t           found;
    lf_test_mem_t      memory;
    lf_diagnostic_t   *item;
    lf_diagnostics_t  *diagnostics;

    lf_test_mem_init(&memory);
    diagnostics = lf_test_take(&memory, sizeof(lf_diagnostics_t));
    lf_diagnostics_init(diagnostics, &memory.mem);

    assert_null(lf_keys_load(lf_test_butt(&memory, lf_str_of(text)),
                             lf_str("etc/secret"), diagnostics));
    assert_true(diagnostics->errors > 0);

    for (i = 0; i < diagnostics->count; i++) {
        item = &diagnostics->items[i];

        assert_true(lf_str_is(item->file, "etc/secret"));

        /* never any of the text: no key of the tests is without these */
        assert_false(lf_str_contains(item->text, lf_str("0123")));

        if (item->line == line && item->column == column
            && lf_str_contains(item->text, lf_str_of(words)))
        {
            lf_test_mem_free(&memory);
            return;
        }
    }

    found = lf_diagnostic_line(&memory.mem, &diagnostics->items[0]);
    fail_msg("not at %u:%u \"%s\", but: %.*s", line, column, words,
             (int) found.len, found.data);
}


static void
test_taken(const char *text)
{
    lf_keys_t  *keys;

    keys = lf_test_keys(text);
    assert_non_null(keys);
    lf_keys_free(keys);
}


static void
test_lead_id(const char *secret, const char *expected)
{
    char        text[LF_ID_TEXT_LEN];
    uint8_t     id[LF_ID_LEN];
    lf_str_t    parts[2];
    lf_keys_t  *keys;

    keys = lf_test_keys(secret);
    assert_non_null(keys);

    parts[0] = lf_str("main");
    parts[1] = lf_str("ada@example.com");

    assert_int_equal(lf_id_make(keys, LF_ID_LEAD, parts, 2, id), 0);
    lf_id_text(id, text);
    assert_memory_equal(text, expected, LF_ID_TEXT_LEN);

    lf_keys_free(keys);
}


static void
a_lead_id_is_the_mac_of_site_and_contact(void **state)
{
    (void) state;

    test_lead_id("sign " LF_TEST_SIGN_1 "\nlead " LF_TEST_LEAD "\n",
                 "wPNb7ygB1kb-gKbvJpUkug");
}


static void
a_bare_key_makes_both_by_hkdf(void **state)
{
    (void) state;

    test_lead_id(LF_TEST_BARE, "j7WF2brUEmKHbAWSUDjXGQ");
    test_lead_id("# a comment\n\n  " LF_TEST_BARE "\t\r\n",
                 "j7WF2brUEmKHbAWSUDjXGQ");
}


static void
a_new_sign_key_changes_no_lead_id(void **state)
{
    (void) state;

    test_lead_id("sign " LF_TEST_SIGN_2 "\nsign " LF_TEST_SIGN_1 "\n"
                 "lead " LF_TEST_LEAD "\n", "wPNb7ygB1kb-gKbvJpUkug");
}


static void
lines_may_be_in_any_order_and_be_commented(void **state)
{
    (void) state;

    test_taken("lead " LF_TEST_LEAD "\n# new\nsign " LF_TEST_SIGN_1 "\n");
    test_taken("# x\r\n\r\nsign\t" LF_TEST_SIGN_1 " \r\n  lead  "
               LF_TEST_LEAD);
    test_taken("\n\n\n" LF_TEST_BARE);
}


static void
a_short_key_is_refused_with_what_to_do(void **state)
{
    (void) state;

    test_refused("0123456789abcdefghijklmnopqrstu", 1, 1,
                 "too short; it needs 32 characters or more: "
                 "\"lead-form secret new\"");
    test_refused("sign " LF_TEST_SIGN_1 "\nlead 0123", 2, 6, "too short");
    test_refused("sign\nlead " LF_TEST_LEAD, 1, 5, "without its key");
}


static void
a_key_that_is_too_long_is_refused(void **state)
{
    char  text[300];

    (void) state;

    memset(text, 'k', 257);
    text[257] = '\0';
    test_refused(text, 1, 257, "too long");

    text[256] = '\0';
    test_taken(text);
}


static void
a_key_with_anything_but_printable_ascii_is_refused(void **state)
{
    (void) state;

    test_refused("sign 0123456789\x7f" LF_TEST_SIGN_1 "\nlead " LF_TEST_LEAD,
                 1, 16, "printable ASCII");
    test_refused("\xc3\xa4" LF_TEST_BARE, 1, 1, "printable ASCII");
    test_refused("sign " LF_TEST_SIGN_1 "\nlead " LF_TEST_LEAD " 0123", 2, 42,
                 "a blank within the key");
}


static void
there_is_exactly_one_lead_key(void **state)
{
    (void) state;

    test_refused("sign " LF_TEST_SIGN_1 "\n", 0, 0, "no \"lead\" line");
    test_refused("lead " LF_TEST_LEAD "\n", 0, 0, "no \"sign\" line");
    test_refused("sign " LF_TEST_SIGN_1 "\nlead " LF_TEST_LEAD "\nlead "
                 LF_TEST_LEAD, 3, 1, "a second \"lead\" line");
}


static void
a_bare_key_stands_alone(void **state)
{
    (void) state;

    test_refused(LF_TEST_BARE "\nlead " LF_TEST_LEAD "\n", 2, 1,
                 "beside a bare key");
    test_refused("sign " LF_TEST_SIGN_1 "\n" LF_TEST_BARE "\n", 2, 1,
                 "a bare key beside");
    test_refused(LF_TEST_BARE "\n" LF_TEST_BARE "\n", 2, 1,
                 "a second bare key");
}


static void
a_line_of_something_else_is_refused(void **state)
{
    (void) state;

    test_refused("key " LF_TEST_SIGN_1 "\nlead " LF_TEST_LEAD "\n", 1, 1,
                 "neither");
    test_refused("", 0, 0, "no key");
    test_refused("\n# only this\n", 0, 0, "no key");
}


static void
every_finding_is_reported_not_only_the_first(void **state)
{
    lf_test_mem_t      memory;
    lf_diagnostics_t  *diagnostics;

    (void) state;

    lf_test_mem_init(&memory);
    diagnostics = lf_test_take(&memory, sizeof(lf_diagnostics_t));
    lf_diagnostics_init(diagnostics, &memory.mem);

    assert_null(lf_keys_load(lf_str("sign x\nsign y\nfoo bar\n"),
                             lf_str("secret"), diagnostics));
    assert_int_equal(diagnostics->errors, 4);

    lf_test_mem_free(&memory);
}


static void
the_number_of_keys_and_the_size_are_bounded(void **state)
{
    char    *text;
    size_t   i, len;

    (void) state;

    text = malloc(LF_SECRET_SIZE_MAX + 2);
    assert_non_null(text);

    len = (size_t) sprintf(text, "lead %s\n", LF_TEST_LEAD);

    for (i = 0; i < LF_SIGN_KEYS_MAX; i++) {
        len += (size_t) sprintf(text + len, "sign %s\n", LF_TEST_SIGN_1);
    }

    test_taken(text);

    sprintf(text + len, "sign %s\n", LF_TEST_SIGN_2);
    test_refused(text, 2 + LF_SIGN_KEYS_MAX, 1, "more than 16");

    memset(text, '\n', LF_SECRET_SIZE_MAX + 1);
    text[LF_SECRET_SIZE_MAX + 1] = '\0';
    test_refused(text, 0, 0, "larger than 64 KB");

    free(text);
}


static void
ids_of_different_kinds_and_framings_differ(void **state)
{
    size_t      i, k;
    uint8_t     id[6][LF_ID_LEN];
    lf_keys_t  *keys;
    lf_str_t    one[] = { lf_str("ab"), lf_str("c") };
    lf_str_t    two[] = { lf_str("a"), lf_str("bc") };
    lf_str_t    three[] = { lf_str("abc") };
    lf_str_t    four[] = { lf_str("ab"), lf_str("c"), lf_null_str };

    (void) state;

    keys = lf_test_keys(LF_TEST_BARE);

    assert_int_equal(lf_id_make(keys, LF_ID_LEAD, one, 2, id[0]), 0);
    assert_int_equal(lf_id_make(keys, LF_ID_LEAD, two, 2, id[1]), 0);
    assert_int_equal(lf_id_make(keys, LF_ID_LEAD, three, 1, id[2]), 0);
    assert_int_equal(lf_id_make(keys, LF_ID_LEAD, four, 3, id[3]), 0);
    assert_int_equal(lf_id_make(keys, LF_ID_SUBMISSION, one, 2, id[4]), 0);
    assert_int_equal(lf_id_make(keys, LF_ID_VISITOR, one, 2, id[5]), 0);

    for (i = 0; i < 6; i++) {
        for (k = 0; k < i; k++) {
            assert_memory_not_equal(id[i], id[k], LF_ID_LEN);
        }
    }

    /* and the same again is the same: nothing of one MAC is in the next */

    assert_int_equal(lf_id_make(keys, LF_ID_LEAD, one, 2, id[1]), 0);
    assert_memory_equal(id[0], id[1], LF_ID_LEN);

    lf_keys_free(keys);
}


static void
test_load_out_of_memory(lf_str_t text, int right)
{
    int                failed;
    size_t             n;
    uint8_t            id[LF_ID_LEN];
    lf_keys_t         *keys;
    lf_test_mem_t      memory;
    lf_diagnostics_t  *diagnostics;

    for (n = 1; ; n++) {
        lf_test_mem_init(&memory);
        diagnostics = lf_test_take(&memory, sizeof(lf_diagnostics_t));
        lf_diagnostics_init(diagnostics, &memory.mem);

        lf_test_fail_at(&memory, n);
        keys = lf_keys_load(text, lf_str("secret"), diagnostics);
        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);

        if (keys == NULL) {
            assert_true(diagnostics->errors > 0);
            assert_true(failed || !right);

        } else {
            /* OpenSSL can do without some of what it asks for */
            assert_true(right);
            assert_int_equal(lf_id_make(keys, LF_ID_LEAD, &text, 1, id), 0);
        }

        lf_keys_free(keys);
        lf_test_mem_free(&memory);

        if (!failed) {
            assert_true(n > 2);
            break;
        }
    }
}


static void
loading_survives_running_out_of_memory(void **state)
{
    (void) state;

    test_taken(LF_TEST_BARE);           /* OpenSSL's own set-up is done once */

    test_load_out_of_memory(lf_str(LF_TEST_BARE), 1);
    test_load_out_of_memory(lf_str("sign " LF_TEST_SIGN_1 "\nsign "
                                   LF_TEST_SIGN_2 "\nlead " LF_TEST_LEAD), 1);
    test_load_out_of_memory(lf_str("sign x\nlead y"), 0);
}


/* Against HMAC over the message as lf_keys.h frames it, written out. */

static void
an_id_is_the_same_however_long_its_parts_are(void **state)
{
    size_t      i, first, len;
    uint8_t     id[LF_ID_LEN], message[2048], digest[EVP_MAX_MD_SIZE];
    lf_str_t    parts[3];
    lf_keys_t  *keys;

    (void) state;

    keys = lf_test_keys("sign " LF_TEST_SIGN_1 "\nlead " LF_TEST_LEAD);
    assert_non_null(keys);

    for (first = 0; first < 1100; first++) {
        parts[0] = (lf_str_t) { (char *) message + 5, first };
        parts[1] = lf_str("");
        parts[2] = lf_str("last");

        memset(message, 0, sizeof(message));
        message[0] = 5;                 /* a submission's */
        len = 1;

        for (i = 0; i < 3; i++) {
            message[len + 2] = (uint8_t) (parts[i].len >> 8);
            message[len + 3] = (uint8_t) parts[i].len;
            len += 4;
            memset(message + len, 'x', parts[i].len);
            len += parts[i].len;
        }

        memcpy(message + len - 4, "last", 4);

        assert_int_equal(lf_id_make(keys, LF_ID_SUBMISSION, parts, 3, id), 0);
        assert_non_null(HMAC(EVP_sha256(), LF_TEST_LEAD,
                             sizeof(LF_TEST_LEAD) - 1, message, len, digest,
                             NULL));
        assert_memory_equal(id, digest, LF_ID_LEN);
    }

    lf_keys_free(keys);
}


static void
freeing_no_keys_is_allowed(void **state)
{
    (void) state;

    lf_keys_free(NULL);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(a_lead_id_is_the_mac_of_site_and_contact),
        cmocka_unit_test(a_bare_key_makes_both_by_hkdf),
        cmocka_unit_test(a_new_sign_key_changes_no_lead_id),
        cmocka_unit_test(lines_may_be_in_any_order_and_be_commented),
        cmocka_unit_test(a_short_key_is_refused_with_what_to_do),
        cmocka_unit_test(a_key_that_is_too_long_is_refused),
        cmocka_unit_test(a_key_with_anything_but_printable_ascii_is_refused),
        cmocka_unit_test(there_is_exactly_one_lead_key),
        cmocka_unit_test(a_bare_key_stands_alone),
        cmocka_unit_test(a_line_of_something_else_is_refused),
        cmocka_unit_test(every_finding_is_reported_not_only_the_first),
        cmocka_unit_test(the_number_of_keys_and_the_size_are_bounded),
        cmocka_unit_test(ids_of_different_kinds_and_framings_differ),
        cmocka_unit_test(an_id_is_the_same_however_long_its_parts_are),
        cmocka_unit_test(loading_survives_running_out_of_memory),
        cmocka_unit_test(freeing_no_keys_is_allowed),
    };

    if (CRYPTO_set_mem_functions(test_openssl_malloc, test_openssl_realloc,
                                 test_openssl_free)
        != 1)
    {
        return 1;
    }

    return cmocka_run_group_tests(tests, NULL, NULL);
}
