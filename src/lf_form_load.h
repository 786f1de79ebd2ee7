/*
 * lf_form_load (private): what the parts of the form loader share.
 *
 *   lf_site.c            all files of a folder, in order; site.json
 *   lf_form.c            one form, from its bytes to the model; look-ups
 *   lf_form_text.c       texts for people, and the languages they come in
 *   lf_form_scalar.c     names, durations, numbers, URLs
 *   lf_form_field.c      one field's declaration
 *   lf_form_option.c     its options
 *   lf_form_autocomplete.c  what a browser may fill it with
 *   lf_form_limits.c     its pattern and limits
 *   lf_form_sensitive.c  what may be asked only of those who agreed to it
 *   lf_form_fields.c     which fields a form has; one field is one per site
 *   lf_form_sequence.c   first and then
 *   lf_form_thanks.c     consent and thanks
 *   lf_form_hidden.c     values that come from where the form stands
 *   lf_form_needs.c      what it has to be told about a request
 *   lf_when_parse.c      conditions: subjects and tests
 *   lf_when_value.c      what a test compares with
 *   lf_form_lint*.c      what is legal, and wrong in effect
 *
 * Functions that parse report what is wrong to the file's lf_json_doc_t, or
 * set its no_memory, and return -1 for either; 0 otherwise.
 */

#ifndef LF_FORM_LOAD_H
#define LF_FORM_LOAD_H

#include <lead_form/lf_form.h>

#include "lf_json.h"

#define LF_DEFINITION_BUCKETS  256
#define LF_FOREIGN_MAX         1000     /* kept until all forms are loaded */
#define LF_DURATION_MAX        ((int64_t) 10 * 365 * 86400)  /* seconds */


/* A field as one file declares it; lives as long as that file's tree. */
typedef struct {
    lf_field_t         field;
    lf_json_doc_t     *doc;
    const lf_json_t   *json;
    const lf_json_t  **option_whens;    /* per option; NULL: none has one */
    lf_json_doc_t     *whens_doc;       /* the file option_whens are of */
    int                good;
} lf_declared_t;

typedef struct {
    lf_declared_t  *items;
    size_t          count;
} lf_declarations_t;

/* Who defined a field first; all further definitions must be the same. */
typedef struct lf_definition_s  lf_definition_t;

struct lf_definition_s {
    lf_definition_t   *next;
    const lf_field_t  *field;
    lf_str_t           file;
};

/* A name in a `when` that its form does not have; maybe another one does. */
typedef struct {
    lf_str_t  name;
    lf_str_t  file;
    lf_str_t  path;
    unsigned  line;
    unsigned  column;
} lf_foreign_t;

typedef struct lf_need_s  lf_need_t;        /* lf_form_lint.h */

typedef struct {
    lf_site_t          *site;
    const lf_site_t    *before;         /* the last good version; NULL: none */
    lf_mem_t           *mem;            /* the site's arena */
    lf_mem_t           *scratch;        /* until all files are loaded */
    lf_diagnostics_t   *diagnostics;
    int                 no_memory;

    lf_json_doc_t       site_doc;
    const lf_json_t    *site_root;      /* NULL: none that could be read */
    lf_declarations_t   site_fields;    /* site.json's */
    lf_str_t            language;       /* of plain texts; empty: not said */

    lf_definition_t    *definitions[LF_DEFINITION_BUCKETS];
    lf_foreign_t       *foreign;
    size_t              foreign_count;
    lf_need_t          *needs;
    lf_need_t         **needs_end;
    const lf_source_t **broken;         /* the files that did not load */
    size_t              broken_count;
} lf_loader_t;

/* One form on its way; lives as long as its file's tree. */
typedef struct {
    lf_loader_t        *loader;
    lf_json_doc_t      *doc;
    lf_form_t          *form;           /* fields has LF_FIELDS_MAX entries */
    lf_declarations_t   own;
    const lf_declared_t **declared;     /* per form->fields[]; NULL: foreign */
} lf_form_builder_t;


/* lf_form.c */
int lf_str_compare(lf_str_t a, lf_str_t b);         /* as memcmp() */
int lf_form_load(lf_loader_t *loader, const lf_source_t *source,
    lf_form_t **form);
int lf_form_version(lf_mem_t *mem, lf_str_t text, lf_str_t *version);
void lf_doc_init(lf_loader_t *loader, lf_json_doc_t *doc, lf_mem_t *mem,
    const lf_source_t *source);

/* lf_form_text.c: characters are code points */
int lf_form_text_parse(lf_mem_t *mem, lf_json_doc_t *doc,
    lf_json_t *value, size_t characters_max, int multiline, lf_text_t *text);
int lf_form_line_check(lf_json_doc_t *doc, const lf_json_t *at, lf_str_t s,
    size_t characters_max, int multiline);
int lf_form_language_parse(lf_mem_t *mem, lf_json_doc_t *doc,
    const lf_json_t *value, lf_str_t *language);
int lf_form_languages(lf_form_builder_t *builder, const lf_json_t *root,
    lf_str_t said);

