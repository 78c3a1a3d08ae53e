#include "cli/browser_wait.h"

#include "base/clock.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { LINE_MOST = 16 * 1024, LOOK_MS = 500, READ_SECONDS = 5 };

bool browser_wait_begin(BrowserWait *wait, Err *err)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof here;
    int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (made < 0 || bind(made, (struct sockaddr *)&here, sizeof here) < 0 ||
        listen(made, SOMAXCONN) < 0 || getsockname(made, (struct sockaddr *)&here, &length) < 0) {
        if (made >= 0)
            close(made);
        return err_set(err, ERR_BROKEN,
                       "this machine gives no port to wait for the browser at: use --paste");
    }
    *wait = (BrowserWait){.socket = made, .port = ntohs(here.sin_port)};
    return true;
}

void browser_wait_end(BrowserWait *wait)
{
    close(wait->socket);
}

/* Up to the end of the first line; false: it did not come. */
static bool read_line(int client, char *line)
{
    struct timeval patience = {.tv_sec = READ_SECONDS};
    size_t length = 0;
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    while (length < LINE_MOST - 1) {
        ssize_t got = recv(client, line + length, LINE_MOST - 1 - length, 0);
        if (got <= 0)
            return false;
        length += (size_t)got;
        line[length] = '\0';
        char *end = strpbrk(line, "\r\n");
        if (end) {
            *end = '\0';
            return true;
        }
    }
    return false;
}

static void answer(int client, bool is_it)
{
    static const char come[] =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
        "Referrer-Policy: no-referrer\r\n\r\n<!doctype html><title>Beck</title>"
        "<p>Beck has the answer. You can close this page and look at the command line.";
    static const char other[] =
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    const char *said = is_it ? come : other;
    (void)send(client, said, strlen(said), MSG_NOSIGNAL);
    shutdown(client, SHUT_WR);
}

/* "GET /?code=…&state=… HTTP/1.1"; NULL: something else that browsers ask for. */
static const char *query_of(Arena *arena, const char *line)
{
    static const char wanted[] = "GET /?";
    const char *query = line + sizeof wanted - 1;
    if (strncmp(line, wanted, sizeof wanted - 1) != 0 || !strstr(query, "state="))
        return NULL;
    return arena_strndup(arena, query, strcspn(query, " "));
}

bool browser_wait_query(Arena *arena, const BrowserWait *wait, int seconds,
                        const volatile sig_atomic_t *stop, const char **query, Err *err)
{
    char line[LINE_MOST];
    for (int64_t until = clock_ticking() + 1000 * (int64_t)seconds;
         clock_ticking() < until && !*stop;) {
        struct pollfd ready = {.fd = wait->socket, .events = POLLIN};
        if (poll(&ready, 1, LOOK_MS) <= 0)
            continue;
        int client = accept4(wait->socket, NULL, NULL, SOCK_CLOEXEC);
        if (client < 0)
            continue;
        const char *found = read_line(client, line) ? query_of(arena, line) : NULL;
        answer(client, found != NULL);
        close(client);
        if (found) {
            *query = found;
            return true;
        }
    }
    return err_set(err, ERR_BUSY, "no browser came back: begin again, or use --paste");
}
