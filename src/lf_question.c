/*
 * lf_question: what a request means for the visit, and the one question that
 * is asked in it (DESIGN.md, section 4).  Decides only; writes nothing.
 *
 * A clock may have gone back: a time later than now is as good as now, and
 * `seen` is written anew when it is off by more than it may lag.
 */

#include <lead_form/lf_visitor.h>


#define LF_SEEN_LAG_MAX  (60 * 1000)    /* milliseconds */
#define LF_DAY           (24 * 3600)


static int lf_visit_is_new(const lf_form_t *form, const lf_visitor_t *visitor,
    int64_t now_ms);
static int lf_visit_seen_is_old(const lf_form_t *form,
    const lf_visitor_t *visitor, int64_t now_ms);
static int64_t lf_visit_days(const lf_visitor_t *visitor, int64_t now);
static int lf_question_is_known(const lf_form_t *form,
    const lf_visitor_t *visitor, int64_t now, unsigned field);


void
lf_visit_decide(const lf_form_t *form, const lf_visitor_t *visitor,
    lf_facts_t *facts, int64_t now_ms, int countless, lf_visit_t *visit)
{
    int      is_new;
    int64_t  now;

    now = now_ms / 1000;
    is_new = lf_visit_is_new(form, visitor, now_ms);

    visit->is_new_visit = is_new && !countless;
    visit->visits = visitor->visits + visit->is_new_visit;
    visit->pin = 0;
    visit->unseen = 0;
    visit->write_seen = 0;
    visit->question = -1;
    visit->offered = -1;

    facts->visits = visit->visits;
    facts->days_since_first = lf_visit_days(visitor, now);
    facts->consents = visitor->consents;
    facts->consents_count = visitor->consents_count;
    lf_facts_know(form, visitor->known, facts);

    if (!is_new && visitor->ask.len > 0) {
        visit->question = lf_question_pinned(form, visitor, visitor->ask, now);
        visit->unseen = visitor->ask_unseen && visit->question >= 0;

    } else if (!countless) {
        visit->question = lf_question_choose(form, visitor, facts, now);
        visit->pin = visit->question >= 0;
    }

    visit->offered = lf_question_offered(form, visitor, facts, now);

    if (visit->offered == visit->question) {
        visit->offered = -1;
    }

    /* A visit that is rolled or pinned has `seen` written by that, too. */

    if (!countless && !is_new && !visit->pin) {
        visit->write_seen = lf_visit_seen_is_old(form, visitor, now_ms);
    }
}


/* Whoever says where they are knows better than their address. */

void
lf_facts_know(const lf_form_t *form, const lf_known_t *known,
    lf_facts_t *facts)
{
    int  field;

    facts->known = known;
    facts->told_country = lf_null_str;

    field = lf_form_country(form);

    if (field >= 0 && known[field].known) {
        facts->told_country = known[field].value;
    }
}


static int
lf_visit_is_new(const lf_form_t *form, const lf_visitor_t *visitor,
    int64_t now_ms)
{
    return visitor->seen == 0
           || now_ms - visitor->seen > form->site->visit_gap * 1000;
}


static int
lf_visit_seen_is_old(const lf_form_t *form, const lf_visitor_t *visitor,
    int64_t now_ms)
{
    int64_t  lag, age;

    lag = form->site->visit_gap * 1000 / 10;

    if (lag > LF_SEEN_LAG_MAX) {
        lag = LF_SEEN_LAG_MAX;
    }

    age = now_ms - visitor->seen;

    return age > lag || age < -lag;
}


static int64_t
lf_visit_days(const lf_visitor_t *visitor, int64_t now)
{
    if (visitor->first == 0) {
        return -1;
    }

    return now < visitor->first ? 0 : (now - visitor->first) / LF_DAY;
}


int
lf_question_choose(const lf_form_t *form, const lf_visitor_t *visitor,
    const lf_facts_t *facts, int64_t now)
{
    int       chosen;
    size_t    i;
    unsigned  field;

    chosen = -1;

    for (i = 0; i < form->sequence_count; i++) {
        field = form->sequence[i].field;

        /* Only one shown less often goes before an earlier entry. */

        if (chosen >= 0
            && visitor->known[field].shown >= visitor->known[chosen].shown)
        {
            continue;
        }

        if (lf_question_state(form, visitor, facts, now, i)
            == LF_ASK_CANDIDATE)
        {
            chosen = (int) field;
        }
    }

    return chosen;
}


lf_ask_state_t
lf_question_state(const lf_form_t *form, const lf_visitor_t *visitor,
    const lf_facts_t *facts, int64_t now, size_t entry)
{
    const lf_ask_t    *ask;
    const lf_known_t  *known;

    ask = &form->sequence[entry];
    known = &visitor->known[ask->field];

    if (lf_question_is_known(form, visitor, now, ask->field)) {
        return LF_ASK_KNOWN;
    }

    if (known->declined) {
        return LF_ASK_DECLINED;
    }

    if (!ask->plain
        && !lf_visitor_may_be_asked(visitor, &form->fields[ask->field]))
    {
        return LF_ASK_CONSENT;
    }

    if (!lf_when_holds(&ask->when, facts, NULL)) {
        return LF_ASK_WHEN;
    }

    if (!ask->plain && !known->known && facts->country.len > 0
        && form->fields[ask->field].type == LF_TYPE_COUNTRY)
    {
        return LF_ASK_GEOGRAPHY;
    }

    /*
     * The count stays what it is when the time is over: questions shown less
     * often go first, and each further showing is followed by the same wait.
     */

    if (known->shown >= form->site->give_up_after
        && now - known->shown_at < form->site->ask_again_after)
    {
        return LF_ASK_GIVEN_UP;
    }

    return LF_ASK_CANDIDATE;
}


int
lf_question_offered(const lf_form_t *form, const lf_visitor_t *visitor,
    const lf_facts_t *facts, int64_t now)
{
    size_t    i;
    unsigned  field;

    if (facts->country.len == 0) {
        return -1;
    }

    for (i = 0; i < form->sequence_count; i++) {
        field = form->sequence[i].field;

        if (!form->sequence[i].plain
            && form->fields[field].type == LF_TYPE_COUNTRY
            && lf_question_state(form, visitor, facts, now, i)
               == LF_ASK_GEOGRAPHY)
        {
            return (int) field;
        }
    }

    return -1;
}


int
lf_question_pinned(const lf_form_t *form, const lf_visitor_t *visitor,
    lf_str_t pin, int64_t now)
{
    int     field;
    size_t  i;

    field = lf_form_field(form, pin);

    if (field < 0
        || visitor->known[field].declined
        || !lf_visitor_may_be_asked(visitor, &form->fields[field])
        || lf_question_is_known(form, visitor, now, (unsigned) field))
    {
        return -1;
    }

    for (i = 0; i < form->sequence_count; i++) {
        if (form->sequence[i].field == (unsigned) field) {
            return field;
        }
    }

    return -1;
}


/* Nobody is asked for a name or a contact again, however old it is. */

static int
lf_question_is_known(const lf_form_t *form, const lf_visitor_t *visitor,
    int64_t now, unsigned field)
{
    int64_t            fresh_for;
    const lf_known_t  *known;

    known = &visitor->known[field];

    if (!known->known) {
        return 0;
    }

    fresh_for = form->fields[field].fresh_for;

    return fresh_for == 0 || now - known->at <= fresh_for
           || lf_form_is_first(form, field);
}
