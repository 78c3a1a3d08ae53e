#include "view/view_invitation.h"

#include "base/text.h"
#include "view/view_send.h"

#include <string.h>

/* In the order of what a seller must know first. */
static const char *said_of(Arena *arena, const InvitationShown *shown)
{
    static const struct {
        const char *state, *answer, *said;
    } words[] = {
        {"planned", NULL, "The mail that invites %s has not gone yet."},
        {"cancelled", NULL, "It is called off; %s was invited."},
        {"declined", NULL, "%s declined."},
        {"open", "accepted", "%s has accepted."},
        {"open", "tentative", "%s may come."},
        {"open", "declined", "%s declined the time before."},
        {"open", "countered", "%s proposes another time."},
        {"open", "", "%s is invited, and has not answered yet."},
    };
    if (shown->lost)
        return arena_printf(arena, "The mail that invited %s came back.", shown->name);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(shown->state, words[i].state) &&
            (!words[i].answer || text_equal(shown->answer, words[i].answer))) {
            const char *place = strstr(words[i].said, "%s");
            return arena_printf(arena, "%.*s%s%s", (int)(place - words[i].said), words[i].said,
                                shown->name, place + 2);
        }
    return "";
}

Doc *view_asked(Arena *arena, const InvitationShown *shown)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "contact", shown->name);
    doc_set_text(arena, doc, "mailbox", shown->mailbox);
    doc_set_text(arena, doc, "channel", shown->channel);
    doc_set_text(arena, doc, "place", text_empty(shown->place) ? NULL : shown->place);
    doc_set_time(arena, doc, "starts_at", shown->starts_at);
    doc_set_time(arena, doc, "ends_at", shown->ends_at);
    doc_set_text(arena, doc, "state", shown->state);
    doc_set_bool(arena, doc, "live", shown->live);
    doc_set_text(arena, doc, "answer", text_empty(shown->answer) ? NULL : shown->answer);
    doc_set_time(arena, doc, "answered_at", shown->answered_at);
    doc_set_time(arena, doc, "counter_at", shown->counter_at);
    doc_set_bool(arena, doc, "telling", shown->telling);
    doc_set_text(arena, doc, "untold", shown->untold);
    doc_set_text(arena, doc, "said", said_of(arena, shown));
    return doc;
}

void view_invitation_offer(Arena *arena, Doc *of, const InvitationOffer *offer)
{
    if (!offer->offered) {
        doc_set_null(arena, of, "invitation");
        return;
    }
    Doc *doc = doc_set_object(arena, of, "invitation");
    doc_set_text(arena, doc, "what", offer->what);
    doc_set_text(arena, doc, "channel", offer->channel);
    doc_set_text(arena, doc, "place", offer->place);
    doc_set_time(arena, doc, "starts_at", offer->starts_at);
    doc_set_bool(arena, doc, "going", offer->going);
    doc_set_text(arena, doc, "why", offer->why);
}

Doc *view_invited(Arena *arena, const InvitationShown *shown, const OutboxEntry *entry)
{
    Doc *doc = view_asked(arena, shown);
    if (entry)
        doc_set(doc, "mail", view_outbox_entry(arena, entry));
    else
        doc_set_null(arena, doc, "mail");
    return doc;
}
