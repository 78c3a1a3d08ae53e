/* What failed sign-ins have in common, and how long the next one waits. */
#include "action/sign_in_inner.h"

#include "auth/stamp.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <string.h>

typedef struct ThrottleRule {
    const char *name;
    int64_t free;      /* failures without a wait */
    int64_t most_wait; /* seconds; from 1 it doubles */
    bool clears;       /* a success forgets all of them, else only its own */
} ThrottleRule;

enum { QUARTER = 15 * MINUTE, REMEMBERED = DAY_SECONDS };

static const ThrottleRule pair_rule = {"pair", 5, QUARTER, true};
static const ThrottleRule address_rule = {"address", 30, QUARTER, false};
static const ThrottleRule user_rule = {"user", 100, 30, false};
static const ThrottleRule device_rule = {"device", 10, QUARTER, true};
static const ThrottleRule again_rule = {"again", 5, QUARTER, true};

/* A network gives a whole /64 of IPv6 to one customer. */
static const char *network_of(Arena *arena, const char *address)
{
    struct in6_addr six;
    if (text_empty(address) || inet_pton(AF_INET6, address, &six) != 1 ||
        IN6_IS_ADDR_V4MAPPED(&six))
        return text_or(address, "?");
    char text[INET6_ADDRSTRLEN];
    memset(six.s6_addr + 8, 0, 8);
    return arena_strdup(arena, inet_ntop(AF_INET6, &six, text, sizeof text));
}

static void add(const Context *context, Throttles *throttles, const ThrottleRule *rule,
                const char *what)
{
    auto_arena Arena *arena = arena_new();
    const char *words = arena_printf(arena, "throttle %s %s", rule->name, what);
    throttles->at[throttles->count++] =
        (struct Throttled){digest_of(context->secret, words, strlen(words)), rule};
}

Throttles throttles_of(const Context *context, int64_t user, const char *typed,
                       const Caller *caller)
{
    Throttles throttles = {0};
    auto_arena Arena *arena = arena_new();
    int64_t of_device = 0;
    const char *who = user ? arena_printf(arena, "id %lld", (long long)user)
                           : arena_printf(arena, "name %s", text_fold(arena, typed));
    if (user && stamp_read(context->secret, "device", caller->device, context->now, &of_device) &&
        of_device == user) {
        add(context, &throttles, &device_rule, caller->device);
        return throttles;
    }
    const char *network = network_of(arena, caller->address);
    add(context, &throttles, &pair_rule, arena_printf(arena, "%s %s", network, who));
    add(context, &throttles, &address_rule, network);
    add(context, &throttles, &user_rule, who);
    return throttles;
}

Throttles throttles_unnamed(const Context *context, const Caller *caller)
{
    Throttles throttles = {0};
    auto_arena Arena *arena = arena_new();
    add(context, &throttles, &address_rule, network_of(arena, caller->address));
    return throttles;
}

Throttles throttles_again(const Context *context, int64_t user)
{
    Throttles throttles = {0};
    auto_arena Arena *arena = arena_new();
    add(context, &throttles, &again_rule, arena_printf(arena, "id %lld", (long long)user));
    return throttles;
}

static int64_t wait_after(const ThrottleRule *rule, int64_t failures)
{
    int64_t over = failures - rule->free;
    if (over <= 0)
        return 0;
    int64_t wait = over > 20 ? rule->most_wait : INT64_C(1) << (over - 1);
    return wait < rule->most_wait ? wait : rule->most_wait;
}

static bool count_one(Context *context, Arena *arena, const struct Throttled *throttled,
                      int64_t *wait, Err *err)
{
    struct throttle_count_row row;
    if (!sql_throttle_count(context->db, arena,
                            &(struct throttle_count_in){.workspace = context->workspace,
                                                        .digest = digest_blob(&throttled->digest),
                                                        .now = context->now,
                                                        .forget = context->now - REMEMBERED},
                            &row, NULL, err))
        return false;
    if (row.until_at > context->now) {
        *wait = row.until_at - context->now;
        return true;
    }
    return sql_throttle_until(
        context->db,
        &(struct throttle_until_in){.workspace = context->workspace,
                                    .digest = digest_blob(&throttled->digest),
                                    .until_at =
                                        context->now + wait_after(throttled->rule, row.failures)},
        err);
}

bool throttle_take(Context *context, const Throttles *throttles, int64_t *wait_seconds, Err *err)
{
    int64_t longest = 0;
    auto_arena Arena *arena = arena_new();
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err))
        return false;
    for (size_t i = 0; i < throttles->count; i++) {
        int64_t wait = 0;
        if (!count_one(context, arena, &throttles->at[i], &wait, err))
            return false;
        longest = wait > longest ? wait : longest;
    }
    *wait_seconds = longest;
    if (longest) {
        db_rollback(&txn); /* what is not tried does not count */
        return true;
    }
    return sql_throttle_purge(context->db,
                              &(struct throttle_purge_in){.workspace = context->workspace,
                                                          .before = context->now - REMEMBERED},
                              err) &&
           db_commit(&txn, err);
}

bool throttle_forgive(Context *context, const Throttles *throttles, Err *err)
{
    for (size_t i = 0; i < throttles->count; i++) {
        struct Blob digest = digest_blob(&throttles->at[i].digest);
        bool done =
            throttles->at[i].rule->clears
                ? sql_throttle_clear(context->db,
                                     &(struct throttle_clear_in){.workspace = context->workspace,
                                                                 .digest = digest},
                                     err)
                : sql_throttle_forgive(context->db,
                                       &(struct throttle_forgive_in){
                                           .workspace = context->workspace, .digest = digest},
                                       err);
        if (!done)
            return false;
    }
    return true;
}
