#include "action/capture_vcard.h"

#include "action/card_photo.h"
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

/* Something that only one person can have. */
static bool is_of_one(const VcardInput *input)
{
    const Card *card = input->card;
    return input->photo || input->text || card->name || card->company || card->title ||
           card->role || card->zone || card->value || card->city || card->state || card->country ||
           card->address_count || card->promise_count || card->renews_at != TIME_NONE ||
           card->asked_for_texts;
}

static bool capture_one(Context *context, Arena *arena, const Card *card, const VcardInput *input,
                        VcardCaptured *taken, Err *err)
{
    const CaptureOptions options = {.cadence = input->cadence};
    Draft draft;
    Err why;
    if (input->text)
        return capture_text(context, arena, card, &options, input->photo, input->text,
                            &taken->captured, &taken->texted, err);
    if (input->photo)
        return capture_photo(context, arena, card, &options, input->photo, &taken->captured, err);
    if (!card_draft(context, arena, card, &draft, &why)) {
        if (is_of_one(input))
            *err = why; /* of what was typed */
        taken->reason = arena_strdup(arena, why.message);
        return !is_of_one(input);
    }
    return capture_lead(context, arena, &draft, &options, &taken->captured, err);
}

static bool capture_card(Context *context, Arena *arena, const ExchangeRow *row,
                         const VcardInput *input, VcardCaptured *taken, Err *err)
{
    Card card = *input->card;
    card.shared = row;
    *taken = (VcardCaptured){.name = text_or(card_name(&card), card_company(&card)),
                             .reason = row->reason};
    if (row->state == ROW_REJECTED)
        return !is_of_one(input) ||
               err_field(err, ERR_INPUT, "vcard", "%s; leave the contact out, or choose another",
                         row->reason);
    return capture_one(context, arena, &card, input, taken, err);
}

/* One card ahead, so that it is known whether the first is the only one before it is taken. */
static bool read_cards(Context *context, Arena *arena, Reader *reader, const VcardInput *input,
                       VcardsCaptured *cards, Err *err)
{
    VEC(VcardCaptured) list = {0};
    ExchangeRow row, next;
    if (!reader_next(reader, arena, &row, err))
        return false;
    while (row.state != ROW_END && list.count < VCARDS_MOST) {
        if (!reader_next(reader, arena, &next, err))
            return false;
        if (!list.count && next.state != ROW_END && is_of_one(input))
            return err_field(err, ERR_INPUT, "vcard",
                             "the file has several contacts, and what came with it is of one: "
                             "choose the file of that one, or leave out the rest");
        if (!capture_card(context, arena, &row, input, vec_push(arena, &list), err))
            return false;
        row = next;
    }
    cards->more = row.state != ROW_END;
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
