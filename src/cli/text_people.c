#include "cli/text_people.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_promise.h"
#include "cli/text_say.h"
#include "cli/text_touch.h"

/* --- users --- */

static const char *said_absences(Arena *arena, const Doc *user)
{
    char *said = arena_strdup(arena, "");
    for (const Doc *each = doc_get(user, "absences")->first; each; each = each->next)
        said = arena_printf(arena, "%s%saway %s to %s", said, said[0] ? ", " : "",
                            doc_text(each, "first"), doc_text(each, "last"));
    return said;
}

void text_users(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "name", .least = 12},
        {.title = "role"},
        {.title = "open", .align = GRID_RIGHT},
        {.title = "cell", .least = 12},
        {.title = "e-mail", .least = 16},
        {.title = "zone", .least = 10},
        {.title = "", .least = 12},
    };
    Grid *grid = grid_new(page->arena, columns, 7);
    for (const Doc *user = doc_get(doc, "users")->first; user; user = user->next) {
        bool active = text_equal(doc_text(user, "state"), "active");
        PageStyle style = active ? PAGE_PLAIN : PAGE_DIM;
        grid_cell(grid, active ? PAGE_STRONG : PAGE_DIM, doc_text(user, "name"));
        grid_cell(grid, style, doc_text(user, "role"));
        grid_cellf(grid, style, "%lld", (long long)doc_int(user, "open_leads"));
        grid_cell(grid, style, say_address(page, doc_text(user, "cell"), NULL));
        grid_cell(grid, style, doc_text(user, "email"));
        grid_cell(grid, style, doc_text(user, "zone"));
        grid_cell(grid, PAGE_DIM,
                  active ? said_absences(page->arena, user) : doc_text(user, "state"));
    }
    grid_print(grid, page, 0);
}

void text_user(Page *page, const Doc *doc)
{
    static const struct {
        const char *name, *label;
    } members[] = {
        {"cell", "Cell"},       {"email", "E-mail"},    {"postal", "Postal"},
        {"zone", "Zone"},       {"title", "Title"},     {"hours", "Hours"},
        {"morning", "Morning"}, {"country", "Country"}, {"region", "Region"},
    };
    page_add(page, PAGE_TITLE, doc_text(doc, "name"));
    page_addf(page, PAGE_PLAIN, " · %s · %s · %s", doc_text(doc, "role"), doc_text(doc, "state"),
              say_count(page->arena, doc_int(doc, "open_leads"), "open lead", NULL));
    page_end(page);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        page_labelled(page, members[i].label, 9, PAGE_PLAIN, doc_text(doc, members[i].name));
    page_labelled(page, "Manager", 9, PAGE_PLAIN, doc_text(doc_get(doc, "manager"), "name"));
    page_labelled(page, "Absence", 9, PAGE_PLAIN, said_absences(page->arena, doc));
    if (!doc_text(doc, "cell"))
        page_wrapped(page, PAGE_WARN, 0,
                     "No cell number: voicemails and e-mails need one. beck user set NAME cell=…");
}

void text_reassigned(Page *page, const Doc *doc)
{
    page_add(page, PAGE_GOOD, "Given ");
    page_hanging(page, 6, 6, PAGE_PLAIN,
                 arena_printf(page->arena, "%s and %s of %s to %s.",
                              say_count(page->arena, doc_int(doc, "leads"), "lead", NULL),
                              say_count(page->arena, doc_int(doc, "promises"), "promise", NULL),
                              doc_text(doc, "from"),
                              text_or(doc_text(doc, "to"), "the others in turn")));
}

/* --- absences --- */

void text_absences(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.align = GRID_RIGHT}, {.least = 12}, {0}, {0}, {.least = 12}};
    Grid *grid = grid_new(page->arena, columns, 5);
    for (const Doc *user = doc_get(doc, "users")->first; user; user = user->next)
        for (const Doc *each = doc_get(user, "absences")->first; each; each = each->next) {
            grid_cellf(grid, PAGE_STRONG, "%lld", (long long)doc_int(each, "id"));
            grid_cell(grid, PAGE_STRONG, doc_text(user, "name"));
            grid_cell(grid, PAGE_PLAIN, doc_text(each, "first"));
            grid_cell(grid, PAGE_PLAIN, doc_text(each, "last"));
            grid_cell(grid, PAGE_DIM, doc_text(each, "reason"));
        }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_PLAIN, 0, "Nobody is away.");
    grid_print(grid, page, 0);
}

void text_absence(Page *page, const Doc *doc)
{
    const Doc *absence = doc_get(doc, "absence"), *standing = doc_get(doc, "standing");
    page_add(page, PAGE_GOOD, "Noted ");
    page_hanging(page, 6, 6, PAGE_PLAIN,
                 arena_printf(page->arena, "%s, %s to %s: %s planned anew.",
                              doc_text(absence, "user"), doc_text(absence, "first"),
                              doc_text(absence, "last"),
                              say_count(page->arena, doc_int(doc, "moved"), "touch", "touches")));
    if (doc_get(doc, "promises")->count) {
        page_heading(page, "Promises due in it");
        text_promise_rows(page, doc_get(doc, "promises"));
    }
    if (standing->count) {
        page_heading(page, "Agreed and answered: to be handed over");
        for (const Doc *touch = standing->first; touch; touch = touch->next)
            text_touch_lines(page, touch, false);
    }
}

/* --- holds --- */

static const char *said_scope(Arena *arena, const Doc *hold)
{
    const char *scope = doc_text(hold, "scope"), *name = doc_text(hold, "name");
    return name ? arena_printf(arena, "%s %s", scope, name) : scope;
}

