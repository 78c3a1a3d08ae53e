/* The seller's day: today, next, capture, what came of a touch, promises, undo. */
#include "action/list_promises.h"
#include "action/list_today.h"
#include "action/log_outcome.h"
#include "action/morning.h"
#include "action/next_touch.h"
#include "action/show_lead.h"
#include "base/said_when.h"
#include "base/text.h"
#include "base/vec.h"
#include "view/log_words.h"
#include "view/view_calls.h"
#include "view/view_lead.h"
#include "view/view_log.h"
#include "view/view_morning.h"
#include "view/view_next.h"
#include "view/view_promise.h"
#include "view/view_today.h"
#include "view/view_touch.h"
#include "web/page_day.h"
#include "web/page_phone.h"
#include "web/request.h"

/* --- today, next ------------------------------------------------------------------------------ */

static bool route_today(Request *request, Reply *reply, Err *err)
{
    TodayOptions options = {.owner = request_text(request, "owner"),
                            .everyone = request_flag(request, "all"),
                            .limit = (size_t)request_int(request, "limit")};
    Today today;
    if (options.owner && options.everyone)
        return err_field(err, ERR_INPUT, "owner", "owner and all cannot both be meant");
    if (!list_today(request->context, request->arena, &options, &today, err))
        return false;
    reply->doc = view_today(request->arena, &today);
    return true;
}

static bool route_next(Request *request, Reply *reply, Err *err)
{
    NextTouch next;
    if (!next_touch(request->context, request->arena, request_text(request, "owner"), &next, err))
        return false;
    reply->doc = view_next(request->arena, &next);
    return true;
}

static bool route_calls(Request *request, Reply *reply, Err *err)
{
    Calls calls;
    if (!list_calls(request->context, request->arena, request_text(request, "owner"),
                    (size_t)request_int(request, "limit"), &calls, err))
        return false;
    reply->doc = view_calls(request->arena, &calls);
    return true;
}

static bool route_touch(Request *request, Reply *reply, Err *err)
{
    WhyShown why;
    NextTouch next;
    if (!explain_touch(request->context, request->arena, request_id(request, "touch"), &why, err))
        return false;
    if (!why.planned)
        return err_set(err, ERR_CONFLICT,
                       "this touch has been: %s has another next one at /leads/%lld", why.lead_name,
                       (long long)why.lead_id);
    if (!next_touch_of(request->context, request->arena, why.lead_id, &next, err))
        return false;
    reply->doc = view_next(request->arena, &next);
    return true;
}

static bool route_why(Request *request, Reply *reply, Err *err)
{
    WhyShown why;
    if (!explain_touch(request->context, request->arena, request_id(request, "touch"), &why, err))
        return false;
    reply->doc = view_why(request->arena, &why);
    return true;
}

/* --- what came of it -------------------------------------------------------------------------- */

static bool read_promise(Request *request, LogInput *input, Err *err)
{
    const char *ours = request_text(request, "promise");
    const char *theirs = request_text(request, "they_promise");
    SaidWhen said;
    if (ours && theirs)
        return err_field(err, ERR_INPUT, "promise",
                         "one promise a log: make the other one by itself");
    if (!ours && !theirs)
        return true;
    if (!said_when(request->arena, ours ? ours : theirs, context_now(request->context),
                   context_zone(request->context), context_country(request->context),
                   EVENING_MINUTE, &said, err))
        return err_in(err, ours ? "promise" : "they_promise");
    input->promise = said.text;
    input->promise_at = said.at;
    input->promise_theirs = theirs;
    return true;
}

/* The outcome, and before it the numbers that were tried in the same climb. */
static bool read_outcome(Request *request, LogInput *input, Err *err)
{
    const RequestValue *tried = request_value(request, "attempt");
    const char **words = arena_array(request->arena, tried->count + 1, sizeof *words);
    size_t count = 0;
    LogWords said = {0};
    for (size_t i = 0; i < tried->count; i++)
        words[count++] = tried->texts[i];
    words[count++] = request_text(request, "outcome");
    if (!log_words_read(request->arena, words, count, &said, err))
        return err_in(err, "outcome");
    input->attempts = said.attempts;
    input->attempt_count = said.attempt_count;
    input->result = text_or(request_text(request, "result"), said.result);
    input->channel = text_or(request_text(request, "channel"), said.channel);
    return true;
}

