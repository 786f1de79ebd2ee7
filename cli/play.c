/*
 * lf_play: loads the forms, opens a page as the visit of some number, and does
 * about it what the options say.
 */

#include <stdio.h>
#include <string.h>
#include <time.h>

#include <lead_form/lf_value.h>

#include "play.h"


static int lf_play_read(lf_play_t *play, lf_str_t *name);
static int lf_play_report(const lf_diagnostics_t *diagnostics);
static int lf_play_check(const lf_play_t *play);
static int lf_play_check_known(lf_play_t *play);
static void lf_play_first(lf_play_t *play, lf_play_act_t *act);
static void lf_play_tick(lf_play_t *play, lf_play_act_t *act);
static void lf_play_answer(lf_play_t *play, lf_play_act_t *act,
    unsigned field);
static void lf_play_question(lf_play_t *play, lf_play_act_t *act,
    unsigned field);
static unsigned lf_play_contact(const lf_play_t *play);
static int lf_play_learn(lf_play_t *play, int64_t now);
static int lf_play_has(const lf_play_list_t *list, lf_str_t name);
static void lf_play_pair(lf_play_act_t *act, lf_str_t name, lf_str_t value);


int
lf_play_init(lf_play_t *play)
{
    memset(play, 0, sizeof(lf_play_t));

    play->arena = lf_arena_create();
    if (play->arena == NULL) {
        return lf_cli_failed("no memory");
    }

    play->mem = lf_arena_mem(play->arena);
    play->visits = 6;
    play->every = 86400 * 1000;
    play->from = (int64_t) time(NULL) * 1000;
    play->facts.page = lf_null_str;

    lf_simulate_init(&play->sim, play->mem);

    return LF_EXIT_OK;
}


void
lf_play_free(lf_play_t *play)
{
    lf_site_free(play->site);
    lf_cli_folder_free(&play->folder);
    lf_arena_destroy(play->arena);
}


int
lf_play_load(lf_play_t *play)
{
    int                status;
    lf_str_t           name;
    lf_diagnostics_t  *diagnostics;

    status = lf_play_read(play, &name);
    if (status != LF_EXIT_OK) {
        return status;
    }

    diagnostics = lf_calloc(play->mem, 1, sizeof(lf_diagnostics_t));
    if (diagnostics == NULL) {
        return lf_cli_failed("no memory");
    }

    lf_diagnostics_init(diagnostics, play->mem);

    play->site = lf_site_load(play->folder.sources, play->folder.count,
                              diagnostics);
    if (play->site == NULL) {
        return lf_cli_failed("no memory");
    }

    play->form = lf_site_form(play->site, name);

    if (play->form == NULL) {
        if (lf_cli_folder_source(&play->folder, name) == NULL) {
            return lf_cli_failed("there is no form %.*s", (int) name.len,
                                 name.data);
        }

        return lf_play_report(diagnostics);
    }

    if (play->facts.page.len == 0) {
        lf_str_t  parts[2] = { lf_str("/"), name };

        play->facts.page = lf_str_concat(play->mem, parts, 2);
        if (play->facts.page.data == NULL) {
            return lf_cli_failed("no memory");
        }
    }

    if (play->facts.country.len == 0) {
        lf_str_t  region = play->facts.region;

        region = lf_str_cut(&region, '-');

        if (region.len < play->facts.region.len && lf_country_is(region)) {
            play->facts.country = region;
        }
    }

    if (play->facts.continent.len == 0) {
        play->facts.continent = lf_play_continent(play->facts.country);
    }

    status = lf_play_check(play);

    return status == LF_EXIT_OK ? lf_play_check_known(play) : status;
}


static int
lf_play_read(lf_play_t *play, lf_str_t *name)
{
    int  rc;

    if (play->forms != NULL) {
        *name = lf_str_of(play->name);
        rc = lf_cli_folder_read(&play->folder, play->forms);

    } else {
        *name = lf_cli_form_name(play->name);

        if (name->data == NULL || lf_str_is(*name, "site")) {
            return lf_cli_usage("%s is no form; name a file like "
                                "forms/contact.json, or a form and --forms "
                                "DIR", play->name);
        }

        rc = lf_cli_folder_read_around(&play->folder, play->name);
    }

    return rc == 0 ? LF_EXIT_OK : LF_EXIT_FAILED;
}


