/* What is weak in a mail, and what a text comes to, as documents. */
#pragma once

#include "base/doc.h"
#include "mail/lint.h"

/* The member `text` of any document: what a text comes to, or null. */
void view_text_set(Arena *arena, Doc *doc, const LintText *text);
/* Such a member for people: "2 parts, room for 54; 0.0158 USD; “’” makes parts short". */
const char *view_text_said(Arena *arena, const Doc *text);
/* What several texts come to, `{count, parts, cost}`: "3 texts, 5 parts: 0.0395 USD". */
const char *view_texts_said(Arena *arena, const Doc *texts);

/* `{score, text: {alphabet, forced_by, units, left, parts, parts_most, cost}, findings: [{key,
 * weight, line, message, way_out}]}`; `line` is null where it is of none, `text` of a mail.
 */
Doc *view_lint(Arena *arena, const Lint *lint);
