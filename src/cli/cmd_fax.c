/* fax */
#include "cli/cli_file.h"
#include "cli/commands.h"

#include "base/text.h"
#include "cli/text_letter.h"
#include "view/view_fax.h"

bool cmd_fax(Cli *cli, Err *err)
{
    int64_t touch;
    FaxPrinted printed;
    auto_buf Buf pdf = buf_new(LETTER_PDF_MOST);
    const char *path = options_text(&cli->given, "output");
    if (path && !cli_file_is_pdf(cli, path, err))
        return false;
    if (!cli_id(cli, "TOUCH", cli_argument(cli, 0), &touch, err) ||
        !fax_print(cli->context, cli->arena, touch, &pdf, &printed, err))
        return false;
    if (!path)
        return cli_wrong(cli, err, "--output", "say where it goes: --output FILE");
    if (!cli_write_file(cli, path, pdf.at, pdf.length, err))
        return false;
    if (text_equal(path, "-"))
        return true;
    Doc *doc = view_fax(cli->arena, &printed);
    doc_set_text(cli->arena, doc, "file", path);
    cli_show(cli, doc, text_fax);
    return true;
}
