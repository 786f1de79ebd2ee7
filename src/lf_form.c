/*
 * lf_form: one form, from the bytes of its file to the model, and the
 * look-ups of a form.
 */

#include <stdio.h>

#include <openssl/evp.h>

#include <lead_form/lf_data.h>
#include <lead_form/lf_page.h>

#include "lf_form_load.h"


#define LF_VERSION_BYTES  6             /* shown as 12 hex digits */


typedef struct {
    lf_str_t  key;
    size_t    offset;                   /* of an lf_text_t in lf_form_t */
    size_t    characters_max;
    int       multiline;
} lf_form_key_t;


static int lf_form_build(lf_form_builder_t *builder, lf_json_t *root);
static int lf_form_asks(lf_form_builder_t *builder, lf_json_t *root);
static int lf_form_texts(lf_form_builder_t *builder, lf_json_t *object,
    const lf_form_key_t *keys, size_t count);
static int lf_form_known_parse(lf_form_builder_t *builder, lf_json_t *root);
static int lf_form_message_parse(lf_form_builder_t *builder,
    lf_json_t *root);
static int lf_form_handoff_parse(lf_form_builder_t *builder,
    const lf_json_t *root);
static int lf_form_language(lf_form_builder_t *builder,
    const lf_json_t *root);


static const lf_str_t  lf_form_keys[] = {
    { "$schema", 7 }, { "title", 5 }, { "intro", 5 }, { "submit", 6 },
    { "known", 5 }, { "handoff", 7 }, { "fields", 6 }, { "first", 5 },
    { "then", 4 }, { "message", 7 }, { "consent", 7 }, { "thanks", 6 },
    { "hidden", 6 }, { "closed", 6 }, { "language", 8 }
};

static const lf_form_key_t  lf_form_text_keys[] = {
    { { "title", 5 }, offsetof(lf_form_t, title), LF_LABEL_LEN_MAX, 0 },
    { { "intro", 5 }, offsetof(lf_form_t, intro), LF_TEXT_LEN_MAX, 1 },
    { { "submit", 6 }, offsetof(lf_form_t, submit), LF_LABEL_LEN_MAX, 0 },
    { { "closed", 6 }, offsetof(lf_form_t, closed), LF_TEXT_LEN_MAX, 1 }
};

static const lf_form_key_t  lf_form_known_keys[] = {
    { { "title", 5 }, offsetof(lf_form_t, known_title), LF_LABEL_LEN_MAX, 0 },
    { { "intro", 5 }, offsetof(lf_form_t, known_intro), LF_TEXT_LEN_MAX, 1 },
    { { "submit", 6 }, offsetof(lf_form_t, known_submit), LF_LABEL_LEN_MAX, 0 }
};


void
lf_doc_init(lf_loader_t *loader, lf_json_doc_t *doc, lf_mem_t *mem,
    const lf_source_t *source)
{
    memset(doc, 0, sizeof(lf_json_doc_t));

    doc->mem = mem;
    doc->text = source->text;
    doc->diagnostics = loader->diagnostics;
    doc->file = lf_str_copy(loader->diagnostics->mem, source->file);

    if (doc->file.data == NULL) {
        doc->no_memory = 1;
    }
}


/* *form is NULL when the file has errors; -1 only when memory is out. */

int
lf_form_load(lf_loader_t *loader, const lf_source_t *source, lf_form_t **form)
{
    size_t              found;
    lf_json_t          *root;
    lf_arena_t         *arena;
    lf_json_doc_t       doc;
    lf_form_builder_t   builder;

    *form = NULL;
    found = loader->diagnostics->count;

    arena = lf_arena_create();
    if (arena == NULL) {
        return -1;
    }

    memset(&builder, 0, sizeof(lf_form_builder_t));
    lf_doc_init(loader, &doc, lf_arena_mem(arena), source);

    builder.loader = loader;
    builder.doc = &doc;
    builder.form = lf_calloc(loader->mem, 1, sizeof(lf_form_t));

    if (builder.form == NULL) {
        doc.no_memory = 1;
    }

    root = doc.no_memory ? NULL : lf_json_parse(&doc);

    if (root != NULL) {
        builder.form->site = loader->site;
        builder.form->name = lf_str_copy(loader->mem, source->name);

        if (builder.form->name.data == NULL
            || lf_form_version(loader->mem, source->text,
                               &builder.form->version)
               != 0
            || lf_form_build(&builder, root) != 0)
        {
            doc.no_memory = 1;
        }
    }

    if (!doc.no_memory && doc.errors == 0
        && loader->site_doc.errors == 0)
    {
        lf_form_plain_asks(builder.form);
        builder.form->needs_geo = lf_form_is_about_place(builder.form);

        if (lf_page_compile(loader->mem, builder.form) == 0
            && lf_data_compile(loader->mem, builder.form) == 0)
        {
            *form = builder.form;

        } else {
            doc.no_memory = 1;
        }
    }

    lf_json_findings_sort(loader->diagnostics, found);
    lf_arena_destroy(arena);

    return doc.no_memory ? -1 : 0;
}


/* -1 only when memory is out; errors are counted by the file. */

