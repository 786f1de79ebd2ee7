/*
 * lf_when_parse: conditions, from JSON into what lf_when_holds() evaluates:
 * subjects and tests.  What is compared is read by lf_when_value.c.
 */

#include "lf_name.h"
#include "lf_when_value.h"


static int lf_when_alternative(const lf_when_parser_t *parser,
    const lf_json_t *value, lf_alternative_t *alternative);
static int lf_when_tests(const lf_when_parser_t *parser,
    const lf_json_t *value, lf_alternative_t *alternative);
static int lf_when_about(const lf_when_parser_t *parser,
    const lf_json_t *value, lf_about_t *about);
static int lf_when_about_part(const lf_when_parser_t *parser,
    const lf_json_t *value, size_t prefix, lf_about_t *about);
static int lf_when_about_field(const lf_when_parser_t *parser,
    const lf_json_t *value, lf_about_t *about);
static unsigned lf_when_field_tests(lf_type_t type);
static int lf_when_test(const lf_when_parser_t *parser,
    const lf_json_t *value, const lf_about_t *about, lf_test_t *test);
static int lf_when_test_kind(const lf_when_parser_t *parser,
    const lf_json_t *value, const lf_about_t *about, lf_test_kind_t *kind);


#define LF_BIT(kind)    (1u << LF_TEST_ ## kind)
#define LF_SET_TESTS    (LF_BIT(KNOWN) | LF_BIT(IS) | LF_BIT(NOT)             \
                         | LF_BIT(IN) | LF_BIT(NOT_IN))
#define LF_RANGE_TESTS  (LF_SET_TESTS | LF_BIT(MIN) | LF_BIT(MAX))
#define LF_TEXT_TESTS   (LF_SET_TESTS | LF_BIT(STARTS_WITH) | LF_BIT(CONTAINS))

/* In the order of lf_test_kind_t. */
static const lf_str_t  lf_test_names[] = {
    { "known", 5 }, { "is", 2 }, { "not", 3 }, { "in", 2 }, { "not_in", 6 },
    { "min", 3 }, { "max", 3 }, { "starts_with", 11 }, { "contains", 8 }
};

/* In the order of lf_subject_t. */
static const lf_str_t  lf_subject_names[] = {
    { "country", 7 }, { "continent", 9 }, { "region", 6 }, { "language", 8 },
    { "visits", 6 }, { "days_since_first", 16 }, { "page", 4 },
    { "referrer", 8 }
};

static const unsigned  lf_subject_tests[] = {
    LF_SET_TESTS, LF_SET_TESTS, LF_SET_TESTS, LF_SET_TESTS,
    LF_RANGE_TESTS, LF_RANGE_TESTS, LF_TEXT_TESTS, LF_TEXT_TESTS
};


int
lf_when_parse(const lf_when_parser_t *parser, const lf_json_t *value,
    lf_when_t *when)
{
    int               rc;
    size_t            count;
    const lf_json_t  *item;

    when->alternatives = NULL;
    when->count = 0;

    if (value->type == LF_JSON_OBJECT) {
        count = 1;
        item = value;

    } else if (value->type == LF_JSON_ARRAY && value->count > 0) {
        count = value->count;
        item = value->first;

    } else {
        lf_json_error(parser->doc, value, "%s is no condition; write "
                      "{ \"visits\": { \"min\": 2 } }, or a list of such "
                      "objects, one of which must hold",
                      value->type == LF_JSON_ARRAY
                      ? "an empty list" : lf_json_type_name(value));
        return -1;
    }

    if (count > LF_WHEN_ALTERNATIVES_MAX) {
        lf_json_error(parser->doc, value, "too many alternatives; at most %d "
                      "are allowed", LF_WHEN_ALTERNATIVES_MAX);
        return -1;
    }

    when->alternatives = lf_calloc(parser->mem, count,
                                   sizeof(lf_alternative_t));
    if (when->alternatives == NULL) {
        parser->doc->no_memory = 1;
        return -1;
    }

    rc = 0;

    for ( /* void */ ; when->count < count; item = item->next) {

        if (lf_when_alternative(parser, item,
                                &when->alternatives[when->count++])
            != 0)
        {
            rc = -1;

            if (parser->doc->no_memory) {
                break;
            }
        }
    }

    return rc;
}


