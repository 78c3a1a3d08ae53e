#include "action/calendar.h"

#include "action/calendar_inner.h"
#include "action/list_promises.h"
#include "action/promise_alarm.h"
#include "base/digest.h"
#include "base/text.h"
#include "base/vec.h"
#include "follow/terms.h"

enum {
    PROMISES_MOST = 500,
    PROMISE_LONG = 15 * MINUTE,
    AGREED_LONG = 30 * MINUTE,
    VISIT_LONG = HOUR,
    AGREED_AHEAD = 15 * MINUTE,
    REFRESH_MINUTES = 15,
    NAMES_SHOWN = 20,
    TEXT_MOST = 8 * 1024,
    CALENDAR_MOST = 8 * 1024 * 1024
};

typedef struct Drawing {
    Context *context;
    Arena *arena;
    const Zone *zone;
    int64_t user_id;
    const char *origin;
    const char *place; /* behind the @ of a UID: no other workspace's */
    CalendarTouches touches;
    struct invitation_uids_rows invited;
    VEC(CalendarEntry) entries;
} Drawing;

static IcalEvent *add_entry(Drawing *drawing, int64_t lead_id, int64_t promise_id, IcalEvent event)
{
    CalendarEntry *entry = vec_push(drawing->arena, &drawing->entries);
    *entry = (CalendarEntry){event, lead_id, promise_id};
    return &entry->event;
}

static const char *link_to(const Drawing *drawing, int64_t lead_id)
{
    return drawing->origin
               ? arena_printf(drawing->arena, "%s/leads/%lld", drawing->origin, (long long)lead_id)
               : NULL;
}

/* "Tom Reed, Reed Tools" */
static const char *who(const Drawing *drawing, const char *contact, const char *lead,
                       const char *account)
{
    const char *name = text_or(contact, lead);
    return text_empty(account) || text_equal(account, name)
               ? name
               : arena_printf(drawing->arena, "%s, %s", name, account);
}

/* --- promises --- */

static void add_promise(Drawing *drawing, const PromiseCard *promise)
{
    const char *whom =
        who(drawing, promise->contact_name, promise->lead_name, promise->account_name);
    IcalEvent what = {
        .uid =
            arena_printf(drawing->arena, "promise-%lld@%s", (long long)promise->id, drawing->place),
        .starts_at = promise->due_at,
        .ends_at = promise->due_at + PROMISE_LONG,
        .day = DAY_NONE,
        .summary = arena_printf(drawing->arena, "%s: %s (%s)",
                                promise->ours ? "Promised" : "They promised", promise->text, whom),
        .url = link_to(drawing, promise->lead_id),
        .category = "Promise",
        .changed_at = TIME_NONE,
        .sequence = promise->moved};
    IcalEvent *event = add_entry(drawing, promise->lead_id, promise->id, what);
    if (!promise->ours)
        return;
    promise_alarms(drawing->zone, promise->due_at, event->alarms);
    event->alarm_count = PROMISE_ALARMS;
}

static bool add_promises(Drawing *drawing, Err *err)
{
    Context *context = drawing->context;
    const struct user_list_row *user = context_find_user(context, drawing->user_id);
    PromiseCards promises;
    if (!list_promises(context, drawing->arena, user->name, false, "open",
                       context->now + (Time)CALENDAR_AHEAD * DAY_SECONDS, PROMISES_MOST, &promises,
                       err))
        return false;
    for (size_t i = 0; i < promises.count; i++)
        add_promise(drawing, &promises.at[i]);
    return true;
}

/* --- agreed times --- */

static const char *act(const char *channel)
{
    static const char *const acts[CHANNELS] = {
        [CHANNEL_PHONE] = "Call",    [CHANNEL_EMAIL] = "E-mail",
        [CHANNEL_TEXT] = "Text",     [CHANNEL_FAX] = "Fax",
        [CHANNEL_VISIT] = "Visit",   [CHANNEL_LETTER] = "Letter to",
        [CHANNEL_GIFT] = "Gift for", [CHANNEL_ARTICLE] = "Article for"};
    Channel found;
    return channel_find(channel, &found) ? text_or(acts[found], "Decide about") : "Decide about";
}

static bool is_visit(const char *channel)
{
    return text_equal(channel, channel_name(CHANNEL_VISIT));
}

Time calendar_lasts(const char *channel)
{
    return is_visit(channel) ? VISIT_LONG : AGREED_LONG;
}

/* A lead has one at a time: what was agreed, whatever touch comes before it. Whoever was invited to
 * it knows it by the name that the invitation gave it. */
