/*
 * lead-form check FILE... | DIR: what is wrong with forms before visitors see
 * them.  A file is loaded together with the folder it lies in, as the module
 * loads it; said is what concerns the files that were named, and what is
 * wrong with site.json, which takes every form down.
 */

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "lf_cli.h"


#define LF_CHECK_FINDINGS_MAX  10000    /* of one folder */
#define LF_CHECK_USAGE         "usage: lead-form check [--json] [--strict] "  \
                               "[--since DIR|FILE] [--stdin] FILE... | DIR..."


static int lf_check_options(lf_check_t *check, int argc, char **argv);
static int lf_check_help(void);
static int lf_check_run(lf_check_t *check, int argc, char **argv);
static int lf_check_since(lf_check_t *check);
static int lf_check_since_state(lf_check_t *check, const char *path);
static int lf_check_target(lf_check_t *check, const char *path);
static int lf_check_name_folder(lf_check_t *check, const char *path);
static int lf_check_name_file(lf_check_t *check, const char *path);
static lf_check_folder_t *lf_check_folder(lf_check_t *check, const char *path,
    int is_folder);
static int lf_check_stdin(lf_check_t *check, lf_check_folder_t *folder,
    const char *path);
static int lf_check_load(lf_check_t *check, lf_check_folder_t *folder);
static void lf_check_free(lf_check_t *check);


int
lf_cli_check(int argc, char **argv)
{
    int         first, status;
    lf_check_t  check;

    memset(&check, 0, sizeof(lf_check_t));

    first = lf_check_options(&check, argc, argv);

    if (first == 0) {
        return lf_check_help();
    }

    if (first < 0 || first - 1 == argc
        || (check.from_stdin && argc - first + 1 != 1))
    {
        return lf_cli_usage(LF_CHECK_USAGE);
    }

    check.arena = lf_arena_create();

    if (check.arena != NULL) {
        check.folders = lf_calloc(lf_arena_mem(check.arena), (size_t) argc,
                                  sizeof(lf_check_folder_t));
    }

    if (check.folders == NULL) {
        status = lf_cli_failed("no memory");

    } else {
        status = lf_check_run(&check, argc - first + 1, argv + first - 1);
    }

    lf_check_free(&check);

    return status;
}


/* One more than the index of the first file; 0: help is wanted; -1: none. */

static int
lf_check_options(lf_check_t *check, int argc, char **argv)
{
    int  i;

    for (i = 0; i < argc && argv[i][0] == '-' && argv[i][1] != '\0'; i++) {

        if (strcmp(argv[i], "--") == 0) {
            return i + 2;
        }

        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            return 0;
        }

        if (strcmp(argv[i], "--json") == 0) {
            check->json = 1;

        } else if (strcmp(argv[i], "--strict") == 0) {
            check->strict = 1;

        } else if (strcmp(argv[i], "--stdin") == 0) {
            check->from_stdin = 1;

        } else if (strcmp(argv[i], "--since") == 0 && i + 1 < argc) {
            check->since = argv[++i];

        } else {
            return -1;
        }
    }

    return i + 1;
}


static int
lf_check_help(void)
{
    (void) puts(LF_CHECK_USAGE "\n\n"
        "Says what is wrong with forms and site.json, and what would be right"
        ":\n\n"
        "  FILE:LINE:COLUMN: PATH: what is wrong; what would be right\n"
        "  FILE:LINE:COLUMN: warning: PATH: legal, but wrong in effect\n\n"
        "  --json        as JSON, for editors\n"
        "  --strict      warnings fail, too\n"
        "  --since PATH  warn of what is gone since that version of the forms:"
        "\n                a folder, a file, or the folder of lead_form_state\n"
        "  --stdin       read the one FILE from standard input\n\n"
        "Exit status: 0 no errors, 1 errors, 2 a wrong call or a file that "
        "cannot be read.");

    return LF_EXIT_OK;
}


static int
lf_check_run(lf_check_t *check, int argc, char **argv)
{
    int     i;
    size_t  n;

    if (check->since != NULL && lf_check_since(check) != 0) {
        return LF_EXIT_USAGE;
    }

    for (i = 0; i < argc; i++) {
        if (lf_check_target(check, argv[i]) != 0) {
            check->unreadable++;
        }
    }

    for (n = 0; n < check->folders_count; n++) {
        if (lf_check_load(check, &check->folders[n]) != 0) {
            return lf_cli_failed("no memory");
        }
    }

    if (lf_check_report(check) != 0) {
        return lf_cli_failed("no memory");
    }

    if (check->unreadable > 0) {
        return LF_EXIT_USAGE;
    }

    return check->errors > 0 || (check->strict && check->warnings > 0)
           ? LF_EXIT_FAILED : LF_EXIT_OK;
}


