/*
 * lf_return: the way back from a form to the page that holds it.  The form's
 * hidden LF_INPUT_PAGE names that page, so that it comes from a browser, and
 * from whoever made that browser send it: only a page of the same site is
 * gone back to.  What happened goes along in the page's query, by which the
 * fragment in it tells:
 *
 *     /about?lead-form=contact.thanks#lead-form-contact
 */

#ifndef LF_RETURN_H
#define LF_RETURN_H

#include <lead_form/lf_base.h>

#define LF_RETURN_ARGUMENT  "lead-form"     /* value: FORM "." STATE */

/*
 * Whether it is a path, maybe with a query, of whatever site it is read on:
 * it begins with one "/", has no segment "." or "..", and is of at most
 * LF_URL_LEN_MAX printable ASCII characters without blank, quotes, "<", ">"
 * and "\".
 */
int lf_return_is_local(lf_str_t page);

/*
 * A request's target as such a page, without what stands behind a "#": bytes
 * that may not stand there are percent-encoded.  Empty where it cannot be one;
 * data NULL: memory is out.
 */
lf_str_t lf_return_page(lf_mem_t *mem, lf_str_t target);

/*
 * Where a browser goes from the form: the page, which is local, with this
 * state in place of any other; an empty state takes it away.  Data NULL:
 * memory is out.
 */
lf_str_t lf_return_location(lf_mem_t *mem, lf_str_t page, lf_str_t form,
    lf_str_t state);

/* The state of that form in a page's query; empty: none.  Borrowed. */
lf_str_t lf_return_state(lf_str_t query, lf_str_t form);

#endif
