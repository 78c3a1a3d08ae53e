#include "action/send_inner.h"

#include "action/id_list.h"
#include "base/text.h"

bool send_gate_read(Context *context, Arena *arena, SendGate *gate, Err *err)
{
    SendGate made;
    if (!sender_rows(context, arena, &made.senders, err) ||
        !sql_hold_of_sending(
            context->db, arena,
            &(struct hold_of_sending_in){.workspace = context->workspace, .now = context->now},
            &made.holds, err))
        return false;
    made.sent = arena_array(arena, made.senders.count, sizeof *made.sent);
    *gate = made;
    return true;
}

static bool is_held(const SendGate *gate, int64_t sender)
{
    for (size_t i = 0; i < gate->holds.count; i++)
        if (!gate->holds.at[i].sender_id || gate->holds.at[i].sender_id == sender)
            return true;
    return false;
}

const struct sender_list_row *send_gate_find(const SendGate *gate, int64_t sender, size_t *place)
{
    for (size_t i = 0; i < gate->senders.count; i++)
        if (gate->senders.at[i].id == sender) {
            *place = i;
            return &gate->senders.at[i];
        }
    return NULL;
}

bool send_gate_works(const Context *context, const SendGate *gate, size_t place)
{
    const struct sender_list_row *row = &gate->senders.at[place];
    return !is_held(gate, row->id) && sender_works(context, row);
}

int64_t send_gate_room(const Context *context, const SendGate *gate, size_t place)
{
    const struct sender_list_row *row = &gate->senders.at[place];
    return is_held(gate, row->id) ? 0 : sender_room(context, row) - gate->sent[place];
}

Time send_gate_next(const Context *context, const SendGate *gate, size_t place)
{
    const struct sender_list_row *row = &gate->senders.at[place];
    return is_held(gate, row->id) ? TIME_NONE : sender_next(context, row);
}

/* A third more or less: nobody writes by the clock. */
static Time next_at(const Context *context, const struct sender_list_row *row)
{
    int64_t spacing = sender_spacing(row), third = spacing / 3;
    int64_t jitter = third ? (row->day_count * 7919 + context->now) % (2 * third + 1) - third : 0;
    return context->now + spacing + jitter;
}

bool send_gate_write(Context *context, const SendGate *gate, Err *err)
{
    for (size_t i = 0; i < gate->senders.count; i++) {
        const struct sender_list_row *row = &gate->senders.at[i];
        if (gate->sent[i] &&
            !sql_sender_sent(context->db,
                             &(struct sender_sent_in){.workspace = context->workspace,
                                                      .id = row->id,
                                                      .day = sender_day(context, row),
                                                      .minute = context->now / 60,
                                                      .count = gate->sent[i],
                                                      .next_at = next_at(context, row)},
                             err))
            return false;
    }
    return true;
}

const char *send_gate_owners(Context *context, Arena *arena, const SendGate *gate, size_t place)
{
    const struct sender_list_row *sender = &gate->senders.at[place];
    int64_t *ids = arena_array(arena, context->users.count, sizeof *ids);
    size_t count = 0;
    for (size_t i = 0; i < context->users.count; i++) {
        int64_t user = context->users.at[i].id;
        bool has_own = false;
        for (size_t k = 0; k < gate->senders.count; k++) {
            const struct sender_list_row *other = &gate->senders.at[k];
            has_own =
                has_own || (other->user_id == user && text_equal(other->channel, sender->channel));
        }
        if (sender->user_id ? sender->user_id == user : !has_own)
            ids[count++] = user;
    }
    return id_list(arena, ids, count);
}
