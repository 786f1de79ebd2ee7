/*
 * lf_base: strings.
 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE                     /* memmem */
#endif

#include <lead_form/lf_base.h>


static inline char
lf_ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
}


int
lf_str_eq_nocase(lf_str_t a, lf_str_t b)
{
    size_t  i;

    if (a.len != b.len) {
        return 0;
    }

    for (i = 0; i < a.len; i++) {
        if (lf_ascii_lower(a.data[i]) != lf_ascii_lower(b.data[i])) {
            return 0;
        }
    }

    return 1;
}


int
lf_str_starts_with(lf_str_t s, lf_str_t prefix)
{
    return s.len >= prefix.len
           && (prefix.len == 0 || memcmp(s.data, prefix.data, prefix.len) == 0);
}


int
lf_str_contains(lf_str_t s, lf_str_t part)
{
    return part.len == 0
           || (s.len > 0 && memmem(s.data, s.len, part.data, part.len)
                            != NULL);
}


lf_str_t
lf_str_of(const char *z)
{
    return (lf_str_t) { z, z == NULL ? 0 : strlen(z) };
}


int
lf_str_int(lf_str_t s, int64_t *value)
{
    int       negative, digit;
    size_t    i;
    int64_t   n;

    negative = s.len > 0 && s.data[0] == '-';
    i = negative;
    n = 0;

    if (i == s.len) {
        return -1;
    }

    /* Counted downwards: the range of int64_t is one larger below zero. */

    for ( /* void */ ; i < s.len; i++) {
        if (s.data[i] < '0' || s.data[i] > '9') {
            return -1;
        }

        digit = s.data[i] - '0';

        if (n < (INT64_MIN + digit) / 10) {
            return -1;
        }

        n = n * 10 - digit;
    }

    if (!negative && n == INT64_MIN) {
        return -1;
    }

    *value = negative ? n : -n;

    return 0;
}


lf_str_t
lf_int_text(int64_t n, char digits[LF_INT_TEXT_LEN])
{
    size_t    i;
    uint64_t  rest;

    i = LF_INT_TEXT_LEN;
    rest = n < 0 ? - (uint64_t) n : (uint64_t) n;

    do {
        digits[--i] = (char) ('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);

    if (n < 0) {
        digits[--i] = '-';
    }

    return (lf_str_t) { digits + i, LF_INT_TEXT_LEN - i };
}


lf_str_t
lf_str_trim(lf_str_t s)
{
    while (s.len > 0 && (s.data[0] == ' ' || s.data[0] == '\t')) {
        s.data++;
        s.len--;
    }

    while (s.len > 0
           && (s.data[s.len - 1] == ' ' || s.data[s.len - 1] == '\t'))
    {
        s.len--;
    }

    return s;
}


lf_str_t
lf_str_cut(lf_str_t *rest, char mark)
{
    lf_str_t     part;
    const char  *end;

    part = *rest;
    end = rest->len > 0 ? memchr(rest->data, mark, rest->len) : NULL;

    if (end == NULL) {
        rest->data = rest->len > 0 ? rest->data + rest->len : rest->data;
        rest->len = 0;
        return part;
    }

    part.len = end - rest->data;
    rest->data = end + 1;
    rest->len -= part.len + 1;

    return part;
}


lf_str_t
lf_str_copy(lf_mem_t *mem, lf_str_t s)
{
    return lf_str_concat(mem, &s, 1);
}


lf_str_t
lf_str_concat(lf_mem_t *mem, const lf_str_t *parts, size_t count)
{
    char    *data, *p;
    size_t   i, len;

    len = 0;

    for (i = 0; i < count; i++) {
        len += parts[i].len;
    }

    data = lf_alloc(mem, len + 1);
    if (data == NULL) {
        return lf_null_str;
    }

    p = data;

    for (i = 0; i < count; i++) {
        if (parts[i].len > 0) {
            memcpy(p, parts[i].data, parts[i].len);
            p += parts[i].len;
        }
    }

    *p = '\0';

    return (lf_str_t) { data, len };
}
