/*
 * What a person typed, type by type: the normal form that is stored, or the
 * one message that says what to do.
 */

#define PCRE2_CODE_UNIT_WIDTH  8

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>
#include <pcre2.h>

#include <lead_form/lf_value.h>

#include "lf_test_memory.h"


/* What must come of a typed text: a value, or a message. */
typedef struct {
    const char    *typed;
    const char    *value;               /* NULL: it is refused */
    lf_message_t   message;
} lf_value_case_t;


static lf_value_result_t
check(lf_test_mem_t *memory, const lf_field_t *field, lf_str_t typed,
    lf_str_t *value, lf_message_t *message)
{
    typed = lf_test_butt(memory, typed);
    *message = LF_MSG_COUNT;

    return lf_value_check(&memory->mem, field, &typed, 1, value, message);
}


static void
check_case(const lf_field_t *field, const lf_value_case_t *item)
{
    lf_str_t            value;
    lf_message_t        message;
    lf_test_mem_t       memory;
    lf_value_result_t   result;

    lf_test_mem_init(&memory);

    result = check(&memory, field, lf_str_of(item->typed), &value, &message);

    if (item->value != NULL) {
        if (result != LF_VALUE_OK
            || !lf_str_eq(value, lf_str_of(item->value)))
        {
            fail_msg("\"%s\": result %d, value \"%.*s\"", item->typed, result,
                     (int) value.len, value.data ? value.data : "");
        }

    } else if (result != LF_VALUE_BAD || message != item->message) {
        fail_msg("\"%s\": result %d, message %d, expected %d", item->typed,
                 result, message, item->message);
    }

    lf_test_mem_free(&memory);
}


static void
check_cases(const lf_field_t *field, const lf_value_case_t *cases,
    size_t count)
{
    size_t  i;

    for (i = 0; i < count; i++) {
        check_case(field, &cases[i]);
    }
}


static lf_field_t
field_of(lf_type_t type)
{
    lf_field_t  field;

    memset(&field, 0, sizeof(lf_field_t));
    field.type = type;

    return field;
}


static void
an_email_is_what_the_html_standard_takes(void **state)
{
    lf_field_t  field;

    static const lf_value_case_t  cases[] = {
        { "ann@example.com", "ann@example.com", 0 },
        { "  ann@example.com\r\n", "ann@example.com", 0 },
        { "\xe2\x80\xaa" "ann@example.com\xe2\x80\xac", "ann@example.com", 0 },
        { "Ann.O'Hara+news@EXAMPLE.Com", "Ann.O'Hara+news@example.com", 0 },
        { ".!#$%&'*+/=?^_`{|}~-@example.com",
          ".!#$%&'*+/=?^_`{|}~-@example.com", 0 },
        { "a..b@example.com", "a..b@example.com", 0 },
        { "a@1.2", "a@1.2", 0 },
        { "a@a-b.c-d", "a@a-b.c-d", 0 },
        { "a@b.xn--p1ai", "a@b.xn--p1ai", 0 },
        { "a@m\xc3\xbcller.example", "a@xn--mller-kva.example", 0 },
        { "a@M\xc3\x9cLLER.example", "a@xn--mller-kva.example", 0 },
        { "a@mu\xcc\x88ller.example", "a@xn--mller-kva.example", 0 },
        { "a@stra\xc3\x9f" "e.example", "a@xn--strae-oqa.example", 0 },
        { "a@\xe4\xbe\x8b\xe3\x80\x82\xe4\xbe\x8b", "a@xn--fsq.xn--fsq", 0 },
        { "ann", NULL, LF_MSG_EMAIL },
        { "ann@", NULL, LF_MSG_EMAIL },
        { "@example.com", NULL, LF_MSG_EMAIL },
        { "ann@localhost", NULL, LF_MSG_EMAIL },
        { "ann@example.com.", NULL, LF_MSG_EMAIL },
        { "ann@.example.com", NULL, LF_MSG_EMAIL },
        { "ann@example..com", NULL, LF_MSG_EMAIL },
        { "ann@-example.com", NULL, LF_MSG_EMAIL },
        { "ann@example-.com", NULL, LF_MSG_EMAIL },
        { "ann@exa_mple.com", NULL, LF_MSG_EMAIL },
        { "ann@exa mple.com", NULL, LF_MSG_EMAIL },
        { "ann@[192.0.2.1]", NULL, LF_MSG_EMAIL },
        { "an n@example.com", NULL, LF_MSG_EMAIL },
        { "ann@b@example.com", NULL, LF_MSG_EMAIL },
        { "\"ann\"@example.com", NULL, LF_MSG_EMAIL },
        { "Ann <ann@example.com>", NULL, LF_MSG_EMAIL },
        { "ann(at)example.com", NULL, LF_MSG_EMAIL },
        { "ann@example.com\nBcc: all@example.com", NULL, LF_MSG_EMAIL },
        { "j\xc3\xbcrgen@example.com", NULL, LF_MSG_EMAIL },
        { "a@m\xc3\xbcller..example", NULL, LF_MSG_EMAIL },
        { "a@m\xc3\xbcller.example.", NULL, LF_MSG_EMAIL },
        { "a@m\xc3\xbcller\xe3\x80\x82\xe3\x80\x82" "example", NULL,
          LF_MSG_EMAIL },
        { "a@m\xc3\xbcller", NULL, LF_MSG_EMAIL },
        { "a@-m\xc3\xbcller.example", NULL, LF_MSG_EMAIL },
        { "a@\xe2\x80\xae" "b.example", NULL, LF_MSG_EMAIL },
        { "a@\xff.example", NULL, LF_MSG_NOT_TEXT },
        { "a\xed\xa0\x80@example.com", NULL, LF_MSG_NOT_TEXT }
    };

    (void) state;

    field = field_of(LF_TYPE_EMAIL);
    check_cases(&field, cases, LF_ARRAY_SIZE(cases));
}


