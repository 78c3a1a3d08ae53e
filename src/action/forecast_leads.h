/* Forecast: the touches to come, by day and channel, against the hours of those who will make them.
 *
 * Walks the planner (follow/forecast.h, which says what is assumed) over every open lead, streamed
 * out of the store in constant memory: 1,000,000 leads for 30 days in under a minute. It sees what
 * bears on a lead by itself: its own people, promises and wakes. What is left out for speed: the
 * other people of large accounts beyond FORECAST_PEOPLE.
 */
#pragma once

#include "action/context.h"
#include "follow/terms.h"

enum { FORECAST_DAYS = 30, FORECAST_DAYS_MOST = 366, FORECAST_PEOPLE = 8 };

/* Told now and then. */
typedef void ForecastTold(int64_t leads, int64_t total, void *context);

typedef struct ForecastOptions {
    int days;            /* 0: FORECAST_DAYS; from today on; INPUT beyond FORECAST_DAYS_MOST */
    const char *owner;   /* a user's name; NULL: everyone's leads */
    const char *cadence; /* only leads that run it; NULL: all */
    ForecastTold *told;  /* NULL: nobody */
    void *told_context;
} ForecastOptions;

typedef struct ForecastDay {
    Day day;
    int64_t touches[CHANNELS]; /* all of a channel, whoever does them */
    int64_t all;
    int64_t machine;           /* of them, a machine's */
    int64_t calls_capacity;    /* `dials_per_day` of every owner who works that day */
    int64_t minutes_available; /* working hours of these owners */
    int64_t minutes_needed;    /* of a person, by forecast_minutes() */
    double utilisation;        /* needed / available; 0 when nothing is needed; -1: nobody works,
                                  though something is due */
} ForecastDay;

typedef struct ForecastResult {
    Day first;
    ForecastDay *days;
    size_t day_count;
    int64_t leads;   /* walked */
    int64_t owners;  /* whose hours were counted */
    ForecastDay all; /* the sums; `day` is DAY_NONE */
} ForecastResult;

bool forecast_leads(Context *context, Arena *arena, const ForecastOptions *options,
                    ForecastResult *result, Err *err);

/* What a person's touch by this channel is taken to cost, in minutes; shown with the forecast. */
int forecast_minutes(Channel channel);
