/*
 * What is counted or picked: number, date, country, options.
 */

#include "lf_test_value.h"


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
    set_sizes(&field);
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
    set_sizes(&field);

    typed[0] = field.options[2].value;
    typed[1] = lf_str(" ");
    typed[2] = field.options[0].value;
    typed[3] = field.options[2].value;
    typed[4] = lf_str("\xff");

    assert_int_equal(lf_value_check(&memory.mem, &field, lf_null_str,
                                    typed, 4, &value,
                                    &message),
                     LF_VALUE_OK);
    assert_true(lf_str_is(value, "1-10\ngr\xc3\xb6\xc3\x9f" "er"));

    assert_int_equal(lf_value_check(&memory.mem, &field, lf_null_str,
                                    typed + 1, 1, &value,
                                    &message),
                     LF_VALUE_BLANK);
    assert_int_equal(lf_value_check(&memory.mem, &field, lf_null_str,
                                    NULL, 0, &value,
                                    &message),
                     LF_VALUE_BLANK);
    assert_int_equal(lf_value_check(&memory.mem, &field, lf_null_str,
                                    typed, 5, &value,
                                    &message),
                     LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_CHOICE);

    lf_test_mem_free(&memory);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(a_number_takes_jsons_form),
        cmocka_unit_test(a_number_keeps_to_its_bounds_and_its_step),
        cmocka_unit_test(a_date_is_a_day_of_the_calendar),
        cmocka_unit_test(a_country_is_one_that_iso_3166_knows),
        cmocka_unit_test(the_groups_have_their_members_and_no_others),
        cmocka_unit_test(a_choice_is_one_of_its_options),
        cmocka_unit_test(
            choices_come_in_the_order_of_the_options_and_once_each)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
