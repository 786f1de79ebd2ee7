/*
 * lf_body_json: a JSON body as the pairs that a page would have sent.
 */

#include <lead_form/lf_submission.h>

#include "lf_body.h"
#include "lf_json.h"


typedef enum {
    LF_MEMBER_STRING,
    LF_MEMBER_BOOLEAN,
    LF_MEMBER_ACTION,
    LF_MEMBER_LIST,                     /* of strings */
    LF_MEMBER_ANSWERS,
    LF_MEMBER_ATTRIBUTES
} lf_member_kind_t;

typedef struct {
    lf_str_t          name;
    lf_member_kind_t  kind;
    lf_str_t          input;            /* the page's, by which it goes on */
} lf_member_t;

typedef struct {
    lf_mem_t         *mem;
    const lf_form_t  *form;
    lf_pair_t        *pairs;
    size_t            count;
    lf_body_error_t  *error;
} lf_body_t;

#define LF_MEMBER(name, kind, input)                                         \
    { { name, sizeof(name) - 1 }, kind, { input, sizeof(input) - 1 } }


static lf_body_result_t lf_body_tree(lf_body_t *b, lf_json_doc_t *doc,
    const lf_json_t **root);
static size_t lf_body_size(const lf_json_t *root);
static lf_body_result_t lf_body_member(lf_body_t *b, const lf_json_t *value);
static lf_body_result_t lf_body_list(lf_body_t *b, lf_str_t input,
    const lf_json_t *list);
static lf_body_result_t lf_body_answers(lf_body_t *b,
    const lf_json_t *answers);
static lf_body_result_t lf_body_answer(lf_body_t *b, const lf_json_t *value);
static lf_body_result_t lf_body_value(lf_body_t *b, lf_str_t name,
    const lf_json_t *value);
static int lf_body_is_yes_no(const lf_body_t *b, lf_str_t name);
static lf_body_result_t lf_body_attributes(lf_body_t *b, lf_str_t input,
    const lf_json_t *attributes);
static void lf_body_escape(lf_out_t *out, lf_str_t s);
static void lf_body_add(lf_body_t *b, lf_str_t name, lf_str_t value);
static lf_body_result_t lf_body_bad(lf_body_t *b, const lf_json_t *at,
    lf_str_t code, lf_str_t detail);
static lf_body_result_t lf_body_pointer(lf_body_t *b, const lf_json_t *at);
static void lf_body_pointer_part(lf_out_t *out, lf_str_t key);


static const lf_member_t  lf_members[] = {
    LF_MEMBER("ticket", LF_MEMBER_STRING, LF_INPUT_TICKET),
    LF_MEMBER("answers", LF_MEMBER_ANSWERS, ""),
    LF_MEMBER("consent", LF_MEMBER_LIST, LF_INPUT_CONSENT),
    LF_MEMBER("message", LF_MEMBER_STRING, LF_INPUT_MESSAGE),
    LF_MEMBER("remember", LF_MEMBER_BOOLEAN, LF_INPUT_REMEMBER),
    LF_MEMBER("action", LF_MEMBER_ACTION, LF_INPUT_DO),
    LF_MEMBER("page", LF_MEMBER_STRING, LF_INPUT_PAGE),
    LF_MEMBER("query", LF_MEMBER_STRING, LF_INPUT_QUERY),
    LF_MEMBER("referrer", LF_MEMBER_STRING, LF_INPUT_REFERRER),
    LF_MEMBER("attributes", LF_MEMBER_ATTRIBUTES, LF_INPUT_ATTRIBUTES),
    LF_MEMBER("seen", LF_MEMBER_BOOLEAN, LF_INPUT_SEEN),
    LF_MEMBER("homepage", LF_MEMBER_STRING, LF_INPUT_HONEYPOT)
};


