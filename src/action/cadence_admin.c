#include "action/cadence_admin.h"

#include "action/audit_inner.h"
#include "action/lint_mail.h"
#include "action/replan.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"
#include "follow/forecast.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* --- list --- */

static bool default_sources(Context *context, Arena *arena, const char *name, unsigned *sources,
                            Err *err)
{
    *sources = 0;
    for (int kind = 0; kind < SOURCE_KINDS; kind++) {
        const char *setting = arena_printf(arena, "cadence_%s", source_kind_name((SourceKind)kind));
        const char *value;
        if (!context_setting(context, setting, &value, err))
            return false;
        *sources |= text_equal(value, name) ? 1u << kind : 0;
    }
    return true;
}

bool list_cadences(Context *context, Arena *arena, CadenceRows *cadences, Err *err)
{
    struct cadence_list_rows rows;
    struct cadence_in_use_rows used;
    if (!sql_cadence_list(context->db, arena,
                          &(struct cadence_list_in){.workspace = context->workspace}, &rows, err) ||
        !sql_cadence_in_use(context->db, arena,
                            &(struct cadence_in_use_in){.workspace = context->workspace}, &used,
                            err))
        return false;
    CadenceRows made = {.at = arena_array(arena, rows.count, sizeof *made.at), .count = rows.count};
    for (size_t i = 0; i < rows.count; i++) {
        CadenceRow *row = &made.at[i];
        *row = (CadenceRow){.id = rows.at[i].id,
                            .name = rows.at[i].name,
                            .title = rows.at[i].title,
                            .builtin = rows.at[i].builtin != 0,
                            .changed_at = rows.at[i].changed_at};
        for (size_t k = 0; k < used.count; k++)
            if (used.at[k].cadence_id == row->id)
                row->leads = used.at[k].leads;
        if (!default_sources(context, arena, row->name, &row->sources, err))
            return false;
    }
    *cadences = made;
    return true;
}

/* --- show --- */

typedef struct Days {
    Arena *arena;
    const Cadence *cadence;
    Day first;
    CadenceShown *shown;
} Days;

static void add_day(void *context, const Decision *touch, Day day)
{
    Days *days = context;
    CadenceShown *shown = days->shown;
    if (shown->day_count == CADENCE_DAYS_SHOWN || !touch->step)
        return;
    shown->days[shown->day_count++] =
        (CadenceDay){.day = day,
                     .after = day - days->first,
                     .at = touch->due_at,
                     .channel = touch->channel,
                     .mode = touch->mode,
                     .step = touch->step->key,
                     .tail = touch->step_place >= days->cadence->step_count,
                     .reason = touch->step->reason};
}

static SourceKind source_of(const Cadence *cadence)
{
    for (int kind = 0; kind < SOURCE_KINDS; kind++)
        if (cadence->for_sources & (1u << kind))
            return (SourceKind)kind;
    return SOURCE_OTHER;
}

/* Somebody who can be reached every way, next door to the seller, captured this moment, whose
 * telephone is never answered. The seller has nothing else to do. */
