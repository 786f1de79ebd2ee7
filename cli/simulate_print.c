/*
 * A visit for people: short lines, the same word always in the same column.
 */

#include <stdio.h>
#include <string.h>

#include "simulate.h"


#define LF_PRINT_DAY_LEN   10           /* of an RFC 3339 time */
#define LF_PRINT_NAME_MAX  24           /* columns for a field's name */


static void lf_print_word(const char *word);
static const char *lf_print_text(const json_t *object, const char *name);
static void lf_print_fields(const json_t *fields);
static void lf_print_question(const json_t *question);
static void lf_print_options(const json_t *options);
static void lf_print_consents(const json_t *consents, int remember);
static void lf_print_others(const json_t *others);
static void lf_print_reason(const json_t *other);
static void lf_print_act(const json_t *step);
static void lf_print_result(const json_t *step);


void
lf_simulate_print(const json_t *step, int64_t visit)
{
    const char  *at, *page;

    at = lf_print_text(step, "at");
    page = lf_print_text(step, "page");

    printf("%sVisit %lld  %.10s %.5s\n", visit > 1 ? "\n" : "",
           (long long) visit, at, at + LF_PRINT_DAY_LEN + 1);

    lf_print_word("page");
    printf("\"%s\"", lf_print_text(step, "title"));

    if (strcmp(page, "closed") == 0) {
        printf(", closed: \"%s\"\n", lf_print_text(step, "text"));
        return;
    }

    printf(", button \"%s\"\n", lf_print_text(step, "button"));

    if (strcmp(page, "first") == 0) {
        lf_print_fields(json_object_get(step, "fields"));

    } else {
        lf_print_question(json_object_get(step, "question"));
    }

    lf_print_consents(json_object_get(step, "consent"),
                      json_is_true(json_object_get(step, "remember")));
    lf_print_others(json_object_get(step, "not_asked"));
    lf_print_act(step);
}


static void
lf_print_word(const char *word)
{
    printf("  %-10s ", word);
}


static const char *
lf_print_text(const json_t *object, const char *name)
{
    const char  *text;

    text = json_string_value(json_object_get(object, name));

    return text == NULL ? "" : text;
}


static void
lf_print_fields(const json_t *fields)
{
    size_t         i;
    const json_t  *field;

    lf_print_word("asks");

    json_array_foreach (fields, i, field) {
        printf("%s%s \"%s\"", i == 0 ? "" : i == 1 ? ", " : " or ",
               lf_print_text(field, "field"), lf_print_text(field, "label"));
    }

    printf("\n");
}


static void
lf_print_question(const json_t *question)
{
    lf_print_word("asks");

    if (!json_is_object(question)) {
        printf("nothing\n");
        return;
    }

    printf("%s \"%s\"", lf_print_text(question, "field"),
           lf_print_text(question, "label"));
    lf_print_options(json_object_get(question, "options"));
    printf("\n");
}


static void
lf_print_options(const json_t *options)
{
    size_t         i;
    const json_t  *option;

    json_array_foreach (options, i, option) {
        printf("%s%s", i == 0 ? ": " : ", ", json_string_value(option));
    }
}


static void
lf_print_consents(const json_t *consents, int remember)
{
    size_t         i;
    const json_t  *consent;

    json_array_foreach (consents, i, consent) {
        lf_print_word("box");
        printf("%s \"%s\"%s\n", lf_print_text(consent, "id"),
               lf_print_text(consent, "text"),
               json_is_true(json_object_get(consent, "required"))
               ? " (required)" : "");
    }

    if (remember) {
        lf_print_word("box");
        printf("remember this device\n");
    }
}


static void
lf_print_others(const json_t *others)
{
    int            width;
    size_t         i, len;
    const char    *name;
    const json_t  *other;

    width = 0;

    json_array_foreach (others, i, other) {
        len = strlen(lf_print_text(other, "field"));

        if ((int) len > width && len <= LF_PRINT_NAME_MAX) {
            width = (int) len;
        }
    }

    json_array_foreach (others, i, other) {
        name = lf_print_text(other, "field");
        lf_print_word(i == 0 ? "not asked" : "");
        printf("%-*s  ", width, name);
        lf_print_reason(other);
        printf("\n");
    }
}


static void
lf_print_reason(const json_t *other)
{
    long long    shown;
    const char  *reason, *until;

    reason = lf_print_text(other, "reason");
    until = lf_print_text(other, "until");
    shown = (long long) json_integer_value(json_object_get(other, "shown"));

    if (strcmp(reason, "known") == 0) {
        if (*until == '\0') {
            printf("known");
        } else {
            printf("known, fresh until %.10s", until);
        }

    } else if (strcmp(reason, "when") == 0) {
        printf("%s", lf_print_text(other, "test"));

    } else if (strcmp(reason, "waits") == 0) {
        printf("shown %lld %s in vain, waits until %.10s", shown,
               shown == 1 ? "time" : "times", until);

    } else if (strcmp(reason, "turn") == 0) {
        if (shown > 0) {
            printf("not its turn: %s was shown less often than %lld %s",
                   lf_print_text(other, "behind"), shown,
                   shown == 1 ? "time" : "times");
        } else {
            printf("not its turn: behind %s", lf_print_text(other, "behind"));
        }

    } else if (strcmp(reason, "consent") == 0) {
        printf("needs the consent %s", lf_print_text(other, "consent"));

    } else if (strcmp(reason, "geography") == 0) {
        printf("known by the address; may be corrected");

    } else if (strcmp(reason, "visit") == 0) {
        printf("this visit has its question already");

    } else if (strcmp(reason, "over") == 0) {
        printf("the asking of this visit is over");

    } else {
        printf("%s", reason);
    }
}


static void
lf_print_act(const json_t *step)
{
    const char    *does, *name;
    const json_t  *value;

    does = lf_print_text(step, "does");

    if (*does == '\0') {
        lf_print_word("visitor");
        printf("looks, and leaves\n");
        return;
    }

    lf_print_word("visitor");
    printf("%s", strcmp(does, "first step") == 0 ? "sends" : does);

    json_object_foreach ((json_t *) json_object_get(step, "sends"), name,
                         value)
    {
        printf(" %s=%s", name, json_string_value(value));
    }

    printf("\n");
    lf_print_result(step);
}


static void
lf_print_result(const json_t *step)
{
    size_t         i;
    const char    *result;
    const json_t  *thanks, *problem;

    result = lf_print_text(step, "result");

    json_array_foreach (json_object_get(step, "problems"), i, problem) {
        lf_print_word("error");
        printf("%s: %s\n", lf_print_text(problem, "field"),
               lf_print_text(problem, "message"));
    }

    thanks = json_object_get(step, "thanks");

    if (thanks != NULL) {
        lf_print_word("then");

        if (json_object_get(thanks, "redirect") != NULL) {
            printf("%s", lf_print_text(thanks, "redirect"));
        } else {
            printf("\"%s\"", lf_print_text(thanks, "title"));
        }

        printf("; %s%s\n", strcmp(result, "saved") == 0
                           ? lf_print_text(step, "event") : "no event",
               json_is_false(json_object_get(step, "remembered"))
               ? "; not remembered" : "");
    }
}
