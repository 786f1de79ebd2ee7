/*
 * lf_value_types (private): the check of each type of field, and what they
 * share.  `typed` is well-formed UTF-8, trimmed and not blank, but for texts;
 * results as of lf_value_check.
 */

#ifndef LF_VALUE_TYPES_H
#define LF_VALUE_TYPES_H

#include <lead_form/lf_value.h>

#define LF_EMAIL_LEN_MAX        254     /* bytes; RFC 5321, 4.5.3.1.3 */
#define LF_EMAIL_LOCAL_LEN_MAX  64      /* bytes; RFC 5321, 4.5.3.1.1 */
#define LF_PHONE_DIGITS_MIN     7
#define LF_PHONE_DIGITS_MAX     15      /* E.164, 6.1 */
#define LF_DOMAIN_LEN_MAX       253     /* bytes, without a last dot */
#define LF_LABEL_BYTES_MAX      63      /* of a domain's label */

lf_value_result_t lf_value_email(lf_mem_t *mem, lf_str_t typed,
    lf_str_t *value, lf_message_t *message);
lf_value_result_t lf_value_phone(lf_mem_t *mem, lf_str_t country,
    lf_str_t typed, lf_str_t *value, lf_message_t *message);
lf_value_result_t lf_value_url(lf_mem_t *mem, lf_str_t typed,
    lf_str_t *value, lf_message_t *message);
lf_value_result_t lf_value_number(lf_mem_t *mem, const lf_field_t *field,
    lf_str_t typed, lf_str_t *value, lf_message_t *message);
lf_value_result_t lf_value_date(const lf_field_t *field, lf_str_t typed,
    lf_str_t *value, lf_message_t *message);

/* Whether a value has the field's pattern, from its beginning to its end. */
lf_value_result_t lf_value_pattern(const lf_field_t *field, lf_str_t value,
    lf_message_t *message);

/* Without white space and zero-width spaces at both ends. */
lf_str_t lf_value_trim(lf_str_t s);

/* lf_value_trim, and without direction marks, which pasted contacts have. */
lf_str_t lf_value_trim_marks(lf_str_t s);

/* Whether nothing in it can be seen. */
int lf_value_is_blank(lf_str_t s);

/*
 * The domain name in lower case, non-ASCII labels as A-labels: two labels or
 * more, each of letters, digits and inner hyphens.
 */
lf_value_result_t lf_value_domain(lf_str_t typed,
    char domain[LF_DOMAIN_LEN_MAX], size_t *len);

/* A number in normal form as a double; 0, or -1: it is none. */
int lf_value_number_of(lf_str_t s, double *number);

static inline lf_value_result_t
lf_value_bad(lf_message_t *message, lf_message_t why)
{
    *message = why;

    return LF_VALUE_BAD;
}

#endif
