/* What the files of the module `beck-net` share. */
#pragma once

#include "base/dial_driver.h"

/* Once for the program; any thread. */
bool net_start_curl(Err *err);

extern const DialDriver net_dial_driver;
