/*
 * lf_origin: reading the origins that a configuration names.
 */

#include <lead_form/lf_origin.h>

#include <string.h>

#define LF_PORT_MAX  65535


static lf_origin_result_t lf_origin_read_host(lf_str_t *rest, lf_str_t *host);
static size_t lf_origin_span(lf_str_t s, const char *these);
static lf_origin_result_t lf_origin_stranger(char c);
static lf_origin_result_t lf_origin_read_port(lf_str_t port, lf_str_t own,
    int *is_own);
static int lf_origin_is_loopback(lf_str_t host);


lf_origin_result_t
lf_origin_read(lf_mem_t *mem, lf_str_t text, lf_str_t *origin)
{
    int                  is_plain, is_own;
    char                *p;
    size_t               i;
    lf_str_t             host, rest;
    lf_origin_result_t   result;

    if (text.len > LF_ORIGIN_LEN_MAX) {
        return LF_ORIGIN_HOST;
    }

    p = lf_alloc(mem, text.len + 1);
    if (p == NULL) {
        return LF_ORIGIN_NO_MEMORY;
    }

    for (i = 0; i < text.len; i++) {
        p[i] = text.data[i] >= 'A' && text.data[i] <= 'Z'
               ? text.data[i] | 0x20 : text.data[i];
    }

    *origin = (lf_str_t) { p, text.len };
    is_plain = lf_str_starts_with(*origin, lf_str("http://"));

    if (!is_plain && !lf_str_starts_with(*origin, lf_str("https://"))) {
        return lf_str_is(*origin, "*") ? LF_ORIGIN_WILDCARD : LF_ORIGIN_SCHEME;
    }

    i = is_plain ? 7 : 8;
    rest = (lf_str_t) { origin->data + i, origin->len - i };

    result = lf_origin_read_host(&rest, &host);
    if (result != LF_ORIGIN_OK) {
        return result;
    }

    result = lf_origin_read_port(rest, is_plain ? lf_str(":80")
                                                : lf_str(":443"), &is_own);
    if (result != LF_ORIGIN_OK) {
        return result;
    }

    if (is_own) {
        origin->len -= rest.len;
    }

    return is_plain && !lf_origin_is_loopback(host) ? LF_ORIGIN_PLAIN
                                                    : LF_ORIGIN_OK;
}


/* *rest moves behind the host: to a port with its colon, or to nothing. */

static lf_origin_result_t
lf_origin_read_host(lf_str_t *rest, lf_str_t *host)
{
    size_t       i;
    const char  *of_name, *of_address;

    of_name = "abcdefghijklmnopqrstuvwxyz0123456789-._";
    of_address = "[abcdef0123456789:.";

    if (rest->len > 0 && rest->data[0] == '[') {
        i = lf_origin_span(*rest, of_address);

        if (i < sizeof("[::") - 1 || i == rest->len || rest->data[i] != ']') {
            return LF_ORIGIN_HOST;
        }

        i++;

    } else {
        i = lf_origin_span(*rest, of_name);
    }

    *host = (lf_str_t) { rest->data, i };
    *rest = (lf_str_t) { rest->data + i, rest->len - i };

    if (rest->len > 0 && rest->data[0] != ':') {
        return lf_origin_stranger(rest->data[0]);
    }

    return i == 0 || host->data[0] == '.' ? LF_ORIGIN_HOST : LF_ORIGIN_OK;
}


/* How many characters at its beginning are among these. */

static size_t
lf_origin_span(lf_str_t s, const char *these)
{
    size_t  i;

    for (i = 0; i < s.len; i++) {
        if (s.data[i] == '\0' || strchr(these, s.data[i]) == NULL) {
            break;
        }
    }

    return i;
}


/* What a character means that cannot stand in a host. */

static lf_origin_result_t
lf_origin_stranger(char c)
{
    switch (c) {

    case '*':
        return LF_ORIGIN_WILDCARD;

    case '/':
    case '?':
    case '#':
        return LF_ORIGIN_PATH;

    default:
        return LF_ORIGIN_HOST;
    }
}


static lf_origin_result_t
lf_origin_read_port(lf_str_t port, lf_str_t own, int *is_own)
{
    size_t              i;
    int64_t             n;
    lf_origin_result_t  result;

    *is_own = lf_str_eq(port, own);

    if (port.len == 0) {
        return LF_ORIGIN_OK;
    }

    i = 1 + lf_origin_span((lf_str_t) { port.data + 1, port.len - 1 },
                           "0123456789");

    if (i < port.len) {
        result = lf_origin_stranger(port.data[i]);
        return result == LF_ORIGIN_HOST ? LF_ORIGIN_PORT : result;
    }

    /* A browser writes no zero before it. */

    if (port.len < 2 || port.data[1] == '0'
        || lf_str_int((lf_str_t) { port.data + 1, port.len - 1 }, &n) != 0
        || n > LF_PORT_MAX)
    {
        return LF_ORIGIN_PORT;
    }

    return LF_ORIGIN_OK;
}


static int
lf_origin_is_loopback(lf_str_t host)
{
    size_t    len;
    lf_str_t  end;

    len = sizeof(".localhost") - 1;
    end = host.len > len ? (lf_str_t) { host.data + host.len - len, len }
                         : lf_str("");

    return lf_str_is(host, "localhost") || lf_str_is(end, ".localhost")
           || lf_str_is(host, "127.0.0.1") || lf_str_is(host, "[::1]");
}


lf_str_t
lf_origin_problem(lf_origin_result_t result)
{
    switch (result) {

    case LF_ORIGIN_SCHEME:
        return lf_str("an origin is https://HOST or https://HOST:PORT");

    case LF_ORIGIN_PLAIN:
        return lf_str("http:// is taken of localhost, 127.0.0.1 and [::1] "
                      "only");

    case LF_ORIGIN_WILDCARD:
        return lf_str("there are no wildcards, each origin is named");

    case LF_ORIGIN_PATH:
        return lf_str("an origin ends with the host or the port");

    case LF_ORIGIN_HOST:
        return lf_str("this is no host's name in ASCII "
                      "(xn--mnchen-3ya.example for others)");

    case LF_ORIGIN_PORT:
        return lf_str("the port is no number from 1 to 65535");

    default:
        return lf_str("memory is out");
    }
}
