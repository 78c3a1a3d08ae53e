#include "exchange/vcard_write.h"

#include "base/text.h"

#include <string.h>

enum { LINE_OCTETS = 75, LINE_LONGEST = 1024 * 1024 };

typedef struct Writer {
    Buf *out;
    Buf line; /* the content line being made */
    VcardVersion version;
} Writer;

static bool is_new(const Writer *writer)
{
    return writer->version == VCARD_4_0;
}

static bool within_letter(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* RFC 6350 §3.2: at most 75 octets a line, and never within a letter. */
static void finish_line(Writer *writer)
{
    const char *at = writer->line.at, *end = at + writer->line.length;
    size_t room = LINE_OCTETS;
    while ((size_t)(end - at) > room) {
        size_t cut = room;
        while (cut > 1 && within_letter(at[cut]))
            cut--;
        buf_add(writer->out, at, cut);
        buf_adds(writer->out, "\r\n ");
        at += cut;
        room = LINE_OCTETS - 1; /* the blank counts */
    }
    buf_add(writer->out, at, (size_t)(end - at));
    buf_adds(writer->out, "\r\n");
    buf_clear(&writer->line);
}

static void add_escaped(Writer *writer, const char *text)
{
    for (; *text; text++) {
        if (*text == '\n')
            buf_adds(&writer->line, "\\n");
        else if (*text == '\\' || *text == ',' || *text == ';')
            buf_addf(&writer->line, "\\%c", *text);
        else if ((unsigned char)*text >= ' ' || *text == '\t')
            buf_addc(&writer->line, *text);
    }
}

/* "NAME:value", nothing when there is no value. */
static void write_text(Writer *writer, const char *name, const char *value)
{
    if (text_empty(value))
        return;
    buf_addf(&writer->line, "%s:", name);
    add_escaped(writer, value);
    finish_line(writer);
}

static void write_components(Writer *writer, const char *name, const char *const *parts,
                             size_t count)
{
    buf_addf(&writer->line, "%s:", name);
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_addc(&writer->line, ';');
        add_escaped(writer, text_or(parts[i], ""));
    }
    finish_line(writer);
}

/* --- the name --- */

static const char *first_address(const ExchangeRow *row)
{
    return row->address_count ? row->addresses[0].value : "?";
}

/* Phones sort and greet by N: where only the whole name is known, its last word is the family's. */
static void write_names(Writer *writer, const ExchangeRow *row)
{
    const char *whole = text_or(row->name, text_or(row->company, first_address(row)));
    write_text(writer, "FN", whole);
    const char *parts[] = {row->family, row->given, row->middle, row->prefix, row->suffix};
    auto_buf Buf given = buf_new(LINE_LONGEST);
    if (row->name && text_empty(row->given) && text_empty(row->family)) {
        const char *blank = strrchr(row->name, ' ');
        buf_add(&given, row->name, blank ? (size_t)(blank - row->name) : strlen(row->name));
        parts[0] = blank ? blank + 1 : NULL;
        parts[1] = given.at;
    }
    write_components(writer, "N", parts, sizeof parts / sizeof parts[0]);
}

/* --- addresses --- */

static const char *phone_type(RowAddressKind kind)
{
    static const char *const types[ROW_ADDRESS_KINDS] = {
        [ROW_CELL] = "cell",        [ROW_OFFICE] = "work,voice", [ROW_HOME] = "home,voice",
        [ROW_SWITCHBOARD] = "main", [ROW_FAX] = "work,fax",
    };
    return types[kind];
}

static void write_phone(Writer *writer, const RowAddress *address)
{
    const char *type = address->kind_known ? phone_type(address->kind) : "voice";
    /* 4.0 wants a list in quotes, 3.0 knows none around it; PREF is a type in 3.0. */
    const char *quote = is_new(writer) && strchr(type, ',') ? "\"" : "";
    const char *preferred = !address->preferred ? "" : is_new(writer) ? ";PREF=1" : ",pref";
    buf_addf(&writer->line, "TEL;TYPE=%s%s%s%s:", quote, type, quote, preferred);
    add_escaped(writer, address->value);
    finish_line(writer);
}

static void write_email(Writer *writer, const RowAddress *address)
{
    const char *plain = is_new(writer) ? "EMAIL" : "EMAIL;TYPE=internet";
    const char *preferred = is_new(writer) ? "EMAIL;PREF=1" : "EMAIL;TYPE=internet,pref";
    write_text(writer, address->preferred ? preferred : plain, address->value);
}

