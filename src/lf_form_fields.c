/*
 * lf_form_fields: which fields a form has, and that a field is the same in
 * the whole site.
 *
 * A form has the fields it asks, those its conditions name, its own
 * declarations, and at the end all of site.json: an answer to a question that
 * was just removed from `then` is still one of the form.
 */

#include "lf_form_load.h"


typedef struct {
    lf_form_builder_t  *builder;
    lf_json_doc_t      *doc;            /* of the condition */
} lf_scope_t;


static lf_definition_t **lf_form_definition(lf_loader_t *loader,
    lf_str_t name);
static int lf_form_field_find(const lf_form_builder_t *builder,
    lf_str_t name);
static int lf_form_field_add(lf_form_builder_t *builder,
    const lf_field_t *field, const lf_declared_t *declared);
static int lf_form_field_known(lf_form_builder_t *builder, lf_str_t name);
static void lf_form_field_unknown(lf_form_builder_t *builder,
    const lf_json_t *at, lf_str_t name);
static int lf_form_when_field(void *data, const lf_json_t *at,
    lf_str_t name);
static const lf_field_t *lf_form_when_describe(void *data, unsigned index);
static int lf_form_foreign_add(lf_scope_t *scope, const lf_json_t *at,
    lf_str_t name);
static int lf_form_fields_declared(lf_form_builder_t *builder,
    const lf_declarations_t *declarations, int own);
static int lf_form_options_whens(lf_form_builder_t *builder, unsigned index);
static int lf_form_fields_sort(lf_form_builder_t *builder);


/* The first file that declares a field defines it. */

int
lf_form_define(lf_loader_t *loader, const lf_declared_t *declared)
{
    const char        *key;
    lf_json_doc_t     *doc;
    const lf_json_t   *at;
    lf_definition_t  **place, *definition;

    doc = declared->doc;
    place = lf_form_definition(loader, declared->field.name);
    definition = *place;

    if (definition == NULL) {
        definition = lf_alloc(loader->scratch, sizeof(lf_definition_t));
        if (definition == NULL) {
            doc->no_memory = 1;
            return -1;
        }

        /* The declaration is freed with its file. */

        definition->field = lf_alloc(loader->scratch, sizeof(lf_field_t));
        if (definition->field == NULL) {
            doc->no_memory = 1;
            return -1;
        }

        *(lf_field_t *) definition->field = declared->field;
        definition->file = doc->file;
        definition->next = NULL;
        *place = definition;

        return 0;
    }

    key = lf_form_difference(&declared->field, definition->field);

    if (key == NULL) {
        return 0;
    }

    at = lf_json_member(declared->json, lf_str_of(key));

    lf_json_key_error(doc, at != NULL ? at : declared->json,
                      "\"%s\" of this field differs from its definition in "
                      "%.*s; a field is the same in the whole site, only its "
                      "texts are a form's own", key,
                      (int) definition->file.len, definition->file.data);
    return -1;
}


/* The place of the definition, or where it is to be added. */

static lf_definition_t **
lf_form_definition(lf_loader_t *loader, lf_str_t name)
{
    size_t             i;
    unsigned           hash;
    lf_definition_t  **place;

    for (i = 0, hash = 0; i < name.len; i++) {
        hash = hash * 31 + (unsigned char) name.data[i];
    }

    place = &loader->definitions[hash % LF_DEFINITION_BUCKETS];

    while (*place != NULL && !lf_str_eq((*place)->field->name, name)) {
        place = &(*place)->next;
    }

    return place;
}


int
lf_form_fields_start(lf_form_builder_t *builder)
{
    lf_mem_t  *mem;

    mem = builder->doc->mem;

    builder->form->fields = lf_alloc(mem, LF_FIELDS_MAX * sizeof(lf_field_t));
    builder->declared = lf_alloc(mem, LF_FIELDS_MAX * sizeof(lf_declared_t *));

    if (builder->form->fields == NULL || builder->declared == NULL) {
        builder->doc->no_memory = 1;
        return -1;
    }

    return 0;
}


/* A field that `first` or `then` asks for. */

int
lf_form_field_ask(lf_form_builder_t *builder, const lf_json_t *at,
    lf_str_t name)
{
    int               index;
    lf_field_t       *field;
    lf_json_shown_t   shown;

    index = lf_form_field_known(builder, name);

    if (index < 0) {
        if (!builder->doc->no_memory) {
            lf_form_field_unknown(builder, at, name);
        }

        return -1;
    }

    field = &builder->form->fields[index];

    if (field->type == LF_TYPE_FOREIGN) {
        lf_form_field_unknown(builder, at, name);
        return -1;
    }

    if (field->label.count == 0
        && lf_form_field_is_good(builder, (unsigned) index))
    {
        lf_json_error(builder->doc, at, "the field %s has no label; give it "
                      "one where it is declared",
                      lf_json_show(&shown, name));
        return -1;
    }

    return index;
}


