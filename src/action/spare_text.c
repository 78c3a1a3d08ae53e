#include "action/spare_text.h"

#include "base/mustache.h"
#include "base/text.h"

#include <string.h>

/* Over the fields of merge_fields() and `reason`. What is new is not in them: a cadence says it to
 * the seller, not to the contact. */
static const char call_words[] = "Hi {{first}}{{^first}}there{{/first}}, {{me_first}} from "
                                 "{{my_company}}. The reason I'm calling: "
                                 "{{reason}}\nThen ask, and listen. End with a date.";
static const char call_voicemail[] = "{{#first}}{{first}}, {{/first}}{{me}} from {{my_company}}, "
                                     "{{my_cell}}. {{reason}} Call me when it "
                                     "suits you, {{my_cell}}; otherwise I will ring again.";
static const char visit_words[] = "Hello {{first}}{{^first}}there{{/first}}, I am {{me_first}} "
                                  "from {{my_company}}. {{reason}}\nThen ask, and listen. End "
                                  "with a date.";
static const char mail_subject[] = "{{#company}}{{company}}: {{/company}}a word from {{me_first}}";
static const char mail_body[] =
    "Hi {{first}}{{^first}}there{{/first}},\n\n{{reason}}\n\n"
    "On which number may I call you, and when does it suit you?\n\n{{me}}\n{{my_company}}\n"
    "Cell {{my_cell}}";
static const char text_body[] = "Hi {{first}}{{^first}}there{{/first}}, {{me_first}} from "
                                "{{my_company}}. {{reason}} When may I call you?";
static const char letter_words[] = "Hello {{first}}{{^first}}there{{/first}},\n\n{{reason}}\n\n"
                                   "My own number is {{my_cell}}.\n\n{{me}}";

typedef struct Spare {
    const char *words, *voicemail, *subject, *body;
} Spare;

static const Spare spares[CHANNELS] = {
    [CHANNEL_PHONE] = {.words = call_words, .voicemail = call_voicemail},
    [CHANNEL_EMAIL] = {.subject = mail_subject, .body = mail_body},
    [CHANNEL_TEXT] = {.body = text_body},
    [CHANNEL_FAX] = {.subject = mail_subject, .body = mail_body},
    [CHANNEL_VISIT] = {.words = visit_words},
    [CHANNEL_LETTER] = {.words = letter_words, .subject = ""},
    [CHANNEL_GIFT] = {.words = letter_words},
    [CHANNEL_ARTICLE] = {.subject = mail_subject, .body = mail_body},
};

static const char *render(Arena *arena, const char *source, const Doc *fields)
{
    static const Cadence none = {0};
    Err err;
    Mustache *parsed = source ? mustache_parse(arena, source, strlen(source), &err) : NULL;
    return merge_text(arena, &none, parsed, fields);
}

static const Doc *fields_with_reason(Context *context, Arena *arena, const LoadedLead *loaded,
                                     int64_t contact_id, const char *reason)
{
    const LoadedPerson *person = NULL;
    for (size_t i = 0; i < loaded->person_count; i++)
        if (loaded->people[i].contact.id == contact_id)
            person = &loaded->people[i];
    Doc *fields = merge_fields(context, arena, loaded, person, context->now);
    doc_set_text(arena, fields, "reason", reason);
    return fields;
}

/* A text the channel has a place for: the step's own, else the spare one; "" where it has none. */
static const char *own_or_spare(Arena *arena, const char *own, const char *spare, const Doc *fields)
{
    if (!spare)
        return "";
    return text_empty(own) ? render(arena, spare, fields) : own;
}

void spare_fill(Context *context, Arena *arena, const LoadedLead *loaded, const TouchCard *card,
                TouchScript *script)
{
    const Spare *spare = &spares[card->channel];
    const Doc *fields = fields_with_reason(context, arena, loaded, card->contact_id, card->reason);
    /* A letter's text stands in `words`, and some cadences write it as a body. */
    bool written = card->channel == CHANNEL_LETTER || card->channel == CHANNEL_GIFT;
    const char *words = text_empty(script->words) && written ? script->body : script->words;
    script->words = own_or_spare(arena, words, spare->words, fields);
    script->voicemail = own_or_spare(arena, script->voicemail, spare->voicemail, fields);
    script->subject = own_or_spare(arena, script->subject, spare->subject, fields);
    script->body = own_or_spare(arena, script->body, spare->body, fields);
}

const char *spare_voicemail(Context *context, Arena *arena, const LoadedLead *loaded,
                            int64_t contact_id)
{
    const Cadence *cadence = loaded->situation.cadence;
    size_t place;
    if (!loaded->has_next || !text_equal(loaded->next.channel, channel_name(CHANNEL_PHONE)))
        return "";
    const Step *step =
        loaded->next.step_key ? cadence_step(cadence, loaded->next.step_key, &place) : NULL;
    const Doc *fields = fields_with_reason(context, arena, loaded, contact_id, loaded->next.reason);
    const char *own = step && cadence_texts_fit(step, CHANNEL_PHONE)
                          ? merge_text(arena, cadence, step->voicemail_text, fields)
                          : "";
    return own_or_spare(arena, own, spares[CHANNEL_PHONE].voicemail, fields);
}
