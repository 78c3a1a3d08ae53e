/* Reports as pages: each one's numbers as tiles and tables, whose first may be drawn. */
#include "base/text.h"
#include "web/page.h"
#include "web/page_look.h"

/* --- what a page is made of ------------------------------------------------------------------- */

typedef struct Paper {
    Arena *arena;
    Day today;
    Doc *tiles, *tables;
    Doc *columns, *rows, *cells; /* of the table and row that are being made */
} Paper;

static void add_table(Paper *paper, const char *key, const char *said, bool drawn)
{
    Doc *table = doc_add_object(paper->arena, paper->tables);
    doc_set_text(paper->arena, table, "key", key);
    doc_set_text(paper->arena, table, "said", said);
    doc_set_bool(paper->arena, table, "chart", drawn);
    paper->columns = doc_set_array(paper->arena, table, "columns");
    paper->rows = doc_set_array(paper->arena, table, "rows");
}

static void add_column(Paper *paper, const char *said, bool number, const char *draw)
{
    Doc *column = doc_add_object(paper->arena, paper->columns);
    doc_set_text(paper->arena, column, "said", said);
    doc_set_bool(paper->arena, column, "number", number);
    doc_set_text(paper->arena, column, "draw", draw);
}

static void add_row(Paper *paper, const char *said, const char *link)
{
    paper->cells = doc_set_array(paper->arena, doc_add_object(paper->arena, paper->rows), "cells");
    Doc *cell = doc_add_object(paper->arena, paper->cells);
    doc_set_text(paper->arena, cell, "said", said);
    doc_set_text(paper->arena, cell, "link", link);
    doc_set_bool(paper->arena, cell, "head", true);
}

static Doc *add_text(Paper *paper, const char *said)
{
    Doc *cell = doc_add_object(paper->arena, paper->cells);
    doc_set_text(paper->arena, cell, "said", said);
    doc_set_text(paper->arena, cell, "link", NULL);
    doc_set_bool(paper->arena, cell, "head", false);
    return cell;
}

static void add_number(Paper *paper, int64_t number)
{
    doc_set_bool(paper->arena,
                 add_text(paper, arena_printf(paper->arena, "%lld", (long long)number)), "number",
                 true);
}

static void add_tile(Paper *paper, const char *number, const char *said, bool bad)
{
    Doc *tile = doc_add_object(paper->arena, paper->tiles);
    doc_set_text(paper->arena, tile, "number", number);
    doc_set_text(paper->arena, tile, "said", said);
    doc_set_bool(paper->arena, tile, "bad", bad);
}

static const char *count(Paper *paper, int64_t number)
{
    return arena_printf(paper->arena, "%lld", (long long)number);
}

/* A row for each seller, of these members; then all together, where there are several. */
typedef struct Figure {
    const char *member, *said;
} Figure;

static void add_figures(Paper *paper, const Doc *of, const char *part, const Figure *figures)
{
    const Doc *numbers = part ? doc_get(of, part) : of;
    add_row(paper, text_or(doc_text(of, "name"), "Together"), NULL);
    for (const Figure *figure = figures; figure->member; figure++) {
        const Doc *number = doc_get(numbers, figure->member);
        if (number && number->kind == DOC_INT)
            add_number(paper, number->integer);
        else
            doc_set_bool(paper->arena, add_text(paper, "–"), "number", true);
    }
}

static void add_sellers(Paper *paper, const Doc *doc, const char *part, const Figure *figures)
{
    const Doc *sellers = doc_get(doc, "sellers"), *all = doc_get(doc, "all");
    add_column(paper, "Seller", false, NULL);
    for (const Figure *figure = figures; figure->member; figure++)
        add_column(paper, figure->said, true, NULL);
    for (const Doc *seller = sellers->first; seller; seller = seller->next)
        add_figures(paper, seller, part, figures);
    if (all && sellers->count > 1)
        add_figures(paper, all, part, figures);
}

/* Members of one object as bars. */
static void add_bars(Paper *paper, const Doc *of, const char *what, const Figure *figures)
{
    add_column(paper, what, false, NULL);
    add_column(paper, "How many", true, "bar");
    for (const Figure *figure = figures; figure->member; figure++) {
        add_row(paper, figure->said, NULL);
        add_number(paper, doc_int(of, figure->member));
    }
}

/* --- the reports ------------------------------------------------------------------------------ */

