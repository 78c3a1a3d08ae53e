/* Merge fields: those that would leave a hole, and those there are not. */
#include "mail/lint_part.h"

#include "base/mustache.h"
#include "base/text.h"

#include <string.h>

static const LintField *field_named(const LintFacts *facts, const char *name)
{
    for (size_t i = 0; i < facts->field_count; i++)
        if (text_equal(facts->fields[i].name, name))
            return &facts->fields[i];
    return NULL;
}

static const char *line_start(const char *source, int line)
{
    for (; line > 1 && *source; source++)
        line -= *source == '\n';
    return source;
}

static const char *near_of(Linting *linting, const char *name)
{
    const LintFacts *facts = linting->facts;
    const char **names = arena_array(linting->arena, facts->field_count + 1, sizeof *names);
    for (size_t i = 0; i < facts->field_count; i++)
        names[i] = facts->fields[i].name;
    const char *near = text_nearest(name, names);
    return near ? arena_printf(linting->arena, "Write {{%s}}.", near)
                : "`beck cadence fields` lists those there are.";
}

static void look_at_field(Linting *linting, const MustacheName *name)
{
    const LintField *field = field_named(linting->facts, name->name);
    const char *at = line_start(linting->source, name->line);
    if (!field)
        lint_find(linting, "unknown_field", 20, at, near_of(linting, name->name),
                  "There is no merge field {{%s}}.", name->name);
    else if (name->printed && !field->filled)
        lint_find(linting, "merge_hole", 15, at,
                  arena_printf(linting->arena,
                               "Give it a fallback, or write {{#%s}}…{{/%s}}{{^%s}}…{{/%s}}.",
                               name->name, name->name, name->name, name->name),
                  "{{%s}} leaves a hole where it is not known.", name->name);
}

/* --- words as they go --- */

static void find_tag(Linting *linting, const char *at)
{
    const char *end = strstr(at, "}}");
    const char *name = text_clean(linting->arena, at + 2, (size_t)(end - at - 2), 40);
    const LintField *field = field_named(linting->facts, name);
    lint_find(linting, "not_merged", 40, at,
              field && field->value ? arena_printf(linting->arena, "Write: %s", field->value)
                                    : "Write what is meant, or leave it out.",
              "{{%s}} would go as it stands.", name);
}

static bool has_line(const char *text, const char *line, const char **at)
{
    size_t length = strlen(line);
    for (const char *from = text; (from = strstr(from, line)); from += length)
        if ((from == text || from[-1] == '\n') && (!from[length] || from[length] == '\n')) {
            *at = from;
            return true;
        }
    return false;
}

/* The text of a merge was empty there; who has written the line anew has mended it. */
static void look_at_holes(Linting *linting)
{
    for (size_t i = 0; i < linting->facts->hole_count; i++) {
        const LintHole *hole = &linting->facts->holes[i];
        const char *at;
        if (!text_empty(hole->line) && has_line(linting->source, hole->line, &at))
            lint_find(linting, "merge_hole", 15, at, "Read that line, and write it anew.",
                      "\"%s\" is not known of them, and leaves a hole.", hole->field);
    }
}

static void look_at_merged(Linting *linting)
{
    const char *gap = linting->facts->gap;
    for (const char *at = linting->source; (at = strstr(at, "{{")) && strstr(at, "}}"); at += 2)
        find_tag(linting, at);
    for (const char *at = linting->source; gap && (at = strstr(at, gap)); at += strlen(gap)) {
        size_t length = strcspn(at, "]\n");
        lint_find(linting, "not_filled", 40, at, "Write it here; Settings keeps it for the next.",
                  "%.*s is not filled in: it does not go.", (int)(length + (at[length] == ']')),
                  at);
    }
    look_at_holes(linting);
}

void lint_merges(Linting *linting)
{
    Err err;
    if (linting->facts->merged) {
        look_at_merged(linting);
        return;
    }
    Mustache *template =
        mustache_parse(linting->arena, linting->source, strlen(linting->source), &err);
    if (!template) {
        lint_find(linting, "merge_broken", 40, NULL, "Close the tag, or write the braces apart.",
                  "It cannot be merged: %s.", arena_strdup(linting->arena, err.message));
        return;
    }
    if (!linting->facts->field_count)
        return;
    const MustacheName *names;
    size_t count = mustache_names(linting->arena, template, &names);
    for (size_t i = 0; i < count; i++)
        look_at_field(linting, &names[i]);
}
