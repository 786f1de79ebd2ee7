/*
 * lf_form_lint: one form, or site.json, that loaded without an error: what
 * will not work out as its author meant.
 */

#include "lf_form_lint.h"


static int lf_lint_then(lf_form_builder_t *builder, lf_lint_t *lint,
    const lf_json_t *list);
static int lf_lint_list(lf_form_builder_t *builder, lf_lint_t *lint,
    const lf_json_t *list);
static int lf_lint_field(lf_lint_t *lint, const lf_declared_t *declared,
    const lf_option_t *options);
static void lf_lint_options_look(lf_lint_t *lint,
    const lf_declared_t *declared, const lf_json_t *list);
static int lf_lint_options_alike(const lf_option_t *a, const lf_option_t *b);
static lf_str_t lf_lint_option_in(const lf_option_t *option,
    lf_str_t language);
static int lf_lint_options_hide(lf_lint_t *lint,
    const lf_declared_t *declared, const lf_json_t *list,
    const lf_option_t *options);
static void lf_lint_redirect(lf_json_doc_t *doc, const lf_json_t *url);


int
lf_form_lint(lf_form_builder_t *builder, const lf_json_t *root)
{
    int                   index;
    size_t                i;
    lf_lint_t             lint;
    const lf_field_t     *field;
    const lf_json_t      *value;
    const lf_declared_t  *declared;

    memset(&lint, 0, sizeof(lf_lint_t));
    lint.loader = builder->loader;
    lint.doc = builder->doc;
    lint.form = builder->form;

    for (i = 0; i < builder->own.count; i++) {
        declared = &builder->own.items[i];
        index = lf_form_field(builder->form, declared->field.name);

        if (index < 0) {
            continue;
        }

        field = &builder->form->fields[index];

        if (lf_lint_field(&lint, declared, field->options) != 0) {
            return -1;
        }
    }

    value = lf_json_member(root, lf_str("then"));

    if (value != NULL && lf_lint_then(builder, &lint, value) != 0) {
        return -1;
    }

    value = lf_json_member(root, lf_str("consent"));
    lint.of = LF_LINT_CONSENT;

    if (value != NULL && lf_lint_list(builder, &lint, value) != 0) {
        return -1;
    }

    value = lf_json_member(root, lf_str("thanks"));
    lint.of = LF_LINT_THANKS;

    if (value != NULL && lf_lint_list(builder, &lint, value) != 0) {
        return -1;
    }

    if (builder->loader->before != NULL) {
        lf_lint_form_since(builder, root);
    }

    return 0;
}


/* The conditions of options are linted where they are parsed. */

int
lf_site_lint(lf_loader_t *loader, const lf_json_t *root)
{
    size_t                i;
    lf_lint_t             lint;
    const lf_json_t      *value, *variant;
    const lf_declared_t  *declared;

    memset(&lint, 0, sizeof(lf_lint_t));
    lint.loader = loader;
    lint.doc = &loader->site_doc;

    for (i = 0; i < loader->site_fields.count; i++) {
        declared = &loader->site_fields.items[i];

        if (lf_lint_field(&lint, declared, NULL) != 0) {
            return -1;
        }
    }

    value = lf_json_member(root, lf_str("privacy"));
    value = value != NULL ? lf_json_member(value, lf_str("url")) : NULL;

    if (value != NULL && value->type == LF_JSON_STRING) {
        lf_lint_redirect(lint.doc, value);

    } else if (value != NULL) {
        for (variant = value->first; variant != NULL; variant = variant->next)
        {
            lf_lint_redirect(lint.doc, variant);
        }
    }

    value = lf_json_member(root, lf_str("remember"));
    value = value != NULL ? lf_json_member(value, lf_str("ask_when")) : NULL;
    lint.of = LF_LINT_REMEMBER;

    if (value != NULL
        && lf_lint_when(&lint, value, &loader->site->remember_ask_when) != 0)
    {
        return -1;
    }

    if (loader->before != NULL) {
        lf_lint_site_since(loader, root);
    }

    return 0;
}


static int
lf_lint_then(lf_form_builder_t *builder, lf_lint_t *lint,
    const lf_json_t *list)
{
    const lf_json_t  *item, *when;

    lint->of = LF_LINT_QUESTION;

    for (item = list->first; item != NULL; item = item->next) {
        lint->entry = (unsigned) item->index;
        when = lf_json_member(item, lf_str("when"));

        if (when != NULL
            && lf_lint_when(lint, when,
                            &builder->form->sequence[item->index].when)
               != 0)
        {
            return -1;
        }
    }

    return 0;
}


