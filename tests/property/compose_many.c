/* Mails of drafts made by chance, in many scripts.
 *
 * Usage: compose_many FOLDER COUNT SEED
 * Reads each mail back by mail/mime.h and holds it to its draft; writes N.eml and, for
 * compose_many.py, what should be in it as N.json. Exit 1 at the first that differs.
 */
#include "base/digest.h"
#include "base/doc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "mail/compose.h"
#include "random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Letters of a script, and whatever is awkward in a header or a line. */
static const char *const scripts[] = {
    "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 ,.!?",
    "\"\\()<>[]:;@,.=_?!#$%&'*+-/^`{|}~ ab",
    "=?utf-8?q?a_b?= =3D ",
    "äöüßéèêñçøåłžğı ÄÖÜ abc ",
    "абвгдежзийклмн опрстуфх",
    "αβγδεζηθ ικλμνξοπ",
    "שלום עולם ",
    "مرحبا بالعالم ",
    "नमस्ते दुनिया ",
    "สวัสดีชาวโลก ",
    "你好世界，价格表 ",
    "こんにちは世界、ｶﾀｶﾅ",
    "안녕하세요 세계 ",
    "👋🏽😀👩‍👩‍👧🇩🇪 ok ",
    "€™“”‘’–…· ",
};

static const char *letters(Arena *arena, Random *random, int most, bool lines)
{
    auto_buf Buf out = buf_new(1 << 20);
    int wanted = random_chance(random, 5) ? 0 : random_between(random, 1, most);
    const char *script = RANDOM_OF(random, scripts);
    for (int i = 0; i < wanted; i++) {
        if (random_chance(random, 3))
            script = RANDOM_OF(random, scripts);
        if (lines && random_chance(random, 2)) {
            static const char *const ends[] = {"\n",      "\n\n", "\r\n",   " \n",
                                               "\nFrom ", "\n.",  "\n--=_", "\t"};
            buf_adds(&out, RANDOM_OF(random, ends));
            continue;
        }
        const char *at = script, *end = script + strlen(script);
        for (int skip = random_below(random, 60); skip > 0; skip--) {
            utf8_next(&at, end);
            at = at == end ? script : at;
        }
        const char *from = at;
        utf8_next(&at, end);
        buf_add(&out, from, (size_t)(at - from));
    }
    return arena_strndup(arena, out.at, out.length);
}

/* A line as it is read: without the blanks at its ends. */
static const char *line(Arena *arena, Random *random, int most)
{
    const char *text = letters(arena, random, most, false);
    text += strspn(text, " ");
    size_t length = strlen(text);
    while (length && text[length - 1] == ' ')
        length--;
    return arena_strndup(arena, text, length);
}

/* With the line ends a mail has. */
static const char *text_as_read(Arena *arena, const char *text)
{
    auto_buf Buf out = buf_new(1 << 20);
    for (; *text; text++)
        if (text[0] != '\r' || text[1] != '\n')
            buf_addc(&out, *text == '\r' ? '\n' : *text);
    if (out.length && out.at[out.length - 1] != '\n')
        buf_addc(&out, '\n');
    return arena_strndup(arena, out.at, out.length);
}

static MimeAddress person(Arena *arena, Random *random)
{
    static const char *const locals[] = {"ann",
                                         "o'neil",
                                         "ann.ford+list",
                                         "\"jo bloggs\"",
                                         "\"a..b\"",
                                         "x_y=z",
                                         "a-rather-long-local-part-of-somebody"};
    static const char *const domains[] = {"example.com", "sub.example.co.uk",
                                          "a-domain-of-some-length.example"};
    return (MimeAddress){
        line(arena, random, 60),
        arena_printf(arena, "%s@%s", RANDOM_OF(random, locals), RANDOM_OF(random, domains))};
}

typedef struct Made {
    MailDraft draft;
    MimeAddress to[3];
    DraftFile files[3];
    MimeHeader further[1];
} Made;

static void make_files(Arena *arena, Random *random, Made *made)
{
    static const char *const types[] = {"image/jpeg", "application/pdf", "text/csv", NULL};
    made->draft.files = made->files;
    made->draft.file_count = random_chance(random, 40) ? (size_t)random_below(random, 4) : 0;
    for (size_t i = 0; i < made->draft.file_count; i++) {
        size_t length = (size_t)random_below(random, 400);
        unsigned char *bytes = arena_alloc(arena, length);
        for (size_t j = 0; j < length; j++)
            bytes[j] = (unsigned char)random_bits(random);
        const char *name = line(arena, random, 90);
        made->files[i] = (DraftFile){name[0] ? name : "file", RANDOM_OF(random, types), bytes,
                                     length, random_chance(random, 50)};
    }
}

static Made *make_draft(Arena *arena, Random *random)
{
    Made *made = arena_make(arena, Made);
    MailDraft *draft = &made->draft;
    draft->from = person(arena, random);
    if (random_chance(random, 30))
        draft->reply_to = person(arena, random);
    draft->to = (MimeAddresses){made->to, (size_t)random_between(random, 1, 3)};
    for (size_t i = 0; i < draft->to.count; i++)
        made->to[i] = person(arena, random);
    draft->subject = line(arena, random, 150);
    draft->text = letters(arena, random, 2000, true);
    if (random_chance(random, 50))
        draft->html = arena_printf(arena, "<p>%s", letters(arena, random, 2000, true));
    draft->date = random_below(random, 2000000000);
    draft->date_offset = random_between(random, -14 * 4, 14 * 4) * 15 * MINUTE;
    draft->message_id = arena_printf(arena, "%d.x@example.com", random_below(random, 1 << 30));
    made->further[0] = (MimeHeader){"X-Words", line(arena, random, 200)};
    draft->further = (MimeHeaders){made->further, 1};
    make_files(arena, random, made);
    return made;
}

