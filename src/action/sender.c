#include "action/sender_inner.h"

#include "action/send.h"

#include "action/audit_inner.h"
#include "action/login_inner.h"
#include "action/sign_in_inner.h"
#include "action/text_hook.h"
#include "auth/seal.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/phone.h"
#include "base/text.h"

#include <string.h>

enum { SETTINGS_BYTES = 16 * 1024, ADDRESS_BYTES = 254, WHY_BYTES = 300 };

const char *sender_json(Arena *arena, const Doc *doc)
{
    auto_buf Buf text = buf_new(SETTINGS_BYTES);
    doc_write_json(doc, &text, 0);
    return arena_strdup(arena, text.at);
}

static const char *place_of(Arena *arena, int64_t id)
{
    return arena_printf(arena, "sender %lld", (long long)id);
}

bool sender_rows(Context *context, Arena *arena, struct sender_list_rows *rows, Err *err)
{
    return sql_sender_list(context->db, arena,
                           &(struct sender_list_in){.workspace = context->workspace}, rows, err);
}

bool sender_login_of(Context *context, Arena *arena, int64_t sender_id, const char **address,
                     Err *err)
{
    struct sender_list_rows rows = {0};
    *address = sender_id ? "a sender that has ended" : NULL;
    if (sender_id && !sender_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].id == sender_id)
            *address = rows.at[i].address;
    return true;
}

const struct sender_list_row *sender_row_of(const struct sender_list_rows *rows, int64_t user_id,
                                            Channel channel)
{
    /* A user's own come before everybody's. */
    for (size_t i = 0; i < rows->count; i++)
        if ((!rows->at[i].user_id || rows->at[i].user_id == user_id) &&
            text_equal(rows->at[i].channel, channel_name(channel)))
            return &rows->at[i];
    return NULL;
}

bool sender_settings(Context *context, Arena *arena, const struct sender_list_row *row,
                     Doc **settings, Doc **secrets, Err *err)
{
    size_t length = 0;
    const char *opened = seal_open(arena, context->secret, place_of(arena, row->id), row->secret.at,
                                   row->secret.length, &length);
    if (!opened) {
        err_set(err, ERR_BROKEN, "the secrets of %s are damaged: add the sender anew",
                row->address);
        return false;
    }
    *settings = json_parse(arena, row->settings, strlen(row->settings), err);
    *secrets = *settings ? json_parse(arena, opened, length, err) : NULL;
    return *secrets != NULL;
}

struct Blob sender_seal(const Context *context, Arena *arena, int64_t id, const Doc *secrets)
{
    const char *text = sender_json(arena, secrets);
    struct Blob sealed = {0};
    sealed.at =
        seal_close(arena, context->secret, place_of(arena, id), text, strlen(text), &sealed.length);
    return sealed;
}

bool sender_takes_pictures(Context *context, Arena *arena, const struct sender_list_row *row)
{
    Doc *settings = NULL, *secrets = NULL;
    Err broken;
    const CarrierDriver *driver = carrier_driver(row->driver, CHANNEL_TEXT, &broken);
    return driver && sender_settings(context, arena, row, &settings, &secrets, &broken) &&
           carrier_takes_pictures(driver, settings);
}

Channel sender_channel(const struct sender_list_row *row)
{
    Channel channel = CHANNEL_NONE;
    channel_find(row->channel, &channel);
    return channel;
}

static const Zone *zone_of(const Context *context, const struct sender_list_row *row)
{
    const struct user_list_row *user =
        row->user_id ? context_find_user(context, row->user_id) : NULL;
    const Zone *zone = user ? zone_find(user->zone) : NULL;
    return zone ? zone : context->zone;
}

Day sender_day(const Context *context, const struct sender_list_row *row)
{
    return zone_day(zone_of(context, row), context->now);
}

int64_t sender_day_most(const Context *context, const struct sender_list_row *row)
{
    int64_t most = row->ramp_from;
    if (!most)
        return row->day_most;
    Day since = zone_day(zone_of(context, row), row->made_at);
    for (Day day = since; day < sender_day(context, row) && most < row->day_most; day++)
        most += most / 3 > 0 ? most / 3 : 1;
    return most < row->day_most ? most : row->day_most;
}

int64_t sender_spacing(const struct sender_list_row *row)
{
    return row->minute_most > 0 ? 60 / row->minute_most : 60;
}

