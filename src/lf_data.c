/*
 * lf_data_render: puts the pieces of a step together, with what this request
 * brings.
 */

#include <lead_form/lf_value.h>

#include "lf_data_program.h"


#define LF_DATA_HINT  2048              /* bytes of most steps */


typedef struct {
    const lf_form_t           *form;
    const lf_view_t           *view;
    const lf_data_language_t  *data;
    lf_str_t                   fallback;
    lf_out_t                  *out;
} lf_data_render_t;


static int lf_data_is_step(lf_data_render_t *r);
static void lf_data_first(lf_data_render_t *r);
static void lf_data_known(lf_data_render_t *r);
static lf_str_t lf_data_said_of(const lf_data_render_t *r);
static void lf_data_ticket(lf_data_render_t *r);
static void lf_data_add_field(lf_data_render_t *r, unsigned field,
    int required);
static void lf_data_offered(lf_data_render_t *r);
static void lf_data_consents(lf_data_render_t *r, int is_first);
static void lf_data_agreed(lf_data_render_t *r);
static void lf_data_ignored(const lf_form_t *form,
    const lf_submission_t *submission, lf_out_t *out);
static int lf_data_is_taken(const lf_form_t *form,
    const lf_submission_t *submission, size_t i);


void
lf_data_render(const lf_form_t *form, const lf_view_t *view, lf_out_t *out)
{
    size_t            language;
    lf_data_render_t  r;

    language = view->language < form->data->count ? view->language : 0;

    r.form = form;
    r.view = view;
    r.data = &form->data->languages[language];
    r.fallback = form->data->languages[0].language;
    r.out = out;

    if (out->size == 0 && !out->failed) {
        lf_out_init(out, out->mem, LF_DATA_HINT);
    }

    if (lf_data_is_step(&r)) {
        view->kind == LF_VIEW_FIRST ? lf_data_first(&r) : lf_data_known(&r);

    } else {
        lf_out_add(out, lf_data_said_of(&r));
    }
}


static int
lf_data_is_step(lf_data_render_t *r)
{
    return r->view->kind == LF_VIEW_FIRST || r->view->kind == LF_VIEW_KNOWN;
}


/* All contacts of `either`: a client shows what suits it. */

static void
lf_data_first(lf_data_render_t *r)
{
    size_t            i;
    const lf_form_t  *form;

    form = r->form;

    lf_out_add(r->out, r->data->first);
    lf_data_ticket(r);
    lf_out_lit(r->out, ",\"fields\":[");
    lf_data_add_field(r, form->name_field, 1);

    for (i = 0; i < form->contacts_count; i++) {
        lf_out_byte(r->out, ',');
        lf_data_add_field(r, form->contacts[i], form->contacts_count == 1);
    }

    lf_out_byte(r->out, ']');
    lf_out_add(r->out, r->data->either);
    lf_out_add(r->out, r->data->message);
    lf_data_consents(r, 1);

    if (r->view->ask_remember) {
        lf_out_add(r->out, r->data->remember);
    }

    lf_out_add(r->out, r->data->privacy);
    lf_out_lit(r->out, ",\"actions\":[");
    lf_out_add(r->out, r->data->send);
    lf_out_lit(r->out, "]}");
}


static void
lf_data_known(lf_data_render_t *r)
{
    int  question;

    question = r->view->question;

    if (question < 0 || (size_t) question >= r->form->fields_count
        || r->form->fields[question].type == LF_TYPE_FOREIGN)
    {
        question = -1;
    }

    lf_out_add(r->out, question < 0 ? r->data->known : r->data->question);
    lf_data_ticket(r);
    lf_out_lit(r->out, ",\"fields\":[");

    if (question >= 0) {
        lf_data_add_field(r, (unsigned) question, 0);
    }

    lf_out_byte(r->out, ']');
    lf_data_offered(r);
    lf_out_add(r->out, r->data->message);
    lf_data_consents(r, 0);
    lf_data_agreed(r);
    lf_out_add(r->out, r->data->privacy);
    lf_out_add(r->out, r->data->other);
    lf_out_lit(r->out, ",\"actions\":[");
    lf_out_add(r->out, r->data->known_send);

    if (question >= 0) {
        lf_out_add(r->out, r->data->decline);
    }

    lf_out_add(r->out, r->data->leave);

    if ((r->view->agreed | r->view->agreed_before) != 0) {
        lf_out_add(r->out, r->data->withdraw);
    }

    lf_out_lit(r->out, "]}");
}


static lf_str_t
lf_data_said_of(const lf_data_render_t *r)
{
    int  thanks;

    switch (r->view->kind) {

    case LF_VIEW_FORGOTTEN:
        return r->data->forgotten;

    case LF_VIEW_ERASE:
        return r->data->erase;

    case LF_VIEW_WITHDRAWN:
        return r->data->withdrawn;

    case LF_VIEW_CLOSED:
        return r->data->closed;

    default:    /* LF_VIEW_THANKS */
        thanks = r->view->thanks;

        return thanks >= 0 && (size_t) thanks < r->form->thanks_count
               ? r->data->thanks[thanks + 1] : r->data->thanks[0];
    }
}


