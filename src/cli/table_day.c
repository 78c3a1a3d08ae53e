#include "cli/table_part.h"

const Command commands_day[] = {
    {
        .name = "today",
        .need = NEED_READ,
        .run = cmd_today,
        .about = "what is due by the end of your day, in the order to do it",
        .detail = "First answers, then promises, agreed times, enquiries, calls, and what is to be "
                  "reviewed and sent. Within a group the most urgent comes first; `beck why` tells "
                  "why. Promises that are due beside a lead's next touch stand below.\n\n"
                  "The first 200 are ranked and shown; counts end at 999+.",
        .options = OPTIONS(OWNER_OPTION, {.name = "all", .about = "everyone's"},
                           {.name = "limit",
                            .letter = 'n',
                            .kind = VALUE_COUNT,
                            .value = "N",
                            .about = "at most N touches"}),
        .examples = EXAMPLES({"beck today", "Your day."},
                             {"beck today --all -n 20", "The twenty most urgent of everyone."},
                             {"beck today --owner mary --json", "Mary's day, for a program."}),
    },
    {
        .name = "morning",
        .need = NEED_READ,
        .run = cmd_morning,
        .about = "your morning mail: counts, promises, the first call",
        .detail =
            "What `serve` and `work` send you at 7:30 on the days you work, by your own sender or "
            "everybody's, to the e-mail address you have here: counts, the first number to tap, "
            "who waits for an answer, what is promised for today and what was promised before and "
            "not kept; on Mondays a manager's team, too. Another hour, or none: `beck user set "
            "NAME morning=8:00`, morning=off. A machine that was asleep sends it until noon. With "
            "--user, somebody else's.",
        .examples = EXAMPLES({"beck morning", "Your morning, as the mail says it."},
                             {"beck morning --user mary --json", "Mary's, for a program."}),
    },
    {
        .name = "review",
        .need = NEED_READ,
        .run = cmd_review,
        .about = "the e-mails, texts and faxes of today to look over and send",
        .detail = "Each text with its parts and what they cost (the setting cost of the gateway it "
                  "goes by), and all of them together. Sent, they are logged in one line: beck log "
                  "12 14 15 sent.",
        .options = OPTIONS(OWNER_OPTION, {.name = "limit",
                                          .letter = 'n',
                                          .kind = VALUE_COUNT,
                                          .value = "N",
                                          .about = "at most N; else 50"}),
        .examples = EXAMPLES({"beck review", "What waits to be sent today."}),
    },
    {
        .name = "visits",
        .need = NEED_READ,
        .run = cmd_visits,
        .about = "a day's visits, in the order of the way",
        .detail =
            "Agreed hours come first, by the hour; then what is nearest each time, as far as "
            "coordinates stand in the addresses (\"1 Mill Lane, Springfield (39.78170, "
            "-89.65010)\"), else by postal code and town. No place is looked up anywhere. The map "
            "of the links is the setting map_url.\n\n"
            "Who has moved tells where to: beck log 12 moved --set postal=\"9 New Road, "
            "Springfield, IL 62704\".",
        .options = OPTIONS(OWNER_OPTION, {.name = "day",
                                          .letter = 'd',
                                          .kind = VALUE_TIME,
                                          .value = "DAY",
                                          .about = "else today, with what is overdue"}),
        .examples =
            EXAMPLES({"beck visits", "Today's way."}, {"beck visits --day friday", "Friday's."}),
    },
    {
        .name = "next",
        .need = NEED_READ,
        .run = cmd_next,
        .about = "the one touch to do now, with numbers, reason and words",
        .detail = "One screen with all a caller needs: the numbers in the order to try them, the "
                  "reason to open with, words to say and to leave, what is new, the one thing to "
                  "ask for, what was last said, and who else to try. With a lead, the same page "
                  "for that lead, due or not.",
        .arguments = ARGUMENTS({.name = "LEAD",
                                .kind = VALUE_LEAD,
                                .optional = true,
                                .many = true,
                                .about = "a lead's id, or words that fit one only"}),
        .options = OPTIONS(OWNER_OPTION),
        .examples = EXAMPLES({"beck next", "The next call, ready to be made."},
                             {"beck next jack hill", "Jack Hill's page, whenever he is due."}),
    },
    {
        .name = "calls",
        .need = NEED_READ,
        .run = cmd_calls,
        .about = "the calls to make now, one behind the other: number and reason",
        .detail =
            "Whatever is due and goes by telephone, in the order of Today. Where it is night, "
            "or a holiday, nobody is called: those wait, and are counted. `beck log TOUCH "
            "OUTCOME` brings the next one up.",
        .options = OPTIONS(OWNER_OPTION, {.name = "limit",
                                          .letter = 'n',
                                          .kind = VALUE_COUNT,
                                          .value = "N",
                                          .about = "at most N; else 40"}),
        .examples = EXAMPLES({"beck calls", "The block of calls."}),
    },
    {
        .name = "log",
        .need = NEED_WRITE,
        .run = cmd_log,
        .about = "records what came of a touch, and plans the next",
        .detail =
            "OUTCOME is typed as you would say it: talked, vm, \"left message\", busy, wrong "
            "number; `beck help outcomes` lists them. Several numbers tried and several people "
            "reached go in one line: NUMBER:OUTCOME and NAME:OUTCOME, and both as \"NAME "
            "NUMBER:OUTCOME\". The one where somebody was reached, else the last, is what the "
            "touch counts as. A name nobody there has makes a new person; where somebody's is "
            "nearly the same you are asked, and \"+NAME\" says that it is a new one.\n\n"
            "The digits of the number that rings, or words that fit one lead, mean its touch when "
            "that is due today and OUTCOME can have come of it; else the lead, as lead:ID always "
            "does: `beck log lead:7 they_called` was not planned.\n\n"
            "Several touches that came to the same go in one line: `beck log 12 14 15 sent`.\n\n"
            "After a talk say what they said with --result; without it, nothing_yet is taken. A "
            "--promise has its time in it, at its end or behind an @. " TIMES_NOTE "\n\n"
            "Logging is never refused because of caps or hours; `beck undo` takes it back.",
        .arguments =
            ARGUMENTS({.name = "TOUCH",
                       .kind = VALUE_TOUCH,
                       .about = "a touch's id, lead:ID, the digits that ring, or words that fit "
                                "one lead only"},
                      {.name = "OUTCOME",
                       .kind = VALUE_TEXT,
                       .choices = OUTCOME_WORDS,
                       .many = true,
                       .about = "what happened, or NUMBER:OUTCOME, NAME:OUTCOME, "
                                "CHANNEL:OUTCOME (letter:sent)"}),
        .options = OPTIONS(
            {.name = "result",
             .letter = 'r',
             .kind = VALUE_TEXT,
             .value = "RESULT",
             .choices = RESULT_WORDS,
             .about = "what they said: meeting, promised, not_now, no …"},
            {.name = "note", .kind = VALUE_TEXT, .value = "TEXT", .about = "what was said, kept"},
            {.name = "at",
             .kind = VALUE_TIME,
             .value = "TIME",
             .about = "when it happened, if not now; a time to come is the one agreed on"},
            {.name = "until",
             .kind = VALUE_TIME,
             .value = "TIME",
             .about = "the date they gave: of the meeting, to call again, of their return"},
            {.name = "promise",
             .kind = VALUE_TEXT,
             .value = "TEXT",
             .about = "what you promised and when: \"send the quote friday\""},
            {.name = "they-promise",
             .kind = VALUE_TEXT,
             .value = "TEXT",
             .about = "the same, promised by them"},
            {.name = "set",
             .kind = VALUE_PAIR,
             .value = "FIELD=VALUE",
             .many = true,
             .choices = FIELD_WORDS,
             .about = "what you learned: cell=…; `beck help fields`"},
            {.name = "spoke-to",
             .kind = VALUE_TEXT,
             .value = "NAME",
             .about = "who it was; somebody new becomes a person of the account, +NAME always"},
            {.name = "words",
             .kind = VALUE_TEXT,
             .value = "TEXT",
             .about = "what you left as a voicemail, where it is not what `beck next` has"},
            {.name = "follow-by",
             .kind = VALUE_CHOICE,
             .value = "WAY",
             .choices = CHOICES("email", "text"),
             .about = "goes right behind the voicemail, as one move: your next touch, at once"},
            {.name = "lasted",
             .kind = VALUE_TEXT,
             .value = "TIME",
             .about = "how long the call was: 3:25, 40s; of several, NUMBER:OUTCOME/TIME"},
            {.name = "recording",
             .kind = VALUE_TEXT,
             .value = "URL",
             .about = "where the call is recorded: a link, https"},
            {.name = "channel",
             .kind = VALUE_CHOICE,
             .value = "CHANNEL",
             .choices = CHANNEL_WORDS,
             .about = "the way, where the outcome does not tell it"},
            {.name = "gave",
             .kind = VALUE_TEXT,
             .value = "CONTENT",
             .many = true,
             .about = "what of the library they got besides, by id or title: never offered again"},
            {.name = "because",
             .kind = VALUE_TEXT,
             .value = "EXCUSE",
             .choices = EXCUSE_WORDS,
             .about = "why it was skipped, with the outcome `skipped`"},
            {.name = "whole-company",
             .about = "with --result never: nobody there is to be contacted again"}),
        .examples = EXAMPLES(
            {"beck log 12 voicemail", "Left a message; the next touch is planned."},
            {"beck log 12 talked --result meeting --at \"friday 10:00\"",
             "They will see you on Friday at ten."},
            {"beck log 12 cell:no_answer office:vm \"Jack Hill:talked\" --result referred",
             "Three attempts in one go."},
            {"beck log 12 cell:no_answer/20s office:vm/45s --recording https://pbx.example/r/7",
             "How long each took, and where the last is to be heard."},
            {"beck log 12 talked --promise \"send the quote friday\" --set cell=\"202 555 0123\"",
             "What you promised, and the number you asked for."},
            {"beck log lead:7 they_called --result not_now --until march",
             "They called by themselves: not before March."}),
    },
    {
        .name = "skip",
        .need = NEED_WRITE,
        .run = cmd_skip,
        .about = "says why a touch is not done, and offers a smaller one",
        .detail =
            "Skipping needs an excuse, which is private: "
            "a manager sees totals only. done_already, not_mine and wait_until are none; with "
            "--until, wait_until is meant. `beck help excuses` lists them.",
        .arguments = ARGUMENTS({.name = "TOUCH", .kind = VALUE_TOUCH, .about = "a touch's id"}),
        .options = OPTIONS(
            {.name = "because",
             .letter = 'b',
             .kind = VALUE_TEXT,
             .value = "EXCUSE",
             .choices = EXCUSE_WORDS,
             .about = "no_time, no_script, no_reason, wait_until …"},
            {.name = "until",
             .kind = VALUE_TIME,
             .value = "TIME",
             .about = "when it comes again, with wait_until"},
            {.name = "note", .kind = VALUE_TEXT, .value = "TEXT", .about = "more about it, kept"}),
        .examples = EXAMPLES(
            {"beck skip 12 --because no_time", "It comes again, with less to do."},
            {"beck skip 12 --because wait_until --until \"monday 10:00\"", "Not before Monday."}),
    },
    {
        .name = "undo",
        .need = NEED_WRITE,
        .run = cmd_undo,
        .about = "takes back the last thing you recorded, or the last N",
        .detail = "Logs, skips, promises, merges and what `set`, `assign`, `close` and `cadence "
                  "use` changed. The last twenty can be taken back, all of them or none; what "
                  "something else was built on since is a conflict.",
        .arguments = ARGUMENTS({.name = "N",
                                .kind = VALUE_COUNT,
                                .optional = true,
                                .about = "how many, newest first; else one"}),
        .examples = EXAMPLES({"beck undo", "Takes the last record back."},
                             {"beck undo 3", "Takes the last three back."}),
    },
    {
        .name = "promise",
        .need = NEED_WRITE,
        .run = cmd_promise,
        .about = "notes what was promised to a lead, and when",
        .detail = "TEXT and its time, in quotes or not: the time stands at the end, or behind an "
                  "@. A day alone means by five in the afternoon. It alarms the evening before "
                  "and two hours before. " TIMES_NOTE,
        .arguments = ARGUMENTS({.name = "LEAD",
                                .kind = VALUE_LEAD,
                                .about = "a lead's id, or words that fit one only, in quotes"},
                               {.name = "TEXT",
                                .kind = VALUE_TEXT,
                                .many = true,
                                .about = "what will be done, and when"}),
        .options = OPTIONS({.name = "theirs", .about = "they promised it to us"}),
        .examples = EXAMPLES(
            {"beck promise 7 send the quote friday", "You promised a quote by Friday."},
            {"beck promise \"jack hill\" \"a sample by post\" +5d", "Five days from now."},
            {"beck promise 7 \"the drawings @ monday 10:00\" --theirs", "They promised drawings."}),
    },
    {
        .name = "promises",
        .need = NEED_READ,
        .run = cmd_promises,
        .about = "lists what was promised; says that one was kept",
        .options = OPTIONS(OWNER_OPTION, {.name = "all", .about = "everyone's"},
                           {.name = "state",
                            .kind = VALUE_CHOICE,
                            .value = "STATE",
                            .choices = CHOICES("open", "kept", "cancelled"),
                            .about = "open (the default), kept or cancelled"},
                           {.name = "until",
                            .kind = VALUE_TIME,
                            .value = "TIME",
                            .about = "only those due before that"},
                           {.name = "limit",
                            .letter = 'n',
                            .kind = VALUE_COUNT,
                            .value = "N",
                            .about = "at most N; else 200"}),
        .subcommands = SUBCOMMANDS(
            {
                .name = "kept",
                .need = NEED_WRITE,
                .run = cmd_promise_kept,
                .about = "a promise was kept",
                .detail = "What went by e-mail, text or fax is asked about: where nothing proves "
                          "within four office hours that it arrived, a call is planned, “did it "
                          "reach you?”, beside the cadence. A visit is a promise kept by hand.",
                .arguments = ARGUMENTS({.name = "ID",
                                        .kind = VALUE_TEXT,
                                        .about = "the promise, as `beck promises` lists it"}),
                .options =
                    OPTIONS({.name = "by",
                             .kind = VALUE_CHOICE,
                             .value = "WAY",
                             .choices = (const char *const[]){"email", "text", "fax", "letter",
                                                              "phone", "visit", NULL},
                             .about = "how: email, text, fax, letter, phone or visit"}),
                .examples = EXAMPLES({"beck promises kept 31", "Done; the cadence goes on."},
                                     {"beck promises kept 31 --by email", "The quote has gone."}),
            },
            {
                .name = "late",
                .need = NEED_WRITE,
                .run = cmd_promise_late,
                .about = "it will be late: a new time for it, and they hear of it",
                .detail =
                    "The holding words go by what it was promised on. An e-mail goes by itself, "
                    "where there is a mailbox to send by: in a minute, until when `beck outbox "
                    "back` or `beck undo` takes it back. A text or a call is yours: the words and "
                    "the number are shown. In words of your own {when} becomes the "
                    "time.\n\n" TIMES_NOTE,
                .arguments = ARGUMENTS(
                    {.name = "ID",
                     .kind = VALUE_TEXT,
                     .about = "the promise, as `beck promises` lists it"},
                    {.name = "TIME", .kind = VALUE_TIME, .many = true, .about = "the new time"}),
                .options =
                    OPTIONS({.name = "by",
                             .kind = VALUE_CHOICE,
                             .value = "WAY",
                             .choices = (const char *const[]){"email", "text", "phone", NULL},
                             .about = "how they are told: email, text or phone"},
                            {.name = "words",
                             .kind = VALUE_TEXT,
                             .value = "TEXT",
                             .about = "what they are told; else the holding words"},
                            {.name = "subject",
                             .kind = VALUE_TEXT,
                             .value = "TEXT",
                             .about = "of an e-mail"}),
                .examples = EXAMPLES(
                    {"beck promises late 31 monday 10:00", "Not before Monday."},
                    {"beck promises late 31 friday --by phone", "You tell them yourself."}),
            },
            {
                .name = "mail",
                .need = NEED_READ,
                .run = cmd_promise_mail,
                .about = "the e-mail that keeps one, its words begun",
                .detail = "Nothing is sent: `beck promises send` does that.",
                .arguments = ARGUMENTS({.name = "ID",
                                        .kind = VALUE_TEXT,
                                        .about = "the promise, as `beck promises` lists it"}),
                .examples = EXAMPLES({"beck promises mail 31", "How it begins."}),
            },
            {
                .name = "send",
                .need = NEED_WRITE,
                .run = cmd_promise_send,
                .about = "sends the e-mail that keeps one",
                .detail = "It waits a minute in the outbox (`beck outbox back`), and when it has "
                          "gone the promise is kept by it. If it comes back, the promise is open "
                          "again.",
                .arguments = ARGUMENTS({.name = "ID",
                                        .kind = VALUE_TEXT,
                                        .about = "the promise, as `beck promises` lists it"}),
                .options = OPTIONS({.name = "words",
                                    .kind = VALUE_TEXT,
                                    .value = "TEXT",
                                    .about = "what it says; else the words as they are begun"},
                                   {.name = "subject",
                                    .kind = VALUE_TEXT,
                                    .value = "TEXT",
                                    .about = "its subject"},
                                   {.name = "with",
                                    .kind = VALUE_FILE,
                                    .value = "FILE",
                                    .many = true,
                                    .about = "goes along: a file, the id of one kept, or the word "
                                             "invitation"},
                                   {.name = "place",
                                    .kind = VALUE_TEXT,
                                    .value = "TEXT",
                                    .about = "of the invitation: where it is to be"}),
                .examples = EXAMPLES(
                    {"beck promises send 31 --with quote.pdf", "As begun, with the quote."},
                    {"beck promises send 31 --with quote.pdf --with invitation",
                     "And with the invitation to the meeting."},
                    {"beck promises send 31 --words \"Here it is.\"", "In words of your own."}),
            },
            {
                .name = "cancel",
                .need = NEED_WRITE,
                .run = cmd_promise_cancel,
                .about = "a promise no longer counts",
                .arguments = ARGUMENTS({.name = "ID",
                                        .kind = VALUE_TEXT,
                                        .about = "the promise, as `beck promises` lists it"}),
                .examples = EXAMPLES({"beck promises cancel 31", "They do not want it any more."}),
            }),
        .examples = EXAMPLES({"beck promises", "What you have promised, first due first."},
                             {"beck promises --all --until tomorrow", "Everyone's, until then."}),
    },
    {0},
};
