/*
 * lf_form_scalar: the loader's single values: names, numbers, durations,
 * dates, URLs.
 */

#include <math.h>
#include <stdio.h>

#include "lf_form_load.h"


#define LF_DURATION_TEXT_LEN  32
#define LF_DAYS               3         /* in lf_units[] */


static const char *lf_duration_text(int64_t seconds,
    char text[LF_DURATION_TEXT_LEN]);
static int lf_url_host_check(lf_str_t host);
static int lf_url_host_has(char c, size_t at);
static int lf_digit_pair(const char *p);


static const char     lf_unit_names[] = "smhdw";
static const int64_t  lf_units[] = { 1, 60, 3600, 86400, 604800 };


/* `example` is what would be right, quotes included. */

int
lf_form_string_parse(lf_json_doc_t *doc, const lf_json_t *value,
    const char *example, lf_str_t *s)
{
    if (value->type != LF_JSON_STRING) {
        lf_json_error(doc, value, "%s does not belong here; write a text "
                      "like %s", lf_json_type_name(value), example);
        return -1;
    }

    *s = value->string;

    return 0;
}


/* A field's name, which is a key, or a consent's id. */

int
lf_form_name_check(lf_json_doc_t *doc, const lf_json_t *at, lf_str_t name)
{
    char             c;
    size_t           i, offset;
    lf_json_shown_t  shown;

    offset = name.data == at->key.data ? at->key_at : at->at;

    for (i = 0; i < name.len; i++) {
        c = name.data[i];

        if (!((c >= 'a' && c <= 'z')
              || (i > 0 && (c == '_' || (c >= '0' && c <= '9')))))
        {
            break;
        }
    }

    if (i < name.len || i == 0 || i > LF_NAME_LEN_MAX) {
        lf_json_offset_error(doc, at, offset, "%s is no name; use a to z, 0 "
                             "to 9 and _, beginning with a letter, at most "
                             "%d", lf_json_show(&shown, name),
                             LF_NAME_LEN_MAX);
        return -1;
    }

    if (lf_str_starts_with(name, lf_str("lf_"))) {
        lf_json_offset_error(doc, at, offset, "names beginning with lf_ are "
                             "the page's own; choose another one");
        return -1;
    }

    return 0;
}


int
lf_form_boolean_parse(lf_json_doc_t *doc, const lf_json_t *value,
    int *boolean)
{
    if (value->type != LF_JSON_BOOLEAN) {
        lf_json_error(doc, value, "%s does not belong here; write true or "
                      "false", lf_json_type_name(value));
        return -1;
    }

    *boolean = value->boolean;

    return 0;
}


int
lf_form_integer_parse(lf_json_doc_t *doc, const lf_json_t *value,
    int64_t min, int64_t max, int64_t *n)
{
    if (value->type != LF_JSON_NUMBER || value->number != floor(value->number)
        || value->number < (double) min || value->number > (double) max)
    {
        lf_json_error(doc, value, "this must be a whole number from %lld to "
                      "%lld", (long long) min, (long long) max);
        return -1;
    }

    *n = (int64_t) value->number;

    return 0;
}


int
lf_form_duration_parse(lf_json_doc_t *doc, const lf_json_t *value,
    int64_t min, int64_t max, int64_t *seconds)
{
    size_t       unit;
    int64_t      n;
    lf_str_t     digits, s;
    const char  *found;
    char         low[LF_DURATION_TEXT_LEN], high[LF_DURATION_TEXT_LEN];

    s = value->type == LF_JSON_STRING ? value->string : lf_null_str;
    found = s.len > 1 ? memchr(lf_unit_names, s.data[s.len - 1],
                             sizeof(lf_unit_names) - 1)
                      : NULL;
    digits = (lf_str_t) { s.data, found != NULL ? s.len - 1 : 0 };

    if (found == NULL || digits.data[0] == '-' || digits.data[0] == '+'
        || lf_str_int(digits, &n) != 0)
    {
        lf_json_error(doc, value, "this is no duration; write a text of a "
                      "whole number and s, m, h, d or w, like \"30m\" or "
                      "\"90d\"");
        return -1;
    }

    unit = found - lf_unit_names;

    if (n <= max / lf_units[unit] && n * lf_units[unit] >= min) {
        *seconds = n * lf_units[unit];
        return 0;
    }

    lf_json_error(doc, value, "this duration is out of bounds; it must be "
                  "from %s to %s", lf_duration_text(min, low),
                  lf_duration_text(max, high));

    return -1;
}


/* As a marketer would write it: in the largest unit up to days that fits. */

