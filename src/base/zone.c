#include "base/zone.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

/* How the fast path works: the years 1990–2050 are cut into slots of 2^21 seconds (24 days). One
 * atomic word tells all about a slot that at most one change of offset falls into, and it is
 * worked out from the library when it is first asked for. Two threads may both do so; they store
 * the same word. A slot with two changes (none is known) always asks the library. */
enum { SLOT_BITS = 21, OFFSET_BITS = 20 };

#define SLOTS_BEGIN INT64_C(631152000)  /* 1990-01-01 */
#define SLOTS_END   INT64_C(2556144000) /* 2051-01-01 */
#define SLOT_COUNT  (((SLOTS_END - SLOTS_BEGIN) >> SLOT_BITS) + 1)

/* In a word: bit 0 known, bit 1 ask the library, 20 bits of offset before the change, 20 bits of
 * offset after it (both plus OFFSET_BIAS), 21 bits of its place in the slot. */
enum { WORD_KNOWN = 1, WORD_ASK = 2, OFFSET_BIAS = 1 << (OFFSET_BITS - 1) };
enum { BEFORE_SHIFT = 2, AFTER_SHIFT = BEFORE_SHIFT + OFFSET_BITS };
enum { CHANGE_SHIFT = AFTER_SHIFT + OFFSET_BITS };
_Static_assert(CHANGE_SHIFT + SLOT_BITS <= 64, "a slot must fit into one word");

struct Zone {
    const Zone *next; /* in the same bucket */
    GTimeZone *library;
    _Atomic uint64_t *slots; /* SLOT_COUNT of them: a cache, 0 where nothing is known yet */
    char name[];
};

/* --- finding --- */

/* Zones are added under the lock and never taken out, so that readers need none. */
enum { BUCKETS = 256, LONGEST_NAME = 64 };
static _Atomic(const Zone *) buckets[BUCKETS];
static pthread_mutex_t adding = PTHREAD_MUTEX_INITIALIZER;

static _Atomic(const Zone *) *bucket_of(const char *name)
{
    uint32_t hash = 2166136261; /* FNV-1a */
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 16777619;
    return &buckets[hash % BUCKETS];
}

static const Zone *known_zone(const char *name)
{
    const Zone *zone = atomic_load_explicit(bucket_of(name), memory_order_acquire);
    while (zone && strcmp(zone->name, name) != 0)
        zone = zone->next;
    return zone;
}

/* Where tzdata keeps `name`. False when that is longer than any path. */
static bool tzdata_path(const char *name, char *path, size_t size)
{
    const char *folder = getenv("TZDIR");
    int needed = snprintf(path, size, "%s/%s", folder ? folder : "/usr/share/zoneinfo", name);
    return needed >= 0 && (size_t)needed < size;
}

enum { PATH_MOST = 4096 };

/* GLib would also take "+01:00" and POSIX rules such as "UTC+3" (which is west): only names of
 * files that hold a zone are let through to it. */
static bool tzdata_has(const char *name)
{
    const char *letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_+-";
    size_t length = strlen(name);
    if (!length || length > LONGEST_NAME || name[0] == '/' || strspn(name, letters) != length)
        return false;
    char path[PATH_MOST];
    if (!tzdata_path(name, path, sizeof path))
        return false;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    char magic[4];
    bool good = read(file, magic, sizeof magic) == sizeof magic && !memcmp(magic, "TZif", 4);
    close(file);
    return good;
}

/* What makes GLib's zone. It runs under the lock: GLib's own are not seen by TSan. */
typedef GTimeZone *ZoneMaker(const char *name);

static GTimeZone *make_from_tzdata(const char *name)
{
    return tzdata_has(name) ? g_time_zone_new_identifier(name) : NULL;
}

/* Needs no file, so that it is there on a machine without tzdata. */
static GTimeZone *make_utc(const char *name)
{
    return g_time_zone_new_utc();
}

static const Zone *add_zone(const char *name, ZoneMaker *make)
{
    GTimeZone *library = make(name);
    if (!library)
        return NULL;
    size_t length = strlen(name);
    Zone *zone = g_malloc0(sizeof *zone + length + 1);
    memcpy(zone->name, name, length);
    zone->library = library;
    zone->slots = g_malloc0_n(SLOT_COUNT, sizeof *zone->slots);
    _Atomic(const Zone *) *bucket = bucket_of(name);
    zone->next = atomic_load_explicit(bucket, memory_order_relaxed);
    atomic_store_explicit(bucket, zone, memory_order_release);
    return zone;
}

static const Zone *find(const char *name, ZoneMaker *make)
{
    const Zone *zone = known_zone(name);
    if (zone)
        return zone;
    pthread_mutex_lock(&adding);
    zone = known_zone(name);
    if (!zone)
        zone = add_zone(name, make);
    pthread_mutex_unlock(&adding);
    return zone;
}

const Zone *zone_find(const char *name)
{
    if (!name)
        return NULL;
    return find(name, strcmp(name, "UTC") == 0 ? make_utc : make_from_tzdata);
}

const Zone *zone_utc(void)
{
    return find("UTC", make_utc);
}

