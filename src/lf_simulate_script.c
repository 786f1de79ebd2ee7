/*
 * lf_simulate_script: what the scripts visit and submit write, as far as
 * lf_simulate.h says; in their order, so that they can be read side by side.
 */

#include "lf_simulate.h"


#define lf_none  lf_null_str

/* What stood in the records before. */
typedef struct {
    const lf_simulate_submit_t  *in;
    lf_mem_t                    *mem;
    int64_t                      now;       /* seconds */
    int                          existed;   /* the lead */
    int                          met;       /* the visitor */
    int                          own;
    int                          fresh;     /* an answer not held yet */
} lf_submit_t;


static int lf_submit_answers(lf_submit_t *s);
static int lf_submit_answer(lf_submit_t *s, lf_str_t field, lf_str_t value);
static void lf_submit_settle(lf_submit_t *s, lf_str_t field);
static int lf_submit_put(lf_submit_t *s, lf_record_t *record,
    lf_str_t field, lf_str_t value);
static int lf_submit_consents(lf_submit_t *s);
static int lf_submit_agree(lf_submit_t *s, lf_record_t *record, lf_str_t id,
    lf_str_t value, int may);
static int lf_submit_visitor(lf_submit_t *s, int *quiet);
static int lf_submit_declined(lf_submit_t *s);
static int lf_submit_lead(lf_submit_t *s);
static int lf_answer_read(const lf_str_t *stored, int64_t *when,
    lf_str_t *held);
static int lf_names_visitor(const lf_str_t *own, lf_str_t id);


int
lf_simulate_visit(lf_mem_t *mem, const lf_form_t *form, lf_record_t *record,
    int64_t now, lf_str_t candidate, lf_str_t *pin)
{
    int64_t          seen, visits, shown;
    lf_str_t         count;
    lf_out_t         out;
    const lf_str_t  *held;

    seen = lf_record_int(record, lf_none, lf_str("seen"), -1);
    visits = lf_record_int(record, lf_none, lf_str("visits"), 1);
    held = lf_record_get(record, lf_none, lf_str("ask"));
    *pin = held == NULL ? lf_null_str : *held;

    if ((seen < 0 || now > seen)
        && lf_record_set_int(mem, record, lf_none, lf_str("seen"), now) != 0)
    {
        return -1;
    }

    if (seen < 0 || now - seen > form->site->visit_gap * 1000) {

        if (lf_record_set_int(mem, record, lf_none, lf_str("visits"),
                              visits + 1) != 0)
        {
            return -1;
        }

        lf_record_delete(record, lf_none, lf_str("ask"));
        *pin = lf_null_str;
    }

    if (pin->len > 0 || candidate.len == 0) {
        return 0;
    }

    held = lf_record_get(record, lf_str("shown:"), candidate);
    count = held == NULL ? lf_str("0") : *held;
    count = lf_str_cut(&count, ' ');

    if (lf_str_int(count, &shown) != 0) {
        shown = 0;
    }

    lf_out_init(&out, mem, 32);
    lf_out_int(&out, shown + 1);
    lf_out_byte(&out, ' ');
    lf_out_int(&out, now / 1000);

    *pin = candidate;

    return out.failed
           || lf_record_set(mem, record, lf_none, lf_str("ask"), candidate)
              != 0
           || lf_record_set(mem, record, lf_str("shown:"), candidate,
                            lf_out_str(&out)) != 0
           ? -1 : 0;
}


int
lf_simulate_submit(lf_mem_t *mem, const lf_simulate_submit_t *in, int *quiet)
{
    lf_submit_t       s;
    const lf_str_t   *own;

    memset(&s, 0, sizeof(lf_submit_t));

    s.in = in;
    s.mem = mem;
    s.now = in->at / 1000;
    s.existed = in->lead->record.count > 0;
    s.met = in->browser != NULL && in->browser->record.count > 0;

    own = lf_record_get(&in->lead->record, lf_none, lf_str("own"));
    s.own = in->browser != NULL
            && (!s.existed || lf_names_visitor(own, in->browser->id));

    *quiet = 0;

    if (lf_submit_answers(&s) != 0
        || lf_submit_consents(&s) != 0
        || (in->browser != NULL && lf_submit_visitor(&s, quiet) != 0))
    {
        return -1;
    }

    return lf_submit_lead(&s);
}


