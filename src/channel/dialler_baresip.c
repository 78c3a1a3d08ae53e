/* Dials by a baresip that runs where the seller sits, over its control port (module ctrl_tcp):
 * netstrings of JSON, commands out, answers and events in. One connection lasts as long as the call
 * does; baresip keeps one only, the newest. It listens on no loopback interface.
 *
 *     120:{"command":"dial","params":"+12025550190","token":"dial"},
 *     189:{"event":true,"type":"CALL_RINGING","class":"call","direction":"outgoing","id":…},
 */
#include "base/buf.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"
#include "base/wire.h"
#include "channel/dialler.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

static const DriverField fields[] = {
    {.name = "port", .about = "its ctrl_tcp_listen: 192.168.1.20:4444"},
    {.name = "domain",
     .about = "numbers are dialled there; else as its account has it",
     .standard = ""},
    {0},
};

enum {
    ANSWER_MS = 5000,
    LOOK_MS = 500,                  /* how often `stop` is looked at */
    CALL_MOST_MS = 6 * 3600 * 1000, /* a call that lasts longer is out of sight */
    MESSAGE_MOST = 256 * 1024
};

typedef struct Port {
    Wire wire;
    const char *place;
    Arena *arena; /* of the message that was read last */
    Buf bytes;    /* what came and was not read yet */
    char id[64];  /* of the call; "" until it is known */
    const DialJob *job;
} Port;

static bool fail(const Port *port, const char *what, Err *err)
{
    return err_field(err, ERR_BUSY, "port",
                     "baresip at %s %s: is it running, with module_app ctrl_tcp.so and "
                     "ctrl_tcp_listen %s in its config? (It refuses the loopback interface.)",
                     port->place, what, port->place);
}

static bool check(const Doc *settings, const Doc *secrets, Err *err)
{
    auto_arena Arena *arena = arena_new();
    const char *host, *number, *place = doc_text(settings, "port");
    const char *domain = doc_text(settings, "domain");
    (void)secrets;
    if (!strchr(place, ':') || !wire_split(arena, place, &host, &number))
        return err_field(err, ERR_INPUT, "port",
                         "\"%.80s\" is no place of a control port: 192.168.1.20:4444", place);
    return !domain[strcspn(domain, " \t\r\n\"<>@")] ||
           err_field(err, ERR_INPUT, "domain", "\"%.80s\" is no name of an exchange: pbx.example",
                     domain);
}

/* --- messages --------------------------------------------------------------------------------- */

static bool say(Port *port, const char *command, const char *parameters, Err *err)
{
    auto_arena Arena *arena = arena_new();
    auto_buf Buf text = buf_new(MESSAGE_MOST);
    Doc *message = doc_object(arena);
    doc_set_text(arena, message, "command", command);
    if (parameters)
        doc_set_text(arena, message, "params", parameters);
    doc_set_text(arena, message, "token", command);
    doc_write_json(message, &text, 0);
    const char *whole = arena_printf(arena, "%zu:%s,", text.length, text.at);
    return wire_send(&port->wire, whole, strlen(whole)) || fail(port, "takes no command", err);
}

typedef enum Read { READ_MESSAGE, READ_NOTHING, READ_LOST } Read;

/* The first whole netstring of what came. */
static Read take(Port *port, Doc **message)
{
    char *end;
    Err err;
    if (!port->bytes.length)
        return READ_NOTHING;
    unsigned long length = strtoul(port->bytes.at, &end, 10);
    size_t head = (size_t)(end - port->bytes.at);
    if (head == port->bytes.length && head < 8)
        return READ_NOTHING;
    if (!head || *end != ':' || length > MESSAGE_MOST)
        return READ_LOST;
    size_t whole = head + 1 + length + 1;
    if (port->bytes.length < whole)
        return READ_NOTHING;
    arena_reset(port->arena);
    *message = json_parse(port->arena, end + 1, length, &err);
    buf_drop_front(&port->bytes, whole);
    return *message ? READ_MESSAGE : READ_LOST;
}

