/* The words for what stands in documents. */
#include "web/page.h"

#include "base/text.h"
#include "base/when.h"
#include "view/view_words.h"

#include <string.h>

typedef struct Word {
    const char *value, *said;
} Word;

static const Word channels[] = {{"phone", "Call"}, {"email", "E-mail"},    {"text", "Text"},
                                {"fax", "Fax"},    {"visit", "Visit"},     {"letter", "Letter"},
                                {"gift", "Gift"},  {"article", "Article"}, {NULL, NULL}};
static const Word groups[] = {{"answers", "They answered"},
                              {"promises", "Promises"},
                              {"agreed", "Agreed times"},
                              {"enquiries", "Enquiries"},
                              {"calls", "Calls"},
                              {"review", "Review and send"},
                              {NULL, NULL}};
static const Word statuses[] = {{"new", "New"},           {"working", "Working"},
                                {"engaged", "Engaged"},   {"nurture", "Nurture"},
                                {"customer", "Customer"}, {"closed", "Closed"},
                                {"never", "Never again"}, {NULL, NULL}};
static const Word kinds[] = {{"cell", "Cell"},
                             {"office", "Office"},
                             {"home", "Home"},
                             {"sip", "SIP"},
                             {"switchboard", "Switchboard"},
                             {"fax", "Fax"},
                             {"email", "E-mail"},
                             {"postal", "Post"},
                             {"url", "Page"},
                             /* of mails that came in */
                             {"reply", "Answer"},
                             {"bounce", "Came back"},
                             {"delay", "Delayed"},
                             {"complaint", "Spam complaint"},
                             {"auto_reply", "Automatic reply"},
                             {"challenge", "Wants a person"},
                             {"unsubscribe", "Wants no more"},
                             {"delivered", "Arrived"},
                             {NULL, NULL}};
static const Word roles[] = {{"decides", "decides"}, {"influences", "influences"},
                             {"uses", "uses it"},    {"guards", "guards the door"},
                             {"rep", "Seller"},      {"manager", "Manager"},
                             {"admin", "Admin"},     {NULL, NULL}};
static const Word lateness[] = {
    {"fresh", "in time"}, {"overdue", "overdue"}, {"manager", "long overdue"}, {NULL, NULL}};
static const Word temperatures[] = {
    {"hot", "hot"}, {"warm", "warm"}, {"later", "later"}, {NULL, NULL}};
static const Word kept_ways[] = {{"email", "e-mail"},  {"text", "text"},   {"fax", "fax"},
                                 {"letter", "letter"}, {"phone", "phone"}, {"visit", "hand"},
                                 {NULL, NULL}};
static const Word sides[] = {{"ours", "We promised"}, {"theirs", "They promised"}, {NULL, NULL}};
static const Word states[] = {{"planned", "planned"},
                              {"asks", "asks you"},
                              {"ignored", "ignored"},
                              {"done", "done"},
                              {"skipped", "skipped"},
                              {"cancelled", "cancelled"},
                              {"open", "open"},
                              {"kept", "kept"},
                              {"good", "good"},
                              {"bad", "does not work"},
                              {"unknown", "not tried"},
                              {"here", "there"},
                              {"gone", "has left"},
                              {"deceased", "has died"},
                              {"never", "not to be contacted"},
                              {"active", "active"},
                              {"inactive", "inactive"},
                              {"held", "not begun"},
                              {"waiting", "waiting"},
                              {"running", "running"},
                              {"tried", "tried"},
                              {"failed", "failed"},
                              {"on", "on"},
                              {"off", "off"},
                              {"rests", "tries again later"},
                              {NULL, NULL}};
static const Word sources[] = {{"show", "Trade show"},   {"networking", "Networking"},
                               {"referral", "Referral"}, {"web", "Web form"},
                               {"call", "Call"},         {"list", "List"},
                               {"other", "Other"},       {NULL, NULL}};

static const Word sorts[] = {{"due", "next touch"},
                             {"captured", "newest"},
                             {"name", "name"},
                             {"touched", "longest silent"},
                             {NULL, NULL}};

static const Word hows[] = {{"password", "by password"},
                            {"code", "by password and app"},
                            {"recovery", "by recovery code"},
                            {"passkey", "by passkey"},
                            {"invitation", "by invitation"},
                            {"pairing", "by pairing"},
                            {NULL, NULL}};
static const Word acts[] = {{"sign_in", "Signed in"},
                            {"sign_in_refused", "Sign-in refused"},
                            {"sign_out", "Signed out"},
                            {"password", "Password"},
                            {"app", "App"},
                            {"passkey", "Passkey"},
                            {"pairing", "Phone"},
                            {"session", "Session"},
                            {"token", "Token"},
                            {"invitation", "Invitation"},
                            {"user", "User"},
                            {NULL, NULL}};

