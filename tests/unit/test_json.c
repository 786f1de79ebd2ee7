/*
 * A JSON file: read as it is written, every value with its place, and
 * refused with the place and the remedy where it is none.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <dirent.h>

#include <cmocka.h>

#include <lead_form/lf_form.h>

#include "lf_json.h"
#include "lf_test_memory.h"


static lf_test_mem_t     memory;
static lf_diagnostics_t  found;
static lf_json_doc_t     doc;


static int
begin(void **state)
{
    (void) state;

    lf_test_mem_init(&memory);

    return 0;
}


static int
end(void **state)
{
    (void) state;

    lf_test_mem_free(&memory);

    return 0;
}


/* The text ends where its memory ends. */

static lf_json_t *
parse(lf_str_t text)
{
    memset(&doc, 0, sizeof(lf_json_doc_t));
    lf_diagnostics_init(&found, &memory.mem);

    doc.file = lf_str("form.json");
    doc.text = lf_test_butt(&memory, text);
    doc.mem = &memory.mem;
    doc.diagnostics = &found;

    return lf_json_parse(&doc);
}


static void
assert_found(size_t i, const char *start)
{
    lf_str_t  line;

    assert_true(i < found.count);

    line = lf_diagnostic_line(&memory.mem, &found.items[i]);

    if (line.len < strlen(start)
        || memcmp(line.data, start, strlen(start)) != 0)
    {
        fail_msg("found:    %.*s\nexpected: %s", (int) line.len, line.data,
                 start);
    }
}


static void
assert_refused(lf_str_t text, const char *start)
{
    assert_null(parse(text));
    assert_false(doc.no_memory);
    assert_int_equal(doc.errors, 1);
    assert_found(0, start);
}


#define assert_text(value, literal)                                           \
    assert_true(lf_str_is((value)->string, literal))


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
        double  expected, difference;

        root = parse(lf_str_of(numbers[i]));
        assert_non_null(root);

        expected = strtod(numbers[i], NULL);
        difference = root->number - expected;

        assert_true(difference <= expected * 1e-15
                    || -difference <= -expected * 1e-15);
        assert_true(i > 12 || root->number == expected);
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
    assert_found(4, "form.json: wrong");
    assert_found(5, "form.json:1:1: odd");

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
the_first_of_repeated_keys_is_the_one_that_counts(void **state)
{
    lf_json_t  *root;

    (void) state;

    root = parse(lf_str("{ \"a\": 1, \"a\": 2 }"));

    assert_int_equal(root->count, 1);
    assert_true(lf_json_member(root, lf_str("a"))->number == 1);
}


