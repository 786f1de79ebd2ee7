/*
 * A script's argument, byte by byte as MessagePack has it.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_pack.h>

#include "lf_test_memory.h"


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


static lf_pack_t
begun(void)
{
    lf_pack_t  pack;

    lf_pack_begin(&pack, &memory.mem, 0);

    return pack;
}


static void
texts_and_numbers_have_names(void **state)
{
    lf_str_t   bytes;
    lf_pack_t  pack;

    (void) state;

    pack = begun();
    lf_pack_text(&pack, lf_str("form"), lf_str("contact"));
    lf_pack_text(&pack, lf_str("country"), lf_null_str);
    lf_pack_int(&pack, lf_str("at"), 1793491200123);
    lf_pack_int(&pack, lf_str("m"), 0);
    lf_pack_int(&pack, lf_str("n"), INT64_MIN);

    assert_int_equal(lf_pack_end(&pack, &bytes), 0);
    assert_true(lf_str_is(bytes, "\xde\0\4"
                                 "\xa4" "form" "\xa7" "contact"
                                 "\xa2" "at" "\xad" "1793491200123"
                                 "\xa1" "m" "\xa1" "0"
                                 "\xa1" "n" "\xb4" "-9223372036854775808"));
}


static void
a_list_says_how_many_follow(void **state)
{
    size_t     i;
    lf_str_t   bytes;
    lf_pack_t  pack;

    (void) state;

    pack = begun();
    lf_pack_list(&pack, lf_str("none"), 0);
    lf_pack_list(&pack, lf_str("two"), 2);
    lf_pack_item(&pack, lf_str("a"));
    lf_pack_item(&pack, lf_null_str);
    lf_pack_list(&pack, lf_str("many"), 16);

    for (i = 0; i < 16; i++) {
        lf_pack_item(&pack, lf_str("x"));
    }

    assert_int_equal(lf_pack_end(&pack, &bytes), 0);
    assert_true(lf_str_starts_with(bytes, lf_str("\xde\0\3"
                                                 "\xa4" "none" "\x90"
                                                 "\xa3" "two" "\x92"
                                                 "\xa1" "a" "\xa0"
                                                 "\xa4" "many" "\xdc\0\x10"
                                                 "\xa1" "x")));
    assert_int_equal(bytes.len, 3 + 6 + 8 + 8 + 16 * 2);
}


static void
a_list_that_does_not_add_up_fails(void **state)
{
    lf_str_t   bytes;
    lf_pack_t  pack;

    (void) state;

    pack = begun();
    lf_pack_list(&pack, lf_str("n"), 1);
    assert_int_equal(lf_pack_end(&pack, &bytes), -1);

    pack = begun();
    lf_pack_list(&pack, lf_str("n"), 1);
    lf_pack_item(&pack, lf_str("a"));
    lf_pack_item(&pack, lf_str("b"));
    assert_int_equal(lf_pack_end(&pack, &bytes), -1);

    pack = begun();
    lf_pack_list(&pack, lf_str("n"), LF_PACK_COUNT_MAX + 1);
    assert_int_equal(lf_pack_end(&pack, &bytes), -1);
}


static void
a_text_of_any_length_says_how_long_it_is(void **state)
{
    size_t     i, at;
    lf_str_t   bytes, text;
    lf_pack_t  pack;

    static const struct {
        size_t    len;
        lf_str_t  head;
    } cases[] = {
        { 31, { "\xbf", 1 } },
        { 32, { "\xd9\x20", 2 } },
        { 255, { "\xd9\xff", 2 } },
        { 256, { "\xda\1\0", 3 } },
        { 65535, { "\xda\xff\xff", 3 } },
        { 65536, { "\xdb\0\1\0\0", 5 } },
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(cases); i++) {
        text.len = cases[i].len;
        text.data = lf_calloc(&memory.mem, 1, text.len);

        pack = begun();
        lf_pack_text(&pack, lf_str("n"), text);
        assert_int_equal(lf_pack_end(&pack, &bytes), 0);

        at = 3 + 2;
        assert_memory_equal(bytes.data + at, cases[i].head.data,
                            cases[i].head.len);
        assert_int_equal(bytes.len, at + cases[i].head.len + text.len);
    }
}


static void
without_memory_it_fails(void **state)
{
    size_t     i;
    lf_str_t   bytes, text;
    lf_pack_t  pack;

    (void) state;

    text = (lf_str_t) { lf_calloc(&memory.mem, 1, 1000), 1000 };

    for (i = 1; i <= 2; i++) {
        lf_test_mem_fail_at(&memory, i);
        pack = begun();
        lf_pack_text(&pack, lf_str("n"), text);
        assert_true(memory.failed);
        assert_int_equal(lf_pack_end(&pack, &bytes), -1);
    }
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test_setup_teardown(texts_and_numbers_have_names,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_list_says_how_many_follow,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_list_that_does_not_add_up_fails,
                                        begin, end),
        cmocka_unit_test_setup_teardown(
                        a_text_of_any_length_says_how_long_it_is, begin, end),
        cmocka_unit_test_setup_teardown(without_memory_it_fails, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
