/*
 * lf_form_lint_when: conditions that never hold, test by test beside the JSON
 * they were read from; and which fields a condition needs.
 *
 * Only what is certain is said: a value that is none of a field's options was
 * reported by the parser, and an old answer may still be equal to it.
 */

#include "lf_form_lint.h"
#include "lf_language.h"
#include "lf_value_types.h"


#define LF_TEST_KINDS      (LF_TEST_CONTAINS + 1)
#define LF_QUESTION_VISIT  2            /* the first visit that asks one */

/* The tests of one subject in one alternative: at most one of each kind. */
typedef struct {
    const lf_lint_t   *lint;
    const lf_when_t   *when;
    const lf_json_t   *json;            /* the subject */
    const lf_test_t   *tests[LF_TEST_KINDS];
    const lf_json_t   *at[LF_TEST_KINDS];
    const lf_test_t   *any;             /* whichever: all have the subject */
    const lf_field_t  *field;           /* NULL: no field, or a foreign one */
} lf_lint_subject_t;

typedef int (*lf_lint_rule_t)(const lf_lint_subject_t *subject);


static int lf_lint_alternative(const lf_lint_t *lint, const lf_when_t *when,
    const lf_json_t *json, const lf_alternative_t *alternative);
static int lf_lint_subject(lf_lint_subject_t *subject);
static int lf_lint_needs(const lf_lint_subject_t *subject,
    const lf_json_t **at);
static int lf_lint_need_add(const lf_lint_subject_t *subject);
static int lf_lint_unknown(const lf_lint_subject_t *subject);
static int lf_lint_first(const lf_lint_subject_t *subject);
static int lf_lint_itself(const lf_lint_subject_t *subject);
static int lf_lint_range(const lf_lint_subject_t *subject);
static int lf_lint_visits(const lf_lint_subject_t *subject);
static int lf_lint_limits(const lf_lint_subject_t *subject);
static int lf_lint_date_limits(const lf_lint_subject_t *subject);
static int lf_lint_values(const lf_lint_subject_t *subject);
static int lf_lint_value_passes(const lf_lint_subject_t *subject,
    lf_str_t value);
static int lf_lint_value_in_range(const lf_lint_subject_t *subject,
    lf_str_t value);
static int lf_lint_test_has(const lf_test_t *test, lf_str_t value,
    int positive);
static int lf_lint_equal(const lf_test_t *test, lf_str_t value,
    lf_str_t other, int positive);
static int lf_lint_region_equal(lf_str_t a, lf_str_t b);
static int lf_lint_all_excluded(const lf_lint_subject_t *subject);
static void lf_lint_addresses(const lf_lint_subject_t *subject);
static void lf_lint_address(const lf_lint_subject_t *subject,
    const lf_json_t *value, int begins);
static int lf_lint_never(const lf_lint_subject_t *subject,
    const lf_json_t *at, const char *what, const char *right);


/* Each tells, and returns 1, when the tests cannot hold; the first counts. */
static const lf_lint_rule_t  lf_lint_rules[] = {
    lf_lint_unknown, lf_lint_first, lf_lint_itself, lf_lint_range,
    lf_lint_visits, lf_lint_limits, lf_lint_date_limits, lf_lint_values,
    lf_lint_all_excluded
};


int
lf_lint_when(const lf_lint_t *lint, const lf_json_t *json,
    const lf_when_t *when)
{
    size_t            i;
    const lf_json_t  *item;

    item = json->type == LF_JSON_ARRAY ? json->first : json;

    for (i = 0; i < when->count; i++, item = item->next) {
        if (lf_lint_alternative(lint, when, item, &when->alternatives[i])
            != 0)
        {
            return -1;
        }
    }

    return 0;
}


static int
lf_lint_alternative(const lf_lint_t *lint, const lf_when_t *when,
    const lf_json_t *json, const lf_alternative_t *alternative)
{
    const lf_json_t    *about, *at;
    const lf_test_t    *test;
    lf_lint_subject_t   subject;

    test = alternative->tests;

    for (about = json->first; about != NULL; about = about->next) {

        memset(&subject, 0, sizeof(lf_lint_subject_t));
        subject.lint = lint;
        subject.when = when;
        subject.json = about;
        subject.any = test;

        if (test->subject == LF_SUBJECT_FIELD
            && lint->form->fields[test->field].type != LF_TYPE_FOREIGN)
        {
            subject.field = &lint->form->fields[test->field];
        }

        for (at = about->first; at != NULL; at = at->next, test++) {
            subject.tests[test->kind] = test;
            subject.at[test->kind] = at;
        }

        if (lf_lint_subject(&subject) != 0) {
            return -1;
        }
    }

    return 0;
}


