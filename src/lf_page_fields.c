/*
 * lf_page_fields: a field as HTML: its label, why it is asked, room for what
 * is wrong with it, and the control of its type.
 */

#include <lead_form/lf_value.h>

#include "lf_page_program.h"


typedef struct {
    int          required;
    const char  *enter;                 /* what the Enter key says, or NULL */
} lf_field_look_t;


static void lf_build_field(lf_builder_t *b, unsigned field,
    const lf_field_look_t *look);
static void lf_build_group(lf_builder_t *b, unsigned field,
    const lf_field_look_t *look);
static void lf_build_label(lf_builder_t *b, const lf_field_t *f,
    const lf_field_look_t *look);
static void lf_build_why(lf_builder_t *b, unsigned field);
static void lf_build_aria(lf_builder_t *b, unsigned field, int why);
static void lf_build_names(lf_builder_t *b, const lf_field_t *f);
static void lf_build_input(lf_builder_t *b, unsigned field,
    const lf_field_look_t *look);
static void lf_build_type(lf_builder_t *b, unsigned field);
static void lf_build_text_type(lf_builder_t *b, const lf_field_t *f);
static void lf_build_number_type(lf_builder_t *b, const lf_field_t *f);
static void lf_build_textarea(lf_builder_t *b, unsigned field,
    const lf_field_look_t *look);
static void lf_build_select(lf_builder_t *b, unsigned field,
    const lf_field_look_t *look);
static void lf_build_common(lf_builder_t *b, unsigned field,
    const lf_field_look_t *look);
static void lf_build_attribute(lf_builder_t *b, const char *name,
    lf_str_t value);
static void lf_build_length(lf_builder_t *b, const char *name, int64_t n);


void
lf_build_first_field(lf_builder_t *b, unsigned field, int last)
{
    lf_field_look_t  look;

    look.required = 1;
    look.enter = last ? "send" : NULL;

    lf_build_field(b, field, &look);
}


void
lf_build_question(lf_builder_t *b, unsigned field)
{
    lf_field_look_t  look;

    look.required = 0;
    look.enter = "send";

    lf_build_field(b, field, &look);
}


static void
lf_build_field(lf_builder_t *b, unsigned field, const lf_field_look_t *look)
{
    const lf_field_t  *f;

    f = &b->form->fields[field];

    if (f->type == LF_TYPE_CHOICES || f->type == LF_TYPE_YES_NO
        || (f->type == LF_TYPE_CHOICE && !lf_page_is_select(f)))
    {
        lf_build_group(b, field, look);
        return;
    }

    lf_build_lit(b, "<label for=\"");
    lf_build_id(b, "f-", f->name);
    lf_build_lit(b, "\">");
    lf_build_label(b, f, look);
    lf_build_lit(b, "</label>");
    lf_build_why(b, field);

    if (lf_page_is_select(f)) {
        lf_build_select(b, field, look);

    } else if (f->type == LF_TYPE_TEXTAREA) {
        lf_build_textarea(b, field, look);

    } else {
        lf_build_input(b, field, look);
    }
}


/* Each option is an input of its own; the legend is the question. */
static void
lf_build_group(lf_builder_t *b, unsigned field, const lf_field_look_t *look)
{
    const lf_field_t  *f;

    f = &b->form->fields[field];

    lf_build_lit(b, "<fieldset");
    lf_build_aria(b, field, f->why.count > 0);
    lf_build_lit(b, "><legend>");
    lf_build_label(b, f, look);
    lf_build_lit(b, "</legend>");
    lf_build_why(b, field);
    lf_build_hole(b, LF_HOLE_OPTIONS, field);
    lf_build_lit(b, "</fieldset>");
}


static void
lf_build_label(lf_builder_t *b, const lf_field_t *f,
    const lf_field_look_t *look)
{
    lf_str_t  label, language;

    label = lf_page_label(f, b->language, b->fallback, &language);
    lf_page_marked(&b->text, b->language, language, label);

    if (!look->required) {
        lf_build_lit(b, " <small>");
        lf_build_message(b, LF_MSG_OPTIONAL);
        lf_build_lit(b, "</small>");
    }
}


/* In front of the control, where no list of suggestions covers it. */
static void
lf_build_why(lf_builder_t *b, unsigned field)
{
    const lf_field_t  *f;

    f = &b->form->fields[field];

    if (f->why.count > 0) {
        lf_build_lit(b, "<p class=\"lf-why\" id=\"");
        lf_build_id(b, "w-", f->name);
        lf_build_lit(b, "\">");
        lf_build_text(b, &f->why);
        lf_build_lit(b, "</p>");
    }

    lf_build_hole(b, LF_HOLE_ERROR, field);
}


