/* Whose a mail is: by what proves it, else by who writes (action/receive.h has the order). */
#include "action/receive_inner.h"

#include "action/draft.h"
#include "base/text.h"
#include "mail/away.h"
#include "mail/message_id.h"
#include "mail/proof.h"

#include <string.h>

static bool people_of(const Receiving *receiving, const char *address,
                      struct received_people_rows *rows, Err *err)
{
    rows->count = 0;
    return !address[0] || sql_received_people(receiving->context->db, receiving->arena,
                                              &(struct received_people_in){
                                                  .workspace = receiving->context->workspace,
                                                  .value_key = address,
                                                  .by_text = receiving->channel == CHANNEL_TEXT},
                                              rows, err);
}

/* --- by what proves it ------------------------------------------------------------------------ */

static MailKeys keys_of(const Receiving *receiving, MailKey *key)
{
    *key = (MailKey){receiving->context->workspace, receiving->context->secret};
    return (MailKeys){key, 1};
}

bool receive_take_touch(Receiving *receiving, int64_t touch_id, Placed placed, Err *err)
{
    Context *context = receiving->context;
    struct merged_into_row merged;
    bool found, gone = false;
    if (!sql_touch_get(context->db, receiving->arena,
                       &(struct touch_get_in){.workspace = context->workspace, .id = touch_id},
                       &receiving->touch, &found, err))
        return false;
    if (!found) /* never made here, as of a database that was restored */
        return true;
    if (text_equal(receiving->touch.reason, "erased")) {
        receiving->erased = true;
        return true;
    }
    if (receiving->touch.contact_id &&
        !sql_merged_into(context->db, receiving->arena,
                         &(struct merged_into_in){.workspace = context->workspace,
                                                  .id = receiving->touch.contact_id},
                         &merged, &gone, err))
        return false;
    receiving->has_touch = true;
    receiving->placed = placed;
    receiving->lead_id = receiving->touch.lead_id;
    receiving->contact_id = gone ? merged.kept_id : receiving->touch.contact_id;
    receiving->address_id = receiving->touch.address_id;
    return true;
}

static bool is_decided(const Receiving *receiving)
{
    return receiving->has_touch || receiving->erased || receiving->morning_id;
}

/* What told them of a change to an appointment is no touch: it is of the mail that invited them. */
static bool match_notice(Receiving *receiving, int64_t notice_id, Err *err)
{
    struct invitation_get_row *row = arena_make(receiving->arena, struct invitation_get_row);
    bool found;
    if (!sql_invitation_of_notice(
            receiving->context->db, receiving->arena,
            &(struct invitation_of_notice_in){.workspace = receiving->context->workspace,
                                              .notice_id = notice_id},
            row, &found, err) ||
        (found && !receive_take_touch(receiving, row->touch_id, PLACED_MESSAGE_ID, err)))
        return false;
    receiving->notice = found && receiving->has_touch ? row : NULL;
    return true;
}

static bool match_morning(Receiving *receiving, int64_t id, Err *err)
{
    struct morning_named_row row;
    bool found;
    if (!sql_morning_named(
            receiving->context->db, receiving->arena,
            &(struct morning_named_in){.workspace = receiving->context->workspace, .id = id}, &row,
            &found, err))
        return false;
    receiving->morning_id = found ? id : 0;
    return true;
}

static bool match_proof(Receiving *receiving, const Proof *proof, Err *err)
{
    int64_t number = proof->touch.touch;
    return receive_take_touch(receiving, number, proof->by_path ? PLACED_MARK : PLACED_MESSAGE_ID,
                              err) &&
           (is_decided(receiving) || proof->by_path || match_notice(receiving, number, err)) &&
           (is_decided(receiving) || proof->by_path || match_morning(receiving, number, err));
}

static bool match_proofs(Receiving *receiving, Err *err)
{
    MailKey key;
    MailKeys keys = keys_of(receiving, &key);
    Proofs proofs;
    proofs_of(receiving->arena, &keys, &receiving->reading, receiving->to, &proofs);
    for (size_t i = 0; i < proofs.count && !is_decided(receiving); i++)
        if (!match_proof(receiving, &proofs.at[i], err))
            return false;
    return true;
}

