/*
 * lf_when_value: what a test of a condition compares with.  Values are brought
 * into the form that facts and answers have, so that a test compares bytes;
 * groups of countries are replaced by their members.
 */

#include <stdio.h>

#include <lead_form/lf_value.h>

#include "lf_when_value.h"


#define LF_WHEN_NUMBER_MAX  1e15


static size_t lf_when_values_count(const lf_json_t *value,
    const lf_about_t *about);
static int lf_when_value(const lf_when_parser_t *parser,
    const lf_json_t *value, const lf_about_t *about, lf_test_t *test);
static int lf_when_is_country(const lf_about_t *about);
static const lf_str_t *lf_when_group(const lf_json_t *value,
    const lf_about_t *about, size_t *count);
static int lf_when_country(const lf_when_parser_t *parser,
    const lf_json_t *value, const lf_about_t *about, lf_str_t *s);
static int lf_when_continent(const lf_when_parser_t *parser,
    const lf_json_t *value, lf_str_t *s);
static int lf_when_number(const lf_when_parser_t *parser,
    const lf_json_t *value, lf_str_t *s);
static int lf_when_text(const lf_when_parser_t *parser,
    const lf_json_t *value, const lf_about_t *about, lf_str_t *s);
static int lf_when_word(const lf_when_parser_t *parser,
    const lf_json_t *value, const lf_about_t *about, lf_str_t s);
static int lf_when_upper(const lf_when_parser_t *parser, lf_str_t *s);


static const lf_str_t  lf_continents[] = {
    { "AF", 2 }, { "AN", 2 }, { "AS", 2 }, { "EU", 2 }, { "NA", 2 },
    { "OC", 2 }, { "SA", 2 }
};


int
lf_when_bound(const lf_when_parser_t *parser, const lf_json_t *value,
    const lf_about_t *about, lf_test_t *test)
{
    int  date, number;

    date = about->field != NULL && (about->field->type == LF_TYPE_DATE
                                    || about->field->type == LF_TYPE_FOREIGN);
    number = about->field == NULL || about->field->type != LF_TYPE_DATE;

    if (number && value->type == LF_JSON_NUMBER) {
        test->number = value->number;
        return 0;
    }

    if (!date || value->type != LF_JSON_STRING
        || !lf_form_date_is(value->string))
    {
        lf_json_error(parser->doc, value, "this is no %s; write %s",
                      number ? "number" : "date",
                      number ? "a number like 3"
                             : "a day like \"2026-11-30\"");
        return -1;
    }

    test->values = lf_calloc(parser->mem, 1, sizeof(lf_str_t));

    if (test->values != NULL) {
        test->values[0] = lf_str_copy(parser->mem, value->string);
    }

    if (test->values == NULL || test->values[0].data == NULL) {
        parser->doc->no_memory = 1;
        return -1;
    }

    test->count = 1;

    return 0;
}


int
lf_when_values(const lf_when_parser_t *parser, const lf_json_t *value,
    const lf_about_t *about, lf_test_t *test)
{
    int               rc;
    size_t            count;
    const lf_json_t  *item;

    count = lf_when_values_count(value, about);

    if (count > LF_WHEN_VALUES_MAX) {
        lf_json_error(parser->doc, value, "too many values; at most %d are "
                      "allowed, the members of groups included",
                      LF_WHEN_VALUES_MAX);
        return -1;
    }

    test->values = lf_calloc(parser->mem, count, sizeof(lf_str_t));
    if (test->values == NULL) {
        parser->doc->no_memory = 1;
        return -1;
    }

    if (value->type != LF_JSON_ARRAY) {
        return lf_when_value(parser, value, about, test);
    }

    rc = 0;

    for (item = value->first; item != NULL; item = item->next) {
        if (lf_when_value(parser, item, about, test) != 0) {
            rc = -1;
        }
    }

    return rc;
}


