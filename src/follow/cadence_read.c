/* The file as a Cadence: keys, words and numbers. What the texts say is cadence_words.c's. */
#include "base/digest.h"
#include "base/text.h"
#include "follow/cadence_field.h"
#include "follow/cadence_value.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>

/* ---- Scalars ---- */

static const char *scalar(Draft *draft, const YamlNode *node)
{
    if (node->kind == YAML_TEXT)
        return node->text;
    draft_find(draft, FINDING_ERROR, draft_node_place(node), "not_text",
               "\"%s\" is a %s: write one text behind it", node->key ? node->key : "this",
               node->kind == YAML_LIST ? "list" : "map");
    return NULL;
}

/* A scalar that says something, or NULL; trailing blanks belong to the file, not to the text. */
static const char *filled(Draft *draft, const YamlNode *node)
{
    const char *text = scalar(draft, node);
    if (!text)
        return NULL;
    size_t length = strlen(text);
    while (length && isspace((unsigned char)text[length - 1]))
        length--;
    return length ? arena_strndup(draft->arena, text, length) : NULL;
}

/* A name that people type and the store keeps. */
static const char *read_name(Draft *draft, const YamlNode *node)
{
    const char *text = filled(draft, node);
    if (!text && node->kind != YAML_TEXT)
        return NULL;
    size_t length = text ? strlen(text) : 0;
    if (!length || length > DRAFT_NAME_LENGTH ||
        strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") != length) {
        draft_find(draft, FINDING_ERROR, draft_node_place(node), "bad_name",
                   "\"%s\" must be 1 to %d of a–z, 0–9 and -, such as \"%s\"", node->key,
                   DRAFT_NAME_LENGTH, !strcmp(node->key, "key") ? "first-call" : "trade-show");
        return NULL;
    }
    return text;
}

static bool read_wait(Draft *draft, const YamlNode *node, Wait *wait)
{
    const char *text = scalar(draft, node);
    if (text && cadence_value_wait(text, wait))
        return true;
    if (text)
        draft_find(
            draft, FINDING_ERROR, draft_node_place(node), "bad_wait",
            "\"%s\" is no duration: write \"10 minutes\", \"2 hours\", \"1 day\", "
            "\"3 working days\", \"2 weeks\", \"1 month\" or \"1 season\" (ten years at most)",
            text);
    return false;
}

/* ---- Texts with merge fields ---- */

static bool take_number(const char **at, const char *words, int *number)
{
    size_t length = strlen(words);
    if (strncmp(*at, words, length) != 0)
        return false;
    char *end;
    long value = strtol(*at + length, &end, 10);
    if (value < 1 || value > INT_MAX)
        return false;
    *at = end;
    *number = (int)value;
    return true;
}

/* mustache_parse() says "line 2, column 5: why" within the text. */
static void find_bad_mustache(Draft *draft, const YamlNode *node, const Err *err)
{
    int line = 1, column = 1;
    const char *why = err->message;
    if (take_number(&why, "line ", &line) && take_number(&why, ", column ", &column))
        why += strspn(why, ": ");
    draft_find(draft, FINDING_ERROR, draft_line_place(draft, node, line, column), "bad_mustache",
               "%s", why);
}

static const Mustache *read_mustache(Draft *draft, const YamlNode *node, const char *text)
{
    Err err = {0};
    const Mustache *parsed = mustache_parse(draft->arena, text, strlen(text), &err);
    const char *partial = strstr(text, "{{>");
    if (!parsed)
        find_bad_mustache(draft, node, &err);
    else if (partial)
        draft_find(draft, FINDING_ERROR, draft_text_place(draft, node, (size_t)(partial - text)),
                   "bad_mustache", "a cadence has no partials: write the words themselves here");
    return parsed;
}

