/*
 * What is written, at its edges: output, base64url, findings.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_diagnostic.h>

#include "lf_test_memory.h"


#define assert_str(s, literal)  assert_true(lf_str_is(s, literal))

static lf_test_mem_t  memory;


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


static lf_str_t
butt(const char *z)
{
    return lf_test_butt(&memory, lf_str_of(z));
}


static void
an_output_grows_as_it_is_written(void **state)
{
    size_t    i;
    lf_out_t  out;
    lf_str_t  s;

    (void) state;

    lf_out_init(&out, &memory.mem, 0);
    assert_int_equal(memory.count, 0);
    assert_str(lf_out_str(&out), "");
    assert_non_null(lf_out_str(&out).data);

    for (i = 0; i < 3000; i++) {
        lf_out_byte(&out, (char) ('a' + i % 26));
        lf_out_add(&out, lf_null_str);
    }

    s = lf_out_str(&out);
    assert_int_equal(s.len, 3000);

    for (i = 0; i < 3000; i++) {
        assert_int_equal(s.data[i], 'a' + i % 26);
    }

    assert_true(memory.count < 10);

    memory.count = 0;
    lf_out_init(&out, &memory.mem, 1000);

    for (i = 0; i < 1000; i++) {
        lf_out_byte(&out, 'x');
    }

    assert_int_equal(memory.count, 1);
}


static void
an_output_that_could_not_grow_stays_failed(void **state)
{
    size_t    n;
    lf_out_t  out;

    (void) state;

    for (n = 1; n <= 3; n++) {
        lf_test_mem_fail_at(&memory, n);
        lf_out_init(&out, &memory.mem, 1);

        lf_out_add(&out, (lf_str_t) { lf_test_take(&memory, 2000), 2000 });
        lf_out_add(&out, (lf_str_t) { lf_test_take(&memory, 9000), 9000 });
        lf_out_byte(&out, 'x');
        lf_out_int(&out, 1);
        lf_out_html(&out, lf_str("<a>"));
        lf_out_json(&out, lf_str("\n"));

        assert_true(memory.failed);
        assert_true(out.failed);
        assert_null(lf_out_str(&out).data);
        assert_int_equal(lf_out_str(&out).len, 0);
        assert_int_equal(memory.count, n);
    }

    lf_test_mem_fail_at(&memory, 0);
    lf_out_init(&out, &memory.mem, SIZE_MAX);
    assert_int_equal(memory.count, 0);
    assert_true(out.failed);
    assert_null(lf_out_str(&out).data);
}


static void
integers_are_written_whole(void **state)
{
    size_t    i;
    int64_t   n, read;
    lf_out_t  out;

    static const int64_t  numbers[] = {
        0, 9, 10, -1, -10, 1234567890, INT64_MAX, INT64_MIN, INT64_MIN + 1
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(numbers); i++) {
        n = numbers[i];
        lf_out_init(&out, &memory.mem, 0);
        lf_out_int(&out, n);

        assert_int_equal(lf_str_int(lf_out_str(&out), &read), 0);
        assert_true(read == n);
    }

    lf_out_init(&out, &memory.mem, 0);
    lf_out_int(&out, INT64_MIN);
    lf_out_int(&out, INT64_MAX);
    lf_out_int(&out, 0);
    assert_str(lf_out_str(&out), "-9223372036854775808"
               "9223372036854775807"
               "0");
}


static void
html_and_json_have_their_escapes(void **state)
{
    lf_out_t  out;

    (void) state;

    lf_out_init(&out, &memory.mem, 0);
    lf_out_html(&out, lf_str("<a b=\"c\" d='e'>&amp; \xc3\xa4"));
    assert_str(lf_out_str(&out), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;"
               "&amp;amp; \xc3\xa4");

    lf_out_init(&out, &memory.mem, 0);
    lf_out_html(&out, lf_str("a\0b\x1f\x7f\t\n\r"));
    assert_str(lf_out_str(&out), "a\xef\xbf\xbd" "b\xef\xbf\xbd"
               "\xef\xbf\xbd\t\n\r");

    lf_out_init(&out, &memory.mem, 0);
    lf_out_html(&out, lf_null_str);
    lf_out_html(&out, lf_str("plain"));
    lf_out_html(&out, lf_str("\""));
    assert_str(lf_out_str(&out), "plain&quot;");

    lf_out_init(&out, &memory.mem, 0);
    lf_out_json(&out, lf_str("a\"b\\c\n\r\t\0\x1f\x7f</ \xe2\x80\xa8"));
    assert_str(lf_out_str(&out), "\"a\\\"b\\\\c\\n\\u000d\\u0009\\u0000"
               "\\u001f\x7f</ \xe2\x80\xa8\"");

    lf_out_init(&out, &memory.mem, 0);
    lf_out_json(&out, lf_null_str);
    assert_str(lf_out_str(&out), "\"\"");
}


static void
base64url_is_that_of_rfc_4648(void **state)
{
    char     text[8];
    size_t   i, len;
    uint8_t  bytes[6];

    static const struct {
        const char  *bytes;
        const char  *text;
    } rows[] = {
        { "", "" }, { "f", "Zg" }, { "fo", "Zm8" }, { "foo", "Zm9v" },
        { "foob", "Zm9vYg" }, { "fooba", "Zm9vYmE" }, { "foobar", "Zm9vYmFy" },
        { "\xff\xef\xbe", "_---" }, { "\xfb\xff", "-_8" }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(rows); i++) {
        len = strlen(rows[i].bytes);
        assert_int_equal(LF_BASE64URL_LEN(len), strlen(rows[i].text));

        lf_base64url_encode(text, (const uint8_t *) rows[i].bytes, len);
        assert_memory_equal(text, rows[i].text, strlen(rows[i].text));

        assert_int_equal(lf_base64url_decode(bytes, len, butt(rows[i].text)),
                         0);
        assert_memory_equal(bytes, rows[i].bytes, len);
    }
}


/* One value has one text, or a signed one could be written in two ways. */

