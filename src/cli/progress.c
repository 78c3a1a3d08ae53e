#include "cli/progress.h"

#include "base/text.h"

#include <stdio.h>

Progress progress_new(const Screen *screen)
{
    return (Progress){
        .shown = screen->messages, .columns = screen->columns, .started = clock_now()};
}

/* "1:05", "2:03:00" */
static char *said_left(Arena *arena, int64_t seconds)
{
    int hours = (int)(seconds / HOUR), minutes = (int)(seconds / MINUTE % 60);
    int rest = (int)(seconds % MINUTE);
    return hours ? arena_printf(arena, "%d:%02d:%02d left", hours, minutes, rest)
                 : arena_printf(arena, "%d:%02d left", minutes, rest);
}

static char *bar(Arena *arena, int columns, double part)
{
    char *drawn = arena_strdup(arena, "");
    int full = (int)(part * columns + 0.5);
    for (int i = 0; i < columns; i++)
        drawn = arena_printf(arena, "%s%s", drawn, i < full ? "█" : "░");
    return drawn;
}

char *progress_line(Arena *arena, int columns, uint64_t rows, uint64_t done, uint64_t total,
                    uint64_t began, Time seconds)
{
    enum { BAR = 20 };
    char *line = arena_printf(arena, "%llu rows", (unsigned long long)rows);
    if (total) {
        double part = done >= total ? 1 : (double)done / (double)total;
        line = arena_printf(arena, "%s %3d %%  %s", bar(arena, BAR, part), (int)(part * 100), line);
    }
    if (seconds < 1)
        return text_cut(arena, line, columns - 1);
    line = arena_printf(arena, "%s, %llu/s", line, (unsigned long long)(rows / (uint64_t)seconds));
    if (total && done > began && done < total) {
        double rate = (double)(done - began) / (double)seconds;
        line = arena_printf(arena, "%s, %s", line,
                            said_left(arena, (int64_t)((double)(total - done) / rate) + 1));
    }
    return text_cut(arena, line, columns - 1);
}

void progress_draw(Progress *progress, uint64_t rows, uint64_t done, uint64_t total)
{
    if (!progress->shown)
        return;
    if (!progress->drawn)
        progress->began = done;
    auto_arena Arena *scratch = arena_new();
    /* Back to the begin of the line, which is cleared behind what is written. */
    fprintf(stderr, "\r%s\033[K",
            progress_line(scratch, progress->columns, rows, done, total, progress->began,
                          clock_now() - progress->started));
    progress->drawn = true;
}

void progress_end(Progress *progress)
{
    if (progress->drawn)
        fputs("\r\033[K", stderr);
    progress->drawn = false;
}
