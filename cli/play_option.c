/*
 * lf_play_option: the options that say who the visitor is and what they do.
 */

#include <stdio.h>
#include <string.h>
#include <time.h>

#include <lead_form/lf_value.h>

#include "play.h"


typedef struct {
    const char  *name;
    const char  *example;
    int        (*set)(lf_play_t *play, const char *value, size_t offset);
    size_t       offset;
} lf_play_option_t;


static int lf_option_text(lf_play_t *play, const char *value, size_t offset);
static int lf_option_country(lf_play_t *play, const char *value,
    size_t offset);
static int lf_option_list(lf_play_t *play, const char *value, size_t offset);
static int lf_option_answer(lf_play_t *play, const char *value,
    size_t offset);
static int lf_option_utm(lf_play_t *play, const char *value, size_t offset);
static int lf_option_visits(lf_play_t *play, const char *value,
    size_t offset);
static int lf_option_duration(lf_play_t *play, const char *value,
    size_t offset);
static int lf_option_time(lf_play_t *play, const char *value, size_t offset);
static int lf_option_path(lf_play_t *play, const char *value, size_t offset);
static int lf_digits(const char *p, size_t len, int *n);


static const lf_play_option_t  lf_play_options[] = {
    { "--forms", "DIR", lf_option_path, 0 },
    { "--country", "DE", lf_option_country, 0 },
    { "--continent", "EU", lf_option_text,
      offsetof(lf_play_t, facts.continent) },
    { "--region", "DE-BY", lf_option_text, offsetof(lf_play_t, facts.region) },
    { "--language", "de", lf_option_text, offsetof(lf_play_t, language) },
    { "--page", "/contact", lf_option_text, offsetof(lf_play_t, facts.page) },
    { "--referrer", "https://example.com/", lf_option_text,
      offsetof(lf_play_t, facts.referrer) },
    { "--utm", "campaign=spring", lf_option_utm, 0 },
    { "--every", "2d", lf_option_duration, offsetof(lf_play_t, every) },
    { "--from", "2026-11-23T10:00:00Z", lf_option_time,
      offsetof(lf_play_t, from) },
    { "--visits", "6", lf_option_visits, 0 },
    { "--answer", "company=Acme", lf_option_answer,
      offsetof(lf_play_t, answers) },
    { "--blank", "role", lf_option_list, offsetof(lf_play_t, blank) },
    { "--decline", "vat_id", lf_option_list, offsetof(lf_play_t, declined) },
    { "--ignore", "role", lf_option_list, offsetof(lf_play_t, ignored) },
    { "--known", "company=Acme", lf_option_list, offsetof(lf_play_t, known) },
    { "--consent", "news", lf_option_list, offsetof(lf_play_t, consents) }
};


int
lf_play_option(lf_play_t *play, int argc, char **argv)
{
    size_t                   i;
    const lf_play_option_t  *option;

    if (strcmp(argv[0], "--not-remembered") == 0) {
        play->forgetful = 1;
        return 1;
    }

    for (i = 0; i < LF_ARRAY_SIZE(lf_play_options); i++) {
        option = &lf_play_options[i];

        if (strcmp(argv[0], option->name) != 0) {
            continue;
        }

        if (argc < 2 || option->set(play, argv[1], option->offset) != 0) {
            (void) lf_cli_usage("%s wants a value like %s", option->name,
                                option->example);
            return -1;
        }

        return 2;
    }

    return 0;
}


static int
lf_option_text(lf_play_t *play, const char *value, size_t offset)
{
    lf_str_t  text;

    text = lf_str_of(value);
    memcpy((char *) play + offset, &text, sizeof(lf_str_t));

    return lf_utf8_valid(text) ? 0 : -1;
}


static int
lf_option_country(lf_play_t *play, const char *value, size_t offset)
{
    (void) offset;

    play->facts.country = lf_str_of(value);

    /* As geography has it where the address tells nothing. */

    if (lf_str_is(play->facts.country, "unknown")) {
        play->facts.country = lf_null_str;
        return 0;
    }

    return lf_country_is(play->facts.country) ? 0 : -1;
}


/* NAME or NAME=VALUE */

static int
lf_option_list(lf_play_t *play, const char *value, size_t offset)
{
    lf_str_t         text;
    lf_play_list_t  *list;

    list = (lf_play_list_t *) ((char *) play + offset);
    text = lf_str_of(value);

    if (list->count == LF_PLAY_LIST_MAX || !lf_utf8_valid(text)) {
        return -1;
    }

    list->items[list->count].name = lf_str_cut(&text, '=');
    list->items[list->count].value = text;

    return list->items[list->count++].name.len > 0 ? 0 : -1;
}


