/*
 * lf_data_program (private): the pieces of JSON that are ready when a form
 * loads, by language; a request puts them together.  The options of a field
 * are read from the model, as for a page: they are many.
 *
 * A piece is whole members or values, whose commas it leaves to the one who
 * puts it somewhere; what is open at its end is said beside it.
 */

#ifndef LF_DATA_PROGRAM_H
#define LF_DATA_PROGRAM_H

#include <lead_form/lf_data.h>

typedef struct {
    lf_str_t   language;
    lf_str_t   first;                   /* the object, open: up to submit */
    lf_str_t   known;
    lf_str_t   question;                /* likewise, where one is asked */
    lf_str_t   closed;                  /* this and below: whole objects */
    lf_str_t   forgotten;
    lf_str_t   erase;
    lf_str_t   withdrawn;
    lf_str_t  *thanks;                  /* the module's words, then thanks[] */
    lf_str_t  *fields;                  /* the object, open, by fields[] */
    lf_str_t  *consents;                /* the object, open, by consents[] */
    lf_str_t  *agreed;                  /* likewise, without version */
    lf_str_t   either;                  /* ,"either":[…]; empty: one contact */
    lf_str_t   message;                 /* ,"message":{…}; empty: none */
    lf_str_t   remember;                /* ,"remember":{…} */
    lf_str_t   privacy;                 /* ,"privacy":{…}; empty: none */
    lf_str_t   other;                   /* ,"other":{…} */
    lf_str_t   send;                    /* actions: the objects */
    lf_str_t   known_send;
    lf_str_t   decline;
    lf_str_t   leave;                   /* of a known visitor: three */
    lf_str_t   withdraw;
} lf_data_language_t;

struct lf_data_s {
    lf_data_language_t  *languages;
    size_t               count;         /* at least 1 */
};

/* Appends ,"NAME":TEXT; nothing where the text is empty. */
void lf_data_text(lf_out_t *out, const char *name, lf_str_t text);

/* lf_data_field.c: a field's object, up to its options. */
void lf_data_field(lf_out_t *out, const lf_field_t *field, lf_str_t language,
    lf_str_t fallback);

/* Whether the options are added by lf_data_options. */
int lf_data_has_options(const lf_field_t *field);

/* ,"options":[…] as the view shows them. */
void lf_data_options(lf_out_t *out, const lf_field_t *field,
    const lf_view_t *view, lf_str_t language, lf_str_t fallback);

#endif
