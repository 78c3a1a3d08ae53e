/* Notices: whoever was invited to an appointment that has changed, or is called off, is told of it
 * (action/invitation.h, action/invitation_notice.h). One thread beside those that send and hear,
 * one mail at a time (lone.h).
 */
#pragma once

#include "base/work.h"

/* Only `sent` and `held` are set. `once`: those that are due now, then end. */
Work notices_run;