static void
lf_build_aria(lf_builder_t *b, unsigned field, int why)
{
    lf_build_hole(b, LF_HOLE_ARIA, field);

    if (!b->failed) {
        b->ops[b->count - 1].op.why = why != 0;
    }
}


static void
lf_build_names(lf_builder_t *b, const lf_field_t *f)
{
    lf_build_lit(b, " id=\"");
    lf_build_id(b, "f-", f->name);
    lf_build_lit(b, "\"");
    lf_build_attribute(b, "name", f->name);
}


static void
lf_build_input(lf_builder_t *b, unsigned field, const lf_field_look_t *look)
{
    const lf_field_t  *f;

    f = &b->form->fields[field];

    lf_build_lit(b, "<input");
    lf_build_names(b, f);
    lf_build_type(b, field);

    if (f->type != LF_TYPE_TEXT && lf_language_is_rtl(b->language)) {
        lf_build_lit(b, " dir=\"ltr\"");
    }

    if (look->enter != NULL) {
        lf_build_attribute(b, "enterkeyhint", lf_str_of(look->enter));
    }

    lf_build_common(b, field, look);
    lf_build_hole(b, LF_HOLE_VALUE, field);
    lf_build_lit(b, ">");
}


/*
 * A browser refuses, and shows empty, what its own types cannot read; the
 * server reads more: "1,5", a host without a scheme.  So such fields stay
 * texts with the right keyboard.
 */
static void
lf_build_type(lf_builder_t *b, unsigned field)
{
    const lf_field_t  *f;

    f = &b->form->fields[field];

    switch (f->type) {

    case LF_TYPE_EMAIL:
        lf_build_lit(b, " type=\"email\"");
        lf_build_length(b, "maxlength", f->length_max);
        lf_build_lit(b, " spellcheck=\"false\"");
        break;

    case LF_TYPE_PHONE:
        lf_build_lit(b, " type=\"tel\"");
        break;

    case LF_TYPE_URL:
        lf_build_lit(b, " type=\"text\" inputmode=\"url\""
                        " autocapitalize=\"none\" spellcheck=\"false\"");
        break;

    case LF_TYPE_NUMBER:
        lf_build_number_type(b, f);
        break;

    case LF_TYPE_DATE:
        lf_build_hole(b, LF_HOLE_DATE_TYPE, field);
        break;

    default:
        lf_build_text_type(b, f);
        break;
    }
}


static void
lf_build_text_type(lf_builder_t *b, const lf_field_t *f)
{
    lf_build_lit(b, " type=\"text\"");
    lf_build_length(b, "maxlength", f->length_max);

    if (f->length_min > 1) {
        lf_build_length(b, "minlength", f->length_min);
    }

    /* White space at the ends is cut off by the server, not by a browser. */

    if (f->pattern.len > 0) {
        lf_build_lit(b, " pattern=\"\\s*(?:");
        lf_build_html(b, f->pattern);
        lf_build_lit(b, ")\\s*\"");
        lf_build_attribute(b, "title",
                           lf_message(LF_MSG_PATTERN, b->language));
    }

    if (lf_str_contains(f->autocomplete, lf_str("name"))) {
        lf_build_lit(b, " autocapitalize=\"words\"");
    }

    if (f->autocomplete.len > 0) {
        lf_build_lit(b, " spellcheck=\"false\"");
    }
}


/* The keyboards of digits have no minus sign, and some no decimal mark. */
static void
lf_build_number_type(lf_builder_t *b, const lf_field_t *f)
{
    lf_build_lit(b, " type=\"text\"");

    if (!f->has_min || f->min < 0) {
        return;
    }

    if (f->step >= 1 && f->step == (double) (int64_t) f->step
        && f->min == (double) (int64_t) f->min)
    {
        lf_build_lit(b, " inputmode=\"numeric\"");
        return;
    }

    lf_build_lit(b, " inputmode=\"decimal\"");
}


/* The line end behind the tag is dropped by a browser, a typed one is not. */
static void
lf_build_textarea(lf_builder_t *b, unsigned field,
    const lf_field_look_t *look)
{
    const lf_field_t  *f;

    f = &b->form->fields[field];

    lf_build_lit(b, "<textarea");
    lf_build_names(b, f);
    lf_build_lit(b, " rows=\"4\"");
    lf_build_length(b, "maxlength", f->length_max);
    lf_build_common(b, field, look);
    lf_build_lit(b, ">\n");
    lf_build_hole(b, LF_HOLE_TEXT, field);
    lf_build_lit(b, "</textarea>");
}