static bool log_it(Request *request, Reply *reply, const char *what, Err *err)
{
    const RequestValue *set = request_value(request, "set");
    const RequestValue *gave = request_value(request, "gave");
    LogSet *sets = arena_array(request->arena, set->count, sizeof *sets);
    for (size_t i = 0; i < set->count; i++)
        sets[i] = (LogSet){set->keys[i], set->texts[i]};
    LogInput input = {.what = what,
                      .note = request_text(request, "note"),
                      .spoke_to = request_text(request, "spoke_to"),
                      .seconds =
                          request_has(request, "seconds") ? request_int(request, "seconds") : 0,
                      .follow_by = request_text(request, "follow_by"),
                      .words = request_text(request, "words"),
                      .recording = request_text(request, "recording"),
                      .at = request_time(request, "at"),
                      .until = request_time(request, "until"),
                      .promise_at = TIME_NONE,
                      .whole_company = request_flag(request, "whole_company"),
                      .gave = gave->texts,
                      .gave_count = gave->count,
                      .sets = sets,
                      .set_count = set->count};
    LogResult result;
    if (!read_outcome(request, &input, err) || !read_promise(request, &input, err) ||
        !log_outcome(request->context, request->arena, &input, &result, err))
        return false;
    reply->doc = view_log(request->arena, &result);
    return true;
}

static bool route_outcome(Request *request, Reply *reply, Err *err)
{
    return log_it(request, reply,
                  arena_printf(request->arena, "%lld", (long long)request_id(request, "touch")),
                  err);
}

static bool route_lead_outcome(Request *request, Reply *reply, Err *err)
{
    return log_it(request, reply,
                  arena_printf(request->arena, "lead:%lld", (long long)request_id(request, "lead")),
                  err);
}

static bool route_skip(Request *request, Reply *reply, Err *err)
{
    static const LogAttempt skipped = {.outcome = "skipped"};
    LogInput input = {
        .what = arena_printf(request->arena, "%lld", (long long)request_id(request, "touch")),
        .attempts = &skipped,
        .attempt_count = 1,
        .excuse = request_text(request, "because"),
        .note = request_text(request, "note"),
        .at = TIME_NONE,
        .until = request_time(request, "until"),
        .promise_at = TIME_NONE};
    LogResult result;
    if (!log_outcome(request->context, request->arena, &input, &result, err))
        return false;
    reply->doc = view_log(request->arena, &result);
    return true;
}

static bool route_set(Request *request, Reply *reply, Err *err)
{
    const RequestValue *set = request_value(request, "set");
    LogSet *sets = arena_array(request->arena, set->count, sizeof *sets);
    LeadShown lead;
    for (size_t i = 0; i < set->count; i++)
        sets[i] = (LogSet){set->keys[i], set->texts[i]};
    if (!set_lead_fields(request->context, request->arena, request_id(request, "lead"), sets,
                         set->count, err) ||
        !show_lead(request->context, request->arena, request_id(request, "lead"), &lead, err))
        return false;
    reply->doc = view_lead(request->arena, &lead);
    return true;
}

static bool route_undo(Request *request, Reply *reply, Err *err)
{
    size_t count = request_has(request, "count") ? (size_t)request_int(request, "count") : 1;
    size_t undone_count;
    Undone *undone;
    TouchCard next;
    if (!undo_records(request->context, request->arena, count, &undone, &undone_count, err))
        return false;
    const Undone *last = &undone[undone_count - 1];
    Err closed;
    bool open = last->lead_id &&
                touch_card_of_lead(request->context, request->arena, last->lead_id, &next, &closed);
    reply->doc = view_undone(request->arena, undone, undone_count, open ? &next : NULL);
    return true;
}

/* --- promises --------------------------------------------------------------------------------- */