static void set_text(StepDraft *draft, StepText which, const char *text, const Mustache *parsed)
{
    Step *step = draft->step;
    const struct {
        const char **source;
        const Mustache **parsed;
    } slots[STEP_TEXTS] = {
        [STEP_REASON] = {&step->reason, &step->reason_text},
        [STEP_NEWS] = {&step->news, &step->news_text},
        [STEP_WORDS] = {&step->words, &step->words_text},
        [STEP_VOICEMAIL] = {&step->voicemail, &step->voicemail_text},
        [STEP_GATEKEEPER] = {&step->gatekeeper, &step->gatekeeper_text},
        [STEP_SUBJECT] = {&step->subject, &step->subject_text},
        [STEP_BODY] = {&step->body, &step->body_text},
        [STEP_OTHER_SUBJECT] = {&step->other_subject, &step->other_subject_text},
        [STEP_OTHER_BODY] = {&step->other_body, &step->other_body_text},
    };
    *slots[which].source = text;
    *slots[which].parsed = parsed;
    draft->parsed[which] = parsed;
}

static void read_text(Draft *draft, StepDraft *step, const YamlNode *node, StepText which)
{
    const char *text = filled(draft, node);
    if (!text)
        return;
    step->texts[which] = node;
    set_text(step, which, text, read_mustache(draft, node, text));
}

/* ---- A step ---- */

static void read_key(Draft *draft, StepDraft *step, const YamlNode *node)
{
    step->step->key = read_name(draft, node);
}

static void read_channel(Draft *draft, StepDraft *step, const YamlNode *node)
{
    const char *text = scalar(draft, node);
    if (!text || (channel_find(text, &step->step->channel) && step->step->channel != CHANNEL_NONE))
        return;
    const char *names[CHANNELS] = {0};
    for (Channel channel = CHANNEL_NONE + 1; channel < CHANNELS; channel++)
        names[channel - 1] = channel_name(channel);
    draft_find(draft, FINDING_ERROR, draft_node_place(node), "unknown_channel",
               "there is no channel \"%s\"%s: use one of %s", text,
               draft_did_you_mean(draft, text, names), draft_list(draft, names));
}

static void read_after(Draft *draft, StepDraft *step, const YamlNode *node)
{
    if (draft_in_tail(draft, step))
        draft_find(draft, FINDING_ERROR, draft_key_place(node), "unknown_key",
                   "a step of the tail has no \"after\": the waits stand in the tail's \"rhythm\"");
    /* A wait nobody understands is taken for a day, so that nothing else is found for it. */
    if (!read_wait(draft, node, &step->step->after))
        step->step->after = (Wait){1, WAIT_DAYS};
    step->has_wait = true;
}

static void read_window(Draft *draft, StepDraft *step, const YamlNode *node)
{
    read_wait(draft, node, &step->step->window);
}

static void read_when(Draft *draft, StepDraft *step, const YamlNode *node)
{
    const char *text = scalar(draft, node), *word = NULL;
    Step *of = step->step;
    if (!text)
        return;
    if (!cadence_value_facts(draft->arena, text, &of->must, &of->must_not, &word)) {
        const char *const *words = cadence_value_fact_words();
        size_t offset = *word ? (size_t)(strstr(text, word) - text) : 0;
        draft_find(draft, FINDING_ERROR, draft_text_place(draft, node, offset), "unknown_condition",
                   "\"%s\" is no condition%s: write facts such as \"not talked, has email\", "
                   "of %s",
                   text, draft_did_you_mean(draft, word, words), draft_list(draft, words));
    } else if (of->must & of->must_not) {
        draft_find(draft, FINDING_ERROR, draft_node_place(node), "never_happens",
                   "\"%s\" can never be true: take one of the two out", text);
    }
}

static void read_by(Draft *draft, StepDraft *step, const YamlNode *node)
{
    const char *text = scalar(draft, node);
    if (text && !mode_find(text, &step->step->mode))
        draft_find(draft, FINDING_ERROR, draft_node_place(node), "unknown_mode",
                   "\"%s\" cannot do a step: write \"by: person\" or \"by: machine\"", text);
}

