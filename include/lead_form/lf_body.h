/*
 * lf_body: a JSON body (RFC 8259) as the pairs that the page's own form would
 * have sent, so that one way leads from there to what is saved:
 *
 *     { "ticket": "…", "answers": { "name": "Ada", "topics": ["a", "b"],
 *       "budget": 1500, "returning": true, "phone": null },
 *       "consent": ["news"], "message": "…", "remember": true }
 *
 * Strict: UTF-8, no key twice, no member of another name, and of each the
 * type that it is for.
 */

#ifndef LF_BODY_H
#define LF_BODY_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_form.h>
#include <lead_form/lf_urlencoded.h>

#define LF_BODY_JSON_MAX      LF_FILE_SIZE_MAX  /* bytes */
#define LF_BODY_POINTER_MAX   512               /* bytes shown of one */

/* What is wrong with a body; texts are in the memory of the call. */
typedef struct {
    lf_str_t  code;                     /* "syntax", "type", "unknown", … */
    lf_str_t  detail;                   /* English: for the client's author */
    lf_str_t  pointer;                  /* RFC 6901, as a URI's fragment;
                                           empty: the error is not in a body */
    unsigned  line;                     /* from 1; 0: not of the syntax */
    unsigned  column;                   /* from 1, in bytes */
} lf_body_error_t;

typedef enum {
    LF_BODY_OK,
    LF_BODY_BAD,                        /* *error says why */
    LF_BODY_TOO_LARGE,                  /* more than LF_BODY_JSON_MAX */
    LF_BODY_NO_MEMORY
} lf_body_result_t;

/*
 * *pairs is in `mem`.  The form says what a truth value is an answer to; names
 * that are no field of it are taken along, as from a page.
 */
lf_body_result_t lf_body_json_read(lf_mem_t *mem, const lf_form_t *form,
    lf_str_t text, lf_pair_t **pairs, size_t *count, lf_body_error_t *error);


/* The body's type by its Content-Type (RFC 9110, section 8.3). */
typedef enum {
    LF_BODY_FOREIGN,
    LF_BODY_URLENCODED,
    LF_BODY_JSON                        /* with no charset, or UTF-8 */
} lf_body_type_t;

lf_body_type_t lf_body_type(lf_str_t content_type);


/*
 * Idempotency-Key: a string of RFC 8941 or a bare word of what it may hold; 1
 * to LF_IDEMPOTENCY_KEY_MAX characters.  In *key what it stands for, in `mem`
 * or borrowed.  LF_BODY_BAD: it is neither.
 */
#define LF_IDEMPOTENCY_KEY_MAX  128

lf_body_result_t lf_idempotency_key(lf_mem_t *mem, lf_str_t header,
    lf_str_t *key);

#endif
