/*
 * lf_form_option: the options of a choice.  Their values are one per site; a
 * form that lists those of a field of site.json again changes labels only.
 */

#include <lead_form/lf_value.h>

#include "lf_form_lint.h"
#include "lf_utf8.h"


#define LF_OPTION_LEN_MAX  100          /* characters of a value */


static int lf_form_option_list(lf_mem_t *mem, lf_declared_t *declared,
    const lf_json_t *list, const lf_declared_t *base);
static int lf_form_option_parse(lf_mem_t *mem, lf_declared_t *declared,
    const lf_json_t *json, const lf_declared_t *base, lf_option_t *option);
static int lf_form_option_value(lf_mem_t *mem, lf_json_doc_t *doc,
    const lf_json_t *value, lf_str_t *s);
static int lf_form_option_when(lf_declared_t *declared,
    const lf_json_t *json, const lf_declared_t *base, size_t i);
static int lf_form_options_same(lf_declared_t *declared,
    const lf_json_t *list, const lf_declared_t *base);
static int lf_site_option_check(lf_form_builder_t *builder,
    const lf_json_t *json);


/* `list` is what stands behind "options"; NULL: nothing does. */

int
lf_form_options_parse(lf_mem_t *mem, lf_declared_t *declared,
    const lf_json_t *list, const lf_declared_t *base)
{
    lf_type_t       type;
    lf_json_doc_t  *doc;

    doc = declared->doc;
    type = declared->field.type;

    if (type != LF_TYPE_CHOICE && type != LF_TYPE_CHOICES) {

        if (list != NULL) {
            lf_json_key_error(doc, list, "a field of type %s has no options; "
                              "make it a choice or choices, or remove them",
                              lf_type_name(type));
            return -1;
        }

        return 0;
    }

    if (list == NULL) {

        if (base == NULL) {
            lf_json_key_error(doc, declared->json, "a field of type %s needs "
                              "options; add \"options\": [ \"...\", \"...\" ]",
                              lf_type_name(type));
            return -1;
        }

        return 0;
    }

    if (list->type != LF_JSON_ARRAY || list->count == 0) {
        lf_json_error(doc, list, "%s does not belong here; write a list of "
                      "options: [ \"1-10\", { \"value\": \"11-50\", \"label\":"
                      " \"11 to 50\" } ]",
                      list->type == LF_JSON_ARRAY ? "an empty list"
                                                  : lf_json_type_name(list));
        return -1;
    }

    if (list->count > LF_OPTIONS_MAX) {
        lf_json_error(doc, list, "too many options; at most %d are allowed",
                      LF_OPTIONS_MAX);
        return -1;
    }

    return lf_form_option_list(mem, declared, list, base);
}


static int
lf_form_option_list(lf_mem_t *mem, lf_declared_t *declared,
    const lf_json_t *list, const lf_declared_t *base)
{
    int               rc;
    size_t            i, j;
    lf_option_t      *options;
    const lf_json_t  *item;

    rc = 0;
    options = lf_calloc(mem, list->count, sizeof(lf_option_t));
    if (options == NULL) {
        declared->doc->no_memory = 1;
        return -1;
    }

    for (i = 0, item = list->first; item != NULL; i++, item = item->next) {

        if (lf_form_option_parse(mem, declared, item, base, &options[i]) != 0
            || lf_form_option_when(declared, item, base, list->count) != 0)
        {
            rc = -1;
            continue;
        }

        for (j = 0; j < i; j++) {
            if (lf_str_eq(options[j].value, options[i].value)) {
                lf_json_error(declared->doc, item, "this option is here "
                              "twice; each value must be its own");
                rc = -1;
            }
        }
    }

    declared->field.options = options;
    declared->field.options_count = list->count;

    return rc != 0 ? rc : lf_form_options_same(declared, list, base);
}


static int
lf_form_option_parse(lf_mem_t *mem, lf_declared_t *declared,
    const lf_json_t *json, const lf_declared_t *base, lf_option_t *option)
{
    size_t          i;
    lf_json_t      *value, *label;
    lf_json_doc_t  *doc;

    static const lf_str_t  keys[] = {
        { "value", 5 }, { "label", 5 }, { "when", 4 }
    };

    doc = declared->doc;

    if (json->type != LF_JSON_OBJECT) {
        if (lf_form_option_value(mem, doc, json, &option->value) != 0) {
            return -1;
        }

    } else {
        lf_json_keys_check(doc, json, keys, LF_ARRAY_SIZE(keys));

        value = lf_json_member(json, lf_str("value"));

        if (value == NULL) {
            lf_json_error(doc, json, "the option has no value; add \"value\": "
                          "\"...\", which is what is stored");
            return -1;
        }

        if (lf_form_option_value(mem, doc, value, &option->value) != 0) {
            return -1;
        }
    }

    label = lf_json_member(json, lf_str("label"));

    if (label != NULL) {
        return lf_form_text_parse(mem, doc, label, LF_LABEL_LEN_MAX, 0,
                                  &option->label);
    }

    for (i = 0; base != NULL && i < base->field.options_count; i++) {
        if (lf_str_eq(base->field.options[i].value, option->value)) {
            option->label = base->field.options[i].label;
        }
    }

    return 0;
}


