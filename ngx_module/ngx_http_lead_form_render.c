/*
 * Render: the settled answer as bytes.  A request fills the holes of a page
 * that was compiled when the form loaded.
 */

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_render_ticket(
    ngx_http_lead_form_ctx_t *ctx);
static ngx_int_t ngx_http_lead_form_new_ticket(ngx_http_lead_form_ctx_t *ctx);
static void ngx_http_lead_form_fill_view(ngx_http_lead_form_ctx_t *ctx);
static void ngx_http_lead_form_offer_again(ngx_http_lead_form_ctx_t *ctx);
static size_t ngx_http_lead_form_shown_contact(ngx_http_lead_form_ctx_t *ctx);
static void ngx_http_lead_form_name_outcome(ngx_http_lead_form_ctx_t *ctx);


ngx_int_t
ngx_http_lead_form_render(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_int_t            rc;
    lf_out_t             out;
    lf_str_t             policy;
    ngx_http_request_t  *r;

    r = ctx->request;

    if (r->method != NGX_HTTP_POST || !ctx->posted) {
        rc = ngx_http_discard_request_body(r);
        if (rc != NGX_OK) {
            return rc;
        }
    }

    if (ctx->view.question >= 0) {
        ctx->field = ctx->form->fields[ctx->view.question].name;
    }

    ctx->view.stylesheet = ngx_http_lead_form_to_core(ctx->conf->stylesheet);

    lf_out_init(&out, &ctx->mem.mem, 0);
    policy = lf_null_str;

    if (ctx->shape == NGX_HTTP_LEAD_FORM_DATA) {
        if (ngx_http_lead_form_render_data(ctx, &out) != NGX_OK) {
            return NGX_HTTP_INTERNAL_SERVER_ERROR;
        }

    } else if (ctx->has_plain && ctx->view.fragment) {
        lf_page_plain_fragment(ctx->form != NULL ? ctx->form->name
                                                 : lf_null_str,
                               ctx->plain, ctx->facts.language, &out);

    } else if (ctx->has_plain) {
        lf_page_plain(ctx->plain, ctx->facts.language, ctx->view.stylesheet,
                      &out);
        policy = lf_page_plain_policy();

    } else if (ctx->preview != NULL && ctx->posted
               && ctx->status == NGX_HTTP_OK)
    {
        lf_preview_page(ctx->preview_event, ctx->facts.language,
                        ctx->view.stylesheet, &out);
        policy = lf_page_plain_policy();

    } else if (ctx->status != NGX_HTTP_SEE_OTHER
               && ctx->status != NGX_HTTP_NO_CONTENT)
    {
        if (ngx_http_lead_form_complete_view(ctx) != NGX_OK) {
            return NGX_HTTP_INTERNAL_SERVER_ERROR;
        }

        lf_page_render(ctx->form, &ctx->view, &out);

        if (!ctx->view.fragment) {
            policy = lf_page_policy(ctx->form);
        }
    }

    if (out.failed
        || ngx_http_lead_form_stylesheet_allow(ctx, &policy) != NGX_OK)
    {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    ngx_http_lead_form_name_outcome(ctx);
    ngx_http_lead_form_count_outcome(ctx);

    return ngx_http_lead_form_send(ctx, &out, policy);
}


ngx_int_t
ngx_http_lead_form_complete_view(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_http_lead_form_fill_view(ctx);

    if (ctx->view.kind <= LF_VIEW_KNOWN || ctx->view.kind == LF_VIEW_LINK) {
        return ngx_http_lead_form_render_ticket(ctx);
    }

    return NGX_OK;
}


static void
ngx_http_lead_form_fill_view(ngx_http_lead_form_ctx_t *ctx)
{
    lf_form_t  *form;
    lf_view_t  *view;

    form = ctx->form;
    view = &ctx->view;

    view->referrer = ctx->facts.referrer;
    view->submission = ctx->posted ? &ctx->submission : NULL;
    view->facts = &ctx->facts;

    if (view->kind <= LF_VIEW_KNOWN) {
        view->consents = ngx_http_lead_form_consents(ctx);
    }

    if (view->kind == LF_VIEW_KNOWN && ctx->loaded) {
        view->agreed = ctx->visitor.consents_given;
        view->agreed_before = ctx->visitor.consents_before;

        if (view->question >= 0
            && !lf_visitor_may_be_asked(&ctx->visitor,
                                        &form->fields[view->question]))
        {
            view->question = -1;
        }
    }

    if (view->kind == LF_VIEW_KNOWN) {
        ngx_http_lead_form_offer_again(ctx);
    }

    if (view->kind == LF_VIEW_FIRST) {
        view->contact = ngx_http_lead_form_shown_contact(ctx);
        view->ask_remember = ctx->may_remember && !ctx->gpc && !view->other
                             && ngx_http_lead_form_asks_to_remember(ctx);

        if (!ctx->posted && !ctx->countless
            && ctx->shape == NGX_HTTP_LEAD_FORM_PAGE)
        {
            ngx_http_lead_form_count_step(ctx, -1, NGX_HTTP_LEAD_FORM_SHOWN);
        }
    }
}


/*
 * Most posts read no record: what one came with says what its page offered,
 * and no option is hidden for what is not known here.  The question may have
 * been pinned by another page meanwhile.
 */

static void
ngx_http_lead_form_offer_again(ngx_http_lead_form_ctx_t *ctx)
{
    ngx_int_t   field;
    lf_view_t  *view;

    view = &ctx->view;

    if (ctx->posted) {
        field = lf_submission_offered(ctx->form, &ctx->submission,
                                      view->question);
        view->all_options = 1;
        view->has_offered = field >= 0;
        view->offered = field >= 0 ? (unsigned) field : 0;
    }

    if ((ngx_int_t) view->offered == view->question) {
        view->has_offered = 0;
    }
}


/* The contact typed, else the one that ?with asks for, else the first. */

static size_t
ngx_http_lead_form_shown_contact(ngx_http_lead_form_ctx_t *ctx)
{
    size_t             i;
    lf_str_t           name;
    lf_form_t         *form;
    const lf_str_t    *with;

    form = ctx->form;
    with = lf_pairs_find(ctx->args, ctx->args_count, lf_str("with"));

    for (i = 0; i < form->contacts_count; i++) {
        name = form->fields[form->contacts[i]].name;

        if (ctx->posted
            ? lf_submission_input(&ctx->submission, form->contacts[i]) != NULL
            : with != NULL && lf_str_eq(*with, name))
        {
            return i;
        }
    }

    return 0;
}


/*
 * A ticket that still holds is kept, so that the same answers sent again are
 * the same submission.
 */

static ngx_int_t
ngx_http_lead_form_render_ticket(ngx_http_lead_form_ctx_t *ctx)
{
    if (ctx->ticket_ok) {
        ctx->view.ticket = ctx->submission.ticket;
        return NGX_OK;
    }

    return ngx_http_lead_form_new_ticket(ctx);
}


static ngx_int_t
ngx_http_lead_form_new_ticket(ngx_http_lead_form_ctx_t *ctx)
{
    lf_out_t        out;
    lf_ticket_t     ticket;
    const uint8_t  *visitor;

    visitor = ctx->known ? ctx->cookie.visitor : NULL;

    ngx_memzero(&ticket, sizeof(lf_ticket_t));
    ticket.time = ctx->now;

    if (visitor != NULL && ctx->view.kind == LF_VIEW_KNOWN) {
        ticket.flags |= LF_TICKET_KNOWN;

    } else if (visitor != NULL && ctx->view.other) {
        ticket.flags |= LF_TICKET_OTHER;

    } else {
        visitor = NULL;
    }

    if (ctx->posted) {
        ticket.flags |= LF_TICKET_AGAIN
                        | (ctx->ticket.flags & LF_TICKET_UNSEEN);

    } else if (ctx->shape != NGX_HTTP_LEAD_FORM_PAGE) {
        ticket.flags |= LF_TICKET_UNSEEN;
    }

    if (ctx->view.question >= 0) {
        ticket.question = ctx->form->fields[ctx->view.question].name;
    }

    if (ngx_http_lead_form_nonce(ticket.nonce) != NGX_OK) {
        return NGX_ERROR;
    }

    lf_out_init(&out, &ctx->mem.mem,
                LF_TICKET_LEN + 1 + ticket.question.len);

    if (lf_ticket_make(ctx->conf->keys,
                       ngx_http_lead_form_to_core(ctx->conf->site),
                       ctx->form->name, visitor, &ticket, &out) != 0)
    {
        return NGX_ERROR;
    }

    ctx->view.ticket = lf_out_str(&out);

    return out.failed ? NGX_ERROR : NGX_OK;
}


static void
ngx_http_lead_form_name_outcome(ngx_http_lead_form_ctx_t *ctx)
{
    if (ctx->preview != NULL) {
        ctx->outcome = NGX_HTTP_LEAD_FORM_NONE;
        return;
    }

    if (ctx->outcome != NGX_HTTP_LEAD_FORM_NONE || ctx->posted
        || ctx->form == NULL)
    {
        return;
    }

    if (ctx->view.kind == LF_VIEW_FIRST) {
        ctx->outcome = NGX_HTTP_LEAD_FORM_NEW;

    } else if (ctx->view.kind == LF_VIEW_KNOWN) {
        ctx->outcome = ctx->view.question >= 0 ? NGX_HTTP_LEAD_FORM_QUESTION
                                               : NGX_HTTP_LEAD_FORM_KNOWN;
    }
}
