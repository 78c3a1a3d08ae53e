#include "cli/text_token.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_say.h"

static const char *said_scopes(Arena *arena, const Doc *doc)
{
    char *said = arena_strdup(arena, "");
    for (const Doc *each = doc_get(doc, "scopes")->first; each; each = each->next)
        said = arena_printf(arena, "%s%s%s", said, said[0] ? ", " : "", each->text);
    return said;
}

void text_tokens(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "id", .align = GRID_RIGHT}, {.title = "name", .least = 10},
        {.title = "of", .least = 8},          {.title = "scopes"},
        {.title = "last used", .least = 10},  {.title = "ends", .least = 10},
    };
    Grid *grid = grid_new(page->arena, columns, 6);
    for (const Doc *each = doc_get(doc, "tokens")->first; each; each = each->next) {
        bool live = say_truth(each, "live");
        PageStyle style = live ? PAGE_PLAIN : PAGE_DIM;
        grid_cellf(grid, style, "%lld", (long long)doc_int(each, "id"));
        grid_cell(grid, live ? PAGE_STRONG : PAGE_DIM, doc_text(each, "name"));
        grid_cell(grid, style, doc_text(each, "user"));
        grid_cell(grid, style, said_scopes(page->arena, each));
        grid_cell(grid, style, text_or(say_when(page, each, "used_at"), "never"));
        grid_cell(grid, style,
                  doc_text(each, "revoked_at") ? "revoked" : say_when(page, each, "ends_at"));
    }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_PLAIN, 0, "There is none; `beck token new` makes one.");
    grid_print(grid, page, 0);
}

/* The token alone on its line, so that it can be copied. */
void text_new_token(Page *page, const Doc *doc)
{
    page_add(page, PAGE_STRONG, doc_text(doc, "token"));
    page_end(page);
    page_wrapped(page, PAGE_DIM, 0,
                 arena_printf(page->arena,
                              "Token %lld, %s, until %s. It is shown this once: keep it now.",
                              (long long)doc_int(doc, "id"), said_scopes(page->arena, doc),
                              say_when(page, doc, "ends_at")));
}

void text_token_revoked(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_GOOD, "Revoked %lld.", (long long)doc_int(doc, "id"));
    page_end(page);
}

void text_invitation(Page *page, const Doc *doc)
{
    page_add(page, PAGE_STRONG, doc_text(doc, "path"));
    page_end(page);
    page_wrapped(
        page, PAGE_DIM, 0,
        arena_printf(page->arena, "For %s, once, until %s: behind the address of your Beck.",
                     doc_text(doc_get(doc, "user"), "name"), say_when(page, doc, "ends_at")));
}

void text_password_set(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_GOOD, "%s has a new password; all their sessions have ended.",
              doc_text(doc, "user"));
    page_end(page);
}

void text_audit(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {{.title = "when", .least = 10},
                                         {.title = "who", .least = 8},
                                         {.title = "what", .least = 8},
                                         {.title = "", .least = 16},
                                         {.title = "from", .least = 9}};
    Grid *grid = grid_new(page->arena, columns, 5);
    for (const Doc *each = doc_get(doc, "entries")->first; each; each = each->next) {
        const Doc *user = doc_get(each, "user");
        bool bad = text_equal(doc_text(each, "act"), "sign_in_refused");
        grid_cell(grid, PAGE_DIM, say_when(page, each, "at"));
        grid_cell(grid, PAGE_PLAIN, text_or(doc_text(user, "name"), "–"));
        grid_cell(grid, bad ? PAGE_WARN : PAGE_STRONG, doc_text(each, "act"));
        grid_cell(grid, PAGE_PLAIN, doc_text(each, "detail"));
        grid_cell(grid, PAGE_DIM, doc_text(each, "address"));
    }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_PLAIN, 0, "Nothing yet.");
    grid_print(grid, page, 0);
    if (doc_text(doc, "next")) {
        page_gap(page);
        page_wrapped(
            page, PAGE_DIM, 0,
            arena_printf(page->arena, "There is more: --cursor %s", doc_text(doc, "next")));
    }
}
