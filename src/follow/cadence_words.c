/* What the texts of a cadence say: whether every merge field can be filled, and whether a person
 * would want to hear it. */
#include "base/sms.h"
#include "base/text.h"
#include "follow/cadence_field.h"
#include "follow/cadence_phrase.h"
#include "follow/cadence_trial.h"

#include <stdlib.h>

enum { VOICEMAIL_WORDS = 60, SUBJECT_CHARACTERS = 60, TEXT_CHARACTERS = 320, TEXT_SEGMENTS = 3 };

#define TEXT_BIT(text) (1u << (text))

/* What a channel can say, and what it must have. */
typedef struct ChannelTexts {
    const char *noun;
    unsigned used; /* sets of StepText; reason and new go with all */
    unsigned needed, wanted;
} ChannelTexts;

enum {
    WORDS = TEXT_BIT(STEP_WORDS),
    VOICEMAIL = TEXT_BIT(STEP_VOICEMAIL),
    GATEKEEPER = TEXT_BIT(STEP_GATEKEEPER),
    SUBJECT = TEXT_BIT(STEP_SUBJECT) | TEXT_BIT(STEP_OTHER_SUBJECT),
    NEEDED_SUBJECT = TEXT_BIT(STEP_SUBJECT),
    BODY = TEXT_BIT(STEP_BODY) | TEXT_BIT(STEP_OTHER_BODY),
    NEEDED_BODY = TEXT_BIT(STEP_BODY)
};

static const ChannelTexts channel_texts[CHANNELS] = {
    [CHANNEL_PHONE] = {.noun = "call",
                       .used = WORDS | VOICEMAIL | GATEKEEPER,
                       .wanted = WORDS | VOICEMAIL},
    [CHANNEL_EMAIL] = {.noun = "e-mail",
                       .used = SUBJECT | BODY,
                       .needed = NEEDED_SUBJECT | NEEDED_BODY},
    [CHANNEL_TEXT] = {.noun = "text", .used = BODY, .needed = NEEDED_BODY},
    [CHANNEL_FAX] = {.noun = "fax", .used = SUBJECT | BODY, .needed = NEEDED_BODY},
    [CHANNEL_VISIT] = {.noun = "visit", .used = WORDS | GATEKEEPER, .wanted = WORDS},
    [CHANNEL_LETTER] = {.noun = "letter", .used = WORDS | NEEDED_SUBJECT, .wanted = WORDS},
    [CHANNEL_GIFT] = {.noun = "gift", .used = WORDS, .wanted = WORDS},
    [CHANNEL_ARTICLE] = {.noun = "article", .used = WORDS | SUBJECT | BODY},
};

/* What to write where a text is missing. */
static const char *const missing_advice[STEP_TEXTS] = {
    [STEP_WORDS] = "add \"words:\" with what to say",
    [STEP_VOICEMAIL] = "add \"voicemail:\" with what to say to the machine, your cell number twice",
    [STEP_SUBJECT] = "add \"subject:\" with the reason in a few words",
    [STEP_BODY] = "add \"body:\" with what is sent",
};
static const char *const missing_code[STEP_TEXTS] = {
    [STEP_WORDS] = "no_words",
    [STEP_VOICEMAIL] = "no_voicemail",
    [STEP_SUBJECT] = "no_subject",
    [STEP_BODY] = "no_body",
};

static void find_weak(Draft *draft, const StepDraft *step, StepText text, const char *code,
                      const char *message)
{
    draft_find(draft, FINDING_WEAK, draft_node_place(step->texts[text]), code, "%s", message);
}

/* ---- Which texts a step has ---- */

