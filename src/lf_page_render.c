/*
 * lf_page_render: runs the program of a page, and fills its holes with what
 * this request brought.
 */

#include <lead_form/lf_value.h>

#include "lf_page_program.h"


#define LF_PAGE_HINT   512              /* bytes for the holes of a page */
#define LF_PAGE_FORMS    2
#define LF_PAGE_IDS     16


typedef void (*lf_fill_pt)(lf_render_t *r, const lf_op_t *op);


static size_t lf_page_hint(const lf_render_t *r, const lf_program_t *program);
static const lf_program_t *lf_page_program(const lf_render_t *r);
static int lf_page_holds(const lf_render_t *r, const lf_op_t *op);
static const lf_program_t *lf_page_question(const lf_render_t *r);
static size_t lf_page_contact(const lf_render_t *r);
static lf_str_t lf_page_typed(lf_render_t *r, lf_str_t typed);
static const lf_input_t *lf_page_input(const lf_render_t *r, unsigned field);
static void lf_fill_limit(lf_render_t *r, const char *name, lf_str_t value);

static void lf_fill_style(lf_render_t *r, const lf_op_t *op);
static void lf_fill_title(lf_render_t *r, const lf_op_t *op);
static void lf_fill_notice(lf_render_t *r, const lf_op_t *op);
static void lf_fill_summary(lf_render_t *r, const lf_op_t *op);
static void lf_fill_contact(lf_render_t *r, const lf_op_t *op);
static void lf_fill_other_contacts(lf_render_t *r, const lf_op_t *op);
static void lf_fill_question(lf_render_t *r, const lf_op_t *op);
static void lf_fill_aria(lf_render_t *r, const lf_op_t *op);
static void lf_fill_error(lf_render_t *r, const lf_op_t *op);
static void lf_fill_value(lf_render_t *r, const lf_op_t *op);
static void lf_fill_text(lf_render_t *r, const lf_op_t *op);
static void lf_fill_date_type(lf_render_t *r, const lf_op_t *op);
static void lf_fill_options(lf_render_t *r, const lf_op_t *op);
static void lf_fill_open(lf_render_t *r, const lf_op_t *op);
static void lf_fill_offered(lf_render_t *r, const lf_op_t *op);
static void lf_fill_consent_checked(lf_render_t *r, const lf_op_t *op);
static void lf_fill_agreed(lf_render_t *r, const lf_op_t *op);
static void lf_fill_remember_checked(lf_render_t *r, const lf_op_t *op);


static const lf_fill_pt  lf_fills[LF_HOLE_COUNT] = {
    [LF_HOLE_STYLE] = lf_fill_style,
    [LF_HOLE_TITLE] = lf_fill_title,
    [LF_HOLE_NOTICE] = lf_fill_notice,
    [LF_HOLE_SUMMARY] = lf_fill_summary,
    [LF_HOLE_TICKET] = lf_fill_ticket,
    [LF_HOLE_REFERRER] = lf_fill_referrer,
    [LF_HOLE_HELD] = lf_fill_held,
    [LF_HOLE_ID] = lf_fill_id,
    [LF_HOLE_ACTION] = lf_fill_action,
    [LF_HOLE_NEXT] = lf_fill_next,
    [LF_HOLE_QUERY] = lf_fill_query,
    [LF_HOLE_CONTACT] = lf_fill_contact,
    [LF_HOLE_OTHER_CONTACTS] = lf_fill_other_contacts,
    [LF_HOLE_QUESTION] = lf_fill_question,
    [LF_HOLE_ARIA] = lf_fill_aria,
    [LF_HOLE_ERROR] = lf_fill_error,
    [LF_HOLE_VALUE] = lf_fill_value,
    [LF_HOLE_TEXT] = lf_fill_text,
    [LF_HOLE_DATE_TYPE] = lf_fill_date_type,
    [LF_HOLE_OPTIONS] = lf_fill_options,
    [LF_HOLE_OPEN] = lf_fill_open,
    [LF_HOLE_OFFERED] = lf_fill_offered,
    [LF_HOLE_CONSENT_CHECKED] = lf_fill_consent_checked,
    [LF_HOLE_AGREED] = lf_fill_agreed,
    [LF_HOLE_REMEMBER_CHECKED] = lf_fill_remember_checked
};


void
lf_page_render(const lf_form_t *form, const lf_view_t *view, lf_out_t *out)
{
    size_t               language;
    lf_render_t          r;
    const lf_program_t  *program;

    language = view->language < form->page->count ? view->language : 0;

    r.form = form;
    r.view = view;
    r.page = &form->page->languages[language];
    r.shape = view->fragment ? LF_SHAPE_FRAGMENT : LF_SHAPE_PAGE;
    r.fallback = form->page->languages[0].language;
    r.out = out;

    program = lf_page_program(&r);

    if (out->size == 0 && !out->failed) {
        lf_out_init(out, out->mem, lf_page_hint(&r, program));
    }

    lf_page_run(&r, program);
}


