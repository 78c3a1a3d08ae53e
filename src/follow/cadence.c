#include "follow/cadence.h"

#include "base/text.h"
#include "base/yaml.h"
#include "follow/cadence_draft.h"

bool cadence_read(Arena *arena, const char *source, size_t length, const Cadence **cadence,
                  Findings *findings, Err *err)
{
    if (!text_is_utf8(source, length))
        return err_set(err, ERR_INPUT, "the file is not UTF-8 text: save it as UTF-8");
    const YamlNode *map = yaml_parse(arena, source, length, err);
    if (!map)
        return false;
    if (map->kind != YAML_MAP)
        return err_set(err, ERR_INPUT,
                       "line %d, column %d: a cadence is a map: begin with \"name: …\"", map->line,
                       map->column);
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
