/*
 * lf_preview: a link that shows the real page in a state made up by its
 * author: a visitor who was never there, from a place and at a time of the
 * author's choosing.  The link holds the whole state, signed:
 *
 *     BASE64URL(version, key id, MAC) "." BASE64URL(state)
 *
 * where the MAC covers site, form and state, and the state is a list of pairs
 * (application/x-www-form-urlencoded).
 */

#ifndef LF_PREVIEW_H
#define LF_PREVIEW_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_keys.h>
#include <lead_form/lf_simulate.h>

#define LF_PREVIEW_LEN_MAX       6000           /* bytes of a token */
#define LF_PREVIEW_LIFETIME_MAX  (30 * 86400)   /* seconds */

typedef struct {
    int64_t      expires;               /* seconds since 1970 */
    int64_t      now;                   /* ms: the time of the visit */
    lf_facts_t   facts;                 /* country … utm; language as wanted */
    int          known;                 /* has a cookie */
    lf_str_t     id;                    /* of the visitor, as `own` has it */
    lf_record_t  visitor;
    lf_record_t  lead;
} lf_preview_t;

/*
 * What the simulated visitor would see at `now` when they opened a page; all
 * borrowed.  `facts->language` is what their browser would ask for.
 */
void lf_preview_of(const lf_simulate_t *sim, const lf_form_t *form,
    const lf_facts_t *facts, int64_t now, lf_preview_t *preview);

/*
 * The token, in mem; data is NULL when memory is out, the library fails or
 * the state is too long for a link.
 */
lf_str_t lf_preview_make(lf_mem_t *mem, lf_keys_t *keys, lf_str_t site,
    lf_str_t form, const lf_preview_t *preview);

typedef enum {
    LF_PREVIEW_OK,
    LF_PREVIEW_OLD,                     /* was ours */
    LF_PREVIEW_BAD,                     /* forged, of another form or site */
    LF_PREVIEW_NO_MEMORY
} lf_preview_result_t;

/* `now` in seconds; *preview is in mem. */
lf_preview_result_t lf_preview_read(lf_mem_t *mem, lf_keys_t *keys,
    lf_str_t site, lf_str_t form, lf_str_t token, int64_t now,
    lf_preview_t *preview);

/*
 * An event for people: a JSON object, one member a line.  `fields` are name
 * and value in turn, as lf_submission_event makes them.
 */
void lf_preview_event(lf_str_t type, const lf_str_t *fields, size_t count,
    lf_out_t *out);

/* The page with that event; empty: no event would have been sent. */
void lf_preview_page(lf_str_t event, lf_str_t language, lf_str_t stylesheet,
    lf_out_t *out);

#endif
