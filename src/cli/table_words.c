#include "cli/table_part.h"

const Command commands_words[] = {
    {
        .name = "cadence",
        .need = NEED_READ,
        .run = cmd_cadences,
        .about = "the rhythms leads are followed up in, and their words",
        .detail = "A cadence is a file of steps that never ends by itself. Changing one: print it "
                  "by `beck cadence show NAME --source`, edit, check, add it again; leads that "
                  "run it go on at the step of the same key.",
        .subcommands = SUBCOMMANDS(
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_cadences,
                .about = "all of them, and how many leads run each",
                .examples = EXAMPLES({"beck cadence list", "What there is."}),
            },
            {
                .name = "show",
                .need = NEED_READ,
                .run = cmd_cadence_show,
                .about = "a cadence day by day",
                .arguments =
                    ARGUMENTS({.name = "NAME", .kind = VALUE_CADENCE, .about = "the cadence"}),
                .options = OPTIONS({.name = "source", .about = "the file itself, to be edited"}),
                .examples =
                    EXAMPLES({"beck cadence show show", "What happens after a show."},
                             {"beck cadence show web --source > web.yaml", "A copy to work on."}),
            },
            {
                .name = "check",
                .need = NEED_NOTHING,
                .run = cmd_cadence_check,
                .about = "says what is weak or impossible in a file",
                .detail = "Whether it could end, misses a channel, blames, says nothing, has no "
                          "reason, no number in a voicemail, no fallback for a field. Exit 3 when "
                          "something was found.",
                .arguments = ARGUMENTS({.name = "FILE",
                                        .kind = VALUE_FILE,
                                        .many = true,
                                        .about = "one or more files; - is standard input"}),
                .examples = EXAMPLES({"beck cadence check web.yaml", "Is it sound?"}),
            },
            {
                .name = "add",
                .need = NEED_WRITE,
                .run = cmd_cadence_add,
                .about = "takes a file in; one of that name is replaced",
                .arguments = ARGUMENTS({.name = "FILE", .kind = VALUE_FILE, .about = "the file"}),
                .examples = EXAMPLES({"beck cadence add web.yaml", "From now on."}),
            },
            {
                .name = "use",
                .need = NEED_WRITE,
                .run = cmd_cadence_use,
                .about = "lets a lead run another cadence",
                .arguments =
                    ARGUMENTS({.name = "LEAD",
                               .kind = VALUE_LEAD,
                               .about = "a lead's id, or words that fit one only, in quotes"},
                              {.name = "NAME", .kind = VALUE_CADENCE, .about = "the cadence"}),
                .examples = EXAMPLES({"beck cadence use 7 whale", "Many people at one account."}),
            },
            {
                .name = "trials",
                .need = NEED_READ,
                .run = cmd_trials,
                .about = "steps with two texts: who got which, and who answered",
                .detail = "A step has two texts where its file says `other:` with a subject or a "
                          "body. Each person gets one of the two, always the same; an edit of "
                          "either begins anew. Answers within fourteen days count, opens do not. "
                          "The shares are intervals: while they allow for no difference, none is "
                          "claimed.",
                .examples = EXAMPLES({"beck cadence trials", "Can a difference be told yet?"}),
            },
            {
                .name = "keep",
                .need = NEED_WRITE,
                .run = cmd_trial_keep,
                .about = "ends a trial: all get this text from now on",
                .arguments =
                    ARGUMENTS({.name = "NAME", .kind = VALUE_CADENCE, .about = "the cadence"},
                              {.name = "STEP", .kind = VALUE_TEXT, .about = "the key of its step"},
                              {.name = "SIDE",
                               .kind = VALUE_CHOICE,
                               .choices = (const char *const[]){"a", "b", NULL},
                               .about = "a, the first text, or b, the other"}),
                .examples = EXAMPLES({"beck cadence keep show first-mail b", "The other one."}),
            },
            {
                .name = "fields",
                .need = NEED_NOTHING,
                .run = cmd_cadence_fields,
                .about = "the fields its texts may use",
                .examples =
                    EXAMPLES({"beck cadence fields", "{{first}}, {{product}} and the rest."}),
            }),
        .examples = EXAMPLES({"beck cadence", "All cadences."}),
    },
    {
        .name = "content",
        .need = NEED_READ,
        .run = cmd_contents,
        .about = "the library: something new to give at each touch",
        .detail = "Nothing goes twice to the same person. `worn` is what hardly anybody is left "
                  "for.",
        .options = OPTIONS({.name = "all", .about = "the retired ones, too"}),
        .subcommands = SUBCOMMANDS(
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_contents,
                .about = "what there is, and how many have had it",
                .options = OPTIONS({.name = "all", .about = "the retired ones, too"}),
                .examples = EXAMPLES({"beck content list --all", "The retired ones, too."}),
            },
            {
                .name = "add",
                .need = NEED_WRITE,
                .run = cmd_content_add,
                .about = "puts something in",
                .arguments = ARGUMENTS({.name = "TITLE",
                                        .kind = VALUE_TEXT,
                                        .many = true,
                                        .about = "what it is called"}),
                .options = OPTIONS(
                    {.name = "kind",
                     .letter = 'k',
                     .kind = VALUE_CHOICE,
                     .value = "KIND",
                     .choices = CHOICES("article", "case-study", "photo", "video", "offer", "gift",
                                        "invitation", "question"),
                     .about = "article (the default), case-study, photo, video, offer, gift …"},
                    {.name = "url",
                     .kind = VALUE_TEXT,
                     .value = "URL",
                     .about = "where it can be read"},
                    {.name = "body", .kind = VALUE_TEXT, .value = "TEXT", .about = "its text"},
                    {.name = "channel",
                     .kind = VALUE_CHOICE,
                     .value = "CHANNEL",
                     .many = true,
                     .choices = CHANNEL_WORDS,
                     .about = "what can carry it; else all"}),
                .examples =
                    EXAMPLES({"beck content add \"How Acme halved its waste\" -k case-study --url "
                              "https://ford.example/acme",
                              "A story to send."}),
            },
            {
                .name = "files",
                .need = NEED_READ,
                .run = cmd_content_files,
                .about = "files that go with it",
                .arguments = ARGUMENTS(
                    {.name = "ID", .kind = VALUE_TEXT, .about = "as `beck content` lists it"}),
                .examples = EXAMPLES({"beck content files 31", "What goes with each e-mail."}),
            },
            {
                .name = "attach",
                .need = NEED_WRITE,
                .run = cmd_content_attach,
                .about = "puts a file to it, for each e-mail that gives it",
                .detail = "`beck files remove` takes one away. What a person has let go already "
                          "goes as they saw it.",
                .arguments = ARGUMENTS(
                    {.name = "ID", .kind = VALUE_TEXT, .about = "as `beck content` lists it"},
                    {.name = "FILE", .kind = VALUE_FILE, .about = "the file"}),
                .options = OPTIONS({.name = "instead",
                                    .kind = VALUE_TEXT,
                                    .value = "ID",
                                    .about = "one of its files, which goes"}),
                .examples = EXAMPLES({"beck content attach 31 prices.pdf", "It goes along."},
                                     {"beck content attach 31 prices.pdf --instead 44",
                                      "This year's for last year's."}),
            },
            {
                .name = "retire",
                .need = NEED_WRITE,
                .run = cmd_content_retire,
                .about = "gives it no more",
                .arguments = ARGUMENTS(
                    {.name = "ID", .kind = VALUE_TEXT, .about = "as `beck content` lists it"}),
                .examples = EXAMPLES({"beck content retire 31", "Last year's prices."}),
            }),
        .examples = EXAMPLES({"beck content", "The library."}),
    },
    {
        .name = "lint",
        .need = NEED_NOTHING,
        .run = cmd_lint,
        .about = "says what is weak in a mail or a text before it goes",
        .detail =
            "The mail is a text, or a template with merge fields; where the first line "
            "begins with Subject: that is its subject. The score is 100 less the weight of each "
            "finding: no question, no number "
            "to call, no reason in the first line, too long, nothing claimed, a field that leaves "
            "a "
            "hole, words they have had before, a mailbox of a desk or one that is thrown away.\n\n"
            "Needs no database; where there is one, its user is the sender. A phrase, a claim or a "
            "reason is looked for in English only, all else in any language.",
        .arguments = ARGUMENTS(
            {.name = "TEMPLATE", .kind = VALUE_FILE, .about = "a file; - is standard input"}),
        .options = OPTIONS(
            {.name = "touch",
             .kind = VALUE_TOUCH,
             .value = "TOUCH",
             .about = "the e-mail or text to come whose words these are: its reader and what they "
                      "had are known then"},
            {.name = "text",
             .about = "it is a text: its parts, what they cost, and the character that makes them "
                      "small"},
            {.name = "to",
             .kind = VALUE_TEXT,
             .value = "ADDRESS",
             .about = "whom it goes to: is it a person's, does it last"},
            {.name = "reason",
             .kind = VALUE_TEXT,
             .value = "TEXT",
             .about = "why they are written to: is that in the first line"},
            {.name = "last",
             .kind = VALUE_FILE,
             .value = "FILE",
             .about = "what they had the last time: is this something else"},
            {.name = "later", .about = "they know you already: it may be longer"},
            {.name = "cell",
             .kind = VALUE_TEXT,
             .value = "NUMBER",
             .about = "the sender's cell number; else the user's"},
            {.name = "fallback",
             .kind = VALUE_PAIR,
             .value = "FIELD=WORDS",
             .many = true,
             .about = "what a merge field says where it is not known"},
            {.name = "language",
             .kind = VALUE_TEXT,
             .value = "LANGUAGE",
             .about = "of the words, as \"en\"; else it is told from them"},
            {.name = "spamd",
             .kind = VALUE_TEXT,
             .value = "PLACE",
             .about = "a spamd to ask (host:port or a socket); else the setting spamd"},
            {.name = "mx", .about = "asks the name servers whether their domain takes mail"},
            {.name = "name-server",
             .kind = VALUE_TEXT,
             .value = "ADDRESS",
             .about = "which of them, as 127.0.0.1:53; else the machine's"}),
        .examples = EXAMPLES(
            {"beck lint offer.txt --to bob@acme.example", "What is weak, the worst first."},
            {"beck lint hello.txt --text", "How many parts it has, and what they cost."},
            {"beck lint - --later --json", "The same for a program."}),
    },
    {0},
};
