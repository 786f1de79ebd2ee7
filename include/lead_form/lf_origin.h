/*
 * lf_origin: an origin as a browser writes it into a request (RFC 6454,
 * section 6.2): scheme, host, and the port where it is not the scheme's own.
 */

#ifndef LF_ORIGIN_H
#define LF_ORIGIN_H

#include <lead_form/lf_base.h>

#define LF_ORIGIN_LEN_MAX  267      /* https://, 253 of a name, :65535 */

typedef enum {
    LF_ORIGIN_OK,
    LF_ORIGIN_SCHEME,               /* neither https:// nor http:// */
    LF_ORIGIN_PLAIN,                /* http:// of another machine */
    LF_ORIGIN_WILDCARD,
    LF_ORIGIN_PATH,                 /* or a query: something behind the host */
    LF_ORIGIN_HOST,                 /* no host, too long, or no ASCII name */
    LF_ORIGIN_PORT,
    LF_ORIGIN_NO_MEMORY
} lf_origin_result_t;

/*
 * The origin that `text` names, in lower case and without the scheme's own
 * port, in mem.  Plain http is for this machine only: what travels over a
 * network in the clear can be changed on its way.
 */
lf_origin_result_t lf_origin_read(lf_mem_t *mem, lf_str_t text,
    lf_str_t *origin);

/* What is wrong, in words for the web admin; borrowed for ever. */
lf_str_t lf_origin_problem(lf_origin_result_t result);

#endif