lf_body_result_t
lf_body_json_read(lf_mem_t *mem, const lf_form_t *form, lf_str_t text,
    lf_pair_t **pairs, size_t *count, lf_body_error_t *error)
{
    size_t             size;
    lf_body_t          b;
    lf_json_doc_t      doc;
    const lf_json_t   *member, *root;
    lf_diagnostics_t   diagnostics;
    lf_body_result_t   rc;

    if (text.len > LF_BODY_JSON_MAX) {
        return LF_BODY_TOO_LARGE;
    }

    memset(&doc, 0, sizeof(lf_json_doc_t));
    memset(error, 0, sizeof(lf_body_error_t));
    lf_diagnostics_init(&diagnostics, mem);
    diagnostics.max = 1;
    doc.text = text;
    doc.mem = mem;
    doc.diagnostics = &diagnostics;

    b = (lf_body_t) { mem, form, NULL, 0, error };

    rc = lf_body_tree(&b, &doc, &root);
    if (rc != LF_BODY_OK) {
        return rc;
    }

    size = lf_body_size(root);

    if (size > LF_PAIRS_MAX) {
        return lf_body_bad(&b, root, lf_str("too_many"),
                           lf_str("too many values"));
    }

    b.pairs = lf_calloc(mem, size + 1, sizeof(lf_pair_t));
    if (b.pairs == NULL) {
        return LF_BODY_NO_MEMORY;
    }

    for (member = root->first; member != NULL; member = member->next) {
        rc = lf_body_member(&b, member);
        if (rc != LF_BODY_OK) {
            return rc;
        }
    }

    *pairs = b.pairs;
    *count = b.count;

    return LF_BODY_OK;
}


/* The parser's own words are for the author of a file. */

static lf_body_result_t
lf_body_tree(lf_body_t *b, lf_json_doc_t *doc, const lf_json_t **root)
{
    const lf_diagnostic_t  *item;

    *root = lf_json_parse(doc);

    if (doc->no_memory || doc->diagnostics->no_memory) {
        return LF_BODY_NO_MEMORY;
    }

    if (doc->errors > 0) {
        item = &doc->diagnostics->items[0];
        b->error->line = item->line;
        b->error->column = item->column;

        return *root != NULL
               ? lf_body_bad(b, doc->first_error, lf_str("repeated"),
                             lf_str("an object has each name once"))
               : lf_body_bad(b, NULL, lf_str("syntax"),
                             lf_str("this is not JSON that can be read"));
    }

    if ((*root)->type != LF_JSON_OBJECT) {
        return lf_body_bad(b, NULL, lf_str("type"),
                           lf_str("must be an object"));
    }

    return LF_BODY_OK;
}


/* At least so many pairs as there will be. */

static size_t
lf_body_size(const lf_json_t *root)
{
    size_t            size;
    const lf_json_t  *member, *answer;

    size = 0;

    for (member = root->first; member != NULL; member = member->next) {
        size += 1 + member->count;

        for (answer = member->first; answer != NULL; answer = answer->next) {
            size += answer->count;
        }
    }

    return size;
}


static lf_body_result_t
lf_body_member(lf_body_t *b, const lf_json_t *value)
{
    size_t              i;
    const lf_member_t  *member;

    for (i = 0; i < LF_ARRAY_SIZE(lf_members); i++) {
        if (lf_str_eq(value->key, lf_members[i].name)) {
            break;
        }
    }

    if (i == LF_ARRAY_SIZE(lf_members)) {
        return lf_body_bad(b, value, lf_str("unknown"),
                           lf_str("there is no such member"));
    }

    if (value->type == LF_JSON_NULL) {
        return LF_BODY_OK;
    }

    member = &lf_members[i];

    switch (member->kind) {

    case LF_MEMBER_ANSWERS:
        return lf_body_answers(b, value);

    case LF_MEMBER_ATTRIBUTES:
        return lf_body_attributes(b, member->input, value);

    case LF_MEMBER_LIST:
        return lf_body_list(b, member->input, value);

    case LF_MEMBER_BOOLEAN:
        if (value->type != LF_JSON_BOOLEAN) {
            return lf_body_bad(b, value, lf_str("type"),
                               lf_str("must be true or false"));
        }

        if (value->boolean) {
            lf_body_add(b, member->input, lf_str("1"));
        }

        return LF_BODY_OK;

    default:    /* LF_MEMBER_STRING, LF_MEMBER_ACTION */
        break;
    }

    if (value->type != LF_JSON_STRING) {
        return lf_body_bad(b, value, lf_str("type"),
                           lf_str("must be a string"));
    }

    if (member->kind == LF_MEMBER_ACTION
        && !lf_submission_is_action(value->string))
    {
        return lf_body_bad(b, value, lf_str("unknown"),
                           lf_str("there is no such action"));
    }

    lf_body_add(b, member->input, value->string);

    return LF_BODY_OK;
}


