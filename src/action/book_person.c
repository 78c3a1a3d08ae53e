/* Who stands in a user's address book, and what their card says. */
#include "action/book_inner.h"

#include "action/export_address.h"
#include "action/suppressed_set.h"
#include "base/digest.h"
#include "base/text.h"
#include "base/vec.h"

#include <string.h>

enum { CARD_MOST = 64 * 1024 };

static const char *place_of(const Context *context, Arena *arena)
{
    static const char what[] = "address books";
    return arena_printf(arena, "%.16s.beck",
                        digest_hex(arena, digest_of(context->secret, what, sizeof what)));
}

const char *book_name(const DavSync *sync, int64_t contact_id)
{
    return arena_printf(sync->arena, "contact-%lld-%s.vcf", (long long)contact_id,
                        place_of(sync->context, sync->arena));
}

const char *book_hidden_name(const Context *context, Arena *arena, const char *name)
{
    return arena_printf(arena, "erased-%.32s",
                        digest_hex(arena, digest_of(context->secret, name, strlen(name))));
}

/* Nothing is left that it may be used for. */
static bool is_ended(const Context *context, const SuppressedSet *ended, ChannelSet stopped,
                     const struct export_contact_addresses_row *row)
{
    AddressKind kind = ADDRESS_NONE;
    address_kind_find(row->kind, &kind);
    ChannelSet own = address_main_channels(kind);
    ChannelSet gone = stopped | suppressed_set_ended(context, ended, row->value_key);
    return own && !(own & ~gone);
}

typedef struct Drawing {
    const DavSync *sync;
    const char *origin;
    SuppressedSet ended;
    AddressRows own, company;
} Drawing;

static void add_addresses(const Drawing *drawing, AddressRows rows, ChannelSet stopped,
                          bool company, RowAddresses *addresses)
{
    for (size_t i = 0; i < rows.count; i++) {
        bool left_out = (company && !text_equal(rows.at[i].kind, "switchboard")) ||
                        is_ended(drawing->sync->context, &drawing->ended, stopped, &rows.at[i]);
        if (!left_out)
            export_row_address(drawing->sync->arena, &rows.at[i], addresses);
    }
}

static const char *note_of(const Drawing *drawing, const struct book_people_row *row)
{
    Arena *arena = drawing->sync->arena;
    const char *link = drawing->origin ? arena_printf(arena, "%s/leads/%lld", drawing->origin,
                                                      (long long)row->lead_id)
                                       : arena_printf(arena, "lead %lld", (long long)row->lead_id);
    return text_empty(row->source) ? arena_printf(arena, "Beck: %s", link)
                                   : arena_printf(arena, "Beck: %s, %s", row->source, link);
}

static BookPerson person_of(const Drawing *drawing, const struct book_people_row *row)
{
    Arena *arena = drawing->sync->arena;
    RowAddresses addresses = {0};
    add_addresses(drawing, export_addresses_of(drawing->own, row->contact_id),
                  (ChannelSet)row->stopped, false, &addresses);
    add_addresses(drawing, export_addresses_of(drawing->company, row->account_id), 0, true,
                  &addresses);
    return (BookPerson){
        .contact_id = row->contact_id,
        .lead_id = row->lead_id,
        .row = {.state = ROW_GOOD,
                .name = row->name,
                .given = row->given,
                .family = row->family,
                .title = row->title,
                .company = row->company,
                .external_id = arena_printf(arena, "contact-%lld@%s", (long long)row->contact_id,
                                            place_of(drawing->sync->context, arena)),
                .note = note_of(drawing, row),
                .addresses = addresses.at,
                .address_count = addresses.count}};
}

static bool read_addresses(Drawing *drawing, const struct book_people_rows *rows, Err *err)
{
    Context *context = drawing->sync->context;
    Arena *arena = drawing->sync->arena;
    int64_t *contacts = arena_array(arena, rows->count, sizeof *contacts);
    int64_t *accounts = arena_array(arena, rows->count, sizeof *accounts);
    for (size_t i = 0; i < rows->count; i++) {
        contacts[i] = rows->at[i].contact_id;
        accounts[i] = rows->at[i].account_id;
    }
    return export_contact_addresses(context, arena, contacts, rows->count, &drawing->own, err) &&
           export_account_addresses(context, arena, accounts, rows->count, &drawing->company,
                                    err) &&
           suppressed_set_load(context, arena, &drawing->ended, err);
}

static bool draw(const DavSync *sync, int64_t contact_id, bool closed, BookPeople *people, Err *err)
{
    Context *context = sync->context;
    Drawing drawing = {.sync = sync};
    struct book_people_rows rows;
    bool engaged = !closed && text_equal(doc_text(sync->settings, "people"), "engaged");
    if (!context_setting(context, "public_url", &drawing.origin, err) ||
        !sql_book_people(context->db, sync->arena,
                         &(struct book_people_in){.workspace = context->workspace,
                                                  .user_id = sync->row->user_id,
                                                  .engaged = engaged,
                                                  .closed = closed,
                                                  .contact_id = contact_id,
                                                  .most = BOOK_PEOPLE_MOST},
                         &rows, err) ||
        !read_addresses(&drawing, &rows, err))
        return false;
    drawing.origin = text_empty(drawing.origin) ? NULL : drawing.origin;
    BookPeople made = {.at = arena_array(sync->arena, rows.count, sizeof *made.at),
                       .count = rows.count};
    for (size_t i = 0; i < rows.count; i++)
        made.at[i] = person_of(&drawing, &rows.at[i]);
    *people = made;
    return true;
}

bool book_people(const DavSync *sync, int64_t contact_id, BookPeople *people, Err *err)
{
    return draw(sync, contact_id, false, people, err);
}

bool book_whose(const DavSync *sync, int64_t contact_id, BookPeople *people, Err *err)
{
    return draw(sync, contact_id, false, people, err) &&
           (people->count || draw(sync, contact_id, true, people, err));
}

const char *book_text(const DavSync *sync, const BookPerson *person, VcardVersion version)
{
    auto_buf Buf out = buf_new(CARD_MOST);
    vcard_write(&out, &person->row, version);
    return arena_strndup(sync->arena, out.at, out.length);
}
