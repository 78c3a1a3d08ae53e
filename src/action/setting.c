#include "action/setting.h"

#include "action/audit_inner.h"
#include "action/context_inner.h"
#include "action/gift.h"
#include "action/visits.h"
#include "base/phone.h"
#include "base/text.h"
#include "base/vec.h"
#include "channel/letter/stationery.h"

#include <stdlib.h>
#include <string.h>

static const Setting table[] = {
    {"company", SETTING_TEXT, 0, 0, "", "your company, as texts call it"},
    {"product", SETTING_TEXT, 0, 0, "", "what you sell, as a noun, where a lead names nothing"},
    {"moves_per_day", SETTING_COUNT, 1, 10, "1", "moves a contact gets a working day, at most"},
    {"moves_per_week", SETTING_COUNT, 1, 40, "4", "moves a contact gets in seven days, at most"},
    {"rings_per_day", SETTING_COUNT, 1, 10, "2", "rings without a message on a day, at most"},
    {"dials_per_touch", SETTING_COUNT, 1, 20, "8", "dials of one climb through an account"},
    {"dials_per_day", SETTING_COUNT, 1, 500, "40", "calls planned for a user's working day"},
    {"call_hours", SETTING_HOURS, 0, 0, "8:00-21:00", "calls and texts, at the contact's place"},
    {"office_hours", SETTING_HOURS, 0, 0, "8:30-17:30", "calls to offices and switchboards"},
    {"mail_hours", SETTING_HOURS, 0, 0, "8:00-18:00", "e-mail and fax a machine sends"},
    {"enquiry_minutes", SETTING_COUNT, 1, 240, "5", "minutes until the first touch of an enquiry"},
    {"answer_escalates_days", SETTING_COUNT, 1, 30, "2", "working days an answer may wait"},
    {"resume_days", SETTING_COUNT, 1, 60, "5", "working days from our answer to the cadence"},
    {"no_wait_days", SETTING_COUNT, 1, 3650, "30", "days to wait after a first no"},
    {"second_no_wait_days", SETTING_COUNT, 1, 3650, "90", "days to wait after a second no"},
    {"not_now_days", SETTING_COUNT, 1, 3650, "90",
     "days to wait after a \"not now\" without a date"},
    {"overdue_days", SETTING_COUNT, 1, 30, "2", "working days until a touch counts as silence"},
    {"manager_days", SETTING_COUNT, 1, 60, "5", "working days until the manager sees it"},
    {"lines_target", SETTING_COUNT, 1, 100000, "100", "lines in the water: touched in 14 days"},
    {"met_spread_days", SETTING_COUNT, 1, 30, "5", "days over which calls after a show are spread"},
    {"prong_days", SETTING_COUNT, 1, 60, "10", "working days to use phone, e-mail and text in"},
    {"proof_hours", SETTING_COUNT, 0, 400, "16",
     "office hours without a proof that an e-mail arrived until the next step goes another way; "
     "0: never"},
    {"late_hours", SETTING_COUNT, 1, 400, "16",
     "office hours a machine's message may be overdue, where nothing was sent since it was due: "
     "then a person is asked first"},
    {"cadence_show", SETTING_CADENCE, 0, 0, "show", "the cadence of people met at a show"},
    {"cadence_networking", SETTING_CADENCE, 0, 0, "networking", "of people met elsewhere"},
    {"cadence_referral", SETTING_CADENCE, 0, 0, "referral", "of people somebody named"},
    {"cadence_web", SETTING_CADENCE, 0, 0, "web", "of enquiries"},
    {"cadence_call", SETTING_CADENCE, 0, 0, "web", "of people who called"},
    {"cadence_list", SETTING_CADENCE, 0, 0, "list", "of people from a list"},
    {"cadence_other", SETTING_CADENCE, 0, 0, "list", "of everyone else"},
    {"file_megabytes", SETTING_COUNT, 1, 25, "10", "the size of a photo or a file, at most"},
    {"mail_megabytes", SETTING_COUNT, 1, 25, "15",
     "what an e-mail weighs at most with its files, as it travels; larger ones go as a link"},
    {"session_days", SETTING_COUNT, 1, 365, "30", "days until one signs in again, at the latest"},
    {"session_idle_hours", SETTING_COUNT, 1, 8760, "168", "hours without a look until then"},
    {"phone_days", SETTING_COUNT, 1, 730, "180", "days a paired telephone stays signed in"},
    {"spamd", SETTING_TEXT, 0, 0, "", "where a spamd listens (host:port), before a mail goes"},
    {"mx", SETTING_FLAG, 0, 0, "no",
     "name servers are asked whether an address's domain takes mail, before it goes"},
    {"keep_strangers", SETTING_FLAG, 0, 0, "no",
     "answers that nobody here is known by stay in the inbox 30 days, for a person to place: for a "
     "mailbox that is Beck's own"},
    {"public_url", SETTING_TEXT, 0, 0, "",
     "where others reach this Beck, for links in mails: https://beck.example.com"},
    {"map_url", SETTING_MAP, 0, 0, "https://www.openstreetmap.org/search?query={place}",
     "the map that visits are opened in, with {place} where the place stands"},
    {"gift_currency", SETTING_CURRENCY, 0, 0, "USD", "in which gifts are paid: EUR, JPY"},
    {"gift_ask_over", SETTING_SUM, 0, 0, "50", "a gift that costs more waits for a manager's yes"},
    {"gift_account_cap", SETTING_SUM, 0, 0, "0", "what a company is given a year, at most; 0: any"},
    {"post_days", SETTING_COUNT, 0, 30, "2",
     "working days a letter takes: one that was promised for a day goes so much earlier"},
    {"post_days_abroad", SETTING_COUNT, 0, 60, "6", "the same to another country"},
    {"letter_paper", SETTING_PAPER, 0, 0, "", "the paper of letters; else what your country has"},
    {"letter_window", SETTING_WINDOW, 0, 0, "",
     "where the window of your envelopes is: din5008b, din5008a or dl on A4, us10 on letter"},
    {"printer", SETTING_TEXT, 0, 0, "", "the queue of CUPS that letters are printed on"},
    {"print_server", SETTING_TEXT, 0, 0, "",
     "where CUPS listens (host:port); else where this machine's programs ask"},
    {"fax_number", SETTING_NUMBER, 0, 0, "",
     "where faxes reach you, +13035550102: what is faxed by hand names it, as its notice must (47 "
     "CFR 64.1200(a)(4)(iii)(D)(1)); what a sender of faxes sends names the sender's"},
    {"tracking", SETTING_FLAG, 0, 0, "no",
     "links of mails go by this Beck, and an invisible image tells of an opening; in the European "
     "Union only with the readers' consent (ePrivacy 5(3), GDPR 6 and 7), which Beck does not ask "
     "for"},
    {"calendar_minutes", SETTING_COUNT, 1, 1440, "10",
     "minutes between two looks into users' calendars and address books"},
    {"webhook_http", SETTING_FLAG, 0, 0, "no", "webhooks may be called without TLS"},
    {"webhook_private", SETTING_FLAG, 0, 0, "no",
     "webhooks may lie in the network of this machine"},
    {NULL, SETTING_TEXT, 0, 0, NULL, NULL},
};