/* As `check` prints errors. */

static int
lf_play_report(const lf_diagnostics_t *diagnostics)
{
    size_t    i;
    lf_str_t  line;

    for (i = 0; i < diagnostics->count; i++) {

        if (diagnostics->items[i].severity != LF_SEVERITY_ERROR) {
            continue;
        }

        line = lf_diagnostic_line(diagnostics->mem, &diagnostics->items[i]);
        if (line.data == NULL) {
            return lf_cli_failed("no memory");
        }

        printf("%.*s\n", (int) line.len, line.data);
    }

    return LF_EXIT_FAILED;
}


/* Names that the form does not have would be left out without a word. */

static int
lf_play_check(const lf_play_t *play)
{
    size_t                 i, k;
    lf_str_t               name;
    const lf_play_list_t  *lists[] = {
        &play->answers, &play->blank, &play->declined, &play->ignored,
        &play->known
    };

    for (i = 0; i < LF_ARRAY_SIZE(lists); i++) {
        for (k = 0; k < lists[i]->count; k++) {
            name = lists[i]->items[k].name;

            if (lf_form_field(play->form, name) < 0) {
                return lf_cli_usage("the form has no field \"%.*s\"",
                                    (int) name.len, name.data);
            }
        }
    }

    for (i = 0; i < play->consents.count; i++) {
        name = play->consents.items[i].name;

        for (k = 0; k < play->form->consents_count; k++) {
            if (lf_str_eq(play->form->consents[k].id, name)) {
                break;
            }
        }

        if (k == play->form->consents_count) {
            return lf_cli_usage("the form has no consent \"%.*s\"",
                                (int) name.len, name.data);
        }
    }

    return LF_EXIT_OK;
}


/* What sales know is in normal form, too. */

static int
lf_play_check_known(lf_play_t *play)
{
    size_t             i;
    lf_str_t           value, text;
    lf_pair_t         *known;
    lf_message_t       message;
    const lf_field_t  *field;

    for (i = 0; i < play->known.count; i++) {
        known = &play->known.items[i];
        field = &play->form->fields[lf_form_field(play->form, known->name)];

        if (known->value.len == 0 || field->type == LF_TYPE_FOREIGN) {
            continue;
        }

        if (lf_value_check(play->mem, field, play->facts.country,
                           &known->value, 1, &value, &message) != LF_VALUE_OK)
        {
            text = lf_message(message, lf_str("en"));

            return lf_cli_failed("--known %.*s: %.*s",
                                 (int) known->name.len, known->name.data,
                                 (int) text.len, text.data);
        }

        known->value = value;
    }

    return LF_EXIT_OK;
}


void
lf_play_facts(const lf_play_t *play, const lf_form_t *form,
    lf_facts_t *facts)
{
    size_t  language;

    *facts = play->facts;

    language = lf_language_choose(play->language, form->languages,
                                  form->languages_count, 0);
    facts->language = form->languages_count > 0 ? form->languages[language]
                                                : lf_str("en");
}


int
lf_play_open(lf_play_t *play, int64_t visit)
{
    lf_facts_t  facts;

    lf_play_facts(play, play->form, &facts);

    return lf_simulate_open(&play->sim, play->form, &facts,
                            play->from + (visit - 1) * play->every, 0);
}


int
lf_play_act(lf_play_t *play, lf_play_act_t *act)
{
    int64_t              now;
    lf_facts_t           facts;
    lf_simulate_page_t  *page;

    memset(act, 0, sizeof(lf_play_act_t));

    page = &play->sim.page;

    act->pairs = lf_calloc(play->mem, 2 * LF_PLAY_LIST_MAX + LF_CONSENTS_MAX
                                      + 8, sizeof(lf_pair_t));
    if (act->pairs == NULL) {
        return -1;
    }

    if (page->kind == LF_VIEW_FIRST) {
        lf_play_first(play, act);

    } else if (page->kind == LF_VIEW_KNOWN) {
        act->does = "presses";

        if (page->question >= 0) {
            lf_play_question(play, act, (unsigned) page->question);
        }

        if (act->does != NULL) {
            lf_play_tick(play, act);
        }
    }

    if (act->does == NULL) {
        return 0;
    }

    now = page->at + LF_PLAY_READS;

    if (play->form->site->min_fill > LF_PLAY_READS) {
        now = page->at + play->form->site->min_fill;
    }

    lf_play_facts(play, play->form, &facts);

    if (lf_simulate_post(&play->sim, &facts, now, act->pairs, act->count,
                         &act->post) != 0)
    {
        return -1;
    }

    if (act->post.step == LF_STEP_FIRST
        && act->post.result == LF_SIMULATE_SAVED && play->sim.lead != NULL)
    {
        return lf_play_learn(play, now / 1000);
    }

    return 0;
}