static void
lf_form_field_unknown(lf_form_builder_t *builder, const lf_json_t *at,
    lf_str_t name)
{
    size_t                    i, count;
    lf_str_t                  names[2 * LF_FIELDS_MAX + 3];
    lf_json_shown_t           shown;
    const lf_str_t           *near;
    const lf_declarations_t  *own, *site;

    /* It may well be in a site.json that could not be read. */

    if (builder->loader->site_doc.errors > 0) {
        return;
    }

    own = &builder->own;
    site = &builder->loader->site_fields;

    for (i = 0; i < own->count; i++) {
        names[i] = own->items[i].field.name;
    }

    for (i = 0; i < site->count; i++) {
        names[own->count + i] = site->items[i].field.name;
    }

    count = own->count + site->count;

    names[count++] = lf_str("name");
    names[count++] = lf_str("email");
    names[count++] = lf_str("phone");

    near = lf_json_nearest(name, names, count);

    lf_json_error(builder->doc, at, "no field is named %s; %s%.*s%s",
                  lf_json_show(&shown, name),
                  near != NULL ? "did you mean \"" : "declare it in \"fields\""
                                                     " here or in site.json",
                  near != NULL ? (int) near->len : 0,
                  near != NULL ? near->data : "",
                  near != NULL ? "\"?" : "");
}


/* The field's index, added when it is not there yet; -1: there is none. */

static int
lf_form_field_known(lf_form_builder_t *builder, lf_str_t name)
{
    int                   index;
    const lf_field_t     *field;
    const lf_declared_t  *declared;

    index = lf_form_field_find(builder, name);

    if (index >= 0) {
        return index;
    }

    declared = lf_form_declared(&builder->own, name);

    if (declared == NULL) {
        declared = lf_form_declared(&builder->loader->site_fields, name);
    }

    if (declared != NULL) {
        return lf_form_field_add(builder, &declared->field, declared);
    }

    field = lf_form_builtin_field(name);

    return field != NULL ? lf_form_field_add(builder, field, NULL) : -1;
}


static int
lf_form_field_find(const lf_form_builder_t *builder, lf_str_t name)
{
    size_t  i;

    for (i = 0; i < builder->form->fields_count; i++) {
        if (lf_str_eq(builder->form->fields[i].name, name)) {
            return (int) i;
        }
    }

    return -1;
}


static int
lf_form_field_add(lf_form_builder_t *builder, const lf_field_t *field,
    const lf_declared_t *declared)
{
    size_t  n;

    n = builder->form->fields_count;

    if (n == LF_FIELDS_MAX) {
        lf_json_error(builder->doc, NULL, "the form has too many fields; at "
                      "most %d are allowed, those of site.json included",
                      LF_FIELDS_MAX);
        return -1;
    }

    builder->form->fields[n] = *field;
    builder->declared[n] = declared;
    builder->form->fields_count++;

    return (int) n;
}


int
lf_form_when_parse(lf_form_builder_t *builder, lf_json_doc_t *doc,
    const lf_json_t *value, lf_when_t *when)
{
    lf_scope_t        scope;
    lf_when_parser_t  parser;

    scope.builder = builder;
    scope.doc = doc;

    parser.mem = builder->loader->mem;
    parser.doc = doc;
    parser.field = lf_form_when_field;
    parser.describe = lf_form_when_describe;
    parser.data = &scope;

    return lf_when_parse(&parser, value, when);
}


static int
lf_form_when_field(void *data, const lf_json_t *at, lf_str_t name)
{
    int                 index;
    lf_field_t          foreign;
    lf_scope_t         *scope;
    lf_form_builder_t  *builder;

    scope = data;
    builder = scope->builder;
    index = lf_form_field_known(builder, name);

    if (index >= 0 || builder->form->fields_count == LF_FIELDS_MAX) {
        return index;
    }

    memset(&foreign, 0, sizeof(lf_field_t));

    foreign.type = LF_TYPE_FOREIGN;
    foreign.name = lf_str_copy(builder->loader->mem, name);

    if (foreign.name.data == NULL
        || lf_form_foreign_add(scope, at, foreign.name) != 0)
    {
        scope->doc->no_memory = 1;
        return -1;
    }

    return lf_form_field_add(builder, &foreign, NULL);
}


/* Nothing is known of a field whose declaration has errors. */

static const lf_field_t *
lf_form_when_describe(void *data, unsigned index)
{
    lf_scope_t               *scope;
    static const lf_field_t   broken = { .type = LF_TYPE_FOREIGN };

    scope = data;

    return lf_form_field_is_good(scope->builder, index)
           ? &scope->builder->form->fields[index] : &broken;
}


