#include "dispatch/work.h"

#include "base/digest.h"
#include "base/log.h"
#include "base/text.h"
#include "dispatch/flight.h"
#include "dispatch/machine.h"
#include "dispatch/token.h"

#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    ROUND_MOST = 256, /* messages written down in one transaction */
    LOOK_SECONDS = 1, /* between two looks for what is due, where nothing happens */
    RECOVER_SECONDS = 5,
    KEEP_SECONDS = SEND_LEASE_SECONDS / 3,
    AHEAD_MOST = 128,           /* of one sender, claimed before a connection is free for them */
    AHEAD_PARTS = 4,            /* … as many as go in this part of a second */
    VERDICTS_MS = 5,            /* for which verdicts wait for dots to be written with them */
    COLLISIONS_MOST = 10,       /* of one round with others' transactions */
    PAGES_KIBIBYTES = 4 * 1024, /* of the database, in memory */
    PARTING_SECONDS = 20        /* for verdicts, once it is to stop */
};

/* A sender under way. */
typedef struct Route {
    struct Route *next;
    int64_t sender_id;
    TokenAsker asker;
    DialBearer bearer;
    Digest mark; /* of its settings as they were */
    Arena *texts;
    Letterhead head;
    Carrier *carrier;
    size_t in_flight;
    size_t room;     /* of its caps: what may be claimed until the next look */
    Flight *next_up; /* those that wait for a connection, in order */
    Flight *last_up;
    size_t waiting;
    size_t ahead;   /* how many may */
    size_t settled; /* since the last look */
    bool down;      /* told by its carrier, to be written down */
    Err why;
} Route;

typedef struct Worker {
    const WorkOptions *options;
    Context *context;
    int64_t number;
    SendWorker *sends; /* … of the same number */
    int64_t offset;    /* of its clock */
    Route *routes;     /* all of them */
    size_t route_count;
    Flight *flights; /* all of them */
    size_t flight_count;
    SendSenders senders; /* in `look` */
    Shelf *look;
    Standing standing; /* in `stood` */
    Arena *stood;
    Time looked_at, recovered_at, kept_at, stopped_at;
    bool more;           /* the last claim brought something: there may be more to claim */
    int64_t verdicts_at; /* when the first verdict came that is not written; 0: none */
    WorkDone done;
} Worker;

static Time now_of(const Worker *worker)
{
    return clock_now() + worker->offset;
}

static bool is_stopped(const Worker *worker)
{
    return machine_is_stopped(worker->options);
}

/* --- standing --------------------------------------------------------------------------------- */

/* Whether this machine may send for this database, asked until it may. */
static bool stand(Worker *worker, Err *err)
{
    const char *before = worker->standing.why;
    if (worker->standing.good)
        return true;
    auto_arena Arena *fresh = arena_new();
    Standing looked = {.hold_id = worker->standing.hold_id};
    if (!standing_look(worker->context, fresh, &looked, err))
        return false;
    arena_free(worker->stood);
    worker->stood = fresh;
    fresh = NULL;
    worker->standing = looked;
    worker->done.held = looked.why;
    if (looked.why && looked.why != before)
        log_line(LOG_WARN, "work",
                 "nothing is sent: %s; `beck outbox arm`, by this user, here, lets it send: it "
                 "looks for %s%s%s%s",
                 looked.why, looked.path, looked.elsewhere ? ", and not for " : "",
                 text_or(looked.elsewhere, ""),
                 looked.elsewhere ? ", which was armed: give both the same BECK_STATE" : "");
    return true;
}

/* --- routes ----------------------------------------------------------------------------------- */

static Route *find_route(const Worker *worker, int64_t sender_id)
{
    for (Route *route = worker->routes; route; route = route->next)
        if (route->sender_id == sender_id)
            return route;
    return NULL;
}

static Route *route_of(const Worker *worker, const Flight *flight)
{
    return find_route(worker, flight->item.sender_id);
}

