/*
 * lf_test_memory: memory that runs out when a unit test wants it to.
 *
 * lf_test_mem_t is an allocator for the core: each block is a malloc of its
 * own, so that the address sanitizer sees every overrun, and all of them are
 * freed at once.  The C library's malloc, calloc and realloc are counted, and
 * refused, too; a unit test is linked with
 *
 *     -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
 *
 * The usual loop, over both kinds of allocation:
 *
 *     for (n = 1; ; n++) {
 *         lf_test_mem_init(&memory);
 *         lf_test_fail_at(&memory, n);
 *         result = lf_thing_do(&memory.mem, ...);
 *         failed = lf_test_failed(&memory);
 *         lf_test_fail_at(&memory, 0);
 *         ... if failed, the result must say so ...
 *         lf_test_mem_free(&memory);
 *         if (!failed) {
 *             break;
 *         }
 *     }
 */

#ifndef LF_TEST_MEMORY_H
#define LF_TEST_MEMORY_H

#include <lead_form/lf_base.h>

typedef struct lf_test_block_s  lf_test_block_t;

typedef struct {
    lf_mem_t          mem;          /* hand this one to the core */
    lf_test_block_t  *blocks;
    size_t            count;        /* allocations asked of `mem` */
    size_t            fail_at;      /* that one fails; 0: none does */
    int               failed;
} lf_test_mem_t;

void lf_test_mem_init(lf_test_mem_t *memory);
void lf_test_mem_free(lf_test_mem_t *memory);

/* The nth allocation of `memory` from now on fails, once; 0: none does. */
void lf_test_mem_fail_at(lf_test_mem_t *memory, size_t n);

/* The same for malloc, calloc and realloc called by the code under test. */
void lf_test_malloc_fail_at(size_t n);
int lf_test_malloc_failed(void);
size_t lf_test_malloc_count(void);      /* calls since fail_at was set */

/*
 * Both together: the nth allocation of either kind, counted in one row,
 * fails; lf_test_failed says whether that point was reached.
 */
void lf_test_fail_at(lf_test_mem_t *memory, size_t n);
int lf_test_failed(const lf_test_mem_t *memory);

/*
 * A copy that ends where its block ends, so that reading one byte too many is
 * found; not counted, never failing, freed with `memory`.
 */
lf_str_t lf_test_butt(lf_test_mem_t *memory, lf_str_t s);

/* Memory for a test's own structs, zeroed; likewise not counted. */
void *lf_test_take(lf_test_mem_t *memory, size_t size);

#endif
