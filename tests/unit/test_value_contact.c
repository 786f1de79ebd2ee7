/*
 * What a person is reached by: e-mail address, address of a site; phone
 * numbers are in test_phone.c.
 */

#include "lf_test_value.h"


static void
an_email_is_what_the_html_standard_takes(void **state)
{
    lf_field_t  field;

    static const lf_value_case_t  cases[] = {
        { "ann@example.com", "ann@example.com", 0 },
        { "  ann@example.com\r\n", "ann@example.com", 0 },
        { "\xe2\x80\xaa" "ann@example.com\xe2\x80\xac", "ann@example.com", 0 },
        { "Ann.O'Hara+news@EXAMPLE.Com", "Ann.O'Hara+news@example.com", 0 },
        { ".!#$%&'*+/=?^_`{|}~-@example.com",
          ".!#$%&'*+/=?^_`{|}~-@example.com", 0 },
        { "a..b@example.com", "a..b@example.com", 0 },
        { "a@1.2", "a@1.2", 0 },
        { "a@a-b.c-d", "a@a-b.c-d", 0 },
        { "a@b.xn--p1ai", "a@b.xn--p1ai", 0 },
        { "a@m\xc3\xbcller.example", "a@xn--mller-kva.example", 0 },
        { "a@M\xc3\x9cLLER.example", "a@xn--mller-kva.example", 0 },
        { "a@mu\xcc\x88ller.example", "a@xn--mller-kva.example", 0 },
        { "a@stra\xc3\x9f" "e.example", "a@xn--strae-oqa.example", 0 },
        { "a@\xe4\xbe\x8b\xe3\x80\x82\xe4\xbe\x8b", "a@xn--fsq.xn--fsq", 0 },
        { "ann", NULL, LF_MSG_EMAIL },
        { "ann@", NULL, LF_MSG_EMAIL },
        { "@example.com", NULL, LF_MSG_EMAIL },
        { "ann@localhost", NULL, LF_MSG_EMAIL },
        { "ann@example.com.", NULL, LF_MSG_EMAIL },
        { "ann@.example.com", NULL, LF_MSG_EMAIL },
        { "ann@example..com", NULL, LF_MSG_EMAIL },
        { "ann@-example.com", NULL, LF_MSG_EMAIL },
        { "ann@example-.com", NULL, LF_MSG_EMAIL },
        { "ann@exa_mple.com", NULL, LF_MSG_EMAIL },
        { "ann@exa mple.com", NULL, LF_MSG_EMAIL },
        { "ann@[192.0.2.1]", NULL, LF_MSG_EMAIL },
        { "an n@example.com", NULL, LF_MSG_EMAIL },
        { "ann@b@example.com", NULL, LF_MSG_EMAIL },
        { "\"ann\"@example.com", NULL, LF_MSG_EMAIL },
        { "Ann <ann@example.com>", NULL, LF_MSG_EMAIL },
        { "ann(at)example.com", NULL, LF_MSG_EMAIL },
        { "ann@example.com\nBcc: all@example.com", NULL, LF_MSG_EMAIL },
        { "j\xc3\xbcrgen@example.com", NULL, LF_MSG_EMAIL },
        { "a@m\xc3\xbcller..example", NULL, LF_MSG_EMAIL },
        { "a@m\xc3\xbcller.example.", NULL, LF_MSG_EMAIL },
        { "a@m\xc3\xbcller\xe3\x80\x82\xe3\x80\x82" "example", NULL,
          LF_MSG_EMAIL },
        { "a@m\xc3\xbcller", NULL, LF_MSG_EMAIL },
        { "a@-m\xc3\xbcller.example", NULL, LF_MSG_EMAIL },
        { "a@\xe2\x80\xae" "b.example", NULL, LF_MSG_EMAIL },
        { "a@\xff.example", NULL, LF_MSG_NOT_TEXT },
        { "a\xed\xa0\x80@example.com", NULL, LF_MSG_NOT_TEXT }
    };

    (void) state;

    field = field_of(LF_TYPE_EMAIL);
    check_cases(&field, cases, LF_ARRAY_SIZE(cases));
}


/* LOCAL times "a", "@", then labels of `label` bytes up to `domain` bytes. */

static lf_value_result_t
check_email_of(size_t local, size_t label, size_t domain,
    lf_message_t *message)
{
    char                typed[600];
    size_t              i;
    lf_str_t            value;
    lf_field_t          field;
    lf_test_mem_t       memory;
    lf_value_result_t   result;

    lf_test_mem_init(&memory);
    field = field_of(LF_TYPE_EMAIL);

    memset(typed, 'a', local);
    typed[local] = '@';

    for (i = 0; i < domain; i++) {
        typed[local + 1 + i] = i % (label + 1) == label ? '.' : 'd';
    }

    result = check(&memory, &field, (lf_str_t) { typed, local + 1 + domain },
                   &value, message);

    lf_test_mem_free(&memory);

    return result;
}


static void
an_email_has_the_lengths_of_rfc_5321(void **state)
{
    lf_message_t  message;

    (void) state;

    assert_int_equal(check_email_of(64, 63, 189, &message), LF_VALUE_OK);
    assert_int_equal(check_email_of(64, 63, 190, &message), LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_TOO_LONG);
    assert_int_equal(check_email_of(65, 63, 100, &message), LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_TOO_LONG);
    assert_int_equal(check_email_of(1, 64, 100, &message), LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_EMAIL);
    assert_int_equal(check_email_of(1, 63, 300, &message), LF_VALUE_BAD);
}


