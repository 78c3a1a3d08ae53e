#include "web/page_send.h"

#include "action/send.h"
#include "base/text.h"
#include "view/view_lint.h"
#include "web/page.h"
#include "web/page_choices.h"

/* Its settings as a form has them: each with its value, and what it may be chosen from. */
static void fill_fields(Arena *arena, Doc *sender)
{
    const Doc *settings = doc_get(sender, "settings");
    for (Doc *field = doc_own(sender, "fields")->first; field; field = field->next) {
        const char *value = doc_text(settings, doc_text(field, "name"));
        doc_set_text(arena, field, "value", text_or(value, ""));
        Doc *options = doc_set_array(arena, field, "options");
        for (const Doc *one = doc_get(field, "choices")->first; one; one = one->next) {
            Doc *option = doc_add_object(arena, options);
            doc_set_text(arena, option, "value", one->text);
            doc_set_bool(arena, option, "chosen", text_equal(one->text, value));
        }
    }
}

void page_senders(Request *request, Doc *doc)
{
    for (Doc *sender = doc_own(doc, "senders")->first; sender; sender = sender->next)
        fill_fields(request->arena, sender);
    doc_set_bool(request->arena, doc_set_object(request->arena, doc, "section"), "senders", true);
    page_choose_users(request, doc, "users", NULL);
    const Doc *providers = doc_get(doc, "providers");
    for (Doc *one = providers ? doc_own(doc, "providers")->first : NULL; one; one = one->next)
        doc_set_bool(request->arena, one, "asks_urls", text_equal(doc_text(one, "name"), "any"));
}

void page_mailboxes(Request *request, Doc *doc)
{
    doc_set_bool(request->arena, doc_set_object(request->arena, doc, "section"), "mailboxes", true);
    page_choose_users(request, doc, "users", NULL);
}

void page_calendars(Request *request, Doc *doc)
{
    doc_set_bool(request->arena, doc_set_object(request->arena, doc, "section"), "calendars", true);
    page_choose_users(request, doc, "users", NULL);
}

void page_contacts(Request *request, Doc *doc)
{
    doc_set_bool(request->arena, doc_set_object(request->arena, doc, "section"), "contacts", true);
    page_choose_users(request, doc, "users", NULL);
}

static bool is_on(const Doc *sender)
{
    return text_equal(doc_text(sender, "state"), "on");
}

/* Of a page with all senders, or with the one that matters. */
static bool any_sends(const Doc *doc)
{
    const Doc *senders = doc_get(doc, "senders");
    for (const Doc *sender = senders ? senders->first : NULL; sender; sender = sender->next)
        if (is_on(sender))
            return true;
    return !senders && is_on(doc_get(doc, "sender"));
}

static const char *say_waits(Arena *arena, bool sends, size_t soon, size_t later)
{
    if (!sends)
        return arena_printf(arena, "%zu %s", soon + later, soon + later == 1 ? "waits" : "wait");
    const char *minute =
        soon ? arena_printf(arena, "%zu %s in a minute", soon, soon == 1 ? "goes" : "go") : NULL;
    if (!later)
        return text_or(minute, "Nothing waits");
    return minute ? arena_printf(arena, "%s, %zu later", minute, later)
                  : arena_printf(arena, "%zu %s later", later, later == 1 ? "goes" : "go");
}

void page_say_text(Request *request, Doc *doc)
{
    Doc *text = doc_own(doc, "text");
    if (text && text->kind == DOC_OBJECT)
        doc_set_text(request->arena, text, "size_said", view_text_said(request->arena, text));
}

void page_outbox(Request *request, Doc *doc)
{
    Time now = context_now(request->context);
    bool sends = any_sends(doc);
    size_t soon_count = 0;
    Doc *list = doc_own(doc, "outbox");
    for (Doc *entry = list->first; entry; entry = entry->next) {
        Time goes_at;
        Err never;
        bool soon = sends && time_parse_rfc3339(doc_text(entry, "goes_at"), &goes_at, &never) &&
                    goes_at <= now + SEND_WAIT_SECONDS;
        doc_set_bool(request->arena, entry, "soon", soon);
        page_say_text(request, entry);
        soon_count += soon;
    }
    doc_set_text(request->arena, doc, "waits_said",
                 say_waits(request->arena, sends, soon_count, list->count - soon_count));
}

