/* E-mail by the user's own mail server: several connections at a time, each with one message before
 * its dot and one behind it. */
#include "channel/carrier_smtp.h"
#include "base/clock.h"
#include "base/dial.h"
#include "base/text.h"
#include "channel/carrier.h"
#include "channel/mail_server.h"
#include "mail/bounce_reason.h"
#include "mail/smtp.h"

#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    LINKS_MOST = 32,
    NEWS_MOST = 8 * LINKS_MOST,
    RECEIVE_BYTES = 16 * 1024,
    IDLE_SECONDS = 60,          /* then we say goodbye */
    COMMAND_SECONDS = 300,      /* RFC 5321 §4.5.3.2.2 and .3 */
    DOT_SECONDS = 600,          /* §4.5.3.2.6 */
    REOPEN_SECONDS = 30,        /* after one connection of several was not to be had */
    OPENINGS_EVENT = LINKS_MOST /* mark of the eventfd among the links' places */
};

typedef enum LinkState { LINK_CLOSED, LINK_OPENING, LINK_OPEN } LinkState;

typedef struct SmtpCarrier SmtpCarrier;

typedef struct Link {
    SmtpCarrier *of;
    LinkState state;
    Dialed *dialed;
    Smtp *smtp;
    Parcel *coming; /* before its dot */
    bool asked;     /* … which it has asked for */
    Parcel *dotted; /* behind it */
    bool watched_out;
    int64_t since;     /* of the last byte either way */
    int64_t closed_at; /* could not be opened */
    Dialing dialing;   /* LINK_OPENING */
} Link;

struct SmtpCarrier {
    Carrier base;
    DialOptions dial;
    Link links[LINKS_MOST];
    size_t link_count;
    int64_t size_most; /* as the last server greeted */
    Parcel *waiting[LINKS_MOST];
    size_t waiting_count;
    size_t held; /* parcels that are not settled */
    CarrierNews news[NEWS_MOST];
    size_t news_first, news_count;
    int epoll, opened_event;
    volatile sig_atomic_t stop;
};

static SmtpCarrier *smtp_of(const Carrier *carrier)
{
    union {
        const Carrier *read;
        SmtpCarrier *write;
    } both = {.read = carrier};
    return both.write;
}

static int64_t seconds_now(void)
{
    return clock_ticking() / 1000;
}

/* --- news ------------------------------------------------------------------------------------- */

/* There is room for what all links can have to say at once; what they said is taken before they go
 * on. */
static CarrierNews *add_news(SmtpCarrier *smtp, CarrierEvent event, Parcel *parcel)
{
    if (smtp->news_count == NEWS_MOST)
        abort();
    CarrierNews *news = &smtp->news[(smtp->news_first + smtp->news_count++) % NEWS_MOST];
    *news = (CarrierNews){.event = event, .parcel = parcel};
    return news;
}

static void copy_words(char *to, size_t room, const char *words)
{
    size_t length = strnlen(words, room - 1);
    memcpy(to, words, length);
    to[length] = '\0';
    bool is_utf8 = text_is_utf8(to, strlen(to));
    for (char *at = to; *at; at++)
        if ((unsigned char)*at < ' ' || (!is_utf8 && (unsigned char)*at > 126))
            *at = '?';
}

static SendVerdict *settle(SmtpCarrier *smtp, Parcel *parcel, SendResult result, bool dotted,
                           const char *words)
{
    SendVerdict *verdict = &add_news(smtp, CARRIER_SETTLED, parcel)->verdict;
    *verdict = (SendVerdict){.result = result, .dotted = dotted};
    copy_words(verdict->words, sizeof verdict->words, words);
    smtp->held--;
    return verdict;
}

/* Whom the reply is about. At MAIL it is us, whatever the server says; an unwanted login or a relay
 * that will not is us, too, wherever it says so (RFC 3463 §3.8). */
static bool is_about_sender(const SmtpVerdict *verdict)
{
    bool too_large = verdict->code == 552 || text_equal(verdict->status, "5.3.4");
    bool login = verdict->code == 530 || verdict->code == 535 || verdict->code == 538 ||
                 text_equal(verdict->status, "5.7.8") || text_equal(verdict->status, "5.7.9");
    if (verdict->stage == SMTP_MAIL)
        return !too_large;
    return login || (verdict->stage == SMTP_RCPT && verdict->code / 100 == 5 &&
                     text_find_nocase(verdict->words, "relay"));
}

