/* Faxes by HylaFAX (hylafax.h): each with a connection and a thread of its own, for its answers are
 * waited for one by one. The dot stands before JSUBM; the job's tag is the message's id, so what
 * became of it is asked of the server later, also where its answer was lost (trace). Busy lines and
 * ones that do not answer are the server's to dial again. */
#include "base/clock.h"
#include "base/text.h"
#include "channel/carrier.h"
#include "channel/fax_number.h"
#include "channel/hylafax.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    LINES_MOST = 16,
    LINES_USUAL = 2,
    DOCUMENTS_MOST = 32,
    NEWS_MOST = 3 * LINES_MOST, /* of each: its dot, its verdict, that the server is down */
    PORT_USUAL = 4559
};

typedef enum LineState {
    LINE_FREE,
    LINE_PREPARES, /* its thread speaks with the server */
    LINE_ASKS,     /* its thread waits for the caller */
    LINE_GOES,     /* told to say the dot */
    LINE_ENDS,     /* told to forget it */
    LINE_OVER      /* its thread has ended: the verdict is there */
} LineState;

typedef struct FaxCarrier FaxCarrier;

/* All but `state` is the thread's until that is LINE_OVER. */
typedef struct Line {
    FaxCarrier *of;
    LineState state; /* under the lock */
    bool told;       /* the caller heard that it asks */
    bool withheld;
    Parcel *parcel; /* not touched by the thread once it asked */
    pthread_t thread;
    SendVerdict verdict;
    bool down;
    Err why;
} Line;

struct FaxCarrier {
    Carrier base;
    Arena *arena; /* of the settings */
    HylafaxServer server;
    HylafaxOrder terms;
    Line lines[LINES_MOST];
    size_t line_count;
    CarrierNews news[NEWS_MOST];
    size_t news_first, news_count;
    bool told_down; /* since something was sent */
    int wake;
    pthread_mutex_t lock;
    pthread_cond_t said;
    volatile sig_atomic_t stop;
};

static FaxCarrier *fax_of(const Carrier *carrier)
{
    union {
        const Carrier *read;
        FaxCarrier *write;
    } both = {.read = carrier};
    return both.write;
}

/* --- a line's thread -------------------------------------------------------------------------- */

static void set_state(Line *line, LineState state)
{
    const uint64_t one = 1;
    pthread_mutex_lock(&line->of->lock);
    line->state = state;
    pthread_mutex_unlock(&line->of->lock);
    (void)!write(line->of->wake, &one, sizeof one);
}

/* Whether the dot is to be said. Who closes says no to those who ask already, and sets `stop` for
 * those who ask behind that. */
static bool ask_dot(Line *line)
{
    const uint64_t one = 1;
    FaxCarrier *fax = line->of;
    pthread_mutex_lock(&fax->lock);
    line->state = LINE_ASKS;
    (void)!write(fax->wake, &one, sizeof one);
    while (line->state == LINE_ASKS && !__atomic_load_n(&fax->stop, __ATOMIC_ACQUIRE))
        pthread_cond_wait(&fax->said, &fax->lock);
    bool goes = line->state == LINE_GOES;
    pthread_mutex_unlock(&fax->lock);
    return goes;
}

static void fail(Line *line, const Err *why)
{
    bool theirs = why->kind == ERR_INPUT && text_equal(why->field, "to");
    line->verdict.result = theirs ? SEND_REFUSED : line->down ? SEND_DOWN : SEND_LATER;
    line->verdict.of_address = theirs;
    line->why = *why;
    snprintf(line->verdict.words, sizeof line->verdict.words, "%.250s", why->message);
}

static bool upload_all(Hylafax *hylafax, const Parcel *parcel, char (*names)[HYLAFAX_NAME_BYTES],
                       Err *err)
{
    if (!hylafax_upload(hylafax, parcel->bytes, parcel->length, names[0], err))
        return false;
    for (size_t i = 0; i < parcel->part_count; i++)
        if (!hylafax_upload(hylafax, parcel->parts[i].bytes, parcel->parts[i].length, names[i + 1],
                            err))
            return false;
    return true;
}

