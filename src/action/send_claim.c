#include "action/send_inner.h"
#include "action/send_kept.h"

#include "action/fax_inner.h"
#include "action/invitation_inner.h"
#include "action/text_hook.h"
#include "action/track.h"
#include "action/trial.h"
#include "action/unsubscribe.h"

#include "base/sms.h"
#include "base/text.h"
#include "channel/fax_number.h"
#include "follow/certainty.h"
#include "follow/line.h"
#include "mail/message_id.h"
#include "mail/return_path.h"

#include <string.h>

/* The best one of a sender comes first. */
int64_t send_copied_to(const struct mailbox_copying_rows *rows, int64_t sender_id)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->at[i].sender_id == sender_id)
            return rows->at[i].mailbox_id;
    return 0;
}

bool send_senders(Context *context, Arena *arena, SendSenders *senders, Err *err)
{
    SendGate gate;
    struct mailbox_copying_rows copying;
    if (!send_gate_read(context, arena, &gate, err) ||
        !sql_mailbox_copying(context->db, arena,
                             &(struct mailbox_copying_in){.workspace = context->workspace},
                             &copying, err))
        return false;
    SendSenders made = {.at = arena_array(arena, gate.senders.count, sizeof *made.at)};
    for (size_t i = 0; i < gate.senders.count; i++) {
        const struct sender_list_row *row = &gate.senders.at[i];
        int64_t room = send_gate_room(context, &gate, i);
        SendSender *sender = &made.at[made.count];
        *sender = (SendSender){
            .id = row->id,
            .address = row->address,
            .name = row->user_id
                        ? arena_strdup(arena, text_or(context_name_of(context, row->user_id), ""))
                        : NULL,
            .driver = row->driver,
            .channel = sender_channel(row),
            .size_most = row->size_most,
            .copy_to = send_copied_to(&copying, row->id),
            .mark = digest_more(digest_of(NULL, row->settings, strlen(row->settings)),
                                row->secret.at, row->secret.length),
            .room = room > 0 ? (size_t)room : 0,
            .sent_at = row->minute * 60};
        if (!send_gate_works(context, &gate, i))
            continue;
        /* One whose secrets are damaged stops no other. */
        if (!sender_settings(context, arena, row, &sender->settings, &sender->secrets,
                             &sender->why))
            sender->secrets = NULL;
        made.count++;
    }
    *senders = made;
    return true;
}

/* --- may it go -------------------------------------------------------------------------------- */

bool send_whom(const LoadedLead *loaded, const LoadedPerson **person,
               const struct address_get_row **address)
{
    *address = NULL;
    for (size_t i = 0; i < loaded->person_count; i++) {
        const LoadedPerson *one = &loaded->people[i];
        if (one->contact.id != loaded->next.contact_id)
            continue;
        *person = one;
        for (size_t k = 0; k < one->addresses.count; k++)
            if (one->addresses.at[k].id == loaded->next.address_id)
                *address = &one->addresses.at[k];
        for (size_t k = 0; k < loaded->account_addresses.count; k++)
            if (loaded->account_addresses.at[k].id == loaded->next.address_id)
                *address = &loaded->account_addresses.at[k];
    }
    return *address != NULL;
}

/* What the line is asked of a lead's next touch. */
typedef struct Asked {
    const Person *person;
    const Reach *reach; /* NULL: its address is not there any more */
    Channel channel;
    Mode mode;
    bool exempt;
} Asked;

static Asked asked_of(const LoadedLead *loaded)
{
    const Situation *situation = &loaded->situation;
    const Person *person = NULL;
    const Reach *reach = NULL;
    Channel channel = CHANNEL_NONE;
    Concern concern = CONCERN_NONE;
    channel_find(loaded->next.channel, &channel);
    concern_find(loaded->next.concern, &concern);
    for (size_t i = 0; i < situation->person_count; i++)
        if (situation->people[i].id == loaded->next.contact_id)
            person = &situation->people[i];
    for (size_t i = 0; person && i < person->reach_count; i++)
        if (person->reaches[i].id == loaded->next.address_id)
            reach = &person->reaches[i];
    for (size_t i = 0; person && i < situation->account_reach_count; i++)
        if (situation->account_reaches[i].id == loaded->next.address_id)
            reach = &situation->account_reaches[i];
    bool exempt =
        concern == CONCERN_ANSWER || concern == CONCERN_PROMISE || concern == CONCERN_AGREED;
    /* Answers and what was promised or agreed are a person's: a machine only carries them, and what
     * holds machines (they replied) does not hold what a person has let go. */
    Mode mode = exempt ? MODE_PERSON : MODE_MACHINE;
    return (Asked){person, reach, channel, mode, exempt};
}

