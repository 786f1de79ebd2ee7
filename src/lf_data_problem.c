/*
 * lf_data_problem: what is wrong, as problem details (RFC 9457), with all that
 * a client needs to go on.
 */

#include "lf_data_program.h"
#include "lf_page_program.h"


#define LF_PROBLEM_URN   "urn:lead-form:problem:"
#define LF_PROBLEM_HINT  1024


static void lf_problem_said(lf_out_t *out, const lf_problem_t *problem);
static void lf_problem_closed(lf_out_t *out, const lf_form_t *form,
    const lf_problem_t *problem);
static void lf_problem_head(lf_out_t *out, const lf_problem_t *problem,
    lf_str_t code, lf_str_t title, lf_str_t detail);
static void lf_problem_errors(const lf_form_t *form,
    const lf_submission_t *submission, lf_str_t language, lf_out_t *out);
static void lf_problem_of_body(const lf_body_error_t *error, lf_out_t *out);
static void lf_problem_entry(lf_out_t *out, int *first, lf_message_t message,
    lf_str_t language, const char *pointer, lf_str_t name);
static void lf_problem_number(lf_out_t *out, const char *name, unsigned n);


static const char *const  lf_data_codes[LF_MSG_COUNT] = {
    [LF_MSG_ERRORS_TITLE] = "invalid",
    [LF_MSG_PRESS_AGAIN] = "press_again",
    [LF_MSG_STALE] = "stale_ticket",
    [LF_MSG_UNAVAILABLE] = "unavailable",
    [LF_MSG_NOT_WITHDRAWN] = "not_withdrawn",
    [LF_MSG_CROSS_SITE] = "cross_site",
    [LF_MSG_NOT_FOUND] = "not_found",
    [LF_MSG_METHOD] = "method",
    [LF_MSG_TOO_LARGE] = "too_large",
    [LF_MSG_MEDIA_TYPE] = "media_type",
    [LF_MSG_BAD_REQUEST] = "bad_request",
    [LF_MSG_PREVIEW_OVER] = "preview_over",
    [LF_MSG_REQUIRED] = "required",
    [LF_MSG_TOO_LONG] = "too_long",
    [LF_MSG_TOO_SHORT] = "too_short",
    [LF_MSG_NOT_TEXT] = "not_text",
    [LF_MSG_REPEATED] = "repeated",
    [LF_MSG_EMAIL] = "email",
    [LF_MSG_PHONE] = "phone",
    [LF_MSG_PHONE_COUNTRY] = "phone_country",
    [LF_MSG_URL] = "url",
    [LF_MSG_NUMBER] = "number",
    [LF_MSG_WHOLE_NUMBER] = "whole_number",
    [LF_MSG_STEP] = "step",
    [LF_MSG_TOO_SMALL] = "too_small",
    [LF_MSG_TOO_LARGE_NUMBER] = "too_large",
    [LF_MSG_DATE] = "date",
    [LF_MSG_TOO_EARLY] = "too_early",
    [LF_MSG_TOO_LATE] = "too_late",
    [LF_MSG_CHOICE] = "choice",
    [LF_MSG_COUNTRY] = "country",
    [LF_MSG_PATTERN] = "pattern",
    [LF_MSG_CONSENT] = "consent"
};


lf_str_t
lf_data_code(lf_message_t message)
{
    return lf_data_codes[message] != NULL
           ? lf_str_of(lf_data_codes[message]) : lf_str("other");
}


void
lf_data_problem(const lf_form_t *form, const lf_view_t *view,
    const lf_problem_t *problem, lf_out_t *out)
{
    lf_out_init(out, out->mem, LF_PROBLEM_HINT);

    if (view != NULL && view->kind == LF_VIEW_CLOSED) {
        lf_problem_closed(out, form, problem);

    } else {
        lf_problem_said(out, problem);
    }

    if (problem->error != NULL) {
        lf_problem_of_body(problem->error, out);
    }

    if (problem->status == 415) {
        lf_out_lit(out, ",\"accept\":[\"" LF_DATA_TYPE "\",\"" LF_FORM_TYPE
                        "\"]");
    }

    if (view != NULL) {
        if (view->submission != NULL) {
            lf_problem_errors(form, view->submission, problem->language, out);
        }

        if (view->kind == LF_VIEW_FIRST || view->kind == LF_VIEW_KNOWN) {
            lf_data_text(out, "ticket", view->ticket);
        }

        lf_out_lit(out, ",\"step\":");
        lf_data_render(form, view, out);
    }

    lf_out_byte(out, '}');
}


