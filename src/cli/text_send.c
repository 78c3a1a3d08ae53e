#include "cli/text_send.h"

#include "base/text.h"
#include "cli/text_grid.h"
#include "cli/text_lint.h"
#include "cli/text_say.h"
#include "view/view_words.h"

enum { LABEL = 11 };

PageStyle text_send_style(const char *state)
{
    return text_equal(state, "on") ? PAGE_GOOD : text_equal(state, "off") ? PAGE_BAD : PAGE_WARN;
}

static const char *day_of(Page *page, const Doc *doc)
{
    return arena_printf(page->arena, "%lld/%lld", (long long)doc_int(doc, "sent_today"),
                        (long long)doc_int(doc, "today_most"));
}

void text_senders(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "id", .align = GRID_RIGHT},
        {.title = "sends by", .least = 20},
        {.title = "for", .least = 10},
        {.title = "today", .align = GRID_RIGHT},
        {.title = "", .least = 4},
        {.title = "", .least = 12},
    };
    Grid *grid = grid_new(page->arena, columns, 6);
    for (const Doc *one = doc_get(doc, "senders")->first; one; one = one->next) {
        const char *state = doc_text(one, "state");
        grid_cellf(grid, PAGE_PLAIN, "%lld", (long long)doc_int(one, "id"));
        grid_cell(grid, PAGE_STRONG, doc_text(one, "address"));
        grid_cell(grid, PAGE_PLAIN, text_or(doc_text(one, "user"), "everybody"));
        grid_cell(grid, PAGE_PLAIN, day_of(page, one));
        grid_cell(grid, text_send_style(state), state);
        grid_cell(grid, PAGE_DIM, doc_text(one, "why"));
    }
    if (!grid_rows(grid))
        page_wrapped(page, PAGE_PLAIN, 0,
                     "Nothing goes by itself: beck sender add ann@example.com --set "
                     "host=smtp.example.com --set login=ann");
    grid_print(grid, page, 0);
}

void text_providers(Page *page, const Doc *doc)
{
    static const GridColumn columns[] = {
        {.title = "sign-in by"}, {.title = "client", .least = 12}, {.title = "", .least = 12}};
    Grid *grid = grid_new(page->arena, columns, 3);
    for (const Doc *one = doc_get(doc, "providers")->first; one; one = one->next) {
        const char *client = doc_text(one, "client_id");
        grid_cell(grid, PAGE_STRONG, doc_text(one, "name"));
        grid_cell(grid, client ? PAGE_PLAIN : PAGE_DIM, text_or(client, "not registered"));
        grid_cell(grid, PAGE_DIM, doc_text(one, "authorize_url"));
    }
    grid_print(grid, page, 0);
}

void text_sender(Page *page, const Doc *doc)
{
    const char *state = doc_text(doc, "state");
    page_add(page, PAGE_TITLE, doc_text(doc, "address"));
    page_addf(page, PAGE_PLAIN, " · sender %lld · for %s · ", (long long)doc_int(doc, "id"),
              text_or(doc_text(doc, "user"), "everybody"));
    page_add(page, text_send_style(state), state);
    page_end(page);
    page_labelled(page, "Why", LABEL, PAGE_WARN, doc_text(doc, "why"));
    page_labelled(page, "Texts in by", LABEL, PAGE_PLAIN, doc_text(doc, "hook"));
    for (const Doc *one = doc_get(doc, "settings")->first; one; one = one->next)
        page_labelled(page, one->name, LABEL, PAGE_PLAIN, one->text);
    page_labelled(page, "Today", LABEL, PAGE_PLAIN, day_of(page, doc));
    page_labelled(
        page, "A minute", LABEL, PAGE_PLAIN,
        arena_printf(page->arena, "%lld at most", (long long)doc_int(doc, "minute_most")));
}

void text_sender_ended(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_PLAIN, "Sender %lld has ended. What was to go by it waits for a person.",
              (long long)doc_int(doc, "id"));
    page_end(page);
}

static void add_published(Page *page, const char *published)
{
    static const struct {
        const char *word, *said;
        PageStyle style;
    } states[] = {
        {"yes", "It stands there.", PAGE_GOOD},
        {"no", "Nothing stands there yet.", PAGE_BAD},
        {"another", "Another key stands there.", PAGE_BAD},
        {"unknown", "No name server answers: whether it stands there is not known.", PAGE_WARN},
    };
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (text_equal(states[i].word, published)) {
            page_add(page, states[i].style, states[i].said);
            page_end(page);
        }
}

