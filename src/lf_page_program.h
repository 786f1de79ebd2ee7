/*
 * lf_page_program: what a page is compiled to.  A program is a row of
 * operations, each a piece of ready HTML and the hole behind it; a hole is
 * filled by what the request brings, by another program (a contact, the
 * question), or decides whether the operations that follow are passed over.
 *
 * lf_page_compile.c writes the pages, lf_page_fields.c the fields and
 * lf_page_consents.c what is about consent, with what lf_page_builder.c has.  lf_page_render.c runs the programs.  The
 * options of a field are read from the model (lf_page_options.c): they are
 * many, and compiled per language they would outgrow everything else.
 */

#ifndef LF_PAGE_PROGRAM_H
#define LF_PAGE_PROGRAM_H

#include <lead_form/lf_page.h>

#define LF_PAGE_OPS_MAX       256       /* operations of one program */
#define LF_PAGE_TYPED_MAX    16384     /* bytes of a typed value, shown again */
#define LF_PAGE_RADIOS_MAX    5         /* options; more become a select */

/* In place of a field: the message box, a required consent. */
#define LF_PAGE_MESSAGE       ((unsigned) -1)
#define LF_PAGE_CONSENT(i)    ((unsigned) -2 - (unsigned) (i))
#define LF_PAGE_CONSENT_OF(f)  ((unsigned) -2 - (f))
#define LF_PAGE_IS_CONSENT(f) \
    ((f) != LF_PAGE_MESSAGE && LF_PAGE_CONSENT_OF(f) < LF_CONSENTS_MAX)

/* The argument of a hole is a field, unless it says otherwise. */
typedef enum {
    LF_HOLE_NONE,                       /* only the HTML in front of it */
    LF_HOLE_STYLE,
    LF_HOLE_TITLE,                      /* says first that there are errors */
    LF_HOLE_NOTICE,
    LF_HOLE_SUMMARY,
    LF_HOLE_TICKET,
    LF_HOLE_REFERRER,
    LF_HOLE_HELD,                       /* hidden: what holds the fragment */
    LF_HOLE_ID,                         /* what ids of a fragment begin with */
    LF_HOLE_ACTION,                     /* the attribute; of a fragment */
    LF_HOLE_NEXT,                       /* the link to where thanks lead */
    LF_HOLE_QUERY,                      /* what a link must keep, ? or & */
    LF_HOLE_CONTACT,                    /* the program of the contact shown */
    LF_HOLE_OTHER_CONTACTS,             /* the links to all others */
    LF_HOLE_QUESTION,                   /* the program of the question */
    LF_HOLE_ARIA,
    LF_HOLE_ERROR,
    LF_HOLE_VALUE,                      /* the attribute */
    LF_HOLE_TEXT,                       /* the contents of a textarea */
    LF_HOLE_DATE_TYPE,
    LF_HOLE_OPTIONS,
    LF_HOLE_OPEN,                       /* of the message box */
    LF_HOLE_OFFERED,                    /* the country, to be corrected */
    LF_HOLE_CONSENT_CHECKED,            /* form->consents[] */
    LF_HOLE_REMEMBER_CHECKED,
    LF_HOLE_AGREED,                     /* form->consents[]: in what words */
    LF_HOLE_IF_CONSENT,                 /* form->consents[] */
    LF_HOLE_IF_CONSENTS,                /* any of them, or "Remember me" */
    LF_HOLE_IF_REMEMBER,
    LF_HOLE_IF_AGREED,                  /* form->consents[] */
    LF_HOLE_IF_ANY_AGREED,
    LF_HOLE_IF_QUESTION,
    LF_HOLE_COUNT
} lf_hole_t;

typedef enum {
    LF_SHAPE_PAGE,
    LF_SHAPE_FRAGMENT,
    LF_SHAPE_COUNT                      /* as an argument: both */
} lf_shape_t;

/* There are hundreds of them for each form and language: no byte too many. */
typedef struct {
    uint32_t  at;                       /* of its text, in the program's */
    uint32_t  len;
    uint32_t  arg;
    uint16_t  skip;                     /* of an IF: operations it governs */
    uint8_t   hole;                     /* lf_hole_t */
    uint8_t   why;                      /* of ARIA: there is a reason to name */
} lf_op_t;

typedef struct {
    lf_op_t  *ops;
    size_t    count;                    /* 0: there is no such page */
} lf_ops_t;

