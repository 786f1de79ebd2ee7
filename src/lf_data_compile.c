/*
 * lf_data_compile: writes the pieces of a form's data when it loads.
 */

#include <lead_form/lf_submission.h>
#include <lead_form/lf_value.h>

#include "lf_data_program.h"


typedef struct {
    lf_mem_t            *mem;           /* where the pieces live */
    const lf_form_t     *form;
    lf_data_language_t  *data;
    lf_str_t             language;
    lf_str_t             fallback;
    lf_out_t             out;           /* of the piece being written */
    int                  failed;        /* memory is out; said at the end */
} lf_data_builder_t;


static int lf_data_alloc(lf_data_builder_t *b);
static void lf_data_make(lf_data_builder_t *b);
static void lf_data_steps(lf_data_builder_t *b);
static void lf_data_said_all(lf_data_builder_t *b);
static void lf_data_parts(lf_data_builder_t *b);
static void lf_data_actions(lf_data_builder_t *b);
static void lf_data_open(lf_data_builder_t *b, const char *state);
static void lf_data_step_open(lf_data_builder_t *b, const char *state,
    const lf_text_t *intro, lf_str_t title, lf_str_t submit);
static void lf_data_said(lf_data_builder_t *b, const char *state,
    lf_message_t title, lf_message_t text, lf_str_t *piece);
static void lf_data_thanks(lf_data_builder_t *b, const lf_thanks_t *thanks,
    lf_str_t *piece);
static void lf_data_consent(lf_data_builder_t *b, size_t i);
static void lf_data_either(lf_data_builder_t *b);
static void lf_data_message(lf_data_builder_t *b);
static void lf_data_privacy(lf_data_builder_t *b);
static void lf_data_action(lf_data_builder_t *b, const char *action,
    lf_str_t label);
static lf_str_t lf_data_or(lf_data_builder_t *b, const lf_text_t *text,
    lf_message_t otherwise);
static lf_str_t lf_data_title(lf_data_builder_t *b);
static void lf_data_piece(lf_data_builder_t *b, lf_str_t *piece);


int
lf_data_compile(lf_mem_t *mem, lf_form_t *form)
{
    size_t              i;
    lf_data_t          *data;
    lf_data_builder_t   b;

    data = lf_calloc(mem, 1, sizeof(lf_data_t));
    if (data == NULL) {
        return -1;
    }

    memset(&b, 0, sizeof(lf_data_builder_t));
    b.mem = mem;
    b.form = form;
    b.fallback = form->languages_count > 0 ? form->languages[0]
                                           : lf_str("en");

    data->count = form->languages_count > 0 ? form->languages_count : 1;
    data->languages = lf_calloc(mem, data->count, sizeof(lf_data_language_t));
    if (data->languages == NULL) {
        return -1;
    }

    for (i = 0; i < data->count; i++) {
        b.language = i == 0 ? b.fallback : form->languages[i];
        b.data = &data->languages[i];
        b.data->language = b.language;

        if (lf_data_alloc(&b) != 0) {
            return -1;
        }

        lf_data_make(&b);
    }

    if (b.failed) {
        return -1;
    }

    form->data = data;

    return 0;
}


static int
lf_data_alloc(lf_data_builder_t *b)
{
    lf_str_t         *pieces;
    const lf_form_t  *form;

    form = b->form;

    pieces = lf_calloc(b->mem, 1 + form->thanks_count + form->fields_count
                               + 2 * form->consents_count, sizeof(lf_str_t));
    if (pieces == NULL) {
        return -1;
    }

    b->data->thanks = pieces;
    b->data->fields = pieces + 1 + form->thanks_count;
    b->data->consents = b->data->fields + form->fields_count;
    b->data->agreed = b->data->consents + form->consents_count;

    return 0;
}


/* Each piece is written in memory of its own, and kept as long as it is. */

static void
lf_data_make(lf_data_builder_t *b)
{
    lf_arena_t  *scratch;

    scratch = lf_arena_create();
    if (scratch == NULL) {
        b->failed = 1;
        return;
    }

    lf_out_init(&b->out, lf_arena_mem(scratch), 1024);

    lf_data_steps(b);
    lf_data_said_all(b);
    lf_data_parts(b);
    lf_data_actions(b);

    lf_arena_destroy(scratch);
}


static void
lf_data_steps(lf_data_builder_t *b)
{
    lf_str_t             title, submit;
    const lf_form_t     *form;
    lf_data_language_t  *data;

    form = b->form;
    data = b->data;

    lf_data_step_open(b, "first", &form->intro, lf_data_title(b),
                      lf_data_or(b, &form->submit, LF_MSG_SUBMIT));
    lf_data_piece(b, &data->first);

    title = lf_data_or(b, &form->known_title, LF_MSG_KNOWN_TITLE);
    submit = lf_data_or(b, &form->known_submit, LF_MSG_KNOWN_SUBMIT);

    lf_data_step_open(b, "known", &form->known_intro, title, submit);
    lf_data_piece(b, &data->known);

    lf_data_step_open(b, "question", &form->known_intro, title, submit);
    lf_data_piece(b, &data->question);
}


