/*
 * lf_value_pattern: a field's pattern, within limits that no value can
 * stretch.
 */

#define PCRE2_CODE_UNIT_WIDTH  8

#include <stdlib.h>

#include <pcre2.h>

#include "lf_value_types.h"


#define LF_PATTERN_MATCH_LIMIT  100000
#define LF_PATTERN_DEPTH_LIMIT  10000
#define LF_PATTERN_HEAP_LIMIT   4096    /* KiB */


static int lf_value_pattern_match(const pcre2_code *code, lf_str_t value);
static int lf_value_pattern_match_in(pcre2_general_context *general,
    const pcre2_code *code, lf_str_t value);
static void *lf_value_pattern_malloc(size_t size, void *data);
static void lf_value_pattern_free(void *p, void *data);


lf_value_result_t
lf_value_pattern(const lf_field_t *field, lf_str_t value,
    lf_message_t *message)
{
    int  n;

    n = lf_value_pattern_match(field->pattern_code, value);

    if (n == PCRE2_ERROR_NOMEMORY) {
        return LF_VALUE_NO_MEMORY;
    }

    if (n < 0) {
        return lf_value_bad(message, LF_MSG_PATTERN);
    }

    return LF_VALUE_OK;
}


static int
lf_value_pattern_match(const pcre2_code *code, lf_str_t value)
{
    int                     n;
    pcre2_general_context  *general;

    general = pcre2_general_context_create(lf_value_pattern_malloc,
                                           lf_value_pattern_free, NULL);
    if (general == NULL) {
        return PCRE2_ERROR_NOMEMORY;
    }

    n = lf_value_pattern_match_in(general, code, value);

    pcre2_general_context_free(general);

    return n;
}


static int
lf_value_pattern_match_in(pcre2_general_context *general,
    const pcre2_code *code, lf_str_t value)
{
    int                   n;
    pcre2_match_data     *data;
    pcre2_match_context  *context;

    n = PCRE2_ERROR_NOMEMORY;

    data = pcre2_match_data_create(1, general);
    context = pcre2_match_context_create(general);

    if (data != NULL && context != NULL) {
        (void) pcre2_set_match_limit(context, LF_PATTERN_MATCH_LIMIT);
        (void) pcre2_set_depth_limit(context, LF_PATTERN_DEPTH_LIMIT);
        (void) pcre2_set_heap_limit(context, LF_PATTERN_HEAP_LIMIT);

        n = pcre2_match(code, (PCRE2_SPTR) value.data, value.len, 0,
                        PCRE2_ANCHORED | PCRE2_ENDANCHORED
                        | PCRE2_NO_UTF_CHECK,
                        data, context);
    }

    pcre2_match_context_free(context);
    pcre2_match_data_free(data);

    return n;
}


/* The library's own allocations, made by this file. */

static void *
lf_value_pattern_malloc(size_t size, void *data)
{
    (void) data;

    return malloc(size);
}


static void
lf_value_pattern_free(void *p, void *data)
{
    (void) data;

    free(p);
}
