/*
 * lf_data_field: a field as data: what it asks, and what can be an answer.
 */

#include <stdio.h>
#include <stdlib.h>

#include "lf_country_names.h"
#include "lf_data_program.h"
#include "lf_form_load.h"


#define LF_DATA_NUMBER_LEN  32          /* of "%.17g" */


static void lf_data_length(lf_out_t *out, const char *name, int64_t n);
static void lf_data_number(lf_out_t *out, const char *name, double n);
static void lf_data_of_list(lf_out_t *out, const lf_field_t *field,
    const lf_view_t *view, lf_str_t language, lf_str_t fallback);
static void lf_data_of_countries(lf_out_t *out, lf_str_t language);
static void lf_data_option(lf_out_t *out, int first, lf_str_t value,
    lf_str_t label);


void
lf_data_text(lf_out_t *out, const char *name, lf_str_t text)
{
    if (text.len > 0) {
        lf_out_lit(out, ",\"");
        lf_out_add(out, lf_str_of(name));
        lf_out_lit(out, "\":");
        lf_out_json(out, text);
    }
}


void
lf_data_field(lf_out_t *out, const lf_field_t *field, lf_str_t language,
    lf_str_t fallback)
{
    lf_str_t  label;

    label = lf_text_in(&field->label, language, fallback);

    lf_out_lit(out, "{\"name\":");
    lf_out_json(out, field->name);
    lf_data_text(out, "type", lf_str_of(lf_type_name(field->type)));
    lf_data_text(out, "label", label.len > 0 ? label : field->name);
    lf_data_text(out, "why", lf_text_in(&field->why, language, fallback));
    lf_data_text(out, "placeholder",
                 lf_text_in(&field->placeholder, language, fallback));
    lf_data_text(out, "autocomplete", field->autocomplete);
    lf_data_text(out, "pattern", field->pattern);

    if (field->length_min > 1) {
        lf_data_length(out, "min_length", field->length_min);
    }

    if (field->length_max > 0) {
        lf_data_length(out, "max_length", field->length_max);
    }

    if (field->has_min) {
        lf_data_number(out, "min", field->min);
    }

    if (field->has_max) {
        lf_data_number(out, "max", field->max);
    }

    if (field->type == LF_TYPE_NUMBER && field->step > 0) {
        lf_data_number(out, "step", field->step);
    }

    lf_data_text(out, "min", field->date_min);
    lf_data_text(out, "max", field->date_max);
}


static void
lf_data_length(lf_out_t *out, const char *name, int64_t n)
{
    lf_out_lit(out, ",\"");
    lf_out_add(out, lf_str_of(name));
    lf_out_lit(out, "\":");
    lf_out_int(out, n);
}


/* The shortest text that is read as the same number. */

static void
lf_data_number(lf_out_t *out, const char *name, double n)
{
    int   digits;
    char  text[LF_DATA_NUMBER_LEN];

    for (digits = 15; digits <= 17; digits++) {
        (void) snprintf(text, sizeof(text), "%.*g", digits, n);

        if (strtod(text, NULL) == n) {
            break;
        }
    }

    lf_out_lit(out, ",\"");
    lf_out_add(out, lf_str_of(name));
    lf_out_lit(out, "\":");
    lf_out_add(out, lf_str_of(text));
}


int
lf_data_has_options(const lf_field_t *field)
{
    return field->type == LF_TYPE_CHOICE || field->type == LF_TYPE_CHOICES
           || field->type == LF_TYPE_COUNTRY || field->type == LF_TYPE_YES_NO;
}


void
lf_data_options(lf_out_t *out, const lf_field_t *field, const lf_view_t *view,
    lf_str_t language, lf_str_t fallback)
{
    lf_out_lit(out, ",\"options\":[");

    switch (field->type) {

    case LF_TYPE_COUNTRY:
        lf_data_of_countries(out, language);
        break;

    case LF_TYPE_YES_NO:
        lf_data_option(out, 1, lf_str("yes"), lf_message(LF_MSG_YES,
                                                         language));
        lf_data_option(out, 0, lf_str("no"), lf_message(LF_MSG_NO, language));
        break;

    default:
        lf_data_of_list(out, field, view, language, fallback);
        break;
    }

    lf_out_byte(out, ']');
}


static void
lf_data_of_list(lf_out_t *out, const lf_field_t *field, const lf_view_t *view,
    lf_str_t language, lf_str_t fallback)
{
    int                 first;
    size_t              i;
    lf_str_t            label;
    const lf_option_t  *option;

    first = 1;

    for (i = 0; i < field->options_count; i++) {
        option = &field->options[i];

        if (option->when.count > 0 && !view->all_options
            && view->facts != NULL
            && !lf_when_holds(&option->when, view->facts, NULL))
        {
            continue;
        }

        label = lf_text_in(&option->label, language, fallback);

        lf_data_option(out, first, option->value,
                       label.len > 0 ? label : option->value);
        first = 0;
    }
}


static void
lf_data_of_countries(lf_out_t *out, lf_str_t language)
{
    size_t                    i;
    const lf_country_name_t  *country;

    country = lf_country_names(language);

    for (i = 0; i < LF_COUNTRY_NAMES; i++, country++) {
        lf_data_option(out, i == 0, (lf_str_t) { country->code, 2 },
                       lf_str_of(country->name));
    }
}


static void
lf_data_option(lf_out_t *out, int first, lf_str_t value, lf_str_t label)
{
    if (!first) {
        lf_out_byte(out, ',');
    }

    lf_out_lit(out, "{\"value\":");
    lf_out_json(out, value);
    lf_out_lit(out, ",\"label\":");
    lf_out_json(out, label);
    lf_out_byte(out, '}');
}
