#include "action/gift.h"

#include "action/access_inner.h"
#include "action/audit_inner.h"
#include "action/gift_inner.h"
#include "action/journal.h"
#include "auth/user_role.h"
#include "base/text.h"
#include "base/vec.h"
#include "follow/tour.h"

#include <string.h>

#define TAKES_NONE "the company takes no gifts"

enum { YEAR_DAYS = 365, WHAT_BYTES = 200 };

/* --- shown ------------------------------------------------------------------------------------ */

static const char *user_name(const Context *context, int64_t id)
{
    const struct user_list_row *user = id ? context_find_user(context, id) : NULL;
    return user ? user->name : NULL;
}

static Gift gift_of_row(const Context *context, const struct gift_list_row *row)
{
    bool ended = text_equal(row->state, "declined") || text_equal(row->state, "cancelled") ||
                 text_equal(row->state, "approved");
    return (Gift){.id = row->id,
                  .waits = row->ask_why && !row->decided_by && !ended,
                  .lead_id = row->lead_id,
                  .account_id = row->account_id,
                  .user_id = row->user_id,
                  .touch_id = row->touch_id,
                  .lead_name = row->lead_name,
                  .account_name = row->account_name,
                  .user_name = user_name(context, row->user_id),
                  .what = row->what,
                  .address = row->address,
                  .amount = row->amount,
                  .refunded = row->refunded,
                  .currency = row->currency,
                  .state = row->state,
                  .ask_why = row->ask_why,
                  .why = row->why,
                  .decided_by = user_name(context, row->decided_by),
                  .asked_at = row->asked_at,
                  .decided_at = row->decided_at};
}

static bool read_gifts(Context *context, Arena *arena, int64_t id, const char *state,
                       struct gift_list_rows *rows, Err *err)
{
    return sql_gift_list(context->db, arena,
                         &(struct gift_list_in){.workspace = context->workspace,
                                                .id = id,
                                                .state = text_or(state, ""),
                                                .owners = access_owners(context, arena),
                                                .user_id = context->user,
                                                .most = GIFTS_SHOWN},
                         rows, err);
}

static bool show_gift(Context *context, Arena *arena, int64_t id, Gift *gift, Err *err)
{
    struct gift_list_rows rows = {0}; /* to the query, 0 is every gift */
    if (id && !read_gifts(context, arena, id, NULL, &rows, err))
        return false;
    if (!rows.count)
        return err_field(err, ERR_MISSING, "gift", "there is no gift %lld", (long long)id);
    *gift = gift_of_row(context, &rows.at[0]);
    return true;
}

static bool read_funds(Context *context, Arena *arena, int64_t user_id, const char *currency,
                       GiftFunds *funds, bool *own, Err *err)
{
    struct gift_funds_row row;
    if (!sql_gift_funds(context->db, arena,
                        &(struct gift_funds_in){.workspace = context->workspace,
                                                .user_id = user_id,
                                                .currency = currency},
                        &row, NULL, err))
        return false;
    *own = row.budgets != 0;
    *funds = (GiftFunds){.name = user_name(context, user_id),
                         .budget = row.budget,
                         .spent = row.spent,
                         .reserved = row.reserved,
                         .left = row.budget - row.spent - row.reserved};
    return true;
}

static bool may_decide(const Context *context)
{
    UserRole role = USER_REP;
    Err ignored;
    user_role_named(context->me->role, &role, &ignored);
    return user_role_may(role, RIGHT_TEAM);
}

static bool list_inside(Context *context, Arena *arena, const char *state, Gifts *gifts, Err *err)
{
    Gifts made = {.decides = may_decide(context)};
    struct gift_list_rows rows;
    VEC(GiftFunds) users = {0};
    bool own;
    if (!context_setting(context, "gift_currency", &made.currency, err) ||
        !read_funds(context, arena, 0, made.currency, &made.workspace, &own, err) ||
        !read_gifts(context, arena, 0, state, &rows, err))
        return false;
    for (size_t i = 0; i < context->users.count; i++) {
        GiftFunds funds;
        int64_t user_id = context->users.at[i].id;
        if (!access_user(context, user_id))
            continue;
        if (!read_funds(context, arena, user_id, made.currency, &funds, &own, err))
            return false;
        if (own)
            *vec_push(arena, &users) = funds;
    }
    made.users = users.at;
    made.user_count = users.count;
    made.at = arena_array(arena, rows.count, sizeof *made.at);
    made.count = rows.count;
    for (size_t i = 0; i < rows.count; i++)
        made.at[i] = gift_of_row(context, &rows.at[i]);
    *gifts = made;
    return true;
}

