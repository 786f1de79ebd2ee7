/*
 * What a valid submission is made into: its canonical answers, its lead, and
 * the event.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lf_test_keys.h"
#include "lf_test_submission.h"


static lf_str_t
test_canonical(test_t *t, lf_step_t step, lf_str_t question)
{
    lf_str_t  canonical;

    test_check(t, step, question);
    canonical = lf_submission_canonical(&t->memory.mem, &t->f.form, &t->s);
    assert_non_null(canonical.data);

    return canonical;
}


static void
the_same_answers_in_any_order_are_the_same_submission(void **state)
{
    lf_str_t   first, second;
    test_t    *t = *state;

    sent(t, "name", "Ada");
    sent(t, "email", "ada@example.com");
    sent(t, "lf_consent", "terms");
    sent(t, "lf_consent", "news");
    sent(t, "lf_message", "Hi");
    first = test_canonical(t, LF_STEP_FIRST, lf_null_str);

    t->count = 0;
    sent(t, "lf_message", " Hi ");
    sent(t, "lf_consent", "news");
    sent(t, "lf_ticket", "another");
    sent(t, "email", "ada@EXAMPLE.com ");
    sent(t, "phone", "");
    sent(t, "lf_consent", "terms");
    sent(t, "name", "Ada");
    second = test_canonical(t, LF_STEP_FIRST, lf_null_str);

    assert_true(lf_str_eq(first, second));
    assert_true(lf_str_is(first,
        "5:email15:ada@example.com4:name3:Ada0:2:Hi4:news7:2026-115:terms1:1"
        "0:4:send"));
}


static void
any_other_answer_is_another_submission(void **state)
{
    size_t     i, k;
    lf_str_t   canonical[5];
    test_t    *t = *state;

    sent(t, "company", "Acme");
    canonical[0] = test_canonical(t, LF_STEP_KNOWN, lf_str("company"));
    sent(t, "lf_message", "Hi");
    canonical[1] = test_canonical(t, LF_STEP_KNOWN, lf_str("company"));
    sent(t, "lf_consent", "news");
    canonical[2] = test_canonical(t, LF_STEP_KNOWN, lf_str("company"));
    sent(t, "lf_do", "decline");
    canonical[3] = test_canonical(t, LF_STEP_KNOWN, lf_str("company"));
    t->pairs[0].value = lf_str("Acme Ltd");
    t->count = 1;
    canonical[4] = test_canonical(t, LF_STEP_KNOWN, lf_str("company"));

    for (i = 0; i < LF_ARRAY_SIZE(canonical); i++) {
        for (k = 0; k < i; k++) {
            assert_false(lf_str_eq(canonical[i], canonical[k]));
        }
    }
}


static void
where_it_was_sent_from_makes_no_other_submission(void **state)
{
    lf_str_t   first, second;
    test_t    *t = *state;

    sent(t, "name", "Ada");
    sent(t, "email", "ada@example.com");
    test_check(t, LF_STEP_FIRST, lf_null_str);
    first = lf_submission_canonical(&t->memory.mem, &t->f.form, &t->s);

    sent(t, "lf_page", "/pricing?gclid=G");
    sent(t, "lf_query", "?gclid=H");
    sent(t, "lf_attributes", "product=lamp");
    sent(t, "lf_page", "/late");
    test_check(t, LF_STEP_FIRST, lf_null_str);
    second = lf_submission_canonical(&t->memory.mem, &t->f.form, &t->s);

    assert_true(lf_str_is(t->s.page, "/pricing?gclid=G"));
    assert_true(lf_str_is(t->s.query, "?gclid=H"));
    assert_true(lf_str_is(t->s.attributes, "product=lamp"));
    assert_true(lf_str_eq(first, second));
}


static void
two_devices_of_one_person_are_one_lead(void **state)
{
    char        text[LF_ID_TEXT_LEN];
    uint8_t     lead[LF_ID_LEN], again[LF_ID_LEN];
    test_t     *t = *state;
    lf_keys_t  *keys;

    keys = lf_test_keys("sign " LF_TEST_SIGN_1 "\nlead " LF_TEST_LEAD);

    sent(t, "name", "Ada");
    sent(t, "email", "ada@example.com");
    test_check(t, LF_STEP_FIRST, lf_null_str);
    assert_int_equal(lf_submission_lead(&t->memory.mem, keys, lf_str("main"),
                                        &t->f.form, &t->s, lead),
                     0);
    lf_id_text(lead, text);
    assert_memory_equal(text, "wPNb7ygB1kb-gKbvJpUkug", LF_ID_TEXT_LEN);

    t->count = 0;
    sent(t, "name", "A. Lovelace");
    sent(t, "email", "ADA@Example.com");
    sent(t, "phone", "+49 30 1234567");
    test_check(t, LF_STEP_FIRST, lf_null_str);
    assert_int_equal(lf_submission_lead(&t->memory.mem, keys, lf_str("main"),
                                        &t->f.form, &t->s, again),
                     0);
    assert_memory_equal(lead, again, LF_ID_LEN);

    assert_int_equal(lf_submission_lead(&t->memory.mem, keys, lf_str("shop"),
                                        &t->f.form, &t->s, again),
                     0);
    assert_memory_not_equal(lead, again, LF_ID_LEN);

    t->count = 1;
    test_check(t, LF_STEP_FIRST, lf_null_str);
    assert_int_equal(lf_submission_lead(&t->memory.mem, keys, lf_str("main"),
                                        &t->f.form, &t->s, again),
                     -1);

    lf_keys_free(keys);
}


static void
test_event(test_t *t, const lf_submission_t *submission)
{
    assert_int_equal(lf_submission_event(&t->memory.mem, &t->f.form,
                                         submission, &t->context, &t->fields,
                                         &t->fields_count),
                     0);
    assert_true(t->fields_count <= LF_EVENT_FIELDS_MAX);
}


/* name, value, …, NULL: all fields and their order */