/* Everything that stands before the dot. */
static bool prepare(Line *line, Hylafax **hylafax, char job[static HYLAFAX_NAME_BYTES], Err *err)
{
    const FaxCarrier *fax = line->of;
    const Parcel *parcel = line->parcel;
    char names[DOCUMENTS_MOST][HYLAFAX_NAME_BYTES];
    if (parcel->part_count >= DOCUMENTS_MOST)
        return err_set(err, ERR_INPUT, "a fax takes %d documents at most", DOCUMENTS_MOST);
    line->down = true;
    if (!hylafax_open(&fax->server, hylafax, err))
        return false;
    line->down = false;
    HylafaxOrder order = fax->terms;
    order.number = parcel->to;
    order.tag = parcel->id;
    order.from = parcel->from;
    order.page_width = parcel->page_width;
    order.page_height = parcel->page_height;
    order.documents = (const char(*)[HYLAFAX_NAME_BYTES])names;
    order.document_count = parcel->part_count + 1;
    return upload_all(*hylafax, parcel, names, err) && hylafax_prepare(*hylafax, &order, job, err);
}

static void submit(Line *line, Hylafax *hylafax, const char *job)
{
    static const SendResult results[] = {[HYLAFAX_TAKEN] = SEND_SENT,
                                         [HYLAFAX_NOT_TAKEN] = SEND_LATER,
                                         [HYLAFAX_NOT_SAID] = SEND_LATER,
                                         [HYLAFAX_UNSURE] = SEND_UNSURE};
    HylafaxVerdict said = hylafax_submit(hylafax, job);
    line->verdict =
        (SendVerdict){.result = results[said.submitted], .dotted = true, .code = said.code};
    if (said.submitted == HYLAFAX_NOT_TAKEN)
        hylafax_forget(hylafax, job);
    if (said.submitted == HYLAFAX_TAKEN)
        memcpy(line->verdict.known_as, job, HYLAFAX_NAME_BYTES);
    memcpy(line->verdict.words, said.words, sizeof line->verdict.words);
}

static void *run_line(void *context)
{
    Line *line = context;
    Hylafax *hylafax = NULL;
    char job[HYLAFAX_NAME_BYTES] = "";
    Err err;
    if (!prepare(line, &hylafax, job, &err))
        fail(line, &err);
    else if (ask_dot(line))
        submit(line, hylafax, job);
    else
        hylafax_forget(hylafax, job);
    hylafax_close(hylafax);
    set_state(line, LINE_OVER);
    return NULL;
}

/* --- news ------------------------------------------------------------------------------------- */

static CarrierNews *add_news(FaxCarrier *fax, CarrierEvent event, Parcel *parcel)
{
    if (fax->news_count == NEWS_MOST)
        abort();
    CarrierNews *news = &fax->news[(fax->news_first + fax->news_count++) % NEWS_MOST];
    *news = (CarrierNews){.event = event, .parcel = parcel};
    return news;
}

static void go_down(FaxCarrier *fax, const Err *why)
{
    if (fax->told_down)
        return;
    fax->told_down = true;
    add_news(fax, CARRIER_DOWN, NULL)->why = *why;
}

/* Its thread has ended, or never began. */
static void settle(Line *line)
{
    FaxCarrier *fax = line->of;
    if (line->down)
        go_down(fax, &line->why);
    if (line->verdict.result == SEND_SENT)
        fax->told_down = false;
    if (!line->withheld)
        add_news(fax, CARRIER_SETTLED, line->parcel)->verdict = line->verdict;
    *line = (Line){.of = fax};
}

static LineState state_of(Line *line)
{
    pthread_mutex_lock(&line->of->lock);
    LineState state = line->state;
    pthread_mutex_unlock(&line->of->lock);
    return state;
}

static void look_around(FaxCarrier *fax)
{
    uint64_t ignored;
    (void)!read(fax->wake, &ignored, sizeof ignored);
    for (size_t i = 0; i < fax->line_count; i++) {
        Line *line = &fax->lines[i];
        LineState state = state_of(line);
        if (state == LINE_OVER) {
            pthread_join(line->thread, NULL);
            settle(line);
        } else if (state == LINE_ASKS && !line->told) {
            line->told = true;
            add_news(fax, CARRIER_DOT_ASKED, line->parcel);
        }
    }
}

/* --- the driver ------------------------------------------------------------------------------- */

static const DriverField fields[] = {
    {.name = "host", .about = "where hfaxd answers: fax.example.com, 127.0.0.1"},
    {.name = "port", .about = "its port; 4559", .standard = ""},
    {.name = "login", .about = "the user's name there", .standard = "beck"},
    {.name = "password",
     .about = "the user's; it is said unencrypted, so in a private network alone",
     .standard = "",
     .secret = true},
    {.name = "lines", .about = "faxes handed over at once, 1 to 16", .standard = "2"},
    {.name = "dials", .about = "how often it dials at most, 1 to 50", .standard = "12"},
    {.name = "tries", .about = "how often it begins to send at most, 1 to 20", .standard = "3"},
    {.name = "hours", .about = "within how many it gives up, 1 to 99", .standard = "4"},
    FAX_NUMBER_FIELDS("+"),
    {0},
};