static void read_new(Draft *draft, StepDraft *step, const YamlNode *node)
{
    if (node->kind == YAML_TEXT && !node->quoted && !strcmp(node->text, "none"))
        step->no_news = true;
    else
        read_text(draft, step, node, STEP_NEWS);
}

static void read_content(Draft *draft, StepDraft *step, const YamlNode *node)
{
    /* The kinds the library keeps (DESIGN §1). */
    static const char *const kinds[] = {"article", "case-study", "photo",    "video", "offer",
                                        "gift",    "invitation", "question", NULL};
    const char *text = scalar(draft, node);
    for (const char *const *kind = kinds; text && *kind; kind++)
        if (!strcmp(*kind, text))
            step->step->content_kind = *kind;
    if (text && !step->step->content_kind)
        draft_find(draft, FINDING_ERROR, draft_node_place(node), "unknown_content",
                   "there is no kind of content \"%s\"%s: use one of %s", text,
                   draft_did_you_mean(draft, text, kinds), draft_list(draft, kinds));
}

static void read_personal(Draft *draft, StepDraft *step, const YamlNode *node)
{
    const char *text = scalar(draft, node);
    if (!text)
        return;
    bool yes = text_equal_nocase(text, "true") || text_equal_nocase(text, "yes");
    if (!yes && !text_equal_nocase(text, "false") && !text_equal_nocase(text, "no"))
        draft_find(draft, FINDING_ERROR, draft_node_place(node), "not_yes_or_no",
                   "\"personal\" is true or false, not \"%s\"", text);
    step->step->personal = yes;
}

static void find_unknown_key(Draft *draft, const YamlNode *node, const char *where,
                             const char *const *names)
{
    draft_find(draft, FINDING_ERROR, draft_key_place(node), "unknown_key",
               "%s has no \"%s\"%s: its keys are %s", where, node->key,
               draft_did_you_mean(draft, node->key, names), draft_list(draft, names));
}

/* Two texts that differ: what tells them is a digest of both. */
static void name_trial(Draft *draft, const StepDraft *step, const YamlNode *node)
{
    Step *of = step->step;
    const char *subject = text_or(of->other_subject, of->subject);
    const char *body = text_or(of->other_body, of->body);
    if (!of->body) {
        draft_find(draft, FINDING_ERROR, draft_key_place(node), "no_first_text",
                   "\"other\" is tried against \"body\", and there is none");
        return;
    }
    if (text_equal(subject, of->subject) && text_equal(body, of->body)) {
        draft_find(draft, FINDING_ERROR, draft_key_place(node), "same_texts",
                   "the other text is the first one: write another subject or body, or take it "
                   "out");
        return;
    }
    Digest digest = digest_of(NULL, "trial", sizeof "trial");
    const char *const parts[] = {of->key, of->subject, of->body, subject, body};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        digest = digest_more(digest, text_or(parts[i], ""), strlen(text_or(parts[i], "")) + 1);
    of->trial = digest_hex(draft->arena, digest);
}

static void read_other(Draft *draft, StepDraft *step, const YamlNode *node)
{
    static const char *const names[] = {"subject", "body", NULL};
    if (node->kind != YAML_MAP) {
        draft_find(draft, FINDING_ERROR, draft_node_place(node), "not_a_map",
                   "\"other\" is a map with \"subject\", \"body\" or both");
        return;
    }
    for (const YamlNode *entry = node->first; entry; entry = entry->next) {
        if (!strcmp(entry->key, "subject"))
            read_text(draft, step, entry, STEP_OTHER_SUBJECT);
        else if (!strcmp(entry->key, "body"))
            read_text(draft, step, entry, STEP_OTHER_BODY);
        else
            find_unknown_key(draft, entry, "another text", names);
    }
}

