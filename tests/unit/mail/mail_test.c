#include "mail_test.h"

#include "base/text.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const MimeMail *mail_of(Arena *arena, const void *bytes, size_t length)
{
    const MimeMail *mail;
    Err err;
    if (!mime_read(arena, bytes, length, &mail, &err))
        fail_msg("%s", err.message);
    return mail;
}

const MimeMail *mail_of_text(Arena *arena, const char *text)
{
    return mail_of(arena, text, strlen(text));
}

char *slurp(Arena *arena, const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    struct stat facts;
    assert_int_equal(fstat(fileno(file), &facts), 0);
    char *text = arena_alloc(arena, (size_t)facts.st_size + 1);
    *length = fread(text, 1, (size_t)facts.st_size, file);
    fclose(file);
    return text;
}

const char *corpus(Arena *arena, const char *name)
{
    const char *path = arena_printf(arena, "%s/%s", MAIL_CORPORA, name);
    return access(path, R_OK) == 0 ? path : NULL;
}

void each_file(const char *folder, const char *ending, EachFile *each, void *with)
{
    /* Folders of at most two levels, which is as deep as any of ours. */
    static const char *const levels[] = {"*", "*/*", "*/*/*"};
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        char pattern[4096];
        glob_t found;
        snprintf(pattern, sizeof pattern, "%s/%s", folder, levels[i]);
        if (glob(pattern, 0, NULL, &found) != 0)
            continue;
        for (size_t file = 0; file < found.gl_pathc; file++) {
            const char *path = found.gl_pathv[file];
            struct stat facts;
            Arena *arena = arena_new();
            if (text_ends_nocase(path, ending) && stat(path, &facts) == 0 && S_ISREG(facts.st_mode))
                each(arena, path, with);
            arena_free(arena);
        }
        globfree(&found);
    }
}

char *squeezed(Arena *arena, const char *text)
{
    char *kept = arena_alloc(arena, strlen(text) + 1), *to = kept;
    for (; *text; text++)
        if (!strchr(" \t\r\n", *text))
            *to++ = *text;
    return kept;
}
