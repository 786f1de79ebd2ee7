/*
 * lf_simulate_reason: why each entry of the sequence is asked on a page, or
 * is not: in the order in which lf_question_choose judges.
 */

#include <lead_form/lf_simulate.h>


static void lf_reason_turn(const lf_simulate_page_t *page,
    const lf_known_t *known, lf_reason_t *reason);


void
lf_simulate_reason(const lf_simulate_page_t *page, size_t entry,
    lf_reason_t *reason)
{
    int64_t            fresh_for;
    unsigned           field;
    const lf_form_t   *form;
    const lf_known_t  *known;

    form = page->form;
    field = form->sequence[entry].field;
    known = &page->visitor.known[field];

    memset(reason, 0, sizeof(lf_reason_t));
    reason->shown = known->shown;

    if (page->question >= 0 && field == (unsigned) page->question) {
        reason->why = LF_WHY_ASKED;
        return;
    }

    switch (lf_question_state(form, &page->visitor, &page->facts,
                              page->at / 1000, entry))
    {
    case LF_ASK_KNOWN:
        reason->why = LF_WHY_KNOWN;
        reason->at = known->at;
        fresh_for = form->fields[field].fresh_for;

        if (fresh_for > 0 && !lf_form_is_first(form, field)) {
            reason->until = known->at + fresh_for;
        }
        return;

    case LF_ASK_DECLINED:
        reason->why = LF_WHY_DECLINED;
        return;

    case LF_ASK_WHEN:
        reason->why = LF_WHY_WHEN;
        return;

    case LF_ASK_GEOGRAPHY:
        reason->why = LF_WHY_GEOGRAPHY;
        return;

    case LF_ASK_CONSENT:
        reason->why = LF_WHY_CONSENT;
        return;

    case LF_ASK_GIVEN_UP:
        reason->why = LF_WHY_WAITS;
        reason->until = known->shown_at + form->site->ask_again_after;
        return;

    default:    /* LF_ASK_CANDIDATE */
        lf_reason_turn(page, known, reason);
    }
}


static void
lf_reason_turn(const lf_simulate_page_t *page, const lf_known_t *known,
    lf_reason_t *reason)
{
    if (page->question < 0) {
        reason->why = lf_str_is(page->pin, LF_ASK_OVER) ? LF_WHY_OVER
                                                        : LF_WHY_VISIT;

    } else if (page->pinned_before) {
        reason->why = LF_WHY_VISIT;

    } else if (page->visitor.known[page->question].shown < known->shown) {
        reason->why = LF_WHY_TURN_SHOWN;

    } else {
        reason->why = LF_WHY_TURN_LATER;
    }
}
