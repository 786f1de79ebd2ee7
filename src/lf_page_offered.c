/*
 * lf_page_offered: the country that geography tells, shown closed, and the
 * control to correct it.  What is named comes from this very request.
 */

#include "lf_page_program.h"


static int lf_page_offered_is_open(const lf_render_t *r);
static void lf_page_offered_summary(lf_render_t *r);
static void lf_page_offered_button(lf_render_t *r);


void
lf_page_offered(lf_render_t *r)
{
    if (r->view->offered >= r->form->fields_count) {
        return;
    }

    lf_out_lit(r->out, "<details");

    if (lf_page_offered_is_open(r)) {
        lf_out_lit(r->out, " open");
    }

    lf_out_lit(r->out, "><summary");
    lf_page_offered_summary(r);
    lf_out_lit(r->out, "</summary>");

    lf_page_run(r, &r->page->questions[r->view->offered]);

    /* Beneath the form's own button: one more within reach. */

    lf_out_lit(r->out, "<button type=\"submit\">");
    lf_page_offered_button(r);
    lf_out_lit(r->out, "</button></details>");
}


/* What was chosen, or is wrong, is not hidden. */
static int
lf_page_offered_is_open(const lf_render_t *r)
{
    const lf_input_t  *input;

    if (r->view->submission == NULL) {
        return 0;
    }

    input = lf_submission_input(r->view->submission, r->view->offered);

    return input != NULL && input->typed_count > 0
           && input->typed[0].len > 0;
}


/* The field's label, and the country where this request tells it. */
static void
lf_page_offered_summary(lf_render_t *r)
{
    lf_str_t           says, language, label, name;
    const lf_field_t  *field;

    field = &r->form->fields[r->view->offered];
    says = lf_message_language(r->page->language);
    label = lf_page_label(field, r->page->language, r->fallback, &language);
    name = r->view->facts != NULL
           ? lf_page_country_name(r, r->view->facts->country) : lf_null_str;

    if (name.len == 0) {
        lf_out_byte(r->out, '>');
        lf_page_marked(r->out, r->page->language, language, label);
        return;
    }

    lf_page_attributes(r->out, r->page->language, says);
    lf_out_byte(r->out, '>');
    lf_page_say_of(r->out, r->page->language, LF_MSG_ENTRY, language, label);

    /* the colon of Chinese and Japanese brings its blank with it */

    if (r->out->len > 0 && r->out->data[r->out->len - 1] == ':') {
        lf_out_byte(r->out, ' ');
    }

    lf_out_html(r->out, name);
}


static void
lf_page_offered_button(lf_render_t *r)
{
    const lf_text_variant_t  *text;

    text = lf_text_variant(&r->form->known_submit, r->page->language,
                           r->fallback);

    if (text == NULL) {
        lf_page_say(r->out, r->page->language, LF_MSG_KNOWN_SUBMIT);

    } else {
        lf_page_marked(r->out, r->page->language, text->language, text->text);
    }
}
