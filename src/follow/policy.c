#include "follow/situation.h"

/* The figures of DESIGN §3–§5. */
Policy policy_default(void)
{
    return (Policy){
        .moves_per_day = 1,
        .moves_per_week = 4,
        .rings_per_day = 2,
        .dials_per_touch = 8,
        .dials_per_day = 40,
        .call_hours = {8 * 60, 21 * 60},
        .office_hours = {8 * 60 + 30, 17 * 60 + 30},
        .mail_hours = {8 * 60, 18 * 60},
        .enquiry_minutes = 5,
        .answer_escalates_days = 2,
        .resume_days = 5,
        .no_wait_days = {30, 90},
        .not_now_days = 90,
        .opt_out_machine_days = 30,
        .overdue_days = 2,
        .manager_days = 5,
        .met_spread_days = 5,
        .prong_days = 10,
        .proof_hours = 16,
        .late_hours = 16,
        .post_days = {2, 6},
    };
}
