/*
 * lf_json: the parser.  jansson reads the text, and what it takes is JSON and
 * has the values that jansson gives it.  It knows no positions of values and
 * keeps the last of repeated keys in silence; so a walk over the text that it
 * has taken, beside its tree, makes the nodes and says where they stand.
 */

#include <lead_form/lf_form.h>

#include "lf_json_parser.h"


typedef struct {
    lf_json_doc_t  *doc;
    lf_mem_t       *scratch;            /* of jansson's trees */
    const char     *end;
    size_t          values;
} lf_json_parser_t;


static int lf_json_bounds_check(lf_json_doc_t *doc);
static int lf_json_is_utf16(lf_str_t text);
static lf_json_t *lf_json_text(lf_json_doc_t *doc, lf_mem_t *scratch);
static lf_json_t *lf_json_node(lf_json_parser_t *parser, lf_json_t *parent,
    const char *p);
static int lf_json_value(lf_json_parser_t *parser, lf_json_t *node,
    const json_t *value);
static int lf_json_children(lf_json_parser_t *parser, lf_json_t *node,
    const json_t *value);
static int lf_json_repeat(lf_json_parser_t *parser, lf_json_t *before,
    lf_json_t *member);
static const char *lf_json_key(lf_json_parser_t *parser, lf_json_t *member,
    const char *p);
static int lf_json_string(lf_json_doc_t *doc, const json_t *value,
    lf_str_t *string);
static const char *lf_json_next(lf_json_parser_t *parser, const char *p);


lf_json_t *
lf_json_parse(lf_json_doc_t *doc)
{
    lf_json_t   *root;
    lf_arena_t  *arena;

    if (lf_json_bounds_check(doc) != 0) {
        return NULL;
    }

    arena = lf_arena_create();
    if (arena == NULL) {
        doc->no_memory = 1;
        return NULL;
    }

    root = lf_json_text(doc, lf_arena_mem(arena));

    lf_arena_destroy(arena);

    return root;
}


/* What jansson is not given; the depth is that of its recursion, and ours. */

static int
lf_json_bounds_check(lf_json_doc_t *doc)
{
    size_t       depth;
    const char  *p, *end;

    if (doc->text.len > LF_FILE_SIZE_MAX) {
        lf_json_error(doc, NULL, "the file has %zu bytes; at most %d are "
                      "allowed", doc->text.len, LF_FILE_SIZE_MAX);
        return -1;
    }

    if (lf_str_starts_with(doc->text, lf_str("\xef\xbb\xbf"))) {
        doc->text.data += 3;
        doc->text.len -= 3;
    }

    end = doc->text.data + doc->text.len;
    p = lf_json_space(doc->text.data, end);

    if (p == end) {
        lf_json_error(doc, NULL, "the file is empty; it must hold one JSON "
                      "object: { ... }");
        return -1;
    }

    if (lf_json_is_utf16(doc->text)) {
        lf_json_offset_error(doc, NULL, 0, "the file is UTF-16; save it with "
                             "the encoding UTF-8");
        return -1;
    }

    /* jansson would say that the file ends there. */

    p = memchr(doc->text.data, '\0', doc->text.len);

    if (p != NULL) {
        lf_json_offset_error(doc, NULL, p - doc->text.data, "this is a NUL "
                             "byte; save the file with the encoding UTF-8");
        return -1;
    }

    depth = 0;

    for (p = doc->text.data; p < end; p = lf_json_token(p, end)) {

        if (*p == '{' || *p == '[') {
            depth++;

        } else if (*p == '}' || *p == ']') {
            depth -= depth > 0;
        }

        if (depth > LF_NESTING_MAX) {
            lf_json_offset_error(doc, NULL, p - doc->text.data, "nested too "
                                 "deeply; at most %d brackets may be open",
                                 LF_NESTING_MAX);
            return -1;
        }
    }

    return 0;
}


/* By its byte order mark, or by the NULs of two ASCII characters. */

static int
lf_json_is_utf16(lf_str_t text)
{
    return lf_str_starts_with(text, lf_str("\xff\xfe"))
           || lf_str_starts_with(text, lf_str("\xfe\xff"))
           || (text.len >= 4 && (text.data[0] == '\0')
                                != (text.data[1] == '\0')
               && (text.data[0] == '\0') == (text.data[2] == '\0')
               && (text.data[1] == '\0') == (text.data[3] == '\0'));
}


