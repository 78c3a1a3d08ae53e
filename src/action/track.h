/* Tracking: whether somebody followed a link of a mail, took a file by its link, or opened it.
 *
 * Off unless the setting `tracking` says yes, and then of mails that go from there on. Who writes
 * to people in the European Union needs their consent for it first (ePrivacy Directive, article
 * 5(3); GDPR, articles 6 and 7); nothing here asks for it.
 *
 * With it each http and https link of a mail but our own goes by /r/TOKEN, which sends on to the
 * target that stands in the token and nowhere else, and the HTML has an image of one dot,
 * /o/TOKEN. Unsubscribe's link is never touched. What comes is judged (mail/visit.h); what may be a
 * human's is kept for TRACK_SECONDS, to see whether all links of the mail were asked for together,
 * and then forgotten: what is left is that the message was seen, and by what. Neither network
 * addresses nor user agents are kept at any time.
 *
 * A link that a human followed, or a file that one took, proves that the message was seen by a
 * human. An image proves at most that the mail lies in a mailbox (delivered), for mailboxes and
 * their proxies load it by themselves. Signed-in users of this Beck are not counted. */
#pragma once

#include "action/context.h"
#include "action/file_link.h"
#include "base/buf.h"
#include "mail/visit.h"

enum { TRACK_SECONDS = 5 };

/* Whether mails that go now are tracked: the setting, and a public_url. */
bool track_is_on(Context *context, bool *on, Err *err);
/* The words of a touch's mail as both texts, their links ours; `html` ends with the image. */
void track_words(Context *context, Arena *arena, int64_t touch_id, const char *text, Buf *plain,
                 Buf *html);

/* Where a link leads, by /r/TOKEN; counts the visit. MISSING: none of ours. `visit` NULL: not one
 * to be counted. */
bool track_follow(Context *context, Arena *arena, const char *token, const Visit *visit,
                  const char **url, Err *err);
/* The image of /o/TOKEN was asked for. MISSING: none of ours. */
bool track_open(Context *context, Arena *arena, const char *token, const Visit *visit, Err *err);
/* A file was taken by its link. */
bool track_take(Context *context, Arena *arena, const FileLinked *linked, const Visit *visit,
                Err *err);
/* What was kept for long enough becomes certainty of its message, or nothing, and is forgotten. */
bool track_settle(Context *context, Err *err);
