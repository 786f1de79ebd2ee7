/*
 * Live edits: each worker looks at each folder of forms once a second, in a
 * thread, and begins to serve what has changed.
 *
 * All workers look at the same moments, so that they see the same texts.  A
 * result without fault is taken at once; one with a fault is taken when the
 * next look finds it again, for an editor may have been at work in the file.
 * The first of them looks at the databases of geography, too.
 *
 * A look has one owner, the folder's `live`: the event loop while no task is
 * under way, the task's thread until it ends.
 */

#include "ngx_http_lead_form_geo.h"


#define NGX_HTTP_LEAD_FORM_LOOK_EVERY  1000         /* ms */
#define NGX_HTTP_LEAD_FORM_LOOK_GAP    500          /* ms, at least */

typedef struct {
    ngx_event_t                   timer;
    ngx_http_lead_form_folder_t  *folder;
    ngx_http_lead_form_main_conf_t  *geos;  /* of these, too; or NULL */
    ngx_uint_t                    writes;   /* the last good versions */

#if (NGX_THREADS)
    ngx_thread_task_t            *task;
#endif
    ngx_atomic_t                  busy;     /* in a thread */

    uint64_t                      seen;     /* by the look before this one */
    uint64_t                      settled;  /* seen twice, and read */
    uint64_t                      read;     /* what the current version is of */
    unsigned                      first:1;  /* nothing was taken yet */
    unsigned                      known:1;  /* the version is of these files */
    unsigned                      doubt:1;  /* the look before found a fault */
    unsigned                      unkept:1; /* to be written */
    unsigned                      said:1;   /* that it cannot be written */

    lf_folder_t                  *forms;    /* the new version; or NULL */
} ngx_http_lead_form_live_t;


static ngx_int_t ngx_http_lead_form_live_start(ngx_cycle_t *cycle,
    ngx_http_lead_form_folder_t *folder, ngx_http_lead_form_main_conf_t *geos);
static void ngx_http_lead_form_live_end(void *data);
static void ngx_http_lead_form_live_wait(ngx_http_lead_form_live_t *live);
static void ngx_http_lead_form_live_timer(ngx_event_t *event);
static void ngx_http_lead_form_live_task(void *data, ngx_log_t *log);
static void ngx_http_lead_form_live_done(ngx_event_t *event);
static void ngx_http_lead_form_live_look(ngx_http_lead_form_live_t *live,
    lf_mem_t *mem);
static void ngx_http_lead_form_live_load(ngx_http_lead_form_live_t *live,
    ngx_http_lead_form_files_t *now);
static void ngx_http_lead_form_live_keep(ngx_http_lead_form_live_t *live,
    ngx_log_t *log);
static void ngx_http_lead_form_live_report(ngx_http_lead_form_live_t *live,
    ngx_log_t *log);
static void ngx_http_lead_form_live_say(ngx_http_lead_form_live_t *live,
    lf_folder_file_t *file, ngx_log_t *log);
static void ngx_http_lead_form_live_warn(lf_folder_t *forms,
    lf_folder_file_t *file, ngx_log_t *log);
static void ngx_http_lead_form_live_fault(lf_folder_t *forms,
    lf_folder_file_t *file, ngx_log_t *log);


ngx_int_t
ngx_http_lead_form_live_add(ngx_conf_t *cf,
    ngx_http_lead_form_folder_t *folder)
{
#if (NGX_THREADS)

    folder->thread_pool = ngx_thread_pool_add(cf, NULL);

    return folder->thread_pool == NULL ? NGX_ERROR : NGX_OK;

#else

    (void) cf;
    (void) folder;

    return NGX_OK;

#endif
}


