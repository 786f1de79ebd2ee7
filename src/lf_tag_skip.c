/*
 * Over pages without the tag, and over the tags of a page at once, where they
 * begin and end in one piece and neither hold the one that is looked for nor
 * hide it: nearly all of them.  Sixteen bytes at a time, where the processor
 * has SSE2.
 */

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "lf_tag_skip.h"


/* What a byte is between a tag's name and its end. */
enum {
    LF_TAG_OTHER,
    LF_TAG_SPACE,
    LF_TAG_SLASH,
    LF_TAG_EQUALS,
    LF_TAG_BYTES
};

/* Where in a tag its byte stands; HTML's states, as far as quotes care. */
enum {
    LF_TAG_IN_TAG_NAME,
    LF_TAG_IN_BETWEEN,
    LF_TAG_IN_NAME,
    LF_TAG_BEHIND_NAME,
    LF_TAG_BEFORE_VALUE,
    LF_TAG_IN_VALUE,
    LF_TAG_PLACES
};


static const uint8_t  lf_tag_bytes[256] = {
    [' '] = LF_TAG_SPACE,
    ['\t'] = LF_TAG_SPACE,
    ['\n'] = LF_TAG_SPACE,
    ['\f'] = LF_TAG_SPACE,
    ['\r'] = LF_TAG_SPACE,
    ['/'] = LF_TAG_SLASH,
    ['='] = LF_TAG_EQUALS
};


static const uint8_t  lf_tag_next[LF_TAG_PLACES][LF_TAG_BYTES] = {
    [LF_TAG_IN_TAG_NAME] = { LF_TAG_IN_TAG_NAME, LF_TAG_IN_BETWEEN,
                             LF_TAG_IN_BETWEEN, LF_TAG_IN_TAG_NAME },
    [LF_TAG_IN_BETWEEN] = { LF_TAG_IN_NAME, LF_TAG_IN_BETWEEN,
                            LF_TAG_IN_BETWEEN, LF_TAG_IN_NAME },
    [LF_TAG_IN_NAME] = { LF_TAG_IN_NAME, LF_TAG_BEHIND_NAME,
                         LF_TAG_IN_BETWEEN, LF_TAG_BEFORE_VALUE },
    [LF_TAG_BEHIND_NAME] = { LF_TAG_IN_NAME, LF_TAG_BEHIND_NAME,
                             LF_TAG_IN_BETWEEN, LF_TAG_BEFORE_VALUE },
    [LF_TAG_BEFORE_VALUE] = { LF_TAG_IN_VALUE, LF_TAG_BEFORE_VALUE,
                              LF_TAG_IN_VALUE, LF_TAG_IN_VALUE },
    [LF_TAG_IN_VALUE] = { LF_TAG_IN_VALUE, LF_TAG_IN_BETWEEN,
                          LF_TAG_IN_VALUE, LF_TAG_IN_VALUE }
};


/* The first a, b or c, or `end`. */

static inline const char *
lf_tag_find(const char *p, const char *end, char a, char b, char c)
{
#if defined(__SSE2__)
    int      mask;
    __m128i  bytes;

    for ( /* void */ ; end - p >= 16; p += 16) {
        bytes = _mm_loadu_si128((const __m128i *) (const void *) p);
        mask = _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes,
                                                             _mm_set1_epi8(a)),
                   _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(b)),
                                _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)))));
        if (mask != 0) {
            return p + __builtin_ctz((unsigned) mask);
        }
    }
#endif

    for ( /* void */ ; p < end; p++) {
        if (*p == a || *p == b || *p == c) {
            return p;
        }
    }

    return end;
}


/* By the first three letters: the tag itself, or one whose content is text. */

static inline int
lf_tag_is_special(const char *p)
{
#define lf_tag_letters(a, b, c)  ((uint32_t) (a) << 16 | (b) << 8 | (c))

    switch (lf_tag_letters((uint8_t) p[0] | 0x20, (uint8_t) p[1] | 0x20,
                           (uint8_t) p[2] | 0x20))
    {
    case lf_tag_letters('l', 'e', 'a'):
    case lf_tag_letters('s', 'c', 'r'):
    case lf_tag_letters('s', 't', 'y'):
    case lf_tag_letters('t', 'e', 'x'):
    case lf_tag_letters('t', 'i', 't'):
    case lf_tag_letters('x', 'm', 'p'):
    case lf_tag_letters('i', 'f', 'r'):
    case lf_tag_letters('n', 'o', 'e'):
    case lf_tag_letters('n', 'o', 'f'):
        return 1;

    default:
        return 0;
    }
}


/* From a tag's name to behind its ">", or NULL: that is not in this piece. */

static inline const char *
lf_tag_skip_one(const char *p, const char *end)
{
    unsigned     place;
    const char  *stop;

    place = LF_TAG_IN_TAG_NAME;

    for ( ;; ) {
        stop = lf_tag_find(p, end, '>', '"', '\'');

        if (stop == end) {
            return NULL;
        }

        if (*stop == '>') {
            return stop + 1;
        }

        for ( /* void */ ; p < stop; p++) {
            place = lf_tag_next[place][lf_tag_bytes[(uint8_t) *p]];
        }

        if (place == LF_TAG_BEFORE_VALUE) {
            p = lf_tag_find(p + 1, end, *stop, *stop, *stop);

            if (p == end) {
                return NULL;
            }

            place = LF_TAG_IN_BETWEEN;

        } else {
            place = lf_tag_next[place][LF_TAG_OTHER];
        }

        p++;
    }
}


const char *
lf_tag_skip(const char *p, const char *end)
{
    const char  *name, *next;

    for ( ;; ) {
        p = lf_tag_find(p, end, '<', '<', '<');

        if (end - p < 5) {
            p = memchr(p, '<', end - p);
            return p == NULL ? end : p;
        }

        name = p[1] == '/' ? p + 2 : p + 1;

        if ((uint8_t) ((*name | 0x20) - 'a') >= 26
            || (name == p + 1 && lf_tag_is_special(name)))
        {
            return p;
        }

        next = lf_tag_skip_one(name, end);

        if (next == NULL) {
            return p;
        }

        p = next;
    }
}


/* The bytes of the tag's beginning that stand here, up to `end`. */

static int
lf_tag_begins(const char *p, const char *end)
{
    size_t  i;

    static const char  name[] = "<lead-form";

    for (i = 0; i < sizeof(name) - 1 && p + i < end; i++) {
        if ((p[i] | 0x20) != (name[i] | 0x20)) {
            return 0;
        }
    }

    return 1;
}


int
lf_tag_shows(const char *p, const char *end)
{
#if defined(__SSE2__)
    int            mask;
    __m128i        open, dash;
    const __m128i  opens = _mm_set1_epi8('<');
    const __m128i  dashes = _mm_set1_epi8('-');

    /* "<" and, five bytes behind it, "-": hardly ever by chance. */

    for ( /* void */ ; end - p >= 16 + 5; p += 16) {
        open = _mm_loadu_si128((const __m128i *) (const void *) p);
        dash = _mm_loadu_si128((const __m128i *) (const void *) (p + 5));
        mask = _mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(open, opens),
                                               _mm_cmpeq_epi8(dash, dashes)));

        for ( /* void */ ; mask != 0; mask &= mask - 1) {
            if (lf_tag_begins(p + __builtin_ctz((unsigned) mask), end)) {
                return 1;
            }
        }
    }
#endif

    for ( /* void */ ; p < end; p++) {
        p = memchr(p, '<', end - p);
        if (p == NULL) {
            return 0;
        }

        if (lf_tag_begins(p, end)) {
            return 1;
        }
    }

    return 0;
}
