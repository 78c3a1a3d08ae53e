#include "mail/bounce_part.h"

#include "base/text.h"
#include "mail/address_scan.h"
#include "mail/phrase.h"

#include <string.h>

/* --- whether it is a report at all --- */

static const char *const machine_addresses[] = {
    "mailer-daemon", "mailerdaemon",         "mail-daemon", "postmaster",          "post_master",
    "mailsystem",    "mail.delivery.system", "mdaemon",     "bounce-notification",
};
static const char *const machine_names[] = {
    "mail delivery",        "mailer-daemon",      "mailer daemon",
    "mail deliver",         "delivery subsystem", "postmaster",
    "system administrator", "mail system",        "mail administrator",
};
static const char *const subjects[] = {
    "undeliver",
    "delivery status notification",
    "failure notice",
    "returned mail",
    "delivery failure",
    "delivery failed",
    "delivery has failed",
    "delivery notification",
    "nondeliverable",
    "non-deliverable",
    "not be delivered",
    "not deliver",
    "mail system error",
    "delayed mail",
    "message delayed",
    "could not send",
    "delivery report",
    "delivery error",
    "mail error",
    "unzustellbar",
    "nicht zugestellt",
    "non recapitabile",
    "no entregado",
    "no se puede entregar",
    "non remis",
    "échec de la remise",
    "niet bestelbaar",
    "onbestelbaar",
    "kan inte levereras",
    "nedoručiteln",
    "niedostarczon",
    "não entregue",
    "недостав",
    "не доставлен",
    "配信不能",
    "配信でき",
};
/* Lower case. */
static const char *const failures[] = {
    "could not be delivered",
    "couldn't be delivered",
    "cannot be delivered",
    "can't be delivered",
    "not been delivered",
    "was not delivered",
    "wasn't delivered",
    "not be delivered",
    "wasn't able to deliver",
    "unable to deliver",
    "undeliverable",
    "could not deliver",
    "did not reach",
    "delivery failed",
    "delivery has failed",
    "delivery to the following",
    "delevery to the following",
    "delivery failure",
    "failed permanently",
    "delivery error",
    "delivery problem",
    "error delivering",
    "trouble delivering",
    "attempting to deliver",
    "had permanent fatal error",
    "had fatal error",
    "returned permanent errors",
    "rejected recipient",
    "returned to sender",
    "a message is delayed",
    "transcript of session",
    "failure reasons",
    "invalid final delivery",
    "had delivery",
    "did not receive this message",
    "invalid user address",
    "nicht zugestellt",
    "konnte nicht",
    "n'a pas pu être",
    "n'a pas été remis",
    "non è stato possibile",
    "no se ha podido",
    "no se pudo entregar",
    "kon niet worden",
    "kunde inte levereras",
    "nie mogła zostać",
    "nelze doručit",
    "nie można dostarczyć",
    "não pôde ser",
    "не может быть доставлено",
    "не удалось доставить",
    "送信できません",
    "配信できません",
};
static const char *const delays[] = {
    "has been delayed",
    "is delayed for",
    "not yet been delivered",
    "message will be retried",
    "still being retried",
    "warning message only",
    "temporary failure report",
    "delivery attempts will continue",
    "will be retried",
    "could not send message for",
    "could not send mail for",
    "delivery is delayed",
    "continue to try to deliver",
    "will keep trying",
};

typedef enum Sender { SENDER_PERSON, SENDER_NO_REPLY, SENDER_MACHINE } Sender;

static Sender sender_of(const MimeMail *mail)
{
    const MimeAddress nobody = {"", ""}, *from = mail->from.count ? mail->from.at : &nobody;
    if (!from->address[0] && !from->name[0])
        return SENDER_MACHINE;
    if (PHRASE_IN_NOCASE(from->address, machine_addresses) ||
        PHRASE_IN_NOCASE(from->name, machine_names) ||
        text_equal(mime_header(&mail->headers, "Return-Path"), "<>"))
        return SENDER_MACHINE;
    return text_find_nocase(from->address, "no-reply") || text_find_nocase(from->address, "noreply")
               ? SENDER_NO_REPLY
               : SENDER_PERSON;
}

/* --- the findings --- */

static BounceFinding *add_finding(Arena *arena, BounceFindings *findings, const char *address)
{
    BounceFinding *finding = vec_push(arena, findings);
    finding->recipient =
        (BounceRecipient){.address = address, .original = "", .status = "", .said = ""};
    finding->words = "";
    return finding;
}

/* Exim and Google name them in a header. */
static void add_failed_header(Arena *arena, const MimeMail *mail, BounceFindings *findings)
{
    const char *value = mime_header(&mail->headers, "X-Failed-Recipients");
    AddressSpan span;
    for (const char *at = value, *end = value + strlen(value);
         findings->count < BOUNCE_RECIPIENTS_MOST && address_scan(at, end, &span);
         at = span.at + span.length)
        add_finding(arena, findings, address_scan_copy(arena, span));
}

static const char *words_about(const BounceFindings *listed, const BounceRecipient *recipient)
{
    vec_each (const BounceFinding, finding, listed)
        if (text_equal(finding->recipient.address, recipient->address) ||
            text_equal(finding->recipient.address, recipient->original))
            return finding->words;
    return "";
}

