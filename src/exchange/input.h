/* Input: the bytes of a file, a pipe or standard input, with a look at the first of them.
 *
 * Internal to exchange. What a file is must be known before it is read, and a pipe cannot be
 * wound back: so the first INPUT_PEEK bytes are kept, and reading starts with them again.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { INPUT_PEEK = 256 * 1024 };

typedef struct Input Input;

/* The descriptor is the input's, also on failure. INPUT when it is a directory, BROKEN when it
 * cannot be read. */
bool input_open(int fd, const char *name, Input **input, Err *err);
void input_close(Input *input); /* NULL is allowed */

const char *input_name(const Input *input);
/* The first bytes: all of the file when it is shorter than INPUT_PEEK. */
const char *input_first(const Input *input, size_t *length);

/* Reads on; `got` 0 is the end. BROKEN when the disk fails. */
bool input_read(Input *input, char *to, size_t room, size_t *got, Err *err);

uint64_t input_taken(const Input *input); /* bytes handed out by input_read */
uint64_t input_total(const Input *input); /* of a regular file; 0 when unknown */

/* The whole input as a seekable file of its own: the file itself, or a temporary copy of the pipe
 * of at most `maximum` bytes (INPUT beyond). The caller closes it. */
bool input_file(Input *input, uint64_t maximum, FILE **file, Err *err);
