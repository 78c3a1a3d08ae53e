/* What changed in a user's calendar: taken in, object by object. */
#include "action/calendar_inner.h"

#include "action/manage_inner.h"
#include "action/promise_inner.h"
#include "base/text.h"
#include "follow/outcome.h"

#include <string.h>

enum { MEETING_PEOPLE_MOST = 30 };

typedef struct calendar_items_row Item;

/* --- our own ---------------------------------------------------------------------------------- */

/* What was agreed, without what was said of an earlier move. */
static const char *moved_text(const DavSync *sync, const char *agreed)
{
    static const char behind[] = " (moved in the calendar of ";
    const char *before = strstr(agreed, behind);
    return arena_printf(sync->arena, "%.*s%s%s)",
                        (int)(before ? (size_t)(before - agreed) : strlen(agreed)), agreed, behind,
                        context_name_of(sync->context, sync->row->user_id));
}

/* What is agreed moves; a visit that was ours to choose is agreed from now on; a task waits. */
static bool change_date(const DavSync *sync, const Item *item,
                        const struct calendar_move_touch_row *touch, Time at, LeadState *state)
{
    bool task = text_starts(item->name, "touch-");
    if (task && !text_starts(item->name,
                             arena_printf(sync->arena, "touch-%lld-", (long long)touch->touch_id)))
        return false; /* it is over, and another comes */
    if (task) {
        state->retry_at = at;
    } else if (state->agreed_at != TIME_NONE && state->agreed) {
        state->agreed_at += at - item->starts_at; /* what goes by post stands earlier there */
        state->agreed = moved_text(sync, state->agreed);
    } else if (text_equal(touch->channel, channel_name(CHANNEL_VISIT))) {
        state->agreed_at = at;
        state->agreed = moved_text(sync, AGREED_VISIT);
        state->agreed_channel = CHANNEL_VISIT;
    } else {
        return false;
    }
    return true;
}

static bool move_lead(DavSync *sync, const Item *item, Time at, bool *moved, Err *err)
{
    Context *context = sync->context;
    struct calendar_move_touch_row touch;
    Logging logging;
    Journal journal = {0};
    if (!sql_calendar_move_touch(context->db, sync->arena,
                                 &(struct calendar_move_touch_in){.workspace = context->workspace,
                                                                  .lead_id = item->lead_id},
                                 &touch, moved, err))
        return false;
    if (!*moved)
        return true;
    if (!manage_begin(context, sync->arena, item->lead_id, &logging, &journal, err))
        return false;
    *moved = change_date(sync, item, &touch, at, &logging.effects.state);
    if (!*moved)
        return journal_drop(&journal, err);
    const char *said = arena_printf(sync->arena, "moved %s in the calendar",
                                    text_or(logging.loaded.lead.name, "a lead"));
    return manage_save(&logging, said, err) && journal_close(&journal, "calendar", 0, said, err);
}

static bool take_move(DavSync *sync, const Item *item, Time at, bool *moved, Err *err)
{
    PromiseCard promise;
    *moved = false;
    if (at <= sync->context->now || !item->lead_id)
        return true; /* the past is not moved to: what was done is logged */
    if (!item->promise_id)
        return move_lead(sync, item, at, moved, err);
    if (!promise_card(sync->context, sync->arena, item->promise_id, &promise, err))
        return false;
    *moved = text_equal(promise.state, "open") && promise.due_at != at;
    return !*moved || promise_move_inside(sync->context, sync->arena, item->promise_id, at, err);
}

static bool take_ticked(DavSync *sync, const Item *item, Err *err)
{
    PromiseCard promise;
    return !item->promise_id ||
           (promise_card(sync->context, sync->arena, item->promise_id, &promise, err) &&
            (!text_equal(promise.state, "open") ||
             promise_keep_inside(sync->context, sync->arena, item->promise_id, err)));
}

bool calendar_take_own(DavSync *sync, Item *item, const DavThing *thing, bool *moved, Err *err)
{
    IcalObject object;
    Err unreadable;
    const IcalWindow window = {.from = 0, .until = 0, .zone = context_zone(sync->context)};
    *moved = false;
    item->etag = thing->etag;
    if (!ical_read(sync->arena, thing->data, &window, &object, &unreadable))
        return calendar_item_keep(sync, item, err);
    if (text_equal(item->state, "dropped") && !object.completed)
        item->state = "there"; /* put back, as from a bin */
    if (object.todo && object.completed && text_equal(item->state, "there")) {
        if (!take_ticked(sync, item, err))
            return false;
        item->state = "dropped";
    } else if (object.first_at != TIME_NONE && object.first_at != item->starts_at &&
               text_equal(item->state, "there")) {
        if (!take_move(sync, item, object.first_at, moved, err))
            return false;
        item->starts_at = object.first_at;
        sync->synced->moved += *moved;
    }
    return calendar_item_keep(sync, item, err);
}

