#include "cli/text_report.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_say.h"
#include "view/view_words.h"

static void put_number(Grid *grid, const Doc *doc, const char *name, PageStyle style)
{
    int64_t number = doc_int(doc, name);
    grid_cellf(grid, number ? style : PAGE_DIM, "%lld", (long long)number);
}

static const char *said_name(const Doc *seller)
{
    return text_or(doc_text(seller, "name"), "together");
}

static PageStyle name_style(const Doc *seller)
{
    return doc_text(seller, "name") ? PAGE_PLAIN : PAGE_STRONG;
}

static const char *said_lead(Arena *arena, const Doc *row)
{
    const Doc *lead = doc_get(row, "lead");
    const char *account = doc_text(lead, "account"), *name = doc_text(lead, "name");
    return text_empty(account) || text_equal(account, name)
               ? name
               : arena_printf(arena, "%s · %s", name, account);
}

/* One row a seller, then the sums where there are several. */
typedef void PutSeller(Page *page, Grid *grid, const Doc *seller);

static void put_sellers(Page *page, Grid *grid, const Doc *doc, PutSeller *put)
{
    const Doc *sellers = doc_get(doc, "sellers"), *all = doc_get(doc, "all");
    for (const Doc *seller = sellers->first; seller; seller = seller->next)
        put(page, grid, seller);
    if (all && sellers->count != 1)
        put(page, grid, all);
    grid_print(grid, page, 0);
}

/* --- silence --- */

static void put_silence(Page *page, Grid *grid, const Doc *seller)
{
    grid_cell(grid, name_style(seller), said_name(seller));
    put_number(grid, seller, "open", PAGE_PLAIN);
    for (const Doc *band = doc_get(seller, "bands")->first; band; band = band->next)
        grid_cellf(grid, band->integer ? band->next ? PAGE_PLAIN : PAGE_WARN : PAGE_DIM, "%lld",
                   (long long)band->integer);
}

static void show_silence(Page *page, const Doc *doc)
{
    GridColumn columns[GRID_COLUMNS_MOST] = {{.title = "", .least = 10},
                                             {.title = "open", .align = GRID_RIGHT}};
    size_t count = 2;
    for (const Doc *band = doc_get(doc_get(doc, "all"), "bands")->first;
         band && count < GRID_COLUMNS_MOST; band = band->next)
        columns[count++] = (GridColumn){.title = band->name, .align = GRID_RIGHT};
    page_wrapped(page, PAGE_TITLE, 0, "Open leads by the days since their last real touch");
    put_sellers(page, grid_new(page->arena, columns, count), doc, put_silence);

    static const GridColumn worst_columns[] = {
        {.align = GRID_RIGHT}, {.align = GRID_RIGHT}, {.least = 20}, {.least = 8}, {.least = 12}};
    Grid *grid = grid_new(page->arena, worst_columns, 5);
    for (const Doc *lead = doc_get(doc, "worst")->first; lead; lead = lead->next) {
        const Doc *next = doc_get(lead, "next");
        bool never = say_time(lead, "last_touched_at") == TIME_NONE;
        grid_cellf(grid, PAGE_STRONG, "%lld", (long long)doc_int(doc_get(lead, "lead"), "id"));
        grid_cellf(grid, PAGE_WARN, "%lld days%s", (long long)doc_int(lead, "days"),
                   never ? ", never" : "");
        grid_cell(grid, PAGE_PLAIN, said_lead(page->arena, lead));
        grid_cell(grid, PAGE_DIM, doc_text(lead, "owner"));
        grid_cellf(grid, PAGE_PLAIN, "%s %s", say_act(doc_text(next, "channel")),
                   say_when(page, next, "due_at"));
    }
    if (grid_rows(grid))
        page_heading(page, "Longest silent");
    grid_print(grid, page, 0);
}

/* --- doubt --- */

static const char *const rungs[] = {"queued",    "uncertain", "accepted", "refused",
                                    "delivered", "seen",      "answered"};
