/*
 * lf_play_value: what a visitor might answer, for whom no answer was given;
 * and where in the world a country lies.
 */

#include <stdio.h>
#include <string.h>

#include <lead_form/lf_value.h>

#include "play.h"


#define LF_PLAY_NUMBER_LEN  32
#define LF_PLAY_LONG_MAX    1000        /* characters, for a least length */


static lf_str_t lf_value_of_options(const lf_play_t *play,
    const lf_field_t *field);
static lf_str_t lf_value_of_number(lf_play_t *play, const lf_field_t *field);
static lf_str_t lf_value_of_text(lf_play_t *play, const lf_field_t *field,
    int is_name);
static int lf_value_fits(lf_play_t *play, const lf_field_t *field,
    lf_str_t value);


lf_str_t
lf_play_value(lf_play_t *play, unsigned field)
{
    char               day[LF_TIME_TEXT_LEN];
    lf_str_t           value;
    const lf_field_t  *f;

    f = &play->form->fields[field];
    value = lf_null_str;

    switch (f->type) {

    case LF_TYPE_EMAIL:
        value = lf_str("jane.doe@example.com");
        break;

    case LF_TYPE_PHONE:
        value = lf_str("+49 30 123456");
        break;

    case LF_TYPE_URL:
        value = lf_str("https://example.com");
        break;

    case LF_TYPE_NUMBER:
        value = lf_value_of_number(play, f);
        break;

    case LF_TYPE_DATE:
        lf_time_text(play->sim.page.at, day);
        value = f->date_min.len > 0 ? f->date_min
                : f->date_max.len > 0 ? f->date_max
                : lf_str_copy(play->mem, (lf_str_t) { day, 10 });
        break;

    case LF_TYPE_CHOICE:
    case LF_TYPE_CHOICES:
        value = lf_value_of_options(play, f);
        break;

    case LF_TYPE_COUNTRY:
        value = play->facts.country.len > 0 ? play->facts.country
                                            : lf_str("DE");
        break;

    case LF_TYPE_YES_NO:
        value = lf_str("yes");
        break;

    case LF_TYPE_TEXT:
    case LF_TYPE_TEXTAREA:
        return lf_value_of_text(play, f, field == play->form->name_field);

    case LF_TYPE_FOREIGN:
        break;
    }

    return value.data != NULL && lf_value_fits(play, f, value) ? value
                                                               : lf_null_str;
}


static lf_str_t
lf_value_of_options(const lf_play_t *play, const lf_field_t *field)
{
    size_t  i;

    for (i = 0; i < field->options_count; i++) {
        if (lf_when_holds(&field->options[i].when, &play->sim.page.facts,
                          NULL))
        {
            return field->options[i].value;
        }
    }

    return lf_null_str;
}


static lf_str_t
lf_value_of_number(lf_play_t *play, const lf_field_t *field)
{
    int     len;
    char    digits[LF_PLAY_NUMBER_LEN];
    double  number;

    number = field->has_min ? field->min
             : field->has_max && field->max < 1 ? field->max : 1;

    if (!field->has_min && field->step > 0) {
        number = field->has_max && field->max < 0 ? field->max : 0;
    }

    len = snprintf(digits, sizeof(digits), "%.10g", number);

    return lf_str_copy(play->mem,
                       (lf_str_t) { digits, len > 0 ? (size_t) len : 0 });
}


/* A pattern takes what it takes: the first that fits, or none. */

static lf_str_t
lf_value_of_text(lf_play_t *play, const lf_field_t *field, int is_name)
{
    char      *text;
    size_t     i, len;
    lf_str_t   value;

    static const char  *examples[] = {
        "Example", "An example", "DE123456789", "AB1234567890", "12345",
        "123456", "1234", "123", "12", "1", "ABC", "AB", "A", "a", "abc",
        "ABC-123", "AB-123", "AB123", "A1", "123-456", "10115", "SW1A 1AA",
        "90210", "90210-1234", "DE89370400440532013000", "2026", "yes"
    };

    if (is_name && lf_value_fits(play, field, lf_str("Jane Doe"))) {
        return lf_str("Jane Doe");
    }

    for (i = 0; i < LF_ARRAY_SIZE(examples); i++) {
        value = lf_str_of(examples[i]);

        if (lf_value_fits(play, field, value)) {
            return value;
        }
    }

    len = field->length_min > 0 ? (size_t) field->length_min : 1;
    text = len <= LF_PLAY_LONG_MAX ? lf_alloc(play->mem, len) : NULL;

    if (text == NULL) {
        return lf_null_str;
    }

    memset(text, 'x', len);
    value = (lf_str_t) { text, len };

    return lf_value_fits(play, field, value) ? value : lf_null_str;
}


static int
lf_value_fits(lf_play_t *play, const lf_field_t *field, lf_str_t value)
{
    lf_str_t      normal;
    lf_message_t  message;

    return lf_value_check(play->mem, field, play->facts.country, &value, 1,
                          &normal, &message)
           == LF_VALUE_OK;
}


/* By the UN's and GeoNames' division; what is not here is in Europe. */

lf_str_t
lf_play_continent(lf_str_t country)
{
    size_t       i;
    const char  *p;

    static const struct {
        lf_str_t     continent;
        const char  *countries;
    } table[] = {
        { { "AF", 2 },
          "AOBFBIBJBWCDCFCGCICMCVDJDZEGEHERETGAGHGMGNGQGWKEKMLRLSLYMAMGMLMRMU"
          "MWMZNANENGRERWSCSDSHSLSNSOSSSTSZTDTGTNTZUGYTZAZMZW" },
        { { "AN", 2 }, "AQBVGSHMTF" },
        { { "AS", 2 },
          "AEAFAMAZBDBHBNBTCCCNCXGEHKIDILINIOIQIRJOJPKGKHKPKRKWKZLALBLKMMMNMO"
          "MVMYNPOMPHPKPSQASASGSYTHTJTLTMTRTWUZVNYE" },
        { { "NA", 2 },
          "AGAIAWBBBLBMBQBSBZCACRCUCWDMDOGDGLGPGTHNHTJMKNKYLCMFMQMSMXNIPAPMPR"
          "SVSXTCTTUSVCVGVI" },
        { { "OC", 2 },
          "ASAUCKFJFMGUKIMHMPNCNFNRNUNZPFPGPNPWSBTKTOTVUMVUWFWS" },
        { { "SA", 2 }, "ARBOBRCLCOECFKGFGYPEPYSRUYVE" }
    };

    if (!lf_country_is(country)) {
        return lf_null_str;
    }

    for (i = 0; i < LF_ARRAY_SIZE(table); i++) {
        for (p = table[i].countries; *p != '\0'; p += 2) {
            if (p[0] == country.data[0] && p[1] == country.data[1]) {
                return table[i].continent;
            }
        }
    }

    return lf_str("EU");
}
