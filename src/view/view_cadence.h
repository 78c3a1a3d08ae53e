/* Cadences and the content library as documents.
 *
 *     cadences: {cadences [{id, name, title, builtin, leads, sources [kind…], changed_at}…]}
 *     one: the same members, target, steps [{key, channel, mode, reason, new, line}…], tail [the
 *         same…], days [{date, after, at, channel, mode, step, tail, reason}…], findings [{level
 *         "error" | "weak", line, column, code, message}…], source
 *     checked: {files [{path, name, findings […], errors}…]}
 *     added: {name, replaced, leads, replanned, findings}
 *     contents: {contents [{id, kind, title, url, body, channels [name…] (empty: all), wear, given,
 *         left, created_at, retired_at}…]}
 *     one content: the same members, people [{id, name, account, lead_id, at}…] (who had it) */
#pragma once

#include "action/cadence_admin.h"
#include "action/content_admin.h"
#include "base/doc.h"

Doc *view_cadences(Arena *arena, const CadenceRows *cadences);
Doc *view_cadence(Arena *arena, const CadenceShown *shown);
Doc *view_cadence_checked(Arena *arena, const CadenceChecked *checked, size_t count);
Doc *view_cadence_added(Arena *arena, const CadenceAdded *added);
Doc *view_content(Arena *arena, const ContentRow *content);
Doc *view_content_given(Arena *arena, const ContentGiven *given);
Doc *view_contents(Arena *arena, const ContentRows *contents);
/* The merge fields a cadence's texts may use: [{name, about, always}…];
 * the others need a fallback. */
Doc *view_cadence_fields(Arena *arena);
