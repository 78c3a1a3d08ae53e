/* E-mail or texts into a folder, for another program to carry on: a Maildir
 * (https://cr.yp.to/proto/maildir.html) whose `new` gets a file for each message. Whoever takes
 * them on moves or removes them.
 *
 * A file is written in `tmp`; being renamed into `new` is its dot. It is called as its Message-ID
 * begins, so that a message lies there once, whatever the attempt. Before a mail it says whom the
 * envelope names, in Return-Path and Envelope-To; lines end in "\n", as in any Maildir. A text is
 * an object of JSON (RFC 8259) in UTF-8, in a file that ends in ".json":
 *
 *     id       of the text, the same whichever the attempt
 *     from, to numbers as they are dialled from anywhere (E.164), or what the sender is called
 *     text     the words, as they are to be sent
 *     parts    how many parts they are (base/sms.h)
 *     picture  where the picture it carries is (MMS); null: none
 *     report   what may be asked for by HTTP to say what became of it, as of any gateway
 *              (hook_http); null: nobody knows where Beck is reached
 *
 * With `sync` (the default) a message is on the disk before its dot, and its name before its
 * verdict: a power failure loses nothing that history calls sent. Without it the system writes when
 * it likes. The disk is waited for, as the database's is. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/digest.h"
#include "base/doc.h"
#include "base/sms.h"
#include "base/text.h"
#include "channel/carrier.h"
#include "channel/gateway.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    BATCH = 256, /* written together, so that the disk is waited for once */
    HELD_MOST = 2 * BATCH,
    NEWS_MOST = HELD_MOST + 4, /* one of each that is held, and of the folder */
    MAIL_LONGEST = 32 * 1024 * 1024,
    NAME_LONGEST = 128,
    STALE_SECONDS = 36 * 3600, /* what stands in `tmp` for longer is nobody's: as Maildir says */
    FOLDER_MODE = 0750,
    FILE_MODE = 0640
};

typedef enum Part { PART_TMP, PART_NEW, PART_CUR, PARTS } Part;

typedef struct OutboxCarrier {
    Carrier base;
    char *folder;
    int parts[PARTS];
    int event;
    bool event_raised;
    bool syncs;
    char mark[17]; /* at the end of what is ours in `tmp`: a worker may stand beside others */
    Parcel *waiting[BATCH], *dotted[HELD_MOST];
    size_t waiting_count, dotted_count;
    size_t held; /* parcels that are not settled */
    CarrierNews news[NEWS_MOST];
    size_t news_first, news_count;
    bool told_down; /* since it was last looked around */
} OutboxCarrier;

static OutboxCarrier *outbox_of(const Carrier *carrier)
{
    union {
        const Carrier *read;
        OutboxCarrier *write;
    } both = {.read = carrier};
    return both.write;
}

/* --- news ------------------------------------------------------------------------------------- */

static void wake(OutboxCarrier *outbox)
{
    uint64_t one = 1;
    if (!outbox->event_raised)
        outbox->event_raised = write(outbox->event, &one, sizeof one) == sizeof one;
}

static void rest(OutboxCarrier *outbox)
{
    uint64_t ignored;
    (void)!read(outbox->event, &ignored, sizeof ignored);
    outbox->event_raised = false;
}

static CarrierNews *add_news(OutboxCarrier *outbox, CarrierEvent event, Parcel *parcel)
{
    if (outbox->news_count == NEWS_MOST)
        abort();
    CarrierNews *news = &outbox->news[(outbox->news_first + outbox->news_count++) % NEWS_MOST];
    news->event = event;
    news->parcel = parcel;
    wake(outbox);
    return news;
}

static void settle(OutboxCarrier *outbox, Parcel *parcel, SendResult result, bool dotted,
                   const char *words)
{
    SendVerdict *verdict = &add_news(outbox, CARRIER_SETTLED, parcel)->verdict;
    *verdict = (SendVerdict){.result = result, .dotted = dotted};
    snprintf(verdict->words, sizeof verdict->words, "%.*s", (int)sizeof verdict->words - 1, words);
    outbox->held--;
}

/* A disk without room or out of order may come back by itself; a folder that may not be written
 * to, or is gone, wants a person. */
static bool set_trouble(Err *err, const char *folder, int number)
{
    bool is_full = number == ENOSPC || number == EDQUOT;
    bool persons = number == EACCES || number == EPERM || number == EROFS || number == ENOENT ||
                   number == ENOTDIR;
    return err_field(err, persons ? ERR_DENIED : ERR_BUSY, "folder",
                     "%.300s cannot be written to: %s%s", folder, strerror(number),
                     is_full ? "; free some space, and it goes on" : "");
}

