/*
 * What a visitor agreed to: read from their record, from a post, and told in
 * the event of its withdrawal.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_visitor.h>

#include "lf_test_submission.h"


#define OWN    "AAAAAAAAAAAAAAAAAAAAAA"
#define OTHER  "BBBBBBBBBBBBBBBBBBBBBB"

#define HASH_LEN  64

#define PAIRS_MAX  12


static lf_visitor_t
read_as(test_t *t, const char *id, const char *const *visitor,
    const char *const *lead)
{
    size_t        n, m;
    lf_str_t      first[PAIRS_MAX], second[PAIRS_MAX];
    lf_visitor_t  v;

    for (n = 0; visitor[n] != NULL; n++) {
        first[n] = lf_test_butt(&t->memory, lf_str_of(visitor[n]));
    }

    for (m = 0; lead[m] != NULL; m++) {
        second[m] = lf_test_butt(&t->memory, lf_str_of(lead[m]));
    }

    assert_int_equal(lf_visitor_read(&t->memory.mem, &t->f.form,
                                     lf_str_of(id), first, n, second, m, &v),
                     0);
    return v;
}


static void
each_browser_reads_its_own_consents(void **state)
{
    test_t            *t = *state;
    lf_visitor_t       v;
    const lf_grant_t  *grant;

    static const char *const  visitor[] = {
        "visits", "2", "consent:terms", "1700 1 cc", NULL
    };
    static const char *const  lead[] = {
        "own", OWN, "consent:news", "1500 2026-11 aa", "withdrawn:x", "9",
        NULL
    };

    v = read_as(t, OWN, visitor, lead);
    assert_int_equal(v.grants_count, 1);
    assert_int_equal(v.consents_given, 1 << LF_TEST_NEWS);

    grant = lf_visitor_grant(&v, lf_str("news"));
    assert_non_null(grant);
    assert_int_equal(grant->at, 1500);
    assert_true(lf_str_is(grant->version, "2026-11"));
    assert_true(lf_str_is(grant->hash, "aa"));
    assert_true(lf_str_is(grant->stored, "1500 2026-11 aa"));
    assert_null(lf_visitor_grant(&v, lf_str("terms")));

    v = read_as(t, OTHER, visitor, lead);
    assert_int_equal(v.consents_given, 1 << LF_TEST_TERMS);
    assert_null(lf_visitor_grant(&v, lf_str("news")));
    assert_non_null(lf_visitor_grant(&v, lf_str("terms")));
}


static void
another_version_is_held_but_not_given(void **state)
{
    test_t        *t = *state;
    lf_visitor_t   v;

    static const char *const  none[] = { NULL };
    static const char *const  lead[] = {
        "own", OWN, "consent:news", "1500 2025-01 aa",
        "consent:elsewhere", "1500 7 bb", NULL
    };

    v = read_as(t, OWN, none, lead);

    assert_int_equal(v.consents_given, 0);
    assert_int_equal(v.consents_before, 1 << LF_TEST_NEWS);
    assert_non_null(lf_visitor_grant(&v, lf_str("news")));

    /* one of another form counts in whatever version */

    assert_int_equal(v.consents_count, 1);
    assert_true(lf_str_is(v.consents[0], "elsewhere"));
    assert_int_equal(lf_visitor_consents(&t->f.form, &v, &t->facts), 3);
}


static void
other_words_of_the_version_are_given_and_known_as_others(void **state)
{
    size_t        n;
    char          stored[PAIRS_MAX * HASH_LEN];
    test_t       *t = *state;
    lf_str_t      hash;
    lf_visitor_t  v;

    static const char *const  none[] = { NULL };

    hash = lf_consent_hash(&t->memory.mem, &t->f.form.consents[LF_TEST_NEWS],
                           lf_str("en"), lf_str("en"));
    n = (size_t) snprintf(stored, sizeof(stored), "1500 2026-11 %.*s",
                          (int) hash.len, hash.data);

    v = read_as(t, OWN, none, (const char *const []) {
        "own", OWN, "consent:news", stored, NULL });
    assert_int_equal(v.consents_given, 1 << LF_TEST_NEWS);
    assert_int_equal(v.consents_before, 0);

    stored[n - 1] = stored[n - 1] == '0' ? '1' : '0';

    v = read_as(t, OWN, none, (const char *const []) {
        "own", OWN, "consent:news", stored, NULL });
    assert_int_equal(v.consents_given, 1 << LF_TEST_NEWS);
    assert_int_equal(v.consents_before, 1 << LF_TEST_NEWS);
}