enum { RUNGS = sizeof rungs / sizeof *rungs };

static void put_doubt(Page *page, Grid *grid, const Doc *counts)
{
    (void)page;
    const Doc *levels = doc_get(counts, "levels");
    grid_cell(grid, name_style(counts), said_name(counts));
    put_number(grid, counts, "sent", PAGE_PLAIN);
    for (size_t i = 0; i < RUNGS; i++)
        put_number(grid, levels, rungs[i], i == 1 || i == 3 ? PAGE_BAD : PAGE_PLAIN);
    put_number(grid, counts, "doubts", PAGE_WARN);
}

static const char *say_doubt_act(Arena *arena, const Doc *message)
{
    const char *act = doc_text(message, "act");
    if (text_equal(act, "settle"))
        return arena_printf(arena,
                            "look into the Sent folder, then: beck outbox settle %lld sent, or "
                            "not-sent",
                            (long long)doc_int(message, "touch_id"));
    if (text_equal(act, "call"))
        return arena_printf(arena, "call %s", doc_text(message, "to"));
    return text_equal(act, "other_address")
               ? arena_printf(arena, "write to %s", doc_text(message, "to"))
               : "find a number";
}

static void show_doubt(Page *page, const Doc *doc)
{
    GridColumn columns[RUNGS + 3] = {{.title = "", .least = 10},
                                     {.title = "sent", .align = GRID_RIGHT}};
    for (size_t i = 0; i < RUNGS; i++)
        columns[i + 2] = (GridColumn){.title = rungs[i], .align = GRID_RIGHT};
    columns[RUNGS + 2] = (GridColumn){.title = "in doubt", .align = GRID_RIGHT};
    page_wrapped(page, PAGE_TITLE, 0, "How far messages came");
    put_sellers(page, grid_new(page->arena, columns, RUNGS + 3), doc, put_doubt);
    Grid *grid = grid_new(page->arena, columns, RUNGS + 3);
    for (const Doc *sender = doc_get(doc, "senders")->first; sender; sender = sender->next)
        put_doubt(page, grid, sender);
    if (grid_rows(grid))
        page_heading(page, "By mailbox");
    grid_print(grid, page, 0);
    const Doc *doubtful = doc_get(doc, "doubtful")->first;
    if (doubtful)
        page_heading(page, "Nobody can be sure that these arrived");
    for (; doubtful; doubtful = doubtful->next) {
        page_addf(page, PAGE_DIM, "%lld  ", (long long)doc_int(doubtful, "touch_id"));
        page_add(page, PAGE_STRONG, said_lead(page->arena, doubtful));
        page_addf(page, PAGE_DIM, "  %s  ", page_when(page, say_time(doubtful, "sent_at")));
        page_add(page, PAGE_PLAIN, doc_text(doubtful, "subject"));
        page_end(page);
        page_wrapped(page, PAGE_WARN, 6, say_doubt_act(page->arena, doubtful));
    }
}

/* --- monday --- */

static void put_monday(Page *page, Grid *grid, const Doc *seller)
{
    const Doc *after = doc_get(seller, "gives_up_after");
    grid_cell(grid, PAGE_STRONG, said_name(seller));
    put_number(grid, seller, "open", PAGE_PLAIN);
    put_number(grid, seller, "silent", PAGE_BAD);
    put_number(grid, seller, "broken_promises", PAGE_BAD);
    put_number(grid, seller, "late_enquiries", PAGE_BAD);
    grid_cellf(grid, PAGE_PLAIN, "%lld (%lld)", (long long)doc_int(seller, "talks"),
               (long long)doc_int(seller, "talks_last_week"));
    grid_cell(grid, PAGE_WARN,
              after && after->kind == DOC_INT
                  ? say_count(page->arena, after->integer, "try", "tries")
                  : NULL);
}