/* The version before is taken as far as it is good. */

static int
lf_check_since(lf_check_t *check)
{
    int               rc;
    lf_diagnostics_t  unsaid;

    rc = lf_cli_is_folder(check->since);

    if (rc < 0) {
        (void) lf_cli_failed("cannot read %s: %s", check->since,
                             strerror(errno));
        return -1;
    }

    rc = rc ? lf_cli_folder_read(&check->since_folder, check->since)
            : lf_cli_folder_read_around(&check->since_folder, check->since);

    if (rc == 0 && check->since_folder.count == 0) {
        rc = lf_check_since_state(check, check->since);
    }

    if (rc != 0) {
        return -1;
    }

    lf_diagnostics_init(&unsaid, lf_arena_mem(check->arena));
    unsaid.max = 0;

    check->since_site = lf_site_load(check->since_folder.sources,
                                     check->since_folder.count, &unsaid);
    if (check->since_site == NULL) {
        (void) lf_cli_failed("no memory");
        return -1;
    }

    if (check->since_site->forms_count == 0) {
        (void) lf_cli_failed("%s holds no good form", check->since);
        return -1;
    }

    return 0;
}


/* What lead_form_state names: forms/ holds a folder per lead_form_forms. */

static int
lf_check_since_state(lf_check_t *check, const char *path)
{
    int             count;
    DIR            *dir;
    char            found[NAME_MAX + 1];
    lf_str_t        parts[3], name;
    struct dirent  *entry;

    parts[0] = lf_str_of(path);
    parts[1] = lf_str("/forms/");
    name = lf_str_concat(lf_arena_mem(check->arena), parts, 2);

    if (name.data == NULL) {
        (void) lf_cli_failed("no memory");
        return -1;
    }

    dir = opendir(name.data);
    if (dir == NULL) {
        (void) lf_cli_failed("%s holds no form", path);
        return -1;
    }

    for (count = 0; (entry = readdir(dir)) != NULL; /* void */ ) {
        if (entry->d_name[0] != '.') {
            (void) snprintf(found, sizeof(found), "%s", entry->d_name);
            count++;
        }
    }

    (void) closedir(dir);

    if (count != 1) {
        (void) lf_cli_failed(count == 0 ? "%s holds no form"
                             : "%s holds the forms of several folders; name "
                               "one of them", name.data);
        return -1;
    }

    parts[2] = lf_str_of(found);
    name = lf_str_concat(lf_arena_mem(check->arena), parts, 3);

    if (name.data == NULL) {
        (void) lf_cli_failed("no memory");
        return -1;
    }

    lf_cli_folder_free(&check->since_folder);

    return lf_cli_folder_read(&check->since_folder, name.data);
}


static int
lf_check_target(lf_check_t *check, const char *path)
{
    int  rc;

    rc = check->from_stdin ? 0 : lf_cli_is_folder(path);

    if (rc < 0) {
        (void) lf_cli_failed("cannot read %s: %s", path, strerror(errno));
        return -1;
    }

    return rc ? lf_check_name_folder(check, path)
              : lf_check_name_file(check, path);
}


static int
lf_check_name_folder(lf_check_t *check, const char *path)
{
    lf_check_folder_t  *folder;

    folder = lf_check_folder(check, path, 1);
    if (folder == NULL) {
        return -1;
    }

    if (folder->folder.count == 0 && folder->folder.unreadable == 0) {
        (void) lf_cli_failed("%s holds no form; a form's file is named "
                             "NAME.json", path);
        return -1;
    }

    memset(folder->named, 1, LF_FORMS_MAX + 1);

    return folder->folder.unreadable > 0 ? -1 : 0;
}


static int
lf_check_name_file(lf_check_t *check, const char *path)
{
    lf_str_t            name;
    const lf_source_t  *source;
    lf_check_folder_t  *folder;

    name = lf_cli_form_name(path);

    if (name.data == NULL) {
        if (strstr(path, ".schema.json") != NULL) {
            return 0;                   /* forms/ *.json names it, too */
        }

        (void) lf_cli_failed("%s is no form; a form's file is named "
                             "NAME.json", path);
        return -1;
    }

    folder = lf_check_folder(check, path, 0);

    if (folder == NULL
        || (check->from_stdin && lf_check_stdin(check, folder, path) != 0))
    {
        return -1;
    }

    source = lf_cli_folder_source(&folder->folder, name);
    if (source == NULL) {
        return -1;                      /* the folder's reader said why */
    }

    folder->named[source - folder->folder.sources] = 1;

    return 0;
}


