/* Modules: the parts of Beck that load heavy libraries, in shared objects opened on first use.
 *
 * Linking every library into the program would make each command start 30 ms later (DESIGN §8).
 * A module `beck-NAME.so` lies beside the program (build tree), or in $libdir/beck, or where the
 * environment's BECK_MODULE_DIR says (tests), searched in that order. It exports one const table
 * `beck_module_NAME`, whose type the header of its room gives; it may call back into the program's
 * own functions, which the program exports.
 */
#pragma once

#include "base/err.h"

/* The table of the module, or NULL: BROKEN, naming the file and what to install. Thread-safe; a
 * module stays loaded. Asking again costs microseconds: the caller keeps the table. */
const void *module_table(const char *name, Err *err);