static void put_up(Route *route, Flight *flight)
{
    if (route->next_up)
        route->last_up->next_up = flight;
    else
        route->next_up = flight;
    route->last_up = flight;
    route->waiting++;
}

static Flight *take_up(Route *route)
{
    Flight *flight = route->next_up;
    route->next_up = flight->next_up;
    route->waiting--;
    return flight;
}

/* What waits goes as connections are free. */
static void offer_waiting(const Worker *worker, Route *route)
{
    while (route->next_up && route->carrier && carrier_room(route->carrier)) {
        Flight *flight = take_up(route);
        flight_write(flight, worker->context, &route->head, now_of(worker));
        if (flight->state == FLIGHT_OFFERED)
            carrier_offer(route->carrier, &flight->parcel);
    }
}

/* What waits does not go by it now. */
static void give_back_waiting(Route *route, const char *words)
{
    while (route->next_up)
        flight_give_back(take_up(route), words);
}

static void open_route(Worker *worker, const SendSender *sender)
{
    Err err;
    const CarrierDriver *driver = carrier_driver(sender->driver, sender->channel, &err);
    Route *route = calloc(1, sizeof *route);
    if (!route)
        abort();
    *route = (Route){.next = worker->routes,
                     .sender_id = sender->id,
                     .asker = {worker->options, worker->offset, sender->id},
                     .bearer = token_bearer(&route->asker),
                     .mark = sender->mark,
                     .texts = arena_new()};
    if (!sender->secrets || !driver ||
        !letterhead_open(route->texts, sender->settings, sender->secrets, &route->head,
                         &route->why) ||
        !driver->open(driver, sender->settings, sender->secrets, &route->bearer, &route->carrier,
                      &route->why)) {
        route->why = !sender->secrets ? sender->why : driver ? route->why : err;
        route->down = true;
    }
    worker->routes = route;
    worker->route_count++;
}

/* The one at `at` of the list. */
static void drop_route(Worker *worker, Route **at)
{
    Route *route = *at;
    *at = route->next;
    carrier_close(route->carrier);
    letterhead_close(&route->head);
    arena_free(route->texts);
    free(route);
    worker->route_count--;
}

/* One whose settings were changed is opened anew after its last verdict. */
static bool is_as_before(const Route *route, const SendSender *sender)
{
    return !memcmp(route->mark.bytes, sender->mark.bytes, sizeof sender->mark.bytes);
}

static bool works(const Worker *worker, const Route *route)
{
    for (size_t i = 0; i < worker->senders.count; i++)
        if (worker->senders.at[i].id == route->sender_id &&
            is_as_before(route, &worker->senders.at[i]))
            return true;
    return false;
}

/* Who sends now, and how much. A sender that rests or was paused keeps its connection only until
 * its last verdict. */
static bool look_at_senders(Worker *worker, Err *err)
{
    Shelf *look = shelf_new();
    if (!send_senders(worker->context, look->arena, &worker->senders, err)) {
        shelf_leave(look);
        return false;
    }
    shelf_leave(worker->look);
    worker->look = look;
    for (Route *route = worker->routes; route; route = route->next) {
        route->room = 0;
        route->ahead = route->settled / AHEAD_PARTS;
        route->settled = 0;
        if (route->ahead > AHEAD_MOST)
            route->ahead = AHEAD_MOST;
    }
    for (size_t i = 0; i < worker->senders.count && !is_stopped(worker); i++) {
        const SendSender *sender = &worker->senders.at[i];
        if (!find_route(worker, sender->id))
            open_route(worker, sender);
        Route *route = find_route(worker, sender->id);
        int64_t size_most = route && route->carrier ? carrier_size_most(route->carrier) : 0;
        if (size_most && size_most != sender->size_most &&
            !send_size_heard(worker->context, sender->id, size_most, err))
            return false;
        if (route && is_as_before(route, sender))
            route->room = worker->standing.good && sender->room > route->in_flight
                              ? sender->room - route->in_flight
                              : 0;
    }
    for (Route *route = worker->routes; route; route = route->next)
        if (!works(worker, route))
            give_back_waiting(route, "its sender was stopped");
    return true;
}