static void
a_slip_is_named_where_it_is(void **state)
{
    size_t  i;

    static const struct {
        const char  *text;
        const char  *finding;
    } slips[] = {
        { "", "form.json: the file is empty; " },
        { " \n\t ", "form.json: the file is empty; " },
        { "{ \"a\": 1, }", "form.json:1:9: a comma with nothing behind it" },
        { "[1,]", "form.json:1:3: a comma with nothing behind it" },
        { "{ \"a\": [1 2] }", "form.json:1:11: a: expected \",\" or \"]\"" },
        { "{ \"a\": 1\n  \"b\": 2 }", "form.json:2:3: expected \",\" or \"}\""
          " here; is a comma missing" },
        { "{ 'a': 1 }", "form.json:1:3: expected a key in double quotes here; "
          "keys and texts" },
        { "{ a: 1 }", "form.json:1:3: expected a key in double quotes" },
        { "{ \"a\" 1 }", "form.json:1:7: expected \":\" behind the key" },
        { "{ \"a\": True }", "form.json:1:8: expected a value here; " },
        { "{ \"a\": nul }", "form.json:1:8: expected a value" },
        { "{ // why\n}", "form.json:1:3: expected a key in double quotes here;"
          " JSON has no comments" },
        { "{ \"a\":\n\"x", "form.json:2:1: this text never ends" },
        { "{ \"a\": \"x\n\" }", "form.json:1:10: a text ends with its line" },
        { "[\"a\tb\"]", "form.json:1:4: a control character" },
        { "[\"\\x\"]", "form.json:1:3: this is no escape" },
        { "[\"\\ud800\"]", "form.json:1:3: this is no escape" },
        { "[\"\\udc00\"]", "form.json:1:3: this is no escape" },
        { "[\"\\ud800\\u0041\"]", "form.json:1:3: this is no escape" },
        { "[\"\\u00g0\"]", "form.json:1:3: this is no escape" },
        { "[01]", "form.json:1:2: this is no number" },
        { "[-]", "form.json:1:2: this is no number" },
        { "[1.]", "form.json:1:2: this is no number" },
        { "[1e]", "form.json:1:2: this is no number" },
        { "[1e999]", "form.json:1:2: this number is too large" },
        { "{}\n}", "form.json:2:1: something follows" },
        { "{\n \"a\": {", "form.json:2:8: a: the file ends too early; "
          "expected a key in double quotes for what begins in line 2" },
        { "{\n \"a\": [ 1", "form.json:2:10: a: the file ends too early" },
        { "\"\xff\"", "form.json:1:2: this byte is not UTF-8" },
        { "{}\n \xc3", "form.json:2:2: this byte is not UTF-8" },
        { "\"\xed\xa0\x80\"", "form.json:1:2: this byte is not UTF-8" }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(slips); i++) {
        assert_refused(lf_str_of(slips[i].text), slips[i].finding);
    }
}


static void
a_nul_byte_is_refused(void **state)
{
    (void) state;

    assert_refused(lf_str("[1]\0"), "form.json:1:4: something follows");
    assert_refused(lf_str("[\0]"), "form.json:1:2: expected a value here; "
                                   "this is a NUL byte");
    assert_refused(lf_str("[\"\0\"]"), "form.json:1:3: a control character");
}


static void
a_byte_order_mark_is_passed_over(void **state)
{
    (void) state;

    assert_non_null(parse(lf_str("\xef\xbb\xbf{}")));
    assert_int_equal(found.count, 0);

    assert_refused(lf_str("\xef\xbb\xbf{,"), "form.json:1:2: expected a key");
    assert_refused(lf_str("\xef\xbb\xbf\xef\xbb\xbf{}"),
                   "form.json:1:1: expected a value");
}


static lf_str_t
repeat(const char *part, size_t count, const char *last)
{
    size_t  i, len;
    char   *text;

    len = strlen(part);
    text = lf_test_take(&memory, count * len + strlen(last) + 1);

    for (i = 0; i < count; i++) {
        memcpy(text + i * len, part, len);
    }

    memcpy(text + count * len, last, strlen(last));

    return (lf_str_t) { text, count * len + strlen(last) };
}


