/*
 * Texts for people: which language a visitor is spoken to in, and that every
 * catalogue of the module's own texts is complete.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <lead_form/lf_text.h>
#include <lead_form/lf_value.h>

#include "lf_message.h"
#include "lf_test_memory.h"


static size_t
choose(const char *wanted, const char *available, size_t fallback)
{
    size_t          count, chosen;
    lf_str_t        rest, tags[8];
    lf_test_mem_t   memory;

    lf_test_mem_init(&memory);

    rest = lf_str_of(available);

    for (count = 0; rest.len > 0; count++) {
        tags[count] = lf_test_butt(&memory, lf_str_cut(&rest, ' '));
    }

    chosen = lf_language_choose(lf_test_butt(&memory, lf_str_of(wanted)),
                                tags, count, fallback);

    lf_test_mem_free(&memory);

    return chosen;
}


static void
the_heaviest_language_that_a_form_has_is_spoken(void **state)
{
    (void) state;

    assert_int_equal(choose("de", "en de fr", 0), 1);
    assert_int_equal(choose("de-CH", "en de fr", 0), 1);
    assert_int_equal(choose("DE-ch", "en de fr", 0), 1);
    assert_int_equal(choose("de-AT", "en de de-at", 0), 2);
    assert_int_equal(choose("fr;q=0.5, de;q=0.8, en;q=0.3", "en de fr", 0),
                     1);
    assert_int_equal(choose("fr, de", "en de fr", 0), 2);
    assert_int_equal(choose("it, da;q=0.9, fr;q=0.1", "en de fr", 0), 2);
    assert_int_equal(choose("de ; q=0.2 ,\tfr ;Q=0.201", "en de fr", 0), 2);
    assert_int_equal(choose(",, de ,,", "en de fr", 0), 1);
    assert_int_equal(choose("en;q=1.000, de", "en de", 1), 0);
    assert_int_equal(choose("it", "en de fr", 2), 2);
    assert_int_equal(choose("", "en de fr", 2), 2);
    assert_int_equal(choose("it", "en de fr", 3), 3);
    assert_int_equal(choose("de", "", 0), 0);
}


static void
look_up_takes_subtags_off_from_the_end(void **state)
{
    (void) state;

    assert_int_equal(choose("zh-Hant-CN-x-private1-private2",
                            "en zh-hant-cn-x-private1 zh", 0), 1);
    assert_int_equal(choose("zh-Hant-CN-x-private1", "en zh-hant zh", 0), 1);
    assert_int_equal(choose("zh-Hant-CN-x-private1", "en zh-hant-cn-x zh", 0),
                     2);
    assert_int_equal(choose("de", "en de-at", 0), 0);
    assert_int_equal(choose("de-AT, en", "en de", 0), 1);
}


static void
any_language_means_the_fallback(void **state)
{
    (void) state;

    assert_int_equal(choose("*", "en de fr", 2), 2);
    assert_int_equal(choose("it, *;q=0.5, de;q=0.1", "en de fr", 2), 2);
    assert_int_equal(choose("it, *;q=0.1, de;q=0.5", "en de fr", 2), 1);
    assert_int_equal(choose("*, en;q=0", "en de fr", 0), 1);
    assert_int_equal(choose("*, en;q=0, de;q=0.0", "en de", 0), 0);
}


static void
a_language_of_no_weight_is_not_spoken(void **state)
{
    (void) state;

    assert_int_equal(choose("de;q=0, fr", "en de fr", 0), 2);
    assert_int_equal(choose("de-AT, de;q=0", "en de fr", 0), 0);
    assert_int_equal(choose("de-AT, de;q=0", "en de-at", 0), 1);
    assert_int_equal(choose("de, de-AT;q=0", "en de de-at", 0), 1);
    assert_int_equal(choose("de-AT;q=0.000, de-AT-1901", "en de-at", 0), 0);
    assert_int_equal(choose("de;q=0", "en de", 0), 0);
}


static void
a_malformed_value_wants_nothing(void **state)
{
    size_t  i;

    static const char  *values[] = {
        "de_DE", "de-", "-de", "de--at", "de;", "de;q", "de;q=", "de;q=2",
        "de;q=1.001", "de;q=0.1234", "de;q=0,5x!", "de;q=.5", "de;q=-1",
        "de;x=1", "de;q=1;q=1", "d\xc3\xa9", "abcdefghi", "1de", "**", "*-de",
        "de fr", "de, fr;q=x", ";q=1", "de\n", "de;q =1", "de;q= 1", "/", "@"
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(values); i++) {
        if (choose(values[i], "en de fr", 0) != 0) {
            fail_msg("\"%s\" is taken for a language", values[i]);
        }
    }
}


static void
no_more_than_32_ranges_are_looked_at(void **state)
{
    char    value[200];
    size_t  i;

    (void) state;

    value[0] = '\0';

    for (i = 0; i < 31; i++) {
        (void) strcat(value, "it,");
    }

    (void) strcat(value, "de,fr");
    assert_int_equal(choose(value, "en de fr", 0), 1);

    value[31 * 3] = '\0';
    (void) strcat(value, "it,de");
    assert_int_equal(choose(value, "en de fr", 0), 0);
}


static void
some_languages_are_written_from_right_to_left(void **state)
{
    size_t  i;

    static const char  *rtl[] = {
        "ar", "AR", "ar-EG", "ar-1901", "ar-u-nu-latn", "he", "he-IL", "iw",
        "FA", "fa-AF", "ur-PK", "ps", "dv", "ckb", "yi", "ug", "ug-CN", "sd",
        "syr", "nqo", "ks", "rhg", "az-Arab", "pa-Arab-PK", "ku-Arab",
        "uz-arab-af", "ur-Aran", "ff-Adlm", "zh-Hebr"
    };

    static const char  *ltr[] = {
        "", "en", "de", "de-1901", "zh", "zh-TW", "ja", "az", "ku", "pa",
        "tr", "ar-Latn", "az-Latn-IR", "ks-Deva", "sd-Deva-IN", "ug-Cyrl",
        "yi-Latn", "arn", "hebr", "en-x-arab", "a"
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(rtl); i++) {
        if (!lf_language_is_rtl(lf_str_of(rtl[i]))) {
            fail_msg("%s runs from left to right", rtl[i]);
        }
    }

    for (i = 0; i < LF_ARRAY_SIZE(ltr); i++) {
        if (lf_language_is_rtl(lf_str_of(ltr[i]))) {
            fail_msg("%s runs from right to left", ltr[i]);
        }
    }

    assert_false(lf_language_is_rtl(lf_null_str));
}


static void
a_text_is_given_in_the_language_or_the_fallback_or_the_first(void **state)
{
    lf_text_t          text;
    lf_text_variant_t  variants[3];

    (void) state;

    variants[0].language = lf_str("fr");
    variants[0].text = lf_str("Bonjour");
    variants[1].language = lf_str("de");
    variants[1].text = lf_str("Guten Tag");
    variants[2].language = lf_str("de-at");
    variants[2].text = lf_str("Servus");

    text.variants = variants;
    text.count = 3;

    assert_true(lf_str_is(lf_text_in(&text, lf_str("de-CH"), lf_str("fr")),
                          "Guten Tag"));
    assert_true(lf_str_is(lf_text_in(&text, lf_str("de-AT"), lf_str("fr")),
                          "Servus"));
    assert_true(lf_str_is(lf_text_in(&text, lf_str("en"), lf_str("de")),
                          "Guten Tag"));
    assert_true(lf_str_is(lf_text_in(&text, lf_str("en"), lf_str("it")),
                          "Bonjour"));

    variants[0].language = lf_null_str;
    text.count = 1;
    assert_true(lf_str_is(lf_text_in(&text, lf_str("en"), lf_str("en")),
                          "Bonjour"));

    text.count = 0;
    assert_int_equal(lf_text_in(&text, lf_str("en"), lf_str("en")).len, 0);
}


static void
every_catalogue_is_complete_and_fit_to_be_shown(void **state)
{
    size_t    i, j, k, marks;
    lf_str_t  text;

    (void) state;

    assert_int_equal(lf_catalogues_count, 11);

    for (i = 0; i < lf_catalogues_count; i++) {
        for (j = 0; j < LF_MSG_COUNT; j++) {
            text = lf_message((lf_message_t) j, lf_catalogues[i].language);
            marks = 0;

            if (text.len == 0 || !lf_utf8_valid(text)
                || lf_str_contains(text, lf_str("  ")))
            {
                fail_msg("catalogue %zu, message %zu", i, j);
            }

            assert_ptr_equal(text.data, lf_catalogues[i].texts[j].data);

            for (k = 0; k < text.len; k++) {
                marks += text.data[k] == '%';
            }

            assert_int_equal(marks,
                             j == LF_MSG_EITHER || j == LF_MSG_ENTRY);
            assert_true(lf_str_contains(text, lf_str("%s")) == (marks > 0));
        }
    }
}


static void
an_error_says_what_to_do_in_the_visitors_language(void **state)
{
    (void) state;

    assert_true(lf_str_is(lf_message(LF_MSG_EMAIL, lf_str("en-GB")),
                "Enter your e-mail address in the form name@example.com"));
    assert_true(lf_str_is(lf_message(LF_MSG_EMAIL, lf_str("DE-at")),
                "Geben Sie Ihre E-Mail-Adresse in der Form name@example.com "
                "ein"));
    assert_true(lf_str_is(lf_message(LF_MSG_SUBMIT, lf_str("sv")), "Send"));
    assert_true(lf_str_is(lf_message(LF_MSG_SUBMIT, lf_str("den")), "Send"));
    assert_true(lf_str_is(lf_message(LF_MSG_SUBMIT, lf_null_str), "Send"));
}


static void
a_page_without_a_form_speaks_the_visitors_language(void **state)
{
    (void) state;

    assert_true(lf_str_is(lf_message_choose(lf_str("de-AT")), "de"));
    assert_true(lf_str_is(lf_message_choose(lf_str("sv, ja;q=0.5")), "ja"));
    assert_int_equal(lf_message_choose(lf_str("sv")).len, 0);
    assert_int_equal(lf_message_choose(lf_null_str).len, 0);
}


static void
the_module_speaks_eleven_languages(void **state)
{
    size_t  i;

    static const struct {
        const char  *language;
        const char  *submit;
    } words[] = {
        { "en", "Send" },
        { "de", "Absenden" },
        { "fr", "Envoyer" },
        { "fr-CA", "Envoyer" },
        { "es-419", "Enviar" },
        { "it", "Invia" },
        { "pt-BR", "Enviar" },
        { "pt-PT", "Enviar" },
        { "nl-BE", "Versturen" },
        { "pl", "Wyślij" },
        { "ja", "送信" },
        { "zh", "提交" },
        { "zh-CN", "提交" },
        { "ZH-Hans-SG", "提交" },
        { "ar", "إرسال" },
        { "ar-EG", "إرسال" }
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(words); i++) {
        if (!lf_str_eq(lf_message(LF_MSG_SUBMIT,
                                  lf_str_of(words[i].language)),
                       lf_str_of(words[i].submit)))
        {
            fail_msg("%s", words[i].language);
        }
    }
}


static void
a_language_in_another_script_is_spoken_to_in_english(void **state)
{
    size_t    i;
    lf_str_t  language;

    static const char  *others[] = {
        "zh-Hant", "zh-Hant-CN", "zh-TW", "zh-HK", "ZH-mo", "ar-Latn",
        "de-Hebr", "sv", "sr-Latn", ""
    };

    static const char  *own[] = {
        "zh", "zh-cmn", "zh-SG", "zh-Hans-HK", "ar-Arab", "ja-Jpan-JP",
        "de-1901", "de-CH-1996", "nl-x-hant", "zh-u-hant", "fr-TW"
    };

    (void) state;

    for (i = 0; i < LF_ARRAY_SIZE(others); i++) {
        language = lf_message_language(lf_str_of(others[i]));

        if (!lf_str_is(language, "en")) {
            fail_msg("%s is spoken to in %s", others[i], language.data);
        }
    }

    for (i = 0; i < LF_ARRAY_SIZE(own); i++) {
        language = lf_message_language(lf_str_of(own[i]));

        if (memcmp(language.data, own[i], 2) != 0) {
            fail_msg("%s is spoken to in %s", own[i], language.data);
        }
    }
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(the_heaviest_language_that_a_form_has_is_spoken),
        cmocka_unit_test(look_up_takes_subtags_off_from_the_end),
        cmocka_unit_test(any_language_means_the_fallback),
        cmocka_unit_test(a_language_of_no_weight_is_not_spoken),
        cmocka_unit_test(a_malformed_value_wants_nothing),
        cmocka_unit_test(no_more_than_32_ranges_are_looked_at),
        cmocka_unit_test(some_languages_are_written_from_right_to_left),
        cmocka_unit_test(
            a_text_is_given_in_the_language_or_the_fallback_or_the_first),
        cmocka_unit_test(every_catalogue_is_complete_and_fit_to_be_shown),
        cmocka_unit_test(an_error_says_what_to_do_in_the_visitors_language),
        cmocka_unit_test(a_page_without_a_form_speaks_the_visitors_language),
        cmocka_unit_test(the_module_speaks_eleven_languages),
        cmocka_unit_test(a_language_in_another_script_is_spoken_to_in_english)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
