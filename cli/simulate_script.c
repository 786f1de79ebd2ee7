/*
 * lead-form simulate --script: one step a line, one state a line.
 *
 *     { "at": "2026-11-23T10:00:00Z", "do": "open", "form": "contact" }
 *     { "at": 1795428030000, "do": "send", "values": { "company": "Acme" } }
 *
 * `at` is RFC 3339 or milliseconds.  `do` is open, peek (HEAD, a prefetch),
 * send, decline, not_me, forget (all of them press a button of the last page)
 * or learn (sales).  country … utm say anew what the options said.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "simulate.h"


typedef struct {
    lf_play_t   *play;
    json_t      *step;
    unsigned     line;
    const char  *action;
    int64_t      at;                    /* ms */
    lf_form_t   *form;
    lf_facts_t   facts;
    lf_pair_t    utm[LF_PLAY_UTM_MAX];
    lf_pair_t    pairs[2 * LF_PLAY_LIST_MAX];
    size_t       count;
} lf_script_t;


static int lf_script_lines(lf_play_t *play, FILE *file);
static int lf_script_line(lf_play_t *play, const char *text, size_t len,
    unsigned line);
static int lf_script_read(lf_script_t *s);
static int lf_script_time(lf_script_t *s);
static int lf_script_facts(lf_script_t *s);
static int lf_script_utm(lf_script_t *s);
static int lf_script_run(lf_script_t *s, json_t **state);
static int lf_script_post(lf_script_t *s, json_t **state);
static int lf_script_learn(lf_script_t *s, json_t **state);
static int lf_script_pairs(lf_script_t *s);
static int lf_script_values(lf_script_t *s, lf_str_t name,
    const json_t *value);
static int lf_script_pair(lf_script_t *s, lf_str_t name,
    const json_t *value);
static lf_str_t lf_script_str(const lf_script_t *s, const json_t *value);
static int lf_script_wrong(const lf_script_t *s, const char *what);


int
lf_simulate_script(lf_play_t *play, const char *name)
{
    int    status;
    FILE  *file;

    if (strcmp(name, "-") == 0) {
        return lf_script_lines(play, stdin);
    }

    file = fopen(name, "r");
    if (file == NULL) {
        return lf_cli_failed("cannot read %s: %s", name, strerror(errno));
    }

    status = lf_script_lines(play, file);
    (void) fclose(file);

    return status;
}


/* Each state is written at once: who feeds the script may wait for it. */

static int
lf_script_lines(lf_play_t *play, FILE *file)
{
    int       status;
    char     *text;
    size_t    size;
    ssize_t   len;
    unsigned  line;

    text = NULL;
    size = 0;
    status = LF_EXIT_OK;

    for (line = 1; status == LF_EXIT_OK; line++) {
        len = getline(&text, &size, file);

        if (len < 0) {
            break;
        }

        while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL) {
            len--;
        }

        if (len > 0) {
            status = lf_script_line(play, text, (size_t) len, line);
            (void) fflush(stdout);
        }
    }

    free(text);

    return status;
}


static int
lf_script_line(lf_play_t *play, const char *text, size_t len, unsigned line)
{
    int           status;
    json_t       *state;
    json_error_t  error;
    lf_script_t  *s;

    s = lf_calloc(play->mem, 1, sizeof(lf_script_t));
    if (s == NULL) {
        return lf_cli_failed("no memory");
    }

    s->play = play;
    s->line = line;
    s->step = len <= LF_FILE_SIZE_MAX
              ? json_loadb(text, len, JSON_REJECT_DUPLICATES, &error) : NULL;

    if (!json_is_object(s->step)) {
        json_decref(s->step);
        return lf_script_wrong(s, "this is no JSON object");
    }

    state = NULL;
    status = lf_script_read(s);

    if (status == LF_EXIT_OK) {
        status = lf_script_run(s, &state);
    }

    if (status == LF_EXIT_OK) {
        (void) json_dumpf(state, stdout, JSON_COMPACT);
        printf("\n");
    }

    json_decref(state);
    json_decref(s->step);

    return status;
}


