/*
 * lf_phone (private): the numbering plans of countries, and how a number that
 * is typed as in its own country becomes the one that is dialled from abroad.
 * The rules are those of libphonenumber, whose data lf_phone_table.h is.
 *
 * Numbers are ASCII digits.
 */

#ifndef LF_PHONE_H
#define LF_PHONE_H

#include <lead_form/lf_base.h>

#define LF_PHONE_TYPED_MAX  32              /* digits of a number as typed */

/* Texts are regular expressions, matched from a number's first digit on. */
typedef struct {
    char         country[3];                /* alpha-2; empty: of no country */
    char         code[4];                   /* the calling code's digits */
    int          main;                      /* of those that share the code */
    uint32_t     lengths;                   /* bit N: N digits are possible */
    const char  *abroad;                    /* international prefixes */
    const char  *prefix;                    /* what is dialled within only */
    const char  *transform;                 /* of prefix's groups: "9$1" */
    const char  *pattern;                   /* of a whole number */
} lf_phone_plan_t;

/* A number without calling code and without a prefix. */
typedef struct {
    char    digits[2 * LF_PHONE_TYPED_MAX];
    size_t  len;
} lf_phone_number_t;

/* NULL: unknown. */
const lf_phone_plan_t *lf_phone_plan_of(lf_str_t country);

/* The plan whose calling code the number begins with, or NULL. */
const lf_phone_plan_t *lf_phone_plan_called(lf_str_t number);

/* Whether a number of any country with the plan's code has that length. */
int lf_phone_is_possible(const lf_phone_plan_t *plan, size_t len);

static inline int
lf_phone_has_length(const lf_phone_plan_t *plan, size_t len)
{
    return len < 32 && (plan->lengths & (uint32_t) 1 << len);
}

/*
 * The length of the international prefix that the number begins with, as
 * dialled in the plan's country; 0: none; -1: memory is out.
 */
int lf_phone_abroad(const lf_phone_plan_t *plan, lf_str_t number);

/*
 * A number without its prefix, where it has one; at most LF_PHONE_TYPED_MAX
 * digits.  Its length has yet to be looked at.  0, or -1: memory is out.
 */
int lf_phone_national(const lf_phone_plan_t *plan, lf_str_t number,
    lf_phone_number_t *national);

/*
 * A number typed in the plan's country: as lf_phone_national, and with the
 * calling code taken off where somebody typed it without the "+".
 */
int lf_phone_domestic(const lf_phone_plan_t *plan, lf_str_t number,
    lf_phone_number_t *national);

/* Whether the plan has numbers like that; 1, 0, or -1: memory is out. */
int lf_phone_is_like(const lf_phone_plan_t *plan,
    const lf_phone_number_t *national);

#define LF_PHONE_GROUPS  3                  /* the match and two groups */

/*
 * Matches from the number's beginning; with `whole` to its end, too.
 * groups[2 * N], groups[2 * N + 1]: where group N begins and ends, -1 where
 * it took no part.  1, 0: it does not match, or -1: memory is out.
 */
int lf_phone_match(const char *pattern, lf_str_t number, int whole,
    int groups[2 * LF_PHONE_GROUPS]);

#endif