static LineAnswer ask(const Context *context, const LoadedLead *loaded)
{
    Asked of = asked_of(loaded);
    return of.reach ? line_ask(&loaded->situation, of.person, of.reach, of.channel, of.mode,
                               of.exempt, context->now)
                    : (LineAnswer){.rule = LINE_BAD, .until = TIME_NONE};
}

Time send_opens_at(const LoadedLead *loaded, Time from)
{
    Asked of = asked_of(loaded);
    return of.reach ? line_open_after(&loaded->situation, of.person, of.reach, of.channel, of.mode,
                                      of.exempt, from)
                    : TIME_NONE;
}

static bool move_touch(Context *context, const LoadedLead *loaded, Time until, Err *err)
{
    return sql_next_touch_move(context->db,
                               &(struct next_touch_move_in){.workspace = context->workspace,
                                                            .touch_id = loaded->next.touch_id,
                                                            .due_at = until},
                               err);
}

/* What a person has let go keeps its words while it only waits; what can never go by this address
 * is planned anew, without them. */
static bool plan_anew(Context *context, Arena *arena, LoadedLead *loaded, Err *err)
{
    return sql_message_drop(context->db,
                            &(struct message_drop_in){.workspace = context->workspace,
                                                      .touch_id = loaded->next.touch_id},
                            err) &&
           lead_plan(context, arena, loaded, 0, err);
}

bool send_ask_line(Context *context, Arena *arena, LoadedLead *loaded, bool *goes, Err *err)
{
    LineAnswer answer = ask(context, loaded);
    *goes = answer.rule == LINE_OPEN;
    if (*goes)
        return true;
    return answer.until != TIME_NONE && answer.until > context->now
               ? move_touch(context, loaded, answer.until, err)
               : plan_anew(context, arena, loaded, err);
}

bool send_hand_over(Context *context, Arena *arena, const LoadedLead *loaded, const char *why,
                    Err *err)
{
    Why told = {.code = WHY_HANDED_OVER, .text = why};
    return sql_next_touch_hand_over(
        context->db,
        &(struct next_touch_hand_over_in){.workspace = context->workspace,
                                          .touch_id = loaded->next.touch_id,
                                          .whys = plan_whys_add(arena, loaded->next.whys, told)},
        err);
}

/* --- words ------------------------------------------------------------------------------------ */

static const Step *step_of(const LoadedLead *loaded)
{
    size_t place;
    return loaded->next.step_key
               ? cadence_step(loaded->situation.cadence, loaded->next.step_key, &place)
               : NULL;
}

/* What a person looked at, as they left it; else the step's own, merged anew at each claim: the
 * touch may have been planned for somebody else since. A hole in them (a field
 * nobody has filled, such as the owner's cell) is not sent. */
static bool find_words(Context *context, Arena *arena, const LoadedLead *loaded,
                       const LoadedPerson *person, SendItem *item, int64_t *approved_by, Err *err)
{
    struct message_get_row row;
    bool found;
    if (!sql_message_get(context->db, arena,
                         &(struct message_get_in){.workspace = context->workspace,
                                                  .touch_id = loaded->next.touch_id},
                         &row, &found, err))
        return false;
    *approved_by = found ? row.user_id : 0;
    if (*approved_by) {
        item->subject = row.subject;
        item->body = row.body;
        return true;
    }
    const Step *step = step_of(loaded);
    const Cadence *cadence = loaded->situation.cadence;
    if (!step || !cadence_texts_fit(step, item->channel))
        return true;
    TrialTexts texts;
    if (!trial_texts(context, step, person->contact.id, &texts, err))
        return false;
    const Doc *fields = merge_fields(context, arena, loaded, person, context->now);
    item->subject = merge_text(arena, cadence, texts.subject, fields);
    if (!send_has_subject(item->channel))
        item->subject = "";
    item->body = merge_text(arena, cadence, texts.body, fields);
    return true;
}

