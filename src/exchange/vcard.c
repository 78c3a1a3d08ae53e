#include "exchange/vcard.h"

#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/allocate.h"
#include "exchange/vcard_row.h"

#include <string.h>

enum { CARD_LIMIT = 4 * 1024 * 1024 };

struct Vcard {
    Lines *lines;
    Buf logical; /* the current content line, unfolded */
    bool logical_over;
    bool torn;       /* the file ended within it */
    uint64_t number; /* of its first physical line */
    Line next;       /* read, but not yet part of a content line */
    bool has_next;
    bool gap;   /* a blank line stands before `next` */
    bool gaps;  /* the file has one behind every line: CR CR LF of some phones */
    bool began; /* BEGIN of the next card was met where END was missing */
    uint64_t began_at;
    Arena *scratch; /* the properties of the current card */
};

typedef VEC(VcardProperty) Properties;

Vcard *vcard_open(Lines *lines)
{
    Vcard *vcard = allocate(sizeof *vcard);
    vcard->lines = lines;
    vcard->logical = buf_new(LINES_LIMIT);
    vcard->scratch = arena_new();
    return vcard;
}

void vcard_close(Vcard *vcard)
{
    if (!vcard)
        return;
    buf_free(&vcard->logical);
    arena_free(vcard->scratch);
    free(vcard);
}

/* --- content lines --- */

typedef enum Step { STEP_LINE, STEP_END, STEP_FAILED } Step;

/* The next physical line that is not blank, into vcard->next. One beyond the limit counts as a
 * line nobody understands. */
static Step peek_line(Vcard *vcard, Err *err)
{
    if (!vcard->has_next)
        vcard->gap = false;
    while (!vcard->has_next) {
        lines_pin(vcard->lines);
        switch (lines_next(vcard->lines, &vcard->next, err)) {
        case LINE_FAILED:
            return STEP_FAILED;
        case LINE_END:
            return STEP_END;
        case LINE_LONG:
            if (!lines_skip(vcard->lines, err))
                return STEP_FAILED;
            break;
        case LINE_GOOD:
            vcard->has_next = vcard->next.length > 0;
            vcard->gap |= !vcard->has_next;
            break;
        }
    }
    return STEP_LINE;
}

static void take_line(Vcard *vcard, size_t from)
{
    buf_add(&vcard->logical, vcard->next.at + from, vcard->next.length - from);
    vcard->torn = vcard->next.whole == vcard->next.length;
    vcard->has_next = false;
}

static bool is_fold(const Line *line)
{
    return line->at[0] == ' ' || line->at[0] == '\t';
}

/* A quoted-printable value whose last line ends in "=" goes on, unless a blank line ends it; the
 * "=" goes. */
static bool drop_soft_end(Vcard *vcard)
{
    Buf *logical = &vcard->logical;
    if (!logical->length || logical->at[logical->length - 1] != '=' ||
        !vcard_is_quoted_printable(logical->at, logical->length))
        return false;
    logical->at[--logical->length] = '\0';
    return true;
}

/* The next content line into vcard->logical. */
static Step next_logical(Vcard *vcard, Err *err)
{
    buf_clear(&vcard->logical);
    Step step = peek_line(vcard, err);
    if (step != STEP_LINE)
        return step;
    vcard->number = vcard->next.number;
    take_line(vcard, is_fold(&vcard->next) ? 1 : 0);
    for (;;) {
        bool soft = drop_soft_end(vcard);
        step = peek_line(vcard, err);
        if (step == STEP_FAILED)
            return step;
        soft &= !vcard->gap || vcard->gaps;
        if (step == STEP_END || (!soft && !is_fold(&vcard->next)))
            return STEP_LINE;
        take_line(vcard, soft ? 0 : 1);
    }
}

/* --- cards --- */

static bool is_mark(const char *text, const char *mark)
{
    return text_starts_nocase(text, mark) &&
           !text[strlen(mark) + strspn(text + strlen(mark), " \t")];
}

