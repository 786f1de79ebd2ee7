/*
 * HTML's tokenizer, one function for each state that a page can be left in.
 * What it says of attributes matters for their quotes alone.
 */

#include "lf_tag_skip.h"
#include "lf_tag_states.h"


static const char  lf_tag_name[] = "lead-form";

/* Their content is text, up to their end tag. */
static const lf_str_t  lf_tag_raws[] = {
    { "script", 6 }, { "style", 5 }, { "textarea", 8 }, { "title", 5 },
    { "xmp", 3 }, { "iframe", 6 }, { "noembed", 7 }, { "noframes", 8 }
};


static int
lf_tag_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}


static int
lf_tag_is_letter(char c)
{
    return (unsigned char) ((c | 0x20) - 'a') < 26;
}


static char
lf_tag_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
}


static const char *
lf_tag_text(lf_tag_scanner_t *s, const char *p, const char *end)
{
    if (s->holding != LF_TAG_NOTHING) {
        p = memchr(p, '<', end - p);
        if (p == NULL) {
            return end;
        }

        /* Given up here as it would be at the end of a shorter input. */

        if (s->held_len + (p - s->mark) >= LF_TAG_LEN_MAX) {
            lf_tag_release(s);
            return p;
        }

    } else {
        p = lf_tag_skip(p, end);
        if (p == end) {
            return end;
        }

        s->holding = s->passed ? LF_TAG_NOTHING : LF_TAG_MAYBE;
        s->mark = p;
    }

    s->state = LF_TAG_OPEN;

    return p + 1;
}


static void
lf_tag_begin_name(lf_tag_scanner_t *s, int is_end)
{
    s->is_end = is_end ? 1 : 0;
    s->slash = 0;
    s->name_len = 0;
    s->state = LF_TAG_NAME;
}


static const char *
lf_tag_open(lf_tag_scanner_t *s, const char *p, const char *end)
{
    (void) end;

    if (s->holding == LF_TAG_MAYBE && (*p | 0x20) != lf_tag_name[0]) {
        lf_tag_release(s);
    }

    if (lf_tag_is_letter(*p)) {
        lf_tag_begin_name(s, 0);
        return p;
    }

    switch (*p) {

    case '/':
        s->state = LF_TAG_END_OPEN;
        return p + 1;

    case '!':
        s->state = LF_TAG_DECLARATION;
        return p + 1;

    case '?':
        s->state = LF_TAG_BOGUS;
        return p + 1;

    default:
        s->state = LF_TAG_TEXT;
        return p;
    }
}


static const char *
lf_tag_end_open(lf_tag_scanner_t *s, const char *p, const char *end)
{
    (void) end;

    if (lf_tag_is_letter(*p)) {
        lf_tag_begin_name(s, 1);
        return p;
    }

    s->state = LF_TAG_BOGUS;

    return p;
}


static int
lf_tag_name_is(const lf_tag_scanner_t *s, lf_str_t name)
{
    return lf_str_eq((lf_str_t) { s->name, s->name_len }, name);
}


static const char *
lf_tag_in_name(lf_tag_scanner_t *s, const char *p, const char *end)
{
    char  c;

    for ( /* void */ ; p < end; p++) {
        c = *p;

        if (lf_tag_is_space(c) || c == '/' || c == '>') {
            if (s->holding == LF_TAG_MAYBE
                && !lf_tag_name_is(s, lf_str("lead-form")))
            {
                lf_tag_release(s);
            }

            s->state = LF_TAG_BEFORE_ATTRIBUTE;

            return p;
        }

        if (s->name_len < LF_TAG_NAME_LEN) {
            s->name[s->name_len++] = lf_tag_lower(c);
        }

        if (s->holding == LF_TAG_MAYBE
            && (s->name_len >= sizeof(lf_tag_name)
                || s->name[s->name_len - 1] != lf_tag_name[s->name_len - 1]))
        {
            lf_tag_release(s);
            return p + 1;
        }
    }

    return end;
}


/* Behind ">": what the tag was decides how the page goes on. */

static const char *
lf_tag_end_tag(lf_tag_scanner_t *s, const char *p)
{
    size_t  i;

    s->state = LF_TAG_TEXT;

    if (s->is_end) {
        if (s->holding == LF_TAG_ELEMENT
            && lf_tag_name_is(s, lf_str("lead-form")))
        {
            s->event = LF_TAG_COMPLETE;
        }

        return p;
    }

    if (s->holding == LF_TAG_MAYBE) {
        s->holding = LF_TAG_ELEMENT;

        if (s->slash) {
            s->event = LF_TAG_COMPLETE;
        }

        return p;
    }

    for (i = 0; i < LF_ARRAY_SIZE(lf_tag_raws); i++) {
        if (lf_tag_name_is(s, lf_tag_raws[i])) {
            s->raw = (unsigned) i;
            s->state = LF_TAG_RAW;
        }
    }

    return p;
}


