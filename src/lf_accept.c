/*
 * lf_accept: a page, or data?  The media ranges of Accept, weighed.
 */

#include <lead_form/lf_accept.h>


static void lf_accept_one(lf_accept_t *accept, lf_str_t range);
static void lf_accept_take(lf_accept_range_t *best, int exact, int weight);
static int lf_accept_weight(lf_str_t parameters);
static int lf_accept_is_json(lf_str_t range);


void
lf_accept_add(lf_accept_t *accept, lf_str_t value)
{
    size_t  n;

    for (n = 0; value.len > 0 && n < LF_ACCEPT_RANGES_MAX; n++) {
        lf_accept_one(accept, lf_str_cut(&value, ','));
    }
}


static void
lf_accept_one(lf_accept_t *accept, lf_str_t parameters)
{
    int       weight;
    lf_str_t  range;

    range = lf_str_trim(lf_str_cut(&parameters, ';'));
    weight = lf_accept_weight(parameters);

    if (weight < 0) {
        return;
    }

    if (lf_str_is(range, "*/*")) {
        lf_accept_take(&accept->page, 1, weight);
        lf_accept_take(&accept->data, 1, weight);

    } else if (lf_str_eq_nocase(range, lf_str("text/*"))) {
        lf_accept_take(&accept->page, 2, weight);

    } else if (lf_str_eq_nocase(range, lf_str("application/*"))) {
        lf_accept_take(&accept->data, 2, weight);

    } else if (lf_str_eq_nocase(range, lf_str("text/html"))) {
        lf_accept_take(&accept->page, 3, weight);

    } else if (lf_accept_is_json(range)) {
        lf_accept_take(&accept->data, 3, weight);
    }
}


static int
lf_accept_is_json(lf_str_t range)
{
    return lf_str_eq_nocase(range, lf_str("application/json"))
           || lf_str_eq_nocase(range, lf_str("application/problem+json"))
           || lf_str_eq_nocase(range, lf_str("application/*+json"));
}


/* The more exact one counts; of two as exact, the one that is liked more. */

static void
lf_accept_take(lf_accept_range_t *best, int exact, int weight)
{
    if (exact > best->exact || (exact == best->exact && weight > best->weight))
    {
        best->exact = exact;
        best->weight = weight;
    }
}


/* Thousandths; -1: it is none.  Other parameters are of no concern. */

static int
lf_accept_weight(lf_str_t parameters)
{
    int       weight;
    lf_str_t  parameter, name;

    weight = LF_WEIGHT_ONE;

    while (parameters.len > 0) {
        parameter = lf_str_trim(lf_str_cut(&parameters, ';'));
        name = lf_str_cut(&parameter, '=');

        if (lf_str_eq_nocase(name, lf_str("q"))) {
            weight = lf_accept_weight_of(parameter);
        }
    }

    return weight;
}


int
lf_accept_weight_of(lf_str_t value)
{
    int     weight, unit;
    size_t  i;

    if (value.len == 0 || value.len > 5
        || (value.data[0] != '0' && value.data[0] != '1')
        || (value.len > 1 && value.data[1] != '.'))
    {
        return -1;
    }

    weight = (value.data[0] - '0') * LF_WEIGHT_ONE;
    unit = 100;

    for (i = 2; i < value.len; i++) {
        if (value.data[i] < '0' || value.data[i] > '9') {
            return -1;
        }

        weight += (value.data[i] - '0') * unit;
        unit /= 10;
    }

    return weight <= LF_WEIGHT_ONE ? weight : -1;
}


int
lf_accept_is_data(const lf_accept_t *accept)
{
    if (accept->data.weight == 0) {
        return 0;
    }

    return accept->data.weight > accept->page.weight
           || (accept->data.weight == accept->page.weight
               && accept->data.exact > accept->page.exact);
}


int
lf_accept_is_page(const lf_accept_t *accept)
{
    return accept->page.exact > 1 && accept->page.weight > 0;
}
