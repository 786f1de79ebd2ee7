/*
 * lf_page: what all pages share: the head and the styles, and the short page
 * of no form.
 */

#include <lead_form/lf_text.h>

#include "lf_page_program.h"
#include "lf_style.h"


static void lf_page_plain_text(lf_out_t *out, lf_str_t text);


static const lf_str_t  lf_page_style = { LF_STYLE, sizeof(LF_STYLE) - 1 };
static const lf_str_t  lf_page_style_more = {
    LF_STYLE_MORE, sizeof(LF_STYLE_MORE) - 1
};


void
lf_page_head(lf_out_t *out, lf_str_t language)
{
    lf_out_lit(out, "<!DOCTYPE html><html lang=\"");
    lf_out_html(out, language);

    if (lf_language_is_rtl(language)) {
        lf_out_lit(out, "\" dir=\"rtl");
    }

    lf_out_lit(out, "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                    " content=\"width=device-width,initial-scale=1\"><title>");
}


void
lf_page_styles(lf_out_t *out, int more, lf_str_t stylesheet)
{
    lf_out_lit(out, "<style>");
    lf_out_add(out, lf_page_style);
    lf_out_lit(out, "</style>");

    if (more) {
        lf_out_lit(out, "<style>");
        lf_out_add(out, lf_page_style_more);
        lf_out_lit(out, "</style>");
    }

    if (stylesheet.len > 0) {
        lf_out_lit(out, "<link rel=\"stylesheet\" href=\"");
        lf_out_html(out, stylesheet);
        lf_out_lit(out, "\">");
    }
}


lf_str_t
lf_page_label(const lf_field_t *field, lf_str_t language, lf_str_t fallback,
    lf_str_t *spoken)
{
    const lf_text_variant_t  *variant;

    variant = lf_text_variant(&field->label, language, fallback);

    *spoken = variant != NULL ? variant->language : lf_null_str;

    return variant != NULL ? variant->text : field->name;
}


int
lf_page_is_select(const lf_field_t *field)
{
    return field->type == LF_TYPE_COUNTRY
           || (field->type == LF_TYPE_CHOICE
               && field->options_count > LF_PAGE_RADIOS_MAX);
}


void
lf_page_plain_fragment(lf_str_t form, lf_message_t message,
    lf_str_t language, lf_out_t *out)
{
    lf_str_t  text, heading;

    text = lf_message(message, language);
    heading = lf_page_sentence(&text);

    lf_page_fragment_open(out, form, lf_message_language(language));
    lf_out_lit(out, "<h2>");
    lf_out_html(out, heading);
    lf_out_lit(out, "</h2>");
    lf_page_plain_text(out, text);
    lf_out_lit(out, "</div>\n");
}


/* The first sentence is the heading. */
void
lf_page_plain(lf_message_t message, lf_str_t language, lf_str_t stylesheet,
    lf_out_t *out)
{
    lf_str_t  text, heading;

    text = lf_message(message, language);
    heading = lf_page_sentence(&text);

    lf_page_head(out, lf_message_language(language));
    lf_out_html(out, heading);
    lf_out_lit(out, "</title>");
    lf_page_styles(out, 0, stylesheet);
    lf_out_lit(out, "</head><body><main><h1>");
    lf_out_html(out, heading);
    lf_out_lit(out, "</h1>");
    lf_page_plain_text(out, text);
    lf_out_lit(out, "</main></body></html>\n");
}


static void
lf_page_plain_text(lf_out_t *out, lf_str_t text)
{
    if (text.len > 0) {
        lf_out_lit(out, "<p>");
        lf_out_html(out, text);
        lf_out_lit(out, "</p>");
    }
}


/* Without its full stop; *text moves to what follows. */
lf_str_t
lf_page_sentence(lf_str_t *text)
{
    size_t    i, j;
    lf_str_t  sentence, rest;

    static const lf_str_t  stops[] = {
        { ". ", 2 }, { "。", sizeof("。") - 1 }
    };

    sentence = *text;

    for (i = 0; i < text->len; i++) {
        rest.data = text->data + i;
        rest.len = text->len - i;

        for (j = 0; j < LF_ARRAY_SIZE(stops); j++) {
            if (lf_str_starts_with(rest, stops[j])) {
                sentence.len = i;
                text->data += i + stops[j].len;
                text->len -= i + stops[j].len;
                return sentence;
            }
        }
    }

    *text = lf_null_str;

    return sentence;
}
