/*
 * The step as data: the same view as the page's, and problems with all that
 * is needed to go on.
 */

#include <jansson.h>

#include <lead_form/lf_data.h>

#include "lf_test_page.h"


static const char *
data_text(page_t *p, const lf_problem_t *problem)
{
    lf_out_t  out;

    if (p->form.data == NULL) {
        assert_int_equal(lf_data_compile(&p->memory.mem, &p->form), 0);
    }

    lf_out_init(&out, &p->memory.mem, 0);

    if (problem != NULL) {
        lf_data_problem(&p->form, &p->view, problem, &out);

    } else {
        lf_data_render(&p->form, &p->view, &out);
    }

    lf_out_byte(&out, '\0');
    assert_false(out.failed);

    return out.data;
}


/* Parsed, so that it is JSON whatever else is looked at; to be decref'd. */

static json_t *
data_json(page_t *p, const lf_problem_t *problem)
{
    json_t        *json;
    json_error_t   error;

    json = json_loads(data_text(p, problem), JSON_REJECT_DUPLICATES, &error);

    if (json == NULL) {
        fail_msg("%s in %s", error.text, data_text(p, problem));
    }

    return json;
}


static const char *
member(json_t *json, const char *name)
{
    const char  *text;

    text = json_string_value(json_object_get(json, name));

    return text != NULL ? text : "";
}


static json_t *
field_of(json_t *json, size_t i)
{
    return json_array_get(json_object_get(json, "fields"), i);
}


static void
a_new_visitor_gets_the_name_and_every_contact(void **state)
{
    page_t  *p;
    json_t  *json, *field;

    (void) state;

    p = page_create();
    json = data_json(p, NULL);

    assert_string_equal(member(json, "form"), "contact");
    assert_string_equal(member(json, "language"), "en");
    assert_string_equal(member(json, "state"), "first");
    assert_string_equal(member(json, "title"), "Talk to us");
    assert_string_equal(member(json, "intro"),
                        "Two fields, and a person replies.");
    assert_string_equal(member(json, "submit"), "Send");
    assert_string_equal(member(json, "ticket"), TICKET);
    assert_int_equal(json_array_size(json_object_get(json, "fields")), 3);

    field = field_of(json, 0);
    assert_string_equal(member(field, "name"), "name");
    assert_string_equal(member(field, "type"), "text");
    assert_string_equal(member(field, "label"), "Your name");
    assert_string_equal(member(field, "autocomplete"), "name");
    assert_true(json_is_true(json_object_get(field, "required")));
    assert_int_equal(json_integer_value(json_object_get(field,
                                                        "max_length")), 200);

    assert_string_equal(member(field_of(json, 1), "name"), "email");
    assert_true(json_is_false(json_object_get(field_of(json, 1),
                                              "required")));
    assert_string_equal(member(field_of(json, 2), "name"), "phone");
    assert_int_equal(json_array_size(json_object_get(json, "either")), 2);
    assert_string_equal(member(json_object_get(json, "message"), "label"),
                        "Your message");
    assert_string_equal(member(json_object_get(json, "privacy"), "url"),
                        "/privacy");
    assert_int_equal(json_array_size(json_object_get(json, "consents")), 0);
    assert_null(json_object_get(json, "remember"));

    json_decref(json);
    page_free(p);
}


static void
one_contact_is_required_and_the_form_speaks_as_asked(void **state)
{
    page_t  *p;
    json_t  *json;

    (void) state;

    p = page_create();
    p->form.contacts_count = 1;
    p->form.message = 0;
    p->view.language = 1;
    p->view.ask_remember = 1;
    json = data_json(p, NULL);

    assert_null(json_object_get(json, "either"));
    assert_null(json_object_get(json, "message"));
    assert_string_equal(member(json, "language"), "de");
    assert_string_equal(member(json, "title"), "Sprechen Sie mit uns");
    assert_string_equal(member(field_of(json, 1), "label"),
                        "E-Mail bei der Arbeit");
    assert_true(json_is_true(json_object_get(field_of(json, 1), "required")));
    assert_string_equal(member(json_object_get(json, "privacy"), "url"),
                        "/datenschutz");
    assert_true(strlen(member(json_object_get(json, "remember"), "label"))
                > 0);

    json_decref(json);
    page_free(p);
}