static const char *said_extent(Page *page, const Doc *hold)
{
    char *said = arena_strdup(page->arena, say_truth(hold, "machine_only") ? "machine only" : "");
    for (const Doc *channel = doc_get(hold, "channels")->first; channel; channel = channel->next)
        said = arena_printf(page->arena, "%s%s%s", said, said[0] ? ", " : "", channel->text);
    return said;
}

static const char *said_end(Page *page, const Doc *hold)
{
    const char *until = say_when(page, hold, "until");
    return until[0] ? arena_printf(page->arena, "until %s", until) : "until it is lifted";
}

void text_holds(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.align = GRID_RIGHT}, {.least = 12}, {0}, {.least = 12}, {.least = 8}};
    Grid *grid = grid_new(page->arena, columns, 5);
    for (const Doc *hold = doc_get(doc, "holds")->first; hold; hold = hold->next) {
        grid_cellf(grid, PAGE_STRONG, "%lld", (long long)doc_int(hold, "id"));
        grid_cell(grid, PAGE_STRONG, said_scope(page->arena, hold));
        grid_cell(grid, PAGE_PLAIN, said_end(page, hold));
        grid_cell(grid, PAGE_PLAIN, doc_text(hold, "reason"));
        grid_cell(grid, PAGE_DIM, said_extent(page, hold));
    }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_PLAIN, 0, "Nothing is on hold.");
    grid_print(grid, page, 0);
}

void text_hold(Page *page, const Doc *doc)
{
    const Doc *hold = doc_get(doc, "hold");
    bool lifted = say_truth(doc, "lifted");
    page_add(page, PAGE_GOOD, lifted ? "Lifted" : "Held");
    page_hanging(page, lifted ? 6 : 4, 7, PAGE_PLAIN,
                 arena_printf(page->arena, "%s, %s: %s (hold %lld). %s planned anew%s.",
                              said_scope(page->arena, hold), said_end(page, hold),
                              doc_text(hold, "reason"), (long long)doc_int(hold, "id"),
                              say_count(page->arena, doc_int(doc, "replanned"), "lead", NULL),
                              say_truth(doc, "more") ? ", the others when they next change" : ""));
}

/* --- what leaves the database --- */

void text_backup(Page *page, const Doc *doc)
{
    page_add(page, PAGE_GOOD, "Kept ");
    page_hanging(page, 5, 5, PAGE_PLAIN,
                 arena_printf(page->arena, "%s: %s, %s open, %s, %s bytes; read again and sound.",
                              doc_text(doc, "path"),
                              say_count(page->arena, doc_int(doc, "leads"), "lead", NULL),
                              say_sum(page->arena, (double)doc_int(doc, "open")),
                              say_count(page->arena, doc_int(doc, "touches"), "touch", "touches"),
                              say_sum(page->arena, (double)doc_int(doc, "bytes"))));
}

void text_exported(Page *page, const Doc *doc)
{
    page_add(page, PAGE_GOOD, "Written ");
    page_hanging(page, 8, 8, PAGE_PLAIN,
                 arena_printf(page->arena, "%s: %s, %s bytes.", doc_text(doc, "path"),
                              say_count(page->arena, doc_int(doc, "rows"), "row", NULL),
                              say_sum(page->arena, (double)doc_int(doc, "bytes"))));
}

/* What stands of them at their users' servers: `kind` "calendar" or "book". */
static void say_elsewhere(Page *page, const Doc *doc, const char *kind, const char *places,
                          const char *one, const char *many)
{
    bool book = text_equal(kind, "book");
    int64_t goes = doc_int(doc, book ? "book_cards" : "calendar_entries");
    int64_t left = doc_int(doc, book ? "book_left" : "calendar_left");
    if (goes)
        page_wrapped(page, PAGE_PLAIN, 7,
                     arena_printf(page->arena,
                                  "%s of users' %s: taken away there within minutes, or by "
                                  "`beck %s sync`.",
                                  say_count(page->arena, goes, one, many), places,
                                  book ? "contacts" : "calendar"));
    if (left)
        page_wrapped(page, PAGE_WARN, 7,
                     arena_printf(page->arena,
                                  "%s of users' %s: their own, or in one that is not looked at any "
                                  "more. Only they can take them away.",
                                  say_count(page->arena, left, one, many), places));
}

void text_erased(Page *page, const Doc *doc)
{
    bool done = say_truth(doc, "done");
    page_add(page, done ? PAGE_GOOD : PAGE_WARN, done ? "Erased " : "Would erase ");
    page_hanging(
        page, done ? 7 : 12, 7, PAGE_PLAIN,
        arena_printf(page->arena,
                     "%s (contact %lld): %s, %s. %s closed, %s of others kept; of %s only when, "
                     "how and what came of it is left.",
                     doc_text(doc, "name"), (long long)doc_int(doc, "contact_id"),
                     say_count(page->arena, doc_int(doc, "addresses"), "address", "addresses"),
                     say_count(page->arena, doc_int(doc, "promises"), "promise", NULL),
                     say_count(page->arena, doc_int(doc, "leads_closed"), "lead", NULL),
                     say_sum(page->arena, (double)doc_int(doc, "leads_kept")),
                     say_count(page->arena, doc_int(doc, "touches"), "touch", "touches")));
    say_elsewhere(page, doc, "calendar", "calendars", "entry", "entries");
    say_elsewhere(page, doc, "book", "address books", "card", NULL);
    if (say_truth(doc, "suppressed"))
        page_wrapped(page, PAGE_PLAIN, 7,
                     "Their addresses stay suppressed, so that no import brings them back.");
    if (!done)
        page_wrapped(page, PAGE_WARN, 0,
                     "Nothing was done. This cannot be undone: add --yes when it is meant.");
}