static void
base64url_is_taken_in_its_one_canonical_form_only(void **state)
{
    size_t   i;
    uint8_t  bytes[3];

    static const struct {
        size_t       len;
        const char  *text;
    } bad[] = {
        { 1, "Zh" }, { 1, "Zj" }, { 1, "Zv" }, { 2, "Zm9" }, { 2, "Zm-" },
        { 1, "Zg==" }, { 1, "Z" }, { 1, "Zg=" }, { 1, "ZgA" }, { 1, "" },
        { 0, "A" }, { 3, "Zm9" }, { 3, "Zm9v " }, { 3, " m9v" },
        { 3, "+m9v" }, { 3, "/m9v" }, { 3, "Zm9=" }, { 3, "Zm\n9" },
        { 3, "Zm9\xc3" }, { 3, "@m9v" }, { 3, "[m9v" }, { 3, "`m9v" },
        { 3, "{m9v" }, { 3, ":m9v" }, { 3, "Zm9vZm9v" }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(bad); i++) {
        if (lf_base64url_decode(bytes, bad[i].len, butt(bad[i].text)) != -1) {
            fail_msg("taken: \"%s\" of %zu", bad[i].text, bad[i].len);
        }
    }

    assert_int_equal(lf_base64url_decode(bytes, 3, lf_str("Zm\0v")), -1);
    assert_int_equal(lf_base64url_decode(bytes, 0, lf_null_str), 0);
}


static void
every_byte_survives_base64url(void **state)
{
    char      text[LF_BASE64URL_LEN(256)];
    size_t    i, len;
    uint8_t   bytes[256], back[256];
    lf_str_t  s;

    (void) state;

    for (i = 0; i < 256; i++) {
        bytes[i] = (uint8_t) (i * 167);
    }

    for (len = 0; len <= 256; len++) {
        lf_base64url_encode(text, bytes, len);
        s = lf_test_butt(&memory, (lf_str_t) { text, LF_BASE64URL_LEN(len) });

        assert_int_equal(lf_base64url_decode(back, len, s), 0);
        assert_memory_equal(back, bytes, len);
    }
}