static const char *uid_of_appointment(const Drawing *drawing,
                                      const struct calendar_touches_row *row)
{
    for (size_t i = drawing->invited.count; i-- > 0;) {
        const struct invitation_uids_row *invited = &drawing->invited.at[i];
        if (invited->lead_id == row->lead_id &&
            (invited->starts_at > drawing->context->now || invited->starts_at == row->due_at))
            return invited->uid;
    }
    return arena_printf(drawing->arena, "appointment-%lld@%s", (long long)row->lead_id,
                        drawing->place);
}

static const char *uid_of_touch(const Drawing *drawing, const struct calendar_touches_row *row)
{
    return arena_printf(drawing->arena, "touch-%lld@%s", (long long)row->touch_id, drawing->place);
}

/* What was agreed, or a visit whose hour is ours to choose. */
static IcalEvent *add_appointment(Drawing *drawing, const struct calendar_touches_row *row)
{
    enum { SEQUENCE_SECONDS = 60 }; /* so that it grows and yet is a number of 32 bits */
    bool agreed = text_equal(row->concern, concern_name(CONCERN_AGREED));
    IcalEvent event = {
        .uid = uid_of_appointment(drawing, row),
        .starts_at = row->due_at,
        .ends_at = row->due_at + calendar_lasts(row->channel),
        .day = DAY_NONE,
        .summary = arena_printf(drawing->arena, "%s %s", act(row->channel),
                                who(drawing, row->contact_name, row->lead_name, row->account_name)),
        .description = row->reason,
        .location = row->address_value,
        .url = link_to(drawing, row->lead_id),
        .category = agreed ? "Agreed" : "Visit",
        .busy = agreed,
        .alarms = {row->due_at - AGREED_AHEAD},
        .alarm_count = agreed,
        .changed_at = row->planned_at,
        .sequence = (int)(row->planned_at / SEQUENCE_SECONDS)};
    return add_entry(drawing, row->lead_id, 0, event);
}

/* One of the day's, as a task. */
static void add_task(Drawing *drawing, const struct calendar_touches_row *row)
{
    add_entry(drawing, row->lead_id, 0,
              (IcalEvent){.uid = uid_of_touch(drawing, row),
                          .todo = true,
                          .starts_at = row->due_at,
                          .ends_at = row->due_at,
                          .day = DAY_NONE,
                          .summary = arena_printf(
                              drawing->arena, "%s %s", act(row->channel),
                              who(drawing, row->contact_name, row->lead_name, row->account_name)),
                          .description = row->reason,
                          .location = row->address_value,
                          .url = link_to(drawing, row->lead_id),
                          .category = "Touch",
                          .changed_at = row->planned_at});
}

/* --- days --- */

typedef struct DayOfTouches {
    size_t counts[CHANNELS];
    size_t machine; /* the machine's, to be looked at */
    Buf names;
    size_t named, all;
} DayOfTouches;

static void count_touch(Drawing *drawing, DayOfTouches *day, const struct calendar_touches_row *row)
{
    Channel channel = CHANNEL_NONE;
    bool known = channel_find(row->channel, &channel);
    day->all++;
    day->counts[known ? channel : CHANNEL_NONE]++;
    if (day->named >= NAMES_SHOWN)
        return;
    day->named++;
    buf_addf(&day->names, "%s %s%s%s\n", act(row->channel),
             who(drawing, row->contact_name, row->lead_name, row->account_name),
             row->address_value ? " " : "", text_or(row->address_value, ""));
}

/* "12 calls, 3 e-mails" */
static const char *counted(Arena *arena, const DayOfTouches *day)
{
    static const struct {
        Channel channel;
        const char *one, *many;
    } words[] = {
        {CHANNEL_PHONE, "call", "calls"},        {CHANNEL_VISIT, "visit", "visits"},
        {CHANNEL_EMAIL, "e-mail", "e-mails"},    {CHANNEL_TEXT, "text", "texts"},
        {CHANNEL_FAX, "fax", "faxes"},           {CHANNEL_LETTER, "letter", "letters"},
        {CHANNEL_GIFT, "gift", "gifts"},         {CHANNEL_ARTICLE, "article", "articles"},
        {CHANNEL_NONE, "decision", "decisions"},
    };
    const char *said = "";
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t count = day->counts[words[i].channel];
        if (count)
            said = arena_printf(arena, "%s%s%zu %s", said, said[0] ? ", " : "", count,
                                count == 1 ? words[i].one : words[i].many);
    }
    return said;
}

static void add_day(Drawing *drawing, Day date, DayOfTouches *day)
{
    if (!day->all)
        return;
    if (day->all > day->named)
        buf_addf(&day->names, "and %zu more\n", day->all - day->named);
    const IcalEvent event = {
        .uid = arena_printf(drawing->arena, "day-%s-%lld@%s", day_iso(drawing->arena, date),
                            (long long)drawing->user_id, drawing->place),
        .starts_at = TIME_NONE,
        .ends_at = TIME_NONE,
        .day = date,
        .summary = counted(drawing->arena, day),
        .description = arena_strndup(drawing->arena, day->names.at, day->names.length),
        .url = drawing->origin ? arena_printf(drawing->arena, "%s/today", drawing->origin) : NULL,
        .category = "Day",
        .changed_at = TIME_NONE};
    add_entry(drawing, 0, 0, event);
}