/* The first sentence is the title, as it is the heading of a page. */

static void
lf_problem_said(lf_out_t *out, const lf_problem_t *problem)
{
    lf_str_t  code, text, title;

    code = problem->code.len > 0 ? problem->code
                                 : lf_data_code(problem->message);
    text = lf_message(problem->message, problem->language);
    title = lf_page_sentence(&text);

    lf_problem_head(out, problem, code, title, text);
}


/* A retired form says in its own words that it is. */

static void
lf_problem_closed(lf_out_t *out, const lf_form_t *form,
    const lf_problem_t *problem)
{
    lf_str_t  title;

    title = lf_text_in(&form->title, problem->language, lf_null_str);

    lf_problem_head(out, problem, lf_str("closed"),
                    title.len > 0 ? title : form->name,
                    lf_text_in(&form->closed, problem->language,
                               lf_null_str));
}


static void
lf_problem_head(lf_out_t *out, const lf_problem_t *problem, lf_str_t code,
    lf_str_t title, lf_str_t detail)
{
    lf_out_lit(out, "{\"type\":\"" LF_PROBLEM_URN);
    lf_out_add(out, code);
    lf_out_byte(out, '"');
    lf_data_text(out, "title", title);
    lf_problem_number(out, "status", problem->status);
    lf_data_text(out, "detail", detail);
    lf_data_text(out, "code", code);
}


static void
lf_problem_errors(const lf_form_t *form, const lf_submission_t *submission,
    lf_str_t language, lf_out_t *out)
{
    int                first;
    size_t             i;
    const lf_input_t  *input;

    if (submission->problems == 0) {
        return;
    }

    first = 1;
    lf_out_lit(out, ",\"errors\":[");

    for (i = 0; i < submission->inputs_count; i++) {
        input = &submission->inputs[i];

        if (input->bad) {
            lf_problem_entry(out, &first, input->message, language,
                             "#/answers/", form->fields[input->field].name);
            lf_out_byte(out, '}');
        }
    }

    if (submission->message_bad) {
        lf_problem_entry(out, &first, submission->message_problem, language,
                         "#/message", lf_null_str);
        lf_out_byte(out, '}');
    }

    for (i = 0; i < form->consents_count && i < LF_CONSENTS_MAX; i++) {
        if (submission->consents_missing >> i & 1) {
            lf_problem_entry(out, &first, LF_MSG_CONSENT, language,
                             "#/consent", lf_null_str);
            lf_data_text(out, "consent", form->consents[i].id);
            lf_out_byte(out, '}');
        }
    }

    lf_out_byte(out, ']');
}


/* Open at its end.  A field's name needs no escape in a pointer. */

static void
lf_problem_entry(lf_out_t *out, int *first, lf_message_t message,
    lf_str_t language, const char *pointer, lf_str_t name)
{
    if (!*first) {
        lf_out_byte(out, ',');
    }

    *first = 0;

    lf_out_lit(out, "{\"pointer\":\"");
    lf_out_add(out, lf_str_of(pointer));
    lf_out_add(out, name);
    lf_out_byte(out, '"');
    lf_data_text(out, "detail", lf_message(message, language));
    lf_data_text(out, "code", lf_data_code(message));
}


static void
lf_problem_of_body(const lf_body_error_t *error, lf_out_t *out)
{
    lf_out_lit(out, ",\"errors\":[{\"detail\":");
    lf_out_json(out, error->detail);
    lf_data_text(out, "pointer", error->pointer);
    lf_data_text(out, "code", error->code);

    if (error->line > 0) {
        lf_problem_number(out, "line", error->line);
        lf_problem_number(out, "column", error->column);
    }

    lf_out_lit(out, "}]");
}


static void
lf_problem_number(lf_out_t *out, const char *name, unsigned n)
{
    lf_out_lit(out, ",\"");
    lf_out_add(out, lf_str_of(name));
    lf_out_lit(out, "\":");
    lf_out_int(out, n);
}
