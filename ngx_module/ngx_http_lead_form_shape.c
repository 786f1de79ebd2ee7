/*
 * Shape: whether a page is wanted, data, or a fragment for a page that holds
 * it; which page that is; and what is to be seen of the form.  Part of
 * identify.
 */

#include <lead_form/lf_return.h>
#include <lead_form/lf_urlencoded.h>

#include "ngx_http_lead_form_module.h"


static ngx_uint_t ngx_http_lead_form_wants_data(ngx_http_request_t *r,
    const lf_accept_t *accept);
static ngx_int_t ngx_http_lead_form_read_action(
    ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_referring_page(
    ngx_http_lead_form_ctx_t *ctx, ngx_str_t *referer, lf_str_t *page);
static void ngx_http_lead_form_choose_state(ngx_http_lead_form_ctx_t *ctx,
    lf_str_t name, lf_str_t value);


ngx_int_t
ngx_http_lead_form_choose_shape(ngx_http_lead_form_ctx_t *ctx,
    const lf_accept_t *accept)
{
    ctx->shape = NGX_HTTP_LEAD_FORM_PAGE;

    if (lf_pairs_find(ctx->args, ctx->args_count, lf_str("fragment"))
        == NULL)
    {
        if (ngx_http_lead_form_wants_data(ctx->request, accept)) {
            ctx->shape = NGX_HTTP_LEAD_FORM_DATA;
        }

        return NGX_OK;
    }

    ctx->shape = NGX_HTTP_LEAD_FORM_FRAGMENT;
    ctx->view.fragment = 1;

    return ngx_http_lead_form_read_action(ctx);
}


/*
 * Accept says so; or a program's own body does, where it did not ask for a
 * page.  A subrequest has its main request's head, and is for a page.
 */

static ngx_uint_t
ngx_http_lead_form_wants_data(ngx_http_request_t *r, const lf_accept_t *accept)
{
    ngx_table_elt_t  *type;

    if (r != r->main) {
        return 0;
    }

    if (lf_accept_is_data(accept)) {
        return 1;
    }

    type = r->headers_in.content_type;

    return type != NULL && !lf_accept_is_page(accept)
           && lf_body_type(ngx_http_lead_form_to_core(type->value))
              == LF_BODY_JSON;
}


/*
 * Where the fragment posts to: the form's location as the client sees it.  An
 * action that begins with "//" would be another host's.
 */

static ngx_int_t
ngx_http_lead_form_read_action(ngx_http_lead_form_ctx_t *ctx)
{
    u_char              *p;
    size_t               len;
    lf_str_t             action, target;
    ngx_str_t            uri;
    ngx_http_request_t  *r;

    r = ctx->request;

    if (r == r->main) {
        target = ngx_http_lead_form_to_core(r->unparsed_uri);

        action = lf_return_page(&ctx->mem.mem, lf_str_cut(&target, '?'));
        if (action.data == NULL) {
            return NGX_ERROR;
        }

        if (action.len > 0) {
            ctx->view.action = action;
            return NGX_OK;
        }
    }

    uri = r->uri;

    while (uri.len > 1 && uri.data[1] == '/') {
        uri.data++;
        uri.len--;
    }

    len = uri.len + 2 * ngx_escape_uri(NULL, uri.data, uri.len,
                                       NGX_ESCAPE_URI);

    p = ngx_pnalloc(ctx->mem.pool, len + 1);
    if (p == NULL) {
        return NGX_ERROR;
    }

    (void) ngx_escape_uri(p, uri.data, uri.len, NGX_ESCAPE_URI);

    action = lf_return_page(&ctx->mem.mem, (lf_str_t) { (char *) p, len });
    if (action.data == NULL) {
        return NGX_ERROR;
    }

    ctx->view.action = action;

    return NGX_OK;
}


/* A preview is of the form's own page. */

void
ngx_http_lead_form_refuse_shape(ngx_http_lead_form_ctx_t *ctx)
{
    ctx->shape = NGX_HTTP_LEAD_FORM_PAGE;
    ctx->view.fragment = 0;
}


/*
 * The page that holds the form: the one that a subrequest is made for, else
 * what a link in a fragment says, else the page that asks for the fragment.
 */

ngx_int_t
ngx_http_lead_form_find_page(ngx_http_lead_form_ctx_t *ctx, ngx_str_t *referer)
{
    ngx_http_request_t  *r;

    r = ctx->request;

    if (ctx->preview != NULL) {
        return NGX_OK;
    }

    if (r != r->main) {
        ctx->view.page = lf_return_page(&ctx->mem.mem,
                             ngx_http_lead_form_to_core(
                                                   r->main->unparsed_uri));

        return ctx->view.page.data == NULL ? NGX_ERROR : NGX_OK;
    }

    ngx_http_lead_form_take_page(ctx, ctx->args, ctx->args_count);

    return ctx->view.page.len > 0 || !ctx->view.fragment
           ? NGX_OK
           : ngx_http_lead_form_referring_page(ctx, referer, &ctx->view.page);
}


/* What a browser says; a page elsewhere is none. */

void
ngx_http_lead_form_take_page(ngx_http_lead_form_ctx_t *ctx,
    const lf_pair_t *pairs, size_t count)
{
    const lf_str_t  *page;

    page = lf_pairs_find(pairs, count, lf_str(LF_INPUT_PAGE));

    if (page != NULL && ctx->preview == NULL && lf_return_is_local(*page)) {
        ctx->view.page = *page;
    }
}


static ngx_int_t
ngx_http_lead_form_referring_page(ngx_http_lead_form_ctx_t *ctx,
    ngx_str_t *referer, lf_str_t *page)
{
    lf_str_t  rest;

    if (!ngx_http_lead_form_same_host(ctx->request, referer)) {
        return NGX_OK;
    }

    /* Behind the scheme and the host, which are there. */

    rest = ngx_http_lead_form_to_core(*referer);
    (void) lf_str_cut(&rest, '/');
    (void) lf_str_cut(&rest, '/');

    while (rest.len > 0 && rest.data[0] != '/') {
        rest.data++;
        rest.len--;
    }

    *page = lf_return_page(&ctx->mem.mem, rest);

    return page->data == NULL ? NGX_ERROR : NGX_OK;
}


/*
 * What a GET wants to see: its own query says it, or that of the page that
 * holds the form, where a post led back to it.
 */

void
ngx_http_lead_form_choose_view(ngx_http_lead_form_ctx_t *ctx)
{
    size_t               i;
    lf_str_t             name, query, state;
    ngx_http_request_t  *r;

    r = ctx->request;
    ctx->view.kind = ctx->known ? LF_VIEW_KNOWN : LF_VIEW_FIRST;

    for (i = 0; i < ctx->args_count; i++) {
        ngx_http_lead_form_choose_state(ctx, ctx->args[i].name,
                                        ctx->args[i].value);
    }

    if (r != r->main) {
        query = ngx_http_lead_form_to_core(r->main->unparsed_uri);
        (void) lf_str_cut(&query, '?');

        state = lf_return_state(query, ctx->form->name);
        name = lf_str_cut(&state, '-');
        ngx_http_lead_form_choose_state(ctx, name, state);
    }

    if (ctx->form->closed.count > 0 && ctx->view.kind <= LF_VIEW_KNOWN) {
        ctx->view.kind = LF_VIEW_CLOSED;
    }
}


static void
ngx_http_lead_form_choose_state(ngx_http_lead_form_ctx_t *ctx, lf_str_t name,
    lf_str_t value)
{
    int64_t     n;
    lf_form_t  *form;

    form = ctx->form;

    if (lf_str_is(name, "thanks")) {
        ctx->view.kind = LF_VIEW_THANKS;

        /* Which entry holds was decided when the post was answered. */

        if (lf_str_int(value, &n) == 0 && n > 0
            && n <= (int64_t) form->thanks_count)
        {
            ctx->view.thanks = (int) n - 1;

        } else {
            ctx->view.thanks = lf_form_thanks_always(form);
        }

    } else if (lf_str_is(name, "forgotten")) {
        ctx->view.kind = LF_VIEW_FORGOTTEN;

    } else if (lf_str_is(name, "erase")) {
        ctx->view.kind = LF_VIEW_ERASE;

    } else if (lf_str_is(name, "withdrawn")) {
        ctx->view.kind = LF_VIEW_WITHDRAWN;

    } else if (lf_str_is(name, "other") && ctx->known) {
        ctx->view.kind = LF_VIEW_FIRST;
        ctx->view.other = 1;
    }
}
