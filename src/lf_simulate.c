/*
 * lf_simulate: plays a browser that opens a form, and who it is meanwhile.
 */

#include "lf_simulate.h"


static int lf_simulate_decide(lf_simulate_t *sim, int64_t now,
    int countless);


void
lf_simulate_init(lf_simulate_t *sim, lf_mem_t *mem)
{
    memset(sim, 0, sizeof(lf_simulate_t));
    sim->mem = mem;
}


int
lf_simulate_open(lf_simulate_t *sim, lf_form_t *form, const lf_facts_t *facts,
    int64_t now, int countless)
{
    lf_simulate_page_t  *page;

    page = &sim->page;

    memset(page, 0, sizeof(lf_simulate_page_t));

    page->form = form;
    page->at = now;
    page->question = -1;
    page->offered = -1;
    lf_simulate_base_facts(facts, lf_simulate_is_known(sim, form, now),
                           &page->facts);

    if (form->closed.count > 0) {
        page->kind = LF_VIEW_CLOSED;
        return 0;
    }

    if (lf_simulate_is_known(sim, form, now)) {
        page->kind = LF_VIEW_KNOWN;
        return lf_simulate_decide(sim, now, countless);
    }

    lf_simulate_first(page);

    return 0;
}


/* As lf_cookie_read judges the cookie's age. */

int
lf_simulate_is_known(const lf_simulate_t *sim, const lf_form_t *form,
    int64_t now)
{
    return sim->browser != NULL
           && sim->minted - now / 1000 <= LF_COOKIE_CLOCK_SLACK
           && now / 1000 - sim->minted <= form->site->remember_for;
}


static int
lf_simulate_decide(lf_simulate_t *sim, int64_t now, int countless)
{
    lf_str_t             candidate;
    lf_form_t           *form;
    lf_simulate_page_t  *page;

    page = &sim->page;
    form = page->form;

    if (lf_simulate_read(sim, form, &page->visitor) != 0) {
        return -1;
    }

    lf_visit_decide(form, &page->visitor, &page->facts, now, countless,
                    &page->visit);

    page->question = page->visit.question;
    page->offered = page->visit.offered;
    page->pin = countless ? lf_null_str : page->visitor.ask;
    page->pinned_before = !page->visit.is_new_visit
                          && page->visitor.ask.len > 0;

    page->consents = lf_visitor_consents(form, &page->visitor, &page->facts);

    if (!page->visit.is_new_visit && !page->visit.pin
        && !page->visit.write_seen)
    {
        return 0;
    }

    candidate = page->visit.pin ? form->fields[page->question].name
                                : lf_null_str;

    if (lf_simulate_visit(sim->mem, form, &sim->browser->record, now,
                          candidate, &page->pin) != 0)
    {
        return -1;
    }

    if (page->visit.is_new_visit || page->visit.pin) {
        page->question = lf_question_pinned(form, &page->visitor, page->pin,
                                            now / 1000);
    }

    if (page->offered == page->question) {
        page->offered = -1;
    }

    return 0;
}


/* Borrowed values stay as they are: a record replaces, and changes none. */

int
lf_simulate_read(const lf_simulate_t *sim, const lf_form_t *form,
    lf_visitor_t *visitor)
{
    const lf_record_t  *record, *lead;

    record = &sim->browser->record;
    lead = &sim->lead->record;

    return lf_visitor_read(sim->mem, form, sim->browser->id, record->items,
                           record->count, lead->items, lead->count, visitor);
}


/* Somebody new is in their first visit. */

void
lf_simulate_base_facts(const lf_facts_t *facts, int known, lf_facts_t *base)
{
    *base = *facts;

    base->visits = known ? 0 : 1;
    base->days_since_first = known ? -1 : 0;
    base->told_country = lf_null_str;
    base->consents = NULL;
    base->consents_count = 0;
    base->known = NULL;
}


int
lf_simulate_asks(const lf_form_t *form, const lf_facts_t *facts)
{
    return form->site->remember_ask
           && lf_when_holds(&form->site->remember_ask_when, facts, NULL);
}


void
lf_simulate_first(lf_simulate_page_t *page)
{
    page->kind = LF_VIEW_FIRST;
    page->question = -1;
    page->consents = lf_consents_shown(page->form, &page->facts);
    page->ask_remember = lf_simulate_asks(page->form, &page->facts);
}


int
lf_simulate_learn(lf_simulate_t *sim, lf_str_t field, lf_str_t value,
    int64_t now)
{
    lf_out_t  out;

    if (sim->lead == NULL) {
        return -1;
    }

    lf_out_init(&out, sim->mem, 24 + value.len);
    lf_out_int(&out, now);
    lf_out_lit(&out, "/s:sales ");
    lf_out_add(&out, value);

    return out.failed ? -1
                      : lf_record_set(sim->mem, &sim->lead->record,
                                      lf_str("a:"), field, lf_out_str(&out));
}
