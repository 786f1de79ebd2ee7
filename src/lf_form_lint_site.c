/*
 * lf_form_lint_site: what only all forms together tell: fields that nobody
 * has or asks for, questions that wait for each other, languages that the
 * shared texts lack.
 *
 * What a file that did not load would have declared is not known; it is taken
 * to declare and ask for every field whose name it holds in quotes.
 */

#include "lf_form_lint.h"
#include "lf_language.h"


#define LF_NAME_BUCKETS  256

/* A field's name, and whether an answer to it can ever come. */
typedef struct lf_lint_name_s  lf_lint_name_t;

struct lf_lint_name_s {
    lf_lint_name_t  *next;
    lf_str_t         name;
    int              asked;             /* by some form */
    int              answered;          /* that form will come to ask it */
    int              looked_for;        /* in the files that did not load */
    int              mentioned;         /* there */
};

typedef struct {
    lf_loader_t     *loader;
    lf_lint_name_t  *names[LF_NAME_BUCKETS];
} lf_lint_site_t;


static void lf_lint_foreign(lf_lint_site_t *site);
static int lf_lint_asked(lf_lint_site_t *site);
static int lf_lint_asked_first(lf_lint_site_t *site, const lf_form_t *form);
static int lf_lint_answered(lf_lint_site_t *site);
static int lf_lint_answered_form(lf_lint_site_t *site, const lf_form_t *form);
static int lf_lint_when_comes(lf_lint_site_t *site, const lf_form_t *form,
    const lf_when_t *when);
static int lf_lint_test_comes(lf_lint_site_t *site, const lf_form_t *form,
    const lf_test_t *test);
static void lf_lint_needs_warn(lf_lint_site_t *site);
static int lf_lint_is_waiting(lf_lint_site_t *site, const lf_need_t *need);
static lf_lint_name_t *lf_lint_name(lf_lint_site_t *site, lf_str_t name);
static int lf_lint_name_is_mentioned(const lf_loader_t *loader,
    lf_lint_name_t *name);
static int lf_lint_is_mentioned(const lf_loader_t *loader, lf_str_t name,
    lf_str_t but);
static void lf_lint_languages(lf_loader_t *loader, const lf_json_t *value,
    lf_str_t field);
static void lf_lint_languages_of(lf_loader_t *loader, const lf_json_t *text,
    lf_str_t field);
static int lf_lint_form_shows(const lf_loader_t *loader,
    const lf_form_t *form, lf_str_t field);
static int lf_lint_language_lacks(lf_loader_t *loader, const lf_json_t *text,
    lf_str_t language, const lf_form_t *form);


int
lf_site_lint_forms(lf_loader_t *loader)
{
    lf_lint_site_t    site;
    const lf_json_t  *value;

    memset(&site, 0, sizeof(lf_lint_site_t));
    site.loader = loader;

    lf_lint_foreign(&site);

    if (loader->site_doc.errors > 0) {
        return 0;                       /* no form was loaded */
    }

    if (loader->needs != NULL) {
        if (lf_lint_asked(&site) != 0 || lf_lint_answered(&site) != 0) {
            return -1;
        }

        lf_lint_needs_warn(&site);
    }

    if (loader->site_root == NULL) {
        return 0;
    }

    value = lf_json_member(loader->site_root, lf_str("fields"));
    value = value != NULL ? value->first : NULL;

    for ( /* void */ ; value != NULL; value = value->next) {
        lf_lint_languages(loader, value, value->key);
    }

    value = lf_json_member(loader->site_root, lf_str("privacy"));

    if (value != NULL) {
        lf_lint_languages(loader, value, lf_null_str);
    }

    return loader->site_doc.no_memory ? -1 : 0;
}


static void
lf_lint_foreign(lf_lint_site_t *lint)
{
    int              index;
    size_t           i, n;
    lf_form_t       *form;
    lf_site_t       *site;
    lf_loader_t     *loader;
    lf_foreign_t    *foreign;
    const lf_str_t  *near;

    loader = lint->loader;
    site = loader->site;

    for (i = 0; i < loader->foreign_count; i++) {
        foreign = &loader->foreign[i];

        for (n = 0; n < site->forms_count; n++) {
            form = site->forms[n];
            index = lf_form_field(form, foreign->name);

            if (index >= 0 && form->fields[index].type != LF_TYPE_FOREIGN) {
                break;
            }
        }

        if (n < site->forms_count
            || lf_lint_is_mentioned(loader, foreign->name, foreign->file))
        {
            continue;
        }

        near = lf_when_subject_near(foreign->name);

        lf_diagnostic_add(loader->diagnostics, LF_SEVERITY_WARNING,
                          foreign->file, foreign->line, foreign->column,
                          foreign->path, "no form has a field of this "
                          "name, so it is never known; %s%s%s",
                          near != NULL ? "did you mean \"" : "declare it",
                          near != NULL ? near->data : "",
                          near != NULL ? "\"?" : "");
    }
}