/* LOCAL times "a", "@", then labels of `label` bytes up to `domain` bytes. */

static lf_value_result_t
check_email_of(size_t local, size_t label, size_t domain,
    lf_message_t *message)
{
    char                typed[600];
    size_t              i;
    lf_str_t            value;
    lf_field_t          field;
    lf_test_mem_t       memory;
    lf_value_result_t   result;

    lf_test_mem_init(&memory);
    field = field_of(LF_TYPE_EMAIL);

    memset(typed, 'a', local);
    typed[local] = '@';

    for (i = 0; i < domain; i++) {
        typed[local + 1 + i] = i % (label + 1) == label ? '.' : 'd';
    }

    result = check(&memory, &field, (lf_str_t) { typed, local + 1 + domain },
                   &value, message);

    lf_test_mem_free(&memory);

    return result;
}


static void
an_email_has_the_lengths_of_rfc_5321(void **state)
{
    lf_message_t  message;

    (void) state;

    assert_int_equal(check_email_of(64, 63, 189, &message), LF_VALUE_OK);
    assert_int_equal(check_email_of(64, 63, 190, &message), LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_TOO_LONG);
    assert_int_equal(check_email_of(65, 63, 100, &message), LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_TOO_LONG);
    assert_int_equal(check_email_of(1, 64, 100, &message), LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_EMAIL);
    assert_int_equal(check_email_of(1, 63, 300, &message), LF_VALUE_BAD);
}


static void
a_phone_number_becomes_e_164(void **state)
{
    lf_field_t  field;

    static const lf_value_case_t  cases[] = {
        { "+493023125123", "+493023125123", 0 },
        { " +49 (0)30 / 231-25.123 ", "+493023125123", 0 },
        { "0049 (0)30 23125123", "+493023125123", 0 },
        { "00 1 202 555 0123", "+12025550123", 0 },
        { "+49\xc2\xa0" "30\xc2\xa0" "23125123", "+493023125123", 0 },
        { "\xe2\x80\xaa+49 30 23125123\xe2\x80\xac", "+493023125123", 0 },
        { "+49\xe2\x80\x93" "30\xe2\x80\x91" "23125123", "+493023125123", 0 },
        { "\xef\xbc\x8b\xef\xbc\x94\xef\xbc\x99"
          "3023125123", "+493023125123", 0 },
        { "+\xd9\xa9\xd9\xa6\xd9\xa6 11 234 5678", "+966112345678", 0 },
        { "+\xdb\xb9\xdb\xb8 21 1234 5678", "+982112345678", 0 },
        { "+1234567", "+1234567", 0 },
        { "+123456789012345", "+123456789012345", 0 },
        { "00123456789012345", "+123456789012345", 0 },
        { "+123456", NULL, LF_MSG_PHONE },
        { "+1234567890123456", NULL, LF_MSG_PHONE },
        { "+0123456789", NULL, LF_MSG_PHONE },
        { "0000123456789", NULL, LF_MSG_PHONE },
        { "+", NULL, LF_MSG_PHONE },
        { "00", NULL, LF_MSG_PHONE },
        { "++493023125123", NULL, LF_MSG_PHONE },
        { "49+3023125123", NULL, LF_MSG_PHONE },
        { "call me", NULL, LF_MSG_PHONE },
        { "+49 30 23125123 ext. 4", NULL, LF_MSG_PHONE },
        { "+49 30\n23125123", NULL, LF_MSG_PHONE },
        { "-", NULL, LF_MSG_PHONE },
        { "030 23125123", NULL, LF_MSG_PHONE_COUNTRY },
        { "(0)30 23125123", NULL, LF_MSG_PHONE_COUNTRY },
        { "202-555-0123", NULL, LF_MSG_PHONE_COUNTRY },
        { "+49\xff", NULL, LF_MSG_NOT_TEXT }
    };

    (void) state;

    field = field_of(LF_TYPE_PHONE);
    check_cases(&field, cases, LF_ARRAY_SIZE(cases));
}