static void check_presence(Draft *draft, const StepDraft *step)
{
    const ChannelTexts *row = &channel_texts[step->step->channel];
    Place place = draft_node_place(step->node);
    for (StepText text = STEP_WORDS; text < STEP_TEXTS; text++) {
        unsigned bit = TEXT_BIT(text);
        bool there = draft_text(step, text);
        if (!there && (row->needed | row->wanted) & bit)
            draft_find(draft, row->needed & bit ? FINDING_ERROR : FINDING_WEAK, place,
                       missing_code[text], "this %s has no %s: %s", row->noun,
                       draft_text_name(text), missing_advice[text]);
        if (there && !(row->used & bit))
            draft_find(draft, FINDING_WEAK, draft_node_place(step->texts[text]), "unused",
                       "\"%s\" is never used by this channel (%s): take it out",
                       draft_text_name(text), row->noun);
    }
    if (!step->step->news && !step->step->personal && !step->step->content_kind)
        draft_find(draft, FINDING_WEAK, place, "nothing_new",
                   "this %s gives nothing new: add \"new:\" with what it gives, or \"personal: "
                   "true\" where the reason is personal",
                   row->noun);
}

/* People who asked may be texted at once. */
static void check_early_text(Draft *draft, const StepDraft *step)
{
    enum { THEY_ASKED = 1 << SOURCE_WEB | 1 << SOURCE_CALL };
    unsigned sources = draft->cadence->for_sources;
    bool asked = sources && !(sources & ~(unsigned)THEY_ASKED);
    unsigned after_talk = FACT_TALKED | FACT_REPLIED | FACT_CUSTOMER;
    if (step->step->channel == CHANNEL_TEXT && !(step->step->must & after_talk) && !asked)
        draft_find(draft, FINDING_WEAK, draft_node_place(step->node), "text_too_early",
                   "a text before the first talk costs contacts: add \"when: talked\"");
}

/* ---- Any text ---- */

static void check_phrases(Draft *draft, const YamlNode *node, const char *text)
{
    PhraseWords words = phrase_words(draft->scratch, text);
    Phrase phrase;
    for (size_t from = 0; phrase_next(draft->book, words, &from, &phrase);) {
        const char *said =
            text_clean(draft->scratch, text + phrase.offset, phrase.end - phrase.offset, 80);
        draft_find(draft, FINDING_WEAK, draft_text_place(draft, node, phrase.offset), phrase.code,
                   "\"%s\" %s", said, phrase.advice);
    }
}

/* What is true only where a visit or a gift of an earlier step came to pass: to somebody without a
 * postal address that step went by another way. */
static void check_deeds(Draft *draft, const StepDraft *step, StepText text)
{
    static const char *const deeds[] = {
        "i ~2 came|dropped|stopped|looked by|in|round",
        "i was next door",
        "parcel|package|gift|present ~4 arrived|arrive|reached|reach|came|come",
    };
    enum { DONE_THERE = CHANNEL_BIT(CHANNEL_VISIT) | CHANNEL_BIT(CHANNEL_GIFT) };
    ChannelSet before = 0;
    for (const StepDraft *at = draft->steps; at < step; at++)
        before |= CHANNEL_BIT(at->step->channel);
    if (!(before & DONE_THERE) || step->step->must & FACT_POSTAL || text == STEP_NEWS ||
        DONE_THERE & CHANNEL_BIT(step->step->channel))
        return;
    const char *source = step->texts[text]->text;
    PhraseWords words = phrase_words(draft->scratch, source);
    for (size_t at = 0, after; at < words.count; at++)
        for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
            if (phrase_matches(words, at, deeds[i], &after)) {
                draft_find(draft, FINDING_WEAK,
                           draft_text_place(draft, step->texts[text], words.at[at].offset),
                           "claims_deed",
                           "\"%s\" is not true where no visit or gift could go: add \"when: has "
                           "postal\", or say what is true either way",
                           text_clean(draft->scratch, source + words.at[at].offset,
                                      words.at[after - 1].end - words.at[at].offset, 80));
                return;
            }
}

/* True when every field the text prints has something to say. */
static bool check_fields(Draft *draft, const StepDraft *step, StepText text)
{
    const YamlNode *node = step->texts[text];
    const MustacheName *names;
    size_t count = mustache_names(draft->scratch, step->parsed[text], &names);
    bool filled = true;
    for (size_t i = 0; i < count; i++) {
        const char *name = names[i].name;
        const CadenceField *field = cadence_field(name);
        if (field && (!names[i].printed || field->always || doc_get(draft->fallbacks, name)))
            continue;
        Place place = draft_line_place(draft, node, names[i].line, names[i].column);
        if (!field)
            cadence_field_find_unknown(draft, place, name);
        else
            draft_find(draft, FINDING_WEAK, place, "no_fallback",
                       "{{%s}} has nothing to say when it is empty: add \"%s: …\" under "
                       "\"fallbacks:\", or put the words around it into {{#%s}}…{{/%s}}",
                       name, name, name, name);
        filled = false;
    }
    return filled;
}

