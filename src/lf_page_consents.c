/*
 * lf_page_consents: what a visitor may agree to, what they agreed to and can
 * withdraw, and the privacy notice.
 *
 * Of what is stored a page says only that this visitor agreed: the words are
 * the form's own.
 */

#include "lf_page_program.h"


static void lf_build_consent(lf_builder_t *b, unsigned i, int required);
static void lf_build_box(lf_builder_t *b, const lf_consent_t *consent);
static void lf_build_withdrawal(lf_builder_t *b, unsigned i);
static void lf_build_privacy_link(lf_builder_t *b, const char *open);


/* Nobody who is known is stopped by a box. */
void
lf_build_consents(lf_builder_t *b, int is_first)
{
    size_t  i, mark;

    for (i = 0; i < b->form->consents_count && i < LF_CONSENTS_MAX; i++) {
        mark = lf_build_if(b, LF_HOLE_IF_CONSENT, (unsigned) i);
        lf_build_consent(b, (unsigned) i,
                         is_first && b->form->consents[i].required);
        lf_build_end(b, mark);
    }

    mark = lf_build_if(b, LF_HOLE_IF_REMEMBER, 0);
    lf_build_lit(b, "<label class=\"lf-choice\"><input type=\"checkbox\""
                    " name=\"" LF_INPUT_REMEMBER "\" value=\"1\"");
    lf_build_hole(b, LF_HOLE_REMEMBER_CHECKED, 0);
    lf_build_lit(b, ">");
    lf_build_message(b, LF_MSG_REMEMBER);
    lf_build_lit(b, "</label>");
    lf_build_end(b, mark);

    if (b->form->site->privacy_url.count > 0) {
        mark = lf_build_if(b, LF_HOLE_IF_CONSENTS, 0);
        lf_build_privacy_link(b, "<a class=\"lf-link\" href=\"");
        lf_build_end(b, mark);
    }
}


static void
lf_build_consent(lf_builder_t *b, unsigned i, int required)
{
    const lf_consent_t  *consent;

    consent = &b->form->consents[i];

    if (required) {
        lf_build_hole(b, LF_HOLE_ERROR, LF_PAGE_CONSENT(i));
    }

    lf_build_lit(b, "<label class=\"lf-choice\">");
    lf_build_box(b, consent);

    if (required) {
        lf_build_lit(b, " id=\"");
        lf_build_id(b, "f-" LF_INPUT_CONSENT "-", consent->id);
        lf_build_lit(b, "\" required");
        lf_build_hole(b, LF_HOLE_ARIA, LF_PAGE_CONSENT(i));
    }

    lf_build_hole(b, LF_HOLE_CONSENT_CHECKED, i);
    lf_build_lit(b, "><span>");
    lf_build_text(b, &consent->text);
    lf_build_lit(b, "</span></label>");
}


/* Its value says what stands beside it: id, version, hash of the text. */
static void
lf_build_box(lf_builder_t *b, const lf_consent_t *consent)
{
    lf_str_t  hash;

    hash = lf_consent_hash(b->text.mem, consent, b->language, b->fallback);

    if (hash.data == NULL) {
        b->failed = 1;
        return;
    }

    lf_build_lit(b, "<input type=\"checkbox\" name=\"" LF_INPUT_CONSENT
                    "\" value=\"");
    lf_build_html(b, consent->id);
    lf_build_lit(b, " ");
    lf_build_html(b, consent->version);
    lf_build_lit(b, " ");
    lf_build_html(b, hash);
    lf_build_lit(b, "\"");
}


