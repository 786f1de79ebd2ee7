/*
 * lf_form_limits: what a field's value must be like: pattern, lengths, range,
 * and how long it stays true.  All of it is one per site.
 *
 * Owns the compiled patterns: they are the library's memory, not the
 * arena's, and are freed with the site.
 */

#define PCRE2_CODE_UNIT_WIDTH  8

#include <stdlib.h>

#include <pcre2.h>

#include <lead_form/lf_value.h>

#include "lf_form_load.h"


#define LF_PATTERN_MESSAGE_LEN  120
#define LF_FRESH_FOR_MIN        1    /* seconds */
#define LF_STEP_MIN             1e-9


struct lf_pattern_s {
    struct lf_pattern_s  *next;
    pcre2_code           *code;
};

typedef struct {
    lf_str_t  key;
    unsigned  types;                    /* bits of lf_type_t */
    int     (*parse)(lf_declared_t *declared, const lf_json_t *value);
} lf_limit_t;


static int lf_form_min_length(lf_declared_t *declared,
    const lf_json_t *value);
static int lf_form_max_length(lf_declared_t *declared,
    const lf_json_t *value);
static int lf_form_min(lf_declared_t *declared, const lf_json_t *value);
static int lf_form_max(lf_declared_t *declared, const lf_json_t *value);
static int lf_form_bound(lf_declared_t *declared, const lf_json_t *value,
    double *number, lf_str_t *date);
static int lf_form_step(lf_declared_t *declared, const lf_json_t *value);
static int lf_form_fresh_for(lf_declared_t *declared,
    const lf_json_t *value);
static int lf_form_limits_order(lf_declared_t *declared);
static int lf_form_date_copy(lf_loader_t *loader, lf_json_doc_t *doc,
    lf_str_t *date);
static int lf_form_pattern_parse(lf_loader_t *loader, lf_declared_t *declared,
    const lf_declared_t *base, const lf_json_t *value);
static int lf_form_pattern_compile(lf_loader_t *loader, lf_json_doc_t *doc,
    const lf_json_t *value, lf_field_t *field);
static pcre2_code *lf_form_pattern_code(lf_str_t pattern, int *error,
    size_t *offset);
static void *lf_form_pattern_malloc(size_t size, void *data);
static void lf_form_pattern_free(void *p, void *data);


#define LF_TEXTS    (1u << LF_TYPE_TEXT | 1u << LF_TYPE_TEXTAREA)
#define LF_RANGES   (1u << LF_TYPE_NUMBER | 1u << LF_TYPE_DATE)

static const lf_limit_t  lf_limits[] = {
    { { "min_length", 10 }, LF_TEXTS, lf_form_min_length },
    { { "max_length", 10 }, LF_TEXTS, lf_form_max_length },
    { { "min", 3 }, LF_RANGES, lf_form_min },
    { { "max", 3 }, LF_RANGES, lf_form_max },
    { { "step", 4 }, 1u << LF_TYPE_NUMBER, lf_form_step },
    { { "fresh_for", 9 }, (unsigned) -1, lf_form_fresh_for }
};


int
lf_form_limits_parse(lf_loader_t *loader, lf_declared_t *declared,
    const lf_declared_t *base)
{
    size_t            i;
    lf_field_t       *field;
    lf_json_doc_t    *doc;
    const lf_json_t  *value;

    doc = declared->doc;
    field = &declared->field;

    if (base == NULL && field->type == LF_TYPE_TEXT) {
        field->length_max = LF_TEXT_VALUE_LEN_MAX;
    }

    if (base == NULL && field->type == LF_TYPE_TEXTAREA) {
        field->length_max = LF_VALUE_LEN_MAX;
    }

    for (i = 0; i < LF_ARRAY_SIZE(lf_limits); i++) {

        value = lf_json_member(declared->json, lf_limits[i].key);
        if (value == NULL) {
            continue;
        }

        if (!(lf_limits[i].types & 1u << field->type)) {
            lf_json_key_error(doc, value, "a field of type %s has no \"%s\"; "
                              "remove it", lf_type_name(field->type),
                              lf_limits[i].key.data);
            continue;
        }

        (void) lf_limits[i].parse(declared, value);
    }

    (void) lf_form_limits_order(declared);

    if (lf_form_date_copy(loader, doc, &field->date_min) != 0
        || lf_form_date_copy(loader, doc, &field->date_max) != 0)
    {
        return -1;
    }

    value = lf_json_member(declared->json, lf_str("pattern"));

    return value != NULL
           ? lf_form_pattern_parse(loader, declared, base, value) : 0;
}


