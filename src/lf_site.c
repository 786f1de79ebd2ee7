/*
 * lf_site: all files of a folder, loaded into one arena: site.json first,
 * then the forms in the order of their names, so that what is reported does
 * not depend on the order in which a folder is read.
 */

#include <stdlib.h>

#include "lf_form_load.h"


#define LF_DAY              ((int64_t) 86400)
#define LF_VISIT_GAP_MIN    1           /* seconds, likewise below */
#define LF_VISIT_GAP_MAX    (30 * LF_DAY)
#define LF_ASK_AGAIN_MIN    1
#define LF_MIN_FILL_MAX     60
#define LF_REMEMBER_MIN     1
#define LF_REMEMBER_MAX     (400 * LF_DAY)  /* browsers keep no cookie longer */
#define LF_GIVE_UP_MAX      100


static lf_site_t *lf_site_create(void);
static int lf_site_sources(lf_loader_t *loader, const lf_source_t *sources,
    size_t count);
static int lf_site_read(lf_loader_t *loader, const lf_source_t *source);
static int lf_site_build(lf_loader_t *loader, lf_json_t *root);
static int lf_site_times(lf_loader_t *loader, const lf_json_t *root);
static int lf_site_remember(lf_loader_t *loader, const lf_json_t *root);
static int lf_site_privacy(lf_loader_t *loader, const lf_json_t *root);
static int lf_site_privacy_url(lf_loader_t *loader, lf_json_t *url);
static int lf_site_form_add(lf_loader_t *loader, const lf_source_t *source,
    const lf_source_t *previous, size_t number);
static int lf_site_form_name_is(lf_str_t name);
static int lf_source_compare(const void *a, const void *b);


static const lf_str_t  lf_site_keys[] = {
    { "$schema", 7 }, { "fields", 6 }, { "visit_gap", 9 },
    { "give_up_after", 13 }, { "ask_again_after", 15 }, { "min_fill", 8 },
    { "remember", 8 }, { "privacy", 7 }, { "language", 8 }
};


lf_site_t *
lf_site_load(const lf_source_t *sources, size_t count,
    lf_diagnostics_t *diagnostics)
{
    return lf_site_load_since(NULL, sources, count, diagnostics);
}


lf_site_t *
lf_site_load_since(const lf_site_t *before, const lf_source_t *sources,
    size_t count, lf_diagnostics_t *diagnostics)
{
    int           rc;
    lf_arena_t   *scratch;
    lf_loader_t   loader;

    memset(&loader, 0, sizeof(lf_loader_t));

    loader.diagnostics = diagnostics;
    loader.before = before;
    loader.needs_end = &loader.needs;
    loader.site = lf_site_create();

    if (loader.site == NULL) {
        return NULL;
    }

    scratch = lf_arena_create();
    if (scratch == NULL) {
        lf_site_free(loader.site);
        return NULL;
    }

    loader.mem = lf_arena_mem(loader.site->arena);
    loader.scratch = lf_arena_mem(scratch);

    rc = lf_site_sources(&loader, sources, count);

    lf_arena_destroy(scratch);

    if (rc != 0) {
        lf_site_free(loader.site);
        return NULL;
    }

    return loader.site;
}


static lf_site_t *
lf_site_create(void)
{
    lf_site_t   *site;
    lf_arena_t  *arena;

    arena = lf_arena_create();
    if (arena == NULL) {
        return NULL;
    }

    site = lf_calloc(lf_arena_mem(arena), 1, sizeof(lf_site_t));
    if (site == NULL) {
        lf_arena_destroy(arena);
        return NULL;
    }

    site->arena = arena;
    site->visit_gap = 1800;
    site->give_up_after = 3;
    site->ask_again_after = 90 * LF_DAY;
    site->min_fill = 2000;
    site->remember_for = LF_REMEMBER_MAX;

    return site;
}


void
lf_site_free(lf_site_t *site)
{
    if (site == NULL) {
        return;
    }

    lf_form_patterns_free(site);
    lf_arena_destroy(site->arena);
}


static int
lf_site_sources(lf_loader_t *loader, const lf_source_t *sources,
    size_t count)
{
    int           good;
    size_t        i, forms, number;
    lf_source_t  *sorted, *previous;

    if (count == 0) {
        return 0;
    }

    sorted = lf_calloc(loader->scratch, count, sizeof(lf_source_t));
    loader->site->forms = lf_calloc(loader->mem, count, sizeof(lf_form_t *));

    loader->broken = lf_calloc(loader->scratch, count, sizeof(lf_source_t *));

    if (sorted == NULL || loader->site->forms == NULL
        || loader->broken == NULL)
    {
        return -1;
    }

    memcpy(sorted, sources, count * sizeof(lf_source_t));
    qsort(sorted, count, sizeof(lf_source_t), lf_source_compare);

    number = 0;
    previous = NULL;

    for (i = 0; i < count; i++) {

        if (lf_str_is(sorted[i].name, "site") && previous == NULL) {
            if (lf_site_read(loader, &sorted[i]) != 0) {
                return -1;
            }

            good = loader->site_doc.errors == 0;

        } else {
            forms = loader->site->forms_count;

            if (lf_site_form_add(loader, &sorted[i], previous, number++) != 0)
            {
                return -1;
            }

            good = loader->site->forms_count > forms;
        }

        if (!good) {
            loader->broken[loader->broken_count++] = &sorted[i];
        }

        previous = &sorted[i];
    }

    return lf_site_lint_forms(loader);
}


