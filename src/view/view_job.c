#include "view/view_job.h"

static void set_percent(Arena *arena, Doc *doc, const JobShown *job)
{
    enum { HUNDRED = 100 };
    if (job->state == JOB_DONE || job->state == JOB_TRIED)
        doc_set_int(arena, doc, "percent", HUNDRED);
    else if (job->bytes_total > 0 && job->bytes_done <= job->bytes_total)
        doc_set_int(arena, doc, "percent", job->bytes_done * HUNDRED / job->bytes_total);
    else
        doc_set_null(arena, doc, "percent");
}

static Doc *job_head(Arena *arena, const JobShown *job)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", job->id);
    doc_set_text(arena, doc, "kind", "import");
    doc_set_text(arena, doc, "state", job_state_name(job->state));
    doc_set_bool(arena, doc, "over", job_state_over(job->state));
    doc_set_bool(arena, doc, "cancelling", job->cancelling);
    doc_set_text(arena, doc, "name", job->name);
    Doc *user = doc_set_object(arena, doc, "user");
    doc_set_id(arena, user, "id", job->user_id);
    doc_set_text(arena, user, "name", job->user_name);
    doc_set_bool(arena, doc, "dry_run", job->asked.dry_run);
    doc_set_int(arena, doc, "rows_done", job->rows_done);
    doc_set_int(arena, doc, "bytes_done", job->bytes_done);
    doc_set_int(arena, doc, "bytes_total", job->bytes_total);
    set_percent(arena, doc, job);
    doc_set_text(arena, doc, "error", job->error);
    doc_set_bool(arena, doc, "rejects", job->has_rejects);
    doc_set_bool(arena, doc, "file", job->has_file);
    doc_set_time(arena, doc, "made_at", job->made_at);
    doc_set_time(arena, doc, "started_at", job->started_at);
    doc_set_time(arena, doc, "ended_at", job->ended_at);
    return doc;
}

/* A tree of its own for each document: what was read is only lent. */
static Doc *lend(Arena *arena, const Doc *doc)
{
    Doc *lent = arena_make(arena, Doc);
    *lent = *doc;
    lent->name = NULL;
    lent->next = NULL;
    return lent;
}

Doc *view_job(Arena *arena, const JobShown *job)
{
    Doc *doc = job_head(arena, job);
    doc_set_text(arena, doc, "source", job->asked.source);
    doc_set_text(arena, doc, "cadence", job->asked.cadence);
    doc_set_text(arena, doc, "owner", job->asked.owner);
    Doc *maps = doc_set_array(arena, doc, "maps");
    for (size_t i = 0; i < job->asked.map_count; i++)
        doc_add_text(arena, maps, job->asked.maps[i]);
    if (job->result)
        doc_set(doc, "result", lend(arena, job->result));
    else
        doc_set_null(arena, doc, "result");
    return doc;
}

Doc *view_jobs(Arena *arena, const JobsShown *jobs)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "jobs");
    for (size_t i = 0; i < jobs->count; i++)
        doc_add(list, job_head(arena, &jobs->at[i]));
    return doc;
}