/* Of consent or thanks: a list of objects, or one in its place. */

static int
lf_lint_list(lf_form_builder_t *builder, lf_lint_t *lint,
    const lf_json_t *list)
{
    size_t            i;
    lf_when_t        *condition;
    const lf_json_t  *item, *when, *redirect;

    item = list->type == LF_JSON_ARRAY ? list->first : list;

    for (i = 0; item != NULL; i++, item = item->next) {
        condition = lint->of == LF_LINT_CONSENT
                    ? &builder->form->consents[i].when
                    : &builder->form->thanks[i].when;
        when = lf_json_member(item, lf_str("when"));

        if (when != NULL && lf_lint_when(lint, when, condition) != 0) {
            return -1;
        }

        redirect = lf_json_member(item, lf_str("redirect"));

        if (redirect != NULL) {
            lf_lint_redirect(lint->doc, redirect);
        }

        if (list->type != LF_JSON_ARRAY) {
            break;
        }
    }

    return 0;
}


/* `options` have the conditions of a form's own field; NULL: look at none. */

static int
lf_lint_field(lf_lint_t *lint, const lf_declared_t *declared,
    const lf_option_t *options)
{
    const lf_json_t  *list;

    list = lf_json_member(declared->json, lf_str("options"));

    if (list == NULL) {
        return 0;
    }

    lf_lint_options_look(lint, declared, list);

    if (declared->option_whens == NULL || declared->whens_doc != lint->doc) {
        return 0;
    }

    return lf_lint_options_hide(lint, declared, list, options);
}


/* Two options that a visitor cannot tell apart. */

static void
lf_lint_options_look(lf_lint_t *lint, const lf_declared_t *declared,
    const lf_json_t *list)
{
    size_t              i, j;
    const lf_json_t    *item;
    lf_json_shown_t     shown;
    const lf_option_t  *options;

    options = declared->field.options;

    for (i = 0, item = list->first; item != NULL; i++, item = item->next) {
        for (j = 0; j < i; j++) {

            if (!lf_lint_options_alike(&options[j], &options[i])) {
                continue;
            }

            lf_json_warning(lint->doc, item, "this option looks like the "
                            "option %s; give it a label of its own",
                            lf_json_show(&shown, options[j].value));
            break;
        }
    }
}


static int
lf_lint_options_alike(const lf_option_t *a, const lf_option_t *b)
{
    size_t    i;
    lf_str_t  language;

    if (a->label.count == 0 && b->label.count == 0) {
        return 0;
    }

    for (i = 0; i < a->label.count || i == 0; i++) {
        language = a->label.count > 0 ? a->label.variants[i].language
                                      : lf_null_str;

        if (lf_str_eq(lf_lint_option_in(a, language),
                      lf_lint_option_in(b, language)))
        {
            return 1;
        }
    }

    return 0;
}


static lf_str_t
lf_lint_option_in(const lf_option_t *option, lf_str_t language)
{
    return option->label.count > 0
           ? lf_text_in(&option->label, language, lf_null_str)
           : option->value;
}


static int
lf_lint_options_hide(lf_lint_t *lint, const lf_declared_t *declared,
    const lf_json_t *list, const lf_option_t *options)
{
    size_t            i;
    const lf_json_t  *when;

    lint->of = LF_LINT_OPTION;

    for (i = 0; i < list->count && declared->option_whens[i] != NULL; i++) {
        /* void */
    }

    if (i == list->count) {
        lf_json_warning(lint->doc, list, "each option has a \"when\": where "
                        "none of them holds there is nothing to choose; leave "
                        "one option without it");
    }

    for (i = 0; options != NULL && i < list->count; i++) {
        when = declared->option_whens[i];

        if (when != NULL && lf_lint_when(lint, when, &options[i].when) != 0) {
            return -1;
        }
    }

    return 0;
}


static void
lf_lint_redirect(lf_json_doc_t *doc, const lf_json_t *url)
{
    if (lf_str_starts_with(url->string, lf_str("http://"))) {
        lf_json_warning(doc, url, "this address is not encrypted, so anybody "
                        "on the way can read along; begin it with https://");
    }
}
