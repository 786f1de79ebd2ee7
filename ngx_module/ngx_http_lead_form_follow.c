/*
 * Follow: what comes after a post that was dealt with.  A page's visitor is
 * sent on: to the page that holds the form, where it says which one, else to
 * the form's own.  Where no page is wanted, what follows is the answer.
 */

#include <lead_form/lf_return.h>

#include "ngx_http_lead_form_module.h"


static ngx_uint_t ngx_http_lead_form_state(ngx_http_lead_form_ctx_t *ctx,
    char mark, u_char *state);
static ngx_int_t ngx_http_lead_form_lead_back(ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_redirect(ngx_http_lead_form_ctx_t *ctx);

#define NGX_HTTP_LEAD_FORM_STATE_LEN  (sizeof("withdrawn=") + NGX_INT_T_LEN)

/* By lf_view_kind_t; what is not here is a fresh start. */
static const ngx_str_t  ngx_http_lead_form_states[] = {
    [LF_VIEW_THANKS] = ngx_string("thanks"),
    [LF_VIEW_FORGOTTEN] = ngx_string("forgotten"),
    [LF_VIEW_ERASE] = ngx_string("erase"),
    [LF_VIEW_WITHDRAWN] = ngx_string("withdrawn")
};


/* Of thanks, ctx->view.thanks is settled. */

ngx_int_t
ngx_http_lead_form_follow(ngx_http_lead_form_ctx_t *ctx, lf_view_kind_t kind)
{
    ctx->view.kind = kind;

    if (ctx->shape == NGX_HTTP_LEAD_FORM_PAGE) {
        return lf_return_is_local(ctx->view.page)
               ? ngx_http_lead_form_lead_back(ctx)
               : ngx_http_lead_form_redirect(ctx);
    }

    if (kind == LF_VIEW_FIRST && ctx->form->closed.count > 0) {
        ctx->view.kind = LF_VIEW_CLOSED;
    }

    if (kind == LF_VIEW_THANKS && ctx->view.thanks >= 0) {
        ctx->view.next = ctx->form->thanks[ctx->view.thanks].redirect;
    }

    /* What was typed is over: nothing of it goes into what follows. */

    ctx->posted = 0;
    ctx->status = kind == LF_VIEW_THANKS ? NGX_HTTP_CREATED : NGX_HTTP_OK;

    return NGX_DONE;
}


/*
 * Writes "thanks", or "thanks", the mark and a number, where the entry holds
 * for some only; empty: a fresh start.
 */

static ngx_uint_t
ngx_http_lead_form_state(ngx_http_lead_form_ctx_t *ctx, char mark,
    u_char *state)
{
    u_char           *p;
    const ngx_str_t  *word;

    if (ctx->view.kind >= LF_ARRAY_SIZE(ngx_http_lead_form_states)) {
        return 0;
    }

    word = &ngx_http_lead_form_states[ctx->view.kind];

    if (word->len == 0) {
        return 0;
    }

    p = ngx_cpymem(state, word->data, word->len);

    if (ctx->view.kind == LF_VIEW_THANKS && ctx->view.thanks >= 0
        && ctx->form->thanks[ctx->view.thanks].when.count > 0)
    {
        p = ngx_sprintf(p, "%c%d", mark, ctx->view.thanks + 1);
    }

    return p - state;
}


static ngx_int_t
ngx_http_lead_form_lead_back(ngx_http_lead_form_ctx_t *ctx)
{
    u_char      state[NGX_HTTP_LEAD_FORM_STATE_LEN];
    lf_str_t    location;
    ngx_uint_t  len;

    len = ngx_http_lead_form_state(ctx, '-', state);

    location = lf_return_location(&ctx->mem.mem, ctx->view.page,
                                  ctx->form->name,
                                  (lf_str_t) { (char *) state, len });
    if (location.data == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->location = ngx_http_lead_form_to_ngx(location);
    ctx->status = NGX_HTTP_SEE_OTHER;

    return NGX_DONE;
}


/*
 * The location is relative, a query alone: what the visitor's browser sees as
 * the form's address need not be what this server sees.
 */

static ngx_int_t
ngx_http_lead_form_redirect(ngx_http_lead_form_ctx_t *ctx)
{
    u_char     *p;
    ngx_str_t   lang;

    ngx_str_null(&lang);

    if (ctx->view.keep_language) {
        lang = ngx_http_lead_form_to_ngx(ctx->facts.language);
    }

    p = ngx_pnalloc(ctx->mem.pool, sizeof("?&lang=") + lang.len
                                   + NGX_HTTP_LEAD_FORM_STATE_LEN);
    if (p == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ctx->location.data = p;
    *p++ = '?';
    p += ngx_http_lead_form_state(ctx, '=', p);

    if (lang.len > 0) {
        p = ngx_sprintf(p, "%slang=%V",
                        p > ctx->location.data + 1 ? "&" : "", &lang);
    }

    ctx->location.len = p - ctx->location.data;
    ctx->status = NGX_HTTP_SEE_OTHER;

    return NGX_DONE;
}
