#include "view/view_account.h"

#include "view/view_lead.h"
#include "view/view_leads.h"

static void set_named(Arena *arena, Doc *doc, const char *member, int64_t id, const char *name)
{
    if (!id) {
        doc_set_null(arena, doc, member);
        return;
    }
    Doc *named = doc_set_object(arena, doc, member);
    doc_set_id(arena, named, "id", id);
    doc_set_text(arena, named, "name", name);
}

static Doc *view_person(Arena *arena, const AccountPerson *person)
{
    const PersonShown *shown = &person->shown;
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", shown->id);
    doc_set_text(arena, doc, "name", shown->name);
    doc_set_text(arena, doc, "title", shown->title);
    doc_set_text(arena, doc, "role", shown->role ? role_name(shown->role) : NULL);
    doc_set_text(arena, doc, "state", person_state_name(shown->state));
    set_named(arena, doc, "reports_to", person->reports_to_id, shown->reports_to);
    doc_set_text(arena, doc, "zone", shown->zone);
    Doc *stopped = doc_set_array(arena, doc, "stopped");
    for (int channel = CHANNEL_NONE + 1; channel < CHANNELS; channel++)
        if (shown->stopped & CHANNEL_BIT(channel))
            doc_add_text(arena, stopped, channel_name((Channel)channel));
    doc_set_time(arena, doc, "last_touched_at", shown->last_touched_at);
    doc_set_time(arena, doc, "last_talked_at", shown->last_talked_at);
    view_lead_addresses(arena, doc, shown->addresses, shown->address_count);
    return doc;
}

/* They come each followed by those under them, one deeper. Where the next one begins is returned.
 */
static size_t add_branch(Arena *arena, Doc *branch, const AccountShown *account, size_t place)
{
    int depth = place < account->person_count ? account->people[place].depth : 0;
    while (place < account->person_count && account->people[place].depth == depth) {
        Doc *person = view_person(arena, &account->people[place]);
        Doc *under = doc_set_array(arena, person, "under");
        doc_add(branch, person);
        place++;
        if (place < account->person_count && account->people[place].depth > depth)
            place = add_branch(arena, under, account, place);
    }
    return place;
}

Doc *view_account(Arena *arena, const AccountShown *account)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", account->id);
    doc_set_text(arena, doc, "name", account->name);
    doc_set_bool(arena, doc, "never", account->never);
    doc_set_text(arena, doc, "gifts", account->gifts);
    doc_set_text(arena, doc, "domain", account->domain);
    doc_set_text(arena, doc, "sector", account->sector);
    doc_set_text(arena, doc, "city", account->city);
    doc_set_text(arena, doc, "region", account->region);
    doc_set_text(arena, doc, "country", account->country);
    doc_set_text(arena, doc, "zone", account->zone);
    set_named(arena, doc, "parent", account->parent.id, account->parent.name);
    Doc *children = doc_set_array(arena, doc, "children");
    for (size_t i = 0; i < account->child_count; i++) {
        Doc *child = doc_add_object(arena, children);
        doc_set_id(arena, child, "id", account->children[i].id);
        doc_set_text(arena, child, "name", account->children[i].name);
    }
    view_lead_addresses(arena, doc, account->addresses, account->address_count);
    add_branch(arena, doc_set_array(arena, doc, "people"), account, 0);
    doc_set_bool(arena, doc, "people_more", account->people_more);
    Doc *leads = doc_set_array(arena, doc, "leads");
    for (size_t i = 0; i < account->lead_count; i++)
        doc_add(leads, view_lead_row(arena, &account->leads[i]));
    doc_set_int(arena, doc, "leads_of_others", account->leads_of_others);
    return doc;
}
