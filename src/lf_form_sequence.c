/*
 * lf_form_sequence: what a form asks: `first`, a name and one contact, and
 * `then`, one at a time on later visits.
 */

#include "lf_form_load.h"


#define LF_FIRST_LOOKS  "[ \"name\", \"email\" ] or "                          \
                        "[ \"name\", { \"either\": [ \"email\", \"phone\" ] } ]"


static int lf_form_first_name(lf_form_builder_t *builder,
    const lf_json_t *item);
static int lf_form_first_contact(lf_form_builder_t *builder,
    const lf_json_t *item);
static int lf_form_either(lf_form_builder_t *builder, const lf_json_t *item);
static int lf_form_contact_add(lf_form_builder_t *builder,
    const lf_json_t *item);
static int lf_form_ask_parse(lf_form_builder_t *builder,
    const lf_json_t *item);
static int lf_form_ask_once(lf_form_builder_t *builder,
    const lf_json_t *at, unsigned field);


int
lf_form_first_parse(lf_form_builder_t *builder, const lf_json_t *value)
{
    lf_form_t      *form;
    lf_json_doc_t  *doc;

    doc = builder->doc;
    form = builder->form;

    if (value->type != LF_JSON_ARRAY || value->count < 2) {
        lf_json_error(doc, value, "\"first\" asks for a name and one contact; "
                      "write " LF_FIRST_LOOKS);
        return -1;
    }

    if (value->count > 2) {
        lf_json_error(doc, value->first->next->next, "a third field is "
                      "refused on purpose: the first step is a name and one "
                      "contact, so that nobody turns away; put this field "
                      "into \"then\", where a later visit asks for it");
    }

    form->contacts = lf_calloc(builder->loader->mem, 2, sizeof(unsigned));
    if (form->contacts == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    (void) lf_form_first_name(builder, value->first);

    return doc->no_memory ? -1
           : lf_form_first_contact(builder, value->first->next);
}


static int
lf_form_first_name(lf_form_builder_t *builder, const lf_json_t *item)
{
    int          index;
    lf_str_t     name;
    lf_field_t  *field;

    if (lf_form_string_parse(builder->doc, item, "\"name\"", &name) != 0) {
        return -1;
    }

    index = lf_form_field_ask(builder, item, name);
    if (index < 0) {
        return -1;
    }

    field = &builder->form->fields[index];

    if (field->type != LF_TYPE_TEXT
        && lf_form_field_is_good(builder, (unsigned) index))
    {
        lf_json_error(builder->doc, item, "the name comes first, as a field "
                      "of type text, and this one is of type %s; write "
                      LF_FIRST_LOOKS, lf_type_name(field->type));
        return -1;
    }

    if (field->autocomplete.len == 0) {
        field->autocomplete = lf_str("name");
    }

    builder->form->name_field = (unsigned) index;

    return 0;
}


static int
lf_form_first_contact(lf_form_builder_t *builder, const lf_json_t *item)
{
    if (item->type == LF_JSON_OBJECT) {
        return lf_form_either(builder, item);
    }

    return lf_form_contact_add(builder, item);
}


static int
lf_form_either(lf_form_builder_t *builder, const lf_json_t *item)
{
    const lf_json_t        *list;
    static const lf_str_t   keys[] = { { "either", 6 } };

    lf_json_keys_check(builder->doc, item, keys, LF_ARRAY_SIZE(keys));

    list = lf_json_member(item, lf_str("either"));

    if (list == NULL || list->type != LF_JSON_ARRAY || list->count != 2) {
        lf_json_error(builder->doc, list != NULL ? list : item, "\"either\" "
                      "is a list of two contacts; write { \"either\": "
                      "[ \"email\", \"phone\" ] }");
        return -1;
    }

    if (lf_form_contact_add(builder, list->first) != 0
        || lf_form_contact_add(builder, list->last) != 0)
    {
        return -1;
    }

    return 0;
}


static int
lf_form_contact_add(lf_form_builder_t *builder, const lf_json_t *item)
{
    int                index;
    lf_str_t           name;
    lf_form_t         *form;
    const lf_field_t  *field;

    form = builder->form;

    if (lf_form_string_parse(builder->doc, item, "\"email\"", &name) != 0) {
        return -1;
    }

    index = lf_form_field_ask(builder, item, name);
    if (index < 0) {
        return -1;
    }

    field = &form->fields[index];

    if (!lf_field_is_contact(field)
        && lf_form_field_is_good(builder, (unsigned) index))
    {
        lf_json_error(builder->doc, item, "a contact is a field of type email "
                      "or phone, and this one is of type %s; write "
                      LF_FIRST_LOOKS, lf_type_name(field->type));
        return -1;
    }

    if (form->contacts_count > 0 && form->contacts[0] == (unsigned) index) {
        lf_json_error(builder->doc, item, "this contact is here twice; name "
                      "another one, or write it without \"either\"");
        return -1;
    }

    form->contacts[form->contacts_count++] = (unsigned) index;

    return 0;
}


int
lf_form_then_parse(lf_form_builder_t *builder, const lf_json_t *value)
{
    const lf_json_t  *item;

    if (value->type != LF_JSON_ARRAY) {
        lf_json_error(builder->doc, value, "%s does not belong here; write a "
                      "list of fields: [ \"company\", { \"ask\": \"vat_id\", "
                      "\"when\": { ... } } ]", lf_json_type_name(value));
        return -1;
    }

    if (value->count > LF_SEQUENCE_MAX) {
        lf_json_error(builder->doc, value, "too many fields; at most %d are "
                      "allowed", LF_SEQUENCE_MAX);
        return -1;
    }

    if (value->count == 0) {
        return 0;
    }

    builder->form->sequence = lf_calloc(builder->loader->mem, value->count,
                                        sizeof(lf_ask_t));
    if (builder->form->sequence == NULL) {
        builder->doc->no_memory = 1;
        return -1;
    }

    for (item = value->first; item != NULL; item = item->next) {
        (void) lf_form_ask_parse(builder, item);

        if (builder->doc->no_memory) {
            return -1;
        }
    }

    return 0;
}


static int
lf_form_ask_parse(lf_form_builder_t *builder, const lf_json_t *item)
{
    int               index;
    lf_str_t          name;
    lf_ask_t         *ask;
    lf_when_t         condition;
    const lf_json_t  *at, *when;

    static const lf_str_t  keys[] = { { "ask", 3 }, { "when", 4 } };

    memset(&condition, 0, sizeof(lf_when_t));
    at = item;

    if (item->type == LF_JSON_OBJECT) {
        lf_json_keys_check(builder->doc, item, keys, LF_ARRAY_SIZE(keys));

        at = lf_json_member(item, lf_str("ask"));
        when = lf_json_member(item, lf_str("when"));

        if (when != NULL) {
            (void) lf_form_when_parse(builder, builder->doc, when, &condition);
        }

        if (at == NULL) {
            lf_json_error(builder->doc, item, "this entry names no field; "
                          "add \"ask\": \"company\"");
            return -1;
        }
    }

    if (lf_form_string_parse(builder->doc, at, "\"company\"", &name) != 0) {
        return -1;
    }

    index = lf_form_field_ask(builder, at, name);
    if (index < 0 || lf_form_ask_once(builder, at, (unsigned) index) != 0) {
        return -1;
    }

    ask = &builder->form->sequence[builder->form->sequence_count++];
    ask->field = (unsigned) index;
    ask->when = condition;

    return 0;
}


static int
lf_form_ask_once(lf_form_builder_t *builder, const lf_json_t *at,
    unsigned field)
{
    size_t            i;
    const lf_form_t  *form;

    form = builder->form;

    if (form->contacts_count > 0 && lf_form_is_first(form, field)) {
        lf_json_error(builder->doc, at, "\"first\" asks for this field "
                      "already; remove it here");
        return -1;
    }

    for (i = 0; i < form->sequence_count; i++) {
        if (form->sequence[i].field == field) {
            lf_json_error(builder->doc, at, "this field is in \"then\" twice; "
                          "for several conditions make \"when\" a list");
            return -1;
        }
    }

    return 0;
}