static void
what_is_given_is_not_offered(void **state)
{
    test_t        *t = *state;
    lf_visitor_t   v;

    static const char *const  none[] = { NULL };
    static const char *const  lead[] = {
        "own", OWN, "consent:news", "1500 2026-11 aa", NULL
    };

    v = read_as(t, OWN, none, lead);
    assert_int_equal(lf_visitor_consents(&t->f.form, &v, &t->facts),
                     1 << LF_TEST_TERMS);

    lf_test_consent_in_germany(&t->f, LF_TEST_TERMS);
    assert_int_equal(lf_visitor_consents(&t->f.form, &v, &t->facts), 0);
}


static void
a_malformed_grant_is_none(void **state)
{
    test_t        *t = *state;
    lf_visitor_t   v;

    static const char *const  none[] = { NULL };
    static const char *const  lead[] = {
        "own", OWN, "consent:news", "", "consent:terms", "1500",
        "consent:", "1500 1 aa", "consent:a", "soon 1 aa",
        "consent:b", "1500  ", NULL
    };

    v = read_as(t, OWN, none, lead);
    assert_int_equal(v.grants_count, 0);
    assert_int_equal(v.consents_count, 0);
    assert_int_equal(v.consents_given | v.consents_before, 0);
}


static void
a_field_that_needs_a_consent_is_for_who_gave_it(void **state)
{
    test_t        *t = *state;
    lf_visitor_t   v;

    static const char *const  none[] = { NULL };
    static const char *const  lead[] = {
        "own", OWN, "consent:terms", "1500 1 aa",
        "consent:news", "1500 2025-01 aa", NULL
    };

    v = read_as(t, OWN, none, lead);
    t->facts.known = v.known;

    t->f.fields[LF_TEST_COMPANY].needs_consent = lf_str("terms");
    assert_int_equal(lf_question_state(&t->f.form, &v, &t->facts, 2000, 0),
                     LF_ASK_CANDIDATE);
    assert_int_equal(lf_question_pinned(&t->f.form, &v, lf_str("company"),
                                        2000),
                     LF_TEST_COMPANY);

    /* in its present version */

    t->f.fields[LF_TEST_COMPANY].needs_consent = lf_str("news");
    assert_int_equal(lf_question_state(&t->f.form, &v, &t->facts, 2000, 0),
                     LF_ASK_CONSENT);
    assert_int_equal(lf_question_choose(&t->f.form, &v, &t->facts, 2000),
                     LF_TEST_INTERESTS);
    assert_int_equal(lf_question_pinned(&t->f.form, &v, lf_str("company"),
                                        2000),
                     -1);
}


/* "ID VERSION HASH" as a box says it, the hash of that language. */

static const char *
box_value(test_t *t, const char *id, const char *version,
    const char *language)
{
    lf_str_t  parts[5], value;

    parts[0] = lf_str_of(id);
    parts[1] = lf_str(" ");
    parts[2] = lf_str_of(version);
    parts[3] = lf_str(" ");
    parts[4] = lf_consent_hash(&t->memory.mem, &t->f.consents[LF_TEST_NEWS],
                               lf_str_of(language), lf_str("en"));
    value = lf_str_concat(&t->memory.mem, parts, 5);

    return value.data;
}


static void
a_box_says_what_was_read(void **state)
{
    lf_str_t   hash, german;
    test_t    *t = *state;

    sent(t, "lf_consent", box_value(t, "news", "2026-11", "de"));
    test_read(t);
    assert_int_equal(t->s.consents_count, 1);

    /* whatever the language of the request that sends it */

    hash = lf_submission_consent_hash(&t->memory.mem, &t->s, 0, lf_str("en"),
                                      lf_str("en"));
    german = lf_consent_hash(&t->memory.mem, &t->f.consents[LF_TEST_NEWS],
                             lf_str("de"), lf_str("en"));
    assert_int_equal(hash.len, HASH_LEN);
    assert_true(lf_str_eq(hash, german));

    /* a bare id is of the request's */

    t->count = 0;
    sent(t, "lf_consent", "news");
    test_read(t);
    hash = lf_submission_consent_hash(&t->memory.mem, &t->s, 0, lf_str("de"),
                                      lf_str("en"));
    assert_true(lf_str_eq(hash, german));
}


static void
a_box_of_another_version_or_text_is_not_ticked(void **state)
{
    size_t   i;
    test_t  *t = *state;

    const char *const  values[] = {
        box_value(t, "news", "2025-01", "en"), "news 2026-11",
        "news 2026-11 ", "news 2026-11 0123", " news", "news ",
        "news 2026-11 "
        "0000000000000000000000000000000000000000000000000000000000000000",
        box_value(t, "terms", "1", "en"), box_value(t, "new", "2026-11", "en")
    };

    for (i = 0; i < LF_ARRAY_SIZE(values); i++) {
        t->count = 0;
        sent(t, "lf_consent", values[i]);
        test_read(t);
        assert_int_equal(t->s.consents_count, 0);
    }
}