static int
lf_form_min_length(lf_declared_t *declared, const lf_json_t *value)
{
    return lf_form_integer_parse(declared->doc, value, 0, LF_VALUE_LEN_MAX,
                                 &declared->field.length_min);
}


static int
lf_form_max_length(lf_declared_t *declared, const lf_json_t *value)
{
    return lf_form_integer_parse(declared->doc, value, 1, LF_VALUE_LEN_MAX,
                                 &declared->field.length_max);
}


static int
lf_form_min(lf_declared_t *declared, const lf_json_t *value)
{
    declared->field.has_min = declared->field.type == LF_TYPE_NUMBER;

    return lf_form_bound(declared, value, &declared->field.min,
                         &declared->field.date_min);
}


static int
lf_form_max(lf_declared_t *declared, const lf_json_t *value)
{
    declared->field.has_max = declared->field.type == LF_TYPE_NUMBER;

    return lf_form_bound(declared, value, &declared->field.max,
                         &declared->field.date_max);
}


static int
lf_form_bound(lf_declared_t *declared, const lf_json_t *value,
    double *number, lf_str_t *date)
{
    if (declared->field.type == LF_TYPE_NUMBER) {

        if (value->type != LF_JSON_NUMBER) {
            lf_json_error(declared->doc, value, "%s does not belong here; "
                          "write a number like 1", lf_json_type_name(value));
            return -1;
        }

        *number = value->number;
        return 0;
    }

    if (value->type != LF_JSON_STRING || !lf_form_date_is(value->string)) {
        lf_json_error(declared->doc, value, "this is no date; write a day "
                      "like \"2026-11-30\"");
        return -1;
    }

    *date = value->string;

    return 0;
}


static int
lf_form_step(lf_declared_t *declared, const lf_json_t *value)
{
    if (value->type != LF_JSON_NUMBER || value->number < LF_STEP_MIN) {
        lf_json_error(declared->doc, value, "this is no step; write a number "
                      "greater than 0, like 1 or 0.5");
        return -1;
    }

    declared->field.step = value->number;

    return 0;
}


static int
lf_form_fresh_for(lf_declared_t *declared, const lf_json_t *value)
{
    return lf_form_duration_parse(declared->doc, value, LF_FRESH_FOR_MIN,
                                  LF_DURATION_MAX,
                                  &declared->field.fresh_for);
}


static int
lf_form_limits_order(lf_declared_t *declared)
{
    const char        *what;
    const lf_field_t  *field;

    field = &declared->field;

    if (field->length_max > 0 && field->length_min > field->length_max) {
        what = "\"min_length\" is greater than \"max_length\"";

    } else if (field->has_min && field->has_max && field->min > field->max) {
        what = "\"min\" is greater than \"max\"";

    } else if (field->date_min.len > 0 && field->date_max.len > 0
               && memcmp(field->date_min.data, field->date_max.data,
                         field->date_min.len) > 0)
    {
        what = "\"min\" is later than \"max\"";

    } else {
        return 0;
    }

    lf_json_error(declared->doc, declared->json, "%s; no answer could be "
                  "right", what);
    return -1;
}


