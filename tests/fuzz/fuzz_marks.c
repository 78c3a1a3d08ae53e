/* What comes back from outside: nothing that was not made with the secret is ours, what was is read
 * as it was written, and addresses that are taken are written once and for all. */
#include "base/text.h"
#include "mail/address.h"
#include "mail/link_token.h"
#include "mail/mailbox_kind.h"
#include "mail/message_id.h"
#include "mail/return_path.h"
#include "mail/unsubscribe.h"
#include "mail/visit.h"

#include <stdlib.h>
#include <string.h>

static void check(bool truth)
{
    if (!truth)
        abort();
}

static void check_addresses(const char *text)
{
    MailAddress once, twice;
    Err err;
    mailbox_is_role(text);
    mailbox_is_disposable(text);
    if (strlen(text) > 1000 || !address_read(text, &once, &err))
        return;
    check(strchr(once.wire, '@') && !strpbrk(once.wire, "\r\n"));
    check(address_read(once.wire, &twice, &err) && strcmp(once.wire, twice.wire) == 0);
}

static void check_links(Arena *arena, const unsigned char *secret, const char *text)
{
    static const char kinds[] = {LINK_FILE, LINK_TARGET, LINK_OPENED};
    for (size_t i = 0; i < sizeof kinds; i++) {
        LinkToken token = {.kind = kinds[i], .workspace = 7, .url = text}, read;
        check(!link_token_read(arena, secret, kinds[i], text, &read));
        const char *written = link_token_write(arena, secret, &token);
        check(!written || (link_token_read(arena, secret, kinds[i], written, &read) &&
                           strcmp(read.url, text) == 0 && read.workspace == 7));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const unsigned char secret[DIGEST_KEY_BYTES] = "of a workspace";
    static const MailKey one = {7, secret};
    static const MailKeys keys = {&one, 1};
    auto_arena Arena *arena = arena_new();
    const char *text = arena_strndup(arena, (const char *)data, size);
    MailTouch touch;
    Unsubscribe what;
    int64_t workspace;
    check(!message_id_read(&keys, text, &touch));
    for (const char *delimiter = RETURN_PATH_DELIMITERS; *delimiter; delimiter++)
        check(!return_path_read(&keys, *delimiter, text, &touch));
    check(!unsubscribe_read(secret, text, &what));
    if (unsubscribe_workspace(text, &workspace))
        check(workspace > 0);
    visit_judge(&(Visit){.agent = text, .purpose = text, .mode = text, .dest = text}, NULL);
    check(visit_judge(&(Visit){.agent = text, .head = true}, NULL) == VISITOR_MACHINE);
    check_addresses(text);
    check_links(arena, secret, text);

    int64_t number = 0;
    memcpy(&number, data, size < sizeof number ? size : sizeof number);
    number = number == INT64_MIN || number == 0 ? 1 : number < 0 ? -number : number;
    char id[MESSAGE_ID_LONGEST + 1];
    MailAddress path;
    Err err;
    message_id_write(secret, number, "example.com", id);
    check(message_id_read(&keys, id, &touch) && touch.touch == number && touch.workspace == 7);
    if (return_path_write(secret, text, '+', number, &path, &err))
        check(return_path_read(&keys, '+', path.wire, &touch) && touch.touch == number);
    return 0;
}
