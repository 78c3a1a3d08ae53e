/* Gifts within a log: for the action room only. */
#pragma once

#include "action/log_inner.h"

/* What of the lead's gifts the outcome of a touch is about, where it went by gift: sent books one
 * that was approved; arrived and returned settle one that was sent. */
bool gift_logged(Logging *logging, Err *err);
