/*
 * lf_language: the language to speak, from what a person's browser wants
 * (RFC 9110, section 12.5.4; RFC 4647, section 3.4).
 */

#include <lead_form/lf_accept.h>
#include <lead_form/lf_text.h>

#include "lf_language.h"


#define LF_RANGES_MAX   32
#define LF_SUBTAG_MAX   8


typedef struct {
    lf_str_t  tag;                      /* "*" is any */
    unsigned  weight;                   /* thousandths */
} lf_language_range_t;


typedef struct {
    lf_language_range_t  items[LF_RANGES_MAX];
    size_t               count;
} lf_language_ranges_t;


static int lf_language_parse(lf_str_t wanted, lf_language_ranges_t *ranges);
static int lf_language_range(lf_str_t element, lf_language_range_t *range);
static int lf_language_weight(lf_str_t weight, unsigned *value);
static int lf_language_is_range(lf_str_t tag);
static size_t lf_language_lookup(const lf_language_ranges_t *ranges,
    lf_str_t wanted, const lf_str_t *available, size_t count);
static size_t lf_language_any(const lf_language_ranges_t *ranges,
    const lf_str_t *available, size_t count, size_t fallback);
static int lf_language_is_excluded(const lf_language_ranges_t *ranges,
    lf_str_t tag);


size_t
lf_language_choose(lf_str_t wanted, const lf_str_t *available, size_t count,
    size_t fallback)
{
    size_t                      i, found;
    lf_language_ranges_t        ranges;
    const lf_language_range_t  *range;

    if (lf_language_parse(wanted, &ranges) != 0) {
        return fallback;
    }

    for (i = 0; i < ranges.count; i++) {
        range = &ranges.items[i];

        if (range->weight == 0) {
            break;
        }

        if (lf_str_is(range->tag, "*")) {
            return lf_language_any(&ranges, available, count, fallback);
        }

        found = lf_language_lookup(&ranges, range->tag, available, count);
        if (found < count) {
            return found;
        }
    }

    return fallback;
}


/* The heaviest first, of equal ones the first. */

static int
lf_language_parse(lf_str_t wanted, lf_language_ranges_t *ranges)
{
    size_t               i;
    lf_str_t             element;
    lf_language_range_t  range;

    ranges->count = 0;

    while (wanted.len > 0 && ranges->count < LF_RANGES_MAX) {
        element = lf_str_trim(lf_str_cut(&wanted, ','));

        if (element.len == 0) {
            continue;
        }

        if (lf_language_range(element, &range) != 0) {
            return -1;
        }

        for (i = ranges->count; i > 0; i--) {
            if (ranges->items[i - 1].weight >= range.weight) {
                break;
            }

            ranges->items[i] = ranges->items[i - 1];
        }

        ranges->items[i] = range;
        ranges->count++;
    }

    return 0;
}


static int
lf_language_range(lf_str_t element, lf_language_range_t *range)
{
    lf_str_t  weight;

    weight = element;
    range->tag = lf_str_trim(lf_str_cut(&weight, ';'));
    range->weight = LF_WEIGHT_ONE;

    if (!lf_str_is(range->tag, "*") && !lf_language_is_range(range->tag)) {
        return -1;
    }

    if (memchr(element.data, ';', element.len) == NULL) {
        return 0;
    }

    return lf_language_weight(lf_str_trim(weight), &range->weight);
}


/* "q=" and a number. */

static int
lf_language_weight(lf_str_t weight, unsigned *value)
{
    int       n;
    lf_str_t  name;

    name = lf_str_cut(&weight, '=');
    n = lf_accept_weight_of(weight);

    if (!lf_str_eq_nocase(name, lf_str("q")) || n < 0) {
        return -1;
    }

    *value = n;

    return 0;
}


/* RFC 4647, section 2.1: language-range. */

static int
lf_language_is_range(lf_str_t tag)
{
    int       first, letter, digit;
    size_t    i;
    lf_str_t  subtag;

    if (tag.len == 0 || tag.data[tag.len - 1] == '-') {
        return 0;
    }

    for (first = 1; tag.len > 0; first = 0) {
        subtag = lf_str_cut(&tag, '-');

        if (subtag.len == 0 || subtag.len > LF_SUBTAG_MAX) {
            return 0;
        }

        for (i = 0; i < subtag.len; i++) {
            letter = (subtag.data[i] | 0x20) >= 'a'
                     && (subtag.data[i] | 0x20) <= 'z';
            digit = subtag.data[i] >= '0' && subtag.data[i] <= '9';

            if (!letter && (first || !digit)) {
                return 0;
            }
        }
    }

    return 1;
}


