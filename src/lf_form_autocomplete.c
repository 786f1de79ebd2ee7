/*
 * lf_form_autocomplete: the tokens of HTML's autocomplete attribute
 * (https://html.spec.whatwg.org/#autofill), so that a browser may fill in
 * what it knows.  A mistyped one would be ignored by every browser in
 * silence.
 */

#include "lf_form_load.h"


#define LF_AUTOCOMPLETE_LEN_MAX  100


static const lf_str_t  lf_autocomplete_prefixes[] = {
    { "shipping", 8 }, { "billing", 7 }, { "home", 4 }, { "work", 4 },
    { "mobile", 6 }, { "fax", 3 }, { "pager", 5 }
};

#define LF_TOKEN(name)  { name, sizeof(name) - 1 }

static const lf_str_t  lf_autocomplete_tokens[] = {
    LF_TOKEN("off"), LF_TOKEN("on"), LF_TOKEN("name"),
    LF_TOKEN("honorific-prefix"), LF_TOKEN("given-name"),
    LF_TOKEN("additional-name"), LF_TOKEN("family-name"),
    LF_TOKEN("honorific-suffix"), LF_TOKEN("nickname"),
    LF_TOKEN("organization-title"), LF_TOKEN("organization"),
    LF_TOKEN("street-address"), LF_TOKEN("address-line1"),
    LF_TOKEN("address-line2"), LF_TOKEN("address-line3"),
    LF_TOKEN("address-level1"), LF_TOKEN("address-level2"),
    LF_TOKEN("address-level3"), LF_TOKEN("address-level4"),
    LF_TOKEN("country"), LF_TOKEN("country-name"), LF_TOKEN("postal-code"),
    LF_TOKEN("language"), LF_TOKEN("bday"), LF_TOKEN("bday-day"),
    LF_TOKEN("bday-month"), LF_TOKEN("bday-year"), LF_TOKEN("sex"),
    LF_TOKEN("url"), LF_TOKEN("photo"), LF_TOKEN("tel"),
    LF_TOKEN("tel-country-code"), LF_TOKEN("tel-national"),
    LF_TOKEN("tel-area-code"), LF_TOKEN("tel-local"),
    LF_TOKEN("tel-local-prefix"), LF_TOKEN("tel-local-suffix"),
    LF_TOKEN("tel-extension"), LF_TOKEN("email"), LF_TOKEN("impp")
};


static int lf_form_token_is(lf_str_t token, const lf_str_t *list,
    size_t count);


/* Any prefixes, then exactly one token that names what is to be filled in. */

int
lf_form_autocomplete_parse(lf_mem_t *mem, lf_json_doc_t *doc,
    const lf_json_t *value, lf_str_t *autocomplete)
{
    lf_str_t          s, rest, token;
    lf_json_shown_t   shown;
    const lf_str_t   *near;

    if (lf_form_string_parse(doc, value, "\"organization\"", &s) != 0) {
        return -1;
    }

    rest = s;
    token = lf_str_cut(&rest, ' ');

    while (rest.len > 0
           && (lf_str_starts_with(token, lf_str("section-"))
               || lf_form_token_is(token, lf_autocomplete_prefixes,
                              LF_ARRAY_SIZE(lf_autocomplete_prefixes))))
    {
        token = lf_str_cut(&rest, ' ');
    }

    if (rest.len > 0 || s.len > LF_AUTOCOMPLETE_LEN_MAX
        || !lf_form_token_is(token, lf_autocomplete_tokens,
                        LF_ARRAY_SIZE(lf_autocomplete_tokens)))
    {
        near = lf_json_nearest(token, lf_autocomplete_tokens,
                               LF_ARRAY_SIZE(lf_autocomplete_tokens));
        token = near != NULL ? *near : lf_str("off");

        lf_json_error(doc, value, "%s is no autocomplete token of HTML; %s "
                      "\"%.*s\"%s", lf_json_show(&shown, s),
                      near != NULL ? "did you mean" : "write one, or",
                      (int) token.len, token.data, near != NULL ? "?" : "");
        return -1;
    }

    *autocomplete = lf_str_copy(mem, s);

    if (autocomplete->data == NULL) {
        doc->no_memory = 1;
        return -1;
    }

    return 0;
}


static int
lf_form_token_is(lf_str_t token, const lf_str_t *list, size_t count)
{
    size_t  i;

    for (i = 0; i < count; i++) {
        if (lf_str_eq(token, list[i])) {
            return 1;
        }
    }

    return 0;
}
