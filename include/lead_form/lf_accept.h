/*
 * lf_accept: whether a client wants a page or data (RFC 9110, section 12.5.1).
 *
 * A page is the default: of those who name neither, of any type at all, and of
 * those who like both as much.  JSON it is where its weight is higher, or the
 * same and JSON was meant more exactly, as beside the range of all types.
 */

#ifndef LF_ACCEPT_H
#define LF_ACCEPT_H

#include <lead_form/lf_base.h>

#define LF_WEIGHT_ONE         1000      /* thousandths */
#define LF_ACCEPT_RANGES_MAX  32        /* looked at, of one value */

/* The best range that matches; zeroed to begin with. */
typedef struct {
    int  weight;                        /* thousandths */
    int  exact;                         /* 1: all, 2: of the type, 3: itself */
} lf_accept_range_t;

typedef struct {
    lf_accept_range_t  page;
    lf_accept_range_t  data;
} lf_accept_t;

/* Adds one value of the header; a malformed range counts for nothing. */
void lf_accept_add(lf_accept_t *accept, lf_str_t value);

int lf_accept_is_data(const lf_accept_t *accept);

/* Whether it names pages: then it is no client that draws by itself. */
int lf_accept_is_page(const lf_accept_t *accept);

/*
 * The number of a weight (RFC 9110, section 12.4.2), in thousandths: 0 to 1
 * with at most three decimals.  -1: it is none.
 */
int lf_accept_weight_of(lf_str_t value);

#endif
