/*
 * lf_submission: sorts the pairs of a POST out, and says of what it is made
 * and whose it is.  Owns nothing: values are borrowed from the pairs or in
 * the caller's memory.
 */

#include <lead_form/lf_submission.h>
#include <lead_form/lf_value.h>

#include "lf_consent.h"


#define LF_NO_FIELD  ((unsigned) -1)     /* no input can be of that name */


static lf_do_t lf_submission_do(const lf_pair_t *pairs, size_t count);
static lf_str_t lf_submission_value(const lf_pair_t *pairs, size_t count,
    lf_str_t name);
static int lf_submission_inputs(lf_mem_t *mem, const lf_form_t *form,
    const lf_pair_t *pairs, size_t count, lf_submission_t *submission);
static unsigned lf_submission_field(const lf_form_t *form, lf_str_t name);
static int lf_submission_consents(lf_mem_t *mem, const lf_form_t *form,
    const lf_pair_t *pairs, size_t count, lf_submission_t *submission);
static void lf_canonical_add(lf_out_t *out, lf_str_t s);


static const lf_str_t  lf_do_names[] = {    /* by lf_do_t */
    { "send", 4 },
    { "decline", 7 },
    { "not_me", 6 },
    { "forget", 6 },
    { "erase", 5 },
    { "withdraw", 8 },
    { "shown", 5 },
    { "its_me", 6 },
    { "not_mine", 8 }
};


int
lf_submission_read(lf_mem_t *mem, const lf_form_t *form,
    const lf_pair_t *pairs, size_t count, lf_submission_t *submission)
{
    size_t  i;

    memset(submission, 0, sizeof(lf_submission_t));

    submission->contact = -1;
    submission->pairs = pairs;
    submission->pairs_count = count;
    submission->action = lf_submission_do(pairs, count);
    submission->ticket = lf_submission_value(pairs, count,
                                             lf_str(LF_INPUT_TICKET));
    submission->referrer = lf_referrer_clean(
                               lf_submission_value(pairs, count,
                                                lf_str(LF_INPUT_REFERRER)));
    submission->page = lf_submission_value(pairs, count,
                                           lf_str(LF_INPUT_PAGE));
    submission->query = lf_submission_value(pairs, count,
                                            lf_str(LF_INPUT_QUERY));
    submission->attributes = lf_submission_value(pairs, count,
                                             lf_str(LF_INPUT_ATTRIBUTES));
    submission->honeypot = lf_submission_value(pairs, count,
                                        lf_str(LF_INPUT_HONEYPOT)).len > 0;
    submission->remember = lf_submission_value(pairs, count,
                                        lf_str(LF_INPUT_REMEMBER)).len > 0;
    submission->seen = lf_submission_value(pairs, count,
                                        lf_str(LF_INPUT_SEEN)).len > 0;

    if (submission->action == LF_DO_WITHDRAW) {
        submission->withdraw = lf_submission_value(pairs, count,
                                                  lf_str(LF_INPUT_CONSENT));
    }

    if (form->message) {
        submission->message_typed = lf_submission_value(pairs, count,
                                                  lf_str(LF_INPUT_MESSAGE));
    }

    for (i = 0; i < form->consents_count; i++) {
        if (form->consents[i].when.count == 0) {
            submission->consents_shown |= 1u << i;
        }
    }

    if (lf_submission_inputs(mem, form, pairs, count, submission) != 0) {
        return -1;
    }

    return lf_submission_consents(mem, form, pairs, count, submission);
}


static lf_do_t
lf_submission_do(const lf_pair_t *pairs, size_t count)
{
    size_t    i;
    lf_str_t  value;

    value = lf_submission_value(pairs, count, lf_str(LF_INPUT_DO));

    for (i = 0; i < LF_ARRAY_SIZE(lf_do_names); i++) {
        if (lf_str_eq(value, lf_do_names[i])) {
            return (lf_do_t) i;
        }
    }

    return LF_DO_SEND;
}


