/* Jobs as documents:
 *
 *     {id, kind, state, over, cancelling, name, user {id, name}, dry_run, source, cadence, owner,
 *      maps [text…], rows_done, bytes_done, bytes_total, percent, result, error, rejects, file,
 *      made_at, started_at, ended_at}
 *
 * `result` is the document of an import (view_import.h) or null; `percent` is null where it cannot
 * be told; `rejects` says whether rejected rows can be downloaded, `file` whether its file is still
 * there to be started again. */
#pragma once

#include "action/job.h"

Doc *view_job(Arena *arena, const JobShown *job);
/* {jobs [...]}, without their results */
Doc *view_jobs(Arena *arena, const JobsShown *jobs);