static void
a_known_visitor_gets_the_question_and_what_can_be_done(void **state)
{
    page_t      *p;
    json_t      *json, *options;
    const char  *text;

    (void) state;

    p = page_create();
    p->view.kind = LF_VIEW_KNOWN;
    p->view.question = TEAM_SIZE;
    json = data_json(p, NULL);

    assert_string_equal(member(json, "state"), "question");
    assert_string_equal(member(json, "submit"), "Talk to me");
    assert_int_equal(json_array_size(json_object_get(json, "fields")), 1);
    assert_string_equal(member(field_of(json, 0), "why"),
                        "So the right colleague calls you");

    options = json_object_get(field_of(json, 0), "options");
    assert_int_equal(json_array_size(options), 3);
    assert_string_equal(member(json_array_get(options, 0), "label"), "1-10");
    assert_string_equal(member(json_array_get(options, 1), "label"),
                        "11 to 50");
    assert_string_equal(member(json_array_get(options, 1), "value"), "11-50");

    text = data_text(p, NULL);
    assert_has(text, "{\"action\":\"decline\",");
    assert_has(text, "\"other\":{\"query\":\"other\"");
    assert_lacks(text, "\"withdraw\"");
    json_decref(json);

    p->view.question = -1;
    json = data_json(p, NULL);
    text = data_text(p, NULL);
    assert_string_equal(member(json, "state"), "known");
    assert_int_equal(json_array_size(json_object_get(json, "fields")), 0);
    assert_lacks(text, "\"decline\"");
    assert_has(text, "\"not_me\"");
    assert_has(text, "\"forget\"");
    assert_has(text, "\"erase\"");

    json_decref(json);
    page_free(p);
}


static void
every_type_says_what_can_be_an_answer(void **state)
{
    page_t    *p;
    json_t    *json, *field;
    unsigned   i;

    (void) state;

    p = page_create();
    p->view.kind = LF_VIEW_KNOWN;
    p->fields[BUDGET].has_max = 1;
    p->fields[BUDGET].max = 0.1;
    p->fields[BUDGET].step = 1e-10;

    for (i = COMPANY; i < FOREIGN; i++) {
        p->view.question = (int) i;
        json = data_json(p, NULL);
        field = field_of(json, 0);

        switch (i) {

        case VAT_ID:
            assert_string_equal(member(field, "pattern"),
                                "[A-Z]{2}[0-9A-Z]{8,12}");
            assert_string_equal(member(field, "placeholder"), "DE123456789");
            break;

        case BUDGET:
            assert_has(data_text(p, NULL),
                       ",\"min\":0,\"max\":0.1,\"step\":1e-10,");
            break;

        case START:
            assert_string_equal(member(field, "min"), "2026-01-01");
            break;

        case COUNTRY:
            assert_int_equal(json_array_size(json_object_get(field,
                                                             "options")),
                             249);
            break;

        case RETURNING:
            assert_has(data_text(p, NULL),
                       "\"options\":[{\"value\":\"yes\",\"label\":\"Yes\"},"
                       "{\"value\":\"no\",\"label\":\"No\"}]");
            break;

        default:
            break;
        }

        json_decref(json);
    }

    p->view.question = FOREIGN;
    json = data_json(p, NULL);
    assert_string_equal(member(json, "state"), "known");

    json_decref(json);
    page_free(p);
}


static void
an_option_for_others_is_left_out(void **state)
{
    page_t            *p;
    lf_facts_t         facts = { .country = lf_str("US") };
    lf_str_t           germany = lf_str("DE");
    lf_test_t          test = { .subject = LF_SUBJECT_COUNTRY,
                                .kind = LF_TEST_IS, .values = &germany,
                                .count = 1 };
    lf_alternative_t   alternative = { &test, 1 };

    (void) state;

    p = page_create();
    p->view.kind = LF_VIEW_KNOWN;
    p->view.question = TEAM_SIZE;
    p->view.facts = &facts;
    p->fields[TEAM_SIZE].options[0].when = (lf_when_t) { &alternative, 1 };

    assert_lacks(data_text(p, NULL), "1-10");
    p->view.all_options = 1;
    assert_has(data_text(p, NULL), "1-10");

    p->view.has_offered = 1;
    p->view.offered = COUNTRY;
    assert_has(data_text(p, NULL), "\"offered\":{\"field\":{\"name\":"
                                   "\"country\"");
    assert_has(data_text(p, NULL), ",\"country\":\"US\"}");

    page_free(p);
}


