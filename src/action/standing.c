#include "action/standing.h"

#include "action/audit_inner.h"
#include "action/sign_in_inner.h"
#include "base/digest.h"
#include "base/high_mark.h"
#include "base/text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What both sides say. */
typedef struct Sides {
    const char *path, *place;
    const char *file; /* the path, and whose: as people are told of it; NULL: there can be none */
    const char *trouble; /* … for that */
    HighMark mark;
    struct sending_count_get_row count;
    bool counted; /* there is a count */
} Sides;

static bool find_place(Context *context, Arena *arena, const char **place, Err *err)
{
    struct sending_place_row row;
    char full[PATH_MAX];
    if (!sql_sending_place(context->db, arena, &row, NULL, err))
        return false;
    *place = row.place;
    if (text_empty(row.place))
        *place = arena_strdup(arena,
                              realpath(db_place(context->db), full) ? full : db_place(context->db));
    return true;
}

/* Marks are told apart by what a database and its copies share: the workspace's secret. */
static const char *mark_name(const Context *context, Arena *arena)
{
    static const char of[] = "the mark of what was sent";
    return arena_printf(arena, "sent-%s",
                        digest_hex(arena, digest_of(context->secret, of, sizeof of)));
}

static bool read_count(Context *context, Arena *arena, Sides *sides, Err *err)
{
    return find_place(context, arena, &sides->place, err) &&
           sql_sending_count_get(context->db, arena,
                                 &(struct sending_count_get_in){.workspace = context->workspace},
                                 &sides->count, &sides->counted, err);
}

static bool read_mark(const Context *context, Arena *arena, Sides *sides, Err *err)
{
    char host[HOST_NAME_MAX + 1] = "";
    if (!high_mark_path(arena, mark_name(context, arena), &sides->path, err) ||
        !high_mark_read(arena, sides->path, &sides->mark, err))
        return false;
    gethostname(host, sizeof host - 1);
    sides->file = arena_printf(arena, "%s on %s", sides->path, text_or(host, "this machine"));
    return true;
}

static bool read_sides(Context *context, Arena *arena, Sides *sides, Err *err)
{
    *sides = (Sides){0};
    return read_mark(context, arena, sides, err) && read_count(context, arena, sides, err);
}

/* The last arming, where it was of another file than ours. */
static const char *armed_elsewhere(const Sides *sides)
{
    const char *armed = sides->counted ? sides->count.armed_file : NULL;
    return armed && !text_equal(armed, sides->file) ? armed : NULL;
}

static int64_t count_of(const Sides *sides)
{
    return sides->counted ? sides->count.dots : 0;
}

static bool is_fresh(const Sides *sides)
{
    return !sides->mark.there && !count_of(sides);
}

/* NULL: it may send. `here_alone`: others may. */
static const char *judge(const Sides *sides, bool *here_alone)
{
    bool at_home = sides->counted && text_equal(sides->count.place, sides->place);
    *here_alone = at_home;
    if (is_fresh(sides))
        return NULL;
    if (!sides->mark.there)
        return at_home ? "this machine has not sent for this database before"
                       : "it has sent from another place, and may be a copy";
    if (!text_equal(sides->mark.place, sides->place)) {
        *here_alone = false;
        return "this machine sends for it from another place: this one is a copy, or was moved";
    }
    if (count_of(sides) >= sides->mark.number)
        return NULL;
    *here_alone = false;
    return "it is older than what was sent from here: it was restored";
}

/* The count begins, or goes on, at the place where it stands. */
static bool settle_place(Context *context, const Sides *sides, Err *err)
{
    return (sides->counted && text_equal(sides->count.place, sides->place)) ||
           sql_sending_count_place(context->db,
                                   &(struct sending_count_place_in){.workspace = context->workspace,
                                                                    .place = sides->place,
                                                                    .now = context->now},
                                   err);
}

