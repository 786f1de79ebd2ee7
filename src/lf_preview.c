/*
 * lf_preview: the token of a preview, made and read.
 */

#include <lead_form/lf_preview.h>
#include <lead_form/lf_urlencoded.h>

#include "lf_mac.h"


#define LF_PREVIEW_VERSION   1
#define LF_PREVIEW_MAC       2              /* behind version and key id */
#define LF_PREVIEW_HEAD      (LF_PREVIEW_MAC + LF_MAC_LEN)
#define LF_PREVIEW_HEAD_LEN  LF_BASE64URL_LEN(LF_PREVIEW_HEAD)

#define lf_fact(name, field)                                                  \
    { { name, sizeof(name) - 1 }, offsetof(lf_preview_t, field) }


static void lf_preview_state(const lf_preview_t *preview, lf_out_t *out);
static void lf_preview_pair(lf_out_t *out, lf_str_t prefix, lf_str_t name,
    lf_str_t value);
static void lf_preview_int(lf_out_t *out, lf_str_t name, int64_t value);
static lf_preview_result_t lf_preview_fill(lf_mem_t *mem, lf_str_t state,
    lf_preview_t *preview);
static int lf_preview_take(lf_mem_t *mem, const lf_pair_t *pair,
    lf_pair_t *utm, lf_preview_t *preview);
static int lf_preview_has(lf_str_t name, lf_str_t prefix, lf_str_t *rest);


static const struct {
    lf_str_t  name;
    size_t    offset;
} lf_preview_texts[] = {
    lf_fact("country", facts.country),
    lf_fact("continent", facts.continent),
    lf_fact("region", facts.region),
    lf_fact("timezone", facts.timezone),
    lf_fact("language", facts.language),
    lf_fact("page", facts.page),
    lf_fact("referrer", facts.referrer),
    lf_fact("id", id)
};


void
lf_preview_of(const lf_simulate_t *sim, const lf_form_t *form,
    const lf_facts_t *facts, int64_t now, lf_preview_t *preview)
{
    memset(preview, 0, sizeof(lf_preview_t));

    preview->now = now;
    preview->facts = *facts;
    preview->known = sim->browser != NULL
                     && now / 1000 - sim->minted <= form->site->remember_for;

    if (preview->known) {
        preview->id = sim->browser->id;
        preview->visitor = sim->browser->record;
        preview->lead = sim->lead->record;
    }
}


lf_str_t
lf_preview_make(lf_mem_t *mem, lf_keys_t *keys, lf_str_t site, lf_str_t form,
    const lf_preview_t *preview)
{
    char      head[LF_PREVIEW_HEAD_LEN], *text;
    size_t    len;
    uint8_t   bytes[LF_PREVIEW_HEAD];
    lf_out_t  state, out;
    lf_str_t  parts[3];

    lf_out_init(&state, mem, 512);
    lf_preview_state(preview, &state);

    if (state.failed
        || LF_PREVIEW_HEAD_LEN + 1 + LF_BASE64URL_LEN(state.len)
           > LF_PREVIEW_LEN_MAX)
    {
        return lf_null_str;
    }

    parts[0] = site;
    parts[1] = form;
    parts[2] = lf_out_str(&state);

    bytes[0] = LF_PREVIEW_VERSION;
    bytes[1] = keys->sign[0].id;

    if (lf_mac_make(&keys->sign[0], LF_MAC_PREVIEW, parts, 3,
                    bytes + LF_PREVIEW_MAC)
        != 0)
    {
        return lf_null_str;
    }

    len = LF_BASE64URL_LEN(state.len);
    text = lf_alloc(mem, len + 1);
    if (text == NULL) {
        return lf_null_str;
    }

    lf_base64url_encode(head, bytes, LF_PREVIEW_HEAD);
    lf_base64url_encode(text, (const uint8_t *) state.data, state.len);

    lf_out_init(&out, mem, LF_PREVIEW_HEAD_LEN + 1 + len);
    lf_out_add(&out, (lf_str_t) { head, LF_PREVIEW_HEAD_LEN });
    lf_out_byte(&out, '.');
    lf_out_add(&out, (lf_str_t) { text, len });

    return lf_out_str(&out);
}


static void
lf_preview_state(const lf_preview_t *preview, lf_out_t *out)
{
    size_t            i;
    const lf_str_t   *text;
    const lf_pair_t  *utm;

    lf_preview_int(out, lf_str("expires"), preview->expires);
    lf_preview_int(out, lf_str("now"), preview->now);
    lf_preview_int(out, lf_str("known"), preview->known);

    for (i = 0; i < LF_ARRAY_SIZE(lf_preview_texts); i++) {
        text = (const lf_str_t *) ((const char *) preview
                                   + lf_preview_texts[i].offset);

        if (text->len > 0) {
            lf_preview_pair(out, lf_null_str, lf_preview_texts[i].name,
                            *text);
        }
    }

    for (i = 0; i < preview->facts.utm_count; i++) {
        utm = &preview->facts.utm[i];
        lf_preview_pair(out, lf_str("utm."), utm->name, utm->value);
    }

    for (i = 0; i < preview->visitor.count; i += 2) {
        lf_preview_pair(out, lf_str("v."), preview->visitor.items[i],
                        preview->visitor.items[i + 1]);
    }

    for (i = 0; i < preview->lead.count; i += 2) {
        lf_preview_pair(out, lf_str("lead."), preview->lead.items[i],
                        preview->lead.items[i + 1]);
    }
}


