#include "action/visits.h"

#include "action/access_inner.h"
#include "action/id_list.h"
#include "action/touch_card_inner.h"
#include "base/buf.h"
#include "base/text.h"
#include "follow/tour.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char hole[] = "{place}";

/* --- links ------------------------------------------------------------------------------------ */

static const char *encode(Arena *arena, const char *text)
{
    enum { LONGEST = 8000 };
    auto_buf Buf out = buf_new(LONGEST);
    for (const char *at = text; *at; at++)
        if (isalnum((unsigned char)*at) || strchr("-._~,", *at))
            buf_addc(&out, *at);
        else
            buf_addf(&out, "%%%02X", (unsigned char)*at);
    return arena_strndup(arena, text_or(out.at, ""), out.length);
}

bool visit_check_map(const char *url, Err *err)
{
    const char *place = strstr(url, hole);
    if (text_starts(url, "https://") && place && !strstr(place + 1, hole))
        return true;
    return err_field(err, ERR_INPUT, "map_url",
                     "map_url takes a link with {place} in it once: "
                     "https://www.openstreetmap.org/search?query={place}");
}

/* RFC 5870; with q, as telephones know it, where there is only an address. */
static void link_to(Arena *arena, const char *template, const TourStop *stop, Visit *visit)
{
    const char *cut = strstr(template, hole);
    const char *place = visit->coordinates ? visit->coordinates : stop->address;
    if (text_empty(place) || !cut)
        return;
    const char *said = encode(arena, place);
    visit->geo = visit->coordinates ? arena_printf(arena, "geo:%s", said)
                                    : arena_printf(arena, "geo:0,0?q=%s", said);
    visit->map =
        arena_printf(arena, "%.*s%s%s", (int)(cut - template), template, said, cut + strlen(hole));
}

static const char *write_degrees(Arena *arena, int32_t degrees)
{
    enum { MILLION = 1000000 };
    return arena_printf(arena, "%s%d.%06d", degrees < 0 ? "-" : "", abs(degrees) / MILLION,
                        abs(degrees) % MILLION);
}

const char *visit_say_far(Arena *arena, int64_t metres)
{
    enum { KILOMETRE = 1000, TENTH = 100, NEAR = 10 * KILOMETRE };
    long long far = metres;
    if (far < KILOMETRE)
        return arena_printf(arena, "%lld m", far);
    return far < NEAR
               ? arena_printf(arena, "%lld.%lld km", far / KILOMETRE, far % KILOMETRE / TENTH)
               : arena_printf(arena, "%lld km", far / KILOMETRE);
}

/* By hand, in the doorway: that one was there, why, and the number. */
static const char *card_of(Context *context, Arena *arena, const TouchCard *card)
{
    const struct user_list_row *owner = context_find_user(context, card->owner_id);
    const char *first = card->contact_name ? text_first_name(arena, card->contact_name) : NULL;
    return arena_printf(arena, "%s%sI was here and missed you. %s Call me: %s. %s, %s",
                        text_or(first, ""), first ? ", " : "", card->reason,
                        text_or(owner->cell, owner->email), owner->name, context_company(context));
}

/* --- the day ---------------------------------------------------------------------------------- */

static TourStop *stops_of(Arena *arena, const struct visit_list_rows *rows)
{
    TourStop *stops = arena_array(arena, rows->count, sizeof *stops);
    for (size_t i = 0; i < rows->count; i++) {
        const struct visit_list_row *row = &rows->at[i];
        char code[12];
        bool agreed = text_equal(row->concern, concern_name(CONCERN_AGREED));
        stops[i] =
            (TourStop){.address = row->address,
                       .country = row->country,
                       .postcode = tour_postcode(row->address, code) ? arena_strdup(arena, code)
                                                                     : row->postcode,
                       .city = row->city,
                       .fixed_at = agreed ? row->due_at : TIME_NONE,
                       .name = i};
    }
    return stops;
}

/* All that is shown of their touches, at once. */
static bool read_cards(Context *context, Arena *arena, const struct visit_list_rows *rows,
                       struct today_cards_rows *cards, Err *err)
{
    const Policy *policy;
    int64_t *leads = arena_array(arena, rows->count, sizeof *leads);
    for (size_t i = 0; i < rows->count; i++)
        leads[i] = rows->at[i].lead_id;
    return context_policy(context, &policy, err) &&
           sql_today_cards(context->db, arena,
                           &(struct today_cards_in){.workspace = context->workspace,
                                                    .leads = id_list(arena, leads, rows->count)},
                           cards, err);
}

static bool fill(Context *context, Arena *arena, const struct visit_list_rows *rows,
                 const TourStop *stops, const Worker *worker, const char *map, Visits *visits,
                 Err *err)
{
    struct today_cards_rows cards;
    if (!read_cards(context, arena, rows, &cards, err))
        return false;
    visits->at = arena_array(arena, rows->count, sizeof *visits->at);
    visits->count = rows->count;
    for (size_t i = 0; i < rows->count; i++) {
        const TourStop *stop = &stops[i];
        Visit *visit = &visits->at[i];
        *visit = (Visit){.fixed = stop->fixed_at != TIME_NONE,
                         .postcode = stop->postcode,
                         .city = stop->city,
                         .country = stop->country,
                         .metres = stop->metres};
        TourPlace typed = tour_place(stop->address);
        if (typed.known)
            visit->coordinates = arena_printf(arena, "%s,%s", write_degrees(arena, typed.latitude),
                                              write_degrees(arena, typed.longitude));
        link_to(arena, map, stop, visit);
        for (size_t k = 0; k < cards.count; k++)
            if (cards.at[k].lead_id == rows->at[stop->name].lead_id)
                visit->touch = touch_card_of_row(context, arena, &cards.at[k], worker);
        visit->card = card_of(context, arena, &visit->touch);
    }
    return true;
}

bool list_visits(Context *context, Arena *arena, const char *owner, Day day, Visits *visits,
                 Err *err)
{
    const Worker *worker;
    const char *map;
    struct visit_list_rows rows;
    int64_t owner_id = context->user;
    auto_txn Txn txn = {0};
    if ((owner && !access_owner_named(context, owner, &owner_id, err)) ||
        !db_begin(&txn, context->db, TXN_READ, err) ||
        !context_worker(context, owner_id, false, &worker, err) ||
        !context_setting(context, "map_url", &map, err))
        return false;
    Day today = zone_day(worker->zone, context->now);
    Visits made = {.day = day == DAY_NONE ? today : day, .owner_name = worker->name};
    Time since = made.day <= today ? 0 : zone_time(worker->zone, made.day, 0);
    if (!sql_visit_list(context->db, arena,
                        &(struct visit_list_in){.workspace = context->workspace,
                                                .owner_id = owner_id,
                                                .since = since,
                                                .until = zone_time(worker->zone, made.day + 1, 0),
                                                .most = VISITS_MOST},
                        &rows, err))
        return false;
    TourStop *stops = stops_of(arena, &rows);
    TourPlace home = tour_place(context_find_user(context, owner_id)->postal);
    tour_order(stops, rows.count, &home);
    if (!fill(context, arena, &rows, stops, worker, map, &made, err) || !db_commit(&txn, err))
        return false;
    *visits = made;
    return true;
}
