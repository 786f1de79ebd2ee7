/*
 * lf_preview_page: what a preview shows instead of the thanks: the event that
 * would have been sent.
 */

#include <lead_form/lf_preview.h>

#include "lf_page_program.h"


static int lf_event_is_json(lf_str_t name);


void
lf_preview_event(lf_str_t type, const lf_str_t *fields, size_t count,
    lf_out_t *out)
{
    size_t  i;

    lf_out_lit(out, "{\n  \"type\": ");
    lf_out_json(out, type);

    for (i = 0; i < count; i++) {
        lf_out_lit(out, ",\n  ");
        lf_out_json(out, fields[2 * i]);
        lf_out_lit(out, ": ");

        if (lf_event_is_json(fields[2 * i])) {
            lf_out_add(out, fields[2 * i + 1]);
        } else {
            lf_out_json(out, fields[2 * i + 1]);
        }
    }

    lf_out_lit(out, "\n}");
}


static int
lf_event_is_json(lf_str_t name)
{
    return lf_str_is(name, "answers") || lf_str_is(name, "utm")
           || lf_str_is(name, "click") || lf_str_is(name, "hidden")
           || lf_str_is(name, "consent");
}


void
lf_preview_page(lf_str_t event, lf_str_t language, lf_str_t stylesheet,
    lf_out_t *out)
{
    lf_str_t  heading;

    heading = lf_message(event.len > 0 ? LF_MSG_PREVIEW_EVENT
                                       : LF_MSG_PREVIEW_NOTHING, language);

    lf_page_head(out, lf_message_language(language));
    lf_out_html(out, heading);
    lf_out_lit(out, "</title>");
    lf_page_styles(out, 1, stylesheet);
    lf_out_lit(out, "</head><body><main><p class=\"lf-notice\">");
    lf_out_html(out, lf_message(LF_MSG_PREVIEW, language));
    lf_out_lit(out, "</p><h1>");
    lf_out_html(out, heading);
    lf_out_lit(out, "</h1>");

    if (event.len > 0) {
        lf_out_lit(out, "<textarea readonly rows=\"24\" dir=\"ltr\""
                        " aria-label=\"");
        lf_out_html(out, heading);
        lf_out_lit(out, "\">\n");
        lf_out_html(out, event);
        lf_out_lit(out, "</textarea>");
    }

    lf_out_lit(out, "</main></body></html>\n");
}
