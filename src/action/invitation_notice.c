#include "action/invitation_notice.h"

#include "action/invitation_inner.h"
#include "action/promise_way_inner.h"
#include "base/text.h"
#include "base/when.h"
#include "follow/line.h"
#include "mail/message_id.h"

#include <string.h>

/* NULL: there is none that sends now. */
static const struct sender_list_row *sender_now(const Context *context, const SendGate *gate,
                                                int64_t user_id, size_t *place)
{
    const struct sender_list_row *row = sender_row_of(&gate->senders, user_id, CHANNEL_EMAIL);
    return row && send_gate_find(gate, row->id, place) && send_gate_works(context, gate, *place) &&
                   send_gate_room(context, gate, *place) > 0
               ? row
               : NULL;
}

static bool get(Context *context, Arena *arena, int64_t id, InvitationRow *row, bool *found,
                Err *err)
{
    return sql_invitation_get(
        context->db, arena, &(struct invitation_get_in){.workspace = context->workspace, .id = id},
        row, found, err);
}

bool notice_due(Context *context, Arena *arena, NoticeIds *ids, Err *err)
{
    enum { AT_ONCE = 100 };
    struct invitation_notices_rows rows;
    SendGate gate;
    NoticeIds made = {0};
    if (!sql_invitation_notices(context->db, arena,
                                &(struct invitation_notices_in){.workspace = context->workspace,
                                                                .now = context->now,
                                                                .most = AT_ONCE},
                                &rows, err))
        return false;
    if (rows.count && !send_gate_read(context, arena, &gate, err))
        return false;
    made.at = arena_array(arena, rows.count, sizeof *made.at);
    for (size_t i = 0; i < rows.count; i++) {
        size_t place;
        if (sender_now(context, &gate, rows.at[i].user_id, &place))
            made.at[made.count++] = rows.at[i].id;
    }
    *ids = made;
    return true;
}

/* --- may it go -------------------------------------------------------------------------------- */

/* Whose mailbox it is, who need not be the person that the lead is about; false: nobody's there any
 * more. */
static bool invited(const LoadedLead *loaded, const InvitationRow *row, const Person **person,
                    const Reach **reach)
{
    const Situation *situation = &loaded->situation;
    for (size_t i = 0; i < situation->person_count; i++)
        for (size_t k = 0; k < situation->people[i].reach_count; k++)
            if (text_equal_nocase(loaded->people[i].addresses.at[k].value, row->mailbox)) {
                *person = &situation->people[i];
                *reach = &situation->people[i].reaches[k];
                return true;
            }
    return false;
}

/* `until`: then it may; TIME_NONE: never. */
static bool ask_line(Context *context, Arena *arena, const InvitationRow *row, LineAnswer *answer,
                     Err *err)
{
    LoadedLead loaded;
    *answer = (LineAnswer){.rule = LINE_BAD, .until = TIME_NONE};
    if (!lead_load(context, arena, row->lead_id, LOAD_USUAL, &loaded, err))
        return false;
    const Person *person;
    const Reach *reach;
    if (invited(&loaded, row, &person, &reach))
        *answer = line_ask(&loaded.situation, person, reach, CHANNEL_EMAIL, MODE_PERSON, true,
                           context->now);
    return true;
}

/* --- one notice ------------------------------------------------------------------------------- */

static bool write_words(Context *context, Arena *arena, const InvitationRow *row,
                        NoticeClaim *claim, Err *err)
{
    LoadedLead loaded;
    if (!lead_load(context, arena, row->lead_id, LOAD_READ, &loaded, err))
        return false;
    const Person *person;
    const Reach *reach;
    const Zone *zone = promise_reader_zone(context, &loaded,
                                           invited(&loaded, row, &person, &reach) ? person->id : 0);
    const PromiseCard whom = {.contact_name = row->name};
    const char *was = when_say(arena, row->told_at, context->now, zone);
    const char *by_now = when_say(arena, row->starts_at, context->now, zone);
    bool off = text_equal(row->state, "cancelled"), moved = row->starts_at != row->told_at;
    const char *place = row->place[0] ? arena_printf(arena, " The place: %s.", row->place) : "";
    claim->subject = off     ? arena_printf(arena, "Called off: %s", was)
                     : moved ? arena_printf(arena, "Another time: %s", by_now)
                             : arena_printf(arena, "Another place: %s", by_now);
    claim->words = arena_printf(
        arena, "%s\n\n%s\n\n%s", promise_hello(arena, &whom),
        off     ? arena_printf(arena, "our appointment %s does not take place.", was)
        : moved ? arena_printf(arena, "our appointment %s is now %s.%s", was, by_now, place)
                : arena_printf(arena, "our appointment %s stands.%s", by_now, place),
        promise_signed(context, arena, &loaded));
    claim->method = ical_method_name(off ? ICAL_CALLS_OFF : ICAL_ASKS);
    return invitation_text(context, arena, row, off ? ICAL_CALLS_OFF : ICAL_ASKS, &claim->calendar,
                           err);
}