static lf_body_result_t
lf_body_list(lf_body_t *b, lf_str_t input, const lf_json_t *list)
{
    const lf_json_t  *item;

    if (list->type != LF_JSON_ARRAY) {
        return lf_body_bad(b, list, lf_str("type"),
                           lf_str("must be an array of strings"));
    }

    for (item = list->first; item != NULL; item = item->next) {
        if (item->type != LF_JSON_STRING) {
            return lf_body_bad(b, item, lf_str("type"),
                               lf_str("must be a string"));
        }

        lf_body_add(b, input, item->string);
    }

    return LF_BODY_OK;
}


static lf_body_result_t
lf_body_answers(lf_body_t *b, const lf_json_t *answers)
{
    const lf_json_t   *answer;
    lf_body_result_t   rc;

    if (answers->type != LF_JSON_OBJECT) {
        return lf_body_bad(b, answers, lf_str("type"),
                           lf_str("must be an object, its members named by "
                                  "fields"));
    }

    for (answer = answers->first; answer != NULL; answer = answer->next) {
        rc = lf_body_answer(b, answer);
        if (rc != LF_BODY_OK) {
            return rc;
        }
    }

    return LF_BODY_OK;
}


/* The page's own inputs are not to be had by this door. */

static lf_body_result_t
lf_body_answer(lf_body_t *b, const lf_json_t *answer)
{
    const lf_json_t   *item;
    lf_body_result_t   rc;

    if (lf_str_starts_with(answer->key, lf_str("lf_"))) {
        return lf_body_bad(b, answer, lf_str("unknown"),
                           lf_str("no field can have such a name"));
    }

    if (answer->type != LF_JSON_ARRAY) {
        return lf_body_value(b, answer->key, answer);
    }

    if (answer->first == NULL) {
        lf_body_add(b, answer->key, lf_str(""));
    }

    for (item = answer->first; item != NULL; item = item->next) {
        if (item->type != LF_JSON_STRING && item->type != LF_JSON_NUMBER) {
            return lf_body_bad(b, item, lf_str("type"),
                               lf_str("must be a string or a number"));
        }

        rc = lf_body_value(b, answer->key, item);
        if (rc != LF_BODY_OK) {
            return rc;
        }
    }

    return LF_BODY_OK;
}


static lf_body_result_t
lf_body_value(lf_body_t *b, lf_str_t name, const lf_json_t *value)
{
    lf_str_t  number;

    switch (value->type) {

    case LF_JSON_STRING:
        lf_body_add(b, name, value->string);
        return LF_BODY_OK;

    case LF_JSON_NULL:
        lf_body_add(b, name, lf_str(""));
        return LF_BODY_OK;

    case LF_JSON_NUMBER:
        number = lf_body_number(b->mem, value->string);
        if (number.data == NULL) {
            return LF_BODY_NO_MEMORY;
        }

        lf_body_add(b, name, number);
        return LF_BODY_OK;

    case LF_JSON_BOOLEAN:
        if (lf_body_is_yes_no(b, name)) {
            lf_body_add(b, name, value->boolean ? lf_str("yes")
                                                : lf_str("no"));
            return LF_BODY_OK;
        }

        return lf_body_bad(b, value, lf_str("type"),
                           lf_str("this field does not take true or false"));

    default:
        return lf_body_bad(b, value, lf_str("type"),
                           lf_str("must be a string, a number, true or false, "
                                  "null, or an array of these"));
    }
}


