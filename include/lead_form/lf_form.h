/*
 * lf_form: the model a marketer's JSON becomes.  A site is site.json and all
 * forms of one folder, loaded together into one arena and never changed
 * afterwards: a new version is loaded aside and takes its place whole.
 *
 * Loading takes the bytes of the files, not their names on a disk, and finds
 * every error of every file (lf_diagnostic.h).
 */

#ifndef LF_FORM_H
#define LF_FORM_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_diagnostic.h>
#include <lead_form/lf_text.h>
#include <lead_form/lf_when.h>

#define LF_FILE_SIZE_MAX      (256 * 1024)  /* bytes of one JSON file */
#define LF_NESTING_MAX        12            /* arrays and objects */
#define LF_FORMS_MAX          500           /* forms of a site */
#define LF_FIELDS_MAX         256           /* fields of a form, site's included */
#define LF_OPTIONS_MAX        300           /* options of a field */
#define LF_SEQUENCE_MAX       256           /* entries of then */
#define LF_LANGUAGES_MAX      32            /* languages of a text */
#define LF_CONSENTS_MAX       16
#define LF_THANKS_MAX         16
#define LF_HIDDEN_MAX         16            /* hidden values */
#define LF_NAME_LEN_MAX       40            /* [a-z][a-z0-9_]*; of a form also "-" */
#define LF_LABEL_LEN_MAX      200           /* characters: label, button, option */
#define LF_TEXT_LEN_MAX       2000          /* characters: intro, why, thanks, consent */
#define LF_PATTERN_LEN_MAX    500           /* bytes */
#define LF_URL_LEN_MAX        2000          /* bytes */
#define LF_SOURCE_LEN_MAX     100           /* name of a hidden value's source */

typedef enum {
    LF_TYPE_TEXT,                           /* one line */
    LF_TYPE_TEXTAREA,
    LF_TYPE_EMAIL,
    LF_TYPE_PHONE,
    LF_TYPE_URL,
    LF_TYPE_NUMBER,
    LF_TYPE_DATE,                           /* YYYY-MM-DD */
    LF_TYPE_CHOICE,
    LF_TYPE_CHOICES,                        /* several */
    LF_TYPE_COUNTRY,                        /* ISO 3166-1 alpha-2 */
    LF_TYPE_YES_NO,                         /* "yes", "no" */
    LF_TYPE_FOREIGN                         /* named by a `when` only: of another form */
} lf_type_t;

typedef struct {
    lf_str_t   value;
    lf_text_t  label;                       /* none: the value */
    lf_when_t  when;
} lf_option_t;

typedef struct {
    lf_str_t      name;
    lf_type_t     type;
    lf_text_t     label;
    lf_text_t     why;                      /* beneath the question; may be none */
    lf_text_t     placeholder;              /* may be none */
    lf_str_t      autocomplete;             /* WHATWG token(s); default by type */
    lf_option_t  *options;                  /* choice, choices */
    size_t        options_count;
    lf_str_t      pattern;                  /* text: as HTML's attribute; may be empty */
    void         *pattern_code;             /* pcre2_code_8, compiled when loading */
    int64_t       length_min;               /* characters (code points) */
    int64_t       length_max;
    int           has_min, has_max;
    double        min, max;                 /* number */
    lf_str_t      date_min, date_max;       /* date; may be empty */
    double        step;                     /* number; 0: any */
    int64_t       fresh_for;                /* seconds; 0: for ever */
    lf_str_t      needs_consent;            /* asked where it is given; or empty */
} lf_field_t;

typedef struct {
    unsigned   field;                       /* form->fields[] */
    int        plain;                       /* its field is no country, and
                                               needs no consent */
    lf_when_t  when;
} lf_ask_t;

typedef struct {
    lf_str_t   id;
    lf_str_t   version;
    lf_text_t  text;
    lf_when_t  when;
    int        required;
} lf_consent_t;

/* A consent that was given and is not withdrawn, as it is stored. */
typedef struct {
    lf_str_t   id;
    lf_str_t   stored;                      /* "SECONDS VERSION HASH" */
    int64_t    at;                          /* seconds */
    lf_str_t   version;
    lf_str_t   hash;
} lf_grant_t;

typedef struct {
    lf_when_t  when;
    lf_str_t   redirect;                    /* a path or https URL; may be empty */
    lf_text_t  title;
    lf_text_t  text;
} lf_thanks_t;

typedef enum {
    LF_FROM_ATTRIBUTE,                      /* of the tag that holds the form */
    LF_FROM_QUERY,                          /* of the page's address */
    LF_FROM_COOKIE
} lf_from_t;

