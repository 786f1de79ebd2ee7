/*
 * What a marketer is told about a form that cannot be right: the place, what is
 * wrong, and what would be right.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_form.h>

#include "lf_test_load.h"


static void
a_third_field_is_refused_on_purpose(void **state)
{
    static const char *const  rows[][2] = {
        { "{ \"title\": \"T\",\n  \"first\": [ \"name\", \"email\", ^\"phone\" "
          "] }",
          "first[2]: a third field is refused on purpose" },
        { "^{ \"title\": \"T\" }",
          "the form asks for no one; add \"first\"" },
        { "{ \"title\": \"T\", \"first\": ^[ \"name\" ] }",
          "first: \"first\" asks for a name and one contact" },
        { "{ \"title\": \"T\", \"first\": ^\"name\" }",
          "first: \"first\" asks for a name and one contact" },
        { "{ \"title\": \"T\", \"first\": [ ^\"email\", \"phone\" ] }",
          "first[0]: the name comes first, as a field of type "
          "text, and this one is of type email" },
        { "{ \"title\": \"T\", \"first\": [ \"name\", ^\"name\" ] }",
          "first[1]: a contact is a field of type email or "
          "phone, and this one is of type text" },
        { "{ \"title\": \"T\", \"first\": [ \"name\", ^[ \"email\" ] ] }",
          "first[1]: a list does not belong here" },
        { "{ \"title\": \"T\", \"first\": [ \"name\", { \"either\": "
          "^[ \"email\" ] } ] }",
          "first[1].either: \"either\" is a list of two" },
        { "{ \"title\": \"T\", \"first\": [ \"name\", { \"either\": "
          "^[ \"email\", \"phone\", \"phone\" ] } ] }",
          "first[1].either: \"either\" is a list of two" },
        { "{ \"title\": \"T\", \"first\": [ \"name\", { \"either\": "
          "[ \"email\", ^\"email\" ] } ] }",
          "first[1].either[1]: this contact is here twice" },
        { "{ \"title\": \"T\", \"first\": [ ^\"nam\", \"email\" ] }",
          "first[0]: no field is named \"nam\"; did you mean "
          "\"name\"?" }
    };

    (void) state;

    assert_finds(rows);
}


static void
then_asks_each_field_once(void **state)
{
    static const char *const  rows[][2] = {
        { "{ " FIRST ", \"then\": ^\"company\" }",
          "then: a text does not belong here" },
        { "{ " FIRST ", \"then\": [ ^1 ] }",
          "then[0]: a number does not belong here" },
        { "{ " FIRST ", \"then\": [ ^\"company\" ] }",
          "then[0]: no field is named \"company\"; declare it "
          "in \"fields\" here or in site.json" },
        { "{ " FIRST ", \"then\": [ \"phone\", ^\"phone\" ] }",
          "then[1]: this field is in \"then\" twice" },
        { "{ " FIRST ", \"then\": [ { \"ask\": ^\"email\" } ] }",
          "then[0].ask: \"first\" asks for this field" },
        { "{ " FIRST ", \"then\": [ { ^\"aks\": \"phone\", \"ask\": "
          "\"phone\" } ] }",
          "then[0].aks: unknown key \"aks\"; did you mean "
          "\"ask\"?" },
        { "{ " FIRST ", \"then\": [ ^{ \"when\": { \"visits\": { \"min\": 2 } "
          "} } ] }",
          "then[0]: this entry names no field" },
        { "{ " FIRST ", \"then\": [ { \"ask\": \"phone\", \"when\": { "
          "\"visits\": ^2 } } ] }",
          "then[0].when.visits: a number is no test" }
    };

    (void) state;

    assert_finds(rows);
}


static void
an_unknown_key_names_the_nearest_one(void **state)
{
    static const char *const  rows[][2] = {
        { "{ " FIRST ", ^\"tahnks\": [] }",
          "tahnks: unknown key \"tahnks\"; did you mean "
          "\"thanks\"?" },
        { "{ " FIRST ", ^\"colour\": 1 }",
          "colour: unknown key \"colour\"; remove it" },
        { "{ " FIRST ", \"known\": { ^\"sumbit\": \"x\" } }",
          "known.sumbit: unknown key \"sumbit\"; did you mean "
          "\"submit\"?" },
        { "{ " FIRST ", \"fields\": { \"phone\": { ^\"lable\": \"x\" } }, "
          "\"then\": [ \"phone\" ] }",
          "fields.phone.lable: unknown key \"lable\"; did you "
          "mean \"label\"?" },
        { "{ " FIRST ", \"message\": { ^\"lable\": \"x\" } }",
          "message.lable: unknown key \"lable\"; did you" },
        { "{ " FIRST ", \"thanks\": { ^\"url\": \"x\", \"title\": \"x\" } }",
          "thanks.url: unknown key \"url\"; remove it" },
        { "{ " FIRST ", ^\"title\": \"again\" }",
          "title: this key is here for the second time" }
    };

    (void) state;

    assert_finds(rows);
}


static void
a_field_is_what_its_type_allows(void **state)
{
    static const char *const  rows[][2] = {
        { FIELD("^\"x\""), "fields.f: a text is no field" },
        { FIELD("{ \"label\": \"L\" }"),
          "2:13: fields.f: the field has no type" },
        { FIELD("{ \"type\": \"text\" }"),
          "1:57: then[0]: the field \"f\" has no label" },
        { FIELD("{ \"type\": ^\"chioce\", \"label\": \"L\" }"),
          "fields.f.type: unknown type \"chioce\"; did you "
          "mean \"choice\"?" },
        { FIELD("{ \"type\": ^\"checkbox\", \"label\": \"L\" }"),
          "fields.f.type: unknown type \"checkbox\"; there "
          "are text, textarea, " },
        { FIELD("{ \"type\": ^1, \"label\": \"L\" }"),
          "fields.f.type: a number does not belong here" },
        { FIELD("{ \"type\": \"choice\", \"label\": \"L\" }"),
          "2:13: fields.f: a field of type choice needs options" },
        { FIELD("{ \"type\": \"text\", \"label\": \"L\", ^\"options\": [ "
                "\"a\" ] }"),
          "fields.f.options: a field of type text has no "
          "options" },
        { FIELD("{ \"type\": \"choice\", \"label\": \"L\", \"options\": ^[] }"),
          "fields.f.options: an empty list does not belong" },
        { FIELD("{ \"type\": \"choice\", \"label\": \"L\", \"options\": [ "
                "\"a\", ^\"a\" ] }"),
          "fields.f.options[1]: this option is here twice" },
        { FIELD("{ \"type\": \"choice\", \"label\": \"L\", \"options\": [ "
                "^{ \"label\": \"a\" } ] }"),
          "fields.f.options[0]: the option has no value" },
        { FIELD("{ \"type\": \"choice\", \"label\": \"L\", \"options\": [ "
                "^\"a\\nb\" ] }"),
          "fields.f.options[0]: a line break in a text" },
        { FIELD("{ \"type\": \"choice\", \"label\": \"L\", \"options\": [ "
                "^\" a\" ] }"),
          "fields.f.options[0]: an option's value begins or "
          "ends with a blank" },
        { FIELD("{ \"type\": \"choice\", \"label\": \"L\", \"options\": [ ^1 "
                "] }"),
          "fields.f.options[0]: a number does not belong" },
        { FIELD("{ \"type\": \"email\", \"label\": \"L\", ^\"pattern\": \"a\" "
                "}"),
          "fields.f.pattern: a field of type email has no" },
        { FIELD("{ \"type\": \"text\", \"label\": \"L\", \"pattern\": ^\"(a\" "
                "}"),
          "fields.f.pattern: this pattern cannot be used, at "
          "its byte 3: missing closing parenthesis" },
        { FIELD("{ \"type\": \"text\", \"label\": \"L\", ^\"min\": 1 }"),
          "fields.f.min: a field of type text has no \"min\""
          },
        { FIELD("{ \"type\": \"number\", \"label\": \"L\", \"min\": ^\"1\" }"),
          "fields.f.min: a text does not belong here" },
        { FIELD("{ \"type\": \"number\", \"label\": \"L\", \"step\": ^0 }"),
          "fields.f.step: this is no step" },
        { FIELD("^{ \"type\": \"number\", \"label\": \"L\", \"min\": 2, "
                "\"max\": 1 }"),
          "fields.f: \"min\" is greater than \"max\"" },
        { FIELD("{ \"type\": \"date\", \"label\": \"L\", \"min\": "
                "^\"2026-02-29\" }"),
          "fields.f.min: this is no date" },
        { FIELD("^{ \"type\": \"date\", \"label\": \"L\", \"min\": "
                "\"2026-03-01\", \"max\": \"2026-02-28\" }"),
          "fields.f: \"min\" is later than \"max\"" },
        { FIELD("{ \"type\": \"text\", \"label\": \"L\", \"max_length\": ^1.5 "
                "}"),
          "fields.f.max_length: this must be a whole number "
          "from 1 to 4000" },
        { FIELD("^{ \"type\": \"text\", \"label\": \"L\", \"min_length\": 9, "
                "\"max_length\": 8 }"),
          "fields.f: \"min_length\" is greater than" },
        { FIELD("{ \"type\": \"text\", \"label\": \"L\", \"autocomplete\": "
                "^\"organisation\" }"),
          "fields.f.autocomplete: \"organisation\" is no "
          "autocomplete token of HTML; did you mean \"organization\"?" },
        { FIELD("{ \"type\": \"text\", \"label\": \"L\", \"fresh_for\": "
                "^\"1 year\" }"),
          "fields.f.fresh_for: this is no duration; write" },
        { FIELD("{ \"type\": \"text\", \"label\": \"L\", ^\"hidden\": true }"),
          "fields.f.hidden: unknown key \"hidden\"" },
        { "{ " FIRST ", \"fields\": ^[] }",
          "fields: a list does not belong here" },
        { "{ " FIRST ", \"fields\": { ^\"Company\": { \"type\": \"text\" } } }",
          "fields.Company: \"Company\" is no name; use a to "
          "z" },
        { "{ " FIRST ", \"fields\": { ^\"lf_do\": { \"type\": \"text\" } } }",
          "fields.lf_do: names beginning with lf_ are the" },
        { "{ " FIRST ", \"fields\": { ^\"a1234567890123456789012345678901234567"
          "890\": { \"type\": \"text\" } } }",
          "fields.a1234567890123456789012345678901234567890: "
          "\"a1234567890123456789012345678901234567890\" is no name" },
        { "{ " FIRST ", \"fields\": { \"f\": ^{ \"type\": \"text\", \"label\": "
          "\"F\" } } }",
          "warning: fields.f: neither \"first\" nor \"then\" asks for "
          "this field" }
    };

    (void) state;

    assert_finds(rows);
}


static void
texts_are_short_visible_and_in_a_language(void **state)
{
    static const char *const  rows[][2] = {
        { "{ \"title\": ^5, \"first\": [ \"name\", \"email\" ] }",
          "title: a number is no text" },
        { "{ \"title\": ^{}, \"first\": [ \"name\", \"email\" ] }",
          "title: an object is no text" },
        { "^{ \"first\": [ \"name\", \"email\" ] }",
          "the form has no title" },
        { "{ \"title\": ^\"\\u00a0 \", \"first\": [ \"name\", \"email\" ] }",
          "title: this text is empty" },
        { "{ \"title\": ^\"a\\nb\", \"first\": [ \"name\", \"email\" ] }",
          "title: a line break in a text of one line" },
        { "{ " FIRST ", \"intro\": ^\"a\\u0007\" }",
          "intro: a control character (U+0007)" },
        { "{ " FIRST ", \"intro\": { ^\"english\\u0001\": \"a\" } }",
          "intro.\"english?\": this is no language" },
        { "{ " FIRST ", \"intro\": { ^\"e\": \"a\" } }",
          "intro.e: this is no language; write a tag like" },
        { "{ " FIRST ", \"intro\": { ^\"en_GB\": \"a\" } }",
          "intro.en_GB: this is no language" },
        { "{ " FIRST ", \"intro\": { ^\"en-\": \"a\" } }",
          "intro.en-: this is no language" },
        { "{ " FIRST ", \"intro\": { \"en\": \"a\", ^\"EN\": \"b\" } }",
          "intro.EN: this language is here twice" },
        { "{ " FIRST ", \"intro\": { \"en\": ^1 } }",
          "intro.en: a number is no text" },
        { "{ " FIRST ", \"language\": ^\"German\\u0020\" }",
          "language: this is no language" },
        { "{ " FIRST ", \"handoff\": ^\"support\" }",
          "handoff: this is no hand-off; write \"sales\"" },
        { "{ " FIRST ", \"message\": ^\"yes\" }",
          "message: a text does not belong here; write true" },
        { "{ " FIRST ", \"known\": ^\"Hello\" }",
          "known: a text does not belong here" },
        { "^[]", "a list does not belong here; a form is one" }
    };

    (void) state;

    assert_finds(rows);
}


static void
consent_and_thanks_say_what_they_need(void **state)
{
    static const char *const  rows[][2] = {
        { "{ " FIRST ", \"consent\": ^true }",
          "consent: true does not belong here" },
        { "{ " FIRST ", \"consent\": [ ^\"news\" ] }",
          "consent[0]: a text does not belong here" },
        { "{ " FIRST ", \"consent\": ^{ \"version\": \"1\", \"text\": \"T\" } "
          "}",
          "consent: the consent has no id" },
        { "{ " FIRST ", \"consent\": ^{ \"id\": \"a\", \"text\": \"T\" } }",
          "consent: the consent has no version" },
        { "{ " FIRST ", \"consent\": ^{ \"id\": \"a\", \"version\": \"1\" } }",
          "consent: the consent has no text" },
        { "{ " FIRST ", \"consent\": { \"id\": ^\"A b\", \"version\": \"1\", "
          "\"text\": \"T\" } }",
          "consent.id: \"A b\" is no name" },
        { "{ " FIRST ", \"consent\": { \"id\": \"a\", \"version\": ^\"of "
          "May\", \"text\": \"T\" } }",
          "consent.version: this is no version" },
        { "{ " FIRST ", \"consent\": { \"id\": \"a\", \"version\": \"1\", "
          "\"text\": \"T\", \"required\": ^\"yes\" } }",
          "consent.required: a text does not belong here" },
        { "{ " FIRST ", \"consent\": [ { \"id\": \"a\", \"version\": \"1\", "
          "\"text\": \"T\" }, ^{ \"id\": \"a\", \"version\": \"2\", \"text\": "
          "\"U\" } ] }",
          "consent[1]: this id is here twice" },
        { "{ " FIRST ", \"thanks\": [ ^{} ] }",
          "thanks[0]: this entry says nothing" },
        { "{ " FIRST ", \"thanks\": [ { \"title\": \"A\" }, ^{ \"title\": "
          "\"B\" } ] }",
          "warning: thanks[1]: this entry is never reached" },
        { "{ " FIRST ", \"thanks\": { \"redirect\": ^\"/a\", \"text\": \"B\" } "
          "}",
          "warning: thanks.redirect: a visitor sent on never sees" },
        { "{ " FIRST ", \"thanks\": { \"redirect\": ^1 } }",
          "thanks.redirect: a number does not belong here" }
    };

    (void) state;

    assert_finds(rows);
}


static void
a_redirect_leads_to_a_path_or_a_web_address(void **state)
{
    size_t  i;
    char    form[600];

    static const char *const  good[] = {
        "/", "/danke", "/a?b=c#d", "/a%20b", "/a//b", "https://example.com",
        "https://example.com/a?b", "https://example.com:8080/",
        "https://xn--mller-kva.example/", "https://[2001:db8::1]:443/x",
        "https://127.0.0.1/", "https://example.com?a", "https://a"
    };

    static const char *const  bad[] = {
        "", "danke", "//evil.example", "/\\\\evil.example", "/a b", "/a\\nb",
        "/ü", "ftp://example.com/", "javascript:alert(1)", "https://",
        "https:///a", "https://user@example.com/", "https://example.com:/",
        "https://example.com:0/", "https://example.com:65536/",
        "https://example.com:-1/", "https://-a/", "https://.a/",
        "https://[::1", "https://[]/", "https://[::g]/", "https://a;b/",
        "https://a,b/", "https://[::1]x/", "https:example.com", "/\\\"",
        "https://[a]]/", "/\\u007f"
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(good); i++) {
        (void) snprintf(form, sizeof(form), "{ " FIRST ", \"thanks\": { "
                        "\"redirect\": \"%s\" } }", good[i]);

        (void) good_form(NULL, form);
        again();
    }

    for (i = 0; i < LF_ARRAY_SIZE(bad); i++) {
        (void) snprintf(form, sizeof(form), "{ " FIRST ", \"thanks\": { "
                        "\"redirect\": \"%s\" } }", bad[i]);

        lf_test_load_form(&load, NULL, form);
        lf_test_found(&load, 0, "form.json:1:71: thanks.redirect: ");
        assert_int_equal(load.diagnostics.count, 1);
        again();
    }

    lf_test_load_form(&load, "{ \"privacy\": { \"url\": { \"en\": \"/p\", "
                             "\"de\": \"//p\" } } }", "{ " FIRST " }");
    lf_test_found(&load, 0, "site.json:1:43: privacy.url.de: this is neither");
    assert_int_equal(load.site->forms_count, 0);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        story(a_third_field_is_refused_on_purpose),
        story(then_asks_each_field_once),
        story(an_unknown_key_names_the_nearest_one),
        story(a_field_is_what_its_type_allows),
        story(texts_are_short_visible_and_in_a_language),
        story(consent_and_thanks_say_what_they_need),
        story(a_redirect_leads_to_a_path_or_a_web_address)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
