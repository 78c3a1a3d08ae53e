#include "action/receive_inner.h"

#include "action/invitation_notice.h"
#include "action/morning_send.h"
#include "base/digest.h"
#include "base/text.h"
#include "mail/address_scan.h"

#include <string.h>

const char *placed_name(Placed placed)
{
    static const char *const names[PLACED_WAYS] = {
        [PLACED_NOT] = "",
        [PLACED_MARK] = "mark",
        [PLACED_MESSAGE_ID] = "message_id",
        [PLACED_ADDRESS] = "address",
        [PLACED_COMPANY] = "company",
        [PLACED_PERSON] = "person",
    };
    return names[placed];
}

static const char *const leaves[] = {
    [LEAVE_NONE] = "receipt", [LEAVE_BACK] = "away", [LEAVE_FOR_GOOD] = "gone"};

const char *leave_name(LeaveKind leave)
{
    return leaves[leave];
}

bool leave_find(const char *name, LeaveKind *leave)
{
    for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++)
        if (text_equal(leaves[i], name)) {
            *leave = (LeaveKind)i;
            return true;
        }
    return false;
}

/* Message-ID, writer and date: an autoresponder that gives all its mails one id is told apart by
 * the date, and what another server put into a copy (headers, a banner in the words) tells nothing.
 * Without an id all there is. */
static Digest key_of(const Receiving *receiving)
{
    const MimeMail *mail = receiving->mail;
    bool named = mail->message_id[0] != '\0';
    const char *text =
        arena_printf(receiving->arena, "%s\n%s\n%lld\n%s\n%s", mail->message_id, receiving->writer,
                     (long long)mail->date, named ? "" : mail->subject, named ? "" : mail->text);
    return digest_of(receiving->context->secret, text, strlen(text));
}

static bool find_again(const Receiving *receiving, const Digest *key, Received *made, Err *err)
{
    struct received_find_row row;
    if (!sql_received_find(receiving->context->db, receiving->arena,
                           &(struct received_find_in){.workspace = receiving->context->workspace,
                                                      .mail_key = {key->bytes, sizeof key->bytes}},
                           &row, &made->again, err))
        return false;
    if (made->again) {
        made->received_id = row.id;
        made->lead_id = row.lead_id;
        made->touch_id = row.touch_id;
        made->asks = text_equal(row.state, "asks");
        made->did = row.did;
    }
    return true;
}

static const char *reason_of(const Reading *reading, const ReadingRecipient *about)
{
    return reading->kind == MAIL_BOUNCE && about ? bounce_reason_name(about->reason)
           : reading->kind == MAIL_AUTO_REPLY    ? leave_name(reading->away)
                                                 : "";
}

static bool keep(const Receiving *receiving, const ReceivedMail *mail, const Digest *key,
                 Received *made, Err *err)
{
    const Reading *reading = &receiving->reading;
    Context *context = receiving->context;
    Arena *arena = receiving->arena;
    const ReadingRecipient *about = receiving->about;
    bool bounced = reading->kind == MAIL_BOUNCE && about;
    const char *name = reading->from.name, *words = reading->text;
    return context_id(context, &made->received_id, err) &&
           sql_received_insert(
               context->db,
               &(struct received_insert_in){
                   .workspace = context->workspace,
                   .id = made->received_id,
                   .mail_key = {key->bytes, sizeof key->bytes},
                   .channel = channel_name(receiving->channel),
                   .mailbox_id = mail->mailbox_id,
                   .at = receiving->at,
                   .now = context->now,
                   .kind = reading_kind_name(reading->kind),
                   .placed = placed_name(receiving->placed),
                   .state = receiving->asks ? "asks" : "done",
                   .from_name = text_clean(arena, name, strlen(name), 200),
                   .from_address = receiving->writer,
                   .subject = text_clean(arena, reading->subject, strlen(reading->subject), 500),
                   .body = text_clean_lines(arena, words, strlen(words), RECEIVE_BODY_BYTES),
                   .message_id = receiving->mail->message_id,
                   .about = about ? about->address : "",
                   .reason = reason_of(reading, about),
                   .hard = bounced && about->hard,
                   .back_day = reading->until == DAY_NONE ? TIME_NONE : reading->until,
                   .lead_id = receiving->lead_id,
                   .touch_id = made->touch_id,
                   .contact_id = receiving->contact_id,
                   .did = receiving->did,
               },
               err);
}

