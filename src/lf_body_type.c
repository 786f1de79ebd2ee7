/*
 * lf_body_type: what the head says of a body: its type, and the key under
 * which it is one and the same however often it is sent.
 */

#include <lead_form/lf_body.h>


static int lf_body_is_utf8(lf_str_t parameters);
static int lf_idempotency_is_word(lf_str_t s);


lf_body_type_t
lf_body_type(lf_str_t content_type)
{
    lf_str_t  type;

    type = lf_str_trim(lf_str_cut(&content_type, ';'));

    if (lf_str_eq_nocase(type, lf_str("application/x-www-form-urlencoded"))) {
        return LF_BODY_URLENCODED;
    }

    return lf_str_eq_nocase(type, lf_str("application/json"))
           && lf_body_is_utf8(content_type) ? LF_BODY_JSON : LF_BODY_FOREIGN;
}


/* JSON is UTF-8, whatever the parameters; one that denies it is believed. */

static int
lf_body_is_utf8(lf_str_t parameters)
{
    lf_str_t  value, name;

    while (parameters.len > 0) {
        value = lf_str_trim(lf_str_cut(&parameters, ';'));
        name = lf_str_cut(&value, '=');

        if (lf_str_eq_nocase(name, lf_str("charset"))) {
            return lf_str_eq_nocase(value, lf_str("utf-8"))
                   || lf_str_eq_nocase(value, lf_str("\"utf-8\""));
        }
    }

    return 1;
}


lf_body_result_t
lf_idempotency_key(lf_mem_t *mem, lf_str_t header, lf_str_t *key)
{
    char    *p, c;
    size_t   i;

    header = lf_str_trim(header);

    if (header.len == 0 || header.len > 2 * LF_IDEMPOTENCY_KEY_MAX + 2) {
        return LF_BODY_BAD;
    }

    if (header.data[0] != '"') {
        *key = header;
        return lf_idempotency_is_word(header) ? LF_BODY_OK : LF_BODY_BAD;
    }

    p = lf_alloc(mem, header.len);
    if (p == NULL) {
        return LF_BODY_NO_MEMORY;
    }

    *key = (lf_str_t) { p, 0 };

    for (i = 1; i < header.len; i++) {
        c = header.data[i];

        if (c == '"') {
            return i == header.len - 1 && key->len > 0
                   && key->len <= LF_IDEMPOTENCY_KEY_MAX ? LF_BODY_OK
                                                         : LF_BODY_BAD;
        }

        if (c == '\\' && ++i < header.len) {
            c = header.data[i];

            if (c != '"' && c != '\\') {
                return LF_BODY_BAD;
            }
        }

        if (c < 0x20 || c > 0x7e) {
            return LF_BODY_BAD;
        }

        p[key->len++] = c;
    }

    return LF_BODY_BAD;
}


/* What many clients send: a UUID without quotes, or any such word. */

static int
lf_idempotency_is_word(lf_str_t s)
{
    size_t  i;

    if (s.len > LF_IDEMPOTENCY_KEY_MAX) {
        return 0;
    }

    for (i = 0; i < s.len; i++) {
        if (s.data[i] <= 0x20 || s.data[i] > 0x7e
            || strchr("\"\\,;", s.data[i]) != NULL)
        {
            return 0;
        }
    }

    return 1;
}
