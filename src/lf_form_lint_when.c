/*
 * lf_form_lint_when: conditions that never hold, test by test beside the JSON
 * they were read from; and which fields a condition needs.
 */

#include "lf_form_lint.h"


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

    /* How a consent is offered no more, and can still be withdrawn. */

    if (subject->lint->of == LF_LINT_CONSENT && max != NULL
        && max->number == 0)
    {
        return 0;
    }

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


int
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
