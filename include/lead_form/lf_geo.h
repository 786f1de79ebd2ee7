/*
 * lf_geo: where an address is, by a database of MaxMind's format (MMDB 2.0,
 * maxmind.github.io/MaxMind-DB), read through libmaxminddb.
 *
 * A database is copied whole into sealed memory, and every node and record
 * that a look-up can reach is checked before the first one: what happens to
 * the file afterwards, and what it lies about, cannot harm a reader.
 *
 * Understood are MaxMind's layout (country.iso_code, or else
 * registered_country.iso_code; continent.code; subdivisions[0].iso_code;
 * location.time_zone) and the flat one (country_code or country;
 * continent_code or continent).
 */

#ifndef LF_GEO_H
#define LF_GEO_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_when.h>

#define LF_GEO_SIZE_MAX          (1024 * 1024 * 1024)   /* bytes of a file */
#define LF_GEO_REGION_LEN_MAX    6      /* "DE-BY": ISO 3166-2 */
#define LF_GEO_TIMEZONE_LEN_MAX  64     /* "Europe/Berlin" */
#define LF_GEO_ERROR_LEN         160

typedef struct lf_geo_s  lf_geo_t;

typedef struct {
    char  text[LF_GEO_ERROR_LEN];       /* NUL-terminated, without the file */
} lf_geo_error_t;

/* What is known of an address: copies, empty where unknown. */
typedef struct {
    char  country[2 + 1];               /* lf_country_is() */
    char  continent[2 + 1];             /* AF AN AS EU NA OC SA */
    char  region[LF_GEO_REGION_LEN_MAX + 1];
    char  timezone[LF_GEO_TIMEZONE_LEN_MAX + 1];
} lf_geo_facts_t;

/*
 * Reads `fd` from where it stands to its end; it may be closed at once, and
 * stays the caller's.  Blocks while it reads and checks (a second for the
 * largest databases).  NULL: *error says what is wrong.  Owned by the caller,
 * freed by lf_geo_free.  Any number of threads and, after a fork, processes
 * may look up in the result.
 */
lf_geo_t *lf_geo_load(int fd, lf_geo_error_t *error);
void lf_geo_free(lf_geo_t *geo);        /* NULL is allowed */

/*
 * An address in network order, of 4 or 16 bytes; any other length, and a NULL
 * geo, is unknown.  An IPv4 address mapped into IPv6 is that IPv4 address.
 * Allocates nothing and does not block.
 */
void lf_geo_find(const lf_geo_t *geo, const uint8_t *address, size_t len,
    lf_geo_facts_t *found);

/* Makes `facts` borrow from `found`. */
void lf_geo_facts(const lf_geo_facts_t *found, lf_facts_t *facts);

#endif
