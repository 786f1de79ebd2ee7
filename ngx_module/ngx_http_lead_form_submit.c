/*
 * Submit: the words of the commands that carry a submission: the script call
 * (docs/data-model.md names its arguments), or the quarantine's XADD.
 */

#include <lead_form/lf_pack.h>

#include "ngx_http_lead_form_module.h"


#define NGX_HTTP_LEAD_FORM_SUBMIT_WORDS  9      /* eight keys, one argument */
#define NGX_HTTP_LEAD_FORM_SUBMIT_SIZE   1024   /* of most submissions */
#define NGX_HTTP_LEAD_FORM_SUSPECT_HEAD  12     /* words before the event */

/* The command's words, filled one behind the other. */
typedef struct {
    ngx_str_t   *argv;
    ngx_uint_t   count;
} ngx_http_lead_form_words_t;


static ngx_int_t ngx_http_lead_form_submit_keys(ngx_http_lead_form_ctx_t *ctx,
    ngx_http_lead_form_words_t *words);
static ngx_int_t ngx_http_lead_form_submit_argument(
    ngx_http_lead_form_ctx_t *ctx, ngx_str_t *argument);
static void ngx_http_lead_form_pack_head(ngx_http_lead_form_ctx_t *ctx,
    lf_pack_t *pack);
static void ngx_http_lead_form_pack_previous(ngx_http_lead_form_ctx_t *ctx,
    lf_pack_t *pack);
static void ngx_http_lead_form_pack_answers(ngx_http_lead_form_ctx_t *ctx,
    lf_pack_t *pack);
static ngx_int_t ngx_http_lead_form_pack_consents(
    ngx_http_lead_form_ctx_t *ctx, lf_pack_t *pack);
static lf_str_t ngx_http_lead_form_question_state(
    ngx_http_lead_form_ctx_t *ctx);


static ngx_inline void
ngx_http_lead_form_word(ngx_http_lead_form_words_t *words, ngx_str_t word)
{
    words->argv[words->count++] = word;
}


ngx_int_t
ngx_http_lead_form_submit(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_str_t                       argv[NGX_HTTP_LEAD_FORM_SUBMIT_WORDS];
    ngx_uint_t                      keys;
    ngx_http_lead_form_words_t      words;
    ngx_http_lead_form_redis_op_t  *op;

    words.argv = argv;
    words.count = 0;

    if (ngx_http_lead_form_submit_keys(ctx, &words) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    keys = words.count++;

    if (ngx_http_lead_form_submit_argument(ctx, &argv[keys]) != NGX_OK) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
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
                                        keys, words.count, words.argv)
        != NGX_OK)
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

    words->count = 6;

    if (!ngx_http_lead_form_has_previous(ctx)) {
        return NGX_OK;
    }

    words->count = 8;

    if (ngx_http_lead_form_lead_key(ctx, "lead:", &key[6]) != NGX_OK) {
        return NGX_ERROR;
    }

    return ngx_http_lead_form_lead_key(ctx, "gone:", &key[7]);
}


/* The script takes what it needs by name; what is empty is left out. */

static ngx_int_t
ngx_http_lead_form_submit_argument(ngx_http_lead_form_ctx_t *ctx,
    ngx_str_t *argument)
{
    size_t      i, count;
    lf_str_t   *fields, bytes;
    lf_pack_t   pack;

    if (ngx_http_lead_form_event(ctx, &fields, &count) != NGX_OK) {
        return NGX_ERROR;
    }

    lf_pack_begin(&pack, &ctx->mem.mem, NGX_HTTP_LEAD_FORM_SUBMIT_SIZE);
    ngx_http_lead_form_pack_head(ctx, &pack);
    ngx_http_lead_form_pack_previous(ctx, &pack);
    ngx_http_lead_form_pack_answers(ctx, &pack);

    if (ngx_http_lead_form_pack_consents(ctx, &pack) != NGX_OK) {
        return NGX_ERROR;
    }

    lf_pack_list(&pack, lf_str("event"), 2 * count);

    for (i = 0; i < 2 * count; i++) {
        lf_pack_item(&pack, fields[i]);
    }

    if (lf_pack_end(&pack, &bytes) != 0) {
        return NGX_ERROR;
    }

    *argument = ngx_http_lead_form_to_ngx(bytes);

    return NGX_OK;
}


