/*
 * lf_pack: a map of texts and of lists of texts, as MessagePack.
 */

#include <lead_form/lf_pack.h>


#define LF_PACK_LIST         0x90       /* | count, up to 15 */
#define LF_PACK_LIST_16      0xdc
#define LF_PACK_TEXT         0xa0       /* | length, up to 31 */
#define LF_PACK_TEXT_8       0xd9
#define LF_PACK_TEXT_16      0xda
#define LF_PACK_TEXT_32      0xdb
#define LF_PACK_HEAD_LEN     5


static void lf_pack_string(lf_out_t *out, lf_str_t s);
static size_t lf_pack_big_endian(char *p, size_t n, size_t bytes);


/* How many names there are is known at the end: a map's longer head waits. */

void
lf_pack_begin(lf_pack_t *pack, lf_mem_t *mem, size_t hint)
{
    lf_out_init(&pack->out, mem, hint);
    lf_out_add(&pack->out, lf_str("\xde\0\0"));

    pack->names = 0;
    pack->missing = 0;
}


void
lf_pack_text(lf_pack_t *pack, lf_str_t name, lf_str_t text)
{
    if (text.len == 0) {
        return;
    }

    lf_pack_string(&pack->out, name);
    lf_pack_string(&pack->out, text);
    pack->names++;
}


void
lf_pack_int(lf_pack_t *pack, lf_str_t name, int64_t n)
{
    char  digits[LF_INT_TEXT_LEN];

    lf_pack_text(pack, name, lf_int_text(n, digits));
}


void
lf_pack_list(lf_pack_t *pack, lf_str_t name, size_t count)
{
    char    head[LF_PACK_HEAD_LEN];
    size_t  len;

    if (count > LF_PACK_COUNT_MAX || pack->missing > 0) {
        pack->out.failed = 1;
        return;
    }

    if (count < 16) {
        head[0] = (char) (LF_PACK_LIST | count);
        len = 1;

    } else {
        head[0] = (char) LF_PACK_LIST_16;
        len = 1 + lf_pack_big_endian(head + 1, count, 2);
    }

    lf_pack_string(&pack->out, name);
    lf_out_add(&pack->out, (lf_str_t) { head, len });
    pack->names++;
    pack->missing = count;
}


void
lf_pack_item(lf_pack_t *pack, lf_str_t text)
{
    if (pack->missing == 0) {
        pack->out.failed = 1;
        return;
    }

    lf_pack_string(&pack->out, text);
    pack->missing--;
}


int
lf_pack_end(lf_pack_t *pack, lf_str_t *bytes)
{
    if (pack->out.failed || pack->missing > 0
        || pack->names > LF_PACK_COUNT_MAX)
    {
        return -1;
    }

    (void) lf_pack_big_endian(pack->out.data + 1, pack->names, 2);
    *bytes = lf_out_str(&pack->out);

    return 0;
}


static void
lf_pack_string(lf_out_t *out, lf_str_t s)
{
    char    head[LF_PACK_HEAD_LEN];
    size_t  len;

    if (s.len < 32) {
        head[0] = (char) (LF_PACK_TEXT | s.len);
        len = 1;

    } else if (s.len <= UINT8_MAX) {
        head[0] = (char) LF_PACK_TEXT_8;
        len = 1 + lf_pack_big_endian(head + 1, s.len, 1);

    } else if (s.len <= UINT16_MAX) {
        head[0] = (char) LF_PACK_TEXT_16;
        len = 1 + lf_pack_big_endian(head + 1, s.len, 2);

    } else if (s.len <= UINT32_MAX) {
        head[0] = (char) LF_PACK_TEXT_32;
        len = 1 + lf_pack_big_endian(head + 1, s.len, 4);

    } else {
        out->failed = 1;
        return;
    }

    lf_out_add(out, (lf_str_t) { head, len });
    lf_out_add(out, s);
}


static size_t
lf_pack_big_endian(char *p, size_t n, size_t bytes)
{
    size_t  i;

    for (i = 0; i < bytes; i++) {
        p[i] = (char) (n >> 8 * (bytes - 1 - i));
    }

    return bytes;
}
