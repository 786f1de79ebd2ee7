/*
 * lf_value_text: free text made clean: trimmed, its white space and line
 * ends in one form, in NFC; and refused where it has what is no text.
 */

#include <lead_form/lf_value.h>

#include "lf_utf8.h"
#include "lf_value_types.h"


/* NFC makes one character of at most this many (Greek with three marks). */
#define LF_NFC_SHRINK_MAX  4


typedef struct {
    int       multiline;
    int       space;                    /* the last one was white space */
    unsigned  marks;                    /* in a row */
    int       changes;                  /* it is not clean as it stands */
} lf_text_scan_t;


static int lf_value_is_zero_space(uint32_t code);
static int lf_value_is_direction(uint32_t code);
static lf_str_t lf_value_trim_ends(lf_str_t s, int marks);
static int lf_value_is_text(lf_str_t s, int multiline, int *changes);
static int lf_value_is_text_code(lf_text_scan_t *scan, uint32_t code);
static lf_str_t lf_value_clean(lf_mem_t *mem, lf_str_t s, int multiline);


lf_value_result_t
lf_value_check_text(lf_mem_t *mem, lf_str_t typed, int multiline,
    size_t characters_max, lf_str_t *value, lf_message_t *message)
{
    int       changes;
    lf_str_t  s;

    *value = lf_null_str;

    if (!lf_utf8_valid(typed)) {
        return lf_value_bad(message, LF_MSG_NOT_TEXT);
    }

    s = lf_value_trim(typed);

    if (lf_value_is_blank(s)) {
        return LF_VALUE_BLANK;
    }

    if (lf_utf8_length(s) / LF_NFC_SHRINK_MAX > characters_max) {
        return lf_value_bad(message, LF_MSG_TOO_LONG);
    }

    if (!lf_value_is_text(s, multiline, &changes)) {
        return lf_value_bad(message, LF_MSG_NOT_TEXT);
    }

    if (changes) {
        s = lf_value_clean(mem, s, multiline);
        if (s.data == NULL) {
            return LF_VALUE_NO_MEMORY;
        }
    }

    s = lf_utf8_nfc(mem, s);
    if (s.data == NULL) {
        return LF_VALUE_NO_MEMORY;
    }

    if (lf_utf8_length(s) > characters_max) {
        return lf_value_bad(message, LF_MSG_TOO_LONG);
    }

    *value = s;

    return LF_VALUE_OK;
}


lf_str_t
lf_value_trim(lf_str_t s)
{
    return lf_value_trim_ends(s, 0);
}


lf_str_t
lf_value_trim_marks(lf_str_t s)
{
    return lf_value_trim_ends(s, 1);
}


static lf_str_t
lf_value_trim_ends(lf_str_t s, int marks)
{
    uint32_t     code;
    const char  *start, *end, *p;

    if (s.len == 0) {
        return s;
    }

    start = s.data;
    end = s.data + s.len;

    while (start < end) {
        p = start;
        (void) lf_utf8_next(&p, end, &code);

        if (!lf_utf8_is_space(code) && !lf_value_is_zero_space(code)
            && !(marks && lf_value_is_direction(code)))
        {
            break;
        }

        start = p;
    }

    while (start < end) {
        p = lf_utf8_last(start, end, &code);

        if (!lf_utf8_is_space(code) && !lf_value_is_zero_space(code)
            && !(marks && lf_value_is_direction(code)))
        {
            break;
        }

        end = p;
    }

    return (lf_str_t) { start, end - start };
}


static int
lf_value_is_zero_space(uint32_t code)
{
    return code == 0x200b || code == 0x2060 || code == 0xfeff;
}


static int
lf_value_is_direction(uint32_t code)
{
    return code == 0x200e || code == 0x200f || code == 0x061c
           || lf_utf8_is_bidi_control(code);
}


int
lf_value_is_blank(lf_str_t s)
{
    uint32_t     code;
    const char  *p, *end;

    if (s.len == 0) {
        return 1;
    }

    p = s.data;
    end = s.data + s.len;

    while (p < end) {
        (void) lf_utf8_next(&p, end, &code);

        if (!lf_utf8_is_space(code) && !lf_utf8_is_invisible(code)) {
            return 0;
        }
    }

    return 1;
}


static int
lf_value_is_text(lf_str_t s, int multiline, int *changes)
{
    uint32_t         code;
    const char      *p, *end;
    lf_text_scan_t   scan;

    memset(&scan, 0, sizeof(lf_text_scan_t));
    scan.multiline = multiline;

    p = s.data;
    end = s.data + s.len;

    while (p < end) {
        (void) lf_utf8_next(&p, end, &code);

        if (!lf_value_is_text_code(&scan, code)) {
            return 0;
        }
    }

    *changes = scan.changes;

    return 1;
}


static int
lf_value_is_text_code(lf_text_scan_t *scan, uint32_t code)
{
    int  space;

    if (code == '\t') {
        scan->changes = 1;

    } else if (scan->multiline && (code == '\n' || code == '\r')) {
        scan->changes |= code == '\r';

    } else if (lf_utf8_is_control(code)) {
        return 0;
    }

    if (!scan->multiline) {
        if (lf_utf8_is_bidi_control(code)) {
            return 0;
        }

        space = lf_utf8_is_space(code);
        scan->changes |= space && (code != ' ' || scan->space);
        scan->space = space;
    }

    /* ordering the marks of one character takes the square of their count */

    scan->marks = lf_utf8_is_mark(code) ? scan->marks + 1 : 0;

    return scan->marks <= LF_UTF8_MARKS_MAX;
}


static lf_str_t
lf_value_clean(lf_mem_t *mem, lf_str_t s, int multiline)
{
    int          space;
    char        *data, *q;
    uint32_t     code;
    const char  *p, *end;

    data = lf_alloc(mem, s.len);
    if (data == NULL) {
        return lf_null_str;
    }

    p = s.data;
    end = s.data + s.len;
    q = data;

    while (p < end) {
        (void) lf_utf8_next(&p, end, &code);

        if (multiline) {
            if (code == '\r') {
                p += p < end && *p == '\n';
                code = '\n';
            }

            q += lf_utf8_put(q, code == '\t' ? ' ' : code);
            continue;
        }

        space = lf_utf8_is_space(code);

        if (space && q > data && q[-1] == ' ') {
            continue;
        }

        q += lf_utf8_put(q, space ? ' ' : code);
    }

    return (lf_str_t) { data, q - data };
}