/* The same mailbox, whatever follows a "+". */
static bool is_same_mailbox(const char *one, const char *other)
{
    size_t length = strcspn(one, "+@");
    return length == strcspn(other, "+@") && !strncmp(one, other, length);
}

/* Somebody whom only the domain makes one of us: never a server, and none we do business with. */
static bool is_of_house(const Receiving *receiving, bool *own, Err *err)
{
    static const bool by_people[MAIL_KINDS] = {[MAIL_OTHER] = true,
                                               [MAIL_AUTO_REPLY] = true,
                                               [MAIL_UNSUBSCRIBE] = true,
                                               [MAIL_REPLY] = true};
    struct received_people_rows people;
    *own = false;
    if (!by_people[receiving->reading.kind])
        return true;
    if (!people_of(receiving, receiving->writer, &people, err))
        return false;
    *own = people.count == 0;
    return true;
}

/* One of our addresses wrote it, or, where the domain is a firm's, a colleague. */
static bool is_colleague(const Receiving *receiving, bool *own, Err *err)
{
    enum { OURS_MOST = 5000 };
    Context *context = receiving->context;
    struct received_own_rows ours;
    const char *domain = mime_domain(receiving->writer);
    *own = false;
    if (!domain[0])
        return true;
    if (!sql_received_own(context->db, receiving->arena,
                          &(struct received_own_in){
                              .workspace = context->workspace, .domain = domain, .most = OURS_MOST},
                          &ours, err))
        return false;
    for (size_t i = 0; i < ours.count && !*own; i++)
        *own = is_same_mailbox(ours.at[i].address, receiving->writer);
    return *own || !ours.count || draft_public_domain(domain) || is_of_house(receiving, own, err);
}

bool receive_own(Receiving *receiving, bool *own, int64_t *number, Err *err)
{
    MailKey key;
    MailKeys keys = keys_of(receiving, &key);
    MailTouch touch = {0};
    *own = message_id_read(&keys, receiving->mail->message_id, &touch);
    *number = touch.touch;
    return *own || is_colleague(receiving, own, err);
}

/* --- by addresses ----------------------------------------------------------------------------- */

static Time since(const Receiving *receiving)
{
    return receiving->at - (Time)RECEIVE_DAYS * DAY_SECONDS;
}

/* Whatever went later is not what it answers; two clocks may differ a little. */
static Time until(const Receiving *receiving)
{
    enum { CLOCKS_DIFFER_SECONDS = 5 * 60 };
    return receiving->at + CLOCKS_DIFFER_SECONDS;
}

/* The newest e-mail that went to it; several people may share a mailbox. */
static bool newest_touch(const Receiving *receiving, const struct received_people_rows *people,
                         struct received_touch_row *newest, size_t *who, bool *found, Err *err)
{
    *found = false;
    for (size_t i = 0; i < people->count; i++) {
        const struct received_people_row *person = &people->at[i];
        struct received_touch_row row;
        bool there;
        if (!sql_received_touch(
                receiving->context->db, receiving->arena,
                &(struct received_touch_in){.workspace = receiving->context->workspace,
                                            .contact_id = person->contact_id,
                                            .account_id = person->account_id,
                                            .address_id = person->address_id,
                                            .since = since(receiving),
                                            .until = until(receiving)},
                &row, &there, err))
            return false;
        if (there && (!*found || row.at > newest->at)) {
            *newest = row;
            *who = i;
            *found = true;
        }
    }
    return true;
}

static bool lead_of(Receiving *receiving, const struct received_people_row *person, Err *err)
{
    struct received_lead_row lead;
    bool found;
    if (!sql_received_lead(receiving->context->db, receiving->arena,
                           &(struct received_lead_in){.workspace = receiving->context->workspace,
                                                      .contact_id = person->contact_id,
                                                      .account_id = person->account_id},
                           &lead, &found, err))
        return false;
    if (found)
        receiving->lead_id = lead.id;
    return true;
}

