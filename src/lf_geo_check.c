/*
 * lf_geo_check: every node and every value of a database that a look-up can
 * reach, once, within a bound of steps that the file's size gives.
 */

#include <stdlib.h>

#include "lf_geo_check.h"
#include "lf_geo_value.h"


#define LF_GEO_MARKER      "\xab\xcd\xefMaxMind.com"
#define LF_GEO_MARKER_LEN  (sizeof(LF_GEO_MARKER) - 1)
#define LF_GEO_DEPTH_MAX   128

typedef struct {
    lf_geo_section_t   section;
    uint8_t           *seen;            /* a bit each byte; NULL: none */
    lf_geo_samples_t  *samples;         /* of the records seen */
    uint64_t           steps;           /* still allowed */
    const char        *error;
} lf_geo_check_t;


static int lf_geo_find_metadata(lf_str_t file, size_t *start);
static uint32_t lf_geo_side(lf_str_t file, const lf_geo_tree_t *tree,
    uint32_t node, int right);
static int lf_geo_record(lf_geo_check_t *check, size_t offset,
    unsigned depth);
static void lf_geo_sample(lf_geo_samples_t *samples, size_t offset);
static int lf_geo_value(lf_geo_check_t *check, size_t *offset,
    unsigned depth, int is_target);
static int lf_geo_key(lf_geo_check_t *check, size_t *offset);
static int lf_geo_size_is_right(const lf_geo_head_t *head);
static int lf_geo_walk(lf_str_t file, const lf_geo_tree_t *tree,
    lf_geo_check_t *check, uint8_t *depths);
static int lf_geo_visit(const lf_geo_tree_t *tree, lf_geo_check_t *check,
    uint8_t *depths, uint32_t record, unsigned depth);
static int lf_geo_wrong(lf_geo_check_t *check, const char *error);


const char *
lf_geo_check_metadata(lf_str_t file)
{
    size_t          start, offset;
    lf_geo_check_t  check;

    if (file.len == 0) {
        return "the file is empty";
    }

    if (lf_geo_find_metadata(file, &start) != 0) {
        return "this is no MaxMind DB, or its end is missing";
    }

    offset = 0;
    memset(&check, 0, sizeof(lf_geo_check_t));
    check.section.data = (const uint8_t *) file.data + start;
    check.section.size = file.len - start;
    check.steps = LF_GEO_METADATA_STEPS_MAX;

    return lf_geo_value(&check, &offset, 0, 1) == 0
           ? NULL : "its metadata is corrupt";
}


const char *
lf_geo_check_tree(lf_str_t file, const lf_geo_tree_t *tree,
    lf_geo_samples_t *samples)
{
    size_t           i, size, start;
    uint8_t         *depths;
    const char      *separator;
    lf_geo_check_t   check;

    size = (size_t) tree->node_count * tree->record_size / 4;

    if (tree->node_count == 0 || lf_geo_find_metadata(file, &start) != 0
        || size > start
        || start - size < LF_GEO_SEPARATOR_LEN + LF_GEO_MARKER_LEN)
    {
        return "its search tree does not fit into the file";
    }

    separator = file.data + size;

    for (i = 0; i < LF_GEO_SEPARATOR_LEN; i++) {
        if (separator[i] != 0) {
            return "its search tree is not as long as it says";
        }
    }

    memset(samples, 0, sizeof(lf_geo_samples_t));
    memset(&check, 0, sizeof(lf_geo_check_t));
    check.samples = samples;
    check.section.data = (const uint8_t *) separator + LF_GEO_SEPARATOR_LEN;
    check.section.size = start - size - LF_GEO_SEPARATOR_LEN
                         - LF_GEO_MARKER_LEN;
    check.steps = (uint64_t) LF_GEO_STEPS_PER_BYTE * file.len;
    check.seen = calloc(check.section.size / 8 + 1, 1);
    depths = calloc(tree->node_count, 1);

    if (check.seen == NULL || depths == NULL) {
        check.error = "there is no memory to check it";

    } else {
        (void) lf_geo_walk(file, tree, &check, depths);
    }

    free(check.seen);
    free(depths);

    return check.error;
}


/* The marker's last place counts; *start is what follows it. */

