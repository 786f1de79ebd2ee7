/*
 * The Redis client: one pipelined connection per worker and node, owned by
 * nginx's event loop.  hiredis only formats commands and parses replies.
 *
 * An operation is one or more commands whose replies belong together.  It has
 * one owner (the client, from submit on), a deadline, and exactly one
 * completion, which never comes from inside submit.  A request that goes away
 * detaches itself; the replies are consumed all the same, and a submission
 * under way still completes in Redis.
 */

#ifndef NGX_HTTP_LEAD_FORM_REDIS_H
#define NGX_HTTP_LEAD_FORM_REDIS_H

#include <ngx_config.h>
#include <ngx_core.h>
#include <hiredis/hiredis.h>

#define NGX_HTTP_LEAD_FORM_REDIS_COMMANDS_MAX    4          /* of one operation */
#define NGX_HTTP_LEAD_FORM_REDIS_QUEUE_MAX       8192       /* operations waiting */
#define NGX_HTTP_LEAD_FORM_REDIS_BYTES_MAX       (16 << 20) /* not yet written */
#define NGX_HTTP_LEAD_FORM_REDIS_REPLY_MAX       (4 << 20)  /* bytes of one reply */

typedef struct ngx_http_lead_form_redis_s     ngx_http_lead_form_redis_t;
typedef struct ngx_http_lead_form_redis_op_s  ngx_http_lead_form_redis_op_t;

/* A Lua script built into the module: text, and SHA-1 in hex made at start. */
typedef struct {
    ngx_str_t  name;
    ngx_str_t  text;
    u_char     sha1[40];
} ngx_http_lead_form_script_t;

typedef enum {
    NGX_HTTP_LEAD_FORM_REDIS_OK,            /* every reply is here */
    NGX_HTTP_LEAD_FORM_REDIS_UNAVAILABLE,   /* backing off, refused, queue full */
    NGX_HTTP_LEAD_FORM_REDIS_TIMEOUT,
    NGX_HTTP_LEAD_FORM_REDIS_LOST           /* the connection broke in between */
} ngx_http_lead_form_redis_result_e;

/*
 * replies[] (count of them, one per command, error replies included) is
 * borrowed until the handler returns; NULL unless the result is OK.
 */
typedef void (*ngx_http_lead_form_redis_handler_pt)(void *data,
    ngx_http_lead_form_redis_result_e result, redisReply **replies,
    ngx_uint_t count);

/*
 * Configuration: the node of a URL, the same one for the same URL.
 *
 *     unix:/path/to/socket[:DB]      redis://[USER][:PASSWORD]@HOST[:PORT][/DB]
 *
 * USER, PASSWORD are percent-decoded.  A URL that cannot be right is logged
 * with file and line (never its password) and NULL is returned.  HOST is
 * resolved when connecting, not here.
 */
ngx_http_lead_form_redis_t *ngx_http_lead_form_redis_add(ngx_conf_t *cf,
    ngx_str_t *url, ngx_msec_t connect_timeout, ngx_msec_t timeout);

/* A number that stands for the node's URL, the same after a reload; not 0. */
uint32_t ngx_http_lead_form_redis_id(ngx_http_lead_form_redis_t *redis);

/*
 * Every module that adds nodes calls this once per worker, before the first
 * operation.  Host names are resolved by the resolver of http {}; without one,
 * by getaddrinfo in nginx's thread pool.
 */
ngx_int_t ngx_http_lead_form_redis_init_process(ngx_cycle_t *cycle);

/*
 * A new operation, or NULL when memory is out.  With `idempotent` it is sent
 * once more when the connection breaks before its replies are in.
 */
ngx_http_lead_form_redis_op_t *ngx_http_lead_form_redis_op(
    ngx_http_lead_form_redis_t *redis, ngx_uint_t idempotent,
    ngx_http_lead_form_redis_handler_pt handler, void *data);

/* One more command; arguments are copied.  NGX_OK, NGX_ERROR. */
ngx_int_t ngx_http_lead_form_redis_command(ngx_http_lead_form_redis_op_t *op,
    ngx_uint_t argc, ngx_str_t *argv);

/*
 * EVALSHA of a script: argv holds the keys, then the arguments.  NOSCRIPT is
 * answered by sending the text, unseen by the handler; what follows in the same
 * operation may then be executed before the script.
 */
ngx_int_t ngx_http_lead_form_redis_script(ngx_http_lead_form_redis_op_t *op,
    ngx_http_lead_form_script_t *script, ngx_uint_t keys, ngx_uint_t argc,
    ngx_str_t *argv);

/* Hands the operation over; from here on it may only be detached. */
void ngx_http_lead_form_redis_submit(ngx_http_lead_form_redis_op_t *op);

/* The owner of `data` goes away: the handler will not be called. */
void ngx_http_lead_form_redis_detach(ngx_http_lead_form_redis_op_t *op);

/* An operation never submitted. */
void ngx_http_lead_form_redis_discard(ngx_http_lead_form_redis_op_t *op);

/* For the status page: what this worker's client does is told to its owner. */
typedef struct {
    void  (*round_trip)(ngx_msec_t microseconds);   /* submit to completion */
    void  (*connected)(ngx_int_t change);           /* +1, -1 */
    void  (*failed)(ngx_http_lead_form_redis_result_e result);
} ngx_http_lead_form_redis_observer_t;

void ngx_http_lead_form_redis_observe(
    const ngx_http_lead_form_redis_observer_t *observer);

#endif