static const char *
lf_tag_before_attribute(lf_tag_scanner_t *s, const char *p, const char *end)
{
    (void) end;

    if (*p == '>') {
        return lf_tag_end_tag(s, p + 1);
    }

    s->slash = *p == '/';

    if (!lf_tag_is_space(*p) && *p != '/') {
        s->state = LF_TAG_ATTRIBUTE;
    }

    /* A "=" here is the first byte of a name. */

    return p + 1;
}


static const char *
lf_tag_attribute(lf_tag_scanner_t *s, const char *p, const char *end)
{
    for ( /* void */ ; p < end; p++) {
        if (lf_tag_is_space(*p)) {
            s->state = LF_TAG_AFTER_ATTRIBUTE;
            return p + 1;
        }

        if (*p == '/' || *p == '>') {
            s->state = LF_TAG_BEFORE_ATTRIBUTE;
            return p;
        }

        if (*p == '=') {
            s->state = LF_TAG_BEFORE_VALUE;
            return p + 1;
        }
    }

    return end;
}


static const char *
lf_tag_after_attribute(lf_tag_scanner_t *s, const char *p, const char *end)
{
    (void) end;

    if (lf_tag_is_space(*p)) {
        return p + 1;
    }

    if (*p == '=') {
        s->state = LF_TAG_BEFORE_VALUE;
        return p + 1;
    }

    s->state = LF_TAG_BEFORE_ATTRIBUTE;

    return p;
}


static const char *
lf_tag_before_value(lf_tag_scanner_t *s, const char *p, const char *end)
{
    (void) end;

    if (lf_tag_is_space(*p)) {
        return p + 1;
    }

    if (*p == '"' || *p == '\'') {
        s->quote = *p;
        s->state = LF_TAG_QUOTED;
        return p + 1;
    }

    s->state = LF_TAG_UNQUOTED;

    return p;
}


static const char *
lf_tag_quoted(lf_tag_scanner_t *s, const char *p, const char *end)
{
    p = memchr(p, s->quote, end - p);
    if (p == NULL) {
        return end;
    }

    s->slash = 0;
    s->state = LF_TAG_BEFORE_ATTRIBUTE;

    return p + 1;
}


static const char *
lf_tag_unquoted(lf_tag_scanner_t *s, const char *p, const char *end)
{
    for ( /* void */ ; p < end; p++) {
        if (lf_tag_is_space(*p) || *p == '>') {
            s->slash = 0;
            s->state = LF_TAG_BEFORE_ATTRIBUTE;
            return p;
        }
    }

    return end;
}


static const char *
lf_tag_declaration(lf_tag_scanner_t *s, const char *p, const char *end)
{
    (void) end;

    if (*p == '-') {
        s->state = LF_TAG_DECLARATION_DASH;
        return p + 1;
    }

    s->state = LF_TAG_BOGUS;

    return p;
}


static const char *
lf_tag_declaration_dash(lf_tag_scanner_t *s, const char *p, const char *end)
{
    (void) end;

    if (*p == '-') {
        s->state = LF_TAG_COMMENT_START;
        return p + 1;
    }

    s->state = LF_TAG_BOGUS;

    return p;
}


static const char *
lf_tag_bogus(lf_tag_scanner_t *s, const char *p, const char *end)
{
    p = memchr(p, '>', end - p);
    if (p == NULL) {
        return end;
    }

    s->state = LF_TAG_TEXT;

    return p + 1;
}


/* "<!-->" and "<!--->" are whole comments. */

static const char *
lf_tag_comment_start(lf_tag_scanner_t *s, const char *p, const char *end)
{
    (void) end;

    if (*p == '>') {
        s->state = LF_TAG_TEXT;
        return p + 1;
    }

    if (*p == '-') {
        s->state = s->state == LF_TAG_COMMENT_START ? LF_TAG_COMMENT_START_DASH
                                                    : LF_TAG_COMMENT_DASHES;
        return p + 1;
    }

    s->state = LF_TAG_COMMENT;

    return p;
}


