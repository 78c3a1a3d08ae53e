#include "view/view_report.h"

static Doc *new_report(Arena *arena, const char *name)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "report", name);
    return doc;
}

static Doc *new_period(Arena *arena, const char *name, Time since, Time until)
{
    Doc *doc = new_report(arena, name);
    doc_set_time(arena, doc, "since", since);
    doc_set_time(arena, doc, "until", until);
    return doc;
}

/* "all together" has no id. */
static Doc *new_seller(Arena *arena, int64_t id, const char *name)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", id);
    doc_set_text(arena, doc, "name", name);
    return doc;
}

static void set_numbers(Arena *arena, Doc *doc, const char *name, const int64_t *numbers,
                        size_t count)
{
    Doc *list = doc_set_array(arena, doc, name);
    for (size_t i = 0; i < count; i++) {
        Doc *number = arena_make(arena, Doc);
        number->kind = DOC_INT;
        number->integer = numbers[i];
        doc_add(list, number);
    }
}

static void set_lead(Arena *arena, Doc *doc, int64_t id, const char *name, const char *account)
{
    Doc *lead = doc_set_object(arena, doc, "lead");
    doc_set_id(arena, lead, "id", id);
    doc_set_text(arena, lead, "name", name);
    doc_set_text(arena, lead, "account", account);
}

static void set_channel(Arena *arena, Doc *doc, Channel channel)
{
    doc_set_text(arena, doc, "channel", channel ? channel_name(channel) : NULL);
}

/* --- silence --- */

static Doc *silence_seller(Arena *arena, const SilenceSeller *seller)
{
    Doc *doc = new_seller(arena, seller->user_id, seller->name);
    doc_set_int(arena, doc, "open", seller->open);
    Doc *bands = doc_set_object(arena, doc, "bands");
    for (int band = 0; band < SILENCE_BANDS; band++)
        doc_set_int(arena, bands, silence_band_name((SilenceBand)band), seller->bands[band]);
    return doc;
}

Doc *view_report_silence(Arena *arena, const SilenceReport *report)
{
    Doc *doc = new_report(arena, "silence"), *sellers = doc_set_array(arena, doc, "sellers");
    for (size_t i = 0; i < report->seller_count; i++)
        doc_add(sellers, silence_seller(arena, &report->sellers[i]));
    doc_set(doc, "all", silence_seller(arena, &report->all));
    Doc *worst = doc_set_array(arena, doc, "worst");
    for (size_t i = 0; i < report->worst_count; i++) {
        const SilentLead *lead = &report->worst[i];
        Doc *entry = doc_add_object(arena, worst);
        set_lead(arena, entry, lead->lead_id, lead->lead_name, lead->account_name);
        doc_set_text(arena, entry->last, "status", lead_status_name(lead->status));
        doc_set_text(arena, entry, "owner", lead->owner_name);
        doc_set_int(arena, entry, "days", lead->days);
        doc_set_time(arena, entry, "last_touched_at", lead->last_touched_at);
        doc_set_time(arena, entry, "captured_at", lead->captured_at);
        Doc *next = doc_set_object(arena, entry, "next");
        set_channel(arena, next, lead->channel);
        doc_set_time(arena, next, "due_at", lead->due_at);
    }
    return doc;
}

/* --- doubt --- */

static Doc *doubt_counts(Arena *arena, const DoubtCounts *counts)
{
    Doc *doc = new_seller(arena, counts->id, counts->name);
    doc_set_int(arena, doc, "sent", counts->sent);
    Doc *levels = doc_set_object(arena, doc, "levels");
    for (int level = 0; level < MESSAGE_LEVELS; level++)
        doc_set_int(arena, levels, message_level_name((MessageLevel)level), counts->levels[level]);
    doc_set_int(arena, doc, "doubts", counts->doubts);
    doc_set_time(arena, doc, "since", counts->since);
    return doc;
}

