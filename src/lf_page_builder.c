/*
 * lf_page_builder: the pieces that a program is built of.  Text is gathered in
 * scratch memory; a finished program is copied, in its exact size, to where
 * the site lives.
 */

#include "lf_page_program.h"


#define LF_PAGE_SCRATCH  4096


static void lf_build_ops(lf_builder_t *b, lf_shape_t shape, lf_ops_t *made);
static int lf_build_is_of(const lf_built_op_t *built, lf_shape_t shape);
static int lf_build_is_filled(lf_hole_t hole, lf_shape_t shape);
static void lf_build_copy(lf_builder_t *b, const lf_op_t *ops, size_t count,
    lf_ops_t *made);


void
lf_build_init(lf_builder_t *b, lf_mem_t *mem, lf_mem_t *scratch,
    const lf_form_t *form)
{
    b->mem = mem;
    b->form = form;
    b->language = lf_null_str;
    b->fallback = lf_null_str;
    b->start = 0;
    b->count = 0;
    b->shape = LF_SHAPE_COUNT;
    b->failed = 0;

    lf_out_init(&b->text, scratch, LF_PAGE_SCRATCH);
}


void
lf_build_html(lf_builder_t *b, lf_str_t s)
{
    lf_out_html(&b->text, s);
}


void
lf_build_message(lf_builder_t *b, lf_message_t message)
{
    lf_page_say(&b->text, b->language, message);
}


void
lf_build_text(lf_builder_t *b, const lf_text_t *text)
{
    const lf_text_variant_t  *variant;

    variant = lf_text_variant(text, b->language, b->fallback);

    if (variant != NULL) {
        lf_page_marked(&b->text, b->language, variant->language,
                       variant->text);
    }
}


void
lf_build_hole(lf_builder_t *b, lf_hole_t hole, unsigned arg)
{
    lf_built_op_t  *built;

    if (b->failed || b->text.failed || b->count == LF_PAGE_OPS_MAX) {
        b->failed = 1;
        b->text.failed = 1;
        return;
    }

    built = &b->ops[b->count++];

    memset(built, 0, sizeof(lf_built_op_t));
    built->op.len = (uint32_t) (b->text.len - b->start);
    built->op.hole = (uint8_t) hole;
    built->op.arg = arg;
    built->shape = b->shape;

    b->start = b->text.len;
}


void
lf_build_only(lf_builder_t *b, lf_shape_t shape)
{
    if (b->text.len > b->start) {
        lf_build_hole(b, LF_HOLE_NONE, 0);
    }

    b->shape = shape;
}


void
lf_build_id(lf_builder_t *b, const char *kind, lf_str_t name)
{
    lf_build_hole(b, LF_HOLE_ID, 0);
    lf_out_add(&b->text, lf_str_of(kind));
    lf_build_html(b, name);
}


size_t
lf_build_if(lf_builder_t *b, lf_hole_t hole, unsigned arg)
{
    lf_build_hole(b, hole, arg);

    return b->count - 1;
}


void
lf_build_end(lf_builder_t *b, size_t mark)
{
    lf_build_hole(b, LF_HOLE_NONE, 0);

    if (!b->failed) {
        b->ops[mark].op.skip = (uint16_t) (b->count - 1 - mark);
        b->ops[b->count - 1].end = 1;
    }
}


void
lf_build_program(lf_builder_t *b, lf_program_t *program)
{
    int       shape;
    lf_str_t  text;

    lf_build_hole(b, LF_HOLE_NONE, 0);

    if (b->failed) {
        return;
    }

    text = lf_str_copy(b->mem, lf_out_str(&b->text));
    if (text.data == NULL) {
        b->failed = 1;
        return;
    }

    for (shape = 0; shape < LF_SHAPE_COUNT; shape++) {
        lf_build_ops(b, (lf_shape_t) shape, &program->shapes[shape]);
    }

    program->text = text;

    b->text.len = 0;
    b->start = 0;
    b->count = 0;
}


/*
 * The operations of one shape.  What stands side by side in the text, with no
 * hole of this shape between, is one piece of it.
 */
static void
lf_build_ops(lf_builder_t *b, lf_shape_t shape, lf_ops_t *made)
{
    size_t                i, n, places[LF_PAGE_OPS_MAX];
    lf_op_t               piece, ops[LF_PAGE_OPS_MAX + 1];
    uint32_t              at;
    const lf_built_op_t  *built;

    n = 0;
    at = 0;
    memset(&piece, 0, sizeof(lf_op_t));

    for (i = 0; i < b->count; at += built->op.len, i++) {
        built = &b->ops[i];

        if (!lf_build_is_of(built, shape)) {
            continue;
        }

        if (piece.len > 0 && piece.at + piece.len != at) {
            ops[n++] = piece;
            piece.len = 0;
        }

        if (piece.len == 0) {
            piece.at = at;
        }

        piece.len += built->op.len;

        if (built->end || lf_build_is_filled(built->op.hole, shape)) {
            places[i] = n;
            ops[n] = built->op;
            ops[n].at = piece.at;
            ops[n++].len = piece.len;
            piece.len = 0;
        }
    }

    if (piece.len > 0) {
        ops[n++] = piece;
    }

    for (i = 0; i < b->count; i++) {
        built = &b->ops[i];

        if (built->op.skip > 0 && lf_build_is_of(built, shape)) {
            ops[places[i]].skip = (uint16_t) (places[i + built->op.skip]
                                              - places[i]);
        }
    }

    lf_build_copy(b, ops, n, made);
}


static int
lf_build_is_of(const lf_built_op_t *built, lf_shape_t shape)
{
    return built->shape == LF_SHAPE_COUNT || built->shape == shape;
}


/* Whether there is a hole at all. */
static int
lf_build_is_filled(lf_hole_t hole, lf_shape_t shape)
{
    switch (hole) {

    case LF_HOLE_NONE:
        return 0;

    case LF_HOLE_ID:
    case LF_HOLE_ACTION:
        return shape == LF_SHAPE_FRAGMENT;

    default:
        return 1;
    }
}


static void
lf_build_copy(lf_builder_t *b, const lf_op_t *ops, size_t count,
    lf_ops_t *made)
{
    lf_op_t  *copy;

    copy = lf_alloc(b->mem, count * sizeof(lf_op_t));
    if (copy == NULL) {
        b->failed = 1;
        return;
    }

    memcpy(copy, ops, count * sizeof(lf_op_t));

    made->ops = copy;
    made->count = count;
}