static void
assert_event(test_t *t, const char *const *expected)
{
    size_t  i;

    for (i = 0; expected[i] != NULL; i++) {
        assert_true(i < 2 * t->fields_count);

        if (!lf_str_eq(t->fields[i], lf_str_of(expected[i]))) {
            fail_msg("\"%s\" expected, but: %.*s", expected[i],
                     (int) t->fields[i].len, t->fields[i].data);
        }
    }

    assert_int_equal(i, 2 * t->fields_count);
}


static void
an_event_says_everything_in_its_order(void **state)
{
    test_t           *t = *state;
    const lf_pair_t   utm[] = {
        { lf_str("source"), lf_str("news\"letter") },
        { lf_str("medium"), lf_null_str },
        { lf_str("source"), lf_str("second") },
        { lf_str("campaign"), lf_str("bad \xff") },
    };

    static const char  *expected[] = {
        "at", "2025-11-23T17:46:40.123Z",
        "site", "main",
        "form", "contact",
        "form_version", "0123456789ab",
        "handoff", "sales",
        "visitor", "VVVVVVVVVVVVVVVVVVVVVV",
        "lead", "LLLLLLLLLLLLLLLLLLLLLL",
        "country", "DE",
        "region", "DE-BY",
        "timezone", "Europe/Berlin",
        "language", "de-AT",
        "page", "/contact",
        "referrer", "https://search.example/",
        "utm", "{\"source\":\"news\\\"letter\","
            "\"campaign\":\"bad \xef\xbf\xbd\"}",
        "answers", "{\"name\":\"Ada \\\"L\\\"\",\"email\":\"ada@example.com\"}",
        "message", "Hi\nthere",
        "consent", "[{\"id\":\"news\",\"version\":\"2026-11\",\"hash\":"
            "\"479d22637e20183137cb43559cc490a4489d71cbf9c6073c94a2dc90d1d8"
            "0475\",\"at\":\"2025-11-23T17:46:40.123Z\"}]",
        "gpc", "1",
        NULL
    };

    t->context.visitor = lf_str("VVVVVVVVVVVVVVVVVVVVVV");
    t->context.gpc = 1;
    t->facts.country = lf_str("DE");
    t->facts.region = lf_str("DE-BY");
    t->facts.timezone = lf_str("Europe/Berlin");
    t->facts.language = lf_str("de-AT");
    t->facts.page = lf_str("/contact");
    t->facts.referrer = lf_str("https://www.example/contact");
    t->facts.utm = utm;
    t->facts.utm_count = LF_ARRAY_SIZE(utm);

    sent(t, "name", "Ada \"L\"");
    sent(t, "email", "ada@example.com");
    sent(t, "lf_message", "Hi\r\nthere");
    sent(t, "lf_consent", "news");
    sent(t, "lf_referrer", "https://search.example/?q=x");
    test_check(t, LF_STEP_FIRST, lf_null_str);
    test_event(t, &t->s);

    assert_event(t, expected);
}


static void
an_event_leaves_out_what_is_empty_but_the_visitor(void **state)
{
    test_t             *t = *state;
    static const char  *expected[] = {
        "at", "2025-11-23T17:46:40.123Z",
        "site", "main",
        "form", "contact",
        "form_version", "0123456789ab",
        "handoff", "sales",
        "visitor", "",
        "lead", "LLLLLLLLLLLLLLLLLLLLLL",
        NULL
    };

    test_event(t, NULL);
    assert_event(t, expected);

    test_check(t, LF_STEP_KNOWN, lf_null_str);
    test_event(t, &t->s);
    assert_event(t, expected);
}


static void
test_answer(test_t *t, const char *field, const char *typed,
    const char *expected)
{
    t->count = 0;
    sent(t, field, typed);

    if (lf_str_is(t->pairs[0].name, "interests")) {
        sent(t, field, "1-10");
    }

    test_check(t, LF_STEP_KNOWN, lf_str_of(field));
    test_event(t, &t->s);

    assert_int_equal(t->fields_count, 8);
    assert_true(lf_str_is(t->fields[14], "answers"));
    assert_true(lf_str_eq(t->fields[15], lf_str_of(expected)));
}