/* Which fields some form asks for. */

static int
lf_lint_asked(lf_lint_site_t *site)
{
    size_t            i, n;
    unsigned          field;
    const lf_form_t  *form;
    lf_lint_name_t   *name;

    for (i = 0; i < site->loader->site->forms_count; i++) {
        form = site->loader->site->forms[i];

        if (lf_lint_asked_first(site, form) != 0) {
            return -1;
        }

        for (n = 0; n < form->sequence_count; n++) {
            field = form->sequence[n].field;
            name = lf_lint_name(site, form->fields[field].name);

            if (name == NULL) {
                return -1;
            }

            name->asked = 1;
        }
    }

    return 0;
}


static int
lf_lint_asked_first(lf_lint_site_t *site, const lf_form_t *form)
{
    size_t           i;
    lf_lint_name_t  *name;

    for (i = 0; i <= form->contacts_count; i++) {
        name = lf_lint_name(site, form->fields[i < form->contacts_count
                                               ? form->contacts[i]
                                               : form->name_field].name);
        if (name == NULL) {
            return -1;
        }

        name->asked = 1;
        name->answered = 1;
    }

    return 0;
}


/*
 * Which of them can be answered: those of `first`, those whose condition needs
 * no answer, those that need only such answers, and so on.  A field that no
 * form asks for may come from sales.
 */

static int
lf_lint_answered(lf_lint_site_t *site)
{
    int     found, more;
    size_t  i;

    do {
        more = 0;

        for (i = 0; i < site->loader->site->forms_count; i++) {
            found = lf_lint_answered_form(site, site->loader->site->forms[i]);

            if (found < 0) {
                return -1;
            }

            more |= found;
        }

    } while (more);

    return 0;
}


static int
lf_lint_answered_form(lf_lint_site_t *site, const lf_form_t *form)
{
    int              comes, more;
    size_t           i;
    lf_lint_name_t  *name;
    const lf_ask_t  *ask;

    more = 0;

    for (i = 0; i < form->sequence_count; i++) {
        ask = &form->sequence[i];
        name = lf_lint_name(site, form->fields[ask->field].name);

        if (name == NULL) {
            return -1;
        }

        if (name->answered) {
            continue;
        }

        comes = lf_lint_when_comes(site, form, &ask->when);
        if (comes < 0) {
            return -1;
        }

        name->answered = comes;
        more |= comes;
    }

    return more;
}


/* Whether some alternative has all the answers it needs; -1: no memory. */

static int
lf_lint_when_comes(lf_lint_site_t *site, const lf_form_t *form,
    const lf_when_t *when)
{
    int                      comes;
    size_t                   i, t;
    const lf_alternative_t  *alternative;

    for (i = 0; i < when->count; i++) {
        alternative = &when->alternatives[i];
        comes = 1;

        for (t = 0; t < alternative->count && comes > 0; t++) {
            comes = lf_lint_test_comes(site, form, &alternative->tests[t]);
        }

        if (comes != 0) {
            return comes;
        }
    }

    return when->count == 0;
}


static int
lf_lint_test_comes(lf_lint_site_t *site, const lf_form_t *form,
    const lf_test_t *test)
{
    lf_lint_name_t  *name;

    if (test->subject != LF_SUBJECT_FIELD || test->kind == LF_TEST_NOT
        || test->kind == LF_TEST_NOT_IN
        || (test->kind == LF_TEST_KNOWN && !test->boolean))
    {
        return 1;
    }

    name = lf_lint_name(site, form->fields[test->field].name);
    if (name == NULL) {
        return -1;
    }

    return name->answered || !name->asked
           || lf_lint_name_is_mentioned(site->loader, name);
}


static void
lf_lint_needs_warn(lf_lint_site_t *site)
{
    lf_loader_t       *loader;
    lf_lint_name_t    *name;
    const lf_need_t   *need;
    lf_json_shown_t    shown;

    loader = site->loader;

    for (need = loader->needs; need != NULL; need = need->next) {
        name = lf_lint_name(site, need->name);

        if (name == NULL || name->answered
            || lf_lint_name_is_mentioned(loader, name))
        {
            continue;
        }

        /* Geography may know a country. */

        if (!name->asked && need->type != LF_TYPE_COUNTRY) {
            lf_diagnostic_add(loader->diagnostics, LF_SEVERITY_WARNING,
                              need->file, need->line, need->column, need->path,
                              "no form asks for this field, so it is known "
                              "only where sales or an import set it; ask for "
                              "it in \"then\", or remove this test");

        } else if (name->asked && lf_lint_is_waiting(site, need)) {
            lf_diagnostic_add(loader->diagnostics, LF_SEVERITY_WARNING,
                              need->file, need->line, need->column, need->path,
                              "the question %s waits for this one or for "
                              "itself, so neither is ever asked; let one of "
                              "them come without the other",
                              lf_json_show(&shown, need->name));
        }
    }
}


/* Whether the question waits in vain, and not only one of its alternatives. */

