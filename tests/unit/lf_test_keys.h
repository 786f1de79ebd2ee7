/*
 * lf_test_keys: secrets for the unit tests, and their loading.  The texts
 * that ids, cookies and tickets must come out as were computed aside, from
 * RFC 2104, RFC 5869 and the formats of lf_keys.h.
 */

#ifndef LF_TEST_KEYS_H
#define LF_TEST_KEYS_H

#include <stdlib.h>

#include <lead_form/lf_keys.h>

#define LF_TEST_SIGN_1  "SIGN-one-0123456789abcdefghijklmnop"
#define LF_TEST_SIGN_2  "SIGN-two-0123456789abcdefghijklmnop"
#define LF_TEST_LEAD    "LEAD-0123456789abcdefghijklmnopqrstu"
#define LF_TEST_BARE    "0123456789abcdefghijklmnopqrstuv"

#define LF_TEST_NOW     INT64_C(1763920000)     /* seconds */

static inline lf_keys_t *
lf_test_keys(const char *text)
{
    lf_keys_t         *keys;
    lf_arena_t        *arena;
    lf_diagnostics_t  *diagnostics;

    arena = lf_arena_create();
    diagnostics = malloc(sizeof(lf_diagnostics_t));

    if (arena == NULL || diagnostics == NULL) {
        abort();
    }

    lf_diagnostics_init(diagnostics, lf_arena_mem(arena));
    keys = lf_keys_load(lf_str_of(text), lf_str("secret"), diagnostics);

    if ((keys == NULL) != (diagnostics->errors > 0)) {
        abort();
    }

    free(diagnostics);
    lf_arena_destroy(arena);

    return keys;
}

#endif