/* lf_form_scalar.c */
int lf_form_string_parse(lf_json_doc_t *doc, const lf_json_t *value,
    const char *example, lf_str_t *s);
int lf_form_name_check(lf_json_doc_t *doc, const lf_json_t *at,
    lf_str_t name);
int lf_form_boolean_parse(lf_json_doc_t *doc, const lf_json_t *value,
    int *boolean);
int lf_form_integer_parse(lf_json_doc_t *doc, const lf_json_t *value,
    int64_t min, int64_t max, int64_t *n);
int lf_form_duration_parse(lf_json_doc_t *doc, const lf_json_t *value,
    int64_t min, int64_t max, int64_t *seconds);
int lf_form_url_parse(lf_mem_t *mem, lf_json_doc_t *doc,
    const lf_json_t *value, lf_str_t *url);
int lf_form_url_check(lf_json_doc_t *doc, const lf_json_t *at, lf_str_t url);
int lf_form_date_is(lf_str_t s);

/* lf_form_field.c */
int lf_form_declarations_parse(lf_loader_t *loader, lf_json_doc_t *doc,
    lf_json_t *object, const lf_declarations_t *base,
    lf_declarations_t *declarations);
const lf_declared_t *lf_form_declared(const lf_declarations_t *declarations,
    lf_str_t name);

/* A field every site has without declaring it: name, email, phone; or NULL. */
const lf_field_t *lf_form_builtin_field(lf_str_t name);
const char *lf_type_name(lf_type_t type);
int lf_field_is_contact(const lf_field_t *field);

/* lf_form_autocomplete.c */
int lf_form_autocomplete_parse(lf_mem_t *mem, lf_json_doc_t *doc,
    const lf_json_t *value, lf_str_t *autocomplete);

/* lf_form_option.c */
int lf_form_options_parse(lf_mem_t *mem, lf_declared_t *declared,
    const lf_json_t *list, const lf_declared_t *base);
int lf_site_options_check(lf_loader_t *loader);

/* lf_form_limits.c */
int lf_form_limits_parse(lf_loader_t *loader, lf_declared_t *declared,
    const lf_declared_t *base);
const char *lf_form_difference(const lf_field_t *a, const lf_field_t *b);
void lf_form_patterns_free(lf_site_t *site);

/* lf_form_sensitive.c */
int lf_form_needs_parse(lf_loader_t *loader, lf_declared_t *declared);
void lf_form_needs_check(lf_form_builder_t *builder, const lf_json_t *root);
void lf_form_sensitive_warn(lf_json_doc_t *doc,
    const lf_declarations_t *declarations);
void lf_form_required_warn(lf_json_doc_t *doc, const lf_json_t *at);

/* lf_form_fields.c */
int lf_form_define(lf_loader_t *loader, const lf_declared_t *declared);
int lf_form_fields_start(lf_form_builder_t *builder);
int lf_form_field_ask(lf_form_builder_t *builder, const lf_json_t *at,
    lf_str_t name);                     /* the index, or -1 */
int lf_form_field_is_good(const lf_form_builder_t *builder, unsigned index);
int lf_form_fields_finish(lf_form_builder_t *builder);
int lf_form_when_parse(lf_form_builder_t *builder, lf_json_doc_t *doc,
    const lf_json_t *value, lf_when_t *when);

/* lf_form_sequence.c */
int lf_form_first_parse(lf_form_builder_t *builder, const lf_json_t *value);
int lf_form_then_parse(lf_form_builder_t *builder, const lf_json_t *value);

/* lf_form_thanks.c */
int lf_form_consents_parse(lf_form_builder_t *builder, lf_json_t *value);
int lf_form_thanks_parse(lf_form_builder_t *builder, lf_json_t *value);

/* lf_form_hidden.c */
int lf_form_hidden_parse(lf_form_builder_t *builder, lf_json_t *value);

/* lf_form_lint.c, lf_form_lint_site.c: of what has no errors, warnings */
int lf_form_lint(lf_form_builder_t *builder, const lf_json_t *root);
int lf_site_lint(lf_loader_t *loader, const lf_json_t *root);
int lf_site_lint_forms(lf_loader_t *loader);

/* lf_form_needs.c */
void lf_form_plain_asks(lf_form_t *form);
int lf_form_is_about_place(const lf_form_t *form);


/* lf_when_parse.c */
typedef struct {
    lf_mem_t       *mem;                /* of the condition */
    lf_json_doc_t  *doc;

    /*
     * The index of that field, which a condition at `at` names; -1 when
     * memory is out or it cannot be.  NULL: no field may be named here.
     */
    int           (*field)(void *data, const lf_json_t *at, lf_str_t name);
    void           *data;

    /* What is known of the field at that index. */
    const lf_field_t *(*describe)(void *data, unsigned index);
} lf_when_parser_t;

int lf_when_parse(const lf_when_parser_t *parser, const lf_json_t *value,
    lf_when_t *when);

/* The subject that a mistyped name was meant to be; may be NULL. */
const lf_str_t *lf_when_subject_near(lf_str_t name);

#endif