bool zone_country(const char *name, char country[3])
{
    char path[PATH_MOST], line[512];
    FILE *table = tzdata_path("zone.tab", path, sizeof path) ? fopen(path, "re") : NULL;
    size_t length = strlen(name);
    bool found = false;
    /* Parted by tabs: country, coordinates, zone, perhaps a remark. */
    while (table && !found && fgets(line, sizeof line, table)) {
        const char *place = strchr(line, '\t'), *zone = place ? strchr(place + 1, '\t') : NULL;
        found = zone && place == line + 2 && strncmp(zone + 1, name, length) == 0 &&
                strchr("\t\n", zone[1 + length]);
    }
    if (found)
        memcpy(country, (char[]){line[0], line[1], '\0'}, 3);
    if (table)
        fclose(table);
    return found;
}

static const Zone *local_zone;

static void find_local(void)
{
    pthread_mutex_lock(&adding);
    GTimeZone *library = g_time_zone_new_local();
    pthread_mutex_unlock(&adding);
    const char *name = g_time_zone_get_identifier(library);
    local_zone = zone_find(name[0] == ':' ? name + 1 : name); /* POSIX writes TZ=":Europe/Berlin" */
    g_time_zone_unref(library);
    if (!local_zone)
        local_zone = zone_utc();
}

const Zone *zone_local(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, find_local);
    return local_zone;
}

const char *zone_name(const Zone *zone)
{
    return zone->name;
}

/* --- offsets --- */

static int ask_interval(const Zone *zone, Time time)
{
    return g_time_zone_find_interval(zone->library, G_TIME_TYPE_UNIVERSAL, time);
}

static int ask_library(const Zone *zone, Time time)
{
    return g_time_zone_get_offset(zone->library, ask_interval(zone, time));
}

static uint64_t make_word(int before, int after, int64_t change)
{
    return WORD_KNOWN | (uint64_t)(before + OFFSET_BIAS) << BEFORE_SHIFT |
           (uint64_t)(after + OFFSET_BIAS) << AFTER_SHIFT | (uint64_t)change << CHANGE_SHIFT;
}

/* Asks the library about the seconds from `begin` on. */
static uint64_t work_out_slot(const Zone *zone, Time begin)
{
    Time last = begin + (INT64_C(1) << SLOT_BITS) - 1;
    int first_interval = ask_interval(zone, begin), last_interval = ask_interval(zone, last);
    int before = g_time_zone_get_offset(zone->library, first_interval);
    int after = g_time_zone_get_offset(zone->library, last_interval);
    if (first_interval == last_interval)
        return make_word(before, after, 0);
    if (last_interval != first_interval + 1)
        return WORD_KNOWN | WORD_ASK;
    Time low = begin, high = last; /* the change lies after low, at or before high */
    while (high - low > 1) {
        Time middle = low + (high - low) / 2;
        if (ask_interval(zone, middle) == first_interval)
            low = middle;
        else
            high = middle;
    }
    return make_word(before, after, high - begin);
}

int zone_offset(const Zone *zone, Time time)
{
    if (time < SLOTS_BEGIN || time >= SLOTS_END)
        return ask_library(zone, time);
    uint64_t place = (uint64_t)(time - SLOTS_BEGIN);
    _Atomic uint64_t *slot = &zone->slots[place >> SLOT_BITS];
    uint64_t word = atomic_load_explicit(slot, memory_order_relaxed);
    const uint64_t slot_mask = (UINT64_C(1) << SLOT_BITS) - 1;
    if (!word) {
        word = work_out_slot(zone, time - (Time)(place & slot_mask));
        atomic_store_explicit(slot, word, memory_order_relaxed);
    }
    if (word & WORD_ASK)
        return ask_library(zone, time);
    int shift = (place & slot_mask) < word >> CHANGE_SHIFT ? BEFORE_SHIFT : AFTER_SHIFT;
    return (int)(word >> shift & ((UINT64_C(1) << OFFSET_BITS) - 1)) - OFFSET_BIAS;
}

/* --- walls --- */

typedef struct Wall {
    Day day;
    int second; /* of the day */
} Wall;

static Wall wall_at(const Zone *zone, Time time)
{
    Time local = time + zone_offset(zone, time);
    int64_t day = local / DAY_SECONDS - (local % DAY_SECONDS < 0);
    return (Wall){(Day)day, (int)(local - day * DAY_SECONDS)};
}

Civil zone_civil(const Zone *zone, Time time)
{
    Wall wall = wall_at(zone, time);
    Civil civil = civil_of_day(wall.day);
    civil.hour = wall.second / HOUR;
    civil.minute = wall.second / MINUTE % 60;
    civil.second = wall.second % 60;
    return civil;
}

Day zone_day(const Zone *zone, Time time)
{
    return wall_at(zone, time).day;
}

int zone_minute(const Zone *zone, Time time)
{
    return wall_at(zone, time).second / MINUTE;
}

Time zone_time(const Zone *zone, Day day, int minute)
{
    Time local = (Time)day * DAY_SECONDS + (Time)minute * MINUTE;
    /* No zone is a day or more from UTC, and none changes twice within two days. */
    int before = zone_offset(zone, local - DAY_SECONDS);
    int after = zone_offset(zone, local + DAY_SECONDS);
    if (zone_offset(zone, local - before) == before)
        return local - before; /* of two, the first: offsets fall in autumn */
    if (zone_offset(zone, local - after) == after)
        return local - after;
    /* In the gap: before it by the offset that comes, after it by the one that was. */
    Time low = local - after, high = local - before;
    while (high - low > 1) {
        Time middle = low + (high - low) / 2;
        if (zone_offset(zone, middle) == before)
            low = middle;
        else
            high = middle;
    }
    return high;
}
