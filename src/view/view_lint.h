/* What is weak in a mail, as a document. */
#pragma once

#include "base/doc.h"
#include "mail/lint.h"

/* `{score, text: {alphabet, forced_by, units, left, parts, parts_most, cost}, findings: [{key,
 * weight, line, message, way_out}]}`; `line` is null where it is of none, `text` of a mail.
 */
Doc *view_lint(Arena *arena, const Lint *lint);
