/*
 * lf_json: the parser.  Recursive descent, whose depth LF_NESTING_MAX bounds.
 * The first syntax error ends it; a repeated key is reported and read over.
 *
 * Not jansson's: version 2.14 passes over a failed allocation while it reads a
 * string, and returns another text than the file's as if nothing had
 * happened; and it knows no positions of values.
 */

#include <lead_form/lf_form.h>

#include "lf_json_parser.h"
#include "lf_utf8.h"


static int lf_json_bytes_check(lf_json_doc_t *doc);
static lf_json_t *lf_json_node(lf_json_parser_t *parser, lf_json_t *parent);
static int lf_json_value(lf_json_parser_t *parser, lf_json_t *node);
static int lf_json_array(lf_json_parser_t *parser, lf_json_t *array);
static int lf_json_object(lf_json_parser_t *parser, lf_json_t *object);
static int lf_json_object_key(lf_json_parser_t *parser, lf_json_t *object,
    lf_json_t *node);
static int lf_json_next(lf_json_parser_t *parser, lf_json_t *in, char close);
static int lf_json_word(lf_json_parser_t *parser, lf_json_t *node);
static void lf_json_space(lf_json_parser_t *parser);
static int lf_json_unexpected(lf_json_parser_t *parser, const lf_json_t *in,
    const char *expected);


lf_json_t *
lf_json_parse(lf_json_doc_t *doc)
{
    lf_json_t         *root;
    lf_json_parser_t   parser;

    if (lf_json_bytes_check(doc) != 0) {
        return NULL;
    }

    parser.doc = doc;
    parser.p = doc->text.data;
    parser.end = doc->text.data + doc->text.len;
    parser.depth = 0;
    parser.values = 0;

    lf_json_space(&parser);

    if (parser.p == parser.end) {
        lf_json_error(doc, NULL, "the file is empty; it must hold one JSON "
                      "object: { ... }");
        return NULL;
    }

    root = lf_json_node(&parser, NULL);
    if (root == NULL || lf_json_value(&parser, root) != 0) {
        return NULL;
    }

    lf_json_space(&parser);

    if (parser.p < parser.end) {
        lf_json_offset_error(doc, NULL, parser.p - doc->text.data,
                             "something follows the end of the JSON value; "
                             "remove it, or a bracket is closed too early");
        return NULL;
    }

    return root;
}


/* Well-formed UTF-8 of a bearable size, and no byte order mark before it. */

static int
lf_json_bytes_check(lf_json_doc_t *doc)
{
    uint32_t     code;
    const char  *p, *end, *start;

    if (doc->text.len > LF_FILE_SIZE_MAX) {
        lf_json_error(doc, NULL, "the file has %zu bytes; at most %d are "
                      "allowed", doc->text.len, LF_FILE_SIZE_MAX);
        return -1;
    }

    if (lf_str_starts_with(doc->text, lf_str("\xef\xbb\xbf"))) {
        doc->text.data += 3;
        doc->text.len -= 3;
    }

    p = doc->text.data;
    end = p + doc->text.len;

    do {
        if (p == end) {
            return 0;
        }

        start = p;
    } while (lf_utf8_next(&p, end, &code));

    lf_json_offset_error(doc, NULL, start - doc->text.data,
                         "this byte is not UTF-8; save the file with the "
                         "encoding UTF-8");
    return -1;
}


lf_json_t *
lf_json_member(const lf_json_t *object, lf_str_t key)
{
    lf_json_t  *member;

    if (object->type != LF_JSON_OBJECT) {
        return NULL;
    }

    for (member = object->first; member != NULL; member = member->next) {
        if (lf_str_eq(member->key, key)) {
            return member;
        }
    }

    return NULL;
}


static lf_json_t *
lf_json_node(lf_json_parser_t *parser, lf_json_t *parent)
{
    lf_json_t  *node;

    if (parser->values == LF_JSON_VALUES_MAX) {
        lf_json_offset_error(parser->doc, parent,
                             parser->p - parser->doc->text.data,
                             "the file has too many values; at most %d are "
                             "allowed", LF_JSON_VALUES_MAX);
        return NULL;
    }

    node = lf_calloc(parser->doc->mem, 1, sizeof(lf_json_t));
    if (node == NULL) {
        parser->doc->no_memory = 1;
        return NULL;
    }

    parser->values++;
    node->parent = parent;

    return node;
}


static void
lf_json_append(lf_json_t *parent, lf_json_t *node)
{
    if (parent->last == NULL) {
        parent->first = node;

    } else {
        parent->last->next = node;
    }

    parent->last = node;
    parent->count++;
}


static int
lf_json_value(lf_json_parser_t *parser, lf_json_t *node)
{
    int  rc;

    node->at = parser->p - parser->doc->text.data;

    if (parser->p == parser->end) {
        return lf_json_unexpected(parser, node->parent, "a value");
    }

    switch (*parser->p) {

    case '{':
    case '[':
        if (parser->depth == LF_NESTING_MAX) {
            lf_json_offset_error(parser->doc, node->parent, node->at,
                                 "nested too deeply; at most %d brackets may "
                                 "be open", LF_NESTING_MAX);
            return -1;
        }

        parser->depth++;
        rc = *parser->p == '{' ? lf_json_object(parser, node)
                               : lf_json_array(parser, node);
        parser->depth--;
        return rc;

    case '"':
        node->type = LF_JSON_STRING;
        return lf_json_string(parser, node->parent, &node->string);

    case '-': case '0': case '1': case '2': case '3': case '4': case '5':
    case '6': case '7': case '8': case '9':
        return lf_json_number(parser, node);

    default:
        return lf_json_word(parser, node);
    }
}


