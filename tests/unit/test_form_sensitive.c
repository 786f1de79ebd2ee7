/*
 * What a form may ask only of those who agreed to it: "needs_consent", and
 * what a marketer is warned about.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_form.h>

#include "lf_test_load.h"


#define CONSENT  "\"consent\": [ { \"id\": \"health\", \"version\": \"1\", "  \
                 "\"text\": \"T\" } ], "
#define NEEDS    "{ \"type\": \"text\", \"label\": \"Allergies\", "           \
                 "\"needs_consent\": \"health\" }"


/* A form that asks a question of this label. */

static const char *
labelled(const char *label)
{
    static char  form[TEXT_MAX];

    (void) snprintf(form, sizeof(form), FIELD("{ \"type\": \"text\", "
                    "\"label\": \"%s\" }"), label);

    return form;
}


static void
labels_that_ask_for_what_the_law_protects_are_found(void **state)
{
    size_t       i;
    char         expected[TEXT_MAX];
    static const char *const  rows[][2] = {
        { "Your religion", "religion" },
        { "Welcher Konfession gehören Sie an?", "religion" },
        { "Religionszugehörigkeit", "religion" },
        { "¿Cuál es su religión?", "religion" },
        { "Qual a sua religião?", "religion" },
        { "Religia lub wyznanie", "religion" },
        { "ご宗教", "religion" },
        { "您的宗教信仰", "religion" },
        { "ما هي ديانتك؟", "religion" },
        { "Political views", "political opinions" },
        { "Welche politische Meinung haben Sie?", "political opinions" },
        { "Votre opinion politique", "political opinions" },
        { "Any health conditions?", "health" },
        { "Do you have a disability?", "health" },
        { "Allergies", "health" },
        { "HEALTH", "health" },
        { "Haben Sie Vorerkrankungen?", "health" },
        { "Ihr Gesundheitszustand", "health" },
        { "Quel est votre état de santé ?", "health" },
        { "Êtes-vous enceinte ?", "health" },
        { "¿Tiene alguna enfermedad?", "health" },
        { "Il suo stato di salute", "health" },
        { "Tem alguma doença?", "health" },
        { "Bent u zwanger?", "health" },
        { "Stan zdrowia", "health" },
        { "Niepełnosprawność", "health" },
        { "持病はありますか", "health" },
        { "健康状况", "health" },
        { "الحالة الصحية", "health" },
        { "Ethnicity", "ethnic origin" },
        { "Ethnische Herkunft", "ethnic origin" },
        { "Origine ethnique", "ethnic origin" },
        { "Pochodzenie etniczne", "ethnic origin" },
        { "民族", "ethnic origin" },
        { "Are you a union member?", "union membership" },
        { "Sind Sie in einer Gewerkschaft?", "union membership" },
        { "Êtes-vous syndiqué ?", "union membership" },
        { "Bent u lid van een vakbond?", "union membership" },
        { "労働組合", "union membership" },
        { "Sexual orientation", "sexual life" },
        { "Sexuelle Orientierung", "sexual life" },
        { "Orientación sexual", "sexual life" },
        { "Seksuele geaardheid", "sexual life" },
        { "性取向", "sexual life" },
        { "الميول الجنسية", "sexual life" },
        { "Biometric data", "genetic or biometric data" }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(rows); i++) {
        lf_test_load_form(&load, NULL, labelled(rows[i][0]));
        (void) snprintf(expected, sizeof(expected), "form.json:2:45: "
                        "warning: fields.f.label: this seems to ask about %s, which "
                        "the law", rows[i][1]);
        lf_test_found(&load, 0, expected);
        assert_int_equal(load.diagnostics.count, 1);
        assert_int_equal(load.diagnostics.errors, 0);
        again();
    }

    lf_test_load_init(&load);
}