const DriverField *sender_driver_fields(const char *driver)
{
    Err err;
    const CarrierDriver *found = carrier_driver(driver, CHANNEL_NONE, &err);
    return found ? found->fields : NULL;
}

const char *sender_secret(const char *driver, bool *must)
{
    for (const DriverField *field = sender_driver_fields(driver); field && field->name; field++)
        if (field->secret) {
            *must = !field->standard;
            return field->name;
        }
    return NULL;
}

static bool is_resting(const Context *context, const struct sender_list_row *row)
{
    return row->rests_until != TIME_NONE && row->rests_until > context->now;
}

bool sender_works(const Context *context, const struct sender_list_row *row)
{
    return text_equal(row->state, "on") && !is_resting(context, row);
}

static int64_t room_of_day(const Context *context, const struct sender_list_row *row)
{
    return sender_day_most(context, row) -
           (row->day == sender_day(context, row) ? row->day_count : 0);
}

static int64_t room_of_minute(const Context *context, const struct sender_list_row *row)
{
    return row->minute_most - (row->minute == context->now / MINUTE ? row->minute_count : 0);
}

Time sender_next(const Context *context, const struct sender_list_row *row)
{
    Time now = context->now, at = now;
    if (!text_equal(row->state, "on") || room_of_day(context, row) <= 0)
        return TIME_NONE;
    if (room_of_minute(context, row) <= 0)
        at = (now / MINUTE + 1) * MINUTE;
    if (is_resting(context, row) && row->rests_until > at)
        at = row->rests_until;
    /* (Further ahead than it can be, it was written under a clock that ran ahead.) */
    bool spaced = row->next_at > at && row->next_at - now <= 2 * sender_spacing(row);
    return spaced ? row->next_at : at;
}

int64_t sender_room(const Context *context, const struct sender_list_row *row)
{
    int64_t of_day = room_of_day(context, row), of_minute = room_of_minute(context, row);
    if (sender_next(context, row) != context->now)
        return 0;
    if (sender_spacing(row))
        return 1;
    return of_day < of_minute ? of_day : of_minute;
}

/* With what the gateway is to put behind it. */
static const char *hook_of(Context *context, Arena *arena, const struct sender_list_row *row,
                           const Doc *settings, const CarrierDriver *driver)
{
    const char *link = text_hook_link(context, arena, settings, row->id);
    const char *query = driver->hook ? driver->hook->query : NULL;
    return link && query ? arena_printf(arena, "%s%s", link, query) : link;
}

static bool shown_of(Context *context, Arena *arena, const struct sender_list_row *row,
                     SenderShown *sender, Err *err)
{
    Doc *settings = json_parse(arena, row->settings, strlen(row->settings), err);
    const CarrierDriver *driver = carrier_driver(row->driver, sender_channel(row), err);
    bool rests = text_equal(row->state, "on") && is_resting(context, row);
    if (!settings || !driver)
        return false;
    *sender = (SenderShown){
        .id = row->id,
        .user = row->user_id ? context_name_of(context, row->user_id) : NULL,
        .driver = row->driver,
        .address = row->address,
        .settings = settings,
        .fields = driver->fields,
        .day_most = row->day_most,
        .minute_most = row->minute_most,
        .ramp_from = row->ramp_from,
        .sent_today = row->day == sender_day(context, row) ? row->day_count : 0,
        .today_most = sender_day_most(context, row),
        .size_most = row->size_most,
        .state = rests ? "rests" : row->state,
        .why = text_equal(row->state, "off") || rests ? row->why : NULL,
        .rests_until = rests ? row->rests_until : TIME_NONE,
    };
    sender->channel = sender_channel(row);
    if (sender->channel == CHANNEL_TEXT)
        sender->hook = hook_of(context, arena, row, settings, driver);
    return true;
}

/* Everybody's settings are an admin's; one's own sender is one's own. */
bool sender_may_change(const Context *context, int64_t user_id, Err *err)
{
    return (user_id && user_id == context->user) || context_may(context, RIGHT_SETTINGS, err);
}

static bool may_see(const Context *context, const struct sender_list_row *row)
{
    Err ignored;
    return !row->user_id || sender_may_change(context, row->user_id, &ignored);
}

bool sender_list(Context *context, Arena *arena, SendersShown *senders, Err *err)
{
    struct sender_list_rows rows;
    if (!sender_rows(context, arena, &rows, err))
        return false;
    SendersShown made = {.at = arena_array(arena, rows.count, sizeof *made.at)};
    for (size_t i = 0; i < rows.count; i++)
        if (may_see(context, &rows.at[i]) &&
            !shown_of(context, arena, &rows.at[i], &made.at[made.count++], err))
            return false;
    *senders = made;
    return true;
}

