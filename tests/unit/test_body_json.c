/*
 * A JSON body becomes what a page's own form would have sent.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_body.h>
#include <lead_form/lf_submission.h>

#include "lf_test_form.h"
#include "lf_test_memory.h"


static lf_test_form_t   t;
static lf_test_mem_t    memory;
static lf_pair_t       *pairs;
static size_t           count;
static lf_body_error_t  error;


static int
set_up(void **state)
{
    (void) state;

    lf_test_form_init(&t);
    lf_test_mem_init(&memory);

    return 0;
}


static int
tear_down(void **state)
{
    (void) state;

    lf_test_mem_free(&memory);

    return 0;
}


static lf_body_result_t
read_body(const char *text)
{
    return lf_body_json_read(&memory.mem, &t.form,
                             lf_test_butt(&memory, lf_str_of(text)), &pairs,
                             &count, &error);
}


/* "name=value" in turn; NULL ends. */

static void
expect(const char *body, const char *const *expected)
{
    char    text[300];
    size_t  i;

    if (read_body(body) != LF_BODY_OK) {
        fail_msg("%s: %.*s", body, (int) error.detail.len, error.detail.data);
    }

    for (i = 0; i < count; i++) {
        (void) snprintf(text, sizeof(text), "%.*s=%.*s",
                        (int) pairs[i].name.len, pairs[i].name.data,
                        (int) pairs[i].value.len, pairs[i].value.data);
        assert_non_null(expected[i]);
        assert_string_equal(text, expected[i]);
    }

    assert_null(expected[i]);
}


#define PAIRS(...)  (const char *const []) { __VA_ARGS__, NULL }


static void
expect_bad(const char *body, const char *code, const char *pointer)
{
    assert_int_equal(read_body(body), LF_BODY_BAD);
    assert_true(error.detail.len > 0);

    if (!lf_str_eq(error.code, lf_str_of(code))
        || !lf_str_eq(error.pointer, lf_str_of(pointer)))
    {
        fail_msg("%s: %.*s %.*s", body, (int) error.code.len, error.code.data,
                 (int) error.pointer.len, error.pointer.data);
    }
}


static void
each_member_goes_on_as_the_pages_own_input(void **state)
{
    (void) state;

    expect("{}", PAIRS(NULL));
    expect("{ \"ticket\": \"T\", \"message\": \"Hi\\nthere\","
           " \"remember\": true, \"action\": \"decline\", \"seen\": true,"
           " \"page\": \"/a?b\", \"query\": \"utm_source=x\","
           " \"referrer\": \"https://a.example/\", \"homepage\": \"x\" }",
           PAIRS("lf_ticket=T", "lf_message=Hi\nthere", "lf_remember=1",
                 "lf_do=decline", "lf_seen=1", "lf_page=/a?b",
                 "lf_query=utm_source=x", "lf_referrer=https://a.example/",
                 "lf_homepage=x"));
    expect("{ \"consent\": [\"news\", \"terms 1 abc\"] }",
           PAIRS("lf_consent=news", "lf_consent=terms 1 abc"));
    expect("{ \"attributes\": { \"a&b\": \"c=d \\u00e4\", \"e\": \"\" } }",
           PAIRS("lf_attributes=a%26b=c%3Dd%20%C3%A4&e="));
    expect("{ \"ticket\": null, \"answers\": null, \"consent\": null,"
           " \"remember\": false, \"action\": null, \"attributes\": null }",
           PAIRS(NULL));
}


static void
answers_keep_what_was_written(void **state)
{
    (void) state;

    expect("{ \"answers\": { \"name\": \"Zo\\u00eb \\\"Z\\\"\","
           " \"interests\": [\"a\", 2, \"c\"], \"sure\": true,"
           " \"company\": null, \"none\": [] } }",
           PAIRS("name=Zoë \"Z\"", "interests=a", "interests=2",
                 "interests=c", "sure=yes", "company=", "none="));
    expect("{ \"answers\": { \"sure\": false, \"removed\": true,"
           " \"industry\": false } }",
           PAIRS("sure=no", "removed=yes", "industry=no"));
}


static void
a_number_stays_the_very_number(void **state)
{
    (void) state;

    expect("{ \"answers\": { \"a\": 0, \"b\": -0.10, \"c\": 12345678901234567890,"
           " \"d\": 1.5e3, \"e\": 1E-3, \"f\": -12.5E+1, \"g\": 123e-2,"
           " \"h\": 1e99, \"i\": 1.25e1, \"j\": 0.0e-2 } }",
           PAIRS("a=0", "b=-0.10", "c=12345678901234567890", "d=1500",
                 "e=0.001", "f=-125", "g=1.23", "h=1e99", "i=12.5",
                 "j=0.000"));
}


static void
another_shape_is_refused_with_its_place(void **state)
{
    (void) state;

    expect_bad("[]", "type", "#");
    expect_bad("\"x\"", "type", "#");
    expect_bad("null", "type", "#");
    expect_bad("{ \"ticket\": 1 }", "type", "#/ticket");
    expect_bad("{ \"answers\": [] }", "type", "#/answers");
    expect_bad("{ \"answers\": \"x\" }", "type", "#/answers");
    expect_bad("{ \"answers\": { \"name\": {} } }", "type", "#/answers/name");
    expect_bad("{ \"answers\": { \"name\": true } }", "type",
               "#/answers/name");
    expect_bad("{ \"answers\": { \"name\": [\"a\", []] } }", "type",
               "#/answers/name/1");
    expect_bad("{ \"answers\": { \"sure\": [true] } }", "type",
               "#/answers/sure/0");
    expect_bad("{ \"consent\": \"news\" }", "type", "#/consent");
    expect_bad("{ \"consent\": [ { } ] }", "type", "#/consent/0");
    expect_bad("{ \"remember\": \"yes\" }", "type", "#/remember");
    expect_bad("{ \"message\": [\"x\"] }", "type", "#/message");
    expect_bad("{ \"attributes\": [] }", "type", "#/attributes");
    expect_bad("{ \"attributes\": { \"a\": 1 } }", "type", "#/attributes/a");
    expect_bad("{ \"action\": \"explode\" }", "unknown", "#/action");
}


