/*
 * Where an address is: both layouts of a record, the kinds of addresses, and
 * databases that lie.
 */

#include "lf_test_geo.h"

#include "lf_test_memory.h"


/* A record as MaxMind's city databases have them. */

static size_t
city(lf_test_geo_t *geo, const char *country, const char *registered,
    const char *region)
{
    size_t  start = geo->len;

    geo_map(geo, (country != NULL) + (registered != NULL) + 3);
    geo_string(geo, "continent");
    geo_map(geo, 1);
    geo_pair(geo, "code", "EU");

    if (country != NULL) {
        geo_string(geo, "country");
        geo_map(geo, 1);
        geo_pair(geo, "iso_code", country);
    }

    geo_string(geo, "location");
    geo_map(geo, 1);
    geo_pair(geo, "time_zone", "Europe/Berlin");

    if (registered != NULL) {
        geo_string(geo, "registered_country");
        geo_map(geo, 1);
        geo_pair(geo, "iso_code", registered);
    }

    geo_string(geo, "subdivisions");
    geo_array(geo, 2);
    geo_map(geo, 1);
    geo_pair(geo, "iso_code", region);
    geo_map(geo, 1);
    geo_pair(geo, "iso_code", "XYZ");

    return start;
}


static size_t
flat(lf_test_geo_t *geo, const char *name, const char *value,
    const char *continent_name, const char *continent)
{
    size_t  start = geo->len;

    geo_map(geo, 2);
    geo_pair(geo, name, value);
    geo_pair(geo, continent_name, continent);

    return start;
}


static void
maxmind_records_tell_country_continent_region_and_time_zone(void **state)
{
    lf_geo_t        *loaded;
    lf_test_geo_t    geo;
    lf_geo_error_t   error;

    (void) state;
    geo_start(&geo, 6);
    geo_put(&geo, "192.0.2.49", city(&geo, "DE", "FR", "BY"));
    geo_put(&geo, "2001:db8::1", city(&geo, "AT", NULL, "9"));
    loaded = geo_load(&geo, &error);
    assert_non_null(loaded);

    assert_place(loaded, "192.0.2.49", "DE EU DE-BY Europe/Berlin");
    assert_place(loaded, "2001:db8::1", "AT EU AT-9 Europe/Berlin");
    assert_place(loaded, "192.0.2.50", "   ");
    assert_place(loaded, "2001:db8::2", "   ");

    lf_geo_free(loaded);
}


static void
where_it_is_registered_serves_without_a_country(void **state)
{
    lf_geo_t        *loaded;
    lf_test_geo_t    geo;
    lf_geo_error_t   error;

    (void) state;
    geo_start(&geo, 4);
    geo_put(&geo, "192.0.2.1", city(&geo, NULL, "FR", "BY"));
    loaded = geo_load(&geo, &error);
    assert_non_null(loaded);

    /* A region is of the country it lies in; that one is not known. */
    assert_place(loaded, "192.0.2.1", "FR EU  Europe/Berlin");

    lf_geo_free(loaded);
}


static void
flat_records_tell_country_and_continent(void **state)
{
    lf_geo_t        *loaded;
    lf_test_geo_t    geo;
    lf_geo_error_t   error;

    (void) state;
    geo_start(&geo, 4);
    geo_put(&geo, "192.0.2.1",
            flat(&geo, "country_code", "DE", "continent_code", "EU"));
    geo_put(&geo, "192.0.2.2", flat(&geo, "country", "JP", "continent", "AS"));
    geo_put(&geo, "192.0.2.3",
            flat(&geo, "country", "Japan", "continent", "Asia"));

    geo_put(&geo, "192.0.2.4", geo.len);
    geo_map(&geo, 4);
    geo_pair(&geo, "continent", "Asia");
    geo_pair(&geo, "continent_code", "AS");
    geo_pair(&geo, "country", "Japan");
    geo_pair(&geo, "country_code", "JP");

    loaded = geo_load(&geo, &error);
    assert_non_null(loaded);

    assert_place(loaded, "192.0.2.1", "DE EU  ");
    assert_place(loaded, "192.0.2.2", "JP AS  ");
    assert_place(loaded, "192.0.2.3", "   ");
    assert_place(loaded, "192.0.2.4", "JP AS  ");

    lf_geo_free(loaded);
}