static int
lf_site_form_add(lf_loader_t *loader, const lf_source_t *source,
    const lf_source_t *previous, size_t number)
{
    lf_form_t        *form;
    lf_json_doc_t     doc;
    lf_json_shown_t   shown;

    if (lf_site_form_name_is(source->name) && number < LF_FORMS_MAX
        && (previous == NULL || !lf_str_eq(previous->name, source->name)))
    {
        if (lf_form_load(loader, source, &form) != 0) {
            return -1;
        }

        if (form != NULL) {
            loader->site->forms[loader->site->forms_count++] = form;
        }

        return 0;
    }

    lf_doc_init(loader, &doc, loader->scratch, source);

    if (doc.no_memory) {
        return -1;
    }

    if (number >= LF_FORMS_MAX) {
        lf_json_error(&doc, NULL, "too many forms; a site has at most %d",
                      LF_FORMS_MAX);

    } else if (previous != NULL && lf_str_eq(previous->name, source->name)) {
        lf_json_error(&doc, NULL, "there is another file of this name; give "
                      "each form its own");

    } else {
        lf_json_error(&doc, NULL, "%s is no name of a form; use a to z, 0 to "
                      "9, _ and -, beginning with a letter or digit, at most "
                      "%d", lf_json_show(&shown, source->name),
                      LF_NAME_LEN_MAX);
    }

    return 0;
}


static int
lf_site_form_name_is(lf_str_t name)
{
    char    c;
    size_t  i;

    for (i = 0; i < name.len; i++) {
        c = name.data[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
              || (i > 0 && (c == '_' || c == '-'))))
        {
            return 0;
        }
    }

    return name.len > 0 && name.len <= LF_NAME_LEN_MAX
           && !lf_str_is(name, "site");
}


static int
lf_source_compare(const void *a, const void *b)
{
    int                 first, second;
    const lf_source_t  *left, *right;

    left = a;
    right = b;
    first = lf_str_is(left->name, "site");
    second = lf_str_is(right->name, "site");

    if (first != second) {
        return second - first;
    }

    first = lf_str_compare(left->name, right->name);

    return first != 0 ? first : lf_str_compare(left->file, right->file);
}


static int
lf_site_read(lf_loader_t *loader, const lf_source_t *source)
{
    size_t          found;
    lf_json_t      *root;
    lf_json_doc_t  *doc;

    doc = &loader->site_doc;

    lf_doc_init(loader, doc, loader->scratch, source);

    if (doc->no_memory) {
        return -1;
    }

    found = loader->diagnostics->count;
    root = lf_json_parse(doc);
    loader->site_root = root;

    if (root != NULL) {
        (void) lf_site_build(loader, root);
    }

    if (root != NULL && !doc->no_memory && doc->errors == 0) {
        (void) lf_site_lint(loader, root);
    }

    lf_json_findings_sort(loader->diagnostics, found);

    return doc->no_memory ? -1 : 0;
}


static int
lf_site_build(lf_loader_t *loader, lf_json_t *root)
{
    lf_json_t      *value;
    lf_json_doc_t  *doc;

    doc = &loader->site_doc;

    if (root->type != LF_JSON_OBJECT) {
        lf_json_error(doc, root, "%s does not belong here; site.json is one "
                      "object: { \"fields\": { ... } }",
                      lf_json_type_name(root));
        return -1;
    }

    lf_json_keys_check(doc, root, lf_site_keys, LF_ARRAY_SIZE(lf_site_keys));

    value = lf_json_member(root, lf_str("language"));

    if (value != NULL) {
        (void) lf_form_language_parse(loader->mem, doc, value,
                                      &loader->language);
    }

    (void) lf_site_times(loader, root);
    (void) lf_site_remember(loader, root);
    (void) lf_site_privacy(loader, root);

    value = lf_json_member(root, lf_str("fields"));

    if (value == NULL || doc->no_memory) {
        return 0;
    }

    (void) lf_form_declarations_parse(loader, doc, value, NULL,
                                      &loader->site_fields);

    return doc->no_memory ? -1 : lf_site_options_check(loader);
}


