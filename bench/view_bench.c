/* What a page waits for: today, next, show and find, in a small database and in a large one.
 *
 * Usage: view_bench SMALL LARGE
 * Both made by make_leads.py. For each page the middle of many calls, each with an arena of its own
 * on a database that is open, as a server has it; of show and find each call has another lead. The
 * ratio is large : small.
 */
#include "bench.h"

#include "action/find_leads.h"
#include "action/list_today.h"
#include "action/next_touch.h"
#include "action/show_lead.h"

enum { CALLS = 101, DATABASES = 2 };

typedef struct Place {
    Context *context;
    int64_t leads[CALLS]; /* of the owner */
    const char *names[CALLS];
    const char *numbers[CALLS];
} Place;

typedef bool Page(const Place *place, Arena *arena, size_t call, Err *err);

static bool page_today(const Place *place, Arena *arena, size_t call, Err *err)
{
    Today today;
    return list_today(place->context, arena, &(TodayOptions){0}, &today, err);
}

static bool page_next(const Place *place, Arena *arena, size_t call, Err *err)
{
    NextTouch next;
    return next_touch(place->context, arena, NULL, &next, err);
}

static bool page_show(const Place *place, Arena *arena, size_t call, Err *err)
{
    LeadShown lead;
    return show_lead(place->context, arena, place->leads[call], &lead, err);
}

static bool page_find(const Place *place, Arena *arena, size_t call, Err *err)
{
    FoundLeads found;
    return find_leads(place->context, arena, place->names[call], 20, &found, err);
}

static bool page_find_number(const Place *place, Arena *arena, size_t call, Err *err)
{
    FoundLeads found;
    return find_leads(place->context, arena, place->numbers[call], 20, &found, err);
}

static const struct {
    const char *name;
    Page *page;
} pages[] = {
    {"today", page_today},
    {"next", page_next},
    {"show", page_show},
    {"find name", page_find},
    {"find number", page_find_number},
};

/* Leads to look at, from what Today shows. */
static void fill_place(Place *place, const char *url)
{
    const Time now = INT64_C(1790348400); /* as make_leads.py */
    place->context = bench_open(url, now);
    Arena *arena = context_arena(place->context);
    Today today;
    Err err;
    bench_must(list_today(place->context, arena, &(TodayOptions){0}, &today, &err), &err);
    if (!today.touches.count) {
        fprintf(stderr, "bench: nothing is due in %s\n", url);
        exit(1);
    }
    for (size_t i = 0; i < CALLS; i++) {
        const TouchCard *card = &today.touches.at[i * 37 % today.touches.count];
        place->leads[i] = card->lead_id;
        place->names[i] = card->contact_name;
        LeadShown lead;
        bench_must(show_lead(place->context, arena, card->lead_id, &lead, &err), &err);
        for (size_t k = 0; k < lead.people[0].address_count; k++)
            if (lead.people[0].addresses[k].kind == ADDRESS_CELL)
                place->numbers[i] = lead.people[0].addresses[k].value;
    }
    printf("  %s: Today shows %zu\n", url, today.touches.count);
}

static double time_call(const Place *place, Page *page, size_t call)
{
    auto_arena Arena *arena = arena_new();
    Err err;
    double start = bench_seconds();
    bool done = page(place, arena, call, &err);
    double took = bench_seconds() - start;
    bench_must(done, &err);
    return took;
}

int main(int count, char **arguments)
{
    if (count != 1 + DATABASES) {
        fprintf(stderr, "usage: view_bench SMALL LARGE\n");
        return 2;
    }
    static Place places[DATABASES];
    printf("pages, %s:\n", bench_is_postgres(arguments[1]) ? "PostgreSQL" : "SQLite");
    for (size_t i = 0; i < DATABASES; i++)
        fill_place(&places[i], arguments[1 + i]);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        double figures[DATABASES][CALLS];
        for (size_t call = 0; call < CALLS; call++) /* in turns: what disturbs, disturbs both */
            for (size_t k = 0; k < DATABASES; k++)
                figures[k][call] = time_call(&places[k], pages[i].page, call);
        double small = bench_middle(figures[0], CALLS), large = bench_middle(figures[1], CALLS);
        printf("  %-11s small %.3f ms, large %.3f ms (at most 5); large : small = %.2f "
               "(at most 1.5)\n",
               pages[i].name, small * 1e3, large * 1e3, large / small);
    }
    return 0;
}
