#include "channel/hylafax.h"

#include "base/clock.h"
#include "base/dial.h"
#include "base/text.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ANSWER_MS = 60000,
    LOOK_MS = 200, /* between two looks at `stop` */
    COMMAND_MOST = 1000,
    LIST_MOST = 16 * 1024 * 1024,
    RECEIVE_BYTES = 4096
};

struct Hylafax {
    HylafaxServer server;
    Dialed *dialed;
    HylafaxReader reader;
    char heard[RECEIVE_BYTES]; /* behind the last reply */
    size_t heard_from, heard_to;
};

/* --- bytes ------------------------------------------------------------------------------------ */

static bool is_stopped(const Hylafax *hylafax)
{
    return hylafax->server.stop && __atomic_load_n(hylafax->server.stop, __ATOMIC_ACQUIRE);
}

static int64_t patience_until(const Hylafax *hylafax)
{
    return clock_ticking() + (hylafax->server.answer_ms ? hylafax->server.answer_ms : ANSWER_MS);
}

/* False: too late, or it is to stop. */
static bool wait_for(const Hylafax *hylafax, const Dialed *dialed, short events, int64_t until)
{
    struct pollfd one = {.fd = dial_socket(dialed), .events = events};
    while (!is_stopped(hylafax) && clock_ticking() < until)
        if (poll(&one, 1, LOOK_MS) > 0)
            return true;
    return false;
}

static bool hung_up(const Hylafax *hylafax, Err *err)
{
    return err_set(err, ERR_BUSY,
                   is_stopped(hylafax) ? "%s: stopped" : "%s hung up, or does not answer",
                   hylafax->server.host);
}

/* `left`: how many of them were handed to the connection. */
static bool send_all(const Hylafax *hylafax, Dialed *dialed, const void *bytes, size_t count,
                     size_t *left)
{
    int64_t until = patience_until(hylafax);
    const char *at = bytes;
    size_t moved;
    *left = 0;
    while (*left < count) {
        DialMove move = dial_send(dialed, at + *left, count - *left, &moved);
        if (move == DIAL_LOST ||
            (move == DIAL_WOULD_WAIT && !wait_for(hylafax, dialed, POLLOUT, until)))
            return false;
        if (move == DIAL_MOVED) {
            *left += moved;
            until = patience_until(hylafax);
        }
    }
    return true;
}

/* --- commands and replies --------------------------------------------------------------------- */

static bool hear_reply(Hylafax *hylafax, HylafaxReply *reply, Err *err)
{
    int64_t until = patience_until(hylafax);
    for (;;) {
        size_t used, moved;
        HylafaxHeard heard = hylafax_hear(&hylafax->reader, hylafax->heard + hylafax->heard_from,
                                          hylafax->heard_to - hylafax->heard_from, &used, reply);
        hylafax->heard_from += used;
        if (heard == HYLAFAX_WHOLE)
            return true;
        if (heard == HYLAFAX_BROKEN)
            return err_set(err, ERR_BROKEN, "%s is no fax server", hylafax->server.host);
        if (clock_ticking() >= until) /* a reply that never ends */
            return hung_up(hylafax, err);
        DialMove move =
            dial_receive(hylafax->dialed, hylafax->heard, sizeof hylafax->heard, &moved);
        hylafax->heard_from = 0;
        hylafax->heard_to = move == DIAL_MOVED ? moved : 0;
        if (move == DIAL_LOST ||
            (move == DIAL_WOULD_WAIT && !wait_for(hylafax, hylafax->dialed, POLLIN, until)))
            return hung_up(hylafax, err);
    }
}

static bool refuse(const Hylafax *hylafax, const HylafaxReply *reply, Err *err)
{
    enum { NOT_SIGNED_IN = 530 };
    auto_arena Arena *arena = arena_new();
    const char *words = text_clean(arena, reply->words, strlen(reply->words), 200);
    if (reply->code == NOT_SIGNED_IN)
        return err_field(err, ERR_DENIED, "login",
                         "%s does not let %s in: %s. Its file hosts.hfaxd says who may, from where "
                         "and with which password: set login and password as it has them",
                         hylafax->server.host, hylafax->server.login, words);
    return err_set(err, ERR_BUSY, "%s: %d %s", hylafax->server.host, reply->code, words);
}