const Setting *setting_table(void)
{
    return table;
}

const Setting *setting_find(const char *name)
{
    for (const Setting *setting = table; setting->name; setting++)
        if (text_equal(setting->name, name))
            return setting;
    return NULL;
}

static bool whole_number(const char *text, int *number)
{
    char *end;
    long read = strtol(text, &end, 10);
    *number = (int)read;
    return end != text && !*end && read == (long)*number;
}

static bool is_window(const char *name)
{
    for (const Stationery *at = stationery_table(); at->name; at++)
        if (text_equal(at->name, name))
            return true;
    return false;
}

bool setting_check(const Setting *setting, const char *value, Err *err)
{
    int number;
    Hours hours;
    Paper paper;
    Phone phone;
    Err why;
    switch (setting->kind) {
    case SETTING_COUNT:
        if (whole_number(value, &number) && number >= setting->least && number <= setting->most)
            return true;
        return err_field(err, ERR_INPUT, setting->name,
                         "%s takes a whole number from %d to %d, not \"%s\"", setting->name,
                         setting->least, setting->most, value);
    case SETTING_HOURS:
        return hours_parse(value, &hours, err) || err_at(err, "%s", setting->name);
    case SETTING_FLAG:
        return text_equal(value, "yes") || text_equal(value, "no") ||
               err_field(err, ERR_INPUT, setting->name, "%s takes yes or no, not \"%s\"",
                         setting->name, value);
    case SETTING_SUM:
        return gift_sum_read(value, "") != TIME_NONE ||
               err_field(err, ERR_INPUT, setting->name, "%s takes a sum, not \"%s\"", setting->name,
                         value);
    case SETTING_CURRENCY:
        return (strlen(value) == 3 && strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3) ||
               err_field(err, ERR_INPUT, setting->name,
                         "%s takes a currency's three letters: EUR, USD", setting->name);
    case SETTING_NUMBER:
        return phone_parse(value, NULL, &phone, &why) ||
               err_field(err, ERR_INPUT, setting->name,
                         "%s takes a telephone's number with its country, +13035550102, not \"%s\"",
                         setting->name, value);
    case SETTING_MAP:
        return visit_check_map(value, err);
    case SETTING_PAPER:
        return paper_find(value, &paper) ||
               err_field(err, ERR_INPUT, setting->name, "%s takes a4 or letter, not \"%s\"",
                         setting->name, value);
    case SETTING_WINDOW:
        return is_window(value) || err_field(err, ERR_INPUT, setting->name,
                                             "%s takes din5008b, din5008a, dl or us10, not \"%s\"",
                                             setting->name, value);
    case SETTING_TEXT:
    case SETTING_CADENCE:
        if (!text_empty(value))
            return true;
        return err_field(err, ERR_INPUT, setting->name, "%s takes a name, not nothing",
                         setting->name);
    }
    return err_set(err, ERR_BROKEN, "the setting %s has no kind", setting->name);
}

