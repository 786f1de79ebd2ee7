/*
 * lf_when: the conditions of a form.  A condition is one object of tests, all
 * of which must hold, or a list of such objects, one of which must hold.
 *
 *     { "country": { "in": ["EU"] }, "company": { "known": true } }
 *
 * Parsed when the form loads (lf_form.h), evaluated on each request without
 * allocating.  A field of type country that nobody answered is what geography
 * says.  Where a subject is unknown: `known: false`, `not` and `not_in`
 * hold; `is` and `in` hold only for a country named "unknown", and `not` and
 * `not_in` then do not; every other test fails.
 */

#ifndef LF_WHEN_H
#define LF_WHEN_H

#include <lead_form/lf_base.h>

#define LF_WHEN_ALTERNATIVES_MAX  16    /* objects in the list */
#define LF_WHEN_TESTS_MAX         32    /* tests in one object */
#define LF_WHEN_VALUES_MAX       256    /* entries of in and not_in */
#define LF_WHEN_VALUE_LEN_MAX    256    /* bytes of one compared text */

typedef enum {
    LF_SUBJECT_COUNTRY,                 /* ISO 3166-1 alpha-2, EU, EEA, unknown */
    LF_SUBJECT_CONTINENT,               /* AF AN AS EU NA OC SA */
    LF_SUBJECT_REGION,                  /* ISO 3166-2, "DE-BY" or "BY" */
    LF_SUBJECT_LANGUAGE,                /* matches "de-AT" by "de" */
    LF_SUBJECT_VISITS,
    LF_SUBJECT_DAYS_SINCE_FIRST,
    LF_SUBJECT_PAGE,                    /* path */
    LF_SUBJECT_REFERRER,                /* origin and path */
    LF_SUBJECT_UTM,                     /* name: the part behind "utm." */
    LF_SUBJECT_CONSENT,                 /* name: the id; known: was given */
    LF_SUBJECT_FIELD                    /* name, field: its index in the form */
} lf_subject_t;

typedef enum {
    LF_TEST_KNOWN,
    LF_TEST_IS, LF_TEST_NOT,
    LF_TEST_IN, LF_TEST_NOT_IN,
    LF_TEST_MIN, LF_TEST_MAX,           /* numbers, and dates by their text */
    LF_TEST_STARTS_WITH, LF_TEST_CONTAINS
} lf_test_kind_t;

typedef struct {
    lf_subject_t    subject;
    lf_test_kind_t  kind;
    lf_str_t        name;               /* of utm, consent, field */
    unsigned        field;              /* LF_SUBJECT_FIELD: form->fields[] */
    int             is_country;         /* a field that geography knows, too */
    int             boolean;            /* LF_TEST_KNOWN */
    double          number;             /* LF_TEST_MIN, LF_TEST_MAX */
    lf_str_t       *values;             /* all others; countries expanded */
    size_t          count;
} lf_test_t;

typedef struct {
    lf_test_t  *tests;
    size_t      count;
} lf_alternative_t;

typedef struct {
    lf_alternative_t  *alternatives;    /* none: holds always */
    size_t             count;
} lf_when_t;


typedef struct {
    lf_str_t  name;
    lf_str_t  value;
} lf_pair_t;

/* What a known field knows; the array has one per form->fields[]. */
typedef struct lf_known_s  lf_known_t;

/* What is known about the visitor at this moment; all borrowed. */
typedef struct {
    lf_str_t           country;         /* empty: unknown; likewise below */
    lf_str_t           continent;
    lf_str_t           region;
    lf_str_t           timezone;
    lf_str_t           language;
    lf_str_t           page;
    lf_str_t           referrer;
    const lf_pair_t   *utm;             /* names without "utm_" */
    size_t             utm_count;
    int64_t            visits;          /* this one included; 0: unknown */
    int64_t            days_since_first;    /* -1: unknown */
    const lf_str_t    *consents;        /* ids of those given */
    size_t             consents_count;
    const lf_known_t  *known;           /* NULL: no field is known */
    lf_str_t           told_country;    /* answered to a field `country`: for
                                           conditions it goes before */
} lf_facts_t;

/*
 * Whether the condition holds.  *failed (may be NULL) is set to the first
 * test that did not, in the last alternative tried; NULL where it holds.
 */
int lf_when_holds(const lf_when_t *when, const lf_facts_t *facts,
    const lf_test_t **failed);

/*
 * Says why the condition does not hold, one test that failed of each of its
 * alternatives: `country is "US", not one of EU, "CH"`.  Appends to out.
 */
void lf_when_explain(const lf_when_t *when, const lf_facts_t *facts,
    lf_out_t *out);

/* Likewise of one test that failed. */
void lf_test_explain(const lf_test_t *test, const lf_facts_t *facts,
    lf_out_t *out);

#endif
