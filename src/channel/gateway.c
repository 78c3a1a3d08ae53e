#include "channel/gateway.h"

#include "base/digest.h"
#include "base/price.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CONNECTIONS_MOST = 64,
    CONNECTIONS_USUAL = 8,
    /* What is held may be behind its dot at once: no more than there are connections, so that a
     * crash leaves no more of them uncertain. */
    NEWS_MOST = 2 * CONNECTIONS_MOST + 1, /* two of each that is held, and that it is down */
    ANSWER_MOST = 8 * 1024,
    ANSWER_MS = 30000
};

const char *const gateway_yes_no[] = {"yes", "no", NULL};

typedef struct GatewayCarrier {
    Carrier base;
    Arena *arena; /* of the settings */
    const Doc *settings, *secrets;
    size_t connections;
    NetMany *many;
    size_t held; /* parcels that are not settled */
    CarrierNews news[NEWS_MOST];
    size_t news_first, news_count;
    bool told_down; /* since something was sent */
} GatewayCarrier;

static GatewayCarrier *gateway_of(const Carrier *carrier)
{
    union {
        const Carrier *read;
        GatewayCarrier *write;
    } both = {.read = carrier};
    return both.write;
}

/* --- news ------------------------------------------------------------------------------------- */

static CarrierNews *add_news(GatewayCarrier *gateway, CarrierEvent event, Parcel *parcel)
{
    if (gateway->news_count == NEWS_MOST)
        abort();
    CarrierNews *news = &gateway->news[(gateway->news_first + gateway->news_count++) % NEWS_MOST];
    *news = (CarrierNews){.event = event, .parcel = parcel};
    return news;
}

static void settle(GatewayCarrier *gateway, Parcel *parcel, const SendVerdict *verdict)
{
    add_news(gateway, CARRIER_SETTLED, parcel)->verdict = *verdict;
    gateway->held--;
    if (verdict->result == SEND_SENT)
        gateway->told_down = false;
}

static void go_down(GatewayCarrier *gateway, ErrKind kind, const char *words)
{
    if (gateway->told_down)
        return;
    gateway->told_down = true;
    err_set(&add_news(gateway, CARRIER_DOWN, NULL)->why, kind, "%s", words);
}

/* --- requests --------------------------------------------------------------------------------- */

static bool is_private(const Doc *settings)
{
    return text_equal(doc_text(settings, "private"), "yes");
}

static NetRequest request_to(const Doc *settings)
{
    return (NetRequest){.method = "POST",
                        .whole_ms = ANSWER_MS,
                        .answer_most = ANSWER_MOST,
                        .alone = true,
                        .allow_http = is_private(settings),
                        .allow_private = is_private(settings)};
}

static void say(SendVerdict *verdict, Arena *arena, const char *words)
{
    const char *clean = text_clean(arena, words, strlen(words), sizeof verdict->words - 1);
    snprintf(verdict->words, sizeof verdict->words, "%s", clean);
}

static SendResult result_of(int status)
{
    enum { TOO_MANY = 429, UNAVAILABLE = 503 };
    if (status / 100 == 2)
        return SEND_SENT;
    if (status == TOO_MANY || status == UNAVAILABLE)
        return SEND_LATER;
    if (status >= 500 || status < 200)
        return SEND_UNSURE;
    bool ours = status / 100 == 3 || (status >= 401 && status <= 405);
    return ours ? SEND_DOWN : SEND_REFUSED;
}

static SendVerdict verdict_of(const GatewayCarrier *gateway, Arena *arena, const NetAnswer *answer)
{
    SendVerdict verdict = {.result = result_of(answer->status),
                           .dotted = true,
                           .code = answer->status,
                           .wait = answer->retry_after_seconds};
    const char *words = text_clean(arena, answer->body, answer->length, sizeof verdict.words - 1);
    say(&verdict, arena,
        *words ? words : arena_printf(arena, "the gateway answers with status %d", answer->status));
    if (verdict.result != SEND_UNSURE)
        gateway->base.driver->gateway->read(arena, gateway->settings, answer, &verdict);
    return verdict;
}

static void hear(GatewayCarrier *gateway, const NetDone *done)
{
    auto_arena Arena *arena = arena_new();
    SendVerdict verdict = {.dotted = true};
    const Gateway *table = gateway->base.driver->gateway;
    if (done->answered && table->of_another &&
        table->of_another(arena, &done->answer, done->owner)) {
        verdict.result = SEND_UNSURE;
        verdict.code = done->answer.status;
        say(&verdict, arena, "the gateway answers of another text");
    } else if (done->answered) {
        verdict = verdict_of(gateway, arena, &done->answer);
        if (verdict.result == SEND_DOWN)
            go_down(gateway, ERR_DENIED, verdict.words);
    } else {
        verdict.result = done->left ? SEND_UNSURE : SEND_DOWN;
        say(&verdict, arena, done->why.message);
        if (!done->left)
            go_down(gateway, done->why.kind == ERR_INPUT ? ERR_INPUT : ERR_BUSY, verdict.words);
    }
    settle(gateway, done->owner, &verdict);
}

/* --- a carrier -------------------------------------------------------------------------------- */

static const Doc *copy_of(Arena *arena, const Doc *texts)
{
    Doc *copy = doc_object(arena);
    for (const Doc *one = texts->first; one; one = one->next)
        doc_set_text(arena, copy, arena_strdup(arena, one->name),
                     arena_strdup(arena, text_or(one->text, "")));
    return copy;
}

