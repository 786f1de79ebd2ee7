/*
 * lf_language (private): BCP 47 tags, subtag by subtag, without case.
 */

#ifndef LF_LANGUAGE_H
#define LF_LANGUAGE_H

#include <lead_form/lf_base.h>

/* Whether the tag is the range, or begins with it: "de-AT" is within "de". */
int lf_language_is_within(lf_str_t tag, lf_str_t range);

/*
 * One step of RFC 4647's look-up: the last subtag is taken off, and a
 * single-letter one that then is last, too.  The tag may become empty.
 */
lf_str_t lf_language_shorten(lf_str_t tag);

/*
 * The script of ISO 15924 that the tag names ("zh-Hant"), or that its region
 * implies ("zh-TW"); empty: the usual one of the language.
 */
lf_str_t lf_language_script(lf_str_t tag);

#endif
