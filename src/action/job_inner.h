/* The parts of jobs: for the action room only. */
#pragma once

#include "action/job.h"
#include "exchange/reader.h"

bool job_read_asked(Arena *arena, const char *text, JobAsked *asked, Err *err);

/* A file that came in, by what its user calls it; where it lies is nobody's business. */
bool job_open_reader(const char *path, const char *name, const char *const *maps, size_t map_count,
                     Reader **reader, Err *err);
