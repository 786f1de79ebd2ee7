/*
 * lf_value_url: an address of the web that a person can be sent to.
 */

#include <lead_form/lf_form.h>
#include <lead_form/lf_value.h>

#include "lf_utf8.h"
#include "lf_value_types.h"


#define LF_PORT_MAX  65535


static lf_str_t lf_value_url_scheme(lf_str_t *rest);
static lf_str_t lf_value_url_authority(lf_str_t *rest);
static lf_value_result_t lf_value_url_host(lf_out_t *out, lf_str_t authority);
static int lf_value_is_port(lf_str_t port);
static int lf_value_ends_in_number(lf_str_t host);
static int lf_value_url_rest(lf_out_t *out, lf_str_t rest);


lf_value_result_t
lf_value_url(lf_mem_t *mem, lf_str_t typed, lf_str_t *value,
    lf_message_t *message)
{
    lf_str_t           rest, url;
    lf_out_t           out;
    lf_value_result_t  result;

    if (typed.len > LF_URL_LEN_MAX) {
        return lf_value_bad(message, LF_MSG_TOO_LONG);
    }

    lf_out_init(&out, mem, 0);

    rest = typed;
    lf_out_add(&out, lf_value_url_scheme(&rest));

    result = lf_value_url_host(&out, lf_value_url_authority(&rest));

    if (result == LF_VALUE_OK && lf_value_url_rest(&out, rest) != 0) {
        result = LF_VALUE_BAD;
    }

    if (result == LF_VALUE_BAD) {
        return lf_value_bad(message, LF_MSG_URL);
    }

    if (result != LF_VALUE_OK) {
        return result;
    }

    url = lf_out_str(&out);

    if (url.data == NULL) {
        return LF_VALUE_NO_MEMORY;
    }

    if (url.len > LF_URL_LEN_MAX) {
        return lf_value_bad(message, LF_MSG_TOO_LONG);
    }

    *value = url;

    return LF_VALUE_OK;
}


/* A bare host is taken for https; *rest moves to the host. */

static lf_str_t
lf_value_url_scheme(lf_str_t *rest)
{
    size_t    i;
    lf_str_t  start;

    static const lf_str_t  schemes[] = {
        { "https://", 8 },
        { "http://", 7 }
    };

    for (i = 0; i < LF_ARRAY_SIZE(schemes); i++) {
        if (rest->len < schemes[i].len) {
            continue;
        }

        start.data = rest->data;
        start.len = schemes[i].len;

        if (lf_str_eq_nocase(start, schemes[i])) {
            rest->data += start.len;
            rest->len -= start.len;
            return schemes[i];
        }
    }

    return schemes[0];
}


/* The part before the path; *rest moves to what follows it. */

static lf_str_t
lf_value_url_authority(lf_str_t *rest)
{
    size_t    i;
    lf_str_t  authority;

    for (i = 0; i < rest->len; i++) {
        if (rest->data[i] == '/' || rest->data[i] == '?'
            || rest->data[i] == '#')
        {
            break;
        }
    }

    authority.data = rest->data;
    authority.len = i;

    rest->data += i;
    rest->len -= i;

    return authority;
}


/* No user and password: a link that names them is there to deceive. */

static lf_value_result_t
lf_value_url_host(lf_out_t *out, lf_str_t authority)
{
    char               domain[LF_DOMAIN_LEN_MAX];
    size_t             len;
    lf_str_t           host, port;
    lf_value_result_t  result;

    port = authority;
    host = lf_str_cut(&port, ':');

    if (host.len != authority.len && !lf_value_is_port(port)) {
        return LF_VALUE_BAD;
    }

    result = lf_value_domain(host, domain, &len);
    if (result != LF_VALUE_OK) {
        return result;
    }

    host.data = domain;
    host.len = len;

    if (lf_value_ends_in_number(host)) {
        return LF_VALUE_BAD;
    }

    lf_out_add(out, host);

    if (port.len > 0) {
        lf_out_byte(out, ':');
        lf_out_add(out, port);
    }

    return LF_VALUE_OK;
}


static int
lf_value_is_port(lf_str_t port)
{
    int64_t  n;

    return port.len > 0 && port.len <= 5
           && lf_utf8_digit((unsigned char) port.data[0]) > 0
           && lf_str_int(port, &n) == 0 && n <= LF_PORT_MAX;
}


/* Browsers read such a host as an IPv4 address, or not at all. */

static int
lf_value_ends_in_number(lf_str_t host)
{
    size_t    i;
    lf_str_t  label;

    do {
        label = lf_str_cut(&host, '.');
    } while (host.len > 0);

    for (i = 0; i < label.len; i++) {
        if (label.data[i] < '0' || label.data[i] > '9') {
            return 0;
        }
    }

    return 1;
}


/* What the URL standard percent-encodes is encoded; blanks are refused. */

static int
lf_value_url_rest(lf_out_t *out, lf_str_t rest)
{
    char         c;
    uint32_t     code;
    const char  *p, *start, *end;

    static const char  hex[] = "0123456789ABCDEF";

    p = rest.data;
    end = rest.data + rest.len;

    while (p < end) {
        start = p;
        (void) lf_utf8_next(&p, end, &code);

        if (code == '\\' || lf_utf8_is_space(code)
            || lf_utf8_is_control(code) || lf_utf8_is_bidi_control(code))
        {
            return -1;
        }

        for ( /* void */ ; start < p; start++) {
            c = *start;

            if (code < 0x80 && strchr("\"<>^`{|}", c) == NULL) {
                lf_out_byte(out, c);
                continue;
            }

            lf_out_byte(out, '%');
            lf_out_byte(out, hex[(unsigned char) c >> 4]);
            lf_out_byte(out, hex[(unsigned char) c & 0x0f]);
        }
    }

    return 0;
}