static int
lf_geo_find_metadata(lf_str_t file, size_t *start)
{
    size_t  i, first;

    first = file.len > LF_GEO_METADATA_MAX ? file.len - LF_GEO_METADATA_MAX
                                           : 0;

    for (i = file.len; i >= first + LF_GEO_MARKER_LEN; i--) {
        if (memcmp(file.data + i - LF_GEO_MARKER_LEN, LF_GEO_MARKER,
                   LF_GEO_MARKER_LEN)
            == 0)
        {
            *start = i;
            return 0;
        }
    }

    return -1;
}


/*
 * From the root down, left first.  A node reached again is walked again only
 * where it lies deeper than before: IPv4 stands in several places of an IPv6
 * tree, the deepest leftmost.
 */

static int
lf_geo_walk(lf_str_t file, const lf_geo_tree_t *tree,
    lf_geo_check_t *check, uint8_t *depths)
{
    int       rc;
    size_t    count;
    unsigned  depth;
    uint32_t  node, record;

    /* A right side waits for each level, no more. */
    struct {
        uint32_t  node;
        unsigned  depth;
    } waiting[LF_GEO_DEPTH_MAX + 1];

    count = 0;
    node = 0;
    depth = 0;

    for ( ;; ) {
        waiting[count].node = node;
        waiting[count++].depth = depth;
        record = lf_geo_side(file, tree, node, 0);
        rc = lf_geo_visit(tree, check, depths, record, depth + 1);

        while (rc == 0 && count > 0) {
            count--;
            depth = waiting[count].depth;
            record = lf_geo_side(file, tree, waiting[count].node, 1);
            rc = lf_geo_visit(tree, check, depths, record, depth + 1);
        }

        if (rc <= 0) {
            return rc;
        }

        node = record;
        depth++;
    }
}


/* 1: a node to be walked; 0: done with; -1: wrong. */

static int
lf_geo_visit(const lf_geo_tree_t *tree, lf_geo_check_t *check,
    uint8_t *depths, uint32_t record, unsigned depth)
{
    size_t  offset;

    if (check->steps-- == 0) {
        return lf_geo_wrong(check, "its search tree is tangled");
    }

    if (record == tree->node_count) {
        return 0;
    }

    if (record < tree->node_count) {

        if (record == 0 || depth >= tree->depth) {
            return lf_geo_wrong(check, "its search tree is corrupt");
        }

        if (depth <= depths[record]) {
            return 0;
        }

        depths[record] = (uint8_t) depth;
        return 1;
    }

    offset = (size_t) record - tree->node_count;

    if (offset < LF_GEO_SEPARATOR_LEN
        || offset - LF_GEO_SEPARATOR_LEN >= check->section.size)
    {
        return lf_geo_wrong(check, "its search tree points out of the data");
    }

    return lf_geo_record(check, offset - LF_GEO_SEPARATOR_LEN, 0);
}


static uint32_t
lf_geo_side(lf_str_t file, const lf_geo_tree_t *tree, uint32_t node,
    int right)
{
    const uint8_t  *p;

    p = (const uint8_t *) file.data + (size_t) node * tree->record_size / 4;

    switch (tree->record_size) {

    case 24:
        p += right ? 3 : 0;
        return (uint32_t) p[0] << 16 | (uint32_t) p[1] << 8 | p[2];

    case 28:
        return right
               ? (uint32_t) (p[3] & 0x0f) << 24 | (uint32_t) p[4] << 16
                 | (uint32_t) p[5] << 8 | p[6]
               : (uint32_t) (p[3] & 0xf0) << 20 | (uint32_t) p[0] << 16
                 | (uint32_t) p[1] << 8 | p[2];

    default:
        p += right ? 4 : 0;
        return (uint32_t) p[0] << 24 | (uint32_t) p[1] << 16
               | (uint32_t) p[2] << 8 | p[3];
    }
}


/* A value that something points to, once. */

static int
lf_geo_record(lf_geo_check_t *check, size_t offset, unsigned depth)
{
    size_t    start;
    uint8_t  *seen;

    start = offset;
    seen = check->seen == NULL ? NULL : &check->seen[start / 8];

    if (seen != NULL && (*seen & 1 << start % 8)) {
        return 0;
    }

    if (lf_geo_value(check, &offset, depth, 1) != 0) {
        return -1;
    }

    if (seen != NULL) {
        *seen |= 1 << start % 8;

        if (depth == 0) {
            lf_geo_sample(check->samples, start);
        }
    }

    return 0;
}


