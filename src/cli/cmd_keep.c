/* export, erase */
#include "cli/commands.h"

#include "action/find_leads.h"
#include "action/show_lead.h"
#include "base/text.h"
#include "cli/cli_file.h"
#include "cli/progress.h"
#include "cli/text_people.h"
#include "view/view_keep.h"

#include <ctype.h>

static void tell_export(int64_t rows, void *context)
{
    progress_draw(context, (uint64_t)rows, (uint64_t)rows, 0);
}

/* By --as, else by the end of the file's name; CSV where that says nothing. */
static bool choose_form(Cli *cli, const char *path, ExportForm *form, Err *err)
{
    static const struct {
        const char *ending;
        ExportForm form;
    } endings[] = {{"csv", EXPORT_CSV},   {"vcf", EXPORT_VCARD},  {"vcard", EXPORT_VCARD},
                   {"json", EXPORT_JSON}, {"jsonl", EXPORT_JSON}, {"ndjson", EXPORT_JSON}};
    const char *as = options_text(&cli->given, "as"), *ending = cli_file_ending(cli, path);
    *form = EXPORT_CSV;
    if ((as && export_form_find(as, form)) || !ending)
        return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_equal(endings[i].ending, ending)) {
            *form = endings[i].form;
            return true;
        }
    return cli_wrong(
        cli, err, "FILE",
        "%s: there is no export as .%s: call it .csv, which spreadsheets open, .vcf or "
        ".jsonl, or say --as csv, vcard or json",
        cli_base_name(path), ending);
}

/* Rows go to standard output while they are read: when its reader leaves (`| head`), the program
 * ends there and then, as every other does. Nothing is being changed. */
static void end_with_the_reader(void)
{
    struct sigaction usual = {.sa_handler = SIG_DFL};
    sigaction(SIGPIPE, &usual, NULL);
}

bool cmd_export(Cli *cli, Err *err)
{
    const char *path = text_or(cli_argument(cli, 0), "-");
    bool to_output = text_equal(path, "-");
    Progress progress = progress_new(&cli->screen);
    Exported exported;
    ExportOptions options = {.path = path,
                             .owner = options_text(&cli->given, "owner"),
                             .replace = options_flag(&cli->given, "replace"),
                             .told = to_output ? NULL : tell_export,
                             .told_context = &progress};
    if (!choose_form(cli, path, &options.form, err))
        return false;
    if (to_output)
        end_with_the_reader();
    bool written = export_data(cli->context, cli->arena, &options, &exported, err);
    progress_end(&progress);
    if (!written)
        return false;
    /* Standard output is the file then. */
    if (!to_output)
        cli_show(cli, view_exported(cli->arena, &exported, export_form_name(options.form)),
                 text_exported);
    return true;
}

/* "contact:12", "12": the person; else the main contact of a lead. */
static bool find_contact(Cli *cli, const char *typed, int64_t *contact_id, Err *err)
{
    int64_t lead_id;
    LeadShown lead;
    if (isdigit((unsigned char)typed[0]) || text_starts_nocase(typed, "contact:"))
        return cli_id(cli, "CONTACT", typed, contact_id, err);
    if (!find_one_lead(cli->context, cli->arena, typed, &lead_id, err) ||
        !show_lead(cli->context, cli->arena, lead_id, &lead, err))
        return false;
    *contact_id = lead.contact_id;
    return lead.contact_id || err_field(err, ERR_MISSING, "CONTACT",
                                        "lead %lld has no person to erase", (long long)lead_id);
}

bool cmd_erase(Cli *cli, Err *err)
{
    Erased erased;
    EraseOptions options = {.sure = options_flag(&cli->given, "yes"),
                            .never = options_flag(&cli->given, "never")};
    if (!find_contact(cli, cli_arguments_from(cli, 0), &options.contact_id, err) ||
        !erase_person(cli->context, cli->arena, &options, &erased, err))
        return false;
    cli->exit_code = erased.done ? EXIT_DONE : EXIT_FAILED;
    cli_show(cli, view_erased(cli->arena, &erased), text_erased);
    return true;
}
