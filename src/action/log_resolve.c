/* What was typed into `log`, resolved: which person, which number, which outcome. */
#include "action/log_inner.h"

#include "base/text.h"
#include "follow/alike.h"

#include <ctype.h>
#include <string.h>

static LoadedPerson *loaded_person(const Logging *logging, int64_t contact_id)
{
    for (size_t i = 0; i < logging->loaded.person_count; i++)
        if (logging->loaded.people[i].contact.id == contact_id)
            return &logging->loaded.people[i];
    return NULL;
}

const LoadedPerson *log_loaded_person(const Logging *logging, int64_t contact_id)
{
    return loaded_person(logging, contact_id);
}

static int64_t touch_contact(const Logging *logging)
{
    const LoadedLead *loaded = &logging->loaded;
    return logging->planned && loaded->next.contact_id ? loaded->next.contact_id
                                                       : loaded->lead.contact_id;
}

bool log_name_fits(const char *name_key, const char *typed)
{
    while (*typed) {
        size_t length = strcspn(typed, " ");
        const char *word = name_key;
        while (word && strncmp(word, typed, length) != 0)
            word = (word = strchr(word, ' ')) ? word + 1 : NULL;
        if (!word)
            return false;
        typed += length;
        typed += strspn(typed, " ");
    }
    return true;
}

/* The person whose name has all of the words typed, if only one has; `whole`: who has no other. */
static bool find_person(const Logging *logging, const char *key, bool whole, int64_t *contact_id,
                        size_t *fits)
{
    *fits = 0;
    for (size_t i = 0; i < logging->loaded.person_count; i++) {
        const struct contact_get_row *contact = &logging->loaded.people[i].contact;
        if (text_equal(contact->name_key, key)) {
            *contact_id = contact->id;
            *fits = 1;
            return true;
        }
        if (!whole && log_name_fits(contact->name_key, key)) {
            *contact_id = contact->id;
            (*fits)++;
        }
    }
    return *fits == 1;
}

/* Known from here on: named again in the same log, it is the same person. */
static void remember_person(Logging *logging, int64_t id, const char *name, const char *key)
{
    LoadedLead *loaded = &logging->loaded;
    LoadedPerson *people =
        arena_array(logging->arena, loaded->person_count + 1, sizeof *loaded->people);
    for (size_t i = 0; i < loaded->person_count; i++)
        people[i] = loaded->people[i];
    people[loaded->person_count++] =
        (LoadedPerson){.contact = {.id = id,
                                   .account_id = loaded->lead.account_id,
                                   .name = name,
                                   .name_key = key,
                                   .role = "",
                                   .state = "here",
                                   .last_touched_at = TIME_NONE,
                                   .last_talked_at = TIME_NONE,
                                   .last_tried_at = TIME_NONE,
                                   .created_at = logging->context->now}};
    loaded->people = people;
}

static bool make_person(Logging *logging, const char *name, const char *key, int64_t *id, Err *err)
{
    Context *context = logging->context;
    const LoadedLead *loaded = &logging->loaded;
    const char *clean = text_clean(logging->arena, name, strlen(name), 200);
    bool made =
        context_id(context, id, err) &&
        sql_contact_insert(context->db,
                           &(struct contact_insert_in){.workspace = context->workspace,
                                                       .id = *id,
                                                       .account_id = loaded->lead.account_id,
                                                       .name = clean,
                                                       .name_key = key,
                                                       .role = "",
                                                       .state = "here",
                                                       .now = context->now},
                           err) &&
        journal_made(logging->journal, JOURNAL_CONTACT, *id, err) &&
        (loaded->lead.account_id ||
         sql_lead_contact_add(context->db,
                              &(struct lead_contact_add_in){.workspace = context->workspace,
                                                            .lead_id = loaded->lead.id,
                                                            .contact_id = *id},
                              err));
    if (made)
        remember_person(logging, *id, clean, key);
    return made;
}

/* Somebody there whose name the one typed is a slip away from. */
static const char *near_person(const Logging *logging, const char *key)
{
    for (size_t i = 0; i < logging->loaded.person_count; i++)
        if (alike_near_name(key, logging->loaded.people[i].contact.name_key))
            return logging->loaded.people[i].contact.name;
    return NULL;
}

bool log_person(Logging *logging, const char *name, int64_t *contact_id, Err *err)
{
    if (text_empty(name)) {
        *contact_id = touch_contact(logging);
        return true;
    }
    bool new = name[0] == '+';
    name += new;
    const char *key = text_fold(logging->arena, name);
    size_t fits;
    if (text_empty(key))
        return err_field(err, ERR_INPUT, "who", "\"%s\" is no name", name);
    if (find_person(logging, key, new, contact_id, &fits))
        return true;
    if (fits > 1)
        return err_field(err, ERR_INPUT, "who",
                         "\"%s\" fits %zu people there; write the whole name", name, fits);
    const char *near = new ? NULL : near_person(logging, key);
    if (near)
        return err_field(err, ERR_INPUT, "who",
                         "there is nobody called \"%s\"; did you mean %s? To add a new person "
                         "write \"+%s\"",
                         name, near, name);
    return make_person(logging, name, key, contact_id, err);
}

