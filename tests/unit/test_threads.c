/*
 * Unit tests of loading in threads: folders of forms are loaded at the same
 * moment, and somebody else in the process uses jansson meanwhile.
 */

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>

#include <lead_form/lf_folder.h>


#define THREADS  4
#define ROUNDS   60

static const char  lf_test_site[] =
    "{ \"fields\": { \"size\": { \"type\": \"choice\", \"label\": { \"en\":"
    " \"Team size\", \"de\": \"Teamgr\\u00f6\\u00dfe\" }, \"options\":"
    " [ \"1-10\", \"11-50\" ] } }, \"visit_gap\": \"30m\" }";

static const char  lf_test_form[] =
    "{ \"title\": { \"en\": \"Talk to us\", \"de\": \"Sprechen Sie mit uns\" },"
    " \"first\": [ \"name\", { \"either\": [ \"email\", \"phone\" ] } ],"
    " \"then\": [ { \"ask\": \"size\", \"when\": { \"country\": { \"in\":"
    " [ \"EU\", \"CH\" ] } } } ] }";

static const char  lf_test_broken[] =
    "{ \"title\": \"Broken\", \"frist\": [ \"name\", \"email\" ] }";

typedef struct {
    pthread_t  thread;
    unsigned   wrong;
} lf_test_loader_t;


static void *
lf_test_load(void *data)
{
    size_t             i;
    lf_folder_t       *folder;
    lf_test_loader_t  *loader = data;

    static const lf_source_t  sources[] = {
        { { "site", 4 }, { "site.json", 9 },
          { lf_test_site, sizeof(lf_test_site) - 1 } },
        { { "contact", 7 }, { "contact.json", 12 },
          { lf_test_form, sizeof(lf_test_form) - 1 } },
        { { "broken", 6 }, { "broken.json", 11 },
          { lf_test_broken, sizeof(lf_test_broken) - 1 } }
    };

    for (i = 0; i < ROUNDS; i++) {
        folder = lf_folder_load(sources, LF_ARRAY_SIZE(sources), NULL, 0);

        loader->wrong += folder == NULL
                         || folder->site->forms_count != 1
                         || folder->diagnostics.errors == 0
                         || lf_site_form(folder->site, lf_str("contact"))
                            == NULL;
        lf_folder_free(folder);
    }

    return NULL;
}


/* As a neighbour's module does, in the event loop. */

static unsigned
lf_test_neighbour(void)
{
    json_t        *value;
    unsigned       wrong;
    json_error_t   error;

    value = json_loads("{ \"sub\": [ 1, 2, \"three\" ], \"x\": {} }", 0,
                       &error);
    wrong = value == NULL
            || json_array_size(json_object_get(value, "sub")) != 3;
    json_decref(value);

    return wrong;
}


static void
folders_are_loaded_in_threads_beside_a_neighbour_of_jansson(void **state)
{
    size_t            i;
    unsigned          wrong;
    lf_test_loader_t  loaders[THREADS];

    (void) state;
    memset(loaders, 0, sizeof(loaders));
    wrong = 0;

    for (i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&loaders[i].thread, NULL,
                                        lf_test_load, &loaders[i]), 0);
    }

    for (i = 0; i < 50 * ROUNDS; i++) {
        wrong += lf_test_neighbour();
    }

    for (i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(loaders[i].thread, NULL), 0);
        wrong += loaders[i].wrong;
    }

    assert_int_equal(wrong, 0);
}


static void
jansson_has_its_own_memory_again_behind_a_load(void **state)
{
    json_free_t       before_free, after_free;
    json_malloc_t     before, after;
    lf_test_loader_t  loader;

    (void) state;
    memset(&loader, 0, sizeof(loader));

    json_get_alloc_funcs(&before, &before_free);
    (void) lf_test_load(&loader);
    json_get_alloc_funcs(&after, &after_free);

    assert_int_equal(loader.wrong, 0);
    assert_true(before == after && before_free == after_free);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(
            folders_are_loaded_in_threads_beside_a_neighbour_of_jansson),
        cmocka_unit_test(jansson_has_its_own_memory_again_behind_a_load)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
