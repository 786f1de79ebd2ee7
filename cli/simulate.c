/*
 * lead-form simulate FORM: plays a visitor and tells visit by visit what is
 * shown, and why each other question is not.  The same core decides that
 * serves the pages.
 */

#include <stdio.h>
#include <string.h>

#include "simulate.h"


static const char  lf_simulate_help[] =
    "usage: lead-form simulate FILE [OPTION]...\n"
    "       lead-form simulate NAME --forms DIR [OPTION]...\n"
    "\n"
    "FILE is a form like forms/contact.json; site.json is read beside it.\n"
    "The visitor sends the first step in the first visit, and on each later\n"
    "one answers what is asked, by a made-up value, unless told otherwise.\n"
    "\n"
    "Who it is\n"
    "  --country DE  --region DE-BY  --continent EU    from where\n"
    "  --language de                what their browser asks for\n"
    "  --page /contact              where the form stands\n"
    "  --referrer URL  --utm campaign=spring           what led there\n"
    "  --known company[=Acme]       what sales learned after the first step\n"
    "  --from 2026-11-23T10:00:00Z  the first visit (now)\n"
    "  --every 2d                   between two visits (1d)\n"
    "  --visits 6                   how many\n"
    "\n"
    "What they do; each may repeat\n"
    "  --answer company=Acme        the answer, once asked\n"
    "  --blank role                 press the button without an answer\n"
    "  --decline vat_id             \"Rather not say\"\n"
    "  --ignore role                look at the page and leave\n"
    "  --consent news               tick the box\n"
    "  --not-remembered             leave \"Remember me\" unticked\n"
    "\n"
    "What is printed\n"
    "  --json                       one JSON object\n"
    "  --script FILE                steps as lines of JSON (\"-\": stdin), a\n"
    "                               state for each: docs/forms.md\n"
    "\n"
    "Exit status: 0; 1 the form has errors, or the site refused an answer;\n"
    "2 wrong use.\n";


static int lf_simulate_options(lf_play_t *play, int argc, char **argv,
    int *json, const char **script);
static int lf_simulate_visits(lf_play_t *play, int json);
static json_t *lf_simulate_step(lf_play_t *play, int64_t visit,
    int *refused);


int
lf_cli_simulate(int argc, char **argv)
{
    int          json, status;
    lf_play_t    play;
    const char  *script;

    json = 0;
    script = NULL;

    if (argc == 1 && (strcmp(argv[0], "--help") == 0
                      || strcmp(argv[0], "-h") == 0))
    {
        fputs(lf_simulate_help, stdout);
        return LF_EXIT_OK;
    }

    status = lf_play_init(&play);

    if (status == LF_EXIT_OK) {
        status = lf_simulate_options(&play, argc, argv, &json, &script);
    }

    if (status == LF_EXIT_OK) {
        status = lf_play_load(&play);
    }

    if (status == LF_EXIT_OK) {
        status = script != NULL ? lf_simulate_script(&play, script)
                                : lf_simulate_visits(&play, json);
    }

    lf_play_free(&play);

    return status;
}


static int
lf_simulate_options(lf_play_t *play, int argc, char **argv, int *json,
    const char **script)
{
    int  i, taken;

    for (i = 0; i < argc; i += taken) {
        taken = lf_play_option(play, argc - i, argv + i);

        if (taken < 0) {
            return LF_EXIT_USAGE;
        }

        if (taken > 0) {
            continue;
        }

        taken = 1;

        if (strcmp(argv[i], "--json") == 0) {
            *json = 1;

        } else if (strcmp(argv[i], "--script") == 0 && i + 1 < argc) {
            *script = argv[i + 1];
            taken = 2;

        } else if (argv[i][0] != '-' && play->name == NULL) {
            play->name = argv[i];

        } else {
            return lf_cli_usage("simulate: %s does not belong here; "
                                "\"lead-form simulate --help\" lists what "
                                "does", argv[i]);
        }
    }

    if (play->name == NULL) {
        return lf_cli_usage("usage: lead-form simulate FORM [OPTION]...; "
                            "\"lead-form simulate --help\" lists them");
    }

    return LF_EXIT_OK;
}


/* What a person typed is shown as the site shows it, and ends the story. */

static int
lf_simulate_visits(lf_play_t *play, int json)
{
    int       refused;
    int64_t   visit;
    json_t   *root, *visits, *step;

    root = json_object();
    visits = json_array();
    refused = 0;

    if (json_object_set_new(root, "form", lf_json_text(play->form->name)) != 0
        || json_object_set_new(root, "version",
                               lf_json_text(play->form->version)) != 0
        || json_object_set_new(root, "visits", visits) != 0)
    {
        json_decref(root);
        return lf_cli_failed("no memory");
    }

    for (visit = 1; visit <= play->visits && !refused; visit++) {
        step = lf_simulate_step(play, visit, &refused);

        if (step == NULL || json_array_append_new(visits, step) != 0) {
            json_decref(root);
            return lf_cli_failed("no memory");
        }

        if (!json) {
            lf_simulate_print(step, visit);
        }
    }

    if (json) {
        (void) json_dumpf(root, stdout, JSON_INDENT(2));
        printf("\n");
    }

    json_decref(root);

    return refused ? LF_EXIT_FAILED : LF_EXIT_OK;
}


static json_t *
lf_simulate_step(lf_play_t *play, int64_t visit, int *refused)
{
    json_t         *step;
    lf_play_act_t   act;

    if (lf_play_open(play, visit) != 0) {
        return NULL;
    }

    step = lf_simulate_page_json(play);
    if (step == NULL) {
        return NULL;
    }

    if (json_object_set_new(step, "visit", json_integer(visit)) != 0
        || lf_play_act(play, &act) != 0)
    {
        json_decref(step);
        return NULL;
    }

    if (json_object_set_new(step, "does", act.does == NULL
                                          ? json_null()
                                          : json_string(act.does)) != 0
        || (act.does != NULL
            && lf_simulate_post_json(play, &act.post, step) != 0))
    {
        json_decref(step);
        return NULL;
    }

    *refused = act.does != NULL && act.post.submission.problems > 0;

    return step;
}