static void
an_ipv4_address_within_ipv6_is_that_address(void **state)
{
    lf_geo_t        *loaded;
    lf_test_geo_t    geo;
    lf_geo_error_t   error;

    (void) state;
    geo_start(&geo, 6);
    geo_put(&geo, "192.0.2.1", city(&geo, "DE", NULL, "BY"));
    loaded = geo_load(&geo, &error);
    assert_non_null(loaded);

    assert_place(loaded, "::ffff:192.0.2.1", "DE EU DE-BY Europe/Berlin");
    assert_place(loaded, "::ffff:192.0.2.2", "   ");

    lf_geo_free(loaded);
}


static void
a_database_of_ipv4_alone_does_not_know_ipv6(void **state)
{
    lf_geo_t        *loaded;
    lf_test_geo_t    geo;
    lf_geo_error_t   error;

    (void) state;
    geo_start(&geo, 4);
    geo_put(&geo, "192.0.2.1", city(&geo, "DE", NULL, "BY"));
    loaded = geo_load(&geo, &error);
    assert_non_null(loaded);

    assert_place(loaded, "192.0.2.1", "DE EU DE-BY Europe/Berlin");
    assert_place(loaded, "::ffff:192.0.2.1", "DE EU DE-BY Europe/Berlin");
    assert_place(loaded, "2001:db8::1", "   ");
    assert_place(loaded, "::192.0.2.1", "   ");

    lf_geo_free(loaded);
}


static void
without_a_database_or_an_address_all_is_unknown(void **state)
{
    lf_geo_t        *loaded;
    lf_facts_t       facts;
    lf_test_geo_t    geo;
    lf_geo_facts_t   found;
    lf_geo_error_t   error;

    (void) state;
    assert_place(NULL, "192.0.2.1", "   ");
    lf_geo_free(NULL);

    geo_start(&geo, 4);
    geo_put(&geo, "192.0.2.1", city(&geo, "DE", NULL, "BY"));
    loaded = geo_load(&geo, &error);
    assert_non_null(loaded);

    lf_geo_find(loaded, (const uint8_t *) "", 0, &found);
    memset(&facts, 1, sizeof(lf_facts_t));
    lf_geo_facts(&found, &facts);
    assert_int_equal(facts.country.len + facts.continent.len
                     + facts.region.len + facts.timezone.len, 0);

    found = geo_find(loaded, "192.0.2.1");
    lf_geo_facts(&found, &facts);
    assert_true(lf_str_is(facts.country, "DE"));
    assert_true(lf_str_is(facts.continent, "EU"));
    assert_true(lf_str_is(facts.region, "DE-BY"));
    assert_true(lf_str_is(facts.timezone, "Europe/Berlin"));

    lf_geo_free(loaded);
}


static void
codes_that_are_none_are_unknown(void **state)
{
    lf_geo_t        *loaded;
    lf_test_geo_t    geo;
    lf_geo_error_t   error;

    (void) state;
    geo_start(&geo, 4);
    geo_put(&geo, "192.0.2.1", city(&geo, "DE", NULL, "BY"));
    geo_put(&geo, "192.0.2.2", city(&geo, "de", NULL, "BY"));
    geo_put(&geo, "192.0.2.3", city(&geo, "XX", "ZZ", "BY"));
    geo_put(&geo, "192.0.2.4", city(&geo, "DE", NULL, "B\nY"));
    geo_put(&geo, "192.0.2.5", city(&geo, "DE", NULL, "BAVARIA"));
    geo_put(&geo, "192.0.2.6", city(&geo, "GERMANY", "DE", "BY"));
    geo_put(&geo, "192.0.2.7", city(&geo, "", NULL, ""));
    geo_put(&geo, "192.0.2.8",
            flat(&geo, "country_code", "DE", "continent_code", "XX"));
    loaded = geo_load(&geo, &error);
    assert_non_null(loaded);

    assert_place(loaded, "192.0.2.1", "DE EU DE-BY Europe/Berlin");
    assert_place(loaded, "192.0.2.2", " EU  Europe/Berlin");
    assert_place(loaded, "192.0.2.3", " EU  Europe/Berlin");
    assert_place(loaded, "192.0.2.4", "DE EU  Europe/Berlin");
    assert_place(loaded, "192.0.2.5", "DE EU  Europe/Berlin");
    assert_place(loaded, "192.0.2.6", "DE EU  Europe/Berlin");
    assert_place(loaded, "192.0.2.7", " EU  Europe/Berlin");
    assert_place(loaded, "192.0.2.8", "DE   ");

    lf_geo_free(loaded);
}


