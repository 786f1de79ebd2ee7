/*
 * A JSON file: read as it is written, every value with its place, and
 * nothing else when memory is out.
 */

#include "lf_test_json.h"

#include <jansson.h>


static void
a_file_is_read_as_it_is_written(void **state)
{
    lf_json_t  *root, *list;

    (void) state;

    root = parse(lf_str("{ \"a\": [1, -2.5e1, \"x\", true, false, null, {}],"
                        " \"b\": \"\" }"));

    assert_non_null(root);
    assert_int_equal(found.count, 0);
    assert_int_equal(root->type, LF_JSON_OBJECT);
    assert_int_equal(root->count, 2);

    list = lf_json_member(root, lf_str("a"));

    assert_int_equal(list->type, LF_JSON_ARRAY);
    assert_int_equal(list->count, 7);
    assert_true(list->first->number == 1);
    assert_true(list->first->next->number == -25);
    assert_text(list->first->next->next, "x");
    assert_int_equal(list->last->type, LF_JSON_OBJECT);
    assert_int_equal(list->last->index, 6);

    assert_text(lf_json_member(root, lf_str("b")), "");
    assert_null(lf_json_member(root, lf_str("c")));
}


static void
escapes_stand_for_what_they_name(void **state)
{
    lf_json_t  *root;

    (void) state;

    root = parse(lf_str("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\", \"\\u00e4\\u20AC"
                        "\\uD83D\\uDE00\", \"a\\u0000b\"]"));

    assert_non_null(root);
    assert_text(root->first, "\"\\/\b\f\n\r\t");
    assert_text(root->first->next, "ä€😀");
    assert_text(root->last, "a\0b");
}


static void
numbers_are_what_they_say(void **state)
{
    size_t      i;
    lf_json_t  *root;

    static const char *numbers[] = {
        "0", "-0", "7", "-12", "0.5", "3.25", "0.1", "1e3", "1E+3", "25e-1",
        "123456789012345", "0.000001", "1e22", "1.7976931348623157e308",
        "123456789.25e-3", "1000000000000000000000"
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(numbers); i++) {
        root = parse(lf_str_of(numbers[i]));
        assert_non_null(root);
        assert_int_equal(root->type, LF_JSON_NUMBER);
        assert_true(root->number == strtod(numbers[i], NULL));
        assert_true(lf_str_eq(root->string, lf_str_of(numbers[i])));
    }
}


static void
a_value_knows_its_line_column_and_path(void **state)
{
    lf_json_t  *root, *value;

    (void) state;

    root = parse(lf_str("{\n  \"then\": [ \"a\",\n    { \"when\": "
                        "{ \"utm.source\": 1 } } ],\n \"a b\": 2 }"));

    value = lf_json_member(root, lf_str("then"))->last;
    value = lf_json_member(value, lf_str("when"))->first;

    lf_json_error(&doc, value, "wrong");
    lf_json_key_error(&doc, value, "wrong");
    lf_json_error(&doc, root->last, "wrong");
    lf_json_error(&doc, root, "wrong");
    lf_json_error(&doc, NULL, "wrong");
    lf_json_warning(&doc, root, "odd");

    assert_found(0, "form.json:3:31: then[1].when.utm.source: wrong");
    assert_found(1, "form.json:3:17: then[1].when.utm.source: wrong");
    assert_found(2, "form.json:4:9: \"a b\": wrong");
    assert_found(3, "form.json:1:1: wrong");
    assert_found(4, "form.json:1:1: wrong");
    assert_found(5, "form.json:1:1: warning: odd");

    assert_int_equal(doc.errors, 5);
    assert_int_equal(found.warnings, 1);
}


static void
every_repeated_key_is_an_error(void **state)
{
    (void) state;

    assert_non_null(parse(lf_str("{ \"a\": 1, \"a\": 2,\n"
                                 "\"b\": [{ \"c\": 1, \"\\u0063\": 2 }] }")));

    assert_int_equal(doc.errors, 2);
    assert_found(0, "form.json:1:11: a: this key is here for the second time");
    assert_found(1, "form.json:2:17: b[0].c: this key is here for the second");
}


static void
every_repeated_key_is_found_in_what_a_repeated_key_hides(void **state)
{
    (void) state;

    assert_non_null(parse(lf_str("{ \"a\": { \"x\": [1, \"\\u0078\"],\n"
                                 "\"x\": 2 },\n\"b\": 1,\n"
                                 "\"\\u0061\": [{ \"y\": 1, \"y\": 2 }],\n"
                                 "\"a\": { \"z\": 1,\n\"z\": 2 } }")));

    lf_json_findings_sort(&found, 0);

    assert_int_equal(doc.errors, 5);
    assert_found(0, "form.json:2:1: a.x: this key is here for the second");
    assert_found(1, "form.json:4:1: a: this key is here for the second");
    assert_found(2, "form.json:4:22: a[0].y: this key is here for the second");
    assert_found(3, "form.json:5:1: a: this key is here for the second");
    assert_found(4, "form.json:6:1: a.z: this key is here for the second");
}