bool sender_of(Context *context, Arena *arena, int64_t user_id, Channel channel,
               SenderShown *sender, bool *found, Err *err)
{
    struct sender_list_rows rows;
    if (!sender_rows(context, arena, &rows, err))
        return false;
    const struct sender_list_row *row = sender_row_of(&rows, user_id, channel);
    if (row && !shown_of(context, arena, row, sender, err))
        return false;
    *found = row != NULL;
    return true;
}

bool sender_find(Context *context, Arena *arena, int64_t id, struct sender_list_row *row, Err *err)
{
    struct sender_list_rows rows;
    if (!sender_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].id == id && may_see(context, &rows.at[i])) {
            *row = rows.at[i];
            return sender_may_change(context, row->user_id, err);
        }
    err_field(err, ERR_MISSING, "sender", "there is no sender %lld", (long long)id);
    return false;
}

bool sender_show(Context *context, Arena *arena, int64_t id, SenderShown *sender, Err *err)
{
    struct sender_list_row row;
    return sender_find(context, arena, id, &row, err) &&
           shown_of(context, arena, &row, sender, err);
}

/* --- adding ----------------------------------------------------------------------------------- */

static bool is_number_or_name(const char *address)
{
    enum { DIGITS_LEAST = 3, DIGITS_MOST = 15, LETTERS_MOST = 11 };
    size_t length = strlen(address), digits = strspn(address + (*address == '+'), "0123456789");
    if (digits + (*address == '+') == length)
        return digits >= DIGITS_LEAST && digits <= DIGITS_MOST && address[*address == '+'] != '0';
    bool named = length <= LETTERS_MOST;
    for (const char *at = address; *at; at++)
        named &= *at >= ' ' && *at <= '~';
    return named && address[0] != ' ' && address[0] != '+';
}

/* One that can be dialled from anywhere: with its country, and as long as numbers are there. */
static bool is_number(const char *address)
{
    Phone phone;
    Err ignored;
    return address[0] == '+' && is_number_or_name(address) &&
           phone_parse(address, NULL, &phone, &ignored);
}

static bool texts_come_from(const char *address)
{
    return address[0] == '+' ? is_number(address) : is_number_or_name(address);
}

bool sender_check_address(Channel channel, const char *address, Err *err)
{
    if (channel == CHANNEL_FAX)
        return (!text_empty(address) && is_number(address)) ||
               err_field(err, ERR_INPUT, "address",
                         "\"%.100s\" is no fax number with its country: +13035550100",
                         text_or(address, ""));
    if (channel == CHANNEL_TEXT)
        return (!text_empty(address) && texts_come_from(address)) ||
               err_field(err, ERR_INPUT, "address",
                         "\"%.100s\" is nothing a text can come from: +13035550100, a short code, "
                         "or a name of eleven letters at most",
                         text_or(address, ""));
    const char *at = text_empty(address) ? NULL : strrchr(address, '@');
    if (!at || at == address || !at[1] || strlen(address) > ADDRESS_BYTES ||
        strpbrk(address, " \t\r\n<>,;\""))
        return err_field(err, ERR_INPUT, "address",
                         "\"%.100s\" is no e-mail address: ann@example.com; what sends from a "
                         "number is added with its driver",
                         text_or(address, ""));
    return true;
}

static bool check_count(const char *name, int64_t *count, int64_t standard, Err *err)
{
    if (!*count)
        *count = standard;
    return (*count >= 0 && *count <= SENDER_ANY_MOST) ||
           err_field(err, ERR_INPUT, name, "%s is 0 to %d", name, SENDER_ANY_MOST);
}

bool sender_choose_user(Context *context, const char *user, bool everybody, int64_t *user_id,
                        Err *err)
{
    *user_id = everybody ? 0 : context->user;
    return (!user || context_user_named(context, user, user_id, err)) &&
           sender_may_change(context, *user_id, err);
}

static bool is_first(Context *context, Arena *arena, int64_t user_id, Channel channel, Err *err)
{
    struct sender_list_rows rows;
    if (!sender_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].user_id == user_id && text_equal(rows.at[i].channel, channel_name(channel)))
            return err_field(
                err, ERR_CONFLICT, "user",
                "%s sends for %s already, and is to be ended first: Settings, Sending, or `beck "
                "sender end %lld`",
                rows.at[i].address, user_id ? context_name_of(context, user_id) : "everybody",
                (long long)rows.at[i].id);
    return true;
}