static void
a_url_is_an_address_a_person_can_be_sent_to(void **state)
{
    lf_field_t  field;

    static const lf_value_case_t  cases[] = {
        { "https://example.com", "https://example.com", 0 },
        { "HTTP://Example.COM/A?b=C#d", "http://example.com/A?b=C#d", 0 },
        { "www.example.com", "https://www.example.com", 0 },
        { "example.com/about us", NULL, LF_MSG_URL },
        { "example.com:8080/x", "https://example.com:8080/x", 0 },
        { "example.com?x", "https://example.com?x", 0 },
        { "https://m\xc3\xbcller.example/gr\xc3\xbc\xc3\x9f" "e",
          "https://xn--mller-kva.example/gr%C3%BC%C3%9Fe", 0 },
        { "example.com/a\"b<c>d%20%zz",
          "https://example.com/a%22b%3Cc%3Ed%20%zz", 0 },
        { "javascript:alert(1)", NULL, LF_MSG_URL },
        { "javascript://example.com/%0aalert(1)", NULL, LF_MSG_URL },
        { "ftp://example.com", NULL, LF_MSG_URL },
        { "data:text/html,x", NULL, LF_MSG_URL },
        { "mailto:ann@example.com", NULL, LF_MSG_URL },
        { "//example.com", NULL, LF_MSG_URL },
        { "https:///example.com", NULL, LF_MSG_URL },
        { "https://", NULL, LF_MSG_URL },
        { "https://localhost/", NULL, LF_MSG_URL },
        { "https://example.com:/", NULL, LF_MSG_URL },
        { "https://example.com:0/", NULL, LF_MSG_URL },
        { "https://example.com:65536/", NULL, LF_MSG_URL },
        { "https://example.com:65535/", "https://example.com:65535/", 0 },
        { "https://example.com:-1/", NULL, LF_MSG_URL },
        { "https://user:pw@example.com/", NULL, LF_MSG_URL },
        { "https://example.com@evil.example/", NULL, LF_MSG_URL },
        { "https://192.0.2.1/", NULL, LF_MSG_URL },
        { "https://[2001:db8::1]/", NULL, LF_MSG_URL },
        { "https://example.com\\@evil.example", NULL, LF_MSG_URL },
        { "https://example.com/\\x", NULL, LF_MSG_URL },
        { "https://example.com/\xe2\x80\xae" "moc", NULL, LF_MSG_URL },
        { "https://example.com/\tx", NULL, LF_MSG_URL },
        { "not a url", NULL, LF_MSG_URL }
    };

    (void) state;

    field = field_of(LF_TYPE_URL);
    check_cases(&field, cases, LF_ARRAY_SIZE(cases));
}


static void
a_url_longer_than_the_limit_is_refused_encoded_or_not(void **state)
{
    char           typed[LF_URL_LEN_MAX + 1];
    lf_str_t       value;
    lf_field_t     field;
    lf_message_t   message;
    lf_test_mem_t  memory;

    (void) state;

    lf_test_mem_init(&memory);
    field = field_of(LF_TYPE_URL);

    memset(typed, 'a', sizeof(typed));
    memcpy(typed, "https://a.b/", 12);

    assert_int_equal(check(&memory, &field,
                           (lf_str_t) { typed, LF_URL_LEN_MAX }, &value,
                           &message),
                     LF_VALUE_OK);
    assert_int_equal(check(&memory, &field,
                           (lf_str_t) { typed, LF_URL_LEN_MAX + 1 }, &value,
                           &message),
                     LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_TOO_LONG);

    typed[100] = '<';
    assert_int_equal(check(&memory, &field,
                           (lf_str_t) { typed, LF_URL_LEN_MAX }, &value,
                           &message),
                     LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_TOO_LONG);

    lf_test_mem_free(&memory);
}


static void
a_number_takes_jsons_form(void **state)
{
    lf_field_t  field;

    static const lf_value_case_t  cases[] = {
        { "12", "12", 0 },
        { " 012 ", "12", 0 },
        { "12.50", "12.5", 0 },
        { "12,5", "12.5", 0 },
        { "12.0", "12", 0 },
        { ".5", "0.5", 0 },
        { "-0,5", "-0.5", 0 },
        { "+7", "7", 0 },
        { "\xe2\x88\x92" "7", "-7", 0 },
        { "-0", "0", 0 },
        { "000", "0", 0 },
        { "\xef\xbc\x91\xef\xbc\x92", "12", 0 },
        { "\xd9\xa1\xd9\xab\xd9\xa5", "1.5", 0 },
        { "1.000", "1", 0 },
        { "999999999999999", "999999999999999", 0 },
        { "1.0123456789", "1.0123456789", 0 },
        { "1.01234567891", NULL, LF_MSG_NUMBER },
        { "1234567890123456", NULL, LF_MSG_NUMBER },
        { "1.000.000", NULL, LF_MSG_NUMBER },
        { "1,000.5", NULL, LF_MSG_NUMBER },
        { "1 000", NULL, LF_MSG_NUMBER },
        { "1e3", NULL, LF_MSG_NUMBER },
        { "0x10", NULL, LF_MSG_NUMBER },
        { "5.", NULL, LF_MSG_NUMBER },
        { ".", NULL, LF_MSG_NUMBER },
        { "-", NULL, LF_MSG_NUMBER },
        { "--1", NULL, LF_MSG_NUMBER },
        { "1-", NULL, LF_MSG_NUMBER },
        { "- 1", NULL, LF_MSG_NUMBER },
        { "NaN", NULL, LF_MSG_NUMBER },
        { "inf", NULL, LF_MSG_NUMBER },
        { "ten", NULL, LF_MSG_NUMBER }
    };

    (void) state;

    field = field_of(LF_TYPE_NUMBER);
    check_cases(&field, cases, LF_ARRAY_SIZE(cases));
}


