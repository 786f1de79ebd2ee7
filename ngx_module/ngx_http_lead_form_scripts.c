/*
 * The Lua scripts, built into the module: their text, and the SHA-1 that
 * Redis knows them by.
 */

#include <ngx_sha1.h>

#include "ngx_http_lead_form_module.h"

#include "visit.lua.h"
#include "submit.lua.h"
#include "withdraw.lua.h"
#include "link.lua.h"
#include "count.lua.h"


#define ngx_http_lead_form_script(name, text)                                \
    { ngx_string(name), { sizeof(text) - 1, (u_char *) text }, "" }


ngx_http_lead_form_script_t  ngx_http_lead_form_visit_script =
    ngx_http_lead_form_script("visit", ngx_http_lead_form_script_visit);

ngx_http_lead_form_script_t  ngx_http_lead_form_submit_script =
    ngx_http_lead_form_script("submit", ngx_http_lead_form_script_submit);

ngx_http_lead_form_script_t  ngx_http_lead_form_withdraw_script =
    ngx_http_lead_form_script("withdraw", ngx_http_lead_form_script_withdraw);

ngx_http_lead_form_script_t  ngx_http_lead_form_link_script =
    ngx_http_lead_form_script("link", ngx_http_lead_form_script_link);

ngx_http_lead_form_script_t  ngx_http_lead_form_count_script =
    ngx_http_lead_form_script("count", ngx_http_lead_form_script_count);


static void
ngx_http_lead_form_script_init(ngx_http_lead_form_script_t *script)
{
    u_char      digest[20];
    ngx_sha1_t  sha1;

    ngx_sha1_init(&sha1);
    ngx_sha1_update(&sha1, script->text.data, script->text.len);
    ngx_sha1_final(digest, &sha1);
    ngx_hex_dump(script->sha1, digest, sizeof(digest));
}


void
ngx_http_lead_form_scripts_init(void)
{
    ngx_http_lead_form_script_init(&ngx_http_lead_form_visit_script);
    ngx_http_lead_form_script_init(&ngx_http_lead_form_submit_script);
    ngx_http_lead_form_script_init(&ngx_http_lead_form_withdraw_script);
    ngx_http_lead_form_script_init(&ngx_http_lead_form_link_script);
    ngx_http_lead_form_script_init(&ngx_http_lead_form_count_script);
}
