/*
 * lf_tag_states (private): what a page can be left in, and how it goes on from
 * there.
 */

#ifndef LF_TAG_STATES_H
#define LF_TAG_STATES_H

#include <lead_form/lf_tag.h>


enum {
    LF_TAG_TEXT,
    LF_TAG_OPEN,                /* behind "<" */
    LF_TAG_END_OPEN,            /* behind "</" */
    LF_TAG_NAME,
    LF_TAG_BEFORE_ATTRIBUTE,
    LF_TAG_ATTRIBUTE,
    LF_TAG_AFTER_ATTRIBUTE,
    LF_TAG_BEFORE_VALUE,
    LF_TAG_QUOTED,
    LF_TAG_UNQUOTED,
    LF_TAG_DECLARATION,         /* behind "<!" */
    LF_TAG_DECLARATION_DASH,
    LF_TAG_BOGUS,               /* up to ">", whatever stands there */
    LF_TAG_COMMENT_START,       /* behind "<!--" */
    LF_TAG_COMMENT_START_DASH,
    LF_TAG_COMMENT,
    LF_TAG_COMMENT_DASH,
    LF_TAG_COMMENT_DASHES,
    LF_TAG_COMMENT_BANG,        /* behind "--!" */
    LF_TAG_RAW,
    LF_TAG_RAW_OPEN,
    LF_TAG_RAW_NAME
};

enum {
    LF_TAG_NOTHING,
    LF_TAG_MAYBE,               /* "<", or more of "<lead-form" */
    LF_TAG_ELEMENT
};

enum {
    LF_TAG_GOES_ON,
    LF_TAG_RELEASED,            /* what is held is no element */
    LF_TAG_COMPLETE
};

/* Takes a byte at least, or changes the state; returns where to go on. */
typedef const char *(*lf_tag_state_pt)(lf_tag_scanner_t *s, const char *p,
    const char *end);

extern const lf_tag_state_pt  lf_tag_states[];

/* No element: what is held goes on, before anything else is found. */
void lf_tag_release(lf_tag_scanner_t *s);

#endif
