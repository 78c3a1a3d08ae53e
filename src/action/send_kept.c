#include "action/send_kept.h"

#include <stdlib.h>

enum { PLACES = 8192 }; /* ids of a house follow each other, and take places side by side */

struct SendWorker {
    int64_t number;
    uint64_t writes;          /* how often it has written */
    uint64_t anything;        /* … when it was not known what of, the last time */
    uint64_t written[PLACES]; /* … about who has this place, the last time */
};

SendWorker *send_worker_new(int64_t number)
{
    SendWorker *worker = calloc(1, sizeof *worker);
    if (!worker)
        abort();
    worker->number = number;
    return worker;
}

void send_worker_free(SendWorker *worker)
{
    free(worker);
}

int64_t send_number(const SendWorker *worker)
{
    return worker->number;
}

static size_t place_of(int64_t id)
{
    return (uint64_t)id % PLACES;
}

void send_wrote(SendWorker *worker, const LoadedLead *lead)
{
    uint64_t now = ++worker->writes;
    worker->written[place_of(lead->lead.id)] = now;
    if (lead->has_account)
        worker->written[place_of(lead->account.id)] = now;
    for (size_t i = 0; i < lead->person_count; i++)
        worker->written[place_of(lead->people[i].contact.id)] = now;
}

void send_wrote_anything(SendWorker *worker)
{
    worker->anything = ++worker->writes;
}

bool send_is_written(const SendWorker *worker, const SendLoaded *loaded)
{
    const LoadedLead *lead = &loaded->lead;
    uint64_t last = worker->written[place_of(lead->lead.id)];
    if (worker->anything > last)
        last = worker->anything;
    if (lead->has_account && worker->written[place_of(lead->account.id)] > last)
        last = worker->written[place_of(lead->account.id)];
    for (size_t i = 0; i < lead->person_count; i++)
        if (worker->written[place_of(lead->people[i].contact.id)] > last)
            last = worker->written[place_of(lead->people[i].contact.id)];
    return last > loaded->writes;
}

bool send_still_true(const Context *context, const SendWorker *worker, uint64_t others,
                     const SendLoaded *loaded)
{
    return others && others == loaded->others && context->now == loaded->at &&
           !send_is_written(worker, loaded);
}

bool send_load(Context *context, Arena *arena, const SendWorker *worker, const int64_t *ids,
               size_t count, SendLoaded *loaded, Err *err)
{
    LoadedLead *leads = arena_array(arena, count, sizeof *leads);
    uint64_t others = db_others_version(context->db);
    if (!count)
        return true;
    if (!leads_load(context, arena, ids, count, LOAD_USUAL, leads, err))
        return false;
    for (size_t i = 0; i < count; i++)
        loaded[i] = (SendLoaded){leads[i], others, worker->writes, context->now};
    return true;
}