static void
consents_come_with_the_hash_of_their_words(void **state)
{
    page_t  *p;
    json_t  *json, *consent;

    (void) state;

    p = page_create();
    p->form.consents_count = 2;
    p->view.consents = 3;
    json = data_json(p, NULL);

    consent = json_array_get(json_object_get(json, "consents"), 1);
    assert_string_equal(member(consent, "id"), "terms");
    assert_string_equal(member(consent, "version"), "1");
    assert_string_equal(member(consent, "text"), "I agree\nto the terms.");
    assert_int_equal(strlen(member(consent, "hash")), 64);
    assert_true(json_is_true(json_object_get(consent, "required")));
    json_decref(json);

    /* Nobody who is known is stopped by a box. */

    p->view.kind = LF_VIEW_KNOWN;
    p->view.consents = 2;
    p->view.agreed_before = 1;
    json = data_json(p, NULL);

    consent = json_array_get(json_object_get(json, "consents"), 0);
    assert_true(json_is_false(json_object_get(consent, "required")));
    consent = json_array_get(json_object_get(json, "agreed"), 0);
    assert_string_equal(member(consent, "id"), "news");
    assert_true(json_is_true(json_object_get(consent, "changed")));
    assert_has(data_text(p, NULL), "{\"action\":\"withdraw\"");

    json_decref(json);
    page_free(p);
}


static void
what_comes_after_is_said_in_the_forms_words(void **state)
{
    page_t  *p;
    json_t  *json;
    size_t   i;

    static const struct {
        lf_view_kind_t   kind;
        const char      *state;
    } kinds[] = {
        { LF_VIEW_FORGOTTEN, "forgotten" },
        { LF_VIEW_ERASE, "erase" },
        { LF_VIEW_WITHDRAWN, "withdrawn" },
        { LF_VIEW_CLOSED, "closed" },
        { LF_VIEW_THANKS, "thanks" }
    };

    (void) state;

    p = page_create();
    p->form.closed = text_of(p, "It is over.", NULL);

    for (i = 0; i < LF_ARRAY_SIZE(kinds); i++) {
        p->view.kind = kinds[i].kind;
        json = data_json(p, NULL);

        assert_string_equal(member(json, "state"), kinds[i].state);
        assert_true(strlen(member(json, "title")) > 0);
        assert_true(strlen(member(json, "text")) > 0);
        assert_null(json_object_get(json, "ticket"));

        json_decref(json);
    }

    p->view.thanks = 0;
    json = data_json(p, NULL);
    assert_string_equal(member(json, "redirect"), "/de/danke");
    json_decref(json);

    p->view.thanks = 1;
    json = data_json(p, NULL);
    assert_string_equal(member(json, "title"), "Thank you!");
    assert_string_equal(member(json, "text"), "We have what we need.");
    assert_null(json_object_get(json, "redirect"));
    json_decref(json);

    page_free(p);
}


static void
a_problem_points_at_each_answer_and_holds_the_step(void **state)
{
    page_t        *p;
    json_t        *json, *errors;
    lf_problem_t   problem = { .status = 422, .message = LF_MSG_ERRORS_TITLE,
                               .language = lf_str("de") };

    (void) state;

    p = page_create();
    p->form.consents_count = 2;
    p->view.consents = 3;
    make_bad(p, type_in(p, EMAIL, "typed@here"), LF_MSG_EMAIL);
    p->submission.message_bad = 1;
    p->submission.message_problem = LF_MSG_TOO_LONG;
    p->submission.consents_missing = 2;
    p->submission.problems = 3;
    json = data_json(p, &problem);

    assert_string_equal(member(json, "type"), "urn:lead-form:problem:invalid");
    assert_string_equal(member(json, "code"), "invalid");
    assert_int_equal(json_integer_value(json_object_get(json, "status")), 422);
    assert_string_equal(member(json, "title"),
                        lf_message(LF_MSG_ERRORS_TITLE, lf_str("de")).data);
    assert_string_equal(member(json, "ticket"), TICKET);
    assert_string_equal(member(json_object_get(json, "step"), "state"),
                        "first");

    errors = json_object_get(json, "errors");
    assert_int_equal(json_array_size(errors), 3);
    assert_string_equal(member(json_array_get(errors, 0), "pointer"),
                        "#/answers/email");
    assert_string_equal(member(json_array_get(errors, 0), "code"), "email");
    assert_string_equal(member(json_array_get(errors, 1), "pointer"),
                        "#/message");
    assert_string_equal(member(json_array_get(errors, 2), "pointer"),
                        "#/consent");
    assert_string_equal(member(json_array_get(errors, 2), "consent"), "terms");
    assert_lacks(data_text(p, &problem), "typed@here");

    json_decref(json);
    page_free(p);
}