static void draw_lines(Paper *paper, const Doc *doc)
{
    const Doc *sellers = doc_get(doc, "sellers");
    int64_t touched = 0, target = 0;
    Day first = 0;
    Err err;
    add_table(paper, "days", "Different leads touched, day by day", true);
    add_column(paper, "Day", false, NULL);
    add_column(paper, "Leads", true, "bar");
    const Doc *days = sellers->first ? doc_get(sellers->first, "days") : NULL;
    if (!day_parse_iso(doc_text(doc, "first"), &first, &err))
        return;
    for (size_t at = 0; days && at < days->count; at++) {
        int64_t sum = 0;
        for (const Doc *seller = sellers->first; seller; seller = seller->next) {
            const Doc *day = doc_get(seller, "days")->first;
            for (size_t i = 0; day && i < at; i++)
                day = day->next;
            sum += day ? day->integer : 0;
        }
        add_row(paper, page_day(paper->arena, first + (Day)at, paper->today), NULL);
        add_number(paper, sum);
    }
    for (const Doc *seller = sellers->first; seller; seller = seller->next) {
        touched += doc_int(seller, "touched");
        target += doc_int(seller, "target");
    }
    add_tile(paper, count(paper, touched), "lines in the water", touched < target);
    add_tile(paper, count(paper, target), "the target", false);
    add_table(paper, "sellers", "By seller", false);
    add_sellers(paper, doc, NULL,
                (const Figure[]){{"touched", "Lines"}, {"target", "Target"}, {NULL, NULL}});
}

static void draw_activity(Paper *paper, const Doc *doc)
{
    static const Figure ways[] = {{"phone", "Calls"},  {"email", "E-mail"}, {"text", "Texts"},
                                  {"visit", "Visits"}, {"all", "All"},      {"talks", "Talks"},
                                  {NULL, NULL}};
    enum { HOUR_MINUTES = 60 };
    const Doc *all = doc_get(doc, "all");
    add_tile(paper, count(paper, doc_int(all, "all")), "touches", false);
    add_tile(paper, count(paper, doc_int(all, "talks")), "talks", false);
    add_table(paper, "days", "Touches by day and way, against the hours there were", true);
    add_column(paper, "Day", false, NULL);
    for (const Figure *way = ways; way->member; way++)
        add_column(paper, way->said, true,
                   text_equal(way->member, "all") || text_equal(way->member, "talks") ? NULL
                                                                                      : "bar");
    add_column(paper, "Hours they took", true, NULL);
    add_column(paper, "Hours there were", true, "hours");
    for (const Doc *day = doc_get(doc, "days")->first; day; day = day->next) {
        Day date;
        Err err;
        if (!day_parse_iso(doc_text(day, "date"), &date, &err))
            continue;
        add_row(paper, page_day(paper->arena, date, paper->today), NULL);
        for (const Figure *way = ways; way->member; way++)
            add_number(paper, doc_int(day, way->member));
        add_number(paper, doc_int(day, "minutes_spent") / HOUR_MINUTES);
        add_number(paper, doc_int(day, "minutes_available") / HOUR_MINUTES);
    }
}

static void draw_silence(Paper *paper, const Doc *doc)
{
    static const Figure bands[] = {{"0-7", "up to 7 days"},
                                   {"8-14", "8 to 14"},
                                   {"15-30", "15 to 30"},
                                   {"31-90", "31 to 90"},
                                   {"over 90", "more than 90"},
                                   {"never", "never touched"},
                                   {NULL, NULL}};
    add_table(paper, "bands", "Open leads by the days since the last real touch", true);
    add_bars(paper, doc_get(doc_get(doc, "all"), "bands"), "Silent for", bands);
    add_table(paper, "sellers", "By seller", false);
    add_sellers(paper, doc, "bands", bands);
    add_table(paper, "worst", "Longest silent", false);
    add_column(paper, "Lead", false, NULL);
    add_column(paper, "With", false, NULL);
    add_column(paper, "Days", true, NULL);
    for (const Doc *row = doc_get(doc, "worst")->first; row; row = row->next) {
        const Doc *lead = doc_get(row, "lead");
        add_row(paper, doc_text(lead, "name"),
                arena_printf(paper->arena, "/leads/%lld", (long long)doc_int(lead, "id")));
        add_text(paper, doc_text(row, "owner"));
        add_number(paper, doc_int(row, "days"));
    }
}

static const char *say_doubt_act(Arena *arena, const Doc *row)
{
    const char *act = doc_text(row, "act"), *to = doc_text(row, "to");
    if (text_equal(act, "call"))
        return arena_printf(arena, "Call %s", to);
    if (text_equal(act, "other_address"))
        return arena_printf(arena, "Write to %s", to);
    return text_equal(act, "settle") ? "Look into the Sent folder, then settle it in the outbox"
                                     : "Find a number";
}