static void
lf_data_said_all(lf_data_builder_t *b)
{
    size_t               i;
    const lf_form_t     *form;
    lf_data_language_t  *data;

    form = b->form;
    data = b->data;

    lf_data_said(b, "forgotten", LF_MSG_FORGOTTEN_TITLE,
                 LF_MSG_FORGOTTEN_TEXT, &data->forgotten);
    lf_data_said(b, "erase", LF_MSG_ERASE_TITLE, LF_MSG_ERASE_TEXT,
                 &data->erase);
    lf_data_said(b, "withdrawn", LF_MSG_WITHDRAWN_TITLE,
                 LF_MSG_WITHDRAWN_TEXT, &data->withdrawn);

    lf_data_open(b, "closed");
    lf_data_text(&b->out, "title", lf_data_title(b));
    lf_data_text(&b->out, "text", lf_text_in(&form->closed, b->language,
                                             b->fallback));
    lf_out_byte(&b->out, '}');
    lf_data_piece(b, &data->closed);

    lf_data_thanks(b, NULL, &data->thanks[0]);

    for (i = 0; i < form->thanks_count; i++) {
        lf_data_thanks(b, &form->thanks[i], &data->thanks[i + 1]);
    }
}


static void
lf_data_parts(lf_data_builder_t *b)
{
    size_t             i;
    const lf_field_t  *field;

    for (i = 0; i < b->form->fields_count; i++) {
        field = &b->form->fields[i];

        if (field->type != LF_TYPE_FOREIGN) {
            lf_data_field(&b->out, field, b->language, b->fallback);
            lf_data_piece(b, &b->data->fields[i]);
        }
    }

    for (i = 0; i < b->form->consents_count; i++) {
        lf_data_consent(b, i);
    }

    lf_data_either(b);
    lf_data_message(b);
    lf_data_privacy(b);

    lf_out_lit(&b->out, ",\"remember\":{\"label\":");
    lf_out_json(&b->out, lf_message(LF_MSG_REMEMBER, b->language));
    lf_out_byte(&b->out, '}');
    lf_data_piece(b, &b->data->remember);

    lf_out_lit(&b->out, ",\"other\":{\"query\":\"other\",\"label\":");
    lf_out_json(&b->out, lf_message(LF_MSG_OTHER_CONTACT, b->language));
    lf_out_byte(&b->out, '}');
    lf_data_piece(b, &b->data->other);
}


static void
lf_data_actions(lf_data_builder_t *b)
{
    lf_str_t             language;
    const lf_form_t     *form;
    lf_data_language_t  *data;

    form = b->form;
    data = b->data;
    language = b->language;

    lf_data_action(b, "send", lf_data_or(b, &form->submit, LF_MSG_SUBMIT));
    lf_data_piece(b, &data->send);

    lf_data_action(b, "send", lf_data_or(b, &form->known_submit,
                                         LF_MSG_KNOWN_SUBMIT));
    lf_data_piece(b, &data->known_send);

    lf_out_byte(&b->out, ',');
    lf_data_action(b, "decline", lf_message(LF_MSG_DECLINE, language));
    lf_data_piece(b, &data->decline);

    lf_out_byte(&b->out, ',');
    lf_data_action(b, "not_me", lf_message(LF_MSG_NOT_YOU, language));
    lf_out_byte(&b->out, ',');
    lf_data_action(b, "forget", lf_message(LF_MSG_FORGET, language));
    lf_out_byte(&b->out, ',');
    lf_data_action(b, "erase", lf_message(LF_MSG_ERASE, language));
    lf_data_piece(b, &data->leave);

    lf_out_byte(&b->out, ',');
    lf_data_action(b, "withdraw", lf_message(LF_MSG_WITHDRAW, language));
    lf_data_piece(b, &data->withdraw);
}


static void
lf_data_open(lf_data_builder_t *b, const char *state)
{
    lf_out_lit(&b->out, "{\"form\":");
    lf_out_json(&b->out, b->form->name);
    lf_data_text(&b->out, "language", b->language);
    lf_data_text(&b->out, "state", lf_str_of(state));
}


static void
lf_data_step_open(lf_data_builder_t *b, const char *state,
    const lf_text_t *intro, lf_str_t title, lf_str_t submit)
{
    lf_data_open(b, state);
    lf_data_text(&b->out, "title", title);
    lf_data_text(&b->out, "intro", lf_text_in(intro, b->language,
                                              b->fallback));
    lf_data_text(&b->out, "submit", submit);
}


static void
lf_data_said(lf_data_builder_t *b, const char *state, lf_message_t title,
    lf_message_t text, lf_str_t *piece)
{
    lf_data_open(b, state);
    lf_data_text(&b->out, "title", lf_message(title, b->language));
    lf_data_text(&b->out, "text", lf_message(text, b->language));
    lf_out_byte(&b->out, '}');
    lf_data_piece(b, piece);
}


