/*
 * Files that were read to their end and have no tag: by path, time and size, as
 * a process saw them.  They are sent unread, by sendfile where that is on.
 */

#include <ngx_md5.h>

#include "ngx_http_lead_form_inject.h"


#define NGX_HTTP_LEAD_FORM_FILES  512           /* remembered; a power of 2 */


static u_char  ngx_http_lead_form_files[NGX_HTTP_LEAD_FORM_FILES]
                                       [NGX_HTTP_LEAD_FORM_FILE_LEN];


static u_char *ngx_http_lead_form_inject_place(
    ngx_http_lead_form_inject_ctx_t *ctx);


/*
 * Names the file in ctx, where nothing else makes the page; before its time and
 * size are taken out of the head.
 */

void
ngx_http_lead_form_inject_file(ngx_http_request_t *r,
    ngx_http_lead_form_inject_ctx_t *ctx)
{
    size_t      root;
    ngx_md5_t   md5;
    ngx_str_t   path;

    if (r->upstream != NULL || r->content_handler != NULL
        || r->filter_need_in_memory || r->headers_out.status != NGX_HTTP_OK
        || r->headers_out.last_modified_time == -1
        || r->headers_out.content_length_n <= 0
        || ngx_http_map_uri_to_path(r, &path, &root, 0) == NULL)
    {
        return;
    }

    ngx_md5_init(&md5);
    ngx_md5_update(&md5, path.data, path.len);
    ngx_md5_update(&md5, &r->headers_out.last_modified_time, sizeof(time_t));
    ngx_md5_update(&md5, &r->headers_out.content_length_n, sizeof(off_t));
    ngx_md5_final(ctx->file, &md5);

    ctx->file_left = r->headers_out.content_length_n;
}


ngx_int_t
ngx_http_lead_form_inject_has_no_tag(ngx_http_lead_form_inject_ctx_t *ctx)
{
    return ngx_memcmp(ngx_http_lead_form_inject_place(ctx), ctx->file,
                      NGX_HTTP_LEAD_FORM_FILE_LEN)
           == 0;
}


/* What was read of it, in order. */

void
ngx_http_lead_form_inject_read(ngx_http_lead_form_inject_ctx_t *ctx,
    off_t size)
{
    if (ctx->file_left == 0) {
        return;
    }

    ctx->file_left -= size;

    if (ctx->file_left == 0 && ctx->tags == 0
        && ctx->scanner.held == NULL)
    {
        ngx_memcpy(ngx_http_lead_form_inject_place(ctx), ctx->file,
                   NGX_HTTP_LEAD_FORM_FILE_LEN);
    }
}


static u_char *
ngx_http_lead_form_inject_place(ngx_http_lead_form_inject_ctx_t *ctx)
{
    ngx_uint_t  i;

    i = (ctx->file[0] << 8 | ctx->file[1]) & (NGX_HTTP_LEAD_FORM_FILES - 1);

    return ngx_http_lead_form_files[i];
}