static void
a_member_of_another_name_is_an_error_and_no_back_door(void **state)
{
    (void) state;

    expect_bad("{ \"consents\": [\"news\"] }", "unknown", "#/consents");
    expect_bad("{ \"lf_ticket\": \"x\" }", "unknown", "#/lf_ticket");
    expect_bad("{ \"answers\": { \"lf_do\": \"erase\" } }", "unknown",
               "#/answers/lf_do");
    expect_bad("{ \"a/b~c d%\\u00e4\": 1 }", "unknown",
               "#/a~1b~0c%20d%25%C3%A4");
}


static void
what_is_no_json_is_told_with_line_and_column(void **state)
{
    (void) state;

    expect_bad("", "syntax", "#");
    expect_bad("{ \"answers\": {} ", "syntax", "#");
    expect_bad("{ 'answers': {} }", "syntax", "#");
    expect_bad("{} {}", "syntax", "#");
    expect_bad("{ \"message\": \"\xff\" }", "syntax", "#");
    expect_bad("{ \"message\": \"\\ud800\" }", "syntax", "#");
    expect_bad("[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]", "syntax",
               "#");

    expect_bad("{\n  \"answers\": tru\n}", "syntax", "#");
    assert_int_equal(error.line, 2);
    assert_int_equal(error.column, 14);
}


static void
no_name_stands_twice(void **state)
{
    (void) state;

    expect_bad("{ \"ticket\": \"a\", \"ticket\": \"b\" }", "repeated",
               "#/ticket");
    expect_bad("{ \"answers\": { \"name\": \"a\", \"n\\u0061me\": \"b\" } }",
               "repeated", "#/answers/name");
    assert_int_equal(error.line, 1);
}


static void
what_is_too_much_is_refused(void **state)
{
    char      *text;
    size_t     i;
    lf_out_t   out;

    (void) state;

    lf_out_init(&out, &memory.mem, 0);
    lf_out_lit(&out, "{\"answers\":{\"interests\":[1");

    for (i = 1; i < LF_PAIRS_MAX; i++) {
        lf_out_lit(&out, ",1");
    }

    lf_out_lit(&out, "]}}");
    lf_out_byte(&out, '\0');
    expect_bad(out.data, "too_many", "#");

    text = test_calloc(1, LF_BODY_JSON_MAX + 1);
    memset(text, ' ', LF_BODY_JSON_MAX + 1);
    memcpy(text, "{}", 2);

    assert_int_equal(lf_body_json_read(&memory.mem, &t.form,
                                       (lf_str_t) { text, LF_BODY_JSON_MAX },
                                       &pairs, &count, &error), LF_BODY_OK);
    assert_int_equal(lf_body_json_read(&memory.mem, &t.form,
                                       (lf_str_t) { text,
                                                    LF_BODY_JSON_MAX + 1 },
                                       &pairs, &count, &error),
                     LF_BODY_TOO_LARGE);
    test_free(text);
}


static void
no_memory_at_any_point_is_told(void **state)
{
    int               failed;
    size_t            n, i;
    lf_body_result_t  rc;

    static const struct {
        const char       *text;
        lf_body_result_t  rc;
    } bodies[] = {
        { "{\"answers\":{\"a\":1e2,\"n\\u0061me\":\"b\",\"sure\":true},"
          "\"consent\":[\"x\"],\"attributes\":{\"a b\":\"c\"}}", LF_BODY_OK },
        { "{\"answers\":{\"name\":{}}}", LF_BODY_BAD },
        { "{\"a\":1,\"a\":2}", LF_BODY_BAD },
        { "{\"a\":", LF_BODY_BAD }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(bodies); i++) {
        for (n = 1; ; n++) {
            lf_test_mem_free(&memory);
            lf_test_mem_init(&memory);
            lf_test_fail_at(&memory, n);

            rc = lf_body_json_read(&memory.mem, &t.form,
                                   lf_str_of(bodies[i].text), &pairs,
                                   &count, &error);
            failed = lf_test_failed(&memory);
            lf_test_fail_at(&memory, 0);

            assert_int_equal(rc, failed ? LF_BODY_NO_MEMORY : bodies[i].rc);

            if (!failed) {
                break;
            }
        }

        assert_true(n > 3);
    }
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(each_member_goes_on_as_the_pages_own_input),
        cmocka_unit_test(answers_keep_what_was_written),
        cmocka_unit_test(a_number_stays_the_very_number),
        cmocka_unit_test(another_shape_is_refused_with_its_place),
        cmocka_unit_test(
            a_member_of_another_name_is_an_error_and_no_back_door),
        cmocka_unit_test(what_is_no_json_is_told_with_line_and_column),
        cmocka_unit_test(no_name_stands_twice),
        cmocka_unit_test(what_is_too_much_is_refused),
        cmocka_unit_test(no_memory_at_any_point_is_told)
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