static void
a_finding_is_one_line_with_its_place(void **state)
{
    lf_diagnostics_t  found;

    (void) state;

    lf_diagnostics_init(&found, &memory.mem);

    lf_diagnostic_add(&found, LF_SEVERITY_ERROR, lf_str("a.json"), 3, 14,
                      lf_str("then[1]"), "%s is %d", "x", 7);
    lf_diagnostic_add(&found, LF_SEVERITY_WARNING, lf_str("a.json"), 1, 1,
                      lf_null_str, "odd");
    lf_diagnostic_add(&found, LF_SEVERITY_ERROR, lf_str("a.json"), 0, 9,
                      lf_null_str, "gone");

    assert_int_equal(found.errors, 2);
    assert_int_equal(found.warnings, 1);
    assert_int_equal(found.count, 3);

    assert_str(lf_diagnostic_line(&memory.mem, &found.items[0]),
               "a.json:3:14: then[1]: x is 7");
    assert_str(lf_diagnostic_line(&memory.mem, &found.items[1]),
               "a.json:1:1: warning: odd");
    assert_str(lf_diagnostic_line(&memory.mem, &found.items[2]),
               "a.json: gone");

    lf_test_mem_fail_at(&memory, 1);
    assert_null(lf_diagnostic_line(&memory.mem, &found.items[0]).data);
}


static void
findings_past_the_limit_are_counted_only(void **state)
{
    int               i;
    lf_diagnostics_t  found;

    (void) state;

    lf_diagnostics_init(&found, &memory.mem);

    for (i = 0; i < LF_DIAGNOSTICS_MAX + 5; i++) {
        lf_diagnostic_add(&found, LF_SEVERITY_ERROR, lf_str("f"), 1, 1,
                          lf_null_str, "%d", i);
    }

    lf_diagnostic_add(&found, LF_SEVERITY_WARNING, lf_str("f"), 1, 1,
                      lf_null_str, "odd");

    assert_int_equal(found.count, LF_DIAGNOSTICS_MAX);
    assert_int_equal(found.errors, LF_DIAGNOSTICS_MAX + 5);
    assert_int_equal(found.warnings, 1);
    assert_false(found.no_memory);
    assert_str(found.items[LF_DIAGNOSTICS_MAX - 1].text, "99");
}


static void
a_finding_that_cannot_be_kept_is_still_counted(void **state)
{
    lf_diagnostics_t  found;

    (void) state;

    lf_diagnostics_init(&found, &memory.mem);

    lf_test_mem_fail_at(&memory, 1);
    lf_diagnostic_add(&found, LF_SEVERITY_ERROR, lf_str("f"), 1, 1,
                      lf_null_str, "lost");
    lf_diagnostic_add(&found, LF_SEVERITY_ERROR, lf_str("f"), 1, 1,
                      lf_null_str, "%s", "kept");

    assert_true(found.no_memory);
    assert_int_equal(found.errors, 2);
    assert_int_equal(found.count, 1);
    assert_str(found.items[0].text, "kept");
}


static void
the_text_of_a_finding_is_cut_where_it_is_too_long(void **state)
{
    char              text[2000];
    lf_diagnostics_t  found;

    (void) state;

    memset(text, 'x', sizeof(text));
    text[sizeof(text) - 1] = '\0';

    lf_diagnostics_init(&found, &memory.mem);
    lf_diagnostic_add(&found, LF_SEVERITY_ERROR, lf_str("f"), 1, 1,
                      lf_null_str, "%s", text);

    assert_int_equal(found.count, 1);
    assert_int_equal(found.items[0].text.len, 511);
    assert_memory_equal(found.items[0].text.data, text, 511);
}


#define story(name)  cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
    const struct CMUnitTest  tests[] = {
        story(an_output_grows_as_it_is_written),
        story(an_output_that_could_not_grow_stays_failed),
        story(integers_are_written_whole),
        story(html_and_json_have_their_escapes),
        story(base64url_is_that_of_rfc_4648),
        story(base64url_is_taken_in_its_one_canonical_form_only),
        story(every_byte_survives_base64url),
        story(a_finding_is_one_line_with_its_place),
        story(findings_past_the_limit_are_counted_only),
        story(a_finding_that_cannot_be_kept_is_still_counted),
        story(the_text_of_a_finding_is_cut_where_it_is_too_long)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
