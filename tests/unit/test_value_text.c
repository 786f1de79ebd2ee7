/*
 * What a person writes freely: its lines, its lengths, its pattern.
 */

#include "lf_test_value.h"


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


/* Of class 0 themselves, but NFC makes two marks of each. */

static void
a_pile_of_tibetan_vowels_is_no_text(void **state)
{
    char           text[3 * 3000];
    size_t         i, k;
    lf_str_t       value;
    lf_field_t     field;
    lf_message_t   message;
    lf_test_mem_t  memory;

    static const char  *vowels[] = {
        "\xe0\xbd\xb3", "\xe0\xbd\xb5", "\xe0\xbe\x81"
    };

    (void) state;

    lf_test_mem_init(&memory);
    field = field_of(LF_TYPE_TEXTAREA);

    for (k = 0; k < LF_ARRAY_SIZE(vowels); k++) {
        for (i = 0; i < 3000; i++) {
            memcpy(text + 3 * i, vowels[k], 3);
        }

        assert_int_equal(check(&memory, &field, (lf_str_t) { text, 3 },
                               &value, &message),
                         LF_VALUE_OK);
        assert_int_equal(check(&memory, &field,
                               (lf_str_t) { text, sizeof(text) },
                               &value, &message),
                         LF_VALUE_BAD);
        assert_int_equal(message, LF_MSG_NOT_TEXT);
    }

    lf_test_mem_free(&memory);
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

    assert_int_equal(lf_value_check(&memory.mem, &field, lf_null_str,
                                    &typed, 1, &value,
                                    &message),
                     LF_VALUE_OK);
    assert_ptr_equal(value.data, typed.data + 1);
    assert_int_equal(memory.count, 0);

    lf_test_mem_free(&memory);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(a_text_is_one_clean_line),
        cmocka_unit_test(a_textarea_keeps_its_lines),
        cmocka_unit_test(lengths_are_counted_in_characters_of_what_is_stored),
        cmocka_unit_test(a_character_under_a_pile_of_marks_is_no_text),
        cmocka_unit_test(a_pile_of_tibetan_vowels_is_no_text),
        cmocka_unit_test(a_pattern_covers_the_whole_value),
        cmocka_unit_test(a_hostile_pattern_stalls_nobody),
        cmocka_unit_test(a_long_value_may_still_have_a_pattern_with_groups),
        cmocka_unit_test(a_free_text_has_the_limit_it_is_given),
        cmocka_unit_test(a_clean_text_is_borrowed)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
