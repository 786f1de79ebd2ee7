/*
 * lead-form preview FORM: a link to the real page in a made-up state, signed
 * with the site's key, and over after a while.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <lead_form/lf_preview.h>

#include "keys.h"
#include "play.h"


static const char  lf_preview_help[] =
    "usage: lead-form preview FILE --url URL --secret FILE [OPTION]...\n"
    "       lead-form preview NAME --forms DIR --url URL --secret FILE ...\n"
    "\n"
    "Prints a link: the real page as the visitor sees it on some visit, with\n"
    "a banner.  Sending it stores nothing, and shows the event that it would\n"
    "have sent.  Whoever has the link may look at it: keep to made-up names.\n"
    "\n"
    "  --url https://example.com/contact   where the form is served\n"
    "  --secret FILE                the site's secret\n"
    "  --site main                  as lead_form_site has it\n"
    "  --visit 3                    which visit is shown (2; 1: first step)\n"
    "  --for 1h                     how long the link holds; at most 30d\n"
    "\n"
    "What happened until then is played as \"lead-form simulate\" does it:\n"
    "see its --help for --country, --language, --answer and the rest.\n";


typedef struct {
    lf_play_t    play;
    const char  *url;
    const char  *secret;
    const char  *site;
    int64_t      lifetime;              /* ms */
} lf_preview_run_t;


static int lf_preview_options(lf_preview_run_t *link, int argc, char **argv);
static int lf_preview_refused(const char *name);
static int lf_preview_option(lf_preview_run_t *link, const char *name,
    const char *value);
static int lf_preview_play(lf_preview_run_t *link);
static int lf_preview_print(lf_preview_run_t *link);


int
lf_cli_preview(int argc, char **argv)
{
    int               status;
    lf_preview_run_t  link;

    if (argc == 1 && (strcmp(argv[0], "--help") == 0
                      || strcmp(argv[0], "-h") == 0))
    {
        fputs(lf_preview_help, stdout);
        return LF_EXIT_OK;
    }

    memset(&link, 0, sizeof(lf_preview_run_t));
    link.site = "main";
    link.lifetime = 3600 * 1000;

    status = lf_play_init(&link.play);

    if (status == LF_EXIT_OK) {
        link.play.visits = 2;
        status = lf_preview_options(&link, argc, argv);
    }

    if (status == LF_EXIT_OK) {
        status = lf_play_load(&link.play);
    }

    if (status == LF_EXIT_OK) {
        status = lf_preview_play(&link);
    }

    if (status == LF_EXIT_OK) {
        status = lf_preview_print(&link);
    }

    lf_play_free(&link.play);

    return status;
}


static int
lf_preview_options(lf_preview_run_t *link, int argc, char **argv)
{
    int  i, taken;

    for (i = 0; i < argc; i += taken) {
        taken = lf_play_option(&link->play, argc - i, argv + i);

        if (taken < 0) {
            return LF_EXIT_USAGE;
        }

        if (taken > 0) {
            continue;
        }

        taken = 2;

        if (i + 1 < argc
            && lf_preview_option(link, argv[i], argv[i + 1]) == 0)
        {
            continue;
        }

        if (argv[i][0] == '-' || link->play.name != NULL) {
            return lf_preview_refused(argv[i]);
        }

        link->play.name = argv[i];
        taken = 1;
    }

    if (link->play.name == NULL || link->url == NULL || link->secret == NULL) {
        return lf_cli_usage("usage: lead-form preview FORM --url URL --secret "
                            "FILE [OPTION]...; \"lead-form preview --help\" "
                            "lists them");
    }

    return LF_EXIT_OK;
}


static int
lf_preview_refused(const char *name)
{
    size_t  i;

    static const struct {
        const char  *name;
        const char  *like;
    } values[] = {
        { "--url", "https://example.com/contact" },
        { "--secret", "/etc/lead-form/secret" },
        { "--site", "main" },
        { "--visit", "3" },
        { "--for", "1h, and at most 30d" }
    };

    for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        if (strcmp(name, values[i].name) == 0) {
            return lf_cli_usage("preview: %s wants a value like %s", name,
                                values[i].like);
        }
    }

    return lf_cli_usage("preview: %s does not belong here; \"lead-form "
                        "preview --help\" lists what does", name);
}


static int
lf_preview_option(lf_preview_run_t *link, const char *name, const char *value)
{
    if (strcmp(name, "--url") == 0) {
        link->url = value;
        return strncmp(value, "http://", 7) == 0
               || strncmp(value, "https://", 8) == 0 ? 0 : -1;
    }

    if (strcmp(name, "--secret") == 0) {
        link->secret = value;
        return 0;
    }

    if (strcmp(name, "--site") == 0) {
        link->site = value;
        return value[0] != '\0' ? 0 : -1;
    }

    if (strcmp(name, "--visit") == 0) {
        return lf_str_int(lf_str_of(value), &link->play.visits) == 0
               && link->play.visits >= 1
               && link->play.visits <= LF_PLAY_VISITS_MAX ? 0 : -1;
    }

    if (strcmp(name, "--for") == 0) {
        return lf_play_duration(value, &link->lifetime) == 0
               && link->lifetime <= LF_PREVIEW_LIFETIME_MAX * 1000LL ? 0 : -1;
    }

    return -1;
}


/* All visits before the one that is shown. */

static int
lf_preview_play(lf_preview_run_t *link)
{
    size_t                  i;
    int64_t                 visit;
    lf_str_t                name, text;
    lf_play_t              *play;
    lf_play_act_t           act;
    const lf_submission_t  *submission;

    play = &link->play;

    for (visit = 1; visit < play->visits; visit++) {
        if (lf_play_open(play, visit) != 0 || lf_play_act(play, &act) != 0) {
            return lf_cli_failed("no memory");
        }

        submission = &act.post.submission;

        for (i = 0; i < submission->inputs_count; i++) {
            if (!submission->inputs[i].bad) {
                continue;
            }

            name = play->form->fields[submission->inputs[i].field].name;
            text = lf_message(submission->inputs[i].message, lf_str("en"));

            return lf_cli_failed("--answer %.*s: %.*s", (int) name.len,
                                 name.data, (int) text.len, text.data);
        }
    }

    return LF_EXIT_OK;
}


static int
lf_preview_print(lf_preview_run_t *link)
{
    lf_str_t       token;
    lf_keys_t     *keys;
    lf_play_t     *play;
    lf_facts_t     facts;
    lf_preview_t   preview;

    play = &link->play;
    facts = play->facts;
    facts.language = play->language;

    lf_preview_of(&play->sim, play->form, &facts,
                  play->from + (play->visits - 1) * play->every, &preview);
    preview.expires = (int64_t) time(NULL) + link->lifetime / 1000;

    keys = lf_cli_keys(play->mem, link->secret);
    if (keys == NULL) {
        return LF_EXIT_FAILED;
    }

    token = lf_preview_make(play->mem, keys, lf_str_of(link->site),
                            play->form->name, &preview);
    lf_keys_free(keys);

    if (token.data == NULL) {
        return lf_cli_failed("this is more than a link can hold; give fewer "
                             "or shorter answers");
    }

    printf("%s%cpreview=%.*s\n", link->url,
           strchr(link->url, '?') == NULL ? '?' : '&', (int) token.len,
           token.data);

    return LF_EXIT_OK;
}
