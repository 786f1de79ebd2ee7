/*
 * lf_simulate: a visitor and what is remembered of them, played without a
 * server.  Pages and posts are decided by the core's own functions; the two
 * records are written by mirrors of what the scripts visit and submit write
 * (docs/data-model.md), as far as it bears on what a visitor is shown.  A test
 * compares both with the live module.
 *
 * Not played: erasure, honeypots, "Use a different e-mail or phone", replays
 * of the spool, fragments, and the conflicting answers of `also:`.
 */

#ifndef LF_SIMULATE_H
#define LF_SIMULATE_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_form.h>
#include <lead_form/lf_page.h>
#include <lead_form/lf_submission.h>
#include <lead_form/lf_visitor.h>

/* A hash of Redis, as HGETALL gives it. */
typedef struct {
    lf_str_t  *items;                       /* name, value, … */
    size_t     count;                       /* of strings */
    size_t     size;
} lf_record_t;

typedef struct lf_simulate_lead_s     lf_simulate_lead_t;
typedef struct lf_simulate_browser_s  lf_simulate_browser_t;
typedef struct lf_simulate_done_s     lf_simulate_done_t;

struct lf_simulate_lead_s {
    lf_str_t             contact;           /* normalised */
    lf_record_t          record;
    lf_simulate_lead_t  *next;
};

struct lf_simulate_browser_s {              /* a visitor */
    lf_str_t     id;
    lf_record_t  record;
};

/* What the visitor looks at: what a post answers. */
typedef struct {
    lf_form_t           *form;              /* NULL: no page was opened */
    lf_view_kind_t       kind;
    int64_t              at;                /* ms; the ticket's time */
    int                  again;             /* came back: min_fill is over */
    int                  question;          /* form->fields[]; -1: none */
    int                  offered;           /* likewise: a country that
                                               geography says, to be corrected */
    unsigned             consents;          /* shown: bits of form->consents[] */
    int                  ask_remember;      /* "Remember me" is shown */
    lf_facts_t           facts;             /* by which it was decided */
    lf_visitor_t         visitor;           /* likewise; where kind is KNOWN */
    lf_visit_t           visit;
    lf_str_t             pin;               /* of the visit; may be empty */
    int                  pinned_before;     /* by an earlier page */
    lf_simulate_done_t  *done;              /* accepted from this page */
} lf_simulate_page_t;

typedef struct {
    lf_mem_t               *mem;            /* grows with each step */
    lf_simulate_lead_t     *leads;
    unsigned                browsers;       /* how many there were */

    lf_simulate_browser_t  *browser;        /* of the cookie; NULL: none */
    lf_simulate_lead_t     *lead;           /* likewise */
    int64_t                 minted;         /* seconds */

    lf_simulate_page_t      page;
} lf_simulate_t;

typedef enum {
    LF_SIMULATE_SAVED,
    LF_SIMULATE_QUIET,                      /* taken, but no event */
    LF_SIMULATE_AGAIN,                      /* sent before: nothing changed */
    LF_SIMULATE_INVALID,                    /* 422: submission.problems */
    LF_SIMULATE_FAST,                       /* 422: before min_fill */
    LF_SIMULATE_STALE,                      /* 422: the ticket does not hold */
    LF_SIMULATE_CLOSED,                     /* stale, and the form is retired */
    LF_SIMULATE_NOT_ME,                     /* the cookie is gone */
    LF_SIMULATE_FORGOTTEN                   /* and so is the record */
} lf_simulate_result_t;

typedef struct {
    lf_simulate_result_t  result;
    lf_step_t             step;
    lf_submission_t       submission;       /* borrows from the pairs */
    int                   remembered;       /* as of this post */
    int                   thanks;           /* form->thanks[]; -1: own words */
    lf_str_t              location;         /* of the 303; in mem */
} lf_simulate_post_t;

void lf_simulate_init(lf_simulate_t *sim, lf_mem_t *mem);

/*
 * Opens the form; sim->page is what is shown.  `facts` says what a request
 * says (country … utm); what is known of the visitor is filled in.  `now` is
 * in milliseconds, `countless` as lf_visit_decide has it.  0, or -1: memory
 * is out.
 */
int lf_simulate_open(lf_simulate_t *sim, lf_form_t *form,
    const lf_facts_t *facts, int64_t now, int countless);

/*
 * Posts the pairs (the names are those of the page's inputs; the ticket is
 * the page's own) from sim->page, which has to be there.  A page that comes
 * back is sim->page then.  0, or -1: memory is out.
 */
int lf_simulate_post(lf_simulate_t *sim, const lf_facts_t *facts, int64_t now,
    const lf_pair_t *pairs, size_t count, lf_simulate_post_t *post);

/*
 * What sales heard of the cookie's lead, at `now` (seconds).  0; -1: memory
 * is out, or there is no lead.
 */
int lf_simulate_learn(lf_simulate_t *sim, lf_str_t field, lf_str_t value,
    int64_t now);

/* Why an entry of the sequence is asked on this page, or is not. */
typedef enum {
    LF_WHY_ASKED,
    LF_WHY_KNOWN,                           /* until: when it is asked anew */
    LF_WHY_DECLINED,
    LF_WHY_WHEN,                            /* form->sequence[].when */
    LF_WHY_CONSENT,                         /* its needs_consent is not given */
    LF_WHY_GEOGRAPHY,                       /* a country: this request tells */
    LF_WHY_WAITS,                           /* given up; until */
    LF_WHY_TURN_SHOWN,                      /* the question was shown less */
    LF_WHY_TURN_LATER,                      /* the question stands before it */
    LF_WHY_VISIT,                           /* the visit's question is chosen,
                                               or a prefetch asks none */
    LF_WHY_OVER                             /* the visit's asking is over */
} lf_why_t;

typedef struct {
    lf_why_t  why;
    int64_t   until;                        /* seconds; 0: for ever */
    unsigned  shown;                        /* unanswered showings */
    int64_t   at;                           /* KNOWN: since; 0: unknown */
} lf_reason_t;

/* Of a page whose kind is LF_VIEW_KNOWN. */
void lf_simulate_reason(const lf_simulate_page_t *page, size_t entry,
    lf_reason_t *reason);


/* lf_record_t; the functions that write return -1 when memory is out. */
const lf_str_t *lf_record_get(const lf_record_t *record, lf_str_t prefix,
    lf_str_t name);
int lf_record_set(lf_mem_t *mem, lf_record_t *record, lf_str_t prefix,
    lf_str_t name, lf_str_t value);
int lf_record_set_int(lf_mem_t *mem, lf_record_t *record, lf_str_t prefix,
    lf_str_t name, int64_t value);
void lf_record_delete(lf_record_t *record, lf_str_t prefix, lf_str_t name);

/* A whole number, or `absent`. */
int64_t lf_record_int(const lf_record_t *record, lf_str_t prefix,
    lf_str_t name, int64_t absent);

#endif
