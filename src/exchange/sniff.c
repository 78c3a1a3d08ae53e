#include "exchange/sniff.h"

#include "exchange/encoding.h"

#include <string.h>

const char *file_kind_name(FileKind kind)
{
    static const char *const names[] = {
        [FILE_CSV] = "CSV", [FILE_XLSX] = "XLSX", [FILE_VCARD] = "vCard"};
    return names[kind];
}

typedef struct Magic {
    const char *bytes;
    size_t length;
    size_t at;
    const char *what; /* "a PDF" */
    const char *way_out;
} Magic;

#define MAGIC(bytes) (bytes), sizeof(bytes) - 1

static const char export_it[] = "export the table as CSV or XLSX";
static const char unpack_it[] = "unpack it first";
static const char save_it[] = "open it in a spreadsheet and save it as XLSX or CSV";

static const Magic magics[] = {
    {MAGIC("%PDF-"), 0, "a PDF", export_it},
    {MAGIC("\x89PNG"), 0, "an image (PNG)", export_it},
    {MAGIC("\xFF\xD8\xFF"), 0, "an image (JPEG)", export_it},
    {MAGIC("GIF8"), 0, "an image (GIF)", export_it},
    {MAGIC("II*\0"), 0, "an image (TIFF)", export_it},
    {MAGIC("MM\0*"), 0, "an image (TIFF)", export_it},
    {MAGIC("WEBP"), 8, "an image (WebP)", export_it},
    {MAGIC("ftypheic"), 4, "an image (HEIC)", export_it},
    {MAGIC("ftyp"), 4, "a video", export_it},
    {MAGIC("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), 0,
     "an old Excel file (.xls), an Outlook message, or a workbook with a password",
     "save it as XLSX without a password, or as CSV"},
    {MAGIC("\x1F\x8B"), 0, "a gzip archive", unpack_it},
    {MAGIC("7z\xBC\xAF"), 0, "a 7-Zip archive", unpack_it},
    {MAGIC("Rar!"), 0, "a RAR archive", unpack_it},
    {MAGIC("\xFD"
           "7zXZ"),
     0, "an XZ archive", unpack_it},
    {MAGIC("BZh"), 0, "a bzip2 archive", unpack_it},
    {MAGIC("{\\rtf"), 0, "an RTF document", export_it},
    {MAGIC("\x7F"
           "ELF"),
     0, "a program", export_it},
    {MAGIC("MZ\x90"), 0, "a program", export_it},
    {MAGIC("SQLite format 3"), 0, "an SQLite database", export_it},
    {MAGIC("PAR1"), 0, "a Parquet file", export_it},
    {MAGIC("!BDN"), 0, "an Outlook data file (PST)",
     "export the contacts in Outlook as CSV (File, Open & Export)"},
    {MAGIC("\xFF\xFE\0\0"), 0, "text in UTF-32", "save it as UTF-8"},
};

/* Texts that are none of persons; letters' case does not matter. */
static const Magic texts[] = {
    {MAGIC("<!doctype html"), 0, "a web page (HTML)", save_it},
    {MAGIC("<html"), 0, "a web page (HTML)", save_it},
    {MAGIC("<table"), 0, "a web page (HTML)", save_it},
    {MAGIC("<?xml"), 0, "XML", export_it},
    {MAGIC("BEGIN:VCALENDAR"), 0, "a calendar (iCalendar)", "export contacts, not events"},
    {MAGIC("Return-Path:"), 0, "an e-mail", "the inbox, or `beck read`, reads e-mails"},
    {MAGIC("Received:"), 0, "an e-mail", "the inbox, or `beck read`, reads e-mails"},
    {MAGIC("dn: "), 0, "an LDIF export", "export as CSV or vCard"},
    {MAGIC("%!PS"), 0, "a PostScript document", export_it},
};

static bool refuse(const Input *input, const char *what, const char *way_out, Err *err)
{
    return err_set(err, ERR_INPUT, "%s looks like %s, not like CSV, XLSX or vCard; %s",
                   input_name(input), what, way_out);
}

static const Magic *find_magic(const char *bytes, size_t length)
{
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++) {
        const Magic *magic = &magics[i];
        if (length >= magic->at + magic->length &&
            memcmp(bytes + magic->at, magic->bytes, magic->length) == 0)
            return magic;
    }
    return NULL;
}

static bool starts_nocase(const char *text, size_t length, const char *with, size_t with_length)
{
    return length >= with_length && strncasecmp(text, with, with_length) == 0;
}

/* JSON begins as no table of persons does: {"…  or [{  or [[ */
static bool looks_like_json(const char *text, size_t length)
{
    if (!length || (*text != '{' && *text != '['))
        return false;
    size_t next = 1;
    while (next < length && strchr(" \t\r\n", text[next]) && text[next])
        next++;
    return next < length && strchr(*text == '{' ? "\"}" : "{[\"]", text[next]) && text[next];
}

/* Text has next to no control characters; a few zero bytes happen in broken exports. */
static bool looks_binary(const char *bytes, size_t length)
{
    size_t controls = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        controls += c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1A;
    }
    return controls * 20 > length;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0';
}

/* The kind of a text whose first bytes are these (UTF-8, or another that has ASCII in it). */
static bool sniff_text(const Input *input, const char *text, size_t length, FileKind *kind,
                       Err *err)
{
    static const char card[] = "BEGIN:VCARD";
    while (length && is_space(*text)) {
        text++;
        length--;
    }
    if (!length)
        return err_set(err, ERR_INPUT, "%s is empty; there is nothing to read", input_name(input));
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (starts_nocase(text, length, texts[i].bytes, texts[i].length))
            return refuse(input, texts[i].what, texts[i].way_out, err);
    if (looks_like_json(text, length))
        return refuse(input, "JSON", "use the HTTP interface for JSON, or export as CSV", err);
    if (looks_binary(text, length))
        return refuse(input, "a binary file", export_it, err);
    *kind = starts_nocase(text, length, card, sizeof card - 1) ? FILE_VCARD : FILE_CSV;
    return true;
}

bool sniff_kind(const Input *input, FileKind *kind, Err *err)
{
    size_t length;
    const char *bytes = input_first(input, &length);
    const Magic *magic = find_magic(bytes, length);
    if (magic)
        return refuse(input, magic->what, magic->way_out, err);
    if (length >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0)) {
        *kind = FILE_XLSX; /* or another zip: whoever opens it sees */
        return true;
    }
    size_t mark;
    Encoding encoding = encoding_detect(bytes, length, length < INPUT_PEEK, &mark);
    bytes += mark;
    length -= mark;
    if (!encoding_is_wide(encoding))
        return sniff_text(input, bytes, length, kind, err);
    char start[512 / 2 * 3 + 6];
    WideDecoder decoder = {.encoding = encoding};
    length = encoding_decode_wide(&decoder, bytes, length < 512 ? length : 512, start);
    return sniff_text(input, start, length, kind, err);
}