static bool begins_thread(const LoadedLead *loaded)
{
    const Step *step = step_of(loaded);
    return step && step->new_thread;
}

bool send_is_whole(const SendItem *item)
{
    bool titled = !send_has_subject(item->channel) ||
                  (!(text_empty(item->subject) && item->channel == CHANNEL_EMAIL) &&
                   !strstr(text_or(item->subject, ""), MERGE_HOLE));
    return titled && !text_empty(item->body) && !strstr(item->body, MERGE_HOLE);
}

const char *send_why_too_long(Arena *arena, const SendItem *item)
{
    if (item->channel != CHANNEL_TEXT)
        return NULL;
    const char *words = item->footer || item->links
                            ? arena_printf(arena, "%s%s%s%s", item->body, text_or(item->links, ""),
                                           item->footer ? "\n" : "", text_or(item->footer, ""))
                            : item->body;
    size_t parts = sms_parts(words).parts;
    return parts <= SMS_PARTS_MOST
               ? NULL
               : arena_printf(arena,
                              "this text has %zu parts, and no more than %d go: cut it, or write "
                              "an e-mail",
                              parts, SMS_PARTS_MOST);
}

/* --- claiming --------------------------------------------------------------------------------- */

typedef struct Claiming {
    Context *context;
    Arena *arena;
    SendWorker *worker;
    const SendSender *sender;
    struct mail_file_going_rows going; /* files, of the touches that are looked at */
    int64_t weight_left;               /* bytes that may still fly */
    bool alone;                        /* nothing flies, so that the first may be any weight */
    bool heavy;                        /* one waits for its weight */
} Claiming;

/* What no person looked at says who it is from, where they are, and how to end it (16 CFR 316.5;
 * RFC 8058 for the header). */
static const char *mail_footer(Context *context, Arena *arena, const LoadedLead *loaded,
                               const SendItem *item)
{
    const struct user_list_row *owner = context_find_user(context, loaded->lead.owner_id);
    const char *postal = owner && !text_empty(owner->postal) ? owner->postal : "";
    return arena_printf(arena, "%s%s%s%s%s", context_company(context), *postal ? ", " : "", postal,
                        item->unsubscribe ? "\nNo more e-mail from us: " : "",
                        item->unsubscribe ? item->unsubscribe : "");
}

static bool write_claim(const Claiming *claiming, const SendItem *item, int64_t approved_by,
                        bool *claimed, Err *err)
{
    Context *context = claiming->context;
    return sql_sending_claim(
               context->db,
               &(struct sending_claim_in){.workspace = context->workspace,
                                          .touch_id = item->touch_id,
                                          .lead_id = item->lead_id,
                                          .sender_id = item->sender_id,
                                          .worker = send_number(claiming->worker),
                                          .leased_until = context->now + SEND_LEASE_SECONDS},
               claimed, err) &&
           (!*claimed || sql_message_put(context->db,
                                         &(struct message_put_in){.workspace = context->workspace,
                                                                  .touch_id = item->touch_id,
                                                                  .lead_id = item->lead_id,
                                                                  .sender_id = item->sender_id,
                                                                  .user_id = approved_by,
                                                                  .subject = item->subject,
                                                                  .body = item->body,
                                                                  .now = context->now,
                                                                  .thread_id = item->thread_id},
                                         err));
}

/* The same of a text: it has no room for more. */
static const char *text_footer(Context *context, Arena *arena, const LoadedLead *loaded,
                               const SendItem *item)
{
    (void)loaded, (void)item;
    return arena_printf(arena, "%s. Reply STOP to end.", context_company(context));
}

const char *send_message_id(const Context *context, Arena *arena, int64_t touch_id,
                            const char *address)
{
    char id[MESSAGE_ID_LONGEST + 1];
    const char *at = strrchr(address, '@');
    message_id_write(context->secret, touch_id, at ? at + 1 : SEND_NO_DOMAIN, id);
    return arena_strdup(arena, id);
}

