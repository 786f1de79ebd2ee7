/*
 * What a visitor sees and what becomes of what they send, as JSON.  Objects
 * keep the order in which they are made; `json_object_set_new` takes a value
 * that could not be made as an error.
 */

#include <stdio.h>
#include <string.h>

#include "simulate.h"


static int lf_json_put(json_t *object, const char *name, json_t *value);
static json_t *lf_json_text_in(const lf_play_t *play, const lf_text_t *text,
    int otherwise);
static json_t *lf_json_time(int64_t ms);
static lf_str_t lf_page_language(const lf_play_t *play);
static json_t *lf_json_field(const lf_play_t *play, unsigned field);
static json_t *lf_json_options(const lf_play_t *play, unsigned field);
static int lf_json_first(const lf_play_t *play, json_t *page);
static json_t *lf_json_consents(const lf_play_t *play);
static int lf_json_known(lf_play_t *play, json_t *page);
static json_t *lf_json_reason(lf_play_t *play, size_t entry);
static json_t *lf_json_problems(const lf_play_t *play,
    const lf_submission_t *submission);
static json_t *lf_json_problem(const lf_play_t *play, lf_str_t field,
    lf_message_t message);
static json_t *lf_json_sends(const lf_play_t *play,
    const lf_submission_t *submission);
static int lf_json_thanks(const lf_play_t *play,
    const lf_simulate_post_t *post, json_t *step);
static json_t *lf_json_record(const lf_record_t *record);


json_t *
lf_simulate_page_json(lf_play_t *play)
{
    int                        rc;
    json_t                    *page;
    const lf_form_t           *form;
    const lf_simulate_page_t  *shown;

    shown = &play->sim.page;
    form = shown->form;

    page = json_object();

    rc = lf_json_put(page, "at", lf_json_time(shown->at));
    rc |= lf_json_put(page, "form", lf_json_text(form->name));
    rc |= lf_json_put(page, "language",
                      lf_json_text(lf_page_language(play)));

    switch (shown->kind) {

    case LF_VIEW_FIRST:
        rc |= lf_json_first(play, page);
        break;

    case LF_VIEW_KNOWN:
        rc |= lf_json_known(play, page);
        break;

    default:
        rc |= lf_json_put(page, "page", json_string("closed"));
        rc |= lf_json_put(page, "title",
                          lf_json_text_in(play, &form->title, LF_MSG_COUNT));
        rc |= lf_json_put(page, "text",
                          lf_json_text_in(play, &form->closed, LF_MSG_COUNT));
        break;
    }

    if (rc != 0) {
        json_decref(page);
        return NULL;
    }

    return page;
}


static int
lf_json_put(json_t *object, const char *name, json_t *value)
{
    return json_object_set_new(object, name, value);
}


/* The form's text, else the module's own; LF_MSG_COUNT: the form's name. */

static json_t *
lf_json_text_in(const lf_play_t *play, const lf_text_t *text, int otherwise)
{
    lf_str_t          s, language;
    const lf_form_t  *form;

    form = play->sim.page.form;
    language = lf_page_language(play);

    s = lf_text_in(text, language, form->languages_count > 0
                                   ? form->languages[0] : lf_str("en"));

    if (s.len == 0) {
        s = otherwise == LF_MSG_COUNT
            ? form->name : lf_message((lf_message_t) otherwise, language);
    }

    return lf_json_text(s);
}


static json_t *
lf_json_time(int64_t ms)
{
    char  text[LF_TIME_TEXT_LEN];

    lf_time_text(ms, text);

    return json_stringn(text, LF_TIME_TEXT_LEN);
}


static lf_str_t
lf_page_language(const lf_play_t *play)
{
    return play->sim.page.facts.language;
}


