/* Groups: pairs that fit together.
 *
 * Links are taken from the surest down. Each would join two groups, and does when the groups are
 * alike as two records that know all their members know. So a "Huber, Mill Lane 5" without a given
 * name joins Anna's group or Tom's, never both: with her it has a given name, which is not his. And
 * one member too damaged to agree with another does not keep apart what the rest holds together;
 * links below the threshold come last, to bring such members in. All pairs of a group are proposed:
 * with their own score, or that of the weakest join in the group where that is higher.
 */
#include "follow/alike_part.h"

#include <stdlib.h>

typedef struct Groups {
    const AlikeSet *set;
    uint32_t *root; /* towards the first of the group */
    uint32_t *next; /* the members, as a ring */
    uint32_t *size; /* at the root */
    double *sure;   /* at the root: the score of the weakest join */
} Groups;

static uint32_t group_of(Groups *groups, uint32_t record)
{
    while (groups->root[record] != record)
        record = groups->root[record] = groups->root[groups->root[record]];
    return record;
}

enum { HEARD = 8 }; /* members of a group that are asked */

/* How likely the two groups are the same. */
static double groups_score(const Groups *groups, uint32_t one, uint32_t other)
{
    AlikeEvidence all;
    alike_compare(groups->set, one, other, &all);
    uint32_t a = one;
    for (int i = 0; i < HEARD && (i == 0 || a != one); i++, a = groups->next[a]) {
        uint32_t b = other;
        for (int j = 0; j < HEARD && (j == 0 || b != other); j++, b = groups->next[b]) {
            AlikeEvidence pair;
            alike_compare(groups->set, a, b, &pair);
            alike_score_merge(&all, &pair);
        }
    }
    return alike_score_evidence(groups->set, &all);
}

static void join(Groups *groups, uint32_t one, uint32_t other, double score)
{
    if (groups->size[one] < groups->size[other]) {
        uint32_t smaller = one;
        one = other;
        other = smaller;
    }
    groups->root[other] = one;
    groups->size[one] += groups->size[other];
    groups->sure[one] = alike_lesser(score, alike_lesser(groups->sure[one], groups->sure[other]));
    uint32_t next = groups->next[one]; /* two rings become one by crossing over */
    groups->next[one] = groups->next[other];
    groups->next[other] = next;
}

static int surest_first(const void *a, const void *b)
{
    const AlikeLink *left = a, *right = b;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    if (left->a != right->a)
        return left->a < right->a ? -1 : 1;
    return (left->b > right->b) - (left->b < right->b);
}

static void join_along(Groups *groups, const AlikeLinks *links, double threshold)
{
    vec_each (AlikeLink, link, links) {
        uint32_t one = group_of(groups, link->a), other = group_of(groups, link->b);
        double score = one == other ? 0 : groups_score(groups, one, other);
        if (one != other && score >= threshold)
            join(groups, one, other, score);
    }
}

static void group_write(Arena *scratch, const Groups *groups, uint32_t root, double threshold,
                        AlikeLinks *pairs)
{
    uint32_t a = root;
    for (uint32_t i = 1; i < groups->size[root]; i++, a = groups->next[a])
        for (uint32_t b = groups->next[a]; b != root; b = groups->next[b]) {
            double score = alike_greater(alike_score(groups->set, a, b), groups->sure[root]);
            *(AlikeLink *)vec_push(scratch, pairs) =
                (AlikeLink){a < b ? a : b, a < b ? b : a, score};
        }
}

AlikeLinks alike_group_links(Arena *scratch, const AlikeSet *set, AlikeLinks links,
                             double threshold)
{
    Groups groups = {.set = set};
    groups.root = arena_array(scratch, set->count, sizeof *groups.root);
    groups.next = arena_array(scratch, set->count, sizeof *groups.next);
    groups.size = arena_array(scratch, set->count, sizeof *groups.size);
    groups.sure = arena_array(scratch, set->count, sizeof *groups.sure);
    for (uint32_t i = 0; i < set->count; i++) {
        groups.root[i] = groups.next[i] = i;
        groups.size[i] = 1;
        groups.sure[i] = 1;
    }
    if (links.count)
        qsort(links.at, links.count, sizeof *links.at, surest_first);
    enum { ROUNDS = 2 }; /* groups that have grown are asked again */
    for (int round = 0; round < ROUNDS; round++)
        join_along(&groups, &links, threshold);
    AlikeLinks pairs = {0};
    vec_each (AlikeLink, link, &links) { /* of a crowd, only what was seen */
        uint32_t root = group_of(&groups, link->a);
        if (link->score >= threshold && groups.size[root] > ALIKE_PARTNERS &&
            root == group_of(&groups, link->b))
            *(AlikeLink *)vec_push(scratch, &pairs) = *link;
    }
    for (uint32_t i = 0; i < set->count; i++)
        if (groups.root[i] == i && groups.size[i] > 1 && groups.size[i] <= ALIKE_PARTNERS)
            group_write(scratch, &groups, i, threshold, &pairs);
    if (pairs.count)
        qsort(pairs.at, pairs.count, sizeof *pairs.at, surest_first);
    return pairs;
}
