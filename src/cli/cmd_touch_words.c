/* words */
#include "cli/cli_file.h"
#include "cli/commands.h"

#include "base/text.h"
#include "cli/text_letter.h"
#include "mail/lint.h"
#include "view/view_touch_words.h"

#include <string.h>

static bool read_words(Cli *cli, const char *path, const char **subject, const char **words,
                       Err *err)
{
    const void *bytes;
    size_t size;
    if (!cli_read_file(cli, path, &bytes, &size, err))
        return false;
    if (!text_is_utf8(bytes, size) || memchr(bytes, '\0', size))
        return err_set(err, ERR_INPUT, "%s is no text in UTF-8", path);
    *words = lint_split(cli->arena, arena_strndup(cli->arena, bytes, size), subject);
    return true;
}

bool cmd_touch_words(Cli *cli, Err *err)
{
    const char *path = cli->given.argument_count > 1 ? cli_argument(cli, 1) : NULL;
    const char *subject = NULL, *words = NULL;
    bool reset = options_flag(&cli->given, "reset");
    int64_t touch;
    TouchWords shown;
    if (!cli_id(cli, "TOUCH", cli_argument(cli, 0), &touch, err))
        return false;
    if (path && reset)
        return cli_wrong(cli, err, "FILE", "a file and --reset cannot both be meant");
    if (path && !read_words(cli, path, &subject, &words, err))
        return false;
    bool done = path || reset ? touch_words_write(cli->context, cli->arena, touch, subject, words,
                                                  &shown, err)
                              : touch_words_of(cli->context, cli->arena, touch, &shown, err);
    if (!done)
        return false;
    cli_show(cli, view_touch_words(cli->arena, &shown),
             path || reset ? text_touch_words_written : text_touch_words);
    return true;
}
