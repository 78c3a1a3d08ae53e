#include "action/letter.h"

#include "action/access_inner.h"
#include "action/letter_inner.h"
#include "action/plan_lead.h"
#include "action/touch_coming.h"
#include "auth/qr.h"
#include "base/region.h"
#include "base/text.h"
#include "base/vec.h"
#include "channel/letter/printer.h"
#include "exchange/vcard_write.h"

#include <string.h>

/* A user as they write: made once for all of their letters. */
typedef struct Writer {
    int64_t user_id;
    LetterSender sender;
    const char *country;
    const char *why; /* they cannot write, and why; NULL */
} Writer;

typedef struct Printing {
    Context *context;
    Arena *arena;
    const LetterChoice *choice;
    LetterStyle style;
    VEC(Writer) writers;
    VEC(LetterShown) letters;
    VEC(ReviewRefused) missing;
} Printing;

/* --- who writes --- */

LetterCode letter_card(Context *context, Arena *arena, const struct user_list_row *user)
{
    enum { CARD_MOST = 2000 };
    RowAddress addresses[3];
    size_t count = 0;
    if (!text_empty(user->cell))
        addresses[count++] =
            (RowAddress){.kind = ROW_CELL, .kind_known = true, .value = user->cell};
    if (!text_empty(user->email))
        addresses[count++] =
            (RowAddress){.kind = ROW_EMAIL, .kind_known = true, .value = user->email};
    if (!text_empty(user->postal))
        addresses[count++] =
            (RowAddress){.kind = ROW_POSTAL, .kind_known = true, .value = user->postal};
    ExchangeRow row = {.state = ROW_GOOD,
                       .name = user->name,
                       .title = user->title,
                       .company = context_company(context),
                       .addresses = addresses,
                       .address_count = count};
    auto_buf Buf card = buf_new(CARD_MOST);
    QrSquares squares;
    Err ignored;
    vcard_write(&card, &row, VCARD_3_0);
    /* A letter without its code is a letter all the same. */
    if (card.over || !qr_squares(arena, card.at, &squares, &ignored))
        return (LetterCode){0};
    return (LetterCode){squares.at, squares.size};
}

static void fill_writer(Printing *printing, const struct user_list_row *user, Writer *writer)
{
    enum { REACH = 2 };
    Arena *arena = printing->arena;
    PostalLines lines;
    PostalAddress address = {.name = user->name,
                             .company = context_company(printing->context),
                             .text = user->postal,
                             .region = user->region,
                             .country = user->country};
    Err err;
    *writer = (Writer){.user_id = user->id, .country = user->country};
    if (!postal_lines(arena, &address, user->country, &lines, &err)) {
        writer->why = arena_printf(
            arena,
            "%s, who writes, %s: Settings, or `beck user set \"%s\" postal=\"STREET, TOWN\"`",
            user->name, err.message, user->name);
        return;
    }
    const char **kept = arena_array(arena, lines.count, sizeof *kept);
    memcpy(kept, lines.lines, lines.count * sizeof *kept);
    const char **reach = arena_array(arena, REACH, sizeof *reach);
    reach[0] = user->cell;
    reach[1] = user->email;
    writer->sender = (LetterSender){.lines = kept,
                                    .count = lines.count,
                                    .reach = reach,
                                    .reach_count = REACH,
                                    .code = letter_card(printing->context, arena, user)};
}

static const Writer *writer_of(Printing *printing, int64_t user_id)
{
    vec_each (Writer, known, &printing->writers)
        if (known->user_id == user_id)
            return known;
    Writer *writer = vec_push(printing->arena, &printing->writers);
    fill_writer(printing, context_find_user(printing->context, user_id), writer);
    return writer;
}

/* --- one letter --- */

/* As people there write it: "November 23, 2026", "23 November 2026". */
const char *letter_date(const Context *context, Arena *arena, const char *country)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    Civil day = civil_of_day(zone_day(context_zone(context), context_now(context)));
    const char *month = months[day.month - 1];
    return region_month_first(country) ? arena_printf(arena, "%s %d, %d", month, day.day, day.year)
                                       : arena_printf(arena, "%d %s %d", day.day, month, day.year);
}

