/*
 * lf_value: what a person typed under a field's name, by the field's type.
 */

#include <lead_form/lf_value.h>

#include "lf_utf8.h"
#include "lf_value_types.h"


static lf_value_result_t lf_value_typed(lf_mem_t *mem,
    const lf_field_t *field, lf_str_t country, lf_str_t typed,
    lf_str_t *value, lf_message_t *message);
static lf_value_result_t lf_value_free_text(lf_mem_t *mem,
    const lf_field_t *field, lf_str_t typed, lf_str_t *value,
    lf_message_t *message);
static lf_value_result_t lf_value_limits(const lf_field_t *field,
    lf_str_t value, lf_message_t *message);
static lf_value_result_t lf_value_choices(lf_mem_t *mem,
    const lf_field_t *field, const lf_str_t *typed, size_t count,
    lf_str_t *value, lf_message_t *message);
static lf_value_result_t lf_value_choice(const lf_field_t *field,
    lf_str_t typed, lf_str_t *value, lf_message_t *message);
static lf_value_result_t lf_value_country(lf_mem_t *mem, lf_str_t typed,
    lf_str_t *value, lf_message_t *message);
static size_t lf_value_option(const lf_field_t *field, lf_str_t typed);
static int lf_value_is_nothing(lf_str_t typed);


lf_value_result_t
lf_value_check(lf_mem_t *mem, const lf_field_t *field, lf_str_t country,
    const lf_str_t *typed, size_t count, lf_str_t *value,
    lf_message_t *message)
{
    lf_value_result_t  result;

    *value = lf_null_str;

    if (field->type == LF_TYPE_CHOICES) {
        return lf_value_choices(mem, field, typed, count, value, message);
    }

    if (count == 0) {
        return LF_VALUE_BLANK;
    }

    if (count > 1) {
        return lf_value_bad(message, LF_MSG_REPEATED);
    }

    result = lf_value_typed(mem, field, country, typed[0], value, message);
    if (result != LF_VALUE_OK) {
        return result;
    }

    return lf_value_limits(field, *value, message);
}


static lf_value_result_t
lf_value_typed(lf_mem_t *mem, const lf_field_t *field, lf_str_t country,
    lf_str_t typed, lf_str_t *value, lf_message_t *message)
{
    if (!lf_utf8_valid(typed)) {
        return lf_value_bad(message, LF_MSG_NOT_TEXT);
    }

    if (field->type == LF_TYPE_TEXT || field->type == LF_TYPE_TEXTAREA) {
        return lf_value_free_text(mem, field, typed, value, message);
    }

    if (lf_value_is_blank(typed)) {
        return LF_VALUE_BLANK;
    }

    if (field->type == LF_TYPE_CHOICE) {
        return lf_value_choice(field, typed, value, message);
    }

    typed = lf_value_trim_marks(typed);

    switch (field->type) {

    case LF_TYPE_EMAIL:
        return lf_value_email(mem, typed, value, message);

    case LF_TYPE_PHONE:
        return lf_value_phone(mem, country, typed, value, message);

    case LF_TYPE_URL:
        return lf_value_url(mem, typed, value, message);

    case LF_TYPE_NUMBER:
        return lf_value_number(mem, field, typed, value, message);

    case LF_TYPE_DATE:
        return lf_value_date(field, typed, value, message);

    case LF_TYPE_COUNTRY:
        return lf_value_country(mem, typed, value, message);

    case LF_TYPE_YES_NO:
        *value = typed;
        return lf_str_is(typed, "yes") || lf_str_is(typed, "no")
               ? LF_VALUE_OK : lf_value_bad(message, LF_MSG_CHOICE);

    default:                            /* no input can be of that type */
        return LF_VALUE_BLANK;
    }
}


static lf_value_result_t
lf_value_free_text(lf_mem_t *mem, const lf_field_t *field, lf_str_t typed,
    lf_str_t *value, lf_message_t *message)
{
    int     multiline;
    size_t  max;

    multiline = field->type == LF_TYPE_TEXTAREA;
    max = multiline ? LF_VALUE_LEN_MAX : LF_TEXT_VALUE_LEN_MAX;

    if (field->length_max > 0) {
        max = field->length_max < LF_VALUE_LEN_MAX ? (size_t) field->length_max
                                                   : LF_VALUE_LEN_MAX;
    }

    return lf_value_check_text(mem, typed, multiline, max, value, message);
}