static const char *
lf_duration_text(int64_t seconds, char text[LF_DURATION_TEXT_LEN])
{
    size_t  unit;

    for (unit = LF_DAYS; unit > 0; unit--) {
        if (seconds > 0 && seconds % lf_units[unit] == 0) {
            break;
        }
    }

    (void) snprintf(text, LF_DURATION_TEXT_LEN, "\"%lld%c\"",
                    (long long) (seconds / lf_units[unit]),
                    lf_unit_names[unit]);

    return text;
}


int
lf_form_url_parse(lf_mem_t *mem, lf_json_doc_t *doc, const lf_json_t *value,
    lf_str_t *url)
{
    lf_str_t  s;

    if (lf_form_string_parse(doc, value, "\"/thanks\"", &s) != 0
        || lf_form_url_check(doc, value, s) != 0)
    {
        return -1;
    }

    *url = lf_str_copy(mem, s);

    if (url->data == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    return 0;
}


/*
 * Only what RFC 3986 allows: no browser can read a backslash as a second
 * slash, and no character can end the header that the URL goes into.
 */

int
lf_form_url_check(lf_json_doc_t *doc, const lf_json_t *at, lf_str_t url)
{
    size_t             i;
    lf_str_t           rest, host;
    static const char  allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        "-._~:/?#[]@!$&'()*+,;=%";

    if (url.len > LF_URL_LEN_MAX) {
        lf_json_error(doc, at, "this URL has %zu bytes; at most %d are "
                      "allowed", url.len, LF_URL_LEN_MAX);
        return -1;
    }

    for (i = 0; i < url.len; i++) {
        if (memchr(allowed, url.data[i], sizeof(allowed) - 1) == NULL) {
            lf_json_error(doc, at, "a URL cannot hold the character at byte "
                          "%zu; percent-encode it, a blank as %%20", i + 1);
            return -1;
        }
    }

    if (url.len > 0 && url.data[0] == '/'
        && (url.len == 1 || url.data[1] != '/'))
    {
        return 0;
    }

    rest = url;

    if (lf_str_starts_with(url, lf_str("https://"))) {
        rest.data += 8;
        rest.len -= 8;

    } else if (lf_str_starts_with(url, lf_str("http://"))) {
        rest.data += 7;
        rest.len -= 7;

    } else {
        lf_json_error(doc, at, "this is neither a path nor a URL; begin it "
                      "with one / or with https://");
        return -1;
    }

    for (i = 0; i < rest.len && strchr("/?#", rest.data[i]) == NULL; i++) {
        /* void */
    }

    host = (lf_str_t) { rest.data, i };

    if (lf_url_host_check(host) != 0) {
        lf_json_error(doc, at, "this URL has no valid host; write it like "
                      "https://example.com/path");
        return -1;
    }

    return 0;
}


/* A name or an address, and maybe a port; no user or password. */

static int
lf_url_host_check(lf_str_t host)
{
    size_t       i, len;
    int64_t      port;
    const char  *end;

    len = 0;

    if (host.len > 0 && host.data[0] == '[') {
        end = memchr(host.data, ']', host.len);
        len = end != NULL ? (size_t) (end - host.data) + 1 : 0;

        for (i = 1; i + 1 < len; i++) {
            if (strchr("0123456789abcdefABCDEF:.", host.data[i]) == NULL) {
                return -1;
            }
        }

        len = len > 3 ? len : 0;

    } else {
        while (len < host.len && lf_url_host_has(host.data[len], len)) {
            len++;
        }
    }

    if (len == 0) {
        return -1;
    }

    if (len == host.len) {
        return 0;
    }

    if (host.data[len] != ':' || len + 1 == host.len) {
        return -1;
    }

    host.data += len + 1;
    host.len -= len + 1;

    return lf_str_int(host, &port) == 0 && port >= 1 && port <= 65535 ? 0 : -1;
}


static int
lf_url_host_has(char c, size_t at)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || (c >= '0' && c <= '9') || (at > 0 && (c == '-' || c == '.'));
}


/* YYYY-MM-DD, a day of the calendar. */

int
lf_form_date_is(lf_str_t s)
{
    int                year, month, day, leap;
    static const char  days[] = { 31, 28, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31 };

    if (s.len != 10 || s.data[4] != '-' || s.data[7] != '-'
        || lf_digit_pair(s.data) < 0 || lf_digit_pair(s.data + 2) < 0)
    {
        return 0;
    }

    year = lf_digit_pair(s.data) * 100 + lf_digit_pair(s.data + 2);
    month = lf_digit_pair(s.data + 5);
    day = lf_digit_pair(s.data + 8);

    if (year < 1 || month < 1 || month > 12 || day < 1) {
        return 0;
    }

    leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return day <= days[month - 1] + (leap && month == 2);
}


static int
lf_digit_pair(const char *p)
{
    if (p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9') {
        return -1;
    }

    return (p[0] - '0') * 10 + (p[1] - '0');
}
