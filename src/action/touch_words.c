#include "action/touch_words.h"

#include "action/access.h"
#include "action/context_inner.h"
#include "action/journal.h"
#include "action/lint_touch.h"
#include "action/touch_coming.h"
#include "base/text.h"

#include <string.h>

static bool has_words(const NextTouch *next)
{
    return (WORDS_CHANNELS & CHANNEL_BIT(next->touch.channel)) != 0;
}

/* To the same person, also where two became one. */
static bool is_to(Context *context, Arena *arena, const struct touch_words_get_row *own,
                  const TouchCard *card, bool *same, Err *err)
{
    struct merged_into_row merged;
    bool found;
    *same = own->contact_id == card->contact_id;
    if (*same || !own->contact_id)
        return true;
    if (!sql_merged_into(
            context->db, arena,
            &(struct merged_into_in){.workspace = context->workspace, .id = own->contact_id},
            &merged, &found, err))
        return false;
    *same = found && merged.kept_id == card->contact_id;
    return true;
}

bool touch_words_fill(Context *context, Arena *arena, NextTouch *next, Err *err)
{
    struct touch_words_get_row own;
    const TouchCard *card = &next->touch;
    bool found, same;
    if (!has_words(next))
        return true;
    if (!sql_touch_words_get(
            context->db, arena,
            &(struct touch_words_get_in){.workspace = context->workspace, .touch_id = card->id},
            &own, &found, err))
        return false;
    if (!found || !text_equal(own.channel, channel_name(card->channel)) ||
        !text_equal(own.step_key, card->step))
        return true;
    if (!is_to(context, arena, &own, card, &same, err))
        return false;
    if (same) {
        next->script.subject = own.subject;
        next->script.words = own.words;
        next->script.own = true;
    }
    return true;
}

static bool find(Context *context, Arena *arena, int64_t touch_id, NextTouch *next, Err *err)
{
    int64_t lead_id;
    if (!access_need(context, ACCESS_TOUCH, touch_id, err) ||
        !touch_coming(context, arena, touch_id, &lead_id, err) ||
        !next_touch_of(context, arena, lead_id, next, err))
        return false;
    return has_words(next) ||
           err_field(err, ERR_INPUT, "touch",
                     "touch %lld goes by %s: letters, gifts and visits have words of their own; "
                     "those of messages are edited as they are let go, all others in the cadence",
                     (long long)touch_id, channel_name(next->touch.channel));
}

static bool look_at(Context *context, Arena *arena, TouchWords *words, Err *err)
{
    words->sentences = lint_sentences(words->next.script.words);
    return lint_touch(context, arena, &words->next, &(LintLetter){0}, &words->lint, err);
}

bool touch_words_of(Context *context, Arena *arena, int64_t touch_id, TouchWords *words, Err *err)
{
    TouchWords made = {.sentences = 0};
    if (!find(context, arena, touch_id, &made.next, err) || !look_at(context, arena, &made, err))
        return false;
    *words = made;
    return true;
}

static bool check(const char *subject, const char *words, Err *err)
{
    if (words && !words[strspn(words, " \t\r\n")])
        return err_field(err, ERR_INPUT, "words", "there is nothing to read in it");
    if (words && strlen(words) > TOUCH_WORDS_MOST)
        return err_field(err, ERR_INPUT, "words", "words may have %d bytes at most",
                         TOUCH_WORDS_MOST);
    return text_empty(subject) || !strpbrk(subject, "\r\n") ||
           err_field(err, ERR_INPUT, "subject", "a subject is one line");
}

static bool write_words(Context *context, Arena *arena, const NextTouch *next, const char *subject,
                        const char *words, Err *err)
{
    const TouchCard *card = &next->touch;
    const char *clean =
        words ? text_clean_lines(arena, words, strlen(words), TOUCH_WORDS_MOST) : NULL;
    if (!words)
        return sql_touch_words_drop(
            context->db,
            &(struct touch_words_drop_in){.workspace = context->workspace, .touch_id = card->id},
            err);
    return sql_touch_words_put(context->db,
                               &(struct touch_words_put_in){
                                   .workspace = context->workspace,
                                   .touch_id = card->id,
                                   .lead_id = card->lead_id,
                                   .contact_id = card->contact_id,
                                   .channel = channel_name(card->channel),
                                   .step_key = card->step,
                                   .user_id = context->user,
                                   .subject = text_or(subject ? subject : next->script.subject, ""),
                                   .words = clean,
                                   .at = context->now},
                               err);
}

bool touch_words_write(Context *context, Arena *arena, int64_t touch_id, const char *subject,
                       const char *words, TouchWords *shown, Err *err)
{
    TouchWords made = {.sentences = 0};
    Journal journal;
    auto_txn Txn txn = {0};
    if (!check(subject, words, err) || !db_begin(&txn, context->db, TXN_WRITE, err) ||
        !find(context, arena, touch_id, &made.next, err))
        return false;
    const TouchCard *card = &made.next.touch;
    const char *said =
        arena_printf(arena, "%s: words of the %s %s", card->lead_name, channel_name(card->channel),
                     words ? "written" : "as the cadence has them");
    if (!journal_open(context, card->lead_id, &journal, err) ||
        !journal_keep(&journal, JOURNAL_TOUCH_WORDS, touch_id, err) ||
        !write_words(context, arena, &made.next, subject, words, err) ||
        !journal_close(&journal, "words", 0, said, err) ||
        !next_touch_of(context, arena, card->lead_id, &made.next, err) ||
        !look_at(context, arena, &made, err) || !db_commit(&txn, err))
        return false;
    *shown = made;
    return true;
}