/* Room for what is usual: a page then costs one allocation. */
static size_t
lf_page_hint(const lf_render_t *r, const lf_program_t *program)
{
    size_t            hint;
    const lf_view_t  *view;

    view = r->view;

    hint = LF_PAGE_HINT + program->text.len + view->referrer.len
           + LF_PAGE_FORMS * (view->ticket.len + view->page.len
                              + view->attributes.len);

    if (r->shape == LF_SHAPE_PAGE) {
        return hint + LF_PAGE_STYLES_LEN + r->view->stylesheet.len;
    }

    return hint + LF_PAGE_HINT + view->next.len
           + LF_PAGE_IDS * r->form->name.len
           + 2 * LF_PAGE_FORMS * view->action.len;
}


static const lf_program_t *
lf_page_program(const lf_render_t *r)
{
    const lf_view_t  *view;

    view = r->view;

    switch (view->kind) {

    case LF_VIEW_FIRST:
        return &r->page->first;

    case LF_VIEW_KNOWN:
        return &r->page->known;

    case LF_VIEW_FORGOTTEN:
        return &r->page->forgotten;

    case LF_VIEW_ERASE:
        return &r->page->erase;

    case LF_VIEW_WITHDRAWN:
        return &r->page->withdrawn;

    case LF_VIEW_CLOSED:
        return &r->page->closed;

    case LF_VIEW_LINK:
        return &r->page->link;

    case LF_VIEW_THANKS:
        break;
    }

    if (view->thanks < 0 || (size_t) view->thanks >= r->form->thanks_count) {
        return &r->page->thanks[0];
    }

    return &r->page->thanks[view->thanks + 1];
}


void
lf_page_run(lf_render_t *r, const lf_program_t *program)
{
    size_t           i;
    const char      *text;
    const lf_op_t   *op;
    const lf_ops_t  *shape;

    text = program->text.data;
    shape = &program->shapes[r->shape];

    for (i = 0; i < shape->count; i++) {
        op = &shape->ops[i];

        lf_out_add(r->out, (lf_str_t) { text + op->at, op->len });

        if (lf_fills[op->hole] != NULL) {
            lf_fills[op->hole](r, op);

        } else if (op->skip > 0 && !lf_page_holds(r, op)) {
            i += op->skip;
        }
    }
}


static int
lf_page_holds(const lf_render_t *r, const lf_op_t *op)
{
    return op->hole == LF_HOLE_IF_QUESTION ? lf_page_question(r) != NULL
                                           : lf_page_consents_hold(r, op);
}


static const lf_program_t *
lf_page_question(const lf_render_t *r)
{
    int  question;

    question = r->view->question;

    if (question < 0 || (size_t) question >= r->form->fields_count
        || r->page->questions[question].shapes[r->shape].count == 0)
    {
        return NULL;
    }

    return &r->page->questions[question];
}


static void
lf_fill_style(lf_render_t *r, const lf_op_t *op)
{
    const lf_view_t  *view;

    (void) op;

    view = r->view;

    lf_page_styles(r->out, view->kind == LF_VIEW_KNOWN
                           || view->kind == LF_VIEW_LINK || view->has_notice
                           || view->preview.len > 0
                           || lf_page_has_problems(r), view->stylesheet);
}


/* The title is what a screen reader says first. */
static void
lf_fill_title(lf_render_t *r, const lf_op_t *op)
{
    (void) op;

    if (lf_page_has_problems(r)) {
        lf_out_html(r->out,
                    lf_message(LF_MSG_ERRORS_TITLE, r->page->language));
        lf_out_lit(r->out, " – ");
    }
}


/* One element only can have the focus: the summary, where there is one. */
static void
lf_fill_notice(lf_render_t *r, const lf_op_t *op)
{
    (void) op;

    if (r->view->preview.len > 0) {
        lf_out_lit(r->out, "<p class=\"lf-notice\">");
        lf_out_html(r->out, lf_message(LF_MSG_PREVIEW, r->page->language));
        lf_out_lit(r->out, "</p>");
    }

    if (!r->view->has_notice) {
        return;
    }

    lf_out_lit(r->out, "<p class=\"lf-notice\" role=\"alert\"");

    if (!lf_page_has_problems(r)) {
        lf_out_lit(r->out, " tabindex=\"-1\"");
        lf_page_focus(r);
    }

    lf_out_byte(r->out, '>');
    lf_page_say(r->out, r->page->language, r->view->notice);
    lf_out_lit(r->out, "</p>");
}


static void
lf_fill_summary(lf_render_t *r, const lf_op_t *op)
{
    (void) op;

    if (lf_page_has_problems(r)) {
        lf_page_summary(r);
    }
}


static void
lf_fill_contact(lf_render_t *r, const lf_op_t *op)
{
    (void) op;

    lf_page_run(r, &r->page->contacts[lf_page_contact(r)]);
}


static void
lf_fill_other_contacts(lf_render_t *r, const lf_op_t *op)
{
    size_t  i, shown;

    (void) op;

    shown = lf_page_contact(r);

    for (i = 0; i < r->form->contacts_count; i++) {
        if (i != shown) {
            lf_page_run(r, &r->page->links[i]);
        }
    }
}


