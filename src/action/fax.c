#include "action/fax_inner.h"

#include "action/access_inner.h"
#include "action/context_inner.h"
#include "action/letter_inner.h"
#include "action/mail_file.h"
#include "action/next_touch.h"
#include "action/sender.h"
#include "action/touch_coming.h"
#include "base/phone.h"
#include "base/text.h"

/* --- the cover page --------------------------------------------------------------------------- */

static const char *called_at(Arena *arena, const char *number, const char *country)
{
    return text_empty(number) ? NULL : arena_strdup(arena, phone_say(arena, number, country));
}

static LetterSender writer_of(Context *context, Arena *arena, const struct user_list_row *user,
                              const char *fax)
{
    enum { LINES = 2, REACH = 3 };
    const char **lines = arena_array(arena, LINES, sizeof *lines);
    const char **reach = arena_array(arena, REACH, sizeof *reach);
    const char *cell = called_at(arena, user->cell, user->country);
    lines[0] = arena_strdup(arena, user->name);
    lines[1] = arena_strdup(arena, context_company(context));
    reach[0] = cell;
    reach[1] = fax ? arena_printf(arena, "Fax %s", fax) : NULL;
    reach[2] = text_empty(user->email) ? NULL : arena_strdup(arena, user->email);
    return (LetterSender){.lines = lines,
                          .count = LINES,
                          .reach = reach,
                          .reach_count = REACH,
                          .code = letter_card(context, arena, user)};
}

/* What they are asked to do. */
static const char *call_of(Arena *arena, const struct user_list_row *user)
{
    const char *cell = called_at(arena, user->cell, user->country);
    return cell ? arena_printf(arena, "Please call %s: %s", user->name, cell)
           : text_empty(user->email)
               ? NULL
               : arena_printf(arena, "Please write to %s: %s", user->name, user->email);
}

/* As 47 CFR 64.1200(a)(4)(iii) and (v) want it: that they may, naming the number; by telephone and
 * by fax ((D)(1)), and by a way that costs nothing ((D)(2)), at any hour; and that whoever does not
 * stop within thirty days breaks the law. */
static const char *notice_of(Arena *arena, const struct user_list_row *user, const char *fax,
                             const char *number)
{
    const char *cell = called_at(arena, user->cell, user->country);
    const char *numbers = cell && fax ? arena_printf(arena, "telephone %s and fax %s", cell, fax)
                          : cell      ? arena_printf(arena, "telephone %s", cell)
                          : fax       ? arena_printf(arena, "fax %s", fax)
                                      : NULL;
    const char *mail = text_empty(user->email)
                           ? NULL
                           : arena_printf(arena, "free of charge, e-mail %s", user->email);
    const char *ways = numbers && mail ? arena_printf(arena, "%s; or, %s", numbers, mail)
                                       : text_or(numbers, text_or(mail, "tell us"));
    return arena_printf(arena,
                        "You may ask us to send no more faxes to %s, at any hour, naming that "
                        "number: %s. We then stop at once; not to do so within 30 days would be "
                        "unlawful.",
                        number, ways);
}

bool fax_cover(Context *context, Arena *arena, const FaxWords *words, Fax *fax, Err *err)
{
    const struct user_list_row *user = context_find_user(context, words->owner_id);
    Paper paper;
    if (!user)
        return err_set(err, ERR_MISSING, "the fax has no owner any more");
    if (!letter_paper(context, NULL, &paper, err))
        return false;
    const char *own = called_at(arena, words->from, user->country);
    const char *number = called_at(arena, words->to_number, user->country);
    *fax = (Fax){.sender = writer_of(context, arena, user, own),
                 .to_name = words->to_name,
                 .to_company = words->to_company,
                 .to_number = number,
                 .date = letter_date(context, arena, user->country),
                 .subject = words->subject,
                 .reason = words->reason,
                 .call = call_of(arena, user),
                 .enclosed = words->enclosed,
                 .notice = notice_of(arena, user, own, number),
                 .text = words->body,
                 .paper = paper,
                 .made_at = context->now};
    return true;
}

/* --- looked at before it goes ----------------------------------------------------------------- */

static bool names_of_files(Context *context, Arena *arena, int64_t touch_id, const char **names,
                           Err *err)
{
    MailFiles files;
    *names = NULL;
    if (!mail_files(context, arena, touch_id, &files, err))
        return false;
    for (size_t i = 0; i < files.count; i++)
        *names =
            *names ? arena_printf(arena, "%s, %s", *names, files.at[i].name) : files.at[i].name;
    return true;
}

bool fax_print(Context *context, Arena *arena, int64_t touch_id, Buf *out, FaxPrinted *printed,
               Err *err)
{
    int64_t lead_id = 0;
    NextTouch next;
    SenderShown sender = {0};
    const char *by_hand;
    bool sends;
    Fax fax;
    if (!access_need(context, ACCESS_TOUCH, touch_id, err) ||
        !touch_coming(context, arena, touch_id, &lead_id, err) ||
        !next_touch_of(context, arena, lead_id, &next, err))
        return false;
    const TouchCard *card = &next.touch;
    if (card->channel != CHANNEL_FAX || text_empty(card->address_value))
        return err_field(err, ERR_CONFLICT, "touch", "touch %lld %s", (long long)touch_id,
                         card->channel == CHANNEL_FAX ? "has no fax number" : "is no fax");
    if (!sender_of(context, arena, card->owner_id, CHANNEL_FAX, &sender, &sends, err) ||
        !context_setting(context, "fax_number", &by_hand, err))
        return false;
    FaxWords words = {.owner_id = card->owner_id,
                      .from = sends ? sender.address : by_hand,
                      .to_name = card->contact_name,
                      .to_company = card->account_name,
                      .to_number = card->address_value,
                      .reason = next.script.reason,
                      .subject = next.script.subject,
                      .body = next.script.body};
    FaxPrinted made = {.touch_id = touch_id,
                       .to_name = card->contact_name,
                       .number = card->address_value,
                       .names_no_fax = text_empty(words.from)};
    if (!names_of_files(context, arena, touch_id, &made.enclosed, err))
        return false;
    words.enclosed = made.enclosed;
    if (!fax_cover(context, arena, &words, &fax, err) || !fax_pdf(&fax, out, &made.sheets, err))
        return false;
    *printed = made;
    return true;
}
