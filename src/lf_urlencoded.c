/*
 * lf_urlencoded: application/x-www-form-urlencoded into pairs of raw bytes.
 */

#include <lead_form/lf_urlencoded.h>


/* Where decoded bytes go: made at the first piece that needs any. */
typedef struct {
    lf_mem_t  *mem;
    char      *data;
    size_t     size;                    /* of the input: pieces need less */
} lf_urlencoded_room_t;


static size_t lf_urlencoded_count(lf_str_t input);
static int lf_urlencoded_piece(lf_urlencoded_room_t *room, lf_str_t *piece);
static int lf_urlencoded_is_plain(lf_str_t s);
static char *lf_urlencoded_bytes(char *dst, lf_str_t s);
static int lf_urlencoded_hex(char c);


lf_urlencoded_result_t
lf_urlencoded_decode(lf_mem_t *mem, lf_str_t input, lf_pair_t **pairs,
    size_t *count)
{
    size_t                 n;
    lf_str_t               rest, piece;
    lf_pair_t             *pair;
    lf_urlencoded_room_t   room;

    *pairs = NULL;
    *count = 0;

    n = lf_urlencoded_count(input);

    if (n > LF_PAIRS_MAX) {
        return LF_URLENCODED_TOO_MANY;
    }

    if (n == 0) {
        return LF_URLENCODED_OK;
    }

    pair = lf_alloc(mem, n * sizeof(lf_pair_t));
    if (pair == NULL) {
        return LF_URLENCODED_NO_MEMORY;
    }

    room.mem = mem;
    room.data = NULL;
    room.size = input.len;

    *pairs = pair;

    for (rest = input; rest.len > 0; /* void */ ) {
        piece = lf_str_cut(&rest, '&');

        if (piece.len == 0) {
            continue;
        }

        pair->name = lf_str_cut(&piece, '=');
        pair->value = piece;

        if (lf_urlencoded_piece(&room, &pair->name) != 0
            || lf_urlencoded_piece(&room, &pair->value) != 0)
        {
            *pairs = NULL;
            return LF_URLENCODED_NO_MEMORY;
        }

        pair++;
    }

    *count = n;

    return LF_URLENCODED_OK;
}


static size_t
lf_urlencoded_count(lf_str_t input)
{
    size_t  i, count;

    count = 0;

    for (i = 0; i < input.len; i++) {
        if (input.data[i] != '&' && (i == 0 || input.data[i - 1] == '&')) {
            count++;
        }
    }

    return count;
}


static int
lf_urlencoded_piece(lf_urlencoded_room_t *room, lf_str_t *piece)
{
    char  *end;

    if (lf_urlencoded_is_plain(*piece)) {
        return 0;
    }

    if (room->data == NULL) {
        room->data = lf_alloc(room->mem, room->size);
        if (room->data == NULL) {
            return -1;
        }
    }

    end = lf_urlencoded_bytes(room->data, *piece);

    piece->data = room->data;
    piece->len = end - room->data;
    room->data = end;

    return 0;
}


static int
lf_urlencoded_is_plain(lf_str_t s)
{
    size_t  i;

    for (i = 0; i < s.len; i++) {
        if (s.data[i] == '%' || s.data[i] == '+') {
            return 0;
        }
    }

    return 1;
}


/* A "%" that no two hexadecimal digits follow stands for itself. */

static char *
lf_urlencoded_bytes(char *dst, lf_str_t s)
{
    int     high, low;
    size_t  i;

    for (i = 0; i < s.len; i++) {
        high = -1;
        low = -1;

        if (s.data[i] == '%' && s.len - i > 2) {
            high = lf_urlencoded_hex(s.data[i + 1]);
            low = lf_urlencoded_hex(s.data[i + 2]);
        }

        if (high >= 0 && low >= 0) {
            *dst++ = (char) (high << 4 | low);
            i += 2;

        } else {
            *dst++ = s.data[i] == '+' ? ' ' : s.data[i];
        }
    }

    return dst;
}


int
lf_urlencoded_is_whole(lf_str_t input)
{
    const char  *p, *end;

    if (input.len == 0) {
        return 1;
    }

    p = input.data;
    end = p + input.len;

    while (p < end && (p = memchr(p, '%', end - p)) != NULL) {
        if (end - p < 3 || lf_urlencoded_hex(p[1]) < 0
            || lf_urlencoded_hex(p[2]) < 0)
        {
            return 0;
        }

        p += 3;
    }

    return 1;
}


static int
lf_urlencoded_hex(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }

    c |= 0x20;

    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}


void
lf_urlencoded_add(lf_out_t *out, lf_str_t s)
{
    char               c;
    size_t             i;
    static const char  digits[] = "0123456789ABCDEF";

    for (i = 0; i < s.len; i++) {
        c = s.data[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.'
            || c == ':' || c == '/')
        {
            lf_out_byte(out, c);

        } else if (c == ' ') {
            lf_out_byte(out, '+');

        } else {
            lf_out_byte(out, '%');
            lf_out_byte(out, digits[(uint8_t) c >> 4]);
            lf_out_byte(out, digits[(uint8_t) c & 15]);
        }
    }
}


const lf_str_t *
lf_pairs_find(const lf_pair_t *pairs, size_t count, lf_str_t name)
{
    size_t  i;

    for (i = 0; i < count; i++) {
        if (lf_str_eq(pairs[i].name, name)) {
            return &pairs[i].value;
        }
    }

    return NULL;
}
