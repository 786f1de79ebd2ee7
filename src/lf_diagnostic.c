/*
 * lf_diagnostic: the list of what is wrong with a file.
 */

#include <stdio.h>

#include <lead_form/lf_diagnostic.h>

#include "lf_utf8.h"


#define LF_DIAGNOSTIC_LEN_MAX  512      /* bytes of one finding's text */
#define LF_DIAGNOSTICS_ROOM    16       /* at first; then it doubles */


static lf_diagnostic_t *lf_diagnostic_room(lf_diagnostics_t *diagnostics);


void
lf_diagnostics_init(lf_diagnostics_t *diagnostics, lf_mem_t *mem)
{
    diagnostics->mem = mem;
    diagnostics->items = NULL;
    diagnostics->count = 0;
    diagnostics->size = 0;
    diagnostics->max = LF_DIAGNOSTICS_MAX;
    diagnostics->errors = 0;
    diagnostics->warnings = 0;
    diagnostics->no_memory = 0;
}


void
lf_diagnostic_add(lf_diagnostics_t *diagnostics, lf_severity_t severity,
    lf_str_t file, unsigned line, unsigned column, lf_str_t path,
    const char *format, ...)
{
    va_list  args;

    va_start(args, format);
    lf_diagnostic_vadd(diagnostics, severity, file, line, column, path,
                       format, args);
    va_end(args);
}


void
lf_diagnostic_vadd(lf_diagnostics_t *diagnostics, lf_severity_t severity,
    lf_str_t file, unsigned line, unsigned column, lf_str_t path,
    const char *format, va_list args)
{
    int               n;
    char              text[LF_DIAGNOSTIC_LEN_MAX];
    size_t            len;
    lf_diagnostic_t  *item;

    if (severity == LF_SEVERITY_ERROR) {
        diagnostics->errors++;

    } else {
        diagnostics->warnings++;
    }

    if (diagnostics->count >= diagnostics->max) {
        return;
    }

    item = lf_diagnostic_room(diagnostics);
    if (item == NULL) {
        diagnostics->no_memory = 1;
        return;
    }

    n = vsnprintf(text, sizeof(text), format, args);
    if (n < 0) {
        n = 0;
    }

    len = (size_t) n < sizeof(text) ? (size_t) n : sizeof(text) - 1;

    item->severity = severity;
    item->file = file;
    item->line = line;
    item->column = column;
    item->path = path;
    item->text = lf_str_copy(diagnostics->mem, (lf_str_t) { text, len });

    if (item->text.data == NULL) {
        diagnostics->no_memory = 1;
        return;
    }

    diagnostics->count++;
}


/* The item behind the last one; NULL: memory is out. */

static lf_diagnostic_t *
lf_diagnostic_room(lf_diagnostics_t *diagnostics)
{
    size_t            size;
    lf_diagnostic_t  *items;

    if (diagnostics->count < diagnostics->size) {
        return &diagnostics->items[diagnostics->count];
    }

    size = diagnostics->size > 0 ? 2 * diagnostics->size
                                 : LF_DIAGNOSTICS_ROOM;

    items = lf_calloc(diagnostics->mem, size, sizeof(lf_diagnostic_t));
    if (items == NULL) {
        return NULL;
    }

    if (diagnostics->count > 0) {
        memcpy(items, diagnostics->items,
               diagnostics->count * sizeof(lf_diagnostic_t));
    }

    diagnostics->items = items;
    diagnostics->size = size;

    return &items[diagnostics->count];
}


lf_str_t
lf_diagnostic_line(lf_mem_t *mem, const lf_diagnostic_t *item)
{
    lf_out_t  out;

    lf_out_init(&out, mem, item->file.len + item->path.len + item->text.len
                           + 48);
    lf_out_add(&out, item->file);

    if (item->line > 0) {
        lf_out_byte(&out, ':');
        lf_out_int(&out, item->line);
        lf_out_byte(&out, ':');
        lf_out_int(&out, item->column);
    }

    lf_out_lit(&out, ": ");

    if (item->severity == LF_SEVERITY_WARNING) {
        lf_out_lit(&out, "warning: ");
    }

    if (item->path.len > 0) {
        lf_out_add(&out, item->path);
        lf_out_lit(&out, ": ");
    }

    lf_out_add(&out, item->text);

    return lf_out_str(&out);
}


void
lf_diagnostic_json(lf_out_t *out, lf_str_t s)
{
    char         bytes[LF_UTF8_BYTES_MAX];
    lf_out_t     text;
    uint32_t     code;
    const char  *p, *end;

    lf_out_init(&text, out->mem, s.len);
    p = s.data;
    end = p + s.len;

    while (p < end) {
        if (!lf_utf8_next(&p, end, &code)) {
            code = LF_REPLACEMENT;
        }

        lf_out_add(&text, (lf_str_t) { bytes, lf_utf8_put(bytes, code) });
    }

    out->failed |= text.failed;
    lf_out_json(out, (lf_str_t) { text.data, text.len });
}
