#include "view/view_lead.h"

#include "view/view_invitation.h"
#include "view/view_promise.h"
#include "view/view_received.h"
#include "view/view_send.h"
#include "view/view_touch.h"

static void set_named(Arena *arena, Doc *doc, const char *name, int64_t id, const char *called)
{
    if (!id) {
        doc_set_null(arena, doc, name);
        return;
    }
    Doc *object = doc_set_object(arena, doc, name);
    doc_set_id(arena, object, "id", id);
    doc_set_text(arena, object, "name", called);
}

void view_lead_addresses(Arena *arena, Doc *doc, const AddressShown *addresses, size_t count)
{
    Doc *list = doc_set_array(arena, doc, "addresses");
    for (size_t i = 0; i < count; i++) {
        const AddressShown *address = &addresses[i];
        Doc *entry = doc_add_object(arena, list);
        doc_set_id(arena, entry, "id", address->id);
        doc_set_text(arena, entry, "kind", address_kind_name(address->kind));
        doc_set_text(arena, entry, "value", address->value);
        doc_set_text(arena, entry, "extension", address->extension);
        doc_set_text(arena, entry, "label", address->label);
        doc_set_text(arena, entry, "state", address_state_name(address->state));
        doc_set_text(arena, entry, "why", address->why);
        doc_set_bool(arena, entry, "suppressed", address->suppressed);
        doc_set_time(arena, entry, "since", address->state_at);
        doc_set_int(arena, entry, "unanswered", address->unanswered);
        doc_set_bool(arena, entry, "tired", address->tired);
    }
}

static void set_account(Arena *arena, Doc *doc, const LeadShown *lead)
{
    set_named(arena, doc, "account", lead->account_id, lead->account_name);
    if (lead->account_id)
        view_lead_addresses(arena, doc->last, lead->account_addresses, lead->account_address_count);
}

static void set_times(Arena *arena, Doc *doc, const LeadShown *lead)
{
    doc_set_time(arena, doc, "captured_at", lead->captured_at);
    doc_set_time(arena, doc, "first_talked_at", lead->first_talked_at);
    doc_set_time(arena, doc, "last_talked_at", lead->last_talked_at);
    doc_set_time(arena, doc, "last_touched_at", lead->last_touched_at);
    doc_set_time(arena, doc, "answered_at", lead->answered_at);
    if (lead->agreed_at == TIME_NONE) {
        doc_set_null(arena, doc, "agreed");
        return;
    }
    Doc *agreed = doc_set_object(arena, doc, "agreed");
    doc_set_time(arena, agreed, "at", lead->agreed_at);
    doc_set_text(arena, agreed, "what", lead->agreed);
}

static void set_people(Arena *arena, Doc *doc, const LeadShown *lead)
{
    Doc *list = doc_set_array(arena, doc, "people");
    for (size_t i = 0; i < lead->person_count; i++) {
        const PersonShown *person = &lead->people[i];
        Doc *entry = doc_add_object(arena, list);
        doc_set_id(arena, entry, "id", person->id);
        doc_set_text(arena, entry, "name", person->name);
        doc_set_text(arena, entry, "title", person->title);
        doc_set_text(arena, entry, "role", person->role ? role_name(person->role) : NULL);
        doc_set_text(arena, entry, "state", person_state_name(person->state));
        doc_set_text(arena, entry, "reports_to", person->reports_to);
        doc_set_text(arena, entry, "zone", person->zone);
        Doc *stopped = doc_set_array(arena, entry, "stopped");
        for (int channel = CHANNEL_NONE + 1; channel < CHANNELS; channel++)
            if (person->stopped & CHANNEL_BIT(channel))
                doc_add_text(arena, stopped, channel_name((Channel)channel));
        doc_set_time(arena, entry, "last_touched_at", person->last_touched_at);
        doc_set_time(arena, entry, "last_talked_at", person->last_talked_at);
        view_lead_addresses(arena, entry, person->addresses, person->address_count);
    }
}

static void set_wakes(Arena *arena, Doc *doc, const LeadShown *lead)
{
    Doc *list = doc_set_array(arena, doc, "wakes");
    for (size_t i = 0; i < lead->wake_count; i++) {
        const WakeShown *wake = &lead->wakes[i];
        Doc *entry = doc_add_object(arena, list);
        doc_set_id(arena, entry, "id", wake->id);
        doc_set_text(arena, entry, "kind", wake_kind_name(wake->kind));
        doc_set_text(arena, entry, "text", wake->text);
        doc_set_time(arena, entry, "at", wake->at);
        doc_set_text(arena, entry, "state", wake->state);
    }
}

