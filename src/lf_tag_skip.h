/*
 * lf_tag_skip (private): the short ways over what is of no interest.
 */

#ifndef LF_TAG_SKIP_H
#define LF_TAG_SKIP_H

#include <lead_form/lf_base.h>

/*
 * In the text of a page: the first "<" of what may be more than a tag of no
 * interest, or goes beyond `end`; else `end`.
 */
const char *lf_tag_skip(const char *p, const char *end);

/*
 * Whether the first ten bytes of "<lead-form", in any case, stand in these, or
 * fewer of them at their end.
 */
int lf_tag_shows(const char *p, const char *end);

#endif
