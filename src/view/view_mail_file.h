/* Files of an e-mail, as documents:
 *
 *     to come: {touch_id, lead_id, files [{id, name, type, size, image, of_content, had, way}…],
 *         weight, most, most_by, fits, linkable, invitation, fixed}
 *     gone: [{id | null, name, size, way}…] */
#pragma once

#include "action/mail_file.h"
#include "base/doc.h"

Doc *view_mail_files(Arena *arena, const MailFiles *files);
Doc *view_mail_files_went(Arena *arena, const MailFilesWent *went);