static bool send_line(Hylafax *hylafax, const char *line, Err *err)
{
    char bytes[COMMAND_MOST + 2];
    size_t left, length = strlen(line);
    if (length > COMMAND_MOST)
        return err_set(err, ERR_INPUT, "what %s is to be told is too long", hylafax->server.host);
    memcpy(bytes, line, length);
    memcpy(bytes + length, "\r\n", 2);
    bool sent = send_all(hylafax, hylafax->dialed, bytes, length + 2, &left);
    explicit_bzero(bytes, sizeof bytes); /* it may have been the password */
    return sent || hung_up(hylafax, err);
}

/* A command and its answer, of which `good` is the first digit. */
static bool ask(Hylafax *hylafax, int good, HylafaxReply *reply, Err *err, const char *line)
{
    return send_line(hylafax, line, err) && hear_reply(hylafax, reply, err) &&
           (reply->code / 100 == good || refuse(hylafax, reply, err));
}

/* A text in quotes cannot hold any, nor what ends a line. */
static const char *quotable(Arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text);
    for (char *at = copy; *at; at++)
        if ((unsigned char)*at < ' ' || *at == '"' || *at == '\\')
            *at = '\'';
    return copy;
}

/* --- signing in ------------------------------------------------------------------------------- */

static bool sign_in(Hylafax *hylafax, Err *err)
{
    enum { PASSWORD_WANTED = 331, GOOD = 2, MORE = 3 };
    auto_arena Arena *arena = arena_new();
    const HylafaxServer *server = &hylafax->server;
    HylafaxReply reply;
    if (!hear_reply(hylafax, &reply, err))
        return false;
    if (reply.code / 100 != GOOD)
        return refuse(hylafax, &reply, err);
    if (!send_line(hylafax, arena_printf(arena, "USER %s", quotable(arena, server->login)), err) ||
        !hear_reply(hylafax, &reply, err))
        return false;
    if (reply.code / 100 == MORE && reply.code != PASSWORD_WANTED)
        return refuse(hylafax, &reply, err);
    if (reply.code == PASSWORD_WANTED &&
        (!send_line(hylafax, arena_printf(arena, "PASS %s", quotable(arena, server->password)),
                    err) ||
         !hear_reply(hylafax, &reply, err)))
        return false;
    return (reply.code / 100 == GOOD || refuse(hylafax, &reply, err)) &&
           ask(hylafax, GOOD, &reply, err, "TYPE I");
}

static bool dial(const HylafaxServer *server, int port, Dialed **dialed, Err *err)
{
    return dial_open(&(DialOptions){.protocol = DIAL_PLAIN,
                                    .security = DIAL_OPEN,
                                    .host = server->host,
                                    .port = port,
                                    .connect_ms = server->answer_ms,
                                    .stop = server->stop},
                     dialed, err);
}

bool hylafax_open(const HylafaxServer *server, Hylafax **hylafax, Err *err)
{
    Dialed *dialed = NULL;
    if (!dial(server, server->port, &dialed, err))
        return false;
    Hylafax *made = calloc(1, sizeof *made);
    if (!made)
        abort();
    made->server = *server;
    made->dialed = dialed;
    if (!sign_in(made, err)) {
        hylafax_close(made);
        return false;
    }
    *hylafax = made;
    return true;
}

void hylafax_close(Hylafax *hylafax)
{
    if (!hylafax)
        return;
    dial_close(hylafax->dialed);
    free(hylafax);
}

/* --- documents -------------------------------------------------------------------------------- */

/* A second connection, for what is carried. */
static bool open_beside(Hylafax *hylafax, Dialed **beside, Err *err)
{
    HylafaxReply reply = {0};
    int port;
    if (!ask(hylafax, 2, &reply, err, "EPSV") &&
        (reply.code / 100 != 5 || !ask(hylafax, 2, &reply, err, "PASV")))
        return false;
    return (hylafax_reply_port(&reply, &port) ||
            err_set(err, ERR_BROKEN, "%s does not say where it takes documents",
                    hylafax->server.host)) &&
           dial(&hylafax->server, port, beside, err);
}