static bool holds_of(Context *context, Arena *arena, struct hold_arming_rows *holds, Err *err)
{
    return sql_hold_arming(
        context->db, arena,
        &(struct hold_arming_in){.workspace = context->workspace, .reason = ARMING_HOLD_REASON},
        holds, err);
}

static bool make_hold(Context *context, int64_t *id, Err *err)
{
    return context_id(context, id, err) &&
           sql_hold_insert(context->db,
                           &(struct hold_insert_in){.workspace = context->workspace,
                                                    .id = *id,
                                                    .scope = "workspace",
                                                    .machine_only = 1,
                                                    .until = TIME_NONE,
                                                    .reason = ARMING_HOLD_REASON,
                                                    .now = context->now},
                           err);
}

/* A hold of ours that a person has lifted says that this is the one to send. */
static bool ask(Context *context, Arena *arena, Standing *standing, bool *armed, Err *err)
{
    struct hold_arming_rows holds;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !holds_of(context, arena, &holds, err))
        return false;
    *armed = standing->hold_id && !holds.count;
    if (holds.count)
        standing->hold_id = holds.at[0].id;
    else if (!*armed && !make_hold(context, &standing->hold_id, err))
        return false;
    return db_commit(&txn, err);
}

static bool set_mark(Context *context, const Sides *sides, Err *err)
{
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) && settle_place(context, sides, err) &&
           db_commit(&txn, err) && high_mark_write(sides->path, count_of(sides), sides->place, err);
}

bool standing_look(Context *context, Arena *arena, Standing *standing, Err *err)
{
    Sides sides;
    bool here_alone, armed = false;
    if (!read_sides(context, arena, &sides, err))
        return false;
    const char *why = judge(&sides, &here_alone);
    if (why && !here_alone && !ask(context, arena, standing, &armed, err))
        return false;
    bool fresh = armed || is_fresh(&sides);
    /* What cannot be written then must be known before the first dot. */
    if ((fresh && !set_mark(context, &sides, err)) ||
        (!fresh && !why && !high_mark_raise(sides.path, sides.mark.number, sides.place, err)))
        return false;
    standing->looked = true;
    standing->good = !why || armed;
    standing->why = standing->good ? NULL : why;
    standing->elsewhere = standing->good ? NULL : armed_elsewhere(&sides);
    standing->path = sides.path;
    standing->place = sides.place;
    standing->known = standing->next = count_of(&sides);
    return true;
}

bool standing_count(Context *context, Arena *arena, Standing *standing, size_t dots, Err *err)
{
    struct sending_count_add_row row;
    bool found;
    if (!sql_sending_count_add(context->db, arena,
                               &(struct sending_count_add_in){.workspace = context->workspace,
                                                              .dots = (int64_t)dots,
                                                              .known = standing->known},
                               &row, &found, err))
        return false;
    if (!found) {
        standing->good = false;
        return err_set(err, ERR_CONFLICT, "the database is older than what was sent from here");
    }
    standing->next = row.dots;
    return true;
}

bool standing_keep(Standing *standing, Err *err)
{
    if (standing->next == standing->known)
        return true;
    if (!high_mark_raise(standing->path, standing->next, standing->place, err)) {
        standing->good = false; /* nothing is claimed until a look finds it well */
        return false;
    }
    standing->known = standing->next;
    return true;
}

/* --- people ----------------------------------------------------------------------------------- */

/* Both sides, as far as they can be read. */
static bool look_at_sides(Context *context, Arena *arena, Sides *sides, Err *err)
{
    Err wrong;
    *sides = (Sides){0};
    if (!read_mark(context, arena, sides, &wrong))
        sides->trouble = arena_strdup(arena, wrong.message);
    return read_count(context, arena, sides, err);
}

