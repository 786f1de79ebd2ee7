/*
 * lf_geo: a database from its file to what is known of an address.  Owns the
 * sealed copy and libmaxminddb's view of it.
 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE                     /* memfd_create */
#endif

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <maxminddb.h>

#include <lead_form/lf_geo.h>

#include "lf_geo_check.h"
#include "lf_geo_read.h"


#define LF_GEO_CHUNK   (64 * 1024)          /* bytes of one read */
#define LF_GEO_MAPPED  "\0\0\0\0\0\0\0\0\0\0\xff\xff"

struct lf_geo_s {
    MMDB_s            mmdb;
    lf_geo_section_t  records;
    unsigned          only_ipv4;
};


static int lf_geo_copy(int from, int to, size_t *size, lf_geo_error_t *error);
static int lf_geo_write(int to, const char *data, size_t len);
static int lf_geo_seal(int fd, lf_geo_error_t *error);
static lf_geo_t *lf_geo_open(int fd, size_t size, lf_geo_error_t *error);
static int lf_geo_open_checked(lf_geo_t *geo, int fd, lf_str_t file,
    lf_geo_error_t *error);
static int lf_geo_probe(lf_geo_t *geo, const lf_geo_samples_t *samples);
static void *lf_geo_fail(lf_geo_error_t *error, const char *what,
    const char *why);


lf_geo_t *
lf_geo_load(int fd, lf_geo_error_t *error)
{
    int        copy;
    size_t     size;
    lf_geo_t  *geo;

    geo = NULL;

    copy = memfd_create("lead-form-geography", MFD_CLOEXEC|MFD_ALLOW_SEALING);
    if (copy < 0) {
        return lf_geo_fail(error, "there is no memory for a copy of it",
                           strerror(errno));
    }

    if (lf_geo_copy(fd, copy, &size, error) == 0) {
        geo = lf_geo_open(copy, size, error);
    }

    (void) close(copy);

    return geo;
}


static int
lf_geo_copy(int from, int to, size_t *size, lf_geo_error_t *error)
{
    char     *chunk;
    ssize_t   n;

    *size = 0;

    chunk = malloc(LF_GEO_CHUNK);
    if (chunk == NULL) {
        lf_geo_fail(error, "there is no memory to read it", NULL);
        return -1;
    }

    for ( ;; ) {
        n = read(from, chunk, LF_GEO_CHUNK);

        if (n < 0 && errno == EINTR) {
            continue;
        }

        if (n <= 0) {
            break;
        }

        *size += n;

        if (*size > LF_GEO_SIZE_MAX) {
            free(chunk);
            lf_geo_fail(error, "it is larger than 1 GiB", NULL);
            return -1;
        }

        if (lf_geo_write(to, chunk, n) != 0) {
            lf_geo_fail(error, "there is no memory for a copy of it",
                        strerror(errno));
            free(chunk);
            return -1;
        }
    }

    if (n < 0) {
        lf_geo_fail(error, "it cannot be read", strerror(errno));
    }

    free(chunk);

    return n == 0 ? lf_geo_seal(to, error) : -1;
}


static int
lf_geo_write(int to, const char *data, size_t len)
{
    ssize_t  n;

    while (len > 0) {
        n = write(to, data, len);

        if (n < 0 && errno == EINTR) {
            continue;
        }

        if (n <= 0) {
            return -1;
        }

        data += n;
        len -= n;
    }

    return 0;
}


static int
lf_geo_seal(int fd, lf_geo_error_t *error)
{
    if (fcntl(fd, F_ADD_SEALS,
              F_SEAL_SEAL|F_SEAL_SHRINK|F_SEAL_GROW|F_SEAL_WRITE)
        != 0)
    {
        lf_geo_fail(error, "its copy cannot be sealed", strerror(errno));
        return -1;
    }

    return 0;
}


/* The copy can be closed afterwards: libmaxminddb has mapped it. */

static lf_geo_t *
lf_geo_open(int fd, size_t size, lf_geo_error_t *error)
{
    int        rc;
    lf_str_t   file;
    lf_geo_t  *geo;

    file.data = "";
    file.len = size;

    if (size > 0) {
        file.data = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);

        if (file.data == MAP_FAILED) {
            return lf_geo_fail(error, "its copy cannot be mapped",
                               strerror(errno));
        }
    }

    geo = calloc(1, sizeof(lf_geo_t));

    if (geo == NULL) {
        lf_geo_fail(error, "there is no memory to open it", NULL);

    } else {
        rc = lf_geo_open_checked(geo, fd, file, error);

        if (rc != 0) {
            free(geo);
            geo = NULL;
        }
    }

    if (size > 0) {
        (void) munmap((void *) file.data, size);
    }

    return geo;
}


