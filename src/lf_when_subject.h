/*
 * lf_when_subject (private): what the subject of a test is at this moment.
 */

#ifndef LF_WHEN_SUBJECT_H
#define LF_WHEN_SUBJECT_H

#include <lead_form/lf_when.h>

typedef struct {
    int        known;
    lf_str_t   text;                    /* borrowed, or in digits */
    int        has_number;
    double     number;
    char       digits[LF_INT_TEXT_LEN]; /* the text of a number */
} lf_subject_value_t;

/* *subject is all zero before. */
void lf_subject_read(const lf_test_t *test, const lf_facts_t *facts,
    lf_subject_value_t *subject);

#endif
