/*
 * lf_value_domain: the domain of an e-mail address or a URL.
 */

#include <idn2.h>

#include "lf_value_types.h"


#define LF_DOMAIN_TYPED_MAX  (LF_DOMAIN_LEN_MAX * 4)    /* bytes of UTF-8 */


static lf_value_result_t lf_value_domain_idn(lf_str_t typed,
    char domain[LF_DOMAIN_LEN_MAX], size_t *len);
static lf_value_result_t lf_value_domain_ascii(lf_str_t typed,
    char domain[LF_DOMAIN_LEN_MAX], size_t *len);
static int lf_value_is_label(lf_str_t label);


lf_value_result_t
lf_value_domain(lf_str_t typed, char domain[LF_DOMAIN_LEN_MAX], size_t *len)
{
    size_t  i;

    for (i = 0; i < typed.len; i++) {
        if ((unsigned char) typed.data[i] >= 0x80) {
            return lf_value_domain_idn(typed, domain, len);
        }
    }

    return lf_value_domain_ascii(typed, domain, len);
}


static lf_value_result_t
lf_value_domain_idn(lf_str_t typed, char domain[LF_DOMAIN_LEN_MAX],
    size_t *len)
{
    int                 rc;
    char                typed_z[LF_DOMAIN_TYPED_MAX + 1];
    uint8_t            *lookup;
    lf_value_result_t   result;

    if (typed.len > LF_DOMAIN_TYPED_MAX
        || memchr(typed.data, '\0', typed.len) != NULL)
    {
        return LF_VALUE_BAD;
    }

    memcpy(typed_z, typed.data, typed.len);
    typed_z[typed.len] = '\0';

    rc = idn2_lookup_u8((uint8_t *) typed_z, &lookup,
                        IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    if (rc != IDN2_OK) {
        return rc == IDN2_MALLOC ? LF_VALUE_NO_MEMORY : LF_VALUE_BAD;
    }

    /* the library lets empty labels pass: the labels are checked here, too */

    result = lf_value_domain_ascii(lf_str_of((char *) lookup), domain, len);

    idn2_free(lookup);

    return result;
}


static lf_value_result_t
lf_value_domain_ascii(lf_str_t typed, char domain[LF_DOMAIN_LEN_MAX],
    size_t *len)
{
    size_t    i;
    lf_str_t  rest;

    if (typed.len > LF_DOMAIN_LEN_MAX
        || typed.len == 0
        || typed.data[typed.len - 1] == '.'
        || !lf_str_contains(typed, lf_str(".")))
    {
        return LF_VALUE_BAD;
    }

    for (rest = typed; rest.len > 0; /* void */ ) {
        if (!lf_value_is_label(lf_str_cut(&rest, '.'))) {
            return LF_VALUE_BAD;
        }
    }

    for (i = 0; i < typed.len; i++) {
        domain[i] = typed.data[i];

        if (domain[i] >= 'A' && domain[i] <= 'Z') {
            domain[i] += 'a' - 'A';
        }
    }

    *len = typed.len;

    return LF_VALUE_OK;
}


static int
lf_value_is_label(lf_str_t label)
{
    char    c;
    size_t  i;

    if (label.len == 0 || label.len > LF_LABEL_BYTES_MAX) {
        return 0;
    }

    for (i = 0; i < label.len; i++) {
        c = label.data[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9'))
        {
            continue;
        }

        if (c != '-' || i == 0 || i == label.len - 1) {
            return 0;
        }
    }

    return 1;
}