static void set_dials(Arena *arena, Doc *doc, const TouchShown *touch)
{
    Doc *list = doc_set_array(arena, doc, "dials");
    for (size_t i = 0; i < touch->dial_count; i++) {
        const DialShown *dial = &touch->dials[i];
        Doc *entry = doc_add_object(arena, list);
        doc_set_text(arena, entry, "contact", dial->contact_name);
        doc_set_text(arena, entry, "kind", dial->kind ? address_kind_name(dial->kind) : NULL);
        doc_set_text(arena, entry, "value", dial->value);
        doc_set_text(arena, entry, "outcome", outcome_name(dial->outcome));
        doc_set_time(arena, entry, "at", dial->at);
        doc_set_text(arena, entry, "words", dial->words);
        if (dial->seconds == TIME_NONE)
            doc_set_null(arena, entry, "seconds");
        else
            doc_set_int(arena, entry, "seconds", dial->seconds);
        doc_set_text(arena, entry, "recording", dial->recording);
    }
}

static void set_sent(Arena *arena, Doc *doc, const SentShown *sent)
{
    if (!sent->level) {
        doc_set_null(arena, doc, "message");
        return;
    }
    Doc *message = doc_set_object(arena, doc, "message");
    doc_set_text(arena, message, "subject", sent->subject);
    doc_set_text(arena, message, "level", sent->level);
    doc_set_text(arena, message, "doubt", sent->doubt);
    doc_set_text(arena, message, "words", sent->words);
    doc_set_time(arena, message, "sent_at", sent->sent_at);
}

static void set_mails(Arena *arena, Doc *doc, const TouchShown *touch)
{
    Doc *mails = doc_set_array(arena, doc, "mails");
    for (size_t i = 0; i < touch->mail_count; i++)
        doc_add(mails, view_received(arena, &touch->mails[i]));
}

static void set_history(Arena *arena, Doc *doc, const LeadShown *lead)
{
    Doc *list = doc_set_array(arena, doc, "history");
    for (size_t i = 0; i < lead->history_count; i++) {
        const TouchShown *touch = &lead->history[i];
        Doc *entry = doc_add_object(arena, list);
        doc_set_id(arena, entry, "id", touch->id);
        doc_set_time(arena, entry, "at", touch->at);
        doc_set_text(arena, entry, "user", touch->user_name);
        doc_set_text(arena, entry, "contact", touch->contact_name);
        doc_set_text(arena, entry, "channel", channel_name(touch->channel));
        doc_set_text(arena, entry, "address", touch->address_value);
        doc_set_text(arena, entry, "outcome", outcome_name(touch->outcome));
        doc_set_text(arena, entry, "result", touch->result ? result_name(touch->result) : NULL);
        doc_set_text(arena, entry, "state", touch->state);
        doc_set_text(arena, entry, "excuse", touch->excuse);
        doc_set_text(arena, entry, "reason", touch->reason);
        doc_set_text(arena, entry, "note", touch->note);
        doc_set_text(arena, entry, "spoke_to", touch->spoke_to);
        doc_set_text(arena, entry, "flagged", touch->flagged);
        doc_set_text(arena, entry, "step", touch->step);
        doc_set_bool(arena, entry, "undone", touch->undone);
        set_sent(arena, entry, &touch->sent);
        set_mails(arena, entry, touch);
        set_dials(arena, entry, touch);
    }
    doc_set_bool(arena, doc, "history_more", lead->history_more);
}

