/*
 * lf_check_report: findings as lines, which compilers taught editors to read,
 * or as JSON.  What cannot be written is found when stdout is flushed.
 */

#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "lf_utf8.h"


/* What was found, with its place in the order of finding. */
typedef struct {
    const lf_diagnostic_t  *item;
    size_t                  number;
} lf_check_finding_t;


static size_t lf_check_collect(lf_check_t *check, lf_check_folder_t *folder,
    lf_check_finding_t *findings);
static int lf_check_is_shown(const lf_check_folder_t *folder,
    const lf_diagnostic_t *item);
static int lf_check_compare(const void *a, const void *b);
static void lf_check_json(lf_check_t *check, lf_mem_t *mem, lf_out_t *out,
    const lf_check_finding_t *findings, size_t count);
static void lf_check_json_string(lf_mem_t *mem, lf_out_t *out,
    const char *key, lf_str_t s);
static lf_str_t lf_check_utf8(lf_mem_t *mem, lf_str_t s);
static void lf_check_lines(lf_mem_t *mem, lf_out_t *out,
    const lf_check_finding_t *findings, size_t count);
static void lf_check_summary(const lf_check_t *check);


int
lf_check_report(lf_check_t *check)
{
    size_t               i, n, count;
    lf_out_t             out;
    lf_mem_t            *mem;
    lf_check_finding_t  *findings;

    mem = lf_arena_mem(check->arena);
    count = 0;

    for (i = 0; i < check->folders_count; i++) {
        count += check->folders[i].diagnostics.count;
    }

    findings = lf_calloc(mem, count + 1, sizeof(lf_check_finding_t));
    if (findings == NULL) {
        return -1;
    }

    count = 0;

    for (i = 0; i < check->folders_count; i++) {
        n = lf_check_collect(check, &check->folders[i], findings + count);
        qsort(findings + count, n, sizeof(lf_check_finding_t),
              lf_check_compare);
        count += n;
    }

    lf_out_init(&out, mem, 0);

    if (check->json) {
        lf_check_json(check, mem, &out, findings, count);

    } else {
        lf_check_lines(mem, &out, findings, count);
    }

    if (out.failed) {
        return -1;
    }

    if (out.len > 0) {
        (void) fwrite(out.data, 1, out.len, stdout);
    }

    if (!check->json) {
        lf_check_summary(check);
    }

    return 0;
}


/* Those to be shown; all are summed up. */

static size_t
lf_check_collect(lf_check_t *check, lf_check_folder_t *folder,
    lf_check_finding_t *findings)
{
    size_t                   i, count;
    const lf_diagnostic_t   *item;
    const lf_diagnostics_t  *diagnostics;

    for (i = 0; i < folder->folder.count; i++) {
        check->files += folder->named[i];
    }

    diagnostics = &folder->diagnostics;
    check->unkept += diagnostics->errors + diagnostics->warnings
                     - diagnostics->count;
    count = 0;

    for (i = 0; i < diagnostics->count; i++) {
        item = &diagnostics->items[i];

        if (!lf_check_is_shown(folder, item)) {
            check->others += item->severity == LF_SEVERITY_ERROR;
            continue;
        }

        if (item->severity == LF_SEVERITY_ERROR) {
            check->errors++;

        } else {
            check->warnings++;
        }

        findings[count].item = item;
        findings[count++].number = i;
    }

    return count;
}


static int
lf_check_is_shown(const lf_check_folder_t *folder, const lf_diagnostic_t *item)
{
    size_t              i;
    const lf_source_t  *source;

    for (i = 0; i < folder->folder.count; i++) {
        source = &folder->folder.sources[i];

        if (lf_str_eq(source->file, item->file)) {
            return folder->named[i]
                   || (item->severity == LF_SEVERITY_ERROR
                       && lf_str_is(source->name, "site"));
        }
    }

    return 1;
}


static int
lf_check_compare(const void *a, const void *b)
{
    int                        order;
    size_t                     len;
    const lf_diagnostic_t     *left, *right;
    const lf_check_finding_t  *first, *second;

    first = a;
    second = b;
    left = first->item;
    right = second->item;

    len = left->file.len < right->file.len ? left->file.len : right->file.len;
    order = memcmp(left->file.data, right->file.data, len);

    if (order != 0 || left->file.len != right->file.len) {
        return order != 0 ? order : left->file.len < right->file.len ? -1 : 1;
    }

    if (left->line != right->line) {
        return left->line < right->line ? -1 : 1;
    }

    if (left->column != right->column) {
        return left->column < right->column ? -1 : 1;
    }

    return first->number < second->number ? -1
           : first->number > second->number;
}


