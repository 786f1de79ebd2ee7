/*
 * lf_utf8 (private): UTF-8 one code point at a time, and the classes of
 * characters that a value is cleaned by.
 */

#ifndef LF_UTF8_H
#define LF_UTF8_H

#include <lead_form/lf_base.h>

#define LF_UTF8_BYTES_MAX    4          /* of one code point */
#define LF_REPLACEMENT       0xfffd

/* UAX #15, stream-safe text: the marks that may follow one character. */
#define LF_UTF8_MARKS_MAX    30

/*
 * Reads the code point at *p, which is before `end`.  1 with *code set; 0 at
 * an ill-formed sequence, of which *p then has passed the maximal subpart
 * (Unicode 3.9, D93b), at least one byte.
 */
int lf_utf8_next(const char **p, const char *end, uint32_t *code);

/* The code point that ends at `end`, of well-formed UTF-8; its first byte. */
const char *lf_utf8_last(const char *start, const char *end, uint32_t *code);

/* At most LF_UTF8_BYTES_MAX bytes into dst; their count. */
size_t lf_utf8_put(char *dst, uint32_t code);

/* White space that people type and paste; LF and CR are among it. */
int lf_utf8_is_space(uint32_t code);

/* Shows nothing at all: zero-width characters, fillers, joiners. */
int lf_utf8_is_invisible(uint32_t code);

/* C0, C1, DEL, U+2028, U+2029 and the noncharacters; TAB and LF included. */
int lf_utf8_is_control(uint32_t code);

/* U+202A to U+202E, U+2066 to U+2069: they reorder what others read. */
int lf_utf8_is_bidi_control(uint32_t code);

/* Whether NFC makes marks of it alone (combining class not 0). */
int lf_utf8_is_mark(uint32_t code);

/* ASCII, full-width and Arabic-Indic digits: 0 to 9; -1: not a digit. */
int lf_utf8_digit(uint32_t code);

#endif
