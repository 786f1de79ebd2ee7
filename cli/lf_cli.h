/*
 * lf_cli: the subcommands of `lead-form`.  Each has a file of its own and one
 * function, which gets the arguments behind the subcommand's name and returns
 * the exit status.
 */

#ifndef LF_CLI_H
#define LF_CLI_H

#define LF_VERSION     "0.1.0"

#define LF_EXIT_OK      0
#define LF_EXIT_FAILED  1               /* it did not work, or found errors */
#define LF_EXIT_USAGE   2               /* it was not asked rightly */

int lf_cli_check(int argc, char **argv);
int lf_cli_secret(int argc, char **argv);
int lf_cli_simulate(int argc, char **argv);
int lf_cli_preview(int argc, char **argv);
int lf_cli_link(int argc, char **argv);

/* Prints "lead-form: " and the text to stderr; returns LF_EXIT_USAGE. */
int lf_cli_usage(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* Likewise, but returns LF_EXIT_FAILED. */
int lf_cli_failed(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif
