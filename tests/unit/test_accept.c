/*
 * A page or data: whom each is for.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <lead_form/lf_accept.h>
#include <lead_form/lf_body.h>

#include "lf_test_memory.h"


typedef struct {
    const char  *value;
    int          is_data;
} accept_case_t;


static void
expect(const accept_case_t *cases, size_t count)
{
    size_t         i;
    lf_accept_t    accept;
    lf_test_mem_t  memory;

    lf_test_mem_init(&memory);

    for (i = 0; i < count; i++) {
        memset(&accept, 0, sizeof(accept));
        lf_accept_add(&accept, lf_test_butt(&memory,
                                            lf_str_of(cases[i].value)));

        if (lf_accept_is_data(&accept) != cases[i].is_data) {
            fail_msg("\"%s\"", cases[i].value);
        }
    }

    lf_test_mem_free(&memory);
}


static void
browsers_and_those_who_take_anything_get_the_page(void **state)
{
    static const accept_case_t  cases[] = {
        { "", 0 },
        { "*/*", 0 },
        { "text/html,application/xhtml+xml,application/xml;q=0.9,"
          "image/avif,image/webp,*/*;q=0.8", 0 },
        { "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", 0 },
        { "text/html", 0 },
        { "text/*", 0 },
        { "application/json, text/html", 0 },
        { "application/json;q=0.9, text/html", 0 },
        { "text/plain", 0 },
        { "application/jsonp", 0 },
    };

    (void) state;

    expect(cases, LF_ARRAY_SIZE(cases));
}


static void
those_who_like_json_better_get_data(void **state)
{
    static const accept_case_t  cases[] = {
        { "application/json", 1 },
        { "APPLICATION/Json", 1 },
        { "application/problem+json", 1 },
        { "application/*+json", 1 },
        { "application/json, text/plain, */*", 1 },
        { "application/json;q=0.5, */*;q=0.1", 1 },
        { "text/html;q=0.5, application/json;q=0.501", 1 },
        { "application/json;charset=utf-8", 1 },
        { "application/json ; q=1.000 , text/html ; Q=0.3", 1 },
        { "application/*", 1 },
        { "application/*, */*", 1 },
        { "*/*, text/html;q=0", 1 },
        { "text/*;q=0.3, */*;q=0.8", 1 },
    };

    (void) state;

    expect(cases, LF_ARRAY_SIZE(cases));
}


static void
what_is_refused_or_malformed_counts_for_nothing(void **state)
{
    static const accept_case_t  cases[] = {
        { "application/json;q=0", 0 },
        { "application/json;q=0, */*", 0 },
        { "application/json;q=2", 0 },
        { "application/json;q=1.5", 0 },
        { "application/json;q=0.0001", 0 },
        { "application/json;q=", 0 },
        { "application/json;q=x", 0 },
        { "application/json;q=-1", 0 },
        { ";;;,,,=;q=1", 0 },
        { "application / json", 0 },
        { "application/json;q=0, application/problem+json", 1 },
    };

    (void) state;

    expect(cases, LF_ARRAY_SIZE(cases));
}


static void
several_lines_are_one_list_and_a_long_one_is_cut(void **state)
{
    size_t       i;
    lf_out_t     out;
    lf_accept_t  accept = { { 0, 0 }, { 0, 0 } };
    lf_test_mem_t  memory;

    (void) state;

    lf_accept_add(&accept, lf_str("text/html;q=0.4"));
    assert_true(lf_accept_is_page(&accept));
    assert_false(lf_accept_is_data(&accept));
    lf_accept_add(&accept, lf_str("application/json"));
    assert_true(lf_accept_is_data(&accept));

    lf_test_mem_init(&memory);
    lf_out_init(&out, &memory.mem, 0);

    for (i = 0; i < LF_ACCEPT_RANGES_MAX; i++) {
        lf_out_lit(&out, "image/png,");
    }

    lf_out_lit(&out, "application/json");
    memset(&accept, 0, sizeof(accept));
    lf_accept_add(&accept, lf_out_str(&out));
    assert_false(lf_accept_is_data(&accept));

    lf_test_mem_free(&memory);
}