static void
the_last_of_repeated_keys_is_the_one_that_counts(void **state)
{
    lf_json_t  *root;

    (void) state;

    root = parse(lf_str("{ \"a\": [1, 2], \"b\": true, \"a\": \"x\" }"));

    assert_int_equal(root->count, 2);
    assert_text(lf_json_member(root, lf_str("a")), "x");
    assert_int_equal(lf_json_member(root, lf_str("a"))->at, 31);
    assert_true(lf_json_member(root, lf_str("b"))->boolean);
}


static void
a_mistyped_name_finds_the_nearest_one(void **state)
{
    static const lf_str_t  known[] = {
        { "label", 5 }, { "type", 4 }, { "pattern", 7 }, { "min", 3 }
    };

    (void) state;

#define nearest(name)  lf_json_nearest(lf_str(name), known, 4)

    assert_ptr_equal(nearest("lable"), &known[0]);
    assert_ptr_equal(nearest("Label"), &known[0]);
    assert_ptr_equal(nearest("typ"), &known[1]);
    assert_ptr_equal(nearest("patern"), &known[2]);
    assert_ptr_equal(nearest("mni"), &known[3]);
    assert_null(nearest("colour"));
    assert_null(nearest(""));
    assert_null(nearest("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
}


static void
what_is_shown_of_a_value_is_short_and_harmless(void **state)
{
    lf_json_shown_t  shown;

    (void) state;

    assert_string_equal(lf_json_show(&shown, lf_str("a\x1b\n\x7f")),
                        "\"a???\"");
    assert_string_equal(lf_json_show(&shown, repeat("ää", 15, "")),
                        "\"ääääääääääääääääääääääääääääää\"");
    assert_string_equal(lf_json_show(&shown, repeat("ää", 15, "x")),
                        "\"ääääääääääääääääääääääääääääää...\"");
    assert_string_equal(lf_json_show(&shown, repeat("x", 59, "ä")),
                        "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                        "xxxxxxxxxx...\"");
}


/* Whatever fails first, at every length that a buffer may have to grow at. */

static size_t
parse_without_memory(lf_str_t text, lf_str_t value)
{
    int         failed;
    size_t      n;
    lf_json_t  *root;

    for (n = 1; /* void */ ; n++) {
        lf_test_mem_free(&memory);
        lf_test_mem_init(&memory);
        lf_test_fail_at(&memory, n);

        root = parse(text);

        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);

        if (!failed) {
            break;
        }

        assert_true(doc.no_memory ? root == NULL : found.no_memory);
    }

    assert_non_null(root);
    assert_true(lf_str_eq(root->first->string, value));

    return n;
}


static void
no_memory_is_no_crash_and_no_other_text(void **state)
{
    size_t  n;

    (void) state;

    n = parse_without_memory(lf_str("{ \"title\": \"a long text with \\u00e9 "
                                    "in it, which no buffer holds at once\", "
                                    "\"\\u0061\": [1], \"a\": 2 }"),
                             lf_str("a long text with é in it, which no "
                                    "buffer holds at once"));

    assert_true(n > 10);
}


/* Larger than the blocks that jansson's memory comes in. */

static void
a_long_text_is_whole_or_not_there(void **state)
{
    size_t          len, n;
    char           *text;
    lf_test_mem_t   texts;

    (void) state;

    lf_test_mem_init(&texts);

    for (len = 4090; len <= 66000; len = len * 2 - (len % 7)) {
        for (n = 0; n < 10; n++) {
            text = lf_test_take(&texts, len + n + 4);
            memset(text, 'x', len + n + 4);
            memcpy(text, "[\"", 2);
            memcpy(text + len + n + 2, "\"]", 2);

            assert_true(parse_without_memory((lf_str_t) { text, len + n + 4 },
                                             (lf_str_t) { text + 2, len + n })
                        > 5);
        }
    }

    lf_test_mem_free(&texts);
}


static void
jansson_has_its_own_memory_back_afterwards(void **state)
{
    json_free_t    release, release_now;
    json_malloc_t  take, take_now;

    (void) state;

    json_get_alloc_funcs(&take, &release);

    assert_non_null(parse(lf_str("{ \"\\u0061\": 1 }")));
    assert_null(parse(lf_str("{")));

    lf_test_fail_at(&memory, 2);
    assert_null(parse(lf_str("{}")));
    assert_true(lf_test_failed(&memory));
    assert_true(doc.no_memory);
    lf_test_fail_at(&memory, 0);

    json_get_alloc_funcs(&take_now, &release_now);

    assert_true(take_now == take);
    assert_true(release_now == release);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        story(a_file_is_read_as_it_is_written),
        story(escapes_stand_for_what_they_name),
        story(numbers_are_what_they_say),
        story(a_value_knows_its_line_column_and_path),
        story(every_repeated_key_is_an_error),
        story(every_repeated_key_is_found_in_what_a_repeated_key_hides),
        story(the_last_of_repeated_keys_is_the_one_that_counts),
        story(a_mistyped_name_finds_the_nearest_one),
        story(what_is_shown_of_a_value_is_short_and_harmless),
        story(no_memory_is_no_crash_and_no_other_text),
        story(a_long_text_is_whole_or_not_there),
        story(jansson_has_its_own_memory_back_afterwards)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
