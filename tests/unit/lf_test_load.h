/*
 * lf_test_load: a site loaded from texts, and what was found wrong with it,
 * for the unit tests of the form loader.
 */

#ifndef LF_TEST_LOAD_H
#define LF_TEST_LOAD_H

#include <stdio.h>

#include <lead_form/lf_form.h>

#define LF_TEST_SOURCES_MAX  520
#define TEXT_MAX             2000

#define FIRST  "\"title\": \"T\", \"first\": [ \"name\", \"email\" ]"

#define FIELD(json)                                                           \
    "{ " FIRST ", \"then\": [ \"f\" ],\n\"fields\": { \"f\": " json " } }"

#define ASKS(name, fields)                                                    \
    "{ " FIRST ", \"then\": [ \"" name "\" ],\n\"fields\": { " fields " } }"

/* A site with two shared fields. */
#define COMPANY_SITE  \
    "{ \"fields\": { \"company\": { \"type\": \"text\", \"label\": \"Company" \
    "\", \"why\": \"Because\", \"pattern\": \"A.*\", \"max_length\": 50 },\n" \
    "\"size\": { \"type\": \"choice\", \"label\": \"Size\", \"options\": [ " \
    "\"a\", { \"value\": \"b\", \"label\": \"B\" } ] } } }"

typedef struct {
    lf_arena_t        *arena;           /* of the findings */
    lf_diagnostics_t   diagnostics;
    lf_source_t        sources[LF_TEST_SOURCES_MAX];
    size_t             count;
    lf_site_t         *site;
} lf_test_load_t;


static inline void
lf_test_load_init(lf_test_load_t *load)
{
    memset(load, 0, sizeof(lf_test_load_t));

    load->arena = lf_arena_create();
    assert_non_null(load->arena);
    lf_diagnostics_init(&load->diagnostics, lf_arena_mem(load->arena));
}


static inline void
lf_test_load_free(lf_test_load_t *load)
{
    lf_site_free(load->site);
    lf_arena_destroy(load->arena);
}


/* NAME.json; texts are borrowed. */

static inline void
lf_test_load_add_str(lf_test_load_t *load, const char *name, lf_str_t text)
{
    lf_str_t      parts[2];
    lf_source_t  *source;

    assert_true(load->count < LF_TEST_SOURCES_MAX);

    source = &load->sources[load->count++];
    parts[0] = lf_str_of(name);
    parts[1] = lf_str(".json");

    source->name = lf_str_copy(lf_arena_mem(load->arena), parts[0]);
    source->file = lf_str_concat(lf_arena_mem(load->arena), parts, 2);
    source->text = text;
}


static inline void
lf_test_load_add(lf_test_load_t *load, const char *name, const char *text)
{
    lf_test_load_add_str(load, name, lf_str_of(text));
}


static inline void
lf_test_load_run(lf_test_load_t *load)
{
    load->site = lf_site_load(load->sources, load->count, &load->diagnostics);
    assert_non_null(load->site);
    assert_false(load->diagnostics.no_memory);
}


/* "file:line:column: path: text" of the finding, NUL-terminated. */

static inline const char *
lf_test_finding(lf_test_load_t *load, size_t i)
{
    lf_str_t  line;

    if (i >= load->diagnostics.count) {
        return "(nothing)";
    }

    line = lf_diagnostic_line(lf_arena_mem(load->arena),
                              &load->diagnostics.items[i]);

    return lf_str_copy(lf_arena_mem(load->arena), line).data;
}


static inline void
lf_test_found(lf_test_load_t *load, size_t i, const char *start)
{
    const char  *finding;

    finding = lf_test_finding(load, i);

    if (strncmp(finding, start, strlen(start)) != 0) {
        fail_msg("found:    %s\nexpected: %s", finding, start);
    }
}


static inline void
lf_test_found_nothing(lf_test_load_t *load)
{
    if (load->diagnostics.count > 0) {
        fail_msg("found: %s", lf_test_finding(load, 0));
    }
}


/* Sites of one form, "form.json", and maybe site.json. */

static inline void
lf_test_load_form(lf_test_load_t *load, const char *site, const char *form)
{
    lf_test_load_init(load);

    if (site != NULL) {
        lf_test_load_add(load, "site", site);
    }

    lf_test_load_add(load, "form", form);
    lf_test_load_run(load);
}


static lf_test_load_t  load;


static inline int
end(void **state)
{
    (void) state;

    lf_test_load_free(&load);
    memset(&load, 0, sizeof(lf_test_load_t));

    return 0;
}


/* For a story that loads several sites. */

static inline void
again(void)
{
    (void) end(NULL);
}


static inline lf_form_t *
good_form(const char *site, const char *form)
{
    lf_test_load_form(&load, site, form);
    lf_test_found_nothing(&load);
    assert_int_equal(load.site->forms_count, 1);

    return load.site->forms[0];
}


static inline const lf_field_t *
field_of(const lf_form_t *form, const char *name)
{
    int  index;

    index = lf_form_field(form, lf_str_of(name));
    assert_true(index >= 0);

    return &form->fields[index];
}


#define assert_str(s, literal)                                                \
    do {                                                                      \
        if (!lf_str_is(s, literal)) {                                         \
            fail_msg("\"%.*s\" is not \"%s\"", (int) (s).len, (s).data,       \
                     literal);                                                \
        }                                                                     \
    } while (0)

#define assert_plain(t, literal)                                              \
    do {                                                                      \
        assert_int_equal((t).count, 1);                                       \
        assert_int_equal((t).variants[0].language.len, 0);                    \
        assert_str((t).variants[0].text, literal);                            \
    } while (0)


/*
 * Takes the ^ out of the text of a file; what is found must stand there.
 * Without one, `finding` begins with the place itself.
 */

static inline void
mark(const char *file, const char *marked, const char *finding, char *text,
    char *expected)
{
    size_t       i;
    unsigned     line, column;
    const char  *place;

    place = strchr(marked, '^');

    if (place == NULL) {
        (void) snprintf(text, TEXT_MAX, "%s", marked);
        (void) snprintf(expected, TEXT_MAX, "%s:%s", file, finding);
        return;
    }

    line = 1;
    column = 1;

    for (i = 0; marked + i < place; i++) {
        line += marked[i] == '\n';
        column = marked[i] == '\n' ? 1 : column + 1;
    }

    (void) snprintf(text, TEXT_MAX, "%.*s%s", (int) i, marked, place + 1);
    (void) snprintf(expected, TEXT_MAX, "%s:%u:%u: %s", file, line, column,
                    finding);
}


/* Each row: a form, and the only thing that is found. */

static inline void
assert_rows(const char *site, const char *const rows[][2], size_t count)
{
    char    form[TEXT_MAX], finding[TEXT_MAX];
    size_t  i;

    for (i = 0; i < count; i++) {
        mark("form.json", rows[i][0], rows[i][1], form, finding);
        lf_test_load_form(&load, site, form);
        lf_test_found(&load, 0, finding);

        if (load.diagnostics.count > 1) {
            fail_msg("%s\nand then: %s", finding, lf_test_finding(&load, 1));
        }

        assert_int_equal(load.site->forms_count,
                         load.diagnostics.errors == 0);
        again();
    }

    lf_test_load_init(&load);
}


#define assert_finds(rows)  assert_rows(NULL, rows, LF_ARRAY_SIZE(rows))


#define story(name)  cmocka_unit_test_teardown(name, end)

#endif
