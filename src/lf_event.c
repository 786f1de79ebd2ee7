/*
 * lf_event: the fields of an event, in the order of DESIGN.md, section 5.
 * Every value is well-formed UTF-8, wherever it came from: events end up as
 * JSON at each destination.
 */

#include <lead_form/lf_submission.h>
#include <lead_form/lf_value.h>


#define LF_DAY_MS          ((int64_t) 24 * 3600 * 1000)
#define LF_TIME_MAX        INT64_C(253402300799999)     /* the year 9999 */


typedef struct {
    lf_mem_t   *mem;
    lf_str_t   *fields;
    size_t      count;              /* of names and values, each */
    int         failed;             /* memory ran out */
} lf_event_t;


static int lf_event_make(lf_mem_t *mem, const lf_form_t *form,
    const lf_submission_t *submission, const lf_grant_t *grant,
    const lf_event_context_t *context, lf_str_t **fields, size_t *count);
static void lf_event_submission(lf_event_t *event, const lf_form_t *form,
    const lf_submission_t *submission, const lf_event_context_t *context,
    lf_str_t at);
static void lf_event_add(lf_event_t *event, lf_str_t name, lf_str_t value);
static void lf_event_put(lf_event_t *event, lf_str_t name, lf_str_t value);
static void lf_event_attribution(lf_event_t *event, const lf_form_t *form,
    const lf_attribution_t *attribution);
static lf_str_t lf_event_pairs(lf_event_t *event, const lf_pair_t *pairs,
    size_t count);
static int lf_pair_is_repeated(const lf_pair_t *pairs, size_t i);
static lf_str_t lf_event_answers(lf_event_t *event, const lf_form_t *form,
    const lf_submission_t *submission);
static void lf_event_answer(lf_out_t *out, lf_type_t type, lf_str_t value);
static lf_str_t lf_event_consents(lf_event_t *event, const lf_form_t *form,
    const lf_submission_t *submission, lf_str_t language, lf_str_t at);
static void lf_event_consent(lf_out_t *out, lf_str_t id, lf_str_t version,
    lf_str_t hash, lf_str_t at);
static lf_str_t lf_event_grant(lf_event_t *event, const lf_grant_t *grant);
static lf_str_t lf_event_json(lf_event_t *event, lf_out_t *out);


int
lf_submission_event(lf_mem_t *mem, const lf_form_t *form,
    const lf_submission_t *submission, const lf_event_context_t *context,
    lf_str_t **fields, size_t *count)
{
    return lf_event_make(mem, form, submission, NULL, context, fields, count);
}


int
lf_withdrawal_event(lf_mem_t *mem, const lf_form_t *form,
    const lf_grant_t *grant, const lf_event_context_t *context,
    lf_str_t **fields, size_t *count)
{
    return lf_event_make(mem, form, NULL, grant, context, fields, count);
}


static int
lf_event_make(lf_mem_t *mem, const lf_form_t *form,
    const lf_submission_t *submission, const lf_grant_t *grant,
    const lf_event_context_t *context, lf_str_t **fields, size_t *count)
{
    char               time[LF_TIME_TEXT_LEN];
    lf_str_t           at, referrer;
    lf_event_t         event;
    const lf_facts_t  *facts;

    event.mem = mem;
    event.count = 0;
    event.failed = 0;

    event.fields = lf_calloc(mem, 2 * LF_EVENT_FIELDS_MAX, sizeof(lf_str_t));
    if (event.fields == NULL) {
        return -1;
    }

    lf_time_text(context->at, time);

    at = lf_str_copy(mem, (lf_str_t) { time, LF_TIME_TEXT_LEN });
    if (at.data == NULL) {
        return -1;
    }

    facts = context->facts;

    /* The page carried the referrer along: a post's own is the page itself. */

    referrer = facts->referrer;

    if (submission != NULL && submission->referrer.len > 0) {
        referrer = submission->referrer;
    }

    lf_event_add(&event, lf_str("at"), at);
    lf_event_add(&event, lf_str("site"), context->site);
    lf_event_add(&event, lf_str("form"), form->name);
    lf_event_add(&event, lf_str("form_version"), form->version);
    lf_event_add(&event, lf_str("handoff"), form->handoff);
    lf_event_put(&event, lf_str("visitor"), context->visitor);
    lf_event_add(&event, lf_str("lead"), context->lead);
    lf_event_add(&event, lf_str("country"), facts->country);
    lf_event_add(&event, lf_str("region"), facts->region);
    lf_event_add(&event, lf_str("timezone"), facts->timezone);
    lf_event_add(&event, lf_str("language"), facts->language);
    lf_event_add(&event, lf_str("page"), facts->page);
    lf_event_add(&event, lf_str("referrer"), referrer);
    lf_event_add(&event, lf_str("utm"),
                 lf_event_pairs(&event, facts->utm, facts->utm_count));

    if (submission != NULL) {
        lf_event_submission(&event, form, submission, context, at);
    }

    if (grant != NULL) {
        lf_event_add(&event, lf_str("consent"),
                     lf_event_grant(&event, grant));
    }

    if (context->gpc) {
        lf_event_add(&event, lf_str("gpc"), lf_str("1"));
    }

    if (event.failed) {
        return -1;
    }

    *fields = event.fields;
    *count = event.count;

    return 0;
}


