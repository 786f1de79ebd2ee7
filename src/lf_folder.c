/*
 * lf_folder: the files of now and the last good ones, and the site that can
 * be made of them without taking a form away.
 */

#include "lf_folder_files.h"


#define LF_FOLDER_ROUNDS_MAX  4


/* One load on its way. */
typedef struct {
    lf_folder_t        *folder;
    lf_mem_t           *mem;            /* the folder's */
    lf_arena_t         *scratch;
    lf_diagnostics_t   *unheard;        /* findings about mixtures */

    const lf_source_t  *now;
    size_t              now_count;
    const lf_source_t  *good;
    size_t              good_count;

    lf_site_t          *alone;          /* made of the forms of now only */
    int                 site_is_good;   /* site.json of now may be used */

    lf_source_t        *set;            /* what the folder's site is made of */
    size_t              set_count;
} lf_folder_work_t;


static int lf_folder_build(lf_folder_work_t *work);
static int lf_folder_take_now(lf_folder_work_t *work);
static int lf_folder_readable(lf_folder_work_t *work);
static int lf_folder_site_check(lf_folder_work_t *work);
static int lf_folder_judge(lf_folder_work_t *work);
static int lf_folder_is_form(const lf_folder_work_t *work, lf_str_t file);
static int lf_folder_misses(const lf_folder_work_t *work);
static int lf_folder_mix(lf_folder_work_t *work);
static int lf_folder_try(lf_folder_work_t *work, const lf_source_t *site);
static void lf_folder_gather(lf_folder_work_t *work, const lf_source_t *site);
static void lf_folder_fill(lf_folder_work_t *work);
static int lf_folder_mend(lf_folder_work_t *work);
static int lf_folder_take_good(lf_folder_work_t *work);
static int lf_folder_load_set(lf_folder_work_t *work);
static int lf_folder_keep(lf_folder_work_t *work);
static int lf_source_copy(lf_mem_t *mem, lf_source_t *copy,
    const lf_source_t *source);


lf_folder_t *
lf_folder_load(const lf_source_t *now, size_t now_count,
    const lf_source_t *good, size_t good_count)
{
    int                rc;
    lf_arena_t        *arena;
    lf_folder_work_t   work;

    memset(&work, 0, sizeof(lf_folder_work_t));

    arena = lf_arena_create();
    if (arena == NULL) {
        return NULL;
    }

    work.folder = lf_calloc(lf_arena_mem(arena), 1, sizeof(lf_folder_t));
    work.scratch = lf_arena_create();

    if (work.folder == NULL || work.scratch == NULL) {
        lf_arena_destroy(work.scratch);
        lf_arena_destroy(arena);
        return NULL;
    }

    work.folder->arena = arena;
    work.mem = lf_arena_mem(arena);
    work.now = now;
    work.now_count = now_count;
    work.good = good;
    work.good_count = good_count;

    rc = lf_folder_build(&work);

    if (work.alone != work.folder->site) {
        lf_site_free(work.alone);
    }

    lf_arena_destroy(work.scratch);

    if (rc != 0) {
        lf_folder_free(work.folder);
        return NULL;
    }

    return work.folder;
}


void
lf_folder_free(lf_folder_t *folder)
{
    if (folder == NULL) {
        return;
    }

    lf_site_free(folder->site);
    lf_arena_destroy(folder->arena);
}


static int
lf_folder_build(lf_folder_work_t *work)
{
    lf_mem_t  *scratch;

    scratch = lf_arena_mem(work->scratch);

    work->set = lf_calloc(scratch, work->now_count + work->good_count + 1,
                          sizeof(lf_source_t));
    work->unheard = lf_alloc(scratch, sizeof(lf_diagnostics_t));

    if (work->set == NULL || work->unheard == NULL) {
        return -1;
    }

    if (lf_folder_take_now(work) != 0
        || (lf_folder_misses(work) && lf_folder_mix(work) != 0)
        || lf_folder_keep(work) != 0)
    {
        return -1;
    }

    return lf_folder_list(work->folder, work->now, work->now_count,
                          work->alone, work->site_is_good);
}


/* The files of now: the findings about them are those that are kept. */

