/*
 * MaxMind's own databases, good and bad (LF_SUITES, by default
 * ../shared/suites), and what is left of them cut and corrupted.  A database
 * that is refused says why; one that is taken may be asked anything.
 */

#include <dirent.h>

#include "lf_test_geo.h"

#include <jansson.h>

#include "lf_test_memory.h"


#define SUITE     "MaxMind-DB"
#define FILE_MAX  (128 * 1024)

/* What is asked of every database that opens. */
static const char *const  addresses[] = {
    "0.0.0.0", "1.1.1.1", "1.1.1.3", "2.125.160.216", "81.2.69.142",
    "89.160.20.112", "127.0.0.1", "127.0.0.49", "216.160.83.56",
    "255.255.255.255", "::", "::1", "::1.1.1.1", "::ffff:81.2.69.142",
    "2001:218::", "2001:db8::49", "2002:5102:458e::", "2a02:cf40::",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
};


static const char *
suite(void)
{
    DIR         *folder;
    const char  *suites;
    static char  path[4096];

    suites = getenv("LF_SUITES");
    (void) snprintf(path, sizeof(path), "%s/%s",
                    suites == NULL ? "../shared/suites" : suites, SUITE);

    folder = opendir(path);

    if (folder == NULL) {
        print_message("SKIP: %s is not here\n", path);
        skip();
    }

    closedir(folder);

    return path;
}


static size_t
file_read(const char *folder, const char *name, uint8_t *bytes)
{
    FILE    *file;
    char     path[4096 + 300];
    size_t   len;

    (void) snprintf(path, sizeof(path), "%s/%s", folder, name);
    file = fopen(path, "rb");
    assert_non_null(file);
    len = fread(bytes, 1, FILE_MAX, file);
    assert_true(len < FILE_MAX);
    fclose(file);

    return len;
}


/* Asks all, and says how many answered with a country. */

static unsigned
ask(const lf_geo_t *geo)
{
    size_t          i;
    unsigned        known;
    lf_geo_facts_t  found;

    known = 0;

    for (i = 0; i < LF_ARRAY_SIZE(addresses); i++) {
        found = geo_find(geo, addresses[i]);
        known += found.country[0] != '\0';
    }

    return known;
}


static const char *
member(const json_t *record, const char *outer, const char *inner)
{
    const char  *s;

    s = json_string_value(json_object_get(json_object_get(record, outer),
                                          inner));

    return s == NULL ? "" : s;
}


static void
one_network(const lf_geo_t *geo, const char *network, const json_t *record)
{
    char         place[128], region[16], address[64];
    const char  *country, *subdivision;

    (void) snprintf(address, sizeof(address), "%.*s",
                    (int) strcspn(network, "/"), network);

    country = member(record, "country", "iso_code");
    subdivision = json_string_value(json_object_get(json_array_get(
                                        json_object_get(record,
                                                        "subdivisions"), 0),
                                    "iso_code"));
    region[0] = '\0';

    if (country[0] != '\0' && subdivision != NULL) {
        (void) snprintf(region, sizeof(region), "%s-%s", country, subdivision);
    }

    if (country[0] == '\0') {
        country = member(record, "registered_country", "iso_code");
    }

    (void) snprintf(place, sizeof(place), "%s %s %s %s", country,
                    member(record, "continent", "code"), region,
                    member(record, "location", "time_zone"));

    assert_place(geo, address, place);
}


static void
good_databases_answer_as_their_sources_say(void **state)
{
    size_t           i, j, len;
    json_t          *source;
    unsigned         networks;
    lf_geo_t        *geo;
    const char      *network, *folder;
    char             path[4096 + 64];
    static uint8_t   bytes[FILE_MAX];
    json_t          *record;
    lf_geo_error_t   error;

    static const char *const  names[] = {
        "GeoIP2-City-Test", "GeoIP2-Country-Test", "GeoLite2-City-Test",
        "GeoLite2-Country-Test"
    };

    (void) state;
    folder = suite();

    for (i = 0; i < LF_ARRAY_SIZE(names); i++) {
        (void) snprintf(path, sizeof(path), "test-data/%s.mmdb", names[i]);
        len = file_read(folder, path, bytes);
        geo = geo_load_bytes(bytes, len, &error);
        assert_non_null(geo);

        (void) snprintf(path, sizeof(path), "%s/source-data/%s.json", folder,
                        names[i]);
        source = json_load_file(path, 0, NULL);
        assert_non_null(source);
        networks = 0;

        for (j = 0; j < json_array_size(source); j++) {
            json_object_foreach(json_array_get(source, j), network, record) {
                one_network(geo, network, record);
                networks++;
            }
        }

        assert_true(networks > 100);
        json_decref(source);
        lf_geo_free(geo);
    }
}


/* Which of them tell a country: the others are refused, with the reason. */

