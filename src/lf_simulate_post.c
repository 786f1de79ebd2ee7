/*
 * lf_simulate_post: plays a browser that posts a page.  The way is that of a
 * request through the module: the ticket, what was typed, what is written,
 * where it leads.
 */

#include <lead_form/lf_value.h>

#include "lf_simulate.h"


static int lf_simulate_control(lf_simulate_t *sim, int known,
    lf_simulate_post_t *post);
static lf_simulate_result_t lf_simulate_ticket(lf_simulate_t *sim,
    const lf_facts_t *facts, int64_t now, int known,
    lf_simulate_post_t *post);
static int lf_simulate_load(lf_simulate_t *sim, lf_visitor_t *visitor,
    lf_facts_t *facts, int64_t now);
static int lf_simulate_again(lf_simulate_t *sim, lf_facts_t *facts,
    int64_t now);
static int lf_simulate_validate(lf_simulate_t *sim, lf_facts_t *facts,
    int64_t now, lf_simulate_post_t *post);
static void lf_simulate_keep_answers(const lf_form_t *form,
    const lf_visitor_t *visitor, lf_submission_t *submission);
static int lf_simulate_save(lf_simulate_t *sim, lf_facts_t *facts,
    int64_t now, int known, lf_simulate_post_t *post);
static lf_simulate_lead_t *lf_simulate_name_lead(lf_simulate_t *sim,
    const lf_simulate_post_t *post);
static lf_simulate_done_t *lf_simulate_done(lf_simulate_t *sim,
    const lf_submission_t *submission, int *again);
static lf_simulate_browser_t *lf_simulate_browser(lf_simulate_t *sim);


int
lf_simulate_post(lf_simulate_t *sim, const lf_facts_t *facts, int64_t now,
    const lf_pair_t *pairs, size_t count, lf_simulate_post_t *post)
{
    int          known;
    lf_facts_t   base;
    lf_form_t   *form;

    form = sim->page.form;
    known = lf_simulate_is_known(sim, form, now);

    memset(post, 0, sizeof(lf_simulate_post_t));
    post->thanks = -1;
    lf_simulate_base_facts(facts, known, &base);

    if (lf_submission_read(sim->mem, form, pairs, count, &post->submission)
        != 0)
    {
        return -1;
    }

    post->submission.country = base.country;

    if (post->submission.action == LF_DO_NOT_ME
        || post->submission.action == LF_DO_FORGET)
    {
        return lf_simulate_control(sim, known, post);
    }

    post->result = lf_simulate_ticket(sim, &base, now, known, post);

    if (post->result == LF_SIMULATE_STALE
        && sim->page.kind == LF_VIEW_KNOWN)
    {
        return lf_simulate_again(sim, &base, now);
    }

    if (post->result != LF_SIMULATE_SAVED) {
        return 0;
    }

    if (post->step == LF_STEP_FIRST) {
        lf_simulate_base_facts(facts, 0, &base);
    }

    if (lf_simulate_validate(sim, &base, now, post) != 0) {
        return -1;
    }

    if (post->result != LF_SIMULATE_SAVED) {
        return 0;
    }

    return lf_simulate_save(sim, &base, now, known, post);
}


/* "Not you?" and "Forget this browser"; a cookie too old is nobody's. */

static int
lf_simulate_control(lf_simulate_t *sim, int known, lf_simulate_post_t *post)
{
    post->result = LF_SIMULATE_NOT_ME;
    post->location = lf_str("?");

    if (post->submission.action == LF_DO_FORGET) {
        post->result = LF_SIMULATE_FORGOTTEN;
        post->location = lf_str("?forgotten");
    }

    if (known) {
        if (post->result == LF_SIMULATE_FORGOTTEN) {
            sim->browser->record.count = 0;
        }

        sim->browser = NULL;
        sim->lead = NULL;
    }

    return 0;
}


/* A ticket that does not hold brings the page back, with a fresh one. */

