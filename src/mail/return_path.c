#include "mail/return_path.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char use[] = "return-path";
static const char sign[] = "b-"; /* parts it from plus-addresses of the sender's own */

static bool is_delimiter(char delimiter)
{
    return delimiter && strchr(RETURN_PATH_DELIMITERS, delimiter);
}

bool return_path_write(const unsigned char secret[DIGEST_KEY_BYTES], const char *mailbox,
                       char delimiter, int64_t touch, MailAddress *path, Err *err)
{
    MailAddress plain;
    if (!is_delimiter(delimiter))
        return err_set(err, ERR_INPUT, "the delimiter of return paths must be one of %s",
                       RETURN_PATH_DELIMITERS);
    if (!address_read(mailbox, &plain, err))
        return false;
    const char *at = strrchr(plain.wire, '@');
    int local = (int)(at - plain.wire);
    if (plain.wire[0] == '"')
        return err_set(err, ERR_INPUT, "%s is quoted, so it cannot be a return path", plain.wire);
    char mark[MARK_LONGEST + 1];
    mark_write(secret, use, touch, '-', mark);
    size_t room = strlen(plain.wire) + 1 + strlen(sign) + strlen(mark);
    if (local + 1 + strlen(sign) + strlen(mark) > ADDRESS_LOCAL_LONGEST || room > ADDRESS_LONGEST)
        return err_set(err, ERR_INPUT, "%s is too long to be a return path", plain.wire);
    snprintf(path->wire, sizeof path->wire, "%.*s%c%s%s%s", local, plain.wire, delimiter, sign,
             mark, at);
    path->needs_utf8 = plain.needs_utf8;
    return true;
}

bool return_path_read(const MailKeys *keys, char delimiter, const char *address, MailTouch *touch)
{
    address = text_or(address, "");
    const char *at = strrchr(address, '@');
    if (!is_delimiter(delimiter) || !at)
        return false;
    /* The mark's own letters have no delimiter but the "-" within it: look for its sign from the
     * end. */
    for (const char *from = at - 1; from > address; from--)
        if (from[-1] == delimiter && text_starts_nocase(from, sign))
            return mark_read(keys, use, '-', from + strlen(sign),
                             (size_t)(at - from) - strlen(sign), touch);
    return false;
}
