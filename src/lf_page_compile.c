/*
 * lf_page_compile: writes the programs of a form's pages when it loads.
 */

#include "lf_page_program.h"


static int lf_page_languages_make(lf_builder_t *b, lf_page_t *page);
static int lf_page_language_alloc(lf_builder_t *b, lf_page_language_t *l);
static void lf_page_language_make(lf_builder_t *b, lf_page_language_t *l);
static void lf_page_first(lf_builder_t *b);
static void lf_page_known(lf_builder_t *b);
static void lf_page_known_footer(lf_builder_t *b);
static void lf_page_thanks(lf_builder_t *b, const lf_thanks_t *thanks);
static void lf_page_said(lf_builder_t *b, lf_message_t title,
    lf_message_t text);
static void lf_page_closed(lf_builder_t *b);
static void lf_page_instead(lf_builder_t *b, const lf_field_t *field);
static void lf_build_or(lf_builder_t *b, const lf_text_t *text,
    lf_message_t otherwise);
static void lf_build_title(lf_builder_t *b, const lf_text_t *text,
    lf_message_t otherwise);
static void lf_build_intro(lf_builder_t *b, const lf_text_t *text);
static void lf_build_footer(lf_builder_t *b);
static void lf_build_footer_end(lf_builder_t *b);
static void lf_build_notices(lf_builder_t *b);


int
lf_page_compile(lf_mem_t *mem, lf_form_t *form)
{
    int            rc;
    lf_page_t     *page;
    lf_arena_t    *scratch;
    lf_builder_t   b;

    page = lf_calloc(mem, 1, sizeof(lf_page_t));
    if (page == NULL) {
        return -1;
    }

    page->policy = lf_page_policy_make(mem, form);
    page->id = lf_page_id_make(mem, form->name);

    if (page->policy.data == NULL || page->id.data == NULL) {
        return -1;
    }

    scratch = lf_arena_create();
    if (scratch == NULL) {
        return -1;
    }

    lf_build_init(&b, mem, lf_arena_mem(scratch), form);

    rc = lf_page_languages_make(&b, page);

    lf_arena_destroy(scratch);

    if (rc != 0 || b.failed) {
        return -1;
    }

    form->page = page;

    return 0;
}


static int
lf_page_languages_make(lf_builder_t *b, lf_page_t *page)
{
    size_t            i;
    const lf_form_t  *form;

    form = b->form;

    b->fallback = form->languages_count > 0 ? form->languages[0]
                                            : lf_str("en");

    page->count = form->languages_count > 0 ? form->languages_count : 1;
    page->languages = lf_calloc(b->mem, page->count,
                                sizeof(lf_page_language_t));
    if (page->languages == NULL) {
        return -1;
    }

    for (i = 0; i < page->count; i++) {
        b->language = i == 0 ? b->fallback : form->languages[i];
        page->languages[i].language = b->language;

        if (lf_page_language_alloc(b, &page->languages[i]) != 0) {
            return -1;
        }

        lf_page_language_make(b, &page->languages[i]);
    }

    return 0;
}


static int
lf_page_language_alloc(lf_builder_t *b, lf_page_language_t *l)
{
    size_t            count;
    lf_program_t     *programs;
    const lf_form_t  *form;

    form = b->form;

    count = 1 + form->thanks_count + 2 * form->contacts_count
            + form->fields_count;

    programs = lf_calloc(b->mem, count, sizeof(lf_program_t));
    if (programs == NULL) {
        return -1;
    }

    l->thanks = programs;
    l->contacts = l->thanks + 1 + form->thanks_count;
    l->links = l->contacts + form->contacts_count;
    l->questions = l->links + form->contacts_count;

    return 0;
}


static void
lf_page_language_make(lf_builder_t *b, lf_page_language_t *l)
{
    size_t            i;
    unsigned          field;
    const lf_form_t  *form;

    form = b->form;

    if (form->closed.count > 0) {
        lf_page_closed(b);
        lf_build_program(b, &l->closed);
    }

    for (i = 0; i < form->contacts_count; i++) {
        field = form->contacts[i];

        lf_build_first_field(b, field, 1);
        lf_build_program(b, &l->contacts[i]);

        lf_page_instead(b, &form->fields[field]);
        lf_build_program(b, &l->links[i]);
    }

    for (i = 0; i < form->fields_count; i++) {
        if (form->fields[i].type != LF_TYPE_FOREIGN) {
            lf_build_question(b, (unsigned) i);
            lf_build_program(b, &l->questions[i]);
        }
    }

    if (form->contacts_count > 0) {
        lf_page_first(b);
        lf_build_program(b, &l->first);
    }

    lf_page_known(b);
    lf_build_program(b, &l->known);

    lf_page_said(b, LF_MSG_FORGOTTEN_TITLE, LF_MSG_FORGOTTEN_TEXT);
    lf_build_program(b, &l->forgotten);

    lf_page_said(b, LF_MSG_ERASE_TITLE, LF_MSG_ERASE_TEXT);
    lf_build_program(b, &l->erase);

    lf_page_said(b, LF_MSG_WITHDRAWN_TITLE, LF_MSG_WITHDRAWN_TEXT);
    lf_build_program(b, &l->withdrawn);

    lf_page_link(b);
    lf_build_program(b, &l->link);

    lf_page_thanks(b, NULL);
    lf_build_program(b, &l->thanks[0]);

    for (i = 0; i < form->thanks_count; i++) {
        lf_page_thanks(b, &form->thanks[i]);
        lf_build_program(b, &l->thanks[i + 1]);
    }
}


