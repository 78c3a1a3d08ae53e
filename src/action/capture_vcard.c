#include "action/capture_vcard.h"

#include "action/context_inner.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/reader.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define NAME "what was shared"

/* The reader reads files, so it gets one that lies in memory. */
static bool open_bytes(const void *bytes, size_t length, Reader **reader, Err *err)
{
    int file = memfd_create("vcard", MFD_CLOEXEC);
    bool written = file >= 0;
    for (size_t done = 0; written && done < length;) {
        ssize_t wrote = write(file, (const char *)bytes + done, length - done);
        written = wrote > 0 || (wrote < 0 && errno == EINTR);
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    if (written && lseek(file, 0, SEEK_SET) == 0)
        return reader_open_fd(file, NAME, &(ReaderOptions){0}, reader, err);
    if (file >= 0)
        close(file);
    err_set(err, ERR_BROKEN, "there is no memory for " NAME);
    return false;
}

static const char *joined(Arena *arena, const char *note, const char *more)
{
    if (text_empty(more))
        return note;
    return text_empty(note) ? more : arena_printf(arena, "%s\n\n%s", note, more);
}

static bool capture_card(Context *context, Arena *arena, ExchangeRow *row, const VcardInput *input,
                         VcardCaptured *card, Err *err)
{
    const DraftHabit habit = {.country = context->country,
                              .zone = context_zone(context),
                              .now = context->now,
                              .source = input->source};
    Draft draft;
    Err why;
    *card = (VcardCaptured){.name = text_or(row->name, row->company), .reason = row->reason};
    if (row->state == ROW_REJECTED)
        return true;
    if (!draft_from_row(arena, row, &habit, &draft, &why)) {
        card->reason = arena_strdup(arena, why.message);
        return true;
    }
    draft.note = joined(arena, draft.note, input->note);
    return capture_lead(context, arena, &draft, &(CaptureOptions){.cadence = input->cadence},
                        &card->captured, err);
}

static bool read_cards(Context *context, Arena *arena, Reader *reader, const VcardInput *input,
                       VcardsCaptured *cards, Err *err)
{
    VEC(VcardCaptured) list = {0};
    for (;;) {
        ExchangeRow row;
        if (!reader_next(reader, arena, &row, err))
            return false;
        cards->more = row.state != ROW_END && list.count == VCARDS_MOST;
        if (row.state == ROW_END || cards->more)
            break;
        if (!capture_card(context, arena, &row, input, vec_push(arena, &list), err))
            return false;
    }
    cards->at = list.at;
    cards->count = list.count;
    return list.count || err_set(err, ERR_INPUT, "there is no card in " NAME);
}

bool capture_vcard(Context *context, Arena *arena, const void *bytes, size_t length,
                   const VcardInput *input, VcardsCaptured *cards, Err *err)
{
    Reader *reader;
    VcardsCaptured made = {0};
    if (length > VCARD_BYTES_MOST)
        return err_set(err, ERR_INPUT, NAME " is longer than %d MB: import it as a file",
                       VCARD_BYTES_MOST / (1024 * 1024));
    if (!open_bytes(bytes, length, &reader, err))
        return false;
    bool read = reader_facts(reader)->kind == FILE_VCARD
                    ? read_cards(context, arena, reader, input, &made, err)
                    : err_set(err, ERR_INPUT, NAME " is no vCard but %s: import it as a file",
                              file_kind_name(reader_facts(reader)->kind));
    reader_close(reader);
    if (read)
        *cards = made;
    return read;
}
