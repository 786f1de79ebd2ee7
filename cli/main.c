/*
 * lead-form: the command line.  Finds the subcommand and hands the rest of
 * the arguments to it.
 */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lf_cli.h"


typedef struct {
    const char  *name;
    const char  *arguments;
    const char  *purpose;
    int        (*run)(int argc, char **argv);
} lf_cli_command_t;


static int lf_cli_help(int argc, char **argv);
static int lf_cli_version(int argc, char **argv);
static int lf_cli_flush(int status);
static void lf_cli_complain(const char *format, va_list args);


static const lf_cli_command_t  lf_cli_commands[] = {
    { "check", "FILE... | DIR...", "what is wrong with forms", lf_cli_check },
    { "secret", "new [FILE]", "make the keys of a site", lf_cli_secret },
    { "simulate", "FORM [OPTION]...", "who is asked what, and why",
      lf_cli_simulate },
    { "preview", "FORM [OPTION]...", "a link to the page in a made-up state",
      lf_cli_preview },
    { "link", "--lead ID [OPTION]...", "a link that makes a browser a lead's",
      lf_cli_link },
    { "help", "", "this list", lf_cli_help },
    { "version", "", "the version of this command", lf_cli_version }
};

#define LF_CLI_COMMANDS  (sizeof(lf_cli_commands) / sizeof(lf_cli_command_t))


int
main(int argc, char **argv)
{
    size_t       i;
    const char  *name;

    if (argc < 2) {
        return lf_cli_usage("no command; \"lead-form help\" lists them");
    }

    name = argv[1];

    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        name = "help";

    } else if (strcmp(name, "--version") == 0) {
        name = "version";
    }

    for (i = 0; i < LF_CLI_COMMANDS; i++) {
        if (strcmp(name, lf_cli_commands[i].name) == 0) {
            return lf_cli_flush(lf_cli_commands[i].run(argc - 2, argv + 2));
        }
    }

    return lf_cli_usage("no such command; \"lead-form help\" lists them");
}


static int
lf_cli_help(int argc, char **argv)
{
    int     width;
    size_t  i;

    (void) argc;
    (void) argv;

    printf("usage: lead-form COMMAND\n\n");

    for (i = 0; i < LF_CLI_COMMANDS; i++) {
        width = printf("  %s %s", lf_cli_commands[i].name,
                       lf_cli_commands[i].arguments);
        printf("%*s%s\n", width < 30 ? 30 - width : 1, "",
               lf_cli_commands[i].purpose);
    }

    return LF_EXIT_OK;
}


static int
lf_cli_version(int argc, char **argv)
{
    (void) argc;
    (void) argv;

    printf("lead-form %s\n", LF_VERSION);

    return LF_EXIT_OK;
}


/* What did not reach stdout, a full disk say, was not done. */

static int
lf_cli_flush(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) {
        return status;
    }

    (void) lf_cli_failed("cannot write to standard output");

    return status == LF_EXIT_OK ? LF_EXIT_FAILED : status;
}


int
lf_cli_usage(const char *format, ...)
{
    va_list  args;

    va_start(args, format);
    lf_cli_complain(format, args);
    va_end(args);

    return LF_EXIT_USAGE;
}


int
lf_cli_failed(const char *format, ...)
{
    va_list  args;

    va_start(args, format);
    lf_cli_complain(format, args);
    va_end(args);

    return LF_EXIT_FAILED;
}


static void
lf_cli_complain(const char *format, va_list args)
{
    fputs("lead-form: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
}
