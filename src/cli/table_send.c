#include "cli/table_part.h"

#define SENDER_ARGUMENT                                                                            \
    ARGUMENTS({.name = "ID", .kind = VALUE_TEXT, .about = "as `beck sender` lists it"})

#define PROVIDERS CHOICES("google", "microsoft", "any")
#define PROVIDER_ARGUMENT                                                                          \
    ARGUMENTS({.name = "PROVIDER",                                                                 \
               .kind = VALUE_CHOICE,                                                               \
               .choices = PROVIDERS,                                                               \
               .about = "google, microsoft, or any"})
#define PASTE_OPTION                                                                               \
    {                                                                                              \
        .name = "paste", .about = "the browser is on another machine: type what it ends at"        \
    }

#define MAILBOX_ARGUMENT                                                                           \
    ARGUMENTS({.name = "ID", .kind = VALUE_TEXT, .about = "as `beck mailbox` lists it"})

const Command commands_send[] = {
    {
        .name = "sender",
        .need = NEED_READ,
        .run = cmd_senders,
        .about = "mailboxes and gateways by which Beck sends for you",
        .detail = "A user's e-mail, texts and faxes go by their own senders, else by everybody's; "
                  "without "
                  "one they wait for a person, as ever. Passwords are asked for, sealed, and never "
                  "shown.",
        .subcommands = SUBCOMMANDS(
            {
                .name = "add",
                .need = NEED_WRITE,
                .run = cmd_sender_add,
                .about = "a mailbox or number, and what sends for it",
                .detail =
                    "Passwords and tokens are asked for, or read from standard input.\n\nE-mail "
                    "goes by smtp (host, port, security, login, connections) or into an outbox, a "
                    "Maildir for another mailer (folder, sync).\n\nTexts go by kannel (url of its "
                    "sendsms, user, smsc; who has an account of SMPP at an SMS centre needs "
                    "Kannel, too, and finds a whole configuration of it in "
                    "share/doc/beck/kannel.conf), by twilio and what has its shape (url, account, "
                    "service; mms, yes where the number sends pictures, too), "
                    "or by http, any gateway: url and body are templates with {to} {from} {text} "
                    "{id} {report} in them, and {picture} where it takes one by its address; "
                    "method, type of the body, success (words that a good "
                    "answer has), bad_number (words about the number), id_after (what stands "
                    "before "
                    "its own id). All of them: connections; cost of one part, 0.0079 USD, and "
                    "picture_cost of one with a picture; private, "
                    "yes where the gateway is in a private network; reports_to, where it reaches "
                    "Beck, else the setting public_url. `sender list` says what to enter there for "
                    "texts that come in; Kannel wants ?from=%p&to=%P&text=%b&id=%I behind it, "
                    "as the get-url of a sms-service, and mo-recode = true in its smsbox: else "
                    "texts in Cyrillic or with an emoji are lost. Or they go into an outbox "
                    "(folder, sync; cost, mms and "
                    "reports_to as above), a folder for another program: in its `new` each text is "
                    "a file of its own, ID.json, that appears there whole and once; the program "
                    "sends it and takes the file away. It is one object of JSON in UTF-8: id; "
                    "from and to, +13035550100; text, the words as they are to be sent; parts, how "
                    "many they are; picture, where the picture it carries is, or null; report, "
                    "null or where the program may tell by HTTP what became of it "
                    "(?status=delivered or failed, with id and why).\n\nFaxes go by hylafax (host, "
                    "port, login, lines, dials, "
                    "tries, hours "
                    "until it gives up) or by faxmail, a gateway that takes mails (to, "
                    "{number}@fax.example.com; mail_from; and the mail server, as smtp's). Both: "
                    "country, the calling code it is dialled from; home and abroad, what stands "
                    "before a number of that country and of others; outside, behind an exchange.",
                .arguments = ARGUMENTS({.name = "ADDRESS",
                                        .kind = VALUE_TEXT,
                                        .about = "what they see: ann@example.com, +13035550100"}),
                .options =
                    OPTIONS({.name = "set",
                             .kind = VALUE_PAIR,
                             .value = "NAME=VALUE",
                             .choices = CHOICES(
                                 "host", "port", "security", "login", "connections", "own_name",
                                 "ca_file", "folder", "sync", "return_path", "url", "user", "smsc",
                                 "account", "service", "mms", "method", "body", "type", "success",
                                 "bad_number", "id_after", "cost", "picture_cost", "private",
                                 "reports_to", "lines", "dials", "tries", "hours", "to",
                                 "mail_from", "country", "home", "abroad", "outside"),
                             .many = true,
                             .about = "of the driver, as above"},
                            {.name = "for",
                             .kind = VALUE_USER,
                             .value = "NAME",
                             .about = "whose e-mail goes by it; else yours"},
                            {.name = "everybody", .about = "of all who have none"},
                            {.name = "oauth",
                             .kind = VALUE_CHOICE,
                             .value = "PROVIDER",
                             .choices = PROVIDERS,
                             .about = "who signs you in, instead of a password"},
                            PASTE_OPTION,
                            {.name = "driver",
                             .kind = VALUE_TEXT,
                             .value = "NAME",
                             .about = "how it sends: smtp, outbox, kannel, twilio, http, hylafax, "
                                      "faxmail; else smtp"},
                            {.name = "day",
                             .kind = VALUE_COUNT,
                             .value = "N",
                             .about = "messages a day at most; else 200"},
                            {.name = "minute",
                             .kind = VALUE_COUNT,
                             .value = "N",
                             .about = "messages a minute at most; else 10"},
                            {.name = "ramp",
                             .kind = VALUE_COUNT,
                             .value = "N",
                             .about = "of a new mailbox: N on the first day, a third more "
                                      "each day"}),
                .examples =
                    EXAMPLES({"beck sender add ann@ford.example --set host=smtp.ford.example "
                              "--set login=ann",
                              "Your own mailbox."},
                             {"beck sender add ann@gmail.com --oauth google",
                              "Signed in at Google, once Beck is registered there (beck "
                              "provider)."},
                             {"beck sender add ann@ford.example --driver outbox --set "
                              "folder=/var/spool/beck",
                              "Files in a folder, for another mailer to send."},
                             {"beck sender add +13035550100 --driver outbox --set "
                              "folder=/var/spool/beck-texts",
                              "Texts as files, for another program to send."},
                             {"beck sender add +13035550100 --driver kannel --set user=beck "
                              "--set cost=0.01USD --set reports_to=http://127.0.0.1:2325",
                              "Texts, by the Kannel of this machine and any SMS centre that "
                              "it is bound to by SMPP."},
                             {"beck sender add +13035550102 --driver hylafax --set "
                              "host=127.0.0.1 --everybody",
                              "Faxes, by the HylaFAX of this machine."}),
            },
            {
                .name = "sign-in",
                .need = NEED_WRITE,
                .run = cmd_sender_sign_in,
                .about = "signs in at the provider, again where that is over",
                .detail = "Prints an address for a browser, and waits until you have said yes "
                          "there. Where the browser is on another machine, --paste reads what it "
                          "ends at.",
                .arguments = SENDER_ARGUMENT,
                .options = OPTIONS(PASTE_OPTION),
                .examples = EXAMPLES({"beck sender sign-in 12", "It sends again."}),
            },
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_senders,
                .about = "all of them, and what they have sent today",
                .examples = EXAMPLES({"beck sender list", "What there is."}),
            },
            {
                .name = "check",
                .need = NEED_READ,
                .run = cmd_sender_check,
                .about = "connects, signs in, and says what is wrong",
                .arguments = SENDER_ARGUMENT,
                .options = OPTIONS({.name = "name-server",
                                    .kind = VALUE_TEXT,
                                    .value = "HOST:PORT",
                                    .about = "who is asked for its keys; else the machine's"}),
                .examples = EXAMPLES({"beck sender check 12", "Is the password right?"}),
            },
            {
                .name = "set",
                .need = NEED_WRITE,
                .run = cmd_sender_set,
                .about = "changes some of its settings",
                .detail = "Any of `sender add`, authorization (a header) of http, and return_path: "
                          "plus or minus, where its server "
                          "takes ann+x@ or ann-x@ for ann@; then bounces say whose they are.",
                .arguments = ARGUMENTS(
                    {.name = "ID", .kind = VALUE_TEXT, .about = "as `beck sender` lists it"},
                    {.name = "NAME=VALUE",
                     .kind = VALUE_TEXT,
                     .many = true,
                     .optional = true,
                     .about = "host, port, security, login, connections, return_path …"}),
                .options =
                    OPTIONS({.name = "password", .about = "asks for another password or token"}),
                .examples =
                    EXAMPLES({"beck sender set 12 return_path=plus", "Bounces to ann+b-…@."},
                             {"beck sender set 12 --password", "It was changed there."}),
            },
            {
                .name = "dkim",
                .need = NEED_WRITE,
                .run = cmd_sender_dkim,
                .about = "signs what it sends, where its server does not",
                .detail =
                    "Makes a key where there is none, and prints the record that the domain's "
                    "admin puts into DNS. `sender check` looks whether it stands there.",
                .arguments = SENDER_ARGUMENT,
                .options =
                    OPTIONS({.name = "kind",
                             .kind = VALUE_CHOICE,
                             .value = "KIND",
                             .choices = CHOICES("rsa", "ed25519"),
                             .about = "rsa, which all verify, or ed25519; both may be there"},
                            {.name = "domain",
                             .kind = VALUE_TEXT,
                             .value = "DOMAIN",
                             .about = "one above the address's"},
                            {.name = "selector",
                             .kind = VALUE_TEXT,
                             .value = "NAME",
                             .about = "where the key stands; else beck, beck-ed25519"},
                            {.name = "new", .about = "another key in place of the one there is"},
                            {.name = "off", .about = "nothing is signed any more"}),
                .examples = EXAMPLES({"beck sender dkim 12", "The record to publish."}),
            },
            {
                .name = "pause",
                .need = NEED_WRITE,
                .run = cmd_sender_pause,
                .about = "nothing goes by it until it is resumed",
                .arguments = SENDER_ARGUMENT,
                .options = OPTIONS({.name = "because",
                                    .kind = VALUE_TEXT,
                                    .value = "WHY",
                                    .about = "for who looks at it later"}),
                .examples = EXAMPLES(
                    {"beck sender pause 12 --because \"moving the server\"", "What waits, waits."}),
            },
            {
                .name = "resume",
                .need = NEED_WRITE,
                .run = cmd_sender_resume,
                .about = "it sends again, at once where it rested",
                .arguments = SENDER_ARGUMENT,
                .examples = EXAMPLES({"beck sender resume 12", "What waited, goes."}),
            },
            {
                .name = "end",
                .need = NEED_WRITE,
                .run = cmd_sender_end,
                .about = "for ever: its password is forgotten",
                .arguments = SENDER_ARGUMENT,
                .examples = EXAMPLES({"beck sender end 12", "Another can be added."}),
            }),
        .examples = EXAMPLES({"beck sender", "All of them."}),
    },
    {
        .name = "provider",
        .need = NEED_READ,
        .run = cmd_providers,
        .about = "who signs users in to their mailboxes",
        .detail = "Google, Microsoft, or any by OAuth 2.0. Beck must be registered there first, as "
                  "a program of your company: that gives an id and a secret.",
        .subcommands = SUBCOMMANDS(
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_providers,
                .about = "all of them, and where Beck is registered",
                .examples = EXAMPLES({"beck provider list", "What there is."}),
            },
            {
                .name = "set",
                .need = NEED_WRITE,
                .run = cmd_provider_set,
                .about = "what Beck is registered as",
                .detail = "The secret is asked for, or read from standard input. The provider is "
                          "told to send browsers back to /oauth/callback of your Beck, and to "
                          "http://127.0.0.1/ for the command line.",
                .arguments = PROVIDER_ARGUMENT,
                .options =
                    OPTIONS({.name = "client",
                             .kind = VALUE_TEXT,
                             .value = "ID",
                             .about = "the id it gave"},
                            {.name = "public", .about = "it gave no secret"},
                            {.name = "set",
                             .kind = VALUE_PAIR,
                             .value = "NAME=VALUE",
                             .choices = CHOICES("authorize_url", "token_url", "scope"),
                             .many = true,
                             .about = "of any: where consent and tokens are asked for, for what"}),
                .examples = EXAMPLES({"beck provider set google --client 123.apps.example",
                                      "Users can sign in at Google."}),
            },
            {
                .name = "end",
                .need = NEED_WRITE,
                .run = cmd_provider_end,
                .about = "nobody signs in there any more",
                .arguments = PROVIDER_ARGUMENT,
                .examples = EXAMPLES({"beck provider end google", "The secret is forgotten."}),
            }),
        .examples = EXAMPLES({"beck provider", "Where Beck is registered."}),
    },
    {
        .name = "mailbox",
        .need = NEED_READ,
        .run = cmd_mailboxes,
        .about = "mailboxes that Beck reads for answers, bounces and absences",
        .detail =
            "`beck work` and `beck serve` read them as mails come in; nothing in them is changed, "
            "marked as read or deleted. A mailbox by which you send needs its address only: the "
            "login is the sender's.\n\nWhat Beck sends is put into the Sent folder, where the "
            "provider does not do so itself. The first time a folder is read from a week ago.",
        .subcommands = SUBCOMMANDS(
            {
                .name = "add",
                .need = NEED_WRITE,
                .run = cmd_mailbox_add,
                .about = "a mailbox to read; nothing is tried yet",
                .detail = "With a login of its own the password is asked for, or read from "
                          "standard input.",
                .arguments = ARGUMENTS({.name = "ADDRESS",
                                        .kind = VALUE_TEXT,
                                        .about = "the mailbox: ann@ford.example"}),
                .options =
                    OPTIONS({.name = "set",
                             .kind = VALUE_PAIR,
                             .value = "NAME=VALUE",
                             .choices = CHOICES("host", "port", "security", "login", "folders",
                                                "sent_copy", "sent_folder", "ca_file"),
                             .many = true,
                             .about = "of the server: host, port, security, login; folders (beside "
                                      "INBOX), sent_copy"},
                            {.name = "for",
                             .kind = VALUE_USER,
                             .value = "NAME",
                             .about = "whose it is; else yours"},
                            {.name = "everybody", .about = "nobody's own"}),
                .examples = EXAMPLES(
                    {"beck mailbox add ann@ford.example", "The one you send by."},
                    {"beck mailbox add sales@ford.example --everybody --set host=imap.ford.example "
                     "--set login=sales --set folders=Junk",
                     "Another one, and its Junk folder, where bounces may lie."}),
            },
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_mailboxes,
                .about = "all of them, and when they were read",
                .examples = EXAMPLES({"beck mailbox list", "What there is."}),
            },
            {
                .name = "check",
                .need = NEED_READ,
                .run = cmd_mailbox_check,
                .about = "connects, opens each folder, and says what is wrong",
                .arguments = MAILBOX_ARGUMENT,
                .examples = EXAMPLES({"beck mailbox check 13", "Is the password right?"}),
            },
            {
                .name = "pause",
                .need = NEED_WRITE,
                .run = cmd_mailbox_pause,
                .about = "it is not read until it is resumed",
                .arguments = MAILBOX_ARGUMENT,
                .options = OPTIONS({.name = "because",
                                    .kind = VALUE_TEXT,
                                    .value = "WHY",
                                    .about = "for who looks at it later"}),
                .examples = EXAMPLES({"beck mailbox pause 13 --because \"moving the server\"",
                                      "What comes meanwhile is read later."}),
            },
            {
                .name = "resume",
                .need = NEED_WRITE,
                .run = cmd_mailbox_resume,
                .about = "it is read again, and what was set aside is tried once more",
                .arguments = MAILBOX_ARGUMENT,
                .examples = EXAMPLES({"beck mailbox resume 13", "At once where it rested."}),
            },
            {
                .name = "remove",
                .need = NEED_WRITE,
                .run = cmd_mailbox_remove,
                .about = "it is not read any more, and its password is forgotten",
                .arguments = MAILBOX_ARGUMENT,
                .examples = EXAMPLES({"beck mailbox remove 13", "It can be added anew."}),
            }),
        .examples = EXAMPLES({"beck mailbox", "All of them."}),
    },
    {
        .name = "call",
        .need = NEED_READ,
        .run = cmd_call,
        .about = "Beck dials, and says how the call goes on",
        .detail = "How it dials is each user's own: `beck call by`. Without that the pages have "
                  "links for the telephone in hand. Alone, the last calls.",
        .subcommands = SUBCOMMANDS(
            {
                .name = "dial",
                .need = NEED_WRITE,
                .run = cmd_call_dial,
                .about = "dials, once, and waits until the call is over",
                .detail = "The first number of the climb, or the one named. It is dialled where "
                          "the line lets it: never somebody who wants no calls, never out of "
                          "their hours or on a day that the law of their place closes; a cell or "
                          "home number whose area code is another state's is bound by both states "
                          "(Fla. Stat. 501.059(8)(d)). What came of it is logged as ever; the "
                          "seconds and the recording are known then. Ctrl-C stops watching, not "
                          "the call.",
                .arguments = ARGUMENTS({.name = "LEAD",
                                        .kind = VALUE_LEAD,
                                        .many = true,
                                        .about = "a lead's id, or words that fit one only"}),
                .options = OPTIONS({.name = "number",
                                    .kind = VALUE_TEXT,
                                    .value = "NUMBER",
                                    .about = "a kind (cell, office), or digits of it"},
                                   {.name = "who",
                                    .kind = VALUE_TEXT,
                                    .value = "NAME",
                                    .about = "whom there, by words of the name"}),
                .examples = EXAMPLES({"beck call dial bob hill", "The number to try first."},
                                     {"beck call dial bob hill --who shelly --number office",
                                      "Another person there, at her desk."}),
            },
            {
                .name = "over",
                .need = NEED_WRITE,
                .run = cmd_call_over,
                .about = "says that a call is over, where its telephone does not tell",
                .arguments = ARGUMENTS({.name = "ID",
                                        .kind = VALUE_TEXT,
                                        .optional = true,
                                        .about = "as `beck call` lists it; else the one you are "
                                                 "on"}),
                .examples = EXAMPLES({"beck call over", "The next one can be dialled."}),
            },
            {
                .name = "by",
                .need = NEED_WRITE,
                .run = cmd_call_by,
                .about = "how you dial, or how others do",
                .detail =
                    "tel: links that the telephone in hand dials. sip: links that a telephone "
                    "program dials (domain). baresip: Beck tells it by its control port (port, as "
                    "its ctrl_tcp_listen has it; domain, where its account is not to say). hook: "
                    "Beck asks any telephone system by HTTP: url and body are templates with "
                    "{number} {extension} {user} {touch} {call} {events} in them; method, type of "
                    "the body, private (yes where it is in a private network). {events} is a "
                    "link, under the setting public_url, at which the telephone tells "
                    "event=ringing, answered, ended (why=busy …) or recording "
                    "(recording=https://…), as a form, JSON or in the query; with --signing its "
                    "posts are signed as standardwebhooks.com says. none: what everybody does.",
                .arguments = ARGUMENTS(
                    {.name = "WAY",
                     .kind = VALUE_CHOICE,
                     .choices = CHOICES("tel", "sip", "baresip", "hook", "none"),
                     .optional = true,
                     .about = "tel, sip, baresip, hook or none; without it, what there is"}),
                .options = OPTIONS(
                    {.name = "set",
                     .kind = VALUE_PAIR,
                     .value = "NAME=VALUE",
                     .choices =
                         CHOICES("domain", "port", "url", "method", "body", "type", "private"),
                     .many = true,
                     .about = "of the way, as above"},
                    {.name = "authorization", .about = "asks for the header that lets Beck in"},
                    {.name = "signing", .about = "asks for what reports are signed with"},
                    {.name = "for",
                     .kind = VALUE_USER,
                     .value = "NAME",
                     .about = "whose calls; else yours"},
                    {.name = "everybody", .about = "of all who have none of their own"}),
                .examples =
                    EXAMPLES({"beck call by baresip --set port=192.168.1.20:4444",
                              "The baresip on your desk."},
                             {"beck call by sip --set domain=pbx.example", "Links of sip:."},
                             {"beck call by", "What is set up."}),
            }),
        .examples = EXAMPLES({"beck call", "The last ones."}),
    },
    {
        .name = "gift",
        .need = NEED_READ,
        .run = cmd_gifts,
        .about = "gifts, a manager's yes, and the money for them",
        .detail =
            "A gift is ordered for a lead, with what it costs. The company's own policy, the "
            "cap of a company (gift_account_cap) and the money left are held to; over the "
            "sum gift_ask_over, or where the company wants it, a manager is asked. Handed "
            "over, it is logged as any touch: beck log lead:7 sent --channel gift. That books "
            "it, once; undo takes it back.",
        .options = OPTIONS({.name = "state",
                            .kind = VALUE_CHOICE,
                            .value = "STATE",
                            .choices = CHOICES("asked", "approved", "declined", "cancelled", "sent",
                                               "arrived", "returned"),
                            .about = "only those"}),
        .subcommands = SUBCOMMANDS(
            {
                .name = "order",
                .need = NEED_WRITE,
                .run = cmd_gift_order,
                .about = "a gift for a lead",
                .arguments =
                    ARGUMENTS({.name = "LEAD",
                               .kind = VALUE_LEAD,
                               .about = "a lead's id, or words that fit one only"},
                              {.name = "WHAT", .kind = VALUE_TEXT, .many = true, .about = "what"}),
                .options = OPTIONS(
                    {.name = "cost",
                     .kind = VALUE_TEXT,
                     .value = "SUM",
                     .about = "what it costs: 45.50"},
                    {.name = "checked", .about = "you have looked at the address it goes to"},
                    {.name = "sent", .about = "it was given already, and logged: books it"}),
                .examples = EXAMPLES({"beck gift order 7 a pump in brass --cost 45.50 --checked",
                                      "Over the sum, a manager is asked."}),
            },
            {
                .name = "approve",
                .need = NEED_WRITE,
                .run = cmd_gift_approve,
                .about = "it may be given; a manager's",
                .arguments = ARGUMENTS(
                    {.name = "ID", .kind = VALUE_TEXT, .about = "as `beck gift` lists it"}),
                .examples = EXAMPLES({"beck gift approve 31", "Now it can be handed over."}),
            },
            {
                .name = "decline",
                .need = NEED_WRITE,
                .run = cmd_gift_decline,
                .about = "it may not; a manager's",
                .arguments = ARGUMENTS(
                    {.name = "ID", .kind = VALUE_TEXT, .about = "as `beck gift` lists it"}),
                .options = OPTIONS(
                    {.name = "because", .kind = VALUE_TEXT, .value = "WHY", .about = "why not"}),
                .examples = EXAMPLES({"beck gift decline 31 --because \"too much for a first one\"",
                                      "They read why."}),
            },
            {
                .name = "cancel",
                .need = NEED_WRITE,
                .run = cmd_gift_cancel,
                .about = "it is not given after all",
                .arguments = ARGUMENTS(
                    {.name = "ID", .kind = VALUE_TEXT, .about = "as `beck gift` lists it"}),
                .examples = EXAMPLES({"beck gift cancel 31", "Its money is free again."}),
            },
            {
                .name = "refund",
                .need = NEED_WRITE,
                .run = cmd_gift_refund,
                .about = "money came back for one that was sent, once",
                .arguments = ARGUMENTS(
                    {.name = "ID", .kind = VALUE_TEXT, .about = "as `beck gift` lists it"},
                    {.name = "SUM", .kind = VALUE_TEXT, .about = "how much"}),
                .examples = EXAMPLES({"beck gift refund 31 45.50", "It came back, and so did it."}),
            },
            {
                .name = "budget",
                .need = NEED_WRITE,
                .run = cmd_gift_budget,
                .about = "more to spend, or less; an admin's",
                .arguments =
                    ARGUMENTS({.name = "SUM", .kind = VALUE_TEXT, .about = "500; less: -- -500"}),
                .options = OPTIONS({.name = "owner",
                                    .kind = VALUE_USER,
                                    .value = "NAME",
                                    .about = "a user's own, which holds them; else the "
                                             "workspace's"}),
                .examples = EXAMPLES({"beck gift budget 500", "For all together."},
                                     {"beck gift budget 100 --owner mary", "Mary's own limit."}),
            },
            {
                .name = "policy",
                .need = NEED_WRITE,
                .run = cmd_gift_policy,
                .about = "the gifts a company takes",
                .arguments = ARGUMENTS({.name = "ACCOUNT",
                                        .kind = VALUE_TEXT,
                                        .about = "account:12, lead:7, or words"},
                                       {.name = "POLICY",
                                        .kind = VALUE_TEXT,
                                        .about = "none, ask, a sum a year, or any"}),
                .examples = EXAMPLES({"beck gift policy lead:7 none", "They may take nothing."},
                                     {"beck gift policy lead:7 50", "Fifty a year."}),
            }),
        .examples = EXAMPLES({"beck gift", "All, and the money."},
                             {"beck gift --state asked", "What waits for your yes."}),
    },
    {
        .name = "outbox",
        .need = NEED_READ,
        .run = cmd_outbox,
        .about = "what is to be sent, and what can still be taken back",
        .subcommands = SUBCOMMANDS(
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_outbox,
                .about = "what waits, first first",
                .examples = EXAMPLES({"beck outbox list", "Of the day to come."}),
            },
            {
                .name = "send",
                .need = NEED_WRITE,
                .run = cmd_outbox_send,
                .about = "lets e-mails go that you have looked at",
                .detail = "They wait a minute, then go at the next moment that the line and the "
                          "sender allow. What cannot go stays, and says why.",
                .arguments = ARGUMENTS({.name = "TOUCH",
                                        .kind = VALUE_TOUCH,
                                        .many = true,
                                        .about = "ids, as `beck review` lists them"}),
                .options = OPTIONS({.name = "subject",
                                    .kind = VALUE_TEXT,
                                    .value = "TEXT",
                                    .about = "in place of the step's"},
                                   {.name = "body",
                                    .kind = VALUE_TEXT,
                                    .value = "TEXT",
                                    .about = "in place of the step's"}),
                .examples = EXAMPLES({"beck outbox send 12 14 15", "Three of them."}),
            },
            {
                .name = "files",
                .need = NEED_READ,
                .run = cmd_outbox_files,
                .about = "what could go with a message to come, and what does",
                .detail =
                    "Files of what it gives go along unless they are taken away; those kept "
                    "with the lead where they are put to it. With a text one picture goes where "
                    "its gateway takes pictures; all else goes as a link behind its words.",
                .arguments = ARGUMENTS(
                    {.name = "TOUCH", .kind = VALUE_TOUCH, .about = "as `beck review` lists it"}),
                .examples = EXAMPLES({"beck outbox files 14", "Its content's and the lead's."}),
            },
            {
                .name = "attach",
                .need = NEED_WRITE,
                .run = cmd_outbox_attach,
                .about = "puts a file to an e-mail, a text or a fax not let go yet",
                .detail = "A number is the id of a file that is kept already; anything else is the "
                          "path of one, which is kept with the lead. The word invitation is the "
                          "invitation to what is agreed: it goes in the e-mail, and their "
                          "calendar can answer it, as of `beck invite`.",
                .arguments = ARGUMENTS(
                    {.name = "TOUCH", .kind = VALUE_TOUCH, .about = "as `beck review` lists it"},
                    {.name = "FILE",
                     .kind = VALUE_FILE,
                     .about = "a file, a file's id, or the word invitation"}),
                .options =
                    OPTIONS({.name = "link", .about = "as a link to it, in place of the file"},
                            {.name = "place",
                             .kind = VALUE_TEXT,
                             .value = "TEXT",
                             .about = "of an invitation: where it is to be"}),
                .examples = EXAMPLES({"beck outbox attach 14 site.jpg", "A photo for them."},
                                     {"beck outbox attach 14 31 --link", "File 31, by a link."},
                                     {"beck outbox attach 14 invitation --place \"Hall 5\"",
                                      "To the meeting that the e-mail confirms."}),
            },
            {
                .name = "detach",
                .need = NEED_WRITE,
                .run = cmd_outbox_detach,
                .about = "lets a file stay",
                .arguments = ARGUMENTS(
                    {.name = "TOUCH", .kind = VALUE_TOUCH, .about = "as `beck review` lists it"},
                    {.name = "ID",
                     .kind = VALUE_TEXT,
                     .about = "as `beck outbox files` lists it, or invitation"}),
                .examples = EXAMPLES({"beck outbox detach 14 31", "It is kept, but does not go."}),
            },
            {
                .name = "back",
                .need = NEED_WRITE,
                .run = cmd_outbox_back,
                .about = "takes one back that is not on its way yet",
                .arguments = ARGUMENTS(
                    {.name = "TOUCH", .kind = VALUE_TOUCH, .about = "as `beck outbox` lists it"}),
                .examples = EXAMPLES({"beck outbox back 14", "It waits for you again."}),
            },
            {
                .name = "message",
                .need = NEED_READ,
                .run = cmd_outbox_message,
                .about = "one as it was written, how far it came, and who says so",
                .arguments = ARGUMENTS(
                    {.name = "TOUCH", .kind = VALUE_TOUCH, .about = "as `beck show` lists it"}),
                .examples = EXAMPLES({"beck outbox message 14", "Did it arrive?"}),
            },
            {
                .name = "uncertain",
                .need = NEED_READ,
                .run = cmd_outbox_uncertain,
                .about = "what nobody can say of whether it was sent",
                .examples = EXAMPLES({"beck outbox uncertain", "After a crash or a cut cable."}),
            },
            {
                .name = "settle",
                .need = NEED_WRITE,
                .run = cmd_outbox_settle,
                .about = "you know whether it was sent",
                .arguments = ARGUMENTS({.name = "TOUCH",
                                        .kind = VALUE_TOUCH,
                                        .about = "as `beck outbox uncertain` lists it"},
                                       {.name = "WHAT",
                                        .kind = VALUE_CHOICE,
                                        .choices = CHOICES("sent", "not-sent"),
                                        .about = "sent or not-sent"}),
                .examples =
                    EXAMPLES({"beck outbox settle 14 sent", "It stands in the Sent folder."}),
            },
            {
                .name = "arm",
                .need = NEED_WRITE,
                .run = cmd_outbox_arm,
                .about = "lets this machine send for this database, which may be a copy",
                .detail = "A restored, copied or moved database sends nothing until somebody says "
                          "that it is the one, and so does a machine that is new. Without --yes "
                          "you see why, and what would go at once.",
                .options = OPTIONS({.name = "yes", .about = "it is the one that sends"}),
                .examples = EXAMPLES({"beck outbox arm", "What would go."},
                                     {"beck outbox arm --yes", "It goes."}),
            }),
        .examples = EXAMPLES({"beck outbox", "What waits."}),
    },
    {
        .name = "fax",
        .need = NEED_READ,
        .run = cmd_fax,
        .about = "shows a fax as it would go now: its cover page and words, as a PDF",
        .detail = "Looking sends nothing. By a sender of faxes (`beck sender add`) it goes with "
                  "`beck outbox send`, or by itself where its step is by a machine; without one a "
                  "person prints this, faxes it and logs it as sent. Who asks for no more of "
                  "them: `beck set CONTACT faxes=no`.",
        .arguments = ARGUMENTS(
            {.name = "TOUCH", .kind = VALUE_TOUCH, .about = "its id, as `beck today` shows it"}),
        .options = OPTIONS({.name = "output",
                            .letter = 'o',
                            .kind = VALUE_FILE,
                            .value = "FILE",
                            .about = "the PDF; - is standard output"}),
        .examples = EXAMPLES({"beck fax 12 -o fax.pdf", "What they will see."}),
    },
    {
        .name = "letter",
        .need = NEED_READ,
        .run = cmd_letters,
        .about = "letters that are due, to print and to post",
        .detail =
            "Printing sends nothing: a letter is in the post when you say so, and until then it "
            "stands in Today.\n\n"
            "The settings letter_paper and letter_window say on what is printed, `printer` and "
            "print_server where. Your own address is `beck user set NAME postal=...`.",
        .options = OPTIONS(OWNER_OPTION),
        .subcommands = SUBCOMMANDS(
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_letters,
                .about = "those that are due, in the order of the post",
                .options = OPTIONS(OWNER_OPTION),
                .examples = EXAMPLES({"beck letter list", "What there is to print."}),
            },
            {
                .name = "print",
                .need = NEED_READ,
                .run = cmd_letter_print,
                .about = "makes a PDF of them, or sends it to the printer",
                .detail = "Sorted by country and postal code. What cannot be printed is left out, "
                          "and said.",
                .arguments = ARGUMENTS({.name = "TOUCH",
                                        .kind = VALUE_TOUCH,
                                        .optional = true,
                                        .many = true,
                                        .about = "ids, as `beck letter` lists them"}),
                .options =
                    OPTIONS({.name = "due", .about = "all that are due"}, OWNER_OPTION,
                            {.name = "output",
                             .letter = 'o',
                             .kind = VALUE_FILE,
                             .value = "FILE",
                             .about = "the PDF; - is standard output"},
                            {.name = "queue", .about = "to the printer of the settings"},
                            {.name = "paper",
                             .kind = VALUE_CHOICE,
                             .value = "PAPER",
                             .choices = CHOICES("a4", "letter"),
                             .about = "a4 or letter"},
                            {.name = "window",
                             .kind = VALUE_CHOICE,
                             .value = "WINDOW",
                             .choices = CHOICES("din5008b", "din5008a", "dl", "us10"),
                             .about = "of the envelope: din5008b, din5008a, dl or us10"},
                            {.name = "envelope", .about = "the envelopes"},
                            {.name = "labels", .about = "a sheet of address labels"},
                            {.name = "by-hand", .about = "what to write with a pen, and the label"},
                            {.name = "list", .about = "a list of them comes first"}),
                .examples = EXAMPLES(
                    {"beck letter print --due -o letters.pdf --list", "All of today, with a list."},
                    {"beck letter print 12 -o envelope.pdf --envelope", "The envelope of one."},
                    {"beck letter print --due --queue", "On the printer."}),
            },
            {
                .name = "sent",
                .need = NEED_WRITE,
                .run = cmd_letter_sent,
                .about = "they are in the post: logs all of them as sent",
                .detail =
                    "Each can be undone. What was logged already is left alone, and so is what "
                    "could not be printed: it is said, with why.",
                .arguments = ARGUMENTS({.name = "TOUCH",
                                        .kind = VALUE_TOUCH,
                                        .optional = true,
                                        .many = true,
                                        .about = "ids, as `beck letter` lists them"}),
                .options = OPTIONS(
                    {.name = "due", .about = "all that are due"}, OWNER_OPTION,
                    {.name = "labels", .about = "written by hand: only the labels were printed"}),
                .examples = EXAMPLES({"beck letter sent --due", "After the walk to the box."}),
            }),
        .examples = EXAMPLES({"beck letter", "What is to be printed."}),
    },
    {
        .name = "words",
        .need = NEED_WRITE,
        .run = cmd_touch_words,
        .about = "what a letter, a gift's card or a visit says, in your own words",
        .detail = "Without a file they are shown. A first line \"Subject: ...\" is a letter's "
                  "subject. Four sentences are what a person writes by hand, and what is read. "
                  "Nothing is printed or logged by it, and `undo` takes it back.",
        .arguments =
            ARGUMENTS({.name = "TOUCH",
                       .kind = VALUE_TOUCH,
                       .about = "its id, as `beck letter`, `beck visits` and `beck show` say it"},
                      {.name = "FILE",
                       .kind = VALUE_FILE,
                       .optional = true,
                       .about = "the words; - is standard input"}),
        .options = OPTIONS({.name = "reset", .about = "as the cadence has them again"}),
        .examples = EXAMPLES({"beck words 12 > letter.txt", "To be edited."},
                             {"beck words 12 letter.txt", "In the place of the cadence's."}),
    },
    {
        .name = "work",
        .need = NEED_NOTHING,
        .run = cmd_work,
        .about = "sends what is due, reads what comes in; `serve` does it, too",
        .detail = "Several may run on one database, here and on other machines. Ctrl-C or SIGTERM "
                  "lets it wait for what the server has; after a crash nothing is sent twice.",
        .options =
            OPTIONS({.name = "once", .about = "reads what is there, sends what is due, then ends"}),
        .examples = EXAMPLES({"beck work", "Without the web app."},
                             {"beck work --once", "From a timer of the system."}),
    },
    {0},
};
