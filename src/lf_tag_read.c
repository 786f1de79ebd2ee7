/*
 * The attributes of an element, and the query of the request that it asks for.
 */

#include <lead_form/lf_tag.h>
#include <lead_form/lf_when.h>          /* lf_pair_t */

#include "lf_utf8.h"


#define LF_TAG_REFERENCE_LEN_MAX  10    /* "&#x10FFFF;" */


static const char  lf_tag_hex[] = "0123456789ABCDEF";

/* The named references that quoting makes; others stand for themselves. */
static const struct {
    lf_str_t  name;
    char      c;
} lf_tag_references[] = {
    { { "amp", 3 }, '&' },
    { { "lt", 2 }, '<' },
    { { "gt", 2 }, '>' },
    { { "quot", 4 }, '"' },
    { { "apos", 4 }, '\'' }
};


static int lf_tag_attribute(lf_mem_t *mem, const char **p, const char *end,
    lf_pair_t *attribute);
static lf_str_t lf_tag_value(const char **p, const char *end);
static const char *lf_tag_spaces(const char *p, const char *end);
static int lf_tag_decode(lf_mem_t *mem, lf_str_t *value);
static size_t lf_tag_reference(lf_str_t text, char *dst, size_t *len);
static int lf_tag_number(lf_str_t digits, uint32_t *code);
static int lf_tag_lower(lf_mem_t *mem, lf_str_t *name);
static int lf_tag_query(lf_mem_t *mem, const lf_pair_t *attributes,
    size_t count, lf_tag_t *tag);
static void lf_tag_encode(lf_out_t *out, lf_str_t s);


int
lf_tag_read(lf_mem_t *mem, lf_str_t element, lf_tag_t *tag)
{
    int          rc;
    size_t       i, count;
    lf_pair_t    attributes[LF_TAG_ATTRIBUTES_MAX], attribute;
    const char  *p, *end;

    p = element.data + sizeof("<lead-form") - 1;
    end = element.data + element.len;
    count = 0;

    while ((rc = lf_tag_attribute(mem, &p, end, &attribute)) > 0) {

        /* HTML's rule: the first one of a name counts. */

        for (i = 0; i < count; i++) {
            if (lf_str_eq(attributes[i].name, attribute.name)) {
                break;
            }
        }

        if (i == count && count < LF_TAG_ATTRIBUTES_MAX) {
            attributes[count++] = attribute;
        }
    }

    if (rc != 0) {
        return -1;
    }

    return lf_tag_query(mem, attributes, count, tag);
}


/* 1, 0 at the end of the tag, or -1 when memory is out. */

static int
lf_tag_attribute(lf_mem_t *mem, const char **p, const char *end,
    lf_pair_t *attribute)
{
    const char  *start, *q;

    q = *p;

    while (q < end && (*q == '/' || lf_tag_spaces(q, end) != q)) {
        q++;
    }

    if (q == end || *q == '>') {
        return 0;
    }

    /* A "=" at the start belongs to the name. */

    start = q++;

    while (q < end && *q != '=' && *q != '/' && *q != '>'
           && lf_tag_spaces(q, end) == q)
    {
        q++;
    }

    attribute->name = (lf_str_t) { start, q - start };
    attribute->value = lf_null_str;
    start = lf_tag_spaces(q, end);

    if (start < end && *start == '=') {
        q = lf_tag_spaces(start + 1, end);
        attribute->value = lf_tag_value(&q, end);
    }

    *p = q;

    if (lf_tag_lower(mem, &attribute->name) != 0
        || lf_tag_decode(mem, &attribute->value) != 0)
    {
        return -1;
    }

    return 1;
}


static lf_str_t
lf_tag_value(const char **p, const char *end)
{
    lf_str_t     value;
    const char  *q;

    q = *p;

    if (q < end && (*q == '"' || *q == '\'')) {
        value.data = q + 1;
        q = memchr(value.data, *q, end - value.data);
        value.len = (q == NULL ? end : q) - value.data;
        *p = q == NULL ? end : q + 1;

        return value;
    }

    value.data = q;

    while (q < end && *q != '>' && lf_tag_spaces(q, end) == q) {
        q++;
    }

    value.len = q - value.data;
    *p = q;

    return value;
}


static const char *
lf_tag_spaces(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r'
                       || *p == '\f'))
    {
        p++;
    }

    return p;
}


/* Character references; a value without any is not copied. */

static int
lf_tag_decode(lf_mem_t *mem, lf_str_t *value)
{
    char      *text;
    size_t     i, n, used, len;

    if (value->len == 0 || memchr(value->data, '&', value->len) == NULL) {
        return 0;
    }

    text = lf_alloc(mem, value->len);
    if (text == NULL) {
        return -1;
    }

    len = 0;

    for (i = 0; i < value->len; i += used) {
        used = lf_tag_reference((lf_str_t) { value->data + i, value->len - i },
                                text + len, &n);
        if (used == 0) {
            text[len] = value->data[i];
            used = n = 1;
        }

        len += n;
    }

    *value = (lf_str_t) { text, len };

    return 0;
}