static lf_json_t *
lf_json_text(lf_json_doc_t *doc, lf_mem_t *scratch)
{
    json_t            *value;
    lf_json_t         *root;
    json_error_t       error;
    lf_json_parser_t   parser;

    value = lf_json_decode(doc, scratch, doc->text, &error);

    if (value == NULL) {
        if (!doc->no_memory) {
            lf_json_syntax_error(doc, &error);
        }

        return NULL;
    }

    parser.doc = doc;
    parser.scratch = scratch;
    parser.end = doc->text.data + doc->text.len;
    parser.values = 0;

    root = lf_json_node(&parser, NULL, lf_json_space(doc->text.data,
                                                     parser.end));

    if (root == NULL || lf_json_value(&parser, root, value) != 0) {
        return NULL;
    }

    return root;
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
lf_json_node(lf_json_parser_t *parser, lf_json_t *parent, const char *p)
{
    size_t      offset;
    lf_json_t  *node;

    offset = p - parser->doc->text.data;

    if (parser->values == LF_JSON_VALUES_MAX) {
        lf_json_offset_error(parser->doc, parent, offset, "the file has too "
                             "many values; at most %d are allowed",
                             LF_JSON_VALUES_MAX);
        return NULL;
    }

    node = lf_calloc(parser->doc->mem, 1, sizeof(lf_json_t));
    if (node == NULL) {
        parser->doc->no_memory = 1;
        return NULL;
    }

    parser->values++;
    node->parent = parent;
    node->at = offset;

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
    node->index = parent->count++;
}


/*
 * Of what node->at shows, with jansson's value of it; NULL where jansson kept
 * another one of the same key: only the keys matter then.
 */

static int
lf_json_value(lf_json_parser_t *parser, lf_json_t *node, const json_t *value)
{
    const char  *p;

    p = parser->doc->text.data + node->at;

    switch (*p) {

    case '{':
        node->type = LF_JSON_OBJECT;
        return lf_json_children(parser, node, value);

    case '[':
        node->type = LF_JSON_ARRAY;
        return lf_json_children(parser, node, value);

    case '"':
        node->type = LF_JSON_STRING;
        return lf_json_string(parser->doc, value, &node->string);

    case 't':
    case 'f':
        node->type = LF_JSON_BOOLEAN;
        node->boolean = json_is_true(value);
        return 0;

    case 'n':
        node->type = LF_JSON_NULL;
        return 0;

    default:
        node->type = LF_JSON_NUMBER;
        node->number = json_number_value(value);
        node->string.data = p;
        node->string.len = lf_json_token(p, parser->end) - p;
        return 0;
    }
}


/*
 * First all of them, then what is in each: which of the values of a repeated
 * key is jansson's, only the last one tells.
 */

static int
lf_json_children(lf_json_parser_t *parser, lf_json_t *node,
    const json_t *value)
{
    json_t      *its;
    lf_json_t   *child, *before;
    const char  *p;

    p = parser->doc->text.data + node->at;

    for (p = lf_json_space(p + 1, parser->end);
         *p != '}' && *p != ']';
         p = lf_json_next(parser, p))
    {
        child = lf_json_node(parser, node, p);
        if (child == NULL) {
            return -1;
        }

        before = NULL;

        if (node->type == LF_JSON_OBJECT) {
            p = lf_json_key(parser, child, p);
            if (p == NULL) {
                return -1;
            }

            before = lf_json_member(node, child->key);
        }

        if (before == NULL) {
            lf_json_append(node, child);

        } else if (lf_json_repeat(parser, before, child) != 0) {
            return -1;
        }
    }

    for (child = node->first; child != NULL; child = child->next) {
        its = node->type == LF_JSON_ARRAY
              ? json_array_get(value, child->index)
              : json_object_getn(value, child->key.data, child->key.len);

        if (lf_json_value(parser, child, its) != 0) {
            return -1;
        }
    }

    return 0;
}


/* The node before becomes the member, and its own value is only read over. */

static int
lf_json_repeat(lf_json_parser_t *parser, lf_json_t *before, lf_json_t *member)
{
    lf_json_t  shadowed;

    lf_json_key_error(parser->doc, member, "this key is here for the second "
                      "time; an object has each key once");

    shadowed = *before;
    before->key_at = member->key_at;
    before->at = member->at;

    return lf_json_value(parser, &shadowed, NULL);
}


/* The key at p; the place of its value, or NULL. */

static const char *
lf_json_key(lf_json_parser_t *parser, lf_json_t *member, const char *p)
{
    json_t        *value;
    lf_str_t       quoted;
    json_error_t   error;

    if (member->parent->count == LF_JSON_MEMBERS_MAX) {
        lf_json_offset_error(parser->doc, member->parent, member->at,
                             "the object has too many keys; at most %d are "
                             "allowed", LF_JSON_MEMBERS_MAX);
        return NULL;
    }

    quoted.data = p;
    quoted.len = lf_json_token(p, parser->end) - p;

    if (memchr(p, '\\', quoted.len) == NULL) {
        member->key = (lf_str_t) { p + 1, quoted.len - 2 };

    } else {
        value = lf_json_decode(parser->doc, parser->scratch, quoted, &error);

        if (value == NULL
            || lf_json_string(parser->doc, value, &member->key) != 0)
        {
            return NULL;
        }
    }

    p = lf_json_space(p + quoted.len, parser->end);     /* the colon */
    p = lf_json_space(p + 1, parser->end);

    member->key_at = member->at;
    member->at = p - parser->doc->text.data;

    return p;
}


static int
lf_json_string(lf_json_doc_t *doc, const json_t *value, lf_str_t *string)
{
    lf_str_t  s;

    s.data = json_string_value(value);
    s.len = json_string_length(value);

    *string = lf_str_copy(doc->mem, s);

    if (string->data == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    return 0;
}


/* Behind the value at p and its comma: the next element, or the bracket. */

static const char *
lf_json_next(lf_json_parser_t *parser, const char *p)
{
    size_t  depth;

    depth = 0;

    do {
        depth += *p == '{' || *p == '[';
        depth -= *p == '}' || *p == ']';

        p = lf_json_space(lf_json_token(p, parser->end), parser->end);

    } while (depth > 0);

    return *p == ',' ? lf_json_space(p + 1, parser->end) : p;
}