Doc *view_report_doubt(Arena *arena, const DoubtReport *report)
{
    Doc *doc = new_period(arena, "doubt", report->since, report->until);
    Doc *sellers = doc_set_array(arena, doc, "sellers");
    for (size_t i = 0; i < report->seller_count; i++)
        doc_add(sellers, doubt_counts(arena, &report->sellers[i]));
    Doc *senders = doc_set_array(arena, doc, "senders");
    for (size_t i = 0; i < report->sender_count; i++)
        doc_add(senders, doubt_counts(arena, &report->senders[i]));
    doc_set(doc, "all", doubt_counts(arena, &report->all));
    Doc *doubtful = doc_set_array(arena, doc, "doubtful");
    for (size_t i = 0; i < report->doubtful_count; i++) {
        const DoubtfulMessage *message = &report->doubtful[i];
        Doc *entry = doc_add_object(arena, doubtful);
        doc_set_id(arena, entry, "touch_id", message->touch_id);
        set_lead(arena, entry, message->lead_id, message->lead_name, message->account_name);
        doc_set_text(arena, entry, "owner", message->owner_name);
        doc_set_text(arena, entry, "contact", message->contact_name);
        doc_set_text(arena, entry, "subject", message->subject);
        doc_set_text(arena, entry, "level", message_level_name(message->level));
        doc_set_time(arena, entry, "sent_at", message->sent_at);
        doc_set_text(arena, entry, "act", doubt_act_name(message->act));
        doc_set_text(arena, entry, "to", message->to);
    }
    return doc;
}

/* --- monday --- */

static Doc *monday_seller(Arena *arena, const MondaySeller *seller)
{
    Doc *doc = new_seller(arena, seller->user_id, seller->name);
    doc_set_int(arena, doc, "open", seller->open);
    doc_set_int(arena, doc, "silent", seller->silent);
    doc_set_int(arena, doc, "broken_promises", seller->broken_promises);
    doc_set_int(arena, doc, "late_enquiries", seller->late_enquiries);
    doc_set_int(arena, doc, "talks", seller->talks);
    doc_set_int(arena, doc, "talks_last_week", seller->talks_last_week);
    set_numbers(arena, doc, "gave_up", seller->gave_up, REPORT_TRIES);
    if (seller->gives_up_after < 0)
        doc_set_null(arena, doc, "gives_up_after");
    else
        doc_set_int(arena, doc, "gives_up_after", seller->gives_up_after);
    Doc *absences = doc_set_array(arena, doc, "absences");
    for (size_t i = 0; i < seller->absence_count; i++) {
        Doc *entry = doc_add_object(arena, absences);
        doc_set_day(arena, entry, "first", seller->absences[i].first);
        doc_set_day(arena, entry, "last", seller->absences[i].last);
        doc_set_text(arena, entry, "reason", seller->absences[i].reason);
    }
    return doc;
}

static void add_late(Arena *arena, Doc *list, const MondayTouch *touch)
{
    Doc *entry = doc_add_object(arena, list);
    doc_set_id(arena, entry, "touch_id", touch->touch_id);
    set_lead(arena, entry, touch->lead_id, touch->lead_name, touch->account_name);
    doc_set_text(arena, entry, "owner", touch->owner_name);
    set_channel(arena, entry, touch->channel);
    doc_set_time(arena, entry, "due_at", touch->due_at);
    doc_set_text(arena, entry, "reason", touch->reason);
    doc_set_int(arena, entry, "working_days", touch->working_days);
    if (touch->offer_id)
        doc_set(entry, "offer", new_seller(arena, touch->offer_id, touch->offer_name));
    else
        doc_set_null(arena, entry, "offer");
}

Doc *view_report_monday(Arena *arena, const MondayReport *report)
{
    Doc *doc = new_report(arena, "monday");
    doc_set_day(arena, doc, "week", report->week);
    Doc *sellers = doc_set_array(arena, doc, "sellers"), *late = doc_set_array(arena, doc, "late");
    for (size_t i = 0; i < report->seller_count; i++)
        doc_add(sellers, monday_seller(arena, &report->sellers[i]));
    for (size_t i = 0; i < report->late_count; i++)
        add_late(arena, late, &report->late[i]);
    doc_set_int(arena, doc, "late_total", report->late_total);
    return doc;
}

/* --- persistence --- */