/* What ways a channel goes by, the usual one first. */
static const AddressKind *kinds_of(Channel channel)
{
    static const AddressKind kinds[CHANNELS][6] = {
        /* none is behind the last */
        [CHANNEL_PHONE] = {ADDRESS_CELL, ADDRESS_OFFICE, ADDRESS_HOME, ADDRESS_SIP,
                           ADDRESS_SWITCHBOARD},
        [CHANNEL_TEXT] = {ADDRESS_CELL},
        [CHANNEL_EMAIL] = {ADDRESS_EMAIL},
        [CHANNEL_ARTICLE] = {ADDRESS_EMAIL, ADDRESS_POSTAL},
        [CHANNEL_FAX] = {ADDRESS_FAX},
        [CHANNEL_LETTER] = {ADDRESS_POSTAL},
        [CHANNEL_GIFT] = {ADDRESS_POSTAL},
        [CHANNEL_VISIT] = {ADDRESS_POSTAL},
    };
    return kinds[channel];
}

static bool carries(Channel channel, AddressKind kind)
{
    for (const AddressKind *each = kinds_of(channel); *each; each++)
        if (*each == kind)
            return true;
    return false;
}

static bool same_digits(const char *typed, const char *value)
{
    char digits[32];
    size_t count = 0;
    for (const char *c = typed; *c && count + 1 < sizeof digits; c++)
        if (isdigit((unsigned char)*c))
            digits[count++] = *c;
    digits[count] = '\0';
    const char *kept = digits + strspn(digits, "0");
    size_t length = strlen(value), own = strlen(kept);
    return own >= 4 && own <= length && text_equal(value + length - own, kept);
}

bool log_number_fits(const struct address_get_row *row, const char *number)
{
    return text_equal_nocase(row->kind, number) || text_equal_nocase(row->value, number) ||
           (row->value[0] == '+' && same_digits(number, row->value));
}

static bool pick(const struct address_get_row *rows, size_t count, const char *number,
                 Channel channel, Tried *tried)
{
    for (size_t i = 0; i < count; i++) {
        AddressKind kind = ADDRESS_NONE;
        address_kind_find(rows[i].kind, &kind);
        bool fits = number ? log_number_fits(&rows[i], number)
                           : carries(channel, kind) && !text_equal(rows[i].state, "bad");
        if (!fits)
            continue;
        tried->address_id = rows[i].id;
        tried->kind = kind;
        return true;
    }
    return false;
}

/* The kind of an address of the person or of the account. */
static AddressKind kind_of(const Logging *logging, int64_t contact_id, int64_t address_id)
{
    const LoadedPerson *person = log_loaded_person(logging, contact_id);
    const LoadedLead *loaded = &logging->loaded;
    AddressKind kind = ADDRESS_NONE;
    for (size_t i = 0; person && i < person->addresses.count; i++)
        if (person->addresses.at[i].id == address_id)
            address_kind_find(person->addresses.at[i].kind, &kind);
    for (size_t i = 0; i < loaded->account_addresses.count; i++)
        if (loaded->account_addresses.at[i].id == address_id)
            address_kind_find(loaded->account_addresses.at[i].kind, &kind);
    return kind;
}

/* They were called at a number that nobody knew: it is theirs from now on. */
static bool add_called(Logging *logging, LoadedPerson *person, const char *number, Tried *tried,
                       Err *err)
{
    if (!log_add_address(logging, person->contact.id, 0, ADDRESS_OFFICE, number, NULL, err) ||
        !sql_address_of_contact(
            logging->context->db, logging->arena,
            &(struct address_of_contact_in){.workspace = logging->context->workspace,
                                            .contact_id = person->contact.id},
            &person->addresses, err))
        return false;
    if (!pick(person->addresses.at, person->addresses.count, number, tried->channel, tried))
        tried->kind = ADDRESS_OFFICE;
    return true;
}

