#include "mail/smtp.h"

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    EXPECTED_MOST = 8, /* a dot, and RSET, MAIL, RCPT, DATA behind it */
    COMMANDS_MOST = 4 * (SMTP_ADDRESS_MOST + 64)
};

typedef enum Phase {
    PHASE_IDLE,
    PHASE_HEAD,  /* its commands are said, or are to be said */
    PHASE_BODY,  /* DATA was granted: the body goes */
    PHASE_ASKED, /* all of it went: the dot is the caller's to say */
    PHASE_OVER
} Phase;

typedef struct Reply {
    int code;
    char status[12];
} Reply;

struct Smtp {
    SmtpAbilities abilities;
    Phase phase; /* of the message on its way; one whose dot is said travels before it */
    SmtpMessage message;
    SmtpStage said;   /* the last command said for it */
    bool refused;     /* its verdict is given; replies that still come for it mean nothing */
    bool needs_reset; /* the server still holds a message that was refused */
    bool dot_waiting; /* a dot is said, its reply has not come */
    size_t dot_unwritten;
    size_t body_written;
    bool stuffing;      /* the line that begins at body_written wants a dot before it */
    const char *ending; /* what the body lacks of its last line end */
    SmtpStage expected[EXPECTED_MOST];
    size_t expected_count;
    Buf out, in;
    char words[SMTP_LINE_MOST];
    char trouble[SMTP_LINE_MOST];
};

static void read_ability(const char *line, size_t length, SmtpAbilities *abilities)
{
    size_t word = strcspn(line, " \r\n");
    if (word == 10 && !strncasecmp(line, "PIPELINING", word))
        abilities->pipelining = true;
    if (word == 8 && !strncasecmp(line, "SMTPUTF8", word))
        abilities->utf8 = true;
    if (word == 4 && !strncasecmp(line, "SIZE", word) && word < length)
        abilities->size = strtoll(line + word, NULL, 10);
}

SmtpAbilities smtp_abilities(const char *lines)
{
    enum { CODE = 4 }; /* "250-" */
    SmtpAbilities abilities = {0};
    for (const char *at = lines; *at; at += strspn(at, "\r\n")) {
        size_t length = strcspn(at, "\r\n");
        if (length > CODE)
            read_ability(at + CODE, length - CODE, &abilities);
        at += length;
    }
    return abilities;
}

Smtp *smtp_new(const SmtpAbilities *abilities)
{
    Smtp *smtp = calloc(1, sizeof *smtp);
    if (!smtp)
        abort();
    smtp->abilities = *abilities;
    smtp->out = buf_new(COMMANDS_MOST);
    smtp->in = buf_new(SMTP_REPLY_MOST);
    return smtp;
}

void smtp_free(Smtp *smtp)
{
    if (!smtp)
        return;
    buf_free(&smtp->out);
    buf_free(&smtp->in);
    free(smtp);
}

static void end_over(Smtp *smtp, const char *why)
{
    smtp->phase = PHASE_OVER;
    snprintf(smtp->trouble, sizeof smtp->trouble, "%s", why);
    buf_clear(&smtp->out);
}

static bool is_ascii(const char *text)
{
    while (*text && (unsigned char)*text < 128)
        text++;
    return !*text;
}

/* What is said, and which reply is waited for. */
static void say(Smtp *smtp, SmtpStage stage)
{
    const SmtpMessage *message = &smtp->message;
    if (stage == SMTP_RSET)
        buf_adds(&smtp->out, "RSET\r\n");
    if (stage == SMTP_MAIL) {
        buf_addf(&smtp->out, "MAIL FROM:<%s>", message->from);
        if (smtp->abilities.size)
            buf_addf(&smtp->out, " SIZE=%zu", message->length);
        if (!is_ascii(message->from) || !is_ascii(message->to))
            buf_adds(&smtp->out, " SMTPUTF8");
        buf_adds(&smtp->out, "\r\n");
    }
    if (stage == SMTP_RCPT)
        buf_addf(&smtp->out, "RCPT TO:<%s>\r\n", message->to);
    if (stage == SMTP_DATA)
        buf_adds(&smtp->out, "DATA\r\n");
    smtp->said = stage;
    smtp->expected[smtp->expected_count++] = stage;
}

