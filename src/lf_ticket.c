/*
 * lf_ticket: the ticket's bytes.
 *
 *     version 1, key id 1, flags 1, time 6, nonce 12, MAC 16
 */

#include "lf_mac.h"
#include "lf_name.h"


#define LF_TICKET_VERSION     1

#define LF_TICKET_KEY_ID      1
#define LF_TICKET_FLAGS       2
#define LF_TICKET_TIME        3
#define LF_TICKET_NONCE       9
#define LF_TICKET_MAC         (LF_TICKET_NONCE + LF_NONCE_LEN)

#define LF_TICKET_TIME_LIMIT  ((int64_t) 1 << 48)
#define LF_TICKET_FLAGS_ALL                                                   \
    (LF_TICKET_KNOWN|LF_TICKET_OTHER|LF_TICKET_AGAIN|LF_TICKET_UNSEEN)
#define LF_TICKET_FLAGS_BOUND                                                 \
    (LF_TICKET_KNOWN|LF_TICKET_OTHER)

#define LF_TICKET_PARTS       5


static void lf_ticket_parts(lf_str_t parts[LF_TICKET_PARTS],
    const uint8_t *bytes, lf_str_t site, lf_str_t form, lf_str_t question,
    const uint8_t *visitor);
static int lf_ticket_question(lf_str_t text, lf_str_t *question);


int
lf_ticket_make(lf_keys_t *keys, lf_str_t site, lf_str_t form,
    const uint8_t *visitor, const lf_ticket_t *ticket, lf_out_t *out)
{
    char      text[LF_TICKET_LEN];
    uint8_t   bytes[LF_TICKET_BYTES];
    lf_str_t  parts[LF_TICKET_PARTS];

    if ((ticket->flags & ~LF_TICKET_FLAGS_ALL) != 0
        || ((ticket->flags & LF_TICKET_FLAGS_BOUND) != 0) != (visitor != NULL)
        || ticket->time < 0 || ticket->time >= LF_TICKET_TIME_LIMIT)
    {
        return -1;
    }

    bytes[0] = LF_TICKET_VERSION;
    bytes[LF_TICKET_KEY_ID] = keys->sign[0].id;
    bytes[LF_TICKET_FLAGS] = (uint8_t) ticket->flags;
    lf_number_write(bytes + LF_TICKET_TIME, 6, (uint64_t) ticket->time);
    memcpy(bytes + LF_TICKET_NONCE, ticket->nonce, LF_NONCE_LEN);

    lf_ticket_parts(parts, bytes, site, form, ticket->question, visitor);

    if (lf_mac_make(&keys->sign[0], LF_MAC_TICKET, parts, LF_TICKET_PARTS,
                    bytes + LF_TICKET_MAC)
        != 0)
    {
        return -1;
    }

    lf_base64url_encode(text, bytes, LF_TICKET_BYTES);
    lf_out_add(out, (lf_str_t) { text, LF_TICKET_LEN });

    if (ticket->question.len > 0) {
        lf_out_byte(out, '.');
        lf_out_add(out, ticket->question);
    }

    return 0;
}


lf_ticket_result_t
lf_ticket_read(lf_keys_t *keys, lf_str_t site, lf_str_t form,
    const uint8_t *visitor, lf_str_t text, int64_t now, lf_ticket_t *ticket)
{
    uint8_t   bytes[LF_TICKET_BYTES];
    lf_str_t  parts[LF_TICKET_PARTS], question;

    if (lf_ticket_question(text, &question) != 0
        || lf_base64url_decode(bytes, LF_TICKET_BYTES,
                               (lf_str_t) { text.data, LF_TICKET_LEN })
           != 0
        || bytes[0] != LF_TICKET_VERSION)
    {
        return LF_TICKET_BAD;
    }

    ticket->flags = bytes[LF_TICKET_FLAGS];

    if ((ticket->flags & LF_TICKET_FLAGS_BOUND) == 0) {
        visitor = NULL;

    } else if (visitor == NULL) {
        return LF_TICKET_BAD;
    }

    lf_ticket_parts(parts, bytes, site, form, question, visitor);

    if (lf_mac_verify(keys, bytes[LF_TICKET_KEY_ID], LF_MAC_TICKET, parts,
                      LF_TICKET_PARTS, bytes + LF_TICKET_MAC)
        != 0)
    {
        return LF_TICKET_BAD;
    }

    ticket->time = (int64_t) lf_number_read(bytes + LF_TICKET_TIME, 6);
    ticket->question = question;
    memcpy(ticket->nonce, bytes + LF_TICKET_NONCE, LF_NONCE_LEN);

    if (ticket->time - now > LF_TICKET_CLOCK_SLACK) {
        return LF_TICKET_BAD;
    }

    if (now - ticket->time > (int64_t) LF_TICKET_LIFETIME * 1000) {
        return LF_TICKET_OLD;
    }

    return LF_TICKET_OK;
}


static void
lf_ticket_parts(lf_str_t parts[LF_TICKET_PARTS], const uint8_t *bytes,
    lf_str_t site, lf_str_t form, lf_str_t question, const uint8_t *visitor)
{
    parts[0] = site;
    parts[1] = form;
    parts[2] = question;
    parts[3] = lf_bytes(visitor, visitor == NULL ? 0 : LF_ID_LEN);
    parts[4] = lf_bytes(bytes, LF_TICKET_MAC);
}


/* What is behind the MAC: nothing, or "." and a field's name. */

static int
lf_ticket_question(lf_str_t text, lf_str_t *question)
{
    *question = lf_null_str;

    if (text.len == LF_TICKET_LEN) {
        return 0;
    }

    if (text.len < LF_TICKET_LEN || text.data[LF_TICKET_LEN] != '.') {
        return -1;
    }

    question->data = text.data + LF_TICKET_LEN + 1;
    question->len = text.len - LF_TICKET_LEN - 1;

    return lf_name_is_valid(*question) ? 0 : -1;
}
