/*
 * lf_json_report: findings about a JSON value: where it stands, its path, and
 * what a mistyped name was likely meant to be.
 */

#include <lead_form/lf_form.h>

#include "lf_json.h"


#define LF_JSON_NEAREST_MAX  40         /* longer names are not compared */


static void lf_json_report(lf_json_doc_t *doc, lf_severity_t severity,
    const lf_json_t *in, size_t offset, const char *format, va_list args);
static void lf_json_path_part(lf_out_t *out, const lf_json_t *at);
static unsigned lf_json_distance(lf_str_t a, lf_str_t b);


/* What is true of a whole file is said of its beginning: editors need one. */

void
lf_json_error(lf_json_doc_t *doc, const lf_json_t *at, const char *format, ...)
{
    va_list  args;

    va_start(args, format);

    if (at == NULL) {
        doc->errors++;
        lf_diagnostic_vadd(doc->diagnostics, LF_SEVERITY_ERROR, doc->file, 1,
                           1, lf_null_str, format, args);

    } else {
        lf_json_report(doc, LF_SEVERITY_ERROR, at, at->at, format, args);
    }

    va_end(args);
}


void
lf_json_warning(lf_json_doc_t *doc, const lf_json_t *at, const char *format,
    ...)
{
    va_list  args;

    va_start(args, format);
    lf_json_report(doc, LF_SEVERITY_WARNING, at, at->at, format, args);
    va_end(args);
}


void
lf_json_key_error(lf_json_doc_t *doc, const lf_json_t *at, const char *format,
    ...)
{
    va_list  args;

    va_start(args, format);
    lf_json_report(doc, LF_SEVERITY_ERROR, at, at->key_at, format, args);
    va_end(args);
}


void
lf_json_offset_error(lf_json_doc_t *doc, const lf_json_t *in, size_t offset,
    const char *format, ...)
{
    va_list  args;

    va_start(args, format);
    lf_json_report(doc, LF_SEVERITY_ERROR, in, offset, format, args);
    va_end(args);
}


static void
lf_json_report(lf_json_doc_t *doc, lf_severity_t severity,
    const lf_json_t *in, size_t offset, const char *format, va_list args)
{
    unsigned           line, column;
    lf_str_t           path;
    lf_diagnostics_t  *diagnostics;

    diagnostics = doc->diagnostics;

    if (severity == LF_SEVERITY_ERROR && doc->errors++ == 0) {
        doc->first_error = in;
    }

    line = 0;
    column = 0;
    path = lf_null_str;

    if (diagnostics->count < diagnostics->max) {
        lf_json_place(doc, offset, &line, &column);
        path = lf_json_path(diagnostics->mem, in);

        if (path.data == NULL) {
            diagnostics->no_memory = 1;
        }
    }

    lf_diagnostic_vadd(diagnostics, severity, doc->file, line, column, path,
                       format, args);
}


void
lf_json_findings_sort(lf_diagnostics_t *diagnostics, size_t from)
{
    size_t           i, j;
    lf_diagnostic_t  item, *items;

    items = diagnostics->items;

    for (i = from + 1; i < diagnostics->count; i++) {
        item = items[i];

        for (j = i; j > from; j--) {
            if (items[j - 1].line < item.line
                || (items[j - 1].line == item.line
                    && items[j - 1].column <= item.column))
            {
                break;
            }

            items[j] = items[j - 1];
        }

        items[j] = item;
    }
}


void
lf_json_place(const lf_json_doc_t *doc, size_t offset, unsigned *line,
    unsigned *column)
{
    size_t  i, start;

    *line = 1;
    start = 0;

    for (i = 0; i < offset; i++) {
        if (doc->text.data[i] == '\n') {
            (*line)++;
            start = i + 1;
        }
    }

    *column = (unsigned) (offset - start + 1);
}


lf_str_t
lf_json_path(lf_mem_t *mem, const lf_json_t *at)
{
    size_t            depth, i;
    lf_out_t          out;
    const lf_json_t  *chain[LF_NESTING_MAX + 1];

    depth = 0;

    for ( /* void */ ; at != NULL && at->parent != NULL; at = at->parent) {
        if (depth == LF_ARRAY_SIZE(chain)) {
            break;
        }

        chain[depth++] = at;
    }

    lf_out_init(&out, mem, 0);

    for (i = depth; i > 0; i--) {
        if (i < depth && chain[i - 1]->parent->type == LF_JSON_OBJECT) {
            lf_out_byte(&out, '.');
        }

        lf_json_path_part(&out, chain[i - 1]);
    }

    return lf_out_str(&out);
}


