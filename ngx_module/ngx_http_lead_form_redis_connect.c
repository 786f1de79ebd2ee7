/*
 * The Redis client: the connection of a node, one function per state.
 *
 *     DOWN -> RESOLVE -> CONNECT -> AUTH -> SELECT -> PING -> READY
 *
 * Every address of a name is tried; when the last one fails, all that waits
 * fails, and so does whatever comes, at once, until a later attempt, made by
 * a timer of its own (BACKOFF), is answered.  PING proves that a Redis is
 * there and has loaded its data.
 *
 * Owns the socket, the reader and the state's timer, together with
 * ngx_http_lead_form_redis_failure.c, where every state ends that fails.
 */

#include "ngx_http_lead_form_redis_private.h"


static void ngx_http_lead_form_redis_connect_handler(ngx_event_t *ev);
static void ngx_http_lead_form_redis_connected(
    ngx_http_lead_form_redis_t *redis);
static void ngx_http_lead_form_redis_authenticate(
    ngx_http_lead_form_redis_t *redis);
static void ngx_http_lead_form_redis_authenticated(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static void ngx_http_lead_form_redis_select(ngx_http_lead_form_redis_t *redis);
static void ngx_http_lead_form_redis_selected(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static void ngx_http_lead_form_redis_ping(ngx_http_lead_form_redis_t *redis);
static void ngx_http_lead_form_redis_pong(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);
static void ngx_http_lead_form_redis_ready(ngx_http_lead_form_redis_t *redis);
static void ngx_http_lead_form_redis_greet(ngx_http_lead_form_redis_t *redis,
    ngx_http_lead_form_redis_handler_pt handler, ngx_uint_t argc,
    ngx_str_t *argv);
static ngx_int_t ngx_http_lead_form_redis_welcome(
    ngx_http_lead_form_redis_t *redis, const char *command,
    const char *expected, redisReply *reply);


void
ngx_http_lead_form_redis_connect(ngx_http_lead_form_redis_t *redis)
{
    redis->addr = 0;

    if (!redis->named) {
        ngx_http_lead_form_redis_connect_next(redis);
        return;
    }

    redis->naddrs = 0;
    redis->state = NGX_HTTP_LEAD_FORM_REDIS_RESOLVE;
    ngx_add_timer(&redis->timer, redis->connect_timeout);

    ngx_http_lead_form_redis_resolve(redis);
}


void
ngx_http_lead_form_redis_resolved(ngx_http_lead_form_redis_t *redis)
{
    if (redis->naddrs == 0) {
        ngx_http_lead_form_redis_try_next(redis, "host not found", 0);
        return;
    }

    ngx_http_lead_form_redis_connect_next(redis);
}


void
ngx_http_lead_form_redis_connect_next(ngx_http_lead_form_redis_t *redis)
{
    ngx_int_t                         rc;
    ngx_connection_t                 *c;
    ngx_peer_connection_t             peer;
    ngx_http_lead_form_redis_addr_t  *addr;

    addr = &redis->addrs[redis->addr];

    ngx_memzero(&peer, sizeof(ngx_peer_connection_t));

    peer.sockaddr = &addr->sockaddr.sockaddr;
    peer.socklen = addr->socklen;
    peer.name = &redis->name;
    peer.get = ngx_event_get_peer;
    peer.log = &redis->quiet;
    peer.log_error = NGX_ERROR_INFO;
    peer.so_keepalive = (addr->sockaddr.sockaddr.sa_family != AF_UNIX);

    redis->state = NGX_HTTP_LEAD_FORM_REDIS_CONNECT;

    ngx_set_socket_errno(0);
    rc = ngx_event_connect_peer(&peer);

    if (rc != NGX_OK && rc != NGX_AGAIN) {
        ngx_http_lead_form_redis_try_next(redis, "connect() failed",
                                          ngx_socket_errno);
        return;
    }

    c = peer.connection;
    c->data = redis;
    c->log = redis->log;
    c->read->log = redis->log;
    c->write->log = redis->log;
    c->idle = (redis->count == 0);

    redis->connection = c;

    redis->reader = ngx_http_lead_form_redis_reader(redis);
    if (redis->reader == NULL) {
        ngx_http_lead_form_redis_try_next(redis, "memory is out", 0);
        return;
    }

    c->read->handler = ngx_http_lead_form_redis_connect_handler;
    c->write->handler = ngx_http_lead_form_redis_connect_handler;

    ngx_add_timer(&redis->timer, redis->connect_timeout);

    if (rc == NGX_OK) {
        ngx_http_lead_form_redis_connected(redis);
    }
}


static void
ngx_http_lead_form_redis_connect_handler(ngx_event_t *ev)
{
    int                          err;
    socklen_t                    len;
    ngx_connection_t            *c;
    ngx_http_lead_form_redis_t  *redis;

    c = ev->data;
    redis = c->data;

    if (c->close) {
        ngx_http_lead_form_redis_lost(redis, "the worker exits", 0);
        return;
    }

    err = 0;
    len = sizeof(int);

    /* Linux returns the error of connect(), other systems set errno to it. */

    if (getsockopt(c->fd, SOL_SOCKET, SO_ERROR, (void *) &err, &len) == -1) {
        err = ngx_socket_errno;
    }

    if (err) {
        ngx_http_lead_form_redis_try_next(redis, "connect() failed", err);
        return;
    }

    if (ev == c->write) {
        ngx_http_lead_form_redis_connected(redis);
    }
}


static void
ngx_http_lead_form_redis_connected(ngx_http_lead_form_redis_t *redis)
{
    ngx_connection_t  *c;

    c = redis->connection;

    if (redis->addrs[redis->addr].sockaddr.sockaddr.sa_family != AF_UNIX
        && ngx_tcp_nodelay(c) != NGX_OK)
    {
        ngx_http_lead_form_redis_try_next(redis, "setsockopt() failed", 0);
        return;
    }

    c->read->handler = ngx_http_lead_form_redis_read_handler;
    c->write->handler = ngx_http_lead_form_redis_write_handler;

    /* A refusal may be here already ("max number of clients reached"). */

    if (c->read->ready) {
        ngx_post_event(c->read, &ngx_posted_events);
    }

    ngx_http_lead_form_redis_authenticate(redis);
}


static void
ngx_http_lead_form_redis_authenticate(ngx_http_lead_form_redis_t *redis)
{
    ngx_uint_t  argc;
    ngx_str_t   argv[3];

    if (!redis->auth) {
        ngx_http_lead_form_redis_select(redis);
        return;
    }

    redis->state = NGX_HTTP_LEAD_FORM_REDIS_AUTH;

    argc = 0;
    ngx_str_set(&argv[argc], "AUTH");
    argc++;

    if (redis->user.len) {
        argv[argc++] = redis->user;
    }

    argv[argc++] = redis->password;

    ngx_http_lead_form_redis_greet(redis,
                                   ngx_http_lead_form_redis_authenticated,
                                   argc, argv);
}


static void
ngx_http_lead_form_redis_authenticated(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count)
{
    (void) result;
    (void) count;

    if (ngx_http_lead_form_redis_welcome(data, "AUTH", "OK", replies[0])
        == NGX_OK)
    {
        ngx_http_lead_form_redis_select(data);
    }
}


static void
ngx_http_lead_form_redis_select(ngx_http_lead_form_redis_t *redis)
{
    u_char     db[NGX_INT_T_LEN];
    ngx_str_t  argv[2];

    if (redis->db == 0) {
        ngx_http_lead_form_redis_ping(redis);
        return;
    }

    redis->state = NGX_HTTP_LEAD_FORM_REDIS_SELECT;

    ngx_str_set(&argv[0], "SELECT");
    argv[1].data = db;
    argv[1].len = ngx_sprintf(db, "%ui", redis->db) - db;

    ngx_http_lead_form_redis_greet(redis, ngx_http_lead_form_redis_selected, 2,
                                   argv);
}


static void
ngx_http_lead_form_redis_selected(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count)
{
    (void) result;
    (void) count;

    if (ngx_http_lead_form_redis_welcome(data, "SELECT", "OK", replies[0])
        == NGX_OK)
    {
        ngx_http_lead_form_redis_ping(data);
    }
}


static void
ngx_http_lead_form_redis_ping(ngx_http_lead_form_redis_t *redis)
{
    ngx_str_t  ping = ngx_string("PING");

    redis->state = NGX_HTTP_LEAD_FORM_REDIS_PING;

    ngx_http_lead_form_redis_greet(redis, ngx_http_lead_form_redis_pong, 1,
                                   &ping);
}


static void
ngx_http_lead_form_redis_pong(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count)
{
    (void) result;
    (void) count;

    if (ngx_http_lead_form_redis_welcome(data, "PING", "PONG", replies[0])
        == NGX_OK)
    {
        ngx_http_lead_form_redis_ready(data);
    }
}


static void
ngx_http_lead_form_redis_ready(ngx_http_lead_form_redis_t *redis)
{
    redis->state = NGX_HTTP_LEAD_FORM_REDIS_READY;
    ngx_del_timer(&redis->timer);

    ngx_http_lead_form_redis_told(1);

    if (redis->trouble[0]) {
        redis->trouble[0] = '\0';
        ngx_log_error(NGX_LOG_NOTICE, redis->log, 0, "redis %V is back",
                      &redis->name);
    }

    if (!ngx_queue_empty(&redis->waiting)) {
        ngx_post_event(&redis->turn, &ngx_posted_events);
    }
}


static void
ngx_http_lead_form_redis_greet(ngx_http_lead_form_redis_t *redis,
    ngx_http_lead_form_redis_handler_pt handler, ngx_uint_t argc,
    ngx_str_t *argv)
{
    ngx_http_lead_form_redis_op_t  *op;

    op = ngx_http_lead_form_redis_op(redis, 0, handler, redis);

    if (op == NULL
        || ngx_http_lead_form_redis_command(op, argc, argv) != NGX_OK)
    {
        if (op) {
            ngx_http_lead_form_redis_discard(op);
        }

        ngx_http_lead_form_redis_try_next(redis, "memory is out", 0);
        return;
    }

    op->internal = 1;

    ngx_queue_insert_tail(&redis->greeting, &op->queue);
    ngx_http_lead_form_redis_write(redis);
}


/* Of an error only its code is told: the rest may repeat what was sent. */

static ngx_int_t
ngx_http_lead_form_redis_welcome(ngx_http_lead_form_redis_t *redis,
    const char *command, const char *expected, redisReply *reply)
{
    size_t  len;
    u_char  reason[NGX_HTTP_LEAD_FORM_REDIS_REASON_MAX];

    if (reply->type == REDIS_REPLY_STATUS
        && ngx_strcmp(reply->str, expected) == 0)
    {
        return NGX_OK;
    }

    if (reply->type != REDIS_REPLY_ERROR) {
        ngx_http_lead_form_redis_try_next(redis, "protocol error", 0);
        return NGX_ERROR;
    }

    for (len = 0; len < NGX_HTTP_LEAD_FORM_REDIS_CODE_MAX; len++) {
        if (reply->str[len] < 'A' || reply->str[len] > 'Z') {
            break;
        }
    }

    (void) ngx_snprintf(reason, sizeof(reason), "%s refused: %*s%Z", command,
                        len, reply->str);

    ngx_http_lead_form_redis_close(redis);
    ngx_http_lead_form_redis_back_off(redis, (char *) reason, 0);

    return NGX_ERROR;
}


/* The timer of the state. */

void
ngx_http_lead_form_redis_tick(ngx_event_t *ev)
{
    ngx_http_lead_form_redis_t  *redis;

    redis = ev->data;

    switch (redis->state) {

    case NGX_HTTP_LEAD_FORM_REDIS_BACKOFF:
        if (!ngx_exiting) {
            ngx_http_lead_form_redis_connect(redis);
        }

        break;

    case NGX_HTTP_LEAD_FORM_REDIS_RESOLVE:
        ngx_http_lead_form_redis_try_next(redis, "resolving timed out", 0);
        break;

    case NGX_HTTP_LEAD_FORM_REDIS_CONNECT:
        ngx_http_lead_form_redis_try_next(redis, "connecting timed out", 0);
        break;

    default:
        ngx_http_lead_form_redis_try_next(redis, "the greeting timed out", 0);
        break;
    }
}
