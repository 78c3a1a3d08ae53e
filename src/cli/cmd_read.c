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

/* Another act that was in the way took it back: begun anew, with the bytes in hand. */
static bool receive(Cli *cli, const ReceivedMail *mail, Received *received, Err *err)
{
    enum { TRIES_MOST = 10 };
    for (int tries = 1; !receive_mail(cli->context, cli->arena, mail, received, err); tries++)
        if (!context_collided(err) || tries == TRIES_MOST || !cli_open(cli, err))
            return false;
    return true;
}

static bool take_one(Cli *cli, const char *path, Err *err)
{
    const void *bytes;
    size_t size;
    Received received;
    if (!read_mail(cli, path, &bytes, &size, err))
        return false;
    const ReceivedMail mail = {.bytes = bytes,
                               .length = size,
                               .to = options_text(&cli->given, "mailbox"),
                               .at = TIME_NONE};
    if (!receive(cli, &mail, &received, err))
        return false;
    cli_show(cli, view_received_taken(cli->arena, path, &received), text_received_taken);
    return true;
}

bool cmd_read(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    bool take = options_flag(given, "take");
    if (!take && options_text(given, "mailbox"))
        return cli_wrong(cli, err, "--mailbox", "--mailbox goes with --take");
    cli->mail_server = take;
    if (take && !cli_open(cli, err))
        return false;
    bool (*one)(Cli *, const char *, Err *) = take ? take_one : say_one;
    if (!given->argument_count)
        return one(cli, "-", err);
    for (size_t i = 0; i < given->argument_count; i++) {
        ArenaMark mark = arena_mark(cli->arena); /* a Maildir may have thousands */
        if (!one(cli, given->arguments[i], err))
            return false;
        arena_rewind(cli->arena, mark);
    }
    return true;
}
