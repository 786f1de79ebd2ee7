/*
 * lf_keys: reads a secret file and owns the keys made from it.  Its findings
 * name a place and what is right, never any of the text.
 */

#include <stdlib.h>

#include <openssl/crypto.h>

#include "lf_mac.h"


#define LF_KEY_LEN_MIN  32
#define LF_KEY_LEN_MAX  256

#define LF_SECRET_NEW   "\"lead-form secret new\""


/* The secret as its lines say it; keys are borrowed from the text. */
typedef struct {
    lf_str_t           file;
    lf_diagnostics_t  *diagnostics;
    size_t             errors;
    unsigned           line;
    lf_str_t           sign[LF_SIGN_KEYS_MAX];
    size_t             sign_lines;
    lf_str_t           lead;
    size_t             lead_lines;
    lf_str_t           bare;
    size_t             bare_lines;
} lf_secret_t;


static void lf_secret_parse(lf_secret_t *secret, lf_str_t text);
static void lf_secret_line(lf_secret_t *secret, lf_str_t line);
static void lf_secret_sign(lf_secret_t *secret, lf_str_t key, size_t column);
static void lf_secret_lead(lf_secret_t *secret, lf_str_t key, size_t column);
static void lf_secret_beside_bare(lf_secret_t *secret);
static void lf_secret_bare(lf_secret_t *secret, lf_str_t key, size_t column);
static void lf_secret_key(lf_secret_t *secret, lf_str_t key, size_t column);
static void lf_secret_complete(lf_secret_t *secret);
static void lf_secret_error(lf_secret_t *secret, size_t column,
    const char *text);
static int lf_keys_init(lf_keys_t *keys, const lf_secret_t *secret);
static size_t lf_blank_len(lf_str_t s);


lf_keys_t *
lf_keys_load(lf_str_t text, lf_str_t file, lf_diagnostics_t *diagnostics)
{
    lf_keys_t    *keys;
    lf_secret_t   secret;

    memset(&secret, 0, sizeof(secret));
    secret.file = file;
    secret.diagnostics = diagnostics;

    lf_secret_parse(&secret, text);

    if (secret.errors > 0) {
        return NULL;
    }

    secret.line = 0;

    keys = calloc(1, sizeof(lf_keys_t));
    if (keys == NULL) {
        lf_secret_error(&secret, 0, "no memory for the keys");
        return NULL;
    }

    if (lf_keys_init(keys, &secret) != 0) {
        lf_secret_error(&secret, 0, "OpenSSL failed to set up the keys; "
                        "version 3.0.3 or later and memory are needed");
        lf_keys_free(keys);
        return NULL;
    }

    return keys;
}


void
lf_keys_free(lf_keys_t *keys)
{
    size_t  i;

    if (keys == NULL) {
        return;
    }

    for (i = 0; i < keys->sign_count; i++) {
        lf_key_free(&keys->sign[i]);
    }

    lf_key_free(&keys->lead);

    OPENSSL_cleanse(keys, sizeof(lf_keys_t));
    free(keys);
}


static int
lf_keys_init(lf_keys_t *keys, const lf_secret_t *secret)
{
    if (secret->bare_lines > 0) {

        if (lf_key_init_derived(&keys->sign[0], secret->bare,
                                lf_str("lead-form sign"))
            != 0)
        {
            return -1;
        }

        keys->sign_count = 1;

        return lf_key_init_derived(&keys->lead, secret->bare,
                                   lf_str("lead-form lead"));
    }

    while (keys->sign_count < secret->sign_lines) {

        if (lf_key_init(&keys->sign[keys->sign_count],
                        secret->sign[keys->sign_count])
            != 0)
        {
            return -1;
        }

        keys->sign_count++;
    }

    return lf_key_init(&keys->lead, secret->lead);
}


static void
lf_secret_parse(lf_secret_t *secret, lf_str_t text)
{
    if (text.len > LF_SECRET_SIZE_MAX) {
        lf_secret_error(secret, 0, "larger than 64 KB; a secret file has one "
                        "key per line and nothing else");
        return;
    }

    while (text.len > 0) {
        secret->line++;
        lf_secret_line(secret, lf_str_cut(&text, '\n'));
    }

    lf_secret_complete(secret);
}


static void
lf_secret_line(lf_secret_t *secret, lf_str_t line)
{
    size_t    column, blank;
    lf_str_t  word;

    while (line.len > 0
           && (lf_blank_len((lf_str_t) { line.data + line.len - 1, 1 }) == 1
               || line.data[line.len - 1] == '\r'))
    {
        line.len--;
    }

    column = lf_blank_len(line);
    line.data += column;
    line.len -= column;

    if (line.len == 0 || line.data[0] == '#') {
        return;
    }

    word.data = line.data;
    word.len = 0;

    while (word.len < line.len
           && lf_blank_len((lf_str_t) { line.data + word.len, 1 }) == 0)
    {
        word.len++;
    }

    line.data += word.len;
    line.len -= word.len;

    blank = lf_blank_len(line);
    line.data += blank;
    line.len -= blank;

    if (lf_str_is(word, "sign")) {
        lf_secret_sign(secret, line, column + word.len + blank + 1);

    } else if (lf_str_is(word, "lead")) {
        lf_secret_lead(secret, line, column + word.len + blank + 1);

    } else if (line.len == 0) {
        lf_secret_bare(secret, word, column + 1);

    } else {
        lf_secret_error(secret, column + 1, "a line that is neither \"sign "
                        "KEY\" nor \"lead KEY\" nor one bare key");
    }
}


