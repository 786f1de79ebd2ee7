/*
 * lf_form_field: the declaration of one field, in site.json or in a form,
 * which takes from site.json what it does not say itself.
 */

#include "lf_form_load.h"


#define LF_NAME(name)  { name, sizeof(name) - 1 }


static int lf_form_field_declare(lf_loader_t *loader, lf_json_doc_t *doc,
    const lf_declared_t *base, lf_declared_t *declared);
static void lf_form_field_start(lf_declared_t *declared,
    const lf_declared_t *base);
static int lf_form_type_parse(lf_declared_t *declared,
    const lf_declared_t *base);
static void lf_form_type_defaults(lf_field_t *field);
static int lf_form_field_texts(lf_loader_t *loader, lf_declared_t *declared);


static const lf_str_t  lf_type_names[] = {
    LF_NAME("text"), LF_NAME("textarea"), LF_NAME("email"), LF_NAME("phone"),
    LF_NAME("url"), LF_NAME("number"), LF_NAME("date"), LF_NAME("choice"),
    LF_NAME("choices"), LF_NAME("country"), LF_NAME("yes_no")
};

static const lf_str_t  lf_field_keys[] = {
    LF_NAME("type"), LF_NAME("label"), LF_NAME("why"), LF_NAME("placeholder"),
    LF_NAME("autocomplete"), LF_NAME("options"), LF_NAME("pattern"),
    LF_NAME("min_length"), LF_NAME("max_length"), LF_NAME("min"),
    LF_NAME("max"), LF_NAME("step"), LF_NAME("fresh_for"),
    LF_NAME("needs_consent")
};


/* The labels of fields that need no declaration. */

#define LF_LABEL(language, text)  { LF_NAME(language), LF_NAME(text) }

static const lf_text_variant_t  lf_builtin_name[] = {
    LF_LABEL("en", "Your name"), LF_LABEL("de", "Ihr Name"),
    LF_LABEL("es", "Su nombre"), LF_LABEL("fr", "Votre nom"),
    LF_LABEL("it", "Il suo nome"), LF_LABEL("nl", "Uw naam")
};

static const lf_text_variant_t  lf_builtin_email[] = {
    LF_LABEL("en", "E-mail"), LF_LABEL("de", "E-Mail"),
    LF_LABEL("es", "Correo electrónico"), LF_LABEL("fr", "E-mail"),
    LF_LABEL("it", "E-mail"), LF_LABEL("nl", "E-mail")
};

static const lf_text_variant_t  lf_builtin_phone[] = {
    LF_LABEL("en", "Phone"), LF_LABEL("de", "Telefon"),
    LF_LABEL("es", "Teléfono"), LF_LABEL("fr", "Téléphone"),
    LF_LABEL("it", "Telefono"), LF_LABEL("nl", "Telefoon")
};