static SendResult result_of(const SmtpVerdict *verdict)
{
    int class = verdict->code / 100;
    if (verdict->stage != SMTP_DOT && verdict->code != 421 && is_about_sender(verdict))
        return SEND_DOWN;
    if (class == 2)
        return SEND_SENT;
    if (class == 4)
        return SEND_LATER;
    if (class == 5)
        return SEND_REFUSED;
    return verdict->stage == SMTP_DOT ? SEND_UNSURE : SEND_LATER;
}

static void settle_verdict(Link *link, const SmtpVerdict *verdict)
{
    bool dotted = verdict->stage == SMTP_DOT;
    Parcel **parcel = dotted ? &link->dotted : &link->coming;
    SendVerdict *said = settle(link->of, *parcel, result_of(verdict), dotted, verdict->words);
    BounceStage stage = verdict->stage == SMTP_RCPT ? STAGE_RCPT : STAGE_DATA;
    said->of_address = said->result == SEND_REFUSED &&
                       bounce_reply_is_hard(verdict->words, verdict->status, verdict->code, stage);
    said->code = verdict->code;
    memcpy(said->status, verdict->status, sizeof said->status);
    *parcel = NULL;
}

/* --- links ------------------------------------------------------------------------------------ */

/* What it carried: sent by nobody where no dot was said or no byte of it left; else nobody knows.
 * Who has asked for the dot is waiting for an answer of the caller's, and hears of it then. */
static void drop_link(Link *link, const char *why)
{
    SmtpCarrier *smtp = link->of;
    if (link->dotted)
        settle(smtp, link->dotted, smtp_dot_left(link->smtp) ? SEND_UNSURE : SEND_LATER, true, why);
    if (link->coming && link->asked)
        link->coming->place = NULL;
    else if (link->coming)
        settle(smtp, link->coming, SEND_LATER, false, why);
    epoll_ctl(smtp->epoll, EPOLL_CTL_DEL, dial_socket(link->dialed), NULL);
    dial_close(link->dialed);
    smtp_free(link->smtp);
    *link = (Link){.of = smtp};
}

static void watch(Link *link, bool out)
{
    struct epoll_event event = {.events = out ? EPOLLIN | EPOLLOUT : EPOLLIN,
                                .data.u64 = (uint64_t)(link - link->of->links)};
    if (out != link->watched_out)
        epoll_ctl(link->of->epoll, EPOLL_CTL_MOD, dial_socket(link->dialed), &event);
    link->watched_out = out;
}

/* False: the connection is lost. */
static bool write_out(Link *link)
{
    const char *bytes;
    size_t count, moved;
    while ((count = smtp_out(link->smtp, &bytes)) > 0) {
        DialMove move = dial_send(link->dialed, bytes, count, &moved);
        if (move == DIAL_LOST)
            return false;
        if (move == DIAL_WOULD_WAIT)
            break;
        smtp_out_moved(link->smtp, moved);
        link->since = seconds_now();
    }
    watch(link, count > 0);
    return true;
}

static bool read_in(Link *link)
{
    char bytes[RECEIVE_BYTES];
    size_t moved;
    DialMove move;
    while ((move = dial_receive(link->dialed, bytes, sizeof bytes, &moved)) == DIAL_MOVED) {
        smtp_heard(link->smtp, bytes, moved);
        link->since = seconds_now();
        if (moved < sizeof bytes / 2)
            return true; /* level-triggered: what is left calls again */
    }
    return move != DIAL_LOST;
}

/* Only what is wrong with the address is the address's fault: what is wrong with ours stops us, and
 * what is too large goes to nobody, and a person hears of it once it was tried often enough. */
static void settle_unfit(SmtpCarrier *smtp, Parcel *parcel, const Err *why)
{
    bool ours = text_equal(why->field, "from"), theirs = text_equal(why->field, "to");
    if (ours)
        add_news(smtp, CARRIER_DOWN, NULL)->why = *why;
    settle(smtp, parcel,
           ours     ? SEND_DOWN
           : theirs ? SEND_REFUSED
                    : SEND_LATER,
           false, why->message)
        ->of_address = theirs;
}

static void give_next(Link *link)
{
    SmtpCarrier *smtp = link->of;
    Err err;
    while (smtp->waiting_count && !link->coming && smtp_free_for_next(link->smtp)) {
        Parcel *parcel = smtp->waiting[0];
        smtp->waiting_count--;
        for (size_t i = 0; i < smtp->waiting_count; i++)
            smtp->waiting[i] = smtp->waiting[i + 1];
        if (!smtp_offer(link->smtp,
                        &(SmtpMessage){.from = parcel->from,
                                       .to = parcel->to,
                                       .bytes = parcel->bytes,
                                       .length = parcel->length},
                        &err)) {
            settle_unfit(smtp, parcel, &err);
            continue;
        }
        link->coming = parcel;
        link->asked = false;
        parcel->place = link;
        link->since = seconds_now();
    }
}