static bool read_terms(const Doc *settings, const Doc *secrets, HylafaxServer *server,
                       HylafaxOrder *terms, size_t *lines, Err *err)
{
    long port, count, dials, tries, hours;
    if (!driver_field_count(settings, "port", 1, 65535, PORT_USUAL, &port, err) ||
        !driver_field_count(settings, "lines", 1, LINES_MOST, LINES_USUAL, &count, err) ||
        !driver_field_count(settings, "dials", 1, 50, 12, &dials, err) ||
        !driver_field_count(settings, "tries", 1, 20, 3, &tries, err) ||
        !driver_field_count(settings, "hours", 1, 99, 4, &hours, err) ||
        !fax_number_check(settings, err))
        return false;
    *server = (HylafaxServer){.host = doc_text(settings, "host"),
                              .port = (int)port,
                              .login = doc_text(settings, "login"),
                              .password = text_or(doc_text(secrets, "password"), "")};
    *terms = (HylafaxOrder){.dials = (int)dials, .tries = (int)tries, .hours = (int)hours};
    *lines = (size_t)count;
    return true;
}

static bool check_settings(const Doc *settings, const Doc *secrets, Err *err)
{
    HylafaxServer server;
    HylafaxOrder terms;
    size_t lines;
    return read_terms(settings, secrets, &server, &terms, &lines, err);
}

static bool open_carrier(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                         const DialBearer *bearer, Carrier **carrier, Err *err)
{
    HylafaxServer server;
    HylafaxOrder terms;
    size_t lines;
    (void)bearer;
    if (!read_terms(settings, secrets, &server, &terms, &lines, err))
        return false;
    int wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (wake < 0)
        return err_set(err, ERR_BROKEN, "the machine gives no more descriptors");
    FaxCarrier *fax = calloc(1, sizeof *fax);
    if (!fax)
        abort();
    *fax = (FaxCarrier){.base = {driver},
                        .arena = arena_new(),
                        .server = server,
                        .terms = terms,
                        .line_count = lines,
                        .wake = wake};
    fax->server.host = arena_strdup(fax->arena, server.host);
    fax->server.login = arena_strdup(fax->arena, server.login);
    fax->server.password = arena_strdup(fax->arena, server.password);
    fax->server.stop = &fax->stop;
    pthread_mutex_init(&fax->lock, NULL);
    pthread_cond_init(&fax->said, NULL);
    for (size_t i = 0; i < LINES_MOST; i++)
        fax->lines[i].of = fax;
    *carrier = &fax->base;
    return true;
}

/* Waits for its threads, which end within a second. */
static void close_carrier(Carrier *carrier)
{
    FaxCarrier *fax = fax_of(carrier);
    __atomic_store_n(&fax->stop, 1, __ATOMIC_RELEASE);
    pthread_mutex_lock(&fax->lock);
    for (size_t i = 0; i < fax->line_count; i++)
        if (fax->lines[i].state == LINE_ASKS)
            fax->lines[i].state = LINE_ENDS;
    pthread_cond_broadcast(&fax->said);
    pthread_mutex_unlock(&fax->lock);
    for (size_t i = 0; i < fax->line_count; i++)
        if (fax->lines[i].parcel)
            pthread_join(fax->lines[i].thread, NULL);
    pthread_cond_destroy(&fax->said);
    pthread_mutex_destroy(&fax->lock);
    close(fax->wake);
    arena_free(fax->arena);
    free(fax);
}

static int descriptor_of(const Carrier *carrier)
{
    return fax_of(carrier)->wake;
}

static size_t room_of(const Carrier *carrier)
{
    const FaxCarrier *fax = fax_of(carrier);
    size_t room = 0;
    for (size_t i = 0; i < fax->line_count; i++)
        room += !fax->lines[i].parcel;
    return room;
}

static void offer_parcel(Carrier *carrier, Parcel *parcel)
{
    FaxCarrier *fax = fax_of(carrier);
    Line *line = fax->lines;
    while (line->parcel)
        line++;
    *line = (Line){.of = fax, .parcel = parcel, .state = LINE_PREPARES};
    parcel->place = line;
    if (pthread_create(&line->thread, NULL, run_line, line) == 0)
        return;
    line->down = true;
    err_set(&line->why, ERR_BUSY, "the machine gives no more threads");
    fail(line, &line->why);
    settle(line);
}

