/* The carrier with nothing behind it: prepared mails, each dot said at once, no database.
 *
 * Usage: bare_carry DRIVER COUNT [NAME=VALUE…]
 * DRIVER and its settings are as `beck sender add` takes them. Prints how many, the seconds, and
 * those of the processor. With the rows (bare_touches) it is what a program on one thread cannot do
 * without: what Beck takes above both is reading leads, asking the line, planning and writing the
 * mails.
 */
#include "bench.h"
#include "channel/carrier.h"

#include <poll.h>
#include <string.h>
#include <sys/resource.h>

enum { LETTER = 1500, MOST = 512 }; /* bytes, as smtp-source's; held at once */

static double processor_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static Carrier *open_carrier(Arena *arena, char **arguments, int count)
{
    Err err;
    Doc *given = doc_object(arena), *settings, *secrets;
    Carrier *carrier;
    const CarrierDriver *driver = carrier_driver(arguments[0], CHANNEL_EMAIL, &err);
    bench_must(driver, &err);
    for (int i = 1; i < count; i++) {
        char *value = strchr(arguments[i], '=');
        if (!value) {
            fprintf(stderr, "bare_carry: \"%s\" is no NAME=VALUE\n", arguments[i]);
            exit(2);
        }
        *value++ = '\0';
        doc_set_text(arena, given, arguments[i], value);
    }
    bench_must(carrier_check(arena, driver, given, &settings, &secrets, &err) &&
                   driver->open(driver, settings, secrets, NULL, &carrier, &err),
               &err);
    return carrier;
}

static void write_letter(char letter[LETTER])
{
    int head = snprintf(letter, LETTER, "From: mary@sample.example\r\nSubject: Labels\r\n\r\n");
    for (int at = head; at < LETTER; at++)
        letter[at] = (at - head) % 70 == 68 ? '\r' : (at - head) % 70 == 69 ? '\n' : 'x';
    memcpy(letter + LETTER - 2, "\r\n", 2);
}

typedef struct Post {
    Parcel parcel;
    char id[64], to[64];
} Post;

static void offer(Carrier *carrier, Post *post, size_t number, const char *letter)
{
    snprintf(post->id, sizeof post->id, "%zu@sample.example", number);
    snprintf(post->to, sizeof post->to, "p%zu@firm%zu.example", number, number);
    post->parcel = (Parcel){.id = post->id,
                            .from = "mary@sample.example",
                            .to = post->to,
                            .bytes = letter,
                            .length = LETTER,
                            .owner = post};
    carrier_offer(carrier, &post->parcel);
}

/* Each place holds one that is on its way; a parcel that is settled leaves its place to the next.
 */
static size_t carry(Carrier *carrier, size_t count, const char *letter)
{
    static Post posts[MOST];
    Post *idle[MOST];
    size_t idle_count = 0, offered = 0, settled = 0;
    for (size_t i = 0; i < MOST; i++)
        idle[idle_count++] = &posts[i];
    while (settled < count) {
        CarrierNews news;
        while (offered < count && idle_count && carrier_room(carrier))
            offer(carrier, idle[--idle_count], offered++, letter);
        switch (carrier_turn(carrier, &news)) {
        case CARRIER_DOT_ASKED:
            carrier_dot(carrier, news.parcel);
            break;
        case CARRIER_SETTLED:
            bench_must(news.verdict.result == SEND_SENT,
                       &(Err){.kind = ERR_BROKEN, .message = "a mail was not taken"});
            idle[idle_count++] = news.parcel->owner;
            settled++;
            break;
        case CARRIER_DOWN:
            bench_fail(&news.why);
        case CARRIER_QUIET:
            poll(&(struct pollfd){.fd = carrier_descriptor(carrier), .events = POLLIN}, 1, 1000);
        }
    }
    return settled;
}

int main(int count, char **arguments)
{
    char letter[LETTER];
    if (count < 3) {
        fprintf(stderr, "usage: bare_carry DRIVER COUNT [NAME=VALUE…]\n");
        return 2;
    }
    auto_arena Arena *arena = arena_new();
    size_t mails = strtoul(arguments[2], NULL, 10);
    arguments[2] = arguments[1];
    Carrier *carrier = open_carrier(arena, arguments + 2, count - 2);
    write_letter(letter);
    double start = bench_seconds(), used = processor_seconds();
    size_t carried = carry(carrier, mails, letter);
    printf("%zu %.6f %.6f\n", carried, bench_seconds() - start, processor_seconds() - used);
    carrier_close(carrier);
    return 0;
}
