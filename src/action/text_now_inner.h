/* Texts that are asked for in person, in parts: whom and where to (text_now_to.c), what
 * (text_now_what.c), whether by itself (text_now_draft.c). Inside a transaction of the caller's,
 * for the action room only. */
#pragma once

#include "action/text_now.h"
#include "follow/line.h"

/* --- to whom --- */

const LoadedPerson *text_to_by_id(const LoadedLead *loaded, int64_t id);
/* As text_now_draft() has them. INPUT (field "to"). */
bool text_to_find(Arena *arena, const LoadedLead *loaded, const char *to,
                  const LoadedPerson **person, Err *err);
/* Their cell that works, or the one of this key however it stands; NULL: none. */
const struct address_get_row *text_to_cell(const LoadedPerson *person, const char *value_key);
/* Another number of theirs that is a mobile telephone's; NULL: none. */
const char *text_to_mobile(const Context *context, const LoadedPerson *person);
/* Where they want it (`said`: as they say it now, NULL: as it is known), kept as theirs, and that
 * they asked. The lead is loaded anew. INPUT (field "cell"): none is known, or no text reaches it.
 */
bool text_to_number(Context *context, Arena *arena, const char *said, LoadedLead *loaded,
                    const LoadedPerson **person, const struct address_get_row **cell, Err *err);

/* --- by what --- */

typedef struct TextWay {
    bool machine, pictures;
    Time at;               /* machine: now, or when the gateway and the line let it go */
    const char *later_why; /* at > now, and !machine out of hours: why not now */
    const char *why;       /* !machine */
    const char *from;      /* our number; NULL: there is no gateway */
} TextWay;

bool text_way_find(Context *context, Arena *arena, const LoadedLead *loaded, TextWay *way,
                   Err *err);

/* The way of one of their numbers, which waits for the hours of their place; by hand the reason
 * says until when nobody may. What the line says of it, they asking for it: LINE_QUIET and
 * LINE_LAW_DAY are what `way` waits for. */
LineRule text_to_wait(const Context *context, Arena *arena, const LoadedLead *loaded,
                      int64_t address_id, TextWay *way);
/* The same. CONFLICT: they ended texts; it is out of hours at their place, and by hand. */
bool text_to_ask_line(const Context *context, Arena *arena, const LoadedLead *loaded,
                      const LoadedPerson *person, int64_t address_id, TextWay *way, Err *err);

/* TIME_NONE: it goes at once, or not by itself. */
Time text_way_later(const Context *context, const TextWay *way);

/* --- what --- */

typedef struct TextWhat {
    const char *name; /* "Price list" */
    const char *text; /* of a content: its own link or words; NULL: none */
    FilesShown files;
    int64_t content_id; /* given by it; 0: none, or they had it */
    bool inside;        /* the files' links stand in the words: nothing else knows whose they are */
} TextWhat;

/* INPUT, MISSING (fields "file", "content", "photo"). */
bool text_what_find(Context *context, Arena *arena, int64_t lead_id, int64_t contact_id,
                    const TextNowInput *input, TextWhat *what, Err *err);
/* "Hello Bob, here is the photo. Mary Stone, Maven Labels" */
const char *text_what_words(Context *context, Arena *arena, const LoadedPerson *person,
                            const TextNowInput *input, const TextWhat *what);
/* A line for each file that does not go as a picture; false: our links lead nowhere. */
bool text_what_links(Context *context, Arena *arena, const TextWhat *what, bool picture,
                     int64_t touch_id, const char **words);

/* text_now() in the caller's transaction. */
bool text_now_inside(Context *context, Arena *arena, int64_t lead_id, const TextNowInput *input,
                     TextedNow *texted, Err *err);