static const char *
lf_tag_comment(lf_tag_scanner_t *s, const char *p, const char *end)
{
    p = memchr(p, '-', end - p);
    if (p == NULL) {
        return end;
    }

    s->state = LF_TAG_COMMENT_DASH;

    return p + 1;
}


static const char *
lf_tag_comment_dash(lf_tag_scanner_t *s, const char *p, const char *end)
{
    (void) end;

    if (*p == '-') {
        s->state = LF_TAG_COMMENT_DASHES;
        return p + 1;
    }

    s->state = LF_TAG_COMMENT;

    return p;
}


static const char *
lf_tag_comment_dashes(lf_tag_scanner_t *s, const char *p, const char *end)
{
    (void) end;

    switch (*p) {

    case '>':
        s->state = LF_TAG_TEXT;
        return p + 1;

    case '!':
        s->state = LF_TAG_COMMENT_BANG;
        return p + 1;

    case '-':
        return p + 1;

    default:
        s->state = LF_TAG_COMMENT;
        return p;
    }
}


static const char *
lf_tag_comment_bang(lf_tag_scanner_t *s, const char *p, const char *end)
{
    (void) end;

    switch (*p) {

    case '>':
        s->state = LF_TAG_TEXT;
        return p + 1;

    case '-':
        s->state = LF_TAG_COMMENT_DASH;
        return p + 1;

    default:
        s->state = LF_TAG_COMMENT;
        return p;
    }
}


static const char *
lf_tag_raw(lf_tag_scanner_t *s, const char *p, const char *end)
{
    p = memchr(p, '<', end - p);
    if (p == NULL) {
        return end;
    }

    s->state = LF_TAG_RAW_OPEN;

    return p + 1;
}


static const char *
lf_tag_raw_open(lf_tag_scanner_t *s, const char *p, const char *end)
{
    (void) end;

    if (*p == '/') {
        s->state = LF_TAG_RAW_NAME;
        s->matched = 0;
        return p + 1;
    }

    s->state = LF_TAG_RAW;

    return p;
}


static const char *
lf_tag_raw_name(lf_tag_scanner_t *s, const char *p, const char *end)
{
    const lf_str_t  *name;

    name = &lf_tag_raws[s->raw];

    for ( /* void */ ; p < end && s->matched < name->len; p++) {
        if (lf_tag_lower(*p) != name->data[s->matched]) {
            s->state = LF_TAG_RAW;
            return p;
        }

        s->matched++;
    }

    if (p == end) {
        return end;
    }

    if (!lf_tag_is_space(*p) && *p != '/' && *p != '>') {
        s->state = LF_TAG_RAW;
        return p;
    }

    lf_tag_begin_name(s, 1);
    s->state = LF_TAG_BEFORE_ATTRIBUTE;

    return p;
}


const lf_tag_state_pt  lf_tag_states[] = {
    [LF_TAG_TEXT] = lf_tag_text,
    [LF_TAG_OPEN] = lf_tag_open,
    [LF_TAG_END_OPEN] = lf_tag_end_open,
    [LF_TAG_NAME] = lf_tag_in_name,
    [LF_TAG_BEFORE_ATTRIBUTE] = lf_tag_before_attribute,
    [LF_TAG_ATTRIBUTE] = lf_tag_attribute,
    [LF_TAG_AFTER_ATTRIBUTE] = lf_tag_after_attribute,
    [LF_TAG_BEFORE_VALUE] = lf_tag_before_value,
    [LF_TAG_QUOTED] = lf_tag_quoted,
    [LF_TAG_UNQUOTED] = lf_tag_unquoted,
    [LF_TAG_DECLARATION] = lf_tag_declaration,
    [LF_TAG_DECLARATION_DASH] = lf_tag_declaration_dash,
    [LF_TAG_BOGUS] = lf_tag_bogus,
    [LF_TAG_COMMENT_START] = lf_tag_comment_start,
    [LF_TAG_COMMENT_START_DASH] = lf_tag_comment_start,
    [LF_TAG_COMMENT] = lf_tag_comment,
    [LF_TAG_COMMENT_DASH] = lf_tag_comment_dash,
    [LF_TAG_COMMENT_DASHES] = lf_tag_comment_dashes,
    [LF_TAG_COMMENT_BANG] = lf_tag_comment_bang,
    [LF_TAG_RAW] = lf_tag_raw,
    [LF_TAG_RAW_OPEN] = lf_tag_raw_open,
    [LF_TAG_RAW_NAME] = lf_tag_raw_name
};
