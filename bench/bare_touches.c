/* The bare loop beside touches that Beck carried through (touches_bench.py): the rows that its
 * worker wrote, written again by plain prepared statements into a twin of the database as it was
 * before.
 *
 * Usage: bare_touches DATABASE TWIN [BATCH]
 * As the worker does, each transaction has one batch's verdicts, the next one's dots, and the
 * claims of the one behind that: for each message the claim (sending, message), the dot (sending,
 * message, touch, next_touch, lead, contact, contact_day), and the verdict (sending removed,
 * message, touch_event). BATCH messages are in one (as many as the worker's largest rounds have,
 * where it is left out). Reading the rows is not timed. Prints how many, and the seconds.
 */
#include "bare.h"
#include "bench.h"

#include <stdlib.h>
#include <string.h>

enum { BATCH_MOST = 256 }; /* as the worker's rounds */

typedef enum Table {
    SENDING,
    MESSAGE,
    TOUCH,
    NEXT_TOUCH,
    LEAD,
    CONTACT,
    CONTACT_DAY,
    TOUCH_EVENT,
    COUNTER,
    COPIED, /* so many by their rows; the others by a statement of one number */
    SENDER = COPIED,
    SENDING_GONE,
    TABLES
} Table;

/* Places in rows of sending and message. */
enum { SENDING_STATE = 4, MESSAGE_LEVEL = 7, MESSAGE_TRIES = 8, MESSAGE_SENT_AT = 10 };

/* What becomes of one message: `%lld` of `rest` is its touch. */
static const struct {
    const char *name, *key, *keep, *rest;
} tables[COPIED] = {
    [SENDING] = {"sending", "touch_id", "workspace_id, lead_id, sender_id, worker", NULL},
    [MESSAGE] = {"message", "touch_id",
                 "workspace_id, lead_id, sender_id, user_id, subject, body, made_at",
                 "WHERE workspace_id = 1 AND touch_id = %lld"},
    [TOUCH] = {"touch", NULL, NULL, "WHERE workspace_id = 1 AND id = %lld"},
    [NEXT_TOUCH] =
        {"next_touch", "lead_id", "workspace_id",
         "WHERE workspace_id = 1 AND lead_id = (SELECT lead_id FROM touch WHERE id = %lld)"},
    [LEAD] = {"lead", "id",
              "workspace_id, account_id, contact_id, owner_id, name, source, source_kind, "
              "captured_at, product, value_cents, external_id, note, cadence_id, created_at",
              "WHERE workspace_id = 1 AND id = (SELECT lead_id FROM touch WHERE id = %lld)"},
    [CONTACT] = {"contact", "id",
                 "workspace_id, account_id, name, name_key, given, family, title, role, "
                 "reports_to, city, region, postcode, country, zone, birthday, language, note, "
                 "created_at",
                 "WHERE workspace_id = 1 AND id = (SELECT contact_id FROM touch WHERE id = %lld)"},
    [CONTACT_DAY] =
        {"contact_day", "workspace_id, contact_id, day", "",
         "WHERE workspace_id = 1 AND contact_id = (SELECT contact_id FROM touch WHERE id = %lld)"},
    [TOUCH_EVENT] = {"touch_event", NULL, NULL,
                     "WHERE workspace_id = 1 AND touch_id = %lld AND kind = 'accepted'"},
    [COUNTER] = {"counter", "workspace_id", "", NULL},
};

enum { SENDING_COLUMNS = 11 }; /* what a gateway tells early stands in the last ones: NULL */

typedef struct Message {
    BareCell sending[SENDING_COLUMNS];
    BareRows rows[COPIED];
} Message;

static BareCell number(int64_t value)
{
    return (BareCell){.number = value, .is_number = true};
}

static BareCell word(const char *text)
{
    return (BareCell){.text = text, .length = strlen(text)};
}

static void read_message(Bare *from, Arena *arena, int64_t touch, Message *message)
{
    for (Table table = MESSAGE; table <= TOUCH_EVENT; table++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* of the table above */
        const char *rest = arena_printf(arena, tables[table].rest, (long long)touch);
#pragma GCC diagnostic pop
        bare_read(from, table, arena, &message->rows[table], "%s", rest);
    }
    const BareCell *cells = message->rows[MESSAGE].cells;
    const BareCell sending[SENDING_COLUMNS] = {
        cells[0],  number(touch),         cells[2], cells[3], word("claimed"),
        number(1), cells[MESSAGE_SENT_AT]};
    memcpy(message->sending, sending, sizeof sending);
}