/* What stands in a text that nobody has filled: "[your cell number]"; NULL: nothing. */
static const char *hole_in(Arena *arena, const char *text)
{
    const char *hole = strstr(text, MERGE_HOLE);
    size_t length = hole ? strcspn(hole, "]") : 0;
    return hole && hole[length] ? arena_strndup(arena, hole, length + 1) : NULL;
}

/* The place that is known beside the address: that of whoever has it. */
static bool find_place(Printing *printing, const TouchCard *card, PostalAddress *to, Err *err)
{
    Context *context = printing->context;
    struct address_get_row address;
    struct contact_get_row contact;
    struct account_get_row account;
    bool found;
    if (!card->address_id || card->address_kind != ADDRESS_POSTAL)
        return true;
    to->text = card->address_value;
    if (!sql_address_get(
            context->db, printing->arena,
            &(struct address_get_in){.workspace = context->workspace, .id = card->address_id},
            &address, &found, err))
        return false;
    if (found && address.contact_id) {
        if (!sql_contact_get(
                context->db, printing->arena,
                &(struct contact_get_in){.workspace = context->workspace, .id = address.contact_id},
                &contact, &found, err))
            return false;
        if (found) {
            to->city = contact.city;
            to->region = contact.region;
            to->postcode = contact.postcode;
            to->country = contact.country;
        }
    } else if (found) {
        if (!sql_account_get(
                context->db, printing->arena,
                &(struct account_get_in){.workspace = context->workspace, .id = address.account_id},
                &account, &found, err))
            return false;
        if (found) {
            to->city = account.city;
            to->region = account.region;
            to->country = account.country;
        }
    }
    return true;
}

static bool fill_letter(Printing *printing, LetterShown *shown, Err *err)
{
    Arena *arena = printing->arena;
    const TouchCard *card = &shown->next.touch;
    const TouchScript *script = &shown->next.script;
    const Writer *writer = writer_of(printing, card->owner_id);
    PostalAddress to = {.name = card->contact_name, .company = card->account_name};
    const char *whom = text_or(card->contact_name, text_or(card->account_name, card->lead_name));
    if (!to.name && !to.company)
        to.name = card->lead_name;
    if (!find_place(printing, card, &to, err))
        return false;
    Letter *letter = &shown->letter;
    *letter = (Letter){.sender = writer->sender,
                       .date = letter_date(printing->context, arena, writer->country),
                       .subject = script->subject,
                       .body = script->words,
                       .to = {.lines = {whom}, .count = 1, .country = "", .postcode = ""}};
    bool labels = printing->style.form == FORM_LABELS;
    const char *hole = labels ? NULL : hole_in(arena, script->words);
    Err wrong;
    if (!postal_lines(arena, &to, writer->country, &letter->to, &wrong))
        letter->refused = arena_printf(arena,
                                       "%s %s: mend it at the lead, or `beck set %lld postal=… "
                                       "wrong=%lld`",
                                       whom, wrong.message, (long long)card->lead_id,
                                       (long long)card->address_id);
    else if (!labels && writer->why)
        letter->refused = writer->why;
    else if (hole)
        letter->refused = arena_printf(arena, "its text still has %s in it", hole);
    return true;
}

/* --- which --- */

static bool add_letter(Printing *printing, int64_t lead_id, Err *err)
{
    LetterShown shown = {.next = {.found = false}};
    if (!next_touch_of(printing->context, printing->arena, lead_id, &shown.next, err) ||
        !fill_letter(printing, &shown, err))
        return false;
    *vec_push(printing->arena, &printing->letters) = shown;
    return true;
}

static bool add_named(Printing *printing, int64_t touch, Err *err)
{
    Context *context = printing->context;
    struct next_touch_of_lead_row next;
    int64_t lead_id = 0;
    const char *why;
    if (!touch_coming_why(context, printing->arena, touch, &lead_id, &why, err))
        return false;
    if (!why && !sql_next_touch_of_lead(context->db, printing->arena,
                                        &(struct next_touch_of_lead_in){
                                            .workspace = context->workspace, .lead_id = lead_id},
                                        &next, NULL, err))
        return false;
    if (!why && !text_equal(next.channel, channel_name(CHANNEL_LETTER)))
        why = "it is no letter";
    if (why) {
        *vec_push(printing->arena, &printing->missing) = (ReviewRefused){touch, why};
        return true;
    }
    return add_letter(printing, lead_id, err);
}

