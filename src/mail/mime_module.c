/* The module `beck-mime`: GMime. */
#include "base/text.h"
#include "base/unconst.h"
#include "base/vec.h"
#include "mail/charset.h"
#include "mail/mime_driver.h"

#include <gmime/gmime.h>
#include <string.h>

/* One mail being read, with what may still be taken of it. */
typedef struct Reader {
    Arena *arena;
    size_t parts_left, text_left;
    bool cut;
} Reader;

typedef VEC(MimeHeader) HeaderVec;
typedef VEC(MimeAddress) AddressVec;

static GMimeParserOptions *options;

static MimeMail *read_mail(Reader *reader, GMimeMessage *message, int depth);
static MimeMail *read_bytes(Reader *reader, const char *bytes, size_t length, int depth);

/* --- headers --- */

static const char *decode_header(Reader *reader, const char *raw)
{
    size_t length = strlen(raw);
    if (length > MIME_HEADER_LONGEST) {
        length = MIME_HEADER_LONGEST;
        reader->cut = true;
    }
    const char *value = arena_strndup(reader->arena, raw, length);
    bool plain = !strstr(value, "=?");
    for (const char *at = value; plain && *at; at++)
        plain = (unsigned char)*at < 0x80;
    if (plain)
        return text_clean(reader->arena, value, length, MIME_HEADER_LONGEST);
    g_autofree char *unfolded = g_mime_utils_header_unfold(value);
    g_autofree char *decoded = g_mime_utils_header_decode_text(options, unfolded);
    return text_clean(reader->arena, decoded, strlen(decoded), MIME_HEADER_LONGEST);
}

static void add_headers(Reader *reader, GMimeObject *object, HeaderVec *headers)
{
    GMimeHeaderList *list = g_mime_object_get_header_list(object);
    int count = g_mime_header_list_get_count(list);
    for (int i = 0; i < count; i++) {
        GMimeHeader *header = g_mime_header_list_get_header_at(list, i);
        const char *raw = g_mime_header_get_raw_value(header);
        if (headers->count >= MIME_HEADERS_MOST) {
            reader->cut = true;
            return;
        }
        const char *name = g_mime_header_get_name(header);
        *vec_push(reader->arena, headers) =
            (MimeHeader){text_clean(reader->arena, name, strlen(name), MIME_HEADER_LONGEST),
                         decode_header(reader, text_or(raw, ""))};
    }
}

static void add_addresses(Reader *reader, InternetAddressList *list, AddressVec *addresses)
{
    int count = internet_address_list_length(list);
    for (int i = 0; i < count; i++) {
        InternetAddress *one = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(one)) {
            add_addresses(reader, internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)),
                          addresses);
            continue;
        }
        if (addresses->count >= MIME_ADDRESSES_MOST) {
            reader->cut = true;
            return;
        }
        const char *name = text_or(internet_address_get_name(one), "");
        const char *address =
            text_or(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)), "");
        bool whole = strchr(address, '@') != NULL;
        if (!whole && !name[0])
            name = address;
        *vec_push(reader->arena, addresses) = (MimeAddress){
            text_clean(reader->arena, name, strlen(name), MIME_HEADER_LONGEST),
            whole ? text_clean(reader->arena, address, strlen(address), MIME_HEADER_LONGEST) : ""};
    }
}

static MimeAddresses addresses_of(Reader *reader, GMimeMessage *message, const char *name)
{
    AddressVec addresses = {0};
    GMimeHeader *header =
        g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(message)), name);
    const char *raw = header ? g_mime_header_get_raw_value(header) : NULL;
    if (raw) {
        g_autofree char *shortened = g_strndup(raw, MIME_HEADER_LONGEST);
        InternetAddressList *list = internet_address_list_parse(options, shortened);
        if (list) {
            add_addresses(reader, list, &addresses);
            g_object_unref(list);
        }
    }
    return (MimeAddresses){addresses.at, addresses.count};
}

/* --- what parts hold --- */

