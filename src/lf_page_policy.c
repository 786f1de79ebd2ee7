/*
 * lf_page_policy: the Content-Security-Policy: the inlined styles by their
 * hashes, a site's own stylesheet, and where a post may lead.
 */

#include "lf_page_program.h"
#include "lf_style.h"


#define LF_POLICY_STYLE                                                      \
    "default-src 'none'; style-src '" LF_STYLE_HASH "' '"                    \
    LF_STYLE_MORE_HASH "'"
#define LF_POLICY_FRONT  LF_POLICY_STYLE "; form-action 'self'"
#define LF_POLICY_BACK   "; frame-ancestors 'self'; base-uri 'none'"


static lf_str_t lf_page_origin(lf_str_t url);
static size_t lf_page_scheme(lf_str_t url, lf_str_t scheme);
static int lf_page_origin_is_new(const lf_form_t *form, size_t n,
    lf_str_t origin);


lf_str_t
lf_page_plain_policy(void)
{
    return lf_str(LF_POLICY_FRONT LF_POLICY_BACK);
}


lf_str_t
lf_page_policy(const lf_form_t *form)
{
    return form->page->policy;
}


lf_str_t
lf_page_policy_styled(lf_mem_t *mem, lf_str_t policy, lf_str_t source)
{
    size_t    n;
    lf_str_t  parts[4];

    n = sizeof(LF_POLICY_STYLE) - 1;

    parts[0] = (lf_str_t) { policy.data, n };
    parts[1] = lf_str(" ");
    parts[2] = source;
    parts[3] = (lf_str_t) { policy.data + n, policy.len - n };

    return lf_str_concat(mem, parts, LF_ARRAY_SIZE(parts));
}


/*
 * A path is anything that begins with one slash.  Of a URL all up to its
 * query is a source, where no character in it means something to the policy.
 */
int
lf_page_stylesheet(lf_str_t url, lf_str_t *source)
{
    char      c;
    size_t    i;
    lf_str_t  rest;

    if (url.len > LF_URL_LEN_MAX) {
        return -1;
    }

    for (i = 0; i < url.len; i++) {
        c = url.data[i];

        if (c <= ' ' || c > '~' || strchr("\"'<>\\", c) != NULL) {
            return -1;
        }
    }

    if (url.len > 0 && url.data[0] == '/') {
        *source = lf_str("'self'");
        return url.len > 1 && url.data[1] != '/' ? 0 : -1;
    }

    if (lf_page_scheme(url, lf_str("https://")) == 0
        || lf_page_origin(url).len == 0)
    {
        return -1;
    }

    rest = url;
    *source = lf_str_cut(&rest, '#');
    rest = *source;
    *source = lf_str_cut(&rest, '?');

    return lf_str_contains(*source, lf_str(";"))
           || lf_str_contains(*source, lf_str(",")) ? -1 : 0;
}


/* form-action holds for the redirect that answers a post, too. */
lf_str_t
lf_page_policy_make(lf_mem_t *mem, const lf_form_t *form)
{
    size_t    i;
    lf_out_t  out;
    lf_str_t  origin;

    lf_out_init(&out, mem, sizeof(LF_POLICY_FRONT LF_POLICY_BACK));
    lf_out_lit(&out, LF_POLICY_FRONT);

    for (i = 0; i < form->thanks_count; i++) {
        origin = lf_page_origin(form->thanks[i].redirect);

        if (origin.len > 0 && lf_page_origin_is_new(form, i, origin)) {
            lf_out_byte(&out, ' ');
            lf_out_add(&out, origin);
        }
    }

    lf_out_lit(&out, LF_POLICY_BACK);

    return lf_out_str(&out);
}


/*
 * The origin of an absolute URL, empty for a path.  Nothing but a host and a
 * port gets into the policy: a semicolon would begin a directive.
 */
static lf_str_t
lf_page_origin(lf_str_t url)
{
    char      c;
    size_t    i, start;

    start = lf_page_scheme(url, lf_str("https://"));

    if (start == 0) {
        start = lf_page_scheme(url, lf_str("http://"));
    }

    if (start == 0) {
        return lf_null_str;
    }

    for (i = start; i < url.len; i++) {
        c = url.data[i];

        if (c == '/' || c == '?' || c == '#') {
            break;
        }

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9') || strchr(".-:[]", c) != NULL))
        {
            return lf_null_str;
        }
    }

    return (lf_str_t) { url.data, i > start ? i : 0 };
}


static size_t
lf_page_scheme(lf_str_t url, lf_str_t scheme)
{
    return url.len > scheme.len
           && lf_str_eq_nocase((lf_str_t) { url.data, scheme.len }, scheme)
           ? scheme.len : 0;
}


static int
lf_page_origin_is_new(const lf_form_t *form, size_t n, lf_str_t origin)
{
    size_t  i;

    for (i = 0; i < n; i++) {
        if (lf_str_eq_nocase(lf_page_origin(form->thanks[i].redirect), origin))
        {
            return 0;
        }
    }

    return 1;
}