static lf_simulate_result_t
lf_simulate_ticket(lf_simulate_t *sim, const lf_facts_t *facts, int64_t now,
    int known, lf_simulate_post_t *post)
{
    int                  bad;
    lf_simulate_page_t  *page;

    page = &sim->page;

    bad = (page->kind != LF_VIEW_FIRST && page->kind != LF_VIEW_KNOWN)
          || (page->kind == LF_VIEW_KNOWN && !known)
          || page->at - now > LF_TICKET_CLOCK_SLACK;

    if (!bad && now - page->at <= (int64_t) LF_TICKET_LIFETIME * 1000) {
        post->step = page->kind == LF_VIEW_KNOWN ? LF_STEP_KNOWN
                                                 : LF_STEP_FIRST;
        return LF_SIMULATE_SAVED;
    }

    if (page->form->closed.count > 0) {
        page->kind = LF_VIEW_CLOSED;
        return LF_SIMULATE_CLOSED;
    }

    page->at = now;
    page->again = 1;
    page->done = NULL;
    page->offered = lf_submission_offered(page->form, &post->submission,
                                          page->question);

    if (bad) {
        lf_simulate_base_facts(facts, 0, &page->facts);
        lf_simulate_first(page);
    }

    return LF_SIMULATE_STALE;
}


/* What is remembered, for a post, which begins no visit. */

static int
lf_simulate_load(lf_simulate_t *sim, lf_visitor_t *visitor,
    lf_facts_t *facts, int64_t now)
{
    lf_visit_t  visit;

    if (lf_simulate_read(sim, sim->page.form, visitor) != 0) {
        return -1;
    }

    lf_visit_decide(sim->page.form, visitor, facts, now, 1, &visit);

    return 0;
}


/* The page comes back, with the boxes that are right now. */

static int
lf_simulate_again(lf_simulate_t *sim, lf_facts_t *facts, int64_t now)
{
    lf_form_t           *form;
    lf_visitor_t         visitor;
    lf_simulate_page_t  *page;

    page = &sim->page;
    form = page->form;

    if (form->consents_count == 0) {
        return 0;
    }

    if (lf_simulate_load(sim, &visitor, facts, now) != 0) {
        return -1;
    }

    page->consents = lf_visitor_consents(form, &visitor, facts);

    if (page->question >= 0
        && !lf_visitor_may_be_asked(&visitor, &form->fields[page->question]))
    {
        page->question = -1;
    }

    return 0;
}


static int
lf_simulate_validate(lf_simulate_t *sim, lf_facts_t *facts,
    int64_t now, lf_simulate_post_t *post)
{
    int                  loaded;
    lf_str_t             question;
    lf_visitor_t         visitor;
    lf_form_t           *form;
    lf_submission_t     *submission;
    lf_simulate_page_t  *page;

    page = &sim->page;
    form = page->form;
    submission = &post->submission;

    question = page->question < 0 ? lf_null_str
                                  : form->fields[page->question].name;

    loaded = post->step == LF_STEP_KNOWN
             && lf_submission_needs_consents(form, submission);

    if (loaded && lf_simulate_load(sim, &visitor, facts, now) != 0) {
        return -1;
    }

    submission->consents_shown =
        post->step == LF_STEP_FIRST ? lf_consents_shown(form, facts)
        : loaded ? lf_visitor_consents(form, &visitor, facts) : 0;

    if (lf_submission_check(sim->mem, form, post->step, question, submission)
        != 0)
    {
        return -1;
    }

    if (loaded) {
        lf_simulate_keep_answers(form, &visitor, submission);
    }

    if (submission->problems > 0) {
        post->result = LF_SIMULATE_INVALID;

        page->offered = lf_submission_offered(form, submission,
                                              page->question);

        return post->step == LF_STEP_KNOWN
               ? lf_simulate_again(sim, facts, now) : 0;
    }

    if (post->step == LF_STEP_FIRST && !page->again
               && now - page->at < form->site->min_fill)
    {
        post->result = LF_SIMULATE_FAST;
        page->at = now;
        page->again = 1;
        page->done = NULL;
    }

    return 0;
}


/* An answer that needs a consent is none without it. */

static void
lf_simulate_keep_answers(const lf_form_t *form, const lf_visitor_t *visitor,
    lf_submission_t *submission)
{
    size_t             i, k;
    lf_input_t        *input;
    const lf_field_t  *field;

    for (i = 0; i < submission->inputs_count; i++) {
        input = &submission->inputs[i];
        field = &form->fields[input->field];

        for (k = 0; k < submission->consents_count; k++) {
            if (lf_str_eq(submission->consents[k]->id, field->needs_consent)) {
                break;
            }
        }

        if (k == submission->consents_count
            && !lf_visitor_may_be_asked(visitor, field))
        {
            submission->problems -= input->bad != 0;
            input->bad = 0;
            input->given = 0;
        }
    }
}


