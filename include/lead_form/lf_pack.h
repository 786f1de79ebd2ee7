/*
 * lf_pack: the one argument of a script, a map by name, as MessagePack (the
 * public specification of 2013): names, texts, and lists of texts.
 *
 * It is written front to back into an arena.  Once it failed (memory is out, a
 * list is too long) the rest does nothing, and the end says so.
 */

#ifndef LF_PACK_H
#define LF_PACK_H

#include <lead_form/lf_base.h>

#define LF_PACK_COUNT_MAX  65535        /* of names, and of a list's texts */

typedef struct {
    lf_out_t  out;
    size_t    names;
    size_t    missing;                  /* texts of the list begun last */
} lf_pack_t;

void lf_pack_begin(lf_pack_t *pack, lf_mem_t *mem, size_t hint);

/* An empty text is left out: the reader takes an absent one for empty. */
void lf_pack_text(lf_pack_t *pack, lf_str_t name, lf_str_t text);
void lf_pack_int(lf_pack_t *pack, lf_str_t name, int64_t n);   /* decimal */

/* A list of `count` texts, which follow by lf_pack_item. */
void lf_pack_list(lf_pack_t *pack, lf_str_t name, size_t count);
void lf_pack_item(lf_pack_t *pack, lf_str_t text);

/* 0, or -1; *bytes lies in the arena. */
int lf_pack_end(lf_pack_t *pack, lf_str_t *bytes);

#endif