static void
a_file_has_bounds(void **state)
{
    size_t    i;
    lf_out_t  out;

    (void) state;

    assert_non_null(parse(repeat(" ", LF_FILE_SIZE_MAX - 2, "{}")));
    assert_refused(repeat(" ", LF_FILE_SIZE_MAX - 1, "{}"),
                   "form.json: the file has 262145 bytes; at most 262144");

    assert_non_null(parse(lf_str("[[[[[[[[[[[[]]]]]]]]]]]]")));
    assert_refused(lf_str("[[[[[[[[[[[[[]]]]]]]]]]]]]"),
                   "form.json:1:13: [0][0][0][0][0][0][0][0][0][0][0]: nested "
                   "too deeply");
    assert_refused(repeat("[", LF_FILE_SIZE_MAX, ""), "form.json:1:13:");
    assert_refused(repeat("{\"\":", 60000, ""), "form.json:1:49:");

    assert_refused(repeat("[1,1", 1, repeat(",1", LF_JSON_VALUES_MAX,
                                            "]").data),
                   "form.json:1:40000: the file has too many values");

    lf_out_init(&out, &memory.mem, 0);
    lf_out_byte(&out, '{');

    for (i = 0; i <= LF_JSON_MEMBERS_MAX; i++) {
        lf_out_lit(&out, "\"k");
        lf_out_int(&out, (int64_t) i);
        lf_out_add(&out, i < LF_JSON_MEMBERS_MAX ? lf_str("\":1,\n")
                                                 : lf_str("\":1}"));
    }

    assert_refused(lf_out_str(&out), "form.json:513:1: the object has too "
                                     "many keys");
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


static void
no_memory_is_no_crash_and_no_other_text(void **state)
{
    int         failed;
    size_t      n;
    lf_json_t  *root;

    (void) state;

    for (n = 1; /* void */ ; n++) {
        lf_test_mem_free(&memory);
        lf_test_mem_init(&memory);
        lf_test_fail_at(&memory, n);

        root = parse(lf_str("{ \"title\": \"a long text with \\u00e9 in it, "
                            "which no buffer holds at once\", \"a\": [1],"
                            " \"a\": 2 }"));

        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);

        if (!failed) {
            break;
        }

        assert_true(doc.no_memory ? root == NULL : found.no_memory);
    }

    assert_true(n > 5);
    assert_non_null(root);
    assert_text(root->first, "a long text with é in it, which no buffer holds "
                             "at once");
}


/* y_ is taken, n_ is refused, i_ is either; nothing crashes. */

static void
suite_file(const char *folder, const char *name)
{
    FILE             *file;
    char              path[1200];
    static char       text[LF_FILE_SIZE_MAX];
    size_t            len;
    lf_json_t        *root;

    (void) snprintf(path, sizeof(path), "%s/%s", folder, name);

    file = fopen(path, "rb");
    assert_non_null(file);
    len = fread(text, 1, sizeof(text), file);
    (void) fclose(file);

    root = parse((lf_str_t) { text, len });

    if (name[0] == 'n' && root != NULL) {
        fail_msg("taken: %s", name);
    }

    if (name[0] == 'y' && root == NULL) {
        fail_msg("refused: %s", name);
    }

    /* The only one of y_ that is no form of ours: a key is there twice. */

    if (name[0] == 'y') {
        assert_int_equal(doc.errors,
                         strncmp(name, "y_object_duplicated_key", 23) == 0);
    }

    lf_test_mem_free(&memory);
    lf_test_mem_init(&memory);
}


static void
the_public_suite_of_json_files_is_read_right(void **state)
{
    DIR            *dir;
    char            folder[900];
    size_t          count;
    const char     *suites;
    struct dirent  *entry;

    (void) state;

    suites = getenv("LF_SUITES");
    (void) snprintf(folder, sizeof(folder), "%s/JSONTestSuite/test_parsing",
                    suites != NULL ? suites : "../shared/suites");

    dir = opendir(folder);

    if (dir == NULL) {
        print_message("skipped: no folder JSONTestSuite/test_parsing\n");
        skip();
    }

    for (count = 0; (entry = readdir(dir)) != NULL; /* void */ ) {
        if (strstr(entry->d_name, ".json") != NULL) {
            suite_file(folder, entry->d_name);
            count++;
        }
    }

    (void) closedir(dir);

    assert_true(count > 300);
}


#define story(name)  cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
    const struct CMUnitTest  tests[] = {
        story(a_file_is_read_as_it_is_written),
        story(escapes_stand_for_what_they_name),
        story(numbers_are_what_they_say),
        story(a_value_knows_its_line_column_and_path),
        story(every_repeated_key_is_an_error),
        story(the_first_of_repeated_keys_is_the_one_that_counts),
        story(a_slip_is_named_where_it_is),
        story(a_nul_byte_is_refused),
        story(a_byte_order_mark_is_passed_over),
        story(a_file_has_bounds),
        story(a_mistyped_name_finds_the_nearest_one),
        story(what_is_shown_of_a_value_is_short_and_harmless),
        story(no_memory_is_no_crash_and_no_other_text),
        story(the_public_suite_of_json_files_is_read_right)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