static int
lf_lint_subject(lf_lint_subject_t *subject)
{
    size_t  i;

    lf_lint_addresses(subject);

    for (i = 0; i < LF_ARRAY_SIZE(lf_lint_rules); i++) {
        if (lf_lint_rules[i](subject)) {
            return 0;
        }
    }

    return subject->field != NULL && lf_lint_needs(subject, NULL)
           ? lf_lint_need_add(subject) : 0;
}


/* Whether some test, which is put at *at, fails where nothing is known. */

static int
lf_lint_needs(const lf_lint_subject_t *subject, const lf_json_t **at)
{
    size_t            i;
    const lf_test_t  *test;

    for (i = 0; i < LF_TEST_KINDS; i++) {
        test = subject->tests[i];

        if (test == NULL || i == LF_TEST_NOT || i == LF_TEST_NOT_IN
            || (i == LF_TEST_KNOWN && !test->boolean))
        {
            continue;
        }

        if (test->subject == LF_SUBJECT_COUNTRY
            && lf_lint_test_has(test, lf_str("unknown"), 1))
        {
            continue;
        }

        if (at != NULL) {
            *at = subject->at[i];
        }

        return 1;
    }

    return 0;
}


static int
lf_lint_need_add(const lf_lint_subject_t *subject)
{
    lf_need_t        *need;
    lf_loader_t      *loader;
    const lf_lint_t  *lint;

    lint = subject->lint;
    loader = lint->loader;

    need = lf_calloc(loader->scratch, 1, sizeof(lf_need_t));
    if (need == NULL) {
        lint->doc->no_memory = 1;
        return -1;
    }

    need->form = lint->of == LF_LINT_QUESTION ? lint->form : NULL;
    need->entry = lint->entry;
    need->name = subject->field->name;
    need->type = subject->field->type;
    need->file = lint->doc->file;
    need->path = lf_json_path(loader->diagnostics->mem, subject->json);

    if (need->path.data == NULL) {
        lint->doc->no_memory = 1;
        return -1;
    }

    lf_json_place(lint->doc, subject->json->key_at, &need->line,
                  &need->column);

    *loader->needs_end = need;
    loader->needs_end = &need->next;

    return 0;
}


static int
lf_lint_unknown(const lf_lint_subject_t *subject)
{
    const lf_json_t  *at;
    const lf_test_t  *known;

    known = subject->tests[LF_TEST_KNOWN];

    if (known == NULL || known->boolean || !lf_lint_needs(subject, &at)) {
        return 0;
    }

    return lf_lint_never(subject, at, "what is not known fulfils no such "
                         "test", "remove it, or \"known\": false");
}


/* Whoever is asked a question has given a name and a contact. */

static int
lf_lint_first(const lf_lint_subject_t *subject)
{
    const lf_form_t  *form;
    const lf_test_t  *known;

    form = subject->lint->form;
    known = subject->tests[LF_TEST_KNOWN];

    if (known == NULL || known->boolean || subject->field == NULL
        || subject->lint->of != LF_LINT_QUESTION
        || !(known->field == form->name_field
             || (form->contacts_count == 1
                 && known->field == form->contacts[0])))
    {
        return 0;
    }

    return lf_lint_never(subject, subject->at[LF_TEST_KNOWN], "\"first\" asks "
                         "for this field, so that it is always known here",
                         "remove this test");
}


/* What is known is asked again only when it may grow old. */

static int
lf_lint_itself(const lf_lint_subject_t *subject)
{
    const lf_json_t  *at;
    const lf_lint_t  *lint;

    lint = subject->lint;

    if (lint->of != LF_LINT_QUESTION || subject->field == NULL
        || lint->form->sequence[lint->entry].field != subject->any->field
        || subject->field->fresh_for > 0 || !lf_lint_needs(subject, &at))
    {
        return 0;
    }

    return lf_lint_never(subject, at, "this is the answer to the question "
                         "itself, and what is known is not asked",
                         "test another field, or give this one a "
                         "\"fresh_for\"");
}


