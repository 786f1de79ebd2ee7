/*
 * lf_simulate (private): the mirrors of the scripts, one function for each,
 * and what opening and posting have in common.
 */

#ifndef LF_SIMULATE_PRIVATE_H
#define LF_SIMULATE_PRIVATE_H

#include <lead_form/lf_simulate.h>


/* What was accepted from a page, and the visitor it made or would make. */
struct lf_simulate_done_s {
    lf_str_t                answers;
    lf_simulate_browser_t  *browser;
    lf_simulate_done_t     *next;
};

/* The arguments of submit; the answers are the submission's. */
typedef struct {
    int64_t                 at;             /* milliseconds */
    const lf_form_t        *form;
    lf_step_t               step;
    const lf_submission_t  *submission;
    lf_simulate_browser_t  *browser;        /* NULL: not remembered */
    lf_simulate_lead_t     *lead;
    int                     is_new;         /* the visitor */
    lf_str_t                question;
    const lf_facts_t       *facts;
} lf_simulate_submit_t;

/* visit.lua; *pin is what the visit asks then.  -1: memory is out. */
int lf_simulate_visit(lf_mem_t *mem, const lf_form_t *form,
    lf_record_t *record, int64_t now, lf_str_t candidate, lf_str_t *pin);

/* submit.lua; *quiet where it made no event.  -1: memory is out. */
int lf_simulate_submit(lf_mem_t *mem, const lf_simulate_submit_t *submit,
    int *quiet);


/* What is true of the browser now; lf_simulate_read wants it to be known. */
int lf_simulate_is_known(const lf_simulate_t *sim,
    const lf_form_t *form, int64_t now);
int lf_simulate_read(const lf_simulate_t *sim, const lf_form_t *form,
    lf_visitor_t *visitor);
void lf_simulate_base_facts(const lf_facts_t *facts, int known,
    lf_facts_t *base);
int lf_simulate_asks(const lf_form_t *form, const lf_facts_t *facts);
void lf_simulate_first(lf_simulate_page_t *page);

/* Of a post that was accepted; `visitor` NULL in a first step. */
int lf_simulate_thank(lf_simulate_t *sim, lf_visitor_t *visitor,
    lf_facts_t *facts, int64_t now, int is_new, lf_simulate_post_t *post);

#endif
