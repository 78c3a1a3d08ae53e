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
        return arena_printf(arena, "The mail that invited %s did not arrive.", shown->name);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(shown->state, words[i].state) &&
            (!words[i].answer || text_equal(shown->answer, words[i].answer))) {
            const char *place = strstr(words[i].said, "%s");
            return arena_printf(arena, "%.*s%s%s", (int)(place - words[i].said), words[i].said,
                                shown->name, place + 2);
        }
    return "";
}

const char *view_notice_why(Arena *arena, const char *state, const char *why)
{
    static const struct {
        const char *state, *said;
    } words[] = {{"refused", "it could not be told"},
                 {"bounced", "the mail came back"},
                 {"doubtful", "nobody knows whether the mail went"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(state, words[i].state))
            return text_empty(why) ? words[i].said
                                   : arena_printf(arena, "%s: %s", words[i].said, why);
    return why;
}

/* "They may not know: it could not be told: 550 5.1.1 no such user." */
static const char *notice_said(Arena *arena, const InvitationShown *shown)
{
    bool waits = text_equal(shown->notice, "waits");
    const char *why = view_notice_why(arena, shown->notice, shown->notice_why);
    if (text_empty(why))
        return "They are about to be told of the change.";
    return arena_printf(arena, "They may not know%s: %s.", waits ? " yet" : "", why);
}

static const char *way_out(const InvitationShown *shown)
{
    if (text_equal(shown->notice, "doubtful"))
        return "Ask them. Its copy in your Sent folder, where it went, says so by itself.";
    if (!text_equal(shown->notice, "waits"))
        return "Tell them yourself, or invite them anew by another mailbox.";
    return shown->notice_why ? "It is tried again; or tell them yourself." : NULL;
}

static void add_notice(Arena *arena, Doc *doc, const InvitationShown *shown)
{
    if (text_empty(shown->notice)) {
        doc_set_null(arena, doc, "notice");
        return;
    }
    Doc *notice = doc_set_object(arena, doc, "notice");
    doc_set_text(arena, notice, "state", shown->notice);
    doc_set_text(arena, notice, "why", shown->notice_why);
    doc_set_text(arena, notice, "said", notice_said(arena, shown));
    doc_set_text(arena, notice, "way", way_out(shown));
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
    add_notice(arena, doc, shown);
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