static bool match_address(Receiving *receiving, const char *address, Err *err)
{
    struct received_people_rows people = {0};
    struct received_touch_row touch = {0};
    size_t who = 0;
    bool found;
    if (receiving->lead_id)
        return true;
    if (!people_of(receiving, address, &people, err))
        return false;
    if (!newest_touch(receiving, &people, &touch, &who, &found, err) ||
        (found && !receive_take_touch(receiving, touch.id, PLACED_ADDRESS, err)))
        return false;
    for (size_t i = 0; i < people.count && !receiving->lead_id; i++) {
        who = i;
        if (!lead_of(receiving, &people.at[i], err))
            return false;
    }
    if (!receiving->lead_id || !people.count)
        return true;
    receiving->placed = PLACED_ADDRESS;
    receiving->writer_known = true;
    receiving->contact_id = people.at[who].contact_id;
    receiving->address_id = people.at[who].address_id;
    return true;
}

bool receive_match_number(Receiving *receiving, Err *err)
{
    return match_address(receiving, receiving->writer, err);
}

/* Somebody of a firm that we wrote to answers. */
static bool match_company(Receiving *receiving, Err *err)
{
    struct received_company_touch_row row;
    const char *domain = mime_domain(receiving->writer);
    bool found;
    if (!domain[0] || draft_public_domain(domain))
        return true;
    if (!sql_received_company_touch(
            receiving->context->db, receiving->arena,
            &(struct received_company_touch_in){.workspace = receiving->context->workspace,
                                                .domain = domain,
                                                .since = since(receiving),
                                                .until = until(receiving)},
            &row, &found, err))
        return false;
    if (found && !receive_take_touch(receiving, row.id, PLACED_COMPANY, err))
        return false;
    if (found)
        receiving->contact_id = receiving->address_id = 0; /* not whom we wrote to */
    return true;
}

/* --- by its kind ------------------------------------------------------------------------------ */

/* The mail of many, whoever writes it. */
static bool is_bulk(const MimeHeaders *headers)
{
    static const char *const many[] = {"bulk", "list", "junk"};
    const char *precedence = mime_header(headers, "Precedence");
    for (size_t i = 0; i < sizeof many / sizeof *many; i++)
        if (text_equal_nocase(precedence, many[i]))
            return true;
    return mime_header(headers, "List-Id")[0] || mime_header(headers, "List-Unsubscribe")[0];
}

/* Sent by a program, not written. */
static bool is_machine(const MimeHeaders *headers)
{
    const char *submitted = mime_header(headers, "Auto-Submitted");
    return is_bulk(headers) || (submitted[0] && !text_starts_nocase(submitted, "no"));
}

typedef enum Whose { WHOSE_WRITER, WHOSE_RECIPIENT, WHOSE_PROVED } Whose;

/* Who wrote, where that is somebody else on record than whom we wrote to. */
static bool name_writer(Receiving *receiving, Err *err)
{
    struct received_people_rows people = {0};
    if (!people_of(receiving, receiving->writer, &people, err))
        return false;
    size_t who = 0;
    while (who + 1 < people.count && people.at[who].contact_id != receiving->contact_id)
        who++;
    receiving->writer_known = people.count > 0;
    if (people.count) {
        receiving->contact_id = people.at[who].contact_id;
        receiving->address_id = people.at[who].address_id;
    }
    return true;
}

static bool match_recipients(Receiving *receiving, Err *err)
{
    const Reading *reading = &receiving->reading;
    for (size_t i = 0; i < reading->recipient_count && !receiving->lead_id; i++)
        if (!match_address(receiving, reading->recipients[i].address, err) ||
            !match_address(receiving, reading->recipients[i].original, err))
            return false;
    return true;
}

