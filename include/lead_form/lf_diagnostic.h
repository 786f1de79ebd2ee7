/*
 * lf_diagnostic: what is wrong with something a person wrote: a form file, a
 * secret file.  All findings are collected, not only the first, each with the
 * place and what would be right.
 */

#ifndef LF_DIAGNOSTIC_H
#define LF_DIAGNOSTIC_H

#include <stdarg.h>

#include <lead_form/lf_base.h>

#define LF_DIAGNOSTICS_MAX  100     /* further findings are only counted */

typedef enum {
    LF_SEVERITY_ERROR,
    LF_SEVERITY_WARNING
} lf_severity_t;

typedef struct {
    lf_severity_t  severity;
    lf_str_t       file;            /* as the caller named it */
    unsigned       line;            /* from 1; 0: the file as a whole */
    unsigned       column;          /* from 1, in bytes */
    lf_str_t       path;            /* "then[1].when.country"; may be empty */
    lf_str_t       text;            /* "what is wrong; what would be right" */
} lf_diagnostic_t;

typedef struct {
    lf_mem_t         *mem;          /* the findings live there */
    lf_diagnostic_t  *items;
    size_t            count;        /* items filled */
    size_t            size;         /* items there is room for */
    size_t            max;          /* LF_DIAGNOSTICS_MAX; the caller's to change */
    size_t            errors;       /* found, kept or not */
    size_t            warnings;
    int               no_memory;    /* some finding could not be kept */
} lf_diagnostics_t;

void lf_diagnostics_init(lf_diagnostics_t *diagnostics, lf_mem_t *mem);

/* file and path are borrowed and must live as long as the list; format is printf's. */
void lf_diagnostic_add(lf_diagnostics_t *diagnostics, lf_severity_t severity,
    lf_str_t file, unsigned line, unsigned column, lf_str_t path,
    const char *format, ...) __attribute__((format(printf, 7, 8)));
void lf_diagnostic_vadd(lf_diagnostics_t *diagnostics, lf_severity_t severity,
    lf_str_t file, unsigned line, unsigned column, lf_str_t path,
    const char *format, va_list args);

/*
 * "file:line:column: path: text", of a warning "file:line:column: warning:
 * path: text" as compilers and editors have it; without a line end.
 */
lf_str_t lf_diagnostic_line(lf_mem_t *mem, const lf_diagnostic_t *item);

/* As lf_out_json; what is no UTF-8, a file's name say, becomes U+FFFD. */
void lf_diagnostic_json(lf_out_t *out, lf_str_t s);

#endif
