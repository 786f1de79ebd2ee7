/*
 * lf_arena: an allocator that owns its blocks and frees them all at once.
 * Small pieces share a block; a piece larger than a quarter of a block gets
 * one of its own.
 */

#include <stdlib.h>

#include <lead_form/lf_base.h>


#define LF_ARENA_BLOCK_SIZE  (16 * 1024)
#define LF_ARENA_ALIGN       _Alignof(max_align_t)


typedef struct lf_arena_block_s  lf_arena_block_t;

struct lf_arena_block_s {
    lf_arena_block_t  *next;
    max_align_t        data[];
};

struct lf_arena_s {
    lf_mem_t           mem;             /* first: an lf_mem_t * is the arena */
    lf_arena_block_t  *blocks;
    char              *free;
    size_t             left;
};


static void *lf_arena_alloc(lf_mem_t *mem, size_t size);
static void *lf_arena_block(lf_arena_t *arena, size_t size);


lf_arena_t *
lf_arena_create(void)
{
    lf_arena_t  *arena;

    arena = calloc(1, sizeof(lf_arena_t));
    if (arena == NULL) {
        return NULL;
    }

    arena->mem.alloc = lf_arena_alloc;

    return arena;
}


void
lf_arena_destroy(lf_arena_t *arena)
{
    lf_arena_block_t  *block, *next;

    if (arena == NULL) {
        return;
    }

    for (block = arena->blocks; block != NULL; block = next) {
        next = block->next;
        free(block);
    }

    free(arena);
}


lf_mem_t *
lf_arena_mem(lf_arena_t *arena)
{
    return &arena->mem;
}


static void *
lf_arena_alloc(lf_mem_t *mem, size_t size)
{
    void        *p;
    lf_arena_t  *arena;

    arena = (lf_arena_t *) mem;

    if (size > SIZE_MAX / 2) {
        return NULL;
    }

    /* A piece of nothing has an address, too: NULL is for no memory alone. */

    size = size > 0 ? size : 1;
    size = (size + LF_ARENA_ALIGN - 1) / LF_ARENA_ALIGN * LF_ARENA_ALIGN;

    if (size > LF_ARENA_BLOCK_SIZE / 4) {
        return lf_arena_block(arena, size);
    }

    if (size > arena->left) {
        arena->free = lf_arena_block(arena, LF_ARENA_BLOCK_SIZE);
        if (arena->free == NULL) {
            arena->left = 0;
            return NULL;
        }

        arena->left = LF_ARENA_BLOCK_SIZE;
    }

    p = arena->free;
    arena->free += size;
    arena->left -= size;

    return p;
}


static void *
lf_arena_block(lf_arena_t *arena, size_t size)
{
    lf_arena_block_t  *block;

    block = malloc(sizeof(lf_arena_block_t) + size);
    if (block == NULL) {
        return NULL;
    }

    block->next = arena->blocks;
    arena->blocks = block;

    return block->data;
}


void *
lf_calloc(lf_mem_t *mem, size_t count, size_t size)
{
    void  *p;

    if (size != 0 && count > SIZE_MAX / size) {
        return NULL;
    }

    p = lf_alloc(mem, count * size);
    if (p == NULL) {
        return NULL;
    }

    memset(p, 0, count * size);

    return p;
}
