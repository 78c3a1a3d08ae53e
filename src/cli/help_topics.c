/* The topics of help. */
#include "base/text.h"
#include "base/utf8.h"
#include "cli/command_table.h"
#include "cli/help.h"
#include "view/view_user.h"
#include "view/view_words.h"

typedef struct Pair {
    const char *label, *text;
} Pair;

static void show_pairs(Page *page, const Pair *pairs, size_t count, int columns)
{
    for (size_t i = 0; i < count; i++) {
        page_labelled(page, arena_printf(page->arena, "  %s", pairs[i].label), columns, PAGE_PLAIN,
                      pairs[i].text);
    }
}

static void show_times(Page *page)
{
    static const Pair forms[] = {
        {"days", "today, tomorrow, friday, next tuesday, friday next week, the 15th, yesterday"},
        {"dates", "2026-12-01, 1 Dec, Dec 1st 2027, 12/1/2026 (as your country reads it)"},
        {"distances", "+3d, +2w, +90m (minutes), +1h30m, in two weeks, in 3 working days, a week "
                      "from friday, 2 days ago"},
        {"spans", "next week, week 49, end of month, mid december, march, Q1, first monday of "
                  "march: the first working day of it"},
        {"clocks", "9am, 14:30, at 3, noon, half past 3, monday morning, eod"},
        {"both", "tomorrow 9am, next tuesday 14:30, 2026-12-01 9:30, 2026-12-01T09:30:00Z"},
    };
    page_wrapped(page, PAGE_PLAIN, 0,
                 "Wherever a TIME is asked for, it is typed as people say it, in your time zone:");
    page_gap(page);
    show_pairs(page, forms, sizeof forms / sizeof *forms, 14);
    page_gap(page);
    page_wrapped(page, PAGE_PLAIN, 0,
                 "What is left open lies ahead: \"friday\" is the next one, \"3:30\" is in the "
                 "afternoon. A day alone means nine in the morning; of a promise, five in the "
                 "afternoon. Times of several words stand in quotes.");
}

/* All that may be typed stands there: this is the page where it is looked up. */
static void show_words(Page *page, const Doc *words)
{
    const char *group = "";
    int widest = 0;
    for (const Doc *word = words->first; word; word = word->next) {
        int columns = text_columns(doc_text(word, "name"));
        widest = columns > widest ? columns : widest;
    }
    for (const Doc *word = words->first; word; word = word->next) {
        const char *own = doc_text(word, "group"), *typed = doc_text(word, "typed");
        if (own && own != group) {
            page_heading(page, own);
            group = own;
        }
        const char *name = doc_text(word, "name"), *about = doc_text(word, "about");
        const char *said = text_empty(typed) ? about
                           : text_equal(name, about)
                               ? typed
                               : arena_printf(page->arena, "%s: %s", about, typed);
        page_labelled(page, arena_printf(page->arena, "  %s", name), widest + 4, PAGE_PLAIN, said);
    }
}

static void show_outcomes(Page *page)
{
    page_wrapped(page, PAGE_PLAIN, 0,
                 "What `beck log` takes: the word, the beginning of one, or what is typed for it.");
    show_words(page, view_words_outcomes(page->arena));
    page_heading(page, "What they said: --result");
    show_words(page, view_words_results(page->arena));
}

static void show_excuses(Page *page)
{
    page_wrapped(page, PAGE_PLAIN, 0,
                 "Why a touch is not done: `beck skip TOUCH --because …`. The last three need no "
                 "excuse; the others are seen by you alone, a manager sees totals.");
    page_gap(page);
    show_words(page, view_words_excuses(page->arena));
}

static void show_fields(Page *page)
{
    page_wrapped(page, PAGE_PLAIN, 0,
                 "What was learned: `beck log TOUCH … --set FIELD=VALUE`, or `beck set LEAD "
                 "FIELD=VALUE`.");
    page_gap(page);
    show_words(page, view_words_fields(page->arena));
}

static void show_users(Page *page)
{
    page_wrapped(page, PAGE_PLAIN, 0,
                 "What `beck user add NAME FIELD=VALUE` and `beck user set NAME FIELD=VALUE` take; "
                 "nothing behind the = clears it.");
    page_gap(page);
    show_words(page, view_user_fields(page->arena));
}

static void show_options(Page *page)
{
    page_wrapped(page, PAGE_PLAIN, 0, "Options of every command, before or behind it:");
    page_gap(page);
    for (const Option *option = command_global_options(); option->name; option++) {
        page_labelled(page,
                      arena_printf(page->arena, "  %s", help_option_name(page->arena, option)), 20,
                      PAGE_PLAIN, option->about);
    }
    page_gap(page);
    page_wrapped(page, PAGE_PLAIN, 0,
                 "`--name VALUE` and `--name=VALUE` are the same; behind `--` nothing is an "
                 "option any more.");
    static const Pair environment[] = {
        {"BECK_DB", "the database, where --db does not say"},
        {"NO_COLOR", "no colours"},
        {"PAGER", "what shows long text; less -FRX else"},
    };
    page_heading(page, "Environment");
    show_pairs(page, environment, sizeof environment / sizeof *environment, 14);
}

static void show_exit(Page *page)
{
    static const Pair codes[] = {
        {"0", "done"},
        {"1", "failed; the message says why and what to do"},
        {"2", "wrong use: a word was not understood"},
        {"3", "`check` or `doctor` found something"},
    };
    page_wrapped(page, PAGE_PLAIN, 0, "What a script learns:");
    page_gap(page);
    show_pairs(page, codes, sizeof codes / sizeof *codes, 6);
    page_gap(page);
    page_wrapped(page, PAGE_PLAIN, 0,
                 "With --json the document stands on standard output, and an error on standard "
                 "error as {\"error\": {\"kind\", \"field\", \"message\"}}. Times are RFC 3339 in "
                 "UTC.");
}

const HelpTopic *help_topics(void)
{
    static const HelpTopic topics[] = {
        {"options", "the options of every command, and the environment", show_options},
        {"times", "how times are typed", show_times},
        {"outcomes", "what came of a touch, and what they said", show_outcomes},
        {"excuses", "why a touch is not done", show_excuses},
        {"fields", "what --set takes", show_fields},
        {"users", "the fields of a user", show_users},
        {"exit", "exit codes, and errors as JSON", show_exit},
        {0},
    };
    return topics;
}
