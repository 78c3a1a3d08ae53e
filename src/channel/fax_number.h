/* Fax numbers as whoever carries the fax wants them: dialled by a modem behind an exchange, or as
 * the local part of a gateway's mailbox. For this room and `action`.
 */
#pragma once

#include "channel/driver_field.h"

/* Rows that each fax driver's table of settings has; `usual`: what stands before a number abroad
 * where nothing was said. */
#define FAX_NUMBER_FIELDS(usual)                                                                   \
    {.name = "country",                                                                            \
     .about = "where it is dialled from, as a calling code: 1, 49; else every number is abroad",   \
     .standard = ""},                                                                              \
        {.name = "home", .about = "before a number of that country: 0, 1", .standard = ""},        \
        {.name = "abroad",                                                                         \
         .about = "before the calling code of any other: +, 00, 011",                              \
         .standard = (usual)},                                                                     \
    {                                                                                              \
        .name = "outside", .about = "before all of them, behind an exchange: 9,", .standard = ""   \
    }

/* "+13035550100" → "9,0113035550100". */
const char *fax_number_dialled(Arena *arena, const Doc *settings, const char *e164);
/* As its carrier takes it: so dialled, or the gateway's mailbox for it. */
const char *fax_number_address(Arena *arena, const Doc *settings, const char *e164);
/* It is a mail to that gateway (the setting `to`). */
bool fax_number_is_mailed(const Doc *settings);
/* INPUT names the setting. */
bool fax_number_check(const Doc *settings, Err *err);
/* What failed with these words: the number takes no fax and never will (a voice answers, a data
 * modem, no number at all); else it was busy, did not answer, or the line broke. */
bool fax_number_blamed(const char *words);
