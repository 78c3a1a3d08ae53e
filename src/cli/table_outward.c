#include "cli/table_part.h"

#define INBOX_OPTIONS                                                                              \
    {.name = "asks", .about = "only what asks a person"},                                          \
        {.name = "kind",                                                                           \
         .kind = VALUE_CHOICE,                                                                     \
         .value = "KIND",                                                                          \
         .choices = CHOICES("bounce", "delay", "complaint", "auto_reply", "challenge",             \
                            "unsubscribe", "reply", "delivered", "other"),                         \
         .about = "only these, as `beck read` calls them"},                                        \
    {                                                                                              \
        .name = "limit", .kind = VALUE_COUNT, .value = "N", .about = "how many; else 100"          \
    }
#define RECEIVED_ARGUMENT                                                                          \
    {                                                                                              \
        .name = "ID", .kind = VALUE_TEXT, .about = "as `beck inbox` lists it"                      \
    }

#define FORM_ARGUMENT                                                                              \
    ARGUMENTS({.name = "FORM", .kind = VALUE_TEXT, .about = "its id, token or part of its title"})
#define WEBHOOK_ARGUMENT                                                                           \
    ARGUMENTS({.name = "ID", .kind = VALUE_TEXT, .about = "as `beck webhook` lists it"})

/* What calendars and address books at servers have in common. How one is added: */
#define DAV_WAYS                                                                                   \
    "\n\nauth: how the password goes there. safe: as it is by https and to this machine, by "      \
    "digest "                                                                                      \
    "(RFC 7616) where the server takes nothing else or others could read it; digest: by digest "   \
    "alone; basic: as it is, by http too. ca_file: the certificate (PEM) of who signed the "       \
    "server's, where that is the company's own authority; it is kept, so that the file may go. "   \
    "private: yes where the server is in a private network, where http is allowed."
#define DAV_ADDED(...)                                                                             \
    .arguments = ARGUMENTS({.name = "URL",                                                         \
                            .kind = VALUE_TEXT,                                                    \
                            .about = "of the server, your account there, or the very one"}),       \
    .options = OPTIONS(                                                                            \
        {.name = "set",                                                                            \
         .kind = VALUE_PAIR,                                                                       \
         .value = "NAME=VALUE",                                                                    \
         .choices = CHOICES("login", "auth", "ca_file", "private", __VA_ARGS__),                   \
         .many = true,                                                                             \
         .about = "as above"},                                                                     \
        {.name = "provider", .about = "signed in as the sender that the login names"},             \
        {.name = "for", .kind = VALUE_USER, .value = "NAME", .about = "whose it is; else yours"})