static void put_absences(Page *page, const Doc *doc)
{
    bool any = false;
    for (const Doc *seller = doc_get(doc, "sellers")->first; seller; seller = seller->next)
        for (const Doc *each = doc_get(seller, "absences")->first; each; each = each->next) {
            const char *reason = doc_text(each, "reason");
            if (!any)
                page_gap(page);
            any = true;
            page_wrapped(page, PAGE_PLAIN, 0,
                         arena_printf(page->arena, "%s is away %s to %s%s%s.", said_name(seller),
                                      say_day(page->arena, doc_text(each, "first"), 1),
                                      say_day(page->arena, doc_text(each, "last"), 1),
                                      reason ? ": " : "", text_or(reason, "")));
        }
}

static void put_late(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.align = GRID_RIGHT}, {0},           {0},
                                         {.least = 20},         {.least = 10}, {.least = 10}};
    Grid *grid = grid_new(page->arena, columns, 6);
    for (const Doc *touch = doc_get(doc, "late")->first; touch; touch = touch->next) {
        const char *offer = doc_text(doc_get(touch, "offer"), "name");
        grid_cellf(grid, PAGE_STRONG, "%lld", (long long)doc_int(doc_get(touch, "lead"), "id"));
        grid_cellf(grid, PAGE_BAD, "%d days", (int)doc_int(touch, "working_days"));
        grid_cell(grid, PAGE_PLAIN, say_act(doc_text(touch, "channel")));
        grid_cell(grid, PAGE_PLAIN, said_lead(page->arena, touch));
        grid_cell(grid, PAGE_DIM, doc_text(touch, "owner"));
        grid_cell(grid, PAGE_PLAIN,
                  offer ? arena_printf(page->arena, "assign to %s?", offer) : NULL);
    }
    int64_t total = doc_int(doc, "late_total");
    if (!total)
        return;
    page_heading(page, arena_printf(page->arena, "Too late: %s",
                                    say_count(page->arena, total, "touch", "touches")));
    grid_print(grid, page, 0);
    page_wrapped(page, PAGE_DIM, 0, "`beck assign LEAD USER` gives one to somebody else.");
}

static void show_monday(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.title = "", .least = 10},
                                         {.title = "open", .align = GRID_RIGHT},
                                         {.title = "silent", .align = GRID_RIGHT},
                                         {.title = "broken promises", .align = GRID_RIGHT},
                                         {.title = "late enquiries", .align = GRID_RIGHT},
                                         {.title = "talks (before)", .align = GRID_RIGHT},
                                         {.title = "gives up after"}};
    page_wrapped(page, PAGE_TITLE, 0,
                 arena_printf(page->arena, "The week of %s",
                              say_day(page->arena, doc_text(doc, "week"), 1)));
    put_sellers(page, grid_new(page->arena, columns, 7), doc, put_monday);
    put_absences(page, doc);
    put_late(page, doc);
}

/* --- persistence --- */

static void put_tries(Grid *grid, const Doc *seller, const char *name, const char *label,
                      PageStyle style, const char *first)
{
    grid_cell(grid, PAGE_STRONG, first);
    grid_cell(grid, PAGE_DIM, label);
    for (const Doc *each = doc_get(seller, name)->first; each; each = each->next)
        grid_cellf(grid, each->integer ? style : PAGE_DIM, "%lld", (long long)each->integer);
}

static void put_persistence(Page *page, Grid *grid, const Doc *seller)
{
    put_tries(grid, seller, "tries", "leads", PAGE_PLAIN, said_name(seller));
    put_tries(grid, seller, "talked", "reached", PAGE_GOOD, "");
    put_tries(grid, seller, "gave_up", "given up", PAGE_BAD, "");
}

