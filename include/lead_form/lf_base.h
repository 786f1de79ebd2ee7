/*
 * lf_base: strings, memory and output, the three things every other part of
 * the core is made of.
 *
 * A string is a pointer and a length, never NUL-terminated unless a function
 * says so.  Memory comes from an allocator that the caller chooses by its
 * lifetime (an arena for a loaded site, nginx's request pool for a request)
 * and is freed all at once with it; the core frees nothing singly.
 */

#ifndef LF_BASE_H
#define LF_BASE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>


typedef struct {
    const char  *data;
    size_t       len;
} lf_str_t;

#define lf_str(literal)  ((lf_str_t) { (literal), sizeof(literal) - 1 })
#define lf_null_str      ((lf_str_t) { NULL, 0 })

#define LF_ARRAY_SIZE(a)  (sizeof(a) / sizeof((a)[0]))

static inline int
lf_str_eq(lf_str_t a, lf_str_t b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

#define lf_str_is(s, literal)  lf_str_eq(s, lf_str(literal))

/* ASCII letters only; everything else is compared byte by byte. */
int lf_str_eq_nocase(lf_str_t a, lf_str_t b);

int lf_str_starts_with(lf_str_t s, lf_str_t prefix);
int lf_str_contains(lf_str_t s, lf_str_t part);

/* Without the blanks and tabs at both ends (RFC 9110's OWS); borrowed. */
lf_str_t lf_str_trim(lf_str_t s);

/* C's strlen for text that comes NUL-terminated from a library; borrowed. */
lf_str_t lf_str_of(const char *z);

/*
 * A decimal integer, optionally signed, the whole string; 0 and *value on
 * success, -1 for anything else, an overflow included.
 */
int lf_str_int(lf_str_t s, int64_t *value);

/* Digits and a sign. */
#define LF_INT_TEXT_LEN  20

/* The integer as decimal text, at the end of `digits`; borrowed from it. */
lf_str_t lf_int_text(int64_t n, char digits[LF_INT_TEXT_LEN]);

/* The part before the first `mark`, or all of *rest; *rest moves behind it. */
lf_str_t lf_str_cut(lf_str_t *rest, char mark);


/*
 * An allocator.  alloc returns memory aligned for any type, or NULL; it is
 * the only call through which the core takes memory that outlives a function.
 */
typedef struct lf_mem_s  lf_mem_t;

struct lf_mem_s {
    void  *(*alloc)(lf_mem_t *mem, size_t size);
};

static inline void *
lf_alloc(lf_mem_t *mem, size_t size)
{
    return mem->alloc(mem, size);
}

void *lf_calloc(lf_mem_t *mem, size_t count, size_t size);

/*
 * A copy in `mem`, with a NUL behind it for the libraries that want one
 * (not counted in len).  data is NULL when memory is out, and only then.
 */
lf_str_t lf_str_copy(lf_mem_t *mem, lf_str_t s);

/* All parts, one behind the other, as lf_str_copy does it. */
lf_str_t lf_str_concat(lf_mem_t *mem, const lf_str_t *parts, size_t count);


/* An allocator of its own blocks, for what lives as long as a site does. */
typedef struct lf_arena_s  lf_arena_t;

lf_arena_t *lf_arena_create(void);
void lf_arena_destroy(lf_arena_t *arena);           /* NULL is allowed */
lf_mem_t *lf_arena_mem(lf_arena_t *arena);          /* lives with the arena */


/*
 * A growing output.  Once memory is out, `failed` stays set and everything
 * added is dropped: a caller writes on and looks once, at the end.
 */
typedef struct {
    lf_mem_t  *mem;
    char      *data;
    size_t     len;
    size_t     size;
    int        failed;
} lf_out_t;

/* `hint` bytes are reserved at once; a hint of 0 reserves nothing. */
void lf_out_init(lf_out_t *out, lf_mem_t *mem, size_t hint);
void lf_out_add(lf_out_t *out, lf_str_t s);
void lf_out_byte(lf_out_t *out, char c);
void lf_out_int(lf_out_t *out, int64_t n);
void lf_out_html(lf_out_t *out, lf_str_t s);      /* & < > " ' escaped,
                                                   control characters not
                                                   let through */
void lf_out_json(lf_out_t *out, lf_str_t s);      /* quoted; RFC 8259; s is UTF-8 */

#define lf_out_lit(out, literal)  lf_out_add(out, lf_str(literal))

/* What was written; data is NULL when memory ran out on the way. */
lf_str_t lf_out_str(const lf_out_t *out);


/* base64url without padding (RFC 4648, section 5). */
#define LF_BASE64URL_LEN(n)  (((n) * 4 + 2) / 3)

/* dst has LF_BASE64URL_LEN(len) bytes. */
void lf_base64url_encode(char *dst, const uint8_t *src, size_t len);

/*
 * Exactly `len` bytes into dst; 0, or -1 when s is not their one canonical
 * encoding (a wrong length or character, bits left over).
 */
int lf_base64url_decode(uint8_t *dst, size_t len, lf_str_t s);

#endif