static bool walk_example(Context *context, Arena *arena, CadenceShown *shown, Err *err)
{
    enum { DAYS_A_YEAR = 365 };
    const Worker *owner;
    const Policy *policy;
    if (!context_worker(context, context->user, false, &owner, err) ||
        !context_policy(context, &policy, err))
        return false;
    Worker idle = *owner;
    idle.load = (Load){0};
    static const Reach reaches[] = {
        {.id = 1, .kind = ADDRESS_CELL, .value = "+12025550100", .text_basis = true},
        {.id = 2, .kind = ADDRESS_OFFICE, .value = "+12025550101"},
        {.id = 3, .kind = ADDRESS_EMAIL, .value = "someone@example.com"},
        {.id = 4, .kind = ADDRESS_POSTAL, .value = "1 High Street"},
        {.id = 5, .kind = ADDRESS_FAX, .value = "+12025550102"},
    };
    Person person = {.id = 1,
                     .name = "Someone",
                     .zones = {owner->zone},
                     .zone_count = 1,
                     .country = owner->country,
                     .region = owner->region,
                     .reaches = reaches,
                     .reach_count = sizeof reaches / sizeof *reaches,
                     .last_touched_at = TIME_NONE,
                     .last_talked_at = TIME_NONE,
                     .last_tried_at = TIME_NONE};
    Time now = context->now;
    Situation situation = {.lead_id = 1,
                           .state = {.captured_at = now,
                                     .first_talked_at = TIME_NONE,
                                     .last_talked_at = TIME_NONE,
                                     .last_touched_at = TIME_NONE,
                                     .answered_at = TIME_NONE,
                                     .our_answer_at = TIME_NONE,
                                     .agreed_at = TIME_NONE,
                                     .retry_at = TIME_NONE,
                                     .rest_until = TIME_NONE,
                                     .step_at = now},
                           .source = source_of(shown->cadence),
                           .contact_id = 1,
                           .people = &person,
                           .person_count = 1,
                           .account_climb_day = DAY_NONE,
                           .account_mail_day = DAY_NONE,
                           .cadence = shown->cadence,
                           .owner = &idle,
                           .policy = policy};
    Days days = {.arena = arena,
                 .cadence = shown->cadence,
                 .first = zone_day(owner->zone, now),
                 .shown = shown};
    shown->days = arena_array(arena, CADENCE_DAYS_SHOWN, sizeof *shown->days);
    auto_arena Arena *scratch = arena_new();
    forecast_walk(scratch, &situation, now, now + (Time)DAYS_A_YEAR * DAY_SECONDS,
                  (ForecastOdds){.voicemail = 100}, add_day, &days);
    return true;
}

/* --- letters --- */

typedef struct LetterWords {
    const char *name, *subject, *body;
} LetterWords;

static bool lint_letter(Context *context, Arena *arena, CadenceShown *shown, const Step *step,
                        const LetterWords *words, const LintAsk *known, Err *err)
{
    LintAsk ask = *known;
    CadenceLetter *letter = &shown->letters[shown->letter_count];
    ask.words = arena_printf(arena, "Subject: %s\n\n%s", text_or(words->subject, ""), words->body);
    ask.reason = step->reason;
    ask.later = step->must & FACT_TALKED;
    if (!lint_mail(context, arena, &ask, &letter->lint, err))
        return false;
    letter->step = words->name;
    shown->letter_count += letter->lint.count > 0;
    return true;
}

static bool lint_step(Context *context, Arena *arena, CadenceShown *shown, const Step *step,
                      const LintAsk *known, Err *err)
{
    const LetterWords first = {step->key, step->subject, step->body};
    const LetterWords other = {arena_printf(arena, "%s, other", step->key),
                               text_or(step->other_subject, step->subject),
                               text_or(step->other_body, step->body)};
    if (step->channel != CHANNEL_EMAIL || text_empty(step->body))
        return true;
    return lint_letter(context, arena, shown, step, &first, known, err) &&
           (!step->trial || lint_letter(context, arena, shown, step, &other, known, err));
}

static bool lint_letters(Context *context, Arena *arena, CadenceShown *shown, Err *err)
{
    const Cadence *cadence = shown->cadence;
    size_t count = 0, most = cadence->fallbacks ? cadence->fallbacks->count : 0;
    const char **fallbacks = arena_array(arena, most, sizeof *fallbacks);
    for (const Doc *one = most ? cadence->fallbacks->first : NULL; one; one = one->next)
        if (one->kind == DOC_TEXT && one->text[0])
            fallbacks[count++] = arena_printf(arena, "%s=%s", one->name, one->text);
    const LintAsk known = {.fallbacks = fallbacks, .fallback_count = count, .spamd = LINT_NOWHERE};
    size_t steps = cadence->step_count + cadence->tail_count;
    shown->letters = arena_array(arena, steps * 2, sizeof *shown->letters);
    for (size_t i = 0; i < cadence->step_count + cadence->tail_count; i++) {
        const Step *step =
            i < cadence->step_count ? &cadence->steps[i] : &cadence->tail[i - cadence->step_count];
        if (!lint_step(context, arena, shown, step, &known, err))
            return false;
    }
    return true;
}

