/* Terms: the words of following up (DESIGN §1, §4), one enum each, with the names under which they
 * are stored, printed and typed. The names are the same in tables, JSON keys and commands.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef enum Channel {
    CHANNEL_NONE,
    CHANNEL_PHONE,
    CHANNEL_EMAIL,
    CHANNEL_TEXT,
    CHANNEL_FAX,
    CHANNEL_VISIT,
    CHANNEL_LETTER,
    CHANNEL_GIFT,
    CHANNEL_ARTICLE,
    CHANNELS
} Channel;

typedef unsigned ChannelSet; /* one bit a channel */
#define CHANNEL_BIT(channel) (1u << (channel))
#define EVERY_CHANNEL        ((1u << CHANNELS) - 2u)
/* What a machine may send by itself: it needs no hands. */
#define MACHINE_CHANNELS                                                                           \
    (CHANNEL_BIT(CHANNEL_EMAIL) | CHANNEL_BIT(CHANNEL_TEXT) | CHANNEL_BIT(CHANNEL_FAX))
/* Of these, what has a subject beside its words. */
#define SUBJECT_CHANNELS (CHANNEL_BIT(CHANNEL_EMAIL) | CHANNEL_BIT(CHANNEL_FAX))

typedef enum AddressKind {
    ADDRESS_NONE,
    ADDRESS_CELL,
    ADDRESS_OFFICE,
    ADDRESS_HOME,
    ADDRESS_SIP,         /* of a person, at an exchange: sip:bob@pbx.example */
    ADDRESS_SWITCHBOARD, /* of an account */
    ADDRESS_FAX,
    ADDRESS_EMAIL,
    ADDRESS_POSTAL,
    ADDRESS_URL,
    ADDRESS_KINDS
} AddressKind;

typedef enum AddressState {
    ADDRESS_UNKNOWN,
    ADDRESS_GOOD,
    ADDRESS_BAD,
    ADDRESS_STATES
} AddressState;

typedef enum Role { ROLE_NONE, ROLE_DECIDES, ROLE_INFLUENCES, ROLE_USES, ROLE_GUARDS, ROLES } Role;

typedef enum PersonState {
    PERSON_HERE,
    PERSON_GONE,     /* left the account */
    PERSON_DECEASED, /* stops everything to the household */
    PERSON_NEVER,    /* asked not to be contacted, for ever */
    PERSON_STATES
} PersonState;

typedef enum LeadStatus {
    LEAD_NEW,
    LEAD_WORKING,
    LEAD_ENGAGED,
    LEAD_NURTURE,
    LEAD_CUSTOMER, /* the statuses up to here are open */
    LEAD_CLOSED,
    LEAD_NEVER,
    LEAD_STATUSES
} LeadStatus;

static inline bool lead_is_open(LeadStatus status)
{
    return status <= LEAD_CUSTOMER;
}

/* How a lead came in; decides how soon the first touch is due and which cadence is the default. */
typedef enum SourceKind {
    SOURCE_OTHER,
    SOURCE_SHOW,       /* met in person */
    SOURCE_NETWORKING, /* met in person */
    SOURCE_REFERRAL,
    SOURCE_WEB,  /* an enquiry: they asked */
    SOURCE_CALL, /* they called */
    SOURCE_LIST, /* a bought or exported list: released as capacity allows */
    SOURCE_KINDS
} SourceKind;

/* Why a text did not arrive, as far as its gateway says. */
typedef enum TextFailure {
    TEXT_FAILED,          /* it does not say, or what passes: off, out of reach, full */
    TEXT_FAILED_NO_TEXTS, /* a landline or such: it rings, and takes none */
    TEXT_FAILED_NO_NUMBER /* nobody has this number */
} TextFailure;

typedef enum Temperature {
    TEMPERATURE_WARM,
    TEMPERATURE_HOT,
    TEMPERATURE_LATER,
    TEMPERATURES
} Temperature;

/* Who does it. */
typedef enum Mode { MODE_PERSON, MODE_MACHINE, MODES } Mode;