/* `why` nothing is sent; NULL: it is. `since`: everybody waits, or TIME_NONE. */
static bool judge_for_people(Context *context, Arena *arena, const Sides *sides, const char **why,
                             Time *since, Err *err)
{
    struct hold_arming_rows holds;
    bool here_alone;
    if (!holds_of(context, arena, &holds, err))
        return false;
    *why = sides->trouble ? sides->trouble : judge(sides, &here_alone);
    *since = holds.count ? holds.at[0].made_at : TIME_NONE;
    if (holds.count)
        *why = text_or(*why, "a machine that sends for it knows more than it does");
    return true;
}

static bool count_due(Context *context, Arena *arena, struct outbox_due_count_row *due, Err *err)
{
    return sql_outbox_due_count(context->db, arena,
                                &(struct outbox_due_count_in){.workspace = context->workspace,
                                                              .now = context->now,
                                                              .most = STANDING_DUE_MOST},
                                due, NULL, err);
}

static bool show(Context *context, Arena *arena, const Sides *sides, StandingShown *shown, Err *err)
{
    struct outbox_due_count_row due;
    StandingShown made = {.file = sides->file, .armed_at = TIME_NONE};
    if (!judge_for_people(context, arena, sides, &made.why, &made.since, err) ||
        !count_due(context, arena, &due, err))
        return false;
    made.armed = !made.why;
    if (!made.armed && armed_elsewhere(sides)) {
        made.armed_file = sides->count.armed_file;
        made.armed_at = sides->count.armed_at;
    }
    made.due = due.due;
    made.oldest = due.oldest;
    made.behind = sides->mark.there && sides->mark.number > count_of(sides)
                      ? sides->mark.number - count_of(sides)
                      : 0;
    *shown = made;
    return true;
}

bool standing_show(Context *context, Arena *arena, StandingShown *shown, Err *err)
{
    Sides sides;
    return look_at_sides(context, arena, &sides, err) && show(context, arena, &sides, shown, err);
}

bool standing_why(Context *context, Arena *arena, const char **why, Err *err)
{
    enum { OTHERS_SECONDS = 3600 }; /* in which one of them would have sent what is due */
    Sides sides;
    const char *held;
    Time since;
    struct outbox_due_count_row due = {.due = 0};
    if (!look_at_sides(context, arena, &sides, err) ||
        !judge_for_people(context, arena, &sides, &held, &since, err) ||
        (held && since == TIME_NONE && !count_due(context, arena, &due, err)))
        return false;
    bool nobody = due.due && due.oldest <= context->now - OTHERS_SECONDS;
    *why = since != TIME_NONE || nobody ? held : NULL;
    return true;
}

static bool lift(Context *context, Arena *arena, Err *err)
{
    struct hold_arming_rows holds;
    if (!holds_of(context, arena, &holds, err))
        return false;
    for (size_t i = 0; i < holds.count; i++)
        if (!sql_hold_lift(context->db,
                           &(struct hold_lift_in){.workspace = context->workspace,
                                                  .id = holds.at[i].id,
                                                  .now = context->now},
                           err))
            return false;
    return true;
}

/* The mark is written last: a crash before it asks once more. */
bool standing_arm(Context *context, Arena *arena, StandingShown *shown, Err *err)
{
    Sides sides;
    StandingShown made;
    auto_txn Txn txn = {0};
    if (!context_may(context, RIGHT_SETTINGS, err) || !read_sides(context, arena, &sides, err) ||
        !show(context, arena, &sides, &made, err))
        return false;
    if (!made.armed &&
        (!db_begin(&txn, context->db, TXN_WRITE, err) || !settle_place(context, &sides, err) ||
         !lift(context, arena, err) || !audit_own(context, "arm", sides.place, err) ||
         !sql_sending_count_armed(context->db,
                                  &(struct sending_count_armed_in){.workspace = context->workspace,
                                                                   .armed_at = context->now,
                                                                   .armed_file = sides.file},
                                  err) ||
         !db_commit(&txn, err) || !high_mark_write(sides.path, count_of(&sides), sides.place, err)))
        return false;
    made.armed = true;
    made.why = made.armed_file = NULL;
    made.since = made.armed_at = TIME_NONE;
    *shown = made;
    return true;
}
