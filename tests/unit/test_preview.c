/*
 * The token of a preview: what it brings back, and what it does not take.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_diagnostic.h>
#include <lead_form/lf_preview.h>

#include "lf_test_memory.h"


#define TEST_NOW     INT64_C(1763920000)
#define TEST_SECRET  "sign test-signing-key-0123456789abcdefghijk\n"          \
                     "lead test-lead-key-0123456789abcdefghijklmn\n"

#define TEST(name)                                                            \
    cmocka_unit_test_setup_teardown(name, test_setup, test_teardown)


typedef struct {
    lf_test_mem_t     memory;
    lf_keys_t        *keys;
    lf_diagnostics_t  diagnostics;
    lf_pair_t         utm;
    lf_preview_t      preview;
    lf_preview_t      got;
} test_t;


static int
test_setup(void **state)
{
    test_t    *t;
    lf_mem_t  *mem;

    t = calloc(1, sizeof(test_t));

    lf_test_mem_init(&t->memory);
    mem = &t->memory.mem;

    lf_diagnostics_init(&t->diagnostics, mem);
    t->keys = lf_keys_load(lf_str(TEST_SECRET), lf_str("secret"),
                           &t->diagnostics);
    assert_non_null(t->keys);

    t->utm = (lf_pair_t) { lf_str("source"), lf_str("a&b=c ü%") };
    t->preview.expires = TEST_NOW + 60;
    t->preview.now = TEST_NOW * 1000 + 5;
    t->preview.known = 1;
    t->preview.id = lf_str("v1");
    t->preview.facts.country = lf_str("DE");
    t->preview.facts.language = lf_str("de-AT");
    t->preview.facts.utm = &t->utm;
    t->preview.facts.utm_count = 1;

    assert_int_equal(lf_record_set(mem, &t->preview.visitor, lf_null_str,
                                   lf_str("visits"), lf_str("3")), 0);
    assert_int_equal(lf_record_set(mem, &t->preview.lead, lf_str("a:"),
                                   lf_str("company"),
                                   lf_str("1 v Made\nUp")), 0);

    *state = t;

    return 0;
}


static int
test_teardown(void **state)
{
    test_t  *t = *state;

    lf_keys_free(t->keys);
    lf_test_mem_free(&t->memory);
    free(t);

    return 0;
}


static lf_str_t
made(test_t *t)
{
    lf_str_t  token;

    token = lf_preview_make(&t->memory.mem, t->keys, lf_str("main"),
                            lf_str("contact"), &t->preview);
    assert_non_null(token.data);

    return token;
}


static lf_preview_result_t
read_token(test_t *t, lf_str_t token, int64_t now)
{
    return lf_preview_read(&t->memory.mem, t->keys, lf_str("main"),
                           lf_str("contact"),
                           lf_test_butt(&t->memory, token), now, &t->got);
}


static void
a_token_brings_the_whole_state_back(void **state)
{
    test_t          *t = *state;
    const lf_str_t  *value;

    assert_int_equal(read_token(t, made(t), TEST_NOW), LF_PREVIEW_OK);

    assert_int_equal(t->got.expires, TEST_NOW + 60);
    assert_int_equal(t->got.now, TEST_NOW * 1000 + 5);
    assert_true(t->got.known);
    assert_true(lf_str_is(t->got.id, "v1"));
    assert_true(lf_str_is(t->got.facts.country, "DE"));
    assert_true(lf_str_is(t->got.facts.language, "de-AT"));
    assert_int_equal(t->got.facts.region.len, 0);
    assert_int_equal(t->got.facts.days_since_first, -1);
    assert_int_equal(t->got.facts.utm_count, 1);
    assert_true(lf_str_is(t->got.facts.utm[0].name, "source"));
    assert_true(lf_str_is(t->got.facts.utm[0].value, "a&b=c ü%"));
    assert_int_equal(lf_record_int(&t->got.visitor, lf_null_str,
                                   lf_str("visits"), 0), 3);

    value = lf_record_get(&t->got.lead, lf_str("a:"), lf_str("company"));
    assert_non_null(value);
    assert_true(lf_str_is(*value, "1 v Made\nUp"));
}


static void
a_token_ends_when_it_says(void **state)
{
    test_t  *t = *state;

    assert_int_equal(read_token(t, made(t), TEST_NOW + 59), LF_PREVIEW_OK);
    assert_int_equal(read_token(t, made(t), TEST_NOW + 60), LF_PREVIEW_OLD);
}


static void
a_token_holds_for_its_site_and_form_only(void **state)
{
    test_t    *t = *state;
    lf_str_t   token;

    token = made(t);

    assert_int_equal(lf_preview_read(&t->memory.mem, t->keys, lf_str("other"),
                                     lf_str("contact"), token, TEST_NOW,
                                     &t->got), LF_PREVIEW_BAD);
    assert_int_equal(lf_preview_read(&t->memory.mem, t->keys, lf_str("main"),
                                     lf_str("demo"), token, TEST_NOW,
                                     &t->got), LF_PREVIEW_BAD);

    /* nor where the border between both lies elsewhere */

    assert_int_equal(lf_preview_read(&t->memory.mem, t->keys, lf_str("mainc"),
                                     lf_str("ontact"), token, TEST_NOW,
                                     &t->got), LF_PREVIEW_BAD);
}


