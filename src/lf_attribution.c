/*
 * lf_attribution: campaign, click and hidden values, from the addresses, the
 * tag and the cookies of a request.
 */

#include <lead_form/lf_submission.h>
#include <lead_form/lf_urlencoded.h>
#include <lead_form/lf_value.h>

#include "lf_attribution.h"


#define LF_UTM_PREFIX  4                /* "utm_" */


static int lf_attribution_queries(lf_mem_t *mem,
    lf_attribution_t *attribution, int has_page);
static int lf_attribution_pairs(lf_mem_t *mem, lf_str_t encoded,
    size_t len_max, const lf_pair_t **pairs, size_t *count);
static int lf_attribution_utm(lf_mem_t *mem, const lf_pair_t *pairs,
    size_t count, lf_facts_t *facts);
static int lf_utm_is_name(lf_str_t name);
static int lf_attribution_in_queries(lf_mem_t *mem,
    const lf_attribution_t *attribution, lf_str_t name, size_t characters_max,
    lf_str_t *value);
static int lf_attribution_in_pairs(lf_mem_t *mem, const lf_pair_t *pairs,
    size_t count, lf_str_t name, size_t characters_max, lf_str_t *value);
static int lf_attribution_in_cookies(lf_mem_t *mem,
    const lf_attribution_t *attribution, lf_str_t name, lf_str_t *value);
static int lf_attribution_in_cookie(lf_mem_t *mem, lf_str_t header,
    lf_str_t name, lf_str_t *value);
static int lf_click_is_name(lf_str_t name);


/*
 * The click's identifiers.  The first ones are an event's own, all of them
 * tell an advertising network whom it showed what.
 */

#define LF_CLICKS  4

static const lf_str_t  lf_click_names[] = {
    { "gclid", 5 }, { "fbclid", 6 }, { "msclkid", 7 }, { "li_fat_id", 9 },
    { "gbraid", 6 }, { "wbraid", 6 }, { "dclid", 5 }, { "gclsrc", 6 },
    { "ttclid", 6 }, { "twclid", 6 }, { "yclid", 5 }, { "ysclid", 6 },
    { "sccid", 5 }, { "rdt_cid", 7 }, { "epik", 4 }, { "irclickid", 9 },
    { "mc_eid", 6 }
};


int
lf_attribution_read(lf_mem_t *mem, lf_attribution_t *attribution,
    lf_facts_t *facts)
{
    size_t    i;
    lf_str_t  page;

    if (lf_attribution_page(mem, attribution->page, attribution->host, &page)
        != 0
        || lf_attribution_queries(mem, attribution, page.len > 0) != 0)
    {
        return -1;
    }

    facts->page = page.len > 0 ? page : attribution->path;
    facts->referrer = lf_referrer_clean(attribution->referrer);
    facts->utm = NULL;
    facts->utm_count = 0;

    /* Those of one address belong together: two make no campaign. */

    for (i = 0; i < LF_ATTRIBUTION_QUERIES && facts->utm_count == 0; i++) {
        if (lf_attribution_utm(mem, attribution->queries[i].pairs,
                               attribution->queries[i].count, facts) != 0)
        {
            return -1;
        }
    }

    return 0;
}


static int
lf_attribution_queries(lf_mem_t *mem, lf_attribution_t *attribution,
    int has_page)
{
    lf_str_t  landing;

    landing = attribution->landing;

    if (landing.len > 0 && landing.data[0] == '?') {    /* location.search */
        landing.data++;
        landing.len--;
    }

    if (lf_attribution_pairs(mem, landing, LF_QUERY_LEN_MAX,
                             &attribution->queries[0].pairs,
                             &attribution->queries[0].count) != 0)
    {
        return -1;
    }

    if (has_page) {
        return lf_attribution_pairs(mem,
                                    lf_attribution_query(attribution->page),
                                    LF_QUERY_LEN_MAX,
                                    &attribution->queries[1].pairs,
                                    &attribution->queries[1].count);
    }

    attribution->queries[1].pairs = attribution->args;
    attribution->queries[1].count = attribution->args_count;

    return 0;
}


static int
lf_attribution_pairs(lf_mem_t *mem, lf_str_t encoded, size_t len_max,
    const lf_pair_t **pairs, size_t *count)
{
    lf_pair_t  *decoded;

    *pairs = NULL;
    *count = 0;

    if (encoded.len == 0 || encoded.len > len_max) {
        return 0;
    }

    switch (lf_urlencoded_decode(mem, encoded, &decoded, count)) {

    case LF_URLENCODED_OK:
        *pairs = decoded;
        return 0;

    case LF_URLENCODED_TOO_MANY:
        *count = 0;
        return 0;

    default:
        return -1;
    }
}