static void drop_idle_routes(Worker *worker)
{
    Route **at = &worker->routes;
    while (*at) {
        const Route *route = *at;
        if (!route->in_flight && !route->down && (!works(worker, route) || !route->carrier))
            drop_route(worker, at);
        else
            at = &(*at)->next;
    }
}

/* --- flights ---------------------------------------------------------------------------------- */

static void land(Worker *worker, Flight *flight)
{
    Flight **at = &worker->flights;
    while (*at != flight)
        at = &(*at)->next;
    *at = flight->next;
    worker->flight_count--;
    Route *route = route_of(worker, flight);
    if (route)
        route->in_flight--;
    flight_free(flight);
}

static size_t gather(const Worker *worker, FlightState state, Flight **found)
{
    size_t count = 0;
    for (Flight *flight = worker->flights; flight && count < ROUND_MOST; flight = flight->next)
        if (flight->state == state)
            found[count++] = flight;
    return count;
}

/* What the carriers have to say; true when anything. */
static bool listen_to(Worker *worker)
{
    bool heard = false;
    for (Route *route = worker->routes; route; route = route->next) {
        CarrierNews news;
        while (route->carrier && carrier_turn(route->carrier, &news) != CARRIER_QUIET) {
            heard = true;
            if (news.event == CARRIER_DOWN) {
                route->down = true;
                route->why = news.why;
                continue;
            }
            Flight *flight = news.parcel->owner;
            flight->state = news.event == CARRIER_SETTLED ? FLIGHT_SETTLED : FLIGHT_ASKS;
            flight->verdict = news.verdict;
            if (news.event == CARRIER_SETTLED && news.verdict.result == SEND_DOWN && !route->down) {
                route->down = true;
                err_set(&route->why, ERR_BUSY, "%s", news.verdict.words);
            }
        }
        if (route->down || is_stopped(worker))
            give_back_waiting(route, route->down ? route->why.message : "the worker was stopped");
        offer_waiting(worker, route);
    }
    return heard;
}

/* --- a round ---------------------------------------------------------------------------------- */

typedef struct Round {
    Flight *settled[ROUND_MOST], *asking[ROUND_MOST], *claimed[ROUND_MOST];
    size_t settled_count, asking_count, claimed_count;
    bool go[ROUND_MOST], claims;
    Shelf *dots;
} Round;

static bool write_settled(Worker *worker, Arena *scratch, Round *round, Err *err)
{
    SendOutcome outcomes[ROUND_MOST];
    for (size_t i = 0; i < round->settled_count; i++)
        outcomes[i] =
            (SendOutcome){&round->settled[i]->item, &round->settled[i]->verdict,
                          round->settled[i]->parcel.bytes, round->settled[i]->parcel.length};
    return !round->settled_count || send_settle(worker->context, scratch, worker->sends, outcomes,
                                                round->settled_count, err);
}

static bool write_dots(Worker *worker, Round *round, Err *err)
{
    SendItem *items[ROUND_MOST];
    for (size_t i = 0; i < round->asking_count; i++)
        items[i] = &round->asking[i]->item;
    return !round->asking_count ||
           send_dots(worker->context, round->dots->arena, worker->sends, &worker->standing, items,
                     round->asking_count, round->go, err);
}

static bool write_downs(Worker *worker, Arena *scratch, Err *err)
{
    for (const Route *route = worker->routes; route; route = route->next)
        if (route->down && !send_down(worker->context, scratch, route->sender_id, &route->why, err))
            return false;
    return true;
}

/* What its connections can take and what may wait behind that; half of that at least, so that a
 * claim is for many. */
static size_t room_of(const Route *route)
{
    size_t most = route->carrier ? carrier_room(route->carrier) + route->ahead : 0;
    size_t room =
        most > route->waiting && route->waiting <= route->ahead / 2 ? most - route->waiting : 0;
    return room < route->room ? room : route->room;
}

