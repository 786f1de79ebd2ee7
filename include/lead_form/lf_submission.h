/*
 * lf_submission: from the pairs of a POST to what is saved, or to what the
 * page must say.  One pass: lf_submission_read sorts the pairs out,
 * lf_submission_check validates them against what was asked,
 * lf_submission_event makes the event's fields.
 */

#ifndef LF_SUBMISSION_H
#define LF_SUBMISSION_H

#include <lead_form/lf_attribution.h>
#include <lead_form/lf_base.h>
#include <lead_form/lf_form.h>
#include <lead_form/lf_keys.h>
#include <lead_form/lf_text.h>
#include <lead_form/lf_urlencoded.h>
#include <lead_form/lf_when.h>

/* Names of the page's own inputs; no field can have them. */
#define LF_INPUT_TICKET    "lf_ticket"
#define LF_INPUT_DO        "lf_do"          /* the button pressed */
#define LF_INPUT_REFERRER  "lf_referrer"
#define LF_INPUT_REMEMBER  "lf_remember"
#define LF_INPUT_CONSENT   "lf_consent"     /* see below; repeated */
#define LF_INPUT_MESSAGE   "lf_message"
#define LF_INPUT_HONEYPOT  "lf_homepage"

/* Likewise of a fragment, about the page that holds it. */
#define LF_INPUT_PAGE        "lf_page"          /* its path and query, or URL */
#define LF_INPUT_QUERY       "lf_query"         /* of the landing page, else */
#define LF_INPUT_ATTRIBUTES  "lf_attributes"    /* of the tag; urlencoded */
#define LF_INPUT_SEEN        "lf_seen"          /* was reported visible */

typedef enum {
    LF_DO_SEND,                     /* no or an unknown lf_do */
    LF_DO_DECLINE,                  /* "decline" */
    LF_DO_NOT_ME,                   /* "not_me" */
    LF_DO_FORGET,                   /* "forget" */
    LF_DO_ERASE,                    /* "erase" */
    LF_DO_WITHDRAW,                 /* "withdraw", LF_INPUT_CONSENT: an id */
    LF_DO_SHOWN,                    /* "shown": a report, no submission */
    LF_DO_ITS_ME,                   /* "its_me": of a personal link */
    LF_DO_NOT_MINE                  /* "not_mine": likewise */
} lf_do_t;

/* Whether it is one that programs can ask for: a link's are its page's. */
int lf_submission_is_action(lf_str_t name);

/* One input of a field as it came in and what became of it. */
typedef struct {
    unsigned      field;            /* form->fields[] */
    lf_str_t     *typed;            /* raw; one per value sent */
    size_t        typed_count;
    int           given;            /* value is a valid, non-blank answer */
    lf_str_t      value;            /* normal form */
    int           bad;              /* `message` says why */
    lf_message_t  message;
} lf_input_t;

typedef struct {
    lf_do_t      action;
    lf_str_t     ticket;            /* as sent */
    lf_str_t     referrer;          /* cleaned; empty if unusable */
    lf_str_t     page;              /* as sent; so are the next two */
    lf_str_t     query;
    lf_str_t     attributes;
    int          honeypot;          /* was filled */
    int          remember;          /* was ticked */
    int          seen;              /* was reported as shown */

    lf_input_t  *inputs;            /* of fields of the form, in its order */
    size_t       inputs_count;

    lf_str_t     message_typed;     /* raw */
    lf_str_t     message;           /* normal form */
    int          message_bad;
    lf_message_t message_problem;

    const lf_consent_t **consents;  /* ticked, in the form's order */
    lf_str_t    *consent_hashes;    /* of the text the page had; or empty */
    size_t       consents_count;
    unsigned     consents_shown;    /* bits of form->consents[]; see below */
    unsigned     consents_missing;  /* likewise: required, shown, not ticked */
    lf_str_t     withdraw;          /* the consent's id; LF_DO_WITHDRAW only */

    lf_str_t     country;           /* the visitor's, for phones; see below */

    const lf_pair_t *pairs;         /* all that was sent */
    size_t       pairs_count;
    lf_str_t     removed;           /* the question, where it is no field now */
    lf_str_t     removed_answer;    /* free text; empty: none */

    size_t       problems;          /* inputs, message, consents that are bad */
    int          contact;           /* input index of the contact; -1 */
} lf_submission_t;

/*
 * 0, or -1 when memory is out.  Names that are no field are ignored; `pairs`
 * are borrowed until the submission is checked.
 *
 * A box that was ticked says "ID VERSION HASH", what stood beside it: one of
 * another version or text than the form has now is as good as not ticked.  A
 * bare ID is of the text in the request's language.
 * consents_shown is set to the consents without a `when`; a caller who knows
 * the facts sets it to lf_consents_shown before the check.  Likewise `country`
 * is empty, which is unknown, until the caller sets it (borrowed).
 */
int lf_submission_read(lf_mem_t *mem, const lf_form_t *form,
    const lf_pair_t *pairs, size_t count, lf_submission_t *submission);

typedef enum {
    LF_STEP_FIRST,                  /* name and contact are required */
    LF_STEP_KNOWN                   /* nothing is; `question` may be answered */
} lf_step_t;

