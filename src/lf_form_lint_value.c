/*
 * lf_form_lint_value: values of a condition that no fact or answer can equal.
 *
 * Only what is certain is said: a value that is none of a field's options was
 * reported by the parser, and an old answer may still be equal to it.
 */

#include "lf_form_lint.h"
#include "lf_language.h"
#include "lf_value_types.h"


static int lf_lint_value_passes(const lf_lint_subject_t *subject,
    lf_str_t value);
static int lf_lint_value_in_range(const lf_lint_subject_t *subject,
    lf_str_t value);
static int lf_lint_equal(const lf_test_t *test, lf_str_t value,
    lf_str_t other, int positive);
static int lf_lint_region_equal(lf_str_t a, lf_str_t b);
static void lf_lint_address(const lf_lint_subject_t *subject,
    const lf_json_t *value, int begins);


/* "is" or "in", none of whose values fulfils the other tests, too. */

int
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


int
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

int
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

void
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

    if (memchr(s.data, '?', s.len) != NULL
        || memchr(s.data, '#', s.len) != NULL)
    {
        lf_json_warning(doc, value, "what follows ? or # is no part of what "
                        "is compared here, so this is never equal; remove it, "
                        "or test \"utm.NAME\"");

    } else if (begins && subject->any->subject == LF_SUBJECT_PAGE
               && s.data[0] != '/' && !lf_str_starts_with(s, lf_str("http")))
    {
        lf_json_warning(doc, value, "the path of a page begins with \"/\", and "
                        "a page of another site with https://, so this is "
                        "never equal; write it so, or use \"contains\"");

    } else if (begins && subject->any->subject == LF_SUBJECT_REFERRER
               && !lf_str_starts_with(s, lf_str("http")))
    {
        lf_json_warning(doc, value, "a referrer begins with https:// or "
                        "http://, so this is never equal; write it so, or use "
                        "\"contains\"");
    }
}
