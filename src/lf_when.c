/*
 * lf_when: whether a condition holds at this moment.  Reads the form and the
 * facts, and allocates nothing.
 */

#include <lead_form/lf_visitor.h>
#include <lead_form/lf_when.h>

#include "lf_language.h"
#include "lf_value_types.h"
#include "lf_when_subject.h"


static int lf_alternative_holds(const lf_alternative_t *alternative,
    const lf_facts_t *facts, const lf_test_t **failed);
static int lf_test_holds(const lf_test_t *test, const lf_facts_t *facts);
static void lf_subject_text(lf_subject_value_t *subject, lf_str_t text);
static void lf_subject_number(lf_subject_value_t *subject, int64_t number);
static void lf_subject_utm(lf_subject_value_t *subject, lf_str_t name,
    const lf_facts_t *facts);
static void lf_subject_consent(lf_subject_value_t *subject, lf_str_t id,
    const lf_facts_t *facts);
static void lf_subject_field(lf_subject_value_t *subject,
    const lf_test_t *test, const lf_facts_t *facts);
static int lf_test_matches(const lf_test_t *test, const lf_facts_t *facts,
    const lf_subject_value_t *subject);
static int lf_test_member(const lf_test_t *test, const lf_facts_t *facts,
    lf_str_t member);
static int lf_test_compares(const lf_test_t *test, const lf_facts_t *facts,
    lf_str_t member, lf_str_t value);
static int lf_test_has_country(const lf_test_t *test, lf_str_t code);
static int lf_test_names_unknown(const lf_test_t *test);
static int lf_test_in_range(const lf_test_t *test,
    const lf_subject_value_t *subject);
static int lf_text_compare(lf_str_t a, lf_str_t b);
static int lf_region_is(const lf_facts_t *facts, lf_str_t region,
    lf_str_t value);


int
lf_when_holds(const lf_when_t *when, const lf_facts_t *facts,
    const lf_test_t **failed)
{
    size_t            i;
    const lf_test_t  *unused;

    if (failed == NULL) {
        failed = &unused;
    }

    *failed = NULL;

    if (when->count == 0) {
        return 1;
    }

    for (i = 0; i < when->count; i++) {
        if (lf_alternative_holds(&when->alternatives[i], facts, failed)) {
            *failed = NULL;
            return 1;
        }
    }

    return 0;
}


static int
lf_alternative_holds(const lf_alternative_t *alternative,
    const lf_facts_t *facts, const lf_test_t **failed)
{
    size_t  i;

    for (i = 0; i < alternative->count; i++) {
        if (!lf_test_holds(&alternative->tests[i], facts)) {
            *failed = &alternative->tests[i];
            return 0;
        }
    }

    return 1;
}


static int
lf_test_holds(const lf_test_t *test, const lf_facts_t *facts)
{
    lf_subject_value_t  subject;

    /* The commonest of all, and asked of each entry of a long sequence. */

    if (test->kind == LF_TEST_KNOWN && test->subject == LF_SUBJECT_FIELD
        && !test->is_country)
    {
        return (facts->known != NULL && facts->known[test->field].known)
               == (test->boolean != 0);
    }

    memset(&subject, 0, sizeof(lf_subject_value_t));
    lf_subject_read(test, facts, &subject);

    switch (test->kind) {

    case LF_TEST_KNOWN:
        return subject.known == (test->boolean != 0);

    case LF_TEST_NOT:
    case LF_TEST_NOT_IN:
        return !lf_test_matches(test, facts, &subject);

    case LF_TEST_MIN:
    case LF_TEST_MAX:
        return subject.known && lf_test_in_range(test, &subject);

    case LF_TEST_IS:
    case LF_TEST_IN:
    case LF_TEST_STARTS_WITH:
    case LF_TEST_CONTAINS:
        return lf_test_matches(test, facts, &subject);
    }

    return 0;
}


void
lf_subject_read(const lf_test_t *test, const lf_facts_t *facts,
    lf_subject_value_t *subject)
{
    switch (test->subject) {

    case LF_SUBJECT_COUNTRY:
        lf_subject_text(subject, facts->told_country.len > 0
                                 ? facts->told_country : facts->country);
        break;

    case LF_SUBJECT_CONTINENT:
        lf_subject_text(subject, facts->continent);
        break;

    case LF_SUBJECT_REGION:
        lf_subject_text(subject, facts->region);
        break;

    case LF_SUBJECT_LANGUAGE:
        lf_subject_text(subject, facts->language);
        break;

    case LF_SUBJECT_VISITS:
        if (facts->visits > 0) {
            lf_subject_number(subject, facts->visits);
        }
        break;

    case LF_SUBJECT_DAYS_SINCE_FIRST:
        if (facts->days_since_first >= 0) {
            lf_subject_number(subject, facts->days_since_first);
        }
        break;

    case LF_SUBJECT_PAGE:
        lf_subject_text(subject, facts->page);
        break;

    case LF_SUBJECT_REFERRER:
        lf_subject_text(subject, facts->referrer);
        break;

    case LF_SUBJECT_UTM:
        lf_subject_utm(subject, test->name, facts);
        break;

    case LF_SUBJECT_CONSENT:
        lf_subject_consent(subject, test->name, facts);
        break;

    case LF_SUBJECT_FIELD:
        lf_subject_field(subject, test, facts);
        break;
    }
}


static void
lf_subject_text(lf_subject_value_t *subject, lf_str_t text)
{
    subject->known = text.len > 0;
    subject->text = text;
}


static void
lf_subject_number(lf_subject_value_t *subject, int64_t number)
{
    subject->known = 1;
    subject->has_number = 1;
    subject->number = (double) number;
    subject->text = lf_int_text(number, subject->digits);
}


