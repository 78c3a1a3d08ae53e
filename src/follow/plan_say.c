/* Decisions in words: the reason, the sentences of an explanation, and its stored form. */

#include "base/buf.h"
#include "base/text.h"
#include "base/when.h"
#include "follow/outcome.h"
#include "follow/plan_part.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SENTENCE_MOST = 4096, PACKED_MOST = 16384 };

typedef struct WhyFacts {
    const char *name; /* as stored */
    const char *sentence;
} WhyFacts;

static const WhyFacts why_facts[WHY_CODES] = {
#define WHY(code, text) [WHY_##code] = {#code, text},
#include "follow/plan_why.inc"
#undef WHY
};

/* "Tue 1 Dec", with the year where it is another than that of `now`. */
static char *day_say(Arena *arena, const Situation *situation, Time at, Time now)
{
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (at == TIME_NONE)
        return arena_strdup(arena, "");
    Day day = plan_owner_day(situation, at);
    Civil civil = civil_of_day(day);
    const char *month = months[civil.month - 1];
    if (civil.year != civil_of_day(plan_owner_day(situation, now)).year)
        return arena_printf(arena, "%d %s %d", civil.day, month, civil.year);
    return arena_printf(arena, "%s %d %s", weekdays[day_weekday(day)], civil.day, month);
}

static const char *person_name(const Situation *situation, int64_t id)
{
    const Person *person = plan_person(situation, id);
    return person ? text_or(person->name, "this person") : "this person";
}

/* --- the sentences --- */

/* What stands for {field} in a sentence. */
static const char *field_say(Arena *arena, const Situation *situation, Why why, Time now,
                             const char *field, size_t length)
{
    if (!strncmp(field, "time", length))
        return when_say(arena, why.number, now, plan_owner_zone(situation->owner));
    if (!strncmp(field, "day", length))
        return day_say(arena, situation, why.number, now);
    if (!strncmp(field, "number", length))
        return arena_printf(arena, "%" PRId64, why.number);
    if (!strncmp(field, "person", length))
        return person_name(situation, why.number);
    return text_or(why.text, "not named");
}

char *plan_say(Arena *arena, const Situation *situation, Why why, Time now)
{
    if (why.code <= WHY_NONE || why.code >= WHY_CODES)
        return arena_strdup(arena, "");
    auto_buf Buf said = buf_new(SENTENCE_MOST);
    const char *rest = why_facts[why.code].sentence;
    for (const char *open; (open = strchr(rest, '{')); rest = strchr(open, '}') + 1) {
        buf_add(&said, rest, (size_t)(open - rest));
        size_t length = (size_t)(strchr(open, '}') - open - 1);
        buf_adds(&said, field_say(arena, situation, why, now, open + 1, length));
    }
    buf_adds(&said, rest);
    return arena_strdup(arena, said.at);
}

/* --- the reason --- */

static const OpenPromise *promise_of(const Situation *situation, int64_t id)
{
    for (size_t i = 0; i < situation->promise_count; i++)
        if (situation->promises[i].id == id)
            return &situation->promises[i];
    return NULL;
}

static char *promise_reason(Arena *arena, const Situation *situation, int64_t id, Time now)
{
    const OpenPromise *promise = promise_of(situation, id);
    for (size_t i = 0; i < situation->sent_count; i++) {
        const SentPromise *sent = &situation->sent[i];
        if (sent->id == id)
            return arena_printf(arena, "We promised: %s. I sent it %s; did it reach you?",
                                text_or(sent->text, "to speak again"),
                                day_say(arena, situation, sent->sent_at, now));
    }
    if (!promise)
        return arena_strdup(arena, "We promised you something.");
    return arena_printf(arena, promise->ours ? "We promised: %s." : "You said: %s.",
                        text_or(promise->text, "to speak again"));
}

static char *wake_reason(Arena *arena, const Situation *situation, int64_t id, Time now)
{
    static const char *const openings[WAKE_KINDS] = {
        [WAKE_RENEWAL] = "Your renewal comes up on",
        [WAKE_REPLACEMENT] = "It will be time for a new one about",
        [WAKE_CONTRACT_END] = "Your contract ends on",
        [WAKE_WANT] = "You had thoughts of something for",
    };
    for (size_t i = 0; i < situation->wake_count; i++) {
        const Wake *wake = &situation->wakes[i];
        if (wake->id != id)
            continue;
        const char *what = text_or(wake->text, situation->product);
        return arena_printf(arena, "%s %s%s%s.", openings[wake->kind],
                            day_say(arena, situation, wake->at, now), text_empty(what) ? "" : ": ",
                            text_or(what, ""));
    }
    return arena_strdup(arena, "You buy again soon.");
}