static int
lf_lint_range(const lf_lint_subject_t *subject)
{
    int               wrong;
    const lf_test_t  *min, *max;

    min = subject->tests[LF_TEST_MIN];
    max = subject->tests[LF_TEST_MAX];

    if (min == NULL || max == NULL || min->count != max->count) {
        return 0;
    }

    wrong = min->count > 0
            ? lf_str_compare(min->values[0], max->values[0]) > 0
            : min->number > max->number;

    return wrong ? lf_lint_never(subject, subject->at[LF_TEST_MAX],
                                 "\"min\" is greater than \"max\"",
                                 "change one of them")
                 : 0;
}


static int
lf_lint_visits(const lf_lint_subject_t *subject)
{
    int               first;
    const lf_test_t  *max;

    max = subject->tests[LF_TEST_MAX];

    if (subject->any->subject == LF_SUBJECT_DAYS_SINCE_FIRST) {
        return max != NULL && max->number < 0
               ? lf_lint_never(subject, subject->at[LF_TEST_MAX], "days are "
                               "counted from 0", "write 0 or more")
               : 0;
    }

    first = subject->lint->of == LF_LINT_QUESTION ? LF_QUESTION_VISIT : 1;

    if (subject->any->subject != LF_SUBJECT_VISITS || max == NULL
        || max->number >= first)
    {
        return 0;
    }

    return lf_lint_never(subject, subject->at[LF_TEST_MAX],
                         first == 1 ? "visits are counted from 1"
                         : "visit 1 is that of the first step, and questions "
                           "come from visit 2 on",
                         first == 1 ? "write 1 or more" : "write 2 or more");
}


static int
lf_lint_limits(const lf_lint_subject_t *subject)
{
    const lf_test_t   *min, *max;
    const lf_field_t  *field;

    field = subject->field;
    min = subject->tests[LF_TEST_MIN];
    max = subject->tests[LF_TEST_MAX];

    if (field == NULL || field->type != LF_TYPE_NUMBER) {
        return 0;
    }

    if (min != NULL && field->has_max && min->number > field->max) {
        return lf_lint_never(subject, subject->at[LF_TEST_MIN], "this is "
                             "greater than the field's own \"max\"",
                             "write a smaller number");
    }

    if (max != NULL && field->has_min && max->number < field->min) {
        return lf_lint_never(subject, subject->at[LF_TEST_MAX], "this is "
                             "smaller than the field's own \"min\"",
                             "write a greater number");
    }

    return 0;
}


static int
lf_lint_date_limits(const lf_lint_subject_t *subject)
{
    const lf_test_t   *min, *max;
    const lf_field_t  *field;

    field = subject->field;
    min = subject->tests[LF_TEST_MIN];
    max = subject->tests[LF_TEST_MAX];

    if (field == NULL || field->type != LF_TYPE_DATE) {
        return 0;
    }

    if (min != NULL && field->date_max.len > 0
        && lf_str_compare(min->values[0], field->date_max) > 0)
    {
        return lf_lint_never(subject, subject->at[LF_TEST_MIN], "this is "
                             "later than the field's own \"max\"",
                             "write an earlier day");
    }

    if (max != NULL && field->date_min.len > 0
        && lf_str_compare(max->values[0], field->date_min) < 0)
    {
        return lf_lint_never(subject, subject->at[LF_TEST_MAX], "this is "
                             "earlier than the field's own \"min\"",
                             "write a later day");
    }

    return 0;
}


/* "is" or "in", none of whose values fulfils the other tests, too. */

static int
lf_lint_values(const lf_lint_subject_t *subject)
{
    size_t            i;
    lf_test_kind_t    kind;
    const lf_test_t  *test;

    kind = subject->tests[LF_TEST_IS] != NULL ? LF_TEST_IS : LF_TEST_IN;
    test = subject->tests[kind];

    if (test == NULL) {
        return 0;
    }

    for (i = 0; i < test->count; i++) {
        if (lf_lint_value_passes(subject, test->values[i])) {
            return 0;
        }
    }

    if (subject->any->subject == LF_SUBJECT_VISITS) {
        return lf_lint_never(subject, subject->at[kind],
                             subject->lint->of == LF_LINT_QUESTION
                             ? "visit 1 is that of the first step, questions "
                               "come from visit 2 on, and the tests beside "
                               "this one must hold, too"
                             : "visits are counted from 1, and the tests "
                               "beside this one must hold, too",
                             "write \"min\": 2, say");
    }

    return lf_lint_never(subject, subject->at[kind], "this cannot hold "
                         "together with the other tests here or the field's "
                         "own limits", "change or remove one of them");
}