/* Until a message is there, or `until`. */
static Read hear(Port *port, int64_t until, Doc **message)
{
    for (;;) {
        Read read = take(port, message);
        char piece[4096];
        if (read != READ_NOTHING)
            return read;
        port->wire.until = until;
        if (!wire_wait(&port->wire, POLLIN))
            return READ_NOTHING;
        ssize_t got = recv(port->wire.socket, piece, sizeof piece, 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (got <= 0)
            return READ_LOST;
        buf_add(&port->bytes, piece, (size_t)got);
        if (port->bytes.over)
            return READ_LOST;
    }
}

/* --- before: whether it can dial at all ------------------------------------------------------- */

/* "> sip:ann@pbx.example   ERR …", the account that dials; with no word behind it, it need not be
 * registered. */
static bool is_registered(const Port *port, const char *said, Err *err)
{
    const char *line = strstr(said, "> ");
    if (!line)
        return err_field(err, ERR_CONFLICT, "port",
                         "baresip at %s has no account: write one into its file accounts",
                         port->place);
    line += strlen("> ");
    const char *account = arena_strndup(port->arena, line, strcspn(line, " \n"));
    const char *rest = arena_strndup(port->arena, line, strcspn(line, "\n"));
    if (strstr(rest, "ERR") || strstr(rest, "zzz"))
        return err_field(err, ERR_CONFLICT, "port",
                         "baresip at %s is not registered: %s. Look at its account and network, "
                         "then dial again",
                         port->place, account);
    return true;
}

static bool does_it(const Port *port, const Doc *answer, Err *err)
{
    const Doc *right = doc_get(answer, "ok");
    return (right && right->kind == DOC_BOOL && right->truth) ||
           err_field(err, ERR_CONFLICT, "port", "baresip at %s does not do it: %.200s", port->place,
                     text_or(doc_text(answer, "data"), ""));
}

static bool await(Port *port, const char *token, const char **said, Err *err)
{
    int64_t until = clock_ticking() + ANSWER_MS;
    Doc *message;
    for (;;) {
        Read read = hear(port, until, &message);
        if (read != READ_MESSAGE)
            return fail(port, read == READ_LOST ? "hung up" : "does not answer", err);
        if (!text_equal(doc_text(message, "token"), token))
            continue;
        if (!does_it(port, message, err))
            return false;
        *said = text_or(doc_text(message, "data"), "");
        return true;
    }
}

/* --- the call --------------------------------------------------------------------------------- */

static const char *target(Arena *arena, const Doc *settings, const char *number)
{
    const char *domain = doc_text(settings, "domain");
    return text_empty(domain) || text_starts(number, "sip")
               ? number
               : arena_printf(arena, "sip:%s@%s", number, domain);
}

static bool is_ours(Port *port, const Doc *event)
{
    const char *id = text_or(doc_text(event, "id"), "");
    const char *number = port->job->number;
    if (!text_equal(doc_text(event, "direction"), "outgoing") || !*id)
        return false;
    /* The first of what goes out to that number since it was told to. */
    if (!*port->id && strlen(id) < sizeof port->id &&
        text_find_nocase(text_or(doc_text(event, "peeruri"), ""), number))
        memcpy(port->id, id, strlen(id) + 1);
    return text_equal(port->id, id);
}

static bool pass_on(Port *port, const Doc *event, const CallEar *ear, bool *over, Err *err)
{
    static const struct {
        const char *type;
        CallStage stage;
    } stages[] = {{"CALL_RINGING", CALL_RINGING},
                  {"CALL_PROGRESS", CALL_RINGING},
                  {"CALL_ESTABLISHED", CALL_ANSWERED},
                  {"CALL_CLOSED", CALL_ENDED}};
    const char *type = text_or(doc_text(event, "type"), "");
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        if (!text_equal(type, stages[i].type) || !is_ours(port, event))
            continue;
        bool ends = stages[i].stage == CALL_ENDED;
        const char *why = ends ? text_or(doc_text(event, "param"), "") : "";
        *over = ends;
        return ear->hear(ear->of,
                         &(CallNews){.stage = stages[i].stage, .code = call_code(why), .why = why},
                         err);
    }
    return true;
}

static bool follow(Port *port, const CallEar *ear, Err *err)
{
    int64_t last = clock_ticking() + CALL_MOST_MS;
    for (bool over = false; !over;) {
        Doc *event;
        bool stopped = ear->stop && __atomic_load_n(ear->stop, __ATOMIC_ACQUIRE);
        Read read = stopped ? READ_LOST : hear(port, clock_ticking() + LOOK_MS, &event);
        if (read == READ_LOST || clock_ticking() > last)
            return err_field(err, ERR_BUSY, "port", "%s: whether the call goes on is not known",
                             stopped ? "Beck was ended" : "baresip's control port was closed");
        if (read != READ_MESSAGE)
            continue;
        if (text_equal(doc_text(event, "token"), "dial") ? !does_it(port, event, err)
                                                         : !pass_on(port, event, ear, &over, err))
            return false;
    }
    return true;
}

static bool call(Port *port, const Doc *settings, const CallEar *ear, Err *err)
{
    const char *host, *number, *why, *said = "";
    auto_arena Arena *arena = arena_new();
    port->wire.until = clock_ticking() + ANSWER_MS;
    if (!wire_split(arena, port->place, &host, &number) ||
        !wire_open(&port->wire, host, number, &why))
        return fail(port, "does not answer", err);
    return say(port, "reginfo", NULL, err) && await(port, "reginfo", &said, err) &&
           is_registered(port, said, err) &&
           say(port, "dial", target(arena, settings, port->job->number), err) &&
           follow(port, ear, err);
}

static bool dial(const Doc *settings, const Doc *secrets, const DialJob *job, const CallEar *ear,
                 Err *err)
{
    Port port = {.wire = {.socket = -1},
                 .place = doc_text(settings, "port"),
                 .arena = arena_new(),
                 .bytes = buf_new(MESSAGE_MOST),
                 .job = job};
    (void)secrets;
    bool right = call(&port, settings, ear, err);
    wire_close(&port.wire);
    buf_free(&port.bytes);
    arena_free(port.arena);
    return right;
}

const Dialler dialler_baresip = {.name = "baresip",
                                 .about = "baresip, by its control port",
                                 .reaches_out = true,
                                 .fields = fields,
                                 .check = check,
                                 .dial = dial};