static Doc *persistence_seller(Arena *arena, const PersistenceSeller *seller)
{
    Doc *doc = new_seller(arena, seller->user_id, seller->name);
    doc_set_int(arena, doc, "leads", seller->leads);
    set_numbers(arena, doc, "tries", seller->tries, REPORT_TRIES);
    set_numbers(arena, doc, "talked", seller->talked, REPORT_TRIES);
    set_numbers(arena, doc, "gave_up", seller->gave_up, REPORT_TRIES);
    doc_set_int(arena, doc, "tries_before_talk", seller->tries_before_talk);
    doc_set_int(arena, doc, "talked_leads", seller->talked_leads);
    return doc;
}

Doc *view_report_persistence(Arena *arena, const PersistenceReport *report)
{
    Doc *doc = new_period(arena, "persistence", report->since, report->until);
    Doc *sellers = doc_set_array(arena, doc, "sellers");
    for (size_t i = 0; i < report->seller_count; i++)
        doc_add(sellers, persistence_seller(arena, &report->sellers[i]));
    doc_set(doc, "all", persistence_seller(arena, &report->all));
    return doc;
}

/* --- promises --- */

static void set_counts(Arena *arena, Doc *doc, const char *name, const PromiseCounts *counts)
{
    Doc *object = doc_set_object(arena, doc, name);
    doc_set_int(arena, object, "kept_on_time", counts->kept_on_time);
    doc_set_int(arena, object, "kept_late", counts->kept_late);
    doc_set_int(arena, object, "broken", counts->broken);
    doc_set_int(arena, object, "open", counts->open);
    doc_set_int(arena, object, "cancelled", counts->cancelled);
    doc_set_int(arena, object, "moved", counts->moved);
}

static Doc *promise_seller(Arena *arena, const PromiseSeller *seller)
{
    Doc *doc = new_seller(arena, seller->user_id, seller->name);
    set_counts(arena, doc, "ours", &seller->ours);
    set_counts(arena, doc, "theirs", &seller->theirs);
    return doc;
}

Doc *view_report_promises(Arena *arena, const PromiseReport *report)
{
    Doc *doc = new_period(arena, "promises", report->since, report->until);
    Doc *sellers = doc_set_array(arena, doc, "sellers");
    for (size_t i = 0; i < report->seller_count; i++)
        doc_add(sellers, promise_seller(arena, &report->sellers[i]));
    doc_set(doc, "all", promise_seller(arena, &report->all));
    return doc;
}

/* --- lines --- */

Doc *view_report_lines(Arena *arena, const LinesReport *report)
{
    Doc *doc = new_report(arena, "lines");
    doc_set_day(arena, doc, "first", report->first);
    Doc *sellers = doc_set_array(arena, doc, "sellers");
    for (size_t i = 0; i < report->seller_count; i++) {
        const LinesSeller *seller = &report->sellers[i];
        Doc *entry = new_seller(arena, seller->user_id, seller->name);
        doc_set_int(arena, entry, "touched", seller->touched);
        doc_set_int(arena, entry, "target", seller->target);
        set_numbers(arena, entry, "days", seller->days, report->day_count);
        doc_add(sellers, entry);
    }
    return doc;
}

/* --- excuses --- */

Doc *view_report_excuses(Arena *arena, const ExcuseReport *report)
{
    Doc *doc = new_period(arena, "excuses", report->since, report->until);
    doc_set_bool(arena, doc, "everyone", report->everyone);
    Doc *rows = doc_set_array(arena, doc, "rows"), *own = doc_set_array(arena, doc, "own");
    for (size_t i = 0; i < report->row_count; i++) {
        Doc *entry = doc_add_object(arena, rows);
        doc_set_text(arena, entry, "excuse", excuse_name(report->rows[i].excuse));
        doc_set_int(arena, entry, "count", report->rows[i].count);
    }
    for (size_t i = 0; i < report->own_count; i++) {
        const OwnSkip *skip = &report->own[i];
        Doc *entry = doc_add_object(arena, own);
        doc_set_id(arena, entry, "touch_id", skip->touch_id);
        set_lead(arena, entry, skip->lead_id, skip->lead_name, NULL);
        set_channel(arena, entry, skip->channel);
        doc_set_text(arena, entry, "excuse", excuse_name(skip->excuse));
        doc_set_text(arena, entry, "note", skip->note);
        doc_set_time(arena, entry, "at", skip->at);
    }
    return doc;
}