/* Overdue by more than the policy's hours, and nothing was sent since it was due: the machine has
 * slept, or was armed just now, and what was right to say then may not be. */
static bool is_late(const Claiming *claiming, const LoadedLead *loaded)
{
    const Situation *situation = &loaded->situation;
    Time until = certainty_by(situation->policy, situation->owner, NULL, loaded->next.due_at,
                              situation->policy->late_hours);
    return until != TIME_NONE && until < claiming->context->now &&
           claiming->sender->sent_at < loaded->next.due_at;
}

/* Where the server strips what stands behind a delimiter, bounces say whose they are. */
static const char *return_path(const Claiming *claiming, int64_t touch_id)
{
    const SendSender *sender = claiming->sender;
    const char *kind = doc_text(sender->settings, "return_path");
    char delimiter = text_equal(kind, "plus") ? '+' : text_equal(kind, "minus") ? '-' : '\0';
    MailAddress path;
    Err plain;
    return delimiter && return_path_write(claiming->context->secret, sender->address, delimiter,
                                          touch_id, &path, &plain)
               ? arena_strdup(claiming->arena, path.wire)
               : arena_strdup(claiming->arena, sender->address);
}

/* What is of a mail alone. */
static bool fill_mail(const Claiming *claiming, const LoadedLead *loaded, const char *mailbox,
                      SendItem *item, Err *err)
{
    if (!track_is_on(claiming->context, &item->tracked, err))
        return false;
    item->return_path = return_path(claiming, item->touch_id);
    item->unsubscribe =
        unsubscribe_link(claiming->context, claiming->arena, mailbox, item->touch_id);
    return send_thread(claiming->context, claiming->arena, begins_thread(loaded), item, err);
}

static bool fill_text(const Claiming *claiming, const LoadedLead *loaded, const char *number,
                      SendItem *item, Err *err)
{
    (void)loaded, (void)number, (void)err;
    item->report = text_hook_report_link(claiming->context, claiming->arena,
                                         claiming->sender->settings, item->touch_id);
    return true;
}

/* The cover page says what the machine's mails and texts say at their end. */
static bool fill_fax(const Claiming *claiming, const LoadedLead *loaded, const char *number,
                     SendItem *item, Err *err)
{
    Context *context = claiming->context;
    const Doc *settings = claiming->sender->settings;
    FaxWords words = {.owner_id = loaded->lead.owner_id,
                      .from = item->from,
                      .to_name = item->to_name,
                      .to_company = loaded->has_account ? loaded->account.name : NULL,
                      .to_number = number,
                      .reason = loaded->next.reason,
                      .subject = item->subject,
                      .body = item->body};
    item->fax = arena_make(claiming->arena, Fax);
    item->by_mail = fax_number_is_mailed(settings);
    item->wire_to = fax_number_address(claiming->arena, settings, number);
    if (item->by_mail) {
        item->return_path = arena_strdup(claiming->arena, doc_text(settings, "mail_from"));
        item->message_id =
            send_message_id(context, claiming->arena, item->touch_id, item->return_path);
    }
    return fax_cover(context, claiming->arena, &words, item->fax, err);
}

/* It stands on the cover page, whoever looked at the fax. */
static const char *no_footer(Context *context, Arena *arena, const LoadedLead *loaded,
                             const SendItem *item)
{
    (void)context, (void)arena, (void)loaded, (void)item;
    return NULL;
}

static const struct {
    bool (*fill)(const Claiming *claiming, const LoadedLead *loaded, const char *address,
                 SendItem *item, Err *err);
    const char *(*footer)(Context *context, Arena *arena, const LoadedLead *loaded,
                          const SendItem *item);
} ways[CHANNELS] = {
    [CHANNEL_EMAIL] = {fill_mail, mail_footer},
    [CHANNEL_TEXT] = {fill_text, text_footer},
    [CHANNEL_FAX] = {fill_fax, no_footer},
};

