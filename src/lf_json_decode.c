/*
 * lf_json_decode: jansson, with memory of its own, and its refusals in words
 * for the author of the file.
 *
 * jansson 2.14 does not look whether the buffer of its scanner could grow: a
 * byte is lost, the text becomes another one, and without its closing quote
 * is read and written past its end.  So jansson never sees an allocation
 * fail: a jump leaves json_loadb instead.  All that jansson takes comes from
 * the caller's allocator and goes with it, the half-read tree included.
 *
 * json_set_alloc_funcs holds for the whole process and takes no context.  It
 * is set while any thread is in json_loadb, and put back behind the last one;
 * what it sets looks what its own thread loads.  So threads may load at the
 * same moment, and whoever else uses jansson then has the memory that they
 * would have had.
 */

#include <pthread.h>
#include <setjmp.h>

#include <lead_form/lf_form.h>

#include "lf_json_parser.h"


typedef struct {
    lf_mem_t  *mem;
    jmp_buf    no_memory;
} lf_json_memory_t;

typedef struct {
    enum json_error_code  code;
    const char           *said;         /* how jansson's text begins */
    int                   exact;        /* its position is the very byte */
    const char           *text;
    const char           *advice;       /* NULL: text says all */
} lf_json_refusal_t;


static void lf_json_hook(lf_json_memory_t *memory);
static void lf_json_unhook(void);
static json_t *lf_json_load(lf_json_doc_t *doc, lf_json_memory_t *memory,
    lf_str_t text, json_error_t *error);
static void *lf_json_malloc(size_t size);
static void lf_json_free(void *p);
static void lf_json_refuse(lf_json_doc_t *doc, const json_error_t *error,
    const char *token);
static const char *lf_json_slip(lf_str_t rest);
static int lf_json_is_word(char c);
static int lf_json_curly(lf_str_t rest);
static int lf_json_ends_curly(lf_str_t line);


/* What json_loadb of this thread is under way with; NULL: none is. */
static _Thread_local lf_json_memory_t  *lf_json_memory;

static pthread_mutex_t  lf_json_lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned         lf_json_loads;      /* under the lock */
static json_malloc_t    lf_json_take;       /* what was set before */
static json_free_t      lf_json_release;

static const lf_json_refusal_t  lf_json_refusals[] = {
    { json_error_invalid_utf8, "", 1, "this byte is not UTF-8; save the file "
      "with the encoding UTF-8", NULL },
    { json_error_invalid_syntax, "unexpected newline", 1, "a text ends with "
      "its line; a quote is missing, or write \\n for a line break", NULL },
    { json_error_invalid_syntax, "control character", 1, "a control character "
      "inside a text; remove it", NULL },
    { json_error_invalid_syntax, "invalid escape", 0, "a backslash in this "
      "text is no escape of JSON; write \\\\ for a backslash", NULL },
    { json_error_invalid_syntax, "invalid Unicode", 0, "a \\u in this text "
      "is half a character; write the character itself", NULL },
    { json_error_invalid_syntax, "string or '}' expected", 0, "expected a key "
      "in double quotes here", "" },
    { json_error_invalid_syntax, "':' expected", 0, "expected \":\" behind "
      "the key", "; is the key's closing quote missing?" },
    { json_error_invalid_syntax, "'}' expected", 0, "expected \",\" or "
      "\"}\" here", "; is a comma missing before it?" },
    { json_error_invalid_syntax, "']' expected", 0, "expected \",\" or "
      "\"]\" here", "; is a comma missing before it?" },
    { json_error_invalid_syntax, "", 0, "expected a value here", "; write a "
      "text in double quotes, a number like 12 or -0.5, true, false, a list "
      "or an object" },
    { json_error_premature_end_of_input, "", 0, "this text never ends; its "
      "closing quote is missing", NULL },
    { json_error_end_of_input_expected, "", 0, "something follows the end of "
      "the JSON value; remove it, or a bracket is closed too early", NULL },
    { json_error_null_byte_in_key, "", 0, "\\u0000 stands in this key; remove "
      "it", NULL },
    { json_error_numeric_overflow, "", 0, "this number is too large; it must "
      "fit into a double", NULL }
};