/* What may still be held of mails: less those that are claimed, be they composed or not. */
static int64_t weight_left(const Worker *worker, const Round *round)
{
    int64_t held = 0;
    for (const Flight *flight = worker->flights; flight; flight = flight->next)
        held += flight->item.weight;
    for (size_t i = 0; i < round->claimed_count; i++)
        held += round->claimed[i]->item.weight;
    return held < SEND_WEIGHT_MOST ? SEND_WEIGHT_MOST - held : 0;
}

static bool claim(Worker *worker, Round *round, Err *err)
{
    for (size_t i = 0; i < worker->senders.count && !is_stopped(worker); i++) {
        const SendSender *sender = &worker->senders.at[i];
        const Route *route = find_route(worker, sender->id);
        size_t room = route && !route->down ? room_of(route) : 0;
        SendItems items;
        if (room > ROUND_MOST - round->claimed_count)
            room = ROUND_MOST - round->claimed_count;
        if (!room)
            continue;
        round->claims = true;
        Shelf *shelf = shelf_new();
        bool claimed = send_claim(worker->context, shelf->arena, worker->sends, sender, room,
                                  weight_left(worker, round), &items, err);
        for (size_t k = 0; claimed && k < items.count; k++)
            round->claimed[round->claimed_count++] = flight_new(shelf, &items.at[k]);
        shelf_leave(shelf);
        if (!claimed)
            return false;
    }
    return true;
}

static bool write_round(Worker *worker, Arena *scratch, Round *round, Err *err)
{
    return context_together(worker->context, err) &&
           (!round->asking_count || send_dots_begin(worker->context, scratch, err)) &&
           write_settled(worker, scratch, round, err) && write_downs(worker, scratch, err) &&
           write_dots(worker, round, err) && claim(worker, round, err) &&
           context_together_end(worker->context, err);
}

/* The quicker they go, the more are claimed ahead: none is held for long that somebody might want
 * to take back. */
static void count_pace(Route *route)
{
    size_t ahead = ++route->settled / AHEAD_PARTS;
    if (ahead > route->ahead && ahead <= AHEAD_MOST)
        route->ahead = ahead;
}

static void count_verdict(Worker *worker, SendResult result)
{
    worker->done.sent += result == SEND_SENT;
    worker->done.later += result == SEND_LATER || result == SEND_DOWN;
    worker->done.refused += result == SEND_REFUSED;
    worker->done.unsure += result == SEND_UNSURE;
}

/* It is committed: dots go, parcels are offered, what is settled is over. */
static void carry_out(Worker *worker, Round *round)
{
    for (size_t i = 0; i < round->settled_count; i++) {
        const SendVerdict *verdict = &round->settled[i]->verdict;
        if (verdict->result == SEND_REFUSED)
            log_line(LOG_INFO, "work", "touch %" PRId64 " was refused: %s",
                     round->settled[i]->item.touch_id, verdict->words);
        count_verdict(worker, verdict->result);
        count_pace(route_of(worker, round->settled[i]));
        land(worker, round->settled[i]);
    }
    for (Route *route = worker->routes; route; route = route->next)
        route->down = false;
    for (size_t i = 0; i < round->asking_count; i++) {
        Flight *flight = round->asking[i];
        const Route *route = route_of(worker, flight);
        if (round->go[i]) {
            flight->state = FLIGHT_DOTTED;
            flight->dot = round->dots;
            shelf_share(round->dots);
            carrier_dot(route->carrier, &flight->parcel);
        } else {
            worker->done.withdrawn++;
            carrier_withhold(route->carrier, &flight->parcel);
            land(worker, flight);
        }
    }
    for (size_t i = 0; i < round->claimed_count; i++) {
        Flight *flight = round->claimed[i];
        Route *route = route_of(worker, flight);
        flight->next = worker->flights;
        worker->flights = flight;
        worker->flight_count++;
        route->in_flight++;
        route->room--;
        put_up(route, flight);
    }
    for (Route *route = worker->routes; route; route = route->next)
        offer_waiting(worker, route);
    if (round->claims)
        worker->more = round->claimed_count > 0;
}