/* What is too heavy now waits until something has landed. */
static bool has_weight(Claiming *claiming, const SendItem *item)
{
    if (item->weight > claiming->weight_left && !claiming->alone) {
        claiming->heavy = true;
        return false;
    }
    claiming->weight_left -= item->weight;
    claiming->alone = false;
    return true;
}

/* The names of what follows a fax's own sheets; NULL: nothing does. */
static const char *enclosed_in(const Claiming *claiming, const SendItem *item)
{
    const char *names = NULL;
    for (size_t i = 0; i < item->file_count; i++)
        names = names ? arena_printf(claiming->arena, "%s, %s", names, item->files[i].name)
                      : item->files[i].name;
    return names;
}

/* Its words are whole; what goes with them is looked at. */
static bool take(Claiming *claiming, const LoadedLead *loaded, SendItem *item, int64_t approved_by,
                 bool *claimed, Err *err)
{
    const char *why = NULL;
    bool agreed = loaded->situation.state.agreed_at != TIME_NONE;
    if ((approved_by || agreed) && item->channel == CHANNEL_EMAIL &&
        !invitation_claimed(claiming->context, claiming->arena, loaded, item, &why, err))
        return false;
    if (why)
        return send_hand_over(claiming->context, claiming->arena, loaded, why, err);
    bool found = item->channel == CHANNEL_TEXT
                     ? send_text_files(claiming->context, claiming->arena, &claiming->going,
                                       claiming->sender, item, &why, err)
                     : send_files(claiming->context, claiming->arena, &claiming->going,
                                  claiming->sender->size_most, item, &why, err);
    if (!found)
        return false;
    if (why)
        return send_hand_over(claiming->context, claiming->arena, loaded, why, err);
    if (item->fax)
        item->fax->enclosed = enclosed_in(claiming, item);
    return !has_weight(claiming, item) || write_claim(claiming, item, approved_by, claimed, err);
}

static bool claim_one(Claiming *claiming, LoadedLead *loaded, int64_t touch_id, SendItem *item,
                      bool *claimed, Err *err)
{
    Context *context = claiming->context;
    const LoadedPerson *person = NULL;
    const struct address_get_row *address = NULL;
    int64_t approved_by = 0;
    bool goes = false;
    *claimed = false;
    /* Planned anew since it was found. */
    if (!loaded->has_next || loaded->next.touch_id != touch_id ||
        !text_equal(loaded->next.mode, "machine"))
        return true;
    if (is_late(claiming, loaded))
        return send_hand_over(context, claiming->arena, loaded,
                              "it is long overdue: is it still right?", err);
    if (!send_ask_line(context, claiming->arena, loaded, &goes, err))
        return false;
    if (!goes)
        return true;
    *item =
        (SendItem){.touch_id = touch_id,
                   .lead_id = loaded->lead.id,
                   .sender_id = claiming->sender->id,
                   .channel = claiming->sender->channel,
                   .copy_to = claiming->sender->copy_to,
                   .from = arena_strdup(claiming->arena, claiming->sender->address),
                   .from_name = arena_strdup(
                       claiming->arena, text_or(claiming->sender->name, context_company(context))),
                   .message_id = send_message_id(context, claiming->arena, touch_id,
                                                 claiming->sender->address),
                   .offset = zone_offset(loaded->situation.owner->zone, context->now)};
    if (!send_whom(loaded, &person, &address))
        return send_hand_over(context, claiming->arena, loaded,
                              "their address is not known any more", err);
    item->contact_id = person->contact.id;
    item->address_id = address->id;
    item->to = address->value;
    item->to_name = person->contact.name;
    if (!find_words(context, claiming->arena, loaded, person, item, &approved_by, err))
        return false;
    if (!ways[item->channel].fill(claiming, loaded, address->value_key, item, err))
        return false;
    item->footer =
        approved_by ? NULL : ways[item->channel].footer(context, claiming->arena, loaded, item);
    const char *why = send_is_whole(item) ? send_why_too_long(claiming->arena, item)
                                          : "its words are missing or have a hole";
    return why ? send_hand_over(context, claiming->arena, loaded, why, err)
               : take(claiming, loaded, item, approved_by, claimed, err);
}