static void
what_was_not_shown_is_not_given(void **state)
{
    test_t  *t = *state;

    lf_test_consent_in_germany(&t->f, LF_TEST_NEWS);
    sent(t, "name", "Ada");
    sent(t, "email", "ada@example.com");
    sent(t, "lf_consent", "news");
    sent(t, "lf_consent", "terms");
    test_check(t, LF_STEP_FIRST, lf_null_str);

    assert_int_equal(t->s.problems, 0);
    assert_int_equal(t->s.consents_count, 1);
    assert_ptr_equal(t->s.consents[0], &t->f.consents[LF_TEST_TERMS]);

    test_read(t);
    t->s.consents_shown = 0;
    assert_int_equal(lf_submission_check(&t->memory.mem, &t->f.form,
                                         LF_STEP_KNOWN, lf_null_str, &t->s),
                     0);
    assert_int_equal(t->s.consents_count, 0);
}


static void
the_button_says_which_consent_to_withdraw(void **state)
{
    test_t  *t = *state;

    sent(t, "lf_do", "withdraw");
    sent(t, "lf_consent", "gone_from_the_form");
    test_read(t);
    assert_int_equal(t->s.action, LF_DO_WITHDRAW);
    assert_true(lf_str_is(t->s.withdraw, "gone_from_the_form"));

    t->count = 0;
    sent(t, "lf_consent", "news");
    test_read(t);
    assert_int_equal(t->s.withdraw.len, 0);
}


static void
the_event_of_a_withdrawal_names_the_grant(void **state)
{
    size_t       i;
    test_t      *t = *state;
    lf_grant_t   grant;

    static const char *const  names[] = {
        "at", "site", "form", "form_version", "handoff", "visitor", "lead",
        "consent", "gpc"
    };

    memset(&grant, 0, sizeof(lf_grant_t));
    grant.id = lf_str("news");
    grant.at = 1763920000;
    grant.version = lf_str("2026-11");
    grant.hash = lf_str("a\"b");
    t->context.gpc = 1;

    assert_int_equal(lf_withdrawal_event(&t->memory.mem, &t->f.form, &grant,
                                         &t->context, &t->fields,
                                         &t->fields_count),
                     0);
    assert_int_equal(t->fields_count, LF_ARRAY_SIZE(names));

    for (i = 0; i < t->fields_count; i++) {
        assert_true(lf_str_eq(t->fields[2 * i], lf_str_of(names[i])));
    }

    assert_true(lf_str_is(t->fields[15],
        "[{\"id\":\"news\",\"version\":\"2026-11\",\"hash\":\"a\\\"b\","
        "\"at\":\"2025-11-23T17:46:40.000Z\"}]"));
}


static void
consents_are_read_or_memory_is_out(void **state)
{
    int             rc, failed;
    size_t          n;
    test_t         *t = *state;
    lf_pair_t       pair;
    lf_grant_t      grant;
    lf_visitor_t    v;
    lf_test_mem_t   memory;

    lf_str_t  lead[] = {
        lf_str("own"), lf_str(OWN),
        lf_str("consent:news"), lf_str("1500 2026-11 aa")
    };

    pair.name = lf_str("lf_consent");
    pair.value = lf_str_of(box_value(t, "news", "2026-11", "de"));

    for (n = 1; ; n++) {
        lf_test_mem_init(&memory);
        lf_test_fail_at(&memory, n);

        rc = lf_visitor_read(&memory.mem, &t->f.form, lf_str(OWN), NULL, 0,
                             lead, 4, &v);
        rc |= lf_submission_read(&memory.mem, &t->f.form, &pair, 1, &t->s);

        if (rc == 0) {
            grant = v.grants[0];
            rc |= lf_withdrawal_event(&memory.mem, &t->f.form, &grant,
                                      &t->context, &t->fields,
                                      &t->fields_count);
        }

        failed = lf_test_failed(&memory);
        lf_test_fail_at(&memory, 0);
        lf_test_mem_free(&memory);

        assert_int_equal(rc, failed ? -1 : 0);

        if (!failed) {
            assert_true(n > 5);
            break;
        }
    }
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        TEST(each_browser_reads_its_own_consents),
        TEST(another_version_is_held_but_not_given),
        TEST(other_words_of_the_version_are_given_and_known_as_others),
        TEST(what_is_given_is_not_offered),
        TEST(a_malformed_grant_is_none),
        TEST(a_field_that_needs_a_consent_is_for_who_gave_it),
        TEST(a_box_says_what_was_read),
        TEST(a_box_of_another_version_or_text_is_not_ticked),
        TEST(what_was_not_shown_is_not_given),
        TEST(the_button_says_which_consent_to_withdraw),
        TEST(the_event_of_a_withdrawal_names_the_grant),
        TEST(consents_are_read_or_memory_is_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
