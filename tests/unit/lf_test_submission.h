/*
 * lf_test_submission: one submission to a test's form, from what was sent to
 * what is given.
 */

#ifndef LF_TEST_SUBMISSION_H
#define LF_TEST_SUBMISSION_H

#include <stdlib.h>

#include <lead_form/lf_submission.h>

#include "lf_test_form.h"
#include "lf_test_memory.h"

/* 2025-11-23T17:46:40.123Z */
#define TEST_AT  INT64_C(1763920000123)

#define TEST(name)                                                            \
    cmocka_unit_test_setup_teardown(name, test_setup, test_teardown)

typedef struct {
    lf_test_mem_t        memory;
    lf_test_form_t       f;
    lf_pair_t            pairs[40];
    size_t               count;
    lf_submission_t      s;
    lf_facts_t           facts;
    lf_event_context_t   context;
    lf_str_t            *fields;
    size_t               fields_count;
} test_t;


static inline int
test_setup(void **state)
{
    test_t  *t;

    t = calloc(1, sizeof(test_t));

    lf_test_mem_init(&t->memory);
    lf_test_form_init(&t->f);

    t->context.site = lf_str("main");
    t->context.at = TEST_AT;
    t->context.lead = lf_str("LLLLLLLLLLLLLLLLLLLLLL");
    t->context.facts = &t->facts;

    *state = t;

    return 0;
}


static inline int
test_teardown(void **state)
{
    test_t  *t = *state;

    lf_test_mem_free(&t->memory);
    free(t);

    return 0;
}


static inline void
sent(test_t *t, const char *name, const char *value)
{
    t->pairs[t->count].name = lf_test_butt(&t->memory, lf_str_of(name));
    t->pairs[t->count].value = lf_test_butt(&t->memory, lf_str_of(value));
    t->count++;
}


static inline void
test_read(test_t *t)
{
    assert_int_equal(lf_submission_read(&t->memory.mem, &t->f.form, t->pairs,
                                        t->count, &t->s),
                     0);
}


static inline void
test_check(test_t *t, lf_step_t step, lf_str_t question)
{
    test_read(t);
    assert_int_equal(lf_submission_check(&t->memory.mem, &t->f.form, step,
                                         question, &t->s),
                     0);
}


static inline void
assert_given(test_t *t, unsigned field, const char *value)
{
    lf_input_t  *input;

    input = lf_submission_input(&t->s, field);

    assert_non_null(input);
    assert_true(input->given);
    assert_false(input->bad);
    assert_true(lf_str_eq(input->value, lf_str_of(value)));
}


static inline void
assert_bad(test_t *t, unsigned field, lf_message_t message)
{
    lf_input_t  *input;

    input = lf_submission_input(&t->s, field);

    assert_non_null(input);
    assert_true(input->bad);
    assert_false(input->given);
    assert_int_equal(input->message, message);
}

#endif
