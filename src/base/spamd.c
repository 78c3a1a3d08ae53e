#include "base/spamd.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/vec.h"
#include "base/wire.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

enum { ANSWER_MOST = 256 * 1024 };

static bool refuse(const char *place, Err *err)
{
    return err_field(err, ERR_INPUT, "spamd",
                     "\"%s\" is no place of a spamd: write host:port, a port, or the path of a "
                     "socket",
                     place);
}

static bool fail(const char *place, const char *what, Err *err)
{
    return err_field(err, ERR_BUSY, "spamd", "the spamd at %s %s", place, what);
}

static bool open_path(const char *place, Wire *wire, Err *err)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = strlen(place);
    if (length >= sizeof address.sun_path)
        return refuse(place, err);
    memcpy(address.sun_path, place, length + 1);
    return wire_connect(wire, (const struct sockaddr *)&address, sizeof address) ||
           fail(place, "does not answer", err);
}

static bool open_wire(Arena *arena, const char *place, Wire *wire, Err *err)
{
    const char *host, *port, *why;
    if (place[0] == '/')
        return open_path(place, wire, err);
    if (!wire_split(arena, place, &host, &port))
        return refuse(place, err);
    return wire_open(wire, host, port, &why) || fail(place, why, err);
}

static bool receive_all(const Wire *wire, Buf *answer)
{
    for (;;) {
        char piece[4096];
        ssize_t got = recv(wire->socket, piece, sizeof piece, 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR) && wire_wait(wire, POLLIN))
            continue;
        if (got <= 0)
            return got == 0 && !answer->over;
        buf_add(answer, piece, (size_t)got);
    }
}

/* --- the answer --- */

/* "Spam: True ; 15.3 / 5.0" */
static bool read_score(const char *answer, SpamdVerdict *verdict)
{
    const char *line = strstr(answer, "\r\nSpam: ");
    const char *score = line ? strchr(line, ';') : NULL;
    if (!score)
        return false;
    char *end;
    verdict->score = strtod(score + 1, &end);
    if (*(end += strspn(end, " ")) != '/')
        return false;
    const char *required = end + 1;
    verdict->required = strtod(required, &end);
    return end > required;
}

static int by_points(const void *a, const void *b)
{
    const SpamdRule *x = a, *y = b;
    return (y->points > x->points) - (y->points < x->points);
}

/* Of the table below the text: " 1.6 SUBJ_ALL_CAPS    Subject is all capitals". */
static void read_rules(Arena *arena, const char *answer, SpamdVerdict *verdict)
{
    VEC(SpamdRule) rules = {0};
    const char *table = strstr(answer, "\n---- ");
    for (const char *line = table; line && (line = strchr(line + 1, '\n'));) {
        char *name;
        double points = strtod(line + 1, &name);
        if (name == line + 1 || *name != ' ')
            continue;
        name += strspn(name, " ");
        size_t length = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
        if (length && strchr(" \r\n", name[length]))
            *vec_push(arena, &rules) = (SpamdRule){arena_strndup(arena, name, length), points};
    }
    if (rules.count)
        qsort(rules.at, rules.count, sizeof *rules.at, by_points);
    verdict->rules = rules.at;
    verdict->count = rules.count;
}

bool spamd_ask(Arena *arena, const char *place, const void *mail, size_t length, int whole_ms,
               SpamdVerdict *verdict, Err *err)
{
    __attribute__((cleanup(wire_close))) Wire wire = {-1, clock_ticking() + whole_ms};
    if (!open_wire(arena, place, &wire, err))
        return false;
    auto_buf Buf answer = buf_new(ANSWER_MOST);
    char *head = arena_printf(arena, "REPORT SPAMC/1.5\r\nContent-length: %zu\r\n\r\n", length);
    SpamdVerdict read;
    if (!wire_send(&wire, head, strlen(head)) || !wire_send(&wire, mail, length) ||
        shutdown(wire.socket, SHUT_WR) != 0 || !receive_all(&wire, &answer))
        return fail(place, "gave no answer in time", err);
    if (!text_starts(answer.at, "SPAMD/") || !read_score(answer.at, &read))
        return fail(place, "does not answer as a spamd does", err);
    read_rules(arena, answer.at, &read);
    *verdict = read;
    return true;
}