static void check_gaps(Draft *draft, const StepDraft *step, StepText text)
{
    const char *gap = trial_gap(draft, trial_render(draft, step->parsed[text], TRIAL_BARE),
                                draft_text(step, text));
    if (gap)
        draft_find(draft, FINDING_WEAK, draft_node_place(step->texts[text]), "leaves_gap",
                   "with empty merge fields it reads \"…%s…\": give the field a fallback", gap);
}

/* ---- Voicemails, e-mails, texts ---- */

static void check_cell(Draft *draft, const StepDraft *step, StepText text, size_t times)
{
    const char *read = trial_render(draft, step->parsed[text], TRIAL_BARE);
    if (trial_cells(read) < times)
        find_weak(draft, step, text, "no_cell",
                  times == 2 ? "say your cell number twice in a voicemail: add {{my_cell}} and "
                               "\"again, {{my_cell}}\""
                             : "this e-mail lacks your cell number: add {{my_cell}} to the "
                               "signature");
}

static void check_voicemail(Draft *draft, const StepDraft *step)
{
    size_t words = trial_words(trial_render(draft, step->parsed[STEP_VOICEMAIL], TRIAL_BARE));
    if (words > VOICEMAIL_WORDS)
        draft_find(draft, FINDING_WEAK, draft_node_place(step->texts[STEP_VOICEMAIL]),
                   "voicemail_long", "this voicemail has %zu words: cut it to %d", words,
                   VOICEMAIL_WORDS);
    check_cell(draft, step, STEP_VOICEMAIL, 2);
}

static void check_subject(Draft *draft, const StepDraft *step)
{
    const char *subject = trial_render(draft, step->parsed[STEP_SUBJECT], TRIAL_BARE);
    size_t characters = trial_characters(subject);
    Place place = draft_node_place(step->texts[STEP_SUBJECT]);
    if (strchr(step->step->subject, '\n'))
        draft_find(draft, FINDING_ERROR, place, "subject_lines",
                   "a subject is one line: take the line break out");
    else if (characters > SUBJECT_CHARACTERS)
        draft_find(draft, FINDING_WEAK, place, "subject_long",
                   "this subject has %zu characters: cut it to %d, phones show no more", characters,
                   SUBJECT_CHARACTERS);
}

/* Exactly one call to action, whether the merge fields are empty or not. */
static void check_asks(Draft *draft, const StepDraft *step)
{
    const YamlNode *node = step->texts[STEP_BODY];
    size_t none = 0, many = 0, second = 0, in_source = 0;
    for (TrialData data = TRIAL_BARE; data <= TRIAL_FULL; data++) {
        const char *read = trial_render(draft, step->parsed[STEP_BODY], data);
        size_t asks = trial_asks(draft->scratch, read, &in_source);
        none += asks == 0;
        many = asks > many ? asks : many;
    }
    if (none)
        find_weak(draft, step, STEP_BODY, "no_ask",
                  "this e-mail asks for nothing: end it with one question that is easy to answer, "
                  "or one ask with a date");
    if (many < 2)
        return;
    /* Sections can make the rendered text differ from the file: then the whole body is named. */
    Place place = trial_asks(draft->scratch, step->step->body, &second) < 2
                      ? draft_node_place(node)
                      : draft_text_place(draft, node, second);
    draft_find(draft, FINDING_WEAK, place, "two_asks",
               "this e-mail asks for %zu things: keep the one that matters most", many);
}

static void check_text_length(Draft *draft, const StepDraft *step)
{
    const char *text = trial_render(draft, step->parsed[STEP_BODY], TRIAL_BARE);
    size_t characters = trial_characters(text), segments = sms_parts(text).parts;
    if (characters > TEXT_CHARACTERS || segments > TEXT_SEGMENTS)
        draft_find(draft, FINDING_WEAK, draft_node_place(step->texts[STEP_BODY]), "text_long",
                   "this text has %zu characters in %zu segments: cut it to %d in %d (curly quotes "
                   "and dashes make segments of 67)",
                   characters, segments, TEXT_CHARACTERS, TEXT_SEGMENTS);
}

