/*
 * lf_json_parser (private): what the files of the parser share.
 */

#ifndef LF_JSON_PARSER_H
#define LF_JSON_PARSER_H

#include <jansson.h>

#include "lf_json.h"

/*
 * The value that jansson reads in `text`; it lives in mem.  NULL when it is no
 * JSON, which *error tells, or when doc->no_memory is set.
 */
json_t *lf_json_decode(lf_json_doc_t *doc, lf_mem_t *mem, lf_str_t text,
    json_error_t *error);

/* Reports what jansson refused of doc->text; once lf_json_parse bounds it. */
void lf_json_syntax_error(lf_json_doc_t *doc, const json_error_t *error);

/* The next byte that is no white space, or end. */
const char *lf_json_space(const char *p, const char *end);

/*
 * Behind the token at p: a bracket, a comma, a colon, a string or a word, as
 * far as jansson takes it for one; in any text at least one byte further.
 */
const char *lf_json_token(const char *p, const char *end);

#endif
