/*
 * lead-form link --lead ID: a link for one person, to be put into a mail.
 * Whoever opens it and says "It's me" is remembered as that lead.
 */

#include <stdio.h>
#include <string.h>
#include <time.h>

#include <openssl/rand.h>

#include <lead_form/lf_form.h>
#include <lead_form/lf_link.h>
#include <lead_form/lf_submission.h>

#include "keys.h"
#include "play.h"


static const char  lf_link_help[] =
    "usage: lead-form link --lead ID --form NAME --url URL --secret FILE\n"
    "                      [OPTION]...\n"
    "\n"
    "Prints a link for the mail to one lead.  It asks whether they are the\n"
    "one; \"It's me\" makes that browser one of the lead's own, which is not\n"
    "asked again what is known.  It shows nothing of the lead.  At most three\n"
    "browsers take it; erasing the lead ends it.\n"
    "\n"
    "  --lead ID                    the lead, as its events name it\n"
    "  --form contact               the form, as lead_form has it\n"
    "  --url https://example.com/contact   where the form is served\n"
    "  --secret FILE                the site's secret\n"
    "  --site main                  as lead_form_site has it\n"
    "  --expires 30d                how long it holds; at most 365d\n"
    "  --forms DIR                  looks whether there is such a form\n"
    "  --json                       url, lead, form and expires as JSON\n";


typedef struct {
    const char  *lead;
    const char  *form;
    const char  *url;
    const char  *secret;
    const char  *site;
    const char  *forms;                 /* NULL: not looked at */
    int64_t      lifetime;              /* ms */
    int          json;
    lf_link_t    link;
} lf_link_order_t;


static int lf_link_options(lf_link_order_t *order, int argc, char **argv);
static int lf_link_option(lf_link_order_t *order, const char *name,
    const char *value);
static int lf_link_refused(const char *name);
static int lf_link_is_form(const char *name);
static int lf_link_is_url(const char *url);
static int lf_link_sign(lf_link_order_t *order);
static int lf_link_has_form(lf_link_order_t *order);
static int lf_link_print(lf_link_order_t *order, lf_mem_t *mem,
    lf_keys_t *keys);
static int lf_link_print_json(lf_link_order_t *order, lf_mem_t *mem,
    lf_str_t url);


int
lf_cli_link(int argc, char **argv)
{
    int              status;
    lf_link_order_t  order;

    if (argc == 1 && (strcmp(argv[0], "--help") == 0
                      || strcmp(argv[0], "-h") == 0))
    {
        fputs(lf_link_help, stdout);
        return LF_EXIT_OK;
    }

    memset(&order, 0, sizeof(lf_link_order_t));
    order.site = "main";
    order.lifetime = 30 * 86400 * 1000LL;

    status = lf_link_options(&order, argc, argv);

    return status == LF_EXIT_OK ? lf_link_sign(&order) : status;
}


static int
lf_link_options(lf_link_order_t *order, int argc, char **argv)
{
    int  i;

    for (i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0) {
            order->json = 1;
            continue;
        }

        if (i + 1 == argc || lf_link_option(order, argv[i], argv[i + 1]) != 0)
        {
            return lf_link_refused(argv[i]);
        }

        i++;
    }

    if (order->lead == NULL || order->form == NULL || order->url == NULL
        || order->secret == NULL)
    {
        return lf_cli_usage("usage: lead-form link --lead ID --form NAME "
                            "--url URL --secret FILE [OPTION]...; \"lead-form "
                            "link --help\" lists them");
    }

    return LF_EXIT_OK;
}


static int
lf_link_option(lf_link_order_t *order, const char *name, const char *value)
{
    if (strcmp(name, "--lead") == 0) {
        order->lead = value;
        return lf_base64url_decode(order->link.lead, LF_ID_LEN,
                                   lf_str_of(value));
    }

    if (strcmp(name, "--form") == 0) {
        order->form = value;
        return lf_link_is_form(value) ? 0 : -1;
    }

    if (strcmp(name, "--url") == 0) {
        order->url = value;
        return lf_link_is_url(value) ? 0 : -1;
    }

    if (strcmp(name, "--secret") == 0) {
        order->secret = value;
        return 0;
    }

    if (strcmp(name, "--site") == 0) {
        order->site = value;
        return value[0] != '\0' ? 0 : -1;
    }

    if (strcmp(name, "--forms") == 0) {
        order->forms = value;
        return 0;
    }

    if (strcmp(name, "--expires") == 0) {
        return lf_play_duration(value, &order->lifetime) == 0
               && order->lifetime <= LF_LINK_LIFETIME_MAX * 1000LL ? 0 : -1;
    }

    return -1;
}


