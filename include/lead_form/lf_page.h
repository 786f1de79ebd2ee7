/*
 * lf_page: the HTML.  When a form loads, each page that it can show is
 * compiled, per language, into pieces of ready HTML with holes between them;
 * a request only fills the holes.  No stored value is ever among what fills
 * them: only what this very request typed.
 */

#ifndef LF_PAGE_H
#define LF_PAGE_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_form.h>
#include <lead_form/lf_submission.h>

typedef enum {
    LF_VIEW_FIRST,                  /* name and contact */
    LF_VIEW_KNOWN,                  /* the form's own button, maybe a question */
    LF_VIEW_THANKS,                 /* ?thanks */
    LF_VIEW_FORGOTTEN,              /* ?forgotten: this browser was forgotten */
    LF_VIEW_ERASE,                  /* ?erase: the request to delete was noted */
    LF_VIEW_WITHDRAWN,              /* ?withdrawn: a consent is withdrawn */
    LF_VIEW_CLOSED,                 /* the form is retired */
    LF_VIEW_LINK                    /* a personal link: is it you? */
} lf_view_kind_t;

typedef struct {
    lf_view_kind_t          kind;
    size_t                  language;   /* form->languages[] */
    size_t                  contact;    /* form->contacts[]: FIRST shows this one */
    int                     question;   /* form->fields[]; -1: none */
    int                     has_offered;    /* KNOWN: a country is shown */
    unsigned                offered;    /* form->fields[]: its field */
    int                     thanks;     /* form->thanks[]; -1: the module's words */
    int                     other;      /* FIRST for a known visitor: ?other */
    int                     keep_language;  /* ?lang= chose it: links say it on */
    const lf_facts_t       *facts;      /* for options' `when`, the country
                                           offered; NULL: show all */
    int                     all_options;    /* whatever their `when` says */
    lf_str_t                ticket;
    lf_str_t                referrer;   /* for the hidden input; may be empty */
    int                     ask_remember;   /* show "Remember me" */
    int                     consents;       /* show form->consents[] whose bit is set */
    unsigned                agreed;         /* KNOWN: bits of those to be withdrawn */
    unsigned                agreed_before;  /* likewise: given in other words */
    lf_message_t            notice;     /* LF_MSG_PRESS_AGAIN, STALE, UNAVAILABLE */
    int                     has_notice;
    lf_str_t                stylesheet; /* the site's own; not of a fragment;
                                           may be empty */
    lf_str_t                preview;    /* its token: a banner; empty: none */
    int                     fragment;   /* see below */
    lf_str_t                action;     /* path of the form's location; a
                                           page's form has none */
    lf_str_t                page;       /* for LF_INPUT_PAGE; may be empty */
    lf_str_t                attributes; /* for LF_INPUT_ATTRIBUTES; may be empty */
    lf_str_t                next;       /* THANKS: a link to where they redirect;
                                           may be empty */
    const lf_submission_t  *submission; /* typed values and errors; NULL on GET */
} lf_view_t;

/*
 * A fragment is for a page that holds it: in place of html, head, body, main
 * and footer are
 *
 *     <div class="lead-form" id="lead-form-NAME" lang="…" dir="…"><h2>…</h2>
 *     <form method="post" action="ACTION">…</form>
 *     <div class="lf-footer">…</div></div>
 *
 * All ids inside begin with "lf-NAME-", so that one of each form can stand in
 * a page.  Forms and links begin with `action`; what has to be said again
 * (?lang, ?other, ?preview) stands behind it.  Nothing has autofocus: a notice
 * and the summary of errors have tabindex -1 and role alert.  The honeypot is
 * hidden, there may be no style.
 *
 * `page` and `attributes`, where not empty, are hidden inputs of every form
 * inside, those of a full page, too.
 */

/* Compiles all pages of the form into the site's arena; 0, or -1: no memory. */
int lf_page_compile(lf_mem_t *mem, lf_form_t *form);

/* Appends the page; `out->failed` says whether it fitted. */
void lf_page_render(const lf_form_t *form, const lf_view_t *view,
    lf_out_t *out);

/*
 * A plain answer to something that is no form's page (403, 405, 413, …): a
 * short HTML page with the message, in the language; `stylesheet` as in a view.
 */
void lf_page_plain(lf_message_t message, lf_str_t language,
    lf_str_t stylesheet, lf_out_t *out);

/* Likewise a fragment; `form` is its name, empty where there is none. */
void lf_page_plain_fragment(lf_str_t form, lf_message_t message,
    lf_str_t language, lf_out_t *out);

/*
 * The Content-Security-Policy of the form's pages: the hashes of the inlined
 * styles, form-action with the origins that `thanks` redirects to.  Borrowed
 * from the form.
 */
lf_str_t lf_page_policy(const lf_form_t *form);

/* The policy of lf_page_plain; borrowed for ever. */
lf_str_t lf_page_plain_policy(void);

/*
 * Whether a page can have the stylesheet: a path of its own site, or an https
 * URL.  0 and its source expression for the policy (borrowed from the URL, or
 * for ever), or -1.
 */
int lf_page_stylesheet(lf_str_t url, lf_str_t *source);

/* Either policy, the source allowed, too; data is NULL when memory is out. */
lf_str_t lf_page_policy_styled(lf_mem_t *mem, lf_str_t policy,
    lf_str_t source);

#endif
