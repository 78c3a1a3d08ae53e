/* Reports as documents: what has happened so far, in numbers. Each has `report`, its name; those of
 * a period have since and until. Sellers are {id, name, …}, `all` has the sums.
 *
 *     silence: sellers [{open, bands {"0-7", …, "never"}}…], all, worst [{lead {id, name, account,
 *         status}, owner, days, last_touched_at, captured_at, next {channel, due_at}}…]
 *     monday: week, sellers [{open, silent, broken_promises, late_enquiries, talks,
 * talks_last_week, gave_up [n…] (by tries, the last entry is that many or more), gives_up_after |
 * null, absences [{first, last, reason}…]}…], late [{touch_id, lead {…}, owner, channel, due_at,
 *         reason, working_days, offer {id, name} | null}…], late_total
 *     persistence: sellers [{leads, tries [n…], talked [n…], gave_up [n…], tries_before_talk,
 *         talked_leads}…], all
 *     promises: sellers [{ours {kept_on_time, kept_late, broken, open, cancelled, moved}, theirs
 *         {…}}…], all
 *     lines: first, sellers [{touched, target, days [n…]}…]
 *     excuses: everyone, rows [{excuse, count}…], own [{touch_id, lead {id, name}, channel, excuse,
 *         note, at}…]
 *     channels: rows [{channel, touches, reached, replied, outcomes [{outcome, touches}…]}…], all
 *         {touches, reached, replied}
 *     activity: first, days [{date, phone, …, all, talks, minutes_spent, minutes_available}…], all
 *     speed: sellers [{enquiries, touched, waiting, within_5_minutes, within_1_hour, within_1_day,
 *         median_minutes | null, ninetieth_minutes | null}…], all */
#pragma once

#include "action/report.h"
#include "base/doc.h"

Doc *view_report_doubt(Arena *arena, const DoubtReport *report);
Doc *view_report_silence(Arena *arena, const SilenceReport *report);
Doc *view_report_monday(Arena *arena, const MondayReport *report);
Doc *view_report_persistence(Arena *arena, const PersistenceReport *report);
Doc *view_report_promises(Arena *arena, const PromiseReport *report);
Doc *view_report_lines(Arena *arena, const LinesReport *report);
Doc *view_report_excuses(Arena *arena, const ExcuseReport *report);
Doc *view_report_channels(Arena *arena, const ChannelReport *report);
Doc *view_report_activity(Arena *arena, const ActivityReport *report);
Doc *view_report_speed(Arena *arena, const SpeedReport *report);
