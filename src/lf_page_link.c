/*
 * lf_page_link: the page of a personal link.  It asks whether this is the
 * person that the link was made for, and shows nothing of them.
 */

#include "lf_page_program.h"


/* What opens links by itself presses no button. */
void
lf_page_link(lf_builder_t *b)
{
    static const lf_text_t  none;

    lf_build_open(b, &none, LF_MSG_LINK_TITLE);

    lf_build_lit(b, "<p>");
    lf_build_message(b, LF_MSG_LINK_TEXT);
    lf_build_lit(b, "</p>");

    lf_build_form(b);
    lf_build_lit(b, "<button type=\"submit\" name=\"" LF_INPUT_DO
                    "\" value=\"its_me\">");
    lf_build_message(b, LF_MSG_LINK_YES);
    lf_build_lit(b, "</button>");
    lf_build_quiet(b, "not_mine\"", LF_MSG_LINK_NO);
    lf_build_lit(b, "</form>");

    lf_build_end_private(b);
}