#define LF_BUILTIN(name_, type_, autocomplete_)                               \
    { .name = LF_NAME(#name_), .type = type_,                                 \
      .label = { (lf_text_variant_t *) lf_builtin_ ## name_,                  \
                 LF_ARRAY_SIZE(lf_builtin_ ## name_) },                       \
      .autocomplete = LF_NAME(autocomplete_) }

static const lf_field_t  lf_builtin_fields[] = {
    LF_BUILTIN(name, LF_TYPE_TEXT, "name"),
    LF_BUILTIN(email, LF_TYPE_EMAIL, "email"),
    LF_BUILTIN(phone, LF_TYPE_PHONE, "tel")
};


const lf_field_t *
lf_form_builtin_field(lf_str_t name)
{
    size_t  i;

    for (i = 0; i < LF_ARRAY_SIZE(lf_builtin_fields); i++) {
        if (lf_str_eq(lf_builtin_fields[i].name, name)) {
            return &lf_builtin_fields[i];
        }
    }

    return NULL;
}


const char *
lf_type_name(lf_type_t type)
{
    return type < LF_TYPE_FOREIGN ? lf_type_names[type].data : "unknown";
}


int
lf_field_is_contact(const lf_field_t *field)
{
    return field->type == LF_TYPE_EMAIL || field->type == LF_TYPE_PHONE;
}


const lf_declared_t *
lf_form_declared(const lf_declarations_t *declarations, lf_str_t name)
{
    size_t  i;

    for (i = 0; i < declarations->count; i++) {
        if (lf_str_eq(declarations->items[i].field.name, name)) {
            return &declarations->items[i];
        }
    }

    return NULL;
}


/* `base` are the declarations of site.json, NULL while these are read. */

int
lf_form_declarations_parse(lf_loader_t *loader, lf_json_doc_t *doc,
    lf_json_t *object, const lf_declarations_t *base,
    lf_declarations_t *declarations)
{
    lf_json_t      *member;
    lf_declared_t  *declared;

    if (object->type != LF_JSON_OBJECT) {
        lf_json_error(doc, object, "%s does not belong here; write fields by "
                      "name: { \"company\": { \"type\": \"text\", \"label\": "
                      "\"Company\" } }", lf_json_type_name(object));
        return -1;
    }

    if (object->count > LF_FIELDS_MAX) {
        lf_json_error(doc, object, "too many fields; at most %d are allowed",
                      LF_FIELDS_MAX);
        return -1;
    }

    if (object->count == 0) {
        return 0;
    }

    declarations->items = lf_calloc(doc->mem, object->count,
                                    sizeof(lf_declared_t));
    if (declarations->items == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    for (member = object->first; member != NULL; member = member->next) {

        declared = &declarations->items[declarations->count++];
        declared->json = member;
        declared->doc = doc;
        declared->field.name = lf_str_copy(loader->mem, member->key);

        if (declared->field.name.data == NULL) {
            doc->no_memory = 1;
            return -1;
        }

        (void) lf_form_field_declare(loader, doc,
                                     base == NULL ? NULL
                                     : lf_form_declared(base, member->key),
                                     declared);
        if (doc->no_memory) {
            return -1;
        }
    }

    lf_form_sensitive_warn(doc, declarations);

    return doc->no_memory ? -1 : 0;
}


static int
lf_form_field_declare(lf_loader_t *loader, lf_json_doc_t *doc,
    const lf_declared_t *base, lf_declared_t *declared)
{
    size_t            errors;
    const lf_json_t  *json, *options;

    errors = doc->errors;
    json = declared->json;

    if (lf_form_name_check(doc, json, json->key) != 0) {
        return -1;
    }

    if (json->type != LF_JSON_OBJECT) {
        lf_json_error(doc, json, "%s is no field; write { \"type\": \"text\", "
                      "\"label\": \"...\" }", lf_json_type_name(json));
        return -1;
    }

    lf_json_keys_check(doc, json, lf_field_keys,
                       LF_ARRAY_SIZE(lf_field_keys));

    lf_form_field_start(declared, base);

    if (lf_form_type_parse(declared, base) != 0) {
        return -1;
    }

    if (base != NULL && base->field.type != declared->field.type) {
        return lf_form_define(loader, declared);
    }

    (void) lf_form_field_texts(loader, declared);

    options = lf_json_member(json, lf_str("options"));

    (void) lf_form_options_parse(loader->mem, declared, options, base);
    (void) lf_form_limits_parse(loader, declared, base);
    (void) lf_form_needs_parse(loader, declared);

    if (doc->no_memory || doc->errors > errors) {
        return -1;
    }

    declared->good = 1;

    return lf_form_define(loader, declared);
}


static void
lf_form_field_start(lf_declared_t *declared, const lf_declared_t *base)
{
    lf_str_t           name;
    const lf_field_t  *builtin;

    name = declared->field.name;

    if (base != NULL) {
        declared->field = base->field;
        declared->option_whens = base->option_whens;
        declared->whens_doc = base->whens_doc;

    } else {
        builtin = lf_form_builtin_field(name);

        if (builtin != NULL) {
            declared->field = *builtin;
        }
    }

    declared->field.name = name;
}


static int
lf_form_type_parse(lf_declared_t *declared, const lf_declared_t *base)
{
    size_t            i;
    lf_str_t          name;
    lf_json_doc_t    *doc;
    lf_json_shown_t   shown;
    const lf_str_t   *near;
    const lf_json_t  *value;

    doc = declared->doc;
    value = lf_json_member(declared->json, lf_str("type"));

    if (value == NULL) {

        if (base == NULL
            && lf_form_builtin_field(declared->field.name) == NULL)
        {
            lf_json_key_error(doc, declared->json, "the field has no type; "
                              "add \"type\": \"text\", or declare it in "
                              "site.json");
            return -1;
        }

        return 0;
    }

    if (lf_form_string_parse(doc, value, "\"text\"", &name) != 0) {
        return -1;
    }

    for (i = 0; i < LF_ARRAY_SIZE(lf_type_names); i++) {
        if (lf_str_eq(name, lf_type_names[i])) {
            break;
        }
    }

    if (i == LF_ARRAY_SIZE(lf_type_names)) {
        near = lf_json_nearest(name, lf_type_names, i);

        lf_json_error(doc, value, "unknown type %s; %s%s%s",
                      lf_json_show(&shown, name),
                      near != NULL ? "did you mean \"" : "there are ",
                      near != NULL ? near->data
                      : "text, textarea, email, phone, url, number, date, "
                        "choice, choices, country, yes_no",
                      near != NULL ? "\"?" : "");
        return -1;
    }

    if (base == NULL && declared->field.type != (lf_type_t) i) {
        declared->field.autocomplete = lf_null_str;
    }

    declared->field.type = (lf_type_t) i;

    if (base == NULL) {
        lf_form_type_defaults(&declared->field);
    }

    return 0;
}


static void
lf_form_type_defaults(lf_field_t *field)
{
    lf_str_t  autocomplete;

    switch (field->type) {

    case LF_TYPE_EMAIL:
        autocomplete = lf_str("email");
        break;

    case LF_TYPE_PHONE:
        autocomplete = lf_str("tel");
        break;

    case LF_TYPE_URL:
        autocomplete = lf_str("url");
        break;

    case LF_TYPE_COUNTRY:
        autocomplete = lf_str("country");
        break;

    default:
        return;
    }

    if (field->autocomplete.len == 0) {
        field->autocomplete = autocomplete;
    }
}


static int
lf_form_field_texts(lf_loader_t *loader, lf_declared_t *declared)
{
    lf_json_t      *value;
    lf_field_t     *field;
    lf_json_doc_t  *doc;

    doc = declared->doc;
    field = &declared->field;

    value = lf_json_member(declared->json, lf_str("label"));

    if (value != NULL) {
        (void) lf_form_text_parse(loader->mem, doc, value, LF_LABEL_LEN_MAX,
                                  0, &field->label);
    }

    value = lf_json_member(declared->json, lf_str("why"));

    if (value != NULL) {
        (void) lf_form_text_parse(loader->mem, doc, value, LF_TEXT_LEN_MAX, 0,
                                  &field->why);
    }

    value = lf_json_member(declared->json, lf_str("placeholder"));

    if (value != NULL) {
        (void) lf_form_text_parse(loader->mem, doc, value, LF_LABEL_LEN_MAX,
                                  0, &field->placeholder);
    }

    value = lf_json_member(declared->json, lf_str("autocomplete"));

    if (value != NULL) {
        (void) lf_form_autocomplete_parse(loader->mem, doc, value,
                                          &field->autocomplete);
    }

    return 0;
}
