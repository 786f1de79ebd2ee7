/*
 * lf_geo_check (private): whether a database's bytes are what they claim.
 */

#ifndef LF_GEO_CHECK_H
#define LF_GEO_CHECK_H

#include <lead_form/lf_base.h>

#define LF_GEO_SEPARATOR_LEN       16       /* between tree and data */
#define LF_GEO_METADATA_MAX        (128 * 1024)     /* bytes, by the format */
#define LF_GEO_METADATA_STEPS_MAX  10000    /* values, pointers followed */
#define LF_GEO_STEPS_PER_BYTE      16       /* of the file: nodes and values */
#define LF_GEO_NESTING_MAX         32       /* maps, arrays, pointers */
#define LF_GEO_SAMPLES_MAX         1024

typedef struct {
    uint32_t  node_count;
    unsigned  record_size;                  /* bits: 24, 28, 32 */
    unsigned  depth;                        /* bits of an address: 32, 128 */
} lf_geo_tree_t;

/* Where records stand in the data, spread over the tree. */
typedef struct {
    uint32_t  offsets[LF_GEO_SAMPLES_MAX];
    size_t    count;
    size_t    skip;                         /* between two taken */
    size_t    passed;
} lf_geo_samples_t;

/*
 * Each returns NULL, or what is wrong.  The metadata can be given to a
 * library without harm after the first, the whole file after the second,
 * which allocates and frees an eighth of the file's size and one byte a node.
 */
const char *lf_geo_check_metadata(lf_str_t file);
const char *lf_geo_check_tree(lf_str_t file, const lf_geo_tree_t *tree,
    lf_geo_samples_t *samples);

#endif
