/*
 * lf_test_when: one condition parsed from its text, for a form of seven
 * fields.
 */

#ifndef LF_TEST_WHEN_H
#define LF_TEST_WHEN_H

#include <lead_form/lf_value.h>

#include "lf_form_load.h"
#include "lf_test_memory.h"


enum { COMPANY, BUDGET, START, TEAM_SIZE, COUNTRY_OF, SURE, INDUSTRY, FIELDS };

static lf_option_t  options[] = {
    { .value = { "1-10", 4 } }, { .value = { "11-50", 5 } }
};

static const lf_field_t  fields[FIELDS] = {
    { .name = { "company", 7 }, .type = LF_TYPE_TEXT },
    { .name = { "budget", 6 }, .type = LF_TYPE_NUMBER },
    { .name = { "start", 5 }, .type = LF_TYPE_DATE },
    { .name = { "team_size", 9 }, .type = LF_TYPE_CHOICE, .options = options,
      .options_count = 2 },
    { .name = { "seat", 4 }, .type = LF_TYPE_COUNTRY },
    { .name = { "sure", 4 }, .type = LF_TYPE_YES_NO },
    { .name = { "industry", 8 }, .type = LF_TYPE_FOREIGN }
};

static lf_test_mem_t     memory;
static lf_diagnostics_t  found;
static lf_json_doc_t     doc;
static lf_when_t         when;
static int               no_fields;


static inline int
begin(void **state)
{
    (void) state;

    lf_test_mem_init(&memory);
    no_fields = 0;

    return 0;
}


static inline int
end(void **state)
{
    (void) state;

    lf_test_mem_free(&memory);

    return 0;
}


static inline int
field_named(void *data, const lf_json_t *at, lf_str_t name)
{
    int  i;

    (void) data;
    (void) at;

    for (i = 0; i < FIELDS; i++) {
        if (lf_str_eq(fields[i].name, name)) {
            return i;
        }
    }

    return INDUSTRY;
}


static inline const lf_field_t *
field_described(void *data, unsigned index)
{
    (void) data;

    return &fields[index];
}


static inline int
parse(lf_str_t text)
{
    lf_json_t         *root;
    lf_when_parser_t   parser;

    memset(&doc, 0, sizeof(lf_json_doc_t));
    memset(&when, 0, sizeof(lf_when_t));
    lf_diagnostics_init(&found, &memory.mem);

    doc.file = lf_str("form.json");
    doc.text = lf_test_butt(&memory, text);
    doc.mem = &memory.mem;
    doc.diagnostics = &found;

    root = lf_json_parse(&doc);

    if (root == NULL) {
        return -1;
    }

    parser.mem = &memory.mem;
    parser.doc = &doc;
    parser.field = no_fields ? NULL : field_named;
    parser.describe = field_described;
    parser.data = NULL;

    return lf_when_parse(&parser, root, &when);
}


/* The only test of a condition without findings. */

static inline const lf_test_t *
test_of(lf_str_t text)
{
    if (parse(text) != 0 || found.count > 0) {
        fail_msg("%s: %.*s", text.data, (int) found.items[0].text.len,
                 found.items[0].text.data);
    }

    assert_int_equal(when.count, 1);
    assert_int_equal(when.alternatives[0].count, 1);

    return &when.alternatives[0].tests[0];
}


static inline void
assert_values(const lf_test_t *test, size_t count, ...)
{
    size_t       i;
    va_list      values;
    const char  *value;

    assert_int_equal(test->count, count);

    va_start(values, count);

    for (i = 0; i < count; i++) {
        value = va_arg(values, const char *);

        if (!lf_str_eq(test->values[i], lf_str_of(value))) {
            fail_msg("%.*s is not %s", (int) test->values[i].len,
                     test->values[i].data, value);
        }
    }

    va_end(values);
}


static inline void
assert_found(size_t i, const char *start)
{
    lf_str_t  line;

    if (i >= found.count) {
        fail_msg("nothing found; expected: %s", start);
    }

    line = lf_diagnostic_line(&memory.mem, &found.items[i]);

    if (line.len < strlen(start)
        || memcmp(line.data, start, strlen(start)) != 0)
    {
        fail_msg("found:    %.*s\nexpected: %s", (int) line.len, line.data,
                 start);
    }
}


#define story(name)  cmocka_unit_test_setup_teardown(name, begin, end)

#endif
