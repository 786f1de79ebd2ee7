/*
 * lf_value: what a person typed, made into what is stored, or refused with
 * the one message that says what to do.
 *
 * Normal forms, by type:
 *   text, textarea   UTF-8, NFC, no control characters (textarea keeps LF,
 *                    made from CRLF), trimmed of white space at both ends;
 *                    runs of white space of a text become one space
 *   email            the HTML standard's rule for input type=email, the local
 *                    part as typed, the domain in lower case; a domain with
 *                    non-ASCII labels by IDNA 2008 (libidn2) to A-labels;
 *                    RFC 5321 lengths: 64 and 254 bytes
 *   phone            E.164, "+" and 7 to 15 digits, after removing separators
 *                    (space, NBSP, - . / ( ) and "(0)"), "00" and what is
 *                    dialled in the country (011, 810) read as "+"; a national
 *                    number of the country gets its code; of a length that
 *                    numbers there can have; full-width and Arabic-Indic digits
 *                    made ASCII
 *   url              http or https, absolute; "https://" put before a bare host
 *   number           decimal, "." or "," before at most 10 decimals, JSON's form
 *   date             YYYY-MM-DD, a day of the calendar
 *   choice, choices  option values; several joined by LF in the options' order
 *   country          ISO 3166-1 alpha-2, upper case
 *   yes_no           "yes" or "no"
 */

#ifndef LF_VALUE_H
#define LF_VALUE_H

#include <lead_form/lf_base.h>
#include <lead_form/lf_form.h>
#include <lead_form/lf_text.h>

#define LF_VALUE_LEN_MAX       4000         /* characters of a textarea */
#define LF_TEXT_VALUE_LEN_MAX  200          /* characters of a text, by default */
#define LF_MESSAGE_LEN_MAX     4000         /* characters of the message */

typedef enum {
    LF_VALUE_OK,
    LF_VALUE_BLANK,                         /* nothing but white space */
    LF_VALUE_BAD,                           /* *message says why */
    LF_VALUE_NO_MEMORY
} lf_value_result_t;

/*
 * `typed` are the values sent under the field's name, as decoded; more than
 * one is for choices only (LF_MSG_REPEATED otherwise).  On LF_VALUE_OK *value
 * is the normal form, in `mem` or borrowed from `typed`.  `country` is the
 * visitor's (alpha-2), for a phone number without a country's code; empty: it
 * is unknown, and such a number is refused.
 */
lf_value_result_t lf_value_check(lf_mem_t *mem, const lf_field_t *field,
    lf_str_t country, const lf_str_t *typed, size_t count, lf_str_t *value,
    lf_message_t *message);

/* A free text of no field: the message, a referrer, a utm value. */
lf_value_result_t lf_value_check_text(lf_mem_t *mem, lf_str_t typed,
    int multiline, size_t characters_max, lf_str_t *value,
    lf_message_t *message);

/*
 * The form of a contact that leads are recognised by: an e-mail in lower
 * case, a phone as it is.  `value` is a normal form of lf_value_check.
 */
lf_str_t lf_value_contact(lf_mem_t *mem, lf_type_t type, lf_str_t value);

/* UTF-8 by Unicode's table 3-7: no surrogates, no overlong forms. */
int lf_utf8_valid(lf_str_t s);

/*
 * Every ill-formed sequence by U+FFFD, as the Encoding standard decodes; s
 * itself where there is none; data is NULL when memory is out.
 */
lf_str_t lf_utf8_decode(lf_mem_t *mem, lf_str_t s);

/* Code points of well-formed UTF-8. */
size_t lf_utf8_length(lf_str_t s);

/*
 * NFC, s itself where it is that already; data is NULL when memory is out.
 * s is well-formed UTF-8.  A run of combining marks takes the square of its
 * length: what strangers typed goes through lf_value_check_text, which
 * bounds it.
 */
lf_str_t lf_utf8_nfc(lf_mem_t *mem, lf_str_t s);

int lf_country_is(lf_str_t code);           /* an ISO 3166-1 alpha-2 code */

/* The codes, upper case and in order; count entries. */
const lf_str_t *lf_countries(size_t *count);

/* Members of a group ("EU", "EEA"); NULL when the name is no group. */
const lf_str_t *lf_country_group(lf_str_t name, size_t *count);

#endif
