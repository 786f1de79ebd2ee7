/*
 * lf_tag: the tag <lead-form name="contact"></lead-form> in a page that passes
 * by in pieces of any size.
 *
 * The scanner follows HTML's tokenizer (WHATWG, section 13.2.5) as far as it
 * takes to tell text from the rest: no tag is found in a comment, in the value
 * of an attribute, or in an element whose content is text (script, style,
 * textarea, title and the like).  The states of a script that is half commented
 * out are not followed.  An element goes from its "<" to the ">" of its first
 * end tag, or of its start tag where that ends in "/>"; a longer one than
 * LF_TAG_LEN_MAX, and one that never ends, is text like any other.
 *
 * Most pages have no such tag.  What has passed without the letters of one is
 * copied, and read only when they turn up: a copy is cheaper than a reading.
 */

#ifndef LF_TAG_H
#define LF_TAG_H

#include <lead_form/lf_base.h>

#define LF_TAG_LEN_MAX         4096     /* bytes of an element */
#define LF_TAG_ATTRIBUTES_MAX  16       /* read of a tag; others are left out */
#define LF_TAG_NAME_LEN        10       /* of the tags that matter, and one */

/* Of a page, passed on and not read yet: blocks of bytes. */
#define LF_TAG_UNREAD_LEN      16384
#define LF_TAG_UNREAD_MAX      8

typedef struct {
    lf_mem_t    *mem;
    char        *held;          /* what may become an element; or NULL */
    size_t       held_len;
    const char  *mark;          /* where that begins in the input at hand */
    unsigned     state;
    unsigned     holding;
    unsigned     event;
    unsigned     raw;           /* the element whose content is text */
    unsigned     matched;       /* bytes of its end tag */
    unsigned     name_len;
    char         name[LF_TAG_NAME_LEN];
    char        *unread[LF_TAG_UNREAD_MAX];
    size_t       unread_len;
    char         quote;
    unsigned     is_end:1;      /* the tag at hand */
    unsigned     slash:1;       /* and "/" was the byte before */
    unsigned     spent:1;       /* what is held was handed out */
    unsigned     passed:1;      /* what is read is on its way already */
} lf_tag_scanner_t;

/* What goes on, in this order; borrowed from the scanner or from the input. */
typedef struct {
    lf_str_t  kept;             /* of earlier pieces; until the next call */
    lf_str_t  text;             /* of this one */
    lf_str_t  element;          /* stands behind; until the next call */
} lf_tag_part_t;

/*
 * One page, from its first byte on; `mem` gives at most LF_TAG_LEN_MAX bytes,
 * and LF_TAG_UNREAD_MAX times LF_TAG_UNREAD_LEN.
 */
void lf_tag_scanner_init(lf_tag_scanner_t *scanner, lf_mem_t *mem);

/*
 * Takes of *input what makes the next part, until *input is empty; `last` says
 * that the page ends with it.  Returns 0, or -1 when memory is out.
 */
int lf_tag_scan(lf_tag_scanner_t *scanner, lf_str_t *input, int last,
    lf_tag_part_t *part);

/* At the end of the page: what was kept of it and goes on. */
lf_str_t lf_tag_rest(const lf_tag_scanner_t *scanner);


/* What an element asks for. */
typedef struct {
    lf_str_t  name;             /* of the form; empty: none */
    lf_str_t  query;            /* of the form's location: "fragment&…" */
} lf_tag_t;

/*
 * Reads an element that lf_tag_scan handed out.  The query has "fragment",
 * "lang" of the attribute lang, and in "attributes" all others but name and
 * src, as names and values, urlencoded twice.  Returns 0, or -1 when memory is
 * out.
 */
int lf_tag_read(lf_mem_t *mem, lf_str_t element, lf_tag_t *tag);

#endif
