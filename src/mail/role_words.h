/* The words that names of desks' mailboxes are made of, none of them a name of persons. For
 * mailbox_kind.c alone. */
#pragma once

#include <stddef.h>

extern const char *const role_words[];
extern const size_t role_word_count;
