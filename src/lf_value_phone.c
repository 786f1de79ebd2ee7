/*
 * lf_value_phone: phone numbers, from what people type to E.164.  A number
 * without a country's code is one of the country that is given, or none.
 */

#include "lf_phone.h"
#include "lf_utf8.h"
#include "lf_value_types.h"


/* A phone number while it is read. */
typedef struct {
    char    digits[LF_PHONE_TYPED_MAX];
    size_t  count;
    int     plus;
} lf_phone_t;


static lf_value_result_t lf_value_phone_typed(lf_mem_t *mem,
    const lf_phone_t *phone, const lf_phone_plan_t *plan, lf_str_t *value,
    lf_message_t *message);
static lf_value_result_t lf_value_phone_either(lf_mem_t *mem,
    lf_str_t number, size_t abroad, lf_str_t *value, lf_message_t *message);
static lf_value_result_t lf_value_phone_abroad(lf_mem_t *mem,
    lf_str_t number, size_t prefix, lf_str_t *value, lf_message_t *message);
static int lf_value_phone_find(lf_str_t number, size_t prefix,
    const lf_phone_plan_t **plan, lf_phone_number_t *national);
static lf_value_result_t lf_value_phone_domestic(lf_mem_t *mem,
    const lf_phone_plan_t *plan, lf_str_t number, lf_str_t *value,
    lf_message_t *message);
static lf_value_result_t lf_value_phone_e164(lf_mem_t *mem, const char *code,
    const lf_phone_number_t *national, lf_str_t *value);
static int lf_value_phone_read(lf_phone_t *phone, lf_str_t typed);
static int lf_value_phone_code(lf_phone_t *phone, uint32_t code);
static int lf_value_phone_has_00(const lf_phone_t *phone);
static int lf_value_is_phone_separator(uint32_t code);


lf_value_result_t
lf_value_phone(lf_mem_t *mem, lf_str_t country, lf_str_t typed,
    lf_str_t *value, lf_message_t *message)
{
    lf_phone_t  phone;

    memset(&phone, 0, sizeof(lf_phone_t));

    if (lf_value_phone_read(&phone, typed) != 0 || phone.count == 0) {
        return lf_value_bad(message, LF_MSG_PHONE);
    }

    return lf_value_phone_typed(mem, &phone, lf_phone_plan_of(country), value,
                                message);
}


static lf_value_result_t
lf_value_phone_typed(lf_mem_t *mem, const lf_phone_t *phone,
    const lf_phone_plan_t *plan, lf_str_t *value, lf_message_t *message)
{
    int       abroad;
    lf_str_t  number;

    number.data = phone->digits;
    number.len = phone->count;

    if (phone->plus) {
        return lf_value_phone_abroad(mem, number, 0, value, message);
    }

    abroad = plan != NULL ? lf_phone_abroad(plan, number) : 0;

    if (abroad < 0) {
        return LF_VALUE_NO_MEMORY;
    }

    if (lf_value_phone_has_00(phone)) {
        return lf_value_phone_either(mem, number, (size_t) abroad, value,
                                     message);
    }

    if (abroad > 0) {
        return lf_value_phone_abroad(mem, number, (size_t) abroad, value,
                                     message);
    }

    if (plan == NULL) {
        return lf_value_bad(message, LF_MSG_PHONE_COUNTRY);
    }

    return lf_value_phone_domestic(mem, plan, number, value, message);
}


/*
 * "00" is understood everywhere, beside what is dialled in the country
 * ("0011" in Australia, "001" and "002" in Singapore).  Where two numbers are
 * possible, the one that numbers are like is meant, or nothing is known.
 */

static lf_value_result_t
lf_value_phone_either(lf_mem_t *mem, lf_str_t number, size_t abroad,
    lf_str_t *value, lf_message_t *message)
{
    int                     i, found[2], like[2];
    lf_phone_number_t       national[2];
    const lf_phone_plan_t  *plan[2];

    if (abroad <= 2) {
        return lf_value_phone_abroad(mem, number, 2, value, message);
    }

    for (i = 0; i < 2; i++) {
        found[i] = lf_value_phone_find(number, i == 0 ? 2 : abroad, &plan[i],
                                       &national[i]);
        like[i] = found[i] > 0
                  && strlen(plan[i]->code) + national[i].len
                     == number.len - (i == 0 ? 2 : abroad)
                  ? lf_phone_is_like(plan[i], &national[i]) : 0;

        if (found[i] < 0 || like[i] < 0) {
            return LF_VALUE_NO_MEMORY;
        }
    }

    if (found[0] && found[1]) {
        if (like[0] == like[1]) {
            return lf_value_bad(message, LF_MSG_PHONE_COUNTRY);
        }

        found[0] = like[0];
    }

    if (!found[0] && !found[1]) {
        return lf_value_bad(message, LF_MSG_PHONE);
    }

    i = found[0] ? 0 : 1;

    return lf_value_phone_e164(mem, plan[i]->code, &national[i], value);
}