static void
lf_subject_utm(lf_subject_value_t *subject, lf_str_t name,
    const lf_facts_t *facts)
{
    size_t  i;

    for (i = 0; i < facts->utm_count; i++) {
        if (lf_str_eq(facts->utm[i].name, name)) {
            lf_subject_text(subject, facts->utm[i].value);
            return;
        }
    }
}


static void
lf_subject_consent(lf_subject_value_t *subject, lf_str_t id,
    const lf_facts_t *facts)
{
    size_t  i;

    for (i = 0; i < facts->consents_count; i++) {
        if (lf_str_eq(facts->consents[i], id)) {
            lf_subject_text(subject, lf_str("yes"));
            return;
        }
    }
}


/* A field that sales marked as known may be known without a value. */

static void
lf_subject_field(lf_subject_value_t *subject, const lf_test_t *test,
    const lf_facts_t *facts)
{
    const lf_known_t  *known;

    known = facts->known != NULL ? &facts->known[test->field] : NULL;

    if (known == NULL || !known->known) {
        if (test->is_country) {
            lf_subject_text(subject, facts->country);
        }

        return;
    }

    subject->known = 1;
    subject->text = known->value;

    if (test->kind == LF_TEST_MIN || test->kind == LF_TEST_MAX) {
        subject->has_number = lf_value_number_of(known->value,
                                                 &subject->number) == 0;
    }
}


/* By any member: the value of a field of several choices is joined by LF. */

static int
lf_test_matches(const lf_test_t *test, const lf_facts_t *facts,
    const lf_subject_value_t *subject)
{
    lf_str_t  rest;

    if (!subject->known) {
        return test->subject == LF_SUBJECT_COUNTRY
               && test->kind != LF_TEST_STARTS_WITH
               && test->kind != LF_TEST_CONTAINS
               && lf_test_names_unknown(test);
    }

    if (lf_test_member(test, facts, subject->text)) {
        return 1;
    }

    if (test->subject != LF_SUBJECT_FIELD) {
        return 0;
    }

    for (rest = subject->text; rest.len > 0; /* void */ ) {
        if (lf_test_member(test, facts, lf_str_cut(&rest, '\n'))) {
            return 1;
        }
    }

    return 0;
}


static int
lf_test_member(const lf_test_t *test, const lf_facts_t *facts,
    lf_str_t member)
{
    size_t  i;

    if (test->subject == LF_SUBJECT_COUNTRY) {
        return lf_test_has_country(test, member);
    }

    for (i = 0; i < test->count; i++) {
        if (lf_test_compares(test, facts, member, test->values[i])) {
            return 1;
        }
    }

    return 0;
}


/* A group has dozens of members: two letters of either case each, no call. */

static int
lf_test_has_country(const lf_test_t *test, lf_str_t code)
{
    size_t           i;
    const lf_str_t  *value;

    if (code.len != 2) {
        return 0;
    }

    for (i = 0; i < test->count; i++) {
        value = &test->values[i];

        if (value->len == 2
            && ((value->data[0] ^ code.data[0]) & ~0x20) == 0
            && ((value->data[1] ^ code.data[1]) & ~0x20) == 0)
        {
            return 1;
        }
    }

    return 0;
}


static int
lf_test_compares(const lf_test_t *test, const lf_facts_t *facts,
    lf_str_t member, lf_str_t value)
{
    if (test->kind == LF_TEST_STARTS_WITH) {
        return lf_str_starts_with(member, value);
    }

    if (test->kind == LF_TEST_CONTAINS) {
        return lf_str_contains(member, value);
    }

    switch (test->subject) {

    case LF_SUBJECT_CONTINENT:
        return lf_str_eq_nocase(member, value);

    case LF_SUBJECT_REGION:
        return lf_region_is(facts, member, value);

    case LF_SUBJECT_LANGUAGE:
        return lf_language_is_within(member, value);

    default:
        return lf_str_eq(member, value);
    }
}


static int
lf_test_names_unknown(const lf_test_t *test)
{
    size_t  i;

    for (i = 0; i < test->count; i++) {
        if (lf_str_eq_nocase(test->values[i], lf_str("unknown"))) {
            return 1;
        }
    }

    return 0;
}


/* Dates are compared as texts: the test then has a value, not a number. */

static int
lf_test_in_range(const lf_test_t *test, const lf_subject_value_t *subject)
{
    int  order;

    if (test->count > 0) {
        order = lf_text_compare(subject->text, test->values[0]);

    } else if (subject->has_number) {
        order = (subject->number > test->number)
                - (subject->number < test->number);

    } else {
        return 0;
    }

    return test->kind == LF_TEST_MIN ? order >= 0 : order <= 0;
}


static int
lf_text_compare(lf_str_t a, lf_str_t b)
{
    int     order;
    size_t  len;

    len = a.len < b.len ? a.len : b.len;
    order = len > 0 ? memcmp(a.data, b.data, len) : 0;

    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}


/* Either side may have the country before the region: "DE-BY", "BY". */

static int
lf_region_is(const lf_facts_t *facts, lf_str_t region, lf_str_t value)
{
    lf_str_t  country, local;

    if (lf_str_eq_nocase(region, value)) {
        return 1;
    }

    local = region;
    country = lf_str_cut(&local, '-');

    if (country.len < region.len) {
        return lf_str_eq_nocase(local, value);
    }

    local = value;
    country = lf_str_cut(&local, '-');

    return lf_str_eq_nocase(local, region)
           && lf_str_eq_nocase(country, facts->country);
}
