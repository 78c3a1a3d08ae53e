/* Where what is not there could be looked for: "there is no gift 99" is an error of all faces. At
 * the command line it ends with the command that lists gifts, on a page it has a link to theirs;
 * and what a page tells names no command. */
#pragma once

#include "base/arena.h"
#include "base/err.h"

/* How a message calls a thing, and what lists those there are. */
typedef struct List {
    const char *thing;
    const char *command;     /* of `beck` */
    const char *page, *name; /* a path and what the page is called; NULL: it has none */
} List;

/* The list of what the error says is not there; NULL: of none, or the message names a way itself.
 */
const List *list_of(const Err *err);

/* The error's message, with the list's command behind it. In `arena`. */
const char *lists_named(Arena *arena, const Err *err);

/* The message without its commands: "Gifts, or `beck gift budget`" is "Gifts". In `arena`. */
const char *message_of_page(Arena *arena, const char *message);