static void
a_number_keeps_to_its_bounds_and_its_step(void **state)
{
    lf_field_t  field;

    static const lf_value_case_t  tenths[] = {
        { "0.1", "0.1", 0 },
        { "0.3", "0.3", 0 },
        { "99.9", "99.9", 0 },
        { "100", "100", 0 },
        { "0", NULL, LF_MSG_TOO_SMALL },
        { "-1", NULL, LF_MSG_TOO_SMALL },
        { "100.1", NULL, LF_MSG_TOO_LARGE_NUMBER },
        { "0.15", NULL, LF_MSG_STEP }
    };

    static const lf_value_case_t  people[] = {
        { "1500", "1500", 0 },
        { "12.0", "12", 0 },
        { "12.5", NULL, LF_MSG_WHOLE_NUMBER },
        { "1.500", NULL, LF_MSG_WHOLE_NUMBER },
        { "1.000", NULL, LF_MSG_WHOLE_NUMBER },
        { "1,000", NULL, LF_MSG_WHOLE_NUMBER }
    };

    static const lf_value_case_t  tens[] = {
        { "5", "5", 0 },
        { "25", "25", 0 },
        { "30", NULL, LF_MSG_STEP }
    };

    (void) state;

    field = field_of(LF_TYPE_NUMBER);
    field.has_min = 1;
    field.min = 0.1;
    field.has_max = 1;
    field.max = 100;
    field.step = 0.1;
    check_cases(&field, tenths, LF_ARRAY_SIZE(tenths));

    field = field_of(LF_TYPE_NUMBER);
    field.step = 1;
    check_cases(&field, people, LF_ARRAY_SIZE(people));

    field.has_min = 1;
    field.min = 5;
    field.step = 10;
    check_cases(&field, tens, LF_ARRAY_SIZE(tens));
}


static void
a_date_is_a_day_of_the_calendar(void **state)
{
    lf_field_t  field;

    static const lf_value_case_t  cases[] = {
        { "2026-11-23", "2026-11-23", 0 },
        { " 2024-02-29 ", "2024-02-29", 0 },
        { "2000-02-29", "2000-02-29", 0 },
        { "0001-01-01", "0001-01-01", 0 },
        { "9999-12-31", "9999-12-31", 0 },
        { "2026-02-29", NULL, LF_MSG_DATE },
        { "1900-02-29", NULL, LF_MSG_DATE },
        { "2026-04-31", NULL, LF_MSG_DATE },
        { "2026-13-01", NULL, LF_MSG_DATE },
        { "2026-00-01", NULL, LF_MSG_DATE },
        { "2026-01-00", NULL, LF_MSG_DATE },
        { "2026-01-32", NULL, LF_MSG_DATE },
        { "0000-01-01", NULL, LF_MSG_DATE },
        { "2026-1-01", NULL, LF_MSG_DATE },
        { "23.11.2026", NULL, LF_MSG_DATE },
        { "2026/11/23", NULL, LF_MSG_DATE },
        { "2026-11-2x", NULL, LF_MSG_DATE },
        { "2026-+1-01", NULL, LF_MSG_DATE },
        { "tomorrow", NULL, LF_MSG_DATE }
    };

    static const lf_value_case_t  bounded[] = {
        { "2026-01-01", "2026-01-01", 0 },
        { "2026-12-31", "2026-12-31", 0 },
        { "2025-12-31", NULL, LF_MSG_TOO_EARLY },
        { "2027-01-01", NULL, LF_MSG_TOO_LATE }
    };

    (void) state;

    field = field_of(LF_TYPE_DATE);
    check_cases(&field, cases, LF_ARRAY_SIZE(cases));

    field.date_min = lf_str("2026-01-01");
    field.date_max = lf_str("2026-12-31");
    check_cases(&field, bounded, LF_ARRAY_SIZE(bounded));
}


static void
a_country_is_one_that_iso_3166_knows(void **state)
{
    size_t           i, count;
    lf_field_t       field;
    const lf_str_t  *codes;

    static const lf_value_case_t  cases[] = {
        { "DE", "DE", 0 },
        { " at ", "AT", 0 },
        { "XX", NULL, LF_MSG_COUNTRY },
        { "EU", NULL, LF_MSG_COUNTRY },
        { "UK", NULL, LF_MSG_COUNTRY },
        { "DEU", NULL, LF_MSG_COUNTRY },
        { "D", NULL, LF_MSG_COUNTRY },
        { "\xc3\x84", NULL, LF_MSG_COUNTRY },
        { "unknown", NULL, LF_MSG_COUNTRY }
    };

    (void) state;

    field = field_of(LF_TYPE_COUNTRY);
    check_cases(&field, cases, LF_ARRAY_SIZE(cases));

    codes = lf_countries(&count);
    assert_int_equal(count, 249);

    for (i = 0; i < count; i++) {
        assert_true(lf_country_is(codes[i]));
        assert_true(i == 0 || memcmp(codes[i - 1].data, codes[i].data, 2) < 0);
    }

    assert_false(lf_country_is(lf_str("de")));
    assert_false(lf_country_is(lf_null_str));
}