/* As our reader tells names and subjects: a run of blanks is one. Python's keeps them. */
static const char *as_told(Arena *arena, const char *text)
{
    return text_clean(arena, text, strlen(text), MIME_HEADER_LONGEST);
}

static bool same(const char *what, const char *expected, const char *read)
{
    if (text_equal(expected, read))
        return true;
    printf("%s\n  was  %s\n  read %s\n", what, expected, text_or(read, ""));
    return false;
}

/* Every byte is within 7 bits, every line within 78 columns and ended by CR LF. */
static bool is_sound(const Buf *mail)
{
    size_t column = 0;
    for (size_t i = 0; i < mail->length; i++) {
        unsigned char c = (unsigned char)mail->at[i];
        bool ended = c == '\n' && i && mail->at[i - 1] == '\r';
        column = ended ? 0 : column + 1;
        bool wrong = c >= 0x80 || !c || column > 79 || (c == '\n' && !ended) ||
                     (c == '\r' && mail->at[i + 1] != '\n');
        if (wrong) {
            printf("byte %zu, column %zu\n%s", i, column, mail->at);
            return false;
        }
    }
    return true;
}

static bool reads_back(Arena *arena, const MailDraft *draft, const Buf *mail)
{
    const MimeMail *read;
    Err err;
    if (!is_sound(mail) || !mime_read(arena, mail->at, mail->length, &read, &err))
        return false;
    bool good = same("subject", as_told(arena, draft->subject), read->subject) &&
                same("from", as_told(arena, draft->from.name), read->from.at[0].name) &&
                same("from", draft->from.address, read->from.at[0].address) &&
                same("message id", draft->message_id, read->message_id) &&
                same("words", as_told(arena, draft->further.at[0].value),
                     mime_header(&read->headers, "x-words")) &&
                read->to.count == draft->to.count && read->date == draft->date &&
                read->date_offset == draft->date_offset;
    for (size_t i = 0; good && i < draft->to.count; i++)
        good = same("to", as_told(arena, draft->to.at[i].name), read->to.at[i].name) &&
               same("to", draft->to.at[i].address, read->to.at[i].address);
    MimeWalk walk = mime_walk(read);
    size_t files = 0, texts = 0;
    for (const MimePart *part; good && (part = mime_walk_next(&walk));) {
        if (part->disposition[0])
            good = files < draft->file_count &&
                   same("file", as_told(arena, draft->files[files++].name), part->name);
        else if (part->kind == MIME_TEXT)
            good = same(part->type, text_as_read(arena, texts++ ? draft->html : draft->text),
                        part->text);
    }
    return good && files == draft->file_count && texts == (draft->html ? 2 : 1);
}

static void add_person(Arena *arena, Doc *array, const MimeAddress *person)
{
    Doc *one = doc_add_object(arena, array);
    doc_set_text(arena, one, "name", person->name);
    doc_set_text(arena, one, "address", person->address);
}

static void write_expected(Arena *arena, const MailDraft *draft, const char *path)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "subject", draft->subject);
    doc_set_text(arena, doc, "words", draft->further.at[0].value);
    doc_set_text(arena, doc, "text", text_as_read(arena, draft->text));
    doc_set_text(arena, doc, "html", draft->html ? text_as_read(arena, draft->html) : NULL);
    doc_set_int(arena, doc, "date", draft->date);
    doc_set_int(arena, doc, "offset", draft->date_offset);
    add_person(arena, doc_set_array(arena, doc, "from"), &draft->from);
    Doc *to = doc_set_array(arena, doc, "to");
    for (size_t i = 0; i < draft->to.count; i++)
        add_person(arena, to, &draft->to.at[i]);
    Doc *files = doc_set_array(arena, doc, "files");
    for (size_t i = 0; i < draft->file_count; i++) {
        const DraftFile *file = &draft->files[i];
        Doc *one = doc_add_object(arena, files);
        doc_set_text(arena, one, "name", file->name);
        doc_set_text(arena, one, "type", text_or(file->type, "application/octet-stream"));
        doc_set_text(arena, one, "bytes", base64(arena, file->bytes, file->length));
        doc_set_bool(arena, one, "shown", file->shown);
    }
    auto_buf Buf out = buf_new(1 << 24);
    doc_write_json(doc, &out, 1);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(out.at, 1, out.length, file) != out.length || fclose(file) != 0)
        exit(2);
}

int main(int count, char **words)
{
    if (count != 4)
        return 2;
    int drafts = (int)strtol(words[2], NULL, 10);
    Random random = {strtoull(words[3], NULL, 10)};
    for (int i = 0; i < drafts; i++) {
        auto_arena Arena *arena = arena_new();
        const MailDraft *draft = &make_draft(arena, &random)->draft;
        auto_buf Buf mail = buf_new(1 << 24);
        Err err;
        bool needs_utf8;
        if (!compose_mail(draft, &mail, &needs_utf8, &err)) {
            printf("draft %d of seed %s: %s\n", i, words[3], err.message);
            return 1;
        }
        write_expected(arena, draft, arena_printf(arena, "%s/%d.json", words[1], i));
        FILE *file = fopen(arena_printf(arena, "%s/%d.eml", words[1], i), "wb");
        if (!file || fwrite(mail.at, 1, mail.length, file) != mail.length || fclose(file) != 0)
            return 2;
        if (!reads_back(arena, draft, &mail)) {
            printf("draft %d of seed %s is not what was read\n", i, words[3]);
            return 1;
        }
    }
    return 0;
}
