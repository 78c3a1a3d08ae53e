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
Captive team_capture(Team *team, const char *owner, Card card);
