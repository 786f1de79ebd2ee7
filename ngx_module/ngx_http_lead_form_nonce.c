/*
 * Nonces of tickets.  OpenSSL takes as long for twelve random bytes as for a
 * thousand, so they are drawn together.  A nonce is never given out twice;
 * the master renders nothing, so that no two workers begin with the same.
 */

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "ngx_http_lead_form_module.h"


#define NGX_HTTP_LEAD_FORM_NONCES  64


static u_char      ngx_http_lead_form_nonces[NGX_HTTP_LEAD_FORM_NONCES
                                             * LF_NONCE_LEN];
static ngx_uint_t  ngx_http_lead_form_nonces_left;


ngx_int_t
ngx_http_lead_form_nonce(uint8_t nonce[LF_NONCE_LEN])
{
    u_char  *p;

    if (ngx_http_lead_form_nonces_left == 0) {
        if (RAND_bytes(ngx_http_lead_form_nonces,
                       sizeof(ngx_http_lead_form_nonces)) != 1)
        {
            return NGX_ERROR;
        }

        ngx_http_lead_form_nonces_left = NGX_HTTP_LEAD_FORM_NONCES;
    }

    p = ngx_http_lead_form_nonces
        + --ngx_http_lead_form_nonces_left * LF_NONCE_LEN;

    ngx_memcpy(nonce, p, LF_NONCE_LEN);
    OPENSSL_cleanse(p, LF_NONCE_LEN);

    return NGX_OK;
}