static int
lf_option_answer(lf_play_t *play, const char *value, size_t offset)
{
    return strchr(value, '=') == NULL ? -1
                                      : lf_option_list(play, value, offset);
}


static int
lf_option_utm(lf_play_t *play, const char *value, size_t offset)
{
    lf_str_t    text;
    lf_pair_t  *utm;

    (void) offset;

    text = lf_str_of(value);

    if (play->facts.utm_count == LF_PLAY_UTM_MAX || !lf_utf8_valid(text)
        || memchr(value, '=', text.len) == NULL)
    {
        return -1;
    }

    utm = &play->utm[play->facts.utm_count++];
    utm->name = lf_str_cut(&text, '=');
    utm->value = text;
    play->facts.utm = play->utm;

    return utm->name.len > 0 ? 0 : -1;
}


static int
lf_option_visits(lf_play_t *play, const char *value, size_t offset)
{
    (void) offset;

    return lf_str_int(lf_str_of(value), &play->visits) == 0
           && play->visits >= 1 && play->visits <= LF_PLAY_VISITS_MAX
           ? 0 : -1;
}


static int
lf_option_duration(lf_play_t *play, const char *value, size_t offset)
{
    return lf_play_duration(value, (int64_t *) ((char *) play + offset));
}


static int
lf_option_time(lf_play_t *play, const char *value, size_t offset)
{
    return lf_play_time(lf_str_of(value),
                        (int64_t *) ((char *) play + offset));
}


static int
lf_option_path(lf_play_t *play, const char *value, size_t offset)
{
    (void) offset;

    play->forms = value;

    return value[0] != '\0' ? 0 : -1;
}


/* As the durations of a form file: a whole number and s, m, h, d or w. */

int
lf_play_duration(const char *text, int64_t *ms)
{
    size_t                len;
    const char           *unit;
    static const char     units[] = "smhdw";
    static const int64_t  seconds[] = { 1, 60, 3600, 86400, 604800 };

    len = strlen(text);
    unit = len > 1 ? strchr(units, text[len - 1]) : NULL;

    if (unit == NULL || text[0] == '-'
        || lf_str_int((lf_str_t) { text, len - 1 }, ms) != 0
        || *ms < 1 || *ms > 10 * 366 * 86400LL)
    {
        return -1;
    }

    *ms *= seconds[unit - units] * 1000;

    return *ms <= 10 * 366 * 86400LL * 1000 ? 0 : -1;
}


/* RFC 3339 in UTC, as far as the seconds: "2026-11-23T10:00:00Z". */

int
lf_play_time(lf_str_t text, int64_t *ms)
{
    int        year, month;
    time_t     seconds;
    struct tm  tm;

    memset(&tm, 0, sizeof(tm));

    if (text.len < 20 || text.data[4] != '-' || text.data[7] != '-'
        || text.data[10] != 'T' || text.data[13] != ':'
        || text.data[16] != ':' || text.data[text.len - 1] != 'Z'
        || (text.len > 20 && text.data[19] != '.')
        || lf_digits(text.data, 4, &year) != 0
        || lf_digits(text.data + 5, 2, &month) != 0
        || lf_digits(text.data + 8, 2, &tm.tm_mday) != 0
        || lf_digits(text.data + 11, 2, &tm.tm_hour) != 0
        || lf_digits(text.data + 14, 2, &tm.tm_min) != 0
        || lf_digits(text.data + 17, 2, &tm.tm_sec) != 0
        || year < 1970 || year > 2200 || month < 1 || month > 12
        || tm.tm_mday < 1 || tm.tm_mday > 31 || tm.tm_hour > 23
        || tm.tm_min > 59 || tm.tm_sec > 59)
    {
        return -1;
    }

    tm.tm_year = year - 1900;
    tm.tm_mon = month - 1;
    seconds = timegm(&tm);

    *ms = (int64_t) seconds * 1000;

    /* The 31st of February became a day of March. */

    return tm.tm_mon == month - 1 ? 0 : -1;
}


static int
lf_digits(const char *p, size_t len, int *n)
{
    *n = 0;

    for ( /* void */ ; len > 0; len--, p++) {
        if (*p < '0' || *p > '9') {
            return -1;
        }

        *n = *n * 10 + (*p - '0');
    }

    return 0;
}
