/*
 * lf_value_contact: e-mail addresses, and the form of a contact that leads
 * are recognised by.
 */

#include <lead_form/lf_value.h>

#include "lf_value_types.h"


static int lf_value_is_local(lf_str_t local);


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