/* --- channels --- */

Doc *view_report_channels(Arena *arena, const ChannelReport *report)
{
    Doc *doc = new_period(arena, "channels", report->since, report->until);
    Doc *rows = doc_set_array(arena, doc, "rows");
    for (size_t i = 0; i < report->row_count; i++) {
        const ChannelRow *row = &report->rows[i];
        Doc *entry = doc_add_object(arena, rows);
        set_channel(arena, entry, row->channel);
        doc_set_int(arena, entry, "touches", row->touches);
        doc_set_int(arena, entry, "reached", row->reached);
        doc_set_int(arena, entry, "replied", row->replied);
        Doc *outcomes = doc_set_array(arena, entry, "outcomes");
        for (size_t j = 0; j < row->outcome_count; j++) {
            Doc *outcome = doc_add_object(arena, outcomes);
            doc_set_text(arena, outcome, "outcome", outcome_name(row->outcomes[j].outcome));
            doc_set_int(arena, outcome, "touches", row->outcomes[j].touches);
        }
    }
    Doc *all = doc_set_object(arena, doc, "all");
    doc_set_int(arena, all, "touches", report->touches);
    doc_set_int(arena, all, "reached", report->reached);
    doc_set_int(arena, all, "replied", report->replied);
    return doc;
}

/* --- speed --- */

static void set_minutes(Arena *arena, Doc *doc, const char *name, int64_t minutes)
{
    if (minutes < 0)
        doc_set_null(arena, doc, name);
    else
        doc_set_int(arena, doc, name, minutes);
}

static Doc *speed_seller(Arena *arena, const SpeedSeller *seller)
{
    Doc *doc = new_seller(arena, seller->user_id, seller->name);
    doc_set_int(arena, doc, "enquiries", seller->enquiries);
    doc_set_int(arena, doc, "touched", seller->touched);
    doc_set_int(arena, doc, "waiting", seller->waiting);
    doc_set_int(arena, doc, "within_5_minutes", seller->within_5_minutes);
    doc_set_int(arena, doc, "within_1_hour", seller->within_1_hour);
    doc_set_int(arena, doc, "within_1_day", seller->within_1_day);
    set_minutes(arena, doc, "median_minutes", seller->median_minutes);
    set_minutes(arena, doc, "ninetieth_minutes", seller->ninetieth_minutes);
    return doc;
}

Doc *view_report_speed(Arena *arena, const SpeedReport *report)
{
    Doc *doc = new_period(arena, "speed", report->since, report->until);
    Doc *sellers = doc_set_array(arena, doc, "sellers");
    for (size_t i = 0; i < report->seller_count; i++)
        doc_add(sellers, speed_seller(arena, &report->sellers[i]));
    doc_set(doc, "all", speed_seller(arena, &report->all));
    return doc;
}

static Doc *activity_day(Arena *arena, const ActivityDay *day)
{
    Doc *doc = doc_object(arena);
    doc_set_day(arena, doc, "date", day->day);
    for (int channel = CHANNEL_NONE + 1; channel < CHANNELS; channel++)
        doc_set_int(arena, doc, channel_name((Channel)channel), day->touches[channel]);
    doc_set_int(arena, doc, "all", day->all);
    doc_set_int(arena, doc, "talks", day->talks);
    doc_set_int(arena, doc, "minutes_spent", day->minutes_spent);
    doc_set_int(arena, doc, "minutes_available", day->minutes_available);
    return doc;
}

Doc *view_report_activity(Arena *arena, const ActivityReport *report)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "report", "activity");
    doc_set_day(arena, doc, "first", report->first);
    Doc *days = doc_set_array(arena, doc, "days");
    for (size_t i = 0; i < report->day_count; i++)
        doc_add(days, activity_day(arena, &report->days[i]));
    doc_set(doc, "all", activity_day(arena, &report->all));
    return doc;
}
