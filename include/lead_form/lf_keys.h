/*
 * lf_keys: the secret file and what is computed with it.
 *
 * The file holds one key per line:
 *
 *     sign KEY        newest first; the first signs, all verify
 *     lead KEY        exactly one, never rotated: lead ids are made with it
 *
 * or a single bare KEY, of which HKDF-SHA256 (RFC 5869; info "lead-form sign"
 * and "lead-form lead") makes both.  KEY is 32 to 256 printable ASCII
 * characters without a blank.  Empty lines and lines that begin with # are
 * passed over.
 *
 * All MACs are HMAC-SHA256 (RFC 2104) cut to 128 bits, compared in constant
 * time.  Parts of a message are framed by their length, so that no two lists
 * of parts give one message.
 */

#ifndef LF_KEYS_H
#define LF_KEYS_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_diagnostic.h>

#define LF_SECRET_SIZE_MAX   (64 * 1024)
#define LF_SIGN_KEYS_MAX     16
#define LF_MAC_LEN           16
#define LF_ID_LEN            16                     /* bytes */
#define LF_ID_TEXT_LEN       LF_BASE64URL_LEN(16)   /* 22 */

typedef struct lf_keys_s  lf_keys_t;

/*
 * NULL with a diagnostic (which never repeats any of the text) when it is not
 * as above, or memory is out.  One set is for one thread.
 */
lf_keys_t *lf_keys_load(lf_str_t text, lf_str_t file,
    lf_diagnostics_t *diagnostics);
void lf_keys_free(lf_keys_t *keys);                 /* NULL is allowed */

/* What an id is of: no id of one kind can be taken for another's. */
typedef enum {
    LF_ID_LEAD,                 /* site, normalised contact */
    LF_ID_SUBMISSION,           /* ticket nonce, visitor or none, canonical answers */
    LF_ID_VISITOR               /* the submission that made the visitor */
} lf_id_kind_t;

/* With the lead key; 0, or -1 when the library fails. */
int lf_id_make(lf_keys_t *keys, lf_id_kind_t kind, const lf_str_t *parts,
    size_t count, uint8_t id[LF_ID_LEN]);

/* The id as it stands in Redis and in events: base64url. */
void lf_id_text(const uint8_t id[LF_ID_LEN], char text[LF_ID_TEXT_LEN]);


/*
 * The cookie: version, key id, shard, mint time, visitor, lead, MAC over
 * those and the site.  It names a visitor and a lead, and proves it.
 */
#define LF_COOKIE_BYTES  (1 + 1 + 2 + 5 + LF_ID_LEN + LF_ID_LEN + LF_MAC_LEN)
#define LF_COOKIE_LEN    LF_BASE64URL_LEN(LF_COOKIE_BYTES)
#define LF_COOKIE_CLOCK_SLACK  60           /* s a clock may have gone back */

typedef struct {
    unsigned  shard;
    int64_t   minted;                       /* seconds since 1970 */
    uint8_t   visitor[LF_ID_LEN];
    uint8_t   lead[LF_ID_LEN];
} lf_cookie_t;

int lf_cookie_make(lf_keys_t *keys, lf_str_t site, const lf_cookie_t *cookie,
    char text[LF_COOKIE_LEN]);

/* 0; -1 for anything this site's keys did not make, or that is from the
 * future or older than `lifetime` seconds. */
int lf_cookie_read(lf_keys_t *keys, lf_str_t site, lf_str_t text, int64_t now,
    int64_t lifetime, lf_cookie_t *cookie);


/*
 * The ticket: proof of what was asked, when, of whom.  It reads
 *
 *     BASE64URL(version, key id, flags, time, nonce, MAC) "." QUESTION
 *
 * where the MAC covers site, form, question and visitor, too, and QUESTION
 * is the field's name (empty, without the dot, when nothing was asked).
 */
#define LF_NONCE_LEN           12
#define LF_TICKET_BYTES        (1 + 1 + 1 + 6 + LF_NONCE_LEN + LF_MAC_LEN)
#define LF_TICKET_LEN          LF_BASE64URL_LEN(LF_TICKET_BYTES)
#define LF_TICKET_LIFETIME     (24 * 3600)      /* seconds */
#define LF_TICKET_CLOCK_SLACK  (60 * 1000)      /* ms a clock may have gone back */

#define LF_TICKET_KNOWN    0x01     /* bound to the cookie's visitor */
#define LF_TICKET_OTHER    0x02     /* "use a different e-mail or phone" */
#define LF_TICKET_AGAIN    0x04     /* came back once already: min_fill is over */
#define LF_TICKET_UNSEEN   0x08     /* of a fragment: not counted as shown yet */

typedef struct {
    unsigned  flags;
    int64_t   time;                 /* milliseconds since 1970 */
    uint8_t   nonce[LF_NONCE_LEN];
    lf_str_t  question;             /* borrowed */
} lf_ticket_t;

/*
 * `visitor` is NULL unless LF_TICKET_KNOWN or LF_TICKET_OTHER is set.
 * Appends to out; 0, or -1 when the library fails.
 */
int lf_ticket_make(lf_keys_t *keys, lf_str_t site, lf_str_t form,
    const uint8_t *visitor, const lf_ticket_t *ticket, lf_out_t *out);

typedef enum {
    LF_TICKET_OK,
    LF_TICKET_OLD,                  /* was ours; *ticket is filled */
    LF_TICKET_BAD                   /* missing, forged, of another form or visitor */
} lf_ticket_result_t;

/* `visitor` is the cookie's, NULL without one; `now` is in milliseconds. */
lf_ticket_result_t lf_ticket_read(lf_keys_t *keys, lf_str_t site,
    lf_str_t form, const uint8_t *visitor, lf_str_t text, int64_t now,
    lf_ticket_t *ticket);

#endif