static void write_postal(Writer *writer, const RowAddress *address)
{
    const RowPostal *postal = address->postal;
    const char *parts[7] = {0};
    parts[2] = postal ? postal->lines : address->value;
    if (postal) {
        parts[3] = postal->city;
        parts[4] = postal->state;
        parts[5] = postal->postcode;
        parts[6] = postal->country;
    }
    write_components(writer, "ADR", parts, sizeof parts / sizeof parts[0]);
}

static void write_addresses(Writer *writer, const ExchangeRow *row)
{
    for (size_t i = 0; i < row->address_count; i++) {
        const RowAddress *address = &row->addresses[i];
        if (phone_type(address->kind))
            write_phone(writer, address);
        else if (address->kind == ROW_EMAIL)
            write_email(writer, address);
        else if (address->kind == ROW_POSTAL)
            write_postal(writer, address);
        else if (address->kind == ROW_URL || address->kind == ROW_SIP) {
            /* A URI is no text: nothing in it is escaped. */
            buf_addf(&writer->line, "%s:%s", address->kind == ROW_SIP ? "IMPP" : "URL",
                     address->value);
            finish_line(writer);
        }
    }
}

/* --- the rest --- */

static void add_note(Buf *note, const char *name, const char *value)
{
    if (text_empty(value))
        return;
    if (note->length)
        buf_addc(note, '\n');
    buf_addf(note, "%s%s%s", name, *name ? ": " : "", value);
}

static bool is_iso_day(const char *text)
{
    static const char shape[] = "0000-00-00";
    size_t i = 0;
    for (; text[i] && shape[i]; i++)
        if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != '-')
            return false;
    return !text[i] && !shape[i];
}

static void write_birthday(Writer *writer, const char *day)
{
    if (is_new(writer))
        buf_addf(&writer->line, "BDAY:%.4s%.2s%.2s", day, day + 5, day + 8);
    else
        buf_addf(&writer->line, "BDAY:%s", day);
    finish_line(writer);
}

/* CATEGORIES is a list: the commas between tags are its own. */
static void write_tags(Writer *writer, const char *tags)
{
    if (text_empty(tags))
        return;
    buf_adds(&writer->line, "CATEGORIES:");
    while (*tags) {
        const char *end = strstr(tags, ", ");
        size_t length = end ? (size_t)(end - tags) : strlen(tags);
        for (size_t i = 0; i < length; i++) {
            if (strchr("\\,;", tags[i]))
                buf_addc(&writer->line, '\\');
            buf_addc(&writer->line, tags[i]);
        }
        tags += length;
        if (end) {
            buf_addc(&writer->line, ',');
            tags += 2;
        }
    }
    finish_line(writer);
}

static void write_note(Writer *writer, const ExchangeRow *row, bool birthday_written)
{
    auto_buf Buf note = buf_new(LINE_LONGEST);
    add_note(&note, "", row->note);
    for (size_t i = 0; i < row->extra_count; i++)
        add_note(&note, row->extras[i].name, row->extras[i].value);
    for (size_t i = 0; i < row->address_count; i++)
        if (row->addresses[i].kind == ROW_OTHER)
            add_note(&note, text_or(row->addresses[i].label, "Other"), row->addresses[i].value);
    if (!birthday_written)
        add_note(&note, "Birthday", row->birthday);
    write_text(writer, "NOTE", note.at);
}

void vcard_write(Buf *out, const ExchangeRow *row, VcardVersion version)
{
    Writer writer = {.out = out, .line = buf_new(LINE_LONGEST), .version = version};
    buf_addf(out, "BEGIN:VCARD\r\nVERSION:%s\r\n", is_new(&writer) ? "4.0" : "3.0");
    write_names(&writer, row);
    write_text(&writer, "NICKNAME", row->nickname);
    if (!text_empty(row->company)) {
        const char *parts[] = {row->company, row->department};
        write_components(&writer, "ORG", parts, text_empty(row->department) ? 1 : 2);
    }
    write_text(&writer, "TITLE", row->title);
    write_text(&writer, "ROLE", row->role);
    write_addresses(&writer, row);
    bool birthday = row->birthday && is_iso_day(row->birthday);
    if (birthday)
        write_birthday(&writer, row->birthday);
    write_tags(&writer, row->tags);
    write_text(&writer, "TZ", row->time_zone);
    if (is_new(&writer))
        write_text(&writer, "LANG", row->language);
    write_text(&writer, "UID", row->external_id);
    write_note(&writer, row, birthday);
    buf_adds(out, "END:VCARD\r\n");
    buf_free(&writer.line);
}

void vcard_write_text(Buf *out, const char *name, const char *value)
{
    Writer writer = {.out = out, .line = buf_new(LINE_LONGEST)};
    write_text(&writer, name, value);
    buf_free(&writer.line);
}
