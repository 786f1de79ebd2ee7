/*
 * Phone numbers: as they are dialled from abroad, and as people of a country
 * write them.
 */

#include "lf_test_value.h"
#include "lf_test_phone_examples.h"


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
        { "+49 30 1", NULL, LF_MSG_PHONE },
        { "+49 30 11", NULL, LF_MSG_PHONE },
        { "+49 30 111", "+4930111", 0 },
        { "+4930123456789ab", NULL, LF_MSG_PHONE },
        { "+4930 1234567890 1", "+493012345678901", 0 },
        { "004930 1234567890 1", "+493012345678901", 0 },
        { "+4930 1234567890 12", NULL, LF_MSG_PHONE },
        { "+1234567890123456789012345678901234567890", NULL, LF_MSG_PHONE },
        { "+1 202 555 012", NULL, LF_MSG_PHONE },
        { "+1 202 555 01234", NULL, LF_MSG_PHONE },
        { "+999 12345678", NULL, LF_MSG_PHONE },
        { "+210 12345678", NULL, LF_MSG_PHONE },
        { "+800 1234 5678", "+80012345678", 0 },
        { "+44 07911 123456", "+447911123456", 0 },
        { "+39 06 6982", "+39066982", 0 },
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
a_national_number_gets_the_code_of_the_visitors_country(void **state)
{
    size_t      i;
    lf_field_t  field;

    static const struct {
        const char       *country;
        lf_value_case_t   item;
    } cases[] = {
        { "DE", { "030 23125123", "+493023125123", 0 } },
        { "DE", { "(0)30 23125123", "+493023125123", 0 } },
        { "DE", { "30 23125123", "+493023125123", 0 } },
        { "DE", { "04921 123456", "+494921123456", 0 } },
        { "DE", { "4921 123456", "+494921123456", 0 } },
        { "DE", { "+43 664 123456", "+43664123456", 0 } },
        { "DE", { "0043 664 123456", "+43664123456", 0 } },
        { "DE", { "0", NULL, LF_MSG_PHONE_COUNTRY } },
        { "DE", { "0301 1", NULL, LF_MSG_PHONE_COUNTRY } },
        { "DE", { "030 1", NULL, LF_MSG_PHONE_COUNTRY } },
        { "DE", { "call me", NULL, LF_MSG_PHONE } },
        { "IT", { "06 6982 1234", "+390669821234", 0 } },
        { "IT", { "312 345 6789", "+393123456789", 0 } },
        { "IT", { "393 123 4567", "+393931234567", 0 } },
        { "IT", { "39 312 345 6789", "+393123456789", 0 } },
        { "RU", { "8 (912) 345-67-89", "+79123456789", 0 } },
        { "RU", { "8 800 555 35 35", "+78005553535", 0 } },
        { "RU", { "800 555 35 35", "+78005553535", 0 } },
        { "RU", { "7 912 345 67 89", "+79123456789", 0 } },
        { "RU", { "8 10 49 30 23125123", "+493023125123", 0 } },
        { "BY", { "8 029 491-19-11", "+375294911911", 0 } },
        { "US", { "(202) 555-0123", "+12025550123", 0 } },
        { "US", { "1 202 555 0123", "+12025550123", 0 } },
        { "US", { "011 49 (0)30 23125123", "+493023125123", 0 } },
        { "US", { "555-0123", NULL, LF_MSG_PHONE_COUNTRY } },
        { "US", { "011", NULL, LF_MSG_PHONE } },
        { "US", { "011 49 30", NULL, LF_MSG_PHONE } },
        { "CA", { "204-234-5678", "+12042345678", 0 } },
        { "HU", { "06 30 123 4567", "+36301234567", 0 } },
        { "HU", { "30 123 4567", "+36301234567", 0 } },
        { "GB", { "020 7946 0123", "+442079460123", 0 } },
        { "AR", { "011 15-2345-6789", "+5491123456789", 0 } },
        { "CZ", { "601 123 456", "+420601123456", 0 } },
        { "JP", { "090-1234-5678", "+819012345678", 0 } },
        { "JP", { "010 49 30 23125123", "+493023125123", 0 } },
        { "JP", { "0049 30 23125123", "+493023125123", 0 } },
        { "SG", { "8123 4567", "+6581234567", 0 } },
        { "SG", { "001 49 30 23125123", "+493023125123", 0 } },
        { "SG", { "0049 30 12345678", "+493012345678", 0 } },
        { "SG", { "0033 6 12 34 56 78", NULL, LF_MSG_PHONE_COUNTRY } },
        { "SG", { "0044 20 7946 0123", "+442079460123", 0 } },
        { "AU", { "0011 376 312 345", "+376312345", 0 } },
        { "AU", { "0033 6 12 34 56 78", "+33612345678", 0 } },
        { "AU", { "0011 49 30 23125123", "+493023125123", 0 } },
        { "AQ", { "030 23125123", NULL, LF_MSG_PHONE_COUNTRY } },
        { "ZZ", { "030 23125123", NULL, LF_MSG_PHONE_COUNTRY } },
        { "de", { "030 23125123", NULL, LF_MSG_PHONE_COUNTRY } },
        { "AQ", { "+493023125123", "+493023125123", 0 } }
    };

    (void) state;

    field = field_of(LF_TYPE_PHONE);

    for (i = 0; i < LF_ARRAY_SIZE(cases); i++) {
        check_case_in(&field, cases[i].country, &cases[i].item);
    }
}