static void show_persistence(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "tries", .least = 10},      {.title = ""},
        {.title = "0", .align = GRID_RIGHT},  {.title = "1", .align = GRID_RIGHT},
        {.title = "2", .align = GRID_RIGHT},  {.title = "3", .align = GRID_RIGHT},
        {.title = "4", .align = GRID_RIGHT},  {.title = "5", .align = GRID_RIGHT},
        {.title = "6", .align = GRID_RIGHT},  {.title = "7", .align = GRID_RIGHT},
        {.title = "8+", .align = GRID_RIGHT},
    };
    const Doc *all = doc_get(doc, "all");
    int64_t talked = doc_int(all, "talked_leads"), tries = doc_int(all, "tries_before_talk");
    page_wrapped(page, PAGE_TITLE, 0, "How often leads were tried until somebody was reached");
    put_sellers(page, grid_new(page->arena, columns, 11), doc, put_persistence);
    page_gap(page);
    if (talked)
        page_wrapped(page, PAGE_PLAIN, 0,
                     arena_printf(page->arena, "%s reached, after %.1f tries on average.",
                                  say_count(page->arena, talked, "lead was", "leads were"),
                                  (double)tries / (double)talked));
}

/* --- promises --- */

static void put_side(Grid *grid, const Doc *seller, const char *side, const char *first)
{
    const Doc *counts = doc_get(seller, side);
    grid_cell(grid, PAGE_STRONG, first);
    grid_cell(grid, PAGE_DIM, side);
    put_number(grid, counts, "kept_on_time", PAGE_GOOD);
    put_number(grid, counts, "kept_late", PAGE_WARN);
    put_number(grid, counts, "broken", PAGE_BAD);
    put_number(grid, counts, "open", PAGE_PLAIN);
    put_number(grid, counts, "cancelled", PAGE_PLAIN);
    put_number(grid, counts, "moved", PAGE_PLAIN);
}

static void put_promises(Page *page, Grid *grid, const Doc *seller)
{
    put_side(grid, seller, "ours", said_name(seller));
    put_side(grid, seller, "theirs", "");
}

static void show_promises(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "", .least = 10},
        {.title = ""},
        {.title = "on time", .align = GRID_RIGHT},
        {.title = "late", .align = GRID_RIGHT},
        {.title = "broken", .align = GRID_RIGHT},
        {.title = "to come", .align = GRID_RIGHT},
        {.title = "cancelled", .align = GRID_RIGHT},
        {.title = "moved", .align = GRID_RIGHT},
    };
    page_wrapped(page, PAGE_TITLE, 0, "Promises that were due");
    put_sellers(page, grid_new(page->arena, columns, 8), doc, put_promises);
}

/* --- lines --- */

static void put_lines(Page *page, Grid *grid, const Doc *seller)
{
    static const char *const heights[] = {"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    enum { HEIGHTS = sizeof heights / sizeof *heights };
    int64_t touched = doc_int(seller, "touched"), target = doc_int(seller, "target"), most = 1;
    const Doc *days = doc_get(seller, "days");
    char *drawn = arena_strdup(page->arena, "");
    for (const Doc *day = days->first; day; day = day->next)
        most = day->integer > most ? day->integer : most;
    for (const Doc *day = days->first; day; day = day->next) {
        int64_t height = (day->integer * (HEIGHTS - 1) + most - 1) / most;
        drawn = arena_printf(page->arena, "%s%s", drawn, heights[height]);
    }
    grid_cell(grid, PAGE_STRONG, said_name(seller));
    grid_cellf(grid, touched < target ? PAGE_WARN : PAGE_GOOD, "%lld/%lld", (long long)touched,
               (long long)target);
    grid_cell(grid, PAGE_PLAIN, drawn);
}

static void show_lines(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "", .least = 10}, {.title = "leads", .align = GRID_RIGHT}, {.title = "by day"}};
    page_wrapped(page, PAGE_TITLE, 0,
                 arena_printf(page->arena, "Lines in the water: leads touched since %s",
                              say_day(page->arena, doc_text(doc, "first"), 1)));
    put_sellers(page, grid_new(page->arena, columns, 3), doc, put_lines);
}

/* --- excuses --- */

