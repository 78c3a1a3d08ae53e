/* The library: what there is to give, and how worn it is. */
#pragma once

#include "action/context.h"
#include "action/file.h"
#include "follow/terms.h"

typedef enum ContentWear {
    CONTENT_FRESH, /* nobody has had it */
    CONTENT_USED,
    CONTENT_WORN,    /* hardly anybody is left who has not: fewer than one in ten */
    CONTENT_RETIRED, /* given no more */
    CONTENT_WEARS
} ContentWear;
const char *content_wear_name(ContentWear wear);

typedef struct ContentRow {
    int64_t id;
    const char *kind, *title, *url, *body;
    ChannelSet channels; /* that can carry it; 0: all */
    ContentWear wear;
    int64_t given; /* people who have had it */
    int64_t files; /* that go with it */
    int64_t left;  /* main contacts of open leads who have not */
    Time created_at, retired_at;
} ContentRow;

typedef struct ContentRows {
    ContentRow *at;
    size_t count;
} ContentRows;

/* Newest first; retired ones only with `all`. */
bool list_contents(Context *context, Arena *arena, bool all, ContentRows *contents, Err *err);

typedef struct ContentInput {
    const char *kind; /* one of content_kinds() */
    const char *title, *url, *body;
    ChannelSet channels;
} ContentInput;

/* "article", "case-study", …; ends with NULL. */
const char *const *content_kinds(void);

/* INPUT: an unknown kind, no title, an address that is none. */
bool add_content(Context *context, Arena *arena, const ContentInput *input, ContentRow *content,
                 Err *err);
/* Leads that were to be given it are planned anew. CONFLICT: retired already. */
bool retire_content(Context *context, Arena *arena, int64_t id, ContentRow *content, Err *err);

typedef struct ContentPerson {
    int64_t contact_id, lead_id;
    const char *name, *account_name;
    Time at;
} ContentPerson;

enum { CONTENT_PEOPLE_SHOWN = 100 };

typedef struct ContentGiven {
    ContentRow content;
    ContentPerson *people; /* who had it, newest first, at most CONTENT_PEOPLE_SHOWN */
    size_t people_count;
    FilesShown files;
} ContentGiven;

/* One of them, and who has had it: those whose leads the user sees. MISSING. */
bool show_content(Context *context, Arena *arena, int64_t id, ContentGiven *given, Err *err);
