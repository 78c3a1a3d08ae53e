#include "mail/reading.h"

#include "base/text.h"
#include "base/vec.h"
#include "mail/address_scan.h"
#include "mail/auto_reply.h"
#include "mail/away.h"
#include "mail/bounce.h"
#include "mail/challenge.h"
#include "mail/complaint.h"
#include "mail/opt_out.h"
#include "mail/reply.h"

#include <string.h>

const char *reading_kind_name(MailKind kind)
{
    static const char *const names[MAIL_KINDS] = {
        [MAIL_OTHER] = "other",
        [MAIL_BOUNCE] = "bounce",
        [MAIL_DELAY] = "delay",
        [MAIL_COMPLAINT] = "complaint",
        [MAIL_AUTO_REPLY] = "auto_reply",
        [MAIL_CHALLENGE] = "challenge",
        [MAIL_UNSUBSCRIBE] = "unsubscribe",
        [MAIL_REPLY] = "reply",
        [MAIL_DELIVERED] = "delivered",
    };
    return names[kind];
}

bool reading_kind_find(const char *name, MailKind *kind)
{
    for (int i = 0; i < MAIL_KINDS; i++)
        if (text_equal(reading_kind_name((MailKind)i), name)) {
            *kind = (MailKind)i;
            return true;
        }
    return false;
}

typedef VEC(const char *) IdVec;

static void add_id(Arena *arena, IdVec *ids, const char *id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (text_equal(ids->at[i], id))
            return;
    if (id[0])
        *vec_push(arena, ids) = id;
}

static MimeIds ids_of(Arena *arena, const MimeMail *mail, const Report *report)
{
    IdVec ids = {0};
    add_id(arena, &ids, report_returned_id(arena, report));
    for (size_t i = 0; i < mail->in_reply_to.count; i++)
        add_id(arena, &ids, mail->in_reply_to.at[i]);
    for (size_t i = mail->references.count; i > 0; i--)
        add_id(arena, &ids, mail->references.at[i - 1]);
    return (MimeIds){ids.at, ids.count};
}

static void add_paths(Arena *arena, IdVec *paths, const MimeHeaders *headers,
                      const char *const *names, size_t count)
{
    for (size_t i = 0; i < headers->count; i++)
        for (size_t k = 0; k < count; k++)
            if (text_equal_nocase(headers->at[i].name, names[k]))
                add_id(arena, paths, address_scan_first(arena, headers->at[i].value));
}

/* What servers write down of the envelope; To and Cc where they do not. */
static MimeIds paths_of(Arena *arena, const MimeMail *mail, const Report *report)
{
    static const char *const came[] = {"Delivered-To",  "X-Original-To",  "Envelope-To",
                                       "X-Envelope-To", "X-Delivered-To", "X-Forwarded-To"};
    static const char *const went[] = {"Return-Path", "X-Envelope-From", "Envelope-From"};
    static const char *const told[] = {"Original-Mail-From"};
    const MimeAddresses lists[] = {mail->to, mail->cc};
    IdVec paths = {0};
    add_paths(arena, &paths, &mail->headers, came, sizeof came / sizeof *came);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t k = 0; k < lists[i].count; k++)
            add_id(arena, &paths, address_scan_first(arena, lists[i].at[k].address));
    add_paths(arena, &paths, &report->returned, went, sizeof went / sizeof *went);
    if (report->feedback)
        add_paths(arena, &paths, report->feedback, told, sizeof told / sizeof *told);
    return (MimeIds){paths.at, paths.count};
}

/* --- reports --- */

static MailKind kind_of_bounce(const Bounce *bounce)
{
    MailKind kind = MAIL_DELIVERED;
    for (size_t i = 0; i < bounce->count; i++) {
        if (bounce->at[i].action == ACTION_FAILED)
            return MAIL_BOUNCE;
        if (bounce->at[i].action == ACTION_DELAYED)
            kind = MAIL_DELAY;
    }
    return kind;
}

