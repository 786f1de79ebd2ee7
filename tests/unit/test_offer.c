/*
 * A country that geography tells: it counts as known, is not asked, and can
 * be corrected.  In the form of these tests `interests`, the last entry of the
 * sequence, is a country.
 */

#include <lead_form/lf_visitor.h>

#include "lf_test_page.h"
#include "lf_test_submission.h"


#define NOW      INT64_C(1763920000)
#define COUNTRY_FIELD  LF_TEST_INTERESTS


typedef struct {
    test_t        t;
    lf_known_t    known[LF_TEST_FIELDS];
    lf_visitor_t  v;
    lf_visit_t    visit;
} offer_t;


/* The sequence is a country and nothing else. */

static void
offer_init(offer_t *o)
{
    memset(o, 0, sizeof(offer_t));

    lf_test_mem_init(&o->t.memory);
    lf_test_form_init(&o->t.f);

    o->t.f.fields[COUNTRY_FIELD].type = LF_TYPE_COUNTRY;
    o->t.f.form.sequence += 3;
    o->t.f.form.sequence_count = 1;

    o->v.exists = 1;
    o->v.visits = 2;
    o->v.first = NOW - 1000;
    o->v.seen = (NOW - 60) * 1000;
    o->v.known = o->known;
}


static void
decide(offer_t *o)
{
    lf_visit_decide(&o->t.f.form, &o->v, &o->t.facts, NOW * 1000, 0,
                    &o->visit);
}


static lf_ask_state_t
state_of(offer_t *o)
{
    return lf_question_state(&o->t.f.form, &o->v, &o->t.facts, NOW, 0);
}


static void
a_country_is_asked_where_geography_does_not_know_it(void **state)
{
    offer_t  o;

    (void) state;

    offer_init(&o);
    decide(&o);

    assert_int_equal(state_of(&o), LF_ASK_CANDIDATE);
    assert_int_equal(o.visit.question, COUNTRY_FIELD);
    assert_int_equal(o.visit.offered, -1);
}


static void
a_country_that_geography_knows_is_offered_to_be_corrected(void **state)
{
    offer_t  o;

    (void) state;

    offer_init(&o);
    o.t.facts.country = lf_str("DE");
    decide(&o);

    assert_int_equal(state_of(&o), LF_ASK_GEOGRAPHY);
    assert_int_equal(o.visit.question, -1);
    assert_int_equal(o.visit.offered, COUNTRY_FIELD);
    assert_false(o.visit.pin);
}


static void
an_answer_a_refusal_and_a_condition_end_the_offer(void **state)
{
    offer_t  o;

    (void) state;

    offer_init(&o);
    o.t.facts.country = lf_str("DE");

    o.known[COUNTRY_FIELD].declined = 1;
    decide(&o);
    assert_int_equal(state_of(&o), LF_ASK_DECLINED);
    assert_int_equal(o.visit.offered, -1);

    o.known[COUNTRY_FIELD].declined = 0;
    o.known[COUNTRY_FIELD].known = 1;
    o.known[COUNTRY_FIELD].value = lf_str("AT");
    decide(&o);
    assert_int_equal(state_of(&o), LF_ASK_KNOWN);
    assert_int_equal(o.visit.offered, -1);

    o.known[COUNTRY_FIELD].known = 0;
    o.t.f.sequence[3].when = o.t.f.sequence[2].when;    /* visits >= 3 */
    decide(&o);
    assert_int_equal(state_of(&o), LF_ASK_WHEN);
    assert_int_equal(o.visit.offered, -1);
}


static void
a_question_already_pinned_is_not_offered_as_well(void **state)
{
    offer_t  o;

    (void) state;

    offer_init(&o);
    o.t.facts.country = lf_str("DE");
    o.v.ask = lf_str("interests");
    decide(&o);

    assert_int_equal(o.visit.question, COUNTRY_FIELD);
    assert_int_equal(o.visit.offered, -1);
}


static int
holds(offer_t *o, lf_test_kind_t kind, const char *value)
{
    lf_str_t   values[1];
    lf_when_t  when;

    values[0] = lf_str_of(value);

    when = lf_test_when(&o->t.f, 0, (lf_test_t) {
        .subject = LF_SUBJECT_FIELD, .kind = kind, .is_country = 1,
        .field = COUNTRY_FIELD, .boolean = 1, .values = values, .count = 1 });

    return lf_when_holds(&when, &o->t.facts, NULL);
}


static void
conditions_about_the_field_see_what_geography_says(void **state)
{
    offer_t  o;

    (void) state;

    offer_init(&o);
    assert_false(holds(&o, LF_TEST_KNOWN, ""));
    assert_true(holds(&o, LF_TEST_NOT, "DE"));

    o.t.facts.country = lf_str("DE");
    assert_true(holds(&o, LF_TEST_KNOWN, ""));
    assert_true(holds(&o, LF_TEST_IS, "DE"));
    assert_false(holds(&o, LF_TEST_NOT, "DE"));

    o.t.facts.known = o.known;
    assert_true(holds(&o, LF_TEST_IS, "DE"));

    /* What the visitor answered wins. */

    o.known[COUNTRY_FIELD].known = 1;
    o.known[COUNTRY_FIELD].value = lf_str("AT");
    assert_true(holds(&o, LF_TEST_IS, "AT"));
    assert_false(holds(&o, LF_TEST_IS, "DE"));
}


