/*
 * lf_text: texts for people.  A marketer's text is one string or one per
 * language; the module's own texts (buttons, errors) come from the built-in
 * catalogue.  Languages are BCP 47 tags, compared without case.
 */

#ifndef LF_TEXT_H
#define LF_TEXT_H

#include <lead_form/lf_base.h>

typedef struct {
    lf_str_t  language;             /* lower case; empty: any language */
    lf_str_t  text;                 /* UTF-8, NFC */
} lf_text_variant_t;

typedef struct {
    lf_text_variant_t  *variants;   /* in the order of the file */
    size_t              count;      /* 0: no such text */
} lf_text_t;

/*
 * The variant for `language` by RFC 4647 look-up ("de-AT", "de"), else the
 * one for `fallback`, else the first; empty when there is none at all.
 */
lf_str_t lf_text_in(const lf_text_t *text, lf_str_t language,
    lf_str_t fallback);

/* The same with its language; NULL when there is none at all. */
const lf_text_variant_t *lf_text_variant(const lf_text_t *text,
    lf_str_t language, lf_str_t fallback);

/*
 * The index in `available` of the language to use, or `fallback`:
 * `wanted` is one tag ("de-CH") or a whole Accept-Language value (RFC 9110,
 * section 12.5.4: weights, "*", q=0); look-up as RFC 4647, section 3.4.
 * A malformed value wants nothing.  At most 32 ranges are looked at.
 */
size_t lf_language_choose(lf_str_t wanted, const lf_str_t *available,
    size_t count, size_t fallback);

/* Whether the language is written from right to left. */
int lf_language_is_rtl(lf_str_t language);


/* The module's own texts. */
typedef enum {
    LF_MSG_SUBMIT,                  /* "Send" */
    LF_MSG_KNOWN_TITLE,             /* "Welcome back" */
    LF_MSG_KNOWN_SUBMIT,            /* "Get in touch again" */
    LF_MSG_THANKS_TITLE,
    LF_MSG_THANKS_TEXT,
    LF_MSG_CONTINUE,                /* the link to where thanks lead */
    LF_MSG_OPTIONAL,                /* "(optional)" beside a label */
    LF_MSG_MESSAGE,                 /* the summary of the message box */
    LF_MSG_MESSAGE_LABEL,
    LF_MSG_EITHER,                  /* "%s instead": %s is a label */
    LF_MSG_DECLINE,                 /* "Rather not say" */
    LF_MSG_NOT_YOU,                 /* "Not you?" */
    LF_MSG_OTHER_CONTACT,           /* "Use a different e-mail or phone" */
    LF_MSG_FORGET,                  /* "Forget this browser" */
    LF_MSG_ERASE,                   /* "Ask us to delete my data" */
    LF_MSG_FORGOTTEN_TITLE, LF_MSG_FORGOTTEN_TEXT,
    LF_MSG_ERASE_TITLE, LF_MSG_ERASE_TEXT,
    LF_MSG_CONSENTS,                /* the summary of what was agreed to */
    LF_MSG_AGREED,                  /* in front of a consent's text */
    LF_MSG_AGREED_BEFORE,           /* likewise: the text has changed since */
    LF_MSG_WITHDRAW,                /* the button */
    LF_MSG_WITHDRAWN_TITLE, LF_MSG_WITHDRAWN_TEXT,
    LF_MSG_NOT_WITHDRAWN,           /* it could not be: it still holds */
    LF_MSG_PRIVACY,                 /* the link's text */
    LF_MSG_REMEMBER,                /* "Remember me on this device" */
    LF_MSG_HONEYPOT,                /* "Leave this empty", for screen readers */
    LF_MSG_CHOOSE,                  /* the empty entry of a select */
    LF_MSG_YES, LF_MSG_NO,
    LF_MSG_ERRORS_TITLE,            /* the error summary's heading */
    LF_MSG_ENTRY,                   /* "%s:" before what is wrong with it */
    LF_MSG_PRESS_AGAIN,             /* "Please press the button once more" */
    LF_MSG_STALE,                   /* an old or broken ticket: once more */
    LF_MSG_UNAVAILABLE,             /* 503: nothing is lost, try again */
    LF_MSG_CROSS_SITE,              /* 403 */
    LF_MSG_NOT_FOUND,               /* 404: no form of that name */
    LF_MSG_METHOD,                  /* 405 */
    LF_MSG_TOO_LARGE,               /* 413 */
    LF_MSG_MEDIA_TYPE,              /* 415 */
    LF_MSG_BAD_REQUEST,             /* 400 */
    LF_MSG_PREVIEW,                 /* the banner: nothing is saved */
    LF_MSG_PREVIEW_EVENT,           /* the heading above the event */
    LF_MSG_PREVIEW_NOTHING,         /* likewise, where there is none */
    LF_MSG_PREVIEW_OVER,            /* 403: the link does not hold */
    LF_MSG_LINK_TITLE,              /* a personal link: "Is this you?" */
    LF_MSG_LINK_TEXT,               /* what "It's me" will do */
    LF_MSG_LINK_YES,                /* the buttons */
    LF_MSG_LINK_NO,
    LF_MSG_LINK_OVER,               /* it does not hold, or not any more */
    LF_MSG_LINK_PRIVATE,            /* this browser may not be remembered */
    LF_MSG_LINK_STALE,              /* an old or broken ticket: press again */
    LF_MSG_LINK_UNAVAILABLE,        /* 503: press again later */
    LF_MSG_REQUIRED,                /* from here on, the problems of a value */
    LF_MSG_TOO_LONG, LF_MSG_TOO_SHORT, LF_MSG_NOT_TEXT, LF_MSG_REPEATED,
    LF_MSG_EMAIL, LF_MSG_PHONE, LF_MSG_PHONE_COUNTRY, LF_MSG_URL,
    LF_MSG_NUMBER, LF_MSG_WHOLE_NUMBER, LF_MSG_STEP,
    LF_MSG_TOO_SMALL, LF_MSG_TOO_LARGE_NUMBER,
    LF_MSG_DATE, LF_MSG_TOO_EARLY, LF_MSG_TOO_LATE,
    LF_MSG_CHOICE, LF_MSG_COUNTRY, LF_MSG_PATTERN,
    LF_MSG_CONSENT,                 /* a box that has to be ticked */
    LF_MSG_COUNT
} lf_message_t;

/* Borrowed for ever; English where `language` has no catalogue. */
lf_str_t lf_message(lf_message_t message, lf_str_t language);

/* The language that lf_message speaks then; borrowed for ever. */
lf_str_t lf_message_language(lf_str_t language);

/* Of those with a catalogue, the one for `wanted` as above; empty: none. */
lf_str_t lf_message_choose(lf_str_t wanted);

#endif