static json_t *
lf_json_field(const lf_play_t *play, unsigned field)
{
    int                rc;
    json_t            *object;
    const lf_field_t  *f;

    f = &play->sim.page.form->fields[field];

    object = json_object();
    rc = lf_json_put(object, "field", lf_json_text(f->name));
    rc |= lf_json_put(object, "label",
                      f->label.count > 0
                      ? lf_json_text_in(play, &f->label, LF_MSG_COUNT)
                      : lf_json_text(f->name));

    if (f->why.count > 0) {
        rc |= lf_json_put(object, "why",
                          lf_json_text_in(play, &f->why, LF_MSG_COUNT));
    }

    if (f->options_count > 0) {
        rc |= lf_json_put(object, "options", lf_json_options(play, field));
    }

    if (rc != 0) {
        json_decref(object);
        return NULL;
    }

    return object;
}


/* Those that are shown to this visitor. */

static json_t *
lf_json_options(const lf_play_t *play, unsigned field)
{
    size_t             i;
    json_t            *list;
    const lf_field_t  *f;

    f = &play->sim.page.form->fields[field];
    list = json_array();

    for (i = 0; i < f->options_count; i++) {
        if (lf_when_holds(&f->options[i].when, &play->sim.page.facts, NULL)
            && json_array_append_new(list, lf_json_text(f->options[i].value))
               != 0)
        {
            json_decref(list);
            return NULL;
        }
    }

    return list;
}


static int
lf_json_first(const lf_play_t *play, json_t *page)
{
    int               rc;
    size_t            i;
    json_t           *fields;
    const lf_form_t  *form;

    form = play->sim.page.form;
    fields = json_array();

    rc = lf_json_put(page, "page", json_string("first"));
    rc |= lf_json_put(page, "title",
                      lf_json_text_in(play, &form->title, LF_MSG_COUNT));
    rc |= lf_json_put(page, "button",
                      lf_json_text_in(play, &form->submit, LF_MSG_SUBMIT));
    rc |= json_array_append_new(fields, lf_json_field(play,
                                                      form->name_field));

    for (i = 0; i < form->contacts_count; i++) {
        rc |= json_array_append_new(fields, lf_json_field(play,
                                                          form->contacts[i]));
    }

    rc |= lf_json_put(page, "fields", fields);
    rc |= lf_json_put(page, "question", json_null());
    rc |= lf_json_put(page, "consent", lf_json_consents(play));
    rc |= lf_json_put(page, "remember",
                      json_boolean(play->sim.page.ask_remember));

    return rc;
}


static json_t *
lf_json_consents(const lf_play_t *play)
{
    int                  rc;
    size_t               i;
    json_t              *list, *object;
    const lf_form_t     *form;
    const lf_consent_t  *consent;

    form = play->sim.page.form;
    list = json_array();
    rc = 0;

    for (i = 0; i < form->consents_count; i++) {
        consent = &form->consents[i];

        if (!(play->sim.page.consents & 1u << i)) {
            continue;
        }

        object = json_object();
        rc |= lf_json_put(object, "id", lf_json_text(consent->id));
        rc |= lf_json_put(object, "version", lf_json_text(consent->version));
        rc |= lf_json_put(object, "text",
                          lf_json_text_in(play, &consent->text,
                                          LF_MSG_COUNT));
        rc |= lf_json_put(object, "required",
                          json_boolean(consent->required));
        rc |= json_array_append_new(list, object);
    }

    if (rc != 0) {
        json_decref(list);
        return NULL;
    }

    return list;
}


static int
lf_json_known(lf_play_t *play, json_t *page)
{
    int                        rc;
    size_t                     i;
    json_t                    *others;
    const lf_form_t           *form;
    const lf_simulate_page_t  *shown;

    shown = &play->sim.page;
    form = shown->form;
    others = json_array();

    rc = lf_json_put(page, "page", json_string("known"));
    rc |= lf_json_put(page, "visits", json_integer(shown->visit.visits));
    rc |= lf_json_put(page, "title",
                      lf_json_text_in(play, &form->known_title,
                                      LF_MSG_KNOWN_TITLE));
    rc |= lf_json_put(page, "button",
                      lf_json_text_in(play, &form->known_submit,
                                      LF_MSG_KNOWN_SUBMIT));
    rc |= lf_json_put(page, "question",
                      shown->question < 0
                      ? json_null()
                      : lf_json_field(play, (unsigned) shown->question));

    if (shown->offered >= 0) {
        rc |= lf_json_put(page, "offered",
                          lf_json_field(play, (unsigned) shown->offered));
    }

    for (i = 0; i < form->sequence_count; i++) {
        if ((int) form->sequence[i].field != shown->question) {
            rc |= json_array_append_new(others, lf_json_reason(play, i));
        }
    }

    rc |= lf_json_put(page, "not_asked", others);
    rc |= lf_json_put(page, "consent", lf_json_consents(play));

    return rc;
}


