/* Arena: the memory of one request, job or command.
 *
 * Everything allocated from an arena lives until the arena is reset or freed; nothing is freed
 * singly. A function whose first argument is `Arena *` returns memory that lives there.
 * Running out of memory ends the process with a message (a seller's machine that cannot give a
 * few kilobytes cannot be helped by an error path); running over an arena's limit does too, so
 * limits on foreign input are set at the parsers, before they allocate.
 *
 * An arena belongs to one thread. Memory is aligned for any object and zeroed; of size 0, too, it
 * is never NULL, so that an array of none can be sorted, searched and copied.
 */
#pragma once

#include <stdarg.h>
#include <stddef.h>

typedef struct Arena Arena;

/* A position in an arena, for work in a loop: mark, work, rewind. */
typedef struct ArenaMark {
    void *block;
    size_t used;
} ArenaMark;

Arena *arena_new(void);
void arena_free(Arena *arena);  /* NULL is allowed */
void arena_reset(Arena *arena); /* forgets everything, keeps the first block */

ArenaMark arena_mark(const Arena *arena);
void arena_rewind(Arena *arena, ArenaMark mark); /* forgets what came after the mark */

/* Bytes handed out since the arena was made or reset. */
size_t arena_used(const Arena *arena);

void *arena_alloc(Arena *arena, size_t size);
void *arena_array(Arena *arena, size_t count, size_t size); /* checks the multiplication */
char *arena_strdup(Arena *arena, const char *text);         /* NULL gives NULL */
char *arena_strndup(Arena *arena, const char *text, size_t length);
char *arena_printf(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(Arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

#define arena_make(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

static inline void arena_cleanup(Arena **arena)
{
    arena_free(*arena);
}
/* `auto_arena Arena *scratch = arena_new();` frees it at the end of the scope. */
#define auto_arena __attribute__((cleanup(arena_cleanup)))