bool receive_match(Receiving *receiving, Err *err)
{
    static const Whose whose[MAIL_KINDS] = {
        [MAIL_OTHER] = WHOSE_WRITER,       [MAIL_BOUNCE] = WHOSE_RECIPIENT,
        [MAIL_DELAY] = WHOSE_PROVED,       [MAIL_COMPLAINT] = WHOSE_RECIPIENT,
        [MAIL_AUTO_REPLY] = WHOSE_WRITER,  [MAIL_CHALLENGE] = WHOSE_WRITER,
        [MAIL_UNSUBSCRIBE] = WHOSE_WRITER, [MAIL_REPLY] = WHOSE_WRITER,
        [MAIL_DELIVERED] = WHOSE_PROVED,
    };
    const MailKind kind = receiving->reading.kind;
    const MimeHeaders *headers = &receiving->mail->headers;
    if (!receive_find_invitation(receiving, err) ||
        (!is_decided(receiving) && !match_proofs(receiving, err)))
        return false;
    if (receiving->erased || receiving->morning_id)
        return true;
    if (receiving->has_touch)
        return whose[kind] != WHOSE_WRITER || name_writer(receiving, err);
    if (whose[kind] == WHOSE_RECIPIENT)
        return match_recipients(receiving, err);
    bool written = kind == MAIL_OTHER ? !is_machine(headers) : !is_bulk(headers);
    if (whose[kind] == WHOSE_PROVED || (!written && kind != MAIL_AUTO_REPLY))
        return true;
    return match_address(receiving, receiving->writer, err) &&
           (receiving->lead_id || kind != MAIL_REPLY || match_company(receiving, err));
}

/* --- by a person ------------------------------------------------------------------------------ */

/* Whom it is from or about, among those it may be; else whom the lead is with. */
static bool find_person(Receiving *receiving, const char *address, int64_t known, Err *err)
{
    struct received_people_rows people = {0};
    struct lead_get_row lead;
    if (!people_of(receiving, address, &people, err))
        return false;
    size_t who = 0;
    while (who + 1 < people.count && people.at[who].contact_id != known)
        who++;
    receiving->writer_known = people.count > 0;
    if (people.count) {
        receiving->contact_id = people.at[who].contact_id;
        receiving->address_id = people.at[who].address_id;
        return true;
    }
    if (!sql_lead_get(receiving->context->db, receiving->arena,
                      &(struct lead_get_in){.workspace = receiving->context->workspace,
                                            .id = receiving->lead_id},
                      &lead, NULL, err))
        return false;
    receiving->contact_id = known ? known : lead.contact_id;
    return true;
}

static bool find_touch(Receiving *receiving, int64_t known, Err *err)
{
    struct received_newest_touch_row row = {.id = known};
    bool found = known != 0;
    return (found || sql_received_newest_touch(receiving->context->db, receiving->arena,
                                               &(struct received_newest_touch_in){
                                                   .workspace = receiving->context->workspace,
                                                   .lead_id = receiving->lead_id,
                                                   .channel = channel_name(receiving->channel),
                                                   .since = since(receiving),
                                                   .until = receiving->at},
                                               &row, &found, err)) &&
           (!found || receive_take_touch(receiving, row.id, PLACED_PERSON, err));
}

bool receive_from_row(Receiving *receiving, const InboxMail *mail, Err *err)
{
    ReadingRecipient *about = arena_make(receiving->arena, ReadingRecipient);
    *about = (ReadingRecipient){.address = mail->about,
                                .original = "",
                                .status = "",
                                .said = "",
                                .hard = mail->hard,
                                .reason = BOUNCE_OTHER};
    bounce_reason_find(mail->reason, &about->reason);
    receiving->reading = (Reading){.kind = mail->kind,
                                   .from = {mail->from_name, mail->from_address},
                                   .recipients = about,
                                   .recipient_count = mail->about[0] != '\0',
                                   .subject = mail->subject,
                                   .text = mail->text,
                                   .until = mail->until};
    if (mail->kind == MAIL_AUTO_REPLY && leave_find(mail->reason, &receiving->reading.away))
        receiving->reading.stand_ins = away_stand_ins(
            receiving->arena, mail->text, mail->from_address, &receiving->reading.stand_in_count);
    receiving->channel = mail->channel;
    receiving->writer = mail->from_address;
    receiving->at = mail->at;
    receiving->lead_id = mail->lead_id;
    if (!find_touch(receiving, mail->touch_id, err))
        return false;
    receiving->placed = PLACED_PERSON;
    receiving->lead_id = mail->lead_id;
    return find_person(receiving, mail->about[0] ? mail->about : mail->from_address,
                       mail->contact_id, err);
}
