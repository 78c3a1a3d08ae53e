/* Calendars and address books at servers, as text. */
#pragma once

#include "cli/cli.h"

CliText text_calendars, text_calendar, text_calendar_synced, text_books, text_book,
    text_book_synced, text_dav_removed, text_dav_right;
