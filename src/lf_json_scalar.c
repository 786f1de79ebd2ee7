/*
 * lf_json_scalar: the parser's numbers and strings.
 */

#include <math.h>

#include <lead_form/lf_form.h>

#include "lf_json_parser.h"
#include "lf_utf8.h"


#define LF_JSON_EXPONENT_MAX  1000
#define LF_JSON_DIGITS_MAX    18        /* that a uint64_t surely holds */


static size_t lf_json_digits(lf_json_parser_t *parser);
static double lf_json_number_value(lf_str_t s);
static int lf_json_exponent(lf_str_t s);
static int lf_json_unescape(lf_json_parser_t *parser, const lf_json_t *in,
    lf_str_t raw, lf_str_t *string);
static const char *lf_json_escape(const char *p, const char *end, char **dst);
static int lf_json_hex4(const char *p, const char *end);


int
lf_json_number(lf_json_parser_t *parser, lf_json_t *node)
{
    int          zero, bad;
    const char  *start;

    start = parser->p;
    parser->p += *parser->p == '-';

    zero = parser->p < parser->end && *parser->p == '0';
    bad = lf_json_digits(parser) != 1 && zero;
    bad |= parser->p == start || parser->p[-1] == '-';

    if (parser->p < parser->end && *parser->p == '.') {
        parser->p++;
        bad |= lf_json_digits(parser) == 0;
    }

    if (parser->p < parser->end && (*parser->p | 0x20) == 'e') {
        parser->p++;

        if (parser->p < parser->end && (*parser->p == '+'
                                        || *parser->p == '-'))
        {
            parser->p++;
        }

        bad |= lf_json_digits(parser) == 0;
    }

    node->type = LF_JSON_NUMBER;
    node->string = (lf_str_t) { start, parser->p - start };
    node->number = bad ? 0 : lf_json_number_value(node->string);

    if (bad || !isfinite(node->number)) {
        lf_json_offset_error(parser->doc, node->parent, node->at,
                             bad ? "this is no number; write it like 12 or "
                                   "-0.5, or put a text in double quotes"
                                 : "this number is too large; it must fit "
                                   "into a double");
        return -1;
    }

    return 0;
}


static size_t
lf_json_digits(lf_json_parser_t *parser)
{
    const char  *start;

    start = parser->p;

    while (parser->p < parser->end && *parser->p >= '0' && *parser->p <= '9') {
        parser->p++;
    }

    return parser->p - start;
}


/*
 * Without strtod(), whose decimal point the process's locale decides.  Exact
 * for up to 15 digits and exponents to 22, far beyond what a form holds.
 */

static double
lf_json_number_value(lf_str_t s)
{
    int       seen_point, negative, exponent, n, digits;
    size_t    i;
    double    value, power;
    uint64_t  mantissa;

    negative = s.data[0] == '-';
    mantissa = 0;
    exponent = 0;
    digits = 0;
    seen_point = 0;

    for (i = negative; i < s.len && (s.data[i] | 0x20) != 'e'; i++) {

        if (s.data[i] == '.') {
            seen_point = 1;
            continue;
        }

        if (digits < LF_JSON_DIGITS_MAX) {
            mantissa = mantissa * 10 + (s.data[i] - '0');
            digits += mantissa > 0;
            exponent -= seen_point;

        } else {
            exponent += !seen_point;
        }
    }

    if (mantissa > 0 && i < s.len) {
        exponent += lf_json_exponent((lf_str_t) { s.data + i + 1,
                                                  s.len - i - 1 });
    }

    value = (double) mantissa;
    n = exponent < 0 ? -exponent : exponent;
    n = n < LF_JSON_EXPONENT_MAX ? n : LF_JSON_EXPONENT_MAX;

    while (mantissa > 0 && n > 0) {
        power = pow(10, n < 22 ? n : 22);
        value = exponent < 0 ? value / power : value * power;
        n -= n < 22 ? n : 22;
    }

    return negative ? -value : value;
}


/* Cut off where no double could follow. */

static int
lf_json_exponent(lf_str_t s)
{
    int     n;
    size_t  i;

    i = s.data[0] == '-' || s.data[0] == '+';

    for (n = 0; i < s.len; i++) {
        if (n < LF_FILE_SIZE_MAX * 4) {
            n = n * 10 + (s.data[i] - '0');
        }
    }

    return s.data[0] == '-' ? -n : n;
}