bool gift_list(Context *context, Arena *arena, const char *state, Gifts *gifts, Err *err)
{
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_READ, err) &&
           list_inside(context, arena, state, gifts, err) && db_commit(&txn, err);
}

/* A transaction that counts or moves money: one behind the other. */
static bool begin_money(Txn *txn, Context *context, Err *err)
{
    struct gift_lock_row row;
    return db_begin(txn, context->db, TXN_WRITE, err) &&
           sql_gift_lock(context->db, context->arena,
                         &(struct gift_lock_in){.workspace = context->workspace}, &row, NULL, err);
}

static bool book(Context *context, const char *kind, const Gift *gift, int64_t amount,
                 Journal *journal, Err *err)
{
    int64_t id;
    return context_id(context, &id, err) &&
           sql_gift_entry_insert(context->db,
                                 &(struct gift_entry_insert_in){.workspace = context->workspace,
                                                                .id = id,
                                                                .kind = kind,
                                                                .gift_id = gift->id,
                                                                .user_id = gift->user_id,
                                                                .amount = amount,
                                                                .currency = gift->currency,
                                                                .by_id = context->user,
                                                                .now = context->now},
                                 err) &&
           (!journal || journal_made(journal, JOURNAL_GIFT_ENTRY, id, err));
}

/* --- ordering --------------------------------------------------------------------------------- */

typedef struct Ordering {
    Context *context;
    Arena *arena;
    struct lead_get_row lead;
    const char *currency, *what, *address;
    int64_t amount, touch_id;
    const char *ask_why;
} Ordering;

static bool setting_sum(Ordering *ordering, const char *name, int64_t *sum, Err *err)
{
    const char *value;
    if (!context_setting(ordering->context, name, &value, err))
        return false;
    *sum = gift_sum_read(value, ordering->currency);
    return *sum != TIME_NONE ||
           err_field(err, ERR_CONFLICT, name,
                     "%s is no sum of %s: Settings, The line, or `beck config set %s`", name,
                     ordering->currency, name);
}

static bool find_address(Ordering *ordering, Err *err)
{
    Context *context = ordering->context;
    struct address_of_contact_rows own = {0};
    struct address_of_account_rows firm = {0};
    const struct lead_get_row *lead = &ordering->lead;
    if ((lead->contact_id &&
         !sql_address_of_contact(context->db, ordering->arena,
                                 &(struct address_of_contact_in){.workspace = context->workspace,
                                                                 .contact_id = lead->contact_id},
                                 &own, err)) ||
        (lead->account_id &&
         !sql_address_of_account(context->db, ordering->arena,
                                 &(struct address_of_account_in){.workspace = context->workspace,
                                                                 .account_id = lead->account_id},
                                 &firm, err)))
        return false;
    for (size_t i = 0; i < own.count + firm.count && !ordering->address; i++) {
        const struct address_get_row *row = i < own.count ? &own.at[i] : &firm.at[i - own.count];
        if (text_equal(row->kind, "postal") && !text_equal(row->state, "bad"))
            ordering->address = row->value;
    }
    return ordering->address || err_set(err, ERR_CONFLICT,
                                        "nobody knows where %s is: write the postal address down "
                                        "at the lead, or `beck set %lld postal=…`",
                                        lead->name, (long long)lead->id);
}

/* What is wrong with it at a glance comes with the question. */
static bool check_address(const Ordering *ordering, bool checked, Err *err)
{
    char code[12];
    bool coded = tour_postcode(ordering->address, code);
    return checked ||
           err_field(err, ERR_INPUT, "checked",
                     "look at the address first and say that it is right (--checked): \"%s\"%s",
                     ordering->address, coded ? "" : ", in which no postal code is to be seen");
}