static bool fill(Context *context, Arena *arena, const InvitationRow *row,
                 const struct sender_list_row *sender, NoticeClaim *claim, Err *err)
{
    const struct user_list_row *user = context_find_user(context, row->user_id);
    const Zone *zone = user ? zone_find(user->zone) : NULL;
    struct mailbox_copying_rows copying;
    if (!sql_mailbox_copying(context->db, arena,
                             &(struct mailbox_copying_in){.workspace = context->workspace},
                             &copying, err))
        return false;
    *claim = (NoticeClaim){
        .id = row->id,
        .notice_id = row->notice_id,
        .sequence = row->sequence,
        .sender_id = sender->id,
        .copy_to = send_copied_to(&copying, sender->id),
        .driver = arena_strdup(arena, sender->driver),
        .from = arena_strdup(arena, sender->address),
        .from_name = text_or(context_name_of(context, row->user_id), context_company(context)),
        .to = row->mailbox,
        .to_name = row->name,
        .message_id = send_message_id(context, arena, row->notice_id, sender->address),
        .answers = send_message_id(context, arena, row->touch_id, sender->address),
        .offset = zone_offset(zone ? zone : context->zone, context->now)};
    return sender_settings(context, arena, sender, &claim->settings, &claim->secrets, err) &&
           write_words(context, arena, row, claim, err);
}

bool notice_claim(Context *context, Arena *arena, int64_t worker, int64_t id, NoticeClaim *claim,
                  bool *claimed, Err *err)
{
    SendGate gate;
    InvitationRow row;
    size_t place = 0;
    auto_txn Txn txn = {0};
    *claimed = false;
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_invitation_claim(
            context->db,
            &(struct invitation_claim_in){.workspace = context->workspace,
                                          .id = id,
                                          .worker = worker,
                                          .leased_until = context->now + NOTICE_LEASE_SECONDS,
                                          .now = context->now},
            claimed, err))
        return false;
    if (!*claimed)
        return true;
    if (!get(context, arena, id, &row, claimed, err) || !send_gate_read(context, arena, &gate, err))
        return false;
    const struct sender_list_row *sender =
        *claimed ? sender_now(context, &gate, row.user_id, &place) : NULL;
    *claimed = sender != NULL;
    return !sender || (fill(context, arena, &row, sender, claim, err) && db_commit(&txn, err));
}

/* In the transaction of its dot: whether it may go is asked as late as that. */
static bool may_go(Context *context, Arena *arena, int64_t worker, const NoticeClaim *claim,
                   bool *go, Err *err)
{
    InvitationRow row;
    LineAnswer answer;
    bool found;
    *go = false;
    if (!get(context, arena, claim->id, &row, &found, err) ||
        (found && !ask_line(context, arena, &row, &answer, err)))
        return false;
    if (!found)
        return true;
    *go = answer.rule == LINE_OPEN;
    if (*go)
        return true;
    return answer.until != TIME_NONE && answer.until > context->now
               ? notice_later(context, worker, claim, answer.until, line_rule_name(answer.rule),
                              err)
               : notice_refused(context, worker, claim, row.touch_id, line_rule_name(answer.rule),
                                err);
}

bool notice_dot(Context *context, Arena *arena, int64_t worker, const NoticeClaim *claim,
                Standing *standing, bool *go, Err *err)
{
    SendGate gate;
    InvitationRow row;
    size_t place = 0;
    bool found;
    auto_txn Txn txn = {0};
    *go = false;
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !send_dots_begin(context, arena, err) ||
        !send_gate_read(context, arena, &gate, err) ||
        !get(context, arena, claim->id, &row, &found, err))
        return false;
    const struct sender_list_row *sender =
        found ? sender_now(context, &gate, row.user_id, &place) : NULL;
    if (!sender || sender->id != claim->sender_id)
        return true;
    if (!may_go(context, arena, worker, claim, go, err) ||
        (*go && !sql_invitation_dot(
                    context->db,
                    &(struct invitation_dot_in){.workspace = context->workspace,
                                                .id = claim->id,
                                                .worker = worker,
                                                .leased_until = context->now + NOTICE_LEASE_SECONDS,
                                                .notice_id = claim->notice_id,
                                                .sequence = claim->sequence},
                    go, err)))
        return false;
    gate.sent[place] += *go;
    return (!*go || standing_count(context, arena, standing, 1, err)) &&
           send_gate_write(context, &gate, err) && db_commit(&txn, err);
}
