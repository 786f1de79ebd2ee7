/*
 * The Redis client: operations, from their submission to their one completion.
 *
 * Owns the queues of a node and the deadline of what is in them.  One timer
 * serves all operations of a node: their timeouts are equal, so that the
 * first one in a queue is the first one due.
 */

#include "ngx_http_lead_form_redis_private.h"


static ngx_int_t ngx_http_lead_form_redis_admit(
    ngx_http_lead_form_redis_t *redis, ngx_http_lead_form_redis_op_t *op);
static void ngx_http_lead_form_redis_turn(ngx_event_t *ev);
static void ngx_http_lead_form_redis_deadline(ngx_event_t *ev);
static ngx_uint_t ngx_http_lead_form_redis_expire(
    ngx_http_lead_form_redis_t *redis);
static uint64_t ngx_http_lead_form_redis_now(void);


static const ngx_http_lead_form_redis_observer_t
    *ngx_http_lead_form_redis_observer;


void
ngx_http_lead_form_redis_observe(
    const ngx_http_lead_form_redis_observer_t *observer)
{
    ngx_http_lead_form_redis_observer = observer;
}


ngx_int_t
ngx_http_lead_form_redis_start(ngx_http_lead_form_redis_t *redis,
    ngx_cycle_t *cycle)
{
    if (redis->started) {
        return NGX_OK;
    }

    redis->log = cycle->log;
    redis->quiet = *cycle->log;
    redis->quiet.log_level = NGX_LOG_STDERR;
    redis->quiet.next = NULL;

    redis->turn.handler = ngx_http_lead_form_redis_turn;
    redis->turn.data = redis;
    redis->turn.log = cycle->log;

    redis->deadline.handler = ngx_http_lead_form_redis_deadline;
    redis->deadline.data = redis;
    redis->deadline.log = cycle->log;

    redis->timer.handler = ngx_http_lead_form_redis_tick;
    redis->timer.data = redis;
    redis->timer.log = cycle->log;
    redis->timer.cancelable = 1;

    redis->started = 1;

    return ngx_http_lead_form_redis_resolve_init(redis, cycle);
}


void
ngx_http_lead_form_redis_submit(ngx_http_lead_form_redis_op_t *op)
{
    ngx_http_lead_form_redis_t  *redis;

    redis = op->redis;
    redis->count++;
    redis->bytes += op->bytes;

    if (ngx_http_lead_form_redis_observer) {
        op->started = ngx_http_lead_form_redis_now();
    }

    ngx_post_event(&redis->turn, &ngx_posted_events);

    if (ngx_http_lead_form_redis_admit(redis, op) != NGX_OK) {
        op->result = NGX_HTTP_LEAD_FORM_REDIS_UNAVAILABLE;
        ngx_queue_insert_tail(&redis->failed, &op->queue);
        return;
    }

    op->deadline = ngx_current_msec + redis->timeout;
    ngx_queue_insert_tail(&redis->waiting, &op->queue);

    if (!redis->deadline.timer_set) {
        ngx_add_timer(&redis->deadline, redis->timeout);
    }

    if (redis->connection) {
        redis->connection->idle = 0;
    }
}


static ngx_int_t
ngx_http_lead_form_redis_admit(ngx_http_lead_form_redis_t *redis,
    ngx_http_lead_form_redis_op_t *op)
{
    if (op->count == 0) {
        return NGX_DECLINED;
    }

    if (redis->failures && redis->state != NGX_HTTP_LEAD_FORM_REDIS_READY) {
        return NGX_DECLINED;
    }

    if (redis->count <= NGX_HTTP_LEAD_FORM_REDIS_QUEUE_MAX
        && redis->bytes <= NGX_HTTP_LEAD_FORM_REDIS_BYTES_MAX)
    {
        return NGX_OK;
    }

    if (!redis->full) {
        redis->full = 1;
        ngx_log_error(NGX_LOG_ERR, redis->log, 0,
                      "redis %V: the queue is full, refusing operations",
                      &redis->name);
    }

    return NGX_DECLINED;
}


void
ngx_http_lead_form_redis_detach(ngx_http_lead_form_redis_op_t *op)
{
    op->handler = NULL;
    op->data = NULL;
}


/* The operation is in no queue any more. */

void
ngx_http_lead_form_redis_complete(ngx_http_lead_form_redis_op_t *op,
    ngx_http_lead_form_redis_result_e result)
{
    ngx_http_lead_form_redis_t                 *redis;
    const ngx_http_lead_form_redis_observer_t  *observer;

    redis = op->redis;
    observer = ngx_http_lead_form_redis_observer;

    if (!op->internal) {
        redis->count--;
        redis->bytes -= op->bytes;

        if (redis->count == 0) {
            redis->full = 0;
        }

        if (observer && result != NGX_HTTP_LEAD_FORM_REDIS_OK) {
            observer->failed(result);

        } else if (observer && op->started) {
            observer->round_trip(ngx_http_lead_form_redis_now() - op->started);
        }
    }

    if (op->handler) {
        op->handler(op->data, result,
                    result == NGX_HTTP_LEAD_FORM_REDIS_OK ? op->replies : NULL,
                    result == NGX_HTTP_LEAD_FORM_REDIS_OK ? op->count : 0);
    }

    ngx_http_lead_form_redis_release(op);
}


/* Completed in this turn of the event loop, but not from here. */

void
ngx_http_lead_form_redis_fail(ngx_http_lead_form_redis_op_t *op,
    ngx_http_lead_form_redis_result_e result)
{
    ngx_http_lead_form_redis_t  *redis;

    redis = op->redis;
    op->result = result;

    ngx_queue_remove(&op->queue);
    ngx_queue_insert_tail(&redis->failed, &op->queue);
    ngx_post_event(&redis->turn, &ngx_posted_events);
}


