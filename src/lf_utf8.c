/*
 * lf_utf8: UTF-8 one code point at a time, and NFC by utf8proc.
 */

#include <stdlib.h>

#include <utf8proc.h>

#include <lead_form/lf_value.h>

#include "lf_utf8.h"


/* The first code point that NFC may change begins with this byte: U+0300. */
#define LF_UTF8_NFC_LEAD  0xcc


/* Unicode's table 3-7: what may follow a lead byte. */
typedef struct {
    unsigned char  first;               /* lead bytes */
    unsigned char  last;
    unsigned char  low;                 /* the second byte */
    unsigned char  high;
    unsigned char  more;                /* bytes that follow the lead */
} lf_utf8_row_t;


static const lf_utf8_row_t *lf_utf8_row(unsigned char lead);
static lf_str_t lf_utf8_nfc_into(lf_mem_t *mem, lf_str_t s,
    utf8proc_int32_t *codes, utf8proc_ssize_t count);


static const lf_utf8_row_t  lf_utf8_rows[] = {
    { 0xc2, 0xdf, 0x80, 0xbf, 1 },
    { 0xe0, 0xe0, 0xa0, 0xbf, 2 },
    { 0xe1, 0xec, 0x80, 0xbf, 2 },
    { 0xed, 0xed, 0x80, 0x9f, 2 },
    { 0xee, 0xef, 0x80, 0xbf, 2 },
    { 0xf0, 0xf0, 0x90, 0xbf, 3 },
    { 0xf1, 0xf3, 0x80, 0xbf, 3 },
    { 0xf4, 0xf4, 0x80, 0x8f, 3 }
};


int
lf_utf8_next(const char **p, const char *end, uint32_t *code)
{
    unsigned char         c, low, high;
    unsigned              i;
    const lf_utf8_row_t  *row;

    c = (unsigned char) *(*p)++;

    if (c < 0x80) {
        *code = c;
        return 1;
    }

    row = lf_utf8_row(c);
    if (row == NULL) {
        return 0;
    }

    *code = c & (0x3fu >> row->more);
    low = row->low;
    high = row->high;

    for (i = 0; i < row->more; i++) {
        if (*p == end) {
            return 0;
        }

        c = (unsigned char) **p;

        if (c < low || c > high) {
            return 0;
        }

        *code = *code << 6 | (c & 0x3f);
        low = 0x80;
        high = 0xbf;
        (*p)++;
    }

    return 1;
}


static const lf_utf8_row_t *
lf_utf8_row(unsigned char lead)
{
    size_t  i;

    for (i = 0; i < LF_ARRAY_SIZE(lf_utf8_rows); i++) {
        if (lead >= lf_utf8_rows[i].first && lead <= lf_utf8_rows[i].last) {
            return &lf_utf8_rows[i];
        }
    }

    return NULL;
}


const char *
lf_utf8_last(const char *start, const char *end, uint32_t *code)
{
    const char  *first, *p;

    first = end - 1;

    while (first > start && ((unsigned char) *first & 0xc0) == 0x80) {
        first--;
    }

    p = first;
    (void) lf_utf8_next(&p, end, code);

    return first;
}


size_t
lf_utf8_put(char *dst, uint32_t code)
{
    if (code < 0x80) {
        dst[0] = (char) code;
        return 1;
    }

    if (code < 0x800) {
        dst[0] = (char) (0xc0 | code >> 6);
        dst[1] = (char) (0x80 | (code & 0x3f));
        return 2;
    }

    if (code < 0x10000) {
        dst[0] = (char) (0xe0 | code >> 12);
        dst[1] = (char) (0x80 | (code >> 6 & 0x3f));
        dst[2] = (char) (0x80 | (code & 0x3f));
        return 3;
    }

    dst[0] = (char) (0xf0 | code >> 18);
    dst[1] = (char) (0x80 | (code >> 12 & 0x3f));
    dst[2] = (char) (0x80 | (code >> 6 & 0x3f));
    dst[3] = (char) (0x80 | (code & 0x3f));

    return 4;
}


int
lf_utf8_valid(lf_str_t s)
{
    uint32_t     code;
    const char  *p, *end;

    if (s.len == 0) {
        return 1;
    }

    p = s.data;
    end = s.data + s.len;

    while (p < end) {
        if ((unsigned char) *p < 0x80) {
            p++;

        } else if (!lf_utf8_next(&p, end, &code)) {
            return 0;
        }
    }

    return 1;
}


lf_str_t
lf_utf8_decode(lf_mem_t *mem, lf_str_t s)
{
    char        *data, *q;
    uint32_t     code;
    const char  *p, *end;

    if (s.len == 0) {
        return lf_str("");
    }

    if (lf_utf8_valid(s)) {
        return s;
    }

    /* one ill-formed byte may become the three of U+FFFD */

    data = s.len > SIZE_MAX / 3 ? NULL : lf_alloc(mem, s.len * 3);
    if (data == NULL) {
        return lf_null_str;
    }

    p = s.data;
    end = s.data + s.len;
    q = data;

    while (p < end) {
        if (!lf_utf8_next(&p, end, &code)) {
            code = LF_REPLACEMENT;
        }

        q += lf_utf8_put(q, code);
    }

    return (lf_str_t) { data, q - data };
}


size_t
lf_utf8_length(lf_str_t s)
{
    size_t  i, count;

    count = 0;

    for (i = 0; i < s.len; i++) {
        count += ((unsigned char) s.data[i] & 0xc0) != 0x80;
    }

    return count;
}


lf_str_t
lf_utf8_nfc(lf_mem_t *mem, lf_str_t s)
{
    size_t             i;
    lf_str_t           nfc;
    utf8proc_int32_t  *codes;
    utf8proc_ssize_t   count;

    for (i = 0; i < s.len; i++) {
        if ((unsigned char) s.data[i] >= LF_UTF8_NFC_LEAD) {
            break;
        }
    }

    if (i == s.len) {
        return s.len == 0 ? lf_str("") : s;
    }

    count = utf8proc_decompose((const utf8proc_uint8_t *) s.data, s.len, NULL,
                               0, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (count < 0) {
        return lf_null_str;
    }

    /* utf8proc_reencode() writes UTF-8 in place, and a NUL behind it */

    codes = malloc(((size_t) count + 1) * sizeof(utf8proc_int32_t));
    if (codes == NULL) {
        return lf_null_str;
    }

    nfc = lf_utf8_nfc_into(mem, s, codes, count);

    free(codes);

    return nfc;
}


static lf_str_t
lf_utf8_nfc_into(lf_mem_t *mem, lf_str_t s, utf8proc_int32_t *codes,
    utf8proc_ssize_t count)
{
    lf_str_t            nfc;
    utf8proc_option_t   options;

    options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;

    count = utf8proc_decompose((const utf8proc_uint8_t *) s.data, s.len, codes,
                               count, options);
    if (count < 0) {
        return lf_null_str;
    }

    count = utf8proc_reencode(codes, count, options);
    if (count < 0) {
        return lf_null_str;
    }

    nfc.data = (const char *) codes;
    nfc.len = count;

    return lf_str_eq(nfc, s) ? s : lf_str_copy(mem, nfc);
}
