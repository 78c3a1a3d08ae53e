#include "action/file_link.h"

#include "action/public_link.h"

char *file_link(Context *context, Arena *arena, int64_t file_id, int64_t touch_id)
{
    return public_link(
        context, arena,
        (LinkToken){.kind = LINK_FILE, .touch = touch_id, .number = file_id, .url = ""});
}

bool file_by_link(Context *context, Arena *arena, const char *token, FileLinked *linked,
                  const void **bytes, Err *err)
{
    LinkToken read;
    FileLinked made;
    if (!public_link_read(context, arena, LINK_FILE, token, &read, err))
        return false;
    made.touch_id = read.touch;
    if (!file_read(context, arena, read.number, &made.file, bytes, err))
        return err->kind == ERR_MISSING
                   ? err_set(err, ERR_MISSING,
                             "this file is not here any more: ask who sent you the link")
                   : false;
    *linked = made;
    return true;
}
