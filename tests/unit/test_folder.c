/*
 * Unit tests of lf_folder: what a folder serves when files are edited, broken
 * and deleted.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <lead_form/lf_folder.h>

#include "lf_test_memory.h"


#define FORM(title)  \
    "{ \"title\": \"" title "\", \"first\": [ \"name\", \"email\" ] }"
#define ASKING(title, field)  \
    "{ \"title\": \"" title "\", \"first\": [ \"name\", \"email\" ],"         \
    " \"then\": [ \"" field "\" ] }"
#define COMPANY(type)  \
    "{ \"title\": \"T\", \"first\": [ \"name\", \"email\" ],"                 \
    " \"then\": [ \"company\" ], \"fields\": { \"company\": { \"type\": \""   \
    type "\", \"label\": \"Company\" } } }"
#define SITE(field)  \
    "{ \"fields\": { \"" field "\": { \"type\": \"text\", \"label\": \"F\" } } }"
#define BROKEN  "{ \"title\": 1,"

#define FILES_MAX  8

typedef struct {
    lf_source_t   now[FILES_MAX];
    size_t        now_count;
    lf_source_t   good[FILES_MAX];
    size_t        good_count;
    lf_folder_t  *folder;
    lf_folder_t  *before;           /* whose texts `good` borrows */
} lf_test_folder_t;


static int
lf_test_start(void **state)
{
    *state = calloc(1, sizeof(lf_test_folder_t));

    return *state == NULL;
}


static int
lf_test_end(void **state)
{
    lf_test_folder_t  *test = *state;

    lf_folder_free(test->folder);
    lf_folder_free(test->before);
    free(test);

    return 0;
}


/* NAME.json holds that text now; NULL: it cannot be read. */

static void
lf_test_file(lf_test_folder_t *test, const char *name, const char *text)
{
    lf_source_t  *source;

    source = &test->now[test->now_count++];
    source->name = lf_str_of(name);
    source->file = lf_str_of(name);
    source->text = text == NULL ? lf_null_str : lf_str_of(text);
}


static void
lf_test_load(lf_test_folder_t *test)
{
    lf_folder_free(test->folder);
    test->folder = lf_folder_load(test->now, test->now_count, test->good,
                                  test->good_count);
    assert_non_null(test->folder);
}


/* What is served becomes what was; the folder is empty. */

static void
lf_test_then(lf_test_folder_t *test)
{
    lf_test_load(test);

    test->good_count = test->folder->taken_count;
    memcpy(test->good, test->folder->taken,
           test->good_count * sizeof(lf_source_t));
    test->now_count = 0;

    lf_folder_free(test->before);
    test->before = test->folder;
    test->folder = NULL;
}


static void
lf_test_state(lf_test_folder_t *test, const char *name,
    lf_folder_state_t state, size_t errors)
{
    const lf_folder_file_t  *file;

    file = lf_folder_file(test->folder, lf_str_of(name));

    assert_non_null(file);
    assert_int_equal(file->state, state);
    assert_int_equal(file->errors, errors);
    assert_int_equal(file->version.len, state == LF_FOLDER_ABSENT ? 0 : 12);
}


static void
lf_test_title(lf_test_folder_t *test, const char *name, const char *title)
{
    lf_form_t  *form;

    form = lf_site_form(test->folder->site, lf_str_of(name));

    if (title == NULL) {
        assert_null(form);
        return;
    }

    assert_non_null(form);
    assert_true(lf_str_eq(lf_text_in(&form->title, lf_str("en"), lf_str("en")),
                          lf_str_of(title)));
}


static void
good_files_serve_as_they_are(void **state)
{
    lf_test_folder_t  *test = *state;

    lf_test_file(test, "contact", FORM("One"));
    lf_test_file(test, "site", "{}");
    lf_test_then(test);

    lf_test_file(test, "contact", FORM("Two"));
    lf_test_file(test, "site", "{}");
    lf_test_file(test, "demo", FORM("New"));
    lf_test_load(test);

    lf_test_title(test, "contact", "Two");
    lf_test_title(test, "demo", "New");
    lf_test_state(test, "contact", LF_FOLDER_LIVE, 0);
    lf_test_state(test, "site", LF_FOLDER_LIVE, 0);
    assert_int_equal(test->folder->held, 0);
    assert_int_equal(test->folder->taken_count, 3);
    assert_true(lf_str_is(test->folder->files[0].name, "site"));
}


static void
a_broken_edit_changes_nothing_but_what_is_said(void **state)
{
    lf_test_folder_t  *test = *state;

    lf_test_file(test, "contact", FORM("One"));
    lf_test_file(test, "demo", FORM("Demo"));
    lf_test_then(test);

    lf_test_file(test, "contact", BROKEN);
    lf_test_file(test, "demo", FORM("Demo two"));
    lf_test_load(test);

    lf_test_title(test, "contact", "One");
    lf_test_title(test, "demo", "Demo two");
    lf_test_state(test, "contact", LF_FOLDER_LAST_GOOD, 1);
    lf_test_state(test, "demo", LF_FOLDER_LIVE, 0);
    assert_int_equal(test->folder->held, 1);
    assert_int_equal(test->folder->diagnostics.errors, 1);
    assert_true(lf_str_eq(lf_folder_taken(test->folder,
                                          lf_str("contact"))->text,
                          lf_str(FORM("One"))));
}


