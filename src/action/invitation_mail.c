/* The invitation beside the mail that carries it: one of its own, or any e-mail that is to come. */
#include "action/invitation_inner.h"

#include "action/mail_file.h"
#include "base/text.h"

typedef struct invitation_offer_row OfferRow;

static bool of_touch(Context *context, Arena *arena, int64_t touch_id, InvitationRow *row,
                     bool *found, Err *err)
{
    return sql_invitation_of_touch(
        context->db, arena,
        &(struct invitation_of_touch_in){.workspace = context->workspace, .touch_id = touch_id},
        row, found, err);
}

/* --- choosing --------------------------------------------------------------------------------- */

static bool read_offer(Context *context, Arena *arena, int64_t lead_id, OfferRow *row,
                       InvitationOffer *offer, Err *err)
{
    InvitationRow last;
    bool found;
    if (!sql_invitation_offer(
            context->db, arena,
            &(struct invitation_offer_in){.workspace = context->workspace, .lead_id = lead_id}, row,
            &found, err))
        return false;
    *offer = (InvitationOffer){.starts_at = TIME_NONE};
    if (!found)
        return true;
    bool agreed = row->agreed_at != TIME_NONE && row->agreed_at > context->now &&
                  invitation_is_met(row->agreed_channel);
    *offer = (InvitationOffer){.offered = agreed || row->invitation_id,
                               .going = row->invitation_id != 0,
                               .what = agreed ? row->agreed : NULL,
                               .channel = agreed ? row->agreed_channel : row->carried_channel,
                               .place = row->place_typed ? row->place : NULL,
                               .starts_at = agreed ? row->agreed_at : row->starts_at};
    if (!agreed) {
        offer->why = offer->going ? "what it invites to is not agreed any more" : NULL;
        return true;
    }
    if (!invitation_newest(context, arena, lead_id, &last, &found, err))
        return false;
    if (found && text_equal(last.state, "open") && last.starts_at > context->now &&
        !invitation_unknown(&last))
        offer->why = arena_printf(
            arena, "%s is invited already: what changes is told them by itself", last.name);
    return true;
}

bool invitation_offer(Context *context, Arena *arena, int64_t lead_id, InvitationOffer *offer,
                      Err *err)
{
    OfferRow row;
    return read_offer(context, arena, lead_id, &row, offer, err);
}

bool invitation_attach_inside(Context *context, Arena *arena, int64_t lead_id, int64_t touch_id,
                              bool goes, const char *place, Err *err)
{
    OfferRow row;
    InvitationRow made;
    InvitationOffer offer;
    if (!read_offer(context, arena, lead_id, &row, &offer, err) ||
        !invitation_drop_planned(context, lead_id, err))
        return false;
    if (!goes)
        return true;
    if (!offer.what)
        return err_field(err, ERR_CONFLICT, "invitation",
                         "no meeting, call or visit to come is agreed with %s: log it first, with "
                         "its time",
                         row.name);
    if (offer.why)
        return err_field(err, ERR_CONFLICT, "invitation", "%s", offer.why);
    if (row.touch_id != touch_id || text_empty(row.mailbox))
        return err_field(err, ERR_INPUT, "touch", "touch %lld has no mailbox that it goes to",
                         (long long)touch_id);
    return invitation_make(context, arena,
                           &(InvitationNew){.lead_id = lead_id,
                                            .owner_id = row.owner_id,
                                            .touch_id = touch_id,
                                            .mailbox = row.mailbox,
                                            .name = text_or(row.contact, row.name),
                                            .channel = row.agreed_channel,
                                            .place_typed = place,
                                            .starts_at = row.agreed_at},
                           &made, err);
}

bool invitation_attach(Context *context, Arena *arena, int64_t touch_id, bool goes,
                       const char *place, Err *err)
{
    MailFiles files;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !mail_files(context, arena, touch_id, &files, err))
        return false;
    if (files.fixed)
        return err_field(err, ERR_CONFLICT, "touch", "%s", files.fixed);
    if (files.of_fax || files.of_text)
        return err_field(err, ERR_INPUT, "touch", "an invitation goes with e-mails only");
    return invitation_attach_inside(context, arena, files.lead_id, touch_id, goes, place, err) &&
           db_commit(&txn, err);
}

bool invitation_of_mail(Context *context, Arena *arena, int64_t touch_id, Time *starts_at, Err *err)
{
    InvitationRow row;
    bool found;
    if (!of_touch(context, arena, touch_id, &row, &found, err))
        return false;
    *starts_at = found ? row.starts_at : TIME_NONE;
    return true;
}

bool invitation_fix(Context *context, Arena *arena, int64_t touch_id, const InvitationOffer *offer,
                    const char **why, Err *err)
{
    InvitationRow row;
    bool found;
    *why = NULL;
    if (!offer->going)
        return true;
    if (offer->why) {
        *why =
            arena_printf(arena, "the invitation cannot go with it: %s; leave it out", offer->why);
        return true;
    }
    return of_touch(context, arena, touch_id, &row, &found, err) &&
           (!found || row.starts_at == offer->starts_at ||
            invitation_attach_inside(context, arena, row.lead_id, touch_id, true, offer->place,
                                     err));
}

/* --- on its way ----------------------------------------------------------------- */

bool invitation_claimed(Context *context, Arena *arena, const LoadedLead *loaded, SendItem *item,
                        const char **why, Err *err)
{
    InvitationRow row;
    bool found;
    *why = NULL;
    if (!of_touch(context, arena, item->touch_id, &row, &found, err))
        return false;
    if (!found || !text_equal(row.state, "planned"))
        return true;
    if (!text_equal(row.mailbox, item->to) || loaded->situation.state.agreed_at != row.starts_at ||
        row.starts_at <= context->now) {
        *why = "the appointment that it invites to has changed since it was written";
        return true;
    }
    return invitation_text(context, arena, &row, ICAL_ASKS, &item->calendar, err);
}

bool invitation_went(Context *context, Arena *arena, const SendItem *item, Err *err)
{
    InvitationRow row;
    bool found;
    if (!item->calendar)
        return true;
    if (!of_touch(context, arena, item->touch_id, &row, &found, err))
        return false;
    row.state = "open";
    row.told_sequence = row.sequence;
    row.told_at = row.starts_at;
    row.told_place = row.place;
    return !found || invitation_write(context, &row, err);
}

bool invitation_back(Context *context, Arena *arena, const SendItem *item, int64_t touch_id,
                     Err *err)
{
    InvitationRow row;
    bool found;
    if (!item->calendar)
        return true;
    if (touch_id)
        return sql_invitation_renew(context->db,
                                    &(struct invitation_renew_in){.workspace = context->workspace,
                                                                  .touch_id = item->touch_id,
                                                                  .new_id = touch_id},
                                    err);
    return of_touch(context, arena, item->touch_id, &row, &found, err) &&
           (!found ||
            sql_invitation_drop(
                context->db,
                &(struct invitation_drop_in){.workspace = context->workspace, .id = row.id}, err));
}
