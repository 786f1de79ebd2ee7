/*
 * lf_consent: what visitors may agree to, what they agreed to, and by what
 * words.  A text is known by its SHA-256: a page says it beside each box, so
 * that what is stored is what was read, whatever the form says meanwhile.
 */

#include <openssl/err.h>
#include <openssl/evp.h>

#include <lead_form/lf_submission.h>

#include "lf_consent.h"


#define LF_SHA256_LEN  32
#define LF_HASH_LEN    (2 * LF_SHA256_LEN)


static int lf_grant_read(lf_str_t name, lf_str_t stored, lf_grant_t *grant);
static void lf_grant_count(const lf_form_t *form, const lf_grant_t *grant,
    lf_visitor_t *out);
static int lf_consent_has_words(const lf_consent_t *consent, lf_str_t hash);
static int lf_text_hash(lf_str_t text, char hex[LF_HASH_LEN]);


unsigned
lf_consents_shown(const lf_form_t *form, const lf_facts_t *facts)
{
    size_t    i;
    unsigned  shown;

    shown = 0;

    for (i = 0; i < form->consents_count; i++) {
        if (lf_when_holds(&form->consents[i].when, facts, NULL)) {
            shown |= 1u << i;
        }
    }

    return shown;
}


unsigned
lf_visitor_consents(const lf_form_t *form, const lf_visitor_t *visitor,
    const lf_facts_t *facts)
{
    return lf_consents_shown(form, facts) & ~visitor->consents_given;
}


const lf_grant_t *
lf_visitor_grant(const lf_visitor_t *visitor, lf_str_t id)
{
    size_t  i;

    for (i = 0; i < visitor->grants_count; i++) {
        if (lf_str_eq(visitor->grants[i].id, id)) {
            return &visitor->grants[i];
        }
    }

    return NULL;
}


int
lf_visitor_may_be_asked(const lf_visitor_t *visitor, const lf_field_t *field)
{
    size_t  i;

    if (field->needs_consent.len == 0) {
        return 1;
    }

    for (i = 0; i < visitor->consents_count; i++) {
        if (lf_str_eq(visitor->consents[i], field->needs_consent)) {
            return 1;
        }
    }

    return 0;
}


int
lf_grants_read(lf_mem_t *mem, const lf_form_t *form, const lf_str_t *fields,
    size_t count, lf_visitor_t *out)
{
    size_t       i, n;
    lf_grant_t  *grant;

    n = 0;

    for (i = 0; i + 1 < count; i += 2) {
        n += lf_str_starts_with(fields[i], lf_str("consent:"));
    }

    if (n == 0) {
        return 0;
    }

    out->grants = lf_calloc(mem, n, sizeof(lf_grant_t));
    out->consents = lf_calloc(mem, n, sizeof(lf_str_t));

    if (out->grants == NULL || out->consents == NULL) {
        return -1;
    }

    for (i = 0; i + 1 < count; i += 2) {
        grant = &out->grants[out->grants_count];

        if (lf_grant_read(fields[i], fields[i + 1], grant) == 0) {
            out->grants_count++;
            lf_grant_count(form, grant, out);
        }
    }

    return 0;
}


/* "SECONDS VERSION HASH" */

static int
lf_grant_read(lf_str_t name, lf_str_t stored, lf_grant_t *grant)
{
    lf_str_t  prefix, rest;

    prefix = lf_str("consent:");

    if (!lf_str_starts_with(name, prefix) || name.len == prefix.len) {
        return -1;
    }

    rest = stored;

    if (lf_number_in(lf_str_cut(&rest, ' '), 0, LF_SECONDS_LIMIT, &grant->at)
        != 0)
    {
        return -1;
    }

    grant->version = lf_str_cut(&rest, ' ');
    grant->hash = rest;

    if (grant->version.len == 0 || grant->hash.len == 0) {
        return -1;
    }

    grant->id = (lf_str_t) { name.data + prefix.len, name.len - prefix.len };
    grant->stored = stored;

    return 0;
}


static void
lf_grant_count(const lf_form_t *form, const lf_grant_t *grant,
    lf_visitor_t *out)
{
    size_t  i;

    for (i = 0; i < form->consents_count; i++) {
        if (lf_str_eq(form->consents[i].id, grant->id)) {
            break;
        }
    }

    if (i < form->consents_count
        && !lf_str_eq(form->consents[i].version, grant->version))
    {
        out->consents_before |= 1u << i;
        return;
    }

    if (i < form->consents_count) {
        out->consents_given |= 1u << i;

        if (!lf_consent_has_words(&form->consents[i], grant->hash)) {
            out->consents_before |= 1u << i;
        }
    }

    out->consents[out->consents_count++] = grant->id;
}


int
lf_consent_is_ticked(const lf_consent_t *consent, lf_str_t value,
    lf_str_t *hash)
{
    *hash = lf_null_str;

    if (lf_str_eq(value, consent->id)) {
        return 1;
    }

    if (!lf_str_eq(lf_str_cut(&value, ' '), consent->id)
        || !lf_str_eq(lf_str_cut(&value, ' '), consent->version)
        || !lf_consent_has_words(consent, value))
    {
        return 0;
    }

    *hash = value;

    return 1;
}


/* Whether that is the hash of the text in one of its languages. */

static int
lf_consent_has_words(const lf_consent_t *consent, lf_str_t hash)
{
    char    hex[LF_HASH_LEN];
    size_t  i;

    if (hash.len != LF_HASH_LEN) {
        return 0;
    }

    for (i = 0; i < consent->text.count; i++) {

        if (lf_text_hash(consent->text.variants[i].text, hex) == 0
            && memcmp(hash.data, hex, LF_HASH_LEN) == 0)
        {
            return 1;
        }
    }

    return 0;
}


lf_str_t
lf_submission_consent_hash(lf_mem_t *mem, const lf_submission_t *submission,
    size_t i, lf_str_t language, lf_str_t fallback)
{
    if (submission->consent_hashes != NULL
        && submission->consent_hashes[i].len > 0)
    {
        return submission->consent_hashes[i];
    }

    return lf_consent_hash(mem, submission->consents[i], language, fallback);
}


lf_str_t
lf_consent_hash(lf_mem_t *mem, const lf_consent_t *consent, lf_str_t language,
    lf_str_t fallback)
{
    char  hex[LF_HASH_LEN];

    if (lf_text_hash(lf_text_in(&consent->text, language, fallback), hex)
        != 0)
    {
        return lf_null_str;
    }

    return lf_str_copy(mem, (lf_str_t) { hex, LF_HASH_LEN });
}


static int
lf_text_hash(lf_str_t text, char hex[LF_HASH_LEN])
{
    size_t              i;
    uint8_t             digest[LF_SHA256_LEN];
    static const char   digits[] = "0123456789abcdef";

    if (EVP_Digest(text.len > 0 ? text.data : "", text.len, digest, NULL,
                   EVP_sha256(), NULL)
        != 1)
    {
        ERR_clear_error();
        return -1;
    }

    for (i = 0; i < LF_SHA256_LEN; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 0x0f];
    }

    return 0;
}


int
lf_number_in(lf_str_t s, int64_t min, int64_t limit, int64_t *value)
{
    int64_t  n;

    if (lf_str_int(s, &n) != 0 || n < min || n >= limit) {
        return -1;
    }

    *value = n;

    return 0;
}
