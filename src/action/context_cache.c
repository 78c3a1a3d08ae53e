/* What a Context keeps of users' days and cadences. */
#include "action/context_inner.h"

#include "action/setting.h"
#include "base/text.h"

#include <string.h>

struct CachedCadence {
    const Cadence *cadence;
    struct CachedCadence *next;
};

struct CachedWorker {
    Worker worker;
    bool full;
    uint16_t *dials;
    int *unsaved; /* of them, what a batch has yet to write */
    struct CachedWorker *next;
};

/* What stands in the store was checked when it came in. */
static bool keep_cadence(Context *context, int64_t id, const char *name, const char *source,
                         const Cadence **cadence, Err *err)
{
    const Cadence *read;
    if (!cadence_load(context->arena, source, strlen(source), &read, err))
        return err_at(err, "cadence %s", name);
    Cadence *copy = arena_make(context->arena, Cadence);
    *copy = *read;
    copy->id = id;
    struct CachedCadence *entry = arena_make(context->arena, struct CachedCadence);
    *entry = (struct CachedCadence){copy, context->cadences};
    context->cadences = entry;
    *cadence = copy;
    return true;
}

bool context_cadence(Context *context, int64_t id, const Cadence **cadence, Err *err)
{
    for (const struct CachedCadence *entry = context->cadences; entry; entry = entry->next)
        if (entry->cadence->id == id) {
            *cadence = entry->cadence;
            return true;
        }
    struct cadence_get_row row;
    bool found;
    if (!sql_cadence_get(context->db, context->arena,
                         &(struct cadence_get_in){.workspace = context->workspace, .id = id}, &row,
                         &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no cadence %lld", (long long)id);
    return keep_cadence(context, row.id, row.name, row.source, cadence, err);
}

bool context_cadence_named(Context *context, const char *name, const Cadence **cadence, Err *err)
{
    for (const struct CachedCadence *entry = context->cadences; entry; entry = entry->next)
        if (text_equal(entry->cadence->name, name)) {
            *cadence = entry->cadence;
            return true;
        }
    struct cadence_by_name_row row;
    bool found;
    if (!sql_cadence_by_name(
            context->db, context->arena,
            &(struct cadence_by_name_in){.workspace = context->workspace, .name = name}, &row,
            &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "cadence", "there is no cadence \"%s\"", name);
    return keep_cadence(context, row.id, row.name, row.source, cadence, err);
}

bool context_cadence_for(Context *context, SourceKind kind, const Cadence **cadence, Err *err)
{
    const char *setting = arena_printf(context->arena, "cadence_%s", source_kind_name(kind));
    const char *name;
    return context_setting(context, setting, &name, err) &&
           context_cadence_named(context, name, cadence, err);
}

static void set_absences(Context *context, Worker *worker, const struct absence_list_rows *rows)
{
    Absence *absences = arena_array(context->arena, rows->count, sizeof *absences);
    for (size_t i = 0; i < rows->count; i++)
        absences[i] = (Absence){(Day)rows->at[i].first_day, (Day)rows->at[i].last_day};
    worker->absences = absences;
    worker->absence_count = rows->count;
}

/* Days without dials are not rows; the array has them all, up to the last that has any. */
static void set_load(Context *context, struct CachedWorker *entry, Day today,
                     const struct user_day_list_rows *rows)
{
    size_t days = LOAD_DAYS + 1;
    if (rows->count && rows->at[rows->count - 1].day >= (int64_t)today + (int64_t)days)
        days = (size_t)(rows->at[rows->count - 1].day - today) + 1;
    entry->dials = arena_array(context->arena, days, sizeof *entry->dials);
    entry->unsaved = arena_array(context->arena, days, sizeof *entry->unsaved);
    for (size_t i = 0; i < rows->count; i++)
        entry->dials[rows->at[i].day - today] = (uint16_t)rows->at[i].dials;
    entry->worker.load = (Load){.first = today, .days = days, .dials = entry->dials};
}

static bool read_days(Context *context, struct CachedWorker *entry, Day today, Err *err)
{
    struct absence_list_rows absences;
    struct user_day_list_rows load;
    auto_asks Asks asks = {.db = context->db, .arena = context->arena};
    sql_absence_list_ask(&asks,
                         &(struct absence_list_in){.workspace = context->workspace,
                                                   .user_id = entry->worker.id,
                                                   .day = today},
                         &absences);
    sql_user_day_list_ask(
        &asks,
        &(struct user_day_list_in){.workspace = context->workspace,
                                   .user_id = entry->worker.id,
                                   .from_day = today,
                                   .to_day = entry->full ? INT32_MAX : today + LOAD_DAYS},
        &load);
    if (!asks_answer(&asks, err))
        return false;
    set_absences(context, &entry->worker, &absences);
    set_load(context, entry, today, &load);
    return true;
}

/* NULL on failure. */
static struct CachedWorker *make_worker(Context *context, int64_t id, bool full, Err *err)
{
    const struct user_list_row *user = context_find_user(context, id);
    if (!user) {
        err_set(err, ERR_MISSING, "there is no user %lld", (long long)id);
        return NULL;
    }
    struct CachedWorker *entry = arena_make(context->arena, struct CachedWorker);
    Worker *worker = &entry->worker;
    worker->id = id;
    worker->name = user->name;
    worker->zone = zone_find(user->zone);
    if (!worker->zone)
        worker->zone = context->zone;
    worker->country = user->country;
    worker->region = user->region;
    entry->full = full;
    Day today = zone_day(worker->zone, context->now);
    if (!hours_week_parse(user->hours, worker->hours, err)) {
        err_at(err, "user %s", user->name);
        return NULL;
    }
    return read_days(context, entry, today, err) ? entry : NULL;
}

static bool write_dials(Context *context, int64_t user, Day day, int dials, Err *err)
{
    return sql_user_day_add(
        context->db,
        &(struct user_day_add_in){
            .workspace = context->workspace, .user_id = user, .day = day, .dials = dials},
        err);
}

static bool save_dials(Context *context, Err *err)
{
    for (struct CachedWorker *entry = context->workers; entry; entry = entry->next) {
        const Load *load = &entry->worker.load;
        for (size_t i = 0; i < load->days; i++)
            if (entry->unsaved[i] && !write_dials(context, entry->worker.id, load->first + (Day)i,
                                                  entry->unsaved[i], err))
                return false;
        memset(entry->unsaved, 0, load->days * sizeof *entry->unsaved);
    }
    return true;
}

static struct CachedWorker *find_worker(const Context *context, int64_t id)
{
    struct CachedWorker *entry = context->workers;
    while (entry && entry->worker.id != id)
        entry = entry->next;
    return entry;
}

bool context_worker(Context *context, int64_t id, bool full, const Worker **worker, Err *err)
{
    struct CachedWorker *entry = find_worker(context, id);
    if (!entry || (full && !entry->full)) {
        if (!save_dials(context, err))
            return false;
        entry = make_worker(context, id, full, err);
        if (!entry)
            return false;
        entry->next = context->workers;
        context->workers = entry;
    }
    *worker = &entry->worker;
    return true;
}

/* Beyond the array's end it grows: an import releases a list over years. */
static bool count_dials(Context *context, struct CachedWorker *entry, Day day, int dials)
{
    Load *load = &entry->worker.load;
    if (day < load->first)
        return false;
    size_t place = (size_t)(day - load->first);
    if (place >= load->days) {
        if (!entry->full)
            return false;
        size_t days = place + place / 2 + 1;
        uint16_t *wider = arena_array(context->arena, days, sizeof *wider);
        int *unsaved = arena_array(context->arena, days, sizeof *unsaved);
        if (load->days) {
            memcpy(wider, entry->dials, load->days * sizeof *wider);
            memcpy(unsaved, entry->unsaved, load->days * sizeof *unsaved);
        }
        entry->dials = wider;
        entry->unsaved = unsaved;
        load->dials = wider;
        load->days = days;
    }
    int now = entry->dials[place] + dials;
    entry->dials[place] = (uint16_t)(now < 0 ? 0 : now);
    return true;
}

void context_worker_expect(Context *context, int64_t user, Day day, int dials)
{
    struct CachedWorker *entry = find_worker(context, user);
    if (entry)
        count_dials(context, entry, day, dials);
}

bool context_worker_dials(Context *context, int64_t user, Day day, int dials, Err *err)
{
    struct CachedWorker *entry = find_worker(context, user);
    bool counted = entry && count_dials(context, entry, day, dials);
    if (!counted || !context->some.known)
        return write_dials(context, user, day, dials, err);
    entry->unsaved[day - entry->worker.load.first] += dials;
    return true;
}

bool context_batch_begin(Context *context, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    struct some_there_row some;
    if (!sql_some_there(context->db, scratch,
                        &(struct some_there_in){.workspace = context->workspace}, &some, NULL, err))
        return false;
    context->some = some_of_row(&some);
    context->some.known = true;
    return true;
}

bool context_batch_end(Context *context, Err *err)
{
    context->some.known = false;
    return save_dials(context, err);
}

void context_batch_drop(Context *context)
{
    context->some.known = false;
    context->workers = NULL;
}