static int
lf_lint_is_waiting(lf_lint_site_t *site, const lf_need_t *need)
{
    return need->form != NULL
           && lf_lint_when_comes(site, need->form,
                                 &need->form->sequence[need->entry].when)
              == 0;
}


/* NULL only when memory is out. */

static lf_lint_name_t *
lf_lint_name(lf_lint_site_t *site, lf_str_t name)
{
    size_t            i;
    unsigned          hash;
    lf_lint_name_t  **place;

    for (i = 0, hash = 0; i < name.len; i++) {
        hash = hash * 31 + (unsigned char) name.data[i];
    }

    place = &site->names[hash % LF_NAME_BUCKETS];

    while (*place != NULL && !lf_str_eq((*place)->name, name)) {
        place = &(*place)->next;
    }

    if (*place == NULL) {
        *place = lf_calloc(site->loader->scratch, 1, sizeof(lf_lint_name_t));

        if (*place != NULL) {
            (*place)->name = name;
        }
    }

    return *place;
}


/* In a file that did not load: those are large, and looked through once. */

static int
lf_lint_name_is_mentioned(const lf_loader_t *loader, lf_lint_name_t *name)
{
    if (!name->looked_for) {
        name->looked_for = 1;
        name->mentioned = lf_lint_is_mentioned(loader, name->name,
                                               lf_null_str);
    }

    return name->mentioned;
}


/* In a file that did not load, and is not the one named `but`. */

static int
lf_lint_is_mentioned(const lf_loader_t *loader, lf_str_t name, lf_str_t but)
{
    char      quoted[LF_NAME_LEN_MAX + 2];
    size_t    i;
    lf_str_t  needle;

    if (name.len > LF_NAME_LEN_MAX) {
        return 0;
    }

    quoted[0] = '"';
    memcpy(quoted + 1, name.data, name.len);
    quoted[name.len + 1] = '"';
    needle = (lf_str_t) { quoted, name.len + 2 };

    for (i = 0; i < loader->broken_count; i++) {
        if (!lf_str_eq(loader->broken[i]->file, but)
            && lf_str_contains(loader->broken[i]->text, needle))
        {
            return 1;
        }
    }

    return 0;
}


/* Of every text by language in there; `field` is empty outside of fields. */

static void
lf_lint_languages(lf_loader_t *loader, const lf_json_t *value, lf_str_t field)
{
    const lf_json_t  *child;

    if (value->is_text) {
        if (value->count > 0) {
            lf_lint_languages_of(loader, value, field);
        }

        return;
    }

    for (child = value->first; child != NULL; child = child->next) {
        lf_lint_languages(loader, child, field);
    }
}


/* Each language once, whoever speaks it first. */

static void
lf_lint_languages_of(lf_loader_t *loader, const lf_json_t *text,
    lf_str_t field)
{
    size_t            i, n, count;
    lf_str_t          said[LF_LANGUAGES_MAX], language;
    const lf_form_t  *form;

    count = 0;

    for (i = 0; i < loader->site->forms_count; i++) {
        form = loader->site->forms[i];

        /* A plain title may be of any language. */

        if (form->title.variants[0].language.len == 0
            || !lf_lint_form_shows(loader, form, field))
        {
            continue;
        }

        for (n = 0; n < form->languages_count; n++) {
            size_t  k;

            language = form->languages[n];

            for (k = 0; k < count && !lf_str_eq(said[k], language); k++) {
                /* void */
            }

            if (k == count && count < LF_LANGUAGES_MAX
                && lf_lint_language_lacks(loader, text, language, form))
            {
                said[count++] = language;
            }
        }
    }
}


/* Whether it asks for the field and has not its own label for it. */

static int
lf_lint_form_shows(const lf_loader_t *loader, const lf_form_t *form,
    lf_str_t field)
{
    int                   index;
    size_t                i;
    const lf_declared_t  *declared;

    if (field.len == 0) {
        return 1;
    }

    index = lf_form_field(form, field);
    declared = lf_form_declared(&loader->site_fields, field);

    if (index < 0 || declared == NULL
        || form->fields[index].label.variants
           != declared->field.label.variants)
    {
        return 0;
    }

    for (i = 0; i < form->sequence_count; i++) {
        if (form->sequence[i].field == (unsigned) index) {
            return 1;
        }
    }

    return lf_form_is_first(form, (unsigned) index);
}


static int
lf_lint_language_lacks(lf_loader_t *loader, const lf_json_t *text,
    lf_str_t language, const lf_form_t *form)
{
    const lf_json_t  *variant;

    for (variant = text->first; variant != NULL; variant = variant->next) {
        if (lf_language_is_within(language, variant->key)) {
            return 0;
        }
    }

    lf_json_warning(&loader->site_doc, text, "no text in \"%.*s\", a language "
                    "of the form %.*s; add it", (int) language.len,
                    language.data, (int) form->name.len, form->name.data);
    return 1;
}
