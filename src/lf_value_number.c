/*
 * lf_value_number: decimal numbers and dates.
 */

#include <math.h>

#include <lead_form/lf_value.h>

#include "lf_utf8.h"
#include "lf_value_types.h"


#define LF_NUMBER_WHOLE_MAX     15      /* digits a double holds exactly */
#define LF_NUMBER_DECIMALS_MAX  10
#define LF_NUMBER_EXACT_MAX     18      /* digits an int64_t holds */
#define LF_NUMBER_TYPED_MAX     100     /* bytes */
#define LF_DATE_LEN             10      /* YYYY-MM-DD */


typedef struct {
    int     negative;
    char    whole[LF_NUMBER_WHOLE_MAX];         /* without leading zeros */
    size_t  whole_count;
    char    decimals[LF_NUMBER_DECIMALS_MAX];
    size_t  decimals_count;
    size_t  decimals_kept;                      /* without zeros at the end */
} lf_number_t;


static int lf_number_read(lf_number_t *number, lf_str_t s);
static int lf_number_digit(lf_number_t *number, int digit, int decimal);
static int lf_number_sign(lf_str_t *s);
static int lf_number_is_mark(uint32_t code);
static double lf_number_double(const lf_number_t *number);
static lf_str_t lf_number_text(lf_mem_t *mem, const lf_number_t *number);
static int lf_number_problem(const lf_field_t *field,
    const lf_number_t *number, lf_message_t *message);
static int lf_number_is_whole(double d);
static int lf_number_fits_step(double distance, double step);
static int lf_date_is(lf_str_t s);
static int lf_date_part(lf_str_t s, size_t start, size_t count);


lf_value_result_t
lf_value_number(lf_mem_t *mem, const lf_field_t *field, lf_str_t typed,
    lf_str_t *value, lf_message_t *message)
{
    lf_number_t  number;

    if (typed.len > LF_NUMBER_TYPED_MAX
        || lf_number_read(&number, typed) != 0)
    {
        return lf_value_bad(message, LF_MSG_NUMBER);
    }

    if (lf_number_problem(field, &number, message)) {
        return LF_VALUE_BAD;
    }

    *value = lf_number_text(mem, &number);

    return value->data == NULL ? LF_VALUE_NO_MEMORY : LF_VALUE_OK;
}


int
lf_value_number_of(lf_str_t s, double *number)
{
    lf_number_t  read;

    if (s.len > LF_NUMBER_TYPED_MAX || lf_number_read(&read, s) != 0) {
        return -1;
    }

    *number = lf_number_double(&read);

    return 0;
}


static int
lf_number_read(lf_number_t *number, lf_str_t s)
{
    int          digit, digits, decimal, negative;
    uint32_t     code;
    const char  *p, *end;

    memset(number, 0, sizeof(lf_number_t));
    digits = 0;
    decimal = 0;

    negative = lf_number_sign(&s);
    p = s.data;
    end = s.data + s.len;

    while (p < end) {
        if (!lf_utf8_next(&p, end, &code)) {
            return -1;
        }

        if (lf_number_is_mark(code) && !decimal) {
            decimal = 1;
            digits = 0;
            continue;
        }

        digit = lf_utf8_digit(code);

        if (digit < 0 || lf_number_digit(number, digit, decimal) != 0) {
            return -1;
        }

        digits = 1;
    }

    /* there is no "-0" */

    number->negative = negative
                       && number->whole_count + number->decimals_kept > 0;

    /* `digits` is of the part that came last: "5." is no number */

    return digits ? 0 : -1;
}


/* Whether there is a minus; *s moves behind a sign. */

static int
lf_number_sign(lf_str_t *s)
{
    size_t  i;

    static const lf_str_t  signs[] = {
        { "+", 1 },
        { "-", 1 },
        { "\xe2\x88\x92", 3 }            /* U+2212 */
    };

    for (i = 0; i < LF_ARRAY_SIZE(signs); i++) {
        if (lf_str_starts_with(*s, signs[i])) {
            s->data += signs[i].len;
            s->len -= signs[i].len;
            return i > 0;
        }
    }

    return 0;
}


static int
lf_number_digit(lf_number_t *number, int digit, int decimal)
{
    if (decimal) {
        if (number->decimals_count == LF_NUMBER_DECIMALS_MAX) {
            return -1;
        }

        number->decimals[number->decimals_count++] = (char) ('0' + digit);

        if (digit != 0) {
            number->decimals_kept = number->decimals_count;
        }

        return 0;
    }

    if (digit == 0 && number->whole_count == 0) {
        return 0;
    }

    if (number->whole_count == LF_NUMBER_WHOLE_MAX) {
        return -1;
    }

    number->whole[number->whole_count++] = (char) ('0' + digit);

    return 0;
}


