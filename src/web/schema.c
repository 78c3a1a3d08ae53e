#include "web/schema.h"

#include "action/content_admin.h"
#include "action/duplicates.h"
#include "action/job.h"
#include "action/log_outcome.h"
#include "action/manage_leads.h"
#include "action/webhook.h"
#include "auth/scope.h"
#include "base/json.h"
#include "view/report_doc.h"

#include <stdlib.h>

/* --- words ------------------------------------------------------------------------------------ */

/* The word at a place, from 0; NULL beyond the last. */
typedef const char *Word(size_t place);

/* Of an enum, from its `first` value that has a word. */
#define WORDS(noun, Type, first, COUNT)                                                            \
    static const char *noun##_word(size_t place)                                                   \
    {                                                                                              \
        return place + (first) < (COUNT) ? noun##_name((Type)(place + (first))) : NULL;            \
    }
WORDS(address_kind, AddressKind, ADDRESS_NONE + 1, ADDRESS_KINDS)
WORDS(address_state, AddressState, 0, ADDRESS_STATES)
WORDS(batch_act, BatchAct, 0, BATCH_ACTS)
WORDS(channel, Channel, CHANNEL_NONE + 1, CHANNELS)
WORDS(concern, Concern, CONCERN_NONE + 1, CONCERNS)
WORDS(content_wear, ContentWear, 0, CONTENT_WEARS)
WORDS(duplicate_kind, DuplicateKind, 0, DUPLICATE_KINDS)
WORDS(excuse, Excuse, EXCUSE_NONE + 1, EXCUSES)
WORDS(file_kind, FileKind, 0, FILE_VCARD + 1)
WORDS(group, Group, 0, GROUPS)
WORDS(job_state, JobState, 0, JOB_STATES)
WORDS(lead_status, LeadStatus, 0, LEAD_STATUSES)
WORDS(mode, Mode, 0, MODES)
WORDS(outcome, Outcome, OUTCOME_NONE + 1, OUTCOMES)
WORDS(person_state, PersonState, 0, PERSON_STATES)
WORDS(result, Result, RESULT_NONE + 1, RESULTS)
WORDS(role, Role, ROLE_NONE + 1, ROLES)
WORDS(source_kind, SourceKind, 0, SOURCE_KINDS)
WORDS(table_kind, TableKind, 0, TABLE_KINDS)
WORDS(temperature, Temperature, 0, TEMPERATURES)
WORDS(user_role, UserRole, 0, USER_ROLES)
WORDS(wake_kind, WakeKind, 0, WAKE_KINDS)
WORDS(webhook_event, WebhookEvent, 0, WEBHOOK_EVENTS)

static const char *content_kind_word(size_t place)
{
    return content_kinds()[place];
}

static const char *report_word(size_t place)
{
    return report_names()[place];
}

static const char *scope_word(size_t place)
{
    return scope_table()[place].name;
}

static const struct {
    const char *name, *about;
    Word *word;
} words[] = {
    {"AddressKind", "A way to reach somebody.", address_kind_word},
    {"AddressState", "Whether an address works.", address_state_word},
    {"BatchAct", "What is done to many leads.", batch_act_word},
    {"Channel", "The channel of a touch.", channel_word},
    {"Concern", "What a touch is about; the first ones come first.", concern_word},
    {"ContentKind", "What there is to give.", content_kind_word},
    {"ContentWear", "How worn it is: worn when hardly anybody is left who has not had it.",
     content_wear_word},
    {"DuplicateKind", "People, or accounts.", duplicate_kind_word},
    {"Excuse", "Why a touch was skipped.", excuse_word},
    {"FileKind", "The kind of a file of people.", file_kind_word},
    {"Group", "The groups of Today, in their order.", group_word},
    {"JobState", "How far a job is.", job_state_word},
    {"LeadStatus", "The state of a lead; closed and never are not open.", lead_status_word},
    {"Mode", "Who does it.", mode_word},
    {"Outcome", "What came of a touch.", outcome_word},
    {"PersonState", "Where a person is.", person_state_word},
    {"ReportName", "The reports there are.", report_word},
    {"Result", "What they said.", result_word},
    {"Role", "What a person has to say.", role_word},
    {"Scope", "What a token may.", scope_word},
    {"SourceKind", "How a lead came in.", source_kind_word},
    {"TableKind", "What the rows of a file are about.", table_kind_word},
    {"Temperature", "How warm a lead is.", temperature_word},
    {"UserRole", "What a user may.", user_role_word},
    {"WakeKind", "When this person buys again, or what else they could use.", wake_kind_word},
    {"WebhookEvent", "What a webhook is told of.", webhook_event_word},
};

static void add_words(Arena *arena, Doc *schemas)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        Doc *schema = doc_set_object(arena, schemas, words[i].name);
        const char *word;
        doc_set_text(arena, schema, "description", words[i].about);
        doc_set_text(arena, schema, "type", "string");
        Doc *choices = doc_set_array(arena, schema, "enum");
        for (size_t place = 0; (word = words[i].word(place)) != NULL; place++)
            doc_add_text(arena, choices, word);
    }
}

/* --- documents -------------------------------------------------------------------------------- */

Doc *schema_all(Arena *arena)
{
    size_t size;
    Err never;
    const char *text = schema_text(&size);
    Doc *schemas = json_parse(arena, text, size, &never);
    if (!schemas)
        abort(); /* the build wrote it */
    add_words(arena, schemas);
    return schemas;
}
