#include "action/list_leads.h"

#include "action/access_inner.h"
#include "action/id_list.h"
#include "action/list_leads_inner.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>

/* --- the walk --- */

/* An owner's leads (of one group of Today, in the order of what is due), in blocks that grow; or a
 * bag of rows that is there as a whole. */
typedef struct Stream {
    int64_t owner_id;
    Group group;
    struct list_captured_rows rows;
    size_t place;
    size_t block; /* rows asked for; 0: a bag */
} Stream;

struct LeadWalk {
    Context *context;
    Arena *arena;
    const LeadTest *test;
    VEC(Stream) streams;
};

enum { BLOCK_LEAST = 8, BLOCK_MOST = 1000, GROWS = 4 };

/* Before the first. (The least number there is stands for NULL.) */
static LeadPlace first_place(LeadSort sort)
{
    return sort == SORT_CAPTURED ? (LeadPlace){.key = INT64_MAX, .id = INT64_MAX}
                                 : (LeadPlace){.key = INT64_MIN + 1, .text = ""};
}

static void ask_due(LeadWalk *walk, Asks *asks, Stream *stream, const LeadPlace *after)
{
    asks_many(asks, &sql_book.statements[SQL_LIST_DUE],
              &(struct list_due_in){.workspace = walk->context->workspace,
                                    .owner_id = stream->owner_id,
                                    .today_group = stream->group,
                                    .key = after->key,
                                    .id = after->id,
                                    .most = (int64_t)stream->block},
              &stream->rows);
}

static void ask_name(LeadWalk *walk, Asks *asks, Stream *stream, const LeadPlace *after)
{
    asks_many(asks, &sql_book.statements[SQL_LIST_NAME],
              &(struct list_name_in){.workspace = walk->context->workspace,
                                     .owner_id = stream->owner_id,
                                     .key = after->text,
                                     .id = after->id,
                                     .most = (int64_t)stream->block},
              &stream->rows);
}

/* Both take the same. */
static void ask_time(LeadWalk *walk, Asks *asks, Stream *stream, const LeadPlace *after)
{
    bool captured = walk->test->sort == SORT_CAPTURED;
    asks_many(asks, &sql_book.statements[captured ? SQL_LIST_CAPTURED : SQL_LIST_TOUCHED],
              &(struct list_captured_in){.workspace = walk->context->workspace,
                                         .owner_id = stream->owner_id,
                                         .key = after->key,
                                         .id = after->id,
                                         .most = (int64_t)stream->block},
              &stream->rows);
}

static void ask_block(LeadWalk *walk, Asks *asks, Stream *stream, const LeadPlace *after)
{
    static void (*const askers[LEAD_SORTS])(LeadWalk *, Asks *, Stream *, const LeadPlace *) = {
        [SORT_DUE] = ask_due,
        [SORT_CAPTURED] = ask_time,
        [SORT_NAME] = ask_name,
        [SORT_TOUCHED] = ask_time,
    };
    askers[walk->test->sort](walk, asks, stream, after);
    stream->place = 0;
}

static bool is_asked_for(const Context *context, const LeadTest *test, int64_t owner)
{
    return access_user(context, owner) && (!test->owner_id || test->owner_id == owner);
}

static void add_streams(LeadWalk *walk)
{
    Context *context = walk->context;
    int groups = walk->test->sort == SORT_DUE ? GROUPS : 1;
    for (size_t i = 0; i < context->users.count; i++) {
        int64_t owner = context->users.at[i].id;
        if (!is_asked_for(context, walk->test, owner))
            continue;
        for (int group = 0; group < groups; group++)
            *(Stream *)vec_push(walk->arena, &walk->streams) =
                (Stream){.owner_id = owner, .group = (Group)group};
    }
}

/* A page's rows are likely to come evenly from all. */
static bool fill_streams(LeadWalk *walk, const LeadPlace *after, Err *err)
{
    auto_asks Asks asks = {.db = walk->context->db, .arena = walk->arena};
    add_streams(walk);
    size_t block = walk->streams.count ? 2 * LIST_SHOWN / walk->streams.count : 0;
    vec_each (Stream, stream, &walk->streams) {
        stream->block = block < BLOCK_LEAST ? BLOCK_LEAST : block;
        ask_block(walk, &asks, stream, after);
    }
    return asks_answer(&asks, err);
}

static int by_place(const void *a, const void *b, void *sort)
{
    LeadSort order = *(const LeadSort *)sort;
    LeadPlace left = lead_place(order, a), right = lead_place(order, b);
    return lead_place_compare(order, &left, &right);
}

/* Rows in no order: those behind the place, in order. Of the open ones alone a next touch is known.
 */
