#include "view/view_touch.h"

static const char *const lateness_names[LATENESSES] = {
    [LATE_FRESH] = "fresh",
    [LATE_OVERDUE] = "overdue",
    [LATE_MANAGER] = "manager",
};

static void set_lead(Arena *arena, Doc *doc, const TouchCard *card)
{
    Doc *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", card->lead_id);
    doc_set_text(arena, lead, "name", card->lead_name);
    doc_set_text(arena, lead, "account", card->account_name);
    doc_set_text(arena, lead, "status", lead_status_name(card->lead_status));
    doc_set_text(arena, lead, "source", card->lead_source);
    doc_set_id(arena, lead, "account_id", card->account_id);
    doc_set_text(arena, lead, "temperature", temperature_name(card->temperature));
    doc_set_text(arena, lead, "product", card->product);
}

static void set_contact(Arena *arena, Doc *doc, const TouchCard *card)
{
    if (!card->contact_id) {
        doc_set_null(arena, doc, "contact");
        return;
    }
    Doc *contact = doc_set_object(arena, doc, "contact");
    doc_set_id(arena, contact, "id", card->contact_id);
    doc_set_text(arena, contact, "name", card->contact_name);
    doc_set_text(arena, contact, "title", card->contact_title);
    doc_set_text(arena, contact, "role", card->contact_role ? role_name(card->contact_role) : NULL);
}

static void set_address(Arena *arena, Doc *doc, const TouchCard *card)
{
    if (!card->address_value) {
        doc_set_null(arena, doc, "address");
        return;
    }
    Doc *address = doc_set_object(arena, doc, "address");
    doc_set_text(arena, address, "kind", address_kind_name(card->address_kind));
    doc_set_text(arena, address, "value", card->address_value);
    doc_set_text(arena, address, "extension", card->address_extension);
}

static void set_promise(Arena *arena, Doc *doc, const TouchCard *card)
{
    if (!card->promise_id) {
        doc_set_null(arena, doc, "promise");
        return;
    }
    Doc *promise = doc_set_object(arena, doc, "promise");
    doc_set_id(arena, promise, "id", card->promise_id);
    doc_set_text(arena, promise, "text", card->promise_text);
    doc_set_time(arena, promise, "due_at", card->promise_due_at);
}

/* What they wrote last. */
static void set_answer(Arena *arena, Doc *doc, const TouchCard *card)
{
    if (!card->answer_text) {
        doc_set_null(arena, doc, "answer");
        return;
    }
    Doc *answer = doc_set_object(arena, doc, "answer");
    doc_set_time(arena, answer, "at", card->answer_at);
    doc_set_text(arena, answer, "subject", card->answer_subject);
    doc_set_text(arena, answer, "text", card->answer_text);
}

static void set_content(Arena *arena, Doc *doc, const TouchCard *card)
{
    if (card->content_id)
        doc_set_id(arena, doc_set_object(arena, doc, "content"), "id", card->content_id);
    else
        doc_set_null(arena, doc, "content");
}

static void set_rank(Arena *arena, Doc *doc, const TouchCard *card)
{
    doc_set_int(arena, doc, "score", card->rank.score);
    Doc *terms = doc_set_array(arena, doc, "terms");
    for (size_t i = 0; i < card->rank.term_count; i++) {
        Doc *term = doc_add_object(arena, terms);
        doc_set_text(arena, term, "name", card->rank.terms[i].name);
        doc_set_int(arena, term, "points", card->rank.terms[i].points);
    }
}

void view_touch_into(Arena *arena, Doc *doc, const TouchCard *card)
{
    doc_set_id(arena, doc, "id", card->id);
    set_lead(arena, doc, card);
    set_contact(arena, doc, card);
    /* CHANNEL_NONE: nobody there may be touched, it is settled at the desk. */
    doc_set_text(arena, doc, "channel", card->channel ? channel_name(card->channel) : NULL);
    set_address(arena, doc, card);
    doc_set_time(arena, doc, "due_at", card->due_at);
    doc_set_text(arena, doc, "state", "planned");
    doc_set_text(arena, doc, "mode", mode_name(card->mode));
    doc_set_text(arena, doc, "reason", card->reason);
    set_content(arena, doc, card);
    Doc *why = doc_set_array(arena, doc, "why");
    for (size_t i = 0; i < card->why_count; i++)
        doc_add_text(arena, why, card->why_said[i]);
    doc_set_text(arena, doc, "cadence", card->cadence);
    doc_set_text(arena, doc, "step", card->step);
    set_promise(arena, doc, card);
    doc_set_text(arena, doc, "group", group_name(card->group));
    doc_set_text(arena, doc, "concern", concern_name(card->concern));
    doc_set_id(arena, doc, "owner_id", card->owner_id);
    doc_set_text(arena, doc, "owner", card->owner_name);
    doc_set_text(arena, doc, "missing", card->ask_kind ? address_kind_name(card->ask_kind) : NULL);
    doc_set_bool(arena, doc, "nothing_new", card->nothing_new);
    doc_set_bool(arena, doc, "library_dry", card->library_dry);
    doc_set_text(arena, doc, "lateness", lateness_names[card->lateness]);
    doc_set_text(arena, doc, "smaller", card->smaller ? channel_name(card->smaller) : NULL);
    set_answer(arena, doc, card);
    set_rank(arena, doc, card);
}

Doc *view_touch(Arena *arena, const TouchCard *card)
{
    Doc *doc = doc_object(arena);
    view_touch_into(arena, doc, card);
    return doc;
}