static const Word securities[] = {
    {"tls", "TLS"}, {"starttls", "STARTTLS"}, {"none", "no encryption"}, {NULL, NULL}};
static const Word events[] = {{"accepted", "Their server took it"},
                              {"bounced", "It came back"},
                              {"delivered", "It arrived"},
                              {"seen", "Somebody opened it"},
                              {"replied", "They answered"},
                              {"auto_reply", "Their mailbox answered"},
                              {"unsubscribed", "They want no more e-mail"},
                              {"complained", "They called it spam"},
                              {"uncertain", "Nobody knows whether it went"},
                              {"settled", "Settled"},
                              {"delivered", "It lies in the mailbox"},
                              {"seen", "Somebody opened it"},
                              {"replied", "They answered"},
                              {"auto_reply", "An automatic reply came"},
                              {"bounced_soft", "It did not arrive this time"},
                              {"bounced_later", "A copy of it came back"},
                              {"delayed", "Their server keeps trying"},
                              {"relayed", "Passed on to another server"},
                              {"challenged", "A filter wants a person"},
                              {"receipt", "A machine says that it came"},
                              {"reported", "A report about it came"},
                              {"complained", "They called it spam"},
                              {"unsubscribed", "They want no more"},
                              {"gone", "They have left"},
                              {"moved_away", "An answer was not of this lead"},
                              {"agreed_to", "They accepted"},
                              {"tentative", "They may come"},
                              {"declined", "They declined"},
                              {"told_anew", "They were told of a change"},
                              {"called_off", "They were told that it is off"},
                              {"untold", "They could not be told"},
                              {"notice_back", "What told them of a change came back"},
                              {"notice_came", "What told them of a change arrived"},
                              {"told_unsure", "Nobody knows whether they were told"},
                              {"told_by_hand", "You told them yourself"},
                              {"undone", "Not sent"},
                              {NULL, NULL}};

static const Word outages[] = {{"sender", "does not send"},
                               {"mailbox", "is not read"},
                               {"calendar", "(calendar) is not looked at"},
                               {"contacts", "(address book) is not looked at"},
                               {"arming", "Nothing is sent from here"},
                               {"invitation", "may not know of the change to your appointment"},
                               {NULL, NULL}};

typedef const char *Label(const char *value);

/* Members by name, and the words of their values: a list or a function. */
static const struct {
    const char *member;
    const Word *words;
    Label *label;
} vocabulary[] = {
    {"channel", channels, NULL},
    {"about", outages, NULL},
    {"smaller", channels, NULL},
    {"by", channels, NULL},
    {"kept_by", kept_ways, NULL},
    {"group", groups, NULL},
    {"status", statuses, NULL},
    {"kind", kinds, NULL},
    {"missing", kinds, NULL},
    {"role", roles, NULL},
    {"lateness", lateness, NULL},
    {"temperature", temperatures, NULL},
    {"side", sides, NULL},
    {"state", states, NULL},
    {"source_kind", sources, NULL},
    {"mode", NULL, NULL},
    {"sort", sorts, NULL},
    {"how", hows, NULL},
    {"act", acts, NULL},
    {"wear", NULL, NULL},
    {"way", NULL, NULL},
    {"most_by", NULL, NULL},
    {"level", NULL, view_words_level_label},
    {"doubt", NULL, view_words_doubt_label},
    {"security", securities, NULL},
    {"event", events, NULL},
    {"field", NULL, NULL},
    {"concern", NULL, NULL},
    {"outcome", NULL, view_words_outcome_label},
    {"result", NULL, view_words_result_label},
    {"excuse", NULL, view_words_excuse_label},
};

/* What has no words of its own is its name, read: "case-study" is "case study". */
static const char *word_of(Arena *arena, const Word *words, const char *value)
{
    for (; words && words->value; words++)
        if (text_equal(words->value, value))
            return words->said;
    char *said = arena_strdup(arena, value);
    for (char *at = said; *at; at++)
        if (*at == '_' || *at == '-')
            *at = ' ';
    return said;
}

static const char *beside(Arena *arena, const char *name, const char *suffix)
{
    return arena_printf(arena, "%s_%s", name, suffix);
}

const char *page_word(Arena *arena, const char *member, const char *value)
{
    for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++)
        if (text_equal(vocabulary[i].member, member))
            return vocabulary[i].label ? vocabulary[i].label(value)
                                       : word_of(arena, vocabulary[i].words, value);
    return NULL;
}

