/* The documents of gifts: one, and all with the money. Sums are whole numbers in the currency's
 * smallest unit, each with the same for people beside it (`…_text`). */
#pragma once

#include "action/gift.h"
#include "base/doc.h"

Doc *view_gift(Arena *arena, const Gift *gift);
Doc *view_gifts(Arena *arena, const Gifts *gifts);