static void go_down(OutboxCarrier *outbox, const Err *why)
{
    if (!outbox->told_down)
        add_news(outbox, CARRIER_DOWN, NULL)->why = *why;
    outbox->told_down = true;
}

/* --- files ------------------------------------------------------------------------------------ */

static bool is_of_texts(const OutboxCarrier *outbox)
{
    return outbox->base.driver->channel == CHANNEL_TEXT;
}

static void write_name(const OutboxCarrier *outbox, const Parcel *parcel, char name[NAME_LONGEST])
{
    enum { PLAIN_LONGEST = NAME_LONGEST - 8 };
    size_t length = strcspn(parcel->id, "@/");
    snprintf(name, NAME_LONGEST, "%.*s%s", length < PLAIN_LONGEST ? (int)length : PLAIN_LONGEST,
             parcel->id, is_of_texts(outbox) ? ".json" : "");
}

static void write_own_name(const OutboxCarrier *outbox, const Parcel *parcel,
                           char name[NAME_LONGEST + 20])
{
    char plain[NAME_LONGEST];
    write_name(outbox, parcel, plain);
    snprintf(name, NAME_LONGEST + 20, "%s.%s", plain, outbox->mark);
}

static void write_mail(const Parcel *parcel, Buf *text)
{
    buf_addf(text, "Return-Path: <%s>\nEnvelope-To: %s\n", parcel->from, parcel->to);
    const char *at = parcel->bytes, *end = at + parcel->length;
    while (at < end) {
        const char *line = memchr(at, '\n', (size_t)(end - at));
        const char *next = line ? line + 1 : end;
        bool crlf = line && line > at && line[-1] == '\r';
        buf_add(text, at, (size_t)((crlf ? line - 1 : next) - at));
        if (crlf)
            buf_add(text, "\n", 1);
        at = next;
    }
}

/* One object, on a line of its own. */
static void write_text(const Parcel *parcel, Buf *text)
{
    auto_arena Arena *arena = arena_new();
    const char *words = arena_strndup(arena, parcel->bytes, parcel->length);
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "id", parcel->id);
    doc_set_text(arena, doc, "from", parcel->from);
    doc_set_text(arena, doc, "to", parcel->to);
    doc_set_text(arena, doc, "text", words);
    doc_set_int(arena, doc, "parts", (int64_t)sms_parts(words).parts);
    doc_set_text(arena, doc, "picture", parcel->picture);
    doc_set_text(arena, doc, "report", parcel->report);
    doc_write_json(doc, text, 0);
    buf_add(text, "\n", 1);
}

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length) {
        ssize_t wrote = write(file, bytes, length);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return false;
        bytes += wrote;
        length -= (size_t)wrote;
    }
    return true;
}

static void remove_own(const OutboxCarrier *outbox, const Parcel *parcel)
{
    char name[NAME_LONGEST + 20];
    write_own_name(outbox, parcel, name);
    unlinkat(outbox->parts[PART_TMP], name, 0);
}

/* Its file in `tmp`; false: errno tells. */
static bool write_file(const OutboxCarrier *outbox, const Parcel *parcel)
{
    char name[NAME_LONGEST + 20];
    auto_buf Buf text = buf_new(MAIL_LONGEST);
    write_own_name(outbox, parcel, name);
    (is_of_texts(outbox) ? write_text : write_mail)(parcel, &text);
    int file =
        openat(outbox->parts[PART_TMP], name, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, FILE_MODE);
    bool written = file >= 0 && write_all(file, text.at, text.length);
    int number = errno;
    if (file >= 0 && close(file) != 0 && written) {
        number = errno;
        written = false;
    }
    errno = number;
    return written;
}

/* Under its name, unless one of an earlier attempt stands there: that one is left. */
static bool move_new(int tmp, const char *own, int to, const char *name)
{
    if (renameat2(tmp, own, to, name, RENAME_NOREPLACE) == 0)
        return true;
    bool linked =
        errno == EINVAL && linkat(tmp, own, to, name, 0) == 0; /* NFS has no such rename */
    bool there = linked || errno == EEXIST;
    if (there)
        unlinkat(tmp, own, 0);
    return there;
}

/* --- what waits, and what was dotted ---------------------------------------------------------- */

/* One sync of the whole file system serves all of them, and what else is on it: a sync of each took
 * ten times as long. */
static void write_waiting(OutboxCarrier *outbox)
{
    size_t count = outbox->waiting_count, written = 0;
    Err why = {.kind = ERR_NONE};
    outbox->waiting_count = 0;
    while (written < count && write_file(outbox, outbox->waiting[written]))
        written++;
    if (written < count)
        set_trouble(&why, outbox->folder, errno);
    if (written && outbox->syncs && syncfs(outbox->parts[PART_TMP]) != 0) {
        set_trouble(&why, outbox->folder, errno);
        written = 0;
    }
    for (size_t i = 0; i < written; i++)
        add_news(outbox, CARRIER_DOT_ASKED, outbox->waiting[i]);
    for (size_t i = written; i < count; i++) {
        remove_own(outbox, outbox->waiting[i]);
        settle(outbox, outbox->waiting[i], SEND_DOWN, false, why.message);
    }
    if (why.kind)
        go_down(outbox, &why);
}

