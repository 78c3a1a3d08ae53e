#include "mail/message_id.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char use[] = "message-id";

void message_id_write(const unsigned char secret[DIGEST_KEY_BYTES], int64_t touch,
                      const char *domain, char id[MESSAGE_ID_LONGEST + 1])
{
    char mark[MARK_LONGEST + 1];
    mark_write(secret, use, touch, '.', mark);
    snprintf(id, MESSAGE_ID_LONGEST + 1, "%s@%s", mark, domain);
}

bool message_id_read(const MailKeys *keys, const char *id, MailTouch *touch)
{
    id = text_or(id, "");
    id += *id == '<';
    const char *at = strchr(id, '@');
    return at && mark_read(keys, use, '.', id, (size_t)(at - id), touch);
}
