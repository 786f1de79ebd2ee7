/*
 * lf_attribution: from where a visitor came, and what the page that holds the
 * form says beside it: its address, the campaign (utm), the identifiers of a
 * click on an advertisement, and the hidden values that a form names.
 *
 * None of it is anybody's word: values are cleaned and bounded, the first
 * usable one wins, and what is not usable is left out.  No visitor ever sees
 * an error for it.
 */

#ifndef LF_ATTRIBUTION_H
#define LF_ATTRIBUTION_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_form.h>
#include <lead_form/lf_when.h>

#define LF_UTM_MAX             8        /* parameters kept */
#define LF_UTM_LEN_MAX         200      /* characters of each */
#define LF_CLICK_LEN_MAX       500      /* likewise */
#define LF_HIDDEN_LEN_MAX      500      /* likewise */
#define LF_QUERY_LEN_MAX       8192     /* bytes of a query that is read */
#define LF_ATTRIBUTES_LEN_MAX  16384    /* bytes of all, urlencoded */

/* Of which queries are read: the landing page's, the holding page's. */
#define LF_ATTRIBUTION_QUERIES  2

/* What a request says, as it came in; all borrowed, all may be empty. */
typedef struct {
    lf_str_t          host;             /* that it was sent to, with port */
    lf_str_t          path;             /* the form's own, decoded */
    const lf_pair_t  *args;             /* of its own query */
    size_t            args_count;

    lf_str_t          page;             /* that holds the form: path and query,
                                           or URL; empty: the form's own */
    lf_str_t          landing;          /* query of the landing page */
    lf_str_t          referrer;         /* URL */
    lf_str_t          attributes;       /* of the tag; urlencoded */
    const lf_str_t   *cookies;          /* values of Cookie headers */
    size_t            cookies_count;
    int               gpc;              /* Sec-GPC: 1 */

    /* lf_attribution_read's */
    struct {
        const lf_pair_t  *pairs;
        size_t            count;
    } queries[LF_ATTRIBUTION_QUERIES];
} lf_attribution_t;

/*
 * Sets page, referrer and utm of the facts.  The page is a path, decoded, of
 * another origin its origin and path; without a usable one the form's own.
 * utm are of the landing page, else of the page.  0, or -1: memory is out.
 */
int lf_attribution_read(lf_mem_t *mem, lf_attribution_t *attribution,
    lf_facts_t *facts);

/*
 * After that: the identifiers of clicks, by their names; none where gpc is
 * set.  *pairs is in mem.  0, or -1: memory is out.
 */
int lf_attribution_click(lf_mem_t *mem, const lf_attribution_t *attribution,
    const lf_pair_t **pairs, size_t *count);

/*
 * Likewise the form's hidden values; where gpc is set, without those of
 * cookies, and without a click's identifier of any kind.
 */
int lf_attribution_hidden(lf_mem_t *mem, const lf_form_t *form,
    const lf_attribution_t *attribution, const lf_pair_t **pairs,
    size_t *count);

/*
 * Of attributes (urlencoded) those that the form's hidden values name, cleaned
 * and urlencoded again; empty: none, data NULL: memory is out.
 */
lf_str_t lf_attribution_attributes(lf_mem_t *mem, const lf_form_t *form,
    lf_str_t attributes);

#endif
