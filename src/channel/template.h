/* Templates of requests: a URL or a body with {to}, {number} … in it, which are filled in as the
 * place wants it: percent-encoded in a URL or a form, as JSON has it in JSON. For this room only.
 */
#pragma once

#include "base/arena.h"

#include <stdbool.h>

typedef struct TemplateSlot {
    const char *name, *value; /* "{to}" */
} TemplateSlot;

/* `slots` ends with a NULL name. */
const char *template_fill(Arena *arena, const char *template, const TemplateSlot *slots, bool json);
/* "a%20b" */
const char *template_escape(Arena *arena, const char *text);
