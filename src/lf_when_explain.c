/*
 * lf_when_explain: a condition that does not hold, in words for its author.
 */

#include <stdio.h>

#include <lead_form/lf_value.h>
#include <lead_form/lf_when.h>

#include "lf_when_subject.h"


static void lf_subject_name(const lf_test_t *test, lf_out_t *out);
static void lf_subject_text(const lf_test_t *test,
    const lf_subject_value_t *subject, lf_out_t *out);
static void lf_values_text(const lf_test_t *test, lf_out_t *out);
static int lf_values_group(const lf_test_t *test, lf_str_t name);
static int lf_values_have(const lf_test_t *test, lf_str_t value);
static void lf_limit_text(const lf_test_t *test, const char *words,
    lf_out_t *out);
static void lf_quoted(lf_str_t text, lf_out_t *out);


/* A group that contains another one stands before it. */
static const lf_str_t  lf_groups[] = {
    { "EEA", 3 },
    { "EU", 2 }
};


void
lf_when_explain(const lf_when_t *when, const lf_facts_t *facts, lf_out_t *out)
{
    size_t            i, said;
    lf_when_t         one;
    const lf_test_t  *failed;

    said = 0;

    for (i = 0; i < when->count; i++) {
        one.alternatives = &when->alternatives[i];
        one.count = 1;

        if (lf_when_holds(&one, facts, &failed)) {
            continue;
        }

        if (said++ > 0) {
            lf_out_lit(out, "; ");
        }

        lf_test_explain(failed, facts, out);
    }
}


void
lf_test_explain(const lf_test_t *test, const lf_facts_t *facts,
    lf_out_t *out)
{
    lf_subject_value_t  subject;

    memset(&subject, 0, sizeof(lf_subject_value_t));
    lf_subject_read(test, facts, &subject);

    lf_subject_name(test, out);
    lf_subject_text(test, &subject, out);

    switch (test->kind) {

    case LF_TEST_KNOWN:
        break;

    case LF_TEST_IS:
        lf_out_lit(out, ", not ");
        lf_values_text(test, out);
        break;

    case LF_TEST_NOT:
        lf_out_lit(out, ", and must not be ");
        lf_values_text(test, out);
        break;

    case LF_TEST_IN:
        lf_out_lit(out, ", not one of ");
        lf_values_text(test, out);
        break;

    case LF_TEST_NOT_IN:
        lf_out_lit(out, ", and must not be one of ");
        lf_values_text(test, out);
        break;

    case LF_TEST_MIN:
        lf_limit_text(test, ", below ", out);
        break;

    case LF_TEST_MAX:
        lf_limit_text(test, ", above ", out);
        break;

    case LF_TEST_STARTS_WITH:
        lf_out_lit(out, ", and does not start with ");
        lf_values_text(test, out);
        break;

    case LF_TEST_CONTAINS:
        lf_out_lit(out, ", and does not contain ");
        lf_values_text(test, out);
        break;
    }
}


static void
lf_subject_name(const lf_test_t *test, lf_out_t *out)
{
    static const lf_str_t  names[] = {  /* by lf_subject_t */
        { "country", 7 },
        { "continent", 9 },
        { "region", 6 },
        { "language", 8 },
        { "visits", 6 },
        { "days_since_first", 16 },
        { "page", 4 },
        { "referrer", 8 },
        { "utm.", 4 },
        { "consent.", 8 },
        { "", 0 }
    };

    lf_out_add(out, names[test->subject]);

    if (test->subject >= LF_SUBJECT_UTM) {
        lf_out_add(out, test->name);
    }
}


static void
lf_subject_text(const lf_test_t *test, const lf_subject_value_t *subject,
    lf_out_t *out)
{
    lf_str_t  rest;

    if (test->kind == LF_TEST_KNOWN) {
        lf_out_add(out, subject->known ? lf_str(" is known")
                                       : lf_str(" is not known"));
        return;
    }

    lf_out_lit(out, " is ");

    if (!subject->known) {
        lf_out_lit(out, "unknown");
        return;
    }

    if (test->subject == LF_SUBJECT_VISITS
        || test->subject == LF_SUBJECT_DAYS_SINCE_FIRST)
    {
        lf_out_add(out, subject->text);
        return;
    }

    /* Several choices are joined by LF. */

    rest = subject->text;

    do {
        lf_quoted(lf_str_cut(&rest, '\n'), out);

        if (rest.len > 0) {
            lf_out_lit(out, " and ");
        }
    } while (rest.len > 0);
}


/* The members of a group stand for it where all of them are there. */

static void
lf_values_text(const lf_test_t *test, lf_out_t *out)
{
    size_t           i, g, said, members;
    lf_str_t         found;
    const lf_str_t  *codes;

    said = 0;
    found = lf_null_str;

    for (g = 0; g < LF_ARRAY_SIZE(lf_groups) && found.len == 0; g++) {
        if (lf_values_group(test, lf_groups[g])) {
            found = lf_groups[g];
            lf_out_add(out, found);
            said++;
        }
    }

    codes = found.len > 0 ? lf_country_group(found, &members) : NULL;

    for (i = 0; i < test->count; i++) {

        if (codes != NULL) {
            for (g = 0; g < members; g++) {
                if (lf_str_eq(codes[g], test->values[i])) {
                    break;
                }
            }

            if (g < members) {
                continue;
            }
        }

        if (said++ > 0) {
            lf_out_lit(out, ", ");
        }

        lf_quoted(test->values[i], out);
    }
}


static int
lf_values_group(const lf_test_t *test, lf_str_t name)
{
    size_t           i, count;
    const lf_str_t  *codes;

    codes = lf_country_group(name, &count);
    if (codes == NULL) {
        return 0;
    }

    for (i = 0; i < count; i++) {
        if (!lf_values_have(test, codes[i])) {
            return 0;
        }
    }

    return count > 0;
}


static int
lf_values_have(const lf_test_t *test, lf_str_t value)
{
    size_t  i;

    for (i = 0; i < test->count; i++) {
        if (lf_str_eq(test->values[i], value)) {
            return 1;
        }
    }

    return 0;
}


/* A number is written as it was: no more digits than it takes. */

static void
lf_limit_text(const lf_test_t *test, const char *words, lf_out_t *out)
{
    int   len;
    char  digits[32];

    lf_out_add(out, lf_str_of(words));

    if (test->count > 0) {
        lf_quoted(test->values[0], out);
        return;
    }

    len = snprintf(digits, sizeof(digits), "%.15g", test->number);
    lf_out_add(out, (lf_str_t) { digits, len > 0 ? (size_t) len : 0 });
}


static void
lf_quoted(lf_str_t text, lf_out_t *out)
{
    lf_out_byte(out, '"');
    lf_out_add(out, text);
    lf_out_byte(out, '"');
}