void text_sender_keys(Page *page, const Doc *doc)
{
    const Doc *keys = doc_get(doc, "keys");
    for (const Doc *key = keys->first; key; key = key->next) {
        page_add(page, PAGE_STRONG, doc_text(key, "name"));
        page_add(page, PAGE_DIM, " TXT");
        page_end(page);
        page_add(page, PAGE_PLAIN, doc_text(key, "record")); /* whole, to be copied */
        page_end(page);
        add_published(page, doc_text(key, "published"));
    }
    if (!keys->count) {
        page_add(page, PAGE_PLAIN, "Its mails are not signed.");
        page_end(page);
    }
}

void text_sender_right(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_GOOD, "Sender %lld is let in.",
              (long long)doc_int(doc_get(doc, "sender"), "id"));
    page_end(page);
    if (doc_get(doc, "keys")->count)
        text_sender_keys(page, doc);
}

static void add_entry(Page *page, const Doc *entry)
{
    const char *who = text_or(doc_text(entry, "contact"), doc_text(doc_get(entry, "lead"), "name"));
    page_addf(page, PAGE_DIM, "%lld  ", (long long)doc_int(entry, "id"));
    page_add(page, PAGE_STRONG, who);
    page_addf(page, PAGE_DIM, "  %s  ", doc_text(entry, "to"));
    page_add(page, PAGE_PLAIN,
             say_truth(entry, "going") ? "going" : page_when(page, say_time(entry, "goes_at")));
    page_end(page);
    page_wrapped(page, PAGE_DIM, 6, text_or(doc_text(entry, "subject"), doc_text(entry, "reason")));
    text_parts(page, 6, doc_get(entry, "text"));
}

void text_outbox(Page *page, const Doc *doc)
{
    const Doc *list = doc_get(doc, "outbox");
    for (const Doc *entry = list->first; entry; entry = entry->next)
        add_entry(page, entry);
    if (!list->first)
        page_wrapped(page, PAGE_PLAIN, 0, "Nothing waits to be sent.");
}

void text_outbox_sent(Page *page, const Doc *doc)
{
    for (const Doc *entry = doc_get(doc, "sent")->first; entry; entry = entry->next)
        add_entry(page, entry);
    for (const Doc *one = doc_get(doc, "refused")->first; one; one = one->next)
        page_wrapped(page, PAGE_WARN, 0,
                     arena_printf(page->arena, "%lld stays: %s.",
                                  (long long)doc_int(one, "touch_id"), doc_text(one, "why")));
    if (doc_get(doc, "sent")->first)
        page_wrapped(page, PAGE_PLAIN, 0,
                     "Each can be taken back for a minute: beck outbox back ID");
}

void text_outbox_back(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_PLAIN, "%lld waits for you again.", (long long)doc_int(doc, "id"));
    page_end(page);
}

void text_outbox_doubts(Page *page, const Doc *doc)
{
    const Doc *list = doc_get(doc, "uncertain");
    for (const Doc *one = list->first; one; one = one->next) {
        page_addf(page, PAGE_DIM, "%lld  ", (long long)doc_int(one, "touch_id"));
        page_add(page, PAGE_STRONG, doc_text(doc_get(one, "lead"), "name"));
        page_addf(page, PAGE_DIM, "  %s  ", page_when(page, say_time(one, "sent_at")));
        page_add(page, PAGE_PLAIN, doc_text(one, "subject"));
        page_end(page);
    }
    page_wrapped(page, PAGE_PLAIN, 0,
                 list->first ? "The server had them when the connection ended. Look into the Sent "
                               "folder, then: beck outbox settle TOUCH sent, or not-sent"
                             : "Of every message it is known whether it was sent.");
}