/* An address goes between < and > on a line of its own: nothing in it may end either. */
static bool check_address(const Smtp *smtp, const char *field, const char *address, Err *err)
{
    size_t length = strlen(address);
    if (length > SMTP_ADDRESS_MOST)
        return err_field(err, ERR_INPUT, field, "an address of %zu bytes: %d are allowed", length,
                         SMTP_ADDRESS_MOST);
    for (const char *at = address; *at; at++) {
        unsigned char c = (unsigned char)*at;
        if (c <= ' ' || c == 127 || strchr("<>", c))
            return err_field(err, ERR_INPUT, field, "“%s” cannot be the address of a mail",
                             address);
    }
    return smtp->abilities.utf8 || is_ascii(address) ||
           err_field(err, ERR_INPUT, field, "the server takes no address like “%s” (SMTPUTF8)",
                     address);
}

bool smtp_free_for_next(const Smtp *smtp)
{
    return smtp->phase == PHASE_IDLE;
}

bool smtp_offer(Smtp *smtp, const SmtpMessage *message, Err *err)
{
    if (!smtp_free_for_next(smtp))
        return err_set(err, ERR_BROKEN, "a mail is on its way already");
    if (!check_address(smtp, "from", message->from, err) ||
        !check_address(smtp, "to", message->to, err))
        return false;
    if (smtp->abilities.size > 0 && message->length > (size_t)smtp->abilities.size)
        return err_field(err, ERR_INPUT, "body", "%zu bytes: the server takes %lld",
                         message->length, (long long)smtp->abilities.size);
    smtp->message = *message;
    smtp->phase = PHASE_HEAD;
    smtp->refused = false;
    if (smtp->needs_reset)
        say(smtp, SMTP_RSET);
    smtp->needs_reset = false;
    say(smtp, SMTP_MAIL);
    if (smtp->abilities.pipelining) {
        say(smtp, SMTP_RCPT);
        say(smtp, SMTP_DATA);
    }
    return true;
}

static void begin_body(Smtp *smtp)
{
    const SmtpMessage *message = &smtp->message;
    bool ended = message->length >= 2 && !memcmp(message->bytes + message->length - 2, "\r\n", 2);
    smtp->phase = PHASE_BODY;
    smtp->body_written = 0;
    smtp->stuffing = message->length > 0 && message->bytes[0] == '.';
    smtp->ending = ended || !message->length ? "" : "\r\n";
}

/* Up to the next line that begins with a dot, which wants another one before it. */
static size_t body_out(const Smtp *smtp, const char **bytes)
{
    const SmtpMessage *message = &smtp->message;
    const char *from = message->bytes + smtp->body_written;
    size_t left = message->length - smtp->body_written;
    if (smtp->stuffing) {
        *bytes = ".";
        return 1;
    }
    if (!left) {
        *bytes = smtp->ending;
        return strlen(smtp->ending);
    }
    const char *dot = memmem(from, left, "\n.", 2);
    *bytes = from;
    return dot ? (size_t)(dot - from) + 1 : left;
}

static void body_moved(Smtp *smtp, size_t count)
{
    const SmtpMessage *message = &smtp->message;
    if (smtp->stuffing && count) {
        smtp->stuffing = false;
    } else if (smtp->body_written < message->length) {
        smtp->body_written += count;
        smtp->stuffing = smtp->body_written < message->length &&
                         message->bytes[smtp->body_written] == '.' &&
                         message->bytes[smtp->body_written - 1] == '\n';
    } else {
        smtp->ending += count;
    }
}

size_t smtp_out(Smtp *smtp, const char **bytes)
{
    if (smtp->phase == PHASE_BODY && !smtp->out.length)
        return body_out(smtp, bytes);
    *bytes = smtp->out.at;
    return smtp->out.length;
}

void smtp_out_moved(Smtp *smtp, size_t count)
{
    if (smtp->phase == PHASE_BODY && !smtp->out.length) {
        body_moved(smtp, count);
        return;
    }
    smtp->dot_unwritten -= count < smtp->dot_unwritten ? count : smtp->dot_unwritten;
    buf_drop_front(&smtp->out, count);
}

