#include "action/outage.h"

#include "action/dav_inner.h"
#include "action/sender_inner.h"
#include "action/sign_in_inner.h"
#include "action/standing.h"
#include "base/text.h"

/* What all of them have in common. */
typedef struct Seen {
    int64_t id, user_id;
    const char *address, *state, *why;
    int64_t failures;
    Time rests_until;
} Seen;

static Outage *another(Outages *outages)
{
    return outages->count < OUTAGES_SHOWN ? &outages->at[outages->count++] : NULL;
}

static bool is_out(const Context *context, const Seen *seen)
{
    Err ignored;
    bool ours = !seen->user_id || seen->user_id == context->user ||
                context_may(context, RIGHT_SETTINGS, &ignored);
    bool rests = seen->failures >= OUTAGE_FAILURES && seen->rests_until != TIME_NONE &&
                 seen->rests_until > context->now;
    return ours && (text_equal(seen->state, "off") || rests);
}

static const char *page_of(const char *kind)
{
    static const struct {
        const char *kind, *page;
    } pages[] = {
        {"sender", "/settings/senders"},
        {"mailbox", "/settings/mailboxes"},
        {"calendar", "/settings/calendars"},
        {"contacts", "/settings/contacts"},
    };
    size_t place = 0;
    while (!text_equal(pages[place].kind, kind))
        place++;
    return pages[place].page;
}

static void look_at(const Context *context, Arena *arena, const char *kind, const Seen *seen,
                    Outages *outages)
{
    Outage *outage = is_out(context, seen) ? another(outages) : NULL;
    if (!outage)
        return;
    bool off = text_equal(seen->state, "off");
    *outage = (Outage){.kind = kind,
                       .id = seen->id,
                       .address = seen->address,
                       .state = off ? "off" : "rests",
                       .why = seen->why,
                       .rests_until = off ? TIME_NONE : seen->rests_until,
                       .page = page_of(kind)};
    outage->command = arena_printf(arena, "beck %s resume %lld", kind, (long long)seen->id);
}

static bool look_at_arming(Context *context, Arena *arena, Outages *outages, Err *err)
{
    const char *why;
    if (!standing_why(context, arena, &why, err))
        return false;
    Outage *outage = why ? another(outages) : NULL;
    if (outage)
        *outage = (Outage){.kind = "arming",
                           .state = "held",
                           .why = why,
                           .rests_until = TIME_NONE,
                           .page = "/outbox",
                           .command = "beck outbox arm"};
    return true;
}

bool outage_list(Context *context, Arena *arena, Outages *outages, Err *err)
{
    struct sender_list_rows senders;
    struct mailbox_list_rows mailboxes;
    struct dav_account_list_rows accounts;
    Outages made = {.count = 0};
    if (!sender_rows(context, arena, &senders, err) ||
        !sql_mailbox_list(context->db, arena,
                          &(struct mailbox_list_in){.workspace = context->workspace}, &mailboxes,
                          err) ||
        !sql_dav_account_list(context->db, arena,
                              &(struct dav_account_list_in){.workspace = context->workspace},
                              &accounts, err) ||
        (senders.count && !look_at_arming(context, arena, &made, err)))
        return false;
    for (size_t i = 0; i < senders.count; i++) {
        const struct sender_list_row *row = &senders.at[i];
        look_at(context, arena, "sender",
                &(Seen){row->id, row->user_id, row->address, row->state, row->why, row->failures,
                        row->rests_until},
                &made);
    }
    for (size_t i = 0; i < mailboxes.count; i++) {
        const struct mailbox_list_row *row = &mailboxes.at[i];
        look_at(context, arena, "mailbox",
                &(Seen){row->id, row->user_id, row->address, row->state, row->why, row->failures,
                        row->rests_until},
                &made);
    }
    for (size_t i = 0; i < accounts.count; i++) {
        const struct dav_account_list_row *row = &accounts.at[i];
        look_at(context, arena, row->kind,
                &(Seen){row->id, row->user_id, row->name, row->state, row->why, row->failures,
                        row->rests_until},
                &made);
    }
    *outages = made;
    return true;
}