static void
a_token_cut_or_changed_anywhere_is_none(void **state)
{
    char       copy[LF_PREVIEW_LEN_MAX];
    size_t     i;
    test_t    *t = *state;
    lf_str_t   token, changed;

    token = made(t);
    memcpy(copy, token.data, token.len);
    changed = (lf_str_t) { copy, token.len };

    for (i = 0; i < token.len; i++) {
        assert_int_equal(read_token(t, (lf_str_t) { token.data, i },
                                    TEST_NOW), LF_PREVIEW_BAD);

        copy[i] = copy[i] == 'A' ? 'B' : 'A';
        assert_int_equal(read_token(t, changed, TEST_NOW), LF_PREVIEW_BAD);
        copy[i] = token.data[i];
    }

    assert_int_equal(read_token(t, changed, TEST_NOW), LF_PREVIEW_OK);
}


static void
a_token_of_another_key_is_none(void **state)
{
    test_t     *t = *state;
    lf_str_t    token;
    lf_keys_t  *keys;

    token = made(t);
    keys = t->keys;
    t->keys = lf_keys_load(
                  lf_str("sign another-signing-key-0123456789abcdefgh\n"
                         "lead test-lead-key-0123456789abcdefghijklmn\n"),
                  lf_str("secret"), &t->diagnostics);
    assert_non_null(t->keys);
    assert_int_equal(read_token(t, token, TEST_NOW), LF_PREVIEW_BAD);
    lf_keys_free(keys);
}


static void
a_state_too_long_for_a_link_makes_none(void **state)
{
    char       text[LF_PREVIEW_LEN_MAX];
    test_t    *t = *state;

    memset(text, 'x', sizeof(text));
    t->preview.facts.referrer = (lf_str_t) { text, sizeof(text) };

    assert_null(lf_preview_make(&t->memory.mem, t->keys, lf_str("main"),
                                lf_str("contact"), &t->preview).data);
    assert_int_equal(read_token(t, (lf_str_t) { text, sizeof(text) },
                                TEST_NOW), LF_PREVIEW_BAD);
}


static void
an_event_is_shown_as_json(void **state)
{
    test_t    *t = *state;
    lf_out_t   out;
    lf_str_t   fields[] = {
        lf_str("form"), lf_str("a \"b\" <i>"),
        lf_str("answers"), lf_str("{\"n\":1}")
    };

    lf_out_init(&out, &t->memory.mem, 0);
    lf_preview_event(lf_str("lead.created"), fields, 2, &out);
    assert_true(lf_str_is(lf_out_str(&out),
                          "{\n  \"type\": \"lead.created\",\n"
                          "  \"form\": \"a \\\"b\\\" <i>\",\n"
                          "  \"answers\": {\"n\":1}\n}"));

    fields[0] = lf_out_str(&out);
    lf_out_init(&out, &t->memory.mem, 0);
    lf_preview_page(fields[0], lf_str("en"), lf_null_str, &out);
    assert_true(lf_str_contains(lf_out_str(&out), lf_str("&lt;i&gt;")));
    assert_false(lf_str_contains(lf_out_str(&out), lf_str("<i>")));
}


static void
memory_that_runs_out_is_said(void **state)
{
    int                   failed;
    size_t                n;
    test_t               *t = *state;
    lf_str_t              token;
    lf_test_mem_t         memory;
    lf_preview_result_t   result;

    for (n = 1; ; n++) {
        lf_test_mem_init(&memory);
        lf_test_fail_at(&memory, n);

        result = LF_PREVIEW_NO_MEMORY;
        token = lf_preview_make(&memory.mem, t->keys, lf_str("main"),
                                lf_str("contact"), &t->preview);

        if (token.data != NULL) {
            result = lf_preview_read(&memory.mem, t->keys, lf_str("main"),
                                     lf_str("contact"), token, TEST_NOW,
                                     &t->got);
        }

        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);
        lf_test_mem_free(&memory);

        if (!failed) {
            break;
        }

        assert_int_equal(result, LF_PREVIEW_NO_MEMORY);
    }

    assert_int_equal(result, LF_PREVIEW_OK);
    assert_true(n > 5);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        TEST(a_token_brings_the_whole_state_back),
        TEST(a_token_ends_when_it_says),
        TEST(a_token_holds_for_its_site_and_form_only),
        TEST(a_token_cut_or_changed_anywhere_is_none),
        TEST(a_token_of_another_key_is_none),
        TEST(a_state_too_long_for_a_link_makes_none),
        TEST(an_event_is_shown_as_json),
        TEST(memory_that_runs_out_is_said)
    };

    return cmocka_run_group_tests_name("preview", tests, NULL, NULL);
}