static int
lf_attribution_utm(lf_mem_t *mem, const lf_pair_t *pairs, size_t count,
    lf_facts_t *facts)
{
    size_t      i;
    lf_str_t    name, value;
    lf_pair_t  *utm;

    utm = NULL;

    for (i = 0; i < count && facts->utm_count < LF_UTM_MAX; i++) {

        if (!lf_utm_is_name(pairs[i].name)) {
            continue;
        }

        name = (lf_str_t) { pairs[i].name.data + LF_UTM_PREFIX,
                            pairs[i].name.len - LF_UTM_PREFIX };

        if (lf_pairs_find(utm, facts->utm_count, name) != NULL) {
            continue;
        }

        if (lf_attribution_clean(mem, pairs[i].value, LF_UTM_LEN_MAX, &value)
            != 0)
        {
            return -1;
        }

        if (value.len == 0) {
            continue;
        }

        if (utm == NULL) {
            utm = lf_calloc(mem, LF_UTM_MAX, sizeof(lf_pair_t));
            if (utm == NULL) {
                return -1;
            }

            facts->utm = utm;
        }

        utm[facts->utm_count].name = name;
        utm[facts->utm_count++].value = value;
    }

    return 0;
}


/* Of ASCII's letters and signs, since it becomes a name of an event's. */

static int
lf_utm_is_name(lf_str_t name)
{
    size_t         i;
    unsigned char  c;

    if (!lf_str_starts_with(name, lf_str("utm_"))
        || name.len == LF_UTM_PREFIX || name.len > LF_NAME_LEN_MAX)
    {
        return 0;
    }

    for (i = LF_UTM_PREFIX; i < name.len; i++) {
        c = (unsigned char) name.data[i];

        if (c <= 0x20 || c >= 0x7f) {
            return 0;
        }
    }

    return 1;
}


int
lf_attribution_click(lf_mem_t *mem, const lf_attribution_t *attribution,
    const lf_pair_t **pairs, size_t *count)
{
    size_t      i;
    lf_str_t    value;
    lf_pair_t  *click;

    *pairs = NULL;
    *count = 0;

    if (attribution->gpc) {
        return 0;
    }

    click = NULL;

    for (i = 0; i < LF_CLICKS; i++) {

        if (lf_attribution_in_queries(mem, attribution, lf_click_names[i],
                                      LF_CLICK_LEN_MAX, &value) != 0)
        {
            return -1;
        }

        if (value.len == 0) {
            continue;
        }

        if (click == NULL) {
            click = lf_calloc(mem, LF_CLICKS, sizeof(lf_pair_t));
            if (click == NULL) {
                return -1;
            }

            *pairs = click;
        }

        click[*count].name = lf_click_names[i];
        click[(*count)++].value = value;
    }

    return 0;
}


int
lf_attribution_hidden(lf_mem_t *mem, const lf_form_t *form,
    const lf_attribution_t *attribution, const lf_pair_t **pairs,
    size_t *count)
{
    int                 rc;
    size_t              i, attributes_count;
    lf_str_t            value;
    lf_pair_t          *values;
    const lf_pair_t    *attributes;
    const lf_hidden_t  *hidden;

    *pairs = NULL;
    *count = 0;

    if (form->hidden_count == 0) {
        return 0;
    }

    values = lf_calloc(mem, form->hidden_count, sizeof(lf_pair_t));

    if (values == NULL
        || lf_attribution_pairs(mem, attribution->attributes,
                                LF_ATTRIBUTES_LEN_MAX, &attributes,
                                &attributes_count) != 0)
    {
        return -1;
    }

    for (i = 0; i < form->hidden_count; i++) {
        hidden = &form->hidden[i];

        if (attribution->gpc && (hidden->from == LF_FROM_COOKIE
                                 || lf_click_is_name(hidden->source)))
        {
            continue;
        }

        switch (hidden->from) {

        case LF_FROM_ATTRIBUTE:
            rc = lf_attribution_in_pairs(mem, attributes, attributes_count,
                                         hidden->source, LF_HIDDEN_LEN_MAX,
                                         &value);
            break;

        case LF_FROM_QUERY:
            rc = lf_attribution_in_queries(mem, attribution, hidden->source,
                                           LF_HIDDEN_LEN_MAX, &value);
            break;

        default:    /* LF_FROM_COOKIE */
            rc = lf_attribution_in_cookies(mem, attribution, hidden->source,
                                           &value);
            break;
        }

        if (rc != 0) {
            return -1;
        }

        if (value.len > 0) {
            values[*count].name = hidden->name;
            values[(*count)++].value = value;
        }
    }

    *pairs = values;

    return 0;
}


