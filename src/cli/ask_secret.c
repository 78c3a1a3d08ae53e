#include "cli/ask_secret.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { SECRET_BYTES_MOST = 8000 };

/* A line without its end; NULL at the end of the input, or when it is longer than any secret. */
static const char *read_line(Arena *arena)
{
    char line[SECRET_BYTES_MOST];
    if (!fgets(line, sizeof line, stdin))
        return NULL;
    size_t length = strcspn(line, "\r\n");
    bool whole = line[length] || length < sizeof line - 1;
    return whole ? arena_strndup(arena, line, length) : NULL;
}

static const char *read_unseen(Arena *arena, const char *prompt)
{
    struct termios before, unseen;
    bool known = tcgetattr(STDIN_FILENO, &before) == 0;
    if (known) { /* before it is asked for: what is typed earlier is thrown away */
        unseen = before;
        unseen.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
    }
    fprintf(stderr, "%s: ", prompt);
    const char *typed = read_line(arena);
    if (known)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fputc('\n', stderr);
    return typed;
}

bool ask_secret(Arena *arena, const char *what, const char **secret, Err *err)
{
    bool terminal = isatty(STDIN_FILENO);
    const char *typed = terminal ? read_unseen(arena, what) : read_line(arena);
    if (text_empty(typed))
        return err_set(err, ERR_INPUT, "no %s was given", what);
    if (terminal) {
        const char *again = read_unseen(arena, "once more");
        if (!text_equal(typed, again))
            return err_set(err, ERR_INPUT, "the two were not the same; nothing was changed");
    }
    *secret = typed;
    return true;
}

bool ask_line(Arena *arena, const char *what, const char **line, Err *err)
{
    if (isatty(STDIN_FILENO))
        fprintf(stderr, "%s: ", what);
    const char *typed = read_line(arena);
    if (text_empty(typed))
        return err_set(err, ERR_INPUT, "no %s was given", what);
    *line = typed;
    return true;
}
