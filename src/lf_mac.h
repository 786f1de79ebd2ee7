/*
 * lf_mac: HMAC-SHA256 over parts framed by their length, with the keys of a
 * secret file.  Private to the core; OpenSSL's contexts are made once, when
 * the keys are loaded, and only started anew for each MAC.
 */

#ifndef LF_MAC_H
#define LF_MAC_H

#include <openssl/evp.h>

#include <lead_form/lf_keys.h>

/*
 * What a MAC is for: the first byte of its message.  The numbers are part of
 * every cookie, ticket and stored id, and are never given to something else.
 */
typedef enum {
    LF_MAC_KEY_ID = 1,
    LF_MAC_COOKIE = 2,
    LF_MAC_TICKET = 3,
    LF_MAC_LEAD = 4,
    LF_MAC_SUBMISSION = 5,
    LF_MAC_VISITOR = 6,
    LF_MAC_PREVIEW = 7,
    LF_MAC_LINK = 8
} lf_mac_kind_t;

typedef struct {
    EVP_MAC_CTX  *context;              /* keyed; owned */
    uint8_t       id;                   /* two keys may have the same */
} lf_key_t;

struct lf_keys_s {
    lf_key_t  sign[LF_SIGN_KEYS_MAX];   /* the first one signs */
    size_t    sign_count;
    lf_key_t  lead;
};

/* Both 0, or -1 when the library fails; the key is freed by lf_key_free. */
int lf_key_init(lf_key_t *key, lf_str_t secret);
int lf_key_init_derived(lf_key_t *key, lf_str_t secret, lf_str_t info);
void lf_key_free(lf_key_t *key);

/* 0, or -1 when the library fails. */
int lf_mac_make(lf_key_t *key, lf_mac_kind_t kind, const lf_str_t *parts,
    size_t count, uint8_t mac[LF_MAC_LEN]);

/*
 * 0 when a sign key with that id made the MAC, else -1.  An id that no key
 * has costs no MAC; the ids are no secret, the comparison of MACs takes
 * constant time.
 */
int lf_mac_verify(lf_keys_t *keys, uint8_t id, lf_mac_kind_t kind,
    const lf_str_t *parts, size_t count, const uint8_t mac[LF_MAC_LEN]);


/* Numbers in the network's byte order. */

static inline void
lf_number_write(uint8_t *p, size_t bytes, uint64_t n)
{
    while (bytes-- > 0) {
        p[bytes] = (uint8_t) n;
        n >>= 8;
    }
}


static inline uint64_t
lf_number_read(const uint8_t *p, size_t bytes)
{
    size_t    i;
    uint64_t  n;

    n = 0;

    for (i = 0; i < bytes; i++) {
        n = n << 8 | p[i];
    }

    return n;
}


static inline lf_str_t
lf_bytes(const uint8_t *p, size_t len)
{
    return (lf_str_t) { (const char *) p, len };
}

#endif