static void
lf_page_first(lf_builder_t *b)
{
    const lf_form_t  *form;

    form = b->form;

    lf_build_open(b, &form->title, LF_MSG_COUNT);
    lf_build_intro(b, &form->intro);
    lf_build_form(b);
    lf_build_hole(b, LF_HOLE_REFERRER, 0);

    /* Sites style their labels, and would show a hidden one. */
    lf_build_shapes(b, "", "<div hidden>");
    lf_build_lit(b, "<label class=\"lf-away\" aria-hidden=\"true\">");
    lf_build_message(b, LF_MSG_HONEYPOT);
    lf_build_lit(b, "<input type=\"text\" name=\"" LF_INPUT_HONEYPOT "\""
                    " tabindex=\"-1\" autocomplete=\"off\"></label>");
    lf_build_shapes(b, "", "</div>");

    lf_build_first_field(b, form->name_field, 0);
    lf_build_hole(b, LF_HOLE_CONTACT, 0);
    lf_build_hole(b, LF_HOLE_OTHER_CONTACTS, 0);

    if (form->message) {
        lf_build_message_box(b, NULL);
    }

    lf_build_consents(b, 1);

    lf_build_lit(b, "<button type=\"submit\">");
    lf_build_or(b, &form->submit, LF_MSG_SUBMIT);
    lf_build_lit(b, "</button></form>");
    lf_build_end_private(b);
}


/* Enter presses the first button of a form: it has to be the form's own. */
static void
lf_page_known(lf_builder_t *b)
{
    size_t            mark;
    const lf_form_t  *form;

    form = b->form;

    lf_build_open(b, &form->known_title, LF_MSG_KNOWN_TITLE);
    lf_build_intro(b, &form->known_intro);
    lf_build_form(b);
    lf_build_hole(b, LF_HOLE_REFERRER, 0);
    lf_build_hole(b, LF_HOLE_QUESTION, 0);
    lf_build_consents(b, 0);

    lf_build_lit(b, "<button type=\"submit\">");
    lf_build_or(b, &form->known_submit, LF_MSG_KNOWN_SUBMIT);
    lf_build_lit(b, "</button>");

    mark = lf_build_if(b, LF_HOLE_IF_QUESTION, 0);
    lf_build_quiet(b, "decline\" formnovalidate", LF_MSG_DECLINE);
    lf_build_end(b, mark);

    if (form->message) {
        lf_build_message_box(b, &form->known_submit);
    }

    lf_build_hole(b, LF_HOLE_OFFERED, 0);

    lf_build_lit(b, "</form>");
    lf_page_known_footer(b);
}


static void
lf_page_known_footer(lf_builder_t *b)
{
    lf_build_footer(b);
    lf_build_form(b);

    lf_build_quiet(b, "not_me\"", LF_MSG_NOT_YOU);

    lf_build_lit(b, "<a class=\"lf-quiet\" href=\"");
    lf_build_hole(b, LF_HOLE_QUERY, 0);
    lf_build_lit(b, "other\">");
    lf_build_message(b, LF_MSG_OTHER_CONTACT);
    lf_build_lit(b, "</a>");

    lf_build_quiet(b, "forget\"", LF_MSG_FORGET);
    lf_build_quiet(b, "erase\"", LF_MSG_ERASE);

    lf_build_lit(b, "</form>");
    lf_build_agreed(b);
    lf_build_privacy(b);
    lf_build_footer_end(b);
}


/* The module's own words where there is no entry, or it has none. */
static void
lf_page_thanks(lf_builder_t *b, const lf_thanks_t *thanks)
{
    if (thanks == NULL
        || (thanks->title.count == 0 && thanks->text.count == 0))
    {
        lf_page_said(b, LF_MSG_THANKS_TITLE, LF_MSG_THANKS_TEXT);
        return;
    }

    lf_build_open(b, &thanks->title, LF_MSG_THANKS_TITLE);
    lf_build_intro(b, &thanks->text);
    lf_build_close(b);
}


static void
lf_page_said(lf_builder_t *b, lf_message_t title, lf_message_t text)
{
    static const lf_text_t  none;

    lf_build_open(b, &none, title);

    lf_build_lit(b, "<p>");
    lf_build_message(b, text);
    lf_build_lit(b, "</p>");

    if (title == LF_MSG_ERASE_TITLE) {
        lf_build_intro(b, &b->form->site->privacy_controller);
    }

    lf_build_close(b);
}


