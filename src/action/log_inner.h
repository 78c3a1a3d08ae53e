/* The parts of logging: for the action room only. */
#pragma once

#include "action/journal.h"
#include "action/log_outcome.h"
#include "action/plan_lead.h"
#include "follow/outcome.h"

/* One attempt understood. */
typedef struct Tried {
    Outcome outcome;
    Channel channel;
    int64_t contact_id, address_id;
    AddressKind kind;
    const char *contact_name;
    const char *trouble; /* outcome_trouble() */
    int64_t seconds;     /* it took; TIME_NONE: not known */
    const char *words;   /* left as a voicemail; NULL: none, or not known */
    const char *recording;
} Tried;

/* A log under way: the lead loaded, everything inside one transaction. */
typedef struct Logging {
    Context *context;
    Arena *arena;
    const LogInput *input;
    LoadedLead loaded;
    Journal *journal; /* NULL: a machine did it */
    bool planned;
    bool beside; /* … but set aside for a text, which stays the next one (aside_inner.h) */
    int64_t touch_id;
    Tried *tried;
    size_t tried_count;
    const Tried *main; /* what the touch counts as */
    Result result;
    Excuse excuse;
    Time at;
    Effects effects;
    const char *said;
    const char *flagged;
    int64_t given_id;                       /* content that went with it for the first time, or 0 */
    Day climb_day, mail_day;                /* of the account, by this touch; 0: none */
    bool spoiled;                           /* plans of others, too: an address is wrong */
    bool search_changed;                    /* the words of the lead; of all leads of: */
    int64_t search_contact, search_account; /* a person, an account; 0 none */
} Logging;

/* Finds or makes the person of a name at the lead's account; NULL gives the touch's own. INPUT when
 * the name is a slip away from one there, unless it has a + before it (log_outcome.h). */
bool log_person(Logging *logging, const char *name, int64_t *contact_id, Err *err);
/* Each word typed begins a word of the name: "ann" is Ann Ford, not Joanna. Both are folded. */
bool log_name_fits(const char *name_key, const char *typed);
/* `number` may be a kind of address, its digits, or its text. */
bool log_number_fits(const struct address_get_row *row, const char *number);
/* It becomes a link on a page: https, a plain host, nothing that a page or a terminal acts on. */
bool log_is_link(const char *text);
/* The same of what a receptionist says of somebody, a comma between: "Jack Hill, Head of
 * Purchasing, 202 555 0191". What has digits is a number (at work, unless "cell" or "home" stands
 * before it), an
 * @ a mailbox, all else the title. */
bool log_person_card(Logging *logging, const char *card, int64_t *contact_id, Err *err);
/* It has as many digits as a telephone number. */
bool log_has_number(const char *text);
/* The whole row of a person, to be changed and written by contact_set. */
bool log_begin_contact(Logging *logging, int64_t id, struct contact_set_in *row, Err *err);
/* The attempts as typed, resolved to people, numbers and outcomes. */
bool log_read_attempts(Logging *logging, Err *err);
/* Nobody was there, and nothing was left. */
bool log_rang_in_vain(const Tried *tried);
/* What is kept of the dials beside what came of them: the words left, how long, the recording. Once
 * the attempts are read. INPUT: no dial of a telephone, or no link of https. */
bool log_read_dials(Logging *logging, Err *err);
/* Once the effects are known: what is to go right behind the voicemail is the lead's next touch, at
 * once. INPUT: there was no voicemail to the main contact, or that way does not reach them. */
bool log_follow_up(Logging *logging, Err *err);
/* Whether what came of it can have come of the planned touch: by its channel, and not by itself. */
bool log_fits_planned(const Logging *logging);
/* Writes history, dials, and everything in `effects`. */
bool log_write_history(Logging *logging, Err *err);
bool log_write_effects(Logging *logging, Err *err);
/* What went with it is never given to this person again, on whichever lead. */
bool log_write_given(Logging *logging, Err *err);
/* Writes one --set field. */
bool log_write_set(Logging *logging, const LogSet *set, Err *err);
/* The address a person or the account has by this value already; else makes it. `text_basis`: why a
 * cell may be texted; NULL: it may not yet. */
#define TOLD_BASIS "they gave the number"
bool log_add_address(Logging *logging, int64_t contact_id, int64_t account_id, AddressKind kind,
                     const char *text, const char *text_basis, Err *err);
/* The lead as it is now, without asking for it; false where more has changed than this can tell. */
bool log_after(const Logging *logging, const Cadence *cadence, LoadedLead *after);
/* The lead's row from `effects.state` and a new next touch. `touch_id` 0 keeps the planned one's.
 */
bool log_save_and_plan(Logging *logging, int64_t next_touch_id, Err *err);

/* What a machine did with the lead's planned touch, inside the caller's transaction: history,
 * effects and the next touch, without a record that could be undone. `loaded` is as lead_load()
 * left it. `next_id`: the touch planned after it, 0 where the lead has ended; `moved`: it counted
 * as a move. */
bool log_machine(Context *context, Arena *arena, const LoadedLead *loaded, Outcome outcome,
                 int64_t *next_id, bool *moved, Err *err);

/* What was learned later of a touch in the history (it bounced, they answered it), or came by
 * itself (they wrote). */
typedef struct Learned {
    int64_t touch_id; /* 0: it is of no touch of ours: one is made for it */
    int64_t lead_id;  /* … of this lead */
    Channel channel;  /* … by this way */
    Outcome outcome;
    Time at, until;                 /* until: the date they gave, or TIME_NONE */
    int64_t contact_id, address_id; /* who it is from or about; 0: the touch's */
    const char *detail;             /* what was said; may be NULL */
    TextFailure failure;            /* with OUTCOME_FAILED of a text */
    bool proved;  /* that it is of this very touch: only that says how far its message came */
    bool passing; /* as of OutcomeInput */
} Learned;
/* An event of the touch, and all that follows; proved, its message rises (certainty.h); where
 * nothing has been done since, its step comes again. Inside the caller's transaction. `touch_id`:
 * it, or the one made. */
bool log_learned(Context *context, Arena *arena, const Learned *learned, int64_t *touch_id,
                 Err *err);
/* The same of a touch of ours, now, of whom it went to and proved. */
bool log_evidence(Context *context, Arena *arena, int64_t touch_id, Outcome outcome,
                  const char *detail, Err *err);
/* The same of a text or fax that failed. */
bool log_failure(Context *context, Arena *arena, int64_t touch_id, TextFailure failure,
                 const char *detail, Err *err);

/* Their answer waits no longer: what it held goes on. */
bool log_end_answer(Logging *logging, Err *err);
const LoadedPerson *log_loaded_person(const Logging *logging, int64_t contact_id);