/* The bytes of a leaf, its transfer encoding undone, at most `most`. */
static const char *leaf_bytes(Reader *reader, GMimePart *part, size_t most, size_t *length)
{
    *length = 0;
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    GMimeStream *stream = content ? g_mime_data_wrapper_get_stream(content) : NULL;
    if (!stream || g_mime_stream_reset(stream) != 0)
        return "";
    gint64 stored = g_mime_stream_length(stream);
    size_t room =
        most * 2; /* base64 is 4/3 of its bytes with line ends, quoted-printable up to 3 */
    size_t wanted = stored < 0 || (size_t)stored > room ? room : (size_t)stored;
    static const char padding[] = "=="; /* which some senders leave off */
    char *raw = arena_alloc(reader->arena, wanted + sizeof padding);
    ssize_t got = g_mime_stream_read(stream, raw, wanted);
    if (got <= 0)
        return "";
    GMimeContentEncoding encoding = g_mime_data_wrapper_get_encoding(content);
    if (encoding == GMIME_CONTENT_ENCODING_BASE64) {
        memcpy(raw + got, padding, sizeof padding - 1);
        got += (ssize_t)sizeof padding - 1;
    }
    GMimeEncoding decoder;
    g_mime_encoding_init_decode(&decoder, encoding);
    char *decoded = arena_alloc(reader->arena, g_mime_encoding_outlen(&decoder, (size_t)got) + 1);
    *length = g_mime_encoding_flush(&decoder, raw, (size_t)got, decoded);
    if (*length > most || (gint64)wanted < stored) {
        *length = *length > most ? most : *length;
        reader->cut = true;
    }
    return decoded;
}

static const char *decoded_text(Reader *reader, const char *charset, const char *bytes,
                                size_t length)
{
    size_t most = reader->text_left < MIME_TEXT_LONGEST ? reader->text_left : MIME_TEXT_LONGEST;
    if (length > most)
        reader->cut = true;
    const char *text = charset_decode(reader->arena, charset, bytes, length, most);
    size_t taken = strlen(text);
    reader->text_left -= taken < reader->text_left ? taken : reader->text_left;
    return text;
}

static bool holds_fields(const char *type)
{
    return text_equal(type, "message/delivery-status") ||
           text_equal(type, "message/global-delivery-status") ||
           text_equal(type, "message/feedback-report") ||
           text_equal(type, "message/disposition-notification") ||
           text_equal(type, "message/global-disposition-notification");
}

static bool holds_mail(const char *type)
{
    return text_equal(type, "message/rfc822") || text_equal(type, "text/rfc822-headers") ||
           text_equal(type, "message/rfc822-headers") || text_equal(type, "message/global") ||
           text_equal(type, "message/global-headers") || text_equal(type, "message/news");
}

static const char *lowered(Reader *reader, const char *text)
{
    if (!text)
        return "";
    char *lower = text_clean(reader->arena, text, strlen(text), MIME_HEADER_LONGEST);
    for (char *at = lower; *at; at++)
        *at = g_ascii_tolower(*at);
    return lower;
}

static void read_leaf(Reader *reader, GMimePart *leaf, MimePart *part, int depth)
{
    size_t length;
    const char *filename = g_mime_part_get_filename(leaf);
    part->name = filename ? text_clean(reader->arena, filename, strlen(filename), 1024) : "";
    if (holds_mail(part->type)) {
        const char *bytes = leaf_bytes(reader, leaf, MIME_TEXT_LONGEST, &length);
        part->mail = length ? read_bytes(reader, bytes, length, depth + 1) : NULL;
        part->kind = part->mail ? MIME_MESSAGE : MIME_OTHER;
    } else if (holds_fields(part->type)) {
        const char *bytes = leaf_bytes(reader, leaf, MIME_TEXT_LONGEST, &length);
        part->kind = MIME_FIELDS;
        part->text = decoded_text(reader, "utf-8", bytes, length);
    } else if (text_starts(part->type, "text/")) {
        const char *bytes = leaf_bytes(reader, leaf, MIME_TEXT_LONGEST, &length);
        part->kind = MIME_TEXT;
        part->text = decoded_text(reader, part->charset, bytes, length);
    }
}