static void
a_field_named_country_is_what_conditions_call_the_country(void **state)
{
    offer_t    o;
    lf_str_t   values[1];
    lf_when_t  when;

    (void) state;

    offer_init(&o);
    o.t.f.fields[LF_TEST_COMPANY].name = lf_str("country");
    o.t.f.fields[LF_TEST_COMPANY].type = LF_TYPE_COUNTRY;
    o.t.facts.country = lf_str("DE");

    values[0] = lf_str("AT");
    when = lf_test_when(&o.t.f, 0, (lf_test_t) {
        .subject = LF_SUBJECT_COUNTRY, .kind = LF_TEST_IS,
        .values = values, .count = 1 });

    decide(&o);
    assert_false(lf_when_holds(&when, &o.t.facts, NULL));

    o.known[LF_TEST_COMPANY].known = 1;
    o.known[LF_TEST_COMPANY].value = lf_str("AT");
    decide(&o);
    assert_true(lf_when_holds(&when, &o.t.facts, NULL));
    assert_true(lf_str_is(o.t.facts.country, "DE"));

    /* Known without a value, as sales may have it: geography's. */

    o.known[LF_TEST_COMPANY].value = lf_null_str;
    decide(&o);
    assert_false(lf_when_holds(&when, &o.t.facts, NULL));
}


/* As a known visitor with the question `company`, in Germany. */

static void
offer_sent(offer_t *o, const char *country, const char *company)
{
    offer_init(o);
    o->t.f.form.sequence -= 3;
    o->t.f.form.sequence_count = 4;

    if (country != NULL) {
        sent(&o->t, "interests", country);
    }

    if (company != NULL) {
        sent(&o->t, "company", company);
    }
}


static void
offer_check(offer_t *o, const char *question)
{
    test_read(&o->t);
    o->t.s.country = lf_str("DE");
    assert_int_equal(lf_submission_check(&o->t.memory.mem, &o->t.f.form,
                                         LF_STEP_KNOWN, lf_str_of(question),
                                         &o->t.s),
                     0);
}


static void
a_correction_is_an_answer_but_not_the_questions(void **state)
{
    offer_t  o;

    (void) state;

    offer_sent(&o, "AT", "");
    offer_check(&o, "company");

    assert_given(&o.t, COUNTRY_FIELD, "AT");
    assert_int_equal(lf_submission_answers(&o.t.s), 1);
    assert_false(lf_submission_answered(&o.t.f.form, &o.t.s,
                                        lf_str("company")));
    lf_test_mem_free(&o.t.memory);

    offer_sent(&o, "AT", "Acme");
    offer_check(&o, "company");

    assert_int_equal(lf_submission_answers(&o.t.s), 2);
    assert_true(lf_submission_answered(&o.t.f.form, &o.t.s,
                                       lf_str("company")));
    lf_test_mem_free(&o.t.memory);
}


static void
an_offer_left_alone_is_nothing(void **state)
{
    offer_t  o;

    (void) state;

    offer_sent(&o, "", "Acme");
    offer_check(&o, "company");

    assert_int_equal(o.t.s.problems, 0);
    assert_int_equal(lf_submission_answers(&o.t.s), 1);
    lf_test_mem_free(&o.t.memory);
}


static void
an_offer_is_kept_beside_rather_not_say(void **state)
{
    offer_t  o;

    (void) state;

    offer_sent(&o, "AT", "Acme");
    sent(&o.t, LF_INPUT_DO, "decline");
    offer_check(&o, "company");

    assert_given(&o.t, COUNTRY_FIELD, "AT");
    assert_int_equal(lf_submission_answers(&o.t.s), 1);
    lf_test_mem_free(&o.t.memory);

    /* Where the country itself was the question, it is what is not said. */

    offer_sent(&o, "AT", NULL);
    sent(&o.t, LF_INPUT_DO, "decline");
    offer_check(&o, "interests");

    assert_int_equal(lf_submission_answers(&o.t.s), 0);
    lf_test_mem_free(&o.t.memory);
}


static void
no_country_at_all_is_a_problem(void **state)
{
    offer_t  o;

    (void) state;

    offer_sent(&o, "Utopia", "Acme");
    offer_check(&o, "company");

    assert_int_equal(o.t.s.problems, 1);
    assert_bad(&o.t, COUNTRY_FIELD, LF_MSG_COUNTRY);
    lf_test_mem_free(&o.t.memory);
}


