/*
 * Submit: the words of the commands that carry a submission: the script call
 * (docs/data-model.md names its arguments), or the quarantine's XADD.
 */

#include "ngx_http_lead_form_module.h"


#define NGX_HTTP_LEAD_FORM_SUBMIT_KEYS  8
#define NGX_HTTP_LEAD_FORM_SUBMIT_HEAD  15      /* arguments before answers */
#define NGX_HTTP_LEAD_FORM_SUSPECT_HEAD 12      /* words before the event */

/* The command's words, filled one behind the other. */
typedef struct {
    ngx_str_t   *argv;
    ngx_uint_t   count;
} ngx_http_lead_form_words_t;


static ngx_int_t ngx_http_lead_form_submit_keys(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_words_t *words);
static ngx_int_t ngx_http_lead_form_submit_head(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_words_t *words);
static ngx_int_t ngx_http_lead_form_name_previous(
    ngx_http_lead_form_ctx_t *ctx, ngx_str_t *previous);
static ngx_int_t ngx_http_lead_form_submit_answers(
    ngx_http_lead_form_ctx_t *ctx, ngx_http_lead_form_words_t *words);
static ngx_int_t ngx_http_lead_form_submit_consents(
    ngx_http_lead_form_ctx_t *ctx, ngx_http_lead_form_words_t *words);
static ngx_int_t ngx_http_lead_form_event(ngx_http_lead_form_ctx_t *ctx,
    lf_str_t **fields, size_t *count);
static ngx_str_t ngx_http_lead_form_question_state(
    ngx_http_lead_form_ctx_t *ctx);


static ngx_inline void
ngx_http_lead_form_word(ngx_http_lead_form_words_t *words, ngx_str_t word)
{
    words->argv[words->count++] = word;
}


