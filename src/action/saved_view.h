/* Saved views: filters of the list of leads that a user gave a name; one's own, or for everybody.
 */
#pragma once

#include "action/lead_filter.h"

typedef struct SavedView {
    int64_t id;
    const char *name, *owner_name;
    LeadFilter filter;
    bool own, shared; /* shared: everybody has it in their list */
} SavedView;

typedef struct SavedViews {
    SavedView *at;
    size_t count;
} SavedViews;

enum { SAVED_VIEWS_MOST = 100 }; /* of one user */

/* The context's user's own and what others share, by name. */
bool list_saved_views(Context *context, Arena *arena, SavedViews *views, Err *err);
/* One of them; MISSING. */
bool find_saved_view(Context *context, Arena *arena, const char *name, SavedView *view, Err *err);
/* Takes the place of an own one of that name. INPUT: no name, too many, or a filter that
 * list_leads() would refuse. */
bool save_view(Context *context, Arena *arena, const char *name, const LeadFilter *filter,
               bool shared, SavedView *view, Err *err);
/* MISSING: there is none; DENIED: it is another's. */
bool remove_view(Context *context, int64_t id, Err *err);