static void
lf_play_first(lf_play_t *play, lf_play_act_t *act)
{
    act->does = "first step";

    lf_play_answer(play, act, play->form->name_field);
    lf_play_answer(play, act, lf_play_contact(play));
    lf_play_tick(play, act);

    if (play->sim.page.ask_remember && !play->forgetful) {
        lf_play_pair(act, lf_str(LF_INPUT_REMEMBER), lf_str("1"));
    }
}


/* What has to be ticked, and what shall be. */

static void
lf_play_tick(lf_play_t *play, lf_play_act_t *act)
{
    size_t                     i;
    const lf_consent_t        *consent;
    const lf_simulate_page_t  *page;

    page = &play->sim.page;

    for (i = 0; i < play->form->consents_count; i++) {
        consent = &play->form->consents[i];

        if ((page->consents & 1u << i)
            && ((consent->required && page->kind == LF_VIEW_FIRST)
                || lf_play_has(&play->consents, consent->id)))
        {
            lf_play_pair(act, lf_str(LF_INPUT_CONSENT), consent->id);
        }
    }
}


/* The contact that an answer was given for, else the first. */

static unsigned
lf_play_contact(const lf_play_t *play)
{
    size_t            i;
    unsigned          field;
    const lf_form_t  *form;

    form = play->form;

    for (i = 0; i < form->contacts_count; i++) {
        field = form->contacts[i];

        if (lf_play_has(&play->answers, form->fields[field].name)) {
            return field;
        }
    }

    return form->contacts[0];
}


static void
lf_play_question(lf_play_t *play, lf_play_act_t *act, unsigned field)
{
    lf_str_t  name;

    name = play->form->fields[field].name;

    if (lf_play_has(&play->ignored, name)) {
        act->does = NULL;
        return;
    }

    if (lf_play_has(&play->declined, name)) {
        act->does = "declines";
        lf_play_pair(act, lf_str(LF_INPUT_DO), lf_str("decline"));
        return;
    }

    if (!lf_play_has(&play->blank, name)) {
        act->does = "answers";
        lf_play_answer(play, act, field);

        if (act->count > 0) {
            return;
        }
    }

    act->does = "leaves blank";
    lf_play_pair(act, name, lf_str(""));
}


/* What was given for the field, else what it would take. */

static void
lf_play_answer(lf_play_t *play, lf_play_act_t *act, unsigned field)
{
    size_t    i;
    int       given;
    lf_str_t  name, value;

    given = 0;
    name = play->form->fields[field].name;

    for (i = 0; i < play->answers.count; i++) {
        if (lf_str_eq(play->answers.items[i].name, name)) {
            given = 1;

            if (play->answers.items[i].value.len > 0) {
                lf_play_pair(act, name, play->answers.items[i].value);
            }
        }
    }

    if (!given) {
        value = lf_play_value(play, field);

        if (value.data != NULL) {
            lf_play_pair(act, name, value);
        }
    }
}


static int
lf_play_learn(lf_play_t *play, int64_t now)
{
    size_t  i;

    for (i = 0; i < play->known.count; i++) {
        if (lf_simulate_learn(&play->sim, play->known.items[i].name,
                              play->known.items[i].value, now) != 0)
        {
            return -1;
        }
    }

    return 0;
}


static int
lf_play_has(const lf_play_list_t *list, lf_str_t name)
{
    size_t  i;

    for (i = 0; i < list->count; i++) {
        if (lf_str_eq(list->items[i].name, name)) {
            return 1;
        }
    }

    return 0;
}


static void
lf_play_pair(lf_play_act_t *act, lf_str_t name, lf_str_t value)
{
    act->pairs[act->count].name = name;
    act->pairs[act->count++].value = value;
}