/* … and what is done with one that is there. */
#define DAV_ARGUMENT(command)                                                                      \
    ARGUMENTS({.name = "ID", .kind = VALUE_TEXT, .about = "as `beck " #command " list` lists it"})
#define DAV_UPKEEP(command, when_synced, when_paused, when_removed)                                \
    {.name = "list",                                                                               \
     .need = NEED_READ,                                                                            \
     .run = cmd_##command##_list,                                                                  \
     .about = "those that are connected, and when they were looked at",                            \
     .examples = EXAMPLES({"beck " #command " list", "What there is."})},                          \
        {.name = "check",                                                                          \
         .need = NEED_READ,                                                                        \
         .run = cmd_##command##_check,                                                             \
         .about = "connects, looks for it, and says what is wrong",                                \
         .arguments = DAV_ARGUMENT(command),                                                       \
         .examples = EXAMPLES({"beck " #command " check 14", "Is the password right?"})},          \
        {.name = "sync",                                                                           \
         .need = NEED_WRITE,                                                                       \
         .run = cmd_##command##_sync,                                                              \
         .about = "both ways, now",                                                                \
         .arguments = ARGUMENTS({.name = "ID",                                                     \
                                 .kind = VALUE_TEXT,                                               \
                                 .optional = true,                                                 \
                                 .about = "one of them; else all of yours"}),                      \
         .examples = EXAMPLES({"beck " #command " sync", when_synced})},                           \
        {.name = "pause",                                                                          \
         .need = NEED_WRITE,                                                                       \
         .run = cmd_##command##_pause,                                                             \
         .about = "it is not looked at until it is resumed",                                       \
         .arguments = DAV_ARGUMENT(command),                                                       \
         .options = OPTIONS({.name = "because",                                                    \
                             .kind = VALUE_TEXT,                                                   \
                             .value = "WHY",                                                       \
                             .about = "for who looks at it later"}),                               \
         .examples = EXAMPLES(                                                                     \
             {"beck " #command " pause 14 --because \"moving the server\"", when_paused})},        \
        {.name = "resume",                                                                         \
         .need = NEED_WRITE,                                                                       \
         .run = cmd_##command##_resume,                                                            \
         .about = "it is looked at again, all of it",                                              \
         .arguments = DAV_ARGUMENT(command),                                                       \
         .examples = EXAMPLES({"beck " #command " resume 14", "At once where it rested."})},       \
    {                                                                                              \
        .name = "remove", .need = NEED_WRITE, .run = cmd_##command##_remove,                       \
        .about = "for ever; its password is forgotten", .detail = (when_removed),                  \
        .arguments = DAV_ARGUMENT(command),                                                        \
        .examples = EXAMPLES({"beck " #command " remove 14", "Beck forgets it."})                  \
    }

const Command commands_outward[] = {
    {
        .name = "form",
        .need = NEED_READ,
        .run = cmd_forms,
        .about = "forms on web sites, by which people become leads",
        .detail = "Each has an address of its own, /f/TOKEN of `beck serve`, and a piece of HTML "
                  "to embed in a page elsewhere.",
        .subcommands = SUBCOMMANDS(
            {
                .name = "new",
                .need = NEED_WRITE,
                .run = cmd_form_new,
                .about = "makes one",
                .arguments = ARGUMENTS({.name = "TITLE",
                                        .kind = VALUE_TEXT,
                                        .many = true,
                                        .about = "what stands above it"}),
                .options =
                    OPTIONS({.name = "owner",
                             .kind = VALUE_USER,
                             .value = "NAME",
                             .about = "whose leads they will be; else yours"},
                            {.name = "source",
                             .kind = VALUE_TEXT,
                             .value = "TEXT",
                             .about = "where they come from; else \"Web: TITLE\""},
                            {.name = "product",
                             .kind = VALUE_TEXT,
                             .value = "TEXT",
                             .about = "what they ask for, where they do not say"},
                            {.name = "cadence",
                             .kind = VALUE_CADENCE,
                             .value = "NAME",
                             .about = "how they are followed up; else that of enquiries"},
                            {.name = "field",
                             .kind = VALUE_TEXT,
                             .value = "NAME",
                             .choices = CHOICES("name", "company", "title", "email", "cell",
                                                "office", "city", "product", "note"),
                             .many = true,
                             .about = "what it asks for, a * behind what must be filled in"},
                            {.name = "consent",
                             .kind = VALUE_TEXT,
                             .value = "TEXT",
                             .about = "what a tick agrees to"},
                            {.name = "redirect",
                             .kind = VALUE_TEXT,
                             .value = "URL",
                             .about = "where they go on to; else a page of thanks"},
                            {.name = "origin",
                             .kind = VALUE_TEXT,
                             .value = "URL",
                             .many = true,
                             .about = "a site whose scripts may send it: https://example.com"},
                            {.name = "at",
                             .kind = VALUE_TEXT,
                             .value = "URL",
                             .about = "where this Beck is reached, for the HTML"}),
                .examples = EXAMPLES({"beck form new Contact us --field name* --field email* "
                                      "--field note --owner mary",
                                      "Enquiries for Mary."}),
            },
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_forms,
                .about = "all of them, and how many came in by each",
                .examples = EXAMPLES({"beck form list", "What there is."}),
            },
            {
                .name = "show",
                .need = NEED_READ,
                .run = cmd_form_show,
                .about = "one, with the HTML to embed",
                .arguments = FORM_ARGUMENT,
                .options = OPTIONS({.name = "at",
                                    .kind = VALUE_TEXT,
                                    .value = "URL",
                                    .about = "where this Beck is reached, for the HTML"}),
                .examples = EXAMPLES({"beck form show contact --at https://beck.example.com",
                                      "The HTML for your site."}),
            },
            {
                .name = "off",
                .need = NEED_WRITE,
                .run = cmd_form_off,
                .about = "it is not there any more",
                .arguments = FORM_ARGUMENT,
                .examples = EXAMPLES({"beck form off contact", "Nobody can send it."}),
            },
            {
                .name = "on",
                .need = NEED_WRITE,
                .run = cmd_form_on,
                .about = "it is there again",
                .arguments = FORM_ARGUMENT,
                .examples = EXAMPLES({"beck form on contact", "It takes enquiries again."}),
            }),
        .examples = EXAMPLES({"beck form", "All of them."}),
    },
    {
        .name = "webhook",
        .need = NEED_READ,
        .run = cmd_webhooks,
        .about = "other programs that are told what happens here",
        .detail = "Each event is sent by HTTPS as JSON, signed as standardwebhooks.com says, and "
                  "sent again for three days where it is not taken; then the webhook is switched "
                  "off and says why. `beck serve` sends them. `beck config` has webhook_http and "
                  "webhook_private for receivers in your own network.",
        .subcommands = SUBCOMMANDS(
            {
                .name = "add",
                .need = NEED_WRITE,
                .run = cmd_webhook_add,
                .about = "a new one; its secret is shown this once",
                .arguments =
                    ARGUMENTS({.name = "URL", .kind = VALUE_TEXT, .about = "where it is told"}),
                .options =
                    OPTIONS({.name = "event",
                             .kind = VALUE_TEXT,
                             .value = "NAME",
                             .choices = CHOICES("lead.captured", "lead.closed", "lead.reopened",
                                                "lead.assigned", "touch.logged", "touch.skipped",
                                                "answer.came", "promise.made", "promise.kept",
                                                "promise.moved", "promise.cancelled",
                                                "promise.broken", "record.undone"),
                             .many = true,
                             .about = "what it is told of; else of everything"}),
                .examples = EXAMPLES({"beck webhook add https://example.com/hooks/beck --event "
                                      "lead.captured --event promise.broken",
                                      "Two kinds of events."}),
            },
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_webhooks,
                .about = "all of them, and what waits for each",
                .examples = EXAMPLES({"beck webhook list", "Who is told what."}),
            },
            {
                .name = "remove",
                .need = NEED_WRITE,
                .run = cmd_webhook_remove,
                .about = "one, with what it was sent",
                .arguments = WEBHOOK_ARGUMENT,
                .examples = EXAMPLES({"beck webhook remove 12", "It is told nothing more."}),
            },
            {
                .name = "on",
                .need = NEED_WRITE,
                .run = cmd_webhook_on,
                .about = "tells one again that was switched off",
                .arguments = WEBHOOK_ARGUMENT,
                .examples = EXAMPLES({"beck webhook on 12", "It works again."}),
            },
            {
                .name = "off",
                .need = NEED_WRITE,
                .run = cmd_webhook_off,
                .about = "lets one rest",
                .arguments = WEBHOOK_ARGUMENT,
                .examples = EXAMPLES({"beck webhook off 12", "It is told nothing for now."}),
            },
            {
                .name = "log",
                .need = NEED_READ,
                .run = cmd_webhook_log,
                .about = "what was sent, and what came back",
                .arguments = ARGUMENTS({.name = "ID",
                                        .kind = VALUE_TEXT,
                                        .optional = true,
                                        .about = "of one webhook; else of all"}),
                .examples = EXAMPLES({"beck webhook log", "The last hundred deliveries."}),
            },
            {
                .name = "redeliver",
                .need = NEED_WRITE,
                .run = cmd_webhook_redeliver,
                .about = "sends one delivery once more",
                .arguments = ARGUMENTS({.name = "DELIVERY",
                                        .kind = VALUE_TEXT,
                                        .about = "as `beck webhook log` lists it"}),
                .examples = EXAMPLES({"beck webhook redeliver 345", "It was down."}),
            },
            {
                .name = "test",
                .need = NEED_WRITE,
                .run = cmd_webhook_test,
                .about = "sends one a webhook.test now, and tells what came back",
                .detail = "Exit 1 when it was not taken.",
                .arguments = WEBHOOK_ARGUMENT,
                .examples = EXAMPLES({"beck webhook test 12", "Does it answer?"}),
            }),
        .examples = EXAMPLES({"beck webhook", "All of them."}),
    },
    {
        .name = "calendar",
        .need = NEED_READ,
        .run = cmd_calendar,
        .about = "your promises, agreed times and days, as iCalendar",
        .detail =
            "A promise has an alarm the evening before and one two hours before; calls are "
            "one line a day, which leaves you free. `beck serve` gives the same at an "
            "address of your own that a calendar can subscribe to.\n\nA calendar at a server "
            "(CalDAV) can be connected: `calendar add`. `beck work` and `beck serve` then "
            "write what was agreed, visits and promises into it, and take over what you move "
            "there. A meeting with somebody of a lead, by their e-mail address, lets the lead "
            "wait for it; once it is over you are asked how it went.",
        .subcommands = SUBCOMMANDS(
            {
                .name = "add",
                .need = NEED_WRITE,
                .run = cmd_calendar_add,
                .about = "a calendar of yours at a server",
                .detail =
                    "The password is asked for, or read from standard input; with --provider the "
                    "login is the address of a sender that is signed in at a provider "
                    "(https://apidata.googleusercontent.com/caldav/v2/ann@gmail.com/user at "
                    "Google).\n\ncalendar: which one, where the server has several. promises: "
                    "event, todo or no. touches, what is due without an hour of its own: no, day "
                    "(one event for all of a day), todo." DAV_WAYS,
                DAV_ADDED("calendar", "promises", "touches"),
                .examples = EXAMPLES({"beck calendar add https://cloud.ford.example --set "
                                      "login=ann --set calendar=Work",
                                      "One of several at a Nextcloud."},
                                     {"beck calendar add http://127.0.0.1:5232 --set login=ann "
                                      "--set private=yes --set promises=todo",
                                      "A Radicale on this machine; promises as tasks."}),
            },
            DAV_UPKEEP(
                calendar, "What is there now.", "Leads that wait for a meeting go on waiting.",
                "What Beck wrote there stays. Leads that wait for one of its meetings go on.")),
        .options = OPTIONS({.name = "touch",
                            .kind = VALUE_TOUCH,
                            .value = "TOUCH",
                            .about = "this visit or agreed time alone"},
                           {.name = "invite",
                            .about = "of a touch: an invitation to its contact, which their "
                                     "calendar can answer"}),
        .examples = EXAMPLES({"beck calendar > beck.ics", "A file that calendars import."},
                             {"beck calendar --touch 12 --invite > invitation.ics",
                              "To be attached to a mail to them."}),
    },
    {
        .name = "contacts",
        .need = NEED_READ,
        .run = cmd_contacts_list,
        .about = "the people of your leads in your address book (CardDAV)",
        .detail =
            "Connect one by `contacts add`, best one that is for this alone. `beck work` and `beck "
            "serve` then write the people of your open leads into it, a card each, so that your "
            "telephone knows who calls, and take over what you change there: a name, a title, a "
            "new number or mailbox. What you put on a card besides, a photo, a label, a note, "
            "stays. Whose last lead is closed, who says never and who is erased goes from it.\n\n"
            "Cards of your own are private. Those of the group Beck (a category of the card) "
            "become leads; with take=all each does, with take=no none.",
        .subcommands = SUBCOMMANDS(
            {
                .name = "add",
                .need = NEED_WRITE,
                .run = cmd_contacts_add,
                .about = "an address book of yours at a server",
                .detail =
                    "The password is asked for, or read from standard input; with --provider the "
                    "login is the address of a sender that is signed in at a provider.\n\nbook: "
                    "which one, where the server has several. people: open (of all your open "
                    "leads) or engaged (those who talked with you). take: no, group or all; group: "
                    "the name of that group." DAV_WAYS,
                DAV_ADDED("book", "people", "take", "group"),
                .examples = EXAMPLES({"beck contacts add https://cloud.ford.example --set "
                                      "login=ann --set book=Leads",
                                      "One of several at a Nextcloud."},
                                     {"beck contacts add http://127.0.0.1:5232 --set login=ann "
                                      "--set private=yes --set take=all",
                                      "A Radicale on this machine, for leads alone: what is saved "
                                      "there becomes one."}),
            },
            DAV_UPKEEP(
                contacts, "Before you leave for the fair.", "The cards stay as they are.",
                "What Beck wrote there stays: who wants it gone deletes that address book.")),
        .examples = EXAMPLES({"beck contacts", "What is connected."}),
    },
    {
        .name = "job",
        .need = NEED_READ,
        .run = cmd_jobs,
        .about = "imports that came in by the web, and how far they are",
        .subcommands = SUBCOMMANDS(
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_jobs,
                .about = "the last fifty",
                .examples = EXAMPLES({"beck job list", "What is under way."}),
            },
            {
                .name = "show",
                .need = NEED_READ,
                .run = cmd_job_show,
                .about = "one, and what came of it",
                .arguments = ARGUMENTS(
                    {.name = "ID", .kind = VALUE_TEXT, .about = "as `beck job` lists it"}),
                .examples = EXAMPLES({"beck job show 12", "How far it is."}),
            },
            {
                .name = "cancel",
                .need = NEED_WRITE,
                .run = cmd_job_cancel,
                .about = "ends one; what it brought in stays",
                .arguments = ARGUMENTS(
                    {.name = "ID", .kind = VALUE_TEXT, .about = "as `beck job` lists it"}),
                .examples = EXAMPLES({"beck job cancel 12", "It was the wrong file."}),
            }),
        .examples = EXAMPLES({"beck job", "The last of them."}),
    },
    {
        .name = "read",
        .need = NEED_NOTHING,
        .run = cmd_read,
        .about = "says what a raw mail is: a bounce, an absence, an answer",
        .detail =
            "One of bounce, delay, complaint, auto_reply, challenge, unsubscribe, reply, delivered "
            "and other. Of a report: whom it speaks of, why, and whether that is for good. Of an "
            "absence: until when, and who stands in. Of an answer: what its writer wrote himself, "
            "without quotes and signature. Ids are those of the mail it speaks of or answers.\n\n"
            "Needs no database, and changes nothing. With --json each mail is one line. A mailbox "
            "of many mails in one file (mbox) is refused.\n\n"
            "With --take it does what it says: a bounce moves the next touch to another channel, "
            "an absence waits until they are back, an answer stops machines and tops Today, and "
            "the same mail again changes nothing. So a mail server hands over what comes back, "
            "from procmail, Postfix or Sieve. Its exit codes are then those that mail servers "
            "know: 0, taken; 75 (try later), it could not be, and nothing has changed, as when "
            "the database is busy; 65, there was no mail in it.",
        .arguments = ARGUMENTS({.name = "FILE",
                                .kind = VALUE_FILE,
                                .optional = true,
                                .many = true,
                                .about = "mails as they came (RFC 5322); without any, or for -, "
                                         "standard input"}),
        .options =
            OPTIONS({.name = "take", .about = "do what follows from it, as if it came by IMAP"},
                    {.name = "mailbox",
                     .kind = VALUE_TEXT,
                     .value = "ADDRESS",
                     .about = "with --take: whom the server took it for, with all that stands "
                              "behind a +"}),
        .examples = EXAMPLES({"beck read < mail.eml", "What this mail says."},
                             {"beck read --json Maildir/new/*", "One line of JSON for each mail."},
                             {"beck read --take --mailbox \"$RECIPIENT\"",
                              "As a command of procmail or Postfix: what came back is taken in."}),
    },
    {
        .name = "inbox",
        .need = NEED_READ,
        .run = cmd_inbox,
        .about = "what came in by mail, and what it did",
        .detail =
            "Only what is from or about somebody here is kept: who wrote, what they wrote "
            "themselves, and what followed. What asks, a machine must not decide: a bounce or a "
            "complaint without a proof that it had our mail, and filters that want a person.",
        .options = OPTIONS(INBOX_OPTIONS),
        .subcommands = SUBCOMMANDS(
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_inbox,
                .about = "the newest first",
                .options = OPTIONS(INBOX_OPTIONS),
                .examples = EXAMPLES({"beck inbox list --asks", "What waits for you."}),
            },
            {
                .name = "take",
                .need = NEED_WRITE,
                .run = cmd_inbox_take,
                .about = "it is so, or belongs to a lead: what its kind does is done",
                .arguments =
                    ARGUMENTS(RECEIVED_ARGUMENT, {.name = "LEAD",
                                                  .kind = VALUE_LEAD,
                                                  .optional = true,
                                                  .about = "whose it is, where that is not known"}),
                .examples = EXAMPLES({"beck inbox take 41", "The address does not work: it is so."},
                                     {"beck inbox take 42 lead:7", "It is from them."}),
            },
            {
                .name = "ignore",
                .need = NEED_WRITE,
                .run = cmd_inbox_ignore,
                .about = "it is nothing, or not true",
                .arguments = ARGUMENTS(RECEIVED_ARGUMENT),
                .examples = EXAMPLES({"beck inbox ignore 41", "Somebody made it up."}),
            },
            {
                .name = "move",
                .need = NEED_WRITE,
                .run = cmd_inbox_move,
                .about = "it belongs to another lead, or to nobody here",
                .detail = "What it did where it stood is taken back as far as that goes: its "
                          "history says so, the answer waits no longer and machines go on. What "
                          "ended something, whom it made known and what was done since stay, and "
                          "are named.",
                .arguments = ARGUMENTS(
                    RECEIVED_ARGUMENT,
                    {.name = "LEAD", .kind = VALUE_LEAD, .optional = true, .about = "whose it is"}),
                .options = OPTIONS(
                    {.name = "out", .about = "it is nobody's here: its words are forgotten"}),
                .examples = EXAMPLES({"beck inbox move 41 lead:7", "It is from them."},
                                     {"beck inbox move 42 --out", "A private mail of a customer."}),
            }),
        .examples = EXAMPLES({"beck inbox", "The last hundred."},
                             {"beck inbox --kind reply --limit 10", "The last ten answers."}),
    },
    {0},
};