static int
lf_form_build(lf_form_builder_t *builder, lf_json_t *root)
{
    lf_json_t      *value;
    lf_json_doc_t  *doc;

    doc = builder->doc;

    if (root->type != LF_JSON_OBJECT) {
        lf_json_error(doc, root, "%s does not belong here; a form is one "
                      "object: { \"title\": ..., \"first\": ... }",
                      lf_json_type_name(root));
        return 0;
    }

    lf_json_keys_check(doc, root, lf_form_keys, LF_ARRAY_SIZE(lf_form_keys));

    if (lf_form_fields_start(builder) != 0) {
        return -1;
    }

    (void) lf_form_texts(builder, root, lf_form_text_keys,
                         LF_ARRAY_SIZE(lf_form_text_keys));

    if (builder->form->title.count == 0
        && lf_json_member(root, lf_str("title")) == NULL)
    {
        lf_json_error(doc, root, "the form has no title; add \"title\": "
                      "\"Talk to us\"");
    }

    (void) lf_form_known_parse(builder, root);
    (void) lf_form_message_parse(builder, root);
    (void) lf_form_handoff_parse(builder, root);

    value = lf_json_member(root, lf_str("fields"));

    if (value != NULL) {
        (void) lf_form_declarations_parse(builder->loader, doc, value,
                                          &builder->loader->site_fields,
                                          &builder->own);
    }

    value = lf_json_member(root, lf_str("hidden"));

    if (value != NULL && !doc->no_memory) {
        (void) lf_form_hidden_parse(builder, value);
    }

    if (doc->no_memory) {
        return -1;
    }

    (void) lf_form_asks(builder, root);

    if (!doc->no_memory) {
        (void) lf_form_language(builder, root);
    }

    if (!doc->no_memory && doc->errors == 0) {
        (void) lf_form_lint(builder, root);
    }

    return doc->no_memory ? -1 : 0;
}


/* What names fields. */

static int
lf_form_asks(lf_form_builder_t *builder, lf_json_t *root)
{
    lf_json_t  *value;

    value = lf_json_member(root, lf_str("first"));

    if (value == NULL) {
        lf_json_error(builder->doc, root, "the form asks for no one; add "
                      "\"first\": [ \"name\", \"email\" ]");

    } else {
        (void) lf_form_first_parse(builder, value);
    }

    value = lf_json_member(root, lf_str("then"));

    if (value != NULL && !builder->doc->no_memory) {
        (void) lf_form_then_parse(builder, value);
    }

    value = lf_json_member(root, lf_str("consent"));

    if (value != NULL && !builder->doc->no_memory) {
        (void) lf_form_consents_parse(builder, value);
    }

    /* Of a list that cannot be read nobody can say what it lacks. */

    if (value == NULL || builder->form->consents != NULL
        || (value->type == LF_JSON_ARRAY && value->count == 0))
    {
        lf_form_needs_check(builder, root);
    }

    value = lf_json_member(root, lf_str("thanks"));

    if (value != NULL && !builder->doc->no_memory) {
        (void) lf_form_thanks_parse(builder, value);
    }

    if (builder->doc->no_memory) {
        return -1;
    }

    return lf_form_fields_finish(builder);
}


static int
lf_form_texts(lf_form_builder_t *builder, lf_json_t *object,
    const lf_form_key_t *keys, size_t count)
{
    size_t      i;
    lf_json_t  *value;
    lf_text_t  *text;

    for (i = 0; i < count; i++) {

        value = lf_json_member(object, keys[i].key);
        if (value == NULL) {
            continue;
        }

        text = (lf_text_t *) ((char *) builder->form + keys[i].offset);

        (void) lf_form_text_parse(builder->loader->mem, builder->doc, value,
                                  keys[i].characters_max, keys[i].multiline,
                                  text);
    }

    return 0;
}


static int
lf_form_known_parse(lf_form_builder_t *builder, lf_json_t *root)
{
    lf_json_t              *value;
    static const lf_str_t   keys[] = {
        { "title", 5 }, { "intro", 5 }, { "submit", 6 }
    };

    value = lf_json_member(root, lf_str("known"));

    if (value == NULL) {
        return 0;
    }

    if (value->type != LF_JSON_OBJECT) {
        lf_json_error(builder->doc, value, "%s does not belong here; write "
                      "{ \"title\": \"Welcome back\", \"submit\": \"Talk to "
                      "me\" }", lf_json_type_name(value));
        return -1;
    }

    lf_json_keys_check(builder->doc, value, keys, LF_ARRAY_SIZE(keys));

    return lf_form_texts(builder, value, lf_form_known_keys,
                         LF_ARRAY_SIZE(lf_form_known_keys));
}