static int
lf_simulate_save(lf_simulate_t *sim, lf_facts_t *facts, int64_t now,
    int known, lf_simulate_post_t *post)
{
    int                   again, quiet, is_new;
    lf_visitor_t          visitor;
    lf_simulate_page_t   *page;
    lf_simulate_done_t   *done;
    lf_simulate_submit_t  submit;

    page = &sim->page;

    memset(&submit, 0, sizeof(lf_simulate_submit_t));

    submit.lead = lf_simulate_name_lead(sim, post);
    done = lf_simulate_done(sim, &post->submission, &again);

    if (submit.lead == NULL || done == NULL
        || (known && lf_simulate_read(sim, page->form, &visitor) != 0))
    {
        return -1;
    }

    is_new = post->step == LF_STEP_FIRST
             && (!known || submit.lead != sim->lead);
    post->remembered = !is_new || !lf_simulate_asks(page->form, facts)
                       || post->submission.remember;

    /* The id of a new visitor follows from that of the submission. */

    if (is_new && done->browser == NULL) {
        done->browser = lf_simulate_browser(sim);
        if (done->browser == NULL) {
            return -1;
        }
    }

    if (!again) {
        submit.at = now;
        submit.form = page->form;
        submit.step = post->step;
        submit.submission = &post->submission;
        submit.browser = !post->remembered ? NULL
                         : is_new ? done->browser : sim->browser;
        submit.is_new = is_new;
        submit.facts = facts;
        submit.question = page->question < 0 ? lf_null_str
                              : page->form->fields[page->question].name;

        if (lf_simulate_submit(sim->mem, &submit, &quiet) != 0) {
            return -1;
        }

        post->result = quiet ? LF_SIMULATE_QUIET : LF_SIMULATE_SAVED;

    } else {
        post->result = LF_SIMULATE_AGAIN;
    }

    if (is_new && post->remembered) {
        sim->browser = done->browser;
        sim->lead = submit.lead;
        sim->minted = now / 1000;
    }

    return lf_simulate_thank(sim, post->step == LF_STEP_KNOWN ? &visitor
                                                              : NULL,
                             facts, now, is_new, post);
}


/* The lead of the contact typed, or the cookie's. */

static lf_simulate_lead_t *
lf_simulate_name_lead(lf_simulate_t *sim, const lf_simulate_post_t *post)
{
    lf_str_t             contact;
    const lf_input_t    *input;
    lf_simulate_lead_t  *lead;

    if (post->step == LF_STEP_KNOWN) {
        return sim->lead;
    }

    input = &post->submission.inputs[post->submission.contact];
    contact = lf_value_contact(sim->mem,
                               sim->page.form->fields[input->field].type,
                               input->value);
    if (contact.data == NULL) {
        return NULL;
    }

    for (lead = sim->leads; lead != NULL; lead = lead->next) {
        if (lf_str_eq(lead->contact, contact)) {
            return lead;
        }
    }

    lead = lf_calloc(sim->mem, 1, sizeof(lf_simulate_lead_t));
    if (lead == NULL) {
        return NULL;
    }

    lead->contact = lf_str_copy(sim->mem, contact);
    if (lead->contact.data == NULL) {
        return NULL;
    }

    lead->next = sim->leads;
    sim->leads = lead;

    return lead;
}


/* A page and its canonical answers are one submission, however often sent. */

static lf_simulate_done_t *
lf_simulate_done(lf_simulate_t *sim, const lf_submission_t *submission,
    int *again)
{
    lf_str_t             answers;
    lf_simulate_done_t  *done;

    *again = 0;

    answers = lf_submission_canonical(sim->mem, sim->page.form, submission);
    if (answers.data == NULL) {
        return NULL;
    }

    for (done = sim->page.done; done != NULL; done = done->next) {
        if (lf_str_eq(done->answers, answers)) {
            *again = 1;
            return done;
        }
    }

    done = lf_calloc(sim->mem, 1, sizeof(lf_simulate_done_t));
    if (done == NULL) {
        return NULL;
    }

    done->answers = answers;
    done->next = sim->page.done;
    sim->page.done = done;

    return done;
}


static lf_simulate_browser_t *
lf_simulate_browser(lf_simulate_t *sim)
{
    lf_out_t                out;
    lf_simulate_browser_t  *browser;

    browser = lf_calloc(sim->mem, 1, sizeof(lf_simulate_browser_t));
    if (browser == NULL) {
        return NULL;
    }

    lf_out_init(&out, sim->mem, 12);
    lf_out_byte(&out, 'v');
    lf_out_int(&out, ++sim->browsers);

    browser->id = lf_out_str(&out);

    return out.failed ? NULL : browser;
}