static bool read_connections(const Doc *settings, size_t *connections, Err *err)
{
    long count;
    if (!driver_field_count(settings, "connections", 1, CONNECTIONS_MOST, CONNECTIONS_USUAL, &count,
                            err))
        return false;
    *connections = (size_t)count;
    return true;
}

bool gateway_open(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                  const DialBearer *bearer, Carrier **carrier, Err *err)
{
    size_t connections;
    NetMany *many;
    (void)bearer;
    if (!read_connections(settings, &connections, err) || !net_many_open(connections, &many, err))
        return false;
    GatewayCarrier *gateway = calloc(1, sizeof *gateway);
    if (!gateway)
        abort();
    gateway->base.driver = driver;
    gateway->arena = arena_new();
    gateway->settings = copy_of(gateway->arena, settings);
    gateway->secrets = copy_of(gateway->arena, secrets);
    gateway->connections = connections;
    gateway->many = many;
    *carrier = &gateway->base;
    return true;
}

void gateway_close(Carrier *carrier)
{
    GatewayCarrier *gateway = gateway_of(carrier);
    net_many_close(gateway->many);
    arena_free(gateway->arena);
    free(gateway);
}

int gateway_descriptor(const Carrier *carrier)
{
    return net_many_descriptor(gateway_of(carrier)->many);
}

size_t gateway_room(const Carrier *carrier)
{
    const GatewayCarrier *gateway = gateway_of(carrier);
    return gateway->connections - gateway->held;
}

/* Nothing is to be said before the dot. */
void gateway_offer(Carrier *carrier, Parcel *parcel)
{
    GatewayCarrier *gateway = gateway_of(carrier);
    gateway->held++;
    add_news(gateway, CARRIER_DOT_ASKED, parcel);
}

CarrierEvent gateway_turn(Carrier *carrier, CarrierNews *news)
{
    GatewayCarrier *gateway = gateway_of(carrier);
    NetDone done;
    while (!gateway->news_count && net_many_done(gateway->many, &done))
        hear(gateway, &done);
    if (!gateway->news_count)
        return CARRIER_QUIET;
    *news = gateway->news[gateway->news_first];
    gateway->news_first = (gateway->news_first + 1) % NEWS_MOST;
    gateway->news_count--;
    return news->event;
}

void gateway_dot(Carrier *carrier, Parcel *parcel)
{
    GatewayCarrier *gateway = gateway_of(carrier);
    auto_arena Arena *arena = arena_new();
    NetRequest request = request_to(gateway->settings);
    SendVerdict verdict = {.result = SEND_DOWN, .dotted = true};
    Err err;
    if (gateway->base.driver->gateway->ask(arena, gateway->settings, gateway->secrets, parcel,
                                           &request, &err) &&
        net_many_begin(gateway->many, &request, parcel, &err))
        return;
    say(&verdict, arena, err.message);
    go_down(gateway, err.kind, verdict.words);
    settle(gateway, parcel, &verdict);
}

void gateway_withhold(Carrier *carrier, Parcel *parcel)
{
    (void)parcel;
    gateway_of(carrier)->held--;
}

/* --- settings --------------------------------------------------------------------------------- */

static bool check_cost(const Doc *settings, const char *name, Err *err)
{
    Price price;
    const char *cost = text_or(doc_text(settings, name), "");
    return !*cost || price_read(cost, &price) ||
           err_field(err, ERR_INPUT, name, "%s cannot be \"%.40s\": what one costs, 0.0079 USD",
                     name, cost);
}

bool text_fields_check(const Doc *settings, Err *err)
{
    const char *reports = text_or(doc_text(settings, "reports_to"), "");
    return check_cost(settings, "cost", err) && check_cost(settings, "picture_cost", err) &&
           (!*reports || net_check_url(reports, true, true, err) || err_at(err, "reports_to") ||
            err_in(err, "reports_to"));
}

bool text_fields_pictures(const Doc *settings)
{
    return text_equal(doc_text(settings, "mms"), "yes");
}

bool gateway_check_url(const Doc *settings, const char *url, Err *err)
{
    size_t connections;
    bool private = is_private(settings);
    return read_connections(settings, &connections, err) &&
           net_check_url(url, private, private, err) && text_fields_check(settings, err);
}

bool gateway_check(const Doc *settings, const Doc *secrets, Err *err)
{
    (void)secrets;
    return gateway_check_url(settings, doc_text(settings, "url"), err);
}

bool gateway_probe(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                   const DialBearer *bearer, int64_t *size_most, Err *err)
{
    auto_arena Arena *arena = arena_new();
    NetRequest request = request_to(settings);
    NetAnswer answer;
    (void)bearer;
    *size_most = 0;
    driver->gateway->try_out(arena, settings, secrets, &request);
    if (!net_send(arena, &request, &answer, err))
        return false;
    return driver->gateway->lets_in(&answer) ||
           err_set(err, ERR_DENIED, "the gateway answers with status %d: %s", answer.status,
                   text_clean(arena, answer.body, answer.length, 300));
}

const char *gateway_basic(Arena *arena, const char *login, const char *password)
{
    const char *both = arena_printf(arena, "%s:%s", login, password);
    return arena_printf(arena, "Basic %s", base64(arena, both, strlen(both)));
}
