/*
 * lf_form_needs: what a form has to be told about a request before its page
 * can be made.
 */

#include "lf_form_load.h"


static int lf_when_is_about_place(const lf_when_t *when);
static int lf_field_is_about_place(const lf_field_t *field);


/* Whether anything of it depends on where the visitor is. */

int
lf_form_is_about_place(const lf_form_t *form)
{
    size_t  i;

    if (form->site->remember_ask
        && lf_when_is_about_place(&form->site->remember_ask_when))
    {
        return 1;
    }

    for (i = 0; i < form->contacts_count; i++) {
        if (lf_field_is_about_place(&form->fields[form->contacts[i]])) {
            return 1;
        }
    }

    for (i = 0; i < form->sequence_count; i++) {
        if (lf_when_is_about_place(&form->sequence[i].when)
            || lf_field_is_about_place(&form->fields[form->sequence[i].field]))
        {
            return 1;
        }
    }

    for (i = 0; i < form->consents_count; i++) {
        if (lf_when_is_about_place(&form->consents[i].when)) {
            return 1;
        }
    }

    for (i = 0; i < form->thanks_count; i++) {
        if (lf_when_is_about_place(&form->thanks[i].when)) {
            return 1;
        }
    }

    return 0;
}


/*
 * Entries that only their `when` decides on: a long sequence is gone through
 * without a look at its fields.
 */

void
lf_form_plain_asks(lf_form_t *form)
{
    size_t             i;
    const lf_field_t  *field;

    for (i = 0; i < form->sequence_count; i++) {
        field = &form->fields[form->sequence[i].field];

        form->sequence[i].plain = field->type != LF_TYPE_COUNTRY
                                  && field->needs_consent.len == 0;
    }
}


/* National numbers are of a country; a country may be known without asking. */

static int
lf_field_is_about_place(const lf_field_t *field)
{
    size_t  i;

    if (field->type == LF_TYPE_PHONE || field->type == LF_TYPE_COUNTRY) {
        return 1;
    }

    for (i = 0; i < field->options_count; i++) {
        if (lf_when_is_about_place(&field->options[i].when)) {
            return 1;
        }
    }

    return 0;
}


static int
lf_when_is_about_place(const lf_when_t *when)
{
    size_t                   i, j;
    const lf_alternative_t  *alternative;

    for (i = 0; i < when->count; i++) {
        alternative = &when->alternatives[i];

        for (j = 0; j < alternative->count; j++) {
            switch (alternative->tests[j].subject) {

            case LF_SUBJECT_COUNTRY:
            case LF_SUBJECT_CONTINENT:
            case LF_SUBJECT_REGION:
                return 1;

            case LF_SUBJECT_FIELD:
                if (alternative->tests[j].is_country) {
                    return 1;
                }

                break;

            default:
                break;
            }
        }
    }

    return 0;
}
