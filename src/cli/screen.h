/* Screen: where output goes. Standard output, through a pager when it is a terminal and the text is
 * longer than it; standard error for messages and progress. */
#pragma once

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Screen {
    bool terminal; /* standard output is one */
    bool messages; /* standard error is one */
    int columns, rows;
    bool colour;
    bool pager;
} Screen;

typedef enum ColourWish { COLOUR_FIND_OUT, COLOUR_ALWAYS, COLOUR_NEVER } ColourWish;

/* Standard input, output and error that were closed are opened onto nothing, before a database
 * could get their numbers and be written to as if it were a screen. */
void screen_guard(void);

/* Colours: as wished, else on a terminal where neither NO_COLOR is set nor TERM says "dumb". */
Screen screen_look(ColourWish colour, bool pager);

/* All of it, or BROKEN with what the system says. A reader that has gone away (`| head`) ends the
 * program as it ends every other, by SIGPIPE, when everything is closed: `*gone` is set. */
bool screen_write(const char *bytes, size_t length, bool *gone, Err *err);
/* The same, by the pager where it should be. */
bool screen_show(const Screen *screen, const Buf *text, bool *gone, Err *err);
