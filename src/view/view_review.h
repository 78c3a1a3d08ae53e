/* Review and send, as documents:
 *
 *     review: {touches [{a touch (view_touch.h), script {subject, body, reason, new}}…], total,
 *              sender {address, state, why, rests_until} | null, outbox [as in view_send.h…]}
 *     logged: {logged [as in view_log.h…], already [{id}…], refused [{id, why}…]} */
#pragma once

#include "action/review.h"
#include "base/doc.h"

Doc *view_review(Arena *arena, const Review *review);
Doc *view_review_logged(Arena *arena, const ReviewLogged *logged);
