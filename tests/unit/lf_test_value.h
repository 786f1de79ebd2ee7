/*
 * lf_test_value: one typed text checked as a value of a field.
 */

#ifndef LF_TEST_VALUE_H
#define LF_TEST_VALUE_H

#define PCRE2_CODE_UNIT_WIDTH  8

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>
#include <pcre2.h>

#include <lead_form/lf_value.h>

#include "lf_test_memory.h"


/* What must come of a typed text: a value, or a message. */
typedef struct {
    const char    *typed;
    const char    *value;               /* NULL: it is refused */
    lf_message_t   message;
} lf_value_case_t;


static inline lf_value_result_t
check_in(lf_test_mem_t *memory, const lf_field_t *field, lf_str_t country,
    lf_str_t typed, lf_str_t *value, lf_message_t *message)
{
    typed = lf_test_butt(memory, typed);
    *message = LF_MSG_COUNT;

    return lf_value_check(&memory->mem, field, country, &typed, 1, value,
                          message);
}


static inline lf_value_result_t
check(lf_test_mem_t *memory, const lf_field_t *field, lf_str_t typed,
    lf_str_t *value, lf_message_t *message)
{
    return check_in(memory, field, lf_null_str, typed, value, message);
}


static inline void
check_case_in(const lf_field_t *field, const char *country,
    const lf_value_case_t *item)
{
    lf_str_t            value;
    lf_message_t        message;
    lf_test_mem_t       memory;
    lf_value_result_t   result;

    lf_test_mem_init(&memory);

    result = check_in(&memory, field, lf_str_of(country),
                      lf_str_of(item->typed), &value, &message);

    if (item->value != NULL) {
        if (result != LF_VALUE_OK
            || !lf_str_eq(value, lf_str_of(item->value)))
        {
            fail_msg("\"%s\": result %d, value \"%.*s\"", item->typed, result,
                     (int) value.len, value.data ? value.data : "");
        }

    } else if (result != LF_VALUE_BAD || message != item->message) {
        fail_msg("\"%s\": result %d, message %d, expected %d", item->typed,
                 result, message, item->message);
    }

    lf_test_mem_free(&memory);
}


static inline void
check_case(const lf_field_t *field, const lf_value_case_t *item)
{
    check_case_in(field, "", item);
}


static inline void
check_cases(const lf_field_t *field, const lf_value_case_t *cases,
    size_t count)
{
    size_t  i;

    for (i = 0; i < count; i++) {
        check_case(field, &cases[i]);
    }
}


static inline lf_field_t
field_of(lf_type_t type)
{
    lf_field_t  field;

    memset(&field, 0, sizeof(lf_field_t));
    field.type = type;

    return field;
}


static inline void
set_sizes(lf_field_t *field)
{
    static lf_option_t  sizes[] = {
        { { "1-10", 4 }, { NULL, 0 }, { NULL, 0 } },
        { { "11-50", 5 }, { NULL, 0 }, { NULL, 0 } },
        { { "gr\xc3\xb6\xc3\x9f" "er", 8 }, { NULL, 0 }, { NULL, 0 } }
    };

    field->options = sizes;
    field->options_count = LF_ARRAY_SIZE(sizes);
}


static inline pcre2_code *
pattern_of(const char *pattern)
{
    int          error;
    size_t       offset;
    pcre2_code  *code;

    code = pcre2_compile((PCRE2_SPTR) pattern, PCRE2_ZERO_TERMINATED,
                         PCRE2_UTF, &error, &offset, NULL);
    assert_non_null(code);

    return code;
}

#endif
