/*
 * lf_value_contact: e-mail addresses and phone numbers, and the form of them
 * that leads are recognised by.
 */

#include <lead_form/lf_value.h>

#include "lf_utf8.h"
#include "lf_value_types.h"


/* A phone number while it is read; "00" may come before E.164's digits. */
typedef struct {
    char    digits[2 + LF_PHONE_DIGITS_MAX];
    size_t  count;
    int     plus;
} lf_phone_t;


static int lf_value_is_local(lf_str_t local);
static int lf_value_phone_read(lf_phone_t *phone, lf_str_t typed);
static int lf_value_phone_code(lf_phone_t *phone, uint32_t code);
static int lf_value_phone_has_00(const lf_phone_t *phone);
static int lf_value_is_phone_separator(uint32_t code);


/*
 * The rule of https://html.spec.whatwg.org/#valid-e-mail-address, but that a
 * domain needs a dot: mail from outside reaches no other.
 */

lf_value_result_t
lf_value_email(lf_mem_t *mem, lf_str_t typed, lf_str_t *value,
    lf_message_t *message)
{
    char               domain[LF_DOMAIN_LEN_MAX];
    size_t             len;
    lf_str_t           local, parts[3];
    lf_value_result_t  result;

    local = lf_str_cut(&typed, '@');

    if (local.len == 0 || !lf_value_is_local(local)) {
        return lf_value_bad(message, LF_MSG_EMAIL);
    }

    result = lf_value_domain(typed, domain, &len);

    if (result == LF_VALUE_BAD) {
        return lf_value_bad(message, LF_MSG_EMAIL);
    }

    if (result != LF_VALUE_OK) {
        return result;
    }

    if (local.len > LF_EMAIL_LOCAL_LEN_MAX
        || local.len + 1 + len > LF_EMAIL_LEN_MAX)
    {
        return lf_value_bad(message, LF_MSG_TOO_LONG);
    }

    parts[0] = local;
    parts[1] = lf_str("@");
    parts[2] = (lf_str_t) { domain, len };

    *value = lf_str_concat(mem, parts, 3);

    return value->data == NULL ? LF_VALUE_NO_MEMORY : LF_VALUE_OK;
}


static int
lf_value_is_local(lf_str_t local)
{
    char    c;
    size_t  i;

    for (i = 0; i < local.len; i++) {
        c = local.data[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9'))
        {
            continue;
        }

        if (c == '\0' || strchr(".!#$%&'*+/=?^_`{|}~-", c) == NULL) {
            return 0;
        }
    }

    return 1;
}


lf_value_result_t
lf_value_phone(lf_mem_t *mem, lf_str_t typed, lf_str_t *value,
    lf_message_t *message)
{
    lf_str_t    parts[2];
    lf_phone_t  phone;

    memset(&phone, 0, sizeof(lf_phone_t));

    if (lf_value_phone_read(&phone, typed) != 0 || phone.count == 0) {
        return lf_value_bad(message, LF_MSG_PHONE);
    }

    parts[0] = lf_str("+");
    parts[1] = (lf_str_t) { phone.digits, phone.count };

    if (!phone.plus) {
        if (!lf_value_phone_has_00(&phone)) {
            return lf_value_bad(message, LF_MSG_PHONE_COUNTRY);
        }

        parts[1].data += 2;
        parts[1].len -= 2;
    }

    /* no country code begins with 0 (ITU-T E.164, annex D) */

    if (parts[1].len < LF_PHONE_DIGITS_MIN
        || parts[1].len > LF_PHONE_DIGITS_MAX
        || parts[1].data[0] == '0')
    {
        return lf_value_bad(message, LF_MSG_PHONE);
    }

    *value = lf_str_concat(mem, parts, 2);

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
        if (phone->count == sizeof(phone->digits)) {
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


lf_str_t
lf_value_contact(lf_mem_t *mem, lf_type_t type, lf_str_t value)
{
    char    *data;
    size_t   i;

    if (type != LF_TYPE_EMAIL || value.len == 0) {
        return value;
    }

    data = lf_alloc(mem, value.len);
    if (data == NULL) {
        return lf_null_str;
    }

    for (i = 0; i < value.len; i++) {
        data[i] = value.data[i];

        if (data[i] >= 'A' && data[i] <= 'Z') {
            data[i] += 'a' - 'A';
        }
    }

    return (lf_str_t) { data, value.len };
}
