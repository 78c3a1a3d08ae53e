#include "cli/help.h"

#include "base/text.h"
#include "cli/command_table.h"

#include <string.h>

enum { LABELS_WIDEST = 24, LABELS_MOST = 80 };

char *help_usage(Arena *arena, const Command *command)
{
    char *usage = arena_strdup(arena, command->options ? "[OPTION…]" : "");
    for (const Argument *argument = command->arguments; argument && argument->name; argument++)
        usage = arena_printf(arena, "%s%s%s%s%s%s", usage, usage[0] ? " " : "",
                             argument->optional ? "[" : "", argument->name,
                             argument->many ? "…" : "", argument->optional ? "]" : "");
    return usage;
}

char *help_option_name(Arena *arena, const Option *option)
{
    char *name = option->letter ? arena_printf(arena, "-%c, --%s", option->letter, option->name)
                                : arena_printf(arena, "--%s", option->name);
    return option->value ? arena_printf(arena, "%s %s", name, option->value) : name;
}

/* Labels in one column, texts wrapped beside it; a label that is too long has a line of its own. */
typedef struct Labels {
    const char *labels[LABELS_MOST], *texts[LABELS_MOST];
    size_t count;
} Labels;

static void add_label(Labels *labels, const char *label, const char *text)
{
    if (labels->count == LABELS_MOST)
        return;
    labels->labels[labels->count] = label;
    labels->texts[labels->count++] = text;
}

static void print_labels(Page *page, const Labels *labels)
{
    int widest = 0;
    for (size_t i = 0; i < labels->count; i++) {
        int columns = text_columns(labels->labels[i]);
        widest = columns > widest && columns <= LABELS_WIDEST ? columns : widest;
    }
    for (size_t i = 0; i < labels->count; i++) {
        int columns = text_columns(labels->labels[i]);
        page_blanks(page, 2);
        page_add(page, PAGE_STRONG, labels->labels[i]);
        if (columns > widest) {
            page_end(page);
            page_wrapped(page, PAGE_PLAIN, widest + 4, labels->texts[i]);
        } else {
            page_hanging(page, columns + 2, widest + 4, PAGE_PLAIN, labels->texts[i]);
        }
    }
}

static void print_options(Page *page, const Option *options)
{
    Labels labels = {.count = 0};
    for (; options && options->name; options++)
        add_label(&labels, help_option_name(page->arena, options), options->about);
    print_labels(page, &labels);
}

static void print_commands(Page *page, const char *before, const Command *commands)
{
    Labels labels = {.count = 0};
    for (; commands && commands->name; commands++)
        if (!commands->hidden)
            add_label(&labels, arena_printf(page->arena, "%s%s", before, commands->name),
                      commands->about);
    print_labels(page, &labels);
}

static void print_arguments(Page *page, const Argument *arguments)
{
    Labels labels = {.count = 0};
    for (; arguments && arguments->name; arguments++)
        add_label(&labels, arguments->name, arguments->about);
    print_labels(page, &labels);
}

static void print_examples(Page *page, const Example *examples)
{
    for (; examples && examples->line; examples++) {
        page_wrapped(page, PAGE_STRONG, 2, examples->line);
        page_wrapped(page, PAGE_PLAIN, 6, examples->about);
    }
}

/* "list|send|back", or a word for them where they are too many for a line. */
static const char *names_of(Arena *arena, const Command *commands)
{
    enum { FITS = 48 };
    const char *names = commands->name;
    for (const Command *each = commands + 1; each->name; each++)
        names = arena_printf(arena, "%s|%s", names, each->name);
    return strlen(names) > FITS ? "COMMAND" : names;
}

static void print_usage(Page *page, const char *name, const Command *command)
{
    if (command->run) {
        const char *usage = help_usage(page->arena, command);
        page_addf(page, PAGE_PLAIN, "Usage: %s%s%s", name, *usage ? " " : "", usage);
        page_end(page);
    }
    if (command->subcommands) {
        page_addf(page, PAGE_PLAIN, "%s %s %s …", command->run ? "   or:" : "Usage:", name,
                  names_of(page->arena, command->subcommands));
        page_end(page);
    }
}

void help_of(Page *page, const Command *parent, const Command *command)
{
    const char *name = parent ? arena_printf(page->arena, "beck %s %s", parent->name, command->name)
                              : arena_printf(page->arena, "beck %s", command->name);
    page_add(page, PAGE_TITLE, name);
    page_addf(page, PAGE_PLAIN, ": %s", command->about);
    page_end(page);
    page_gap(page);
    print_usage(page, name, command);
    if (command->detail) {
        page_gap(page);
        page_wrapped(page, PAGE_PLAIN, 0, command->detail);
    }
    if (command->subcommands) {
        page_heading(page, "Commands of it");
        print_commands(page, "", command->subcommands);
    }
    if (command->arguments) {
        page_heading(page, "Arguments");
        print_arguments(page, command->arguments);
    }
    if (command->options) {
        page_heading(page, "Options");
        print_options(page, command->options);
    }
    page_heading(page, "Examples");
    print_examples(page, command->examples);
    page_gap(page);
    page_add(page, PAGE_DIM, "Options of every command: `beck help options`.");
    page_end(page);
}

void help_overview(Page *page)
{
    page_add(page, PAGE_TITLE, "beck");
    page_add(page, PAGE_PLAIN, ": no lead falls silent. Usage: beck COMMAND [OPTION…]");
    page_end(page);
    for (int group = 0; group < COMMAND_GROUPS; group++)
        if (command_group(group)->name) {
            page_heading(page, command_group_title(group));
            print_commands(page, "", command_group(group));
        }
    page_heading(page, "Topics: beck help TOPIC");
    Labels labels = {.count = 0};
    for (const HelpTopic *topic = help_topics(); topic->name; topic++)
        add_label(&labels, topic->name, topic->about);
    print_labels(page, &labels);
    page_gap(page);
    page_add(page, PAGE_DIM, "`beck help COMMAND` tells about one, with examples.");
    page_end(page);
}

void help_command(Page *page, const Given *given)
{
    if (given->command)
        help_of(page, given->parent, given->command);
    else
        help_overview(page);
}
