/* Phone lines: how each user dials: by a link that the telephone in hand takes, or by a telephone
 * that Beck tells (channel/dialler.h). A user's own, else everybody's, else tel: links.
 *
 * What lets Beck in is sealed (auth/seal.h) and never shown.
 */
#pragma once

#include "action/context.h"
#include "base/doc.h"

typedef struct PhoneLine {
    const char *user; /* NULL: everybody's, or nobody has chosen one */
    const char *way, *about;
    const Doc *settings; /* without secrets */
    bool dials;          /* Beck dials; else the pages have links */
} PhoneLine;

typedef struct PhoneLines {
    PhoneLine own; /* of the context's user, wherever it comes from */
    PhoneLine *at; /* those that were set up and may be seen */
    size_t count;
} PhoneLines;

bool phone_line_list(Context *context, Arena *arena, PhoneLines *lines, Err *err);

typedef struct PhoneLineInput {
    const char *user;    /* whose; NULL: one's own */
    bool everybody;      /* of those who have none */
    const char *way;     /* NULL: none of their own any more */
    const Doc *settings; /* the way's, secrets too: an object of texts */
} PhoneLineInput;

/* Audited. INPUT names the field. DENIED: another's, or a way that reaches out of this machine,
 * without RIGHT_SETTINGS. */
bool phone_line_put(Context *context, Arena *arena, const PhoneLineInput *input, PhoneLines *lines,
                    Err *err);

/* The link that dials a number as the user does; NULL: Beck dials it. In `arena`. */
const char *phone_line_link(Arena *arena, const PhoneLine *line, const char *number,
                            const char *extension);
/* A user's own, else everybody's, else tel: links. */
bool phone_line_of(Context *context, Arena *arena, int64_t user_id, PhoneLine *line, Err *err);
