/* Calendars at other servers, as text. */
#pragma once

#include "cli/cli.h"

CliText text_calendar_accounts, text_calendar_account, text_calendar_removed, text_calendar_right,
    text_calendar_synced;