static char *answer_reason(Arena *arena, const Situation *situation, Time now)
{
    static const char *const they[CHANNELS] = {
        [CHANNEL_PHONE] = "called us",      [CHANNEL_EMAIL] = "wrote to us",
        [CHANNEL_TEXT] = "sent us a text",  [CHANNEL_FAX] = "sent us a fax",
        [CHANNEL_VISIT] = "came to see us", [CHANNEL_LETTER] = "wrote us a letter",
    };
    const LeadState *state = &situation->state;
    const char *what =
        they[state->answered_channel] ? they[state->answered_channel] : "answered us";
    return arena_printf(arena, "You %s on %s, and here is our answer.", what,
                        day_say(arena, situation, state->answered_at, now));
}

/* By whatever way: what can be said without a cadence. */
static char *plain_reason(Arena *arena, const Situation *situation)
{
    typedef struct Frame {
        const char *before, *behind; /* what it is about */
    } Frame;
    static const Frame useful = {"I would like to find out whether ", " is of use to you."};
    static const Frame met = {"We met, and I would like to hear where ",
                              " could be of use to you."};
    static const Frame asked = {"You asked about ", ", and I would like to hear what matters to "
                                                    "you."};
    static const Frame talked = {"I wanted to hear how things stand with ", "."};
    static const Frame *const by_source[SOURCE_KINDS] = {[SOURCE_SHOW] = &met,
                                                         [SOURCE_NETWORKING] = &met,
                                                         [SOURCE_WEB] = &asked,
                                                         [SOURCE_CALL] = &asked};
    bool known = situation->state.first_talked_at != TIME_NONE;
    const Frame *frame = known                          ? &talked
                         : by_source[situation->source] ? by_source[situation->source]
                                                        : &useful;
    const char *what = known ? "what we talked about" : "what we do";
    return arena_printf(arena, "%s%s%s", frame->before, text_or(situation->product, what),
                        frame->behind);
}

static char *step_reason(Arena *arena, const Situation *situation, const Decision *decision)
{
    const Person *main = plan_main_person(situation);
    if (!decision->channel)
        return arena_strdup(arena, "Nobody there may be touched: find whom else to ask, or close "
                                   "this lead.");
    if (decision->ask_whom && main && main->state == PERSON_GONE)
        return arena_printf(arena, "Who came after %s, and where did they go?",
                            text_or(main->name, "the one I knew"));
    if (decision->ask_whom)
        return arena_strdup(arena, "Whom at your company may I speak with?");
    if (decision->step && cadence_reason_fits(decision->step, decision->channel))
        return arena_strdup(arena, decision->step->reason);
    return plain_reason(arena, situation);
}

/* Whatever is said of it in brackets: where it stands. */
static bool is_agreed(const char *agreed, const char *what)
{
    size_t length = strlen(what);
    return !strncmp(agreed, what, length) &&
           (!agreed[length] || !strncmp(agreed + length, " (", 2));
}

/* What was agreed (outcome_agree), as one would open with it; the day goes in between. */
static char *agreed_reason(Arena *arena, const Situation *situation, Time now)
{
    static const struct {
        const char *agreed, *before, *behind;
    } openings[] = {
        {AGREED_MEETING, "We have a meeting on ", "."},
        {AGREED_MET, "How did it go? The meeting was on ", "."},
        {AGREED_VISIT, "I said that I would come by on ", "."},
        {"set the time of the meeting", "You agreed to meet, and we still need a time for it.",
         NULL},
        {AGREED_ANOTHER, "You cannot make it to what we agreed on: which time suits you better?",
         NULL},
        {"not now", "You said it was too early, so I noted ", "."},
        {"call them back", "You asked me to call you back on ", "."},
        {"back from leave", "You were away, and back on ", "."},
        {AGREED_WITH_VOICEMAIL,
         "I just left you a voicemail, and this is so that you have my number in writing, too.",
         NULL},
        {"type this card", "Type this card.", NULL},
    };
    const char *agreed = text_or(situation->state.agreed, "to speak");
    char *day = day_say(arena, situation, situation->state.agreed_at, now);
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (is_agreed(agreed, openings[i].agreed))
            return openings[i].behind
                       ? arena_printf(arena, "%s%s%s", openings[i].before, day, openings[i].behind)
                       : arena_strdup(arena, openings[i].before);
    return arena_printf(arena, "We agreed on %s: %s.", day, agreed);
}

