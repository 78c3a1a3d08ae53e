#include "action/find_leads.h"

#include "action/access_inner.h"
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static FoundLead found_of(const struct search_find_row *row)
{
    FoundLead found = {
        .lead_id = row->lead_id,
        .contact_id = row->contact_id,
        .account_id = row->account_id,
        .touch_id = row->touch_id,
        .lead_name = row->lead_name,
        .contact_name = row->contact_name,
        .contact_title = row->contact_title,
        .account_name = row->account_name,
        .owner_name = row->owner_name,
        .due_at = row->due_at,
    };
    lead_status_find(row->status, &found.status);
    if (row->channel)
        channel_find(row->channel, &found.channel);
    return found;
}

bool find_leads(Context *context, Arena *arena, const char *words, size_t most, FoundLeads *found,
                Err *err)
{
    char *query = search_query(context, arena, words);
    if (text_empty(query))
        return err_field(err, ERR_INPUT, "words", "\"%s\" has no word to look for", words);
    struct search_find_rows rows;
    if (!sql_search_find(context->db, arena,
                         &(struct search_find_in){.workspace = context->workspace,
                                                  .query = query,
                                                  .owners = access_owners(context, arena),
                                                  .user_id = context->user,
                                                  .most = (int64_t)most + 1},
                         &rows, err))
        return false;
    FoundLeads made = {.count = rows.count > most ? most : rows.count, .more = rows.count > most};
    made.at = arena_array(arena, made.count, sizeof *made.at);
    for (size_t i = 0; i < made.count; i++)
        made.at[i] = found_of(&rows.at[i]);
    *found = made;
    return true;
}

/* "12" or "WORD:12"; 0 when it is neither. */
static int64_t id_behind(const char *typed, const char *word)
{
    if (text_starts_nocase(typed, word))
        typed += strlen(word);
    char *end;
    if (!isdigit((unsigned char)*typed) || strlen(typed) > 15)
        return 0;
    long long id = strtoll(typed, &end, 10);
    return *end ? 0 : id;
}

static bool lead_of_touch(Context *context, Arena *arena, int64_t touch, int64_t *lead_id, Err *err)
{
    struct next_touch_lead_row next;
    struct touch_get_row past;
    bool found;
    if (!sql_next_touch_lead(
            context->db, arena,
            &(struct next_touch_lead_in){.workspace = context->workspace, .touch_id = touch}, &next,
            &found, err))
        return false;
    if (found) {
        *lead_id = next.lead_id;
        return true;
    }
    if (!sql_touch_get(context->db, arena,
                       &(struct touch_get_in){.workspace = context->workspace, .id = touch}, &past,
                       &found, err))
        return false;
    *lead_id = found ? past.lead_id : 0;
    return true;
}

static bool lead_of_id(Context *context, Arena *arena, const char *typed, int64_t *lead_id,
                       Err *err)
{
    int64_t id = id_behind(typed, "lead:"), touch = id_behind(typed, "touch:");
    struct lead_get_row lead;
    bool found = false;
    *lead_id = 0;
    if (id && !sql_lead_get(context->db, arena,
                            &(struct lead_get_in){.workspace = context->workspace, .id = id}, &lead,
                            &found, err))
        return false;
    if (found) {
        *lead_id = id;
        return true;
    }
    return !touch || lead_of_touch(context, arena, touch, lead_id, err);
}

static bool too_many(const FoundLeads *found, const char *typed, Err *err)
{
    Buf names = buf_new(600);
    for (size_t i = 0; i < found->count && i < 5; i++)
        buf_addf(&names, "%s%s (lead:%lld)", i ? ", " : "", found->at[i].lead_name,
                 (long long)found->at[i].lead_id);
    err_field(err, ERR_INPUT, "lead", "\"%s\" fits several leads: %s%s; write more, or the id",
              typed, names.at, found->count > 5 || found->more ? ", …" : "");
    buf_free(&names);
    return false;
}

/* An id that is none, and not the end of somebody's telephone number. */
static bool is_short_number(const char *typed)
{
    enum { NUMBER_LEAST = 5 };
    size_t digits = strspn(typed, "0123456789");
    return digits && !typed[digits] && digits < NUMBER_LEAST;
}

bool find_one_lead(Context *context, Arena *arena, const char *typed, int64_t *lead_id, Err *err)
{
    enum { SHOWN = 6 };
    int64_t id;
    if (!lead_of_id(context, arena, typed, &id, err))
        return false;
    FoundLeads found = {0};
    bool named = text_starts_nocase(typed, "lead:") || text_starts_nocase(typed, "touch:") ||
                 is_short_number(typed);
    if (!id && !named && !find_leads(context, arena, typed, SHOWN, &found, err))
        return false;
    if (found.count > 1)
        return too_many(&found, typed, err);
    if (found.count == 1)
        id = found.at[0].lead_id;
    if (!id)
        return err_field(err, ERR_MISSING, "lead", "there is no lead \"%s\"", typed);
    if (!access_need(context, ACCESS_LEAD, id, err))
        return false;
    *lead_id = id;
    return true;
}
