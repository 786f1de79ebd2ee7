/*
 * The Redis client's own view of a node and of an operation.
 *
 * A node (ngx_http_lead_form_redis_t) lives in the cycle's pool.  Its
 * operations and their bytes come from the heap; a released operation waits
 * in `spare` for the next one.  Each operation is in exactly one queue of its
 * node from submit to completion:
 *
 *     waiting   no byte has left, or a part has to leave again
 *     sent      in the order in which replies are due
 *     failed    `result` is decided; completed in the same turn
 *
 * The handshake's operations (`internal`) take the way greeting, sent; while
 * it lasts nothing else is in `sent`.
 */

#ifndef NGX_HTTP_LEAD_FORM_REDIS_PRIVATE_H
#define NGX_HTTP_LEAD_FORM_REDIS_PRIVATE_H

#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_event.h>
#include <ngx_event_connect.h>
#if (NGX_THREADS)
#include <ngx_thread_pool.h>
#endif

#include "ngx_http_lead_form_redis.h"

#define NGX_HTTP_LEAD_FORM_REDIS_ARGS_MAX      1024   /* of one command */
#define NGX_HTTP_LEAD_FORM_REDIS_ADDRS_MAX     16     /* of one host name */
#define NGX_HTTP_LEAD_FORM_REDIS_HOST_MAX      253    /* bytes */
#define NGX_HTTP_LEAD_FORM_REDIS_CODE_MAX      20     /* of an error */
#define NGX_HTTP_LEAD_FORM_REDIS_REASON_MAX    64     /* NUL included */
#define NGX_HTTP_LEAD_FORM_REDIS_DB_MAX        99999
#define NGX_HTTP_LEAD_FORM_REDIS_BACKOFF_MIN   50     /* milliseconds */
#define NGX_HTTP_LEAD_FORM_REDIS_BACKOFF_MAX   5000
#define NGX_HTTP_LEAD_FORM_REDIS_BREAKS_MAX    3      /* without any reply */
#define NGX_HTTP_LEAD_FORM_REDIS_BUFFER        65536  /* of one read */
#define NGX_HTTP_LEAD_FORM_REDIS_SPARE_POOLS   2      /* of replies */

#define ngx_http_lead_form_redis_bit(i)  ((ngx_uint_t) 1 << (i))


typedef enum {
    NGX_HTTP_LEAD_FORM_REDIS_DOWN,          /* connects when it is needed */
    NGX_HTTP_LEAD_FORM_REDIS_RESOLVE,
    NGX_HTTP_LEAD_FORM_REDIS_CONNECT,
    NGX_HTTP_LEAD_FORM_REDIS_AUTH,
    NGX_HTTP_LEAD_FORM_REDIS_SELECT,
    NGX_HTTP_LEAD_FORM_REDIS_PING,
    NGX_HTTP_LEAD_FORM_REDIS_READY,
    NGX_HTTP_LEAD_FORM_REDIS_BACKOFF
} ngx_http_lead_form_redis_state_e;


/* `data` is hiredis's, as it goes out; `script` until its text was sent. */
typedef struct {
    sds                                  data;
    size_t                               len;
    ngx_http_lead_form_script_t         *script;
} ngx_http_lead_form_redis_command_t;


struct ngx_http_lead_form_redis_op_s {
    ngx_queue_t                          queue;
    ngx_http_lead_form_redis_t          *redis;
    ngx_http_lead_form_redis_handler_pt  handler;   /* NULL: detached */
    void                                *data;

    ngx_http_lead_form_redis_result_e    result;
    ngx_msec_t                           deadline;
    uint64_t                             started;   /* microseconds */

    ngx_uint_t                           count;     /* of commands */
    ngx_uint_t                           missing;   /* bits: replies due */
    ngx_uint_t                           again;     /* bits: NOSCRIPT */
    ngx_uint_t                           next;      /* those below have left */
    size_t                               bytes;

    ngx_http_lead_form_redis_command_t
                             commands[NGX_HTTP_LEAD_FORM_REDIS_COMMANDS_MAX];
    redisReply              *replies[NGX_HTTP_LEAD_FORM_REDIS_COMMANDS_MAX];

    unsigned                             idempotent:1;
    unsigned                             resent:1;
    unsigned                             internal:1;
};


typedef struct {
    ngx_sockaddr_t                       sockaddr;
    socklen_t                            socklen;
} ngx_http_lead_form_redis_addr_t;


struct ngx_http_lead_form_redis_s {
    /* configuration */

    ngx_str_t                            url;
    ngx_str_t                            name;      /* for logs: no secrets */
    ngx_str_t                            host;      /* NUL-terminated */
    ngx_str_t                            user;
    ngx_str_t                            password;
    in_port_t                            port;
    ngx_uint_t                           db;
    ngx_msec_t                           connect_timeout;
    ngx_msec_t                           timeout;

    unsigned                             auth:1;
    unsigned                             named:1;   /* host is to resolve */

    /* the worker's */

    unsigned                             started:1;
    unsigned                             full:1;
    ngx_log_t                           *log;
    ngx_log_t                            quiet;     /* connect() failures */

    ngx_http_lead_form_redis_addr_t
                               addrs[NGX_HTTP_LEAD_FORM_REDIS_ADDRS_MAX];
    ngx_uint_t                           naddrs;
    ngx_uint_t                           addr;

