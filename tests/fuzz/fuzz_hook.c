/* Any call that comes to a gateway's address: fields by chance, as a form has them. What a driver
 * reads of it is a known state and texts of the call, what is texted back is UTF-8, and a signature
 * that was not made with the token is never genuine. */
#include "base/text.h"
#include "channel/hook.h"

#include <stdlib.h>
#include <string.h>

#include "foreign_text.h"

enum { FIELDS_MOST = 16 };

/* "name=value" in each line; the first line is the signature. */
static HookCall call_of(Arena *arena, char *text)
{
    HookField *fields = arena_array(arena, FIELDS_MOST, sizeof *fields);
    HookCall call = {
        .url = "https://beck.example/hooks/texts/1-x", .fields = fields, .by_form = true};
    size_t first = strcspn(text, "\n");
    call.signature = arena_strndup(arena, text, first);
    for (char *line = text + first; *line && call.count < FIELDS_MOST;) {
        line++;
        size_t length = strcspn(line, "\n"), name = strcspn(line, "=\n");
        fields[call.count].name = arena_strndup(arena, line, name);
        fields[call.count++].value =
            name < length ? arena_strndup(arena, line + name + 1, length - name - 1) : "";
        line += length;
    }
    return call;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const Hook *const hooks[] = {&hook_kannel, &hook_twilio, &hook_http};
    Arena *arena = arena_new();
    HookCall call = call_of(arena, foreign_text(arena, bytes, length));
    Doc *nothing = doc_object(arena), *secrets = doc_object(arena);
    doc_set_text(arena, secrets, "token", "a token that nobody guesses");
    for (size_t i = 0; i < sizeof hooks / sizeof *hooks; i++) {
        HookReport report;
        HookText text;
        HookAnswer answer;
        Err err;
        if (hooks[i]->genuine && hooks[i]->genuine(nothing, secrets, &call))
            abort();
        if (hooks[i]->report(arena, &call, &report, &err) &&
            (report.state > HOOK_FAILED || !text_is_utf8(report.why, strlen(report.why)) ||
             !text_is_utf8(report.known_as, strlen(report.known_as))))
            abort();
        if (!hooks[i]->text(arena, &call, &text, &err))
            continue;
        if (!text.from[0])
            abort();
        hooks[i]->answer(arena, text.words, &answer);
        if (!text_is_utf8(answer.bytes, strlen(answer.bytes)))
            abort();
    }
    arena_free(arena);
    return 0;
}