/*
 * Validates what the step asked for; inputs of other fields are dropped.
 * In LF_STEP_FIRST one contact of `either` is enough; one that is blank
 * beside a given one is no problem, and a required consent must be ticked.
 * A consent that was not shown is not given.
 * `question` is the name in the ticket (empty: none), which need not be in the
 * form's sequence any more.  Where it is no field of the form, either, its
 * answer is taken as a text of at most LF_VALUE_LEN_MAX characters; what
 * cannot be that is left out, since no page can ask for it again.
 * In LF_STEP_KNOWN a country field of the sequence is taken, too, which a page
 * may have offered to correct.
 * A phone number without a country's code is one of the country that this
 * submission itself answers, else of `submission->country`.  0, or -1 when
 * memory is out.
 */
int lf_submission_check(lf_mem_t *mem, const lf_form_t *form, lf_step_t step,
    lf_str_t question, lf_submission_t *submission);

/*
 * After the check, when the form was edited since the page was shown: an
 * answer to `question` chosen from what the page offered then, and refused now,
 * is taken as that of a removed question is.  0, or -1 when memory is out.
 */
int lf_submission_take_old(lf_mem_t *mem, const lf_form_t *form,
    lf_str_t question, lf_submission_t *submission);

/* The input of that field, or NULL. */
lf_input_t *lf_submission_input(const lf_submission_t *submission,
    unsigned field);

/* Whether an input of the first step was sent, blank or not. */
int lf_submission_has_first(const lf_form_t *form,
    const lf_submission_t *submission);

/*
 * Whether it depends on what the visitor agreed to before: a box is ticked, or
 * a field is sent (the question, or a country offered to be corrected) that
 * needs a consent.  After lf_submission_read.
 */
int lf_submission_needs_consents(const lf_form_t *form,
    const lf_submission_t *submission);

/*
 * Without a ticket to say it: the field of the sequence that was sent, the
 * earliest entry first; -1: none.  No country where `submission->country`
 * says it: that was no question.
 */
int lf_submission_question(const lf_form_t *form,
    const lf_submission_t *submission);

/* How many answers are given, after lf_submission_check. */
size_t lf_submission_answers(const lf_submission_t *submission);

/* Whether one of them is to the question, by its name in the ticket. */
int lf_submission_answered(const lf_form_t *form,
    const lf_submission_t *submission, lf_str_t question);

/*
 * The country field of the sequence that was sent and is not the question
 * (form->fields[]; -1: none): an offer to correct what geography says.
 * -1: none.
 */
int lf_submission_offered(const lf_form_t *form,
    const lf_submission_t *submission, int question);

/*
 * The canonical answers an id is made of: fields in name order, what is no
 * field any more, then message, consents and the action, each length-framed.
 * data NULL: memory is out.
 */
lf_str_t lf_submission_canonical(lf_mem_t *mem, const lf_form_t *form,
    const lf_submission_t *submission);

/* The lead of the contact given (LF_STEP_FIRST, no problems); 0 or -1. */
int lf_submission_lead(lf_mem_t *mem, lf_keys_t *keys, lf_str_t site,
    const lf_form_t *form, const lf_submission_t *submission,
    uint8_t lead[LF_ID_LEN]);

/* What an event says beside the answers; all borrowed. */
typedef struct {
    lf_str_t          site;
    int64_t           at;           /* milliseconds */
    lf_str_t          visitor;      /* text; empty: not remembered */
    lf_str_t          lead;         /* text */
    int               gpc;
    const lf_facts_t *facts;        /* country … utm */
    const lf_attribution_t *attribution;    /* click, hidden; NULL: neither.
                                       Only with a submission */
} lf_event_context_t;

#define LF_EVENT_FIELDS_MAX  24

/*
 * The event's fields in section 5's order, but for `id`, `type`, `returning`
 * and `previous`, which the script adds; *fields has 2 * *count strings in
 * mem: name, value, …; empty ones are left out, but for `visitor`.
 * `submission` NULL: an event without answers.  0, or -1: memory is out.
 */
int lf_submission_event(lf_mem_t *mem, const lf_form_t *form,
    const lf_submission_t *submission, const lf_event_context_t *context,
    lf_str_t **fields, size_t *count);

/*
 * Likewise, of a consent withdrawn: `consent` has the grant, and when it was
 * given, to the second.
 */
int lf_withdrawal_event(lf_mem_t *mem, const lf_form_t *form,
    const lf_grant_t *grant, const lf_event_context_t *context,
    lf_str_t **fields, size_t *count);

/* RFC 3339 with milliseconds, UTC: "2026-11-23T18:00:00.123Z". */
#define LF_TIME_TEXT_LEN  24
void lf_time_text(int64_t ms, char text[LF_TIME_TEXT_LEN]);

/* The bits of form->consents[] whose `when` holds. */
unsigned lf_consents_shown(const lf_form_t *form, const lf_facts_t *facts);

/*
 * Origin and path of an http or https URL, without what stands behind; empty
 * when it is none, has a user or is too long.  Borrowed.
 */
lf_str_t lf_referrer_clean(lf_str_t referrer);

/* Of submission->consents[i]: as the page had it, else in this language. */
lf_str_t lf_submission_consent_hash(lf_mem_t *mem,
    const lf_submission_t *submission, size_t i, lf_str_t language,
    lf_str_t fallback);

/* SHA-256 of a consent's exact text in the language shown; 64 hex digits in mem. */
lf_str_t lf_consent_hash(lf_mem_t *mem, const lf_consent_t *consent,
    lf_str_t language, lf_str_t fallback);

#endif