void
ngx_http_lead_form_redis_fail_all(ngx_queue_t *queue,
    ngx_http_lead_form_redis_result_e result)
{
    ngx_queue_t  *q;

    while (!ngx_queue_empty(queue)) {
        q = ngx_queue_head(queue);
        ngx_http_lead_form_redis_fail(
            ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue), result);
    }
}


/* In no queue; what is `missing` leaves once more, first or last of all. */

void
ngx_http_lead_form_redis_again(ngx_http_lead_form_redis_op_t *op,
    ngx_uint_t first)
{
    op->missing |= op->again;
    op->again = 0;
    op->next = 0;

    if (first) {
        ngx_queue_insert_head(&op->redis->waiting, &op->queue);

    } else {
        ngx_queue_insert_tail(&op->redis->waiting, &op->queue);
    }

    ngx_post_event(&op->redis->turn, &ngx_posted_events);
}


/*
 * Once in a turn of the event loop, after the handlers of all sockets: what
 * was submitted in between leaves in one write.
 */

static void
ngx_http_lead_form_redis_turn(ngx_event_t *ev)
{
    ngx_queue_t                    *q, failed;
    ngx_http_lead_form_redis_t     *redis;
    ngx_http_lead_form_redis_op_t  *op;

    redis = ev->data;

    if (!ngx_queue_empty(&redis->waiting)) {

        if (redis->state == NGX_HTTP_LEAD_FORM_REDIS_READY) {
            ngx_http_lead_form_redis_write(redis);

        } else if (redis->state == NGX_HTTP_LEAD_FORM_REDIS_DOWN) {
            ngx_http_lead_form_redis_connect(redis);
        }
    }

    if (ngx_queue_empty(&redis->failed)) {
        return;
    }

    /* What these handlers submit is not for this round. */

    ngx_queue_init(&failed);
    ngx_queue_add(&failed, &redis->failed);
    ngx_queue_init(&redis->failed);

    while (!ngx_queue_empty(&failed)) {
        q = ngx_queue_head(&failed);
        ngx_queue_remove(q);

        op = ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue);
        ngx_http_lead_form_redis_complete(op, op->result);
    }

    ngx_http_lead_form_redis_rest(redis);
}


static void
ngx_http_lead_form_redis_deadline(ngx_event_t *ev)
{
    ngx_queue_t                    *q;
    ngx_msec_int_t                  left, first;
    ngx_http_lead_form_redis_t     *redis;
    ngx_http_lead_form_redis_op_t  *op;

    redis = ev->data;

    if (ngx_http_lead_form_redis_expire(redis)) {
        ngx_http_lead_form_redis_distrust(redis,
                                          NGX_HTTP_LEAD_FORM_REDIS_TIMEOUT,
                                          "no reply in time");
    }

    first = -1;

    q = ngx_queue_head(&redis->sent);

    if (redis->state == NGX_HTTP_LEAD_FORM_REDIS_READY
        && q != ngx_queue_sentinel(&redis->sent))
    {
        op = ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue);
        first = op->deadline - ngx_current_msec;
    }

    if (!ngx_queue_empty(&redis->waiting)) {
        q = ngx_queue_head(&redis->waiting);
        op = ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue);
        left = op->deadline - ngx_current_msec;
        first = (first < 0) ? left : ngx_min(first, left);
    }

    if (first >= 0) {
        ngx_add_timer(&redis->deadline, (ngx_msec_t) first);
    }

    ngx_http_lead_form_redis_rest(redis);
}


/*
 * What waits expires singly: it was not sent.  Returns 1 when the reply that
 * is due next is late: replies have no names, so none after it can be trusted.
 */

static ngx_uint_t
ngx_http_lead_form_redis_expire(ngx_http_lead_form_redis_t *redis)
{
    ngx_queue_t                    *q;
    ngx_http_lead_form_redis_op_t  *op;

    while (!ngx_queue_empty(&redis->waiting)) {
        q = ngx_queue_head(&redis->waiting);
        op = ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue);

        if ((ngx_msec_int_t) (op->deadline - ngx_current_msec) > 0) {
            break;
        }

        ngx_http_lead_form_redis_fail(op, NGX_HTTP_LEAD_FORM_REDIS_TIMEOUT);
    }

    if (redis->state != NGX_HTTP_LEAD_FORM_REDIS_READY
        || ngx_queue_empty(&redis->sent))
    {
        return 0;
    }

    q = ngx_queue_head(&redis->sent);
    op = ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue);

    return (ngx_msec_int_t) (op->deadline - ngx_current_msec) <= 0;
}


/*
 * With nothing pending the connection is idle: nginx closes it when the
 * worker is to exit, and a worker that exits already keeps none.  The timer
 * of a connection goes on, to be found set by the next operation.
 */

void
ngx_http_lead_form_redis_rest(ngx_http_lead_form_redis_t *redis)
{
    if (redis->count) {
        return;
    }

    if (ngx_exiting && redis->state != NGX_HTTP_LEAD_FORM_REDIS_BACKOFF) {
        ngx_http_lead_form_redis_close(redis);
    }

    if (redis->connection) {
        redis->connection->idle = 1;

    } else if (redis->deadline.timer_set) {
        ngx_del_timer(&redis->deadline);
    }
}


void
ngx_http_lead_form_redis_told(ngx_int_t change)
{
    if (ngx_http_lead_form_redis_observer) {
        ngx_http_lead_form_redis_observer->connected(change);
    }
}


static uint64_t
ngx_http_lead_form_redis_now(void)
{
    struct timespec  ts;

    (void) clock_gettime(CLOCK_MONOTONIC, &ts);

    return (uint64_t) ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}