static void read_thread(Draft *draft, StepDraft *step, const YamlNode *node)
{
    const char *text = scalar(draft, node);
    step->step->new_thread = text_equal(text, "new");
    if (text && !step->step->new_thread && !text_equal(text, "same"))
        draft_find(draft, FINDING_ERROR, draft_node_place(node), "unknown_thread",
                   "\"thread\" is new, or same (as without it), not \"%s\"", text);
}

typedef struct StepKey {
    const char *name;
    void (*take)(Draft *draft, StepDraft *step, const YamlNode *node); /* NULL: a plain text */
    StepText text;
} StepKey;

static const StepKey step_keys[] = {
    {.name = "key", .take = read_key},
    {.name = "channel", .take = read_channel},
    {.name = "after", .take = read_after},
    {.name = "window", .take = read_window},
    {.name = "when", .take = read_when},
    {.name = "by", .take = read_by},
    {.name = "new", .take = read_new},
    {.name = "content", .take = read_content},
    {.name = "personal", .take = read_personal},
    {.name = "thread", .take = read_thread},
    {.name = "reason", .text = STEP_REASON},
    {.name = "words", .text = STEP_WORDS},
    {.name = "voicemail", .text = STEP_VOICEMAIL},
    {.name = "gatekeeper", .text = STEP_GATEKEEPER},
    {.name = "subject", .text = STEP_SUBJECT},
    {.name = "body", .text = STEP_BODY},
    {.name = "other", .take = read_other},
};
enum { STEP_KEYS = sizeof step_keys / sizeof *step_keys };

static void read_step_entry(Draft *draft, StepDraft *step, const YamlNode *node)
{
    const char *names[STEP_KEYS + 1] = {0};
    for (size_t i = 0; i < STEP_KEYS; i++) {
        names[i] = step_keys[i].name;
        if (strcmp(names[i], node->key) != 0)
            continue;
        if (step_keys[i].take)
            step_keys[i].take(draft, step, node);
        else
            read_text(draft, step, node, step_keys[i].text);
        return;
    }
    find_unknown_key(draft, node, "a step", names);
}

static Mode usual_mode(Channel channel)
{
    return CHANNEL_BIT(channel) & MACHINE_CHANNELS ? MODE_MACHINE : MODE_PERSON;
}

/* What a step cannot be without. */
static void find_missing(Draft *draft, const StepDraft *step, bool first)
{
    const Step *of = step->step;
    Place place = draft_node_place(step->node);
    if (!yaml_get(step->node, "key"))
        draft_find(draft, FINDING_ERROR, place, "no_key",
                   "this step has no key: give it a name that stays, such as \"key: first-call\"");
    if (!yaml_get(step->node, "channel"))
        draft_find(draft, FINDING_ERROR, place, "no_channel",
                   "this step has no channel: add \"channel: phone\" or another");
    if (!of->reason)
        draft_find(draft, FINDING_ERROR, place, "no_reason",
                   "this step has no reason: add \"reason:\" with the sentence a caller can open "
                   "with");
    if (!first && !step->has_wait && !draft_in_tail(draft, step))
        draft_find(draft, FINDING_ERROR, place, "no_wait",
                   "this step does not say how long after the step before: add \"after: 2 working "
                   "days\"");
    if (of->mode == MODE_MACHINE && of->channel != CHANNEL_NONE &&
        !(CHANNEL_BIT(of->channel) & MACHINE_CHANNELS)) {
        const YamlNode *by = yaml_get(step->node, "by");
        draft_find(
            draft, FINDING_ERROR, draft_node_place(by ? by : step->node), "needs_person",
            "%s needs a person: write \"by: person\", or let the machine send an email, text "
            "or fax",
            channel_name(of->channel));
    }
}