static int
lf_folder_take_now(lf_folder_work_t *work)
{
    lf_diagnostics_t  *diagnostics;

    diagnostics = &work->folder->diagnostics;
    lf_diagnostics_init(diagnostics, work->mem);

    if (lf_folder_readable(work) != 0 || lf_folder_site_check(work) != 0) {
        return -1;
    }

    if (work->site_is_good || work->good_count == 0) {
        work->alone = lf_site_load(work->set, work->set_count, diagnostics);

    } else if (lf_folder_judge(work) != 0) {
        return -1;
    }

    work->folder->site = work->alone;

    return work->alone == NULL || diagnostics->no_memory ? -1 : 0;
}


static int
lf_folder_readable(lf_folder_work_t *work)
{
    size_t    i;
    lf_str_t  file;

    for (i = 0; i < work->now_count; i++) {
        if (work->now[i].text.data != NULL) {
            work->set[work->set_count++] = work->now[i];
            continue;
        }

        file = lf_str_copy(work->mem, work->now[i].file);
        if (file.data == NULL) {
            return -1;
        }

        lf_diagnostic_add(&work->folder->diagnostics, LF_SEVERITY_ERROR, file,
                          0, 0, lf_null_str, "the file cannot be read; make "
                          "it a file that the user of nginx's workers may "
                          "read");
    }

    return 0;
}


static int
lf_folder_site_check(lf_folder_work_t *work)
{
    lf_site_t          *site;
    const lf_source_t  *source;

    source = lf_source_find(work->now, work->now_count, lf_str("site"));
    work->site_is_good = source == NULL
                         && lf_source_find(work->good, work->good_count,
                                           lf_str("site")) == NULL;

    if (source == NULL || source->text.data == NULL) {
        return 0;
    }

    lf_diagnostics_init(work->unheard, lf_arena_mem(work->scratch));

    site = lf_site_load(source, 1, work->unheard);
    if (site == NULL || work->unheard->no_memory) {
        lf_site_free(site);
        return -1;
    }

    work->site_is_good = work->unheard->errors == 0;
    lf_site_free(site);

    return 0;
}


/*
 * What a broken or deleted site.json would have declared is not known: the
 * forms of now are judged by the last good one, of which nothing is said.
 */

static int
lf_folder_judge(lf_folder_work_t *work)
{
    size_t              i, count, own;
    lf_site_t          *site;
    lf_diagnostics_t   *diagnostics;
    const lf_source_t  *now, *good;

    diagnostics = &work->folder->diagnostics;
    now = lf_source_find(work->set, work->set_count, lf_str("site"));
    good = lf_source_find(work->good, work->good_count, lf_str("site"));

    if (now != NULL) {
        site = lf_site_load(now, 1, diagnostics);
        if (site == NULL) {
            return -1;
        }

        lf_site_free(site);
    }

    own = diagnostics->count;
    lf_folder_gather(work, good);
    work->alone = lf_site_load(work->set, work->set_count, diagnostics);

    for (count = own, i = own; i < diagnostics->count; i++) {
        if (lf_folder_is_form(work, diagnostics->items[i].file)) {
            diagnostics->items[count++] = diagnostics->items[i];
        }
    }

    diagnostics->count = count;

    return work->alone == NULL ? -1 : 0;
}


/* Whether that is the file of a form of now. */

static int
lf_folder_is_form(const lf_folder_work_t *work, lf_str_t file)
{
    size_t  i;

    for (i = 0; i < work->now_count; i++) {
        if (!lf_str_is(work->now[i].name, "site")
            && lf_str_eq(work->now[i].file, file))
        {
            return 1;
        }
    }

    return 0;
}


/* Whether the files of now lack anything that served. */

static int
lf_folder_misses(const lf_folder_work_t *work)
{
    size_t  i;

    for (i = 0; i < work->good_count; i++) {
        if (lf_str_is(work->good[i].name, "site")
            ? lf_source_find(work->set, work->set_count, work->good[i].name)
              == NULL
            : lf_site_form(work->alone, work->good[i].name) == NULL)
        {
            return 1;
        }
    }

    return !work->site_is_good && work->good_count > 0;
}


static int
lf_folder_mix(lf_folder_work_t *work)
{
    int                 rc;
    const lf_source_t  *now, *good;

    now = lf_source_find(work->now, work->now_count, lf_str("site"));
    good = lf_source_find(work->good, work->good_count, lf_str("site"));

    if (now != NULL && work->site_is_good) {
        rc = lf_folder_try(work, now);
        if (rc != 0) {
            return rc < 0 ? -1 : 0;
        }
    }

    rc = lf_folder_try(work, good);
    if (rc != 0) {
        return rc < 0 ? -1 : 0;
    }

    return lf_folder_take_good(work);
}


