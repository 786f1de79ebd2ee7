/*
 * lf_form_thanks: what a visitor may consent to, and where a form leads when
 * it was sent.
 */

#include "lf_form_load.h"


static lf_json_t *lf_form_list(lf_form_builder_t *builder, lf_json_t *value,
    size_t max, size_t *count);
static int lf_form_consent_parse(lf_form_builder_t *builder,
    lf_json_t *item, lf_consent_t *consent);
static int lf_form_consent_id(lf_form_builder_t *builder,
    const lf_json_t *item, lf_str_t *id);
static int lf_form_consent_version(lf_form_builder_t *builder,
    const lf_json_t *item, lf_str_t *version);
static int lf_form_thank_parse(lf_form_builder_t *builder, lf_json_t *item,
    lf_thanks_t *thanks);


/* The items of a list, or the one object that stands in its place. */

static lf_json_t *
lf_form_list(lf_form_builder_t *builder, lf_json_t *value, size_t max,
    size_t *count)
{
    lf_json_t  *item;

    if (value->type == LF_JSON_OBJECT) {
        *count = 1;
        return value;
    }

    if (value->type != LF_JSON_ARRAY) {
        lf_json_error(builder->doc, value, "%s does not belong here; write a "
                      "list of objects: [ { ... } ]",
                      lf_json_type_name(value));
        return NULL;
    }

    if (value->count > max) {
        lf_json_error(builder->doc, value, "too many entries; at most %zu are "
                      "allowed", max);
        return NULL;
    }

    for (item = value->first; item != NULL; item = item->next) {
        if (item->type != LF_JSON_OBJECT) {
            lf_json_error(builder->doc, item, "%s does not belong here; write "
                          "an object: { ... }", lf_json_type_name(item));
            return NULL;
        }
    }

    *count = value->count;

    return value->first;
}


int
lf_form_consents_parse(lf_form_builder_t *builder, lf_json_t *value)
{
    size_t         i, j, count;
    lf_json_t     *item;
    lf_consent_t  *consents;

    item = lf_form_list(builder, value, LF_CONSENTS_MAX, &count);
    if (item == NULL) {
        return -1;
    }

    consents = lf_calloc(builder->loader->mem, count, sizeof(lf_consent_t));
    if (consents == NULL) {
        builder->doc->no_memory = 1;
        return -1;
    }

    for (i = 0; i < count; i++, item = item->next) {

        (void) lf_form_consent_parse(builder, item, &consents[i]);

        if (builder->doc->no_memory) {
            return -1;
        }

        for (j = 0; j < i; j++) {
            if (consents[i].id.len > 0
                && lf_str_eq(consents[j].id, consents[i].id))
            {
                lf_json_error(builder->doc, item, "this id is here twice; "
                              "give each consent its own");
                break;
            }
        }
    }

    builder->form->consents = consents;
    builder->form->consents_count = count;

    return 0;
}


static int
lf_form_consent_parse(lf_form_builder_t *builder, lf_json_t *item,
    lf_consent_t *consent)
{
    lf_json_t      *value;
    lf_json_doc_t  *doc;

    static const lf_str_t  keys[] = {
        { "id", 2 }, { "version", 7 }, { "text", 4 }, { "when", 4 },
        { "required", 8 }
    };

    doc = builder->doc;

    lf_json_keys_check(doc, item, keys, LF_ARRAY_SIZE(keys));

    (void) lf_form_consent_id(builder, item, &consent->id);
    (void) lf_form_consent_version(builder, item, &consent->version);

    value = lf_json_member(item, lf_str("text"));

    if (value == NULL) {
        lf_json_error(doc, item, "the consent has no text; add \"text\": "
                      "\"...\", the words that a visitor agrees to");

    } else {
        (void) lf_form_text_parse(builder->loader->mem, doc, value,
                                  LF_TEXT_LEN_MAX, 0, &consent->text);
    }

    value = lf_json_member(item, lf_str("required"));

    if (value != NULL) {
        (void) lf_form_boolean_parse(doc, value, &consent->required);

        if (consent->required) {
            lf_form_required_warn(doc, value);
        }
    }

    value = lf_json_member(item, lf_str("when"));

    return value != NULL
           ? lf_form_when_parse(builder, doc, value, &consent->when) : 0;
}