/* What the dialogue has to say; false: it is over. */
static bool hear(Link *link)
{
    SmtpVerdict verdict;
    for (;;)
        switch (smtp_event(link->smtp, &verdict)) {
        case SMTP_QUIET:
            return true;
        case SMTP_OVER:
            return false;
        case SMTP_SETTLED:
            settle_verdict(link, &verdict);
            break;
        case SMTP_DOT_ASKED:
            link->asked = true;
            add_news(link->of, CARRIER_DOT_ASKED, link->coming);
            break;
        }
}

/* As far as it goes without waiting. A server that has said its last word may have hung up behind
 * it: what was heard counts first. */
static void go_on(Link *link)
{
    bool there = read_in(link);
    bool speaks = hear(link);
    if (speaks && there) {
        give_next(link);
        there = write_out(link) && hear(link) && write_out(link);
    }
    if (!speaks || !there) {
        char why[256];
        copy_words(why, sizeof why, text_or(smtp_trouble(link->smtp), "the server hung up"));
        drop_link(link, why);
    }
}

/* --- opening ---------------------------------------------------------------------------------- */

static size_t count_links(const SmtpCarrier *smtp, LinkState state)
{
    size_t count = 0;
    for (size_t i = 0; i < smtp->link_count; i++)
        count += smtp->links[i].state == state;
    return count;
}

/* Nothing goes any more: what waits is given back as it was. */
static void go_down(SmtpCarrier *smtp, const Err *why)
{
    add_news(smtp, CARRIER_DOWN, NULL)->why = *why;
    for (size_t i = 0; i < smtp->waiting_count; i++)
        settle(smtp, smtp->waiting[i], SEND_DOWN, false, why->message);
    smtp->waiting_count = 0;
}

static void begin_opening(Link *link)
{
    link->state = LINK_OPENING;
    if (dialing_begin(&link->dialing, &link->of->dial, link->of->opened_event))
        return;
    link->state = LINK_CLOSED;
    link->closed_at = seconds_now();
}

static void end_opening(Link *link)
{
    SmtpCarrier *smtp = link->of;
    Err why;
    if (!dialing_end(&link->dialing, &link->dialed, &why)) {
        *link = (Link){.of = smtp, .closed_at = seconds_now()};
        if (!count_links(smtp, LINK_OPEN) && !count_links(smtp, LINK_OPENING))
            go_down(smtp, &why);
        return;
    }
    SmtpAbilities abilities = smtp_abilities(dial_abilities(link->dialed));
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = (uint64_t)(link - smtp->links)};
    smtp->size_most = abilities.size;
    link->state = LINK_OPEN;
    link->smtp = smtp_new(&abilities);
    link->since = seconds_now();
    epoll_ctl(smtp->epoll, EPOLL_CTL_ADD, dial_socket(link->dialed), &event);
    go_on(link);
}

/* As many as there are parcels that no open one can take. */
static void open_more(SmtpCarrier *smtp)
{
    size_t coming = count_links(smtp, LINK_OPENING);
    int64_t now = seconds_now();
    for (size_t i = 0; i < smtp->link_count && coming < smtp->waiting_count; i++) {
        Link *link = &smtp->links[i];
        if (link->state != LINK_CLOSED ||
            (link->closed_at && now - link->closed_at < REOPEN_SECONDS))
            continue;
        begin_opening(link);
        coming += link->state == LINK_OPENING;
    }
}

/* --- the driver ------------------------------------------------------------------------------- */

static const char *const return_paths[] = {"plain", "plus", "minus", NULL};