json_t *
lf_json_decode(lf_json_doc_t *doc, lf_mem_t *mem, lf_str_t text,
    json_error_t *error)
{
    json_t            *value;
    lf_json_memory_t   memory;

    memory.mem = mem;

    lf_json_hook(&memory);
    value = lf_json_load(doc, &memory, text, error);
    lf_json_unhook();

    return value;
}


static void
lf_json_hook(lf_json_memory_t *memory)
{
    (void) pthread_mutex_lock(&lf_json_lock);

    if (lf_json_loads++ == 0) {
        json_get_alloc_funcs(&lf_json_take, &lf_json_release);
        json_set_alloc_funcs(lf_json_malloc, lf_json_free);
    }

    (void) pthread_mutex_unlock(&lf_json_lock);

    lf_json_memory = memory;
}


static void
lf_json_unhook(void)
{
    lf_json_memory = NULL;

    (void) pthread_mutex_lock(&lf_json_lock);

    if (--lf_json_loads == 0) {
        json_set_alloc_funcs(lf_json_take, lf_json_release);
    }

    (void) pthread_mutex_unlock(&lf_json_lock);
}


/* Integers as doubles: there is no other number here. */

static json_t *
lf_json_load(lf_json_doc_t *doc, lf_json_memory_t *memory, lf_str_t text,
    json_error_t *error)
{
    if (setjmp(memory->no_memory) != 0) {
        doc->no_memory = 1;
        return NULL;
    }

    return json_loadb(text.data, text.len, JSON_DECODE_ANY | JSON_ALLOW_NUL
                      | JSON_DECODE_INT_AS_REAL, error);
}


static void *
lf_json_malloc(size_t size)
{
    void  *p;

    if (lf_json_memory == NULL) {
        return lf_json_take(size);
    }

    p = lf_alloc(lf_json_memory->mem, size);
    if (p == NULL) {
        longjmp(lf_json_memory->no_memory, 1);
    }

    return p;
}


static void
lf_json_free(void *p)
{
    if (lf_json_memory == NULL) {
        lf_json_release(p);
    }
}


/*
 * jansson's position is behind the token it stumbled over; before that, its
 * tokens and ours are the same.
 */

void
lf_json_syntax_error(lf_json_doc_t *doc, const json_error_t *error)
{
    size_t       depth, position;
    unsigned     line, column;
    const char  *p, *next, *before, *end, *open[LF_NESTING_MAX + 1];

    position = error->position;

    if (json_error_code(error) == json_error_premature_end_of_input
        && strncmp(error->text, "premature", 9) != 0)
    {
        position++;                     /* outside of a text: no token left */
    }

    end = doc->text.data + doc->text.len;
    p = lf_json_space(doc->text.data, end);
    before = p;
    open[0] = p;

    for (depth = 0; p < end; p = lf_json_space(next, end)) {
        next = lf_json_token(p, end);

        if ((size_t) (next - doc->text.data) >= position) {
            break;
        }

        if (*p == '{' || *p == '[') {
            open[++depth] = p;

        } else if (*p == '}' || *p == ']') {
            depth--;
        }

        before = p;
    }

    if (p == end) {
        lf_json_place(doc, open[depth] - doc->text.data, &line, &column);
        lf_json_offset_error(doc, NULL, doc->text.len, "the file ends too "
                             "early; what begins in line %u, column %u, is "
                             "not closed", line, column);

    } else if ((*p == '}' || *p == ']') && *before == ',') {
        lf_json_offset_error(doc, NULL, before - doc->text.data, "a comma "
                             "with nothing behind it; remove the comma");

    } else {
        lf_json_refuse(doc, error, p);
    }
}