static bool check_account(Ordering *ordering, Err *err)
{
    Context *context = ordering->context;
    struct gift_policy_of_row policy;
    struct gift_to_account_row given;
    int64_t cap;
    bool found;
    Arena *arena = ordering->arena;
    const struct lead_get_row *lead = &ordering->lead;
    if (!setting_sum(ordering, "gift_account_cap", &cap, err))
        return false;
    if (!lead->account_id)
        return true;
    if (!sql_gift_policy_of(context->db, arena,
                            &(struct gift_policy_of_in){.workspace = context->workspace,
                                                        .account_id = lead->account_id},
                            &policy, &found, err) ||
        !sql_gift_to_account(
            context->db, arena,
            &(struct gift_to_account_in){.workspace = context->workspace,
                                         .account_id = lead->account_id,
                                         .since = context->now - (Time)YEAR_DAYS * DAY_SECONDS,
                                         .currency = ordering->currency},
            &given, NULL, err))
        return false;
    if (found && text_equal(policy.policy, "none"))
        return err_set(err, ERR_CONFLICT, "the company of %s takes no gifts", lead->name);
    int64_t after = given.amount + ordering->amount;
    bool capped = found && text_equal(policy.policy, "up_to");
    if (capped && after > policy.most)
        return err_set(err, ERR_CONFLICT, "the company of %s takes gifts of %s a year, and has %s",
                       lead->name, gift_sum_say(arena, policy.most, ordering->currency),
                       gift_sum_say(arena, given.amount, ordering->currency));
    if (cap && after > cap)
        return err_set(err, ERR_CONFLICT,
                       "a company gets %s a year (gift_account_cap), and that of %s has %s",
                       gift_sum_say(arena, cap, ordering->currency), lead->name,
                       gift_sum_say(arena, given.amount, ordering->currency));
    if (found && text_equal(policy.policy, "ask"))
        ordering->ask_why = "the company wants to be asked about gifts";
    return true;
}

static bool check_money(Ordering *ordering, Err *err)
{
    Context *context = ordering->context;
    GiftFunds all, mine;
    bool own, ours;
    int64_t ask_over;
    Arena *arena = ordering->arena;
    if (!read_funds(context, arena, 0, ordering->currency, &all, &ours, err) ||
        !read_funds(context, arena, context->user, ordering->currency, &mine, &own, err) ||
        !setting_sum(ordering, "gift_ask_over", &ask_over, err))
        return false;
    if (!ours)
        return err_set(err, ERR_CONFLICT,
                       "there is no money for gifts yet: Gifts, or `beck gift budget`");
    const GiftFunds *less = own && mine.left < all.left ? &mine : &all;
    if (ordering->amount > less->left)
        return err_field(err, ERR_CONFLICT, "cost", "%s is left for gifts%s%s",
                         gift_sum_say(arena, less->left, ordering->currency),
                         less->name ? " of " : "", text_or(less->name, ""));
    if (!ordering->ask_why && ordering->amount > ask_over)
        ordering->ask_why = arena_printf(arena, "it costs more than %s",
                                         gift_sum_say(arena, ask_over, ordering->currency));
    return true;
}