static void
time_zones_longer_or_stranger_than_any_are_unknown(void **state)
{
    char             name[LF_GEO_TIMEZONE_LEN_MAX + 2];
    size_t           len;
    unsigned         i;
    lf_geo_t        *loaded;
    lf_test_geo_t    geo;
    lf_geo_facts_t   found;
    lf_geo_error_t   error;
    char             address[] = "192.0.2.0";

    (void) state;
    geo_start(&geo, 4);

    for (i = 0; i < 3; i++) {
        len = LF_GEO_TIMEZONE_LEN_MAX + (i == 1);
        memset(name, 'A', sizeof(name));
        name[len] = '\0';
        name[3] = i == 2 ? ' ' : '/';

        address[8] = (char) ('0' + i);
        geo_put(&geo, address, geo.len);
        geo_map(&geo, 2);
        geo_pair(&geo, "country_code", "DE");
        geo_string(&geo, "location");
        geo_map(&geo, 1);
        geo_pair(&geo, "time_zone", name);
    }

    loaded = geo_load(&geo, &error);
    assert_non_null(loaded);

    found = geo_find(loaded, "192.0.2.0");
    assert_int_equal(strlen(found.timezone), LF_GEO_TIMEZONE_LEN_MAX);
    assert_string_equal(found.country, "DE");
    assert_place(loaded, "192.0.2.1", "DE   ");
    assert_place(loaded, "192.0.2.2", "DE   ");

    lf_geo_free(loaded);
}


static void
assert_refused(lf_test_geo_t *geo, const char *why)
{
    lf_geo_error_t  error;

    assert_null(geo_load(geo, &error));

    if (strstr(error.text, why) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", error.text, why);
    }
}


static void
a_database_without_countries_is_refused(void **state)
{
    lf_test_geo_t  geo;

    (void) state;
    geo_start(&geo, 4);
    geo_put(&geo, "192.0.2.1", geo.len);
    geo_map(&geo, 1);
    geo_pair(&geo, "isp", "Example");
    assert_refused(&geo, "knows no country");

    geo_start(&geo, 4);
    assert_refused(&geo, "knows no country");
}


/* Beside a good record, one that a look-up must not be led to. */

static lf_test_geo_t *
lying(lf_test_geo_t *geo)
{
    geo_start(geo, 4);
    geo_put(geo, "192.0.2.1", city(geo, "DE", NULL, "BY"));
    geo_put(geo, "192.0.2.2", geo->len);

    return geo;
}


static void
records_that_lie_are_refused(void **state)
{
    size_t         i, n;
    lf_test_geo_t  geo;

    static const struct {
        const char  *bytes;
        size_t       len;
        const char  *why;
    } lies[] = {
        { "\x5f\xff\xff\xff", 4, "corrupt" },           /* an endless string */
        { "\xff\xff\xff\xff", 4, "ends" },              /* map of 16 million */
        { "\x1f\x04\xff\xff\xff", 5, "ends" },          /* array of as many */
        { "\xe1\xa1\x05\x41x", 5, "corrupt" },          /* a number as a key */
        { "\x38\xff\xff\xff\xff", 5, "points out" },    /* a pointer far out */
        { "\xe1\x41k\x38\xff\xff\xff\xff", 8, "points out of the data" },
        { "\x67xxxxxxx", 8, "corrupt" },                /* double of 7 bytes */
        { "\x03\x08xxx", 5, "corrupt" },                /* float of 3 bytes */
        { "\xa3xxx", 4, "corrupt" },                    /* uint16 of 3 bytes */
        { "\x00\x05", 2, "corrupt" },                   /* a cache container */
        { "\x00\x06", 2, "corrupt" },                   /* an end marker */
        { "\x00\x00", 2, "corrupt" },                   /* a long short type */
        { "\x00\xf0", 2, "corrupt" },                   /* no type at all */
        { "\x02\x07", 2, "corrupt" }                    /* boolean of 2 */
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(lies); i++) {
        (void) lying(&geo);
        geo_bytes(&geo, lies[i].bytes, lies[i].len);
        assert_refused(&geo, lies[i].why);
    }

    /* At the end of the data, each of its prefixes. */
    (void) lying(&geo);
    n = geo.len;

    for (i = 1; i < 40; i++) {
        (void) lying(&geo);
        (void) city(&geo, "DE", "FR", "BY");
        geo.len = n + i;
        assert_refused(&geo, "");
    }
}


