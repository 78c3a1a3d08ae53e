/* What is expected of a lead, as a document: {lead {id, name}, days, expected [{at, date, channel,
 * mode, concern, step, contact, reason, next}…]} */
#pragma once

#include "action/expect_lead.h"
#include "base/doc.h"

Doc *view_expected(Arena *arena, const ExpectedTouches *expected);
