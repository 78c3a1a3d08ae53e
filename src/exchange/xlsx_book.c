#include "exchange/xlsx_book.h"

#include "base/text.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "exchange/allocate.h"
#include "exchange/xlsx_xml.h"

#include <string.h>

enum { SHEETS = 200, STYLES = 100 * 1000, NAME_LENGTH = 400 };

static bool parse_part(XlsxBook *book, const char *path, uint64_t maximum,
                       const XlsxXmlHandler *handler, void *context, Err *err)
{
    XlsxPart *part;
    if (!xlsx_part_open(book->zip, path, maximum, &part, err))
        return false;
    XlsxXml *xml = xlsx_xml_open(part, handler, context);
    bool finished;
    bool good = xlsx_xml_read(xml, &finished, err);
    if (!good)
        err_at(err, "%s", xlsx_zip_name(book->zip));
    xlsx_xml_close(xml);
    return good;
}

static void no_end(void *context, const char *name)
{
    (void)context, (void)name;
}

static void no_text(void *context, const char *bytes, size_t length)
{
    (void)context, (void)bytes, (void)length;
}

/* --- relationships (part 2, §9.3): who is where --- */

typedef struct Relation {
    const char *id;
    const char *kind; /* the end of its type: "worksheet" */
    const char *path;
} Relation;

typedef struct Relations {
    Arena *arena;
    const char *folder; /* targets are relative to it: "xl/" */
    VEC(Relation) list;
} Relations;

static void relation_start(void *context, const char *name, const char **attributes)
{
    Relations *relations = context;
    const char *id = xlsx_xml_attribute(attributes, "Id");
    const char *type = xlsx_xml_attribute(attributes, "Type");
    const char *target = xlsx_xml_attribute(attributes, "Target");
    if (strcmp(name, "Relationship") != 0 || !id || !type || !target ||
        relations->list.count >= 2 * SHEETS)
        return;
    const char *slash = strrchr(type, '/');
    Relation *relation = vec_push(relations->arena, &relations->list);
    relation->id = arena_strdup(relations->arena, id);
    relation->kind = arena_strdup(relations->arena, slash ? slash + 1 : type);
    relation->path = *target == '/'
                         ? arena_strdup(relations->arena, target + 1)
                         : arena_printf(relations->arena, "%s%s", relations->folder, target);
}

static const char *find_by_kind(const Relations *relations, const char *kind)
{
    vec_each (Relation, relation, &relations->list)
        if (strcmp(relation->kind, kind) == 0)
            return relation->path;
    return NULL;
}

static const Relation *find_by_id(const Relations *relations, const char *id)
{
    vec_each (Relation, relation, &relations->list)
        if (strcmp(relation->id, id) == 0)
            return relation;
    return NULL;
}

static const XlsxXmlHandler relation_handler = {relation_start, no_end, no_text};

/* "xl/workbook.xml" has its relationships in "xl/_rels/workbook.xml.rels". */
static bool read_relations(XlsxBook *book, const char *path, Relations *relations, Err *err)
{
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash - path) + 1 : 0;
    *relations = (Relations){.arena = book->arena,
                             .folder = arena_printf(book->arena, "%.*s", folder, path)};
    const char *rels =
        arena_printf(book->arena, "%s_rels/%s.rels", relations->folder, path + folder);
    return parse_part(book, rels, XLSX_PART_BYTES, &relation_handler, relations, err);
}

/* --- workbook.xml --- */

typedef struct WorkbookRead {
    XlsxBook *book;
    const Relations *relations;
    VEC(XlsxSheetName) seen;
    VEC(XlsxSheetName) hidden;
} WorkbookRead;

static void workbook_start(void *context, const char *name, const char **attributes)
{
    WorkbookRead *read = context;
    Arena *arena = read->book->arena;
    if (strcmp(name, "workbookPr") == 0) {
        const char *from_1904 = xlsx_xml_attribute(attributes, "date1904");
        read->book->from_1904 =
            from_1904 && (strcmp(from_1904, "1") == 0 || strcmp(from_1904, "true") == 0);
    }
    const char *sheet = xlsx_xml_attribute(attributes, "name");
    const char *id = xlsx_xml_attribute(attributes, "id");
    if (strcmp(name, "sheet") != 0 || !sheet || !id ||
        read->seen.count + read->hidden.count >= SHEETS)
        return;
    const Relation *relation = find_by_id(read->relations, id);
    if (!relation || strcmp(relation->kind, "worksheet") != 0)
        return; /* a chart */
    const char *state = text_or(xlsx_xml_attribute(attributes, "state"), "visible");
    XlsxSheetName *made = strcmp(state, "visible") == 0 ? vec_push(arena, &read->seen)
                                                        : vec_push(arena, &read->hidden);
    made->name = text_clean(arena, sheet, strlen(sheet), NAME_LENGTH);
    made->path = relation->path;
}

