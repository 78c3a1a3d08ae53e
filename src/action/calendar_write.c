/* What stands in Beck, written into a user's calendar: one conditional request an entry. */
#include "action/calendar_inner.h"

#include "action/promise_inner.h"
#include "base/digest.h"
#include "base/text.h"

#include <string.h>

enum { TEXT_MOST = 256 * 1024, PUT_TRIES = 3, RECORD_DAYS = CALENDAR_LOOK_DAYS };

typedef struct calendar_items_row Item;

typedef struct Writing {
    DavSync *sync;
    CalendarEntries entries;
    struct calendar_items_rows items;
    struct calendar_booked_rows booked;
} Writing;

bool calendar_is_todo(const DavSync *sync, const char *name)
{
    return text_equal(doc_text(sync->settings, name), "todo");
}

bool calendar_item_keep(const DavSync *sync, const Item *item, Err *err)
{
    return sql_calendar_item_put(
        sync->context->db,
        &(struct calendar_item_put_in){.workspace = sync->context->workspace,
                                       .account_id = sync->row->id,
                                       .name = item->name,
                                       .lead_id = item->lead_id,
                                       .promise_id = item->promise_id,
                                       .todo = item->todo,
                                       .starts_at = item->starts_at,
                                       .etag = item->etag,
                                       .mark = item->mark,
                                       .state = item->state},
        err);
}

static bool drop(const DavSync *sync, const Item *item, Err *err)
{
    return sql_calendar_item_drop(
        sync->context->db,
        &(struct calendar_item_drop_in){
            .workspace = sync->context->workspace, .account_id = sync->row->id, .name = item->name},
        err);
}

/* --- what is to stand there ------------------------------------------------------------------- */

/* Already in the user's calendar, by its own entry. */
static bool is_booked(const Writing *writing, const CalendarEntry *entry)
{
    for (size_t i = 0; i < writing->booked.count; i++)
        if (writing->booked.at[i].lead_id == entry->lead_id && !entry->promise_id &&
            writing->booked.at[i].applied_at == entry->event.starts_at)
            return true;
    return false;
}

/* Its UID, as a name that needs no escapes. */
static const char *name_of(Arena *arena, const IcalEvent *event)
{
    char *name = arena_printf(arena, "%s.ics", event->uid);
    for (char *at = name; *at; at++)
        *at = (char)(*at == '@' ? '-' : *at);
    return name;
}

static Item *find_item(const Writing *writing, const char *name)
{
    for (size_t i = 0; i < writing->items.count; i++)
        if (text_equal(writing->items.at[i].name, name))
            return &writing->items.at[i];
    return NULL;
}

static const char *uid_of(Arena *arena, const char *name)
{
    char *uid = arena_strndup(arena, name, strlen(name) - strlen(".ics"));
    *strrchr(uid, '-') = '@';
    return uid;
}

static Time starts_at(const DavSync *sync, const IcalEvent *event)
{
    enum { MORNING = 9 * 60 };
    return event->day == DAY_NONE ? event->starts_at
                                  : zone_time(context_zone(sync->context), event->day, MORNING);
}

/* A lead's next appointment does not take the place of one that was: that stays as a record. */
static void name_entry(const Writing *writing, CalendarEntry *entry)
{
    Arena *arena = writing->sync->arena;
    Time now = writing->sync->context->now, at = starts_at(writing->sync, &entry->event);
    const char *first = entry->event.uid;
    int before = (int)strcspn(first, "@");
    for (int number = 2;; number++) {
        const Item *item = find_item(writing, name_of(arena, &entry->event));
        bool other = item && item->starts_at <= now && at > now && item->starts_at != at;
        if (!entry->lead_id || entry->promise_id || !item ||
            !(other || text_equal(item->state, "past") || text_equal(item->state, "unwanted")))
            return;
        entry->event.uid = arena_printf(arena, "%.*s-%d%s", before, first, number, first + before);
    }
}

/* With what a task is without: a length, and being busy. */
static void make_todo(CalendarEntry *entry)
{
    entry->event.todo = true;
    entry->event.ends_at = entry->event.starts_at;
}