static void
a_problem_of_no_form_stands_alone(void **state)
{
    page_t           *p;
    lf_out_t          out;
    lf_body_error_t   error = { lf_str("type"), lf_str("must be \"so\""),
                                lf_str("#/ticket"), 0, 0 };
    lf_problem_t      problem = { .status = 400,
                                  .message = LF_MSG_BAD_REQUEST,
                                  .language = lf_str("en"), .error = &error };

    (void) state;

    p = page_create();
    lf_out_init(&out, &p->memory.mem, 0);
    lf_data_problem(NULL, NULL, &problem, &out);
    lf_out_byte(&out, '\0');

    assert_string_equal(out.data, "{\"type\":\"urn:lead-form:problem:"
        "bad_request\",\"title\":\"We could not read what was sent\","
        "\"status\":400,\"detail\":\"Please go back and send the form once "
        "more.\",\"code\":\"bad_request\",\"errors\":[{\"detail\":\"must be "
        "\\\"so\\\"\",\"pointer\":\"#/ticket\",\"code\":\"type\"}]}");

    page_free(p);
}


static void
each_message_about_a_value_has_a_word_for_machines(void **state)
{
    int  i, k;

    (void) state;

    for (i = LF_MSG_REQUIRED; i < LF_MSG_COUNT; i++) {
        assert_false(lf_str_is(lf_data_code(i), "other"));

        for (k = LF_MSG_REQUIRED; k < i; k++) {
            assert_false(lf_str_eq(lf_data_code(i), lf_data_code(k)));
        }
    }
}


static void
no_memory_at_any_point_is_told(void **state)
{
    int           failed, rc;
    size_t        n;
    page_t       *p;
    lf_out_t      out;
    lf_pair_t     pair = { lf_str("ill\xff"), lf_str("x") };
    unsigned      by_name[FIELDS] = { 0 };
    lf_problem_t  problem = { .status = 422, .message = LF_MSG_STALE };

    (void) state;

    failed = 1;

    for (n = 1; failed; n++) {
        p = page_create();
        p->view.consents = 1;
        make_bad(p, type_in(p, NAME, "x"), LF_MSG_REQUIRED);
        p->submission.pairs = &pair;
        p->submission.pairs_count = 1;
        p->form.by_name = by_name;
        lf_test_fail_at(&p->memory, n);

        rc = lf_data_compile(&p->memory.mem, &p->form);
        memset(&out, 0, sizeof(out));

        if (rc == 0) {
            lf_out_init(&out, &p->memory.mem, 0);
            lf_data_taken(&p->form, &p->view, &p->submission, &out);
            rc = out.failed;
        }

        if (rc == 0) {
            lf_data_problem(&p->form, &p->view, &problem, &out);
        }

        failed = lf_test_failed(&p->memory);
        lf_test_fail_at(&p->memory, 0);

        assert_int_equal(failed, rc != 0 || out.failed);
        page_free(p);
    }

    assert_true(n > 20);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(a_new_visitor_gets_the_name_and_every_contact),
        cmocka_unit_test(one_contact_is_required_and_the_form_speaks_as_asked),
        cmocka_unit_test(
            a_known_visitor_gets_the_question_and_what_can_be_done),
        cmocka_unit_test(every_type_says_what_can_be_an_answer),
        cmocka_unit_test(an_option_for_others_is_left_out),
        cmocka_unit_test(consents_come_with_the_hash_of_their_words),
        cmocka_unit_test(what_comes_after_is_said_in_the_forms_words),
        cmocka_unit_test(a_problem_points_at_each_answer_and_holds_the_step),
        cmocka_unit_test(a_problem_of_no_form_stands_alone),
        cmocka_unit_test(each_message_about_a_value_has_a_word_for_machines),
        cmocka_unit_test(no_memory_at_any_point_is_told)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
