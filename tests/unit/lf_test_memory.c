/*
 * lf_test_memory: memory that runs out when a unit test wants it to.  Owns
 * the counters of the wrapped C library calls.
 */

#include <stdio.h>
#include <stdlib.h>

#include "lf_test_memory.h"


struct lf_test_block_s {
    lf_test_block_t  *next;
    size_t            size;         /* keeps the data aligned for any type */
};


/* Calls from now on, which of them fails, and whether it was reached. */
typedef struct {
    size_t  count;
    size_t  fail_at;
    int     failed;
} lf_test_row_t;


static lf_test_row_t  lf_test_row;
static int            lf_test_row_shared;   /* lf_test_mem_t counts in it */


void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t size);

static void *lf_test_mem_alloc(lf_mem_t *mem, size_t size);


static int
lf_test_row_refuses(void)
{
    lf_test_row.count++;

    if (lf_test_row.count == lf_test_row.fail_at) {
        lf_test_row.failed = 1;
        return 1;
    }

    return 0;
}


void *
__wrap_malloc(size_t size)
{
    return lf_test_row_refuses() ? NULL : __real_malloc(size);
}


void *
__wrap_calloc(size_t count, size_t size)
{
    return lf_test_row_refuses() ? NULL : __real_calloc(count, size);
}


void *
__wrap_realloc(void *p, size_t size)
{
    return lf_test_row_refuses() ? NULL : __real_realloc(p, size);
}


void
lf_test_mem_init(lf_test_mem_t *memory)
{
    memset(memory, 0, sizeof(lf_test_mem_t));
    memory->mem.alloc = lf_test_mem_alloc;
}


void
lf_test_mem_free(lf_test_mem_t *memory)
{
    lf_test_block_t  *block;

    while (memory->blocks != NULL) {
        block = memory->blocks;
        memory->blocks = block->next;
        free(block);
    }
}


void
lf_test_mem_fail_at(lf_test_mem_t *memory, size_t n)
{
    memory->count = 0;
    memory->fail_at = n;
    memory->failed = 0;
}


void
lf_test_malloc_fail_at(size_t n)
{
    lf_test_row.count = 0;
    lf_test_row.fail_at = n;
    lf_test_row.failed = 0;
    lf_test_row_shared = 0;
}


int
lf_test_malloc_failed(void)
{
    return lf_test_row.failed;
}


size_t
lf_test_malloc_count(void)
{
    return lf_test_row.count;
}


void
lf_test_fail_at(lf_test_mem_t *memory, size_t n)
{
    lf_test_mem_fail_at(memory, 0);
    lf_test_malloc_fail_at(n);
    lf_test_row_shared = n != 0;
}


int
lf_test_failed(const lf_test_mem_t *memory)
{
    return memory->failed || lf_test_row.failed;
}


void *
lf_test_take(lf_test_mem_t *memory, size_t size)
{
    lf_test_block_t  *block;

    block = __real_malloc(sizeof(lf_test_block_t) + size);
    if (block == NULL) {
        perror("lf_test_take");
        abort();
    }

    block->next = memory->blocks;
    block->size = size;
    memory->blocks = block;

    return memset(block + 1, 0, size);
}


lf_str_t
lf_test_butt(lf_test_mem_t *memory, lf_str_t s)
{
    char  *p;

    p = lf_test_take(memory, s.len);

    if (s.len != 0) {
        memcpy(p, s.data, s.len);
    }

    return (lf_str_t) { p, s.len };
}


static void *
lf_test_mem_alloc(lf_mem_t *mem, size_t size)
{
    char           *p;
    lf_test_mem_t  *memory;

    memory = (lf_test_mem_t *) mem;
    memory->count++;

    if (memory->count == memory->fail_at
        || (lf_test_row_shared && lf_test_row_refuses()))
    {
        memory->failed = 1;
        return NULL;
    }

    /* filled with what is neither zero nor text: nobody may rely on either */
    p = lf_test_take(memory, size);

    return memset(p, 0xa5, size);
}
