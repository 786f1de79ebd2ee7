/*
 * lf_test_json: one JSON text parsed, with what was found in it.
 */

#ifndef LF_TEST_JSON_H
#define LF_TEST_JSON_H

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_form.h>

#include "lf_json.h"
#include "lf_test_memory.h"


static lf_test_mem_t     memory;
static lf_diagnostics_t  found;
static lf_json_doc_t     doc;


static inline int
begin(void **state)
{
    (void) state;

    lf_test_mem_init(&memory);

    return 0;
}


static inline int
end(void **state)
{
    (void) state;

    lf_test_mem_free(&memory);

    return 0;
}


/* The text ends where its memory ends. */

static inline lf_json_t *
parse(lf_str_t text)
{
    memset(&doc, 0, sizeof(lf_json_doc_t));
    lf_diagnostics_init(&found, &memory.mem);

    doc.file = lf_str("form.json");
    doc.text = lf_test_butt(&memory, text);
    doc.mem = &memory.mem;
    doc.diagnostics = &found;

    return lf_json_parse(&doc);
}


static inline void
assert_found(size_t i, const char *start)
{
    lf_str_t  line;

    assert_true(i < found.count);

    line = lf_diagnostic_line(&memory.mem, &found.items[i]);

    if (line.len < strlen(start)
        || memcmp(line.data, start, strlen(start)) != 0)
    {
        fail_msg("found:    %.*s\nexpected: %s", (int) line.len, line.data,
                 start);
    }
}


static inline void
assert_refused(lf_str_t text, const char *start)
{
    assert_null(parse(text));
    assert_false(doc.no_memory);
    assert_int_equal(doc.errors, 1);
    assert_found(0, start);
}


#define assert_text(value, literal)                                           \
    assert_true(lf_str_is((value)->string, literal))


static inline lf_str_t
repeat(const char *part, size_t count, const char *last)
{
    size_t  i, len;
    char   *text;

    len = strlen(part);
    text = lf_test_take(&memory, count * len + strlen(last) + 1);

    for (i = 0; i < count; i++) {
        memcpy(text + i * len, part, len);
    }

    memcpy(text + count * len, last, strlen(last));

    return (lf_str_t) { text, count * len + strlen(last) };
}


#define story(name)  cmocka_unit_test_setup_teardown(name, begin, end)

#endif
