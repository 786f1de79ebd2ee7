/*
 * lf_form_lint_since: what a new version of the files takes away from people
 * who met the one before: options, types and fields that answers were given
 * to, and the words of a consent.
 */

#include "lf_form_lint.h"


static void lf_lint_fields_since(lf_loader_t *loader, lf_json_doc_t *doc,
    const lf_declarations_t *declarations);
static void lf_lint_field_since(lf_json_doc_t *doc,
    const lf_declared_t *declared, const lf_field_t *before);
static void lf_lint_gone_since(lf_form_builder_t *builder,
    const lf_json_t *root, const lf_form_t *before, unsigned field);
static void lf_lint_consents_since(lf_form_builder_t *builder,
    const lf_json_t *root, const lf_form_t *before);
static int lf_lint_text_is(const lf_text_t *a, const lf_text_t *b);
static const lf_field_t *lf_lint_field_before(const lf_site_t *before,
    lf_str_t name);


void
lf_lint_form_since(lf_form_builder_t *builder, const lf_json_t *root)
{
    size_t            i;
    const lf_form_t  *before;

    lf_lint_fields_since(builder->loader, builder->doc, &builder->own);

    before = lf_site_form(builder->loader->before, builder->form->name);
    if (before == NULL) {
        return;
    }

    lf_lint_gone_since(builder, root, before, before->name_field);

    for (i = 0; i < before->contacts_count; i++) {
        lf_lint_gone_since(builder, root, before, before->contacts[i]);
    }

    for (i = 0; i < before->sequence_count; i++) {
        lf_lint_gone_since(builder, root, before, before->sequence[i].field);
    }

    lf_lint_consents_since(builder, root, before);
}


void
lf_lint_site_since(lf_loader_t *loader, const lf_json_t *root)
{
    (void) root;

    lf_lint_fields_since(loader, &loader->site_doc, &loader->site_fields);
}


static void
lf_lint_fields_since(lf_loader_t *loader, lf_json_doc_t *doc,
    const lf_declarations_t *declarations)
{
    size_t             i;
    const lf_field_t  *before;

    for (i = 0; i < declarations->count; i++) {
        before = lf_lint_field_before(loader->before,
                                      declarations->items[i].field.name);

        if (before != NULL) {
            lf_lint_field_since(doc, &declarations->items[i], before);
        }
    }
}


/* By whichever form: a field is one in the whole site. */

static const lf_field_t *
lf_lint_field_before(const lf_site_t *before, lf_str_t name)
{
    int               index;
    size_t            i;
    const lf_form_t  *form;

    for (i = 0; i < before->forms_count; i++) {
        form = before->forms[i];
        index = lf_form_field(form, name);

        if (index >= 0 && form->fields[index].type != LF_TYPE_FOREIGN) {
            return &form->fields[index];
        }
    }

    return NULL;
}


static void
lf_lint_field_since(lf_json_doc_t *doc, const lf_declared_t *declared,
    const lf_field_t *before)
{
    size_t             i, j;
    const lf_json_t   *at, *options;
    lf_json_shown_t    shown;
    const lf_field_t  *field;

    field = &declared->field;

    if (field->type != before->type) {
        at = lf_json_member(declared->json, lf_str("type"));

        lf_json_warning(doc, at != NULL ? at : declared->json, "this field "
                        "was of type %s in the last good version, and answers "
                        "to it are kept; give the new field a name of its own",
                        lf_type_name(before->type));
        return;
    }

    options = lf_json_member(declared->json, lf_str("options"));

    for (i = 0; options != NULL && i < before->options_count; i++) {

        for (j = 0; j < field->options_count; j++) {
            if (lf_str_eq(field->options[j].value, before->options[i].value)) {
                break;
            }
        }

        if (j == field->options_count) {
            lf_json_warning(doc, options, "the option %s of the last good "
                            "version is gone, and answers have it; keep its "
                            "value and change the label, or hide it by a "
                            "\"when\"",
                            lf_json_show(&shown, before->options[i].value));
        }
    }
}


/* A field that was asked, and that the form does not have any more. */

static void
lf_lint_gone_since(lf_form_builder_t *builder, const lf_json_t *root,
    const lf_form_t *before, unsigned field)
{
    int               index;
    lf_str_t          name;
    const lf_json_t  *at;
    lf_json_shown_t   shown;

    name = before->fields[field].name;
    index = lf_form_field(builder->form, name);

    if (index >= 0 && builder->form->fields[index].type != LF_TYPE_FOREIGN) {
        return;
    }

    at = lf_json_member(root, lf_str("then"));

    lf_json_warning(builder->doc, at != NULL ? at : root, "the last good "
                    "version asked for the field %s, which is gone, and some "
                    "visitors may be about to answer; keep its declaration in "
                    "\"fields\" or in site.json",
                    lf_json_show(&shown, name));
}


/* Who agreed agreed to other words than it now says. */

static void
lf_lint_consents_since(lf_form_builder_t *builder, const lf_json_t *root,
    const lf_form_t *before)
{
    size_t               i, j;
    const lf_json_t     *list, *item;
    const lf_consent_t  *consent, *old;

    list = lf_json_member(root, lf_str("consent"));

    if (list == NULL) {
        return;
    }

    item = list->type == LF_JSON_ARRAY ? list->first : list;

    for (i = 0; i < builder->form->consents_count; i++, item = item->next) {
        consent = &builder->form->consents[i];

        for (j = 0; j < before->consents_count; j++) {
            old = &before->consents[j];

            if (lf_str_eq(old->id, consent->id)
                && lf_str_eq(old->version, consent->version)
                && !lf_lint_text_is(&consent->text, &old->text))
            {
                lf_json_warning(builder->doc,
                                lf_json_member(item, lf_str("text")),
                                "this is not the text of the last good "
                                "version, yet \"version\" is the same; give "
                                "it a new one, so that visitors are asked "
                                "again");
            }
        }
    }
}


/* Whether nothing that b says has changed; a new language is no change. */

static int
lf_lint_text_is(const lf_text_t *a, const lf_text_t *b)
{
    size_t  i, j;

    for (i = 0; i < b->count; i++) {

        for (j = 0; j < a->count; j++) {
            if (lf_str_eq(a->variants[j].language, b->variants[i].language)) {
                break;
            }
        }

        if (j == a->count
            || !lf_str_eq(a->variants[j].text, b->variants[i].text))
        {
            return 0;
        }
    }

    return 1;
}