static int
lf_form_date_copy(lf_loader_t *loader, lf_json_doc_t *doc, lf_str_t *date)
{
    if (date->len == 0) {
        return 0;
    }

    *date = lf_str_copy(loader->mem, *date);

    if (date->data == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    return 0;
}


static int
lf_form_pattern_parse(lf_loader_t *loader, lf_declared_t *declared,
    const lf_declared_t *base, const lf_json_t *value)
{
    lf_str_t        pattern;
    lf_field_t     *field;
    lf_json_doc_t  *doc;

    doc = declared->doc;
    field = &declared->field;

    if (field->type != LF_TYPE_TEXT) {
        lf_json_key_error(doc, value, "a field of type %s has no pattern; "
                          "remove it, or make the field a text",
                          lf_type_name(field->type));
        return -1;
    }

    if (lf_form_string_parse(doc, value, "\"[0-9]{5}\"", &pattern) != 0
        || lf_form_line_check(doc, value, pattern, LF_PATTERN_LEN_MAX, 0) != 0)
    {
        return -1;
    }

    if (pattern.len > LF_PATTERN_LEN_MAX) {
        lf_json_error(doc, value, "this pattern has %zu bytes; at most %d "
                      "are allowed", pattern.len, LF_PATTERN_LEN_MAX);
        return -1;
    }

    if (base != NULL && lf_str_eq(base->field.pattern, pattern)) {
        return 0;                       /* the one that site.json compiled */
    }

    field->pattern = lf_str_copy(loader->mem, pattern);

    if (field->pattern.data == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    return lf_form_pattern_compile(loader, doc, value, field);
}


static int
lf_form_pattern_compile(lf_loader_t *loader, lf_json_doc_t *doc,
    const lf_json_t *value, lf_field_t *field)
{
    int                   error;
    char                  message[LF_PATTERN_MESSAGE_LEN];
    size_t                offset;
    pcre2_code           *code;
    struct lf_pattern_s  *pattern;

    pattern = lf_alloc(loader->mem, sizeof(struct lf_pattern_s));
    if (pattern == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    code = lf_form_pattern_code(field->pattern, &error, &offset);

    if (code == NULL && error == 0) {
        doc->no_memory = 1;
        return -1;
    }

    if (code == NULL) {
        if (pcre2_get_error_message(error, (PCRE2_UCHAR *) message,
                                    sizeof(message))
            < 0)
        {
            message[sizeof(message) - 1] = '\0';
        }

        lf_json_error(doc, value, "this pattern cannot be used, at its byte "
                      "%zu: %s; write it as in HTML's pattern attribute, a "
                      "backslash doubled", offset + 1, message);
        return -1;
    }

    pattern->code = code;
    pattern->next = loader->site->patterns;
    loader->site->patterns = pattern;
    field->pattern_code = code;

    return 0;
}


/* NULL with *error 0 when memory is out. */

static pcre2_code *
lf_form_pattern_code(lf_str_t pattern, int *error, size_t *offset)
{
    pcre2_code             *code;
    pcre2_compile_context  *context;
    pcre2_general_context  *general;

    static const uint32_t  options = PCRE2_UTF | PCRE2_ANCHORED
                                     | PCRE2_ENDANCHORED
                                     | PCRE2_DOLLAR_ENDONLY
                                     | PCRE2_ALT_BSUX
                                     | PCRE2_MATCH_UNSET_BACKREF
                                     | PCRE2_NEVER_BACKSLASH_C;

    *error = 0;
    code = NULL;

    general = pcre2_general_context_create(lf_form_pattern_malloc,
                                           lf_form_pattern_free, NULL);
    if (general == NULL) {
        return NULL;
    }

    context = pcre2_compile_context_create(general);

    if (context != NULL) {
        code = pcre2_compile((PCRE2_SPTR) pattern.data, pattern.len, options,
                             error, offset, context);

        if (code == NULL && (*error == PCRE2_ERROR_HEAP_FAILED
                             || *error == PCRE2_ERROR_NOMEMORY))
        {
            *error = 0;
        }
    }

    pcre2_compile_context_free(context);
    pcre2_general_context_free(general);

    return code;
}


/* The library's own allocations, made by this file. */

static void *
lf_form_pattern_malloc(size_t size, void *data)
{
    (void) data;

    return malloc(size);
}


static void
lf_form_pattern_free(void *p, void *data)
{
    (void) data;

    free(p);
}


void
lf_form_patterns_free(lf_site_t *site)
{
    struct lf_pattern_s  *pattern;

    for (pattern = site->patterns; pattern != NULL; pattern = pattern->next) {
        pcre2_code_free(pattern->code);
    }
}


/* The key that makes one field of two; NULL when they are the same. */

const char *
lf_form_difference(const lf_field_t *a, const lf_field_t *b)
{
    size_t  i;

    if (a->type != b->type) {
        return "type";
    }

    if (a->options_count != b->options_count) {
        return "options";
    }

    for (i = 0; i < a->options_count; i++) {
        if (!lf_str_eq(a->options[i].value, b->options[i].value)) {
            return "options";
        }
    }

    if (!lf_str_eq(a->pattern, b->pattern)) {
        return "pattern";
    }

    if (a->length_min != b->length_min) {
        return "min_length";
    }

    if (a->length_max != b->length_max) {
        return "max_length";
    }

    if (a->has_min != b->has_min || a->min != b->min
        || !lf_str_eq(a->date_min, b->date_min))
    {
        return "min";
    }

    if (a->has_max != b->has_max || a->max != b->max
        || !lf_str_eq(a->date_max, b->date_max))
    {
        return "max";
    }

    if (a->step != b->step) {
        return "step";
    }

    if (a->fresh_for != b->fresh_for) {
        return "fresh_for";
    }

    return lf_str_eq(a->needs_consent, b->needs_consent) ? NULL
                                                         : "needs_consent";
}
