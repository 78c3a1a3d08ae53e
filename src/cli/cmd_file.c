/* cards, files */
#include "cli/cli_file.h"
#include "cli/commands.h"

#include "action/find_leads.h"
#include "base/text.h"
#include "cli/text_file.h"
#include "view/view_file.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FILE_BYTES_MOST = 26 * 1024 * 1024 };

const char *cli_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool read_stream(Cli *cli, FILE *stream, const char *path, const void **bytes, size_t *size,
                        Err *err)
{
    enum { PIECE = 64 * 1024 };
    auto_buf Buf all = buf_new(FILE_BYTES_MOST);
    char piece[PIECE];
    size_t count;
    while ((count = fread(piece, 1, sizeof piece, stream)) > 0 && !all.over)
        buf_add(&all, piece, count);
    if (ferror(stream))
        return err_set(err, ERR_INPUT, "%s cannot be read: %s", path, strerror(errno));
    if (all.over)
        return err_set(err, ERR_INPUT, "%s is larger than %d MB", path,
                       FILE_BYTES_MOST / 1024 / 1024);
    char *copy = arena_alloc(cli->arena, all.length ? all.length : 1);
    if (all.length)
        memcpy(copy, all.at, all.length);
    *bytes = copy;
    *size = all.length;
    return true;
}

/* "cards.2026-11" and "rows.2" say nothing of what they are. */
const char *cli_file_ending(Cli *cli, const char *path)
{
    enum { ENDING_MOST = 8 };
    const char *name = cli_base_name(path), *dot = strrchr(name, '.');
    bool letter = false;
    if (!dot || dot == name || !dot[1] || strlen(dot + 1) > ENDING_MOST)
        return NULL;
    for (const char *c = dot + 1; *c; c++) {
        if (!isalnum((unsigned char)*c))
            return NULL;
        letter = letter || isalpha((unsigned char)*c);
    }
    return letter ? text_fold(cli->arena, dot + 1) : NULL;
}

bool cli_file_is_pdf(Cli *cli, const char *path, Err *err)
{
    const char *ending = cli_file_ending(cli, path);
    if (!ending || text_equal(ending, "pdf"))
        return true;
    return cli_wrong(cli, err, "--output", "%s: what is written is PDF; call it .pdf",
                     cli_base_name(path));
}

bool cli_read_file(Cli *cli, const char *path, const void **bytes, size_t *size, Err *err)
{
    if (text_equal(path, "-"))
        return read_stream(cli, stdin, "standard input", bytes, size, err);
    FILE *stream = fopen(path, "rbe");
    if (!stream)
        return err_set(err, errno == ENOENT ? ERR_MISSING : ERR_DENIED, "%s: %s", path,
                       strerror(errno));
    bool read = read_stream(cli, stream, path, bytes, size, err);
    fclose(stream);
    return read;
}

bool cli_write_file(Cli *cli, const char *path, const void *bytes, size_t size, Err *err)
{
    if (text_equal(path, "-"))
        return fwrite(bytes, 1, size, stdout) == size ||
               err_set(err, ERR_BROKEN, "standard output cannot be written");
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return err_set(err, errno == EEXIST ? ERR_CONFLICT : ERR_DENIED, "%s: %s", path,
                       strerror(errno));
    FILE *stream = fdopen(file, "wb");
    bool written = stream && fwrite(bytes, 1, size, stream) == size;
    if (stream ? fclose(stream) != 0 : close(file) != 0)
        written = false;
    if (!written)
        unlink(path);
    return written || err_set(err, ERR_BROKEN, "%s cannot be written: %s", path, strerror(errno));
}

bool cmd_cards(Cli *cli, Err *err)
{
    WaitingCards cards;
    if (!list_cards_to_type(cli->context, cli->arena, &cards, err))
        return false;
    cli_show(cli, view_cards(cli->arena, &cards), text_cards);
    return true;
}

bool cmd_files(Cli *cli, Err *err)
{
    int64_t lead_id;
    FilesShown files;
    if (!find_one_lead(cli->context, cli->arena, cli_arguments_from(cli, 0), &lead_id, err) ||
        !file_list(cli->context, cli->arena, lead_id, &files, err))
        return false;
    cli_show(cli, view_files(cli->arena, &files), text_files);
    return true;
}

bool cmd_file_add(Cli *cli, Err *err)
{
    const char *path = cli_argument(cli, 1);
    FileInput input = {.name = cli_base_name(path)};
    FileShown file;
    if (!find_one_lead(cli->context, cli->arena, cli_argument(cli, 0), &input.lead_id, err) ||
        !cli_read_file(cli, path, &input.bytes, &input.size, err) ||
        !file_keep(cli->context, cli->arena, &input, &file, err))
        return false;
    cli_show(cli, view_file(cli->arena, &file), text_file);
    return true;
}

bool cmd_file_get(Cli *cli, Err *err)
{
    int64_t id;
    FileShown file;
    const void *bytes;
    const char *path = cli_argument(cli, 1);
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !file_read(cli->context, cli->arena, id, &file, &bytes, err) ||
        !cli_write_file(cli, path, bytes, (size_t)file.size, err))
        return false;
    if (!text_equal(path, "-"))
        cli_show(cli, view_file(cli->arena, &file), text_file);
    return true;
}

bool cmd_file_remove(Cli *cli, Err *err)
{
    int64_t id;
    FileShown file;
    const void *bytes;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) ||
        !file_read(cli->context, cli->arena, id, &file, &bytes, err) ||
        !file_remove(cli->context, id, err))
        return false;
    cli_show(cli, view_file(cli->arena, &file), text_file_gone);
    return true;
}
