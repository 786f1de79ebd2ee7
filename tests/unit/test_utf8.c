/*
 * UTF-8: what is well-formed, what is repaired, what NFC makes of it.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_value.h>

#include "lf_test_memory.h"
#include "lf_utf8.h"


typedef struct {
    const char  *bytes;
    int          valid;
    const char  *decoded;               /* NULL: as it is */
} lf_utf8_case_t;


#define FFFD  "\xef\xbf\xbd"


/* Unicode's table 3-7, and 3.9's example of maximal subparts. */
static const lf_utf8_case_t  cases[] = {
    { "", 1, NULL },
    { "Ann", 1, NULL },
    { "\x7f", 1, NULL },
    { "\xc2\x80", 1, NULL },
    { "\xdf\xbf", 1, NULL },
    { "\xe0\xa0\x80", 1, NULL },
    { "\xed\x9f\xbf", 1, NULL },
    { "\xee\x80\x80", 1, NULL },
    { "\xef\xbf\xbf", 1, NULL },
    { "\xf0\x90\x80\x80", 1, NULL },
    { "\xf4\x8f\xbf\xbf", 1, NULL },
    { "\x80", 0, FFFD },
    { "\xbf", 0, FFFD },
    { "\xc0\x80", 0, FFFD FFFD },
    { "\xc1\xbf", 0, FFFD FFFD },
    { "\xc2", 0, FFFD },
    { "\xc2x", 0, FFFD "x" },
    { "\xe0\x9f\xbf", 0, FFFD FFFD FFFD },
    { "\xe1\x80", 0, FFFD },
    { "\xe1\x80x", 0, FFFD "x" },
    { "\xed\xa0\x80", 0, FFFD FFFD FFFD },
    { "\xed\xbf\xbf", 0, FFFD FFFD FFFD },
    { "\xf0\x8f\xbf\xbf", 0, FFFD FFFD FFFD FFFD },
    { "\xf0\x90\x80", 0, FFFD },
    { "\xf4\x90\x80\x80", 0, FFFD FFFD FFFD FFFD },
    { "\xf5\x80\x80\x80", 0, FFFD FFFD FFFD FFFD },
    { "\xfe", 0, FFFD },
    { "\xff", 0, FFFD },
    { "a\xf1\x80\x80\xe1\x80\xc2" "b\x80" "c\x80\xbf" "d", 0,
      "a" FFFD FFFD FFFD "b" FFFD "c" FFFD FFFD "d" }
};


static void
every_row_of_the_table_is_told_from_its_neighbours(void **state)
{
    size_t          i;
    lf_str_t        in, out, expected;
    lf_test_mem_t   memory;

    (void) state;

    lf_test_mem_init(&memory);

    for (i = 0; i < LF_ARRAY_SIZE(cases); i++) {
        in = lf_test_butt(&memory, lf_str_of(cases[i].bytes));
        expected = cases[i].decoded ? lf_str_of(cases[i].decoded) : in;

        assert_int_equal(lf_utf8_valid(in), cases[i].valid);

        out = lf_utf8_decode(&memory.mem, in);
        assert_non_null(out.data);
        assert_true(lf_str_eq(out, expected));
    }

    lf_test_mem_free(&memory);
}


static void
every_code_point_is_read_back_as_it_was_written(void **state)
{
    char         bytes[LF_UTF8_BYTES_MAX];
    size_t       len;
    uint32_t     code, read;
    const char  *p;

    (void) state;

    for (code = 0; code <= 0x10ffff; code++) {
        if (code == 0xd800) {
            code = 0xe000;
        }

        len = lf_utf8_put(bytes, code);
        p = bytes;

        assert_true(lf_utf8_next(&p, bytes + len, &read));
        assert_int_equal(read, code);
        assert_ptr_equal(p, bytes + len);
        assert_ptr_equal(lf_utf8_last(bytes, bytes + len, &read), bytes);
        assert_int_equal(read, code);
        assert_int_equal(lf_utf8_length((lf_str_t) { bytes, len }), 1);
    }
}


static void
a_text_cut_anywhere_is_read_to_its_end_and_no_further(void **state)
{
    size_t          cut;
    lf_str_t        all, part;
    lf_test_mem_t   memory;

    (void) state;

    lf_test_mem_init(&memory);
    all = lf_str("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");

    for (cut = 0; cut <= all.len; cut++) {
        part = lf_test_butt(&memory, (lf_str_t) { all.data, cut });

        assert_int_equal(lf_utf8_valid(part),
                         cut == 0 || cut == 1 || cut == 3 || cut == 6
                         || cut == 10);
        assert_true(lf_utf8_valid(lf_utf8_decode(&memory.mem, part)));
    }

    lf_test_mem_free(&memory);
}


static void
a_text_is_composed_and_one_composed_already_is_borrowed(void **state)
{
    lf_str_t       s, nfc;
    lf_test_mem_t  memory;

    (void) state;

    lf_test_mem_init(&memory);

    nfc = lf_utf8_nfc(&memory.mem, lf_str("Cafe\xcc\x81"));
    assert_true(lf_str_is(nfc, "Caf\xc3\xa9"));

    nfc = lf_utf8_nfc(&memory.mem, lf_str("q\xcc\x87\xcc\xa3"));
    assert_true(lf_str_is(nfc, "q\xcc\xa3\xcc\x87"));

    nfc = lf_utf8_nfc(&memory.mem,
                      lf_str("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"));
    assert_true(lf_str_is(nfc, "\xed\x95\x9c"));

    nfc = lf_utf8_nfc(&memory.mem, lf_str("\xe2\x84\xab"));
    assert_true(lf_str_is(nfc, "\xc3\x85"));

    memory.count = 0;

    s = lf_str("M\xc3\xbcller");
    assert_ptr_equal(lf_utf8_nfc(&memory.mem, s).data, s.data);
    s = lf_str("\xe6\x9d\x8e");
    assert_ptr_equal(lf_utf8_nfc(&memory.mem, s).data, s.data);
    assert_non_null(lf_utf8_nfc(&memory.mem, lf_null_str).data);
    assert_int_equal(memory.count, 0);

    lf_test_mem_free(&memory);
}


static void
no_memory_at_any_point_is_told_and_leaks_nothing(void **state)
{
    int            failed;
    size_t         n;
    lf_str_t       nfc, decoded;
    lf_test_mem_t  memory;

    (void) state;

    for (n = 1; ; n++) {
        lf_test_mem_init(&memory);
        lf_test_fail_at(&memory, n);

        decoded = lf_null_str;
        nfc = lf_utf8_nfc(&memory.mem, lf_str("e\xcc\x81"));

        if (nfc.data != NULL) {
            decoded = lf_utf8_decode(&memory.mem, lf_str("\xff"));
        }

        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);

        assert_int_equal(failed, decoded.data == NULL);
        lf_test_mem_free(&memory);

        if (!failed) {
            break;
        }
    }

    assert_true(n > 3);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(every_row_of_the_table_is_told_from_its_neighbours),
        cmocka_unit_test(every_code_point_is_read_back_as_it_was_written),
        cmocka_unit_test(
            a_text_cut_anywhere_is_read_to_its_end_and_no_further),
        cmocka_unit_test(
            a_text_is_composed_and_one_composed_already_is_borrowed),
        cmocka_unit_test(no_memory_at_any_point_is_told_and_leaks_nothing)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
