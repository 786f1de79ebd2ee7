/*
 * lf_test_geo: databases of a unit test's own making, true or lying, as the
 * file descriptors that lf_geo_load() reads.
 */

#ifndef LF_TEST_GEO_H
#define LF_TEST_GEO_H

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <cmocka.h>

#include <lead_form/lf_geo.h>

#define LF_TEST_GEO_NODES  1024
#define LF_TEST_GEO_SIZE   65536
#define LF_TEST_GEO_NONE   UINT32_MAX   /* a record without data */

typedef struct {
    unsigned  ip_version;
    uint32_t  nodes[LF_TEST_GEO_NODES][2];      /* bit 31: an offset of data */
    uint32_t  node_count;
    uint8_t   data[LF_TEST_GEO_SIZE];
    size_t    len;
} lf_test_geo_t;


static inline void
geo_start(lf_test_geo_t *geo, unsigned ip_version)
{
    memset(geo, 0, sizeof(lf_test_geo_t));
    geo->ip_version = ip_version;
    geo->node_count = 1;
    geo->nodes[0][0] = LF_TEST_GEO_NONE;
    geo->nodes[0][1] = LF_TEST_GEO_NONE;
}


static inline void
geo_bytes(lf_test_geo_t *geo, const void *bytes, size_t len)
{
    assert_true(geo->len + len <= LF_TEST_GEO_SIZE);
    memcpy(geo->data + geo->len, bytes, len);
    geo->len += len;
}


static inline void
geo_byte(lf_test_geo_t *geo, unsigned byte)
{
    uint8_t  one = (uint8_t) byte;

    geo_bytes(geo, &one, 1);
}


static inline void
geo_string(lf_test_geo_t *geo, const char *s)
{
    size_t  len = strlen(s);

    assert_true(len < 29 + 256);

    if (len < 29) {
        geo_byte(geo, 0x40 | (unsigned) len);

    } else {
        geo_byte(geo, 0x40 | 29);
        geo_byte(geo, (unsigned) len - 29);
    }

    geo_bytes(geo, s, len);
}


static inline void
geo_map(lf_test_geo_t *geo, unsigned pairs)
{
    geo_byte(geo, 0xe0 | pairs);
}


static inline void
geo_array(lf_test_geo_t *geo, unsigned count)
{
    geo_byte(geo, count);
    geo_byte(geo, 11 - 7);
}


static inline void
geo_pair(lf_test_geo_t *geo, const char *name, const char *value)
{
    geo_string(geo, name);
    geo_string(geo, value);
}


/* The record that starts at `offset` answers for the address. */

static inline void
geo_put(lf_test_geo_t *geo, const char *address, size_t offset)
{
    uint8_t    bytes[16];
    unsigned   i, bit, bits;
    uint32_t  *record, node;

    memset(bytes, 0, sizeof(bytes));
    bits = geo->ip_version == 4 ? 32 : 128;

    if (strchr(address, ':') != NULL) {
        assert_int_equal(inet_pton(AF_INET6, address, bytes), 1);

    } else {
        assert_int_equal(inet_pton(AF_INET, address,
                                   bytes + (bits == 32 ? 0 : 12)), 1);
    }

    for (i = 0, node = 0; ; i++) {
        bit = bytes[i / 8] >> (7 - i % 8) & 1;
        record = &geo->nodes[node][bit];

        if (i == bits - 1) {
            *record = (uint32_t) offset | 0x80000000;
            return;
        }

        if (*record == LF_TEST_GEO_NONE) {
            assert_true(geo->node_count < LF_TEST_GEO_NODES);
            geo->nodes[geo->node_count][0] = LF_TEST_GEO_NONE;
            geo->nodes[geo->node_count][1] = LF_TEST_GEO_NONE;
            *record = geo->node_count++;
        }

        node = *record;
    }
}


