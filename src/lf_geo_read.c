/*
 * lf_geo_read: a record of either layout, as the few codes that conditions
 * and events have; what is no such code is unknown.
 */

#include <lead_form/lf_value.h>

#include "lf_geo_read.h"


/* What a record is read for; in the order of lf_geo_keys. */
enum {
    LF_GEO_COUNTRY,
    LF_GEO_REGISTERED,
    LF_GEO_SUBDIVISIONS,
    LF_GEO_CONTINENT,
    LF_GEO_LOCATION,
    LF_GEO_KEYS
};

static const lf_str_t  lf_geo_keys[] = {
    { "country", 7 }, { "registered_country", 18 }, { "subdivisions", 12 },
    { "continent", 9 }, { "location", 8 }
};


static void lf_geo_read_flat(const lf_geo_section_t *section, size_t offset,
    lf_geo_facts_t *found);
static void lf_geo_read_region(const lf_geo_section_t *section,
    size_t subdivisions, lf_geo_facts_t *found);
static lf_str_t lf_geo_member(const lf_geo_section_t *section, size_t map,
    lf_str_t name);
static int lf_geo_take_country(lf_str_t code, lf_geo_facts_t *found);
static int lf_geo_take_continent(lf_str_t code, lf_geo_facts_t *found);
static int lf_geo_take_timezone(lf_str_t name, lf_geo_facts_t *found);
static int lf_geo_is_alphanumeric(char c);


/* A region is of `country`, never of where an address is registered. */

int
lf_geo_read(const lf_geo_section_t *section, size_t offset,
    lf_geo_facts_t *found)
{
    size_t          at[LF_GEO_KEYS];
    const lf_str_t  code = lf_str("iso_code");

    memset(found, 0, sizeof(lf_geo_facts_t));
    lf_geo_find_keys(section, offset, lf_geo_keys, LF_GEO_KEYS, at);

    if (lf_geo_take_country(lf_geo_member(section, at[LF_GEO_COUNTRY], code),
                            found))
    {
        lf_geo_read_region(section, at[LF_GEO_SUBDIVISIONS], found);

    } else {
        (void) lf_geo_take_country(lf_geo_member(section,
                                   at[LF_GEO_REGISTERED], code), found);
    }

    (void) lf_geo_take_continent(lf_geo_member(section, at[LF_GEO_CONTINENT],
                                 lf_str("code")), found);
    (void) lf_geo_take_timezone(lf_geo_member(section, at[LF_GEO_LOCATION],
                                lf_str("time_zone")), found);

    if (found->country[0] == '\0') {
        lf_geo_read_flat(section, offset, found);
    }

    return found->country[0] != '\0';
}


/* Beside country_code, `country` may be a name; likewise continent. */

static void
lf_geo_read_flat(const lf_geo_section_t *section, size_t offset,
    lf_geo_facts_t *found)
{
    size_t  i, at[4];

    static const lf_str_t  keys[] = {
        { "country_code", 12 }, { "country", 7 }, { "continent_code", 14 },
        { "continent", 9 }
    };

    lf_geo_find_keys(section, offset, keys, 4, at);

    for (i = 0; i < 2; i++) {
        if (lf_geo_take_country(lf_geo_string(section, at[i]), found)) {
            break;
        }
    }

    for (i = 2; i < 4 && found->continent[0] == '\0'; i++) {
        (void) lf_geo_take_continent(lf_geo_string(section, at[i]), found);
    }
}


static void
lf_geo_read_region(const lf_geo_section_t *section, size_t subdivisions,
    lf_geo_facts_t *found)
{
    size_t    i;
    lf_str_t  code;

    if (subdivisions == LF_GEO_NOWHERE) {
        return;
    }

    code = lf_geo_member(section, lf_geo_first(section, subdivisions),
                         lf_str("iso_code"));

    if (code.len == 0 || code.len > LF_GEO_REGION_LEN_MAX - 3) {
        return;
    }

    for (i = 0; i < code.len; i++) {
        if (!lf_geo_is_alphanumeric(code.data[i])) {
            return;
        }
    }

    memcpy(found->region, found->country, 2);
    found->region[2] = '-';
    memcpy(found->region + 3, code.data, code.len);
}


/* The text of that name in the map at `map`; empty where there is none. */

static lf_str_t
lf_geo_member(const lf_geo_section_t *section, size_t map, lf_str_t name)
{
    size_t  place;

    if (map == LF_GEO_NOWHERE) {
        return lf_null_str;
    }

    lf_geo_find_keys(section, map, &name, 1, &place);

    return lf_geo_string(section, place);
}


static int
lf_geo_take_country(lf_str_t code, lf_geo_facts_t *found)
{
    if (!lf_country_is(code)) {
        return 0;
    }

    memcpy(found->country, code.data, 2);

    return 1;
}


static int
lf_geo_take_continent(lf_str_t code, lf_geo_facts_t *found)
{
    size_t  i;

    static const char  codes[] = "AFANASEUNAOCSA";

    for (i = 0; code.len == 2 && i < sizeof(codes) - 1; i += 2) {
        if (memcmp(codes + i, code.data, 2) == 0) {
            memcpy(found->continent, code.data, 2);
            return 1;
        }
    }

    return 0;
}


/* The letters of the IANA database's names. */

static int
lf_geo_take_timezone(lf_str_t name, lf_geo_facts_t *found)
{
    size_t  i;

    if (name.len == 0 || name.len > LF_GEO_TIMEZONE_LEN_MAX) {
        return 0;
    }

    for (i = 0; i < name.len; i++) {
        if (!lf_geo_is_alphanumeric(name.data[i])
            && memchr("/_+-", name.data[i], 4) == NULL)
        {
            return 0;
        }
    }

    memcpy(found->timezone, name.data, name.len);

    return 1;
}


static int
lf_geo_is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')
           || (c >= 'a' && c <= 'z');
}