static void
without_a_ticket_an_offer_is_not_taken_for_the_question(void **state)
{
    offer_t  o;

    (void) state;

    offer_sent(&o, "AT", "Acme");
    o.t.f.sequence[0].field = COUNTRY_FIELD;
    o.t.f.sequence[3].field = LF_TEST_COMPANY;
    test_read(&o.t);

    assert_int_equal(lf_submission_question(&o.t.f.form, &o.t.s),
                     COUNTRY_FIELD);

    o.t.s.country = lf_str("DE");
    assert_int_equal(lf_submission_question(&o.t.f.form, &o.t.s),
                     LF_TEST_COMPANY);
    assert_int_equal(lf_submission_offered(&o.t.f.form, &o.t.s,
                                           LF_TEST_COMPANY),
                     COUNTRY_FIELD);
    lf_test_mem_free(&o.t.memory);
}


static void
a_phone_number_is_one_of_the_country_given_beside_it(void **state)
{
    offer_t  o;

    (void) state;

    offer_sent(&o, "AT", NULL);
    o.t.f.fields[LF_TEST_COMPANY].type = LF_TYPE_PHONE;
    sent(&o.t, "company", "0664 123456");
    offer_check(&o, "company");
    assert_given(&o.t, LF_TEST_COMPANY, "+43664123456");
    lf_test_mem_free(&o.t.memory);

    offer_sent(&o, "", NULL);
    o.t.f.fields[LF_TEST_COMPANY].type = LF_TYPE_PHONE;
    sent(&o.t, "company", "030 23125123");
    offer_check(&o, "company");
    assert_given(&o.t, LF_TEST_COMPANY, "+493023125123");
    lf_test_mem_free(&o.t.memory);
}


static void
the_page_shows_the_country_closed_and_chooses_none(void **state)
{
    page_t      *p;
    lf_facts_t   facts;
    const char  *html;

    (void) state;

    static const char *const  parts[] = {
        "name=\"company\"", "Talk to me</button>",
        "name=\"" LF_INPUT_MESSAGE "\"",
        "<details><summary>Country: Germany</summary>",
        "<label for=\"f-country\">Country", "<select id=\"f-country\"",
        "<option value=\"\">", "<option value=\"DE\">Germany</option>",
        "</select>", "Talk to me</button></details>", "</form></main>", NULL
    };

    p = page_create();
    memset(&facts, 0, sizeof(lf_facts_t));
    facts.country = lf_str("DE");
    p->view.facts = &facts;

    assert_lacks(known_html(p, COMPANY), "f-country");

    p->view.has_offered = 1;
    p->view.offered = COUNTRY;
    html = known_html(p, COMPANY);

    assert_in_order(html, parts);
    assert_lacks(html, " selected");
    assert_int_equal(count_of(html, "id=\"f-country\""), 1);

    facts.country = lf_null_str;
    assert_has(known_html(p, COMPANY), "<summary>Country</summary>");

    page_free(p);
}


static void
what_was_chosen_stays_chosen_and_what_is_wrong_is_pointed_out(void **state)
{
    page_t      *p;
    lf_facts_t   facts;
    lf_input_t  *input;
    const char  *html;

    (void) state;

    p = page_create();
    memset(&facts, 0, sizeof(lf_facts_t));
    facts.country = lf_str("DE");
    p->view.facts = &facts;
    p->view.has_offered = 1;
    p->view.offered = COUNTRY;

    input = type_in(p, COUNTRY, "AT");
    html = known_html(p, COMPANY);

    assert_has(html, "<details open><summary>Country: Germany</summary>");
    assert_has(html, "<option value=\"AT\" selected>");

    make_bad(p, input, LF_MSG_COUNTRY);
    html = known_html(p, COMPANY);

    assert_has(html, "<a href=\"#f-country\">");
    assert_has(html, "id=\"e-country\"");
    assert_has(html, "aria-describedby=\"e-country\"");

    page_free(p);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(a_country_is_asked_where_geography_does_not_know_it),
        cmocka_unit_test(
            a_country_that_geography_knows_is_offered_to_be_corrected),
        cmocka_unit_test(an_answer_a_refusal_and_a_condition_end_the_offer),
        cmocka_unit_test(a_question_already_pinned_is_not_offered_as_well),
        cmocka_unit_test(conditions_about_the_field_see_what_geography_says),
        cmocka_unit_test(
            a_field_named_country_is_what_conditions_call_the_country),
        cmocka_unit_test(a_correction_is_an_answer_but_not_the_questions),
        cmocka_unit_test(an_offer_left_alone_is_nothing),
        cmocka_unit_test(an_offer_is_kept_beside_rather_not_say),
        cmocka_unit_test(no_country_at_all_is_a_problem),
        cmocka_unit_test(
            without_a_ticket_an_offer_is_not_taken_for_the_question),
        cmocka_unit_test(a_phone_number_is_one_of_the_country_given_beside_it),
        cmocka_unit_test(the_page_shows_the_country_closed_and_chooses_none),
        cmocka_unit_test(
            what_was_chosen_stays_chosen_and_what_is_wrong_is_pointed_out)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