static int
lf_link_refused(const char *name)
{
    size_t  i;

    static const struct {
        const char  *name;
        const char  *like;
    } values[] = {
        { "--lead", "X5xVd2n4bN3vK6mQzW8gUw, the \"lead\" in an event" },
        { "--form", "contact" },
        { "--url", "https://example.com/contact" },
        { "--secret", "/etc/lead-form/secret" },
        { "--site", "main" },
        { "--forms", "/etc/lead-form/forms" },
        { "--expires", "30d, and at most 365d" }
    };

    for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        if (strcmp(name, values[i].name) == 0) {
            return lf_cli_usage("link: %s wants a value like %s", name,
                                values[i].like);
        }
    }

    /* What is no option may be a person's. */

    return lf_cli_usage("link: %s does not belong here; \"lead-form link "
                        "--help\" lists what does",
                        name[0] == '-' ? name : "a word");
}


/* As a form's file may be called. */

static int
lf_link_is_form(const char *name)
{
    size_t  len;

    len = strlen(name);

    return len > 0 && len <= LF_NAME_LEN_MAX && name[0] != '_'
           && name[0] != '-'
           && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == len
           && strcmp(name, "site") != 0;
}


/* Behind a "#" nothing reaches the server. */

static int
lf_link_is_url(const char *url)
{
    const char  *p;

    if (strncmp(url, "http://", 7) != 0 && strncmp(url, "https://", 8) != 0) {
        return 0;
    }

    for (p = url; *p != '\0'; p++) {
        if (*p <= ' ' || *p > '~' || strchr("#\"<>", *p) != NULL) {
            return 0;
        }
    }

    return 1;
}


static int
lf_link_sign(lf_link_order_t *order)
{
    int          status;
    lf_keys_t   *keys;
    lf_arena_t  *arena;

    status = order->forms != NULL ? lf_link_has_form(order) : LF_EXIT_OK;
    if (status != LF_EXIT_OK) {
        return status;
    }

    arena = lf_arena_create();
    if (arena == NULL) {
        return lf_cli_failed("no memory");
    }

    keys = lf_cli_keys(lf_arena_mem(arena), order->secret);

    status = keys != NULL ? lf_link_print(order, lf_arena_mem(arena), keys)
                          : LF_EXIT_FAILED;

    lf_keys_free(keys);
    lf_arena_destroy(arena);

    return status;
}


/* Whether it is a good one is what `lead-form check` is for. */

static int
lf_link_has_form(lf_link_order_t *order)
{
    int              status;
    lf_cli_folder_t  folder;

    if (lf_cli_folder_read(&folder, order->forms) != 0) {
        return LF_EXIT_FAILED;
    }

    status = lf_cli_folder_source(&folder, lf_str_of(order->form)) != NULL
             ? LF_EXIT_OK
             : lf_cli_failed("there is no form %s in %s", order->form,
                             order->forms);

    lf_cli_folder_free(&folder);

    return status;
}


static int
lf_link_print(lf_link_order_t *order, lf_mem_t *mem, lf_keys_t *keys)
{
    char      text[LF_LINK_LEN];
    lf_out_t  url;

    order->link.minted = (int64_t) time(NULL);
    order->link.expires = order->link.minted + order->lifetime / 1000;

    if (RAND_bytes(order->link.nonce, LF_NONCE_LEN) != 1) {
        return lf_cli_failed("no random bytes from OpenSSL");
    }

    if (lf_link_make(keys, lf_str_of(order->site), lf_str_of(order->form),
                     &order->link, text)
        != 0)
    {
        return lf_cli_failed("the link cannot be signed");
    }

    lf_out_init(&url, mem, 512);
    lf_out_add(&url, lf_str_of(order->url));
    lf_out_byte(&url, strchr(order->url, '?') == NULL ? '?' : '&');
    lf_out_lit(&url, "link=");
    lf_out_add(&url, (lf_str_t) { text, LF_LINK_LEN });

    if (url.failed) {
        return lf_cli_failed("no memory");
    }

    if (order->json) {
        return lf_link_print_json(order, mem,
                                  (lf_str_t) { url.data, url.len });
    }

    printf("%.*s\n", (int) url.len, url.data);

    return LF_EXIT_OK;
}


static int
lf_link_print_json(lf_link_order_t *order, lf_mem_t *mem, lf_str_t url)
{
    char      expires[LF_TIME_TEXT_LEN];
    lf_out_t  out;

    lf_time_text(order->link.expires * 1000, expires);

    lf_out_init(&out, mem, 512);
    lf_out_lit(&out, "{ \"url\": ");
    lf_out_json(&out, url);
    lf_out_lit(&out, ", \"lead\": ");
    lf_out_json(&out, lf_str_of(order->lead));
    lf_out_lit(&out, ", \"form\": ");
    lf_out_json(&out, lf_str_of(order->form));
    lf_out_lit(&out, ", \"expires\": ");
    lf_out_json(&out, (lf_str_t) { expires, LF_TIME_TEXT_LEN });
    lf_out_lit(&out, " }\n");

    if (out.failed) {
        return lf_cli_failed("no memory");
    }

    (void) fwrite(out.data, 1, out.len, stdout);

    return LF_EXIT_OK;
}
