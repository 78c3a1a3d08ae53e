/* read */
#include "cli/cli_file.h"
#include "cli/commands.h"

#include "action/receive.h"
#include "base/text.h"
#include "cli/text_reading.h"
#include "view/view_reading.h"
#include "view/view_received.h"

#include <string.h>

/* A file of many mails: a second line "From … 2026" behind an empty one. */
static bool is_mbox(const char *bytes, size_t size)
{
    static const char parting[] = "\n\nFrom ";
    if (size < sizeof parting || memcmp(bytes, "From ", strlen("From ")) != 0)
        return false;
    const char *next = memmem(bytes, size, parting, strlen(parting));
    const char *end = next ? memchr(next + 2, '\n', size - (size_t)(next + 2 - bytes)) : NULL;
    return end && memchr(next + 2, ':', (size_t)(end - next - 2));
}

static bool read_mail(Cli *cli, const char *path, const void **bytes, size_t *size, Err *err)
{
    const char *name = text_equal(path, "-") ? "standard input" : path;
    if (!cli_read_file(cli, path, bytes, size, err))
        return false;
    if (!*size)
        return err_field(err, ERR_INPUT, "FILE", "%s is empty; it should be a mail as it came",
                         name);
    if (is_mbox(*bytes, *size))
        return err_field(err, ERR_INPUT, "FILE",
                         "%s holds many mails (mbox); give each in a file of its own, as a Maildir "
                         "has them",
                         name);
    return true;
}

static bool say_one(Cli *cli, const char *path, Err *err)
{
    const void *bytes;
    size_t size;
    const MimeMail *mail;
    Reading reading;
    if (!read_mail(cli, path, &bytes, &size, err) ||
        !mime_read(cli->arena, bytes, size, &mail, err))
        return false;
    reading_of(cli->arena, mail, &reading);
    cli_show(cli, view_reading(cli->arena, path, &reading), text_reading);
    return true;
}

/* --- taken in --- */

enum { TAKEN_TOGETHER = 64 }; /* mails that one commit writes down */

/* A Maildir may have thousands, and large ones: what is shown of it alone lives on, in `shown`. */
static bool take_one(Cli *cli, Arena *shown, const char *path, Doc **doc, Err *err)
{
    ArenaMark mark = arena_mark(cli->arena);
    const void *bytes;
    size_t size;
    Received received;
    if (!read_mail(cli, path, &bytes, &size, err))
        return false;
    const ReceivedMail mail = {.bytes = bytes,
                               .length = size,
                               .to = options_text(&cli->given, "mailbox"),
                               .at = TIME_NONE};
    if (!receive_mail(cli->context, cli->arena, &mail, &received, err))
        return false;
    received.did = arena_strdup(shown, received.did);
    *doc = view_received_taken(shown, path, &received);
    arena_rewind(cli->arena, mark);
    return true;
}

/* As one transaction. What is no mail ends it, and those before it are taken. */
static bool take_together(Cli *cli, Arena *shown, const char *const *paths, size_t count,
                          Doc **docs, size_t *taken, Err *err)
{
    Err wrong = {0}, lost;
    *taken = 0;
    if (!context_together(cli->context, err))
        return false;
    while (*taken < count && take_one(cli, shown, paths[*taken], &docs[*taken], &wrong))
        ++*taken;
    if (*taken < count && wrong.kind != ERR_INPUT) {
        context_together_drop(cli->context);
        *err = wrong;
        *taken = 0;
        return false;
    }
    if (!context_together_end(cli->context, &lost)) {
        *err = lost;
        *taken = 0;
        return false;
    }
    *err = wrong;
    return *taken == count;
}

/* Begun anew where another act that was in the way took it back. */
static bool take_some(Cli *cli, const char *const *paths, size_t count, Err *err)
{
    enum { TRIES_MOST = 10 };
    auto_arena Arena *shown = arena_new();
    Doc **docs = arena_array(shown, count, sizeof(Doc *));
    size_t taken;
    bool done = take_together(cli, shown, paths, count, docs, &taken, err);
    bool again = !done && !text_equal(paths[0], "-");
    for (int tries = 1; again && context_collided(err) && tries < TRIES_MOST; tries++) {
        if (!cli_open(cli, err))
            return false;
        done = take_together(cli, shown, paths, count, docs, &taken, err);
        again = !done;
    }
    for (size_t i = 0; i < taken; i++)
        cli_show(cli, docs[i], text_received_taken);
    return done;
}

static bool take_all(Cli *cli, const char *const *paths, size_t count, Err *err)
{
    cli->mail_server = true;
    if (!cli_open(cli, err))
        return false;
    for (size_t at = 0; at < count; at += TAKEN_TOGETHER) {
        size_t some = count - at < TAKEN_TOGETHER ? count - at : TAKEN_TOGETHER;
        if (!take_some(cli, paths + at, some, err))
            return false;
    }
    return true;
}

bool cmd_read(Cli *cli, Err *err)
{
    static const char *const standard_input[] = {"-"};
    const Given *given = &cli->given;
    size_t count = given->argument_count ? given->argument_count : 1;
    const char *const *paths = given->argument_count ? given->arguments : standard_input;
    bool take = options_flag(given, "take");
    if (!take && options_text(given, "mailbox"))
        return cli_wrong(cli, err, "--mailbox", "--mailbox goes with --take");
    if (take)
        return take_all(cli, paths, count, err);
    for (size_t i = 0; i < count; i++) {
        ArenaMark mark = arena_mark(cli->arena); /* a Maildir may have thousands */
        if (!say_one(cli, paths[i], err))
            return false;
        arena_rewind(cli->arena, mark);
    }
    return true;
}