static bool add_due(Printing *printing, Err *err)
{
    Context *context = printing->context;
    const char *owner = printing->choice->owner;
    int64_t owner_id = context->user;
    const Worker *worker;
    struct letter_due_rows rows;
    if ((owner && !access_owner_named(context, owner, &owner_id, err)) ||
        !context_worker(context, owner_id, false, &worker, err) ||
        !sql_letter_due(
            context->db, printing->arena,
            &(struct letter_due_in){
                .workspace = context->workspace,
                .owner_id = owner_id,
                .until = zone_time(worker->zone, zone_day(worker->zone, context->now) + 1, 0),
                .most = LETTERS_MOST},
            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (!add_letter(printing, rows.at[i].lead_id, err))
            return false;
    return true;
}

static bool add_all(Printing *printing, Err *err)
{
    const LetterChoice *choice = printing->choice;
    if (choice->count > LETTERS_MOST)
        return err_field(err, ERR_INPUT, "touches", "at most %d letters at once", LETTERS_MOST);
    for (size_t i = 0; i < choice->count; i++)
        if (!add_named(printing, choice->touches[i], err))
            return false;
    return choice->count || add_due(printing, err);
}

/* --- on which paper --- */

bool letter_paper(Context *context, const char *said, Paper *paper, Err *err)
{
    *paper = paper_of_country(context->country);
    if (!said && !context_setting(context, "letter_paper", &said, err))
        return false;
    return text_empty(said) || paper_find(said, paper) ||
           err_field(err, ERR_INPUT, "paper", "there is no paper \"%s\": a4 or letter", said);
}

static bool choose_stationery(Printing *printing, Err *err)
{
    const LetterChoice *choice = printing->choice;
    const char *window_said = NULL;
    Paper paper;
    Err ignored;
    if (!letter_paper(printing->context, choice->paper, &paper, err) ||
        !context_setting(printing->context, "letter_window", &window_said, err))
        return false;
    if (choice->window)
        return stationery_find(choice->window, paper, &printing->style.stationery, err);
    return (!text_empty(window_said) &&
            stationery_find(window_said, paper, &printing->style.stationery, &ignored)) ||
           stationery_find(NULL, paper, &printing->style.stationery, err);
}

/* --- the whole --- */

static const char *first_refusal(const LettersShown *shown)
{
    if (shown->count)
        return shown->at[0].letter.refused;
    return shown->missing_count ? shown->missing[0].why : "none is due";
}

/* Sorted and drawn; those that cannot be printed say why. */
static bool draw(Printing *printing, Buf *out, LettersShown *shown, Err *err)
{
    size_t count = shown->count;
    Letter *letters = arena_array(printing->arena, count, sizeof *letters);
    LetterShown *sorted = arena_array(printing->arena, count, sizeof *sorted);
    auto_buf Buf unseen = buf_new(LETTER_PDF_MOST);
    for (size_t i = 0; i < count; i++) {
        letters[i] = shown->at[i].letter;
        letters[i].place = i;
    }
    letters_sort(letters, count);
    if (!letters_pdf(&printing->style, letters, count, out ? out : &unseen, &shown->done, err))
        return false;
    for (size_t i = 0; i < count; i++)
        sorted[i] = (LetterShown){shown->at[letters[i].place].next, letters[i]};
    shown->at = sorted;
    if (out && !shown->done.printed)
        return err_field(err, ERR_INPUT, "touches", "nothing can be printed: %s",
                         first_refusal(shown));
    if (out && printing->style.picture && !out->length)
        return err_field(err, ERR_INPUT, "sheet", "there is no sheet %d: they are %d",
                         printing->style.picture, shown->done.sheets);
    return true;
}

bool letter_print(Context *context, Arena *arena, const LetterChoice *choice, Buf *out,
                  LettersShown *shown, Err *err)
{
    Printing printing = {.context = context,
                         .arena = arena,
                         .choice = choice,
                         .style = {.form = choice->form,
                                   .list = choice->list,
                                   .made_at = context_now(context),
                                   .picture = choice->picture}};
    const char *printer = NULL;
    if (!choose_stationery(&printing, err) || !add_all(&printing, err) ||
        !context_setting(context, "printer", &printer, err))
        return false;
    printing.style.title =
        arena_printf(arena, "Letters, %s", letter_date(context, arena, context_country(context)));
    LettersShown made = {.at = printing.letters.at,
                         .count = printing.letters.count,
                         .missing = printing.missing.at,
                         .missing_count = printing.missing.count,
                         .form = choice->form,
                         .stationery = printing.style.stationery,
                         .printer = text_empty(printer) ? NULL : printer};
    if (!draw(&printing, out, &made, err))
        return false;
    *shown = made;
    return true;
}

typedef struct Posting {
    int64_t *posted;
    size_t count;
    VEC(ReviewRefused) refused;
} Posting;

/* What of them could not be printed is not in the post, and says why; the others are. */
static void take_apart(Arena *arena, const LettersShown *shown, Posting *posting)
{
    for (size_t i = 0; i < shown->count; i++) {
        const LetterShown *one = &shown->at[i];
        int64_t touch = one->next.touch.id;
        if (!one->letter.refused)
            posting->posted[posting->count++] = touch;
        else
            *vec_push(arena, &posting->refused) = (ReviewRefused){
                touch,
                arena_printf(arena,
                             "it cannot be printed: %s. If it was posted all the same, log it "
                             "at its lead, or `beck log %lld sent`",
                             one->letter.refused, (long long)touch)};
    }
    /* Not to come: they may have been in the post before, which is no news. */
    for (size_t i = 0; i < shown->missing_count; i++)
        posting->posted[posting->count++] = shown->missing[i].touch_id;
}

bool letter_sent(Context *context, Arena *arena, const LetterChoice *choice, ReviewLogged *logged,
                 Err *err)
{
    Posting posting = {.count = 0};
    ReviewLogged made = {.count = 0};
    LettersShown shown;
    if (!letter_print(context, arena, choice, NULL, &shown, err))
        return false;
    posting.posted = arena_array(arena, shown.count + shown.missing_count, sizeof *posting.posted);
    take_apart(arena, &shown, &posting);
    if (posting.count && !log_sent(context, arena, CHANNEL_BIT(CHANNEL_LETTER), "it is no letter",
                                   posting.posted, posting.count, LETTERS_MOST, &made, err))
        return false;
    for (size_t i = 0; i < made.refused_count; i++)
        *vec_push(arena, &posting.refused) = made.refused[i];
    made.refused = posting.refused.at;
    made.refused_count = posting.refused.count;
    *logged = made;
    return true;
}

bool letter_queue(Context *context, Arena *arena, const LetterChoice *choice, LetterQueued *queued,
                  Err *err)
{
    LetterQueued made = {.job = 0};
    const char *server = NULL;
    auto_buf Buf pdf = buf_new(LETTER_PDF_MOST);
    if (!context_setting(context, "printer", &made.printer, err) ||
        !context_setting(context, "print_server", &server, err))
        return false;
    if (text_empty(made.printer))
        return err_field(err, ERR_INPUT, "printer",
                         "no printer is set: Settings, The line, or `beck config set printer "
                         "QUEUE` names a queue of CUPS "
                         "(`lpstat -e` lists them)");
    if (!letter_print(context, arena, choice, &pdf, &made.shown, err))
        return false;
    PrintJob job = {.server = text_empty(server) ? NULL : server,
                    .queue = made.printer,
                    .title = "Beck: letters",
                    .paper = choice->form == FORM_ENVELOPE              ? NULL
                             : made.shown.stationery->paper == PAPER_A4 ? "iso_a4_210x297mm"
                                                                        : "na_letter_8.5x11in",
                    .bytes = pdf.at,
                    .count = pdf.length};
    if (!printer_send(&job, &made.job, err))
        return false;
    *queued = made;
    return true;
}
