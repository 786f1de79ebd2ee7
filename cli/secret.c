/*
 * lead-form secret new [FILE]: the keys of a site, to a file that only its
 * owner may read, or to standard output.  A file that exists is left alone:
 * a lead key that is lost makes every known lead a stranger.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <lead_form/lf_base.h>

#include "lf_cli.h"


#define LF_SECRET_BYTES  32
#define LF_SECRET_LEN    LF_BASE64URL_LEN(LF_SECRET_BYTES)

#define LF_SECRET_TEXT                                                        \
    "# lead-form: keep this file private, and a copy of it.\n"                \
    "# sign: put a new key above the old one, and remove the old one when\n"  \
    "# the cookies it signed are over.\n"                                     \
    "# lead: never change it; the ids of all leads are made with it.\n"       \
    "sign %.*s\n"                                                             \
    "lead %.*s\n"

#define LF_SECRET_TEXT_MAX  512


static int lf_secret_text(char text[LF_SECRET_TEXT_MAX]);
static int lf_secret_random(char key[LF_SECRET_LEN]);
static int lf_secret_create(const char *file, const char *text);
static int lf_secret_write(int fd, const char *text);


int
lf_cli_secret(int argc, char **argv)
{
    int   status;
    char  text[LF_SECRET_TEXT_MAX];

    if (argc < 1 || argc > 2 || strcmp(argv[0], "new") != 0
        || (argc == 2 && argv[1][0] == '-'))
    {
        return lf_cli_usage("usage: lead-form secret new [FILE]");
    }

    if (lf_secret_text(text) != 0) {
        return lf_cli_failed("no random bytes from OpenSSL");
    }

    if (argc == 2) {
        status = lf_secret_create(argv[1], text);

    } else {
        status = fputs(text, stdout) < 0 ? LF_EXIT_FAILED : LF_EXIT_OK;
    }

    OPENSSL_cleanse(text, sizeof(text));

    return status;
}


static int
lf_secret_text(char text[LF_SECRET_TEXT_MAX])
{
    int   rc;
    char  sign[LF_SECRET_LEN], lead[LF_SECRET_LEN];

    rc = -1;

    if (lf_secret_random(sign) == 0 && lf_secret_random(lead) == 0) {
        (void) snprintf(text, LF_SECRET_TEXT_MAX, LF_SECRET_TEXT,
                        (int) LF_SECRET_LEN, sign, (int) LF_SECRET_LEN, lead);
        rc = 0;
    }

    OPENSSL_cleanse(sign, sizeof(sign));
    OPENSSL_cleanse(lead, sizeof(lead));

    return rc;
}


static int
lf_secret_random(char key[LF_SECRET_LEN])
{
    uint8_t  bytes[LF_SECRET_BYTES];

    if (RAND_priv_bytes(bytes, sizeof(bytes)) != 1) {
        return -1;
    }

    lf_base64url_encode(key, bytes, sizeof(bytes));
    OPENSSL_cleanse(bytes, sizeof(bytes));

    return 0;
}


static int
lf_secret_create(const char *file, const char *text)
{
    int  fd, err;

    fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd == -1) {

        if (errno == EEXIST) {
            return lf_cli_failed("%s exists and is left as it is; name a file "
                                 "that does not exist", file);
        }

        return lf_cli_failed("cannot create %s: %s", file, strerror(errno));
    }

    err = 0;

    /* whatever the umask says */
    if (fchmod(fd, 0600) != 0 || lf_secret_write(fd, text) != 0
        || fsync(fd) != 0)
    {
        err = errno;
    }

    if (close(fd) != 0 && err == 0) {
        err = errno;
    }

    if (err != 0) {
        (void) unlink(file);
        return lf_cli_failed("cannot write %s: %s", file, strerror(err));
    }

    return LF_EXIT_OK;
}


static int
lf_secret_write(int fd, const char *text)
{
    size_t   len;
    ssize_t  n;

    for (len = strlen(text); len > 0; len -= (size_t) n) {
        n = write(fd, text, len);

        if (n == -1) {

            if (errno != EINTR) {
                return -1;
            }

            n = 0;
        }

        text += n;
    }

    return 0;
}