static int
lf_form_consent_id(lf_form_builder_t *builder, const lf_json_t *item,
    lf_str_t *id)
{
    lf_str_t          s;
    const lf_json_t  *value;

    value = lf_json_member(item, lf_str("id"));

    if (value == NULL) {
        lf_json_error(builder->doc, item, "the consent has no id; add "
                      "\"id\": \"news\", the name it is stored by");
        return -1;
    }

    if (lf_form_string_parse(builder->doc, value, "\"news\"", &s) != 0
        || lf_form_name_check(builder->doc, value, s) != 0)
    {
        return -1;
    }

    *id = lf_str_copy(builder->loader->mem, s);

    if (id->data == NULL) {
        builder->doc->no_memory = 1;
        return -1;
    }

    return 0;
}


/* Stored between blanks, and so without one. */

static int
lf_form_consent_version(lf_form_builder_t *builder, const lf_json_t *item,
    lf_str_t *version)
{
    size_t            i;
    lf_str_t          s;
    const lf_json_t  *value;

    value = lf_json_member(item, lf_str("version"));

    if (value == NULL) {
        lf_json_error(builder->doc, item, "the consent has no version; add "
                      "\"version\": \"2026-11\", a new one for each text");
        return -1;
    }

    if (lf_form_string_parse(builder->doc, value, "\"2026-11\"", &s) != 0) {
        return -1;
    }

    for (i = 0; i < s.len && s.data[i] > 0x20 && s.data[i] < 0x7f; i++) {
        /* void */
    }

    if (i < s.len || s.len == 0 || s.len > LF_NAME_LEN_MAX) {
        lf_json_error(builder->doc, value, "this is no version; write at most "
                      "%d letters, digits and signs without a blank, like "
                      "\"2026-11\"", LF_NAME_LEN_MAX);
        return -1;
    }

    *version = lf_str_copy(builder->loader->mem, s);

    if (version->data == NULL) {
        builder->doc->no_memory = 1;
        return -1;
    }

    return 0;
}


int
lf_form_thanks_parse(lf_form_builder_t *builder, lf_json_t *value)
{
    size_t        i, count;
    lf_json_t    *item;
    lf_thanks_t  *thanks;

    item = lf_form_list(builder, value, LF_THANKS_MAX, &count);
    if (item == NULL) {
        return -1;
    }

    thanks = lf_calloc(builder->loader->mem, count, sizeof(lf_thanks_t));
    if (thanks == NULL) {
        builder->doc->no_memory = 1;
        return -1;
    }

    for (i = 0; i < count; i++, item = item->next) {

        (void) lf_form_thank_parse(builder, item, &thanks[i]);

        if (builder->doc->no_memory) {
            return -1;
        }

        if (lf_json_member(item, lf_str("when")) == NULL && i + 1 < count) {
            lf_json_warning(builder->doc, item->next, "this entry is never "
                            "reached, since the one before it has no "
                            "\"when\"; put that one last");
        }
    }

    builder->form->thanks = thanks;
    builder->form->thanks_count = count;

    return 0;
}


static int
lf_form_thank_parse(lf_form_builder_t *builder, lf_json_t *item,
    lf_thanks_t *thanks)
{
    lf_mem_t       *mem;
    lf_json_t      *redirect, *title, *text, *when;
    lf_json_doc_t  *doc;

    static const lf_str_t  keys[] = {
        { "when", 4 }, { "redirect", 8 }, { "title", 5 }, { "text", 4 }
    };

    doc = builder->doc;
    mem = builder->loader->mem;

    lf_json_keys_check(doc, item, keys, LF_ARRAY_SIZE(keys));

    redirect = lf_json_member(item, lf_str("redirect"));
    title = lf_json_member(item, lf_str("title"));
    text = lf_json_member(item, lf_str("text"));
    when = lf_json_member(item, lf_str("when"));

    if (redirect == NULL && title == NULL && text == NULL) {
        lf_json_error(doc, item, "this entry says nothing; add \"redirect\": "
                      "\"/thanks\", or \"title\" and \"text\"");
        return -1;
    }

    if (redirect != NULL && (title != NULL || text != NULL)) {
        lf_json_warning(doc, redirect, "a visitor sent on never sees the "
                        "\"title\" and \"text\" beside it; remove one or the "
                        "other");
    }

    if (redirect != NULL) {
        (void) lf_form_url_parse(mem, doc, redirect, &thanks->redirect);
    }

    if (title != NULL) {
        (void) lf_form_text_parse(mem, doc, title, LF_LABEL_LEN_MAX, 0,
                                  &thanks->title);
    }

    if (text != NULL) {
        (void) lf_form_text_parse(mem, doc, text, LF_TEXT_LEN_MAX, 1,
                                  &thanks->text);
    }

    return when != NULL
           ? lf_form_when_parse(builder, doc, when, &thanks->when) : 0;
}
