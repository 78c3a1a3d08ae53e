/* Challenge: a filter holds the mail until its sender has proved himself a person. */
#pragma once

#include "mail/mime.h"

#include <stdbool.h>

bool challenge_is(Arena *arena, const MimeMail *mail, const char *text);
