#include "action/trial.h"

#include "action/audit_inner.h"
#include "action/context_inner.h"
#include "action/sign_in_inner.h"
#include "action/trial_inner.h"
#include "base/text.h"
#include "base/vec.h"
#include "follow/split.h"

#include <string.h>

static bool read_kept(Context *context, Err *err)
{
    if (context->trials_read)
        return true;
    if (!sql_trial_kept_list(context->db, context->arena,
                             &(struct trial_kept_list_in){.workspace = context->workspace},
                             &context->trials_kept, err))
        return false;
    context->trials_read = true;
    return true;
}

static const struct trial_kept_list_row *kept_of(const Context *context, const char *trial)
{
    for (size_t i = 0; i < context->trials_kept.count; i++)
        if (text_equal(context->trials_kept.at[i].trial, trial))
            return &context->trials_kept.at[i];
    return NULL;
}

bool trial_texts(Context *context, const Step *step, int64_t contact_id, TrialTexts *texts,
                 Err *err)
{
    TrialTexts made = {.subject = step->subject_text, .body = step->body_text};
    if (step->trial && contact_id) {
        if (!read_kept(context, err))
            return false;
        const struct trial_kept_list_row *kept = kept_of(context, step->trial);
        made.trial = kept ? NULL : step->trial;
        made.side = kept                                                    ? kept->side[0]
                    : split_other(context->secret, contact_id, step->trial) ? 'b'
                                                                            : 'a';
    }
    if (made.side == 'b' && step->other_subject_text)
        made.subject = step->other_subject_text;
    if (made.side == 'b' && step->other_body_text)
        made.body = step->other_body_text;
    *texts = made;
    return true;
}

bool trial_note(Context *context, Arena *arena, const LoadedLead *loaded, int64_t contact_id,
                Time at, Err *err)
{
    const struct next_touch_of_lead_row *next = &loaded->next;
    struct message_get_row message;
    TrialTexts texts;
    size_t place;
    bool found;
    const Step *step = loaded->has_next && next->step_key
                           ? cadence_step(loaded->situation.cadence, next->step_key, &place)
                           : NULL;
    Channel channel = CHANNEL_NONE;
    channel_find(next->channel, &channel);
    if (!step || !step->trial || !cadence_texts_fit(step, channel))
        return true;
    if (!trial_texts(context, step, contact_id, &texts, err) ||
        !sql_message_get(
            context->db, arena,
            &(struct message_get_in){.workspace = context->workspace, .touch_id = next->touch_id},
            &message, &found, err))
        return false;
    if (!texts.trial || (found && message.edited))
        return true;
    const char side[2] = {texts.side};
    return sql_trial_add(context->db,
                         &(struct trial_add_in){.workspace = context->workspace,
                                                .trial = texts.trial,
                                                .contact_id = contact_id,
                                                .side = side,
                                                .touch_id = next->touch_id,
                                                .lead_id = loaded->lead.id,
                                                .at = at},
                         err);
}

/* --- the readout ------------------------------------------------------------------------------ */

static bool count_sides(Context *context, Arena *arena, Trial *trial, Err *err)
{
    struct trial_counts_rows rows;
    if (!sql_trial_counts(context->db, arena,
                          &(struct trial_counts_in){.workspace = context->workspace,
                                                    .trial = trial->trial,
                                                    .within = (Time)TRIAL_DAYS * DAY_SECONDS},
                          &rows, err))
        return false;
    trial->first_at = TIME_NONE;
    for (size_t i = 0; i < rows.count; i++) {
        TrialSide *side = rows.at[i].side[0] == 'b' ? &trial->b : &trial->a;
        side->people = rows.at[i].people;
        side->replies = rows.at[i].replies;
        if (trial->first_at == TIME_NONE || rows.at[i].first_at < trial->first_at)
            trial->first_at = rows.at[i].first_at;
    }
    trial->a.share = interval_of_share(trial->a.replies, trial->a.people);
    trial->b.share = interval_of_share(trial->b.replies, trial->b.people);
    trial->difference = interval_of_difference(trial->b.replies, trial->b.people, trial->a.replies,
                                               trial->a.people);
    trial->tells = interval_tells(trial->difference);
    return true;
}

