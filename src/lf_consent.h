/*
 * lf_consent (private): what visitors agreed to, read from their records and
 * from a post.
 */

#ifndef LF_CONSENT_H
#define LF_CONSENT_H

#include <lead_form/lf_visitor.h>

#define LF_SECONDS_LIMIT   ((int64_t) 1 << 40)      /* of a stored time */

/*
 * The grants among the fields of a record (name, value, …), and what follows
 * from them for the form; 0, or -1 when memory is out.
 */
int lf_grants_read(lf_mem_t *mem, const lf_form_t *form,
    const lf_str_t *fields, size_t count, lf_visitor_t *out);

/*
 * Whether the value of a ticked box is of this consent, as it is now.  *hash
 * is borrowed from the value; empty where that is a bare id.
 */
int lf_consent_is_ticked(const lf_consent_t *consent, lf_str_t value,
    lf_str_t *hash);

/* A whole number from min on and below limit; 0, or -1. */
int lf_number_in(lf_str_t s, int64_t min, int64_t limit, int64_t *value);

#endif
