#include "action/morning.h"

#include "action/morning_inner.h"
#include "action/sender.h"
#include "action/setting.h"
#include "auth/user_role.h"
#include "base/text.h"
#include "follow/line.h"

#include <string.h>

const char *morning_state_name(MorningState state)
{
    static const char *const names[MORNING_STATES] = {
        [MORNING_OFF] = "off",
        [MORNING_NO_ADDRESS] = "no_address",
        [MORNING_NO_SENDER] = "no_sender",
        [MORNING_FREE] = "free",
        [MORNING_WAITS] = "waits",
        [MORNING_SENT] = "sent",
        [MORNING_REFUSED] = "refused",
        [MORNING_UNCERTAIN] = "uncertain",
        [MORNING_MISSED] = "missed",
    };
    return names[state];
}

bool morning_plan(Context *context, const struct user_list_row *user, MorningPlan *plan, Err *err)
{
    const Worker *worker;
    const Policy *policy;
    int minute;
    if (!context_worker(context, user->id, false, &worker, err) ||
        !context_policy(context, &policy, err))
        return false;
    Day day = zone_day(worker->zone, context->now);
    *plan = (MorningPlan){.day = day,
                          .works = line_owner_works(worker, policy, day),
                          .wanted = hours_minute_parse(user->morning, &minute),
                          .from = TIME_NONE,
                          .until = TIME_NONE};
    if (plan->wanted) {
        plan->from = zone_time(worker->zone, day, minute);
        plan->until = zone_time(worker->zone, day, MORNING_UNTIL_MINUTE);
    }
    return true;
}

/* --- the mail --------------------------------------------------------------------------------- */

static MorningState state_of_row(const struct morning_get_row *row)
{
    static const MorningState states[] = {MORNING_SENT, MORNING_REFUSED, MORNING_UNCERTAIN};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (text_equal(row->state, morning_state_name(states[i])))
            return states[i];
    return MORNING_WAITS;
}

static bool read_mail(Context *context, Arena *arena, MorningMail *mail, Err *err)
{
    const struct user_list_row *user = context->me;
    MorningPlan plan;
    SenderShown sender;
    struct morning_get_row row;
    bool sends, begun;
    if (!morning_plan(context, user, &plan, err) ||
        !sender_of(context, arena, user->id, CHANNEL_EMAIL, &sender, &sends, err) ||
        !sql_morning_get(context->db, arena,
                         &(struct morning_get_in){
                             .workspace = context->workspace, .user_id = user->id, .day = plan.day},
                         &row, &begun, err))
        return false;
    MorningMail made = {.time = user->morning,
                        .to = user->email,
                        .at = TIME_NONE,
                        .state = !plan.wanted                ? MORNING_OFF
                                 : text_empty(user->email)   ? MORNING_NO_ADDRESS
                                 : !sends                    ? MORNING_NO_SENDER
                                 : !plan.works               ? MORNING_FREE
                                 : context->now < plan.until ? MORNING_WAITS
                                                             : MORNING_MISSED};
    if (begun && state_of_row(&row) != MORNING_WAITS) {
        made.state = state_of_row(&row);
        made.at = row.at;
    }
    if (begun)
        made.why = row.why;
    if (made.state == MORNING_WAITS)
        made.at = plan.from;
    *mail = made;
    return true;
}

/* --- the document ----------------------------------------------------------------------------- */

static bool read_promises(Context *context, Arena *arena, Morning *morning, Err *err)
{
    enum { SHOWN_MOST = 200 };
    const Zone *zone = context_zone(context);
    Time begins = zone_time(zone, morning->day, 0), ends = zone_time(zone, morning->day + 1, 0);
    PromiseCards due;
    size_t before = 0;
    if (!list_promises(context, arena, NULL, false, "open", ends, SHOWN_MOST, &due, err))
        return false;
    while (before < due.count && due.at[before].due_at < begins)
        before++;
    morning->broken = (PromiseCards){due.at, before};
    morning->promised =
        (PromiseCards){before < due.count ? &due.at[before] : NULL, due.count - before};
    return true;
}

static void pick_touches(Arena *arena, Morning *morning)
{
    const TouchCards *touches = &morning->today.touches;
    morning->answers.at = arena_array(arena, MORNING_ANSWERS_MOST, sizeof *morning->answers.at);
    for (size_t i = 0; i < touches->count; i++) {
        const TouchCard *card = &touches->at[i];
        if (card->group == GROUP_ANSWERS && morning->answers.count < MORNING_ANSWERS_MOST)
            morning->answers.at[morning->answers.count++] = *card;
        if (!morning->first && card->channel == CHANNEL_PHONE && card->address_value)
            morning->first = card;
    }
}

static bool read_monday(Context *context, Arena *arena, Morning *morning, Err *err)
{
    UserRole role;
    if (!user_role_named(context_user_role(context), &role, err))
        return false;
    if (day_weekday(morning->day) != MONDAY || !user_role_may(role, RIGHT_TEAM))
        return true;
    MondayReport *monday = arena_make(arena, MondayReport);
    if (!report_monday(context, arena, &(ReportOptions){.since = TIME_NONE, .until = TIME_NONE},
                       monday, err))
        return false;
    morning->monday = monday->seller_count > 1 ? monday : NULL; /* one alone is no team */
    return true;
}

static bool read_url(Context *context, Arena *arena, Morning *morning, Err *err)
{
    const char *url;
    if (!context_setting(context, "public_url", &url, err))
        return false;
    size_t length = strlen(url);
    while (length && url[length - 1] == '/')
        length--;
    morning->url = length ? arena_strndup(arena, url, length) : NULL;
    return true;
}

bool morning_read(Context *context, Arena *arena, Morning *morning, Err *err)
{
    Morning made = {.day = zone_day(context_zone(context), context->now),
                    .user_name = context_user_name(context)};
    if (!list_today(context, arena, &(TodayOptions){0}, &made.today, err) ||
        !read_promises(context, arena, &made, err) || !read_monday(context, arena, &made, err) ||
        !read_url(context, arena, &made, err) || !read_mail(context, arena, &made.mail, err))
        return false;
    pick_touches(arena, &made);
    *morning = made;
    return true;
}