static void
the_type_of_a_body_is_told_with_its_parameters(void **state)
{
    size_t  i;

    static const struct {
        const char      *type;
        lf_body_type_t   is;
    } cases[] = {
        { "application/json", LF_BODY_JSON },
        { "Application/JSON ; charset=UTF-8", LF_BODY_JSON },
        { "application/json;charset=\"utf-8\"", LF_BODY_JSON },
        { "application/json;profile=x;charset=utf-8", LF_BODY_JSON },
        { "application/json; charset=utf-16", LF_BODY_FOREIGN },
        { "application/jsonx", LF_BODY_FOREIGN },
        { "application/merge-patch+json", LF_BODY_FOREIGN },
        { "application/x-www-form-urlencoded; charset=x", LF_BODY_URLENCODED },
        { "multipart/form-data; boundary=x", LF_BODY_FOREIGN },
        { "text/plain", LF_BODY_FOREIGN },
        { "", LF_BODY_FOREIGN },
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(cases); i++) {
        if (lf_body_type(lf_str_of(cases[i].type)) != cases[i].is) {
            fail_msg("\"%s\"", cases[i].type);
        }
    }
}


static void
a_key_is_a_string_or_a_word(void **state)
{
    char           text[300];
    size_t         i;
    lf_str_t       key;
    lf_test_mem_t  memory;

    static const struct {
        const char  *header;
        const char  *key;
    } cases[] = {
        { "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"",
          "8e03978e-40d5-43dd-bc93-6894a57f9324" },
        { "8e03978e-40d5-43dd-bc93-6894a57f9324",
          "8e03978e-40d5-43dd-bc93-6894a57f9324" },
        { " \"a b\" ", "a b" },
        { "\"a\\\"b\\\\c\"", "a\"b\\c" },
        { "", NULL },
        { "\"\"", NULL },
        { "\"a", NULL },
        { "\"a\"b", NULL },
        { "\"a\"; p", NULL },
        { "\"a\\", NULL },
        { "\"a\\n\"", NULL },
        { "\"\x7f\"", NULL },
        { "\"\xc3\xa4\"", NULL },
        { "a b", NULL },
        { "a,b", NULL },
        { "a\"b", NULL },
        { "\xc3\xa4", NULL },
    };

    (void) state;

    lf_test_mem_init(&memory);

    for (i = 0; i < LF_ARRAY_SIZE(cases); i++) {
        if (lf_idempotency_key(&memory.mem,
                               lf_test_butt(&memory,
                                            lf_str_of(cases[i].header)), &key)
            != (cases[i].key != NULL ? LF_BODY_OK : LF_BODY_BAD))
        {
            fail_msg("%s", cases[i].header);
        }

        if (cases[i].key != NULL) {
            assert_true(lf_str_eq(key, lf_str_of(cases[i].key)));
        }
    }

    memset(text, 'k', sizeof(text));
    key.data = text;

    for (i = LF_IDEMPOTENCY_KEY_MAX; i <= sizeof(text); i++) {
        assert_int_equal(lf_idempotency_key(&memory.mem,
                                            (lf_str_t) { text, i }, &key),
                         i == LF_IDEMPOTENCY_KEY_MAX ? LF_BODY_OK
                                                     : LF_BODY_BAD);
    }

    lf_test_mem_fail_at(&memory, 1);
    assert_int_equal(lf_idempotency_key(&memory.mem, lf_str("\"a\""), &key),
                     LF_BODY_NO_MEMORY);

    lf_test_mem_free(&memory);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(browsers_and_those_who_take_anything_get_the_page),
        cmocka_unit_test(those_who_like_json_better_get_data),
        cmocka_unit_test(what_is_refused_or_malformed_counts_for_nothing),
        cmocka_unit_test(several_lines_are_one_list_and_a_long_one_is_cut),
        cmocka_unit_test(the_type_of_a_body_is_told_with_its_parameters),
        cmocka_unit_test(a_key_is_a_string_or_a_word)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
