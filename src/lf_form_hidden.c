/*
 * lf_form_hidden: values that nobody types: an event takes them along from
 * the tag that holds the form, the page's address or a cookie.
 */

#include "lf_form_load.h"


#define LF_HIDDEN_LOOKS  "{ \"from\": \"query:gclid\" }"


typedef struct {
    lf_str_t     name;
    const char  *takes;                     /* characters, for people */
    int        (*is)(lf_str_t source);
} lf_from_kind_t;


static int lf_hidden_parse(lf_form_builder_t *builder, lf_json_t *item,
    lf_hidden_t *hidden);
static int lf_hidden_name(lf_form_builder_t *builder, const lf_json_t *item);
static int lf_hidden_from(lf_form_builder_t *builder, const lf_json_t *value,
    lf_hidden_t *hidden);
static int lf_hidden_from_unknown(lf_json_doc_t *doc, const lf_json_t *value,
    lf_str_t name);
static int lf_hidden_cookie(lf_json_doc_t *doc, const lf_json_t *value,
    lf_str_t source);
static int lf_source_is_attribute(lf_str_t source);
static int lf_source_is_query(lf_str_t source);
static int lf_source_is_cookie(lf_str_t source);
static int lf_source_has(lf_str_t source, const char *signs);
static int lf_cookie_is_of_a_login(lf_str_t source);


static const lf_from_kind_t  lf_from_kinds[] = {    /* by lf_from_t */
    { { "attribute", 9 }, "a to z, 0 to 9, - and _, beginning with a letter",
      lf_source_is_attribute },
    { { "query", 5 }, "letters, digits and - _ . ~ [ ]", lf_source_is_query },
    { { "cookie", 6 }, "letters, digits and ! # $ % & ' * + - . ^ _ ` | ~",
      lf_source_is_cookie }
};


int
lf_form_hidden_parse(lf_form_builder_t *builder, lf_json_t *value)
{
    lf_json_t    *item;
    lf_hidden_t  *hidden;

    if (value->type != LF_JSON_OBJECT) {
        lf_json_error(builder->doc, value, "%s does not belong here; write "
                      "{ \"gclid\": " LF_HIDDEN_LOOKS " }",
                      lf_json_type_name(value));
        return -1;
    }

    if (value->count > LF_HIDDEN_MAX) {
        lf_json_error(builder->doc, value, "too many hidden values; at most "
                      "%d are allowed", LF_HIDDEN_MAX);
        return -1;
    }

    hidden = lf_calloc(builder->loader->mem, value->count,
                       sizeof(lf_hidden_t));
    if (hidden == NULL) {
        builder->doc->no_memory = 1;
        return -1;
    }

    builder->form->hidden = hidden;

    for (item = value->first; item != NULL; item = item->next) {

        (void) lf_hidden_parse(builder, item,
                               &hidden[builder->form->hidden_count]);

        if (builder->doc->no_memory) {
            return -1;
        }

        builder->form->hidden_count++;
    }

    return 0;
}


static int
lf_hidden_parse(lf_form_builder_t *builder, lf_json_t *item,
    lf_hidden_t *hidden)
{
    const lf_json_t        *from;
    static const lf_str_t   keys[] = { { "from", 4 } };

    if (lf_hidden_name(builder, item) != 0) {
        return -1;
    }

    if (item->type != LF_JSON_OBJECT) {
        lf_json_error(builder->doc, item, "%s does not belong here; write "
                      LF_HIDDEN_LOOKS, lf_json_type_name(item));
        return -1;
    }

    lf_json_keys_check(builder->doc, item, keys, LF_ARRAY_SIZE(keys));

    from = lf_json_member(item, lf_str("from"));

    if (from == NULL) {
        lf_json_error(builder->doc, item, "nothing says where this value "
                      "comes from; add \"from\": \"query:gclid\"");
        return -1;
    }

    hidden->name = lf_str_copy(builder->loader->mem, item->key);

    if (hidden->name.data == NULL) {
        builder->doc->no_memory = 1;
        return -1;
    }

    return lf_hidden_from(builder, from, hidden);
}


/* A field's name would pass for an answer, which this is not. */

static int
lf_hidden_name(lf_form_builder_t *builder, const lf_json_t *item)
{
    if (lf_form_name_check(builder->doc, item, item->key) != 0) {
        return -1;
    }

    if (lf_form_declared(&builder->own, item->key) != NULL
        || lf_form_declared(&builder->loader->site_fields, item->key) != NULL
        || lf_form_builtin_field(item->key) != NULL)
    {
        lf_json_key_error(builder->doc, item, "a field has this name, and a "
                          "hidden value is no answer; choose another one");
        return -1;
    }

    return 0;
}


