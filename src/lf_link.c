/*
 * lf_link: the personal link's bytes.
 *
 *     version 1, key id 1, shard 2, minted 5, expires 5, nonce 12, lead 16,
 *     MAC 16
 */

#include <lead_form/lf_link.h>

#include "lf_mac.h"


#define LF_LINK_VERSION  1

#define LF_LINK_KEY_ID   1
#define LF_LINK_SHARD    2
#define LF_LINK_MINTED   4
#define LF_LINK_EXPIRES  9
#define LF_LINK_NONCE    14
#define LF_LINK_LEAD     (LF_LINK_NONCE + LF_NONCE_LEN)
#define LF_LINK_MAC      (LF_LINK_LEAD + LF_ID_LEN)

#define LF_LINK_SHARD_LIMIT  (1u << 16)
#define LF_LINK_TIME_LIMIT   ((int64_t) 1 << 40)

#define LF_LINK_PARTS        3


static int lf_link_lives(const lf_link_t *link);
static void lf_link_parts(lf_str_t parts[LF_LINK_PARTS], const uint8_t *bytes,
    lf_str_t site, lf_str_t form);


int
lf_link_make(lf_keys_t *keys, lf_str_t site, lf_str_t form,
    const lf_link_t *link, char text[LF_LINK_LEN])
{
    uint8_t   bytes[LF_LINK_BYTES];
    lf_str_t  parts[LF_LINK_PARTS];

    if (link->shard >= LF_LINK_SHARD_LIMIT || !lf_link_lives(link)) {
        return -1;
    }

    bytes[0] = LF_LINK_VERSION;
    bytes[LF_LINK_KEY_ID] = keys->sign[0].id;
    lf_number_write(bytes + LF_LINK_SHARD, 2, link->shard);
    lf_number_write(bytes + LF_LINK_MINTED, 5, (uint64_t) link->minted);
    lf_number_write(bytes + LF_LINK_EXPIRES, 5, (uint64_t) link->expires);
    memcpy(bytes + LF_LINK_NONCE, link->nonce, LF_NONCE_LEN);
    memcpy(bytes + LF_LINK_LEAD, link->lead, LF_ID_LEN);

    lf_link_parts(parts, bytes, site, form);

    if (lf_mac_make(&keys->sign[0], LF_MAC_LINK, parts, LF_LINK_PARTS,
                    bytes + LF_LINK_MAC)
        != 0)
    {
        return -1;
    }

    lf_base64url_encode(text, bytes, LF_LINK_BYTES);

    return 0;
}


lf_link_result_t
lf_link_read(lf_keys_t *keys, lf_str_t site, lf_str_t form, lf_str_t text,
    int64_t now, lf_link_t *link)
{
    uint8_t   bytes[LF_LINK_BYTES];
    lf_str_t  parts[LF_LINK_PARTS];

    if (text.len != LF_LINK_LEN
        || lf_base64url_decode(bytes, LF_LINK_BYTES, text) != 0
        || bytes[0] != LF_LINK_VERSION)
    {
        return LF_LINK_BAD;
    }

    lf_link_parts(parts, bytes, site, form);

    if (lf_mac_verify(keys, bytes[LF_LINK_KEY_ID], LF_MAC_LINK, parts,
                      LF_LINK_PARTS, bytes + LF_LINK_MAC)
        != 0)
    {
        return LF_LINK_BAD;
    }

    link->shard = (unsigned) lf_number_read(bytes + LF_LINK_SHARD, 2);
    link->minted = (int64_t) lf_number_read(bytes + LF_LINK_MINTED, 5);
    link->expires = (int64_t) lf_number_read(bytes + LF_LINK_EXPIRES, 5);
    memcpy(link->nonce, bytes + LF_LINK_NONCE, LF_NONCE_LEN);
    memcpy(link->lead, bytes + LF_LINK_LEAD, LF_ID_LEN);

    if (!lf_link_lives(link) || link->minted - now > LF_LINK_CLOCK_SLACK) {
        return LF_LINK_BAD;
    }

    return now < link->expires ? LF_LINK_OK : LF_LINK_OLD;
}


static int
lf_link_lives(const lf_link_t *link)
{
    return link->minted >= 0 && link->minted < LF_LINK_TIME_LIMIT
           && link->expires > link->minted
           && link->expires < LF_LINK_TIME_LIMIT
           && link->expires - link->minted <= LF_LINK_LIFETIME_MAX;
}


static void
lf_link_parts(lf_str_t parts[LF_LINK_PARTS], const uint8_t *bytes,
    lf_str_t site, lf_str_t form)
{
    parts[0] = site;
    parts[1] = form;
    parts[2] = lf_bytes(bytes, LF_LINK_MAC);
}