static bool make_trial(Context *context, Arena *arena, const Cadence *cadence, const Step *step,
                       Trial *trial, Err *err)
{
    const struct trial_kept_list_row *kept = kept_of(context, step->trial);
    *trial = (Trial){
        .trial = step->trial,
        .cadence = cadence->name,
        .step = step->key,
        .channel = step->channel,
        .a = {.subject = step->subject, .body = step->body},
        .b = {.subject = text_or(step->other_subject, step->subject),
              .body = text_or(step->other_body, step->body)},
        .kept = kept ? kept->side[0] : '\0',
        .kept_by = kept ? context_name_of(context, kept->user_id) : NULL,
        .kept_at = kept ? kept->at : TIME_NONE,
    };
    return count_sides(context, arena, trial, err);
}

static bool add_trials(Context *context, Arena *arena, const Cadence *cadence, Trials *trials,
                       Err *err)
{
    size_t count = cadence->step_count + cadence->tail_count;
    VEC(Trial) list = {.at = trials->at, .count = trials->count, .capacity = trials->count};
    for (size_t i = 0; i < count; i++) {
        const Step *step =
            i < cadence->step_count ? &cadence->steps[i] : &cadence->tail[i - cadence->step_count];
        if (step->trial && !make_trial(context, arena, cadence, step, vec_push(arena, &list), err))
            return false;
    }
    *trials = (Trials){list.at, list.count};
    return true;
}

bool trial_list(Context *context, Arena *arena, Trials *trials, Err *err)
{
    struct cadence_sources_rows rows;
    Trials made = {0};
    if (!read_kept(context, err) ||
        !sql_cadence_sources(context->db, arena,
                             &(struct cadence_sources_in){.workspace = context->workspace}, &rows,
                             err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        const Cadence *cadence;
        /* Most have no trial, and reading one takes a millisecond. */
        if (!strstr(rows.at[i].source, "other:"))
            continue;
        if (!cadence_load(arena, rows.at[i].source, strlen(rows.at[i].source), &cadence, err) ||
            !add_trials(context, arena, cadence, &made, err))
            return false;
    }
    *trials = made;
    return true;
}

static bool find_trial(Context *context, Arena *arena, const char *trial, Trial *found, Err *err)
{
    Trials trials;
    if (!trial_list(context, arena, &trials, err))
        return false;
    for (size_t i = 0; i < trials.count; i++)
        if (text_equal(trials.at[i].trial, trial)) {
            *found = trials.at[i];
            return true;
        }
    return err_field(err, ERR_MISSING, "trial", "there is no such trial: its texts were edited");
}

bool trial_of_step(Context *context, Arena *arena, const char *cadence, const char *step,
                   const char **trial, Err *err)
{
    Trials trials;
    if (!trial_list(context, arena, &trials, err))
        return false;
    for (size_t i = 0; i < trials.count; i++)
        if (text_equal(trials.at[i].cadence, cadence) && text_equal(trials.at[i].step, step)) {
            *trial = trials.at[i].trial;
            return true;
        }
    return err_field(err, ERR_MISSING, "step", "no step \"%s\" of \"%s\" has two texts", step,
                     cadence);
}

bool trial_keep(Context *context, Arena *arena, const char *trial, char side, Trial *kept, Err *err)
{
    const char name[2] = {side};
    auto_txn Txn txn = {0};
    if (side != 'a' && side != 'b')
        return err_field(err, ERR_INPUT, "side", "keep a or b");
    if (!context_may(context, RIGHT_TEAM, err))
        return false;
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !find_trial(context, arena, trial, kept, err) ||
        !sql_trial_keep(context->db,
                        &(struct trial_keep_in){.workspace = context->workspace,
                                                .trial = trial,
                                                .side = name,
                                                .user_id = context->user,
                                                .now = context->now},
                        err) ||
        !audit_own(context, "trial",
                   arena_printf(arena, "%s, %s: %s is kept", kept->cadence, kept->step, name),
                   err) ||
        !context_forget(context, err) || !find_trial(context, arena, trial, kept, err))
        return false;
    return db_commit(&txn, err);
}
