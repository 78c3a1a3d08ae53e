#include "cli/man.h"

#include "base/utf8.h"
#include "cli/command_table.h"

#include <string.h>

#define MAN_DATE "November 22, 2025"

/* --- text as mdoc --- */

/* Whatever a formatter would take for its own, and what is no ASCII, by name. */
static void put_character(Buf *out, int32_t point, bool in_macro)
{
    if (point == '\\')
        buf_adds(out, "\\e");
    else if (point == '"' && in_macro)
        buf_adds(out, "\\(dq");
    else if (point == 0x2026) /* an ellipsis, which not every output has */
        buf_adds(out, "...");
    else if (point >= 0x80)
        buf_addf(out, "\\[u%04X]", (unsigned)point);
    else
        buf_addc(out, (char)point);
}

static void put_words(Buf *out, const char *text, size_t length, bool in_macro)
{
    const char *end = text + length;
    while (text < end) {
        int32_t point = utf8_next(&text, end);
        put_character(out, point == UTF8_BAD ? UTF8_REPLACEMENT : point, in_macro);
    }
}

/* An argument of a macro: in quotes, so that no word of it is taken for a macro. */
static void put_argument(Buf *out, const char *text)
{
    buf_adds(out, " \"");
    put_words(out, text, strlen(text), true);
    buf_adds(out, "\"");
}

static bool ends_sentence(const char *word, size_t length)
{
    return length && strchr(".!?:", word[length - 1]);
}

/* Running text: sentences begin a line of their own, lines stay short, none begins with a dot. */
static void put_text(Buf *out, const char *text)
{
    enum { LINE_MOST = 70 };
    size_t line = 0;
    while (*(text += strspn(text, " "))) {
        if (*text == '\n') {
            buf_adds(out, line ? "\n.Pp\n" : ".Pp\n");
            text += strspn(text, "\n");
            line = 0;
            continue;
        }
        size_t length = strcspn(text, " \n");
        if (line && line + length > LINE_MOST) {
            buf_addc(out, '\n');
            line = 0;
        }
        if (line)
            buf_addc(out, ' ');
        else if (*text == '.' || *text == '\'')
            buf_adds(out, "\\&");
        put_words(out, text, length, false);
        line += length + 1;
        if (ends_sentence(text, length)) {
            buf_addc(out, '\n');
            line = 0;
        }
        text += length;
    }
    if (line)
        buf_addc(out, '\n');
}

/* A sentence of the table: with its full stop, which the table leaves out. */
static void put_sentence(Arena *arena, Buf *out, const char *text)
{
    size_t length = strlen(text);
    bool ended = ends_sentence(text, length) || strcmp(text + length - 3, "…") == 0;
    put_text(out, ended ? text : arena_printf(arena, "%s.", text));
}

/* --- parts of a page --- */

static void put_head(Arena *arena, Buf *out, const char *name, const char *about)
{
    char *upper = arena_strdup(arena, name);
    for (char *at = upper; *at; at++)
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
    buf_addf(out, ".Dd " MAN_DATE "\n.Dt %s 1\n.Os\n.Sh NAME\n.Nm %s\n.Nd", upper, name);
    put_argument(out, about);
    buf_adds(out, "\n");
}

static void put_synopsis(Buf *out, const Command *above, const Command *shown)
{
    buf_addf(out, ".Nm beck\n.Cm %s%s%s\n", above ? above->name : "", above ? " " : "",
             shown->name);
    if (shown->options)
        buf_adds(out, ".Op Ar option ...\n");
    for (const Argument *argument = shown->arguments; argument && argument->name; argument++) {
        buf_adds(out, argument->optional ? ".Op Ar" : ".Ar");
        put_argument(out, argument->name);
        buf_adds(out, argument->many ? " ...\n" : "\n");
    }
}

static void put_options(Arena *arena, Buf *out, const Option *options)
{
    buf_adds(out, ".Bl -tag -width Ds\n");
    for (; options && options->name; options++) {
        buf_adds(out, ".It");
        if (options->letter)
            buf_addf(out, " Fl %c ,", options->letter);
        buf_addf(out, " Fl -%s", options->name);
        if (options->value) {
            buf_adds(out, " Ar");
            put_argument(out, options->value);
        }
        buf_adds(out, "\n");
        put_sentence(arena, out, options->about);
    }
    buf_adds(out, ".El\n");
}

static void put_arguments(Arena *arena, Buf *out, const Argument *arguments)
{
    buf_adds(out, ".Bl -tag -width Ds\n");
    for (; arguments && arguments->name; arguments++) {
        buf_adds(out, ".It Ar");
        put_argument(out, arguments->name);
        buf_adds(out, "\n");
        put_sentence(arena, out, arguments->about);
    }
    buf_adds(out, ".El\n");
}

static void put_examples(Buf *out, const Example *examples)
{
    for (; examples && examples->line; examples++) {
        put_text(out, examples->about);
        buf_adds(out, ".Pp\n.Dl");
        put_argument(out, examples->line);
        buf_adds(out, "\n");
        if (examples[1].line)
            buf_adds(out, ".Pp\n");
    }
}