static void
a_form_that_never_was_good_is_absent(void **state)
{
    lf_test_folder_t  *test = *state;

    lf_test_file(test, "contact", FORM("One"));
    lf_test_file(test, "demo", BROKEN);
    lf_test_file(test, "Bad Name", FORM("One"));
    lf_test_then(test);

    lf_test_file(test, "contact", FORM("One"));
    lf_test_file(test, "demo", BROKEN);
    lf_test_load(test);

    lf_test_title(test, "demo", NULL);
    lf_test_state(test, "demo", LF_FOLDER_ABSENT, 1);
    assert_null(lf_folder_taken(test->folder, lf_str("demo")));
}


static void
a_deleted_form_keeps_serving_its_last_good_version(void **state)
{
    size_t             i;
    lf_test_folder_t  *test = *state;

    lf_test_file(test, "contact", FORM("One"));
    lf_test_file(test, "demo", FORM("Demo"));
    lf_test_then(test);

    for (i = 0; i < 2; i++) {
        lf_test_file(test, "contact", FORM("Two"));
        lf_test_load(test);
        lf_test_title(test, "demo", "Demo");
        lf_test_title(test, "contact", "Two");
        lf_test_state(test, "demo", LF_FOLDER_DELETED, 0);
        lf_test_then(test);
    }

    lf_test_load(test);
    lf_test_state(test, "contact", LF_FOLDER_DELETED, 0);
    lf_test_title(test, "contact", "Two");
}


static void
a_broken_site_json_leaves_the_last_good_one_in_force(void **state)
{
    lf_test_folder_t  *test = *state;

    lf_test_file(test, "site", SITE("budget"));
    lf_test_file(test, "contact", ASKING("One", "budget"));
    lf_test_then(test);

    lf_test_file(test, "site", BROKEN);
    lf_test_file(test, "contact", ASKING("Two", "budget"));
    lf_test_load(test);

    lf_test_title(test, "contact", "Two");
    lf_test_state(test, "site", LF_FOLDER_LAST_GOOD, 1);
    lf_test_state(test, "contact", LF_FOLDER_LIVE, 0);

    lf_test_then(test);
    lf_test_file(test, "contact", ASKING("Two", "budget"));
    lf_test_load(test);
    lf_test_state(test, "site", LF_FOLDER_DELETED, 0);
    lf_test_state(test, "contact", LF_FOLDER_LIVE, 0);
}


static void
a_first_site_json_with_errors_is_left_out(void **state)
{
    lf_test_folder_t  *test = *state;

    lf_test_file(test, "contact", FORM("One"));
    lf_test_then(test);

    lf_test_file(test, "site", BROKEN);
    lf_test_file(test, "contact", FORM("Two"));
    lf_test_load(test);

    lf_test_title(test, "contact", "Two");
    lf_test_state(test, "site", LF_FOLDER_ABSENT, 1);
    lf_test_state(test, "contact", LF_FOLDER_LIVE, 0);
}


static void
a_site_json_with_errors_at_the_first_start_serves_nothing(void **state)
{
    lf_test_folder_t  *test = *state;

    lf_test_file(test, "site", BROKEN);
    lf_test_file(test, "contact", FORM("Two"));
    lf_test_load(test);

    lf_test_title(test, "contact", NULL);
    lf_test_state(test, "site", LF_FOLDER_ABSENT, 1);
    lf_test_state(test, "contact", LF_FOLDER_ABSENT, 1);
    assert_int_equal(test->folder->taken_count, 0);
}


static void
a_site_json_that_would_take_a_form_away_is_held_back(void **state)
{
    lf_test_folder_t  *test = *state;

    lf_test_file(test, "site", SITE("budget"));
    lf_test_file(test, "contact", ASKING("One", "budget"));
    lf_test_file(test, "demo", FORM("Demo"));
    lf_test_then(test);

    lf_test_file(test, "site", SITE("money"));
    lf_test_file(test, "contact", ASKING("One", "budget"));
    lf_test_file(test, "demo", FORM("Demo two"));
    lf_test_load(test);

    lf_test_title(test, "contact", "One");
    lf_test_title(test, "demo", "Demo two");
    lf_test_state(test, "site", LF_FOLDER_LAST_GOOD, 1);
    lf_test_state(test, "contact", LF_FOLDER_LAST_GOOD, 1);
    lf_test_state(test, "demo", LF_FOLDER_LIVE, 0);
}


