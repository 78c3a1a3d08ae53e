#include "follow/cadence_field.h"

static const CadenceField fields[] = {
    {"first", "their first name", false},
    {"name", "their whole name", false},
    {"company", "the account they are at", false},
    {"title", "their title", false},
    {"city", "the city they are in", false},
    {"product", "what the lead is about, as a noun: “the X200 pump”", false},
    {"source", "where they came from, as a noun: the show, the form, the list", false},
    {"captured", "when that was: “Tuesday”, “14 May”; always known", true},
    {"referrer", "who referred them", false},
    {"note", "what was noted when they came in; for the eyes of the caller", false},
    {"last_words", "what they said last; for the eyes of the caller", false},
    {"promise", "what we promised and have not kept yet", false},
    {"before", "who was tried just before on this climb: “Bob”", false},
    {"decider", "who decides there", false},
    {"number", "which touch this is, counted from 1; always known", true},
    {"round", "which touch of the tail this is, counted from 1", false},
    {"cycle", "the month they buy again, to stand after “in”: “March 2027”", false},
    {"want", "what else they could use, as a noun", false},
    {"content_title", "the title of what is given with this touch", false},
    {"content_url", "its address on the web", false},
    {"me", "the sender's whole name; always known", true},
    {"me_first", "the sender's first name; always known", true},
    {"my_cell", "the sender's cell number; always known", true},
    {"my_email", "the sender's e-mail address; always known", true},
    {"my_title", "the sender's title", false},
    {"my_company", "the sender's company; always known", true},
    {"my_address", "the sender's postal address", false},
    {NULL, NULL, false},
};
enum { FIELDS = sizeof fields / sizeof *fields - 1 };

/* A value for each, in the same order. */
static const char *const samples[FIELDS] = {"Bob",
                                            "Bob Miller",
                                            "Acme",
                                            "Plant manager",
                                            "Toledo",
                                            "the X200 pump",
                                            "the Tool Fair",
                                            "Tuesday",
                                            "Ann Lee",
                                            "asked about noise",
                                            "send me the drawing",
                                            "the drawing",
                                            "Carol",
                                            "Dana",
                                            "3",
                                            "2",
                                            "March",
                                            "filters",
                                            "How Acme halved its downtime",
                                            "https://example.com/acme",
                                            "Alex Reed",
                                            "Alex",
                                            CADENCE_TRIAL_CELL,
                                            "alex@example.com",
                                            "Sales engineer",
                                            "Reed Supply",
                                            "1 Mill Lane, Toledo"};

const CadenceField *cadence_fields(void)
{
    return fields;
}

const CadenceField *cadence_field(const char *name)
{
    for (const CadenceField *field = fields; field->name; field++)
        if (!strcmp(field->name, name))
            return field;
    return NULL;
}

void cadence_field_find_unknown(Draft *draft, Place place, const char *name)
{
    const char *names[FIELDS + 1];
    for (size_t i = 0; i <= FIELDS; i++)
        names[i] = fields[i].name;
    draft_find(draft, FINDING_ERROR, place, "unknown_field",
               "there is no merge field \"%s\"%s: use one of %s", name,
               draft_did_you_mean(draft, name, names), draft_list(draft, names));
}

const Doc *cadence_field_trial(Arena *arena, bool full)
{
    Doc *trial = doc_object(arena);
    for (size_t i = 0; i < FIELDS; i++)
        if (full || fields[i].always)
            doc_set_text(arena, trial, fields[i].name, samples[i]);
    return trial;
}
