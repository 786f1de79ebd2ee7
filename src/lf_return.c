/*
 * lf_return: pages of the same site, and what a form's answer adds to them.
 * Owns nothing.
 */

#include <lead_form/lf_form.h>
#include <lead_form/lf_return.h>


static int lf_return_takes(unsigned char c);
static int lf_return_has_dots(lf_str_t path);
static int lf_return_is_dots(lf_str_t segment);
static int lf_return_is_argument(lf_str_t argument);


int
lf_return_is_local(lf_str_t page)
{
    size_t    i;
    lf_str_t  path;

    if (page.len == 0 || page.len > LF_URL_LEN_MAX || page.data[0] != '/'
        || (page.len > 1 && page.data[1] == '/'))
    {
        return 0;
    }

    for (i = 0; i < page.len; i++) {
        if (!lf_return_takes((unsigned char) page.data[i])) {
            return 0;
        }
    }

    path = lf_str_cut(&page, '#');

    return !lf_return_has_dots(lf_str_cut(&path, '?'));
}


static int
lf_return_takes(unsigned char c)
{
    return c > 0x20 && c < 0x7f && memchr("\"'<>\\", c, 5) == NULL;
}


/* Such a path is another one to whoever resolves it: "/..//host", say. */

static int
lf_return_has_dots(lf_str_t path)
{
    while (path.len > 0) {
        if (lf_return_is_dots(lf_str_cut(&path, '/'))) {
            return 1;
        }
    }

    return 0;
}


/* One or two dots, which may be written "%2e" (URL standard). */

static int
lf_return_is_dots(lf_str_t segment)
{
    size_t  i, dots;

    dots = 0;

    for (i = 0; i < segment.len; dots++) {
        if (segment.data[i] == '.') {
            i++;

        } else if (lf_str_eq_nocase(
                       (lf_str_t) { segment.data + i,
                                    segment.len - i < 3 ? 0 : 3 },
                       lf_str("%2e")))
        {
            i += 3;

        } else {
            return 0;
        }
    }

    return dots == 1 || dots == 2;
}


lf_str_t
lf_return_page(lf_mem_t *mem, lf_str_t target)
{
    size_t         i;
    lf_out_t       out;
    unsigned char  c;

    static const char  hex[] = "0123456789ABCDEF";

    target = lf_str_cut(&target, '#');

    if (target.len == 0 || target.len > LF_URL_LEN_MAX) {
        return lf_str("");
    }

    lf_out_init(&out, mem, target.len + 1);

    for (i = 0; i < target.len; i++) {
        c = (unsigned char) target.data[i];

        if (lf_return_takes(c)) {
            lf_out_byte(&out, (char) c);

        } else {
            lf_out_byte(&out, '%');
            lf_out_byte(&out, hex[c >> 4]);
            lf_out_byte(&out, hex[c & 15]);
        }
    }

    if (out.failed) {
        return lf_null_str;
    }

    target = lf_out_str(&out);

    return lf_return_is_local(target) ? target : lf_str("");
}


lf_str_t
lf_return_location(lf_mem_t *mem, lf_str_t page, lf_str_t form,
    lf_str_t state)
{
    char      mark;
    lf_str_t  argument;
    lf_out_t  out;

    page = lf_str_cut(&page, '#');

    lf_out_init(&out, mem, page.len + 2 * form.len + state.len + 32);
    lf_out_add(&out, lf_str_cut(&page, '?'));

    mark = '?';

    while (page.len > 0) {
        argument = lf_str_cut(&page, '&');

        if (argument.len > 0 && !lf_return_is_argument(argument)) {
            lf_out_byte(&out, mark);
            lf_out_add(&out, argument);
            mark = '&';
        }
    }

    if (state.len > 0) {
        lf_out_byte(&out, mark);
        lf_out_lit(&out, LF_RETURN_ARGUMENT "=");
        lf_out_add(&out, form);
        lf_out_byte(&out, '.');
        lf_out_add(&out, state);
    }

    lf_out_lit(&out, "#lead-form-");
    lf_out_add(&out, form);

    return out.failed ? lf_null_str : lf_out_str(&out);
}


static int
lf_return_is_argument(lf_str_t argument)
{
    return lf_str_is(lf_str_cut(&argument, '='), LF_RETURN_ARGUMENT);
}


/* What stands there was written by lf_return_location: nothing is encoded. */

lf_str_t
lf_return_state(lf_str_t query, lf_str_t form)
{
    lf_str_t  argument;

    while (query.len > 0) {
        argument = lf_str_cut(&query, '&');

        if (lf_return_is_argument(argument)) {
            (void) lf_str_cut(&argument, '=');

            if (lf_str_eq(lf_str_cut(&argument, '.'), form)) {
                return argument;
            }
        }
    }

    return lf_null_str;
}
