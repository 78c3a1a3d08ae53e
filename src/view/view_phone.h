/* Documents of dialling:
 *
 * view_phone_lines(): {own, lines [line…]}; a line: {user, way, about, dials, settings {…}}.
 * view_phone_call(): {id, lead {id, name}, touch_id, user, contact, number {kind, value,
 * extension}, way, stage, on, asked_at, ringing_at, answered_at, ended_at, rang_seconds,
 * talk_seconds, code, why, suggests, recording}. view_phone_calls(): {calls [call…]}. */
#pragma once

#include "action/phone_call.h"
#include "action/phone_line.h"
#include "base/doc.h"

Doc *view_phone_lines(Arena *arena, const PhoneLines *lines);
Doc *view_phone_call(Arena *arena, const PhoneCall *call);
Doc *view_phone_calls(Arena *arena, const PhoneCalls *calls);