ngx_int_t
ngx_http_lead_form_submit(ngx_http_lead_form_ctx_t *ctx)
{
    size_t                          i, count;
    lf_str_t                       *fields;
    ngx_http_lead_form_words_t      words;
    ngx_http_lead_form_redis_op_t  *op;

    if (ngx_http_lead_form_event(ctx, &fields, &count) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    words.count = 0;
    words.argv = ngx_palloc(ctx->mem.pool, sizeof(ngx_str_t)
                            * (NGX_HTTP_LEAD_FORM_SUBMIT_KEYS
                               + NGX_HTTP_LEAD_FORM_SUBMIT_HEAD + 2
                               + 2 * (ctx->submission.inputs_count + 1)
                               + 2 * ctx->submission.consents_count
                               + 2 * count));
    if (words.argv == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_lead_form_submit_keys(ctx, &words) != NGX_OK
        || ngx_http_lead_form_submit_head(ctx, &words) != NGX_OK
        || ngx_http_lead_form_submit_answers(ctx, &words) != NGX_OK
        || ngx_http_lead_form_submit_consents(ctx, &words) != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    for (i = 0; i < 2 * count; i++) {
        ngx_http_lead_form_word(&words, ngx_http_lead_form_to_ngx(fields[i]));
    }

    op = ngx_http_lead_form_redis_op(ctx->conf->redis, 1,
                                     ngx_http_lead_form_saved, ctx);
    if (op == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_lead_form_thanks_reads(ctx)
        && ngx_http_lead_form_add_reads(ctx, op) != NGX_OK)
    {
        ngx_http_lead_form_redis_discard(op);
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_lead_form_redis_script(op, &ngx_http_lead_form_submit_script,
                                        NGX_HTTP_LEAD_FORM_SUBMIT_KEYS,
                                        words.count, words.argv) != NGX_OK)
    {
        ngx_http_lead_form_redis_discard(op);
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_lead_form_wait(ctx, op);
}


static ngx_int_t
ngx_http_lead_form_submit_keys(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_words_t *words)
{
    ngx_str_t  lead, id, *key;

    lead = (ngx_str_t) { LF_ID_TEXT_LEN, (u_char *) ctx->saved_lead_text };
    id = (ngx_str_t) { LF_ID_TEXT_LEN, (u_char *) ctx->id_text };
    key = words->argv;

    if (ngx_http_lead_form_visitor_key(ctx, &key[0]) != NGX_OK
        || ngx_http_lead_form_key(ctx, "lead:", lead, &key[1]) != NGX_OK
        || ngx_http_lead_form_site_key(ctx, "leads", &key[2]) != NGX_OK
        || ngx_http_lead_form_site_key(ctx, "events", &key[3]) != NGX_OK
        || ngx_http_lead_form_key(ctx, "sub:", id, &key[4]) != NGX_OK
        || ngx_http_lead_form_key(ctx, "gone:", lead, &key[5]) != NGX_OK)
    {
        return NGX_ERROR;
    }

    key[6] = key[1];
    key[7] = key[5];
    words->count = NGX_HTTP_LEAD_FORM_SUBMIT_KEYS;

    if (!ngx_http_lead_form_has_previous(ctx)) {
        return NGX_OK;
    }

    if (ngx_http_lead_form_lead_key(ctx, "lead:", &key[6]) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_lead_form_lead_key(ctx, "gone:", &key[7]);
}


static ngx_int_t
ngx_http_lead_form_submit_head(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_words_t *words)
{
    ngx_str_t   *arg;
    lf_site_t   *site;
    lf_form_t   *form;

    static const ngx_str_t  steps[] = {
        ngx_string("first"),
        ngx_string("known")
    };

    form = ctx->form;
    site = form->site;
    arg = words->argv + words->count;
    words->count += NGX_HTTP_LEAD_FORM_SUBMIT_HEAD;

    ngx_memzero(arg, NGX_HTTP_LEAD_FORM_SUBMIT_HEAD * sizeof(ngx_str_t));

    if (ngx_http_lead_form_number(ctx, ctx->now, &arg[0]) != NGX_OK
        || ngx_http_lead_form_number(ctx, site->visit_gap, &arg[1]) != NGX_OK
        || ngx_http_lead_form_number(ctx, ctx->saved.minted
                                          + site->remember_for, &arg[6])
           != NGX_OK
        || ngx_http_lead_form_number(ctx, ctx->is_new_visitor
                                          ? 0 : ctx->saved.minted, &arg[7])
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (ctx->remembered) {
        arg[2] = (ngx_str_t) { LF_ID_TEXT_LEN, (u_char *) ctx->visitor_text };
    }

    arg[3] = (ngx_str_t) { LF_ID_TEXT_LEN, (u_char *) ctx->saved_lead_text };
    arg[4] = (ngx_str_t) { LF_ID_TEXT_LEN, (u_char *) ctx->id_text };

    if (ngx_http_lead_form_has_previous(ctx)
        && ngx_http_lead_form_name_previous(ctx, &arg[5]) != NGX_OK)
    {
        return NGX_ERROR;
    }

    arg[8] = ngx_http_lead_form_to_ngx(form->name);
    arg[9] = steps[ctx->step];

    if (ctx->submission.action == LF_DO_ERASE) {
        ngx_str_set(&arg[9], "erase");

    } else if (ctx->step == LF_STEP_KNOWN) {
        arg[10] = ngx_http_lead_form_to_ngx(ctx->ticket.question);
        arg[11] = ngx_http_lead_form_question_state(ctx);
    }

    if (ctx->submission.message.len > 0 || ctx->submission.consents_count > 0)
    {
        ngx_str_set(&arg[12], "1");
    }

    arg[13] = ngx_http_lead_form_to_ngx(ctx->facts.language);
    arg[14] = ngx_http_lead_form_to_ngx(ctx->facts.country);

    return NGX_OK;
}


/* The lead that the visitor had, and which fields are contacts: not kept. */

static ngx_int_t
ngx_http_lead_form_name_previous(ngx_http_lead_form_ctx_t *ctx,
    ngx_str_t *previous)
{
    size_t      i;
    lf_out_t    out;
    lf_form_t  *form;

    form = ctx->form;
    lf_out_init(&out, &ctx->mem.mem, LF_ID_TEXT_LEN
                + form->contacts_count * (LF_NAME_LEN_MAX + 1));
    lf_out_add(&out, (lf_str_t) { ctx->lead_text, LF_ID_TEXT_LEN });

    for (i = 0; i < form->contacts_count; i++) {
        lf_out_byte(&out, ' ');
        lf_out_add(&out, form->fields[form->contacts[i]].name);
    }

    *previous = ngx_http_lead_form_to_ngx(lf_out_str(&out));

    return out.failed ? NGX_ERROR : NGX_OK;
}


static ngx_str_t
ngx_http_lead_form_question_state(ngx_http_lead_form_ctx_t *ctx)
{
    static const ngx_str_t  none = ngx_null_string;
    static const ngx_str_t  answered = ngx_string("answered");
    static const ngx_str_t  blank = ngx_string("blank");
    static const ngx_str_t  declined = ngx_string("declined");

    if (ctx->ticket.question.len == 0) {
        return none;
    }

    if (ctx->submission.action == LF_DO_DECLINE) {
        return declined;
    }

    return lf_submission_answers(&ctx->submission) > 0 ? answered : blank;
}


static ngx_int_t
ngx_http_lead_form_submit_answers(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_words_t *words)
{
    size_t             i;
    const lf_field_t  *fields;
    const lf_input_t  *input;

    fields = ctx->form->fields;

    if (ngx_http_lead_form_number(ctx,
                                  lf_submission_answers(&ctx->submission),
                                  &words->argv[words->count++]) != NGX_OK)
    {
        return NGX_ERROR;
    }

    for (i = 0; i < ctx->submission.inputs_count; i++) {
        input = &ctx->submission.inputs[i];

        if (input->given) {
            ngx_http_lead_form_word(words,
                ngx_http_lead_form_to_ngx(fields[input->field].name));
            ngx_http_lead_form_word(words,
                ngx_http_lead_form_to_ngx(input->value));
        }
    }

    if (ctx->submission.removed_answer.len > 0) {
        ngx_http_lead_form_word(words,
            ngx_http_lead_form_to_ngx(ctx->submission.removed));
        ngx_http_lead_form_word(words,
            ngx_http_lead_form_to_ngx(ctx->submission.removed_answer));
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_submit_consents(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_words_t *words)
{
    size_t               i;
    lf_str_t             parts[3], value;
    const lf_consent_t  *consent;

    if (ngx_http_lead_form_number(ctx, ctx->submission.consents_count,
                                  &words->argv[words->count++]) != NGX_OK)
    {
        return NGX_ERROR;
    }

    for (i = 0; i < ctx->submission.consents_count; i++) {
        consent = ctx->submission.consents[i];

        parts[0] = consent->version;
        parts[1] = lf_str(" ");
        parts[2] = lf_consent_hash(&ctx->mem.mem, consent,
                                   ctx->facts.language,
                                   ctx->form->languages[0]);
        if (parts[2].data == NULL) {
            return NGX_ERROR;
        }

        value = lf_str_concat(&ctx->mem.mem, parts, 3);
        if (value.data == NULL) {
            return NGX_ERROR;
        }

        ngx_http_lead_form_word(words, ngx_http_lead_form_to_ngx(consent->id));
        ngx_http_lead_form_word(words, ngx_http_lead_form_to_ngx(value));
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_event(ngx_http_lead_form_ctx_t *ctx, lf_str_t **fields,
    size_t *count)
{
    lf_event_context_t  context;

    context.site = ngx_http_lead_form_to_core(ctx->conf->site);
    context.at = ctx->now;
    context.visitor = ctx->remembered
                      ? (lf_str_t) { ctx->visitor_text, LF_ID_TEXT_LEN }
                      : lf_str("");
    context.lead = (lf_str_t) { ctx->saved_lead_text, LF_ID_TEXT_LEN };
    context.gpc = ctx->gpc;
    context.facts = &ctx->facts;

    if (lf_submission_event(&ctx->mem.mem, ctx->form,
                            ctx->submission.action == LF_DO_ERASE
                            ? NULL : &ctx->submission,
                            &context, fields, count) != 0)
    {
        return NGX_ERROR;
    }

    return NGX_OK;
}


/*
 * A filled honeypot: kept aside for a person to look at, answered like any
 * other.
 */

ngx_int_t
ngx_http_lead_form_quarantine(ngx_http_lead_form_ctx_t *ctx)
{
    size_t                          i, count;
    lf_str_t                       *fields;
    ngx_http_lead_form_words_t      words;
    ngx_http_lead_form_redis_op_t  *op;

    ctx->suspect = 1;

    if (ngx_http_lead_form_event(ctx, &fields, &count) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    words.argv = ngx_palloc(ctx->mem.pool, sizeof(ngx_str_t)
                            * (NGX_HTTP_LEAD_FORM_SUSPECT_HEAD + 2 * count));
    if (words.argv == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    words.count = NGX_HTTP_LEAD_FORM_SUSPECT_HEAD;
    ngx_str_set(&words.argv[0], "XADD");
    ngx_str_set(&words.argv[2], "MINID");
    ngx_str_set(&words.argv[3], "~");
    ngx_str_set(&words.argv[5], "*");
    ngx_str_set(&words.argv[6], "id");
    words.argv[7] = (ngx_str_t) { LF_ID_TEXT_LEN, (u_char *) ctx->id_text };
    ngx_str_set(&words.argv[8], "type");
    ngx_str_set(&words.argv[9], "lead.created");
    ngx_str_set(&words.argv[10], "reason");
    ngx_str_set(&words.argv[11], "honeypot");

    if (ctx->submission.action == LF_DO_ERASE) {
        ngx_str_set(&words.argv[9], "lead.erasure_requested");

    } else if (ctx->step == LF_STEP_KNOWN) {
        ngx_str_set(&words.argv[9], "lead.returned");
    }

    if (ngx_http_lead_form_site_key(ctx, "suspects", &words.argv[1]) != NGX_OK
        || ngx_http_lead_form_number(ctx, ctx->now
                                     - NGX_HTTP_LEAD_FORM_SUSPECT_TTL * 1000LL,
                                     &words.argv[4]) != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    for (i = 0; i < 2 * count; i++) {
        ngx_http_lead_form_word(&words, ngx_http_lead_form_to_ngx(fields[i]));
    }

    op = ngx_http_lead_form_redis_op(ctx->conf->redis, 0,
                                     ngx_http_lead_form_saved, ctx);
    if (op == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_lead_form_redis_command(op, words.count, words.argv)
        != NGX_OK)
    {
        ngx_http_lead_form_redis_discard(op);
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    return ngx_http_lead_form_wait(ctx, op);
}
