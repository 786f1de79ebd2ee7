/*
 * The status page's part about forms: which version of each one serves, and
 * what is wrong with its file.
 */

#include "ngx_http_lead_form_stats.h"


typedef void (*ngx_http_lead_form_status_file_pt)(lf_out_t *out,
    ngx_str_t *site, lf_folder_t *forms, lf_folder_file_t *file,
    ngx_uint_t first);


static void ngx_http_lead_form_status_each_file(lf_out_t *out,
    ngx_http_lead_form_main_conf_t *lmcf,
    ngx_http_lead_form_status_file_pt each);
static ngx_uint_t ngx_http_lead_form_status_is_new(
    ngx_http_lead_form_loc_conf_t **locations, ngx_uint_t n);
static void ngx_http_lead_form_status_file(lf_out_t *out, ngx_str_t *site,
    lf_folder_t *forms, lf_folder_file_t *file, ngx_uint_t first);
static void ngx_http_lead_form_status_errors(lf_out_t *out,
    lf_folder_t *forms, lf_folder_file_t *file);
static void ngx_http_lead_form_status_live(lf_out_t *out, ngx_str_t *site,
    lf_folder_t *forms, lf_folder_file_t *file, ngx_uint_t first);
static void ngx_http_lead_form_status_faults(lf_out_t *out, ngx_str_t *site,
    lf_folder_t *forms, lf_folder_file_t *file, ngx_uint_t first);
static void ngx_http_lead_form_status_sample(lf_out_t *out, const char *name,
    ngx_str_t *site, lf_folder_file_t *file, int64_t value);


void
ngx_http_lead_form_status_forms_json(lf_out_t *out,
    ngx_http_lead_form_main_conf_t *lmcf)
{
    lf_out_byte(out, '[');
    ngx_http_lead_form_status_each_file(out, lmcf,
                                        ngx_http_lead_form_status_file);
    lf_out_byte(out, ']');
}


void
ngx_http_lead_form_status_forms_prometheus(lf_out_t *out,
    ngx_http_lead_form_main_conf_t *lmcf)
{
    lf_out_lit(out,
        "# HELP lead_form_form_live Whether the file of now serves (1), or "
        "not (0).\n"
        "# TYPE lead_form_form_live gauge\n");
    ngx_http_lead_form_status_each_file(out, lmcf,
                                        ngx_http_lead_form_status_live);
    lf_out_lit(out,
        "# HELP lead_form_form_errors Errors found in the file of now.\n"
        "# TYPE lead_form_form_errors gauge\n");
    ngx_http_lead_form_status_each_file(out, lmcf,
                                        ngx_http_lead_form_status_faults);
}


/* As this worker serves them; sites of one folder each have its forms. */

static void
ngx_http_lead_form_status_each_file(lf_out_t *out,
    ngx_http_lead_form_main_conf_t *lmcf,
    ngx_http_lead_form_status_file_pt each)
{
    size_t                           n;
    ngx_uint_t                       i, first;
    lf_folder_t                     *forms;
    ngx_http_lead_form_loc_conf_t  **locations;

    first = 1;
    locations = lmcf->locations.elts;

    for (i = 0; i < lmcf->locations.nelts; i++) {
        if (!ngx_http_lead_form_status_is_new(locations, i)) {
            continue;
        }

        forms = locations[i]->folder->current->forms;

        for (n = 0; n < forms->files_count; n++) {
            each(out, &locations[i]->site, forms, &forms->files[n], first);
            first = 0;
        }
    }
}


/* Whether no location before that one has its site and folder. */

static ngx_uint_t
ngx_http_lead_form_status_is_new(ngx_http_lead_form_loc_conf_t **locations,
    ngx_uint_t n)
{
    ngx_uint_t  i;

    for (i = 0; i < n; i++) {
        if (locations[i]->folder == locations[n]->folder
            && lf_str_eq(ngx_http_lead_form_to_core(locations[i]->site),
                         ngx_http_lead_form_to_core(locations[n]->site)))
        {
            return 0;
        }
    }

    return 1;
}


static void
ngx_http_lead_form_status_file(lf_out_t *out, ngx_str_t *site,
    lf_folder_t *forms, lf_folder_file_t *file, ngx_uint_t first)
{
    lf_form_t  *form;

    form = lf_site_form(forms->site, file->name);

    lf_out_add(out, first ? lf_str("{\"site\":") : lf_str(",{\"site\":"));
    lf_out_json(out, ngx_http_lead_form_to_core(*site));
    lf_out_lit(out, ",\"name\":");
    lf_diagnostic_json(out, file->name);
    lf_out_lit(out, ",\"version\":");
    lf_out_json(out, file->version);
    lf_out_lit(out, ",\"state\":");
    lf_out_json(out, lf_folder_state_name(file->state));
    lf_out_add(out, form != NULL && form->closed.count > 0
                    ? lf_str(",\"closed\":true")
                    : lf_str(",\"closed\":false"));
    lf_out_lit(out, ",\"errors\":[");
    ngx_http_lead_form_status_errors(out, forms, file);
    lf_out_lit(out, "]}");
}


static void
ngx_http_lead_form_status_errors(lf_out_t *out, lf_folder_t *forms,
    lf_folder_file_t *file)
{
    size_t            i;
    lf_str_t          line;
    ngx_uint_t        first;
    lf_diagnostic_t  *item;

    first = 1;

    for (i = 0; i < forms->diagnostics.count; i++) {
        item = &forms->diagnostics.items[i];

        if (item->severity != LF_SEVERITY_ERROR
            || !lf_str_eq(item->file, file->file))
        {
            continue;
        }

        line = lf_diagnostic_line(out->mem, item);

        if (line.data == NULL) {
            out->failed = 1;
            return;
        }

        if (!first) {
            lf_out_byte(out, ',');
        }

        lf_diagnostic_json(out, line);
        first = 0;
    }
}


static void
ngx_http_lead_form_status_live(lf_out_t *out, ngx_str_t *site,
    lf_folder_t *forms, lf_folder_file_t *file, ngx_uint_t first)
{
    ngx_http_lead_form_status_sample(out, "lead_form_form_live", site, file,
                                     file->state == LF_FOLDER_LIVE);
}


static void
ngx_http_lead_form_status_faults(lf_out_t *out, ngx_str_t *site,
    lf_folder_t *forms, lf_folder_file_t *file, ngx_uint_t first)
{
    ngx_http_lead_form_status_sample(out, "lead_form_form_errors", site, file,
                                     file->errors);
}


/* What cannot be a form's name would need escapes, and is no form. */

static void
ngx_http_lead_form_status_sample(lf_out_t *out, const char *name,
    ngx_str_t *site, lf_folder_file_t *file, int64_t value)
{
    size_t  i;
    u_char  c;

    for (i = 0; i < file->name.len; i++) {
        c = file->name.data[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
              || c == '_' || c == '-'))
        {
            return;
        }
    }

    lf_out_add(out, lf_str_of(name));
    lf_out_lit(out, "{site=\"");
    lf_out_add(out, ngx_http_lead_form_to_core(*site));
    lf_out_lit(out, "\",form=\"");
    lf_out_add(out, file->name);
    lf_out_lit(out, "\"} ");
    lf_out_int(out, value);
    lf_out_byte(out, '\n');
}