void smtp_heard(Smtp *smtp, const char *bytes, size_t count)
{
    if (smtp->phase != PHASE_OVER)
        buf_add(&smtp->in, bytes, count);
}

/* "5.1.1" at the front of the words (RFC 2034), class.subject.detail of one and up to three digits.
 */
static size_t status_length(const char *words)
{
    static const size_t most[] = {1, 3, 3};
    size_t at = 0;
    for (size_t part = 0; part < 3; part++) {
        size_t digits = strspn(words + at, "0123456789");
        if (!digits || digits > most[part])
            return 0;
        at += digits;
        if (part < 2 && words[at++] != '.')
            return 0;
    }
    return strchr("245", words[0]) && (words[at] == ' ' || !words[at]) ? at : 0;
}

static int code_of(const char *line, size_t length)
{
    bool digits =
        length >= 3 && line[0] >= '2' && line[0] <= '5' && strspn(line, "0123456789") == 3;
    bool parted = length == 3 || (length > 3 && (line[3] == ' ' || line[3] == '-'));
    return digits && parted ? (int)strtol(line, NULL, 10) : 0;
}

/* The words of one line of a reply behind those of the lines before it. */
static void add_words(Smtp *smtp, const char *words, size_t length)
{
    size_t have = strlen(smtp->words);
    snprintf(smtp->words + have, sizeof smtp->words - have, "%s%.*s", have ? " " : "", (int)length,
             words);
    for (char *at = smtp->words + have; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 127)
            *at = ' ';
}

/* A whole reply out of what came: true, and its bytes are gone. §4.2.1: all its lines have its
 * code, the last a blank behind it. */
static bool take_reply(Smtp *smtp, Reply *reply)
{
    size_t at = 0;
    *reply = (Reply){0};
    smtp->words[0] = '\0';
    for (;;) {
        const char *line = smtp->in.at + at;
        const char *end = memchr(line, '\n', smtp->in.length - at);
        if (!end && (smtp->in.over || smtp->in.length - at > SMTP_LINE_MOST)) {
            end_over(smtp, "the server's reply has no end");
            return false;
        }
        if (!end)
            return false;
        size_t length = (size_t)(end - line);
        length -= length && line[length - 1] == '\r';
        int code = code_of(line, length);
        if (!code || (reply->code && reply->code != code)) {
            end_over(smtp, "the server does not speak SMTP");
            return false;
        }
        size_t status = length > 4 ? status_length(line + 4) : 0;
        reply->code = code;
        if (status && status < sizeof reply->status)
            snprintf(reply->status, sizeof reply->status, "%.*s", (int)status, line + 4);
        if (length > 4)
            add_words(smtp, line + 4, length - 4);
        at = (size_t)(end + 1 - smtp->in.at);
        if (length == 3 || line[3] == ' ')
            break;
    }
    buf_drop_front(&smtp->in, at);
    return true;
}

static SmtpStage take_expected(Smtp *smtp)
{
    SmtpStage stage = smtp->expected[0];
    smtp->expected_count--;
    memmove(smtp->expected, smtp->expected + 1, smtp->expected_count * sizeof *smtp->expected);
    return stage;
}

static SmtpEvent settle(Smtp *smtp, SmtpStage stage, const Reply *reply, SmtpVerdict *verdict)
{
    *verdict = (SmtpVerdict){.stage = stage, .code = reply->code, .words = smtp->words};
    memcpy(verdict->status, reply->status, sizeof verdict->status);
    return SMTP_SETTLED;
}

/* Refused before its body went. What is still to come for it is waited for, and then the server
 * told to forget it. */
static SmtpEvent refuse(Smtp *smtp, SmtpStage stage, const Reply *reply, SmtpVerdict *verdict)
{
    smtp->refused = true;
    smtp->needs_reset = stage != SMTP_MAIL;
    if (smtp->said == stage)
        smtp->phase = PHASE_IDLE;
    return settle(smtp, stage, reply, verdict);
}

/* A refused message's later replies. That DATA was granted to it leaves us where only a dot or the
 * end of the connection leads out; a dot is never said for nothing. */
