/* Text: small questions about UTF-8 strings, and the key form two spellings share.
 *
 * Strings are NUL-terminated UTF-8 unless a function says that it takes foreign bytes.
 */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool text_empty(const char *text)
{
    return !text || !text[0];
}
static inline const char *text_or(const char *text, const char *otherwise)
{
    return text_empty(text) ? otherwise : text;
}
bool text_equal(const char *a, const char *b);        /* NULL equals NULL and "" */
bool text_equal_nocase(const char *a, const char *b); /* ASCII letters only */
bool text_starts(const char *text, const char *prefix);
bool text_starts_nocase(const char *text, const char *prefix);
bool text_ends_nocase(const char *text, const char *suffix);
/* The first place of `part` in `text`, ASCII case ignored, or NULL. */
const char *text_find_nocase(const char *text, const char *part);

/* True when the bytes are valid UTF-8 (RFC 3629: no surrogates, no overlong forms). */
bool text_is_utf8(const char *bytes, size_t length);

/* UTF-8 without control characters (C0, DEL, C1): what may stand in a header. */
bool text_is_line(const char *text);

/* One line for a person: control characters (those that turn the direction of writing too) and
 * runs of white space become one blank, ends are trimmed, invalid UTF-8 becomes U+FFFD. `max_bytes`
 * (without the NUL) cuts at a character's border. */
char *text_clean(Arena *arena, const char *bytes, size_t length, size_t max_bytes);
/* The same, but line ends and tabs stay, for notes and words: CR LF and CR become LF, blanks at
 * the ends of lines go, more than one empty line becomes one. */
char *text_clean_lines(Arena *arena, const char *bytes, size_t length, size_t max_bytes);

/* The key under which two spellings of a name meet: NFKC, case folded, accents off, everything
 * but letters and digits a single blank ("  Müller & Söhne GmbH " gives "muller sohne gmbh").
 * Letters with a stroke lose it (ø, ł, đ), æ and œ are taken apart; vowel signs of Indic scripts
 * and the voicing marks of kana stay, for without them it would be another word.
 * Compared bytewise; the same on both engines because it is made here (DESIGN §8).
 * A short ASCII name takes some 50 ns, another one about 1 µs. */
char *text_fold(Arena *arena, const char *text);

/* How large so many bytes are, for people: "812 bytes", "46 kB", "3.1 MB". */
char *text_size(Arena *arena, int64_t bytes);

/* How many terminal columns the text fills (East Asian wide characters count two). */
int text_columns(const char *text);
/* `text` cut to at most `columns` columns, with an ellipsis where something was cut. */
char *text_cut(Arena *arena, const char *text, int columns);
/* `text` broken at blanks, and before wide characters, into lines of at most `columns`, each line
 * after the first led by `indent` blanks. Own line ends are kept. A word longer than a line stays
 * whole on a line of its own, so that addresses and numbers can be copied. */
char *text_wrap(Arena *arena, const char *text, int columns, int indent);

/* "did you mean": the entry nearest to `word` by edit distance (swaps count one), or NULL when
 * none is near. `words` ends with NULL. */
const char *text_nearest(const char *word, const char *const *words);

/* What to call a person by: "Ann-Marie" of "Dr. Ann-Marie van der Berg" and of "Berg, Ann-Marie".
 * A title with one name stays with it ("Dr. Berg"), for that name is the family's. Empty name gives
 * "". */
char *text_first_name(Arena *arena, const char *name);