/* Nothing of it has happened. */
static void undo_round(Worker *worker, Round *round)
{
    context_together_drop(worker->context);
    worker->standing.next = worker->standing.known;
    for (size_t i = 0; i < round->claimed_count; i++)
        flight_free(round->claimed[i]);
    round->claimed_count = 0;
    round->claims = false;
    worker->more = false;
}

/* Nothing of it has happened: no dot is said that is not written, and no verdict is forgotten. What
 * asked for its dot is given back once that can be written. */
static void give_up_round(Worker *worker, Round *round)
{
    undo_round(worker, round);
    for (size_t i = 0; i < round->asking_count; i++) {
        Flight *flight = round->asking[i];
        carrier_withhold(route_of(worker, flight)->carrier, &flight->parcel);
        flight->state = FLIGHT_SETTLED;
        flight->verdict = (SendVerdict){.result = SEND_DOWN,
                                        .words = "it was not sent: Beck had trouble of its own"};
        if (!flight->dot) { /* whether it was written was lost with the connection */
            flight->dot = round->dots;
            shelf_share(round->dots);
        }
    }
}

static bool go_round(Worker *worker, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    Round round = {.dots = shelf_new()};
    round.settled_count = gather(worker, FLIGHT_SETTLED, round.settled);
    round.asking_count = gather(worker, FLIGHT_ASKS, round.asking);
    bool written = write_round(worker, scratch, &round, err);
    for (int tries = 1; !written && context_collided(err) && tries < COLLISIONS_MOST; tries++) {
        undo_round(worker, &round);
        written = write_round(worker, scratch, &round, err);
    }
    written = written && standing_keep(&worker->standing, err);
    if (written)
        carry_out(worker, &round);
    else
        give_up_round(worker, &round);
    shelf_leave(round.dots);
    return written;
}

/* --- the loop --------------------------------------------------------------------------------- */

static bool keep_flights(const Worker *worker, Arena *scratch, Err *err)
{
    int64_t *ids = arena_array(scratch, worker->flight_count, sizeof *ids);
    size_t count = 0;
    for (const Flight *flight = worker->flights; flight; flight = flight->next)
        ids[count++] = flight->item.touch_id;
    return send_keep(worker->context, scratch, worker->number, ids, count, err);
}

/* What is asked now and then. */
static bool look_around(Worker *worker, Err *err)
{
    Time now = now_of(worker);
    auto_arena Arena *scratch = arena_new();
    if (now - worker->recovered_at >= RECOVER_SECONDS) {
        SendRecovered recovered;
        if (!send_recover(worker->context, scratch, worker->sends, &recovered, err))
            return false;
        if (recovered.planned || recovered.uncertain)
            log_line(LOG_WARN, "work",
                     "a worker has gone: %zu messages are sent anew, %zu are uncertain",
                     recovered.planned, recovered.uncertain);
        worker->recovered_at = now;
    }
    if (now - worker->kept_at >= KEEP_SECONDS) {
        if (worker->flight_count && !keep_flights(worker, scratch, err))
            return false;
        worker->kept_at = now;
    }
    return stand(worker, err) && look_at_senders(worker, err);
}

static void wait_for_news(const Worker *worker, int milliseconds)
{
    auto_arena Arena *scratch = arena_new();
    struct pollfd *waits = arena_array(scratch, worker->route_count + 1, sizeof *waits);
    size_t count = 0;
    if (!is_stopped(worker))
        waits[count++] = (struct pollfd){.fd = worker->options->woken, .events = POLLIN};
    for (const Route *route = worker->routes; route; route = route->next)
        if (route->carrier)
            waits[count++] =
                (struct pollfd){.fd = carrier_descriptor(route->carrier), .events = POLLIN};
    poll(waits, count, milliseconds);
}