static void
the_groups_have_their_members_and_no_others(void **state)
{
    size_t           i, j, eu_count, eea_count;
    const lf_str_t  *eu, *eea;

    (void) state;

    eu = lf_country_group(lf_str("EU"), &eu_count);
    eea = lf_country_group(lf_str("EEA"), &eea_count);

    assert_int_equal(eu_count, 27);
    assert_int_equal(eea_count, 30);

    for (i = 0, j = 0; j < eea_count; j++) {
        assert_true(lf_country_is(eea[j]));

        if (i < eu_count && lf_str_eq(eu[i], eea[j])) {
            i++;

        } else {
            assert_true(lf_str_is(eea[j], "IS") || lf_str_is(eea[j], "LI")
                        || lf_str_is(eea[j], "NO"));
        }
    }

    assert_int_equal(i, eu_count);
    assert_null(lf_country_group(lf_str("DE"), &eu_count));
    assert_null(lf_country_group(lf_str("unknown"), &eu_count));
}


static lf_option_t  sizes[] = {
    { { "1-10", 4 }, { NULL, 0 }, { NULL, 0 } },
    { { "11-50", 5 }, { NULL, 0 }, { NULL, 0 } },
    { { "gr\xc3\xb6\xc3\x9f" "er", 8 }, { NULL, 0 }, { NULL, 0 } }
};


static void
a_choice_is_one_of_its_options(void **state)
{
    lf_field_t  field;

    static const lf_value_case_t  cases[] = {
        { "1-10", "1-10", 0 },
        { "gr\xc3\xb6\xc3\x9f" "er", "gr\xc3\xb6\xc3\x9f" "er", 0 },
        { "1-1", NULL, LF_MSG_CHOICE },
        { "1-100", NULL, LF_MSG_CHOICE },
        { "1-10\n11-50", NULL, LF_MSG_CHOICE },
        { "other", NULL, LF_MSG_CHOICE }
    };

    static const lf_value_case_t  answers[] = {
        { "yes", "yes", 0 },
        { "no", "no", 0 },
        { "maybe", NULL, LF_MSG_CHOICE },
        { "1", NULL, LF_MSG_CHOICE }
    };

    (void) state;

    field = field_of(LF_TYPE_CHOICE);
    field.options = sizes;
    field.options_count = LF_ARRAY_SIZE(sizes);
    check_cases(&field, cases, LF_ARRAY_SIZE(cases));

    field = field_of(LF_TYPE_YES_NO);
    check_cases(&field, answers, LF_ARRAY_SIZE(answers));
}