static size_t
lf_page_contact(const lf_render_t *r)
{
    return r->view->contact < r->form->contacts_count ? r->view->contact : 0;
}


static void
lf_fill_question(lf_render_t *r, const lf_op_t *op)
{
    const lf_program_t  *question;

    (void) op;

    question = lf_page_question(r);

    if (question != NULL) {
        lf_page_run(r, question);
    }
}


static void
lf_fill_aria(lf_render_t *r, const lf_op_t *op)
{
    lf_page_aria(r, op->arg, op->why);
}


static void
lf_fill_error(lf_render_t *r, const lf_op_t *op)
{
    lf_page_error(r, op->arg);
}


static void
lf_fill_value(lf_render_t *r, const lf_op_t *op)
{
    lf_str_t           value;
    const lf_input_t  *input;

    input = lf_page_input(r, op->arg);

    if (input == NULL) {
        return;
    }

    value = lf_page_typed(r, input->typed[0]);

    if (value.len > 0) {
        lf_out_lit(r->out, " value=\"");
        lf_out_html(r->out, value);
        lf_out_byte(r->out, '"');
    }
}


static void
lf_fill_text(lf_render_t *r, const lf_op_t *op)
{
    lf_str_t           typed;
    const lf_input_t  *input;

    if (r->view->submission == NULL) {
        return;
    }

    if (op->arg == LF_PAGE_MESSAGE) {
        typed = r->view->submission->message_typed;

    } else {
        input = lf_page_input(r, op->arg);
        typed = input != NULL ? input->typed[0] : lf_null_str;
    }

    lf_out_html(r->out, lf_page_typed(r, typed));
}


/*
 * What was typed as it can be shown: bytes that are no UTF-8 replaced, and
 * cut where no person would have typed so far.
 */
static lf_str_t
lf_page_typed(lf_render_t *r, lf_str_t typed)
{
    lf_str_t  text;

    if (typed.len == 0) {
        return typed;
    }

    if (typed.len > LF_PAGE_TYPED_MAX) {
        typed.len = LF_PAGE_TYPED_MAX;

        while (typed.len > 0
               && ((unsigned char) typed.data[typed.len] & 0xc0) == 0x80)
        {
            typed.len--;
        }
    }

    text = lf_utf8_decode(r->out->mem, typed);

    if (text.data == NULL) {
        r->out->failed = 1;
        return lf_null_str;
    }

    return text;
}


/* NULL when nothing was sent under the field's name. */
static const lf_input_t *
lf_page_input(const lf_render_t *r, unsigned field)
{
    const lf_input_t  *input;

    if (r->view->submission == NULL) {
        return NULL;
    }

    input = lf_submission_input(r->view->submission, field);

    return input != NULL && input->typed_count > 0 ? input : NULL;
}


/* A browser's own date input shows nothing but a date: not what is no date. */
static void
lf_fill_date_type(lf_render_t *r, const lf_op_t *op)
{
    const lf_field_t  *f;
    const lf_input_t  *input;

    f = &r->form->fields[op->arg];
    input = lf_page_input(r, op->arg);

    if (input == NULL || input->typed[0].len == 0
        || (input->given && lf_str_eq(input->value, input->typed[0]))
        || (input->bad && (input->message == LF_MSG_TOO_EARLY
                           || input->message == LF_MSG_TOO_LATE)))
    {
        lf_out_lit(r->out, " type=\"date\"");
        lf_fill_limit(r, " min=\"", f->date_min);
        lf_fill_limit(r, " max=\"", f->date_max);
        return;
    }

    lf_out_lit(r->out, " type=\"text\" placeholder=\"YYYY-MM-DD\"");
}


static void
lf_fill_limit(lf_render_t *r, const char *name, lf_str_t value)
{
    if (value.len > 0) {
        lf_out_add(r->out, lf_str_of(name));
        lf_out_html(r->out, value);
        lf_out_byte(r->out, '"');
    }
}


static void
lf_fill_options(lf_render_t *r, const lf_op_t *op)
{
    lf_page_options(r, op->arg);
}


static void
lf_fill_open(lf_render_t *r, const lf_op_t *op)
{
    (void) op;

    if (r->view->submission != NULL
        && r->view->submission->message_typed.len > 0)
    {
        lf_out_lit(r->out, " open");
    }
}


static void
lf_fill_offered(lf_render_t *r, const lf_op_t *op)
{
    (void) op;

    if (r->view->has_offered) {
        lf_page_offered(r);
    }
}


static void
lf_fill_consent_checked(lf_render_t *r, const lf_op_t *op)
{
    lf_page_consent_checked(r, op->arg);
}


static void
lf_fill_agreed(lf_render_t *r, const lf_op_t *op)
{
    lf_page_agreed(r, op->arg);
}


static void
lf_fill_remember_checked(lf_render_t *r, const lf_op_t *op)
{
    (void) op;

    if (r->view->submission != NULL && r->view->submission->remember) {
        lf_out_lit(r->out, " checked");
    }
}