/* Verdicts are written with the next dots, if those are near: a commit less. */
static bool has_verdicts(Worker *worker)
{
    Flight *found[ROUND_MOST];
    if (!gather(worker, FLIGHT_SETTLED, found))
        worker->verdicts_at = 0;
    else if (!worker->verdicts_at)
        worker->verdicts_at = clock_ticking();
    return worker->verdicts_at && (!gather(worker, FLIGHT_OFFERED, found) ||
                                   clock_ticking() - worker->verdicts_at >= VERDICTS_MS);
}

static bool has_work(Worker *worker)
{
    Flight *found[ROUND_MOST];
    for (const Route *route = worker->routes; route; route = route->next)
        if (route->down || (worker->more && room_of(route)))
            return true;
    return gather(worker, FLIGHT_ASKS, found) || has_verdicts(worker);
}

/* Stopped, or done with all there is: what has its dot is still waited for. */
static bool is_over(Worker *worker, bool idle)
{
    if (is_stopped(worker) && worker->stopped_at == TIME_NONE)
        worker->stopped_at = clock_now();
    if (worker->stopped_at != TIME_NONE)
        return !worker->flight_count || clock_now() - worker->stopped_at > PARTING_SECONDS;
    return worker->options->once && idle && !worker->flight_count;
}

/* So that a machine with nothing to do writes nothing. */
static bool is_due(Worker *worker, bool *due, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    *due = false;
    for (size_t i = 0; i < worker->senders.count && !*due && !is_stopped(worker); i++) {
        const SendSender *sender = &worker->senders.at[i];
        const Route *route = find_route(worker, sender->id);
        if (route && route->room && !send_is_due(worker->context, scratch, sender, due, err))
            return false;
    }
    return true;
}

static bool step(Worker *worker, bool *idle, Err *err)
{
    bool look = now_of(worker) - worker->looked_at >= LOOK_SECONDS ||
                (worker->options->once && !worker->flight_count);
    bool heard = listen_to(worker), due = has_work(worker);
    *idle = false;
    if ((look || due) &&
        !context_begin(worker->context, context_first_user(worker->context), now_of(worker), err))
        return false;
    if (look) {
        worker->looked_at = now_of(worker);
        if (!look_around(worker, err) || (!due && !is_due(worker, &due, err)))
            return false;
    }
    if (due) {
        if (!go_round(worker, err))
            return false;
        heard = heard || worker->more;
    }
    *idle = look && !heard;
    drop_idle_routes(worker);
    if (!heard && !(worker->options->once && *idle && !worker->flight_count))
        wait_for_news(worker, worker->verdicts_at ? VERDICTS_MS : LOOK_SECONDS * 1000);
    return true;
}

/* What is claimed and did not go is another worker's at once. */
static void release(Worker *worker)
{
    Err err;
    if (worker->flight_count && !send_release(worker->context, worker->number, &err))
        log_err("work", &err);
}

static void end_worker(Worker *worker)
{
    while (worker->routes)
        drop_route(worker, &worker->routes);
    release(worker);
    while (worker->flights) {
        Flight *flight = worker->flights;
        worker->flights = flight->next;
        flight_free(flight);
    }
    shelf_leave(worker->look);
    arena_free(worker->stood);
    send_worker_free(worker->sends);
    context_close(worker->context);
}

bool work_run(const WorkOptions *options, WorkDone *done, Err *err)
{
    Worker worker = {.options = options,
                     .number = random_number(),
                     .offset = machine_offset(options),
                     .stopped_at = TIME_NONE};
    bool right = machine_open(options, "work", PAGES_KIBIBYTES, &worker.context, err);
    bool idle = false;
    worker.sends = send_worker_new(worker.number);
    while (right && !is_over(&worker, idle)) {
        Err trouble;
        if (step(&worker, &idle, &trouble))
            continue;
        log_err("work", &trouble);
        if (is_stopped(&worker) || options->once) {
            *err = trouble;
            right = false;
        } else {
            wait_for_news(&worker, MACHINE_TROUBLE_MS);
        }
    }
    *done = worker.done;
    end_worker(&worker);
    return right;
}
