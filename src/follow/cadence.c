#include "follow/cadence.h"

#include "base/text.h"
#include "base/yaml.h"
#include "follow/cadence_draft.h"

#include <string.h>

static const YamlNode *parse(Arena *arena, const char *source, size_t length, Err *err)
{
    if (!text_is_utf8(source, length)) {
        err_set(err, ERR_INPUT, "the file is not UTF-8 text: save it as UTF-8");
        return NULL;
    }
    const YamlNode *map = yaml_parse(arena, source, length, err);
    if (map && map->kind != YAML_MAP) {
        err_set(err, ERR_INPUT, "line %d, column %d: a cadence is a map: begin with \"name: …\"",
                map->line, map->column);
        return NULL;
    }
    return map;
}

bool cadence_read(Arena *arena, const char *source, size_t length, const Cadence **cadence,
                  Findings *findings, Err *err)
{
    auto_arena Arena *file = arena_new();
    const YamlNode *map = parse(file, source, length, err);
    if (!map)
        return false;
    auto_arena Arena *scratch = arena_new();
    Draft draft;
    draft_begin(&draft, arena, scratch, source, length, map);
    cadence_read_map(&draft);
    cadence_check_rhythm(&draft);
    cadence_check_prongs(&draft);
    cadence_check_words(&draft);
    *findings = draft_findings(&draft);
    *cadence = findings->errors ? NULL : draft.cadence;
    return true;
}

bool cadence_load(Arena *arena, const char *source, size_t length, const Cadence **cadence,
                  Err *err)
{
    auto_arena Arena *file = arena_new();
    const YamlNode *map = parse(file, source, length, err);
    if (!map)
        return false;
    Draft draft;
    draft_begin(&draft, arena, file, source, length, map);
    cadence_read_map(&draft);
    cadence_check_rhythm(&draft);
    if (!draft.errors) {
        *cadence = draft.cadence;
        return true;
    }
    Findings findings = draft_findings(&draft);
    const Finding *error = findings.at;
    while (error->level != FINDING_ERROR)
        error++;
    return err_set(err, ERR_INPUT, "line %d, column %d: %s", error->line, error->column,
                   error->message);
}

const Step *cadence_step(const Cadence *cadence, const char *key, size_t *index)
{
    for (size_t i = 0; i < cadence->step_count + cadence->tail_count; i++) {
        const Step *step =
            i < cadence->step_count ? &cadence->steps[i] : &cadence->tail[i - cadence->step_count];
        if (!strcmp(step->key, key)) {
            *index = i;
            return step;
        }
    }
    return NULL;
}

bool cadence_texts_fit(const Step *step, Channel channel)
{
    /* Channels of one kind have one number. */
    static const int kinds[CHANNELS] = {
        [CHANNEL_PHONE] = 1, [CHANNEL_EMAIL] = 2, [CHANNEL_FAX] = 2,  [CHANNEL_LETTER] = 3,
        [CHANNEL_VISIT] = 4, [CHANNEL_TEXT] = 5,  [CHANNEL_GIFT] = 6, [CHANNEL_ARTICLE] = 2,
    };
    return kinds[step->channel] == kinds[channel];
}

/* Deeds: somebody came, or something was handed over. A reason speaks of it in the words of whoever
 * wrote it ("I came by", "I was next door", "I invited you"), so no list of words can tell whether
 * it would be a lie where the deed was not done. */
enum {
    DEEDS = CHANNEL_BIT(CHANNEL_VISIT) | CHANNEL_BIT(CHANNEL_LETTER) | CHANNEL_BIT(CHANNEL_GIFT) |
            CHANNEL_BIT(CHANNEL_FAX)
};

static bool names_a_way(const char *word, size_t length)
{
    static const char *const ways[] = {
        "bring", "call",  "called", "calling", "calls",   "card",  "fax",    "hand",      "letter",
        "mail",  "mails", "paper",  "phone",   "ring",    "rings", "sent",   "text",      "texts",
        "visit", "write", "writes", "writing", "written", "wrote", "visits", "voicemail",
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (strlen(ways[i]) == length && strncasecmp(ways[i], word, length) == 0)
            return true;
    return false;
}

bool cadence_news_fits(const Step *step, Channel channel)
{
    return step->channel == channel || !(DEEDS & CHANNEL_BIT(step->channel));
}

bool cadence_reason_fits(const Step *step, Channel channel)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if (step->channel == channel)
        return true;
    if (!cadence_news_fits(step, channel))
        return false;
    for (const char *at = step->reason; *at;) {
        size_t length = strspn(at, letters);
        if (names_a_way(at, length))
            return false;
        at += length;
        at += strcspn(at, letters);
    }
    return true;
}