/* Whom the lost mail was for, when nothing else says. */
static void add_returned_to(Arena *arena, const Report *report, BounceFindings *findings)
{
    const char *address = address_scan_first(arena, mime_header(&report->returned, "To"));
    if (address[0])
        add_finding(arena, findings, address);
}

static void collect(Arena *arena, const MimeMail *mail, const Report *report,
                    BounceFindings *findings)
{
    BounceFindings listed = {0};
    bounce_list(arena, report->notice, &mail->to, &listed);
    dsn_read(arena, report->fields, report->field_count, findings);
    size_t nameless = 0;
    vec_each (BounceFinding, finding, findings) {
        /* A local file, or a host alone: the notice has the address. */
        if (!finding->recipient.address[0] && nameless < listed.count)
            finding->recipient.address = listed.at[nameless++].recipient.address;
    }
    if (!findings->count)
        add_failed_header(arena, mail, findings);
    if (!findings->count)
        *findings = listed;
    if (!findings->count)
        add_returned_to(arena, report, findings);
    vec_each (BounceFinding, finding, findings)
        if (!finding->words[0])
            finding->words = words_about(&listed, &finding->recipient);
}

/* --- the verdict --- */

static void judge(Arena *arena, const Report *report, BounceFinding *finding)
{
    BounceRecipient *recipient = &finding->recipient;
    BounceEvidence said = bounce_evidence(arena, recipient->said, recipient->status);
    BounceEvidence words = bounce_evidence(arena, finding->words, said.status);
    BounceEvidence notice = bounce_evidence(arena, report->notice, words.status);
    if (said.stage == STAGE_UNKNOWN)
        said.stage = words.stage != STAGE_UNKNOWN ? words.stage : notice.stage;
    if (words.stage == STAGE_UNKNOWN)
        words.stage = notice.stage;
    said.code = said.code ? said.code : words.code;
    BounceVerdict verdict = {.reason = recipient->action == ACTION_DELAYED ? BOUNCE_EXPIRED
                                                                           : BOUNCE_OTHER};
    bool vague = bounce_status_is_vague(said.status);
    if (!bounce_judge_words(&said, &verdict) && !bounce_judge_words(&words, &verdict) &&
        !(vague && bounce_judge_words(&notice, &verdict)) && !bounce_judge_codes(&said, &verdict) &&
        !bounce_judge_codes(&words, &verdict))
        bounce_judge_words(&notice, &verdict);
    recipient->reason = verdict.reason;
    recipient->hard = verdict.hard && recipient->action == ACTION_FAILED;
    recipient->status = said.status[0] ? said.status : words.status;
    if (!recipient->said[0])
        recipient->said = text_clean(arena, finding->words, strlen(finding->words), 1000);
}

/* --- all together --- */

static const char *lowered(Arena *arena, const char *text)
{
    return bounce_evidence(arena, text, "").said;
}

static bool any_judged(Arena *arena, const BounceFindings *findings)
{
    vec_each (const BounceFinding, finding, findings) {
        BounceEvidence words = bounce_evidence(arena, finding->words, "");
        BounceVerdict verdict;
        if (words.code || bounce_judge_words(&words, &verdict))
            return true;
    }
    return false;
}

/* Whether to look any closer: most mails are a person's. */
static bool may_be_report(const MimeMail *mail, const Report *report)
{
    return report->field_count || sender_of(mail) != SENDER_PERSON ||
           PHRASE_IN_NOCASE(mail->subject, subjects);
}

static bool is_report(Arena *arena, const MimeMail *mail, const Report *report,
                      const BounceFindings *findings, const char *notice)
{
    if (report->has_status_part && report->field_count)
        return true;
    Sender sender = sender_of(mail);
    bool told = PHRASE_IN_NOCASE(mail->subject, subjects) || PHRASE_IN(notice, failures) ||
                PHRASE_IN(notice, delays);
    if (sender == SENDER_MACHINE && (report->field_count || told))
        return true;
    return (sender == SENDER_NO_REPLY || PHRASE_IN_NOCASE(mail->subject, subjects)) &&
           PHRASE_IN(notice, failures) && !mail->in_reply_to.count && any_judged(arena, findings);
}

bool bounce_read(Arena *arena, const MimeMail *mail, const Report *report, Bounce *bounce)
{
    BounceFindings findings = {0};
    if (!may_be_report(mail, report))
        return false;
    collect(arena, mail, report, &findings);
    const char *notice = lowered(arena, report->notice);
    if (!findings.count || !is_report(arena, mail, report, &findings, notice))
        return false;
    bool delayed = PHRASE_IN(notice, delays);
    BounceRecipient *recipients = arena_array(arena, findings.count, sizeof *recipients);
    size_t count = 0;
    vec_each (BounceFinding, finding, &findings) {
        if (!finding->has_action && delayed)
            finding->recipient.action = ACTION_DELAYED;
        judge(arena, report, finding);
        if (finding->recipient.address[0])
            recipients[count++] = finding->recipient;
    }
    *bounce = (Bounce){recipients, count};
    return count > 0;
}