static bool route_promise(Request *request, Reply *reply, Err *err)
{
    PromiseInput input = {.lead_id = request_id(request, "lead"),
                          .text = request_text(request, "text"),
                          .due_at = request_time(request, "due"),
                          .theirs = request_flag(request, "theirs")};
    PromiseCard made;
    if (input.due_at == TIME_NONE) {
        SaidWhen said;
        if (!said_when(request->arena, input.text, context_now(request->context),
                       context_zone(request->context), context_country(request->context),
                       EVENING_MINUTE, &said, err))
            return err_in(err, "text");
        input.text = said.text;
        input.due_at = said.at;
    }
    if (!make_promise(request->context, request->arena, &input, &made, err))
        return false;
    reply->doc = view_promise(request->arena, &made);
    return true;
}

static bool route_promise_kept(Request *request, Reply *reply, Err *err)
{
    PromiseCard promise;
    Channel by = CHANNEL_NONE;
    if (request_has(request, "by"))
        channel_find(request_text(request, "by"), &by);
    if (!keep_promise(request->context, request->arena, request_id(request, "promise"), by,
                      &promise, err))
        return false;
    reply->doc = view_promise(request->arena, &promise);
    return true;
}

static bool route_promise_cancel(Request *request, Reply *reply, Err *err)
{
    PromiseCard promise;
    if (!cancel_promise(request->context, request->arena, request_id(request, "promise"), &promise,
                        err))
        return false;
    reply->doc = view_promise(request->arena, &promise);
    return true;
}

static bool route_morning(Request *request, Reply *reply, Err *err)
{
    Morning morning;
    if (!morning_read(request->context, request->arena, &morning, err))
        return false;
    reply->doc = view_morning(request->arena, &morning);
    return true;
}

/* --- the table -------------------------------------------------------------------------------- */

static const Field owner_fields[] = {
    {.name = "owner", .about = "another user's, by name"},
    {0},
};

static const Field today_fields[] = {
    {.name = "owner", .about = "another user's, by name"},
    {.name = "all", .kind = FIELD_FLAG, .about = "everyone's"},
    {.name = "limit",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = TODAY_SHOWN_MOST,
     .about = "how many touches at most"},
    {.name = "group", .about = "the page: one group alone"},
    {0},
};

static const Field calls_fields[] = {
    {.name = "owner", .about = "another user's, by name"},
    {.name = "limit",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = CALLS_MOST,
     .about = "how many at most; else 40"},
    {0},
};

static const Field outcome_fields[] = {
    {.name = "outcome",
     .required = true,
     .about = "what happened: talked, voicemail, no_answer, they_called …"},
    {.name = "result", .about = "what they said: meeting, promised, not_now, no, sold …"},
    {.name = "attempt",
     .kind = FIELD_LIST,
     .about = "numbers tried before in the same climb: cell:no_answer"},
    {.name = "channel", .about = "of what was not planned"},
    {.name = "note", .kind = FIELD_LINES, .about = "what was said"},
    {.name = "at", .kind = FIELD_TIME, .about = "when it was; else now"},
    {.name = "until", .kind = FIELD_TIME, .about = "the time agreed on"},
    {.name = "promise", .about = "what you promised, with its time"},
    {.name = "they_promise", .about = "what they promised, with its time"},
    {.name = "spoke_to", .about = "whom you talked with, if not the one who was planned"},
    {.name = "seconds",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = 24 * 60 * 60,
     .about = "how long the call was; of attempts: cell:no_answer/25s"},
    {.name = "words",
     .kind = FIELD_LINES,
     .about = "left as a voicemail, where not what the step has"},
    {.name = "follow_by", .about = "email or text: goes right behind the voicemail, as one move"},
    {.name = "recording", .about = "where the call is recorded: a link, https"},
    {.name = "set", .kind = FIELD_PAIRS, .about = "what was learned: cell, decides, cycle …"},
    {.name = "gave",
     .kind = FIELD_LIST,
     .about = "what of the library they got beside what was planned: ids, or words of titles"},
    {.name = "whole_company", .kind = FIELD_FLAG, .about = "a never is the company's"},
    {0},
};