static void
what_only_sounds_like_it_is_let_be(void **state)
{
    size_t       i;
    static const char *const  labels[] = {
        "Which race do you run?", "Race", "Welches Rennen?", "Rasse des Hundes",
        "Which health insurance company do you work for?",
        "Do you work in health care?", "Krankenversicherung",
        "Arbeiten Sie im Gesundheitswesen?", "Your golf handicap",
        "European Union member state", "Do you ship to the Union?",
        "Name of your credit union", "Orientation session",
        "What are you passionate about?", "Faithful customer since",
        "Do you act in good faith?", "Was glauben Sie, wann Sie beginnen?",
        "Sex", "Gender", "Nationality", "الجنسية", "Salud y bienestar: ¿le "
        "interesa nuestro boletín?", "Mutuelle santé souhaitée",
        "Syndicat de copropriété", "障害の内容", "団体の民間資格",
        "Political science degree", "Biometric access control",
        "Healthy snacks in the office?", "Company", "Etna Volcano tour"
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(labels); i++) {
        lf_test_load_form(&load, NULL, labelled(labels[i]));
        lf_test_found_nothing(&load);
        again();
    }

    lf_test_load_init(&load);
}


static void
the_place_is_the_label_the_name_or_the_option(void **state)
{
    static const char *const  rows[][2] = {
        { FIELD("{ \"type\": \"text\", \"label\": { \"en\": \"You\", \"de\": "
                "^\"Ihre Religion\" } }"),
          "warning: fields.f.label.de: this seems to ask about religion" },
        { "{ " FIRST ", \"then\": [ \"sexual_orientation\" ],\n"
          "\"fields\": { \"sexual_orientation\": ^{ \"type\": \"text\", "
          "\"label\": \"You\" } } }",
          "warning: fields.sexual_orientation: this seems to ask about sexual life" },
        { FIELD("{ \"type\": \"choice\", \"label\": \"You\", \"options\": "
                "[ \"a\", { \"value\": \"b\", \"label\": ^\"Muslim\" } ] }"),
          "warning: fields.f.options[1].label: this seems to ask about religion" },
        { FIELD("{ \"type\": \"choice\", \"label\": \"You\", \"options\": "
                "[ \"a\", ^\"heterosexual\" ] }"),
          "warning: fields.f.options[1]: this seems to ask about sexual life" }
    };

    (void) state;

    assert_finds(rows);
}


static void
a_trade_among_options_is_none(void **state)
{
    (void) state;

    lf_test_load_form(&load, NULL, FIELD("{ \"type\": \"choice\", \"label\": "
                      "\"Industry\", \"options\": [ \"Health\", \"Religious "
                      "organisation\", \"Trade union\", \"Gewerkschaft\" ] }"));
    lf_test_found_nothing(&load);
}


static void
who_names_a_consent_is_not_warned(void **state)
{
    const lf_form_t  *form;

    (void) state;

    form = good_form(NULL, "{ " FIRST ", " CONSENT "\"then\": [ \"f\" ], "
                     "\"fields\": { \"f\": " NEEDS " } }");
    assert_str(field_of(form, "f")->needs_consent, "health");
    again();

    form = good_form("{ \"fields\": { \"f\": " NEEDS " } }",
                     "{ " FIRST ", " CONSENT "\"then\": [ \"f\" ] }");
    assert_str(field_of(form, "f")->needs_consent, "health");
    again();

    /* a form that does not ask for it needs no consent */

    form = good_form("{ \"fields\": { \"f\": " NEEDS " } }",
                     "{ " FIRST " }");
    assert_int_equal(form->consents_count, 0);
}


static void
a_shared_field_is_warned_about_once(void **state)
{
    (void) state;

    lf_test_load_init(&load);
    lf_test_load_add(&load, "site", "{ \"fields\": { \"f\": { \"type\": "
                     "\"text\", \"label\": \"Religion\" } } }");
    lf_test_load_add(&load, "a", "{ " FIRST ", \"then\": [ \"f\" ] }");
    lf_test_load_add(&load, "b", "{ " FIRST ", \"then\": [ \"f\" ] }");
    lf_test_load_run(&load);

    lf_test_found(&load, 0, "site.json:1:47: warning: fields.f.label: this "
                  "seems");
    assert_int_equal(load.diagnostics.count, 1);
}


