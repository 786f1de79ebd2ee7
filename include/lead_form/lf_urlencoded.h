/*
 * lf_urlencoded: application/x-www-form-urlencoded, as the URL standard's
 * parser reads it (https://url.spec.whatwg.org/#urlencoded-parsing), up to
 * its last step: names and values are the raw bytes, so that a value that is
 * not UTF-8 can be refused instead of being repaired behind a person's back.
 */

#ifndef LF_URLENCODED_H
#define LF_URLENCODED_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_when.h>          /* lf_pair_t */

#define LF_PAIRS_MAX  600               /* of one body or query */

typedef enum {
    LF_URLENCODED_OK,
    LF_URLENCODED_TOO_MANY,             /* more than LF_PAIRS_MAX */
    LF_URLENCODED_NO_MEMORY
} lf_urlencoded_result_t;

/* *pairs is in `mem`; names and values are in `mem` or borrowed from input. */
lf_urlencoded_result_t lf_urlencoded_decode(lf_mem_t *mem, lf_str_t input,
    lf_pair_t **pairs, size_t *count);

/*
 * Whether each "%" begins an escape.  The standard reads a broken one as it
 * stands; but nobody's browser sends one, so that a body which has any was
 * damaged on its way, or was never a form's.
 */
int lf_urlencoded_is_whole(lf_str_t input);

/* Appends a name or a value, encoded. */
void lf_urlencoded_add(lf_out_t *out, lf_str_t s);

/* The first value of that name, or NULL. */
const lf_str_t *lf_pairs_find(const lf_pair_t *pairs, size_t count,
    lf_str_t name);

#endif