/* In an option there are no elements: attributes say of what language it is. */
static void
lf_build_select(lf_builder_t *b, unsigned field, const lf_field_look_t *look)
{
    lf_str_t           language;
    const lf_field_t  *f;

    f = &b->form->fields[field];
    language = lf_message_language(b->language);

    lf_build_lit(b, "<select");
    lf_build_names(b, f);

    /* the names of countries are of the same language as the messages */

    if (f->type == LF_TYPE_COUNTRY
        && lf_page_is_foreign(b->language, language))
    {
        lf_build_attribute(b, "lang", language);
        language = lf_null_str;
    }

    lf_build_common(b, field, look);
    lf_build_lit(b, "><option value=\"\"");
    lf_page_attributes(&b->text, b->language, language);
    lf_build_lit(b, ">");
    lf_build_html(b, lf_message(LF_MSG_CHOOSE, b->language));
    lf_build_lit(b, "</option>");
    lf_build_hole(b, LF_HOLE_OPTIONS, field);
    lf_build_lit(b, "</select>");
}


static void
lf_build_common(lf_builder_t *b, unsigned field, const lf_field_look_t *look)
{
    const lf_field_t  *f;

    f = &b->form->fields[field];

    lf_build_attribute(b, "autocomplete", f->autocomplete);

    /* A date shows its own, where it is not the browser's. */

    if (f->type != LF_TYPE_DATE && !lf_page_is_select(f)) {
        lf_build_attribute(b, "placeholder",
                           lf_text_in(&f->placeholder, b->language,
                                      b->fallback));
    }

    if (look->required) {
        lf_build_lit(b, " required");
    }

    lf_build_aria(b, field, f->why.count > 0);
}


void
lf_build_message_box(lf_builder_t *b, const lf_text_t *button)
{
    lf_build_lit(b, "<details");
    lf_build_hole(b, LF_HOLE_OPEN, 0);
    lf_build_lit(b, "><summary>");
    lf_build_message(b, LF_MSG_MESSAGE);
    lf_build_lit(b, "</summary><label for=\"");
    lf_build_id(b, "f-", lf_str(LF_INPUT_MESSAGE));
    lf_build_lit(b, "\">");

    if (b->form->message_label.count > 0) {
        lf_build_text(b, &b->form->message_label);

    } else {
        lf_build_message(b, LF_MSG_MESSAGE_LABEL);
    }

    lf_build_lit(b, "</label>");
    lf_build_hole(b, LF_HOLE_ERROR, LF_PAGE_MESSAGE);
    lf_build_lit(b, "<textarea id=\"");
    lf_build_id(b, "f-", lf_str(LF_INPUT_MESSAGE));
    lf_build_lit(b, "\" name=\"" LF_INPUT_MESSAGE "\" rows=\"4\"");
    lf_build_length(b, "maxlength", LF_MESSAGE_LEN_MAX);
    lf_build_aria(b, LF_PAGE_MESSAGE, 0);
    lf_build_lit(b, ">\n");
    lf_build_hole(b, LF_HOLE_TEXT, LF_PAGE_MESSAGE);
    lf_build_lit(b, "</textarea>");

    /* Beneath the form's own button: one more within reach. */

    if (button != NULL) {
        lf_build_lit(b, "<button type=\"submit\">");

        if (button->count > 0) {
            lf_build_text(b, button);

        } else {
            lf_build_message(b, LF_MSG_KNOWN_SUBMIT);
        }

        lf_build_lit(b, "</button>");
    }

    lf_build_lit(b, "</details>");
}


/* None where there is no value. */
static void
lf_build_attribute(lf_builder_t *b, const char *name, lf_str_t value)
{
    if (value.len > 0) {
        lf_build_lit(b, " ");
        lf_out_add(&b->text, lf_str_of(name));
        lf_build_lit(b, "=\"");
        lf_build_html(b, value);
        lf_build_lit(b, "\"");
    }
}


static void
lf_build_length(lf_builder_t *b, const char *name, int64_t n)
{
    if (n > 0) {
        lf_build_lit(b, " ");
        lf_out_add(&b->text, lf_str_of(name));
        lf_build_lit(b, "=\"");
        lf_out_int(&b->text, n);
        lf_build_lit(b, "\"");
    }
}