static void
lf_event_submission(lf_event_t *event, const lf_form_t *form,
    const lf_submission_t *submission, const lf_event_context_t *context,
    lf_str_t at)
{
    if (context->attribution != NULL) {
        lf_event_attribution(event, form, context->attribution);
    }

    lf_event_add(event, lf_str("answers"),
                 lf_event_answers(event, form, submission));
    lf_event_add(event, lf_str("message"), submission->message);
    lf_event_add(event, lf_str("consent"),
                 lf_event_consents(event, form, submission,
                                   context->facts->language, at));
}


static void
lf_event_add(lf_event_t *event, lf_str_t name, lf_str_t value)
{
    if (value.len > 0) {
        lf_event_put(event, name, value);
    }
}


static void
lf_event_put(lf_event_t *event, lf_str_t name, lf_str_t value)
{
    if (!lf_utf8_valid(value)) {
        value = lf_utf8_decode(event->mem, value);

        if (value.data == NULL) {
            event->failed = 1;
        }
    }

    event->fields[2 * event->count] = name;
    event->fields[2 * event->count + 1] = value;
    event->count++;
}


static void
lf_event_attribution(lf_event_t *event, const lf_form_t *form,
    const lf_attribution_t *attribution)
{
    size_t            click_count, hidden_count;
    const lf_pair_t  *click, *hidden;

    if (lf_attribution_click(event->mem, attribution, &click, &click_count)
        != 0
        || lf_attribution_hidden(event->mem, form, attribution, &hidden,
                                 &hidden_count) != 0)
    {
        event->failed = 1;
        return;
    }

    lf_event_add(event, lf_str("click"),
                 lf_event_pairs(event, click, click_count));
    lf_event_add(event, lf_str("hidden"),
                 lf_event_pairs(event, hidden, hidden_count));
}


/* The first value of each name; an empty one says nothing. */

static lf_str_t
lf_event_pairs(lf_event_t *event, const lf_pair_t *pairs, size_t count)
{
    size_t    i;
    lf_out_t  out;

    lf_out_init(&out, event->mem, 0);

    for (i = 0; i < count; i++) {

        if (pairs[i].value.len == 0 || lf_pair_is_repeated(pairs, i)) {
            continue;
        }

        lf_out_byte(&out, out.len == 0 ? '{' : ',');
        lf_out_json(&out, pairs[i].name);
        lf_out_byte(&out, ':');
        lf_out_json(&out, pairs[i].value);
    }

    if (out.len > 0) {
        lf_out_byte(&out, '}');
    }

    return lf_event_json(event, &out);
}


static int
lf_pair_is_repeated(const lf_pair_t *pairs, size_t i)
{
    size_t  k;

    for (k = 0; k < i; k++) {
        if (pairs[k].value.len > 0
            && lf_str_eq(pairs[k].name, pairs[i].name))
        {
            return 1;
        }
    }

    return 0;
}


static lf_str_t
lf_event_answers(lf_event_t *event, const lf_form_t *form,
    const lf_submission_t *submission)
{
    size_t             i;
    lf_out_t           out;
    const lf_field_t  *field;
    const lf_input_t  *input;

    lf_out_init(&out, event->mem, 0);

    for (i = 0; i < submission->inputs_count; i++) {
        input = &submission->inputs[i];

        if (!input->given) {
            continue;
        }

        field = &form->fields[input->field];

        lf_out_byte(&out, out.len == 0 ? '{' : ',');
        lf_out_json(&out, field->name);
        lf_out_byte(&out, ':');
        lf_event_answer(&out, field->type, input->value);
    }

    if (submission->removed_answer.len > 0) {
        lf_out_byte(&out, out.len == 0 ? '{' : ',');
        lf_out_json(&out, submission->removed);
        lf_out_byte(&out, ':');
        lf_out_json(&out, submission->removed_answer);
    }

    if (out.len > 0) {
        lf_out_byte(&out, '}');
    }

    return lf_event_json(event, &out);
}


