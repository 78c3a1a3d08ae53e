/* A cadence from anybody: read and checked without a crash; every finding has a place in the file,
 * and a cadence without errors can be rendered and never ends. */
#include "follow/cadence.h"

#include <stdlib.h>

static void need(bool truth)
{
    if (!truth)
        abort();
}

static void render(const Cadence *cadence, const Step *step)
{
    const Mustache *texts[] = {step->reason_text,    step->news_text,       step->words_text,
                               step->voicemail_text, step->gatekeeper_text, step->subject_text,
                               step->body_text};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i]) {
            auto_buf Buf out = buf_new(4096);
            mustache_render(texts[i], cadence->fallbacks, NULL, MUSTACHE_PLAIN, NULL, NULL, &out);
        }
}

static void look_at(const Cadence *cadence)
{
    size_t index;
    need(cadence->step_count > 0 && cadence->tail_count > 0 && cadence->rhythm_count > 0);
    for (size_t i = 0; i < cadence->rhythm_count; i++)
        need(cadence->rhythm[i].count > 0);
    for (size_t i = 0; i < cadence->step_count; i++) {
        const Step *step = &cadence->steps[i];
        need(step->reason && step->reason_text && step->channel != CHANNEL_NONE);
        need(cadence_step(cadence, step->key, &index) == step && index == i);
        render(cadence, step);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_arena Arena *arena = arena_new();
    const Cadence *cadence = NULL;
    Findings findings = {0};
    Err err = {0};
    if (!cadence_read(arena, (const char *)data, size, &cadence, &findings, &err)) {
        need(err.kind == ERR_INPUT && err.message[0]);
        return 0;
    }
    need((cadence == NULL) == (findings.errors > 0));
    for (size_t i = 0; i < findings.count; i++)
        need(findings.at[i].line > 0 && findings.at[i].column > 0 && findings.at[i].message[0]);
    if (cadence)
        look_at(cadence);
    return 0;
}