static int
lf_form_message_parse(lf_form_builder_t *builder, lf_json_t *root)
{
    lf_json_t              *value, *label;
    static const lf_str_t   keys[] = { { "label", 5 } };

    value = lf_json_member(root, lf_str("message"));

    if (value == NULL) {
        return 0;
    }

    if (value->type == LF_JSON_BOOLEAN) {
        builder->form->message = value->boolean;
        return 0;
    }

    if (value->type != LF_JSON_OBJECT) {
        lf_json_error(builder->doc, value, "%s does not belong here; write "
                      "true, or { \"label\": \"What is it about?\" }",
                      lf_json_type_name(value));
        return -1;
    }

    lf_json_keys_check(builder->doc, value, keys, LF_ARRAY_SIZE(keys));

    builder->form->message = 1;
    label = lf_json_member(value, lf_str("label"));

    return label == NULL ? 0
           : lf_form_text_parse(builder->loader->mem, builder->doc, label,
                                LF_LABEL_LEN_MAX, 0,
                                &builder->form->message_label);
}


static int
lf_form_handoff_parse(lf_form_builder_t *builder, const lf_json_t *root)
{
    const lf_json_t  *value;

    builder->form->handoff = lf_str("sales");

    value = lf_json_member(root, lf_str("handoff"));

    if (value == NULL
        || (value->type == LF_JSON_STRING
            && lf_str_is(value->string, "sales")))
    {
        return 0;
    }

    if (value->type == LF_JSON_STRING && lf_str_is(value->string, "marketing"))
    {
        builder->form->handoff = lf_str("marketing");
        return 0;
    }

    lf_json_error(builder->doc, value, "this is no hand-off; write \"sales\" "
                  "or \"marketing\"");
    return -1;
}


static int
lf_form_language(lf_form_builder_t *builder, const lf_json_t *root)
{
    lf_str_t          said;
    const lf_json_t  *value;

    said = builder->loader->language;
    value = lf_json_member(root, lf_str("language"));

    if (value != NULL
        && lf_form_language_parse(builder->loader->mem, builder->doc, value,
                                  &said)
           != 0)
    {
        return -1;
    }

    return lf_form_languages(builder, root, said);
}


int
lf_form_version(lf_mem_t *mem, lf_str_t text, lf_str_t *version)
{
    char           hex[2 * LF_VERSION_BYTES + 1];
    size_t         i;
    unsigned       len;
    unsigned char  digest[EVP_MAX_MD_SIZE];

    if (EVP_Digest(text.data, text.len, digest, &len, EVP_sha256(), NULL) != 1)
    {
        return -1;
    }

    for (i = 0; i < LF_VERSION_BYTES; i++) {
        (void) snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    }

    *version = lf_str_copy(mem, (lf_str_t) { hex, 2 * LF_VERSION_BYTES });

    return version->data == NULL ? -1 : 0;
}


int
lf_form_field(const lf_form_t *form, lf_str_t name)
{
    int       order;
    size_t    low, high, middle;
    unsigned  field;

    low = 0;
    high = form->fields_count;

    while (low < high) {
        middle = low + (high - low) / 2;
        field = form->by_name[middle];
        order = lf_str_compare(name, form->fields[field].name);

        if (order == 0) {
            return (int) field;
        }

        if (order < 0) {
            high = middle;

        } else {
            low = middle + 1;
        }
    }

    return -1;
}


int
lf_form_is_first(const lf_form_t *form, unsigned field)
{
    size_t  i;

    for (i = 0; i < form->contacts_count; i++) {
        if (form->contacts[i] == field) {
            return 1;
        }
    }

    return form->name_field == field;
}


int
lf_form_thanks(const lf_form_t *form, const lf_facts_t *facts)
{
    size_t  i;

    for (i = 0; i < form->thanks_count; i++) {
        if (lf_when_holds(&form->thanks[i].when, facts, NULL)) {
            return (int) i;
        }
    }

    return -1;
}


int
lf_form_thanks_always(const lf_form_t *form)
{
    size_t  i;

    for (i = 0; i < form->thanks_count; i++) {
        if (form->thanks[i].when.count == 0) {
            return (int) i;
        }
    }

    return -1;
}


int
lf_form_country(const lf_form_t *form)
{
    int  field;

    field = lf_form_field(form, lf_str("country"));

    return field >= 0 && form->fields[field].type == LF_TYPE_COUNTRY
           ? field : -1;
}


int
lf_form_thanks_about_visitor(const lf_form_t *form)
{
    size_t            i, n, t;
    const lf_when_t  *when;

    for (i = 0; i < form->thanks_count; i++) {
        when = &form->thanks[i].when;

        for (n = 0; n < when->count; n++) {
            for (t = 0; t < when->alternatives[n].count; t++) {

                switch (when->alternatives[n].tests[t].subject) {

                case LF_SUBJECT_VISITS:
                case LF_SUBJECT_DAYS_SINCE_FIRST:
                case LF_SUBJECT_CONSENT:
                case LF_SUBJECT_FIELD:
                    return 1;

                case LF_SUBJECT_COUNTRY:
                    if (lf_form_country(form) >= 0) {
                        return 1;
                    }

                    break;

                default:
                    break;
                }
            }
        }
    }

    return 0;
}


int
lf_str_compare(lf_str_t a, lf_str_t b)
{
    int     order;
    size_t  len;

    len = a.len < b.len ? a.len : b.len;
    order = len > 0 ? memcmp(a.data, b.data, len) : 0;

    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}