static void
lf_json_refuse(lf_json_doc_t *doc, const json_error_t *error,
    const char *token)
{
    size_t                    at;
    lf_str_t                  line, rest;
    const char               *advice;
    const lf_json_refusal_t  *refusal;

    for (refusal = lf_json_refusals;
         refusal->code != json_error_code(error)
         || strncmp(error->text, refusal->said, strlen(refusal->said)) != 0;
         refusal++)
    {
        if (refusal == &lf_json_refusals[LF_ARRAY_SIZE(lf_json_refusals) - 1])
        {
            lf_json_error(doc, NULL, "this is no JSON: %s", error->text);
            return;
        }
    }

    at = refusal->exact ? (size_t) error->position
                        : (size_t) (token - doc->text.data);

    rest.data = token;
    rest.len = doc->text.data + doc->text.len - token;
    line = (lf_str_t) { token, doc->text.data + at - token };

    if (refusal->exact && *token == '"' && lf_json_ends_curly(line)) {
        advice = "; it seems to end with a typographic quote: write the "
                 "straight \"";

    } else if (refusal->advice == NULL) {
        advice = "";

    } else {
        advice = *refusal->said == '\'' && lf_json_is_word(*token)
                 ? NULL : lf_json_slip(rest);
        advice = advice != NULL ? advice : refusal->advice;
    }

    lf_json_offset_error(doc, NULL, at, "%s%s", refusal->text, advice);
}


/* What people write who know another language, or a word processor. */

static const char *
lf_json_slip(lf_str_t rest)
{
    char  c;

    c = rest.data[0];

    if (lf_json_curly(rest)) {
        return "; these quotes are typographic: write the straight \"";
    }

    if (lf_str_starts_with(rest, lf_str("\xc2\xa0"))) {
        return "; this is a non-breaking space: write a blank";
    }

    switch (c) {

    case '/':
    case '#':
        return "; JSON has no comments";

    case ',':
        return "; is there a comma too many?";

    case ';':
        return "; write a comma, not a semicolon";

    case '=':
        return ", not \"=\"";

    case '+':
    case '.':
    case '0':
        return "; a number begins with a digit or -, and has no needless 0 "
               "before it";
    }

    if (c == '\'' || c == '`' || lf_json_is_word(c)) {
        return "; keys and texts stand in double quotes, and true, false and "
               "null are written small";
    }

    return NULL;
}


static int
lf_json_is_word(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}


/* U+2018 to U+201F, and the angle quotes. */

static int
lf_json_curly(lf_str_t rest)
{
    return (lf_str_starts_with(rest, lf_str("\xe2\x80")) && rest.len > 2
            && (unsigned char) rest.data[2] >= 0x98
            && (unsigned char) rest.data[2] <= 0x9f)
           || lf_str_starts_with(rest, lf_str("\xc2\xab"))
           || lf_str_starts_with(rest, lf_str("\xc2\xbb"));
}


/* But for a comma and the like behind it. */

static int
lf_json_ends_curly(lf_str_t line)
{
    while (line.len > 0
           && strchr(" \t\r,:]}", line.data[line.len - 1]) != NULL)
    {
        line.len--;
    }

    return line.len > 2
           && lf_json_curly((lf_str_t) { line.data + line.len - 3, 3 });
}


const char *
lf_json_space(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')) {
        p++;
    }

    return p;
}


const char *
lf_json_token(const char *p, const char *end)
{
    static const char  marks[] = "{}[]:,\" \t\n\r";

    if (*p == '"') {
        for (p++; p < end && *p != '"'; p++) {
            p += *p == '\\' && p + 1 < end;
        }

        return p < end ? p + 1 : end;
    }

    if (strchr(marks, *p) != NULL) {
        return p + 1;
    }

    while (p < end && strchr(marks, *p) == NULL) {
        p++;
    }

    return p;
}
