/* A card that its user changed: what of it is news of a person. */
#include "action/book_inner.h"

#include "action/draft.h"
#include "action/manage_inner.h"
#include "base/text.h"
#include "base/vec.h"

#include <string.h>

/* What a card says, as Beck keeps such things. False: nothing that can be kept. */
static bool draft_of(const DavSync *sync, const char *text, Draft *draft)
{
    ExchangeRow row;
    Err why;
    const DraftHabit habit = {.country = sync->context->country,
                              .zone = context_zone(sync->context),
                              .now = sync->context->now};
    vcard_card_row(sync->arena, text, &row);
    return row.state == ROW_GOOD && draft_from_row(sync->arena, &row, &habit, draft, &why);
}

/* A number or a mailbox: by what people are called and written to. */
static bool is_a_way(const DraftAddress *address)
{
    return address->kind != ADDRESS_POSTAL && address->kind != ADDRESS_URL;
}

static bool says(const Draft *draft, const DraftAddress *address)
{
    for (size_t i = 0; i < draft->address_count; i++)
        if (text_equal(draft->addresses[i].value_key, address->value_key))
            return true;
    return false;
}

typedef struct News {
    const DavSync *sync;
    const BookPerson *person;
    Draft now, before;
    bool has_before;
    const char *name, *title; /* NULL: as it was */
    VEC(DraftAddress) added;
    struct address_of_contact_rows known;
} News;

static bool is_known(const News *news, const DraftAddress *address)
{
    for (size_t i = 0; i < news->known.count; i++)
        if (text_equal(news->known.at[i].value_key, address->value_key))
            return true;
    return false;
}

static const char *changed(const char *now, const char *before, const char *known)
{
    return text_empty(now) || text_equal(now, before) || text_equal(now, known) ? NULL : now;
}

static void find_news(News *news)
{
    const ExchangeRow *row = &news->person->row;
    if (news->has_before) {
        news->name = changed(news->now.name, news->before.name, row->name);
        news->title = changed(news->now.title, news->before.title, row->title);
    }
    for (size_t i = 0; i < news->now.address_count; i++)
        if (is_a_way(&news->now.addresses[i]) && !is_known(news, &news->now.addresses[i]))
            *vec_push(news->sync->arena, &news->added) = news->now.addresses[i];
}

/* The one of its kind that stood on the card and does not any more, where one new one of its kind
 * does. */
static const DraftAddress *replaced_by(const News *news, const DraftAddress *added)
{
    const DraftAddress *gone = NULL;
    size_t gone_count = 0, added_count = 0;
    for (size_t i = 0; i < news->added.count; i++)
        added_count += news->added.at[i].kind == added->kind;
    for (size_t i = 0; news->has_before && i < news->before.address_count; i++) {
        const DraftAddress *one = &news->before.addresses[i];
        if (one->kind != added->kind || says(&news->now, one))
            continue;
        gone = one;
        gone_count++;
    }
    return gone_count == 1 && added_count == 1 ? gone : NULL;
}

static const char *where(const News *news)
{
    const DavSync *sync = news->sync;
    return arena_printf(sync->arena, "in the address book of %s",
                        context_name_of(sync->context, sync->row->user_id));
}

static bool set_state(Logging *logging, const struct address_of_contact_rows *rows,
                      const DraftAddress *address, AddressState state, const char *why, Err *err)
{
    Context *context = logging->context;
    for (size_t i = 0; i < rows->count; i++)
        if (text_equal(rows->at[i].value_key, address->value_key) &&
            (!journal_keep(logging->journal, JOURNAL_ADDRESS, rows->at[i].id, err) ||
             !sql_address_set_state(
                 context->db,
                 &(struct address_set_state_in){.workspace = context->workspace,
                                                .id = rows->at[i].id,
                                                .state = address_state_name(state),
                                                .why = why,
                                                .at = context->now},
                 err)))
            return false;
    return true;
}

static bool read_addresses(News *news, struct address_of_contact_rows *rows, Err *err)
{
    Context *context = news->sync->context;
    return sql_address_of_contact(
        context->db, news->sync->arena,
        &(struct address_of_contact_in){.workspace = context->workspace,
                                        .contact_id = news->person->contact_id},
        rows, err);
}

/* Nobody has agreed to be texted by standing in an address book. */
static bool add_addresses(News *news, Logging *logging, Err *err)
{
    struct address_of_contact_rows rows;
    for (size_t i = 0; i < news->added.count; i++) {
        const DraftAddress *added = &news->added.at[i], *gone = replaced_by(news, added);
        const char *why = arena_printf(logging->arena, "replaced %s", where(news));
        if (!log_add_address(logging, news->person->contact_id, 0, added->kind, added->value, NULL,
                             err) ||
            (gone && !set_state(logging, &news->known, gone, ADDRESS_BAD, why, err)))
            return false;
    }
    if (!read_addresses(news, &rows, err))
        return false;
    for (size_t i = 0; i < news->added.count; i++)
        if (!set_state(logging, &rows, &news->added.at[i], ADDRESS_UNKNOWN, where(news), err))
            return false;
    return true;
}

static bool set_person(const News *news, Logging *logging, Err *err)
{
    struct contact_set_in row;
    if (!news->name && !news->title)
        return true;
    if (!log_begin_contact(logging, news->person->contact_id, &row, err))
        return false;
    if (news->name) {
        row.name = news->name;
        row.name_key = text_fold(logging->arena, news->name);
        row.given = news->now.given;
        row.family = news->now.family;
    }
    row.title = text_or(news->title, row.title);
    logging->search_changed = true;
    logging->search_contact = news->person->contact_id;
    return sql_contact_set(logging->context->db, &row, err);
}

/* "cell, title" */
static const char *said_of(const News *news)
{
    Arena *arena = news->sync->arena;
    const char *said = news->name ? "name" : "";
    if (news->title)
        said = arena_printf(arena, "%s%stitle", said, *said ? ", " : "");
    for (size_t i = 0; i < news->added.count; i++)
        said = arena_printf(arena, "%s%s%s", said, *said ? ", " : "",
                            address_kind_name(news->added.at[i].kind));
    return arena_printf(arena, "%s: %s changed %s", news->person->row.name, said, where(news));
}

static bool take_news(News *news, Err *err)
{
    Context *context = news->sync->context;
    Logging logging;
    Journal journal = {0};
    const char *said = said_of(news);
    news->sync->synced->changed++;
    return manage_begin(context, news->sync->arena, news->person->lead_id, &logging, &journal,
                        err) &&
           set_person(news, &logging, err) && add_addresses(news, &logging, err) &&
           manage_save(&logging, said, err) && journal_close(&journal, "contacts", 0, said, err);
}

bool book_take(const DavSync *sync, BookCard *card, const DavThing *thing, Err *err)
{
    BookPeople people = {0};
    News news = {.sync = sync};
    card->etag = thing->etag;
    if (text_equal(card->state, "dropped"))
        card->state = "there"; /* put back, as from a bin */
    if (!book_card_keep(sync, card, err) ||
        (card->contact_id && !book_whose(sync, card->contact_id, &people, err)))
        return false;
    if (!people.count || !draft_of(sync, thing->data, &news.now))
        return true;
    news.person = &people.at[0];
    news.has_before = card->said && draft_of(sync, card->said, &news.before);
    if (!read_addresses(&news, &news.known, err))
        return false;
    find_news(&news);
    return (!news.name && !news.title && !news.added.count) || take_news(&news, err);
}