static int
lf_script_read(lf_script_t *s)
{
    lf_str_t  name;

    s->action = json_string_value(json_object_get(s->step, "do"));

    if (s->action == NULL) {
        return lf_script_wrong(s, "\"do\" says nothing");
    }

    if (lf_script_time(s) != 0) {
        return lf_script_wrong(s, "\"at\" is no time");
    }

    name = lf_script_str(s, json_object_get(s->step, "form"));
    s->form = name.len == 0 ? s->play->form
                            : lf_site_form(s->play->site, name);

    if (s->form == NULL) {
        return lf_script_wrong(s, "there is no such form");
    }

    if (lf_script_facts(s) != 0) {
        return lf_script_wrong(s, "too many utm");
    }

    return LF_EXIT_OK;
}


static int
lf_script_time(lf_script_t *s)
{
    const json_t  *at;

    at = json_object_get(s->step, "at");

    if (json_is_integer(at)) {
        s->at = json_integer_value(at);
        return s->at >= 0 && s->at < (int64_t) 1 << 47 ? 0 : -1;
    }

    return lf_play_time(lf_script_str(s, at), &s->at);
}


static int
lf_script_facts(lf_script_t *s)
{
    size_t         i;
    lf_str_t       kept;
    const json_t  *value;

    static const struct {
        const char  *name;
        size_t       offset;
    } facts[] = {
        { "country", offsetof(lf_facts_t, country) },
        { "continent", offsetof(lf_facts_t, continent) },
        { "region", offsetof(lf_facts_t, region) },
        { "timezone", offsetof(lf_facts_t, timezone) },
        { "page", offsetof(lf_facts_t, page) },
        { "referrer", offsetof(lf_facts_t, referrer) }
    };

    kept = s->play->language;
    value = json_object_get(s->step, "language");

    if (value != NULL) {
        s->play->language = lf_script_str(s, value);
    }

    lf_play_facts(s->play, s->form, &s->facts);
    s->play->language = kept;

    for (i = 0; i < LF_ARRAY_SIZE(facts); i++) {
        value = json_object_get(s->step, facts[i].name);

        if (value != NULL) {
            kept = lf_script_str(s, value);
            memcpy((char *) &s->facts + facts[i].offset, &kept,
                   sizeof(lf_str_t));
        }
    }

    return lf_script_utm(s);
}


static int
lf_script_utm(lf_script_t *s)
{
    json_t      *utm, *value;
    const char  *name;

    utm = json_object_get(s->step, "utm");

    if (utm == NULL) {
        return 0;
    }

    s->facts.utm = s->utm;
    s->facts.utm_count = 0;

    json_object_foreach (utm, name, value) {
        if (s->facts.utm_count == LF_PLAY_UTM_MAX) {
            return -1;
        }

        s->utm[s->facts.utm_count].name = lf_str_copy(s->play->mem,
                                                      lf_str_of(name));
        s->utm[s->facts.utm_count++].value = lf_script_str(s, value);
    }

    return 0;
}


static int
lf_script_run(lf_script_t *s, json_t **state)
{
    int         countless, status;
    lf_play_t  *play;

    play = s->play;
    countless = strcmp(s->action, "peek") == 0;

    if (countless || strcmp(s->action, "open") == 0) {
        if (lf_simulate_open(&play->sim, s->form, &s->facts, s->at, countless)
            != 0)
        {
            return lf_cli_failed("no memory");
        }

        *state = lf_simulate_page_json(play);
        status = LF_EXIT_OK;

    } else if (strcmp(s->action, "learn") == 0) {
        status = lf_script_learn(s, state);

    } else {
        status = lf_script_post(s, state);
    }

    if (status == LF_EXIT_OK
        && (*state == NULL || lf_simulate_records_json(play, *state) != 0))
    {
        return lf_cli_failed("no memory");
    }

    return status;
}


