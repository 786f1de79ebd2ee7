/*
 * lf_simulate (command): a step as JSON, which is what is printed or what the
 * text for people is made of.
 */

#ifndef LF_CLI_SIMULATE_H
#define LF_CLI_SIMULATE_H

#include <jansson.h>

#include "play.h"

/* The page that sim->page shows; NULL: memory is out.  New reference. */
json_t *lf_simulate_page_json(lf_play_t *play);

/* Adds what became of a post to that object; 0, or -1: memory is out. */
int lf_simulate_post_json(lf_play_t *play, const lf_simulate_post_t *post,
    json_t *step);

/* Adds the records of the cookie's visitor; likewise. */
int lf_simulate_records_json(const lf_play_t *play, json_t *step);

/* One visit for people. */
void lf_simulate_print(const json_t *step, int64_t visit);

/* --script: steps as lines of JSON from a file ("-": stdin). */
int lf_simulate_script(lf_play_t *play, const char *file);

static inline json_t *
lf_json_text(lf_str_t s)
{
    return json_stringn(s.len > 0 ? s.data : "", s.len);
}

#endif