static size_t
lf_language_lookup(const lf_language_ranges_t *ranges, lf_str_t wanted,
    const lf_str_t *available, size_t count)
{
    size_t    i;
    lf_str_t  tag;

    for (tag = wanted; tag.len > 0; tag = lf_language_shorten(tag)) {
        for (i = 0; i < count; i++) {
            if (lf_str_eq_nocase(available[i], tag)
                && !lf_language_is_excluded(ranges, available[i]))
            {
                return i;
            }
        }
    }

    return count;
}


/* What "*" means: the fallback, unless exactly that one is not wanted. */

static size_t
lf_language_any(const lf_language_ranges_t *ranges, const lf_str_t *available,
    size_t count, size_t fallback)
{
    size_t  i;

    if (fallback >= count
        || !lf_language_is_excluded(ranges, available[fallback]))
    {
        return fallback;
    }

    for (i = 0; i < count; i++) {
        if (!lf_language_is_excluded(ranges, available[i])) {
            return i;
        }
    }

    return fallback;
}


/* The longest range that the tag is within decides: "de;q=0, de-AT". */

static int
lf_language_is_excluded(const lf_language_ranges_t *ranges, lf_str_t tag)
{
    int                         excluded;
    size_t                      i, longest;
    const lf_language_range_t  *range;

    excluded = 0;
    longest = 0;

    for (i = 0; i < ranges->count; i++) {
        range = &ranges->items[i];

        if (range->tag.len > longest
            && lf_language_is_within(tag, range->tag))
        {
            longest = range->tag.len;
            excluded = range->weight == 0;
        }
    }

    return excluded;
}


int
lf_language_is_within(lf_str_t tag, lf_str_t range)
{
    lf_str_t  start;

    if (tag.len < range.len
        || (tag.len > range.len && tag.data[range.len] != '-'))
    {
        return 0;
    }

    start.data = tag.data;
    start.len = range.len;

    return lf_str_eq_nocase(start, range);
}


lf_str_t
lf_language_shorten(lf_str_t tag)
{
    do {
        while (tag.len > 0 && tag.data[--tag.len] != '-') {
            /* void */
        }
    } while (tag.len > 1 && tag.data[tag.len - 2] == '-');

    return tag;
}


lf_str_t
lf_language_script(lf_str_t tag)
{
    size_t    i;
    lf_str_t  primary, subtag;

    static const lf_str_t  traditional[] = {
        { "tw", 2 }, { "hk", 2 }, { "mo", 2 }
    };

    primary = lf_str_cut(&tag, '-');

    while (tag.len > 0) {
        subtag = lf_str_cut(&tag, '-');

        /* what follows a single letter is an extension, or private */

        if (subtag.len == 1) {
            break;
        }

        /* a variant of four characters begins with a digit */

        if (subtag.len == 4 && (subtag.data[0] | 0x20) >= 'a') {
            return subtag;
        }

        for (i = 0; i < LF_ARRAY_SIZE(traditional); i++) {
            if (lf_str_eq_nocase(subtag, traditional[i])
                && lf_str_eq_nocase(primary, lf_str("zh")))
            {
                return lf_str("hant");
            }
        }
    }

    return lf_null_str;
}


int
lf_language_is_rtl(lf_str_t language)
{
    size_t    i;
    lf_str_t  primary, script;

    static const lf_str_t  scripts[] = {
        { "adlm", 4 }, { "arab", 4 }, { "aran", 4 }, { "hebr", 4 },
        { "mand", 4 }, { "nkoo", 4 }, { "rohg", 4 }, { "samr", 4 },
        { "syrc", 4 }, { "thaa", 4 }
    };

    /* whose usual script, by CLDR's likely subtags, is one of these */

    static const lf_str_t  languages[] = {
        { "ar", 2 }, { "arc", 3 }, { "azb", 3 }, { "bal", 3 }, { "bgn", 3 },
        { "brh", 3 }, { "ckb", 3 }, { "dv", 2 }, { "fa", 2 }, { "glk", 3 },
        { "he", 2 }, { "iw", 2 }, { "ji", 2 }, { "khw", 3 }, { "ks", 2 },
        { "lrc", 3 }, { "mzn", 3 }, { "nqo", 3 }, { "pnb", 3 }, { "prs", 3 },
        { "ps", 2 }, { "rhg", 3 }, { "sd", 2 }, { "sdh", 3 }, { "skr", 3 },
        { "syr", 3 }, { "ug", 2 }, { "ur", 2 }, { "yi", 2 }
    };

    /* a script decides over the language: "ks-Deva", "pa-Arab" */

    script = lf_language_script(language);

    if (script.len > 0) {
        for (i = 0; i < LF_ARRAY_SIZE(scripts); i++) {
            if (lf_str_eq_nocase(script, scripts[i])) {
                return 1;
            }
        }

        return 0;
    }

    primary = lf_str_cut(&language, '-');

    for (i = 0; i < LF_ARRAY_SIZE(languages); i++) {
        if (lf_str_eq_nocase(primary, languages[i])) {
            return 1;
        }
    }

    return 0;
}
