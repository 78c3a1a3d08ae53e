/* The settings of what sends and reads, as fields of a request give them. What is about files and
 * names of this machine (DriverField.here) is for who is on it: the command line alone. */
#pragma once

#include "action/sender.h"
#include "web/request.h"

/* An object of the texts that were given, up to NULL, and the `port`. */
Doc *driver_settings(Request *request, const char *const *texts);
/* The pairs of the field `set`, put to `settings`, for a driver with these fields (NULL: nobody
 * knows yet). A secret without a value is none that was given, and is
 * never changed. INPUT: it is for who is on it. */
bool driver_settings_add(Request *request, const DriverField *fields, Doc *settings, Err *err);