static MimePart *new_part(Reader *reader)
{
    MimePart *part = arena_make(reader->arena, MimePart);
    part->type = "text/plain";
    part->charset = part->name = part->disposition = part->report_type = part->text = "";
    return part;
}

static MimePart *read_part(Reader *reader, GMimeObject *object, int depth);

/* The line that parts what stands in a multipart whose header does not say how, or says it wrongly:
 * the first that begins with two dashes and has a header behind it. NULL when there is none. */
static const char *find_boundary(const char *prologue, size_t *length)
{
    for (const char *line = prologue; (line = strstr(line, "--"));) {
        const char *end = strchr(line, '\n');
        if (!end)
            return NULL;
        *length = (size_t)(end - line) - (end[-1] == '\r');
        if ((line == prologue || line[-1] == '\n') && *length > 2 &&
            g_ascii_strncasecmp(end + 1, "Content-", strlen("Content-")) == 0)
            return line;
        line = end;
    }
    return NULL;
}

/* A multipart whose parts were not found is read anew by the boundary that stands in it, or is a
 * text. */
static MimePart *read_prologue(Reader *reader, GMimeMultipart *multipart, int depth)
{
    const char *prologue = g_mime_multipart_get_prologue(multipart);
    size_t length;
    const char *boundary = prologue ? find_boundary(prologue, &length) : NULL;
    if (boundary) {
        char *mended =
            arena_printf(reader->arena, "Content-Type: multipart/mixed; boundary=\"%.*s\"\n\n%s",
                         (int)(length - 2), boundary + 2, prologue);
        MimeMail *mail = read_bytes(reader, mended, strlen(mended), depth + 1);
        if (mail)
            return mail->body;
    }
    if (!prologue)
        return NULL;
    MimePart *part = new_part(reader);
    part->kind = MIME_TEXT;
    part->text = decoded_text(reader, "", prologue, strlen(prologue));
    return part;
}

static void read_multipart(Reader *reader, GMimeMultipart *multipart, MimePart *part, int depth)
{
    part->kind = MIME_MULTIPART;
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(multipart));
    part->report_type = lowered(reader, g_mime_content_type_get_parameter(type, "report-type"));
    int count = g_mime_multipart_get_count(multipart);
    MimePart **place = &part->first;
    for (int i = 0; i < count; i++) {
        *place = read_part(reader, g_mime_multipart_get_part(multipart, i), depth + 1);
        if (!*place)
            return;
        place = &(*place)->next;
    }
    if (!count)
        part->first = read_prologue(reader, multipart, depth);
}

/* NULL once a limit is met. */
static MimePart *read_part(Reader *reader, GMimeObject *object, int depth)
{
    if (depth >= MIME_DEPTH || !reader->parts_left) {
        reader->cut = true;
        return NULL;
    }
    reader->parts_left--;
    MimePart *part = new_part(reader);
    GMimeContentType *type = g_mime_object_get_content_type(object);
    g_autofree char *type_name = g_mime_content_type_get_mime_type(type);
    part->type = lowered(reader, type_name);
    part->charset = lowered(reader, g_mime_content_type_get_parameter(type, "charset"));
    part->disposition = lowered(reader, g_mime_object_get_disposition(object));
    HeaderVec headers = {0};
    add_headers(reader, object, &headers);
    part->headers = (MimeHeaders){headers.at, headers.count};
    if (GMIME_IS_MULTIPART(object)) {
        read_multipart(reader, GMIME_MULTIPART(object), part, depth);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *nested = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        part->mail = nested ? read_mail(reader, nested, depth + 1) : NULL;
        part->kind = part->mail ? MIME_MESSAGE : MIME_OTHER;
    } else if (GMIME_IS_PART(object)) {
        read_leaf(reader, GMIME_PART(object), part, depth);
    }
    return part;
}

