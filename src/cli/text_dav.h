/* Calendars and address books at servers, as text. */
#pragma once

#include "cli/cli.h"

CliText text_calendars, text_calendar, text_calendar_removed, text_calendar_right,
    text_calendar_synced, text_books, text_book, text_book_removed, text_book_right,
    text_book_synced;