static void
a_form_has_the_consents_that_its_fields_need(void **state)
{
    static const char *const  rows[][2] = {
        { "{ " FIRST ", \"then\": [ ^\"f\" ], \"fields\": { \"f\": " NEEDS
          " } }",
          "then[0]: this field needs the consent \"health\", which this form "
          "does not have; add it" },
        { "{ " FIRST ", \"then\": [ { \"ask\": ^\"f\" } ], \"fields\": "
          "{ \"f\": " NEEDS " }, \"consent\": [] }",
          "then[0].ask: this field needs the consent \"health\"" },
        { "{ \"title\": \"T\", \"first\": [ ^\"f\", \"email\" ], " CONSENT
          "\"fields\": { \"f\": " NEEDS " } }",
          "first[0]: this field needs a consent, and the first step is asked "
          "before any" },
        { FIELD("{ \"type\": \"text\", \"label\": \"L\", \"needs_consent\": "
                "^true }"),
          "fields.f.needs_consent: true does not belong here" },
        { FIELD("{ \"type\": \"text\", \"label\": \"L\", \"needs_consent\": "
                "^\"A b\" }"),
          "fields.f.needs_consent: \"A b\" is no name" }
    };
    static const char *const  either[][2] = {
        { "{ \"title\": \"T\", \"first\": [ \"name\", { \"either\": [ "
          "\"email\", ^\"f\" ] } ], " CONSENT "\"fields\": { \"f\": { "
          "\"type\": \"phone\", \"label\": \"L\", \"needs_consent\": "
          "\"health\" } } }",
          "first[1].either[1]: this field needs a consent" }
    };

    (void) state;

    assert_finds(rows);
    again();
    assert_finds(either);
}


static void
what_a_field_needs_is_the_same_in_the_whole_site(void **state)
{
    static const char *const  rows[][2] = {
        { "{ " FIRST ", \"then\": [ \"f\" ],\n\"consent\": [ { \"id\": "
          "\"other\", \"version\": \"1\", \"text\": \"T\" } ], \"fields\": { "
          "\"f\": { ^\"needs_consent\": \"other\" } } }",
          "fields.f.needs_consent: \"needs_consent\" of this field differs "
          "from its definition in site.json" }
    };

    (void) state;

    assert_rows("{ \"fields\": { \"f\": " NEEDS " } }", rows, 1);
}


static void
a_required_consent_is_warned_about(void **state)
{
    static const char *const  rows[][2] = {
        { "{ " FIRST ", \"consent\": { \"id\": \"a\", \"version\": \"1\", "
          "\"text\": \"T\", \"required\": ^true } }",
          "warning: consent.required: an enquiry needs no consent: a "
          "person who asks is answered without it" }
    };

    (void) state;

    assert_finds(rows);
    again();

    lf_test_load_form(&load, NULL, "{ " FIRST ", \"consent\": { \"id\": "
                      "\"a\", \"version\": \"1\", \"text\": \"T\", "
                      "\"required\": false } }");
    lf_test_found_nothing(&load);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        story(labels_that_ask_for_what_the_law_protects_are_found),
        story(what_only_sounds_like_it_is_let_be),
        story(the_place_is_the_label_the_name_or_the_option),
        story(a_trade_among_options_is_none),
        story(who_names_a_consent_is_not_warned),
        story(a_shared_field_is_warned_about_once),
        story(a_form_has_the_consents_that_its_fields_need),
        story(what_a_field_needs_is_the_same_in_the_whole_site),
        story(a_required_consent_is_warned_about),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
