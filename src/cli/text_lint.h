/* What is weak in a mail or a text, as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_lint(Page *page, const Doc *doc);
/* A text's parts and cost in a line; nothing where `text` is of none (null). */
void text_parts(Page *page, int indent, const Doc *text);
