/*
 * lf_json: a JSON file (RFC 8259) as a tree whose every value remembers where
 * it stands, so that what is wrong with it can be said with line, column and
 * path.  Stricter than the RFC where a person would otherwise be misled: the
 * same key twice in an object is an error, its last value the one that counts;
 * jansson, which reads the file, takes no key with a NUL in it.
 *
 * The tree lives in doc->mem and borrows from doc->text.
 */

#ifndef LF_JSON_H
#define LF_JSON_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_diagnostic.h>

#define LF_JSON_VALUES_MAX   20000      /* of one file */
#define LF_JSON_MEMBERS_MAX  512        /* of one object */
#define LF_JSON_SHOWN_MAX    60         /* bytes of a key or value in a text */

typedef enum {
    LF_JSON_NULL,
    LF_JSON_BOOLEAN,
    LF_JSON_NUMBER,
    LF_JSON_STRING,
    LF_JSON_ARRAY,
    LF_JSON_OBJECT
} lf_json_type_t;

typedef struct lf_json_s  lf_json_t;

struct lf_json_s {
    lf_json_type_t   type;
    int              boolean;
    double           number;
    lf_str_t         string;            /* of a number: as written */

    const lf_json_t *parent;            /* NULL: the root */
    lf_str_t         key;               /* in an object */
    size_t           index;             /* in an array */
    size_t           key_at;            /* offsets in doc->text */
    size_t           at;

    lf_json_t       *first;             /* children, in the file's order */
    lf_json_t       *last;
    lf_json_t       *next;
    size_t           count;

    int              is_text;           /* for people; lf_form_text_parse */
};

typedef struct {
    lf_str_t           file;            /* as diagnostics shall name it */
    lf_str_t           text;
    lf_mem_t          *mem;
    lf_diagnostics_t  *diagnostics;
    size_t             errors;          /* of this file */
    const lf_json_t   *first_error;     /* the value it is about; or NULL */
    int                no_memory;       /* it could not be read to its end */
} lf_json_doc_t;

/*
 * NULL when it is no JSON, which is reported, or when doc->no_memory is set.
 * A UTF-8 byte order mark is passed over (and cut from doc->text).  One call
 * at a time in a process: lf_json_decode.c.
 */
lf_json_t *lf_json_parse(lf_json_doc_t *doc);

/* The member of that name, or NULL. */
lf_json_t *lf_json_member(const lf_json_t *object, lf_str_t key);


/* Findings about a value; `at` NULL: about the file as a whole. */
void lf_json_error(lf_json_doc_t *doc, const lf_json_t *at,
    const char *format, ...) __attribute__((format(printf, 3, 4)));
void lf_json_warning(lf_json_doc_t *doc, const lf_json_t *at,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* As lf_json_error, placed at the member's key. */
void lf_json_key_error(lf_json_doc_t *doc, const lf_json_t *at,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* For the parser: placed at an offset, inside the value `in`. */
void lf_json_offset_error(lf_json_doc_t *doc, const lf_json_t *in,
    size_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Puts the findings from `from` on, all of one file, in the file's order. */
void lf_json_findings_sort(lf_diagnostics_t *diagnostics, size_t from);

/* From 1; columns in bytes. */
void lf_json_place(const lf_json_doc_t *doc, size_t offset, unsigned *line,
    unsigned *column);

/* "then[1].when.country"; data NULL: memory is out. */
lf_str_t lf_json_path(lf_mem_t *mem, const lf_json_t *at);

/* Reports the members whose key is not among `known`. */
void lf_json_keys_check(lf_json_doc_t *doc, const lf_json_t *object,
    const lf_str_t *known, size_t count);

/* The name most like a mistyped one; NULL when none is near. */
const lf_str_t *lf_json_nearest(lf_str_t name, const lf_str_t *known,
    size_t count);

/* s in quotes, cut at a length and without control characters, for "%s". */
typedef struct {
    char  text[LF_JSON_SHOWN_MAX + sizeof("\"...\"")];
} lf_json_shown_t;

const char *lf_json_show(lf_json_shown_t *shown, lf_str_t s);

/* "a text", "a number", …, for "%s". */
const char *lf_json_type_name(const lf_json_t *value);

#endif