static bool read_settings(Context *context, Err *err)
{
    if (context->settings_read)
        return true;
    if (!sql_setting_list(context->db, context->arena,
                          &(struct setting_list_in){.workspace = context->workspace},
                          &context->settings, err))
        return false;
    context->settings_read = true;
    return true;
}

static const char *value_of(const Context *context, const Setting *setting)
{
    for (size_t i = 0; i < context->settings.count; i++)
        if (text_equal(context->settings.at[i].name, setting->name))
            return context->settings.at[i].value;
    return setting->standard;
}

bool context_setting(Context *context, const char *name, const char **value, Err *err)
{
    const Setting *setting = setting_find(name);
    if (!setting)
        return err_set(err, ERR_BROKEN, "the program asks for a setting %s there is not", name);
    if (!read_settings(context, err))
        return false;
    *value = value_of(context, setting);
    return true;
}

bool context_flag(Context *context, const char *name, bool *flag, Err *err)
{
    const char *value = NULL;
    if (!context_setting(context, name, &value, err))
        return false;
    *flag = text_equal(value, "yes");
    return true;
}

const char *context_company(Context *context)
{
    const char *named = NULL;
    Err ignored;
    bool said = context_setting(context, "company", &named, &ignored) && !text_empty(named);
    return said ? named : context->workspace_name;
}

const char *context_product(Context *context)
{
    const char *named = NULL;
    Err ignored;
    bool said = context_setting(context, "product", &named, &ignored) && !text_empty(named);
    return said ? named : NULL;
}

bool setting_values(Context *context, SettingValue **values, size_t *count, Err *err)
{
    if (!read_settings(context, err))
        return false;
    VEC(SettingValue) list = {0};
    for (const Setting *setting = table; setting->name; setting++) {
        SettingValue *entry = vec_push(context->arena, &list);
        entry->setting = setting;
        entry->value = value_of(context, setting);
        entry->changed = !text_equal(entry->value, setting->standard);
    }
    *values = list.at;
    *count = list.count;
    return true;
}