/* A question that the form does not have any more may have been one. */

static int
lf_body_is_yes_no(const lf_body_t *b, lf_str_t name)
{
    int  field;

    field = lf_form_field(b->form, name);

    return field < 0 || b->form->fields[field].type == LF_TYPE_YES_NO
           || b->form->fields[field].type == LF_TYPE_FOREIGN;
}


static lf_body_result_t
lf_body_attributes(lf_body_t *b, lf_str_t input, const lf_json_t *attributes)
{
    lf_out_t          out;
    const lf_json_t  *item;

    if (attributes->type != LF_JSON_OBJECT) {
        return lf_body_bad(b, attributes, lf_str("type"),
                           lf_str("must be an object of strings"));
    }

    lf_out_init(&out, b->mem, 128);

    for (item = attributes->first; item != NULL; item = item->next) {
        if (item->type != LF_JSON_STRING) {
            return lf_body_bad(b, item, lf_str("type"),
                               lf_str("must be a string"));
        }

        if (out.len > 0) {
            lf_out_byte(&out, '&');
        }

        lf_body_escape(&out, item->key);
        lf_out_byte(&out, '=');
        lf_body_escape(&out, item->string);
    }

    if (out.failed) {
        return LF_BODY_NO_MEMORY;
    }

    lf_body_add(b, input, (lf_str_t) { out.data, out.len });

    return LF_BODY_OK;
}


/* What is unreserved in a URI (RFC 3986) stays as it is. */

static void
lf_body_escape(lf_out_t *out, lf_str_t s)
{
    size_t         i;
    unsigned char  c;

    static const char  hex[] = "0123456789ABCDEF";

    for (i = 0; i < s.len; i++) {
        c = (unsigned char) s.data[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_'
            || c == '~')
        {
            lf_out_byte(out, (char) c);

        } else {
            lf_out_byte(out, '%');
            lf_out_byte(out, hex[c >> 4]);
            lf_out_byte(out, hex[c & 15]);
        }
    }
}


static void
lf_body_add(lf_body_t *b, lf_str_t name, lf_str_t value)
{
    b->pairs[b->count++] = (lf_pair_t) { name, value };
}


static lf_body_result_t
lf_body_bad(lf_body_t *b, const lf_json_t *at, lf_str_t code, lf_str_t detail)
{
    b->error->code = code;
    b->error->detail = detail;

    return lf_body_pointer(b, at);
}


/* RFC 6901, section 6: "#/answers/name"; a deep end is left out. */

static lf_body_result_t
lf_body_pointer(lf_body_t *b, const lf_json_t *at)
{
    size_t            depth, i;
    lf_out_t          out;
    const lf_json_t  *chain[LF_NESTING_MAX];

    depth = 0;

    for ( /* void */ ; at != NULL && at->parent != NULL; at = at->parent) {
        if (depth == LF_NESTING_MAX) {
            break;
        }

        chain[depth++] = at;
    }

    lf_out_init(&out, b->mem, 64);
    lf_out_byte(&out, '#');

    for (i = depth; i > 0 && out.len < LF_BODY_POINTER_MAX; i--) {
        lf_out_byte(&out, '/');

        if (chain[i - 1]->parent->type == LF_JSON_ARRAY) {
            lf_out_int(&out, (int64_t) chain[i - 1]->index);

        } else {
            lf_body_pointer_part(&out, chain[i - 1]->key);
        }
    }

    b->error->pointer = lf_out_str(&out);

    return out.failed ? LF_BODY_NO_MEMORY : LF_BODY_BAD;
}


static void
lf_body_pointer_part(lf_out_t *out, lf_str_t key)
{
    size_t  i;

    for (i = 0; i < key.len && i < LF_BODY_POINTER_MAX; i++) {
        switch (key.data[i]) {

        case '~':
            lf_out_lit(out, "~0");
            break;

        case '/':
            lf_out_lit(out, "~1");
            break;

        default:
            lf_body_escape(out, (lf_str_t) { key.data + i, 1 });
            break;
        }
    }
}