static int
lf_form_option_value(lf_mem_t *mem, lf_json_doc_t *doc,
    const lf_json_t *value, lf_str_t *s)
{
    uint32_t     first, last;
    const char  *p, *end;

    if (lf_form_string_parse(doc, value, "\"1-10\"", s) != 0
        || lf_form_line_check(doc, value, *s, LF_OPTION_LEN_MAX, 0) != 0)
    {
        return -1;
    }

    p = s->data;
    end = p + s->len;

    (void) lf_utf8_last(p, end, &last);
    (void) lf_utf8_next(&p, end, &first);

    if (lf_utf8_is_space(first) || lf_utf8_is_space(last)) {
        lf_json_error(doc, value, "an option's value begins or ends with a "
                      "blank; remove it");
        return -1;
    }

    *s = lf_utf8_nfc(mem, *s);

    if (s->data == value->string.data) {
        *s = lf_str_copy(mem, *s);
    }

    if (s->data == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    return 0;
}


/* Kept for the forms: which fields it names is another index in each. */

static int
lf_form_option_when(lf_declared_t *declared, const lf_json_t *json,
    const lf_declared_t *base, size_t count)
{
    lf_json_t      *when;
    lf_json_doc_t  *doc;

    doc = declared->doc;
    when = lf_json_member(json, lf_str("when"));

    if (when == NULL) {
        return 0;
    }

    if (base != NULL) {
        lf_json_key_error(doc, when, "a form changes texts only; put the "
                          "\"when\" of this option into site.json");
        return -1;
    }

    if (declared->option_whens == NULL) {
        declared->whens_doc = doc;
        declared->option_whens = lf_calloc(doc->mem, count,
                                           sizeof(lf_json_t *));
        if (declared->option_whens == NULL) {
            doc->no_memory = 1;
            return -1;
        }
    }

    declared->option_whens[json->index] = when;

    return 0;
}


static int
lf_form_options_same(lf_declared_t *declared, const lf_json_t *list,
    const lf_declared_t *base)
{
    size_t             i;
    const lf_field_t  *a, *b;

    if (base == NULL || !base->good) {
        return 0;
    }

    a = &declared->field;
    b = &base->field;

    for (i = 0; i < a->options_count && i < b->options_count; i++) {
        if (!lf_str_eq(a->options[i].value, b->options[i].value)) {
            break;
        }
    }

    if (i == a->options_count && i == b->options_count) {
        return 0;
    }

    lf_json_error(declared->doc, list, "these are not the options that "
                  "%.*s defines; a form must list the same values in the "
                  "same order, and may change their labels",
                  (int) base->doc->file.len, base->doc->file.data);
    return -1;
}


/* So that conditions of options are reported once, and not by every form. */

int
lf_site_options_check(lf_loader_t *loader)
{
    size_t              i, n;
    lf_form_t           form;
    const lf_json_t    *json;
    lf_declared_t      *declared;
    lf_form_builder_t   builder;

    memset(&form, 0, sizeof(lf_form_t));
    memset(&builder, 0, sizeof(lf_form_builder_t));

    builder.loader = loader;
    builder.doc = &loader->site_doc;
    builder.form = &form;

    if (lf_form_fields_start(&builder) != 0) {
        return -1;
    }

    for (i = 0; i < loader->site_fields.count; i++) {
        declared = &loader->site_fields.items[i];

        if (!declared->good || declared->option_whens == NULL) {
            continue;
        }

        for (n = 0; n < declared->field.options_count; n++) {
            json = declared->option_whens[n];

            if (json != NULL && lf_site_option_check(&builder, json) != 0) {
                return -1;
            }
        }
    }

    return 0;
}


static int
lf_site_option_check(lf_form_builder_t *builder, const lf_json_t *json)
{
    size_t     errors;
    lf_when_t  when;
    lf_lint_t  lint;

    errors = builder->doc->errors;

    (void) lf_form_when_parse(builder, builder->doc, json, &when);

    if (!builder->doc->no_memory && builder->doc->errors == errors) {
        memset(&lint, 0, sizeof(lf_lint_t));
        lint.loader = builder->loader;
        lint.doc = builder->doc;
        lint.form = builder->form;
        lint.of = LF_LINT_OPTION;

        (void) lf_lint_when(&lint, json, &when);
    }

    return builder->doc->no_memory ? -1 : 0;
}