static void
a_url_is_an_address_a_person_can_be_sent_to(void **state)
{
    lf_field_t  field;

    static const lf_value_case_t  cases[] = {
        { "https://example.com", "https://example.com", 0 },
        { "HTTP://Example.COM/A?b=C#d", "http://example.com/A?b=C#d", 0 },
        { "www.example.com", "https://www.example.com", 0 },
        { "example.com/about us", NULL, LF_MSG_URL },
        { "example.com:8080/x", "https://example.com:8080/x", 0 },
        { "example.com?x", "https://example.com?x", 0 },
        { "https://m\xc3\xbcller.example/gr\xc3\xbc\xc3\x9f" "e",
          "https://xn--mller-kva.example/gr%C3%BC%C3%9Fe", 0 },
        { "example.com/a\"b<c>d%20%zz",
          "https://example.com/a%22b%3Cc%3Ed%20%zz", 0 },
        { "javascript:alert(1)", NULL, LF_MSG_URL },
        { "javascript://example.com/%0aalert(1)", NULL, LF_MSG_URL },
        { "ftp://example.com", NULL, LF_MSG_URL },
        { "data:text/html,x", NULL, LF_MSG_URL },
        { "mailto:ann@example.com", NULL, LF_MSG_URL },
        { "//example.com", NULL, LF_MSG_URL },
        { "https:///example.com", NULL, LF_MSG_URL },
        { "https://", NULL, LF_MSG_URL },
        { "https://localhost/", NULL, LF_MSG_URL },
        { "https://example.com:/", NULL, LF_MSG_URL },
        { "https://example.com:0/", NULL, LF_MSG_URL },
        { "https://example.com:65536/", NULL, LF_MSG_URL },
        { "https://example.com:65535/", "https://example.com:65535/", 0 },
        { "https://example.com:-1/", NULL, LF_MSG_URL },
        { "https://user:pw@example.com/", NULL, LF_MSG_URL },
        { "https://example.com@evil.example/", NULL, LF_MSG_URL },
        { "https://192.0.2.1/", NULL, LF_MSG_URL },
        { "https://[2001:db8::1]/", NULL, LF_MSG_URL },
        { "https://example.com\\@evil.example", NULL, LF_MSG_URL },
        { "https://example.com/\\x", NULL, LF_MSG_URL },
        { "https://example.com/\xe2\x80\xae" "moc", NULL, LF_MSG_URL },
        { "https://example.com/\tx", NULL, LF_MSG_URL },
        { "not a url", NULL, LF_MSG_URL }
    };

    (void) state;

    field = field_of(LF_TYPE_URL);
    check_cases(&field, cases, LF_ARRAY_SIZE(cases));
}


static void
a_url_longer_than_the_limit_is_refused_encoded_or_not(void **state)
{
    char           typed[LF_URL_LEN_MAX + 1];
    lf_str_t       value;
    lf_field_t     field;
    lf_message_t   message;
    lf_test_mem_t  memory;

    (void) state;

    lf_test_mem_init(&memory);
    field = field_of(LF_TYPE_URL);

    memset(typed, 'a', sizeof(typed));
    memcpy(typed, "https://a.b/", 12);

    assert_int_equal(check(&memory, &field,
                           (lf_str_t) { typed, LF_URL_LEN_MAX }, &value,
                           &message),
                     LF_VALUE_OK);
    assert_int_equal(check(&memory, &field,
                           (lf_str_t) { typed, LF_URL_LEN_MAX + 1 }, &value,
                           &message),
                     LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_TOO_LONG);

    typed[100] = '<';
    assert_int_equal(check(&memory, &field,
                           (lf_str_t) { typed, LF_URL_LEN_MAX }, &value,
                           &message),
                     LF_VALUE_BAD);
    assert_int_equal(message, LF_MSG_TOO_LONG);

    lf_test_mem_free(&memory);
}


static void
leads_are_recognised_by_a_contact_in_lower_case(void **state)
{
    lf_str_t       contact;
    lf_test_mem_t  memory;

    (void) state;

    lf_test_mem_init(&memory);

    contact = lf_value_contact(&memory.mem, LF_TYPE_EMAIL,
                               lf_str("Ann.O'Hara@example.com"));
    assert_true(lf_str_is(contact, "ann.o'hara@example.com"));

    contact = lf_value_contact(&memory.mem, LF_TYPE_PHONE,
                               lf_str("+493023125123"));
    assert_true(lf_str_is(contact, "+493023125123"));

    lf_test_mem_fail_at(&memory, 1);
    assert_null(lf_value_contact(&memory.mem, LF_TYPE_EMAIL,
                                 lf_str("a@b.example")).data);

    lf_test_mem_free(&memory);
}


int
main(void)
{
    const struct CMUnitTest  tests[] = {
        cmocka_unit_test(an_email_is_what_the_html_standard_takes),
        cmocka_unit_test(an_email_has_the_lengths_of_rfc_5321),
        cmocka_unit_test(a_url_is_an_address_a_person_can_be_sent_to),
        cmocka_unit_test(a_url_longer_than_the_limit_is_refused_encoded_or_not),
        cmocka_unit_test(leads_are_recognised_by_a_contact_in_lower_case)
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