int
lf_submission_is_action(lf_str_t name)
{
    size_t  i;

    for (i = 0; i < LF_ARRAY_SIZE(lf_do_names); i++) {
        if (lf_str_eq(name, lf_do_names[i])) {
            return i != LF_DO_ITS_ME && i != LF_DO_NOT_MINE;
        }
    }

    return 0;
}


static lf_str_t
lf_submission_value(const lf_pair_t *pairs, size_t count, lf_str_t name)
{
    const lf_str_t  *value;

    value = lf_pairs_find(pairs, count, name);

    return value == NULL ? lf_null_str : *value;
}


static int
lf_submission_inputs(lf_mem_t *mem, const lf_form_t *form,
    const lf_pair_t *pairs, size_t count, lf_submission_t *submission)
{
    size_t       i, n, total;
    unsigned     f, *slots;
    lf_str_t    *typed;
    lf_input_t  *input;

    /* How many values each field has; then, which input it became. */

    slots = lf_calloc(mem, form->fields_count, sizeof(unsigned));
    if (slots == NULL) {
        return -1;
    }

    n = 0;
    total = 0;

    for (i = 0; i < count; i++) {
        f = lf_submission_field(form, pairs[i].name);

        if (f != LF_NO_FIELD) {
            n += slots[f]++ == 0;
            total++;
        }
    }

    if (n == 0) {
        return 0;
    }

    typed = lf_calloc(mem, total, sizeof(lf_str_t));
    submission->inputs = lf_calloc(mem, n, sizeof(lf_input_t));

    if (typed == NULL || submission->inputs == NULL) {
        return -1;
    }

    for (f = 0; f < form->fields_count; f++) {

        if (slots[f] > 0) {
            input = &submission->inputs[submission->inputs_count];
            input->field = f;
            input->typed = typed;
            typed += slots[f];
            slots[f] = (unsigned) submission->inputs_count++;
        }
    }

    for (i = 0; i < count; i++) {
        f = lf_submission_field(form, pairs[i].name);

        if (f != LF_NO_FIELD) {
            input = &submission->inputs[slots[f]];
            input->typed[input->typed_count++] = pairs[i].value;
        }
    }

    return 0;
}


static unsigned
lf_submission_field(const lf_form_t *form, lf_str_t name)
{
    int  field;

    field = lf_form_field(form, name);

    if (field < 0 || form->fields[field].type == LF_TYPE_FOREIGN) {
        return LF_NO_FIELD;
    }

    return (unsigned) field;
}


static int
lf_submission_consents(lf_mem_t *mem, const lf_form_t *form,
    const lf_pair_t *pairs, size_t count, lf_submission_t *submission)
{
    size_t     i, k;
    lf_str_t  *hash;

    if (form->consents_count == 0) {
        return 0;
    }

    submission->consents = lf_calloc(mem, form->consents_count,
                                     sizeof(lf_consent_t *));
    submission->consent_hashes = lf_calloc(mem, form->consents_count,
                                           sizeof(lf_str_t));

    if (submission->consents == NULL || submission->consent_hashes == NULL) {
        return -1;
    }

    for (i = 0; i < form->consents_count; i++) {
        for (k = 0; k < count; k++) {

            hash = &submission->consent_hashes[submission->consents_count];

            if (lf_str_is(pairs[k].name, LF_INPUT_CONSENT)
                && lf_consent_is_ticked(&form->consents[i], pairs[k].value,
                                        hash))
            {
                submission->consents[submission->consents_count++] =
                    &form->consents[i];
                break;
            }
        }
    }

    return 0;
}


lf_input_t *
lf_submission_input(const lf_submission_t *submission, unsigned field)
{
    size_t  i;

    for (i = 0; i < submission->inputs_count; i++) {
        if (submission->inputs[i].field == field) {
            return &submission->inputs[i];
        }
    }

    return NULL;
}


int
lf_submission_has_first(const lf_form_t *form,
    const lf_submission_t *submission)
{
    size_t  i;

    for (i = 0; i < submission->inputs_count; i++) {
        if (lf_form_is_first(form, submission->inputs[i].field)) {
            return 1;
        }
    }

    return 0;
}


