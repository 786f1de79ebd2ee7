/*
 * lf_page_problems: what a page says about what was typed and cannot be
 * taken: a summary in front of everything, and the same beside each control.
 *
 * The summary has the focus when the page comes back (autofocus is for every
 * element that can have it): a screen reader then says all that is to do
 * before it comes to the first control, and no keyboard rises over the list.
 * It is an alert, too, for browsers that focus nothing but controls.
 */

#include "lf_page_program.h"


/* Name, contact, message; or question, message, country. */
#define LF_PAGE_PLACES_MAX  (3 + LF_CONSENTS_MAX)


static void lf_page_entry(lf_render_t *r, unsigned field,
    lf_message_t problem);
static size_t lf_page_places(const lf_render_t *r,
    unsigned places[LF_PAGE_PLACES_MAX]);
static size_t lf_page_consents(const lf_render_t *r, size_t count,
    unsigned places[LF_PAGE_PLACES_MAX]);
static int lf_page_is_radios(const lf_render_t *r, unsigned field);
static int lf_page_is_checkboxes(const lf_render_t *r, unsigned field);
static void lf_page_name(lf_render_t *r, const char *kind, unsigned field);
static lf_str_t lf_page_place_label(const lf_render_t *r, unsigned field,
    lf_str_t *language);


int
lf_page_problem(const lf_render_t *r, unsigned field, lf_message_t *message)
{
    const lf_input_t       *input;
    const lf_submission_t  *submission;

    submission = r->view->submission;

    if (submission == NULL) {
        return 0;
    }

    if (field == LF_PAGE_MESSAGE) {
        *message = submission->message_problem;
        return submission->message_bad;
    }

    if (LF_PAGE_IS_CONSENT(field)) {
        *message = LF_MSG_CONSENT;
        return (submission->consents_missing
                >> LF_PAGE_CONSENT_OF(field) & 1) != 0;
    }

    input = lf_submission_input(submission, field);

    if (input == NULL || !input->bad) {
        return 0;
    }

    *message = input->message;

    return 1;
}


int
lf_page_has_problems(const lf_render_t *r)
{
    size_t        i, count;
    unsigned      places[LF_PAGE_PLACES_MAX];
    lf_message_t  message;

    if (r->view->submission == NULL) {
        return 0;
    }

    count = lf_page_places(r, places);

    for (i = 0; i < count; i++) {
        if (lf_page_problem(r, places[i], &message)) {
            return 1;
        }
    }

    return 0;
}


void
lf_page_summary(lf_render_t *r)
{
    size_t         i, count;
    unsigned       places[LF_PAGE_PLACES_MAX];
    lf_message_t   message;

    lf_out_lit(r->out, "<div class=\"lf-summary\" role=\"alert\""
                       " tabindex=\"-1\"");
    lf_page_focus(r);
    lf_out_lit(r->out, "><h2>");
    lf_page_say(r->out, r->page->language, LF_MSG_ERRORS_TITLE);
    lf_out_lit(r->out, "</h2><ul>");

    count = lf_page_places(r, places);

    for (i = 0; i < count; i++) {

        if (!lf_page_problem(r, places[i], &message)) {
            continue;
        }

        lf_out_lit(r->out, "<li><a href=\"#");
        lf_page_name(r, "f-", places[i]);
        lf_out_byte(r->out, '"');
        lf_page_entry(r, places[i], message);
        lf_out_lit(r->out, "</a></li>");
    }

    lf_out_lit(r->out, "</ul></div>");
}


/*
 * The rest of a link, from its attributes on.  A consent's text is a sentence
 * of its own: it comes last.
 */
static void
lf_page_entry(lf_render_t *r, unsigned field, lf_message_t problem)
{
    lf_out_t  *out;
    lf_str_t   page, says, label, language, words;

    out = r->out;
    page = r->page->language;
    says = lf_message_language(page);
    words = lf_message(problem, page);
    label = lf_page_place_label(r, field, &language);

    lf_page_attributes(out, page, says);
    lf_out_byte(out, '>');

    if (LF_PAGE_IS_CONSENT(field)) {
        lf_page_say_of(out, page, LF_MSG_ENTRY, says, words);

    } else {
        lf_page_say_of(out, page, LF_MSG_ENTRY, language, label);
    }

    /* the colon of Chinese and Japanese brings its blank with it */

    if (out->len > 0 && out->data[out->len - 1] == ':') {
        lf_out_byte(out, ' ');
    }

    if (LF_PAGE_IS_CONSENT(field)) {
        lf_page_quoted(out, says, language.len > 0 ? language : page, label);

    } else {
        lf_out_html(out, words);
    }
}