static void
records_nested_without_end_are_refused(void **state)
{
    size_t         i, start;
    lf_test_geo_t  geo;

    (void) state;

    /* A thousand arrays, each in the one before. */
    (void) lying(&geo);
    for (i = 0; i < 1000; i++) {
        geo_array(&geo, 1);
    }
    geo_string(&geo, "x");
    assert_refused(&geo, "nested");

    /* A map that contains itself. */
    start = lying(&geo)->len;
    geo_map(&geo, 1);
    geo_string(&geo, "self");
    geo_byte(&geo, 0x20 | (unsigned) (start >> 8));
    geo_byte(&geo, start & 255);
    assert_refused(&geo, "nested");

    /* A pointer to a pointer. */
    start = lying(&geo)->len;
    geo_map(&geo, 1);
    geo_string(&geo, "next");
    geo_byte(&geo, 0x20 | (unsigned) ((start + 8) >> 8));
    geo_byte(&geo, (start + 8) & 255);
    geo_byte(&geo, 0x20);
    geo_byte(&geo, 0);
    assert_refused(&geo, "corrupt");
}


static void
trees_that_lie_are_refused(void **state)
{
    uint32_t       last;
    lf_test_geo_t  geo;

    (void) state;

    /* Back to the root. */
    last = lying(&geo)->node_count - 1;
    geo_string(&geo, "x");
    geo.nodes[last][0] = 0;
    assert_refused(&geo, "tree");

    /* Around in a circle. */
    last = lying(&geo)->node_count - 1;
    geo_string(&geo, "x");
    geo.nodes[last][0] = last;
    assert_refused(&geo, "tree");

    /* Out of the data, and into what parts it from the tree. */
    last = lying(&geo)->node_count - 1;
    geo_string(&geo, "x");
    geo.nodes[last][0] = 0x80000000 | 0x10000;
    assert_refused(&geo, "tree points out");

    last = lying(&geo)->node_count - 1;
    geo_string(&geo, "x");
    geo.nodes[last][0] = geo.node_count + 15;
    assert_refused(&geo, "tree points out");
}


static void
what_is_no_database_is_refused(void **state)
{
    lf_geo_error_t  error;

    static const char  text[] = "<html>the licence key has expired</html>";

    (void) state;
    assert_null(geo_load_bytes("", 0, &error));
    assert_string_equal(error.text, "the file is empty");
    assert_null(geo_load_bytes(text, sizeof(text) - 1, &error));
    assert_non_null(strstr(error.text, "no MaxMind DB"));
    assert_null(geo_load_bytes("\xab\xcd\xefMaxMind.com", 14, &error));
    assert_null(lf_geo_load(-1, &error));
    assert_non_null(strstr(error.text, "cannot be read"));
}


static void
no_memory_is_an_error_and_leaks_nothing(void **state)
{
    size_t           n;
    FILE            *file;
    int              failed;
    lf_geo_t        *loaded;
    lf_geo_error_t   error;

    (void) state;
    file = fopen("tests/geo-test.mmdb", "rb");

    if (file == NULL) {
        print_message("SKIP: no tests/geo-test.mmdb here\n");
        skip();
    }

    for (n = 1; ; n++) {
        rewind(file);
        lf_test_malloc_fail_at(n);
        loaded = lf_geo_load(fileno(file), &error);
        failed = lf_test_malloc_failed();
        lf_test_malloc_fail_at(0);

        assert_int_equal(loaded == NULL, failed);
        lf_geo_free(loaded);

        if (!failed) {
            break;
        }

        assert_non_null(strstr(error.text, "no memory"));
    }

    assert_true(n > 3);
    fclose(file);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(
            maxmind_records_tell_country_continent_region_and_time_zone),
        cmocka_unit_test(where_it_is_registered_serves_without_a_country),
        cmocka_unit_test(flat_records_tell_country_and_continent),
        cmocka_unit_test(an_ipv4_address_within_ipv6_is_that_address),
        cmocka_unit_test(a_database_of_ipv4_alone_does_not_know_ipv6),
        cmocka_unit_test(without_a_database_or_an_address_all_is_unknown),
        cmocka_unit_test(codes_that_are_none_are_unknown),
        cmocka_unit_test(time_zones_longer_or_stranger_than_any_are_unknown),
        cmocka_unit_test(a_database_without_countries_is_refused),
        cmocka_unit_test(records_that_lie_are_refused),
        cmocka_unit_test(records_nested_without_end_are_refused),
        cmocka_unit_test(trees_that_lie_are_refused),
        cmocka_unit_test(what_is_no_database_is_refused),
        cmocka_unit_test(no_memory_is_an_error_and_leaks_nothing)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
