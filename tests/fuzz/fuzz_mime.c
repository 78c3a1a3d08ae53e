/* Any bytes as a mail, taken apart by the module of GMime and understood: all of it is text, and it
 * takes no more memory than the limits of mime.h allow. */
#include "mail/reading.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static void expect_text(const char *text)
{
    if (!text || !text_is_utf8(text, strlen(text)))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    enum { MEMORY_MOST = 64 * 1024 * 1024 };
    Arena *arena = arena_new();
    const MimeMail *mail;
    Reading reading;
    Err err;
    if (!mime_read(arena, bytes, length, &mail, &err)) {
        fprintf(stderr, "%s\n", err.message);
        abort();
    }
    MimeWalk walk = mime_walk(mail);
    for (const MimePart *part; (part = mime_walk_next(&walk));) {
        expect_text(part->text);
        expect_text(part->name);
    }
    reading_of(arena, mail, &reading);
    expect_text(mail->subject);
    expect_text(reading.text);
    expect_text(reading.from.name);
    if (!reading_kind_name(reading.kind) || arena_used(arena) > MEMORY_MOST)
        abort();
    arena_free(arena);
    return 0;
}
