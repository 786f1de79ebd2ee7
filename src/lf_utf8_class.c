/*
 * lf_utf8_class: the classes of characters that a value is cleaned by.
 */

#include <utf8proc.h>

#include "lf_utf8.h"


typedef struct {
    uint32_t  first;
    uint32_t  last;
} lf_range_t;


static int lf_range_has(const lf_range_t *ranges, size_t count, uint32_t code);


static const lf_range_t  lf_spaces[] = {
    { 0x0009, 0x000a }, { 0x000d, 0x000d }, { 0x0020, 0x0020 },
    { 0x00a0, 0x00a0 }, { 0x1680, 0x1680 }, { 0x2000, 0x200a },
    { 0x202f, 0x202f }, { 0x205f, 0x205f }, { 0x3000, 0x3000 }
};


/* From Unicode's Default_Ignorable_Code_Point, and the Braille blank. */
static const lf_range_t  lf_invisibles[] = {
    { 0x00ad, 0x00ad }, { 0x034f, 0x034f }, { 0x061c, 0x061c },
    { 0x115f, 0x1160 }, { 0x17b4, 0x17b5 }, { 0x180b, 0x180f },
    { 0x200b, 0x200f }, { 0x202a, 0x202e }, { 0x2060, 0x206f },
    { 0x2800, 0x2800 }, { 0x3164, 0x3164 }, { 0xfe00, 0xfe0f },
    { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xe0000, 0xe0fff }
};


static int
lf_range_has(const lf_range_t *ranges, size_t count, uint32_t code)
{
    size_t  i;

    for (i = 0; i < count && code >= ranges[i].first; i++) {
        if (code <= ranges[i].last) {
            return 1;
        }
    }

    return 0;
}


int
lf_utf8_is_space(uint32_t code)
{
    return lf_range_has(lf_spaces, LF_ARRAY_SIZE(lf_spaces), code);
}


int
lf_utf8_is_invisible(uint32_t code)
{
    return lf_range_has(lf_invisibles, LF_ARRAY_SIZE(lf_invisibles), code);
}


int
lf_utf8_is_control(uint32_t code)
{
    return code < 0x20
           || (code >= 0x7f && code <= 0x9f)
           || code == 0x2028
           || code == 0x2029
           || (code >= 0xfdd0 && code <= 0xfdef)
           || (code & 0xfffe) == 0xfffe;
}


int
lf_utf8_is_bidi_control(uint32_t code)
{
    return (code >= 0x202a && code <= 0x202e)
           || (code >= 0x2066 && code <= 0x2069);
}


int
lf_utf8_is_mark(uint32_t code)
{
    /* Tibetan vowels of class 0, of which NFC makes two marks each */

    if (code == 0x0f73 || code == 0x0f75 || code == 0x0f81) {
        return 1;
    }

    return code >= 0x300
           && utf8proc_get_property((utf8proc_int32_t) code)->combining_class
              != 0;
}


int
lf_utf8_digit(uint32_t code)
{
    size_t  i;

    static const uint32_t  zeros[] = { '0', 0x0660, 0x06f0, 0xff10 };

    for (i = 0; i < LF_ARRAY_SIZE(zeros); i++) {
        if (code >= zeros[i] && code < zeros[i] + 10) {
            return (int) (code - zeros[i]);
        }
    }

    return -1;
}