static bool add_beside(Drawing *drawing, Err *err)
{
    struct calendar_beside_rows rows;
    Context *context = drawing->context;
    if (!sql_calendar_beside(
            context->db, drawing->arena,
            &(struct calendar_beside_in){.workspace = context->workspace,
                                         .owner_id = drawing->user_id,
                                         .until = context->now + (Time)CALENDAR_AHEAD * DAY_SECONDS,
                                         .most = CALENDAR_TOUCHES},
            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        add_appointment(drawing, &rows.at[i]);
    return true;
}

static bool add_touches(Drawing *drawing, Err *err)
{
    Context *context = drawing->context;
    Day today = zone_day(drawing->zone, context->now);
    struct calendar_touches_rows rows;
    DayOfTouches days[CALENDAR_DAYS] = {0};
    if (!sql_calendar_touches(context->db, drawing->arena,
                              &(struct calendar_touches_in){
                                  .workspace = context->workspace,
                                  .owner_id = drawing->user_id,
                                  .until = context->now + (Time)CALENDAR_AHEAD * DAY_SECONDS,
                                  .most = CALENDAR_TOUCHES},
                              &rows, err))
        return false;
    for (int i = 0; i < CALENDAR_DAYS; i++)
        days[i].names = buf_new(TEXT_MOST);
    for (size_t i = 0; i < rows.count; i++) {
        const struct calendar_touches_row *row = &rows.at[i];
        Day date = zone_day(drawing->zone, row->due_at);
        bool overdue = date < today;
        date = overdue ? today : date;
        if (text_equal(row->concern, concern_name(CONCERN_AGREED)) ||
            (is_visit(row->channel) && !overdue))
            add_appointment(drawing, row);
        else if (text_equal(row->concern, concern_name(CONCERN_PROMISE)) ||
                 date - today >= CALENDAR_DAYS)
            continue;
        else if (drawing->touches == CALENDAR_BY_DAY)
            count_touch(drawing, &days[date - today], row);
        else if (drawing->touches == CALENDAR_EACH && text_equal(row->mode, "person"))
            add_task(drawing, row);
    }
    for (int i = 0; i < CALENDAR_DAYS; i++) {
        add_day(drawing, today + i, &days[i]);
        buf_free(&days[i].names);
    }
    return true;
}

const char *calendar_place(Context *context, Arena *arena)
{
    static const char what[] = "calendar";
    return arena_printf(arena, "%.16s.beck",
                        digest_hex(arena, digest_of(context->secret, what, sizeof what)));
}

static Drawing drawing_of(Context *context, Arena *arena, const struct user_list_row *user,
                          const char *origin)
{
    const Zone *zone = zone_find(user->zone);
    return (Drawing){.context = context,
                     .arena = arena,
                     .zone = zone ? zone : context->zone,
                     .user_id = user->id,
                     .origin = origin,
                     .place = calendar_place(context, arena)};
}

static bool read_invited(Drawing *drawing, Err *err)
{
    Context *context = drawing->context;
    return sql_invitation_uids(
        context->db, drawing->arena,
        &(struct invitation_uids_in){.workspace = context->workspace,
                                     .owner_id = drawing->user_id,
                                     .since = context->now - (Time)CALENDAR_DAYS * DAY_SECONDS},
        &drawing->invited, err);
}

static IcalCalendar calendar_of(const Drawing *drawing, const struct user_list_row *user)
{
    size_t count = drawing->entries.count;
    IcalEvent *events = arena_array(drawing->arena, count, sizeof *events);
    for (size_t i = 0; i < count; i++)
        events[i] = drawing->entries.at[i].event;
    return (IcalCalendar){.name = arena_printf(drawing->arena, "Beck: %s", user->name),
                          .about = "What is promised, agreed and to be done",
                          .refresh_minutes = REFRESH_MINUTES,
                          .now = drawing->context->now,
                          .events = events,
                          .count = count};
}

static bool draw(Drawing *drawing, Err *err)
{
    auto_txn Txn txn = {0};
    return db_begin(&txn, drawing->context->db, TXN_READ, err) && read_invited(drawing, err) &&
           add_promises(drawing, err) && add_touches(drawing, err) && add_beside(drawing, err) &&
           db_commit(&txn, err);
}

bool calendar_draw(Context *context, Arena *arena, int64_t user_id, const char *origin,
                   CalendarTouches touches, CalendarEntries *entries, Err *err)
{
    const struct user_list_row *user = context_find_user(context, user_id);
    if (!user)
        return err_field(err, ERR_MISSING, "user", "there is no user %lld", (long long)user_id);
    Drawing drawing = drawing_of(context, arena, user, origin);
    drawing.touches = touches;
    if (!draw(&drawing, err))
        return false;
    *entries = (CalendarEntries){drawing.entries.at, drawing.entries.count};
    return true;
}

bool calendar_events(Context *context, Arena *arena, int64_t user_id, const char *origin,
                     IcalCalendar *calendar, Err *err)
{
    const struct user_list_row *user = context_find_user(context, user_id);
    if (!user)
        return err_field(err, ERR_MISSING, "user", "there is no user %lld", (long long)user_id);
    Drawing drawing = drawing_of(context, arena, user, origin);
    if (!draw(&drawing, err))
        return false;
    *calendar = calendar_of(&drawing, user);
    return true;
}

/* --- one of them --- */

static bool invite(Context *context, Arena *arena, const struct user_list_row *owner,
                   const struct calendar_touch_row *row, IcalEvent *event, Err *err)
{
    struct address_of_contact_rows addresses = {0};
    if (row->contact_id &&
        !sql_address_of_contact(context->db, arena,
                                &(struct address_of_contact_in){.workspace = context->workspace,
                                                                .contact_id = row->contact_id},
                                &addresses, err))
        return false;
    for (size_t i = 0; i < addresses.count && !event->attendee_mailbox; i++)
        if (text_equal(addresses.at[i].kind, "email") && !text_equal(addresses.at[i].state, "bad"))
            event->attendee_mailbox = addresses.at[i].value;
    if (!event->attendee_mailbox)
        return err_set(err, ERR_CONFLICT, "%s has no mailbox that an invitation could go to",
                       text_or(row->contact_name, row->lead_name));
    if (text_empty(owner->email))
        return err_set(err, ERR_CONFLICT,
                       "%s has no mailbox to invite from: Settings, or `beck user set`",
                       owner->name);
    event->attendee_name = text_or(row->contact_name, row->lead_name);
    event->organizer_name = owner->name;
    event->organizer_mailbox = owner->email;
    event->alarm_count = 0; /* theirs to set */
    event->description = event->url = NULL;
    return true;
}

bool calendar_touch(Context *context, Arena *arena, int64_t touch_id, const char *origin,
                    bool invites, IcalCalendar *calendar, Err *err)
{
    struct calendar_touch_row row;
    bool found;
    if (!sql_calendar_touch(
            context->db, arena,
            &(struct calendar_touch_in){.workspace = context->workspace, .touch_id = touch_id},
            &row, &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "touch", "no touch %lld is to come",
                         (long long)touch_id);
    if (!is_visit(row.channel) && !text_equal(row.concern, concern_name(CONCERN_AGREED)))
        return err_set(err, ERR_CONFLICT, "touch %lld is neither a visit nor agreed with anybody",
                       (long long)touch_id);
    const struct user_list_row *owner = context_find_user(context, row.owner_id);
    Drawing drawing = drawing_of(context, arena, owner, origin);
    if (!read_invited(&drawing, err))
        return false;
    IcalEvent *event =
        add_appointment(&drawing, &(struct calendar_touches_row){.lead_id = row.lead_id,
                                                                 .touch_id = touch_id,
                                                                 .lead_name = row.lead_name,
                                                                 .account_name = row.account_name,
                                                                 .contact_name = row.contact_name,
                                                                 .address_value = row.address_value,
                                                                 .channel = row.channel,
                                                                 .concern = row.concern,
                                                                 .due_at = row.due_at,
                                                                 .reason = row.reason,
                                                                 .planned_at = row.planned_at});
    if (invites) {
        event->summary = arena_printf(arena, "%s, %s", owner->name, context_company(context));
        if (!invite(context, arena, owner, &row, event, err))
            return false;
    }
    *calendar = calendar_of(&drawing, owner);
    calendar->method = invites ? ICAL_ASKS : ICAL_TELLS;
    return true;
}

bool calendar_text(Arena *arena, const IcalCalendar *calendar, const char **text, size_t *length,
                   Err *err)
{
    auto_buf Buf out = buf_new(CALENDAR_MOST);
    if (!ical_write(&out, calendar, err))
        return false;
    *text = arena_strndup(arena, out.at, out.length);
    *length = out.length;
    return true;
}

bool calendar_document(Context *context, Arena *arena, int64_t user_id, const char *origin,
                       const char **text, size_t *length, Err *err)
{
    IcalCalendar calendar;
    return calendar_events(context, arena, user_id, origin, &calendar, err) &&
           calendar_text(arena, &calendar, text, length, err);
}