/* Of a touch, a notice or a morning mail: one counter numbers them all, so it is of one at most. */
static bool settle_own(Receiving *receiving, int64_t number, const char *why, Received *made,
                       Err *err)
{
    Context *context = receiving->context;
    struct touch_get_row row;
    bool is_touch;
    if (!sql_touch_get(context->db, receiving->arena,
                       &(struct touch_get_in){.workspace = context->workspace, .id = number}, &row,
                       &is_touch, err))
        return false;
    made->touch_id = is_touch ? number : 0;
    return is_touch ? receive_settle(receiving, number, why, err)
                    : notice_went(context, receiving->arena, number, why, err) &&
                          morning_went(context, number, err);
}

/* A copy of a mail of ours: it went, and nothing else is to be learned of it. */
static bool take_own(Receiving *receiving, bool sent_copy, Received *made, bool *own, Err *err)
{
    int64_t number;
    if (!receive_own(receiving, own, &number, err))
        return false;
    *own |= sent_copy;
    return !number || settle_own(receiving, number,
                                 sent_copy ? "its copy stands in the Sent folder"
                                           : "a copy of it came to a mailbox of yours",
                                 made, err);
}

/* It is nobody's but a user's own, and nothing of it is kept. */
static bool take_of_morning(Receiving *receiving, Received *made, Err *err)
{
    const Reading *reading = &receiving->reading;
    bool back = reading->kind == MAIL_BOUNCE;
    made->did = back ? "the mail that tells of the day came back"
                     : "it is about the mail that tells of the day";
    return back ? morning_came_back(receiving->context, receiving->morning_id,
                                    receive_line(receiving, reading->recipient_count &&
                                                                    reading->recipients[0].said[0]
                                                                ? reading->recipients[0].said
                                                                : reading->text),
                                    err)
                : morning_went(receiving->context, receiving->morning_id, err);
}

/* Nobody here is known by it, or nobody may be. */
static bool look_at_stranger(Receiving *receiving, Err *err)
{
    bool keeps;
    if (receiving->erased)
        return true;
    if (!context_flag(receiving->context, "keep_strangers", &keeps, err))
        return false;
    receiving->asks = keeps && receiving->reading.kind != MAIL_OTHER;
    receiving->did = receiving->asks ? "nobody here is known by it: whose is it?" : "";
    if (receiving->asks && receiving->reading.recipient_count)
        receiving->about = &receiving->reading.recipients[0];
    return true;
}

static bool take(Receiving *receiving, const ReceivedMail *mail, Received *made, Err *err)
{
    bool own;
    Digest key = key_of(receiving);
    if (!take_own(receiving, mail->sent_copy, made, &own, err))
        return false;
    if (own)
        return true;
    if (!find_again(receiving, &key, made, err))
        return false;
    if (made->again)
        return true;
    if (!receive_match(receiving, err))
        return false;
    if (receiving->morning_id)
        return take_of_morning(receiving, made, err);
    if (receiving->lead_id ? !receive_act(receiving, err) : !look_at_stranger(receiving, err))
        return false;
    if (!receiving->lead_id && !receiving->asks)
        return true; /* nothing is kept */
    made->lead_id = receiving->lead_id;
    made->contact_id = receiving->contact_id;
    made->touch_id = receiving->made_id     ? receiving->made_id
                     : receiving->has_touch ? receiving->touch.id
                                            : 0;
    made->asks = receiving->asks;
    made->did = receiving->did;
    return keep(receiving, mail, &key, made, err);
}

bool receive_mail(Context *context, Arena *arena, const ReceivedMail *mail, Received *received,
                  Err *err)
{
    Receiving receiving = {
        .context = context, .arena = arena, .channel = CHANNEL_EMAIL, .to = mail->to, .did = ""};
    if (!mail->length)
        return err_field(err, ERR_INPUT, "mail", "there is nothing in it");
    if (!mime_read(arena, mail->bytes, mail->length, &receiving.mail, err))
        return false;
    reading_of(arena, receiving.mail, &receiving.reading);
    receiving.writer = address_scan_first(arena, receiving.reading.from.address);
    receiving.at = mail->at == TIME_NONE || mail->at > context->now ? context->now : mail->at;
    Received made = {.kind = receiving.reading.kind, .did = ""};
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !take(&receiving, mail, &made, err) ||
        !db_commit(&txn, err))
        return false;
    *received = made;
    return true;
}
