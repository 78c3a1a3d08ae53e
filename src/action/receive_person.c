/* People that mails make known: who answers from an address we did not have, who stands in for
 * somebody away, who came in place of somebody gone. What they were named by is in their note. */
#include "action/receive_inner.h"

#include "action/capture_inner.h"
#include "action/log_inner.h"
#include "base/text.h"
#include "mail/mailbox_kind.h"

#include <string.h>

/* How their notes begin. */
#define NAMED_BY_LEAVER  "named when "
#define NAMED_BY_ABSENCE "stands in for "

typedef struct Found {
    const char *name, *mailbox, *phone; /* "": not said */
    const char *note;
} Found;

static bool known_by(const Receiving *receiving, const char *mailbox, int64_t contact_id,
                     struct received_people_row *person, bool *known, Err *err)
{
    struct received_people_rows rows;
    *known = false;
    if (!mailbox[0])
        return true;
    if (!sql_received_people(receiving->context->db, receiving->arena,
                             &(struct received_people_in){
                                 .workspace = receiving->context->workspace, .value_key = mailbox},
                             &rows, err))
        return false;
    for (size_t i = 0; i < rows.count && !*known; i++)
        if (!contact_id || rows.at[i].contact_id == contact_id) {
            *person = rows.at[i];
            *known = true;
        }
    return true;
}

/* What is no address after all is left out. */
static bool add_way(Logging *logging, int64_t contact_id, AddressKind kind, const char *value,
                    Err *err)
{
    Err wrong;
    int64_t account_id = contact_id ? 0 : logging->loaded.lead.account_id;
    if (text_empty(value) || (!contact_id && !account_id) ||
        log_add_address(logging, contact_id, account_id, kind, value, TOLD_BASIS, &wrong) ||
        wrong.kind == ERR_INPUT)
        return true;
    *err = wrong;
    return false;
}

static bool begin(const Receiving *receiving, const LogInput *input, Logging *logging, Err *err)
{
    *logging = (Logging){.context = receiving->context,
                         .arena = receiving->arena,
                         .input = input,
                         .at = receiving->at};
    return lead_load(receiving->context, receiving->arena, receiving->lead_id, LOAD_USUAL,
                     &logging->loaded, err);
}

/* "petra.schaefer@firm.example" is Petra Schaefer's; "" of one that does not tell. */
static const char *name_of_mailbox(Arena *arena, const char *mailbox)
{
    char *name = arena_strndup(arena, mailbox, strcspn(mailbox, "@+"));
    bool begins = true, parts = false;
    for (char *at = name; *at; at++) {
        if (*at == '.' || *at == '_') {
            *at = ' ';
            parts = true;
        } else if (*at >= '0' && *at <= '9') {
            return "";
        } else if (begins && *at >= 'a' && *at <= 'z') {
            *at = (char)(*at - 'a' + 'A');
        }
        begins = *at == ' ';
    }
    return parts ? name : "";
}

/* A person of that name at the account, made where there is none; 0 for what is nobody's. */
static bool person_of(Logging *logging, const Found *found, int64_t *contact_id, Err *err)
{
    Context *context = logging->context;
    const char *name = found->name[0] ? found->name
                       : mailbox_is_role(found->mailbox)
                           ? ""
                           : name_of_mailbox(logging->arena, found->mailbox);
    *contact_id = 0;
    if (text_empty(text_fold(logging->arena, name)))
        return true;
    return log_person(logging, arena_printf(logging->arena, "+%s", name), contact_id, err) &&
           sql_contact_fill(context->db,
                            &(struct contact_fill_in){.workspace = context->workspace,
                                                      .id = *contact_id,
                                                      .note = found->note},
                            err);
}

static bool add_found(Receiving *receiving, const Found *found, int64_t *contact_id, Err *err)
{
    static const LogInput nothing = {0};
    struct received_people_row person;
    Logging logging;
    bool known;
    if (!known_by(receiving, found->mailbox, 0, &person, &known, err))
        return false;
    if (known)
        *contact_id = person.contact_id;
    return known ||
           (begin(receiving, &nothing, &logging, err) &&
            person_of(&logging, found, contact_id, err) &&
            add_way(&logging, *contact_id, ADDRESS_EMAIL, found->mailbox, err) &&
            add_way(&logging, *contact_id, *contact_id ? ADDRESS_OFFICE : ADDRESS_SWITCHBOARD,
                    found->phone, err) &&
            search_refresh(receiving->context, receiving->arena, receiving->lead_id, err));
}