static const Field skip_fields[] = {
    {.name = "because",
     .required = true,
     .about = "no_time, no_script, no_reason, seem_desperate, might_offend, not_ready, other, "
              "done_already, not_mine, wait_until"},
    {.name = "note", .kind = FIELD_LINES, .about = "private to you"},
    {.name = "until", .kind = FIELD_TIME, .about = "of wait_until"},
    {0},
};

static const Field set_fields[] = {
    {.name = "set",
     .kind = FIELD_PAIRS,
     .required = true,
     .about = "what was learned: cell, decides, cycle …"},
    {0},
};

static const Field undo_fields[] = {
    {.name = "count",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = 20,
     .about = "how many of your last records; else one"},
    {0},
};

static const Field promise_fields[] = {
    {.name = "text",
     .required = true,
     .about = "what was promised; with its time, unless due says"},
    {.name = "due",
     .kind = FIELD_TIME,
     .default_minute = EVENING_MINUTE,
     .about = "when it is due"},
    {.name = "theirs", .kind = FIELD_FLAG, .about = "they promised it"},
    {0},
};

static const char *const kept_ways[] = {"email", "text", "fax", "letter", "phone", "visit", NULL};

static const Field kept_fields[] = {
    {.name = "by", .kind = FIELD_WORD, .choices = kept_ways, .about = "how it was kept"},
    {0},
};

const Route routes_day[] = {
    {.path = "/morning",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .page = "morning",
     .title = "Your morning mail",
     .about = "your morning mail: the day in numbers, what is promised, the first call",
     .answers = "Morning",
     .shape = page_morning,
     .run = route_morning},
    {.path = "/today",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "today",
     .title = "Today",
     .about = "what is due by the end of the day, in the order to do it",
     .answers = "Today",
     .memo = true,
     .query = today_fields,
     .shape = page_today,
     .run = route_today},
    {.path = "/next",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "next",
     .title = "Next",
     .about = "the one touch to do now, with all a caller needs",
     .answers = "NextIfAny",
     .memo = true,
     .query = owner_fields,
     .shape = page_next,
     .run = route_next},
    {.path = "/calls",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .page = "calls",
     .title = "Calls",
     .about = "the calls to make now, one behind the other",
     .answers = "Calls",
     .query = calls_fields,
     .shape = page_calls,
     .run = route_calls},
    {.path = "/touches/{touch}",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "next",
     .title = "Next",
     .about = "a touch to come, with all a caller needs",
     .answers = "Next",
     .shape = page_next,
     .run = route_touch},
    {.path = "/touches/{touch}/why",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "why this, why now, why this channel",
     .answers = "Why",
     .run = route_why},
    {.method = METHOD_POST,
     .path = "/touches/{touch}/outcome",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/next",
     .about = "what came of a planned touch; plans the next",
     .answers = "Logged",
     .fields = outcome_fields,
     .run = route_outcome},
    {.method = METHOD_POST,
     .path = "/touches/{touch}/skip",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/next",
     .about = "it is not done, and why; the smaller act is offered",
     .answers = "Logged",
     .fields = skip_fields,
     .run = route_skip},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/outcome",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "what was not planned: they called, a chance meeting, one touch more",
     .answers = "Logged",
     .fields = outcome_fields,
     .run = route_lead_outcome},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/set",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "what was learned of a lead",
     .answers = "Lead",
     .fields = set_fields,
     .run = route_set},
    {.method = METHOD_POST,
     .path = "/undo",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "takes your last records back",
     .answers = "Undone",
     .fields = undo_fields,
     .run = route_undo},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/promises",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .status = 201,
     .about = "a promise, made by you or by them",
     .answers = "Promise",
     .fields = promise_fields,
     .run = route_promise},
    {.method = METHOD_POST,
     .path = "/promises/{promise}/kept",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "a promise was kept, and how: what went by e-mail, text or fax is asked about",
     .answers = "Promise",
     .fields = kept_fields,
     .run = route_promise_kept},
    {.method = METHOD_POST,
     .path = "/promises/{promise}/cancel",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "a promise is not needed any more",
     .answers = "Promise",
     .run = route_promise_cancel},
    {0},
};