int
lf_json_string(lf_json_parser_t *parser, const lf_json_t *in,
    lf_str_t *string)
{
    int          escapes;
    size_t       offset;
    lf_str_t     raw;
    const char  *p;

    escapes = 0;

    for (p = parser->p + 1; p < parser->end && *p != '"'; p++) {

        if ((unsigned char) *p < 0x20) {
            offset = p - parser->doc->text.data;

            lf_json_offset_error(parser->doc, in, offset,
                                 *p == '\n' || *p == '\r'
                                 ? "a text ends with its line; a quote is "
                                   "missing, or write \\n for a line break"
                                 : "a control character inside a text; "
                                   "remove it");
            return -1;
        }

        if (*p == '\\') {
            escapes = 1;
            p += p + 1 < parser->end;
        }
    }

    if (p == parser->end) {
        lf_json_offset_error(parser->doc, in,
                             parser->p - parser->doc->text.data,
                             "this text never ends; its closing quote is "
                             "missing");
        return -1;
    }

    raw.data = parser->p + 1;
    raw.len = p - raw.data;

    if (escapes) {
        if (lf_json_unescape(parser, in, raw, string) != 0) {
            return -1;
        }

    } else {
        *string = raw;
    }

    parser->p = p + 1;

    return 0;
}


/* No escape is shorter than what it stands for. */

static int
lf_json_unescape(lf_json_parser_t *parser, const lf_json_t *in, lf_str_t raw,
    lf_str_t *string)
{
    char        *data, *dst;
    const char  *p, *end, *next;

    data = lf_alloc(parser->doc->mem, raw.len);
    if (data == NULL) {
        parser->doc->no_memory = 1;
        return -1;
    }

    dst = data;
    end = raw.data + raw.len;

    for (p = raw.data; p < end; p = next) {

        if (*p != '\\') {
            *dst++ = *p;
            next = p + 1;
            continue;
        }

        next = lf_json_escape(p + 1, end, &dst);

        if (next == NULL) {
            lf_json_offset_error(parser->doc, in,
                                 p - parser->doc->text.data,
                                 "this is no escape of JSON; write \\\\ for "
                                 "a backslash");
            return -1;
        }
    }

    string->data = data;
    string->len = dst - data;

    return 0;
}


/* Behind a backslash; the place behind the escape, or NULL. */

static const char *
lf_json_escape(const char *p, const char *end, char **dst)
{
    int                 code, low;
    const char         *found;
    static const char   names[] = "\"\\/bfnrt";
    static const char   bytes[] = "\"\\/\b\f\n\r\t";

    if (p == end) {
        return NULL;
    }

    if (*p != 'u') {
        found = memchr(names, *p, sizeof(names) - 1);
        if (found == NULL) {
            return NULL;
        }

        *(*dst)++ = bytes[found - names];
        return p + 1;
    }

    code = lf_json_hex4(p + 1, end);
    if (code < 0 || (code >= 0xdc00 && code <= 0xdfff)) {
        return NULL;
    }

    p += 5;

    if (code < 0xd800 || code > 0xdbff) {
        *dst += lf_utf8_put(*dst, code);
        return p;
    }

    if (end - p < 6 || p[0] != '\\' || p[1] != 'u') {
        return NULL;
    }

    low = lf_json_hex4(p + 2, end);
    if (low < 0xdc00 || low > 0xdfff) {
        return NULL;
    }

    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    *dst += lf_utf8_put(*dst, code);

    return p + 6;
}


static int
lf_json_hex4(const char *p, const char *end)
{
    int  i, code, digit;

    if (end - p < 4) {
        return -1;
    }

    for (i = 0, code = 0; i < 4; i++) {
        digit = p[i] >= '0' && p[i] <= '9' ? p[i] - '0'
                : (p[i] | 0x20) >= 'a' && (p[i] | 0x20) <= 'f'
                  ? (p[i] | 0x20) - 'a' + 10 : -1;

        if (digit < 0) {
            return -1;
        }

        code = code << 4 | digit;
    }

    return code;
}
