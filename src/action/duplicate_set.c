#include "action/duplicate_set.h"

#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"

#include <string.h>

/* --- the street --- */

/* `text` without `part` as its last words; length 0 when nothing else is there. */
static bool drop_last(const char *text, size_t *length, const char *part)
{
    size_t size = text_empty(part) ? 0 : strlen(part);
    if (!size || size > *length || memcmp(text + *length - size, part, size) != 0)
        return false;
    if (size < *length && text[*length - size - 1] != ' ')
        return false;
    *length -= size;
    while (*length && text[*length - 1] == ' ')
        (*length)--;
    return true;
}

static size_t words_behind(const char *text, size_t length)
{
    size_t words = 0;
    for (size_t i = 0; i < length; i++)
        words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
    return words;
}

/* Where the city begins for the last time, when only a state, a postcode and a country can stand
 * behind it. */
static bool cut_at_city(const char *text, size_t *length, const char *city)
{
    enum { WORDS_BEHIND = 5 };
    size_t size = text_empty(city) ? 0 : strlen(city);
    for (size_t at = *length; size && at-- > 0;) {
        if (at + size > *length || memcmp(text + at, city, size) != 0 ||
            (at && text[at - 1] != ' ') || (text[at + size] != ' ' && at + size != *length))
            continue;
        if (words_behind(text + at + size, *length - at - size) > WORDS_BEHIND)
            return false;
        *length = at;
        while (*length && text[*length - 1] == ' ')
            (*length)--;
        return true;
    }
    return false;
}

const char *duplicate_street(Arena *arena, const char *postal, const char *city, const char *region,
                             const char *postcode)
{
    size_t length = strlen(postal);
    if (!cut_at_city(postal, &length, city))
        while (drop_last(postal, &length, postcode) || drop_last(postal, &length, region))
            continue;
    drop_last(postal, &length, postcode); /* "4020 Linz": it stands before the city */
    return arena_strndup(arena, postal, length);
}

/* --- addresses, in step with their owners --- */

typedef struct Loading {
    Context *context;
    Arena *arena;
    DuplicateKind kind;
    VEC(AlikeRecord) records;
    VEC(int64_t) ids;

    Rows *addresses;
    Arena *row_arena; /* of the address read ahead */
    struct duplicate_contact_addresses_row ahead;
    bool more;
    Buf *emails, *cells, *phones, *postal;
} Loading;

enum { LIST_BYTES = 2000, FOLDED_BYTES = 1000 };

static bool read_ahead(Loading *loading, Err *err)
{
    arena_reset(loading->row_arena);
    return loading->kind == DUPLICATE_CONTACTS
               ? sql_duplicate_contact_addresses_next(loading->addresses, loading->row_arena,
                                                      &loading->ahead, &loading->more, err)
               : sql_duplicate_account_addresses_next(loading->addresses, loading->row_arena,
                                                      &loading->ahead, &loading->more, err);
}

static void add_to(Buf *list, const char *value)
{
    if (list->length)
        buf_addc(list, ' ');
    buf_adds(list, value);
}

/* The addresses of one owner into the four lists; those of owners passed over are skipped. */
static bool gather(Loading *loading, int64_t owner, Err *err)
{
    buf_clear(loading->emails);
    buf_clear(loading->cells);
    buf_clear(loading->phones);
    buf_clear(loading->postal);
    while (loading->more && loading->ahead.owner_id <= owner) {
        const char *kind = loading->ahead.kind;
        if (loading->ahead.owner_id == owner) {
            Buf *list = text_equal(kind, "email")    ? loading->emails
                        : text_equal(kind, "cell")   ? loading->cells
                        : text_equal(kind, "postal") ? loading->postal
                                                     : loading->phones;
            if (list != loading->postal || !list->length)
                add_to(list, loading->ahead.value_key);
        }
        if (!read_ahead(loading, err))
            return false;
    }
    return true;
}

static const char *kept(Arena *arena, const Buf *list)
{
    return list->length ? arena_strndup(arena, list->at, list->length) : NULL;
}

static const char *folded(Arena *arena, const char *text)
{
    return text_empty(text) ? NULL : text_fold(arena, text);
}

