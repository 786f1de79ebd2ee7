/*
 * lf_cookie: the cookie's bytes.
 *
 *     version 1, key id 1, shard 2, minted 5, visitor 16, lead 16, MAC 16
 */

#include "lf_mac.h"


#define LF_COOKIE_VERSION   1

#define LF_COOKIE_KEY_ID    1
#define LF_COOKIE_SHARD     2
#define LF_COOKIE_MINTED    4
#define LF_COOKIE_VISITOR   9
#define LF_COOKIE_LEAD      (LF_COOKIE_VISITOR + LF_ID_LEN)
#define LF_COOKIE_MAC       (LF_COOKIE_LEAD + LF_ID_LEN)

#define LF_COOKIE_SHARD_LIMIT   (1u << 16)
#define LF_COOKIE_MINTED_LIMIT  ((int64_t) 1 << 40)


int
lf_cookie_make(lf_keys_t *keys, lf_str_t site, const lf_cookie_t *cookie,
    char text[LF_COOKIE_LEN])
{
    uint8_t   bytes[LF_COOKIE_BYTES];
    lf_str_t  parts[2];

    if (cookie->shard >= LF_COOKIE_SHARD_LIMIT
        || cookie->minted < 0 || cookie->minted >= LF_COOKIE_MINTED_LIMIT)
    {
        return -1;
    }

    bytes[0] = LF_COOKIE_VERSION;
    bytes[LF_COOKIE_KEY_ID] = keys->sign[0].id;
    lf_number_write(bytes + LF_COOKIE_SHARD, 2, cookie->shard);
    lf_number_write(bytes + LF_COOKIE_MINTED, 5, (uint64_t) cookie->minted);
    memcpy(bytes + LF_COOKIE_VISITOR, cookie->visitor, LF_ID_LEN);
    memcpy(bytes + LF_COOKIE_LEAD, cookie->lead, LF_ID_LEN);

    parts[0] = site;
    parts[1] = lf_bytes(bytes, LF_COOKIE_MAC);

    if (lf_mac_make(&keys->sign[0], LF_MAC_COOKIE, parts, 2,
                    bytes + LF_COOKIE_MAC)
        != 0)
    {
        return -1;
    }

    lf_base64url_encode(text, bytes, LF_COOKIE_BYTES);

    return 0;
}


int
lf_cookie_read(lf_keys_t *keys, lf_str_t site, lf_str_t text, int64_t now,
    int64_t lifetime, lf_cookie_t *cookie)
{
    int64_t   minted;
    uint8_t   bytes[LF_COOKIE_BYTES];
    lf_str_t  parts[2];

    if (text.len != LF_COOKIE_LEN
        || lf_base64url_decode(bytes, LF_COOKIE_BYTES, text) != 0
        || bytes[0] != LF_COOKIE_VERSION)
    {
        return -1;
    }

    parts[0] = site;
    parts[1] = lf_bytes(bytes, LF_COOKIE_MAC);

    if (lf_mac_verify(keys, bytes[LF_COOKIE_KEY_ID], LF_MAC_COOKIE, parts, 2,
                      bytes + LF_COOKIE_MAC)
        != 0)
    {
        return -1;
    }

    minted = (int64_t) lf_number_read(bytes + LF_COOKIE_MINTED, 5);

    if (minted - now > LF_COOKIE_CLOCK_SLACK || now - minted > lifetime) {
        return -1;
    }

    cookie->shard = (unsigned) lf_number_read(bytes + LF_COOKIE_SHARD, 2);
    cookie->minted = minted;
    memcpy(cookie->visitor, bytes + LF_COOKIE_VISITOR, LF_ID_LEN);
    memcpy(cookie->lead, bytes + LF_COOKIE_LEAD, LF_ID_LEN);

    return 0;
}