/* As the page has it: the module's words where an entry has none. */

static void
lf_data_thanks(lf_data_builder_t *b, const lf_thanks_t *thanks,
    lf_str_t *piece)
{
    lf_str_t  text;

    static const lf_text_t  none;

    lf_data_open(b, "thanks");
    lf_data_text(&b->out, "title",
                 lf_data_or(b, thanks == NULL ? &none : &thanks->title,
                            LF_MSG_THANKS_TITLE));

    text = thanks == NULL || (thanks->title.count == 0
                              && thanks->text.count == 0)
           ? lf_message(LF_MSG_THANKS_TEXT, b->language)
           : lf_text_in(&thanks->text, b->language, b->fallback);

    lf_data_text(&b->out, "text", text);

    if (thanks != NULL) {
        lf_data_text(&b->out, "redirect", thanks->redirect);
    }

    lf_out_byte(&b->out, '}');
    lf_data_piece(b, piece);
}


static void
lf_data_consent(lf_data_builder_t *b, size_t i)
{
    lf_str_t             text, hash;
    const lf_consent_t  *consent;

    consent = &b->form->consents[i];
    text = lf_text_in(&consent->text, b->language, b->fallback);
    hash = lf_consent_hash(b->mem, consent, b->language, b->fallback);

    if (hash.data == NULL) {
        b->failed = 1;
        return;
    }

    lf_out_lit(&b->out, "{\"id\":");
    lf_out_json(&b->out, consent->id);
    lf_data_text(&b->out, "version", consent->version);
    lf_data_text(&b->out, "hash", hash);
    lf_data_text(&b->out, "text", text);
    lf_data_piece(b, &b->data->consents[i]);

    lf_out_lit(&b->out, "{\"id\":");
    lf_out_json(&b->out, consent->id);
    lf_data_text(&b->out, "text", text);
    lf_data_piece(b, &b->data->agreed[i]);
}


static void
lf_data_either(lf_data_builder_t *b)
{
    size_t            i;
    const lf_form_t  *form;

    form = b->form;

    if (form->contacts_count < 2) {
        return;
    }

    lf_out_lit(&b->out, ",\"either\":[");

    for (i = 0; i < form->contacts_count; i++) {
        if (i > 0) {
            lf_out_byte(&b->out, ',');
        }

        lf_out_json(&b->out, form->fields[form->contacts[i]].name);
    }

    lf_out_byte(&b->out, ']');
    lf_data_piece(b, &b->data->either);
}


static void
lf_data_message(lf_data_builder_t *b)
{
    if (!b->form->message) {
        return;
    }

    lf_out_lit(&b->out, ",\"message\":{\"label\":");
    lf_out_json(&b->out, lf_data_or(b, &b->form->message_label,
                                    LF_MSG_MESSAGE_LABEL));
    lf_out_lit(&b->out, ",\"max_length\":");
    lf_out_int(&b->out, LF_MESSAGE_LEN_MAX);
    lf_out_byte(&b->out, '}');
    lf_data_piece(b, &b->data->message);
}


static void
lf_data_privacy(lf_data_builder_t *b)
{
    const lf_site_t  *site;

    site = b->form->site;

    if (site->privacy_url.count == 0 && site->privacy_controller.count == 0) {
        return;
    }

    lf_out_lit(&b->out, ",\"privacy\":{\"text\":");
    lf_out_json(&b->out, lf_message(LF_MSG_PRIVACY, b->language));
    lf_data_text(&b->out, "url", lf_text_in(&site->privacy_url, b->language,
                                            b->fallback));
    lf_data_text(&b->out, "controller",
                 lf_text_in(&site->privacy_controller, b->language,
                            b->fallback));
    lf_out_byte(&b->out, '}');
    lf_data_piece(b, &b->data->privacy);
}


static void
lf_data_action(lf_data_builder_t *b, const char *action, lf_str_t label)
{
    lf_out_lit(&b->out, "{\"action\":");
    lf_out_json(&b->out, lf_str_of(action));
    lf_data_text(&b->out, "label", label);
    lf_out_byte(&b->out, '}');
}


static lf_str_t
lf_data_or(lf_data_builder_t *b, const lf_text_t *text, lf_message_t otherwise)
{
    return text->count > 0 ? lf_text_in(text, b->language, b->fallback)
                           : lf_message(otherwise, b->language);
}


static lf_str_t
lf_data_title(lf_data_builder_t *b)
{
    return b->form->title.count > 0
           ? lf_text_in(&b->form->title, b->language, b->fallback)
           : b->form->name;
}


/* What was written since the last one. */

static void
lf_data_piece(lf_data_builder_t *b, lf_str_t *piece)
{
    *piece = lf_str_copy(b->mem, lf_out_str(&b->out));

    if (b->out.failed || piece->data == NULL) {
        b->failed = 1;
    }

    b->out.len = 0;
}