static void
choices_come_in_the_order_of_the_options_and_once_each(void **state)
{
    lf_str_t       value, typed[5];
    lf_field_t     field;
    lf_message_t   message;
    lf_test_mem_t  memory;

    (void) state;

    lf_test_mem_init(&memory);
    field = field_of(LF_TYPE_CHOICES);
    field.options = sizes;
    field.options_count = LF_ARRAY_SIZE(sizes);

    typed[0] = sizes[2].value;
    typed[1] = lf_str(" ");
    typed[2] = sizes[0].value;
    typed[3] = sizes[2].value;
    typed[4] = lf_str("\xff");

    assert_int_equal(lf_value_check(&memory.mem, &field, typed, 4, &value,
                                    &message),
                     LF_VALUE_OK);
    assert_true(lf_str_is(value, "1-10\ngr\xc3\xb6\xc3\x9f" "er"));

    assert_int_equal(lf_value_check(&memory.mem, &field, typed + 1, 1, &value,
                                    &message),
                     LF_VALUE_BLANK);
    assert_int_equal(lf_value_check(&memory.mem, &field, NULL, 0, &value,
                                    &message),
                     LF_VALUE_BLANK);
    assert_int_equal(lf_value_check(&memory.mem, &field, typed, 5, &value,
                                    &message),
                     LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_CHOICE);

    lf_test_mem_free(&memory);
}


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

    assert_int_equal(lf_value_check(&memory.mem, &field, typed, 2, &value,
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
        assert_int_equal(lf_value_check(&memory.mem, &field, NULL, 0, &value,
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
a_text_is_one_clean_line(void **state)
{
    lf_field_t  field;

    static const lf_value_case_t  cases[] = {
        { "Ann", "Ann", 0 },
        { " Ann  Lee\t", "Ann Lee", 0 },
        { "Ann\tLee", "Ann Lee", 0 },
        { "\r\nAnn\n", "Ann", 0 },
        { "Ann\xc2\xa0Lee", "Ann Lee", 0 },
        { "\xe3\x80\x80\xe6\x9d\x8e \xe3\x80\x80\xe5\x9b\x9b",
          "\xe6\x9d\x8e \xe5\x9b\x9b", 0 },
        { "\xef\xbb\xbf" "Ann\xe2\x80\x8b", "Ann", 0 },
        { "Rene\xcc\x81", "Ren\xc3\xa9", 0 },
        { "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
          "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb", 0 },
        { "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
          "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", 0 },
        { "<script>&'\"", "<script>&'\"", 0 },
        { "Ann\nLee", NULL, LF_MSG_NOT_TEXT },
        { "Ann\rLee", NULL, LF_MSG_NOT_TEXT },
        { "Ann\x1b[31m", NULL, LF_MSG_NOT_TEXT },
        { "Ann\x7f", NULL, LF_MSG_NOT_TEXT },
        { "Ann\xc2\x85Lee", NULL, LF_MSG_NOT_TEXT },
        { "Ann\xc2\x9b", NULL, LF_MSG_NOT_TEXT },
        { "Ann\xe2\x80\xa8Lee", NULL, LF_MSG_NOT_TEXT },
        { "Ann\xe2\x80\xa9", NULL, LF_MSG_NOT_TEXT },
        { "Ann\xe2\x80\xae" "eeL", NULL, LF_MSG_NOT_TEXT },
        { "\xe2\x80\xaa" "Ann", NULL, LF_MSG_NOT_TEXT },
        { "Ann\xe2\x81\xa6" "eeL\xe2\x81\xa9", NULL, LF_MSG_NOT_TEXT },
        { "Ann\xef\xbf\xbf", NULL, LF_MSG_NOT_TEXT },
        { "Ann\xef\xb7\x90", NULL, LF_MSG_NOT_TEXT },
        { "Ann\xf0\x9f\xbf\xbe", NULL, LF_MSG_NOT_TEXT },
        { "Ann\xe9", NULL, LF_MSG_NOT_TEXT },
        { "\xc0\x80", NULL, LF_MSG_NOT_TEXT },
        { "\xed\xa0\xbd\xed\xb8\x80", NULL, LF_MSG_NOT_TEXT }
    };

    (void) state;

    field = field_of(LF_TYPE_TEXT);
    check_cases(&field, cases, LF_ARRAY_SIZE(cases));
}


static void
a_textarea_keeps_its_lines(void **state)
{
    lf_field_t  field;

    static const lf_value_case_t  cases[] = {
        { "one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour", 0 },
        { "\r\n one \r\n\r\n  two\t.\r\n", "one \n\n  two .", 0 },
        { "a\xc2\xa0" "b", "a\xc2\xa0" "b", 0 },
        { "e\xcc\x81\r", "\xc3\xa9", 0 },
        { "one\r\r\n", "one", 0 },
        { "a\x0b" "b", NULL, LF_MSG_NOT_TEXT },
        { "a\xe2\x80\xa8" "b", NULL, LF_MSG_NOT_TEXT }
    };

    (void) state;

    field = field_of(LF_TYPE_TEXTAREA);
    check_cases(&field, cases, LF_ARRAY_SIZE(cases));
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


/* `count` times the character, checked as a text of at most `max`. */

static lf_value_result_t
check_length(lf_type_t type, int64_t min, int64_t max, const char *character,
    size_t count, lf_message_t *message)
{
    size_t              i, len;
    char               *text;
    lf_str_t            value;
    lf_field_t          field;
    lf_test_mem_t       memory;
    lf_value_result_t   result;

    lf_test_mem_init(&memory);

    field = field_of(type);
    field.length_min = min;
    field.length_max = max;

    len = strlen(character);
    text = lf_test_take(&memory, len * count);

    for (i = 0; i < count; i++) {
        memcpy(text + i * len, character, len);
    }

    result = check(&memory, &field, (lf_str_t) { text, len * count }, &value,
                   message);

    lf_test_mem_free(&memory);

    return result;
}


static void
lengths_are_counted_in_characters_of_what_is_stored(void **state)
{
    lf_message_t  why;

    (void) state;

    assert_int_equal(check_length(LF_TYPE_TEXT, 0, 0, "\xe6\x9d\x8e", 200,
                                  &why),
                     LF_VALUE_OK);
    assert_int_equal(check_length(LF_TYPE_TEXT, 0, 0, "a", 201, &why),
                     LF_VALUE_BAD);
    assert_int_equal(why, LF_MSG_TOO_LONG);
    assert_int_equal(check_length(LF_TYPE_TEXT, 0, 5, "e\xcc\x81", 5, &why),
                     LF_VALUE_OK);
    assert_int_equal(check_length(LF_TYPE_TEXT, 0, 5, "e\xcc\x81", 6, &why),
                     LF_VALUE_BAD);
    assert_int_equal(why, LF_MSG_TOO_LONG);
    assert_int_equal(check_length(LF_TYPE_TEXT, 0, 300, "a", 300, &why),
                     LF_VALUE_OK);
    assert_int_equal(check_length(LF_TYPE_TEXT, 0, 1 << 30, "a", 4001, &why),
                     LF_VALUE_BAD);
    assert_int_equal(check_length(LF_TYPE_TEXT, 3, 0, "a", 2, &why),
                     LF_VALUE_BAD);
    assert_int_equal(why, LF_MSG_TOO_SHORT);
    assert_int_equal(check_length(LF_TYPE_TEXTAREA, 0, 0, "ab\r\n.", 1000,
                                  &why),
                     LF_VALUE_OK);
    assert_int_equal(check_length(LF_TYPE_TEXTAREA, 0, 0, "a", 4001, &why),
                     LF_VALUE_BAD);
    assert_int_equal(check_length(LF_TYPE_TEXTAREA, 0, 0, "a", 1000000, &why),
                     LF_VALUE_BAD);
    assert_int_equal(why, LF_MSG_TOO_LONG);
}


static void
a_character_under_a_pile_of_marks_is_no_text(void **state)
{
    char           text[1 + 2 * 3000];
    size_t         i;
    lf_str_t       value;
    lf_field_t     field;
    lf_message_t   message;
    lf_test_mem_t  memory;

    (void) state;

    lf_test_mem_init(&memory);
    field = field_of(LF_TYPE_TEXTAREA);
    text[0] = 'a';

    for (i = 0; i < 3000; i++) {
        memcpy(text + 1 + 2 * i, i % 2 ? "\xcc\xa3" : "\xcc\x87", 2);
    }

    assert_int_equal(check(&memory, &field, (lf_str_t) { text, 1 + 2 * 30 },
                           &value, &message),
                     LF_VALUE_OK);
    assert_int_equal(check(&memory, &field, (lf_str_t) { text, sizeof(text) },
                           &value, &message),
                     LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_NOT_TEXT);

    lf_test_mem_free(&memory);
}


static pcre2_code *
pattern_of(const char *pattern)
{
    int          error;
    size_t       offset;
    pcre2_code  *code;

    code = pcre2_compile((PCRE2_SPTR) pattern, PCRE2_ZERO_TERMINATED,
                         PCRE2_UTF, &error, &offset, NULL);
    assert_non_null(code);

    return code;
}


static void
a_pattern_covers_the_whole_value(void **state)
{
    lf_field_t  field;

    static const lf_value_case_t  vat[] = {
        { "DE123456789", "DE123456789", 0 },
        { " DE123456789 ", "DE123456789", 0 },
        { "xDE123456789", NULL, LF_MSG_PATTERN },
        { "DE123456789x", NULL, LF_MSG_PATTERN },
        { "de123456789", NULL, LF_MSG_PATTERN }
    };

    static const lf_value_case_t  either[] = {
        { "a", "a", 0 },
        { "ab", "ab", 0 },
        { "abc", NULL, LF_MSG_PATTERN },
        { "b", NULL, LF_MSG_PATTERN }
    };

    static const lf_value_case_t  letters[] = {
        { "\xc3\xa4\xc3\xb6", "\xc3\xa4\xc3\xb6", 0 },
        { "\xc3\xa4", NULL, LF_MSG_PATTERN }
    };

    (void) state;

    field = field_of(LF_TYPE_TEXT);

    field.pattern_code = pattern_of("[A-Z]{2}[0-9A-Z]{8,12}");
    check_cases(&field, vat, LF_ARRAY_SIZE(vat));
    pcre2_code_free(field.pattern_code);

    field.pattern_code = pattern_of("a|ab");
    check_cases(&field, either, LF_ARRAY_SIZE(either));
    pcre2_code_free(field.pattern_code);

    field.pattern_code = pattern_of("..");
    check_cases(&field, letters, LF_ARRAY_SIZE(letters));
    pcre2_code_free(field.pattern_code);
}


static void
a_hostile_pattern_stalls_nobody(void **state)
{
    size_t           i;
    clock_t          start;
    lf_field_t       field;
    lf_value_case_t  item;

    static const char  *patterns[] = {
        "(a+)+[bc]", "(a|aa)+[bc]", "((a*)*)*[bc]", "(?:a?){60}a{100}[bc]",
        "(a(?1)?a)*[bc]", "(.*)(.*)(.*)(.*)(.*)\\1[bc]"
    };

    (void) state;

    field = field_of(LF_TYPE_TEXT);
    item.typed = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    item.value = NULL;
    item.message = LF_MSG_PATTERN;

    for (i = 0; i < LF_ARRAY_SIZE(patterns); i++) {
        field.pattern_code = pattern_of(patterns[i]);
        start = clock();
        check_case(&field, &item);
        assert_true(clock() - start < CLOCKS_PER_SEC / 5);
        pcre2_code_free(field.pattern_code);
    }
}


static void
a_long_value_may_still_have_a_pattern_with_groups(void **state)
{
    char              text[LF_VALUE_LEN_MAX + 1];
    lf_field_t        field;
    lf_value_case_t   item;

    (void) state;

    memset(text, 'a', LF_VALUE_LEN_MAX);
    text[LF_VALUE_LEN_MAX] = '\0';

    field = field_of(LF_TYPE_TEXT);
    field.length_max = LF_VALUE_LEN_MAX;
    field.pattern_code = pattern_of("(a|b)*");

    item.typed = text;
    item.value = text;
    check_case(&field, &item);

    pcre2_code_free(field.pattern_code);
}


static void
leads_are_recognised_by_a_contact_in_lower_case(void **state)
{
    lf_str_t       contact;
    lf_test_mem_t  memory;

    (void) state;

    lf_test_mem_init(&memory);

    contact = lf_value_contact(&memory.mem, LF_TYPE_EMAIL,
                               lf_str("Ann.O'Hara@example.com"));
    assert_true(lf_str_is(contact, "ann.o'hara@example.com"));

    contact = lf_value_contact(&memory.mem, LF_TYPE_PHONE,
                               lf_str("+493023125123"));
    assert_true(lf_str_is(contact, "+493023125123"));

    lf_test_mem_fail_at(&memory, 1);
    assert_null(lf_value_contact(&memory.mem, LF_TYPE_EMAIL,
                                 lf_str("a@b.example")).data);

    lf_test_mem_free(&memory);
}


static void
a_free_text_has_the_limit_it_is_given(void **state)
{
    lf_str_t       value;
    lf_message_t   message;
    lf_test_mem_t  memory;

    (void) state;

    lf_test_mem_init(&memory);

    assert_int_equal(lf_value_check_text(&memory.mem, lf_str(" a\r\nb "), 1,
                                         3, &value, &message),
                     LF_VALUE_OK);
    assert_true(lf_str_is(value, "a\nb"));

    assert_int_equal(lf_value_check_text(&memory.mem, lf_str("abcd"), 1, 3,
                                         &value, &message),
                     LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_TOO_LONG);

    assert_int_equal(lf_value_check_text(&memory.mem, lf_str("a\nb"), 0, 3,
                                         &value, &message),
                     LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_NOT_TEXT);

    assert_int_equal(lf_value_check_text(&memory.mem, lf_null_str, 0, 3,
                                         &value, &message),
                     LF_VALUE_BLANK);

    lf_test_mem_free(&memory);
}


static void
a_clean_text_is_borrowed(void **state)
{
    lf_str_t       value, typed;
    lf_field_t     field;
    lf_message_t   message;
    lf_test_mem_t  memory;

    (void) state;

    lf_test_mem_init(&memory);
    field = field_of(LF_TYPE_TEXT);
    typed = lf_str(" Ann M\xc3\xbcller ");

    assert_int_equal(lf_value_check(&memory.mem, &field, &typed, 1, &value,
                                    &message),
                     LF_VALUE_OK);
    assert_ptr_equal(value.data, typed.data + 1);
    assert_int_equal(memory.count, 0);

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
        field.options = sizes;
        field.options_count = LF_ARRAY_SIZE(sizes);

        if (i == LF_TYPE_TEXT) {
            field.pattern_code = pattern_of(".*");
        }

        for (n = 1; ; n++) {
            lf_test_mem_init(&memory);
            lf_test_fail_at(&memory, n);

            typed = lf_str_of(cases[i].typed);
            result = lf_value_check(&memory.mem, &field, &typed, 1, &value,
                                    &message);

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
        field.options = sizes;
        field.options_count = LF_ARRAY_SIZE(sizes);
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
        cmocka_unit_test(an_email_is_what_the_html_standard_takes),
        cmocka_unit_test(an_email_has_the_lengths_of_rfc_5321),
        cmocka_unit_test(a_phone_number_becomes_e_164),
        cmocka_unit_test(a_url_is_an_address_a_person_can_be_sent_to),
        cmocka_unit_test(
            a_url_longer_than_the_limit_is_refused_encoded_or_not),
        cmocka_unit_test(a_number_takes_jsons_form),
        cmocka_unit_test(a_number_keeps_to_its_bounds_and_its_step),
        cmocka_unit_test(a_date_is_a_day_of_the_calendar),
        cmocka_unit_test(a_country_is_one_that_iso_3166_knows),
        cmocka_unit_test(the_groups_have_their_members_and_no_others),
        cmocka_unit_test(a_choice_is_one_of_its_options),
        cmocka_unit_test(
            choices_come_in_the_order_of_the_options_and_once_each),
        cmocka_unit_test(a_field_sent_twice_is_refused),
        cmocka_unit_test(
            nothing_but_what_cannot_be_seen_is_blank_whatever_the_type),
        cmocka_unit_test(a_text_is_one_clean_line),
        cmocka_unit_test(a_textarea_keeps_its_lines),
        cmocka_unit_test(a_nul_is_refused_in_every_type),
        cmocka_unit_test(lengths_are_counted_in_characters_of_what_is_stored),
        cmocka_unit_test(a_character_under_a_pile_of_marks_is_no_text),
        cmocka_unit_test(a_pattern_covers_the_whole_value),
        cmocka_unit_test(a_hostile_pattern_stalls_nobody),
        cmocka_unit_test(a_long_value_may_still_have_a_pattern_with_groups),
        cmocka_unit_test(leads_are_recognised_by_a_contact_in_lower_case),
        cmocka_unit_test(a_free_text_has_the_limit_it_is_given),
        cmocka_unit_test(a_clean_text_is_borrowed),
        cmocka_unit_test(no_memory_at_any_point_is_told_by_every_type),
        cmocka_unit_test(any_bytes_at_all_give_a_clean_value_or_a_message)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
