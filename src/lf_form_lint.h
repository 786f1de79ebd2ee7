/*
 * lf_form_lint (private): what is legal, and wrong in effect: a question that
 * can never be asked, an entry that is never reached, two options that look
 * the same.  Warnings only, over files that are right so far.
 *
 *   lf_form_lint.c        one form: options, redirects, where conditions are
 *   lf_form_lint_when.c   a condition that never holds
 *   lf_form_lint_site.c   what only all forms together tell
 *   lf_form_lint_since.c  what changed since the last good version
 */

#ifndef LF_FORM_LINT_H
#define LF_FORM_LINT_H

#include "lf_form_load.h"

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

/* lf_form_lint_since.c: against loader->before, which is there */
void lf_lint_form_since(lf_form_builder_t *builder, const lf_json_t *root);
void lf_lint_site_since(lf_loader_t *loader, const lf_json_t *root);

#endif
