/*
 * lf_page_shape: what a page and a fragment say in different ways.  A page is
 * its own; a fragment stands in somebody else's: it brings no style, its ids
 * begin with the form's name, its links and forms say where the form lives,
 * and it takes no focus by itself.
 */

#include <lead_form/lf_text.h>
#include <lead_form/lf_urlencoded.h>

#include "lf_page_program.h"


static void lf_page_hidden(lf_render_t *r, lf_str_t name, lf_str_t value);
static char lf_page_kept(lf_render_t *r);
static void lf_page_way_back(lf_render_t *r, char *mark);
static void lf_page_carry(lf_render_t *r, char *mark, lf_str_t name,
    lf_str_t value);
static void lf_page_keep(lf_render_t *r, char *mark, lf_str_t name,
    lf_str_t value);


/*
 * The direction is said always: the holding page's may be another.  A script
 * that finds no server needs words for that, too.
 */
void
lf_page_fragment_open(lf_out_t *out, lf_str_t form, lf_str_t language)
{
    lf_out_lit(out, "<div class=\"lead-form\"");

    if (form.len > 0) {
        lf_out_lit(out, " id=\"lead-form-");
        lf_out_html(out, form);
        lf_out_byte(out, '"');
    }

    lf_out_lit(out, " lang=\"");
    lf_out_html(out, language);
    lf_out_lit(out, "\" dir=\"");
    lf_out_add(out, lf_language_is_rtl(language) ? lf_str("rtl")
                                                 : lf_str("ltr"));
    lf_out_lit(out, "\" data-unavailable=\"");
    lf_out_html(out, lf_message(LF_MSG_UNAVAILABLE, language));
    lf_out_lit(out, "\">");
}


void
lf_fill_id(lf_render_t *r, const lf_op_t *op)
{
    (void) op;

    lf_page_id(r);
}


/* What an id begins with; data is NULL when memory is out. */
lf_str_t
lf_page_id_make(lf_mem_t *mem, lf_str_t form)
{
    lf_out_t  out;

    lf_out_init(&out, mem, sizeof("lf--") + form.len);
    lf_out_lit(&out, "lf-");
    lf_out_html(&out, form);
    lf_out_byte(&out, '-');

    return lf_out_str(&out);
}


void
lf_page_id(lf_render_t *r)
{
    if (r->shape == LF_SHAPE_FRAGMENT) {
        lf_out_add(r->out, r->form->page->id);
    }
}


/* A form at the foot of a page must not scroll there by itself. */
void
lf_page_focus(lf_render_t *r)
{
    if (r->shape == LF_SHAPE_PAGE) {
        lf_out_lit(r->out, " autofocus");
    }
}


void
lf_fill_action(lf_render_t *r, const lf_op_t *op)
{
    (void) op;

    if (r->view->action.len > 0) {
        lf_out_lit(r->out, " action=\"");
        lf_out_html(r->out, r->view->action);
        (void) lf_page_kept(r);
        lf_out_byte(r->out, '"');
    }
}


void
lf_fill_query(lf_render_t *r, const lf_op_t *op)
{
    char  mark;

    (void) op;

    if (r->shape == LF_SHAPE_FRAGMENT) {
        lf_out_html(r->out, r->view->action);
    }

    mark = lf_page_kept(r);
    lf_page_way_back(r, &mark);

    lf_out_add(r->out, mark == '?' ? lf_str("?") : lf_str("&amp;"));
}


/* What the next request must know; the mark that goes in front of more. */
static char
lf_page_kept(lf_render_t *r)
{
    char  mark;

    mark = '?';

    if (r->view->keep_language) {
        lf_page_keep(r, &mark, lf_str("lang="), r->page->language);
    }

    if (r->view->preview.len > 0) {
        lf_page_keep(r, &mark, lf_str("preview="), r->view->preview);
    }

    if (r->view->other) {
        lf_page_keep(r, &mark, lf_str("other"), lf_null_str);
    }

    return mark;
}


static void
lf_page_keep(lf_render_t *r, char *mark, lf_str_t name, lf_str_t value)
{
    lf_out_add(r->out, *mark == '?' ? lf_str("?") : lf_str("&amp;"));
    lf_out_add(r->out, name);
    lf_out_html(r->out, value);

    *mark = '&';
}


/*
 * A link leads to a page, whose form leads back in the end, and still says what
 * the tag said.
 */
static void
lf_page_way_back(lf_render_t *r, char *mark)
{
    lf_page_carry(r, mark, lf_str(LF_INPUT_PAGE "="), r->view->page);
    lf_page_carry(r, mark, lf_str(LF_INPUT_ATTRIBUTES "="),
                  r->view->attributes);
}


static void
lf_page_carry(lf_render_t *r, char *mark, lf_str_t name, lf_str_t value)
{
    if (value.len > 0) {
        lf_page_keep(r, mark, name, lf_null_str);
        lf_urlencoded_add(r->out, value);
    }
}


void
lf_fill_ticket(lf_render_t *r, const lf_op_t *op)
{
    (void) op;

    lf_page_hidden(r, lf_str(LF_INPUT_TICKET), r->view->ticket);
}


void
lf_fill_referrer(lf_render_t *r, const lf_op_t *op)
{
    (void) op;

    if (r->view->referrer.len > 0) {
        lf_page_hidden(r, lf_str(LF_INPUT_REFERRER), r->view->referrer);
    }
}


/* A page that answers a fragment's post keeps them, too. */
void
lf_fill_held(lf_render_t *r, const lf_op_t *op)
{
    (void) op;

    if (r->view->page.len > 0) {
        lf_page_hidden(r, lf_str(LF_INPUT_PAGE), r->view->page);
    }

    if (r->view->attributes.len > 0) {
        lf_page_hidden(r, lf_str(LF_INPUT_ATTRIBUTES), r->view->attributes);
    }
}


static void
lf_page_hidden(lf_render_t *r, lf_str_t name, lf_str_t value)
{
    lf_out_lit(r->out, "<input type=\"hidden\" name=\"");
    lf_out_add(r->out, name);
    lf_out_lit(r->out, "\" value=\"");
    lf_out_html(r->out, value);
    lf_out_lit(r->out, "\">");
}


void
lf_fill_next(lf_render_t *r, const lf_op_t *op)
{
    (void) op;

    if (r->view->next.len > 0) {
        lf_out_lit(r->out, "<p><a rel=\"next\" href=\"");
        lf_out_html(r->out, r->view->next);
        lf_out_lit(r->out, "\">");
        lf_page_say(r->out, r->page->language, LF_MSG_CONTINUE);
        lf_out_lit(r->out, "</a></p>");
    }
}
