#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Block Block;
struct Block {
    Block *previous;
    size_t size;
    size_t used;
    size_t before; /* bytes handed out in the blocks before this one */
    _Alignas(max_align_t) unsigned char bytes[];
};

/* As large as keeps what follows it aligned. */
struct Arena {
    _Alignas(max_align_t) Block *last;
};

enum { FIRST_BLOCK = 16 * 1024, LARGEST_STEP = 1024 * 1024 };

static Block *block_new(size_t size, Block *previous)
{
    Block *block = malloc(sizeof *block + size);
    if (!block) {
        fputs("beck: out of memory\n", stderr);
        abort();
    }
    block->previous = previous;
    block->size = size;
    block->used = 0;
    block->before = previous ? previous->before + previous->used : 0;
    return block;
}

Arena *arena_new(void)
{
    Block *first = block_new(FIRST_BLOCK, NULL);
    first->used = sizeof(Arena);
    Arena *arena = (Arena *)first->bytes;
    arena->last = first;
    return arena;
}

/* The arena itself lies at the start of its first block. */
static Block *drop_blocks_after(Block *last, const Block *keep)
{
    while (last != keep) {
        Block *previous = last->previous;
        free(last);
        last = previous;
    }
    return last;
}

void arena_free(Arena *arena)
{
    if (arena)
        drop_blocks_after(arena->last, NULL);
}

void arena_reset(Arena *arena)
{
    Block *first = arena->last;
    while (first->previous)
        first = first->previous;
    arena->last = drop_blocks_after(arena->last, first);
    first->used = sizeof(Arena);
}

ArenaMark arena_mark(const Arena *arena)
{
    return (ArenaMark){.block = arena->last, .used = arena->last->used};
}

void arena_rewind(Arena *arena, ArenaMark mark)
{
    arena->last = drop_blocks_after(arena->last, mark.block);
    arena->last->used = mark.used;
}

size_t arena_used(const Arena *arena)
{
    return arena->last->before + arena->last->used - sizeof(Arena);
}

void *arena_alloc(Arena *arena, size_t size)
{
    enum { ALIGN = _Alignof(max_align_t) };
    if (size > SIZE_MAX / 2) {
        fputs("beck: a size beyond all memory was asked for\n", stderr);
        abort();
    }
    size_t rounded = (size + ALIGN - 1) / ALIGN * ALIGN;
    Block *block = arena->last;
    if (block->size - block->used < rounded) {
        size_t step = block->size * 2 < LARGEST_STEP ? block->size * 2 : LARGEST_STEP;
        block = block_new(rounded > step ? rounded : step, block);
        arena->last = block;
    }
    void *memory = block->bytes + block->used;
    block->used += rounded;
    return memset(memory, 0, size);
}

void *arena_array(Arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size) {
        fputs("beck: a size beyond all memory was asked for\n", stderr);
        abort();
    }
    return arena_alloc(arena, count * size);
}

char *arena_strndup(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *arena_strdup(Arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_vprintf(Arena *arena, const char *format, va_list arguments)
{
    char small[512];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(small, sizeof small, format, arguments);
    char *text;
    if (length < 0) {
        text = arena_strdup(arena, "");
    } else if ((size_t)length < sizeof small) {
        text = arena_strndup(arena, small, (size_t)length);
    } else {
        text = arena_alloc(arena, (size_t)length + 1);
        vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    return text;
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}