static void
a_new_form_that_contradicts_a_served_one_waits(void **state)
{
    lf_test_folder_t  *test = *state;

    lf_test_file(test, "contact", COMPANY("text"));
    lf_test_file(test, "demo", FORM("Demo"));
    lf_test_then(test);

    lf_test_file(test, "about", COMPANY("number"));
    lf_test_file(test, "contact", COMPANY("text"));
    lf_test_file(test, "demo", FORM("Demo"));
    lf_test_load(test);

    lf_test_title(test, "contact", "T");
    lf_test_title(test, "about", NULL);
    lf_test_state(test, "contact", LF_FOLDER_LAST_GOOD, 1);
    lf_test_state(test, "about", LF_FOLDER_ABSENT, 1);
    lf_test_state(test, "demo", LF_FOLDER_LIVE, 0);
}


static void
a_file_that_cannot_be_read_is_no_deleted_one(void **state)
{
    lf_test_folder_t  *test = *state;

    lf_test_file(test, "contact", FORM("One"));
    lf_test_file(test, "site", "{}");
    lf_test_then(test);

    lf_test_file(test, "contact", NULL);
    lf_test_file(test, "site", NULL);
    lf_test_load(test);

    lf_test_title(test, "contact", "One");
    lf_test_state(test, "contact", LF_FOLDER_LAST_GOOD, 1);
    lf_test_state(test, "site", LF_FOLDER_LAST_GOOD, 1);
}


static void
a_closed_form_is_a_good_one(void **state)
{
    lf_test_folder_t  *test = *state;

    lf_test_file(test, "contact", FORM("One"));
    lf_test_then(test);

    lf_test_file(test, "contact", "{ \"title\": \"Gone\", \"closed\": \"Over\","
                                  " \"first\": [ \"name\", \"email\" ] }");
    lf_test_load(test);

    lf_test_title(test, "contact", "Gone");
    lf_test_state(test, "contact", LF_FOLDER_LIVE, 0);
}


static void
an_empty_folder_serves_nothing(void **state)
{
    lf_test_folder_t  *test = *state;

    lf_test_load(test);
    assert_int_equal(test->folder->files_count, 0);
    assert_int_equal(test->folder->site->forms_count, 0);
}


static void
memory_that_runs_out_is_said_and_nothing_leaks(void **state)
{
    size_t             n;
    lf_test_mem_t      memory;
    lf_test_folder_t  *test = *state;

    lf_test_file(test, "site", SITE("budget"));
    lf_test_file(test, "contact", ASKING("One", "budget"));
    lf_test_file(test, "demo", FORM("Demo"));
    lf_test_then(test);

    lf_test_file(test, "site", SITE("money"));
    lf_test_file(test, "contact", BROKEN);
    lf_test_file(test, "about", NULL);

    for (n = 1; ; n++) {
        lf_test_mem_init(&memory);
        lf_test_fail_at(&memory, n);
        test->folder = lf_folder_load(test->now, test->now_count, test->good,
                                      test->good_count);

        if (!lf_test_failed(&memory)) {
            lf_test_fail_at(&memory, 0);
            lf_test_mem_free(&memory);
            break;
        }

        lf_test_fail_at(&memory, 0);

        /* What a library needs for itself may fail and be made up for. */

        if (test->folder != NULL) {
            lf_test_title(test, "contact", "One");
        }

        lf_folder_free(test->folder);
        test->folder = NULL;
        lf_test_mem_free(&memory);
    }

    assert_non_null(test->folder);
    lf_test_title(test, "contact", "One");
    lf_test_title(test, "demo", "Demo");
}


static void
a_form_is_named_by_its_file(void **state)
{
    size_t  i;
    static const char *const  none[] = {
        "", ".json", ".schema.json", ".contact.json", "contact.json.swp",
        "contact", "contact.JSON", "form.schema.json", "json"
    };

    (void) state;

    assert_true(lf_str_is(lf_folder_form_name(lf_str("contact.json")),
                          "contact"));
    assert_true(lf_str_is(lf_folder_form_name(lf_str("schema.json")),
                          "schema"));

    for (i = 0; i < LF_ARRAY_SIZE(none); i++) {
        assert_null(lf_folder_form_name(lf_str_of(none[i])).data);
    }
}


#define TEST(name)  \
    cmocka_unit_test_setup_teardown(name, lf_test_start, lf_test_end)

int
main(void)
{
    const struct CMUnitTest  tests[] = {
        TEST(good_files_serve_as_they_are),
        TEST(a_broken_edit_changes_nothing_but_what_is_said),
        TEST(a_form_that_never_was_good_is_absent),
        TEST(a_deleted_form_keeps_serving_its_last_good_version),
        TEST(a_broken_site_json_leaves_the_last_good_one_in_force),
        TEST(a_first_site_json_with_errors_is_left_out),
        TEST(a_site_json_with_errors_at_the_first_start_serves_nothing),
        TEST(a_site_json_that_would_take_a_form_away_is_held_back),
        TEST(a_new_form_that_contradicts_a_served_one_waits),
        TEST(a_file_that_cannot_be_read_is_no_deleted_one),
        TEST(a_closed_form_is_a_good_one),
        TEST(a_form_is_named_by_its_file),
        TEST(an_empty_folder_serves_nothing),
        TEST(memory_that_runs_out_is_said_and_nothing_leaks)
    };

    return cmocka_run_group_tests_name("lf_folder", tests, NULL, NULL);
}
