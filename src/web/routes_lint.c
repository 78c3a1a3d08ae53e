/* Lint: what is weak in a mail or a text, while it is written. What is at hand answers at once;
 * what others must be asked (spamd, name servers) has a row and a lane of its own, so that nobody's
 * typing waits for it. */
#include "action/lint_mail.h"
#include "action/lint_touch.h"
#include "base/text.h"
#include "view/view_lint.h"
#include "web/server_inner.h"

/* A template for many, as a cadence has it. */
static bool lint_template(Request *request, bool outside, Lint *lint, Err *err)
{
    const char *subject = text_or(request_text(request, "subject"), "");
    const char *body = text_or(request_text(request, "body"), "");
    LintAsk ask = {.words = arena_printf(request->arena, "Subject: %s\n\n%s", subject, body),
                   .later = request_flag(request, "later"),
                   .text = request_flag(request, "text"),
                   .spamd = outside ? NULL : LINT_NOWHERE};
    return lint_mail(request->context, request->arena, &ask, lint, err);
}

static bool lint(Request *request, Reply *reply, bool outside, Err *err)
{
    Pace *pace = outside ? request->server->asking : request->server->linting;
    LintLetter letter = {.subject = request_text(request, "subject"),
                         .body = request_text(request, "body"),
                         .outside = outside};
    Lint made;
    bool more = false;
    enum { TOO_OFTEN = 429 };
    if (!pace_take(pace, request->who.user_id, context_now(request->context))) {
        request->refusal = TOO_OFTEN;
        return err_set(err, ERR_BUSY, "that is looked at too often: wait a moment");
    }
    bool done = request_has(request, "touch")
                    ? lint_touch_by_id(request->context, request->arena,
                                       request_int(request, "touch"), &letter, &made, err)
                    : lint_template(request, outside, &made, err);
    if (!done || (!outside && !lint_outside(request->context, &more, err)))
        return false;
    reply->doc = view_lint(request->arena, &made);
    doc_set_bool(request->arena, reply->doc, "more", more);
    return true;
}

static bool route_lint(Request *request, Reply *reply, Err *err)
{
    return lint(request, reply, false, err);
}

static bool route_outside(Request *request, Reply *reply, Err *err)
{
    return lint(request, reply, true, err);
}

enum { WORDS_MOST = LINT_LONGEST, BODY_MOST = 256 * 1024 /* JSON may escape each byte */ };

static const Field fields[] = {
    {.name = "touch",
     .kind = FIELD_ID,
     .about =
         "the e-mail, text or fax to come that these are the words of; none: a template for many"},
    {.name = "subject", .empty = true, .about = "its subject; with a touch, else as it would go"},
    {.name = "body",
     .kind = FIELD_SOURCE,
     .empty = true,
     .most = WORDS_MOST,
     .about = "its words, the same way"},
    {.name = "text", .kind = FIELD_FLAG, .about = "of a template: it is a text, and no mail"},
    {.name = "later",
     .kind = FIELD_FLAG,
     .about = "of a template: they know you already, so it may be longer"},
    {0},
};

const Route routes_lint[] = {
    {.method = METHOD_POST,
     .path = "/lint",
     .faces = FACE_API,
     .need = NEED_USER,
     .lane = LANE_READ,
     .scope = SCOPE_READ,
     .about = "what is weak in a mail or a text before it goes, and what the text costs; saves "
              "nothing, answers at once",
     .answers = "Lint",
     .body_most = BODY_MOST,
     .fields = fields,
     .run = route_lint},
    {.method = METHOD_POST,
     .path = "/lint/outside",
     .faces = FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .scope = SCOPE_READ,
     .about = "the same with what a spamd and the name servers say, which takes its time",
     .answers = "Lint",
     .body_most = BODY_MOST,
     .fields = fields,
     .run = route_outside},
    {0},
};
