/*
 * lf_phone: the numbering plans, and what is dialled only within a country.
 */

#include "lf_phone.h"
#include "lf_phone_table.h"


static int lf_phone_without_prefix(const lf_phone_plan_t *plan,
    lf_str_t number, lf_phone_number_t *national);
static void lf_phone_transform(const lf_phone_plan_t *plan, lf_str_t number,
    const int *groups, lf_phone_number_t *national);
static void lf_phone_add(lf_phone_number_t *national, const char *digits,
    size_t len);
static int lf_phone_is_too_long(const lf_phone_plan_t *plan, size_t len);


static inline lf_str_t
lf_phone_digits(const lf_phone_number_t *national)
{
    return (lf_str_t) { national->digits, national->len };
}


const lf_phone_plan_t *
lf_phone_plan_of(lf_str_t country)
{
    size_t  i;

    if (country.len != 2) {
        return NULL;
    }

    for (i = 0; i < LF_ARRAY_SIZE(lf_phone_plans); i++) {
        if (memcmp(lf_phone_plans[i].country, country.data, 2) == 0) {
            return &lf_phone_plans[i];
        }
    }

    return NULL;
}


/* No calling code is the beginning of another. */

const lf_phone_plan_t *
lf_phone_plan_called(lf_str_t number)
{
    size_t                  i;
    const lf_phone_plan_t  *plan;

    for (i = 0; i < LF_ARRAY_SIZE(lf_phone_plans); i++) {
        plan = &lf_phone_plans[i];

        if (plan->main && lf_str_starts_with(number, lf_str_of(plan->code))) {
            return plan;
        }
    }

    return NULL;
}


int
lf_phone_is_possible(const lf_phone_plan_t *plan, size_t len)
{
    size_t  i;

    for (i = 0; i < LF_ARRAY_SIZE(lf_phone_plans); i++) {
        if (strcmp(lf_phone_plans[i].code, plan->code) == 0
            && lf_phone_has_length(&lf_phone_plans[i], len))
        {
            return 1;
        }
    }

    return 0;
}


int
lf_phone_abroad(const lf_phone_plan_t *plan, lf_str_t number)
{
    int  matched, groups[2 * LF_PHONE_GROUPS];

    matched = lf_phone_match(plan->abroad, number, 0, groups);

    if (matched <= 0) {
        return matched;
    }

    /* No calling code begins with 0. */

    if ((size_t) groups[1] < number.len && number.data[groups[1]] == '0') {
        return 0;
    }

    return groups[1];
}


/*
 * A digit can be the prefix of one number and the first of another: it stays
 * where the number is one with it, and none or no possible one without.
 */

int
lf_phone_national(const lf_phone_plan_t *plan, lf_str_t number,
    lf_phone_number_t *national)
{
    int                before, after;
    lf_phone_number_t  whole;

    whole.len = 0;
    lf_phone_add(&whole, number.data, number.len);

    before = lf_phone_without_prefix(plan, number, national);

    if (before <= 0) {
        *national = whole;
        return before;
    }

    before = lf_phone_is_like(plan, &whole);
    after = lf_phone_is_like(plan, national);

    if (before < 0 || after < 0) {
        return -1;
    }

    if (before && (!after || !lf_phone_has_length(plan, national->len))) {
        *national = whole;
    }

    return 0;
}


/* 1 where there was a prefix, 0, or -1: memory is out. */

static int
lf_phone_without_prefix(const lf_phone_plan_t *plan, lf_str_t number,
    lf_phone_number_t *national)
{
    int  matched, groups[2 * LF_PHONE_GROUPS];

    if (plan->prefix[0] == '\0') {
        return 0;
    }

    matched = lf_phone_match(plan->prefix, number, 0, groups);

    if (matched <= 0) {
        return matched;
    }

    national->len = 0;

    if (plan->transform[0] != '\0') {
        lf_phone_transform(plan, number, groups, national);
    }

    lf_phone_add(national, number.data + groups[1], number.len - groups[1]);

    return 1;
}


/*
 * The rule names one group, the pattern's last, and holds only where that
 * took part.
 */

static void
lf_phone_transform(const lf_phone_plan_t *plan, lf_str_t number,
    const int *groups, lf_phone_number_t *national)
{
    int          group;
    const char  *rule, *dollar;

    rule = plan->transform;
    dollar = strchr(rule, '$');

    if (dollar == NULL) {
        return;
    }

    group = 2 * (dollar[1] - '0');

    if (group >= 2 * LF_PHONE_GROUPS || groups[group] < 0) {
        return;
    }

    lf_phone_add(national, rule, dollar - rule);
    lf_phone_add(national, number.data + groups[group],
                 groups[group + 1] - groups[group]);
}


static void
lf_phone_add(lf_phone_number_t *national, const char *digits, size_t len)
{
    if (len > sizeof(national->digits) - national->len) {
        len = sizeof(national->digits) - national->len;
    }

    memcpy(national->digits + national->len, digits, len);
    national->len += len;
}


/*
 * "49" begins numbers in Germany, too: it is the calling code where the rest
 * is a number of the country, and the whole is none.
 */

int
lf_phone_domestic(const lf_phone_plan_t *plan, lf_str_t number,
    lf_phone_number_t *national)
{
    int                whole, rest;
    size_t             len;
    lf_phone_number_t  shorter;

    if (lf_phone_national(plan, number, national) != 0) {
        return -1;
    }

    len = strlen(plan->code);

    if (!lf_str_starts_with(number, lf_str_of(plan->code))) {
        return 0;
    }

    number.data += len;
    number.len -= len;

    if (lf_phone_national(plan, number, &shorter) != 0) {
        return -1;
    }

    whole = lf_phone_is_like(plan, national);
    rest = lf_phone_is_like(plan, &shorter);

    if (whole < 0 || rest < 0) {
        return -1;
    }

    if ((!whole && rest) || lf_phone_is_too_long(plan, national->len)) {
        *national = shorter;
    }

    return 0;
}


int
lf_phone_is_like(const lf_phone_plan_t *plan,
    const lf_phone_number_t *national)
{
    int  groups[2 * LF_PHONE_GROUPS];

    return lf_phone_match(plan->pattern, lf_phone_digits(national), 1, groups);
}


static int
lf_phone_is_too_long(const lf_phone_plan_t *plan, size_t len)
{
    return len >= 32 || plan->lengths >> len == 0;
}