/* 1: this serves all that served; 0: it does not; -1: memory is out. */

static int
lf_folder_try(lf_folder_work_t *work, const lf_source_t *site)
{
    int     rc;
    size_t  i;

    lf_folder_gather(work, site);
    lf_folder_fill(work);

    for (i = 0; i < LF_FOLDER_ROUNDS_MAX; i++) {
        if (lf_folder_load_set(work) != 0) {
            return -1;
        }

        rc = lf_folder_mend(work);
        if (rc != 0) {
            return rc > 0;
        }
    }

    return 0;
}


/* The forms of now with that site.json. */

static void
lf_folder_gather(lf_folder_work_t *work, const lf_source_t *site)
{
    size_t              i;
    const lf_source_t  *source;

    work->set_count = 0;

    if (site != NULL) {
        work->set[work->set_count++] = *site;
    }

    for (i = 0; i < work->now_count; i++) {
        source = &work->now[i];

        if (source->text.data != NULL && !lf_str_is(source->name, "site")) {
            work->set[work->set_count++] = *source;
        }
    }
}


/* And the last good versions of those that are not there. */

static void
lf_folder_fill(lf_folder_work_t *work)
{
    size_t              i;
    const lf_source_t  *source;

    for (i = 0; i < work->good_count; i++) {
        source = &work->good[i];

        if (!lf_str_is(source->name, "site")
            && lf_source_find(work->set, work->set_count, source->name)
               == NULL)
        {
            work->set[work->set_count++] = *source;
        }
    }
}


/*
 * Each form that failed gives way to its last good version, or leaves.
 * 1: none failed; 0: to be loaded again; -1: a last good version failed.
 */

static int
lf_folder_mend(lf_folder_work_t *work)
{
    int                 failed;
    size_t              i, count;
    lf_source_t        *source;
    const lf_source_t  *good;

    failed = 0;
    count = 0;

    for (i = 0; i < work->set_count; i++) {
        source = &work->set[i];

        if (lf_str_is(source->name, "site")
            || lf_site_form(work->folder->site, source->name) != NULL)
        {
            work->set[count++] = *source;
            continue;
        }

        failed = 1;
        good = lf_source_find(work->good, work->good_count, source->name);

        if (good != NULL) {
            if (lf_str_eq(good->text, source->text)) {
                return -1;
            }

            work->set[count++] = *good;
        }
    }

    work->set_count = count;

    return !failed;
}


static int
lf_folder_take_good(lf_folder_work_t *work)
{
    work->set_count = work->good_count;
    memcpy(work->set, work->good, work->good_count * sizeof(lf_source_t));

    return lf_folder_load_set(work);
}


static int
lf_folder_load_set(lf_folder_work_t *work)
{
    lf_site_t  *site;

    lf_diagnostics_init(work->unheard, lf_arena_mem(work->scratch));

    site = lf_site_load(work->set, work->set_count, work->unheard);
    if (site == NULL) {
        return -1;
    }

    if (work->folder->site != work->alone) {
        lf_site_free(work->folder->site);
    }

    work->folder->site = site;

    return 0;
}


/* What the site was made of, without what did not become part of it. */

static int
lf_folder_keep(lf_folder_work_t *work)
{
    size_t        i;
    lf_folder_t  *folder;

    folder = work->folder;

    if (folder->site->forms_count == 0 && !work->site_is_good
        && folder->site == work->alone)
    {
        return 0;
    }

    folder->taken = lf_calloc(work->mem, work->set_count + 1,
                              sizeof(lf_source_t));
    if (folder->taken == NULL) {
        return -1;
    }

    for (i = 0; i < work->set_count; i++) {
        if (!lf_str_is(work->set[i].name, "site")
            && lf_site_form(folder->site, work->set[i].name) == NULL)
        {
            continue;
        }

        if (lf_source_copy(work->mem, &folder->taken[folder->taken_count],
                           &work->set[i]) != 0)
        {
            return -1;
        }

        folder->taken_count++;
    }

    return 0;
}


static int
lf_source_copy(lf_mem_t *mem, lf_source_t *copy, const lf_source_t *source)
{
    copy->name = lf_str_copy(mem, source->name);
    copy->file = lf_str_copy(mem, source->file);
    copy->text = lf_str_copy(mem, source->text);

    return copy->name.data == NULL || copy->file.data == NULL
           || copy->text.data == NULL ? -1 : 0;
}
