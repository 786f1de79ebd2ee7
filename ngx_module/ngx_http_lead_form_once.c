/*
 * Once: the Idempotency-Key of a request (draft-ietf-httpapi-idempotency-key-
 * header).  Within its ticket it stands for the submission, in place of the
 * answers; these are kept as a keyed hash, so that others are not taken for
 * the same.
 */

#include "ngx_http_lead_form_module.h"


void
ngx_http_lead_form_read_key(ngx_http_lead_form_ctx_t *ctx, ngx_str_t *header)
{
    ctx->key_repeated = ctx->has_key;
    ctx->has_key = 1;
    ctx->key = ngx_http_lead_form_to_core(*header);
}


ngx_int_t
ngx_http_lead_form_check_key(ngx_http_lead_form_ctx_t *ctx)
{
    lf_str_t          key;
    lf_body_error_t   error;

    if (!ctx->has_key) {
        return NGX_OK;
    }

    switch (lf_idempotency_key(&ctx->mem.mem, ctx->key, &key)) {

    case LF_BODY_OK:
        ctx->key = key;

        if (!ctx->key_repeated) {
            return NGX_OK;
        }

        break;

    case LF_BODY_NO_MEMORY:
        return NGX_HTTP_INTERNAL_SERVER_ERROR;

    default:    /* LF_BODY_BAD */
        break;
    }

    ngx_memzero(&error, sizeof(lf_body_error_t));
    error.code = lf_str("idempotency_key");
    error.detail = lf_str("the header Idempotency-Key must stand there once, "
                          "and hold a string of 1 to 128 characters");

    return ngx_http_lead_form_refuse_body(ctx, &error);
}


/*
 * The id of a submission: of its ticket, the visitor that it is bound to, and
 * its answers, or the key in their place.
 */

ngx_int_t
ngx_http_lead_form_name_submission(ngx_http_lead_form_ctx_t *ctx)
{
    uint8_t    print[LF_ID_LEN];
    lf_str_t   parts[4], canonical;

    parts[0] = (lf_str_t) { (char *) ctx->ticket.nonce, LF_NONCE_LEN };
    parts[1] = lf_str("");

    if (ctx->ticket.flags & (LF_TICKET_KNOWN|LF_TICKET_OTHER)) {
        parts[1] = (lf_str_t) { (char *) ctx->cookie.visitor, LF_ID_LEN };
    }

    canonical = lf_submission_canonical(&ctx->mem.mem, ctx->form,
                                        &ctx->submission);
    if (canonical.data == NULL) {
        return NGX_ERROR;
    }

    parts[2] = canonical;

    if (!ctx->has_key) {
        return lf_id_make(ctx->conf->keys, LF_ID_SUBMISSION, parts, 3,
                          ctx->id) == 0 ? NGX_OK : NGX_ERROR;
    }

    parts[2] = lf_str("key");
    parts[3] = ctx->key;

    if (lf_id_make(ctx->conf->keys, LF_ID_SUBMISSION, parts, 4, ctx->id) != 0)
    {
        return NGX_ERROR;
    }

    parts[0] = lf_str("print");
    parts[1] = (lf_str_t) { (char *) ctx->id, LF_ID_LEN };
    parts[2] = canonical;

    if (lf_id_make(ctx->conf->keys, LF_ID_SUBMISSION, parts, 3, print) != 0) {
        return NGX_ERROR;
    }

    lf_id_text(print, ctx->print_text);

    return NGX_OK;
}


/* Nothing was written: with a fresh ticket it would be another submission. */

void
ngx_http_lead_form_key_reused(ngx_http_lead_form_ctx_t *ctx)
{
    ctx->key_reused = 1;
    ctx->ticket_ok = 0;
    ctx->status = NGX_HTTP_LEAD_FORM_UNPROCESSABLE;
    ctx->outcome = NGX_HTTP_LEAD_FORM_RETRY;
    ctx->view.has_notice = 1;
    ctx->view.notice = LF_MSG_STALE;
}
