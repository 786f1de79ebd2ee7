/*
 * The Redis client: how a state or a connection ends that fails, what becomes
 * of the operations, and when the next attempt is made.
 */

#include "ngx_http_lead_form_redis_private.h"


static void ngx_http_lead_form_redis_retry(ngx_http_lead_form_redis_t *redis);
static void ngx_http_lead_form_redis_say(ngx_http_lead_form_redis_t *redis,
    const char *reason, ngx_err_t err);
static void ngx_http_lead_form_redis_forget(ngx_queue_t *queue);


/* Before READY: the next address.  The first one tells why none will do. */

void
ngx_http_lead_form_redis_try_next(ngx_http_lead_form_redis_t *redis,
    const char *reason, ngx_err_t err)
{
    ngx_http_lead_form_redis_close(redis);

    if (redis->addr == 0) {
        redis->reason = reason;
        redis->err = err;
    }

    if (redis->addr + 1 < redis->naddrs && !ngx_exiting) {
        redis->addr++;
        ngx_http_lead_form_redis_connect_next(redis);
        return;
    }

    ngx_http_lead_form_redis_back_off(redis, redis->reason, redis->err);
}


void
ngx_http_lead_form_redis_back_off(ngx_http_lead_form_redis_t *redis,
    const char *reason, ngx_err_t err)
{
    ngx_uint_t  shift;
    ngx_msec_t  delay;

    shift = ngx_min(redis->failures, 7);
    redis->failures++;
    redis->breaks = 0;
    redis->state = NGX_HTTP_LEAD_FORM_REDIS_BACKOFF;

    ngx_http_lead_form_redis_say(redis, reason, err);

    ngx_http_lead_form_redis_fail_all(&redis->waiting,
                                      NGX_HTTP_LEAD_FORM_REDIS_UNAVAILABLE);

    delay = NGX_HTTP_LEAD_FORM_REDIS_BACKOFF_MIN << shift;
    delay = ngx_min(delay, NGX_HTTP_LEAD_FORM_REDIS_BACKOFF_MAX);
    delay = delay / 2 + (ngx_uint_t) ngx_random() % (delay / 2 + 1);

    ngx_add_timer(&redis->timer, delay);
}


/* One line for each change, however many operations meet it. */

static void
ngx_http_lead_form_redis_say(ngx_http_lead_form_redis_t *redis,
    const char *reason, ngx_err_t err)
{
    if (ngx_strcmp(redis->trouble, reason) == 0) {
        return;
    }

    (void) ngx_cpystrn((u_char *) redis->trouble, (u_char *) reason,
                       NGX_HTTP_LEAD_FORM_REDIS_REASON_MAX);

    ngx_log_error(NGX_LOG_ERR, redis->log, err, "redis %V: %s, retrying",
                  &redis->name, reason);
}


void
ngx_http_lead_form_redis_lost(ngx_http_lead_form_redis_t *redis,
    const char *reason, ngx_err_t err)
{
    ngx_connection_t  *c;

    c = redis->connection;

    if (c->close) {
        ngx_http_lead_form_redis_close(redis);
        ngx_http_lead_form_redis_fail_all(&redis->waiting,
                                          NGX_HTTP_LEAD_FORM_REDIS_LOST);
        ngx_http_lead_form_redis_fail_all(&redis->sent,
                                          NGX_HTTP_LEAD_FORM_REDIS_LOST);
        ngx_http_lead_form_redis_rest(redis);
        return;
    }

    if (redis->state != NGX_HTTP_LEAD_FORM_REDIS_READY) {
        ngx_http_lead_form_redis_try_next(redis, reason, err);
        return;
    }

    ngx_http_lead_form_redis_retry(redis);
    ngx_http_lead_form_redis_close(redis);

    if (redis->count == 0) {
        redis->failures = 0;
        redis->breaks = 0;
        ngx_http_lead_form_redis_rest(redis);
        return;
    }

    /* A node that answers a greeting and nothing else is no node. */

    if (redis->failures
        || ++redis->breaks >= NGX_HTTP_LEAD_FORM_REDIS_BREAKS_MAX)
    {
        ngx_http_lead_form_redis_back_off(redis, reason, err);
        return;
    }

    ngx_log_error(NGX_LOG_INFO, redis->log, err, "redis %V: %s, reconnecting",
                  &redis->name, reason);

    ngx_post_event(&redis->turn, &ngx_posted_events);
}


/*
 * Sorts what was sent.  It may be sent again when none of the commands still
 * unanswered can have been executed (Redis executes whole commands only), or
 * when the operation is idempotent, then once.
 */

static void
ngx_http_lead_form_redis_retry(ngx_http_lead_form_redis_t *redis)
{
    ngx_uint_t                      executed;
    ngx_queue_t                    *q;
    ngx_http_lead_form_redis_op_t  *op;

    while (!ngx_queue_empty(&redis->sent)) {
        q = ngx_queue_last(&redis->sent);
        op = ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue);

        executed = op->missing & (ngx_http_lead_form_redis_bit(op->next) - 1);

        if ((ngx_msec_int_t) (op->deadline - ngx_current_msec) <= 0
            || (executed && (!op->idempotent || op->resent)))
        {
            ngx_http_lead_form_redis_fail(op, NGX_HTTP_LEAD_FORM_REDIS_LOST);
            continue;
        }

        op->resent |= (executed != 0);

        ngx_queue_remove(q);
        ngx_http_lead_form_redis_again(op, 1);
    }
}


void
ngx_http_lead_form_redis_distrust(ngx_http_lead_form_redis_t *redis,
    ngx_http_lead_form_redis_result_e result, const char *reason)
{
    if (redis->state != NGX_HTTP_LEAD_FORM_REDIS_READY) {
        ngx_http_lead_form_redis_try_next(redis, reason, 0);
        return;
    }

    ngx_http_lead_form_redis_fail_all(&redis->sent, result);
    ngx_http_lead_form_redis_close(redis);
    ngx_http_lead_form_redis_back_off(redis, reason, 0);
}


/* Ends what the state holds; the operations of others stay where they are. */

void
ngx_http_lead_form_redis_close(ngx_http_lead_form_redis_t *redis)
{
    if (redis->state == NGX_HTTP_LEAD_FORM_REDIS_READY) {
        ngx_http_lead_form_redis_told(-1);

    } else if (redis->state != NGX_HTTP_LEAD_FORM_REDIS_DOWN) {
        ngx_http_lead_form_redis_forget(&redis->greeting);
        ngx_http_lead_form_redis_forget(&redis->sent);
    }

    ngx_http_lead_form_redis_resolve_cancel(redis);

    if (redis->timer.timer_set) {
        ngx_del_timer(&redis->timer);
    }

    if (redis->connection) {
        ngx_close_connection(redis->connection);
        redis->connection = NULL;
    }

    if (redis->reader) {
        redisReaderFree(redis->reader);
        redis->reader = NULL;
    }

    redis->state = NGX_HTTP_LEAD_FORM_REDIS_DOWN;
    redis->generation++;
    redis->writing = NULL;
    redis->written = 0;
    redis->unparsed = 0;
}


static void
ngx_http_lead_form_redis_forget(ngx_queue_t *queue)
{
    ngx_queue_t  *q;

    while (!ngx_queue_empty(queue)) {
        q = ngx_queue_head(queue);
        ngx_queue_remove(q);
        ngx_http_lead_form_redis_release(
            ngx_queue_data(q, ngx_http_lead_form_redis_op_t, queue));
    }
}
