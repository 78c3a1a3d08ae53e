/* A mailbox by IMAP: one connection. */
#include "base/text.h"
#include "base/unconst.h"
#include "channel/imap_reader.h"
#include "channel/mail_server.h"
#include "channel/receiver.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    RECEIVE_BYTES = 64 * 1024,
    READS_MOST = 64,     /* before others have their turn */
    QUIET_SECONDS = 180, /* for a search of a large folder, too */
    PROBE_SECONDS = 60
};

typedef enum LinkState { LINK_CLOSED, LINK_OPENING, LINK_OPEN } LinkState;

typedef struct ImapReceiver {
    Receiver base;
    DialOptions dial;
    Dialing dialing;
    LinkState state;
    bool down; /* and told so */
    Dialed *dialed;
    ImapReader *reader;
    bool watched_out;
    int64_t since; /* of the last byte either way */
    int epoll, opened_event;
    volatile sig_atomic_t stop;
} ImapReceiver;

static ImapReceiver *imap_of(const Receiver *receiver)
{
    return unconst(receiver);
}

static int64_t seconds_now(void)
{
    return clock_ticking() / 1000;
}

/* --- bytes ------------------------------------------------------------------------------------ */

static void watch(ImapReceiver *imap, bool out)
{
    struct epoll_event event = {.events = out ? EPOLLIN | EPOLLOUT : EPOLLIN};
    if (out != imap->watched_out)
        epoll_ctl(imap->epoll, EPOLL_CTL_MOD, dial_socket(imap->dialed), &event);
    imap->watched_out = out;
}

/* False: the connection is lost. */
static bool write_out(ImapReceiver *imap)
{
    Imap *dialogue = imap_reader_dialogue(imap->reader);
    const char *bytes;
    size_t count, moved;
    while ((count = imap_out(dialogue, &bytes)) > 0) {
        DialMove move = dial_send(imap->dialed, bytes, count, &moved);
        if (move == DIAL_LOST)
            return false;
        if (move == DIAL_WOULD_WAIT)
            break;
        imap_out_moved(dialogue, moved);
        imap->since = seconds_now();
    }
    watch(imap, count > 0);
    return true;
}

/* One piece at a time, so that what came is dealt with before more is taken. */
static DialMove read_in(ImapReceiver *imap)
{
    char bytes[RECEIVE_BYTES];
    size_t count;
    DialMove move = dial_receive(imap->dialed, bytes, sizeof bytes, &count);
    if (move == DIAL_MOVED) {
        imap_heard(imap_reader_dialogue(imap->reader), bytes, count);
        imap->since = seconds_now();
    }
    return move;
}

/* --- the connection --------------------------------------------------------------------------- */

static ReceiverEvent go_down(ImapReceiver *imap, const char *why, ReceiverNews *news)
{
    imap->down = true;
    *news = (ReceiverNews){.event = RECEIVER_DOWN};
    err_set(&news->why, ERR_BUSY, "the mail server %s", why);
    imap_reader_blame(imap->reader, news);
    return RECEIVER_DOWN;
}

static ReceiverEvent end_opening(ImapReceiver *imap, ReceiverNews *news)
{
    struct epoll_event event = {.events = EPOLLIN};
    imap->state = LINK_CLOSED;
    *news = (ReceiverNews){.event = RECEIVER_DOWN};
    if (!dialing_end(&imap->dialing, &imap->dialed, &news->why))
        return RECEIVER_DOWN;
    imap->state = LINK_OPEN;
    imap->since = seconds_now();
    epoll_ctl(imap->epoll, EPOLL_CTL_DEL, imap->opened_event, NULL);
    epoll_ctl(imap->epoll, EPOLL_CTL_ADD, dial_socket(imap->dialed), &event);
    return RECEIVER_QUIET;
}

/* Quiet, or talking past what it was asked. */
static bool is_late(const ImapReceiver *imap)
{
    int64_t now = seconds_now();
    return (imap_reader_waits(imap->reader) && now - imap->since > QUIET_SECONDS) ||
           imap_reader_is_late(imap->reader, now);
}