/* What a marketer asked of the normal form. */

static lf_value_result_t
lf_value_limits(const lf_field_t *field, lf_str_t value,
    lf_message_t *message)
{
    int64_t  length;

    switch (field->type) {

    case LF_TYPE_TEXT:
    case LF_TYPE_TEXTAREA:
    case LF_TYPE_EMAIL:
    case LF_TYPE_PHONE:
    case LF_TYPE_URL:
        break;

    default:
        return LF_VALUE_OK;
    }

    length = (int64_t) lf_utf8_length(value);

    if (field->length_max > 0 && length > field->length_max) {
        return lf_value_bad(message, LF_MSG_TOO_LONG);
    }

    if (length < field->length_min) {
        return lf_value_bad(message, LF_MSG_TOO_SHORT);
    }

    if (field->pattern_code == NULL) {
        return LF_VALUE_OK;
    }

    return lf_value_pattern(field, value, message);
}


static lf_value_result_t
lf_value_choices(lf_mem_t *mem, const lf_field_t *field,
    const lf_str_t *typed, size_t count, lf_str_t *value,
    lf_message_t *message)
{
    size_t         i, n, option;
    lf_out_t       out;
    unsigned char  chosen[LF_OPTIONS_MAX];

    memset(chosen, 0, sizeof(chosen));
    n = 0;

    for (i = 0; i < count; i++) {
        if (lf_value_is_nothing(typed[i])) {
            continue;
        }

        option = lf_value_option(field, typed[i]);

        if (option >= LF_OPTIONS_MAX) {
            return lf_value_bad(message, LF_MSG_CHOICE);
        }

        chosen[option] = 1;
        n++;
    }

    if (n == 0) {
        return LF_VALUE_BLANK;
    }

    lf_out_init(&out, mem, 0);

    for (i = 0; i < LF_OPTIONS_MAX; i++) {
        if (!chosen[i]) {
            continue;
        }

        if (out.len > 0) {
            lf_out_byte(&out, '\n');
        }

        lf_out_add(&out, field->options[i].value);
    }

    *value = lf_out_str(&out);

    return value->data == NULL ? LF_VALUE_NO_MEMORY : LF_VALUE_OK;
}


static lf_value_result_t
lf_value_choice(const lf_field_t *field, lf_str_t typed, lf_str_t *value,
    lf_message_t *message)
{
    if (lf_value_option(field, typed) >= LF_OPTIONS_MAX) {
        return lf_value_bad(message, LF_MSG_CHOICE);
    }

    *value = typed;

    return LF_VALUE_OK;
}


/* The index in field->options, or LF_OPTIONS_MAX. */

static size_t
lf_value_option(const lf_field_t *field, lf_str_t typed)
{
    size_t  i;

    for (i = 0; i < field->options_count && i < LF_OPTIONS_MAX; i++) {
        if (lf_str_eq(field->options[i].value, typed)) {
            return i;
        }
    }

    return LF_OPTIONS_MAX;
}


static int
lf_value_is_nothing(lf_str_t typed)
{
    return lf_utf8_valid(typed) && lf_value_is_blank(typed);
}


static lf_value_result_t
lf_value_country(lf_mem_t *mem, lf_str_t typed, lf_str_t *value,
    lf_message_t *message)
{
    char      code[2];
    size_t    i;
    lf_str_t  upper;

    if (typed.len != sizeof(code)) {
        return lf_value_bad(message, LF_MSG_COUNTRY);
    }

    for (i = 0; i < sizeof(code); i++) {
        code[i] = typed.data[i];

        if (code[i] >= 'a' && code[i] <= 'z') {
            code[i] -= 'a' - 'A';
        }
    }

    upper.data = code;
    upper.len = sizeof(code);

    if (!lf_country_is(upper)) {
        return lf_value_bad(message, LF_MSG_COUNTRY);
    }

    *value = lf_str_eq(upper, typed) ? typed : lf_str_copy(mem, upper);

    return value->data == NULL ? LF_VALUE_NO_MEMORY : LF_VALUE_OK;
}