typedef struct Adding {
    SenderInput input;
    const CarrierDriver *driver;
    int64_t id, user_id;
    Doc *settings, *secrets;
} Adding;

/* What the provider's mail server is, where nothing else was said. */
static bool add_provider(Context *context, Arena *arena, SenderInput *input, Err *err)
{
    const char *name = doc_text(input->settings, "oauth");
    OAuthClient client;
    if (text_empty(name))
        return true;
    if (!login_client_of(context, arena, name, &client, err))
        return err_in(err, "oauth");
    const OAuthProvider *provider = client.provider;
    if (!text_empty(doc_text(input->settings, "password")))
        return err_field(err, ERR_INPUT, "password", "who signs in at %s gives Beck no password",
                         provider->title);
    const char *const standard[][2] = {{"host", provider->smtp_host},
                                       {"port", provider->smtp_port},
                                       {"security", provider->smtp_security},
                                       {"login", input->address}};
    Doc *settings = doc_object(arena);
    for (const Doc *one = input->settings->first; one; one = one->next)
        doc_set_text(arena, settings, one->name, one->text);
    for (size_t i = 0; i < sizeof standard / sizeof *standard; i++)
        if (text_empty(doc_text(settings, standard[i][0])))
            doc_set_text(arena, settings, standard[i][0], standard[i][1]);
    input->settings = settings;
    return true;
}

/* A name may stand for a driver of mails and one of texts: what it sends from says which. */
static const CarrierDriver *find_driver(const SenderInput *input, Err *err)
{
    const char *name = text_or(input->driver, "smtp");
    Err none;
    bool text = !text_empty(input->address) && !strchr(input->address, '@') &&
                sender_check_address(CHANNEL_TEXT, input->address, &none);
    const CarrierDriver *of_texts = text ? carrier_driver(name, CHANNEL_TEXT, &none) : NULL;
    return of_texts ? of_texts : carrier_driver(name, CHANNEL_NONE, err);
}

static bool check_input(Context *context, Arena *arena, Adding *adding, Err *err)
{
    SenderInput *input = &adding->input;
    adding->driver = find_driver(input, err);
    /* A gateway is called from this machine, wherever its URL or host leads. */
    return adding->driver &&
           (adding->driver->channel == CHANNEL_EMAIL ||
            context_may(context, RIGHT_SETTINGS, err)) &&
           sender_choose_user(context, input->user, input->everybody, &adding->user_id, err) &&
           sender_check_address(adding->driver->channel, input->address, err) &&
           check_count("day_most", &input->day_most, SENDER_DAY_MOST, err) &&
           check_count("minute_most", &input->minute_most, SENDER_MINUTE_MOST, err) &&
           check_count("ramp_from", &input->ramp_from, 0, err) &&
           add_provider(context, arena, input, err) &&
           carrier_check(arena, adding->driver, input->settings, &adding->settings,
                         &adding->secrets, err);
}

static bool insert(Context *context, Arena *arena, const Adding *adding, Err *err)
{
    return sql_sender_insert(context->db,
                             &(struct sender_insert_in){
                                 .workspace = context->workspace,
                                 .id = adding->id,
                                 .user_id = adding->user_id,
                                 .channel = channel_name(adding->driver->channel),
                                 .driver = adding->driver->name,
                                 .address = adding->input.address,
                                 .settings = sender_json(arena, adding->settings),
                                 .secret = sender_seal(context, arena, adding->id, adding->secrets),
                                 .day_most = adding->input.day_most,
                                 .minute_most = adding->input.minute_most,
                                 .ramp_from = adding->input.ramp_from,
                                 .now = context->now},
                             err);
}

/* By a provider it sends once its user has signed in there (action/login.h). */
static bool wait_for_sign_in(Context *context, const Adding *adding, Err *err)
{
    return text_empty(doc_text(adding->settings, "oauth")) ||
           sql_sender_set(context->db,
                          &(struct sender_set_in){.workspace = context->workspace,
                                                  .id = adding->id,
                                                  .state = "off",
                                                  .why = "its user has not signed in yet",
                                                  .rests_until = TIME_NONE},
                          err);
}