int
lf_submission_needs_consents(const lf_form_t *form,
    const lf_submission_t *submission)
{
    size_t    i;
    unsigned  field;

    for (i = 0; i < submission->inputs_count; i++) {
        field = submission->inputs[i].field;

        if (form->fields[field].needs_consent.len > 0) {
            return 1;
        }
    }

    return submission->consents_count > 0;
}


int
lf_submission_question(const lf_form_t *form,
    const lf_submission_t *submission)
{
    size_t    i;
    unsigned  field;

    for (i = 0; i < form->sequence_count; i++) {
        field = form->sequence[i].field;

        if (form->fields[field].type == LF_TYPE_COUNTRY
            && submission->country.len > 0)
        {
            continue;
        }

        if (lf_submission_input(submission, field) != NULL) {
            return (int) field;
        }
    }

    return -1;
}


int
lf_submission_offered(const lf_form_t *form,
    const lf_submission_t *submission, int question)
{
    size_t    i;
    unsigned  field;

    for (i = 0; i < form->sequence_count; i++) {
        field = form->sequence[i].field;

        if (form->fields[field].type == LF_TYPE_COUNTRY
            && (int) field != question
            && lf_submission_input(submission, field) != NULL)
        {
            return (int) field;
        }
    }

    return -1;
}


int
lf_submission_answered(const lf_form_t *form,
    const lf_submission_t *submission, lf_str_t question)
{
    int                field;
    const lf_input_t  *input;

    if (submission->removed_answer.len > 0) {
        return 1;
    }

    field = question.len > 0 ? lf_form_field(form, question) : -1;
    input = field >= 0 ? lf_submission_input(submission, (unsigned) field)
                       : NULL;

    return input != NULL && input->given;
}


size_t
lf_submission_answers(const lf_submission_t *submission)
{
    size_t  i, n;

    n = submission->removed_answer.len > 0;

    for (i = 0; i < submission->inputs_count; i++) {
        n += submission->inputs[i].given != 0;
    }

    return n;
}


lf_str_t
lf_submission_canonical(lf_mem_t *mem, const lf_form_t *form,
    const lf_submission_t *submission)
{
    size_t             i;
    lf_out_t           out;
    const lf_input_t  *input;

    lf_out_init(&out, mem, 256);

    for (i = 0; i < form->fields_count; i++) {
        input = lf_submission_input(submission, form->by_name[i]);

        if (input != NULL && input->given) {
            lf_canonical_add(&out, form->fields[input->field].name);
            lf_canonical_add(&out, input->value);
        }
    }

    if (submission->removed_answer.len > 0) {
        lf_canonical_add(&out, submission->removed);
        lf_canonical_add(&out, submission->removed_answer);
    }

    /* An empty string ends each list: no name and no id is empty. */

    lf_canonical_add(&out, lf_null_str);
    lf_canonical_add(&out, submission->message);

    for (i = 0; i < submission->consents_count; i++) {
        lf_canonical_add(&out, submission->consents[i]->id);
        lf_canonical_add(&out, submission->consents[i]->version);
    }

    lf_canonical_add(&out, lf_null_str);
    lf_canonical_add(&out, lf_do_names[submission->action]);

    return lf_out_str(&out);
}


static void
lf_canonical_add(lf_out_t *out, lf_str_t s)
{
    lf_out_int(out, (int64_t) s.len);
    lf_out_byte(out, ':');
    lf_out_add(out, s);
}


int
lf_submission_lead(lf_mem_t *mem, lf_keys_t *keys, lf_str_t site,
    const lf_form_t *form, const lf_submission_t *submission,
    uint8_t lead[LF_ID_LEN])
{
    lf_str_t           parts[2];
    const lf_input_t  *contact;

    if (submission->contact < 0) {
        return -1;
    }

    contact = &submission->inputs[submission->contact];

    parts[0] = site;
    parts[1] = lf_value_contact(mem, form->fields[contact->field].type,
                                contact->value);

    if (parts[1].data == NULL) {
        return -1;
    }

    return lf_id_make(keys, LF_ID_LEAD, parts, 2, lead);
}
