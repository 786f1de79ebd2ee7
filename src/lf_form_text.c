/*
 * lf_form_text: the loader's texts for people: one string, or one by
 * language; and the languages a form comes in.
 */

#include <lead_form/lf_value.h>

#include "lf_form_load.h"
#include "lf_language.h"
#include "lf_utf8.h"


#define LF_LANGUAGE_LEN_MAX  35         /* RFC 5646, section 4.4.1 */


static int lf_form_variant_parse(lf_mem_t *mem, lf_json_doc_t *doc,
    const lf_json_t *value, size_t characters_max, int multiline,
    lf_text_variant_t *variant);
static int lf_form_language_make(lf_mem_t *mem, lf_json_doc_t *doc,
    lf_str_t tag, lf_str_t *language);
static int lf_form_languages_add(lf_form_builder_t *builder,
    const lf_json_t *value);
static int lf_form_languages_has(const lf_form_t *form, lf_str_t language,
    size_t *index);
static void lf_form_languages_front(lf_form_t *form, lf_str_t language);
static void lf_form_languages_lack(lf_form_builder_t *builder,
    const lf_json_t *value);


int
lf_form_text_parse(lf_mem_t *mem, lf_json_doc_t *doc, lf_json_t *value,
    size_t characters_max, int multiline, lf_text_t *text)
{
    int                 rc;
    size_t              i, j;
    lf_json_t          *child;
    lf_text_variant_t  *variants;

    if (value->type == LF_JSON_STRING) {
        variants = lf_calloc(mem, 1, sizeof(lf_text_variant_t));
        if (variants == NULL) {
            doc->no_memory = 1;
            return -1;
        }

        value->is_text = 1;
        text->variants = variants;
        text->count = 1;

        return lf_form_variant_parse(mem, doc, value, characters_max,
                                     multiline, variants);
    }

    if (value->type != LF_JSON_OBJECT || value->count == 0) {
        lf_json_error(doc, value, "%s is no text; write \"...\", or one by "
                      "language: { \"en\": \"...\", \"de\": \"...\" }",
                      lf_json_type_name(value));
        return -1;
    }

    if (value->count > LF_LANGUAGES_MAX) {
        lf_json_error(doc, value, "too many languages; at most %d are allowed",
                      LF_LANGUAGES_MAX);
        return -1;
    }

    variants = lf_calloc(mem, value->count, sizeof(lf_text_variant_t));
    if (variants == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    text->variants = variants;
    text->count = value->count;

    rc = 0;

    for (i = 0, child = value->first; child != NULL; child = child->next) {

        if (lf_form_variant_parse(mem, doc, child, characters_max, multiline,
                                  &variants[i])
            != 0)
        {
            rc = -1;
            continue;
        }

        for (j = 0; j < i; j++) {
            if (lf_str_eq(variants[j].language, variants[i].language)) {
                lf_json_key_error(doc, child, "this language is here twice; "
                                  "upper and lower case are the same");
                rc = -1;
            }
        }

        i++;
    }

    value->is_text = rc == 0;

    return rc;
}


static int
lf_form_variant_parse(lf_mem_t *mem, lf_json_doc_t *doc,
    const lf_json_t *value, size_t characters_max, int multiline,
    lf_text_variant_t *variant)
{
    if (!value->is_text
        && lf_form_language_make(mem, doc, value->key, &variant->language)
           != 0)
    {
        if (!doc->no_memory) {
            lf_json_key_error(doc, value, "this is no language; write a tag "
                              "like \"en\" or \"de-AT\"");
        }

        return -1;
    }

    if (value->type != LF_JSON_STRING) {
        lf_json_error(doc, value, "%s is no text; write \"...\"",
                      lf_json_type_name(value));
        return -1;
    }

    if (lf_form_line_check(doc, value, value->string, characters_max,
                           multiline)
        != 0)
    {
        return -1;
    }

    variant->text = lf_utf8_nfc(mem, value->string);

    if (variant->text.data == value->string.data) {
        variant->text = lf_str_copy(mem, value->string);
    }

    if (variant->text.data == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    return 0;
}


/* Neither blank nor too long, and nothing that no one sees. */

int
lf_form_line_check(lf_json_doc_t *doc, const lf_json_t *at, lf_str_t s,
    size_t characters_max, int multiline)
{
    int          blank;
    size_t       length;
    uint32_t     code;
    const char  *p, *end;

    blank = 1;
    length = 0;
    p = s.data;
    end = p + s.len;

    while (p < end) {

        if (!lf_utf8_next(&p, end, &code)) {
            lf_json_error(doc, at, "this text is not UTF-8");
            return -1;
        }

        if (lf_utf8_is_control(code) && (code != '\n' || !multiline)) {
            lf_json_error(doc, at, code == '\n'
                          ? "a line break in a text of one line; remove it"
                          : "a control character (U+%04X) in this text; "
                            "remove it", (unsigned) code);
            return -1;
        }

        if (!lf_utf8_is_space(code) && !lf_utf8_is_invisible(code)) {
            blank = 0;
        }

        length++;
    }

    if (blank) {
        lf_json_error(doc, at, "this text is empty; write one, or leave the "
                      "key away");
        return -1;
    }

    if (length > characters_max) {
        lf_json_error(doc, at, "this text has %zu characters; at most %zu "
                      "are allowed", length, characters_max);
        return -1;
    }

    return 0;
}


int
lf_form_language_parse(lf_mem_t *mem, lf_json_doc_t *doc,
    const lf_json_t *value, lf_str_t *language)
{
    lf_str_t  tag;

    if (lf_form_string_parse(doc, value, "\"en\"", &tag) != 0) {
        return -1;
    }

    if (lf_form_language_make(mem, doc, tag, language) != 0) {
        if (!doc->no_memory) {
            lf_json_error(doc, value, "this is no language; write a tag like "
                          "\"en\" or \"de-AT\"");
        }

        return -1;
    }

    return 0;
}


/* Subtags of letters and digits, the first of letters only (RFC 5646). */

static int
lf_form_language_make(lf_mem_t *mem, lf_json_doc_t *doc, lf_str_t tag,
    lf_str_t *language)
{
    char    c, *data;
    size_t  i, subtag, subtags;

    if (tag.len < 2 || tag.len > LF_LANGUAGE_LEN_MAX) {
        return -1;
    }

    data = lf_alloc(mem, tag.len);
    if (data == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    for (i = 0, subtag = 0, subtags = 0; i < tag.len; i++) {
        c = tag.data[i];
        c = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        data[i] = c;

        if (c == '-' && subtag >= (subtags == 0 ? 2 : 1)) {
            subtags++;
            subtag = 0;

        } else if ((c >= 'a' && c <= 'z')
                   || (c >= '0' && c <= '9' && subtags > 0))
        {
            if (++subtag > 8) {
                return -1;
            }

        } else {
            return -1;
        }
    }

    *language = (lf_str_t) { data, tag.len };

    return subtag > 0 ? 0 : -1;
}


/*
 * The languages of the form's own texts, the title's first; the texts of
 * shared fields bring no language into a form.  A plain title is one of the
 * language said by "language"; other plain texts are for any language.
 */

int
lf_form_languages(lf_form_builder_t *builder, const lf_json_t *root,
    lf_str_t said)
{
    lf_str_t          plain;
    lf_form_t        *form;
    const lf_json_t  *title;

    form = builder->form;

    form->languages = lf_calloc(builder->loader->mem, LF_LANGUAGES_MAX,
                                sizeof(lf_str_t));
    if (form->languages == NULL) {
        builder->doc->no_memory = 1;
        return -1;
    }

    plain = said.len > 0 ? said : lf_str("en");
    title = lf_json_member(root, lf_str("title"));

    if (title == NULL || title->type != LF_JSON_OBJECT) {
        form->languages[form->languages_count++] = plain;

    } else if (lf_form_languages_add(builder, title) != 0) {
        return -1;
    }

    if (lf_form_languages_add(builder, root) != 0) {
        return -1;
    }

    lf_form_languages_front(form, said);
    lf_form_languages_lack(builder, root);

    return 0;
}


static int
lf_form_languages_add(lf_form_builder_t *builder, const lf_json_t *value)
{
    lf_str_t          language;
    lf_form_t        *form;
    const lf_json_t  *child;

    form = builder->form;

    for (child = value->first; child != NULL; child = child->next) {

        if (!value->is_text) {
            if (lf_form_languages_add(builder, child) != 0) {
                return -1;
            }

            continue;
        }

        if (lf_form_language_make(builder->loader->mem, builder->doc,
                                  child->key, &language)
            != 0)
        {
            return -1;
        }

        if (lf_form_languages_has(form, language, NULL)) {
            continue;
        }

        if (form->languages_count == LF_LANGUAGES_MAX) {
            lf_json_error(builder->doc, child, "the form has too many "
                          "languages; at most %d are allowed",
                          LF_LANGUAGES_MAX);
            return -1;
        }

        form->languages[form->languages_count++] = language;
    }

    return 0;
}


static int
lf_form_languages_has(const lf_form_t *form, lf_str_t language, size_t *index)
{
    size_t  i;

    for (i = 0; i < form->languages_count; i++) {

        if (lf_str_eq(form->languages[i], language)) {
            if (index != NULL) {
                *index = i;
            }

            return 1;
        }
    }

    return 0;
}


static void
lf_form_languages_front(lf_form_t *form, lf_str_t language)
{
    size_t    i;
    lf_str_t  found;

    if (language.len == 0 || !lf_form_languages_has(form, language, &i)) {
        return;
    }

    found = form->languages[i];

    for ( /* void */ ; i > 0; i--) {
        form->languages[i] = form->languages[i - 1];
    }

    form->languages[0] = found;
}


/* A text that one of the form's languages would show in another one. */

static void
lf_form_languages_lack(lf_form_builder_t *builder, const lf_json_t *value)
{
    size_t            i;
    lf_str_t          language;
    const lf_json_t  *child;

    if (!value->is_text) {
        for (child = value->first; child != NULL; child = child->next) {
            lf_form_languages_lack(builder, child);
        }

        return;
    }

    for (i = 0; value->count > 0 && i < builder->form->languages_count; i++) {
        language = builder->form->languages[i];

        for (child = value->first; child != NULL; child = child->next) {
            if (lf_language_is_within(language, child->key)) {
                break;
            }
        }

        if (child == NULL) {
            lf_json_warning(builder->doc, value, "no text in \"%.*s\", a "
                            "language of this form; add it",
                            (int) language.len, language.data);
        }
    }
}
