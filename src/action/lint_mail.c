#include "action/lint_mail.h"

#include "action/context_inner.h"
#include "action/text_total.h"
#include "base/mail_exchange.h"
#include "base/mustache.h"
#include "base/spamd.h"
#include "base/text.h"
#include "base/vec.h"
#include "follow/cadence.h"
#include "mail/address.h"
#include "mail/compose.h"

#include <string.h>

enum { SPAMD_MS = 10000, MAIL_MOST = 1024 * 1024, RULES_TOLD = 4 };

/* --- fields --- */

static bool has_fallback(const LintAsk *ask, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < ask->fallback_count; i++)
        if (strncmp(ask->fallbacks[i], name, length) == 0 && ask->fallbacks[i][length] == '=' &&
            ask->fallbacks[i][length + 1])
            return true;
    return false;
}

static bool check_fallback(Arena *arena, const char *fallback, Err *err)
{
    const char *equals = strchr(fallback, '=');
    const char *name =
        arena_strndup(arena, fallback, equals ? (size_t)(equals - fallback) : strlen(fallback));
    if (!equals || !equals[1])
        return err_field(err, ERR_INPUT, "fallback",
                         "write a fallback like first=there, not \"%s\"", fallback);
    VEC(const char *) names = {0};
    for (const CadenceField *field = cadence_fields(); field->name; field++) {
        if (text_equal(field->name, name))
            return true;
        *vec_push(arena, &names) = field->name;
    }
    *vec_push(arena, &names) = NULL;
    const char *near = text_nearest(name, names.at);
    return err_field(err, ERR_INPUT, "fallback", "there is no merge field \"%s\"%s%s%s", name,
                     near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

static bool find_fields(Arena *arena, const LintAsk *ask, LintFacts *facts, Err *err)
{
    for (size_t i = 0; i < ask->fallback_count; i++)
        if (!check_fallback(arena, ask->fallbacks[i], err))
            return false;
    if (facts->field_count)
        return true;
    VEC(LintField) fields = {0};
    for (const CadenceField *field = cadence_fields(); field->name; field++)
        *vec_push(arena, &fields) =
            (LintField){field->name, field->always || has_fallback(ask, field->name), NULL};
    facts->fields = fields.at;
    facts->field_count = fields.count;
    return true;
}

/* --- the name servers --- */

static bool find_exchange(const LintAsk *ask, LintFacts *facts, Err *err)
{
    MailAddress address;
    MailExchange exchange;
    Err ignored;
    if (!ask->exchange || !address_read(ask->to, &address, &ignored))
        return true;
    if (!mail_exchange_ask(strrchr(address.wire, '@') + 1, ask->name_server, &exchange, err))
        return false;
    facts->mx = exchange == MAIL_EXCHANGE_THERE  ? LINT_MX_THERE
                : exchange == MAIL_EXCHANGE_NONE ? LINT_MX_NONE
                                                 : LINT_MX_UNASKED;
    return true;
}

/* --- spamd --- */

/* As it would go, each field saying its own name. */
static const char *rendered(Arena *arena, const char *words)
{
    Err ignored;
    Mustache *template = mustache_parse(arena, words, strlen(words), &ignored);
    if (!template)
        return words;
    Doc *names = doc_object(arena);
    for (const CadenceField *field = cadence_fields(); field->name; field++)
        doc_set_text(arena, names, field->name, field->name);
    auto_buf Buf out = buf_new(MAIL_MOST);
    mustache_render(template, names, NULL, MUSTACHE_PLAIN, NULL, NULL, &out);
    return arena_strndup(arena, out.at, out.length);
}

static const struct user_list_row *sender_of_words(const Context *context, const LintAsk *ask)
{
    if (!context)
        return NULL;
    return ask->user ? context_find_user(context, ask->user) : context->me;
}

static bool is_merged(const LintAsk *ask)
{
    return ask->known && ask->known->merged;
}

static bool compose_trial(Context *context, Arena *arena, const LintAsk *ask, Buf *mail, Err *err)
{
    MailAddress address;
    Err ignored;
    const char *subject, *words = lint_split(arena, ask->words, &subject);
    const struct user_list_row *me = sender_of_words(context, ask);
    bool has_mailbox = me && address_read(me->email, &address, &ignored);
    bool has_reader = address_read(ask->to, &address, &ignored);
    const MimeAddress to = {NULL, has_reader ? ask->to : "somebody@example.com"};
    MailDraft draft = {
        .from = {me ? me->name : NULL, has_mailbox ? me->email : "somebody@example.org"},
        .to = {&to, 1},
        .subject = is_merged(ask) ? text_or(subject, "") : rendered(arena, text_or(subject, "")),
        .text = is_merged(ask) ? words : rendered(arena, words),
        .date = context ? context_now(context) : clock_now(),
        .message_id = "trial@example.org",
    };
    bool needs_utf8;
    return compose_mail(&draft, mail, &needs_utf8, err);
}

static const char *told(Arena *arena, const SpamdVerdict *verdict)
{
    char *rules = arena_strdup(arena, "");
    for (size_t i = 0; i < verdict->count && i < RULES_TOLD && verdict->rules[i].points > 0; i++)
        rules = arena_printf(arena, "%s%s%s %.1f", rules, i ? ", " : "", verdict->rules[i].name,
                             verdict->rules[i].points);
    return rules;
}

static bool find_spam(Context *context, Arena *arena, const LintAsk *ask, LintFacts *facts,
                      Err *err)
{
    const char *place = ask->spamd;
    if (!place && context && !context_setting(context, "spamd", &place, err))
        return false;
    if (text_empty(place))
        return true;
    auto_buf Buf mail = buf_new(MAIL_MOST);
    SpamdVerdict verdict;
    if (!compose_trial(context, arena, ask, &mail, err))
        return false;
    if (!spamd_ask(arena, place, mail.at, mail.length, SPAMD_MS, &verdict, err))
        return !ask->spamd;
    facts->spam = (LintSpam){true, verdict.score, verdict.required, told(arena, &verdict)};
    return true;
}

/* What others say of a mail, and what a text costs. */
static bool find_channel_facts(Context *context, Arena *arena, const LintAsk *ask, LintFacts *facts,
                               Err *err)
{
    if (facts->medium != LINT_TEXT)
        return find_exchange(ask, facts, err) && find_spam(context, arena, ask, facts, err);
    int64_t user = context && !ask->user ? context->user : ask->user;
    TextTotal costs = {0};
    if (context && !text_total_begin(context, arena, user, &costs, err))
        return false;
    facts->part_cost = costs.part_cost;
    facts->picture_cost = costs.picture_cost;
    return true;
}

bool lint_mail(Context *context, Arena *arena, const LintAsk *ask, Lint *lint, Err *err)
{
    const struct user_list_row *me = sender_of_words(context, ask);
    LintFacts facts = ask->known ? *ask->known : (LintFacts){0};
    facts.language = ask->language;
    facts.cell = !ask->cell && me ? me->cell : ask->cell;
    facts.reason = ask->reason;
    facts.to = ask->to;
    facts.later = ask->later;
    if (ask->text)
        facts.medium = LINT_TEXT;
    if (!find_fields(arena, ask, &facts, err) ||
        !find_channel_facts(context, arena, ask, &facts, err))
        return false;
    *lint = lint_words(arena, ask->words, &facts);
    return true;
}