static void show_excuses(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.align = GRID_RIGHT}, {0}};
    static const GridColumn own_columns[] = {{0}, {0}, {.least = 16}, {.least = 12}, {.least = 12}};
    Grid *grid = grid_new(page->arena, columns, 2);
    Grid *own = grid_new(page->arena, own_columns, 5);
    page_wrapped(page, PAGE_TITLE, 0,
                 say_truth(doc, "everyone") ? "Why touches were skipped, by everyone together"
                                            : "Why you skipped touches");
    for (const Doc *row = doc_get(doc, "rows")->first; row; row = row->next) {
        grid_cellf(grid, PAGE_STRONG, "%lld", (long long)doc_int(row, "count"));
        grid_cell(grid, PAGE_PLAIN, view_words_excuse_label(doc_text(row, "excuse")));
    }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_GOOD, 0, "None were.");
    grid_print(grid, page, 2);
    for (const Doc *skip = doc_get(doc, "own")->first; skip; skip = skip->next) {
        grid_cell(own, PAGE_PLAIN, say_when(page, skip, "at"));
        grid_cell(own, PAGE_PLAIN, say_act(doc_text(skip, "channel")));
        grid_cell(own, PAGE_PLAIN, said_lead(page->arena, skip));
        grid_cell(own, PAGE_PLAIN, say_words(page->arena, doc_text(skip, "excuse")));
        grid_cell(own, PAGE_DIM, doc_text(skip, "note"));
    }
    if (grid_rows(own))
        page_heading(page, "Yours, seen by nobody else");
    grid_print(own, page, 2);
}

/* --- channels --- */

static const char *percent(Arena *arena, int64_t part, int64_t whole)
{
    return whole ? arena_printf(arena, "%d %%", (int)((part * 100 + whole / 2) / whole)) : "";
}

static void put_channel(Page *page, Grid *grid, const Doc *row, const char *name)
{
    enum { OUTCOMES_SHOWN = 3 };
    int64_t touches = doc_int(row, "touches");
    char *outcomes = arena_strdup(page->arena, "");
    const Doc *list = doc_get(row, "outcomes"), *each = list ? list->first : NULL;
    for (int shown = 0; each && shown < OUTCOMES_SHOWN; each = each->next, shown++)
        outcomes = arena_printf(page->arena, "%s%s%s %lld", outcomes, shown ? ", " : "",
                                say_words(page->arena, doc_text(each, "outcome")),
                                (long long)doc_int(each, "touches"));
    grid_cell(grid, PAGE_STRONG, name);
    put_number(grid, row, "touches", PAGE_PLAIN);
    put_number(grid, row, "reached", PAGE_GOOD);
    grid_cell(grid, PAGE_DIM, percent(page->arena, doc_int(row, "reached"), touches));
    put_number(grid, row, "replied", PAGE_GOOD);
    grid_cell(grid, PAGE_DIM, outcomes);
}

static void show_channels(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.title = ""},
                                         {.title = "touches", .align = GRID_RIGHT},
                                         {.title = "reached", .align = GRID_RIGHT},
                                         {.title = "", .align = GRID_RIGHT},
                                         {.title = "came from them", .align = GRID_RIGHT},
                                         {.title = "mostly", .least = 16}};
    Grid *grid = grid_new(page->arena, columns, 6);
    page_wrapped(page, PAGE_TITLE, 0, "What each way brought");
    for (const Doc *row = doc_get(doc, "rows")->first; row; row = row->next)
        put_channel(page, grid, row, say_act(doc_text(row, "channel")));
    put_channel(page, grid, doc_get(doc, "all"), "together");
    grid_print(grid, page, 0);
}

/* --- speed --- */

static const char *said_minutes(Arena *arena, const Doc *seller, const char *name)
{
    const Doc *member = doc_get(seller, name);
    if (!member || member->kind != DOC_INT)
        return "";
    int64_t minutes = member->integer;
    if (minutes < 120)
        return arena_printf(arena, "%lld min", (long long)minutes);
    if (minutes < (int64_t)48 * 60)
        return arena_printf(arena, "%lld h", (long long)(minutes / 60));
    return arena_printf(arena, "%lld days", (long long)(minutes / (24 * 60)));
}