static AlikeRecord *add_record(Loading *loading, int64_t id, const char *city, const char *region,
                               const char *postcode)
{
    Arena *arena = loading->arena;
    AlikeRecord *record = vec_push(arena, &loading->records);
    *(int64_t *)vec_push(arena, &loading->ids) = id;
    record->city = folded(arena, city);
    record->region = folded(arena, region);
    record->postcode = folded(arena, postcode);
    record->emails = kept(arena, loading->emails);
    record->cells = kept(arena, loading->cells);
    record->phones = kept(arena, loading->phones);
    if (loading->postal->length)
        record->street = duplicate_street(arena, text_fold(arena, loading->postal->at),
                                          record->city, record->region, record->postcode);
    return record;
}

static bool load_people(Loading *loading, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    auto_rows Rows *rows = sql_duplicate_contacts_open(
        loading->context->db,
        &(struct duplicate_contacts_in){.workspace = loading->context->workspace}, err);
    if (!rows)
        return false;
    for (bool more;; arena_reset(scratch)) {
        struct duplicate_contacts_row row;
        if (!sql_duplicate_contacts_next(rows, scratch, &row, &more, err))
            return false;
        if (!more)
            return true;
        if (!gather(loading, row.id, err))
            return false;
        AlikeRecord *record = add_record(loading, row.id, row.city, row.region, row.postcode);
        record->kind = ALIKE_PERSON;
        record->given = folded(loading->arena, row.given);
        record->family = folded(loading->arena, row.family);
        if (!record->given && !record->family)
            record->name = arena_strdup(loading->arena, row.name_key);
        record->company = folded(loading->arena, row.company);
        record->birthday = arena_strdup(loading->arena, row.birthday);
    }
}

static bool load_firms(Loading *loading, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    auto_rows Rows *rows = sql_duplicate_accounts_open(
        loading->context->db,
        &(struct duplicate_accounts_in){.workspace = loading->context->workspace}, err);
    if (!rows)
        return false;
    for (bool more;; arena_reset(scratch)) {
        struct duplicate_accounts_row row;
        if (!sql_duplicate_accounts_next(rows, scratch, &row, &more, err))
            return false;
        if (!more)
            return true;
        if (!gather(loading, row.id, err))
            return false;
        AlikeRecord *record = add_record(loading, row.id, row.city, row.region, NULL);
        record->kind = ALIKE_FIRM;
        record->name = folded(loading->arena, row.name);
    }
}

static bool check_count(Context *context, Arena *arena, DuplicateKind kind, Err *err)
{
    struct duplicate_count_row count;
    if (!sql_duplicate_count(context->db, arena,
                             &(struct duplicate_count_in){.workspace = context->workspace}, &count,
                             NULL, err))
        return false;
    int64_t records = kind == DUPLICATE_CONTACTS ? count.contacts : count.accounts;
    return records <= ALIKE_RECORDS_MOST ||
           err_set(err, ERR_INPUT, "there are %lld %ss; up to %d can be compared at once",
                   (long long)records, duplicate_kind_name(kind), ALIKE_RECORDS_MOST);
}

static bool load_all(Loading *loading, Err *err)
{
    Context *context = loading->context;
    bool people = loading->kind == DUPLICATE_CONTACTS;
    auto_rows Rows *addresses =
        people
            ? sql_duplicate_contact_addresses_open(
                  context->db,
                  &(struct duplicate_contact_addresses_in){.workspace = context->workspace}, err)
            : sql_duplicate_account_addresses_open(
                  context->db,
                  &(struct duplicate_account_addresses_in){.workspace = context->workspace}, err);
    auto_arena Arena *row_arena = arena_new();
    loading->addresses = addresses;
    loading->row_arena = row_arena;
    return addresses && read_ahead(loading, err) &&
           (people ? load_people(loading, err) : load_firms(loading, err));
}

bool duplicate_set_load(Context *context, Arena *arena, DuplicateKind kind, DuplicateSet *set,
                        Err *err)
{
    if (!check_count(context, arena, kind, err))
        return false;
    auto_buf Buf emails = buf_new(LIST_BYTES);
    auto_buf Buf cells = buf_new(LIST_BYTES);
    auto_buf Buf phones = buf_new(LIST_BYTES);
    auto_buf Buf postal = buf_new(FOLDED_BYTES);
    Loading loading = {.context = context,
                       .arena = arena,
                       .kind = kind,
                       .emails = &emails,
                       .cells = &cells,
                       .phones = &phones,
                       .postal = &postal};
    if (!load_all(&loading, err))
        return false;
    *set = (DuplicateSet){
        .records = loading.records.at, .ids = loading.ids.at, .count = loading.records.count};
    return true;
}
