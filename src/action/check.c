#include "action/check.h"

#include "action/load_lead.h"
#include "base/text.h"
#include "base/vec.h"

typedef struct Checking {
    Context *context;
    Arena *arena;
    VEC(CheckProblem) problems;
    bool more;
} Checking;

static void found(Checking *checking, const char *promise, int64_t lead_id, const char *what)
{
    if (checking->problems.count >= CHECK_PROBLEMS_MOST) {
        checking->more = true;
        return;
    }
    CheckProblem *problem = vec_push(checking->arena, &checking->problems);
    *problem = (CheckProblem){promise, what, lead_id};
}

/* The checks that are one statement giving leads. All their parameters and rows have one shape. */
typedef struct LeadCheck {
    unsigned statement;
    const char *promise, *what;
} LeadCheck;

static const LeadCheck lead_checks[] = {
    {SQL_CHECK_SILENT, "no lead falls silent", "lead %lld is open and has no next touch"},
    {SQL_CHECK_STRAY, "no lead falls silent",
     "lead %lld has a next touch that is nobody's: the lead is closed or another user's"},
    {SQL_CHECK_ASIDE, "no lead falls silent",
     "what lead %lld waits for is set aside for a text that is not its next touch"},
    {SQL_CHECK_REASON, "no touch without a reason", "the next touch of lead %lld has no reason"},
    {SQL_CHECK_GIVEN_AGAIN, "nothing twice",
     "the next touch of lead %lld would give again what was given"},
    {SQL_CHECK_BAD_ADDRESS, "the line",
     "the next touch of lead %lld goes to an address that is bad"},
    {SQL_CHECK_STOPPED, "the line",
     "the next touch of lead %lld goes to somebody who must not be touched"},
    {SQL_CHECK_DOT_LOST, "sent at most once, lost never",
     "an e-mail of lead %lld is being sent and its touch is not in the history"},
    {SQL_CHECK_DOT_UNCOUNTED, "sent at most once, lost never",
     "more was sent than was counted, to lead %lld last: a copy would not be noticed"},
    {SQL_CHECK_VERDICT_LOST, "sent at most once, lost never",
     "nobody knows what came of an e-mail of lead %lld, and nobody says so"},
    {SQL_CHECK_ANSWER_LOST, "sent at most once, lost never",
     "a mail that came in is not in the history of lead %lld"},
    {SQL_CHECK_GIFT, "money is booked once",
     "what is booked for a gift of lead %lld is not what it cost"},
    {SQL_CHECK_GIFT_UNBOOKED, "money is booked once",
     "a gift went to lead %lld and nobody has said what it cost: the page Gifts, or `beck gift "
     "order LEAD WHAT --cost SUM --sent`"},
    {SQL_CHECK_SEARCH, "nothing is only in someone's head", "lead %lld cannot be found by words"},
};

static bool run_lead_check(Checking *checking, const LeadCheck *check, Err *err)
{
    struct check_silent_in in = {.workspace = checking->context->workspace,
                                 .most = CHECK_PROBLEMS_MOST + 1};
    SqlRows rows;
    if (!statement_many(checking->context->db, &sql_book.statements[check->statement], &in,
                        checking->arena, &rows, err))
        return false;
    const struct check_silent_row *at = rows.at;
    for (size_t i = 0; i < rows.count; i++) {
        Buf what = buf_new(200);
        /* The text is the table's own. */
        const char *mark = text_find_nocase(check->what, "%lld");
        buf_add(&what, check->what, (size_t)(mark - check->what));
        buf_addf(&what, "%lld%s", (long long)at[i].lead_id, mark + 4);
        found(checking, check->promise, at[i].lead_id, arena_strdup(checking->arena, what.at));
        buf_free(&what);
    }
    return true;
}

