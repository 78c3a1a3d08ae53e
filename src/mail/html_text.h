/* HTML → text: what a reader of a mail would see of its HTML, as plain text.
 *
 * Not there: what is in head, script, style, comments, or hidden by its own style. Blocks begin on
 * lines of their own, `br` ends one, a quote (`blockquote`) has "> " before each line, `hr` is a
 * line of underscores, items of lists begin with "- ", cells of a row are parted by a tab; white
 * space is collapsed outside of `pre`. Linear in time; output within MIME_TEXT_LONGEST bytes.
 */
#pragma once

#include "base/arena.h"

char *html_text(Arena *arena, const char *source);
