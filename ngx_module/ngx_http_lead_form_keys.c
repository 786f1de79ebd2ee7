/*
 * The names of what lies in Redis (docs/data-model.md), numbers as Redis
 * takes them, and the one look at whether a reply is an error.
 */

#include "ngx_http_lead_form_module.h"


ngx_int_t
ngx_http_lead_form_key(ngx_http_lead_form_ctx_t *ctx, const char *kind,
    ngx_str_t id, ngx_str_t *key)
{
    u_char  *p;
    size_t   len;

    len = ngx_strlen(kind);

    p = ngx_pnalloc(ctx->mem.pool, ctx->conf->prefix.len + len + id.len);
    if (p == NULL) {
        return NGX_ERROR;
    }

    key->data = p;
    p = ngx_cpymem(p, ctx->conf->prefix.data, ctx->conf->prefix.len);
    p = ngx_cpymem(p, kind, len);
    p = ngx_cpymem(p, id.data, id.len);
    key->len = p - key->data;

    return NGX_OK;
}


ngx_int_t
ngx_http_lead_form_visitor_key(ngx_http_lead_form_ctx_t *ctx, ngx_str_t *key)
{
    ngx_str_t  id;

    id = (ngx_str_t) { LF_ID_TEXT_LEN, (u_char *) ctx->visitor_text };

    return ngx_http_lead_form_key(ctx, "v:", id, key);
}


ngx_int_t
ngx_http_lead_form_lead_key(ngx_http_lead_form_ctx_t *ctx, const char *kind,
    ngx_str_t *key)
{
    ngx_str_t  id;

    id = (ngx_str_t) { LF_ID_TEXT_LEN, (u_char *) ctx->lead_text };

    return ngx_http_lead_form_key(ctx, kind, id, key);
}


ngx_int_t
ngx_http_lead_form_site_key(ngx_http_lead_form_ctx_t *ctx, const char *kind,
    ngx_str_t *key)
{
    ngx_str_t  none = ngx_string("");

    return ngx_http_lead_form_key(ctx, kind, none, key);
}


ngx_int_t
ngx_http_lead_form_number(ngx_http_lead_form_ctx_t *ctx, int64_t n,
    ngx_str_t *text)
{
    text->data = ngx_pnalloc(ctx->mem.pool, NGX_INT64_LEN);
    if (text->data == NULL) {
        return NGX_ERROR;
    }

    text->len = ngx_sprintf(text->data, "%L", n) - text->data;

    return NGX_OK;
}


/*
 * The code word of an error reply ("OOM", "WRONGTYPE") says what is wrong
 * with Redis; the rest of it might hold a value.
 */

ngx_int_t
ngx_http_lead_form_reply_failed(ngx_http_lead_form_ctx_t *ctx,
    redisReply **replies, ngx_uint_t count)
{
    lf_str_t    text;
    ngx_log_t   log;
    ngx_str_t   code;
    ngx_uint_t  i;

    for (i = 0; i < count; i++) {
        if (replies[i]->type != REDIS_REPLY_ERROR) {
            continue;
        }

        text = (lf_str_t) { replies[i]->str, replies[i]->len };
        code = ngx_http_lead_form_to_ngx(lf_str_cut(&text, ' '));

        /* The handler would add the request's line, and a link with it. */

        log = *ctx->request->connection->log;
        log.handler = NULL;

        ngx_log_error(NGX_LOG_ERR, &log, 0,
                      "lead_form: redis refused with %V, form \"%V\"",
                      &code, &ctx->conf->name);
        return 1;
    }

    return 0;
}


/* What became of it: the first word of a script's reply. */

ngx_uint_t
ngx_http_lead_form_reply_says(redisReply *reply, const char *word)
{
    return reply->type == REDIS_REPLY_ARRAY && reply->elements > 0
           && reply->element[0]->type == REDIS_REPLY_STRING
           && lf_str_eq((lf_str_t) { reply->element[0]->str,
                                     reply->element[0]->len },
                        lf_str_of(word));
}