/* When there is no room, every other one goes, and of those to come. */

static void
lf_geo_sample(lf_geo_samples_t *samples, size_t offset)
{
    size_t  i;

    if (samples->passed++ % (samples->skip + 1) != 0) {
        return;
    }

    if (samples->count == LF_GEO_SAMPLES_MAX) {
        for (i = 0; i < LF_GEO_SAMPLES_MAX / 2; i++) {
            samples->offsets[i] = samples->offsets[2 * i];
        }

        samples->count = LF_GEO_SAMPLES_MAX / 2;
        samples->skip = 2 * samples->skip + 1;
    }

    samples->offsets[samples->count++] = (uint32_t) offset;
}


/* *offset moves behind the value; what a pointer names may be no pointer. */

static int
lf_geo_value(lf_geo_check_t *check, size_t *offset, unsigned depth,
    int is_target)
{
    size_t          i;
    const char     *error;
    lf_geo_head_t   head;

    if (depth > LF_GEO_NESTING_MAX || check->steps-- == 0) {
        return lf_geo_wrong(check, "its records are nested without end");
    }

    error = lf_geo_head(&check->section, offset, &head);
    if (error != NULL) {
        return lf_geo_wrong(check, error);
    }

    switch (head.type) {

    case LF_GEO_POINTER:
        return is_target ? lf_geo_wrong(check, "a record of it is corrupt")
                         : lf_geo_record(check, head.target, depth + 1);

    case LF_GEO_MAP:
        for (i = 0; i < head.size; i++) {
            if (lf_geo_key(check, offset) != 0
                || lf_geo_value(check, offset, depth + 1, 0) != 0)
            {
                return -1;
            }
        }

        return 0;

    case LF_GEO_ARRAY:
        for (i = 0; i < head.size; i++) {
            if (lf_geo_value(check, offset, depth + 1, 0) != 0) {
                return -1;
            }
        }

        return 0;

    case LF_GEO_BOOLEAN:
        return head.size <= 1 ? 0 : lf_geo_wrong(check,
                                                 "a record of it is corrupt");

    default:
        if (!lf_geo_size_is_right(&head)
            || head.size > check->section.size - *offset)
        {
            return lf_geo_wrong(check, "a record of it is corrupt");
        }

        *offset += head.size;
        return 0;
    }
}


static int
lf_geo_size_is_right(const lf_geo_head_t *head)
{
    switch (head->type) {

    case LF_GEO_STRING:
    case LF_GEO_BYTES:
        return 1;

    case LF_GEO_DOUBLE:
        return head->size == 8;

    case LF_GEO_FLOAT:
        return head->size == 4;

    case LF_GEO_UINT16:
        return head->size <= 2;

    case LF_GEO_UINT32:
    case LF_GEO_INT32:
        return head->size <= 4;

    case LF_GEO_UINT64:
        return head->size <= 8;

    case LF_GEO_UINT128:
        return head->size <= 16;

    default:
        return 0;
    }
}


static int
lf_geo_key(lf_geo_check_t *check, size_t *offset)
{
    size_t          place;
    const char     *error;
    lf_geo_head_t   head;

    if (check->steps-- == 0) {
        return lf_geo_wrong(check, "its records are nested without end");
    }

    error = lf_geo_head(&check->section, offset, &head);
    if (error != NULL) {
        return lf_geo_wrong(check, error);
    }

    place = *offset;

    if (head.type == LF_GEO_POINTER) {
        place = head.target;

        error = lf_geo_head(&check->section, &place, &head);
        if (error != NULL) {
            return lf_geo_wrong(check, error);
        }

    } else {
        *offset += head.size;
    }

    return head.type == LF_GEO_STRING
           && head.size <= check->section.size - place
           ? 0 : lf_geo_wrong(check, "a record of it is corrupt");
}


static int
lf_geo_wrong(lf_geo_check_t *check, const char *error)
{
    check->error = error;

    return -1;
}
