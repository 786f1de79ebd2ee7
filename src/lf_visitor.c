/*
 * lf_visitor: reads the two hashes of a known visitor.  docs/data-model.md
 * says what stands in them.  Everything is borrowed from the reply but the
 * array of what is known, which is in the caller's memory.
 */

#include <lead_form/lf_visitor.h>

#include "lf_consent.h"
#include "lf_name.h"


/* No time and no count is larger, so that none overflows when reckoned with. */
#define LF_MS_LIMIT        ((int64_t) 1 << 50)
#define LF_COUNT_LIMIT     ((int64_t) 1 << 30)


static void lf_visitor_field(const lf_form_t *form, lf_visitor_t *out,
    lf_str_t name, lf_str_t value);
static void lf_lead_field(const lf_form_t *form, lf_visitor_t *out,
    lf_str_t name, lf_str_t value);
static int lf_lead_is_own(lf_str_t own, lf_str_t id);
static void lf_known_answer(lf_known_t *known, lf_str_t value, int is_lead);
static void lf_known_shown(lf_known_t *known, lf_str_t value);
static void lf_known_first(const lf_form_t *form, lf_visitor_t *out);
static lf_known_t *lf_known_of(const lf_form_t *form, lf_visitor_t *out,
    lf_str_t name, lf_str_t prefix);


int
lf_visitor_read(lf_mem_t *mem, const lf_form_t *form, lf_str_t id,
    const lf_str_t *visitor, size_t visitor_count, const lf_str_t *lead,
    size_t lead_count, lf_visitor_t *out)
{
    size_t  i;

    memset(out, 0, sizeof(lf_visitor_t));

    out->visits = 1;
    out->exists = visitor_count >= 2;
    out->lead_exists = lead_count >= 2;

    out->known = lf_calloc(mem, form->fields_count, sizeof(lf_known_t));
    if (out->known == NULL) {
        return -1;
    }

    for (i = 0; i + 1 < visitor_count; i += 2) {
        lf_visitor_field(form, out, visitor[i], visitor[i + 1]);
    }

    for (i = 0; i + 1 < lead_count; i += 2) {
        if (lf_str_is(lead[i], "own")) {
            out->own = lf_lead_is_own(lead[i + 1], id);
        }
    }

    for (i = 0; i + 1 < lead_count; i += 2) {
        lf_lead_field(form, out, lead[i], lead[i + 1]);
    }

    lf_known_first(form, out);

    return out->own ? lf_grants_read(mem, form, lead, lead_count, out)
                    : lf_grants_read(mem, form, visitor, visitor_count, out);
}


static void
lf_visitor_field(const lf_form_t *form, lf_visitor_t *out, lf_str_t name,
    lf_str_t value)
{
    int64_t      at;
    lf_known_t  *known;

    if (lf_str_is(name, "visits")) {
        (void) lf_number_in(value, 1, LF_COUNT_LIMIT, &out->visits);

    } else if (lf_str_is(name, "first")) {
        (void) lf_number_in(value, 0, LF_SECONDS_LIMIT, &out->first);

    } else if (lf_str_is(name, "seen")) {
        (void) lf_number_in(value, 0, LF_MS_LIMIT, &out->seen);

    } else if (lf_str_is(name, "ask")) {
        if (value.len > 0 && value.data[0] == LF_ASK_UNSEEN) {
            out->ask_unseen = 1;
            value.data++;
            value.len--;
        }

        /* of any form of the site: it need not be a field of this one */
        if (lf_str_is(value, LF_ASK_OVER) || lf_name_is_valid(value)) {
            out->ask = value;
        }

    } else if ((known = lf_known_of(form, out, name, lf_str("shown:")))
               != NULL)
    {
        lf_known_shown(known, value);

    } else if ((known = lf_known_of(form, out, name, lf_str("no:"))) != NULL) {
        if (lf_number_in(value, 0, LF_SECONDS_LIMIT, &at) == 0) {
            known->declined = 1;
        }

    } else if ((known = lf_known_of(form, out, name, lf_str("a:"))) != NULL) {
        lf_known_answer(known, value, 0);
    }
}


static void
lf_lead_field(const lf_form_t *form, lf_visitor_t *out, lf_str_t name,
    lf_str_t value)
{
    lf_known_t  *known;

    if (lf_str_is(name, "erased")) {
        (void) lf_number_in(value, 0, LF_MS_LIMIT, &out->lead_erased);
        return;
    }

    /* Of a person whom somebody else made known, nothing may be told. */

    if (!out->own) {
        return;
    }

    known = lf_known_of(form, out, name, lf_str("a:"));

    if (known != NULL) {
        lf_known_answer(known, value, 1);
    }
}


static int
lf_lead_is_own(lf_str_t own, lf_str_t id)
{
    while (own.len > 0) {
        if (lf_str_eq(lf_str_cut(&own, ' '), id)) {
            return id.len > 0;
        }
    }

    return 0;
}


/* "SECONDS VALUE", and in a lead also "SECONDS/s:NAME VALUE" and "/i:NAME". */

static void
lf_known_answer(lf_known_t *known, lf_str_t value, int is_lead)
{
    size_t    len;
    int64_t   at;
    lf_str_t  by;

    len = value.len;
    by = lf_str_cut(&value, ' ');

    /* A value may be empty: sales can say "known" and no more. */

    if (by.len == len
        || lf_number_in(lf_str_cut(&by, '/'), 0, LF_SECONDS_LIMIT, &at) != 0)
    {
        return;
    }

    if (by.len > 0
        && !(is_lead && (lf_str_starts_with(by, lf_str("s:"))
                         || lf_str_starts_with(by, lf_str("i:")))))
    {
        return;
    }

    /* The newer one, where an own visitor has an answer of its own, too. */

    if (known->known && at < known->at) {
        return;
    }

    known->known = 1;
    known->at = at;
    known->value = value;
}


/* "COUNT SECONDS" */

static void
lf_known_shown(lf_known_t *known, lf_str_t value)
{
    int64_t  count, at;

    if (lf_number_in(lf_str_cut(&value, ' '), 0, LF_COUNT_LIMIT, &count) != 0
        || lf_number_in(value, 0, LF_SECONDS_LIMIT, &at) != 0)
    {
        return;
    }

    known->shown = (unsigned) count;
    known->shown_at = at;
}


/* Whoever holds a cookie has told a name and a contact. */

static void
lf_known_first(const lf_form_t *form, lf_visitor_t *out)
{
    size_t  i;

    out->known[form->name_field].known = 1;

    for (i = 0; i < form->contacts_count; i++) {
        out->known[form->contacts[i]].known = 1;
    }
}


static lf_known_t *
lf_known_of(const lf_form_t *form, lf_visitor_t *out, lf_str_t name,
    lf_str_t prefix)
{
    int  field;

    if (!lf_str_starts_with(name, prefix)) {
        return NULL;
    }

    name.data += prefix.len;
    name.len -= prefix.len;

    field = lf_form_field(form, name);

    return field < 0 ? NULL : &out->known[field];
}