static void draw_doubt(Paper *paper, const Doc *doc)
{
    static const Figure rungs[] = {{"queued", "On its way"}, {"uncertain", "Uncertain"},
                                   {"accepted", "Taken"},    {"refused", "Came back"},
                                   {"delivered", "Arrived"}, {"seen", "Seen"},
                                   {"answered", "Answered"}, {NULL, NULL}};
    const Doc *all = doc_get(doc, "all");
    int64_t doubts = doc_int(all, "doubts");
    add_tile(paper, count(paper, doc_int(all, "sent")), "messages sent", false);
    add_tile(paper, count(paper, doubts), "in doubt", doubts > 0);
    add_table(paper, "doubtful", "Nobody can be sure that these arrived", false);
    add_column(paper, "Lead", false, NULL);
    add_column(paper, "About", false, NULL);
    add_column(paper, "Do", false, NULL);
    for (const Doc *row = doc_get(doc, "doubtful")->first; row; row = row->next) {
        const Doc *lead = doc_get(row, "lead");
        add_row(paper, doc_text(lead, "name"),
                arena_printf(paper->arena, "/leads/%lld", (long long)doc_int(lead, "id")));
        add_text(paper, doc_text(row, "subject"));
        add_text(paper, say_doubt_act(paper->arena, row));
    }
    add_table(paper, "rungs", "How far messages came", true);
    add_bars(paper, doc_get(all, "levels"), "Level", rungs);
    add_table(paper, "sellers", "By seller", false);
    add_sellers(paper, doc, "levels", rungs);
    add_table(paper, "senders", "By mailbox", false);
    add_column(paper, "Mailbox", false, NULL);
    for (const Figure *figure = rungs; figure->member; figure++)
        add_column(paper, figure->said, true, NULL);
    for (const Doc *sender = doc_get(doc, "senders")->first; sender; sender = sender->next)
        add_figures(paper, sender, "levels", rungs);
}

static void draw_persistence(Paper *paper, const Doc *doc)
{
    const Doc *all = doc_get(doc, "all");
    const Doc *talked = doc_get(all, "talked")->first, *gave_up = doc_get(all, "gave_up")->first;
    int64_t reached = doc_int(all, "talked_leads");
    add_tile(paper, count(paper, doc_int(all, "leads")), "leads captured", false);
    add_tile(paper, count(paper, reached), "of them talked with", false);
    if (reached)
        add_tile(paper,
                 arena_printf(paper->arena, "%.1f",
                              (double)doc_int(all, "tries_before_talk") / (double)reached),
                 "tries before a talk", false);
    add_table(paper, "tries", "Where people answer, and where we give up", true);
    add_column(paper, "Tries", false, NULL);
    add_column(paper, "Talked", true, "bar");
    add_column(paper, "Gave up", true, "bar");
    for (int tries = 0; talked && gave_up; tries++) {
        add_row(paper, arena_printf(paper->arena, talked->next ? "%d" : "%d or more", tries), NULL);
        add_number(paper, talked->integer);
        add_number(paper, gave_up->integer);
        talked = talked->next;
        gave_up = gave_up->next;
    }
    add_table(paper, "sellers", "By seller", false);
    add_sellers(
        paper, doc, NULL,
        (const Figure[]){{"leads", "Leads"}, {"talked_leads", "Talked with"}, {NULL, NULL}});
}

static void draw_promises(Paper *paper, const Doc *doc)
{
    static const Figure figures[] = {
        {"kept_on_time", "Kept in time"}, {"kept_late", "Kept late"},    {"broken", "Broken"},
        {"open", "Still open"},           {"moved", "Given a new time"}, {NULL, NULL}};
    const Doc *ours = doc_get(doc_get(doc, "all"), "ours");
    add_tile(paper, count(paper, doc_int(ours, "kept_on_time")), "kept in time", false);
    add_tile(paper, count(paper, doc_int(ours, "broken")), "broken", doc_int(ours, "broken"));
    add_table(paper, "ours", "What we promised", true);
    add_bars(paper, ours, "Promises", figures);
    add_table(paper, "sellers", "By seller", false);
    add_sellers(paper, doc, "ours", figures);
    add_table(paper, "theirs", "What they promised", false);
    add_sellers(paper, doc, "theirs", figures);
}

