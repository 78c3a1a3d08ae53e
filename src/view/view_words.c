#include "view/view_words.h"

#include "action/list_today.h"
#include "action/log_outcome.h"
#include "base/text.h"
#include "follow/certainty.h"
#include "follow/outcome.h"

/* Where an outcome stands in lists: by the first way it can happen. */
static const char *group_of_outcome(Outcome outcome)
{
    const OutcomeFacts *facts = outcome_facts(outcome);
    static const struct {
        Channel channel;
        const char *title;
    } groups[] = {
        {CHANNEL_PHONE, "On the phone"},     {CHANNEL_EMAIL, "E-mail, text, fax"},
        {CHANNEL_TEXT, "E-mail, text, fax"}, {CHANNEL_FAX, "E-mail, text, fax"},
        {CHANNEL_VISIT, "Visits"},           {CHANNEL_LETTER, "Letters, gifts, articles"},
    };
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (facts->channels & CHANNEL_BIT(groups[i].channel))
            return groups[i].title;
    if (facts->inbound)
        return "From them, any time, planned or not";
    return "About them, or not done";
}

static char *joined(Arena *arena, const char *const *aliases)
{
    enum { SHOWN = 4 };
    char *all = arena_strdup(arena, "");
    for (size_t i = 0; aliases && aliases[i] && i < SHOWN; i++)
        all = arena_printf(arena, "%s%s%s", all, i ? ", " : "", aliases[i]);
    return all;
}

static Doc *add_word(Arena *arena, Doc *list, const char *group, const char *name,
                     const char *about)
{
    Doc *word = doc_add_object(arena, list);
    doc_set_text(arena, word, "group", group);
    doc_set_text(arena, word, "name", name);
    doc_set_text(arena, word, "about", about);
    return word;
}

Doc *view_words_outcomes(Arena *arena)
{
    Doc *list = doc_array(arena);
    for (int outcome = OUTCOME_NONE + 1; outcome < OUTCOMES; outcome++) {
        const OutcomeFacts *facts = outcome_facts((Outcome)outcome);
        Doc *word = add_word(arena, list, group_of_outcome((Outcome)outcome),
                             outcome_name((Outcome)outcome), facts->label);
        doc_set_text(arena, word, "typed", joined(arena, facts->aliases));
    }
    return list;
}

Doc *view_words_results(Arena *arena)
{
    Doc *list = doc_array(arena);
    for (int result = RESULT_NONE + 1; result < RESULTS; result++)
        add_word(arena, list, NULL, result_name((Result)result), result_label((Result)result));
    return list;
}

Doc *view_words_excuses(Arena *arena)
{
    Doc *list = doc_array(arena);
    for (int excuse = EXCUSE_NONE + 1; excuse < EXCUSES; excuse++)
        add_word(arena, list, NULL, excuse_name((Excuse)excuse), excuse_label((Excuse)excuse));
    return list;
}

Doc *view_words_fields(Arena *arena)
{
    Doc *list = doc_array(arena);
    LogField field;
    for (size_t place = 0; log_set_field(place, &field); place++)
        add_word(arena, list, NULL, field.name, field.about);
    return list;
}

bool view_words_is_outcome(const char *typed, Err *err)
{
    Outcome outcome;
    return outcome_read(typed, CHANNEL_NONE, &outcome, err);
}

bool view_words_is_result(const char *typed, Err *err)
{
    Result result;
    return result_read(typed, &result, err);
}

bool view_words_tells_result(const char *typed)
{
    Result result;
    Err ignored;
    return result_read(typed, &result, &ignored) && result != RESULT_NOTHING_YET;
}

bool view_words_is_excuse(const char *typed, Err *err)
{
    Excuse excuse;
    return excuse_read(typed, &excuse, err);
}

bool view_words_is_field(const char *typed, Err *err)
{
    enum { FIELDS_MOST = 64 };
    const char *names[FIELDS_MOST + 1];
    size_t count = 0;
    for (LogField field; count < FIELDS_MOST && log_set_field(count, &field);) {
        if (text_equal(field.name, typed))
            return true;
        names[count++] = field.name;
    }
    names[count] = NULL;
    const char *near = text_nearest(typed, names);
    return err_field(
        err, ERR_INPUT, "set",
        "there is no field \"%s\"%s%s%s; the person's page, or `beck help fields`, has "
        "those there are",
        typed, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

const char *view_words_outcome_label(const char *name)
{
    Outcome outcome;
    return outcome_find(text_or(name, ""), &outcome) ? outcome_facts(outcome)->label : name;
}

const char *view_words_result_label(const char *name)
{
    Result result;
    return result_find(text_or(name, ""), &result) ? result_label(result) : name;
}

const char *view_words_excuse_label(const char *name)
{
    Excuse excuse;
    return excuse_find(text_or(name, ""), &excuse) ? excuse_label(excuse) : name;
}

const char *view_words_level_label(const char *level)
{
    return message_level_label(level);
}

const char *view_words_doubt_label(const char *doubt)
{
    return doubt_label(doubt);
}

const char *view_words_count(Arena *arena, int64_t count)
{
    return count >= TODAY_COUNT_MOST ? "999+" : arena_printf(arena, "%d", (int)count);
}

const char *view_words_counts(Arena *arena, const Doc *counts)
{
    static const struct {
        const char *group, *one, *many;
    } words[] = {
        {"answers", "answer", "answers"},
        {"promises", "promise", "promises"},
        {"agreed", "agreed time", "agreed times"},
        {"enquiries", "enquiry", "enquiries"},
        {"calls", "call", "calls"},
        {"review", "to review", "to review"},
    };
    const char *said = "";
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        int64_t count = doc_int(counts, words[i].group);
        if (count)
            said = arena_printf(arena, "%s%s%s %s", said, said[0] ? ", " : "",
                                view_words_count(arena, count),
                                count == 1 ? words[i].one : words[i].many);
    }
    return said;
}