static size_t
lf_when_values_count(const lf_json_t *value, const lf_about_t *about)
{
    size_t            count, members;
    const lf_json_t  *item;

    if (value->type != LF_JSON_ARRAY) {
        return lf_when_group(value, about, &members) != NULL ? members : 1;
    }

    count = 0;

    for (item = value->first; item != NULL; item = item->next) {
        count += lf_when_group(item, about, &members) != NULL ? members : 1;
    }

    return count;
}


/* Appends the value, or the members of the group that it names. */

static int
lf_when_value(const lf_when_parser_t *parser, const lf_json_t *value,
    const lf_about_t *about, lf_test_t *test)
{
    int              rc;
    size_t           i, count;
    lf_str_t        *s;
    const lf_str_t  *members;

    members = lf_when_group(value, about, &count);

    if (members != NULL) {
        for (i = 0; i < count; i++) {
            test->values[test->count++] = members[i];
        }

        return 0;
    }

    s = &test->values[test->count];

    if (about->subject == LF_SUBJECT_VISITS
        || about->subject == LF_SUBJECT_DAYS_SINCE_FIRST
        || (about->field != NULL && about->field->type == LF_TYPE_NUMBER))
    {
        rc = lf_when_number(parser, value, s);

    } else if (about->field != NULL && about->field->type == LF_TYPE_FOREIGN
               && value->type == LF_JSON_NUMBER)
    {
        rc = lf_when_number(parser, value, s);

    } else if (lf_form_string_parse(parser->doc, value, "\"...\"", s) != 0) {
        rc = -1;

    } else if (lf_when_is_country(about)) {
        rc = lf_when_country(parser, value, about, s);

    } else if (about->subject == LF_SUBJECT_CONTINENT) {
        rc = lf_when_continent(parser, value, s);

    } else {
        rc = lf_when_text(parser, value, about, s);
    }

    test->count += rc == 0;

    return rc;
}


static int
lf_when_is_country(const lf_about_t *about)
{
    return about->subject == LF_SUBJECT_COUNTRY
           || (about->field != NULL && about->field->type == LF_TYPE_COUNTRY);
}


static const lf_str_t *
lf_when_group(const lf_json_t *value, const lf_about_t *about, size_t *count)
{
    if (!lf_when_is_country(about) || value->type != LF_JSON_STRING) {
        return NULL;
    }

    return lf_country_group(value->string, count);
}


static int
lf_when_country(const lf_when_parser_t *parser, const lf_json_t *value,
    const lf_about_t *about, lf_str_t *s)
{
    lf_json_shown_t  shown;

    if (about->subject == LF_SUBJECT_COUNTRY && lf_str_is(*s, "unknown")) {
        *s = lf_str("unknown");
        return 0;
    }

    if (s->len == 2) {
        if (lf_when_upper(parser, s) != 0) {
            return -1;
        }

        if (lf_country_is(*s)) {
            return 0;
        }
    }

    lf_json_error(parser->doc, value, "%s is no country; write a code of ISO "
                  "3166-1 like \"DE\"%s, \"EU\"%s \"EEA\"%s",
                  lf_json_show(&shown, value->string),
                  lf_str_eq_nocase(value->string, lf_str("UK"))
                  ? " (\"GB\" is the United Kingdom)" : "",
                  about->field == NULL ? "," : " or",
                  about->field == NULL ? " or \"unknown\"" : "");
    return -1;
}


static int
lf_when_continent(const lf_when_parser_t *parser, const lf_json_t *value,
    lf_str_t *s)
{
    size_t  i;

    for (i = 0; i < LF_ARRAY_SIZE(lf_continents); i++) {
        if (lf_str_eq_nocase(*s, lf_continents[i])) {
            *s = lf_continents[i];
            return 0;
        }
    }

    lf_json_error(parser->doc, value, "this is no continent; write AF, AN, "
                  "AS, EU, NA, OC or SA");
    return -1;
}


/* As decimal text without needless zeros, which is how numbers are stored. */

