/*
 * The Redis client: what a URL says.  Nothing here looks a name up, and no
 * message repeats a part of a URL: it may be the password.
 */

#include "ngx_http_lead_form_redis_private.h"


static const char *ngx_http_lead_form_redis_parse_unix(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis);
static const char *ngx_http_lead_form_redis_parse_tcp(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis);
static const char *ngx_http_lead_form_redis_parse_user(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis, u_char *p, u_char *last);
static const char *ngx_http_lead_form_redis_parse_host(
    ngx_http_lead_form_redis_t *redis, ngx_str_t *host, u_char *p,
    u_char *last);
static const char *ngx_http_lead_form_redis_parse_db(
    ngx_http_lead_form_redis_t *redis, u_char *p, u_char *last);
static const char *ngx_http_lead_form_redis_address(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis, ngx_uint_t bracketed);
static ngx_int_t ngx_http_lead_form_redis_literal(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis, ngx_str_t *text);
static ngx_uint_t ngx_http_lead_form_redis_host_valid(ngx_str_t *host);
static ngx_int_t ngx_http_lead_form_redis_decode(ngx_pool_t *pool,
    ngx_str_t *text, u_char *p, u_char *last);


static const char  ngx_http_lead_form_redis_memory[] = "memory is out";


/* NULL, or why the URL cannot be right, in words that tell no part of it. */

const char *
ngx_http_lead_form_redis_parse(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis)
{
    ngx_str_t  *url;

    url = &redis->url;

    if (url->len > 5 && ngx_strncmp(url->data, "unix:", 5) == 0) {
        return ngx_http_lead_form_redis_parse_unix(cf, redis);
    }

    if (url->len > 8 && ngx_strncmp(url->data, "redis://", 8) == 0) {
        return ngx_http_lead_form_redis_parse_tcp(cf, redis);
    }

    return "it starts with neither \"unix:\" nor \"redis://\"";
}


static const char *
ngx_http_lead_form_redis_parse_unix(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis)
{
    u_char              *p, *db, *last;
    const char          *reason;
    struct sockaddr_un  *sun;

    p = redis->url.data + 5;
    last = redis->url.data + redis->url.len;

    for (db = last; db > p && db[-1] >= '0' && db[-1] <= '9'; db--) {
        /* void */
    }

    if (db > p && db[-1] == ':') {
        reason = ngx_http_lead_form_redis_parse_db(redis, db, last);
        if (reason) {
            return reason;
        }

        last = db - 1;
    }

    sun = &redis->addrs[0].sockaddr.sockaddr_un;

    if (p == last || *p != '/') {
        return "the path of the socket is not absolute";
    }

    if ((size_t) (last - p) >= sizeof(sun->sun_path)) {
        return "the path of the socket is too long";
    }

    sun->sun_family = AF_UNIX;
    (void) ngx_cpystrn((u_char *) sun->sun_path, p, last - p + 1);

    redis->addrs[0].socklen = sizeof(struct sockaddr_un);
    redis->naddrs = 1;

    redis->name.data = redis->url.data;
    redis->name.len = last - redis->url.data;

    (void) cf;

    return NULL;
}


static const char *
ngx_http_lead_form_redis_parse_tcp(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis)
{
    u_char      *p, *at, *slash, *last;
    ngx_str_t    host;
    const char  *reason;

    p = redis->url.data + 8;
    last = redis->url.data + redis->url.len;
    at = NULL;

    for (slash = p; slash < last && *slash != '/'; slash++) {
        if (*slash == '@') {
            at = slash;
        }
    }

    if (slash + 1 < last) {
        reason = ngx_http_lead_form_redis_parse_db(redis, slash + 1, last);
        if (reason) {
            return reason;
        }
    }

    if (at) {
        reason = ngx_http_lead_form_redis_parse_user(cf, redis, p, at);
        if (reason) {
            return reason;
        }

        p = at + 1;
    }

    reason = ngx_http_lead_form_redis_parse_host(redis, &host, p, slash);
    if (reason) {
        return reason;
    }

    redis->name.data = p;
    redis->name.len = slash - p;

    redis->host.len = host.len;
    redis->host.data = ngx_pnalloc(cf->cycle->pool, host.len + 1);
    if (redis->host.data == NULL) {
        return ngx_http_lead_form_redis_memory;
    }

    (void) ngx_cpystrn(redis->host.data, host.data, host.len + 1);

    return ngx_http_lead_form_redis_address(cf, redis, *p == '[');
}


static const char *
ngx_http_lead_form_redis_parse_user(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis, u_char *p, u_char *last)
{
    u_char  *colon;

    if (p == last) {
        return "there is nothing before \"@\"";
    }

    colon = ngx_strlchr(p, last, ':');
    if (colon == NULL) {
        return "there is a user without a password";
    }

    if (ngx_http_lead_form_redis_decode(cf->cycle->pool, &redis->user, p,
                                        colon)
        != NGX_OK
        || ngx_http_lead_form_redis_decode(cf->cycle->pool, &redis->password,
                                           colon + 1, last)
           != NGX_OK)
    {
        return "the user or the password is not percent-encoded";
    }

    if (redis->user.len == 0 && redis->password.len == 0) {
        return "the password is empty";
    }

    redis->auth = 1;

    return NULL;
}