static void
lf_preview_int(lf_out_t *out, lf_str_t name, int64_t value)
{
    if (out->len > 0) {
        lf_out_byte(out, '&');
    }

    lf_out_add(out, name);
    lf_out_byte(out, '=');
    lf_out_int(out, value);
}


static void
lf_preview_pair(lf_out_t *out, lf_str_t prefix, lf_str_t name, lf_str_t value)
{
    lf_out_byte(out, '&');
    lf_out_add(out, prefix);
    lf_urlencoded_add(out, name);
    lf_out_byte(out, '=');
    lf_urlencoded_add(out, value);
}


lf_preview_result_t
lf_preview_read(lf_mem_t *mem, lf_keys_t *keys, lf_str_t site, lf_str_t form,
    lf_str_t token, int64_t now, lf_preview_t *preview)
{
    size_t    len;
    uint8_t   bytes[LF_PREVIEW_HEAD], *state;
    lf_str_t  head, parts[3];

    memset(preview, 0, sizeof(lf_preview_t));

    if (token.len > LF_PREVIEW_LEN_MAX) {
        return LF_PREVIEW_BAD;
    }

    head = lf_str_cut(&token, '.');
    len = token.len * 3 / 4;

    if (lf_base64url_decode(bytes, LF_PREVIEW_HEAD, head) != 0
        || bytes[0] != LF_PREVIEW_VERSION || len == 0)
    {
        return LF_PREVIEW_BAD;
    }

    state = lf_alloc(mem, len);
    if (state == NULL) {
        return LF_PREVIEW_NO_MEMORY;
    }

    if (lf_base64url_decode(state, len, token) != 0) {
        return LF_PREVIEW_BAD;
    }

    parts[0] = site;
    parts[1] = form;
    parts[2] = lf_bytes(state, len);

    if (lf_mac_verify(keys, bytes[1], LF_MAC_PREVIEW, parts, 3,
                      bytes + LF_PREVIEW_MAC)
        != 0)
    {
        return LF_PREVIEW_BAD;
    }

    switch (lf_preview_fill(mem, parts[2], preview)) {

    case LF_PREVIEW_OK:
        return now < preview->expires ? LF_PREVIEW_OK : LF_PREVIEW_OLD;

    case LF_PREVIEW_NO_MEMORY:
        return LF_PREVIEW_NO_MEMORY;

    default:
        return LF_PREVIEW_BAD;
    }
}


static lf_preview_result_t
lf_preview_fill(lf_mem_t *mem, lf_str_t state, lf_preview_t *preview)
{
    size_t      i, count;
    lf_pair_t  *pairs, *utm;

    switch (lf_urlencoded_decode(mem, state, &pairs, &count)) {

    case LF_URLENCODED_OK:
        break;

    case LF_URLENCODED_TOO_MANY:
        return LF_PREVIEW_BAD;

    default:
        return LF_PREVIEW_NO_MEMORY;
    }

    utm = lf_calloc(mem, count + 1, sizeof(lf_pair_t));
    if (utm == NULL) {
        return LF_PREVIEW_NO_MEMORY;
    }

    preview->facts.utm = utm;
    preview->facts.days_since_first = -1;

    for (i = 0; i < count; i++) {
        if (lf_preview_take(mem, &pairs[i], utm, preview) != 0) {
            return LF_PREVIEW_NO_MEMORY;
        }
    }

    return LF_PREVIEW_OK;
}


/* What is not known here is a later version's: it is passed over. */

static int
lf_preview_take(lf_mem_t *mem, const lf_pair_t *pair, lf_pair_t *utm,
    lf_preview_t *preview)
{
    size_t    i;
    int64_t   n;
    lf_str_t  name;

    for (i = 0; i < LF_ARRAY_SIZE(lf_preview_texts); i++) {
        if (lf_str_eq(pair->name, lf_preview_texts[i].name)) {
            memcpy((char *) preview + lf_preview_texts[i].offset,
                   &pair->value, sizeof(lf_str_t));
            return 0;
        }
    }

    if (lf_preview_has(pair->name, lf_str("v."), &name)) {
        return lf_record_set(mem, &preview->visitor, lf_null_str, name,
                             pair->value);
    }

    if (lf_preview_has(pair->name, lf_str("lead."), &name)) {
        return lf_record_set(mem, &preview->lead, lf_null_str, name,
                             pair->value);
    }

    if (lf_preview_has(pair->name, lf_str("utm."), &name)) {
        utm[preview->facts.utm_count].name = name;
        utm[preview->facts.utm_count++].value = pair->value;
        return 0;
    }

    if (lf_str_int(pair->value, &n) != 0) {
        return 0;
    }

    if (lf_str_is(pair->name, "expires")) {
        preview->expires = n;

    } else if (lf_str_is(pair->name, "now")) {
        preview->now = n;

    } else if (lf_str_is(pair->name, "known")) {
        preview->known = n != 0;
    }

    return 0;
}


static int
lf_preview_has(lf_str_t name, lf_str_t prefix, lf_str_t *rest)
{
    if (!lf_str_starts_with(name, prefix)) {
        return 0;
    }

    rest->data = name.data + prefix.len;
    rest->len = name.len - prefix.len;

    return 1;
}
