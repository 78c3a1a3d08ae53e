#include "dispatch/lone.h"

#include "dispatch/letterhead.h"
#include "dispatch/machine.h"
#include "dispatch/token.h"

#include <poll.h>
#include <stdio.h>

enum {
    WAIT_MS = 1000,
    PARTING_MS = 20 * 1000, /* for a verdict, once it is to stop */
    MAIL_LONGEST = 4 * 1024 * 1024
};

typedef struct Carrying {
    const LoneMail *mail;
    Letterhead head;
    TokenAsker asker;
    DialBearer bearer;
    Carrier *carrier;
    Buf bytes;
    Parcel parcel;
    SendVerdict *verdict;
    bool dotted, over;
    int64_t stopped_at; /* clock_ticking(); 0: it is not to stop */
} Carrying;

static Time now_of(const Carrying *carrying)
{
    return clock_now() + carrying->mail->offset;
}

static void give_up(Carrying *carrying, SendResult result, const char *words)
{
    *carrying->verdict = (SendVerdict){.result = result, .dotted = carrying->dotted};
    snprintf(carrying->verdict->words, sizeof carrying->verdict->words, "%.200s", words);
    carrying->over = true;
}

static void say_dot(Carrying *carrying)
{
    Err err;
    bool go = false;
    bool written = carrying->mail->dot(carrying->mail->of, now_of(carrying), &go, &err);
    if (written && go) {
        carrying->dotted = true;
        carrier_dot(carrying->carrier, &carrying->parcel);
        return;
    }
    carrier_withhold(carrying->carrier, &carrying->parcel);
    give_up(carrying, SEND_LATER, written ? "it may not go now" : err.message);
}

static void hear(Carrying *carrying)
{
    CarrierNews news;
    while (!carrying->over && carrier_turn(carrying->carrier, &news) != CARRIER_QUIET) {
        if (news.event == CARRIER_DOT_ASKED) {
            say_dot(carrying);
        } else if (news.event == CARRIER_SETTLED) {
            *carrying->verdict = news.verdict;
            carrying->over = true;
        }
    }
}

/* Before its dot it need not be waited for. */
static void part(Carrying *carrying)
{
    if (!machine_is_stopped(carrying->mail->options))
        return;
    if (!carrying->stopped_at)
        carrying->stopped_at = clock_ticking();
    if (!carrying->dotted)
        give_up(carrying, SEND_LATER, "Beck was stopped");
    else if (clock_ticking() - carrying->stopped_at > PARTING_MS)
        give_up(carrying, SEND_UNSURE, "Beck was stopped while the server had it");
}

static bool write_bytes(Carrying *carrying, Err *err)
{
    const LoneMail *mail = carrying->mail;
    Time now = now_of(carrying);
    auto_buf Buf unsigned_mail = buf_new(MAIL_LONGEST);
    return mail->compose(mail->of, now, &unsigned_mail, err) &&
           letterhead_sign(&carrying->head, &unsigned_mail, now, &carrying->bytes, err);
}

static bool carry(Carrying *carrying, Arena *arena, Err *err)
{
    const LoneMail *mail = carrying->mail;
    const CarrierDriver *driver = carrier_driver(mail->driver, CHANNEL_EMAIL, err);
    if (!driver || !letterhead_open(arena, mail->settings, mail->secrets, &carrying->head, err) ||
        !write_bytes(carrying, err) ||
        !driver->open(driver, mail->settings, mail->secrets, &carrying->bearer, &carrying->carrier,
                      err))
        return false;
    carrying->parcel = (Parcel){.id = mail->message_id,
                                .from = mail->from,
                                .to = mail->to,
                                .bytes = carrying->bytes.at,
                                .length = carrying->bytes.length,
                                .owner = carrying};
    carrier_offer(carrying->carrier, &carrying->parcel);
    while (!carrying->over) {
        hear(carrying);
        part(carrying);
        if (!carrying->over)
            poll(&(struct pollfd){.fd = carrier_descriptor(carrying->carrier), .events = POLLIN}, 1,
                 WAIT_MS);
    }
    return true;
}

void lone_carry(const LoneMail *mail, Arena *arena, SendVerdict *verdict)
{
    Carrying carrying = {.mail = mail,
                         .asker = {mail->options, mail->offset, mail->sender_id},
                         .bytes = buf_new(MAIL_LONGEST),
                         .verdict = verdict};
    Err why;
    carrying.bearer = token_bearer(&carrying.asker);
    if (!carry(&carrying, arena, &why))
        give_up(&carrying, SEND_DOWN, why.message);
    carrier_close(carrying.carrier);
    letterhead_close(&carrying.head);
    buf_free(&carrying.bytes);
}
