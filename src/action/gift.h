/* Gifts: what is given, whom it may go to, and the money.
 *
 * A gift is ordered for a lead, with what it costs. It is refused where the account takes none or
 * not so much in a year, where the workspace's cap of an account (the setting gift_account_cap) or
 * the money left does not bear it, or where nobody has looked at the address. Over the setting
 * gift_ask_over, or where the account wants to be asked about, it waits for a manager's yes; its
 * money is set aside meanwhile. Then a person hands it over and logs the outcome as of any touch
 * (`sent`, `arrived`, `returned`): that books it, once, and undoing the log takes that back.
 * What is logged is a fact: a gift that nobody said yes to, or whose company takes none by now, is
 * booked all the same and waits for a manager's word; one that nobody ordered is found by `beck
 * check` until its money is booked. Nothing is set aside for a lead that is closed.
 *
 * Money is a ledger (gift_entry) of whole numbers in the smallest unit of the workspace's currency:
 * budgets, what was spent, what came back. The workspace must have a budget; a user who was given
 * one is held to it, too. `beck check` holds the ledger to the gifts.
 */
#pragma once

#include "action/context.h"

enum { GIFTS_SHOWN = 200 };

typedef struct Gift {
    int64_t id, lead_id, account_id, user_id, touch_id;
    const char *lead_name, *account_name, *user_name, *what, *address;
    int64_t amount, refunded; /* in the smallest unit */
    const char *currency;
    const char *state;   /* asked, approved, declined, cancelled, sent, arrived, returned */
    const char *ask_why; /* why a manager is asked; NULL: none was */
    bool waits;          /* for a manager's word: asked for, or given before anybody said yes */
    const char *why;     /* it was declined */
    const char *decided_by;
    Time asked_at, decided_at;
} Gift;

typedef struct GiftFunds {
    const char *name; /* a user's; NULL: the workspace's */
    int64_t budget, spent, reserved, left;
} GiftFunds;

typedef struct Gifts {
    const char *currency;
    GiftFunds workspace;
    GiftFunds *users; /* those who were given a budget of their own */
    size_t user_count;
    Gift *at; /* what is asked for first */
    size_t count;
    bool decides; /* the user may approve */
} Gifts;

/* `state` NULL: all. */
bool gift_list(Context *context, Arena *arena, const char *state, Gifts *gifts, Err *err);

typedef struct GiftOrder {
    int64_t lead_id;
    const char *what;
    const char *cost; /* as typed: "45", "45.50" */
    bool checked;     /* a person has looked at the address, as it is shown by the refusal */
    bool sent; /* it was given already, and its touch logged: booked at once, refused by no rule */
} GiftOrder;

/* Undoable. INPUT: a field; CONFLICT: why it is refused. */
bool gift_order(Context *context, Arena *arena, const GiftOrder *order, Gift *gift, Err *err);
/* By a manager, not of their own gift unless an admin. CONFLICT: it does not wait. */
bool gift_approve(Context *context, Arena *arena, int64_t id, Gift *gift, Err *err);
bool gift_decline(Context *context, Arena *arena, int64_t id, const char *why, Gift *gift,
                  Err *err);
/* What was not handed over. */
bool gift_cancel(Context *context, Arena *arena, int64_t id, Gift *gift, Err *err);
/* Money that came back for one that was sent, once. */
bool gift_refund(Context *context, Arena *arena, int64_t id, const char *sum, Gift *gift, Err *err);

/* More to spend, or less ("-100"). `user` NULL: the workspace's. An admin's. */
bool gift_budget(Context *context, Arena *arena, const char *sum, const char *user, Gifts *gifts,
                 Err *err);
/* "none", "ask", a sum a year; "any": as the workspace does it. */
bool gift_policy(Context *context, Arena *arena, int64_t account_id, const char *policy, Err *err);

/* What is written down of an account: "none", "ask", "45.50 USD a year"; NULL: nothing is. */
bool gift_policy_said(Context *context, Arena *arena, int64_t account_id, const char **said,
                      Err *err);

/* "45.50 USD" */
const char *gift_sum_say(Arena *arena, int64_t sum, const char *currency);
/* As typed, above nothing; TIME_NONE: it is no sum of the currency. */
int64_t gift_sum_read(const char *typed, const char *currency);