static int
lf_json_array(lf_json_parser_t *parser, lf_json_t *array)
{
    int         more;
    lf_json_t  *item;

    array->type = LF_JSON_ARRAY;
    parser->p++;
    lf_json_space(parser);

    if (parser->p < parser->end && *parser->p == ']') {
        parser->p++;
        return 0;
    }

    do {
        item = lf_json_node(parser, array);
        if (item == NULL) {
            return -1;
        }

        item->index = array->count;

        if (lf_json_value(parser, item) != 0) {
            return -1;
        }

        lf_json_append(array, item);

        more = lf_json_next(parser, array, ']');

    } while (more > 0);

    return more;
}


static int
lf_json_object(lf_json_parser_t *parser, lf_json_t *object)
{
    int         more, again;
    lf_json_t  *member;

    object->type = LF_JSON_OBJECT;
    parser->p++;
    lf_json_space(parser);

    if (parser->p < parser->end && *parser->p == '}') {
        parser->p++;
        return 0;
    }

    do {
        member = lf_json_node(parser, object);
        if (member == NULL) {
            return -1;
        }

        if (lf_json_object_key(parser, object, member) != 0) {
            return -1;
        }

        again = lf_json_member(object, member->key) != NULL;

        if (again) {
            lf_json_key_error(parser->doc, member, "this key is here for the "
                              "second time; an object has each key once");
        }

        if (lf_json_value(parser, member) != 0) {
            return -1;
        }

        if (!again) {
            lf_json_append(object, member);
        }

        more = lf_json_next(parser, object, '}');

    } while (more > 0);

    return more;
}


/* The key and its colon; stands at the value afterwards. */

static int
lf_json_object_key(lf_json_parser_t *parser, lf_json_t *object,
    lf_json_t *node)
{
    node->key_at = parser->p - parser->doc->text.data;

    if (object->count == LF_JSON_MEMBERS_MAX) {
        lf_json_offset_error(parser->doc, object, node->key_at,
                             "the object has too many keys; at most %d are "
                             "allowed", LF_JSON_MEMBERS_MAX);
        return -1;
    }

    if (parser->p == parser->end || *parser->p != '"') {
        return lf_json_unexpected(parser, object, "a key in double quotes");
    }

    if (lf_json_string(parser, object, &node->key) != 0) {
        return -1;
    }

    lf_json_space(parser);

    if (parser->p == parser->end || *parser->p != ':') {
        return lf_json_unexpected(parser, object, "\":\" behind the key");
    }

    parser->p++;
    lf_json_space(parser);

    return 0;
}


/* Behind an element: 1 when another follows, 0 at the end, -1 otherwise. */

static int
lf_json_next(lf_json_parser_t *parser, lf_json_t *in, char close)
{
    size_t  comma;

    lf_json_space(parser);

    if (parser->p < parser->end && *parser->p == close) {
        parser->p++;
        return 0;
    }

    if (parser->p == parser->end || *parser->p != ',') {
        return lf_json_unexpected(parser, in, close == ']'
                                              ? "\",\" or \"]\""
                                              : "\",\" or \"}\"");
    }

    comma = parser->p - parser->doc->text.data;
    parser->p++;
    lf_json_space(parser);

    if (parser->p < parser->end && *parser->p == close) {
        lf_json_offset_error(parser->doc, in, comma, "a comma with nothing "
                             "behind it; remove the comma");
        return -1;
    }

    return 1;
}


static int
lf_json_word(lf_json_parser_t *parser, lf_json_t *node)
{
    lf_str_t     word;
    const char  *p;

    for (p = parser->p; p < parser->end && *p >= 'a' && *p <= 'z'; p++) {
        /* void */
    }

    word.data = parser->p;
    word.len = p - parser->p;

    if (lf_str_is(word, "null")) {
        node->type = LF_JSON_NULL;

    } else if (lf_str_is(word, "true") || lf_str_is(word, "false")) {
        node->type = LF_JSON_BOOLEAN;
        node->boolean = word.len == 4;

    } else {
        return lf_json_unexpected(parser, node->parent, "a value");
    }

    parser->p = p;

    return 0;
}


static void
lf_json_space(lf_json_parser_t *parser)
{
    while (parser->p < parser->end
           && (*parser->p == ' ' || *parser->p == '\t'
               || *parser->p == '\n' || *parser->p == '\r'))
    {
        parser->p++;
    }
}


/* Always -1; says what the usual slips mean. */

static int
lf_json_unexpected(lf_json_parser_t *parser, const lf_json_t *in,
    const char *expected)
{
    size_t       offset;
    unsigned     line, column;
    const char  *advice;

    offset = parser->p - parser->doc->text.data;

    if (parser->p == parser->end) {
        line = 1;

        if (in != NULL) {
            lf_json_place(parser->doc, in->at, &line, &column);
        }

        lf_json_offset_error(parser->doc, in, offset, "the file ends too "
                             "early; expected %s for what begins in line %u",
                             expected, line);
        return -1;
    }

    switch (*parser->p) {

    case '/':
    case '#':
        advice = "; JSON has no comments";
        break;

    case '\'':
        advice = "; keys and texts stand in double quotes";
        break;

    case '\0':
        advice = "; this is a NUL byte";
        break;

    case '"':
        advice = "; is a comma missing before it?";
        break;

    default:
        advice = (*parser->p | 0x20) >= 'a' && (*parser->p | 0x20) <= 'z'
                 ? "; keys and texts stand in double quotes, and true, "
                   "false and null are written small"
                 : "";
    }

    lf_json_offset_error(parser->doc, in, offset, "expected %s here%s",
                         expected, advice);
    return -1;
}