static int
lf_submit_answers(lf_submit_t *s)
{
    size_t                  i;
    const lf_input_t       *input;
    const lf_submission_t  *submission;

    submission = s->in->submission;

    for (i = 0; i < submission->inputs_count; i++) {
        input = &submission->inputs[i];

        if (input->given
            && lf_submit_answer(s, s->in->form->fields[input->field].name,
                                input->value) != 0)
        {
            return -1;
        }
    }

    if (submission->removed_answer.len > 0) {
        return lf_submit_answer(s, submission->removed,
                                submission->removed_answer);
    }

    return 0;
}


static int
lf_submit_answer(lf_submit_t *s, lf_str_t field, lf_str_t value)
{
    int           has, differs;
    int64_t       when;
    lf_str_t      held;
    lf_record_t  *lead, *visitor;

    lead = &s->in->lead->record;
    has = s->existed && lf_answer_read(lf_record_get(lead, lf_str("a:"), field),
                                       &when, &held);
    differs = !has || !lf_str_eq(held, value);

    if ((!has || (s->own && s->now >= when))
        && lf_submit_put(s, lead, field, value) != 0)
    {
        return -1;
    }

    if (s->in->browser != NULL && !s->own) {
        visitor = &s->in->browser->record;
        has = lf_answer_read(lf_record_get(visitor, lf_str("a:"), field),
                             &when, &held);
        differs = !has || !lf_str_eq(held, value);

        if ((!has || s->now >= when)
            && lf_submit_put(s, visitor, field, value) != 0)
        {
            return -1;
        }
    }

    s->fresh |= differs;

    if (s->met) {
        lf_submit_settle(s, field);
    }

    return 0;
}


static void
lf_submit_settle(lf_submit_t *s, lf_str_t field)
{
    lf_record_t  *visitor;

    visitor = &s->in->browser->record;

    lf_record_delete(visitor, lf_str("shown:"), field);

    if (lf_record_int(visitor, lf_str("no:"), field, 0) <= s->now) {
        lf_record_delete(visitor, lf_str("no:"), field);
    }
}


static int
lf_submit_put(lf_submit_t *s, lf_record_t *record, lf_str_t field,
    lf_str_t value)
{
    lf_out_t  out;

    lf_out_init(&out, s->mem, 16 + value.len);
    lf_out_int(&out, s->now);
    lf_out_byte(&out, ' ');
    lf_out_add(&out, value);

    return out.failed ? -1
                      : lf_record_set(s->mem, record, lf_str("a:"), field,
                                      lf_out_str(&out));
}


static int
lf_submit_consents(lf_submit_t *s)
{
    size_t               i;
    lf_out_t             out;
    lf_str_t             hash;
    const lf_form_t     *form;
    const lf_consent_t  *consent;

    form = s->in->form;

    for (i = 0; i < s->in->submission->consents_count; i++) {
        consent = s->in->submission->consents[i];

        hash = lf_submission_consent_hash(s->mem, s->in->submission, i,
                                          s->in->facts->language,
                                          form->languages[0]);
        if (hash.data == NULL) {
            return -1;
        }

        lf_out_init(&out, s->mem, 128);
        lf_out_int(&out, s->now);
        lf_out_byte(&out, ' ');
        lf_out_add(&out, consent->version);
        lf_out_byte(&out, ' ');
        lf_out_add(&out, hash);

        if (out.failed
            || lf_submit_agree(s, &s->in->lead->record, consent->id,
                               lf_out_str(&out), s->own) != 0
            || (s->in->browser != NULL && !s->own
                && lf_submit_agree(s, &s->in->browser->record, consent->id,
                                   lf_out_str(&out), 1) != 0))
        {
            return -1;
        }
    }

    return 0;
}


/* Another browser's consent fills a blank only. */

static int
lf_submit_agree(lf_submit_t *s, lf_record_t *record, lf_str_t id,
    lf_str_t value, int may)
{
    int64_t          when;
    lf_str_t         time;
    const lf_str_t  *held;

    held = lf_record_get(record, lf_str("consent:"), id);

    if (held != NULL) {
        time = *held;

        if (lf_str_int(lf_str_cut(&time, ' '), &when) == 0
            && (!may || s->now < when))
        {
            return 0;
        }
    }

    return lf_record_set(s->mem, record, lf_str("consent:"), id, value);
}