/* Their names are there; nobody knows for how long where they cannot be synced. */
static void sync_dotted(OutboxCarrier *outbox)
{
    Err why;
    bool synced = !outbox->dotted_count || !outbox->syncs || fsync(outbox->parts[PART_NEW]) == 0;
    if (!synced) {
        set_trouble(&why, outbox->folder, errno);
        go_down(outbox, &why);
    }
    for (size_t i = 0; i < outbox->dotted_count; i++) {
        char name[NAME_LONGEST], words[sizeof(SendVerdict){0}.words];
        write_name(outbox, outbox->dotted[i], name);
        snprintf(words, sizeof words, "a file of the outbox folder: %s", name);
        settle(outbox, outbox->dotted[i], synced ? SEND_SENT : SEND_UNSURE, true,
               synced ? words : why.message);
    }
    outbox->dotted_count = 0;
}

/* --- opening ---------------------------------------------------------------------------------- */

/* Files of `tmp` that no worker will come back for: with `mark` what is its, else what is old. */
static void sweep(int tmp, const char *mark)
{
    int listed = openat(tmp, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = listed >= 0 ? fdopendir(listed) : NULL;
    if (!folder) {
        if (listed >= 0)
            close(listed);
        return;
    }
    for (const struct dirent *entry; (entry = readdir(folder));) {
        struct stat facts;
        bool stands = entry->d_name[0] != '.' &&
                      fstatat(tmp, entry->d_name, &facts, AT_SYMLINK_NOFOLLOW) == 0 &&
                      S_ISREG(facts.st_mode);
        if (stands && (mark ? text_ends_nocase(entry->d_name, mark)
                            : clock_now() - facts.st_mtime > STALE_SECONDS))
            unlinkat(tmp, entry->d_name, 0);
    }
    closedir(folder);
}

/* The parts of a Maildir, made where they are not there. */
static bool open_parts(const char *folder, int parts[PARTS], Err *err)
{
    static const char *const names[PARTS] = {"tmp", "new", "cur"};
    int top = mkdir(folder, FOLDER_MODE) && errno != EEXIST
                  ? -1
                  : open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool opened = top >= 0;
    for (int i = 0; i < PARTS && opened; i++) {
        opened = mkdirat(top, names[i], FOLDER_MODE) == 0 || errno == EEXIST;
        parts[i] = opened ? openat(top, names[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
        opened = parts[i] >= 0;
    }
    int number = errno;
    if (top >= 0)
        close(top);
    return opened || set_trouble(err, folder, number);
}

static void close_carrier(Carrier *carrier)
{
    OutboxCarrier *outbox = outbox_of(carrier);
    if (outbox->parts[PART_TMP] >= 0)
        sweep(outbox->parts[PART_TMP], outbox->mark);
    for (int i = 0; i < PARTS; i++)
        if (outbox->parts[i] >= 0)
            close(outbox->parts[i]);
    if (outbox->event >= 0)
        close(outbox->event);
    free(outbox->folder);
    free(outbox);
}

static bool open_carrier(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                         const DialBearer *bearer, Carrier **carrier, Err *err)
{
    (void)secrets, (void)bearer;
    OutboxCarrier *outbox = calloc(1, sizeof *outbox);
    uint64_t mark;
    random_fill(&mark, sizeof mark);
    if (!outbox || !(outbox->folder = strdup(doc_text(settings, "folder"))))
        abort();
    outbox->base.driver = driver;
    outbox->syncs = text_equal(doc_text(settings, "sync"), "yes");
    snprintf(outbox->mark, sizeof outbox->mark, "%016" PRIx64, mark);
    for (int i = 0; i < PARTS; i++)
        outbox->parts[i] = -1;
    outbox->event = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (outbox->event < 0)
        err_set(err, ERR_BROKEN, "the machine gives no more descriptors");
    if (outbox->event < 0 || !open_parts(outbox->folder, outbox->parts, err)) {
        close_carrier(&outbox->base);
        return false;
    }
    sweep(outbox->parts[PART_TMP], NULL);
    *carrier = &outbox->base;
    return true;
}

/* --- the driver ------------------------------------------------------------------------------- */

static const char *const yes_no[] = {"yes", "no", NULL};

#define FOLDER_FIELDS                                                                              \
    {.name = "folder",                                                                             \
     .about = "where they are put, from the root on: /var/spool/beck",                             \
     .here = true},                                                                                \
    {                                                                                              \
        .name = "sync",                                                                            \
        .about = "whether each is on the disk before it counts as sent: yes or no",                \
        .standard = "yes", .choices = yes_no                                                       \
    }

static const DriverField fields[] = {FOLDER_FIELDS, {0}};
static const DriverField text_fields[] = {
    FOLDER_FIELDS,
    TEXT_FIELDS,
    TEXT_PICTURES("yes: who takes them sends pictures, too (MMS); no"),
    {0},
};

static bool check_settings(const Doc *settings, const Doc *secrets, Err *err)
{
    (void)secrets;
    const char *folder = doc_text(settings, "folder");
    return *folder == '/' || err_field(err, ERR_INPUT, "folder",
                                       "folder cannot be \"%s\": it is named from the root on, "
                                       "/var/spool/beck",
                                       folder);
}

static bool check_text_settings(const Doc *settings, const Doc *secrets, Err *err)
{
    return check_settings(settings, secrets, err) && text_fields_check(settings, err);
}

static bool probe_folder(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                         const DialBearer *bearer, int64_t *size_most, Err *err)
{
    static const Parcel sample = {
        .id = "probe", .from = "probe", .to = "probe", .bytes = "\n", .length = 1};
    Carrier *carrier;
    if (!open_carrier(driver, settings, secrets, bearer, &carrier, err))
        return false;
    const OutboxCarrier *outbox = outbox_of(carrier);
    bool works = write_file(outbox, &sample);
    if (!works)
        set_trouble(err, outbox->folder, errno);
    close_carrier(carrier); /* with the sample */
    *size_most = 0;
    return works;
}

static int descriptor_of(const Carrier *carrier)
{
    return outbox_of(carrier)->event;
}

static size_t room_of(const Carrier *carrier)
{
    const OutboxCarrier *outbox = outbox_of(carrier);
    size_t room = BATCH - outbox->waiting_count, rest = HELD_MOST - outbox->held;
    return room < rest ? room : rest;
}

static void offer_parcel(Carrier *carrier, Parcel *parcel)
{
    OutboxCarrier *outbox = outbox_of(carrier);
    outbox->waiting[outbox->waiting_count++] = parcel;
    outbox->held++;
    wake(outbox);
}

static CarrierEvent turn_carrier(Carrier *carrier, CarrierNews *news)
{
    OutboxCarrier *outbox = outbox_of(carrier);
    if (!outbox->news_count) {
        rest(outbox);
        outbox->told_down = false;
        sync_dotted(outbox);
        write_waiting(outbox);
    }
    if (!outbox->news_count)
        return CARRIER_QUIET;
    *news = outbox->news[outbox->news_first];
    outbox->news_first = (outbox->news_first + 1) % NEWS_MOST;
    outbox->news_count--;
    return news->event;
}

static void dot_parcel(Carrier *carrier, Parcel *parcel)
{
    OutboxCarrier *outbox = outbox_of(carrier);
    char own[NAME_LONGEST + 20], name[NAME_LONGEST];
    Err why;
    write_own_name(outbox, parcel, own);
    write_name(outbox, parcel, name);
    bool there = move_new(outbox->parts[PART_TMP], own, outbox->parts[PART_NEW], name);
    if (!there)
        set_trouble(&why, outbox->folder, errno);
    if (there) {
        outbox->dotted[outbox->dotted_count++] = parcel;
        wake(outbox);
    } else {
        remove_own(outbox, parcel);
        settle(outbox, parcel, SEND_DOWN, true, why.message); /* it is not there, for certain */
        go_down(outbox, &why);
    }
}

static void withhold_parcel(Carrier *carrier, Parcel *parcel)
{
    OutboxCarrier *outbox = outbox_of(carrier);
    remove_own(outbox, parcel);
    outbox->held--;
}

#define OUTBOX_DRIVER                                                                              \
    .name = "outbox", .open = open_carrier, .close = close_carrier, .descriptor = descriptor_of,   \
    .room = room_of, .offer = offer_parcel, .turn = turn_carrier, .dot = dot_parcel,               \
    .withhold = withhold_parcel, .probe = probe_folder

const CarrierDriver carrier_outbox = {
    OUTBOX_DRIVER,
    .about = "e-mail into a folder, for another mailer to carry on",
    .channel = CHANNEL_EMAIL,
    .fields = fields,
    .check = check_settings,
};

const CarrierDriver carrier_outbox_text = {
    OUTBOX_DRIVER,
    .about = "texts into a folder, for another program to carry on",
    .channel = CHANNEL_TEXT,
    .hook = &hook_http, /* what it calls back with */
    .fields = text_fields,
    .takes_pictures = text_fields_pictures,
    .check = check_text_settings,
};