static bool check_twice(Checking *checking, Err *err)
{
    struct check_twice_rows rows;
    if (!sql_check_twice(checking->context->db, checking->arena,
                         &(struct check_twice_in){.workspace = checking->context->workspace,
                                                  .most = CHECK_PROBLEMS_MOST},
                         &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        found(checking, "nothing twice", 0,
              arena_printf(checking->arena, "content %lld went to contact %lld twice",
                           (long long)rows.at[i].content_id, (long long)rows.at[i].contact_id));
    return true;
}

static bool check_touch_reasons(Checking *checking, Err *err)
{
    struct check_touch_reason_rows rows;
    if (!sql_check_touch_reason(
            checking->context->db, checking->arena,
            &(struct check_touch_reason_in){.workspace = checking->context->workspace,
                                            .most = CHECK_PROBLEMS_MOST},
            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        found(checking, "no touch without a reason", rows.at[i].lead_id,
              arena_printf(checking->arena, "touch %lld was made without a reason",
                           (long long)rows.at[i].touch_id));
    return true;
}

static bool check_promises_kept(Checking *checking, Err *err)
{
    struct check_promise_lost_rows lost;
    struct check_promise_late_rows late;
    Context *context = checking->context;
    if (!sql_check_promise_lost(context->db, checking->arena,
                                &(struct check_promise_lost_in){.workspace = context->workspace,
                                                                .most = CHECK_PROBLEMS_MOST},
                                &lost, err) ||
        !sql_check_promise_late(context->db, checking->arena,
                                &(struct check_promise_late_in){.workspace = context->workspace,
                                                                .now = context->now,
                                                                .most = CHECK_PROBLEMS_MOST},
                                &late, err))
        return false;
    for (size_t i = 0; i < lost.count; i++)
        found(checking, "promises are kept", lost.at[i].lead_id,
              arena_printf(checking->arena, "promise %lld is open, its lead %lld is closed",
                           (long long)lost.at[i].promise_id, (long long)lost.at[i].lead_id));
    for (size_t i = 0; i < late.count; i++)
        found(checking, "promises are kept", late.at[i].lead_id,
              arena_printf(checking->arena,
                           "the next touch of lead %lld comes after what we promised",
                           (long long)late.at[i].lead_id));
    return true;
}

static bool check_suppressed(Checking *checking, Err *err)
{
    Context *context = checking->context;
    auto_arena Arena *scratch = arena_new();
    auto_rows Rows *rows = sql_check_machine_open(
        context->db, &(struct check_machine_in){.workspace = context->workspace}, err);
    if (!rows)
        return false;
    for (bool more;;) {
        struct check_machine_row row;
        ChannelSet ended;
        Channel channel = CHANNEL_NONE;
        arena_reset(scratch);
        if (!sql_check_machine_next(rows, scratch, &row, &more, err))
            return false;
        if (!more)
            return true;
        if (!suppression_of(context, row.value_key, &ended, err))
            return false;
        if (channel_find(row.channel, &channel) && (ended & CHANNEL_BIT(channel)))
            found(checking, "the line", row.lead_id,
                  arena_printf(checking->arena,
                               "the next touch of lead %lld goes to a suppressed address",
                               (long long)row.lead_id));
    }
}

static bool check_load(Checking *checking, Err *err)
{
    struct user_day_recount_rows rows;
    if (!sql_user_day_recount(
            checking->context->db, checking->arena,
            &(struct user_day_recount_in){.workspace = checking->context->workspace}, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        found(checking, "load", 0,
              arena_printf(
                  checking->arena, "user %lld has %lld dials planned on %s, and %lld counted",
                  (long long)rows.at[i].user_id, (long long)rows.at[i].planned,
                  day_iso(checking->arena, (Day)rows.at[i].day), (long long)rows.at[i].stored));
    return true;
}

bool check_promises(Context *context, Arena *arena, CheckResult *result, Err *err)
{
    Checking checking = {.context = context, .arena = arena};
    struct check_leads_row leads;
    auto_txn Txn txn = {0};
    if (!db_quick_check(context->db, err) || !db_begin(&txn, context->db, TXN_READ, err) ||
        !sql_check_leads(context->db, arena,
                         &(struct check_leads_in){.workspace = context->workspace}, &leads, NULL,
                         err))
        return false;
    for (size_t i = 0; i < sizeof lead_checks / sizeof *lead_checks; i++)
        if (!run_lead_check(&checking, &lead_checks[i], err))
            return false;
    if (!check_twice(&checking, err) || !check_touch_reasons(&checking, err) ||
        !check_promises_kept(&checking, err) || !check_suppressed(&checking, err) ||
        !check_load(&checking, err) || !db_commit(&txn, err))
        return false;
    *result = (CheckResult){.leads = leads.leads,
                            .open = leads.open,
                            .problems = checking.problems.at,
                            .problem_count = checking.problems.count,
                            .more = checking.more};
    return true;
}