/* Both shapes are of one text: each passes over what is only the other's. */
typedef struct {
    lf_str_t  text;
    lf_ops_t  shapes[LF_SHAPE_COUNT];
} lf_program_t;

/* All that a form can show in one language. */
typedef struct {
    lf_str_t       language;
    lf_program_t   first;
    lf_program_t   known;
    lf_program_t  *thanks;              /* the module's words, then thanks[] */
    lf_program_t   forgotten;
    lf_program_t   erase;
    lf_program_t   withdrawn;
    lf_program_t   closed;
    lf_program_t   link;
    lf_program_t  *contacts;            /* one per form->contacts[] */
    lf_program_t  *links;               /* the same: "%s instead" */
    lf_program_t  *questions;           /* one per form->fields[] */
} lf_page_language_t;

struct lf_page_s {
    lf_page_language_t  *languages;
    size_t               count;         /* at least 1 */
    lf_str_t             policy;
    lf_str_t             id;            /* LF_HOLE_ID, escaped */
};


/* An operation before it is one of a shape; `at` is not known yet. */
typedef struct {
    lf_op_t     op;
    lf_shape_t  shape;                  /* of its text, and of its hole */
    int         end;                    /* of what an IF governs */
} lf_built_op_t;

/* Builds one program after the other; `text` is scratch memory. */
typedef struct {
    lf_mem_t         *mem;              /* where programs live */
    const lf_form_t  *form;
    lf_str_t          language;
    lf_str_t          fallback;
    lf_out_t          text;             /* of all operations so far */
    size_t            start;            /* of the operation being written */
    lf_built_op_t     ops[LF_PAGE_OPS_MAX];
    size_t            count;
    lf_shape_t        shape;            /* of what is being built */
    int               failed;           /* memory is out; said at the end */
} lf_builder_t;

void lf_build_init(lf_builder_t *b, lf_mem_t *mem, lf_mem_t *scratch,
    const lf_form_t *form);

#define lf_build_lit(b, literal)  lf_out_lit(&(b)->text, literal)

void lf_build_html(lf_builder_t *b, lf_str_t s);

/* The contents of an element, marked where their language is not the page's. */
void lf_build_message(lf_builder_t *b, lf_message_t message);
void lf_build_text(lf_builder_t *b, const lf_text_t *text);

void lf_build_hole(lf_builder_t *b, lf_hole_t hole, unsigned arg);

/* What is built from `if` to `end` is for a condition; returns the mark. */
size_t lf_build_if(lf_builder_t *b, lf_hole_t hole, unsigned arg);
void lf_build_end(lf_builder_t *b, size_t mark);

/* What was built since the last program; the builder is ready for the next. */
void lf_build_program(lf_builder_t *b, lf_program_t *program);

/* What is built until the next call is for one shape only, or for both. */
void lf_build_only(lf_builder_t *b, lf_shape_t shape);

/* The one in a page, the other in a fragment. */
#define lf_build_shapes(b, page, fragment)                                   \
    do {                                                                     \
        lf_build_only(b, LF_SHAPE_PAGE);                                     \
        lf_build_lit(b, page);                                               \
        lf_build_only(b, LF_SHAPE_FRAGMENT);                                 \
        lf_build_lit(b, fragment);                                           \
        lf_build_only(b, LF_SHAPE_COUNT);                                    \
    } while (0)

/* An id, or what refers to one: `kind` (f-, e-, w-, c-), then the name. */
void lf_build_id(lf_builder_t *b, const char *kind, lf_str_t name);

/*
 * lf_page_compile.c: what pages are made of.  A page up to its heading
 * (`otherwise` LF_MSG_COUNT: the form's name), and its end, without a footer
 * or with one; a form up to its own inputs; a button, `what` being the value
 * of lf_do with its quote, and attributes behind it.
 */
void lf_build_open(lf_builder_t *b, const lf_text_t *title,
    lf_message_t otherwise);
void lf_build_close(lf_builder_t *b);
void lf_build_end_private(lf_builder_t *b);
void lf_build_form(lf_builder_t *b);
void lf_build_quiet(lf_builder_t *b, const char *what, lf_message_t message);

/* lf_page_link.c: the page of a personal link */
void lf_page_link(lf_builder_t *b);

/* lf_page_fields.c */
void lf_build_first_field(lf_builder_t *b, unsigned field, int last);
void lf_build_question(lf_builder_t *b, unsigned field);
void lf_build_message_box(lf_builder_t *b, const lf_text_t *button);


