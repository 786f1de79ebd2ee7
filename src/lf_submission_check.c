/*
 * lf_submission_check: validates what the step asked for.  What is wrong is
 * noted beside what was typed, for the page to say; it is no failure.
 */

#include <lead_form/lf_submission.h>
#include <lead_form/lf_value.h>


static int lf_submission_keep(lf_mem_t *mem, const lf_form_t *form,
    lf_step_t step, int asked, int offered, lf_submission_t *submission);
static int lf_submission_check_removed(lf_mem_t *mem, lf_str_t question,
    lf_submission_t *submission);
static lf_str_t lf_submission_join(lf_mem_t *mem,
    const lf_submission_t *submission, lf_str_t name);
static int lf_submission_check_inputs(lf_mem_t *mem, const lf_form_t *form,
    lf_submission_t *submission);
static int lf_submission_check_input(lf_mem_t *mem, const lf_form_t *form,
    lf_str_t country, lf_submission_t *submission, lf_input_t *input);
static void lf_submission_check_contacts(const lf_form_t *form,
    lf_submission_t *submission);
static void lf_submission_keep_consents(const lf_form_t *form,
    lf_submission_t *submission);
static void lf_submission_check_consents(const lf_form_t *form,
    lf_submission_t *submission);
static int lf_submission_check_message(lf_mem_t *mem, const lf_form_t *form,
    lf_submission_t *submission);
static void lf_submission_require(lf_submission_t *submission,
    unsigned field);


int
lf_submission_check(lf_mem_t *mem, const lf_form_t *form, lf_step_t step,
    lf_str_t question, lf_submission_t *submission)
{
    int  asked, offered;

    submission->problems = 0;
    submission->contact = -1;
    submission->consents_missing = 0;
    submission->removed = lf_null_str;
    submission->removed_answer = lf_null_str;

    asked = question.len > 0 ? lf_form_field(form, question) : -1;
    offered = lf_submission_offered(form, submission, asked);

    /* Whoever rather does not say need not empty the input. */

    if (submission->action != LF_DO_SEND) {
        asked = -1;

    } else if (question.len > 0) {

        if ((asked < 0 || form->fields[asked].type == LF_TYPE_FOREIGN)
            && lf_submission_check_removed(mem, question, submission) != 0)
        {
            return -1;
        }
    }

    if (lf_submission_keep(mem, form, step, asked, offered, submission) != 0
        || lf_submission_check_inputs(mem, form, submission) != 0)
    {
        return -1;
    }

    lf_submission_keep_consents(form, submission);

    if (step == LF_STEP_FIRST) {
        lf_submission_require(submission, form->name_field);
        lf_submission_check_contacts(form, submission);
        lf_submission_check_consents(form, submission);
    }

    return lf_submission_check_message(mem, form, submission);
}


static int
lf_submission_keep(lf_mem_t *mem, const lf_form_t *form, lf_step_t step,
    int asked, int offered, lf_submission_t *submission)
{
    size_t       i, n;
    unsigned     field;
    lf_input_t  *inputs;

    /* Room for a name and a contact that were not sent at all. */

    inputs = lf_calloc(mem, submission->inputs_count + 2, sizeof(lf_input_t));
    if (inputs == NULL) {
        return -1;
    }

    n = 0;

    for (i = 0; i < submission->inputs_count; i++) {
        field = submission->inputs[i].field;

        if (step == LF_STEP_FIRST ? lf_form_is_first(form, field)
                                  : (int) field == asked
                                    || (int) field == offered)
        {
            inputs[n++] = submission->inputs[i];
        }
    }

    submission->inputs = inputs;
    submission->inputs_count = n;

    return 0;
}


/*
 * The form was edited while the question stood on a page: its type is gone,
 * the answer is not.
 */

static int
lf_submission_check_removed(lf_mem_t *mem, lf_str_t question,
    lf_submission_t *submission)
{
    lf_str_t      typed;
    lf_message_t  message;

    typed = lf_submission_join(mem, submission, question);
    if (typed.data == NULL) {
        return -1;
    }

    switch (lf_value_check_text(mem, typed, 1, LF_VALUE_LEN_MAX,
                                &submission->removed_answer, &message))
    {
    case LF_VALUE_OK:
        submission->removed = question;
        return 0;

    case LF_VALUE_NO_MEMORY:
        return -1;

    default:    /* LF_VALUE_BLANK, LF_VALUE_BAD */
        submission->removed_answer = lf_null_str;
        return 0;
    }
}


int
lf_submission_take_old(lf_mem_t *mem, const lf_form_t *form,
    lf_str_t question, lf_submission_t *submission)
{
    int          field;
    size_t       i;
    lf_type_t    type;
    lf_input_t  *input;

    field = lf_form_field(form, question);
    input = field < 0 ? NULL : lf_submission_input(submission, field);

    if (input == NULL || !input->bad) {
        return 0;
    }

    type = form->fields[field].type;

    if (type != LF_TYPE_CHOICE && type != LF_TYPE_CHOICES
        && type != LF_TYPE_COUNTRY && type != LF_TYPE_YES_NO)
    {
        return 0;
    }

    if (lf_submission_check_removed(mem, question, submission) != 0) {
        return -1;
    }

    if (submission->removed_answer.len == 0) {
        return 0;
    }

    i = input - submission->inputs;
    submission->inputs_count--;
    submission->problems--;
    memmove(input, input + 1,
            (submission->inputs_count - i) * sizeof(lf_input_t));

    return 0;
}


/* Several values of a name are joined by LF, as those of `choices` are. */

