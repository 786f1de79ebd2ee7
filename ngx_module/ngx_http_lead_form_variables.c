/*
 * Variables for logs, maps and limits: outcomes, names and counts.
 */

#include "ngx_http_lead_form_module.h"


static ngx_int_t ngx_http_lead_form_outcome_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_lead_form_field_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_lead_form_country_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_lead_form_known_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_lead_form_set_variable(ngx_http_variable_value_t *v,
    lf_str_t value);


const ngx_str_t  ngx_http_lead_form_outcome_names[] = {
    ngx_string(""),
    ngx_string("new"),
    ngx_string("question"),
    ngx_string("known"),
    ngx_string("saved"),
    ngx_string("spooled"),
    ngx_string("invalid"),
    ngx_string("retry"),
    ngx_string("suspect"),
    ngx_string("refused"),
    ngx_string("unavailable")
};

static ngx_http_variable_t  ngx_http_lead_form_variables[] = {

    { ngx_string("lead_form_outcome"), NULL,
      ngx_http_lead_form_outcome_variable, 0, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("lead_form_field"), NULL,
      ngx_http_lead_form_field_variable, 0, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("lead_form_country"), NULL,
      ngx_http_lead_form_country_variable, 0, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("lead_form_known"), NULL,
      ngx_http_lead_form_known_variable, 0, NGX_HTTP_VAR_NOCACHEABLE, 0 },

      ngx_http_null_variable
};


ngx_int_t
ngx_http_lead_form_add_variables(ngx_conf_t *cf)
{
    ngx_http_variable_t  *variable, *v;

    for (v = ngx_http_lead_form_variables; v->name.len > 0; v++) {
        variable = ngx_http_add_variable(cf, &v->name, v->flags);
        if (variable == NULL) {
            return NGX_ERROR;
        }

        variable->get_handler = v->get_handler;
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_lead_form_outcome_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    ngx_http_lead_form_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_lead_form_module);

    if (ctx == NULL) {
        return ngx_http_lead_form_set_variable(v, lf_null_str);
    }

    return ngx_http_lead_form_set_variable(v, ngx_http_lead_form_to_core(
                           ngx_http_lead_form_outcome_names[ctx->outcome]));
}


static ngx_int_t
ngx_http_lead_form_field_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    ngx_http_lead_form_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_lead_form_module);

    return ngx_http_lead_form_set_variable(v, ctx == NULL ? lf_null_str
                                                          : ctx->field);
}


/* Answers in every location that lead_form_geoip reaches. */

static ngx_int_t
ngx_http_lead_form_country_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    u_char                    *p;
    lf_geo_facts_t             place;
    ngx_http_lead_form_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_lead_form_module);

    if (ctx != NULL) {
        ngx_http_lead_form_locate(ctx);
        return ngx_http_lead_form_set_variable(v, ctx->facts.country);
    }

    ngx_http_lead_form_locate_request(r, &place);

    p = ngx_pnalloc(r->pool, sizeof(place.country));
    if (p == NULL) {
        return NGX_ERROR;
    }

    ngx_memcpy(p, place.country, sizeof(place.country));

    return ngx_http_lead_form_set_variable(v, lf_str_of((char *) p));
}


/* How many of the form's fields have a known answer; empty: not loaded. */

static ngx_int_t
ngx_http_lead_form_known_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    size_t                     i, count;
    u_char                    *p;
    ngx_http_lead_form_ctx_t  *ctx;

    ctx = ngx_http_get_module_ctx(r, ngx_http_lead_form_module);

    if (ctx == NULL || !ctx->loaded) {
        return ngx_http_lead_form_set_variable(v, lf_null_str);
    }

    count = 0;

    for (i = 0; i < ctx->form->fields_count; i++) {
        count += ctx->visitor.known[i].known
                 && ctx->visitor.known[i].value.len > 0;
    }

    p = ngx_pnalloc(r->pool, NGX_SIZE_T_LEN);
    if (p == NULL) {
        return NGX_ERROR;
    }

    return ngx_http_lead_form_set_variable(v, (lf_str_t) { (char *) p,
                                  ngx_sprintf(p, "%uz", count) - p });
}


static ngx_int_t
ngx_http_lead_form_set_variable(ngx_http_variable_value_t *v, lf_str_t value)
{
    v->valid = value.len > 0;
    v->not_found = value.len == 0;
    v->no_cacheable = 0;
    v->len = value.len;
    v->data = (u_char *) value.data;

    return NGX_OK;
}