bool show_cadence(Context *context, Arena *arena, const char *name, CadenceShown *shown, Err *err)
{
    CadenceRows rows;
    CadenceShown made = {0};
    struct cadence_by_name_row row;
    bool found;
    if (!list_cadences(context, arena, &rows, err) ||
        !sql_cadence_by_name(
            context->db, arena,
            &(struct cadence_by_name_in){.workspace = context->workspace, .name = name}, &row,
            &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "cadence", "there is no cadence \"%s\"", name);
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].id == row.id)
            made.row = rows.at[i];
    made.source = row.source;
    if (!cadence_read(arena, row.source, strlen(row.source), &made.cadence, &made.findings, err))
        return err_at(err, "cadence %s", name);
    if (made.cadence &&
        (!walk_example(context, arena, &made, err) || !lint_letters(context, arena, &made, err)))
        return false;
    *shown = made;
    return true;
}

bool preview_cadence(Context *context, Arena *arena, const char *text, CadenceShown *shown,
                     Err *err)
{
    CadenceChecked checked = {0};
    if (!check_cadence_text(arena, text, &checked, err))
        return false;
    CadenceShown made = {.cadence = checked.cadence, .source = text, .findings = checked.findings};
    if (made.cadence) {
        made.row.name = made.cadence->name;
        made.row.title = made.cadence->title;
        if (!walk_example(context, arena, &made, err) || !lint_letters(context, arena, &made, err))
            return false;
    }
    made.row.changed_at = TIME_NONE;
    *shown = made;
    return true;
}

/* --- check --- */

static bool read_stream(FILE *file, const char *path, Buf *source, Err *err)
{
    enum { PIECE = 8192 };
    char piece[PIECE];
    size_t count;
    while ((count = fread(piece, 1, sizeof piece, file)) > 0 && !source->over)
        buf_add(source, piece, count);
    if (ferror(file))
        return err_set(err, ERR_INPUT, "%s cannot be read: %s", path, strerror(errno));
    if (source->over)
        return err_set(err, ERR_INPUT, "%s is larger than %d KB: that is no cadence", path,
                       CADENCE_BYTES_MOST / 1024);
    return true;
}

static bool read_file(const char *path, Buf *source, Err *err)
{
    if (text_equal(path, "-"))
        return read_stream(stdin, "standard input", source, err);
    FILE *file = fopen(path, "rbe");
    if (!file)
        return err_set(err, errno == ENOENT ? ERR_MISSING : ERR_INPUT, "%s: %s", path,
                       strerror(errno));
    bool read = read_stream(file, path, source, err);
    fclose(file);
    return read;
}

static bool check_source(Arena *arena, const char *path, const Buf *source, CadenceChecked *checked,
                         Err *err)
{
    *checked = (CadenceChecked){.path = path};
    return cadence_read(arena, source->at, source->length, &checked->cadence, &checked->findings,
                        err) ||
           err_at(err, "%s", path);
}

bool check_cadence_text(Arena *arena, const char *text, CadenceChecked *checked, Err *err)
{
    CadenceChecked made;
    auto_buf Buf source = buf_new(CADENCE_BYTES_MOST);
    buf_adds(&source, text);
    if (source.over)
        return err_field(err, ERR_INPUT, "source", "that is larger than %d KB: no cadence",
                         CADENCE_BYTES_MOST / 1024);
    if (!check_source(arena, CADENCE_TYPED, &source, &made, err))
        return err_in(err, "source");
    *checked = made;
    return true;
}

bool check_cadence_file(Arena *arena, const char *path, CadenceChecked *checked, Err *err)
{
    CadenceChecked made;
    auto_buf Buf source = buf_new(CADENCE_BYTES_MOST);
    if (!read_file(path, &source, err) || !check_source(arena, path, &source, &made, err))
        return false;
    *checked = made;
    return true;
}

/* --- add --- */

static bool same_wait(Wait a, Wait b)
{
    return a.count == b.count && a.unit == b.unit;
}

/* A lead that has this step before it need not be planned anew. */
static bool step_stays(const Cadence *before, const Cadence *after, const char *key)
{
    size_t place;
    const Step *old = before ? cadence_step(before, key, &place) : NULL;
    const Step *new = cadence_step(after, key, &place);
    return old && new && old->channel == new->channel &&
           old->mode == new->mode &&same_wait(old->after, new->after) &&
           same_wait(old->window, new->window);
}

