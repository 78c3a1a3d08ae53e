#include "action/lint_touch.h"

#include "action/access_inner.h"
#include "action/lint_mail.h"
#include "action/mail_file.h"
#include "action/plan_lead.h"
#include "action/touch_coming.h"
#include "action/trial.h"
#include "base/text.h"
#include "base/vec.h"

#include <string.h>

enum { LETTERS_BEFORE = 10, GIVEN_MOST = 200 };

/* Stands for what is not known, and in no text: text_clean() takes it out of all that comes in. */
#define MARK "\x01"

/* What is gathered of one reader. */
typedef struct Reader {
    Context *context;
    Arena *arena;
    LoadedLead loaded;
    const NextTouch *next;
    Doc *fields;
    LintFacts facts;
} Reader;

static const LoadedPerson *person_of(const Reader *reader)
{
    for (size_t i = 0; i < reader->loaded.person_count; i++)
        if (reader->loaded.people[i].contact.id == reader->next->touch.contact_id)
            return &reader->loaded.people[i];
    return NULL;
}

static void find_fields(Reader *reader)
{
    VEC(LintField) fields = {0};
    reader->fields = merge_fields(reader->context, reader->arena, &reader->loaded,
                                  person_of(reader), context_now(reader->context));
    doc_set_text(reader->arena, reader->fields, "last_words", reader->next->last.note);
    for (const CadenceField *field = cadence_fields(); field->name; field++) {
        const char *value = doc_text(reader->fields, field->name);
        *vec_push(reader->arena, &fields) =
            (LintField){field->name, !text_empty(value), text_empty(value) ? NULL : value};
    }
    reader->facts.fields = fields.at;
    reader->facts.field_count = fields.count;
}

/* --- holes ------------------------------------------------------------------------------------ */

/* What the cadence says where a field is empty; a mark with its name where it says nothing. */
static const Doc *marked_fallbacks(const Reader *reader)
{
    Arena *arena = reader->arena;
    const Doc *own = reader->loaded.situation.cadence->fallbacks;
    Doc *fallbacks = doc_object(arena);
    for (const CadenceField *field = cadence_fields(); field->name; field++) {
        const char *said = own ? doc_text(own, field->name) : NULL;
        doc_set_text(arena, fallbacks, field->name,
                     text_empty(said) ? arena_printf(arena, MARK "%s" MARK, field->name) : said);
    }
    return fallbacks;
}

/* As it reads with nothing in the marks' places, and the first field that left one. */
static LintHole without_marks(Arena *arena, const char *line, size_t length)
{
    char *read = arena_strndup(arena, line, length), *to = read;
    LintHole hole = {.line = read};
    for (const char *at = read; *at;) {
        if (*at != *MARK) {
            *to++ = *at++;
            continue;
        }
        size_t name = strcspn(at + 1, MARK);
        if (!hole.field)
            hole.field = arena_strndup(arena, at + 1, name);
        at += 1 + name;
        at += *at == *MARK;
    }
    *to = '\0';
    return hole;
}

/* Its words are a body; else they are what a person writes or says. */
static bool is_sent(const Reader *reader)
{
    return (MACHINE_CHANNELS & CHANNEL_BIT(reader->next->touch.channel)) != 0;
}

static bool find_holes(Reader *reader, Err *err)
{
    TrialTexts texts;
    size_t place;
    const char *key = reader->loaded.next.step_key;
    const Step *step = key ? cadence_step(reader->loaded.situation.cadence, key, &place) : NULL;
    bool sent = is_sent(reader);
    if (!step || !(sent ? step->body_text : step->words_text) ||
        !cadence_texts_fit(step, reader->next->touch.channel))
        return true;
    if (!trial_texts(reader->context, step, reader->next->touch.contact_id, &texts, err))
        return false;
    Buf out = buf_new(LINT_LONGEST);
    VEC(LintHole) holes = {0};
    mustache_render(sent ? texts.body : step->words_text, reader->fields, marked_fallbacks(reader),
                    MUSTACHE_PLAIN, NULL, NULL, &out);
    for (const char *line = out.length ? out.at : ""; *line;) {
        size_t length = strcspn(line, "\n");
        if (memchr(line, *MARK, length))
            *vec_push(reader->arena, &holes) = without_marks(reader->arena, line, length);
        line += length + (line[length] == '\n');
    }
    buf_free(&out);
    reader->facts.holes = holes.at;
    reader->facts.hole_count = holes.count;
    return true;
}

/* --- what they have had ----------------------------------------------------------------------- */

static bool find_letters(Reader *reader, Err *err)
{
    struct message_bodies_rows rows;
    if (!sql_message_bodies(
            reader->context->db, reader->arena,
            &(struct message_bodies_in){.workspace = reader->context->workspace,
                                        .lead_id = reader->loaded.lead.id,
                                        .contact_id = reader->next->touch.contact_id,
                                        .most = LETTERS_BEFORE},
            &rows, err))
        return false;
    const char **had = arena_array(reader->arena, rows.count, sizeof *had);
    for (size_t i = 0; i < rows.count; i++)
        had[i] = rows.at[i].body;
    reader->facts.had = had;
    reader->facts.had_count = rows.count;
    return true;
}