/* The controls of the page, in their order on it. */
static size_t
lf_page_places(const lf_render_t *r, unsigned places[LF_PAGE_PLACES_MAX])
{
    size_t            count;
    const lf_form_t  *form;

    form = r->form;
    count = 0;

    switch (r->view->kind) {

    case LF_VIEW_FIRST:
        places[count++] = form->name_field;

        if (r->view->contact < form->contacts_count) {
            places[count++] = form->contacts[r->view->contact];
        }

        break;

    case LF_VIEW_KNOWN:
        if (r->view->question >= 0
            && (size_t) r->view->question < form->fields_count)
        {
            places[count++] = (unsigned) r->view->question;
        }

        break;

    default:
        return 0;
    }

    if (form->message) {
        places[count++] = LF_PAGE_MESSAGE;
    }

    if (r->view->kind == LF_VIEW_KNOWN && r->view->has_offered) {
        places[count++] = r->view->offered;
    }

    return lf_page_consents(r, count, places);
}


static size_t
lf_page_consents(const lf_render_t *r, size_t count,
    unsigned places[LF_PAGE_PLACES_MAX])
{
    size_t  i;

    for (i = 0; i < r->form->consents_count && i < LF_CONSENTS_MAX; i++) {
        if (r->form->consents[i].required && (r->view->consents >> i & 1)) {
            places[count++] = LF_PAGE_CONSENT(i);
        }
    }

    return count;
}


void
lf_page_error(lf_render_t *r, unsigned field)
{
    lf_message_t  message;

    if (!lf_page_problem(r, field, &message)) {
        return;
    }

    lf_out_lit(r->out, "<p class=\"lf-error\" id=\"");
    lf_page_name(r, "e-", field);
    lf_out_lit(r->out, "\">");
    lf_page_say(r->out, r->page->language, message);
    lf_out_lit(r->out, "</p>");
}


/*
 * Binds the error and the reason to the control.  A group of checkboxes
 * cannot be invalid, only its boxes can; a group of radio buttons can.
 */
void
lf_page_aria(lf_render_t *r, unsigned field, int why)
{
    int           bad;
    lf_message_t  message;

    bad = lf_page_problem(r, field, &message);

    if (!bad && LF_PAGE_IS_CONSENT(field)) {
        /* Chromium calls a box that has to be ticked wrong before anyone
         * could tick it. */
        lf_out_lit(r->out, " aria-invalid=\"false\"");
        return;
    }

    if (!bad && !why) {
        return;
    }

    if (bad && lf_page_is_radios(r, field)) {
        lf_out_lit(r->out, " role=\"radiogroup\"");
    }

    if (bad && !lf_page_is_checkboxes(r, field)) {
        lf_out_lit(r->out, " aria-invalid=\"true\"");
    }

    lf_out_lit(r->out, " aria-describedby=\"");

    if (bad) {
        lf_page_name(r, "e-", field);
    }

    if (bad && why) {
        lf_out_byte(r->out, ' ');
    }

    if (why) {
        lf_page_name(r, "w-", field);
    }

    lf_out_byte(r->out, '"');
}


static int
lf_page_is_radios(const lf_render_t *r, unsigned field)
{
    const lf_field_t  *f;

    if (field >= r->form->fields_count) {
        return 0;
    }

    f = &r->form->fields[field];

    return f->type == LF_TYPE_YES_NO
           || (f->type == LF_TYPE_CHOICE && !lf_page_is_select(f));
}


static int
lf_page_is_checkboxes(const lf_render_t *r, unsigned field)
{
    return field < r->form->fields_count
           && r->form->fields[field].type == LF_TYPE_CHOICES;
}


/* The id of the control (f-), its error (e-), its reason (w-). */
static void
lf_page_name(lf_render_t *r, const char *kind, unsigned field)
{
    lf_page_id(r);
    lf_out_add(r->out, lf_str_of(kind));

    if (field == LF_PAGE_MESSAGE) {
        lf_out_lit(r->out, LF_INPUT_MESSAGE);

    } else if (LF_PAGE_IS_CONSENT(field)) {
        lf_out_lit(r->out, LF_INPUT_CONSENT "-");
        lf_out_html(r->out, r->form->consents[LF_PAGE_CONSENT_OF(field)].id);

    } else {
        lf_out_add(r->out, r->form->fields[field].name);
    }
}


static lf_str_t
lf_page_place_label(const lf_render_t *r, unsigned field, lf_str_t *language)
{
    const lf_text_t          *text;
    const lf_text_variant_t  *variant;

    if (field == LF_PAGE_MESSAGE) {
        text = &r->form->message_label;

    } else if (LF_PAGE_IS_CONSENT(field)) {
        text = &r->form->consents[LF_PAGE_CONSENT_OF(field)].text;

    } else {
        return lf_page_label(&r->form->fields[field], r->page->language,
                             r->fallback, language);
    }

    variant = lf_text_variant(text, r->page->language, r->fallback);

    if (variant == NULL) {
        *language = lf_message_language(r->page->language);
        return lf_message(LF_MSG_MESSAGE_LABEL, r->page->language);
    }

    *language = variant->language;

    return variant->text;
}