    ngx_resolver_t                      *resolver;
    ngx_resolver_ctx_t                  *resolving;
#if (NGX_THREADS)
    ngx_thread_pool_t                   *thread_pool;
    ngx_thread_task_t                   *task;
#endif

    ngx_http_lead_form_redis_state_e     state;
    ngx_uint_t                           generation; /* of the connection */
    ngx_uint_t                           failures;   /* since the last reply */
    ngx_uint_t                           breaks;     /* since the last reply */
    const char                          *reason;     /* the first address's */
    ngx_err_t                            err;
    char              trouble[NGX_HTTP_LEAD_FORM_REDIS_REASON_MAX]; /* told */

    ngx_connection_t                    *connection;
    redisReader                         *reader;
    ngx_pool_t                          *growing;   /* of the next reply */
    ngx_pool_t  *spare_pools[NGX_HTTP_LEAD_FORM_REDIS_SPARE_POOLS];
    ngx_uint_t                           spare_pools_count;
    size_t                               unparsed;

    ngx_event_t                          turn;      /* posted by submit */
    ngx_event_t                          deadline;  /* of operations */
    ngx_event_t                          timer;     /* of the state */

    ngx_queue_t                          greeting;
    ngx_queue_t                          waiting;
    ngx_queue_t                          sent;
    ngx_queue_t                          failed;
    ngx_queue_t                          spare;

    /* the last of `sent`, partly written, and how far its command `next` is */
    ngx_http_lead_form_redis_op_t       *writing;
    size_t                               written;

    ngx_uint_t                           count;     /* waiting and sent */
    size_t                               bytes;     /* of these */
};


/* Operations. */

ngx_int_t ngx_http_lead_form_redis_start(ngx_http_lead_form_redis_t *redis,
    ngx_cycle_t *cycle);
void ngx_http_lead_form_redis_release(ngx_http_lead_form_redis_op_t *op);
void ngx_http_lead_form_redis_complete(ngx_http_lead_form_redis_op_t *op,
    ngx_http_lead_form_redis_result_e result);
void ngx_http_lead_form_redis_fail(ngx_http_lead_form_redis_op_t *op,
    ngx_http_lead_form_redis_result_e result);
void ngx_http_lead_form_redis_fail_all(ngx_queue_t *queue,
    ngx_http_lead_form_redis_result_e result);
void ngx_http_lead_form_redis_again(ngx_http_lead_form_redis_op_t *op,
    ngx_uint_t first);
void ngx_http_lead_form_redis_told(ngx_int_t change);
ngx_int_t ngx_http_lead_form_redis_text(ngx_http_lead_form_redis_op_t *op,
    ngx_uint_t i);
void ngx_http_lead_form_redis_rest(ngx_http_lead_form_redis_t *redis);

/* Configuration: NULL, or what is wrong in words that tell no secret. */

const char *ngx_http_lead_form_redis_parse(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis);
void ngx_http_lead_form_redis_address_add(ngx_http_lead_form_redis_t *redis,
    struct sockaddr *sockaddr, socklen_t socklen);
void ngx_http_lead_form_redis_free(ngx_http_lead_form_redis_t *redis);

/* States. */

void ngx_http_lead_form_redis_connect(ngx_http_lead_form_redis_t *redis);
void ngx_http_lead_form_redis_connect_next(ngx_http_lead_form_redis_t *redis);
void ngx_http_lead_form_redis_close(ngx_http_lead_form_redis_t *redis);
void ngx_http_lead_form_redis_tick(ngx_event_t *ev);

/* A state before READY failed: the next address, or back-off. */
void ngx_http_lead_form_redis_try_next(ngx_http_lead_form_redis_t *redis,
    const char *reason, ngx_err_t err);

/* After close(): all that waits fails, and the next attempt is timed. */
void ngx_http_lead_form_redis_back_off(ngx_http_lead_form_redis_t *redis,
    const char *reason, ngx_err_t err);

/* The connection ended: what may be sent again is. */
void ngx_http_lead_form_redis_lost(ngx_http_lead_form_redis_t *redis,
    const char *reason, ngx_err_t err);

/* What comes next cannot be trusted: all pending fails, then back-off. */
void ngx_http_lead_form_redis_distrust(ngx_http_lead_form_redis_t *redis,
    ngx_http_lead_form_redis_result_e result, const char *reason);

/* Host names: `resolved` is called, maybe at once; no address: no luck. */

const char *ngx_http_lead_form_redis_resolve_add(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis);
void ngx_http_lead_form_redis_resolve(ngx_http_lead_form_redis_t *redis);
void ngx_http_lead_form_redis_resolve_cancel(
    ngx_http_lead_form_redis_t *redis);
void ngx_http_lead_form_redis_resolved(ngx_http_lead_form_redis_t *redis);
ngx_int_t ngx_http_lead_form_redis_resolve_init(
    ngx_http_lead_form_redis_t *redis, ngx_cycle_t *cycle);

/* Replies: one is freed as a whole, by its outermost object. */

redisReader *ngx_http_lead_form_redis_reader(ngx_http_lead_form_redis_t *redis);
void ngx_http_lead_form_redis_reply_free(void *reply);
void ngx_http_lead_form_redis_pools_free(ngx_http_lead_form_redis_t *redis);

/* Input and output. */

void ngx_http_lead_form_redis_write(ngx_http_lead_form_redis_t *redis);
void ngx_http_lead_form_redis_read_handler(ngx_event_t *rev);
void ngx_http_lead_form_redis_write_handler(ngx_event_t *wev);

#endif
