/*
 * What every part is made of, at its edges: strings and memory.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_base.h>

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
strings_are_compared_by_their_bytes_and_lengths(void **state)
{
    (void) state;

    assert_true(lf_str_eq(lf_null_str, lf_str("")));
    assert_true(lf_str_eq(lf_str("a\0b"), lf_str("a\0b")));
    assert_false(lf_str_eq(lf_str("a\0b"), lf_str("a\0c")));
    assert_false(lf_str_eq(lf_str("a"), lf_str("a\0")));
    assert_false(lf_str_eq(lf_str("a"), lf_str("A")));
    assert_true(lf_str_eq(lf_str_of(NULL), lf_null_str));

    assert_true(lf_str_eq_nocase(lf_str("aZ-@[`{"), lf_str("Az-@[`{")));
    assert_false(lf_str_eq_nocase(lf_str("@"), lf_str("`")));
    assert_false(lf_str_eq_nocase(lf_str("["), lf_str("{")));
    assert_false(lf_str_eq_nocase(lf_str("\xc3\x84"), lf_str("\xc3\xa4")));
    assert_false(lf_str_eq_nocase(lf_str("a"), lf_str("ab")));
    assert_true(lf_str_eq_nocase(lf_null_str, lf_null_str));
}


static void
a_string_is_found_at_the_beginning_and_inside(void **state)
{
    (void) state;

    assert_true(lf_str_starts_with(butt("lf_id"), lf_str("lf_")));
    assert_true(lf_str_starts_with(butt("lf_"), lf_str("lf_")));
    assert_false(lf_str_starts_with(butt("lf"), lf_str("lf_")));
    assert_true(lf_str_starts_with(lf_null_str, lf_null_str));

    assert_true(lf_str_contains(butt("abc"), lf_str("bc")));
    assert_true(lf_str_contains(butt("aab"), lf_str("ab")));
    assert_true(lf_str_contains(butt("abc"), lf_str("abc")));
    assert_false(lf_str_contains(butt("abc"), lf_str("cd")));
    assert_false(lf_str_contains(butt("abc"), lf_str("abcd")));
    assert_true(lf_str_contains(butt("abc"), lf_null_str));
    assert_true(lf_str_contains(lf_null_str, lf_null_str));
    assert_false(lf_str_contains(lf_null_str, lf_str("a")));
}


static void
an_integer_is_the_whole_string_and_fits(void **state)
{
    size_t   i;
    int64_t  value;

    static const struct {
        const char  *text;
        int64_t      value;
    } good[] = {
        { "0", 0 }, { "-0", 0 }, { "7", 7 }, { "-7", -7 }, { "007", 7 },
        { "9223372036854775807", INT64_MAX },
        { "-9223372036854775807", -INT64_MAX },
        { "-9223372036854775808", INT64_MIN },
        { "00000000000000000000000000000000000000001", 1 }
    };

    static const char  *bad[] = {
        "", "-", "+1", "--1", " 1", "1 ", "1.0", "1e3", "0x1", "a", "1a",
        "9223372036854775808", "9223372036854775810", "9223372036854775817",
        "-9223372036854775809", "-9223372036854775810",
        "92233720368547758070", "99999999999999999999", "18446744073709551617"
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(good); i++) {
        value = 42;
        assert_int_equal(lf_str_int(butt(good[i].text), &value), 0);
        assert_true(value == good[i].value);
    }

    for (i = 0; i < LF_ARRAY_SIZE(bad); i++) {
        value = 42;

        if (lf_str_int(butt(bad[i]), &value) != -1 || value != 42) {
            fail_msg("taken: \"%s\"", bad[i]);
        }
    }

    assert_int_equal(lf_str_int(lf_str("1\0"), &value), -1);
    assert_int_equal(lf_str_int(lf_null_str, &value), -1);
}


static void
a_string_is_cut_at_the_first_mark(void **state)
{
    lf_str_t  rest;

    (void) state;

    rest = butt("a,,bc,");

    assert_str(lf_str_cut(&rest, ','), "a");
    assert_str(rest, ",bc,");
    assert_str(lf_str_cut(&rest, ','), "");
    assert_str(lf_str_cut(&rest, ','), "bc");
    assert_int_equal(rest.len, 0);
    assert_str(lf_str_cut(&rest, ','), "");
    assert_int_equal(rest.len, 0);

    rest = butt("abc");

    assert_str(lf_str_cut(&rest, ','), "abc");
    assert_int_equal(rest.len, 0);
    assert_non_null(rest.data);

    rest = lf_null_str;

    assert_str(lf_str_cut(&rest, ','), "");
    assert_null(rest.data);
}


static void
a_copy_has_a_nul_behind_it_and_is_there_even_of_nothing(void **state)
{
    lf_str_t  copy, parts[3];

    (void) state;

    copy = lf_str_copy(&memory.mem, lf_null_str);
    assert_non_null(copy.data);
    assert_int_equal(copy.len, 0);
    assert_string_equal(copy.data, "");

    parts[0] = butt("ab");
    parts[1] = lf_null_str;
    parts[2] = lf_str("c\0d");

    copy = lf_str_concat(&memory.mem, parts, 3);
    assert_str(copy, "abc\0d");
    assert_int_equal(copy.data[copy.len], '\0');

    copy = lf_str_concat(&memory.mem, NULL, 0);
    assert_non_null(copy.data);
    assert_int_equal(copy.len, 0);

    lf_test_mem_fail_at(&memory, 1);
    copy = lf_str_copy(&memory.mem, lf_str("a"));
    assert_null(copy.data);
    assert_int_equal(copy.len, 0);
}


static void
zeroed_memory_is_zeroed_and_its_size_cannot_wrap(void **state)
{
    size_t  i;
    char   *p;

    (void) state;

    p = lf_calloc(&memory.mem, 3, 5);
    assert_non_null(p);

    for (i = 0; i < 15; i++) {
        assert_int_equal(p[i], 0);
    }

    memory.count = 0;

    assert_null(lf_calloc(&memory.mem, SIZE_MAX / 2 + 1, 2));
    assert_null(lf_calloc(&memory.mem, SIZE_MAX, SIZE_MAX));
    assert_int_equal(memory.count, 0);

    assert_non_null(lf_calloc(&memory.mem, 0, 8));
    assert_non_null(lf_calloc(&memory.mem, 8, 0));

    lf_test_mem_fail_at(&memory, 1);
    assert_null(lf_calloc(&memory.mem, 1, 1));
}


static void
an_arena_gives_pieces_of_every_size(void **state)
{
    char        *p, *before;
    size_t       i;
    lf_mem_t    *mem;
    lf_arena_t  *arena;

    static const size_t  sizes[] = {
        1, 0, 15, 16, 17, 4080, 4096, 4097, 16384, 16385, 1000000, 3, 4096,
        4096, 4096, 4096, 0
    };

    (void) state;

    arena = lf_arena_create();
    assert_non_null(arena);

    mem = lf_arena_mem(arena);
    before = NULL;

    for (i = 0; i < LF_ARRAY_SIZE(sizes); i++) {
        p = lf_alloc(mem, sizes[i]);

        assert_non_null(p);
        assert_ptr_not_equal(p, before);
        assert_int_equal((uintptr_t) p % _Alignof(max_align_t), 0);

        memset(p, 0xa5, sizes[i]);
        before = p;
    }

    assert_null(lf_alloc(mem, SIZE_MAX));
    assert_null(lf_alloc(mem, SIZE_MAX / 2 + 1));

    lf_arena_destroy(arena);
    lf_arena_destroy(NULL);
}


static void
nothing_asked_of_a_fresh_arena_is_not_no_memory(void **state)
{
    lf_arena_t  *arena;

    (void) state;

    arena = lf_arena_create();
    assert_non_null(arena);
    assert_non_null(lf_alloc(lf_arena_mem(arena), 0));
    lf_arena_destroy(arena);
}


static void
an_arena_without_memory_says_so_and_goes_on_afterwards(void **state)
{
    lf_arena_t  *arena;

    (void) state;

    lf_test_malloc_fail_at(1);
    assert_null(lf_arena_create());

    lf_test_malloc_fail_at(0);
    arena = lf_arena_create();
    assert_non_null(arena);

    lf_test_malloc_fail_at(1);
    assert_null(lf_alloc(lf_arena_mem(arena), 1));
    assert_non_null(lf_alloc(lf_arena_mem(arena), 1));

    lf_test_malloc_fail_at(1);
    assert_null(lf_alloc(lf_arena_mem(arena), 100000));
    assert_non_null(lf_alloc(lf_arena_mem(arena), 100000));
    assert_non_null(lf_alloc(lf_arena_mem(arena), 1));

    lf_arena_destroy(arena);
}


#define story(name)  cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
    const struct CMUnitTest  tests[] = {
        story(strings_are_compared_by_their_bytes_and_lengths),
        story(a_string_is_found_at_the_beginning_and_inside),
        story(an_integer_is_the_whole_string_and_fits),
        story(a_string_is_cut_at_the_first_mark),
        story(a_copy_has_a_nul_behind_it_and_is_there_even_of_nothing),
        story(zeroed_memory_is_zeroed_and_its_size_cannot_wrap),
        story(an_arena_gives_pieces_of_every_size),
        story(nothing_asked_of_a_fresh_arena_is_not_no_memory),
        story(an_arena_without_memory_says_so_and_goes_on_afterwards)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