static const XlsxXmlHandler workbook_handler = {workbook_start, no_end, no_text};

static bool read_workbook(XlsxBook *book, const char *path, const Relations *relations, Err *err)
{
    WorkbookRead read = {.book = book, .relations = relations};
    if (!parse_part(book, path, XLSX_PART_BYTES, &workbook_handler, &read, err))
        return false;
    vec_each (XlsxSheetName, hidden, &read.hidden)
        *vec_push(book->arena, &read.seen) = *hidden;
    book->sheets = read.seen.at;
    book->sheet_count = read.seen.count;
    return true;
}

/* --- styles.xml --- */

typedef struct Format {
    unsigned long id;
    XlsxStyle style;
} Format;

typedef struct StylesRead {
    XlsxBook *book;
    bool in_cell_formats;
    VEC(Format) formats;
    VEC(XlsxStyle) styles;
} StylesRead;

static unsigned long number_of(const char *text)
{
    return text ? strtoul(text, NULL, 10) : 0;
}

static void styles_start(void *context, const char *name, const char **attributes)
{
    StylesRead *read = context;
    Arena *arena = read->book->arena;
    if (strcmp(name, "numFmt") == 0 && read->formats.count < STYLES) {
        const char *code = text_or(xlsx_xml_attribute(attributes, "formatCode"), "");
        Format *format = vec_push(arena, &read->formats);
        format->id = number_of(xlsx_xml_attribute(attributes, "numFmtId"));
        format->style = xlsx_style_of_code(code);
    } else if (strcmp(name, "cellXfs") == 0) {
        read->in_cell_formats = true;
    } else if (strcmp(name, "xf") == 0 && read->in_cell_formats && read->styles.count < STYLES) {
        unsigned long id = number_of(xlsx_xml_attribute(attributes, "numFmtId"));
        XlsxStyle style = xlsx_style_of_id(id);
        vec_each (Format, format, &read->formats)
            if (format->id == id)
                style = format->style;
        *vec_push(arena, &read->styles) = style;
    }
}

static void styles_end(void *context, const char *name)
{
    StylesRead *read = context;
    if (strcmp(name, "cellXfs") == 0)
        read->in_cell_formats = false;
}

static const XlsxXmlHandler styles_handler = {styles_start, styles_end, no_text};

static bool read_styles(XlsxBook *book, const char *path, Err *err)
{
    StylesRead read = {.book = book};
    if (!parse_part(book, path, XLSX_PART_BYTES, &styles_handler, &read, err))
        return false;
    book->styles = read.styles.at;
    book->style_count = read.styles.count;
    return true;
}

/* --- sharedStrings.xml --- */

typedef struct StringsRead {
    XlsxBook *book;
    Buf text; /* of the current one: pieces of expat may part an escape */
    bool in_text;
    int phonetic; /* within rPh: how it is spoken, no part of the text */
    bool over;
} StringsRead;

static void strings_start(void *context, const char *name, const char **attributes)
{
    (void)attributes;
    StringsRead *read = context;
    if (strcmp(name, "si") == 0)
        buf_clear(&read->text);
    else if (strcmp(name, "rPh") == 0)
        read->phonetic++;
    else if (strcmp(name, "t") == 0)
        read->in_text = read->phonetic == 0;
}

static void add_string(StringsRead *read)
{
    XlsxBook *book = read->book;
    if (book->string_count == book->string_room) {
        size_t room = book->string_room ? book->string_room * 2 : 1024;
        size_t *wider = allocate(room * sizeof *wider);
        if (book->string_count)
            memcpy(wider, book->string_starts, book->string_count * sizeof *wider);
        free(book->string_starts);
        book->string_starts = wider;
        book->string_room = room;
    }
    book->string_starts[book->string_count++] = book->strings.length;
    xlsx_add_text(&book->strings, read->text.at, read->text.length);
    buf_addc(&book->strings, '\0');
    read->over |= book->strings.over || read->text.over || book->string_count >= XLSX_STRINGS;
}

static void strings_end(void *context, const char *name)
{
    StringsRead *read = context;
    if (strcmp(name, "t") == 0)
        read->in_text = false;
    else if (strcmp(name, "rPh") == 0)
        read->phonetic -= read->phonetic > 0;
    else if (strcmp(name, "si") == 0 && !read->over)
        add_string(read);
}