/* Of what a person has written about a promise, or at their wish. */
static char *written_reason(Arena *arena, const Situation *situation, const Decision *decision,
                            Time now)
{
    const Why why = decision->why_count ? decision->whys[0] : (Why){.code = WHY_NONE};
    if (why.code == WHY_PROMISE_LATE)
        return arena_printf(arena, "It takes longer than promised: %s.", text_or(why.text, ""));
    if (why.code == WHY_ASKED_FOR_TEXT)
        return arena_printf(arena, "You asked for it: %s.", text_or(why.text, ""));
    if (why.code == WHY_INVITED)
        return arena_printf(arena, "What we agreed on, for your calendar: %s.",
                            text_or(why.text, ""));
    return promise_reason(arena, situation, decision->promise_id, now);
}

char *plan_reason(Arena *arena, const Situation *situation, const Decision *decision, Time now)
{
    switch (decision->concern) {
    case CONCERN_ANSWER:
        return answer_reason(arena, situation, now);
    case CONCERN_PROMISE:
        return written_reason(arena, situation, decision, now);
    case CONCERN_AGREED:
        return agreed_reason(arena, situation, now);
    case CONCERN_WAKE:
        return wake_reason(arena, situation, decision->wake_id, now);
    default:
        return step_reason(arena, situation, decision);
    }
}

/* --- the stored form: NAME,number,text;NAME,number,text — a backslash before , ; \ and n --- */

static void pack_text(Buf *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\n') {
            buf_adds(out, "\\n");
            continue;
        }
        if (strchr(",;\\", *text))
            buf_addc(out, '\\');
        buf_addc(out, *text);
    }
}

static void pack_why(Buf *packed, const Why *why)
{
    auto_buf Buf term = buf_new(SENTENCE_MOST);
    buf_addf(&term, "%s%s,%" PRId64 ",", packed->length ? ";" : "", why_facts[why->code].name,
             why->number);
    if (why->text)
        pack_text(&term, why->text);
    buf_add(packed, term.at, term.length);
}

char *plan_whys_pack(Arena *arena, const Decision *decision)
{
    auto_buf Buf packed = buf_new(PACKED_MOST);
    for (size_t i = 0; i < decision->why_count; i++)
        pack_why(&packed, &decision->whys[i]);
    return arena_strdup(arena, packed.at);
}

char *plan_whys_add(Arena *arena, const char *packed, Why why)
{
    auto_buf Buf more = buf_new(PACKED_MOST);
    buf_adds(&more, packed);
    pack_why(&more, &why);
    return arena_strdup(arena, more.at);
}

static WhyCode why_find(const char *name, size_t length)
{
    for (WhyCode code = WHY_NONE + 1; code < WHY_CODES; code++)
        if (strlen(why_facts[code].name) == length && !memcmp(why_facts[code].name, name, length))
            return code;
    return WHY_NONE;
}

/* Reads a text up to an unescaped ';' or the end. */
static const char *unpack_text(Arena *arena, const char *at, const char **text)
{
    char *out = arena_alloc(arena, strlen(at) + 1);
    size_t length = 0;
    for (; *at && *at != ';'; at++) {
        if (*at == '\\' && at[1]) {
            at++;
            out[length++] = *at == 'n' ? '\n' : *at;
        } else {
            out[length++] = *at;
        }
    }
    *text = length ? out : NULL;
    return at;
}

size_t plan_whys_unpack(Arena *arena, const char *packed, const Why **whys)
{
    Why *found = arena_array(arena, DECISION_WHYS, sizeof *found);
    size_t count = 0;
    while (*packed && count < DECISION_WHYS) {
        size_t name = strcspn(packed, ",;");
        Why why = {.code = why_find(packed, name)};
        packed += name;
        if (*packed == ',') {
            char *end;
            why.number = strtoll(packed + 1, &end, 10);
            packed = end;
            if (*packed == ',')
                packed++;
        }
        packed = unpack_text(arena, packed, &why.text);
        if (*packed == ';')
            packed++;
        if (why.code != WHY_NONE)
            found[count++] = why;
    }
    *whys = found;
    return count;
}
