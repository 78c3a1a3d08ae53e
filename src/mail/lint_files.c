/* What goes along with a mail: too heavy, forgotten, had already. */
#include "mail/lint_part.h"

#include "base/text.h"

#include <string.h>

/* "attached", as a word of its own. */
static const char *find_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = text; (at = text_find_nocase(at, word)); at += length) {
        bool begins = at == text || strchr(" \t\r\n(\"'", at[-1]);
        bool ends = !at[length] || strchr(" \t\r\n.,;:!?)\"'", at[length]);
        if (begins && ends)
            return at;
    }
    return NULL;
}

/* What says that something is in the mail. */
static const char *find_promise(const char *body)
{
    static const char *const words[] = {"attached",  "attachment",  "enclosed",        "im Anhang",
                                        "angehängt", "beigefügt",   "en pièce jointe", "ci-joint",
                                        "adjunto",   "in allegato", "bijlage"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *at = find_word(body, words[i]);
        if (at)
            return at;
    }
    return NULL;
}

static const LintFile *heaviest(const LintFiles *files)
{
    const LintFile *found = NULL;
    for (size_t i = 0; i < files->count; i++)
        if (!files->at[i].linked && (!found || files->at[i].size > found->size))
            found = &files->at[i];
    return found;
}

void lint_files(Linting *linting)
{
    const LintFiles *files = &linting->facts->files;
    if (!files->known)
        return;
    const LintFile *large = heaviest(files);
    if (large && files->weight > files->most)
        lint_find(
            linting, "too_heavy", 40, NULL,
            arena_printf(linting->arena, "Send \"%s\" as a link, or leave it out.", large->name),
            "With its files it is %s, and %s go at most.", text_size(linting->arena, files->weight),
            text_size(linting->arena, files->most));
    const char *promise = files->count ? NULL : find_promise(linting->body);
    if (promise)
        lint_find(linting, "file_missing", 15, promise, "Choose the file, or take the word out.",
                  "It says that something is with it, and nothing is.");
    for (size_t i = 0; i < files->count; i++)
        if (files->at[i].had)
            lint_find(linting, "file_again", 10, NULL, "Give something new.",
                      "They have had \"%s\" already.", files->at[i].name);
}