static bool lose_own(const DavSync *sync, const Item *item, Err *err)
{
    Item lost = *item;
    lost.etag = NULL;
    lost.state = "dropped";
    return calendar_item_keep(sync, &lost, err);
}

/* --- meetings --------------------------------------------------------------------------------- */

/* The next time of it; when all are over, the last. */
static const IcalOccurrence *next_of(const DavSync *sync, const IcalObject *object)
{
    const IcalOccurrence *next = NULL;
    Time now = sync->context->now;
    for (size_t i = 0; i < object->count; i++) {
        const IcalOccurrence *one = &object->at[i];
        bool over = one->ends_at <= now, next_over = next && next->ends_at <= now;
        bool sooner =
            next && (over ? one->starts_at > next->starts_at : one->starts_at < next->starts_at);
        if (!next || (next_over && !over) || (next_over == over && sooner))
            next = one;
    }
    return next;
}

static bool is_a_user(const DavSync *sync, const char *mailbox, bool *oneself)
{
    const struct user_list_rows *users = &sync->context->users;
    *oneself = text_equal_nocase(doc_text(sync->settings, "login"), mailbox);
    for (size_t i = 0; i < users->count; i++)
        if (text_equal_nocase(users->at[i].email, mailbox)) {
            *oneself = *oneself || users->at[i].id == sync->row->user_id;
            return true;
        }
    return *oneself;
}

static bool put_meeting(const DavSync *sync, const char *path, int64_t contact_id,
                        const IcalOccurrence *next, Err *err)
{
    Context *context = sync->context;
    struct calendar_lead_of_contact_rows leads;
    if (!sql_calendar_lead_of_contact(
            context->db, sync->arena,
            &(struct calendar_lead_of_contact_in){.workspace = context->workspace,
                                                  .contact_id = contact_id},
            &leads, err))
        return false;
    for (size_t i = 0; i < leads.count; i++)
        if (!sql_calendar_meeting_put(
                context->db,
                &(struct calendar_meeting_put_in){.workspace = context->workspace,
                                                  .account_id = sync->row->id,
                                                  .path = path,
                                                  .lead_id = leads.at[i].lead_id,
                                                  .contact_id = contact_id,
                                                  .summary = next->summary,
                                                  .starts_at = next->starts_at,
                                                  .ends_at = next->ends_at},
                err))
            return false;
    return true;
}

static bool put_people(const DavSync *sync, const char *path, const IcalOccurrence *next, Err *err)
{
    for (size_t i = 0; i < next->person_count && i < MEETING_PEOPLE_MOST; i++) {
        const IcalPerson *person = &next->people[i];
        struct received_people_rows known;
        bool oneself;
        if (person->declined || is_a_user(sync, person->mailbox, &oneself))
            continue;
        if (!sql_received_people(sync->context->db, sync->arena,
                                 &(struct received_people_in){.workspace = sync->context->workspace,
                                                              .value_key = person->mailbox},
                                 &known, err))
            return false;
        for (size_t k = 0; k < known.count; k++)
            if (!put_meeting(sync, path, known.at[k].contact_id, next, err))
                return false;
    }
    return true;
}

static bool is_declined(const DavSync *sync, const IcalOccurrence *next)
{
    for (size_t i = 0; i < next->person_count; i++) {
        bool oneself;
        if (next->people[i].declined && is_a_user(sync, next->people[i].mailbox, &oneself) &&
            oneself)
            return true;
    }
    return false;
}

static bool lose_meeting(const DavSync *sync, const char *path, Err *err)
{
    return sql_calendar_meeting_gone(
        sync->context->db,
        &(struct calendar_meeting_gone_in){
            .workspace = sync->context->workspace, .account_id = sync->row->id, .path = path},
        err);
}

