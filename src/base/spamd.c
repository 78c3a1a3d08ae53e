#include "base/spamd.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/vec.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { ANSWER_MOST = 256 * 1024, PORT_LONGEST = 5 };

typedef struct Line {
    int socket;
    int64_t until; /* of clock_ticking() */
} Line;

static void close_line(Line *line)
{
    if (line->socket >= 0)
        close(line->socket);
}

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

/* Until the socket may be read (written): false when the time is over. */
static bool wait_for(const Line *line, short events)
{
    struct pollfd socket = {.fd = line->socket, .events = events};
    for (;;) {
        int64_t left = line->until - clock_ticking();
        int ready = left > 0 ? poll(&socket, 1, (int)left) : 0;
        if (ready >= 0 || errno != EINTR)
            return ready > 0;
    }
}

static bool connect_to(Line *line, const struct sockaddr *address, socklen_t length)
{
    line->socket = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (line->socket < 0)
        return false;
    int failed = connect(line->socket, address, length);
    socklen_t size = sizeof failed;
    if (failed && errno == EINPROGRESS && wait_for(line, POLLOUT) &&
        getsockopt(line->socket, SOL_SOCKET, SO_ERROR, &failed, &size) == 0 && !failed)
        return true;
    if (!failed)
        return true;
    close_line(line);
    line->socket = -1;
    return false;
}

static bool open_path(const char *place, Line *line, Err *err)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = strlen(place);
    if (length >= sizeof address.sun_path)
        return refuse(place, err);
    memcpy(address.sun_path, place, length + 1);
    return connect_to(line, (const struct sockaddr *)&address, sizeof address) ||
           fail(place, "does not answer", err);
}

/* "[::1]:783" → "::1", "783" */
static bool split_place(Arena *arena, const char *place, const char **host, const char **port)
{
    const char *colon = strrchr(place, ':');
    *port = colon ? colon + 1 : place;
    size_t length = strlen(*port);
    if (!length || length > PORT_LONGEST || strspn(*port, "0123456789") != length)
        return false;
    *host = "127.0.0.1";
    if (!colon)
        return true;
    size_t from = place[0] == '[', count = (size_t)(colon - place);
    if (from && (count < 3 || place[count - 1] != ']'))
        return false;
    *host = arena_strndup(arena, place + from, count - 2 * from);
    return (*host)[0] != '\0';
}

static bool open_line(Arena *arena, const char *place, Line *line, Err *err)
{
    const char *host, *port;
    if (place[0] == '/')
        return open_path(place, line, err);
    if (!split_place(arena, place, &host, &port))
        return refuse(place, err);
    struct addrinfo wanted = {.ai_socktype = SOCK_STREAM}, *found = NULL;
    int unknown = getaddrinfo(host, port, &wanted, &found);
    if (unknown)
        return fail(place, gai_strerror(unknown), err);
    for (const struct addrinfo *each = found; each && line->socket < 0; each = each->ai_next)
        connect_to(line, each->ai_addr, each->ai_addrlen);
    freeaddrinfo(found);
    return line->socket >= 0 || fail(place, "does not answer", err);
}

static bool send_all(const Line *line, const char *bytes, size_t length)
{
    while (length) {
        ssize_t sent = send(line->socket, bytes, length, MSG_NOSIGNAL);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR) && wait_for(line, POLLOUT))
            continue;
        if (sent < 0)
            return false;
        bytes += sent;
        length -= (size_t)sent;
    }
    return true;
}

static bool receive_all(const Line *line, Buf *answer)
{
    for (;;) {
        char piece[4096];
        ssize_t got = recv(line->socket, piece, sizeof piece, 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR) && wait_for(line, POLLIN))
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
    __attribute__((cleanup(close_line))) Line line = {-1, clock_ticking() + whole_ms};
    if (!open_line(arena, place, &line, err))
        return false;
    auto_buf Buf answer = buf_new(ANSWER_MOST);
    char *head = arena_printf(arena, "REPORT SPAMC/1.5\r\nContent-length: %zu\r\n\r\n", length);
    SpamdVerdict read;
    if (!send_all(&line, head, strlen(head)) || !send_all(&line, mail, length) ||
        shutdown(line.socket, SHUT_WR) != 0 || !receive_all(&line, &answer))
        return fail(place, "gave no answer in time", err);
    if (!text_starts(answer.at, "SPAMD/") || !read_score(answer.at, &read))
        return fail(place, "does not answer as a spamd does", err);
    read_rules(arena, answer.at, &read);
    *verdict = read;
    return true;
}
