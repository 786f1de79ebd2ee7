/*
 * lead-form secret new: the subcommand itself is compiled in.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../../cli/secret.c"
#include "lf_test_keys.h"


#define TEST(name)                                                            \
    cmocka_unit_test_setup_teardown(name, test_setup, test_teardown)


typedef struct {
    char  folder[256];
    char  file[300];
    char  text[LF_SECRET_TEXT_MAX];
} test_t;


static char  test_said[512];            /* the last complaint */


int
lf_cli_usage(const char *format, ...)
{
    va_list  args;

    va_start(args, format);
    vsnprintf(test_said, sizeof(test_said), format, args);
    va_end(args);

    return LF_EXIT_USAGE;
}


int
lf_cli_failed(const char *format, ...)
{
    va_list  args;

    va_start(args, format);
    vsnprintf(test_said, sizeof(test_said), format, args);
    va_end(args);

    return LF_EXIT_FAILED;
}


static int
test_setup(void **state)
{
    test_t      *t;
    const char  *base;

    t = calloc(1, sizeof(test_t));
    base = getenv("TMPDIR");

    snprintf(t->folder, sizeof(t->folder), "%s/lead-form-XXXXXX",
             base != NULL ? base : P_tmpdir);

    if (mkdtemp(t->folder) == NULL) {
        free(t);
        return -1;
    }

    snprintf(t->file, sizeof(t->file), "%s/secret", t->folder);
    *state = t;

    return 0;
}


static int
test_teardown(void **state)
{
    test_t  *t = *state;

    unlink(t->file);
    rmdir(t->folder);
    free(t);

    return 0;
}


static int
test_secret_new(test_t *t)
{
    char  *argv[] = { (char *) "new", t->file };

    return lf_cli_secret(2, argv);
}


static void
test_load(test_t *t)
{
    FILE    *f;
    size_t   n;

    f = fopen(t->file, "r");
    assert_non_null(f);
    n = fread(t->text, 1, sizeof(t->text) - 1, f);
    t->text[n] = '\0';
    fclose(f);
}


static void
a_new_secret_is_a_file_for_its_owner_that_loads(void **state)
{
    mode_t        before;
    test_t       *t = *state;
    lf_keys_t    *keys;
    struct stat   st;

    before = umask(0);
    assert_int_equal(test_secret_new(t), LF_EXIT_OK);
    umask(before);

    assert_int_equal(stat(t->file, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);

    test_load(t);
    assert_non_null(strstr(t->text, "\nsign "));
    assert_non_null(strstr(t->text, "\nlead "));

    keys = lf_test_keys(t->text);
    assert_non_null(keys);
    lf_keys_free(keys);
}


static void
a_file_that_exists_is_left_as_it_is(void **state)
{
    char     first[LF_SECRET_TEXT_MAX];
    test_t  *t = *state;

    assert_int_equal(test_secret_new(t), LF_EXIT_OK);
    test_load(t);
    memcpy(first, t->text, sizeof(first));

    assert_int_equal(test_secret_new(t), LF_EXIT_FAILED);
    assert_non_null(strstr(test_said, "exists"));
    test_load(t);
    assert_string_equal(first, t->text);
}


static void
no_two_secrets_are_the_same(void **state)
{
    char     first[LF_SECRET_TEXT_MAX];
    test_t  *t = *state;
    char    *sign, *lead;

    assert_int_equal(test_secret_new(t), LF_EXIT_OK);
    test_load(t);
    memcpy(first, t->text, sizeof(first));

    sign = strstr(first, "\nsign ") + 6;
    lead = strstr(first, "\nlead ") + 6;
    assert_memory_not_equal(sign, lead, LF_SECRET_LEN);

    unlink(t->file);
    assert_int_equal(test_secret_new(t), LF_EXIT_OK);
    test_load(t);
    assert_string_not_equal(first, t->text);
}


static void
a_folder_that_is_not_there_is_said(void **state)
{
    test_t  *t = *state;

    strcat(t->file, "/none");
    assert_int_equal(test_secret_new(t), LF_EXIT_FAILED);
    assert_non_null(strstr(test_said, "cannot create"));
}


static void
anything_but_new_and_a_file_is_a_usage_error(void **state)
{
    char  *argv[] = { (char *) "new", (char *) "-f", (char *) "x" };

    (void) state;

    assert_int_equal(lf_cli_secret(0, argv), LF_EXIT_USAGE);
    assert_int_equal(lf_cli_secret(2, argv), LF_EXIT_USAGE);
    assert_int_equal(lf_cli_secret(3, argv), LF_EXIT_USAGE);
    assert_int_equal(lf_cli_secret(1, argv + 1), LF_EXIT_USAGE);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        TEST(a_new_secret_is_a_file_for_its_owner_that_loads),
        TEST(a_file_that_exists_is_left_as_it_is),
        TEST(no_two_secrets_are_the_same),
        TEST(a_folder_that_is_not_there_is_said),
        TEST(anything_but_new_and_a_file_is_a_usage_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
