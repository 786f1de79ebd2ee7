/*
 * lf_geo_value: heads of values, and the way through maps and arrays, in one
 * pass and without recursion.
 */

#include "lf_geo_value.h"


#define LF_GEO_ENDS  "its data section ends too early"


static inline const char *lf_geo_head_inline(const lf_geo_section_t *section,
    size_t *offset, lf_geo_head_t *head);
static const char *lf_geo_head_long(const lf_geo_section_t *section,
    size_t *offset, lf_geo_head_t *head);
static const char *lf_geo_pointer(const lf_geo_section_t *section,
    size_t *offset, unsigned byte, lf_geo_head_t *head);
static int lf_geo_number(const lf_geo_section_t *section, size_t *offset,
    size_t count, size_t *n);
static int lf_geo_follow(const lf_geo_section_t *section, size_t *offset,
    lf_geo_head_t *head);
static int lf_geo_skip(const lf_geo_section_t *section, size_t *offset);


/* Most heads are one byte: a type of the first seven, a size below 29. */

static inline const char *
lf_geo_head_inline(const lf_geo_section_t *section, size_t *offset,
    lf_geo_head_t *head)
{
    unsigned  byte;

    if (*offset >= section->size) {
        return LF_GEO_ENDS;
    }

    byte = section->data[*offset];
    head->type = byte >> 5;
    head->size = byte & 0x1f;

    if (head->type <= LF_GEO_POINTER || head->size >= 29) {
        return lf_geo_head_long(section, offset, head);
    }

    (*offset)++;

    return NULL;
}


const char *
lf_geo_head(const lf_geo_section_t *section, size_t *offset,
    lf_geo_head_t *head)
{
    return lf_geo_head_inline(section, offset, head);
}


static const char *
lf_geo_head_long(const lf_geo_section_t *section, size_t *offset,
    lf_geo_head_t *head)
{
    size_t    byte, n;
    unsigned  bytes;

    /* What a longer size counts from, by the bytes that hold it. */
    static const size_t  base[] = { 0, 29, 285, 65821 };

    if (lf_geo_number(section, offset, 1, &byte) != 0) {
        return LF_GEO_ENDS;
    }

    head->type = (unsigned) byte >> 5;

    if (head->type == LF_GEO_POINTER) {
        return lf_geo_pointer(section, offset, (unsigned) byte, head);
    }

    if (head->type == 0) {
        if (lf_geo_number(section, offset, 1, &n) != 0) {
            return LF_GEO_ENDS;
        }

        head->type = (unsigned) n + 7;

        /* The short types have no long form. */

        if (n == 0) {
            return "a record of it is corrupt";
        }
    }

    head->size = byte & 0x1f;

    if (head->size >= 29) {
        bytes = (unsigned) head->size - 28;

        if (lf_geo_number(section, offset, bytes, &n) != 0) {
            return LF_GEO_ENDS;
        }

        head->size = base[bytes] + n;
    }

    return NULL;
}


static const char *
lf_geo_pointer(const lf_geo_section_t *section, size_t *offset, unsigned byte,
    lf_geo_head_t *head)
{
    size_t    n;
    unsigned  bytes;

    static const size_t  base[] = { 0, 0, 2048, 526336, 0 };

    bytes = (byte >> 3 & 3) + 1;

    if (lf_geo_number(section, offset, bytes, &n) != 0) {
        return LF_GEO_ENDS;
    }

    /* Four bytes hold all of it. */

    if (bytes < 4) {
        n |= (size_t) (byte & 7) << 8 * bytes;
    }

    head->size = 0;
    head->target = base[bytes] + n;

    return head->target < section->size
           ? NULL : "a record of it points out of the data";
}


/* Big-endian. */

static int
lf_geo_number(const lf_geo_section_t *section, size_t *offset, size_t count,
    size_t *n)
{
    if (*offset > section->size || count > section->size - *offset) {
        return -1;
    }

    for (*n = 0; count > 0; count--) {
        *n = *n << 8 | section->data[(*offset)++];
    }

    return 0;
}


/* The head of what stands at *offset, or of what that points to. */

static int
lf_geo_follow(const lf_geo_section_t *section, size_t *offset,
    lf_geo_head_t *head)
{
    if (lf_geo_head_inline(section, offset, head) != NULL) {
        return -1;
    }

    if (head->type != LF_GEO_POINTER) {
        return 0;
    }

    *offset = head->target;

    return lf_geo_head_inline(section, offset, head) == NULL ? 0 : -1;
}


static int
lf_geo_skip(const lf_geo_section_t *section, size_t *offset)
{
    size_t         left;
    unsigned       byte;
    lf_geo_head_t  head;

    for (left = 1; left > 0; left--) {

        /* Where it points to does not matter here. */

        if (*offset < section->size) {
            byte = section->data[*offset];

            if (byte >> 5 == LF_GEO_POINTER) {
                *offset += (byte >> 3 & 3) + 2;
                continue;
            }
        }

        if (lf_geo_head_inline(section, offset, &head) != NULL) {
            return -1;
        }

        switch (head.type) {

        case LF_GEO_MAP:
            left += 2 * head.size;
            break;

        case LF_GEO_ARRAY:
            left += head.size;
            break;

        case LF_GEO_BOOLEAN:
            break;

        default:
            *offset += head.size;
        }
    }

    return 0;
}


void
lf_geo_find_keys(const lf_geo_section_t *section, size_t offset,
    const lf_str_t *names, size_t count, size_t *places)
{
    size_t         i, left, pairs, place;
    lf_str_t       name;
    lf_geo_head_t  head;

    for (i = 0; i < count; i++) {
        places[i] = LF_GEO_NOWHERE;
    }

    if (lf_geo_follow(section, &offset, &head) != 0
        || head.type != LF_GEO_MAP)
    {
        return;
    }

    left = count;

    for (pairs = head.size; pairs > 0 && left > 0; pairs--) {
        place = offset;

        if (lf_geo_skip(section, &offset) != 0) {
            return;
        }

        name = lf_geo_string(section, place);

        for (i = 0; i < count; i++) {
            if (lf_str_eq(names[i], name)) {
                left -= places[i] == LF_GEO_NOWHERE;
                places[i] = offset;
                break;
            }
        }

        if (lf_geo_skip(section, &offset) != 0) {
            return;
        }
    }
}


size_t
lf_geo_first(const lf_geo_section_t *section, size_t offset)
{
    lf_geo_head_t  head;

    return lf_geo_follow(section, &offset, &head) == 0
           && head.type == LF_GEO_ARRAY && head.size > 0
           ? offset : LF_GEO_NOWHERE;
}


lf_str_t
lf_geo_string(const lf_geo_section_t *section, size_t offset)
{
    lf_geo_head_t  head;

    if (lf_geo_follow(section, &offset, &head) != 0
        || head.type != LF_GEO_STRING
        || head.size > section->size - offset)
    {
        return lf_null_str;
    }

    return (lf_str_t) { (const char *) section->data + offset, head.size };
}
