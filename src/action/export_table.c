/* Export of everything: each row of each table as a line of JSON, by the columns of its statement.
 * Times are RFC 3339, days ISO 8601, bytes hexadecimal. */
#include "action/export_inner.h"

#include "base/doc.h"
#include "base/text.h"

#include <string.h>

static const struct {
    const char *name;
    unsigned statement;
} tables[] = {
    {"workspace", SQL_EXPORT_WORKSPACE},
    {"setting", SQL_EXPORT_SETTING},
    {"user", SQL_EXPORT_USER},
    {"absence", SQL_EXPORT_ABSENCE},
    {"holiday", SQL_EXPORT_HOLIDAY},
    {"cadence", SQL_EXPORT_CADENCE},
    {"content", SQL_EXPORT_CONTENT},
    {"account", SQL_EXPORT_ACCOUNT},
    {"contact", SQL_EXPORT_CONTACT},
    {"address", SQL_EXPORT_ADDRESS},
    {"lead", SQL_EXPORT_LEAD},
    {"lead_contact", SQL_EXPORT_LEAD_CONTACT},
    {"lead_share", SQL_EXPORT_LEAD_SHARE},
    {"saved_view", SQL_EXPORT_SAVED_VIEW},
    {"file", SQL_EXPORT_FILE},
    {"next_touch", SQL_EXPORT_NEXT_TOUCH},
    {"touch_aside", SQL_EXPORT_TOUCH_ASIDE},
    {"promise", SQL_EXPORT_PROMISE},
    {"cycle", SQL_EXPORT_CYCLE},
    {"want", SQL_EXPORT_WANT},
    {"touch", SQL_EXPORT_TOUCH},
    {"touch_event", SQL_EXPORT_TOUCH_EVENT},
    {"dial", SQL_EXPORT_DIAL},
    {"phone_call", SQL_EXPORT_PHONE_CALL},
    {"phone_line", SQL_EXPORT_PHONE_LINE},
    {"contact_day", SQL_EXPORT_CONTACT_DAY},
    {"given", SQL_EXPORT_GIVEN},
    {"hold", SQL_EXPORT_HOLD},
    {"suppression", SQL_EXPORT_SUPPRESSION},
    {"consent", SQL_EXPORT_CONSENT},
    {"import", SQL_EXPORT_IMPORT},
    {"lead_form", SQL_EXPORT_LEAD_FORM},
    {"webhook", SQL_EXPORT_WEBHOOK},
    {"sender", SQL_EXPORT_SENDER},
    {"mailbox", SQL_EXPORT_MAILBOX},
    {"dav_account", SQL_EXPORT_DAV_ACCOUNT},
    {"book_card", SQL_EXPORT_BOOK_CARD},
    {"calendar_item", SQL_EXPORT_CALENDAR_ITEM},
    {"calendar_meeting", SQL_EXPORT_CALENDAR_MEETING},
    {"message", SQL_EXPORT_MESSAGE},
    {"touch_file", SQL_EXPORT_TOUCH_FILE},
    {"touch_words", SQL_EXPORT_TOUCH_WORDS},
    {"trial", SQL_EXPORT_TRIAL},
    {"trial_kept", SQL_EXPORT_TRIAL_KEPT},
    {"invitation", SQL_EXPORT_INVITATION},
    {"received", SQL_EXPORT_RECEIVED},
    {"gift_policy", SQL_EXPORT_GIFT_POLICY},
    {"gift", SQL_EXPORT_GIFT},
    {"gift_entry", SQL_EXPORT_GIFT_ENTRY},
    {"merged", SQL_EXPORT_MERGED},
    {"not_duplicate", SQL_EXPORT_NOT_DUPLICATE},
    {"audit", SQL_EXPORT_AUDIT},
};

static bool is_time(const char *column)
{
    return text_ends_nocase(column, "_at") || text_equal(column, "at") ||
           text_equal(column, "until") || text_equal(column, "rest_until") ||
           text_equal(column, "rests_until") || text_equal(column, "answered_stamp");
}

static bool is_day(const char *column)
{
    return text_ends_nocase(column, "_day") || text_equal(column, "day");
}

static const char *hexadecimal(Arena *arena, const struct Blob *blob)
{
    static const char digits[] = "0123456789abcdef";
    if (!blob->at)
        return NULL;
    char *text = arena_alloc(arena, 2 * blob->length + 1);
    for (size_t i = 0; i < blob->length; i++) {
        unsigned char byte = ((const unsigned char *)blob->at)[i];
        text[2 * i] = digits[byte >> 4];
        text[2 * i + 1] = digits[byte & 0xF];
    }
    return text;
}

static void set_number(Arena *arena, Doc *doc, const char *column, int64_t number)
{
    if (number == TIME_NONE)
        doc_set_null(arena, doc, column);
    else if (is_time(column))
        doc_set_time(arena, doc, column, number);
    else if (is_day(column))
        doc_set_day(arena, doc, column, (Day)number);
    else
        doc_set_int(arena, doc, column, number);
}

static void set_column(Arena *arena, Doc *doc, const SqlField *field, const void *row)
{
    const char *at = (const char *)row + field->offset;
    if (field->type == SQL_TEXT) {
        const char *text;
        memcpy(&text, at, sizeof text);
        doc_set_text(arena, doc, field->name, text);
    } else if (field->type == SQL_BLOB) {
        struct Blob blob;
        memcpy(&blob, at, sizeof blob);
        doc_set_text(arena, doc, field->name, hexadecimal(arena, &blob));
    } else {
        int64_t number;
        memcpy(&number, at, sizeof number);
        set_number(arena, doc, field->name, number);
    }
}

static bool export_table(Exporting *exporting, const char *name, const SqlStatement *statement,
                         Err *err)
{
    Context *context = exporting->context;
    /* The statements take the workspace alone, so their parameters are alike. */
    const struct export_lead_in in = {.workspace = context->workspace};
    auto_arena Arena *scratch = arena_new();
    auto_rows Rows *rows = statement_open(context->db, statement, &in, err);
    if (!rows)
        return false;
    for (bool more;; arena_reset(scratch)) {
        void *row = arena_alloc(scratch, statement->row_size);
        if (!statement_next(rows, statement, scratch, row, &more, err))
            return false;
        if (!more)
            return true;
        Doc *doc = doc_object(scratch);
        doc_set_text(scratch, doc, "table", name);
        for (unsigned i = 0; i < statement->output_count; i++)
            set_column(scratch, doc, &statement->outputs[i], row);
        doc_write_json(doc, exporting->line, 0);
        buf_addc(exporting->line, '\n');
        if (!export_row(exporting, err))
            return false;
    }
}

bool export_tables(Exporting *exporting, Err *err)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (!export_table(exporting, tables[i].name, &sql_book.statements[tables[i].statement],
                          err))
            return false;
    return true;
}