/* Lines of a letter, as they are counted by who sees its subject apart. */
static const char *say_line(Arena *arena, int64_t line)
{
    enum { SUBJECT = 1, WORDS = 3 };
    if (line < WORDS)
        return line == SUBJECT ? "subject" : NULL;
    return arena_printf(arena, "line %lld", (long long)line - WORDS + 1);
}

void page_lint(Request *request, Doc *doc)
{
    Doc *lint = doc_own(doc, "lint");
    Doc *findings = lint ? doc_own(lint, "findings") : NULL;
    for (Doc *finding = findings ? findings->first : NULL; finding; finding = finding->next)
        doc_set_text(request->arena, finding, "where",
                     say_line(request->arena, doc_int(finding, "line")));
    if (lint)
        page_say_text(request, lint);
}

void page_cadence(Request *request, Doc *doc)
{
    Doc *letters = doc_own(doc, "letters");
    for (Doc *letter = letters ? letters->first : NULL; letter; letter = letter->next)
        page_lint(request, letter);
}

/* Whether any goes, and what they come to. */
void page_mail_files(Request *request, Doc *doc)
{
    Arena *arena = request->arena;
    const Doc *list = doc_get(doc, "files");
    bool any = false;
    for (const Doc *file = list->first; file; file = file->next)
        any = any || !text_equal(doc_text(file, "way"), "not");
    bool of_text = doc_get(doc, "of_text") && doc_get(doc, "of_text")->truth;
    bool pictures = of_text && doc_get(doc, "pictures")->truth;
    for (Doc *file = doc_own(doc, "files")->first; file; file = file->next)
        doc_set_bool(arena, file, "enclosable",
                     !of_text || (pictures && doc_get(file, "image")->truth));
    doc_set_text(arena, doc, "enclosed_said", of_text ? "As a picture" : "In the mail");
    doc_set_text(arena, doc, "weight_said", text_size(arena, doc_int(doc, "weight")));
    doc_set_text(arena, doc, "most_said", text_size(arena, doc_int(doc, "most")));
    const Doc *invitation = doc_get(doc, "invitation");
    doc_set_bool(arena, doc, "going_any",
                 any || (invitation->kind == DOC_OBJECT && doc_get(invitation, "going")->truth));
}

static const char *say_senders(Arena *arena, const Doc *doc)
{
    const char *said = "";
    for (const Doc *one = doc_get(doc, "senders")->first; one; one = one->next)
        said = arena_printf(arena, "%s%s%s", said, *said ? ", " : "", doc_text(one, "address"));
    return said;
}

void page_review(Request *request, Doc *doc)
{
    int64_t going = 0, all = 0;
    const Doc *texts = doc_get(doc, "texts");
    doc_set_text(request->arena, doc, "texts_said",
                 doc_int(texts, "count") ? view_texts_said(request->arena, texts) : NULL);
    page_outbox(request, doc);
    for (Doc *touch = doc_own(doc, "touches")->first; touch; touch = touch->next) {
        Doc *address = doc_own(touch, "address");
        page_lint(request, touch);
        page_mail_files(request, doc_own(touch, "files"));
        going += doc_get(touch, "by_sender")->truth;
        all++;
        if (address && address->kind == DOC_OBJECT)
            page_say_address(request->arena, address, context_country(request->context),
                             doc_get(touch, "script"));
    }
    doc_set_text(request->arena, doc, "senders_said", say_senders(request->arena, doc));
    doc_set_int(request->arena, doc, "going_count", going);
    doc_set_bool(request->arena, doc, "going_any", going > 0);
    doc_set_bool(request->arena, doc, "by_hand_any", all > going);
}