static json_t *
lf_json_reason(lf_play_t *play, size_t entry)
{
    int                        rc;
    json_t                    *object;
    lf_out_t                   out;
    lf_reason_t                reason;
    const lf_ask_t            *ask;
    const lf_simulate_page_t  *page;

    static const char  *names[] = {     /* by lf_why_t */
        "asked", "known", "declined", "when", "consent", "geography",
        "waits", "turn", "turn", "visit", "over"
    };

    page = &play->sim.page;
    ask = &page->form->sequence[entry];
    lf_simulate_reason(page, entry, &reason);

    object = json_object();
    rc = lf_json_put(object, "field",
                     lf_json_text(page->form->fields[ask->field].name));
    rc |= lf_json_put(object, "reason", json_string(names[reason.why]));

    if (reason.why == LF_WHY_WHEN) {
        lf_out_init(&out, play->mem, 128);
        lf_when_explain(&ask->when, &page->facts, &out);
        rc |= lf_json_put(object, "test", out.failed
                                          ? NULL
                                          : lf_json_text(lf_out_str(&out)));
    }

    if (reason.why == LF_WHY_CONSENT) {
        rc |= lf_json_put(object, "consent",
            lf_json_text(page->form->fields[ask->field].needs_consent));
    }

    if (reason.at > 0) {
        rc |= lf_json_put(object, "since", lf_json_time(reason.at * 1000));
    }

    if (reason.until > 0) {
        rc |= lf_json_put(object, "until", lf_json_time(reason.until * 1000));
    }

    if (reason.shown > 0) {
        rc |= lf_json_put(object, "shown", json_integer(reason.shown));
    }

    if (page->question >= 0 && (reason.why == LF_WHY_TURN_SHOWN
                                || reason.why == LF_WHY_TURN_LATER))
    {
        rc |= lf_json_put(object, "behind",
                  lf_json_text(page->form->fields[page->question].name));
    }

    if (rc != 0) {
        json_decref(object);
        return NULL;
    }

    return object;
}


int
lf_simulate_post_json(lf_play_t *play, const lf_simulate_post_t *post,
    json_t *step)
{
    int  rc;

    static const struct {
        const char  *name;
        int          status;
    } results[] = {                     /* by lf_simulate_result_t */
        { "saved", 303 }, { "quiet", 303 }, { "again", 303 },
        { "invalid", 422 }, { "fast", 422 }, { "stale", 422 },
        { "closed", 200 }, { "not_me", 303 }, { "forgotten", 303 }
    };

    rc = lf_json_put(step, "sends", lf_json_sends(play, &post->submission));
    rc |= lf_json_put(step, "result",
                      json_string(results[post->result].name));
    rc |= lf_json_put(step, "status",
                      json_integer(results[post->result].status));
    rc |= lf_json_put(step, "problems",
                      lf_json_problems(play, &post->submission));
    rc |= lf_json_put(step, "event",
                      post->result != LF_SIMULATE_SAVED ? json_null()
                      : json_string(post->step == LF_STEP_FIRST
                                    ? "lead.created" : "lead.returned"));

    if (results[post->result].status == 303) {
        rc |= lf_json_put(step, "location", lf_json_text(post->location));
    }

    if (post->result <= LF_SIMULATE_AGAIN) {
        rc |= lf_json_put(step, "remembered", json_boolean(post->remembered));
        rc |= lf_json_thanks(play, post, step);
    }

    return rc;
}


/* In normal form, as they are stored. */

