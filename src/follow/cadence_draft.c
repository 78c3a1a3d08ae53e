#include "follow/cadence_draft.h"

#include "base/text.h"

#include <stdlib.h>

/* The bytes of the line break at `at`, 0 where there is none. libyaml counts lines by all of these.
 */
static size_t line_break(const char *at, const char *end)
{
    static const char *const breaks[] = {"\r\n",     "\n",           "\r",
                                         "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    if (*at != '\n' && *at != '\r' && *at != '\xC2' && *at != '\xE2')
        return 0;
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
        size_t length = strlen(breaks[i]);
        if ((size_t)(end - at) >= length && !memcmp(at, breaks[i], length))
            return length;
    }
    return 0;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t character_length(const char *at, const char *end)
{
    size_t length = 1;
    while (at + length < end && ((unsigned char)at[length] & 0xC0) == 0x80)
        length++;
    return length;
}

static bool is_full(const Draft *draft)
{
    return draft->findings.count >= DRAFT_FINDINGS;
}

void draft_begin(Draft *draft, Arena *arena, Arena *scratch, const char *source, size_t length,
                 const YamlNode *map)
{
    *draft =
        (Draft){.arena = arena, .scratch = scratch, .source = source, .length = length, .map = map};
    draft->cadence = arena_make(arena, Cadence);
    draft->fallbacks = doc_object(arena);

    const char *at = source, *end = source + length;
    if (length >= 3 && !memcmp(source, "\xEF\xBB\xBF", 3))
        at += 3;
    *vec_push(arena, &draft->lines) = (size_t)(at - source);
    while (at < end) {
        size_t broken = line_break(at, end);
        at += broken ? broken : 1;
        if (broken)
            *vec_push(arena, &draft->lines) = (size_t)(at - source);
    }
}

Place draft_node_place(const YamlNode *node)
{
    return (Place){node->line, node->column};
}

Place draft_key_place(const YamlNode *node)
{
    return (Place){node->key_line, node->key_column};
}

/* A walk through the source that knows where it is. */
typedef struct Walk {
    const char *at, *end;
    Place place;
} Walk;

static void walk_on(Walk *walk, size_t characters)
{
    while (characters-- && walk->at < walk->end) {
        size_t broken = line_break(walk->at, walk->end);
        if (broken) {
            walk->at += broken;
            walk->place = (Place){walk->place.line + 1, 1};
        } else {
            walk->at += character_length(walk->at, walk->end);
            walk->place.column++;
        }
    }
}

static Walk walk_to(const Draft *draft, const YamlNode *node)
{
    Walk walk = {draft->source + draft->length, draft->source + draft->length,
                 draft_node_place(node)};
    if (node->line >= 1 && (size_t)node->line <= draft->lines.count) {
        walk.at = draft->source + draft->lines.at[node->line - 1];
        walk.place = (Place){node->line, 1};
        walk_on(&walk, (size_t)(node->column - 1));
    }
    return walk;
}

/* Steps over one character of the value as it is written. True when it stands for a character of
 * the text that is no blank. */
static bool walk_over(Walk *walk, char style)
{
    if (is_blank(*walk->at) || line_break(walk->at, walk->end)) {
        walk_on(walk, 1);
        return false;
    }
    bool escaped = style == '"' && *walk->at == '\\' && walk->at + 1 < walk->end;
    bool doubled = style == '\'' && *walk->at == '\'';
    if (doubled || escaped)
        walk_on(walk, 1);
    if (!escaped) {
        walk_on(walk, 1);
        return true;
    }
    static const char digits_of[128] = {['x'] = 2, ['u'] = 4, ['U'] = 8};
    char what = *walk->at;
    bool blank = is_blank(what) || strchr("ntrvf", what);
    walk_on(walk, 1u + (size_t)digits_of[what & 0x7F]);
    return !blank;
}

/* Plain, quoted, folded or literal: the n-th character that is no blank is the same one in the text
 * and in the file. */
Place draft_text_place(const Draft *draft, const YamlNode *node, size_t offset)
{
    if (is_full(draft))
        return draft_node_place(node);
    size_t ahead = 0;
    for (const char *at = node->text, *stop = node->text + offset; at < stop && *at; at++)
        ahead += !is_blank(*at) && ((unsigned char)*at & 0xC0) != 0x80;

    Walk walk = walk_to(draft, node);
    char style = node->quoted && walk.at < walk.end ? *walk.at : 0;
    if (style == '|' || style == '>') {
        while (walk.at < walk.end && !line_break(walk.at, walk.end))
            walk_on(&walk, 1);
    } else if (style) {
        walk_on(&walk, 1);
    }
    while (walk.at < walk.end) {
        Walk before = walk;
        if (walk_over(&walk, style) && !ahead--)
            return before.place;
    }
    return walk.place;
}

Place draft_line_place(const Draft *draft, const YamlNode *node, int line, int column)
{
    const char *at = node->text;
    if (is_full(draft))
        return draft_node_place(node);
    for (const char *next; line > 1 && (next = strchr(at, '\n')); line--)
        at = next + 1;
    const char *end = at + strlen(at);
    while (column-- > 1 && at < end)
        at += character_length(at, end);
    return draft_text_place(draft, node, (size_t)(at - node->text));
}

void draft_find(Draft *draft, FindingLevel level, Place place, const char *code, const char *format,
                ...)
{
    draft->errors += level == FINDING_ERROR;
    if (is_full(draft))
        return;
    va_list arguments;
    va_start(arguments, format);
    *vec_push(draft->arena, &draft->findings) = (Finding){
        .level = level,
        .line = place.line,
        .column = place.column,
        .code = code,
        .message = arena_vprintf(draft->arena, format, arguments),
    };
    va_end(arguments);
}

/* By place; at one place by code, so that the order is always the same. */
static int compare_findings(const void *left, const void *right)
{
    const Finding *a = left, *b = right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    int order = strcmp(a->code, b->code);
    return order ? order : strcmp(a->message, b->message);
}

Findings draft_findings(Draft *draft)
{
    if (draft->findings.count)
        qsort(draft->findings.at, draft->findings.count, sizeof(Finding), compare_findings);
    return (Findings){draft->findings.at, draft->findings.count, draft->errors};
}

const char *draft_text_name(StepText text)
{
    static const char *const names[STEP_TEXTS] = {
        [STEP_REASON] = "reason",
        [STEP_NEWS] = "new",
        [STEP_WORDS] = "words",
        [STEP_VOICEMAIL] = "voicemail",
        [STEP_GATEKEEPER] = "gatekeeper",
        [STEP_SUBJECT] = "subject",
        [STEP_BODY] = "body",
        [STEP_OTHER_SUBJECT] = "other: subject",
        [STEP_OTHER_BODY] = "other: body",
    };
    return names[text];
}

const char *draft_text(const StepDraft *step, StepText text)
{
    const Step *of = step->step;
    const char *const sources[STEP_TEXTS] = {
        [STEP_REASON] = of->reason,
        [STEP_NEWS] = of->news,
        [STEP_WORDS] = of->words,
        [STEP_VOICEMAIL] = of->voicemail,
        [STEP_GATEKEEPER] = of->gatekeeper,
        [STEP_SUBJECT] = of->subject,
        [STEP_BODY] = of->body,
        [STEP_OTHER_SUBJECT] = of->other_subject,
        [STEP_OTHER_BODY] = of->other_body,
    };
    return sources[text];
}

bool draft_in_tail(const Draft *draft, const StepDraft *step)
{
    return (size_t)(step - draft->steps) >= draft->step_count;
}

const char *draft_did_you_mean(Draft *draft, const char *word, const char *const *words)
{
    const char *near = is_full(draft) ? NULL : text_nearest(word, words);
    return near ? arena_printf(draft->scratch, " (did you mean \"%s\"?)", near) : "";
}

const char *draft_list(Draft *draft, const char *const *words)
{
    const char *list = "";
    for (; *words && !is_full(draft); words++)
        list = arena_printf(draft->scratch, "%s%s%s", list, *list ? ", " : "", *words);
    return list;
}
