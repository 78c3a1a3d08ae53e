/* HTML's character references: "&uuml;", "&#228;", "&#xE4;".
 *
 * Those of HTML 4 that mails use; the rest stays as it is typed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The length of the reference that begins at `text` (with its '&'), and what it means; 0 when it is
 * none. */
size_t html_entity(const char *text, size_t length, int32_t *point);