int
lf_form_field_is_good(const lf_form_builder_t *builder, unsigned index)
{
    return builder->declared[index] == NULL || builder->declared[index]->good;
}


/* Another form may have it; which is known when all are loaded. */

static int
lf_form_foreign_add(lf_scope_t *scope, const lf_json_t *at, lf_str_t name)
{
    lf_loader_t   *loader;
    lf_foreign_t  *foreign;

    loader = scope->builder->loader;

    if (scope->doc != scope->builder->doc
        || loader->foreign_count == LF_FOREIGN_MAX)
    {
        return 0;
    }

    if (loader->foreign == NULL) {
        loader->foreign = lf_alloc(loader->scratch,
                                   LF_FOREIGN_MAX * sizeof(lf_foreign_t));
        if (loader->foreign == NULL) {
            return -1;
        }
    }

    foreign = &loader->foreign[loader->foreign_count];

    foreign->name = name;
    foreign->file = scope->doc->file;
    foreign->path = lf_json_path(loader->diagnostics->mem, at);

    if (foreign->path.data == NULL) {
        return -1;
    }

    lf_json_place(scope->doc, at->key_at, &foreign->line, &foreign->column);
    loader->foreign_count++;

    return 0;
}


/* When everything that names fields was read. */

int
lf_form_fields_finish(lf_form_builder_t *builder)
{
    size_t  i;

    if (lf_form_fields_declared(builder, &builder->own, 1) != 0) {
        return -1;
    }

    /* Conditions of options may add fields while we go. */

    for (i = 0; i < builder->form->fields_count; i++) {
        if (lf_form_options_whens(builder, (unsigned) i) != 0) {
            return -1;
        }
    }

    if (lf_form_fields_declared(builder, &builder->loader->site_fields, 0)
        != 0)
    {
        return -1;
    }

    return lf_form_fields_sort(builder);
}


static int
lf_form_fields_declared(lf_form_builder_t *builder,
    const lf_declarations_t *declarations, int own)
{
    size_t                i;
    const lf_declared_t  *declared;

    for (i = 0; i < declarations->count; i++) {
        declared = &declarations->items[i];

        if (!declared->good
            || lf_form_field_find(builder, declared->field.name) >= 0)
        {
            continue;
        }

        if (own && builder->doc->errors == 0) {
            lf_json_warning(builder->doc, declared->json, "neither \"first\" "
                            "nor \"then\" asks for this field; add it there, "
                            "or remove it when no one is asked any more");
        }

        if (lf_form_field_add(builder, &declared->field, declared) < 0) {
            return -1;
        }
    }

    return 0;
}


static int
lf_form_options_whens(lf_form_builder_t *builder, unsigned index)
{
    size_t                i;
    lf_field_t           *field;
    lf_option_t          *options;
    lf_json_doc_t        *doc;
    const lf_declared_t  *declared;

    field = &builder->form->fields[index];
    declared = builder->declared[index];

    if (declared == NULL || !declared->good || declared->option_whens == NULL)
    {
        return 0;
    }

    doc = declared->whens_doc;

    if (doc != builder->doc && doc->errors > 0) {
        return 0;
    }

    options = lf_alloc(builder->loader->mem,
                       field->options_count * sizeof(lf_option_t));
    if (options == NULL) {
        builder->doc->no_memory = 1;
        return -1;
    }

    for (i = 0; i < field->options_count; i++) {
        options[i] = field->options[i];

        if (declared->option_whens[i] != NULL) {
            (void) lf_form_when_parse(builder, doc, declared->option_whens[i],
                                      &options[i].when);
        }

        if (doc->no_memory) {
            builder->doc->no_memory = 1;
            return -1;
        }
    }

    field->options = options;

    return 0;
}


/* From the builder's memory into the site's, with an index by name. */

static int
lf_form_fields_sort(lf_form_builder_t *builder)
{
    size_t       i, j, n;
    lf_str_t     name;
    unsigned    *by_name;
    lf_form_t   *form;
    lf_field_t  *fields;

    form = builder->form;
    n = form->fields_count;

    if (n == 0) {
        return 0;                       /* the file has errors */
    }

    fields = lf_alloc(builder->loader->mem, n * sizeof(lf_field_t));
    by_name = lf_alloc(builder->loader->mem, n * sizeof(unsigned));

    if (fields == NULL || by_name == NULL) {
        builder->doc->no_memory = 1;
        return -1;
    }

    for (i = 0; i < n; i++) {
        fields[i] = form->fields[i];
        name = fields[i].name;

        for (j = i; j > 0; j--) {
            if (lf_str_compare(fields[by_name[j - 1]].name, name) < 0) {
                break;
            }

            by_name[j] = by_name[j - 1];
        }

        by_name[j] = (unsigned) i;
    }

    form->fields = fields;
    form->by_name = by_name;

    return 0;
}
