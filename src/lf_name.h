/*
 * lf_name: the names of fields, as they stand in forms, tickets and Redis.
 * Private to the core.
 */

#ifndef LF_NAME_H
#define LF_NAME_H

#include <lead_form/lf_form.h>

/* [a-z][a-z0-9_]*, at most LF_NAME_LEN_MAX bytes */
static inline int
lf_name_is_valid(lf_str_t name)
{
    char    c;
    size_t  i;

    for (i = 0; i < name.len; i++) {
        c = name.data[i];

        if ((c >= 'a' && c <= 'z')
            || (i > 0 && ((c >= '0' && c <= '9') || c == '_')))
        {
            continue;
        }

        return 0;
    }

    return name.len > 0 && name.len <= LF_NAME_LEN_MAX;
}

#endif
