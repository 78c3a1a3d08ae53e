#include "cli/text_touch.h"

#include "base/text.h"
#include "cli/text_say.h"
#include "view/morning_letter.h"

/* What becomes of the mail; "" where its state says it already. */
static const char *said_mail(Page *page, const Doc *mail)
{
    static const struct {
        const char *state, *said;
    } sayings[] = {
        {"off", "No mail says this: morning=off."},
        {"no_address", "No mail says this: you have no e-mail address here (`beck user set`)."},
        {"no_sender", "No mail says this: there is no sender (`beck sender add`)."},
        {"free", "No mail today: it is no working day of yours."},
        {"missed", "No mail today: nothing could send it until noon."},
        {"refused", "The mail was refused: "},
        {"uncertain", "Nobody knows whether the mail arrived: "},
        {"waits", "The mail’s hour is "},
        {"sent", "The mail went "},
    };
    const char *state = doc_text(mail, "state");
    const char *why = text_or(doc_text(mail, "why"), "");
    bool waits = text_equal(state, "waits"), timed = waits || text_equal(state, "sent");
    for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++)
        if (text_equal(sayings[i].state, state))
            return timed
                       ? arena_printf(page->arena, "%s%s, to %s%s.%s%s", sayings[i].said,
                                      say_when(page, mail, "at"), doc_text(mail, "to"),
                                      waits ? "; it goes until noon" : "",
                                      waits && why[0] ? " The server said: " : "", waits ? why : "")
                       : arena_printf(page->arena, "%s%s", sayings[i].said, why);
    return "";
}

void text_morning(Page *page, const Doc *doc)
{
    MorningLetter letter = morning_letter(page->arena, doc, page->zone, page->country);
    page_heading(page, letter.subject);
    page_add(page, PAGE_PLAIN, letter.text);
    page_gap(page);
    page_wrapped(page, PAGE_DIM, 0, said_mail(page, doc_get(doc, "mail")));
}
