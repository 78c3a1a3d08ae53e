/* read */
#include "cli/cli_file.h"
#include "cli/commands.h"

#include "base/text.h"
#include "cli/text_reading.h"
#include "view/view_reading.h"

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

static bool read_one(Cli *cli, const char *path, Err *err)
{
    const void *bytes;
    size_t size;
    const MimeMail *mail;
    const char *name = text_equal(path, "-") ? "standard input" : path;
    if (!cli_read_file(cli, path, &bytes, &size, err))
        return false;
    if (!size)
        return err_field(err, ERR_INPUT, "FILE", "%s is empty; it should be a mail as it came",
                         name);
    if (is_mbox(bytes, size))
        return err_field(err, ERR_INPUT, "FILE",
                         "%s holds many mails (mbox); give each in a file of its own, as a Maildir "
                         "has them",
                         name);
    if (!mime_read(cli->arena, bytes, size, &mail, err))
        return false;
    Reading reading;
    reading_of(cli->arena, mail, &reading);
    cli_show(cli, view_reading(cli->arena, path, &reading), text_reading);
    return true;
}

bool cmd_read(Cli *cli, Err *err)
{
    if (!cli->given.argument_count)
        return read_one(cli, "-", err);
    for (size_t i = 0; i < cli->given.argument_count; i++) {
        ArenaMark mark = arena_mark(cli->arena); /* a Maildir may have thousands */
        if (!read_one(cli, cli->given.arguments[i], err))
            return false;
        arena_rewind(cli->arena, mark);
    }
    return true;
}
