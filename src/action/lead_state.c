/* The state of a lead between its row and the rules. */
#include "action/load_lead.h"

#include "base/text.h"

/* Stands in the place of a channel. */
#define AT_DESK "desk"

static LeadStatus status_of(const char *name)
{
    LeadStatus status = LEAD_NEW;
    lead_status_find(name, &status);
    return status;
}

static Channel channel_of(const char *name)
{
    Channel channel = CHANNEL_NONE;
    if (!text_empty(name))
        channel_find(name, &channel);
    return channel;
}

/* Steps are known by key; one that an edit has removed leaves the lead at the same place. */
static size_t step_place_of(const struct lead_get_row *row, const Cadence *cadence)
{
    size_t place;
    if (!text_empty(row->step_key) && cadence_step(cadence, row->step_key, &place))
        return place;
    size_t all = cadence->step_count + cadence->tail_count;
    return (size_t)row->step_place < all ? (size_t)row->step_place : cadence->step_count;
}

LeadState lead_state_of(const struct lead_get_row *row, const Cadence *cadence)
{
    return (LeadState){
        .status = status_of(row->status),
        .captured_at = row->captured_at,
        .first_talked_at = row->first_talked_at,
        .last_talked_at = row->last_talked_at,
        .last_touched_at = row->last_touched_at,
        .answered_at = row->answered_at,
        .answered_channel = channel_of(row->answered_channel),
        .answered_contact_id = row->answered_contact_id,
        .our_answer_at = row->our_answer_at,
        .agreed_at = row->agreed_at,
        .agreed = row->agreed,
        .agreed_channel = channel_of(row->agreed_channel),
        .agreed_desk = text_equal(row->agreed_channel, AT_DESK),
        .retry_at = row->retry_at,
        .rest_until = row->rest_until,
        .step_at = row->step_at,
        .step_tries = (int)row->step_tries,
        .step = step_place_of(row, cadence),
        .tail_round = (int)row->tail_round,
        .interest = (int)row->interest,
        .noes = (int)row->noes,
        .tries = (int)row->tries,
        .voicemails = (int)row->voicemails,
        .unproved_at = row->unproved_at,
        .prongs = (ChannelSet)row->prongs,
        .asked_for_texts = row->asked_for_texts != 0,
        .voicemail_last = row->voicemail_last != 0,
        .ask_close = row->ask_close != 0,
    };
}

static const char *step_key_at(const Cadence *cadence, size_t place)
{
    if (place < cadence->step_count)
        return cadence->steps[place].key;
    size_t tail = (place - cadence->step_count) % cadence->tail_count;
    return cadence->tail[tail].key;
}

static struct lead_save_in save_of(const Context *context, const struct lead_get_row *row,
                                   const LeadState *state, const Cadence *cadence,
                                   const char *status_why)
{
    return (struct lead_save_in){
        .workspace = context->workspace,
        .id = row->id,
        .status = lead_status_name(state->status),
        .status_why = status_why,
        .step_key = step_key_at(cadence, state->step),
        .step_place = (int64_t)state->step,
        .step_at = state->step_at,
        .step_tries = state->step_tries,
        .tail_round = state->tail_round,
        .interest = state->interest,
        .noes = state->noes,
        .tries = state->tries,
        .voicemails = state->voicemails,
        .first_talked_at = state->first_talked_at,
        .last_talked_at = state->last_talked_at,
        .last_touched_at = state->last_touched_at,
        .answered_at = state->answered_at,
        .answered_channel = channel_name(state->answered_channel),
        .answered_contact_id = state->answered_contact_id,
        .our_answer_at = state->our_answer_at,
        .agreed_at = state->agreed_at,
        .agreed = state->agreed,
        .agreed_channel = state->agreed_desk ? AT_DESK : channel_name(state->agreed_channel),
        .retry_at = state->retry_at,
        .rest_until = state->rest_until,
        .unproved_at = state->unproved_at,
        .prongs = (int64_t)state->prongs,
        .asked_for_texts = state->asked_for_texts,
        .voicemail_last = state->voicemail_last,
        .ask_close = state->ask_close,
    };
}

struct lead_place_in lead_place_of(const Context *context, const struct lead_get_row *row)
{
    return (struct lead_place_in){.workspace = context->workspace,
                                  .id = row->id,
                                  .contact_id = row->contact_id,
                                  .owner_id = row->owner_id,
                                  .cadence_id = row->cadence_id};
}

static bool is_same_place(const struct lead_place_in *one, const struct lead_place_in *other)
{
    return one->contact_id == other->contact_id && one->owner_id == other->owner_id &&
           one->cadence_id == other->cadence_id;
}

/* Most of what happens to a lead leaves it with whom it is, and four indexes alone. */
bool lead_state_write(Context *context, LoadedLead *loaded, const LeadState *state,
                      const Cadence *cadence, const char *status_why, Err *err)
{
    struct lead_save_in save = save_of(context, &loaded->lead, state, cadence, status_why);
    struct lead_place_in place = lead_place_of(context, &loaded->lead);
    place.cadence_id = cadence->id;
    if (!sql_lead_save(context->db, &save, err) ||
        (!is_same_place(&place, &loaded->place) && !sql_lead_place(context->db, &place, err)))
        return false;
    loaded->place = place;
    return true;
}

struct contact_set_in contact_set_of(const Context *context, const struct contact_get_row *row)
{
    return (struct contact_set_in){.workspace = context->workspace,
                                   .id = row->id,
                                   .account_id = row->account_id,
                                   .name = row->name,
                                   .name_key = row->name_key,
                                   .given = row->given,
                                   .family = row->family,
                                   .title = row->title,
                                   .role = row->role,
                                   .reports_to = row->reports_to,
                                   .state = row->state,
                                   .stopped = row->stopped,
                                   .city = row->city,
                                   .region = row->region,
                                   .postcode = row->postcode,
                                   .country = row->country,
                                   .zone = row->zone,
                                   .note = row->note};
}