/* `named`: the attempt says whom it was to. */
static bool resolve_address(Logging *logging, const char *number, bool named, Tried *tried,
                            Err *err)
{
    const LoadedLead *loaded = &logging->loaded;
    bool same_person = tried->contact_id == loaded->next.contact_id;
    if (!number && logging->planned && same_person && loaded->next.address_id &&
        text_equal(loaded->next.channel, channel_name(tried->channel))) {
        tried->address_id = loaded->next.address_id;
        tried->kind = kind_of(logging, tried->contact_id, tried->address_id);
        return true;
    }
    LoadedPerson *person = loaded_person(logging, tried->contact_id);
    if ((person &&
         pick(person->addresses.at, person->addresses.count, number, tried->channel, tried)) ||
        pick(loaded->account_addresses.at, loaded->account_addresses.count, number, tried->channel,
             tried))
        return true;
    if (number && named && person && tried->channel == CHANNEL_PHONE && log_has_number(number))
        return add_called(logging, person, number, tried, err);
    AddressKind kind;
    /* A kind nobody has a number of yet is what was tried all the same. */
    if (number && !address_kind_find(number, &kind))
        return err_field(err, ERR_INPUT, "number",
                         "%s has no number or address \"%s\"; say whose it is, a name before the "
                         "number, or its kind alone: cell, office",
                         text_or(tried->contact_name, "the account"), number);
    if (number)
        tried->kind = kind;
    return true;
}

static const struct address_get_row *find_meant(const struct address_get_row *rows, size_t count,
                                                const char *number)
{
    for (size_t i = 0; i < count; i++)
        if (log_number_fits(&rows[i], number))
            return &rows[i];
    return NULL;
}

/* What was typed is a kind of address, or one that they or their firm have; else none. */
static AddressKind kind_typed(const Logging *logging, const char *number)
{
    const LoadedLead *loaded = &logging->loaded;
    AddressKind kind = ADDRESS_NONE;
    if (!number || address_kind_find(number, &kind))
        return kind;
    const struct address_get_row *meant =
        find_meant(loaded->account_addresses.at, loaded->account_addresses.count, number);
    for (size_t i = 0; i < loaded->person_count && !meant; i++)
        meant =
            find_meant(loaded->people[i].addresses.at, loaded->people[i].addresses.count, number);
    if (meant)
        address_kind_find(meant->kind, &kind);
    return kind;
}

static bool is_open_to(const OutcomeFacts *facts, Channel channel)
{
    return !facts->channels || (facts->channels & CHANNEL_BIT(channel));
}

/* The channel by which `outcome` comes of such an address, the first of the table; none. */
static Channel channel_by(const OutcomeFacts *facts, AddressKind kind)
{
    for (int channel = CHANNEL_NONE + 1; kind && facts->channels && channel < CHANNELS; channel++)
        if (is_open_to(facts, (Channel)channel) && carries((Channel)channel, kind))
            return (Channel)channel;
    return CHANNEL_NONE;
}

static bool refuse_kind(const Logging *logging, AddressKind kind, const OutcomeFacts *facts,
                        Err *err)
{
    const char *others = "", *name = address_kind_name(kind);
    for (int outcome = OUTCOME_NONE + 1; outcome < OUTCOMES; outcome++) {
        const OutcomeFacts *other = outcome_facts((Outcome)outcome);
        if (channel_by(other, kind) && !other->inbound)
            others = arena_printf(logging->arena, "%s%s%s:%s", others, *others ? ", " : "", name,
                                  outcome_name((Outcome)outcome));
    }
    return err_field(err, ERR_INPUT, "number",
                     "\"%s\" does not come of an address of the kind %s; what does is %s",
                     facts->label, name, others);
}

/* The channel of what was not planned: said, or told by the number or the outcome, else the phone.
 */
static bool resolve_channel(const Logging *logging, const char *number, Outcome outcome,
                            Channel *channel, Err *err)
{
    static const Channel told[OUTCOMES] = {
        [OUTCOME_THEY_CALLED] = CHANNEL_PHONE, [OUTCOME_THEY_TEXTED] = CHANNEL_TEXT,
        [OUTCOME_THEY_WROTE] = CHANNEL_EMAIL,  [OUTCOME_THEY_CAME] = CHANNEL_VISIT,
        [OUTCOME_MET] = CHANNEL_VISIT,         [OUTCOME_NOT_IN] = CHANNEL_VISIT,
        [OUTCOME_NO_SHOW] = CHANNEL_VISIT,     [OUTCOME_MOVED] = CHANNEL_VISIT,
        [OUTCOME_REPLIED] = CHANNEL_EMAIL,     [OUTCOME_BOUNCED] = CHANNEL_EMAIL,
        [OUTCOME_STOPPED] = CHANNEL_TEXT,      [OUTCOME_UNSUBSCRIBED] = CHANNEL_EMAIL,
        [OUTCOME_COMPLAINED] = CHANNEL_EMAIL,  [OUTCOME_AUTO_REPLY] = CHANNEL_EMAIL,
    };
    const char *said = logging->input->channel;
    if (said) {
        if (channel_find(said, channel))
            return true;
        return err_field(err, ERR_INPUT, "channel",
                         "\"%s\" is no channel; there are phone, email, text, fax, visit, letter, "
                         "gift, article",
                         said);
    }
    const OutcomeFacts *facts = outcome_facts(outcome);
    AddressKind kind = kind_typed(logging, number);
    Channel planned = CHANNEL_NONE, by_number = channel_by(facts, kind);
    if (logging->planned && logging->loaded.next.channel[0])
        channel_find(logging->loaded.next.channel, &planned);
    bool fits = planned && is_open_to(facts, planned);
    if (kind && facts->channels && !by_number && !facts->inbound && facts->address != ADDRESS_BAD)
        return refuse_kind(logging, kind, facts, err);
    if (fits && !facts->inbound && (!by_number || carries(planned, kind)))
        *channel = planned;
    else if (by_number)
        *channel = by_number;
    else if (told[outcome])
        *channel = told[outcome];
    else if (!is_open_to(facts, CHANNEL_PHONE))
        *channel = is_open_to(facts, CHANNEL_EMAIL) ? CHANNEL_EMAIL : CHANNEL_LETTER;
    else
        *channel = fits ? planned : CHANNEL_PHONE;
    return true;
}

