/* The parts of lead forms: for the action room only. */
#pragma once

#include "action/context_inner.h"
#include "action/lead_form.h"

bool lead_form_row(Context *context, Arena *arena, const char *token,
                   struct lead_form_list_row *row, Err *err);
LeadFormShown lead_form_of_row(const Context *context, Arena *arena,
                               const struct lead_form_list_row *row);
