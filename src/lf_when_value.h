/*
 * lf_when_value (private): what a test of a condition compares with.
 */

#ifndef LF_WHEN_VALUE_H
#define LF_WHEN_VALUE_H

#include "lf_form_load.h"

/* What one test is about. */
typedef struct {
    lf_subject_t       subject;
    lf_str_t           name;            /* of utm, consent, field */
    unsigned           index;           /* of the field */
    const lf_field_t  *field;           /* NULL: no field */
    unsigned           tests;           /* bits of lf_test_kind_t */
} lf_about_t;

/* Of min and max. */
int lf_when_bound(const lf_when_parser_t *parser, const lf_json_t *value,
    const lf_about_t *about, lf_test_t *test);

/* One value, or a list of them. */
int lf_when_values(const lf_when_parser_t *parser, const lf_json_t *value,
    const lf_about_t *about, lf_test_t *test);

#endif