static const char begin_mark[] = "BEGIN:VCARD";
static const char end_mark[] = "END:VCARD";

/* Moves to behind the next BEGIN. */
static Step find_card(Vcard *vcard, uint64_t *line, Err *err)
{
    if (vcard->began) {
        vcard->began = false;
        *line = vcard->began_at;
        return STEP_LINE;
    }
    for (;;) {
        Step step = next_logical(vcard, err);
        if (step != STEP_LINE)
            return step;
        if (is_mark(vcard->logical.at, begin_mark)) {
            *line = vcard->number;
            vcard->gaps = vcard->gap;
            return STEP_LINE;
        }
    }
}

/* "Jane Doe, +1 202 555 0123" of the card of an agent. */
static const char *say_agent(Arena *arena, const Properties *properties)
{
    VcardCard card = {.properties = properties->at, .count = properties->count};
    ExchangeRow row;
    vcard_row(arena, &card, &row);
    if (row.state != ROW_GOOD)
        return NULL;
    const char *said = text_or(row.name, row.company);
    for (size_t i = 0; i < row.address_count; i++)
        if (row.addresses[i].kind != ROW_POSTAL)
            said = said ? arena_printf(arena, "%s, %s", said, row.addresses[i].value)
                        : row.addresses[i].value;
    return said;
}

typedef struct CardRead {
    Properties properties;
    Properties agent;
    bool in_agent;
    bool agent_next; /* the last property was an AGENT: a BEGIN is its card */
    bool over;
    bool cut;
} CardRead;

static void read_property(Vcard *vcard, CardRead *card)
{
    Buf *logical = &vcard->logical;
    if (logical->over || card->over)
        return;
    if (arena_used(vcard->scratch) > CARD_LIMIT) {
        card->over = true;
        return;
    }
    VcardProperty property;
    if (!vcard_property_parse(vcard->scratch, logical->at, logical->length,
                              lines_encoding(vcard->lines), &property))
        return;
    bool agent = text_equal_nocase(property.name, "AGENT");
    card->agent_next = agent && !*property.value;
    if (agent && is_mark(property.value, begin_mark))
        card->in_agent = true;
    VcardProperty *kept =
        vec_push(vcard->scratch, card->in_agent ? &card->agent : &card->properties);
    *kept = property;
}

static Step read_card(Vcard *vcard, CardRead *card, Err *err)
{
    for (;;) {
        Step step = next_logical(vcard, err);
        if (step == STEP_FAILED)
            return step;
        if (step == STEP_END) {
            card->cut = true;
            return STEP_LINE;
        }
        if (is_mark(vcard->logical.at, end_mark)) {
            if (!card->in_agent)
                return STEP_LINE;
            card->in_agent = false;
        } else if (is_mark(vcard->logical.at, begin_mark)) {
            if (!card->agent_next) {
                vcard->began = true;
                vcard->began_at = vcard->number;
                return STEP_LINE;
            }
            card->in_agent = true;
            card->agent_next = false;
        } else if (!vcard->torn) {
            read_property(vcard, card);
        }
    }
}

bool vcard_next(Vcard *vcard, Arena *arena, ExchangeRow *row, Err *err)
{
    arena_reset(vcard->scratch);
    uint64_t line = 0;
    CardRead read = {0};
    Step step = find_card(vcard, &line, err);
    if (step == STEP_END) {
        *row = (ExchangeRow){.state = ROW_END};
        return true;
    }
    if (step == STEP_FAILED || read_card(vcard, &read, err) == STEP_FAILED)
        return false;
    if (read.over) {
        *row = (ExchangeRow){.state = ROW_REJECTED, .reason = "the card is larger than 4 MiB"};
    } else {
        VcardCard card = {
            .properties = read.properties.at,
            .count = read.properties.count,
            .agent = read.agent.count ? say_agent(arena, &read.agent) : NULL,
            .cut = read.cut,
        };
        vcard_row(arena, &card, row);
    }
    row->line = line;
    return true;
}
