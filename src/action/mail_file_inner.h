/* Files of e-mails inside a transaction of the caller: for the action room only. */
#pragma once

#include "action/context_inner.h"
#include "action/mail_file.h"

/* What so many bytes are in a mail: base64 in lines, and the header of the part. */
int64_t mail_file_weight(int64_t size);
/* What the files of a mail may weigh: the least of the setting and of what the server said (0:
 * nothing), less the words. */
bool mail_most(Context *context, int64_t size_most, int64_t *most, bool *of_server, Err *err);
/* A fax can carry it. */
bool mail_file_is_pages(const char *type);
/* As the person saw it, so it goes. */
bool mail_files_fix(Context *context, const MailFiles *files, Err *err);
/* mail_file_choose() within the caller's transaction. */
bool mail_file_choose_inside(Context *context, Arena *arena, int64_t touch_id, int64_t file_id,
                             FileWay way, MailFiles *files, Err *err);