static void say_word(Arena *arena, Doc *object, const Doc *member)
{
    const char *said = page_word(arena, member->name, member->text);
    if (!said)
        return;
    doc_set_text(arena, object, beside(arena, member->name, "said"), said);
    doc_set_bool(arena, doc_set_object(arena, object, beside(arena, member->name, "is")),
                 member->text, true);
}

/* Times and days are told by their looks. */
static const char time_looks[] = "0000-00-00T00:00:00Z", day_looks[] = "0000-00-00";

static bool looks(const char *text, const char *pattern)
{
    for (; *pattern; pattern++, text++)
        if (*pattern == '0' ? *text < '0' || *text > '9' : *text != *pattern)
            return false;
    return !*text;
}

const char *page_day(Arena *arena, Day day, Day today)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    Civil civil = civil_of_day(day);
    const char *said =
        arena_printf(arena, "%s %d %s", days[day_weekday(day)], civil.day, months[civil.month - 1]);
    return civil.year == civil_of_day(today).year ? said
                                                  : arena_printf(arena, "%s %d", said, civil.year);
}

static void say_day(Arena *arena, Doc *object, const Doc *member, const PageReader *reader)
{
    Day day;
    Err err;
    if (day_parse_iso(member->text, &day, &err))
        doc_set_text(arena, object, beside(arena, member->name, "said"),
                     page_day(arena, day, zone_day(reader->zone, reader->now)));
}

static void say_time(Arena *arena, Doc *object, const Doc *member, const PageReader *reader)
{
    Time at;
    Err err;
    if (!time_parse_rfc3339(member->text, &at, &err))
        return;
    doc_set_text(arena, object, beside(arena, member->name, "said"),
                 when_say(arena, at, reader->now, reader->zone));
    doc_set_text(arena, object, beside(arena, member->name, "day"),
                 day_iso(arena, zone_day(reader->zone, at)));
}

/* "12,500", "12,500.50" */
static void say_sum(Arena *arena, Doc *object, const Doc *member)
{
    double value = member->kind == DOC_REAL ? member->real : (double)member->integer;
    const char *digits = arena_printf(arena, "%.2f", value);
    size_t whole = strcspn(digits, ".");
    const char *said = "";
    for (size_t i = 0; i < whole; i++)
        said =
            arena_printf(arena, "%s%s%c", said,
                         i && (whole - i) % 3 == 0 && digits[i - 1] != '-' ? "," : "", digits[i]);
    doc_set_text(arena, object, "value_said",
                 text_equal(digits + whole, ".00")
                     ? said
                     : arena_printf(arena, "%s%s", said, digits + whole));
}

/* "3:25" */
static void say_seconds(Arena *arena, Doc *object, const Doc *member)
{
    const long long minute = 60;
    doc_set_text(arena, object, "seconds_said",
                 arena_printf(arena, "%lld:%02lld", (long long)member->integer / minute,
                              (long long)member->integer % minute));
}

/* Only what was there before: what is put beside stands behind. */
static void say_object(Arena *arena, Doc *object, const PageReader *reader)
{
    size_t count = object->count;
    Doc *member = object->first;
    for (size_t i = 0; i < count; i++, member = member->next) {
        if (member->kind == DOC_TEXT && looks(member->text, time_looks)) {
            say_time(arena, object, member, reader);
        } else if (member->kind == DOC_TEXT && looks(member->text, day_looks)) {
            say_day(arena, object, member, reader);
        } else if (member->kind == DOC_TEXT) {
            say_word(arena, object, member);
        } else if ((member->kind == DOC_REAL || member->kind == DOC_INT) &&
                   text_equal(member->name, "value")) {
            say_sum(arena, object, member);
        } else if (member->kind == DOC_INT && text_equal(member->name, "seconds")) {
            say_seconds(arena, object, member);
        } else if (member->kind == DOC_INT && text_equal(member->name, "size")) {
            doc_set_text(arena, object, "size_said", text_size(arena, member->integer));
        } else if (member->kind == DOC_ARRAY) {
            doc_set_bool(arena, object, beside(arena, member->name, "any"), member->count > 0);
            doc_set_int(arena, object, beside(arena, member->name, "count"),
                        (int64_t)member->count);
            page_say(arena, member, reader);
        } else if (member->kind == DOC_OBJECT) {
            page_say(arena, member, reader);
        }
    }
    page_say_address(arena, object, reader->country, NULL);
}

void page_say(Arena *arena, Doc *doc, const PageReader *reader)
{
    if (doc->kind == DOC_OBJECT)
        say_object(arena, doc, reader);
    else if (doc->kind == DOC_ARRAY)
        for (Doc *element = doc->first; element; element = element->next)
            page_say(arena, element, reader);
}
