/*
 * lf_attribution_page: the address of the page that holds a form, as
 * conditions and events have it.
 */

#include <lead_form/lf_submission.h>

#include "lf_attribution.h"


static lf_str_t lf_address_cut(lf_str_t address, lf_str_t host);
static int lf_address_is_path(lf_str_t address);
static int lf_path_decode(lf_mem_t *mem, lf_str_t path, lf_str_t *decoded);
static int lf_hex(char c);


int
lf_attribution_page(lf_mem_t *mem, lf_str_t address, lf_str_t host,
    lf_str_t *page)
{
    *page = lf_null_str;

    address = lf_address_cut(address, host);

    if (!lf_address_is_path(address)) {
        *page = lf_referrer_clean(address);
        return 0;
    }

    address = lf_str_cut(&address, '#');

    return lf_path_decode(mem, lf_str_cut(&address, '?'), page);
}


/* Of this host, without scheme and host; else as it is.  Borrowed. */

static lf_str_t
lf_address_cut(lf_str_t address, lf_str_t host)
{
    size_t    len;
    lf_str_t  url, rest;

    url = lf_referrer_clean(address);
    if (url.len == 0 || host.len == 0) {
        return address;
    }

    rest = url;
    (void) lf_str_cut(&rest, ':');
    rest = (lf_str_t) { rest.data + 2, rest.len - 2 };
    len = rest.data - url.data;

    if (!lf_str_eq_nocase(lf_str_cut(&rest, '/'), host)) {
        return address;
    }

    len += host.len;

    return len == url.len ? lf_str("/")
                          : (lf_str_t) { address.data + len,
                                         address.len - len };
}


/* "//" and "/\" begin another origin. */

static int
lf_address_is_path(lf_str_t address)
{
    return address.len > 0 && address.data[0] == '/'
           && (address.len == 1
               || (address.data[1] != '/' && address.data[1] != '\\'));
}


lf_str_t
lf_attribution_query(lf_str_t address)
{
    address = lf_str_cut(&address, '#');
    (void) lf_str_cut(&address, '?');

    return address;
}


/* As nginx decodes its own: a "%" that begins no escape stands for itself. */

static int
lf_path_decode(lf_mem_t *mem, lf_str_t path, lf_str_t *decoded)
{
    int     high, low;
    char   *data, *p;
    size_t  i;

    if (path.len > LF_URL_LEN_MAX) {
        return 0;
    }

    data = lf_alloc(mem, path.len);
    if (data == NULL) {
        return -1;
    }

    p = data;

    for (i = 0; i < path.len; i++) {
        high = -1;
        low = -1;

        if (path.data[i] == '%' && path.len - i > 2) {
            high = lf_hex(path.data[i + 1]);
            low = lf_hex(path.data[i + 2]);
        }

        if (high >= 0 && low >= 0) {
            *p++ = (char) (high << 4 | low);
            i += 2;

        } else {
            *p++ = path.data[i];
        }
    }

    return lf_attribution_clean(mem, (lf_str_t) { data, p - data },
                                LF_URL_LEN_MAX, decoded);
}


static int
lf_hex(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }

    c |= 0x20;

    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