static CarrierEvent turn_carrier(Carrier *carrier, CarrierNews *news)
{
    FaxCarrier *fax = fax_of(carrier);
    if (!fax->news_count)
        look_around(fax);
    if (!fax->news_count)
        return CARRIER_QUIET;
    *news = fax->news[fax->news_first];
    fax->news_first = (fax->news_first + 1) % NEWS_MOST;
    fax->news_count--;
    return news->event;
}

static void decide(Line *line, LineState state)
{
    pthread_mutex_lock(&line->of->lock);
    line->state = state;
    pthread_cond_broadcast(&line->of->said);
    pthread_mutex_unlock(&line->of->lock);
}

static void dot_parcel(Carrier *carrier, Parcel *parcel)
{
    (void)carrier;
    decide(parcel->place, LINE_GOES);
}

static void withhold_parcel(Carrier *carrier, Parcel *parcel)
{
    Line *line = parcel->place;
    (void)carrier;
    line->withheld = true;
    decide(line, LINE_ENDS);
}

/* --- asking ----------------------------------------------------------------------------------- */

static bool probe_server(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                         const DialBearer *bearer, int64_t *size_most, Err *err)
{
    enum { PATIENCE_MS = 10000 };
    HylafaxServer server;
    HylafaxOrder terms;
    size_t lines;
    Hylafax *hylafax = NULL;
    (void)driver, (void)bearer;
    if (!read_terms(settings, secrets, &server, &terms, &lines, err))
        return false;
    server.answer_ms = PATIENCE_MS;
    if (!hylafax_open(&server, &hylafax, err))
        return false;
    hylafax_close(hylafax);
    *size_most = 0;
    return true;
}

/* What ended counts before what waits: a job that moves is in both lists. */
static const HylafaxJob *find_job(const HylafaxJobs *jobs, const char *tag)
{
    const HylafaxJob *found = NULL;
    for (size_t i = 0; i < jobs->count; i++)
        if (text_equal(jobs->at[i].tag, tag) && (!found || jobs->at[i].state != HYLAFAX_WAITS))
            found = &jobs->at[i];
    return found;
}

static void fill_trace(Arena *arena, const HylafaxJob *job, CarrierTrace *trace)
{
    static const TraceState states[] = {[HYLAFAX_WAITS] = TRACE_TAKEN,
                                        [HYLAFAX_DONE] = TRACE_DELIVERED,
                                        [HYLAFAX_FAILED] = TRACE_FAILED};
    const char *words = text_clean(arena, job->words, strlen(job->words), 200);
    trace->state = states[job->state];
    snprintf(trace->known_as, sizeof trace->known_as, "%s", job->number);
    if (job->state == HYLAFAX_FAILED)
        trace->of_address = fax_number_blamed(job->words);
    snprintf(trace->words, sizeof trace->words, "%s",
             *words || job->state != HYLAFAX_DONE || !job->pages
                 ? words
                 : arena_printf(arena, "%d page%s", job->pages, job->pages == 1 ? "" : "s"));
}

static bool trace_jobs(const Doc *settings, const Doc *secrets, const volatile sig_atomic_t *stop,
                       CarrierTrace *traces, size_t count, Err *err)
{
    auto_arena Arena *arena = arena_new();
    HylafaxServer server;
    HylafaxOrder terms;
    HylafaxJobs jobs;
    size_t lines;
    Hylafax *hylafax = NULL;
    if (!read_terms(settings, secrets, &server, &terms, &lines, err))
        return false;
    server.stop = stop;
    bool asked = hylafax_open(&server, &hylafax, err) && hylafax_jobs(hylafax, arena, &jobs, err);
    hylafax_close(hylafax);
    for (size_t i = 0; asked && i < count; i++) {
        const HylafaxJob *job = find_job(&jobs, traces[i].id);
        traces[i] = (CarrierTrace){.id = traces[i].id, .state = TRACE_UNKNOWN};
        if (job)
            fill_trace(arena, job, &traces[i]);
    }
    return asked;
}

const CarrierDriver carrier_hylafax = {
    .name = "hylafax",
    .about = "faxes by HylaFAX",
    .channel = CHANNEL_FAX,
    .fields = fields,
    .open = open_carrier,
    .close = close_carrier,
    .descriptor = descriptor_of,
    .room = room_of,
    .offer = offer_parcel,
    .turn = turn_carrier,
    .dot = dot_parcel,
    .withhold = withhold_parcel,
    .check = check_settings,
    .probe = probe_server,
    .trace = trace_jobs,
};