static int
lf_when_alternative(const lf_when_parser_t *parser, const lf_json_t *value,
    lf_alternative_t *alternative)
{
    size_t            count;
    const lf_json_t  *about;

    if (value->type != LF_JSON_OBJECT || value->count == 0) {
        lf_json_error(parser->doc, value, "%s is no condition; write "
                      "{ \"visits\": { \"min\": 2 } }, or leave \"when\" away "
                      "for what holds always",
                      value->type == LF_JSON_OBJECT
                      ? "an empty object" : lf_json_type_name(value));
        return -1;
    }

    count = 0;

    for (about = value->first; about != NULL; about = about->next) {
        count += about->count;
    }

    if (count > LF_WHEN_TESTS_MAX) {
        lf_json_error(parser->doc, value, "too many tests; at most %d are "
                      "allowed in one object", LF_WHEN_TESTS_MAX);
        return -1;
    }

    alternative->tests = lf_calloc(parser->mem, count, sizeof(lf_test_t));
    if (alternative->tests == NULL) {
        parser->doc->no_memory = 1;
        return -1;
    }

    return lf_when_tests(parser, value, alternative);
}


static int
lf_when_tests(const lf_when_parser_t *parser, const lf_json_t *value,
    lf_alternative_t *alternative)
{
    int               rc;
    lf_about_t        about;
    const lf_json_t  *subject, *test;

    rc = 0;

    for (subject = value->first; subject != NULL; subject = subject->next) {

        if (subject->type != LF_JSON_OBJECT || subject->count == 0) {
            lf_json_error(parser->doc, subject, "%s is no test; write "
                          "{ \"known\": true } or { \"is\": ... }",
                          subject->type == LF_JSON_OBJECT
                          ? "an empty object" : lf_json_type_name(subject));
            rc = -1;
            continue;
        }

        if (lf_when_about(parser, subject, &about) != 0) {
            rc = -1;

            if (parser->doc->no_memory) {
                return -1;
            }

            continue;
        }

        for (test = subject->first; test != NULL; test = test->next) {

            if (lf_when_test(parser, test, &about,
                             &alternative->tests[alternative->count])
                != 0)
            {
                rc = -1;

                if (parser->doc->no_memory) {
                    return -1;
                }

                continue;
            }

            alternative->count++;
        }
    }

    return rc;
}


static int
lf_when_about(const lf_when_parser_t *parser, const lf_json_t *value,
    lf_about_t *about)
{
    size_t  i;

    memset(about, 0, sizeof(lf_about_t));

    for (i = 0; i < LF_ARRAY_SIZE(lf_subject_names); i++) {
        if (lf_str_eq(value->key, lf_subject_names[i])) {
            about->subject = (lf_subject_t) i;
            about->tests = lf_subject_tests[i];
            return 0;
        }
    }

    if (lf_str_starts_with(value->key, lf_str("utm."))) {
        about->subject = LF_SUBJECT_UTM;
        about->tests = LF_TEXT_TESTS;
        return lf_when_about_part(parser, value, 4, about);
    }

    if (lf_str_starts_with(value->key, lf_str("consent."))) {
        about->subject = LF_SUBJECT_CONSENT;
        about->tests = LF_BIT(KNOWN);
        return lf_when_about_part(parser, value, 8, about);
    }

    return lf_when_about_field(parser, value, about);
}


static int
lf_when_about_part(const lf_when_parser_t *parser, const lf_json_t *value,
    size_t prefix, lf_about_t *about)
{
    lf_str_t  part;

    part.data = value->key.data + prefix;
    part.len = value->key.len - prefix;

    if (!lf_name_is_valid(part)) {
        lf_json_key_error(parser->doc, value, "a name must follow the dot; "
                          "write it like \"utm.source\" or "
                          "\"consent.news\"");
        return -1;
    }

    about->name = lf_str_copy(parser->mem, part);

    if (about->name.data == NULL) {
        parser->doc->no_memory = 1;
        return -1;
    }

    return 0;
}


static int
lf_when_about_field(const lf_when_parser_t *parser, const lf_json_t *value,
    lf_about_t *about)
{
    int               index;
    const lf_str_t   *near;
    lf_json_shown_t   shown;

    near = lf_when_subject_near(value->key);

    if (parser->field == NULL || !lf_name_is_valid(value->key)) {
        lf_json_key_error(parser->doc, value, "%s cannot be tested here; "
                          "%s%s%s", lf_json_show(&shown, value->key),
                          near != NULL ? "did you mean \"" : "there are ",
                          near != NULL ? near->data
                          : "country, continent, region, language, visits, "
                            "days_since_first, page, referrer, utm.NAME, "
                            "consent.ID",
                          near != NULL ? "\"?"
                          : parser->field != NULL ? " and fields" : "");
        return -1;
    }

    index = parser->field(parser->data, value, value->key);
    if (index < 0) {
        return -1;
    }

    about->subject = LF_SUBJECT_FIELD;
    about->index = (unsigned) index;
    about->field = parser->describe(parser->data, (unsigned) index);
    about->name = about->field->name;
    about->tests = lf_when_field_tests(about->field->type);

    return 0;
}


