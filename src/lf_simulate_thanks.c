/*
 * lf_simulate_thanks: where a submission that was taken leads.
 */

#include "lf_simulate.h"


static int lf_simulate_agree(lf_simulate_t *sim,
    const lf_submission_t *submission, lf_facts_t *facts);
static int lf_simulate_location(lf_simulate_t *sim, lf_simulate_post_t *post);


/*
 * Conditions see the records as they were before this submission, and its
 * answers as known.
 */

int
lf_simulate_thank(lf_simulate_t *sim, lf_visitor_t *visitor,
    lf_facts_t *facts, int64_t now, int is_new, lf_simulate_post_t *post)
{
    size_t             i;
    lf_known_t        *known;
    lf_visit_t         visit;
    const lf_form_t   *form;
    const lf_input_t  *input;

    form = sim->page.form;

    if (!lf_form_thanks_about_visitor(form)) {
        post->thanks = lf_form_thanks(form, facts);
        return lf_simulate_location(sim, post);
    }

    if (visitor != NULL) {
        lf_visit_decide(form, visitor, facts, now, 0, &visit);
        known = visitor->known;

    } else {
        known = lf_calloc(sim->mem, form->fields_count, sizeof(lf_known_t));
        if (known == NULL) {
            return -1;
        }

        if (is_new) {
            facts->visits = 1;
            facts->days_since_first = 0;
        }
    }

    for (i = 0; i < post->submission.inputs_count; i++) {
        input = &post->submission.inputs[i];

        if (input->given) {
            known[input->field].known = 1;
            known[input->field].value = input->value;
        }
    }

    lf_facts_know(form, known, facts);

    if (lf_simulate_agree(sim, &post->submission, facts) != 0) {
        return -1;
    }

    post->thanks = lf_form_thanks(form, facts);

    return lf_simulate_location(sim, post);
}


static int
lf_simulate_agree(lf_simulate_t *sim, const lf_submission_t *submission,
    lf_facts_t *facts)
{
    size_t     i, n;
    lf_str_t  *ids;

    n = facts->consents_count;
    ids = lf_calloc(sim->mem, n + submission->consents_count + 1,
                    sizeof(lf_str_t));
    if (ids == NULL) {
        return -1;
    }

    for (i = 0; i < n; i++) {
        ids[i] = facts->consents[i];
    }

    for (i = 0; i < submission->consents_count; i++) {
        ids[n++] = submission->consents[i]->id;
    }

    facts->consents = ids;
    facts->consents_count = n;

    return 0;
}


static int
lf_simulate_location(lf_simulate_t *sim, lf_simulate_post_t *post)
{
    lf_out_t            out;
    const lf_thanks_t  *thanks;

    post->location = lf_str("?thanks");

    if (post->thanks < 0) {
        return 0;
    }

    thanks = &sim->page.form->thanks[post->thanks];

    if (thanks->redirect.len > 0) {
        post->location = thanks->redirect;

    } else if (thanks->when.count > 0) {
        lf_out_init(&out, sim->mem, 16);
        lf_out_lit(&out, "?thanks=");
        lf_out_int(&out, post->thanks + 1);
        post->location = lf_out_str(&out);

        return out.failed ? -1 : 0;
    }

    return 0;
}