/* The decimal mark; U+066B is the one beside Arabic-Indic digits. */

static int
lf_number_is_mark(uint32_t code)
{
    return code == '.' || code == ',' || code == 0x066b;
}


/* Not by strtod: that one reads what the process's locale says. */

static double
lf_number_double(const lf_number_t *number)
{
    size_t   i, count;
    double   scale;
    int64_t  n;

    n = 0;
    scale = 1;

    for (i = 0; i < number->whole_count; i++) {
        n = n * 10 + (number->whole[i] - '0');
    }

    count = LF_NUMBER_EXACT_MAX - number->whole_count;

    if (count > number->decimals_kept) {
        count = number->decimals_kept;
    }

    for (i = 0; i < count; i++) {
        n = n * 10 + (number->decimals[i] - '0');
        scale *= 10;
    }

    return (double) (number->negative ? -n : n) / scale;
}


static lf_str_t
lf_number_text(lf_mem_t *mem, const lf_number_t *number)
{
    size_t    n;
    lf_str_t  parts[4];

    n = 0;

    if (number->negative) {
        parts[n++] = lf_str("-");
    }

    if (number->whole_count > 0) {
        parts[n].data = number->whole;
        parts[n++].len = number->whole_count;

    } else {
        parts[n++] = lf_str("0");
    }

    if (number->decimals_kept > 0) {
        parts[n++] = lf_str(".");
        parts[n].data = number->decimals;
        parts[n++].len = number->decimals_kept;
    }

    return lf_str_concat(mem, parts, n);
}


static int
lf_number_problem(const lf_field_t *field, const lf_number_t *number,
    lf_message_t *message)
{
    int     whole;
    double  n, base;

    n = lf_number_double(number);
    base = field->has_min ? field->min : 0;
    whole = field->step > 0 && lf_number_is_whole(field->step)
            && lf_number_is_whole(base);

    /* where only whole numbers fit, "1.000" may well mean a thousand */

    if (whole
        && (number->decimals_kept > 0 || number->decimals_count == 3))
    {
        *message = LF_MSG_WHOLE_NUMBER;
        return 1;
    }

    if (field->has_min && n < field->min) {
        *message = LF_MSG_TOO_SMALL;
        return 1;
    }

    if (field->has_max && n > field->max) {
        *message = LF_MSG_TOO_LARGE_NUMBER;
        return 1;
    }

    if (field->step > 0 && !lf_number_fits_step(n - base, field->step)) {
        *message = LF_MSG_STEP;
        return 1;
    }

    return 0;
}


static int
lf_number_is_whole(double d)
{
    return floor(d) == d;
}


/* The tolerance is of what doubles lose, not of what people type. */

static int
lf_number_fits_step(double distance, double step)
{
    double  steps;

    steps = distance / step;

    return fabs(steps - floor(steps + 0.5)) <= fabs(steps) * 1e-15 + 1e-9;
}


lf_value_result_t
lf_value_date(const lf_field_t *field, lf_str_t typed, lf_str_t *value,
    lf_message_t *message)
{
    if (!lf_date_is(typed)) {
        return lf_value_bad(message, LF_MSG_DATE);
    }

    /* of one length and with the year first: in order as texts */

    if (field->date_min.len == LF_DATE_LEN
        && memcmp(typed.data, field->date_min.data, LF_DATE_LEN) < 0)
    {
        return lf_value_bad(message, LF_MSG_TOO_EARLY);
    }

    if (field->date_max.len == LF_DATE_LEN
        && memcmp(typed.data, field->date_max.data, LF_DATE_LEN) > 0)
    {
        return lf_value_bad(message, LF_MSG_TOO_LATE);
    }

    *value = typed;

    return LF_VALUE_OK;
}


static int
lf_date_is(lf_str_t s)
{
    int  year, month, day, days;

    static const int  days_of[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
    };

    if (s.len != LF_DATE_LEN || s.data[4] != '-' || s.data[7] != '-') {
        return 0;
    }

    year = lf_date_part(s, 0, 4);
    month = lf_date_part(s, 5, 2);
    day = lf_date_part(s, 8, 2);

    if (year < 1 || month < 1 || month > 12) {
        return 0;
    }

    days = days_of[month - 1];

    if (month == 2
        && (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)))
    {
        days = 29;
    }

    return day >= 1 && day <= days;
}


/* -1 where there is anything but digits. */

static int
lf_date_part(lf_str_t s, size_t start, size_t count)
{
    int     n;
    size_t  i;

    n = 0;

    for (i = start; i < start + count; i++) {
        if (s.data[i] < '0' || s.data[i] > '9') {
            return -1;
        }

        n = n * 10 + (s.data[i] - '0');
    }

    return n;
}