static bool read_bounce(Arena *arena, const MimeMail *mail, const Report *report, Reading *reading)
{
    Bounce bounce;
    if (!bounce_read(arena, mail, report, &bounce))
        return false;
    ReadingRecipient *recipients = arena_array(arena, bounce.count, sizeof *recipients);
    for (size_t i = 0; i < bounce.count; i++) {
        const BounceRecipient *one = &bounce.at[i];
        recipients[i] = (ReadingRecipient){.address = one->address,
                                           .original = one->original,
                                           .status = one->status,
                                           .said = one->said,
                                           .hard = one->hard,
                                           .reason = one->reason};
    }
    reading->kind = kind_of_bounce(&bounce);
    if (reading->kind == MAIL_DELIVERED)
        reading->arrival = bounce.count && bounce.at[0].action == ACTION_RELAYED
                               ? ARRIVAL_RELAYED
                               : ARRIVAL_DELIVERED;
    reading->recipients = recipients;
    reading->recipient_count = bounce.count;
    return true;
}

static bool read_complaint(Arena *arena, const MimeMail *mail, const Report *report,
                           Reading *reading)
{
    Complaint complaint;
    if (!complaint_read(arena, mail, report, &complaint))
        return false;
    bool of_proof = text_starts(complaint.kind, "auth");
    ReadingRecipient *recipients = arena_array(arena, complaint.count, sizeof *recipients);
    for (size_t i = 0; i < complaint.count; i++)
        recipients[i] = (ReadingRecipient){.address = complaint.recipients[i],
                                           .original = "",
                                           .status = "",
                                           .said = complaint.kind,
                                           .reason = of_proof ? BOUNCE_AUTH_FAILURE : BOUNCE_SPAM};
    reading->kind = MAIL_COMPLAINT;
    reading->recipients = recipients;
    reading->recipient_count = complaint.count;
    return true;
}

/* "manual-action/MDN-sent-manually; displayed": only what a person did says that one saw it. */
static Arrival arrival_of_receipt(const char *disposition)
{
    const char *type = strrchr(disposition, ';');
    bool displayed = type && text_starts_nocase(type + 1 + strspn(type + 1, " \t"), "displayed");
    return displayed && text_starts_nocase(disposition, "manual-action") ? ARRIVAL_SEEN
                                                                         : ARRIVAL_DELIVERED;
}

/* RFC 8098: it was opened, or thrown away unopened; either way it arrived. */
static bool read_receipt(Arena *arena, const Report *report, Reading *reading)
{
    if (!report->receipt)
        return false;
    const char *recipient =
        address_scan_first(arena, mime_header(report->receipt, "Final-Recipient"));
    const char *id = mime_header(report->receipt, "Original-Message-ID");
    ReadingRecipient *one = arena_make(arena, ReadingRecipient);
    *one = (ReadingRecipient){.address = recipient,
                              .original = "",
                              .status = "",
                              .said = mime_header(report->receipt, "Disposition")};
    reading->kind = MAIL_DELIVERED;
    reading->arrival = arrival_of_receipt(one->said);
    reading->recipients = one;
    reading->recipient_count = recipient[0] != '\0';
    IdVec ids = {0};
    size_t lead = strspn(id, "< ");
    add_id(arena, &ids, arena_strndup(arena, id + lead, strcspn(id + lead, "> ")));
    for (size_t i = 0; i < reading->ids.count; i++)
        add_id(arena, &ids, reading->ids.at[i]);
    reading->ids = (MimeIds){ids.at, ids.count};
    return true;
}

/* --- people, and machines that answer for them --- */

static void set_writer(Arena *arena, Reading *reading)
{
    const char *address = address_scan_first(arena, reading->from.address);
    ReadingRecipient *one = arena_make(arena, ReadingRecipient);
    *one = (ReadingRecipient){.address = address, .original = "", .status = "", .said = ""};
    reading->recipients = one;
    reading->recipient_count = address[0] != '\0';
}