/* Until there is something to tell, or nothing to be done without waiting. */
static ReceiverEvent talk(ImapReceiver *imap, ReceiverNews *news)
{
    for (int reads = 0;; reads++) {
        ReceiverEvent told = imap_reader_turn(imap->reader, seconds_now(), news);
        imap->down = told == RECEIVER_DOWN;
        bool written = !imap->down && write_out(imap);
        if (told != RECEIVER_QUIET) /* what could not be written is found out next time */
            return told;
        if (!written)
            return go_down(imap, "hung up", news);
        DialMove move = read_in(imap);
        if (move == DIAL_LOST)
            return go_down(imap, "hung up", news);
        if (is_late(imap))
            return go_down(imap, "does not answer", news);
        if (move == DIAL_WOULD_WAIT)
            return RECEIVER_QUIET;
        if (reads == READS_MOST)
            return RECEIVER_MORE;
    }
}

static ReceiverEvent turn_receiver(Receiver *receiver, ReceiverNews *news)
{
    ImapReceiver *imap = imap_of(receiver);
    if (imap->state == LINK_OPENING && dialing_is_over(&imap->dialing)) {
        ReceiverEvent event = end_opening(imap, news);
        if (event != RECEIVER_QUIET)
            return event;
    }
    return imap->state == LINK_OPEN && !imap->down ? talk(imap, news) : RECEIVER_QUIET;
}

/* --- the driver ------------------------------------------------------------------------------- */

static const char *const copies[] = {"auto", "yes", "no", NULL};

static const DriverField fields[] = {
    {.name = "host", .about = "the name of the server: imap.example.com"},
    {.name = "port", .about = "993 for tls, 143 for starttls and none", .standard = ""},
    {.name = "security",
     .about = "tls, starttls, or none on this machine",
     .standard = "tls",
     .choices = mail_server_securities},
    {.name = "login", .about = "the user's name there"},
    {.name = "password", .about = "the user's password there", .standard = "", .secret = true},
    {.name = "oauth",
     .about = "who signs the user in there, instead of a password",
     .standard = ""},
    {.name = "folders", .about = "what is read beside INBOX: Junk, Archive", .standard = ""},
    {.name = "sent_copy",
     .about =
         "what Beck sends is put into the Sent folder: auto (where the provider does not do it "
         "itself), yes, no",
     .standard = "auto",
     .choices = copies},
    {.name = "sent_folder",
     .about = "the Sent folder, where the server does not say which it is",
     .standard = ""},
    {.name = "ca_file", .about = "who may sign the server's certificate, PEM", .standard = ""},
    {0},
};

/* Their SMTP servers put what they send into the Sent folder. */
static const char *const copying_hosts[] = {"gmail.com",   "googlemail.com", "office365.com",
                                            "outlook.com", "hotmail.com",    NULL};

static bool wants_copies(const Doc *settings)
{
    const char *asked = text_or(doc_text(settings, "sent_copy"), copies[0]);
    const char *host = text_or(doc_text(settings, "host"), "");
    if (!text_equal(asked, copies[0]))
        return text_equal(asked, "yes");
    for (const char *const *one = copying_hosts; *one; one++)
        if (text_ends_nocase(host, *one))
            return false;
    return true;
}

static bool check_settings(const Doc *settings, const Doc *secrets, Err *err)
{
    DialOptions dial;
    return mail_server_read(DIAL_IMAP, settings, secrets, NULL, &dial, err) &&
           imap_reader_check(text_or(doc_text(settings, "folders"), ""),
                             text_or(doc_text(settings, "sent_folder"), ""), err);
}

static void close_receiver(Receiver *receiver)
{
    ImapReceiver *imap = imap_of(receiver);
    Dialed *late = NULL;
    Err ignored;
    __atomic_store_n(&imap->stop, 1, __ATOMIC_RELEASE);
    if (imap->state == LINK_OPENING && dialing_end(&imap->dialing, &late, &ignored))
        dial_close(late);
    if (imap->state == LINK_OPEN && !imap->down) {
        Imap *dialogue = imap_reader_dialogue(imap->reader);
        if (imap_is_free(dialogue))
            imap_logout(dialogue);
        else
            imap_idle_end(dialogue);
        (void)write_out(imap);
    }
    dial_close(imap->dialed);
    imap_reader_free(imap->reader);
    if (imap->epoll >= 0)
        close(imap->epoll);
    if (imap->opened_event >= 0)
        close(imap->opened_event);
    mail_server_forget(&imap->dial);
    free(imap);
}