const lf_str_t *
lf_when_subject_near(lf_str_t name)
{
    static const lf_str_t  utm = { "utm.NAME", 8 };

    if (lf_str_starts_with(name, lf_str("utm_"))) {
        return &utm;
    }

    return lf_json_nearest(name, lf_subject_names,
                           LF_ARRAY_SIZE(lf_subject_names));
}


static unsigned
lf_when_field_tests(lf_type_t type)
{
    switch (type) {

    case LF_TYPE_NUMBER:
    case LF_TYPE_DATE:
        return LF_RANGE_TESTS;

    case LF_TYPE_CHOICE:
    case LF_TYPE_CHOICES:
    case LF_TYPE_COUNTRY:
    case LF_TYPE_YES_NO:
        return LF_SET_TESTS;

    case LF_TYPE_FOREIGN:
        return LF_RANGE_TESTS | LF_TEXT_TESTS;

    default:
        return LF_TEXT_TESTS;
    }
}


static int
lf_when_test(const lf_when_parser_t *parser, const lf_json_t *value,
    const lf_about_t *about, lf_test_t *test)
{
    memset(test, 0, sizeof(lf_test_t));

    test->subject = about->subject;
    test->name = about->name;
    test->field = about->index;
    test->is_country = about->field != NULL
                       && about->field->type == LF_TYPE_COUNTRY;

    if (lf_when_test_kind(parser, value, about, &test->kind) != 0) {
        return -1;
    }

    switch (test->kind) {

    case LF_TEST_KNOWN:
        return lf_form_boolean_parse(parser->doc, value, &test->boolean);

    case LF_TEST_MIN:
    case LF_TEST_MAX:
        return lf_when_bound(parser, value, about, test);

    case LF_TEST_IN:
    case LF_TEST_NOT_IN:
        if (value->type != LF_JSON_ARRAY || value->count == 0) {
            lf_json_error(parser->doc, value, "\"%s\" takes a list of at "
                          "least one value; write [ \"...\", \"...\" ]",
                          lf_test_names[test->kind].data);
            return -1;
        }

        break;

    default:
        if (value->type == LF_JSON_ARRAY) {
            lf_json_error(parser->doc, value, "\"%s\" takes one value; write "
                          "\"%s\" for a list",
                          lf_test_names[test->kind].data,
                          test->kind == LF_TEST_NOT ? "not_in" : "in");
            return -1;
        }
    }

    return lf_when_values(parser, value, about, test);
}


static int
lf_when_test_kind(const lf_when_parser_t *parser, const lf_json_t *value,
    const lf_about_t *about, lf_test_kind_t *kind)
{
    size_t            i, count;
    lf_str_t          names[LF_ARRAY_SIZE(lf_test_names)];
    lf_json_shown_t   shown;
    const lf_str_t   *near;

    for (i = 0, count = 0; i < LF_ARRAY_SIZE(lf_test_names); i++) {

        if (!(about->tests & 1u << i)) {
            continue;
        }

        if (lf_str_eq(value->key, lf_test_names[i])) {
            *kind = (lf_test_kind_t) i;
            return 0;
        }

        names[count++] = lf_test_names[i];
    }

    for (i = 0; i < LF_ARRAY_SIZE(lf_test_names); i++) {
        if (lf_str_eq(value->key, lf_test_names[i])) {
            lf_json_key_error(parser->doc, value, "this cannot be tested by "
                              "\"%s\"; use %s%s", lf_test_names[i].data,
                              count == 1 ? "\"known\""
                              : "known, is, not, in, not_in",
                              about->tests & LF_BIT(MIN) ? ", min or max"
                              : about->tests & LF_BIT(CONTAINS)
                                ? ", starts_with or contains" : "");
            return -1;
        }
    }

    near = lf_json_nearest(value->key, names, count);

    lf_json_key_error(parser->doc, value, "unknown test %s; %s%s%s",
                      lf_json_show(&shown, value->key),
                      near != NULL ? "did you mean \"" : "there are ",
                      near != NULL ? near->data : "known, is, not, in, "
                      "not_in, min, max, starts_with and contains",
                      near != NULL ? "\"?" : "");
    return -1;
}
