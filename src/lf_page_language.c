/*
 * lf_page_language: text in another language than the page's says so (WCAG
 * 3.1.2), and its direction where that differs.
 */

#include <lead_form/lf_text.h>

#include "lf_language.h"
#include "lf_page_program.h"


static void lf_page_open(lf_out_t *out, lf_str_t around, lf_str_t language);
static void lf_page_close(lf_out_t *out, lf_str_t around, lf_str_t language);


void
lf_page_attributes(lf_out_t *out, lf_str_t around, lf_str_t language)
{
    int  rtl;

    if (!lf_page_is_foreign(around, language)) {
        return;
    }

    lf_out_lit(out, " lang=\"");
    lf_out_html(out, language);
    lf_out_byte(out, '"');

    rtl = lf_language_is_rtl(language);

    if (rtl != lf_language_is_rtl(around)) {
        lf_out_add(out, rtl ? lf_str(" dir=\"rtl\"") : lf_str(" dir=\"ltr\""));
    }
}


/* A text of no language is one of every language. */
int
lf_page_is_foreign(lf_str_t around, lf_str_t language)
{
    return language.len > 0
           && !lf_language_is_within(around, language)
           && !lf_language_is_within(language, around);
}


void
lf_page_marked(lf_out_t *out, lf_str_t around, lf_str_t language,
    lf_str_t text)
{
    lf_str_t  rest;

    lf_page_open(out, around, language);

    rest = text;

    lf_out_html(out, lf_str_cut(&rest, '\n'));

    while (rest.len > 0) {
        lf_out_lit(out, "<br>");
        lf_out_html(out, lf_str_cut(&rest, '\n'));
    }

    lf_page_close(out, around, language);
}


/*
 * In a line that runs from right to left, what is put into a sentence is
 * kept apart from it: its own direction moves nothing around it.
 */
void
lf_page_quoted(lf_out_t *out, lf_str_t around, lf_str_t language,
    lf_str_t text)
{
    int  isolated;

    isolated = lf_language_is_rtl(around) || lf_language_is_rtl(language);

    if (isolated) {
        lf_out_lit(out, "<bdi>");
    }

    lf_page_open(out, around, language);
    lf_out_html(out, text);
    lf_page_close(out, around, language);

    if (isolated) {
        lf_out_lit(out, "</bdi>");
    }
}


static void
lf_page_open(lf_out_t *out, lf_str_t around, lf_str_t language)
{
    if (lf_page_is_foreign(around, language)) {
        lf_out_lit(out, "<span");
        lf_page_attributes(out, around, language);
        lf_out_byte(out, '>');
    }
}


static void
lf_page_close(lf_out_t *out, lf_str_t around, lf_str_t language)
{
    if (lf_page_is_foreign(around, language)) {
        lf_out_lit(out, "</span>");
    }
}


void
lf_page_say(lf_out_t *out, lf_str_t page, lf_message_t message)
{
    lf_page_marked(out, page, lf_message_language(page),
                   lf_message(message, page));
}


void
lf_page_say_of(lf_out_t *out, lf_str_t page, lf_message_t message,
    lf_str_t language, lf_str_t text)
{
    size_t    i;
    lf_str_t  says, words;

    says = lf_message_language(page);
    words = lf_message(message, page);

    if (language.len == 0) {
        language = page;
    }

    for (i = 0; i + 1 < words.len; i++) {
        if (words.data[i] == '%' && words.data[i + 1] == 's') {
            lf_out_html(out, (lf_str_t) { words.data, i });
            lf_page_quoted(out, says, language, text);
            words.data += i + 2;
            words.len -= i + 2;
            break;
        }
    }

    lf_out_html(out, words);
}