/* Leads whose coming step is gone or another go on from where they are; all others keep what is
 * planned. */
static bool replan_changed(Context *context, const Cadence *before, CadenceAdded *added, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    struct replan_steps_rows steps;
    if (!sql_replan_steps(
            context->db, scratch,
            &(struct replan_steps_in){.workspace = context->workspace, .cadence_id = added->id},
            &steps, err))
        return false;
    for (size_t i = 0; i < steps.count; i++) {
        struct replan_step_rows leads;
        if (step_stays(before, added->checked.cadence, steps.at[i].step_key))
            continue;
        if (!sql_replan_step(context->db, scratch,
                             &(struct replan_step_in){.workspace = context->workspace,
                                                      .cadence_id = added->id,
                                                      .step_key = steps.at[i].step_key},
                             &leads, err))
            return false;
        Replan replan = {.leads = leads.at, .count = leads.count};
        if (!replan_leads(context, &replan, err))
            return false;
        added->replanned += (int64_t)leads.count;
    }
    return true;
}

static bool put(Context *context, Arena *arena, const Buf *source, CadenceAdded *added, Err *err)
{
    const Cadence *cadence = added->checked.cadence;
    const char *text = arena_strndup(arena, source->at, source->length);
    struct cadence_by_name_row row;
    if (!sql_cadence_by_name(
            context->db, arena,
            &(struct cadence_by_name_in){.workspace = context->workspace, .name = cadence->name},
            &row, &added->replaced, err))
        return false;
    if (!added->replaced)
        return context_id(context, &added->id, err) &&
               sql_cadence_insert(context->db,
                                  &(struct cadence_insert_in){.workspace = context->workspace,
                                                              .id = added->id,
                                                              .name = cadence->name,
                                                              .title = cadence->title,
                                                              .source = text,
                                                              .now = context->now},
                                  err);
    added->id = row.id;
    const Cadence *before;
    Findings ignored;
    CadenceRows rows;
    if (!cadence_read(arena, row.source, strlen(row.source), &before, &ignored, err) ||
        !sql_cadence_set(context->db,
                         &(struct cadence_set_in){.workspace = context->workspace,
                                                  .id = row.id,
                                                  .title = cadence->title,
                                                  .source = text,
                                                  .now = context->now},
                         err) ||
        !context_forget(context, err) || !list_cadences(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].id == row.id)
            added->leads = rows.at[i].leads;
    return replan_changed(context, before, added, err);
}

static bool add_source(Context *context, Arena *arena, const char *path, const Buf *source,
                       CadenceAdded *added, Err *err)
{
    CadenceAdded made = {0};
    if (!check_source(arena, path, source, &made.checked, err))
        return false;
    *added = made;
    if (!made.checked.cadence) {
        const Findings *findings = &made.checked.findings;
        size_t first = 0;
        while (first + 1 < findings->count && findings->at[first].level != FINDING_ERROR)
            first++;
        return err_set(err, ERR_INPUT, "%s: line %d, column %d: %s", path, findings->at[first].line,
                       findings->at[first].column, findings->at[first].message);
    }
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !put(context, arena, source, &made, err) ||
        !audit_own(context, "cadence",
                   arena_printf(arena, "%s %s", made.replaced ? "replaced" : "added",
                                made.checked.cadence->name),
                   err) ||
        !db_commit(&txn, err))
        return false;
    *added = made;
    return true;
}

bool add_cadence(Context *context, Arena *arena, const char *path, CadenceAdded *added, Err *err)
{
    auto_buf Buf source = buf_new(CADENCE_BYTES_MOST);
    return read_file(path, &source, err) && add_source(context, arena, path, &source, added, err);
}

bool add_cadence_text(Context *context, Arena *arena, const char *text, CadenceAdded *added,
                      Err *err)
{
    auto_buf Buf source = buf_new(CADENCE_BYTES_MOST);
    buf_adds(&source, text);
    if (source.over)
        return err_field(err, ERR_INPUT, "source", "that is larger than %d KB: no cadence",
                         CADENCE_BYTES_MOST / 1024);
    return add_source(context, arena, CADENCE_TYPED, &source, added, err) || err_in(err, "source");
}
