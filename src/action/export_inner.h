/* An export under way. For export_*.c alone. */
#pragma once

#include "action/context_inner.h"
#include "action/export_data.h"
#include "base/buf.h"

#include <stdio.h>

enum { EXPORT_BLOCK = 500, EXPORT_LINE_MOST = 16 * 1024 * 1024 };

typedef struct Exporting {
    Context *context;
    const ExportOptions *options;
    int64_t owner_id;   /* 0: all */
    const char *owners; /* access_owners() */
    FILE *file;
    Buf *line; /* what is written next */
    Exported *exported;
} Exporting;

/* Writes `line` and empties it; counts a row. BROKEN: the disk is full or gone. */
bool export_row(Exporting *exporting, Err *err);

bool export_leads(Exporting *exporting, Err *err);  /* CSV */
bool export_people(Exporting *exporting, Err *err); /* vCard */
bool export_tables(Exporting *exporting, Err *err); /* JSON lines */
