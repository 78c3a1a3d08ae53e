#include "follow/cadence_phrase.h"

#include "base/vec.h"

typedef VEC(PhraseWord) WordList;

/* ---- Cutting into words ---- */

typedef struct Contraction {
    const char *tail, *stem_of, *stem; /* words ending in `tail`; a stem that changes */
    const char *second;
} Contraction;

static const Contraction contractions[] = {
    {"can't", "can't", "can", "not"},  {"cannot", "cannot", "can", "not"},
    {"won't", "won't", "will", "not"}, {"n't", NULL, NULL, "not"},
    {"'ve", NULL, NULL, "have"},       {"'re", NULL, NULL, "are"},
    {"'ll", NULL, NULL, "will"},       {"i'm", "i'm", "i", "am"},
};

static void push_word(Arena *arena, WordList *words, PhraseWord word)
{
    for (size_t i = 0; i < sizeof contractions / sizeof *contractions; i++) {
        const Contraction *row = &contractions[i];
        size_t length = strlen(word.word), tail = strlen(row->tail);
        if (length < tail || strcmp(word.word + length - tail, row->tail) != 0 ||
            (row->stem_of && length != tail))
            continue;
        PhraseWord first = word, second = word;
        first.word = row->stem ? row->stem : arena_strndup(arena, word.word, length - tail);
        second.word = row->second;
        second.begins = false;
        *vec_push(arena, words) = first;
        *vec_push(arena, words) = second;
        return;
    }
    *vec_push(arena, words) = word;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

/* The bytes of an apostrophe at `at`, plain or typographic; 0: none. */
static size_t apostrophe(const char *at)
{
    return *at == '\'' ? 1 : !strncmp(at, "\xE2\x80\x99", 3) ? 3 : 0;
}

static size_t punctuation(const char *at)
{
    static const char *const marks[] = {"\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x9C",
                                        "\xE2\x80\x9D", "\xE2\x80\x98", "\xE2\x80\xA6",
                                        "\xC2\xA0"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (!strncmp(at, marks[i], strlen(marks[i])))
            return strlen(marks[i]);
    return 0;
}

/* `{{name}}` at `*at`: stepped over; one that never closes takes the rest of the text. True when it
 * puts something into the text. */
static bool skip_tag(const char **at)
{
    const char *inside = *at + 2, *end = strstr(inside, "}}");
    if (!end) {
        *at = inside + strlen(inside);
        return false;
    }
    *at = end + 2 + (end[2] == '}');
    inside += strspn(inside, " \t\n");
    return *inside && !strchr("#/^!=>", *inside);
}

/* One word of letters from `*at`; an "e-mail" is an "email", other hyphens part words. */
static char *take_word(Arena *arena, const char **at)
{
    const char *start = *at, *end = start;
    for (; *end && !punctuation(end); end++) {
        size_t mark = apostrophe(end);
        bool joined = mark && end > start && is_letter(end[mark]);
        bool email = *end == '-' && end == start + 1 && (*start == 'e' || *start == 'E') &&
                     (end[1] == 'm' || end[1] == 'M');
        if (!joined && !email && (mark || !is_letter(*end)))
            break;
        end += mark ? mark - 1 : 0;
    }
    char *word = arena_alloc(arena, (size_t)(end - start) + 1), *to = word;
    for (const char *from = start; from < end; from++) {
        size_t mark = apostrophe(from);
        if (mark) {
            *to++ = '\'';
            from += mark - 1;
        } else if (*from != '-') {
            *to++ = *from >= 'A' && *from <= 'Z' ? (char)(*from + 'a' - 'A') : *from;
        }
    }
    *at = end;
    return word;
}

/* Whether a sentence ends between two words: at . ! ? or : before white space, at an empty line. */
static bool ends_sentence(const char *at, const char *end)
{
    for (int breaks = 0; at < end; at++) {
        if (strchr(".!?:", *at) && strchr(" \t\n\r\"')", at[1]))
            return true;
        breaks += *at == '\n';
        if (breaks > 1)
            return true;
    }
    return false;
}

PhraseWords phrase_words(Arena *arena, const char *text)
{
    WordList words = {0};
    const char *at = text, *gap = text;
    bool begins = true;
    while (*at) {
        const char *start = at;
        size_t mark = punctuation(at);
        mark = mark ? mark : apostrophe(at); /* an opening quotation mark */
        if (mark || (!is_letter(*at) && strncmp(at, "{{", 2) != 0)) {
            at += mark ? mark : 1;
            continue;
        }
        begins |= ends_sentence(gap, start);
        PhraseWord word = {.word = "", .offset = (size_t)(start - text), .begins = begins};
        if (*at == '{') {
            bool shows = skip_tag(&at);
            gap = at;
            if (!shows)
                continue;
        } else {
            word.word = take_word(arena, &at);
        }
        gap = at;
        word.end = (size_t)(at - text);
        push_word(arena, &words, word);
        begins = false;
    }
    return (PhraseWords){words.at, words.count};
}

/* ---- Patterns ---- */

/* `word` is one of "a|b|c", which ends at `length`. */
static bool is_one_of(const char *word, const char *choices, size_t length)
{
    size_t size = strlen(word);
    for (const char *at = choices, *end = choices + length; at < end;) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        const char *stop = bar ? bar : end;
        if ((size_t)(stop - at) == size && !memcmp(at, word, size))
            return true;
        at = stop + 1;
    }
    return false;
}

/* The rest of a pattern against the words from `at`; `first` is where the match began. */
static bool match_rest(PhraseWords words, size_t first, size_t at, const char *pattern,
                       size_t *after)
{
    if (!*pattern) {
        *after = at;
        return true;
    }
    size_t length = strcspn(pattern, " ");
    const char *next = pattern + length + (pattern[length] == ' ');
    bool here = at < words.count && (at == first || !words.at[at].begins);
    if (*pattern == '~') {
        for (int most = pattern[1] - '0';; most--, at++) {
            if (match_rest(words, first, at, next, after))
                return true;
            if (!most || at >= words.count || (at > first && words.at[at].begins))
                return false;
        }
    }
    bool optional = pattern[length - 1] == '?';
    if (here && is_one_of(words.at[at].word, pattern, length - optional) &&
        match_rest(words, first, at + 1, next, after))
        return true;
    return optional && match_rest(words, first, at, next, after);
}

bool phrase_matches(PhraseWords words, size_t from, const char *pattern, size_t *after)
{
    return match_rest(words, from, from, pattern, after);
}

/* ---- The lists ---- */

static const char *const blaming[] = {
    "have|has|had not ~2 heard|hear|received|gotten|got|had ~1 back|from|anything|a|any|your",
    "not heard|hearing ~1 back|from|anything",
    "never heard|got|received ~1 back|from|a|an|any|your",
    "without ~2 reply|response|answer|hearing",
    "no reply|response|answer ~1 from|to|yet|so",
    "got|get|had|received|receive|have no reply|response|answer|word",
    "lack of reply|response|answer|interest|communication",
    "your silence",
    ("tried|trying|attempted|attempting ~5 several|many|multiple|numerous|countless|few|couple|two|"
     "three|four of? times"),
    "tried|trying|attempted|attempting ~6 repeatedly|again|twice",
    "several|many|multiple|numerous|countless|repeated attempts|tries",
    "attempts to reach|contact|call|get|connect",
    ("left|sent|made|written ~3 several|many|multiple|numerous|countless|two|three|four|few|couple "
     "of? messages|voicemails|emails|mails|calls|letters|texts"),
    "you did not",
    "you do|would|could not ~1 reply|respond|answer|return",
    "you still have|do not",
    ("you have|had not ~2 replied|responded|answered|called|returned|written|gotten|picked|come|"
     "given|sent|opened"),
    "you never replied|responded|answered|called|returned|wrote|got|sent|came|showed",
    ("not|never returned|return|returning|answered|answering ~2 call|calls|message|messages|email|"
     "emails|mail|mails|voicemail|voicemails"),
    "ignored|ignoring",
    "ignore my|our|me|us",
    "still waiting|awaiting",
    "i|we have|am|are been? still? waiting for|on|to ~1 you|your|hear",
    "unable to reach|get|contact|connect|catch ~1 you|hold|through",
    "can|could not reach|contact ~1 you|him|her|them",
    "can|could not get|got ~1 hold|through|answer",
    "hard|difficult|impossible|tough|tricky ~2 to reach|pin|catch|contact",
    "you are ~1 hard|difficult|impossible|tough to get|find",
    "as|like i|we already|previously said|mentioned|wrote|told|explained",
    "as? per my|our last|previous|earlier",
    "you seem|must ~3 busy",
    "you are|have been? too|obviously|clearly|probably busy",
    "disappointed|disappointing|frustrated|frustrating",
    "surprised ~3 not|nothing",
    "gone|went|going|go|fallen|fell dark|silent|quiet",
    "fell|fallen|slipped|slip through the? cracks",
    "dropped the ball",
    "you must? have? forgot|forgotten me|us|about",
    "why you are|have|did|do not",
    ("second|third|fourth|fifth|sixth|umpteenth time ~2 write|writing|call|calling|email|emailing|"
     "contact|contacting|message|messaging|try|trying"),
    "my second|third|fourth|fifth|sixth email|mail|message|call|voicemail|letter|attempt|try",
    NULL,
};

static const char *const empty[] = {
    "checking in|back|up|again",
    "check in on|with|to|again",
    "want|wanted|like|thought ~3 check in|back",
    "just|quickly|simply checking",
    "touch|touching|touched base|bases",
    "circle|circling|circled back|around|round",
    "loop|looping|looped back",
    "just|only|simply|quick|quickly a? follow|following|followup up?",
    "want|wanted|like|thought ~3 follow|followup up?",
    ("follow|following|followup up? on|with|to ~2 last|previous|earlier|recent|first|prior|email|"
     "emails|mail|message|messages|note|voicemail|call|letter"),
    ("my|our last|previous|earlier|recent|prior|first|other email|mail|message|messages|emails|"
     "voicemail|voicemails|note|call|calls|text|texts|letter"),
    "did|have you get|got|receive|received|see|seen|read my|our",
    "resending|resend|bumping|pinging|ping|nudging my|our|this|the|you|it",
    "forwarding|forward my|our",
    "bump|bumping|bumped|float|floating|floated|push|pushing ~3 top",
    "top of your inbox|mind|list|mailbox",
    "gentle|friendly|quick|kind|little|polite reminder|nudge|ping|poke",
    "in case you missed|overlooked",
    ("just|only reaching|writing|calling|emailing|texting|popping|dropping|pinging|messaging|"
     "wondering"),
    "just|only wanted|want|wanting to",
    "just ~2 say|saying hi|hello|hey",
    "reaching|reach|reached out",
    "any updates|update|news|progress|movement|thoughts|feedback",
    "hope|hoping|trust this|that|it|my ~3 finds|find you",
    "hope|hoping|trust you|your|all|everything|things ~4 well|great|fine|good",
    "how are|is things|everything",
    "how's things|everything|it",
    "how is it going|coming|looking",
    "how things|it are|is going|coming|looking",
    "how are you doing|today",
    "where things|we|you|it|this stand|stands",
    ("see|know|wondering|wonder|wondered|ask if|whether ~2 had|have|got|made ~3 chance|opportunity|"
     "decision|look"),
    "had|have|has|got|get|find|found a|any chance|opportunity to",
    "stay|staying|keep|keeping|remain ~2 touch|radar",
    "on your radar|plate",
    "pick your brain|brains",
    "at your earliest|convenience",
    "do not hesitate",
    "feel free to",
    "look|looking forward to hearing|hear|your",
    "let me|us know if|whether|should ~3 questions|question|interested|anything",
    "let me|us know what you think|decide|decided",
    "have any questions|question|thoughts|concerns",
    "if you are interested",
    "still interested|considering",
    "you still looking",
    "to remind you",
    "thought i would ~1 check|reach|touch|follow|ping|drop|try|see|write|call|say",
    "drop|dropping|dropped you? a line|note",
    "long time no",
    "been a while",
    "trying you? again",
    "it's|its|is me again",
    NULL,
};

static const char *const giving_up[] = {
    "last|final|one attempt|try to|before|i|we",
    "last time i|we ~2 write|call|email|contact|bother|try|reach|disturb",
    "last|final email|mail|message|notice|voicemail|note|letter from|you|i|we|unless",
    "my|our|the|your last|final attempt|try|notice|chance",
    "close|closing|closed your|the|this|our file|ticket|case|loop",
    "not bother|disturb|trouble|write|call|contact ~2 again|anymore|further",
    "stop bothering|calling|writing|emailing|contacting",
    "i|we ~2 give|giving|gave up",
    "give|giving|given up on",
    "take|taking you off|from",
    "assume|assuming you|this|it|that ~3 not|no",
    "permission to close",
    "should i stay",
    NULL,
};

typedef struct PhraseGroup {
    const char *code, *advice;
    const char *const *patterns;
} PhraseGroup;

static const PhraseGroup groups[] = {
    {"blames", "puts them in the wrong: say what is new and worth a minute instead", blaming},
    {"gives_up", "threatens to stop: leave the door open, the next touch is already planned",
     giving_up},
    {"says_nothing", "says nothing: open with the reason or with what is new instead", empty},
};

enum { PHRASE_GROUPS = sizeof groups / sizeof *groups };

typedef struct BookRow {
    const char *pattern;
    const PhraseGroup *group;
    unsigned initials; /* of the words it may begin with: a bit a letter */
} BookRow;

struct PhraseBook {
    BookRow *rows;
    size_t count;
};

static unsigned initial(char c)
{
    return 1u << ((unsigned char)c & 31);
}

const PhraseBook *phrase_book(Arena *arena)
{
    PhraseBook *book = arena_make(arena, PhraseBook);
    size_t count = 0;
    for (size_t group = 0; group < PHRASE_GROUPS; group++)
        for (const char *const *pattern = groups[group].patterns; *pattern; pattern++)
            count++;
    book->rows = arena_array(arena, count, sizeof *book->rows);
    for (size_t group = 0; group < PHRASE_GROUPS; group++)
        for (const char *const *pattern = groups[group].patterns; *pattern; pattern++) {
            BookRow *row = &book->rows[book->count++];
            *row = (BookRow){.pattern = *pattern, .group = &groups[group]};
            for (const char *at = *pattern; *at && *at != ' '; at++)
                if (at == *pattern || at[-1] == '|')
                    row->initials |= initial(*at);
        }
    return book;
}

bool phrase_next(const PhraseBook *book, PhraseWords words, size_t *from, Phrase *phrase)
{
    for (size_t at = *from; at < words.count; at++)
        for (size_t i = 0; i < book->count; i++) {
            const BookRow *row = &book->rows[i];
            size_t after;
            if (!(row->initials & initial(words.at[at].word[0])) ||
                !phrase_matches(words, at, row->pattern, &after))
                continue;
            *from = after;
            *phrase = (Phrase){
                .code = row->group->code,
                .advice = row->group->advice,
                .offset = words.at[at].offset,
                .end = words.at[after - 1].end,
            };
            return true;
        }
    *from = words.count;
    return false;
}