/* The bytes that a reference takes, 0: there is none; *len of dst are set. */

static size_t
lf_tag_reference(lf_str_t text, char *dst, size_t *len)
{
    size_t       i;
    uint32_t     code;
    lf_str_t     name;
    const char  *end;

    if (text.data[0] != '&') {
        return 0;
    }

    end = memchr(text.data, ';', text.len < LF_TAG_REFERENCE_LEN_MAX
                                 ? text.len : LF_TAG_REFERENCE_LEN_MAX);
    if (end == NULL) {
        return 0;
    }

    name = (lf_str_t) { text.data + 1, end - text.data - 1 };

    for (i = 0; i < LF_ARRAY_SIZE(lf_tag_references); i++) {
        if (lf_str_eq(name, lf_tag_references[i].name)) {
            *dst = lf_tag_references[i].c;
            *len = 1;
            return end + 1 - text.data;
        }
    }

    if (lf_tag_number(name, &code) != 0) {
        return 0;
    }

    *len = lf_utf8_put(dst, code);

    return end + 1 - text.data;
}


/* "#65" or "#x41": never shorter than the UTF-8 that it stands for. */

static int
lf_tag_number(lf_str_t name, uint32_t *code)
{
    size_t    i;
    uint32_t  base, digit;

    if (name.len < 2 || name.data[0] != '#') {
        return -1;
    }

    base = (name.data[1] | 0x20) == 'x' ? 16 : 10;
    *code = 0;
    i = base == 16 ? 2 : 1;

    if (i == name.len) {
        return -1;
    }

    for ( /* void */ ; i < name.len; i++) {
        digit = (uint8_t) name.data[i] - '0';

        if (digit > 9) {
            digit = (uint8_t) (name.data[i] | 0x20) - 'a' + 10;

            if (digit < 10) {
                return -1;
            }
        }

        if (digit >= base) {
            return -1;
        }

        *code = *code * base + digit;

        if (*code > 0x10ffff) {
            return -1;
        }
    }

    return *code == 0 || (*code >= 0xd800 && *code <= 0xdfff) ? -1 : 0;
}


static int
lf_tag_lower(lf_mem_t *mem, lf_str_t *name)
{
    char    *text;
    size_t   i;

    text = lf_alloc(mem, name->len);
    if (text == NULL) {
        return -1;
    }

    for (i = 0; i < name->len; i++) {
        text[i] = name->data[i];

        if (text[i] >= 'A' && text[i] <= 'Z') {
            text[i] |= 0x20;
        }
    }

    name->data = text;

    return 0;
}


static int
lf_tag_query(lf_mem_t *mem, const lf_pair_t *attributes, size_t count,
    lf_tag_t *tag)
{
    size_t    i;
    lf_out_t  query, pairs;

    memset(tag, 0, sizeof(lf_tag_t));
    lf_out_init(&query, mem, 128);
    lf_out_init(&pairs, mem, 0);
    lf_out_lit(&query, "fragment");

    for (i = 0; i < count; i++) {
        if (lf_str_is(attributes[i].name, "name")) {
            tag->name = attributes[i].value;

        } else if (lf_str_is(attributes[i].name, "lang")) {
            lf_out_lit(&query, "&lang=");
            lf_tag_encode(&query, attributes[i].value);

        } else if (!lf_str_is(attributes[i].name, "src")) {
            if (pairs.len > 0) {
                lf_out_byte(&pairs, '&');
            }

            lf_tag_encode(&pairs, attributes[i].name);
            lf_out_byte(&pairs, '=');
            lf_tag_encode(&pairs, attributes[i].value);
        }
    }

    if (pairs.len > 0) {
        lf_out_lit(&query, "&attributes=");
        lf_tag_encode(&query, lf_out_str(&pairs));
    }

    tag->query = lf_out_str(&query);

    return query.failed || pairs.failed ? -1 : 0;
}


static void
lf_tag_encode(lf_out_t *out, lf_str_t s)
{
    size_t   i;
    uint8_t  c;

    for (i = 0; i < s.len; i++) {
        c = (uint8_t) s.data[i];

        if ((c >= '0' && c <= '9') || (uint8_t) ((c | 0x20) - 'a') < 26
            || c == '-' || c == '_' || c == '.')
        {
            lf_out_byte(out, (char) c);

        } else {
            lf_out_byte(out, '%');
            lf_out_byte(out, lf_tag_hex[c >> 4]);
            lf_out_byte(out, lf_tag_hex[c & 15]);
        }
    }
}
