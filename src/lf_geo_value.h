/*
 * lf_geo_value (private): values as a database's data section holds them.
 * Nothing here reads outside the section, whatever stands in it.
 */

#ifndef LF_GEO_VALUE_H
#define LF_GEO_VALUE_H

#include <lead_form/lf_base.h>

/* Types of the format that have a meaning in a record. */
enum {
    LF_GEO_POINTER = 1,
    LF_GEO_STRING = 2,
    LF_GEO_DOUBLE = 3,
    LF_GEO_BYTES = 4,
    LF_GEO_UINT16 = 5,
    LF_GEO_UINT32 = 6,
    LF_GEO_MAP = 7,
    LF_GEO_INT32 = 8,
    LF_GEO_UINT64 = 9,
    LF_GEO_UINT128 = 10,
    LF_GEO_ARRAY = 11,
    LF_GEO_BOOLEAN = 14,
    LF_GEO_FLOAT = 15
};

/* Pointers count from its start. */
typedef struct {
    const uint8_t  *data;
    size_t          size;
} lf_geo_section_t;

/* What stands before a value. */
typedef struct {
    unsigned  type;
    size_t    size;                     /* bytes, entries; a boolean's value */
    size_t    target;                   /* of a pointer, inside the section */
} lf_geo_head_t;


/* *offset moves behind the head.  NULL, or what is wrong. */
const char *lf_geo_head(const lf_geo_section_t *section, size_t *offset,
    lf_geo_head_t *head);

#define LF_GEO_NOWHERE  ((size_t) -1)

/*
 * Where the values of `names` stand in the map at `offset`; LF_GEO_NOWHERE
 * for what it has not, is no map, or is corrupt.
 */
void lf_geo_find_keys(const lf_geo_section_t *section, size_t offset,
    const lf_str_t *names, size_t count, size_t *places);

/* The first entry of the array at `offset`, or LF_GEO_NOWHERE. */
size_t lf_geo_first(const lf_geo_section_t *section, size_t offset);

/* The string at `offset`, borrowed; empty where there is none. */
lf_str_t lf_geo_string(const lf_geo_section_t *section, size_t offset);

#endif
