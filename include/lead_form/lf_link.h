/*
 * lf_link: the personal link.  It names a lead, for one form, until it is
 * over; whoever opens it and says so becomes a visitor of that lead:
 *
 *     BASE64URL(version, key id, shard, minted, expires, nonce, lead, MAC)
 *
 * where the MAC covers site, form and the bytes before it.
 */

#ifndef LF_LINK_H
#define LF_LINK_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_keys.h>

#define LF_LINK_BYTES                                                         \
    (1 + 1 + 2 + 5 + 5 + LF_NONCE_LEN + LF_ID_LEN + LF_MAC_LEN)
#define LF_LINK_LEN           LF_BASE64URL_LEN(LF_LINK_BYTES)
#define LF_LINK_LIFETIME_MAX  (365 * 86400)     /* seconds */
#define LF_LINK_CLOCK_SLACK   60                /* s a clock may be behind */

typedef struct {
    unsigned  shard;
    int64_t   minted;                   /* seconds since 1970 */
    int64_t   expires;                  /* likewise: the first that is over */
    uint8_t   nonce[LF_NONCE_LEN];      /* no two links have the same */
    uint8_t   lead[LF_ID_LEN];
} lf_link_t;

/*
 * 0; -1 when the library fails, or the link lives longer than it may, or not
 * at all.
 */
int lf_link_make(lf_keys_t *keys, lf_str_t site, lf_str_t form,
    const lf_link_t *link, char text[LF_LINK_LEN]);

typedef enum {
    LF_LINK_OK,
    LF_LINK_OLD,                        /* was ours; *link is filled */
    LF_LINK_BAD                         /* forged, of another form or site */
} lf_link_result_t;

/* `now` in seconds. */
lf_link_result_t lf_link_read(lf_keys_t *keys, lf_str_t site, lf_str_t form,
    lf_str_t text, int64_t now, lf_link_t *link);

#endif
