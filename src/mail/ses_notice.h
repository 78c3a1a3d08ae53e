/* Amazon's notices of SES by SNS: JSON in a mail. Internal to mail.
 *
 * What they say is put into the fields that RFC 3464 and RFC 5965 have for it, so that nothing
 * behind report.h knows of them.
 */
#pragma once

#include "mail/report.h"

/* False when the text is no such notice; else fields, feedback and the returned head are set. */
bool ses_notice_read(Arena *arena, const char *text, Report *report);
