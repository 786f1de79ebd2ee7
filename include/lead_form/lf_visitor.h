/*
 * lf_visitor: the two records a known visitor has in Redis, as read, and the
 * question that follows from them.  docs/data-model.md names every field.
 *
 * A visitor is `own` to the lead that they created: then what the lead knows
 * is known.  Any other visitor who typed the same contact is asked by what
 * they answered themselves.
 */

#ifndef LF_VISITOR_H
#define LF_VISITOR_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_form.h>
#include <lead_form/lf_when.h>

#define LF_ASK_OVER  "-"            /* visitor field "ask": no more this visit */
#define LF_ASK_UNSEEN '?'           /* before a field: not counted as shown */

struct lf_known_s {                 /* lf_known_t, one per form->fields[] */
    int       known;                /* answered, or told to sales */
    int       declined;             /* "Rather not say" */
    int64_t   at;                   /* seconds; when it was answered */
    lf_str_t  value;                /* borrowed from the reply */
    unsigned  shown;                /* unanswered showings */
    int64_t   shown_at;             /* seconds; the last one */
};

typedef struct {
    int          exists;            /* has a record in Redis */
    int          own;               /* of the lead */
    int          lead_exists;
    int64_t      lead_erased;       /* ms; a former lead of this id; 0: never */
    int64_t      visits;            /* as stored; 1 without a record */
    int64_t      first;             /* seconds; 0: unknown */
    int64_t      seen;              /* milliseconds; 0: unknown */
    lf_str_t     ask;               /* the pin: empty, a field, LF_ASK_OVER */
    int          ask_unseen;        /* it was not counted as shown yet */
    lf_known_t  *known;             /* form->fields_count entries, in mem */
    lf_grant_t  *grants;            /* of the lead: own only; else their own */
    size_t       grants_count;
    lf_str_t    *consents;          /* ids that count as given; see below */
    size_t       consents_count;
    unsigned     consents_given;    /* bits of form->consents[]: as they are */
    unsigned     consents_before;   /* likewise: not in these words */
} lf_visitor_t;

/*
 * Reads the flat field-value lists of both hashes (HGETALL), either of which
 * may be empty; the counts are of strings.  `id` is the visitor's, as text.  Values that cannot be right
 * are read as absent.  First-step fields of a cookie holder count as known.
 * A consent of the form counts as given in the version that the form has now,
 * one that the form does not have in any.  The words may be others all the
 * same: their hash tells.
 * 0, or -1 when memory is out.
 */
int lf_visitor_read(lf_mem_t *mem, const lf_form_t *form, lf_str_t id,
    const lf_str_t *visitor, size_t visitor_count, const lf_str_t *lead,
    size_t lead_count, lf_visitor_t *out);

/* What is known becomes facts: it is what the visitor answered or was told. */
void lf_facts_know(const lf_form_t *form, const lf_known_t *known,
    lf_facts_t *facts);

typedef struct {
    int       is_new_visit;         /* the record has to be rolled */
    int       pin;                  /* `question` has to be pinned */
    int       unseen;               /* it is pinned, but not counted as shown */
    int       write_seen;           /* last seen is old enough to be written */
    int64_t   visits;               /* this visit included */
    int       question;             /* form->fields[]; -1: none */
    int       offered;              /* likewise: lf_question_offered */
} lf_visit_t;

/* The grant of that consent; NULL: none is held. */
const lf_grant_t *lf_visitor_grant(const lf_visitor_t *visitor, lf_str_t id);

/*
 * The bits of form->consents[] to show to this visitor: those whose `when`
 * holds and that are not given as they are now.
 */
unsigned lf_visitor_consents(const lf_form_t *form,
    const lf_visitor_t *visitor, const lf_facts_t *facts);

/* Whether the consent that a field needs, if any, counts as given. */
int lf_visitor_may_be_asked(const lf_visitor_t *visitor,
    const lf_field_t *field);

/*
 * What this request means for the visit, and what to ask.  What is known of
 * the visitor, `facts->visits` and days_since_first are filled in here.  With `countless` (HEAD, prefetch)
 * nothing is rolled or pinned: only a question already pinned is shown.
 */
void lf_visit_decide(const lf_form_t *form, const lf_visitor_t *visitor,
    lf_facts_t *facts, int64_t now_ms, int countless, lf_visit_t *visit);

/* The question of section 4: an index of form->fields[], or -1. */
int lf_question_choose(const lf_form_t *form, const lf_visitor_t *visitor,
    const lf_facts_t *facts, int64_t now);

/*
 * What a pin made by whichever form was first means for this form: the field
 * if its sequence has it and it is still open, else -1.
 */
int lf_question_pinned(const lf_form_t *form, const lf_visitor_t *visitor,
    lf_str_t pin, int64_t now);

/*
 * The country field that is not asked because geography knows it (the first
 * in LF_ASK_GEOGRAPHY): the page offers to correct it.  -1: none.
 */
int lf_question_offered(const lf_form_t *form, const lf_visitor_t *visitor,
    const lf_facts_t *facts, int64_t now);

/* Why an entry of form->sequence[] is not the question; for simulate. */
typedef enum {
    LF_ASK_CANDIDATE,
    LF_ASK_KNOWN,
    LF_ASK_DECLINED,
    LF_ASK_CONSENT,                 /* the consent it needs is not given */
    LF_ASK_WHEN,
    LF_ASK_GIVEN_UP,
    LF_ASK_GEOGRAPHY                /* a country, which this request tells */
} lf_ask_state_t;

lf_ask_state_t lf_question_state(const lf_form_t *form,
    const lf_visitor_t *visitor, const lf_facts_t *facts, int64_t now,
    size_t entry);

#endif