static void read_step(Draft *draft, StepDraft *step, const YamlNode *node, bool first)
{
    step->node = node;
    step->step->line = node->line;
    if (node->kind != YAML_MAP) {
        draft_find(draft, FINDING_ERROR, draft_node_place(node), "not_a_step",
                   "a step is a map: begin it with \"- key: …\"");
        return;
    }
    step->step->mode = MODES; /* until the file says or the channel decides */
    for (const YamlNode *entry = node->first; entry; entry = entry->next)
        read_step_entry(draft, step, entry);
    if (step->step->mode == MODES)
        step->step->mode = usual_mode(step->step->channel);
    if (yaml_get(node, "other"))
        name_trial(draft, step, yaml_get(node, "other"));
    find_missing(draft, step, first);
}

static bool is_list(Draft *draft, const YamlNode *node)
{
    if (!node || node->kind == YAML_LIST)
        return node;
    draft_find(draft, FINDING_ERROR, draft_node_place(node), "not_a_list",
               "\"%s\" is a list: begin each entry on a line of its own with \"- \"", node->key);
    return false;
}

/* A key is what a running lead is found by. (The limit of nodes in a file keeps the square small.)
 */
static void find_double_keys(Draft *draft)
{
    for (size_t i = 0; i < draft->step_count + draft->tail_count; i++) {
        const Step *step = draft->steps[i].step, *earlier = draft->steps[0].step;
        while (earlier < step && (!earlier->key || !text_equal(earlier->key, step->key)))
            earlier++;
        if (earlier < step)
            draft_find(draft, FINDING_ERROR,
                       draft_node_place(yaml_get(draft->steps[i].node, "key")), "double_key",
                       "\"%s\" is the key of the step in line %d too: give this one its own",
                       step->key, earlier->line);
    }
}

static void read_steps(Draft *draft, const YamlNode *steps, const YamlNode *tail)
{
    draft->step_count = is_list(draft, steps) ? steps->count : 0;
    draft->tail_count = is_list(draft, tail) ? tail->count : 0;
    size_t total = draft->step_count + draft->tail_count;
    Step *all = arena_array(draft->arena, total, sizeof *all);
    draft->steps = arena_array(draft->arena, total, sizeof *draft->steps);

    size_t place = 0;
    const YamlNode *lists[] = {draft->step_count ? steps : NULL, draft->tail_count ? tail : NULL};
    for (size_t list = 0; list < 2; list++)
        for (const YamlNode *node = lists[list] ? lists[list]->first : NULL; node;
             node = node->next, place++) {
            draft->steps[place].step = &all[place];
            read_step(draft, &draft->steps[place], node, place == 0);
        }
    draft->cadence->steps = all;
    draft->cadence->step_count = draft->step_count;
    draft->cadence->tail = all + draft->step_count;
    draft->cadence->tail_count = draft->tail_count;
    find_double_keys(draft);
}

/* ---- The cadence ---- */

static void read_rhythm(Draft *draft, const YamlNode *node)
{
    if (!is_list(draft, node))
        return;
    Wait *waits = arena_array(draft->arena, node->count, sizeof *waits);
    size_t count = 0;
    for (const YamlNode *entry = node->first; entry; entry = entry->next)
        read_wait(draft, entry, &waits[count++]);
    draft->cadence->rhythm = waits;
    draft->cadence->rhythm_count = count;
}

static void read_tail(Draft *draft, const YamlNode *tail)
{
    static const char *const names[] = {"rhythm", "floor", "steps", NULL};
    for (const YamlNode *entry = tail->first; entry; entry = entry->next) {
        if (!strcmp(entry->key, "rhythm"))
            read_rhythm(draft, entry);
        else if (!strcmp(entry->key, "floor"))
            read_wait(draft, entry, &draft->cadence->floor);
        else if (strcmp(entry->key, "steps") != 0)
            find_unknown_key(draft, entry, "the tail", names);
    }
}

static void read_source(Draft *draft, const YamlNode *node)
{
    SourceKind kind;
    const char *text = scalar(draft, node);
    if (text && source_kind_find(text, &kind)) {
        draft->cadence->for_sources |= 1u << kind;
    } else if (text) {
        const char *names[SOURCE_KINDS + 1] = {0};
        for (kind = 0; kind < SOURCE_KINDS; kind++)
            names[kind] = source_kind_name(kind);
        draft_find(draft, FINDING_ERROR, draft_node_place(node), "unknown_source",
                   "there is no kind of source \"%s\"%s: use one of %s", text,
                   draft_did_you_mean(draft, text, names), draft_list(draft, names));
    }
}

