/* Check: audits every promise of DESIGN §2, and what the store keeps twice for speed. */
#pragma once

#include "action/context.h"

typedef struct CheckProblem {
    const char *promise; /* "no lead falls silent", … */
    const char *what;    /* one sentence, naming the rows */
    int64_t lead_id;     /* 0: none in particular */
} CheckProblem;

enum { CHECK_PROBLEMS_MOST = 1000 };

typedef struct CheckResult {
    int64_t leads, open;
    CheckProblem *problems;
    size_t problem_count;
    bool more; /* there are more than CHECK_PROBLEMS_MOST */
} CheckResult;

/* BROKEN, naming the damage: the file itself is no longer sound (SQLite). */
bool check_promises(Context *context, Arena *arena, CheckResult *result, Err *err);
