#include "web/memo.h"

#include "base/digest.h"
#include "base/unconst.h"

#include <stdlib.h>
#include <string.h>

typedef struct Kept {
    uint64_t version;
    Time now;
    Digest question;
    HttpAnswer answer; /* its headers are copies */
} Kept;

struct Memo {
    Kept places[MEMO_PLACES];
    size_t bytes;
};

Memo *memo_new(void)
{
    return calloc(1, sizeof(Memo));
}

static void forget(Memo *memo, Kept *kept)
{
    for (size_t i = 0; i < HTTP_HEADERS_MOST && kept->answer.headers[i].name; i++) {
        free(unconst(kept->answer.headers[i].name));
        free(unconst(kept->answer.headers[i].value));
    }
    memo->bytes -= kept->answer.body_size;
    free(unconst(kept->answer.body));
    *kept = (Kept){0};
}

void memo_free(Memo *memo)
{
    for (size_t i = 0; memo && i < MEMO_PLACES; i++)
        forget(memo, &memo->places[i]);
    free(memo);
}

static Kept *place_of(Memo *memo, Digest question)
{
    return &memo->places[question.bytes[0] % MEMO_PLACES];
}

static void *copy(const void *bytes, size_t size)
{
    void *twin = malloc(size ? size : 1);
    if (!twin)
        abort();
    if (size)
        memcpy(twin, bytes, size);
    return twin;
}

bool memo_find(Memo *memo, const MemoKey *key, HttpAnswer *answer)
{
    if (!memo || !key->version)
        return false;
    Digest question = digest_of(NULL, key->question, strlen(key->question));
    const Kept *kept = place_of(memo, question);
    if (kept->version != key->version || kept->now != key->now ||
        memcmp(&kept->question, &question, sizeof question) != 0)
        return false;
    *answer = kept->answer;
    answer->body = copy(kept->answer.body, kept->answer.body_size);
    return true;
}

void memo_keep(Memo *memo, const MemoKey *key, const HttpAnswer *answer)
{
    if (!memo || !key->version || answer->stays || answer->status != 200)
        return;
    Digest question = digest_of(NULL, key->question, strlen(key->question));
    Kept *kept = place_of(memo, question);
    forget(memo, kept);
    if (memo->bytes + answer->body_size > MEMO_BYTES)
        for (size_t i = 0; i < MEMO_PLACES; i++)
            forget(memo, &memo->places[i]);
    if (answer->body_size > MEMO_BYTES)
        return;
    *kept = (Kept){.version = key->version, .now = key->now, .question = question};
    kept->answer = *answer;
    kept->answer.body = copy(answer->body, answer->body_size);
    for (size_t i = 0; i < HTTP_HEADERS_MOST && answer->headers[i].name; i++)
        kept->answer.headers[i] =
            (HttpHeader){strdup(answer->headers[i].name), strdup(answer->headers[i].value)};
    memo->bytes += answer->body_size;
}
