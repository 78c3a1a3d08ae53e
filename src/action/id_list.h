/* Ids as the text that statements for whole blocks take: "[1,2,3]". For the action room only. */
#pragma once

#include "base/arena.h"

#include <stdint.h>

const char *id_list(Arena *arena, const int64_t *ids, size_t count);
/* Sorts them; drops 0 and what is there twice. How many are left. */
size_t id_list_once(int64_t *ids, size_t count);
