/*
 * The scanner of pages: what of a piece goes on, what is held until it is known
 * to be an element or not.
 */

#include "lf_tag_skip.h"
#include "lf_tag_states.h"


static int lf_tag_defer(lf_tag_scanner_t *s, lf_str_t input);
static void lf_tag_catch_up(lf_tag_scanner_t *s);
static int lf_tag_complete(lf_tag_scanner_t *s, lf_str_t input,
    lf_tag_part_t *part);
static int lf_tag_end_input(lf_tag_scanner_t *s, lf_str_t input,
    lf_tag_part_t *part);
static int lf_tag_hold(lf_tag_scanner_t *s, const char *from, const char *to);


void
lf_tag_scanner_init(lf_tag_scanner_t *scanner, lf_mem_t *mem)
{
    memset(scanner, 0, sizeof(lf_tag_scanner_t));
    scanner->mem = mem;
}


int
lf_tag_scan(lf_tag_scanner_t *s, lf_str_t *input, int last,
    lf_tag_part_t *part)
{
    lf_str_t     all;
    const char  *p, *end;

    if (s->spent) {
        s->spent = 0;
        s->held_len = 0;
    }

    memset(part, 0, sizeof(lf_tag_part_t));
    all = *input;
    p = all.data;
    end = p + all.len;

    if (s->holding == LF_TAG_NOTHING && !lf_tag_shows(p, end)) {
        input->data = end;
        input->len = 0;
        part->text = all;

        return last ? 0 : lf_tag_defer(s, all);
    }

    lf_tag_catch_up(s);
    s->mark = p;
    s->event = LF_TAG_GOES_ON;

    while (p < end && s->event == LF_TAG_GOES_ON) {
        p = lf_tag_states[s->state](s, p, end);
    }

    input->data = p;
    input->len = end - p;
    all.len = p - all.data;

    if (s->event == LF_TAG_COMPLETE) {
        s->holding = LF_TAG_NOTHING;

        if (s->held_len + (p - s->mark) <= LF_TAG_LEN_MAX) {
            return lf_tag_complete(s, all, part);
        }

        lf_tag_release(s);
    }

    return lf_tag_end_input(s, all, part);
}


/* An input that passes is read when there is a reason to. */

static int
lf_tag_defer(lf_tag_scanner_t *s, lf_str_t input)
{
    char    **block;
    size_t    at, len;

    while (input.len > 0) {
        if (s->unread_len == LF_TAG_UNREAD_MAX * LF_TAG_UNREAD_LEN) {
            lf_tag_catch_up(s);
        }

        block = &s->unread[s->unread_len / LF_TAG_UNREAD_LEN];

        if (*block == NULL) {
            *block = lf_alloc(s->mem, LF_TAG_UNREAD_LEN);
            if (*block == NULL) {
                return -1;
            }
        }

        at = s->unread_len % LF_TAG_UNREAD_LEN;
        len = LF_TAG_UNREAD_LEN - at < input.len ? LF_TAG_UNREAD_LEN - at
                                                 : input.len;

        memcpy(*block + at, input.data, len);
        s->unread_len += len;
        input.data += len;
        input.len -= len;
    }

    return 0;
}


/* The letters of a tag are not among what is read here. */

static void
lf_tag_catch_up(lf_tag_scanner_t *s)
{
    size_t       i, len;
    const char  *p, *end;

    s->passed = 1;

    for (i = 0; s->unread_len > 0; i++) {
        len = s->unread_len < LF_TAG_UNREAD_LEN ? s->unread_len
                                                : LF_TAG_UNREAD_LEN;
        p = s->unread[i];
        end = p + len;

        while (p < end) {
            p = lf_tag_states[s->state](s, p, end);
        }

        s->unread_len -= len;
    }

    s->passed = 0;
}


/* Of an input that ends with an element. */

static int
lf_tag_complete(lf_tag_scanner_t *s, lf_str_t input, lf_tag_part_t *part)
{
    const char  *end;

    end = input.data + input.len;

    if (s->held_len == 0) {
        part->text = (lf_str_t) { input.data, s->mark - input.data };
        part->element = (lf_str_t) { s->mark, end - s->mark };
        return 0;
    }

    if (lf_tag_hold(s, s->mark, end) != 0) {
        return -1;
    }

    part->element = (lf_str_t) { s->held, s->held_len };
    s->spent = 1;

    return 0;
}


/* Of an input without an element: what goes on, and what is held. */

static int
lf_tag_end_input(lf_tag_scanner_t *s, lf_str_t input, lf_tag_part_t *part)
{
    size_t       len;
    const char  *end;

    end = input.data + input.len;
    part->text = input;

    if (s->holding != LF_TAG_NOTHING && s->event == LF_TAG_GOES_ON) {
        len = s->held_len + (end - s->mark);

        if (len <= LF_TAG_LEN_MAX) {
            part->text.len = s->mark - input.data;
            return lf_tag_hold(s, s->mark, end);
        }

        lf_tag_release(s);
    }

    part->kept = (lf_str_t) { s->held, s->held_len };
    s->spent = 1;

    return 0;
}


void
lf_tag_release(lf_tag_scanner_t *s)
{
    s->holding = LF_TAG_NOTHING;

    if (s->held_len > 0) {
        s->event = LF_TAG_RELEASED;
    }
}


static int
lf_tag_hold(lf_tag_scanner_t *s, const char *from, const char *to)
{
    if (s->held == NULL) {
        s->held = lf_alloc(s->mem, LF_TAG_LEN_MAX);
        if (s->held == NULL) {
            return -1;
        }
    }

    memcpy(s->held + s->held_len, from, to - from);
    s->held_len += to - from;

    return 0;
}


lf_str_t
lf_tag_rest(const lf_tag_scanner_t *s)
{
    return s->spent ? lf_null_str : (lf_str_t) { s->held, s->held_len };
}