static bool unknown_setting(const char *name, Err *err)
{
    const char *names[sizeof table / sizeof *table];
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        names[i] = table[i].name;
    const char *near = text_nearest(name, names);
    return err_field(
        err, ERR_INPUT, "name",
        "there is no setting \"%s\"%s%s%s; Settings, The line, or `beck config`, lists them", name,
        near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

bool setting_put(Context *context, const char *name, const char *value, Err *err)
{
    const Setting *setting = setting_find(name);
    if (!setting)
        return unknown_setting(name, err);
    if (value && !setting_check(setting, value, err))
        return false;
    if (value && setting->kind == SETTING_CADENCE) {
        const Cadence *cadence;
        if (!context_cadence_named(context, value, &cadence, err))
            return false;
    }
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err))
        return false;
    bool written = value
                       ? sql_setting_put(context->db,
                                         &(struct setting_put_in){.workspace = context->workspace,
                                                                  .name = setting->name,
                                                                  .value = value},
                                         err)
                       : sql_setting_drop(context->db,
                                          &(struct setting_drop_in){.workspace = context->workspace,
                                                                    .name = setting->name},
                                          err);
    return written &&
           audit_own(
               context, "setting",
               arena_printf(context->arena, "%s: %s", setting->name, text_or(value, "the default")),
               err) &&
           context_forget(context, err) && db_commit(&txn, err);
}

static int count_of(const Context *context, const char *name)
{
    int number = 0;
    whole_number(value_of(context, setting_find(name)), &number);
    return number;
}

/* What `setting_put` let in is right; a value changed by other hands falls back to the default. */
static Hours hours_of(const Context *context, const char *name)
{
    Hours hours = {0};
    Err ignored;
    const Setting *setting = setting_find(name);
    if (!hours_parse(value_of(context, setting), &hours, &ignored))
        hours_parse(setting->standard, &hours, &ignored);
    return hours;
}

bool context_policy(Context *context, const Policy **policy, Err *err)
{
    if (context->policy) {
        *policy = context->policy;
        return true;
    }
    struct holiday_list_rows holidays;
    if (!read_settings(context, err) ||
        !sql_holiday_list(context->db, context->arena,
                          &(struct holiday_list_in){.workspace = context->workspace}, &holidays,
                          err))
        return false;
    Day *closed = arena_array(context->arena, holidays.count, sizeof *closed);
    for (size_t i = 0; i < holidays.count; i++)
        closed[i] = (Day)holidays.at[i].day;
    Policy *made = arena_make(context->arena, Policy);
    *made = policy_default();
    made->moves_per_day = count_of(context, "moves_per_day");
    made->moves_per_week = count_of(context, "moves_per_week");
    made->rings_per_day = count_of(context, "rings_per_day");
    made->dials_per_touch = count_of(context, "dials_per_touch");
    made->dials_per_day = count_of(context, "dials_per_day");
    made->call_hours = hours_of(context, "call_hours");
    made->office_hours = hours_of(context, "office_hours");
    made->mail_hours = hours_of(context, "mail_hours");
    made->enquiry_minutes = count_of(context, "enquiry_minutes");
    made->answer_escalates_days = count_of(context, "answer_escalates_days");
    made->resume_days = count_of(context, "resume_days");
    made->no_wait_days[0] = count_of(context, "no_wait_days");
    made->no_wait_days[1] = count_of(context, "second_no_wait_days");
    made->not_now_days = count_of(context, "not_now_days");
    made->overdue_days = count_of(context, "overdue_days");
    made->manager_days = count_of(context, "manager_days");
    made->met_spread_days = count_of(context, "met_spread_days");
    made->prong_days = count_of(context, "prong_days");
    made->proof_hours = count_of(context, "proof_hours");
    made->late_hours = count_of(context, "late_hours");
    made->post_days[0] = count_of(context, "post_days");
    made->post_days[1] = count_of(context, "post_days_abroad");
    made->closed = closed;
    made->closed_count = holidays.count;
    *policy = context->policy = made;
    return true;
}
