/* What is kept of a dial beside what came of it: the words left, how long it took, its recording.
 */
#include "action/log_inner.h"

#include "action/spare_text.h"
#include "base/text.h"
#include "follow/plan.h"

#include <string.h>

bool log_rang_in_vain(const Tried *tried)
{
    return tried->channel == CHANNEL_PHONE &&
           (tried->outcome == OUTCOME_NO_ANSWER || tried->outcome == OUTCOME_NO_VOICEMAIL);
}

static bool is_host_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == ':' || c == '[' || c == ']';
}

bool log_is_link(const char *text)
{
    enum { LINK_MOST = 1000 };
    static const char scheme[] = "https://";
    if (!text_starts(text, scheme) || strlen(text) > LINK_MOST)
        return false;
    const char *at = text + strlen(scheme);
    const char *host = at;
    while (is_host_letter(*at))
        at++;
    if (at == host || (*at && !strchr("/?#", *at)))
        return false;
    for (; *at; at++)
        if ((unsigned char)*at <= ' ' || (unsigned char)*at >= 0x7f || strchr("\"<>\\`", *at))
            return false;
    return true;
}

/* What the telephone told of a dial goes into the log, where nobody said otherwise; whoever logs a
 * touch is on no call of it any more. */
static bool add_calls(Logging *logging, Err *err)
{
    Context *context = logging->context;
    struct phone_call_of_touch_rows calls;
    bool on = false;
    if (!sql_phone_call_of_touch(context->db, logging->arena,
                                 &(struct phone_call_of_touch_in){.workspace = context->workspace,
                                                                  .touch_id = logging->touch_id},
                                 &calls, err))
        return false;
    for (size_t i = 0; i < calls.count; i++) {
        const struct phone_call_of_touch_row *call = &calls.at[i];
        Time from = call->answered_at != TIME_NONE ? call->answered_at : call->ringing_at;
        Time to = call->ended_at != TIME_NONE ? call->ended_at : context->now;
        on |= call->ended_at == TIME_NONE;
        for (size_t k = 0; k < logging->tried_count; k++) {
            Tried *tried = &logging->tried[k];
            if (tried->channel != CHANNEL_PHONE || tried->address_id != call->address_id)
                continue;
            if (tried->seconds == TIME_NONE && from != TIME_NONE && to > from)
                tried->seconds = to - from;
            if (!tried->recording)
                tried->recording = call->recording;
        }
    }
    return !on ||
           sql_phone_call_logged(context->db,
                                 &(struct phone_call_logged_in){.workspace = context->workspace,
                                                                .touch_id = logging->touch_id,
                                                                .now = context->now},
                                 err);
}

bool log_read_dials(Logging *logging, Err *err)
{
    enum { WORDS_MOST = 4000 };
    const LogInput *input = logging->input;
    bool said = false, call = logging->main->channel == CHANNEL_PHONE;
    if ((input->seconds || input->recording || input->words) && !call)
        return err_field(err, ERR_INPUT,
                         input->words       ? "words"
                         : input->recording ? "recording"
                                            : "seconds",
                         "that is of a call, and this was none");
    if (input->recording && !log_is_link(input->recording))
        return err_field(err, ERR_INPUT, "recording",
                         "the recording is kept as a link: https://…, without blanks");
    for (size_t i = 0; i < logging->tried_count; i++) {
        Tried *tried = &logging->tried[i];
        if (tried->channel != CHANNEL_PHONE || tried->outcome != OUTCOME_VOICEMAIL)
            continue;
        said = true;
        if (input->words)
            tried->words =
                text_clean(logging->arena, input->words, strlen(input->words), WORDS_MOST);
        else if (logging->planned)
            tried->words = spare_voicemail(logging->context, logging->arena, &logging->loaded,
                                           tried->contact_id);
    }
    if (input->words && !said)
        return err_field(err, ERR_INPUT, "words",
                         "words are what was left as a voicemail, and none was left");
    for (size_t i = 0; call && i < logging->tried_count; i++) {
        Tried *tried = &logging->tried[i];
        if (text_empty(tried->words))
            tried->words = NULL;
        if (tried != logging->main)
            continue;
        tried->recording = input->recording;
        if (input->seconds && tried->seconds == TIME_NONE)
            tried->seconds = input->seconds;
    }
    return !call || !logging->planned || add_calls(logging, err);
}

static bool left_main_contact(const Logging *logging)
{
    for (size_t i = 0; i < logging->tried_count; i++)
        if (logging->tried[i].outcome == OUTCOME_VOICEMAIL &&
            logging->tried[i].contact_id == logging->loaded.lead.contact_id)
            return true;
    return false;
}

bool log_follow_up(Logging *logging, Err *err)
{
    const char *by = logging->input->follow_by;
    Channel channel = CHANNEL_NONE;
    if (!by)
        return true;
    if (!channel_find(by, &channel) || (channel != CHANNEL_EMAIL && channel != CHANNEL_TEXT))
        return err_field(err, ERR_INPUT, "follow_by",
                         "what goes behind a voicemail is an email or a text, not \"%s\"", by);
    if (logging->main->outcome != OUTCOME_VOICEMAIL || !left_main_contact(logging))
        return err_field(err, ERR_INPUT, "follow_by",
                         "an e-mail or text goes behind a voicemail to %s, and none was left there",
                         logging->loaded.lead.name);
    ChannelSet ways = plan_follow_ups(&logging->loaded.situation, logging->at);
    if (!(ways & CHANNEL_BIT(channel)) && channel == CHANNEL_TEXT)
        return err_field(err, ERR_INPUT, "follow_by",
                         "a text needs a cell number, that they agreed to texts (--set texts=yes) "
                         "and a first talk%s",
                         ways & CHANNEL_BIT(CHANNEL_EMAIL) ? "; an email can go instead" : "");
    if (!(ways & CHANNEL_BIT(channel)))
        return err_field(err, ERR_INPUT, "follow_by",
                         "an e-mail needs an address that works (--set email=…), and nothing else "
                         "agreed on");
    LeadState *state = &logging->effects.state;
    state->agreed_at = logging->at;
    state->agreed = AGREED_WITH_VOICEMAIL;
    state->agreed_channel = channel;
    state->agreed_desk = false;
    return true;
}