static void
ngx_http_lead_form_pack_head(ngx_http_lead_form_ctx_t *ctx, lf_pack_t *pack)
{
    lf_str_t    step;
    lf_site_t  *site;
    lf_form_t  *form;

    form = ctx->form;
    site = form->site;

    step = ctx->step == LF_STEP_FIRST ? lf_str("first") : lf_str("known");

    if (ctx->submission.action == LF_DO_ERASE) {
        step = lf_str("erase");
    }

    lf_pack_int(pack, lf_str("at"), ctx->now);
    lf_pack_int(pack, lf_str("gap"), site->visit_gap);
    lf_pack_int(pack, lf_str("expires"),
                ctx->saved.minted + site->remember_for);
    lf_pack_int(pack, lf_str("minted"),
                ctx->is_new_visitor ? 0 : ctx->saved.minted);

    if (ctx->remembered) {
        lf_pack_text(pack, lf_str("visitor"),
                     (lf_str_t) { ctx->visitor_text, LF_ID_TEXT_LEN });
    }

    lf_pack_text(pack, lf_str("lead"),
                 (lf_str_t) { ctx->saved_lead_text, LF_ID_TEXT_LEN });
    lf_pack_text(pack, lf_str("id"),
                 (lf_str_t) { ctx->id_text, LF_ID_TEXT_LEN });

    if (ctx->has_key) {
        lf_pack_text(pack, lf_str("print"),
                     (lf_str_t) { ctx->print_text, LF_ID_TEXT_LEN });
    }

    lf_pack_text(pack, lf_str("form"), form->name);
    lf_pack_text(pack, lf_str("step"), step);

    if (ctx->step == LF_STEP_KNOWN
        && ctx->submission.action != LF_DO_ERASE)
    {
        lf_pack_text(pack, lf_str("question"), ctx->ticket.question);
        lf_pack_text(pack, lf_str("became"),
                     ngx_http_lead_form_question_state(ctx));

        if (ctx->ticket.flags & LF_TICKET_UNSEEN) {
            lf_pack_text(pack, lf_str("unseen"), lf_str("1"));
        }
    }

    if (ctx->submission.message.len > 0 || ctx->submission.consents_count > 0)
    {
        lf_pack_text(pack, lf_str("news"), lf_str("1"));
    }

    lf_pack_text(pack, lf_str("language"), ctx->facts.language);
    lf_pack_text(pack, lf_str("country"), ctx->facts.country);
}


/* The lead that the visitor had, and which fields are contacts: not kept. */

static void
ngx_http_lead_form_pack_previous(ngx_http_lead_form_ctx_t *ctx,
    lf_pack_t *pack)
{
    size_t      i;
    lf_form_t  *form;

    if (!ngx_http_lead_form_has_previous(ctx)) {
        return;
    }

    form = ctx->form;

    lf_pack_text(pack, lf_str("previous"),
                 (lf_str_t) { ctx->lead_text, LF_ID_TEXT_LEN });
    lf_pack_list(pack, lf_str("contacts"), form->contacts_count);

    for (i = 0; i < form->contacts_count; i++) {
        lf_pack_item(pack, form->fields[form->contacts[i]].name);
    }
}


static lf_str_t
ngx_http_lead_form_question_state(ngx_http_lead_form_ctx_t *ctx)
{
    if (ctx->ticket.question.len == 0) {
        return lf_null_str;
    }

    if (ctx->submission.action == LF_DO_DECLINE) {
        return lf_str("declined");
    }

    return lf_submission_answered(ctx->form, &ctx->submission,
                                  ctx->ticket.question)
           ? lf_str("answered") : lf_str("blank");
}


static void
ngx_http_lead_form_pack_answers(ngx_http_lead_form_ctx_t *ctx,
    lf_pack_t *pack)
{
    size_t             i;
    const lf_field_t  *fields;
    const lf_input_t  *input;

    fields = ctx->form->fields;

    lf_pack_list(pack, lf_str("answers"),
                 2 * lf_submission_answers(&ctx->submission));

    for (i = 0; i < ctx->submission.inputs_count; i++) {
        input = &ctx->submission.inputs[i];

        if (input->given) {
            lf_pack_item(pack, fields[input->field].name);
            lf_pack_item(pack, input->value);
        }
    }

    if (ctx->submission.removed_answer.len > 0) {
        lf_pack_item(pack, ctx->submission.removed);
        lf_pack_item(pack, ctx->submission.removed_answer);
    }
}


static ngx_int_t
ngx_http_lead_form_pack_consents(ngx_http_lead_form_ctx_t *ctx,
    lf_pack_t *pack)
{
    size_t               i;
    lf_str_t             parts[3], value;
    const lf_consent_t  *consent;

    if (ctx->submission.consents_count == 0) {
        return NGX_OK;
    }

    lf_pack_list(pack, lf_str("consents"),
                 2 * ctx->submission.consents_count);

    for (i = 0; i < ctx->submission.consents_count; i++) {
        consent = ctx->submission.consents[i];

        parts[0] = consent->version;
        parts[1] = lf_str(" ");
        parts[2] = lf_submission_consent_hash(&ctx->mem.mem,
                                              &ctx->submission, i,
                                              ctx->facts.language,
                                              ctx->form->languages[0]);
        if (parts[2].data == NULL) {
            return NGX_ERROR;
        }

        value = lf_str_concat(&ctx->mem.mem, parts, 3);
        if (value.data == NULL) {
            return NGX_ERROR;
        }

        lf_pack_item(pack, consent->id);
        lf_pack_item(pack, value);
    }

    return NGX_OK;
}


ngx_int_t
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
    context.attribution = &ctx->attribution;

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