static void
lf_event_answer(lf_out_t *out, lf_type_t type, lf_str_t value)
{
    if (type == LF_TYPE_NUMBER) {
        lf_out_add(out, value);             /* JSON's form already */
        return;
    }

    if (type != LF_TYPE_CHOICES) {
        lf_out_json(out, value);
        return;
    }

    lf_out_byte(out, '[');

    while (value.len > 0) {
        lf_out_json(out, lf_str_cut(&value, '\n'));

        if (value.len > 0) {
            lf_out_byte(out, ',');
        }
    }

    lf_out_byte(out, ']');
}


static lf_str_t
lf_event_consents(lf_event_t *event, const lf_form_t *form,
    const lf_submission_t *submission, lf_str_t language, lf_str_t at)
{
    size_t               i;
    lf_out_t             out;
    lf_str_t             hash, fallback;
    const lf_consent_t  *consent;

    fallback = form->languages_count > 0 ? form->languages[0] : lf_null_str;

    lf_out_init(&out, event->mem, 0);

    for (i = 0; i < submission->consents_count; i++) {
        consent = submission->consents[i];

        hash = lf_submission_consent_hash(event->mem, submission, i, language,
                                          fallback);
        if (hash.data == NULL) {
            event->failed = 1;
            return lf_null_str;
        }

        lf_out_byte(&out, i == 0 ? '[' : ',');
        lf_event_consent(&out, consent->id, consent->version, hash, at);
    }

    if (out.len > 0) {
        lf_out_byte(&out, ']');
    }

    return lf_event_json(event, &out);
}


static void
lf_event_consent(lf_out_t *out, lf_str_t id, lf_str_t version, lf_str_t hash,
    lf_str_t at)
{
    lf_out_lit(out, "{\"id\":");
    lf_out_json(out, id);
    lf_out_lit(out, ",\"version\":");
    lf_out_json(out, version);
    lf_out_lit(out, ",\"hash\":");
    lf_out_json(out, hash);
    lf_out_lit(out, ",\"at\":");
    lf_out_json(out, at);
    lf_out_byte(out, '}');
}


static lf_str_t
lf_event_grant(lf_event_t *event, const lf_grant_t *grant)
{
    char      at[LF_TIME_TEXT_LEN];
    lf_out_t  out;

    lf_time_text(grant->at * 1000, at);

    lf_out_init(&out, event->mem, 0);
    lf_out_byte(&out, '[');
    lf_event_consent(&out, grant->id, grant->version, grant->hash,
                     (lf_str_t) { at, LF_TIME_TEXT_LEN });
    lf_out_byte(&out, ']');

    return lf_event_json(event, &out);
}


static lf_str_t
lf_event_json(lf_event_t *event, lf_out_t *out)
{
    if (out->failed) {
        event->failed = 1;
    }

    return lf_out_str(out);
}


static void
lf_digits(char *p, size_t count, int64_t n)
{
    while (count-- > 0) {
        p[count] = (char) ('0' + n % 10);
        n /= 10;
    }
}


/*
 * The proleptic Gregorian calendar, reckoned in eras of 400 years that begin
 * on the first of March, so that a leap day is the last of its year.
 */

void
lf_time_text(int64_t ms, char text[LF_TIME_TEXT_LEN])
{
    int64_t  days, rest, era, year, month;

    ms = ms < 0 ? 0 : ms > LF_TIME_MAX ? LF_TIME_MAX : ms;

    days = ms / LF_DAY_MS + 719468;             /* since 0000-03-01 */
    rest = ms % LF_DAY_MS;

    era = days / 146097;
    days %= 146097;

    year = (days - days / 1460 + days / 36524 - days / 146096) / 365;
    days -= 365 * year + year / 4 - year / 100;
    year += era * 400;

    month = (5 * days + 2) / 153;               /* 0: March */
    days -= (153 * month + 2) / 5;

    month = month < 10 ? month + 3 : month - 9;
    year += month <= 2;

    memcpy(text, "0000-00-00T00:00:00.000Z", LF_TIME_TEXT_LEN);

    lf_digits(text, 4, year);
    lf_digits(text + 5, 2, month);
    lf_digits(text + 8, 2, days + 1);
    lf_digits(text + 11, 2, rest / 3600000);
    lf_digits(text + 14, 2, rest / 60000 % 60);
    lf_digits(text + 17, 2, rest / 1000 % 60);
    lf_digits(text + 20, 3, rest % 1000);
}