static void check_channel_texts(Draft *draft, const StepDraft *step)
{
    Channel channel = step->step->channel;
    if (channel == CHANNEL_PHONE && step->parsed[STEP_VOICEMAIL])
        check_voicemail(draft, step);
    if (channel == CHANNEL_EMAIL && step->parsed[STEP_SUBJECT])
        check_subject(draft, step);
    if (channel == CHANNEL_EMAIL && step->parsed[STEP_BODY]) {
        check_cell(draft, step, STEP_BODY, 1);
        check_asks(draft, step);
    }
    if (channel == CHANNEL_TEXT && step->parsed[STEP_BODY])
        check_text_length(draft, step);
}

/* ---- The same words twice ---- */

typedef struct Wording {
    const char *folded;
    size_t order; /* in the file */
    const StepDraft *step;
    StepText text;
} Wording;

static int compare_wordings(const void *left, const void *right)
{
    const Wording *a = left, *b = right;
    int order = strcmp(a->folded, b->folded);
    return order ? order : a->order < b->order ? -1 : 1;
}

/* What is new is not said aloud: a subject may have the same words. */
static const char *fold_wording(Draft *draft, const StepDraft *step, StepText text)
{
    const char *folded = text_fold(draft->arena, draft_text(step, text));
    return text == STEP_NEWS ? arena_printf(draft->arena, "new: %s", folded) : folded;
}

static void check_twins(Draft *draft)
{
    size_t total = draft->step_count + draft->tail_count, count = 0;
    Wording *wordings = arena_array(draft->arena, total * STEP_TEXTS, sizeof *wordings);
    for (size_t i = 0; i < total; i++)
        for (StepText text = 0; text < STEP_TEXTS; text++)
            if (draft_text(&draft->steps[i], text)) {
                wordings[count] = (Wording){
                    .folded = fold_wording(draft, &draft->steps[i], text),
                    .order = count,
                    .step = &draft->steps[i],
                    .text = text,
                };
                count++;
            }
    if (count)
        qsort(wordings, count, sizeof *wordings, compare_wordings);
    const Wording *first = wordings;
    for (size_t i = 1; i < count; i++) {
        if (strcmp(first->folded, wordings[i].folded) != 0)
            first = &wordings[i];
        else
            draft_find(draft, FINDING_WEAK,
                       draft_node_place(wordings[i].step->texts[wordings[i].text]), "same_words",
                       "the same words as in line %d: say it in new ones",
                       first->step->texts[first->text]->line);
    }
}

/* ---- All of it ---- */

static void check_fallbacks(Draft *draft)
{
    const YamlNode *fallbacks = yaml_get(draft->map, "fallbacks");
    if (!fallbacks || fallbacks->kind != YAML_MAP)
        return;
    for (const YamlNode *entry = fallbacks->first; entry; entry = entry->next)
        if (entry->kind == YAML_TEXT)
            check_phrases(draft, entry, entry->text);
}

static void check_step(Draft *draft, const StepDraft *step)
{
    if (step->step->channel != CHANNEL_NONE) {
        check_presence(draft, step);
        check_early_text(draft, step);
        check_channel_texts(draft, step);
    }
    for (StepText text = 0; text < STEP_TEXTS; text++) {
        arena_reset(draft->scratch);
        if (!step->texts[text])
            continue;
        check_phrases(draft, step->texts[text], step->texts[text]->text);
        check_deeds(draft, step, text);
        if (step->parsed[text] && check_fields(draft, step, text))
            check_gaps(draft, step, text);
    }
}

void cadence_check_words(Draft *draft)
{
    draft->book = phrase_book(draft->arena);
    check_fallbacks(draft);
    for (size_t i = 0; i < draft->step_count + draft->tail_count; i++)
        check_step(draft, &draft->steps[i]);
    check_twins(draft);
}