bool hylafax_upload(Hylafax *hylafax, const void *bytes, size_t length,
                    char name[static HYLAFAX_NAME_BYTES], Err *err)
{
    auto_dialed Dialed *beside = NULL;
    HylafaxReply reply;
    size_t left;
    if (!open_beside(hylafax, &beside, err) || !ask(hylafax, 1, &reply, err, "STOT"))
        return false;
    if (!hylafax_reply_file(&reply, name))
        return err_set(err, ERR_BROKEN, "%s does not say what it calls a document",
                       hylafax->server.host);
    if (!send_all(hylafax, beside, bytes, length, &left))
        return hung_up(hylafax, err);
    dial_close(beside);
    beside = NULL;
    return hear_reply(hylafax, &reply, err) &&
           (reply.code / 100 == 2 || refuse(hylafax, &reply, err));
}

/* --- a job ------------------------------------------------------------------------------------ */

static bool set_number(Hylafax *hylafax, const char *number, Err *err)
{
    HylafaxReply reply = {0};
    auto_arena Arena *arena = arena_new();
    if (ask(hylafax, 2, &reply, err,
            arena_printf(arena, "JPARM DIALSTRING \"%s\"", quotable(arena, number))))
        return true;
    if (reply.code / 100 == 5 && err->kind == ERR_BUSY) {
        err->kind = ERR_INPUT;
        err_in(err, "to");
    }
    return false;
}

static bool set_terms(Hylafax *hylafax, const HylafaxOrder *order, Err *err)
{
    enum { HOURS_OF_DAY = 24 };
    auto_arena Arena *arena = arena_new();
    HylafaxReply reply;
    return ask(hylafax, 2, &reply, err,
               arena_printf(arena, "JPARM JOBINFO \"%s\"", quotable(arena, order->tag))) &&
           ask(hylafax, 2, &reply, err,
               arena_printf(arena, "JPARM FROMUSER \"%s\"", quotable(arena, order->from))) &&
           ask(hylafax, 2, &reply, err, "JPARM NOTIFY none") &&
           ask(hylafax, 2, &reply, err,
               arena_printf(arena, "JPARM LASTTIME %02d%02d00", order->hours / HOURS_OF_DAY,
                            order->hours % HOURS_OF_DAY)) &&
           ask(hylafax, 2, &reply, err, arena_printf(arena, "JPARM MAXDIALS %d", order->dials)) &&
           ask(hylafax, 2, &reply, err, arena_printf(arena, "JPARM MAXTRIES %d", order->tries)) &&
           ask(hylafax, 2, &reply, err, "JPARM VRES 196") &&
           (!order->page_width ||
            (ask(hylafax, 2, &reply, err,
                 arena_printf(arena, "JPARM PAGEWIDTH %d", order->page_width)) &&
             ask(hylafax, 2, &reply, err,
                 arena_printf(arena, "JPARM PAGELENGTH %d", order->page_height))));
}

bool hylafax_prepare(Hylafax *hylafax, const HylafaxOrder *order,
                     char job[static HYLAFAX_NAME_BYTES], Err *err)
{
    auto_arena Arena *arena = arena_new();
    HylafaxReply reply;
    if (!ask(hylafax, 2, &reply, err, "JNEW"))
        return false;
    if (!hylafax_reply_job(&reply, job))
        return err_set(err, ERR_BROKEN, "%s does not say what it calls a job",
                       hylafax->server.host);
    if (!set_number(hylafax, order->number, err) || !set_terms(hylafax, order, err))
        return false;
    for (size_t i = 0; i < order->document_count; i++)
        if (!ask(hylafax, 2, &reply, err,
                 arena_printf(arena, "JPARM DOCUMENT %s", order->documents[i])))
            return false;
    return true;
}

