#include "follow/interval.h"

#include <math.h>

static const double normal_95 = 1.959963984540054; /* two-sided 95 % of the normal distribution */

Interval interval_of_share(int64_t hits, int64_t count)
{
    if (count <= 0)
        return (Interval){0, 1};
    double n = (double)count, share = (double)hits / n;
    double middle = share + normal_95 * normal_95 / (2 * n);
    double half = normal_95 * sqrt(share * (1 - share) / n + normal_95 * normal_95 / (4 * n * n));
    double scale = 1 + normal_95 * normal_95 / n;
    return (Interval){.low = hits <= 0 ? 0 : (middle - half) / scale,
                      .high = hits >= count ? 1 : (middle + half) / scale};
}

Interval interval_of_difference(int64_t hits, int64_t count, int64_t other_hits,
                                int64_t other_count)
{
    if (count <= 0 || other_count <= 0)
        return (Interval){-1, 1};
    double share = (double)hits / (double)count;
    double other_share = (double)other_hits / (double)other_count;
    Interval one = interval_of_share(hits, count);
    Interval other = interval_of_share(other_hits, other_count);
    double difference = share - other_share;
    return (Interval){.low = difference - hypot(share - one.low, other.high - other_share),
                      .high = difference + hypot(one.high - share, other_share - other.low)};
}

bool interval_tells(Interval difference)
{
    return difference.low > 0 || difference.high < 0;
}
