/*
 * A JSON file that is none is refused, with the place and the remedy.
 */

#include "lf_test_json.h"

#include <dirent.h>


static void
a_slip_is_named_where_it_is(void **state)
{
    size_t  i;

    static const struct {
        const char  *text;
        const char  *finding;
    } slips[] = {
        { "", "form.json:1:1: the file is empty; " },
        { " \n\t ", "form.json:1:1: the file is empty; " },
        { "{ \"a\": 1, }", "form.json:1:9: a comma with nothing behind it" },
        { "[1,]", "form.json:1:3: a comma with nothing behind it" },
        { "{ \"a\": [1 2] }", "form.json:1:11: expected \",\" or \"]\"" },
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
        { "[\"\\x\"]", "form.json:1:2: a backslash in this text is no escape" },
        { "[\"\\ud800\"]", "form.json:1:2: a \\u in this text is half" },
        { "[\"\\udc00\"]", "form.json:1:2: a \\u in this text is half" },
        { "[\"\\ud800\\u0041\"]", "form.json:1:2: a \\u in this text is half" },
        { "[\"\\u00g0\"]", "form.json:1:2: a backslash in this text is no"
          " escape" },
        { "[01]", "form.json:1:2: expected a value here; a number begins" },
        { "[+1]", "form.json:1:2: expected a value here; a number begins" },
        { "{ \xe2\x80\x9c" "a\xe2\x80\x9d: 1 }", "form.json:1:3: expected a "
          "key in double quotes here; these quotes are typographic" },
        { "[ \"a\xe2\x80\x9d,\n 1]", "form.json:1:9: a text ends with its line"
          "; a quote is missing, or write \\n for a line break; it seems to "
          "end with a typographic quote" },
        { "{\xc2\xa0\"a\": 1 }", "form.json:1:2: expected a key in double "
          "quotes here; this is a non-breaking space" },
        { "{ \"a: \"b\" }", "form.json:1:8: expected \":\" behind the key; is "
          "the key's closing quote missing?" },
        { "{ \"a\" = 1 }", "form.json:1:7: expected \":\" behind the key, not "
          "\"=\"" },
        { "{ \"a\": \"1\"; \"b\": 2 }", "form.json:1:11: expected \",\" or \"}\" "
          "here; write a comma" },
        { "{ \"a\": 1,, \"b\": 2 }", "form.json:1:10: expected a key in double "
          "quotes here; is there a comma too many?" },
        { "\xff\xfe{", "form.json:1:1: the file is UTF-16" },
        { "[-]", "form.json:1:2: expected a value here; write a text" },
        { "[1.]", "form.json:1:2: expected a value here; write a text" },
        { "[1e]", "form.json:1:2: expected a value here; write a text" },
        { "[1e999]", "form.json:1:2: this number is too large" },
        { "{}\n}", "form.json:2:1: something follows" },
        { "{\n \"a\": {", "form.json:2:8: the file ends too early; "
          "what begins in line 2, column 7, is not closed" },
        { "{\n \"a\": [ 1", "form.json:2:10: the file ends too early; "
          "what begins in line 2, column 7," },
        { "{\n \"a\":\n", "form.json:3:1: the file ends too early; what "
          "begins in line 1, column 1," },
        { "{\n \"a\": [1, 2],\n \"b\": \"]", "form.json:3:7: this text "
          "never ends" },
        { "[1, \"a\" \"b\"]", "form.json:1:9: expected \",\" or \"]\" here; "
          "is a comma missing" },
        { "[1, ,2]", "form.json:1:5: expected a value here" },
        { "{ \"a\\u0000\": 1 }", "form.json:1:3: \\u0000 stands in this "
          "key" },
        { "[\"\\", "form.json:1:2: a backslash in this text is no" },
        { "[\"\\u00\n", "form.json:1:2: a backslash in this text is no" },
        { "}", "form.json:1:1: expected a value here" },
        { "[1}", "form.json:1:3: expected \",\" or \"]\" here" },
        { "[1,\n12 # twelve\n]", "form.json:2:4: expected \",\" or \"]\" "
          "here; JSON has no comments" },
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

    assert_refused(lf_str("[1]\0"), "form.json:1:4: this is a NUL byte; save");
    assert_refused(lf_str("[\0]"), "form.json:1:2: this is a NUL byte; save");
    assert_refused(lf_str("{\0}\0"), "form.json:1:1: the file is UTF-16");
    assert_refused(lf_str("\0{\0}"), "form.json:1:1: the file is UTF-16");
    assert_refused(lf_str("[\"\0\"]"), "form.json:1:3: this is a NUL byte");
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


static void
a_file_has_bounds(void **state)
{
    size_t    i;
    lf_out_t  out;

    (void) state;

    assert_non_null(parse(repeat(" ", LF_FILE_SIZE_MAX - 2, "{}")));
    assert_refused(repeat(" ", LF_FILE_SIZE_MAX - 1, "{}"),
                   "form.json:1:1: the file has 262145 bytes; at most "
                   "262144");

    assert_non_null(parse(lf_str("[[[[[[[[[[[[]]]]]]]]]]]]")));
    assert_refused(lf_str("[[[[[[[[[[[[[]]]]]]]]]]]]]"),
                   "form.json:1:13: nested too deeply");
    assert_non_null(parse(lf_str("[\"[[[[[[[[[[[[[\\\"[\", [], [], [], [], [],"
                                 " [], [], [], [], [], [], [], []]")));
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


/*
 * y_ is taken, n_ is refused, i_ is either; nothing crashes.  Of y_, what is
 * no form of ours: a key is there twice, or, which jansson takes for none,
 * holds a NUL.
 */

#define NUL_KEY  "y_object_escaped_null_in_key.json"

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

    if (name[0] == 'y' && (root == NULL) != (strcmp(name, NUL_KEY) == 0)) {
        fail_msg("%s: %s", root == NULL ? "refused" : "taken", name);
    }

    if (name[0] == 'y') {
        assert_int_equal(doc.errors,
                         strncmp(name, "y_object_duplicated_key", 23) == 0
                         || strcmp(name, NUL_KEY) == 0);
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


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        story(a_slip_is_named_where_it_is),
        story(a_nul_byte_is_refused),
        story(a_byte_order_mark_is_passed_over),
        story(a_file_has_bounds),
        story(the_public_suite_of_json_files_is_read_right)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
