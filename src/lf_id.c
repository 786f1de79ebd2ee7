/*
 * lf_id: ids that only this site can make: MACs with the lead key, which is
 * never rotated.
 */

#include "lf_mac.h"


#if LF_ID_LEN != LF_MAC_LEN
#error "an id is a MAC"
#endif


int
lf_id_make(lf_keys_t *keys, lf_id_kind_t kind, const lf_str_t *parts,
    size_t count, uint8_t id[LF_ID_LEN])
{
    lf_mac_kind_t  mac;

    switch (kind) {

    case LF_ID_LEAD:
        mac = LF_MAC_LEAD;
        break;

    case LF_ID_SUBMISSION:
        mac = LF_MAC_SUBMISSION;
        break;

    case LF_ID_VISITOR:
        mac = LF_MAC_VISITOR;
        break;

    default:
        return -1;
    }

    return lf_mac_make(&keys->lead, mac, parts, count, id);
}


void
lf_id_text(const uint8_t id[LF_ID_LEN], char text[LF_ID_TEXT_LEN])
{
    lf_base64url_encode(text, id, LF_ID_LEN);
}