static void read_for(Draft *draft, const YamlNode *node)
{
    if (node->kind == YAML_LIST)
        for (const YamlNode *entry = node->first; entry; entry = entry->next)
            read_source(draft, entry);
    else
        read_source(draft, node);
}

static void read_fallbacks(Draft *draft, const YamlNode *node)
{
    if (node->kind != YAML_MAP) {
        draft_find(draft, FINDING_ERROR, draft_node_place(node), "not_a_map",
                   "\"fallbacks\" is a map: one line a field, such as \"first: there\"");
        return;
    }
    for (const YamlNode *entry = node->first; entry; entry = entry->next) {
        const char *text = filled(draft, entry);
        const CadenceField *field = cadence_field(entry->key);
        if (!field)
            cadence_field_find_unknown(draft, draft_key_place(entry), entry->key);
        else if (text && strlen(text) > DRAFT_FALLBACK_LENGTH)
            draft_find(draft, FINDING_ERROR, draft_node_place(entry), "bad_fallback",
                       "a fallback is a few words: cut it to %d bytes", DRAFT_FALLBACK_LENGTH);
        else if (text)
            doc_set_text(draft->arena, draft->fallbacks, field->name, text);
        if (text && strstr(text, "{{"))
            draft_find(draft, FINDING_ERROR, draft_node_place(entry), "bad_fallback",
                       "a fallback is said as it stands: take the merge field out of it");
    }
}

static void read_cadence_entry(Draft *draft, const YamlNode *node)
{
    static const char *const names[] = {"name",      "title", "for",  "target",
                                        "fallbacks", "steps", "tail", NULL};
    Cadence *cadence = draft->cadence;
    if (!strcmp(node->key, "name"))
        cadence->name = read_name(draft, node);
    else if (!strcmp(node->key, "title"))
        cadence->title = filled(draft, node);
    else if (!strcmp(node->key, "target"))
        cadence->target = filled(draft, node);
    else if (!strcmp(node->key, "for"))
        read_for(draft, node);
    else if (!strcmp(node->key, "fallbacks"))
        read_fallbacks(draft, node);
    else if (!strcmp(node->key, "tail") && node->kind == YAML_MAP)
        read_tail(draft, node);
    else if (!strcmp(node->key, "tail"))
        draft_find(draft, FINDING_ERROR, draft_node_place(node), "not_a_map",
                   "\"tail\" is a map with \"rhythm\" and \"steps\"");
    else if (strcmp(node->key, "steps") != 0)
        find_unknown_key(draft, node, "a cadence", names);
}

void cadence_read_map(Draft *draft)
{
    const YamlNode *map = draft->map;
    for (const YamlNode *entry = map->first; entry; entry = entry->next)
        read_cadence_entry(draft, entry);

    const YamlNode *tail = yaml_get(map, "tail");
    bool has_tail = tail && tail->kind == YAML_MAP;
    read_steps(draft, yaml_get(map, "steps"), has_tail ? yaml_get(tail, "steps") : NULL);
    draft->cadence->fallbacks = draft->fallbacks;

    if (!yaml_get(map, "name"))
        draft_find(draft, FINDING_ERROR, draft_node_place(map), "no_name",
                   "the cadence has no name: add \"name: show\", the word people type");
    if (!draft->cadence->title)
        draft_find(draft, FINDING_ERROR, draft_node_place(map), "no_title",
                   "the cadence has no title: add \"title: Met at a trade show\"");
    if (!draft->step_count)
        draft_find(draft, FINDING_ERROR, draft_node_place(map), "no_steps",
                   "the cadence has no steps: add \"steps:\" with at least one");
}