static void
answers_are_json_by_their_type(void **state)
{
    test_t  *t = *state;

    test_answer(t, "interests", "a \"b\"",
                "{\"interests\":[\"1-10\",\"a \\\"b\\\"\"]}");
    test_answer(t, "team_size", "11-50", "{\"team_size\":\"11-50\"}");
    test_answer(t, "budget", "1500,50", "{\"budget\":1500.5}");
    test_answer(t, "sure", "yes", "{\"sure\":\"yes\"}");
    test_answer(t, "company", "</script>\\",
                "{\"company\":\"</script>\\\\\"}");
    test_answer(t, "shoe_size", "\"43\"", "{\"shoe_size\":\"\\\"43\\\"\"}");
}


static void
a_consent_is_hashed_in_the_language_shown(void **state)
{
    lf_str_t       german, other;
    test_t        *t = *state;
    lf_consent_t  *news = &t->f.consents[LF_TEST_NEWS];

    german = lf_consent_hash(&t->memory.mem, news, lf_str("de"),
                             lf_str("en"));
    other = lf_consent_hash(&t->memory.mem, news, lf_str("fr"), lf_str("en"));

    assert_true(lf_str_is(german, "479d22637e20183137cb43559cc490a4489d71cbf9c"
                                  "6073c94a2dc90d1d80475"));
    assert_int_equal(other.len, 64);
    assert_false(lf_str_eq(german, other));
}


static void
time_is_rfc_3339_with_milliseconds(void **state)
{
    size_t  i;
    char    text[LF_TIME_TEXT_LEN];

    static const struct {
        int64_t      ms;
        const char  *text;
    } cases[] = {
        { 0, "1970-01-01T00:00:00.000Z" },
        { 951782400123, "2000-02-29T00:00:00.123Z" },
        { 1709251199999, "2024-02-29T23:59:59.999Z" },
        { 1709251200000, "2024-03-01T00:00:00.000Z" },
        { 1735689599999, "2024-12-31T23:59:59.999Z" },
        { 4107542400000, "2100-03-01T00:00:00.000Z" },
        { 253402300799999, "9999-12-31T23:59:59.999Z" },
        { INT64_MAX, "9999-12-31T23:59:59.999Z" },
        { -1, "1970-01-01T00:00:00.000Z" },
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(cases); i++) {
        lf_time_text(cases[i].ms, text);
        assert_memory_equal(text, cases[i].text, LF_TIME_TEXT_LEN);
    }
}


/* 0 when every step worked. */

static int
test_everything(test_t *t, lf_mem_t *mem, lf_keys_t *keys)
{
    uint8_t    lead[LF_ID_LEN];
    lf_str_t  *fields;
    size_t     count;

    if (lf_submission_read(mem, &t->f.form, t->pairs, t->count, &t->s) != 0
        || lf_submission_check(mem, &t->f.form, LF_STEP_FIRST, lf_null_str,
                               &t->s)
           != 0)
    {
        return -1;
    }

    assert_int_equal(t->s.problems, 0);

    if (lf_submission_canonical(mem, &t->f.form, &t->s).data == NULL
        || lf_submission_lead(mem, keys, lf_str("main"), &t->f.form, &t->s,
                              lead)
           != 0)
    {
        return -1;
    }

    return lf_submission_event(mem, &t->f.form, &t->s, &t->context, &fields,
                               &count);
}


static void
a_submission_is_whole_or_memory_is_out(void **state)
{
    int              rc, failed;
    size_t           n;
    test_t          *t = *state;
    lf_keys_t       *keys;
    lf_test_mem_t    memory;
    const lf_pair_t  utm = { lf_str("source"), lf_str("\xff") };

    keys = lf_test_keys("sign " LF_TEST_SIGN_1 "\nlead " LF_TEST_LEAD);

    t->facts.page = lf_str("/\xff");
    t->facts.utm = &utm;
    t->facts.utm_count = 1;

    sent(t, "name", " Ada  A\xcc\x88 ");
    sent(t, "email", "ADA@b\xc3\xbc" "cher.example");
    sent(t, "phone", "+49 (0) 30 1234567");
    sent(t, "lf_message", "Hi\r\nthere");
    sent(t, "lf_consent", "news");

    assert_int_equal(test_everything(t, &t->memory.mem, keys), 0);

    for (n = 1; ; n++) {
        lf_test_mem_init(&memory);
        lf_test_fail_at(&memory, n);

        rc = test_everything(t, &memory.mem, keys);

        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);
        lf_test_mem_free(&memory);

        assert_int_equal(rc, failed ? -1 : 0);

        if (!failed) {
            assert_true(n > 12);
            break;
        }
    }

    lf_keys_free(keys);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        TEST(the_same_answers_in_any_order_are_the_same_submission),
        TEST(any_other_answer_is_another_submission),
        TEST(where_it_was_sent_from_makes_no_other_submission),
        TEST(two_devices_of_one_person_are_one_lead),
        TEST(an_event_says_everything_in_its_order),
        TEST(an_event_leaves_out_what_is_empty_but_the_visitor),
        TEST(answers_are_json_by_their_type),
        TEST(a_consent_is_hashed_in_the_language_shown),
        TEST(time_is_rfc_3339_with_milliseconds),
        TEST(a_submission_is_whole_or_memory_is_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