static SmtpEvent pass_over(Smtp *smtp, SmtpStage stage, const Reply *reply)
{
    if (stage == SMTP_DATA && reply->code == 354)
        end_over(smtp, "the server asks for a mail it has refused");
    else if (stage == smtp->said)
        smtp->phase = PHASE_IDLE;
    return smtp->phase == PHASE_OVER ? SMTP_OVER : SMTP_QUIET;
}

static SmtpEvent judge_head(Smtp *smtp, SmtpStage stage, const Reply *reply, SmtpVerdict *verdict)
{
    bool granted = stage == SMTP_DATA ? reply->code == 354 : reply->code / 100 == 2;
    if (smtp->refused)
        return pass_over(smtp, stage, reply);
    if (!granted)
        return refuse(smtp, stage, reply, verdict);
    if (stage == SMTP_DATA)
        begin_body(smtp);
    else if (!smtp->abilities.pipelining)
        say(smtp, stage + 1);
    return SMTP_QUIET;
}

static SmtpEvent judge(Smtp *smtp, SmtpStage stage, const Reply *reply, SmtpVerdict *verdict)
{
    if (stage == SMTP_DOT) {
        smtp->dot_waiting = false;
        return settle(smtp, stage, reply, verdict);
    }
    if (stage == SMTP_RSET) {
        if (reply->code / 100 == 2)
            return SMTP_QUIET;
        end_over(smtp, smtp->words);
        return SMTP_OVER;
    }
    return judge_head(smtp, stage, reply, verdict);
}

/* 421 may come for anything, also unasked, and closes the connection (§3.8). Where a message waits
 * for its reply, it is that message's verdict. */
static SmtpEvent close_down(Smtp *smtp, const Reply *reply, SmtpVerdict *verdict)
{
    bool waits = smtp->expected_count && (smtp->expected[0] == SMTP_DOT || !smtp->refused);
    SmtpStage stage = waits ? smtp->expected[0] : SMTP_RSET;
    if (stage == SMTP_DOT)
        smtp->dot_waiting = false;
    smtp->expected_count = 0;
    end_over(smtp, smtp->words);
    return stage == SMTP_RSET ? SMTP_OVER : settle(smtp, stage, reply, verdict);
}

static bool body_is_out(const Smtp *smtp)
{
    return smtp->phase == PHASE_BODY && !smtp->out.length && !smtp->stuffing &&
           smtp->body_written == smtp->message.length && !*smtp->ending;
}

SmtpEvent smtp_event(Smtp *smtp, SmtpVerdict *verdict)
{
    Reply reply;
    SmtpEvent event = SMTP_QUIET;
    while (event == SMTP_QUIET && smtp->phase != PHASE_OVER && take_reply(smtp, &reply)) {
        if (reply.code == 421)
            return close_down(smtp, &reply, verdict);
        if (smtp->expected_count)
            event = judge(smtp, take_expected(smtp), &reply, verdict);
        else
            end_over(smtp, "the server answers what was not asked");
    }
    if (event != SMTP_QUIET)
        return event;
    if (smtp->phase == PHASE_OVER)
        return SMTP_OVER;
    if (!body_is_out(smtp))
        return SMTP_QUIET;
    smtp->phase = PHASE_ASKED;
    return SMTP_DOT_ASKED;
}

void smtp_dot(Smtp *smtp)
{
    if (smtp->phase != PHASE_ASKED)
        return;
    static const char dot[] = ".\r\n";
    buf_adds(&smtp->out, dot);
    smtp->dot_unwritten = sizeof dot - 1;
    smtp->dot_waiting = true;
    smtp->expected[smtp->expected_count++] = SMTP_DOT;
    smtp->phase = PHASE_IDLE;
}

bool smtp_dot_left(const Smtp *smtp)
{
    enum { DOT = 3 };
    return smtp->dot_waiting && smtp->dot_unwritten < DOT;
}

const char *smtp_trouble(const Smtp *smtp)
{
    return smtp->trouble;
}

void smtp_quit(Smtp *smtp)
{
    if (smtp->phase != PHASE_IDLE)
        return;
    end_over(smtp, "");
    buf_adds(&smtp->out, "QUIT\r\n");
}