static bool claim_rows(Claiming *claiming, const struct sending_due_rows *rows, SendItems *items,
                       Err *err)
{
    int64_t *ids = arena_array(claiming->arena, rows->count, sizeof *ids);
    int64_t *touches = arena_array(claiming->arena, rows->count, sizeof *touches);
    SendLoaded *loaded = arena_array(claiming->arena, rows->count, sizeof *loaded);
    for (size_t i = 0; i < rows->count; i++)
        ids[i] = rows->at[i].lead_id, touches[i] = rows->at[i].touch_id;
    if (!send_load(claiming->context, claiming->arena, claiming->worker, ids, rows->count, loaded,
                   err) ||
        !send_files_read(claiming->context, claiming->arena, touches, rows->count, &claiming->going,
                         err))
        return false;
    for (size_t i = 0; i < rows->count; i++) {
        SendItem *item = &items->at[items->count];
        bool claimed;
        if (!claim_one(claiming, &loaded[i].lead, rows->at[i].touch_id, item, &claimed, err))
            return false;
        if (claimed)
            item->loaded = &loaded[i];
        else
            send_wrote(claiming->worker, &loaded[i].lead); /* put off, or planned anew */
        items->count += claimed;
    }
    return true;
}

/* Nothing when the sender is not to send any more. */
static bool find_due(const Claiming *claiming, size_t most, struct sending_due_rows *rows, Err *err)
{
    Context *context = claiming->context;
    SendGate gate;
    size_t place;
    if (!send_gate_read(context, claiming->arena, &gate, err))
        return false;
    *rows = (struct sending_due_rows){0};
    if (!send_gate_find(&gate, claiming->sender->id, &place))
        return true;
    int64_t room = send_gate_room(context, &gate, place);
    if (room > (int64_t)most)
        room = (int64_t)most;
    return room <= 0 ||
           sql_sending_due(context->db, claiming->arena,
                           &(struct sending_due_in){
                               .workspace = context->workspace,
                               .channel = gate.senders.at[place].channel,
                               .owners = send_gate_owners(context, claiming->arena, &gate, place),
                               .due = context->now - SEND_WAIT_SECONDS,
                               .most = room},
                           rows, err);
}

/* What may not go now is put off, and its place is the next one's: a row of touches that all wait
 * for Monday does not stop what is behind it. */
bool send_claim(Context *context, Arena *arena, SendWorker *worker, const SendSender *sender,
                size_t most, int64_t weight_most, SendItems *items, Err *err)
{
    enum { PASSES_MOST = 16 };
    Claiming claiming = {.context = context,
                         .arena = arena,
                         .worker = worker,
                         .sender = sender,
                         .weight_left = weight_most,
                         .alone = weight_most == SEND_WEIGHT_MOST};
    struct sending_due_rows rows = {0};
    SendItems made = {0};
    auto_txn Txn txn = {0};
    if (most > SEND_CLAIMS_MOST)
        most = SEND_CLAIMS_MOST;
    made.at = arena_array(arena, most, sizeof *made.at);
    if (!db_begin(&txn, context->db, TXN_WRITE, err))
        return false;
    for (int pass = 0; pass < PASSES_MOST && made.count < most && !claiming.heavy; pass++) {
        if (!find_due(&claiming, most - made.count, &rows, err) ||
            (rows.count && !claim_rows(&claiming, &rows, &made, err)))
            return false;
        if (!rows.count)
            break;
    }
    if (!db_commit(&txn, err))
        return false;
    *items = made;
    return true;
}

bool send_is_due(Context *context, Arena *arena, const SendSender *sender, bool *due, Err *err)
{
    Claiming claiming = {.context = context, .arena = arena, .sender = sender};
    struct sending_due_rows rows;
    if (!find_due(&claiming, 1, &rows, err))
        return false;
    *due = rows.count > 0;
    return true;
}

bool send_next_at(Context *context, Arena *arena, Time *at, Err *err)
{
    struct sending_first_row row;
    if (!sql_sending_first(context->db, arena,
                           &(struct sending_first_in){.workspace = context->workspace}, &row, NULL,
                           err))
        return false;
    *at = row.due_at == TIME_NONE ? TIME_NONE : row.due_at + SEND_WAIT_SECONDS;
    return true;
}