static bool begin_opening(ImapReceiver *imap, Err *err)
{
    struct epoll_event event = {.events = EPOLLIN};
    imap->epoll = epoll_create1(EPOLL_CLOEXEC);
    imap->opened_event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    bool right = imap->epoll >= 0 && imap->opened_event >= 0 &&
                 epoll_ctl(imap->epoll, EPOLL_CTL_ADD, imap->opened_event, &event) == 0 &&
                 dialing_begin(&imap->dialing, &imap->dial, imap->opened_event);
    imap->state = right ? LINK_OPENING : LINK_CLOSED;
    return right || err_set(err, ERR_BUSY, "the machine gives no more descriptors or threads");
}

static bool open_receiver(const Doc *settings, const Doc *secrets, const DialBearer *bearer,
                          const ReceiverPlace *places, size_t place_count, Receiver **receiver,
                          Err *err)
{
    DialOptions dial;
    if (!mail_server_read(DIAL_IMAP, settings, secrets, bearer, &dial, err))
        return false;
    ImapReceiver *imap = calloc(1, sizeof *imap);
    if (!imap)
        abort();
    imap->base.driver = &receiver_imap;
    imap->dial = dial;
    mail_server_keep(&imap->dial);
    imap->dial.stop = &imap->stop;
    imap->reader =
        imap_reader_new(text_or(doc_text(settings, "folders"), ""),
                        text_or(doc_text(settings, "sent_folder"), ""), places, place_count);
    if (!begin_opening(imap, err)) {
        close_receiver(&imap->base);
        return false;
    }
    *receiver = &imap->base;
    return true;
}

static int descriptor_of(const Receiver *receiver)
{
    return imap_of(receiver)->epoll;
}

static bool takes_copy(const Receiver *receiver)
{
    const ImapReceiver *imap = imap_of(receiver);
    return imap->state == LINK_OPEN && !imap->down && imap_reader_takes_copy(imap->reader);
}

static void copy(Receiver *receiver, const ReceiverCopy *given)
{
    imap_reader_copy(imap_of(receiver)->reader, given);
}

static bool wait_through(Receiver *receiver, Err *err)
{
    int64_t until = seconds_now() + PROBE_SECONDS;
    while (seconds_now() < until) {
        ReceiverNews news;
        struct pollfd wait = {.fd = descriptor_of(receiver), .events = POLLIN};
        switch (turn_receiver(receiver, &news)) {
        case RECEIVER_THROUGH:
            return true;
        case RECEIVER_DOWN:
            *err = news.why;
            return false;
        case RECEIVER_QUIET:
            poll(&wait, 1, 1000);
            break;
        default:
            break;
        }
    }
    return err_set(err, ERR_BUSY, "the mail server does not answer");
}

static bool probe_server(const Doc *settings, const Doc *secrets, const DialBearer *bearer,
                         Err *err)
{
    Receiver *receiver;
    const char *why = "";
    if (!open_receiver(settings, secrets, bearer, NULL, 0, &receiver, err))
        return false;
    const ImapReader *reader = imap_of(receiver)->reader;
    imap_reader_probe(imap_of(receiver)->reader);
    bool works = wait_through(receiver, err);
    const char *missing = works ? imap_reader_missing(reader, &why) : NULL;
    if (missing)
        works = err_field(err, ERR_INPUT, "folders", "\"%s\" cannot be read: %s", missing, why);
    close_receiver(receiver);
    return works;
}

const ReceiverDriver receiver_imap = {
    .name = "imap",
    .about = "a mailbox by IMAP",
    .fields = fields,
    .open = open_receiver,
    .close = close_receiver,
    .descriptor = descriptor_of,
    .takes_copy = takes_copy,
    .copy = copy,
    .turn = turn_receiver,
    .check = check_settings,
    .probe = probe_server,
    .wants_copies = wants_copies,
};
