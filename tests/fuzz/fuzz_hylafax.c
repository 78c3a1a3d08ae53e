/* A fax server that says anything: replies stay within their bounds, what is read of them is what
 * may be said back to it, and however its bytes are parted they say the same. The first byte
 * chooses where they are. */
#include "channel/fax_number.h"
#include "channel/hylafax_reply.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void check_word(const char *word)
{
    if (!*word || strlen(word) >= HYLAFAX_NAME_BYTES || strpbrk(word, "\r\n \"\\"))
        abort();
}

static void check_reply(const HylafaxReply *reply)
{
    char word[HYLAFAX_NAME_BYTES];
    int port;
    if (reply->code < 100 || reply->code > 599 || strpbrk(reply->words, "\r\n"))
        abort();
    if (hylafax_reply_port(reply, &port) && (port < 1 || port > 65535))
        abort();
    if (hylafax_reply_file(reply, word))
        check_word(word);
    if (hylafax_reply_job(reply, word))
        check_word(word);
}

/* How many replies there are in all of it, read so many bytes at a time; -1: it is no server. */
static int count_replies(const char *bytes, size_t count, size_t at_once)
{
    HylafaxReader reader = {.length = 0};
    int replies = 0;
    for (size_t at = 0; at < count;) {
        HylafaxReply reply;
        size_t used, part = count - at < at_once ? count - at : at_once;
        HylafaxHeard heard = hylafax_hear(&reader, bytes + at, part, &used, &reply);
        if (used > part || (!used && part))
            abort();
        if (heard == HYLAFAX_BROKEN)
            return -1;
        if (heard == HYLAFAX_WHOLE) {
            check_reply(&reply);
            replies++;
        }
        at += used;
    }
    return replies;
}

static void check_jobs(const char *list, size_t length)
{
    auto_arena Arena *arena = arena_new();
    HylafaxJobs jobs = hylafax_jobs_read(arena, list, length);
    for (size_t i = 0; i < jobs.count; i++) {
        const HylafaxJob *job = &jobs.at[i];
        if (!*job->number || strlen(job->number) >= HYLAFAX_NAME_BYTES || job->pages < 0 ||
            strchr(job->tag, '\n') || strchr(job->words, '\n'))
            abort();
        (void)fax_number_blamed(job->words);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    const char *bytes = (const char *)data + 1;
    if (count_replies(bytes, size - 1, 1 + data[0] % 64) != count_replies(bytes, size - 1, size))
        abort();
    check_jobs(bytes, size - 1);
    return 0;
}
