#include "view/view_consent.h"

Doc *view_consent(Arena *arena, const ConsentLedger *ledger)
{
    Doc *doc = doc_object(arena);
    Doc *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", ledger->lead_id);
    doc_set_text(arena, lead, "name", ledger->lead_name);
    Doc *entries = doc_set_array(arena, doc, "entries");
    for (size_t i = 0; i < ledger->count; i++) {
        const ConsentEntry *from = &ledger->at[i];
        Doc *entry = doc_add_object(arena, entries);
        doc_set_time(arena, entry, "at", from->at);
        doc_set_text(arena, entry, "contact", from->contact_name);
        doc_set_text(arena, entry, "kind", from->kind);
        doc_set_text(arena, entry, "value", from->value);
        Doc *channels = doc_set_array(arena, entry, "channels");
        for (int channel = CHANNEL_NONE + 1; channel < CHANNELS; channel++)
            if (from->channels & CHANNEL_BIT(channel))
                doc_add_text(arena, channels, channel_name((Channel)channel));
        doc_set_bool(arena, entry, "given", from->given);
        doc_set_bool(arena, entry, "withdrawn", from->withdrawn);
        doc_set_text(arena, entry, "how", from->how);
        doc_set_text(arena, entry, "user", from->user);
    }
    return doc;
}
