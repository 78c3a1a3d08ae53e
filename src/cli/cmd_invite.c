/* invite */
#include "action/find_leads.h"
#include "action/invitation.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/text_say.h"
#include "view/view_invitation.h"

static void text_invited(Page *page, const Doc *doc)
{
    const Doc *mail = doc_get(doc, "mail");
    const char *place = doc_text(doc, "place");
    page_wrapped(page, PAGE_STRONG, 0, doc_text(doc, "said"));
    page_wrapped(page, PAGE_PLAIN, 0,
                 arena_printf(page->arena, "%s%s%s", say_when(page, doc, "starts_at"),
                              place ? ", " : "", text_or(place, "")));
    if (mail && mail->kind == DOC_OBJECT)
        page_wrapped(page, PAGE_DIM, 0,
                     arena_printf(page->arena,
                                  "It goes to %s in a minute. Until then: beck outbox back %lld",
                                  doc_text(mail, "to"), (long long)doc_int(mail, "id")));
    else if (doc_text(doc_get(doc, "notice"), "said"))
        page_wrapped(page, PAGE_DIM, 0, doc_text(doc_get(doc, "notice"), "said"));
}

bool cmd_invite(Cli *cli, Err *err)
{
    int64_t lead_id;
    InvitationShown shown;
    OutboxEntry entry;
    const char *place = options_text(&cli->given, "place");
    const InvitationInput input = {.subject = options_text(&cli->given, "subject"),
                                   .words = options_text(&cli->given, "words"),
                                   .place = place};
    bool moves = options_flag(&cli->given, "move"), agrees = options_flag(&cli->given, "agree");
    bool told = options_flag(&cli->given, "told"), invites = !moves && !agrees && !told;
    if (moves && (!place || agrees))
        return cli_wrong(cli, err, "move", "--move takes --place, and no --agree");
    if (told && (moves || agrees || place))
        return cli_wrong(cli, err, "told", "--told stands alone: it changes nothing else");
    if (!find_one_lead(cli->context, cli->arena, cli_arguments_from(cli, 0), &lead_id, err) ||
        !(agrees  ? invitation_agree(cli->context, cli->arena, lead_id, &shown, err)
          : told  ? invitation_told(cli->context, cli->arena, lead_id, &shown, err)
          : moves ? invitation_place(cli->context, cli->arena, lead_id, place, &shown, err)
                  : invite(cli->context, cli->arena, lead_id, &input, &shown, &entry, err)))
        return false;
    cli_show(cli, view_invited(cli->arena, &shown, invites ? &entry : NULL), text_invited);
    return true;
}