/* The folder that is named, or in which the file lies; each is read once. */

static lf_check_folder_t *
lf_check_folder(lf_check_t *check, const char *path, int is_folder)
{
    size_t              i, len;
    lf_mem_t           *mem;
    lf_str_t            parts[2], prefix;
    const char         *slash;
    lf_check_folder_t  *folder;

    mem = lf_arena_mem(check->arena);
    slash = strrchr(path, '/');
    len = slash == NULL ? 0 : slash + 1 - path;

    if (is_folder) {
        for (len = strlen(path); len > 0 && path[len - 1] == '/'; len--) {
            /* void */
        }
    }

    parts[0] = (lf_str_t) { path, len };
    parts[1] = is_folder ? lf_str("/") : lf_str("");

    if (is_folder && lf_str_is(parts[0], ".")) {
        parts[0].len = 0;
        parts[1].len = 0;
    }

    prefix = lf_str_concat(mem, parts, 2);

    for (i = 0; i < check->folders_count; i++) {
        if (lf_str_eq(check->folders[i].prefix, prefix)) {
            return &check->folders[i];
        }
    }

    folder = &check->folders[check->folders_count];
    folder->prefix = prefix;
    folder->named = lf_calloc(mem, LF_FORMS_MAX + 1, 1);

    if (prefix.data == NULL || folder->named == NULL) {
        (void) lf_cli_failed("no memory");
        return NULL;
    }

    if ((is_folder ? lf_cli_folder_read(&folder->folder, path)
                   : lf_cli_folder_read_around(&folder->folder, path))
        != 0)
    {
        return NULL;
    }

    check->folders_count++;

    return folder;
}


/* What an editor holds takes the place of what it would overwrite. */

static int
lf_check_stdin(lf_check_t *check, lf_check_folder_t *folder, const char *path)
{
    char         *buffer;
    size_t        len;
    ssize_t       n;
    lf_str_t      name;
    lf_source_t  *source;

    name = lf_cli_form_name(path);
    source = (lf_source_t *) lf_cli_folder_source(&folder->folder, name);

    if (source == NULL) {
        if (folder->folder.count == LF_FORMS_MAX + 1) {
            (void) lf_cli_failed("the folder of %s holds too many forms",
                                 path);
            return -1;
        }

        source = &folder->folder.sources[folder->folder.count++];
        source->name = name;
        source->file = lf_str_of(path);
    }

    buffer = lf_alloc(lf_arena_mem(check->arena), LF_FILE_SIZE_MAX + 1);
    if (buffer == NULL) {
        (void) lf_cli_failed("no memory");
        return -1;
    }

    for (len = 0; len < LF_FILE_SIZE_MAX + 1; len += (size_t) n) {
        n = read(STDIN_FILENO, buffer + len, LF_FILE_SIZE_MAX + 1 - len);

        if (n == 0) {
            break;
        }

        if (n < 0) {
            if (errno != EINTR) {
                (void) lf_cli_failed("cannot read standard input: %s",
                                     strerror(errno));
                return -1;
            }

            n = 0;
        }
    }

    source->text = (lf_str_t) { buffer, len };

    return 0;
}


static int
lf_check_load(lf_check_t *check, lf_check_folder_t *folder)
{
    lf_diagnostics_t  *diagnostics;

    diagnostics = &folder->diagnostics;

    lf_diagnostics_init(diagnostics, lf_arena_mem(check->arena));
    diagnostics->max = LF_CHECK_FINDINGS_MAX;

    folder->site = lf_site_load_since(check->since_site,
                                      folder->folder.sources,
                                      folder->folder.count, diagnostics);

    return folder->site == NULL || diagnostics->no_memory ? -1 : 0;
}


static void
lf_check_free(lf_check_t *check)
{
    size_t  i;

    for (i = 0; i < check->folders_count; i++) {
        lf_site_free(check->folders[i].site);
        lf_cli_folder_free(&check->folders[i].folder);
    }

    lf_site_free(check->since_site);
    lf_cli_folder_free(&check->since_folder);
    lf_arena_destroy(check->arena);
}