Doc *view_lead(Arena *arena, const LeadShown *lead)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", lead->id);
    doc_set_text(arena, doc, "name", lead->name);
    set_account(arena, doc, lead);
    set_named(arena, doc, "owner", lead->owner_id, lead->owner_name);
    doc_set_text(arena, doc, "status", lead_status_name(lead->status));
    doc_set_text(arena, doc, "status_why", lead->status_why);
    doc_set_text(arena, doc, "temperature", temperature_name(lead->temperature));
    doc_set_text(arena, doc, "source", lead->source);
    doc_set_text(arena, doc, "source_kind", source_kind_name(lead->source_kind));
    doc_set_text(arena, doc, "product", lead->product);
    if (lead->value_cents)
        doc_set_real(arena, doc, "value", (double)lead->value_cents / 100);
    else
        doc_set_null(arena, doc, "value");
    doc_set_text(arena, doc, "note", lead->note);
    doc_set_text(arena, doc, "external_id", lead->external_id);
    doc_set_text(arena, doc, "cadence", lead->cadence);
    doc_set_text(arena, doc, "step", lead->step);
    doc_set_int(arena, doc, "interest", lead->interest);
    doc_set_int(arena, doc, "noes", lead->noes);
    doc_set_int(arena, doc, "tries", lead->tries);
    set_times(arena, doc, lead);
    if (lead->invited)
        doc_set(doc, "invitation", view_asked(arena, &lead->invitation));
    else
        doc_set_null(arena, doc, "invitation");
    set_people(arena, doc, lead);
    doc_set(doc, "promises", view_promise_list(arena, &lead->promises));
    set_wakes(arena, doc, lead);
    if (lead->open)
        doc_set(doc, "next", view_touch(arena, &lead->next));
    else
        doc_set_null(arena, doc, "next");
    doc_set_text(arena, doc, "aside", lead->aside);
    view_outbox_set(arena, doc, lead->by_machine, &lead->outbox);
    set_history(arena, doc, lead);
    return doc;
}

Doc *view_why(Arena *arena, const WhyShown *why)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "touch_id", why->touch_id);
    set_named(arena, doc, "lead", why->lead_id, why->lead_name);
    doc_set_bool(arena, doc, "planned", why->planned);
    doc_set_text(arena, doc, "channel", why->channel ? channel_name(why->channel) : NULL);
    doc_set_time(arena, doc, "at", why->at);
    doc_set_text(arena, doc, "reason", why->reason);
    Doc *sentences = doc_set_array(arena, doc, "why");
    for (size_t i = 0; i < why->why_count; i++)
        doc_add_text(arena, sentences, why->why[i]);
    if (why->planned)
        doc_set_int(arena, doc, "score", why->rank.score);
    else
        doc_set_null(arena, doc, "score");
    Doc *terms = doc_set_array(arena, doc, "terms");
    for (size_t i = 0; why->planned && i < why->rank.term_count; i++) {
        Doc *term = doc_add_object(arena, terms);
        doc_set_text(arena, term, "name", why->rank.terms[i].name);
        doc_set_int(arena, term, "points", why->rank.terms[i].points);
    }
    return doc;
}

Doc *view_found(Arena *arena, const FoundLeads *found)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "leads");
    for (size_t i = 0; i < found->count; i++) {
        const FoundLead *lead = &found->at[i];
        Doc *entry = doc_add_object(arena, list);
        doc_set_id(arena, entry, "id", lead->lead_id);
        doc_set_text(arena, entry, "name", lead->lead_name);
        set_named(arena, entry, "contact", lead->contact_id, lead->contact_name);
        if (lead->contact_id)
            doc_set_text(arena, entry->last, "title", lead->contact_title);
        set_named(arena, entry, "account", lead->account_id, lead->account_name);
        doc_set_text(arena, entry, "owner", lead->owner_name);
        doc_set_text(arena, entry, "status", lead_status_name(lead->status));
        doc_set_id(arena, entry, "touch_id", lead->touch_id);
        doc_set_text(arena, entry, "channel", lead->channel ? channel_name(lead->channel) : NULL);
        doc_set_time(arena, entry, "due_at", lead->due_at);
    }
    doc_set_bool(arena, doc, "more", found->more);
    return doc;
}

Doc *view_shares(Arena *arena, const LeadShares *shares)
{
    Doc *doc = doc_object(arena);
    Doc *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", shares->lead_id);
    doc_set_text(arena, lead, "name", shares->lead_name);
    doc_set_bool(arena, doc, "everybody", shares->everybody);
    Doc *users = doc_set_array(arena, doc, "users");
    for (size_t i = 0; i < shares->count; i++) {
        Doc *user = doc_add_object(arena, users);
        doc_set_id(arena, user, "id", shares->ids[i]);
        doc_set_text(arena, user, "name", shares->names[i]);
    }
    return doc;
}
