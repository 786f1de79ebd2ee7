/*
 * lf_json_parser (private): what the two files of the parser share.
 */

#ifndef LF_JSON_PARSER_H
#define LF_JSON_PARSER_H

#include "lf_json.h"

typedef struct {
    lf_json_doc_t  *doc;
    const char     *p;
    const char     *end;
    unsigned        depth;
    size_t          values;
} lf_json_parser_t;

/* Stand at the first byte before, and behind the last one after. */
int lf_json_number(lf_json_parser_t *parser, lf_json_t *node);
int lf_json_string(lf_json_parser_t *parser, const lf_json_t *in,
    lf_str_t *string);

#endif