static int
lf_when_number(const lf_when_parser_t *parser, const lf_json_t *value,
    lf_str_t *s)
{
    int   i, len;
    char  text[48];

    if (value->type != LF_JSON_NUMBER || value->number > LF_WHEN_NUMBER_MAX
        || value->number < -LF_WHEN_NUMBER_MAX)
    {
        lf_json_error(parser->doc, value, "this is no number that could be "
                      "equal; write one like 3");
        return -1;
    }

    /* %f, so that there is no exponent; at most 10 decimals are stored. */

    len = snprintf(text, sizeof(text), "%.10f",
                   value->number == 0 ? 0.0 : value->number);

    while (text[len - 1] == '0') {
        len--;
    }

    /* Whatever the locale takes for a decimal point. */

    for (i = 1; i < len; i++) {
        if (text[i] < '0' || text[i] > '9') {
            text[i] = '.';
            len -= i == len - 1;
        }
    }

    *s = lf_str_copy(parser->mem, (lf_str_t) { text, (size_t) len });

    if (s->data == NULL) {
        parser->doc->no_memory = 1;
        return -1;
    }

    return 0;
}


static int
lf_when_text(const lf_when_parser_t *parser, const lf_json_t *value,
    const lf_about_t *about, lf_str_t *s)
{
    if (lf_form_line_check(parser->doc, value, *s, LF_WHEN_VALUE_LEN_MAX, 0)
        != 0)
    {
        return -1;
    }

    *s = lf_utf8_nfc(parser->mem, *s);

    if (s->data == value->string.data) {
        *s = lf_str_copy(parser->mem, *s);
    }

    if (s->data == NULL) {
        parser->doc->no_memory = 1;
        return -1;
    }

    if (s->len > LF_WHEN_VALUE_LEN_MAX) {
        lf_json_error(parser->doc, value, "this value has %zu bytes; at most "
                      "%d are allowed", s->len, LF_WHEN_VALUE_LEN_MAX);
        return -1;
    }

    return lf_when_word(parser, value, about, *s);
}


/* A field of few words never has another one. */

static int
lf_when_word(const lf_when_parser_t *parser, const lf_json_t *value,
    const lf_about_t *about, lf_str_t s)
{
    size_t             i;
    lf_json_shown_t    shown;
    const lf_field_t  *field;

    field = about->field;

    if (field == NULL) {
        return 0;
    }

    switch (field->type) {

    case LF_TYPE_YES_NO:
        if (lf_str_is(s, "yes") || lf_str_is(s, "no")) {
            return 0;
        }

        lf_json_error(parser->doc, value, "this field is \"yes\" or \"no\"; "
                      "write one of them");
        return -1;

    case LF_TYPE_DATE:
        if (lf_form_date_is(s)) {
            return 0;
        }

        lf_json_error(parser->doc, value, "this is no date; write a day like "
                      "\"2026-11-30\"");
        return -1;

    case LF_TYPE_CHOICE:
    case LF_TYPE_CHOICES:
        for (i = 0; i < field->options_count; i++) {
            if (lf_str_eq(field->options[i].value, s)) {
                return 0;
            }
        }

        lf_json_warning(parser->doc, value, "%s is no option of this field, "
                        "so only old answers can be equal; is it mistyped?",
                        lf_json_show(&shown, s));
        return 0;

    default:
        return 0;
    }
}


static int
lf_when_upper(const lf_when_parser_t *parser, lf_str_t *s)
{
    char    *data;
    size_t   i;

    data = lf_alloc(parser->mem, s->len);
    if (data == NULL) {
        parser->doc->no_memory = 1;
        return -1;
    }

    for (i = 0; i < s->len; i++) {
        data[i] = s->data[i] >= 'a' && s->data[i] <= 'z'
                  ? (char) (s->data[i] & ~0x20) : s->data[i];
    }

    s->data = data;

    return 0;
}
