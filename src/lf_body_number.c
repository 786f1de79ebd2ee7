/*
 * lf_body_number: a number of JSON, its exponent worked out digit by digit:
 * no rounding.
 */

#include "lf_body.h"


static void lf_body_digits(lf_out_t *out, lf_str_t digits, int64_t point);


lf_str_t
lf_body_number(lf_mem_t *mem, lf_str_t number)
{
    char       digits[LF_BODY_EXPONENT_MAX];
    size_t     i, n;
    int64_t    point, exponent;
    lf_out_t   out;
    lf_str_t   rest, mantissa;

    rest = number;
    mantissa = lf_str_cut(&rest, 'e');

    if (mantissa.len == number.len) {
        rest = number;
        mantissa = lf_str_cut(&rest, 'E');
    }

    if (lf_str_starts_with(rest, lf_str("+"))) {
        rest.data++;
        rest.len--;
    }

    if (mantissa.len == number.len || lf_str_int(rest, &exponent) != 0
        || exponent > LF_BODY_EXPONENT_MAX
        || exponent < -LF_BODY_EXPONENT_MAX
        || mantissa.len > sizeof(digits))
    {
        return number;
    }

    /* The digits without sign and point, and where the point goes. */

    n = 0;
    point = -1;

    for (i = 0; i < mantissa.len; i++) {
        if (mantissa.data[i] == '.') {
            point = (int64_t) n;

        } else if (mantissa.data[i] != '-') {
            digits[n++] = mantissa.data[i];
        }
    }

    point = (point < 0 ? (int64_t) n : point) + exponent;

    lf_out_init(&out, mem, n + 2 * LF_BODY_EXPONENT_MAX);

    if (mantissa.data[0] == '-') {
        lf_out_byte(&out, '-');
    }

    lf_body_digits(&out, (lf_str_t) { digits, n }, point);

    return lf_out_str(&out);
}


static void
lf_body_digits(lf_out_t *out, lf_str_t digits, int64_t point)
{
    int64_t  i, count;

    count = (int64_t) digits.len;

    if (point <= 0) {
        lf_out_lit(out, "0.");
    }

    for (i = point; i < 0; i++) {
        lf_out_byte(out, '0');
    }

    for (i = 0; i < count; i++) {
        if (i == point && point > 0) {
            lf_out_byte(out, '.');
        }

        lf_out_byte(out, digits.data[i]);
    }

    for (i = count; i < point; i++) {
        lf_out_byte(out, '0');
    }
}