static bool draw(Writing *writing, Err *err)
{
    DavSync *sync = writing->sync;
    const char *origin, *by = doc_text(sync->settings, "touches");
    const char *promises = doc_text(sync->settings, "promises");
    CalendarTouches touches = text_equal(by, "day")    ? CALENDAR_BY_DAY
                              : text_equal(by, "todo") ? CALENDAR_EACH
                                                       : CALENDAR_NO_TOUCHES;
    CalendarEntries drawn;
    if (!context_setting(sync->context, "public_url", &origin, err) ||
        !calendar_draw(sync->context, sync->arena, sync->row->user_id,
                       text_empty(origin) ? NULL : origin, touches, &drawn, err))
        return false;
    writing->entries.at = arena_array(sync->arena, drawn.count, sizeof *writing->entries.at);
    for (size_t i = 0; i < drawn.count; i++) {
        CalendarEntry *entry = &drawn.at[i];
        if ((entry->promise_id && text_equal(promises, "no")) || is_booked(writing, entry))
            continue;
        if (entry->promise_id && text_equal(promises, "todo"))
            make_todo(entry);
        name_entry(writing, entry);
        writing->entries.at[writing->entries.count++] = *entry;
    }
    return true;
}

static bool text_of(const DavSync *sync, const IcalEvent *event, Time now, const char **text,
                    Err *err)
{
    auto_buf Buf out = buf_new(TEXT_MOST);
    if (!ical_write(&out, &(IcalCalendar){.now = now, .stored = true, .events = event, .count = 1},
                    err))
        return false;
    *text = arena_strndup(sync->arena, out.at, out.length);
    return true;
}

/* Of what is said, apart from when: that is never the same twice. */
static bool mark_of(const DavSync *sync, const IcalEvent *event, Digest *mark, Err *err)
{
    IcalEvent plain = *event;
    const char *text;
    plain.sequence = 0;
    plain.changed_at = TIME_NONE;
    if (!text_of(sync, &plain, 0, &text, err))
        return false;
    *mark = digest_of(NULL, text, strlen(text));
    return true;
}

/* --- one entry -------------------------------------------------------------------------------- */

/* Another hand was there first: theirs is looked at before ours goes on. `*again`: it goes on. */
static bool look_again(DavSync *sync, const char *href, Item *item, bool *again, Err *err)
{
    DavThing thing;
    bool there, moved = false;
    if (!dav_fetch_one(sync, href, &thing, &there, err))
        return false;
    if (!there) {
        item->etag = NULL;
        *again = true;
        return true;
    }
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, sync->context->db, TXN_WRITE, err) ||
        !calendar_take_own(sync, item, &thing, &moved, err) || !db_commit(&txn, err))
        return false;
    *again = !moved && text_equal(item->state, "there");
    return true;
}

static bool put_text(DavSync *sync, Item *item, const char *text, bool *done, Err *err)
{
    const char *href = dav_href(sync->arena, sync->row->url, item->name), *etag;
    bool again = true;
    DavPut put = DAV_DONE;
    *done = false;
    for (int i = 0; i < PUT_TRIES && again && !*done && put != DAV_REFUSED; i++) {
        if (!dav_put(sync->dav, sync->arena, href, item->etag, text, &put, &etag, err))
            return false;
        *done = put == DAV_DONE;
        if (put == DAV_GONE && !item->etag)
            return err_field(err, ERR_MISSING, "url", "%s is no calendar any more", sync->row->url);
        if (put == DAV_GONE)
            item->etag = NULL;
        else if (put == DAV_CHANGED && !look_again(sync, href, item, &again, err))
            return false;
    }
    sync->synced->refused += again && !*done;
    DavThing thing = {0};
    bool there = true;
    if (*done && !etag && !dav_fetch_one(sync, href, &thing, &there, err))
        return false;
    item->etag = !*done ? item->etag : etag ? etag : thing.etag;
    return true;
}

/* Its row says first what will be there, so that a crash behind the request is no move of the
 * user's. */
static bool write_entry(DavSync *sync, Item *item, const IcalEvent *event, const Digest *mark,
                        const char *state, Err *err)
{
    const char *text;
    bool done;
    item->mark = (struct Blob){0};
    item->todo = event->todo;
    item->starts_at = starts_at(sync, event);
    item->state = "there";
    if (!text_of(sync, event, sync->context->now, &text, err) ||
        !calendar_item_keep(sync, item, err) || !put_text(sync, item, text, &done, err))
        return false;
    if (!done)
        return true;
    item->mark = (struct Blob){mark->bytes, sizeof mark->bytes};
    item->state = state;
    sync->synced->wrote++;
    return calendar_item_keep(sync, item, err);
}

