/*
 * lf_mac: one OpenSSL context per key.  It owns nothing but those; the bytes
 * of a key are OpenSSL's alone, which cleanses them when a context is freed.
 */

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/kdf.h>

#include "lf_mac.h"


#define LF_DIGEST       "SHA256"
#define LF_DIGEST_LEN   32

#define LF_MAC_GATHER_LEN  512
#define LF_MAC_PART_HEAD   4        /* bytes of a part's length */


static int lf_mac_message(EVP_MAC_CTX *context, lf_mac_kind_t kind,
    const lf_str_t *parts, size_t count);
static int lf_mac_part(EVP_MAC_CTX *context,
    uint8_t message[LF_MAC_GATHER_LEN], size_t *used, lf_str_t part);
static int lf_key_check(lf_key_t *key);
static int lf_key_derive(lf_str_t secret, lf_str_t info,
    uint8_t derived[LF_DIGEST_LEN]);


int
lf_mac_make(lf_key_t *key, lf_mac_kind_t kind, const lf_str_t *parts,
    size_t count, uint8_t mac[LF_MAC_LEN])
{
    size_t   len;
    uint8_t  digest[LF_DIGEST_LEN];

    if (lf_mac_message(key->context, kind, parts, count) != 0
        || EVP_MAC_final(key->context, digest, &len, sizeof(digest)) != 1
        || len != sizeof(digest))
    {
        /* nginx would report what is left in the queue as its own error */
        ERR_clear_error();
        return -1;
    }

    memcpy(mac, digest, LF_MAC_LEN);

    return 0;
}


int
lf_mac_verify(lf_keys_t *keys, uint8_t id, lf_mac_kind_t kind,
    const lf_str_t *parts, size_t count, const uint8_t mac[LF_MAC_LEN])
{
    size_t   i;
    uint8_t  expected[LF_MAC_LEN];

    for (i = 0; i < keys->sign_count; i++) {

        if (keys->sign[i].id != id) {
            continue;
        }

        if (lf_mac_make(&keys->sign[i], kind, parts, count, expected) != 0) {
            return -1;
        }

        if (CRYPTO_memcmp(expected, mac, LF_MAC_LEN) == 0) {
            return 0;
        }
    }

    return -1;
}


/* Short parts, most of them, are gathered: OpenSSL takes each call dearly. */

static int
lf_mac_message(EVP_MAC_CTX *context, lf_mac_kind_t kind,
    const lf_str_t *parts, size_t count)
{
    size_t   i, used;
    uint8_t  message[LF_MAC_GATHER_LEN];

    /* Without a key: started anew with the one it has. */

    if (EVP_MAC_init(context, NULL, 0, NULL) != 1) {
        return -1;
    }

    message[0] = (uint8_t) kind;
    used = 1;

    for (i = 0; i < count; i++) {
        if (lf_mac_part(context, message, &used, parts[i]) != 0) {
            return -1;
        }
    }

    return EVP_MAC_update(context, message, used) == 1 ? 0 : -1;
}


/* A part goes behind what was gathered, which leaves where it does not fit. */

static int
lf_mac_part(EVP_MAC_CTX *context, uint8_t message[LF_MAC_GATHER_LEN],
    size_t *used, lf_str_t part)
{
    if (part.len > UINT32_MAX) {
        return -1;
    }

    if (LF_MAC_PART_HEAD + part.len > LF_MAC_GATHER_LEN - *used) {
        if (EVP_MAC_update(context, message, *used) != 1) {
            return -1;
        }

        *used = 0;
    }

    lf_number_write(message + *used, LF_MAC_PART_HEAD, part.len);
    *used += LF_MAC_PART_HEAD;

    if (part.len <= LF_MAC_GATHER_LEN - *used) {
        if (part.len > 0) {
            memcpy(message + *used, part.data, part.len);
            *used += part.len;
        }

        return 0;
    }

    if (EVP_MAC_update(context, message, *used) != 1
        || EVP_MAC_update(context, (const uint8_t *) part.data, part.len) != 1)
    {
        return -1;
    }

    *used = 0;

    return 0;
}


int
lf_key_init(lf_key_t *key, lf_str_t secret)
{
    EVP_MAC     *hmac;
    OSSL_PARAM   params[2];

    params[0] = OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST,
                                                 LF_DIGEST, 0);
    params[1] = OSSL_PARAM_construct_end();

    key->context = NULL;

    hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);

    if (hmac != NULL) {
        key->context = EVP_MAC_CTX_new(hmac);
        EVP_MAC_free(hmac);
    }

    if (key->context == NULL
        || EVP_MAC_init(key->context, (const uint8_t *) secret.data,
                        secret.len, params)
           != 1
        || lf_key_check(key) != 0)
    {
        lf_key_free(key);
        ERR_clear_error();
        return -1;
    }

    return 0;
}


/*
 * Before 3.0.3 OpenSSL did not start an HMAC anew without its key: its second
 * result would be another one.
 */

static int
lf_key_check(lf_key_t *key)
{
    uint8_t  first[LF_MAC_LEN], second[LF_MAC_LEN];

    if (lf_mac_make(key, LF_MAC_KEY_ID, NULL, 0, first) != 0
        || lf_mac_make(key, LF_MAC_KEY_ID, NULL, 0, second) != 0
        || CRYPTO_memcmp(first, second, LF_MAC_LEN) != 0)
    {
        return -1;
    }

    key->id = first[0];

    return 0;
}


int
lf_key_init_derived(lf_key_t *key, lf_str_t secret, lf_str_t info)
{
    int      rc;
    uint8_t  derived[LF_DIGEST_LEN];

    key->context = NULL;

    rc = lf_key_derive(secret, info, derived);

    if (rc == 0) {
        rc = lf_key_init(key, lf_bytes(derived, sizeof(derived)));

    } else {
        ERR_clear_error();
    }

    OPENSSL_cleanse(derived, sizeof(derived));

    return rc;
}


static int
lf_key_derive(lf_str_t secret, lf_str_t info, uint8_t derived[LF_DIGEST_LEN])
{
    int           rc;
    EVP_KDF      *hkdf;
    OSSL_PARAM    params[4];
    EVP_KDF_CTX  *context;

    params[0] = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST,
                                                 LF_DIGEST, 0);
    params[1] = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY,
                                                  (void *) secret.data,
                                                  secret.len);
    params[2] = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO,
                                                  (void *) info.data,
                                                  info.len);
    params[3] = OSSL_PARAM_construct_end();

    hkdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
    if (hkdf == NULL) {
        return -1;
    }

    context = EVP_KDF_CTX_new(hkdf);
    EVP_KDF_free(hkdf);

    if (context == NULL) {
        return -1;
    }

    rc = EVP_KDF_derive(context, derived, LF_DIGEST_LEN, params);
    EVP_KDF_CTX_free(context);

    return rc == 1 ? 0 : -1;
}


void
lf_key_free(lf_key_t *key)
{
    EVP_MAC_CTX_free(key->context);
    key->context = NULL;
}
