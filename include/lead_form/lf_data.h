/*
 * lf_data: the step as data, for clients that draw the form themselves: JSON
 * (RFC 8259) in place of the page, made of the same view.  Texts are in the
 * visitor's language.  No stored value is ever among them, and nothing that
 * was typed, but for the names of answers that no field takes.
 *
 * docs/json.md and docs/openapi.json say what the members mean.
 */

#ifndef LF_DATA_H
#define LF_DATA_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_body.h>
#include <lead_form/lf_form.h>
#include <lead_form/lf_page.h>

#define LF_DATA_TYPE     "application/json"
#define LF_PROBLEM_TYPE  "application/problem+json"
#define LF_FORM_TYPE     "application/x-www-form-urlencoded"

/* What is ready when a form loads; 0, or -1: no memory. */
int lf_data_compile(lf_mem_t *mem, lf_form_t *form);

/*
 * Appends the step, or what is said in its place (LF_VIEW_THANKS, …).  What
 * was typed is not repeated: view->submission is for lf_data_problem.
 */
void lf_data_render(const lf_form_t *form, const lf_view_t *view,
    lf_out_t *out);

/*
 * Likewise after a submission that was taken: with the names of those answers
 * that the step did not ask for, so that a misspelt one can be found.
 */
void lf_data_taken(const lf_form_t *form, const lf_view_t *view,
    const lf_submission_t *submission, lf_out_t *out);

/* Problem details (RFC 9457) of an answer that is none of success. */
typedef struct {
    unsigned                status;
    lf_message_t            message;    /* what is said of it */
    lf_str_t                code;       /* empty: that of the message */
    lf_str_t                language;
    const lf_body_error_t  *error;      /* of a body or a header; NULL: none */
} lf_problem_t;

/*
 * Appends the problem.  With a view (of that form, both may be NULL) it says
 * what is wrong with each answer of view->submission, and holds the ticket and
 * the step to go on with.
 */
void lf_data_problem(const lf_form_t *form, const lf_view_t *view,
    const lf_problem_t *problem, lf_out_t *out);

/*
 * The machine's word for what is wrong: "email", "too_long"; it goes with the
 * message and never changes.  Borrowed for ever.
 */
lf_str_t lf_data_code(lf_message_t message);

#endif
