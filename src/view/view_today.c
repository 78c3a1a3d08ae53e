#include "view/view_today.h"

#include "view/view_invitation.h"
#include "view/view_promise.h"
#include "view/view_touch.h"

void view_today_numbers(Arena *arena, Doc *doc, const Today *today)
{
    Doc *counts = doc_set_object(arena, doc, "counts");
    size_t total = 0;
    for (int group = 0; group < GROUPS; group++) {
        doc_set_int(arena, counts, group_name((Group)group), (int64_t)today->counts[group]);
        total += today->counts[group];
    }
    doc_set_int(arena, counts, "total", (int64_t)total);
    doc_set_int(arena, doc, "overdue", (int64_t)today->overdue);
    Doc *lines = doc_set_object(arena, doc, "lines");
    doc_set_int(arena, lines, "touched", (int64_t)today->lines_touched);
    doc_set_int(arena, lines, "target", (int64_t)today->lines_target);
}

static void add_untold(Arena *arena, Doc *notices, const InvitationAlarms *alarms)
{
    for (size_t i = 0; i < alarms->count; i++) {
        const InvitationAlarm *alarm = &alarms->at[i];
        Doc *notice = doc_add_object(arena, notices);
        doc_set_text(arena, notice, "about", "invitation");
        doc_set_id(arena, notice, "id", alarm->lead_id);
        doc_set_text(arena, notice, "address", alarm->name);
        doc_set_text(arena, notice, "state", alarm->state);
        doc_set_text(arena, notice, "why", view_notice_why(arena, alarm->state, alarm->why));
        doc_set_time(arena, notice, "rests_until", alarm->again_at);
        doc_set_text(arena, notice, "page",
                     arena_printf(arena, "/leads/%lld", (long long)alarm->lead_id));
        doc_set_text(arena, notice, "command",
                     arena_printf(arena, "beck invite %lld --told", (long long)alarm->lead_id));
    }
}

static void add_notices(Arena *arena, Doc *notices, const Outages *outages)
{
    for (size_t i = 0; i < outages->count; i++) {
        const Outage *outage = &outages->at[i];
        Doc *notice = doc_add_object(arena, notices);
        doc_set_text(arena, notice, "about", outage->kind);
        doc_set_id(arena, notice, "id", outage->id);
        doc_set_text(arena, notice, "address", outage->address);
        doc_set_text(arena, notice, "state", outage->state);
        doc_set_text(arena, notice, "why", outage->why);
        doc_set_time(arena, notice, "rests_until", outage->rests_until);
        doc_set_text(arena, notice, "page", outage->page);
        doc_set_text(arena, notice, "command", outage->command);
    }
}

Doc *view_today(Arena *arena, const Today *today)
{
    Doc *doc = doc_object(arena);
    doc_set_time(arena, doc, "now", today->now);
    Doc *touches = doc_set_array(arena, doc, "touches");
    for (size_t i = 0; i < today->touches.count; i++)
        doc_add(touches, view_touch(arena, &today->touches.at[i]));
    view_today_numbers(arena, doc, today);
    doc_set_text(arena, doc, "owner", today->owner_name);
    doc_set(doc, "promises", view_promise_list(arena, &today->promises));
    Doc *notices = doc_set_array(arena, doc, "notices");
    add_untold(arena, notices, &today->untold);
    add_notices(arena, notices, &today->outages);
    return doc;
}