static bool find_given(Reader *reader, Err *err)
{
    struct content_given_to_rows rows;
    if (!sql_content_given_to(
            reader->context->db, reader->arena,
            &(struct content_given_to_in){.workspace = reader->context->workspace,
                                          .contact_id = reader->next->touch.contact_id,
                                          .most = GIVEN_MOST},
            &rows, err))
        return false;
    LintGiven *given = arena_array(reader->arena, rows.count, sizeof *given);
    for (size_t i = 0; i < rows.count; i++)
        given[i] = (LintGiven){.title = rows.at[i].title, .url = rows.at[i].url};
    reader->facts.given = given;
    reader->facts.given_count = rows.count;
    return true;
}

/* --- what goes along -------------------------------------------------------------------------- */

static bool find_files(Reader *reader, Err *err)
{
    MailFiles files;
    if (!mail_files(reader->context, reader->arena, reader->next->touch.id, &files, err))
        return false;
    LintFile *at = arena_array(reader->arena, files.count, sizeof *at);
    LintFiles *facts = &reader->facts.files;
    *facts = (LintFiles){.known = true,
                         .at = at,
                         .weight = files.weight,
                         .most = files.most,
                         .links = mail_files_links(reader->context, reader->arena, &files),
                         .picture = mail_files_picture(&files)};
    for (size_t i = 0; i < files.count; i++)
        if (files.at[i].way != FILE_STAYS)
            at[facts->count++] = (LintFile){.name = files.at[i].name,
                                            .size = files.at[i].size,
                                            .linked = files.at[i].way == FILE_LINKED,
                                            .had = files.at[i].had};
    return true;
}

/* --- lint ------------------------------------------------------------------------------------- */

static bool find_outside(Context *context, LintAsk *ask, Err *err)
{
    return context_flag(context, "mx", &ask->exchange, err);
}

static bool ask_lint(Reader *reader, const LintLetter *letter, Lint *lint, Err *err)
{
    const NextTouch *next = reader->next;
    const char *subject = letter->subject ? letter->subject : next->script.subject;
    bool mail = next->touch.channel == CHANNEL_EMAIL;
    const char *written = is_sent(reader) ? next->script.body : next->script.words;
    const char *body = letter->body ? letter->body : written;
    const LeadState *state = &reader->loaded.situation.state;
    LintAsk ask = {
        .words = arena_printf(reader->arena, "Subject: %s\n\n%s", text_or(subject, ""),
                              text_or(body, "")),
        .reason = next->touch.reason,
        .to = next->touch.channel == CHANNEL_EMAIL ? next->touch.address_value : NULL,
        .user = next->touch.owner_id,
        .later = state->first_talked_at != TIME_NONE || state->answered_at != TIME_NONE,
        .known = &reader->facts,
        .spamd = letter->outside && mail ? NULL : LINT_NOWHERE,
    };
    return (!letter->outside || !mail || find_outside(reader->context, &ask, err)) &&
           lint_mail(reader->context, reader->arena, &ask, lint, err);
}

static bool find_medium(Channel channel, LintMedium *medium)
{
    static const struct {
        Channel channel;
        LintMedium medium;
    } media[] = {{CHANNEL_EMAIL, LINT_MAIL}, {CHANNEL_FAX, LINT_MAIL},
                 {CHANNEL_TEXT, LINT_TEXT},  {CHANNEL_LETTER, LINT_LETTER},
                 {CHANNEL_GIFT, LINT_CARD},  {CHANNEL_VISIT, LINT_SAID}};
    for (size_t i = 0; i < sizeof media / sizeof *media; i++)
        if (media[i].channel == channel) {
            *medium = media[i].medium;
            return true;
        }
    return false;
}

bool lint_touch(Context *context, Arena *arena, const NextTouch *next, const LintLetter *letter,
                Lint *lint, Err *err)
{
    Reader reader = {.context = context,
                     .arena = arena,
                     .next = next,
                     .facts = {.merged = true, .gap = MERGE_HOLE}};
    if (!find_medium(next->touch.channel, &reader.facts.medium))
        return err_field(err, ERR_INPUT, "touch",
                         "touch %lld goes by %s, and nothing is written for it",
                         (long long)next->touch.id, channel_name(next->touch.channel));
    if (!lead_load(context, arena, next->touch.lead_id, LOAD_READ, &reader.loaded, err))
        return false;
    find_fields(&reader);
    return find_holes(&reader, err) && find_letters(&reader, err) && find_given(&reader, err) &&
           (!is_sent(&reader) || find_files(&reader, err)) && ask_lint(&reader, letter, lint, err);
}

bool lint_touch_by_id(Context *context, Arena *arena, int64_t touch_id, const LintLetter *letter,
                      Lint *lint, Err *err)
{
    int64_t lead_id;
    NextTouch next;
    return access_need(context, ACCESS_TOUCH, touch_id, err) &&
           touch_coming(context, arena, touch_id, &lead_id, err) &&
           next_touch_of(context, arena, lead_id, &next, err) &&
           lint_touch(context, arena, &next, letter, lint, err);
}

bool lint_outside(Context *context, bool *any, Err *err)
{
    const char *spamd = NULL;
    bool exchange;
    if (!context_setting(context, "spamd", &spamd, err) ||
        !context_flag(context, "mx", &exchange, err))
        return false;
    *any = exchange || !text_empty(spamd);
    return true;
}