static int
lf_hidden_from(lf_form_builder_t *builder, const lf_json_t *value,
    lf_hidden_t *hidden)
{
    size_t           i;
    lf_str_t         kind, source;
    lf_json_doc_t   *doc;
    lf_json_shown_t  shown;

    doc = builder->doc;

    if (lf_form_string_parse(doc, value, "\"query:gclid\"", &source) != 0) {
        return -1;
    }

    kind = lf_str_cut(&source, ':');

    for (i = 0; i < LF_ARRAY_SIZE(lf_from_kinds); i++) {
        if (lf_str_eq(kind, lf_from_kinds[i].name)) {
            break;
        }
    }

    if (i == LF_ARRAY_SIZE(lf_from_kinds)) {
        return lf_hidden_from_unknown(doc, value, kind);
    }

    if (source.len == 0 || source.len > LF_SOURCE_LEN_MAX
        || !lf_from_kinds[i].is(source))
    {
        lf_json_error(doc, value, "%s can be no name behind \"%s:\"; use %s, "
                      "at most %d", lf_json_show(&shown, source),
                      lf_from_kinds[i].name.data, lf_from_kinds[i].takes,
                      LF_SOURCE_LEN_MAX);
        return -1;
    }

    if (i == LF_FROM_COOKIE && lf_hidden_cookie(doc, value, source) != 0) {
        return -1;
    }

    hidden->from = (lf_from_t) i;
    hidden->source = lf_str_copy(builder->loader->mem, source);

    if (hidden->source.data == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    return 0;
}


static int
lf_hidden_from_unknown(lf_json_doc_t *doc, const lf_json_t *value,
    lf_str_t name)
{
    size_t           i;
    lf_str_t         names[LF_ARRAY_SIZE(lf_from_kinds)];
    const lf_str_t  *near;
    lf_json_shown_t  shown;

    for (i = 0; i < LF_ARRAY_SIZE(lf_from_kinds); i++) {
        names[i] = lf_from_kinds[i].name;
    }

    near = lf_json_nearest(name, names, LF_ARRAY_SIZE(names));

    if (near != NULL) {
        lf_json_error(doc, value, "no value comes from %s; did you mean "
                      "\"%s:\"?", lf_json_show(&shown, name), near->data);

    } else {
        lf_json_error(doc, value, "no value comes from %s; write "
                      "\"query:NAME\", \"attribute:NAME\" or \"cookie:NAME\"",
                      lf_json_show(&shown, name));
    }

    return -1;
}


static int
lf_hidden_cookie(lf_json_doc_t *doc, const lf_json_t *value, lf_str_t source)
{
    if (lf_str_is(source, "lead") || lf_str_is(source, "__Host-lead")) {
        lf_json_error(doc, value, "this cookie is the form's own, and says "
                      "who the visitor is; name another one");
        return -1;
    }

    if (lf_cookie_is_of_a_login(source)) {
        lf_json_warning(doc, value, "this looks like the cookie of a login, "
                        "and whoever reads it in an event can use it; name "
                        "one that opens nothing");
    }

    return 0;
}


/* As HTML has it: letters of either case are the same, and small here. */

static int
lf_source_is_attribute(lf_str_t source)
{
    size_t  i;

    for (i = 0; i < source.len; i++) {
        if (source.data[i] >= 'A' && source.data[i] <= 'Z') {
            return 0;
        }
    }

    return source.data[0] >= 'a' && source.data[0] <= 'z'
           && lf_source_has(source, "-_");
}


static int
lf_source_is_query(lf_str_t source)
{
    return lf_source_has(source, "-_.~[]");
}


/* A token of RFC 9110, section 5.6.2. */

static int
lf_source_is_cookie(lf_str_t source)
{
    return lf_source_has(source, "!#$%&'*+-.^_`|~");
}


static int
lf_source_has(lf_str_t source, const char *signs)
{
    char    c;
    size_t  i;

    for (i = 0; i < source.len; i++) {
        c = source.data[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || (c != '\0' && strchr(signs, c) != NULL)))
        {
            return 0;
        }
    }

    return 1;
}


static int
lf_cookie_is_of_a_login(lf_str_t source)
{
    size_t    i, k;
    lf_str_t  part;

    static const lf_str_t  whole[] = {
        { "session", 7 }, { "sid", 3 }, { "connect.sid", 11 }
    };
    static const lf_str_t  parts[] = {
        { "sessid", 6 }, { "sessionid", 9 }, { "session_id", 10 },
        { "_session", 8 }, { "logged_in", 9 }, { "auth", 4 }, { "token", 5 },
        { "jwt", 3 }
    };

    for (i = 0; i < LF_ARRAY_SIZE(whole); i++) {
        if (lf_str_eq_nocase(source, whole[i])) {
            return 1;
        }
    }

    for (i = 0; i < LF_ARRAY_SIZE(parts); i++) {
        for (k = 0; k + parts[i].len <= source.len; k++) {
            part = (lf_str_t) { source.data + k, parts[i].len };

            if (lf_str_eq_nocase(part, parts[i])) {
                return 1;
            }
        }
    }

    return 0;
}