static int
lf_geo_open_checked(lf_geo_t *geo, int fd, lf_str_t file,
    lf_geo_error_t *error)
{
    int                rc;
    char               path[sizeof("/proc/self/fd/") + 3 * sizeof(int)];
    const char        *wrong;
    lf_geo_tree_t      tree;
    lf_geo_samples_t   samples;

    wrong = lf_geo_check_metadata(file);
    if (wrong != NULL) {
        lf_geo_fail(error, wrong, NULL);
        return -1;
    }

    (void) snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);

    rc = MMDB_open(path, MMDB_MODE_MMAP, &geo->mmdb);
    if (rc != MMDB_SUCCESS) {
        lf_geo_fail(error, "libmaxminddb does not open it", MMDB_strerror(rc));
        return -1;
    }

    geo->records.data = geo->mmdb.data_section;
    geo->records.size = geo->mmdb.data_section_size;
    geo->only_ipv4 = geo->mmdb.metadata.ip_version == 4;
    tree.node_count = geo->mmdb.metadata.node_count;
    tree.record_size = geo->mmdb.metadata.record_size;
    tree.depth = geo->only_ipv4 ? 32 : 128;

    wrong = lf_geo_check_tree(file, &tree, &samples);

    if (wrong == NULL && !lf_geo_probe(geo, &samples)) {
        wrong = "it knows no country; a database of countries or cities is "
                "needed";
    }

    if (wrong != NULL) {
        lf_geo_fail(error, wrong, NULL);
        MMDB_close(&geo->mmdb);
        return -1;
    }

    return 0;
}


void
lf_geo_free(lf_geo_t *geo)
{
    if (geo != NULL) {
        MMDB_close(&geo->mmdb);
        free(geo);
    }
}


/* Whether any of the records spread over the tree tells where one is. */

static int
lf_geo_probe(lf_geo_t *geo, const lf_geo_samples_t *samples)
{
    size_t          i;
    lf_geo_facts_t  found;

    for (i = 0; i < samples->count; i++) {
        if (lf_geo_read(&geo->records, samples->offsets[i], &found)) {
            return 1;
        }
    }

    return 0;
}


void
lf_geo_find(const lf_geo_t *geo, const uint8_t *address, size_t len,
    lf_geo_facts_t *found)
{
    int                     error;
    struct sockaddr_in      sin;
    struct sockaddr_in6     sin6;
    const struct sockaddr  *sa;
    MMDB_lookup_result_s    result;

    memset(found, 0, sizeof(lf_geo_facts_t));

    if (len == 16 && memcmp(address, LF_GEO_MAPPED, 12) == 0) {
        address += 12;
        len = 4;
    }

    if (geo == NULL || (len != 4 && len != 16)
        || (len == 16 && geo->only_ipv4))
    {
        return;
    }

    if (len == 4) {
        memset(&sin, 0, sizeof(struct sockaddr_in));
        sin.sin_family = AF_INET;
        memcpy(&sin.sin_addr, address, 4);
        sa = (struct sockaddr *) &sin;

    } else {
        memset(&sin6, 0, sizeof(struct sockaddr_in6));
        sin6.sin6_family = AF_INET6;
        memcpy(&sin6.sin6_addr, address, 16);
        sa = (struct sockaddr *) &sin6;
    }

    result = MMDB_lookup_sockaddr(&geo->mmdb, sa, &error);

    if (error == MMDB_SUCCESS && result.found_entry) {
        (void) lf_geo_read(&geo->records, result.entry.offset, found);
    }
}


static void *
lf_geo_fail(lf_geo_error_t *error, const char *what, const char *why)
{
    (void) snprintf(error->text, LF_GEO_ERROR_LEN, "%s%s%s", what,
                    why == NULL ? "" : ": ", why == NULL ? "" : why);

    return NULL;
}


void
lf_geo_facts(const lf_geo_facts_t *found, lf_facts_t *facts)
{
    facts->country = lf_str_of(found->country);
    facts->continent = lf_str_of(found->continent);
    facts->region = lf_str_of(found->region);
    facts->timezone = lf_str_of(found->timezone);
}
