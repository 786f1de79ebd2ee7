/*
 * lf_phone_match: one pattern of a numbering plan against a number.  A
 * pattern is compiled where it is needed: a process sees few countries, and
 * few numbers beside what else it serves.
 */

#define PCRE2_CODE_UNIT_WIDTH  8

#include <stdlib.h>

#include <pcre2.h>

#include "lf_phone.h"


#define LF_PHONE_MATCH_LIMIT  100000


static int lf_phone_match_in(pcre2_general_context *general,
    const char *pattern, lf_str_t number, uint32_t options, int *groups);
static int lf_phone_match_code(pcre2_general_context *general,
    const pcre2_code *code, lf_str_t number, uint32_t options, int *groups);
static void lf_phone_match_groups(pcre2_match_data *data, int n, int *groups);
static void *lf_phone_match_malloc(size_t size, void *data);
static void lf_phone_match_free(void *p, void *data);


int
lf_phone_match(const char *pattern, lf_str_t number, int whole,
    int groups[2 * LF_PHONE_GROUPS])
{
    int                     matched;
    pcre2_general_context  *general;

    general = pcre2_general_context_create(lf_phone_match_malloc,
                                           lf_phone_match_free, NULL);
    if (general == NULL) {
        return -1;
    }

    matched = lf_phone_match_in(general, pattern, number,
                                PCRE2_ANCHORED
                                | (whole ? PCRE2_ENDANCHORED : 0),
                                groups);

    pcre2_general_context_free(general);

    return matched;
}


static int
lf_phone_match_in(pcre2_general_context *general, const char *pattern,
    lf_str_t number, uint32_t options, int *groups)
{
    int                     error, matched;
    size_t                  offset;
    pcre2_code             *code;
    pcre2_compile_context  *context;

    context = pcre2_compile_context_create(general);
    if (context == NULL) {
        return -1;
    }

    code = pcre2_compile((PCRE2_SPTR) pattern, PCRE2_ZERO_TERMINATED, 0,
                         &error, &offset, context);

    pcre2_compile_context_free(context);

    if (code == NULL) {
        return -1;
    }

    matched = lf_phone_match_code(general, code, number, options, groups);

    pcre2_code_free(code);

    return matched;
}


static int
lf_phone_match_code(pcre2_general_context *general, const pcre2_code *code,
    lf_str_t number, uint32_t options, int *groups)
{
    int                   n;
    pcre2_match_data     *data;
    pcre2_match_context  *context;

    n = PCRE2_ERROR_NOMEMORY;

    data = pcre2_match_data_create(LF_PHONE_GROUPS, general);
    context = pcre2_match_context_create(general);

    if (data != NULL && context != NULL) {
        (void) pcre2_set_match_limit(context, LF_PHONE_MATCH_LIMIT);

        n = pcre2_match(code, (PCRE2_SPTR) number.data, number.len, 0,
                        options, data, context);
    }

    if (n > 0) {
        lf_phone_match_groups(data, n, groups);
    }

    pcre2_match_context_free(context);
    pcre2_match_data_free(data);

    return n > 0 ? 1 : n == PCRE2_ERROR_NOMEMORY ? -1 : 0;
}


static void
lf_phone_match_groups(pcre2_match_data *data, int n, int *groups)
{
    int      i;
    size_t  *offsets;

    offsets = pcre2_get_ovector_pointer(data);

    for (i = 0; i < 2 * LF_PHONE_GROUPS; i++) {
        groups[i] = i < 2 * n && offsets[i] != PCRE2_UNSET
                    ? (int) offsets[i] : -1;
    }
}


/* The library's own allocations, made by this file. */

static void *
lf_phone_match_malloc(size_t size, void *data)
{
    (void) data;

    return malloc(size);
}


static void
lf_phone_match_free(void *p, void *data)
{
    (void) data;

    free(p);
}
