/*
 * lf_cli_keys: reads a secret file.  Its text is wiped before this returns,
 * and stands in no buffer but the one that is.
 */

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <openssl/crypto.h>

#include "keys.h"
#include "lf_cli.h"


static int lf_keys_text(const char *name, char *text, size_t *len);
static lf_keys_t *lf_keys_of(lf_mem_t *mem, const char *name, lf_str_t text);


lf_keys_t *
lf_cli_keys(lf_mem_t *mem, const char *file)
{
    char       *text;
    size_t      len;
    lf_keys_t  *keys;

    text = lf_alloc(mem, LF_SECRET_SIZE_MAX + 1);

    if (text == NULL) {
        (void) lf_cli_failed("no memory");
        return NULL;
    }

    keys = NULL;

    if (lf_keys_text(file, text, &len) == 0) {
        keys = lf_keys_of(mem, file, (lf_str_t) { text, len });
    }

    OPENSSL_cleanse(text, LF_SECRET_SIZE_MAX + 1);

    return keys;
}


static int
lf_keys_text(const char *name, char *text, size_t *len)
{
    int    err;
    FILE  *file;

    file = fopen(name, "r");
    if (file == NULL) {
        (void) lf_cli_failed("cannot read %s: %s", name, strerror(errno));
        return -1;
    }

    (void) setvbuf(file, NULL, _IONBF, 0);
    *len = fread(text, 1, LF_SECRET_SIZE_MAX + 1, file);
    err = ferror(file);
    (void) fclose(file);

    if (err) {
        (void) lf_cli_failed("cannot read %s", name);
        return -1;
    }

    return 0;
}


static lf_keys_t *
lf_keys_of(lf_mem_t *mem, const char *name, lf_str_t text)
{
    lf_str_t           line;
    lf_keys_t         *keys;
    lf_diagnostics_t  *diagnostics;

    diagnostics = lf_calloc(mem, 1, sizeof(lf_diagnostics_t));

    if (diagnostics == NULL) {
        (void) lf_cli_failed("no memory");
        return NULL;
    }

    lf_diagnostics_init(diagnostics, mem);
    keys = lf_keys_load(text, lf_str_of(name), diagnostics);

    if (keys == NULL) {
        line = diagnostics->count > 0
               ? lf_diagnostic_line(mem, &diagnostics->items[0])
               : lf_str("no memory");
        (void) lf_cli_failed("%.*s", (int) line.len, line.data);
    }

    return keys;
}