static const DriverField fields[] = {
    {.name = "host", .about = "the name of the server: smtp.example.com"},
    {.name = "port", .about = "465 for tls, 587 for starttls, 25 for none", .standard = ""},
    {.name = "security",
     .about = "tls, starttls, or none on this machine",
     .standard = "tls",
     .choices = mail_server_securities},
    {.name = "login", .about = "the user's name there; none: no login", .standard = ""},
    {.name = "password", .about = "the user's password there", .standard = "", .secret = true},
    {.name = "oauth",
     .about = "who signs the user in there, instead of a password",
     .standard = "",
     .here = true},
    {.name = "connections", .about = "at a time, 1 to 32", .standard = "4"},
    {.name = "own_name", .about = "how this machine calls itself", .standard = "", .here = true},
    {.name = "ca_file",
     .about = "who may sign the server's certificate, PEM",
     .standard = "",
     .here = true},
    {.name = "return_path",
     .about =
         "plain; or plus, minus: bounces come to ann+b-…@, ann-b-…@, where the server takes that",
     .standard = "plain",
     .choices = return_paths},
    {.name = "dkim_domain",
     .about = "which signs, the address's or one above it",
     .standard = "",
     .here = true},
    {.name = "dkim_rsa_selector",
     .about = "where its public key stands",
     .standard = "",
     .here = true},
    {.name = "dkim_rsa",
     .about = "the key, PEM",
     .standard = "",
     .secret = true,
     .here = true,
     .lines = true},
    {.name = "dkim_ed25519_selector",
     .about = "where its public key stands",
     .standard = "",
     .here = true},
    {.name = "dkim_ed25519",
     .about = "the key, PEM",
     .standard = "",
     .secret = true,
     .here = true,
     .lines = true},
    {0},
};

static bool read_settings(const Doc *settings, const Doc *secrets, const DialBearer *bearer,
                          DialOptions *dial, long *connections, Err *err)
{
    return mail_server_read(DIAL_SMTP, settings, secrets, bearer, dial, err) &&
           driver_field_count(settings, "connections", 1, LINKS_MOST, 4, connections, err);
}

bool smtp_carrier_check(const Doc *settings, const Doc *secrets, Err *err)
{
    DialOptions dial;
    long connections;
    return read_settings(settings, secrets, NULL, &dial, &connections, err);
}

bool smtp_carrier_open(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                       const DialBearer *bearer, Carrier **carrier, Err *err)
{
    DialOptions dial;
    long connections;
    if (!read_settings(settings, secrets, bearer, &dial, &connections, err))
        return false;
    SmtpCarrier *smtp = calloc(1, sizeof *smtp);
    if (!smtp)
        abort();
    smtp->base.driver = driver;
    smtp->dial = dial;
    mail_server_keep(&smtp->dial);
    smtp->dial.stop = &smtp->stop;
    smtp->link_count = (size_t)connections;
    for (size_t i = 0; i < LINKS_MOST; i++)
        smtp->links[i].of = smtp;
    smtp->epoll = epoll_create1(EPOLL_CLOEXEC);
    smtp->opened_event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = OPENINGS_EVENT};
    if (smtp->epoll < 0 || smtp->opened_event < 0 ||
        epoll_ctl(smtp->epoll, EPOLL_CTL_ADD, smtp->opened_event, &event) < 0) {
        carrier_close(&smtp->base);
        return err_set(err, ERR_BROKEN, "the machine gives no more descriptors");
    }
    *carrier = &smtp->base;
    return true;
}

/* Links that have nothing under way are ended politely, as far as the server listens. */
static void close_link(Link *link)
{
    const char *bytes;
    size_t count, moved;
    Err ignored;
    if (link->state == LINK_OPENING && dialing_end(&link->dialing, &link->dialed, &ignored))
        dial_close(link->dialed);
    if (link->state != LINK_OPEN)
        return;
    smtp_quit(link->smtp);
    count = smtp_out(link->smtp, &bytes);
    if (count && !link->coming && !link->dotted)
        (void)dial_send(link->dialed, bytes, count, &moved);
    dial_close(link->dialed);
    smtp_free(link->smtp);
}

void smtp_carrier_close(Carrier *carrier)
{
    SmtpCarrier *smtp = smtp_of(carrier);
    __atomic_store_n(&smtp->stop, 1, __ATOMIC_RELEASE);
    for (size_t i = 0; i < LINKS_MOST; i++)
        close_link(&smtp->links[i]);
    if (smtp->epoll >= 0)
        close(smtp->epoll);
    if (smtp->opened_event >= 0)
        close(smtp->opened_event);
    mail_server_forget(&smtp->dial);
    free(smtp);
}

int smtp_carrier_descriptor(const Carrier *carrier)
{
    return smtp_of(carrier)->epoll;
}

/* One before its dot and one behind it for each connection. */
size_t smtp_carrier_room(const Carrier *carrier)
{
    const SmtpCarrier *smtp = smtp_of(carrier);
    size_t most = 2 * smtp->link_count;
    size_t room = smtp->link_count - smtp->waiting_count;
    return smtp->held >= most ? 0 : most - smtp->held < room ? most - smtp->held : room;
}

