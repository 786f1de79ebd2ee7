/*
 * lf_page_options: the options of a field, read from the model: of a select,
 * or as radio buttons and checkboxes.  What was typed is chosen again.
 */

#include "lf_country_names.h"
#include "lf_page_program.h"


static void lf_page_of_list(lf_render_t *r, unsigned field);
static void lf_page_of_countries(lf_render_t *r, unsigned field);
static void lf_page_of_yes_no(lf_render_t *r, unsigned field);
static int lf_page_is_shown(const lf_render_t *r, const lf_option_t *option,
    int chosen);
static void lf_page_entry(lf_render_t *r, lf_str_t value,
    const lf_text_variant_t *label, int chosen);
static void lf_page_button(lf_render_t *r, unsigned field, int first,
    lf_str_t value, const lf_text_variant_t *label);
static int lf_page_is_chosen(const lf_render_t *r, unsigned field,
    lf_str_t value);


void
lf_page_options(lf_render_t *r, unsigned field)
{
    switch (r->form->fields[field].type) {

    case LF_TYPE_COUNTRY:
        lf_page_of_countries(r, field);
        break;

    case LF_TYPE_YES_NO:
        lf_page_of_yes_no(r, field);
        break;

    default:
        lf_page_of_list(r, field);
        break;
    }
}


static void
lf_page_of_list(lf_render_t *r, unsigned field)
{
    int                       chosen, first, select;
    size_t                    i;
    lf_text_variant_t         plain;
    const lf_field_t         *f;
    const lf_option_t        *option;
    const lf_text_variant_t  *label;

    f = &r->form->fields[field];
    select = lf_page_is_select(f);
    first = 1;

    for (i = 0; i < f->options_count; i++) {
        option = &f->options[i];
        chosen = lf_page_is_chosen(r, field, option->value);

        if (!lf_page_is_shown(r, option, chosen)) {
            continue;
        }

        label = lf_text_variant(&option->label, r->page->language,
                                r->fallback);

        if (label == NULL) {
            plain = (lf_text_variant_t) { lf_null_str, option->value };
            label = &plain;
        }

        if (select) {
            lf_page_entry(r, option->value, label, chosen);

        } else {
            lf_page_button(r, field, first, option->value, label);
        }

        first = 0;
    }
}


/* What somebody chose is theirs, whatever became of its condition since. */
static int
lf_page_is_shown(const lf_render_t *r, const lf_option_t *option, int chosen)
{
    return chosen || option->when.count == 0 || r->view->all_options
           || r->view->facts == NULL
           || lf_when_holds(&option->when, r->view->facts, NULL);
}


static void
lf_page_of_countries(lf_render_t *r, unsigned field)
{
    size_t                    i;
    lf_str_t                  code, typed;
    lf_text_variant_t         name;
    const lf_input_t         *input;
    const lf_country_name_t  *country;

    typed = lf_null_str;
    name.language = lf_null_str;        /* said by the select */

    if (r->view->submission != NULL) {
        input = lf_submission_input(r->view->submission, field);

        if (input != NULL && input->typed_count > 0) {
            typed = input->typed[0];
        }
    }

    country = lf_country_names(r->page->language);

    for (i = 0; i < LF_COUNTRY_NAMES; i++, country++) {
        code = (lf_str_t) { country->code, 2 };

        name.text = lf_str_of(country->name);

        lf_page_entry(r, code, &name, lf_str_eq_nocase(code, typed));
    }
}


lf_str_t
lf_page_country_name(const lf_render_t *r, lf_str_t code)
{
    size_t                    i;
    const lf_country_name_t  *country;

    country = lf_country_names(r->page->language);

    for (i = 0; i < LF_COUNTRY_NAMES; i++, country++) {
        if (lf_str_eq(code, (lf_str_t) { country->code, 2 })) {
            return lf_str_of(country->name);
        }
    }

    return lf_null_str;
}


static void
lf_page_of_yes_no(lf_render_t *r, unsigned field)
{
    lf_text_variant_t  label;

    label.language = lf_message_language(r->page->language);

    label.text = lf_message(LF_MSG_YES, r->page->language);
    lf_page_button(r, field, 1, lf_str("yes"), &label);

    label.text = lf_message(LF_MSG_NO, r->page->language);
    lf_page_button(r, field, 0, lf_str("no"), &label);
}


static void
lf_page_entry(lf_render_t *r, lf_str_t value, const lf_text_variant_t *label,
    int chosen)
{
    lf_out_lit(r->out, "<option value=\"");
    lf_out_html(r->out, value);
    lf_out_byte(r->out, '"');
    lf_page_attributes(r->out, r->page->language, label->language);

    if (chosen) {
        lf_out_lit(r->out, " selected");
    }

    lf_out_byte(r->out, '>');
    lf_out_html(r->out, label->text);
    lf_out_lit(r->out, "</option>");
}


/* The first one has the id that the summary of errors leads to. */
static void
lf_page_button(lf_render_t *r, unsigned field, int first, lf_str_t value,
    const lf_text_variant_t *label)
{
    lf_message_t       message;
    const lf_field_t  *f;

    f = &r->form->fields[field];

    lf_out_lit(r->out, "<label class=\"lf-choice\"><input type=\"");

    if (f->type == LF_TYPE_CHOICES) {
        lf_out_lit(r->out, "checkbox\"");

        if (lf_page_problem(r, field, &message)) {
            lf_out_lit(r->out, " aria-invalid=\"true\"");
        }

    } else {
        lf_out_lit(r->out, "radio\"");
    }

    if (first) {
        lf_out_lit(r->out, " id=\"");
        lf_page_id(r);
        lf_out_lit(r->out, "f-");
        lf_out_add(r->out, f->name);
        lf_out_byte(r->out, '"');
    }

    lf_out_lit(r->out, " name=\"");
    lf_out_add(r->out, f->name);
    lf_out_lit(r->out, "\" value=\"");
    lf_out_html(r->out, value);
    lf_out_byte(r->out, '"');

    if (lf_page_is_chosen(r, field, value)) {
        lf_out_lit(r->out, " checked");
    }

    lf_out_byte(r->out, '>');
    lf_page_marked(r->out, r->page->language, label->language, label->text);
    lf_out_lit(r->out, "</label>");
}


static int
lf_page_is_chosen(const lf_render_t *r, unsigned field, lf_str_t value)
{
    size_t             i;
    const lf_input_t  *input;

    if (r->view->submission == NULL) {
        return 0;
    }

    input = lf_submission_input(r->view->submission, field);

    if (input == NULL) {
        return 0;
    }

    for (i = 0; i < input->typed_count; i++) {
        if (lf_str_eq(input->typed[i], value)) {
            return 1;
        }
    }

    return 0;
}
