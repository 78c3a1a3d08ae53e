/* Rows into cards: for the action room only. */
#pragma once

#include "action/context_inner.h"
#include "action/touch_card.h"

/* One row of Today. `worker` is its owner. */
TouchCard touch_card_of_row(Context *context, Arena *arena, const struct today_cards_row *row,
                            const Worker *worker);