/* In another country where the way begins with its code: "US:011 ...". */

static void
check_way(const char *country, const char *number, lf_str_t way)
{
    char             code[3], typed[64];
    lf_field_t       field;
    lf_value_case_t  item;

    memcpy(code, country, sizeof(code));

    if (way.len > 3 && way.data[2] == ':') {
        memcpy(code, way.data, 2);
        way.data += 3;
        way.len -= 3;
    }

    assert_true(way.len < sizeof(typed));
    memcpy(typed, way.data, way.len);
    typed[way.len] = '\0';

    item.typed = typed;
    item.value = number;
    item.message = LF_MSG_COUNT;
    field = field_of(LF_TYPE_PHONE);

    check_case_in(&field, code, &item);
}


static void
people_of_every_country_write_their_number_in_their_way(void **state)
{
    size_t    i, ways;
    lf_str_t  rest;

    (void) state;

    ways = 0;

    for (i = 0; i < LF_ARRAY_SIZE(lf_test_phone_examples); i++) {
        rest = lf_str_of(lf_test_phone_examples[i].ways);

        while (rest.len > 0) {
            check_way(lf_test_phone_examples[i].country,
                      lf_test_phone_examples[i].number,
                      lf_str_cut(&rest, '|'));
            ways++;
        }
    }

    assert_true(i > 200);
    assert_true(ways > 8 * i);
}


static void
a_number_without_memory_is_neither_taken_nor_refused(void **state)
{
    int                 failed;
    size_t              i, n;
    lf_str_t            value;
    lf_field_t          field;
    lf_message_t        message;
    lf_test_mem_t       memory;
    lf_value_result_t   result;

    static const char  *const typed[] = {
        "030 23125123", "49 30 23125123", "0049 (0)30 23125123",
        "+43 664 123456"
    };

    (void) state;

    field = field_of(LF_TYPE_PHONE);

    for (i = 0; i < LF_ARRAY_SIZE(typed); i++) {
        for (n = 1, failed = 1; failed; n++) {
            lf_test_mem_init(&memory);
            lf_test_fail_at(&memory, n);

            result = check_in(&memory, &field, lf_str("DE"),
                              lf_str_of(typed[i]), &value, &message);

            failed = lf_test_failed(&memory);
            lf_test_fail_at(&memory, 0);
            lf_test_mem_free(&memory);

            assert_int_equal(result,
                             failed ? LF_VALUE_NO_MEMORY : LF_VALUE_OK);
        }

        assert_true(n > 2);
    }
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(a_phone_number_becomes_e_164),
        cmocka_unit_test(
            a_national_number_gets_the_code_of_the_visitors_country),
        cmocka_unit_test(
            people_of_every_country_write_their_number_in_their_way),
        cmocka_unit_test(a_number_without_memory_is_neither_taken_nor_refused)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