/* A value that an event takes along from where the form stands. */
typedef struct {
    lf_str_t   name;
    lf_from_t  from;
    lf_str_t   source;                      /* its name there */
} lf_hidden_t;

typedef struct lf_site_s  lf_site_t;
typedef struct lf_page_s  lf_page_t;        /* lf_page.h: the compiled pages */
typedef struct lf_data_s  lf_data_t;        /* lf_data.h: the same as data */

typedef struct {
    lf_str_t       name;
    lf_str_t       version;                 /* 12 hex digits of the file's SHA-256 */
    lf_site_t     *site;

    lf_str_t      *languages;               /* of its texts; [0] is the fallback */
    size_t         languages_count;

    lf_text_t      title;
    lf_text_t      intro;
    lf_text_t      submit;
    lf_text_t      known_title;
    lf_text_t      known_intro;
    lf_text_t      known_submit;
    lf_str_t       handoff;                 /* "sales", "marketing" */
    int            message;                 /* whether there is a message box */
    lf_text_t      message_label;
    lf_text_t      closed;                  /* set: the form is retired */

    lf_field_t    *fields;                  /* all a `when` or sequence can name */
    size_t         fields_count;
    unsigned      *by_name;                 /* indexes of fields[], sorted by name */

    unsigned       name_field;              /* first[0] */
    unsigned      *contacts;                /* first[1]: one, or those of either */
    size_t         contacts_count;

    lf_ask_t      *sequence;                /* then */
    size_t         sequence_count;

    lf_consent_t  *consents;
    size_t         consents_count;

    lf_thanks_t   *thanks;
    size_t         thanks_count;

    lf_hidden_t   *hidden;
    size_t         hidden_count;

    int            needs_geo;               /* its page depends on the place */

    lf_page_t     *page;
    lf_data_t     *data;
} lf_form_t;

struct lf_site_s {
    lf_arena_t    *arena;                   /* holds the site itself, too */
    lf_form_t    **forms;                   /* sorted by name; only the good ones */
    size_t         forms_count;

    int64_t        visit_gap;               /* seconds; 1800 */
    unsigned       give_up_after;           /* 3 */
    int64_t        ask_again_after;         /* seconds; 90 days */
    int64_t        min_fill;                /* milliseconds; 2000 */
    int64_t        remember_for;            /* seconds; 400 days */
    int            remember_ask;            /* whether ask_when is there at all */
    lf_when_t      remember_ask_when;
    lf_text_t      privacy_controller;      /* may be none */
    lf_text_t      privacy_url;             /* may be none */

    struct lf_pattern_s  *patterns;         /* the loader's: codes to be freed */
};

typedef struct {
    lf_str_t  name;                         /* of the form; "site" is site.json */
    lf_str_t  file;                         /* as diagnostics shall name it */
    lf_str_t  text;                         /* the bytes */
} lf_source_t;

/*
 * All files of a folder; a form that has errors is left out, and so are all
 * forms while site.json has errors.  Sources are copied where needed.  NULL
 * only when memory is out.  The site is freed by lf_site_free.
 */
lf_site_t *lf_site_load(const lf_source_t *sources, size_t count,
    lf_diagnostics_t *diagnostics);

/*
 * Likewise, and warns of what the files take away from those who met `before`,
 * the last good version: options, types and fields that were answered, words
 * of a consent.  `before` may be NULL and is not kept.
 */
lf_site_t *lf_site_load_since(const lf_site_t *before,
    const lf_source_t *sources, size_t count, lf_diagnostics_t *diagnostics);
void lf_site_free(lf_site_t *site);         /* NULL is allowed */

/* NULL when there is none of that name. */
lf_form_t *lf_site_form(const lf_site_t *site, lf_str_t name);

/* The index in form->fields[], or -1. */
int lf_form_field(const lf_form_t *form, lf_str_t name);

/* Whether the field stands in `first` (the name, or any of the contacts). */
int lf_form_is_first(const lf_form_t *form, unsigned field);

/* The entry of `thanks` whose `when` holds; -1: the module's own words. */
int lf_form_thanks(const lf_form_t *form, const lf_facts_t *facts);

/* Likewise the first entry without a `when`. */
int lf_form_thanks_always(const lf_form_t *form);

/* The field by which visitors say where they are; -1: there is none. */
int lf_form_country(const lf_form_t *form);

/*
 * Whether any of their conditions is about visits, days, consents or fields,
 * or about a country that visitors can say.
 */
int lf_form_thanks_about_visitor(const lf_form_t *form);

#endif
