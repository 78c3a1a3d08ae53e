/* The search: pass by pass, what meets under a key is compared; what is alike is grouped and
 * explained. */
#include "follow/alike_part.h"

#include <stdlib.h>
#include <string.h>

typedef struct Search {
    Arena *scratch;
    const AlikeSet *set;
    double threshold;
    AlikeLinks links;
    uint8_t *partners; /* of each record, at most ALIKE_PARTNERS */
} Search;

/* Links down to this part of the threshold are kept: what the groups know may lift them. */
#define WEAK .05

static void try_pair(Search *search, uint32_t a, uint32_t b)
{
    if (a == b || search->partners[a] >= ALIKE_PARTNERS || search->partners[b] >= ALIKE_PARTNERS)
        return;
    if (search->set->records[a].kind != search->set->records[b].kind)
        return;
    AlikeEvidence evidence;
    alike_compare_who(search->set, a, b, &evidence);
    if (alike_score_hope(search->set, &evidence) < search->threshold * WEAK)
        return;
    alike_place_compare(search->set, a, b, &evidence);
    double score = alike_score_evidence(search->set, &evidence);
    if (score < search->threshold * WEAK)
        return;
    search->partners[a]++;
    search->partners[b]++;
    *(AlikeLink *)vec_push(search->scratch, &search->links) =
        (AlikeLink){a < b ? a : b, a < b ? b : a, score};
}

static int by_key(const void *a, const void *b)
{
    const AlikeEntry *left = a, *right = b;
    if (left->key != right->key)
        return left->key < right->key ? -1 : 1;
    if (left->order != right->order)
        return left->order < right->order ? -1 : 1;
    return (left->record > right->record) - (left->record < right->record);
}

/* Every pair of a block; of a larger one each record with its nearest in order. */
static void search_block(Search *search, const AlikeEntry *block, size_t count)
{
    size_t reach = count <= ALIKE_BLOCK ? count : ALIKE_BLOCK / 2;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count && j - i <= reach; j++)
            try_pair(search, block[i].record, block[j].record);
}

static void search_pass(Search *search, size_t pass)
{
    const AlikeSet *set = search->set;
    auto_arena Arena *arena = arena_new();
    AlikeEntry keys[ALIKE_KEYS];
    size_t room = 0, count = 0;
    for (size_t i = 0; i < set->count; i++)
        room += alike_key_write(set, pass, i, keys);
    if (!room)
        return;
    AlikeEntry *entries = arena_array(arena, room, sizeof *entries);
    for (size_t i = 0; i < set->count; i++) {
        size_t written = alike_key_write(set, pass, i, keys);
        memcpy(entries + count, keys, written * sizeof *keys);
        count += written;
    }
    qsort(entries, count, sizeof *entries, by_key);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && entries[end].key == entries[first].key; end++)
            continue;
        search_block(search, entries + first, end - first);
    }
}

static int by_records(const void *a, const void *b)
{
    const AlikeLink *left = a, *right = b;
    if (left->a != right->a)
        return left->a < right->a ? -1 : 1;
    return (left->b > right->b) - (left->b < right->b);
}

/* Each link once: passes find the same pairs. */
static void links_unique(Search *search)
{
    AlikeLinks *links = &search->links;
    if (!links->count)
        return;
    qsort(links->at, links->count, sizeof *links->at, by_records);
    memset(search->partners, 0, search->set->count);
    size_t kept = 0;
    for (size_t i = 0; i < links->count; i++) {
        if (kept && by_records(&links->at[i], &links->at[kept - 1]) == 0)
            continue;
        links->at[kept++] = links->at[i];
        search->partners[links->at[i].a]++;
        search->partners[links->at[i].b]++;
    }
    links->count = kept;
}

static void pairs_explain(Arena *arena, const AlikeSet *set, const AlikeLinks *links,
                          double threshold, AlikePairs *pairs)
{
    pairs->at = arena_array(arena, links->count, sizeof *pairs->at);
    pairs->count = links->count;
    for (size_t i = 0; i < links->count; i++) {
        const AlikeLink *link = &links->at[i];
        AlikePair *pair = &pairs->at[i];
        *pair = (AlikePair){.a = link->a, .b = link->b, .score = link->score};
        pair->why_count = alike_why(arena, set, link->a, link->b, &pair->why);
        if (alike_score(set, link->a, link->b) < threshold) {
            const char **words = arena_array(arena, pair->why_count + 1, sizeof *words);
            words[0] = "both are like a third record";
            memcpy(words + 1, pair->why, pair->why_count * sizeof *words);
            pair->why = words;
            pair->why_count++;
        }
    }
}

bool alike_find(Arena *arena, const AlikeRecord *records, size_t count, double threshold,
                AlikePairs *pairs, Err *err)
{
    if (count > ALIKE_RECORDS_MOST)
        return err_set(err, ERR_INPUT,
                       "%zu records are too many to compare at once: at most %d; divide them, for "
                       "example by region",
                       count, ALIKE_RECORDS_MOST);
    if (!(threshold > 0 && threshold <= 1))
        return err_field(err, ERR_INPUT, "threshold",
                         "the threshold %g is no share: give a number above 0, at most 1",
                         threshold);
    auto_arena Arena *scratch = arena_new();
    Search search = {.scratch = scratch, .threshold = threshold};
    search.set = alike_set_new(scratch, records, count);
    search.partners = arena_alloc(scratch, count);
    for (size_t pass = 0; pass < alike_key_passes(); pass++) {
        search_pass(&search, pass);
        links_unique(&search);
    }
    AlikeLinks grouped = alike_group_links(scratch, search.set, search.links, threshold);
    pairs_explain(arena, search.set, &grouped, threshold, pairs);
    return true;
}
