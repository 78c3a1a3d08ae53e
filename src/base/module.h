/* Modules: the parts of Beck that load heavy libraries, in shared objects opened on first use.
 *
 * Linking every library into the program would make each command start 30 ms later (DESIGN §8).
 * A module `beck-NAME.so` lies beside the program (build tree), or in $libdir/beck. It exports one
 * const table `beck_module_NAME`, whose type the header of its room gives; it calls back into the
 * program's own base functions.
 */
#pragma once

#include "base/err.h"

/* The table of the module, or NULL: BROKEN, naming the file and what to install. Thread-safe; a
 * module stays loaded. */
const void *module_table(const char *name, Err *err);