static int
lf_lint_value_passes(const lf_lint_subject_t *subject, lf_str_t value)
{
    size_t            i;
    const lf_test_t  *test;

    for (i = 0; i < LF_TEST_KINDS; i++) {
        test = subject->tests[i];

        if (test == NULL) {
            continue;
        }

        switch (test->kind) {

        case LF_TEST_KNOWN:
            if (test->subject == LF_SUBJECT_COUNTRY
                && test->boolean == lf_str_is(value, "unknown"))
            {
                return 0;
            }
            break;

        case LF_TEST_NOT:
        case LF_TEST_NOT_IN:
            if (lf_lint_test_has(test, value, 0)) {
                return 0;
            }
            break;

        case LF_TEST_IS:
        case LF_TEST_IN:
            if (!lf_lint_test_has(test, value, 1)
                && !(subject->field != NULL
                     && subject->field->type == LF_TYPE_CHOICES))
            {
                return 0;
            }
            break;

        case LF_TEST_STARTS_WITH:
            if (!lf_str_starts_with(value, test->values[0])) {
                return 0;
            }
            break;

        case LF_TEST_CONTAINS:
            if (!lf_str_contains(value, test->values[0])) {
                return 0;
            }
            break;

        default:                        /* min, max: below */
            break;
        }
    }

    return lf_lint_value_in_range(subject, value);
}


static int
lf_lint_value_in_range(const lf_lint_subject_t *subject, lf_str_t value)
{
    double             number;
    const lf_test_t   *min, *max;
    const lf_field_t  *field;

    field = subject->field;
    min = subject->tests[LF_TEST_MIN];
    max = subject->tests[LF_TEST_MAX];

    if (field != NULL && field->type == LF_TYPE_DATE) {
        return !(min != NULL && lf_str_compare(value, min->values[0]) < 0)
               && !(max != NULL && lf_str_compare(value, max->values[0]) > 0)
               && !(field->date_min.len > 0
                    && lf_str_compare(value, field->date_min) < 0)
               && !(field->date_max.len > 0
                    && lf_str_compare(value, field->date_max) > 0);
    }

    if (lf_value_number_of(value, &number) != 0
        || !(subject->any->subject == LF_SUBJECT_VISITS
             || subject->any->subject == LF_SUBJECT_DAYS_SINCE_FIRST
             || (field != NULL && field->type == LF_TYPE_NUMBER)))
    {
        return 1;
    }

    if ((min != NULL && number < min->number)
        || (max != NULL && number > max->number))
    {
        return 0;
    }

    if (field != NULL) {
        return !(field->has_min && number < field->min)
               && !(field->has_max && number > field->max);
    }

    if (subject->any->subject == LF_SUBJECT_DAYS_SINCE_FIRST) {
        return number >= 0;
    }

    return number >= (subject->lint->of == LF_LINT_QUESTION
                      ? LF_QUESTION_VISIT : 1);
}


static int
lf_lint_test_has(const lf_test_t *test, lf_str_t value, int positive)
{
    size_t  i;

    for (i = 0; i < test->count; i++) {
        if (lf_lint_equal(test, value, test->values[i], positive)) {
            return 1;
        }
    }

    return 0;
}


/*
 * "de" is "de-AT", too: for a positive test either may be the wider one, and
 * a negative one excludes what is within it.
 */

static int
lf_lint_equal(const lf_test_t *test, lf_str_t value, lf_str_t other,
    int positive)
{
    switch (test->subject) {

    case LF_SUBJECT_LANGUAGE:
        return lf_language_is_within(value, other)
               || (positive && lf_language_is_within(other, value));

    case LF_SUBJECT_REGION:
        return lf_str_eq_nocase(value, other)
               || (positive && lf_lint_region_equal(value, other));

    case LF_SUBJECT_COUNTRY:
    case LF_SUBJECT_CONTINENT:
        return lf_str_eq_nocase(value, other);

    default:
        return lf_str_eq(value, other);
    }
}