static int
lf_submit_visitor(lf_submit_t *s, int *quiet)
{
    int                     over, begins, pressed, idle, declines;
    int64_t                 at, gap, seen, visits, first;
    lf_str_t                form;
    lf_record_t            *visitor;
    const lf_submission_t  *submission;

    at = s->in->at;
    gap = s->in->form->site->visit_gap * 1000;
    form = s->in->form->name;
    visitor = &s->in->browser->record;
    submission = s->in->submission;

    seen = lf_record_int(visitor, lf_none, lf_str("seen"), -1);
    visits = lf_record_int(visitor, lf_none, lf_str("visits"), 1);
    over = seen >= 0 && seen - at > gap;
    begins = (seen < 0 && !s->in->is_new) || (seen >= 0 && at - seen > gap);

    if (begins
        && lf_record_set_int(s->mem, visitor, lf_none, lf_str("visits"),
                             ++visits) != 0)
    {
        return -1;
    }

    pressed = seen >= 0 && !begins && !over
              && lf_record_int(visitor, lf_str("sent:"), form, -1) == visits;
    idle = !s->fresh && submission->message.len == 0
           && submission->consents_count == 0;
    declines = submission->action == LF_DO_DECLINE
               && s->in->question.len > 0
               && lf_submission_answers(submission) == 0;
    *quiet = s->in->step == LF_STEP_KNOWN && idle && (pressed || declines);

    first = lf_record_int(visitor, lf_none, lf_str("first"), -1);

    if (((first < 0 || first > s->now)
         && lf_record_set_int(s->mem, visitor, lf_none, lf_str("first"),
                              s->now) != 0)
        || ((seen < 0 || at > seen)
            && lf_record_set_int(s->mem, visitor, lf_none, lf_str("seen"),
                                 at) != 0))
    {
        return -1;
    }

    if (!over
        && (lf_record_set(s->mem, visitor, lf_none, lf_str("ask"),
                          lf_str(LF_ASK_OVER)) != 0
            || (!*quiet && !pressed
                && lf_record_set_int(s->mem, visitor, lf_str("sent:"), form,
                                     visits) != 0)))
    {
        return -1;
    }

    return submission->action == LF_DO_DECLINE && s->in->question.len > 0
           ? lf_submit_declined(s) : 0;
}


static int
lf_submit_declined(lf_submit_t *s)
{
    lf_str_t      question;
    lf_record_t  *visitor;

    question = s->in->question;
    visitor = &s->in->browser->record;

    lf_record_delete(visitor, lf_str("shown:"), question);

    if (lf_record_int(visitor, lf_str("no:"), question, -1) >= s->now) {
        return 0;
    }

    return lf_record_set_int(s->mem, visitor, lf_str("no:"), question,
                             s->now);
}


static int
lf_submit_lead(lf_submit_t *s)
{
    int                latest;
    int64_t            first, last;
    lf_mem_t          *mem;
    lf_record_t       *lead;
    const lf_facts_t  *facts;

    mem = s->mem;
    facts = s->in->facts;
    lead = &s->in->lead->record;

    first = lf_record_int(lead, lf_none, lf_str("first"), -1);
    last = lf_record_int(lead, lf_none, lf_str("last"), -1);
    latest = last < 0 || s->now >= last;

    if (((first < 0 || s->now < first)
         && lf_record_set_int(mem, lead, lf_none, lf_str("first"), s->now)
            != 0)
        || ((last < 0 || s->now > last)
            && lf_record_set_int(mem, lead, lf_none, lf_str("last"), s->now)
               != 0)
        || (s->own && !s->existed
            && lf_record_set(mem, lead, lf_none, lf_str("own"),
                             s->in->browser->id) != 0))
    {
        return -1;
    }

    if (facts->country.len > 0
        && (latest || lf_record_get(lead, lf_none, lf_str("country")) == NULL)
        && lf_record_set(mem, lead, lf_none, lf_str("country"),
                         facts->country) != 0)
    {
        return -1;
    }

    if (facts->language.len > 0
        && (latest || lf_record_get(lead, lf_none, lf_str("language")) == NULL)
        && lf_record_set(mem, lead, lf_none, lf_str("language"),
                         facts->language) != 0)
    {
        return -1;
    }

    return 0;
}


/* SECONDS and VALUE of "SECONDS VALUE" or "SECONDS/BY VALUE"; 0: neither. */

static int
lf_answer_read(const lf_str_t *stored, int64_t *when, lf_str_t *held)
{
    lf_str_t  rest, seconds;

    if (stored == NULL) {
        return 0;
    }

    rest = *stored;
    seconds = lf_str_cut(&rest, ' ');

    if (lf_str_int(lf_str_cut(&seconds, '/'), when) != 0) {
        return 0;
    }

    *held = rest;

    return 1;
}


static int
lf_names_visitor(const lf_str_t *own, lf_str_t id)
{
    lf_str_t  rest;

    if (own == NULL) {
        return 0;
    }

    for (rest = *own; rest.len > 0; /* void */ ) {
        if (lf_str_eq(lf_str_cut(&rest, ' '), id)) {
            return 1;
        }
    }

    return 0;
}