static int
lf_attribution_in_queries(lf_mem_t *mem, const lf_attribution_t *attribution,
    lf_str_t name, size_t characters_max, lf_str_t *value)
{
    size_t  i;

    *value = lf_null_str;

    for (i = 0; i < LF_ATTRIBUTION_QUERIES && value->len == 0; i++) {
        if (lf_attribution_in_pairs(mem, attribution->queries[i].pairs,
                                    attribution->queries[i].count, name,
                                    characters_max, value) != 0)
        {
            return -1;
        }
    }

    return 0;
}


/* The first value of that name which is usable. */

static int
lf_attribution_in_pairs(lf_mem_t *mem, const lf_pair_t *pairs, size_t count,
    lf_str_t name, size_t characters_max, lf_str_t *value)
{
    size_t  i;

    *value = lf_null_str;

    for (i = 0; i < count && value->len == 0; i++) {
        if (lf_str_eq(pairs[i].name, name)
            && lf_attribution_clean(mem, pairs[i].value, characters_max,
                                    value) != 0)
        {
            return -1;
        }
    }

    return 0;
}


static int
lf_attribution_in_cookies(lf_mem_t *mem, const lf_attribution_t *attribution,
    lf_str_t name, lf_str_t *value)
{
    size_t  i;

    *value = lf_null_str;

    for (i = 0; i < attribution->cookies_count && value->len == 0; i++) {
        if (lf_attribution_in_cookie(mem, attribution->cookies[i], name,
                                     value) != 0)
        {
            return -1;
        }
    }

    return 0;
}


/* RFC 6265, section 4.2.1: pairs separated by "; ". */

static int
lf_attribution_in_cookie(lf_mem_t *mem, lf_str_t header, lf_str_t name,
    lf_str_t *value)
{
    lf_str_t  pair;

    while (header.len > 0 && value->len == 0) {
        pair = lf_str_cut(&header, ';');

        while (pair.len > 0 && (pair.data[0] == ' ' || pair.data[0] == '\t')) {
            pair.data++;
            pair.len--;
        }

        if (lf_str_eq(lf_str_cut(&pair, '='), name)
            && lf_attribution_clean(mem, pair, LF_HIDDEN_LEN_MAX, value) != 0)
        {
            return -1;
        }
    }

    return 0;
}


static int
lf_click_is_name(lf_str_t name)
{
    size_t  i;

    for (i = 0; i < LF_ARRAY_SIZE(lf_click_names); i++) {
        if (lf_str_eq_nocase(name, lf_click_names[i])) {
            return 1;
        }
    }

    return 0;
}


int
lf_attribution_clean(lf_mem_t *mem, lf_str_t s, size_t characters_max,
    lf_str_t *value)
{
    lf_message_t  message;

    if (lf_value_check_text(mem, s, 0, characters_max, value, &message)
        == LF_VALUE_NO_MEMORY)
    {
        return -1;
    }

    return 0;
}


lf_str_t
lf_attribution_attributes(lf_mem_t *mem, const lf_form_t *form,
    lf_str_t attributes)
{
    size_t            i, k, count;
    lf_out_t          out;
    lf_str_t          value, source;
    const lf_pair_t  *pairs;

    if (form->hidden_count == 0 || attributes.len == 0) {
        return lf_str("");
    }

    if (lf_attribution_pairs(mem, attributes, LF_ATTRIBUTES_LEN_MAX, &pairs,
                             &count) != 0)
    {
        return lf_null_str;
    }

    lf_out_init(&out, mem, 0);

    for (i = 0; i < form->hidden_count; i++) {
        source = form->hidden[i].source;

        if (form->hidden[i].from != LF_FROM_ATTRIBUTE) {
            continue;
        }

        for (k = 0; k < i; k++) {
            if (form->hidden[k].from == LF_FROM_ATTRIBUTE
                && lf_str_eq(form->hidden[k].source, source))
            {
                break;
            }
        }

        if (k < i) {
            continue;
        }

        if (lf_attribution_in_pairs(mem, pairs, count, source,
                                    LF_HIDDEN_LEN_MAX, &value) != 0)
        {
            return lf_null_str;
        }

        if (value.len > 0) {
            if (out.len > 0) {
                lf_out_byte(&out, '&');
            }

            lf_urlencoded_add(&out, source);
            lf_out_byte(&out, '=');
            lf_urlencoded_add(&out, value);
        }
    }

    return out.failed ? lf_null_str : out.len > 0 ? lf_out_str(&out)
                                                  : lf_str("");
}