static bool read_order(Ordering *ordering, const GiftOrder *order, Err *err)
{
    Context *context = ordering->context;
    bool found;
    const char *what = text_or(order->what, "");
    ordering->what = text_clean(ordering->arena, what, strlen(what), WHAT_BYTES);
    if (text_empty(ordering->what))
        return err_field(err, ERR_INPUT, "what", "say what it is");
    if (!context_setting(context, "gift_currency", &ordering->currency, err) ||
        !sql_lead_get(context->db, ordering->arena,
                      &(struct lead_get_in){.workspace = context->workspace, .id = order->lead_id},
                      &ordering->lead, &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "lead", "there is no lead %lld",
                         (long long)order->lead_id);
    LeadStatus status = LEAD_NEW;
    lead_status_find(ordering->lead.status, &status);
    if (!lead_is_open(status) && !order->sent)
        return err_set(err, ERR_CONFLICT, "%s is closed: no gifts", ordering->lead.name);
    ordering->amount = gift_sum_read(order->cost, ordering->currency);
    return ordering->amount > 0 ||
           err_field(err, ERR_INPUT, "cost", "\"%s\" is no sum of %s: such as 45, above 0",
                     text_or(order->cost, ""), ordering->currency);
}

/* Something was given already: the touch by which it went, whose money is to be booked. */
static bool find_given(Ordering *ordering, Err *err)
{
    Context *context = ordering->context;
    struct gift_unbooked_row row;
    bool found;
    if (!sql_gift_unbooked(context->db, ordering->arena,
                           &(struct gift_unbooked_in){.workspace = context->workspace,
                                                      .lead_id = ordering->lead.id},
                           &row, &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_CONFLICT, "sent",
                         "each gift that went to %s is booked: a new one is ordered first",
                         ordering->lead.name);
    ordering->touch_id = row.touch_id;
    ordering->address = "";
    return true;
}

/* What was given is a fact: why it should not have been is for a manager to read. */
static bool check_rules(Ordering *ordering, bool given, Err *err)
{
    Err why;
    if (check_account(ordering, &why) && check_money(ordering, &why))
        return true;
    if (!given || why.kind != ERR_CONFLICT) {
        *err = why;
        return false;
    }
    ordering->ask_why = arena_strdup(ordering->arena, why.message);
    return true;
}

static bool insert_gift(const Ordering *ordering, int64_t id, Err *err)
{
    Context *context = ordering->context;
    return sql_gift_insert(context->db,
                           &(struct gift_insert_in){.workspace = context->workspace,
                                                    .id = id,
                                                    .lead_id = ordering->lead.id,
                                                    .address = ordering->address,
                                                    .user_id = context->user,
                                                    .what = ordering->what,
                                                    .amount = ordering->amount,
                                                    .currency = ordering->currency,
                                                    .state = ordering->touch_id  ? "sent"
                                                             : ordering->ask_why ? "asked"
                                                                                 : "approved",
                                                    .ask_why = ordering->ask_why,
                                                    .touch_id = ordering->touch_id,
                                                    .now = context->now},
                           err);
}

bool gift_order(Context *context, Arena *arena, const GiftOrder *order, Gift *gift, Err *err)
{
    Ordering ordering = {.context = context, .arena = arena};
    Journal journal;
    int64_t id;
    auto_txn Txn txn = {0};
    if (!begin_money(&txn, context, err) || !read_order(&ordering, order, err) ||
        !check_rules(&ordering, order->sent, err) ||
        !(order->sent
              ? find_given(&ordering, err)
              : find_address(&ordering, err) && check_address(&ordering, order->checked, err)) ||
        !journal_open(context, order->lead_id, &journal, err) || !context_id(context, &id, err) ||
        !insert_gift(&ordering, id, err) || !journal_made(&journal, JOURNAL_GIFT, id, err) ||
        !show_gift(context, arena, id, gift, err) ||
        (order->sent && !book(context, "spent", gift, -gift->amount, &journal, err)))
        return false;
    const char *title = arena_printf(arena, "%s: %s %s", ordering.lead.name, ordering.what,
                                     order->sent ? "booked" : "ordered");
    return journal_close(&journal, "gift", 0, title, err) && db_commit(&txn, err);
}

/* --- deciding --------------------------------------------------------------------------------- */

static bool write_state(Context *context, const Gift *gift, const char *state, bool decided,
                        const char *why, Err *err)
{
    return sql_gift_set(
        context->db,
        &(struct gift_set_in){.workspace = context->workspace,
                              .id = gift->id,
                              .state = state,
                              .ask_why = gift->ask_why,
                              .decided_by = decided ? context->user : 0,
                              .decided_at = decided ? context->now : gift->decided_at,
                              .why = why,
                              .touch_id = gift->touch_id},
        err);
}

static bool decide(Context *context, Arena *arena, int64_t id, const char *state, const char *why,
                   Gift *gift, Err *err)
{
    auto_txn Txn txn = {0};
    if (!begin_money(&txn, context, err) || !show_gift(context, arena, id, gift, err))
        return false;
    bool own = gift->user_id == context->user && !text_equal(context->me->role, "admin");
    if (!may_decide(context) || own)
        return err_set(err, ERR_DENIED,
                       own ? "another manager decides about your own gifts"
                           : "a manager decides about gifts");
    if (!gift->waits)
        return err_set(err, ERR_CONFLICT, "gift %lld is %s: nobody waits for a decision",
                       (long long)id, gift->state);
    /* What was given before anybody said yes is given, and paid for. */
    bool asked = text_equal(gift->state, "asked");
    return write_state(context, gift, asked ? state : gift->state, true, why, err) &&
           audit_own(context, "gift", arena_printf(arena, "%lld %s", (long long)id, state), err) &&
           show_gift(context, arena, id, gift, err) && db_commit(&txn, err);
}

bool gift_approve(Context *context, Arena *arena, int64_t id, Gift *gift, Err *err)
{
    return decide(context, arena, id, "approved", NULL, gift, err);
}

bool gift_decline(Context *context, Arena *arena, int64_t id, const char *why, Gift *gift, Err *err)
{
    const char *said = text_clean(arena, text_or(why, ""), strlen(text_or(why, "")), WHAT_BYTES);
    if (text_empty(said))
        return err_field(err, ERR_INPUT, "because", "say why, so that the next one is better");
    return decide(context, arena, id, "declined", said, gift, err);
}

bool gift_cancel(Context *context, Arena *arena, int64_t id, Gift *gift, Err *err)
{
    auto_txn Txn txn = {0};
    if (!begin_money(&txn, context, err) || !show_gift(context, arena, id, gift, err))
        return false;
    if (!text_equal(gift->state, "asked") && !text_equal(gift->state, "approved"))
        return err_set(err, ERR_CONFLICT, "gift %lld is %s already", (long long)id, gift->state);
    return write_state(context, gift, "cancelled", false, NULL, err) &&
           show_gift(context, arena, id, gift, err) && db_commit(&txn, err);
}

/* --- money ------------------------------------------------------------------------------------ */

bool gift_refund(Context *context, Arena *arena, int64_t id, const char *sum, Gift *gift, Err *err)
{
    Journal journal;
    auto_txn Txn txn = {0};
    if (!begin_money(&txn, context, err) || !show_gift(context, arena, id, gift, err))
        return false;
    int64_t amount = gift_sum_read(sum, gift->currency);
    if (amount <= 0 || amount > gift->amount)
        return err_field(err, ERR_INPUT, "sum", "\"%s\" is no part of %s", text_or(sum, ""),
                         gift_sum_say(arena, gift->amount, gift->currency));
    bool sent = text_equal(gift->state, "sent") || text_equal(gift->state, "arrived") ||
                text_equal(gift->state, "returned");
    if (!sent || gift->refunded)
        return err_set(err, ERR_CONFLICT,
                       sent ? "money came back for gift %lld already"
                            : "gift %lld cost nothing yet",
                       (long long)id);
    return journal_open(context, gift->lead_id, &journal, err) &&
           book(context, "refund", gift, amount, &journal, err) &&
           journal_close(&journal, "gift", 0,
                         arena_printf(arena, "%s: money came back for a gift", gift->lead_name),
                         err) &&
           show_gift(context, arena, id, gift, err) && db_commit(&txn, err);
}

bool gift_budget(Context *context, Arena *arena, const char *sum, const char *user, Gifts *gifts,
                 Err *err)
{
    const char *currency, *typed = text_or(sum, "");
    bool less = *typed == '-';
    int64_t user_id = 0, id;
    auto_txn Txn txn = {0};
    if (!text_equal(context->me->role, "admin"))
        return err_set(err, ERR_DENIED, "an admin says what may be spent on gifts");
    if (!begin_money(&txn, context, err) ||
        !context_setting(context, "gift_currency", &currency, err) ||
        (user && !context_user_named(context, user, &user_id, err)))
        return false;
    int64_t amount = gift_sum_read(typed + less, currency);
    if (amount <= 0)
        return err_field(err, ERR_INPUT, "sum", "\"%s\" is no sum of %s: such as 45, above 0",
                         typed, currency);
    return context_id(context, &id, err) &&
           sql_gift_entry_insert(context->db,
                                 &(struct gift_entry_insert_in){.workspace = context->workspace,
                                                                .id = id,
                                                                .kind = "budget",
                                                                .user_id = user_id,
                                                                .amount = less ? -amount : amount,
                                                                .currency = currency,
                                                                .by_id = context->user,
                                                                .now = context->now},
                                 err) &&
           audit_own(context, "gift",
                     arena_printf(arena, "budget %s",
                                  gift_sum_say(arena, less ? -amount : amount, currency)),
                     err) &&
           list_inside(context, arena, NULL, gifts, err) && db_commit(&txn, err);
}

bool gift_policy(Context *context, Arena *arena, int64_t account_id, const char *policy, Err *err)
{
    const char *currency;
    auto_txn Txn txn = {0};
    if (!begin_money(&txn, context, err) ||
        !context_setting(context, "gift_currency", &currency, err))
        return false;
    bool words = text_equal(policy, "none") || text_equal(policy, "ask");
    int64_t most = words ? 0 : gift_sum_read(policy, currency);
    bool any = text_equal(policy, "any");
    if (!words && !any && most <= 0)
        return err_field(err, ERR_INPUT, "policy",
                         "\"%s\" is none of none, ask, any and a sum of %s a year",
                         text_or(policy, ""), currency);
    bool written =
        any ? sql_gift_policy_drop(context->db,
                                   &(struct gift_policy_drop_in){.workspace = context->workspace,
                                                                 .account_id = account_id},
                                   err)
            : sql_gift_policy_put(context->db,
                                  &(struct gift_policy_put_in){.workspace = context->workspace,
                                                               .account_id = account_id,
                                                               .policy = words ? policy : "up_to",
                                                               .most = most,
                                                               .user_id = context->user,
                                                               .now = context->now},
                                  err);
    return written &&
           audit_own(context, "gift",
                     arena_printf(arena, "account %lld takes %s", (long long)account_id, policy),
                     err) &&
           db_commit(&txn, err);
}

bool gift_policy_said(Context *context, Arena *arena, int64_t account_id, const char **said,
                      Err *err)
{
    struct gift_policy_of_row row;
    const char *currency;
    bool found;
    if (!sql_gift_policy_of(
            context->db, arena,
            &(struct gift_policy_of_in){.workspace = context->workspace, .account_id = account_id},
            &row, &found, err) ||
        !context_setting(context, "gift_currency", &currency, err))
        return false;
    *said = !found ? NULL
            : text_equal(row.policy, "up_to")
                ? arena_printf(arena, "%s a year", gift_sum_say(arena, row.most, currency))
                : row.policy;
    return true;
}

/* --- logged ----------------------------------------------------------------------------------- */

/* The company takes none, whatever was said when it was ordered. */
static bool takes_none(const Logging *logging, bool *none, Err *err)
{
    Context *context = logging->context;
    struct gift_policy_of_row policy;
    bool found = false;
    if (logging->loaded.has_account &&
        !sql_gift_policy_of(context->db, logging->arena,
                            &(struct gift_policy_of_in){.workspace = context->workspace,
                                                        .account_id = logging->loaded.account.id},
                            &policy, &found, err))
        return false;
    *none = found && text_equal(policy.policy, "none");
    return true;
}

bool gift_logged(Logging *logging, Err *err)
{
    static const struct {
        Outcome outcome;
        const char *from, *to;
    } moves[] = {{OUTCOME_SENT, "approved", "sent"},
                 {OUTCOME_SENT, "asked", "sent"},
                 {OUTCOME_ARRIVED, "sent", "arrived"},
                 {OUTCOME_RETURNED, "sent", "returned"},
                 {OUTCOME_RETURNED, "arrived", "returned"}};
    Context *context = logging->context;
    if (logging->main->channel != CHANNEL_GIFT)
        return true;
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        struct gift_get_row row;
        bool found;
        if (moves[i].outcome != logging->main->outcome)
            continue;
        if (!sql_gift_of_lead(context->db, logging->arena,
                              &(struct gift_of_lead_in){.workspace = context->workspace,
                                                        .lead_id = logging->loaded.lead.id,
                                                        .state = moves[i].from},
                              &row, &found, err))
            return false;
        if (!found)
            continue;
        const Gift gift = {
            .id = row.id, .user_id = row.user_id, .currency = row.currency, .amount = row.amount};
        bool sends = logging->main->outcome == OUTCOME_SENT, refused = false;
        if (sends && !takes_none(logging, &refused, err))
            return false;
        return journal_keep(logging->journal, JOURNAL_GIFT, row.id, err) &&
               sql_gift_set(
                   context->db,
                   &(struct gift_set_in){.workspace = context->workspace,
                                         .id = row.id,
                                         .state = moves[i].to,
                                         .ask_why = refused ? TAKES_NONE : row.ask_why,
                                         .decided_by = refused ? 0 : row.decided_by,
                                         .decided_at = refused ? TIME_NONE : row.decided_at,
                                         .why = row.why,
                                         .touch_id = sends ? logging->touch_id : row.touch_id},
                   err) &&
               (!sends || book(context, "spent", &gift, -gift.amount, logging->journal, err));
    }
    return true;
}
