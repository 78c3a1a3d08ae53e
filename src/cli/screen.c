#include "cli/screen.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

void screen_guard(void)
{
    /* Opened the wrong way round: using them fails, as it would have. */
    static const int ways[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", ways[fd]) != fd)
            _exit(1);
}

static int number_of(const char *text)
{
    return text ? (int)strtol(text, NULL, 10) : 0;
}

Screen screen_look(ColourWish colour, bool pager)
{
    Screen screen = {.terminal = isatty(STDOUT_FILENO), .messages = isatty(STDERR_FILENO)};
    struct winsize size;
    if (screen.terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
        screen.columns = size.ws_col;
        screen.rows = size.ws_row;
    }
    if (screen.columns <= 0)
        screen.columns = number_of(getenv("COLUMNS"));
    if (screen.columns <= 0)
        screen.columns = 80;
    bool able = screen.terminal && text_empty(getenv("NO_COLOR")) &&
                !text_equal(text_or(getenv("TERM"), "dumb"), "dumb");
    screen.colour = colour == COLOUR_ALWAYS || (colour == COLOUR_FIND_OUT && able);
    screen.pager = pager && screen.terminal && screen.rows > 0;
    return screen;
}

/* 0, or what went wrong. */
static int write_all(int fd, const char *bytes, size_t length)
{
    while (length) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        bytes += written;
        length -= (size_t)written;
    }
    return 0;
}

bool screen_write(const char *bytes, size_t length, bool *gone, Err *err)
{
    int wrong = write_all(STDOUT_FILENO, bytes, length);
    *gone = wrong == EPIPE;
    if (!wrong || *gone)
        return true;
    return err_set(err, ERR_BROKEN, "standard output: %s", strerror(wrong));
}

/* --- the pager --- */

enum { PAGER_WORDS = 16 };

/* $PAGER split at blanks; no shell stands between. Empty or "cat": none. */
static size_t pager_words(char *line, char *words[PAGER_WORDS + 1])
{
    size_t count = 0;
    while (count < PAGER_WORDS) {
        line += strspn(line, " \t");
        if (!*line)
            break;
        words[count++] = line;
        line += strcspn(line, " \t");
        if (*line)
            *line++ = '\0';
    }
    words[count] = NULL;
    return count == 1 && text_equal(words[0], "cat") ? 0 : count;
}

/* The environment with LESS=FRX, where nobody has said otherwise: short text stays on the screen,
 * colours are shown. The caller frees it. */
static char **pager_environment(void)
{
    static char less[] = "LESS=FRX";
    size_t count = 0;
    while (environ[count])
        count++;
    char **with = calloc(count + 2, sizeof *with);
    if (!with)
        return NULL;
    memcpy(with, environ, count * sizeof *with);
    if (!getenv("LESS"))
        with[count] = less;
    return with;
}

static bool spawn_pager(char *const words[], int *to, pid_t *pid)
{
    int ends[2];
    char **with = pager_environment();
    if (!with || pipe2(ends, O_CLOEXEC) != 0) {
        free(with);
        return false;
    }
    posix_spawn_file_actions_t actions;
    bool started = posix_spawn_file_actions_init(&actions) == 0;
    if (started) {
        started = posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO) == 0 &&
                  posix_spawnp(pid, words[0], &actions, NULL, words, with) == 0;
        posix_spawn_file_actions_destroy(&actions);
    }
    free(with);
    close(ends[0]);
    if (started)
        *to = ends[1];
    else
        close(ends[1]);
    return started;
}

/* False: there is no pager, or it cannot be started. */
static bool page_through(const Buf *text)
{
    const char *wish = getenv("PAGER");
    char line[1024], *words[PAGER_WORDS + 1];
    size_t length = strlen(wish ? wish : "less");
    if (length >= sizeof line)
        return false;
    memcpy(line, wish ? wish : "less", length + 1);
    int to, status;
    pid_t pid;
    if (!pager_words(line, words) || !spawn_pager(words, &to, &pid))
        return false;
    /* Ctrl-C is the pager's; leaving it early is no error. */
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    sigaction(SIGINT, &ignore, &before);
    write_all(to, text->at, text->length);
    close(to);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    sigaction(SIGINT, &before, NULL);
    /* 127: the pager is not there; posix_spawnp() need not notice. */
    return !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
}

static int lines_of(const Buf *text)
{
    int lines = 0;
    for (size_t i = 0; i < text->length; i++)
        lines += text->at[i] == '\n';
    return lines;
}

bool screen_show(const Screen *screen, const Buf *text, bool *gone, Err *err)
{
    *gone = false;
    if (screen->pager && lines_of(text) >= screen->rows && page_through(text))
        return true;
    return screen_write(text->at, text->length, gone, err);
}