static void add_bag(LeadWalk *walk, struct list_captured_rows rows, const LeadPlace *after)
{
    LeadSort sort = walk->test->sort;
    size_t kept = 0;
    for (size_t i = 0; i < rows.count; i++) {
        LeadPlace place = lead_place(sort, &rows.at[i]);
        if ((sort != SORT_DUE || rows.at[i].due_at != TIME_NONE) &&
            lead_place_compare(sort, &place, after) > 0)
            rows.at[kept++] = rows.at[i];
    }
    rows.count = kept;
    if (kept)
        qsort_r(rows.at, kept, sizeof *rows.at, by_place, &sort);
    *(Stream *)vec_push(walk->arena, &walk->streams) = (Stream){.rows = rows};
}

static bool add_found(LeadWalk *walk, const LeadPlace *after, Err *err)
{
    Context *context = walk->context;
    struct list_search_rows rows;
    if (!sql_list_search(context->db, walk->arena,
                         &(struct list_search_in){.workspace = context->workspace,
                                                  .query = walk->test->query,
                                                  .owners = access_owners(context, walk->arena),
                                                  .user_id = context->user,
                                                  .most = LIST_FOUND},
                         &rows, err))
        return false;
    add_bag(walk, (struct list_captured_rows){rows.at, rows.count}, after);
    return true;
}

/* Leads of others; none where all are seen. */
static bool ask_shared(Context *context, Arena *arena, struct list_shared_rows *rows, Err *err)
{
    if (access_all(context)) {
        *rows = (struct list_shared_rows){0};
        return true;
    }
    return sql_list_shared(context->db, arena,
                           &(struct list_shared_in){.workspace = context->workspace,
                                                    .user_id = context->user,
                                                    .owners = access_owners(context, arena),
                                                    .most = LIST_FOUND},
                           rows, err);
}

static bool add_shared(LeadWalk *walk, const LeadPlace *after, Err *err)
{
    struct list_shared_rows rows;
    if (!ask_shared(walk->context, walk->arena, &rows, err))
        return false;
    add_bag(walk, (struct list_captured_rows){rows.at, rows.count}, after);
    return true;
}

bool lead_walk_open(Context *context, Arena *arena, const LeadTest *test, const LeadPlace *after,
                    LeadWalk **walk, Err *err)
{
    LeadWalk *made = arena_make(arena, LeadWalk);
    LeadPlace first = first_place(test->sort);
    *made = (LeadWalk){.context = context, .arena = arena, .test = test};
    if (!after)
        after = &first;
    if (test->query ? !add_found(made, after, err)
                    : !fill_streams(made, after, err) || !add_shared(made, after, err))
        return false;
    *walk = made;
    return true;
}

/* The next block, larger, from behind the last row. */
static bool refill(LeadWalk *walk, Stream *stream, Err *err)
{
    if (!stream->block || stream->rows.count < stream->block)
        return true;
    LeadPlace last = lead_place(walk->test->sort, &stream->rows.at[stream->rows.count - 1]);
    auto_asks Asks asks = {.db = walk->context->db, .arena = walk->arena};
    stream->block = GROWS * stream->block < BLOCK_MOST ? GROWS * stream->block : BLOCK_MOST;
    ask_block(walk, &asks, stream, &last);
    return asks_answer(&asks, err);
}

bool lead_walk_next(LeadWalk *walk, const struct list_captured_row **row, Err *err)
{
    LeadSort sort = walk->test->sort;
    Stream *best = NULL;
    LeadPlace best_place = {0};
    vec_each (Stream, stream, &walk->streams) {
        if (stream->place == stream->rows.count && stream->rows.count && !refill(walk, stream, err))
            return false;
        if (stream->place == stream->rows.count)
            continue;
        LeadPlace place = lead_place(sort, &stream->rows.at[stream->place]);
        if (!best || lead_place_compare(sort, &place, &best_place) < 0) {
            best = stream;
            best_place = place;
        }
    }
    *row = best ? &best->rows.at[best->place++] : NULL;
    return true;
}

/* --- a page --- */

typedef struct Paging {
    Context *context;
    Arena *arena;
    LeadTest test;
    LeadPage *page;
    int64_t *ids;
    size_t limit;
    LeadPlace last; /* where the page ends */
} Paging;

