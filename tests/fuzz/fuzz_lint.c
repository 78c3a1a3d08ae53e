/* Any words, with any facts: a score within its bounds, findings on lines that are there, and the
 * same of the same. */
#include "mail/lint.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void check(bool truth)
{
    if (!truth)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const LintField fields[] = {{"first", false, NULL}, {"me", true, "Mary"}};
    auto_arena Arena *arena = arena_new();
    const char *words = arena_strndup(arena, (const char *)data, size);
    const char *line = text_clean(arena, words, strlen(words), 300);
    const LintHole hole = {"first", line};
    unsigned shape = size ? data[size - 1] : 0;
    const LintFacts facts = {
        .language = shape & 1 ? "en" : NULL,
        .cell = shape & 2 ? line : NULL,
        .reason = shape & 4 ? line : NULL,
        .had = &words,
        .had_count = shape & 8 ? 1 : 0,
        .merged = shape & 128,
        .gap = "[your ",
        .holes = &hole,
        .hole_count = 1,
        .to = shape & 16 ? words : NULL,
        .later = shape & 32,
        .fields = fields,
        .field_count = shape & 64 ? 2 : 0,
    };
    Lint lint = lint_words(arena, words, &facts), again = lint_words(arena, words, &facts);
    int lines = 1;
    for (const char *c = words; *c; c++)
        lines += *c == '\n' || *c == '\r';
    check(lint.score >= 0 && lint.score <= 100 && lint.count <= LINT_FINDINGS_MOST);
    check(lint.score == again.score && lint.count == again.count);
    for (size_t i = 0; i < lint.count; i++) {
        const LintFinding *finding = &lint.findings[i];
        check(finding->weight > 0 && finding->line >= 0 && finding->line <= lines);
        check(finding->message[0] && finding->way_out[0]);
        check(i == 0 || lint.findings[i - 1].weight >= finding->weight);
    }
    return 0;
}
