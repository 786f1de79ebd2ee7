/*
 * lf_body (private): a number of JSON as a person would type it.
 */

#ifndef LF_BODY_PRIVATE_H
#define LF_BODY_PRIVATE_H

#include <lead_form/lf_body.h>

#define LF_BODY_EXPONENT_MAX  40        /* digits that one may add */

/*
 * "1.5e3" as "1500", so that the very number is kept; the number itself where
 * it has no exponent, or one that no answer can have.  data is NULL when
 * memory is out.
 */
lf_str_t lf_body_number(lf_mem_t *mem, lf_str_t number);

#endif