static lf_value_result_t
lf_value_phone_abroad(lf_mem_t *mem, lf_str_t number, size_t prefix,
    lf_str_t *value, lf_message_t *message)
{
    int                     found;
    lf_phone_number_t       national;
    const lf_phone_plan_t  *plan;

    found = lf_value_phone_find(number, prefix, &plan, &national);

    if (found < 0) {
        return LF_VALUE_NO_MEMORY;
    }

    return found ? lf_value_phone_e164(mem, plan->code, &national, value)
                 : lf_value_bad(message, LF_MSG_PHONE);
}


/* Behind the prefix comes a calling code.  1, 0, or -1: memory is out. */

static int
lf_value_phone_find(lf_str_t number, size_t prefix,
    const lf_phone_plan_t **plan, lf_phone_number_t *national)
{
    size_t  len;

    number.data += prefix;
    number.len -= prefix;

    *plan = lf_phone_plan_called(number);
    if (*plan == NULL) {
        return 0;
    }

    len = strlen((*plan)->code);
    number.data += len;
    number.len -= len;

    if (lf_phone_national(*plan, number, national) != 0) {
        return -1;
    }

    return lf_phone_is_possible(*plan, national->len)
           && len + national->len >= LF_PHONE_DIGITS_MIN
           && len + national->len <= LF_PHONE_DIGITS_MAX;
}


static lf_value_result_t
lf_value_phone_domestic(lf_mem_t *mem, const lf_phone_plan_t *plan,
    lf_str_t number, lf_str_t *value, lf_message_t *message)
{
    size_t             len;
    lf_phone_number_t  national;

    if (lf_phone_domestic(plan, number, &national) != 0) {
        return LF_VALUE_NO_MEMORY;
    }

    len = strlen(plan->code) + national.len;

    if (!lf_phone_has_length(plan, national.len)
        || len < LF_PHONE_DIGITS_MIN || len > LF_PHONE_DIGITS_MAX)
    {
        return lf_value_bad(message, LF_MSG_PHONE_COUNTRY);
    }

    return lf_value_phone_e164(mem, plan->code, &national, value);
}


static lf_value_result_t
lf_value_phone_e164(lf_mem_t *mem, const char *code,
    const lf_phone_number_t *national, lf_str_t *value)
{
    lf_str_t  parts[3];

    parts[0] = lf_str("+");
    parts[1] = lf_str_of(code);
    parts[2] = (lf_str_t) { national->digits, national->len };

    *value = lf_str_concat(mem, parts, 3);

    return value->data == NULL ? LF_VALUE_NO_MEMORY : LF_VALUE_OK;
}


static int
lf_value_phone_read(lf_phone_t *phone, lf_str_t typed)
{
    uint32_t     code;
    const char  *p, *end;

    p = typed.data;
    end = typed.data + typed.len;

    while (p < end) {

        /* "+49 (0)30": the 0 is dialled only without the country code */

        if (end - p >= 3 && memcmp(p, "(0)", 3) == 0
            && phone->count > 0
            && (phone->plus || lf_value_phone_has_00(phone)))
        {
            p += 3;
            continue;
        }

        if (!lf_utf8_next(&p, end, &code)
            || lf_value_phone_code(phone, code) != 0)
        {
            return -1;
        }
    }

    return 0;
}


static int
lf_value_phone_code(lf_phone_t *phone, uint32_t code)
{
    int  digit;

    digit = lf_utf8_digit(code);

    if (digit >= 0) {
        if (phone->count == LF_PHONE_TYPED_MAX) {
            return -1;
        }

        phone->digits[phone->count++] = (char) ('0' + digit);

        return 0;
    }

    if (code == '+' || code == 0xff0b) {
        if (phone->plus || phone->count > 0) {
            return -1;
        }

        phone->plus = 1;

        return 0;
    }

    return lf_value_is_phone_separator(code) ? 0 : -1;
}


static int
lf_value_phone_has_00(const lf_phone_t *phone)
{
    return phone->count >= 2 && phone->digits[0] == '0'
           && phone->digits[1] == '0';
}


/* Among them what a word processor makes of a hyphen, and direction marks. */

static int
lf_value_is_phone_separator(uint32_t code)
{
    switch (code) {

    case '-':
    case '.':
    case '/':
    case '(':
    case ')':
    case 0x2212:
    case 0xff08:
    case 0xff09:
    case 0xff0d:
    case 0xff0e:
        return 1;

    case '\n':
    case '\r':
        return 0;

    default:
        return (code >= 0x2010 && code <= 0x2015)
               || lf_utf8_is_space(code)
               || lf_utf8_is_invisible(code);
    }
}