/* What hung up while it waited for us has not heard the order. */
static bool is_there(Hylafax *hylafax)
{
    size_t moved;
    return hylafax->heard_from < hylafax->heard_to ||
           dial_receive(hylafax->dialed, hylafax->heard, sizeof hylafax->heard, &moved) ==
               DIAL_WOULD_WAIT;
}

HylafaxVerdict hylafax_submit(Hylafax *hylafax, const char *job)
{
    HylafaxVerdict verdict = {.submitted = HYLAFAX_NOT_SAID};
    HylafaxReply reply = {0};
    auto_arena Arena *arena = arena_new();
    const char *line = arena_printf(arena, "JSUBM %s\r\n", job);
    size_t left = 0;
    Err err;
    if (!is_there(hylafax) || !send_all(hylafax, hylafax->dialed, line, strlen(line), &left)) {
        hung_up(hylafax, &err);
        verdict.submitted = left ? HYLAFAX_UNSURE : HYLAFAX_NOT_SAID;
    } else if (!hear_reply(hylafax, &reply, &err)) {
        verdict.submitted = HYLAFAX_UNSURE;
    } else {
        bool taken = reply.code / 100 == 2;
        verdict.submitted = taken ? HYLAFAX_TAKEN : HYLAFAX_NOT_TAKEN;
        verdict.code = reply.code;
        snprintf(err.message, sizeof err.message, "%s",
                 text_clean(arena, reply.words, strlen(reply.words), sizeof verdict.words - 1));
    }
    snprintf(verdict.words, sizeof verdict.words, "%.250s", err.message);
    return verdict;
}

void hylafax_forget(Hylafax *hylafax, const char *job)
{
    auto_arena Arena *arena = arena_new();
    HylafaxReply reply;
    Err ignored;
    (void)(ask(hylafax, 2, &reply, &ignored, arena_printf(arena, "JDELE %s", job)) &&
           ask(hylafax, 2, &reply, &ignored, "QUIT"));
}

/* --- lists ------------------------------------------------------------------------------------ */

static bool receive_all(Hylafax *hylafax, Dialed *beside, Buf *list, Err *err)
{
    int64_t until = patience_until(hylafax);
    char bytes[RECEIVE_BYTES];
    size_t moved;
    for (;;) {
        DialMove move = dial_receive(beside, bytes, sizeof bytes, &moved);
        if (move == DIAL_LOST) /* its end, as the reply behind it confirms */
            return true;
        if (move == DIAL_MOVED)
            buf_add(list, bytes, moved);
        if (list->over)
            return err_set(err, ERR_BUSY,
                           "the list of jobs of %s is longer than %d MB: let faxqclean of HylaFAX "
                           "clear its doneq",
                           hylafax->server.host, LIST_MOST >> 20);
        if (is_stopped(hylafax) || clock_ticking() >= until ||
            (move == DIAL_WOULD_WAIT && !wait_for(hylafax, beside, POLLIN, until)))
            return hung_up(hylafax, err);
    }
}

static bool list_queue(Hylafax *hylafax, const char *queue, Buf *list, Err *err)
{
    auto_arena Arena *arena = arena_new();
    auto_dialed Dialed *beside = NULL;
    HylafaxReply reply;
    return open_beside(hylafax, &beside, err) &&
           ask(hylafax, 1, &reply, err, arena_printf(arena, "LIST %s", queue)) &&
           receive_all(hylafax, beside, list, err) && hear_reply(hylafax, &reply, err) &&
           (reply.code / 100 == 2 || refuse(hylafax, &reply, err));
}

/* The queue first: what moves meanwhile is seen twice rather than never. */
bool hylafax_jobs(Hylafax *hylafax, Arena *arena, HylafaxJobs *jobs, Err *err)
{
    auto_buf Buf list = buf_new(LIST_MOST);
    HylafaxReply reply;
    if (!ask(hylafax, 2, &reply, err, "JOBFMT \"" HYLAFAX_JOB_FORMAT "\"") ||
        !list_queue(hylafax, "sendq", &list, err) || !list_queue(hylafax, "doneq", &list, err))
        return false;
    *jobs = hylafax_jobs_read(arena, list.at, list.length);
    return true;
}