static Channel narrow(const Logging *logging)
{
    Channel channel = CHANNEL_NONE;
    if (logging->input->channel)
        channel_find(logging->input->channel, &channel);
    return channel;
}

bool log_fits_planned(const Logging *logging)
{
    const LogInput *input = logging->input;
    Channel planned = CHANNEL_NONE, said = narrow(logging);
    channel_find(logging->loaded.next.channel, &planned);
    if (input->channel && said != planned)
        return false;
    for (size_t i = 0; i < input->attempt_count; i++) {
        Outcome outcome;
        Err unread;
        if (!outcome_read(input->attempts[i].outcome, said, &outcome, &unread))
            return false;
        const OutcomeFacts *facts = outcome_facts(outcome);
        AddressKind kind = kind_typed(logging, input->attempts[i].number);
        if (facts->inbound || !is_open_to(facts, planned) ||
            (channel_by(facts, kind) && !carries(planned, kind)))
            return false;
    }
    return true;
}

static bool read_attempt(Logging *logging, const LogAttempt *attempt, Tried *tried, Err *err)
{
    bool reached = !text_empty(logging->input->spoke_to) && text_empty(attempt->who);
    const char *who = reached ? logging->input->spoke_to : attempt->who;
    if (!outcome_read(attempt->outcome, narrow(logging), &tried->outcome, err))
        return false;
    if (reached && !outcome_facts(tried->outcome)->human && tried->outcome != OUTCOME_GATEKEEPER &&
        tried->outcome != OUTCOME_MESSAGE_TAKEN && tried->outcome != OUTCOME_CALL_ME)
        who = NULL;
    /* A gatekeeper spoken to is somebody to know, but not whom the call was for. */
    bool gatekeeper =
        tried->outcome == OUTCOME_GATEKEEPER || tried->outcome == OUTCOME_MESSAGE_TAKEN;
    int64_t guard;
    if (reached && gatekeeper) {
        if (!log_person(logging, who, &guard, err))
            return false;
        who = NULL;
    }
    if (!log_person(logging, who, &tried->contact_id, err) ||
        !resolve_channel(logging, attempt->number, tried->outcome, &tried->channel, err))
        return false;
    const LoadedPerson *person = log_loaded_person(logging, tried->contact_id);
    tried->contact_name = person ? person->contact.name : who;
    tried->trouble = outcome_trouble(attempt->outcome);
    tried->seconds = attempt->seconds ? attempt->seconds : TIME_NONE;
    return resolve_address(logging, attempt->number, !text_empty(attempt->who), tried, err);
}

/* Somebody reached counts before a message left, that before a ring; the last of equals. */
static int weight(const Tried *tried)
{
    const OutcomeFacts *facts = outcome_facts(tried->outcome);
    return facts->human ? 3 : facts->done && facts->move ? 2 : facts->done ? 1 : 0;
}

bool log_read_attempts(Logging *logging, Err *err)
{
    const LogInput *input = logging->input;
    if (!input->attempt_count)
        return err_field(err, ERR_INPUT, "outcome", "say what came of it");
    logging->tried = arena_array(logging->arena, input->attempt_count, sizeof *logging->tried);
    logging->tried_count = input->attempt_count;
    for (size_t i = 0; i < input->attempt_count; i++) {
        Tried *tried = &logging->tried[i];
        if (!read_attempt(logging, &input->attempts[i], tried, err))
            return false;
        if (!logging->main || weight(tried) >= weight(logging->main))
            logging->main = tried;
    }
    return true;
}