static bool put_entry(Writing *writing, const CalendarEntry *entry, Err *err)
{
    DavSync *sync = writing->sync;
    const char *name = name_of(sync->arena, &entry->event);
    Item fresh = {.name = name, .lead_id = entry->lead_id, .promise_id = entry->promise_id};
    Item *known = find_item(writing, name), *item = known ? known : &fresh;
    Digest mark;
    if (!mark_of(sync, &entry->event, &mark, err))
        return false;
    bool same = item->mark.length == sizeof mark.bytes &&
                !memcmp(item->mark.at, mark.bytes, sizeof mark.bytes);
    bool kept = known && (text_equal(item->state, "there") || text_equal(item->state, "dropped"));
    if ((kept && same) || (known && text_equal(item->state, "unwanted")))
        return true;
    return dav_goes_on(sync, err) && write_entry(sync, item, &entry->event, &mark, "there", err);
}

/* --- what is over ----------------------------------------------------------------------------- */

static bool is_wanted(const Writing *writing, const Item *item)
{
    for (size_t i = 0; i < writing->entries.count; i++)
        if (text_equal(name_of(writing->sync->arena, &writing->entries.at[i].event), item->name))
            return true;
    return false;
}

static bool take_away(DavSync *sync, const Item *item, Err *err)
{
    DavPut put;
    const char *href = dav_href(sync->arena, sync->row->url, item->name);
    bool erased = text_equal(item->state, "unwanted");
    if (!dav_goes_on(sync, err) ||
        !dav_delete(sync->dav, sync->arena, href, erased ? NULL : item->etag, &put, err))
        return false;
    /* One that its user has just changed is looked at before it goes, the next time. */
    if (put == DAV_CHANGED || put == DAV_REFUSED)
        return true;
    sync->synced->removed += put == DAV_DONE;
    return drop(sync, item, err);
}

static bool stays(const DavSync *sync, Item *item, Err *err)
{
    item->state = "past";
    return calendar_item_keep(sync, item, err);
}

/* A promise that was kept is a task that is done. */
static bool tick_off(DavSync *sync, Item *item, bool *done, Err *err)
{
    PromiseCard promise;
    Digest mark = {0};
    *done = item->todo && item->promise_id;
    if (!*done)
        return true;
    if (!promise_card(sync->context, sync->arena, item->promise_id, &promise, err))
        return false;
    *done = text_equal(promise.state, "kept");
    const IcalEvent event = {
        .uid = uid_of(sync->arena, item->name),
        .todo = true,
        .done = true,
        .starts_at = item->starts_at,
        .ends_at = item->starts_at,
        .day = DAY_NONE,
        .summary =
            arena_printf(sync->arena, "%s: %s (%s)", promise.ours ? "Promised" : "They promised",
                         promise.text, text_or(promise.contact_name, promise.lead_name)),
        .category = "Promise",
        .changed_at = sync->context->now,
        .sequence = promise.moved + 1};
    return !*done || write_entry(sync, item, &event, &mark, "past", err);
}

static bool end_item(Writing *writing, Item *item, Err *err)
{
    DavSync *sync = writing->sync;
    Time now = sync->context->now;
    bool done = false, old = now - item->starts_at > RECORD_DAYS * (Time)DAY_SECONDS;
    if (text_equal(item->state, "unwanted"))
        return take_away(sync, item, err);
    if (text_equal(item->state, "dropped") || old)
        return drop(sync, item, err);
    if (text_equal(item->state, "past"))
        return true;
    if (!item->todo && item->lead_id && item->starts_at <= now)
        return stays(sync, item, err);
    return tick_off(sync, item, &done, err) && (done || take_away(sync, item, err));
}

bool calendar_write(DavSync *sync, Err *err)
{
    Writing writing = {.sync = sync};
    Context *context = sync->context;
    if (!sql_calendar_items(context->db, sync->arena,
                            &(struct calendar_items_in){.workspace = context->workspace,
                                                        .account_id = sync->row->id},
                            &writing.items, err) ||
        !sql_calendar_booked(context->db, sync->arena,
                             &(struct calendar_booked_in){.workspace = context->workspace,
                                                          .user_id = sync->row->user_id},
                             &writing.booked, err) ||
        !draw(&writing, err))
        return false;
    for (size_t i = 0; i < writing.entries.count; i++)
        if (!put_entry(&writing, &writing.entries.at[i], err))
            return false;
    for (size_t i = 0; i < writing.items.count; i++)
        if ((text_equal(writing.items.at[i].state, "unwanted") ||
             !is_wanted(&writing, &writing.items.at[i])) &&
            !end_item(&writing, &writing.items.at[i], err))
            return false;
    return true;
}