static void write_table(Bare *to, const Message *message, Table table)
{
    const BareRows *rows = &message->rows[table];
    for (size_t i = 0; i < rows->count; i++)
        bare_write(to, table, &rows->cells[i * rows->columns]);
}

static void write_message(Bare *to, const Message *message, const char *level, bool sent)
{
    BareCell cells[BARE_COLUMNS];
    memcpy(cells, message->rows[MESSAGE].cells, message->rows[MESSAGE].columns * sizeof *cells);
    cells[MESSAGE_LEVEL] = word(level);
    cells[MESSAGE_TRIES] = number(sent);
    if (!sent)
        cells[MESSAGE_SENT_AT] = (BareCell){0};
    bare_write(to, MESSAGE, cells);
}

static void write_claim(Bare *to, const Message *message)
{
    bare_write(to, SENDING, message->sending);
    write_message(to, message, "queued", false);
}

static void write_dot(Bare *to, const Message *message)
{
    BareCell sending[SENDING_COLUMNS];
    memcpy(sending, message->sending, sizeof sending);
    sending[SENDING_STATE] = word("dot");
    bare_write(to, SENDING, sending);
    write_message(to, message, "queued", true);
    for (Table table = TOUCH; table <= CONTACT_DAY; table++)
        write_table(to, message, table);
}

static void write_verdict(Bare *to, const Message *message)
{
    bare_write(to, SENDING_GONE, &message->sending[1]);
    write_message(to, message, "accepted", true);
    write_table(to, message, TOUCH_EVENT);
}

typedef void Write(Bare *to, const Message *message);

typedef struct Batches {
    const Message *messages;
    size_t count, size;
} Batches;

static void write_batch(Bare *to, const Batches *all, size_t batch, Write *write)
{
    for (size_t i = batch * all->size; i < (batch + 1) * all->size && i < all->count; i++)
        write(to, &all->messages[i]);
}

static double write_all(Bare *to, const Batches *all, const BareRows *counter)
{
    BareCell sender = all->messages[0].sending[3];
    size_t batches = (all->count + all->size - 1) / all->size;
    double start = bench_seconds();
    for (size_t round = 0; round < batches + 2; round++) {
        bare_run(to, "BEGIN IMMEDIATE");
        if (round >= 2)
            write_batch(to, all, round - 2, write_verdict);
        if (round >= 1)
            write_batch(to, all, round - 1, write_dot);
        write_batch(to, all, round, write_claim);
        bare_write(to, SENDER, &sender);
        bare_write(to, COUNTER, counter->cells);
        bare_run(to, "COMMIT");
    }
    return bench_seconds() - start;
}

static void open_statement(Bare *to, Table table, const char *sql)
{
    to->tables[table] = (BareTable){"sending", "", 1};
    to->table_count++;
    to->engine->prepare(to, table, sql, 1);
}

static void open_tables(Bare *from, Bare *to)
{
    for (size_t table = 0; table < COPIED; table++) {
        bare_table(from, tables[table].name, NULL, NULL);
        bare_table(to, tables[table].name, tables[table].key, tables[table].keep);
    }
    open_statement(to, SENDER, "UPDATE sender SET day_count = day_count + 1 WHERE id = $1");
    open_statement(to, SENDING_GONE, "DELETE FROM sending WHERE touch_id = $1");
}

int main(int count, char **arguments)
{
    size_t batch = count == 4 ? strtoul(arguments[3], NULL, 10) : BATCH_MOST;
    if (count < 3 || count > 4 || !batch) {
        fprintf(stderr, "usage: bare_touches DATABASE TWIN [BATCH]\n");
        return 2;
    }
    Bare *from = bare_open(arguments[1]), *to = bare_open(arguments[2]);
    auto_arena Arena *arena = arena_new();
    BareRows counter;
    int64_t *touches;
    open_tables(from, to);
    size_t sent = bare_ask_all(
        from, "SELECT touch_id FROM message WHERE level = 'accepted' ORDER BY touch_id", arena,
        &touches);
    if (!sent) {
        fprintf(stderr, "bench: nothing was sent\n");
        return 1;
    }
    Message *messages = arena_array(arena, sent, sizeof *messages);
    for (size_t i = 0; i < sent; i++)
        read_message(from, arena, touches[i], &messages[i]);
    bare_read(from, COUNTER, arena, &counter, "WHERE workspace_id = 1");
    double took = write_all(to, &(Batches){messages, sent, batch}, &counter);
    printf("%zu %.4f\n", sent, took);
    bare_close(from);
    bare_close(to);
    return 0;
}
