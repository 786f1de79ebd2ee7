/*
 * lf_referrer: of the page somebody came from, its origin and path; a query
 * or a fragment may hold what nobody meant to tell.
 */

#include <lead_form/lf_form.h>
#include <lead_form/lf_submission.h>


static size_t lf_scheme_len(lf_str_t url);


lf_str_t
lf_referrer_clean(lf_str_t referrer)
{
    size_t         i, host;
    unsigned char  c;

    host = lf_scheme_len(referrer);
    if (host == 0) {
        return lf_null_str;
    }

    for (i = host; i < referrer.len; i++) {
        c = (unsigned char) referrer.data[i];

        if (c == '?' || c == '#') {
            break;
        }

        if (i == LF_URL_LEN_MAX || c <= 0x20 || c >= 0x7f
            || memchr("\"<>\\`{}", c, 7) != NULL)
        {
            return lf_null_str;
        }
    }

    referrer.len = i;

    referrer.data += host;
    referrer.len -= host;

    /* A host, and no user before it. */

    for (i = 0; i < referrer.len && referrer.data[i] != '/'; i++) {
        if (referrer.data[i] == '@') {
            return lf_null_str;
        }
    }

    if (i == 0) {
        return lf_null_str;
    }

    return (lf_str_t) { referrer.data - host, referrer.len + host };
}


static size_t
lf_scheme_len(lf_str_t url)
{
    size_t                 i;
    lf_str_t               begin;
    static const lf_str_t  schemes[] = { { "https://", 8 }, { "http://", 7 } };

    for (i = 0; i < LF_ARRAY_SIZE(schemes); i++) {

        if (url.len < schemes[i].len) {
            continue;
        }

        begin = (lf_str_t) { url.data, schemes[i].len };

        if (lf_str_eq_nocase(begin, schemes[i])) {
            return schemes[i].len;
        }
    }

    return 0;
}