static void
good_databases_open_where_they_know_countries(void **state)
{
    DIR             *dir;
    size_t           len;
    unsigned         opened, refused;
    lf_geo_t        *geo;
    const char      *folder;
    char             path[4096];
    static uint8_t   bytes[FILE_MAX];
    struct dirent   *entry;
    lf_geo_error_t   error;

    (void) state;
    folder = suite();
    (void) snprintf(path, sizeof(path), "%.4000s/test-data", folder);
    dir = opendir(path);
    assert_non_null(dir);
    opened = refused = 0;

    while ((entry = readdir(dir)) != NULL) {

        if (strstr(entry->d_name, ".mmdb") == NULL) {
            continue;
        }

        len = file_read(path, entry->d_name, bytes);
        geo = geo_load_bytes(bytes, len, &error);

        if (geo != NULL) {
            opened++;
            (void) ask(geo);
            lf_geo_free(geo);
            assert_null(strstr(entry->d_name, "roken"));
            assert_null(strstr(entry->d_name, "Invalid"));
            continue;
        }

        refused++;

        if (strstr(entry->d_name, "City") != NULL
            || strstr(entry->d_name, "Country") != NULL
            || strstr(entry->d_name, "Enterprise") != NULL)
        {
            assert_true(strstr(entry->d_name, "roken") != NULL
                        || strstr(entry->d_name, "Invalid") != NULL);

        } else if (strstr(entry->d_name, "roken") == NULL) {
            assert_non_null(strstr(error.text, "knows no country"));
        }
    }

    closedir(dir);
    assert_true(opened >= 10);
    assert_true(opened + refused >= 40);
}


static void
bad_databases_are_refused(void **state)
{
    DIR             *dir;
    size_t           i, len;
    unsigned         seen;
    lf_geo_t        *geo;
    const char      *folder;
    char             path[4096];
    static uint8_t   bytes[FILE_MAX];
    struct dirent   *entry;
    lf_geo_error_t   error;

    static const char *const  readers[] = {
        "libmaxminddb", "maxminddb-golang", "maxminddb-python"
    };

    (void) state;
    folder = suite();
    seen = 0;

    for (i = 0; i < LF_ARRAY_SIZE(readers); i++) {
        (void) snprintf(path, sizeof(path), "%.4000s/bad-data/%s", folder,
                        readers[i]);
        dir = opendir(path);
        assert_non_null(dir);

        while ((entry = readdir(dir)) != NULL) {
            if (strstr(entry->d_name, ".mmdb") == NULL) {
                continue;
            }

            len = file_read(path, entry->d_name, bytes);
            geo = geo_load_bytes(bytes, len, &error);
            assert_null(geo);
            seen++;
        }

        closedir(dir);
    }

    assert_true(seen >= 21);
}


/* Not one of its 64ths is missed. */

static void
a_truncated_database_is_refused(void **state)
{
    size_t           i, len;
    const char      *folder;
    static uint8_t   bytes[FILE_MAX];
    lf_geo_error_t   error;

    (void) state;
    folder = suite();
    len = file_read(folder, "test-data/GeoIP2-City-Test.mmdb", bytes);

    for (i = 0; i < 64; i++) {
        assert_null(geo_load_bytes(bytes, len * i / 64, &error));
    }

    assert_null(geo_load_bytes(bytes, len - 1, &error));
}


static void
corrupted_databases_are_refused_or_answer(void **state)
{
    size_t           i, at, len, step;
    lf_geo_t        *geo;
    unsigned         opened, refused;
    const char      *folder;
    static uint8_t   bytes[FILE_MAX];
    lf_geo_error_t   error;

    (void) state;
    folder = suite();
    opened = refused = 0;

    for (i = 0; i < 2; i++) {
        len = file_read(folder, i == 0
                        ? "test-data/GeoLite2-Country-Test.mmdb"
                        : "test-data/MaxMind-DB-test-mixed-28.mmdb", bytes);

        /* The metadata, at the end, byte by byte. */

        for (at = 0; at < len; at += step) {
            step = len - at < 400 ? 1 : 7;

            bytes[at] ^= 1 << at % 8;
            geo = geo_load_bytes(bytes, len, &error);
            bytes[at] ^= 1 << at % 8;

            if (geo == NULL) {
                refused++;

            } else {
                opened++;
                (void) ask(geo);
                lf_geo_free(geo);
            }

            bytes[at] ^= 0xff;
            geo = geo_load_bytes(bytes, len, &error);
            bytes[at] ^= 0xff;

            if (geo != NULL) {
                (void) ask(geo);
                lf_geo_free(geo);
            }
        }
    }

    assert_true(opened > 100);
    assert_true(refused > 100);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(good_databases_answer_as_their_sources_say),
        cmocka_unit_test(good_databases_open_where_they_know_countries),
        cmocka_unit_test(bad_databases_are_refused),
        cmocka_unit_test(a_truncated_database_is_refused),
        cmocka_unit_test(corrupted_databases_are_refused_or_answer)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
