/* A report by its name: asked for, and as its document (view_report.h). */
#pragma once

#include "action/report.h"
#include "base/doc.h"

/* "silence", "monday", …; ends with NULL. */
const char *const *report_names(void);
/* MISSING: there is none of that name. */
bool report_doc(Context *context, Arena *arena, const char *name, const ReportOptions *options,
                Doc **doc, Err *err);
