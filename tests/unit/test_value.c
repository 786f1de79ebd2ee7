/*
 * What a person typed, whatever the type: the normal form that is stored, or
 * the one message that says what to do.
 */

#include "lf_test_value.h"


static void
a_field_sent_twice_is_refused(void **state)
{
    lf_str_t       value, typed[2];
    lf_field_t     field;
    lf_message_t   message;
    lf_test_mem_t  memory;

    (void) state;

    lf_test_mem_init(&memory);
    field = field_of(LF_TYPE_TEXT);
    typed[0] = lf_str("Ann");
    typed[1] = lf_str("Bob");

    assert_int_equal(lf_value_check(&memory.mem, &field, lf_null_str,
                                    typed, 2, &value,
                                    &message),
                     LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_REPEATED);

    lf_test_mem_free(&memory);
}


static void
nothing_but_what_cannot_be_seen_is_blank_whatever_the_type(void **state)
{
    size_t         i;
    lf_str_t       value;
    lf_field_t     field;
    lf_message_t   message;
    lf_test_mem_t  memory;

    static const char  *blanks[] = {
        "", " ", "\t\r\n ", "\xc2\xa0\xe3\x80\x80", "\xe2\x80\x8b",
        "\xef\xbb\xbf", "\xe2\x80\x8d\xe2\x80\x8f", "\xc2\xad", "\xe3\x85\xa4"
    };

    (void) state;

    lf_test_mem_init(&memory);

    for (field = field_of(LF_TYPE_TEXT); field.type <= LF_TYPE_YES_NO;
         field.type++)
    {
        assert_int_equal(lf_value_check(&memory.mem, &field, lf_null_str,
                                        NULL, 0, &value,
                                        &message),
                         LF_VALUE_BLANK);

        for (i = 0; i < LF_ARRAY_SIZE(blanks); i++) {
            assert_int_equal(check(&memory, &field, lf_str_of(blanks[i]),
                                   &value, &message),
                             LF_VALUE_BLANK);
        }
    }

    lf_test_mem_free(&memory);
}


static void
a_nul_is_refused_in_every_type(void **state)
{
    lf_str_t       value;
    lf_field_t     field;
    lf_message_t   message;
    lf_test_mem_t  memory;

    (void) state;

    lf_test_mem_init(&memory);

    for (field = field_of(LF_TYPE_TEXT); field.type <= LF_TYPE_YES_NO;
         field.type++)
    {
        assert_int_equal(check(&memory, &field,
                               lf_str("a@b.example\0.com"), &value,
                               &message),
                         LF_VALUE_BAD);
        assert_int_equal(check(&memory, &field,
                               lf_str("a@m\xc3\xbcller.example\0.com"),
                               &value, &message),
                         LF_VALUE_BAD);
    }

    lf_test_mem_free(&memory);
}


static void
no_memory_at_any_point_is_told_by_every_type(void **state)
{
    int                 failed;
    size_t              i, n;
    lf_str_t            value, typed;
    lf_field_t          field;
    lf_message_t        message;
    lf_test_mem_t       memory;
    lf_value_result_t   result;

    static const lf_value_case_t  cases[] = {
        [LF_TYPE_TEXT] = { "Rene\xcc\x81  Lee", "Ren\xc3\xa9 Lee", 0 },
        [LF_TYPE_TEXTAREA] = { "a\r\ne\xcc\x81", "a\n\xc3\xa9", 0 },
        [LF_TYPE_EMAIL] = { "a@b.C", "a@b.c", 0 },
        [LF_TYPE_PHONE] = { "00493023125123", "+493023125123", 0 },
        [LF_TYPE_URL] = { "a.b/c", "https://a.b/c", 0 },
        [LF_TYPE_NUMBER] = { "1,5", "1.5", 0 },
        [LF_TYPE_DATE] = { "2026-11-23", "2026-11-23", 0 },
        [LF_TYPE_CHOICE] = { "11-50", "11-50", 0 },
        [LF_TYPE_CHOICES] = { "11-50", "11-50", 0 },
        [LF_TYPE_COUNTRY] = { "de", "DE", 0 },
        [LF_TYPE_YES_NO] = { "yes", "yes", 0 }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(cases); i++) {
        field = field_of((lf_type_t) i);
        set_sizes(&field);

        if (i == LF_TYPE_TEXT) {
            field.pattern_code = pattern_of(".*");
        }

        for (n = 1; ; n++) {
            lf_test_mem_init(&memory);
            lf_test_fail_at(&memory, n);

            typed = lf_str_of(cases[i].typed);
            result = lf_value_check(&memory.mem, &field, lf_null_str,
                                    &typed, 1, &value, &message);

            failed = lf_test_failed(&memory);
            lf_test_fail_at(&memory, 0);

            assert_int_equal(result,
                             failed ? LF_VALUE_NO_MEMORY : LF_VALUE_OK);

            if (!failed) {
                assert_true(lf_str_eq(value, lf_str_of(cases[i].value)));
            }

            lf_test_mem_free(&memory);

            if (!failed) {
                break;
            }
        }

        pcre2_code_free(field.pattern_code);
    }
}


/* A small generator of its own: the same bytes in every run. */

static unsigned
next_random(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;

    return *seed >> 16;
}


static void
any_bytes_at_all_give_a_clean_value_or_a_message(void **state)
{
    char                bytes[40];
    size_t              n, i, len;
    lf_str_t            value, again;
    unsigned            seed;
    lf_field_t          field;
    lf_message_t        message;
    lf_test_mem_t       memory;
    lf_value_result_t   result;

    static const char  *pieces[] = {
        "a", "@", ".", "-", "+", "0", "9", "00", "(0)", " ", "\r\n", "\t",
        "https://", "/", "?", ":", "%", "e\xcc\x81", "\xc3\xbc", "\xe2\x80",
        "\xe2\x80\xae", "\xf0\x9f\x98\x80", "\xff", "\xcc\xa3", "xn--"
    };

    (void) state;

    seed = 20261123;

    for (n = 0; n < 40000; n++) {
        lf_test_mem_init(&memory);

        field = field_of((lf_type_t) (n % (LF_TYPE_YES_NO + 1)));
        set_sizes(&field);
        len = 0;

        while (len + 8 < sizeof(bytes) && next_random(&seed) % 12 != 0) {
            i = next_random(&seed) % LF_ARRAY_SIZE(pieces);
            memcpy(bytes + len, pieces[i], strlen(pieces[i]));
            len += strlen(pieces[i]);
        }

        result = check(&memory, &field, (lf_str_t) { bytes, len }, &value,
                       &message);

        assert_true(result == LF_VALUE_OK || result == LF_VALUE_BLANK
                    || result == LF_VALUE_BAD);

        if (result == LF_VALUE_BAD) {
            assert_in_range(message, LF_MSG_REQUIRED, LF_MSG_COUNT - 1);

        } else if (result == LF_VALUE_OK && field.type != LF_TYPE_CHOICES) {

            /* a normal form is its own normal form */

            assert_true(lf_utf8_valid(value));
            assert_int_equal(check(&memory, &field, value, &again, &message),
                             LF_VALUE_OK);
            assert_true(lf_str_eq(value, again));
        }

        lf_test_mem_free(&memory);
    }
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(a_field_sent_twice_is_refused),
        cmocka_unit_test(
            nothing_but_what_cannot_be_seen_is_blank_whatever_the_type),
        cmocka_unit_test(a_nul_is_refused_in_every_type),
        cmocka_unit_test(no_memory_at_any_point_is_told_by_every_type),
        cmocka_unit_test(any_bytes_at_all_give_a_clean_value_or_a_message)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