static lf_str_t
lf_submission_join(lf_mem_t *mem, const lf_submission_t *submission,
    lf_str_t name)
{
    size_t    i;
    lf_out_t  out;

    lf_out_init(&out, mem, LF_VALUE_LEN_MAX);

    for (i = 0; i < submission->pairs_count; i++) {

        if (lf_str_eq(submission->pairs[i].name, name)) {
            if (out.len > 0) {
                lf_out_byte(&out, '\n');
            }

            lf_out_add(&out, submission->pairs[i].value);
        }
    }

    return lf_out_str(&out);
}


/* A phone number may be one of the country that is given beside it. */

static int
lf_submission_check_inputs(lf_mem_t *mem, const lf_form_t *form,
    lf_submission_t *submission)
{
    size_t       i;
    lf_str_t     country;
    lf_input_t  *input;

    country = submission->country;

    for (i = 0; i < submission->inputs_count; i++) {
        input = &submission->inputs[i];

        if (form->fields[input->field].type != LF_TYPE_COUNTRY) {
            continue;
        }

        if (lf_submission_check_input(mem, form, country, submission, input)
            != 0)
        {
            return -1;
        }

        if (input->given) {
            country = input->value;
        }
    }

    for (i = 0; i < submission->inputs_count; i++) {
        input = &submission->inputs[i];

        if (form->fields[input->field].type != LF_TYPE_COUNTRY
            && lf_submission_check_input(mem, form, country, submission, input)
               != 0)
        {
            return -1;
        }
    }

    return 0;
}


static int
lf_submission_check_input(lf_mem_t *mem, const lf_form_t *form,
    lf_str_t country, lf_submission_t *submission, lf_input_t *input)
{
    input->given = 0;
    input->bad = 0;

    switch (lf_value_check(mem, &form->fields[input->field], country,
                           input->typed, input->typed_count,
                           &input->value, &input->message))
    {
    case LF_VALUE_OK:
        input->given = 1;
        return 0;

    case LF_VALUE_BLANK:
        return 0;

    case LF_VALUE_BAD:
        input->bad = 1;
        submission->problems++;
        return 0;

    default:    /* LF_VALUE_NO_MEMORY */
        return -1;
    }
}


/* The contact is the first one given, in the order of `either`. */

static void
lf_submission_check_contacts(const lf_form_t *form,
    lf_submission_t *submission)
{
    int          bad;
    size_t       i;
    lf_input_t  *input, *shown;

    bad = 0;
    shown = NULL;

    for (i = 0; i < form->contacts_count; i++) {
        input = lf_submission_input(submission, form->contacts[i]);

        if (input == NULL) {
            continue;
        }

        if (input->given) {
            submission->contact = (int) (input - submission->inputs);
            return;
        }

        bad |= input->bad;

        if (shown == NULL) {
            shown = input;
        }
    }

    if (!bad) {
        lf_submission_require(submission, shown != NULL ? shown->field
                                                        : form->contacts[0]);
    }
}


/* One input at most is added for the name, and one for a contact. */

static void
lf_submission_require(lf_submission_t *submission, unsigned field)
{
    size_t       i;
    lf_input_t  *input;

    input = lf_submission_input(submission, field);

    if (input == NULL) {
        i = submission->inputs_count++;

        for ( /* void */ ; i > 0; i--) {
            if (submission->inputs[i - 1].field < field) {
                break;
            }

            submission->inputs[i] = submission->inputs[i - 1];
        }

        input = &submission->inputs[i];

        memset(input, 0, sizeof(lf_input_t));
        input->field = field;
    }

    if (!input->given && !input->bad) {
        input->bad = 1;
        input->message = LF_MSG_REQUIRED;
        submission->problems++;
    }
}


/* Nobody agrees to what they were not shown. */

static void
lf_submission_keep_consents(const lf_form_t *form,
    lf_submission_t *submission)
{
    size_t  i, n;

    n = 0;

    for (i = 0; i < submission->consents_count; i++) {

        if (submission->consents_shown
            & 1u << (submission->consents[i] - form->consents))
        {
            submission->consents[n] = submission->consents[i];
            submission->consent_hashes[n++] = submission->consent_hashes[i];
        }
    }

    submission->consents_count = n;
}


static void
lf_submission_check_consents(const lf_form_t *form,
    lf_submission_t *submission)
{
    size_t  i, ticked;

    ticked = 0;

    for (i = 0; i < form->consents_count; i++) {

        if (ticked < submission->consents_count
            && submission->consents[ticked] == &form->consents[i])
        {
            ticked++;

        } else if (form->consents[i].required
                   && (submission->consents_shown & 1u << i))
        {
            submission->consents_missing |= 1u << i;
            submission->problems++;
        }
    }
}


static int
lf_submission_check_message(lf_mem_t *mem, const lf_form_t *form,
    lf_submission_t *submission)
{
    submission->message = lf_null_str;
    submission->message_bad = 0;

    if (!form->message) {
        return 0;
    }

    switch (lf_value_check_text(mem, submission->message_typed, 1,
                                LF_MESSAGE_LEN_MAX, &submission->message,
                                &submission->message_problem))
    {
    case LF_VALUE_OK:
        return 0;

    case LF_VALUE_BLANK:
        submission->message = lf_null_str;
        return 0;

    case LF_VALUE_BAD:
        submission->message = lf_null_str;
        submission->message_bad = 1;
        submission->problems++;
        return 0;

    default:    /* LF_VALUE_NO_MEMORY */
        return -1;
    }
}