/* The page is filled first; on the first one what follows is counted, if `counts`. */
static bool walk_page(Paging *paging, const LeadPlace *after, bool counts, Err *err)
{
    LeadPage *page = paging->page;
    LeadWalk *walk;
    auto_arena Arena *scratch = arena_new();
    size_t walked = 0, fitting = 0;
    bool more = false;
    if (!lead_walk_open(paging->context, paging->arena, &paging->test, after, &walk, err))
        return false;
    for (;; walked++, arena_reset(scratch)) {
        const struct list_captured_row *row;
        if (!lead_walk_next(walk, &row, err))
            return false;
        if (!row)
            break;
        if (walked == LIST_WALKED) {
            page->partial = page->count < paging->limit;
            page->more_than = more = true;
            break;
        }
        bool full = page->count == paging->limit;
        if (!full)
            paging->last = lead_place(paging->test.sort, row);
        if (!lead_test_fits(scratch, &paging->test, row))
            continue;
        more = more || full;
        if (!full)
            paging->ids[page->count++] = row->id;
        else if (!counts || fitting == LIST_COUNTED) {
            page->more_than = true;
            break;
        }
        fitting++;
    }
    page->counted = counts;
    page->total = fitting < LIST_COUNTED ? fitting : LIST_COUNTED;
    if (more)
        page->cursor = lead_cursor_make(paging->arena, paging->test.sort, &paging->last);
    return true;
}

/* All that are open: an index knows how many there are. */
static bool count_open(Paging *paging, Err *err)
{
    Context *context = paging->context;
    struct list_shared_rows shared = {0};
    int64_t all = 0;
    if (!ask_shared(context, paging->arena, &shared, err))
        return false;
    for (size_t i = 0; i < shared.count; i++)
        all += shared.at[i].due_at != TIME_NONE;
    for (size_t i = 0; i < context->users.count && all <= LIST_COUNTED; i++) {
        struct list_count_row row;
        if (!is_asked_for(context, &paging->test, context->users.at[i].id))
            continue;
        if (!sql_list_count(context->db, paging->arena,
                            &(struct list_count_in){.workspace = context->workspace,
                                                    .owner_id = context->users.at[i].id,
                                                    .most = LIST_COUNTED + 1},
                            &row, NULL, err))
            return false;
        all += row.count;
    }
    paging->page->counted = true;
    paging->page->more_than = all > LIST_COUNTED;
    paging->page->total = all < LIST_COUNTED ? (size_t)all : LIST_COUNTED;
    return true;
}

static LeadRow row_of(const Context *context, const struct list_rows_row *row)
{
    const struct user_list_row *owner = context_find_user(context, row->owner_id);
    LeadRow made = {.id = row->id,
                    .account_id = row->account_id,
                    .contact_id = row->contact_id,
                    .owner_id = row->owner_id,
                    .touch_id = row->touch_id,
                    .name = row->name,
                    .account_name = row->account_name,
                    .contact_name = row->contact_name,
                    .contact_title = row->contact_title,
                    .owner_name = owner ? owner->name : NULL,
                    .source = text_or(row->source, NULL),
                    .product = row->product,
                    .cadence = row->cadence,
                    .reason = row->reason,
                    .value_cents = row->value_cents,
                    .captured_at = row->captured_at,
                    .last_touched_at = row->last_touched_at,
                    .due_at = row->due_at};
    lead_status_find(row->status, &made.status);
    temperature_find(row->temperature, &made.temperature);
    if (!text_empty(row->channel))
        channel_find(row->channel, &made.channel);
    return made;
}

bool lead_rows(Context *context, Arena *arena, const int64_t *ids, size_t count, LeadRow **rows,
               Err *err)
{
    struct list_rows_rows found;
    if (!sql_list_rows(context->db, arena,
                       &(struct list_rows_in){.workspace = context->workspace,
                                              .ids = id_list(arena, ids, count)},
                       &found, err))
        return false;
    *rows = arena_array(arena, count, sizeof **rows);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < found.count; k++)
            if (found.at[k].id == ids[i])
                (*rows)[i] = row_of(context, &found.at[k]);
    return true;
}

bool list_leads(Context *context, Arena *arena, const LeadFilter *filter, const char *cursor,
                size_t limit, LeadPage *page, Err *err)
{
    static const char *const sorts[LEAD_SORTS] = {"due", "captured", "name", "touched"};
    LeadPage made = {.filter = filter};
    LeadPlace after;
    Paging paging = {
        .context = context, .arena = arena, .page = &made, .limit = limit ? limit : LIST_SHOWN};
    if (paging.limit > LIST_SHOWN_MOST)
        return err_field(err, ERR_INPUT, "limit", "a page has %d leads at most", LIST_SHOWN_MOST);
    paging.ids = arena_array(arena, paging.limit, sizeof *paging.ids);
    auto_txn Txn txn = {0};
    if (!lead_test_read(context, arena, filter, &paging.test, err) ||
        (cursor && !lead_cursor_read(arena, paging.test.sort, cursor, &after, err)) ||
        !db_begin(&txn, context->db, TXN_READ, err) ||
        !walk_page(&paging, cursor ? &after : NULL, !cursor && !paging.test.all_open, err) ||
        (!cursor && paging.test.all_open && !count_open(&paging, err)) ||
        !lead_rows(context, arena, paging.ids, made.count, &made.at, err) || !db_commit(&txn, err))
        return false;
    made.sort = sorts[paging.test.sort];
    *page = made;
    return true;
}
