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
static const Word kinds[] = {
    {"cell", "Cell"}, {"office", "Office"}, {"home", "Home"},   {"switchboard", "Switchboard"},
    {"fax", "Fax"},   {"email", "E-mail"},  {"postal", "Post"}, {"url", "Page"},
    {NULL, NULL}};
static const Word roles[] = {{"decides", "decides"}, {"influences", "influences"},
                             {"uses", "uses it"},    {"guards", "guards the door"},
                             {"rep", "Seller"},      {"manager", "Manager"},
                             {"admin", "Admin"},     {NULL, NULL}};
static const Word lateness[] = {
    {"fresh", "in time"}, {"overdue", "overdue"}, {"manager", "long overdue"}, {NULL, NULL}};
static const Word temperatures[] = {
    {"hot", "hot"}, {"warm", "warm"}, {"later", "later"}, {NULL, NULL}};
static const Word sides[] = {{"ours", "We promised"}, {"theirs", "They promised"}, {NULL, NULL}};
static const Word states[] = {{"planned", "planned"},
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
                              {NULL, NULL}};
static const Word sources[] = {{"show", "Trade show"},   {"networking", "Networking"},
                               {"referral", "Referral"}, {"web", "Web form"},
                               {"call", "Call"},         {"list", "List"},
                               {"other", "Other"},       {NULL, NULL}};

typedef const char *Label(const char *value);

/* Members by name, and the words of their values: a list or a function. */
static const struct {
    const char *member;
    const Word *words;
    Label *label;
} vocabulary[] = {
    {"channel", channels, NULL},
    {"smaller", channels, NULL},
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
    {"concern", NULL, NULL},
    {"outcome", NULL, view_words_outcome_label},
    {"result", NULL, view_words_result_label},
    {"excuse", NULL, view_words_excuse_label},
};

static const char *word_of(const Word *words, const char *value)
{
    for (; words && words->value; words++)
        if (text_equal(words->value, value))
            return words->said;
    return value;
}

static const char *beside(Arena *arena, const char *name, const char *suffix)
{
    return arena_printf(arena, "%s_%s", name, suffix);
}

static void say_word(Arena *arena, Doc *object, const Doc *member)
{
    for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++) {
        if (!text_equal(vocabulary[i].member, member->name))
            continue;
        const char *said = vocabulary[i].label ? vocabulary[i].label(member->text)
                                               : word_of(vocabulary[i].words, member->text);
        doc_set_text(arena, object, beside(arena, member->name, "said"), said);
        doc_set_bool(arena, doc_set_object(arena, object, beside(arena, member->name, "is")),
                     member->text, true);
        return;
    }
}

/* Times are told by their looks: "2026-11-23T14:00:00Z". */
static bool is_time(const char *text)
{
    static const char pattern[] = "0000-00-00T00:00:00Z";
    for (size_t i = 0; i < sizeof pattern; i++)
        if (pattern[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != pattern[i])
            return false;
    return true;
}

static void say_time(Arena *arena, Doc *object, const Doc *member, Time now, const Zone *zone)
{
    Time at;
    Err err;
    if (!time_parse_rfc3339(member->text, &at, &err))
        return;
    doc_set_text(arena, object, beside(arena, member->name, "said"),
                 when_say(arena, at, now, zone));
    doc_set_text(arena, object, beside(arena, member->name, "day"),
                 day_iso(arena, zone_day(zone, at)));
}

/* Only what was there before: what is put beside stands behind. */
static void say_object(Arena *arena, Doc *object, Time now, const Zone *zone)
{
    size_t count = object->count;
    Doc *member = object->first;
    for (size_t i = 0; i < count; i++, member = member->next) {
        if (member->kind == DOC_TEXT && is_time(member->text)) {
            say_time(arena, object, member, now, zone);
        } else if (member->kind == DOC_TEXT) {
            say_word(arena, object, member);
        } else if (member->kind == DOC_ARRAY) {
            doc_set_bool(arena, object, beside(arena, member->name, "any"), member->count > 0);
            doc_set_int(arena, object, beside(arena, member->name, "count"),
                        (int64_t)member->count);
            page_say(arena, member, now, zone);
        } else if (member->kind == DOC_OBJECT) {
            page_say(arena, member, now, zone);
        }
    }
}

void page_say(Arena *arena, Doc *doc, Time now, const Zone *zone)
{
    if (doc->kind == DOC_OBJECT)
        say_object(arena, doc, now, zone);
    else if (doc->kind == DOC_ARRAY)
        for (Doc *element = doc->first; element; element = element->next)
            page_say(arena, element, now, zone);
}