/* A known visitor's: closed, until they look for it. */
void
lf_build_agreed(lf_builder_t *b)
{
    size_t  i, mark, each;

    if (b->form->consents_count == 0) {
        return;
    }

    mark = lf_build_if(b, LF_HOLE_IF_ANY_AGREED, 0);
    lf_build_lit(b, "<details><summary>");
    lf_build_message(b, LF_MSG_CONSENTS);
    lf_build_lit(b, "</summary><form method=\"post\"");
    lf_build_hole(b, LF_HOLE_ACTION, 0);
    lf_build_lit(b, "><input type=\"hidden\" name=\"" LF_INPUT_DO "\""
                    " value=\"withdraw\">");
    lf_build_hole(b, LF_HOLE_HELD, 0);

    for (i = 0; i < b->form->consents_count && i < LF_CONSENTS_MAX; i++) {
        each = lf_build_if(b, LF_HOLE_IF_AGREED, (unsigned) i);
        lf_build_withdrawal(b, (unsigned) i);
        lf_build_end(b, each);
    }

    lf_build_lit(b, "</form></details>");
    lf_build_end(b, mark);
}


static void
lf_build_withdrawal(lf_builder_t *b, unsigned i)
{
    const lf_consent_t  *consent;

    consent = &b->form->consents[i];

    lf_build_lit(b, "<p id=\"");
    lf_build_id(b, "c-" LF_INPUT_CONSENT "-", consent->id);
    lf_build_lit(b, "\">");
    lf_build_hole(b, LF_HOLE_AGREED, i);
    lf_build_lit(b, " ");
    lf_build_text(b, &consent->text);
    lf_build_lit(b, "</p><button type=\"submit\" class=\"lf-quiet\" name=\""
                    LF_INPUT_CONSENT "\" value=\"");
    lf_build_html(b, consent->id);
    lf_build_lit(b, "\" aria-describedby=\"");
    lf_build_id(b, "c-" LF_INPUT_CONSENT "-", consent->id);
    lf_build_lit(b, "\">");
    lf_build_message(b, LF_MSG_WITHDRAW);
    lf_build_lit(b, "</button>");
}


/* Who is responsible, and what they say about it. */
void
lf_build_privacy(lf_builder_t *b)
{
    const lf_site_t  *site;

    site = b->form->site;

    lf_build_text(b, &site->privacy_controller);

    if (site->privacy_url.count == 0) {
        return;
    }

    if (site->privacy_controller.count > 0) {
        lf_build_lit(b, " · ");
    }

    lf_build_privacy_link(b, "<a href=\"");
}


static void
lf_build_privacy_link(lf_builder_t *b, const char *open)
{
    lf_out_add(&b->text, lf_str_of(open));
    lf_build_html(b, lf_text_in(&b->form->site->privacy_url, b->language,
                                b->fallback));
    lf_build_lit(b, "\">");
    lf_build_message(b, LF_MSG_PRIVACY);
    lf_build_lit(b, "</a>");
}


int
lf_page_consents_hold(const lf_render_t *r, const lf_op_t *op)
{
    const lf_view_t  *view;

    view = r->view;

    switch (op->hole) {

    case LF_HOLE_IF_CONSENT:
        return (view->consents >> op->arg & 1) != 0;

    case LF_HOLE_IF_CONSENTS:
        return view->consents != 0 || view->ask_remember;

    case LF_HOLE_IF_REMEMBER:
        return view->ask_remember;

    case LF_HOLE_IF_AGREED:
        return ((view->agreed | view->agreed_before) >> op->arg & 1) != 0;

    default:    /* LF_HOLE_IF_ANY_AGREED */
        return (view->agreed | view->agreed_before) != 0;
    }
}


/* Ticked because this request ticked it, and for no other reason. */
void
lf_page_consent_checked(lf_render_t *r, unsigned consent)
{
    size_t                  i;
    const lf_submission_t  *submission;

    submission = r->view->submission;

    if (submission == NULL) {
        return;
    }

    for (i = 0; i < submission->consents_count; i++) {
        if (submission->consents[i] == &r->form->consents[consent]) {
            lf_out_lit(r->out, " checked");
            return;
        }
    }
}


void
lf_page_agreed(lf_render_t *r, unsigned consent)
{
    lf_page_say(r->out, r->page->language,
                r->view->agreed_before >> consent & 1 ? LF_MSG_AGREED_BEFORE
                                                      : LF_MSG_AGREED);
}
