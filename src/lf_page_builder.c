/*
 * lf_page_builder: the pieces that a program is built of.  Text is gathered in
 * scratch memory; a finished program is copied, in its exact size, to where
 * the site lives.
 */

#include "lf_page_program.h"


#define LF_PAGE_SCRATCH  4096


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
    lf_op_t  *op;

    if (b->failed || b->text.failed || b->count == LF_PAGE_OPS_MAX) {
        b->failed = 1;
        b->text.failed = 1;
        return;
    }

    op = &b->ops[b->count++];

    memset(op, 0, sizeof(lf_op_t));
    op->text.len = b->text.len - b->start;
    op->hole = hole;
    op->arg = arg;

    b->start = b->text.len;
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
        b->ops[mark].skip = (unsigned) (b->count - 1 - mark);
    }
}


void
lf_build_program(lf_builder_t *b, lf_program_t *program)
{
    size_t       i;
    lf_op_t     *ops;
    lf_str_t     text;
    const char  *p;

    lf_build_hole(b, LF_HOLE_NONE, 0);

    if (b->failed) {
        return;
    }

    text = lf_str_copy(b->mem, lf_out_str(&b->text));
    ops = lf_alloc(b->mem, b->count * sizeof(lf_op_t));

    if (text.data == NULL || ops == NULL) {
        b->failed = 1;
        return;
    }

    memcpy(ops, b->ops, b->count * sizeof(lf_op_t));

    p = text.data;

    for (i = 0; i < b->count; i++) {
        ops[i].text.data = p;
        p += ops[i].text.len;
    }

    program->ops = ops;
    program->count = b->count;
    program->len = text.len;

    b->text.len = 0;
    b->start = 0;
    b->count = 0;
}