/* lf_page_consents.c */
void lf_build_consents(lf_builder_t *b, int is_first);
void lf_build_agreed(lf_builder_t *b);
void lf_build_privacy(lf_builder_t *b);


/* One request's run; all borrowed. */
typedef struct {
    const lf_form_t           *form;
    const lf_view_t           *view;
    const lf_page_language_t  *page;
    lf_shape_t                 shape;
    lf_str_t                   fallback;    /* language */
    lf_out_t                  *out;
} lf_render_t;

/* lf_page.c: what all pages begin with, up to the title. */
void lf_page_head(lf_out_t *out, lf_str_t language);

/* `more`: not only what the first step needs; a stylesheet or empty. */
void lf_page_styles(lf_out_t *out, int more, lf_str_t stylesheet);

#define LF_PAGE_STYLES_LEN  5120        /* at least what it adds */

/* The first sentence of a message; *text moves to what follows. */
lf_str_t lf_page_sentence(lf_str_t *text);

/* data is NULL when memory is out. */
lf_str_t lf_page_policy_make(lf_mem_t *mem, const lf_form_t *form);

/* In *spoken its language; the field's name is of none. */
lf_str_t lf_page_label(const lf_field_t *field, lf_str_t language,
    lf_str_t fallback, lf_str_t *spoken);

/* Whether the options of the field stand in a select, not side by side. */
int lf_page_is_select(const lf_field_t *field);

/*
 * lf_page_language.c: what stands in another language than what is around
 * it.  An empty language is that of what is around.
 */
int lf_page_is_foreign(lf_str_t around, lf_str_t language);

/* The attributes that say so; none where there is nothing to say. */
void lf_page_attributes(lf_out_t *out, lf_str_t around, lf_str_t language);

/* The text, line ends as <br>, in an element of its own where it is foreign. */
void lf_page_marked(lf_out_t *out, lf_str_t around, lf_str_t language,
    lf_str_t text);

/* The same within a sentence, line ends as blanks. */
void lf_page_quoted(lf_out_t *out, lf_str_t around, lf_str_t language,
    lf_str_t text);

void lf_page_say(lf_out_t *out, lf_str_t page, lf_message_t message);

/*
 * A message with the text in place of its %s.  The element around it has the
 * attributes of the message's language.
 */
void lf_page_say_of(lf_out_t *out, lf_str_t page, lf_message_t message,
    lf_str_t language, lf_str_t text);

/* lf_page_consents.c: whether one of its conditions holds. */
int lf_page_consents_hold(const lf_render_t *r, const lf_op_t *op);
void lf_page_consent_checked(lf_render_t *r, unsigned consent);
void lf_page_agreed(lf_render_t *r, unsigned consent);

/* lf_page_render.c */
void lf_page_run(lf_render_t *r, const lf_program_t *program);

/* lf_page_shape.c: what depends on where the form stands. */
void lf_page_fragment_open(lf_out_t *out, lf_str_t form, lf_str_t language);
lf_str_t lf_page_id_make(lf_mem_t *mem, lf_str_t form);
void lf_page_id(lf_render_t *r);
void lf_page_focus(lf_render_t *r);
void lf_fill_id(lf_render_t *r, const lf_op_t *op);
void lf_fill_action(lf_render_t *r, const lf_op_t *op);
void lf_fill_query(lf_render_t *r, const lf_op_t *op);
void lf_fill_ticket(lf_render_t *r, const lf_op_t *op);
void lf_fill_referrer(lf_render_t *r, const lf_op_t *op);
void lf_fill_held(lf_render_t *r, const lf_op_t *op);
void lf_fill_next(lf_render_t *r, const lf_op_t *op);

/* lf_page_options.c */
void lf_page_options(lf_render_t *r, unsigned field);

/* A country's name, as the options have it; empty: it has none. */
lf_str_t lf_page_country_name(const lf_render_t *r, lf_str_t code);

/* lf_page_offered.c */
void lf_page_offered(lf_render_t *r);

/* lf_page_problems.c: what is wrong with what was typed. */
int lf_page_problem(const lf_render_t *r, unsigned field,
    lf_message_t *message);
int lf_page_has_problems(const lf_render_t *r);
void lf_page_summary(lf_render_t *r);
void lf_page_aria(lf_render_t *r, unsigned field, int why);
void lf_page_error(lf_render_t *r, unsigned field);

#endif