static void put_description(Arena *arena, Buf *out, const Command *command)
{
    char *about = arena_strdup(arena, command->about);
    if (*about >= 'a' && *about <= 'z')
        *about = (char)(*about - 'a' + 'A');
    put_sentence(arena, out, about);
    if (command->detail) {
        buf_adds(out, ".Pp\n");
        put_text(out, command->detail);
    }
}

static void put_body(Arena *arena, Buf *out, const Command *command)
{
    put_description(arena, out, command);
    if (command->arguments) {
        buf_adds(out, ".Pp\nIts arguments:\n");
        put_arguments(arena, out, command->arguments);
    }
    if (command->options) {
        buf_adds(out, ".Pp\nIts options, beside those of\n.Xr beck 1 :\n");
        put_options(arena, out, command->options);
    }
}

void man_command(Arena *arena, const Command *command, Buf *out)
{
    const Command *below = command->subcommands;
    put_head(arena, out, arena_printf(arena, "beck-%s", command->name), command->about);
    buf_adds(out, ".Sh SYNOPSIS\n");
    if (command->run)
        put_synopsis(out, NULL, command);
    for (const Command *sub = below; sub && sub->name; sub++)
        put_synopsis(out, command, sub);
    buf_adds(out, ".Sh DESCRIPTION\n");
    put_body(arena, out, command);
    for (const Command *sub = below; sub && sub->name; sub++) {
        buf_addf(out, ".Ss beck %s %s\n", command->name, sub->name);
        put_body(arena, out, sub);
    }
    buf_adds(out, ".Sh EXIT STATUS\n.Ex -std beck\n");
    put_text(out, "What the numbers tell stands in");
    buf_adds(out, ".Xr beck 1 .\n.Sh EXAMPLES\n");
    put_examples(out, command->examples);
    for (const Command *sub = below; sub && sub->name; sub++) {
        buf_adds(out, ".Pp\n");
        put_examples(out, sub->examples);
    }
    buf_adds(out, ".Sh SEE ALSO\n.Xr beck 1\n");
}

static const char description[] =
    "Beck follows up. It takes every lead in, always knows the next touch, hands it to a person "
    "with number, reason and words ready, and never lets a lead fall silent.\n\n"
    "A day with it: `beck today` shows what is due, `beck next` the one touch to do now, and "
    "`beck log` records what came of it and plans the next.";

static void put_command_lists(Arena *arena, Buf *out)
{
    for (int group = 0; group < COMMAND_GROUPS; group++) {
        if (!command_group(group)->name)
            continue;
        buf_addf(out, ".Ss %s\n.Bl -tag -width Ds\n", command_group_title(group));
        for (const Command *command = command_group(group); command->name; command++) {
            if (command->hidden)
                continue;
            buf_addf(out, ".It Xr beck-%s 1\n", command->name);
            put_sentence(arena, out, command->about);
        }
        buf_adds(out, ".El\n");
    }
}

static const char ending[] =
    ".Sh ENVIRONMENT\n.Bl -tag -width Ds\n"
    ".It Ev BECK_DB\nThe database, where\n.Fl -db\ndoes not say.\n"
    ".It Ev NO_COLOR\nWhen set: no colours.\n"
    ".It Ev PAGER\nWhat shows text longer than the terminal; else\n.Xr less 1 .\n.El\n"
    ".Sh FILES\n.Bl -tag -width Ds\n"
    ".It Pa $XDG_DATA_HOME/beck/beck.db\nThe database, where nothing else says; without\n"
    ".Ev XDG_DATA_HOME\nin\n.Pa ~/.local/share .\n"
    ".It Pa $BECK_STATE\nHow much this machine has sent, outside of the database:\n"
    "what tells it from a copy; without\n"
    ".Ev BECK_STATE\nin\n.Pa $XDG_STATE_HOME/beck\nor\n.Pa ~/.local/state/beck .\n.El\n"
    ".Sh EXIT STATUS\n.Bl -tag -width Ds\n"
    ".It 0\nDone.\n.It 1\nFailed; the message says why and what to do.\n"
    ".It 2\nWrong use: a word was not understood.\n"
    ".It 3\n.Cm check\nor\n.Cm doctor\nfound something.\n.El\n";

void man_overview(Arena *arena, Buf *out)
{
    put_head(arena, out, "beck", "no lead falls silent");
    buf_adds(out, ".Sh SYNOPSIS\n.Nm\n.Op Ar option ...\n.Ar command\n.Op Ar argument ...\n"
                  ".Sh DESCRIPTION\n");
    put_text(out, description);
    put_command_lists(arena, out);
    buf_adds(out, ".Sh OPTIONS\nThese may stand before or behind any command.\n");
    put_options(arena, out, command_global_options());
    buf_adds(out, ending);
}

void man_list(Buf *out)
{
    buf_adds(out, "beck\n");
    for (int group = 0; group < COMMAND_GROUPS; group++)
        for (const Command *command = command_group(group); command->name; command++)
            if (!command->hidden)
                buf_addf(out, "beck-%s\n", command->name);
}
