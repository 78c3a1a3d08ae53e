#include "action/find_leads.h"
#include "action/text_now.h"
#include "base/text.h"
#include "cli/cli_file.h"
#include "cli/commands.h"
#include "cli/text_text.h"
#include "view/view_text_now.h"

#include <string.h>

/* A number is the id of a file that is kept already; else it is the path of one. */
static bool read_what(Cli *cli, const char *given, TextNowInput *input, FileInput *add, Err *err)
{
    if (!given)
        return true;
    if (strspn(given, "0123456789") == strlen(given))
        return cli_id(cli, "FILE", given, &input->file_id, err);
    add->name = cli_base_name(given);
    input->add = add;
    return cli_read_file(cli, given, &add->bytes, &add->size, err);
}

static bool show_draft(Cli *cli, int64_t lead_id, const char *to, Err *err)
{
    TextNow draft;
    if (!text_now_draft(cli->context, cli->arena, lead_id, to, &draft, err))
        return false;
    cli_show(cli, view_text_now(cli->arena, &draft), text_text_now);
    return true;
}

bool cmd_text(Cli *cli, Err *err)
{
    int64_t lead_id;
    FileInput add = {0};
    TextedNow texted;
    const char *what = cli_argument(cli, 1), *content = options_text(&cli->given, "content");
    TextNowInput input = {.to = options_text(&cli->given, "to"),
                          .cell = options_text(&cli->given, "cell"),
                          .words = options_text(&cli->given, "words")};
    if (!find_one_lead(cli->context, cli->arena, cli_argument(cli, 0), &lead_id, err))
        return false;
    if (!what && !content && !input.words && input.cell)
        return cli_wrong(cli, err, "--cell",
                         "--cell is where something goes: name a FILE, --content or --words, too");
    if (!what && !content && !input.words)
        return show_draft(cli, lead_id, input.to, err);
    if ((content && !cli_id(cli, "--content", content, &input.content_id, err)) ||
        !read_what(cli, what, &input, &add, err) ||
        !text_now(cli->context, cli->arena, lead_id, &input, &texted, err))
        return false;
    cli_show(cli, view_texted_now(cli->arena, &texted), text_texted_now);
    return true;
}
