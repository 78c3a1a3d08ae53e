/* Sniff: what a file is, by its first bytes.
 *
 * Internal to exchange. Suffixes lie; contents do not.
 */
#pragma once

#include "base/err.h"
#include "exchange/input.h"
#include "exchange/reader.h"

/* INPUT when it is none of ours: names what it looks like and the way out. */
bool sniff_kind(const Input *input, FileKind *kind, Err *err);
