/*
 * lf_form_lint (private): what is legal, and wrong in effect: a question that
 * can never be asked, an entry that is never reached, two options that look
 * the same.  Warnings only, over files that are right so far.
 *
 *   lf_form_lint.c        one form: options, redirects, where conditions are
 *   lf_form_lint_when.c   a condition that never holds
 *   lf_form_lint_value.c  values that nothing can equal
 *   lf_form_lint_site.c   what only all forms together tell
 *   lf_form_lint_since.c  what changed since the last good version
 */

#ifndef LF_FORM_LINT_H
#define LF_FORM_LINT_H

#include "lf_form_load.h"

#define LF_TEST_KINDS      (LF_TEST_CONTAINS + 1)
#define LF_QUESTION_VISIT  2            /* the first visit that asks one */

/* What a condition decides about. */
typedef enum {
    LF_LINT_QUESTION,
    LF_LINT_OPTION,
    LF_LINT_CONSENT,
    LF_LINT_THANKS,
    LF_LINT_REMEMBER
} lf_lint_of_t;

typedef struct {
    lf_loader_t        *loader;
    lf_json_doc_t      *doc;            /* of the condition */
    const lf_form_t    *form;           /* not read where `of` is REMEMBER */
    lf_lint_of_t        of;
    unsigned            entry;          /* of a question: form->sequence[] */
} lf_lint_t;

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

/* A condition that can only hold when that field is known. */
struct lf_need_s {
    lf_need_t         *next;
    const lf_form_t   *form;            /* of a question; NULL: of none */
    unsigned           entry;           /* form->sequence[] */
    lf_str_t           name;            /* borrowed; of the field */
    lf_type_t          type;
    lf_str_t           file;
    lf_str_t           path;
    unsigned           line;
    unsigned           column;
};


/* lf_form_lint_when.c: -1 only when memory is out */
int lf_lint_when(const lf_lint_t *lint, const lf_json_t *json,
    const lf_when_t *when);

/* Tells that the condition cannot hold, whose tests those are; returns 1. */
int lf_lint_never(const lf_lint_subject_t *subject, const lf_json_t *at,
    const char *what, const char *right);

/* lf_form_lint_value.c: rules, which return 1 when they told something */
int lf_lint_values(const lf_lint_subject_t *subject);
int lf_lint_all_excluded(const lf_lint_subject_t *subject);
void lf_lint_addresses(const lf_lint_subject_t *subject);

/*
 * Whether one of the test's values is this one; for a positive test either may
 * be the wider one, as "de" is of "de-AT".
 */
int lf_lint_test_has(const lf_test_t *test, lf_str_t value, int positive);

/* lf_form_lint_since.c: against loader->before, which is there */
void lf_lint_form_since(lf_form_builder_t *builder, const lf_json_t *root);
void lf_lint_site_since(lf_loader_t *loader, const lf_json_t *root);

#endif
