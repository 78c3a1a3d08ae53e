/* The fields of RFC 3464, and how servers fill them: the type of an address left off, comments
 * behind a status, a status in the diagnosis only. */
#include "mail/bounce_part.h"

#include "base/text.h"
#include "mail/address_scan.h"

#include <string.h>

static const struct {
    const char *word;
    BounceAction action;
} actions[] = {
    {"failed", ACTION_FAILED},         {"delayed", ACTION_DELAYED}, {"expired", ACTION_FAILED},
    {"delivered", ACTION_DELIVERED},   {"relayed", ACTION_RELAYED}, {"expanded", ACTION_RELAYED},
    {"deliverable", ACTION_DELIVERED},
};

static bool read_action(const char *value, BounceAction *action)
{
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
        if (text_starts_nocase(value, actions[i].word)) {
            *action = actions[i].action;
            return true;
        }
    return false;
}

/* "rfc822; a@b", "<a@b>", "a@b": the address; "" for "rfc822; @host" and local files. */
static const char *recipient_of(Arena *arena, const char *value)
{
    const char *type = strchr(value, ';');
    return address_scan_first(arena, type ? type + 1 : value);
}

static const char *diagnosis(const MimeHeaders *block)
{
    const char *value = mime_header(block, "Diagnostic-Code");
    return value[0] ? value : mime_header(block, "X-Supplementary-Info");
}

static const char *status_of(Arena *arena, const char *value)
{
    size_t length = strspn(value, "0123456789.");
    return length >= strlen("5.1.1") ? arena_strndup(arena, value, length) : "";
}

void dsn_read(Arena *arena, const MimeHeaders *blocks, size_t count, BounceFindings *findings)
{
    for (size_t i = 0; i < count && findings->count < BOUNCE_RECIPIENTS_MOST; i++) {
        const MimeHeaders *block = &blocks[i];
        const char *final = recipient_of(arena, mime_header(block, "Final-Recipient"));
        const char *original = recipient_of(arena, mime_header(block, "Original-Recipient"));
        if (!mime_header(block, "Final-Recipient")[0] && !original[0])
            continue; /* of the whole message */
        BounceFinding *finding = vec_push(arena, findings);
        finding->recipient = (BounceRecipient){
            .address = final[0] ? final : original,
            .original = original,
            .status = status_of(arena, mime_header(block, "Status")),
            .said = diagnosis(block),
        };
        finding->words = "";
        finding->has_action = read_action(mime_header(block, "Action"), &finding->recipient.action);
    }
}