static int
lf_lint_region_equal(lf_str_t a, lf_str_t b)
{
    lf_str_t  local_a, local_b;

    local_a = a;
    local_b = b;
    (void) lf_str_cut(&local_a, '-');
    (void) lf_str_cut(&local_b, '-');

    return lf_str_eq_nocase(local_a, b) || lf_str_eq_nocase(a, local_b);
}


/* Known, and none of all it can be. */

static int
lf_lint_all_excluded(const lf_lint_subject_t *subject)
{
    size_t             i, count;
    lf_str_t           value;
    lf_test_kind_t     kind;
    const lf_field_t  *field;

    static const lf_str_t  words[] = { { "yes", 3 }, { "no", 2 } };

    field = subject->field;
    kind = subject->tests[LF_TEST_NOT_IN] != NULL ? LF_TEST_NOT_IN
                                                  : LF_TEST_NOT;

    if (field == NULL || subject->tests[LF_TEST_KNOWN] == NULL
        || !subject->tests[LF_TEST_KNOWN]->boolean
        || subject->tests[kind] == NULL)
    {
        return 0;
    }

    count = field->type == LF_TYPE_YES_NO ? 2 : field->options_count;

    for (i = 0; i < count; i++) {
        value = field->type == LF_TYPE_YES_NO ? words[i]
                                              : field->options[i].value;

        if (!(subject->tests[LF_TEST_NOT] != NULL
              && lf_lint_test_has(subject->tests[LF_TEST_NOT], value, 0))
            && !(subject->tests[LF_TEST_NOT_IN] != NULL
                 && lf_lint_test_has(subject->tests[LF_TEST_NOT_IN], value,
                                     0)))
        {
            return 0;
        }
    }

    return count == 0 ? 0
           : lf_lint_never(subject, subject->at[kind], "no answer is left that "
                           "this field could have", "leave one out");
}


/* A page is a path, a referrer an origin and a path. */

static void
lf_lint_addresses(const lf_lint_subject_t *subject)
{
    size_t            i;
    const lf_json_t  *at, *value;

    if (subject->any->subject != LF_SUBJECT_PAGE
        && subject->any->subject != LF_SUBJECT_REFERRER)
    {
        return;
    }

    for (i = 0; i < LF_TEST_KINDS; i++) {
        at = subject->at[i];

        if (at == NULL || i == LF_TEST_KNOWN) {
            continue;
        }

        if (at->type == LF_JSON_STRING) {
            lf_lint_address(subject, at, i != LF_TEST_CONTAINS);
            continue;
        }

        for (value = at->first; value != NULL; value = value->next) {
            lf_lint_address(subject, value, 1);
        }
    }
}


static void
lf_lint_address(const lf_lint_subject_t *subject, const lf_json_t *value,
    int begins)
{
    lf_str_t        s;
    lf_json_doc_t  *doc;

    s = value->string;
    doc = subject->lint->doc;

    if (memchr(s.data, '?', s.len) != NULL || memchr(s.data, '#', s.len) != NULL)
    {
        lf_json_warning(doc, value, "what follows ? or # is no part of what "
                        "is compared here, so this is never equal; remove it, "
                        "or test \"utm.NAME\"");

    } else if (begins && subject->any->subject == LF_SUBJECT_PAGE
               && s.data[0] != '/')
    {
        lf_json_warning(doc, value, "the path of a page begins with \"/\", so "
                        "this is never equal; write it so, or use "
                        "\"contains\"");

    } else if (begins && subject->any->subject == LF_SUBJECT_REFERRER
               && !lf_str_starts_with(s, lf_str("http")))
    {
        lf_json_warning(doc, value, "a referrer begins with https:// or "
                        "http://, so this is never equal; write it so, or use "
                        "\"contains\"");
    }
}


static int
lf_lint_never(const lf_lint_subject_t *subject, const lf_json_t *at,
    const char *what, const char *right)
{
    static const char  *const effects[] = {
        "this question is never asked", "this option is never shown",
        "this consent is never shown", "this entry is never reached",
        "the box is never shown"
    };

    lf_json_warning(subject->lint->doc, at, "%s, so %s; %s", what,
                    subject->when->count > 1
                    ? "this alternative never holds"
                    : effects[subject->lint->of],
                    right);
    return 1;
}