static void
lf_secret_sign(lf_secret_t *secret, lf_str_t key, size_t column)
{
    lf_secret_beside_bare(secret);
    lf_secret_key(secret, key, column);

    if (secret->sign_lines < LF_SIGN_KEYS_MAX) {
        secret->sign[secret->sign_lines] = key;

    } else if (secret->sign_lines == LF_SIGN_KEYS_MAX) {
        lf_secret_error(secret, 1, "more than 16 \"sign\" lines; remove the "
                        "oldest, which are the last");
    }

    secret->sign_lines++;
}


static void
lf_secret_lead(lf_secret_t *secret, lf_str_t key, size_t column)
{
    lf_secret_beside_bare(secret);
    lf_secret_key(secret, key, column);

    if (secret->lead_lines == 1) {
        lf_secret_error(secret, 1, "a second \"lead\" line; keep only the one "
                        "that the lead ids were made with");
    }

    secret->lead = key;
    secret->lead_lines++;
}


/* Said once: the next such line would repeat it. */

static void
lf_secret_beside_bare(lf_secret_t *secret)
{
    if (secret->bare_lines > 0 && secret->sign_lines + secret->lead_lines == 0)
    {
        lf_secret_error(secret, 1, "a \"sign\" or \"lead\" line beside a bare "
                        "key; begin each line with \"sign\" or \"lead\"");
    }
}


static void
lf_secret_bare(lf_secret_t *secret, lf_str_t key, size_t column)
{
    if (secret->sign_lines + secret->lead_lines > 0) {
        lf_secret_error(secret, column, "a bare key beside \"sign\" and "
                        "\"lead\" lines; begin the line with \"sign\" or "
                        "\"lead\"");

    } else if (secret->bare_lines > 0) {
        lf_secret_error(secret, column, "a second bare key; one bare key "
                        "stands alone, several are \"sign KEY\" lines and one "
                        "\"lead KEY\" line");
    }

    lf_secret_key(secret, key, column);

    secret->bare = key;
    secret->bare_lines++;
}


static void
lf_secret_key(lf_secret_t *secret, lf_str_t key, size_t column)
{
    size_t  i;

    if (key.len == 0) {
        lf_secret_error(secret, column, "a line without its key; "
                        LF_SECRET_NEW " makes one");
        return;
    }

    for (i = 0; i < key.len; i++) {

        if (lf_blank_len((lf_str_t) { key.data + i, 1 }) == 1) {
            lf_secret_error(secret, column + i, "a blank within the key; a "
                            "line holds one key");
            return;
        }

        if (key.data[i] < 0x21 || key.data[i] > 0x7e) {
            lf_secret_error(secret, column + i, "a character that is not "
                            "printable ASCII; " LF_SECRET_NEW
                            " makes a good key");
            return;
        }
    }

    if (key.len < LF_KEY_LEN_MIN) {
        lf_secret_error(secret, column, "the key is too short; it needs 32 "
                        "characters or more: " LF_SECRET_NEW " makes one");

    } else if (key.len > LF_KEY_LEN_MAX) {
        lf_secret_error(secret, column + LF_KEY_LEN_MAX, "the key is too "
                        "long; 256 characters are allowed");
    }
}


static void
lf_secret_complete(lf_secret_t *secret)
{
    secret->line = 0;

    if (secret->bare_lines > 0) {
        return;
    }

    if (secret->sign_lines + secret->lead_lines == 0) {

        if (secret->errors == 0) {
            lf_secret_error(secret, 0, "no key; " LF_SECRET_NEW " makes a "
                            "secret file");
        }

    } else if (secret->sign_lines == 0) {
        lf_secret_error(secret, 0, "no \"sign\" line; add \"sign KEY\", as "
                        LF_SECRET_NEW " writes it");

    } else if (secret->lead_lines == 0) {
        lf_secret_error(secret, 0, "no \"lead\" line; add the one the leads "
                        "were made with, or one that " LF_SECRET_NEW
                        " writes when there is none yet");
    }
}


static void
lf_secret_error(lf_secret_t *secret, size_t column, const char *text)
{
    secret->errors++;

    lf_diagnostic_add(secret->diagnostics, LF_SEVERITY_ERROR, secret->file,
                      secret->line, secret->line == 0 ? 0 : (unsigned) column,
                      lf_null_str, "%s", text);
}


static size_t
lf_blank_len(lf_str_t s)
{
    size_t  len;

    len = 0;

    while (len < s.len && (s.data[len] == ' ' || s.data[len] == '\t')) {
        len++;
    }

    return len;
}
