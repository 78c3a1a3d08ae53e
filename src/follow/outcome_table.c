/* The table of DESIGN §4: what each outcome is, says and proves. What else follows from it stands
 * in outcome.c; what people type for it is read by outcome_read.c. */
#include "follow/outcome.h"

#define PHONE CHANNEL_BIT(CHANNEL_PHONE)
#define EMAIL CHANNEL_BIT(CHANNEL_EMAIL)
#define TEXT  CHANNEL_BIT(CHANNEL_TEXT)
#define FAX   CHANNEL_BIT(CHANNEL_FAX)
#define VISIT CHANNEL_BIT(CHANNEL_VISIT)
#define POST                                                                                       \
    (CHANNEL_BIT(CHANNEL_LETTER) | CHANNEL_BIT(CHANNEL_GIFT) | CHANNEL_BIT(CHANNEL_ARTICLE))
#define TYPED(...)                                                                                 \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }

static const OutcomeFacts facts[OUTCOMES] = {
    [OUTCOME_NONE] = {OUTCOME_NONE, .label = "", .aliases = (const char *const[]){NULL}},

    /* phone */
    [OUTCOME_TALKED] = {OUTCOME_TALKED, .channels = PHONE, .label = "talked",
                        .aliases = TYPED("talk", "spoke", "spoken", "reached", "connected",
                                         "answered", "picked up", "conversation"),
                        .real = true, .human = true, .results = true, .move = true, .done = true,
                        .address = ADDRESS_GOOD, .address_why = "they answered it"},
    [OUTCOME_VOICEMAIL] = {OUTCOME_VOICEMAIL, .channels = PHONE, .label = "left a voicemail",
                           .aliases = TYPED("vm", "lm", "lvm", "left message", "left a message",
                                            "left vm", "left voicemail", "left a voicemail",
                                            "message left", "answering machine"),
                           .real = true, .move = true, .done = true},
    [OUTCOME_NO_VOICEMAIL] = {OUTCOME_NO_VOICEMAIL, .channels = PHONE,
                              .label = "no way to leave a message",
                              .aliases = TYPED("no vm", "no mailbox", "mailbox full", "vm full",
                                               "voicemail full", "full mailbox"),
                              .ring = true},
    [OUTCOME_NO_ANSWER] = {OUTCOME_NO_ANSWER, .channels = PHONE, .label = "nobody answered",
                           .aliases = TYPED("n/a", "na", "rang out", "unanswered", "not answered",
                                            "didn't answer", "did not answer", "no pickup",
                                            "nobody answered", "nobody"),
                           .ring = true},
    [OUTCOME_BUSY] = {OUTCOME_BUSY, .channels = PHONE, .label = "the line was busy",
                      .aliases = TYPED("engaged", "line busy", "busy signal", "busy tone"),
                      .ring = true},
    [OUTCOME_GATEKEEPER] = {OUTCOME_GATEKEEPER, .channels = PHONE,
                            .label = "spoke with whoever guards the door",
                            .aliases = TYPED("gk", "receptionist", "reception", "secretary",
                                             "assistant", "front desk", "screened"),
                            .real = true, .results = true, .move = true, .address = ADDRESS_GOOD,
                            .address_why = "somebody answered it"},
    [OUTCOME_MESSAGE_TAKEN] = {OUTCOME_MESSAGE_TAKEN, .channels = PHONE,
                               .label = "somebody took a message",
                               .aliases = TYPED("took message", "took a message",
                                                "they took a message", "left message with",
                                                "left word", "message with receptionist"),
                               .real = true, .results = true, .move = true, .done = true,
                               .address = ADDRESS_GOOD, .address_why = "somebody answered it"},
    [OUTCOME_CALL_ME] = {OUTCOME_CALL_ME, .channels = PHONE, .label = "asked to be called back",
                         .aliases = TYPED("callback", "call back", "call me back", "call later",
                                          "call them back", "cb"),
                         .real = true, .human = true, .results = true, .move = true, .done = true,
                         .address = ADDRESS_GOOD, .address_why = "they answered it"},
    [OUTCOME_WRONG_NUMBER] = {OUTCOME_WRONG_NUMBER, .channels = PHONE, .label = "wrong number",
                              .aliases = TYPED("wrong", "wrong no", "not in service",
                                               "out of service", "disconnected", "bad number",
                                               "dead number", "invalid number", "does not ring",
                                               "doesn't ring", "no ring"),
                              .address = ADDRESS_BAD, .address_why = "wrong number"},

    /* what is sent */
    [OUTCOME_SENT] = {OUTCOME_SENT, .channels = EMAIL | TEXT | FAX | POST, .label = "sent",
                      .aliases = TYPED("send", "mailed", "posted", "shipped", "on its way"),
                      .real = true, .move = true, .done = true},
    [OUTCOME_DELIVERED] = {OUTCOME_DELIVERED, .channels = EMAIL | TEXT | FAX, .label = "delivered",
                           .aliases = TYPED("received", "delivery confirmed", "got there"),
                           .real = true, .evidence = true, .move = true, .done = true,
                           .address = ADDRESS_GOOD, .address_why = "delivered"},
    [OUTCOME_BOUNCED] = {OUTCOME_BOUNCED, .channels = EMAIL, .label = "bounced",
                         .aliases = TYPED("bounce", "hard bounce", "undeliverable", "undelivered",
                                          "came back", "mailer daemon"),
                         .evidence = true, .address = ADDRESS_BAD, .address_why = "bounced"},
    [OUTCOME_REPLIED] = {OUTCOME_REPLIED, .channels = EMAIL | TEXT, .label = "they replied",
                         .aliases = TYPED("reply", "answered", "wrote back", "responded",
                                          "they replied", "they answered"),
                         .real = true, .human = true, .results = true, .inbound = true,
                         .evidence = true, .done = true, .interest = 1, .address = ADDRESS_GOOD,
                         .address_why = "they replied from it"},
    [OUTCOME_AUTO_REPLY] = {OUTCOME_AUTO_REPLY, .channels = EMAIL,
                            .label = "an automatic reply came",
                            .aliases = TYPED("autoreply", "ooo", "out of office", "vacation",
                                             "on leave", "away", "autoresponder"),
                            .inbound = true, .evidence = true, .done = true,
                            .address = ADDRESS_GOOD, .address_why = "it answers by itself"},
    [OUTCOME_COMPLAINED] = {OUTCOME_COMPLAINED, .channels = EMAIL, .label = "called it spam",
                            .aliases =
                                TYPED("complaint", "spam", "marked as spam", "spam complaint"),
                            .results = true, .inbound = true, .evidence = true, .done = true,
                            .interest = -1},
    [OUTCOME_UNSUBSCRIBED] = {OUTCOME_UNSUBSCRIBED, .channels = EMAIL, .label = "unsubscribed",
                              .aliases = TYPED("unsubscribe", "unsub", "opted out", "opt out",
                                               "remove me"),
                              .results = true, .inbound = true, .evidence = true, .done = true,
                              .interest = -1},
    [OUTCOME_FAILED] = {OUTCOME_FAILED, .channels = TEXT | FAX, .label = "could not be delivered",
                        .aliases = TYPED("fail", "not delivered", "undelivered", "undeliverable",
                                         "not sent"),
                        .evidence = true},
    [OUTCOME_STOPPED] = {OUTCOME_STOPPED, .channels = TEXT, .label = "ended texting",
                         .aliases = TYPED("stop", "stop texting", "opted out", "opt out",
                                          "unsubscribed", "unsubscribe"),
                         .results = true, .inbound = true, .evidence = true, .done = true,
                         .interest = -1},

    /* visit */
    [OUTCOME_MET] = {OUTCOME_MET, .channels = VISIT, .label = "met",
                     .aliases = TYPED("visited", "saw them", "seen", "in person", "had a meeting"),
                     .real = true, .human = true, .results = true, .move = true, .done = true,
                     .interest = 1, .address = ADDRESS_GOOD, .address_why = "met there"},
    [OUTCOME_NOT_IN] = {OUTCOME_NOT_IN, .channels = VISIT, .label = "nobody was in",
                        .aliases = TYPED("not there", "nobody in", "nobody there", "not at home",
                                         "was out", "closed")},
    [OUTCOME_NO_SHOW] = {OUTCOME_NO_SHOW, .channels = VISIT, .label = "they did not come",
                         .aliases = TYPED("noshow", "didn't show", "did not show", "didn't come",
                                          "did not come", "stood me up"),
                         .done = true, .interest = -1},
    [OUTCOME_MOVED] = {OUTCOME_MOVED, .channels = VISIT, .label = "they have moved",
                       .aliases = TYPED("moved away", "moved out", "relocated", "new address"),
                       .address = ADDRESS_BAD, .address_why = "they have moved"},

    /* letter, gift, article */
    [OUTCOME_ARRIVED] = {OUTCOME_ARRIVED, .channels = POST, .label = "arrived",
                         .aliases = TYPED("received", "delivered", "got there", "signed for"),
                         .real = true, .evidence = true, .move = true, .done = true,
                         .address = ADDRESS_GOOD, .address_why = "arrived"},
    [OUTCOME_RETURNED] = {OUTCOME_RETURNED, .channels = POST, .label = "came back",
                          .aliases = TYPED("return", "returned to sender", "return to sender",
                                           "came back", "sent back", "undeliverable"),
                          .evidence = true, .address = ADDRESS_BAD,
                          .address_why = "returned to sender"},

    /* from them, any time */
    [OUTCOME_THEY_CALLED] = {OUTCOME_THEY_CALLED, .label = "they called",
                             .aliases = TYPED("called us", "called me", "called back",
                                              "incoming call", "inbound call", "they rang"),
                             .real = true, .human = true, .results = true, .inbound = true,
                             .done = true, .interest = 1, .address = ADDRESS_GOOD,
                             .address_why = "they called from it"},
    [OUTCOME_THEY_TEXTED] = {OUTCOME_THEY_TEXTED, .label = "they texted",
                             .aliases = TYPED("texted us", "texted me", "texted back",
                                              "incoming text", "inbound text"),
                             .real = true, .human = true, .results = true, .inbound = true,
                             .done = true, .interest = 1, .address = ADDRESS_GOOD,
                             .address_why = "they texted from it"},
    [OUTCOME_THEY_WROTE] = {OUTCOME_THEY_WROTE, .label = "they wrote",
                            .aliases = TYPED("wrote us", "wrote me", "emailed us", "emailed me",
                                             "they emailed", "incoming email", "inbound email"),
                            .real = true, .human = true, .results = true, .inbound = true,
                            .done = true, .interest = 1, .address = ADDRESS_GOOD,
                            .address_why = "they wrote from it"},
    [OUTCOME_THEY_CAME] = {OUTCOME_THEY_CAME, .label = "they came by",
                           .aliases = TYPED("came by", "came in", "walk in", "dropped in",
                                            "visited us", "they visited"),
                           .real = true, .human = true, .results = true, .inbound = true,
                           .done = true, .interest = 1},

    /* about them */
    [OUTCOME_GONE] = {OUTCOME_GONE, .label = "has left the company",
                      .aliases = TYPED("left company", "left the company", "quit", "retired",
                                       "no longer there", "no longer with them")},
    [OUTCOME_DECEASED] = {OUTCOME_DECEASED, .label = "has died",
                          .aliases = TYPED("died", "passed away", "death")},

    /* not done */
    [OUTCOME_SKIPPED] = {OUTCOME_SKIPPED, .label = "skipped",
                         .aliases = TYPED("skip", "not done", "pass")},
};

const OutcomeFacts *outcome_facts(Outcome outcome)
{
    return &facts[(unsigned)outcome < OUTCOMES ? outcome : OUTCOME_NONE];
}