void smtp_carrier_offer(Carrier *carrier, Parcel *parcel)
{
    SmtpCarrier *smtp = smtp_of(carrier);
    parcel->place = NULL;
    smtp->waiting[smtp->waiting_count++] = parcel;
    smtp->held++;
}

static void check_patience(Link *link)
{
    int64_t quiet = seconds_now() - link->since;
    bool waits = link->coming && !link->asked;
    if (link->dotted && quiet > DOT_SECONDS)
        drop_link(link, "the server did not answer the end of the mail for ten minutes");
    else if (!link->dotted && waits && quiet > COMMAND_SECONDS)
        drop_link(link, "the server did not answer for five minutes");
    else if (!link->dotted && !link->coming && quiet > IDLE_SECONDS) {
        smtp_quit(link->smtp);
        (void)write_out(link);
        drop_link(link, "");
    }
}

/* Gives what waits to links that are free, and hears what there is. */
static void look_around(SmtpCarrier *smtp)
{
    struct epoll_event events[LINKS_MOST + 1];
    uint64_t ignored;
    for (size_t i = 0; i < smtp->link_count && smtp->waiting_count; i++)
        if (smtp->links[i].state == LINK_OPEN && !smtp->links[i].coming)
            go_on(&smtp->links[i]);
    int count = epoll_wait(smtp->epoll, events, LINKS_MOST + 1, 0);
    for (int i = 0; i < count; i++) {
        if (events[i].data.u64 == OPENINGS_EVENT)
            (void)!read(smtp->opened_event, &ignored, sizeof ignored);
        else if (smtp->links[events[i].data.u64].state == LINK_OPEN)
            go_on(&smtp->links[events[i].data.u64]);
    }
    for (size_t i = 0; i < smtp->link_count; i++) {
        Link *link = &smtp->links[i];
        if (link->state == LINK_OPENING && dialing_is_over(&link->dialing))
            end_opening(link);
        else if (link->state == LINK_OPEN)
            check_patience(link);
    }
    open_more(smtp);
}

CarrierEvent smtp_carrier_turn(Carrier *carrier, CarrierNews *news)
{
    SmtpCarrier *smtp = smtp_of(carrier);
    if (!smtp->news_count)
        look_around(smtp);
    if (!smtp->news_count)
        return CARRIER_QUIET;
    *news = smtp->news[smtp->news_first];
    smtp->news_first = (smtp->news_first + 1) % NEWS_MOST;
    smtp->news_count--;
    return news->event;
}

void smtp_carrier_dot(Carrier *carrier, Parcel *parcel)
{
    Link *link = parcel->place;
    if (!link) {
        settle(smtp_of(carrier), parcel, SEND_LATER, true, "the server hung up before the end");
        return;
    }
    link->coming = NULL;
    link->asked = false;
    link->dotted = parcel;
    smtp_dot(link->smtp);
    give_next(link);
    if (!write_out(link))
        drop_link(link, "the server hung up");
}

void smtp_carrier_withhold(Carrier *carrier, Parcel *parcel)
{
    Link *link = parcel->place;
    smtp_of(carrier)->held--;
    if (!link)
        return;
    link->coming = NULL;
    link->asked = false;
    drop_link(link, "closed before the end of a mail that is not to go");
}

bool smtp_carrier_probe(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                        const DialBearer *bearer, int64_t *size_most, Err *err)
{
    DialOptions dial;
    auto_dialed Dialed *dialed = NULL;
    (void)driver;
    if (!mail_server_read(DIAL_SMTP, settings, secrets, bearer, &dial, err) ||
        !dial_open(&dial, &dialed, err))
        return false;
    *size_most = smtp_abilities(dial_abilities(dialed)).size;
    return true;
}

int64_t smtp_carrier_size_most(const Carrier *carrier)
{
    return smtp_of(carrier)->size_most;
}

const CarrierDriver carrier_smtp = {
    .name = "smtp",
    .about = "e-mail by a mail server",
    .channel = CHANNEL_EMAIL,
    .fields = fields,
    .open = smtp_carrier_open,
    .close = smtp_carrier_close,
    .descriptor = smtp_carrier_descriptor,
    .room = smtp_carrier_room,
    .offer = smtp_carrier_offer,
    .turn = smtp_carrier_turn,
    .size_most = smtp_carrier_size_most,
    .dot = smtp_carrier_dot,
    .withhold = smtp_carrier_withhold,
    .check = smtp_carrier_check,
    .probe = smtp_carrier_probe,
};