static int
lf_site_times(lf_loader_t *loader, const lf_json_t *root)
{
    int64_t           n;
    lf_site_t        *site;
    lf_json_doc_t    *doc;
    const lf_json_t  *value;

    site = loader->site;
    doc = &loader->site_doc;

    value = lf_json_member(root, lf_str("visit_gap"));

    if (value != NULL) {
        (void) lf_form_duration_parse(doc, value, LF_VISIT_GAP_MIN,
                                      LF_VISIT_GAP_MAX, &site->visit_gap);
    }

    value = lf_json_member(root, lf_str("ask_again_after"));

    if (value != NULL) {
        (void) lf_form_duration_parse(doc, value, LF_ASK_AGAIN_MIN,
                                      LF_DURATION_MAX,
                                      &site->ask_again_after);
    }

    value = lf_json_member(root, lf_str("give_up_after"));

    if (value != NULL
        && lf_form_integer_parse(doc, value, 1, LF_GIVE_UP_MAX, &n) == 0)
    {
        site->give_up_after = (unsigned) n;
    }

    value = lf_json_member(root, lf_str("min_fill"));

    if (value != NULL
        && lf_form_duration_parse(doc, value, 0, LF_MIN_FILL_MAX, &n) == 0)
    {
        site->min_fill = n * 1000;
    }

    return 0;
}


/* ask_when is of no form, and therefore of no field. */

static int
lf_site_remember(lf_loader_t *loader, const lf_json_t *root)
{
    lf_site_t         *site;
    lf_json_doc_t     *doc;
    const lf_json_t   *value, *member;
    lf_when_parser_t   parser;

    static const lf_str_t  keys[] = { { "for", 3 }, { "ask_when", 8 } };

    site = loader->site;
    doc = &loader->site_doc;
    value = lf_json_member(root, lf_str("remember"));

    if (value == NULL) {
        return 0;
    }

    if (value->type != LF_JSON_OBJECT) {
        lf_json_error(doc, value, "%s does not belong here; write "
                      "{ \"for\": \"400d\" }", lf_json_type_name(value));
        return -1;
    }

    lf_json_keys_check(doc, value, keys, LF_ARRAY_SIZE(keys));

    member = lf_json_member(value, lf_str("for"));

    if (member != NULL) {
        (void) lf_form_duration_parse(doc, member, LF_REMEMBER_MIN,
                                      LF_REMEMBER_MAX, &site->remember_for);
    }

    member = lf_json_member(value, lf_str("ask_when"));

    if (member == NULL) {
        return 0;
    }

    site->remember_ask = 1;

    memset(&parser, 0, sizeof(lf_when_parser_t));
    parser.mem = loader->mem;
    parser.doc = doc;

    return lf_when_parse(&parser, member, &site->remember_ask_when);
}


static int
lf_site_privacy(lf_loader_t *loader, const lf_json_t *root)
{
    lf_json_t      *value, *controller, *url;
    lf_json_doc_t  *doc;

    static const lf_str_t  keys[] = { { "controller", 10 }, { "url", 3 } };

    doc = &loader->site_doc;
    value = lf_json_member(root, lf_str("privacy"));

    if (value == NULL) {
        return 0;
    }

    if (value->type != LF_JSON_OBJECT) {
        lf_json_error(doc, value, "%s does not belong here; write "
                      "{ \"controller\": \"Acme GmbH\", \"url\": \"/privacy\" "
                      "}", lf_json_type_name(value));
        return -1;
    }

    lf_json_keys_check(doc, value, keys, LF_ARRAY_SIZE(keys));

    controller = lf_json_member(value, lf_str("controller"));

    if (controller != NULL) {
        (void) lf_form_text_parse(loader->mem, doc, controller,
                                  LF_LABEL_LEN_MAX, 0,
                                  &loader->site->privacy_controller);
    }

    url = lf_json_member(value, lf_str("url"));

    return url != NULL ? lf_site_privacy_url(loader, url) : 0;
}


static int
lf_site_privacy_url(lf_loader_t *loader, lf_json_t *url)
{
    lf_json_doc_t    *doc;
    const lf_json_t  *variant;

    doc = &loader->site_doc;

    if (lf_form_text_parse(loader->mem, doc, url, LF_URL_LEN_MAX, 0,
                           &loader->site->privacy_url)
        != 0)
    {
        return -1;
    }

    if (url->type == LF_JSON_STRING) {
        return lf_form_url_check(doc, url, url->string);
    }

    for (variant = url->first; variant != NULL; variant = variant->next) {
        (void) lf_form_url_check(doc, variant, variant->string);
    }

    return 0;
}


lf_form_t *
lf_site_form(const lf_site_t *site, lf_str_t name)
{
    int     order;
    size_t  low, high, middle;

    low = 0;
    high = site->forms_count;

    while (low < high) {
        middle = low + (high - low) / 2;
        order = lf_str_compare(name, site->forms[middle]->name);

        if (order == 0) {
            return site->forms[middle];
        }

        if (order < 0) {
            high = middle;

        } else {
            low = middle + 1;
        }
    }

    return NULL;
}