static const char *said_on(const Receiving *receiving, const char *what)
{
    Day day = zone_day(context_zone(receiving->context), receiving->at);
    return arena_printf(receiving->arena, "%s, %s", what, day_iso(receiving->arena, day));
}

/* So many were named already that the next absence names no more. */
static bool are_enough(const Receiving *receiving, bool *enough, Err *err)
{
    enum { NAMED_MOST = 12 };
    static const LogInput nothing = {0};
    Logging logging;
    size_t named = 0;
    if (!begin(receiving, &nothing, &logging, err))
        return false;
    const LoadedLead *loaded = &logging.loaded;
    for (size_t i = 0; i < loaded->person_count; i++) {
        const char *note = loaded->people[i].contact.note;
        named += note && (text_starts_nocase(note, NAMED_BY_LEAVER) ||
                          text_starts_nocase(note, NAMED_BY_ABSENCE));
    }
    *enough = named + loaded->account_addresses.count >= NAMED_MOST;
    return true;
}

bool receive_people(Receiving *receiving, Err *err)
{
    enum { MOST = 4 };
    bool enough = false;
    const Reading *reading = &receiving->reading;
    bool gone = reading->away == LEAVE_FOR_GOOD;
    const char *who = text_or(reading->from.name, receiving->writer);
    const char *what =
        gone ? arena_printf(receiving->arena, NAMED_BY_LEAVER "%s left", who)
             : arena_printf(receiving->arena, NAMED_BY_ABSENCE "%s, by an absence", who);
    for (size_t i = 0; i < reading->stand_in_count && i < MOST; i++) {
        if (!are_enough(receiving, &enough, err))
            return false;
        if (enough)
            break;
        const StandIn *one = &reading->stand_ins[i];
        int64_t contact_id;
        if (!add_found(receiving,
                       &(Found){one->name, one->address, one->phone, said_on(receiving, what)},
                       &contact_id, err))
            return false;
    }
    /* Whoever is known now may be the one to turn to. */
    return !reading->stand_in_count ||
           lead_replan(receiving->context, receiving->arena, receiving->lead_id, err);
}

bool receive_same_name(const Receiving *receiving, bool unnamed, bool *same, Err *err)
{
    struct contact_get_row contact;
    bool found = false;
    const char *name = receiving->reading.from.name;
    if (receiving->contact_id &&
        !sql_contact_get(receiving->context->db, receiving->arena,
                         &(struct contact_get_in){.workspace = receiving->context->workspace,
                                                  .id = receiving->contact_id},
                         &contact, &found, err))
        return false;
    *same = found &&
            (text_empty(name) ? unnamed
                              : text_equal(contact.name_key, text_fold(receiving->arena, name)));
    return true;
}

bool receive_writer(Receiving *receiving, Err *err)
{
    static const LogInput nothing = {0};
    const Found writer = {receiving->reading.from.name, receiving->writer, "",
                          said_on(receiving, "answered by e-mail")};
    struct received_people_row person;
    Logging logging;
    bool same, known;
    if (receiving->writer_known || !receiving->writer[0] || mailbox_is_role(receiving->writer))
        return true;
    if (receiving->channel == CHANNEL_TEXT)
        return begin(receiving, &nothing, &logging, err) &&
               add_way(&logging, receiving->contact_id, ADDRESS_CELL, receiving->writer, err);
    if (!receive_same_name(receiving, true, &same, err)) /* the one we wrote to, from elsewhere */
        return false;
    bool added =
        same ? begin(receiving, &nothing, &logging, err) &&
                   add_way(&logging, receiving->contact_id, ADDRESS_EMAIL, writer.mailbox, err)
             : add_found(receiving, &writer, &receiving->contact_id, err);
    if (!added || !known_by(receiving, writer.mailbox, receiving->contact_id, &person, &known, err))
        return false;
    if (known)
        receiving->address_id = person.address_id;
    return true;
}