static const char *
ngx_http_lead_form_redis_parse_host(ngx_http_lead_form_redis_t *redis,
    ngx_str_t *host, u_char *p, u_char *last)
{
    u_char     *end;
    ngx_int_t   port;

    if (p < last && *p == '[') {
        host->data = p + 1;
        end = ngx_strlchr(p, last, ']');
        if (end == NULL) {
            return "there is no \"]\" behind the address";
        }

        host->len = end - host->data;
        end++;

    } else {
        host->data = p;
        end = ngx_strlchr(p, last, ':');
        if (end == NULL) {
            end = last;
        }

        host->len = end - p;
    }

    if (host->len == 0) {
        return "there is no host";
    }

    redis->port = 6379;

    if (end == last) {
        return NULL;
    }

    port = (*end == ':') ? ngx_atoi(end + 1, last - end - 1) : NGX_ERROR;
    if (port < 1 || port > 65535) {
        return "the port is not a number from 1 to 65535";
    }

    redis->port = (in_port_t) port;

    return NULL;
}


static const char *
ngx_http_lead_form_redis_parse_db(ngx_http_lead_form_redis_t *redis, u_char *p,
    u_char *last)
{
    ngx_int_t  db;

    db = ngx_atoi(p, last - p);
    if (db < 0 || db > NGX_HTTP_LEAD_FORM_REDIS_DB_MAX) {
        return "the database is not a number";
    }

    redis->db = db;

    return NULL;
}


static const char *
ngx_http_lead_form_redis_address(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis, ngx_uint_t bracketed)
{
    ngx_int_t   rc;
    ngx_str_t   v4 = ngx_string("127.0.0.1");
#if (NGX_HAVE_INET6)
    ngx_str_t   v6 = ngx_string("::1");
#endif

    if (redis->host.len == sizeof("localhost") - 1
        && ngx_strncasecmp(redis->host.data, (u_char *) "localhost",
                           redis->host.len)
           == 0)
    {
        rc = ngx_http_lead_form_redis_literal(cf, redis, &v4);
#if (NGX_HAVE_INET6)
        if (rc == NGX_OK) {
            rc = ngx_http_lead_form_redis_literal(cf, redis, &v6);
        }
#endif

    } else {
        rc = ngx_http_lead_form_redis_literal(cf, redis, &redis->host);
    }

    if (rc == NGX_OK) {
        return NULL;
    }

    if (rc == NGX_ERROR) {
        return ngx_http_lead_form_redis_memory;
    }

    if (bracketed || !ngx_http_lead_form_redis_host_valid(&redis->host)) {
        return "the host is neither an address nor a name";
    }

    redis->named = 1;

    return ngx_http_lead_form_redis_resolve_add(cf, redis);
}


static ngx_int_t
ngx_http_lead_form_redis_literal(ngx_conf_t *cf,
    ngx_http_lead_form_redis_t *redis, ngx_str_t *text)
{
    ngx_int_t   rc;
    ngx_addr_t  addr;

    rc = ngx_parse_addr(cf->cycle->pool, &addr, text->data, text->len);
    if (rc != NGX_OK) {
        return rc;
    }

    ngx_http_lead_form_redis_address_add(redis, addr.sockaddr, addr.socklen);

    return NGX_OK;
}


void
ngx_http_lead_form_redis_address_add(ngx_http_lead_form_redis_t *redis,
    struct sockaddr *sockaddr, socklen_t socklen)
{
    ngx_http_lead_form_redis_addr_t  *addr;

    if (redis->naddrs == NGX_HTTP_LEAD_FORM_REDIS_ADDRS_MAX
        || socklen > (socklen_t) sizeof(ngx_sockaddr_t))
    {
        return;
    }

    addr = &redis->addrs[redis->naddrs++];

    ngx_memcpy(&addr->sockaddr, sockaddr, socklen);
    addr->socklen = socklen;
    ngx_inet_set_port(&addr->sockaddr.sockaddr, redis->port);
}


static ngx_uint_t
ngx_http_lead_form_redis_host_valid(ngx_str_t *host)
{
    u_char  ch;
    size_t  i;

    if (host->len > NGX_HTTP_LEAD_FORM_REDIS_HOST_MAX) {
        return 0;
    }

    for (i = 0; i < host->len; i++) {
        ch = host->data[i] | 0x20;

        if ((ch < 'a' || ch > 'z')
            && (host->data[i] < '0' || host->data[i] > '9')
            && host->data[i] != '-'
            && host->data[i] != '_'
            && host->data[i] != '.')
        {
            return 0;
        }
    }

    return 1;
}


/* Percent-decoding; NGX_DECLINED for an escape that is none. */

static ngx_int_t
ngx_http_lead_form_redis_decode(ngx_pool_t *pool, ngx_str_t *text, u_char *p,
    u_char *last)
{
    u_char     *d;
    ngx_int_t   ch;

    text->data = ngx_pnalloc(pool, last - p + 1);
    if (text->data == NULL) {
        return NGX_ERROR;
    }

    for (d = text->data; p < last; p++) {
        if (*p != '%') {
            *d++ = *p;
            continue;
        }

        ch = (last - p > 2) ? ngx_hextoi(p + 1, 2) : NGX_ERROR;
        if (ch == NGX_ERROR) {
            return NGX_DECLINED;
        }

        *d++ = (u_char) ch;
        p += 2;
    }

    text->len = d - text->data;

    return NGX_OK;
}