ngx_int_t
ngx_http_lead_form_live_init_process(ngx_cycle_t *cycle)
{
    ngx_uint_t                       i;
    ngx_http_lead_form_folder_t    **folders;
    ngx_http_lead_form_main_conf_t  *lmcf;

    lmcf = ngx_http_cycle_get_module_main_conf(cycle,
                                               ngx_http_lead_form_module);

    if (lmcf == NULL || (ngx_process != NGX_PROCESS_WORKER
                         && ngx_process != NGX_PROCESS_SINGLE))
    {
        return NGX_OK;
    }

    folders = lmcf->folders.elts;

    for (i = 0; i < lmcf->folders.nelts; i++) {
        if (ngx_http_lead_form_live_start(cycle, folders[i],
                                          i == 0 ? lmcf : NULL) != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_live_start(ngx_cycle_t *cycle,
    ngx_http_lead_form_folder_t *folder, ngx_http_lead_form_main_conf_t *geos)
{
    ngx_pool_cleanup_t         *cleanup;
    ngx_http_lead_form_live_t  *live;

    live = ngx_pcalloc(cycle->pool, sizeof(ngx_http_lead_form_live_t));
    cleanup = ngx_pool_cleanup_add(cycle->pool, 0);

    if (live == NULL || cleanup == NULL) {
        return NGX_ERROR;
    }

    cleanup->handler = ngx_http_lead_form_live_end;
    cleanup->data = live;

#if (NGX_THREADS)

    live->task = ngx_thread_task_alloc(cycle->pool, 0);
    if (live->task == NULL) {
        return NGX_ERROR;
    }

    live->task->ctx = live;
    live->task->handler = ngx_http_lead_form_live_task;
    live->task->event.handler = ngx_http_lead_form_live_done;
    live->task->event.data = live;
    live->task->event.log = cycle->log;

#endif

    live->folder = folder;
    live->geos = geos;
    live->seen = folder->seen;
    live->read = folder->read;
    live->first = 1;
    live->writes = folder->state.len > 0 && ngx_worker == 0;
    live->unkept = live->writes;

    live->timer.handler = ngx_http_lead_form_live_timer;
    live->timer.data = live;
    live->timer.log = cycle->log;
    live->timer.cancelable = 1;

    ngx_add_timer(&live->timer, 1);

    return NGX_OK;
}


/* A worker's threads have ended by now; those of a lone process may not. */

static void
ngx_http_lead_form_live_end(void *data)
{
    ngx_http_lead_form_live_t  *live = data;

    if (live->timer.timer_set) {
        ngx_del_timer(&live->timer);
    }

    while (live->busy) {
        ngx_msleep(1);
    }

    lf_folder_free(live->forms);
    live->forms = NULL;
}


/* Until the next full second. */

static void
ngx_http_lead_form_live_wait(ngx_http_lead_form_live_t *live)
{
    ngx_time_t  *now;
    ngx_msec_t   delay;

    if (ngx_exiting || ngx_terminate || ngx_quit) {
        return;
    }

    now = ngx_timeofday();
    delay = NGX_HTTP_LEAD_FORM_LOOK_EVERY - now->msec;

    if (delay < NGX_HTTP_LEAD_FORM_LOOK_GAP) {
        delay += NGX_HTTP_LEAD_FORM_LOOK_EVERY;
    }

    ngx_add_timer(&live->timer, delay);
}


static void
ngx_http_lead_form_live_timer(ngx_event_t *event)
{
    ngx_http_lead_form_live_t  *live;

    live = event->data;

    if (ngx_exiting || ngx_terminate || ngx_quit) {
        return;
    }

    if (live->geos != NULL) {
        ngx_http_lead_form_geos_look(live->geos);
    }

#if (NGX_THREADS)

    live->busy = 1;

    if (ngx_thread_task_post(live->folder->thread_pool, live->task) != NGX_OK) {
        live->busy = 0;
        ngx_http_lead_form_live_wait(live);
    }

#else

    ngx_http_lead_form_live_task(live, event->log);
    ngx_http_lead_form_live_done(event);

#endif
}


/* In a thread: the current version stays what it is until the task is done. */

static void
ngx_http_lead_form_live_task(void *data, ngx_log_t *log)
{
    lf_arena_t                 *arena;
    ngx_http_lead_form_live_t  *live = data;

    arena = lf_arena_create();

    if (arena != NULL) {
        ngx_http_lead_form_live_look(live, lf_arena_mem(arena));
        lf_arena_destroy(arena);
    }

    if (live->unkept && live->known) {
        ngx_http_lead_form_live_keep(live, log);
    }

    if (live->geos != NULL) {
        ngx_http_lead_form_geos_load(live->geos);
    }

    ngx_memory_barrier();
    live->busy = 0;
}


static void
ngx_http_lead_form_live_look(ngx_http_lead_form_live_t *live, lf_mem_t *mem)
{
    ngx_int_t                    rc;
    ngx_uint_t                   again;
    ngx_http_lead_form_files_t   now;

    now.mem = mem;
    now.log = NULL;
    now.path = live->folder->path;

    rc = ngx_http_lead_form_files_look(&now);

    if (rc == NGX_ERROR) {
        return;
    }

    if (rc == NGX_DECLINED) {
        now.count = 0;
        now.seen = now.err;
    }

    if (now.seen == live->settled) {
        return;
    }

    if (ngx_http_lead_form_files_read(&now) != NGX_OK) {
        return;
    }

    again = now.seen == live->seen;
    live->seen = now.seen;

    if (now.read != live->read
        || (live->first && live->folder->current->forms->held > 0))
    {
        ngx_http_lead_form_live_load(live, &now);

    } else {
        live->doubt = 0;
    }

    live->known = now.read == live->read;

    /* Within one tick of the clock a file may change and show it by nothing. */

    if (again && live->known && !live->doubt) {
        live->settled = now.seen;
    }
}


static void
ngx_http_lead_form_live_load(ngx_http_lead_form_live_t *live,
    ngx_http_lead_form_files_t *now)
{
    lf_folder_t                 *forms;
    ngx_http_lead_form_files_t   good;

    good.mem = now->mem;
    good.log = NULL;
    good.path = live->folder->state;
    good.count = 0;

    /* A worker that took another's place does not know what that one served. */

    if ((live->first && good.path.len > 0
         && ngx_http_lead_form_files_read_good(&good) == NGX_ERROR)
        || ngx_http_lead_form_files_add_good(&good,
                              live->folder->current->forms) != NGX_OK)
    {
        return;
    }

    forms = lf_folder_load(now->sources, now->count, good.sources, good.count);
    if (forms == NULL) {
        return;
    }

    if (forms->held > 0 && !live->doubt) {
        live->doubt = 1;
        lf_folder_free(forms);
        return;
    }

    live->forms = forms;
    live->read = now->read;
    live->doubt = 0;
    live->first = 0;
    live->unkept = live->writes;
}


/* Tried again at each look until it succeeds, said once. */

static void
ngx_http_lead_form_live_keep(ngx_http_lead_form_live_t *live, ngx_log_t *log)
{
    ngx_int_t  rc;

    rc = ngx_http_lead_form_state_write(&live->folder->state,
                                        live->forms != NULL
                                        ? live->forms
                                        : live->folder->current->forms,
                                        live->said ? NULL : log);
    live->unkept = rc != NGX_OK;
    live->said = rc != NGX_OK;
}


static void
ngx_http_lead_form_live_done(ngx_event_t *event)
{
    lf_folder_t                *forms;
    ngx_http_lead_form_live_t  *live;

    live = event->data;
    forms = live->forms;

    if (forms != NULL) {

        /* What all workers do is said by one. */

        if (ngx_worker == 0) {
            ngx_http_lead_form_live_report(live, event->log);
        }

        live->forms = NULL;
        (void) ngx_http_lead_form_version_add(live->folder, forms, event->log);
    }

    if (live->geos != NULL) {
        ngx_http_lead_form_geos_take(live->geos, event->log);
    }

    ngx_http_lead_form_live_wait(live);
}


/* What is not as it was: each change once. */

static void
ngx_http_lead_form_live_report(ngx_http_lead_form_live_t *live,
    ngx_log_t *log)
{
    size_t                   i;
    lf_folder_t             *old;
    lf_folder_file_t        *file;
    const lf_folder_file_t  *before;

    old = live->folder->current->forms;

    for (i = 0; i < live->forms->files_count; i++) {
        file = &live->forms->files[i];
        before = lf_folder_file(old, file->name);

        if (before == NULL || before->state != file->state
            || !lf_str_eq(before->seen, file->seen))
        {
            ngx_http_lead_form_live_say(live, file, log);
        }
    }
}


static void
ngx_http_lead_form_live_say(ngx_http_lead_form_live_t *live,
    lf_folder_file_t *file, ngx_log_t *log)
{
    switch (file->state) {

    case LF_FOLDER_LIVE:
        ngx_log_error(NGX_LOG_NOTICE, log, 0, "\"%*s\" is live, version %*s",
                      file->file.len, file->file.data,
                      file->version.len, file->version.data);
        ngx_http_lead_form_live_warn(live->forms, file, log);
        break;

    case LF_FOLDER_DELETED:
        ngx_log_error(NGX_LOG_WARN, log, 0,
                      "\"%V/%*s.json\" is deleted; its last good version %*s "
                      "serves", &live->folder->path,
                      file->name.len, file->name.data,
                      file->version.len, file->version.data);
        break;

    default:
        ngx_http_lead_form_live_fault(live->forms, file, log);
        break;
    }
}


static void
ngx_http_lead_form_live_warn(lf_folder_t *forms, lf_folder_file_t *file,
    ngx_log_t *log)
{
    size_t            i;
    lf_str_t          line;
    lf_arena_t       *arena;
    lf_diagnostic_t  *item;

    arena = lf_arena_create();
    if (arena == NULL) {
        return;
    }

    for (i = 0; i < forms->diagnostics.count; i++) {
        item = &forms->diagnostics.items[i];

        if (lf_str_eq(item->file, file->file)) {
            line = lf_diagnostic_line(lf_arena_mem(arena), item);
            ngx_log_error(NGX_LOG_WARN, log, 0, "%*s", line.len, line.data);
        }
    }

    lf_arena_destroy(arena);
}


/* The first finding with its place, the number of the others. */

static void
ngx_http_lead_form_live_fault(lf_folder_t *forms, lf_folder_file_t *file,
    ngx_log_t *log)
{
    size_t            i;
    u_char            more[sizeof(" (and  more)") + NGX_SIZE_T_LEN];
    lf_str_t          line;
    lf_arena_t       *arena;
    lf_diagnostic_t  *item;

    arena = lf_arena_create();
    if (arena == NULL) {
        return;
    }

    line = file->file;

    for (i = 0; i < forms->diagnostics.count; i++) {
        item = &forms->diagnostics.items[i];

        if (item->severity == LF_SEVERITY_ERROR
            && lf_str_eq(item->file, file->file))
        {
            line = lf_diagnostic_line(lf_arena_mem(arena), item);
            break;
        }
    }

    *more = '\0';

    if (file->errors > 1) {
        *ngx_sprintf(more, " (and %uz more)", file->errors - 1) = '\0';
    }

    if (file->state == LF_FOLDER_ABSENT) {
        ngx_log_error(NGX_LOG_ERR, log, 0, "%*s%s; it does not serve",
                      line.len, line.data, more);

    } else {
        ngx_log_error(NGX_LOG_ERR, log, 0,
                      "%*s%s; the last good version %*s serves",
                      line.len, line.data, more,
                      file->version.len, file->version.data);
    }

    lf_arena_destroy(arena);
}
