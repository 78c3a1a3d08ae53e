/* Figures as a document: {metrics [{name, about, type, value}…], most}; a value of `most` means
 * that many or more. */
#pragma once

#include "action/metrics.h"
#include "base/doc.h"

Doc *view_metrics(Arena *arena, const Metrics *metrics);
/* The text format of Prometheus (version 0.0.4). */
void view_metrics_text(const Doc *doc, Buf *out);
