/* How the parts of documents are said to a person, the same in all texts. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

/* A member as a time; TIME_NONE when it is absent, null or none. */
Time say_time(const Doc *doc, const char *name);
/* The same for a person: "today 14:30", or "". */
const char *say_when(Page *page, const Doc *doc, const char *name);
/* "Mon 23 Nov" of the document's "2026-11-23", the day of the month in so many columns; as it
 * is when it is no date. */
const char *say_day(Arena *arena, const char *date, int columns);
/* "Monday 23 November 9:14" */
const char *say_now(Page *page);

/* A number in groups, to be read aloud and dialled: "(202) 555-0123", "+44 207 946 0123", with its
 * extension; anything else as it is. The phone library would group as each country does, and costs
 * 8 ms to load: numbers of North America need none of it. */
const char *say_address(const Page *page, const char *value, const char *extension);

/* "Jack Hill, Head of Purchasing"; the lead's name when nobody is known. */
const char *say_contact(Arena *arena, const Doc *touch);
/* "Jack Hill, Head of Purchasing · Acme", in so many columns: the title goes first. */
const char *say_who(Arena *arena, const Doc *touch, int columns);
/* What is done by a channel: "call", "e-mail"; "decide" for none. */
const char *say_act(const char *channel);
const char *say_act_title(const char *channel); /* "Call" */
/* The smaller act by a channel: "leave a voicemail", "send a text". */
const char *say_smaller(const char *channel);
/* "no voicemail" of "no_voicemail" */
char *say_words(Arena *arena, const char *name);
/* 12500 → "12,500"; cents only where there are any. */
char *say_sum(Arena *arena, double value);
/* "1 lead", "2 leads"; `many` NULL: `one` and an s. */
char *say_count(Arena *arena, int64_t count, const char *one, const char *many);
bool say_truth(const Doc *doc, const char *name);