static void
lf_json_path_part(lf_out_t *out, const lf_json_t *at)
{
    size_t           i;
    lf_json_shown_t  shown;

    if (at->parent->type == LF_JSON_ARRAY) {
        lf_out_byte(out, '[');
        lf_out_int(out, (int64_t) at->index);
        lf_out_byte(out, ']');
        return;
    }

    for (i = 0; i < at->key.len; i++) {
        if ((unsigned char) at->key.data[i] <= 0x20
            || at->key.data[i] == 0x7f)
        {
            break;
        }
    }

    if (i == at->key.len && i > 0 && i <= LF_JSON_SHOWN_MAX) {
        lf_out_add(out, at->key);

    } else {
        lf_out_add(out, lf_str_of(lf_json_show(&shown, at->key)));
    }
}


void
lf_json_keys_check(lf_json_doc_t *doc, const lf_json_t *object,
    const lf_str_t *known, size_t count)
{
    size_t            i;
    lf_json_shown_t   shown;
    const lf_str_t   *near;
    const lf_json_t  *member;

    for (member = object->first; member != NULL; member = member->next) {

        for (i = 0; i < count; i++) {
            if (lf_str_eq(member->key, known[i])) {
                break;
            }
        }

        if (i < count) {
            continue;
        }

        near = lf_json_nearest(member->key, known, count);

        if (near != NULL) {
            lf_json_key_error(doc, member, "unknown key %s; did you mean "
                              "\"%.*s\"?", lf_json_show(&shown, member->key),
                              (int) near->len, near->data);

        } else {
            lf_json_key_error(doc, member, "unknown key %s; remove it",
                              lf_json_show(&shown, member->key));
        }
    }
}


const lf_str_t *
lf_json_nearest(lf_str_t name, const lf_str_t *known, size_t count)
{
    size_t           i;
    unsigned         distance, best;
    const lf_str_t  *near;

    near = NULL;
    best = name.len < 4 ? 2 : name.len < 8 ? 3 : 4;

    for (i = 0; i < count; i++) {
        distance = lf_json_distance(name, known[i]);

        if (distance < best) {
            best = distance;
            near = &known[i];
        }
    }

    return near;
}


/* Edits that make b of a, two letters swapped being one (Damerau). */

static unsigned
lf_json_distance(lf_str_t a, lf_str_t b)
{
    size_t    i, j;
    unsigned  best, rows[3][LF_JSON_NEAREST_MAX + 1];

    if (a.len > LF_JSON_NEAREST_MAX || b.len > LF_JSON_NEAREST_MAX) {
        return LF_JSON_NEAREST_MAX;
    }

    for (j = 0; j <= b.len; j++) {
        rows[0][j] = (unsigned) j;
    }

    for (i = 1; i <= a.len; i++) {
        unsigned  *row, *above, *above2;

        row = rows[i % 3];
        above = rows[(i + 2) % 3];
        above2 = rows[(i + 1) % 3];
        row[0] = (unsigned) i;

        for (j = 1; j <= b.len; j++) {
            best = above[j - 1] + (a.data[i - 1] != b.data[j - 1]);
            best = above[j] + 1 < best ? above[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;

            if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2]
                && a.data[i - 2] == b.data[j - 1] && above2[j - 2] + 1 < best)
            {
                best = above2[j - 2] + 1;
            }

            row[j] = best;
        }
    }

    return rows[a.len % 3][b.len];
}


const char *
lf_json_show(lf_json_shown_t *shown, lf_str_t s)
{
    char    *p;
    size_t   i, len;

    len = s.len <= LF_JSON_SHOWN_MAX ? s.len : LF_JSON_SHOWN_MAX;

    /* No character is cut in two. */

    while (len > 0 && len < s.len && ((unsigned char) s.data[len] & 0xc0)
                                     == 0x80)
    {
        len--;
    }

    p = shown->text;
    *p++ = '"';

    for (i = 0; i < len; i++) {
        *p++ = (unsigned char) s.data[i] < 0x20 || s.data[i] == 0x7f
               ? '?' : s.data[i];
    }

    if (len < s.len) {
        memcpy(p, "...", 3);
        p += 3;
    }

    *p++ = '"';
    *p = '\0';

    return shown->text;
}


const char *
lf_json_type_name(const lf_json_t *value)
{
    switch (value->type) {

    case LF_JSON_BOOLEAN:
        return value->boolean ? "true" : "false";

    case LF_JSON_NUMBER:
        return "a number";

    case LF_JSON_STRING:
        return "a text";

    case LF_JSON_ARRAY:
        return "a list";

    case LF_JSON_OBJECT:
        return "an object";

    default:
        return "null";
    }
}
