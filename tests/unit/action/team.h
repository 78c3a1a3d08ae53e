/* A team in an office: Ann Ford (admin), Mary Hill (manager) with her rep Bob Stone, and Zoe Lake,
 * a rep who is nobody's. Each of the last three has a lead. */
#pragma once

#include "office.h"

typedef struct Team {
    Office office;
    int64_t ann, mary, bob, zoe;
    Captive marys, bobs, zoes;
    int64_t bobs_promise;
} Team;

Team team_open(DbEngine engine);
void team_close(Team *team);
/* Whoever acts from now on, by the web. */
void team_be(Team *team, int64_t user);
/* As assert_ok() and assert_error(), for tests of many of them: a function's call is one thing to
 * read. */
#define team_does(done, err) team_expect_done((done), (err), #done, __FILE__, __LINE__)
#define team_refuses(done, err, kind, part)                                                        \
    team_expect_refused((done), (err), (kind), (part), #done, __FILE__, __LINE__)
void team_expect_done(bool done, const Err *err, const char *what, const char *file, int line);
void team_expect_refused(bool done, const Err *err, ErrKind kind, const char *part,
                         const char *what, const char *file, int line);
Captive team_capture(Team *team, const char *owner, Card card);
