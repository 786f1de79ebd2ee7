/*
 * lf_play: a visitor played on the command line, for `simulate` and
 * `preview`: what the options say of them, the forms they meet, and how they
 * answer.
 */

#ifndef LF_PLAY_H
#define LF_PLAY_H

#include <lead_form/lf_form.h>
#include <lead_form/lf_simulate.h>

#include "folder.h"
#include "lf_cli.h"

#define LF_PLAY_UTM_MAX     8           /* as the module keeps */
#define LF_PLAY_LIST_MAX    256         /* of each option that may repeat */
#define LF_PLAY_VISITS_MAX  1000
#define LF_PLAY_READS       30000       /* ms between a page and its button */

typedef struct {
    lf_pair_t  items[LF_PLAY_LIST_MAX]; /* value: empty without "=" */
    size_t     count;
} lf_play_list_t;

typedef struct {
    lf_arena_t       *arena;
    lf_mem_t         *mem;
    lf_cli_folder_t   folder;
    lf_site_t        *site;
    lf_form_t        *form;

    const char       *name;             /* of the form, or its file */
    const char       *forms;            /* --forms; NULL: the file's folder */
    lf_str_t          language;
    lf_facts_t        facts;            /* of each request */
    lf_pair_t         utm[LF_PLAY_UTM_MAX];
    int64_t           visits;
    int64_t           every;            /* ms */
    int64_t           from;             /* ms since 1970 */
    int               forgetful;        /* leaves "Remember me" unticked */
    lf_play_list_t    answers;
    lf_play_list_t    blank;
    lf_play_list_t    declined;
    lf_play_list_t    ignored;
    lf_play_list_t    known;
    lf_play_list_t    consents;

    lf_simulate_t     sim;
} lf_play_t;

/* What the visitor did about a page. */
typedef struct {
    const char          *does;          /* "answers" …; NULL: nothing, leaves */
    lf_pair_t           *pairs;
    size_t               count;
    lf_simulate_post_t   post;
} lf_play_act_t;

/*
 * An option that both commands know: the count of arguments taken, 0 when it
 * is none of them, -1 when it is wrong, which is said.
 */
int lf_play_option(lf_play_t *play, int argc, char **argv);

/* Both return an exit status, and say what is wrong. */
int lf_play_init(lf_play_t *play);
int lf_play_load(lf_play_t *play);
void lf_play_free(lf_play_t *play);

/* The facts of a request for that form: its language is one of the form's. */
void lf_play_facts(const lf_play_t *play, const lf_form_t *form,
    lf_facts_t *facts);

/* Opens the form for the visit of that number, from 1; 0, or -1: memory. */
int lf_play_open(lf_play_t *play, int64_t visit);

/* Does about the page what the options say; likewise. */
int lf_play_act(lf_play_t *play, lf_play_act_t *act);

/* A value that the field takes; data NULL: none was found. */
lf_str_t lf_play_value(lf_play_t *play, unsigned field);

/* "2d" in milliseconds, RFC 3339 likewise; 0, or -1. */
int lf_play_duration(const char *text, int64_t *ms);
int lf_play_time(lf_str_t text, int64_t *ms);

/* The continent of a country; empty: unknown. */
lf_str_t lf_play_continent(lf_str_t country);

#endif
