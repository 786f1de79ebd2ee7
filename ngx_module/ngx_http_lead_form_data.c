/*
 * Data: the answer as JSON: the step, what comes after it, or the problem.
 */

#include "ngx_http_lead_form_module.h"


static ngx_uint_t ngx_http_lead_form_is_problem(ngx_http_lead_form_ctx_t *ctx);
static void ngx_http_lead_form_render_problem(ngx_http_lead_form_ctx_t *ctx,
    lf_out_t *out);


ngx_int_t
ngx_http_lead_form_render_data(ngx_http_lead_form_ctx_t *ctx, lf_out_t *out)
{
    if (ctx->status == NGX_HTTP_NO_CONTENT) {
        return NGX_OK;
    }

    if (!ctx->has_plain && ngx_http_lead_form_complete_view(ctx) != NGX_OK) {
        return NGX_ERROR;
    }

    if (ngx_http_lead_form_is_problem(ctx)) {
        ngx_http_lead_form_render_problem(ctx, out);

    } else if (ctx->status == NGX_HTTP_CREATED) {
        lf_data_taken(ctx->form, &ctx->view, &ctx->submission, out);

    } else {
        lf_data_render(ctx->form, &ctx->view, out);
    }

    return NGX_OK;
}


static ngx_uint_t
ngx_http_lead_form_is_problem(ngx_http_lead_form_ctx_t *ctx)
{
    return ctx->status >= NGX_HTTP_BAD_REQUEST;
}


static void
ngx_http_lead_form_render_problem(ngx_http_lead_form_ctx_t *ctx, lf_out_t *out)
{
    lf_problem_t  problem;

    ngx_memzero(&problem, sizeof(lf_problem_t));

    problem.status = ctx->status;
    problem.language = ctx->facts.language;
    problem.error = ctx->body_error;

    if (ctx->has_plain) {
        problem.message = ctx->plain;
        lf_data_problem(ctx->form, NULL, &problem, out);
        return;
    }

    problem.message = ctx->view.has_notice ? ctx->view.notice
                                           : LF_MSG_ERRORS_TITLE;

    if (ctx->key_reused) {
        problem.code = lf_str("idempotency_key_reused");
    }

    lf_data_problem(ctx->form, &ctx->view, &problem, out);
}


ngx_str_t
ngx_http_lead_form_data_type(ngx_http_lead_form_ctx_t *ctx)
{
    static const ngx_str_t  data = ngx_string(LF_DATA_TYPE);
    static const ngx_str_t  problem = ngx_string(LF_PROBLEM_TYPE);

    return ngx_http_lead_form_is_problem(ctx) ? problem : data;
}


/* Of a body, or of the head: what its author has to know. */

ngx_int_t
ngx_http_lead_form_refuse_body(ngx_http_lead_form_ctx_t *ctx,
    const lf_body_error_t *error)
{
    ctx->body_error = ngx_palloc(ctx->mem.pool, sizeof(lf_body_error_t));
    if (ctx->body_error == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    *ctx->body_error = *error;

    return ngx_http_lead_form_refuse(ctx, NGX_HTTP_BAD_REQUEST,
                                     LF_MSG_BAD_REQUEST);
}
