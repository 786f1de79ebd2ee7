/*
 * lf_out: a growing output, with the escapes that HTML and JSON ask for, and
 * base64url.
 */

#include <lead_form/lf_base.h>


#define LF_OUT_SIZE_MIN  256


static int lf_out_reserve(lf_out_t *out, size_t more);
static inline int lf_out_html_is_plain(unsigned char c);
static lf_str_t lf_out_html_escape(char c);
static void lf_out_json_escape(lf_out_t *out, unsigned char c);


static const char  lf_base64url_alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* Its inverse, by ASCII code from '-' on. */
static const int8_t  lf_base64url_values[] = {
     62,  -1,  -1,  52,  53,  54,  55,  56,  57,  58,  59,  60,  61,
     -1,  -1,  -1,  -1,  -1,  -1,  -1,   0,   1,   2,   3,   4,   5,
      6,   7,   8,   9,  10,  11,  12,  13,  14,  15,  16,  17,  18,
     19,  20,  21,  22,  23,  24,  25,  -1,  -1,  -1,  -1,  63,  -1,
     26,  27,  28,  29,  30,  31,  32,  33,  34,  35,  36,  37,  38,
     39,  40,  41,  42,  43,  44,  45,  46,  47,  48,  49,  50,  51,
};


void
lf_out_init(lf_out_t *out, lf_mem_t *mem, size_t hint)
{
    out->mem = mem;
    out->data = NULL;
    out->len = 0;
    out->size = 0;
    out->failed = 0;

    if (hint > 0) {
        (void) lf_out_reserve(out, hint);
    }
}


static int
lf_out_reserve(lf_out_t *out, size_t more)
{
    char    *data;
    size_t   size;

    if (out->failed) {
        return -1;
    }

    if (more <= out->size - out->len) {
        return 0;
    }

    if (more > SIZE_MAX / 4 || out->len > SIZE_MAX / 4) {
        out->failed = 1;
        return -1;
    }

    size = out->size * 2;

    if (size < out->len + more) {
        size = out->len + more;
    }

    if (size < LF_OUT_SIZE_MIN) {
        size = LF_OUT_SIZE_MIN;
    }

    data = lf_alloc(out->mem, size);
    if (data == NULL) {
        out->failed = 1;
        return -1;
    }

    if (out->len > 0) {
        memcpy(data, out->data, out->len);
    }

    out->data = data;
    out->size = size;

    return 0;
}


void
lf_out_add(lf_out_t *out, lf_str_t s)
{
    if (s.len == 0 || lf_out_reserve(out, s.len) != 0) {
        return;
    }

    memcpy(out->data + out->len, s.data, s.len);
    out->len += s.len;
}


void
lf_out_byte(lf_out_t *out, char c)
{
    if (lf_out_reserve(out, 1) == 0) {
        out->data[out->len++] = c;
    }
}


void
lf_out_int(lf_out_t *out, int64_t n)
{
    char  digits[LF_INT_TEXT_LEN];

    lf_out_add(out, lf_int_text(n, digits));
}


/*
 * A control character is no character of HTML (but white space is): what a
 * person typed comes back with U+FFFD in its place.
 */

void
lf_out_html(lf_out_t *out, lf_str_t s)
{
    size_t    i, start;
    lf_str_t  escape;

    start = 0;

    for (i = 0; i < s.len; i++) {
        if (lf_out_html_is_plain((unsigned char) s.data[i])) {
            continue;
        }

        escape = lf_out_html_escape(s.data[i]);

        if (escape.len == 0) {
            continue;
        }

        lf_out_add(out, (lf_str_t) { s.data + start, i - start });
        lf_out_add(out, escape);
        start = i + 1;
    }

    if (start < s.len) {
        lf_out_add(out, (lf_str_t) { s.data + start, s.len - start });
    }
}


/* Most bytes are; of the others, an escape may still be none. */

static inline int
lf_out_html_is_plain(unsigned char c)
{
    return c > '>' ? c != 0x7f : (c >= '(' && c <= ';') || c == ' ';
}


static lf_str_t
lf_out_html_escape(char c)
{
    switch (c) {

    case '&':
        return lf_str("&amp;");

    case '<':
        return lf_str("&lt;");

    case '>':
        return lf_str("&gt;");

    case '"':
        return lf_str("&quot;");

    case '\'':
        return lf_str("&#39;");

    case '\t':
    case '\n':
    case '\r':
        return lf_null_str;

    default:
        return (unsigned char) c < 0x20 || c == 0x7f
               ? lf_str("\xef\xbf\xbd") : lf_null_str;
    }
}


void
lf_out_json(lf_out_t *out, lf_str_t s)
{
    size_t         i, start;
    unsigned char  c;

    lf_out_byte(out, '"');
    start = 0;

    for (i = 0; i < s.len; i++) {
        c = (unsigned char) s.data[i];

        if (c >= 0x20 && c != '"' && c != '\\') {
            continue;
        }

        lf_out_add(out, (lf_str_t) { s.data + start, i - start });
        lf_out_json_escape(out, c);
        start = i + 1;
    }

    if (start < s.len) {
        lf_out_add(out, (lf_str_t) { s.data + start, s.len - start });
    }

    lf_out_byte(out, '"');
}


static void
lf_out_json_escape(lf_out_t *out, unsigned char c)
{
    static const char  hex[] = "0123456789abcdef";

    lf_out_byte(out, '\\');

    if (c == '"' || c == '\\') {
        lf_out_byte(out, (char) c);

    } else if (c == '\n') {
        lf_out_byte(out, 'n');

    } else {
        lf_out_lit(out, "u00");
        lf_out_byte(out, hex[c >> 4]);
        lf_out_byte(out, hex[c & 0x0f]);
    }
}


lf_str_t
lf_out_str(const lf_out_t *out)
{
    if (out->failed) {
        return lf_null_str;
    }

    return (lf_str_t) { out->data == NULL ? "" : out->data, out->len };
}


void
lf_base64url_encode(char *dst, const uint8_t *src, size_t len)
{
    size_t    i;
    unsigned  bits;
    uint32_t  rest;

    bits = 0;
    rest = 0;

    for (i = 0; i < len; i++) {
        rest = rest << 8 | src[i];

        for (bits += 8; bits >= 6; /* void */ ) {
            bits -= 6;
            *dst++ = lf_base64url_alphabet[rest >> bits & 0x3f];
        }
    }

    if (bits > 0) {
        *dst = lf_base64url_alphabet[rest << (6 - bits) & 0x3f];
    }
}


int
lf_base64url_decode(uint8_t *dst, size_t len, lf_str_t s)
{
    int       value;
    size_t    i, code;
    unsigned  bits;
    uint32_t  rest;

    if (s.len != LF_BASE64URL_LEN(len)) {
        return -1;
    }

    bits = 0;
    rest = 0;

    for (i = 0; i < s.len; i++) {
        code = (size_t) (unsigned char) s.data[i] - '-';
        value = code < sizeof(lf_base64url_values)
                ? lf_base64url_values[code] : -1;

        if (value < 0) {
            return -1;
        }

        rest = rest << 6 | (uint32_t) value;
        bits += 6;

        if (bits >= 8) {
            bits -= 8;
            *dst++ = (uint8_t) (rest >> bits);
        }
    }

    return (rest & ((1u << bits) - 1)) == 0 ? 0 : -1;
}