static int
lf_script_post(lf_script_t *s, json_t **state)
{
    size_t               i;
    lf_simulate_t       *sim;
    lf_simulate_post_t   post;

    static const char  *buttons[] = { "send", "decline", "not_me", "forget" };

    sim = &s->play->sim;

    for (i = 0; i < LF_ARRAY_SIZE(buttons); i++) {
        if (strcmp(s->action, buttons[i]) == 0) {
            break;
        }
    }

    if (i == LF_ARRAY_SIZE(buttons)) {
        return lf_script_wrong(s, "\"do\" is none of open, peek, send, "
                               "decline, not_me, forget, learn");
    }

    if (sim->page.form == NULL) {
        return lf_script_wrong(s, "no page was opened before");
    }

    s->pairs[s->count].name = lf_str(LF_INPUT_DO);
    s->pairs[s->count++].value = lf_str_of(s->action);

    if (lf_script_pairs(s) != 0) {
        return lf_script_wrong(s, "a value is no text and no list of texts");
    }

    if (lf_simulate_post(sim, &s->facts, s->at, s->pairs, s->count, &post)
        != 0)
    {
        return lf_cli_failed("no memory");
    }

    *state = lf_simulate_page_json(s->play);

    if (*state == NULL
        || json_object_set_new(*state, "does", json_string(s->action)) != 0
        || lf_simulate_post_json(s->play, &post, *state) != 0)
    {
        return lf_cli_failed("no memory");
    }

    return LF_EXIT_OK;
}


static int
lf_script_learn(lf_script_t *s, json_t **state)
{
    json_t      *value;
    const char  *name;

    if (s->play->sim.lead == NULL) {
        return lf_script_wrong(s, "there is no lead to learn of");
    }

    json_object_foreach (json_object_get(s->step, "values"), name, value) {
        if (lf_simulate_learn(&s->play->sim, lf_str_of(name),
                              lf_script_str(s, value), s->at / 1000) != 0)
        {
            return lf_cli_failed("no memory");
        }
    }

    *state = json_object();

    return LF_EXIT_OK;
}


/* What the page's inputs bring; "lf_" is the site's own business. */

static int
lf_script_pairs(lf_script_t *s)
{
    json_t      *value;
    const char  *name;

    json_object_foreach (json_object_get(s->step, "values"), name, value) {
        if (lf_script_values(s, lf_str_of(name), value) != 0) {
            return -1;
        }
    }

    value = json_object_get(s->step, "consent");
    if (value != NULL
        && lf_script_values(s, lf_str(LF_INPUT_CONSENT), value) != 0)
    {
        return -1;
    }

    value = json_object_get(s->step, "message");
    if (value != NULL
        && lf_script_pair(s, lf_str(LF_INPUT_MESSAGE), value) != 0)
    {
        return -1;
    }

    if (json_is_true(json_object_get(s->step, "remember"))) {
        if (s->count == LF_ARRAY_SIZE(s->pairs)) {
            return -1;
        }

        s->pairs[s->count].name = lf_str(LF_INPUT_REMEMBER);
        s->pairs[s->count++].value = lf_str("1");
    }

    return 0;
}


static int
lf_script_values(lf_script_t *s, lf_str_t name, const json_t *value)
{
    size_t         i;
    const json_t  *one;

    if (!json_is_array(value)) {
        return lf_script_pair(s, name, value);
    }

    json_array_foreach (value, i, one) {
        if (lf_script_pair(s, name, one) != 0) {
            return -1;
        }
    }

    return 0;
}


static int
lf_script_pair(lf_script_t *s, lf_str_t name, const json_t *value)
{
    if (!json_is_string(value) || s->count == LF_ARRAY_SIZE(s->pairs)) {
        return -1;
    }

    s->pairs[s->count].name = name;
    s->pairs[s->count++].value = lf_script_str(s, value);

    return 0;
}


/* Copied: a page's facts outlive the step that said them. */

static lf_str_t
lf_script_str(const lf_script_t *s, const json_t *value)
{
    return json_is_string(value)
           ? lf_str_copy(s->play->mem,
                         (lf_str_t) { json_string_value(value),
                                      json_string_length(value) })
           : lf_null_str;
}


static int
lf_script_wrong(const lf_script_t *s, const char *what)
{
    return lf_cli_usage("the script's line %u: %s", s->line, what);
}