void text_outbox_message(Page *page, const Doc *doc)
{
    const char *doubt = view_words_doubt_label(doc_text(doc, "doubt"));
    const char *untitled = arena_printf(page->arena, "A %s", say_act(doc_text(doc, "channel")));
    page_wrapped(page, PAGE_TITLE, 0, text_or(doc_text(doc, "subject"), untitled));
    page_labelled(page, "To", LABEL, PAGE_PLAIN, doc_text(doc_get(doc, "lead"), "name"));
    page_labelled(page, "Now", LABEL, PAGE_STRONG,
                  arena_printf(page->arena, "%s%s%s",
                               view_words_level_label(doc_text(doc, "level")), *doubt ? "; " : "",
                               doubt));
    page_gap(page);
    page_wrapped(page, PAGE_PLAIN, 0, doc_text(doc, "body"));
    const Doc *lint = doc_get(doc, "lint");
    text_parts(page, 0, lint->kind == DOC_OBJECT ? doc_get(lint, "text") : NULL);
    if (doc_get(doc, "files")->first)
        page_heading(page, "What went with it");
    for (const Doc *file = doc_get(doc, "files")->first; file; file = file->next)
        page_wrapped(page, PAGE_PLAIN, 0,
                     arena_printf(page->arena, "%s, %s%s", doc_text(file, "name"),
                                  text_size(page->arena, doc_int(file, "size")),
                                  text_equal(doc_text(file, "way"), "link") ? ", as a link" : ""));
    if (doc_text(doc, "invites_to"))
        page_wrapped(page, PAGE_PLAIN, 0,
                     arena_printf(page->arena, "With the invitation to %s.",
                                  say_when(page, doc, "invites_to")));
    if (doc_get(doc, "events")->first)
        page_heading(page, "Its way");
    for (const Doc *event = doc_get(doc, "events")->first; event; event = event->next)
        page_labelled(page, say_when(page, event, "at"), LABEL, PAGE_PLAIN,
                      arena_printf(page->arena, "%s%s%s", doc_text(event, "event"),
                                   doc_text(event, "detail") ? ": " : "",
                                   text_or(doc_text(event, "detail"), "")));
}

void text_outbox_settled(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_PLAIN, "%lld is settled.", (long long)doc_int(doc, "id"));
    page_end(page);
}

void text_standing(Page *page, const Doc *doc)
{
    long long due = (long long)doc_int(doc, "due"), missing = (long long)doc_int(doc, "missing");
    bool armed = say_truth(doc, "armed");
    const char *file = doc_text(doc, "file"), *other = doc_text(doc, "armed_file");
    if (armed)
        page_wrapped(page, PAGE_GOOD, 0,
                     arena_printf(page->arena,
                                  "This machine sends for this database, as %s says: who sends "
                                  "must find that file (BECK_STATE, or the same home).",
                                  file));
    else
        page_wrapped(
            page, PAGE_WARN, 0,
            arena_printf(page->arena, "Nothing is sent from here: %s.", doc_text(doc, "why")));
    if (missing)
        page_wrapped(page, PAGE_WARN, 0,
                     arena_printf(page->arena, "%lld %s sent that this database does not know of.",
                                  missing, missing == 1 ? "message was" : "messages were"));
    if (due)
        page_wrapped(page, PAGE_PLAIN, 0,
                     arena_printf(page->arena, "%lld %s at once; the first is due since %s.", due,
                                  due == 1 ? "message goes" : "messages go",
                                  page_when(page, say_time(doc, "oldest"))));
    if (!armed && file)
        page_wrapped(page, PAGE_PLAIN, 0, arena_printf(page->arena, "It looks for %s.", file));
    if (other)
        page_wrapped(page, PAGE_WARN, 0,
                     arena_printf(page->arena,
                                  "%s it was armed by %s: who arms and who sends must find the "
                                  "same file. Give both the same BECK_STATE.",
                                  page_when(page, say_time(doc, "armed_at")), other));
    if (!armed && file)
        page_wrapped(page, PAGE_PLAIN, 0,
                     "`beck outbox` lists them. Make sure that no other copy sends, then: beck "
                     "outbox arm --yes");
}

void text_work(Page *page, const Doc *doc)
{
    page_addf(page, PAGE_PLAIN,
              "%lld sent, %lld later, %lld refused, %lld uncertain, %lld held back; %lld read.",
              (long long)doc_int(doc, "sent"), (long long)doc_int(doc, "later"),
              (long long)doc_int(doc, "refused"), (long long)doc_int(doc, "unsure"),
              (long long)doc_int(doc, "withdrawn"), (long long)doc_int(doc, "read"));
    if (doc_int(doc, "mornings"))
        page_addf(page, PAGE_PLAIN, " Morning mails: %lld.", (long long)doc_int(doc, "mornings"));
    if (doc_int(doc, "calendars"))
        page_addf(page, PAGE_PLAIN, " Calendars: %lld.", (long long)doc_int(doc, "calendars"));
    if (doc_int(doc, "address_books"))
        page_addf(page, PAGE_PLAIN, " Address books: %lld.",
                  (long long)doc_int(doc, "address_books"));
    page_end(page);
    if (doc_text(doc, "held"))
        page_wrapped(page, PAGE_WARN, 0,
                     arena_printf(page->arena,
                                  "Nothing is sent from here: %s. `beck outbox arm` says more.",
                                  doc_text(doc, "held")));
}