static void strings_text(void *context, const char *bytes, size_t length)
{
    StringsRead *read = context;
    if (read->in_text)
        buf_add(&read->text, bytes, length);
}

static const XlsxXmlHandler strings_handler = {strings_start, strings_end, strings_text};

static bool read_strings(XlsxBook *book, const char *path, Err *err)
{
    StringsRead read = {.book = book, .text = buf_new(XLSX_PART_BYTES)};
    /* Tags and attributes around the strings take room of their own. */
    bool good = parse_part(book, path, 4ull * XLSX_STRINGS_BYTES, &strings_handler, &read, err);
    buf_free(&read.text);
    if (good && read.over)
        return err_set(err, ERR_INPUT,
                       "%s has more than 256 MiB or 4 million different texts; save it as CSV",
                       xlsx_zip_name(book->zip));
    return good;
}

/* --- the book --- */

static bool no_workbook(const XlsxBook *book, Err *err)
{
    static const struct {
        const char *part;
        const char *what;
    } others[] = {
        {"word/document.xml", "a Word document"},
        {"ppt/presentation.xml", "a PowerPoint presentation"},
        {"xl/workbook.bin", "a binary Excel workbook (.xlsb)"},
        {"content.xml", "an OpenDocument file"},
        {"META-INF/MANIFEST.MF", "a Java archive"},
        {"AndroidManifest.xml", "an Android program"},
        {"index.numbers", "a Numbers document"},
        {"Index/Document.iwa", "a Pages, Numbers or Keynote document"},
    };
    const char *what = "a ZIP archive";
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (xlsx_zip_has(book->zip, others[i].part))
            what = others[i].what;
    return err_set(err, ERR_INPUT,
                   "%s looks like %s, not like CSV, XLSX or vCard; save the table as XLSX or CSV",
                   xlsx_zip_name(book->zip), what);
}

static bool read_book(XlsxBook *book, Err *err)
{
    Relations package, workbook;
    if (!xlsx_zip_has(book->zip, "_rels/.rels"))
        return no_workbook(book, err);
    if (!read_relations(book, "", &package, err))
        return false;
    const char *path = find_by_kind(&package, "officeDocument");
    const char *ending = path ? strrchr(path, '.') : NULL;
    if (!path || !ending || strcmp(ending, ".xml") != 0 || text_starts(path, "word/") ||
        text_starts(path, "ppt/"))
        return no_workbook(book, err);
    if (!read_relations(book, path, &workbook, err) || !read_workbook(book, path, &workbook, err))
        return false;
    const char *styles = find_by_kind(&workbook, "styles");
    const char *strings = find_by_kind(&workbook, "sharedStrings");
    return (!styles || read_styles(book, styles, err)) &&
           (!strings || read_strings(book, strings, err));
}

bool xlsx_book_open(FILE *file, const char *name, XlsxBook *book, Err *err)
{
    *book = (XlsxBook){.arena = arena_new(), .strings = buf_new(XLSX_STRINGS_BYTES)};
    if (xlsx_zip_open(file, name, &book->zip, err) && read_book(book, err))
        return true;
    xlsx_book_close(book);
    return false;
}

void xlsx_book_close(XlsxBook *book)
{
    xlsx_zip_close(book->zip);
    arena_free(book->arena);
    buf_free(&book->strings);
    free(book->string_starts);
    *book = (XlsxBook){0};
}

const char *xlsx_book_string(const XlsxBook *book, size_t index, size_t *length)
{
    if (index >= book->string_count)
        return NULL;
    size_t start = book->string_starts[index];
    size_t end =
        index + 1 < book->string_count ? book->string_starts[index + 1] : book->strings.length;
    *length = end - start - 1;
    return book->strings.at + start;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character of "_xHHHH_" at `at`, or -1. */
static int32_t escaped_point(const char *at, const char *end)
{
    if (end - at < 7 || at[1] != 'x' || at[6] != '_')
        return -1;
    int32_t point = 0;
    for (int i = 2; i < 6; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0)
            return -1;
        point = point << 4 | digit;
    }
    return point >= 0xD800 && point < 0xE000 ? -1 : point;
}

void xlsx_add_text(Buf *out, const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        const char *bar = memchr(text, '_', (size_t)(end - text));
        buf_add(out, text, (size_t)((bar ? bar : end) - text));
        if (!bar)
            return;
        int32_t point = escaped_point(bar, end);
        char bytes[UTF8_LONGEST];
        if (point > 0)
            buf_add(out, bytes, utf8_put(bytes, point));
        else if (point < 0)
            buf_addc(out, '_');
        text = bar + (point < 0 ? 1 : 7);
    }
}