static void put_speed(Page *page, Grid *grid, const Doc *seller)
{
    grid_cell(grid, PAGE_STRONG, said_name(seller));
    put_number(grid, seller, "enquiries", PAGE_PLAIN);
    put_number(grid, seller, "waiting", PAGE_BAD);
    put_number(grid, seller, "within_5_minutes", PAGE_GOOD);
    put_number(grid, seller, "within_1_hour", PAGE_PLAIN);
    put_number(grid, seller, "within_1_day", PAGE_PLAIN);
    grid_cell(grid, PAGE_PLAIN, said_minutes(page->arena, seller, "median_minutes"));
    grid_cell(grid, PAGE_PLAIN, said_minutes(page->arena, seller, "ninetieth_minutes"));
}

static void show_speed(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.title = "", .least = 10},
                                         {.title = "enquiries", .align = GRID_RIGHT},
                                         {.title = "waiting", .align = GRID_RIGHT},
                                         {.title = "5 min", .align = GRID_RIGHT},
                                         {.title = "1 hour", .align = GRID_RIGHT},
                                         {.title = "1 day", .align = GRID_RIGHT},
                                         {.title = "half within", .align = GRID_RIGHT},
                                         {.title = "nine in ten", .align = GRID_RIGHT}};
    page_wrapped(page, PAGE_TITLE, 0, "From an enquiry to its first touch");
    put_sellers(page, grid_new(page->arena, columns, 8), doc, put_speed);
}

/* --- all of them --- */

static void show_activity(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.title = "day"},
                                         {.title = "calls", .align = GRID_RIGHT},
                                         {.title = "e-mails", .align = GRID_RIGHT},
                                         {.title = "all", .align = GRID_RIGHT},
                                         {.title = "talks", .align = GRID_RIGHT},
                                         {.title = "hours spent", .align = GRID_RIGHT},
                                         {.title = "of", .align = GRID_RIGHT}};
    enum { HOUR_MINUTES = 60 };
    static const char *const members[] = {"phone", "email", "all", "talks"};
    Grid *grid = grid_new(page->arena, columns, 7);
    for (const Doc *day = doc_get(doc, "days")->first; day; day = day->next) {
        bool idle = !doc_int(day, "all") && !doc_int(day, "minutes_available");
        PageStyle style = idle ? PAGE_DIM : PAGE_PLAIN;
        grid_cell(grid, style, say_day(page->arena, doc_text(day, "date"), 2));
        for (size_t i = 0; i < sizeof members / sizeof *members; i++)
            grid_cellf(grid, style, "%lld", (long long)doc_int(day, members[i]));
        grid_cellf(grid, style, "%.1f", (double)doc_int(day, "minutes_spent") / HOUR_MINUTES);
        grid_cellf(grid, style, "%.1f", (double)doc_int(day, "minutes_available") / HOUR_MINUTES);
    }
    grid_print(grid, page, 0);
}

void text_report(Page *page, const Doc *doc)
{
    static const struct {
        const char *name;
        void (*show)(Page *page, const Doc *doc);
    } reports[] = {
        {"silence", show_silence},   {"monday", show_monday}, {"persistence", show_persistence},
        {"promises", show_promises}, {"lines", show_lines},   {"excuses", show_excuses},
        {"channels", show_channels}, {"speed", show_speed},   {"activity", show_activity},
        {"doubt", show_doubt},
    };
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
        if (text_equal(reports[i].name, doc_text(doc, "report")))
            reports[i].show(page, doc);
    Time since = say_time(doc, "since");
    if (since == TIME_NONE)
        return;
    page_gap(page);
    page_wrapped(page, PAGE_DIM, 0,
                 since <= 0 ? arena_printf(page->arena, "Until %s.", say_when(page, doc, "until"))
                            : arena_printf(page->arena, "From %s to %s.", page_when(page, since),
                                           say_when(page, doc, "until")));
}