static void
lf_page_closed(lf_builder_t *b)
{
    lf_build_open(b, &b->form->title, LF_MSG_COUNT);
    lf_build_intro(b, &b->form->closed);
    lf_build_close(b);
}


/* To the same page with another contact. */
static void
lf_page_instead(lf_builder_t *b, const lf_field_t *field)
{
    lf_str_t  label, language;

    lf_build_lit(b, "<a class=\"lf-link\"");
    lf_page_attributes(&b->text, b->language,
                       lf_message_language(b->language));
    lf_build_lit(b, " href=\"");
    lf_build_hole(b, LF_HOLE_QUERY, 0);
    lf_build_lit(b, "with=");
    lf_build_html(b, field->name);
    lf_build_lit(b, "\">");

    label = lf_page_label(field, b->language, b->fallback, &language);
    lf_page_say_of(&b->text, b->language, LF_MSG_EITHER, language, label);

    lf_build_lit(b, "</a>");
}


void
lf_build_open(lf_builder_t *b, const lf_text_t *title, lf_message_t otherwise)
{
    lf_build_only(b, LF_SHAPE_PAGE);
    lf_page_head(&b->text, b->language);
    lf_build_hole(b, LF_HOLE_TITLE, 0);
    lf_build_title(b, title, otherwise);
    lf_build_lit(b, "</title>");
    lf_build_hole(b, LF_HOLE_STYLE, 0);
    lf_build_lit(b, "</head><body><main>");
    lf_build_only(b, LF_SHAPE_FRAGMENT);
    lf_page_fragment_open(&b->text, b->form->name, b->language);
    lf_build_only(b, LF_SHAPE_COUNT);

    lf_build_notices(b);
    lf_build_shapes(b, "<h1>", "<h2>");
    lf_build_or(b, title, otherwise);
    lf_build_shapes(b, "</h1>", "</h2>");
}


static void
lf_build_footer(lf_builder_t *b)
{
    lf_build_shapes(b, "</main><footer", "<div");
    lf_build_lit(b, " class=\"lf-footer\">");
}


static void
lf_build_footer_end(lf_builder_t *b)
{
    lf_build_shapes(b, "</footer></body></html>\n", "</div></div>\n");
}


/* The end of a page without a footer. */
void
lf_build_close(lf_builder_t *b)
{
    lf_build_hole(b, LF_HOLE_NEXT, 0);
    lf_build_shapes(b, "</main></body></html>\n", "</div>\n");
}


/* With one, where there is something about privacy to say. */
void
lf_build_end_private(lf_builder_t *b)
{
    const lf_site_t  *site;

    site = b->form->site;

    if (site->privacy_url.count > 0 || site->privacy_controller.count > 0) {
        lf_build_footer(b);
        lf_build_privacy(b);
        lf_build_footer_end(b);

    } else {
        lf_build_close(b);
    }
}


static void
lf_build_or(lf_builder_t *b, const lf_text_t *text, lf_message_t otherwise)
{
    if (text->count > 0) {
        lf_build_text(b, text);

    } else if (otherwise == LF_MSG_COUNT) {
        lf_build_html(b, b->form->name);

    } else {
        lf_build_message(b, otherwise);
    }
}


/* The same as text alone: in a title there are no elements. */
static void
lf_build_title(lf_builder_t *b, const lf_text_t *text, lf_message_t otherwise)
{
    if (text->count > 0) {
        lf_build_html(b, lf_text_in(text, b->language, b->fallback));

    } else if (otherwise == LF_MSG_COUNT) {
        lf_build_html(b, b->form->name);

    } else {
        lf_build_html(b, lf_message(otherwise, b->language));
    }
}


static void
lf_build_intro(lf_builder_t *b, const lf_text_t *text)
{
    if (text->count > 0) {
        lf_build_lit(b, "<p>");
        lf_build_text(b, text);
        lf_build_lit(b, "</p>");
    }
}


static void
lf_build_notices(lf_builder_t *b)
{
    lf_build_hole(b, LF_HOLE_NOTICE, 0);
    lf_build_hole(b, LF_HOLE_SUMMARY, 0);
}


/* A page's has no action: a post goes where it came from, query included. */
void
lf_build_form(lf_builder_t *b)
{
    lf_build_lit(b, "<form method=\"post\"");
    lf_build_hole(b, LF_HOLE_ACTION, 0);
    lf_build_lit(b, ">");
    lf_build_hole(b, LF_HOLE_TICKET, 0);
    lf_build_hole(b, LF_HOLE_HELD, 0);
}


void
lf_build_quiet(lf_builder_t *b, const char *what, lf_message_t message)
{
    lf_build_lit(b, "<button type=\"submit\" class=\"lf-quiet\" name=\""
                    LF_INPUT_DO "\" value=\"");
    lf_out_add(&b->text, lf_str_of(what));
    lf_build_lit(b, ">");
    lf_build_message(b, message);
    lf_build_lit(b, "</button>");
}