static void
lf_data_ticket(lf_data_render_t *r)
{
    lf_out_lit(r->out, ",\"ticket\":");
    lf_out_json(r->out, r->view->ticket);
}


static void
lf_data_add_field(lf_data_render_t *r, unsigned field, int required)
{
    const lf_field_t  *f;

    f = &r->form->fields[field];

    lf_out_add(r->out, r->data->fields[field]);

    if (lf_data_has_options(f)) {
        lf_data_options(r->out, f, r->view, r->data->language, r->fallback);
    }

    if (required) {
        lf_out_lit(r->out, ",\"required\":true}");

    } else {
        lf_out_lit(r->out, ",\"required\":false}");
    }
}


/* The country that geography tells of this very request. */

static void
lf_data_offered(lf_data_render_t *r)
{
    const lf_facts_t  *facts;

    if (!r->view->has_offered || r->view->offered >= r->form->fields_count) {
        return;
    }

    facts = r->view->facts;

    lf_out_lit(r->out, ",\"offered\":{\"field\":");
    lf_data_add_field(r, r->view->offered, 0);

    if (facts != NULL) {
        lf_data_text(r->out, "country", facts->country);
    }

    lf_out_byte(r->out, '}');
}


static void
lf_data_consents(lf_data_render_t *r, int is_first)
{
    int     first;
    size_t  i;

    first = 1;
    lf_out_lit(r->out, ",\"consents\":[");

    for (i = 0; i < r->form->consents_count && i < LF_CONSENTS_MAX; i++) {
        if ((r->view->consents >> i & 1) == 0) {
            continue;
        }

        if (!first) {
            lf_out_byte(r->out, ',');
        }

        first = 0;
        lf_out_add(r->out, r->data->consents[i]);

        if (is_first && r->form->consents[i].required) {
            lf_out_lit(r->out, ",\"required\":true}");

        } else {
            lf_out_lit(r->out, ",\"required\":false}");
        }
    }

    lf_out_byte(r->out, ']');
}


static void
lf_data_agreed(lf_data_render_t *r)
{
    int       first;
    size_t    i;
    unsigned  agreed;

    agreed = r->view->agreed | r->view->agreed_before;
    first = 1;
    lf_out_lit(r->out, ",\"agreed\":[");

    for (i = 0; i < r->form->consents_count && i < LF_CONSENTS_MAX; i++) {
        if ((agreed >> i & 1) == 0) {
            continue;
        }

        if (!first) {
            lf_out_byte(r->out, ',');
        }

        first = 0;
        lf_out_add(r->out, r->data->agreed[i]);

        if (r->view->agreed_before >> i & 1) {
            lf_out_lit(r->out, ",\"changed\":true}");

        } else {
            lf_out_lit(r->out, ",\"changed\":false}");
        }
    }

    lf_out_byte(r->out, ']');
}


void
lf_data_taken(const lf_form_t *form, const lf_view_t *view,
    const lf_submission_t *submission, lf_out_t *out)
{
    lf_data_render(form, view, out);

    /* Another member before the end of the object. */

    if (!out->failed && out->len > 0) {
        out->len--;
        lf_data_ignored(form, submission, out);
        lf_out_byte(out, '}');
    }
}


static void
lf_data_ignored(const lf_form_t *form, const lf_submission_t *submission,
    lf_out_t *out)
{
    int       first;
    size_t    i;
    lf_str_t  name;

    first = 1;
    lf_out_lit(out, ",\"ignored\":[");

    for (i = 0; i < submission->pairs_count; i++) {
        if (lf_data_is_taken(form, submission, i)) {
            continue;
        }

        if (!first) {
            lf_out_byte(out, ',');
        }

        first = 0;
        name = lf_utf8_decode(out->mem, submission->pairs[i].name);

        if (name.data == NULL) {
            out->failed = 1;
            return;
        }

        lf_out_json(out, name);
    }

    lf_out_byte(out, ']');
}


/*
 * The inputs of the page's own, and blank answers, are no loss.  An array's
 * values stand side by side.
 */

static int
lf_data_is_taken(const lf_form_t *form, const lf_submission_t *submission,
    size_t i)
{
    int               field;
    const lf_pair_t  *pair;

    pair = &submission->pairs[i];

    if (pair->value.len == 0 || lf_str_starts_with(pair->name, lf_str("lf_"))
        || (i > 0 && lf_str_eq(pair->name, pair[-1].name))
        || lf_str_eq(pair->name, submission->removed))
    {
        return 1;
    }

    field = lf_form_field(form, pair->name);

    return field >= 0 && lf_submission_input(submission, (unsigned) field)
                         != NULL;
}
