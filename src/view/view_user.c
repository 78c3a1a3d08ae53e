#include "view/view_user.h"

#include "view/view_promise.h"
#include "view/view_touch.h"

static Doc *absence(Arena *arena, const AbsenceShown *shown)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", shown->id);
    doc_set_text(arena, doc, "user", shown->user_name);
    doc_set_day(arena, doc, "first", shown->first);
    doc_set_day(arena, doc, "last", shown->last);
    doc_set_text(arena, doc, "reason", shown->reason);
    return doc;
}

Doc *view_user(Arena *arena, const UserShown *user)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", user->id);
    doc_set_text(arena, doc, "name", user->name);
    doc_set_text(arena, doc, "role", user->role);
    doc_set_text(arena, doc, "state", user->state);
    doc_set_text(arena, doc, "title", user->title);
    doc_set_text(arena, doc, "email", user->email);
    doc_set_text(arena, doc, "cell", user->cell);
    doc_set_text(arena, doc, "postal", user->postal);
    doc_set_text(arena, doc, "zone", user->zone);
    doc_set_text(arena, doc, "country", user->country);
    doc_set_text(arena, doc, "region", user->region);
    doc_set_text(arena, doc, "hours", user->hours);
    doc_set_text(arena, doc, "morning", user->morning);
    if (user->manager_id) {
        Doc *manager = doc_set_object(arena, doc, "manager");
        doc_set_id(arena, manager, "id", user->manager_id);
        doc_set_text(arena, manager, "name", user->manager_name);
    } else {
        doc_set_null(arena, doc, "manager");
    }
    doc_set_int(arena, doc, "open_leads", user->open_leads);
    Doc *absences = doc_set_array(arena, doc, "absences");
    for (size_t i = 0; i < user->absence_count; i++)
        doc_add(absences, absence(arena, &user->absences[i]));
    return doc;
}

Doc *view_users(Arena *arena, const UsersShown *users)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "users");
    for (size_t i = 0; i < users->count; i++)
        doc_add(list, view_user(arena, &users->at[i]));
    return doc;
}

Doc *view_reassigned(Arena *arena, const Reassigned *reassigned)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "from", reassigned->from_name);
    doc_set_text(arena, doc, "to", reassigned->to_name);
    doc_set_int(arena, doc, "leads", reassigned->leads);
    doc_set_int(arena, doc, "promises", reassigned->promises);
    return doc;
}

Doc *view_absence(Arena *arena, const AbsenceResult *result)
{
    Doc *doc = doc_object(arena);
    doc_set(doc, "absence", absence(arena, &result->absence));
    doc_set_int(arena, doc, "moved", result->moved);
    Doc *standing = doc_set_array(arena, doc, "standing");
    for (size_t i = 0; i < result->standing.count; i++)
        doc_add(standing, view_touch(arena, &result->standing.at[i]));
    doc_set(doc, "promises", view_promise_list(arena, &result->promises));
    return doc;
}

static Doc *hold(Arena *arena, const HoldShown *shown)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", shown->id);
    doc_set_text(arena, doc, "scope", hold_scope_name(shown->scope));
    doc_set_id(arena, doc, "scope_id", shown->scope_id);
    doc_set_text(arena, doc, "name", shown->scope_name);
    doc_set_bool(arena, doc, "machine_only", shown->machine_only);
    Doc *channels = doc_set_array(arena, doc, "channels");
    for (int channel = CHANNEL_NONE + 1; channel < CHANNELS; channel++)
        if (shown->channels & CHANNEL_BIT(channel))
            doc_add_text(arena, channels, channel_name((Channel)channel));
    doc_set_time(arena, doc, "until", shown->until);
    doc_set_text(arena, doc, "reason", shown->reason);
    doc_set_time(arena, doc, "made_at", shown->made_at);
    return doc;
}

Doc *view_holds(Arena *arena, const HoldsShown *holds)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "holds");
    for (size_t i = 0; i < holds->count; i++)
        doc_add(list, hold(arena, &holds->at[i]));
    return doc;
}

Doc *view_hold_result(Arena *arena, const HoldResult *result)
{
    Doc *doc = doc_object(arena);
    doc_set(doc, "hold", hold(arena, &result->hold));
    doc_set_int(arena, doc, "replanned", result->replanned);
    doc_set_bool(arena, doc, "more", result->more);
    return doc;
}

Doc *view_user_fields(Arena *arena)
{
    Doc *list = doc_array(arena);
    for (const UserFieldFacts *field = user_fields(); field->name; field++) {
        Doc *entry = doc_add_object(arena, list);
        doc_set_text(arena, entry, "name", field->name);
        doc_set_text(arena, entry, "about", field->about);
    }
    return list;
}