static bool take_meeting(const DavSync *sync, const char *path, const DavThing *thing, Err *err)
{
    IcalObject object;
    Err unreadable;
    Time now = sync->context->now;
    const IcalWindow window = {.from = now - DAY_SECONDS,
                               .until = now + CALENDAR_LOOK_DAYS * (Time)DAY_SECONDS,
                               .zone = context_zone(sync->context)};
    bool read = ical_read(sync->arena, thing->data, &window, &object, &unreadable);
    if (!read && unreadable.kind == ERR_BROKEN) {
        *err = unreadable;
        return false;
    }
    bool invited = false;
    struct invitation_get_row invitation;
    if (read &&
        !sql_invitation_of_uid(sync->context->db, sync->arena,
                               &(struct invitation_of_uid_in){.workspace = sync->context->workspace,
                                                              .uid = object.uid},
                               &invitation, &invited, err))
        return false;
    /* An invitation of ours that a mail program has put beside what Beck wrote is no news. */
    const IcalOccurrence *next = read && !invited ? next_of(sync, &object) : NULL;
    /* Whoever has left it is found out by putting the others back. */
    return lose_meeting(sync, path, err) &&
           (!next || is_declined(sync, next) || put_people(sync, path, next, err));
}

/* --- all that changed ------------------------------------------------------------------------- */

typedef struct Look {
    DavSync *sync;
    struct calendar_items_rows items;
    DavLook look;
} Look;

static Item *item_of(const Look *look, const char *path)
{
    size_t length = strlen(look->sync->path);
    if (!text_starts(path, look->sync->path))
        return NULL;
    for (size_t i = 0; i < look->items.count; i++)
        if (text_equal(look->items.at[i].name, path + length))
            return &look->items.at[i];
    return NULL;
}

/* Asks what changed. Of all there is: what is near in time, and all tasks where there are any. */
static bool look_around(Look *look, Err *err)
{
    DavSync *sync = look->sync;
    Time now = sync->context->now;
    bool tasks = calendar_is_todo(sync, "promises") || calendar_is_todo(sync, "touches");
    return dav_look(sync, &look->look, err) &&
           (!look->look.whole ||
            dav_query(sync->dav, sync->arena, sync->row->url, now - DAY_SECONDS,
                      now + CALENDAR_LOOK_DAYS * (Time)DAY_SECONDS, tasks, &look->look.things,
                      err));
}

static bool lose(void *of, const char *path, Err *err)
{
    Look *look = of;
    const Item *item = item_of(look, path);
    return item ? !text_equal(item->state, "there") || !item->mark.at ||
                      lose_own(look->sync, item, err)
                : lose_meeting(look->sync, path, err);
}

/* What was known and is not in the list of all that is there. A meeting that is over is not in it
 * either, and nothing of ours whose time is out of what was asked for. */
static bool lose_unlisted(Look *look, Err *err)
{
    DavSync *sync = look->sync;
    Time now = sync->context->now;
    struct calendar_meetings_rows meetings;
    if (!sql_calendar_meetings(sync->context->db, sync->arena,
                               &(struct calendar_meetings_in){.workspace = sync->context->workspace,
                                                              .account_id = sync->row->id},
                               &meetings, err))
        return false;
    for (size_t i = 0; i < meetings.count; i++)
        if (!dav_look_lists(&look->look, meetings.at[i].path) &&
            !lose_meeting(sync, meetings.at[i].path, err))
            return false;
    for (size_t i = 0; i < look->items.count; i++) {
        const Item *item = &look->items.at[i];
        const char *path = arena_printf(sync->arena, "%s%s", sync->path, item->name);
        bool asked_for =
            item->todo || (item->starts_at > now &&
                           item->starts_at < now + CALENDAR_LOOK_DAYS * (Time)DAY_SECONDS);
        if (asked_for && !dav_look_lists(&look->look, path) && !lose(look, path, err))
            return false;
    }
    return true;
}

static bool take(void *of, const char *path, const DavThing *thing, Err *err)
{
    bool moved;
    Look *look = of;
    Item *item = item_of(look, path);
    return item ? calendar_take_own(look->sync, item, thing, &moved, err)
                : take_meeting(look->sync, path, thing, err);
}

/* What Beck has left itself as it is now need not be fetched. */
static bool wants(void *of, const char *path, const DavThing *thing)
{
    const Item *item = item_of(of, path);
    return !item || !item->etag || !text_equal(item->etag, thing->etag) ||
           !text_equal(item->state, "there");
}

static bool settle(void *of, Err *err)
{
    Look *look = of;
    return (!look->look.whole || lose_unlisted(look, err)) &&
           calendar_apply_meetings(look->sync, err);
}

bool calendar_read(DavSync *sync, Err *err)
{
    Look look = {.sync = sync};
    const DavTaking taking = {
        .of = &look, .wants = wants, .take = take, .lose = lose, .settle = settle};
    return sql_calendar_items(sync->context->db, sync->arena,
                              &(struct calendar_items_in){.workspace = sync->context->workspace,
                                                          .account_id = sync->row->id},
                              &look.items, err) &&
           look_around(&look, err) && dav_look_take(sync, &look.look, &taking, err);
}