static json_t *
lf_json_sends(const lf_play_t *play, const lf_submission_t *submission)
{
    int                rc;
    size_t             i;
    char               name[LF_NAME_LEN_MAX + 1];
    json_t            *object;
    lf_str_t           field;
    const lf_input_t  *input;

    object = json_object();
    rc = 0;

    for (i = 0; i < submission->inputs_count; i++) {
        input = &submission->inputs[i];

        if (input->given) {
            field = play->sim.page.form->fields[input->field].name;
            memcpy(name, field.data, field.len);
            name[field.len] = '\0';
            rc |= lf_json_put(object, name, lf_json_text(input->value));
        }
    }

    if (rc != 0) {
        json_decref(object);
        return NULL;
    }

    return object;
}


static json_t *
lf_json_problems(const lf_play_t *play, const lf_submission_t *submission)
{
    int                rc;
    size_t             i;
    json_t            *list;
    const lf_form_t   *form;
    const lf_input_t  *input;

    form = play->sim.page.form;
    list = json_array();
    rc = 0;

    for (i = 0; i < submission->inputs_count; i++) {
        input = &submission->inputs[i];

        if (input->bad) {
            rc |= json_array_append_new(list, lf_json_problem(play,
                                            form->fields[input->field].name,
                                            input->message));
        }
    }

    for (i = 0; i < form->consents_count; i++) {
        if (submission->consents_missing & 1u << i) {
            rc |= json_array_append_new(list, lf_json_problem(play,
                                            form->consents[i].id,
                                            LF_MSG_CONSENT));
        }
    }

    if (submission->message_bad) {
        rc |= json_array_append_new(list, lf_json_problem(play,
                                            lf_str("message"),
                                            submission->message_problem));
    }

    if (rc != 0) {
        json_decref(list);
        return NULL;
    }

    return list;
}


static json_t *
lf_json_problem(const lf_play_t *play, lf_str_t field, lf_message_t message)
{
    json_t  *object;

    object = json_object();

    if (lf_json_put(object, "field", lf_json_text(field)) != 0
        || lf_json_put(object, "message",
                       lf_json_text(lf_message(message,
                                               lf_page_language(play)))) != 0)
    {
        json_decref(object);
        return NULL;
    }

    return object;
}


static int
lf_json_thanks(const lf_play_t *play, const lf_simulate_post_t *post,
    json_t *step)
{
    int                 rc;
    json_t             *object;
    const lf_thanks_t  *thanks;

    static const lf_thanks_t  own_words;

    thanks = post->thanks < 0 ? &own_words
                              : &play->sim.page.form->thanks[post->thanks];
    object = json_object();
    rc = 0;

    if (post->thanks >= 0) {
        rc |= lf_json_put(object, "entry", json_integer(post->thanks));
    }

    if (thanks->redirect.len > 0) {
        rc |= lf_json_put(object, "redirect", lf_json_text(thanks->redirect));

    } else {
        rc |= lf_json_put(object, "title",
                          lf_json_text_in(play, &thanks->title,
                                          LF_MSG_THANKS_TITLE));
    }

    return rc | lf_json_put(step, "thanks", object);
}


int
lf_simulate_records_json(const lf_play_t *play, json_t *step)
{
    json_t               *records;
    const lf_simulate_t  *sim;

    sim = &play->sim;
    records = json_object();

    return lf_json_put(records, "visitor",
                       sim->browser == NULL
                       ? json_null() : lf_json_record(&sim->browser->record))
           | lf_json_put(records, "lead",
                         sim->lead == NULL
                         ? json_null() : lf_json_record(&sim->lead->record))
           | lf_json_put(step, "records", records);
}


static json_t *
lf_json_record(const lf_record_t *record)
{
    size_t    i;
    char      name[2 * LF_NAME_LEN_MAX];
    json_t   *object;

    object = json_object();

    for (i = 0; i < record->count; i += 2) {
        if (record->items[i].len >= sizeof(name)) {
            continue;
        }

        memcpy(name, record->items[i].data, record->items[i].len);
        name[record->items[i].len] = '\0';

        if (lf_json_put(object, name, lf_json_text(record->items[i + 1])) != 0)
        {
            json_decref(object);
            return NULL;
        }
    }

    return object;
}
