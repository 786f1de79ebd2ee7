/*
 * The decoder of form bodies and queries, against the URL standard's own
 * cases (LF_SUITES, by default ../shared/suites) and at its limits.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

#include <lead_form/lf_urlencoded.h>
#include <lead_form/lf_value.h>

#include "lf_test_memory.h"


#define SUITE  "wpt/url/resources/urlencoded-parser-data.json"


static lf_str_t
text_of(const json_t *json)
{
    return (lf_str_t) { json_string_value(json), json_string_length(json) };
}


static void
one_case_of_the_standard(const json_t *input, const json_t *output)
{
    size_t          i, count;
    lf_str_t        name, value;
    lf_pair_t      *pairs;
    lf_test_mem_t   memory;

    lf_test_mem_init(&memory);

    assert_int_equal(lf_urlencoded_decode(&memory.mem,
                                          lf_test_butt(&memory,
                                                       text_of(input)),
                                          &pairs, &count),
                     LF_URLENCODED_OK);
    assert_int_equal(count, json_array_size(output));

    for (i = 0; i < count; i++) {
        name = lf_utf8_decode(&memory.mem, pairs[i].name);
        value = lf_utf8_decode(&memory.mem, pairs[i].value);

        assert_true(lf_str_eq(name,
                    text_of(json_array_get(json_array_get(output, i), 0))));
        assert_true(lf_str_eq(value,
                    text_of(json_array_get(json_array_get(output, i), 1))));
    }

    lf_test_mem_free(&memory);
}


static void
the_url_standards_cases_give_the_same_names_and_values(void **state)
{
    char          path[1024];
    size_t        i;
    json_t       *suite, *item;
    const char   *folder;
    json_error_t  error;

    (void) state;

    folder = getenv("LF_SUITES");

    (void) snprintf(path, sizeof(path), "%s/%s",
                    folder ? folder : "../shared/suites", SUITE);

    suite = json_load_file(path, JSON_ALLOW_NUL, &error);
    if (suite == NULL) {
        (void) printf("skipped: no %s\n", path);
        skip();
    }

    json_array_foreach(suite, i, item) {
        if (json_is_object(item)) {
            one_case_of_the_standard(json_object_get(item, "input"),
                                     json_object_get(item, "output"));
        }
    }

    assert_true(i >= 35);
    json_decref(suite);
}


static void
decodes_to(const char *typed, const char *decoded)
{
    size_t          count;
    lf_pair_t      *pairs;
    lf_test_mem_t   memory;

    lf_test_mem_init(&memory);

    assert_int_equal(lf_urlencoded_decode(&memory.mem,
                                          lf_test_butt(&memory,
                                                       lf_str_of(typed)),
                                          &pairs, &count),
                     LF_URLENCODED_OK);
    assert_int_equal(count, 1);
    assert_true(lf_str_eq(pairs[0].value, lf_str_of(decoded)));

    lf_test_mem_free(&memory);
}


static void
a_broken_escape_stands_for_itself(void **state)
{
    (void) state;

    decodes_to("a=%", "%");
    decodes_to("a=%4", "%4");
    decodes_to("a=%4g", "%4g");
    decodes_to("a=%g4", "%g4");
    decodes_to("a=%%34", "%4");
    decodes_to("a=100%+sure", "100% sure");
    decodes_to("a=%2B%2b", "++");
    decodes_to("a=%25%34%31", "%41");
    decodes_to("a=%:0", "%:0");
    decodes_to("a=%@0%`0%G0", "%@0%`0%G0");
}


static void
a_body_with_a_broken_escape_is_not_whole(void **state)
{
    size_t  i;

    static const lf_str_t  whole[] = {
        { "", 0 }, { "a=b", 3 }, { "%20", 3 }, { "a=%C3%a9&%00", 12 },
        { "%25%", 3 }
    };

    static const lf_str_t  broken[] = {
        { "%", 1 }, { "a=%2", 4 }, { "%zz", 3 }, { "%2g", 3 }, { "%g2", 3 },
        { "%%20", 4 }, { "%20%", 4 }, { "%20%4", 5 }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(whole); i++) {
        assert_true(lf_urlencoded_is_whole(whole[i]));
    }

    for (i = 0; i < LF_ARRAY_SIZE(broken); i++) {
        assert_false(lf_urlencoded_is_whole(broken[i]));
    }

    assert_true(lf_urlencoded_is_whole(lf_null_str));
}


static void
bytes_that_are_no_utf_8_come_through_as_they_are(void **state)
{
    size_t          count;
    lf_pair_t      *pairs;
    lf_test_mem_t   memory;

    (void) state;

    lf_test_mem_init(&memory);

    assert_int_equal(lf_urlencoded_decode(&memory.mem,
                                          lf_str("%ff=%00%FE&\xe4=\xff"),
                                          &pairs, &count),
                     LF_URLENCODED_OK);
    assert_int_equal(count, 2);
    assert_true(lf_str_is(pairs[0].name, "\xff"));
    assert_true(lf_str_eq(pairs[0].value, (lf_str_t) { "\0\xfe", 2 }));
    assert_true(lf_str_is(pairs[1].name, "\xe4"));
    assert_true(lf_str_is(pairs[1].value, "\xff"));

    lf_test_mem_free(&memory);
}


static void
a_plain_value_is_borrowed_from_the_body(void **state)
{
    size_t           count;
    lf_str_t         input;
    lf_pair_t       *pairs;
    lf_test_mem_t    memory;
    const lf_str_t  *value;

    (void) state;

    lf_test_mem_init(&memory);
    input = lf_str("name=Ann&company=Acme+Inc&name=Bob");

    assert_int_equal(lf_urlencoded_decode(&memory.mem, input, &pairs, &count),
                     LF_URLENCODED_OK);

    value = lf_pairs_find(pairs, count, lf_str("name"));
    assert_non_null(value);
    assert_true(lf_str_is(*value, "Ann"));
    assert_ptr_equal(value->data, input.data + 5);

    value = lf_pairs_find(pairs, count, lf_str("company"));
    assert_true(lf_str_is(*value, "Acme Inc"));
    assert_null(lf_pairs_find(pairs, count, lf_str("nam")));

    lf_test_mem_free(&memory);
}


static void
more_pairs_than_the_limit_are_refused_before_any_memory_is_taken(
    void **state)
{
    char            body[(LF_PAIRS_MAX + 1) * 3];
    size_t          i, count;
    lf_pair_t      *pairs;
    lf_test_mem_t   memory;

    (void) state;

    lf_test_mem_init(&memory);

    for (i = 0; i < LF_PAIRS_MAX + 1; i++) {
        memcpy(body + i * 3, "&&a", 3);
    }

    assert_int_equal(lf_urlencoded_decode(&memory.mem,
                                          (lf_str_t) { body, sizeof(body) },
                                          &pairs, &count),
                     LF_URLENCODED_TOO_MANY);
    assert_int_equal(memory.count, 0);
    assert_int_equal(count, 0);

    assert_int_equal(lf_urlencoded_decode(&memory.mem,
                                          (lf_str_t) { body,
                                                       sizeof(body) - 3 },
                                          &pairs, &count),
                     LF_URLENCODED_OK);
    assert_int_equal(count, LF_PAIRS_MAX);

    lf_test_mem_free(&memory);
}


static void
no_memory_at_any_point_is_told(void **state)
{
    int                      failed;
    size_t                   n, count;
    lf_pair_t               *pairs;
    lf_test_mem_t            memory;
    lf_urlencoded_result_t   result;

    (void) state;

    for (n = 1; ; n++) {
        lf_test_mem_init(&memory);
        lf_test_fail_at(&memory, n);

        result = lf_urlencoded_decode(&memory.mem, lf_str("a=b+c&d=%20"),
                                      &pairs, &count);

        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);

        assert_int_equal(result, failed ? LF_URLENCODED_NO_MEMORY
                                        : LF_URLENCODED_OK);
        assert_int_equal(count, failed ? 0 : 2);
        lf_test_mem_free(&memory);

        if (!failed) {
            break;
        }
    }

    assert_int_equal(n, 3);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(
            the_url_standards_cases_give_the_same_names_and_values),
        cmocka_unit_test(a_broken_escape_stands_for_itself),
        cmocka_unit_test(a_body_with_a_broken_escape_is_not_whole),
        cmocka_unit_test(bytes_that_are_no_utf_8_come_through_as_they_are),
        cmocka_unit_test(a_plain_value_is_borrowed_from_the_body),
        cmocka_unit_test(
            more_pairs_than_the_limit_are_refused_before_any_memory_is_taken),
        cmocka_unit_test(no_memory_at_any_point_is_told)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