/* --- mails --- */

static void read_date(Reader *reader, GMimeMessage *message, MimeMail *mail)
{
    mail->date = TIME_NONE;
    GMimeHeader *header =
        g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(message)), "Date");
    const char *raw = header ? g_mime_header_get_raw_value(header) : NULL;
    GDateTime *date = raw ? g_mime_utils_header_decode_date(raw) : NULL;
    if (!date)
        return;
    mail->date = g_date_time_to_unix(date);
    mail->date_offset = (int)(g_date_time_get_utc_offset(date) / G_TIME_SPAN_SECOND);
    g_date_time_unref(date);
}

/* NULL once a limit is met. */
static MimeMail *read_mail(Reader *reader, GMimeMessage *message, int depth)
{
    if (depth >= MIME_DEPTH)
        return NULL;
    MimeMail *mail = arena_make(reader->arena, MimeMail);
    mail->from = addresses_of(reader, message, "From");
    mail->to = addresses_of(reader, message, "To");
    mail->cc = addresses_of(reader, message, "Cc");
    mail->reply_to = addresses_of(reader, message, "Reply-To");
    read_date(reader, message, mail);
    HeaderVec headers = {0};
    add_headers(reader, GMIME_OBJECT(message), &headers);
    GMimeObject *body = g_mime_message_get_mime_part(message);
    if (body)
        add_headers(reader, body, &headers);
    mail->headers = (MimeHeaders){headers.at, headers.count};
    MimePart *part = body ? read_part(reader, body, depth) : NULL;
    mail->body = part ? part : new_part(reader);
    return mail;
}

static MimeMail *read_bytes(Reader *reader, const char *bytes, size_t length, int depth)
{
    /* GLib takes the bytes for its own only for as long as this function runs, and writes none. */
    GByteArray *array = g_byte_array_new_take(unconst(bytes), length);
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), array);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_persist_stream(parser, TRUE);
    GMimeMessage *message = g_mime_parser_construct_message(parser, options);
    MimeMail *mail = message ? read_mail(reader, message, depth) : NULL;
    if (message)
        g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
    g_byte_array_free(array, FALSE);
    return mail;
}

static MimeMail *read_whole(Arena *arena, const char *bytes, size_t length)
{
    Reader reader = {arena, MIME_PARTS_MOST, MIME_TEXTS_LONGEST, false};
    MimeMail *mail = read_bytes(&reader, bytes, length, 0);
    if (!mail) { /* nothing that GMime calls a mail: an empty one */
        mail = arena_make(arena, MimeMail);
        mail->date = TIME_NONE;
        mail->body = new_part(&reader);
    }
    mail->cut = reader.cut;
    return mail;
}

/* GMime registers its types unguarded, some only when they are first used: all of them are used
 * here, by the thread that loads the module, while it holds the loader's lock. */
__attribute__((constructor)) static void start(void)
{
    static const char sample[] =
        "From: a: =?utf-8?q?b?= <c@d.example>;, e@f.example\n"
        "Date: Thu, 1 Jan 1970 00:00:00 +0000\n"
        "Content-Type: multipart/mixed; boundary=x\n\n"
        "--x\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nYQ==\n"
        "--x\nContent-Type: message/rfc822\n\nSubject: a\n\n"
        "--x\nContent-Type: message/partial\n\n--x\nContent-Type: multipart/signed\n\n--x--\n";
    static const char *const fallbacks[] = {"utf-8", "windows-1252", "iso-8859-1", NULL};
    g_mime_init();
    options = g_mime_parser_options_new();
    g_mime_parser_options_set_fallback_charsets(options, unconst(fallbacks));
    Arena *arena = arena_new();
    read_whole(arena, sample, sizeof sample - 1);
    arena_free(arena);
}

extern const MimeDriver beck_module_mime;
__attribute__((visibility("default"))) const MimeDriver beck_module_mime = {.read = read_whole};
