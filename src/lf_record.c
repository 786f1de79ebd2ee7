/*
 * lf_record: a hash of Redis as a list, for lf_simulate.  Names and values are
 * in the caller's memory.
 */

#include <lead_form/lf_simulate.h>


#define LF_RECORD_SIZE  16                  /* strings, at first */


static size_t lf_record_find(const lf_record_t *record, lf_str_t prefix,
    lf_str_t name);
static int lf_record_grow(lf_mem_t *mem, lf_record_t *record);


const lf_str_t *
lf_record_get(const lf_record_t *record, lf_str_t prefix, lf_str_t name)
{
    size_t  i;

    i = lf_record_find(record, prefix, name);

    return i == record->count ? NULL : &record->items[i + 1];
}


int64_t
lf_record_int(const lf_record_t *record, lf_str_t prefix, lf_str_t name,
    int64_t absent)
{
    int64_t          n;
    const lf_str_t  *value;

    value = lf_record_get(record, prefix, name);

    return value == NULL || lf_str_int(*value, &n) != 0 ? absent : n;
}


int
lf_record_set(lf_mem_t *mem, lf_record_t *record, lf_str_t prefix,
    lf_str_t name, lf_str_t value)
{
    size_t    i;
    lf_str_t  parts[2], copy;

    i = lf_record_find(record, prefix, name);
    copy = lf_str_copy(mem, value);

    if (copy.data == NULL) {
        return -1;
    }

    if (i == record->count) {
        parts[0] = prefix;
        parts[1] = name;
        name = lf_str_concat(mem, parts, 2);

        if (name.data == NULL || lf_record_grow(mem, record) != 0) {
            return -1;
        }

        record->items[i] = name;
        record->count += 2;
    }

    record->items[i + 1] = copy;

    return 0;
}


int
lf_record_set_int(lf_mem_t *mem, lf_record_t *record, lf_str_t prefix,
    lf_str_t name, int64_t value)
{
    lf_out_t  out;

    lf_out_init(&out, mem, 24);
    lf_out_int(&out, value);

    return out.failed ? -1
                      : lf_record_set(mem, record, prefix, name,
                                      lf_out_str(&out));
}


void
lf_record_delete(lf_record_t *record, lf_str_t prefix, lf_str_t name)
{
    size_t  i;

    i = lf_record_find(record, prefix, name);

    if (i < record->count) {
        record->count -= 2;
        record->items[i] = record->items[record->count];
        record->items[i + 1] = record->items[record->count + 1];
    }
}


/* The place of the name, or the end. */

static size_t
lf_record_find(const lf_record_t *record, lf_str_t prefix, lf_str_t name)
{
    size_t           i;
    const lf_str_t  *item;

    for (i = 0; i < record->count; i += 2) {
        item = &record->items[i];

        if (item->len == prefix.len + name.len
            && lf_str_starts_with(*item, prefix)
            && memcmp(item->data + prefix.len, name.data, name.len) == 0)
        {
            break;
        }
    }

    return i;
}


static int
lf_record_grow(lf_mem_t *mem, lf_record_t *record)
{
    size_t     size;
    lf_str_t  *items;

    if (record->count + 2 <= record->size) {
        return 0;
    }

    size = record->size == 0 ? LF_RECORD_SIZE : 2 * record->size;
    items = lf_calloc(mem, size, sizeof(lf_str_t));

    if (items == NULL) {
        return -1;
    }

    if (record->count > 0) {
        memcpy(items, record->items, record->count * sizeof(lf_str_t));
    }

    record->items = items;
    record->size = size;

    return 0;
}