static void
lf_check_json(lf_check_t *check, lf_mem_t *mem, lf_out_t *out,
    const lf_check_finding_t *findings, size_t count)
{
    size_t                  i;
    const lf_diagnostic_t  *item;

    lf_out_lit(out, "{\"files\":");
    lf_out_int(out, (int64_t) check->files);
    lf_out_lit(out, ",\"unreadable\":");
    lf_out_int(out, (int64_t) check->unreadable);
    lf_out_lit(out, ",\"errors\":");
    lf_out_int(out, (int64_t) check->errors);
    lf_out_lit(out, ",\"warnings\":");
    lf_out_int(out, (int64_t) check->warnings);
    lf_out_lit(out, ",\"findings\":[");

    for (i = 0; i < count; i++) {
        item = findings[i].item;

        lf_out_add(out, i > 0 ? lf_str(",\n{") : lf_str("\n{"));
        lf_check_json_string(mem, out, "file", item->file);
        lf_out_lit(out, ",\"line\":");
        lf_out_int(out, item->line);
        lf_out_lit(out, ",\"column\":");
        lf_out_int(out, item->column);
        lf_out_byte(out, ',');
        lf_check_json_string(mem, out, "severity",
                             item->severity == LF_SEVERITY_ERROR
                             ? lf_str("error") : lf_str("warning"));
        lf_out_byte(out, ',');
        lf_check_json_string(mem, out, "path", item->path);
        lf_out_byte(out, ',');
        lf_check_json_string(mem, out, "message", item->text);
        lf_out_byte(out, '}');
    }

    lf_out_lit(out, "]}\n");
}


static void
lf_check_json_string(lf_mem_t *mem, lf_out_t *out, const char *key, lf_str_t s)
{
    lf_out_json(out, lf_str_of(key));
    lf_out_byte(out, ':');

    s = lf_check_utf8(mem, s);

    if (s.data == NULL) {
        out->failed = 1;
        return;
    }

    lf_out_json(out, s);
}


/* A file may be named by any bytes, and a long text be cut in a character. */

static lf_str_t
lf_check_utf8(lf_mem_t *mem, lf_str_t s)
{
    char         text[LF_UTF8_BYTES_MAX];
    uint32_t     code;
    lf_out_t     out;
    const char  *p, *end;

    lf_out_init(&out, mem, s.len + 1);

    for (p = s.data, end = p + s.len; p < end; /* void */ ) {
        if (!lf_utf8_next(&p, end, &code)) {
            code = LF_REPLACEMENT;
        }

        lf_out_add(&out, (lf_str_t) { text, lf_utf8_put(text, code) });
    }

    return lf_out_str(&out);
}


static void
lf_check_lines(lf_mem_t *mem, lf_out_t *out,
    const lf_check_finding_t *findings, size_t count)
{
    size_t    i;
    lf_str_t  line;

    for (i = 0; i < count; i++) {
        line = lf_diagnostic_line(mem, findings[i].item);

        if (line.data == NULL) {
            out->failed = 1;
            return;
        }

        lf_out_add(out, line);
        lf_out_byte(out, '\n');
    }
}


static void
lf_check_summary(const lf_check_t *check)
{
    if (check->files == 0) {
        return;
    }

    (void) fflush(stdout);              /* the findings stand before it */

    fprintf(stderr, "%zu file%s, ", check->files,
            check->files == 1 ? "" : "s");

    if (check->errors == 0) {
        fputs("no errors", stderr);

    } else {
        fprintf(stderr, "%zu error%s", check->errors,
                check->errors == 1 ? "" : "s");
    }

    if (check->warnings > 0) {
        fprintf(stderr, ", %zu warning%s", check->warnings,
                check->warnings == 1 ? "" : "s");
    }

    if (check->unkept > 0) {
        fprintf(stderr, ", and %zu more", check->unkept);
    }

    if (check->others > 0) {
        fprintf(stderr, " (%zu in other files of the folder)", check->others);
    }

    fputc('\n', stderr);
}
