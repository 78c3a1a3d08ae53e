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

void lint_merges(Linting *linting)
{
    Err err;
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