typedef enum Outcome {
    OUTCOME_NONE,
    OUTCOME_TALKED, /* phone */
    OUTCOME_VOICEMAIL,
    OUTCOME_NO_VOICEMAIL,
    OUTCOME_NO_ANSWER,
    OUTCOME_BUSY,
    OUTCOME_GATEKEEPER,
    OUTCOME_MESSAGE_TAKEN,
    OUTCOME_CALL_ME,
    OUTCOME_WRONG_NUMBER,
    OUTCOME_SENT, /* email, text, fax, letter, gift, article */
    OUTCOME_DELIVERED,
    OUTCOME_BOUNCED,
    OUTCOME_REPLIED,
    OUTCOME_AUTO_REPLY,
    OUTCOME_COMPLAINED,
    OUTCOME_UNSUBSCRIBED,
    OUTCOME_FAILED,
    OUTCOME_STOPPED,
    OUTCOME_MET, /* visit */
    OUTCOME_NOT_IN,
    OUTCOME_NO_SHOW,
    OUTCOME_MOVED,
    OUTCOME_ARRIVED, /* letter, gift, article */
    OUTCOME_RETURNED,
    OUTCOME_THEY_CALLED, /* from them, any time */
    OUTCOME_THEY_TEXTED,
    OUTCOME_THEY_WROTE,
    OUTCOME_THEY_CAME,
    OUTCOME_GONE, /* about them */
    OUTCOME_DECEASED,
    OUTCOME_SKIPPED, /* not done */
    OUTCOMES
} Outcome;

typedef enum Result {
    RESULT_NONE, /* nobody was spoken with */
    RESULT_NOTHING_YET,
    RESULT_MEETING,
    RESULT_PROMISED,
    RESULT_REFERRED,
    RESULT_NOT_NOW,
    RESULT_NO,
    RESULT_NEVER,
    RESULT_SOLD,
    RESULT_LOST,
    RESULTS
} Result;

/* Why a touch was not done (DESIGN §4): private to the user. */
typedef enum Excuse {
    EXCUSE_NONE,
    EXCUSE_NO_TIME,
    EXCUSE_NO_SCRIPT,
    EXCUSE_NO_REASON,
    EXCUSE_SEEM_DESPERATE,
    EXCUSE_MIGHT_OFFEND,
    EXCUSE_NOT_READY,
    EXCUSE_OTHER,
    EXCUSE_DONE_ALREADY, /* these three need no excuse */
    EXCUSE_NOT_MINE,
    EXCUSE_WAIT_UNTIL,
    EXCUSES
} Excuse;

/* What a touch is about, in the planner's order of concern (DESIGN §3). Lower comes first. */
typedef enum Concern {
    CONCERN_NONE,
    CONCERN_ANSWER,  /* they answered: our answer now */
    CONCERN_PROMISE, /* a promise of ours or theirs is due */
    CONCERN_AGREED,  /* a meeting, "call me in March", the end of an absence */
    CONCERN_ENQUIRY, /* they asked: first touch within minutes */
    CONCERN_WAKE,    /* a cycle or a want: when this person buys again */
    CONCERN_CADENCE, /* the cadence's next step */
    CONCERN_TAIL,    /* beyond the last step: the rhythm that never ends */
    CONCERNS
} Concern;

/* The fixed groups of Today, in order. */
typedef enum Group {
    GROUP_ANSWERS,
    GROUP_PROMISES,
    GROUP_AGREED,
    GROUP_ENQUIRIES,
    GROUP_CALLS,
    GROUP_REVIEW, /* review and send, and the rest a person does at a desk */
    GROUPS
} Group;

const char *channel_name(Channel channel);
const char *address_kind_name(AddressKind kind);
const char *address_state_name(AddressState state);
const char *role_name(Role role); /* "" for none */
const char *person_state_name(PersonState state);
const char *lead_status_name(LeadStatus status);
const char *source_kind_name(SourceKind kind);
const char *temperature_name(Temperature temperature);
const char *mode_name(Mode mode);
const char *outcome_name(Outcome outcome);
const char *result_name(Result result); /* "" for none */
const char *excuse_name(Excuse excuse); /* "" for none */
const char *concern_name(Concern concern);
const char *group_name(Group group);

/* By stored name; false when there is none. Typing aids (aliases) live in outcome.h. */
bool channel_find(const char *name, Channel *channel);
bool address_kind_find(const char *name, AddressKind *kind);
bool address_state_find(const char *name, AddressState *state);
bool role_find(const char *name, Role *role);
bool person_state_find(const char *name, PersonState *state);
bool lead_status_find(const char *name, LeadStatus *status);
bool source_kind_find(const char *name, SourceKind *kind);
bool temperature_find(const char *name, Temperature *temperature);
bool mode_find(const char *name, Mode *mode);
bool outcome_find(const char *name, Outcome *outcome);
bool result_find(const char *name, Result *result);
bool excuse_find(const char *name, Excuse *excuse);
bool concern_find(const char *name, Concern *concern);

/* The kind a free source text speaks of: "Hannover Messe 2026" and "trade show" give SOURCE_SHOW,
 * "web form" SOURCE_WEB, "referral: Ann" SOURCE_REFERRAL, unknown words SOURCE_OTHER. */
SourceKind source_kind_of(const char *source);