static void draw_speed(Paper *paper, const Doc *doc)
{
    const Doc *all = doc_get(doc, "all"), *median = doc_get(all, "median_minutes");
    add_tile(paper, median->kind == DOC_INT ? count(paper, median->integer) : "–",
             "minutes to the first touch, half the time", false);
    add_tile(paper, count(paper, doc_int(all, "waiting")), "wait still", doc_int(all, "waiting"));
    add_table(paper, "within", "Enquiries, and how soon they were touched", true);
    add_bars(paper, all, "Within",
             (const Figure[]){{"within_5_minutes", "5 minutes"},
                              {"within_1_hour", "an hour"},
                              {"within_1_day", "a day"},
                              {"touched", "at all"},
                              {"enquiries", "enquiries"},
                              {NULL, NULL}});
    add_table(paper, "sellers", "By seller", false);
    add_sellers(paper, doc, NULL,
                (const Figure[]){{"enquiries", "Enquiries"},
                                 {"within_5_minutes", "In 5 minutes"},
                                 {"within_1_hour", "In an hour"},
                                 {"median_minutes", "Half in, minutes"},
                                 {"ninetieth_minutes", "9 of 10 in, minutes"},
                                 {NULL, NULL}});
}

static void draw_channels(Paper *paper, const Doc *doc)
{
    add_table(paper, "rows", "What each way brought", true);
    add_column(paper, "Way", false, NULL);
    add_column(paper, "Somebody reached", true, "bar");
    add_column(paper, "Nobody reached", true, "bar");
    add_column(paper, "Touches", true, NULL);
    add_column(paper, "They came to us", true, NULL);
    for (const Doc *row = doc_get(doc, "rows")->first; row; row = row->next) {
        add_row(paper, page_word(paper->arena, "channel", doc_text(row, "channel")), NULL);
        add_number(paper, doc_int(row, "reached"));
        add_number(paper, doc_int(row, "touches") - doc_int(row, "reached"));
        add_number(paper, doc_int(row, "touches"));
        add_number(paper, doc_int(row, "replied"));
    }
}

static void draw_excuses(Paper *paper, const Doc *doc)
{
    add_table(paper, "rows", "Why touches were not done", true);
    add_column(paper, "Because", false, NULL);
    add_column(paper, "How often", true, "bar");
    for (const Doc *row = doc_get(doc, "rows")->first; row; row = row->next) {
        add_row(paper, page_word(paper->arena, "excuse", doc_text(row, "excuse")), NULL);
        add_number(paper, doc_int(row, "count"));
    }
    add_table(paper, "own", "Yours, seen by you alone", false);
    add_column(paper, "Lead", false, NULL);
    add_column(paper, "Because", false, NULL);
    add_column(paper, "Note", false, NULL);
    for (const Doc *row = doc_get(doc, "own")->first; row; row = row->next) {
        const Doc *lead = doc_get(row, "lead");
        add_row(paper, doc_text(lead, "name"),
                arena_printf(paper->arena, "/leads/%lld", (long long)doc_int(lead, "id")));
        add_text(paper, page_word(paper->arena, "excuse", doc_text(row, "excuse")));
        add_text(paper, doc_text(row, "note"));
    }
}

/* --- which ------------------------------------------------------------------------------------ */

static const struct {
    const char *name, *said, *lead_in;
    void (*draw)(Paper *paper, const Doc *doc);
} reports[] = {
    {"lines", "Lines", "Leads touched in fourteen days. What is not in the water cannot bite.",
     draw_lines},
    {"activity", "Activity", "What was done, day by day, and the hours there were for it.",
     draw_activity},
    {"silence", "Silence", "Who has not heard from us, and for how long.", draw_silence},
    {"doubt", "Doubt", "If it did not reach them, you have not sent it.", draw_doubt},
    {"persistence", "Persistence", "Most answer after the point where most give up.",
     draw_persistence},
    {"promises", "Promises", "What was said would be done, and whether it was.", draw_promises},
    {"speed", "Speed", "An enquiry is warm for minutes.", draw_speed},
    {"channels", "Channels", "Which way reaches people.", draw_channels},
    {"excuses", "Excuses", "Why not. Managers see sums; the words are yours alone.", draw_excuses},
};

void page_report(Request *request, Doc *doc)
{
    Arena *arena = request->arena;
    Paper paper = {.arena = arena,
                   .today =
                       zone_day(context_zone(request->context), context_now(request->context))};
    Doc *names = doc_set_array(arena, doc, "reports");
    paper.tiles = doc_set_array(arena, doc, "tiles");
    paper.tables = doc_set_array(arena, doc, "tables");
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        bool chosen = text_equal(reports[i].name, doc_text(doc, "report"));
        Doc *name = doc_add_object(arena, names);
        doc_set_text(arena, name, "name", reports[i].name);
        doc_set_text(arena, name, "said", reports[i].said);
        doc_set_text(arena, name, "about", reports[i].lead_in);
        doc_set_bool(arena, name, "chosen", chosen);
        if (!chosen)
            continue;
        doc_set_text(arena, doc, "title", reports[i].said);
        doc_set_text(arena, doc, "lead_in", reports[i].lead_in);
        reports[i].draw(&paper, doc);
    }
}
