/* The settings of what sends and reads, as fields of a request give them. */
#pragma once

#include "web/request.h"

/* An object of the texts that were given, up to NULL, and the `port`. What the command line takes
 * besides is about files and names of this machine: for who is on it. */
Doc *driver_settings(Request *request, const char *const *texts);