bool sender_add(Context *context, Arena *arena, const SenderInput *input, SenderShown *sender,
                Err *err)
{
    Adding adding = {.input = *input};
    if (!check_input(context, arena, &adding, err))
        return false;
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           is_first(context, arena, adding.user_id, adding.driver->channel, err) &&
           context_id(context, &adding.id, err) && insert(context, arena, &adding, err) &&
           wait_for_sign_in(context, &adding, err) &&
           audit_own(context, "sender",
                     arena_printf(arena, "sender %lld added", (long long)adding.id), err) &&
           sender_show(context, arena, adding.id, sender, err) && db_commit(&txn, err);
}

/* --- changing --------------------------------------------------------------------------------- */

static bool set_state(Context *context, Arena *arena, int64_t id, const char *state,
                      const char *why, SenderShown *sender, Err *err)
{
    struct sender_list_row row;
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           sender_find(context, arena, id, &row, err) &&
           sql_sender_set(context->db,
                          &(struct sender_set_in){.workspace = context->workspace,
                                                  .id = id,
                                                  .state = state,
                                                  .why = why,
                                                  .rests_until = TIME_NONE},
                          err) &&
           audit_own(context, "sender", arena_printf(arena, "sender %lld %s", (long long)id, state),
                     err) &&
           sender_show(context, arena, id, sender, err) && db_commit(&txn, err);
}

bool sender_pause(Context *context, Arena *arena, int64_t id, const char *why, SenderShown *sender,
                  Err *err)
{
    const char *said = text_empty(why) ? "paused" : text_clean(arena, why, strlen(why), WHY_BYTES);
    return set_state(context, arena, id, "off", said, sender, err);
}

/* CONFLICT: the provider has no yes of its user's. */
static bool is_signed_in(Context *context, Arena *arena, int64_t id, Err *err)
{
    SenderShown sender;
    struct oauth_grant_get_row grant;
    bool found;
    if (!sender_show(context, arena, id, &sender, err))
        return false;
    if (text_empty(doc_text(sender.settings, "oauth")))
        return true;
    if (!sql_oauth_grant_get(
            context->db, arena,
            &(struct oauth_grant_get_in){.workspace = context->workspace, .sender_id = id}, &grant,
            &found, err))
        return false;
    return found || err_field(err, ERR_CONFLICT, "sender",
                              "%s is not signed in: Settings, Sending, or `beck sender sign-in "
                              "%lld`",
                              sender.address, (long long)id);
}

bool sender_resume(Context *context, Arena *arena, int64_t id, SenderShown *sender, Err *err)
{
    if (!is_signed_in(context, arena, id, err))
        return false;
    return set_state(context, arena, id, "on", NULL, sender, err);
}

bool sender_end(Context *context, Arena *arena, int64_t id, Err *err)
{
    struct sender_list_row row;
    bool had;
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           sender_find(context, arena, id, &row, err) &&
           sql_oauth_grant_drop(
               context->db,
               &(struct oauth_grant_drop_in){.workspace = context->workspace, .sender_id = id},
               &had, err) &&
           sql_sender_end(context->db,
                          &(struct sender_end_in){.workspace = context->workspace, .id = id},
                          err) &&
           audit_own(context, "sender", arena_printf(arena, "sender %lld ended", (long long)id),
                     err) &&
           db_commit(&txn, err);
}

bool sender_ask_bearer(void *of, Arena *arena, const char *refused, const char **bearer, Err *err)
{
    const SenderAsking *asking = of;
    return login_bearer(asking->context, arena, asking->sender_id, refused, bearer, err);
}

bool sender_probe(Context *context, Arena *arena, int64_t id, SenderProbed *probed, Err *err)
{
    struct sender_list_row row;
    Doc *settings = NULL, *secrets = NULL;
    SenderProbed made = {0};
    const CarrierDriver *driver;
    if (!sender_find(context, arena, id, &row, err) ||
        !shown_of(context, arena, &row, &made.sender, err) ||
        !sender_settings(context, arena, &row, &settings, &secrets, err) ||
        !(driver = carrier_driver(row.driver, sender_channel(&row), err)))
        return false;
    DialBearer bearer = {sender_ask_bearer, &(SenderAsking){context, id}};
    int64_t size_most = 0;
    made.works = driver->probe(driver, settings, secrets, &bearer, &size_most, &made.why);
    if (made.works && size_most != made.sender.size_most &&
        !send_size_heard(context, id, size_most, err))
        return false;
    made.sender.size_most = made.works ? size_most : made.sender.size_most;
    *probed = made;
    return true;
}
