/* Draft: a cadence while it is read and checked; private to cadence*.c.
 *
 * The reader (cadence_read.c) fills the Cadence and keeps beside each step the nodes of the file it
 * came from; the checkers (cadence_check.c, cadence_words.c) then look at both, so that every
 * finding names line and column. Texts may stand in the file plain, quoted or as a block:
 * draft_text_place() finds the place of a byte of the text in all of these.
 *
 * Lives in the caller's arena. One draft, one thread.
 */
#pragma once

#include "base/vec.h"
#include "base/yaml.h"
#include "follow/cadence.h"

/* After so many findings nobody reads on: no more are kept, errors are still counted. So a hostile
 * file cannot buy the work of naming places without end. */
enum { DRAFT_FINDINGS = 200, DRAFT_NAME_LENGTH = 40, DRAFT_FALLBACK_LENGTH = 200 };

typedef enum StepText {
    STEP_REASON,
    STEP_NEWS,
    STEP_WORDS,
    STEP_VOICEMAIL,
    STEP_GATEKEEPER,
    STEP_SUBJECT,
    STEP_BODY,
    STEP_OTHER_SUBJECT,
    STEP_OTHER_BODY,
    STEP_TEXTS
} StepText;

typedef struct StepDraft {
    Step *step;
    const YamlNode *node;
    const YamlNode *texts[STEP_TEXTS];  /* NULL where the file has none */
    const Mustache *parsed[STEP_TEXTS]; /* NULL too where it is no Mustache */
    bool has_wait, no_news;             /* `after` given; `new: none` */
} StepDraft;

typedef struct Draft {
    Arena *arena;
    Arena *scratch; /* what a checker needs for one text; reset behind each */
    const char *source;
    size_t length;
    VEC(size_t) lines; /* where each line begins */
    const YamlNode *map;
    Cadence *cadence;
    StepDraft *steps; /* the steps, then those of the tail */
    size_t step_count, tail_count;
    Doc *fallbacks;
    const struct PhraseBook *book; /* of cadence_phrase.h */
    VEC(Finding) findings;
    size_t errors;
} Draft;

typedef struct Place {
    int line, column;
} Place;

/* `source` is UTF-8 and was read into `map`. */
void draft_begin(Draft *draft, Arena *arena, Arena *scratch, const char *source, size_t length,
                 const YamlNode *map);

Place draft_node_place(const YamlNode *node);
Place draft_key_place(const YamlNode *node);
/* Where byte `offset` of node->text stands in the file; at white space, what comes after it. */
Place draft_text_place(const Draft *draft, const YamlNode *node, size_t offset);
/* The same for a line and column within the text, both from 1. */
Place draft_line_place(const Draft *draft, const YamlNode *node, int line, int column);

void draft_find(Draft *draft, FindingLevel level, Place place, const char *code, const char *format,
                ...) __attribute__((format(printf, 5, 6)));

/* The findings so far, in the order of the file. */
Findings draft_findings(Draft *draft);

/* The name of a text in the file: "reason", "voicemail", … */
const char *draft_text_name(StepText text);
/* The source of a text of a step, NULL where it has none. */
const char *draft_text(const StepDraft *step, StepText text);
bool draft_in_tail(const Draft *draft, const StepDraft *step);
/* ` (did you mean "phone"?)`, or ""; lives until the scratch is reset. `words` ends with NULL. */
const char *draft_did_you_mean(Draft *draft, const char *word, const char *const *words);
/* `phone, email, text`; lives as long. */
const char *draft_list(Draft *draft, const char *const *words);

/* The stages of cadence_read(), in this order; each adds its findings. */
void cadence_read_map(Draft *draft);
void cadence_check_rhythm(Draft *draft);
void cadence_check_prongs(Draft *draft);
void cadence_check_words(Draft *draft);