static Day day_of(const MimeMail *mail)
{
    if (mail->date == TIME_NONE)
        return DAY_NONE;
    Time local = mail->date + mail->date_offset;
    return (Day)((local - (local % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS) / DAY_SECONDS);
}

static void read_absence(Arena *arena, const MimeMail *mail, Reading *reading)
{
    reading->until = away_until(arena, reading->subject, reading->text, day_of(mail));
    reading->stand_ins =
        away_stand_ins(arena, reading->text, reading->from.address, &reading->stand_in_count);
    bool away =
        reading->until != DAY_NONE || auto_reply_says_away(arena, reading->subject, reading->text);
    reading->away = away_for_good(arena, reading->text) ? LEAVE_FOR_GOOD
                    : away                              ? LEAVE_BACK
                                                        : LEAVE_NONE;
}

/* The mail of many: a list's, a newsletter; an answer that comes by a list is still one. */
static bool is_bulk(const MimeMail *mail)
{
    return (mime_header(&mail->headers, "List-Unsubscribe")[0] ||
            text_equal_nocase(mime_header(&mail->headers, "Precedence"), "bulk")) &&
           !mail->in_reply_to.count;
}

static bool is_answer(Arena *arena, const MimeMail *mail)
{
    return !is_bulk(mail) &&
           (mail->in_reply_to.count || mail->references.count || reply_is_subject(mail->subject) ||
            reply_has_original(arena, mail->text));
}

static void read_person(Arena *arena, const MimeMail *mail, Reading *reading)
{
    reading->text = reply_visible(arena, mail->text);
    if (challenge_is(arena, mail, reading->text))
        reading->kind = MAIL_CHALLENGE;
    else if (auto_reply_is(arena, mail, reading->text))
        reading->kind = MAIL_AUTO_REPLY;
    else if (!is_bulk(mail) && opt_out_is(arena, mail, reading->text))
        reading->kind = MAIL_UNSUBSCRIBE;
    else
        reading->kind = is_answer(arena, mail) ? MAIL_REPLY : MAIL_OTHER;
    if (reading->kind == MAIL_AUTO_REPLY)
        read_absence(arena, mail, reading);
    if (reading->kind != MAIL_REPLY && reading->kind != MAIL_OTHER)
        set_writer(arena, reading);
}

/* --- calendars that answer -------------------------------------------------------------------- */

/* "METHOD:REPLY" as a line of its own, before the first of what the calendar is about. */
static bool is_calendar_answer(const char *text)
{
    static const char method[] = "METHOD:";
    for (const char *line = text; line && !text_starts_nocase(line, "BEGIN:VEVENT");
         line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
        if (text_starts_nocase(line, method)) {
            const char *value = line + strlen(method);
            return text_starts_nocase(value, "REPLY") || text_starts_nocase(value, "COUNTER");
        }
    return false;
}

/* Somebody pressed a button there; some of these calendars (Google's) say that a machine wrote. */
static bool read_calendar(Arena *arena, const MimeMail *mail, Reading *reading)
{
    MimeWalk walk = mime_walk(mail);
    for (const MimePart *part; (part = mime_walk_next(&walk));)
        if (part->kind == MIME_TEXT && text_equal(part->type, "text/calendar") &&
            is_calendar_answer(part->text)) {
            reading->kind = MAIL_REPLY;
            reading->calendar = part->text;
            reading->text = reply_visible(arena, mail->text);
            return true;
        }
    return false;
}

/* The words of a report, without the mail it returns. */
static const char *notice_of(Arena *arena, const MimeMail *mail, const Report *report)
{
    const char *notice = report->notice + strspn(report->notice, " \t\n");
    size_t length = strlen(notice);
    while (length && strchr(" \t\n", notice[length - 1]))
        length--;
    return length ? arena_strndup(arena, notice, length) : mail->text;
}

void reading_of(Arena *arena, const MimeMail *mail, Reading *reading)
{
    Report report;
    report_read(arena, mail, &report);
    *reading = (Reading){
        .from = mail->from.count ? mail->from.at[0] : (MimeAddress){"", ""},
        .subject = mail->subject,
        .date = mail->date,
        .ids = ids_of(arena, mail, &report),
        .paths = paths_of(arena, mail, &report),
        .text = mail->text,
        .until = DAY_NONE,
    };
    if (read_complaint(arena, mail, &report, reading) ||
        read_bounce(arena, mail, &report, reading) || read_receipt(arena, &report, reading))
        reading->text = notice_of(arena, mail, &report);
    else if (!read_calendar(arena, mail, reading))
        read_person(arena, mail, reading);
}