static inline void
geo_uint(lf_test_geo_t *geo, unsigned type, uint32_t n)
{
    geo_byte(geo, type << 5 | 4);
    geo_byte(geo, n >> 24);
    geo_byte(geo, n >> 16 & 255);
    geo_byte(geo, n >> 8 & 255);
    geo_byte(geo, n & 255);
}


static inline void
geo_metadata(lf_test_geo_t *geo, uint32_t node_count)
{
    geo_bytes(geo, "\xab\xcd\xefMaxMind.com", 14);
    geo_map(geo, 9);
    geo_string(geo, "binary_format_major_version");
    geo_bytes(geo, "\xa1\x02", 2);
    geo_string(geo, "binary_format_minor_version");
    geo_bytes(geo, "\xa0", 1);
    geo_string(geo, "build_epoch");
    geo_bytes(geo, "\x04\x02\x01\x02\x03\x04", 6);
    geo_pair(geo, "database_type", "Test");
    geo_string(geo, "description");
    geo_map(geo, 0);
    geo_string(geo, "ip_version");
    geo_byte(geo, 0xa1);
    geo_byte(geo, geo->ip_version);
    geo_string(geo, "languages");
    geo_array(geo, 0);
    geo_string(geo, "node_count");
    geo_uint(geo, 6, node_count);
    geo_string(geo, "record_size");
    geo_bytes(geo, "\xa1\x18", 2);
}


static inline FILE *
geo_file(const void *bytes, size_t len)
{
    FILE  *file;

    file = tmpfile();
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    rewind(file);

    return file;
}


static inline lf_geo_t *
geo_load_bytes(const void *bytes, size_t len, lf_geo_error_t *error)
{
    FILE      *file;
    lf_geo_t  *loaded;

    file = geo_file(bytes, len);
    strcpy(error->text, "");
    loaded = lf_geo_load(fileno(file), error);
    fclose(file);

    /* Either works, or says why not. */
    assert_int_equal(loaded == NULL, error->text[0] != '\0');

    return loaded;
}


/* The whole file: tree, separator, data, metadata; loaded. */

static inline lf_geo_t *
geo_load(lf_test_geo_t *geo, lf_geo_error_t *error)
{
    size_t     len, i;
    uint8_t   *bytes;
    uint32_t   record;
    lf_geo_t  *loaded;

    geo_metadata(geo, geo->node_count);

    len = (size_t) geo->node_count * 6 + 16 + geo->len;
    bytes = calloc(len, 1);
    assert_non_null(bytes);

    for (i = 0; i < 2 * (size_t) geo->node_count; i++) {
        record = geo->nodes[i / 2][i % 2];
        record = record == LF_TEST_GEO_NONE ? geo->node_count
                 : record & 0x80000000
                 ? (record & 0x7fffffff) + geo->node_count + 16 : record;
        bytes[3 * i] = (uint8_t) (record >> 16);
        bytes[3 * i + 1] = (uint8_t) (record >> 8);
        bytes[3 * i + 2] = (uint8_t) record;
    }

    memcpy(bytes + (size_t) geo->node_count * 6 + 16, geo->data, geo->len);
    loaded = geo_load_bytes(bytes, len, error);
    free(bytes);

    return loaded;
}


static inline lf_geo_facts_t
geo_find(const lf_geo_t *geo, const char *address)
{
    uint8_t         bytes[16];
    lf_geo_facts_t  found;

    if (inet_pton(AF_INET, address, bytes) == 1) {
        lf_geo_find(geo, bytes, 4, &found);

    } else {
        assert_int_equal(inet_pton(AF_INET6, address, bytes), 1);
        lf_geo_find(geo, bytes, 16, &found);
    }

    return found;
}


/* "DE EU DE-BY Europe/Berlin"; what is unknown is left out. */

static inline void
assert_place(const lf_geo_t *geo, const char *address, const char *place)
{
    char            text[128];
    lf_geo_facts_t  found;

    found = geo_find(geo, address);
    (void) snprintf(text, sizeof(text), "%s %s %s %s", found.country,
                    found.continent, found.region, found.timezone);
    assert_string_equal(text, place);
}

#endif
